//! Arguments of `rolo contacts dossier`.

use std::path::PathBuf;

use clap::Args;

/// Write everything that is known about a contact as one JSON object
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts dossier ana@example.com --output ana.json
  rolo contacts dossier 12 | jq '.conversations[].messages[].text'

For a person who asks what is kept of them: rows of every table, what was decided and why, whom they were merged with, the log, and what the journal still holds.")]
pub struct DossierArgs {
    /// An id or an identity of the contact
    #[arg(value_name = "CONTACT", allow_hyphen_values = true)]
    pub contact: String,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

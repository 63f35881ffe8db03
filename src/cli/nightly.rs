//! Arguments of `rolo nightly`.

use std::path::PathBuf;

use clap::Args;

use crate::output::format::Format;

/// Import the given files, then dedupe, classify, score and scan follow-ups
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo nightly                      decide again what can have changed\n  rolo nightly inbox/*.csv          take new files in first\n  17 3 * * * cd /srv/crm && rolo --quiet nightly inbox/*.csv\n\nEach step is one transaction. After an interruption run it again: it goes on where it was."
)]
pub struct NightlyArgs {
    /// CSV files to import first
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object on standard output
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

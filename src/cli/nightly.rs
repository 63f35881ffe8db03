//! Arguments of `rolo nightly`.

use std::path::PathBuf;

use clap::Args;

use crate::output::format::Format;

/// Import files, dedupe, classify, score and scan follow-ups
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo nightly               decide what can have changed
  rolo nightly inbox/*.csv   take in new files first

In a crontab, every night at 3:17:
  17 3 * * * cd /srv/crm && rolo --quiet nightly inbox/*.csv

Each step is one transaction. After an interruption run it again: it goes on where it was.")]
pub struct NightlyArgs {
    /// Files to import first
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]
    #[arg(long = "agent", value_name = "NAME")]
    pub agents: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json on standard output [default: text on standard error]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

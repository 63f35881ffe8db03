//! Arguments of `rolo undo`.

use clap::Args;

use super::author::AuthorArgs;
use crate::output::format::Format;

/// Take back what a command changed
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo undo           take back the last command
  rolo undo --list    show the journal
  rolo undo 12        take back entry 12")]
pub struct UndoArgs {
    /// The number of a journal entry [default: all of the last command]
    pub entry: Option<i64>,
    /// Show the journal instead
    #[arg(long, conflicts_with = "entry")]
    pub list: bool,
    /// Print the journal as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, requires = "list")]
    pub format: Option<Format>,
    /// Who the log names.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

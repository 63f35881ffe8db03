//! Arguments of `rolo imports`.

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use crate::output::format::Format;

/// List imports, show what one did, or take one back
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "\
Examples:
  rolo imports list      every file that was imported, the newest first
  rolo imports show 3    what import 3 created and changed
  rolo imports undo 3    take it back"
)]
pub struct ImportsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ImportsCommand,
}

/// Commands of `imports`.
#[derive(Debug, Subcommand)]
pub enum ImportsCommand {
    /// List every file that was imported, the newest first
    List(ListArgs),
    /// Show what an import did, row by row
    Show(ShowArgs),
    /// Take an import back, except what something later depends on
    Undo(ImportsUndoArgs),
}

/// Arguments of `imports list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo imports list
  rolo imports list --format json | jq '.[] | select(.rejected > 0)'")]
pub struct ListArgs {
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `imports show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo imports show 3
  rolo imports show 3 --format csv > what-changed.csv

Messages and events that were created are counted in one line; everything else has a line of its own.")]
pub struct ShowArgs {
    /// The number of the import
    #[arg(value_name = "N")]
    pub batch: i64,
    /// Print as table, csv, json or jsonl [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `imports undo`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo imports undo 3 --dry-run    what would come back, and what would stay
  rolo imports undo 3")]
pub struct ImportsUndoArgs {
    /// The number of the import
    #[arg(value_name = "N")]
    pub batch: i64,
    /// Who the log names.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

//! Arguments of `rolo dedupe`.

use clap::{Args, Subcommand};

use crate::output::format::Format;

/// Find duplicate contacts and merge the sure ones
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  rolo dedupe                 show which contacts are certainly the same\n  rolo dedupe --apply         merge them\n  rolo dedupe undo --last     take the last run back"
)]
pub struct DedupeArgs {
    /// Take merges back.
    #[command(subcommand)]
    pub command: Option<DedupeCommand>,
    /// Merge what is certain
    #[arg(long)]
    pub apply: bool,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the plan as table, csv, json or jsonl; with --apply, json prints the summary as one object
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Commands of `dedupe`.
#[derive(Debug, Subcommand)]
pub enum DedupeCommand {
    /// Take a merge, or all merges of a run, back
    Undo(DedupeUndoArgs),
}

/// Arguments of `dedupe undo`.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct DedupeUndoArgs {
    /// The number of a merge
    pub merge: Option<i64>,
    /// The number of a run
    #[arg(long, value_name = "N")]
    pub run: Option<i64>,
    /// The last run
    #[arg(long)]
    pub last: bool,
}

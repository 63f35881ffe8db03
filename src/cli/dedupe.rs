//! Arguments of `rolo dedupe`.

use clap::{Args, Subcommand};

use crate::output::format::Format;

/// Find duplicate contacts and merge those that are sure
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  rolo dedupe               show who would become one contact, and why
  rolo dedupe --apply       merge them
  rolo dedupe undo --last   take back the merges of the last run

Who has a user_id survives, else who has an e-mail, a phone or an external id, else the lower id.
A field keeps what a person set, else what an identified contact has, else the newer value; the
other one stays in the metadata as `other_FIELD`. Identities and all that hangs on them move."
)]
pub struct DedupeArgs {
    /// Take merges back.
    #[command(subcommand)]
    pub command: Option<DedupeCommand>,
    /// Merge those that are sure, instead of showing the plan
    #[arg(long)]
    pub apply: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the plan as table, csv, json or jsonl; with --apply the summary as json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Commands of `dedupe`.
#[derive(Debug, Subcommand)]
pub enum DedupeCommand {
    /// Take back a merge, or all merges of a run
    Undo(DedupeUndoArgs),
}

/// Arguments of `dedupe undo`.
#[derive(Debug, Args)]
#[group(skip)]
#[command(group(clap::ArgGroup::new("which").required(true)))]
#[command(after_help = "\
Examples:
  rolo dedupe undo --last   take back the merges of the last run
  rolo dedupe undo 7        take back merge 7")]
pub struct DedupeUndoArgs {
    /// The number of a merge
    #[arg(group = "which")]
    pub merge: Option<i64>,
    /// The number of a run
    #[arg(long, value_name = "N", group = "which")]
    pub run: Option<i64>,
    /// Take back the last run
    #[arg(long, group = "which")]
    pub last: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

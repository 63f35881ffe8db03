//! Arguments of `rolo followups`.

use clap::{Args, Subcommand};

use super::filter::FilterArgs;
use crate::output::format::Format;

/// Find and work the follow-ups that are due
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo followups scan\n  rolo followups list --due\n  rolo followups approve 12 15\n  rolo followups dismiss 13"
)]
pub struct FollowupsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: FollowupsCommand,
}

/// Commands of `followups`.
#[derive(Debug, Subcommand)]
pub enum FollowupsCommand {
    /// Open follow-ups that there is cause for and close those whose cause went away
    Scan(ScanArgs),
    /// List follow-ups by due time
    List(ListArgs),
    /// Let follow-ups be sent
    Approve(ChangeArgs),
    /// Drop follow-ups
    Dismiss(ChangeArgs),
}

/// Arguments of `followups scan`.
#[derive(Debug, Args)]
pub struct ScanArgs {
    /// Look at every contact again
    #[arg(long)]
    pub full: bool,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object on standard output
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `followups list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Whose follow-ups are listed
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Only those that are due
    #[arg(long)]
    pub due: bool,
    /// In every state, not only open ones
    #[arg(long)]
    pub all: bool,
    /// Only of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// table, csv, json, jsonl or ids [default: table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `followups approve` and `dismiss`.
#[derive(Debug, Args)]
pub struct ChangeArgs {
    /// Numbers of follow-ups, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

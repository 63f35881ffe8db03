//! Arguments of `rolo segments`.

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use super::filter::FilterArgs;
use crate::domain::time::Instant;
use crate::output::format::Format;

/// Save filters under names, and see who enters and leaves
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo segments save hot --grade A --grade B --contactable
  rolo segments save silent-hot --segment hot --inactive-since 2026-08-01
  rolo export --segment hot --output hot.csv
  rolo segments diff hot --since 2026-08-01    who entered and who left

The segments all, leads and customers are always there.")]
pub struct SegmentsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: SegmentsCommand,
}

/// Commands of `segments`.
#[derive(Debug, Subcommand)]
pub enum SegmentsCommand {
    /// Save a filter under a name
    Save(Box<SaveArgs>),
    /// List segments with the number of their contacts
    List(ListArgs),
    /// Show the filter of a segment as it is typed
    Show(ShowArgs),
    /// Delete a segment; its contacts stay
    Delete(DeleteArgs),
    /// Tell who entered a segment and who left it
    Diff(DiffArgs),
}

/// Arguments of `segments save`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo segments save hot --grade A --grade B --contactable
  rolo segments save big --where \"spend >= 500 or tags like '%vip%'\"
  rolo segments save silent --where \"last_active < date(as_of(), '-60 days')\"
  rolo segments save hot --min-score 70 --replace

What is saved means the same whenever it is asked: in --where, time is as_of(), never the clock.")]
pub struct SaveArgs {
    /// What it is called: letters, digits, - _ and .
    pub name: String,
    /// Give the segment of this name another filter
    #[arg(long)]
    pub replace: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who saves it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Who is meant. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `segments list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo segments list
  rolo segments list --format ids    only the names")]
pub struct ListArgs {
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `segments show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo segments show hot
  rolo segments show hot --format json | jq .filter")]
pub struct ShowArgs {
    /// The segment
    pub name: String,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `segments delete`.
#[derive(Debug, Args)]
#[command(after_help = "`rolo undo` brings it back.")]
pub struct DeleteArgs {
    /// The segment
    pub name: String,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who deletes it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `segments diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo segments diff hot --since 2026-08-01
  rolo segments diff hot --since 2026-08-01 --format json

Who is in a saved segment is recorded when it is saved, and by classify, score and nightly from then on.")]
pub struct DiffArgs {
    /// The segment
    pub name: String,
    /// The moment from which on changes are told
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub since: Instant,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo stats`.

use clap::Args;

use super::filter::FilterArgs;
use crate::output::format::Format;

/// Count contacts by status, channel and more
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo stats                                    everybody, in figures
  rolo stats --tag wholesale --contactable      a segment
  rolo stats --format json | jq .status.churned
  rolo stats --as-of 2026-09-01 --format csv > august.csv

csv and jsonl hold a figure a row: group, name, value, and share of the contacts; an empty name stands for those who have none. json is one object.")]
pub struct StatsArgs {
    /// Print as table, csv, json or jsonl [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Who is counted; without a filter, everybody. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

//! Arguments of `rolo export`.

use std::path::PathBuf;

use clap::Args;

use super::filter::FilterArgs;
use crate::output::format::Format;

/// Write a segment of contacts as CSV or JSON
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo export --status qualified --contactable > call.csv\n  rolo export --where \"spend >= 500 and city = 'Leeds'\" --columns name,email,spend\n  rolo export --tag vip --format ids"
)]
pub struct ExportArgs {
    /// Who is written; without a filter, everybody
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Columns of the view `contacts`, with commas between, or `all`
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// Order by this column; a leading - turns it round [default: id]
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Write so many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// table, csv, json, jsonl or ids [default: table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

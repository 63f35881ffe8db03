//! Arguments of `rolo export`.

use std::path::PathBuf;

use clap::Args;

use super::filter::FilterArgs;
use crate::output::format::Format;

/// Write contacts as CSV, JSON or a table
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo export --status qualified --contactable > call.csv
  rolo export --where \"spend >= 500 and city = 'Leeds'\" --columns name,spend
  rolo export --min-score 60 --sort -score --limit 20 --format table
  rolo export --columns all --output everybody.csv")]
pub struct ExportArgs {
    /// Columns to write, with commas between them, or all
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// Column to order by, with - before it for the greatest first [default: id]
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Write this many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Who is written; without a filter, everybody. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

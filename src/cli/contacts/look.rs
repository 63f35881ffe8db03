//! Arguments of the commands that only look.

use clap::Args;

use crate::cli::filter::FilterArgs;
use crate::output::format::Format;

/// Arguments of `contacts list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts list --status qualified --sort -score --limit 20
  rolo contacts list --search 'northside' --format json
  rolo contacts list --tag wholesale --columns id,name,email,last_active
  rolo contacts list --where \"city = 'Leeds' and spend > 500\" --format ids")]
pub struct ListArgs {
    /// Columns to print, with commas between them, or all [default: a few in a table, else all]
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// Column to order by, with - before it for the greatest first [default: id]
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// List this many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Who is listed. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `contacts show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts show 12
  rolo contacts show '+63 917 555 0101'
  rolo contacts show user_id:42 --format json | jq .conversations")]
pub struct ShowArgs {
    /// An id or an identity
    pub contact: String,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

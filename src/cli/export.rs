//! Arguments of `rolo export`.

use std::path::PathBuf;

use clap::Args;

use super::filter::FilterArgs;
use crate::input::field::FileKind;
use crate::output::format::Format;

/// Write contacts or what belongs to them as CSV, JSON or a table
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo export --status qualified --contactable > call.csv
  rolo export --where \"spend >= 500 and city = 'Leeds'\" --columns name,spend
  rolo export --min-score 60 --sort -score --limit 20 --format table
  rolo export --columns all --output everybody.csv
  rolo export --kind messages --channel whatsapp > chats.csv

`rolo import` understands all that is written: contacts with --columns all and each other kind together build the same database again.")]
pub struct ExportArgs {
    /// What is written: contacts, companies, deals, notes, conversations, messages, events or deliveries
    #[arg(long, value_name = "KIND", default_value = "contacts", hide_possible_values = true)]
    pub kind: FileKind,
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
    /// Whose rows are written; without a filter, everybody. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

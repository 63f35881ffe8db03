//! Arguments of `rolo inspect`.

use std::path::PathBuf;

use clap::Args;

use super::import::ReadingArgs;
use crate::output::format::Format;

/// Show how a file would be read, or print it as clean CSV
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo inspect people.csv
  rolo inspect --format csv leads.xls.csv > leads.csv
  rolo inspect --encoding windows-1250 --delimiter ';' kontakty.csv

Nothing is imported, and no database is needed. Lines that are none of the table's rows are left out: remarks before the header, titles above it, sentences that explain it, a report's footer, rows without any text. A row may have 16 MiB and a table 4096 columns.

Exit codes: 0 all rows can be taken, 3 some would be rejected, 1 the file would be refused")]
pub struct InspectArgs {
    /// A CSV file, chat or vCards, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How the file is read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Print what was understood as json, or the table itself as csv or jsonl [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo inspect`.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::Args;

use super::import::Order;
use crate::input::field::FileKind;
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
    /// A CSV file, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the rows are: contacts, messages or events [default: found from the header]
    #[arg(long = "as", value_name = "KIND", hide_possible_values = true)]
    pub kind: Option<FileKind>,
    /// The country of phone numbers that name none, such as PH
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// The zone of times that name none, such as Asia/Manila [default: UTC]
    #[arg(long, value_name = "ZONE", value_parser = super::zone)]
    pub time_zone: Option<Tz>,
    /// What comes first in dates like 03/04/2026: dmy, mdy or ymd
    #[arg(long, value_name = "ORDER", hide_possible_values = true)]
    pub date_order: Option<Order>,
    /// How characters are written, such as windows-1252 or utf-16le [default: found from the bytes]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What stands between cells: one character, or tab [default: found from the first rows]
    #[arg(long, value_name = "CHARACTER", value_parser = super::delimiter)]
    pub delimiter: Option<u8>,
    /// Print what was understood as json, or the table itself as csv or jsonl [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo import`.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, ValueEnum};

use crate::input::field::FileKind;
use crate::output::format::Format;

/// Bring in contacts, companies, deals, notes, messages and events from CSV
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo import contacts.csv messages.csv events.csv
  rolo import --platform oldcrm --country PH people.csv
  zcat chats.csv.gz | rolo import --as messages -

Companies are taken first, then contacts, deals, notes, conversations, messages, events and deliveries. A row that cannot be taken goes to NAME.rejects with its line, the column and the reason; mend it there and import that file. Importing a file again changes nothing.")]
pub struct ImportArgs {
    /// CSV files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What the rows are: contacts, companies, deals, notes, conversations, messages, events or deliveries [default: found from the header]
    #[arg(long = "as", value_name = "KIND", hide_possible_values = true)]
    pub kind: Option<FileKind>,
    /// The system that the file's own ids belong to [default: its column platform, else import]
    #[arg(long, value_name = "NAME")]
    pub platform: Option<String>,
    /// What happens to a contact that is known: update, fill (only empty fields) or skip
    #[arg(long, value_name = "POLICY", default_value = "update", hide_possible_values = true)]
    pub on_match: Policy,
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
    /// Pin status, stage and intent where the file holds rolo's own words
    #[arg(long)]
    pub pin: bool,
    /// Keep a value that its field cannot take as metadata, instead of rejecting the row
    #[arg(long)]
    pub lenient: bool,
    /// Where rejected rows go [default: NAME.rejects beside each file]
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json on standard output [default: text on standard error]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// What happens to values that meet existing ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Policy {
    /// A non-empty incoming value wins.
    Update,
    /// Only empty fields are filled.
    Fill,
    /// Existing contacts are left alone.
    Skip,
}

/// Which number of a date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The day.
    Dmy,
    /// The month.
    Mdy,
    /// The year.
    Ymd,
}

//! Arguments of `rolo import`.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, ValueEnum};

use crate::input::field::FileKind;
use crate::output::format::Format;

/// Bring contacts, messages and events in from CSV
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo import contacts.csv messages.csv events.csv\n  rolo import --platform oldcrm --country PH people.csv\n  zcat chats.csv.gz | rolo import --as messages -\n\nFiles are taken in the order contacts, messages, events. What the rows are is found from the header. Rows that cannot be\ntaken go to FILE.rejects with line, column and reason; mend them and import that file. Importing a file again\nchanges nothing."
)]
pub struct ImportArgs {
    /// CSV files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// State what the rows are
    #[arg(long = "as", value_name = "KIND")]
    pub kind: Option<FileKind>,
    /// Name the system that the file's own ids belong to
    #[arg(long, value_name = "NAME")]
    pub platform: Option<String>,
    /// Say what happens to values that meet existing ones: update, fill (only empty fields) or skip
    #[arg(long, value_name = "POLICY", default_value = "update", hide_possible_values = true)]
    pub on_match: Policy,
    /// The country of phone numbers that name none, such as PH
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// The zone of times that name none [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<Tz>,
    /// Which comes first in dates like 03/04/2026: dmy, mdy or ymd
    #[arg(long, value_name = "ORDER", hide_possible_values = true)]
    pub date_order: Option<Order>,
    /// Pin status, stage and intent where the file holds rolo's own words
    #[arg(long)]
    pub pin: bool,
    /// Keep values that a field cannot take as metadata instead of rejecting the row
    #[arg(long)]
    pub lenient: bool,
    /// Write rejected rows to this file
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object on standard output
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

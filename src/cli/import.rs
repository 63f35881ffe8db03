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
  rolo import --map email='Work mail' --set source=fair --remember leads.csv
  zcat chats.csv.gz | rolo import --as messages -
  rolo import --agent 'Diwata Bakery' 'WhatsApp Chat with Ana.txt' people.vcf

Companies are taken first, then contacts, deals, notes, conversations, messages, events and deliveries. A row that cannot be taken goes to NAME.rejects with its line, the column and the reason; mend it there and import that file. Importing a file again changes nothing.

The reason begins with a code:
  bad_date        It is no date or time, or not in the order of its column.
  bad_email       It is no e-mail address.
  bad_number      It is no whole number.
  bad_amount      It is no amount of money.
  bad_choice      It is none of the words that the column takes.
  bad_json        It is no JSON object.
  bad_card        It is no complete card of a vCard file.
  bad_encoding    It holds bytes that are not valid in the file's encoding.
  nul_byte        It holds a NUL byte, which no text has.
  open_quote      A quote opens in the row and is never closed.
  too_long        The row is longer than 16 MiB.
  too_many_cells  The row has more cells than the header has columns.
  missing_value   A column that every row needs is empty.
  no_identity     Nothing in the row says who is meant.
  unknown_contact Nobody is known by what the row names.
  erased          It is about somebody who was deleted for good and blocked.")]
pub struct ImportArgs {
    /// CSV files, chats of WhatsApp or Telegram, vCards, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How the files are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// What happens to a contact that is known: update, fill (only empty fields) or skip [default: update]
    #[arg(long, value_name = "POLICY", hide_possible_values = true)]
    pub on_match: Option<Policy>,
    /// Where rejected rows go [default: NAME.rejects beside each file]
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Write how the columns of the one file are understood, as a mapping to be edited, and stop
    #[arg(long, conflicts_with_all = ["remember", "dry_run", "format"])]
    pub print_mapping: bool,
    /// Write these options into rolo.toml, for the next time that files of these names come
    #[arg(long, conflicts_with = "dry_run")]
    pub remember: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Tell each conflict: the row, the identity at fault, where the row went and who keeps the identity
    #[arg(short, long)]
    pub verbose: bool,
    /// Print the summary as json on standard output [default: text on standard error]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// How a file is to be read: what its rows and columns are, and how its values are written.
#[derive(Debug, Clone, Default, Args)]
pub struct ReadingArgs {
    /// What the rows are: contacts, companies, deals, notes, conversations, messages, events or deliveries [default: found from the header]
    #[arg(long = "as", value_name = "KIND", hide_possible_values = true)]
    pub kind: Option<FileKind>,
    /// The system that wrote the file, such as hubspot or whatsapp [default: found from the header]
    #[arg(long, value_name = "PRESET")]
    pub from: Option<String>,
    /// Say what a column holds, such as email="Work e-mail"; a column can be named by its number
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = pair)]
    pub map: Vec<(String, String)>,
    /// A value for rows that say nothing of a field, such as source=instagram
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// A file that says what the columns mean; --print-mapping writes one
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    pub mapping: Option<PathBuf>,
    /// The system that the file's own ids belong to [default: the preset, its column platform, else import]
    #[arg(long, value_name = "NAME")]
    pub platform: Option<String>,
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
    /// Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]
    #[arg(long = "agent", value_name = "NAME")]
    pub agents: Vec<String>,
    /// Keep a value that its field cannot take as metadata, instead of rejecting the row
    #[arg(long)]
    pub lenient: bool,
    /// A cell with exactly this text, such as #N/A, empties its field in a contact that is known
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub clear: Option<String>,
}

/// Reads `FIELD=COLUMN` and `FIELD=VALUE`.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() && !value.trim().is_empty() => {
            Ok((field.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write a field, = and what belongs to it, such as email=\"Work e-mail\"".to_owned()),
    }
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

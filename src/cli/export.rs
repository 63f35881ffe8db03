//! Arguments of `rolo export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::filter::FilterArgs;
use crate::input::field::FileKind;
use crate::output::format::Format;

/// How an export is written. All but `table` are complete and stable: made for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Aligned columns for people, cut to the width of the terminal
    Table,
    /// Comma-separated values with a header
    Csv,
    /// One JSON array of objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// The first column only, one a line
    Ids,
    /// vCard 4: one card a contact
    Vcard,
}

impl ExportFormat {
    /// The format of rows; `None` = it has no rows.
    pub const fn of_rows(self) -> Option<Format> {
        match self {
            Self::Table => Some(Format::Table),
            Self::Csv => Some(Format::Csv),
            Self::Json => Some(Format::Json),
            Self::Jsonl => Some(Format::Jsonl),
            Self::Ids => Some(Format::Ids),
            Self::Vcard => None,
        }
    }
}

/// Write contacts or what belongs to them as CSV, JSON or vCard
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo export --status qualified --contactable > call.csv
  rolo export --where \"spend >= 500 and city = 'Leeds'\" --columns name,spend
  rolo export --min-score 60 --sort -score --limit 20 --format table
  rolo export --columns all --output everybody.csv
  rolo export --columns hubspot --contactable --output for-hubspot.csv
  rolo export --format vcard --tag friend --output friends.vcf
  rolo export --kind messages --channel whatsapp > chats.csv
  rolo export --kind events --template > events.csv

Sets of columns: people, customers, all, and as other systems read them: hubspot, salesforce, google, mailchimp. \
Each says who opted out.

`rolo import` understands all that is written: contacts with --columns all,other_emails,other_phones and each other kind together build the same database again.")]
pub struct ExportArgs {
    /// What is written: contacts, companies, deals, notes, conversations, messages, events or deliveries
    #[arg(long, value_name = "KIND", default_value = "contacts", hide_possible_values = true)]
    pub kind: FileKind,
    /// Columns or sets of columns, with commas between them
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
    /// Print as table, csv, json, jsonl, ids or vcard [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<ExportFormat>,
    /// CSV for Excel and its like, in which no cell runs as a formula; an import reads it as a plain one
    #[arg(long)]
    pub spreadsheet: bool,
    /// Print the header of a file of this kind for an import, to be filled in, and nothing else
    #[arg(long, conflicts_with_all = ["columns", "sort", "limit", "format", "spreadsheet"])]
    pub template: bool,
    /// Tell the SHA-256 of what was written, on standard error
    #[arg(long, short)]
    pub verbose: bool,
    /// Whose rows are written; without a filter, everybody. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

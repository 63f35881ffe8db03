//! Arguments of `rolo activity`.

use clap::Args;

use crate::domain::time::Instant;
use crate::output::format::Format;

/// Show the log: what changed, when, by whom, from what to what
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo activity --limit 20                     the latest changes
  rolo activity --contact ana@example.com      all that changed of one person
  rolo activity --batch 3 --kind changed       what import 3 changed
  rolo activity --field status --since 2026-11-01 --format csv

The same filter again means or, different filters mean and. Contacts that an import brought have no lines of their own: one line says how many they were.")]
pub struct ActivityArgs {
    /// Only of this contact and of those who became part of it: an id or an identity
    #[arg(long, value_name = "CONTACT", allow_hyphen_values = true)]
    pub contact: Option<String>,
    /// Only by this person, command or batch, as the column author says it
    #[arg(long, value_name = "WHO")]
    pub author: Vec<String>,
    /// Only by this command, such as import, merge, classify or undo
    #[arg(long, value_name = "NAME")]
    pub command: Vec<String>,
    /// Only by this import, as `rolo imports list` numbers them
    #[arg(long, value_name = "N")]
    pub batch: Vec<i64>,
    /// Only of this kind, such as changed, promoted, merged, imported or undone
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Only changes of this field, such as status, grade or email
    #[arg(long, value_name = "FIELD")]
    pub field: Vec<String>,
    /// Only at this time or later
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub since: Option<Instant>,
    /// Only before this time
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub until: Option<Instant>,
    /// Show this many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Show the oldest first
    #[arg(long)]
    pub reverse: bool,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo contacts timeline`.

use clap::Args;

use crate::output::format::Format;

/// Tell what happened to a contact, the oldest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts timeline ana@example.com
  rolo contacts timeline 12 --format json | jq '.[] | select(.kind == \"note\")'

Conversations, events, deals, notes, points, pins, follow-ups, alerts, merges, and each change of status, stage, intent, grade and fields. What happened to contacts that became part of this one is told, too.")]
pub struct TimelineArgs {
    /// An id or an identity of the contact
    #[arg(value_name = "CONTACT", allow_hyphen_values = true)]
    pub contact: String,
    /// Print as table (the story), csv, json or jsonl [default: the story on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

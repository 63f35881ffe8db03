//! Arguments of `rolo conversations`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use super::filter::{FilterArgs, one_of};
use crate::domain::deciding::facts::ConversationState;
use crate::domain::deciding::{Band, Class};
use crate::domain::segment::ConversationFilter;
use crate::domain::time::Instant;
use crate::output::format::Format;

/// Read conversations, say whose they are, close them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations list --state open --channel web
  rolo conversations show 12
  rolo conversations list --unanswered
  rolo conversations link 12 ana@example.com
  rolo conversations list --state open --until 2026-01-01 --format ids |
    rolo conversations archive -")]
pub struct ConversationsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ConversationsCommand,
}

/// Commands of `conversations`.
#[derive(Debug, Subcommand)]
pub enum ConversationsCommand {
    /// List conversations, the latest first, or the questions that nobody answered
    List(Box<ListArgs>),
    /// Show what was said, by channel and day
    Show(Box<ShowArgs>),
    /// Give a conversation to a contact
    Link(LinkArgs),
    /// Take conversations away from their contacts
    Unlink(ChangeArgs),
    /// Match conversations again that are pending or in error
    Retry(RetryArgs),
    /// Let imports decide again whose conversations are, and whether they are open
    Release(ChangeArgs),
    /// Close conversations
    Close(ChangeArgs),
    /// Open conversations again
    Reopen(ChangeArgs),
    /// Archive conversations
    Archive(ChangeArgs),
    /// Write conversations, with --format jsonl each with its messages
    Export(Box<ExportArgs>),
}

/// Which conversations are meant, and whose.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters (the same one again means or, different ones mean and)")]
#[command(mut_arg("channel", |arg| arg.help("The channel of the conversation")))]
#[command(mut_arg("search", |arg| arg.help("Text in name, email, phone or visitor id of the contact, agent or summary")))]
#[command(mut_arg("branch", |arg| arg.help("A branch of the contact")))]
pub struct ThreadFilterArgs {
    /// open, closed or archived
    #[arg(long, value_name = "STATE", hide_possible_values = true, ignore_case = true, value_parser = one_of(ConversationState::ALL.iter().map(|word| word.name())))]
    pub state: Vec<String>,
    /// linked, pending, error, or erased: its contact was deleted for good
    #[arg(long, value_name = "STATE", hide_possible_values = true, ignore_case = true, value_parser = one_of(["linked", "pending", "error", "erased"].into_iter()))]
    pub link_state: Vec<String>,
    /// Who spoke for us
    #[arg(long, value_name = "NAME")]
    pub agent: Vec<String>,
    /// potential_new_business, existing_customer_support, employment_inquiry, vendor_inquiry, partnership_inquiry or spam
    #[arg(long, value_name = "CLASS", hide_possible_values = true, ignore_case = true, value_parser = one_of(Class::ALL.iter().map(|word| word.name())))]
    pub class: Vec<String>,
    /// The band of the conversation's score: green, yellow or red
    #[arg(long, value_name = "BAND", hide_possible_values = true, ignore_case = true, value_parser = one_of(Band::ALL.iter().map(|word| word.name())))]
    pub band: Vec<String>,
    /// Its last message was sent at this time or later
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub since: Option<Instant>,
    /// Its first message was sent before this time
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub until: Option<Instant>,
    /// Whose: an id or an identity
    #[arg(long, value_name = "CONTACT")]
    pub contact: Vec<String>,
    /// Filters over contacts say whose conversations are meant. `channel` and `search` are the conversation's own here.
    #[command(flatten)]
    pub owner: FilterArgs,
}

impl ThreadFilterArgs {
    /// The filter that these options make, but for the contacts that are named.
    pub fn filter(&self) -> ConversationFilter {
        let mut owner = self.owner.filter();
        ConversationFilter {
            state: self.state.clone(),
            link_state: self.link_state.clone(),
            channel: std::mem::take(&mut owner.channel),
            agent: self.agent.clone(),
            class: self.class.clone(),
            band: self.band.clone(),
            since: self.since.map(|time| time.to_string()),
            until: self.until.map(|time| time.to_string()),
            search: owner.search.take(),
            contact_ids: Vec::new(),
            owner,
        }
    }
}

/// Arguments of `conversations list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations list --state open --class existing_customer_support
  rolo conversations list --contact ana@example.com
  rolo conversations list --vip --since 2026-08-01 --format csv
  rolo conversations list --unanswered --limit 20
  rolo conversations list --link-state pending --format ids

Filters over contacts (--status, --tag, --where ...) say whose conversations are meant, --channel and --search are the conversation's own.

--unanswered lists what visitors asked and nobody answered, or the bot with \"I don't know\", grouped by wording: what belongs into a FAQ. Questions are one if they have the same words, or three of four, whatever their case, accents, marks, greetings and little words. answer is none, cannot_answer or both; --format ids prints the conversations.")]
pub struct ListArgs {
    /// List the questions that nobody answered, the most frequent first
    #[arg(long, conflicts_with = "sort")]
    pub unanswered: bool,
    /// The column to order by, with - before it to turn it round [default: -last_message_at]
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// How many rows at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Which. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: ThreadFilterArgs,
}

/// Arguments of `conversations show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations show 12
  rolo conversations show --contact ana@example.com
  rolo conversations list --band green --format ids | rolo conversations show -
  rolo conversations show 12 --format json

Times are those of the zone in the configuration ([followups] time_zone). Cues stand under the message with the words that show them; a terminal underlines these. A terminal shows it in $PAGER, else in less.")]
pub struct ShowArgs {
    /// Numbers of conversations, or - for numbers on standard input
    #[arg(value_name = "ID", required_unless_present = "contact")]
    pub ids: Vec<String>,
    /// All conversations of a contact: an id or an identity
    #[arg(long, value_name = "CONTACT", conflicts_with = "ids")]
    pub contact: Option<String>,
    /// Print as json or jsonl, as export does [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Print at once, also on a terminal
    #[arg(long)]
    pub no_pager: bool,
}

/// Arguments of `conversations link`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations link 12 ana@example.com
  rolo conversations link 12 7

Its messages, alerts and follow-ups go along, and both contacts are decided again by the next classify. No import gives it to somebody else until `rolo conversations release`.")]
pub struct LinkArgs {
    /// The number of the conversation
    #[arg(value_name = "CONVERSATION")]
    pub conversation: String,
    /// Whose it is: an id or an identity
    #[arg(value_name = "CONTACT")]
    pub contact: String,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who changes it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `conversations retry`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations retry
  rolo conversations retry 12

A conversation is linked if exactly one contact has the identity that it came by. Those that a person unlinked are only matched if they are named.")]
pub struct RetryArgs {
    /// Numbers of conversations, or - for numbers on standard input [default: all that are pending or in error]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who changes it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `conversations unlink`, `release`, `close`, `reopen` and `archive`.
#[derive(Debug, Args)]
#[command(
    after_help = "`rolo conversations list` shows the numbers. What a person set stays against imports until it is released."
)]
pub struct ChangeArgs {
    /// Numbers of conversations, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who changes it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `conversations export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations export --format jsonl --output talks.jsonl
  rolo conversations export --status qualified --format jsonl | jq .summary
  rolo conversations export > conversations.csv

With --format jsonl a line is one conversation: the columns of the view conversations, and its messages with sentiment, cues and due. A cue tells its spans: start and end count the Unicode characters of the text from 0, end is one behind the last; phrase and pack are what matched. due is when a promise falls due. Other formats hold the view's columns alone.")]
pub struct ExportArgs {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Which are written; without a filter, also those that nobody owns. Last, since its heading goes on to what
    /// follows.
    #[command(flatten)]
    pub filter: ThreadFilterArgs,
}

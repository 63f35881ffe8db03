//! Arguments of `rolo broadcasts`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::author::AuthorArgs;
use super::filter::FilterArgs;
use super::send::SendArgs;
use crate::domain::time::Instant;
use crate::output::format::Format;

/// Write one message to many, once each
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo broadcasts create sale --segment regulars --via email --template sale
  rolo broadcasts preview sale     who gets it, who does not, three samples
  rolo broadcasts send sale --exec ./send-mail
  rolo import receipts.csv --as deliveries
  rolo broadcasts show sale        what became of it")]
pub struct BroadcastsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: BroadcastsCommand,
}

/// Commands of `broadcasts`.
#[derive(Debug, Subcommand)]
pub enum BroadcastsCommand {
    /// Write down what is to be said to whom; nothing is sent
    Create(Box<CreateArgs>),
    /// List broadcasts with what became of them
    List(ListArgs),
    /// Show a broadcast: what it says, to whom, and how it went
    Show(ShowArgs),
    /// Tell who would get it, who would not and why, with samples
    Preview(PreviewArgs),
    /// Hand a broadcast over, once to each; what was cut short goes on
    Send(SendBroadcastsArgs),
    /// List what became of a broadcast, contact by contact
    Deliveries(DeliveriesArgs),
    /// Say of messages whose outcome is not known that they were sent
    Confirm(SettleArgs),
    /// Let messages that failed, or whose outcome is not known, be sent again
    Retry(SettleArgs),
    /// Stop a broadcast: whoever did not get it yet never does
    Cancel(CancelArgs),
}

/// Arguments of `broadcasts create`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["template", "text"]))]
#[command(after_help = "\
Examples:
  rolo broadcasts create sale --segment regulars --via email --template sale
  rolo broadcasts create closed --segment all --via sms --text \"Closed today.\"
  rolo broadcasts create spring --grade A --via whatsapp --template spring \\
    --media flyer.pdf --at 2026-03-01T09:00:00Z

Texts may hold the contact's fields: Hi {{ first_name | default(\"there\") }}.
Who is meant is asked when sending begins, and stands from then on.")]
pub struct CreateArgs {
    /// What it is called: letters, digits, - _ and .
    pub name: String,
    /// The channel it goes out on, such as email, sms or whatsapp
    #[arg(long, value_name = "CHANNEL", value_parser = super::visible)]
    pub via: String,
    /// A name from `templates` of the configuration; its text is kept as it is now
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// The text itself, or - for standard input
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// The subject of an e-mail; a text may also begin with a line `Subject: ...`
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub subject: Option<String>,
    /// A file that goes with it, or its address on the web
    #[arg(long, value_name = "PATH")]
    pub media: Vec<PathBuf>,
    /// Send it no earlier than this
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub at: Option<Instant>,
    /// Write the broadcast of this name anew; only one that nobody got yet
    #[arg(long)]
    pub replace: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who writes it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Who is meant. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `broadcasts list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo broadcasts list
  rolo broadcasts list --format json | jq '.[] | {name, replied}'")]
pub struct ListArgs {
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `broadcasts show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo broadcasts show sale
  rolo broadcasts show sale --format json | jq .rates")]
pub struct ShowArgs {
    /// The broadcast
    pub name: String,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `broadcasts preview`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo broadcasts preview sale
  rolo broadcasts preview sale --samples 10
  rolo broadcasts preview sale --format json | jq .left_out")]
pub struct PreviewArgs {
    /// The broadcast
    pub name: String,
    /// How many messages are shown as they would go out
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub samples: usize,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `broadcasts send`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).args(["name", "due"]))]
#[command(after_help = "\
Examples:
  rolo broadcasts send sale --dry-run
  rolo broadcasts send sale --smtp --rate 30/m
  rolo broadcasts send sale --exec ./send-sms --limit 500
  rolo broadcasts send --due --exec ./send    whatever is to go out by now

Who gets it is fixed when sending begins. What is refused is tried again the next time,
and fails the third time. Nothing is handed over in quiet hours.")]
pub struct SendBroadcastsArgs {
    /// The broadcast
    pub name: Option<String>,
    /// All broadcasts whose time has come, and those that were begun
    #[arg(long)]
    pub due: bool,
    /// How.
    #[command(flatten)]
    pub send: SendArgs,
}

/// Arguments of `broadcasts deliveries`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo broadcasts deliveries sale --state failed
  rolo broadcasts deliveries sale --state replied --format ids |
    rolo contacts tag keen -")]
pub struct DeliveriesArgs {
    /// The broadcast
    pub name: String,
    /// pending, unconfirmed, sent, delivered, read, replied, failed, skipped or another word of a receipt
    #[arg(long, value_name = "STATE")]
    pub state: Vec<String>,
    /// Print as table, csv, json, jsonl or ids (of contacts) [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `broadcasts confirm` and `retry`.
#[derive(Debug, Args)]
#[command(after_help = "\
`rolo broadcasts deliveries NAME --state unconfirmed` lists whom a message was being handed to
when rolo was cut short, so that nobody knows whether it went out.")]
pub struct SettleArgs {
    /// The broadcast
    pub name: String,
    /// Only the messages to these contacts; - reads them from standard input
    #[arg(value_name = "CONTACT")]
    pub contacts: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who says so.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `broadcasts cancel`.
#[derive(Debug, Args)]
#[command(after_help = "What was sent stays sent. `rolo undo` takes the cancelling back.")]
pub struct CancelArgs {
    /// The broadcast
    pub name: String,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who cancels it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

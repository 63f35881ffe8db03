//! Arguments of `rolo followups`.

use clap::{Args, Subcommand};

use super::filter::FilterArgs;
use super::send::SendArgs;
use crate::domain::deciding::FollowupKind;
use crate::output::format::Format;

/// Find and work off follow-ups
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups scan            open and close what has cause
  rolo followups list --due      see what is to be done now
  rolo followups approve 12 15   let two of them be sent
  rolo followups dismiss 13      drop one")]
pub struct FollowupsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: FollowupsCommand,
}

/// Commands of `followups`.
#[derive(Debug, Subcommand)]
pub enum FollowupsCommand {
    /// Open follow-ups that have a cause, close those whose cause went away
    Scan(ScanArgs),
    /// List follow-ups by due time
    List(Box<ListArgs>),
    /// Let follow-ups be sent
    Approve(ChangeArgs),
    /// Drop follow-ups without sending them
    Dismiss(ChangeArgs),
    /// Try the texts of templates on contacts, without writing anything
    Preview(Box<PreviewArgs>),
    /// Hand approved follow-ups over that are due
    Send(Box<SendFollowupsArgs>),
}

/// Arguments of `followups scan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups scan             look at whoever can have changed
  rolo followups scan --dry-run   see what would open")]
pub struct ScanArgs {
    /// Look at every contact again
    #[arg(long)]
    pub full: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json on standard output [default: text on standard error]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `followups list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups list --due                      what is due now
  rolo followups list --kind promise --grade A   promises to the best leads
  rolo followups list --kind ghosted --format ids | rolo followups dismiss -")]
pub struct ListArgs {
    /// List only those that are due
    #[arg(long)]
    pub due: bool,
    /// List those in every state, not only the open ones
    #[arg(long)]
    pub all: bool,
    /// promise, ghosted, undecided, disengaged, hot_lead, scheduled, task or custom:NAME
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<String>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Whose follow-ups are listed. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `followups approve` and `dismiss`.
#[derive(Debug, Args)]
#[command(after_help = "`rolo followups list` shows the numbers.")]
pub struct ChangeArgs {
    /// Numbers of follow-ups, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `followups preview`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups preview                          every template, on some contacts
  rolo followups preview --kind promise ana@example.com
  rolo followups preview --template thanks --tag vip --limit 5
  rolo followups preview --text 'Hi {{ first_name | default(\"there\") }}'

A template knows the columns of `rolo export --columns all`, and followup.kind, reason, due_at, channel and quote, \
the message that is the cause. A name that nobody knows is an error; a field that is empty is told.")]
pub struct PreviewArgs {
    /// Contacts: ids or identities [default: those for whom the kind is open, else the first ones]
    #[arg(value_name = "CONTACT")]
    pub contacts: Vec<String>,
    /// The kind whose template is tried [default: all that have one]
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<String>,
    /// The name of a template in [templates] of rolo.toml
    #[arg(long, value_name = "NAME", conflicts_with = "text")]
    pub template: Option<String>,
    /// A template; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// So many contacts for each kind
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub limit: usize,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// On whom texts are tried. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `followups send`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups send --dry-run                  see what would be handed over
  rolo followups send --smtp --limit 50          e-mail, through your server
  rolo followups send --exec ./to-whatsapp.sh --channel whatsapp --rate 30/m
  rolo followups send --output outbox.csv        for another system

The command of --exec reads one JSON object: message_id, followup_id, kind, broadcast, contact_id, name, channel, \
to, subject, text and media. Exit code 0 means that the message is sent; with any other, what it says on standard \
error is kept, the message is tried again the next time, and it has failed the third time.")]
#[command(mut_arg("channel", |arg| arg.help("The channel of the follow-up")))]
pub struct SendFollowupsArgs {
    /// Numbers of follow-ups, or - for numbers on standard input [default: all that are approved and due]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// promise, ghosted, undecided, disengaged, hot_lead, scheduled, task or custom:NAME
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<String>,
    /// How they are handed over.
    #[command(flatten)]
    pub send: SendArgs,
    /// Whose follow-ups are sent. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Reads a kind of follow-ups: a built-in one, or the name of a trigger.
fn kind(text: &str) -> Result<String, String> {
    let is_trigger = text.strip_prefix("custom:").is_some_and(|name| !name.is_empty());
    let is_built_in = FollowupKind::from_name(text).is_some_and(|kind| kind != FollowupKind::Custom);
    if is_trigger || is_built_in {
        return Ok(text.to_owned());
    }
    let kinds = FollowupKind::ALL.iter().filter(|kind| **kind != FollowupKind::Custom);
    let kinds: Vec<&str> = kinds.map(|kind| kind.name()).collect();
    Err(format!("kinds are {} and custom:NAME", kinds.join(", ")))
}

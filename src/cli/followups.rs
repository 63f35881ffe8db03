//! Arguments of `rolo followups`.

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use super::filter::FilterArgs;
use super::send::SendArgs;
use crate::domain::deciding::FollowupKind;
use crate::domain::time::Instant;
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
    /// Show a follow-up with the conversation around its cause
    Show(ShowArgs),
    /// Let follow-ups be sent
    Approve(Box<ApproveArgs>),
    /// Drop follow-ups without sending them
    Dismiss(Box<DismissArgs>),
    /// Change what a follow-up says, when it is due, or by which channel it goes
    Edit(EditArgs),
    /// Set a follow-up for a contact by hand
    Schedule(ScheduleArgs),
    /// Say that unconfirmed follow-ups were sent after all
    Confirm(Box<ConfirmArgs>),
    /// Say that a person saw to follow-ups, such as by a call
    Done(Box<DoneArgs>),
    /// Try the texts of templates on contacts, without writing anything
    Preview(Box<PreviewArgs>),
    /// Count by kind what was opened, and what became of it
    Stats(StatsArgs),
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

/// The follow-ups that a command changes.
#[derive(Debug, Args)]
pub struct ChangeArgs {
    /// Numbers of follow-ups, or - for numbers on standard input
    #[arg(value_name = "ID", conflicts_with_all = ["kind", "due"])]
    pub ids: Vec<String>,
    /// In place of numbers: the open ones of this kind
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<String>,
    /// In place of numbers: the open ones that are due
    #[arg(long)]
    pub due: bool,
    /// Go on where that reaches more than one
    #[arg(long)]
    pub yes: bool,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// In place of numbers: whose. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `followups show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups show 12                 what to do, why, and what was said
  rolo followups show 12 --around 20     more of what was said
  rolo followups show 12 --format json   all of it as one object")]
pub struct ShowArgs {
    /// The number of a follow-up
    #[arg(value_name = "ID")]
    pub id: String,
    /// So many messages before and after the cause
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub around: usize,
    /// Print one object as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Print at once, not through the pager
    #[arg(long)]
    pub no_pager: bool,
}

/// The follow-ups that a command decides, named or chosen by filters.
#[derive(Debug, Args)]
pub struct ChosenArgs {
    /// Numbers of follow-ups, or - for numbers on standard input
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// promise, ghosted, undecided, disengaged, hot_lead, scheduled, task or custom:NAME
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<String>,
    /// Only those that are due
    #[arg(long)]
    pub due: bool,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Go on where filters reach more than one follow-up
    #[arg(long, short)]
    pub yes: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Whose follow-ups. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `followups approve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups approve 12 15
  rolo followups approve --kind promise --due --yes
  rolo followups list --due --format ids | rolo followups approve -

One that failed or is unconfirmed may be approved again: then it is sent again.")]
pub struct ApproveArgs {
    /// Which ones.
    #[command(flatten)]
    pub named: ChangeArgs,
}

/// Arguments of `followups dismiss`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups dismiss 12 15
  rolo followups dismiss --kind disengaged --tag lost --yes")]
pub struct DismissArgs {
    /// Which ones.
    #[command(flatten)]
    pub named: ChangeArgs,
}

/// Arguments of `followups confirm`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups confirm 12   it did arrive, so it is not sent again")]
pub struct ConfirmArgs {
    /// Which ones.
    #[command(flatten)]
    pub named: ChangeArgs,
}

/// Arguments of `followups done`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups done 12   I called her: it counts as sent now")]
pub struct DoneArgs {
    /// Which ones.
    #[command(flatten)]
    pub named: ChangeArgs,
}

/// Arguments of `followups edit`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups edit 12 --text 'Hi Ana, the red one is back in stock.'
  rolo followups edit 12 --text - < letter.txt
  rolo followups edit 12 --at 2026-12-01T09:00 --channel sms

What a person said stays, whatever a scan finds.")]
pub struct EditArgs {
    /// The number of a follow-up
    #[arg(value_name = "ID")]
    pub id: String,
    /// What is said; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// When it is due
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub at: Option<Instant>,
    /// By which channel it goes
    #[arg(long, value_name = "CHANNEL", value_parser = super::visible)]
    pub channel: Option<String>,
    /// A note for colleagues
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub note: Option<String>,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `followups schedule`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups schedule ana@example.com --at 2026-12-01 --note 'the move'
  rolo followups schedule 12 --at 2026-12-01T09:00 --text 'Happy December!'
  rolo followups schedule 12 --at 2026-12-01T09:00 --template thanks

With a text it is approved, since a person wrote it; without one it is a reminder. It is due exactly then, quiet or not.")]
pub struct ScheduleArgs {
    /// A contact: an id or an identity
    #[arg(value_name = "CONTACT")]
    pub contact: String,
    /// When it is due
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub at: Instant,
    /// What is said; - reads it from standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "template")]
    pub text: Option<String>,
    /// What is said: a name in `templates` of rolo.toml
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// By which channel it goes [default: that of the latest conversation]
    #[arg(long, value_name = "CHANNEL", value_parser = super::visible)]
    pub channel: Option<String>,
    /// What it is about, for colleagues
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub note: Option<String>,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `followups preview`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups preview                      every template, on some contacts
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
    /// The name of a template in `templates` of rolo.toml
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

/// Arguments of `followups stats`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo followups stats
  rolo followups stats --since 2026-01-01 --format csv

Rates are of those whose outcome is known: a reply is one, and so is a conversion. `classify` finds them.")]
pub struct StatsArgs {
    /// Only those that were opened since then
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub since: Option<Instant>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
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

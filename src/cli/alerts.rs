//! Arguments of `rolo alerts`.

use std::num::NonZeroU32;

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use super::filter::{FilterArgs, one_of};
use crate::domain::deciding::AlertState;
use crate::output::format::Format;

/// See to what cannot wait: somebody is angry, asks for a person, or is worth a call
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts list                            what waits for somebody
  rolo alerts show 12                         why, and what was said around it
  rolo alerts take 12                         I am on it
  rolo alerts resolve 12 --note 'called her'  it is seen to
  rolo alerts list --fail-if-any --quiet || page-somebody

`classify` raises alerts from what is written, `score` those from scores, spend, intent and conditions, as
`[alerts]` in rolo.toml says. Each is raised once: again only when somebody resolved or dismissed it and more is
written, or when the score or condition that was its cause went away and came back.")]
pub struct AlertsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: AlertsCommand,
}

/// Commands of `alerts`.
#[derive(Debug, Subcommand)]
pub enum AlertsCommand {
    /// List alerts, the oldest first
    List(Box<ListArgs>),
    /// Show an alert with the conversation around its cause
    Show(ShowArgs),
    /// Say that you are on alerts
    Take(TakeArgs),
    /// Say that alerts were seen to
    Resolve(ResolveArgs),
    /// Say that there was nothing to do about alerts
    Dismiss(DismissArgs),
    /// Hand open alerts over to a chat or a pager, once each
    Send(Box<SendArgs>),
}

/// Arguments of `alerts list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts list --kind frustration --grade A   angry people who matter most
  rolo alerts list --state open                   those that nobody is on
  rolo alerts list --format ids | rolo alerts dismiss -
  rolo alerts list --fail-if-any --quiet          ends with 5 if there are any

Without --all and --state those are listed that wait for somebody: open and taken ones.")]
pub struct ListArgs {
    /// List those in every state
    #[arg(long, conflicts_with = "state")]
    pub all: bool,
    /// frustration, human_request, cannot_answer, high_value_score, high_value_spend, intent, or the name of a rule
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// open, taken, resolved or dismissed
    #[arg(long, value_name = "STATE", ignore_case = true, hide_possible_values = true,
          value_parser = one_of(AlertState::ALL.iter().map(|state| state.name())))]
    pub state: Vec<String>,
    /// Only those that this person has taken
    #[arg(long, value_name = "NAME")]
    pub taken_by: Vec<String>,
    /// End with code 5 if any are listed; with --quiet none is printed
    #[arg(long)]
    pub fail_if_any: bool,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Whose alerts are listed. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `alerts show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts show 12                 the alert, and what was said around it
  rolo alerts show 12 --around 20     more of what was said
  rolo alerts show 12 --format json   all of it as one object")]
pub struct ShowArgs {
    /// The number of an alert
    #[arg(value_name = "ID")]
    pub id: String,
    /// So many messages before and after the cause
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub around: usize,
    /// Print one object as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Print at once, not through the pager
    #[arg(long)]
    pub no_pager: bool,
}

/// The alerts that a command changes.
#[derive(Debug, Args)]
pub struct NamedArgs {
    /// Numbers of alerts, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `alerts take`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts take 12                      I am on it
  rolo alerts take 12 --author ana         ana is on it
  rolo alerts take 12 --over               I am on it now, whoever was")]
pub struct TakeArgs {
    /// Take them over from whoever has taken them
    #[arg(long)]
    pub over: bool,
    /// Which ones.
    #[command(flatten)]
    pub named: NamedArgs,
}

/// Arguments of `alerts resolve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts resolve 12 13
  rolo alerts resolve 12 --note 'called her, the parcel comes tomorrow'")]
pub struct ResolveArgs {
    /// What was done
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub note: Option<String>,
    /// Which ones.
    #[command(flatten)]
    pub named: NamedArgs,
}

/// Arguments of `alerts dismiss`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts dismiss 12 13
  rolo alerts list --kind intent --format ids | rolo alerts dismiss -")]
pub struct DismissArgs {
    /// Which ones.
    #[command(flatten)]
    pub named: NamedArgs,
}

/// Arguments of `alerts send`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo alerts send --exec ./to-chat.sh    all that nobody is on
  rolo alerts send --exec ./page.sh --kind human_request
  rolo alerts send --dry-run              see which ones

Each open alert is handed over once. One that is refused waits for the next time (exit code 4). One whose hand-over
was cut short is unconfirmed: it is shown, and handed over again only with --unconfirmed.")]
pub struct SendArgs {
    /// Run this command for each alert, which is on its standard input as JSON; exit code 0 = sent
    #[arg(long, value_name = "COMMAND")]
    pub exec: Option<String>,
    /// Only alerts of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Hand this many over at most
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroU32>,
    /// Those, too, of which nobody knows whether they arrived
    #[arg(long)]
    pub unconfirmed: bool,
    /// How long the command may take for an alert [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<NonZeroU32>,
    /// Print what would be handed over, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// With --dry-run, print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, requires = "dry_run")]
    pub format: Option<Format>,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Whose alerts. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

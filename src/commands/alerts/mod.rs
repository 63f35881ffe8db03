//! `rolo alerts`: one file per command.

mod change;
mod list;
mod send;
mod show;

use super::{Context, Outcome};
use crate::cli::alerts::{AlertsArgs, AlertsCommand};
use crate::domain::deciding::AlertState;
use crate::error::Result;

/// Runs `rolo alerts`.
pub fn run(args: &AlertsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        AlertsCommand::List(args) => list::run(args, context),
        AlertsCommand::Show(args) => show::run(args, context),
        AlertsCommand::Take(args) => change::take(args, context),
        AlertsCommand::Resolve(args) => {
            change::settle(&args.named, AlertState::Resolved, args.note.as_deref(), context)
        }
        AlertsCommand::Send(args) => send::run(args, context),
        AlertsCommand::Dismiss(args) => change::settle(&args.named, AlertState::Dismissed, None, context),
    }
}

//! `rolo broadcasts`: one message to many, handed over once to each, and what became of it.

mod audience;
mod change;
mod create;
mod list;
mod preview;
mod send;
mod show;

use super::{Context, Outcome};
use crate::cli::broadcasts::{BroadcastsArgs, BroadcastsCommand};
use crate::domain::broadcast::BroadcastState;
use crate::error::Result;
use crate::store::broadcast::Settled;

/// Runs `rolo broadcasts`.
pub fn run(args: &BroadcastsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        BroadcastsCommand::Create(args) => create::run(args, context),
        BroadcastsCommand::List(args) => list::run(args, context),
        BroadcastsCommand::Show(args) => show::run(args, context),
        BroadcastsCommand::Preview(args) => preview::run(args, context),
        BroadcastsCommand::Send(args) => send::run(args, context),
        BroadcastsCommand::Deliveries(args) => list::deliveries(args, context),
        BroadcastsCommand::Confirm(args) => change::settle(args, Settled::Sent, context),
        BroadcastsCommand::Retry(args) => change::settle(args, Settled::Again, context),
        BroadcastsCommand::Cancel(args) => change::cancel(args, context),
    }
}

//! `rolo followups`: the queue of what to do next, scanned, worked by people and handed over.

mod change;
mod list;
mod planning;
mod preview;
mod scan;
mod send;
mod texts;

pub use scan::{Scanned, check, scan};

use super::{Context, Outcome};
use crate::cli::followups::{FollowupsArgs, FollowupsCommand};
use crate::domain::deciding::FollowupState;
use crate::error::Result;

/// Runs `rolo followups`.
pub fn run(args: &FollowupsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        FollowupsCommand::Scan(args) => scan::run(args, context),
        FollowupsCommand::List(args) => list::run(args, context),
        FollowupsCommand::Approve(args) => change::run(args, FollowupState::Approved, context),
        FollowupsCommand::Dismiss(args) => change::run(args, FollowupState::Dismissed, context),
        FollowupsCommand::Preview(args) => preview::run(args, context),
        FollowupsCommand::Send(args) => send::run(args, context),
    }
}

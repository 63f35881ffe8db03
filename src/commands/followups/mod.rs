//! `rolo followups`: the queue of what to do next, scanned, worked by people and handed over.

mod change;
mod list;
mod scan;
mod send;

pub use scan::{Scanned, scan};

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
        FollowupsCommand::Send(args) => send::run(args, context),
    }
}

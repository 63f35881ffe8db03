//! `rolo followups`: the queue of what to do next, scanned, worked by people and handed over.

mod change;
mod list;
mod planning;
mod preview;
mod scan;
mod schedule;
mod send;
mod show;
mod stats;
mod texts;

pub use scan::{Scanned, check, scan};

use rusqlite::Connection;

use super::{Context, Outcome};
use crate::cli::followups::{FollowupsArgs, FollowupsCommand};
use crate::commands::numbered::FOLLOWUP;
use crate::error::Result;
use crate::store::desk::{self, Followup};
use change::Verdict;

/// Runs `rolo followups`.
pub fn run(args: &FollowupsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        FollowupsCommand::Scan(args) => scan::run(args, context),
        FollowupsCommand::List(args) => list::run(args, context),
        FollowupsCommand::Show(args) => show::run(args, context),
        FollowupsCommand::Approve(args) => change::run(&args.named, Verdict::Approve, context),
        FollowupsCommand::Dismiss(args) => change::run(&args.named, Verdict::Dismiss, context),
        FollowupsCommand::Edit(args) => schedule::change(args, context),
        FollowupsCommand::Schedule(args) => schedule::run(args, context),
        FollowupsCommand::Confirm(args) => change::run(&args.named, Verdict::Confirm, context),
        FollowupsCommand::Done(args) => change::run(&args.named, Verdict::Done, context),
        FollowupsCommand::Preview(args) => preview::run(args, context),
        FollowupsCommand::Stats(args) => stats::run(args, context),
        FollowupsCommand::Send(args) => send::run(args, context),
    }
}

/// The follow-up of a number that was named.
fn known(conn: &Connection, id: i64) -> Result<Followup> {
    desk::find(conn, id)?.ok_or_else(|| FOLLOWUP.not_there(id))
}

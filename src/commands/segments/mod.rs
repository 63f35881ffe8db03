//! `rolo segments`: filters that have a name, and who enters and leaves what they mean.

mod diff;
mod list;
mod recording;
mod save;

pub use recording::{record, record_in};

use super::{Context, Outcome};
use crate::cli::segments::{SegmentsArgs, SegmentsCommand};
use crate::error::Result;

/// Runs `rolo segments`.
pub fn run(args: &SegmentsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        SegmentsCommand::Save(args) => save::save(args, context),
        SegmentsCommand::List(args) => list::list(args, context),
        SegmentsCommand::Show(args) => list::show(args, context),
        SegmentsCommand::Delete(args) => save::delete(args, context),
        SegmentsCommand::Diff(args) => diff::run(args, context),
    }
}

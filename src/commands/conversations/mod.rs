//! `rolo conversations`: one file per command.

mod export;

use super::{Context, Outcome};
use crate::cli::conversations::{ConversationsArgs, ConversationsCommand};
use crate::error::Result;

/// Runs `rolo conversations`.
pub fn run(args: &ConversationsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        ConversationsCommand::Export(args) => export::run(args, context),
    }
}

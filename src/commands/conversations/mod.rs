//! `rolo conversations`: one file per command.

mod change;
mod export;
mod link;
mod list;
pub(super) mod show;
mod transcript;
mod unanswered;

use super::{Context, Outcome, find_contact};
use crate::cli::conversations::{ConversationsArgs, ConversationsCommand, ThreadFilterArgs};
use crate::domain::deciding::facts::ConversationState;
use crate::error::Result;
use crate::store::filter::Condition;
use crate::store::{Store, conversation};

/// Runs `rolo conversations`.
pub fn run(args: &ConversationsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        ConversationsCommand::List(args) if args.unanswered => unanswered::run(args, context),
        ConversationsCommand::List(args) => list::run(args, context),
        ConversationsCommand::Show(args) => show::run(args, context),
        ConversationsCommand::Link(args) => link::link(args, context),
        ConversationsCommand::Unlink(args) => link::unlink(args, context),
        ConversationsCommand::Retry(args) => link::retry(args, context),
        ConversationsCommand::Release(args) => link::release(args, context),
        ConversationsCommand::Close(args) => change::run(args, ConversationState::Closed, context),
        ConversationsCommand::Reopen(args) => change::run(args, ConversationState::Open, context),
        ConversationsCommand::Archive(args) => change::run(args, ConversationState::Archived, context),
        ConversationsCommand::Export(args) => export::run(args, context),
    }
}

/// The condition over the view `conversations` that options make.
fn condition(store: &Store, args: &ThreadFilterArgs) -> Result<Condition> {
    let mut filter = args.filter();
    filter.contact_ids = args.contact.iter().map(|text| find_contact(store.conn(), text)).collect::<Result<_>>()?;
    conversation::condition(store.conn(), &filter)
}

//! `rolo conversations`: one file per command.

mod change;
mod export;
mod link;
mod list;
pub(super) mod show;
mod transcript;
mod unanswered;

use std::io::Read;

use super::{Context, Outcome, find_contact};
use crate::cli::conversations::{ConversationsArgs, ConversationsCommand, ThreadFilterArgs};
use crate::domain::deciding::facts::ConversationState;
use crate::error::{Error, Result};
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

/// What to do when a conversation cannot be found.
const HOW_TO_NAME: &str = "`rolo conversations list` shows their numbers";

/// Numbers of conversations as named, or from standard input where `-` stands; each once.
fn ids(words: &[String]) -> Result<Vec<i64>> {
    let mut text = words.iter().filter(|word| *word != "-").cloned().collect::<Vec<_>>();
    if words.iter().any(|word| word == "-") {
        let mut input = String::new();
        std::io::stdin().read_to_string(&mut input)?;
        text.extend(input.split_whitespace().map(str::to_owned));
    }
    let mut ids: Vec<i64> = text.iter().map(|word| id(word)).collect::<Result<_>>()?;
    let mut seen = rustc_hash::FxHashSet::default();
    ids.retain(|id| seen.insert(*id));
    Ok(ids)
}

fn id(word: &str) -> Result<i64> {
    let wrong = || Error::usage(format!("`{word}` is not the number of a conversation")).hint(HOW_TO_NAME);
    word.trim().parse().map_err(|_| wrong().into())
}

fn not_there(id: i64) -> anyhow::Error {
    Error::failed(format!("there is no conversation {id}")).hint(HOW_TO_NAME).into()
}

//! `rolo alerts`: one file per command.

mod change;
mod list;
mod send;
mod show;

use std::io::Read;

use super::{Context, Outcome};
use crate::cli::alerts::{AlertsArgs, AlertsCommand};
use crate::domain::deciding::AlertState;
use crate::error::{Error, Result};

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

/// What to do when an alert cannot be found.
const HOW_TO_NAME: &str = "`rolo alerts list` shows their numbers";

/// Numbers of alerts as named, or from standard input where `-` stands; each once.
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
    let wrong = || Error::usage(format!("`{word}` is not the number of an alert")).hint(HOW_TO_NAME);
    word.trim().parse().map_err(|_| wrong().into())
}

fn not_there(id: i64) -> anyhow::Error {
    Error::failed(format!("there is no alert {id}")).hint(HOW_TO_NAME).into()
}

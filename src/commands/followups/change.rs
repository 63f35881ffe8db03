//! `rolo followups approve` and `dismiss`: what a person decides of the queue.

use std::io::Read;

use rusqlite::Connection;

use crate::cli::followups::ChangeArgs;
use crate::commands::{Context, Outcome};
use crate::domain::deciding::FollowupState;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::dirty::{self, Pass};
use crate::store::followup;

/// Puts follow-ups into a state.
pub(super) fn run(args: &ChangeArgs, state: FollowupState, context: &Context) -> Result<Outcome> {
    let ids = ids(&args.ids)?;
    let mut store = context.open()?;
    let changed = store.write(args.dry_run, |conn| {
        let mut changed = 0_u64;
        for id in &ids {
            changed += u64::from(change_one(conn, *id, state, context.as_of)?);
        }
        Ok(changed)
    })?;
    context.ui.note(&format!("{changed} of {} follow-ups {}", ids.len(), state.name()));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

fn change_one(conn: &Connection, id: i64, state: FollowupState, now: Instant) -> Result<bool> {
    let (old, contact_id) = followup::find(conn, id)?.ok_or_else(|| {
        Error::failed(format!("there is no follow-up {id}")).hint("`rolo followups list` shows their numbers")
    })?;
    if old == state {
        return Ok(false);
    }
    let may = match state {
        FollowupState::Approved => old == FollowupState::Pending,
        _ => old.is_open(),
    };
    if !may {
        return Err(
            Error::failed(format!("follow-up {id} is {}, so it cannot become {}", old.name(), state.name())).into()
        );
    }
    followup::set_state(conn, id, state, now)?;
    dirty::mark(conn, contact_id, Pass::Followups as i64)?;
    Ok(true)
}

/// Numbers as named, or from standard input where `-` stands.
fn ids(words: &[String]) -> Result<Vec<i64>> {
    let mut text = words.iter().filter(|word| *word != "-").cloned().collect::<Vec<_>>();
    if words.iter().any(|word| word == "-") {
        let mut input = String::new();
        std::io::stdin().read_to_string(&mut input)?;
        text.extend(input.split_whitespace().map(str::to_owned));
    }
    let wrong = |word: &str| {
        Error::usage(format!("`{word}` is not the number of a follow-up"))
            .hint("`rolo followups list` shows their numbers")
    };
    text.iter().map(|word| word.parse().map_err(|_| wrong(word).into())).collect()
}

//! `rolo alerts take`, `resolve` and `dismiss`.

use rusqlite::Connection;

use super::{Context, Outcome};
use crate::cli::alerts::{NamedArgs, TakeArgs};
use crate::commands::author;
use crate::commands::numbered::ALERT;
use crate::domain::deciding::AlertState;
use crate::error::{Error, Result};
use crate::store::alert::queue::{self, Alert};
use crate::store::journal::{self, Journal};
use crate::store::link::Hand;

/// Says who is on alerts.
pub(super) fn take(args: &TakeArgs, context: &Context) -> Result<Outcome> {
    change(&args.named, AlertState::Taken, context, |conn, alert, hand| {
        let is_mine = alert.taken_by.as_deref() == Some(hand.author);
        match (&alert.taken_by, alert.taken_at) {
            (Some(_), _) if alert.state == AlertState::Taken && is_mine => return Ok(false),
            (Some(who), Some(since)) if alert.state == AlertState::Taken && !args.over => {
                return Err(Error::failed(format!("alert {} is taken by {who} since {since}", alert.id))
                    .hint("nothing was changed; --over takes it over")
                    .into());
            }
            _ => {}
        }
        queue::take(conn, alert, hand)?;
        Ok(true)
    })
}

/// Resolves or dismisses alerts.
pub(super) fn settle(args: &NamedArgs, state: AlertState, note: Option<&str>, context: &Context) -> Result<Outcome> {
    change(args, state, context, |conn, alert, hand| {
        if alert.state == state {
            return Ok(false);
        }
        queue::settle(conn, alert, state, note, hand)?;
        Ok(true)
    })
}

/// Puts alerts into a state in one transaction and one entry of the journal. `run` says whether one was changed.
fn change(
    args: &NamedArgs,
    state: AlertState,
    context: &Context,
    run: impl Fn(&Connection, &Alert, Hand<'_>) -> Result<bool>,
) -> Result<Outcome> {
    let ids = ALERT.ids(&args.ids)?;
    let author = author(&args.author);
    let command = match state {
        AlertState::Taken => "alerts take",
        AlertState::Dismissed => "alerts dismiss",
        _ => "alerts resolve",
    };
    let said = context.open()?.write(args.dry_run, |conn| {
        let journal = Journal::open(conn, command, &author, context.as_of)?;
        let hand = Hand { journal, author: &author, now: context.as_of };
        let mut changed = 0;
        for id in &ids {
            let alert = queue::find(conn, *id)?.ok_or_else(|| ALERT.not_there(*id))?;
            refuse_if_settled(&alert, state)?;
            changed += usize::from(run(conn, &alert, hand)?);
        }
        let said = format!("{changed} of {} alerts {}", ids.len(), state.name());
        journal::join(conn, journal.id)?;
        journal.close(conn, &said)?;
        Ok(said)
    })?;
    context.ui.note(&said);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// What was settled in another way stays so.
fn refuse_if_settled(alert: &Alert, state: AlertState) -> Result<()> {
    if alert.state.is_unsettled() || alert.state == state {
        return Ok(());
    }
    Err(Error::failed(format!("alert {} is {}, so it cannot become {}", alert.id, alert.state, state))
        .hint("nothing was changed; `rolo undo --list` shows what settled it, `rolo undo ENTRY` takes that back")
        .into())
}

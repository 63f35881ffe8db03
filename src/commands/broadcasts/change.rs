//! `rolo broadcasts cancel`, `confirm` and `retry`: what a person decides of one that was begun.

use rusqlite::Connection;

use super::BroadcastState;
use crate::cli::broadcasts::{CancelArgs, SettleArgs};
use crate::commands::target::named;
use crate::commands::{Context, Outcome, author, find_contact};
use crate::error::{Error, Result};
use crate::output::ui;
use crate::store::broadcast::{self, Settled};
use crate::store::journal::{self, Journal};
use crate::store::log;

/// Runs `rolo broadcasts cancel`.
pub(super) fn cancel(args: &CancelArgs, context: &Context) -> Result<Outcome> {
    let author = author(&args.author);
    let left = context.open()?.write(args.dry_run, |conn| {
        let found = broadcast::known(conn, &args.name)?;
        if found.state == BroadcastState::Sent || found.state == BroadcastState::Cancelled {
            return Err(
                Error::failed(format!("the broadcast `{}` is {} already", args.name, found.state.name())).into()
            );
        }
        let journal = Journal::open(conn, "broadcasts cancel", &author, context.as_of)?;
        broadcast::change_state(conn, journal, found.id, BroadcastState::Cancelled)?;
        note(conn, journal, &args.name, (found.state.name(), BroadcastState::Cancelled.name()), &author, context)?;
        journal::join(conn, journal.id)?;
        journal.close(conn, &args.name)?;
        Ok(broadcast::states(conn, found.id)?.get("pending").copied())
    })?;
    let rest = left.map_or_else(String::new, |left| format!("; {} do not get it any more", ui::count(left)));
    context.ui.note(&format!("broadcast {} cancelled{rest}", args.name));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Runs `rolo broadcasts confirm` and `retry`.
pub(super) fn settle(args: &SettleArgs, settled: Settled, context: &Context) -> Result<Outcome> {
    let author = author(&args.author);
    let words = named(&args.contacts)?;
    let (command, word) = match settled {
        Settled::Sent => ("broadcasts confirm", "noted as sent"),
        Settled::Again => ("broadcasts retry", "to be sent again"),
    };
    let count = context.open()?.write(args.dry_run, |conn| {
        let found = broadcast::known(conn, &args.name)?;
        if found.state == BroadcastState::Cancelled && settled == Settled::Again {
            let hint = "`rolo undo` takes the cancelling back";
            return Err(Error::failed(format!("the broadcast `{}` is cancelled", args.name)).hint(hint).into());
        }
        let ids = words.iter().map(|word| find_contact(conn, word)).collect::<Result<Vec<_>>>()?;
        let ids = (!args.contacts.is_empty()).then_some(ids.as_slice());
        let journal = Journal::open(conn, command, &author, context.as_of)?;
        let count = broadcast::settle(conn, journal, found.id, ids, settled, context.as_of)?;
        note(conn, journal, &args.name, ("", &format!("{count} {word}")), &author, context)?;
        journal::join(conn, journal.id)?;
        journal.close(conn, &format!("{}: {count}", args.name))?;
        Ok(count)
    })?;
    let s = if count == 1 { "" } else { "s" };
    context.ui.note(&format!("{} message{s} of the broadcast {} {word}", ui::count(count), args.name));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Tells the log what became of a broadcast.
fn note(
    conn: &Connection,
    journal: Journal,
    name: &str,
    (old, new): (&str, &str),
    author: &str,
    context: &Context,
) -> Result<()> {
    let field = format!("broadcast {name}");
    let entry = log::Entry {
        at: context.as_of,
        contact_id: None,
        kind: "changed",
        field: &field,
        old,
        new,
        author,
        journal_id: Some(journal.id),
    };
    log::add(conn, &entry)
}

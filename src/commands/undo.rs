//! `rolo undo`: takes a journal entry back, or lists the journal.

use super::{Context, Outcome};
use crate::cli::undo::UndoArgs;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::replay::Undone;
use crate::store::{Store, counts, journal, undo};

/// Runs `rolo undo`.
pub fn run(args: &UndoArgs, context: &Context) -> Result<Outcome> {
    if args.list {
        return list(&context.open_to_read()?, args.format, context);
    }
    let mut store = context.open()?;
    let entries = match args.entry {
        Some(entry) => vec![entry],
        None => journal::last_run(store.conn())?,
    };
    if entries.is_empty() {
        return Err(Error::failed("there is nothing to undo").into());
    }
    let undone = store.write(args.dry_run, |conn| {
        let commands = entries.iter().map(|entry| journal::find(conn, *entry)).collect::<Result<Vec<_>>>()?;
        Ok(commands.into_iter().zip(take_back_all(conn, &entries, context)?).collect::<Vec<_>>())
    })?;
    for (entry, (command, undone)) in entries.iter().zip(&undone) {
        report(*entry, command, undone, context);
    }
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Takes one entry back in the transaction of `conn`.
pub fn take_back(conn: &rusqlite::Connection, entry: i64, context: &Context) -> Result<Undone> {
    let money = counts::Money { rules: &context.config.rules };
    undo::undo(conn, entry, context.as_of, &money)
}

/// Takes entries back, the newest first, in the transaction of `conn`. Gives what became of each.
pub fn take_back_all(conn: &rusqlite::Connection, entries: &[i64], context: &Context) -> Result<Vec<Undone>> {
    let money = counts::Money { rules: &context.config.rules };
    undo::undo_all(conn, entries, context.as_of, &money)
}

/// Tells what came back and what stayed.
pub fn report(entry: i64, command: &str, undone: &Undone, context: &Context) {
    context.ui.note(&format!("entry {entry} ({command}) is undone: {} changes taken back", undone.restored));
    for kept in undone.kept.iter().take(20) {
        context.ui.warn(kept);
    }
    if undone.kept.len() > 20 {
        context.ui.warn(&format!("{} more stayed as they are", undone.kept.len() - 20));
    }
}

fn list(store: &Store, format: Option<Format>, context: &Context) -> Result<Outcome> {
    let mut out = context.ui.out();
    let format = Format::or_default(format, context.ui.stdout_is_terminal());
    let columns = ["entry", "at", "command", "author", "what", "undone_at"];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    for entry in journal::entries(store.conn())? {
        let (at, undone_at) = (entry.at.to_string(), entry.undone_at.map(|t| t.to_string()));
        writer.row(&[
            Cell::Integer(entry.id),
            Cell::Text(&at),
            Cell::Text(&entry.command),
            Cell::Text(&entry.author),
            entry.what.as_deref().map_or(Cell::Empty, Cell::Text),
            undone_at.as_deref().map_or(Cell::Empty, Cell::Text),
        ])?;
    }
    writer.finish()?;
    Ok(Outcome::Done)
}

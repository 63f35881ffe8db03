//! `rolo undo`: takes a journal entry back, or lists the journal.

use super::{Context, Outcome, author, segments};
use crate::cli::undo::UndoArgs;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui;
use crate::store::replay::Undone;
use crate::store::{Store, contact, counts, handing, journal, undo};

/// So many entries of one command are told one by one.
const LINES_MAX: usize = 10;

/// Runs `rolo undo`.
pub fn run(args: &UndoArgs, context: &Context) -> Result<Outcome> {
    if args.list {
        return list(&context.open_to_read()?, args.format, context);
    }
    let by = author(&args.author);
    let mut store = context.open()?;
    let entries = match args.entry {
        Some(entry) => vec![entry],
        None => journal::last_run(store.conn())?,
    };
    if entries.is_empty() {
        return Err(Error::failed("there is nothing to undo").into());
    }
    let (undone, forgotten) = store.write(args.dry_run, |conn| {
        let commands = entries.iter().map(|entry| journal::find(conn, *entry)).collect::<Result<Vec<_>>>()?;
        let sent = handing::all(conn)?;
        let people = contact::count(conn)?;
        let undone = commands.into_iter().zip(take_back_all(conn, &entries, &by, context)?).collect::<Vec<_>>();
        // What a person said of a message that is there still is no message forgotten.
        let is_anybody_gone = contact::count(conn)? < people;
        Ok((undone, if is_anybody_gone { sent - handing::all(conn)? } else { 0 }))
    })?;
    // Another filter holds from now on.
    if !args.dry_run && undone.iter().any(|(command, _)| command.starts_with("segments ")) {
        segments::record(&mut store, context)?;
    }
    report_all(&entries, &undone, context);
    if forgotten > 0 {
        let messages = if forgotten == 1 { "message that was" } else { "messages that were" };
        let count = ui::count(forgotten);
        context.ui.warn(&format!(
            "{count} {messages} handed over to people who are gone now: if they come back, nothing says that they had them"
        ));
    }
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Takes one entry back in the transaction of `conn`.
pub fn take_back(conn: &rusqlite::Connection, entry: i64, by: &str, context: &Context) -> Result<Undone> {
    Ok(take_back_all(conn, &[entry], by, context)?.pop().unwrap_or_default())
}

/// Takes entries back, the newest first, in the transaction of `conn`. Gives what became of each.
pub fn take_back_all(conn: &rusqlite::Connection, entries: &[i64], by: &str, context: &Context) -> Result<Vec<Undone>> {
    let money = counts::Money { rules: &context.config.rules };
    undo::undo_all(conn, entries, context.as_of, by, &money)
}

/// Tells what came back: each entry in a line, or those of one command in one where they are many.
pub fn report_all(entries: &[i64], undone: &[(String, Undone)], context: &Context) {
    let told: Vec<(i64, &str, &Undone)> =
        entries.iter().zip(undone).map(|(entry, (command, undone))| (*entry, command.as_str(), undone)).collect();
    for group in told.chunk_by(|(_, one, _), (_, other, _)| one == other) {
        if group.len() <= LINES_MAX {
            group.iter().for_each(|(entry, command, undone)| report(*entry, command, undone, context));
            continue;
        }
        let (last, command, _) = group[0];
        let first = group[group.len() - 1].0;
        let mut sum = Undone::default();
        for (.., one) in group {
            sum.restored += one.restored;
            sum.kept.extend(one.kept.iter().cloned());
        }
        let count = ui::count(i64::try_from(group.len()).unwrap_or(i64::MAX));
        tell(&format!("{count} entries from {first} to {last} ({command}) are undone"), &sum, context);
    }
    if undone.iter().any(|(command, _)| command == "merge") {
        context.ui.note("who came back is decided and scored by the next `rolo classify` and `rolo score`");
    }
}

/// Tells what came back and what stayed.
pub fn report(entry: i64, command: &str, undone: &Undone, context: &Context) {
    tell(&format!("entry {entry} ({command}) is undone"), undone, context);
}

fn tell(what: &str, undone: &Undone, context: &Context) {
    let changes = if undone.restored == 1 { "change" } else { "changes" };
    context.ui.note(&format!("{what}: {} {changes} taken back", ui::count(undone.restored.cast_signed())));
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

//! `rolo imports`: the files that were imported, what each of them did, and the way back.

use super::{Context, Outcome, author, undo};
use crate::cli::imports::{ImportsArgs, ImportsCommand, ImportsUndoArgs, ListArgs, ShowArgs};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui;
use crate::store::batch::{self, Line};
use crate::store::journal;

/// Runs `rolo imports`.
pub fn run(args: &ImportsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        ImportsCommand::List(args) => list(args, context),
        ImportsCommand::Show(args) => show(args, context),
        ImportsCommand::Undo(args) => take_back(args, context),
    }
}

fn list(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let mut out = context.ui.out();
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = [
        "batch",
        "at",
        "file",
        "kind",
        "preset",
        "read",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "conflicts",
        "contacts_created",
        "conversations_created",
        "undone_at",
    ];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    for line in batch::all(store.conn())? {
        let (at, undone_at) = (line.at.to_string(), line.undone_at.map(|at| at.to_string()));
        let number = |n: u64| Cell::Integer(n.cast_signed());
        writer.row(&[
            Cell::Integer(line.batch),
            Cell::Text(&at),
            Cell::Text(&line.file),
            Cell::Text(&line.kind),
            line.preset.as_deref().map_or(Cell::Empty, Cell::Text),
            number(line.counts.read),
            number(line.counts.created),
            number(line.counts.updated),
            number(line.counts.unchanged),
            number(line.counts.rejected),
            number(line.counts.conflicts),
            number(line.counts.contacts_created),
            number(line.counts.conversations_created),
            undone_at.as_deref().map_or(Cell::Empty, Cell::Text),
        ])?;
    }
    writer.finish()?;
    Ok(Outcome::Done)
}

fn show(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let line = find(store.conn(), args.batch)?;
    context.ui.note(&told(&line));
    let mut out = context.ui.out();
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = ["what", "change", "id", "name", "columns", "count"];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    batch::changes(store.conn(), line.journal_id, |change| {
        writer.row(&[
            Cell::Text(&change.what),
            Cell::Text(change.change),
            change.id.map_or(Cell::Empty, Cell::Integer),
            change.name.as_deref().map_or(Cell::Empty, Cell::Text),
            change.columns.as_deref().map_or(Cell::Empty, Cell::Text),
            Cell::Integer(change.count),
        ])?;
        Ok(())
    })?;
    writer.finish()?;
    Ok(Outcome::Done)
}

/// An import in one sentence.
fn told(line: &Line) -> String {
    let counts = [
        ("read", line.counts.read),
        ("created", line.counts.created),
        ("updated", line.counts.updated),
        ("unchanged", line.counts.unchanged),
        ("rejected", line.counts.rejected),
    ];
    let counts = counts.map(|(word, count)| format!("{} {word}", ui::count(count.cast_signed()))).join(", ");
    let undone = line.undone_at.map_or(String::new(), |at| format!("; undone at {at}"));
    format!("import {} of {} ({}) at {}: {counts}{undone}", line.batch, line.file, line.kind, line.at)
}

fn take_back(args: &ImportsUndoArgs, context: &Context) -> Result<Outcome> {
    let by = author(&args.author);
    let mut store = context.open()?;
    let (line, undone) = store.write(args.dry_run, |conn| {
        let line = find(conn, args.batch)?;
        if let Some(at) = line.undone_at {
            return Err(Error::failed(format!("import {} of {} was already undone at {at}", line.batch, line.file))
                .hint("import the file again to have it back")
                .into());
        }
        if !line.is_in_journal {
            return Err(Error::failed(format!(
                "import {} of {} has no entry in the journal: it changed nothing, or the entry was dropped",
                line.batch, line.file
            ))
            .hint("`rolo undo --list` shows what can be undone")
            .into());
        }
        let undone = undo::take_back(conn, line.journal_id, &by, context)?;
        Ok((line, undone))
    })?;
    let command = journal::command(store.conn(), line.journal_id)?;
    undo::report(line.journal_id, &command, &undone, context);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

fn find(conn: &rusqlite::Connection, number: i64) -> Result<Line> {
    batch::find(conn, number)?.ok_or_else(|| {
        Error::failed(format!("there is no import {number}")).hint("`rolo imports list` shows them all").into()
    })
}

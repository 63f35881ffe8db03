//! `rolo segments save` and `delete`.

use rusqlite::Connection;

use super::record_in;
use crate::cli::segments::{DeleteArgs, SaveArgs};
use crate::commands::{Context, Outcome, author};
use crate::domain::segment::{self as named, Filter};
use crate::error::{Error, Result};
use crate::output::ui;
use crate::store::journal::{self, Journal};
use crate::store::{clockless, filter, log, segment};

/// What is done to a segment, for the log.
struct Done<'a> {
    kind: &'a str,
    old: &'a str,
    new: &'a str,
    author: &'a str,
    journal: Journal,
}

/// Runs `rolo segments save`.
pub(super) fn save(args: &SaveArgs, context: &Context) -> Result<Outcome> {
    let (name, new) = (args.name.as_str(), args.filter.filter());
    named::check_name(name)?;
    if new.is_empty() {
        return Err(Error::usage(format!("it is not said who is in the segment `{name}`"))
            .hint("add filters, such as --grade A --contactable; the segment `all` holds everybody")
            .into());
    }
    let author = author(&args.author);
    let mut store = context.open()?;
    let path = store.path().to_owned();
    let count = store.write(args.dry_run, |conn| {
        let journal = Journal::open(conn, "segments save", &author, context.as_of)?;
        let old = put(conn, journal, args, &new, context)?;
        let segments = segment::filters(conn)?;
        if let Some(circle) = named::circle(name, &segments) {
            return Err(Error::failed(format!("segment `{name}` would use itself: {}", circle.join(" → ")))
                .hint("a segment may use others that do not use it")
                .into());
        }
        // A connection of its own, which can only read: it finds contacts as they are now.
        let mut reader = context.reader_of(&path)?;
        reader.guard(context.as_of)?;
        filter::condition_with(reader.conn(), &new, &segments)?;
        if let Some(condition) = &new.condition {
            clockless::check(reader.conn(), condition)?;
        }
        let count = filter::count_of_segment(reader.conn(), name, &segments)?;
        let (old, new) = (old.map_or_else(String::new, |old| old.options()), new.options());
        if old != new {
            let kind = if old.is_empty() { "created" } else { "changed" };
            note(conn, name, &Done { kind, old: &old, new: &new, author: &author, journal }, context)?;
        }
        journal::join(conn, journal.id)?;
        journal.close(conn, name)?;
        record_in(conn, &path, context)?;
        Ok(count)
    })?;
    let contacts = if count == 1 { "contact" } else { "contacts" };
    context.ui.note(&format!("segment {name} saved: {} {contacts}", ui::count(count)));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Writes the segment; gives the filter that it had before.
fn put(
    conn: &Connection,
    journal: Journal,
    args: &SaveArgs,
    new: &Filter,
    context: &Context,
) -> Result<Option<Filter>> {
    let name = args.name.as_str();
    let Some(id) = segment::find(conn, name)? else {
        segment::create(conn, journal, name, new, context.as_of)?;
        return Ok(None);
    };
    if !args.replace {
        return Err(Error::failed(format!("there is a segment `{name}` already"))
            .hint("add --replace to give it another filter, or choose another name")
            .into());
    }
    let old = segment::filter_of(conn, id)?;
    segment::replace(conn, journal, id, new, context.as_of)?;
    Ok(old)
}

/// Runs `rolo segments delete`.
pub(super) fn delete(args: &DeleteArgs, context: &Context) -> Result<Outcome> {
    let name = args.name.as_str();
    named::check_name(name)?;
    let author = author(&args.author);
    let mut store = context.open()?;
    store.write(args.dry_run, |conn| {
        let Some(id) = segment::find(conn, name)? else {
            return Err(filter::no_segment(name, &segment::filters(conn)?).into());
        };
        let users = segment::users(conn, name)?;
        if !users.is_empty() {
            return Err(Error::failed(format!("the segment `{name}` is used by {}", users.join(", ")))
                .hint("nothing was changed; change or delete those first")
                .into());
        }
        let journal = Journal::open(conn, "segments delete", &author, context.as_of)?;
        let old = segment::filter_of(conn, id)?.map_or_else(String::new, |old| old.options());
        note(conn, name, &Done { kind: "deleted", old: &old, new: "", author: &author, journal }, context)?;
        segment::delete(conn, journal, id)?;
        journal::join(conn, journal.id)?;
        journal.close(conn, name)
    })?;
    context.ui.note(&format!("segment {name} deleted"));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Tells the log what became of a segment.
fn note(conn: &Connection, name: &str, done: &Done<'_>, context: &Context) -> Result<()> {
    let field = format!("segment {name}");
    let Done { kind, old, new, author, journal } = *done;
    let entry = log::Entry {
        at: context.as_of,
        contact_id: None,
        kind,
        field: &field,
        old,
        new,
        author,
        journal_id: Some(journal.id),
    };
    log::add(conn, &entry)
}

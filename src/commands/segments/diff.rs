//! `rolo segments diff`: who entered a segment and who left it, between what was recorded of an instant and now.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::cli::segments::DiffArgs;
use crate::commands::{Context, Outcome};
use crate::domain::segment as named;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui;
use crate::store::{Store, contact, filter, membership, report, segment};

const COLUMNS: [&str; 5] = ["change", "id", "name", "email", "at"];

/// Who entered or left, and when.
struct Change {
    entered: bool,
    id: i64,
    at: Instant,
}

/// Runs `rolo segments diff`.
pub(super) fn run(args: &DiffArgs, context: &Context) -> Result<Outcome> {
    let name = args.name.as_str();
    if args.since > context.as_of {
        return Err(Error::usage(format!("--since {}: that is still to come", args.since)).into());
    }
    if named::BUILT_IN.contains(&name) {
        return Err(Error::failed(format!("the segment `{name}` is built in, and who was in it is not recorded"))
            .hint(format!("save one that uses it: rolo segments save NAME --segment {name}"))
            .into());
    }
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let changes = changes(&store, args, context)?;
    print(&store, args, &changes, context)?;
    let (entered, left): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.entered);
    let count = |n: usize| ui::count(i64::try_from(n).unwrap_or(i64::MAX));
    context.ui.note(&format!("{} entered, {} left since {}", count(entered.len()), count(left.len()), args.since));
    Ok(Outcome::Done)
}

/// Who entered, then who left, by id.
fn changes(store: &Store, args: &DiffArgs, context: &Context) -> Result<Vec<Change>> {
    let (conn, name) = (store.conn(), args.name.as_str());
    let segments = segment::filters(conn)?;
    let id = segment::find(conn, name)?.ok_or_else(|| filter::no_segment(name, &segments))?;
    let not_recorded = |why: &str| {
        Error::failed(format!("who was in the segment `{name}` at {} is not recorded", args.since)).hint(why)
    };
    match membership::since(conn, id)? {
        None => return Err(not_recorded("it is recorded from the next classify, score or nightly on").into()),
        Some(since) if args.since < since => {
            return Err(not_recorded(&format!("it is recorded since {since}")).into());
        }
        Some(_) => {}
    }
    let now: BTreeSet<i64> = filter::ids_of_segment(conn, name, &segments)?.into_iter().collect();
    let mut then = BTreeSet::new();
    for member in membership::at(conn, id, args.since)? {
        // Who was merged since is who they became; who was deleted vanished.
        then.extend(contact::resolve(conn, member)?);
    }
    let times = times(conn, id, args.since, context.as_of)?;
    let change = |entered: bool| {
        let times = &times;
        move |id: i64| Change { entered, id, at: times.get(&(id, entered)).copied().unwrap_or(context.as_of) }
    };
    let entered = now.difference(&then).copied().map(change(true));
    Ok(entered.chain(then.difference(&now).copied().map(change(false))).collect())
}

/// When those who are there now were last recorded to enter or leave.
fn times(conn: &Connection, id: i64, since: Instant, as_of: Instant) -> Result<FxHashMap<(i64, bool), Instant>> {
    let mut times: FxHashMap<(i64, bool), Instant> = FxHashMap::default();
    for ((member, entered), at) in membership::changes(conn, id, since)? {
        if let Some(member) = contact::resolve(conn, member)?.filter(|_| at <= as_of) {
            let last = times.entry((member, entered)).or_insert(at);
            *last = at.max(*last);
        }
    }
    Ok(times)
}

fn print(store: &Store, args: &DiffArgs, changes: &[Change], context: &Context) -> Result<()> {
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns: &[&str] = if format == Format::Ids { &COLUMNS[1..2] } else { &COLUMNS };
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, columns, context.ui.look())?;
    for change in changes {
        if format == Format::Ids {
            writer.row(&[Cell::Integer(change.id)])?;
            continue;
        }
        let (name, email) = report::name_and_email(store.conn(), change.id)?;
        let at = change.at.to_string();
        writer.row(&[
            Cell::Text(if change.entered { "entered" } else { "left" }),
            Cell::Integer(change.id),
            name.as_deref().map_or(Cell::Empty, Cell::Text),
            email.as_deref().map_or(Cell::Empty, Cell::Text),
            Cell::Text(&at),
        ])?;
    }
    Ok(writer.finish()?)
}

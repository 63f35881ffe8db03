//! `rolo activity`: the log, the newest line first.

use super::export::{CellKind, cell};
use super::{Context, Outcome, find_contact};
use crate::cli::activity::ActivityArgs;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::activity::{self, Asked, COLUMNS};
use crate::store::{Store, contact};

/// Runs `rolo activity`.
pub fn run(args: &ActivityArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let contacts = match &args.contact {
        Some(text) => activity::parts(store.conn(), find_contact(store.conn(), text)?)?,
        None => Vec::new(),
    };
    let asked = Asked {
        contacts: &contacts,
        authors: &args.author,
        commands: &args.command,
        batches: &args.batch,
        kinds: &args.kind,
        fields: &args.field,
        since: args.since,
        until: args.until,
        limit: args.limit,
        is_oldest_first: args.reverse,
    };
    match Format::or_default(args.format, context.ui.stdout_is_terminal()) {
        Format::Table => print_table(&store, &asked, context)?,
        format => print_rows(&store, &asked, format, context)?,
    }
    Ok(Outcome::Done)
}

fn print_rows(store: &Store, asked: &Asked<'_>, format: Format, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    activity::for_each(store.conn(), asked, |row| {
        let cells: Vec<Cell<'_>> =
            (0..COLUMNS.len()).map(|i| cell(row.get_ref(i)?, CellKind::Plain)).collect::<Result<_>>()?;
        Ok(writer.row(&cells)?)
    })?;
    Ok(writer.finish()?)
}

/// The log for people: who is meant is said by name.
fn print_table(store: &Store, asked: &Asked<'_>, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let columns = ["at", "contact", "kind", "field", "old", "new", "author"];
    let mut writer = RowWriter::new(&mut out, Format::Table, &columns, context.ui.look())?;
    activity::for_each(store.conn(), asked, |row| {
        let label = match row.get::<_, Option<i64>>(2)? {
            Some(id) if contact::exists(store.conn(), id)? => {
                format!("{} ({id})", contact::label(store.conn(), id)?)
            }
            Some(id) => format!("contact {id}"),
            None => String::new(),
        };
        let text = |i| Ok::<_, rusqlite::Error>(row.get_ref(i)?.as_str_or_null()?.map_or(Cell::Empty, Cell::Text));
        let contact = if label.is_empty() { Cell::Empty } else { Cell::Text(&label) };
        Ok(writer.row(&[text(1)?, contact, text(3)?, text(4)?, text(5)?, text(6)?, text(7)?])?)
    })?;
    Ok(writer.finish()?)
}

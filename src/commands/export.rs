//! `rolo export`: a segment of contacts on its way out, or what belongs to them.

use std::io::Write;
use std::path::Path;

use rusqlite::types::ValueRef;

use super::{Context, Outcome};
use crate::cli::export::ExportArgs;
use crate::cli::filter::FilterArgs;
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::table::Look;
use crate::output::{file, ui::Out};
use crate::store::report::{self, DEFAULT_COLUMNS, Selection};
use crate::store::{Store, filter};

/// Runs `rolo export`.
pub fn run(args: &ExportArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let is_terminal = args.output.is_none() && context.ui.stdout_is_terminal();
    let format = Format::or_default(args.format, is_terminal);
    let columns = match format {
        Format::Ids => vec![if args.kind == FileKind::Contacts { "rolo_id" } else { "id" }.to_owned()],
        _ => columns(&store, args.kind, args.columns.as_deref())?,
    };
    let view = View { name: view_of(args.kind), columns: &columns, sort: args.sort.as_deref(), limit: args.limit };
    write_out(args.output.as_deref(), args.kind.name(), context, |out, look| {
        write_view(&store, &args.filter, &view, format, out, look)
    })?;
    Ok(Outcome::Done)
}

/// Writes to standard output, or into the file that `--output` names, whole or not at all; `write` says how many rows
/// there were, and `what` those are.
pub fn write_out(
    output: Option<&Path>,
    what: &str,
    context: &Context,
    write: impl FnOnce(&mut dyn Write, Look) -> Result<u64>,
) -> Result<()> {
    let Some(path) = output else {
        let mut out: Out = context.ui.out();
        write(&mut out, context.ui.look())?;
        return Ok(());
    };
    context.check_output("--output", path, &[])?;
    let mut count = 0;
    file::replace(path, |out| {
        count = write(out, Look::default())?;
        Ok(())
    })?;
    context.ui.note(&format!("{count} {what} written to {}", path.display()));
    Ok(())
}

/// Which rows of a public view are written.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The view.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'a [String],
    /// The column to order by.
    pub sort: Option<&'a str>,
    /// How many rows at most.
    pub limit: Option<u32>,
}

/// Writes the contacts of a filter; says how many there were.
fn write_view(
    store: &Store,
    filter: &FilterArgs,
    view: &View<'_>,
    format: Format,
    out: &mut dyn Write,
    look: Look,
) -> Result<u64> {
    let mut condition = filter::condition(store.conn(), &filter.filter())?;
    filter::of_owner(&mut condition, view.name);
    let selection = Selection {
        view: view.name,
        columns: view.columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: view.sort,
        limit: view.limit,
    };
    write_selection(store, &selection, format, out, look)
}

/// Writes a selection; says how many rows it had.
pub fn write_selection(
    store: &Store,
    selection: &Selection<'_>,
    format: Format,
    out: &mut dyn Write,
    look: Look,
) -> Result<u64> {
    let names: Vec<&str> = selection.columns.iter().map(String::as_str).collect();
    let mut writer = RowWriter::new(out, format, &names, look)?;
    let kinds: Vec<CellKind> = names.iter().copied().map(CellKind::of).collect();
    let mut cells = Vec::with_capacity(names.len());
    let count = report::for_each(store.conn(), selection, |row| {
        let mut room = std::mem::take(&mut cells);
        for (i, kind) in kinds.iter().enumerate() {
            room.push(cell(row.get_ref(i)?, *kind)?);
        }
        writer.row(&room)?;
        cells = recycle(room);
        Ok(())
    })?;
    writer.finish()?;
    Ok(count)
}

/// What the numbers and texts of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// What they look like.
    Plain,
    /// Yes or no.
    Flag,
    /// JSON.
    Json,
}

impl CellKind {
    /// The kind of the column of this name.
    fn of(column: &str) -> Self {
        match column {
            "vip" | "at_risk" | "do_not_contact" => Self::Flag,
            "metadata" => Self::Json,
            _ => Self::Plain,
        }
    }
}

/// A value of the database as the cell of a row.
pub fn cell(value: ValueRef<'_>, kind: CellKind) -> Result<Cell<'_>> {
    let text =
        |bytes| std::str::from_utf8(bytes).map_err(|_| Error::failed("the database holds text that is not UTF-8"));
    Ok(match (value, kind) {
        (ValueRef::Null, _) => Cell::Empty,
        (ValueRef::Integer(flag), CellKind::Flag) => Cell::Flag(flag != 0),
        (ValueRef::Integer(number), _) => Cell::Integer(number),
        (ValueRef::Real(number), _) => Cell::Real(number),
        (ValueRef::Text(bytes), CellKind::Json) => Cell::Json(text(bytes)?),
        (ValueRef::Text(bytes) | ValueRef::Blob(bytes), _) => Cell::Text(text(bytes)?),
    })
}

/// Keeps the room of a row's list for the next row.
fn recycle<'b>(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'b>> {
    cells.clear();
    cells.into_iter().map(|_| Cell::Empty).collect()
}

/// What rows of a kind are selected from.
const fn view_of(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Contacts => "contacts",
        FileKind::Companies => "exported companies",
        FileKind::Deals => "exported deals",
        FileKind::Notes => "exported notes",
        FileKind::Conversations => "exported conversations",
        FileKind::Messages => "exported messages",
        FileKind::Events => "exported events",
        FileKind::Deliveries => "exported deliveries",
    }
}

fn columns(store: &Store, kind: FileKind, stated: Option<&str>) -> Result<Vec<String>> {
    match stated {
        // The first is the row's own id, which says nothing elsewhere.
        None | Some("all") if kind != FileKind::Contacts => {
            Ok(report::columns(store.conn(), view_of(kind))?.split_off(1))
        }
        None => Ok(DEFAULT_COLUMNS.map(str::to_owned).to_vec()),
        Some("all") => {
            let mut columns = report::columns(store.conn(), "contacts")?;
            columns[0] = "rolo_id".to_owned();
            Ok(columns)
        }
        Some(list) => Ok(list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()),
    }
}

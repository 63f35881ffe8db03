//! `rolo export`: a segment of contacts on its way out, or what belongs to them.

mod columns;
mod people;
mod person;
mod systems;
mod template;
mod vcard;

use std::io::Write;
use std::path::Path;

use rusqlite::types::ValueRef;

use super::{Context, Outcome};
use crate::cli::export::{ExportArgs, ExportFormat};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::fault;
use crate::input::field::FileKind;
use crate::output::digest::Digest;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::table::Look;
use crate::output::{file, ui::Out};
use crate::store::report::{self, Selection};
use crate::store::{Store, filter};
use columns::Columns;

/// Runs `rolo export`.
pub fn run(args: &ExportArgs, context: &Context) -> Result<Outcome> {
    check(args)?;
    let destination = Destination {
        output: args.output.as_deref(),
        what: if args.template { "rows" } else { args.kind.name() },
        is_hashed: args.verbose,
    };
    if args.template {
        write_out(&destination, context, |out, look| {
            RowWriter::new(out, Format::Csv, template::columns(args.kind), look)?.finish()?;
            Ok(0)
        })?;
        return Ok(Outcome::Done);
    }
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let shape = shape(args, &store, context)?;
    let view = if shape.asks_for_more() { "exported contacts" } else { view_of(args.kind) };
    let mut condition = filter::condition(store.conn(), &args.filter.filter())?;
    filter::of_owner(&mut condition, view);
    let selection = Selection {
        view,
        columns: shape.columns(),
        condition: &condition.sql,
        values: &condition.values,
        sort: args.sort.as_deref(),
        limit: args.limit,
    };
    let mut notes = Vec::new();
    write_out(&destination, context, |out, look| match &shape {
        Shape::Rows { format, .. } => write_selection(&store, &selection, *format, out, look),
        Shape::Spreadsheet { columns } => {
            let names: Vec<&str> = columns.iter().map(String::as_str).collect();
            write_rows(&store, &selection, RowWriter::for_spreadsheets(out, &names)?)
        }
        Shape::Of { system, format, .. } => {
            let headers: Vec<&str> = system.columns.iter().map(|(header, _)| *header).collect();
            let rows = match format {
                Some(format) => RowWriter::new(out, *format, &headers, look)?,
                None => RowWriter::for_spreadsheets(out, &headers)?,
            };
            let told = people::write_rows(&store, &selection, system, rows)?;
            notes = told.notes;
            Ok(told.count)
        }
        Shape::Cards { .. } => people::write_cards(&store, &selection, out),
    })?;
    notes.iter().for_each(|note: &String| context.ui.warn(note));
    Ok(Outcome::Done)
}

/// What is written of each row, and how.
enum Shape {
    /// Columns of rolo's own.
    Rows { columns: Vec<String>, format: Format },
    /// Columns of rolo's own, for spreadsheet programs.
    Spreadsheet { columns: Vec<String> },
    /// The columns of another system; without a format, for spreadsheet programs.
    Of { system: &'static systems::System, needed: Vec<String>, format: Option<Format> },
    /// vCards.
    Cards { needed: Vec<String> },
}

impl Shape {
    /// The columns that are selected for it.
    fn columns(&self) -> &[String] {
        match self {
            Self::Rows { columns, .. } | Self::Spreadsheet { columns } => columns,
            Self::Of { needed, .. } | Self::Cards { needed } => needed,
        }
    }
}

impl Shape {
    /// Whether it wants what the view `contacts` does not hold.
    fn asks_for_more(&self) -> bool {
        self.columns().iter().any(|column| columns::FURTHER.contains(&column.as_str()))
    }
}

/// Refuses what does not go together.
fn check(args: &ExportArgs) -> Result<()> {
    if args.spreadsheet && !matches!(args.format, None | Some(ExportFormat::Csv)) {
        return Err(Error::usage("--spreadsheet makes CSV, and --format asks for something else")
            .hint("leave --format out")
            .into());
    }
    if args.format == Some(ExportFormat::Vcard) {
        if args.kind != FileKind::Contacts {
            let message = format!("--format vcard: a vCard is a contact, and --kind asks for {}", args.kind.name());
            return Err(Error::usage(message).hint("leave --kind out, or write csv or jsonl").into());
        }
        if args.columns.is_some() {
            return Err(Error::usage("--format vcard: a vCard has no columns").hint("leave --columns out").into());
        }
    }
    Ok(())
}

fn shape(args: &ExportArgs, store: &Store, context: &Context) -> Result<Shape> {
    let needed = || person::COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    let is_terminal = args.output.is_none() && context.ui.stdout_is_terminal();
    let format = match args.format.map(ExportFormat::of_rows) {
        Some(None) => return Ok(Shape::Cards { needed: needed() }),
        Some(format) => format,
        None if args.spreadsheet => None,
        None => Some(Format::or_default(None, is_terminal)),
    };
    let format = format.filter(|_| !args.spreadsheet);
    if format == Some(Format::Ids) {
        let id = if args.kind == FileKind::Contacts { "rolo_id" } else { "id" };
        return Ok(Shape::Rows { columns: vec![id.to_owned()], format: Format::Ids });
    }
    let known = report::columns(store.conn(), view_of(args.kind))?;
    Ok(match (columns::resolve(args.columns.as_deref(), args.kind, &known)?, format) {
        (Columns::Own(columns), Some(format)) => Shape::Rows { columns, format },
        (Columns::Own(columns), None) => Shape::Spreadsheet { columns },
        (Columns::Of(system), format) => Shape::Of { system, needed: needed(), format },
    })
}

/// Where rows go.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The file that `--output` names, else standard output.
    pub output: Option<&'a Path>,
    /// What the rows are.
    pub what: &'static str,
    /// Whether the hash of what is written is told.
    pub is_hashed: bool,
}

/// Writes to standard output, or into the file that `--output` names, whole or not at all; `write` says how many rows
/// there were.
pub fn write_out(
    destination: &Destination<'_>,
    context: &Context,
    write: impl FnOnce(&mut dyn Write, Look) -> Result<u64>,
) -> Result<()> {
    let mut hash = None;
    let write = |out: &mut dyn Write, look| {
        if !destination.is_hashed {
            return write(out, look);
        }
        let mut digest = Digest::of(out);
        let count = write(&mut digest, look)?;
        hash = Some(digest.finish());
        Ok(count)
    };
    match destination.output {
        None => {
            let mut out: Out = context.ui.out();
            write(&mut out, context.ui.look())?;
        }
        Some(path) => {
            context.check_output("--output", path, &[])?;
            let mut count = 0;
            file::replace(path, |out| {
                count = write(out, Look::default())?;
                Ok(())
            })?;
            context.ui.note(&format!("{count} {} written to {}", destination.what, path.display()));
        }
    }
    if let Some(hash) = hash {
        context.ui.note(&format!("sha256: {hash}"));
    }
    Ok(())
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
    write_rows(store, selection, RowWriter::new(out, format, &names, look)?)
}

fn write_rows(store: &Store, selection: &Selection<'_>, mut rows: RowWriter<'_>) -> Result<u64> {
    let columns = selection.columns.iter();
    let kinds: Vec<CellKind> = columns
        .map(|name| if report::in_seconds(selection, name) { CellKind::Seconds } else { CellKind::of(name) })
        .collect();
    let mut cells = Vec::with_capacity(kinds.len());
    let mut stamps: Vec<Option<[u8; 20]>> = vec![None; kinds.len()];
    let count = report::for_each_in_seconds(store.conn(), selection, |row| {
        fault::on_purpose("writing");
        for (i, _) in kinds.iter().enumerate().filter(|(_, kind)| **kind == CellKind::Seconds) {
            stamps[i] = row.get::<_, Option<i64>>(i)?.and_then(|seconds| Instant(seconds).stamp());
        }
        let mut room = std::mem::take(&mut cells);
        for (i, kind) in kinds.iter().enumerate() {
            room.push(match (kind, &stamps[i]) {
                (CellKind::Seconds, Some(stamp)) => Cell::Text(str::from_utf8(stamp).unwrap_or_default()),
                (CellKind::Seconds, None) => Cell::Empty,
                _ => cell(row.get_ref(i)?, *kind)?,
            });
        }
        rows.row(&room)?;
        cells = recycle(room);
        Ok(())
    })?;
    rows.finish()?;
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
    /// An instant in seconds.
    Seconds,
}

impl CellKind {
    /// The kind of the column of this name.
    fn of(column: &str) -> Self {
        match column {
            "vip" | "at_risk" | "do_not_contact" | "stale" => Self::Flag,
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

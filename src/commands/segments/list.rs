//! `rolo segments list` and `show`.

use std::io::Write;

use serde::Serialize;

use crate::cli::segments::{ListArgs, ShowArgs};
use crate::commands::{Context, Outcome};
use crate::domain::segment::{BUILT_IN, Filter, Segments};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::text::printable;
use crate::output::{json, ui};
use crate::store::segment::{self, Segment};
use crate::store::{Store, filter};

/// Columns for programs.
const COLUMNS: [&str; 6] = ["name", "contacts", "filter", "used_by", "created_at", "updated_at"];
/// Columns for people.
const IN_TABLE: [&str; 5] = ["name", "contacts", "filter", "used_by", "updated_at"];

/// A segment as it is shown.
#[derive(Debug, Serialize)]
struct Shown {
    name: String,
    /// `None` where they cannot be worked out.
    contacts: Option<i64>,
    filter: Filter,
    used_by: Vec<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
}

/// The segments as they are saved.
struct Saved {
    all: Vec<Segment>,
    by_name: Segments,
}

impl Saved {
    fn read(store: &Store) -> Result<Self> {
        let all = segment::all(store.conn())?;
        let by_name = all.iter().map(|one| (one.name.clone(), one.filter.clone())).collect();
        Ok(Self { all, by_name })
    }

    /// The segment of a name, built in or saved, with what went wrong where its contacts cannot be counted.
    fn shown(&self, store: &Store, name: &str) -> Result<(Shown, Option<anyhow::Error>)> {
        let saved = self.all.iter().find(|one| one.name == name);
        let filter = Filter::built_in(name).or_else(|| saved.map(|one| one.filter.clone()));
        let filter = filter.ok_or_else(|| filter::no_segment(name, &self.by_name))?;
        let (contacts, fault) = match filter::count_of_segment(store.conn(), name, &self.by_name) {
            Ok(contacts) => (Some(contacts), None),
            Err(error) => (None, Some(error)),
        };
        let shown = Shown {
            name: name.to_owned(),
            contacts,
            filter,
            used_by: segment::users(store.conn(), name)?,
            created_at: saved.map(|one| one.created_at.to_string()),
            updated_at: saved.map(|one| one.updated_at.to_string()),
        };
        Ok((shown, fault))
    }
}

/// Runs `rolo segments list`.
pub(super) fn list(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let saved = Saved::read(&store)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns: &[&str] = match format {
        Format::Ids => &COLUMNS[..1],
        Format::Table => &IN_TABLE,
        _ => &COLUMNS,
    };
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, columns, context.ui.look())?;
    for name in BUILT_IN.into_iter().chain(saved.all.iter().map(|one| one.name.as_str())) {
        if format == Format::Ids {
            writer.row(&[Cell::Text(name)])?;
            continue;
        }
        let (shown, fault) = saved.shown(&store, name)?;
        if let Some(fault) = fault {
            context.ui.warn(&fault.to_string());
        }
        let words =
            Some(shown.filter.told()).filter(|words| !words.is_empty()).unwrap_or_else(|| "everybody".to_owned());
        let users = shown.used_by.join("; ");
        let cell = |column: &&str| match *column {
            "name" => Cell::Text(name),
            "contacts" => shown.contacts.map_or(Cell::Empty, Cell::Integer),
            "filter" => Cell::Text(&words),
            "used_by" if users.is_empty() => Cell::Empty,
            "used_by" => Cell::Text(&users),
            "created_at" => shown.created_at.as_deref().map_or(Cell::Empty, Cell::Text),
            _ => shown.updated_at.as_deref().map_or(Cell::Empty, Cell::Text),
        };
        writer.row(&columns.iter().map(cell).collect::<Vec<_>>())?;
    }
    writer.finish()?;
    Ok(Outcome::Done)
}

/// Runs `rolo segments show`.
pub(super) fn show(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a segment is shown as text or, with --format json, as one JSON object").into());
    }
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let (shown, fault) = Saved::read(&store)?.shown(&store, &args.name)?;
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &shown)?;
    } else {
        let options = shown.filter.options();
        writeln!(out, "{}", if options.is_empty() { "everybody".into() } else { printable(&options) })?;
        out.flush()?;
        if let Some(count) = shown.contacts {
            let contacts = if count == 1 { "contact" } else { "contacts" };
            context.ui.note(&format!("{} {contacts}", ui::count(count)));
        }
        if !shown.used_by.is_empty() {
            context.ui.note(&format!("used by {}", shown.used_by.join(", ")));
        }
    }
    match fault {
        Some(fault) => Err(fault),
        None => Ok(Outcome::Done),
    }
}

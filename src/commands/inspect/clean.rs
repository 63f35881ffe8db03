//! The table of a file in clean form: UTF-8, a header, all rows as they are.

use std::path::Path;

use csv::ByteRecord;

use crate::commands::import::{ImportSettings, tell};
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::input::source::Source;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};

/// How many rows that cannot be printed as they are get a line of their own.
const TOLD_MAX: u64 = 20;

/// Prints the table as CSV or JSON lines.
pub(super) fn print(path: &Path, settings: &ImportSettings, format: Format, context: &Context) -> Result<Outcome> {
    let (settings, _) = settings.for_file(path, context)?;
    let mut source = Source::open(path, settings.source)?;
    source.convert(&settings.chats(context))?;
    source.check()?;
    tell(&source, context);
    let names = columns(&source, format)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut out = context.ui.out();
    let mut rows = RowWriter::new(&mut out, format, &names, context.ui.look())?;
    let mut faults = Faults { source: &source, context, count: 0 };
    let mut records = source.rows()?;
    let mut record = ByteRecord::new();
    while records.read(&mut record)? {
        if let Some(fault) = records.fault() {
            faults.tell(&record, &format!("left out: {}", fault.clone().at("").reason))?;
            continue;
        }
        let texts: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
        if texts.iter().zip(&record).any(|(text, cell)| text.as_bytes() != cell) {
            faults.tell(&record, "bytes that are no text in this encoding are printed as \u{fffd}")?;
        }
        let cells = texts.iter().map(|text| Cell::Text(text)).chain(std::iter::repeat(Cell::Text("")));
        rows.row(&cells.take(names.len()).collect::<Vec<_>>())?;
    }
    rows.finish()?;
    Ok(faults.outcome())
}

/// The names of the columns. Cells behind those that have a name get columns without one. As keys of JSON, no name is
/// blank or there twice.
fn columns(source: &Source, format: Format) -> Result<Vec<String>> {
    let names = source.names().iter().map(|name| String::from_utf8_lossy(name).into_owned());
    let mut names: Vec<String> = names.collect();
    let mut records = source.records();
    let mut record = ByteRecord::new();
    while records.read(&mut record)? {
        let filled = record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if filled > names.len() {
            names.resize(filled, String::new());
        }
    }
    if format == Format::Jsonl {
        make_unique(&mut names);
    }
    Ok(names)
}

fn make_unique(names: &mut [String]) {
    let mut taken = std::collections::HashSet::new();
    for (i, name) in names.iter_mut().enumerate() {
        let base = if name.is_empty() { format!("column {}", i + 1) } else { name.clone() };
        let mut unique = base.clone();
        let mut n = 2;
        while !taken.insert(unique.clone()) {
            unique = format!("{base} {n}");
            n += 1;
        }
        *name = unique;
    }
}

/// Rows that cannot be printed as they are.
struct Faults<'a> {
    source: &'a Source,
    context: &'a Context,
    count: u64,
}

impl Faults<'_> {
    fn tell(&mut self, record: &ByteRecord, what: &str) -> Result<()> {
        self.count += 1;
        if self.count <= TOLD_MAX {
            let line = self.source.line_of(record.position())?;
            self.context.ui.warn(&format!("{}: line {line}: {what}", self.source.name));
        }
        Ok(())
    }

    fn outcome(&self) -> Outcome {
        if self.count > TOLD_MAX {
            self.context.ui.warn(&format!("{}: and {} more such rows", self.source.name, self.count - TOLD_MAX));
        }
        if self.count > 0 { Outcome::SomeRejected } else { Outcome::Done }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_never_blank_or_there_twice() {
        let mut names = ["id", "", "id", "column 2", "id 2"].map(str::to_owned);
        make_unique(&mut names);
        assert_eq!(names, ["id", "column 2", "id 2", "column 2 2", "id 2 2"]);
    }
}

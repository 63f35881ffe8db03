//! Rows of a result, printed as they come in the format asked for. One writer serves all formats; a million rows need
//! no more memory than one buffer.
//!
//! ```
//! use rolo::output::{format::Format, rows::{Cell, RowWriter}, table::Look};
//! let mut out = Vec::new();
//! let mut rows = RowWriter::new(&mut out, Format::Csv, &["id", "name"], Look::default())?;
//! rows.row(&[Cell::Integer(1), Cell::Text("Ana Santos")])?;
//! rows.finish()?;
//! assert_eq!(out, b"id,name\n1,Ana Santos\n");
//! # std::io::Result::Ok(())
//! ```

use std::io::{self, Write};

use super::csv::{self, Dialect};
use super::format::Format;
use super::table::{Look, Table};
use super::text::screened;
use super::{json, number};

/// How many bytes are gathered before they are written.
const BUFFER_BYTES: usize = 64 * 1024;

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// No value: an empty cell, `null` in JSON.
    Empty,
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Real(f64),
    /// Yes or no: `1` and `0` in CSV, `true` and `false` in JSON.
    Flag(bool),
    /// Text.
    Text(&'a str),
    /// A JSON value, already serialised and valid: nested in JSON, text elsewhere.
    Json(&'a str),
}

/// Writes rows in one format. [`RowWriter::finish`] belongs to it: what is still gathered is lost without.
#[must_use = "the last rows are written by finish()"]
pub struct RowWriter<'a> {
    out: &'a mut dyn Write,
    buffer: Vec<u8>,
    column_count: usize,
    body: Body,
    /// Whether a terminal shows what has no escapes of its own. It gets no style from it.
    is_screened: bool,
}

/// What each format has to remember between rows.
enum Body {
    Csv(Dialect),
    Json { keys: Vec<String>, is_first: bool },
    JsonLines { keys: Vec<String> },
    Ids,
    Table(Table),
}

impl<'a> RowWriter<'a> {
    /// Starts the output: for CSV the header is there even if no row follows. `look` matters to tables only.
    pub fn new(out: &'a mut dyn Write, format: Format, columns: &[&str], look: Look) -> io::Result<Self> {
        let mut buffer = Vec::new();
        let body = match format {
            Format::Csv => {
                csv::header(&mut buffer, Dialect::Exact, columns)?;
                Body::Csv(Dialect::Exact)
            }
            Format::Json => Body::Json { keys: json::keys(columns), is_first: true },
            Format::Jsonl => Body::JsonLines { keys: json::keys(columns) },
            Format::Ids => Body::Ids,
            Format::Table => Body::Table(Table::new(columns, look)),
        };
        let is_screened = look.is_terminal && matches!(body, Body::Csv(_) | Body::Ids);
        Ok(Self { out, buffer, column_count: columns.len(), body, is_screened })
    }

    /// Starts CSV for spreadsheet programs.
    pub fn for_spreadsheets(out: &'a mut dyn Write, columns: &[&str]) -> io::Result<Self> {
        let mut buffer = Vec::new();
        csv::header(&mut buffer, Dialect::Spreadsheet, columns)?;
        Ok(Self { out, buffer, column_count: columns.len(), body: Body::Csv(Dialect::Spreadsheet), is_screened: false })
    }

    /// Adds a row, one cell for each column.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if cells.len() != self.column_count {
            let message = format!("a row of {} cells meets {} columns", cells.len(), self.column_count);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let buffer = &mut self.buffer;
        match &mut self.body {
            Body::Csv(dialect) => csv::row(buffer, *dialect, cells)?,
            Body::Json { keys, is_first } => {
                buffer.extend_from_slice(if *is_first { b"[\n" } else { b",\n" });
                *is_first = false;
                json::object(buffer, keys, cells)?;
            }
            Body::JsonLines { keys } => {
                json::object(buffer, keys, cells)?;
                buffer.push(b'\n');
            }
            Body::Ids => id(buffer, cells)?,
            Body::Table(table) => table.row(buffer, cells),
        }
        if self.buffer.len() >= BUFFER_BYTES {
            self.pass_on()?;
        }
        Ok(())
    }

    /// Writes what is gathered: whole rows.
    fn pass_on(&mut self) -> io::Result<()> {
        if self.is_screened {
            self.buffer = screened(&String::from_utf8_lossy(&self.buffer), false).into_owned().into_bytes();
        }
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Ends the output and flushes it, so that a full disk or a closed pipe is an error here and not a silence.
    pub fn finish(mut self) -> io::Result<()> {
        match &mut self.body {
            Body::Json { is_first: true, .. } => self.buffer.extend_from_slice(b"[]\n"),
            Body::Json { .. } => self.buffer.extend_from_slice(b"\n]\n"),
            Body::Table(table) => table.finish(&mut self.buffer),
            Body::Csv(_) | Body::JsonLines { .. } | Body::Ids => {}
        }
        self.pass_on()?;
        self.out.flush()
    }
}

/// Appends the first cell alone on a line.
fn id(out: &mut Vec<u8>, cells: &[Cell<'_>]) -> io::Result<()> {
    match cells.first() {
        None | Some(Cell::Empty) => {}
        Some(Cell::Integer(number)) => number::integer(out, *number)?,
        Some(Cell::Real(number)) => number::real(out, *number)?,
        Some(Cell::Flag(flag)) => out.push(if *flag { b'1' } else { b'0' }),
        Some(Cell::Text(text) | Cell::Json(text)) => out.extend_from_slice(text.as_bytes()),
    }
    out.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 4] = ["id", "name", "vip", "sentiment"];

    fn printed(format: Format, rows: &[[Cell<'_>; 4]]) -> String {
        let mut out = Vec::new();
        let mut writer = RowWriter::new(&mut out, format, &COLUMNS, Look::default()).expect("memory takes all");
        for row in rows {
            writer.row(row).expect("memory takes all");
        }
        writer.finish().expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    const ROWS: [[Cell<'static>; 4]; 2] = [
        [Cell::Integer(1), Cell::Text("Santos, Ana"), Cell::Flag(true), Cell::Real(0.5)],
        [Cell::Integer(12), Cell::Text("Bé\n"), Cell::Flag(false), Cell::Empty],
    ];

    #[test]
    fn each_format_prints_the_same_rows_its_own_way() {
        insta::assert_snapshot!(printed(Format::Csv, &ROWS), @r#"
        id,name,vip,sentiment
        1,"Santos, Ana",1,0.5
        12,"Bé
        ",0,
        "#);
        insta::assert_snapshot!(printed(Format::Json, &ROWS), @r#"
        [
        {"id":1,"name":"Santos, Ana","vip":true,"sentiment":0.5},
        {"id":12,"name":"Bé\n","vip":false,"sentiment":null}
        ]
        "#);
        insta::assert_snapshot!(printed(Format::Jsonl, &ROWS), @r#"
        {"id":1,"name":"Santos, Ana","vip":true,"sentiment":0.5}
        {"id":12,"name":"Bé\n","vip":false,"sentiment":null}
        "#);
        insta::assert_snapshot!(printed(Format::Table, &ROWS), @r"
        id  name         vip  sentiment
        ───────────────────────────────
         1  Santos, Ana  yes        0.5
        12  Bé⏎          no
        ");
        assert_eq!(printed(Format::Ids, &ROWS), "1\n12\n");
    }

    #[test]
    fn no_rows_are_a_header_an_empty_array_or_nothing() {
        assert_eq!(printed(Format::Csv, &[]), "id,name,vip,sentiment\n");
        assert_eq!(printed(Format::Json, &[]), "[]\n");
        assert_eq!(printed(Format::Jsonl, &[]), "");
        assert_eq!(printed(Format::Ids, &[]), "");
        assert_eq!(printed(Format::Table, &[]), "id  name  vip  sentiment\n────────────────────────\n");
    }

    #[test]
    fn many_rows_come_out_whole_and_in_order() {
        let mut out = Vec::new();
        let mut writer = RowWriter::new(&mut out, Format::Json, &["id"], Look::default()).expect("memory takes all");
        for id in 0..50_000 {
            writer.row(&[Cell::Integer(id)]).expect("memory takes all");
        }
        writer.finish().expect("memory takes all");
        let read: Vec<serde_json::Value> = serde_json::from_slice(&out).expect("valid JSON");
        assert!(read.len() == 50_000 && read.iter().enumerate().all(|(i, row)| row["id"] == i));
    }

    #[test]
    fn a_row_of_the_wrong_length_is_refused() {
        let mut out = Vec::new();
        let mut writer = RowWriter::new(&mut out, Format::Csv, &COLUMNS, Look::default()).expect("memory takes all");
        let error = writer.row(&[Cell::Empty]).expect_err("one cell for four columns");
        assert_eq!(error.to_string(), "a row of 1 cells meets 4 columns");
    }

    #[test]
    fn a_full_disk_is_an_error_of_finish() {
        let mut nothing: [u8; 0] = [];
        let mut out = nothing.as_mut_slice();
        let writer = RowWriter::new(&mut out, Format::Csv, &COLUMNS, Look::default()).expect("not written yet");
        assert_eq!(writer.finish().expect_err("no room").kind(), io::ErrorKind::WriteZero);
    }
}

//! Comma-separated values after RFC 4180, with LF line ends. A value is quoted when a reader could take it for
//! something else: it holds a comma, a quote or a line end, or its edge holds a blank that readers like to trim.
//! Everything else stands as it is, byte for byte. Spreadsheet programs get a dialect of their own.

use std::io;

use super::number;
use super::rows::Cell;
use super::spreadsheet::needs_guard;

/// Who is to read the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Programs: every byte is as it is stored.
    Exact,
    /// Spreadsheet programs: a byte order mark, CRLF, and an apostrophe before what they would run as a formula. An import
    /// knows by the mark and by `rolo_id` that it has to take these off again.
    Spreadsheet,
}

/// Appends one row with its line end.
pub(super) fn row(out: &mut Vec<u8>, dialect: Dialect, cells: &[Cell<'_>]) -> io::Result<()> {
    let start = out.len();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        match (dialect, cell) {
            (Dialect::Spreadsheet, Cell::Text(text) | Cell::Json(text)) => for_spreadsheet(out, text),
            _ => value(out, cell)?,
        }
    }
    // An empty line is skipped by readers, so the empty value of a single column says that it is there.
    if cells.len() == 1 && out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.extend_from_slice(if dialect == Dialect::Spreadsheet { b"\r\n" } else { b"\n" });
    Ok(())
}

/// Appends the header. It is there even when no row follows.
pub(super) fn header(out: &mut Vec<u8>, dialect: Dialect, columns: &[&str]) -> io::Result<()> {
    let cells: Vec<Cell<'_>> = columns.iter().map(|name| Cell::Text(name)).collect();
    if dialect == Dialect::Spreadsheet {
        out.extend_from_slice("\u{feff}".as_bytes());
    }
    row(out, dialect, &cells)
}

/// Quotes also where programs of some countries would part cells at `;`.
fn for_spreadsheet(out: &mut Vec<u8>, text: &str) {
    let guard = if needs_guard(text) { "'" } else { "" };
    if needs_quotes(text) || text.contains([';', '\t']) {
        quoted(out, guard, text);
    } else {
        out.extend_from_slice(guard.as_bytes());
        out.extend_from_slice(text.as_bytes());
    }
}

fn value(out: &mut Vec<u8>, cell: &Cell<'_>) -> io::Result<()> {
    match *cell {
        Cell::Empty => {}
        Cell::Integer(number) => number::integer(out, number)?,
        Cell::Real(number) => number::real(out, number)?,
        Cell::Flag(flag) => out.push(if flag { b'1' } else { b'0' }),
        Cell::Text(text) | Cell::Json(text) if needs_quotes(text) => quoted(out, "", text),
        Cell::Text(text) | Cell::Json(text) => out.extend_from_slice(text.as_bytes()),
    }
    Ok(())
}

fn needs_quotes(text: &str) -> bool {
    // No early exit: most cells hold none of these, and a loop without branches is the fastest over short text.
    let special = |byte: u8| (byte == b',') | (byte == b'"') | (byte == b'\n') | (byte == b'\r');
    text.bytes().fold(false, |found, byte| found | special(byte))
        || text.starts_with(is_blank)
        || text.ends_with(is_blank)
}

/// Whether readers trim the character at the edge of a value, or drop it at the start of a file (a byte order mark).
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn quoted(out: &mut Vec<u8>, guard: &str, text: &str) {
    out.push(b'"');
    out.extend_from_slice(guard.as_bytes());
    for (i, part) in text.split('"').enumerate() {
        if i > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(rows: &[Vec<&str>]) -> Vec<u8> {
        let mut out = Vec::new();
        for texts in rows {
            let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::Text(text)).collect();
            row(&mut out, Dialect::Exact, &cells).expect("memory takes all");
        }
        out
    }

    fn line(texts: &[&str]) -> String {
        String::from_utf8(written(&[texts.to_vec()])).expect("text")
    }

    #[test]
    fn only_values_that_could_be_misread_are_quoted() {
        assert_eq!(line(&["Ana Santos", "a;b", "it's", "#1", "é"]), "Ana Santos,a;b,it's,#1,é\n");
        assert_eq!(
            line(&["Santos, Ana", "say \"hi\"", "two\nlines", "\r"]),
            "\"Santos, Ana\",\"say \"\"hi\"\"\",\"two\nlines\",\"\r\"\n"
        );
        assert_eq!(
            line(&[" x", "x\t", "\u{a0}x", "\u{feff}x", "x y"]),
            "\" x\",\"x\t\",\"\u{a0}x\",\"\u{feff}x\",x y\n"
        );
    }

    #[test]
    fn an_empty_value_of_a_single_column_is_still_a_row() {
        assert_eq!(line(&[""]), "\"\"\n");
        assert_eq!(line(&["", ""]), ",\n");
    }

    #[test]
    fn escape_codes_in_data_stay_exact() {
        assert_eq!(line(&["\u{1b}[31mred", "a\0b", "\u{202e}x"]), "\u{1b}[31mred,a\0b,\u{202e}x\n");
    }

    #[test]
    fn spreadsheets_get_a_mark_their_line_ends_and_no_formula() {
        let mut out = Vec::new();
        header(&mut out, Dialect::Spreadsheet, &["name", "note"]).expect("memory takes all");
        let cells = [Cell::Text("=1+1"), Cell::Text("@x, \"y\""), Cell::Text("a;b"), Cell::Real(-0.5), Cell::Empty];
        row(&mut out, Dialect::Spreadsheet, &cells).expect("memory takes all");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(text, "\u{feff}name,note\r\n'=1+1,\"'@x, \"\"y\"\"\",\"a;b\",-0.5,\r\n");
    }

    proptest! {
        #[test]
        fn a_csv_reader_gets_the_same_cells_back(
            rows in (1usize..5).prop_flat_map(|width| {
                let cell = prop_oneof![any::<String>(), "[ ,\"\r\n\t\u{feff}a;]{0,6}"];
                proptest::collection::vec(proptest::collection::vec(cell, width), 1..6)
            })
        ) {
            let borrowed: Vec<Vec<&str>> = rows.iter().map(|cells| cells.iter().map(String::as_str).collect()).collect();
            let bytes = written(&borrowed);
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("a record").iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}

//! Cells and rows marked off byte by byte, by the same rules as the `csv` crate follows, and by two more that it does
//! not know: blanks after a delimiter, and quotes escaped with a backslash. Used where a file is looked at before it
//! is read (its first rows), rewritten, or skipped over; the rows of an import are read by the crate.

/// How the cells of a file are marked off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between cells.
    pub delimiter: u8,
    /// The byte around cells that hold delimiters or line ends; without one, all bytes are text.
    pub quote: Option<u8>,
    /// Whether a quote inside a cell is written with a backslash instead of twice.
    pub has_backslashes: bool,
    /// Whether blanks stand after delimiters, also before quotes.
    pub has_blanks: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: b',', quote: Some(b'"'), has_backslashes: false, has_blanks: false }
    }
}

impl Dialect {
    /// Whether the `csv` crate can read it as it stands.
    pub(super) const fn is_plain(self) -> bool {
        !self.has_backslashes && !self.has_blanks
    }

    /// The dialect that a file has once it is rewritten.
    pub(super) const fn rewritten(self) -> Self {
        Self { has_backslashes: false, has_blanks: false, ..self }
    }
}

/// What one byte is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A byte of a cell's text.
    Text(u8),
    /// A byte of a cell's text that was not escaped after all: the backslash before it is text, too.
    Escaped(u8),
    /// The quote before or after a cell.
    Quote,
    /// The second quote of two that mean one.
    Doubled,
    /// Not part of any cell.
    Dropped,
    /// The end of a cell.
    Cell,
    /// The end of a row.
    Row,
    /// A line end without a row.
    Blank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    RowStart,
    CellStart,
    Plain,
    Quoted,
    Backslash,
    Closed,
}

/// Tells what each byte of a text is.
#[derive(Debug)]
pub(super) struct Scanner {
    dialect: Dialect,
    state: State,
    /// Closing quotes with text behind them.
    pub(super) malformed: u64,
    /// Quoted cells.
    pub(super) quoted: u64,
}

impl Scanner {
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self { dialect, state: State::RowStart, malformed: 0, quoted: 0 }
    }

    /// Whether a quoted cell is still open.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, State::Quoted | State::Backslash)
    }

    /// Whether the next byte begins a row.
    pub(super) fn is_between_rows(&self) -> bool {
        self.state == State::RowStart
    }

    /// What the next byte is.
    pub(super) fn step(&mut self, byte: u8) -> Mark {
        match self.state {
            State::RowStart if is_break(byte) => Mark::Blank,
            State::RowStart | State::CellStart => self.start_cell(byte),
            State::Plain => self.end_or(byte).unwrap_or(Mark::Text(byte)),
            State::Quoted if Some(byte) == self.dialect.quote => self.go(State::Closed, Mark::Quote),
            State::Quoted if byte == b'\\' && self.dialect.has_backslashes => self.go(State::Backslash, Mark::Dropped),
            State::Quoted => Mark::Text(byte),
            State::Backslash => {
                let is_special = byte == b'\\' || Some(byte) == self.dialect.quote;
                self.go(State::Quoted, if is_special { Mark::Text(byte) } else { Mark::Escaped(byte) })
            }
            State::Closed if Some(byte) == self.dialect.quote => self.go(State::Quoted, Mark::Doubled),
            State::Closed => self.end_or(byte).unwrap_or_else(|| self.after_quote(byte)),
        }
    }

    fn go(&mut self, state: State, mark: Mark) -> Mark {
        self.state = state;
        mark
    }

    fn start_cell(&mut self, byte: u8) -> Mark {
        if Some(byte) == self.dialect.quote {
            self.quoted += 1;
            return self.go(State::Quoted, Mark::Quote);
        }
        if byte == b' ' && self.dialect.has_blanks {
            return self.go(State::CellStart, Mark::Dropped);
        }
        self.end_or(byte).unwrap_or_else(|| self.go(State::Plain, Mark::Text(byte)))
    }

    fn end_or(&mut self, byte: u8) -> Option<Mark> {
        if byte == self.dialect.delimiter {
            return Some(self.go(State::CellStart, Mark::Cell));
        }
        is_break(byte).then(|| self.go(State::RowStart, Mark::Row))
    }

    fn after_quote(&mut self, byte: u8) -> Mark {
        if byte == b' ' && self.dialect.has_blanks {
            return Mark::Dropped;
        }
        self.malformed += 1;
        self.go(State::Plain, Mark::Text(byte))
    }
}

pub(super) const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// A row of the part of a file that is looked at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SampleRow {
    /// Where it begins and ends (behind its line end), in bytes of the sample.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Its cells; bytes that are no text are replaced.
    pub(super) cells: Vec<String>,
}

impl SampleRow {
    /// How many cells hold something.
    pub(super) fn filled(&self) -> usize {
        self.texts().count()
    }

    /// The cells that hold something.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// The first rows of a file.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pub(super) rows: Vec<SampleRow>,
    /// Closing quotes with text behind them, and a last cell that is never closed.
    pub(super) malformed: u64,
    /// Quoted cells.
    pub(super) quoted: u64,
}

/// Takes the rows of a sample apart, at most `most` of them. When the file goes on behind the sample, a last row
/// without an end is left out.
pub(super) fn rows(bytes: &[u8], dialect: Dialect, most: usize, is_whole: bool) -> Sample {
    let mut scanner = Scanner::new(dialect);
    let mut sample = Sample::default();
    let (mut cells, mut cell, mut from) = (Vec::new(), Vec::new(), 0);
    let text = |cell: &mut Vec<u8>| String::from_utf8_lossy(&std::mem::take(cell)).into_owned();
    for (at, byte) in bytes.iter().enumerate() {
        if scanner.is_between_rows() {
            from = at;
        }
        match scanner.step(*byte) {
            Mark::Text(byte) => cell.push(byte),
            Mark::Escaped(byte) => cell.extend([b'\\', byte]),
            Mark::Doubled => cell.extend(dialect.quote),
            Mark::Cell => cells.push(text(&mut cell)),
            Mark::Row => {
                cells.push(text(&mut cell));
                sample.rows.push(SampleRow { from, to: at + 1, cells: std::mem::take(&mut cells) });
                if sample.rows.len() == most {
                    break;
                }
            }
            Mark::Quote | Mark::Dropped | Mark::Blank => {}
        }
    }
    let is_unfinished = !scanner.is_between_rows();
    if is_unfinished && (is_whole || sample.rows.is_empty()) {
        cells.push(text(&mut cell));
        sample.rows.push(SampleRow { from, to: bytes.len(), cells });
    }
    sample.quoted = scanner.quoted;
    sample.malformed = scanner.malformed + u64::from(is_whole && scanner.is_open());
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
        rows(text.as_bytes(), dialect, usize::MAX, true).rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn quotes_after_blanks_and_escaped_quotes_are_understood() {
        let blanks = Dialect { has_blanks: true, ..Dialect::default() };
        assert_eq!(cells("a, \"b, c\" , d\n", blanks), [["a", "b, c", "d"]]);
        let backslashes = Dialect { has_backslashes: true, ..Dialect::default() };
        assert_eq!(cells(r#""say \"hi\"","C:\\x\n",2"#, backslashes), [["say \"hi\"", r"C:\x\n", "2"]]);
    }

    #[test]
    fn text_behind_a_closing_quote_is_counted_as_malformed() {
        assert_eq!(rows(b"\"a\"b,c\n", Dialect::default(), 9, true).malformed, 1);
        assert_eq!(rows(b"\"a\"\"b\",c\n", Dialect::default(), 9, true).malformed, 0);
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[ab,\"\r\n ]{0,40}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.byte_records().map(|row| row.expect("memory").iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()).collect();
            prop_assert_eq!(cells(&text, Dialect::default()), expected);
        }
    }
}

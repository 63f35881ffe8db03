//! Which delimiter and quotes a file has: each is tried on its first rows, and the one under which they agree best
//! wins. A first line `sep=;`, as Excel reads it, states the delimiter.

use super::look;
use super::scan::{Dialect, Sample, SampleRow, is_break, rows};

/// The delimiters that are tried.
pub(super) const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', b'^'];
/// How many rows are looked at.
const ROWS: usize = 100;
/// Among how many of them, and how many of their cells, names of columns are looked for.
const ROWS_WITH_NAMES: usize = 12;
const CELLS_WITH_NAMES: usize = 64;

/// The delimiter of a line `sep=;` at the start of a text, and the length of that line.
pub(super) fn stated(text: &[u8]) -> Option<(u8, usize)> {
    let length = text.iter().take(16).position(|byte| is_break(*byte))?;
    let line = text[..length].trim_ascii().trim_ascii_end();
    let line = line.strip_prefix(b"\"").map_or(line, |line| line.strip_suffix(b"\"").unwrap_or(line));
    let delimiter = match line.split_at_checked(4)? {
        (b"sep=" | b"SEP=" | b"Sep=", [delimiter]) => *delimiter,
        // The delimiter may be a tab, which is blank.
        (b"sep=" | b"SEP=" | b"Sep=", []) if text[4] == b'\t' => b'\t',
        _ => return None,
    };
    let breaks = if text[length..].starts_with(b"\r\n") { 2 } else { 1 };
    Some((delimiter, length + breaks))
}

/// How well a dialect explains the first rows of a file.
struct Trial {
    dialect: Dialect,
    sample: Sample,
    /// The share of rows that have the width that most rows have.
    agreement: f64,
    width: usize,
    /// Names of columns that are known in the row that has most of them.
    known: usize,
}

impl Trial {
    fn new(text: &[u8], dialect: Dialect, is_whole: bool) -> Self {
        let mut sample = rows(text, dialect, ROWS, is_whole);
        sample.rows.retain(|row| row.filled() > 0);
        let (width, count) = usual_width(&sample.rows);
        let agreement = if sample.rows.is_empty() { 0.0 } else { count as f64 / sample.rows.len() as f64 };
        let names = sample.rows.iter().take(ROWS_WITH_NAMES);
        let known =
            names.map(|row| row.texts().take(CELLS_WITH_NAMES).filter(|name| look::is_known_name(name)).count());
        let known = known.max().unwrap_or(0);
        Self { dialect, sample, agreement, width, known }
    }

    /// Orders trials: the larger, the better.
    fn rank(&self) -> (usize, i64, usize) {
        (self.known, (self.agreement * 20.0) as i64, self.width)
    }
}

/// The width of two or more cells that most rows have, and how many have it.
fn usual_width(rows: &[SampleRow]) -> (usize, usize) {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()));
    runs.max_by_key(|(width, count)| (*count, *width)).unwrap_or((1, 0))
}

/// The dialect of a file that begins with `text`.
pub(super) fn find(text: &[u8], stated: Option<u8>, is_whole: bool) -> Dialect {
    let present = |delimiter: &u8| text.contains(delimiter);
    let delimiters = match stated {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.into_iter().filter(present).collect(),
    };
    // The first of equals wins.
    let trials = delimiters.into_iter().rev().map(|delimiter| style(text, delimiter, is_whole));
    let best = trials.max_by_key(Trial::rank);
    // A single column that is known by its name needs no delimiter.
    let is_single = |trial: &Trial| {
        let first = trial.sample.rows.first();
        trial.known == 1 && first.is_some_and(|row| row.cells.len() == 1 && look::is_known_name(&row.cells[0]))
    };
    match best {
        Some(trial) if stated.is_some() || !is_single(&trial) => trial.dialect,
        _ => Dialect::default(),
    }
}

/// The best style of quotes with this delimiter.
fn style(text: &[u8], delimiter: u8, is_whole: bool) -> Trial {
    let usual = Dialect { delimiter, ..Dialect::default() };
    let mut best = Trial::new(text, usual, is_whole);
    if let Some(single) = single_quoted(text, delimiter, is_whole) {
        best = single;
    }
    let better = |new: &Trial, old: &Trial| {
        new.sample.malformed < old.sample.malformed && new.agreement >= old.agreement && new.width > 1
    };
    if best.sample.malformed > 0 && text.contains(&b'\\') {
        let backslashes = Trial::new(text, Dialect { has_backslashes: true, ..best.dialect }, is_whole);
        if better(&backslashes, &best) {
            best = backslashes;
        }
    }
    if delimiter != b'\t' && text.windows(2).any(|pair| pair == [delimiter, b' ']) {
        let blanks = Trial::new(text, Dialect { has_blanks: true, ..best.dialect }, is_whole);
        let is_as_good = blanks.sample.malformed <= best.sample.malformed && blanks.agreement >= best.agreement;
        if is_as_good && has_blanks(&best.sample) {
            best = blanks;
        }
    }
    // Where most quotes make no sense as quotes, and rows are as whole without, they are text.
    if best.sample.malformed > 1 && best.sample.malformed * 2 > best.sample.quoted {
        let bare = Trial::new(text, Dialect { quote: None, ..usual }, is_whole);
        if bare.agreement >= best.agreement {
            best = bare;
        }
    }
    best
}

/// The reading with single quotes, where the first row leaves no doubt: they stand around all its cells.
fn single_quoted(text: &[u8], delimiter: u8, is_whole: bool) -> Option<Trial> {
    let bare = rows(text, Dialect { delimiter, quote: None, ..Dialect::default() }, 1, is_whole);
    let is_quoted = |cell: &&str| cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\'');
    let first = bare.rows.first()?;
    let is_evident = first.filled() > 1 && first.texts().all(|cell| is_quoted(&cell));
    is_evident.then(|| Trial::new(text, Dialect { delimiter, quote: Some(b'\''), ..Dialect::default() }, is_whole))
}

/// Whether blanks stand after nearly all delimiters, or before a quote.
fn has_blanks(sample: &Sample) -> bool {
    let cells = || sample.rows.iter().flat_map(|row| row.cells.iter().skip(1)).filter(|cell| !cell.trim().is_empty());
    let (all, after_blank) = (cells().count(), cells().filter(|cell| cell.starts_with(' ')).count());
    let is_quoted = |cell: &String| cell.starts_with(' ') && cell.trim_start().starts_with('"');
    (all > 0 && after_blank * 10 >= all * 9) || cells().any(is_quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Dialect {
        find(text.as_bytes(), None, true)
    }

    #[test]
    fn the_delimiter_is_the_one_under_which_rows_agree() {
        for (text, delimiter) in [
            ("name,email\nAna,a@example.com\n", b','),
            ("EMAIL;NAME;AMOUNT\na@example.com;Ana;1,50\nb@example.com;Ben;2,50\n", b';'),
            ("Correo;Nota\na@example.com;uno, dos, tres\nb@example.com;uno, dos, tres\n", b';'),
            ("name\temail\nAna, B., C.\ta@example.com\n", b'\t'),
            ("name|tags\nAna|a,b,c\nBen|a,b,c\n", b'|'),
            ("name^email\nAna^a@example.com\n", b'^'),
            ("email,tags,note\na@example.com,a|b,x; y\nb@example.com,c|d,z; w\n", b','),
            ("email\na@example.com\n", b','),
            ("notes\nfirst; second\nthird; fourth\n", b','),
        ] {
            assert_eq!(found(text).delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn styles_of_quotes_are_found_where_they_are_evident() {
        let usual = Dialect::default();
        assert_eq!(found("a,b\n\"x\",\"y \"\"z\"\"\"\n"), usual);
        assert_eq!(found("'name','email'\n'Ana, B.','a@example.com'\n"), Dialect { quote: Some(b'\''), ..usual });
        assert_eq!(found("id,name\n'7210,Ana\n"), usual, "a guard of spreadsheets is no quote");
        assert_eq!(
            found("name,note\n\"Ana\",\"says \\\"hi\\\", twice\"\n"),
            Dialect { has_backslashes: true, ..usual }
        );
        assert_eq!(found("name,json\n\"Ana\",\"{\"\"a\"\": \"\"x\\\"\"y\"\"}\"\n"), usual, "JSON in doubled quotes");
        assert_eq!(found("path,name\n\"C:\\temp\\\",\"Ana\"\n"), usual, "a backslash at the end of a cell");
        assert_eq!(
            found("name, email\nAna, a@example.com\n\"B, C\", \"b@example.com\"\n"),
            Dialect { has_blanks: true, ..usual }
        );
        assert_eq!(found("name,city\nAna,\"York\"\nBen, Hull\nCy,Leeds\n"), usual);
    }

    #[test]
    fn quotes_that_mean_inches_are_text() {
        let text = "name\tsize\nPipe\t\"5\" wide\nTube\t\"6\" wide\nRod\t\"7\n";
        assert_eq!(found(text), Dialect { delimiter: b'\t', quote: None, ..Dialect::default() });
    }

    #[test]
    fn a_first_line_can_state_the_delimiter() {
        assert_eq!(stated(b"sep=;\r\nname;email\r\n"), Some((b';', 7)));
        assert_eq!(stated(b"\"sep=|\"\nname|email\n"), Some((b'|', 8)));
        assert_eq!(stated(b"sep=\t\nname\temail\n"), Some((b'\t', 6)));
        assert_eq!(stated(b"separator,name\n"), None);
    }
}

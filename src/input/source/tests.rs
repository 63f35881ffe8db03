//! Whole files, from bytes to cells: what is written in any encoding and dialect is read back as it was.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

use csv::ByteRecord;
use proptest::prelude::*;

use super::*;

/// What came out of a file.
#[derive(Debug, Default, PartialEq)]
struct Out {
    /// The header and the rows that can be taken.
    rows: Vec<Vec<String>>,
    /// Line and fault of those that cannot.
    faults: Vec<(u64, String)>,
    lines: Vec<u64>,
}

fn open(bytes: &[u8], options: SourceOptions) -> Source {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("x.csv");
    OpenOptions::new().write(true).create_new(true).open(&path).expect("a file").write_all(bytes).expect("room");
    Source::open(&path, options).expect("readable")
}

fn read(source: &Source) -> Out {
    let mut out = Out::default();
    let mut records = source.records();
    let mut record = ByteRecord::new();
    while records.read(&mut record).expect("readable") {
        let line = source.line_of(record.position()).expect("readable");
        match records.fault() {
            Some(fault) => out.faults.push((line, fault.clone().at("").reason)),
            None => {
                out.rows.push(record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
                out.lines.push(line);
            }
        }
    }
    out
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    read(&open(bytes, SourceOptions::default())).rows
}

fn refusal(bytes: &[u8]) -> String {
    open(bytes, SourceOptions::default())
        .header()
        .map(|_| String::new())
        .unwrap_or_else(|error| error.to_string().replace('/', "\n").lines().last().unwrap_or_default().to_owned())
}

#[test]
fn lines_are_counted_from_the_start_of_the_file_whatever_stands_before_a_row() {
    for end in ["\n", "\r\n", "\r"] {
        let text =
            "Notes:\n\"one\ntwo\"\n\nname,email,city\nAna,ana@example.com,\"Y\nork\"\n\n\nBen,ben@example.com,Hull\n";
        let text = text.replace('\n', end);
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for bytes in [text.as_bytes(), &wide] {
            let source = open(bytes, SourceOptions::default());
            assert_eq!(source.found.header_line, Some(5), "{end:?}");
            let out = read(&source);
            assert_eq!(out.lines[1..], [6, 10], "{end:?}");
            assert_eq!(out.rows[2], ["Ben", "ben@example.com", "Hull"]);
        }
        // Lines can be asked for in any order.
        let source = open(text.as_bytes(), SourceOptions::default());
        let mut positions = Vec::new();
        let mut records = source.records();
        let mut record = ByteRecord::new();
        while records.read(&mut record).expect("readable") {
            positions.extend(record.position().cloned());
        }
        let lines = positions.iter().rev().map(|position| source.line_of(Some(position)).expect("readable"));
        assert_eq!(lines.collect::<Vec<_>>(), [10, 6, 5], "{end:?}");
    }
}

#[test]
fn a_stated_delimiter_in_the_first_line_counts_as_a_line() {
    let source = open(b"sep=|\r\nname|email\r\nAna|ana@example.com\r\n", SourceOptions::default());
    assert_eq!((source.found.dialect.delimiter, source.found.header_line), (b'|', Some(2)));
    assert_eq!(read(&source).lines, [2, 3]);
    assert!(source.found.notices().is_empty(), "it is no news");
}

#[test]
fn what_the_user_states_is_not_looked_for() {
    let options =
        SourceOptions { encoding: Encoding::parse("windows-1251"), delimiter: Some(b':'), ..SourceOptions::default() };
    let source = open(b"name:email\n\xc0\xed\xed\xe0:ana@example.com\n", options);
    assert_eq!(read(&source).rows[1], ["Анна", "ana@example.com"]);
    assert!(source.found.notices().is_empty());
}

#[test]
fn a_row_that_is_too_long_is_left_out_alone_and_the_next_has_its_line() {
    let long = "x\n".repeat(9 << 20);
    let text = format!("name,note\nAna,one\nBen,\"{long}\"\nCy,two\n");
    let out = read(&open(text.as_bytes(), SourceOptions::default()));
    assert_eq!(out.rows[1..], [["Ana", "one"], ["Cy", "two"]]);
    assert_eq!(out.lines[2], 4 + (9 << 20));
    let (line, fault) = &out.faults[0];
    assert_eq!(*line, 3);
    assert!(fault.starts_with("too_long: the row has 18874375 bytes, and at most 16777216 can be read"), "{fault}");
    assert!(fault.ends_with("it begins `Ben,\"x`"), "{fault}");
}

#[test]
fn a_row_of_too_many_cells_is_left_out_alone() {
    let text = format!("name,note\nAna,one\n{}\nCy,two\n", ",".repeat(2 << 20));
    let out = read(&open(text.as_bytes(), SourceOptions::default()));
    assert_eq!(out.rows[1..], [["Ana", "one"], ["Cy", "two"]]);
    assert_eq!(out.lines, [1, 2, 4]);
    assert_eq!(out.faults.len(), 1);
    assert!(
        out.faults[0].1.starts_with("too_many_cells: the row has more than 1048576 cells; it begins `,,,"),
        "{:?}",
        out.faults
    );
}

#[test]
fn a_quote_that_is_never_closed_costs_its_own_line_only() {
    let out = read(&open(b"name,note\nAna,one\nBen,\"two\nCy,three\n", SourceOptions::default()));
    assert_eq!(out.rows[1..], [["Ana", "one"], ["Cy", "three"]]);
    assert_eq!(out.lines, [1, 2, 4]);
    assert_eq!(
        out.faults,
        [(3, "open_quote: a quote that opens in this row is never closed; it begins `Ben,\"two`".to_owned())]
    );
    let many = format!("name,note\nBen,\"two\n{}", "Cy,three\n".repeat(3 << 20));
    let out = read(&open(many.as_bytes(), SourceOptions::default()));
    assert_eq!((out.rows.len(), out.faults.len()), (1 + (3 << 20), 1), "also where the rest is long");
}

#[test]
fn a_nul_byte_spoils_its_row_only() {
    let out = read(&open(b"name,email\nAna\0,ana@example.com\nBen,ben@example.com\n", SourceOptions::default()));
    assert_eq!(out.faults, [(2, "nul_byte: cell 1 holds a NUL byte, which no text has".to_owned())]);
    assert_eq!(out.rows[1], ["Ben", "ben@example.com"]);
    assert_eq!(refusal(&[b"name,email\n".to_vec(), vec![0; 500]].concat()), "x.csv is not a text file");
}

#[test]
fn a_character_that_makes_no_sense_stays_invalid_after_decoding() {
    let mut bytes: Vec<u8> = "\u{feff}name,city\nAna,".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend([0x00, 0xd8]);
    bytes.extend("\nBen,Hull\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(rows(&bytes)[1..], [["Ana", "\u{fffd}"], ["Ben", "Hull"]]);
}

#[test]
fn a_table_has_at_most_so_many_columns() {
    assert_eq!(refusal(format!("name{}\n", ",a".repeat(COLUMNS_MAX - 1)).as_bytes()), "");
    let message = refusal(format!("name{}\n", ",a".repeat(COLUMNS_MAX)).as_bytes());
    assert_eq!(message, "x.csv has 4097 columns, and at most 4096 can be read");
}

#[test]
fn no_text_takes_time_that_grows_faster_than_itself() {
    let clock = Instant::now();
    for piece in
        ["\"", "\"\n", "\n", ",", "a,\"b\n", "\"a\"b\n", "'a',\n", "\\\"", ", \"", "\r", "\u{feff}", ";|,^\t\n"]
    {
        let text = piece.repeat((1 << 19) / piece.len());
        let source = open(text.as_bytes(), SourceOptions::default());
        let out = read(&source);
        assert!(out.rows.len() + out.faults.len() <= text.len() + 1);
    }
    assert!(clock.elapsed() < Duration::from_secs(60), "{:?}", clock.elapsed());
}

/// A way to write a table.
#[derive(Debug, Clone, Copy)]
struct Form {
    delimiter: char,
    quote: char,
    end: &'static str,
    has_backslashes: bool,
    blank: &'static str,
}

fn forms() -> impl Strategy<Value = Form> {
    let delimiters = prop::sample::select(vec![',', ';', '\t', '|', '^']);
    let ends = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (delimiters, ends, 0..4_u8).prop_map(|(delimiter, end, style)| Form {
        delimiter,
        quote: if style == 1 { '\'' } else { '"' },
        end,
        has_backslashes: style == 2,
        blank: if style == 3 && delimiter != '\t' { " " } else { "" },
    })
}

impl Form {
    fn cell(self, text: &str) -> String {
        let quote = self.quote;
        let escaped = if self.has_backslashes {
            text.replace('\\', "\\\\").replace(quote, &format!("\\{quote}"))
        } else {
            text.replace(quote, &format!("{quote}{quote}"))
        };
        format!("{quote}{escaped}{quote}")
    }

    fn table(self, rows: &[Vec<String>]) -> String {
        let between = format!("{}{}", self.delimiter, self.blank);
        let line = |row: &Vec<String>| row.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(&between);
        rows.iter().map(|row| line(row) + self.end).collect()
    }
}

/// Rows under a known header. The first cell is never blank, and the first row shows how quotes are written.
fn tables(characters: &'static str) -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = prop::collection::vec(characters, 3);
    prop::collection::vec(row, 0..12).prop_map(|rows| {
        let header = ["id", "name", "email", "note"].map(str::to_owned).to_vec();
        let shown = ["r0", "Ana \"Nan\" Cruz", "ana@example.com", "'so', \"they\" say"].map(str::to_owned).to_vec();
        let rows = rows.into_iter().enumerate().map(|(i, row)| [vec![format!("r{}", i + 1)], row].concat());
        [header, shown].into_iter().chain(rows).collect()
    })
}

fn encoded(text: &str, name: &str) -> Vec<u8> {
    let marked = || std::iter::once('\u{feff}').chain(text.chars());
    match name {
        "UTF-8" => text.as_bytes().to_vec(),
        "UTF-8 with a mark" => marked().collect::<String>().into_bytes(),
        "UTF-16LE" => marked().collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => marked().collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "UTF-32LE" => marked().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        _ => marked().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
    }
}

const ENCODINGS: [&str; 6] = ["UTF-8", "UTF-8 with a mark", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_table_is_read_back_as_it_was_written(
        table in tables("[a-c ,;|^\t\"'\\\\\n\réß東€😀]{0,8}"),
        form in forms(),
        encoding in prop::sample::select(ENCODINGS.to_vec()),
    ) {
        prop_assert_eq!(rows(&encoded(&form.table(&table), encoding)), table);
    }

    #[test]
    fn a_table_in_latin_letters_is_read_back_from_windows_1252_and_from_utf_16_without_a_mark(
        table in tables("[a-cA-C ,;\"\nEé]{0,8}"),
        form in forms(),
    ) {
        let text = form.table(&table).replace("r0", "r\u{e9}");
        let mut expected = table;
        expected[1][0] = "r\u{e9}".to_owned();
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        prop_assert_eq!(&rows(&bytes), &expected);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(&rows(&wide), &expected);
    }

    #[test]
    fn no_bytes_make_reading_fail(bytes in prop::collection::vec(any::<u8>(), 0..300), has_header in any::<bool>()) {
        let header: &[u8] = if has_header { b"name,email,note\n" } else { b"" };
        let source = open(&[header, &bytes].concat(), SourceOptions::default());
        let out = read(&source);
        prop_assert!(out.lines.is_sorted());
    }

    #[test]
    fn no_text_makes_reading_fail(text in "[a@.,;|^\t\"'\\\\\n\r 1\\x00=]{0,200}") {
        let source = open(text.as_bytes(), SourceOptions::default());
        let out = read(&source);
        prop_assert!(out.lines.is_sorted(), "{out:?}");
        let again = read(&source);
        prop_assert_eq!(out, again);
    }
}

//! No text makes a reader panic, or takes it longer than a text of its size can: texts put together from what readers
//! look for, and real files with bytes changed, taken out and put in. `PROPTEST_CASES` asks for more of them.

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::readers::{READERS, read_file};
use crate::world::cases;

/// No text of these sizes is read for longer, on any machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What readers look for.
const PIECES: [&str; 100] = [
    "a",
    "Ana",
    "Cruz",
    "Dr.",
    "de la",
    "O'Brien",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    ",",
    ";",
    "|",
    ":",
    "\"",
    "\"\"",
    "'",
    "`",
    "@",
    "ana@example.com",
    "mailto:",
    "<",
    ">",
    "+63 917 555 0101",
    "(02)",
    "ext. 5",
    "+",
    "-",
    "--",
    "0",
    "1",
    "12",
    "31",
    "2026",
    "99999999999999999999",
    "-9223372036854775808",
    "1e309",
    "0.1",
    "1,200.50",
    "1.200,50",
    "$",
    "€",
    "PHP",
    "%",
    "/",
    ".",
    "2026-02-30",
    "31/12/2026",
    "12/31/2026",
    "24:60:61",
    "T10:15:00Z",
    "+99:99",
    "noon",
    "tomorrow at 10",
    "Sept",
    "AM",
    "P.M.",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "for a in tags",
    "endfor",
    "|default(",
    "metadata.",
    "= ",
    "==",
    "\"\"\"",
    "'''",
    "[[",
    "[match]",
    "where",
    "select",
    "not ",
    "and ",
    "date('now')",
    "as_of()",
    "/*",
    "*/",
    "\\",
    "\\n",
    "\\u{0}",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "👨‍👩‍👧",
    "\u{202e}",
    "\u{feff}",
    "không",
];
/// Further pieces, of files.
const LINES: [&str; 12] = [
    "BEGIN:VCARD\r\n",
    "END:VCARD\r\n",
    "FN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:=C3=A9=\r\n",
    "TEL;TYPE=cell:",
    "\r\n ",
    "sep=;\n",
    "id,email,name\n",
    "20/08/2026, 10:15 - Ana Cruz: ",
    "[20.08.26, 10:15:07] Ben: ",
    "\u{200e}",
    "{\"messages\":[",
    "\0",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => prop::sample::select(&LINES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => (prop::sample::select(&PIECES[..]), 2..200_usize).prop_map(|(piece, times)| piece.repeat(times)),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A change to a file: where, as a share of it, how many bytes go, and what comes.
pub type Change = (f64, usize, Vec<u8>);

pub fn change() -> impl Strategy<Value = Change> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::sample::select(&LINES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        (prop::sample::select(&PIECES[..]), 2..300_usize).prop_map(|(piece, times)| piece.repeat(times).into_bytes()),
    ];
    (0.0..1.0, prop_oneof![Just(0), 1..4_usize, 1..400_usize], bytes)
}

pub fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for (share, gone, come) in changes {
        let at = (bytes.len() as f64 * share) as usize;
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, come.iter().copied());
    }
    bytes
}

/// The files of the fixtures that are not large, in their order.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    fn add(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort_unstable();
        for path in entries {
            if path.is_dir() {
                add(&path, found);
            } else if path.metadata().unwrap().len() < 20_000 {
                let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("csv");
                found.push((extension.to_owned(), std::fs::read(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut found);
    found
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn no_text_makes_a_reader_panic(text in text()) {
        for (name, take) in READERS {
            let began = Instant::now();
            take(&text);
            prop_assert!(began.elapsed() < PATIENCE, "{name}");
        }
    }

    #[test]
    fn no_change_to_a_file_makes_a_reader_panic(
        file in prop::sample::select(fixtures()),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let began = Instant::now();
        read_file(&changed(file.1, &changes), &file.0);
        prop_assert!(began.elapsed() < PATIENCE, "{}", file.0);
    }
}

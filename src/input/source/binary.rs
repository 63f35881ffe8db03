//! Files that are no text at all, or no table: what they are, by their first bytes, and what to do with them.

use super::Refusal;

const SAVE_AS_CSV: &str = "open it in the program that made it and save it as CSV (UTF-8)";
const UNPACK: &str = "unpack it and import the CSV files in it";

/// First bytes and what they tell.
const KINDS: [(&[u8], &str, &str); 19] = [
    (b"\xd0\xcf\x11\xe0", "an old Excel or Office file (.xls)", SAVE_AS_CSV),
    (b"%PDF", "a PDF", "export the data itself as CSV"),
    (b"\x89PNG", "an image", "export the data itself as CSV"),
    (b"\xff\xd8\xff", "an image", "export the data itself as CSV"),
    (b"GIF8", "an image", "export the data itself as CSV"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it on the way: zcat FILE | rolo import -"),
    (b"BZh", "compressed with bzip2", "unpack it on the way: bzcat FILE | rolo import -"),
    (b"\xfd7zXZ", "compressed with xz", "unpack it on the way: xzcat FILE | rolo import -"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it on the way: zstdcat FILE | rolo import -"),
    (b"7z\xbc\xaf", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"SQLite format 3", "an SQLite database", "export its tables as CSV, with sqlite3 -csv -header"),
    (b"{\\rtf", "an RTF document", SAVE_AS_CSV),
    (b"<html", "a web page, as some programs name .xls", SAVE_AS_CSV),
    (b"<!doctype", "a web page, as some programs name .xls", SAVE_AS_CSV),
    (b"<table", "a web page, as some programs name .xls", SAVE_AS_CSV),
    (b"<meta", "a web page, as some programs name .xls", SAVE_AS_CSV),
    (b"<?xml", "XML", SAVE_AS_CSV),
    (b"<workbook", "XML", SAVE_AS_CSV),
];

/// What a file is if it is none to be read, by its start.
pub(super) fn refuse(name: &str, start: &[u8]) -> Option<Refusal> {
    if let Some((what, hint)) = archive(start) {
        return Some(told(name, what, hint));
    }
    let text = start.trim_ascii_start();
    let starts = |magic: &[u8]| text.get(..magic.len()).is_some_and(|start| start.eq_ignore_ascii_case(magic));
    // Letters of text are compared in any case, bytes as they are.
    let is = |magic: &[u8]| if magic[0] == b'<' { starts(magic) } else { start.starts_with(magic) };
    KINDS.iter().find(|(magic, ..)| is(magic)).map(|(_, what, hint)| told(name, what, hint))
}

/// The refusal of a file that is no text, whatever it is.
pub(super) fn not_text(name: &str) -> Refusal {
    told(name, "not a text file", SAVE_AS_CSV)
}

fn told(name: &str, what: &str, hint: &str) -> Refusal {
    Refusal { message: format!("{name} is {what}"), hint: hint.to_owned() }
}

/// Zip archives, which also are the files of office programs.
fn archive(start: &[u8]) -> Option<(&'static str, &'static str)> {
    if !start.starts_with(b"PK\x03\x04") && !start.starts_with(b"PK\x05\x06") {
        return None;
    }
    let holds = |part: &[u8]| start.windows(part.len()).any(|window| window == part);
    Some(if holds(b"xl/") || holds(b"[Content_Types].xml") {
        ("an Excel workbook (.xlsx)", SAVE_AS_CSV)
    } else if holds(b"opendocument.spreadsheet") {
        ("an OpenDocument spreadsheet (.ods)", SAVE_AS_CSV)
    } else {
        ("a zip archive", UNPACK)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_tables_are_called_by_their_names() {
        for (start, what) in [
            (&b"PK\x03\x04\x14\0[Content_Types].xml"[..], "an Excel workbook (.xlsx)"),
            (b"PK\x03\x04\x14\0contacts.csv", "a zip archive"),
            (b"\n<HTML><body><table>", "a web page, as some programs name .xls"),
            (b"%PDF-1.7", "a PDF"),
        ] {
            let refusal = refuse("x", start).map(|refusal| refusal.message);
            assert_eq!(refusal, Some(format!("x is {what}")));
        }
        assert!(refuse("x", b"name,email\n").is_none());
        assert!(refuse("x", b"gif89,name\n").is_none());
    }
}

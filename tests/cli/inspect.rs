//! `rolo inspect`: what is understood of a file, and its table in clean form. The files in `fixtures/csv` come with
//! what they mean.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::sandbox::{Run, Sandbox, project};

fn fixture(name: &str) -> String {
    project().join("fixtures/csv").join(name).display().to_string()
}

/// Writes bytes into a file of the sandbox and inspects it.
fn inspect(rolo: &Sandbox, bytes: &[u8], options: &[&str]) -> Run {
    fs::write(rolo.path("x.csv"), bytes).unwrap();
    rolo.run(&[&["inspect"], options, &["x.csv"]].concat())
}

/// What is understood of a file, as an object.
fn understood(rolo: &Sandbox, bytes: &[u8]) -> Value {
    serde_json::from_str(&inspect(rolo, bytes, &["--format", "json"]).out).expect("a JSON object")
}

/// The table of a file as objects, by way of clean CSV.
fn table(csv: &str) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let object =
        |row: csv::StringRecord| names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.into())).collect();
    reader.records().map(|row| Value::Object(object(row.unwrap()))).collect()
}

#[test]
fn the_twelve_tables_of_csv_spectrum_mean_what_their_json_says() {
    let rolo = Sandbox::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(fixture("spectrum")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    assert_eq!(files.len(), 12);
    for path in files {
        let meant = serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        // A table of one row is written without a list around it.
        let expected = if let Value::Array(rows) = meant { rows } else { vec![meant] };
        let name = path.to_str().unwrap();
        assert_eq!(table(&rolo.ok(&["inspect", "--format", "csv", name])), expected, "{name}");
        let lines = rolo.ok(&["inspect", "--format", "jsonl", name]);
        let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(objects, expected, "{name}");
    }
}

#[test]
fn one_table_in_five_encodings_is_one_table() {
    let rolo = Sandbox::new();
    let expected = "column1,column2,column3\nrow1-1,row1-2,row1-3\nrow2-1,row2-2,row2-3\n";
    for (name, encoding) in [
        ("bom_UTF8.csv", "UTF-8"),
        ("bom_UTF16LE.csv", "UTF-16LE"),
        ("bom_UTF16BE.csv", "UTF-16BE"),
        ("bom_UTF32LE.csv", "UTF-32LE"),
        ("bom_UTF32BE.csv", "UTF-32BE"),
    ] {
        assert_eq!(rolo.ok(&["inspect", "--format", "csv", &fixture(name)]), expected, "{name}");
        let run = rolo.ends(1, &["inspect", &fixture(name)]);
        assert!(run.out.contains(&format!("  encoding   {encoding}, by the mark at its start\n")), "{}", run.out);
        assert!(run.err.contains("no column of its header is known"), "{}", run.err);
    }
    let quotes = rolo.ok(&["inspect", "--format", "csv", &fixture("escaped_quotes.csv")]);
    assert_eq!(quotes, "column1,column2\n\"\"\"The Best\"\" Account\",bla\n\"The \"\"Best\"\" Account\",bla\n");
    let zones = rolo.ok(&["inspect", "--as", "contacts", &fixture("date_with_time_zone.csv")]);
    assert!(zones.contains("2010-10-14T12:00:00.000Z-030…"), "{zones}");
}

#[test]
fn what_is_understood_is_told_line_by_line_without_a_database() {
    let rolo = Sandbox::new();
    let text = b"Notes:\r\n\"Some addresses are missing.\"\r\n\r\nFirst Name,Last Name,URL,Email Address,Company,Connected On\r\n\
        Ana,Cruz,https://example.com/in/ana,ana@example.com,Example Trading,12 Mar 2024\r\n\
        Ben,Lim,https://example.com/in/ben,ben@,Example Trading,13 Mar 2024\r\n,,,,,\r\n";
    let run = inspect(&rolo, text, &[]);
    assert_eq!((run.code, run.err.as_str()), (3, ""));
    insta::assert_snapshot!(run.out, @r"
    x.csv
      encoding   UTF-8, by all its bytes
      dialect    comma, double quotes, lines end in CRLF
      header     line 4, 6 columns
      left out   2 lines before the header: `Notes:`
      rows       2 contacts, of which 1 would be rejected; 1 without any text passed over

    #  column         field       chosen by  samples
    ────────────────────────────────────────────────────────────────────────────────────────────────
    1  First Name     first_name  its name   Ana · Ben
    2  Last Name      last_name   its name   Cruz · Lim
    3  URL            metadata    no rule    https://example.com/in/ana · https://example.com/in/ben
    4  Email Address  email       its name   ana@example.com · ben@
    5  Company        company     its name   Example Trading
    6  Connected On   metadata    no rule    12 Mar 2024 · 13 Mar 2024

    rows that would be rejected: 1
    line  column         reason
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
       6  Email Address  bad_email: `ben@` is not an e-mail address: has no domain such as example.com after the @
    ");
    assert!(!rolo.path("rolo.db").exists() && !rolo.path("x.csv.rejects").exists());
    assert_eq!(inspect(&rolo, b"name,email\nAna,ana@example.com\n", &[]).code, 0);
}

#[test]
fn as_json_it_is_one_object() {
    let rolo = Sandbox::new();
    let object = understood(&rolo, b"EMAIL;NAME\nana@example.com;Jos\xe9\nben@;Ben\n;;\n");
    assert_eq!(object["encoding"], "Windows-1252");
    assert_eq!(object["encoding_told_by"], "guess");
    assert_eq!(object["delimiter"], ";");
    assert_eq!(object["header_line"], 1);
    assert_eq!(object["kind"], "contacts");
    assert_eq!(object["columns"][1]["name"], "NAME");
    assert_eq!(object["columns"][1]["field"], "name");
    assert_eq!(object["columns"][1]["samples"], serde_json::json!(["José", "Ben"]));
    assert_eq!((&object["rows"], &object["blank_rows"], &object["rejected"]), (&2.into(), &1.into(), &1.into()));
    assert_eq!(object["rejects"][0]["line"], 3);
    assert_eq!(object["rejects"][0]["column"], "EMAIL");
    assert_eq!(object["rejects"][0]["code"], "bad_email");
    assert_eq!(object["refused"], Value::Null);
}

#[test]
fn it_ends_as_an_import_would() {
    let rolo = Sandbox::new();
    let run = inspect(&rolo, b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", &[]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.err,
        "error: x.csv is an Excel workbook (.xlsx)\nhint: open it in the program that made it and save it as CSV (UTF-8)\n"
    );
    let run = inspect(&rolo, b"Ana Cruz,ana@example.com\nBen Lim,ben@example.com\n", &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("none: the first row is data, 2 columns") && run.out.contains("2  2"), "{}", run.out);
    assert!(run.err.contains("x.csv has no header") && run.err.contains("hint: put a line above it"), "{}", run.err);
    let run = inspect(&rolo, b"name,created_at\nAna,03/04/2026\n", &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--date-order dmy"), "{}", run.err);
    assert_eq!(inspect(&rolo, b"name,created_at\nAna,03/04/2026\n", &["--date-order", "dmy"]).code, 0);
    let bad = format!("name,email\n{}", "Ana,ana\n".repeat(20));
    let run = inspect(&rolo, bad.as_bytes(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("x.csv: 20 of 20 rows would be rejected"), "{}", run.err);
    assert!(rolo.ends(2, &["inspect", "--format", "ids", "x.csv"]).err.contains("--format csv prints the table"));
    assert!(rolo.ends(2, &["inspect", "--encoding", "klingon", "x.csv"]).err.contains("no such encoding"));
    assert!(rolo.ends(2, &["inspect", "--delimiter", "ab", "x.csv"]).err.contains("write one character"));
    assert!(rolo.ends(1, &["inspect", "none.csv"]).err.contains("cannot open none.csv"));
}

#[test]
fn text_from_the_file_never_steers_the_terminal() {
    let rolo = Sandbox::new();
    let run =
        inspect(&rolo, "name,em\u{1b}[2Jail,note\nA\u{1b}]0;x\u{7},\u{202e}a@,x\n".as_bytes(), &["--as", "contacts"]);
    assert!(!run.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{}", run.out);
    assert!(run.out.contains("em\\x1b[2Jail") && run.out.contains("A\\x1b]0;x\\x07"), "{}", run.out);
}

#[test]
fn clean_csv_keeps_every_cell_and_says_what_it_could_not_print() {
    let rolo = Sandbox::new();
    let run = inspect(
        &rolo,
        b"sep=;\nname;name;\nAna;\" x\";1;extra\nBe\xff\xc3\xa9n;two\n\nC\0y;three\n",
        &["--format", "csv"],
    );
    assert_eq!(run.code, 3);
    assert_eq!(run.out, "name,name,,\nAna,\" x\",1,extra\nBe\u{fffd}én,two,,\n");
    assert!(run.err.contains("x.csv: line 4: bytes that are no text"), "{}", run.err);
    assert!(run.err.contains("x.csv: line 6: left out: nul_byte: cell 1 holds a NUL byte"), "{}", run.err);
    let run = inspect(&rolo, b"name,name,\nAna,Cruz,1\n", &["--format", "jsonl"]);
    assert_eq!(run.out, "{\"name\":\"Ana\",\"name 2\":\"Cruz\",\"column 3\":\"1\"}\n");
    assert_eq!(inspect(&rolo, b"Ana,ana@example.com\n", &["--format", "csv"]).out, "1,2\nAna,ana@example.com\n");
}

#[test]
fn standard_input_can_be_inspected() {
    let rolo = Sandbox::new();
    let run =
        rolo.pipe(&["inspect", "--format", "csv", "--delimiter", "tab", "-"], "name\temail\nAna\tana@example.com\n");
    assert_eq!((run.code, run.out.as_str()), (0, "name,email\nAna,ana@example.com\n"));
}

#[test]
fn an_import_tells_what_is_not_plain_and_counts_lines_from_the_top() {
    let rolo = Sandbox::at("2026-11-22T10:00:00Z");
    let report = "\"First Name\",\"Last Name\",\"Email\"\n\"Ana\",\"Cruz\",\"ana@example.com\"\n\"Ben\",\"Lim\",\"ben@\"\n\n\n\
        \"Contacts\"\n\"Copyright (c) 2000-2026 Example, inc. All rights reserved.\"\n\"Generated By:  Cy Tan  11/22/2026\"\n";
    let bytes: Vec<u8> =
        format!("\u{feff}Leads of November\n\n{report}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(rolo.path("report.csv"), bytes).unwrap();
    let run = rolo.ends(3, &["import", "report.csv"]);
    assert!(run.err.contains("report.csv: left out: 1 line before the header: `Leads of November`"), "{}", run.err);
    assert!(
        run.err.contains("report.csv: left out: 3 lines behind the rows, from line 8 on: `Contacts`"),
        "{}",
        run.err
    );
    assert!(rolo.read("report.csv.rejects").contains("Ben,Lim,ben@,5,Email,"), "{}", rolo.read("report.csv.rejects"));
    assert_eq!(rolo.rows("SELECT name, email FROM contacts"), ["Ana Cruz|ana@example.com"]);
    let run = rolo.ends(3, &["--quiet", "import", "report.csv"]);
    assert!(!run.err.contains("left out"), "{}", run.err);
}

#[test]
fn a_file_that_is_no_table_is_refused_and_the_others_land() {
    let rolo = Sandbox::at("2026-11-22T10:00:00Z");
    fs::write(rolo.path("a.xlsx"), b"PK\x03\x04\x14\0\x06\0[Content_Types].xml").unwrap();
    rolo.file("b.csv", "<html><table><tr><td>name</td></tr></table></html>");
    rolo.file("c.csv", "Ana Cruz,ana@example.com\n");
    fs::write(rolo.path("d.csv"), b"name,email\nJos\xe9,jose@example.com\n").unwrap();
    let run = rolo.ends(3, &["import", "a.xlsx", "b.csv", "c.csv", "d.csv"]);
    for text in [
        "a.xlsx is an Excel workbook",
        "b.csv is a web page, as some programs name .xls",
        "c.csv has no header: its first row is data",
        "warning: d.csv: read as Windows-1252, which its bytes suggest; --encoding states another",
    ] {
        assert!(run.err.contains(text), "{text}\n{}", run.err);
    }
    assert_eq!(rolo.rows("SELECT name FROM contacts"), ["José"]);
    rolo.ok(&["import", "--encoding", "windows-1251", "d.csv"]);
    assert_eq!(rolo.rows("SELECT name FROM contacts"), ["Josй"]);
}

#[test]
fn rows_that_cannot_be_held_or_hold_no_text_are_rejected_alone() {
    let rolo = Sandbox::at("2026-11-22T10:00:00Z");
    let long = "x".repeat(17 << 20);
    let text = format!(
        "email,name,note\nana@example.com,Ana,{long}\nben@example.com,Be\0n,\ncy@example.com,Cy,\ndi@example.com,\"Di\n"
    );
    let taken = rolo.import("a.csv", &text, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([1, 0, 0], 3));
    let rejects = rolo.read("a.csv.rejects");
    for reason in [
        ",,,2,,\"too_long: the row has 17825813 bytes, and at most 16777216 can be read; it begins `ana@example.com,Ana,xxx",
        ",3,,\"nul_byte: cell 2 holds a NUL byte, which no text has\"",
        "di@example.com,\"\"\"Di\",,5,,\"open_quote: a quote that opens in this row is never closed; it begins `di@example.com",
    ] {
        assert!(rejects.contains(reason), "{reason}\n{rejects}");
    }
    assert_eq!(rolo.rows("SELECT email FROM contacts"), ["cy@example.com"]);
    let bad = b"name,email\nJos\xc3\xa9,jose@example.com\nB\xff,b@example.com\n";
    let run = inspect(&rolo, bad, &[]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("UTF-8, by all its bytes") && run.out.contains("is not valid UTF-8"), "{}", run.out);
}

/// What other programs make of a table, and what of it comes out as clean CSV.
#[test]
fn traps_of_known_exports_are_read_as_tables() {
    let rolo = Sandbox::new();
    let meta: Vec<u8> = "\u{feff}id\tcreated_time\tfull_name\temail\tphone_number\nl:1\t2026-09-10T14:32:11+0000\tAna, B. Cruz\tana@example.com\tp:+12025550100\n"
        .encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain = "name,email\nAna,ana@example.com\n";
    for (what, bytes, expected) in [
        ("lead ads", meta, "id,created_time,full_name,email,phone_number\nl:1,2026-09-10T14:32:11+0000,\"Ana, B. Cruz\",ana@example.com,p:+12025550100\n"),
        ("a mark before the first name", b"\xef\xbb\xbf\"name\",email\nAna,ana@example.com\n".to_vec(), plain),
        ("quotes after blanks", b"name, email\n\"Cruz, Ana\", \"ana@example.com\"\n".to_vec(), "name,email\n\"Cruz, Ana\",ana@example.com\n"),
        ("backslashes", br#""name","note","email"
"Ana","says \"hi\", twice","ana@example.com"
"#.to_vec(), "name,note,email\nAna,\"says \"\"hi\"\", twice\",ana@example.com\n"),
        ("single quotes", b"'name','email'\n'Cruz, Ana','ana@example.com'\n".to_vec(), "name,email\n\"Cruz, Ana\",ana@example.com\n"),
        ("carriage returns", b"name,email\rAna,ana@example.com\r".to_vec(), plain),
        ("a nameless last column", b"name,email,\nAna,ana@example.com,\n".to_vec(), "name,email,\nAna,ana@example.com,\n"),
        ("names that differ in case", b"Email,email,Plan,plan\na@example.com,b@example.com,1,2\n".to_vec(), "Email,email,Plan,plan\na@example.com,b@example.com,1,2\n"),
        ("a spreadsheet's separator", b"sep=^\nname^email\nAna^ana@example.com\n".to_vec(), plain),
        ("rows of nothing", b"name,email\n,\nAna,ana@example.com\n\" \",\n\n".to_vec(), plain),
        ("formulas", b"name,email\n=1+1,ana@example.com\n@x,ben@example.com\n".to_vec(), "name,email\n=1+1,ana@example.com\n@x,ben@example.com\n"),
        ("a sentence among rows", b"name,email,phone\nAna,ana@example.com,\n\"Please replace these sample rows by the clients of your own salon.\",,\n".to_vec(), "name,email,phone\nAna,ana@example.com,\n"),
        ("titles above names", b"Person,,Home,\nname,email,city,country\nAna,ana@example.com,York,UK\n".to_vec(), "name,email,city,country\nAna,ana@example.com,York,UK\n"),
    ] {
        let run = inspect(&rolo, &bytes, &["--format", "csv"]);
        assert_eq!((run.code, run.out.as_str()), (0, expected), "{what}: {}", run.err);
    }
}

#[test]
fn rows_that_lack_a_cell_in_the_middle_are_warned_of() {
    let rolo = Sandbox::new();
    let text = format!(
        "id,name,email,identifier,document_number,phone_number\n{}",
        "1,Ana,ana@example.com,7,+12025550100\n".repeat(9)
    );
    let object = understood(&rolo, text.as_bytes());
    let notice = object["notices"][0].as_str().unwrap();
    assert!(notice.starts_with("9 of the first 9 rows have 5 cells and the header 6"), "{notice}");
    assert_eq!(object["rejected"], 0);
}

#[test]
fn what_is_printed_clean_is_plain_to_read_again() {
    let rolo = Sandbox::new();
    for name in ["bom_UTF32LE.csv", "escaped_quotes.csv", "spectrum/newlines_crlf.csv", "spectrum/json.csv"] {
        let clean = rolo.ok(&["inspect", "--format", "csv", &fixture(name)]);
        let path = rolo.file("clean.csv", &clean);
        assert_eq!(rolo.ok(&["inspect", "--format", "csv", Path::new(&path).to_str().unwrap()]), clean, "{name}");
    }
}

#[test]
fn a_report_of_few_rows_with_totals_and_a_footer_is_no_table_of_short_rows() {
    let rolo = Sandbox::new();
    let table = "First Name,Last Name,Email,Account Name\nAna,Cruz,ana@example.com,Example Ltd\n";
    let footer = "\"Grand Totals (1 records)\"\n\n\"Contacts\"\n\"Copyright (c) 2026 Example, inc.\"\n\
        \"Confidential Information - Do Not Distribute\"\n\"Generated By:  Ana Cruz\"\n";
    for (name, footer) in [("a.csv", footer.to_owned()), ("b.csv", footer.replace("\n\n", "\n"))] {
        rolo.file(name, &format!("{table}{}", footer.replace("\"Contacts\"\n", "")));
        let run = rolo.ends(0, &["import", name]);
        assert!(!run.err.contains("warning"), "{}", run.err);
        assert!(run.err.contains("behind the rows, from line 3 on: `Grand Totals (1 records)`"), "{}", run.err);
        assert_eq!(rolo.rows("SELECT name FROM contacts"), ["Ana Cruz"], "{name}");
    }
}

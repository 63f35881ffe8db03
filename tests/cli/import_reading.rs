//! How files are written: encodings, delimiters, line ends, dates, zones and phone numbers.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";

fn contacts_of(bytes: &[u8]) -> Vec<String> {
    let rolo = Sandbox::at(NOW);
    std::fs::write(rolo.path("a.csv"), bytes).unwrap();
    rolo.ok(&["import", "a.csv"]);
    rolo.rows("SELECT name, email, metadata FROM contacts ORDER BY id")
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_column() {
    assert_eq!(contacts_of(b"\xef\xbb\xbfemail,name\nana@example.com,Ana\n"), ["Ana|ana@example.com|"]);
    assert_eq!(contacts_of(b"\xef\xbb\xbf\"email\",name\nana@example.com,Ana\n"), ["Ana|ana@example.com|"]);
}

#[test]
fn files_in_utf_16_are_read() {
    let text = "\u{feff}email,name\nana@example.com,Añá 😀\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(contacts_of(&bytes), ["Añá 😀|ana@example.com|"]);
    }
}

#[test]
fn semicolons_tabs_and_windows_line_ends_are_understood() {
    assert_eq!(contacts_of(b"email;name\r\nana@example.com;\"Cruz, Ana\"\r\n"), ["Cruz, Ana|ana@example.com|"]);
    assert_eq!(contacts_of(b"email\tname\r\nana@example.com\tAna\r\n"), ["Ana|ana@example.com|"]);
    assert_eq!(contacts_of(b"email,name\rana@example.com,Ana\r"), ["Ana|ana@example.com|"]);
    assert_eq!(contacts_of(b"email,name\n\nana@example.com,Ana"), ["Ana|ana@example.com|"]);
}

#[test]
fn a_text_over_several_lines_is_one_text_and_lines_are_counted_as_in_the_file() {
    let rolo = Sandbox::at(NOW);
    let text = "email,sender,sent_at,text\r\nana@example.com,visitor,2026-08-01,\"one\r\n\"\"two\"\"\"\r\n\
        ana@example.com,nobody,2026-08-02,x\r\n";
    assert_eq!(rolo.import("m.csv", text, &[]).rejected, 1);
    assert!(
        rolo.read("m.csv.rejects").contains(",4,sender,\"bad_choice: `nobody` is not visitor, agent, bot or system")
    );
    assert_eq!(rolo.one("SELECT text FROM messages").replace('\r', ""), "one\n\"two\"");
}

#[test]
fn bytes_that_are_not_utf_8_reject_their_row() {
    let rolo = Sandbox::at(NOW);
    std::fs::write(rolo.path("a.csv"), b"email,name\nana@example.com,An\xe1\nben@example.com,Ben\n").unwrap();
    let run = rolo.run(&["import", "a.csv"]);
    assert!(matches!(run.code, 0 | 3), "{}", run.err);
    assert_eq!(rolo.one("SELECT name FROM contacts WHERE email = 'ben@example.com'"), "Ben");
}

#[test]
fn an_ambiguous_column_of_dates_names_date_order() {
    let rolo = Sandbox::at(NOW);
    let text = "email,created_at\nana@example.com,03/04/2026\nben@example.com,05/06/2026\n";
    rolo.file("a.csv", text);
    let run = rolo.ends(1, &["import", "a.csv"]);
    assert!(run.err.contains("a.csv: column `created_at`"), "{}", run.err);
    assert!(run.err.contains("hint: say which comes first: --date-order dmy or --date-order mdy"), "{}", run.err);
    for (order, date) in [("dmy", "2026-04-03"), ("mdy", "2026-03-04")] {
        let rolo = Sandbox::at(NOW);
        rolo.import("a.csv", text, &["--date-order", order]);
        assert_eq!(rolo.one("SELECT created_at FROM contacts WHERE id = 1"), format!("{date}T00:00:00Z"));
    }
}

#[test]
fn mended_rejects_are_read_in_the_order_of_the_file_that_they_are_from() {
    let rolo = Sandbox::at(NOW);
    let text = |decides: &str, who: &str| format!("email,created_at\n{who},03/04/2026\ncy@example.com,{decides}\n");
    rolo.import("dmy.csv", &text("25/12/2025", "ana"), &[]);
    let mended = |name: &str| rolo.read(name).replace("ana,", "ana@example.com,").replace("ben,", "ben@example.com,");
    let created = |who: &str| rolo.one(&format!("SELECT created_at FROM contacts WHERE email = '{who}@example.com'"));
    // Under another name.
    rolo.import("mended.csv", &mended("dmy.csv.rejects"), &[]);
    assert_eq!(created("ana"), "2026-04-03T00:00:00Z");
    rolo.import("mdy.csv", &text("12/25/2025", "ben"), &[]);
    rolo.import("mdy.csv.rejects", &mended("mdy.csv.rejects"), &[]);
    assert_eq!(created("ben"), "2026-03-04T00:00:00Z");
    // Two files with this header disagree, so without its name nothing tells which one the rows are from.
    rolo.file("mended.csv", &mended("mdy.csv.rejects"));
    let run = rolo.ends(1, &["import", "mended.csv"]);
    assert!(run.err.contains("mended.csv: column `created_at`: `03/04/2026` may be"), "{}", run.err);
    rolo.ends(0, &["import", "--date-order", "mdy", "mended.csv"]);
}

#[test]
fn a_row_that_strays_from_the_order_of_its_file_does_not_turn_the_order_of_the_rejects() {
    let rolo = Sandbox::at(NOW);
    let text = "email,created_at\nana,03/04/2026\nben@example.com,05/06/2026\n";
    rolo.import("a.csv", text, &["--date-order", "mdy"]);
    let mended = rolo.read("a.csv.rejects").replace("ana,", "ana@example.com,") + "cy@example.com,25/12/2025,9,,\n";
    assert_eq!(rolo.import("a.csv.rejects", &mended, &[]).rejected, 1);
    assert_eq!(rolo.one("SELECT created_at FROM contacts WHERE email LIKE 'ana%'"), "2026-03-04T00:00:00Z");
}

#[test]
fn one_plain_date_decides_its_whole_column() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,created_at\nana@example.com,03/04/2026\nben@example.com,25/12/2025\n", &[]);
    assert_eq!(
        rolo.rows("SELECT created_at FROM contacts ORDER BY id"),
        ["2026-04-03T00:00:00Z", "2025-12-25T00:00:00Z"]
    );
}

#[test]
fn times_without_a_zone_are_utc_unless_a_zone_is_given() {
    let text = "email,created_at\nana@example.com,2026-08-01 10:00\nben@example.com,2026-08-01T10:00:00+08:00\n";
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", text, &[]);
    assert_eq!(
        rolo.rows("SELECT created_at FROM contacts ORDER BY id"),
        ["2026-08-01T10:00:00Z", "2026-08-01T02:00:00Z"]
    );
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", text, &["--time-zone", "Asia/Manila"]);
    assert_eq!(
        rolo.rows("SELECT created_at FROM contacts ORDER BY id"),
        ["2026-08-01T02:00:00Z", "2026-08-01T02:00:00Z"]
    );
    assert!(rolo.ends(2, &["import", "--time-zone", "Mars", "a.csv"]).err.contains("Mars"));
}

#[test]
fn a_phone_is_read_by_its_rows_country_else_by_the_option() {
    let rolo = Sandbox::at(NOW);
    let text = "phone,country,name\n0917 555 0101,PH,Ana\n07700 900123,United Kingdom,Ben\n(0917) 555-0102,,Cy\n\
        +44 7700 900124,PH,Dan\n";
    rolo.import("a.csv", text, &["--country", "PH"]);
    assert_eq!(
        rolo.rows("SELECT phone FROM contacts ORDER BY id"),
        ["+639175550101", "+447700900123", "+639175550102", "+447700900124"]
    );
    let run = rolo.ends(2, &["import", "--country", "Narnia", "a.csv"]);
    assert!(run.err.contains("--country Narnia: no such country"), "{}", run.err);
}

#[test]
fn two_spellings_of_a_number_are_one() {
    let rolo = Sandbox::at(NOW);
    let text = "phone,name\n+63 917 555 0101,Ana Cruz\n0917-555-0101,Ana Cruz\n";
    assert_eq!(rolo.import("a.csv", text, &["--country", "PH"]).contacts, 1);
}

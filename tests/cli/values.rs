//! Values as files write them: what a cell becomes, what is kept beside it, and the code under which a row is rejected.

use std::fs;

use rolo::input::row::error::Code;

use crate::sandbox::{Sandbox, project};

const NOW: &str = "2026-09-01";

/// A file for each code with one row that is rejected under it.
const FAULTY: [(Code, &str, &str); 15] = [
    (Code::BadDate, "email,created_at\nana@example.com,2026-02-30\n", "created_at"),
    (Code::BadEmail, "email,name\nana at example,Ana Cruz\n", "email"),
    (Code::BadNumber, "email,points\nana@example.com,many\n", "points"),
    (Code::BadAmount, "email,kind,at,amount\nana@example.com,purchase,2026-08-01,ten\n", "amount"),
    (Code::BadChoice, "email,unsubscribed\nana@example.com,perhaps\n", "unsubscribed"),
    (Code::BadJson, "rolo_id,email,metadata\n1,ana@example.com,{\n", "metadata"),
    (Code::BadCard, "\nBEGIN:VCARD\nFN:Ana\n", ""),
    (Code::BadEncoding, "email,name\nana@example.com,Jos\u{fffd}\nben@example.com,Núñez\n", "name"),
    (Code::NulByte, "email,name\nana@example.com,A\0na\n", ""),
    (Code::OpenQuote, "email,name\nana@example.com,\"Ana\n", ""),
    (Code::TooLong, "email,name\nana@example.com,LONG\n", ""),
    (Code::TooManyCells, "email,name\nana@example.com,Ana,Cruz\n", ""),
    (Code::MissingValue, "email,kind,at\nana@example.com,,2026-08-01\n", "kind"),
    (Code::NoIdentity, "email,name,city\n,,Leeds\n", ""),
    (Code::UnknownContact, "broadcast,email,state\nSale,ana@example.com,sent\n", ""),
];

#[test]
fn a_row_is_rejected_under_its_code() {
    for (code, text, column) in FAULTY {
        let rolo = Sandbox::at(NOW);
        let text = text.replace("LONG", &"x".repeat(17 << 20));
        let bytes: Vec<u8> = text.replace('\u{fffd}', "\u{1}").bytes().map(|b| if b == 1 { 0xe9 } else { b }).collect();
        fs::write(rolo.path("a.csv"), bytes).unwrap();
        rolo.ends(3, &["import", "a.csv"]);
        let rejects = fs::read(rolo.path("a.csv.rejects")).unwrap();
        let rejects = String::from_utf8_lossy(&rejects);
        let row = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(rejects.as_bytes())
            .into_records()
            .next()
            .unwrap()
            .unwrap();
        let cell = |from_end: usize| row[row.len() - from_end].to_owned();
        assert_eq!((cell(3).as_str(), cell(2).as_str()), ("2", column), "{rejects}");
        assert!(cell(1).starts_with(&format!("{}: ", code.name())), "{rejects}");
    }
    let shown: Vec<Code> = FAULTY.iter().map(|(code, ..)| *code).collect();
    // Who is blocked stands in the database, not in a row: see erasing.rs.
    let of_rows: Vec<Code> = Code::ALL.iter().copied().filter(|code| *code != Code::Erased).collect();
    assert_eq!(shown, of_rows, "each code has a row");
}

#[test]
fn the_help_and_the_readme_list_every_code_with_its_meaning() {
    let readme = fs::read_to_string(project().join("README.md")).unwrap();
    let table = readme.split("| code | what it means |\n|---|---|\n").nth(1).expect("the table of codes");
    let listed: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let expected: Vec<String> =
        Code::ALL.iter().map(|code| format!("| `{}` | {} |", code.name(), code.meaning())).collect();
    assert_eq!(listed, expected);
    let help = Sandbox::new().ok(&["import", "--help"]);
    for code in Code::ALL {
        let line = format!("  {:<15} {}", code.name(), code.meaning());
        assert!(help.contains(&line), "`{line}` is not in the help");
    }
}

/// The only contact's cells in these columns of its row.
fn stored(options: &[&str], text: &str, columns: &str) -> String {
    let rolo = Sandbox::at(NOW);
    assert_eq!(rolo.import("a.csv", text, options).fates(), [1, 0, 0], "{text}");
    let first = rolo.one(&format!("SELECT {columns} FROM contact"));
    assert_eq!(rolo.import("a.csv", text, options).fates(), [0, 0, 1], "{text}");
    first
}

#[test]
fn a_phone_becomes_e_164_by_its_own_code_the_rows_country_or_the_option() {
    for (header, row, phones) in [
        ("phone", "+63 917 555 0101", "+639175550101"),
        ("phone", "001-212-555-0123", "+12125550123"),
        ("phone", "p:+12125550123", "+12125550123"),
        ("phone", "tel:+1-212-555-0123;ext=7", "+12125550123 x7"),
        ("phone", "(02) 8555 0101", "+63285550101"),
        ("phone", "639175550101.0", "+639175550101"),
        ("phone,country", "07700 900123,United Kingdom", "+447700900123"),
        ("phone,country", "212-555-0123 x123,us", "+12125550123 x123"),
        ("phone,mobile", "0917 555 0101,0917 555 0102", "+639175550101;+639175550102"),
        ("phone", "0917 555 0101 / 0917 555 0102", "+639175550101;+639175550102"),
        ("phone", "0917 555 0101; +44 7700 900123", "+639175550101;+447700900123"),
        ("phone", "\"0917 555 0101, 0917 555 0101\"", "+639175550101"),
    ] {
        let text = format!("email,{header}\nana@example.com,{row}\n");
        assert_eq!(stored(&["--country", "PH"], &text, "phones, metadata"), format!("{phones}|"), "{row}");
    }
}

#[test]
fn a_phone_that_cannot_be_read_stays_text_names_nobody_and_is_counted() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "phone,name\n0917 555,Ana Cruz\n4.91512E+11,Ben Cruz\n+4.91512E+11,Cy Cruz\n");
    let run = rolo.ends(0, &["import", "a.csv"]);
    assert!(run.err.contains("phones kept as text: 3"), "{}", run.err);
    assert!(run.err.contains("lost digits, such as 4.91512E+11: 2; they are kept as text"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT phone FROM contacts"), ["0917 555", "4.91512E+11", "+4.91512E+11"]);
    let taken = rolo.import("b.csv", "phone,name,city\n+4.91512E+11,Cy Cruz,York\n4.91512E+11,,\n", &[]);
    assert_eq!(taken.fates(), [2, 0, 0], "a number without its digits finds nobody");
}

#[test]
fn words_beside_a_phone_or_a_mailbox_are_kept_as_they_were_written() {
    for (phone, phones, metadata) in [
        ("1-800-555-HELP", "+18005554357", "{\"phone (as written)\":\"1-800-555-HELP\"}"),
        ("212-555-0123 (evenings)", "+12125550123", "{\"phone (as written)\":\"212-555-0123 (evenings)\"}"),
        ("212-555-0123 / front desk", "+12125550123", "{\"phone (as written)\":\"front desk\"}"),
        ("--", "", ""),
    ] {
        let text = format!("email,phone\nana@example.com,{phone}\n");
        assert_eq!(stored(&["--country", "US"], &text, "phones, metadata"), format!("{phones}|{metadata}"));
    }
    let named = "email\n\"Ana Cruz <ANA@example.com>\"\n";
    assert_eq!(stored(&[], named, "emails, name, last_name, metadata"), "ana@example.com|Ana Cruz|Cruz|");
    let same = "email,name\nAna Cruz <ana@example.com>,Ana Cruz\n";
    assert_eq!(stored(&[], same, "name, metadata"), "Ana Cruz|");
    let other = "email,name\nThe Desk <ana@example.com>,Ana Cruz\n";
    let kept = "Ana Cruz|{\"email (as written)\":\"The Desk <ana@example.com>\"}";
    assert_eq!(stored(&[], other, "name, metadata"), kept);
}

#[test]
fn a_cell_can_hold_several_mailboxes_in_many_forms() {
    for cell in [
        "ANA@example.com; b@example.com",
        "\"ana@example.com, B@Example.com\"",
        "ana@example.com ::: b@example.com",
        "mailto:ana@example.com|b@example.com",
        "ana@example.com b@example.com",
    ] {
        let text = format!("email,name\n{cell},Ana Cruz\n");
        assert_eq!(stored(&[], &text, "emails"), "ana@example.com;b@example.com", "{cell}");
    }
}

#[test]
fn names_are_split_and_joined_without_loss() {
    for (header, row, name) in [
        ("name", "Ana Maria Cruz", "Ana Maria Cruz|Ana Maria|Cruz"),
        ("name", "Juan dela Cruz", "Juan dela Cruz|Juan|dela Cruz"),
        ("name", "\"van der Berg, Dr. Ana\"", "van der Berg, Dr. Ana|Ana|van der Berg"),
        ("name", "Cher", "Cher|Cher|"),
        ("first_name,last_name", "Ana Maria,de la Cruz", "Ana Maria de la Cruz|Ana Maria|de la Cruz"),
        ("first_name,last_name", ",Cruz", "Cruz||Cruz"),
        ("name,first_name,last_name", "\"Dr. Ana Cruz, PhD\",Ana,Cruz", "Dr. Ana Cruz, PhD|Ana|Cruz"),
    ] {
        let text = format!("email,{header}\nana@example.com,{row}\n");
        assert_eq!(stored(&[], &text, "name, first_name, last_name"), name, "{row}");
    }
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,first_name,last_name\nana@example.com,Ana,Cruz\n", &[]);
    rolo.import("b.csv", "email,first_name,last_name\nana@example.com,Anna,\n", &[]);
    assert_eq!(rolo.one("SELECT name, first_name, last_name FROM contacts"), "Anna Cruz|Anna|Cruz");
}

#[test]
fn yes_and_no_are_read_in_many_words() {
    for (word, opted_out) in
        [("Yes", 1), ("TRUE", 1), ("x", 1), ("1.0", 1), ("Sí", 1), ("no", 0), ("0", 0), ("nein", 0)]
    {
        let text = format!("email,email_opt_out\nana@example.com,{word}\n");
        assert_eq!(stored(&[], &text, "do_not_contact"), opted_out.to_string(), "{word}");
    }
    for (word, opted_out) in [("SUBSCRIBED", 0), ("never_subscribed", 1), ("opted-out", 1), ("granted", 0)] {
        let text = format!("email,consent\nana@example.com,{word}\n");
        assert_eq!(stored(&[], &text, "do_not_contact"), opted_out.to_string(), "{word}");
    }
}

#[test]
fn the_dates_of_a_column_are_read_alike() {
    for (cells, options, dates) in [
        (["2026-03-04 09:14", "2026-03-05"], &[][..], "2026-03-04T09:14:00Z 2026-03-05T00:00:00Z"),
        (["3/4/2026 2:30 PM", "3/15/2026"], &[], "2026-03-04T14:30:00Z 2026-03-15T00:00:00Z"),
        (["3/4/2026", "15/3/2026"], &[], "2026-04-03T00:00:00Z 2026-03-15T00:00:00Z"),
        (["3/4/2026", "4/4/2026"], &["--date-order", "mdy"], "2026-03-04T00:00:00Z 2026-04-04T00:00:00Z"),
        (["4 Mar 2026", "March 5, 2026"], &[], "2026-03-04T00:00:00Z 2026-03-05T00:00:00Z"),
        (["1772587200", "1772587200000"], &[], "2026-03-04T01:20:00Z 2026-03-04T01:20:00Z"),
        (["46085", "46085.5"], &[], "2026-03-04T00:00:00Z 2026-03-04T12:00:00Z"),
        (
            ["2026-03-04T09:14:00.000+0000", "2026-03-04T09:14:00+08:00"],
            &[],
            "2026-03-04T09:14:00Z 2026-03-04T01:14:00Z",
        ),
        (
            ["2026-03-04 09:14", "4.3.2026"],
            &["--time-zone", "Asia/Manila"],
            "2026-03-04T01:14:00Z 2026-03-03T16:00:00Z",
        ),
        (["0000-00-00", "0/0/00"], &[], " "),
    ] {
        let rolo = Sandbox::at(NOW);
        let [a, b] = cells;
        let text = format!("email,last_seen\na@example.com,\"{a}\"\nb@example.com,\"{b}\"\n");
        assert_eq!(rolo.import("a.csv", &text, options).fates(), [2, 0, 0], "{cells:?}");
        assert_eq!(rolo.rows("SELECT last_active FROM contacts ORDER BY id").join(" "), dates, "{cells:?}");
    }
}

#[test]
fn a_column_that_leaves_the_order_open_is_refused_with_the_way_out() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "email,last_seen\na@example.com,3/4/2026\nb@example.com,5/6/2026\n");
    let run = rolo.ends(1, &["import", "a.csv"]);
    for word in ["a.csv", "`last_seen`", "`3/4/2026`", "--date-order"] {
        assert!(run.err.contains(word), "{word}: {}", run.err);
    }
    rolo.ends(0, &["import", "--date-order", "dmy", "a.csv"]);
    assert_eq!(rolo.rows("SELECT last_active FROM contacts")[0], "2026-04-03T00:00:00Z");
}

#[test]
fn amounts_come_with_currencies_and_either_decimal_sign() {
    let rolo = Sandbox::at(NOW);
    let text = "email;kind;at;amount;currency\na@example.com;purchase;2026-08-01;1.234,50 €;\n\
        a@example.com;purchase;2026-08-02;USD 40,000.00;\na@example.com;purchase;2026-08-03;(12.00);₱\n\
        a@example.com;purchase;2026-08-04;₫40.000;vnd\n";
    assert_eq!(rolo.import("e.csv", text, &[]).fates(), [4, 0, 0]);
    assert_eq!(
        rolo.rows("SELECT amount, currency FROM events ORDER BY at"),
        ["1234.5|EUR", "40000|USD", "-12|PHP", "40000|VND"]
    );
}

#[test]
fn a_column_of_amounts_is_read_as_a_whole_and_a_guess_is_told() {
    let rolo = Sandbox::at(NOW);
    let events = |amounts: &[&str]| {
        let row = |(day, amount): (usize, &&str)| format!("a@example.com;purchase;2026-08-{:02};{amount}\n", day + 1);
        let rows: String = amounts.iter().enumerate().map(row).collect();
        format!("email;kind;at;amount\n{rows}")
    };
    for (name, amounts, expected, guesses) in [
        ("eu.csv", ["1.234", "12,5", "1.234,50"], ["1234", "12.5", "1234.5"], None),
        ("us.csv", ["1,234", "12.5", "1.234"], ["1234", "12.5", "1.234"], None),
        ("open.csv", ["1,234", "1.234", "7"], ["1234", "1.234", "7"], Some("thousands: 2")),
    ] {
        rolo.file(name, &events(&amounts));
        let run = rolo.ends(0, &["import", name]);
        assert_eq!(run.err.contains("could be meant in two ways"), guesses.is_some(), "{name}: {}", run.err);
        assert!(run.err.contains(guesses.unwrap_or_default()), "{name}: {}", run.err);
        assert_eq!(rolo.rows("SELECT amount FROM events ORDER BY at"), expected, "{name}");
        rolo.ok(&["undo"]);
    }
    // What decides may stand far behind.
    let rows = "a@example.com;purchase;2026-08-01;1.234\n".repeat(1500) + "a@example.com;purchase;2026-08-02;12,5\n";
    rolo.import("long.csv", &format!("email;kind;at;amount\n{rows}"), &[]);
    assert_eq!(rolo.one("SELECT max(amount) FROM events"), "1234");
    // So it may in a row that was not rejected, of a file whose rejects were mended.
    rolo.import("a.csv", &events(&["1.234,50"]).replace("amount\n", "amount\na;refund;2026-08-01;4.321\n"), &[]);
    rolo.import("mended.csv", &rolo.read("a.csv.rejects").replace("\na;", "\na@example.com;"), &[]);
    assert_eq!(rolo.one("SELECT amount FROM events WHERE kind = 'refund'"), "4321");
    let deals = "title;email;amount\nRoof;a@example.com;4.500\nWall;a@example.com;1.200,00\n";
    rolo.import("deals.csv", deals, &[]);
    assert_eq!(rolo.rows("SELECT amount FROM deals ORDER BY id"), ["4500", "1200"]);
}

#[test]
fn what_spreadsheets_write_for_no_value_is_a_blank_that_is_counted() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,city,last_seen\nana@example.com,Leeds,2026-08-01\n", &[]);
    rolo.file("b.csv", "email,city,last_seen,Shoe Size\nana@example.com,#N/A, #N/A ,#N/A\n");
    let run = rolo.ends(0, &["import", "b.csv"]);
    assert!(run.err.contains("cells with #N/A taken as blank: 3"), "{}", run.err);
    assert_eq!(rolo.one("SELECT city, last_active, metadata FROM contacts"), "Leeds|2026-08-01T00:00:00Z|");
    let message = "email,sender,sent_at,text\nana@example.com,visitor,2026-08-02,#N/A\n";
    rolo.import("m.csv", message, &[]);
    assert_eq!(rolo.one("SELECT text FROM messages"), "#N/A", "what somebody wrote is never a blank");
}

#[test]
fn a_text_that_cannot_empty_its_field_is_told_as_it_stands() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "email,city,user_id,tags\nana@example.com,Leeds,N/A,N/A\nben@example.com,#N/A,2,new\n");
    let run = rolo.ends(0, &["import", "--clear", "N/A", "a.csv"]);
    assert!(run.err.contains("\n  cells with #N/A taken as blank: 1\n"), "{}", run.err);
    assert!(run.err.contains("\n  cells with N/A taken as blank: 2\n"), "{}", run.err);
}

#[test]
fn the_summary_names_columns_kept_as_metadata_and_rejected_rows_by_code() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "email,c1,c2,c3,c4,c5,c6,c7\nana@example.com,1,,,,,,\nana@,,,,,,,\nben@,,,,,,,\n,,,,,,,x\n");
    let run = rolo.ends(3, &["import", "a.csv"]);
    assert!(run.err.contains("\n  kept as metadata: c1, c2, c3, c4, c5 and 2 more\n"), "{}", run.err);
    assert!(run.err.contains("\n  rejected: bad_email 2, no_identity 1\n"), "{}", run.err);
}

#[test]
fn filters_take_their_words_in_any_case() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.ok(&["export", "--status", "NEW", "--columns", "name"]), "name\nAna Cruz\n");
    assert_eq!(rolo.ok(&["export", "--grade", "a", "--columns", "name"]), "name\n");
    assert!(rolo.ends(2, &["export", "--grade", "x"]).err.contains("invalid value 'x'"));
}

//! How large a row, a header, a list or a value may be, and what happens to whatever is larger: the table of limits in
//! the README, held to.

use std::time::{Duration, Instant};

use crate::sandbox::{Run, Sandbox};

const NOW: &str = "2026-09-01";
const ROW_BYTES: usize = 16 << 20;

fn import(rolo: &Sandbox, bytes: &[u8]) -> Run {
    std::fs::write(rolo.path("in.csv"), bytes).unwrap();
    rolo.run(&["import", "in.csv"])
}

#[test]
fn a_cell_may_have_16_mebibytes_and_a_longer_row_is_rejected_alone() {
    for (length, code) in [(ROW_BYTES - 100, 0), (ROW_BYTES + (1 << 20), 3)] {
        for quote in ["", "\""] {
            let rolo = Sandbox::at(NOW);
            let mut text = b"email,name,note\nben@example.com,Ben,ok\nana@example.com,Ana Cruz,".to_vec();
            text.extend(quote.bytes());
            text.resize(text.len() + length, b'x');
            text.extend(quote.bytes());
            text.extend(b"\nzoe@example.com,Zoe,ok\n");
            let run = import(&rolo, &text);
            assert_eq!(run.code, code, "{}", run.err);
            assert_eq!(rolo.one("SELECT count(*) FROM contacts"), if code == 0 { "3" } else { "2" });
            if code == 3 {
                assert!(run.err.contains("rejected: too_long 1"), "{}", run.err);
                let rejects = rolo.read("in.csv.rejects");
                assert!(rejects.len() < 10_000, "only the beginning of it is shown");
                assert!(rejects.contains("and at most 16777216 can be read; it begins `ana@example.com"), "{rejects}");
            } else {
                let out = rolo.ok(&["export", "--kind", "notes"]);
                assert!(out.len() > length && out.contains(&"x".repeat(length)), "all of it comes out again");
                assert!(rolo.ok(&["contacts", "list", "--format", "table"]).len() < 2_000);
            }
        }
    }
}

#[test]
fn a_header_has_4096_columns_at_most_and_names_of_any_length() {
    let rolo = Sandbox::at(NOW);
    let names = |count: usize| (0..count - 1).map(|n| format!(",column {n}")).collect::<String>();
    let values = |count: usize| (0..count - 1).map(|n| format!(",value {n}")).collect::<String>();
    let table = |count: usize| format!("email{}\nana@example.com{}\n", names(count), values(count)).into_bytes();
    for count in [4_097, 10_000] {
        let run = import(&rolo, &table(count));
        assert_eq!(run.code, 1);
        assert!(run.err.contains(&format!("in.csv has {count} columns, and at most 4096 can be read")), "{}", run.err);
        assert!(run.err.contains("hint: see that the delimiter is right"), "{}", run.err);
    }
    let run = import(&rolo, &table(4_096));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.len() < 500, "not all columns are named: {}", run.err);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts, json_each(metadata)"), "4095");
    rolo.ok(&["export", "--columns", "all", "--output", "out.csv"]);
    rolo.ok(&["--db", "other.db", "import", "out.csv"]);
    let out = |args: &[&str]| rolo.ok(&[args, &["export", "--columns", "metadata"]].concat());
    assert_eq!(out(&["--db", "other.db"]), out(&[]));

    let long = "n".repeat(200_000);
    let run = import(&rolo, format!("email,{long}\nben@example.com,ok\n").as_bytes());
    assert_eq!(run.code, 0);
    assert!(run.err.contains("kept as metadata: nnnnn") && run.err.contains('…') && run.err.len() < 500, "{}", run.err);
    let sql = "SELECT length(key) || value FROM contacts, json_each(metadata) WHERE email LIKE 'ben%'";
    assert_eq!(rolo.one(sql), "200000ok");
    for length in [262_144, 1 << 20, ROW_BYTES + (1 << 20)] {
        let run = import(&rolo, format!("email,{}\nben@example.com,ok\n", "n".repeat(length)).as_bytes());
        assert_eq!(run.code, 1);
        assert!(run.err.contains("the first row of in.csv is longer than 262144 bytes"), "{}", run.err);
        assert!(run.err.contains("hint: see that its lines end"), "{}", run.err);
    }
    // One that was cut would reject every row for cells that it does not name.
    let names = (0..4_000).map(|n| format!(",{}{n}", "n".repeat(100))).collect::<String>();
    let run = import(&rolo, format!("email{names}\nana@example.com{}\n", values(4_001)).as_bytes());
    assert!(run.err.contains("the first row of in.csv is longer than 262144 bytes"), "{}", run.err);
}

#[test]
fn long_lists_in_a_cell_take_no_longer_than_their_length() {
    let since = Instant::now();
    let rolo = Sandbox::at(NOW);
    let list = |word: &str, count: usize| (0..count).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join(";");
    let mails = (0..3_000).map(|n| format!("m{n}@example.com")).collect::<Vec<_>>().join(" ");
    let text = format!(
        "email,name,tags,visitor_id,interests,channels\n\"{mails}\",Ana,\"{}\",\"{}\",\"{}\",\"{}\"\n",
        list("tag", 50_000),
        list("visitor", 3_000),
        list("interest", 50_000),
        list("channel", 20_000)
    );
    let run = import(&rolo, text.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    for (column, count) in [("tags", 50_000), ("visitor_ids", 3_000), ("interests", 50_000), ("channels", 20_000)] {
        let sql = format!("SELECT length({column}) - length(replace({column}, ';', '')) + 1 FROM contacts");
        assert_eq!(rolo.one(&sql), count.to_string(), "{column}");
    }
    rolo.ok(&["contacts", "tag", "new", "1"]);
    rolo.ok(&["--quiet", "nightly"]);
    rolo.ok(&["contacts", "show", "1"]);
    let took = since.elapsed();
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[test]
fn json_of_any_depth_in_a_cell_is_text() {
    let rolo = Sandbox::at(NOW);
    let mut text = String::from("email,custom\n");
    for depth in [1, 127, 128, 129, 100_000] {
        text += &format!("d{depth}@example.com,\"{}{}\"\n", "[".repeat(depth), "]".repeat(depth));
        text += &format!("o{depth}@example.com,\"{}1{}\"\n", "{\"\"a\"\":".repeat(depth), "}".repeat(depth));
    }
    let run = import(&rolo, text.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let out = rolo.ok(&["export", "--columns", "all", "--output", "out.csv"]);
    assert_eq!(out, "");
    rolo.ok(&["--db", "other.db", "import", "out.csv"]);
    rolo.ok(&["--db", "other.db", "check"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE length(metadata) > 200000"), "2");
}

#[test]
fn an_address_is_as_long_as_mail_allows_and_no_longer() {
    let rolo = Sandbox::at(NOW);
    let mut text = String::from("email,name\n");
    for length in [1, 242, 243, 1_000_000] {
        text += &format!("{}@example.com,Pat {length}\n", "e".repeat(length));
    }
    let run = import(&rolo, text.as_bytes());
    assert_eq!(run.code, 3);
    assert!(run.err.contains("rejected: bad_email 2"), "{}", run.err);
    assert_eq!(rolo.one("SELECT max(length(email)) FROM contacts"), "254");
}

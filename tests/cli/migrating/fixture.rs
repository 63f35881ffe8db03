//! How a database of a schema version is made for `fixtures/schemas`, from the invented shop: with a bit of everything that
//! rolo keeps. It is made once, at the release that brings the version, and never again:
//! `ROLO_UPDATE=schema cargo test --test cli -- migrating::fixture`.

use std::fs;
use std::path::PathBuf;

use crate::sandbox::{Sandbox, project};

/// When most of it is decided.
const DAY_BEFORE: &str = "2026-09-01T12:00:00Z";
/// When the last night passed.
pub(super) const AS_OF: &str = "2026-09-02T12:00:00Z";
/// So much of the longer files is taken, which is enough for every table and keeps the database small.
const FILES: [(&str, usize); 4] =
    [("contacts_oldcrm.csv", 137), ("contacts_mailtool.csv", 60), ("messages.csv", 160), ("events.csv", 60)];
/// No larger, in bytes.
const SIZE_MAX: u64 = 500_000;

/// The tables that hold nothing: work that is done by the end of a night, what takes more than one person's week, and what
/// goes when somebody is forgotten.
const EMPTY: [&str; 9] =
    ["hint", "dirty", "dirty_conversation", "holding", "verdict", "verdict_before", "taken_before", "folded", "refold"];

/// Where the database of a schema version is kept.
pub(super) fn path(version: i32) -> PathBuf {
    project().join(format!("fixtures/schemas/{version}.db"))
}

/// What is done after the files are in and a night has passed.
const COMMANDS: [&[&str]; 24] = [
    &["dedupe", "--apply"],
    &["contacts", "set", "city=Leeds", "--where", "id <= 20", "--yes"],
    &["contacts", "tag", "spring", "3"],
    &["contacts", "note", "Likes tea", "3"],
    &["contacts", "points", "5", "4", "--reason", "helped us out"],
    &["contacts", "set", "stage=closing", "5"],
    &["contacts", "merge", "7", "8"],
    &["contacts", "merge", "9", "11"],
    &["undo"],
    &["contacts", "delete", "12", "--yes", "--block"],
    &["companies", "set", "industry=retail", "1"],
    &["segments", "save", "leeds", "--where", "city = 'Leeds'"],
    &["deals", "add", "Two bikes", "--contact", "3", "--amount", "900", "--currency", "USD"],
    &["deals", "add", "A trailer", "--contact", "4", "--amount", "300", "--currency", "USD"],
    &["deals", "move", "quoted", "1"],
    &["deals", "won", "2"],
    &[
        "broadcasts",
        "create",
        "spring",
        "--segment",
        "leeds",
        "--via",
        "email",
        "--text",
        "Hello",
        "--subject",
        "Spring",
    ],
    &["broadcasts", "send", "spring", "--output", "spring.jsonl"],
    &["followups", "approve", "1", "2"],
    &["followups", "dismiss", "3"],
    &["followups", "send", "--output", "sent.jsonl"],
    &["alerts", "take", "1"],
    &["conversations", "close", "2"],
    &["nightly"],
];

/// A database with a bit of everything, of the present version.
pub(super) fn filled() -> Sandbox {
    let rolo = Sandbox::at(DAY_BEFORE);
    for (name, lines) in FILES {
        let text = fs::read_to_string(project().join("fixtures/shop").join(name)).unwrap();
        let text: String = text.split_inclusive('\n').take(lines).collect();
        rolo.import(name, &text, &[]);
    }
    rolo.ok(&["nightly", "--quiet"]);
    for command in COMMANDS {
        let run = rolo.run(command);
        assert!([0, 4].contains(&run.code), "{command:?}: {}", run.err);
    }
    let rolo = rolo.moved_to(AS_OF);
    rolo.ok(&["contacts", "set", "city=Leeds", "30"]);
    rolo.ok(&["nightly", "--quiet"]);
    // Small pages, since most tables and indexes fill but one.
    rolo.write(
        "PRAGMA journal_mode = DELETE; PRAGMA page_size = 2048; VACUUM; PRAGMA journal_mode = WAL;
         PRAGMA wal_checkpoint(TRUNCATE)",
    );
    rolo
}

#[test]
fn a_fixture_has_a_bit_of_everything_and_is_small() {
    let rolo = filled();
    let tables = rolo.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    let is_empty = |table: &&String| rolo.one(&format!("SELECT count(*) FROM {table}")) == "0";
    let empty: Vec<&String> = tables.iter().filter(is_empty).collect();
    assert_eq!(empty, EMPTY);
    rolo.ok(&["check"]);
    let bytes = fs::metadata(rolo.path("rolo.db")).unwrap().len();
    assert!(bytes <= SIZE_MAX, "{bytes} bytes");
    if std::env::var_os("ROLO_UPDATE").is_some_and(|value| value == "schema") {
        let path = path(rolo::store::migrate::VERSION);
        assert!(!path.exists(), "{} is there: what was released is never made anew", path.display());
        fs::copy(rolo.path("rolo.db"), path).unwrap();
    }
}

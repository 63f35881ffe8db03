//! The invented shop of `fixtures/shop`: rolo finds what was worked out by hand in `expected.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::sandbox::{Sandbox, project};

const AS_OF: &str = "2026-09-01T00:00:00Z";
const FILES: [&str; 4] = ["contacts_mailtool.csv", "contacts_oldcrm.csv", "messages.csv", "events.csv"];
const OPEN: &str = "state IN ('pending', 'approved', 'unconfirmed')";
/// What a second run may not change: every public view, and the reasons of the scores.
const EVERYTHING: [&str; 9] = [
    "SELECT * FROM contacts ORDER BY id",
    "SELECT * FROM conversations ORDER BY id",
    "SELECT * FROM messages ORDER BY id",
    "SELECT * FROM events ORDER BY id",
    "SELECT * FROM companies ORDER BY id",
    "SELECT * FROM followups ORDER BY id",
    "SELECT * FROM alerts ORDER BY id",
    "SELECT * FROM activity ORDER BY id",
    "SELECT contact_id, score, reasons FROM contact_score ORDER BY contact_id",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    as_of: String,
    counts: Counts,
    contact: Vec<Contact>,
    by_hand: Vec<toml::Table>,
    duplicate: Vec<Duplicate>,
    apart: Vec<Apart>,
    bad_row: Vec<BadRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    people: usize,
    contacts_after_import: usize,
    contacts_after_certain: usize,
    anonymous: usize,
    conversations: usize,
    conversations_pending: usize,
    messages: usize,
    events: usize,
}

#[derive(Deserialize)]
struct Contact {
    contact: String,
    followups: Vec<Followup>,
    cues: Vec<Cues>,
    without_cues: Vec<String>,
    no_score: Option<String>,
    conversation_class: Option<String>,
    why: String,
    /// The columns of the view `contacts` that are promised.
    #[serde(flatten)]
    columns: toml::Table,
}

#[derive(Deserialize)]
struct Followup {
    kind: String,
    due: String,
}

#[derive(Deserialize)]
struct Cues {
    message: String,
    cues: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Duplicate {
    rows: [String; 2],
    names: [String; 2],
    evidence: String,
    found: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    rows: [String; 2],
    names: [String; 2],
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BadRow {
    file: String,
    line: usize,
    column: String,
    reason: String,
    says: String,
}

static EXPECTED: LazyLock<Expected> = LazyLock::new(|| {
    let text = fs::read_to_string(project().join("fixtures/shop/expected.toml")).expect("the fixture");
    toml::from_str(&text).expect("the fixture is right")
});

/// The files of the shop's folder after its first night.
static NIGHT: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let rolo = shop(AS_OF);
    let run = rolo.ends(3, &[&["nightly"][..], &FILES].concat());
    assert!(run.err.contains("contacts_mailtool.csv.rejects (3 of 150 rows)"), "{}", run.err);
    let names = fs::read_dir(rolo.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.map(|name| (name.clone(), fs::read(rolo.path(&name)).unwrap())).collect()
});

/// A folder with the shop's files and no database.
fn shop(as_of: &str) -> Sandbox {
    let rolo = Sandbox::at(as_of);
    for name in FILES {
        fs::copy(project().join("fixtures/shop").join(name), rolo.path(name)).expect(name);
    }
    rolo
}

/// A folder as the first night leaves it.
pub fn night() -> Sandbox {
    let rolo = Sandbox::at(AS_OF);
    for (name, bytes) in NIGHT.iter() {
        fs::write(rolo.path(name), bytes).expect(name);
    }
    rolo
}

/// A folder with a copy of another one's database, some days later.
fn copy_of(rolo: &Sandbox, days: u32) -> Sandbox {
    let copy = Sandbox::at(&later(days));
    fs::copy(rolo.path("rolo.db"), copy.path("rolo.db")).expect("the database is at rest");
    copy
}

fn later(days: u32) -> String {
    let start = chrono::NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    format!("{}T00:00:00Z", start + chrono::Days::new(days.into()))
}

fn everything(rolo: &Sandbox) -> Vec<String> {
    EVERYTHING.iter().flat_map(|sql| rolo.rows(sql)).collect()
}

/// Asserts that two folders hold the same, and shows the first rows that differ.
#[track_caller]
fn assert_same(before: &[String], after: &[String], what: &str) {
    let differing: Vec<_> = before.iter().zip(after).filter(|(a, b)| a != b).take(3).collect();
    assert!(differing.is_empty(), "{what}: {differing:#?}");
    assert_eq!(before.len(), after.len(), "{what}");
}

/// The id of the one contact that holds an identity.
fn id_of(rolo: &Sandbox, identity: &str) -> String {
    let (column, value) = match identity.strip_prefix("visitor_id:") {
        Some(visitor) => ("visitor_ids", visitor),
        None => ("email", identity),
    };
    rolo.one(&format!("SELECT id FROM contacts WHERE ';' || {column} || ';' LIKE '%;{value};%'"))
}

/// The contact that a row of a contacts file became part of, from the file's name and the row's id.
fn contact_of(rolo: &Sandbox, row: &str) -> String {
    let (file, id) = row.split_once(' ').expect("file and id");
    let scope = if file == "contacts_oldcrm.csv" { "oldcrm" } else { "hubspot" };
    rolo.one(&format!("SELECT id FROM contacts WHERE ';' || external_ids || ';' LIKE '%;{scope}:{id};%'"))
}

#[test]
fn the_counts_are_those_worked_out_by_hand() {
    let (rolo, counts) = (night(), &EXPECTED.counts);
    assert_eq!(EXPECTED.as_of, AS_OF);
    let count = |sql: &str| -> usize { rolo.one(sql).parse().unwrap() };
    assert_eq!(count("SELECT count(*) FROM contacts"), counts.contacts_after_certain);
    let nobody = "user_id IS NULL AND email IS NULL AND phone IS NULL AND external_ids IS NULL";
    assert_eq!(count(&format!("SELECT count(*) FROM contacts WHERE {nobody}")), counts.anonymous);
    assert_eq!(count("SELECT count(*) FROM conversations"), counts.conversations);
    let pending = "SELECT count(*) FROM conversations WHERE link_state = 'pending'";
    assert_eq!(count(pending), counts.conversations_pending);
    assert_eq!(count("SELECT count(*) FROM messages"), counts.messages);
    assert_eq!(count("SELECT count(*) FROM events"), counts.events);
    let left = EXPECTED.duplicate.iter().filter(|duplicate| duplicate.found == "dedupe").count();
    assert_eq!(counts.contacts_after_certain - left, counts.people);
    assert_eq!(count("SELECT count(*) FROM contacts WHERE status IS NULL"), 0);
}

#[test]
fn each_bad_row_is_rejected_with_its_line_its_column_and_a_fitting_reason() {
    let night = night();
    let mut rejected = Vec::new();
    for file in FILES {
        let text = night.read(&format!("{file}.rejects"));
        for row in csv::Reader::from_reader(text.as_bytes()).into_records() {
            let row = row.unwrap();
            let cell = |from_end: usize| row[row.len() - from_end].to_owned();
            rejected.push((file, cell(3).parse::<usize>().unwrap(), cell(2), cell(1)));
        }
    }
    assert_eq!(rejected.len(), EXPECTED.bad_row.len());
    for BadRow { file, line, column, reason, says } in &EXPECTED.bad_row {
        let row = rejected.iter().find(|row| row.0 == file && row.1 == *line);
        let row = row.unwrap_or_else(|| panic!("{file} line {line} was taken: {reason}"));
        assert_eq!(&row.2, column, "{file} line {line}: {reason}");
        assert!(row.3.contains(says.as_str()), "{file} line {line}: `{}` should say `{says}`", row.3);
    }
}

#[test]
fn the_named_contacts_are_decided_as_by_hand() {
    let night = night();
    assert_eq!(EXPECTED.contact.len(), 20);
    for Contact { contact, columns, why, .. } in &EXPECTED.contact {
        let id = id_of(&night, contact);
        for (column, value) in columns {
            let expected = match value {
                toml::Value::Boolean(on) => u8::from(*on).to_string(),
                toml::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let found = night.one(&format!("SELECT {column} FROM contacts WHERE id = {id}"));
            assert_eq!(found, expected, "{column} of {contact}: {why}");
        }
    }
}

#[test]
fn the_named_contacts_have_the_follow_ups_that_are_due() {
    let night = night();
    for Contact { contact, followups, why, .. } in &EXPECTED.contact {
        let id = id_of(&night, contact);
        let sql = format!("SELECT kind, due_at FROM followups WHERE contact_id = {id} AND {OPEN} ORDER BY kind");
        let mut expected: Vec<_> = followups.iter().map(|f| format!("{}|{}", f.kind, f.due)).collect();
        expected.sort();
        assert_eq!(night.rows(&sql), expected, "{contact}: {why}");
    }
}

#[test]
fn the_cues_of_the_named_contacts_are_found_and_no_others() {
    let night = night();
    let cues_of = |message: &str| -> BTreeSet<String> {
        let cues = night.one(&format!("SELECT cues FROM messages WHERE external_id = '{message}'"));
        cues.split(';').filter(|cue| !cue.is_empty()).map(String::from).collect()
    };
    for contact in &EXPECTED.contact {
        for Cues { message, cues } in &contact.cues {
            let found = cues_of(message);
            assert!(found.is_superset(cues), "{}: {message} has {found:?}, not {cues:?}", contact.contact);
        }
        for message in &contact.without_cues {
            let mut found = cues_of(message);
            found.retain(|cue| !matches!(cue.as_str(), "gratitude" | "goodbye" | "question"));
            assert!(found.is_empty(), "{}: {message} has {found:?}", contact.contact);
        }
    }
}

#[test]
fn a_missing_score_tells_why_and_a_conversation_has_its_class() {
    let night = night();
    for Contact { contact, no_score, conversation_class, .. } in &EXPECTED.contact {
        let explained = night.ends(0, &["score", "--explain", contact]);
        match no_score {
            Some(why) => assert!(explained.err.contains(&format!("no score: {why}")), "{contact}: {}", explained.err),
            None => assert!(!explained.err.contains("too_few_messages"), "{contact}: {}", explained.err),
        }
        if let Some(class) = conversation_class {
            let sql = format!("SELECT class FROM conversations WHERE contact_id = {}", id_of(&night, contact));
            assert_eq!(&night.one(&sql), class, "{contact}");
        }
    }
}

#[test]
fn each_duplicate_is_found_when_its_evidence_comes() {
    let night = night();
    let imported = shop(AS_OF);
    imported.ends(3, &[&["import"][..], &FILES].concat());
    let count = imported.one("SELECT count(*) FROM contacts");
    assert_eq!(count, EXPECTED.counts.contacts_after_import.to_string());
    assert_eq!(EXPECTED.duplicate.len(), 30);
    for Duplicate { rows: [a, b], names, evidence, found } in &EXPECTED.duplicate {
        let is_one = |rolo: &Sandbox| contact_of(rolo, a) == contact_of(rolo, b);
        assert_eq!(is_one(&imported), found == "import", "{names:?} after import: {evidence}");
        assert_eq!(is_one(&night), found != "dedupe", "{names:?} after a night: {evidence}");
    }
}

#[test]
fn people_who_share_a_mailbox_a_phone_or_a_name_stay_apart() {
    let night = night();
    for Apart { rows: [a, b], names, why } in &EXPECTED.apart {
        for (row, name) in [a, b].into_iter().zip(names) {
            let id = contact_of(&night, row);
            assert_eq!(&night.one(&format!("SELECT name FROM contacts WHERE id = {id}")), name);
        }
        assert_ne!(contact_of(&night, a), contact_of(&night, b), "{names:?}: {why}");
    }
}

#[test]
fn a_second_night_changes_nothing() {
    let rolo = night();
    let before = everything(&rolo);
    rolo.ok(&["nightly"]);
    assert_same(&before, &everything(&rolo), "no files");
    let again = rolo.ends(3, &[&["nightly", "--format", "json"][..], &FILES].concat());
    let done: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    for batch in done["import"]["batches"].as_array().unwrap() {
        assert_eq!((&batch["created"], &batch["updated"]), (&0.into(), &0.into()), "{batch}");
        assert_eq!(batch["unchanged"].as_u64().unwrap() + 3, batch["read"].as_u64().unwrap(), "{batch}");
    }
    assert_same(&before, &everything(&rolo), "the same files");
}

#[test]
fn later_nights_decide_the_same_as_full_passes() {
    let mut rolo = night();
    for days in [1, 7, 30, 120] {
        let (night, full) = (copy_of(&rolo, days), copy_of(&rolo, days));
        night.ok(&["nightly"]);
        for pass in [&["classify"][..], &["score"], &["followups", "scan"]] {
            full.ok(&[pass, &["--full"]].concat());
        }
        assert_same(&everything(&full), &everything(&night), &format!("{days} days later"));
        let after = everything(&night);
        for pass in [&["classify"][..], &["score"], &["followups", "scan"]] {
            night.ok(&[pass, &["--full"]].concat());
        }
        assert_same(&after, &everything(&night), &format!("again {days} days later"));
        rolo = night;
    }
}

#[test]
fn nights_in_a_row_decide_the_same_as_one_late_night() {
    let sql = "SELECT id, status, stage, intent, sentiment_level, vip, completeness, score, grade FROM contacts";
    let mut rolo = night();
    for days in [1, 30] {
        rolo = copy_of(&rolo, days);
        rolo.ok(&["nightly"]);
    }
    let late = shop(&later(30));
    late.ends(3, &[&["nightly"][..], &FILES].concat());
    assert_same(&late.rows(sql), &rolo.rows(sql), "30 days later");
}

#[test]
fn follow_ups_are_listed_approved_and_dismissed() {
    let rolo = night();
    let due = rolo.ok(&["followups", "list", "--due", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(due.as_bytes());
    let times: Vec<String> = reader.records().map(|row| row.unwrap()[5].to_owned()).collect();
    assert!(times.is_sorted(), "{times:?}");
    assert!(times.iter().all(|time| time.as_str() <= AS_OF), "{times:?}");
    let number = |contact: &str, kind: &str| {
        let id = id_of(&rolo, contact);
        rolo.one(&format!(
            "SELECT id FROM followups WHERE contact_id = {id} AND kind = '{kind}' ORDER BY id DESC LIMIT 1"
        ))
    };
    let state = |rolo: &Sandbox, number: &str| {
        rolo.one(&format!("SELECT state || ' ' || attempts FROM followups WHERE id = {number}"))
    };
    let promise = number("simon.ferreira@example.com", "promise");
    let undecided = number("nora.whitfield@example.com", "undecided");
    rolo.ok(&["followups", "approve", &promise]);
    rolo.ok(&["followups", "dismiss", &undecided]);
    rolo.ok(&["followups", "scan", "--full"]);
    assert_eq!(state(&rolo, &promise), "approved 1");
    assert_eq!(state(&rolo, &undecided), "dismissed 1");
    assert_eq!(number("nora.whitfield@example.com", "undecided"), undecided, "not again within three days");
    let later = copy_of(&rolo, 3);
    later.ok(&["nightly"]);
    let again = "SELECT count(*), max(attempts) FROM followups WHERE kind = 'undecided' AND contact_id = ";
    assert_eq!(later.one(&format!("{again}{}", id_of(&later, "nora.whitfield@example.com"))), "2|2");
    assert_eq!(EXPECTED.by_hand.len(), 1, "scheduling by hand is told of too");
}

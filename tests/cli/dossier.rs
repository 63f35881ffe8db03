//! A dossier leaves nothing out: a mark in every text that rows of a person can have is found in it again.

use rusqlite::Connection;
use serde_json::Value;

use crate::sandbox::Sandbox;

/// Tables without anything of a person: what rolo knows of itself, what it packed or hashed, and lists of names.
const OF_NOBODY: [&str; 24] = [
    "setting",
    "identity",
    "conversation_key",
    "message_key",
    "event_key",
    "currency",
    "contact_count",
    "contact_fact",
    "stale_fact",
    "contact_score",
    "dirty",
    "dirty_conversation",
    "compared",
    "folded",
    "refold",
    "taken_row",
    "taken_before",
    "erased",
    "sqlite_sequence",
    "created",
    "membership",
    "membership_since",
    "membership_change",
    "holding",
];
/// Columns whose words are few, or that lead elsewhere.
const WORDS: [(&str, &str); 6] = [
    ("pin", "field"),
    ("deal", "state"),
    ("verdict", "verdict"),
    ("verdict_before", "verdict"),
    ("change", "row_table"),
    ("segment", "filter"),
];

/// Somebody with a row in every table, under the number 1; 2 became part of 1; 3 is somebody else.
fn known() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    let people = "user_id,email,visitor_id,name,company,note\n7,ana@example.com,,Ana Cruz,Acme,likes tea\n\
        ,,v1,,,\n,dan@example.com,,Dan Lee,,\n";
    rolo.import("people.csv", people, &[]);
    let messages = "email,conversation_id,channel,sender,sent_at,text\n\
        ana@example.com,c1,web,visitor,2026-08-30T10:00:00Z,How much is it? Third time I ask!\n";
    rolo.import("messages.csv", messages, &[]);
    rolo.import("events.csv", "email,kind,at\nana@example.com,purchase,2026-08-02\n", &[]);
    rolo.import("deals.csv", "email,title,amount,currency\nana@example.com,Chairs,5,PHP\n", &[]);
    rolo.import("more.csv", "email,visitor_id,city\nana@example.com,v1,Leeds\n", &[]);
    rolo.ok(&["contacts", "note", "calls back", "1", "--author", "mia"]);
    rolo.ok(&["nightly"]);
    let conn = Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute_batch(
        "INSERT INTO held (contact_id, field, value, at) VALUES (1, 'tags', 'spa', 1);
         INSERT INTO pin (contact_id, field, value, at, author) VALUES (1, 'stage', 'closing', 1, 'mia');
         INSERT INTO point (contact_id, points, reason, at, author) VALUES (1, 5, 'kind', 1, 'mia');
         INSERT OR REPLACE INTO inferred (contact_id, print, name) VALUES (1, 1, 'x');
         INSERT INTO hint VALUES (1, 3, 'said_email');
         INSERT INTO segment (name, filter, created_at, updated_at) VALUES ('all of them', '{}', 1, 1);
         INSERT INTO broadcast (name, filter, text, created_at) VALUES ('news', '{}', 'Hello', 1);
         INSERT INTO delivery (broadcast_id, contact_id, state, at) VALUES (1, 1, 'sent', 1);
         INSERT INTO followup (contact_id, kind, reason, cause_at, due_at, state, created_at, updated_at)
             VALUES (1, 'task', 'x', 1, 1, 'pending', 1, 1);
         INSERT INTO pair (low_id, high_id, reason) VALUES (1, 3, 'shared_email');
         INSERT INTO likely VALUES (1, 3, 0.5);
         INSERT INTO verdict (low_id, high_id, verdict, at) VALUES (1, 3, 'different', 1);
         INSERT INTO pair_before VALUES (1, 2, 3, 'shared_email', 1, 3);
         INSERT INTO verdict_before VALUES (1, 2, 3, 'different', 1, 1, 3);",
    )
    .unwrap();
    rolo
}

/// Puts a mark into each text of each row that is not of contact 3; gives the marks.
fn mark(conn: &Connection) -> Vec<String> {
    conn.execute_batch("PRAGMA foreign_keys = 0").unwrap();
    let tables: Vec<String> = list(conn, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    let mut marks = Vec::new();
    for table in tables.iter().filter(|table| !OF_NOBODY.contains(&table.as_str())) {
        assert!(!list(conn, &format!("SELECT 1 || '' FROM {table}")).is_empty(), "{table} has no row");
        let columns = list(conn, &format!("SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'"));
        for column in columns {
            let is_word = WORDS.contains(&(table, column.as_str()));
            if is_word {
                continue;
            }
            let mark = format!("mark_{table}_{column}");
            let value = match column.as_str() {
                "metadata" | "before" => format!("'{{\"{mark}\":1}}'"),
                "said" => format!("'[\"{mark}\"]'"),
                "after" => continue,
                // A text that may stand only once.
                _ => format!("'{mark}_' || rowid"),
            };
            let value = if ["hint", "likely"].contains(&table.as_str()) { format!("'{mark}_'") } else { value };
            conn.execute(&format!("UPDATE {table} SET {column} = {value} WHERE {}", whose(table)), []).expect(&mark);
            marks.push(mark);
        }
    }
    marks
}

/// The rows that are about contact 1.
fn whose(table: &str) -> &'static str {
    match table {
        "contact" => "id = 1",
        "change" => "row_table = 'contact' AND row_id = 1",
        _ => "1",
    }
}

fn list(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get(0)).expect(sql);
    rows.collect::<Result<_, _>>().expect(sql)
}

#[test]
fn every_text_of_a_persons_rows_is_in_the_dossier() {
    let rolo = known();
    let conn = Connection::open(rolo.path("rolo.db")).unwrap();
    let marks = mark(&conn);
    assert!(marks.len() > 100, "{marks:?}");
    let dossier = rolo.ok(&["contacts", "dossier", "1"]);
    // Of commands and broadcasts, not of a person.
    let of_others = ["mark_journal_summary", "mark_broadcast_state"];
    let is_missing = |mark: &&String| !dossier.contains(mark.as_str()) && !of_others.contains(&mark.as_str());
    let missing: Vec<&String> = marks.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?}\n{dossier}");
}

#[test]
fn a_dossier_is_one_object_of_one_person_in_a_stable_order() {
    let rolo = known();
    let text = rolo.ok(&["contacts", "dossier", "ana@example.com"]);
    assert_eq!(text, rolo.ok(&["contacts", "dossier", "2"]), "2 is part of 1, and twice is as once");
    let dossier: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&dossier["contact"]["name"], &dossier["contact"]["vip"]), (&"Ana Cruz".into(), &false.into()));
    assert_eq!(dossier["conversations"][0]["messages"][0]["text"], "How much is it? Third time I ask!");
    assert_eq!(dossier["conversations"][0]["messages"][0]["sent_at"], "2026-08-30T10:00:00Z");
    assert_eq!(dossier["stored"]["created_at"], "2026-09-01T00:00:00Z");
    assert_eq!(dossier["segments"], serde_json::json!(["all of them"]));
    let files: Vec<&Value> = dossier["imports"].as_array().unwrap().iter().map(|batch| &batch["file"]).collect();
    assert_eq!(files, ["people.csv", "messages.csv", "events.csv", "deals.csv", "more.csv"]);
    let decides = |reason: &&Value| reason["decides"] == true && reason["subject"] == "intent";
    assert!(dossier["reasons"]["decisions"].as_array().unwrap().iter().any(|reason| decides(&reason)), "{text}");
    let gone = dossier["journal"].as_array().unwrap().iter().find(|change| change["after"].is_null()).unwrap();
    assert_eq!((&gone["row_id"], &gone["before"]["visitor_ids"]), (&2.into(), &"v1".into()));
    assert!(!text.contains("Dan Lee") && !text.contains("dan@example.com"), "{text}");
    let run = rolo.ends(0, &["contacts", "dossier", "1", "--output", "ana.json"]);
    assert!(run.out.is_empty() && run.err.contains("written to ana.json"), "{}", run.err);
    assert_eq!(rolo.read("ana.json"), text);
}

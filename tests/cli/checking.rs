//! `rolo check`: databases that were damaged in each way are found out, and mended where that is possible.

use std::fs;

use crate::sandbox::Sandbox;

/// People with conversations, events, deals, merges, something inferred, and an alert.
fn filled() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    let people = "user_id,email,visitor_id,name,company,note,do_not_contact,Plan\n\
        7,ana@example.com,,Ana Cruz,Acme,likes tea,,gold\n,ben@example.com,,Ben Reyes,,,yes,\n,,v1,,,,,\n,,v2,,,,,\n";
    rolo.import("people.csv", people, &[]);
    let messages = "email,visitor_id,conversation_id,message_id,channel,sender,sent_at,text\n\
        ana@example.com,,c1,m1,web,visitor,2026-08-30T10:00:00Z,How much is it? Third time I ask!\n\
        ana@example.com,,c1,m2,web,agent,2026-08-30T11:00:00Z,I will get back to you tomorrow\n\
        ana@example.com,,c1,m3,web,visitor,2026-08-30T12:00:00Z,I will take it\n\
        ,v2,c2,m4,web,visitor,2026-08-30T12:00:00Z,My name is Dan Lee and my email is dan@example.com\n\
        ,,c3,m5,web,visitor,2026-08-30T12:00:00Z,Hello\n";
    rolo.import("messages.csv", messages, &[]);
    let events = "event_id,email,kind,at,amount,currency\ne1,ana@example.com,purchase,2026-08-02,10,PHP\n";
    rolo.import("events.csv", events, &[]);
    rolo.import("more.csv", "email,visitor_id\nben@example.com,v1\n", &[]);
    rolo.ok(&["nightly"]);
    rolo
}

fn damage(rolo: &Sandbox, sql: &str) {
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute_batch(&format!("PRAGMA foreign_keys = 0; {sql}")).expect(sql);
}

/// Puts the database back as it was.
fn again(rolo: &Sandbox, bytes: &[u8]) {
    for name in ["rolo.db-wal", "rolo.db-shm"] {
        let _ = fs::remove_file(rolo.path(name));
    }
    fs::write(rolo.path("rolo.db"), bytes).unwrap();
}

#[track_caller]
fn faults(rolo: &Sandbox) -> Vec<serde_json::Value> {
    let run = rolo.run(&["check", "--format", "json"]);
    let faults: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect(&run.err);
    assert_eq!(run.code, if faults.is_empty() { 0 } else { 5 }, "{}{}", run.out, run.err);
    faults
}

#[test]
fn what_follows_from_other_rows_is_mended() {
    let rolo = filled();
    let before = rolo.dump();
    damage(&rolo, "PRAGMA wal_checkpoint(TRUNCATE)");
    let bytes = fs::read(rolo.path("rolo.db")).unwrap();
    for (sql, check) in [
        ("DELETE FROM identity WHERE bucket = (SELECT min(bucket) FROM identity)", "identity"),
        ("INSERT OR REPLACE INTO identity VALUES (9, zeroblob(11))", "identity"),
        ("DELETE FROM conversation_key", "conversation_key"),
        ("UPDATE message_key SET entries = zeroblob(11)", "message_key"),
        ("DELETE FROM event_key", "event_key"),
        ("UPDATE taken_row SET entries = x'00'", "taken_row"),
        ("UPDATE conversation SET message_count = 99 WHERE id = 1", "conversation"),
        ("UPDATE conversation SET last_visitor_at = 5", "conversation"),
        ("UPDATE message SET contact_id = 2 WHERE id = 1", "message"),
        ("UPDATE message SET contact_id = 2 WHERE external_id = 'm5'", "message"),
        ("UPDATE contact_count SET spend = 1 WHERE contact_id = 1", "contact_count"),
        ("DELETE FROM contact_count WHERE contact_id = 1", "contact_count"),
        ("INSERT INTO contact_count (contact_id) VALUES (999)", "contact_count"),
        ("UPDATE contact_fact SET packed = x'00' WHERE contact_id = 1", "contact_fact"),
        ("DELETE FROM contact_fact WHERE contact_id = 2", "contact_fact"),
        ("UPDATE inferred SET print = 5", "inferred"),
        ("DELETE FROM inferred", "inferred"),
        ("DELETE FROM contact_state", "contact_state"),
        ("UPDATE contact_state SET contact_id = 999 WHERE contact_id = 1", "contact_state"),
        ("UPDATE contact_state SET status = 77 WHERE contact_id = 1", "contact_state"),
        ("DELETE FROM contact_score WHERE contact_id = 1", "contact_score"),
        ("UPDATE conversation_state SET conversation_id = 999 WHERE conversation_id = 1", "conversation_state"),
        ("DELETE FROM conversation_state", "conversation_state"),
        ("UPDATE setting SET value = '{\"0\":9}' WHERE key = 'grade_counts'", "grade_counts"),
        ("INSERT INTO dirty VALUES (999, 1)", "dirty"),
        ("INSERT INTO stale_fact VALUES (999)", "stale_fact"),
        ("INSERT INTO dirty_conversation VALUES (999)", "dirty_conversation"),
        ("INSERT INTO hint VALUES (999, 1, 'said_email')", "hint"),
        ("INSERT OR REPLACE INTO followup_next VALUES (999, 1)", "followup_next"),
        (
            "INSERT INTO alert (contact_id, message_id, kind, reason, at, created_at) VALUES (1, 999, 'x', 'x', 1, 1)",
            "alert",
        ),
        ("INSERT INTO change (journal_id, row_table, row_id, after) VALUES (999, 'note', 1, '{}')", "change"),
        ("INSERT INTO created VALUES (999, 'note', 1, 2)", "created"),
    ] {
        again(&rolo, &bytes);
        damage(&rolo, sql);
        let found = faults(&rolo);
        assert!(found.iter().any(|fault| fault["check"] == check), "{sql}: {found:?}");
        assert!(found.iter().all(|fault| fault["repair"] == "yes"), "{sql}: {found:?}");
        let run = rolo.ends(0, &["check", "--repair"]);
        assert!(run.err.contains("all is mended") && run.out.contains(",done\n"), "{sql}: {}{}", run.out, run.err);
        rolo.ok(&["nightly"]);
        assert_eq!(faults(&rolo), Vec::<serde_json::Value>::new(), "{sql}");
        assert_eq!(rolo.dump(), before, "{sql}");
    }
}

#[test]
fn a_dry_run_of_a_repair_mends_nothing() {
    let rolo = filled();
    damage(&rolo, "DELETE FROM identity; DELETE FROM contact_count");
    let found = faults(&rolo);
    let run = rolo.ends(0, &["check", "--repair", "--dry-run"]);
    assert!(run.err.contains("all is mended") && run.err.contains("dry run"), "{}", run.err);
    assert_eq!(faults(&rolo), found);
}

#[test]
fn what_only_its_rows_know_is_told_and_left() {
    for (sql, check, example) in [
        ("UPDATE note SET contact_id = 999", "foreign_keys", "note 1 lacks its contact"),
        (
            "INSERT INTO pin (contact_id, field, value, at) VALUES (999, 'stage', 'closing', 1)",
            "foreign_keys",
            "pin 1 lacks its contact",
        ),
        (
            "INSERT INTO held (contact_id, field, at) VALUES (999, 'city', 1)",
            "foreign_keys",
            "held 1 lacks its contact",
        ),
        ("UPDATE contact SET company_id = 999 WHERE id = 1", "contact", "1"),
        ("UPDATE contact SET metadata = 'gold' WHERE id = 1", "metadata", "contact 1"),
        ("UPDATE message SET conversation_id = 999 WHERE id = 1", "message", "1"),
        ("UPDATE change SET after = 'x' WHERE id = (SELECT max(id) FROM change)", "change", ""),
    ] {
        let rolo = filled();
        damage(&rolo, sql);
        let found = faults(&rolo);
        let fault = found.iter().find(|fault| fault["check"] == check && fault["repair"] == "no").expect(sql);
        assert_eq!(fault["count"], 1, "{sql}");
        assert!(fault["examples"].as_str().unwrap().contains(example), "{sql}: {fault}");
        let run = rolo.ends(5, &["check", "--repair"]);
        assert!(
            run.out.contains(",left\n") && run.err.contains("go back to a backup"),
            "{sql}: {}{}",
            run.out,
            run.err
        );
    }
}

/// Changes bytes in the root page of a table or an index.
fn change_page(rolo: &Sandbox, name: &str, change: impl Fn(&mut [u8])) {
    damage(rolo, "PRAGMA wal_checkpoint(TRUNCATE)");
    let root: usize = rolo.one(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{name}'")).parse().unwrap();
    let mut bytes = fs::read(rolo.path("rolo.db")).unwrap();
    let size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    change(&mut bytes[size * (root - 1)..size * root]);
    again(rolo, &bytes);
}

#[test]
fn an_index_that_does_not_fit_its_table_is_built_anew() {
    let rolo = filled();
    // The last byte of the page is the number of the row that the first entry leads to.
    change_page(&rolo, "log_by_contact", |page| page[page.len() - 1] ^= 0x40);
    let found = faults(&rolo);
    assert_eq!((&found[0]["check"], &found[0]["repair"]), (&"file".into(), &"yes".into()), "{found:?}");
    assert!(found[0]["examples"].as_str().unwrap().contains("index log_by_contact"), "{found:?}");
    rolo.ends(0, &["check", "--repair"]);
    rolo.ends(0, &["check"]);
}

#[test]
fn a_file_that_is_damaged_itself_is_told_first() {
    let rolo = filled();
    change_page(&rolo, "message", |page| page[..200].fill(0x7f));
    let found = faults(&rolo);
    assert_eq!((&found[0]["check"], &found[0]["repair"]), (&"file".into(), &"no".into()), "{found:?}");
    rolo.ends(5, &["check", "--repair"]);
    assert!(rolo.ends(1, &["backup", "copy.db"]).err.contains("is damaged"));
    assert!(!rolo.path("copy.db").exists());
}

#[test]
fn an_import_that_changes_nothing_leaves_nothing_that_no_entry_stands_for() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("a.csv", "email,city\nana@example.com,Leeds\n", &[]);
    assert_eq!(rolo.import("a.csv", "email,city,name\nana@example.com,Leeds,\n", &[]).fates(), [0, 0, 1]);
    rolo.ends(0, &["check"]);
}

#[test]
fn a_sound_database_says_how_much_was_looked_at() {
    let rolo = filled();
    let run = rolo.ends(0, &["check", "--format", "table"]);
    assert!(run.out.is_empty() && run.err.ends_with("checks found no fault\n"), "{}{}", run.out, run.err);
    assert_eq!(rolo.ok(&["check", "--repair", "--format", "csv"]), "check,fault,count,examples,repair\n");
    assert_eq!(rolo.ends(2, &["check", "--dry-run"]).out, "");
}

#[test]
fn what_cannot_be_read_is_told_and_not_stumbled_over() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    rusqlite::Connection::open(rolo.path("rolo.db"))
        .and_then(|conn| conn.execute("UPDATE contact SET name = x'ff00'", []))
        .expect("room");
    for args in [&["check"][..], &["check", "--repair"]] {
        let run = rolo.ends(5, args);
        assert!(run.out.contains("a cell holds what its column cannot,1,name of contact 1"), "{}", run.out);
    }
}

#[test]
fn an_index_or_view_that_is_gone_is_made_again() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    let schema = "SELECT name, sql FROM sqlite_schema ORDER BY name";
    let before = rolo.rows(schema);
    rusqlite::Connection::open(rolo.path("rolo.db"))
        .and_then(|conn| {
            conn.execute_batch("DROP INDEX point_by_contact; DROP VIEW contacts; CREATE VIEW mine AS SELECT 1")
        })
        .expect("room");
    let run = rolo.ends(5, &["check"]);
    assert!(
        run.out.contains("an index or a view is not there or another one,2,point_by_contact; contacts"),
        "{}",
        run.out
    );
    rolo.ends(0, &["check", "--repair"]);
    assert!(rolo.rows(schema).iter().filter(|row| !row.starts_with("mine|")).eq(&before));
    rolo.ends(0, &["check"]);
}

#[test]
fn one_repair_mends_all_that_can_be_mended() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Dy\n", &[]);
    rolo.ok(&["nightly"]);
    rusqlite::Connection::open(rolo.path("rolo.db"))
        .and_then(|conn| conn.execute_batch("PRAGMA foreign_keys = 0; DELETE FROM contact WHERE id = 2"))
        .expect("room");
    rolo.ends(0, &["check", "--repair"]);
    rolo.ends(0, &["check"]);
}

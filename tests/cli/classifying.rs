//! `rolo classify`: looking ahead and back without writing.

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Thirty who wrote on the first of August, one who bought, and one without a name.
fn world() -> Sandbox {
    let rolo = Sandbox::at("2026-09-05");
    let mut messages = "email,name,channel,sender,sent_at,text\n".to_owned();
    for i in 1..=30 {
        messages += &format!("p{i:02}@example.com,Person {i},web,visitor,2026-08-20T10:00:00Z,Hello there\n");
    }
    messages += "quiet@example.com,,web,visitor,2026-08-20T10:00:00Z,Hello there\n";
    rolo.file("messages.csv", &messages);
    rolo.file("events.csv", "email,kind,at\np30@example.com,purchase,2026-08-21T10:00:00Z\n");
    rolo.ok(&["import", "messages.csv", "events.csv"]);
    rolo
}

#[test]
fn a_look_ahead_names_some_who_would_change_and_writes_nothing() {
    let rolo = world();
    rolo.ok(&["classify"]);
    let before = rolo.dump();
    let rolo = rolo.moved_to("2026-12-24");
    let run = rolo.ends(0, &["classify", "--dry-run"]);
    let expected = "classify\n  examined             31\n  changed              31\n  converted → churned   1\n  \
                    new → inactive       30\nfor example\n  30 Person 30  converted → churned\n  \
                    1 Person 1    new → inactive\n";
    assert!(run.err.starts_with(expected), "{}", run.err);
    assert!(run.err.ends_with("dry run: nothing was written\n"), "{}", run.err);
    let summary: Value = serde_json::from_str(&rolo.ok(&["classify", "--dry-run", "--format", "json"])).unwrap();
    let examples = summary["examples"].as_array().expect("examples");
    assert_eq!(examples.len(), 20);
    assert_eq!(examples[0].to_string(), r#"{"id":30,"name":"Person 30","from":"converted","to":"churned"}"#);
    assert_eq!(examples[1]["to"], "inactive");
    assert_eq!(rolo.dump(), before);
    let done: Value = serde_json::from_str(&rolo.ok(&["classify", "--format", "json"])).unwrap();
    assert_eq!(done.get("examples"), None, "who is changed stands in the log");
    assert_eq!(done["transitions"], summary["transitions"]);
}

#[test]
fn a_look_back_shows_what_was_not_known_yet() {
    let rolo = world();
    rolo.ok(&["classify"]);
    let before = rolo.dump();
    let rolo = rolo.moved_to("2026-08-20T12:00:00Z");
    let run = rolo.ends(0, &["classify", "--dry-run"]);
    assert!(run.err.contains("converted → new   1\nfor example\n  30 Person 30  converted → new\n"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    let rolo = rolo.moved_to("2026-09-05");
    let again: Value = serde_json::from_str(&rolo.ok(&["classify", "--dry-run", "--format", "json"])).unwrap();
    assert_eq!(again["changed"], 0);
    assert_eq!(again.get("examples"), None);
}

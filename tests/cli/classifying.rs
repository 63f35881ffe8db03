//! `rolo classify`: looking ahead and back without writing, and conversations in a line.

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

const TALK: &str = "email,conversation_id,message_id,channel,sender,sent_at,text\n\
    ana@example.com,c1,m1,web,visitor,2026-08-20T10:00:00Z,\"Hi, this is Ana. How much is a wedding cake for 50 people?\"\n\
    ana@example.com,c1,m2,web,agent,2026-08-20T10:05:00Z,It is $250.\n\
    ana@example.com,c1,m3,web,visitor,2026-08-20T10:10:00Z,\"Please book me for Saturday at 3 pm\"\n\
    ,c2,n1,web,visitor,2026-08-20T10:00:00Z,It arrived broken\n";

fn summaries(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT coalesce(external_id, '') || ': ' || coalesce(summary, 'none') FROM conversations ORDER BY id")
}

#[test]
fn each_conversation_has_a_summary_that_is_renewed_with_its_messages_alone() {
    let rolo = Sandbox::at("2026-09-05");
    rolo.import("talk.csv", TALK, &[]);
    assert_eq!(summaries(&rolo), ["c1: none", "c2: none"]);
    rolo.ok(&["classify"]);
    let asked = "c1: asks the price: \"How much is a wedding cake for 50 people?\"; quoted";
    let broken = "c2: complains: \"It arrived broken\"; not answered";
    assert_eq!(summaries(&rolo), [&format!("{asked}; wants to book; not answered"), broken]);
    rolo.import("events.csv", "email,kind,at\nana@example.com,booking_confirmed,2026-08-20T11:00:00Z\n", &[]);
    rolo.ok(&["classify"]);
    assert_eq!(summaries(&rolo), [&format!("{asked}; booked"), broken]);
    // Without marks nobody's texts are looked at: a text that changes behind rolo's back changes nothing.
    let db = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    db.execute("UPDATE message SET text = 'How much is it?' WHERE external_id IN ('m1', 'n1')", []).unwrap();
    drop(db);
    rolo.ok(&["classify"]);
    rolo.ok(&["classify", "--full"]);
    assert_eq!(summaries(&rolo), [&format!("{asked}; booked"), broken]);
    let later = "ana@example.com,c1,m4,web,agent,2026-08-21T10:00:00Z,\"I will call you back tomorrow\"\n";
    rolo.import("later.csv", &format!("{}{later}", &TALK[..TALK.find('\n').unwrap() + 1]), &[]);
    rolo.ok(&["classify"]);
    assert_eq!(
        summaries(&rolo)[0],
        "c1: asks the price: \"How much is it?\"; quoted; we promised to come back; booked"
    );
}

#[test]
fn a_summary_that_was_imported_stays_and_comes_back_alone() {
    let rolo = Sandbox::at("2026-09-05");
    rolo.import("talk.csv", TALK, &[]);
    rolo.import(
        "ours.csv",
        "conversation_id,channel,email,summary\nc1,web,ana@example.com,The cake lady\n",
        &["--as", "conversations"],
    );
    rolo.ok(&["classify"]);
    assert_eq!(summaries(&rolo), ["c1: The cake lady", "c2: complains: \"It arrived broken\"; not answered"]);
    let exported = rolo.ok(&["export", "--kind", "conversations", "--format", "csv"]);
    assert!(exported.contains("The cake lady") && !exported.contains("complains"), "{exported}");
    rolo.ok(&["undo"]);
    rolo.ok(&["classify"]);
    assert!(summaries(&rolo)[0].starts_with("c1: asks the price"), "{:?}", summaries(&rolo));
}

#[test]
fn an_explanation_tells_the_class_of_each_conversation_a_line_and_its_key_lines() {
    let rolo = Sandbox::at("2026-09-05");
    rolo.import("talk.csv", TALK, &[]);
    let run = rolo.ends(0, &["classify", "--explain", "ana@example.com", "--format", "csv"]);
    let told: Vec<&str> = run.out.lines().filter(|line| line.contains(",conversation 1,")).collect();
    // The weights are learnt anew now and then.
    assert!(told[0].starts_with("class,conversation 1,,,\"potential_new_business +"), "{}", told[0]);
    let most = "message 1 of the visitor says most for it (+1.5): \"\"Hi, this is Ana. How much is a wedding cake for";
    assert!(told[0].contains(most), "{}", told[0]);
    assert_eq!(
        told[1..],
        [
            "summary,conversation 1,,,\"asks the price: \"\"How much is a wedding cake for 50 people?\"\"; quoted; wants to book; not answered\"",
            "key line,conversation 1,,,\"2026-08-20T10:00:00Z visitor: Hi, this is Ana. How much is a wedding cake for 50 people?\"",
            "key line,conversation 1,,,2026-08-20T10:05:00Z agent: It is $250.",
            "key line,conversation 1,,,2026-08-20T10:10:00Z visitor: Please book me for Saturday at 3 pm",
        ]
    );
}

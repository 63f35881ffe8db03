//! Conversations on their way out, with what was said and found in them.

use serde_json::Value;

use crate::sandbox::Sandbox;

const MESSAGES: &str = "conversation_id,message_id,channel,email,name,sender,sent_at,text\n\
    c1,m2,web,ana@example.com,Ana,agent,2026-08-30T10:05:00Z,\"€ 20 — I'll get back to you tomorrow\"\n\
    c1,m1,web,ana@example.com,Ana,visitor,2026-08-30T10:00:00Z,\"🙂 Ñandú! How much is it? And how much is it used?\"\n\
    c1,m3,web,ana@example.com,Ana,system,2026-08-30T10:06:00Z,How much is it?\n\
    c2,m4,sms,,,visitor,2026-08-30T11:00:00Z,\"I want to \"\"cancel\"\"\nplease\"\n";

fn talks(rolo: &Sandbox, options: &[&str]) -> Vec<Value> {
    let out = rolo.ok(&[&["conversations", "export", "--format", "jsonl"], options].concat());
    out.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

fn shop() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("messages.csv", MESSAGES, &[]);
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
    rolo
}

/// The part of a message's text that a span shows.
fn shown(message: &Value, span: &Value) -> String {
    let place = |key: &str| usize::try_from(span[key].as_u64().expect(key)).expect("a place");
    let (start, end) = (place("start"), place("end"));
    message["text"].as_str().expect("a text").chars().skip(start).take(end - start).collect()
}

#[test]
fn a_line_is_a_conversation_with_its_messages_and_the_words_that_their_cues_rest_on() {
    let rolo = shop();
    let talks = talks(&rolo, &[]);
    assert_eq!(talks.len(), 2, "also the conversation that nobody owns");
    let [talk, unowned] = talks.as_slice() else { panic!("two") };
    assert_eq!((&talk["id"], &talk["external_id"], &talk["contact_id"]), (&1.into(), &"c1".into(), &1.into()));
    assert_eq!((&talk["class"], &talk["channel"]), (&"potential_new_business".into(), &"web".into()));
    assert_eq!((&unowned["contact_id"], &unowned["class"]), (&Value::Null, &"existing_customer_support".into()));
    assert_eq!(unowned["messages"][0]["text"], "I want to \"cancel\"\nplease");

    let messages = talk["messages"].as_array().expect("messages");
    let ids: Vec<&str> = messages.iter().filter_map(|message| message["external_id"].as_str()).collect();
    assert_eq!(ids, ["m1", "m2", "m3"], "in the order of time");
    let [asked, told, system] = messages.as_slice() else { panic!("three") };
    assert_eq!((&asked["sender"], &asked["sent_at"]), (&"visitor".into(), &"2026-08-30T10:00:00Z".into()));
    assert_eq!(asked["cues"].as_array().map(Vec::len), Some(1));
    let spans = asked["cues"][0]["spans"].as_array().expect("spans");
    assert_eq!(spans.len(), 2, "{spans:?}");
    assert!(spans.iter().all(|span| shown(asked, span).to_lowercase().contains("how much")), "{spans:?}");
    assert_eq!((&spans[0]["start"], &spans[0]["pack"]), (&9.into(), &"en".into()), "counted in characters");
    assert_eq!(
        (&asked["due"], &system["cues"], &system["sentiment"]),
        (&Value::Null, &Value::Array(vec![]), &Value::Null)
    );
    let names: Vec<&str> =
        told["cues"].as_array().expect("cues").iter().filter_map(|cue| cue["name"].as_str()).collect();
    assert_eq!(names, ["promise", "quote"]);
    assert_eq!(told["due"], "2026-08-31T23:59:59Z");
}

#[test]
fn every_stored_cue_of_the_shop_is_found_again() {
    let rolo = Sandbox::at("2026-09-01");
    let files = ["contacts_oldcrm.csv", "messages.csv"];
    let files = files.map(|name| crate::sandbox::project().join("fixtures/shop").join(name));
    for file in &files {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        std::fs::copy(file, rolo.path(name)).expect("a copy");
    }
    rolo.ends(3, &["nightly", "contacts_oldcrm.csv", "messages.csv"]);
    let mut count = 0;
    for talk in talks(&rolo, &[]) {
        for message in talk["messages"].as_array().expect("messages") {
            let cues = message["cues"].as_array().expect("cues");
            let names: Vec<&str> = cues.iter().filter_map(|cue| cue["name"].as_str()).collect();
            let stored = rolo.one(&format!("SELECT cues FROM messages WHERE id = {}", message["id"]));
            assert_eq!(names.join(";"), stored, "{message}");
            let is_shown = |cue: &Value| {
                let spans = cue["spans"].as_array().expect("spans");
                !spans.is_empty() && spans.iter().all(|span| !shown(message, span).trim().is_empty())
            };
            assert!(cues.iter().all(is_shown), "{message}");
            assert_eq!(message["due"].is_string(), names.contains(&"promise"), "{message}");
            count += names.len();
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn other_formats_are_the_view_and_filters_are_those_of_contacts() {
    let rolo = shop();
    let csv = rolo.ok(&["conversations", "export"]);
    assert!(csv.starts_with("id,contact_id,external_id,channel,website,"), "{csv}");
    assert_eq!(csv.lines().count(), 3);
    let json: Value = serde_json::from_str(&rolo.ok(&["conversations", "export", "--format", "json"])).expect("JSON");
    assert_eq!((json.as_array().map(Vec::len), json[0].get("messages")), (Some(2), None));
    assert_eq!(rolo.ok(&["conversations", "export", "--channel", "web", "--format", "ids"]), "1\n");
    assert_eq!(talks(&rolo, &["--where", "name = 'Ana' and last_active < as_of()"]).len(), 1);
    assert_eq!(talks(&rolo, &["--where", "name = 'Bea'"]).len(), 0);
}

#[test]
fn a_file_is_written_whole_and_says_so() {
    let rolo = shop();
    let run = rolo.ends(0, &["conversations", "export", "--format", "jsonl", "--output", "talks.jsonl"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", "2 conversations written to talks.jsonl\n"));
    assert_eq!(rolo.read("talks.jsonl"), rolo.ok(&["conversations", "export", "--format", "jsonl"]));
    let run = rolo.ends(2, &["conversations", "export", "--output", "rolo.db"]);
    assert!(run.err.contains("this is a file that rolo lives on"), "{}", run.err);
}

#[test]
fn spans_are_not_told_by_another_reader_than_the_one_whose_cues_are_stored() {
    let rolo = shop();
    rolo.file("rolo.toml", "[reader.phrases]\nbooking_attempt = [\"ñandú\"]\n");
    let run = rolo.ends(1, &["conversations", "export", "--format", "jsonl"]);
    assert_eq!(run.out, "");
    assert!(
        run.err.contains("read with other phrases or settings") && run.err.contains("rolo classify"),
        "{}",
        run.err
    );
    assert_eq!(rolo.ok(&["conversations", "export", "--format", "ids"]), "1\n2\n");
    rolo.ok(&["classify"]);
    let found = &talks(&rolo, &[])[0]["messages"][0];
    let cues = found["cues"].as_array().expect("cues");
    let own = cues.iter().find(|cue| cue["name"] == "booking_attempt").expect("the cue of the own phrase");
    assert_eq!((&own["spans"][0]["pack"], shown(found, &own["spans"][0]).as_str()), (&"user".into(), "Ñandú"));
}

#[test]
fn without_messages_there_is_nothing_to_be_read_again() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("contacts.csv", "name,email\nAna,ana@example.com\n", &[]);
    assert_eq!(rolo.ok(&["conversations", "export", "--format", "jsonl"]), "");
}

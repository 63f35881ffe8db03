//! `rolo score`: what adds up to a score, how it changed, and what another configuration would make of it.

use serde_json::Value;

use crate::sandbox::Sandbox;

const PEOPLE: &str = "email,name,job_title,phone\n\
    ana@example.com,Ana Cruz,Owner,+63 917 555 0101\n\
    ben@example.com,Ben Ong,,\n";
const MESSAGES: &str = "email,conversation_id,channel,sender,sent_at,text\n\
    ana@example.com,c1,web,visitor,2026-08-20T10:00:00Z,\"Hi, our budget is $10k for a cake stand\"\n\
    ana@example.com,c1,web,agent,2026-08-20T10:05:00Z,When do you need it?\n\
    ana@example.com,c1,web,visitor,2026-08-20T10:10:00Z,We need it by next Friday. I'm the owner\n\
    ana@example.com,c2,web,visitor,2026-08-25T10:00:00Z,How much is delivery?\n\
    ana@example.com,c2,web,visitor,2026-08-25T10:01:00Z,How much is delivery on Sundays?\n\
    ana@example.com,c2,web,visitor,2026-08-25T10:02:00Z,And how much is it abroad?\n\
    ana@example.com,c2,web,visitor,2026-08-25T10:03:00Z,\"Sorry, how much was the small one?\"\n\
    ben@example.com,c3,web,visitor,2026-08-25T10:00:00Z,Hello\n";
const EVENTS: &str = "email,kind,at,amount,currency\n\
    ana@example.com,purchase,2026-08-26T10:00:00Z,120,USD\n";

fn world(as_of: &str) -> Sandbox {
    let rolo = Sandbox::at(as_of);
    rolo.file("people.csv", PEOPLE);
    rolo.file("messages.csv", MESSAGES);
    rolo.file("events.csv", EVENTS);
    rolo.ok(&["import", "people.csv", "messages.csv", "events.csv"]);
    rolo
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn each_line_shows_its_evidence_and_the_lines_add_up() {
    let rolo = world("2026-09-01");
    let run = rolo.ends(0, &["score", "--explain", "ana@example.com", "--format", "json"]);
    let rows = json(&run.out);
    let rows = rows.as_array().expect("rows");
    let line = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{name}: {rows:?}"));
    let budget = &line("named a budget")["evidence"];
    assert_eq!(budget[0]["text"], "our budget");
    assert_eq!((&budget[0]["at"], &budget[0]["conversation"]), (&"2026-08-20T10:00:00Z".into(), &1.into()));
    let price = line("asked the price");
    assert_eq!((&price["count"], price["evidence"].as_array().map(Vec::len)), (&4.into(), Some(3)));
    let latest = rolo.one("SELECT max(id) FROM message");
    let latest: i64 = latest.parse::<i64>().unwrap() - 1;
    assert_eq!(price["evidence"][0]["message"], latest, "the latest comes first");
    assert_eq!(line("bought something")["evidence"][0]["amount"], 120.0);
    assert_eq!(line("is an owner")["evidence"][0]["value"], "Owner");
    assert_eq!(line("5 messages")["evidence"][0]["value"], 7.0);
    let sum: f64 = rows.iter().filter_map(|row| row["points"].as_f64()).sum();
    let score = rolo.ok(&["score", "--quiet"]);
    assert_eq!(score, "");
    let stored: f64 = rolo.one("SELECT score FROM contacts WHERE email = 'ana@example.com'").parse().unwrap();
    assert!((sum - stored).abs() < 1e-9, "{sum} and {stored}");
    let because = &line("conversation 1")["evidence"][0]["because"];
    let because = because.as_str().expect("a sentence");
    for reason in ["budget of $10k", "needs it by next Friday", "is the owner"] {
        assert!(because.contains(reason), "{because}");
    }
    assert!(run.err.contains("score ") && run.err.contains(", grade "), "{}", run.err);
}

#[test]
fn the_table_says_the_same_in_words() {
    let rolo = world("2026-09-01");
    let out = rolo.ok(&["score", "--explain", "ana@example.com", "--format", "table"]);
    for text in
        ["\"our budget\" (message 1 of conversation 1", "purchase of 120 USD at 2026-08-26", "job_title is Owner"]
    {
        assert!(out.contains(text), "{text} in\n{out}");
    }
    let none = rolo.ends(0, &["score", "--explain", "ben@example.com", "--format", "csv"]);
    assert_eq!(
        none.out,
        "kind,category,name,count,points,evidence\nconversation,,conversation 3,1,,no score: too few messages\n"
    );
    assert!(none.err.contains("no score: too_few_messages"), "{}", none.err);
    let unknown = rolo.ends(1, &["score", "--explain", "nobody@example.com"]);
    assert!(unknown.err.starts_with("error: no contact is known as `nobody@example.com`"), "{}", unknown.err);
}

#[test]
fn a_history_tells_each_change_from_the_first_score_on() {
    let rolo = world("2026-09-01");
    let none = rolo.ends(0, &["score", "--history", "ana@example.com"]);
    assert_eq!(none.err, "contact 1 was never scored; no change of it is on record\n");
    rolo.ok(&["score"]);
    let first = rolo.one("SELECT score || '|' || grade FROM contacts WHERE id = 1");
    assert_eq!(rolo.one("SELECT count(*) FROM activity WHERE author = 'score'"), "0", "a first score is no change");
    let rolo = rolo.moved_to("2026-10-15");
    rolo.ok(&["score"]);
    let rolo = rolo.moved_to("2027-03-01");
    rolo.ok(&["score"]);
    let second = rolo.one("SELECT score || '|' || grade FROM contacts WHERE id = 1");
    let csv = rolo.ok(&["score", "--history", "ana@example.com", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "at,score,grade,score_before,grade_before");
    assert!(lines[1].starts_with("2026-10-15T00:00:00Z,") && lines[2].starts_with("2027-03-01T00:00:00Z,"), "{csv}");
    assert!(lines[1].ends_with(&first.replace('|', ",")), "{csv} begins with {first}");
    assert!(lines[2].contains(&format!("Z,{},", second.replace('|', ","))), "{csv} ends with {second}");
    let rows = json(&rolo.ok(&["score", "--history", "1", "--format", "json"]));
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    assert_eq!(rows[0]["score"], rows[1]["score_before"]);
    let before = rolo.one("SELECT count(*) FROM activity");
    rolo.ok(&["score", "--full"]);
    assert_eq!(rolo.one("SELECT count(*) FROM activity"), before, "the same score again is no change");
    rolo.ends(2, &["score", "--history", "1", "--full"]);
}

#[test]
fn a_keyword_that_no_message_was_read_for_is_found_by_score_itself() {
    let rolo = world("2026-09-01");
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
    rolo.file(
        "rolo.toml",
        "[[score.signal]]\nname = \"asks for delivery\"\ncategory = \"fit\"\nkind = \"keyword\"\nmatch = \"delivery\"\n\
         points = 50\ncap = 2\n",
    );
    let run = rolo.ends(0, &["score", "--explain", "1"]);
    assert!(run.err.contains("`rolo classify` reads them again"), "{}", run.err);
    rolo.ok(&["score"]);
    assert_eq!(rolo.one("SELECT score FROM contacts WHERE id = 1"), "20");
    let run = rolo.ends(0, &["score", "--explain", "1", "--format", "csv"]);
    assert!(run.out.contains("signal,fit,asks for delivery,2,20,\"\"\"delivery\"\" (message"), "{}", run.out);
    assert!(!run.err.contains("reads them again"), "{}", run.err);
}

/// A configuration with one signal, for a phone that is known.
const PHONE: &str = "[score]\nmin_messages = 1\n[[score.signal]]\nname = \"phone\"\ncategory = \"fit\"\nkind = \"field\"\n\
    match = \"phone\"\npoints = 100\n";

#[test]
fn another_configuration_is_tried_without_writing_anything() {
    let rolo = world("2026-09-01");
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
    let before = rolo.dump();
    let stored: u64 = rolo.one("SELECT score FROM contacts WHERE id = 1").parse().unwrap();
    let grade = rolo.one("SELECT grade FROM contacts WHERE id = 1");
    rolo.file("phone.toml", PHONE);
    let found = json(&rolo.ok(&["score", "--what-if", "phone.toml", "--format", "json"]));
    assert_eq!(
        (&found["examined"], &found["scores_changed"], &found["grades_changed"]),
        (&2.into(), &1.into(), &1.into())
    );
    let moves = serde_json::json!([
        { "from": grade, "to": "D", "count": 1 },
        { "from": "none", "to": "none", "count": 1 },
    ]);
    assert_eq!(found["grades"], moves);
    let example = serde_json::json!([{
        "id": 1, "name": "Ana Cruz", "score_from": stored, "score_to": 20, "grade_from": grade, "grade_to": "D",
    }]);
    assert_eq!(found["examples"], example);
    let run = rolo.ends(0, &["score", "--what-if", "phone.toml"]);
    assert_eq!(run.out, "");
    assert!(run.err.contains("\n  other grade  1\n"), "{}", run.err);
    assert!(run.err.contains(&format!("\n  1 Ana Cruz  {stored} {grade} → 20 D\n")), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    rolo.file("rolo.toml", PHONE);
    rolo.ok(&["score"]);
    assert_eq!(rolo.one("SELECT score || grade FROM contacts WHERE id = 1"), "20D", "and so it comes about");
    let same = json(&rolo.ok(&["score", "--what-if", "rolo.toml", "--format", "json"]));
    assert_eq!((&same["scores_changed"], &same["examples"]), (&0.into(), &serde_json::json!([])));
}

#[test]
fn words_that_no_message_was_read_for_are_tried_in_a_copy() {
    let rolo = world("2026-09-01");
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
    let before = rolo.dump();
    let keyword = PHONE.replace("\"field\"", "\"keyword\"").replace("\"phone\"\npoints", "\"hello\"\npoints");
    rolo.file("hello.toml", &keyword);
    let found = json(&rolo.ok(&["score", "--what-if", "hello.toml", "--format", "json"]));
    assert_eq!(found["examples"][1]["name"], "Ben Ong", "{found}");
    assert_eq!(found["examples"][1]["score_to"], 20);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn a_configuration_that_is_wrong_or_not_there_is_not_tried() {
    let rolo = world("2026-09-01");
    let none = rolo.ends(2, &["score", "--what-if", "none.toml"]);
    assert!(none.err.starts_with("error: cannot read the configuration none.toml"), "{}", none.err);
    rolo.file("wrong.toml", "[score]\ntemplate = \"bakery\"\n");
    let wrong = rolo.ends(2, &["score", "--what-if", "wrong.toml"]);
    assert!(wrong.err.starts_with("error: wrong.toml:2: score.template: \"bakery\""), "{}", wrong.err);
    rolo.ends(2, &["score", "--what-if", "wrong.toml", "--full"]);
    rolo.file("right.toml", PHONE);
    let csv = rolo.ends(2, &["score", "--what-if", "right.toml", "--format", "csv"]);
    assert!(csv.err.contains("--format json"), "{}", csv.err);
}

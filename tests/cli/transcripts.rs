//! Conversations to read: lists, transcripts, and the questions that nobody answered.

use serde_json::Value;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const HEADER: &str =
    "email,visitor_id,name,conversation_id,message_id,channel,sender,sent_at,text,agent,conversation_state";

fn shop() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let text = format!(
        "{HEADER}\n\
         ana@example.com,,Ana Cruz,c1,m1,web,visitor,2026-08-29T22:30:00Z,\"How much is it?\nAnd is it in stock?\",Mia,open\n\
         ana@example.com,,Ana Cruz,c1,m2,web,agent,2026-08-30T08:00:00Z,I'll get back to you tomorrow,Mia,open\n\
         ana@example.com,,Ana Cruz,c1,m7,web,visitor,2026-08-30T08:05:00Z,ok,Mia,open\n\
         ana@example.com,,Ana Cruz,c2,m3,sms,visitor,2026-08-30T09:00:00Z,\"This is terrible, I hate it\",,closed\n\
         ben@example.com,,Ben Reyes,c3,m4,web,visitor,2026-08-31T09:00:00Z,Hello 50% off,Tess_A,open\n\
         ,v1,,c4,m5,web,visitor,2026-08-31T10:00:00Z,Hi,,archived\n\
         ,,,c5,m6,web,visitor,2026-08-31T11:00:00Z,Nobody,,open\n"
    );
    rolo.import("messages.csv", &text, &[]);
    rolo.import("tags.csv", "email,tags\nana@example.com,vip\n", &[]);
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
    rolo
}

#[track_caller]
fn listed(rolo: &Sandbox, options: &[&str]) -> Vec<String> {
    let out = rolo.ok(&[&["conversations", "list", "--sort", "id", "--format", "ids"], options].concat());
    out.lines().map(str::to_owned).collect()
}

#[test]
fn filters_are_of_the_conversation_and_of_whose_it_is() {
    let rolo = shop();
    for (options, ids) in [
        (&[][..], &["1", "2", "3", "4", "5"][..]),
        (&["--state", "closed", "--state", "Archived"], &["2", "4"]),
        (&["--link-state", "pending"], &["5"]),
        (&["--channel", "sms"], &["2"]),
        (&["--agent", "Mia"], &["1"]),
        (&["--class", "potential_new_business"], &["1", "3"]),
        (&["--band", "red"], &["1"]),
        (&["--since", "2026-08-31"], &["3", "4", "5"]),
        (&["--until", "2026-08-30"], &["1"]),
        (&["--since", "2026-08-30", "--until", "2026-08-30"], &["1"]),
        (&["--contact", "ana@example.com"], &["1", "2"]),
        (&["--contact", "ana@example.com", "--contact", "2"], &["1", "2", "3"]),
        (&["--tag", "vip", "--channel", "web"], &["1"]),
        (&["--where", "email LIKE 'ben%'"], &["3"]),
        (&["--segment", "leads"], &["1", "2", "3", "4"]),
        (&["--search", "reyes"], &["3"]),
        (&["--search", "ANA@"], &["1", "2"]),
        (&["--search", "v1"], &["4"]),
        (&["--search", "s_A"], &["3"]),
        (&["--search", "asks the price"], &["1"]),
        (&["--search", "%"], &["3"]),
    ] {
        assert_eq!(listed(&rolo, options), ids, "{options:?}");
    }
    let run = rolo.ends(2, &["conversations", "list", "--state", "opn"]);
    assert!(run.err.contains("open, closed, archived"), "{}", run.err);
    assert!(rolo.ends(2, &["conversations", "list", "--sort", "x"]).err.contains("has no column `x`"));
}

#[test]
fn a_list_has_the_columns_of_the_view_and_for_people_names() {
    let rolo = shop();
    let csv = rolo.ok(&["conversations", "list", "--limit", "2"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[0].starts_with("id,contact_id,external_id,channel,") && lines[0].ends_with("started_at,last_message_at")
    );
    assert!(lines.len() == 3 && lines[1].starts_with("5,,c5,web,") && lines[2].starts_with("4,3,c4,"), "{csv}");
    let json: Vec<Value> =
        serde_json::from_str(&rolo.ok(&["conversations", "list", "--format", "json"])).expect("an array");
    assert_eq!((json.len(), &json[4]["external_id"], &json[4]["match_confidence"]), (5, &"c1".into(), &100.into()));
    insta::assert_snapshot!(rolo.ok(&["conversations", "list", "--format", "table"]), @r#"
    id  latest      channel  contact    agent   state     class                      sentiment  score  summary
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     5  2026-08-31  web      (pending)          open                                 negative          "Nobody"; not answered
     4  2026-08-31  web      v1                 archived                             neutral           "Hi"; not answered
     3  2026-08-31  web      Ben Reyes  Tess_A  open      potential_new_business     neutral           bargains: "Hello 50% off"; not answered
     2  2026-08-30  sms      Ana Cruz           closed    existing_customer_support  negative          "This is terrible, I hate it"; is frustrated; not answered
     1  2026-08-30  web      Ana Cruz   Mia     open      potential_new_business     neutral       18  asks the price: "How much is it?"; we promised to come back; not answered
    "#);
    assert_eq!(rolo.ok(&["conversations", "list", "--contact", "2", "--state", "closed", "--format", "json"]), "[]\n");
}

#[test]
fn a_transcript_goes_by_channel_and_day_in_the_zone_of_the_configuration() {
    let rolo = shop();
    rolo.file("rolo.toml", "[followups]\ntime_zone = \"Asia/Manila\"\n");
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
    insta::assert_snapshot!(rolo.ok(&["conversations", "show", "--contact", "ana@example.com"]), @r#"
    conversation 1, web, open
      contact    Ana Cruz (1), match 100 %
      agent      Mia
      class      potential_new_business
      score      18 red
      sentiment  neutral +0.04
      summary    asks the price: "How much is it?"; we promised to come back; not answered
      messages   3, 2026-08-30 06:30 to 2026-08-30 16:05 (Asia/Manila)

    conversation 2, sms, closed
      contact    Ana Cruz (1), match 95 %
      class      existing_customer_support
      sentiment  negative -0.82
      summary    "This is terrible, I hate it"; is frustrated; not answered
      messages   1, 2026-08-30 17:00 (Asia/Manila)

    sms, Sunday, 2026-08-30
    17:00:00  2  visitor  This is terrible, I hate it [frustration: This is terrible] -0.82

    web, Sunday, 2026-08-30
    06:30:00  1  visitor  How much is it?
                          And is it in stock? [pricing_question: How much] [availability_question: in stock] 0.00
    16:00:00  1  agent    I'll get back to you tomorrow [promise: I'll get back to you tomorrow, due 2026-08-31 23:59] 0.00
    16:05:00  1  visitor  ok +0.08
    "#);
    insta::assert_snapshot!(rolo.ok(&["conversations", "show", "5"]), @r#"
    conversation 5, web, open
      contact    pending
      sentiment  negative -0.10
      summary    "Nobody"; not answered
      messages   1, 2026-08-31 19:00 (Asia/Manila)

    web, Monday, 2026-08-31
    19:00:00  visitor  Nobody -0.10
    "#);
    let run = rolo.ends(0, &["conversations", "show", "--contact", "2"]);
    assert!(run.out.contains("Hello 50% off") && run.err.is_empty());
}

#[test]
fn colour_marks_senders_and_the_words_of_cues() {
    let rolo = shop();
    let shown = rolo.ok(&["--color", "always", "conversations", "show", "1"]);
    assert!(shown.contains("\u{1b}[36mvisitor\u{1b}[0m  \u{1b}[4mHow much\u{1b}[0m is it?"), "{shown:?}");
    assert!(shown.contains("\u{1b}[32magent  \u{1b}[0m") && shown.contains("[pricing_question]"), "{shown:?}");
    let shown = rolo.ok(&["conversations", "show", "1"]);
    assert!(!shown.contains('\u{1b}') && shown.contains("[pricing_question: How much]"), "{shown}");
}

#[test]
fn what_was_said_cannot_steer_the_terminal_and_fits_it() {
    let rolo = Sandbox::at(NOW);
    let text = "\u{1b}[2J".to_owned() + &"word ".repeat(40);
    rolo.import("m.csv", &format!("{HEADER}\n,v1,,c1,m1,web,visitor,2026-08-29T22:30:00Z,{text},,open\n"), &[]);
    let mut command = rolo.command(&["--color", "always", "conversations", "show", "1"]);
    let shown = command.env("COLUMNS", "60").output().expect("rolo runs").stdout;
    let shown = String::from_utf8(shown).expect("text");
    assert!(shown.contains("\\x1b[2J") && !shown.contains("\u{1b}[2J"), "{shown}");
    let run = rolo.command(&["conversations", "show", "1"]).env("COLUMNS", "60").output().expect("rolo runs");
    let shown = String::from_utf8(run.stdout).expect("text");
    assert!(shown.lines().all(|line| line.chars().count() <= 60) && shown.lines().count() > 6, "{shown}");
}

#[test]
fn json_shows_what_export_writes() {
    let rolo = shop();
    let line = rolo.ok(&["conversations", "show", "2", "--format", "jsonl"]);
    let export = rolo.ok(&["conversations", "export", "--format", "jsonl", "--channel", "sms"]);
    assert_eq!(line, export);
    let json: Value =
        serde_json::from_str(&rolo.ok(&["conversations", "show", "1", "2", "--format", "json"])).expect("JSON");
    assert_eq!(json[1], serde_json::from_str::<Value>(&line).expect("JSON"));
    let piped = rolo.pipe(&["conversations", "show", "-", "--format", "json"], "2\n1\n1\n");
    assert_eq!(serde_json::from_str::<Value>(&piped.out).expect("JSON"), json);
    let run = rolo.ends(2, &["conversations", "show", "1", "--format", "csv"]);
    assert!(run.err.contains("a transcript is text or, with --format, json or jsonl"), "{}", run.err);
}

#[test]
fn without_the_reader_of_its_cues_a_transcript_tells_no_words() {
    let rolo = shop();
    rolo.file("rolo.toml", "[reader.phrases]\nbooking_attempt = [\"hello\"]\n");
    let run = rolo.ends(0, &["conversations", "show", "1"]);
    assert!(run.err.contains("the words of cues are not shown") && run.err.contains("rolo classify"), "{}", run.err);
    assert!(run.out.contains("[pricing_question]"), "{}", run.out);
}

/// Questions in one conversation each: visitor, then what our side says, if anything.
fn asked(questions: &[(&str, &str)]) -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let mut text = format!("{HEADER}\n");
    for (i, (question, answer)) in questions.iter().enumerate() {
        let row = |sender: &str, minute: u32, said: &str| {
            format!(",v{i},,c{i},,web,{sender},2026-08-{:02}T10:{minute:02}:00Z,\"{said}\",,\n", i + 1)
        };
        text += &row("visitor", 0, question);
        if let Some((sender, said)) = answer.split_once(": ") {
            text += &row(sender, 1, said);
        }
    }
    rolo.import("messages.csv", &text, &[]);
    rolo
}

#[test]
fn unanswered_questions_are_grouped_by_wording() {
    let rolo = asked(&[
        ("Hi! How much is the blue bike?", ""),
        ("how much is the blue bike", "bot: Sorry, I don't know"),
        ("How much is the blue bike?", ""),
        ("How much is the red bike?", "agent: It is $ 50"),
        ("Do you ship to Canada? And how much is the blue bike??", "bot: I did not understand"),
        ("thanks!", ""),
        ("Hello?", ""),
        ("Ships po ba kayo sa Cebu?", "system: chat assigned"),
    ]);
    let rows = rolo.ok(&["conversations", "list", "--unanswered"]);
    insta::assert_snapshot!(rows, @r"
    question,count,last_at,answer,conversations
    How much is the blue bike?,4,2026-08-05T10:00:00Z,none;cannot_answer,1;2;3;5
    Ships po ba kayo sa Cebu?,1,2026-08-08T10:00:00Z,none,8
    Do you ship to Canada?,1,2026-08-05T10:00:00Z,cannot_answer,5
    ");
    assert_eq!(rolo.ok(&["conversations", "list", "--unanswered", "--format", "ids", "--limit", "1"]), "1\n2\n3\n5\n");
    let one = rolo.ok(&["conversations", "list", "--unanswered", "--since", "2026-08-08", "--format", "json"]);
    let one: Vec<Value> = serde_json::from_str(&one).expect("an array");
    assert_eq!((one.len(), &one[0]["count"], &one[0]["conversations"]), (1, &1.into(), &"8".into()));
    let table = rolo.ok(&["conversations", "list", "--unanswered", "--format", "table", "--limit", "1"]);
    assert!(table.contains("1;2;3;…"), "{table}");
    let run = rolo.ends(2, &["conversations", "list", "--unanswered", "--sort", "count"]);
    assert!(run.err.contains("cannot be used with"), "{}", run.err);
}

#[test]
fn what_comes_after_as_of_answers_nothing() {
    let rolo = asked(&[("Do you ship to Canada?", "agent: Yes")]);
    let count = |rolo: &Sandbox| rolo.ok(&["conversations", "list", "--unanswered", "--format", "ids"]).lines().count();
    assert_eq!(count(&rolo), 0);
    assert_eq!(count(&rolo.moved_to("2026-08-01T10:00:30Z")), 1);
}

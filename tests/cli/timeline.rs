//! A contact's story.

use crate::sandbox::Sandbox;

/// A lead that asks, buys, complains, is merged and becomes a customer.
fn lived() -> Sandbox {
    let rolo = Sandbox::at("2026-08-01");
    rolo.import("people.csv", "email,name,source,note\nana@example.com,Ana Cruz,lead_form,likes tea\n", &[]);
    rolo.import("visits.csv", "visitor_id,city\nv1,Hull\n", &[]);
    rolo.ok(&["nightly"]);
    let rolo = rolo.moved_to("2026-08-03");
    let messages = "email,conversation_id,channel,sender,sent_at,text\n\
        ana@example.com,c1,web,visitor,2026-08-02T10:00:00Z,How much is it?\n\
        ana@example.com,c1,web,agent,2026-08-02T10:05:00Z,I will get back to you tomorrow\n\
        ana@example.com,c1,web,visitor,2026-08-02T11:00:00Z,Third time I ask! Stop messaging me\n";
    rolo.import("messages.csv", messages, &[]);
    rolo.import("events.csv", "email,kind,at,amount,currency\nana@example.com,purchase,2026-08-03,10.5,PHP\n", &[]);
    let deals = "email,title,amount,currency,state,created_at,closed_at\n\
        ana@example.com,Chairs,40,PHP,won,2026-08-01T08:00:00Z,2026-08-03T00:00:00Z\n";
    rolo.import("deals.csv", deals, &[]);
    rolo.ok(&["nightly"]);
    let rolo = rolo.moved_to("2026-08-05");
    rolo.import("more.csv", "user_id,email,visitor_id\n7,ana@example.com,v1\n", &[]);
    rolo
}

#[test]
fn a_story_has_all_that_happened_in_the_order_of_time() {
    let rolo = lived();
    let out = rolo.ok(&["contacts", "timeline", "ana@example.com", "--format", "csv"]);
    let mut lines = out.lines();
    assert_eq!(lines.next(), Some("at,kind,what,detail,author"));
    let rows: Vec<&str> = lines.collect();
    let day = |row: &str| row[..10].to_owned();
    assert!(rows.is_sorted_by_key(|row| day(row)), "{out}");
    for part in [
        "2026-08-01T00:00:00Z,created,came with people.csv,lead_form,batch 1",
        "2026-08-01T00:00:00Z,imported,came with visits.csv as contact 2,,batch 2",
        "2026-08-01T00:00:00Z,note,note,likes tea,import of people.csv",
        "2026-08-01T08:00:00Z,deal,deal opened over 40 PHP,Chairs,",
        "2026-08-02T10:00:00Z,conversation,\"a conversation on web of 3 messages, to 2026-08-02 11:00\",",
        "2026-08-02T11:00:00Z,opt_out,asked not to be contacted,Third time I ask! Stop messaging me,",
        "2026-08-02T11:00:00Z,alert,alert frustration,\"is frustrated: \"\"Third time I ask! Stop messaging me\"\"\",",
        "2026-08-03T00:00:00Z,opt_out,opted out,,batch 3",
        "2026-08-03T00:00:00Z,event,purchase of 10.5 PHP,,",
        "2026-08-03T00:00:00Z,deal,deal won,Chairs,",
        "2026-08-03T00:00:00Z,followup,\"follow-up promise opened, due ",
        "2026-08-03T00:00:00Z,status,status new → converted,,classify",
        "2026-08-05T00:00:00Z,merged,a contact (2) became part of this contact,\"identified, 100 %\",batch 6",
        "2026-08-05T00:00:00Z,promoted,became a customer,,batch 6",
        "2026-08-05T00:00:00Z,changed,city (none) → Hull,,batch 6",
    ] {
        assert!(rows.iter().any(|row| row.starts_with(part)), "{part}\n{out}");
    }
    let early = rolo.moved_to("2026-08-01T12:00:00Z").ok(&["contacts", "timeline", "1", "--format", "csv"]);
    assert!(early.lines().count() < 7 && !early.contains("purchase"), "what comes later does not exist: {early}");
}

#[test]
fn people_get_a_heading_for_each_day_and_nothing_that_steers_their_terminal() {
    let rolo = lived();
    rolo.import("notes.csv", "email,note\nana@example.com,\u{202e}gone\n", &[]);
    let out = rolo.ok(&["contacts", "timeline", "1", "--format", "table"]);
    assert!(out.starts_with("Ana Cruz (1): customer, converted, in_progress, comparing"), "{out}");
    assert!(
        out.contains("\n\n2026-08-02, Sunday\n  10:00  conversation  a conversation on web of 3 messages"),
        "{out}"
    );
    assert!(out.contains("note          \\u{202e}gone (by import of notes.csv)") && !out.contains('\u{202e}'), "{out}");
    let mut narrow = rolo.command(&["contacts", "timeline", "1", "--format", "table"]);
    let narrow = String::from_utf8(narrow.env("COLUMNS", "60").output().unwrap().stdout).unwrap();
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn a_merge_that_was_taken_back_is_told_on_both_sides() {
    let rolo = lived().moved_to("2026-08-06");
    rolo.ok(&["undo", "--author", "mia"]);
    let story = |id| rolo.ok(&["contacts", "timeline", id, "--format", "csv"]);
    assert!(story("1").contains("2026-08-06T00:00:00Z,undone,taken back: import of more.csv,,mia"), "{}", story("1"));
    let other = story("2");
    assert!(other.contains("2026-08-05T00:00:00Z,merged,became part of contact 1,"), "{other}");
    assert!(other.contains("2026-08-06T00:00:00Z,undone,contacts 1 and 2 are two again,identified,"), "{other}");
}

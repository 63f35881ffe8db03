//! Taking commands back: exactly, until something later depends on them.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const HEADER: &str = "email,conversation_id,message_id,channel,sender,sent_at,text";

fn people(rolo: &Sandbox) {
    let text = "user_id,email,visitor_id,name,city,tags\n7,ana@example.com,,Ana Cruz,Leeds,vip\n\
        ,ben@example.com,,Ben Reyes,,\n,,v1,,Hull,\n";
    rolo.import("people.csv", text, &[]);
    let text = format!(
        "{HEADER}\nana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,How much is it?\n\
         ,c9,m9,web,visitor,2026-08-01T11:00:00Z,Hello\n"
    );
    rolo.import("messages.csv", &text, &[]);
    rolo.import(
        "events.csv",
        "event_id,email,kind,at,amount,currency\ne1,ana@example.com,purchase,2026-08-02,10,PHP\n",
        &[],
    );
}

/// Imports a file, takes it back and compares; then imports it again and compares with the first time.
#[track_caller]
fn comes_and_goes(text: &str, options: &[&str]) {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    rolo.ok(&["nightly"]);
    let before = rolo.dump();
    let first = rolo.import("more.csv", text, options);
    assert_ne!(rolo.dump(), before);
    let run = rolo.ends(0, &["undo"]);
    assert!(!run.err.contains("warning"), "{}", run.err);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before, "{text}");
    assert_eq!(rolo.import("more.csv", text, options), first, "the file comes in again as if for the first time");
}

#[test]
fn an_import_of_contacts_goes_as_it_came() {
    comes_and_goes(
        "user_id,email,phone,name,city,tags,company,note,do_not_contact,points,Shoe Size\n\
         7,ana@example.com,+639175550101,Ana C. Cruz,York,spa;vip,Blue,likes tea,,5,38\n\
         ,ben@example.com,,Benjamin Reyes,,,,,yes,,\n,cy@example.com,,Cy Cruz,,,Blue,,,,\n",
        &[],
    );
}

#[test]
fn an_import_with_pins_goes_as_it_came() {
    comes_and_goes("email,status,intent\nana@example.com,qualified,browsing\ncy@example.com,churned,\n", &["--pin"]);
}

#[test]
fn an_import_with_conflicts_goes_as_it_came() {
    comes_and_goes("user_id,email,name\n7,ben@example.com,Ben Reyes\n,ana@example.com,Dan Cruz\n", &[]);
}

#[test]
fn an_import_that_promoted_a_lead_goes_as_it_came() {
    comes_and_goes("user_id,email\n8,ben@example.com\n", &[]);
}

#[test]
fn an_import_that_absorbed_a_lead_goes_as_it_came() {
    comes_and_goes("email,visitor_id\nben@example.com,v1\n", &[]);
    comes_and_goes("email,visitor_id,name\nben@example.com,,\n,v2,\nben@example.com,v2,\n", &[]);
}

#[test]
fn an_import_of_messages_goes_as_it_came() {
    comes_and_goes(
        &format!(
            "{HEADER}\nana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,I will take it\n\
             ana@example.com,c1,m2,web,agent,2026-08-03T10:00:00Z,Thanks\n\
             cy@example.com,c2,m3,whatsapp,visitor,2026-08-03T10:00:00Z,Hello\n\
             ,c9,m10,web,visitor,2026-08-04T10:00:00Z,Anybody?\n"
        ),
        &[],
    );
}

#[test]
fn an_import_that_linked_a_pending_conversation_goes_as_it_came() {
    comes_and_goes(&format!("{HEADER}\nben@example.com,c9,m10,web,visitor,2026-08-04T10:00:00Z,It is Ben\n"), &[]);
}

#[test]
fn an_import_that_changed_words_about_a_conversation_goes_as_it_came() {
    comes_and_goes(
        "email,conversation_id,message_id,channel,sender,sent_at,text,agent,conversation_state\n\
         ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,How much is it?,Mia,closed\n",
        &[],
    );
}

#[test]
fn an_import_of_events_goes_as_it_came() {
    comes_and_goes(
        "event_id,email,kind,at,amount,currency\ne1,ana@example.com,purchase,2026-08-02,25,PHP\n\
         e2,ben@example.com,purchase,2026-08-05,5,EUR\ne3,cy@example.com,visit,2026-08-05,,\n",
        &[],
    );
}

#[test]
fn what_a_night_derived_in_between_does_not_stand_in_the_way() {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    rolo.ok(&["nightly"]);
    let before = rolo.dump();
    rolo.import(
        "more.csv",
        &format!("{HEADER}\ncy@example.com,c2,m3,web,visitor,2026-08-31T10:00:00Z,I'll take it\n"),
        &[],
    );
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.one("SELECT status FROM contacts WHERE email = 'cy@example.com'"), "qualified");
    let run = rolo.ends(0, &["undo"]);
    assert!(!run.err.contains("warning"), "{}", run.err);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn an_alert_about_a_contact_stays_where_there_is_no_message_at_all() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", "[[alerts.rule]]\nname = \"here\"\nwhere = \"city = 'Leeds'\"\n");
    rolo.import("people.csv", "email,city\nana@example.com,Leeds\n", &[]);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.rows("SELECT kind, state FROM alerts"), ["here|open"]);
    rolo.ok(&["check"]);
    rolo.ok(&["contacts", "note", "likes tea", "1"]);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.rows("SELECT kind, state FROM alerts"), ["here|open"]);
    // Nor does a deletion of everybody take words from lines that are of nobody.
    rolo.ok(&["contacts", "delete", "1", "--yes"]);
    assert_eq!(rolo.one("SELECT count(*) FROM activity WHERE kind = 'imported' AND new LIKE 'people.csv: %'"), "1");
}

#[test]
fn an_undo_keeps_what_something_later_depends_on_and_says_so() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name,city\nana@example.com,Ana Cruz,Leeds\nben@example.com,Ben Reyes,Hull\n", &[]);
    let message = "ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello";
    rolo.import("m.csv", &format!("{HEADER}\n{message}\n"), &[]);
    let run = rolo.ends(0, &["undo", "1"]);
    assert!(run.err.contains("warning: contact 1 Ana Cruz stays: something later belongs to it"), "{}", run.err);
    assert!(!run.err.contains("Ben"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT email, message_count FROM contacts"), ["ana@example.com|1"]);
    let run = rolo.ends(1, &["undo", "1"]);
    assert!(run.err.contains("entry 1 was already undone"), "{}", run.err);
    assert!(rolo.ends(1, &["undo", "99"]).err.contains("the journal has no entry 99"));
}

#[test]
fn an_undo_does_not_keep_what_nothing_depends_on() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", &format!("{HEADER}\nana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello\n"), &[]);
    rolo.import("b.csv", &format!("{HEADER}\nben@example.com,c2,m2,web,visitor,2026-08-01T10:00:00Z,Hello\n"), &[]);
    let run = rolo.ends(0, &["undo", "1"]);
    assert!(!run.err.contains("stays"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT external_id, contact_id FROM conversations"), ["c2|2"]);
    assert_eq!(rolo.rows("SELECT email FROM contacts"), ["ben@example.com"]);
}

#[test]
fn an_undo_leaves_values_that_were_changed_later() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name,city,country\nana@example.com,Ana Cruz,Leeds,\n", &[]);
    rolo.import("b.csv", "email,city,country\nana@example.com,York,GB\n", &[]);
    rolo.import("c.csv", "email,city\nana@example.com,Hull\n", &[]);
    let run = rolo.ends(0, &["undo", "2"]);
    assert!(run.err.contains("city of contact 1 was changed later"), "{}", run.err);
    assert_eq!(rolo.one("SELECT city, country FROM contacts"), "Hull|");
}

#[test]
fn a_company_stays_while_a_later_contact_belongs_to_it() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,company\nana@example.com,Blue Ltd\nben@example.com,Red Ltd\n", &[]);
    rolo.import("b.csv", "email,company\ncy@example.com,BLUE LTD\n", &[]);
    let run = rolo.ends(0, &["undo", "1"]);
    assert!(run.err.contains("company 1 Blue Ltd stays: something later belongs to it"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT name, contact_count FROM companies"), ["Blue Ltd|1"]);
}

#[test]
fn a_dry_run_of_an_undo_writes_nothing() {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    let before = rolo.dump();
    rolo.ok(&["undo", "--dry-run", "1"]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn the_journal_lists_what_can_be_undone() {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    rolo.ok(&["undo", "3"]);
    assert_eq!(
        rolo.ok(&["undo", "--list"]),
        "entry,at,command,author,what,undone_at\n3,2026-09-01T00:00:00Z,import,events.csv,1 events,2026-09-01T00:00:00Z\n\
         2,2026-09-01T00:00:00Z,import,messages.csv,2 messages,\n1,2026-09-01T00:00:00Z,import,people.csv,3 contacts,\n"
    );
}

/// Two contacts that are certainly one, each with a conversation, an event, a tag and values of its own.
fn doubles() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let text = "id,email,visitor_id,name,city,tags,note,created_at\n\
        C-1,,v1,Ana Cruz,Leeds,vip,first,2026-01-01\nC-2,ana@example.com,,Ana Cruz,York,spa,second,2026-02-01\n\
        C-3,ben@example.com,,Ben Reyes,,,,\n";
    rolo.import("people.csv", text, &[]);
    let text = "contact_id,conversation_id,message_id,channel,sender,sent_at,text\n\
        C-1,c1,m1,web,visitor,2026-08-01T10:00:00Z,How much?\nC-2,c2,m2,web,visitor,2026-08-20T10:00:00Z,Hello\n";
    rolo.import("messages.csv", text, &[]);
    rolo.import("events.csv", "event_id,contact_id,kind,at\ne1,C-1,visit,2026-08-02\ne2,C-2,visit,2026-08-03\n", &[]);
    rolo.import("both.csv", "id,email\nC-1,ana@example.com\n", &[]);
    rolo.file("rolo.toml", "[dedupe]\nnightly = \"off\"\n");
    rolo.ok(&["nightly"]);
    rolo
}

#[test]
fn a_merge_is_undone_to_the_last_value() {
    let rolo = doubles();
    let before = rolo.dump();
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(rolo.rows("SELECT id, conversation_count, tags FROM contacts"), ["1|2|vip;spa", "3|0|"]);
    rolo.ok(&["nightly"]);
    let run = rolo.ends(0, &["dedupe", "undo", "--last"]);
    assert!(!run.err.contains("warning"), "{}", run.err);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before);
    let run = rolo.ends(1, &["dedupe", "undo", "--last"]);
    assert!(run.err.contains("there is no such merge") && run.err.contains("hint:"), "{}", run.err);
}

#[test]
fn messages_and_events_that_came_after_a_merge_follow_their_identity_when_it_is_undone() {
    let rolo = doubles();
    rolo.ok(&["dedupe", "--apply"]);
    let text = "contact_id,conversation_id,message_id,channel,sender,sent_at,text\n\
        C-2,c2,m3,web,visitor,2026-08-25T10:00:00Z,Hello?\nC-2,c3,m4,sms,visitor,2026-08-26T10:00:00Z,Hi\n\
        C-1,c4,m5,sms,visitor,2026-08-26T10:00:00Z,Hi\n";
    rolo.import("later.csv", text, &[]);
    rolo.import("event.csv", "event_id,contact_id,kind,at\ne3,C-2,visit,2026-08-27\n", &[]);
    rolo.ok(&["dedupe", "undo", "--last"]);
    let row = "SELECT external_id, contact_id, message_count FROM conversations ORDER BY external_id";
    assert_eq!(rolo.rows(row), ["c1|1|1", "c2|2|2", "c3|2|1", "c4|1|1"]);
    assert_eq!(rolo.rows("SELECT reference, contact_id FROM events WHERE at = '2026-08-27T00:00:00Z'"), ["|2"]);
    assert_eq!(rolo.rows("SELECT id, message_count FROM contacts ORDER BY id"), ["1|2", "2|3", "3|0"]);
    let again = rolo.import("later.csv", text, &[]);
    assert_eq!(again.fates(), [0, 0, 3]);
}

#[test]
fn a_merge_is_found_again_after_its_undo() {
    let rolo = doubles();
    rolo.ok(&["dedupe", "--apply"]);
    let merged = rolo.rows("SELECT * FROM contacts");
    rolo.ok(&["dedupe", "undo", "--last"]);
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(rolo.rows("SELECT * FROM contacts"), merged);
}

#[test]
fn with_nothing_done_there_is_nothing_to_undo() {
    let rolo = Sandbox::at(NOW);
    assert!(rolo.ends(1, &["undo"]).err.contains("there is no database rolo.db"));
    people(&rolo);
    for entry in ["3", "2", "1"] {
        rolo.ok(&["undo", entry]);
    }
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "0");
    assert!(rolo.ends(1, &["undo"]).err.contains("there is nothing to undo"));
}

#[test]
fn undo_takes_back_all_files_of_the_last_import_and_passes_over_one_that_changed_nothing() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("a.csv", "email,name\nana@example.com,Ana Cruz\n");
    rolo.file("b.csv", "email,name\nben@example.com,Ben Dy\n");
    rolo.ok(&["import", "a.csv", "b.csv"]);
    rolo.ok(&["import", "a.csv", "b.csv"]);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.ok(&["export", "--format", "ids"]), "");
    let run = rolo.ends(1, &["undo"]);
    assert!(run.err.contains("there is nothing to undo"), "{}", run.err);
}

#[test]
fn a_command_of_many_entries_is_told_in_one_line_when_it_is_undone() {
    let rolo = Sandbox::at(NOW);
    let names = ["Ana", "Ben", "Cleo", "Dora", "Emil", "Flora", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lea"];
    let rows = names.iter().flat_map(|name| (0..2).map(move |n| format!("{name} Cruz,{name}{n}@example.com\n")));
    rolo.import("people.csv", &format!("name,email\n{}", rows.collect::<String>()), &[]);
    let pairs = (0..12).map(|i| format!("{}-{},same\n", 2 * i + 1, 2 * i + 2)).collect::<String>();
    rolo.file("review.csv", &format!("pair_id,verdict\n{pairs}"));
    rolo.ok(&["dedupe", "apply", "review.csv"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contact"), "12");
    let run = rolo.ends(0, &["undo", "--dry-run"]);
    assert!(run.err.contains("entry 2 (review by dedupe) is undone: 12 changes"), "{}", run.err);
    assert!(run.err.contains("12 entries from 3 to 14 (merge by dedupe) are undone: 24 changes"), "{}", run.err);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contact"), "24");
}

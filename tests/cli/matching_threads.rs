//! Conversations, messages and events: whose they are, when two are the same, and what happens to those that name
//! nobody.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const HEADER: &str = "email,conversation_id,message_id,channel,sender,sent_at,text";

fn messages(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

#[test]
fn messages_create_their_contacts_and_conversations() {
    let rolo = Sandbox::at(NOW);
    let text = messages(&[
        "ana@example.com,c1,m1,Live Chat,Customer,2026-08-01T10:00:00Z,Hello",
        "ana@example.com,c1,m2,Live Chat,operator,2026-08-01T10:01:00Z,Good morning",
        "ben@example.com,c2,m3,WhatsApp,visitor,2026-08-02T10:00:00Z,Hi",
    ]);
    let taken = rolo.import("m.csv", &text, &[]);
    assert_eq!((taken.fates(), taken.contacts, taken.conversations), ([3, 0, 0], 2, 2));
    let row = "SELECT contact_id, external_id, channel, state, link_state, message_count, started_at, last_message_at \
               FROM conversations ORDER BY id";
    assert_eq!(
        rolo.rows(row),
        [
            "1|c1|web|open|linked|2|2026-08-01T10:00:00Z|2026-08-01T10:01:00Z",
            "2|c2|whatsapp|open|linked|1|2026-08-02T10:00:00Z|2026-08-02T10:00:00Z"
        ]
    );
    let before = rolo.dump();
    assert_eq!(rolo.import("m.csv", &text, &[]).fates(), [0, 0, 3]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn a_message_with_an_id_is_the_same_within_its_scope() {
    let rolo = Sandbox::at(NOW);
    let row = "ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello";
    rolo.import("a.csv", &messages(&[row]), &[]);
    let again = rolo.import("b.csv", &messages(&[&row.replace("Hello", "Hello there")]), &[]);
    assert_eq!(again.fates(), [0, 1, 0]);
    assert_eq!(rolo.rows("SELECT text FROM messages"), ["Hello there"]);
    let elsewhere = rolo.import("c.csv", &messages(&[row]), &["--platform", "other"]);
    assert_eq!((elsewhere.fates(), elsewhere.conversations), ([1, 0, 0], 1));
}

#[test]
fn a_message_that_a_file_has_twice_is_one_and_the_later_row_counts() {
    let rolo = Sandbox::at(NOW);
    let text = messages(&[
        "ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello",
        "ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello there",
    ]);
    assert_eq!(rolo.import("m.csv", &text, &[]).fates(), [2, 0, 0]);
    assert_eq!(rolo.rows("SELECT text FROM messages"), ["Hello there"]);
    assert_eq!(rolo.one("SELECT message_count FROM conversations"), "1");
    let before = rolo.dump();
    assert_eq!(rolo.import("m.csv", &text, &[]).fates(), [0, 0, 2]);
    assert_eq!(rolo.dump(), before);
    let text = text.replace("Hello there", "Good day");
    assert_eq!(rolo.import("m.csv", &text, &[]).fates(), [0, 2, 0]);
    assert_eq!(rolo.rows("SELECT text FROM messages"), ["Good day"]);
}

#[test]
fn the_nth_equal_message_without_an_id_is_the_nth_stored() {
    let rolo = Sandbox::at(NOW);
    let row = "ana@example.com,c1,,web,visitor,2026-08-01T10:00:00Z,Hello?";
    assert_eq!(rolo.import("a.csv", &messages(&[row, row]), &[]).fates(), [2, 0, 0]);
    assert_eq!(rolo.import("b.csv", &messages(&[row]), &[]).fates(), [0, 0, 1]);
    assert_eq!(rolo.import("c.csv", &messages(&[row, row, row]), &[]).fates(), [1, 0, 2]);
    assert_eq!(rolo.one("SELECT message_count FROM conversations"), "3");
}

#[test]
fn the_nth_equal_event_without_an_id_is_the_nth_stored() {
    let rolo = Sandbox::at(NOW);
    let header = "email,kind,at,amount,currency";
    let row = "ana@example.com,purchase,2026-08-01T10:00:00Z,12.50,PHP";
    assert_eq!(rolo.import("a.csv", &format!("{header}\n{row}\n{row}\n"), &[]).fates(), [2, 0, 0]);
    assert_eq!(rolo.import("b.csv", &format!("{header}\n{row}\n{row}\n{row}\n"), &[]).fates(), [1, 0, 2]);
    assert_eq!(rolo.one("SELECT purchases, spend FROM contacts"), "3|37.5");
}

#[test]
fn an_event_with_an_id_is_changed_by_the_last_row_that_names_it() {
    let rolo = Sandbox::at(NOW);
    let text = "event_id,email,kind,at,amount,currency\n\
        e1,ana@example.com,purchase,2026-08-01,10,PHP\ne1,ana@example.com,purchase,2026-08-01,12,PHP\n";
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [2, 0, 0]);
    assert_eq!(rolo.rows("SELECT amount FROM events"), ["12"]);
    let before = rolo.dump();
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [0, 0, 2]);
    assert_eq!(rolo.dump(), before);
    assert_eq!(rolo.import("b.csv", &text.replace(",12,", ",15,"), &[]).fates(), [0, 2, 0]);
    assert_eq!(rolo.one("SELECT spend FROM contacts"), "15");
}

#[test]
fn without_conversation_ids_there_is_one_conversation_per_contact_and_channel() {
    let rolo = Sandbox::at(NOW);
    let a = messages(&[
        "ana@example.com,,,web,visitor,2026-08-01T10:00:00Z,Hello",
        "ana@example.com,,,whatsapp,visitor,2026-08-01T11:00:00Z,Hello",
        "ben@example.com,,,web,visitor,2026-08-01T12:00:00Z,Hello",
        "ana@example.com,,,web,agent,2026-08-01T13:00:00Z,Good morning",
    ]);
    assert_eq!(rolo.import("a.csv", &a, &[]).conversations, 3);
    let b = messages(&["ana@example.com,,,web,visitor,2026-08-02T10:00:00Z,Thanks"]);
    assert_eq!(rolo.import("b.csv", &b, &[]).conversations, 0);
    assert_eq!(
        rolo.rows("SELECT contact_id, channel, message_count FROM conversations ORDER BY id"),
        ["1|web|3", "1|whatsapp|1", "2|web|1"]
    );
}

#[test]
fn a_conversation_of_nobody_is_pending_and_linked_when_somebody_is_named() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", &messages(&[",c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello"]), &[]);
    assert_eq!(rolo.one("SELECT contact_id, link_state, match_confidence FROM conversations"), "|pending|");
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "0");
    rolo.import("b.csv", &messages(&["ana@example.com,c1,m2,web,visitor,2026-08-02T10:00:00Z,It is me"]), &[]);
    assert_eq!(rolo.one("SELECT contact_id, link_state, message_count FROM conversations"), "1|linked|2");
    assert_eq!(
        rolo.one("SELECT message_count, conversation_count, last_active FROM contacts"),
        "2|1|2026-08-02T10:00:00Z"
    );
}

#[test]
fn senders_that_nobody_can_be_found_by_are_in_error_and_kept_apart() {
    let rolo = Sandbox::at(NOW);
    let text = "phone,email,channel,sender,sent_at,text\n0917 555 0101,,sms,visitor,2026-08-01,Hi\n\
        0917 555 0101,,sms,visitor,2026-08-02,Hello?\n0917 555 0102,,sms,visitor,2026-08-02,Hi\n\
        ,none@none.com,sms,visitor,2026-08-02,Hi\n";
    let taken = rolo.import("m.csv", text, &[]);
    assert_eq!((taken.contacts, taken.conversations), (0, 3));
    assert_eq!(
        rolo.rows("SELECT link_state, message_count FROM conversations ORDER BY id"),
        ["error|2", "error|1", "error|1"]
    );
    assert_eq!(
        rolo.rows("SELECT link_error FROM conversation ORDER BY id"),
        [
            "the phone number 0917 555 0101 is not known with its country",
            "the phone number 0917 555 0102 is not known with its country",
            "the e-mail address none@none.com is a placeholder"
        ]
    );
    assert_eq!(rolo.import("m.csv", text, &[]).fates(), [0, 0, 4]);
    let events = "email,kind,at\nnone@none.com,visit,2026-08-01\nana@example.com,visit,2026-08-01\n";
    assert_eq!(rolo.import("e.csv", events, &[]).rejected, 1, "an event needs somebody to belong to");
}

#[test]
fn an_opt_out_in_a_pending_conversation_holds_when_it_is_linked() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", &messages(&[",c1,m1,web,visitor,2026-08-01T10:00:00Z,stop messaging me"]), &[]);
    rolo.import("b.csv", &messages(&["ana@example.com,c1,m2,web,agent,2026-08-02T10:00:00Z,Sorry"]), &[]);
    assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "1");
}

#[test]
fn a_visitor_who_names_itself_in_a_conversation_stays_one_contact() {
    let rolo = Sandbox::at(NOW);
    let header = "visitor_id,email,name,conversation_id,channel,sender,sent_at,text";
    let lead = format!("{header}\nv1,,,c1,web,visitor,2026-08-01T10:00:00Z,Hello\n");
    rolo.import("a.csv", &lead, &[]);
    rolo.import("ana.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    let named = format!("{header}\nv1,ana@example.com,Ana Cruz,c1,web,visitor,2026-08-01T10:05:00Z,I am Ana\n");
    let taken = rolo.import("b.csv", &named, &[]);
    assert_eq!((taken.contacts, taken.conflicts, taken.conversations), (0, 0, 0));
    assert_eq!(rolo.rows("SELECT id, name, visitor_ids, message_count FROM contacts"), ["2|Ana Cruz|v1|2"]);
    assert_eq!(rolo.import("b.csv", &named, &[]).fates(), [0, 0, 1]);
}

#[test]
fn a_conversation_in_which_somebody_else_is_named_stays_with_its_contact() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Reyes\n", &[]);
    rolo.import("a.csv", &messages(&["ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,Hello"]), &[]);
    let taken = rolo.import("b.csv", &messages(&["ben@example.com,c1,m2,web,visitor,2026-08-02T10:00:00Z,Hi"]), &[]);
    assert_eq!((taken.fates(), taken.conflicts), ([1, 0, 0], 1));
    assert_eq!(rolo.rows("SELECT contact_id, message_count FROM conversations"), ["1|2"]);
}

#[test]
fn words_about_a_conversation_are_kept_with_it() {
    let rolo = Sandbox::at(NOW);
    let text = "email,conversation_id,sender,sent_at,text,website,branch,agent,conversation_state,Campaign\n\
        ana@example.com,c1,visitor,2026-08-01,Hello,example.com,North,Mia,resolved,spring\n";
    rolo.import("a.csv", text, &[]);
    let row = "SELECT channel, website, branch, agent, state FROM conversations";
    assert_eq!(rolo.one(row), "web|example.com|North|Mia|closed");
    assert_eq!(rolo.one("SELECT metadata FROM message"), "{\"Campaign\":\"spring\"}");
    assert_eq!(rolo.one("SELECT website, branch FROM contacts"), "|", "they are not the contact's");
}

#[test]
fn events_find_their_contact_by_any_identity() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "id,email,visitor_id,name\nC-1,ana@example.com,v1,Ana Cruz\n", &[]);
    let text = "event_id,contact_id,contact_email,visitor_id,type,occurred_at,value,currency,order_id\n\
        e1,C-1,,,Purchase,2026-08-01T10:00:00Z,\"1,250.00\",php,O-1\n\
        e2,,ANA@example.com,,form submission,2026-08-02,,,\ne3,,,v1,delivered,2026-08-03,,,O-1\n";
    let taken = rolo.import("b.csv", text, &[]);
    assert_eq!((taken.fates(), taken.contacts), ([3, 0, 0], 0));
    assert_eq!(
        rolo.rows("SELECT contact_id, kind, at, amount, currency, reference FROM events ORDER BY id"),
        [
            "1|purchase|2026-08-01T10:00:00Z|1250|PHP|O-1",
            "1|form_submission|2026-08-02T00:00:00Z|||",
            "1|delivered|2026-08-03T00:00:00Z|||O-1"
        ]
    );
}

//! What visitors say of themselves fills empty fields, gives way to whatever is known otherwise, and goes with the
//! message that said it.

use crate::sandbox::Sandbox;

const CHAT: &str = "message_id,conversation_id,visitor_id,sender,sent_at,text\n\
    1,c1,v1,visitor,2026-08-30T10:00:00Z,\"Hi, I'm Ana Cruz from Northwind. I'm the owner and I decide.\"\n\
    2,c1,v1,agent,2026-08-30T10:01:00Z,\"I'm Ben, my email is ben@example.org\"\n\
    3,c1,v1,visitor,2026-08-30T10:02:00Z,my email is ana@example.com and my number is 0917 555 0101\n\
    4,c1,v1,visitor,2026-08-30T10:03:00Z,looking for a wedding cake. how much is the birthday cake?\n\
    5,c1,v1,visitor,2026-08-30T10:04:00Z,can you do 10% off?\n\
    6,c1,v1,visitor,2026-08-30T10:05:00Z,\"please deliver it to 12 Elm St, Leeds\"\n";

const FIELDS: &str = "SELECT concat_ws('|', name, first_name, email, phone, company, job_title, address, needs, \
    interests, traits) FROM contacts";

fn with_chat() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("chat.csv", CHAT);
    rolo.file("rolo.toml", "[import]\ncountry = \"PH\"\n");
    rolo.ok(&["nightly", "chat.csv"]);
    rolo
}

#[test]
fn what_visitors_say_fills_empty_fields() {
    let rolo = with_chat();
    assert_eq!(
        rolo.one(FIELDS),
        "Ana Cruz|Ana|ana@example.com|+639175550101|Northwind|owner|12 Elm St, Leeds|wedding cake|birthday cake|\
         decision maker;price sensitive"
    );
    // name 20, e-mail 25, phone 20, company 10, job title 10, address 10
    assert_eq!(rolo.one("SELECT completeness FROM contacts"), "95");
    assert_eq!(rolo.one("SELECT name FROM contact"), "");
    let before = rolo.rows("SELECT * FROM contacts");
    rolo.ok(&["nightly", "chat.csv"]);
    assert_eq!(rolo.rows("SELECT * FROM contacts"), before);
    rolo.ok(&["classify", "--full"]);
    assert_eq!(rolo.rows("SELECT * FROM contacts"), before);
}

#[test]
fn an_explanation_names_the_message() {
    let rolo = with_chat();
    let out = rolo.ok(&["classify", "--explain", "ana@example.com", "--format", "csv"]);
    let line = |start: &str| out.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
    assert_eq!(
        line("email,"),
        "email,ana@example.com,1,1,\"inferred: said in message 3 of 2026-08-30T10:02:00Z: \
         \"\"my email is ana@example.com\"\"\""
    );
    assert!(line("traits,price sensitive").contains("haggles"), "{out}");
}

#[test]
fn what_a_file_brings_stands_before_what_was_inferred() {
    let rolo = with_chat();
    rolo.file("people.csv", "visitor_id,name,email,needs,traits\nv1,Anna Reyes,anna@example.com,sofa,loyal\n");
    let said = rolo.one("SELECT email FROM inferred");
    rolo.ok(&["nightly", "people.csv"]);
    assert_eq!(
        rolo.one("SELECT concat_ws('|', name, email, needs, traits) FROM contacts"),
        "Anna Reyes|anna@example.com|sofa|loyal"
    );
    assert_eq!(rolo.one("SELECT count(email) FROM inferred"), "0");
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(rolo.one("SELECT email FROM contacts"), said);
    assert_eq!(rolo.one("SELECT name FROM contacts"), "Ana Cruz");
}

#[test]
fn an_undone_import_takes_what_was_inferred_along() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("people.csv", "visitor_id,user_id\nv1,u1\n");
    rolo.file("chat.csv", CHAT);
    rolo.ok(&["nightly", "people.csv"]);
    let before = rolo.rows("SELECT name, email, phone, company, needs, interests FROM contacts");
    rolo.ok(&["nightly", "chat.csv"]);
    assert_ne!(rolo.rows("SELECT name, email, phone, company, needs, interests FROM contacts"), before);
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(rolo.rows("SELECT name, email, phone, company, needs, interests FROM contacts"), before);
    assert_eq!(rolo.one("SELECT count(*) FROM inferred"), "0");
    assert_eq!(rolo.one("SELECT count(*) FROM message"), "0");
}

#[test]
fn an_address_that_another_contact_holds_is_for_dedupe_to_ask() {
    let rolo = with_chat();
    rolo.file("people.csv", "user_id,name,email\nu1,Ana Cruz,ana@example.com\n");
    rolo.ok(&["import", "people.csv"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "2");
    rolo.ok(&["classify"]);
    assert_eq!(
        rolo.rows("SELECT user_id, email FROM contacts ORDER BY id"),
        [";", "u1;ana@example.com"].map(|row| row.replace(';', "|"))
    );
    assert_eq!(rolo.one("SELECT reason FROM hint"), "said_email");
    rolo.ok(&["dedupe", "review", "--output", "review.csv"]);
    assert!(rolo.read("review.csv").contains("ana@example.com"));
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(rolo.one("SELECT email FROM contacts"), "ana@example.com");
    assert_eq!(rolo.one("SELECT count(*) FROM hint"), "0");
}

#[test]
fn an_export_that_comes_back_makes_nothing_of_it_known() {
    let rolo = with_chat();
    let before = rolo.rows("SELECT * FROM contacts");
    for columns in ["all", "rolo_id,name,email,phone,company,needs,interests,traits"] {
        rolo.file("back.csv", &rolo.ok(&["export", "--columns", columns, "--format", "csv"]));
        rolo.ok(&["import", "back.csv"]);
        assert_eq!(rolo.rows("SELECT * FROM contacts"), before, "{columns}");
        assert_eq!(rolo.one("SELECT count(*) FROM contact WHERE emails IS NOT NULL OR name IS NOT NULL"), "0");
    }
}

#[test]
fn messages_are_read_again_by_another_reader_with_what_they_say() {
    let rolo = with_chat();
    rolo.file("rolo.toml", "[reader.phrases]\nneed = [\"zebra\"]\n");
    let before = rolo.one(FIELDS);
    rolo.ok(&["classify"]);
    // The number is known from the import, though no country is configured any more.
    assert_eq!(rolo.one(FIELDS), before);
}

#[test]
fn what_a_changed_message_says_replaces_what_it_said() {
    let rolo = with_chat();
    rolo.file("chat2.csv", &CHAT.replace("ana@example.com", "cruz@example.com"));
    rolo.ok(&["nightly", "chat2.csv"]);
    assert_eq!(rolo.one("SELECT email FROM contacts"), "cruz@example.com");
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(rolo.one("SELECT email FROM contacts"), "ana@example.com");
}

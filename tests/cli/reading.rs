//! Texts are read while they come in, and again only when the reader is another one.

use crate::sandbox::Sandbox;

const MESSAGES: &str = "message_id,email,sender,sent_at,text\n\
    1,ana@example.com,visitor,2026-08-30T10:00:00Z,Zebra twelve for us\n\
    2,ana@example.com,visitor,2026-08-30T10:05:00Z,How much is it?\n";

#[test]
fn phrases_of_the_configuration_are_found_in_messages_that_came_before_them() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("messages.csv", MESSAGES);
    rolo.ok(&["nightly", "messages.csv"]);
    assert_eq!(rolo.one("SELECT intent FROM contacts"), "comparing");

    rolo.file("rolo.toml", "[reader.phrases]\nbooking_attempt = [\"zebra twelve\"]\n");
    let run = rolo.ends(0, &["classify"]);
    assert!(run.err.contains("2 messages were read again"), "{}", run.err);
    assert_eq!(rolo.one("SELECT cues FROM messages WHERE external_id = '1'"), "booking_attempt");
    assert_eq!(rolo.one("SELECT intent FROM contacts"), "ready_to_buy");

    let again = rolo.ends(0, &["classify"]);
    assert!(!again.err.contains("read again"), "{}", again.err);
}

#[test]
fn a_dry_run_reads_again_without_keeping_it() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("messages.csv", MESSAGES);
    rolo.ok(&["nightly", "messages.csv"]);
    rolo.file("rolo.toml", "[reader.phrases]\nbooking_attempt = [\"zebra twelve\"]\n");
    let out = rolo.ok(&["classify", "--dry-run", "--format", "json"]);
    assert!(out.contains(r#""to":"qualified""#), "{out}");
    assert_eq!(rolo.one("SELECT cues FROM messages WHERE external_id = '1'"), "");
}

#[test]
fn asking_not_to_be_contacted_holds_from_the_import_on() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file(
        "messages.csv",
        "message_id,email,sender,sent_at,text\n1,ana@example.com,visitor,2026-08-30T10:00:00Z,Please stop messaging me\n",
    );
    rolo.ok(&["import", "messages.csv"]);
    assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "1");
    assert_eq!(rolo.ok(&["export", "--contactable", "--format", "ids"]), "");
}

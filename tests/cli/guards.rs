//! What a hostile day brings: files in the wrong place, words of the wrong polarity, rows that are almost none, and
//! imports that are taken back while later ones stand.

use std::fs;
use std::os::unix::fs::symlink;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-11-22";

#[test]
fn no_output_replaces_what_rolo_lives_on() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "name,email\nAna,ana@example.com\n", &[]);
    let before = fs::read(rolo.path("rolo.db")).unwrap();
    for output in ["rolo.db", "./rolo.db", "rolo.db-wal", "rolo.toml"] {
        let run = rolo.ends(2, &["export", "--output", output]);
        assert!(run.err.contains("this is a file that rolo lives on"), "{}", run.err);
    }
    assert_eq!(fs::read(rolo.path("rolo.db")).unwrap(), before);
    rolo.file("bad.csv", "email\nana@\n");
    rolo.file("rolo.toml", "");
    rolo.file("real.txt", "kept");
    symlink("real.txt", rolo.path("link.txt")).unwrap();
    for (rejects, why) in
        [("link.txt", "no plain file"), ("/dev/null", "no plain file"), ("rolo.toml", "the configuration")]
    {
        let run = rolo.ends(2, &["import", "--rejects", rejects, "bad.csv"]);
        assert!(run.err.contains(&format!("this is {why}, which would be replaced")), "{}", run.err);
    }
    assert_eq!((rolo.read("real.txt").as_str(), rolo.read("rolo.toml").as_str()), ("kept", ""));
}

#[test]
fn words_for_consent_mean_the_same_in_a_column_of_either_polarity() {
    for column in ["email_opt_out", "unsubscribed", "do_not_contact", "consent", "accepts_marketing"] {
        let rolo = Sandbox::at(NOW);
        let text = format!(
            "email,{column}\na@x.example.com,unsubscribed\nb@x.example.com,Opted Out\nc@x.example.com,subscribed\n\
             d@x.example.com,opted-in\n"
        );
        rolo.import("a.csv", &text, &[]);
        assert_eq!(rolo.rows("SELECT do_not_contact FROM contacts ORDER BY id"), ["1", "1", "0", "0"], "{column}");
    }
}

#[test]
fn a_row_for_another_person_does_not_join_the_owner_of_a_conversation() {
    let rolo = Sandbox::at(NOW);
    let text =
        "conversation_id,user_id,sender,sent_at,text\nt1,1,visitor,2026-01-01,hi\nt1,2,visitor,2026-01-02,hello\n";
    assert_eq!(rolo.import("m.csv", text, &[]).conflicts, 1);
    assert_eq!(rolo.rows("SELECT user_id FROM contacts ORDER BY id"), ["1", "2"]);
    let names = "conversation_id,email,name,sender,sent_at,text\n\
        t2,ann@example.com,Ann Lee,visitor,2026-01-01,hi\nt2,bob@example.com,Bob Ray,visitor,2026-01-02,hello\n";
    assert_eq!(rolo.import("n.csv", names, &[]).conflicts, 1);
    assert_eq!(
        rolo.rows("SELECT name, email FROM contacts WHERE email NOT NULL ORDER BY id"),
        ["Ann Lee|ann@example.com", "Bob Ray|bob@example.com"]
    );
}

#[test]
fn a_row_that_was_filled_in_badly_is_counted() {
    let rolo = Sandbox::at(NOW);
    let text = "email,name,city\nann@example.com,Ann Lee,Paris\n\
        Man from the market who wants a call back next week.,,\nbob@example.com,Bob Ray,Rome\n";
    let taken = rolo.import("a.csv", text, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([2, 0, 0], 1));
}

#[test]
fn taking_an_import_back_keeps_what_a_later_one_said() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name,company\nann@example.com,Ann Lee,Acme\n", &[]);
    rolo.import("b.csv", "email,name,company,do_not_contact\nann@example.com,Ann Lee,Beta,yes\n", &[]);
    let run = rolo.run(&["imports", "undo", "1"]);
    assert!(run.err.contains("contact 1 Ann Lee stays: something later belongs to it"), "{}", run.err);
    assert_eq!(rolo.one("SELECT company, do_not_contact FROM contacts"), "Beta|1");
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(rolo.one("SELECT company, do_not_contact FROM contacts"), "Acme|0");
}

#[test]
fn a_pin_shows_before_the_first_decision() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,status\nann@example.com,churned\n", &["--pin"]);
    assert_eq!(rolo.one("SELECT status, pinned FROM contacts"), "churned|status");
    assert!(rolo.ok(&["export", "--status", "churned", "--columns", "email"]).contains("ann@example.com"));
}

#[test]
fn a_night_with_an_empty_inbox_is_a_quiet_one() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email\nann@example.com\n", &[]);
    let run = rolo.run(&["--quiet", "nightly", "inbox/*.csv"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_file_that_is_not_there_does_not_cost_the_night() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "email\nann@example.com\n");
    let run = rolo.ends(3, &["--quiet", "nightly", "nothere.csv", "a.csv"]);
    assert!(run.err.contains("cannot open nothere.csv"), "{}", run.err);
    assert_eq!(rolo.one("SELECT status FROM contacts"), "new");
}

#[test]
fn a_value_that_comes_back_is_news_and_files_that_disagree_settle() {
    let rolo = Sandbox::at(NOW);
    let city = || rolo.one("SELECT city FROM contacts");
    let say =
        |name: &str, city: &str| rolo.import(name, &format!("id,email,city\n7,ann@example.com,{city}\n"), &[]).fates();
    assert_eq!((say("day.csv", "Paris"), city()), ([1, 0, 0], "Paris".to_owned()));
    assert_eq!((say("day.csv", "Rome"), city()), ([0, 1, 0], "Rome".to_owned()));
    assert_eq!((say("day.csv", "Rome"), city()), ([0, 0, 1], "Rome".to_owned()));
    assert_eq!((say("day.csv", "Paris"), city()), ([0, 1, 0], "Paris".to_owned()));
    assert_eq!(say("other.csv", "Oslo"), [0, 1, 0]);
    assert_eq!((say("day.csv", "Paris"), say("other.csv", "Oslo")), ([0, 0, 1], [0, 0, 1]));
    rolo.ok(&["undo"]);
    assert_eq!((city(), say("other.csv", "Oslo")), ("Paris".to_owned(), [0, 1, 0]));
}

#[test]
fn a_row_with_an_open_quote_is_kept_as_it_was_and_counted_once() {
    let rolo = Sandbox::at(NOW);
    for end in ["", "\n", "\r\n", "\nben@example.com,Ben Lim,York\n"] {
        let taken = rolo.import("a.csv", &format!("email,name,city\n\nana@example.com,\"Ana Cruz,Hull{end}"), &[]);
        assert_eq!(taken.rejected, 1, "{end:?}");
        let row = "email,name,city,line,column,reason\nana@example.com,\"\"\"Ana Cruz\",Hull,3,,\"open_quote: ";
        assert!(rolo.read("a.csv.rejects").starts_with(row), "{}", rolo.read("a.csv.rejects"));
    }
    rolo.import("a.csv.rejects", &rolo.read("a.csv.rejects").replace("\"\"\"Ana", "\"Ana"), &[]);
    assert_eq!(rolo.one("SELECT name, city FROM contacts WHERE email LIKE 'ana%'"), "Ana Cruz|Hull");
}

#[test]
fn rows_that_were_taken_in_before_are_news_again_when_their_contact_went() {
    let rolo = Sandbox::at(NOW);
    let [ana, same] = ["name,email,city\nAna,ana@example.com,Leeds\n", "city,email\nLeeds,ana@example.com\n"];
    assert_eq!(rolo.import("ana.csv", ana, &[]).fates(), [1, 0, 0]);
    assert_eq!(rolo.import("same.csv", same, &[]).fates(), [0, 0, 1]);
    assert_eq!(rolo.import("same.csv", same, &[]).fates(), [0, 0, 1]);
    rolo.ok(&["imports", "undo", "1"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "0");
    assert_eq!(rolo.import("same.csv", same, &[]).fates(), [1, 0, 0]);
    assert_eq!(rolo.one("SELECT city FROM contacts WHERE email = 'ana@example.com'"), "Leeds");
}

#[test]
fn a_value_that_comes_back_is_news_and_one_that_stays_is_none() {
    let rolo = Sandbox::at(NOW);
    let says = |city: &str| format!("email,city\nana@example.com,{city}\nben@example.com,Hull\n");
    let city = || rolo.one("SELECT city FROM contacts WHERE email = 'ana@example.com'");
    rolo.import("crm.csv", &says("Leeds"), &[]);
    for name in ["York", "Leeds", "York"] {
        assert_eq!(rolo.import("crm.csv", &says(name), &[]).fates(), [0, 1, 1]);
        assert_eq!(rolo.import("crm.csv", &says(name), &[]).fates(), [0, 0, 2]);
        assert_eq!(city(), name);
    }
    // Another file may say what this one said once; both then keep still.
    assert_eq!(rolo.import("shop.csv", &says("Leeds"), &[]).fates(), [0, 1, 1]);
    assert_eq!(rolo.import("crm.csv", &says("York"), &[]).fates(), [0, 0, 2]);
    assert_eq!(rolo.import("shop.csv", &says("Leeds"), &[]).fates(), [0, 0, 2]);
    assert_eq!(city(), "Leeds");
}

#[test]
fn rows_are_read_anew_when_the_configuration_reads_their_dates_otherwise() {
    let rolo = Sandbox::at(NOW);
    let text = "email,first_seen\nana@example.com,03/04/2026\n";
    let seen = || rolo.one("SELECT first_seen FROM contacts");
    rolo.file("rolo.toml", "[import]\ndate_order = \"dmy\"\n");
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [1, 0, 0]);
    assert_eq!(seen(), "2026-04-03T00:00:00Z");
    rolo.file("rolo.toml", "[import]\ndate_order = \"mdy\"\n");
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [0, 1, 0]);
    assert_eq!(seen(), "2026-03-04T00:00:00Z");
}

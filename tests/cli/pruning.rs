//! Dropping old entries of the journal: what stays right, and what says so.

use crate::sandbox::Sandbox;

/// Three imports on three days, of which each changes what the one before brought, and a merge.
fn grown() -> Sandbox {
    let rolo = Sandbox::at("2026-01-01");
    rolo.import("one.csv", "email,visitor_id,name,city,tags\nana@example.com,,Ana Cruz,Leeds,vip\n,v1,,Hull,\n", &[]);
    let rolo = rolo.moved_to("2026-02-01");
    rolo.import("two.csv", "email,name,city,tags\nana@example.com,Ana Cruz,York,spa\ncy@example.com,Cy,,\n", &[]);
    let rolo = rolo.moved_to("2026-03-01");
    rolo.import("three.csv", "email,visitor_id,city\nana@example.com,v1,Bath\n", &[]);
    rolo.ok(&["nightly"]);
    rolo
}

#[test]
fn what_is_younger_can_be_undone_as_if_nothing_had_been_dropped() {
    let whole = grown();
    let pruned = grown();
    let run = pruned.ends(0, &["prune", "--before", "2026-02-01", "--compact"]);
    assert!(run.err.contains("entries dropped  1") && run.err.contains("entries left     2"), "{}", run.err);
    for rolo in [&whole, &pruned] {
        rolo.ok(&["imports", "undo", "2"]);
        rolo.ok(&["imports", "undo", "3"]);
        rolo.ok(&["nightly"]);
        rolo.ends(0, &["check"]);
    }
    assert_eq!(pruned.views(), whole.views());
    assert_eq!(pruned.one("SELECT city FROM contacts WHERE id = 1"), "Leeds");
}

#[test]
fn what_was_dropped_says_so_and_the_rest_of_its_story_stays() {
    let rolo = grown();
    let log = rolo.ok(&["activity", "--reverse"]);
    let imports = rolo.ok(&["imports", "list"]);
    let dry = rolo.ends(0, &["prune", "--before", "2026-12-01", "--dry-run"]);
    assert!(dry.err.contains("entries dropped  3") && dry.err.contains("dry run"), "{}", dry.err);
    let json = rolo.ok(&["prune", "--before", "2026-12-01", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&told["entries"], &told["left"]), (&3.into(), &0.into()), "{json}");
    let run = rolo.ends(1, &["undo", "2"]);
    assert_eq!(
        run.err,
        "error: entry 2 can no longer be undone: `rolo prune` dropped it from the journal\n\
         hint: `rolo undo --list` shows what can be undone\n"
    );
    assert!(rolo.ends(1, &["undo", "99"]).err.contains("the journal has no entry 99"));
    assert!(rolo.ends(1, &["undo"]).err.contains("there is nothing to undo"));
    assert!(rolo.ends(1, &["imports", "undo", "3"]).err.contains("or the entry was dropped"));
    assert!(rolo.ok(&["activity", "--reverse"]).starts_with(&log), "the log is append-only");
    assert_eq!(rolo.ok(&["activity", "--command", "import", "--format", "ids"]).lines().count(), 9);
    assert_eq!(rolo.ok(&["imports", "list"]), imports);
    assert!(rolo.ok(&["contacts", "timeline", "2"]).contains("became part of this contact"), "2 is part of 1");
    rolo.import("four.csv", "email,city\nana@example.com,Hull\n", &[]);
    assert_eq!(rolo.ok(&["undo", "--list", "--format", "ids"]), "4\n", "a number is never given twice");
    rolo.ok(&["undo"]);
    assert_eq!(rolo.one("SELECT city FROM contacts WHERE id = 1"), "Bath");
    rolo.ends(0, &["check"]);
}

#[test]
fn entries_go_up_to_the_first_younger_one() {
    // An entry that was made for an earlier day later on stays with those that it may build on.
    let rolo = grown().moved_to("2026-01-15");
    rolo.import("late.csv", "email,city\nana@example.com,Hull\n", &[]);
    rolo.ok(&["prune", "--before", "2026-02-15"]);
    assert_eq!(rolo.ok(&["undo", "--list", "--format", "ids"]), "4\n3\n");
    let run = rolo.ends(0, &["prune", "--before", "2026-02-15"]);
    assert!(run.err.contains("entries dropped  0"), "{}", run.err);
    assert!(rolo.ends(2, &["prune"]).err.contains("--before"));
}

#[test]
fn a_file_that_was_taken_back_stays_news_after_its_entry_is_dropped() {
    let rolo = Sandbox::at("2026-01-01");
    let (one, two) = ("email,city\nana@example.com,Leeds\n", "email,city\nana@example.com,York\n");
    rolo.import("base.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    rolo.import("a.csv", one, &[]);
    let rolo = rolo.moved_to("2026-02-01");
    rolo.import("a.csv", two, &[]);
    rolo.ok(&["imports", "undo", "2"]);
    rolo.ok(&["prune", "--before", "2026-02-01"]);
    rolo.ok(&["imports", "undo", "3"]);
    assert_eq!(rolo.import("a.csv", one, &[]).fates(), [0, 1, 0]);
}

//! What a merge keeps, that old ids lead to the survivor, and what an undo says of what came later.

use crate::sandbox::{Run, Sandbox};

const NOW: &str = "2026-09-01";

fn at(rolo: &Sandbox, as_of: &str, args: &[&str]) -> Run {
    rolo.run(&[&["--as-of", as_of], args].concat())
}

/// Contact 2 becomes part of contact 1, and that of contact 3, who has a user_id.
fn chain() -> Sandbox {
    let rolo = Sandbox::new();
    rolo.file("a.csv", "id,email,name,city\nC-1,,Ana Cruz,Leeds\nC-2,ana@example.com,A. Cruz,York\n");
    rolo.file("b.csv", "id,email,name\nC-1,ana@example.com,Ana Cruz\n");
    rolo.file("c.csv", "user_id,name,email\n7,Ana Cruz,ana@example.org\n");
    rolo.file("d.csv", "user_id,email,name\n7,ana@example.com,Ana Cruz\n");
    for (day, args) in [
        ("2026-08-01", &["import", "a.csv"] as &[&str]),
        ("2026-08-02", &["import", "b.csv"]),
        ("2026-08-03", &["dedupe", "--apply"]),
        ("2026-08-04", &["import", "c.csv"]),
        ("2026-08-05", &["import", "d.csv"]),
        ("2026-08-06", &["dedupe", "--apply"]),
    ] {
        assert_eq!(at(&rolo, day, args).code, 0, "{args:?}");
    }
    assert_eq!(rolo.rows("SELECT survivor_id, merged_id FROM merge"), ["1|2", "3|1"]);
    rolo
}

#[test]
fn values_go_by_the_rules_and_what_loses_stays_as_metadata() {
    let rolo = chain();
    assert_eq!(
        rolo.one("SELECT id, name, city, user_id, external_ids, metadata FROM contacts"),
        "3|Ana Cruz|Leeds|7|import:C-1;import:C-2|{\"other_name\":\"A. Cruz\",\"other_first_name\":\"A.\",\"other_city\":\"York\"}"
    );
    let emails = rolo.one("SELECT emails FROM contact");
    assert!(emails.contains("ana@example.com") && emails.contains("ana@example.org"), "{emails}");
}

#[test]
fn an_old_id_leads_to_the_survivor_as_long_as_the_merges_stand() {
    let rolo = chain();
    for id in ["1", "2", "3"] {
        let run = rolo.ends(0, &["classify", "--explain", id]);
        assert!(format!("{}{}", run.out, run.err).contains("contact 3"), "{id}: {}{}", run.out, run.err);
        rolo.ok(&["score", "--explain", id]);
    }
    let text = "rolo_id,email,job_title\n2,ana@example.com,Owner\n";
    assert_eq!(rolo.import("old.csv", text, &[]).fates(), [0, 1, 0]);
    let text = "rolo_id,name,address\n1,Ana Cruz,Long Row 5\n";
    assert_eq!(rolo.import("name.csv", text, &[]).fates(), [0, 1, 0]);
    let text = "rolo_id,email,name\n2,cy@example.com,Cy Reyes\n";
    assert_eq!(rolo.import("other.csv", text, &[]).fates(), [1, 0, 0]);
    assert_eq!(rolo.one("SELECT job_title, address FROM contacts WHERE id = 3"), "Owner|Long Row 5");
}

#[test]
fn a_merge_under_another_waits_until_that_is_undone() {
    let rolo = chain();
    let run = rolo.ends(1, &["dedupe", "undo", "1"]);
    assert!(run.err.contains("contact 2 became part of contact 1, and that of contact 3 later"), "{}", run.err);
    assert!(run.err.contains("hint: take that back first: `rolo undo"), "{}", run.err);
    rolo.ok(&["dedupe", "undo", "2"]);
    let run = rolo.ends(0, &["classify", "--explain", "2"]);
    assert!(format!("{}{}", run.out, run.err).contains("contact 1"), "{}{}", run.out, run.err);
    rolo.ok(&["dedupe", "undo", "--run", "1"]);
    assert_eq!(
        rolo.rows("SELECT id, name, email, city, metadata FROM contacts ORDER BY id"),
        ["1|Ana Cruz|ana@example.com|Leeds|", "2|A. Cruz|ana@example.com|York|", "3|Ana Cruz|ana@example.com||"]
    );
}

#[test]
fn an_undo_says_what_a_later_file_changed_and_leaves_it() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "id,email,name,city\nC-1,,Ana Cruz,\nC-2,ana@example.com,Ana Cruz,York\n", &[]);
    rolo.import("b.csv", "id,email\nC-1,ana@example.com\n", &[]);
    rolo.ok(&["dedupe", "--apply"]);
    let text = "id,email,city,visitor_id\nC-2,ana@example.org,Hull,v9\n";
    rolo.import("c.csv", text, &[]);
    let run = rolo.ends(0, &["dedupe", "undo", "--last"]);
    for said in [
        "city of contact 1 was changed later by entry 4 (import of c.csv) and stays",
        "contact 1 keeps what entry 4 (import of c.csv) changed: emails, visitor_ids, city",
    ] {
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert_eq!(
        rolo.rows("SELECT id, email, city, external_ids FROM contacts ORDER BY id"),
        ["1|ana@example.org|Hull|import:C-1", "2|ana@example.com|York|import:C-2"]
    );
    rolo.ok(&["undo", "4"]);
    assert_eq!(
        rolo.rows("SELECT id, email, city, visitor_ids FROM contacts ORDER BY id"),
        ["1|ana@example.com||", "2|ana@example.com|York|"],
        "the later file gives back what stood before the merge, not what the merge brought"
    );
}

#[test]
fn who_opts_out_after_a_merge_is_opted_out_whoever_it_was() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "id,email,name\nC-1,,Ana Cruz\nC-2,ana@example.com,Ana Cruz\n", &[]);
    rolo.import("b.csv", "id,email\nC-1,ana@example.com\n", &[]);
    rolo.ok(&["dedupe", "--apply"]);
    let text = "contact_id,channel,sender,sent_at,text\nC-2,web,visitor,2026-08-02T10:00:00Z,stop messaging me\n";
    rolo.import("m.csv", text, &[]);
    let run = rolo.ends(0, &["dedupe", "undo", "--last"]);
    assert!(run.err.contains("contact 2 is opted out, since contact 1 was after the merge"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT do_not_contact, message_count FROM contacts ORDER BY id"), ["1|0", "1|1"]);
}

#[test]
fn two_that_are_different_stay_two_whoever_is_merged() {
    let rolo = Sandbox::at(NOW);
    let text = "id,email,name\nC-1,,Ana Cruz\nC-2,ana@example.com,Ana Cruz\nC-3,ana@example.org,Ana Cruz\n";
    rolo.import("a.csv", text, &[]);
    rolo.import("b.csv", "id,email\nC-1,ana@example.com\n", &[]);
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).expect("the database");
    conn.execute("INSERT INTO verdict (low_id, high_id, verdict, at) VALUES (2, 3, 'different', 0)", [])
        .expect("a row");
    let before = rolo.dump();
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(rolo.rows("SELECT low_id, high_id, verdict FROM verdict"), ["1|3|different"]);
    rolo.import("c.csv", "id,email\nC-1,ana@example.org\n", &[]);
    assert_eq!(rolo.ok(&["dedupe", "--format", "csv"]).lines().count(), 1, "nothing is proposed");
    rolo.ok(&["undo", "4"]);
    rolo.ok(&["dedupe", "undo", "--last"]);
    assert_eq!(rolo.rows("SELECT low_id, high_id, verdict FROM verdict"), ["2|3|different"]);
    assert_eq!(rolo.dump().len(), before.len());
}

//! What becomes of a contact that is there when a file speaks of it: the policies, what is held, cells that clear, and
//! the conflicts that `--verbose` tells.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const ANA: &str = "user_id,email,phone,name,company,job_title,city,tags,points,first_seen,last_active,Shoe Size,Pet\n\
    7,ana@example.com;a@example.org,+639175550101,Ana Cruz,Blue Ltd,Owner,Leeds,vip,5,2026-03-01,2026-03-05,38,cat\n";
const CLEAR: [&str; 2] = ["--clear", "NULL"];

fn sandbox() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("ana.csv", ANA, &[]);
    rolo
}

/// Says that a person set a field by hand, or removed an item of a list.
fn hold(rolo: &Sandbox, field: &str, value: &str) {
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute("INSERT INTO held (contact_id, field, value, at) VALUES (1, ?1, ?2, 0)", (field, value)).unwrap();
}

#[test]
fn a_cell_that_clears_empties_its_field() {
    let rolo = sandbox();
    let text = "user_id,email,phone,company,job_title,city,points,first_seen,last_active,Shoe Size\n\
        7,NULL,NULL,NULL,NULL,York,NULL,NULL, NULL ,NULL\n";
    rolo.file("b.csv", text);
    let run = rolo.ends(0, &["import", "--clear", "NULL", "b.csv"]);
    assert!(run.err.contains("values cleared: 8"), "{}", run.err);
    let row = "SELECT user_id, emails, phones, name, company_id, job_title, city, points, first_seen, last_active, metadata FROM contact";
    assert_eq!(rolo.one(row), "7|||Ana Cruz|||York||||{\"Pet\":\"cat\"}");
    assert_eq!(rolo.one("SELECT count(*) FROM identity"), "1", "what was cleared leads nowhere");
    assert_eq!(rolo.import("b.csv", text, &CLEAR).fates(), [0, 0, 1]);
    assert_eq!(rolo.import("c.csv", "email,name\nana@example.com,Ana Cruz\n", &[]).fates(), [1, 0, 0]);
}

#[test]
fn a_clear_is_undone_exactly() {
    let rolo = sandbox();
    let before = rolo.dump();
    rolo.import("b.csv", "user_id,email,phone,city,Pet\n7,NULL,NULL,NULL,NULL\n", &CLEAR);
    assert_ne!(rolo.dump(), before);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.dump(), before);
    assert_eq!(rolo.import("c.csv", "email,city\na@example.org,York\n", &[]).fates(), [0, 1, 0]);
}

#[test]
fn what_grows_or_is_for_good_is_never_cleared() {
    let rolo = sandbox();
    rolo.import("out.csv", "user_id,do_not_contact\n7,yes\n", &[]);
    rolo.file("b.csv", "user_id,email,tags,do_not_contact,created_at\nNULL,ana@example.com,NULL,NULL,NULL\n");
    let run = rolo.ends(0, &["import", "--clear", "NULL", "b.csv"]);
    assert!(run.err.contains("taken as blank: 4"), "{}", run.err);
    assert_eq!(rolo.one("SELECT user_id, tags, do_not_contact FROM contacts"), "7|vip|1");
}

#[test]
fn only_an_update_clears_and_the_word_is_a_blank_elsewhere() {
    for policy in ["fill", "skip"] {
        let rolo = sandbox();
        let before = rolo.dump();
        let text = "user_id,city,branch,Pet\n7,NULL,NULL,NULL\n";
        rolo.import("b.csv", text, &[&CLEAR[..], &["--on-match", policy]].concat());
        assert_eq!(rolo.dump(), before, "{policy}");
    }
    let rolo = Sandbox::at(NOW);
    let text = "user_id,name,city,Pet\n8,Ben Cruz,NULL,NULL\n";
    rolo.import("new.csv", text, &CLEAR);
    assert_eq!(rolo.one("SELECT name, city, metadata FROM contacts"), "Ben Cruz||");
    let run = rolo.ends(2, &["import", "--clear", " ", "new.csv"]);
    assert!(run.err.contains("a blank cell never empties a field"), "{}", run.err);
}

#[test]
fn what_is_held_is_not_cleared() {
    let rolo = sandbox();
    hold(&rolo, "city", "");
    hold(&rolo, "emails", "");
    rolo.file("b.csv", "user_id,email,city,job_title\n7,NULL,NULL,NULL\n");
    let run = rolo.ends(0, &["import", "--clear", "NULL", "b.csv"]);
    assert!(run.err.contains("values kept as a person set them: 2, values cleared: 1"), "{}", run.err);
    assert_eq!(rolo.one("SELECT email, city, job_title FROM contacts"), "ana@example.com|Leeds|");
    assert_eq!(rolo.import("c.csv", "email,branch\nana@example.com,North\n", &[]).fates(), [0, 1, 0]);
}

#[test]
fn of_a_clear_and_a_value_in_one_file_the_later_wins() {
    for (rows, left) in [
        ("7,NULL,NULL,NULL\n7,c@example.com,York,dog\n", "c@example.com|York|{\"Shoe Size\":\"38\",\"Pet\":\"dog\"}"),
        ("7,c@example.com,York,dog\n7,NULL,NULL,NULL\n", "||{\"Shoe Size\":\"38\"}"),
        ("8,c@example.com,York,dog\n8,NULL,NULL,NULL\n", "||"),
    ] {
        let rolo = sandbox();
        let text = format!("user_id,email,city,Pet\n{rows}");
        rolo.import("b.csv", &text, &CLEAR);
        assert_eq!(rolo.rows("SELECT emails, city, metadata FROM contact ORDER BY id DESC")[0], left, "{rows}");
        let found = rolo.import("c.csv", "email,country\nc@example.com,GB\n", &["--dry-run"]);
        assert_eq!(found.created == 0, left.starts_with("c@"), "the index of identities follows: {rows}");
        assert_eq!(rolo.import("b.csv", &text, &CLEAR).fates(), [0, 0, 2]);
    }
}

/// What stands in city, tags, phones and do_not_contact after a second row about the same person.
#[test]
fn each_policy_treats_what_is_there_what_is_held_and_what_is_for_good_in_its_way() {
    let first = "user_id,city,country,tags,do_not_contact,points\n7,Leeds,,vip,yes,5\n";
    let second = "user_id,city,country,tags,phone,do_not_contact,points\n7,York,GB,spa,+639175550101,no,9\n";
    for (policy, is_held, after) in [
        ("update", false, "York|GB|vip;spa|+639175550101|1|9"),
        ("update", true, "Leeds|GB|vip|+639175550101|1|9"),
        ("fill", false, "Leeds|GB|vip;spa|+639175550101|1|5"),
        ("fill", true, "Leeds|GB|vip|+639175550101|1|5"),
        ("skip", false, "Leeds||vip||1|5"),
        ("skip", true, "Leeds||vip||1|5"),
    ] {
        let rolo = Sandbox::at(NOW);
        rolo.import("a.csv", first, &[]);
        if is_held {
            hold(&rolo, "city", "");
            hold(&rolo, "tags", "spa");
        }
        let row = "SELECT city, country, tags, phones, do_not_contact, points FROM contact";
        rolo.import("b.csv", second, &["--on-match", policy]);
        assert_eq!(rolo.one(row), after, "{policy} held {is_held}");
        assert_eq!(rolo.import("b.csv", second, &["--on-match", policy]).updated, 0, "{policy} held {is_held}");
    }
}

#[test]
fn within_one_file_rows_are_folded_whatever_the_policy() {
    for policy in ["update", "fill", "skip"] {
        let rolo = Sandbox::at(NOW);
        let text = "email,city,tags\nana@example.com,Leeds,vip\nana@example.com,York,spa\n";
        assert_eq!(rolo.import("a.csv", text, &["--on-match", policy]).fates(), [2, 0, 0]);
        assert_eq!(rolo.one("SELECT city, tags FROM contacts"), "York|vip;spa", "{policy}");
    }
}

#[test]
fn verbose_tells_each_conflict_with_its_line_the_identity_and_both_contacts() {
    let rolo = Sandbox::at(NOW);
    let text = "user_id,visitor_id,email,phone,name\n7,,,,Ana Cruz\n,,ana@example.com,+639175550101,Ana Cruz\n8,v1,,,Ben Cruz\n";
    rolo.import("a.csv", text, &[]);
    rolo.file(
        "b.csv",
        "user_id,visitor_id,email,phone,note\r\n9,,,,\"two\r\nlines\"\r\n\r\n7,v1,ana@example.com,+639175550101,\r\n7,,,,\r\n",
    );
    let quiet = rolo.ends(0, &["import", "--dry-run", "b.csv"]);
    assert!(!quiet.err.contains("conflict:"), "{}", quiet.err);
    let run = rolo.ends(0, &["import", "-v", "b.csv"]);
    let told: Vec<&str> = run.err.lines().filter(|line| line.contains("_conflict: ")).collect();
    let ana = "contact 1 (Ana Cruz), where the row went";
    assert_eq!(
        told,
        [
            format!("b.csv line 5: email_conflict: email ana@example.com belongs to contact 2 (Ana Cruz) and now to {ana}"),
            "b.csv line 5: identity_conflict: visitor_id v1 stays with contact 3 (Ben Cruz); the row went to contact 1 (Ana Cruz)".to_owned(),
            format!("b.csv line 5: phone_conflict: phone +639175550101 belongs to contact 2 (Ana Cruz) and now to {ana}"),
        ],
        "{}",
        run.err
    );
    assert!(run.err.contains("conflicts\n  contacts     3"), "{}", run.err);
    assert_eq!(rolo.import("c.csv", "user_id,visitor_id\n7,v1\n", &[]).conflicts, 1);
}

#[test]
fn a_hundred_conflicts_are_told_and_the_others_counted() {
    let rolo = Sandbox::at(NOW);
    let people: String = (0..220).map(|n| format!("{n},v{n},P{n} Cruz\n")).collect();
    rolo.import("a.csv", &format!("user_id,visitor_id,name\n{people}"), &[]);
    let swapped: String = (0..110).map(|n| format!("{n},v{}\n", n + 110)).collect();
    let message = format!("user_id,visitor_id\n{swapped}");
    rolo.file("b.csv", &message);
    let run = rolo.ends(0, &["import", "--verbose", "b.csv"]);
    let told = run.err.lines().filter(|line| line.contains("identity_conflict: ")).count();
    assert_eq!(told, 100, "{}", run.err);
    assert!(run.err.contains("\nand 10 more conflicts\n"), "{}", run.err);
}

#[test]
fn of_opt_outs_in_one_file_the_strictest_is_what_its_source_said() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "user_id,do_not_contact\n7,yes\n7,no\n", &[]);
    assert_eq!(rolo.one("SELECT do_not_contact, opt_out_seen FROM contact"), "1|1");
}

#[test]
fn conflicts_of_companies_are_told_too() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "company_id,name,industry\n1,Blue Ltd,Hotels\n2,Red Ltd,Paint\n", &["--as", "companies"]);
    rolo.file("b.csv", "company_id,name,industry\n2,Red Ltd,Paint\n1,Red Ltd,Paint\n");
    let run = rolo.ends(0, &["import", "--as", "companies", "--verbose", "b.csv"]);
    let told: Vec<&str> = run.err.lines().filter(|line| line.contains("_conflict: ")).collect();
    let text = "the row went to the company Blue Ltd by its id, but its name is that of the company Red Ltd";
    assert_eq!(told, [format!("b.csv line 3: company_conflict: {text}")], "{}", run.err);
    assert!(run.err.contains("conflicts\n  companies     2"), "{}", run.err);
}

//! `rolo imports`: what was imported, what an import did, and taking one of them back.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";

fn world() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "email,name,city\nana@example.com,Ana Cruz,Leeds\nben@example.com,Ben Reyes,\n", &[]);
    rolo.import("more.csv", "email,city,company\nana@example.com,York,Blue Ltd\ncy@example.com,,\nbad,,\n", &[]);
    let events = "event_id,email,kind,at\ne1,dan@example.com,visit,2026-08-01\ne2,dan@example.com,visit,2026-08-02\n";
    rolo.import("events.csv", events, &[]);
    rolo
}

#[test]
fn imports_are_listed_the_newest_first() {
    let rolo = world();
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(
        rolo.ok(&["imports", "list"]),
        "batch,at,file,kind,preset,read,created,updated,unchanged,rejected,conflicts,contacts_created,conversations_created,undone_at\n\
         3,2026-09-01T00:00:00Z,events.csv,events,,2,2,0,0,0,0,1,0,\n\
         2,2026-09-01T00:00:00Z,more.csv,contacts,,3,1,1,0,1,0,1,0,2026-09-01T00:00:00Z\n\
         1,2026-09-01T00:00:00Z,people.csv,contacts,,2,2,0,0,0,0,2,0,\n"
    );
    assert_eq!(rolo.ok(&["imports", "list", "--format", "ids"]), "3\n2\n1\n");
    let json: serde_json::Value = serde_json::from_str(&rolo.ok(&["imports", "list", "--format", "json"])).unwrap();
    assert_eq!(json[1]["rejected"], 1);
}

#[test]
fn an_import_shows_what_it_did() {
    let rolo = world();
    let run = rolo.ends(0, &["imports", "show", "2"]);
    assert_eq!(
        run.out,
        "what,change,id,name,columns,count\ncontact,created,3,cy@example.com,,1\ncompany,created,1,Blue Ltd,,1\n\
         contact,changed,1,Ana Cruz,city;company_id,1\n"
    );
    let run = rolo.ends(0, &["imports", "show", "3"]);
    assert_eq!(
        run.out,
        "what,change,id,name,columns,count\ncontact,created,4,dan@example.com,,1\nevent,created,,,,2\n"
    );
    let run = rolo.ends(1, &["imports", "show", "9"]);
    assert!(run.err.contains("there is no import 9\nhint: `rolo imports list` shows them all"), "{}", run.err);
}

#[test]
fn one_import_of_several_is_taken_back() {
    let rolo = world();
    let before = rolo.dump();
    let run = rolo.ends(0, &["imports", "undo", "2", "--dry-run"]);
    assert!(run.err.contains("dry run: nothing was written"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    rolo.ok(&["imports", "undo", "2"]);
    assert_eq!(
        rolo.rows("SELECT email, city, company FROM contacts"),
        ["ana@example.com|Leeds|", "ben@example.com||", "dan@example.com||"]
    );
    let run = rolo.ends(1, &["imports", "undo", "2"]);
    let told =
        "import 2 of more.csv was already undone at 2026-09-01T00:00:00Z\nhint: import the file again to have it back";
    assert!(run.err.contains(told), "{}", run.err);
    // And it comes in again as if for the first time.
    assert_eq!(rolo.import("more.csv", &rolo.read("more.csv"), &[]).fates(), [1, 1, 0]);
    assert_eq!(rolo.one("SELECT company FROM contacts WHERE city = 'York'"), "Blue Ltd");
}

#[test]
fn an_import_that_changed_nothing_and_one_that_is_not_there_cannot_be_taken_back() {
    let rolo = world();
    rolo.import("people.csv", &rolo.read("people.csv"), &[]);
    let run = rolo.ends(1, &["imports", "undo", "4"]);
    assert!(run.err.contains("import 4 of people.csv has no entry in the journal: it changed nothing"), "{}", run.err);
    assert!(rolo.ends(1, &["imports", "undo", "99"]).err.contains("there is no import 99"));
}

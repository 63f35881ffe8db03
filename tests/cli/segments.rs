//! `rolo segments`: saved filters, and who enters and leaves.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "email,name,city,tags\nana@example.com,Ana,Leeds,vip\nben@example.com,Ben,York,\n\
    cy@example.com,Cy,Leeds,\n";

fn sandbox() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &[]);
    rolo
}

fn save(rolo: &Sandbox, args: &[&str]) {
    rolo.ok(&[&["segments", "save"], args].concat());
}

fn names(rolo: &Sandbox, segment: &str) -> String {
    let out = rolo.ok(&["export", "--segment", segment, "--columns", "name"]);
    out.lines().skip(1).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_segment_is_saved_listed_shown_and_deleted() {
    let rolo = sandbox();
    let run = rolo.ends(0, &["segments", "save", "leeds", "--where", "city = 'Leeds'"]);
    assert_eq!(run.err, "segment leeds saved: 2 contacts\n");
    save(&rolo, &["top", "--segment", "leeds", "--tag", "vip", "--tag", "gold"]);
    assert_eq!((names(&rolo, "leeds").as_str(), names(&rolo, "top").as_str()), ("Ana Cy", "Ana"));
    assert_eq!(
        rolo.ok(&["segments", "list"]),
        "name,contacts,filter,used_by,created_at,updated_at\nall,3,everybody,,,\nleads,3,lifecycle lead,,,\n\
         customers,0,lifecycle customer,,,\n\
         leeds,2,where city = 'Leeds',segment top,2026-09-01T00:00:00Z,2026-09-01T00:00:00Z\n\
         top,1,\"tag vip or gold, segment leeds\",,2026-09-01T00:00:00Z,2026-09-01T00:00:00Z\n"
    );
    assert_eq!(rolo.ok(&["segments", "list", "--format", "ids"]), "all\nleads\ncustomers\nleeds\ntop\n");
    let show = rolo.ends(0, &["segments", "show", "leeds"]);
    assert_eq!(
        (show.out.as_str(), show.err.as_str()),
        ("--where \"city = 'Leeds'\"\n", "2 contacts\nused by segment top\n")
    );
    let json: serde_json::Value =
        serde_json::from_str(&rolo.ok(&["segments", "show", "top", "--format", "json"])).expect("JSON");
    assert_eq!(json["filter"], serde_json::json!({"tag": ["vip", "gold"], "segment": ["leeds"]}));
    assert_eq!((&json["contacts"], &json["name"]), (&1.into(), &"top".into()));
    let run = rolo.ends(1, &["segments", "delete", "leeds"]);
    assert!(run.err.contains("the segment `leeds` is used by segment top"), "{}", run.err);
    rolo.ok(&["segments", "delete", "top", "--dry-run"]);
    rolo.ok(&["segments", "delete", "top"]);
    rolo.ok(&["segments", "delete", "leeds"]);
    let run = rolo.ends(1, &["segments", "show", "custumers"]);
    assert!(
        run.err.contains("there is no segment `custumers`") && run.err.contains("did you mean customers?"),
        "{}",
        run.err
    );
}

#[test]
fn what_no_segment_can_be_is_refused() {
    let rolo = sandbox();
    save(&rolo, &["leeds", "--search", "Leeds"]);
    let before = rolo.dump();
    for (code, args, why) in [
        (2, &["save", "none"][..], "it is not said who is in the segment `none`"),
        (2, &["save", "All", "--vip"], "the segment `all` is built in"),
        (2, &["delete", "leads"], "the segment `leads` is built in"),
        (2, &["save", "customers", "--vip", "--replace"], "the segment `customers` is built in"),
        (2, &["save", "two words", "--vip"], "`two words` is no name for a segment"),
        (1, &["save", "leeds", "--vip"], "there is a segment `leeds` already"),
        (1, &["save", "x", "--segment", "nobody"], "there is no segment `nobody`"),
        (2, &["save", "x", "--where", "no_column = 1"], "no such column: no_column"),
        (2, &["save", "x", "--where", "1; drop table contact"], "a semicolon cannot stand in an expression"),
        (2, &["save", "x", "--where", "last_active < date('now')"], "date: 'now' reads the clock"),
        (2, &["save", "x", "--where", "last_active < current_date"], "current_date reads the clock"),
        (2, &["save", "x", "--where", "random() > 0"], "random"),
        (1, &["delete", "nobody"], "there is no segment `nobody`"),
        (1, &["show", "nobody"], "there is no segment `nobody`"),
    ] {
        let run = rolo.ends(code, &[&["segments"], args].concat());
        assert!(run.err.contains(why), "{args:?}: {}", run.err);
    }
    save(&rolo, &["dry", "--vip", "--dry-run"]);
    assert_eq!(rolo.dump(), before);
    // Outside of what is saved the clock may be asked.
    rolo.ok(&["contacts", "list", "--where", "created_at < date('now')"]);
}

#[test]
fn circles_are_refused_when_they_are_saved() {
    let rolo = sandbox();
    save(&rolo, &["a", "--tag", "vip"]);
    save(&rolo, &["b", "--segment", "a", "--contactable"]);
    save(&rolo, &["c", "--segment", "b"]);
    let before = rolo.dump();
    for (segment, way) in [("a", "a → a"), ("b", "a → b → a"), ("c", "a → c → b → a")] {
        let run = rolo.ends(1, &["segments", "save", "a", "--replace", "--segment", "leads", "--segment", segment]);
        assert!(run.err.contains(&format!("segment `a` would use itself: {way}")), "{}", run.err);
    }
    let run = rolo.ends(1, &["segments", "save", "new", "--segment", "new"]);
    assert!(run.err.contains("segment `new` would use itself: new → new"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    assert_eq!(names(&rolo, "c"), "Ana");
    // A circle that comes about by taking something back is said where it is used.
    save(&rolo, &["q", "--tag", "vip"]);
    save(&rolo, &["p", "--segment", "q"]);
    save(&rolo, &["p", "--tag", "vip", "--replace"]);
    save(&rolo, &["q", "--segment", "p", "--replace"]);
    rolo.ok(&["undo", "7"]);
    let run = rolo.ends(1, &["export", "--segment", "p"]);
    assert!(run.err.contains("segment `p` uses itself: p → q → p"), "{}", run.err);
}

#[test]
fn the_same_segment_option_again_means_or() {
    let rolo = sandbox();
    save(&rolo, &["vip", "--tag", "vip"]);
    save(&rolo, &["york", "--where", "city = 'York'"]);
    let out = rolo.ok(&["export", "--segment", "vip", "--segment", "york", "--columns", "name"]);
    assert_eq!(out, "name\nAna\nBen\n");
    assert_eq!(
        rolo.ok(&["export", "--segment", "vip", "--segment", "all", "--columns", "rolo_id"]),
        "rolo_id\n1\n2\n3\n"
    );
}

#[test]
fn saving_and_deleting_are_undone_exactly() {
    let rolo = sandbox();
    let empty = rolo.dump();
    save(&rolo, &["leeds", "--where", "city = 'Leeds'"]);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.dump(), empty);
    save(&rolo, &["leeds", "--where", "city = 'Leeds'"]);
    let saved = rolo.dump();
    save(&rolo, &["leeds", "--tag", "vip", "--replace"]);
    rolo.ok(&["undo"]);
    assert_eq!(names(&rolo, "leeds"), "Ana Cy");
    rolo.ok(&["classify"]);
    rolo.ok(&["segments", "delete", "leeds", "--author", "Mia"]);
    rolo.ok(&["undo"]);
    assert_eq!(names(&rolo, "leeds"), "Ana Cy");
    let rows =
        |dump: &[String]| -> Vec<String> { dump.iter().filter(|row| row.starts_with("segment")).cloned().collect() };
    assert_eq!(rows(&rolo.dump()), rows(&saved));
    save(&rolo, &["top", "--segment", "leeds"]);
    let run = rolo.ends(0, &["undo", "3"]);
    assert!(run.err.contains("the segment leeds stays: it is used by segment top"), "{}", run.err);
    assert_eq!(
        rolo.rows("SELECT kind, field, old, new, author FROM activity WHERE field LIKE 'segment%' AND author = 'Mia'"),
        ["deleted|segment leeds|--where \"city = 'Leeds'\"||Mia"]
    );
}

#[test]
fn a_segment_that_no_longer_fits_is_named_and_stops_no_night() {
    let rolo = sandbox();
    save(&rolo, &["old", "--where", "city = 'Leeds'"]);
    save(&rolo, &["new", "--segment", "old"]);
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).expect("the database");
    conn.execute("UPDATE segment SET filter = '{\"where\":\"town = 1\"}' WHERE name = 'old'", []).expect("an update");
    let run = rolo.ends(1, &["export", "--segment", "new"]);
    assert!(
        run.err.contains("the segment `old` does not fit: --where `town = 1`: no such column: town"),
        "{}",
        run.err
    );
    assert!(run.err.contains("rolo segments save old … --replace"), "{}", run.err);
    let run = rolo.ends(0, &["nightly"]);
    assert!(
        run.err.contains("who is in the segment `new` is not recorded: the segment `old` does not fit"),
        "{}",
        run.err
    );
    let run = rolo.ends(0, &["segments", "list"]);
    assert!(run.out.contains("old,,where town = 1,segment new"), "{}", run.out);
    rolo.ok(&["segments", "save", "old", "--tag", "vip", "--replace"]);
    assert_eq!(names(&rolo, "new"), "Ana");
}

/// Changes, ids and times of a diff.
fn diff(rolo: &Sandbox, since: &str) -> Vec<String> {
    let out = rolo.ok(&["segments", "diff", "s", "--since", since]);
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_diff_tells_who_entered_and_left_since_a_moment() {
    let rolo = sandbox();
    save(&rolo, &["s", "--tag", "vip"]);
    let run = rolo.ends(1, &["segments", "diff", "s", "--since", "2026-08-01"]);
    assert!(run.err.contains("who was in the segment `s` at 2026-08-01T00:00:00Z is not recorded"), "{}", run.err);
    assert!(run.err.contains("it is recorded since 2026-09-01T00:00:00Z"), "{}", run.err);
    let rolo = rolo.moved_to("2026-09-02");
    rolo.ok(&["contacts", "tag", "vip", "2"]);
    // What no pass has seen yet is told as of now.
    assert_eq!(diff(&rolo, "2026-09-01"), ["entered,2,Ben,ben@example.com,2026-09-02T00:00:00Z"]);
    rolo.ok(&["classify"]);
    let rolo = rolo.moved_to("2026-09-03");
    rolo.ok(&["contacts", "untag", "vip", "1"]);
    rolo.ok(&["score"]);
    let rolo = rolo.moved_to("2026-09-04");
    let run = rolo.ends(0, &["segments", "diff", "s", "--since", "2026-09-01"]);
    assert_eq!(
        run.out,
        "change,id,name,email,at\nentered,2,Ben,ben@example.com,2026-09-02T00:00:00Z\n\
         left,1,Ana,ana@example.com,2026-09-03T00:00:00Z\n"
    );
    assert_eq!(run.err, "1 entered, 1 left since 2026-09-01T00:00:00Z\n");
    assert_eq!(diff(&rolo, "2026-09-02"), ["left,1,Ana,ana@example.com,2026-09-03T00:00:00Z"]);
    assert_eq!(diff(&rolo, "2026-09-03"), [""; 0]);
    assert_eq!(rolo.ok(&["segments", "diff", "s", "--since", "2026-09-01", "--format", "ids"]), "2\n1\n");
    // Who comes back did neither enter nor leave.
    rolo.ok(&["contacts", "tag", "vip", "1"]);
    rolo.ok(&["nightly"]);
    assert_eq!(diff(&rolo, "2026-09-01"), ["entered,2,Ben,ben@example.com,2026-09-02T00:00:00Z"]);
    assert_eq!(diff(&rolo, "2026-09-03"), ["entered,1,Ana,ana@example.com,2026-09-04T00:00:00Z"]);
    for (code, args, why) in [
        (2, ["s", "--since", "2026-10-01"], "still to come"),
        (1, ["all", "--since", "2026-09-01"], "the segment `all` is built in"),
        (1, ["t", "--since", "2026-09-01"], "there is no segment `t`"),
    ] {
        let run = rolo.ends(code, &[&["segments", "diff"], &args[..]].concat());
        assert!(run.err.contains(why), "{}", run.err);
    }
}

#[test]
fn time_alone_and_another_filter_move_contacts_too() {
    let rolo = Sandbox::at(NOW);
    let people = "email,name,last_active\nana@example.com,Ana,2026-08-30\nben@example.com,Ben,2026-08-01\n";
    rolo.import("people.csv", people, &[]);
    save(&rolo, &["s", "--where", "last_active < date(as_of(), '-7 days')"]);
    assert_eq!(names(&rolo, "s"), "Ben");
    let rolo = rolo.moved_to("2026-09-10");
    assert_eq!(diff(&rolo, NOW), ["entered,1,Ana,ana@example.com,2026-09-10T00:00:00Z"]);
    rolo.ok(&["score"]);
    let rolo = rolo.moved_to("2026-09-11");
    save(&rolo, &["s", "--where", "name = 'Ben'", "--replace"]);
    assert_eq!(diff(&rolo, "2026-09-10"), ["left,1,Ana,ana@example.com,2026-09-11T00:00:00Z"]);
    // A look back records nothing, and a segment that uses another follows it.
    save(&rolo, &["outer", "--segment", "s"]);
    let before = rolo.dump();
    let rolo = rolo.moved_to("2026-09-02");
    rolo.ok(&["classify"]);
    let rolo = rolo.moved_to("2026-09-11");
    rolo.ok(&["classify"]);
    let members = |dump: Vec<String>| dump.into_iter().filter(|row| row.starts_with("membership")).collect::<Vec<_>>();
    assert_eq!(members(rolo.dump()), members(before));
    let rolo = rolo.moved_to("2026-09-12");
    save(&rolo, &["s", "--where", "name = 'Ana'", "--replace"]);
    let out = rolo.ok(&["segments", "diff", "outer", "--since", "2026-09-11", "--format", "ids"]);
    assert_eq!(out, "1\n2\n");
    assert_eq!(rolo.rows("SELECT count(*) FROM membership_change WHERE segment_id = 2"), ["2"]);
}

#[test]
fn a_survivor_inherits_and_an_undone_merge_gives_back() {
    let rolo = sandbox();
    save(&rolo, &["s", "--tag", "vip"]);
    let rolo = rolo.moved_to("2026-09-02");
    // Ana was in it; Ben, who was not, is she now.
    rolo.ok(&["contacts", "merge", "2", "1"]);
    assert_eq!(diff(&rolo, NOW), [""; 0]);
    rolo.ok(&["nightly"]);
    assert_eq!(diff(&rolo, NOW), [""; 0]);
    let rolo = rolo.moved_to("2026-09-03");
    rolo.ok(&["undo"]);
    rolo.ok(&["nightly"]);
    assert_eq!(names(&rolo, "s"), "Ana");
    assert_eq!(diff(&rolo, NOW), [""; 0]);
    // Whose import is taken back vanishes.
    rolo.import("more.csv", "email,name,tags\ndan@example.com,Dan,vip\n", &[]);
    rolo.ok(&["classify"]);
    let rolo = rolo.moved_to("2026-09-04");
    rolo.ok(&["undo"]);
    rolo.ok(&["classify"]);
    assert_eq!(diff(&rolo, "2026-09-03"), [""; 0]);
}

#[test]
fn a_night_on_which_nothing_changes_writes_nothing() {
    let rolo = sandbox();
    save(&rolo, &["s", "--tag", "vip"]);
    rolo.ok(&["nightly"]);
    let bytes = || std::fs::read(rolo.path("rolo.db")).expect("the database");
    let before = bytes();
    rolo.ok(&["nightly"]);
    rolo.ok(&["classify"]);
    assert!(bytes() == before, "the file is as it was");
}

#[test]
fn an_undone_change_of_a_filter_is_none_to_those_who_look_later() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("people.csv", "email,city\nana@example.com,Leeds\nben@example.com,Hull\n", &[]);
    rolo.ok(&["segments", "save", "north", "--where", "city = 'Leeds'"]);
    let rolo = rolo.moved_to("2026-09-02T10:00:00Z");
    rolo.ok(&["segments", "save", "north", "--where", "city = 'Hull'", "--replace"]);
    let rolo = rolo.moved_to("2026-09-02T11:00:00Z");
    rolo.ok(&["undo"]);
    let rolo = rolo.moved_to("2026-09-02T12:00:00Z");
    let diff = rolo.ok(&["segments", "diff", "north", "--since", "2026-09-02T11:30:00Z", "--format", "ids"]);
    assert_eq!(diff, "");
}

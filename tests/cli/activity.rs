//! The log: what it holds, and the filters over it.

use crate::sandbox::Sandbox;

const PEOPLE: &str = "user_id,email,visitor_id,name,city,tags,company\n7,ana@example.com,,Ana Cruz,Leeds,vip,Acme\n\
    ,ben@example.com,,Ben Reyes,,,\n,,v1,,Hull,,\n";
const MORE: &str = "user_id,email,visitor_id,name,city,tags,company,Plan\n\
    7,ana@example.com,,Ana Cruz,York,spa,Blue,gold\n8,ben@example.com,v1,,,,,\n";

/// Two imports, of which the second changes everybody, and two nights.
fn told() -> Sandbox {
    let rolo = Sandbox::at("2026-08-02");
    rolo.import("people.csv", PEOPLE, &[]);
    let messages = "email,conversation_id,sender,sent_at,text\n\
        ana@example.com,c1,visitor,2026-08-01T10:00:00Z,How much is it?\n";
    rolo.import("messages.csv", messages, &[]);
    rolo.ok(&["nightly"]);
    let rolo = rolo.moved_to("2026-08-05");
    rolo.import("more.csv", MORE, &[]);
    let rolo = rolo.moved_to("2026-12-01");
    rolo.ok(&["nightly"]);
    rolo
}

/// Lines of the log as `contact kind field old new author`, the oldest first.
#[track_caller]
fn lines(rolo: &Sandbox, filters: &[&str]) -> Vec<String> {
    let out = rolo.ok(&[&["activity", "--reverse", "--format", "csv"], filters].concat());
    let cells = |line: &str| line.split(',').skip(2).take(6).collect::<Vec<_>>().join(" ");
    out.lines().skip(1).map(cells).collect()
}

#[test]
fn an_import_tells_what_it_changed_and_of_what_it_created_how_many() {
    let rolo = told();
    assert_eq!(lines(&rolo, &["--batch", "1"]), [" imported contacts  people.csv: 3 created batch 1"]);
    assert_eq!(
        lines(&rolo, &["--batch", "3"]),
        [
            "2 merged id 3 2 batch 3",
            " imported contacts  more.csv: 2 updated batch 3",
            "2 changed visitor_ids  v1 batch 3",
            "2 changed city  Hull batch 3",
            "1 changed city Leeds York batch 3",
            "1 changed tags vip vip;spa batch 3",
            "1 changed company Acme Blue batch 3",
            "1 changed metadata.Plan  gold batch 3",
            "2 promoted lifecycle lead customer batch 3",
            "2 changed user_id  8 batch 3",
        ]
    );
    let before = rolo.one("SELECT count(*) FROM activity");
    rolo.import("more.csv", MORE, &[]);
    assert_eq!(rolo.one("SELECT count(*) FROM activity"), before, "the same file again is no news");
}

#[test]
fn lines_come_in_the_columns_of_the_view_with_the_newest_first() {
    let rolo = told();
    let all = rolo.ok(&["activity", "--format", "csv"]);
    assert_eq!(all.lines().next(), Some("id,at,contact_id,kind,field,old,new,author,journal_id"));
    let ids: Vec<i64> = all.lines().skip(1).map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    assert!(ids.len() > 10 && ids.is_sorted_by(|one, next| one > next), "{ids:?}");
    assert_eq!(rolo.ok(&["activity", "--limit", "1", "--format", "ids"]), format!("{}\n", ids[0]));
    let json: serde_json::Value =
        serde_json::from_str(&rolo.ok(&["activity", "--kind", "promoted", "--format", "json"])).unwrap();
    assert_eq!((&json[0]["contact_id"], &json[0]["at"]), (&2.into(), &"2026-08-05T00:00:00Z".into()));
    let table = rolo.ok(&["activity", "--kind", "promoted", "--format", "table"]);
    assert!(table.contains("Ben Reyes (2)  promoted  lifecycle  lead  customer  batch 3"), "{table}");
}

#[test]
fn filters_of_one_kind_mean_or_and_different_ones_mean_and() {
    let rolo = told();
    assert_eq!(lines(&rolo, &["--field", "city", "--field", "company", "--contact", "ana@example.com"]).len(), 2);
    assert_eq!(
        lines(&rolo, &["--command", "classify", "--field", "intent"]),
        ["1 changed intent comparing browsing classify"]
    );
    assert_eq!(lines(&rolo, &["--author", "classify", "--field", "city"]), Vec::<String>::new());
    assert_eq!(lines(&rolo, &["--command", "import", "--kind", "imported"]).len(), 3);
    let since = lines(&rolo, &["--since", "2026-08-05", "--until", "2026-08-06"]);
    assert_eq!(since, lines(&rolo, &["--batch", "3"]));
    assert_eq!(lines(&rolo, &["--until", "2026-08-02"]), Vec::<String>::new());
    let run = rolo.ends(1, &["activity", "--batch", "9"]);
    assert_eq!(run.err, "error: there is no import 9\nhint: `rolo imports list` shows them all\n");
    let run = rolo.ends(1, &["activity", "--contact", "nobody@example.com"]);
    assert!(run.err.contains("no contact is known as `nobody@example.com`"), "{}", run.err);
}

#[test]
fn a_contact_has_the_lines_of_those_that_became_part_of_it_and_of_what_was_taken_back() {
    let rolo = told();
    assert!(lines(&rolo, &["--contact", "3"]).contains(&"2 merged id 3 2 batch 3".to_owned()), "3 means 2 now");
    rolo.import("phone.csv", "user_id,phone\n8,+1 202 555 0199\n", &[]);
    rolo.ok(&["undo", "--author", "mia"]);
    let lines = lines(&rolo, &["--contact", "2"]);
    let end = ["2 changed phones  +12025550199 batch 4", " undone  import of phone.csv  mia"];
    assert_eq!(lines[lines.len() - 2..], end);
    assert_eq!(rolo.ok(&["activity", "--command", "undo", "--format", "ids"]).lines().count(), 1);
}

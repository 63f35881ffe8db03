//! Looking at contacts: the list with its columns, and the card of one.

use crate::sandbox::{Sandbox, project};

fn shop() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    let names = ["contacts_oldcrm", "contacts_mailtool", "messages", "events"];
    let files: Vec<String> =
        names.iter().map(|name| project().join(format!("fixtures/shop/{name}.csv")).display().to_string()).collect();
    let args: Vec<&str> = ["nightly", "--quiet"].into_iter().chain(files.iter().map(String::as_str)).collect();
    assert!(matches!(rolo.run(&args).code, 0 | 3));
    rolo
}

#[test]
fn the_list_has_any_columns_in_any_order_and_all_of_the_view_where_a_program_reads() {
    let rolo = shop();
    let out =
        rolo.ok(&["contacts", "list", "--grade", "A", "--sort", "-score", "--limit", "2", "--columns", "name,score"]);
    assert_eq!(out.lines().next(), Some("name,score"));
    let scores: Vec<u32> = out.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse().unwrap()).collect();
    assert!(scores.len() == 2 && scores[0] >= scores[1] && scores[1] >= 80, "{out}");
    let json: serde_json::Value =
        serde_json::from_str(&rolo.ok(&["contacts", "list", "--limit", "1", "--format", "json"])).expect("json");
    let keys: Vec<&String> = json[0].as_object().unwrap().keys().collect();
    assert_eq!(keys.len().to_string(), rolo.one("SELECT count(*) FROM pragma_table_info('contacts')"));
    let ids = rolo.ok(&["contacts", "list", "--status", "churned", "--format", "ids"]);
    assert_eq!(ids.lines().count().to_string(), rolo.one("SELECT count(*) FROM contacts WHERE status = 'churned'"));
    let run = rolo.ends(2, &["contacts", "list", "--columns", "nme"]);
    assert!(run.err.contains("the view `contacts` has no column `nme`"), "{}", run.err);
}

#[test]
fn the_card_tells_what_matters_and_the_same_as_json() {
    let rolo = shop();
    let id = rolo.one("SELECT id FROM contacts WHERE status = 'converted' AND open > 0 ORDER BY score DESC LIMIT 1"
        .replace("open > 0", "id IN (SELECT contact_id FROM alerts WHERE state = 'open') AND id IN (SELECT contact_id FROM followups WHERE state = 'pending')")
        .as_str());
    rolo.ok(&["contacts", "note", "\u{1b}[31mred\nline", &id, "--author", "joe"]);
    rolo.ok(&["contacts", "set", "status=qualified", &id, "--author", "joe"]);
    rolo.ok(&["classify"]);
    let card = rolo.ok(&["contacts", "show", &id]);
    for words in [
        "qualified (pinned by joe on 2026-09-01; otherwise converted)",
        "inquiry › comparing › closing › in_progress ›",
        "grade ",
        "Open alerts",
        "Open follow-ups",
        "joe: \\x1b[31mred⏎line",
        "Conversations",
    ] {
        assert!(card.contains(words), "{words}: {card}");
    }
    assert!(!card.contains('\u{1b}'));
    let json: serde_json::Value =
        serde_json::from_str(&rolo.ok(&["contacts", "show", &id, "--format", "json"])).expect("json");
    assert_eq!(json["contact"]["id"].to_string(), id);
    assert_eq!(json["pins"][0]["author"], "joe");
    assert_eq!(json["notes"][0]["text"], "\u{1b}[31mred\nline");
    let completeness = json["contact"]["completeness"].as_i64().unwrap();
    let weights = [
        ("name", 20),
        ("email", 25),
        ("phone", 20),
        ("company", 10),
        ("job_title", 10),
        ("location", 10),
        ("website", 5),
    ];
    let missing: Vec<&str> = json["missing"].as_array().unwrap().iter().map(|field| field.as_str().unwrap()).collect();
    let known: i64 = weights.iter().filter(|(field, _)| !missing.contains(field)).map(|(_, weight)| weight).sum();
    assert_eq!(completeness, known, "what is missing is what completeness lacks");
    let run = rolo.ends(2, &["contacts", "show", &id, "--format", "csv"]);
    assert!(run.err.contains("a card is text or"), "{}", run.err);
}

#[test]
fn the_card_of_somebody_of_whom_little_is_known_is_short() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("people.csv", "visitor_id\nv1\n", &[]);
    let card = rolo.ok(&["contacts", "show", "1"]);
    assert!(card.starts_with("contact 1 · lead\n"), "{card}");
    assert!(!card.contains("Notes") && !card.contains("null"), "{card}");
    let run = rolo.ends(1, &["contacts", "show", "7"]);
    assert!(run.err.contains("there is no contact 7"), "{}", run.err);
}

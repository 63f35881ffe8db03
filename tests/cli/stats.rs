//! `rolo stats`: every figure is counted a second way, from the rows that `export` and `followups list` write.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::shop::night;

/// Figures by group and name.
type Figures = BTreeMap<(String, String), String>;

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
}

fn exported(rolo: &Sandbox, kind: &str, filter: &[&str]) -> Vec<Value> {
    let columns: &[&str] = if kind == "contacts" { &["--columns", "all"] } else { &[] };
    rows(&rolo.ok(&[&["export", "--kind", kind, "--format", "jsonl"], columns, filter].concat()))
}

fn figures(rolo: &Sandbox, filter: &[&str]) -> Figures {
    let rows = rows(&rolo.ok(&[&["stats", "--format", "jsonl"], filter].concat()));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let figure = |row: &Value| ((text(&row["group"]), text(&row["name"])), row["value"].to_string());
    let figures: Figures = rows.iter().map(figure).collect();
    assert_eq!(figures.len(), rows.len(), "no figure is told twice");
    figures
}

/// What stats is to say, from the rows of the exports.
struct Second {
    figures: Figures,
    contacts: Vec<Value>,
}

impl Second {
    fn set(&mut self, group: &str, name: &str, value: impl Into<Value>) {
        self.figures.insert((group.to_owned(), name.to_owned()), value.into().to_string());
    }

    fn total(&mut self, name: &str, holds: impl Fn(&Value) -> bool) {
        let count = self.contacts.iter().filter(|row| holds(row)).count();
        self.set("total", name, count);
    }

    /// Contacts by the text of a column; words that nobody has are there with none.
    fn group(&mut self, group: &str, column: &str, words: &[&str]) {
        let mut counts: BTreeMap<String, u64> = words.iter().map(|word| ((*word).to_owned(), 0)).collect();
        counts.entry(String::new()).or_default();
        for row in &self.contacts {
            for item in row[column].as_str().unwrap_or_default().split(';') {
                *counts.entry(item.to_owned()).or_default() += 1;
            }
        }
        for (name, count) in counts {
            self.set(group, &name, count);
        }
    }

    fn mean(&mut self, column: &str) {
        let values: Vec<f64> = self.contacts.iter().filter_map(|row| row[column].as_f64()).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let mean = (mean * 10_000.0).round() / 10_000.0;
        let is_whole = mean.fract() == 0.0;
        let mean = if is_whole { Value::from(mean as i64) } else { Value::from(mean) };
        self.set("mean", column, if values.is_empty() { Value::Null } else { mean });
    }
}

fn second(rolo: &Sandbox, filter: &[&str]) -> Figures {
    let mut second = Second { figures: Figures::new(), contacts: exported(rolo, "contacts", filter) };
    let is = |column: &'static str, word: &'static str| move |row: &Value| row[column] == word;
    let on = |column: &'static str| move |row: &Value| row[column] == true;
    let created = |from: &'static str, until: &'static str| {
        move |row: &Value| (from..=until).contains(&row["created_at"].as_str().unwrap_or_default())
    };
    second.total("contacts", |_| true);
    second.total("leads", is("lifecycle", "lead"));
    second.total("customers", is("lifecycle", "customer"));
    second.total("new_this_month", created("2026-09-01T00:00:00Z", "2026-09-01T00:00:00Z"));
    second.total("new_last_month", created("2026-08-01T00:00:00Z", "2026-08-31T23:59:59Z"));
    second.total("vip", on("vip"));
    second.total("at_risk", on("at_risk"));
    second.total("do_not_contact", on("do_not_contact"));
    second.set("total", "conversations", exported(rolo, "conversations", filter).len());
    let messages = exported(rolo, "messages", filter);
    second.set("total", "messages", messages.iter().filter(|row| row["sender"] != "system").count());
    let sum = |column: &str| second.contacts.iter().filter_map(|row| row[column].as_f64()).sum::<f64>() as i64;
    let (purchases, spend) = (sum("purchases"), sum("spend"));
    second.set("total", "purchases", purchases);
    second.set("total", "spend", spend);
    for column in ["score", "sentiment", "completeness"] {
        second.mean(column);
    }
    second.group("channel", "channels", &[]);
    second.group("source", "source", &[]);
    second.group("status", "status", &["new", "active", "inactive", "qualified", "converted", "churned"]);
    second.group("stage", "stage", &["inquiry", "comparing", "closing", "in_progress", "follow_up"]);
    second.group("intent", "intent", &["ready_to_buy", "comparing", "browsing"]);
    second.group("grade", "grade", &["A", "B", "C", "D", "F"]);
    let levels = ["very_positive", "positive", "neutral", "negative", "very_negative"];
    second.group("sentiment", "sentiment_level", &levels);
    funnel(&mut second);
    waiting(rolo, filter, &mut second);
    second.figures
}

fn funnel(second: &mut Second) {
    let stages = ["comparing", "closing", "in_progress", "follow_up"];
    let is_from = |row: &Value, first: usize| stages[first..].iter().any(|stage| row["stage"] == *stage);
    let count = |holds: &dyn Fn(&Value) -> bool| second.contacts.iter().filter(|row| holds(row)).count();
    let steps = [
        ("contacts", count(&|_| true)),
        ("wrote", count(&|row| !row["intent_auto"].is_null() || is_from(row, 0))),
        ("comparing", count(&|row| is_from(row, 0))),
        ("closing", count(&|row| is_from(row, 1))),
        ("bought", count(&|row| is_from(row, 2))),
    ];
    for (step, count) in steps {
        second.set("funnel", step, count);
    }
}

fn waiting(rolo: &Sandbox, filter: &[&str], second: &mut Second) {
    let kinds = ["promise", "ghosted", "undecided", "disengaged", "hot_lead", "scheduled", "task"];
    for (group, due) in [("open_followups", &[][..]), ("due_followups", &["--due"][..])] {
        let listed = rows(&rolo.ok(&[&["followups", "list", "--format", "jsonl"], due, filter].concat()));
        second.set("total", group, listed.len());
        for kind in kinds {
            second.set(group, kind, listed.iter().filter(|row| row["kind"] == kind).count());
        }
    }
    let ids: Vec<String> = second.contacts.iter().map(|row| row["rolo_id"].to_string()).collect();
    let open = rolo.rows("SELECT coalesce(contact_id, '') FROM alerts WHERE state = 'open'");
    let is_ours = |id: &&String| filter.is_empty() || ids.contains(id);
    second.set("total", "open_alerts", open.iter().filter(is_ours).count());
}

#[test]
fn every_figure_is_what_the_exported_rows_come_to() {
    let rolo = night();
    let filters: [&[&str]; 6] = [
        &[],
        &["--channel", "web"],
        &["--status", "converted", "--status", "churned"],
        &["--where", "email IS NULL"],
        &["--segment", "customers", "--min-score", "40"],
        &["--tag", "nobody has this"],
    ];
    for filter in filters {
        let (says, is) = (figures(&rolo, filter), second(&rolo, filter));
        for (figure, value) in &is {
            assert_eq!(says.get(figure), Some(value), "{figure:?} of {filter:?}");
        }
        let more: Vec<_> = says.keys().filter(|figure| !is.contains_key(*figure)).collect();
        assert_eq!(more, Vec::<&(String, String)>::new(), "figures that were not counted again");
    }
}

#[test]
fn csv_holds_the_same_as_json_lines_and_one_object_groups_it_by_name() {
    let rolo = night();
    let lines = figures(&rolo, &[]);
    let csv = rolo.ok(&["stats"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), &csv::StringRecord::from(vec!["group", "name", "value", "share"]));
    let mut count = 0;
    for record in reader.records().map(Result::unwrap) {
        let figure = &lines[&(record[0].to_owned(), record[1].to_owned())];
        assert_eq!(&record[2], figure.trim_matches('"'));
        count += 1;
    }
    assert_eq!(count, lines.len());
    let object: Value = serde_json::from_str(&rolo.ok(&["stats", "--format", "json"])).unwrap();
    assert_eq!((&object["as_of"], &object["month"]), (&"2026-09-01T00:00:00Z".into(), &"2026-09".into()));
    for ((group, name), value) in &lines {
        let told = match group.as_str() {
            "total" => &object["totals"][name],
            "mean" => &object["means"][name],
            "funnel" => {
                &object["funnel"].as_array().unwrap().iter().find(|step| step["step"] == **name).unwrap()["count"]
            }
            group => &object[group][name],
        };
        let (told, value): (f64, f64) = (told.as_f64().unwrap(), value.parse().unwrap());
        assert!((told - value).abs() < 1e-9, "{group} {name}: {told} and {value}");
    }
}

#[test]
fn shares_are_of_the_contacts_counted() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("c.csv", "email,source\na@example.com,x\nb@example.com,x\nc@example.com,\n", &[]);
    let csv = rolo.ok(&["stats"]);
    for row in ["source,x,2,0.6667", "source,,1,0.3333", "total,contacts,3,1", "total,messages,0,", "mean,score,,"] {
        assert!(csv.lines().any(|line| line == row), "{row}:\n{csv}");
    }
}

#[test]
fn nobody_at_all_is_counted_without_a_fault() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("c.csv", "email\na@example.com\n", &[]);
    rolo.ok(&["undo"]);
    let run = rolo.ends(0, &["stats", "--format", "table"]);
    assert!(run.out.starts_with("contacts  ") && run.out.contains("\n  all             0  "), "{}", run.out);
    assert!(!run.out.contains("NaN") && !run.out.contains('%') && !run.out.contains("inf"), "{}", run.out);
    assert_eq!(run.err, "");
    assert!(figures(&rolo, &[]).iter().all(|(_, value)| value == "0" || value == "null"));
}

#[test]
fn who_was_not_classified_yet_is_told_and_pins_count_all_the_same() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("c.csv", "email,status\na@example.com,qualified\nb@example.com,\n", &["--pin"]);
    let run = rolo.ends(0, &["stats"]);
    assert_eq!(run.err, "not classified yet: 2; `rolo nightly` decides what they are\n");
    assert!(run.out.contains("status,qualified,1,0.5\n") && run.out.contains("status,,1,0.5\n"), "{}", run.out);
}

#[test]
fn a_month_is_that_of_the_configured_zone() {
    let rolo = Sandbox::at("2026-08-31T17:00:00Z");
    let times = "2026-08-31T15:59:59Z\n2026-08-31T16:00:00Z\n2026-08-31T17:00:01Z\n2026-07-31T16:00:00Z\n2026-07-31T15:59:59Z\n";
    let rows: String = times.lines().enumerate().map(|(i, at)| format!("c{i}@example.com,{at}\n")).collect();
    rolo.import("c.csv", &format!("email,created_at\n{rows}"), &[]);
    let new = |rolo: &Sandbox| {
        let figures = figures(rolo, &[]);
        ["new_this_month", "new_last_month"].map(|name| figures[&("total".to_owned(), name.to_owned())].clone())
    };
    assert_eq!(new(&rolo), ["2", "2"], "in UTC it is August, and what comes after as_of does not count");
    rolo.file("rolo.toml", "[followups]\ntime_zone = \"Asia/Manila\"\n");
    assert_eq!(new(&rolo), ["1", "2"], "in Manila it is September");
}

#[test]
fn figures_have_no_ids() {
    let rolo = Sandbox::new();
    let run = rolo.ends(2, &["stats", "--format", "ids"]);
    assert!(run.err.contains("figures have no ids") && run.err.contains("rolo export --format ids"), "{}", run.err);
}

#[test]
fn people_get_blocks_with_bars_side_by_side_where_they_fit() {
    let rolo = night();
    let run = |columns: &str| {
        let mut command = rolo.command(&["stats", "--format", "table"]);
        String::from_utf8(command.env("COLUMNS", columns).output().unwrap().stdout).unwrap()
    };
    let (wide, narrow) = (run("100"), run("60"));
    assert!(wide.lines().count() < narrow.lines().count());
    for (text, most) in [(wide, 100), (narrow, 60)] {
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(most), "{widest:?}:\n{text}");
        let line = text.lines().find(|line| line.contains("inactive")).expect("a line of the block");
        assert!(line.contains("126") && line.contains("42 %  ████████████"), "{line}");
    }
}

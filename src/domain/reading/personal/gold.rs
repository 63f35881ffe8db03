//! How well statements are found: precision and recall over `fixtures/gold/personal.tsv`, invented messages with what
//! each says of its writer; two thirds are there because they tempt to find something that they do not say.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::cue::Sender;
use crate::domain::reading::{Reader, Settings};
use crate::domain::time::{DAY, Instant};

const EXAMPLES: &str = include_str!("../../../../fixtures/gold/personal.tsv");
const WANTED: &str = include_str!("../../../../fixtures/gold/wanted.tsv");

fn reader() -> Reader {
    let none = BTreeMap::new();
    let settings = Settings { phrases: &none, keywords: &[], time_zone: chrono_tz::UTC, default_due: DAY };
    Reader::new(&settings).expect("the packs are right")
}

/// Statements found, missed and made up, by field, and the lines that were read wrongly.
fn tally(examples: &str, is_counted: impl Fn(&str) -> bool) -> (BTreeMap<String, [u32; 3]>, usize, String) {
    let reader = reader();
    let (mut tallies, mut lines, mut wrong) = (BTreeMap::<String, [u32; 3]>::new(), 0, String::new());
    for line in examples.lines().filter(|line| !line.starts_with('#')) {
        lines += 1;
        let mut cells = line.split('\t');
        let text = cells.next().expect("a text").replace("\\n", "\n");
        let expected: BTreeSet<String> = cells.map(str::to_string).collect();
        let said = reader.read(Sender::Visitor, Instant(1_788_220_800), &text).said;
        for statement in &said {
            assert!(text.get(statement.start..statement.end).is_some_and(|span| !span.is_empty()), "{line}");
        }
        let found: BTreeSet<String> = said
            .iter()
            .filter(|one| is_counted(one.field.name()))
            .map(|one| format!("{}={}", one.field.name(), one.value))
            .collect();
        let field = |said: &String| said.split('=').next().unwrap_or_default().to_string();
        for said in expected.union(&found) {
            let at = match (expected.contains(said), found.contains(said)) {
                (true, true) => 0,
                (true, false) => 1,
                _ => 2,
            };
            tallies.entry(field(said)).or_default()[at] += 1;
            if at > 0 {
                wrong += &format!("{} {said}: {text:?}\n", ["", "missed", "made up"][at]);
            }
        }
    }
    (tallies, lines, wrong)
}

#[allow(clippy::print_stdout, reason = "the table is what `--nocapture` is for")]
fn check(tallies: &BTreeMap<String, [u32; 3]>, wrong: &str, floors: (f64, f64)) {
    let rates = |[found, missed, made_up]: [u32; 3]| {
        let found = f64::from(found);
        (found / (found + f64::from(made_up)).max(1.0), found / (found + f64::from(missed)).max(1.0))
    };
    let mut all = [0; 3];
    let mut table = String::new();
    for (field, tally) in tallies {
        all.iter_mut().zip(tally).for_each(|(all, one)| *all += one);
        let (precision, recall) = rates(*tally);
        table += &format!("{field:12} {:4} precision {precision:.3} recall {recall:.3}\n", tally[0] + tally[1]);
    }
    let (precision, recall) = rates(all);
    table += &format!("{:12} {:4} precision {precision:.3} recall {recall:.3}\n", "all", all[0] + all[1]);
    println!("{table}{wrong}");
    assert!(precision >= floors.0 && recall >= floors.1, "{table}{wrong}");
    for (field, tally) in tallies {
        let (precision, recall) = rates(*tally);
        assert!(precision >= 0.9 && recall >= 0.8, "{field}\n{table}{wrong}");
    }
}

#[test]
fn what_visitors_say_of_themselves_is_found() {
    let (tallies, lines, wrong) = tally(EXAMPLES, |field| !matches!(field, "needs" | "interests"));
    assert!(lines >= 250, "{lines}");
    check(&tallies, &wrong, (0.95, 0.9));
}

#[test]
fn what_visitors_are_after_is_found() {
    let (tallies, _, wrong) = tally(WANTED, |field| matches!(field, "needs" | "interests"));
    check(&tallies, &wrong, (0.95, 0.85));
}

#[test]
fn nobody_but_a_visitor_speaks_of_themselves() {
    let reader = reader();
    for sender in [Sender::Agent, Sender::Bot, Sender::System] {
        let text = "I'm Ben Carter from Acme, my email is ben@example.com, call me at +1 212 555 0101";
        assert_eq!(reader.read(sender, Instant(0), text).said, [], "{sender:?}");
    }
}

#[test]
fn spans_are_those_of_the_raw_text() {
    let text = "Xin  chào,\u{a0}em tên là Nguyễn  Thị Hoa — email của em là HOA@example.com";
    let said = reader().read(Sender::Visitor, Instant(0), text).said;
    let spans: Vec<&str> = said.iter().map(|one| &text[one.start..one.end]).collect();
    assert_eq!(spans, ["HOA@example.com", "Nguyễn  Thị Hoa"]);
    assert_eq!(&*said[1].value, "Nguyễn Thị Hoa");
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_read(text in "(\\PC{0,12}|my name is |I'm |, call me at |\\+63 917 555 0101|ana@example.com|deliver to 5 Elm St|\n|looking for a ){0,8}") {
        for statement in reader_once().read(Sender::Visitor, Instant(0), &text).said {
            proptest::prop_assert!(text.get(statement.start..statement.end).is_some());
        }
    }
}

fn reader_once() -> &'static Reader {
    static READER: std::sync::OnceLock<Reader> = std::sync::OnceLock::new();
    READER.get_or_init(reader)
}

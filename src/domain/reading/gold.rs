//! How well the packs read: precision and recall per cue over `fixtures/gold/examples_*.tsv`, invented sentences of which
//! each says for one cue whether it is there (`cue TAB + or - TAB sender TAB text`), one file a language.
//!
//! A larger set, of which each line is an object with `lang`, `sender`, `sent_at`, `text`, all `cues` and a `due`, is
//! measured, but not judged, by `ROLO_GOLD=FILE cargo test gold -- --nocapture`.

use std::collections::BTreeMap;

use super::{Reader, Settings};
use crate::domain::cue::{Cue, Sender};
use crate::domain::time::{DAY, Instant};

const EXAMPLES: [(&str, &str); 3] = [
    ("en", include_str!("../../../fixtures/gold/examples_en.tsv")),
    ("tl", include_str!("../../../fixtures/gold/examples_tl.tsv")),
    ("vi", include_str!("../../../fixtures/gold/examples_vi.tsv")),
];

/// What was found, by cue or over all of them.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    found: f64,
    missed: f64,
    false_alarms: f64,
}

impl Tally {
    fn count(&mut self, is_there: bool, is_found: bool) {
        self.found += f64::from(u8::from(is_there && is_found));
        self.missed += f64::from(u8::from(is_there && !is_found));
        self.false_alarms += f64::from(u8::from(!is_there && is_found));
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.false_alarms += other.false_alarms;
    }

    fn precision(self) -> f64 {
        self.found / (self.found + self.false_alarms).max(1.0)
    }

    fn recall(self) -> f64 {
        self.found / (self.found + self.missed).max(1.0)
    }
}

type Tallies = BTreeMap<&'static str, Tally>;

fn reader() -> Reader {
    let none = BTreeMap::new();
    let settings = Settings { phrases: &none, keywords: &[], time_zone: chrono_tz::UTC, default_due: DAY };
    Reader::new(&settings).expect("the packs are right")
}

fn sender_of(name: &str) -> Sender {
    *Sender::ALL.iter().find(|s| s.name() == name).expect("a sender")
}

/// The tallies by cue, and the examples that were read wrongly.
fn tally(reader: &Reader, examples: &str) -> (Tallies, String) {
    let (mut tallies, mut wrong) = (Tallies::new(), String::new());
    for line in examples.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.splitn(4, '\t');
        let mut cell = || cells.next().expect("four cells a line");
        let cue = Cue::from_name(cell()).expect("a cue");
        let is_there = cell() == "+";
        let sender = sender_of(cell());
        let is_found = reader.read(sender, Instant(1_788_220_800), cell()).cues.contains(cue);
        tallies.entry(cue.name()).or_default().count(is_there, is_found);
        if is_there != is_found {
            wrong += &format!("{} {line}\n", if is_found { "false alarm" } else { "missed" });
        }
    }
    (tallies, wrong)
}

/// One line a cue, and one for all.
fn table(tallies: &Tallies) -> (Tally, String) {
    let mut all = Tally::default();
    let mut table = String::new();
    for (cue, tally) in tallies {
        // What is in brackets is no cue.
        if !cue.starts_with('(') {
            all.add(*tally);
        }
        let count = tally.found + tally.missed;
        table += &format!("{cue:22} precision {:.2} recall {:.2} of {count}\n", tally.precision(), tally.recall());
    }
    table += &format!("{:22} precision {:.3} recall {:.3}\n", "all", all.precision(), all.recall());
    (all, table)
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is what `--nocapture` is for")]
fn the_examples_are_read_well() {
    let reader = reader();
    for (language, examples) in EXAMPLES {
        let (tallies, wrong) = tally(&reader, examples);
        let (all, table) = table(&tallies);
        println!("{language}\n{table}{wrong}");
        assert_eq!(tallies.len(), Cue::ALL.len(), "every cue has examples");
        assert!(all.precision() >= 0.9 && all.recall() >= 0.8, "{language}\n{table}{wrong}");
        for (cue, tally) in &tallies {
            assert!(tally.precision() >= 0.75 && tally.recall() >= 0.7, "{language} {cue}\n{table}{wrong}");
        }
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "it is there to be read")]
fn a_larger_set_is_measured_if_one_is_named() {
    let Ok(path) = std::env::var("ROLO_GOLD") else { return };
    let text = std::fs::read_to_string(path).expect("a file");
    let reader = reader();
    let mut languages = BTreeMap::<String, (Tallies, String)>::new();
    for line in text.lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("an object a line");
        let cell = |name: &str| message[name].as_str().unwrap_or_default();
        let at = Instant::parse(cell("sent_at")).expect("an instant");
        let sender = sender_of(cell("sender"));
        let reading = reader.read(sender, at, cell("text"));
        let (tallies, wrong) = languages.entry(cell("lang").to_string()).or_default();
        let expected: Vec<&str> =
            message["cues"].as_array().map(|cues| cues.iter().filter_map(|c| c.as_str()).collect()).unwrap_or_default();
        for cue in Cue::ALL.iter().filter(|cue| cue.is_ours() == sender.is_ours()) {
            let (is_there, is_found) = (expected.contains(&cue.name()), reading.cues.contains(*cue));
            tallies.entry(cue.name()).or_default().count(is_there, is_found);
            if is_there != is_found {
                let evidence = reader.evidence(sender, at, cell("text"));
                let phrase = evidence
                    .iter()
                    .find(|e| e.cue == *cue)
                    .map_or(String::new(), |e| format!("{} {}", e.pack, e.phrase));
                let kind = if is_found { "false" } else { "missed" };
                *wrong += &format!("{kind} {} {} [{phrase}] {}\n", cue.name(), sender.name(), cell("text"));
            }
        }
        for (level, name) in [("positive", "(positive)"), ("neutral", "(neutral)"), ("negative", "(negative)")] {
            let Some(expected) = message["sentiment"].as_str() else { break };
            let found = match reading.sentiment.unwrap_or(0) {
                1_000.. => "positive",
                ..=-1_000 => "negative",
                _ => "neutral",
            };
            tallies.entry(name).or_default().count(expected == level, found == level);
            if expected == level && found != level {
                *wrong += &format!("{found} for {level}: {}\n", cell("text"));
            }
        }
        if let (Some(expected), Some(due)) = (Instant::parse(cell("due")), reading.due) {
            tallies.entry("(due time)").or_default().count(true, (expected.0 - due.0).abs() <= 60);
            if (expected.0 - due.0).abs() > 60 {
                *wrong += &format!("due {due} for {expected} sent {at}: {}\n", cell("text"));
            }
        }
    }
    for (language, (tallies, wrong)) in languages {
        println!("{language}\n{}{wrong}", table(&tallies).1);
    }
}

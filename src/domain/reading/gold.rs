//! How well the English pack reads: precision and recall per cue over `fixtures/gold/examples_en.tsv`, invented
//! sentences of which each says for one cue whether it is there (`cue TAB + or - TAB sender TAB text`).

use std::collections::BTreeMap;

use super::{Reader, Settings};
use crate::domain::cue::{Cue, Sender};
use crate::domain::time::{DAY, Instant};

const EXAMPLES: &str = include_str!("../../../fixtures/gold/examples_en.tsv");

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

    fn precision(self) -> f64 {
        self.found / (self.found + self.false_alarms).max(1.0)
    }

    fn recall(self) -> f64 {
        self.found / (self.found + self.missed).max(1.0)
    }
}

/// The tallies by cue, and the examples that were read wrongly.
fn tally() -> (BTreeMap<&'static str, Tally>, String) {
    let none = BTreeMap::new();
    let settings = Settings { phrases: &none, keywords: &[], time_zone: chrono_tz::UTC, default_due: DAY };
    let reader = Reader::new(&settings).expect("the packs are right");
    let (mut tallies, mut wrong) = (BTreeMap::<_, Tally>::new(), String::new());
    for line in EXAMPLES.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.splitn(4, '\t');
        let mut cell = || cells.next().expect("four cells a line");
        let cue = Cue::from_name(cell()).expect("a cue");
        let is_there = cell() == "+";
        let sender = cell();
        let sender = *Sender::ALL.iter().find(|s| s.name() == sender).expect("a sender");
        let is_found = reader.read(sender, Instant(1_788_220_800), cell()).cues.contains(cue);
        tallies.entry(cue.name()).or_default().count(is_there, is_found);
        if is_there != is_found {
            wrong += &format!("{} {line}\n", if is_found { "false alarm" } else { "missed" });
        }
    }
    (tallies, wrong)
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is what `--nocapture` is for")]
fn the_examples_are_read_well() {
    let (tallies, wrong) = tally();
    let mut all = Tally::default();
    let mut table = String::new();
    for (cue, tally) in &tallies {
        all.found += tally.found;
        all.missed += tally.missed;
        all.false_alarms += tally.false_alarms;
        table += &format!("{cue:22} precision {:.2} recall {:.2}\n", tally.precision(), tally.recall());
    }
    table += &format!("{:22} precision {:.3} recall {:.3}\n", "all", all.precision(), all.recall());
    println!("{table}{wrong}");
    assert_eq!(tallies.len(), Cue::ALL.len(), "every cue has examples");
    assert!(all.precision() >= 0.9 && all.recall() >= 0.8, "{table}{wrong}");
    for (cue, tally) in &tallies {
        assert!(tally.precision() >= 0.75 && tally.recall() >= 0.7, "{cue}\n{table}{wrong}");
    }
}

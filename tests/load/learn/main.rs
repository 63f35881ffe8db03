//! Learns the weights of `src/domain/reading/learned` from the hand-written messages and conversations of `fixtures/gold`:
//! all but `report`, which is there to say how well what nobody learnt from is read. The same files give the same weights.
//!
//! cargo run --release --example learn                 # writes the weights anew
//! cargo run --release --example learn -- --dry-run    # only says how well it goes
//!
//! It prints precision, recall and F1 of each cue as phrases and rules alone find it, and as the words do: learnt from nine
//! tenths of the messages, they read the last tenth (10-fold cross-validation). With `--by-file` they read the messages of
//! one file after they were learnt from all others: messages by somebody else. A cue is learnt if that is of use. Then the
//! same of the classes of conversations.
#![allow(clippy::print_stdout, reason = "what is measured goes to standard output")]

mod classes;
mod cues;
mod data;
mod machine;
mod tally;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use data::{Gold, Result};
use rolo::domain::reading::learned::ONE;
use rolo::domain::reading::learned::weights::EVERY_MESSAGE;
use rolo::domain::reading::{Reader, Settings};
use rolo::domain::time::DAY;
use rustc_hash::FxHashMap;
use siphasher::sip::SipHasher13;

/// Parts that are read by what was learnt from the others.
const PARTS: usize = 10;
/// A feature that fewer messages have says nothing of others.
const LEAST_SEEN: usize = 5;

/// The lists of weights: name and whether they are for what we write.
const LISTS: [(&str, bool); 2] = [("visitor", false), ("ours", true)];

/// A list as it is stored: a line at its head tells where it comes from and stands for it where readings are compared.
fn stored(list: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(list.as_bytes());
    format!("# Learnt by `cargo run --release --example learn`, sum {:016x}\n{list}", hasher.finish())
}

fn main() -> Result<()> {
    let has = |option: &str| env::args().any(|arg| arg == option);
    let (lists, table) = learn((!has("--by-file")).then_some(PARTS))?;
    print!("{table}");
    if !has("--dry-run") {
        lists.iter().try_for_each(|(path, text)| fs::write(path, text))?;
    }
    Ok(())
}

/// The lists as they are stored, each with its path, and how well they do.
fn learn(parts: Option<usize>) -> Result<(Vec<(PathBuf, String)>, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let none = BTreeMap::new();
    let settings = Settings { phrases: &none, keywords: &[], time_zone: chrono_tz::UTC, default_due: DAY };
    let gold = Gold::read(&root.join("fixtures/gold"), &Reader::new(&settings)?)?;
    let mut tables = String::new();
    let mut lists = LISTS.map(|(name, is_ours)| {
        let (list, table) = cues::learn(&gold, is_ours, parts);
        let _ = writeln!(tables, "{name}: {table}");
        list
    });
    let (priors, table) = classes::learn(&gold, &mut lists, parts);
    let texts = LISTS.iter().zip(&lists).map(|((name, _), list)| (*name, list.text()));
    let path = |name| root.join("src/domain/reading/learned").join(name).with_extension("tsv");
    let stored = texts.chain([("classes", priors)]).map(|(name, text)| (path(name), stored(&text)));
    Ok((stored.collect(), tables + &table))
}

/// A list of weights: for each feature's name those of its targets, in hundredths.
#[derive(Default)]
struct List(BTreeMap<String, String>);

impl List {
    /// Adds a weight, unless it is none.
    fn add(&mut self, name: &str, target: &str, weight: f64) {
        let hundredths = hundredths(weight);
        if hundredths != 0.0 {
            let line = self.0.entry(name.to_owned()).or_default();
            let blank = if line.is_empty() { "" } else { " " };
            let _ = write!(line, "{blank}{target}={hundredths}");
        }
    }

    /// As it is stored, what stands for every message first.
    fn text(&self) -> String {
        let every = self.0.get_key_value(EVERY_MESSAGE);
        let others = self.0.iter().filter(|(name, _)| *name != EVERY_MESSAGE);
        every.into_iter().chain(others).map(|(name, line)| format!("{name}\t{line}\n")).collect()
    }
}

fn hundredths(weight: f64) -> f64 {
    (weight * f64::from(ONE)).round()
}

/// The names of the features that so many have, in order, and the number of each.
fn numbered<'n>(names: impl Iterator<Item = &'n String>) -> (Vec<&'n str>, FxHashMap<&'n str, u32>) {
    let mut seen = FxHashMap::<&str, usize>::default();
    names.for_each(|name| *seen.entry(name).or_default() += 1);
    let mut names: Vec<&str> =
        seen.into_iter().filter(|(_, count)| *count >= LEAST_SEEN).map(|(name, _)| name).collect();
    names.sort_unstable();
    let numbers = names.iter().copied().zip(0..).collect();
    (names, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_what_is_learnt_from_the_messages_and_packs_that_are_there() {
        for (path, text) in learn(Some(PARTS)).expect("the files are right").0 {
            let stored = fs::read_to_string(&path).expect("the list is there");
            assert!(stored == text, "learn anew, since {} is of other messages or packs", path.display());
        }
    }
}

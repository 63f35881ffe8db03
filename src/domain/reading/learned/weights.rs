//! A list of weights as it is asked: for the hash of each feature, what it says of every target, as a row of a cache line.
//! Most features of a text are in no list, so a small filter answers first.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::hash_of_name;
use crate::domain::cue::{Cue, CueSet};
use crate::domain::deciding::Class;
use crate::domain::leaning::OUTCOMES;

/// What stands for every message in a list of weights: the thresholds, negated.
pub const EVERY_MESSAGE: &str = "*";
/// What stands before the name of a class in a list of weights.
pub const CLASS_MARK: char = '>';
/// The name of no class there.
pub const NO_CLASS: &str = "none";

/// What weights are for: the cues of one side and, behind them, the classes and none.
pub const TARGETS: usize = 32;
/// The targets of the classes and none.
pub const CLASSES: Range<usize> = TARGETS - OUTCOMES..TARGETS;

/// Bits of the filter that are there for each feature in it.
const BITS_A_FEATURE: usize = 12;
/// Slots that are there for each feature.
const SLOTS_A_FEATURE: usize = 2;

/// A weight in hundredths for each target.
pub type Row = [i16; TARGETS];

/// The target of a cue.
pub const fn target(cue: Cue) -> usize {
    let target = cue as usize - if cue.is_ours() { Cue::Promise as usize } else { 0 };
    assert!(target < CLASSES.start, "cues end where the classes begin");
    target
}

/// What every feature of a list speaks for and against.
#[derive(Debug)]
pub struct Weights {
    /// A bit is set for each feature there is.
    filter: Box<[u64]>,
    /// The features, each in the first slot that was free from the one on that its hash names.
    slots: Box<[Slot]>,
    rows: Vec<Row>,
    /// The cues that were learnt, and what must be outweighed, by target.
    pub cues: CueSet,
    /// See `cues`.
    pub thresholds: [f32; TARGETS],
}

/// Where the row of a feature is.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// Other bits of its hash than those that name the slot.
    tag: u32,
    row: u32,
}

/// The row of a slot that is free.
const FREE: u32 = u32::MAX;

impl Weights {
    /// The weights of a list. Lines that are not understood are a fault of the list, and left out; a test looks.
    pub fn read(list: &str) -> Self {
        let targets: FxHashMap<String, (usize, Option<Cue>)> = targets().collect();
        let count = list.lines().count();
        let mut weights = Self {
            filter: vec![0; (count * BITS_A_FEATURE / 64).next_power_of_two()].into(),
            slots: vec![Slot { tag: 0, row: FREE }; (count * SLOTS_A_FEATURE).next_power_of_two()].into(),
            rows: Vec::with_capacity(count),
            cues: CueSet::EMPTY,
            thresholds: [0.0; TARGETS],
        };
        for (name, told) in list.lines().filter_map(|line| line.split_once('\t')) {
            let told = told.split(' ').filter_map(|told| told.split_once('='));
            let told = told.filter_map(|(name, weight)| Some((*targets.get(name)?, weight.parse::<i16>().ok()?)));
            if name == EVERY_MESSAGE {
                for ((target, cue), weight) in told {
                    weights.thresholds[target] = -f32::from(weight);
                    cue.into_iter().for_each(|cue| weights.cues.insert(cue));
                }
            } else if let Some(hash) = hash_of_name(name) {
                let mut row = [0; TARGETS];
                told.for_each(|((target, _), weight)| row[target] = weight);
                weights.insert(hash, row);
            }
        }
        weights
    }

    fn insert(&mut self, hash: u64, row: Row) {
        let (word, bit) = self.bit(hash);
        self.filter[word] |= bit;
        let free = (self.first_slot(hash)..).map(|slot| slot & (self.slots.len() - 1));
        let slot =
            free.into_iter().find(|slot| self.slots[*slot].row == FREE).expect("there are more slots than features");
        self.slots[slot] = Slot { tag: tag(hash), row: self.rows.len() as u32 };
        self.rows.push(row);
    }

    /// What the feature with this hash says; nothing if it is not in the list.
    #[inline]
    pub fn of(&self, hash: u64) -> Option<&Row> {
        let (word, bit) = self.bit(hash);
        if self.filter[word] & bit == 0 {
            return None;
        }
        let mut at = self.first_slot(hash);
        loop {
            let Slot { tag: of, row } = self.slots[at & (self.slots.len() - 1)];
            if row == FREE || of == tag(hash) {
                return self.rows.get(row as usize);
            }
            at += 1;
        }
    }

    /// The word of the filter and the bit of it that stand for a hash.
    fn bit(&self, hash: u64) -> (usize, u64) {
        ((hash >> 32) as usize & (self.filter.len() - 1), 1 << (hash >> 58))
    }

    fn first_slot(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.slots.len() - 1)
    }
}

fn tag(hash: u64) -> u32 {
    (hash >> 8) as u32
}

/// The names of all targets in a list, each with its number and the cue that it is.
fn targets() -> impl Iterator<Item = (String, (usize, Option<Cue>))> {
    let cues = Cue::ALL.iter().map(|cue| (cue.name().to_owned(), (target(*cue), Some(*cue))));
    cues.chain((0..OUTCOMES).map(|class| (name_of_class(class), (CLASSES.start + class, None))))
}

/// How a list calls a class, or none, by its place among the outcomes.
pub fn name_of_class(outcome: usize) -> String {
    format!("{CLASS_MARK}{}", Class::ALL.get(outcome).map_or(NO_CLASS, |class| class.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::learned::{PRIORS, WEIGHTS};

    fn lines(list: &str) -> impl Iterator<Item = (&str, &str)> {
        // The line at the head is the only one with a single cell.
        list.lines().skip(1).map(|line| line.split_once('\t').expect("two cells"))
    }

    #[test]
    fn every_line_of_the_lists_is_understood() {
        let targets: FxHashMap<_, _> = targets().collect();
        for (list, is_ours) in WEIGHTS.into_iter().zip([false, true]) {
            let weights = Weights::read(list);
            let mut hashes = std::collections::HashSet::new();
            for (name, told) in lines(list) {
                let mut row = [0; TARGETS];
                for told in told.split(' ') {
                    let (of, weight) = told.split_once('=').unwrap_or_else(|| panic!("{name}: {told}"));
                    let (target, cue) = targets[of];
                    assert!(cue.is_none_or(|cue| cue.is_ours() == is_ours), "{name}: {told}");
                    row[target] = weight.parse().unwrap_or_else(|_| panic!("{name}: {told}"));
                }
                if name != EVERY_MESSAGE {
                    let hash = hash_of_name(name).unwrap_or_else(|| panic!("{name}"));
                    assert!(hashes.insert(hash), "{name} is there twice");
                    assert_eq!(weights.of(hash), Some(&row), "{name}");
                }
            }
            assert_eq!(weights.rows.len(), hashes.len());
            assert_eq!(
                weights.cues,
                CueSet::of(&Cue::ALL.iter().copied().filter(|c| c.is_ours() == is_ours).collect::<Vec<_>>())
            );
        }
        let priors: Vec<String> = lines(PRIORS).map(|(name, _)| name.to_owned()).collect();
        assert_eq!(priors, (0..OUTCOMES).map(name_of_class).collect::<Vec<_>>());
        assert!(lines(PRIORS).all(|(_, weight)| weight.parse::<i16>().is_ok()));
    }

    #[test]
    fn what_is_in_no_list_says_nothing() {
        let weights = Weights::read("* \n*\tneed=-50\nword\tneed=7 >spam=-3\n");
        let row = weights.of(hash_of_name("word").expect("a name")).expect("it is there");
        assert_eq!((row[target(Cue::Need)], row[CLASSES.start + 5], row[target(Cue::Budget)]), (7, -3, 0));
        assert_eq!((weights.cues, weights.thresholds[target(Cue::Need)]), (CueSet::of(&[Cue::Need]), 50.0));
        assert!(
            (0..10_000_u32).all(|number| weights.of(hash_of_name(&format!("w{number}")).expect("a name")).is_none())
        );
        assert_eq!(Weights::read("").of(7), None);
    }
}

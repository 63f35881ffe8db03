//! Who shares the keys of a rule: everybody's, or those only of people who have changed.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Rule;
use crate::domain::matching::people::{People, Person};

/// Rows whose keys are looked at one rule after the other.
const AT_ONCE: usize = 256;

/// Rows that share a key, key by key, each in order; two at least.
#[derive(Debug, Default)]
pub(super) struct Shared {
    rows: Vec<u32>,
    ends: Vec<u32>,
}

impl Shared {
    /// The keys that a rule gives everybody.
    pub(super) fn by_everybody(people: &People, rule: Rule) -> Self {
        let row_bits = row_bits(people);
        let mut keyed: Vec<u64> = Vec::with_capacity(people.len() + people.len() / 8);
        let mut keys = Vec::new();
        for (row, person) in people.rows.iter().enumerate() {
            keys.clear();
            rule(people, person, &mut keys);
            keyed.extend(keys.iter().map(|key| cut(*key, row_bits) | row as u64));
        }
        keyed.sort_unstable();
        keyed.dedup();
        let mut shared = Self::default();
        for group in keyed.chunk_by(|a, b| cut(*a, row_bits) == cut(*b, row_bits)) {
            shared.add(group.iter().map(|keyed| (keyed & ((1 << row_bits) - 1)) as u32));
        }
        shared
    }

    /// By rule, the keys that it gives those who have changed. Of keys that more than `most` (by rule) share, no more than
    /// that are found, of each rule that has a `most`.
    pub(super) fn by_changed(people: &People, rules: &[(Rule, Option<usize>)], is_changed: &[bool]) -> Vec<Self> {
        let changed = people.rows.iter().zip(is_changed).filter(|(_, is)| **is).map(|(person, _)| person);
        let changed: Vec<&Person> = changed.collect();
        let wanted: Vec<Wanted> = rules.par_iter().map(|(rule, _)| Wanted::new(people, *rule, &changed)).collect();
        let of_part = |rows: std::ops::Range<usize>| {
            let mut found: Vec<Found<'_>> =
                rules.iter().zip(&wanted).map(|((rule, most), wanted)| Found::new(*rule, *most, wanted)).collect();
            let mut keys = Vec::new();
            // A few rows at a time, which then are near, as are the keys of one rule.
            for row in rows.clone().step_by(AT_ONCE) {
                // Most data have nothing for some of the rules.
                for found in found.iter_mut().filter(|found| found.wanted.len() > 0) {
                    for row in row..rows.end.min(row + AT_ONCE) {
                        keys.clear();
                        (found.rule)(people, &people.rows[row], &mut keys);
                        keys.iter().for_each(|key| found.look_at(*key, row as u32));
                    }
                }
            }
            found.into_iter().map(|found| found.keyed).collect()
        };
        let part = people.len().div_ceil(rayon::current_num_threads() * 8).max(1);
        let parts: Vec<_> = (0..people.len()).step_by(part).map(|from| from..people.len().min(from + part)).collect();
        let found: Vec<Vec<Vec<(u32, u32)>>> = parts.into_par_iter().map(of_part).collect();
        let of_rule = |rule: usize| {
            let keyed = || found.iter().flat_map(|part| &part[rule]).copied();
            Self::by_place(wanted[rule].len(), keyed)
        };
        (0..rules.len()).into_par_iter().map(of_rule).collect()
    }

    /// From rows in order, each with the place of its key (a counting sort).
    fn by_place<I: Iterator<Item = (u32, u32)>>(places: usize, keyed: impl Fn() -> I) -> Self {
        let mut next = vec![0; places + 1];
        keyed().for_each(|(place, _)| next[place as usize + 1] += 1);
        for place in 0..places {
            next[place + 1] += next[place];
        }
        let starts = next.clone();
        let mut rows = vec![0; starts[places]];
        for (place, row) in keyed() {
            rows[next[place as usize]] = row;
            next[place as usize] += 1;
        }
        let mut shared = Self::default();
        for place in 0..places {
            shared.add(rows[starts[place]..starts[place + 1]].iter().copied());
        }
        shared
    }

    /// Takes in those with one key; some may come twice, one after the other.
    fn add(&mut self, rows: impl Iterator<Item = u32>) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        for row in rows {
            if self.rows.len() == start || self.rows.last() != Some(&row) {
                self.rows.push(row);
            }
        }
        if self.rows.len() - start > 1 {
            self.ends.push(self.rows.len() as u32);
        } else {
            self.rows.truncate(start);
        }
    }

    /// All of them, key by key.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.rows[*start as usize..*end as usize])
    }
}

/// Rows of which a rule gives a key that is wanted.
struct Found<'a> {
    rule: Rule,
    most: usize,
    wanted: &'a Wanted,
    /// By place of a key, where it counts how many share it: that many, and the last of them.
    counts: Vec<(usize, u32)>,
    /// Rows in order, each with the place of its key.
    keyed: Vec<(u32, u32)>,
}

impl<'a> Found<'a> {
    fn new(rule: Rule, most: Option<usize>, wanted: &'a Wanted) -> Self {
        let counts = if most.is_some() { vec![(0, u32::MAX); wanted.len()] } else { Vec::new() };
        Self { rule, most: most.unwrap_or(usize::MAX), wanted, counts, keyed: Vec::new() }
    }

    fn look_at(&mut self, key: u64, row: u32) {
        let Some(place) = self.wanted.place(key) else { return };
        if let Some((count, last)) = self.counts.get_mut(place as usize) {
            // One more than the most shows that there are more.
            if *count > self.most || std::mem::replace(last, row) == row {
                return;
            }
            *count += 1;
        }
        self.keyed.push((place, row));
    }
}

/// How many bits of a key are left to the number of the row.
fn row_bits(people: &People) -> u32 {
    usize::BITS - people.len().leading_zeros()
}

/// What is left of a key beside the number of a row. At a million rows these are 44 bits; where two keys are one in these
/// by accident, a pair more is compared.
fn cut(key: u64, row_bits: u32) -> u64 {
    key >> row_bits << row_bits
}

/// Some keys. Nearly all others are known at a glance not to be among them (Bloom 1970, with both bits of a key in one
/// word).
struct Wanted {
    row_bits: u32,
    bits: Vec<u64>,
    places: FxHashMap<u64, u32>,
}

impl Wanted {
    /// Bits for each key.
    const BITS: usize = 16;

    /// The keys that a rule gives these people.
    fn new(people: &People, rule: Rule, some: &[&Person]) -> Self {
        let mut keys = Vec::new();
        some.iter().for_each(|person| rule(people, person, &mut keys));
        let bits = (keys.len() * Self::BITS).next_power_of_two().max(64);
        let mut wanted = Self { row_bits: row_bits(people), bits: vec![0; bits / 64], places: FxHashMap::default() };
        for key in keys {
            let (word, bits) = wanted.bits_of(key);
            wanted.bits[word] |= bits;
            let next = wanted.len() as u32;
            wanted.places.entry(cut(key, wanted.row_bits)).or_insert(next);
        }
        wanted
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    /// A word of the filter, and the bits that a key sets there.
    const fn bits_of(&self, key: u64) -> (usize, u64) {
        // The lower bits do not tell keys apart: see `cut`.
        let word = (key >> 32) as usize & (self.bits.len() - 1);
        (word, 1 << (key >> 58) | 1 << (key >> 52 & 63))
    }

    /// The place of a key among these.
    fn place(&self, key: u64) -> Option<u32> {
        let (word, bits) = self.bits_of(key);
        let may_be = self.bits[word] & bits == bits;
        may_be.then(|| self.places.get(&cut(key, self.row_bits)).copied()).flatten()
    }
}

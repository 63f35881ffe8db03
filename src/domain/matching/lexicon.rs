//! Values of a column as small numbers: equal texts get one number, so that comparing two people is mostly comparing
//! integers, and how often a value occurs is known.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::distance::{self, Letters};

/// The number of a text; [`NONE`] where there is none.
pub(super) type Id = u32;

/// No value.
pub(super) const NONE: Id = 0;

/// Texts and their numbers. Number 0 is the empty text.
///
/// Numbers are looked up in an open table of one word a slot: the text's hash above, its number below. The upper bits of
/// the hash choose the slot, so that a table grows from what stands in it, from front to back.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// None where no text is looked up any more.
    slots: Vec<u64>,
    texts: String,
    ends: Vec<u32>,
    counts: Vec<u32>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { slots: vec![0; 64], texts: String::new(), ends: vec![0], counts: vec![0] }
    }
}

impl Lexicon {
    /// All of these texts, the empty one first, by the lengths of each; none of them is counted, or looked up.
    pub(super) fn of(texts: String, lengths: impl ExactSizeIterator<Item = u32>) -> Self {
        let len = lengths.len();
        let ends: Vec<u32> = lengths
            .scan(0, |end, length| {
                *end += length;
                Some(*end)
            })
            .collect();
        Self { slots: Vec::new(), texts, ends, counts: vec![0; len] }
    }

    /// Takes in the texts of another lexicon, and counts them as often as they occur there. By their numbers there: those
    /// that they have here. No text is looked up here after that.
    pub(super) fn absorb(&mut self, other: &Self) -> Vec<Id> {
        self.slots = Vec::new();
        // The other one is small, so that it is looked into for each text here.
        let known = (1..self.len() as Id).into_par_iter().with_min_len(10_000);
        let known: Vec<(Id, Id)> = known.filter_map(|id| Some((other.find(self.text(id))?, id))).collect();
        let mut ids = vec![NONE; other.len()];
        known.into_iter().for_each(|(there, here)| ids[there as usize] = here);
        for (there, here) in (0..).zip(&mut ids) {
            if there != NONE && *here == NONE {
                *here = self.push(other.text(there));
            }
            self.counts[*here as usize] += other.count(there);
        }
        ids
    }

    /// The number of a text that occurs once more.
    pub(super) fn add(&mut self, text: &str) -> Id {
        let id = self.intern(text);
        self.counts[id as usize] += 1;
        id
    }

    /// Counts a value once more.
    pub(super) fn count_again(&mut self, id: Id) {
        self.counts[id as usize] += 1;
    }

    /// All texts in the order of their numbers.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as Id).map(|id| self.text(id))
    }

    /// The number of a text, without counting it.
    pub(super) fn intern(&mut self, text: &str) -> Id {
        let hash = hash(text);
        let place = match self.look_up(text, hash) {
            Ok(id) => return id,
            Err(place) => place,
        };
        let id = self.ends.len() as Id;
        self.slots[place] = u64::from(hash) << 32 | u64::from(id);
        if self.ends.len() * 8 > self.slots.len() * 5 {
            self.grow();
        }
        self.push(text)
    }

    /// The number of a text that is new.
    fn push(&mut self, text: &str) -> Id {
        self.texts.push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.counts.push(0);
        self.ends.len() as Id - 1
    }

    /// The number of a text, if it has one.
    fn find(&self, text: &str) -> Option<Id> {
        self.look_up(text, hash(text)).ok()
    }

    /// The number of a text, or the slot for it.
    fn look_up(&self, text: &str, hash: u32) -> Result<Id, usize> {
        if text.is_empty() {
            return Ok(NONE);
        }
        let mut place = self.place(hash);
        while self.slots[place] != 0 {
            let (other, id) = ((self.slots[place] >> 32) as u32, self.slots[place] as Id);
            if other == hash && self.text(id) == text {
                return Ok(id);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
        Err(place)
    }

    /// Counts a value once less.
    pub(super) fn uncount(&mut self, id: Id) {
        self.counts[id as usize] -= 1;
    }

    /// Forgets how often values occur.
    pub(super) fn clear_counts(&mut self) {
        self.counts.fill(0);
    }

    /// Where the search for a hash begins.
    fn place(&self, hash: u32) -> usize {
        hash as usize >> (32 - self.slots.len().trailing_zeros())
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; old.len() * 2];
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let place = self.free_place((slot >> 32) as u32);
            self.slots[place] = slot;
        }
    }

    /// The slot for a hash that comes in.
    fn free_place(&self, hash: u32) -> usize {
        let mut place = self.place(hash);
        while self.slots[place] != 0 {
            place = (place + 1) & (self.slots.len() - 1);
        }
        place
    }

    /// The text of a number.
    pub(super) fn text(&self, id: Id) -> &str {
        let end = self.ends[id as usize] as usize;
        let start = if id == NONE { 0 } else { self.ends[id as usize - 1] as usize };
        &self.texts[start..end]
    }

    /// How often a value occurs.
    pub(super) fn count(&self, id: Id) -> u32 {
        self.counts[id as usize]
    }

    /// The slips of the pen between two values, if there are at most `limit`.
    pub(super) fn slips(&self, a: Id, b: Id, limit: usize) -> Option<usize> {
        let (a, b) = (self.text(a), self.text(b));
        let may_be = Letters::of(a).may_be_within(Letters::of(b), limit);
        may_be.then(|| distance::slips(a, b, limit)).filter(|slips| *slips <= limit)
    }

    /// The slips between two words, as many as their length allows; see [`distance::near`].
    pub(super) fn near(&self, a: Id, b: Id) -> Option<usize> {
        let (a, b) = (self.text(a), self.text(b));
        Letters::of(a).may_be_within(Letters::of(b), 2).then(|| distance::near(a, b)).flatten()
    }

    /// How many numbers there are, that of the empty text with them.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    (hasher.finish().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_number_and_are_counted() {
        let mut lexicon = Lexicon::default();
        let (ana, ben) = (lexicon.add("ana"), lexicon.add("ben"));
        assert_eq!(lexicon.add("ana"), ana);
        assert_ne!(ana, ben);
        assert_eq!((lexicon.text(ana), lexicon.text(ben)), ("ana", "ben"));
        assert_eq!((lexicon.count(ana), lexicon.count(ben)), (2, 1));
    }

    #[test]
    fn the_empty_text_is_none() {
        let mut lexicon = Lexicon::default();
        assert_eq!(lexicon.add(""), NONE);
        assert_eq!(lexicon.text(NONE), "");
        assert_eq!(lexicon.len(), 1);
    }
}

//! Values of a column as small numbers: equal texts get one number, so that comparing two people is mostly comparing
//! integers, and how often a value occurs is known.

use std::hash::Hasher;

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
    slots: Vec<u64>,
    texts: String,
    ends: Vec<u32>,
    counts: Vec<u32>,
    letters: Vec<Letters>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            slots: vec![0; 64],
            texts: String::new(),
            ends: vec![0],
            counts: vec![0],
            letters: vec![Letters::default()],
        }
    }
}

impl Lexicon {
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
        if text.is_empty() {
            return NONE;
        }
        let hash = hash(text);
        let mut place = self.place(hash);
        while self.slots[place] != 0 {
            let (other, id) = ((self.slots[place] >> 32) as u32, self.slots[place] as Id);
            if other == hash && self.text(id) == text {
                return id;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
        let id = self.ends.len() as Id;
        self.slots[place] = u64::from(hash) << 32 | u64::from(id);
        if self.ends.len() * 8 > self.slots.len() * 5 {
            self.grow();
        }
        self.texts.push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.counts.push(0);
        self.letters.push(Letters::of(text));
        id
    }

    /// Where the search for a hash begins.
    fn place(&self, hash: u32) -> usize {
        hash as usize >> (32 - self.slots.len().trailing_zeros())
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; old.len() * 2];
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut place = self.place((slot >> 32) as u32);
            while self.slots[place] != 0 {
                place = (place + 1) & (self.slots.len() - 1);
            }
            self.slots[place] = slot;
        }
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

    /// The letters of a value.
    pub(super) fn letters(&self, id: Id) -> Letters {
        self.letters[id as usize]
    }

    /// The slips of the pen between two values, if there are at most `limit`.
    pub(super) fn slips(&self, a: Id, b: Id, limit: usize) -> Option<usize> {
        if !self.letters[a as usize].may_be_within(self.letters[b as usize], limit) {
            return None;
        }
        Some(distance::slips(self.text(a), self.text(b), limit)).filter(|slips| *slips <= limit)
    }

    /// The slips between two words, as many as their length allows; see [`distance::near`].
    pub(super) fn near(&self, a: Id, b: Id) -> Option<usize> {
        let may_be = self.letters[a as usize].may_be_within(self.letters[b as usize], 2);
        may_be.then(|| distance::near(self.text(a), self.text(b))).flatten()
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

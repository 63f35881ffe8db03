//! Values of a column as small numbers: equal texts get one number, so that comparing two people is mostly comparing
//! integers, and how often a value occurs is known.

use std::hash::{BuildHasher, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::distance::{self, Letters};

/// The number of a text; [`NONE`] where there is none.
pub(super) type Id = u32;

/// No value.
pub(super) const NONE: Id = 0;

/// Texts and their numbers. Number 0 is the empty text.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: FxHashMap<u64, Id>,
    texts: String,
    ends: Vec<u32>,
    counts: Vec<u32>,
    letters: Vec<Letters>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            ids: FxHashMap::default(),
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
        let mut hash = hash(text);
        // Two texts with one hash stand next to each other.
        loop {
            match self.ids.get(&hash) {
                Some(id) if self.text(*id) == text => return *id,
                Some(_) => hash = hash.wrapping_add(1),
                None => break,
            }
        }
        let id = self.ends.len() as Id;
        self.ids.insert(hash, id);
        self.texts.push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.counts.push(0);
        self.letters.push(Letters::of(text));
        id
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

fn hash(text: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
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

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
    /// All of these texts, the empty one first, by the lengths of each; none of them is counted.
    pub(super) fn of(texts: String, lengths: impl ExactSizeIterator<Item = u32>) -> Self {
        let len = lengths.len();
        let ends: Vec<u32> = lengths
            .scan(0, |end, length| {
                *end += length;
                Some(*end)
            })
            .collect();
        let slots = vec![0; (len * 2).next_power_of_two().max(64)];
        let mut lexicon = Self { slots, texts, ends, counts: vec![0; len], letters: vec![Letters::default(); len] };
        for id in 1..len as Id {
            let text = lexicon.text(id);
            let (letters, hash) = (Letters::of(text), hash(text));
            lexicon.letters[id as usize] = letters;
            let place = lexicon.free_place(hash);
            lexicon.slots[place] = u64::from(hash) << 32 | u64::from(id);
        }
        lexicon
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
        self.texts.push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.counts.push(0);
        self.letters.push(Letters::of(text));
        id
    }

    /// The number of a text, if it has one.
    pub(super) fn find(&self, text: &str) -> Option<Id> {
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

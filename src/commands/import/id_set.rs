//! A set of ids in a bit each: ids are given in sequence, and a file of messages touches nearly all of them.

/// Ids from 0 on.
#[derive(Debug, Default)]
pub struct IdSet {
    /// Bit `id % 64` of word `id / 64`.
    words: Vec<u64>,
}

impl IdSet {
    const fn place(id: i64) -> (usize, u64) {
        ((id / 64) as usize, 1 << (id % 64))
    }

    /// Adds an id, which is never below 0.
    pub fn insert(&mut self, id: i64) {
        let (word, bit) = Self::place(id);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= bit;
    }

    /// Takes an id out, if it is in.
    pub fn remove(&mut self, id: i64) {
        let (word, bit) = Self::place(id);
        if let Some(word) = self.words.get_mut(word) {
            *word &= !bit;
        }
    }

    /// The ids in order.
    pub fn iter(&self) -> impl Iterator<Item = i64> {
        let words = (0..).step_by(64).zip(&self.words).filter(|(_, word)| **word != 0);
        words.flat_map(|(first, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| first + bit))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_set_holds(steps in prop::collection::vec((any::<bool>(), 0_i64..300), 0..200)) {
            let (mut ids, mut set) = (IdSet::default(), BTreeSet::new());
            for (comes, id) in steps {
                if comes {
                    ids.insert(id);
                    set.insert(id);
                } else {
                    ids.remove(id);
                    set.remove(&id);
                }
            }
            prop_assert_eq!(ids.iter().collect::<Vec<_>>(), set.into_iter().collect::<Vec<_>>());
        }
    }
}

//! Rows without an id are known again by what they say: the n-th equal row of a file is the n-th that is stored.

use rustc_hash::FxHashMap;

use crate::domain::identity::Hasher;

/// How often each content occurred in a file so far.
#[derive(Debug, Default)]
pub struct Occurrences {
    counts: FxHashMap<i64, u32>,
}

impl Occurrences {
    /// Which occurrence of a content this is, from 1 on.
    pub fn next(&mut self, content: i64) -> u32 {
        let n = self.counts.entry(content).or_insert(0);
        *n += 1;
        *n
    }

    /// The key of this occurrence of a content.
    pub fn key(&mut self, hasher: &Hasher, content: i64) -> i64 {
        let n = self.next(content);
        hasher.parts("occurrence", &[&content.to_le_bytes(), &n.to_le_bytes()])
    }
}

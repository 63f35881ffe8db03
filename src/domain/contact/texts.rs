//! The text columns of one contact, in one piece of memory: an import makes and drops millions of them, and a dozen
//! allocations for each would be a tenth of its time.

use std::fmt;
use std::ops::Range;

use super::{COLUMNS, Column};

/// What the texts of a row of a file take, as a rule.
const USUAL_BYTES: usize = 224;
/// From so many bytes on, what replaced texts left behind is cleared away.
const MOST_WASTE: usize = 4_096;

/// A text for each [`Column`]; an empty one is not known.
#[derive(Clone, Default)]
pub struct Texts {
    /// The texts, and what replaced ones left behind.
    buffer: String,
    /// Where each column's text lies in the buffer.
    spans: [(u32, u32); COLUMNS],
}

impl Texts {
    /// The text of a column, empty when it is not known.
    pub fn get(&self, column: Column) -> &str {
        &self.buffer[self.span(column)]
    }

    /// Whether a column's text is known.
    pub fn has(&self, column: Column) -> bool {
        !self.span(column).is_empty()
    }

    /// Sets a column's text.
    pub fn set(&mut self, column: Column, text: &str) {
        self.set_joined(column, &[text]);
    }

    /// Sets a column's text to some pieces, one behind the other.
    pub fn set_joined(&mut self, column: Column, pieces: &[&str]) {
        self.clear(column);
        if self.buffer.capacity() == 0 {
            self.buffer.reserve(USUAL_BYTES);
        }
        if self.buffer.len() > MOST_WASTE {
            self.tidy();
        }
        let start = self.buffer.len();
        pieces.iter().for_each(|piece| self.buffer.push_str(piece));
        if self.buffer.len() == start {
            return;
        }
        let place = |at: usize| u32::try_from(at).expect("a contact's texts take less than four gigabytes");
        self.spans[column as usize] = (place(start), place(self.buffer.len()));
    }

    /// Makes a column's text unknown.
    pub fn clear(&mut self, column: Column) {
        let span = self.span(column);
        if !span.is_empty() && span.end == self.buffer.len() {
            self.buffer.truncate(span.start);
        }
        self.spans[column as usize] = (0, 0);
    }

    /// Takes a column's text out.
    pub fn take(&mut self, column: Column) -> Option<Box<str>> {
        let text = self.has(column).then(|| self.get(column).into());
        self.clear(column);
        text
    }

    /// The columns whose texts are known, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (Column, &str)> {
        Column::ALL.iter().map(|column| (*column, self.get(*column))).filter(|(_, text)| !text.is_empty())
    }

    fn span(&self, column: Column) -> Range<usize> {
        let (start, end) = self.spans[column as usize];
        start as usize..end as usize
    }

    /// Clears away what replaced texts left behind, if that is most of the buffer.
    fn tidy(&mut self) {
        let bytes: usize = self.iter().map(|(_, text)| text.len()).sum();
        if bytes * 2 < self.buffer.len() {
            let old = std::mem::take(self);
            self.buffer.reserve(bytes.max(USUAL_BYTES));
            old.iter().for_each(|(column, text)| self.set(column, text));
        }
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        Column::ALL.iter().all(|column| self.get(*column) == other.get(*column))
    }
}

impl Eq for Texts {}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_hold_what_a_map_holds(steps in prop::collection::vec((0..COLUMNS, 0_usize..6, ".{0,3}"), 0..300)) {
            let mut texts = Texts::default();
            let mut map = BTreeMap::new();
            let mut most = 0;
            for (column, length, text) in steps {
                let column = Column::ALL[column];
                let text = text.repeat(length * length * 20);
                if length == 0 {
                    prop_assert_eq!(texts.take(column).map(String::from), map.remove(&column));
                    continue;
                }
                texts.set(column, &text);
                map.remove(&column);
                if !text.is_empty() {
                    map.insert(column, text);
                }
                most = most.max(map.values().map(String::len).sum());
            }
            let held: Vec<_> = texts.iter().map(|(column, text)| (column, text.to_owned())).collect();
            prop_assert_eq!(held, map.into_iter().collect::<Vec<_>>());
            // What is cleared away is so before the next text comes, and texts that are taken out leave their room.
            prop_assert!(texts.buffer.len() <= MOST_WASTE + 3 * most);
        }
    }
}

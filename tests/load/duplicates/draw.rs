//! Draws from lists in which the first entries are much more frequent than the last ones, as names are.

use crate::random::Random;

/// A list whose entry at place r is drawn with a weight of 1 / (r + head): the smaller the head, the more frequent are
/// the first entries.
pub(crate) struct Ranked<T> {
    entries: Vec<(u64, T)>,
    total: u64,
}

impl<T> Ranked<T> {
    /// The entries, the most frequent one first, with ten times the head.
    pub(crate) fn new(head: u64, entries: impl IntoIterator<Item = T>) -> Self {
        let mut total = 0;
        let weighed = |(rank, entry)| {
            total += 1_000_000 / (10 * rank + head);
            (total, entry)
        };
        let entries = (0_u64..).zip(entries).map(weighed).collect();
        Self { entries, total }
    }

    /// One entry.
    pub(crate) fn draw(&self, random: &mut Random) -> &T {
        let place = random.below(self.total);
        &self.entries[self.entries.partition_point(|&(end, _)| end <= place)].1
    }
}

/// The words of a list in which blanks part them; an underscore stands for a blank.
pub(crate) fn words(list: &'static str) -> impl Iterator<Item = String> {
    list.split_whitespace().map(|word| word.replace('_', " "))
}

/// An index drawn from those below `bound`.
pub(crate) fn index(random: &mut Random, bound: usize) -> usize {
    usize::try_from(random.below(bound as u64)).expect("an index that is below a usize")
}

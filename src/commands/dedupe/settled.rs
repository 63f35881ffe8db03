//! Verdicts held against each other and against what was said before, so that nobody is merged with somebody of whom a
//! person said that they are different.

use rustc_hash::FxHashMap;

use super::verdict::{Fault, Verdict};

/// Verdicts that do not contradict each other, nor what was said before.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) verdicts: Vec<Verdict>,
    /// Who is one person.
    pub(super) groups: Vec<Vec<i64>>,
    pub(super) faults: Vec<Fault>,
}

impl Settled {
    /// Leaves out pairs of which both is said, and those that would make one person of two who are `different`. Of one
    /// pair, what is said now counts.
    pub(super) fn new(verdicts: &[Verdict], different: &[(i64, i64)]) -> Self {
        let mut words: FxHashMap<(i64, i64), (bool, bool)> = FxHashMap::default();
        for verdict in verdicts {
            let (same, different) = words.entry((verdict.a, verdict.b)).or_default();
            *(if verdict.is_same { same } else { different }) = true;
        }
        let before = different.iter().copied().filter(|pair| words.get(pair) != Some(&(true, false)));
        let now = verdicts.iter().map(|verdict| (verdict.a, verdict.b)).filter(|pair| words[pair] == (false, true));
        let mut people = People::default();
        for (a, b) in before.chain(now) {
            people.different.entry(a).or_default().push(b);
            people.different.entry(b).or_default().push(a);
        }
        let mut settled = Self::default();
        for verdict in verdicts {
            let fault = if words[&(verdict.a, verdict.b)] == (true, true) {
                Some("it is said to be the same and different".to_owned())
            } else if verdict.is_same {
                people.join(verdict.a, verdict.b).err()
            } else {
                None
            };
            match fault {
                Some(fault) => settled.faults.push(verdict.fault(&fault)),
                None => settled.verdicts.push(*verdict),
            }
        }
        settled.groups = people.groups;
        settled
    }
}

/// Who is one person and who is not.
#[derive(Debug, Default)]
struct People {
    groups: Vec<Vec<i64>>,
    group_of: FxHashMap<i64, usize>,
    /// For each contact, those who are somebody else.
    different: FxHashMap<i64, Vec<i64>>,
}

impl People {
    /// Makes one person of two contacts and all who are one with them, or says why these are two.
    fn join(&mut self, a: i64, b: i64) -> Result<(), String> {
        let (a, b) = (self.group(a), self.group(b));
        if a == b {
            return Ok(());
        }
        let (keep, lose) = if self.groups[a].len() >= self.groups[b].len() { (a, b) } else { (b, a) };
        let is_kept = |other: &&i64| self.group_of.get(*other) == Some(&keep);
        for x in &self.groups[lose] {
            if let Some(y) = self.different.get(x).and_then(|others| others.iter().find(is_kept)) {
                return Err(format!("{} and {} would be one, who are said to be different", x.min(y), x.max(y)));
            }
        }
        let moved = std::mem::take(&mut self.groups[lose]);
        self.group_of.extend(moved.iter().map(|id| (*id, keep)));
        self.groups[keep].extend(moved);
        Ok(())
    }

    fn group(&mut self, id: i64) -> usize {
        *self.group_of.entry(id).or_insert_with(|| {
            self.groups.push(vec![id]);
            self.groups.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is done with pairs, each of two contacts and whether they are the same: the groups, and the pairs that are
    /// left.
    fn settle(said: &[(i64, i64, bool)], different: &[(i64, i64)]) -> (Vec<Vec<i64>>, Vec<String>) {
        let verdict =
            |(i, (a, b, is_same)): (usize, &_)| Verdict { a: *a, b: *b, is_same: *is_same, line: Some(i as u64) };
        let verdicts: Vec<Verdict> = said.iter().enumerate().map(verdict).collect();
        let settled = Settled::new(&verdicts, different);
        assert_eq!(settled.verdicts.len() + settled.faults.len(), said.len());
        let mut groups: Vec<Vec<i64>> = settled.groups.into_iter().filter(|group| group.len() > 1).collect();
        groups.iter_mut().for_each(|group| group.sort_unstable());
        (groups, settled.faults.into_iter().map(|(_, fault)| fault).collect())
    }

    #[test]
    fn who_is_the_same_as_another_is_one_person_with_all_of_theirs() {
        let (groups, faults) =
            settle(&[(1, 2, true), (3, 4, true), (5, 6, true), (2, 3, true), (2, 3, true)], &[(1, 5)]);
        assert_eq!((groups, faults), (vec![vec![1, 2, 3, 4], vec![5, 6]], vec![]));
    }

    #[test]
    fn a_pair_that_is_said_to_be_both_is_left() {
        let (groups, faults) = settle(&[(1, 2, true), (3, 4, true), (1, 2, false)], &[]);
        assert_eq!((groups, faults.len()), (vec![vec![3, 4]], 2));
        assert_eq!(faults[0], "pair 1-2: it is said to be the same and different; it is left as it is");
    }

    #[test]
    fn two_who_are_different_are_not_made_one_through_others() {
        let fault = "pair 2-3: 1 and 3 would be one, who are said to be different; it is left as it is";
        for (said, different) in [
            (&[(1, 2, true), (2, 3, true), (1, 3, false)][..], &[][..]),
            (&[(1, 3, false), (1, 2, true), (2, 3, true)], &[]),
            (&[(1, 2, true), (2, 3, true)], &[(1, 3)]),
        ] {
            assert_eq!(settle(said, different), (vec![vec![1, 2]], vec![fault.to_owned()]), "{said:?}");
        }
    }

    #[test]
    fn of_one_pair_what_is_said_now_counts() {
        assert_eq!(settle(&[(1, 2, true)], &[(1, 2)]), (vec![vec![1, 2]], vec![]));
        // What is said twice is not said.
        let (groups, faults) = settle(&[(1, 2, true), (1, 2, false), (2, 3, true), (1, 3, true)], &[(1, 2)]);
        assert_eq!((groups, faults.len()), (vec![vec![2, 3]], 3));
    }
}

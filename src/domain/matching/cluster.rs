//! From pairs to people: the surest pair is joined first, and no group comes to hold two rows that contradict each other
//! or that are held together by one weak bridge (agglomerative clustering; compare Hassanzadeh et al. 2009 on what
//! plain transitive closure does to duplicates).

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::{Comparison, Field, compare};
use super::model::Model;
use super::names::Alike;
use super::people::People;
use super::search::Link;

/// Bits, without the prior, below which two rows speak against each other.
const AGAINST: f32 = -4.0;
/// The least mean of the bits of all pairs between two groups that become one, by the size that the group then has.
const LEAST_MEAN: [(usize, f32); 3] = [(12, 6.0), (8, 0.0), (0, -2.0)];
/// Pairs between two groups that are held against each other; of larger groups, a part.
const MOST_CHECKS: usize = 400;

/// What is settled before any pair is weighed, by rows; of a pair the lower row first.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Joined whatever else speaks against it.
    pub same: Vec<(u32, u32)>,
    /// Joined unless a contradiction is known.
    pub certain: Vec<(u32, u32)>,
    /// Never joined.
    pub different: FxHashSet<(u32, u32)>,
    /// Joined only where a person is asked.
    pub doubted: FxHashSet<(u32, u32)>,
}

/// Groups that grow.
pub(super) struct Groups<'a> {
    people: &'a People,
    model: &'a Model,
    settled: &'a Settled,
    group_of: Vec<u32>,
    /// All rows.
    rows: Vec<u32>,
    /// By group; nothing where the row of the same number is alone.
    members: FxHashMap<u32, Vec<u32>>,
    /// Whether a person is asked before what is joined from now on is merged.
    pub(super) asks: bool,
    /// Pairs that came into one group, with the bits of the link that joined them.
    pub(super) joined: Vec<Link>,
}

impl<'a> Groups<'a> {
    /// Everybody alone, but for what is settled.
    pub(super) fn new(people: &'a People, model: &'a Model, settled: &'a Settled) -> Self {
        let rows: Vec<u32> = (0..people.len() as u32).collect();
        let members = FxHashMap::default();
        let mut groups =
            Self { people, model, settled, group_of: rows.clone(), rows, members, asks: false, joined: Vec::new() };
        let certain = |(a, b): (u32, u32)| Link { a, b, bits: f32::INFINITY, is_safe: true, is_safe_if_sure: true };
        for pair in &settled.same {
            groups.join(&certain(*pair), |_, _| true);
        }
        for pair in &settled.certain {
            groups.join(&certain(*pair), Self::do_not_contradict);
        }
        groups
    }

    /// Joins what links say, the surest first.
    pub(super) fn grow(&mut self, links: impl Iterator<Item = Link>) {
        let mut order: Vec<Link> = links.collect();
        order.par_sort_unstable_by(|x, y| y.bits.total_cmp(&x.bits).then((x.a, x.b).cmp(&(y.a, y.b))));
        for link in &order {
            self.join(link, |groups, members| groups.do_not_contradict(members) && groups.belong_together(members));
        }
    }

    /// The number of a row's group.
    pub(super) fn group_of(&self, row: u32) -> u32 {
        self.group_of[row as usize]
    }

    /// All groups of at least two, each in order, by their first row.
    pub(super) fn all(&self) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = self.members.values().cloned().collect();
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable_by_key(|group| group[0]);
        groups
    }

    fn join(&mut self, link: &Link, may: impl Fn(&Self, (&[u32], &[u32])) -> bool) {
        let (a, b) = (self.group_of(link.a), self.group_of(link.b));
        if a == b || !may(self, (self.members(a), self.members(b))) {
            return;
        }
        let is_larger = self.members(a).len() >= self.members(b).len();
        let (keep, lose) = if is_larger { (a, b) } else { (b, a) };
        let mut kept = self.members(keep).to_vec();
        let moved = self.members(lose).to_vec();
        for x in &moved {
            self.group_of[*x as usize] = keep;
            self.joined.extend(kept.iter().map(|y| Link { a: *x.min(y), b: *x.max(y), ..*link }));
        }
        kept.extend(moved);
        self.members.remove(&lose);
        self.members.insert(keep, kept);
    }

    fn members(&self, group: u32) -> &[u32] {
        match self.members.get(&group) {
            Some(members) => members,
            None => &self.rows[group as usize..=group as usize],
        }
    }

    fn do_not_contradict(&self, (a, b): (&[u32], &[u32])) -> bool {
        let contradict = |x: u32, y: u32| {
            let user = |row: u32| self.people.rows[row as usize].user_id;
            let (of_x, of_y) = (user(x), user(y));
            let pair = (x.min(y), x.max(y));
            of_x != 0 && of_y != 0 && of_x != of_y
                || self.settled.different.contains(&pair)
                || !self.asks && self.settled.doubted.contains(&pair)
        };
        !a.iter().any(|x| b.iter().any(|y| contradict(*x, *y)))
    }

    fn belong_together(&self, (a, b): (&[u32], &[u32])) -> bool {
        let (mut sum, mut n) = (0.0, 0);
        for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))).take(MOST_CHECKS) {
            let seen = compare(self.people, &self.people.rows[x as usize], &self.people.rows[y as usize]);
            let bits = self.model.weigh(&seen).total;
            // Another first name is nothing to merge without asking, also where a third row stands between the two.
            if bits - self.model.prior < AGAINST || !self.asks && has_other_first_name(&seen) {
                return false;
            }
            sum += bits;
            n += 1;
        }
        let size = a.len() + b.len();
        let least = LEAST_MEAN.iter().find(|(above, _)| size > *above).map_or(0.0, |(_, least)| *least);
        sum / n as f32 >= least
    }
}

fn has_other_first_name(seen: &Comparison) -> bool {
    let level = seen.level(Field::FirstName);
    level == Alike::Different as u8 || level == Alike::OtherInitial as u8
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{named, people};
    use super::*;

    const MAIL: &str = "sunflower@example.com";

    /// The groups of records that these links make, by record.
    fn groups(records: &[Record<'_>], settled: [&[(u32, u32)]; 3], links: &[(u32, u32, f32)]) -> Vec<Vec<u32>> {
        let people = people(records);
        let model = Model { prior: -10.0, ..Model::default() };
        let rows = people.rows_of_records();
        let pair = |(a, b): (u32, u32)| {
            let (a, b) = (rows[a as usize], rows[b as usize]);
            (a.min(b), a.max(b))
        };
        let [same, certain, different] = settled.map(|pairs| pairs.iter().copied().map(pair));
        let settled = Settled {
            same: same.collect(),
            certain: certain.collect(),
            different: different.collect(),
            ..Settled::default()
        };
        let mut groups = Groups::new(&people, &model, &settled);
        groups.grow(links.iter().map(|(a, b, bits)| {
            let (a, b) = pair((*a, *b));
            Link { a, b, bits: *bits, is_safe: true, is_safe_if_sure: true }
        }));
        let by_record = |group: Vec<u32>| {
            let mut group: Vec<u32> = group.into_iter().map(|row| people.record_of(row)).collect();
            group.sort_unstable();
            group
        };
        let mut groups: Vec<Vec<u32>> = groups.all().into_iter().map(by_record).collect();
        groups.sort();
        groups
    }

    fn ana<'a>() -> Record<'a> {
        named("Ana", "Cruz").with_emails(MAIL)
    }

    #[test]
    fn links_join() {
        assert_eq!(groups(&[ana(); 4], [&[]; 3], &[(0, 1, 9.0), (3, 1, 8.0)]), [vec![0, 1, 3]]);
        assert!(groups(&[ana(); 4], [&[]; 3], &[]).is_empty());
    }

    #[test]
    fn two_user_ids_are_never_in_one_group() {
        let records = [ana().with_user_id("7"), ana(), ana().with_user_id("8")];
        let all = [(0, 1, 9.0), (1, 2, 8.0), (0, 2, 7.0)];
        assert_eq!(groups(&records, [&[]; 3], &all), [vec![0, 1]]);
        assert_eq!(groups(&records, [&[], &[(0, 1), (1, 2)], &[]], &[]).len(), 1);
    }

    #[test]
    fn different_ones_are_not_joined_through_a_third() {
        let all = [(0, 1, 9.0), (1, 2, 8.0), (0, 2, 9.5), (2, 3, 7.0)];
        for order in [[0, 2], [2, 0]] {
            let different = [(order[0], order[1])];
            for group in groups(&[ana(); 4], [&[], &[], &different], &all) {
                assert!(!(group.contains(&0) && group.contains(&2)), "{group:?}");
            }
            for group in groups(&[ana(); 4], [&[], &[(0, 1), (1, 2)], &different], &all) {
                assert!(!(group.contains(&0) && group.contains(&2)), "{group:?}");
            }
        }
    }

    #[test]
    fn what_a_person_joined_stays_joined() {
        let records = [named("Ana", "Cruz").with_user_id("7"), named("Ben", "Reyes").with_user_id("8"), ana()];
        assert_eq!(groups(&records, [&[(1, 0)], &[], &[]], &[]), [vec![0, 1]]);
    }

    #[test]
    fn a_weak_bridge_does_not_hold_two_groups_together() {
        let ben = named("Ben", "Reyes").with_emails("moonlight@example.net");
        let records = [ana(), ana(), ben, ben];
        let all = [(0, 1, 20.0), (2, 3, 20.0), (1, 2, 1.0)];
        assert_eq!(groups(&records, [&[]; 3], &all), [vec![0, 1], vec![2, 3]]);
    }
}

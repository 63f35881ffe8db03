//! Which people are compared at all: those that share a key of some rule. Every rule alone misses somebody; together
//! they find nearly all. A key that too many share is made narrower by a second value, and dropped where that does not
//! help; how many were is counted.

mod keys;

use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

use keys::Shared;

use super::lexicon::{Id, NONE};
use super::people::{People, Person};

/// The most people that are all compared with each other because of one key of a strong rule, a weak one, a wide one.
const LARGEST: [usize; 3] = [60, 20, 20];
/// Rules from here on are weak.
const STRONG_RULES: usize = 5;

/// A rule that gives keys for a person.
type Rule = fn(&People, &Person, &mut Vec<u64>);

/// The rules, from the strongest.
#[rustfmt::skip]
const RULES: &[(&str, Rule)] = &[
    ("e-mail", |people, row, keys| keys.extend(people.mailboxes(row).iter().map(|id| key((0, id))))),
    ("phone", |people, row, keys| keys.extend(people.phones(row).iter().map(|phone| key((1, phone.number))))),
    ("number", |_, row, keys| add(keys, row.number != NONE, (2, row.number))),
    ("name", |_, row, keys| add(keys, row.first != NONE && row.last != NONE, (3, row.first.min(row.last), row.first.max(row.last)))),
    ("last name and nickname", |people, row, keys| {
        if row.last != NONE {
            keys.extend(people.names.groups(row.first).iter().map(|group| key((4, row.last, group))));
        }
    }),
    ("last name and initial", |people, row, keys| add(keys, row.first != NONE && row.last != NONE, (5, row.last, people.names.initial(row.first)))),
    ("local part", |people, row, keys| {
        let locals = people.mailboxes(row).iter().map(|id| people.mailbox(*id)).filter(|mailbox| !mailbox.is_role);
        keys.extend(locals.map(|mailbox| key((6, mailbox.local))));
    }),
    ("last name and organisation", |people, row, keys| {
        if row.last != NONE {
            keys.extend(people.orgs(row).iter().map(|org| key((7, row.last, org))));
        }
    }),
    ("first name and organisation", |people, row, keys| {
        if row.first != NONE {
            keys.extend(people.orgs(row).iter().map(|org| key((7, row.first, org))));
        }
    }),
    ("first name and beginning of last", |people, row, keys| {
        let last = people.names.spelling(row.last).beginning;
        add(keys, row.first != NONE && row.last != NONE, (9, row.first, last));
    }),
    ("first name and end of last", |people, row, keys| {
        let last = people.names.spelling(row.last).end;
        add(keys, row.first != NONE && row.last != NONE, (10, row.first, last));
    }),
    ("sound", |people, row, keys| {
        let skeleton = people.names.spelling(row.last).skeleton;
        add(keys, row.first != NONE && skeleton != 0, (11, skeleton, people.names.initial(row.first)));
    }),
    ("birth and initial", |people, row, keys| {
        add(keys, row.birth_id != NONE && row.first != NONE, (12, row.birth_id, people.names.initial(row.first)));
        add(keys, row.birth_id != NONE && row.last != NONE, (13, row.birth_id, people.names.initial(row.last)));
    }),
    ("year of birth and name", |_, row, keys| {
        add(keys, row.birth[0] > 0 && row.first != NONE && row.birth[1] > 0, (14, row.birth[0], row.birth[1], row.first));
        add(keys, row.birth[0] > 0 && row.last != NONE, (15, row.birth[0], row.last));
        add(keys, row.birth[2] > 0 && row.first != NONE, (16, row.birth[1], row.birth[2], row.first));
    }),
    ("place and name", |_, row, keys| {
        let place = if row.postcode != NONE { row.postcode } else { row.city };
        add(keys, place != NONE && row.last != NONE, (17, place, row.last));
        add(keys, place != NONE && row.first != NONE, (17, place, row.first));
    }),
    ("street", |people, row, keys| {
        add(keys, row.street != NONE, (18, row.street, people.names.initial(row.first)));
        add(keys, row.street != NONE && row.last != NONE, (19, row.street, row.last));
    }),
];

/// Rules that say little, and are used only where few share a key; keys of which it is known at once that many do are
/// left out.
#[rustfmt::skip]
const WIDE_RULES: &[(&str, Rule)] = &[
    ("first name", |people, row, keys| add(keys, row.first != NONE && is_rare(people.names.first_count(row.first)), (20, row.first))),
    ("last name", |people, row, keys| add(keys, row.last != NONE && is_rare(people.names.last_count(row.last)), (21, row.last))),
    ("domain", |people, row, keys| {
        let mailboxes = people.mailboxes(row).iter().map(|id| people.mailbox(*id));
        keys.extend(mailboxes.filter(|mailbox| !mailbox.is_freemail).map(|mailbox| key((22, mailbox.domain))));
    }),
    ("birth", |people, row, keys| {
        add(keys, row.birth_id != NONE && is_rare(people.plain().births.count(row.birth_id)), (23, row.birth_id));
    }),
    ("place and year", |_, row, keys| add(keys, row.birth[0] > 0 && row.city != NONE, (24, row.birth[0], row.city))),
    ("beginnings", |people, row, keys| {
        let first_two = |id: Id| people.names.spelling(id).first_two;
        add(keys, row.first != NONE && row.last != NONE, (25, first_two(row.first), first_two(row.last)));
    }),
];

/// Keys that are dealt with at once.
const GROUPS: usize = 1_024;

/// Values that make a key narrower.
const NARROWER: [fn(&Person) -> Id; 3] = [|row| row.city, |row| row.title, |row| row.company];

/// Marks the last member of a block, and the place of one who is.
const LAST: u32 = 1 << 31;

/// Who shares a key with whom.
#[derive(Debug, Default)]
pub struct Blocks {
    /// Members of all blocks, block by block, each in order; the last one is marked.
    members: Vec<u32>,
    /// Where each person stands among the members, person by person; marked where nobody stands behind.
    places: Vec<u32>,
    person_starts: Vec<u32>,
    /// Pairs of members, those that share several keys several times.
    pairs: usize,
    /// Keys that too many share.
    pub(super) oversize: u64,
}

impl Blocks {
    /// Finds the blocks.
    pub(super) fn new(people: &People) -> Self {
        let part =
            |(rule, limit): &(Rule, Limit)| Part::new(people, &Shared::by_everybody(people, *rule), *limit, None);
        Self::of(people, rules().par_iter().map(part).collect())
    }

    /// Finds the blocks of those who have changed.
    pub(super) fn around(people: &People, is_changed: &[bool]) -> Self {
        if !is_changed.contains(&true) {
            return Self::of(people, Vec::new());
        }
        let rules = rules();
        let most = |limit: &Limit| (!limit.narrows).then_some(limit.largest);
        let with_most: Vec<_> = rules.iter().map(|(rule, limit)| (*rule, most(limit))).collect();
        let shared = Shared::by_changed(people, &with_most, is_changed).into_par_iter().zip(&rules);
        let parts = shared.map(|(shared, (_, limit))| Part::new(people, &shared, *limit, Some(is_changed)));
        Self::of(people, parts.collect())
    }

    fn of(people: &People, by_rule: Vec<Part>) -> Self {
        let mut blocks = Self::default();
        blocks.members.reserve_exact(by_rule.iter().map(|part| part.members.len()).sum());
        for part in by_rule {
            blocks.oversize += part.oversize;
            blocks.pairs += part.pairs;
            blocks.members.extend(part.members);
        }
        blocks.index(people.len());
        blocks
    }

    fn index(&mut self, len: usize) {
        let mut starts = vec![0_u32; len + 1];
        for member in &self.members {
            starts[(member & !LAST) as usize + 1] += 1;
        }
        for i in 0..len {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        self.places = vec![0; self.members.len()];
        for (at, member) in self.members.iter().enumerate() {
            let place = &mut next[(member & !LAST) as usize];
            self.places[*place as usize] = at as u32 | member & LAST;
            *place += 1;
        }
        self.person_starts = starts;
    }

    /// Everybody after `row` who shares a key with them, each once.
    pub(super) fn later(&self, row: u32, found: &mut Vec<u32>) {
        found.clear();
        for place in self.places_of(row).iter().filter(|place| **place & LAST == 0) {
            found.extend(self.behind(*place as usize));
        }
        found.sort_unstable();
        found.dedup();
    }

    /// Everybody who shares a key with `row`, each once.
    pub(super) fn others(&self, row: u32, found: &mut Vec<u32>) {
        found.clear();
        for place in self.places_of(row) {
            let at = (place & !LAST) as usize;
            found.extend(self.members[..at].iter().rev().take_while(|member| **member & LAST == 0));
            if place & LAST == 0 {
                found.extend(self.behind(at));
            }
        }
        found.sort_unstable();
        found.dedup();
    }

    /// How many pairs there are, those that share several keys several times.
    pub(super) const fn most_pairs(&self) -> usize {
        self.pairs
    }

    fn places_of(&self, row: u32) -> &[u32] {
        &self.places[self.person_starts[row as usize] as usize..self.person_starts[row as usize + 1] as usize]
    }

    /// Who stands behind a place in its block, which is not the last.
    fn behind(&self, at: usize) -> impl Iterator<Item = u32> {
        let rest = &self.members[at + 1..];
        let len = rest.iter().position(|member| member & LAST != 0).map_or(rest.len(), |last| last + 1);
        rest[..len].iter().map(|member| member & !LAST)
    }
}

/// The blocks of one rule.
#[derive(Default)]
struct Part {
    /// Block by block, the last member of each marked.
    members: Vec<u32>,
    pairs: usize,
    /// Keys that were too common.
    oversize: u64,
}

impl Part {
    /// The blocks of a rule's keys; with `is_changed`, those of which a row has changed.
    fn new(people: &People, shared: &Shared, limit: Limit, is_changed: Option<&[bool]>) -> Self {
        let mut groups: Vec<&[u32]> = shared.each().collect();
        // Blocks whose first members are neighbours are neighbours, too, as they are looked up one after the other.
        groups.sort_unstable_by_key(|rows| rows[0]);
        let some = |groups: &[&[u32]]| {
            let (mut part, mut narrowing) = (Self::default(), Narrowing::default());
            for rows in groups {
                if rows.len() <= limit.largest {
                    part.push(rows.iter().copied());
                } else if limit.narrows {
                    part.oversize += 1;
                    narrowing.narrow(people, rows, limit.largest, is_changed, &mut part);
                }
            }
            part
        };
        groups.par_chunks(GROUPS).map(some).reduce(Self::default, Self::and)
    }

    /// These blocks, and then those.
    fn and(mut self, mut other: Self) -> Self {
        self.members.append(&mut other.members);
        Self { members: self.members, pairs: self.pairs + other.pairs, oversize: self.oversize + other.oversize }
    }

    /// Adds a block.
    fn push(&mut self, rows: impl ExactSizeIterator<Item = u32>) {
        self.pairs += rows.len() * (rows.len() - 1) / 2;
        self.members.extend(rows);
        if let Some(last) = self.members.last_mut() {
            *last |= LAST;
        }
    }
}

/// How a rule's keys that many share are dealt with.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// The most people that are all compared with each other because of one key.
    largest: usize,
    /// Whether the keys of more are made narrower.
    narrows: bool,
}

fn rules() -> Vec<(Rule, Limit)> {
    let of = |rule: Rule, strength: usize, narrows| (rule, Limit { largest: LARGEST[strength], narrows });
    let strong = RULES.iter().enumerate().map(|(i, (_, rule))| of(*rule, usize::from(i >= STRONG_RULES), true));
    strong.chain(WIDE_RULES.iter().map(|(_, rule)| of(*rule, 2, false))).collect()
}

/// Makes keys that too many share narrower by a second value.
#[derive(Default)]
struct Narrowing {
    /// By value: those of people who have changed, in order.
    wanted: [Vec<Id>; NARROWER.len()],
    /// By value: who has which.
    valued: [Vec<(Id, u32)>; NARROWER.len()],
}

impl Narrowing {
    /// Blocks of those in a large one who agree on a second value; with `is_changed`, on that of somebody who has changed.
    fn narrow(&mut self, people: &People, rows: &[u32], largest: usize, is_changed: Option<&[bool]>, part: &mut Part) {
        if let Some(is_changed) = is_changed {
            self.want(people, rows.iter().filter(|row| is_changed[**row as usize]));
        }
        // One look at each row, as they lie far apart.
        for row in rows {
            let person = &people.rows[*row as usize];
            for (nth, value) in NARROWER.iter().enumerate() {
                let id = value(person);
                if id != NONE && (is_changed.is_none() || self.wanted[nth].binary_search(&id).is_ok()) {
                    self.valued[nth].push((id, *row));
                }
            }
        }
        for valued in &mut self.valued {
            valued.sort_unstable();
            for group in valued.chunk_by(|a, b| a.0 == b.0) {
                if (2..=largest).contains(&group.len()) {
                    part.push(group.iter().map(|(_, row)| *row));
                }
            }
            valued.clear();
        }
    }

    fn want<'a>(&mut self, people: &People, changed: impl Iterator<Item = &'a u32>) {
        self.wanted.iter_mut().for_each(Vec::clear);
        for row in changed {
            for (wanted, value) in self.wanted.iter_mut().zip(NARROWER) {
                wanted.push(value(&people.rows[*row as usize]));
            }
        }
        for wanted in &mut self.wanted {
            wanted.sort_unstable();
            wanted.dedup();
        }
    }
}

/// Whether a key that so many have is used by a wide rule.
const fn is_rare(count: u32) -> bool {
    count as usize <= LARGEST[2]
}

fn add(keys: &mut Vec<u64>, is_there: bool, parts: impl Hash) {
    if is_there {
        keys.push(key(parts));
    }
}

fn key(parts: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    // The hasher leaves little in the upper bits, which count here (the finaliser of MurmurHash3).
    let mut key = hasher.finish();
    key = (key ^ (key >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    key = (key ^ (key >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    key ^ (key >> 33)
}

/// The first letters of a name and its further consonants, repeated ones once: what most slips leave alone.
pub(super) fn skeleton(name: &str) -> String {
    let mut skeleton = String::new();
    for (i, c) in name.chars().filter(|c| *c != ' ').enumerate() {
        if (i == 0 || !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w')) && !skeleton.ends_with(c) {
            skeleton.push(c);
        }
        if skeleton.len() > 4 {
            break;
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{Generated, named, people, word};
    use super::*;

    fn later(blocks: &Blocks, row: u32) -> Vec<u32> {
        let mut found = Vec::new();
        blocks.later(row, &mut found);
        found
    }

    fn others(blocks: &Blocks, row: u32) -> Vec<u32> {
        let mut found = Vec::new();
        blocks.others(row, &mut found);
        found
    }

    #[test]
    fn each_pair_comes_once_and_both_ways_alike() {
        let people = Generated::new(400).people();
        let blocks = Blocks::new(&people);
        let mut pairs = 0;
        for row in 0..people.len() as u32 {
            let (later, all) = (later(&blocks, row), others(&blocks, row));
            assert!(later.is_sorted_by(|a, b| a < b) && all.is_sorted_by(|a, b| a < b));
            assert!(later.iter().all(|other| *other > row));
            let after: Vec<u32> = all.iter().copied().filter(|other| *other > row).collect();
            assert_eq!(after, later);
            assert!(all.iter().all(|other| others(&blocks, *other).contains(&row)));
            pairs += later.len();
        }
        assert!(pairs > 100 && pairs <= blocks.most_pairs());
    }

    #[test]
    fn nobody_shares_a_key_with_nobody() {
        let blocks = Blocks::new(&people(&[]));
        assert_eq!((blocks.most_pairs(), blocks.oversize), (0, 0));
        let alone = Blocks::new(&people(&[named("Ana", "Cruz")]));
        assert!(later(&alone, 0).is_empty() && others(&alone, 0).is_empty());
    }

    #[test]
    fn a_key_that_too_many_share_is_made_narrower_and_counted() {
        let cities: Vec<String> = (0..40).map(|i| format!("City {}", word(i))).collect();
        let records: Vec<Record<'_>> = (0..80).map(|i| named("Ana", "Cruz").in_city(&cities[i / 2])).collect();
        let people = people(&records);
        let blocks = Blocks::new(&people);
        assert!(blocks.oversize > 0);
        for row in 0..80 {
            let all = others(&blocks, row);
            assert!(all.len() < 20, "{} are compared", all.len());
            let city = people.rows[row as usize].city;
            assert!(all.iter().any(|other| people.rows[*other as usize].city == city));
        }
        let few: Vec<Record<'_>> = records.iter().copied().step_by(4).collect();
        assert_eq!(Blocks::new(&super::super::testing::people(&few)).oversize, 0);
    }

    #[test]
    fn rules_find_who_shares_one_thing() {
        let one = |a: Record<'_>, b: Record<'_>| !later(&Blocks::new(&people(&[a, b])), 0).is_empty();
        let (ana, ben) = (named("Ana", "Cruz"), named("Ben", "Reyes"));
        assert!(!one(ana, ben));
        assert!(one(ana.with_emails("x7k@example.com"), ben.with_emails("x7k@example.com")));
        assert!(one(ana.with_emails("x7k@example.com"), ben.with_emails("x7k@other.net")));
        assert!(one(ana.with_phones("+1 212 555 0140"), ben.with_phones("212 555 0140")));
        assert!(one(ana, named("Cruz", "Ana")));
        assert!(one(named("Kate", "Cruz"), named("Katherine", "Cruz")));
        assert!(one(named("Ana", "Fischer"), named("Ana", "Fissher")));
        assert!(one(ana.born("1971-06-24"), named("Anna", "Berg").born("1971-06-24")));
    }

    #[test]
    fn a_skeleton_outlives_slips() {
        assert_eq!(skeleton("fischer"), "fscr");
        assert_eq!(skeleton("fisscher"), skeleton("fischar"));
        assert_eq!(skeleton("de la cruz"), "dlcrz");
        assert_eq!(skeleton(""), "");
        assert_eq!(skeleton("aeiou"), "a");
    }
}

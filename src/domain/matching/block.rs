//! Which people are compared at all: those that share a key of some rule. Every rule alone misses somebody; together
//! they find nearly all. A key that too many share is made narrower by a second value, and dropped where that does not
//! help; how many were is counted.

use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

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
        let last: String = people.names.text(row.last).chars().take(3).collect();
        add(keys, row.first != NONE && row.last != NONE, (9, row.first, last));
    }),
    ("first name and end of last", |people, row, keys| {
        let last: String = people.names.text(row.last).chars().rev().take(3).collect();
        add(keys, row.first != NONE && row.last != NONE, (10, row.first, last));
    }),
    ("sound", |people, row, keys| {
        let skeleton = skeleton(people.names.text(row.last));
        add(keys, row.first != NONE && skeleton.len() > 2, (11, skeleton, people.names.initial(row.first)));
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

/// Rules that say little, and are used only where few share a key.
#[rustfmt::skip]
const WIDE_RULES: &[(&str, Rule)] = &[
    ("first name", |_, row, keys| add(keys, row.first != NONE, (20, row.first))),
    ("last name", |_, row, keys| add(keys, row.last != NONE, (21, row.last))),
    ("domain", |people, row, keys| {
        let mailboxes = people.mailboxes(row).iter().map(|id| people.mailbox(*id));
        keys.extend(mailboxes.filter(|mailbox| !mailbox.is_freemail).map(|mailbox| key((22, mailbox.domain))));
    }),
    ("birth", |_, row, keys| add(keys, row.birth_id != NONE, (23, row.birth_id))),
    ("place and year", |_, row, keys| add(keys, row.birth[0] > 0 && row.city != NONE, (24, row.birth[0], row.city))),
    ("beginnings", |people, row, keys| {
        let beginning = |id: Id| people.names.text(id).chars().take(2).collect::<String>();
        add(keys, row.first != NONE && row.last != NONE, (25, beginning(row.first), beginning(row.last)));
    }),
];

/// Values that make a key narrower.
const NARROWER: [fn(&Person) -> Id; 3] = [|row| row.city, |row| row.title, |row| row.company];

/// Who shares a key with whom.
#[derive(Debug, Default)]
pub struct Blocks {
    /// Members of all blocks, block by block, each in order.
    members: Vec<u32>,
    /// Where each block begins, and the end of the last.
    starts: Vec<u32>,
    /// The blocks of each person, person by person.
    of_person: Vec<u32>,
    person_starts: Vec<u32>,
    /// Keys that too many share.
    pub(super) oversize: u64,
}

impl Blocks {
    /// Finds the blocks.
    pub(super) fn new(people: &People) -> Self {
        let by_rule: Vec<(Vec<Vec<u32>>, u64)> = RULES
            .par_iter()
            .enumerate()
            .map(|(i, (_, rule))| blocks_of_rule(people, *rule, LARGEST[usize::from(i >= STRONG_RULES)], true))
            .chain(WIDE_RULES.par_iter().map(|(_, rule)| blocks_of_rule(people, *rule, LARGEST[2], false)))
            .collect();
        let mut blocks = Self { starts: vec![0], ..Self::default() };
        for (groups, oversize) in by_rule {
            blocks.oversize += oversize;
            for group in groups {
                blocks.members.extend(group);
                blocks.starts.push(blocks.members.len() as u32);
            }
        }
        blocks.index(people.len());
        blocks
    }

    fn index(&mut self, len: usize) {
        let mut starts = vec![0_u32; len + 1];
        for member in &self.members {
            starts[*member as usize + 1] += 1;
        }
        for i in 0..len {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        self.of_person = vec![0; self.members.len()];
        for block in 0..self.starts.len() - 1 {
            for at in self.starts[block]..self.starts[block + 1] {
                let place = &mut next[self.members[at as usize] as usize];
                self.of_person[*place as usize] = block as u32;
                *place += 1;
            }
        }
        self.person_starts = starts;
    }

    /// Everybody after `row` who shares a key with them, each once.
    pub(super) fn later(&self, row: u32) -> Vec<u32> {
        let mut found = Vec::new();
        for block in self.blocks_of(row) {
            let members = self.block(*block);
            let after = members.partition_point(|member| *member <= row);
            found.extend_from_slice(&members[after..]);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Everybody who shares a key with `row`, each once.
    pub(super) fn others(&self, row: u32) -> Vec<u32> {
        let mut found: Vec<u32> = self.blocks_of(row).iter().flat_map(|block| self.block(*block)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|other| *other != row);
        found
    }

    /// How many pairs there are, those that share several keys several times.
    pub(super) fn most_pairs(&self) -> usize {
        self.starts.windows(2).map(|ends| (ends[1] - ends[0]) as usize).map(|len| len * (len - 1) / 2).sum()
    }

    fn blocks_of(&self, row: u32) -> &[u32] {
        &self.of_person[self.person_starts[row as usize] as usize..self.person_starts[row as usize + 1] as usize]
    }

    fn block(&self, block: u32) -> &[u32] {
        &self.members[self.starts[block as usize] as usize..self.starts[block as usize + 1] as usize]
    }
}

/// The blocks of one rule, and how many keys were too common.
fn blocks_of_rule(people: &People, rule: Rule, largest: usize, narrows: bool) -> (Vec<Vec<u32>>, u64) {
    let mut keyed: Vec<(u64, u32)> = Vec::new();
    let mut keys = Vec::new();
    for (i, row) in people.rows.iter().enumerate() {
        keys.clear();
        rule(people, row, &mut keys);
        keyed.extend(keys.iter().map(|key| (*key, i as u32)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut blocks = Vec::new();
    let mut oversize = 0;
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        match group.len() {
            0 | 1 => {}
            len if len <= largest => blocks.push(group.iter().map(|(_, row)| *row).collect()),
            _ if !narrows => {}
            _ => {
                oversize += 1;
                narrow(people, group, largest, &mut blocks);
            }
        }
    }
    (blocks, oversize)
}

/// Blocks of those in a large one that agree on a second value.
fn narrow(people: &People, group: &[(u64, u32)], largest: usize, blocks: &mut Vec<Vec<u32>>) {
    for value in NARROWER {
        let mut keyed: Vec<(Id, u32)> = group
            .iter()
            .map(|(_, row)| (value(&people.rows[*row as usize]), *row))
            .filter(|(id, _)| *id != NONE)
            .collect();
        keyed.sort_unstable();
        for part in keyed.chunk_by(|a, b| a.0 == b.0) {
            if (2..=largest).contains(&part.len()) {
                blocks.push(part.iter().map(|(_, row)| *row).collect());
            }
        }
    }
}

fn add(keys: &mut Vec<u64>, is_there: bool, parts: impl Hash) {
    if is_there {
        keys.push(key(parts));
    }
}

fn key(parts: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
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

    #[test]
    fn each_pair_comes_once_and_both_ways_alike() {
        let people = Generated::new(400).people();
        let blocks = Blocks::new(&people);
        let mut pairs = 0;
        for row in 0..people.len() as u32 {
            let (later, others) = (blocks.later(row), blocks.others(row));
            assert!(later.is_sorted_by(|a, b| a < b) && others.is_sorted_by(|a, b| a < b));
            assert!(later.iter().all(|other| *other > row));
            let after: Vec<u32> = others.iter().copied().filter(|other| *other > row).collect();
            assert_eq!(after, later);
            assert!(others.iter().all(|other| blocks.others(*other).contains(&row)));
            pairs += later.len();
        }
        assert!(pairs > 100 && pairs <= blocks.most_pairs());
    }

    #[test]
    fn nobody_shares_a_key_with_nobody() {
        let blocks = Blocks::new(&people(&[]));
        assert_eq!((blocks.most_pairs(), blocks.oversize), (0, 0));
        let alone = Blocks::new(&people(&[named("Ana", "Cruz")]));
        assert!(alone.later(0).is_empty() && alone.others(0).is_empty());
    }

    #[test]
    fn a_key_that_too_many_share_is_made_narrower_and_counted() {
        let cities: Vec<String> = (0..40).map(|i| format!("City {}", word(i))).collect();
        let records: Vec<Record<'_>> = (0..80).map(|i| named("Ana", "Cruz").in_city(&cities[i / 2])).collect();
        let people = people(&records);
        let blocks = Blocks::new(&people);
        assert!(blocks.oversize > 0);
        for row in 0..80 {
            let others = blocks.others(row);
            assert!(others.len() < 20, "{} are compared", others.len());
            let city = people.rows[row as usize].city;
            assert!(others.iter().any(|other| people.rows[*other as usize].city == city));
        }
        let few: Vec<Record<'_>> = records.iter().copied().step_by(4).collect();
        assert_eq!(Blocks::new(&super::super::testing::people(&few)).oversize, 0);
    }

    #[test]
    fn rules_find_who_shares_one_thing() {
        let one = |a: Record<'_>, b: Record<'_>| !Blocks::new(&people(&[a, b])).later(0).is_empty();
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

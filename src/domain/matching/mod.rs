//! Finding duplicates: which rows or contacts are one person.
//!
//! Data flow one way: [`Record`]s are folded into [`People`] ([`Intake`]), or read as they were [`Kept`]; `block` says who
//! is compared with whom, `compare` gives levels of agreement, `train` learns what a level is worth ([`Model`], after
//! Fellegi and Sunter), `search` keeps the pairs that are likely, `cluster` makes groups of them, and [`Matcher::find`]
//! sorts the pairs into bands. `certain` holds the few rules that need no model. Below them stand `people` with `record`, `names` and `lexicon`
//! (who is there, in columns of small numbers), and `words` and `distance` (spellings and slips of the pen).

mod block;
pub mod certain;
mod cluster;
mod columns;
mod compare;
mod distance;
mod explain;
mod glance;
mod intake;
mod kept;
mod lexicon;
mod model;
mod names;
mod people;
mod record;
mod search;
mod splink;
pub mod survivor;
#[cfg(test)]
mod testing;
mod train;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};

use block::Blocks;
use cluster::{Groups, Settled};
pub use columns::columns;
pub use compare::Field;
pub use explain::{Explanation, Reason};
pub use intake::Intake;
pub use kept::{Kept, Since};
pub use model::Model;
pub use people::People;
pub use record::Record;
use search::Link;

/// Bits from which on a pair is shown: more likely one person than two.
const FLOOR: f32 = 0.0;

/// What is done with a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Merged without asking.
    Automatic,
    /// Shown to a person.
    Review,
}

impl Band {
    /// The word for it in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Review => "review",
        }
    }
}

/// Two records that are likely one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The record that came in first, counted from 0.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// How likely it is, 0 to 1: what their own comparison says, or the link that brought their groups together where
    /// that is stronger. Of two who are linked only through others, that link alone; 1 where it was settled before.
    pub probability: f32,
    /// What is done with it.
    pub band: Band,
    /// Whether the two were compared with each other, not only with others of their group.
    pub is_direct: bool,
}

/// What is known of pairs before any comparison, by records in either order.
#[derive(Debug, Default, Clone)]
pub struct Decided {
    /// A person said that they are one. Joined even where they contradict each other or `different`.
    pub same: Vec<(u32, u32)>,
    /// Identities prove that they are one.
    pub certain: Vec<(u32, u32)>,
    /// A person said that they are two.
    pub different: Vec<(u32, u32)>,
    /// Their merge was taken back: they are shown, and never merged without asking.
    pub doubted: Vec<(u32, u32)>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Likely pairs in order of their records.
    pub pairs: Vec<Pair>,
    /// Groups that are merged without asking: records in order, the groups by their first.
    pub automatic: Vec<Vec<u32>>,
    /// Groups of all who are likely one person.
    pub clusters: Vec<Vec<u32>>,
    /// How many pairs were compared.
    pub compared: u64,
    /// How many keys were shared by too many people to compare them all; of those who have changed, where only they
    /// were compared.
    pub oversize: u64,
}

impl Found {
    /// Pairs for a person to decide: those that were compared with each other, and of several between the same groups
    /// that are merged anyhow, the likeliest.
    pub fn review(&self) -> impl Iterator<Item = &Pair> {
        let mut group = FxHashMap::default();
        for members in &self.automatic {
            group.extend(members.iter().map(|record| (*record, members[0])));
        }
        let of = move |record: u32| group.get(&record).copied().unwrap_or(record);
        let mut best: FxHashMap<(u32, u32), &Pair> = FxHashMap::default();
        for pair in self.pairs.iter().filter(|pair| pair.band == Band::Review && pair.is_direct) {
            let (a, b) = (of(pair.a), of(pair.b));
            let known = best.entry((a.min(b), a.max(b))).or_insert(pair);
            if pair.probability > known.probability {
                *known = pair;
            }
        }
        let mut best: Vec<&Pair> = best.into_values().collect();
        best.sort_unstable_by_key(|pair| (pair.a, pair.b));
        best.into_iter()
    }
}

/// People with a model to compare them by.
#[derive(Debug)]
pub struct Matcher {
    people: People,
    /// Found already, where the model was learnt from them.
    blocks: Option<Blocks>,
    model: Model,
    /// By record, its row.
    rows: Vec<u32>,
}

impl Matcher {
    /// Learns a model from the people themselves, or takes one that was learnt before.
    pub fn new(people: People, model: Option<Model>) -> Self {
        let (blocks, model) = match model {
            Some(model) => (None, model),
            None => {
                let blocks = Blocks::new(&people);
                let model = train::train(&people, &blocks);
                (Some(blocks), model)
            }
        };
        let rows = people.rows_of_records();
        Self { people, blocks, model, rows }
    }

    /// The model.
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// The people, of whom some are gone since, and others came: to be kept, not to be compared.
    pub fn into_people(mut self, since: &Since, others: Intake) -> People {
        others.renew(&mut self.people, since);
        self.people
    }

    /// Finds the duplicates. With `changed` (by record), only pairs of which one has changed are compared: the direct
    /// pairs are those of a full run by the same model of which one has changed. Their bands and probabilities are the
    /// same, too, unless they hang together with pairs that have not changed, which take no part in groups here.
    pub fn find(&self, decided: &Decided, changed: Option<&[bool]>) -> Found {
        let changed = changed.map(|changed| self.by_row(changed));
        let found;
        let blocks = match (&self.blocks, &changed) {
            (Some(blocks), _) => blocks,
            (None, changed) => {
                found = match changed {
                    Some(changed) => Blocks::around(&self.people, changed),
                    None => Blocks::new(&self.people),
                };
                &found
            }
        };
        let (links, compared) = search::links(&self.people, blocks, &self.model, FLOOR, changed.as_deref());
        Found { oversize: blocks.oversize, ..self.sort_out(links, compared, decided) }
    }

    /// Sorts pairs that were scored elsewhere, with their probabilities, into the same bands and groups.
    pub fn take(&self, scored: &[(u32, u32, f32)], decided: &Decided) -> Found {
        let rows = &self.rows;
        let links = scored.iter().filter_map(|(a, b, probability)| {
            let (a, b) = (rows[*a as usize], rows[*b as usize]);
            let bits = (probability / (1.0 - probability)).log2().min(f32::MAX);
            let link = search::link(&self.people, &self.model, (a.min(b), a.max(b)), f32::NEG_INFINITY)?;
            Some(Link { bits, is_safe: model::is_sure(bits) && link.is_safe_if_sure, ..link })
                .filter(|link| link.bits >= FLOOR)
        });
        let mut links: Vec<Link> = links.collect();
        links.sort_unstable_by_key(|link| (link.a, link.b));
        self.sort_out(links, scored.len() as u64, decided)
    }

    /// What speaks for and against two records being one person.
    pub fn explain(&self, a: u32, b: u32) -> Explanation {
        explain::explain(&self.people, &self.model, self.rows[a as usize], self.rows[b as usize])
    }

    fn sort_out(&self, mut links: Vec<Link>, compared: u64, decided: &Decided) -> Found {
        let settled = self.settled(decided);
        links.retain(|link| !settled.different.contains(&(link.a, link.b)));
        let mut groups = Groups::new(&self.people, &self.model, &settled);
        groups.grow(links.iter().filter(|link| link.is_safe).copied());
        groups.asks = true;
        let automatic = groups.all();
        let merged = groups.joined.len();
        groups.grow(links.iter().copied());
        let mut pairs = self.pairs(&links, &groups.joined, merged);
        pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        Found { pairs, automatic: self.records(automatic), clusters: self.records(groups.all()), compared, oversize: 0 }
    }

    /// Pairs within the groups, of which the first `merged` are merged without asking, and those that found no place in
    /// one.
    fn pairs(&self, links: &[Link], joined: &[Link], merged: usize) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::with_capacity(joined.len());
        let mut seen = FxHashSet::default();
        let direct = |link: &Link| links.binary_search_by_key(&(link.a, link.b), |link| (link.a, link.b)).ok();
        for (i, link) in joined.iter().enumerate() {
            seen.insert((link.a, link.b));
            let own = direct(link).map(|at| links[at].bits);
            let band = if i < merged { Band::Automatic } else { Band::Review };
            let bits = own.map_or(link.bits, |own| own.max(link.bits));
            pairs.push(self.pair(link, bits, band, own.is_some()));
        }
        let left = links.iter().filter(|link| !seen.contains(&(link.a, link.b)));
        pairs.extend(left.map(|link| self.pair(link, link.bits, Band::Review, true)));
        pairs
    }

    fn pair(&self, link: &Link, bits: f32, band: Band, is_direct: bool) -> Pair {
        let (a, b) = (self.people.record_of(link.a), self.people.record_of(link.b));
        Pair { a: a.min(b), b: a.max(b), probability: model::probability(bits), band, is_direct }
    }

    fn settled(&self, decided: &Decided) -> Settled {
        let rows = &self.rows;
        let pair = |(a, b): &(u32, u32)| {
            let (a, b) = (rows[*a as usize], rows[*b as usize]);
            (a.min(b), a.max(b))
        };
        let pairs = |list: &[(u32, u32)]| {
            let mut pairs: Vec<(u32, u32)> = list.iter().map(pair).collect();
            pairs.sort_unstable();
            pairs
        };
        Settled {
            same: pairs(&decided.same),
            certain: pairs(&decided.certain),
            different: decided.different.iter().map(pair).collect(),
            doubted: decided.doubted.iter().map(pair).collect(),
        }
    }

    fn by_row(&self, by_record: &[bool]) -> Vec<bool> {
        (0..self.people.len() as u32).map(|row| by_record[self.people.record_of(row) as usize]).collect()
    }

    fn records(&self, groups: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = groups
            .into_iter()
            .map(|group| {
                let mut records: Vec<u32> = group.iter().map(|row| self.people.record_of(*row)).collect();
                records.sort_unstable();
                records
            })
            .collect();
        groups.sort_unstable_by_key(|group| group[0]);
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{Generated, named, others, people};
    use super::*;

    fn matcher(records: &[Record<'_>]) -> Matcher {
        Matcher::new(people(records), None)
    }

    /// Two of one person among others, and somebody with another first name at the same phone.
    fn household() -> Vec<Record<'static>> {
        let line = "+44 20 7946 0123";
        let ana = named("Ana", "Cruz").with_emails("sunflower@example.com").with_phones(line).in_city("Leeds");
        let ben = named("Ben", "Cruz").with_emails("moonlight@example.com").with_phones(line).in_city("Leeds");
        [&[ana, ben, Record { first_name: "ANA", phones: "020 7946 0123", ..ana }], others().as_slice()].concat()
    }

    #[test]
    fn a_second_row_is_found_and_a_relative_is_not() {
        let found = matcher(&household()).find(&Decided::default(), None);
        assert_eq!(found.clusters, [vec![0, 2]]);
        assert!(found.pairs.iter().all(|pair| (pair.a, pair.b) == (0, 2) && pair.is_direct), "{:?}", found.pairs);
    }

    #[test]
    fn most_of_a_file_is_put_right() {
        let generated = Generated::new(1_500);
        let found = Matcher::new(generated.people(), None).find(&Decided::default(), None);
        let is_right = |pair: &Pair| generated.person[pair.a as usize] == generated.person[pair.b as usize];
        let right = found.pairs.iter().filter(|pair| is_right(pair)).count();
        assert!(right >= 285 && right >= found.pairs.len() * 98 / 100, "{right} of {}", found.pairs.len());
        let automatic: Vec<&Pair> = found.pairs.iter().filter(|pair| pair.band == Band::Automatic).collect();
        let wrong = automatic.iter().filter(|pair| !is_right(pair)).count();
        assert!(automatic.len() > 200 && wrong * 100 <= automatic.len(), "{wrong} of {}", automatic.len());
    }

    #[test]
    fn a_person_has_the_last_word() {
        let matcher = matcher(&household());
        let different = Decided { different: vec![(2, 0)], ..Decided::default() };
        assert!(matcher.find(&different, None).pairs.is_empty());
        let same = matcher.find(&Decided { same: vec![(5, 1)], ..Decided::default() }, None);
        assert!(same.automatic.contains(&vec![1, 5]));
        let joined = same.pairs.iter().find(|pair| (pair.a, pair.b) == (1, 5)).expect("the joined pair");
        assert_eq!((joined.probability, joined.band, joined.is_direct), (1.0, Band::Automatic, false));
    }

    #[test]
    fn what_another_model_scored_is_sorted_the_same_way() {
        let matcher = matcher(&household());
        let found = matcher.take(&[(2, 0, 0.999), (0, 1, 0.999), (3, 4, 0.2)], &Decided::default());
        let bands: Vec<(u32, u32, Band)> = found.pairs.iter().map(|pair| (pair.a, pair.b, pair.band)).collect();
        assert_eq!(bands.first(), Some(&(0, 1, Band::Review)), "another first name is never safe");
        assert!(bands.contains(&(0, 2, Band::Automatic)) && !bands.iter().any(|(a, ..)| *a == 3), "{bands:?}");
        assert_eq!(found.compared, 3);
    }

    /// Files in which all rows are alike in some way: how many pairs are compared stays in proportion to the rows.
    #[test]
    fn rows_that_are_all_alike_do_not_take_ages() {
        let ana = household()[0];
        let texts: Vec<String> = (0..3_000).map(|i| testing::word(i * 7)).collect();
        let lines: Vec<String> = (0..3_000).map(|i| format!("+1 {:09}", 200_000_000 + i * 7919 % 2_900)).collect();
        let of = |record: &dyn Fn(usize) -> Record<'static>| (0..3_000).map(record).collect::<Vec<_>>();
        let files: [(&str, Vec<Record<'_>>); 7] = [
            ("equal", of(&|_| ana)),
            ("empty", of(&|_| Record::default())),
            ("one phone", of(&|_| Record { phones: ana.phones, ..Record::default() })),
            ("names", texts.iter().map(|name| Record { name, ..Record::default() }).collect()),
            ("one last name", texts.iter().map(|text| named(text, "Cruz")).collect()),
            ("one name", texts.iter().map(|text| named("Ana", "Cruz").with_company(text)).collect()),
            ("phones", lines.iter().map(|line| named("", "").with_phones(line)).collect()),
        ];
        for (what, records) in files {
            let found = matcher(&records).find(&Decided::default(), None);
            assert!(found.compared <= 40 * records.len() as u64, "{what}: {} compared", found.compared);
        }
    }

    #[test]
    fn odd_values_are_taken_in() {
        let long = "word ".repeat(100_000);
        let odd =
            ["", " ", "\u{1f}", "a\u{1e}b", "王小明", "Жанна Петрова", "محمد علي", "e\u{301}", "🦀", "@", "x", &long];
        let mut records = Vec::new();
        for (i, a) in odd.iter().enumerate() {
            let b = odd[(i * 5 + 3) % odd.len()];
            records.push(Record {
                name: a,
                first_name: b,
                last_name: a,
                emails: b,
                phones: a,
                company: a,
                job_title: b,
                address: a,
                city: b,
                postcode: a,
                state: b,
                country: a,
                website: b,
                birth_date: a,
                id_number: b,
                user_id: a,
            });
            records.push(Record { name: a, ..Record::default() });
        }
        let matcher = matcher(&[records.as_slice(), &records].concat());
        let found = matcher.find(&Decided::default(), None);
        assert!(found.pairs.iter().all(|pair| pair.probability.is_finite()));
        for (a, b) in (0..records.len() as u32).flat_map(|a| (0..a).map(move |b| (a, b))) {
            assert!(matcher.explain(a, b).bits.is_finite());
        }
    }

    #[test]
    fn nobody_and_one_have_no_duplicates() {
        for records in [&[][..], &household()[..1]] {
            let found = matcher(records).find(&Decided::default(), None);
            assert!(found.pairs.is_empty() && found.clusters.is_empty() && found.automatic.is_empty());
        }
    }
}

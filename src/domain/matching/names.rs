//! First and last names as numbers: how common each is, in which countries it is at home, and how two are alike.

use rayon::prelude::*;

use super::distance::{self, Letters};
use super::lexicon::{Id, Lexicon, NONE};
use super::record::Fields;
use crate::domain::normalize::name::groups_of;

/// Countries that are told apart; the rest is one.
const COUNTRIES: usize = 24;
/// How many observations the general share of a country stands for, in a name's own shares.
const PRIOR: f32 = 2.0;
/// Typical number of words that one slip of the pen, or two, can make of a name.
const ONE_SLIP: f32 = 40.0;
const TWO_SLIPS: f32 = 1500.0;
/// Names that people elsewhere have count as well as those in the table, so that in a table of three nobody's name is
/// common: as many as this, of which each name has a small share.
const ELSEWHERE: f32 = 500.0;
const COMMON_NAME: f32 = 0.001;
const COMMON_INITIAL: f32 = 0.05;
/// Least share of unlike names within a slip or two of each other that is believed.
const LEAST_NEAR: f32 = 2e-6;

/// How two first or last names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Alike {
    /// One or both are not there.
    Missing,
    Exact,
    /// Nickname, variant or short form.
    Variant,
    /// One holds the other as one of its words.
    Part,
    OneSlip,
    TwoSlips,
    Different,
    /// One is the initial of the other.
    Initial,
    /// One is an initial, and not of the other.
    OtherInitial,
}

impl Alike {
    /// How many levels there are.
    pub(super) const COUNT: usize = 9;

    /// Whether a level on a ladder is one of agreement.
    pub(super) fn is(level: u8) -> bool {
        level != Self::Missing as u8 && level <= Self::TwoSlips as u8 || level == Self::Initial as u8
    }

    /// Whether the names are those of one person, if maybe misspelt.
    pub(super) fn agrees(self) -> bool {
        matches!(self, Self::Exact | Self::Variant | Self::Part | Self::OneSlip | Self::TwoSlips | Self::Initial)
    }
}

/// What is known of a name by itself.
#[derive(Debug, Default, Clone, Copy)]
struct Known {
    initial: char,
    letters: Letters,
    is_initial: bool,
    has_several_words: bool,
    has_groups: bool,
}

impl Known {
    /// Whether two names, neither an initial, cannot be alike; a quick way to see what holds for nearly all.
    fn cannot_be_alike(&self, other: &Self) -> bool {
        let may_share_words = self.has_several_words || other.has_several_words;
        let may_share_groups = self.has_groups && other.has_groups;
        !may_share_words && !may_share_groups && !self.letters.may_be_alike(other.letters)
    }
}

/// What blocks look at in a name, each as one number.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Spelling {
    pub first_two: u64,
    /// The first three letters.
    pub beginning: u64,
    /// The last three.
    pub end: u64,
    /// 0 where the name is too short to have one.
    pub skeleton: u64,
}

impl Spelling {
    fn of(name: &str) -> Self {
        let number = |letters: &mut dyn Iterator<Item = char>| {
            letters.fold(0_u64, |all, c| (all.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        };
        let skeleton = skeleton(name);
        Self {
            first_two: number(&mut name.chars().take(2)),
            beginning: number(&mut name.chars().take(3)),
            end: number(&mut name.chars().rev().take(3)),
            skeleton: if skeleton.len() > 2 { number(&mut skeleton.chars()) } else { 0 },
        }
    }
}

/// The role a name plays.
#[derive(Debug, Default)]
struct Role {
    counts: Vec<u32>,
    initials: rustc_hash::FxHashMap<char, u32>,
    group_counts: Vec<u32>,
    /// By name, its share in each country by the root of the country's.
    homes: Vec<[f32; COUNTRIES]>,
    total: u32,
}

/// All names.
#[derive(Debug, Default)]
pub(super) struct Names {
    texts: Lexicon,
    known: Vec<Known>,
    groups: Vec<&'static [usize]>,
    spellings: Vec<Spelling>,
    first: Role,
    last: Role,
    /// Share of random pairs of names within one slip and two, by the length of the shorter.
    near_shares: [[f32; 2]; LENGTHS],
}

/// Classes of lengths of names: up to 4 letters, 5, 6, 7, 8 and more.
const LENGTHS: usize = 5;

fn length_class(len: usize) -> usize {
    len.clamp(4, 8) - 4
}

impl Names {
    /// These names, and everybody's first names and last names.
    pub(super) fn of(texts: Lexicon, firsts: impl Iterator<Item = Id>, lasts: impl Iterator<Item = Id>) -> Self {
        let mut names = Self::default();
        texts.texts().for_each(|text| names.look_at(text));
        names.texts = texts;
        firsts.for_each(|first| count(&mut names.first.counts, first));
        lasts.for_each(|last| count(&mut names.last.counts, last));
        names
    }

    /// Takes a person's names away again.
    pub(super) fn uncount(&mut self, first: Id, last: Id) {
        self.first.counts[first as usize] -= 1;
        self.last.counts[last as usize] -= 1;
    }

    /// All names, each once.
    pub(super) const fn texts(&self) -> &Lexicon {
        &self.texts
    }

    /// Takes in a person's first and last name.
    pub(super) fn add(&mut self, fields: &Fields<'_>) -> (Id, Id) {
        let (first, last) = (self.intern(fields.first), self.intern(fields.last));
        count(&mut self.first.counts, first);
        count(&mut self.last.counts, last);
        (first, last)
    }

    /// Takes in others' names, and gives their numbers here, by those that they had.
    pub(super) fn absorb(&mut self, others: &Self) -> Vec<Id> {
        let ids = self.texts.absorb(&others.texts);
        for (there, here) in (0..).zip(&ids) {
            if *here as usize == self.known.len() {
                self.look_at(others.text(there));
            }
        }
        for (here, there) in [(&mut self.first, &others.first), (&mut self.last, &others.last)] {
            ids.iter().zip(&there.counts).for_each(|(id, times)| count_times(&mut here.counts, *id, *times));
        }
        ids
    }

    fn intern(&mut self, text: &str) -> Id {
        let id = self.texts.intern(text);
        if self.known.is_empty() {
            self.look_at("");
        }
        if id as usize == self.known.len() {
            self.look_at(text);
        }
        id
    }

    /// Finds what is known of a name by itself; names come in the order of their numbers.
    fn look_at(&mut self, text: &str) {
        if text.is_empty() {
            self.known.push(Known::default());
            self.groups.push(&[]);
            self.spellings.push(Spelling::default());
            return;
        }
        let groups = groups_of(text.split(' ').next().unwrap_or_default());
        self.groups.push(groups);
        self.spellings.push(Spelling::of(text));
        self.known.push(Known {
            initial: text.chars().next().unwrap_or_default(),
            letters: Letters::of(text),
            // Where letters have no case, one letter is a whole name: 王.
            is_initial: text.chars().nth(1).is_none() && text.chars().all(char::is_lowercase),
            has_several_words: text.contains(' '),
            has_groups: !groups.is_empty(),
        });
    }

    /// The text of a name.
    pub(super) fn text(&self, id: Id) -> &str {
        self.texts.text(id)
    }

    /// Nickname groups of a first name.
    pub(super) fn groups(&self, id: Id) -> &'static [usize] {
        self.groups[id as usize]
    }

    pub(super) fn spelling(&self, id: Id) -> Spelling {
        self.spellings[id as usize]
    }

    pub(super) fn initial(&self, id: Id) -> char {
        self.known[id as usize].initial
    }

    /// Derives what comparisons need, from everybody's first name, last name and country; `names` are those of countries.
    pub(super) fn finish(&mut self, people: impl Iterator<Item = (Id, Id, Id)> + Clone + Send, names: &Lexicon) {
        let len = self.texts.len();
        let mut countries: Vec<u32> = Vec::new();
        for (_, _, country) in people.clone() {
            count(&mut countries, country);
        }
        let mut ranked: Vec<usize> = (1..countries.len()).collect();
        ranked.sort_by_key(|country| (std::cmp::Reverse(countries[*country]), names.text(*country as Id)));
        let mut place = vec![COUNTRIES - 1; countries.len()];
        for (rank, country) in ranked.iter().enumerate() {
            place[*country] = rank.min(COUNTRIES - 1);
        }
        let mut shares = [0.0_f32; COUNTRIES];
        for country in &ranked {
            shares[place[*country]] += countries[*country] as f32;
        }
        let total: f32 = shares.iter().sum::<f32>().max(1.0);
        for share in &mut shares {
            *share /= total;
        }
        let (known, groups) = (&self.known, &self.groups);
        let with_country = |home: Id| (home != NONE).then(|| place[home as usize]);
        let firsts = people.clone().map(|(first, _, home)| (first, with_country(home)));
        let lasts = people.clone().map(|(_, last, home)| (last, with_country(home)));
        rayon::join(
            || self.first.finish(len, (known, groups), &shares, firsts),
            || self.last.finish(len, (known, groups), &shares, lasts),
        );
        let lasts: Vec<Id> = people.map(|(_, last, _)| last).filter(|last| *last != NONE).collect();
        self.near_shares = self.sample_near(&lasts);
    }

    /// How often random names are within a slip or two of each other. The sample is the same each time.
    fn sample_near(&self, names: &[Id]) -> [[f32; 2]; LENGTHS] {
        const PAIRS: usize = 300_000;
        let pairs = PAIRS.min(names.len() * names.len().saturating_sub(1) / 2);
        // By class of lengths: pairs within one slip, within two, and all.
        let look = |mut counts: [[u32; 3]; LENGTHS], i: usize| {
            let (a, b) = (names[(i * 7919) % names.len()], names[(i * 104_729 + 17) % names.len()]);
            let (text_a, text_b) = (self.text(a), self.text(b));
            let counts_here = &mut counts[length_class(text_a.len().min(text_b.len()))];
            counts_here[2] += 1;
            if let Some(slips @ 1..=2) = self.near(a, b) {
                counts_here[slips - 1] += 1;
            }
            counts
        };
        let sum = |mut some: [[u32; 3]; LENGTHS], more: [[u32; 3]; LENGTHS]| {
            some.as_flattened_mut().iter_mut().zip(more.as_flattened()).for_each(|(count, more)| *count += more);
            some
        };
        let counts = (0..pairs).into_par_iter().fold(Default::default, look).reduce(Default::default, sum);
        let share = |count: u32, all: u32| ((count as f32 + 0.5) / (all as f32 + 1.0)).max(LEAST_NEAR);
        counts.map(|[one, two, all]| [share(one, all), share(two, all)])
    }

    /// The slips between two names; see [`distance::near`].
    fn near(&self, a: Id, b: Id) -> Option<usize> {
        let may_be = self.known[a as usize].letters.may_be_within(self.known[b as usize].letters, 2);
        may_be.then(|| distance::near(self.text(a), self.text(b))).flatten()
    }

    /// How many have a first name.
    pub(super) fn first_count(&self, id: Id) -> u32 {
        self.first.counts[id as usize]
    }

    /// How many have a last name.
    pub(super) fn last_count(&self, id: Id) -> u32 {
        self.last.counts[id as usize]
    }

    /// How two first names are alike, and the chance that those of two people are by chance.
    pub(super) fn compare_first(&self, a: Id, b: Id) -> (Alike, f32) {
        self.compare(&self.first, a, b, true)
    }

    /// The same of two last names.
    pub(super) fn compare_last(&self, a: Id, b: Id) -> (Alike, f32) {
        self.compare(&self.last, a, b, false)
    }

    fn compare(&self, role: &Role, a: Id, b: Id, is_first: bool) -> (Alike, f32) {
        if a == NONE || b == NONE {
            return (Alike::Missing, 1.0);
        }
        let (of_a, of_b) = (&self.known[a as usize], &self.known[b as usize]);
        if of_a.is_initial || of_b.is_initial {
            let share = role.initial_share(of_a.initial).max(role.initial_share(of_b.initial));
            return if of_a.initial == of_b.initial {
                (Alike::Initial, share)
            } else {
                (Alike::OtherInitial, 1.0 - share)
            };
        }
        if a == b {
            return (Alike::Exact, role.share(a));
        }
        if of_a.cannot_be_alike(of_b) {
            return (Alike::Different, 1.0);
        }
        let both = role.share(a).max(role.share(b));
        let (groups_a, groups_b) = (self.groups(a), self.groups(b));
        if is_first && let Some(group) = groups_a.iter().find(|group| groups_b.contains(group)) {
            return (Alike::Variant, role.group_share(*group).max(both));
        }
        let (text_a, text_b) = (self.text(a), self.text(b));
        if (of_a.has_several_words || of_b.has_several_words) && shares_word(text_a, text_b) {
            return (Alike::Part, both.max(4.0 / role.total.max(1) as f32));
        }
        if is_first && is_short_form(text_a, text_b) {
            return (Alike::Variant, both);
        }
        match self.near(a, b) {
            Some(slips) => {
                let [one, two] = self.near_shares[length_class(text_a.len().min(text_b.len()))];
                let rarer = role.share(a).min(role.share(b));
                if slips <= 1 {
                    (Alike::OneSlip, (ONE_SLIP * rarer).min(one.max(LEAST_NEAR)).max(rarer))
                } else {
                    (Alike::TwoSlips, (TWO_SLIPS * rarer).min(two.max(LEAST_NEAR)).max(rarer))
                }
            }
            None => (Alike::Different, 1.0),
        }
    }

    /// By how much a first and a last name occur together more often than their shares say, because both are at home
    /// in the same countries. At least 1.
    pub(super) fn lift(&self, first: Id, last: Id) -> f32 {
        let (Some(of_first), Some(of_last)) =
            (self.first.homes.get(first as usize), self.last.homes.get(last as usize))
        else {
            return 1.0;
        };
        of_first.iter().zip(of_last).map(|(a, b)| a * b).sum::<f32>().max(1.0)
    }
}

impl Role {
    fn finish(
        &mut self,
        len: usize,
        (known, groups): (&[Known], &[&[usize]]),
        shares: &[f32; COUNTRIES],
        people: impl Iterator<Item = (Id, Option<usize>)>,
    ) {
        self.counts.resize(len, 0);
        self.total = self.counts.iter().skip(1).sum();
        for (id, count) in self.counts.iter().enumerate().skip(1) {
            *self.initials.entry(known[id].initial).or_default() += count;
            for group in groups[id] {
                if self.group_counts.len() <= *group {
                    self.group_counts.resize(group + 1, 0);
                }
                self.group_counts[*group] += count;
            }
        }
        self.homes = vec![[0.0; COUNTRIES]; len];
        for (id, home) in people {
            if let Some(home) = home {
                self.homes[id as usize][home] += 1.0;
            }
        }
        let by_root = shares.map(|share| if share > 0.0 { share.sqrt().recip() } else { 0.0 });
        self.homes.par_iter_mut().for_each(|counts| {
            let all = (counts.iter().sum::<f32>() + PRIOR).recip();
            for ((count, share), by_root) in counts.iter_mut().zip(shares).zip(&by_root) {
                *count = (*count + PRIOR * share) * all * by_root;
            }
        });
    }

    fn raw(&self, id: Id) -> f32 {
        self.counts.get(id as usize).copied().unwrap_or_default() as f32
    }

    fn share(&self, id: Id) -> f32 {
        known_share(self.raw(id).max(1.0), self.total)
    }

    fn initial_share(&self, initial: char) -> f32 {
        let known = self.initials.get(&initial).copied().unwrap_or_default() as f32;
        ((known + ELSEWHERE * COMMON_INITIAL) / (self.total as f32 + ELSEWHERE)).clamp(0.001, 0.9)
    }

    fn group_share(&self, group: usize) -> f32 {
        known_share(self.group_counts.get(group).copied().unwrap_or_default() as f32, self.total)
    }
}

fn known_share(count: f32, total: u32) -> f32 {
    (count + ELSEWHERE * COMMON_NAME) / (total as f32 + ELSEWHERE)
}

fn count(counts: &mut Vec<u32>, id: Id) {
    count_times(counts, id, 1);
}

fn count_times(counts: &mut Vec<u32>, id: Id, times: u32) {
    let id = id as usize;
    if counts.len() <= id {
        counts.resize(id + 1, 0);
    }
    counts[id] += times;
}

/// The first letters of a name and its further consonants, repeated ones once: what most slips leave alone.
fn skeleton(name: &str) -> String {
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

/// Whether two names share a word of three letters or more, or are one but for blanks.
fn shares_word(a: &str, b: &str) -> bool {
    a.split(' ').any(|word| word.len() > 2 && b.split(' ').any(|other| other == word)) || without_blanks(a, b)
}

fn without_blanks(a: &str, b: &str) -> bool {
    a.chars().filter(|c| *c != ' ').eq(b.chars().filter(|c| *c != ' '))
}

/// Whether one is the beginning of the other, three letters at least.
fn is_short_form(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() > 2 && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{named, others, people};
    use super::*;

    /// How two names are alike as first and as last names, among a few others.
    fn alike(a: &str, b: &str) -> (Alike, Alike) {
        let people = people(&[&[named(a, a), named(b, b)], others().as_slice()].concat());
        let rows = people.rows_of_records();
        let [a, b] = [0, 1].map(|record| people.rows[rows[record] as usize]);
        let names = &people.names;
        assert_eq!(names.compare_first(a.first, b.first), names.compare_first(b.first, a.first));
        assert_eq!(names.compare_last(a.last, b.last), names.compare_last(b.last, a.last));
        (names.compare_first(a.first, b.first).0, names.compare_last(a.last, b.last).0)
    }

    #[test]
    fn each_step_of_the_ladder_is_found() {
        use Alike::{Different, Exact, Initial, Missing, OneSlip, OtherInitial, Part, TwoSlips, Variant};
        for (a, b, first, last) in [
            ("Ana", "Ana", Exact, Exact),
            ("Ana", "", Missing, Missing),
            ("Kate", "Katherine", Variant, Different),
            ("Robert", "Bob", Variant, Different),
            ("Alex", "Alexandra", Variant, Different),
            ("Jean Luc", "Luc", Part, Part),
            ("Jeanluc", "Jean Luc", Part, Part),
            ("Garcia Lopez", "Garcia", Part, Part),
            ("Marlon", "Marlom", OneSlip, OneSlip),
            ("Fischer", "Fsicehr", TwoSlips, TwoSlips),
            ("K", "Katherine", Initial, Initial),
            ("K", "K", Initial, Initial),
            ("K", "Robert", OtherInitial, OtherInitial),
            ("Ana", "Robert", Different, Different),
        ] {
            assert_eq!(alike(a, b), (first, last), "{a} and {b}");
            assert_eq!(alike(b, a), (first, last), "{b} and {a}");
        }
    }

    #[test]
    fn one_letter_is_a_whole_name_where_letters_have_no_case() {
        assert_eq!(alike("王", "王"), (Alike::Exact, Alike::Exact));
        assert_eq!(alike("王", "李"), (Alike::Different, Alike::Different));
        assert_eq!(alike("Ж", "Жанна"), (Alike::Different, Alike::Different), "it folds to two Latin letters");
    }

    #[test]
    fn rarer_names_agree_less_often_by_chance() {
        let records = [vec![named("Maria", "Cruz"); 9], vec![named("Ottilie", "Cruz")]].concat();
        let people = people(&records);
        let rows = people.rows_of_records();
        let [maria, ottilie] = [0, 9].map(|record| people.rows[rows[record] as usize].first);
        let share = |name| people.names.compare_first(name, name).1;
        assert!(
            share(maria) > share(ottilie) && share(maria) < 0.9,
            "of ten people, hundreds elsewhere say what is common"
        );
    }

    #[test]
    fn all_chances_are_shares() {
        let texts = ["Ana", "Anna", "Kate", "Katherine", "K", "Jean Luc", "Luc", "Robert", "Bob", "Rboert", "王"];
        let records: Vec<_> = texts.iter().flat_map(|a| texts.iter().map(|b| named(a, b))).collect();
        let people = people(&records);
        for (a, b) in people.rows.iter().flat_map(|a| people.rows.iter().map(move |b| (a, b))) {
            for (_, chance) in [people.names.compare_first(a.first, b.first), people.names.compare_last(a.last, b.last)]
            {
                assert!(chance > 0.0 && chance <= 1.0, "{chance}");
            }
            assert!(people.names.lift(a.first, b.last) >= 1.0);
        }
    }

    #[test]
    fn names_of_one_country_occur_together_more_often() {
        let home = |first, last, country| Record { country, ..named(first, last) };
        let mut records = vec![home("Jose", "Cruz", "Spain"); 20];
        records.extend(vec![home("Fritz", "Braun", "Germany"); 20]);
        let people = people(&records);
        let rows = people.rows_of_records();
        let (jose, fritz) = (&people.rows[rows[0] as usize], &people.rows[rows[20] as usize]);
        assert!(people.names.lift(jose.first, jose.last) > 1.5);
        assert!((people.names.lift(jose.first, fritz.last) - 1.0).abs() < 1e-6);
    }
}

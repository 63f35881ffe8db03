//! Finding duplicates, over random people made of few names, mailboxes, phones and companies, so that many of them agree
//! by chance: neither the order of rows nor the number of threads changes anything, and groups keep their promises.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rolo::domain::matching::{Band, Decided, Found, Intake, Kept, Matcher, Model, Pair, People, Record, Since};

use crate::world::{Checked, cases};

const FIRST: &[&str] = &["Ana", "Anna", "Kate", "Katherine", "Ben", "A", "Cruz", "王", ""];
const LAST: &[&str] = &["Cruz", "Cruz", "Curz", "Reyes", "de la Cruz", "Ana", "Quist", ""];
const EMAILS: &[&str] = &[
    "",
    "",
    "ana.cruz@example.com",
    "anacruz@example.com",
    "ana.cruz@example.net",
    "sunflower@example.org",
    "sunflwoer@example.org",
    "kate2@example.com;sunflower@example.org",
    "kate3@example.com",
    "info@example.com",
];
const PHONES: &[&str] =
    &["", "", "+44 20 7946 0123", "+44 20 7946 0132", "020 7946 0123 x5", "+44 20 7946 0123 x6", "7946 0123"];
const COMPANIES: &[&str] = &["", "Red Mill", "Red Mill Bakery", "Blue Harbour", "Bleu Harbour"];
const CITIES: &[&str] = &["", "Leeds", "York", "Porto"];
const BIRTHS: &[&str] = &["", "", "", "1971-06-24", "1971-06-25", "1988-11-02"];
const USER_IDS: &[&str] = &["", "", "", "", "7", "8"];

type Person = [&'static str; 8];

fn person() -> impl Strategy<Value = Person> {
    let lists = [FIRST, LAST, EMAILS, PHONES, COMPANIES, CITIES, BIRTHS, USER_IDS];
    lists.map(prop::sample::select)
}

/// People of whom many have a second row that says a little less or something else.
fn people(most: usize) -> impl Strategy<Value = Vec<Person>> {
    let again = (any::<prop::sample::Index>(), person(), prop::collection::vec(0..8_usize, 1..4));
    (prop::collection::vec(person(), 0..most), prop::collection::vec(again, 0..most)).prop_map(|(mut people, again)| {
        let firsts = people.len();
        for (of, other, changed) in again.into_iter().filter(|_| firsts > 0) {
            let mut second = people[of.index(firsts)];
            changed.into_iter().for_each(|field| second[field] = other[field]);
            people.push(second);
        }
        people
    })
}

fn records(people: &[Person]) -> Vec<Record<'_>> {
    people
        .iter()
        .map(|[first_name, last_name, emails, phones, company, city, birth_date, user_id]| Record {
            first_name,
            last_name,
            emails,
            phones,
            company,
            city,
            birth_date,
            user_id,
            ..Record::default()
        })
        .collect()
}

fn folded(people: &[Person]) -> People {
    let mut intake = Intake::default();
    records(people).chunks(7).for_each(|part| intake.add(part));
    intake.finish()
}

fn matcher(people: &[Person], model: Option<Model>) -> Matcher {
    Matcher::new(folded(people), model)
}

/// What is kept of people with these ids, read back.
fn kept(people: &People, ids: &[i64]) -> Kept {
    let mut parts = Vec::new();
    let write = |_, bytes: &[u8]| {
        parts.push(bytes.to_vec());
        Ok::<(), ()>(())
    };
    people.keep(ids, write).unwrap();
    Kept::read(parts).unwrap()
}

/// People of whom some have gone, changed or come since they were kept, as `now` says of each who was there and of those
/// who came behind them: what is found among them, and among the same people folded anew.
fn kept_and_anew(then: &[Person], now: &[Option<Person>]) -> (Found, Found) {
    let ids: Vec<i64> = (1..).map(|n| n * 3).take(then.len()).collect();
    let kept = kept(&folded(then), &ids);
    assert_eq!(kept.ids, ids);
    let (mut since, mut others) = (Since::default(), Intake::default());
    let (mut changed, mut numbers, mut anew) = (Vec::new(), Vec::new(), Vec::new());
    for (record, person) in now.iter().enumerate() {
        let stays = then.get(record).is_some_and(|before| Some(before) == person.as_ref());
        if record < then.len() {
            since.now.push(anew.len() as u32);
            since.is_gone.push(!stays);
        }
        if let Some(person) = person {
            if !stays {
                changed.push(*person);
                numbers.push(anew.len() as u32);
            }
            anew.push(*person);
        }
    }
    others.add_as(&records(&changed), &numbers);
    let renewed = others.beside(kept.values.people(changed.len()), since).finish();
    let model = matcher(then, None).model().clone();
    let found = |people| Matcher::new(people, Some(model.clone())).find(&Decided::default(), None);
    (found(renewed), found(folded(&anew)))
}

/// So many pairs of records, each of two.
fn pairs(most: usize) -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index)>> {
    prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..most)
}

fn of(pairs: &[(prop::sample::Index, prop::sample::Index)], len: usize) -> Vec<(u32, u32)> {
    let both = |(a, b): &(prop::sample::Index, prop::sample::Index)| (a.index(len) as u32, b.index(len) as u32);
    if len == 0 { Vec::new() } else { pairs.iter().map(both).filter(|(a, b)| a != b).collect() }
}

fn within(groups: &[Vec<u32>]) -> BTreeSet<(u32, u32)> {
    let pairs = |group: &Vec<u32>| -> Vec<(u32, u32)> {
        group.iter().enumerate().flat_map(|(i, a)| group[i + 1..].iter().map(|b| (*a, *b))).collect()
    };
    groups.iter().flat_map(pairs).collect()
}

/// Who was found, by what the records say instead of by their place.
type Said = (BTreeMap<(Person, Person, u32, &'static str, bool), u32>, [BTreeMap<Vec<Person>, u32>; 2]);

fn said(people: &[Person], found: &Found) -> Said {
    let mut pairs = BTreeMap::new();
    for Pair { a, b, probability, band, is_direct } in &found.pairs {
        let mut two = [people[*a as usize], people[*b as usize]];
        two.sort_unstable();
        *pairs.entry((two[0], two[1], probability.to_bits(), band.name(), *is_direct)).or_default() += 1;
    }
    let groups = |groups: &[Vec<u32>]| {
        let mut said = BTreeMap::new();
        for group in groups {
            let mut group: Vec<Person> = group.iter().map(|record| people[*record as usize]).collect();
            group.sort_unstable();
            *said.entry(group).or_default() += 1;
        }
        said
    };
    (pairs, [groups(&found.automatic), groups(&found.clusters)])
}

fn in_pool(threads: usize, people: &[Person], decided: &Decided) -> (Model, Found) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let matcher = matcher(people, None);
        (matcher.model().clone(), matcher.find(decided, None))
    })
}

/// What holds of any outcome.
fn check_groups(people: &[Person], decided: &Decided, found: &Found) -> Checked {
    let (automatic, clusters) = (within(&found.automatic), within(&found.clusters));
    let of_band = |band: Band| -> BTreeSet<(u32, u32)> {
        found.pairs.iter().filter(|pair| pair.band == band).map(|pair| (pair.a, pair.b)).collect()
    };
    prop_assert_eq!(&of_band(Band::Automatic), &automatic);
    prop_assert!(automatic.is_subset(&clusters));
    let all: Vec<(u32, u32)> = found.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    prop_assert!(all.is_sorted_by(|a, b| a < b), "in order, each once, the first record first");
    prop_assert!(all.iter().all(|(a, b)| a < b));
    prop_assert!(clusters.is_subset(&all.iter().copied().collect()));
    for groups in [&found.automatic, &found.clusters] {
        let members: Vec<u32> = groups.iter().flatten().copied().collect();
        prop_assert_eq!(members.iter().collect::<BTreeSet<_>>().len(), members.len(), "nobody is in two groups");
        prop_assert!(groups.iter().all(|group| group.len() > 1 && group.is_sorted()));
        prop_assert!(groups.is_sorted_by_key(|group| group[0]));
    }
    for pair in &found.pairs {
        prop_assert!(pair.probability > 0.0 && pair.probability <= 1.0, "{:?}", pair);
    }
    if !decided.same.is_empty() {
        let same = decided.same.iter().map(|(a, b)| (*a.min(b), *a.max(b)));
        prop_assert!(same.collect::<BTreeSet<_>>().is_subset(&automatic));
        return Ok(());
    }
    let user_id = |record: u32| people[record as usize][7];
    for (a, b) in all {
        let (of_a, of_b) = (user_id(a), user_id(b));
        prop_assert!(of_a.is_empty() || of_b.is_empty() || of_a == of_b, "two user_ids in {} and {}", a, b);
        prop_assert!(!decided.different.contains(&(a, b)) && !decided.different.contains(&(b, a)));
    }
    Ok(())
}

/// Sets of records that hang together by pairs of a full run.
fn components(len: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut of: Vec<usize> = (0..len).collect();
    for pair in pairs {
        let (a, b) = (of[pair.a as usize], of[pair.b as usize]);
        of.iter_mut().filter(|of| **of == a).for_each(|of| *of = b);
    }
    of
}

/// Else the properties would hold of nothing.
#[test]
fn these_people_do_agree_often() {
    let mut runner = TestRunner::new(cases(20));
    let (mut automatic, mut review, mut indirect) = (0, 0, 0);
    for _ in 0..20 {
        let people = people(40).new_tree(&mut runner).unwrap().current();
        for pair in matcher(&people, None).find(&Decided::default(), None).pairs {
            automatic += u32::from(pair.band == Band::Automatic);
            review += u32::from(pair.band == Band::Review);
            indirect += u32::from(!pair.is_direct);
        }
    }
    assert!(automatic > 20 && review > 100 && indirect > 5, "{automatic}, {review} and {indirect} indirect ones");
}

proptest! {
    #![proptest_config(cases(48))]

    /// Records that say the same are told apart by nothing, so they may change places with each other.
    #[test]
    fn the_order_of_records_changes_nothing(
        (people, shuffled) in people(30).prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle()))
    ) {
        let [one, other] = [&people, &shuffled].map(|people| matcher(people, None));
        prop_assert_eq!(one.model(), other.model());
        let [one, other] = [one, other].map(|matcher| matcher.find(&Decided::default(), None));
        prop_assert_eq!(one.compared, other.compared);
        prop_assert_eq!(said(&people, &one), said(&shuffled, &other));
    }

    #[test]
    fn neither_threads_nor_repetition_change_a_bit(
        people in people(40), same in pairs(3), certain in pairs(3), different in pairs(3)
    ) {
        let [same, certain, different] = [same, certain, different].map(|pairs| of(&pairs, people.len()));
        let decided = Decided { same, certain, different, ..Decided::default() };
        let alone = in_pool(1, &people, &decided);
        prop_assert_eq!(&alone, &in_pool(4, &people, &decided));
        prop_assert_eq!(&alone, &in_pool(1, &people, &decided));
    }

    #[test]
    fn who_is_kept_and_renewed_is_who_would_be_folded_anew(
        then in people(30), others in people(6), changes in prop::collection::vec((0..8_u32, person()), 60)
    ) {
        let changed = then.iter().zip(&changes).map(|(person, (what, other))| match what {
            0 => None,
            1 => Some(*other),
            _ => Some(*person),
        });
        // More people than changes may be there; they stay.
        let rest = then.iter().skip(changes.len()).map(|person| Some(*person));
        let now: Vec<Option<Person>> = changed.chain(rest).chain(others.into_iter().map(Some)).collect();
        let (renewed, anew) = kept_and_anew(&then, &now);
        prop_assert_eq!(renewed, anew);
    }

    #[test]
    fn a_model_is_the_same_after_a_rest_on_disk(people in people(30), others in people(30)) {
        let fresh = matcher(&people, None);
        let text = serde_json::to_string(fresh.model()).unwrap();
        let model: Model = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(fresh.model(), &model);
        prop_assert_eq!(serde_json::to_string(&model).unwrap(), text);
        let again = matcher(&people, Some(model.clone()));
        prop_assert_eq!(fresh.find(&Decided::default(), None), again.find(&Decided::default(), None));
        // A model may be used on people that it was not learnt from.
        let found = matcher(&others, Some(model)).find(&Decided::default(), None);
        check_groups(&others, &Decided::default(), &found)?;
    }

    #[test]
    fn groups_keep_their_promises(people in people(40), certain in pairs(4), different in pairs(4)) {
        let [certain, different] = [certain, different].map(|pairs| of(&pairs, people.len()));
        let decided = Decided { certain, different, ..Decided::default() };
        check_groups(&people, &decided, &matcher(&people, None).find(&decided, None))?;
    }

    #[test]
    fn what_a_person_joined_stays_joined(people in people(20), same in pairs(4), different in pairs(4)) {
        let [same, different] = [same, different].map(|pairs| of(&pairs, people.len()));
        let decided = Decided { same, different, ..Decided::default() };
        check_groups(&people, &decided, &matcher(&people, None).find(&decided, None))?;
    }

    #[test]
    fn an_explanation_gives_the_bits_of_a_direct_pair(people in people(30)) {
        let matcher = matcher(&people, None);
        for pair in matcher.find(&Decided::default(), None).pairs.iter().filter(|pair| pair.is_direct) {
            let why = matcher.explain(pair.a, pair.b);
            let sum = why.prior + why.reasons.iter().map(|reason| reason.bits).sum::<f32>();
            prop_assert!((sum - why.bits).abs() < 1e-3, "{} {}", sum, why.bits);
            // The link that joined their groups may be stronger than their own.
            prop_assert!(pair.probability >= why.probability && why.bits >= 0.0);
            prop_assert!(!why.contradicts);
        }
    }

    /// A run over what has changed finds the direct pairs of a full run by the same model of which one has changed.
    /// Where no pair of two unchanged ones hangs together with them, all else is the same, too.
    #[test]
    fn what_has_changed_is_found_as_in_a_full_run(
        people in people(30), changed in prop::collection::vec(any::<bool>(), 60)
    ) {
        let matcher = matcher(&people, None);
        let changed = &changed[..people.len()];
        let is_changed = |pair: &Pair| changed[pair.a as usize] || changed[pair.b as usize];
        let full = matcher.find(&Decided::default(), None);
        let part = matcher.find(&Decided::default(), Some(changed));
        check_groups(&people, &Decided::default(), &part)?;
        let direct = |found: &Found, filter: &dyn Fn(&Pair) -> bool| -> Vec<(u32, u32)> {
            found.pairs.iter().filter(|pair| pair.is_direct && filter(pair)).map(|pair| (pair.a, pair.b)).collect()
        };
        prop_assert_eq!(direct(&full, &is_changed), direct(&part, &|_| true));
        let component = components(people.len(), &full.pairs);
        let mixed: BTreeSet<usize> =
            full.pairs.iter().filter(|pair| !is_changed(pair)).map(|pair| component[pair.a as usize]).collect();
        let whole = |found: &Found| -> Vec<Pair> {
            found.pairs.iter().filter(|pair| !mixed.contains(&component[pair.a as usize])).copied().collect()
        };
        prop_assert_eq!(whole(&full), whole(&part));
        // With everybody changed it is the full run.
        prop_assert_eq!(&full, &matcher.find(&Decided::default(), Some(&vec![true; people.len()])));
        prop_assert!(matcher.find(&Decided::default(), Some(&vec![false; people.len()])).pairs.is_empty());
    }
}

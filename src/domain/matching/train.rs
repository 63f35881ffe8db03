//! Learning the model from the data alone, by expectation and maximisation (Winkler 1988): weigh all pairs of a sample
//! with the model, let each count as a match by its probability, count the levels anew, and again until nothing moves.
//! What is not yet known is filled in from the assumed model, which counts as a few observations.

mod sample;

use rayon::prelude::*;

use super::block::Blocks;
use super::compare::{Field, LEVELS, MISSING, Relation, call, mail};
use super::model::{Ladder, Model, NAME_AS_LOCAL, probability};
use super::names::Alike;
use super::people::People;
use sample::Sample;

/// How often colleagues who have a phone each share the number and have extensions of their own.
const OTHER_EXTENSION: f32 = 0.05;
/// The most rows of one person whose names have nothing in common: people do not change their first name, and the last
/// one seldom.
const OTHER_NAMES: [(Field, f32); 2] = [(Field::FirstName, 0.01), (Field::LastName, 0.03)];
/// The share of rows of one person whose names changed places, before anything is known.
const SWAPPED: f32 = 0.02;
/// Rounds at most.
const ROUNDS: usize = 25;
/// How many observations the assumed model counts as.
const ASSUMED: f32 = 20.0;
/// Rounds end when the prior moves by less, in bits.
const STILL: f32 = 0.005;

/// Learns a model.
pub(super) fn train(people: &People, blocks: &Blocks) -> Model {
    let mut model = Model { rows: people.len() as u64, ..Model::default() };
    if people.len() < 2 {
        return model;
    }
    let n = people.len() as f64;
    let all_pairs = (n * (n - 1.0) / 2.0) as f32;
    sample::learn_strangers(people, &mut model);
    sample::learn_colleagues(people, &mut model);
    let mut samples = sample::of_blocks(people, blocks);
    samples.extend(sample::of_namesakes(people));
    model.prior = (n as f32 * 0.2 / all_pairs).log2().min(-1.0);
    let assumed = model.clone();
    start_sharing(&samples, all_pairs, &mut model);
    for _ in 0..ROUNDS {
        let before = model.prior;
        learn(&samples, &assumed, all_pairs, &mut model);
        if (model.prior - before).abs() < STILL {
            break;
        }
    }
    model
}

/// Sets how often two people share a mailbox or a phone, before anything is known: one in ten of the pairs that do, and
/// one in three.
fn start_sharing(samples: &[Sample], all_pairs: f32, model: &mut Model) {
    for (field, relation, levels, part, usual) in SHARING {
        for level in levels {
            let pairs: f32 = samples
                .iter()
                .filter(|sample| {
                    !sample.is_namesake && sample.seen.relation == relation && sample.seen.level(field) == *level
                })
                .map(|sample| sample.stands_for)
                .sum();
            model.u[relation as usize][field as usize][*level as usize] = shared(pairs * part, all_pairs, usual);
        }
    }
}

/// How often two people share a mailbox or a phone, when `pairs` of all do. A hundred people elsewhere count as well, of
/// whom each shares it with `usual` others on average, so that one household in a small table proves nothing.
fn shared(pairs: f32, all_pairs: f32, usual: f32) -> f32 {
    const ELSEWHERE: f32 = 100.0;
    let people = (2.0 * all_pairs).sqrt().max(1.0);
    ((pairs + ELSEWHERE * usual) / (all_pairs * (1.0 + ELSEWHERE / people))).clamp(1e-12, 0.5)
}

/// What people share: by which comparison it shows, what relation it makes, its levels, and the part of the pairs that
/// are two people at first, and with how many others a person shares it usually.
const SHARING: [(Field, Relation, &[u8], f32, f32); 2] = [
    (Field::Email, Relation::Mailbox, &[mail::SAME, mail::SAME_SHARED], 0.1, 0.005),
    (Field::Phone, Relation::Line, &[call::SAME, call::SAME_SHARED], 0.3, 0.04),
];

/// What the rounds count.
struct Counts {
    matches: f32,
    m: [Ladder; Field::COUNT],
    u: [[Ladder; Field::COUNT]; Relation::COUNT],
    /// Matches with both names.
    names: f32,
    /// Those of them whose names changed places.
    swapped: f32,
}

/// One round: counts the levels with the model, and makes the model anew from the counts.
fn learn(samples: &[Sample], assumed: &Model, all_pairs: f32, model: &mut Model) {
    let counts = Counts::new(samples, model);
    model.prior = (counts.matches.max(1.0) / all_pairs).log2();
    model.swapped = ((counts.swapped + SWAPPED * ASSUMED) / (counts.names + ASSUMED)).clamp(1e-4, 0.5);
    for field in Field::ALL {
        let f = field as usize;
        model.m[f] = posterior(field, &counts.m[f], &assumed.m[f]);
        for relation in [Relation::Namesakes, Relation::Mailbox, Relation::Line] {
            learn_chances(&counts, assumed, all_pairs, (field, relation), model);
        }
    }
    for (field, most) in OTHER_NAMES {
        let other = &mut model.m[field as usize][Alike::Different as usize];
        *other = other.min(most);
    }
    keep_level(model);
}

impl Counts {
    /// Counts each pair as a match by its probability, and as none by the rest.
    fn new(samples: &[Sample], model: &Model) -> Self {
        let mut counts = Self {
            matches: 0.0,
            m: [[0.0; LEVELS]; Field::COUNT],
            u: [[[0.0; LEVELS]; Field::COUNT]; Relation::COUNT],
            names: 0.0,
            swapped: 0.0,
        };
        // Weighed at once, and added up one by one, so that the sums are the same however many threads there are.
        let chance =
            |Sample { seen, .. }: &Sample| if seen.contradicts { 0.0 } else { probability(model.weigh(seen).total) };
        let chances: Vec<f32> = samples.par_iter().map(chance).collect();
        for (sample, p) in samples.iter().zip(chances) {
            counts.add(sample, p);
        }
        counts
    }

    fn add(&mut self, sample: &Sample, p: f32) {
        let (is_one, is_two) = (p * sample.stands_for, (1.0 - p) * sample.stands_for);
        let (seen, relation) = (&sample.seen, sample.seen.relation);
        // Namesakes are drawn apart, so that blocks which are too large to be compared count, too.
        let counts_as_two = sample.is_namesake == (relation == Relation::Namesakes);
        for field in Field::ALL {
            let level = seen.level(field) as usize;
            if !sample.is_namesake {
                self.m[field as usize][level] += is_one;
            }
            if counts_as_two {
                self.u[relation as usize][field as usize][level] += is_two;
            }
        }
        if !sample.is_namesake {
            self.matches += is_one;
            let names = [seen.level(Field::FirstName), seen.level(Field::LastName)];
            if names.iter().all(|level| *level != MISSING) {
                self.names += is_one;
                self.swapped += if seen.is_swapped { is_one } else { 0.0 };
            }
        }
    }
}

/// The chances of one comparison between two people who have something in common.
fn learn_chances(
    counts: &Counts,
    assumed: &Model,
    all_pairs: f32,
    (field, relation): (Field, Relation),
    model: &mut Model,
) {
    let (f, r) = (field as usize, relation as usize);
    if let Some((_, _, levels, _, usual)) = SHARING.iter().find(|(of, within, ..)| *of == field && *within == relation)
    {
        for level in *levels {
            let level = *level as usize;
            model.u[r][f][level] = shared(counts.u[r][f][level], all_pairs, *usual);
        }
        return;
    }
    // A first name, a title and a date of birth are as unlike between relatives as between strangers.
    let depends =
        [Field::LastName, Field::Email, Field::Phone, Field::Work, Field::Place, Field::Street].contains(&field);
    model.u[r][f] = if depends {
        posterior(field, &counts.u[r][f], &assumed.u[r][f])
    } else {
        model.u[Relation::Strangers as usize][f]
    };
}

/// Sets the chances that do not come from counts.
fn keep_level(model: &mut Model) {
    let (mail, local, phone) = (Field::Email as usize, mail::NAME_AS_LOCAL as usize, Field::Phone as usize);
    for chances in &mut model.u {
        chances[mail][local] = NAME_AS_LOCAL;
        chances[phone][call::OTHER_EXTENSION as usize] = OTHER_EXTENSION;
    }
    let other_mailbox = mail::SAME_DOMAIN as usize;
    for relation in [Relation::Strangers, Relation::Namesakes] {
        model.u[relation as usize][mail][other_mailbox] = model.u[Relation::Colleagues as usize][mail][other_mailbox];
    }
}

/// Shares of levels from counts, smoothed with the assumed ones. Initials are a ladder of their own.
fn posterior(field: Field, counts: &Ladder, assumed: &Ladder) -> Ladder {
    let mut result = [0.0; LEVELS];
    let is_name = matches!(field, Field::FirstName | Field::LastName);
    let initials = Alike::Initial as usize;
    let end_of_regular = if is_name { initials } else { LEVELS };
    for part in [1..end_of_regular, end_of_regular..LEVELS] {
        let total: f32 = part.clone().map(|level| counts[level]).sum();
        let expected: f32 = part.clone().map(|level| assumed[level]).sum();
        if expected <= 0.0 {
            continue;
        }
        for level in part {
            let share = assumed[level] / expected;
            result[level] =
                ((counts[level] + ASSUMED * share) / (total + ASSUMED)).max(share.min(0.5 / (total + ASSUMED)));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::compare::{compare, place};
    use super::super::record::Record;
    use super::super::testing::{Generated, OTHER_CITY, OTHER_MAILBOX, OTHER_PHONE, named, people};
    use super::*;

    fn learnt(people: &People) -> Model {
        train(people, &Blocks::new(people))
    }

    /// Every weight of every pair.
    #[track_caller]
    fn check_weights(people: &People, model: &Model) {
        for (a, b) in people.rows.iter().flat_map(|a| people.rows.iter().map(move |b| (a, b))) {
            let weights = model.weigh(&compare(people, a, b));
            assert!(weights.total.is_finite() && weights.by_field.iter().all(|bits| bits.is_finite()), "{weights:?}");
        }
        assert!(model.prior.is_finite() && model.m.iter().flatten().all(|m| m.is_finite()));
        assert!(model.u.iter().flatten().flatten().all(|u| u.is_finite()));
    }

    #[test]
    fn what_is_learnt_is_near_the_truth() {
        let generated = Generated::new(4_000);
        let people = generated.people();
        let model = learnt(&people);
        let is = |field: Field, level: u8, percent: u64| {
            let (learnt, truth) = (model.m[field as usize][level as usize], percent as f32 / 100.0);
            assert!((learnt - truth).abs() < 0.06, "{field:?}: {learnt} for {truth}");
        };
        is(Field::Email, mail::SAME, 100 - OTHER_MAILBOX);
        is(Field::Phone, call::SAME, 100 - OTHER_PHONE);
        is(Field::Place, place::SAME_CITY, 100 - OTHER_CITY);
        is(Field::FirstName, Alike::Exact as u8, 100);
        let n = people.len() as f32;
        let truth = (800.0 / (n * (n - 1.0) / 2.0)).log2();
        assert!((model.prior - truth).abs() < 0.5, "prior {} for {truth}", model.prior);
    }

    #[test]
    fn few_rows_are_enough() {
        let ana = named("Ana", "Cruz").with_emails("ana@example.com");
        for records in [&[][..], &[ana], &[ana, ana], &[ana, named("Ben", "Reyes")], &[Record::default(); 2]] {
            let people = people(records);
            let model = learnt(&people);
            assert_eq!(model.rows, records.len() as u64);
            check_weights(&people, &model);
        }
    }

    #[test]
    fn weights_are_finite_whatever_the_data() {
        let mails = ["", "ana@example.com", "ana@other.net", "a.na@example.com", "info@example.com"];
        let phones = ["", "+1 212 555 0140", "+1 212 555 0140 x5", "+1 212 555 0140 x6", "+1 212 555 0141"];
        let names = [("Ana", "Cruz"), ("Ana", "Reyes"), ("", ""), ("Cruz", "Ana"), ("A", "Cruz"), ("王", "")];
        let mut records = Vec::new();
        for (i, (first, last)) in names.iter().enumerate() {
            for (j, mail) in mails.iter().enumerate() {
                let born = ["", "1971-06-24", "1971-06-25"][(i + j) % 3];
                let city = ["", "Leeds", "York"][(i + 2 * j) % 3];
                records.push(
                    named(first, last).with_emails(mail).with_phones(phones[(i + j) % 5]).born(born).in_city(city),
                );
            }
        }
        let all = people(&records);
        check_weights(&all, &learnt(&all));
        // Those who learnt from others, or from nothing, too.
        check_weights(&all, &learnt(&people(&[])));
        check_weights(&all, &learnt(&people(&[records[1]; 50])));
        check_weights(&all, &learnt(&people(&[Record::default(); 50])));
        check_weights(&people(&[records[1]; 50]), &learnt(&all));
    }
}

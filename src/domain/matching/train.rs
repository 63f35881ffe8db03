//! Learning the model from the data alone, by expectation and maximisation (Winkler 1988): weigh all pairs of a sample
//! with the model, let each count as a match by its probability, count the levels anew, and again until nothing moves.
//! What is not yet known is filled in from the assumed model, which counts as a few observations.

use rayon::prelude::*;

use super::block::Blocks;
use super::compare::{Comparison, Field, LEVELS, MISSING, Relation, call, compare, mail};
use super::lexicon::NONE;
use super::model::{Ladder, Model, probability};
use super::names::Alike;
use super::people::People;

/// Pairs that are enough to learn from.
const SAMPLE: usize = 400_000;
/// Random pairs of strangers.
const STRANGERS: usize = 200_000;
/// Random pairs of people with one name.
const NAMESAKES: usize = 100_000;
/// Random pairs of colleagues.
const COLLEAGUES: usize = 100_000;
/// How often colleagues who have a phone each share the number and have extensions of their own.
const OTHER_EXTENSION: f32 = 0.05;
/// The most rows of one person whose names have nothing in common: people do not change their first name, and the last
/// one seldom.
const OTHER_NAMES: [(Field, f32); 2] = [(Field::FirstName, 0.01), (Field::LastName, 0.03)];
const ROUNDS: usize = 25;
/// How many observations the assumed model counts as.
const ASSUMED: f32 = 20.0;
/// Rounds end when the prior moves by less, in bits.
const STILL: f32 = 0.005;

/// A pair to learn from.
struct Sample {
    seen: Comparison,
    /// How many pairs it stands for.
    stands_for: f32,
    /// Whether it was drawn from all pairs of namesakes instead of from the blocks.
    is_namesake: bool,
}

/// Learns a model.
pub(super) fn train(people: &People, blocks: &Blocks) -> Model {
    let mut model = Model { rows: people.len() as u64, ..Model::default() };
    if people.len() < 2 {
        return model;
    }
    let n = people.len() as f64;
    let all_pairs = (n * (n - 1.0) / 2.0) as f32;
    learn_strangers(people, &mut model);
    learn_colleagues(people, &mut model);
    let mut samples = sample_blocks(people, blocks);
    samples.extend(sample_namesakes(people));
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

/// Chances between two people who have nothing in common, from random pairs.
fn learn_strangers(people: &People, model: &mut Model) {
    let n = people.len();
    let counts = (0..STRANGERS)
        .into_par_iter()
        .fold(
            || [[0.0_f32; LEVELS]; Field::COUNT],
            |mut counts, i| {
                let (a, b) = (scatter(i as u64) as usize % n, scatter(i as u64 ^ 0x5555_0000) as usize % n);
                if a != b {
                    let seen = compare(people, &people.rows[a], &people.rows[b]);
                    for field in Field::ALL {
                        counts[field as usize][seen.level(field) as usize] += 1.0;
                    }
                }
                counts
            },
        )
        .reduce(|| [[0.0; LEVELS]; Field::COUNT], add);
    let assumed = model.u[Relation::Strangers as usize];
    for field in Field::ALL {
        model.u[Relation::Strangers as usize][field as usize] =
            posterior(field, &counts[field as usize], &assumed[field as usize]);
    }
}

fn add(mut a: [[f32; LEVELS]; Field::COUNT], b: [[f32; LEVELS]; Field::COUNT]) -> [[f32; LEVELS]; Field::COUNT] {
    for (a, b) in a.iter_mut().flatten().zip(b.iter().flatten()) {
        *a += b;
    }
    a
}

/// Chances between two colleagues, from random pairs of one organisation.
fn learn_colleagues(people: &People, model: &mut Model) {
    let mut employed: Vec<(u32, u32)> = Vec::new();
    for (i, row) in people.rows.iter().enumerate() {
        employed.extend(people.orgs(row).iter().map(|org| (*org, i as u32)));
    }
    employed.par_sort_unstable();
    let groups: Vec<&[(u32, u32)]> = employed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1).collect();
    let part = (COLLEAGUES as f32 / employed.len().max(1) as f32).min(1.0);
    let mut counts = [[0.0_f32; LEVELS]; Field::COUNT];
    for (g, group) in groups.iter().enumerate() {
        let draws = (group.len() as f32 * part).ceil() as usize;
        for draw in 0..draws {
            let random = scatter((g as u64) << 20 | draw as u64) as usize;
            let (i, j) = (random % group.len(), (random >> 20) % group.len());
            let seen = compare(people, &people.rows[group[i].1 as usize], &people.rows[group[j].1 as usize]);
            let may_be_one = Alike::is(seen.level(Field::FirstName)) && Alike::is(seen.level(Field::LastName));
            if i == j || may_be_one || seen.relation != Relation::Colleagues {
                continue;
            }
            for field in Field::ALL {
                counts[field as usize][seen.level(field) as usize] += (group.len() - 1) as f32 / draws as f32;
            }
        }
    }
    for field in [Field::Email, Field::Place, Field::Title, Field::Street] {
        let assumed = model.u[Relation::Colleagues as usize][field as usize];
        model.u[Relation::Colleagues as usize][field as usize] = posterior(field, &counts[field as usize], &assumed);
    }
    model.u[Relation::Colleagues as usize][Field::Phone as usize] =
        model.u[Relation::Strangers as usize][Field::Phone as usize];
    model.u[Relation::Colleagues as usize][Field::LastName as usize] =
        model.u[Relation::Strangers as usize][Field::LastName as usize];
    model.u[Relation::Colleagues as usize][Field::FirstName as usize] =
        model.u[Relation::Strangers as usize][Field::FirstName as usize];
    model.u[Relation::Colleagues as usize][Field::Work as usize] =
        model.u[Relation::Strangers as usize][Field::Work as usize];
}

/// All pairs of some rows.
fn sample_blocks(people: &People, blocks: &Blocks) -> Vec<Sample> {
    let total = blocks.most_pairs().max(1);
    let step = total.div_ceil(SAMPLE).max(1);
    (0..people.len() as u32)
        .into_par_iter()
        .filter(|row| scatter(u64::from(*row)) as usize % step == 0)
        .flat_map_iter(|row| {
            let later = blocks.later(row);
            later.into_iter().map(move |other| (row, other))
        })
        .map(|(a, b)| Sample {
            seen: compare(people, &people.rows[a as usize], &people.rows[b as usize]),
            stands_for: step as f32,
            is_namesake: false,
        })
        .collect()
}

/// Random pairs of people with the same first and last name, who mostly are not one person where the name is common.
fn sample_namesakes(people: &People) -> Vec<Sample> {
    let mut named: Vec<(u32, u32, u32)> = people
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.first != NONE && row.last != NONE)
        .map(|(i, row)| (row.first, row.last, i as u32))
        .collect();
    named.par_sort_unstable();
    let groups: Vec<&[(u32, u32, u32)]> =
        named.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1).collect();
    let wanted: usize = groups.iter().map(|group| group.len()).sum();
    let part = (NAMESAKES as f32 / wanted.max(1) as f32).min(1.0);
    let mut samples = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let pairs = group.len() * (group.len() - 1) / 2;
        let draws = ((group.len() as f32 * part).ceil() as usize).min(pairs);
        for draw in 0..draws {
            let random = scatter((g as u64) << 20 | draw as u64) as usize;
            let (i, j) = (random % group.len(), (random >> 20) % (group.len() - 1));
            let j = if j >= i { j + 1 } else { j };
            let (a, b) = (group[i].2 as usize, group[j].2 as usize);
            samples.push(Sample {
                seen: compare(people, &people.rows[a], &people.rows[b]),
                stands_for: pairs as f32 / draws as f32,
                is_namesake: true,
            });
        }
    }
    samples
}

/// Sets how often two people share a mailbox or a phone, before anything is known: one in ten of the pairs that do, and
/// one in three.
fn start_sharing(samples: &[Sample], all_pairs: f32, model: &mut Model) {
    for (field, relation, levels, part) in SHARING {
        for level in levels {
            let pairs: f32 = samples
                .iter()
                .filter(|sample| {
                    !sample.is_namesake && sample.seen.relation == relation && sample.seen.level(field) == *level
                })
                .map(|sample| sample.stands_for)
                .sum();
            model.u[relation as usize][field as usize][*level as usize] = shared(pairs * part, all_pairs);
        }
    }
}

/// How often two people share a mailbox or a phone, when `pairs` of all do; pairs of people elsewhere count as well.
fn shared(pairs: f32, all_pairs: f32) -> f32 {
    const ELSEWHERE: f32 = 50_000.0;
    ((pairs + 0.5) / (all_pairs + ELSEWHERE)).min(0.5)
}

const SHARING: [(Field, Relation, &[u8], f32); 2] = [
    (Field::Email, Relation::Mailbox, &[mail::SAME, mail::SAME_SHARED], 0.1),
    (Field::Phone, Relation::Line, &[call::SAME, call::SAME_SHARED], 0.3),
];

/// What the rounds count.
#[derive(Clone)]
struct Counts {
    matches: f32,
    m: [Ladder; Field::COUNT],
    u: [[Ladder; Field::COUNT]; Relation::COUNT],
    names: f32,
    swapped: f32,
}

impl Counts {
    fn new() -> Self {
        Self {
            matches: 0.0,
            m: [[0.0; LEVELS]; Field::COUNT],
            u: [[[0.0; LEVELS]; Field::COUNT]; Relation::COUNT],
            names: 0.0,
            swapped: 0.0,
        }
    }
}

/// One round.
fn learn(samples: &[Sample], assumed: &Model, all_pairs: f32, model: &mut Model) {
    let mut counts = Counts::new();
    for sample in samples {
        let seen = &sample.seen;
        let p = if seen.contradicts { 0.0 } else { probability(model.weigh(seen).total) };
        let (is_one, is_two) = (p * sample.stands_for, (1.0 - p) * sample.stands_for);
        let relation = seen.relation;
        // Namesakes are drawn apart, so that blocks which are too large to be compared count, too.
        let counts_as_two = sample.is_namesake == (relation == Relation::Namesakes);
        for field in Field::ALL {
            let level = seen.level(field) as usize;
            if !sample.is_namesake {
                counts.m[field as usize][level] += is_one;
            }
            if counts_as_two {
                counts.u[relation as usize][field as usize][level] += is_two;
            }
        }
        if !sample.is_namesake {
            counts.matches += is_one;
            let names = [seen.level(Field::FirstName), seen.level(Field::LastName)];
            if names.iter().all(|level| *level != MISSING) {
                counts.names += is_one;
                counts.swapped += if seen.is_swapped { is_one } else { 0.0 };
            }
        }
    }
    model.prior = (counts.matches.max(1.0) / all_pairs).log2();
    // What names alone suggest is suggested by every relation.
    let (mail, local) = (Field::Email as usize, mail::NAME_AS_LOCAL as usize);
    let by_name = model.u[Relation::Namesakes as usize][mail][local];
    model.swapped = ((counts.swapped + 0.02 * ASSUMED) / (counts.names + ASSUMED)).clamp(1e-4, 0.5);
    for field in Field::ALL {
        let f = field as usize;
        model.m[f] = posterior(field, &counts.m[f], &assumed.m[f]);
        if let Some((_, most)) = OTHER_NAMES.iter().find(|(of, _)| *of == field) {
            let other = &mut model.m[f][Alike::Different as usize];
            *other = other.min(*most);
        }
        for relation in [Relation::Namesakes, Relation::Mailbox, Relation::Line] {
            let r = relation as usize;
            let sharing = SHARING.iter().find(|(of, within, ..)| *of == field && *within == relation);
            match sharing {
                Some((_, _, levels, _)) => {
                    for level in *levels {
                        let level = *level as usize;
                        model.u[r][f][level] = shared(counts.u[r][f][level], all_pairs);
                    }
                }
                // A first name, a title and a date of birth are as unlike between relatives as between strangers.
                None if !matches!(
                    field,
                    Field::LastName | Field::Email | Field::Phone | Field::Work | Field::Place | Field::Street
                ) =>
                {
                    model.u[r][f] = model.u[Relation::Strangers as usize][f];
                }
                None => model.u[r][f] = posterior(field, &counts.u[r][f], &assumed.u[r][f]),
            }
        }
    }
    for chances in &mut model.u {
        chances[mail][local] = by_name;
    }
    for chances in &mut model.u {
        chances[Field::Phone as usize][call::OTHER_EXTENSION as usize] = OTHER_EXTENSION;
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
    let parts = if is_name { vec![1..initials, initials..LEVELS] } else { vec![1..LEVELS] };
    for part in parts {
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

/// A number that looks random, always the same for the same input (the finaliser of MurmurHash3).
fn scatter(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (x ^ (x >> 33)) >> 1
}

//! The pairs to learn from: random strangers, random colleagues, all pairs of some rows of the blocks, and random
//! namesakes. The draws look random and are the same each time, so that the same people give the same model.

use rayon::prelude::*;

use super::super::block::Blocks;
use super::super::compare::{Comparison, Field, LEVELS, Relation, compare};
use super::super::lexicon::NONE;
use super::super::model::{Ladder, Model};
use super::super::names::Alike;
use super::super::people::People;
use super::posterior;

/// Pairs that are enough to learn from.
const SAMPLE: usize = 400_000;
/// Random pairs of strangers.
const STRANGERS: usize = 200_000;
/// Random pairs of people with one name.
const NAMESAKES: usize = 100_000;
/// Random pairs of colleagues.
const COLLEAGUES: usize = 100_000;

/// A pair to learn from.
pub(super) struct Sample {
    pub seen: Comparison,
    /// How many pairs it stands for.
    pub stands_for: f32,
    /// Whether it was drawn from all pairs of namesakes instead of from the blocks.
    pub is_namesake: bool,
}

/// Chances between two people who have nothing in common, from random pairs.
pub(super) fn learn_strangers(people: &People, model: &mut Model) {
    let n = people.len();
    // In a small file the same few pairs would come again and again, and count for more than they say.
    let draws = STRANGERS.min(n * (n - 1) / 2);
    let counts = (0..draws)
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

fn add(mut a: [Ladder; Field::COUNT], b: [Ladder; Field::COUNT]) -> [Ladder; Field::COUNT] {
    for (a, b) in a.iter_mut().flatten().zip(b.iter().flatten()) {
        *a += b;
    }
    a
}

/// Chances between two colleagues, from random pairs of one organisation.
pub(super) fn learn_colleagues(people: &People, model: &mut Model) {
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
    // These are as unlike between colleagues as between strangers.
    for field in [Field::Phone, Field::LastName, Field::FirstName, Field::Work] {
        model.u[Relation::Colleagues as usize][field as usize] = model.u[Relation::Strangers as usize][field as usize];
    }
}

/// All pairs of some rows.
pub(super) fn of_blocks(people: &People, blocks: &Blocks) -> Vec<Sample> {
    let total = blocks.most_pairs().max(1);
    let step = total.div_ceil(SAMPLE).max(1);
    (0..people.len() as u32)
        .into_par_iter()
        .filter(|row| (scatter(u64::from(*row)) as usize).is_multiple_of(step))
        .flat_map_iter(|row| {
            let mut later = Vec::new();
            blocks.later(row, &mut later);
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
pub(super) fn of_namesakes(people: &People) -> Vec<Sample> {
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

/// A number that looks random, always the same for the same input (the finaliser of MurmurHash3).
fn scatter(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (x ^ (x >> 33)) >> 1
}

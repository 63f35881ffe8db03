//! Finding the pairs: everybody is compared with those who share a key, and what is likely enough is kept.

use rayon::prelude::*;

use super::block::Blocks;
use super::compare::{compare_rest, compare_who};
use super::model::Model;
use super::people::People;

/// Two rows that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// The row that comes first.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// The logarithm of the odds that they are one person.
    pub bits: f32,
    /// Whether the model may merge them by itself.
    pub is_safe: bool,
    /// Whether it might if it were sure.
    pub is_safe_if_sure: bool,
}

/// The most bits that place, title and street together add.
const MOST_FROM_REST: f32 = 24.0;

/// All pairs of at least `floor` bits, in order of their rows, and how many pairs were compared. With `changed`, pairs of
/// which one has changed.
pub(super) fn links(
    people: &People,
    blocks: &Blocks,
    model: &Model,
    floor: f32,
    changed: Option<&[bool]>,
) -> (Vec<Link>, u64) {
    let is_changed = |row: u32| changed.is_none_or(|changed| changed[row as usize]);
    let found: Vec<(Vec<Link>, u64)> = (0..people.len() as u32)
        .into_par_iter()
        .fold(
            || (Vec::new(), 0_u64),
            |(mut links, mut compared), a| {
                let others = if changed.is_none() {
                    blocks.later(a)
                } else if is_changed(a) {
                    // A pair of two changed ones belongs to the first.
                    blocks.others(a).into_iter().filter(|b| *b > a || !is_changed(*b)).collect()
                } else {
                    Vec::new()
                };
                for b in others {
                    compared += 1;
                    links.extend(link(people, model, (a.min(b), a.max(b)), floor));
                }
                (links, compared)
            },
        )
        .collect();
    let compared = found.iter().map(|(_, compared)| compared).sum();
    let mut links: Vec<Link> = found.into_iter().flat_map(|(links, _)| links).collect();
    links.sort_unstable_by_key(|link| (link.a, link.b));
    (links, compared)
}

/// Weighs one pair; `None` below the floor and for two user_ids.
pub(super) fn link(people: &People, model: &Model, (a, b): (u32, u32), floor: f32) -> Option<Link> {
    let (of_a, of_b) = (&people.rows[a as usize], &people.rows[b as usize]);
    let mut seen = compare_who(people, of_a, of_b);
    if seen.contradicts || model.weigh(&seen).total + MOST_FROM_REST < floor {
        return None;
    }
    compare_rest(people, of_a, of_b, &mut seen);
    let weights = model.weigh(&seen);
    (weights.total >= floor).then(|| Link {
        a,
        b,
        bits: weights.total,
        is_safe: weights.is_safe(&seen),
        is_safe_if_sure: weights.is_safe_if_sure(&seen),
    })
}

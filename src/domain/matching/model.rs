//! The model of Fellegi and Sunter (1969): how likely each level of each comparison is between two rows of one person
//! (m) and between two people (u). The weight of a level is log2(m / u), the weights of all comparisons and the prior
//! add up, and the sum is the logarithm of the odds that two rows are one person.
//!
//! Two refinements keep fields that depend on each other from counting twice. For values that agree, u is the share of
//! people with that value (Winkler 2000), so a rare name weighs more than a common one. And u depends on what two people
//! have in common anyhow: those who share a mailbox or a phone are colleagues or relatives, whose company and town agree
//! without being one person; and namesakes have similar addresses.

use serde::{Deserialize, Serialize};

use super::compare::{Comparison, Field, LEVELS, MISSING, Relation, birth, call, mail, place, plain};
use super::names::Alike;

/// Probabilities of the levels of one comparison; 0 where the ladder has no such level.
pub(super) type Ladder = [f32; LEVELS];

/// Everything that training learns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The logarithm of the odds that two rows taken at random are one person, in bits.
    pub(super) prior: f32,
    /// Between two rows of one person.
    pub(super) m: [Ladder; Field::COUNT],
    /// Between two people, by what they have in common.
    pub(super) u: [[Ladder; Field::COUNT]; Relation::COUNT],
    /// The share of rows of one person whose first and last name changed places.
    pub(super) swapped: f32,
    /// How many rows it was learnt from.
    pub(super) rows: u64,
}

/// The weights of all comparisons of a pair, in bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    pub by_field: [f32; Field::COUNT],
    pub total: f32,
}

impl Model {
    /// The weights of a comparison.
    pub(super) fn weigh(&self, seen: &Comparison) -> Weights {
        let mut by_field = [0.0; Field::COUNT];
        for field in Field::ALL {
            by_field[field as usize] = self.weight(seen, field);
        }
        if seen.is_swapped {
            by_field[Field::LastName as usize] += self.swapped.log2();
        }
        Weights { by_field, total: self.prior + by_field.iter().sum::<f32>() }
    }

    fn weight(&self, seen: &Comparison, field: Field) -> f32 {
        let level = seen.level(field);
        if level == MISSING {
            return 0.0;
        }
        let m = self.m[field as usize][level as usize];
        (m / self.chance(seen, field, level)).log2()
    }

    /// How likely two people have this level.
    fn chance(&self, seen: &Comparison, field: Field, level: u8) -> f32 {
        let general = self.u[seen.relation as usize][field as usize][level as usize];
        let own = seen.chances[field as usize];
        let is_name = matches!(field, Field::FirstName | Field::LastName);
        let is_related = matches!(seen.relation, Relation::Mailbox | Relation::Line);
        let place_is_given = field == Field::Place && seen.relation == Relation::Colleagues;
        match (own > 0.0, is_name, is_related) {
            (true, true, true) if level != Alike::OtherInitial as u8 && level != Alike::Different as u8 => {
                own.max(general)
            }
            (true, true, _) if level == Alike::Different as u8 => general,
            (true, true, _) => own,
            (true, false, false) if field == Field::Email => own.max(general),
            (true, false, false) if !place_is_given => own.max(1e-7),
            _ => general,
        }
    }
}

/// Bits from which on the model may merge by itself: a probability of 0.99.
const SURE: f32 = 6.63;
/// Whether a sum of weights is enough to merge without asking, if nothing else forbids it.
pub(super) fn is_sure(bits: f32) -> bool {
    bits >= SURE
}

/// Bits from which on a kind of evidence counts as one.
const COUNTS: f32 = 1.0;

impl Weights {
    /// Whether the model may merge by itself: it is sure, nothing is known of another first name, the last name is the
    /// same or was changed by somebody who kept the mailbox, and evidence of two kinds speaks for it; a phone or a name
    /// alone is never enough.
    pub(super) fn is_safe(&self, seen: &Comparison) -> bool {
        is_sure(self.total) && self.is_safe_if_sure(seen)
    }

    /// The same of a pair of which another model is sure.
    pub(super) fn is_safe_if_sure(&self, seen: &Comparison) -> bool {
        let is_other = |field: Field| {
            let level = seen.level(field);
            level == Alike::Different as u8 || level == Alike::OtherInitial as u8
        };
        let has_same_mailbox = seen.level(Field::Email) == mail::SAME;
        let kinds: [&[Field]; 6] = [
            &[Field::FirstName, Field::LastName],
            &[Field::Email],
            &[Field::Phone],
            &[Field::Work, Field::Title],
            &[Field::Place, Field::Street],
            &[Field::Birth, Field::Number],
        ];
        let bits = |fields: &[Field]| fields.iter().map(|field| self.by_field[*field as usize]).sum::<f32>();
        let speaking = kinds.iter().filter(|fields| bits(fields) >= COUNTS).count();
        !is_other(Field::FirstName) && (!is_other(Field::LastName) || has_same_mailbox) && speaking >= 2
    }
}

/// The probability that belongs to a sum of weights in bits.
pub(super) fn probability(bits: f32) -> f32 {
    1.0 / (1.0 + (-bits).exp2())
}

impl Default for Model {
    /// What is assumed before any data are seen.
    fn default() -> Self {
        let mut m = [[0.0; LEVELS]; Field::COUNT];
        m[Field::FirstName as usize] = names([0.84, 0.06, 0.02, 0.05, 0.01, 0.02], [0.96, 0.04]);
        m[Field::LastName as usize] = names([0.89, 0.0, 0.02, 0.05, 0.02, 0.02], [0.95, 0.05]);
        m[Field::Email as usize] = ladder(&[
            (mail::SAME, 0.55),
            (mail::SAME_SHARED, 0.02),
            (mail::SAME_BUT_DOTS, 0.005),
            (mail::SLIP, 0.06),
            (mail::SAME_LOCAL, 0.02),
            (mail::NAME_AS_LOCAL, 0.02),
            (mail::SAME_DOMAIN, 0.03),
            (mail::DIFFERENT, 0.30),
        ]);
        m[Field::Phone as usize] = ladder(&[
            (call::SAME, 0.6),
            (call::SAME_SHARED, 0.03),
            (call::OTHER_EXTENSION, 0.005),
            (call::SLIP, 0.015),
            (call::DIFFERENT, 0.35),
        ]);
        m[Field::Work as usize] = ladder(&[(plain::SAME, 0.78), (plain::SIMILAR, 0.07), (plain::DIFFERENT, 0.15)]);
        m[Field::Place as usize] = ladder(&[
            (place::SAME_CITY, 0.68),
            (place::SAME_CODE, 0.1),
            (place::SIMILAR, 0.06),
            (place::SAME_COUNTRY, 0.1),
            (place::OTHER_CITY, 0.05),
            (place::OTHER_COUNTRY, 0.01),
        ]);
        m[Field::Title as usize] = ladder(&[(plain::SAME, 0.82), (plain::SIMILAR, 0.06), (plain::DIFFERENT, 0.12)]);
        m[Field::Birth as usize] =
            ladder(&[(birth::SAME, 0.85), (birth::SLIP, 0.11), (birth::SAME_YEAR, 0.03), (birth::DIFFERENT, 0.01)]);
        m[Field::Street as usize] = ladder(&[(plain::SAME, 0.7), (plain::SIMILAR, 0.18), (plain::DIFFERENT, 0.12)]);
        m[Field::Number as usize] = ladder(&[(plain::SAME, 0.9), (plain::SIMILAR, 0.08), (plain::DIFFERENT, 0.02)]);
        Self { prior: -12.0, m, u: assumed_chances(), swapped: 0.02, rows: 0 }
    }
}

fn assumed_chances() -> [[Ladder; Field::COUNT]; Relation::COUNT] {
    let mut strangers = [[0.0; LEVELS]; Field::COUNT];
    strangers[Field::FirstName as usize] = names([0.004, 0.004, 0.002, 0.008, 0.01, 0.972], [0.07, 0.93]);
    strangers[Field::LastName as usize] = names([0.002, 0.0, 0.001, 0.001, 0.004, 0.992], [0.07, 0.93]);
    strangers[Field::Email as usize] = ladder(&[
        (mail::SAME, 1e-7),
        (mail::SAME_SHARED, 1e-6),
        (mail::SAME_BUT_DOTS, 1e-6),
        (mail::SLIP, 2e-6),
        (mail::SAME_LOCAL, 2e-5),
        (mail::SAME_DOMAIN, 0.001),
        (mail::DIFFERENT, 0.999),
    ]);
    strangers[Field::Phone as usize] = ladder(&[
        (call::SAME, 1e-7),
        (call::SAME_SHARED, 1e-5),
        (call::OTHER_EXTENSION, 0.05),
        (call::SLIP, 1e-6),
        (call::DIFFERENT, 1.0),
    ]);
    strangers[Field::Work as usize] = ladder(&[(plain::SAME, 1e-3), (plain::SIMILAR, 1e-3), (plain::DIFFERENT, 0.998)]);
    strangers[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.02),
        (place::SAME_CODE, 0.001),
        (place::SIMILAR, 0.01),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.3),
        (place::OTHER_COUNTRY, 0.57),
    ]);
    strangers[Field::Title as usize] = ladder(&[(plain::SAME, 0.02), (plain::SIMILAR, 0.03), (plain::DIFFERENT, 0.95)]);
    strangers[Field::Birth as usize] =
        ladder(&[(birth::SAME, 5e-5), (birth::SLIP, 0.001), (birth::SAME_YEAR, 0.03), (birth::DIFFERENT, 0.969)]);
    strangers[Field::Street as usize] =
        ladder(&[(plain::SAME, 1e-4), (plain::SIMILAR, 2e-3), (plain::DIFFERENT, 0.998)]);
    strangers[Field::Number as usize] = ladder(&[(plain::SAME, 1e-6), (plain::SIMILAR, 1e-4), (plain::DIFFERENT, 1.0)]);
    let mut namesakes = strangers;
    namesakes[Field::Email as usize] = ladder(&[
        (mail::SAME_BUT_DOTS, 0.002),
        (mail::SLIP, 0.02),
        (mail::SAME_LOCAL, 0.01),
        (mail::NAME_AS_LOCAL, 0.10),
        (mail::SAME_DOMAIN, 0.02),
        (mail::DIFFERENT, 0.86),
    ]);
    namesakes[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.1),
        (place::SAME_CODE, 0.001),
        (place::SIMILAR, 0.02),
        (place::SAME_COUNTRY, 0.3),
        (place::OTHER_CITY, 0.3),
        (place::OTHER_COUNTRY, 0.28),
    ]);
    let mut colleagues = namesakes;
    colleagues[Field::Email as usize] = ladder(&[
        (mail::SAME_BUT_DOTS, 0.001),
        (mail::SLIP, 0.001),
        (mail::SAME_LOCAL, 0.001),
        (mail::NAME_AS_LOCAL, 0.01),
        (mail::SAME_DOMAIN, 0.7),
        (mail::DIFFERENT, 0.29),
    ]);
    colleagues[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.6),
        (place::SAME_CODE, 0.1),
        (place::SIMILAR, 0.02),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.17),
        (place::OTHER_COUNTRY, 0.01),
    ]);
    let mut related = namesakes;
    related[Field::LastName as usize] = names([0.3, 0.0, 0.002, 0.004, 0.004, 0.69], [0.3, 0.7]);
    related[Field::Work as usize] = ladder(&[(plain::SAME, 0.7), (plain::SIMILAR, 0.06), (plain::DIFFERENT, 0.24)]);
    related[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.6),
        (place::SAME_CODE, 0.1),
        (place::SIMILAR, 0.05),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.14),
        (place::OTHER_COUNTRY, 0.01),
    ]);
    related[Field::Street as usize] = ladder(&[(plain::SAME, 0.3), (plain::SIMILAR, 0.1), (plain::DIFFERENT, 0.6)]);
    let mut line = related;
    line[Field::Phone as usize] = strangers[Field::Phone as usize];
    line[Field::Email as usize] = ladder(&[
        (mail::SAME_BUT_DOTS, 0.001),
        (mail::SLIP, 0.01),
        (mail::SAME_LOCAL, 0.01),
        (mail::NAME_AS_LOCAL, 0.01),
        (mail::SAME_DOMAIN, 0.5),
        (mail::DIFFERENT, 0.48),
    ]);
    let mut mailbox = related;
    mailbox[Field::Email as usize] = strangers[Field::Email as usize];
    mailbox[Field::Phone as usize] = ladder(&[
        (call::SAME, 0.15),
        (call::SAME_SHARED, 0.05),
        (call::OTHER_EXTENSION, 0.05),
        (call::SLIP, 0.01),
        (call::DIFFERENT, 0.77),
    ]);
    [strangers, colleagues, namesakes, mailbox, line]
}

/// A ladder of names: regular levels, then the two of initials.
fn names(regular: [f32; 6], initials: [f32; 2]) -> Ladder {
    let mut ladder = [0.0; LEVELS];
    let levels = [Alike::Exact, Alike::Variant, Alike::Part, Alike::OneSlip, Alike::TwoSlips, Alike::Different];
    for (level, share) in levels.iter().zip(regular) {
        ladder[*level as usize] = share;
    }
    ladder[Alike::Initial as usize] = initials[0];
    ladder[Alike::OtherInitial as usize] = initials[1];
    ladder
}

fn ladder(shares: &[(u8, f32)]) -> Ladder {
    let mut ladder = [0.0; LEVELS];
    for (level, share) in shares {
        ladder[*level as usize] = *share;
    }
    ladder
}

//! The model of Fellegi and Sunter (1969): how likely each level of each comparison is between two rows of one person
//! (m) and between two people (u). The weight of a level is log2(m / u), the weights of all comparisons and the prior
//! add up, and the sum is the logarithm of the odds that two rows are one person.
//!
//! Two refinements keep fields that depend on each other from counting twice. For values that agree, u is the share of
//! people with that value (Winkler 2000), so a rare name weighs more than a common one. And u depends on what two people
//! have in common anyhow: those who share a mailbox or a phone are colleagues or relatives, whose company and town agree
//! without being one person; and namesakes have similar addresses.

mod assumed;

use serde::{Deserialize, Serialize};

use super::compare::{Comparison, Field, LEVELS, MISSING, Relation, mail};
use super::names::Alike;
pub(super) use assumed::NAME_AS_LOCAL;

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
    /// Whether it was learnt from less than half of so many rows, and should be learnt anew.
    pub const fn is_outgrown_by(&self, rows: u64) -> bool {
        rows > self.rows.saturating_mul(2)
    }

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

    /// The most that a level from `first` on can add, where none of these has a chance of its own.
    pub(super) fn most_bits(&self, relations: &[Relation], field: Field, first: u8) -> f32 {
        let levels = usize::from(first)..LEVELS;
        let all = relations.iter().flat_map(|relation| {
            let (m, u) = (&self.m[field as usize], &self.u[*relation as usize][field as usize]);
            levels.clone().filter(|level| m[*level] > 0.0).map(|level| (m[level] / u[level]).log2())
        });
        all.fold(0.0, f32::max)
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

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{named, others, people, seen};
    use super::super::train::train;
    use super::*;

    /// The weights of two records by the assumed model, as in a file where one in a thousand pairs is one person.
    fn weights(a: Record<'_>, b: Record<'_>) -> (Weights, Comparison) {
        let seen = seen(a, b);
        (Model { prior: -10.0, ..Model::default() }.weigh(&seen), seen)
    }

    fn is_safe(a: Record<'_>, b: Record<'_>) -> bool {
        let (weights, seen) = weights(a, b);
        weights.is_safe(&seen)
    }

    /// Whether it would be even if a model were sure.
    fn may_be_safe(a: Record<'_>, b: Record<'_>) -> bool {
        let (weights, seen) = weights(a, b);
        weights.is_safe_if_sure(&seen)
    }

    const MAIL: &str = "sunflower@example.com";
    const LINE: &str = "+1 212 555 0140";

    #[test]
    fn weights_and_prior_sum_to_the_total() {
        let ana = named("Ana", "Cruz").with_emails(MAIL).with_phones(LINE).in_city("Leeds");
        for other in [ana, named("Ben", "Cruz").in_city("York"), named("Cruz", "Ana").with_phones(LINE), named("", "")]
        {
            let (weights, _) = weights(ana, other);
            assert!((weights.by_field.iter().sum::<f32>() - 10.0 - weights.total).abs() < 1e-4);
        }
        assert_eq!(weights(ana, named("", "")).0.total, -10.0, "what is not there says nothing");
    }

    #[test]
    fn bits_are_the_logarithm_of_the_odds() {
        assert_eq!(probability(0.0), 0.5);
        assert!((probability(1.0) - 2.0 / 3.0).abs() < 1e-6);
        assert!((probability(SURE) - 0.99).abs() < 1e-4);
        assert_eq!((probability(f32::INFINITY), probability(f32::NEG_INFINITY)), (1.0, 0.0));
        assert!(probability(-500.0) >= 0.0 && probability(500.0) <= 1.0);
    }

    #[test]
    fn one_kind_of_evidence_is_never_safe() {
        let nobody = named("", "");
        assert!(!may_be_safe(nobody.with_phones(LINE), nobody.with_phones(LINE)), "a phone alone");
        assert!(!may_be_safe(nobody.with_emails(MAIL), nobody.with_emails(MAIL)), "a mailbox alone");
        assert!(!may_be_safe(named("Ottilie", "Quist"), named("Ottilie", "Quist")), "a name alone, however rare");
    }

    #[test]
    fn name_and_mailbox_are_safe() {
        let ana = named("Ana", "Cruz").with_emails(MAIL);
        assert!(is_safe(ana, ana));
    }

    #[test]
    fn another_first_name_is_never_safe() {
        let ana = named("Ana", "Cruz").with_emails(MAIL).with_phones(LINE).with_company("Red Mill").in_city("Leeds");
        for first_name in ["Ben", "B"] {
            assert!(!may_be_safe(ana, Record { first_name, ..ana }), "{first_name}");
        }
        assert!(may_be_safe(ana, Record { first_name: "A", ..ana }));
    }

    #[test]
    fn another_last_name_is_safe_only_with_the_same_mailbox() {
        let ana = named("Ana", "Cruz").with_phones(LINE).with_company("Red Mill").in_city("Leeds");
        let wed = Record { last_name: "Reyes", ..ana };
        assert!(!may_be_safe(ana, wed));
        assert!(may_be_safe(ana.with_emails(MAIL), wed.with_emails(MAIL)));
    }

    #[test]
    fn rare_values_weigh_more() {
        let city = |city| weights(named("Ana", "Cruz").in_city(city), named("Ana", "Cruz").in_city(city)).0;
        assert!(city("Oslo").by_field[Field::Place as usize] > city("Porto").by_field[Field::Place as usize]);
    }

    #[test]
    fn no_level_that_people_can_have_is_impossible() {
        let trained = train(&people(&others()), &super::super::block::Blocks::new(&people(&others())));
        for model in [Model::default(), trained] {
            for (relation, chances) in model.u.iter().enumerate() {
                let local = chances[Field::Email as usize][mail::NAME_AS_LOCAL as usize];
                assert!(local > 0.0, "relation {relation}");
            }
            for m in &model.m {
                assert!(m.iter().all(|m| (0.0..=1.0).contains(m)));
            }
        }
    }
}

//! Why two rows are or are not taken for one person: the prior, and what each comparison adds to it or takes away.

use super::compare::{Comparison, Field, MISSING, birth, call, compare, mail, place, plain};
use super::model::{Model, Weights, probability};
use super::names::Alike;
use super::people::People;

/// One comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// What was compared.
    pub field: Field,
    /// What came out, in words.
    pub level: &'static str,
    /// What it adds to the logarithm of the odds.
    pub bits: f32,
}

/// All that speaks for and against a pair. The prior and the bits of all reasons sum to `bits`.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The logarithm of the odds that two rows taken at random are one person.
    pub prior: f32,
    /// The comparisons that had something to compare.
    pub reasons: Vec<Reason>,
    /// The sum.
    pub bits: f32,
    /// The probability that belongs to the sum.
    pub probability: f32,
    /// Whether two user_ids contradict each other, whatever else is alike.
    pub contradicts: bool,
    /// Whether the model merges such a pair by itself.
    pub is_safe: bool,
}

/// Explains a pair of rows.
pub(super) fn explain(people: &People, model: &Model, a: u32, b: u32) -> Explanation {
    let seen = compare(people, &people.rows[a as usize], &people.rows[b as usize]);
    let weights = model.weigh(&seen);
    Explanation {
        prior: model.prior,
        reasons: reasons(&seen, &weights),
        bits: weights.total,
        probability: if seen.contradicts { 0.0 } else { probability(weights.total) },
        contradicts: seen.contradicts,
        is_safe: weights.is_safe(&seen) && !seen.contradicts,
    }
}

fn reasons(seen: &Comparison, weights: &Weights) -> Vec<Reason> {
    let compared = Field::ALL.into_iter().filter(|field| seen.level(*field) != MISSING);
    let reason = |field: Field| Reason {
        field,
        level: if seen.is_swapped && field == Field::LastName {
            "changed places"
        } else {
            words(field, seen.level(field))
        },
        bits: weights.by_field[field as usize],
    };
    compared.map(reason).collect()
}

impl Reason {
    /// What speaks for or against, in a few words: `same e-mail`.
    pub fn text(&self) -> String {
        match self.level {
            level @ ("same" | "similar" | "different") => format!("{level} {}", self.field.name()),
            level => format!("{} {level}", self.field.name()),
        }
    }
}

impl Field {
    /// The words for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Email => "e-mail",
            Self::Phone => "phone",
            Self::Work => "company",
            Self::Place => "place",
            Self::Title => "job title",
            Self::Birth => "date of birth",
            Self::Street => "address",
            Self::Number => "id number",
        }
    }
}

/// The words for a level.
pub(super) const fn words(field: Field, level: u8) -> &'static str {
    match (field, level) {
        (Field::FirstName | Field::LastName, level) => name_words(level),
        (Field::Email, mail::SAME_SHARED) | (Field::Phone, call::SAME_SHARED) => "same, but several people share it",
        (Field::Email, mail::SAME_BUT_DOTS) => "same but for dots",
        (Field::Email, mail::SAME_LOCAL) => "same before the @",
        (Field::Email, mail::NAME_AS_LOCAL) => "same before the @, as the names suggest",
        (Field::Email, mail::SAME_DOMAIN) => "another mailbox of the same organisation",
        (Field::Email, mail::SLIP) | (Field::Phone, call::SLIP) | (Field::Birth, birth::SLIP) => "same but for a slip",
        (Field::Phone, call::OTHER_EXTENSION) => "same with another extension",
        (Field::Place, place::SAME_CITY) => "same city",
        (Field::Place, place::SAME_CODE) => "same postcode",
        (Field::Place, place::SAME_COUNTRY) => "same country",
        (Field::Place, place::OTHER_CITY) => "another city",
        (Field::Place, place::OTHER_COUNTRY) => "another country",
        (Field::Birth, birth::SAME_YEAR) => "similar",
        (Field::Place, place::SIMILAR)
        | (Field::Work | Field::Title | Field::Street | Field::Number, plain::SIMILAR) => "similar",
        (Field::Email, mail::SAME) | (Field::Phone, call::SAME) | (Field::Birth, birth::SAME) => "same",
        (Field::Work | Field::Title | Field::Street | Field::Number, plain::SAME) => "same",
        _ => "different",
    }
}

const fn name_words(level: u8) -> &'static str {
    const EXACT: u8 = Alike::Exact as u8;
    const VARIANT: u8 = Alike::Variant as u8;
    const PART: u8 = Alike::Part as u8;
    const ONE_SLIP: u8 = Alike::OneSlip as u8;
    const TWO_SLIPS: u8 = Alike::TwoSlips as u8;
    const INITIAL: u8 = Alike::Initial as u8;
    const OTHER_INITIAL: u8 = Alike::OtherInitial as u8;
    match level {
        EXACT => "same",
        VARIANT => "is a form of the other",
        PART => "is a part of the other",
        ONE_SLIP => "same but for a slip",
        TWO_SLIPS => "same but for two slips",
        INITIAL => "is the initial of the other",
        OTHER_INITIAL => "is another initial",
        _ => "different",
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{named, people};
    use super::*;

    fn explained(a: Record<'_>, b: Record<'_>) -> Explanation {
        let people = people(&[a, b]);
        let rows = people.rows_of_records();
        explain(&people, &Model::default(), rows[0], rows[1])
    }

    fn texts(a: Record<'_>, b: Record<'_>) -> Vec<String> {
        explained(a, b).reasons.iter().map(Reason::text).collect()
    }

    #[test]
    fn the_prior_and_all_reasons_sum_to_the_bits() {
        let ana = named("Ana", "Cruz").with_emails("x7k@example.com").with_phones("+1 212 555 0140").in_city("Leeds");
        for other in [ana, named("Cruz", "Ana").born("1971-06-24"), named("Ben", "").in_city("York"), Record::default()]
        {
            let why = explained(ana, other);
            let sum = why.prior + why.reasons.iter().map(|reason| reason.bits).sum::<f32>();
            assert!((sum - why.bits).abs() < 1e-3, "{sum} {}", why.bits);
            assert!((why.probability - probability(why.bits)).abs() < 1e-6);
        }
    }

    #[test]
    fn reasons_read_as_a_person_would_say_them() {
        let ana = named("Kate", "Cruz").with_emails("x7k@example.com").with_phones("+1 212 555 0140").in_city("Leeds");
        let kit =
            named("Katherine", "Cruz").with_emails("r8s@example.com").with_phones("+1 212 555 0140").in_city("York");
        assert_eq!(
            texts(ana, kit),
            [
                "first name is a form of the other",
                "same last name",
                "e-mail another mailbox of the same organisation",
                "same phone",
                "same company",
                "place another city",
            ]
        );
        assert_eq!(texts(named("Ana", "Cruz"), named("Cruz", "Ana")), ["same first name", "last name changed places"]);
        assert_eq!(texts(named("Ana", ""), named("", "Cruz")), [] as [&str; 0]);
    }

    #[test]
    fn two_user_ids_are_two_people_whatever_else_is_alike() {
        let ana = named("Ana", "Cruz").with_emails("x7k@example.com").with_phones("+1 212 555 0140");
        let why = explained(ana.with_user_id("7"), ana.with_user_id("8"));
        assert!(why.contradicts && !why.is_safe && why.probability == 0.0);
    }

    #[test]
    fn every_level_has_words() {
        for field in Field::ALL {
            assert!(!field.name().is_empty());
            for level in 1..=8 {
                assert!(!words(field, level).is_empty());
            }
        }
    }
}

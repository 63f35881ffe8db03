//! The weights of the five categories, learnt from who converted.
//!
//! Each contact is looked at once, as of the last thing they did before their first conversion (never with it or after
//! it), and the others before a moment as long after their beginning (see `history`). Three kinds of signals would let a conversion explain itself, and stay
//! out: fields (an address may be known because somebody bought), purchases and spend (before the first conversion there are
//! none), and points that a person gave. So that scores keep their height, what fields add on average counts for everybody alike.
//! Seven contacts of ten teach, three test; a hash of the contact's id decides which.

use std::collections::BTreeMap;

use serde_json::Value;

use super::logistic::{Row, fit_rising};
use super::ranking::{Comparison, compare};
use super::statistics::mix;
use super::{Change, LEAST_OUTCOMES, Suggestion, precise, rounded};
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::deciding::rules::{Category, Rules, Signal, SignalKind};
use crate::domain::deciding::{Currency, ScoreLineKind, classify, score};
use crate::domain::time::Instant;

/// What a test must show: an area under the curve that is better than chance, this much more of it than before, and this
/// many standard errors.
const LEAST_AREA: f64 = 0.55;
const LEAST_GAIN: f64 = 0.01;
const LEAST_ERRORS: f64 = 2.576;

/// What the signals of each category came to, before it is held within 0 to 100.
pub type Sums = [i32; 5];

/// One contact, for learning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// What dated signals came to.
    pub sums: Sums,
    /// Whether the contact converted.
    pub is_hit: bool,
    /// Whether the contact is kept for the test.
    pub is_held_out: bool,
}

/// Whether a contact is kept for the test.
pub const fn is_held_out(contact_id: i64) -> bool {
    mix(contact_id.cast_unsigned()) % 10 < 3
}

/// What a contact's signals came to at a moment: those with a date, and those of fields as they are now.
pub fn sums(facts: &ContactFacts, rules: &Rules, currency: &Currency, at: Instant) -> (Sums, Sums) {
    let decision = classify(facts, rules, currency, at);
    let (mut dated, mut undated) = (Sums::default(), Sums::default());
    for line in &score(facts, &decision, rules).lines {
        let ScoreLineKind::Signal(position) = line.kind else { continue };
        let Some(signal) = rules.score.signals.get(position as usize) else { continue };
        let count = i32::try_from(line.count.min(signal.cap)).unwrap_or(i32::MAX);
        let points = signal.points.saturating_mul(count);
        let sum = if is_dated(signal) { &mut dated } else { &mut undated };
        let slot = &mut sum[signal.category as usize];
        *slot = slot.saturating_add(points);
    }
    (dated, undated)
}

fn is_dated(signal: &Signal) -> bool {
    match signal.kind {
        SignalKind::Field => false,
        SignalKind::Stat => !matches!(signal.subject.as_str(), "completeness" | "purchases" | "spend"),
        _ => true,
    }
}

/// All cases, with the mean of what fields add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// In the order of contacts.
    pub all: Vec<Case>,
    /// The sum of what fields add.
    pub undated: [i64; 5],
}

impl Cases {
    /// What each category came to, 0 to 100.
    pub fn categories(&self, case: &Case) -> [u8; 5] {
        let count = i64::try_from(self.all.len()).unwrap_or(i64::MAX).max(1);
        std::array::from_fn(|at| {
            let mean = (2 * self.undated[at] + count).div_euclid(2 * count);
            u8::try_from((i64::from(case.sums[at]) + mean).clamp(0, 100)).unwrap_or(100)
        })
    }

    /// Contacts that converted, and the others.
    pub fn outcomes(&self) -> (u64, u64) {
        let hits = self.all.iter().filter(|case| case.is_hit).count() as u64;
        (hits, self.all.len() as u64 - hits)
    }
}

/// What weights make of a contact's categories, in the order of scores.
pub fn weigh(categories: [u8; 5], weights: [u32; 5]) -> f64 {
    let whole: f64 = weights.iter().map(|weight| f64::from(*weight)).sum();
    let pairs = categories.iter().zip(weights);
    pairs.map(|(value, weight)| f64::from(*value) * f64::from(weight)).sum::<f64>() / whole.max(1.0)
}

/// The present weights.
pub fn present(rules: &Rules) -> [u32; 5] {
    Category::ALL.map(|category| rules.score.weights.of(category))
}

/// Other weights, where they rank the contacts that did not teach better, for sure.
pub fn suggest(cases: &Cases, rules: &Rules) -> Option<Suggestion> {
    let (hits, others) = cases.outcomes();
    if hits < LEAST_OUTCOMES || others < LEAST_OUTCOMES {
        return None;
    }
    let present = present(rules);
    let (learnt, coefficients) = learn(cases, present)?;
    let scored = |case: &Case| {
        let categories = cases.categories(case);
        (weigh(categories, present), weigh(categories, learnt), case.is_hit)
    };
    let scored: Vec<(f64, f64, bool)> = cases.all.iter().filter(|case| case.is_held_out).map(scored).collect();
    let test = compare(&scored)?;
    let is_in_force = learnt == present;
    let gains = test.after >= LEAST_AREA && test.gain.value >= LEAST_GAIN && test.errors >= LEAST_ERRORS;
    (is_in_force || gains).then(|| suggestion(cases, present, learnt, coefficients, &test, scored.len()))
}

/// Weights that add up to 100, and the coefficients that they come from. A category in which contacts do not differ keeps
/// its share.
fn learn(cases: &Cases, present: [u32; 5]) -> Option<([u32; 5], [f64; 5])> {
    let mut kinds: BTreeMap<[u8; 5], (u64, u64)> = BTreeMap::new();
    for case in cases.all.iter().filter(|case| !case.is_held_out) {
        let kind = kinds.entry(cases.categories(case)).or_default();
        kind.0 += 1;
        kind.1 += u64::from(case.is_hit);
    }
    let differs: [bool; 5] = std::array::from_fn(|at| {
        let mut values = kinds.keys().map(|kind| kind[at]);
        let first = values.next();
        values.any(|value| Some(value) != first)
    });
    let row = |(kind, (count, hits)): (&[u8; 5], &(u64, u64))| Row {
        features: kind.map(|value| f64::from(value) / 100.0),
        count: *count as f64,
        hits: *hits as f64,
    };
    let rows: Vec<Row<5>> = kinds.iter().map(row).collect();
    let coefficients = fit_rising(&rows, differs)?.coefficients;
    let sum: f64 = coefficients.iter().sum();
    if sum <= 0.0 {
        return None;
    }
    let whole: f64 = present.iter().map(|weight| f64::from(*weight)).sum();
    let same = |at: &usize| !differs[*at];
    let kept: f64 = (0..5).filter(same).map(|at| f64::from(present[at])).sum::<f64>() / whole.max(1.0);
    let shares: [f64; 5] = std::array::from_fn(|at| {
        if differs[at] { coefficients[at] / sum * (1.0 - kept) } else { f64::from(present[at]) / whole.max(1.0) }
    });
    Some((hundred(shares), coefficients))
}

/// Whole numbers that add up to 100: those with the largest rests are rounded up.
fn hundred(shares: [f64; 5]) -> [u32; 5] {
    let mut weights = shares.map(|share| (share * 100.0).floor() as u32);
    let mut order = [0, 1, 2, 3, 4];
    let rest = |at: usize| shares[at] * 100.0 - (shares[at] * 100.0).floor();
    order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)).then(a.cmp(b)));
    let missing = 100_u32.saturating_sub(weights.iter().sum()) as usize;
    order.iter().take(missing).for_each(|at| weights[*at] += 1);
    weights
}

fn suggestion(
    cases: &Cases,
    present: [u32; 5],
    learnt: [u32; 5],
    coefficients: [f64; 5],
    test: &Comparison,
    tested: usize,
) -> Suggestion {
    let told = |weights: [u32; 5]| {
        let pairs = Category::ALL.iter().zip(weights);
        pairs.map(|(category, weight)| format!("{} {weight}", category.name())).collect::<Vec<_>>().join(", ")
    };
    let (hits, others) = cases.outcomes();
    let names = [
        "coefficient of budget",
        "coefficient of urgency",
        "coefficient of authority",
        "coefficient of fit",
        "coefficient of engagement",
    ];
    let mut figures = vec![
        ("contacts that converted", Value::from(hits)),
        ("contacts that did not", Value::from(others)),
        ("held out for the test", Value::from(tested)),
        ("area under the curve before", precise(test.before)),
        ("area under the curve after", precise(test.after)),
        ("gain", precise(test.gain.value)),
        ("95 % interval from", precise(test.gain.low)),
        ("95 % interval to", precise(test.gain.high)),
    ];
    figures.extend(names.into_iter().zip(coefficients.map(rounded)));
    Suggestion {
        name: "weights".to_owned(),
        what: format!("weights {}", told(learnt)),
        why: format!(
            "of 100 pairs of a buyer and another {} instead of {} are in the right order (gain {:.1} to {:.1}), tried on \
             {tested} contacts held out; learnt from {hits} conversions in all",
            pairs(test.after),
            pairs(test.before),
            test.gain.low * 100.0,
            test.gain.high * 100.0
        ),
        effect: format!("instead of {}", told(present)),
        figures,
        change: Change::Weights(learnt),
        is_in_force: learnt == present,
    }
}

fn pairs(area: f64) -> String {
    format!("{:.1}", area * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::testing::{at_day, contact_with, event, rules, rules_with, usd, visitor};

    /// A world in which urgency decides with this strength and the budget says nothing.
    fn world(seed: u64, strength: f64) -> Cases {
        let mut cases = Cases::default();
        for id in 0..3_000_i64 {
            let number = |at: u64| mix(mix(seed) ^ (id.cast_unsigned() * 10 + at)) as f64 / u64::MAX as f64;
            let sum = |at| (number(at) * 6.0) as i32 * 20;
            let sums = [sum(1), sum(2), 0, 0, sum(3)];
            let odds = -2.0 + strength * f64::from(sums[1]) / 100.0;
            let is_hit = number(4) < 1.0 / (1.0 + (-odds).exp());
            cases.all.push(Case { sums, is_hit, is_held_out: is_held_out(id) });
        }
        cases
    }

    #[test]
    fn the_category_that_decides_gets_the_weight_and_the_test_shows_it() {
        let found = suggest(&world(1, 3.0), &rules()).expect("urgency decides");
        let Change::Weights(weights) = found.change else { panic!("{found:?}") };
        assert_eq!(weights.iter().sum::<u32>(), 100);
        assert!(weights[1] >= 45, "{weights:?}");
        // What does not differ keeps its share of 20.
        assert_eq!((weights[2], weights[3]), (20, 20));
        assert!(!found.is_in_force);
        let mut rules = rules();
        rules.score.weights.budget = weights[0];
        rules.score.weights.urgency = weights[1];
        rules.score.weights.engagement = weights[4];
        assert!(suggest(&world(1, 3.0), &rules).is_some_and(|again| again.is_in_force));
    }

    #[test]
    fn where_nothing_matters_no_weights_are_suggested() {
        let found = (0..100).filter(|seed| suggest(&world(*seed, 0.0), &rules()).is_some()).count();
        assert!(found <= 5, "{found} of 100");
        let few = Cases { all: world(1, 3.0).all[..60].to_vec(), ..Cases::default() };
        assert_eq!(suggest(&few, &rules()), None);
    }

    #[test]
    fn three_of_ten_are_held_out_whoever_else_is_there() {
        let held_out = (0..10_000).filter(|id| is_held_out(*id)).count();
        assert!((2_800..3_200).contains(&held_out), "{held_out}");
    }

    #[test]
    fn fields_and_purchases_are_told_apart_from_what_has_a_date() {
        let mut facts = contact_with(vec![visitor(at_day(1), &[Cue::Budget]), visitor(at_day(3), &[Cue::Urgency])]);
        facts.fields.email = "ana@example.com".to_owned();
        facts.events = vec![event("purchase", at_day(2))];
        facts.points = vec![(at_day(0), 50)];
        let signal = |name: &str, rest: &str| format!("[[score.signal]]\nname = \"{name}\"\npoints = 30\n{rest}\n");
        let mut rules = rules_with(
            &[
                signal("a", "category = \"budget\"\nkind = \"cue\"\nmatch = \"budget\"\ncap = 2"),
                signal("b", "category = \"urgency\"\nkind = \"cue\"\nmatch = \"urgency\""),
                signal("c", "category = \"fit\"\nkind = \"field\"\nmatch = \"email\""),
                signal("d", "category = \"engagement\"\nkind = \"stat\"\nmatch = \"purchases\"\nat_least = 1"),
            ]
            .concat(),
        );
        rules.score.min_messages = 0;
        let (dated, undated) = sums(&facts, &rules, &usd(), at_day(1));
        assert_eq!((dated, undated), ([30, 0, 0, 0, 0], [0, 0, 0, 30, 0]));
        let (dated, undated) = sums(&facts, &rules, &usd(), at_day(3));
        assert_eq!((dated, undated), ([30, 30, 0, 0, 0], [0, 0, 0, 30, 30]), "has bought is no explanation");
    }
}

//! What goes with conversion: for each cue, kind of event, word and two-word phrase, how many times as often those convert
//! who showed it before, compared with contacts that wrote about as much. What stands out for sure becomes a signal.

use serde_json::Value;

use super::history::STRATA;
use super::statistics::{Estimate, Rates, chance, join, ratio, share, stand};
use super::{Change, FALSE_SHARE, LEAST_SUPPORT, NewSignal, Suggestion, name_of, percent, precise, rounded};
use crate::domain::cue::Cue;
use crate::domain::deciding::rules::{Category, Rules, SignalKind};

/// Signals of one kind that are suggested at once.
const MOST: usize = 10;
/// A smaller effect is none worth a signal: the ratio itself, and the end of its interval that is nearer to 1.
const LEAST_RATIO: f64 = 1.5;
const LEAST_SURE_RATIO: f64 = 1.2;
/// Points for each doubling of the rate, as whole fives within the bounds.
const POINTS_PER_DOUBLING: f64 = 30.0;
const POINTS: (i32, i32) = (10, 80);
/// Of two terms that stand for much the same, the second says this much more, or it is left out.
const MORE_TELLING: f64 = 1.5;

/// How many contacts showed something, and how many of these converted, by stratum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exposure(pub [[u32; 2]; STRATA]);

impl Exposure {
    /// One contact more.
    pub const fn add(&mut self, stratum: usize, is_hit: bool) {
        self.0[stratum][0] += 1;
        self.0[stratum][1] += is_hit as u32;
    }

    /// Those of another count as well.
    pub fn join(&mut self, other: &Self) {
        let pairs = self.0.iter_mut().flatten().zip(other.0.iter().flatten());
        pairs.for_each(|(mine, theirs)| *mine += theirs);
    }

    /// All contacts, and those that converted.
    pub fn total(&self) -> (u64, u64) {
        self.0.iter().fold((0, 0), |sum, it| (sum.0 + u64::from(it[0]), sum.1 + u64::from(it[1])))
    }

    /// The rates against all others of a whole.
    fn rates(&self, whole: &Self) -> [Rates; STRATA] {
        std::array::from_fn(|at| {
            let [with, hits] = self.0[at].map(u64::from);
            let [all, all_hits] = whole.0[at].map(u64::from);
            Rates { hits, with, other_hits: all_hits.saturating_sub(hits), without: all.saturating_sub(with) }
        })
    }
}

/// Something that may go with conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What kind of signal it would be.
    pub kind: SignalKind,
    /// The cue, the kind of event or the term.
    pub subject: String,
    /// Who showed it.
    pub exposure: Exposure,
    /// How many of them said it in a message without a cue that is scored.
    pub plain: u32,
}

/// A candidate with what was found.
struct Finding<'c> {
    candidate: &'c Candidate,
    rates: Rates,
    lift: Estimate,
    errors: f64,
}

/// Signals that the candidates give cause for. `whole` are all contacts with a known outcome, and of `kind` those that
/// candidates of that kind are counted among; `needed` is how many contacts must have shown something.
pub fn suggest(
    candidates: &[Candidate],
    whole: impl Fn(SignalKind) -> Exposure,
    needed: u64,
    rules: &Rules,
) -> Vec<Suggestion> {
    let mut found: Vec<Finding<'_>> = Vec::new();
    for candidate in candidates {
        let rates = candidate.exposure.rates(&whole(candidate.kind));
        let joined = join(&rates);
        let is_enough = joined.with >= needed.max(LEAST_SUPPORT) && joined.without >= LEAST_SUPPORT;
        if let Some((lift, errors)) = ratio(&rates).filter(|_| is_enough) {
            found.push(Finding { candidate, rates: joined, lift, errors });
        }
    }
    let chances: Vec<f64> = found.iter().map(|it| chance(it.errors)).collect();
    let tested = found.len();
    let mut stands = stand(&chances, FALSE_SHARE).into_iter();
    found.retain(|it| stands.next() == Some(true) && it.matters());
    found.sort_by(|a, b| {
        b.errors.abs().total_cmp(&a.errors.abs()).then_with(|| a.candidate.subject.cmp(&b.candidate.subject))
    });
    let mut kept: Vec<Finding<'_>> = Vec::new();
    for it in found {
        let of_kind = kept.iter().filter(|other| other.candidate.kind == it.candidate.kind).count();
        if of_kind < MOST && !kept.iter().any(|other| it.is_covered_by(other)) {
            kept.push(it);
        }
    }
    kept.iter().map(|it| it.suggestion(tested, rules)).collect()
}

impl Finding<'_> {
    fn matters(&self) -> bool {
        let lift = &self.lift;
        let rises = lift.value >= LEAST_RATIO && lift.low >= LEAST_SURE_RATIO;
        let falls = lift.value <= 1.0 / LEAST_RATIO && lift.high <= 1.0 / LEAST_SURE_RATIO;
        // What comes mostly with a cue that is scored is scored already.
        (rises || falls) && 2 * u64::from(self.candidate.plain) >= self.rates.with
    }

    /// Whether another finding says the same: one of the terms is part of the other one.
    fn is_covered_by(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.candidate.subject, &other.candidate.subject);
        let has = |whole: &str, part: &str| whole.split(' ').any(|word| part.split(' ').any(|other| other == word));
        let are_words = self.candidate.kind == SignalKind::Keyword && other.candidate.kind == SignalKind::Keyword;
        let more = (self.lift.value / other.lift.value).ln().abs();
        are_words && has(mine, theirs) && more < MORE_TELLING.ln()
    }

    /// Points by the logarithm of the lift.
    fn points(&self) -> i32 {
        let fives = (POINTS_PER_DOUBLING * self.lift.value.log2() / 5.0).round() as i32 * 5;
        fives.signum() * fives.abs().clamp(POINTS.0, POINTS.1)
    }

    fn suggestion(&self, tested: usize, rules: &Rules) -> Suggestion {
        let Candidate { kind, subject, .. } = self.candidate;
        let (kind_name, shown) = match kind {
            SignalKind::Cue => ("cue", format!("the cue {subject}")),
            SignalKind::Event => ("event", format!("the event {subject}")),
            _ if subject.contains(' ') => ("keyword", format!("the words \"{subject}\"")),
            _ => ("keyword", format!("the word \"{subject}\"")),
        };
        let category = category(*kind, subject);
        let known = rules.score.signals.iter().find(|it| it.kind == *kind && it.subject.eq_ignore_ascii_case(subject));
        let points = self.points();
        let (with, others) =
            (share(self.rates.hits, self.rates.with), share(self.rates.other_hits, self.rates.without));
        let signal = NewSignal {
            name: signal_name(*kind, subject, rules),
            category,
            kind: *kind,
            subject: subject.clone(),
            points,
        };
        Suggestion {
            name: name_of(&format!("signal_{kind_name}"), subject),
            what: format!("a signal for {shown}"),
            why: format!(
                "converted {:.1} times as often ({:.1} to {:.1}) as others who wrote as much: {} of {} with it, {} of {} \
                 without",
                self.lift.value,
                self.lift.low,
                self.lift.high,
                self.rates.hits,
                self.rates.with,
                self.rates.other_hits,
                self.rates.without
            ),
            effect: format!("{points:+} points of {}", category.name()),
            figures: vec![
                ("contacts with it", Value::from(self.rates.with)),
                ("of these converted", Value::from(self.rates.hits)),
                ("rate with it", Value::from(percent(with))),
                ("contacts without it", Value::from(self.rates.without)),
                ("of those converted", Value::from(self.rates.other_hits)),
                ("rate without it", Value::from(percent(others))),
                ("times as often", rounded(self.lift.value)),
                ("95 % interval from", rounded(self.lift.low)),
                ("95 % interval to", rounded(self.lift.high)),
                ("standard errors", rounded(self.errors)),
                ("chance", precise(chance(self.errors))),
                ("candidates tested", Value::from(tested)),
                ("contacts that said it without a scored cue", Value::from(self.candidate.plain)),
            ],
            change: Change::Signal(signal),
            is_in_force: known.is_some(),
        }
    }
}

/// A name for the signal that no other one has.
fn signal_name(kind: SignalKind, subject: &str, rules: &Rules) -> String {
    let plain = match kind {
        SignalKind::Cue | SignalKind::Event => subject.replace('_', " "),
        _ => format!("says {subject}"),
    };
    let is_taken = |name: &str| rules.score.signals.iter().any(|it| it.name == name);
    let others = (2..).map(|number| format!("{plain} {number}"));
    std::iter::once(plain.clone()).chain(others).find(|name| !is_taken(name)).unwrap_or(plain)
}

/// Where a signal of this kind belongs.
fn category(kind: SignalKind, subject: &str) -> Category {
    match (kind, Cue::from_name(subject)) {
        (SignalKind::Cue, Some(Cue::Budget | Cue::PricingQuestion | Cue::Negotiation)) => Category::Budget,
        (
            SignalKind::Cue,
            Some(Cue::Urgency | Cue::BookingAttempt | Cue::PurchaseIntent | Cue::AvailabilityQuestion | Cue::Deferral),
        ) => Category::Urgency,
        (SignalKind::Cue, Some(Cue::Authority)) => Category::Authority,
        (
            SignalKind::Cue,
            Some(Cue::Need | Cue::Comparison | Cue::JobSeeking | Cue::VendorPitch | Cue::Partnership | Cue::Spam),
        )
        | (SignalKind::Keyword, _) => Category::Fit,
        _ => Category::Engagement,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::rules;
    use crate::domain::suggesting::statistics::mix;

    fn exposure(with: u32, hits: u32) -> Exposure {
        let mut exposure = Exposure::default();
        exposure.0[2] = [with, hits];
        exposure
    }

    fn term(subject: &str, with: u32, hits: u32) -> Candidate {
        let kind = SignalKind::Keyword;
        Candidate { kind, subject: subject.to_owned(), exposure: exposure(with, hits), plain: with }
    }

    fn names(candidates: &[Candidate]) -> Vec<String> {
        let whole = |_| exposure(1_000, 200);
        suggest(candidates, whole, 20, &rules()).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn what_triples_conversion_is_a_signal_with_points_by_its_lift() {
        let found = suggest(&[term("wedding", 100, 50)], |_| exposure(1_000, 200), 20, &rules());
        let Change::Signal(signal) = &found[0].change else { panic!("{found:?}") };
        assert_eq!((signal.points, signal.category, signal.name.as_str()), (50, Category::Fit, "says wedding"));
        assert_eq!(
            found[0].why,
            "converted 3.0 times as often (2.3 to 3.8) as others who wrote as much: 50 of 100 with it, 150 of 900 without"
        );
        assert!(!found[0].is_in_force);
    }

    #[test]
    fn what_is_seldom_weak_or_scored_already_is_none() {
        assert!(names(&[term("rare", 19, 19)]).is_empty());
        assert!(names(&[term("weak", 500, 110)]).is_empty());
        assert!(names(&[Candidate { plain: 40, ..term("priced", 100, 50) }]).is_empty());
        assert_eq!(names(&[term("against", 300, 10)]), ["signal_keyword_against"]);
    }

    #[test]
    fn of_terms_that_say_the_same_only_the_surest_is_one() {
        let candidates = [term("wedding", 100, 60), term("wedding cake", 80, 50), term("cake", 300, 60)];
        assert_eq!(names(&candidates), ["signal_keyword_wedding"]);
        let more = [term("cake", 400, 120), term("wedding cake", 60, 58)];
        assert_eq!(names(&more), ["signal_keyword_wedding_cake", "signal_keyword_cake"]);
    }

    #[test]
    fn where_nothing_matters_nothing_is_found_in_95_of_100_worlds() {
        let mut worlds_with = 0;
        for seed in 0..100 {
            let candidates: Vec<Candidate> = (0..200)
                .map(|number| {
                    let number_of = |at: u64| mix(mix(seed) ^ (number * 1_000 + at)) as f64 / u64::MAX as f64;
                    let with = 40 + (number % 60) as u32;
                    let hits = (0..with).filter(|at| number_of(u64::from(*at)) < 0.2).count() as u32;
                    term(&format!("word{number}"), with, hits)
                })
                .collect();
            worlds_with += usize::from(!names(&candidates).is_empty());
        }
        assert!(worlds_with <= 5, "{worlds_with} of 100");
    }
}

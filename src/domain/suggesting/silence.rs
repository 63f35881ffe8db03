//! How long people stay silent before they come back. Silences that still last are no returns yet, and count for as long as
//! they have lasted (E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", 1958): else what
//! came in lately would make all silences seem short.

use serde_json::Value;

use super::statistics::Z95;
use super::{Change, Suggestion, percent};
use crate::domain::deciding::rules::Rules;
use crate::domain::time::{DAY, HOUR, Span};

/// Silences are counted up to this many units; longer ones are in the last.
const UNITS: usize = 1_000;
/// Returns below which nothing is said.
const LEAST_RETURNS: u64 = 100;
/// Where fewer silences have lasted so long, nothing is known of what comes after.
const LEAST_AT_RISK: u64 = 30;
/// A threshold this near to the present one changes nothing.
const LEAST_CHANGE: f64 = 1.25;

/// Silences by length in whole units: those that ended with a return, and those that still last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silences {
    returned: Vec<u32>,
    lasting: Vec<u32>,
}

impl Default for Silences {
    fn default() -> Self {
        Self { returned: vec![0; UNITS], lasting: vec![0; UNITS] }
    }
}

/// After how many units a share of all returns had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantile {
    /// Within so many units, at the latest, by the data.
    pub at: u64,
    /// Where the 95 % interval begins.
    pub low: u64,
    /// Where it ends.
    pub high: u64,
}

impl Silences {
    /// A silence of so many whole units.
    pub fn add(&mut self, units: i64, has_ended: bool) {
        let at = usize::try_from(units.max(0)).unwrap_or(UNITS).min(UNITS - 1);
        let list = if has_ended { &mut self.returned } else { &mut self.lasting };
        list[at] += 1;
    }

    /// Those of another count as well.
    pub fn join(&mut self, other: &Self) {
        self.returned.iter_mut().zip(&other.returned).for_each(|(mine, theirs)| *mine += theirs);
        self.lasting.iter_mut().zip(&other.lasting).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// How many ended with a return, and how many there are.
    pub fn counts(&self) -> (u64, u64) {
        let sum = |list: &[u32]| list.iter().map(|count| u64::from(*count)).sum::<u64>();
        (sum(&self.returned), sum(&self.returned) + sum(&self.lasting))
    }

    /// How many of those that lasted longer than so many units ended with a return, and how many there are.
    fn counts_after(&self, units: u64) -> (u64, u64) {
        let from = usize::try_from(units).unwrap_or(UNITS).min(UNITS);
        let sum = |list: &[u32]| list[from..].iter().map(|count| u64::from(*count)).sum::<u64>();
        (sum(&self.returned), sum(&self.returned) + sum(&self.lasting))
    }

    /// After how many units a share of those who come back had come. The interval is that of the share, read off the
    /// curve (R. Brookmeyer and J. Crowley, 1982).
    pub fn quantile(&self, share: f64) -> Option<Quantile> {
        let (returns, mut at_risk) = self.counts();
        let (mut still, mut curve) = (1.0, Vec::new());
        for (returned, lasting) in self.returned.iter().zip(&self.lasting) {
            if at_risk < LEAST_AT_RISK {
                break;
            }
            still *= 1.0 - f64::from(*returned) / at_risk as f64;
            at_risk -= u64::from(*returned) + u64::from(*lasting);
            curve.push(1.0 - still);
        }
        let most = curve.last().copied().filter(|most| *most > 0.0 && returns >= LEAST_RETURNS)?;
        let place = |share: f64| curve.iter().position(|done| *done >= share * most - 1e-12).map(|at| at as u64 + 1);
        let reach = Z95 * (share * (1.0 - share) / returns as f64).sqrt();
        let last = curve.len() as u64;
        Some(Quantile {
            at: place(share)?,
            low: place((share - reach).max(0.0)).unwrap_or(1),
            high: place((share + reach).min(1.0)).unwrap_or(last),
        })
    }
}

/// The silences of everybody, by what thresholds go by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllSilences {
    /// Of contacts, in days, of a day at least.
    pub any: Silences,
    /// The same after a conversion.
    pub converted: Silences,
    /// The same before one, or without.
    pub unconverted: Silences,
    /// Before a visitor answers our message, in hours, of an hour at least.
    pub answers: Silences,
}

impl AllSilences {
    /// Those of other contacts as well.
    pub fn join(&mut self, other: &Self) {
        self.any.join(&other.any);
        self.converted.join(&other.converted);
        self.unconverted.join(&other.unconverted);
        self.answers.join(&other.answers);
    }
}

/// One threshold, and what it is to follow.
struct Threshold<'a> {
    name: &'static str,
    section: &'static str,
    key: &'static str,
    present: Span,
    unit: Span,
    silences: &'a Silences,
    share: f64,
    whose: &'static str,
}

/// Thresholds that fit the silences better.
pub fn suggest(all: &AllSilences, rules: &Rules) -> Vec<Suggestion> {
    let days = |name, key, present, silences, share, whose| Threshold {
        name,
        section: "windows",
        key,
        present,
        unit: DAY,
        silences,
        share,
        whose,
    };
    let (windows, followups) = (&rules.windows, &rules.followups);
    let thresholds = [
        days(
            "window_inactive",
            "inactive",
            windows.inactive,
            &all.any,
            0.95,
            "those who came back after a day or more",
        ),
        days(
            "window_churned",
            "churned",
            windows.churned,
            &all.converted,
            0.99,
            "the buyers who came back after a day or more",
        ),
        Threshold {
            section: "followups.disengaged",
            ..days(
                "followup_disengaged_after",
                "after",
                followups.disengaged.after,
                &all.unconverted,
                0.9,
                "those who came back after a day or more without having bought",
            )
        },
        Threshold {
            section: "followups.ghosted",
            unit: HOUR,
            ..days(
                "followup_ghosted_after",
                "after",
                followups.ghosted.after,
                &all.answers,
                0.9,
                "the answers that took an hour or more",
            )
        },
    ];
    thresholds.iter().filter_map(Threshold::suggestion).collect()
}

impl Threshold<'_> {
    fn suggestion(&self) -> Option<Suggestion> {
        let found = self.silences.quantile(self.share)?;
        let (returned, all) = self.silences.counts();
        let (late, lasting) = self.silences.counts_after(found.at);
        let span = Span(found.at.cast_signed() * self.unit.0);
        let is_in_force = span == self.present;
        let present = self.present.0 as f64 / self.unit.0 as f64;
        let is_outside = present < found.low as f64 || present > found.high as f64;
        let change = (present / found.at as f64).ln().abs();
        if !is_in_force && (!is_outside || change < LEAST_CHANGE.ln()) {
            return None;
        }
        let unit = if self.unit == DAY { "days" } else { "hours" };
        let (at, low, high) = (found.at, found.low, found.high);
        let share = percent(self.share);
        Some(Suggestion {
            name: self.name.to_owned(),
            what: format!("{}.{} = {span}", self.section, self.key),
            why: format!(
                "{share} within {at} {unit} ({low} to {high}) of {}: {returned} returns of {all} silences",
                self.whose
            ),
            effect: format!("{} instead of {}", span, self.present),
            figures: vec![
                ("whose silences", Value::from(self.whose)),
                ("silences", Value::from(all)),
                ("ended with a return", Value::from(returned)),
                ("share of the returns", Value::from(share)),
                ("within", Value::from(format!("{at} {unit}"))),
                ("95 % interval from", Value::from(format!("{low} {unit}"))),
                ("95 % interval to", Value::from(format!("{high} {unit}"))),
                ("silences that lasted longer", Value::from(lasting)),
                ("of these ended with a return", Value::from(late)),
                ("present value", Value::from(self.present.to_string())),
            ],
            change: Change::Text { section: self.section, key: self.key, text: span.to_string() },
            is_in_force,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::rules;

    #[test]
    fn where_all_silences_ended_the_quantile_is_that_of_the_list() {
        let mut silences = Silences::default();
        (0..200).for_each(|day| silences.add(day, true));
        let found = silences.quantile(0.5).expect("200 returns");
        // The last 29 are too few to follow, so it is half of 171 + 1.
        assert_eq!(found.at, 86);
        assert!(found.low < 80 && found.high > 92, "{found:?}");
    }

    #[test]
    fn what_still_lasts_makes_no_silence_short() {
        // People come back after 1 to 40 days; half of them are looked at after 20 only.
        let (mut whole, mut cut, mut returns_only) = (Silences::default(), Silences::default(), Silences::default());
        for number in 0..8_000 {
            let days = number % 40;
            whole.add(days, true);
            let is_late = number % 80 >= 40;
            cut.add(if is_late { days.min(20) } else { days }, !(is_late && days > 20));
            if !(is_late && days > 20) {
                returns_only.add(days, true);
            }
        }
        let at = |silences: &Silences| silences.quantile(0.9).map(|found| found.at);
        assert_eq!((at(&whole), at(&cut)), (Some(36), Some(36)));
        assert!(at(&returns_only) < Some(36));
    }

    #[test]
    fn few_returns_say_nothing() {
        let mut silences = Silences::default();
        (0..99).for_each(|_| silences.add(3, true));
        assert_eq!(silences.quantile(0.9), None);
    }

    #[test]
    fn a_threshold_far_from_the_present_one_is_suggested_once() {
        let mut all = AllSilences::default();
        (0..5_000).for_each(|number| all.any.add(1 + number % 10, true));
        (0..5_000).for_each(|_| all.any.add(200, false));
        let found = suggest(&all, &rules());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].what.as_str()), ("window_inactive", "windows.inactive = 11d"));
        assert!(!found[0].is_in_force);
        let mut rules = rules();
        rules.windows.inactive = Span(11 * DAY.0);
        assert!(suggest(&all, &rules)[0].is_in_force);
        rules.windows.inactive = Span(12 * DAY.0);
        assert!(suggest(&all, &rules).is_empty());
    }
}

//! How well a score ranks those who converted above those who did not: the area under the ROC curve, which is the chance
//! that of one of each the right one has the higher score, and how sure the difference of two scores of the same
//! contacts is (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, "Comparing the Areas under Two or More Correlated
//! Receiver Operating Characteristic Curves", Biometrics 44, 1988), by ranks (X. Sun and W. Xu, 2014).

use super::statistics::{Estimate, Z95};

/// Two scores of the same contacts, compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The area under the curve of the first.
    pub before: f64,
    /// That of the second.
    pub after: f64,
    /// What the second gains, with its 95 % interval.
    pub gain: Estimate,
    /// The gain in standard errors.
    pub errors: f64,
}

/// Compares two scores. Each entry is the two scores and whether that contact converted. `None` unless there are at least
/// two of each.
pub fn compare(scored: &[(f64, f64, bool)]) -> Option<Comparison> {
    let first = Placements::of(scored, |it| it.0)?;
    let second = Placements::of(scored, |it| it.1)?;
    let spread = |one: &[f64], other: &[f64]| {
        let rest: Vec<f64> = one.iter().zip(other).map(|(one, other)| other - one).collect();
        let mean = rest.iter().sum::<f64>() / rest.len() as f64;
        let squares: f64 = rest.iter().map(|it| (it - mean) * (it - mean)).sum();
        squares / (rest.len() - 1) as f64 / rest.len() as f64
    };
    let variance = spread(&first.hits, &second.hits) + spread(&first.others, &second.others);
    let (before, after) = (first.area(), second.area());
    let (gain, error) = (after - before, variance.sqrt());
    let errors = if error > 0.0 { gain / error } else { 0.0 };
    let interval = Estimate { value: gain, low: gain - Z95 * error, high: gain + Z95 * error };
    Some(Comparison { before, after, gain: interval, errors })
}

/// For each that converted, the share of the others that it stands above; for each other, of those that stand above it.
struct Placements {
    hits: Vec<f64>,
    others: Vec<f64>,
}

impl Placements {
    fn of(scored: &[(f64, f64, bool)], score: impl Fn(&(f64, f64, bool)) -> f64) -> Option<Self> {
        let of_class = |class: bool| scored.iter().filter(|it| it.2 == class).map(&score).collect::<Vec<f64>>();
        let (hits, others) = (of_class(true), of_class(false));
        if hits.len() < 2 || others.len() < 2 {
            return None;
        }
        let above = below(&hits, &others);
        let under = below(&others, &hits).into_iter().map(|share| 1.0 - share).collect();
        Some(Self { hits: above, others: under })
    }

    fn area(&self) -> f64 {
        self.hits.iter().sum::<f64>() / self.hits.len() as f64
    }
}

/// For each value the share of the others that lie below it; equal ones count half.
fn below(values: &[f64], others: &[f64]) -> Vec<f64> {
    let mut sorted = others.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = |value: &f64| {
        let less = sorted.partition_point(|other| other < value);
        let upto = sorted.partition_point(|other| other <= value);
        (less + upto) as f64 / 2.0 / sorted.len() as f64
    };
    values.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_share_of_pairs_in_the_right_order() {
        // By hand: of the 6 pairs the first score has 4 right and one even, the second all.
        let scored = [(3.0, 9.0, true), (1.0, 8.0, true), (2.0, 1.0, false), (0.0, 2.0, false), (1.0, 3.0, false)];
        let found = compare(&scored).expect("two of each");
        assert!((found.before - 4.5 / 6.0).abs() < 1e-12 && (found.after - 1.0).abs() < 1e-12, "{found:?}");
        assert!(compare(&scored[..2]).is_none());
    }

    #[test]
    fn a_score_gains_nothing_over_itself() {
        let scored: Vec<_> = (0..50).map(|i| (f64::from(i % 7), f64::from(i % 7), i % 3 == 0)).collect();
        let found = compare(&scored).expect("two of each");
        assert_eq!((found.gain.value, found.errors), (0.0, 0.0));
    }

    #[test]
    fn the_error_of_the_gain_is_that_of_the_paper_by_its_definition() {
        let scored: Vec<_> =
            (0..40_i32).map(|i| (f64::from((i * 7) % 11), f64::from((i * 5) % 13 + i % 3), (i * i) % 5 < 2)).collect();
        let found = compare(&scored).expect("two of each");
        let psi = |hit: f64, other: f64| f64::from(u8::from(hit > other)) + 0.5 * f64::from(u8::from(hit == other));
        let (hits, others): (Vec<_>, Vec<_>) = scored.iter().partition(|it| it.2);
        let rest = |hit: &&(f64, f64, bool), other: &&(f64, f64, bool)| psi(hit.1, other.1) - psi(hit.0, other.0);
        let mean = |all: Vec<f64>| all.iter().sum::<f64>() / all.len() as f64;
        let by_hit: Vec<f64> = hits.iter().map(|h| mean(others.iter().map(|o| rest(h, o)).collect())).collect();
        let by_other: Vec<f64> = others.iter().map(|o| mean(hits.iter().map(|h| rest(h, o)).collect())).collect();
        let variance = |all: &[f64]| {
            let middle = all.iter().sum::<f64>() / all.len() as f64;
            all.iter().map(|it| (it - middle).powi(2)).sum::<f64>() / (all.len() - 1) as f64 / all.len() as f64
        };
        let error = (variance(&by_hit) + variance(&by_other)).sqrt();
        assert!((found.gain.value / found.errors - error).abs() < 1e-9, "{found:?}");
    }
}

//! The statistics behind suggestions: how sure a share, a ratio of two rates, and a ratio over strata are, and which of
//! many findings stand. All of it is closed-form and deterministic.

/// Half-width of a 95 % interval in standard errors.
pub const Z95: f64 = 1.959_963_984_540_054;
/// Half-width of a 99.9 % interval in standard errors.
pub const Z999: f64 = 3.290_526_731_491_895;

/// A number with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number itself.
    pub value: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where the interval ends.
    pub high: f64,
}

/// Contacts with and without something, and how many of each converted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// Contacts with it that converted.
    pub hits: u64,
    /// Contacts with it.
    pub with: u64,
    /// Contacts without it that converted.
    pub other_hits: u64,
    /// Contacts without it.
    pub without: u64,
}

/// A share as a number; 0 of nothing is 0.
pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The interval of a share (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927),
/// `z` standard errors to each side.
pub fn wilson(part: u64, whole: u64, z: f64) -> Estimate {
    if whole == 0 {
        return Estimate { value: 0.0, low: 0.0, high: 1.0 };
    }
    let (n, p) = (whole as f64, share(part, whole));
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let reach = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Estimate { value: p, low: (middle - reach).max(0.0), high: (middle + reach).min(1.0) }
}

/// How many times as often those with something convert as those without who are alike in the strata: the ratio of
/// Mantel and Haenszel with the variance of its logarithm by S. Greenland and J. M. Robins ("Estimation of a Common
/// Effect Parameter from Sparse Follow-Up Data", Biometrics 41, 1985); 95 %. Where that is not defined, because nobody on
/// one side converted, the strata are joined and 0.5 is added to each cell (Haldane 1956, Anscombe 1956). Also gives how
/// many standard errors lie between the conversions and those to be expected (`score`). `None` where one side is empty.
pub fn ratio(strata: &[Rates]) -> Option<(Estimate, f64)> {
    let (mut over, mut under, mut spread) = (0.0, 0.0, 0.0);
    for it in strata.iter().filter(|it| it.with > 0 && it.without > 0) {
        let (with, without) = (it.with as f64, it.without as f64);
        let all = with + without;
        let (hits, other_hits) = (it.hits as f64, it.other_hits as f64);
        over += hits * without / all;
        under += other_hits * with / all;
        spread += ((hits + other_hits) * with * without - hits * other_hits * all) / (all * all);
    }
    let errors = score(strata);
    if over > 0.0 && under > 0.0 && spread > 0.0 {
        return Some((from_logarithm((over / under).ln(), (spread / (over * under)).sqrt()), errors));
    }
    let joined = join(strata);
    if joined.with == 0 || joined.without == 0 {
        return None;
    }
    let (hits, other_hits) = (joined.hits as f64 + 0.5, joined.other_hits as f64 + 0.5);
    let (with, without) = (joined.with as f64 + 0.5, joined.without as f64 + 0.5);
    let spread = 1.0 / hits - 1.0 / with + 1.0 / other_hits - 1.0 / without;
    Some((from_logarithm((hits * without / (other_hits * with)).ln(), spread.max(1e-12).sqrt()), errors))
}

fn from_logarithm(logarithm: f64, error: f64) -> Estimate {
    let at = |errors: f64| (logarithm + errors * error).exp();
    Estimate { value: at(0.0), low: at(-Z95), high: at(Z95) }
}

/// How many standard errors lie between the conversions of those with something and what is to be expected if it means
/// nothing, half a contact taken off (W. G. Cochran 1954; N. Mantel and W. Haenszel 1959). Where counts are small the
/// logarithm of the ratio would find too much.
fn score(strata: &[Rates]) -> f64 {
    let (mut rest, mut variance) = (0.0, 0.0);
    for it in strata {
        let (with, without) = (it.with as f64, it.without as f64);
        let (all, hits) = (with + without, (it.hits + it.other_hits) as f64);
        if all > 1.0 {
            rest += it.hits as f64 - hits * with / all;
            variance += with * without * hits * (all - hits) / (all * all * (all - 1.0));
        }
    }
    if variance > 0.0 { rest.signum() * (rest.abs() - 0.5).max(0.0) / variance.sqrt() } else { 0.0 }
}

/// The strata as one.
pub fn join(strata: &[Rates]) -> Rates {
    strata.iter().fold(Rates::default(), |sum, it| Rates {
        hits: sum.hits + it.hits,
        with: sum.with + it.with,
        other_hits: sum.other_hits + it.other_hits,
        without: sum.without + it.without,
    })
}

/// The chance of being at least this many standard errors away from 0, to either side, by chance alone. The complementary
/// error function is that of W. J. Cody's kind as in "Numerical Recipes" (erfc by a Chebyshev fit, good to 1.2e-7).
pub fn chance(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * x);
    let terms = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let sum = terms.iter().rev().fold(0.0, |sum, term| sum * t + term);
    t * (sum - x * x).exp()
}

/// Which of many findings stand when at most `rate` of those that do may be chance (Y. Benjamini and Y. Hochberg,
/// "Controlling the False Discovery Rate", 1995): true for each that does, in the order of `chances`.
pub fn stand(chances: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted = chances.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let line = |rank: usize| rate * (rank + 1) as f64 / count;
    let last = (0..sorted.len()).rev().find(|rank| sorted[*rank] <= line(*rank));
    let bound = last.map(|rank| sorted[rank]);
    chances.iter().map(|chance| bound.is_some_and(|bound| *chance <= bound)).collect()
}

/// Mixes a number so that neighbours have nothing in common (SplitMix64 by G. L. Steele, D. Lea and C. H. Flood, 2014).
pub const fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-4
    }

    #[test]
    fn intervals_of_shares_are_those_of_the_books() {
        // Newcombe 1998, table I: 81 of 263 and 0 of 20.
        let found = wilson(81, 263, Z95);
        assert!(near(found.low, 0.2553) && near(found.high, 0.3662), "{found:?}");
        let none = wilson(0, 20, Z95);
        assert!(near(none.low, 0.0) && near(none.high, 0.1611), "{none:?}");
        assert_eq!(wilson(0, 0, Z95), Estimate { value: 0.0, low: 0.0, high: 1.0 });
    }

    #[test]
    fn one_stratum_gives_the_plain_ratio_with_the_interval_of_its_logarithm() {
        let (found, _) = ratio(&[Rates { hits: 30, with: 100, other_hits: 10, without: 100 }]).expect("two sides");
        // ln 3 ± 1.96 · √(1/30 − 1/100 + 1/10 − 1/100) (Katz 1978).
        assert!(near(found.value, 3.0) && near(found.low, 1.5508) && near(found.high, 5.8033), "{found:?}");
    }

    #[test]
    fn strata_take_away_what_only_they_explain() {
        // In each stratum the rates are equal; joined, those with it seem to convert 2.6 times as often.
        let strata = [
            Rates { hits: 5, with: 100, other_hits: 45, without: 900 },
            Rates { hits: 150, with: 300, other_hits: 50, without: 100 },
        ];
        let (found, errors) = ratio(&strata).expect("two sides");
        assert!(near(found.value, 1.0) && near(errors, 0.0), "{found:?}");
        assert!(ratio(&[join(&strata)]).is_some_and(|(joined, _)| joined.value > 2.0));
    }

    #[test]
    fn where_nobody_converted_on_one_side_the_ratio_is_held_back() {
        let (found, errors) = ratio(&[Rates { hits: 5, with: 10, other_hits: 0, without: 10 }]).expect("two sides");
        assert!(near(found.value, 11.0) && found.low < 1.0 && errors < 2.1, "{found:?}");
        assert_eq!(ratio(&[Rates { hits: 5, with: 10, other_hits: 0, without: 0 }]), None);
    }

    #[test]
    fn chances_are_those_of_the_tables() {
        for (z, expected) in [(0.0, 1.0), (1.0, 0.317_31), (1.96, 0.049_996), (-2.575_83, 0.01), (3.290_53, 0.001)] {
            assert!((chance(z) - expected).abs() < 2e-6, "{z}: {}", chance(z));
        }
    }

    #[test]
    fn findings_stand_up_to_the_line_of_their_rank() {
        // The example of Benjamini and Hochberg 1995: of 15 chances four stand at 0.05.
        let chances = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        assert_eq!(stand(&chances, 0.05).iter().filter(|stands| **stands).count(), 4);
        assert_eq!(stand(&[0.9, 0.001], 0.05), [false, true]);
        assert!(stand(&[], 0.05).is_empty());
    }

    /// Numbers that seem to come by chance, in [0, 1).
    fn numbers(seed: u64) -> impl Iterator<Item = f64> {
        (0_u64..).map(move |at| (mix(mix(seed) ^ at) >> 11) as f64 / (1_u64 << 53) as f64)
    }

    #[test]
    fn nineteen_of_twenty_intervals_cover_the_truth() {
        // Three strata with other rates and other shares of those who have it; the truth is a ratio of 2 in each.
        let mut covered = 0;
        for seed in 0..1_000 {
            let mut chance = numbers(seed);
            let mut next = || chance.next().expect("there is no end");
            let mut strata = [Rates::default(); 3];
            for _ in 0..1_200 {
                let at = (next() * 3.0) as usize;
                let (has, base) = ([0.1, 0.3, 0.5][at], [0.05, 0.1, 0.2][at]);
                let it = &mut strata[at];
                if next() < has {
                    it.with += 1;
                    it.hits += u64::from(next() < 2.0 * base);
                } else {
                    it.without += 1;
                    it.other_hits += u64::from(next() < base);
                }
            }
            let (found, _) = ratio(&strata).expect("two sides");
            covered += u64::from(found.low <= 2.0 && 2.0 <= found.high);
        }
        assert!((930..=970).contains(&covered), "{covered} of 1000");
    }
}

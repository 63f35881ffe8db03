//! Grades that differ in how many convert: the four cut points that part the contacts that teach best (the likeliest
//! five groups, found by dynamic programming over the 101 scores), suggested where the contacts that test agree.

use serde_json::Value;

use super::statistics::{chance, share};
use super::weights::{Cases, present, weigh};
use super::{Change, LEAST_OUTCOMES, Suggestion, percent};
use crate::domain::deciding::rules::Rules;

/// The groups, from F up to A.
const GRADES: usize = 5;
/// A grade holds at least this share of those that teach, and this many.
const LEAST_SHARE: f64 = 0.02;
const LEAST_CONTACTS: u64 = 20;
/// Two neighbouring grades differ if such a difference comes by chance less often than this.
const MOST_CHANCE: f64 = 0.05;

/// Contacts and conversions by score.
type ByScore = [[u64; 2]; 101];

/// Contacts and conversions of each grade, from F up.
type ByGrade = [[u64; 2]; GRADES];

/// Other cut points, where they part those that test better than the present ones.
pub fn suggest(cases: &Cases, rules: &Rules) -> Option<Suggestion> {
    let (hits, others) = cases.outcomes();
    if hits < LEAST_OUTCOMES || others < LEAST_OUTCOMES {
        return None;
    }
    let weights = present(rules);
    let mut halves: [ByScore; 2] = [[[0; 2]; 101]; 2];
    for case in &cases.all {
        let score = (weigh(cases.categories(case), weights) + 0.5).floor().clamp(0.0, 100.0) as usize;
        let of_score = &mut halves[usize::from(case.is_held_out)][score];
        of_score[0] += 1;
        of_score[1] += u64::from(case.is_hit);
    }
    let [teaching, testing] = &halves;
    let found = cut(teaching)?;
    let grades = &rules.score.grades;
    let before = [grades.d, grades.c, grades.b, grades.a];
    let is_in_force = found == before;
    let (taught, tested) = (grade(teaching, found), grade(testing, found));
    let agrees = differ(&taught, &tested) && gain(testing, before, found) > 0.0;
    (is_in_force || agrees).then(|| suggestion(before, found, testing, &taught))
}

/// The four scores at which D, C, B and A begin that make what the contacts did likeliest.
fn cut(by_score: &ByScore) -> Option<[u32; 4]> {
    let mut sums = [[0_u64; 2]; 102];
    for at in 0..101 {
        sums[at + 1] = [sums[at][0] + by_score[at][0], sums[at][1] + by_score[at][1]];
    }
    let least = LEAST_CONTACTS.max((sums[101][0] as f64 * LEAST_SHARE).ceil() as u64);
    let group = |from: usize, to: usize| {
        let (count, hits) = (sums[to][0] - sums[from][0], sums[to][1] - sums[from][1]);
        (count >= least).then(|| likelihood(count, hits))
    };
    // best[to] is the best way to part the scores below `to` into as many groups as rounds have passed.
    let mut best: Vec<Option<(f64, Vec<u32>)>> = (0..=101).map(|to| Some((group(0, to)?, Vec::new()))).collect();
    for _ in 1..GRADES {
        best = (0..=101)
            .map(|to| {
                let ways = (1..to).filter_map(|from| {
                    let (so_far, cuts) = best[from].as_ref()?;
                    Some((so_far + group(from, to)?, cuts, from))
                });
                let (likely, cuts, from) =
                    ways.reduce(|best, other| if other.0 > best.0 + 1e-9 { other } else { best })?;
                let mut cuts = cuts.clone();
                cuts.push(u32::try_from(from).unwrap_or(100));
                Some((likely, cuts))
            })
            .collect();
    }
    best.pop().flatten().and_then(|(_, cuts)| cuts.try_into().ok())
}

/// How likely these hits are at their own rate, as a logarithm.
fn likelihood(count: u64, hits: u64) -> f64 {
    likelihood_at(count, hits, share(hits, count))
}

fn likelihood_at(count: u64, hits: u64, rate: f64) -> f64 {
    let part = |number: u64, rate: f64| if number == 0 { 0.0 } else { number as f64 * rate.max(1e-9).ln() };
    part(hits, rate) + part(count - hits, 1.0 - rate)
}

fn grade(by_score: &ByScore, cuts: [u32; 4]) -> ByGrade {
    let mut grades = ByGrade::default();
    for (score, [count, hits]) in (0_u32..).zip(by_score) {
        let at = cuts.iter().filter(|cut| score >= **cut).count();
        grades[at][0] += count;
        grades[at][1] += hits;
    }
    grades
}

/// Whether each grade converts more often than the one below it: those that teach for sure, those that test as well.
fn differ(taught: &ByGrade, tested: &ByGrade) -> bool {
    let rises = |pair: &[[u64; 2]]| share(pair[1][1], pair[1][0]) > share(pair[0][1], pair[0][0]);
    taught.windows(2).all(|pair| rises(pair) && chance(distance(pair[0], pair[1])) < MOST_CHANCE)
        && tested.windows(2).all(rises)
}

/// The difference of two rates in standard errors, if there is none in truth.
fn distance(low: [u64; 2], high: [u64; 2]) -> f64 {
    let joined = share(low[1] + high[1], low[0] + high[0]);
    let each = 1.0 / low[0].max(1) as f64 + 1.0 / high[0].max(1) as f64;
    let error = (joined * (1.0 - joined) * each).sqrt();
    if error > 0.0 { (share(high[1], high[0]) - share(low[1], low[0])) / error } else { 0.0 }
}

/// How much likelier the new grades make those that test than the old ones.
fn gain(testing: &ByScore, before: [u32; 4], after: [u32; 4]) -> f64 {
    let likely = |cuts| grade(testing, cuts).iter().map(|[count, hits]| likelihood(*count, *hits)).sum::<f64>();
    likely(after) - likely(before)
}

fn suggestion(before: [u32; 4], found: [u32; 4], testing: &ByScore, taught: &ByGrade) -> Suggestion {
    let told = |[d, c, b, a]: [u32; 4]| format!("A {a}, B {b}, C {c}, D {d}");
    let rates = |grades: &ByGrade| {
        let names = ["F", "D", "C", "B", "A"];
        let each = names.iter().zip(grades).rev();
        let text = |(name, [count, hits]): (&&str, &[u64; 2])| {
            format!("{name} {hits} of {count} ({})", percent(share(*hits, *count)))
        };
        each.map(text).collect::<Vec<_>>().join(", ")
    };
    let tested = grade(testing, found);
    let [d, c, b, a] = found;
    Suggestion {
        name: "grades".to_owned(),
        what: format!("grades from {}", told(found)),
        why: format!("on contacts held out converted {}", rates(&tested)),
        effect: format!("instead of {}", told(before)),
        figures: vec![
            ("converted, of those learnt from", Value::from(rates(taught))),
            ("converted, of those held out", Value::from(rates(&tested))),
            ("the same at present", Value::from(rates(&grade(testing, before)))),
        ],
        change: Change::Grades([a, b, c, d]),
        is_in_force: found == before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::rules;
    use crate::domain::suggesting::statistics::mix;
    use crate::domain::suggesting::weights::{Case, is_held_out};

    /// Contacts of all scores, with a rate by score.
    fn world(seed: u64, rate: impl Fn(i32) -> f64) -> Cases {
        let case = |id: i64| {
            let number = |at: u64| mix(mix(seed) ^ (id.cast_unsigned() * 10 + at)) as f64 / u64::MAX as f64;
            let score = (number(1) * 100.0) as i32;
            Case { sums: [score; 5], is_hit: number(2) < rate(score), is_held_out: is_held_out(id) }
        };
        Cases { all: (0..6_000).map(case).collect(), undated: [0; 5] }
    }

    #[test]
    fn grades_are_cut_where_the_rate_changes() {
        let steps = |score| [0.02, 0.15, 0.3, 0.5, 0.8][[10, 25, 45, 70].iter().filter(|cut| score >= **cut).count()];
        let found = suggest(&world(3, steps), &rules()).expect("there are five steps");
        let Change::Grades(cuts) = found.change else { panic!("{found:?}") };
        for (cut, truth) in cuts.into_iter().zip([70_u32, 45, 25, 10]) {
            assert!(cut.abs_diff(truth) <= 1, "{cuts:?}");
        }
    }

    #[test]
    fn where_scores_say_nothing_no_grades_are_suggested() {
        let found = (0..100).filter(|seed| suggest(&world(*seed, |_| 0.2), &rules()).is_some()).count();
        assert!(found <= 5, "{found} of 100");
    }

    #[test]
    fn too_few_contacts_for_five_groups_are_not_cut() {
        let mut by_score: ByScore = [[0; 2]; 101];
        by_score[10] = [500, 20];
        by_score[60] = [500, 200];
        assert_eq!(cut(&by_score), None);
    }
}

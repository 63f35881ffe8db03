//! A linear support vector machine with squared hinge loss, learnt by dual coordinate descent (Hsieh, Chang, Lin, Keerthi
//! and Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1 with L2 loss).

/// How dear an example on the wrong side is beside large weights.
const COST: f64 = 0.2;
/// Rounds over all examples at most.
const ROUNDS: usize = 200;
/// It is done when no example's gradient is further from zero than this.
const TOLERANCE: f64 = 0.05;

/// An example.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its features by number, with how often it has each.
    pub features: Vec<(u32, f64)>,
    /// The square of its length, with that of the feature that every example has.
    pub square: f64,
    /// Whether it is one of those that are looked for.
    pub is_one: bool,
    /// How much it counts beside others.
    pub weight: f64,
}

impl Row {
    /// An example with these features, as often as they come, each of which counts `unit`.
    pub fn new(features: &[u32], unit: f64) -> Self {
        let mut sorted = features.to_vec();
        sorted.sort_unstable();
        let features: Vec<(u32, f64)> =
            sorted.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as f64 * unit)).collect();
        let square = 1.0 + features.iter().map(|(_, value)| value * value).sum::<f64>();
        Self { features, square, is_one: false, weight: 1.0 }
    }

    /// How far the example is on the side of those that are looked for. The last weight is everybody's.
    pub fn score(&self, weights: &[f64]) -> f64 {
        let sum: f64 = self.features.iter().map(|(feature, value)| weights[*feature as usize] * value).sum();
        sum + weights[weights.len() - 1]
    }
}

/// The weight of each of so many features, and one more that every example has.
pub fn learn(rows: &[&Row], features: usize) -> Vec<f64> {
    let mut weights = vec![0.0; features + 1];
    let mut alphas = vec![0.0; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut random);
        let mut furthest = 0.0_f64;
        for &at in &order {
            let row = rows[at];
            let (sign, diagonal) = (if row.is_one { 1.0 } else { -1.0 }, 0.5 / (COST * row.weight));
            let gradient = sign * row.score(&weights) - 1.0 + alphas[at] * diagonal;
            let projected = if alphas[at] == 0.0 { gradient.min(0.0) } else { gradient };
            furthest = furthest.max(projected.abs());
            if projected == 0.0 {
                continue;
            }
            let alpha = (alphas[at] - gradient / (row.square + diagonal)).max(0.0);
            let step = (alpha - alphas[at]) * sign;
            alphas[at] = alpha;
            row.features.iter().for_each(|(feature, value)| weights[*feature as usize] += step * value);
            weights[features] += step;
        }
        if furthest < TOLERANCE {
            break;
        }
    }
    weights
}

/// Fisher and Yates, by a xorshift generator that starts anew for each machine.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(last, (*random % (last as u64 + 1)) as usize);
    }
}

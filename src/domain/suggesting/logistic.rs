//! Logistic regression by Newton's method, also called iteratively reweighted least squares (P. J. Green, "Iteratively
//! Reweighted Least Squares for Maximum Likelihood Estimation", 1984), with a ridge (S. le Cessie and J. C. van
//! Houwelingen, "Ridge Estimators in Logistic Regression", 1992) that keeps coefficients finite where a feature parts the
//! two classes. Rows with the same features are one with a count, so a million contacts cost what their kinds do.

/// How strongly coefficients are held towards 0: half of this times their squares is taken off the likelihood.
pub const RIDGE: f64 = 1.0;
/// Newton doubles the right digits with each step.
const MOST_STEPS: usize = 50;
/// A step this small is the last.
const SMALL: f64 = 1e-10;

/// Rows that are alike: their features, how many they are, and how many of them are hits.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<const N: usize> {
    /// The features.
    pub features: [f64; N],
    /// How many rows.
    pub count: f64,
    /// How many hits.
    pub hits: f64,
}

/// The constant and a coefficient per feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Model<const N: usize> {
    /// The logarithm of the odds where all features are 0.
    pub constant: f64,
    /// What one unit of each feature adds.
    pub coefficients: [f64; N],
}

impl<const N: usize> Model<N> {
    /// Nothing known.
    const NONE: Self = Self { constant: 0.0, coefficients: [0.0; N] };

    /// The logarithm of the odds.
    fn odds(&self, features: &[f64; N]) -> f64 {
        self.constant + self.coefficients.iter().zip(features).map(|(one, other)| one * other).sum::<f64>()
    }
}

/// Fits the features that are `used`; the coefficients of the others are 0. `None` if there are no rows of either class.
pub fn fit<const N: usize>(rows: &[Row<N>], used: [bool; N]) -> Option<Model<N>> {
    let (count, hits) = rows.iter().fold((0.0, 0.0), |sum, row| (sum.0 + row.count, sum.1 + row.hits));
    if hits <= 0.0 || hits >= count {
        return None;
    }
    let mut model = Model { constant: (hits / (count - hits)).ln(), ..Model::NONE };
    let mut reached = likelihood(rows, &model);
    for _ in 0..MOST_STEPS {
        let step = newton_step(rows, &model, used);
        let size = step.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
        // A step too far is halved until it leads up.
        let mut length = 1.0;
        let (next, likely) = loop {
            let next = moved(&model, &step, length);
            let likely = likelihood(rows, &next);
            if likely >= reached || length < SMALL {
                break (next, likely);
            }
            length /= 2.0;
        };
        (model, reached) = (next, likely);
        if size < SMALL {
            break;
        }
    }
    Some(model)
}

/// The same with no coefficient below 0: the feature with the lowest is left out until there is none.
pub fn fit_rising<const N: usize>(rows: &[Row<N>], mut used: [bool; N]) -> Option<Model<N>> {
    loop {
        let model = fit(rows, used)?;
        let lowest = (0..N).filter(|at| model.coefficients[*at] < 0.0);
        let Some(lowest) = lowest.min_by(|a, b| model.coefficients[*a].total_cmp(&model.coefficients[*b])) else {
            return Some(model);
        };
        used[lowest] = false;
    }
}

/// The logarithm of how likely the rows are, less the ridge.
fn likelihood<const N: usize>(rows: &[Row<N>], model: &Model<N>) -> f64 {
    let of_row = |row: &Row<N>| {
        let odds = model.odds(&row.features);
        // ln(1 + e^odds) without overflow.
        let whole = odds.max(0.0) + (-odds.abs()).exp().ln_1p();
        row.hits * odds - row.count * whole
    };
    let squares: f64 = model.coefficients.iter().map(|it| it * it).sum();
    rows.iter().map(of_row).sum::<f64>() - RIDGE / 2.0 * squares
}

/// The slope of [`likelihood`]: of the constant first, then of each coefficient.
fn slope<const N: usize>(rows: &[Row<N>], model: &Model<N>) -> Vec<f64> {
    let mut slope = vec![0.0; N + 1];
    for row in rows {
        let rest = row.hits - row.count / (1.0 + (-model.odds(&row.features)).exp());
        slope[0] += rest;
        (0..N).for_each(|at| slope[at + 1] += rest * row.features[at]);
    }
    (0..N).for_each(|at| slope[at + 1] -= RIDGE * model.coefficients[at]);
    slope
}

fn newton_step<const N: usize>(rows: &[Row<N>], model: &Model<N>, used: [bool; N]) -> Vec<f64> {
    let size = N + 1;
    let feature = |row: &Row<N>, at: usize| if at == 0 { 1.0 } else { row.features[at - 1] };
    let mut bend = vec![0.0; size * size];
    for row in rows {
        let chance = 1.0 / (1.0 + (-model.odds(&row.features)).exp());
        let weight = row.count * chance * (1.0 - chance);
        for one in 0..size {
            let by_one = weight * feature(row, one);
            (0..=one).for_each(|other| bend[one * size + other] += by_one * feature(row, other));
        }
    }
    let mut slope = slope(rows, model);
    for at in 1..size {
        bend[at * size + at] += RIDGE;
        if !used[at - 1] {
            (0..size).for_each(|other| (bend[at * size + other], bend[other * size + at]) = (0.0, 0.0));
            (bend[at * size + at], slope[at]) = (1.0, 0.0);
        }
    }
    bend[0] += 1e-9;
    solve(&mut bend, slope)
}

/// Solves a symmetric, positive system given by its lower half (Cholesky).
fn solve(bend: &mut [f64], mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for one in 0..size {
        for other in 0..=one {
            let done: f64 = (0..other).map(|k| bend[one * size + k] * bend[other * size + k]).sum();
            let rest = bend[one * size + other] - done;
            bend[one * size + other] =
                if one == other { rest.max(1e-12).sqrt() } else { rest / bend[other * size + other] };
        }
    }
    for one in 0..size {
        let done: f64 = (0..one).map(|k| bend[one * size + k] * right[k]).sum();
        right[one] = (right[one] - done) / bend[one * size + one];
    }
    for one in (0..size).rev() {
        let done: f64 = (one + 1..size).map(|k| bend[k * size + one] * right[k]).sum();
        right[one] = (right[one] - done) / bend[one * size + one];
    }
    right
}

fn moved<const N: usize>(model: &Model<N>, step: &[f64], length: f64) -> Model<N> {
    let mut next = *model;
    next.constant += length * step[0];
    next.coefficients.iter_mut().zip(&step[1..]).for_each(|(it, step)| *it += length * step);
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<const N: usize>(features: [f64; N], count: f64, hits: f64) -> Row<N> {
        Row { features, count, hits }
    }

    #[test]
    fn one_yes_or_no_gives_the_odds_of_the_table() {
        // Of many rows the ridge hardly shows: 20 % against 50 %, so the odds are 1/4 and 1.
        let rows = [row([0.0], 1e7, 2e6), row([1.0], 1e7, 5e6)];
        let model = fit(&rows, [true]).expect("both classes");
        assert!((model.constant - 0.25_f64.ln()).abs() < 1e-5, "{model:?}");
        assert!((model.coefficients[0] - 4.0_f64.ln()).abs() < 1e-5, "{model:?}");
    }

    #[test]
    fn at_the_top_every_slope_is_0_and_slopes_are_those_of_the_likelihood() {
        let rows = [
            row([0.1, 0.9], 40.0, 7.0),
            row([0.8, 0.2], 30.0, 21.0),
            row([0.5, 0.5], 25.0, 9.0),
            row([0.0, 1.0], 12.0, 1.0),
        ];
        let model = fit(&rows, [true; 2]).expect("both classes");
        assert!(slope(&rows, &model).iter().all(|part| part.abs() < 1e-6), "{:?}", slope(&rows, &model));
        let elsewhere = Model { constant: -0.4, coefficients: [0.7, -1.1] };
        for at in 0..3 {
            let mut step = [0.0; 3];
            step[at] = 1e-5;
            let up = likelihood(&rows, &moved(&elsewhere, &step, 1.0));
            let down = likelihood(&rows, &moved(&elsewhere, &step, -1.0));
            let measured = (up - down) / 2e-5;
            assert!((measured - slope(&rows, &elsewhere)[at]).abs() < 1e-5, "{at}: {measured}");
        }
    }

    #[test]
    fn the_ridge_keeps_a_feature_that_parts_the_classes_finite() {
        let model = fit(&[row([0.0], 50.0, 0.0), row([1.0], 50.0, 50.0)], [true]).expect("both classes");
        assert!(model.coefficients[0] > 2.0 && model.coefficients[0] < 20.0, "{model:?}");
        assert_eq!(fit(&[row([0.0], 50.0, 0.0)], [true]), None);
        assert_eq!(fit(&[row([0.0], 50.0, 50.0)], [true]), None);
    }

    #[test]
    fn what_speaks_against_buying_is_left_out_of_a_rising_fit() {
        let rows = [row([0.0, 0.0], 100.0, 20.0), row([1.0, 0.0], 100.0, 60.0), row([0.0, 1.0], 100.0, 5.0)];
        let model = fit_rising(&rows, [true; 2]).expect("both classes");
        assert!(model.coefficients[0] > 1.0 && model.coefficients[1] == 0.0, "{model:?}");
        assert!(fit(&rows, [true; 2]).is_some_and(|plain| plain.coefficients[1] < -0.5));
    }
}

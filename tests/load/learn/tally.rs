//! How well something was found.

/// How often something was there and found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub found: usize,
    pub missed: usize,
    pub false_alarms: usize,
}

impl Tally {
    pub fn count(&mut self, is_there: bool, is_found: bool) {
        self.found += usize::from(is_there && is_found);
        self.missed += usize::from(is_there && !is_found);
        self.false_alarms += usize::from(!is_there && is_found);
    }

    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.false_alarms += other.false_alarms;
    }

    pub fn precision(self) -> f64 {
        self.found as f64 / (self.found + self.false_alarms).max(1) as f64
    }

    pub fn recall(self) -> f64 {
        self.found as f64 / (self.found + self.missed).max(1) as f64
    }

    /// The weighted mean of precision and recall: with a beta of less than one precision counts for more.
    pub fn f(self, beta: f64) -> f64 {
        let (precision, recall, square) = (self.precision(), self.recall(), beta * beta);
        (1.0 + square) * precision * recall / (square * precision + recall).max(f64::MIN_POSITIVE)
    }

    /// Precision, recall and F1.
    pub fn cells(self) -> String {
        format!("{:.2}  {:.2}  {:.2}", self.precision(), self.recall(), self.f(1.0))
    }
}

//! What the values of a file could not say: counted while rows are read, on whichever thread, and told in the summary.

use std::sync::atomic::{AtomicU64, Ordering};

/// What spreadsheets write where there is no value.
pub(super) const NOT_AVAILABLE: &str = "#N/A";

/// What one row could not say, and in the end what all rows of a file could not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Noted {
    /// Phone numbers that could not be read and stay as they stood.
    pub phones_as_text: u64,
    /// Phone numbers among them of which a spreadsheet lost digits.
    pub phones_with_lost_digits: u64,
    /// Cells that say "no value" in the words of a spreadsheet, and clear nothing.
    pub not_available: u64,
    /// Cells with the text that empties fields, where it cannot.
    pub not_cleared: u64,
    /// Amounts that could be read in two ways, when nothing told which.
    pub guessed_amounts: u64,
    /// Values that their fields cannot take, kept as metadata because that was asked for.
    pub unfit_values: u64,
}

/// The counts of a file.
#[derive(Debug, Default)]
pub(super) struct Totals {
    phones_as_text: AtomicU64,
    phones_with_lost_digits: AtomicU64,
    not_available: AtomicU64,
    not_cleared: AtomicU64,
    guessed_amounts: AtomicU64,
    unfit_values: AtomicU64,
}

impl Noted {
    /// Counts a cell that says "no value" and clears nothing.
    pub(super) fn add_blank(&mut self, text: &str) {
        if text.trim() == NOT_AVAILABLE {
            self.not_available += 1;
        } else {
            self.not_cleared += 1;
        }
    }
}

impl Totals {
    /// Adds what a row that is taken could not say; nearly all rows say all.
    pub(super) fn add(&self, noted: Noted) {
        if noted != Noted::default() {
            self.phones_as_text.fetch_add(noted.phones_as_text, Ordering::Relaxed);
            self.phones_with_lost_digits.fetch_add(noted.phones_with_lost_digits, Ordering::Relaxed);
            self.not_available.fetch_add(noted.not_available, Ordering::Relaxed);
            self.not_cleared.fetch_add(noted.not_cleared, Ordering::Relaxed);
            self.guessed_amounts.fetch_add(noted.guessed_amounts, Ordering::Relaxed);
            self.unfit_values.fetch_add(noted.unfit_values, Ordering::Relaxed);
        }
    }

    pub(super) fn get(&self) -> Noted {
        Noted {
            phones_as_text: self.phones_as_text.load(Ordering::Relaxed),
            phones_with_lost_digits: self.phones_with_lost_digits.load(Ordering::Relaxed),
            not_available: self.not_available.load(Ordering::Relaxed),
            not_cleared: self.not_cleared.load(Ordering::Relaxed),
            guessed_amounts: self.guessed_amounts.load(Ordering::Relaxed),
            unfit_values: self.unfit_values.load(Ordering::Relaxed),
        }
    }
}

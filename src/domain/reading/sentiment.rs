//! The sentiment of one message, from -10000 (very bad) to 10000 (very good), 0 where nothing in it has a tone.
//!
//! The method is VADER's (Hutto & Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
//! Media Text", ICWSM 2014): words carry valences, their neighbours negate or strengthen them, and the sum is pressed
//! into -1..1. A text is cut into sentences (`text`), each is summed by itself (`sentence`) with the words of
//! `lexicon`: VADER's list, corrected for people who write to a shop (`customers`, `phrases`), with
//! Tagalog and Vietnamese words (`languages`) and emoji (`emoji`).
//!
//! This differs from the paper: negation, "!" and mostly "but" reach no further than their sentence. Praise that is only
//! asked for ("is it good?") counts nothing, and a fault that is only asked about counts half. Emoji and emoticons keep
//! their valence whatever stands before them. Two capitals ("OK") are no raised voice. And the cues of a message say what
//! its words are worth (`tempered`).

mod customers;
mod emoji;
mod languages;
mod lexicon;
mod phrases;
mod sentence;
mod tempered;
#[cfg(test)]
mod tests;
mod text;

pub use lexicon::Lexicon;

use crate::domain::cue::CueSet;
use sentence::Sentence;
use std::ops::{AddAssign, Mul};
use text::Scanner;

/// "!" beyond this many in a message add nothing more.
const MARKS_MAX: u8 = 4;
/// Keeps the score of a sum below 1: the paper's alpha.
const ALPHA: f32 = 15.0;
/// What is left of a sentence that the next one takes back with "But".
const TAKEN_BACK: f32 = 0.5;

impl Lexicon {
    /// The sentiment of a message in ten-thousandths, -10000 to 10000; 0 is neutral.
    pub fn read(&self, text: &str, cues: CueSet) -> i16 {
        tempered::tempered(self.score(text), cues)
    }

    /// The tone of the words of `text` alone, on the same scale.
    pub fn score(&self, text: &str) -> i16 {
        let mut scanner = Scanner::new(self, text.trim());
        let mut sentence = Sentence::new();
        let (mut sum, mut previous) = (Tally::default(), Tally::default());
        let mut marks_left = MARKS_MAX;
        while scanner.read_sentence(&mut sentence) {
            let scored = sentence.score(self, &mut marks_left);
            sum += previous * if scored.takes_back { TAKEN_BACK } else { 1.0 };
            previous = scored.tally;
        }
        sum += previous;
        // Capitals stress a word only where the rest of the text is not in capitals too.
        compound(if scanner.mixes_cases() { sum.stressed } else { sum.plain })
    }
}

/// A sum of valences, counted twice: with and without the stress that capitals add.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Tally {
    plain: f32,
    stressed: f32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.plain += other.plain;
        self.stressed += other.stressed;
    }
}

impl Mul<f32> for Tally {
    type Output = Self;

    fn mul(self, weight: f32) -> Self {
        Self { plain: self.plain * weight, stressed: self.stressed * weight }
    }
}

/// Presses a sum of valences into -10000..=10000.
fn compound(sum: f32) -> i16 {
    let share = sum / (sum * sum + ALPHA).sqrt();
    (share * 10_000.0).round() as i16
}

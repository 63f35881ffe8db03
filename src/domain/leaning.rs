//! What the words of a message say of the class of its conversation: a small weight for each class, and for none of them.
//! Kept with the message, so that a conversation is classed without its texts: the weights of its messages add up.

use std::fmt;

use super::deciding::Class;

/// The classes of conversations and, behind them, no class.
pub const OUTCOMES: usize = Class::ALL.len() + 1;

/// The largest weight.
pub const MOST: i32 = 10;
/// How many weights there are to choose from.
const LEVELS: i32 = 2 * MOST + 1;

/// A weight from -10 to 10 for each class in the order of [`Class::ALL`] and, last, for none: the digits of a number with
/// base 21 that are negative, too.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Leaning(pub i32);

impl Leaning {
    /// Says nothing.
    pub const NONE: Self = Self(0);

    /// The leaning of these weights, each as near as it can be kept.
    pub fn of(weights: [i32; OUTCOMES]) -> Self {
        Self(weights.iter().rfold(0, |digits, weight| digits * LEVELS + weight.clamp(&-MOST, &MOST)))
    }

    /// The weights.
    pub fn weights(self) -> [i32; OUTCOMES] {
        // Shifted so that no digit is negative.
        let mut digits = i64::from(self.0) + (0..OUTCOMES).fold(0, |sum, _| sum * i64::from(LEVELS) + i64::from(MOST));
        std::array::from_fn(|_| {
            let digit = digits.rem_euclid(LEVELS.into());
            digits = digits.div_euclid(LEVELS.into());
            digit as i32 - MOST
        })
    }
}

impl fmt::Debug for Leaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Leaning{:?}", self.weights())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_as_near_as_they_can_be_kept() {
        for weights in [[0; OUTCOMES], [-10, -7, -1, 0, 1, 6, 10], [MOST; OUTCOMES], [-MOST; OUTCOMES]] {
            assert_eq!(Leaning::of(weights).weights(), weights);
        }
        assert_eq!(Leaning::of([-100, 100, 0, 0, 0, 0, 11]).weights(), [-10, 10, 0, 0, 0, 0, 10]);
        assert_eq!(Leaning::of([0; OUTCOMES]), Leaning::NONE);
    }

    #[test]
    fn no_number_is_too_much() {
        for number in [i32::MIN, i32::MAX] {
            assert!(Leaning(number).weights().iter().all(|weight| weight.abs() <= MOST));
        }
    }
}

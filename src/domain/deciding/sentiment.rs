//! Sentiment, in ten-thousandths: a conversation's is the mean of its visitor messages, a contact's the mean of its
//! conversations' means. Sums are kept as whole numbers, so the order of conversations can never change a digit.

use super::rules::SentimentRules;
use super::words::SentimentLevel;

/// A common multiple of 1 to 40: the means of conversations with up to 40 visitor messages are exact in this unit, and
/// longer ones are right to 15 digits.
const UNITS: i128 = 5_342_931_457_063_200;

/// The mean of one conversation's visitor messages, as it is gathered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MessageMean {
    sum: i64,
    count: i64,
}

impl MessageMean {
    /// Adds one message's sentiment, in ten-thousandths.
    pub(super) fn add(&mut self, sentiment: i16) {
        self.sum += i64::from(sentiment);
        self.count += 1;
    }

    /// In ten-thousandths, rounded half away from zero; `None` without messages that have a sentiment.
    pub fn rounded(self) -> Option<i32> {
        (self.count > 0).then(|| divide(i128::from(self.sum), i128::from(self.count)))
    }
}

/// The mean of conversations' means, as it is gathered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ConversationMean {
    sum: i128,
    count: u32,
}

impl ConversationMean {
    /// Adds one conversation; one without a sentiment does not count.
    pub(super) fn add(&mut self, mean: MessageMean) {
        if mean.count > 0 {
            let whole = i128::from(mean.sum / mean.count) * UNITS;
            self.sum += whole + i128::from(mean.sum % mean.count) * UNITS / i128::from(mean.count);
            self.count += 1;
        }
    }

    /// How many conversations have a sentiment.
    pub(super) const fn count(self) -> u32 {
        self.count
    }

    /// In ten-thousandths, rounded half away from zero.
    pub(super) fn rounded(self) -> Option<i32> {
        (self.count > 0).then(|| divide(self.sum, UNITS * i128::from(self.count)))
    }
}

/// Divides by a positive number, rounding half away from zero.
fn divide(number: i128, by: i128) -> i32 {
    let rounded = (2 * number.abs() + by) / (2 * by);
    i32::try_from(number.signum() * rounded).unwrap_or_default()
}

/// A sentiment in ten-thousandths as the number between -1 and 1 that rules speak of.
pub(super) fn as_number(sentiment: i32) -> f64 {
    f64::from(sentiment) / 10_000.0
}

/// Which of the five levels a contact's sentiment (in ten-thousandths) is on.
pub fn sentiment_level(sentiment: i32, rules: &SentimentRules) -> SentimentLevel {
    let value = as_number(sentiment);
    let [very_positive, positive, negative, very_negative] = rules.levels;
    if value >= very_positive {
        SentimentLevel::VeryPositive
    } else if value >= positive {
        SentimentLevel::Positive
    } else if value <= very_negative {
        SentimentLevel::VeryNegative
    } else if value <= negative {
        SentimentLevel::Negative
    } else {
        SentimentLevel::Neutral
    }
}

/// Which of the three levels a conversation's sentiment (in ten-thousandths) is on.
pub fn conversation_level(sentiment: i32, rules: &SentimentRules) -> SentimentLevel {
    let value = as_number(sentiment);
    let [positive, negative] = rules.conversation;
    if value >= positive {
        SentimentLevel::Positive
    } else if value <= negative {
        SentimentLevel::Negative
    } else {
        SentimentLevel::Neutral
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::rules;

    fn mean(messages: &[i16]) -> MessageMean {
        let mut mean = MessageMean::default();
        messages.iter().for_each(|sentiment| mean.add(*sentiment));
        mean
    }

    fn mean_of_means(conversations: &[&[i16]]) -> Option<i32> {
        let mut total = ConversationMean::default();
        conversations.iter().for_each(|messages| total.add(mean(messages)));
        total.rounded()
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        assert_eq!(mean(&[1, 2]).rounded(), Some(2));
        assert_eq!(mean(&[-1, -2]).rounded(), Some(-2));
        assert_eq!(mean(&[1, 1, 2]).rounded(), Some(1));
        assert_eq!(mean(&[]).rounded(), None);
    }

    #[test]
    fn every_conversation_weighs_the_same_however_long() {
        assert_eq!(mean_of_means(&[&[10_000], &[0, 0, 0]]), Some(5_000));
        assert_eq!(mean_of_means(&[&[10_000], &[]]), Some(10_000));
        assert_eq!(mean_of_means(&[&[], &[]]), None);
    }

    #[test]
    fn thirds_that_add_up_to_a_half_round_as_a_half() {
        assert_eq!(mean_of_means(&[&[1, 0, 0], &[1, 1, 0]]), Some(1));
        assert_eq!(mean_of_means(&[&[-1, 0, 0], &[-1, -1, 0]]), Some(-1));
    }

    #[test]
    fn five_levels_are_cut_at_their_edges() {
        let rules = rules().sentiment;
        let levels = [5_000, 4_999, 1_000, 999, 0, -999, -1_000, -4_999, -5_000].map(|v| sentiment_level(v, &rules));
        assert_eq!(
            levels.map(SentimentLevel::name),
            [
                "very_positive",
                "positive",
                "positive",
                "neutral",
                "neutral",
                "neutral",
                "negative",
                "negative",
                "very_negative"
            ]
        );
    }

    #[test]
    fn three_levels_are_cut_at_their_edges() {
        let rules = rules().sentiment;
        let levels = [10_000, 1_000, 999, -999, -1_000, -10_000].map(|v| conversation_level(v, &rules).name());
        assert_eq!(levels, ["positive", "positive", "neutral", "neutral", "negative", "negative"]);
    }
}

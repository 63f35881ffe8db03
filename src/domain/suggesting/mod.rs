//! Suggestions: what the data says about the configuration. Passes over all contacts count (`history`, `survey`, `wording`), the
//! rest is reckoned from the counts: each suggestion comes with its numbers and with the change to `rolo.toml`.

pub mod business;
pub mod grades;
pub mod history;
pub mod lift;
pub mod logistic;
pub mod ranking;
pub mod silence;
pub mod statistics;
mod stop_words;
pub mod survey;
pub mod terms;
pub mod vocabulary;
pub mod weights;
pub mod wording;

use serde_json::Value;

use crate::domain::deciding::rules::{Category, SignalKind};

/// Conversions, and contacts without one, below which nothing is learnt from them.
pub const LEAST_OUTCOMES: u64 = 30;
/// Contacts that must have said or done something before it is spoken of: neither chance nor a person shows then.
pub const LEAST_SUPPORT: u64 = 20;
/// Of the findings that are suggested at most this share may be chance.
pub const FALSE_SHARE: f64 = 0.01;

/// A change to `rolo.toml`.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The template of the score.
    Template(String),
    /// One signal more.
    Signal(NewSignal),
    /// The weights in the order of [`Category::ALL`].
    Weights([u32; 5]),
    /// The least scores of A, B, C and D.
    Grades([u32; 4]),
    /// One key of a section whose name may have dots, with a text.
    Text {
        /// The section.
        section: &'static str,
        /// The key.
        key: &'static str,
        /// The text.
        text: String,
    },
    /// One phrase more for a cue.
    Phrase {
        /// The cue.
        cue: &'static str,
        /// The phrase.
        phrase: String,
    },
}

/// A `[[score.signal]]` to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSignal {
    /// What explanations call it.
    pub name: String,
    /// The category it adds to.
    pub category: Category,
    /// What it looks at: a cue, a keyword or events.
    pub kind: SignalKind,
    /// The cue, phrase or kind of event.
    pub subject: String,
    /// Points for a match.
    pub points: i32,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What it is called on the command line and in `[[suggestions.hidden]]`: the same for the same data.
    pub name: String,
    /// What is suggested.
    pub what: String,
    /// Why, with the counts, in one line.
    pub why: String,
    /// What would change.
    pub effect: String,
    /// All numbers behind it, by what they are.
    pub figures: Vec<(&'static str, Value)>,
    /// What it would write.
    pub change: Change,
    /// Whether the configuration says so already.
    pub is_in_force: bool,
}

/// The name of a suggestion about a term: letters and digits stay, the rest becomes `_`.
pub fn name_of(prefix: &str, term: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() { c.to_lowercase().collect() } else { "_".to_owned() };
    format!("{prefix}_{}", term.chars().map(kept).collect::<String>())
}

/// A share as people read it: `12.5 %`.
pub fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

/// A number with two decimals, for machines and people.
pub fn rounded(number: f64) -> Value {
    Value::from((number * 100.0).round() / 100.0)
}

/// A number with four decimals.
pub fn precise(number: f64) -> Value {
    Value::from((number * 10_000.0).round() / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_readable_and_shares_short() {
        assert_eq!(name_of("signal_keyword", "Wedding cake"), "signal_keyword_wedding_cake");
        assert_eq!(name_of("phrase_pricing_question", "bao nhiêu"), "phrase_pricing_question_bao_nhiêu");
        assert_eq!(
            (percent(0.125), percent(0.5), percent(1.0 / 3.0)),
            ("12.5 %".into(), "50 %".into(), "33.3 %".into())
        );
    }
}

//! Rows that a command line names by their numbers: `12 15`, or `-` for numbers on standard input.

use std::io::Read;

use rustc_hash::FxHashSet;

use crate::error::{Error, Result};

/// What is named by a number.
#[derive(Debug, Clone, Copy)]
pub struct Numbered {
    /// With its article: `an alert`.
    pub a: &'static str,
    /// The command that lists the numbers.
    pub list: &'static str,
}

/// Alerts.
pub const ALERT: Numbered = Numbered { a: "an alert", list: "rolo alerts list" };
/// Conversations.
pub const CONVERSATION: Numbered = Numbered { a: "a conversation", list: "rolo conversations list" };
/// Deals.
pub const DEAL: Numbered = Numbered { a: "a deal", list: "rolo deals list --all" };
/// Follow-ups.
pub const FOLLOWUP: Numbered = Numbered { a: "a follow-up", list: "rolo followups list" };

impl Numbered {
    /// The numbers as they are named, or from standard input where `-` stands; each once.
    pub fn ids(self, words: &[String]) -> Result<Vec<i64>> {
        let mut text = words.iter().filter(|word| *word != "-").cloned().collect::<Vec<_>>();
        if words.iter().any(|word| word == "-") {
            let mut input = String::new();
            std::io::stdin().read_to_string(&mut input)?;
            text.extend(input.split_whitespace().map(str::to_owned));
        }
        let mut ids: Vec<i64> = text.iter().map(|word| self.id(word)).collect::<Result<_>>()?;
        let mut seen = FxHashSet::default();
        ids.retain(|id| seen.insert(*id));
        Ok(ids)
    }

    /// One number.
    pub fn id(self, word: &str) -> Result<i64> {
        let wrong = || Error::usage(format!("`{word}` is not the number of {}", self.a)).hint(self.hint());
        word.trim().parse().map_err(|_| wrong().into())
    }

    /// The error for a number that no row has.
    pub fn not_there(self, id: i64) -> anyhow::Error {
        let noun = self.a.split_once(' ').map_or(self.a, |(_, noun)| noun);
        Error::failed(format!("there is no {noun} {id}")).hint(self.hint()).into()
    }

    fn hint(self) -> String {
        format!("`{}` shows their numbers", self.list)
    }
}

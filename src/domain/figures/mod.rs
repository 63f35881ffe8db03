//! Figures over a segment of contacts: what `stats` and `report` show. Counting is the store's and printing the
//! output's; here stands what is counted and what follows from it.

pub mod answers;
pub mod months;

use super::deciding::{FollowupKind, Stage};
use super::time::Instant;
use answers::Speed;
use months::Months;

/// What is counted of a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The moment for which it was counted.
    pub as_of: Instant,
    /// This month and those before it.
    pub months: Months,
    /// Whole numbers.
    pub totals: Totals,
    /// Means.
    pub means: Means,
    /// Contacts created in each month.
    pub created: Vec<u64>,
    /// Contacts by column, in a fixed order: channel, source, status, stage, intent, grade, sentiment.
    pub groups: Vec<Group>,
    /// How far contacts are.
    pub funnel: Vec<Step>,
    /// Open follow-ups by kind.
    pub followups: Vec<Waiting>,
    /// Contacts by score in tens: 0 to 9, 10 to 19, ..., 90 to 100.
    pub scores: [u64; 10],
    /// The currency of money; nothing where none is named.
    pub currency: String,
}

/// Whole numbers over a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the columns and views")]
pub struct Totals {
    pub contacts: u64,
    pub customers: u64,
    pub vip: u64,
    pub at_risk: u64,
    pub do_not_contact: u64,
    pub conversations: u64,
    /// By visitors, agents and bots.
    pub messages: u64,
    pub purchases: u64,
    /// In millionths; nothing where several currencies occur and none was chosen.
    pub spend: Option<i64>,
    pub open_alerts: u64,
    /// Those that `classify` has not seen yet.
    pub unclassified: u64,
}

/// Means over those contacts that have the value.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Means {
    pub score: Mean,
    pub sentiment: Mean,
    pub completeness: Mean,
}

/// A mean of whole numbers, as it is gathered.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mean {
    sum: i64,
    count: i64,
}

impl Mean {
    /// Adds a value, if there is one.
    pub fn add(&mut self, value: Option<i64>) {
        if let Some(value) = value {
            self.sum += value;
            self.count += 1;
        }
    }

    /// The mean; nothing without values.
    pub fn value(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }
}

/// How many contacts have each value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The column.
    pub name: &'static str,
    /// Values with their counts; last, under no name, those that have none.
    pub items: Vec<(Option<String>, u64)>,
}

impl Group {
    /// Counts of words in their own order, and of those with no word.
    pub fn of_words(name: &'static str, words: impl Iterator<Item = (&'static str, u64)>, none: u64) -> Self {
        let items = words.map(|(word, count)| (Some(word.to_owned()), count)).chain([(None, none)]).collect();
        Self { name, items }
    }

    /// Counts of texts, the most frequent first and equally frequent ones by name, and of those with no text.
    pub fn of_texts(name: &'static str, texts: impl Iterator<Item = (String, u64)>, none: u64) -> Self {
        let mut texts: Vec<(String, u64)> = texts.collect();
        texts.sort_unstable_by(|(a, count_a), (b, count_b)| count_b.cmp(count_a).then_with(|| a.cmp(b)));
        let items = texts.into_iter().map(|(text, count)| (Some(text), count)).chain([(None, none)]).collect();
        Self { name, items }
    }
}

/// The steps of the funnel. Each has the number of contacts that are there or further.
pub const STEPS: [&str; 5] = ["contacts", "wrote", "comparing", "closing", "bought"];

/// A step of the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub name: &'static str,
    /// How many contacts are there or further.
    pub count: u64,
    /// How many are at the step before it, or further.
    pub before: Option<u64>,
}

/// The step at which a contact stands: its place in [`STEPS`]. One may skip steps, such as who buys without a word.
pub fn step_of(wrote: bool, stage: Option<Stage>) -> usize {
    match stage {
        Some(Stage::InProgress | Stage::FollowUp) => 4,
        Some(Stage::Closing) => 3,
        Some(Stage::Comparing) => 2,
        Some(Stage::Inquiry) | None => usize::from(wrote),
    }
}

/// The funnel from how many contacts stand at each step.
pub fn funnel(standing: [u64; STEPS.len()]) -> Vec<Step> {
    let mut before = None;
    let reached = |i: usize| standing[i..].iter().sum();
    STEPS
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let step = Step { name, count: reached(i), before };
            before = Some(step.count);
            step
        })
        .collect()
}

/// Open follow-ups of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The kind, as follow-ups name it.
    pub kind: String,
    /// How many are open.
    pub open: u64,
    /// How many of these are due.
    pub due: u64,
}

/// Open follow-ups with every kind that rolo finds by itself, in their order, and then those of triggers by name.
pub fn followups(counted: impl IntoIterator<Item = Waiting>) -> Vec<Waiting> {
    let kinds = FollowupKind::ALL.iter().filter(|kind| **kind != FollowupKind::Custom);
    let mut all: Vec<Waiting> = kinds.map(|kind| Waiting { kind: kind.name().to_owned(), open: 0, due: 0 }).collect();
    let mut others = Vec::new();
    for waiting in counted {
        match all.iter_mut().find(|known| known.kind == waiting.kind) {
            Some(known) => *known = waiting,
            None => others.push(waiting),
        }
    }
    others.sort_unstable_by(|a, b| a.kind.cmp(&b.kind));
    all.append(&mut others);
    all
}

/// The part that a count is of a whole; nothing of nothing.
pub fn share(count: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| count as f64 / whole as f64)
}

/// What happened month by month, for the report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trends {
    /// Conversations that began.
    pub conversations: Vec<u64>,
    /// Messages of visitors.
    pub visitor_messages: Vec<u64>,
    /// Purchases.
    pub purchases: Vec<u64>,
    /// What they came to, in millionths; nothing where several currencies occur and none was chosen.
    pub spend: Option<Vec<i64>>,
    /// Answers by agents, by month of the question.
    pub agents: Vec<Speed>,
    /// The same over all these months.
    pub agents_in_all: Speed,
    /// Answers by bots over all these months.
    pub bots_in_all: Speed,
}

/// What scores rest on, for the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Contacts with a score.
    pub scored: u64,
    /// Names of reasons, of how many scores each is part, and what it adds to them together, in millionths of a
    /// point; the most frequent first.
    pub found: Vec<(String, u64, i64)>,
    /// Why there is no score, and for how many contacts.
    pub empty: Vec<(&'static str, u64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_the_funnel_holds_those_who_are_further() {
        let funnel = funnel([10, 4, 3, 2, 1]);
        let steps: Vec<_> = funnel.iter().map(|step| (step.name, step.count, step.before)).collect();
        assert_eq!(
            steps,
            [
                ("contacts", 20, None),
                ("wrote", 10, Some(20)),
                ("comparing", 6, Some(10)),
                ("closing", 3, Some(6)),
                ("bought", 1, Some(3))
            ]
        );
    }

    #[test]
    fn who_buys_without_a_word_stands_at_the_last_step() {
        let steps = [(false, None), (true, Some(Stage::Inquiry)), (false, Some(Stage::FollowUp))];
        assert_eq!(steps.map(|(wrote, stage)| STEPS[step_of(wrote, stage)]), ["contacts", "wrote", "bought"]);
    }

    #[test]
    fn every_kind_of_follow_up_is_there_and_triggers_come_last() {
        let counted = [("custom:b", 1), ("task", 2), ("custom:a", 3)];
        let all = followups(counted.map(|(kind, open)| Waiting { kind: kind.to_owned(), open, due: 0 }));
        let all: Vec<_> = all.iter().map(|it| format!("{} {}", it.kind, it.open)).collect();
        assert_eq!(
            all.join(", "),
            "promise 0, ghosted 0, undecided 0, disengaged 0, hot_lead 0, scheduled 0, task 2, custom:a 3, custom:b 1"
        );
    }

    #[test]
    fn texts_go_by_their_count_and_then_by_name() {
        let texts = [("web", 2), ("sms", 5), ("email", 2)].map(|(text, count)| (text.to_owned(), count));
        let group = Group::of_texts("channel", texts.into_iter(), 7);
        let items: Vec<_> = group.items.iter().map(|(name, count)| (name.as_deref(), *count)).collect();
        assert_eq!(items, [(Some("sms"), 5), (Some("email"), 2), (Some("web"), 2), (None, 7)]);
    }
}

//! Words that stand for a cue and are not known as such: those that visitors use in messages without any cue, and after
//! which the same happens as after messages with the cue (we name a price, we say sorry, they buy).

use serde_json::Value;

use super::history::is_one_of;
use super::statistics::{Rates, Z95, chance, ratio, share, stand, wilson};
use super::{Change, FALSE_SHARE, LEAST_SUPPORT, Suggestion, name_of, percent, precise, rounded};
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::deciding::facts::{ContactFacts, ConversationFacts};
use crate::domain::deciding::rules::Rules;
use crate::domain::time::{DAY, Instant};

/// How many contexts there are.
pub const CONTEXTS: usize = 4;
/// The cue that each context follows, in the order of the bits of [`contexts`].
pub const CUES: [Cue; CONTEXTS] = [Cue::PricingQuestion, Cue::Complaint, Cue::PurchaseIntent, Cue::BookingAttempt];
/// What happens in each.
const WHAT: [&str; CONTEXTS] =
    ["we named a price", "we said sorry", "they bought within a day", "they booked within a day"];

/// Phrases that are suggested at once.
const MOST: usize = 10;
/// Messages with a cue that must be there to say what happens after it.
const LEAST_CUE_MESSAGES: u64 = 30;
/// The context must come so much more often than after other messages without a cue, for sure.
const LEAST_RATIO: f64 = 2.0;
/// It must come at least this often, and at least this much of how often it comes after the cue.
const LEAST_RATE: f64 = 0.2;
const LEAST_OF_CUE: f64 = 0.5;

/// Messages, and those of them with each context.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followed {
    /// Messages.
    pub messages: u64,
    /// In which contexts.
    pub by_context: [u64; CONTEXTS],
}

impl Followed {
    /// One message more.
    pub fn add(&mut self, contexts: u8) {
        self.messages += 1;
        (0..CONTEXTS).for_each(|at| self.by_context[at] += u64::from(contexts >> at & 1));
    }

    /// Those of another count as well.
    pub fn join(&mut self, other: &Self) {
        self.messages += other.messages;
        (0..CONTEXTS).for_each(|at| self.by_context[at] += other.by_context[at]);
    }
}

/// A term in messages without a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unheard {
    /// The term.
    pub term: String,
    /// The first such message of each contact: so each contact counts once.
    pub first: Followed,
    /// All such messages.
    pub messages: u64,
    /// Conversations with one.
    pub conversations: u64,
}

/// What happens after a message of the visitor's, a bit for each context.
pub fn contexts(
    facts: &ContactFacts,
    conversation: &ConversationFacts,
    at: usize,
    rules: &Rules,
    as_of: Instant,
) -> u8 {
    let later = &conversation.messages[at + 1..];
    let answer = later.iter().skip_while(|it| !it.sender.is_ours()).take_while(|it| it.sender != Sender::Visitor);
    let said = answer.filter(|it| it.at <= as_of && it.sender.is_ours()).fold(0, |cues, it| cues | it.cues.0);
    let mut found = u8::from(CueSet(said).contains(Cue::Quote)) | u8::from(CueSet(said).contains(Cue::Apology)) << 1;
    let asked_at = conversation.messages[at].at;
    let soon = facts.events.iter().filter(|it| it.at > asked_at && it.at - asked_at <= DAY && it.at <= as_of);
    for event in
        soon.filter(|it| is_one_of(&rules.events.conversion, &it.kind) || is_one_of(&rules.events.buying, &it.kind))
    {
        found |= if event.kind.to_ascii_lowercase().contains("book") { 8 } else { 4 };
    }
    found
}

/// A term and a context with what was found.
struct Finding<'u> {
    unheard: &'u Unheard,
    context: usize,
    lift: f64,
    errors: f64,
}

/// Phrases for cues. `silent` are all messages without a cue, `cued` for each context the messages with its cue.
pub fn suggest(
    unheard: &[Unheard],
    silent: &Followed,
    cued: &[Followed; CONTEXTS],
    needed: u64,
    phrases: &std::collections::BTreeMap<String, Vec<String>>,
) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for it in unheard.iter().filter(|it| it.first.messages >= needed.max(LEAST_SUPPORT)) {
        for context in 0..CONTEXTS {
            let rates = Rates {
                hits: it.first.by_context[context],
                with: it.first.messages,
                other_hits: silent.by_context[context].saturating_sub(it.first.by_context[context]),
                without: silent.messages.saturating_sub(it.first.messages),
            };
            if let Some((lift, errors)) = ratio(&[rates]) {
                found.push((Finding { unheard: it, context, lift: lift.value, errors }, lift.low));
            }
        }
    }
    let tested = found.len();
    let chances: Vec<f64> = found.iter().map(|(it, _)| chance(it.errors)).collect();
    let mut stands = stand(&chances, FALSE_SHARE).into_iter();
    found.retain(|(it, low)| stands.next() == Some(true) && *low >= LEAST_RATIO && it.is_like(&cued[it.context]));
    found.sort_by(|(a, _), (b, _)| b.errors.total_cmp(&a.errors).then_with(|| a.unheard.term.cmp(&b.unheard.term)));
    let mut kept: Vec<Finding<'_>> = Vec::new();
    for (it, _) in found {
        let shares = |other: &Finding<'_>| {
            let words: Vec<&str> = other.unheard.term.split(' ').collect();
            it.unheard.term.split(' ').any(|word| words.contains(&word))
        };
        if kept.len() < MOST && !kept.iter().any(shares) {
            kept.push(it);
        }
    }
    kept.iter().map(|it| it.suggestion(silent, &cued[it.context], tested, phrases)).collect()
}

impl Finding<'_> {
    fn rate(&self) -> f64 {
        share(self.unheard.first.by_context[self.context], self.unheard.first.messages)
    }

    /// Whether what comes after the term comes after the cue about as often.
    fn is_like(&self, cued: &Followed) -> bool {
        let of_cue = share(cued.by_context[self.context], cued.messages);
        cued.messages >= LEAST_CUE_MESSAGES && self.rate() >= LEAST_RATE && self.rate() >= LEAST_OF_CUE * of_cue
    }

    fn suggestion(
        &self,
        silent: &Followed,
        cued: &Followed,
        tested: usize,
        phrases: &std::collections::BTreeMap<String, Vec<String>>,
    ) -> Suggestion {
        let (term, cue, what) = (&self.unheard.term, CUES[self.context].name(), WHAT[self.context]);
        let (hits, with) = (self.unheard.first.by_context[self.context], self.unheard.first.messages);
        let interval = wilson(hits, with, Z95);
        let after_cue = share(cued.by_context[self.context], cued.messages);
        let base = share(silent.by_context[self.context], silent.messages);
        let is_in_force = phrases.get(cue).is_some_and(|known| known.contains(term));
        Suggestion {
            name: name_of(&format!("phrase_{cue}"), term),
            what: format!("\"{term}\" for the cue {cue}"),
            why: format!(
                "{what} after {} of the first ones of {with} contacts, {} of those with the cue and {} of all without one; \
                 {} such messages of {} conversations",
                percent(self.rate()),
                percent(after_cue),
                percent(base),
                self.unheard.messages,
                self.unheard.conversations
            ),
            effect: format!("such messages show {cue}"),
            figures: vec![
                ("messages with it and no cue", Value::from(self.unheard.messages)),
                ("conversations with one", Value::from(self.unheard.conversations)),
                ("contacts with one", Value::from(with)),
                ("what came after", Value::from(what)),
                ("after the first one of a contact", Value::from(hits)),
                ("rate", Value::from(percent(self.rate()))),
                ("95 % interval from", Value::from(percent(interval.low))),
                ("95 % interval to", Value::from(percent(interval.high))),
                ("messages with the cue", Value::from(cued.messages)),
                ("rate after the cue", Value::from(percent(after_cue))),
                ("messages without any cue", Value::from(silent.messages)),
                ("rate after these", Value::from(percent(base))),
                ("times as often", rounded(self.lift)),
                ("chance", precise(chance(self.errors))),
                ("pairs of a term and a context tested", Value::from(tested)),
            ],
            change: Change::Phrase { cue, phrase: term.clone() },
            is_in_force,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::deciding::testing::{agent, at_day, bot, contact_with, event, rules, visitor};

    fn followed(messages: u64, priced: u64) -> Followed {
        Followed { messages, by_context: [priced, 0, 0, 0] }
    }

    fn unheard(term: &str, messages: u64, priced: u64) -> Unheard {
        let term = term.to_owned();
        Unheard { term, first: followed(messages, priced), messages: messages + 10, conversations: messages + 5 }
    }

    fn found(terms: &[Unheard]) -> Vec<Suggestion> {
        let mut cued = [Followed::default(); CONTEXTS];
        cued[0] = followed(200, 100);
        suggest(terms, &followed(2_000, 100), &cued, 20, &BTreeMap::new())
    }

    #[test]
    fn a_word_that_prices_follow_stands_for_asking_the_price() {
        let found = found(&[unheard("magkano", 80, 40), unheard("opening", 300, 16)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "phrase_pricing_question_magkano");
        assert_eq!(
            found[0].why,
            "we named a price after 50 % of the first ones of 80 contacts, 50 % of those with the cue and 5 % of all \
             without one; 90 such messages of 85 conversations"
        );
    }

    #[test]
    fn what_is_rare_or_unlike_the_cue_stands_for_nothing() {
        assert!(found(&[unheard("rare", 19, 19)]).is_empty());
        assert!(found(&[unheard("sometimes", 300, 50)]).is_empty());
        let few = [Followed { messages: 29, by_context: [20, 0, 0, 0] }; CONTEXTS];
        assert!(suggest(&[unheard("magkano", 80, 40)], &followed(2_000, 100), &few, 20, &BTreeMap::new()).is_empty());
    }

    #[test]
    fn the_answer_and_what_is_bought_within_a_day_are_the_context() {
        let mut facts = contact_with(vec![
            visitor(at_day(0), &[]),
            visitor(at_day(1), &[]),
            bot(at_day(2), &[Cue::Quote]),
            agent(at_day(3), &[Cue::Apology]),
            visitor(at_day(4), &[]),
            agent(at_day(6), &[Cue::Quote]),
        ]);
        facts.events = vec![event("booking_confirmed", at_day(5)), event("purchase", at_day(2))];
        let found = |at| contexts(&facts, &facts.conversations[0], at, &rules(), at_day(5));
        assert_eq!((found(0), found(1), found(4)), (0b0011, 0b0111, 0b1000));
    }
}

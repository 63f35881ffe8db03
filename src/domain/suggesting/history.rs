//! What a contact did before it converted for the first time, or, if it never did, at all. Only this may explain a
//! conversion: what comes with it or after it is left out, down to the second.

use crate::domain::cue::Sender;
use crate::domain::deciding::facts::{ContactFacts, MessageFact};
use crate::domain::deciding::rules::Rules;
use crate::domain::time::Instant;

/// How many strata of contacts there are that wrote about as much.
pub const STRATA: usize = 6;
/// The least number of visitor messages of each stratum.
const LEAST: [u32; STRATA] = [0, 1, 2, 3, 5, 9];

/// How a contact came to convert, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// The first conversion.
    pub converted_at: Option<Instant>,
    /// Evidence lies strictly before this.
    pub end: Instant,
    /// The last visitor message or event before the end: the moment for which converted contacts and others are compared.
    pub last: Instant,
    /// Visitor messages before the end.
    pub messages: u32,
}

impl History {
    /// The history of a contact, if there is something in it and its outcome is known: who did something within the
    /// window `hot_lead` and did not convert may still do so.
    pub fn of(facts: &ContactFacts, rules: &Rules, as_of: Instant) -> Option<Self> {
        let converted_at = first_conversion(facts, rules, as_of);
        let end = converted_at.unwrap_or(Instant(as_of.0.saturating_add(1)));
        let before = visitor_messages(facts).filter(|message| message.at < end);
        let (messages, last) = before.fold((0, None), |(count, last), message| (count + 1, last.max(Some(message.at))));
        let last = facts.events.iter().map(|event| event.at).filter(|at| *at < end).max().max(last)?;
        let is_open = converted_at.is_none() && as_of - last < rules.windows.hot_lead;
        (!is_open).then_some(Self { converted_at, end, last, messages })
    }

    /// Whether the contact converted.
    pub const fn is_hit(&self) -> bool {
        self.converted_at.is_some()
    }

    /// Which contacts this one is compared with: those that wrote about as much, since who writes more says more of
    /// everything.
    pub fn stratum(&self) -> usize {
        LEAST.iter().rposition(|least| self.messages >= *least).unwrap_or(0)
    }
}

/// When a contact converted for the first time: an event of a kind that counts as a conversion, or a deal won.
pub fn first_conversion(facts: &ContactFacts, rules: &Rules, as_of: Instant) -> Option<Instant> {
    let events = facts.events.iter().filter(|event| is_one_of(&rules.events.conversion, &event.kind));
    let deals = facts.deals.iter().filter_map(|deal| deal.won_at);
    events.map(|event| event.at).chain(deals).filter(|at| *at <= as_of).min()
}

/// Whether a kind of event is among these, in any case.
pub fn is_one_of(kinds: &[String], kind: &str) -> bool {
    let same = |known: &str| known.eq_ignore_ascii_case(kind) || known.to_lowercase() == kind.to_lowercase();
    kinds.iter().any(|known| if known.is_ascii() { known.eq_ignore_ascii_case(kind) } else { same(known) })
}

/// All messages that the contact wrote.
pub fn visitor_messages(facts: &ContactFacts) -> impl Iterator<Item = &MessageFact> {
    facts.conversations.iter().flat_map(|it| &it.messages).filter(|message| message.sender == Sender::Visitor)
}

/// All instants at which a contact did something up to a moment, in order.
pub fn activity(facts: &ContactFacts, as_of: Instant) -> Vec<Instant> {
    let events = facts.events.iter().map(|event| event.at);
    let mut all: Vec<Instant> =
        visitor_messages(facts).map(|message| message.at).chain(events).filter(|at| *at <= as_of).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::{agent, at_day, contact_with, deal, event, rules, visitor};

    #[test]
    fn what_comes_with_a_conversion_or_after_it_is_not_before_it() {
        let mut facts = contact_with(vec![
            visitor(at_day(1), &[]),
            agent(at_day(2), &[]),
            visitor(at_day(3), &[]),
            visitor(at_day(5), &[]),
            visitor(at_day(8), &[]),
        ]);
        facts.events = vec![event("Purchase", at_day(5)), event("purchase", at_day(7))];
        let history = History::of(&facts, &rules(), at_day(60)).expect("two messages before");
        assert_eq!((history.converted_at, history.last, history.messages), (Some(at_day(5)), at_day(3), 2));
        facts.deals = vec![deal(at_day(2), 1)];
        let history = History::of(&facts, &rules(), at_day(60)).expect("one message before");
        assert_eq!((history.converted_at, history.messages), (Some(at_day(2)), 1));
        // Before the deal was won nothing of it is known.
        assert_eq!(first_conversion(&facts, &rules(), at_day(1)), None);
    }

    #[test]
    fn who_may_still_convert_has_no_outcome_and_who_did_nothing_before_explains_nothing() {
        let mut facts = contact_with(vec![visitor(at_day(1), &[])]);
        assert_eq!(History::of(&facts, &rules(), at_day(14)), None);
        assert!(History::of(&facts, &rules(), at_day(15)).is_some_and(|history| !history.is_hit()));
        facts.events = vec![event("purchase", at_day(1))];
        assert_eq!(History::of(&facts, &rules(), at_day(15)), None);
    }

    #[test]
    fn contacts_that_wrote_about_as_much_share_a_stratum() {
        let stratum = |messages| {
            let history = History { converted_at: None, end: at_day(9), last: at_day(1), messages };
            history.stratum()
        };
        assert_eq!([0, 1, 2, 3, 4, 5, 8, 9, 900].map(stratum), [0, 1, 2, 3, 3, 4, 4, 5, 5]);
    }
}

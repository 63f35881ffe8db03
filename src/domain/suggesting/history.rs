//! What a contact did before it converted for the first time, or, if it never did, at all. Only this may explain a
//! conversion: what comes with it or after it is left out, down to the second.

use super::statistics::mix;
use crate::domain::cue::Sender;
use crate::domain::deciding::facts::{ContactFacts, MessageFact};
use crate::domain::deciding::rules::Rules;
use crate::domain::time::{Instant, Span};

/// How many strata of contacts there are that wrote about as much.
pub const STRATA: usize = 6;
/// The least number of visitor messages of each stratum.
const LEAST: [u32; STRATA] = [0, 1, 2, 3, 5, 9];

/// How long those who converted needed, from the first thing they did on.
///
/// Who never converted is looked at as of a moment as long after their own beginning as one of those needed, drawn by a
/// hash of the id: with all of their history they would have had more time to show anything, and everything would seem
/// to speak against converting (the matching of time distributions of Z. Zhou and others, "Survival Bias Associated with
/// Time-to-Treatment Initiation", American Journal of Epidemiology 162, 2005).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Delays(Vec<i64>);

impl Delays {
    /// Notes a contact, if it did something and converted later.
    pub fn add(&mut self, facts: &ContactFacts, rules: &Rules, as_of: Instant) {
        let converted_at = first_conversion(facts, rules, as_of);
        if let (Some(first), Some(at)) = (first_activity(facts), converted_at)
            && first < at
        {
            self.0.push((at - first).0);
        }
    }

    /// Adds those of other contacts.
    pub fn join(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Puts them in order, which drawing needs.
    pub fn finish(&mut self) {
        self.0.sort_unstable();
    }

    /// The delay that is drawn for a contact; none where nobody converted.
    fn draw(&self, contact_id: i64) -> Option<Span> {
        let number = mix(mix(contact_id.cast_unsigned())) % (self.0.len() as u64).max(1);
        self.0.get(usize::try_from(number).ok()?).map(|delay| Span(*delay))
    }
}

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
    /// The history of a contact, if there is something in it, and if who did not convert has been known for as long as is
    /// drawn from the delays.
    pub fn of(facts: &ContactFacts, rules: &Rules, as_of: Instant, delays: &Delays) -> Option<Self> {
        let converted_at = first_conversion(facts, rules, as_of);
        let end = match (converted_at, delays.draw(facts.id)) {
            (Some(at), _) => at,
            (None, Some(delay)) => first_activity(facts)? + delay,
            (None, None) => Instant(as_of.0.saturating_add(1)),
        };
        if end > as_of && !delays.0.is_empty() {
            return None;
        }
        let before = visitor_messages(facts).filter(|message| message.at < end);
        let (messages, last) = before.fold((0, None), |(count, last), message| (count + 1, last.max(Some(message.at))));
        let last = facts.events.iter().map(|event| event.at).filter(|at| *at < end).max().max(last)?;
        Some(Self { converted_at, end, last, messages })
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

/// The first thing that a contact did.
fn first_activity(facts: &ContactFacts) -> Option<Instant> {
    visitor_messages(facts).map(|message| message.at).chain(facts.events.iter().map(|event| event.at)).min()
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
        let of = |facts: &ContactFacts| History::of(facts, &rules(), at_day(60), &Delays::default());
        let history = of(&facts).expect("two messages before");
        assert_eq!((history.converted_at, history.last, history.messages), (Some(at_day(5)), at_day(3), 2));
        facts.deals = vec![deal(at_day(2), 1)];
        let history = of(&facts).expect("one message before");
        assert_eq!((history.converted_at, history.messages), (Some(at_day(2)), 1));
        // Before the deal was won nothing of it is known.
        assert_eq!(first_conversion(&facts, &rules(), at_day(1)), None);
        // Who did nothing before explains nothing.
        facts.events = vec![event("purchase", at_day(1))];
        assert_eq!(of(&facts), None);
    }

    #[test]
    fn who_did_not_convert_is_looked_at_for_as_long_as_those_who_did_needed() {
        let mut buyer = contact_with(vec![visitor(at_day(1), &[])]);
        buyer.events = vec![event("purchase", at_day(4))];
        let mut delays = Delays::default();
        delays.add(&buyer, &rules(), at_day(60));
        delays.finish();
        let other = contact_with([10, 12, 13, 20].map(|day| visitor(at_day(day), &[])).to_vec());
        let of = |day| History::of(&other, &rules(), at_day(day), &delays);
        let history = of(60).expect("known for three days");
        assert_eq!((history.end, history.last, history.messages), (at_day(13), at_day(12), 2));
        assert_eq!((of(12), of(13).is_some()), (None, true));
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

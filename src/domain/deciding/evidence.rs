//! The one place where facts are folded: what was known at `as_of`, in the few numbers and instants that decisions ask
//! for. Whatever is dated later does not exist here, except as `next_fact`, the instant at which the first of it will.

use super::facts::{ContactFacts, ConversationFacts, DealFact, EventFact, MessageFact};
use super::letters::any_same;
use super::money::{Currency, Spend};
use super::rules::{CLOSING_CUES, COMPARING_CUES, EventRules, Rules};
use super::sentiment::{ConversationMean, MessageMean};
use crate::domain::cue::{CueSet, Sender};
use crate::domain::time::Instant;

/// A fact that decisions go by: when it was, and where it stands among the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When it was.
    pub at: Instant,
    /// Where it stands.
    pub origin: Origin,
}

/// Where a fact stands, as positions in [`ContactFacts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A message of a conversation.
    Message {
        /// Position in `conversations`.
        conversation: u32,
        /// Position in its `messages`.
        message: u32,
    },
    /// Position in `events`.
    Event(u32),
    /// Position in `deals`.
    Deal(u32),
    /// The contact's imported `last_active`.
    LastActive,
}

/// The cues that show that a visitor is about to buy.
pub(super) const CLOSING: CueSet = CueSet::of(&CLOSING_CUES);
/// The cues that show that a visitor is weighing things.
pub(super) const COMPARING: CueSet = CueSet::of(&COMPARING_CUES);

/// The items of a list in time order that exist at `as_of`, and when the next one will.
pub(super) fn existing<T>(items: &[T], as_of: Instant, at: impl Fn(&T) -> Instant) -> (&[T], Option<Instant>) {
    let all = items.last().is_none_or(|last| at(last) <= as_of);
    let count = if all { items.len() } else { items.partition_point(|item| at(item) <= as_of) };
    (&items[..count], items.get(count).map(at))
}

/// What one conversation shows at `as_of`. Positions are those of the conversation's messages.
#[derive(Debug, Clone, Default)]
pub struct ConversationEvidence {
    /// Messages by visitor, agent and bot.
    pub message_count: u32,
    /// Messages by the visitor.
    pub visitor_message_count: u32,
    /// The mean of the visitor's messages.
    pub sentiment: MessageMean,
    /// All cues of the visitor's messages.
    pub visitor_cues: CueSet,
    /// All keywords of the visitor's messages.
    pub visitor_keywords: u64,
    /// All cues of our messages.
    pub our_cues: CueSet,
    /// The last message by visitor, agent or bot.
    pub last: Option<usize>,
    /// The last message by the visitor.
    pub last_visitor: Option<usize>,
    /// The last message by an agent.
    pub last_agent: Option<usize>,
    /// The last message by an agent or bot.
    pub last_ours: Option<usize>,
    /// The visitor's last message with a closing cue.
    pub last_closing: Option<usize>,
    /// The visitor's last message with a comparing cue.
    pub last_comparing: Option<usize>,
    /// When the next message will exist.
    pub next_message: Option<Instant>,
}

impl ConversationEvidence {
    /// Folds one conversation's messages up to `as_of`.
    pub fn read(conversation: &ConversationFacts, as_of: Instant) -> Self {
        let (messages, next_message) = existing(&conversation.messages, as_of, |message| message.at);
        let mut evidence = Self { next_message, ..Self::default() };
        for (position, message) in messages.iter().enumerate() {
            match message.sender {
                Sender::Visitor => evidence.add_visitor(position, message),
                Sender::Agent | Sender::Bot => evidence.add_ours(position, message),
                Sender::System => continue,
            }
            evidence.message_count += 1;
            evidence.last = Some(position);
        }
        evidence
    }

    fn add_visitor(&mut self, position: usize, message: &MessageFact) {
        self.visitor_message_count += 1;
        self.visitor_cues.0 |= message.cues.0;
        self.visitor_keywords |= message.keywords;
        self.last_visitor = Some(position);
        if let Some(sentiment) = message.sentiment {
            self.sentiment.add(sentiment);
        }
        if message.cues.intersects(CLOSING) {
            self.last_closing = Some(position);
        }
        if message.cues.intersects(COMPARING) {
            self.last_comparing = Some(position);
        }
    }

    fn add_ours(&mut self, position: usize, message: &MessageFact) {
        self.our_cues.0 |= message.cues.0;
        self.last_ours = Some(position);
        if message.sender == Sender::Agent {
            self.last_agent = Some(position);
        }
    }
}

/// What a contact's facts show at `as_of`.
#[derive(Debug, Clone, Copy)]
pub struct Evidence {
    /// The instant up to which facts were read.
    pub as_of: Instant,
    /// Messages by visitor, agent and bot.
    pub message_count: u32,
    /// Conversations that had begun.
    pub conversation_count: u32,
    /// Conversations that have a sentiment.
    pub sentiment_count: u32,
    /// Events of any kind.
    pub event_count: u32,
    /// Conversion events and deals won.
    pub purchases: u32,
    /// In millionths of the currency; `None` if several currencies occur and none was chosen.
    pub spend: Option<i64>,
    /// Conversions whose amounts are in a currency without a rate, and so not in `spend`.
    pub spend_apart: u32,
    /// The mean of the conversations' means, in ten-thousandths.
    pub sentiment: Option<i32>,
    /// Points given by an import or a person; `None` if none were.
    pub points: Option<i64>,
    /// All cues of the visitor's messages.
    pub visitor_cues: CueSet,
    /// All keywords of the visitor's messages.
    pub visitor_keywords: u64,
    /// The latest visitor message, event, conversion or imported activity (`L` in the rules).
    pub last_activity: Option<Mark>,
    /// The latest conversion (`C` in the rules).
    pub last_conversion: Option<Mark>,
    /// The latest event of a kind that shows fulfilment.
    pub last_fulfilment: Option<Mark>,
    /// The latest closing cue or buying event.
    pub last_closing: Option<Mark>,
    /// The latest comparing cue.
    pub last_comparing: Option<Mark>,
    /// The visitor's latest message.
    pub last_visitor_message: Option<Mark>,
    /// The latest message by an agent.
    pub last_agent_message: Option<Instant>,
    /// The earliest cause of an open alert of kind `frustration`.
    pub frustration_alert: Option<Instant>,
    /// When the next fact will exist.
    pub next_fact: Option<Instant>,
}

impl Evidence {
    /// Folds a contact's facts up to `as_of`.
    pub fn read(facts: &ContactFacts, rules: &Rules, currency: &Currency, as_of: Instant) -> Self {
        let mut evidence = Self::none(as_of);
        let mut spend = Spend::default();
        let mut add_spend = |amount, named: &str| spend.add(amount, named, currency, &rules.money);
        evidence.read_conversations(&facts.conversations);
        evidence.read_events(&facts.events, &rules.events, &mut add_spend);
        evidence.read_deals(&facts.deals, &mut add_spend);
        evidence.spend = currency.0.is_some().then(|| spend.sum());
        evidence.spend_apart = spend.apart();
        if let Some(at) = evidence.exists(facts.last_active) {
            later(&mut evidence.last_activity, at, Origin::LastActive);
        }
        for (at, points) in &facts.points {
            if evidence.exists(Some(*at)).is_some() {
                evidence.points = Some(evidence.points.unwrap_or(0).saturating_add(i64::from(*points)));
            }
        }
        for at in &facts.frustration_alerts {
            let cause = evidence.exists(Some(*at));
            evidence.frustration_alert = earlier(evidence.frustration_alert, cause);
        }
        evidence
    }

    /// What is known when nothing is.
    const fn none(as_of: Instant) -> Self {
        Self {
            as_of,
            message_count: 0,
            conversation_count: 0,
            sentiment_count: 0,
            event_count: 0,
            purchases: 0,
            spend: None,
            spend_apart: 0,
            sentiment: None,
            points: None,
            visitor_cues: CueSet::EMPTY,
            visitor_keywords: 0,
            last_activity: None,
            last_conversion: None,
            last_fulfilment: None,
            last_closing: None,
            last_comparing: None,
            last_visitor_message: None,
            last_agent_message: None,
            frustration_alert: None,
            next_fact: None,
        }
    }

    /// The instant if it has come; one that is still to come is noted as a fact to be.
    fn exists(&mut self, at: Option<Instant>) -> Option<Instant> {
        if at.is_some_and(|at| at > self.as_of) {
            self.next_fact = earlier(self.next_fact, at);
            return None;
        }
        at
    }

    fn read_conversations(&mut self, conversations: &[ConversationFacts]) {
        let mut mean = ConversationMean::default();
        for (position, conversation) in conversations.iter().enumerate() {
            let found = ConversationEvidence::read(conversation, self.as_of);
            self.next_fact = earlier(self.next_fact, found.next_message);
            let begun = conversation.messages.first().is_none_or(|first| first.at <= self.as_of);
            self.conversation_count += u32::from(begun);
            self.message_count += found.message_count;
            self.visitor_cues.0 |= found.visitor_cues.0;
            self.visitor_keywords |= found.visitor_keywords;
            mean.add(found.sentiment);
            self.mark_messages(position, conversation, &found);
        }
        self.sentiment = mean.rounded();
        self.sentiment_count = mean.count();
    }

    fn mark_messages(&mut self, conversation: usize, facts: &ConversationFacts, found: &ConversationEvidence) {
        let mark = |slot: &mut Option<Mark>, message: Option<usize>| {
            if let Some(message) = message {
                let origin = Origin::Message { conversation: index(conversation), message: index(message) };
                later(slot, facts.messages[message].at, origin);
            }
        };
        mark(&mut self.last_visitor_message, found.last_visitor);
        mark(&mut self.last_activity, found.last_visitor);
        mark(&mut self.last_closing, found.last_closing);
        mark(&mut self.last_comparing, found.last_comparing);
        let agent = found.last_agent.map(|message| facts.messages[message].at);
        self.last_agent_message = self.last_agent_message.max(agent);
    }

    fn read_events(&mut self, events: &[EventFact], rules: &EventRules, spend: &mut impl FnMut(Option<i64>, &str)) {
        let (events, next) = existing(events, self.as_of, |event| event.at);
        self.next_fact = earlier(self.next_fact, next);
        self.event_count = index(events.len());
        for (position, event) in events.iter().enumerate() {
            let origin = Origin::Event(index(position));
            later(&mut self.last_activity, event.at, origin);
            if any_same(&rules.conversion, &event.kind) {
                self.purchases += 1;
                later(&mut self.last_conversion, event.at, origin);
                spend(event.amount, &event.currency);
            }
            if any_same(&rules.buying, &event.kind) {
                later(&mut self.last_closing, event.at, origin);
            }
            if any_same(&rules.fulfilment, &event.kind) {
                later(&mut self.last_fulfilment, event.at, origin);
            }
        }
    }

    fn read_deals(&mut self, deals: &[DealFact], spend: &mut impl FnMut(Option<i64>, &str)) {
        for (position, deal) in deals.iter().enumerate() {
            if let Some(at) = self.exists(deal.won_at) {
                let origin = Origin::Deal(index(position));
                self.purchases += 1;
                later(&mut self.last_activity, at, origin);
                later(&mut self.last_conversion, at, origin);
                spend(deal.amount, &deal.currency);
            }
        }
    }
}

/// Keeps the later of the two; of two at the same instant, the one that was there.
fn later(slot: &mut Option<Mark>, at: Instant, origin: Origin) {
    if slot.is_none_or(|mark| at > mark.at) {
        *slot = Some(Mark { at, origin });
    }
}

/// The earlier of two instants, either of which may be missing.
pub(super) fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::testing::{agent, at_day, contact, conversation, deal, event, system, usd, visitor};
    use crate::domain::deciding::testing::{bot, rules};

    fn read(facts: &ContactFacts, day: i64) -> Evidence {
        Evidence::read(facts, &rules(), &usd(), at_day(day))
    }

    #[test]
    fn what_comes_later_does_not_exist_but_for_when_it_will() {
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![visitor(at_day(1), &[]), visitor(at_day(9), &[])])];
        facts.events = vec![event("purchase", at_day(8))];
        facts.deals = vec![deal(at_day(7), 100)];
        facts.last_active = Some(at_day(6));
        facts.points = vec![(at_day(5), 10)];
        facts.frustration_alerts = vec![at_day(4)];
        let found = read(&facts, 3);
        assert_eq!((found.message_count, found.purchases, found.points), (1, 0, None));
        assert_eq!(found.last_activity.map(|mark| mark.at), Some(at_day(1)));
        assert_eq!((found.frustration_alert, found.next_fact), (None, Some(at_day(4))));
        assert_eq!(read(&facts, 8).next_fact, Some(at_day(9)));
        let all = read(&facts, 9);
        assert_eq!((all.message_count, all.purchases, all.points, all.next_fact), (2, 2, Some(10), None));
    }

    #[test]
    fn a_message_of_this_very_second_exists() {
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![visitor(at_day(3), &[])])];
        assert_eq!(read(&facts, 3).message_count, 1);
    }

    #[test]
    fn system_messages_count_for_nothing() {
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![system(at_day(1)), system(at_day(2))])];
        let found = read(&facts, 3);
        assert_eq!((found.message_count, found.conversation_count), (0, 1));
        assert_eq!(found.last_activity, None);
    }

    #[test]
    fn our_own_messages_are_no_activity_of_the_contact() {
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![agent(at_day(1), &[]), bot(at_day(2), &[])])];
        let found = read(&facts, 3);
        assert_eq!((found.message_count, found.last_activity), (2, None));
        assert_eq!(found.last_agent_message, Some(at_day(1)));
    }

    #[test]
    fn cues_count_only_in_what_the_visitor_writes() {
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![agent(at_day(1), &[Cue::PurchaseIntent])])];
        assert_eq!(read(&facts, 3).last_closing, None);
    }

    #[test]
    fn conversions_are_events_of_their_kinds_in_any_case_and_deals_won() {
        let mut facts = contact();
        facts.events =
            vec![event("Purchase", at_day(1)), event("purchases", at_day(2)), event("booking_confirmed", at_day(3))];
        facts.deals = vec![deal(at_day(2), 5), DealFact { won_at: None, ..deal(at_day(2), 7) }];
        facts.events[0].amount = Some(20);
        let found = read(&facts, 9);
        assert_eq!((found.purchases, found.spend), (3, Some(25)));
        assert_eq!(found.last_conversion.map(|mark| mark.at), Some(at_day(3)));
    }

    #[test]
    fn spend_is_not_known_where_several_currencies_occur() {
        let mut facts = contact();
        facts.deals = vec![deal(at_day(2), 5)];
        let found = Evidence::read(&facts, &rules(), &Currency(None), at_day(9));
        assert_eq!((found.purchases, found.spend, found.spend_apart), (1, None, 1));
    }
}

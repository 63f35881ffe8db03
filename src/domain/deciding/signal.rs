//! What one scoring signal finds: how many items match inside its window, and when that number changes with no new
//! data. The items that are counted and the items that an explanation lists are the same iterator.

use super::classify::Decision;
use super::clause::in_units;
use super::evidence::existing;
use super::facts::{ContactFacts, ConversationFacts, EventFact, MessageFact};
use super::horizon::Horizon;
use super::letters::{contains, entries, same};
use super::rules::{Rules, Signal, SignalKind};
use super::words::{Intent, SentimentLevel};
use crate::domain::cue::{CueSet, Sender};
use crate::domain::time::{Instant, Span};

/// How many keywords the rules may hold: a message keeps one bit for each.
pub const MAX_KEYWORDS: usize = 64;

/// The keywords of the rules in the order of their bits: those of signals, then those of alert rules.
pub fn keywords(rules: &Rules) -> impl Iterator<Item = &str> {
    let signals = rules.score.signals.iter().filter(|signal| signal.kind == SignalKind::Keyword);
    let alerts = rules.alerts.rules.iter().filter_map(|rule| rule.keyword.as_deref());
    signals.map(|signal| signal.subject.as_str()).chain(alerts)
}

/// The mask of the keyword with this number; beyond [`MAX_KEYWORDS`] it matches nothing.
pub(super) fn keyword_mask(number: usize) -> u64 {
    u32::try_from(number).ok().and_then(|number| 1_u64.checked_shl(number)).unwrap_or(0)
}

/// The columns that a `field` signal can look at.
pub const COLUMNS: [&str; 26] = [
    "lifecycle",
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "company",
    "job_title",
    "address",
    "city",
    "country",
    "website",
    "branch",
    "source",
    "channels",
    "tags",
    "interests",
    "traits",
    "needs",
    "do_not_contact",
    "status",
    "stage",
    "intent",
    "sentiment_level",
    "vip",
    "at_risk",
];

/// The facts that a `stat` signal can look at.
pub const STATS: [&str; 5] = ["message_count", "conversation_count", "purchases", "spend", "completeness"];

/// The value of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column<'a> {
    /// Plain text.
    Text(&'a str),
    /// Entries joined with `;`. One of them has to equal what a signal asks for.
    List(&'a str),
    /// A flag: it is filled when it is set, and equals `true` or `false`.
    Flag(bool),
}

impl Column<'_> {
    /// The column as text.
    pub const fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::List(text) => text,
            Self::Flag(true) => "true",
            Self::Flag(false) => "false",
        }
    }

    fn matches(&self, signal: &Signal) -> bool {
        if let Some(wanted) = &signal.equals {
            return match self {
                Self::List(text) => entries(text).any(|entry| same(entry, wanted.trim())),
                _ => same(self.text().trim(), wanted.trim()),
            };
        }
        if let Some(part) = &signal.contains {
            return contains(self.text(), part);
        }
        match self {
            Self::Flag(set) => *set,
            _ => !self.text().trim().is_empty(),
        }
    }
}

fn column<'a>(facts: &'a ContactFacts, decision: &Decision, name: &str) -> Option<Column<'a>> {
    let fields = &facts.fields;
    Some(match name {
        "lifecycle" => Column::Text(if fields.is_customer { "customer" } else { "lead" }),
        "name" => Column::Text(&fields.name),
        "first_name" => Column::Text(&fields.first_name),
        "last_name" => Column::Text(&fields.last_name),
        "email" => Column::Text(&fields.email),
        "phone" => Column::Text(&fields.phone),
        "company" => Column::Text(&fields.company),
        "job_title" => Column::Text(&fields.job_title),
        "address" => Column::Text(&fields.address),
        "city" => Column::Text(&fields.city),
        "country" => Column::Text(&fields.country),
        "website" => Column::Text(&fields.website),
        "branch" => Column::Text(&fields.branch),
        "source" => Column::Text(&fields.source),
        "channels" => Column::List(&fields.channels),
        "tags" => Column::List(&fields.tags),
        "interests" => Column::List(&fields.interests),
        "traits" => Column::List(&fields.traits),
        "needs" => Column::List(&fields.needs),
        "do_not_contact" => Column::Flag(fields.do_not_contact),
        "status" => Column::Text(decision.status.name()),
        "stage" => Column::Text(decision.stage.name()),
        "intent" => Column::Text(decision.intent.map_or("", Intent::name)),
        "sentiment_level" => Column::Text(decision.sentiment_level.map_or("", SentimentLevel::name)),
        "vip" => Column::Flag(decision.vip),
        "at_risk" => Column::Flag(decision.at_risk),
        _ => return None,
    })
}

/// One thing that a signal found.
#[derive(Debug, Clone, Copy)]
pub enum Match<'a> {
    /// A message of the visitor's.
    Message {
        /// The conversation's id.
        conversation_id: i64,
        /// The message.
        message: &'a MessageFact,
    },
    /// An event.
    Event(&'a EventFact),
    /// A column of the contact.
    Column(Column<'a>),
    /// A number.
    Stat(f64),
}

/// What signals look at: one contact, or one conversation.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) conversations: &'a [ConversationFacts],
    pub(super) events: &'a [EventFact],
    pub(super) as_of: Instant,
    /// All cues and keywords of the visitor's messages: what is not among them need not be looked for.
    pub(super) visitor_cues: CueSet,
    pub(super) visitor_keywords: u64,
    pub(super) message_count: u32,
    /// The contact, for columns and the other numbers.
    pub(super) contact: Option<(&'a ContactFacts, &'a Decision)>,
}

/// How much a signal found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Matching items inside the window.
    pub(super) count: u32,
    /// When the first of them leaves it.
    pub(super) changes_at: Option<Instant>,
}

impl<'a> Scope<'a> {
    /// Counts what a signal finds; `keyword` is the signal's number among the keywords.
    pub(super) fn tally(&self, signal: &Signal, keyword: usize) -> Tally {
        let mut tally = Tally::default();
        let mut horizon = Horizon::after(self.as_of);
        self.each_match(signal, keyword, &mut |found| {
            tally.count = tally.count.saturating_add(1);
            let at = match found {
                Match::Message { message, .. } => message.at,
                Match::Event(event) => event.at,
                Match::Column(_) | Match::Stat(_) => return,
            };
            horizon.note(signal.window.map(|window| at + window));
        });
        tally.changes_at = horizon.first();
        tally
    }

    /// Shows each item that a signal finds: conversations in order, each from its latest message back.
    pub(super) fn each_match(&self, signal: &Signal, keyword: usize, show: &mut impl FnMut(Match<'a>)) {
        match signal.kind {
            SignalKind::Cue => {
                let cue = signal.cue().filter(|cue| self.visitor_cues.contains(*cue));
                if let Some(cue) = cue {
                    self.each_message(signal.window, |message| message.cues.contains(cue), show);
                }
            }
            SignalKind::Keyword => {
                let mask = keyword_mask(keyword);
                if self.visitor_keywords & mask != 0 {
                    self.each_message(signal.window, |message| message.keywords & mask != 0, show);
                }
            }
            SignalKind::Event => {
                let (events, _) = existing(self.events, self.as_of, |event| event.at);
                let inside = events.iter().rev().take_while(|event| self.inside(event.at, signal.window));
                inside.filter(|event| same(&event.kind, &signal.subject)).for_each(|event| show(Match::Event(event)));
            }
            SignalKind::Field => {
                let found = self.contact.and_then(|(facts, decision)| column(facts, decision, &signal.subject));
                found
                    .filter(|column| column.matches(signal))
                    .into_iter()
                    .for_each(|column| show(Match::Column(column)));
            }
            SignalKind::Stat => {
                let value = self.stat(&signal.subject);
                let enough = |value: &f64| signal.at_least.map_or(*value > 0.0, |least| *value >= least);
                value.filter(enough).into_iter().for_each(|value| show(Match::Stat(value)));
            }
        }
    }

    fn each_message(
        &self,
        window: Option<Span>,
        wanted: impl Fn(&MessageFact) -> bool,
        show: &mut impl FnMut(Match<'a>),
    ) {
        for conversation in self.conversations {
            let (messages, _) = existing(&conversation.messages, self.as_of, |message| message.at);
            let inside = messages.iter().rev().take_while(|message| self.inside(message.at, window));
            for message in inside.filter(|message| message.sender == Sender::Visitor && wanted(message)) {
                show(Match::Message { conversation_id: conversation.id, message });
            }
        }
    }

    fn inside(&self, at: Instant, window: Option<Span>) -> bool {
        window.is_none_or(|window| self.as_of - at < window)
    }

    /// The number of this name, if it is known here. A conversation has only its `message_count`.
    fn stat(&self, name: &str) -> Option<f64> {
        if name == "message_count" {
            return Some(f64::from(self.message_count));
        }
        let (_, decision) = self.contact?;
        match name {
            "conversation_count" => Some(f64::from(decision.evidence.conversation_count)),
            "purchases" => Some(f64::from(decision.evidence.purchases)),
            "spend" => decision.evidence.spend.map(in_units),
            "completeness" => Some(f64::from(decision.completeness)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::classify::classify;
    use crate::domain::deciding::score::matches;
    use crate::domain::deciding::testing::{
        agent, at_day, contact, contact_with, conversation, deal, event, rules_with, usd, visitor,
    };

    /// Rules with one signal of 10 points for the budget, and what it finds so many days and seconds on.
    fn count(signal: &str, facts: &ContactFacts, day: i64, second: i64) -> (usize, Option<Instant>) {
        let more = format!("[[score.signal]]\nname = \"one\"\ncategory = \"budget\"\npoints = 10\n{signal}");
        let rules = rules_with(&more);
        let decision = classify(facts, &rules, &usd(), Instant(at_day(day).0 + second));
        let scope = Scope {
            conversations: &facts.conversations,
            events: &facts.events,
            as_of: decision.evidence.as_of,
            visitor_cues: decision.evidence.visitor_cues,
            visitor_keywords: decision.evidence.visitor_keywords,
            message_count: decision.evidence.message_count,
            contact: Some((facts, &decision)),
        };
        let tally = scope.tally(&rules.score.signals[0], 0);
        let listed = matches(facts, &decision, &rules, 0).len();
        assert_eq!(listed, tally.count as usize, "what is counted is what is listed");
        (listed, tally.changes_at)
    }

    #[test]
    fn a_cue_counts_the_visitors_messages_inside_the_window() {
        let mut facts = contact();
        let asked = |day| visitor(at_day(day), &[Cue::PricingQuestion]);
        facts.conversations = vec![
            conversation(1, vec![asked(0), agent(at_day(1), &[Cue::PricingQuestion]), asked(2)]),
            conversation(2, vec![visitor(at_day(1), &[Cue::Budget]), asked(5)]),
        ];
        let signal = "kind = \"cue\"\nmatch = \"pricing_question\"\nwindow = \"7d\"";
        assert_eq!(count(signal, &facts, 5, -1), (2, Some(at_day(7))));
        assert_eq!(count(signal, &facts, 5, 0), (3, Some(at_day(7))));
        assert_eq!(count(signal, &facts, 7, -1), (3, Some(at_day(7))));
        assert_eq!(count(signal, &facts, 7, 0), (2, Some(at_day(9))));
        assert_eq!(count("kind = \"cue\"\nmatch = \"pricing_question\"", &facts, 900, 0), (3, None));
    }

    #[test]
    fn a_keyword_counts_the_visitors_messages_with_its_bit() {
        let with = |keywords| MessageFact { keywords, ..visitor(at_day(0), &[]) };
        let ours = MessageFact { keywords: 1, ..agent(at_day(0), &[]) };
        let facts = contact_with(vec![with(1), with(2), with(3), ours]);
        assert_eq!(count("kind = \"keyword\"\nmatch = \"bulk\"", &facts, 0, 0).0, 2);
    }

    #[test]
    fn an_event_counts_by_its_kind_in_any_case() {
        let mut facts = contact();
        facts.events =
            vec![event("Form_Submission", at_day(0)), event("form", at_day(1)), event("form_submission", at_day(3))];
        let signal = "kind = \"event\"\nmatch = \"form_submission\"\nwindow = \"2d\"";
        assert_eq!(count(signal, &facts, 2, -1), (1, Some(at_day(2))));
        assert_eq!(count(signal, &facts, 2, 0), (0, None));
        assert_eq!(count(signal, &facts, 3, 0), (1, Some(at_day(5))));
    }

    #[test]
    fn a_field_is_filled_or_equals_or_contains_in_any_case() {
        let mut facts = contact();
        facts.fields.job_title = "Managing Director".to_owned();
        facts.fields.tags = "gold; Early bird".to_owned();
        let field =
            |name: &str, test: &str| count(&format!("kind = \"field\"\nmatch = \"{name}\"\n{test}"), &facts, 0, 0).0;
        assert_eq!(field("job_title", ""), 1);
        assert_eq!(field("company", ""), 0);
        assert_eq!(field("job_title", "contains = \"director\""), 1);
        assert_eq!(field("job_title", "equals = \"director\""), 0);
        assert_eq!(field("job_title", "equals = \"managing director\""), 1);
        assert_eq!(field("tags", "equals = \"early bird\""), 1);
        assert_eq!(field("tags", "equals = \"early\""), 0);
        assert_eq!(field("lifecycle", "equals = \"lead\""), 1);
        assert_eq!(field("do_not_contact", ""), 0);
        assert_eq!(field("do_not_contact", "equals = \"false\""), 1);
        assert_eq!(field("status", "equals = \"new\""), 1);
        assert_eq!(field("shoe_size", ""), 0);
    }

    #[test]
    fn a_stat_is_one_from_its_number_up() {
        let mut facts = contact_with(vec![visitor(at_day(0), &[]), agent(at_day(1), &[])]);
        facts.deals = vec![deal(at_day(1), 2_500_000)];
        facts.fields.email = "ana@example.com".to_owned();
        let stat = |name: &str, least: &str, day| {
            count(&format!("kind = \"stat\"\nmatch = \"{name}\"\nat_least = {least}"), &facts, day, 0).0
        };
        assert_eq!((stat("message_count", "2", 0), stat("message_count", "2", 1)), (0, 1));
        assert_eq!((stat("purchases", "1", 0), stat("purchases", "1", 1)), (0, 1));
        assert_eq!((stat("spend", "2.5", 1), stat("spend", "2.500001", 1)), (1, 0));
        assert_eq!((stat("completeness", "25", 0), stat("completeness", "26", 0)), (1, 0));
        assert_eq!((stat("conversation_count", "1", -1), stat("conversation_count", "1", 0)), (0, 1));
    }

    #[test]
    fn every_column_and_stat_that_is_named_can_be_looked_at() {
        let facts = contact_with(vec![visitor(at_day(0), &[])]);
        let decision = classify(&facts, &rules_with(""), &usd(), at_day(0));
        assert!(COLUMNS.iter().all(|name| column(&facts, &decision, name).is_some()));
        for name in STATS {
            assert_eq!(
                count(&format!("kind = \"stat\"\nmatch = \"{name}\"\nat_least = 0"), &facts, 0, 0).0,
                1,
                "{name}"
            );
        }
    }

    #[test]
    fn keywords_are_those_of_signals_and_then_those_of_alert_rules() {
        let rules = rules_with(
            "[[score.signal]]\nname = \"a\"\ncategory = \"fit\"\nkind = \"keyword\"\nmatch = \"bulk\"\npoints = 1\n\
             [[score.signal]]\nname = \"b\"\ncategory = \"fit\"\nkind = \"cue\"\nmatch = \"need\"\npoints = 1\n\
             [[alerts.rule]]\nname = \"c\"\ncue = \"spam\"\n[[alerts.rule]]\nname = \"d\"\nkeyword = \"lawyer\"",
        );
        assert_eq!(keywords(&rules).collect::<Vec<_>>(), ["bulk", "lawyer"]);
        assert_eq!((keyword_mask(63), keyword_mask(64)), (1 << 63, 0));
    }
}

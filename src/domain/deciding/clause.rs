//! One clause of a decision list as data: what is asked, and the facts that answer it. A clause is judged by
//! [`Clause::judge`] alone, both when a decision is made and when it is explained, so the two cannot differ.

use super::evidence::{Mark, Origin};
use super::facts::{ContactFacts, MessageFact};
use super::sentiment::as_number;
use super::words::{Intent, Status};
use crate::domain::time::{Instant, Span};

/// What kind of fact a clause looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A closing cue or a buying event.
    Closing,
    /// A comparing cue.
    Comparing,
    /// A message by the visitor.
    VisitorMessage,
    /// A conversion.
    Conversion,
    /// A visitor message, event, conversion or imported activity.
    Activity,
}

impl What {
    const fn text(self) -> &'static str {
        match self {
            Self::Closing => "closing cue or buying event",
            Self::Comparing => "comparing cue",
            Self::VisitorMessage => "visitor message",
            Self::Conversion => "conversion",
            Self::Activity => "activity",
        }
    }
}

/// One clause with the facts that it looks at; in each, `mark` is the latest such fact, if there is any.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the fields are what the clause says")]
pub enum Clause {
    /// The fact is younger than the window.
    Recent { what: What, mark: Option<Mark>, window: Span },
    /// The fact is at least as old as the span.
    Old { what: What, mark: Option<Mark>, span: Span },
    /// There is such a fact.
    Ever { what: What, mark: Option<Mark> },
    /// There is a fulfilment event at or after the conversion.
    Fulfilled { conversion: Option<Mark>, fulfilment: Option<Mark> },
    /// There is a conversion, and the last activity is at least as old as the span.
    Lost { conversion: Option<Mark>, activity: Option<Mark>, span: Span },
    /// The intent is `ready_to_buy`.
    Ready { intent: Option<Intent> },
    /// The last activity is younger than the window, and there are enough messages.
    Engaged { activity: Option<Mark>, window: Span, messages: u32, needed: u32 },
    /// Nothing before held.
    Otherwise,
    /// A person set the value by hand; `counts` is false where the rules say that pins do not.
    Pinned { counts: bool },
    /// Enough conversions; needing none means that the clause is off.
    Purchases { count: u32, needed: u32 },
    /// Enough spend, which is in millionths; needing none means that the clause is off.
    Spend { spend: Option<i64>, needed: f64 },
    /// The contact has the tag `vip`.
    Tagged { tagged: bool },
    /// The status is `churned`.
    Churned { status: Status },
    /// A customer or converted contact feels this bad.
    Unhappy { customer: bool, status: Status, sentiment: Option<i32>, limit: f64 },
    /// An open alert of kind `frustration`.
    Alert { at: Option<Instant> },
    /// The mean of so many conversations.
    Mean { conversations: u32 },
    /// A field that counts for the completeness.
    Filled { filled: bool, percent: u32 },
}

/// What a clause came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it holds.
    pub holds: bool,
    /// When that changes with no new data.
    pub changes_at: Option<Instant>,
}

impl Judgement {
    const fn fixed(holds: bool) -> Self {
        Self { holds, changes_at: None }
    }

    /// A window is half-open: at exactly its length the fact is out.
    fn recent(mark: Option<Mark>, window: Span, as_of: Instant) -> Self {
        let left_at = mark.filter(|mark| as_of - mark.at < window).map(|mark| mark.at + window);
        Self { holds: left_at.is_some(), changes_at: left_at }
    }

    fn old(mark: Option<Mark>, span: Span, as_of: Instant) -> Self {
        match mark {
            Some(mark) if as_of - mark.at < span => Self { holds: false, changes_at: Some(mark.at + span) },
            mark => Self::fixed(mark.is_some()),
        }
    }
}

impl Clause {
    /// Whether the clause holds at `as_of`, and when that changes with no new data.
    pub fn judge(&self, as_of: Instant) -> Judgement {
        match *self {
            Self::Recent { mark, window, .. } => Judgement::recent(mark, window, as_of),
            Self::Old { mark, span, .. } => Judgement::old(mark, span, as_of),
            Self::Ever { mark, .. } => Judgement::fixed(mark.is_some()),
            Self::Lost { conversion: Some(_), activity, span } => Judgement::old(activity, span, as_of),
            Self::Engaged { activity, window, messages, needed } if messages >= needed => {
                Judgement::recent(activity, window, as_of)
            }
            Self::Lost { .. } | Self::Engaged { .. } => Judgement::fixed(false),
            _ => Judgement::fixed(self.holds_always()),
        }
    }

    /// The clauses that no passing of time changes.
    fn holds_always(&self) -> bool {
        match *self {
            Self::Fulfilled { conversion: Some(conversion), fulfilment: Some(fulfilment) } => {
                fulfilment.at >= conversion.at
            }
            Self::Ready { intent } => intent == Some(Intent::ReadyToBuy),
            Self::Otherwise => true,
            Self::Pinned { counts } => counts,
            Self::Purchases { count, needed } => needed > 0 && count >= needed,
            Self::Spend { spend, needed } => needed > 0.0 && spend.is_some_and(|spend| in_units(spend) >= needed),
            Self::Tagged { tagged } => tagged,
            Self::Churned { status } => status == Status::Churned,
            Self::Unhappy { customer, status, sentiment, limit } => {
                (customer || status == Status::Converted) && sentiment.is_some_and(|value| as_number(value) <= limit)
            }
            Self::Alert { at } => at.is_some(),
            Self::Mean { conversations } => conversations > 0,
            Self::Filled { filled, .. } => filled,
            _ => false,
        }
    }

    /// The clause and its facts in plain words.
    pub fn text(&self, facts: &ContactFacts) -> String {
        let show = |mark: Option<Mark>| mark.map_or_else(|| "none".to_owned(), |mark| mark.text(facts));
        match *self {
            Self::Recent { what, mark, window } => format!("{} within {window}: {}", what.text(), show(mark)),
            Self::Old { what, mark, span } => format!("{} at least {span} ago: {}", what.text(), show(mark)),
            Self::Ever { what, mark } => format!("{}: {}", what.text(), show(mark)),
            Self::Fulfilled { conversion, fulfilment } => {
                format!("fulfilled at or after the conversion: {}, conversion: {}", show(fulfilment), show(conversion))
            }
            Self::Lost { conversion, activity, span } => {
                format!("silent for {span} after a conversion: {}, last activity: {}", show(conversion), show(activity))
            }
            Self::Ready { intent } => format!("intent is ready_to_buy: {}", intent.map_or("empty", Intent::name)),
            Self::Engaged { activity, window, messages, needed } => {
                format!("activity within {window} and {needed} messages: {}, {messages} messages", show(activity))
            }
            Self::Otherwise => "nothing before held".to_owned(),
            Self::Pinned { counts: true } => "pinned".to_owned(),
            Self::Pinned { counts: false } => "pinned, but pins do not count".to_owned(),
            _ => self.flag_text(),
        }
    }

    /// The same for the clauses of flags and numbers.
    fn flag_text(&self) -> String {
        match *self {
            Self::Purchases { needed: 0, .. } => "enough purchases: off".to_owned(),
            Self::Purchases { count, needed } => format!("at least {needed} purchases: {count}"),
            Self::Spend { needed, .. } if needed <= 0.0 => "enough spend: off".to_owned(),
            Self::Spend { spend: Some(spend), needed } => format!("spend of at least {needed}: {}", in_units(spend)),
            Self::Spend { spend: None, needed } => format!("spend of at least {needed}: not known"),
            Self::Tagged { tagged } => format!("tag vip: {}", if tagged { "yes" } else { "no" }),
            Self::Churned { status } => format!("status is churned: {status}"),
            Self::Unhappy { customer, status, sentiment, limit } => {
                let who = if customer { "customer" } else { "lead" };
                let value = sentiment.map_or_else(|| "empty".to_owned(), |value| as_number(value).to_string());
                format!("customer or converted with sentiment {limit} or less: {who}, {status}, sentiment {value}")
            }
            Self::Alert { at } => {
                format!("open frustration alert: {}", at.map_or_else(|| "none".to_owned(), |at| format!("of {at}")))
            }
            Self::Mean { conversations } => format!("mean of {conversations} conversations"),
            Self::Filled { percent, .. } => format!("filled: {percent} %"),
            _ => String::new(),
        }
    }
}

/// Millionths as whole units, for comparing with a number of the rules.
#[allow(clippy::cast_precision_loss, reason = "sums beyond 2^53 millionths are shown and compared to 15 digits")]
pub(super) fn in_units(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

impl Mark {
    /// The conversation's id and the message, if that is what it marks.
    pub fn message<'f>(&self, facts: &'f ContactFacts) -> Option<(i64, &'f MessageFact)> {
        let Origin::Message { conversation, message } = self.origin else { return None };
        let conversation = facts.conversations.get(conversation as usize)?;
        Some((conversation.id, conversation.messages.get(message as usize)?))
    }

    /// The fact in plain words.
    pub fn text(&self, facts: &ContactFacts) -> String {
        let at = self.at;
        match self.origin {
            Origin::Message { .. } => match self.message(facts) {
                Some((id, message)) if message.cues.0 == 0 => {
                    format!("message {} of conversation {id} at {at}", message.id)
                }
                Some((id, message)) => {
                    format!("message {} of conversation {id} at {at} ({})", message.id, message.cues)
                }
                None => format!("message at {at}"),
            },
            Origin::Event(event) => {
                let kind = facts.events.get(event as usize).map_or("", |event| event.kind.as_str());
                format!("event {kind} at {at}")
            }
            Origin::Deal(_) => format!("deal won at {at}"),
            Origin::LastActive => format!("imported last_active {at}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::testing::{at_day, contact, conversation, event, visitor};

    const WINDOW: Span = Span(100);

    fn mark(at: i64) -> Option<Mark> {
        Some(Mark { at: Instant(at), origin: Origin::LastActive })
    }

    #[test]
    fn a_window_ends_at_exactly_its_length() {
        let clause = Clause::Recent { what: What::Activity, mark: mark(0), window: WINDOW };
        assert_eq!(clause.judge(Instant(99)), Judgement { holds: true, changes_at: Some(Instant(100)) });
        assert_eq!(clause.judge(Instant(100)), Judgement::fixed(false));
    }

    #[test]
    fn silence_begins_at_exactly_its_length() {
        let clause = Clause::Old { what: What::Activity, mark: mark(0), span: WINDOW };
        assert_eq!(clause.judge(Instant(99)), Judgement { holds: false, changes_at: Some(Instant(100)) });
        assert_eq!(clause.judge(Instant(100)), Judgement::fixed(true));
        let never = Clause::Old { what: What::Activity, mark: None, span: WINDOW };
        assert_eq!(never.judge(Instant(100)), Judgement::fixed(false));
    }

    #[test]
    fn needing_nothing_turns_a_flag_off() {
        assert!(!Clause::Purchases { count: 3, needed: 0 }.judge(Instant(0)).holds);
        assert!(!Clause::Spend { spend: Some(5), needed: 0.0 }.judge(Instant(0)).holds);
        assert!(Clause::Spend { spend: Some(100_000), needed: 0.1 }.judge(Instant(0)).holds);
        assert!(!Clause::Spend { spend: Some(99_999), needed: 0.1 }.judge(Instant(0)).holds);
    }

    #[test]
    fn a_clause_names_the_facts_it_went_by() {
        let mut facts = contact();
        facts.conversations = vec![conversation(4, vec![visitor(at_day(1), &[Cue::Negotiation])])];
        facts.conversations[0].messages[0].id = 7;
        facts.events = vec![event("purchase", at_day(2))];
        let origin = Origin::Message { conversation: 0, message: 0 };
        let closing = Clause::Recent {
            what: What::Closing,
            mark: Some(Mark { at: at_day(1), origin }),
            window: Span(14 * 86_400),
        };
        assert_eq!(
            closing.text(&facts),
            "closing cue or buying event within 14d: message 7 of conversation 4 at 2026-01-02T00:00:00Z (negotiation)"
        );
        let bought =
            Clause::Ever { what: What::Conversion, mark: Some(Mark { at: at_day(2), origin: Origin::Event(0) }) };
        assert_eq!(bought.text(&facts), "conversion: event purchase at 2026-01-03T00:00:00Z");
    }
}

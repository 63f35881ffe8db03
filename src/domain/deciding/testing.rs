//! Test facts and rules: the defaults of the configuration, small builders, and random contacts for properties.

use proptest::prelude::*;
use serde::Deserialize;

use super::facts::{ContactFacts, ConversationFacts, ConversationState, DealFact, EventFact, MessageFact, Pins};
use super::money::Currency;
use super::rules::{
    AlertRules, CompletenessRules, DealRules, EventRules, FlagRules, FollowupRules, MoneyRules, Rules, ScoreRules,
    SentimentRules, StatusRules, Windows,
};
use super::words::{Intent, Stage, Status};
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::leaning::Leaning;
use crate::domain::time::{DAY, Instant};

const DEFAULTS: &str = r#"
[windows]
hot_lead = "14d"
comparing = "30d"
journey = "90d"
fulfilment = "30d"
active = "14d"
inactive = "30d"
churned = "90d"
stale_deal = "14d"
[status]
active_min_messages = 3
pins = true
[events]
conversion = ["purchase", "booking_confirmed"]
buying = ["booking_attempt", "checkout_started"]
fulfilment = ["delivered", "completed", "checked_in"]
[sentiment]
levels = [0.5, 0.1, -0.1, -0.5]
conversation = [0.1, -0.1]
[flags]
vip_purchases = 3
vip_spend = 0.0
at_risk_sentiment = -0.3
[completeness]
name = 20
email = 25
phone = 20
company = 10
job_title = 10
location = 10
website = 5
[score]
min_messages = 3
[score.weights]
budget = 20
urgency = 20
authority = 20
fit = 20
engagement = 20
[score.grades]
A = 80
B = 60
C = 40
D = 20
[followups]
enabled = true
time_zone = "UTC"
quiet_hours = "21:00-08:00"
max_attempts = 3
retry_after = "3d"
no_reply_after = "14d"
daily_cap = 0
channels = []
auto_approve = []
[followups.promise]
default_due = "24h"
settle = "1h"
bots = true
[followups.ghosted]
after = "48h"
until = "30d"
[followups.undecided]
after = "3d"
[followups.disengaged]
after = "14d"
[followups.hot_lead]
score = 80
within = "24h"
[alerts]
frustration = true
human_request = true
cannot_answer = 3
high_value_score = 80
high_value_spend = 0
intent = "ready_to_buy"
[deals]
stages = ["new", "quoted", "negotiating"]
auto_create = false
auto_win = true
task_on_cannot_answer = false
[money]
currency = ""
"#;

#[derive(Deserialize)]
struct Sections {
    windows: Windows,
    status: StatusRules,
    events: EventRules,
    sentiment: SentimentRules,
    flags: FlagRules,
    completeness: CompletenessRules,
    score: ScoreRules,
    followups: FollowupRules,
    alerts: AlertRules,
    deals: DealRules,
    money: MoneyRules,
}

/// The defaults of the configuration, without signals.
pub(crate) fn rules() -> Rules {
    rules_with("")
}

/// The defaults with more TOML behind them: signals, triggers, alert rules.
pub(crate) fn rules_with(more: &str) -> Rules {
    let all: Sections = toml::from_str(&format!("{DEFAULTS}\n{more}")).expect("test rules are right");
    Rules {
        windows: all.windows,
        status: all.status,
        events: all.events,
        sentiment: all.sentiment,
        flags: all.flags,
        completeness: all.completeness,
        score: all.score,
        followups: all.followups,
        alerts: all.alerts,
        deals: all.deals,
        money: all.money,
    }
}

/// Midnight, so many days after 2026-01-01.
pub(crate) fn at_day(day: i64) -> Instant {
    Instant(1_767_225_600 + day * DAY.0)
}

pub(crate) fn usd() -> Currency {
    Currency(Some("USD".to_owned()))
}

pub(crate) fn contact() -> ContactFacts {
    ContactFacts { id: 1, ..ContactFacts::default() }
}

/// An open conversation whose messages get the ids 100 × id + 1, 2, 3 ...
pub(crate) fn conversation(id: i64, mut messages: Vec<MessageFact>) -> ConversationFacts {
    for (message, number) in messages.iter_mut().zip(1..) {
        message.id = 100 * id + number;
    }
    ConversationFacts { id, state: ConversationState::Open, messages }
}

/// A contact with one conversation.
pub(crate) fn contact_with(messages: Vec<MessageFact>) -> ContactFacts {
    ContactFacts { conversations: vec![conversation(1, messages)], ..contact() }
}

fn message(sender: Sender, at: Instant, cues: &[Cue]) -> MessageFact {
    MessageFact {
        id: 0,
        at,
        sender,
        cues: CueSet::of(cues),
        keywords: 0,
        sentiment: None,
        due: None,
        leaning: Leaning::NONE,
    }
}

pub(crate) fn visitor(at: Instant, cues: &[Cue]) -> MessageFact {
    message(Sender::Visitor, at, cues)
}

pub(crate) fn agent(at: Instant, cues: &[Cue]) -> MessageFact {
    message(Sender::Agent, at, cues)
}

pub(crate) fn bot(at: Instant, cues: &[Cue]) -> MessageFact {
    message(Sender::Bot, at, cues)
}

pub(crate) fn system(at: Instant) -> MessageFact {
    message(Sender::System, at, &[])
}

pub(crate) fn event(kind: &str, at: Instant) -> EventFact {
    EventFact { kind: kind.to_owned(), at, amount: None, currency: String::new() }
}

pub(crate) fn deal(won_at: Instant, amount: i64) -> DealFact {
    DealFact { won_at: Some(won_at), amount: Some(amount), currency: String::new() }
}

/// An instant of half a year, often at or just beside midnight, so that windows of whole days meet their edges.
pub(crate) fn any_instant() -> impl Strategy<Value = Instant> {
    (0..200_i64, prop_oneof![Just(0), Just(-1), Just(1), 0..DAY.0])
        .prop_map(|(day, second)| Instant(at_day(day).0 + second))
}

fn any_message() -> impl Strategy<Value = MessageFact> {
    let cues = proptest::collection::vec(proptest::sample::select(Cue::ALL), 0..3);
    let sentiment = proptest::option::of(-10_000..=10_000_i16);
    let due = proptest::option::of(any_instant());
    let leaning = prop_oneof![Just(Leaning::NONE), any::<i32>().prop_map(Leaning)];
    (any_instant(), proptest::sample::select(&Sender::ALL[..]), cues, 0..4_u64, sentiment, due, leaning).prop_map(
        |(at, sender, cues, keywords, sentiment, due, leaning)| MessageFact {
            keywords,
            sentiment,
            due,
            leaning,
            ..message(sender, at, &cues)
        },
    )
}

fn any_conversations() -> impl Strategy<Value = Vec<ConversationFacts>> {
    let states = [ConversationState::Open, ConversationState::Open, ConversationState::Closed];
    let one = (proptest::sample::select(states.to_vec()), proptest::collection::vec(any_message(), 0..9));
    proptest::collection::vec(one, 0..4).prop_map(|list| {
        let in_order = |(id, (state, mut messages)): (i64, (ConversationState, Vec<MessageFact>))| {
            messages.sort_by_key(|message| message.at);
            ConversationFacts { state, ..conversation(id, messages) }
        };
        (1..).zip(list).map(in_order).collect()
    })
}

fn any_event() -> impl Strategy<Value = EventFact> {
    let kinds = ["purchase", "BOOKING_CONFIRMED", "booking_attempt", "delivered", "form_submission"];
    (proptest::sample::select(kinds.to_vec()), any_instant(), proptest::option::of(0..9_000_000_i64))
        .prop_map(|(kind, at, amount)| EventFact { amount, ..event(kind, at) })
}

fn any_pins() -> impl Strategy<Value = Pins> {
    let status = proptest::option::weighted(0.2, proptest::sample::select(Status::ALL));
    let stage = proptest::option::weighted(0.2, proptest::sample::select(Stage::ALL));
    let intent = proptest::option::weighted(0.2, proptest::sample::select(Intent::ALL));
    (status, stage, intent).prop_map(|(status, stage, intent)| Pins { status, stage, intent })
}

/// Any contact, with facts on both sides of any instant of [`any_instant`].
pub(crate) fn any_contact() -> impl Strategy<Value = ContactFacts> {
    let events = proptest::collection::vec(any_event(), 0..4);
    let deals = proptest::collection::vec((proptest::option::of(any_instant()), 0..9_000_000_i64), 0..2);
    let last_active = proptest::option::weighted(0.3, any_instant());
    let points = proptest::collection::vec((any_instant(), -150..150_i32), 0..2);
    let alerts = proptest::collection::vec(any_instant(), 0..2);
    (any_conversations(), events, deals, (last_active, points, alerts), any_pins(), any::<bool>(), any::<bool>())
        .prop_map(
            |(conversations, mut events, deals, (last_active, points, frustration_alerts), pins, is_customer, vip)| {
                events.sort_by_key(|event| event.at);
                let mut facts =
                    ContactFacts { last_active, pins, points, conversations, events, frustration_alerts, ..contact() };
                facts.deals =
                    deals.into_iter().map(|(won_at, amount)| DealFact { won_at, ..deal(at_day(0), amount) }).collect();
                facts.fields.is_customer = is_customer;
                facts.fields.tags = if vip { "old;VIP".to_owned() } else { String::new() };
                facts
            },
        )
}

/// Every instant beside which something could change: each fact and each fact a window later, a second before and
/// after included.
pub(crate) fn telling_instants(facts: &ContactFacts) -> Vec<Instant> {
    let messages = facts.conversations.iter().flat_map(|conversation| &conversation.messages);
    let mut facts_at: Vec<Instant> = messages.map(|message| message.at).collect();
    facts_at.extend(facts.events.iter().map(|event| event.at));
    facts_at.extend(facts.deals.iter().filter_map(|deal| deal.won_at));
    facts_at.extend(facts.last_active);
    facts_at.extend(facts.points.iter().map(|entry| entry.0));
    facts_at.extend(&facts.frustration_alerts);
    let beside = |at: Instant| {
        let days = [0, 2, 3, 7, 14, 30, 90];
        days.into_iter().flat_map(move |day| (-1..=1).map(move |second| Instant(at.0 + day * DAY.0 + second)))
    };
    let mut all: Vec<Instant> = facts_at.into_iter().flat_map(beside).collect();
    all.sort_unstable();
    all.dedup();
    all
}

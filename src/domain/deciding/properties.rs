//! Properties of the decisions: they equal the rules written down plainly, nothing changes before `valid_until`, and
//! the lines of a score add up to it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::classify::{Decision, classify, explain};
use super::conversation::{decide_conversation, score_conversation};
use super::facts::{ContactFacts, ConversationFacts, MessageFact};
use super::followup::propose;
use super::quiet::QuietHours;
use super::rules::{Category, Rules};
use super::score::{Scoring, score};
use super::testing::{any_contact, any_instant, rules, rules_with, telling_instants, usd};
use super::words::{Empty, Intent, Stage, Status, Subject};
use crate::domain::cue::{Cue, Sender};
use crate::domain::time::{DAY, HOUR, Instant, Span};

const SIGNALS: &str = r#"
[[score.signal]]
name = "asked the price"
category = "budget"
kind = "cue"
match = "pricing_question"
points = 33
window = "30d"
cap = 2
[[score.signal]]
name = "no budget"
category = "budget"
kind = "keyword"
match = "no money"
points = -70
[[score.signal]]
name = "tried to book"
category = "urgency"
kind = "event"
match = "booking_attempt"
points = 77
window = "7d"
cap = 3
[[score.signal]]
name = "talks much"
category = "engagement"
kind = "stat"
match = "message_count"
points = 130
at_least = 4
[[score.signal]]
name = "second word"
category = "authority"
kind = "keyword"
match = "owner"
points = 41
window = "14d"
cap = 9
[[score.signal]]
name = "is active"
category = "fit"
kind = "field"
match = "status"
equals = "active"
points = 55
"#;

fn scoring_rules(weights: [u32; 5]) -> Rules {
    let mut rules = rules_with(SIGNALS);
    let [budget, urgency, authority, fit, engagement] = weights;
    rules.score.weights = super::rules::Weights { budget, urgency, authority, fit, engagement };
    rules
}

fn any_weights() -> impl Strategy<Value = [u32; 5]> {
    prop_oneof![Just([20; 5]), [1..50_u32, 0..50_u32, 0..50_u32, 0..50_u32, 0..50_u32]]
}

fn messages(facts: &ContactFacts, as_of: Instant) -> impl Iterator<Item = &MessageFact> {
    facts.conversations.iter().flat_map(|c| &c.messages).filter(move |m| m.at <= as_of)
}

fn by_visitor(facts: &ContactFacts, as_of: Instant) -> impl Iterator<Item = &MessageFact> {
    messages(facts, as_of).filter(|m| m.sender == Sender::Visitor)
}

fn events_of<'a>(facts: &'a ContactFacts, as_of: Instant, kinds: &'a [&str]) -> impl Iterator<Item = Instant> + 'a {
    let known = facts.events.iter().filter(move |e| e.at <= as_of);
    known.filter(|e| kinds.contains(&e.kind.to_lowercase().as_str())).map(|e| e.at)
}

/// Design §5 written down as plainly as can be, over the defaults: intent, stage and status before pins.
fn plainly(facts: &ContactFacts, as_of: Instant) -> (Option<Intent>, Stage, Status) {
    let days = |n: i64| Span(n * DAY.0);
    let cue_within = |cues: [Cue; 3], n| {
        by_visitor(facts, as_of).any(|m| as_of - m.at < days(n) && cues.iter().any(|cue| m.cues.contains(*cue)))
    };
    let closing_within = |n| {
        cue_within([Cue::PurchaseIntent, Cue::BookingAttempt, Cue::Negotiation], n)
            || events_of(facts, as_of, &["booking_attempt", "checkout_started"]).any(|at| as_of - at < days(n))
    };
    let comparing_within = |n| cue_within([Cue::Comparison, Cue::PricingQuestion, Cue::AvailabilityQuestion], n);
    let won = facts.deals.iter().filter_map(|deal| deal.won_at).filter(|at| *at <= as_of);
    let bought = events_of(facts, as_of, &["purchase", "booking_confirmed"]).chain(won).max();
    let any_event = facts.events.iter().map(|e| e.at).chain(facts.last_active).filter(|at| *at <= as_of);
    let active = by_visitor(facts, as_of).map(|m| m.at).chain(any_event).chain(bought).max();
    let intent = if closing_within(14) {
        Some(Intent::ReadyToBuy)
    } else if comparing_within(30) {
        Some(Intent::Comparing)
    } else {
        by_visitor(facts, as_of).next().map(|_| Intent::Browsing)
    };
    let stage = if let Some(bought) = bought {
        let done = events_of(facts, as_of, &["delivered", "completed", "checked_in"]).any(|at| at >= bought);
        if done || as_of - bought >= days(30) { Stage::FollowUp } else { Stage::InProgress }
    } else if closing_within(90) {
        Stage::Closing
    } else if comparing_within(90) {
        Stage::Comparing
    } else {
        Stage::Inquiry
    };
    let silent = |n| active.is_some_and(|at| as_of - at >= days(n));
    let counted = messages(facts, as_of).filter(|m| m.sender != Sender::System).count();
    let status = if bought.is_some() {
        if silent(90) { Status::Churned } else { Status::Converted }
    } else if facts.pins.intent.or(intent) == Some(Intent::ReadyToBuy) {
        Status::Qualified
    } else if active.is_some() && !silent(14) && counted >= 3 {
        Status::Active
    } else if silent(30) {
        Status::Inactive
    } else {
        Status::New
    };
    (intent, stage, status)
}

/// Everything that is stored of a decision but for its `valid_until`.
fn outcome(decision: &Decision) -> impl PartialEq + std::fmt::Debug + use<> {
    let d = decision;
    let e = &d.evidence;
    let derived = (d.intent_auto, d.stage_auto, d.status_auto, d.intent, d.stage, d.status);
    let counts = (e.message_count, e.conversation_count, e.purchases, e.spend, e.points);
    (derived, d.sentiment, d.sentiment_level, (d.vip, d.at_risk, d.completeness), counts)
}

/// Instants after `as_of` and before `until` at which something is likely to change.
fn instants_before(facts: &ContactFacts, as_of: Instant, until: Option<Instant>) -> Vec<Instant> {
    let until = until.unwrap_or(Instant(as_of.0 + 4_000 * DAY.0));
    let mut all = telling_instants(facts);
    all.extend([Instant(as_of.0 + 1), Instant(i64::midpoint(as_of.0, until.0)), Instant(until.0 - 1)]);
    all.retain(|at| *at > as_of && *at < until);
    all
}

fn unlasting(scoring: Scoring) -> Scoring {
    Scoring { valid_until: None, ..scoring }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn decisions_are_the_rules_to_the_letter(facts in any_contact(), as_of in any_instant()) {
        let decision = classify(&facts, &rules(), &usd(), as_of);
        let (intent, stage, status) = plainly(&facts, as_of);
        prop_assert_eq!((decision.intent_auto, decision.stage_auto, decision.status_auto), (intent, stage, status));
        prop_assert_eq!(decision.intent, facts.pins.intent.or(intent));
        prop_assert_eq!(decision.stage, facts.pins.stage.unwrap_or(stage));
        prop_assert_eq!(decision.status, facts.pins.status.unwrap_or(status));
    }

    #[test]
    fn nothing_changes_before_valid_until(facts in any_contact(), as_of in any_instant()) {
        let decision = classify(&facts, &rules(), &usd(), as_of);
        prop_assert!(decision.valid_until.is_none_or(|until| until > as_of));
        for at in instants_before(&facts, as_of, decision.valid_until) {
            prop_assert_eq!(outcome(&classify(&facts, &rules(), &usd(), at)), outcome(&decision), "at {}", at);
        }
    }

    #[test]
    fn an_explanation_gives_what_classify_gives(facts in any_contact(), as_of in any_instant()) {
        let decision = classify(&facts, &rules(), &usd(), as_of);
        let reasons = explain(&facts, &rules(), &usd(), as_of);
        let value = |subject| reasons.iter().find(|r| r.subject == subject && r.decides).map(|r| r.value);
        prop_assert_eq!(value(Subject::Intent), Some(decision.intent.map_or("", Intent::name)));
        prop_assert_eq!(value(Subject::Stage), Some(decision.stage.name()));
        prop_assert_eq!(value(Subject::Status), Some(decision.status.name()));
        prop_assert_eq!(value(Subject::Vip).is_some(), decision.vip);
        prop_assert_eq!(value(Subject::AtRisk).is_some(), decision.at_risk);
        prop_assert!(reasons.iter().all(|reason| !reason.text(&facts).is_empty()));
    }

    #[test]
    fn the_order_of_conversations_changes_nothing(facts in any_contact(), as_of in any_instant()) {
        let mut turned = facts.clone();
        turned.conversations.reverse();
        let one = classify(&facts, &rules(), &usd(), as_of);
        prop_assert_eq!(outcome(&classify(&turned, &rules(), &usd(), as_of)), outcome(&one));
    }

    #[test]
    fn what_lies_in_the_future_changes_nothing(facts in any_contact(), as_of in any_instant()) {
        let mut known = facts.clone();
        for conversation in &mut known.conversations {
            conversation.messages.retain(|message| message.at <= as_of);
        }
        let begun = |(c, all): &(ConversationFacts, &ConversationFacts)| !c.messages.is_empty() || all.messages.is_empty();
        known.conversations = known.conversations.into_iter().zip(&facts.conversations).filter(begun).map(|c| c.0).collect();
        known.events.retain(|event| event.at <= as_of);
        known.deals.retain(|deal| deal.won_at.is_none_or(|at| at <= as_of));
        known.points.retain(|entry| entry.0 <= as_of);
        known.frustration_alerts.retain(|at| *at <= as_of);
        known.last_active = known.last_active.filter(|at| *at <= as_of);
        let rules = scoring_rules([20; 5]);
        let (one, other) = (classify(&facts, &rules, &usd(), as_of), classify(&known, &rules, &usd(), as_of));
        prop_assert_eq!(outcome(&one), outcome(&other));
        prop_assert_eq!(unlasting(score(&facts, &one, &rules)), unlasting(score(&known, &other, &rules)));
    }

    #[test]
    fn the_lines_of_a_score_add_up_to_it(facts in any_contact(), as_of in any_instant(), weights in any_weights()) {
        let rules = scoring_rules(weights);
        let scoring = score(&facts, &classify(&facts, &rules, &usd(), as_of), &rules);
        let sum: i64 = scoring.lines.iter().map(|line| line.millionths).sum();
        prop_assert_eq!(sum, i64::from(scoring.score.unwrap_or(0)) * 1_000_000);
        prop_assert_eq!(scoring.score.is_some(), scoring.empty_because.is_none());
        prop_assert_eq!(scoring.score.is_some(), scoring.grade.is_some());
        prop_assert_eq!(scoring.score.is_none(), scoring.lines.is_empty());
    }

    #[test]
    fn a_score_is_the_weighted_mean_of_its_categories(facts in any_contact(), as_of in any_instant(), weights in any_weights()) {
        let rules = scoring_rules(weights);
        let decision = classify(&facts, &rules, &usd(), as_of);
        let scoring = score(&facts, &decision, &rules);
        let too_few = decision.evidence.message_count < 3 && decision.evidence.event_count == 0;
        prop_assert_eq!(
            scoring.empty_because == Some(Empty::TooFewMessages),
            too_few && decision.evidence.points.is_none()
        );
        if let Some(score) = scoring.score {
            let weight = |c: Category| f64::from(rules.score.weights.of(c));
            let whole: f64 = Category::ALL.into_iter().map(weight).sum();
            let mean: f64 = Category::ALL.into_iter().zip(scoring.categories).map(|(c, v)| weight(c) * f64::from(v)).sum::<f64>() / whole;
            let given = decision.evidence.points.map_or(0.0, |points| points as f64);
            let exact = (mean + given).clamp(0.0, 100.0);
            prop_assert!((f64::from(score) - exact).abs() <= 0.5 + 1e-9, "{} for {}", score, exact);
        }
    }

    #[test]
    fn no_score_changes_before_valid_until(facts in any_contact(), as_of in any_instant()) {
        let rules = scoring_rules([20, 20, 7, 20, 20]);
        let at = |at| score(&facts, &classify(&facts, &rules, &usd(), at), &rules);
        let scoring = at(as_of);
        let until = scoring.valid_until;
        prop_assert!(until.is_none_or(|until| until > as_of));
        for later in instants_before(&facts, as_of, until) {
            prop_assert_eq!(unlasting(at(later)), unlasting(scoring.clone()), "at {}", later);
        }
    }

    #[test]
    fn no_cause_starts_or_ends_before_it_is_said_to(facts in any_contact(), as_of in any_instant(), points in any::<bool>()) {
        let rules = rules();
        let quiet = QuietHours::parse("21:00-08:00", chrono_tz::Asia::Manila).expect("quiet hours are right");
        let score = points.then_some(80);
        let at = |at| propose(&facts, &classify(&facts, &rules, &usd(), at), score, &rules, &quiet);
        let (proposals, until) = at(as_of);
        let kinds: BTreeSet<_> = proposals.iter().map(|proposal| proposal.kind).collect();
        prop_assert_eq!(kinds.len(), proposals.len());
        for later in instants_before(&facts, as_of, until) {
            prop_assert_eq!(&at(later).0, &proposals, "at {}", later);
        }
    }

    #[test]
    fn what_is_due_is_never_due_in_quiet_hours(at in any_instant(), second in 0..DAY.0) {
        let quiet = QuietHours::parse("21:00-08:00", chrono_tz::America::New_York).expect("quiet hours are right");
        let at = Instant(at.0 + second);
        let moved = quiet.moved_out(at);
        prop_assert!(moved >= at && (moved - at).0 <= 12 * HOUR.0);
        prop_assert_eq!(quiet.moved_out(moved), moved);
    }

    #[test]
    fn a_conversation_never_decays(facts in any_contact(), as_of in any_instant(), later in 0..4_000_i64) {
        let rules = scoring_rules([20; 5]);
        for conversation in &facts.conversations {
            let both = |at| (decide_conversation(conversation, &rules, at), score_conversation(conversation, &rules, at));
            let (decision, scoring) = both(as_of);
            let sum: i64 = scoring.lines.iter().map(|line| line.millionths).sum();
            prop_assert_eq!(sum, i64::from(scoring.score.unwrap_or(0)) * 1_000_000);
            let until = scoring.valid_until.unwrap_or(Instant::MAX);
            let at = Instant((as_of.0 + later * DAY.0).min(until.0 - 1));
            prop_assert_eq!(both(at), (decision, scoring));
        }
    }
}

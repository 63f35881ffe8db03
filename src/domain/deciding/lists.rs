//! The decision lists: for intent, stage and status the lines in the order in which they are tried, the first that
//! holds wins; for the flags the clauses of which any is enough. Each line carries the facts that it looks at.

use super::clause::{Clause, What};
use super::evidence::Evidence;
use super::facts::Fields;
use super::letters::{entries, same};
use super::rules::Rules;
use super::words::{Intent, Stage, Status};

/// One line: the value that is taken if the clause is the first that holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<V> {
    /// The value.
    pub value: V,
    /// When it is taken.
    pub clause: Clause,
}

const fn line<V: Copy>(value: V, clause: Clause) -> Line<V> {
    Line { value, clause }
}

/// The purchase intent.
pub fn intent_lines(evidence: &Evidence, rules: &Rules) -> [Line<Option<Intent>>; 4] {
    let windows = &rules.windows;
    let closing = Clause::Recent { what: What::Closing, mark: evidence.last_closing, window: windows.hot_lead };
    let comparing = Clause::Recent { what: What::Comparing, mark: evidence.last_comparing, window: windows.comparing };
    let wrote = Clause::Ever { what: What::VisitorMessage, mark: evidence.last_visitor_message };
    [
        line(Some(Intent::ReadyToBuy), closing),
        line(Some(Intent::Comparing), comparing),
        line(Some(Intent::Browsing), wrote),
        line(None, Clause::Otherwise),
    ]
}

/// The stage.
pub fn stage_lines(evidence: &Evidence, rules: &Rules) -> [Line<Stage>; 6] {
    let windows = &rules.windows;
    let conversion = evidence.last_conversion;
    let recent = |what, mark| Clause::Recent { what, mark, window: windows.journey };
    [
        line(Stage::FollowUp, Clause::Fulfilled { conversion, fulfilment: evidence.last_fulfilment }),
        line(Stage::FollowUp, Clause::Old { what: What::Conversion, mark: conversion, span: windows.fulfilment }),
        line(Stage::InProgress, Clause::Ever { what: What::Conversion, mark: conversion }),
        line(Stage::Closing, recent(What::Closing, evidence.last_closing)),
        line(Stage::Comparing, recent(What::Comparing, evidence.last_comparing)),
        line(Stage::Inquiry, Clause::Otherwise),
    ]
}

/// The status, which goes by the intent that counts: the pinned one where there is one.
pub fn status_lines(evidence: &Evidence, rules: &Rules, intent: Option<Intent>) -> [Line<Status>; 6] {
    let windows = &rules.windows;
    let conversion = evidence.last_conversion;
    let activity = evidence.last_activity;
    let engaged = Clause::Engaged {
        activity,
        window: windows.active,
        messages: evidence.message_count,
        needed: rules.status.active_min_messages,
    };
    [
        line(Status::Churned, Clause::Lost { conversion, activity, span: windows.churned }),
        line(Status::Converted, Clause::Ever { what: What::Conversion, mark: conversion }),
        line(Status::Qualified, Clause::Ready { intent }),
        line(Status::Active, engaged),
        line(Status::Inactive, Clause::Old { what: What::Activity, mark: activity, span: windows.inactive }),
        line(Status::New, Clause::Otherwise),
    ]
}

/// What makes a contact a VIP.
pub fn vip_clauses(evidence: &Evidence, fields: &Fields, rules: &Rules) -> [Clause; 3] {
    let tagged = entries(&fields.tags).any(|tag| same(tag, "vip"));
    [
        Clause::Purchases { count: evidence.purchases, needed: rules.flags.vip_purchases },
        Clause::Spend { spend: evidence.spend, needed: rules.flags.vip_spend },
        Clause::Tagged { tagged },
    ]
}

/// What puts a contact at risk, by the status that counts: the pinned one where there is one.
pub fn at_risk_clauses(evidence: &Evidence, fields: &Fields, rules: &Rules, status: Status) -> [Clause; 3] {
    let (customer, sentiment) = (fields.is_customer, evidence.sentiment);
    [
        Clause::Churned { status },
        Clause::Unhappy { customer, status, sentiment, limit: rules.flags.at_risk_sentiment },
        Clause::Alert { at: evidence.frustration_alert },
    ]
}

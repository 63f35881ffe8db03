//! What a scan has to do to one contact's follow-ups: the steps of each kind, with the wording of what they open.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::texts::{Texts, Topic};
use crate::commands::pass::Scope;
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::deciding::followup::ghosted_ran_out;
use crate::domain::deciding::queue::{steps, steps_of_kind};
use crate::domain::deciding::rules::{Rules, Trigger};
use crate::domain::deciding::{
    Currency, Decision, FollowupKind, FollowupState, Proposal, QueueRow, QuietHours, Step, classify, propose,
    propose_by_trigger, score,
};
use crate::domain::time::{Instant, Span};
use crate::error::Result;
use crate::store::followup::{self, Queued, Wording};
use crate::store::holding::{Holdings, Turn};

/// Something to do to one row, or to open one.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) kind: String,
    pub(super) deed: Deed,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Deed {
    Open { proposal: Proposal, state: FollowupState, attempts: u32, wording: Wording },
    Change { id: i64, proposal: Proposal, wording: Wording },
    Approve { id: i64 },
    Close { id: i64, before: FollowupState, state: FollowupState },
    Reword { id: i64, wording: Wording },
}

/// What plans are made by.
pub(super) struct Basis<'a> {
    pub(super) rules: &'a Rules,
    pub(super) currency: &'a Currency,
    pub(super) quiet: &'a QuietHours,
    pub(super) texts: &'a Texts,
    /// What this scan found to hold, or no longer, by contact.
    pub(super) turned: &'a FxHashMap<i64, Vec<Turn>>,
    /// Whose texts can be others now.
    pub(super) changed: &'a Scope,
    pub(super) as_of: Instant,
}

/// One contact as it is planned for.
struct Contact<'a> {
    facts: &'a ContactFacts,
    decision: Decision,
    rows: &'a [Queued],
    basis: &'a Basis<'a>,
}

impl Basis<'_> {
    /// Which triggers hold for a contact, since when: what was kept, and what turned.
    fn holding(&self, contact_id: i64, kept: &Holdings) -> Vec<(String, Instant)> {
        let mut holding = kept.get(&contact_id).cloned().unwrap_or_default();
        for Turn { trigger, since, .. } in self.turned.get(&contact_id).into_iter().flatten() {
            holding.retain(|(name, _)| name != trigger);
            holding.extend(since.map(|since| (trigger.clone(), since)));
        }
        holding
    }

    /// What there is to do for one contact, and when that could next be something else with no new data.
    pub(super) fn plan(
        &self,
        conn: &Connection,
        facts: &ContactFacts,
        rows: &[Queued],
        kept: &Holdings,
    ) -> Result<(Vec<Planned>, Option<Instant>)> {
        let (rules, as_of) = (self.rules, self.as_of);
        let decision = classify(facts, rules, self.currency, as_of);
        let scoring = score(facts, &decision, rules);
        let (proposals, next) = propose(facts, &decision, scoring.score, rules, self.quiet);
        let built_in: Vec<QueueRow> = rows.iter().map(|queued| queued.row).collect();
        let ran_out = |row: &QueueRow| ran_out(facts, row, rules, as_of);
        let (steps, again_at) = steps(&built_in, &proposals, &rules.followups, as_of, ran_out);
        let contact = Contact { facts, decision, rows, basis: self };
        let (of_triggers, trigger_again_at) = contact.steps_of_triggers(&self.holding(facts.id, kept));
        let mut planned = contact.worded(conn, steps.into_iter().map(|step| (None, step)).chain(of_triggers))?;
        if self.changed.holds(facts.id) {
            contact.reword(conn, &mut planned)?;
        }
        let next = next.into_iter().chain(scoring.valid_until).chain(again_at).chain(trigger_again_at).min();
        Ok((planned, next))
    }
}

fn ran_out(facts: &ContactFacts, row: &QueueRow, rules: &Rules, as_of: Instant) -> bool {
    row.kind == FollowupKind::Ghosted
        && facts
            .conversations
            .iter()
            .find(|conversation| Some(conversation.id) == row.conversation_id)
            .is_some_and(|it| ghosted_ran_out(it, row.cause_at, &rules.followups.ghosted, as_of))
}

impl Contact<'_> {
    /// The steps of each trigger; rows of triggers that are gone from the configuration have no cause.
    fn steps_of_triggers(&self, holding: &[(String, Instant)]) -> (Vec<(Option<&Trigger>, Step)>, Option<Instant>) {
        let rules = &self.basis.rules.followups;
        let (mut found, mut next) = (Vec::new(), None::<Instant>);
        let steps_of = |kind: &str, proposal: Option<Proposal>| {
            let of_kind: Vec<&QueueRow> =
                self.rows.iter().filter(|queued| queued.kind == kind).map(|queued| &queued.row).collect();
            steps_of_kind(kind, &of_kind, proposal.as_ref(), rules, self.basis.as_of, |_| false)
        };
        for trigger in &rules.triggers {
            let since = holding.iter().find(|(name, _)| *name == trigger.name).map(|(_, since)| *since);
            let delay = trigger.delay.unwrap_or(Span(0));
            let proposal =
                since.and_then(|since| propose_by_trigger(self.facts, &self.decision, since, delay, self.basis.quiet));
            let (steps, again_at) = steps_of(&trigger.kind(), proposal);
            found.extend(steps.into_iter().map(|step| (Some(trigger), step)));
            next = next.into_iter().chain(again_at).min();
        }
        let is_known = |kind: &str| rules.triggers.iter().any(|trigger| trigger.kind() == kind);
        for queued in self.rows.iter().filter(|queued| queued.row.kind == FollowupKind::Custom) {
            if !is_known(&queued.kind) && matches!(queued.row.state, FollowupState::Pending | FollowupState::Approved) {
                let close =
                    Step::Close { id: queued.row.id, kind: FollowupKind::Custom, state: FollowupState::Resolved };
                found.push((None, close));
            }
        }
        (found, next)
    }

    /// The steps with what new rows, and rows with another cause, say.
    fn worded<'t>(
        &self,
        conn: &Connection,
        steps: impl Iterator<Item = (Option<&'t Trigger>, Step)>,
    ) -> Result<Vec<Planned>> {
        let mut planned = Vec::new();
        for (trigger, step) in steps {
            let kind = |proposal: &Proposal| trigger.map_or_else(|| proposal.kind.name().to_owned(), Trigger::kind);
            planned.push(match step {
                Step::Open { proposal, state, attempts } => {
                    let kind = kind(&proposal);
                    let wording = self.wording(conn, &kind, trigger, &proposal, None)?;
                    Planned { kind, deed: Deed::Open { proposal, state, attempts, wording } }
                }
                Step::Change { id, proposal } => {
                    let kind = kind(&proposal);
                    let wording = self.wording(conn, &kind, trigger, &proposal, self.row(id))?;
                    Planned { kind, deed: Deed::Change { id, proposal, wording } }
                }
                Step::Approve { id } => {
                    let Some(queued) = self.row(id) else { continue };
                    Planned { kind: queued.kind.clone(), deed: Deed::Approve { id } }
                }
                Step::Close { id, state, .. } => {
                    let Some(queued) = self.row(id) else { continue };
                    Planned { kind: queued.kind.clone(), deed: Deed::Close { id, before: queued.row.state, state } }
                }
            });
        }
        Ok(planned)
    }

    fn row(&self, id: i64) -> Option<&Queued> {
        self.rows.iter().find(|queued| queued.row.id == id)
    }

    /// What a row for a proposal says; of one that is there the channel and the due time may be held.
    fn wording(
        &self,
        conn: &Connection,
        kind: &str,
        trigger: Option<&Trigger>,
        proposal: &Proposal,
        queued: Option<&Queued>,
    ) -> Result<Wording> {
        let reason = trigger.map_or_else(|| proposal.reason.to_string(), Trigger::reason);
        let own = trigger.map(|trigger| trigger.channel.to_lowercase()).filter(|channel| !channel.is_empty());
        let channel = match (queued.filter(|queued| queued.channel_held), own) {
            (Some(queued), _) => queued.channel.clone(),
            (None, Some(channel)) => Some(channel),
            (None, None) => followup::channel(conn, self.facts.id, proposal.conversation_id)?,
        };
        let held_due = queued.filter(|queued| queued.row.due_held).map(|queued| queued.row.due_at);
        let topic = Topic {
            contact_id: self.facts.id,
            kind,
            reason: &reason,
            due_at: held_due.unwrap_or(proposal.due_at),
            channel: channel.as_deref(),
            message_id: proposal.message_id,
        };
        let text = self.basis.texts.fill(conn, &topic)?;
        Ok(Wording { reason, channel, text })
    }

    /// Rows that wait for a person and keep their cause say what they would say if they were opened now.
    fn reword(&self, conn: &Connection, planned: &mut Vec<Planned>) -> Result<()> {
        let touched: Vec<i64> = planned.iter().filter_map(|planned| planned.deed.row()).collect();
        for queued in self.rows.iter().filter(|queued| queued.row.state == FollowupState::Pending) {
            if queued.is_edited || queued.row.kind == FollowupKind::Scheduled || touched.contains(&queued.row.id) {
                continue;
            }
            let triggers = &self.basis.rules.followups.triggers;
            let trigger = triggers.iter().find(|trigger| trigger.kind() == queued.kind);
            let own = trigger.map(|trigger| trigger.channel.to_lowercase()).filter(|it| !it.is_empty());
            let channel = own.filter(|_| !queued.channel_held).or_else(|| queued.channel.clone());
            let reason = trigger.map_or_else(|| queued.reason.clone(), Trigger::reason);
            let topic = Topic {
                contact_id: self.facts.id,
                kind: &queued.kind,
                reason: &reason,
                due_at: queued.row.due_at,
                channel: channel.as_deref(),
                message_id: queued.row.message_id,
            };
            let text = self.basis.texts.fill(conn, &topic)?;
            if (&reason, &channel, &text) != (&queued.reason, &queued.channel, &queued.text) {
                let deed = Deed::Reword { id: queued.row.id, wording: Wording { reason, channel, text } };
                planned.push(Planned { kind: queued.kind.clone(), deed });
            }
        }
        Ok(())
    }
}

impl Deed {
    /// The row that it is done to, if it is there.
    const fn row(&self) -> Option<i64> {
        match self {
            Self::Open { .. } => None,
            Self::Change { id, .. } | Self::Approve { id } | Self::Close { id, .. } | Self::Reword { id, .. } => {
                Some(*id)
            }
        }
    }
}

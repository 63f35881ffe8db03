//! Follow-ups: the causes that hold at `as_of`, at most one of a kind (the one that is due first), and the next instant
//! at which a cause could start or end with no new data. Whether a row is opened, kept or closed for a cause is for
//! the scan to say; `scheduled`, `task` and `custom` follow-ups have no cause here.

use std::fmt;

use super::classify::Decision;
use super::evidence::{COMPARING, ConversationEvidence, Mark, existing};
use super::facts::{ContactFacts, ConversationFacts, ConversationState, MessageFact};
use super::horizon::Horizon;
use super::quiet::QuietHours;
use super::rules::{GhostedRules, Rules};
use super::words::{FollowupKind, Intent};
use crate::domain::cue::{Cue, Sender};
use crate::domain::time::{Instant, Span};

/// Why a follow-up is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// An agent or bot said that they would come back; whether they named a time.
    Promise {
        /// Whether the message names when.
        named: bool,
    },
    /// The visitor has not answered for so long.
    Ghosted {
        /// The silence that opens it.
        after: Span,
    },
    /// The visitor has been comparing for so long.
    Undecided {
        /// The time that opens it.
        after: Span,
    },
    /// The contact has been silent for so long without a conversion.
    Disengaged {
        /// The silence that opens it.
        after: Span,
    },
    /// The score is this high, and no agent has answered.
    HotLead {
        /// The score.
        score: u8,
    },
    /// The condition of a trigger holds.
    Trigger,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Promise { named: true } => f.write_str("we promised to come back at a time that we named"),
            Self::Promise { named: false } => f.write_str("we promised to come back"),
            Self::Ghosted { after } => write!(f, "no answer to our last message for {after}"),
            Self::Undecided { after } => write!(f, "comparing for {after} without a decision"),
            Self::Disengaged { after } => write!(f, "silent for {after} before any conversion"),
            Self::Trigger => f.write_str("the condition of its trigger holds"),
            Self::HotLead { score } => write!(f, "score {score}, and no agent has answered yet"),
        }
    }
}

/// A follow-up that there is cause for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The kind.
    pub kind: FollowupKind,
    /// The conversation to go on with, if there is one.
    pub conversation_id: Option<i64>,
    /// The message that is the cause, if it is one.
    pub message_id: Option<i64>,
    /// Why.
    pub reason: Cause,
    /// When the cause arose: the message's time, or the last activity.
    pub cause_at: Instant,
    /// When it is due, outside of quiet hours.
    pub due_at: Instant,
}

/// The causes that hold at the decision's `as_of`, in the order of their kinds, and when that could next change with
/// no new data. The second holds for this score: a caller that scores notes the score's `valid_until` as well.
pub fn propose(
    facts: &ContactFacts,
    decision: &Decision,
    score: Option<u8>,
    rules: &Rules,
    quiet: &QuietHours,
) -> (Vec<Proposal>, Option<Instant>) {
    let as_of = decision.evidence.as_of;
    let mut scan = Scan { facts, decision, rules, as_of, horizon: Horizon::after(as_of) };
    scan.horizon.note(decision.valid_until);
    let (promise, ghosted) = scan.conversations();
    let mut found = [promise, None, None, None, None];
    if !facts.fields.do_not_contact {
        found = [promise, ghosted, scan.undecided(), scan.disengaged(), scan.hot_lead(score)];
    }
    let moved = |proposal: Proposal| Proposal { due_at: quiet.moved_out(proposal.due_at), ..proposal };
    (found.into_iter().flatten().map(moved).collect(), scan.horizon.first())
}

/// What a trigger proposes whose condition holds since then: to go on where the visitor wrote last. Nothing for whoever
/// opted out.
pub fn propose_by_trigger(
    facts: &ContactFacts,
    decision: &Decision,
    since: Instant,
    delay: Span,
    quiet: &QuietHours,
) -> Option<Proposal> {
    let written = decision.evidence.last_visitor_message.and_then(|mark| mark.message(facts));
    (!facts.fields.do_not_contact).then(|| Proposal {
        kind: FollowupKind::Custom,
        conversation_id: written.map(|(conversation_id, _)| conversation_id),
        message_id: None,
        reason: Cause::Trigger,
        cause_at: since,
        due_at: quiet.moved_out(since + delay),
    })
}

/// Whether a ghosted follow-up's cause ran out rather than went away: our message of `cause_at` is still the last one
/// of its conversation, and the silence has reached `until`.
pub fn ghosted_ran_out(
    conversation: &ConversationFacts,
    cause_at: Instant,
    rules: &GhostedRules,
    as_of: Instant,
) -> bool {
    let last = ConversationEvidence::read(conversation, as_of).last;
    last.is_some_and(|last| conversation.messages[last].at == cause_at) && as_of - cause_at >= rules.until
}

/// One contact as its causes are looked for.
struct Scan<'a> {
    facts: &'a ContactFacts,
    decision: &'a Decision,
    rules: &'a Rules,
    as_of: Instant,
    horizon: Horizon,
}

impl<'a> Scan<'a> {
    /// The first promise that is due, and the first conversation in which we were ghosted.
    fn conversations(&mut self) -> (Option<Proposal>, Option<Proposal>) {
        let (mut promise, mut ghosted) = (None, None);
        for conversation in &self.facts.conversations {
            let evidence = ConversationEvidence::read(conversation, self.as_of);
            self.promises(conversation, &evidence, &mut promise);
            if let Some(proposal) = self.ghosted(conversation, &evidence) {
                keep_first_due(&mut ghosted, proposal);
            }
        }
        (promise, ghosted)
    }

    fn promises(
        &self,
        conversation: &ConversationFacts,
        evidence: &ConversationEvidence,
        first: &mut Option<Proposal>,
    ) {
        let rules = &self.rules.followups.promise;
        let Some(last_ours) = evidence.last_ours.filter(|_| evidence.our_cues.contains(Cue::Promise)) else { return };
        let last_at = conversation.messages[last_ours].at;
        let (messages, _) = existing(&conversation.messages, self.as_of, |message| message.at);
        for (position, message) in messages.iter().enumerate() {
            let ours = message.sender == Sender::Agent || (message.sender == Sender::Bot && rules.bots);
            let kept = last_ours > position && last_at - message.at >= rules.settle;
            if ours && message.cues.contains(Cue::Promise) && !kept {
                let due_at = message.due.unwrap_or(message.at + rules.default_due);
                let reason = Cause::Promise { named: message.due.is_some() };
                keep_first_due(first, by_message(FollowupKind::Promise, conversation.id, message, reason, due_at));
            }
        }
    }

    /// Only an agent's message waits for an answer: a bot's last word is not a person left unanswered.
    fn ghosted(&mut self, conversation: &ConversationFacts, evidence: &ConversationEvidence) -> Option<Proposal> {
        let GhostedRules { after, until } = self.rules.followups.ghosted;
        let last = &conversation.messages[evidence.last?];
        let waiting = conversation.state == ConversationState::Open
            && evidence.visitor_message_count >= 2
            && last.sender == Sender::Agent
            && !last.cues.contains(Cue::Promise);
        if !waiting || !self.silent_between(last.at, after, until) {
            return None;
        }
        let reason = Cause::Ghosted { after };
        Some(by_message(FollowupKind::Ghosted, conversation.id, last, reason, last.at + after))
    }

    fn undecided(&mut self) -> Option<Proposal> {
        if self.decision.intent != Some(Intent::Comparing) {
            return None;
        }
        let (conversation_id, first) = self.first_comparing()?;
        let after = self.rules.followups.undecided.after;
        let reason = Cause::Undecided { after };
        let open = self.silent_between(first.at, after, self.rules.windows.comparing);
        open.then(|| by_message(FollowupKind::Undecided, conversation_id, first, reason, first.at + after))
    }

    /// The first comparing cue inside its window and after the last closing cue, buying event or conversion.
    fn first_comparing(&self) -> Option<(i64, &'a MessageFact)> {
        let evidence = &self.decision.evidence;
        let at = |mark: Mark| mark.at;
        let decided = evidence.last_closing.map(at).max(evidence.last_conversion.map(at));
        let counts = |message: &&MessageFact| {
            message.sender == Sender::Visitor
                && message.cues.intersects(COMPARING)
                && decided.is_none_or(|decided| message.at > decided)
                && self.as_of - message.at < self.rules.windows.comparing
        };
        let firsts = self.facts.conversations.iter().filter_map(|conversation| {
            let (messages, _) = existing(&conversation.messages, self.as_of, |message| message.at);
            Some((conversation.id, messages.iter().find(counts)?))
        });
        firsts.min_by_key(|(_, message)| message.at)
    }

    fn disengaged(&mut self) -> Option<Proposal> {
        let evidence = &self.decision.evidence;
        let activity = evidence.last_activity?;
        if evidence.message_count < self.rules.status.active_min_messages || evidence.last_conversion.is_some() {
            return None;
        }
        let after = self.rules.followups.disengaged.after;
        let silent = self.silent_between(activity.at, after, self.rules.windows.churned);
        let reason = Cause::Disengaged { after };
        silent.then(|| self.by_activity(FollowupKind::Disengaged, activity, reason, after))
    }

    fn hot_lead(&self, score: Option<u8>) -> Option<Proposal> {
        let rules = &self.rules.followups.hot_lead;
        let activity = self.decision.evidence.last_activity?;
        let score = score.filter(|score| u32::from(*score) >= rules.score)?;
        let answered = self.decision.evidence.last_agent_message.is_some_and(|at| at > activity.at);
        let reason = Cause::HotLead { score };
        (!answered).then(|| self.by_activity(FollowupKind::HotLead, activity, reason, rules.within))
    }

    /// Whether it has been at least `after` but less than `until` since then.
    fn silent_between(&mut self, since: Instant, after: Span, until: Span) -> bool {
        self.horizon.note(Some(since + after));
        self.horizon.note(Some(since + until));
        let silence = self.as_of - since;
        silence >= after && silence < until
    }

    /// A proposal for the last activity; it goes on with the conversation in which the visitor last wrote.
    fn by_activity(&self, kind: FollowupKind, activity: Mark, reason: Cause, after: Span) -> Proposal {
        let written = self.decision.evidence.last_visitor_message.and_then(|mark| mark.message(self.facts));
        Proposal {
            kind,
            conversation_id: written.map(|(conversation_id, _)| conversation_id),
            message_id: None,
            reason,
            cause_at: activity.at,
            due_at: activity.at + after,
        }
    }
}

fn by_message(
    kind: FollowupKind,
    conversation_id: i64,
    message: &MessageFact,
    reason: Cause,
    due_at: Instant,
) -> Proposal {
    Proposal {
        kind,
        conversation_id: Some(conversation_id),
        message_id: Some(message.id),
        reason,
        cause_at: message.at,
        due_at,
    }
}

/// Keeps what is due first; of equals the older cause, then the one that was found first.
fn keep_first_due(first: &mut Option<Proposal>, proposal: Proposal) {
    if first.is_none_or(|kept| (proposal.due_at, proposal.cause_at) < (kept.due_at, kept.cause_at)) {
        *first = Some(proposal);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::classify::classify;
    use crate::domain::deciding::testing::{
        agent, at_day, bot, contact, contact_with, conversation, event, rules, system, usd, visitor,
    };
    use crate::domain::time::{DAY, HOUR};

    fn hours(day: i64, hours: i64) -> Instant {
        Instant(at_day(day).0 + hours * HOUR.0)
    }

    fn propose_with(
        facts: &ContactFacts,
        rules: &Rules,
        score: Option<u8>,
        at: Instant,
    ) -> (Vec<Proposal>, Option<Instant>) {
        let quiet = QuietHours::parse("", chrono_tz::UTC).expect("quiet hours are right");
        propose(facts, &classify(facts, rules, &usd(), at), score, rules, &quiet)
    }

    /// The kinds with when each is due.
    fn due(facts: &ContactFacts, at: Instant) -> Vec<(FollowupKind, Instant)> {
        let (found, _) = propose_with(facts, &rules(), None, at);
        found.into_iter().map(|proposal| (proposal.kind, proposal.due_at)).collect()
    }

    fn before(at: Instant) -> Instant {
        Instant(at.0 - 1)
    }

    #[test]
    fn a_promise_is_due_when_it_said_or_a_day_later() {
        let mut facts = contact_with(vec![agent(at_day(0), &[Cue::Promise])]);
        assert_eq!(due(&facts, before(at_day(0))), []);
        assert_eq!(due(&facts, at_day(0)), [(FollowupKind::Promise, at_day(1))]);
        facts.conversations[0].messages[0].due = Some(at_day(5));
        assert_eq!(due(&facts, at_day(0)), [(FollowupKind::Promise, at_day(5))]);
        let (found, _) = propose_with(&facts, &rules(), None, at_day(0));
        assert_eq!((found[0].conversation_id, found[0].message_id, found[0].cause_at), (Some(1), Some(101), at_day(0)));
        assert_eq!(found[0].reason, Cause::Promise { named: true });
    }

    #[test]
    fn a_promise_is_kept_by_our_writing_an_hour_later_there() {
        let promise = agent(at_day(0), &[Cue::Promise]);
        let kinds = |messages| due(&contact_with(messages), at_day(2)).len();
        assert_eq!(kinds(vec![promise, agent(before(hours(0, 1)), &[])]), 1);
        assert_eq!(kinds(vec![promise, agent(hours(0, 1), &[])]), 0);
        assert_eq!(kinds(vec![promise, bot(hours(0, 1), &[])]), 0);
        assert_eq!(kinds(vec![promise, visitor(hours(0, 2), &[]), system(hours(0, 3))]), 1);
        let mut elsewhere = contact_with(vec![promise]);
        elsewhere.conversations.push(conversation(2, vec![agent(hours(0, 5), &[])]));
        assert_eq!(due(&elsewhere, at_day(2)).len(), 1);
    }

    #[test]
    fn a_promise_does_not_keep_itself_even_if_nothing_has_to_settle() {
        let mut rules = rules();
        rules.followups.promise.settle = Span(0);
        let facts = contact_with(vec![agent(at_day(0), &[Cue::Promise])]);
        assert_eq!(propose_with(&facts, &rules, None, at_day(1)).0.len(), 1);
    }

    #[test]
    fn a_bots_promise_counts_where_the_rules_say_so() {
        let facts = contact_with(vec![bot(at_day(0), &[Cue::Promise])]);
        assert_eq!(due(&facts, at_day(1)).len(), 1);
        let mut rules = rules();
        rules.followups.promise.bots = false;
        assert_eq!(propose_with(&facts, &rules, None, at_day(1)).0, []);
    }

    #[test]
    fn of_several_promises_the_first_due_counts() {
        let promise = |day, due_day| MessageFact { due: Some(at_day(due_day)), ..agent(at_day(day), &[Cue::Promise]) };
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![promise(0, 9)]), conversation(2, vec![promise(1, 4)])];
        assert_eq!(due(&facts, at_day(2)), [(FollowupKind::Promise, at_day(4))]);
    }

    fn left_unanswered() -> ContactFacts {
        contact_with(vec![visitor(at_day(0), &[]), visitor(at_day(0), &[]), agent(at_day(1), &[]), system(at_day(9))])
    }

    #[test]
    fn ghosted_opens_after_two_days_of_silence_and_runs_out_after_thirty() {
        let mut facts = left_unanswered();
        facts.conversations[0].messages.truncate(3);
        let ghosted = [(FollowupKind::Ghosted, at_day(3))];
        assert_eq!(due(&facts, before(at_day(3))), []);
        assert_eq!(due(&facts, at_day(3)), ghosted);
        let last = propose_with(&facts, &rules(), None, before(at_day(31))).0;
        assert!(last.iter().any(|proposal| proposal.kind == FollowupKind::Ghosted));
        let after = propose_with(&facts, &rules(), None, at_day(31)).0;
        assert!(after.iter().all(|proposal| proposal.kind != FollowupKind::Ghosted));
        let rules = rules().followups.ghosted;
        assert!(ghosted_ran_out(&facts.conversations[0], at_day(1), &rules, at_day(31)));
        assert!(!ghosted_ran_out(&facts.conversations[0], at_day(1), &rules, before(at_day(31))));
        assert!(!ghosted_ran_out(&facts.conversations[0], at_day(0), &rules, at_day(31)));
    }

    #[test]
    fn ghosted_says_when_it_will_open() {
        let mut facts = left_unanswered();
        facts.conversations[0].messages.truncate(3);
        assert_eq!(propose_with(&facts, &rules(), None, at_day(1)).1, Some(at_day(3)));
    }

    #[test]
    fn ghosted_needs_an_open_conversation_two_visitor_messages_and_an_agents_plain_last_word() {
        let is_ghosted = |change: &dyn Fn(&mut ConversationFacts)| {
            let mut facts = left_unanswered();
            change(&mut facts.conversations[0]);
            due(&facts, at_day(5)).iter().any(|(kind, _)| *kind == FollowupKind::Ghosted)
        };
        assert!(is_ghosted(&|_| ()));
        assert!(!is_ghosted(&|conversation| conversation.state = ConversationState::Closed));
        assert!(!is_ghosted(&|conversation| conversation.state = ConversationState::Archived));
        assert!(!is_ghosted(&|conversation| conversation.messages[0].sender = Sender::System));
        assert!(!is_ghosted(&|conversation| conversation.messages[2].sender = Sender::Bot));
        assert!(!is_ghosted(&|conversation| conversation.messages[2].sender = Sender::Visitor));
        assert!(!is_ghosted(&|conversation| conversation.messages[2].cues.insert(Cue::Promise)));
    }

    #[test]
    fn undecided_opens_three_days_after_the_first_comparing_cue() {
        let asked = |day| visitor(at_day(day), &[Cue::PricingQuestion]);
        let facts = contact_with(vec![asked(0), asked(2)]);
        assert_eq!(due(&facts, before(at_day(3))), []);
        assert_eq!(propose_with(&facts, &rules(), None, at_day(2)).1, Some(at_day(3)));
        assert_eq!(due(&facts, at_day(3)), [(FollowupKind::Undecided, at_day(3))]);
        assert_eq!(due(&facts, at_day(4)), [(FollowupKind::Undecided, at_day(3))]);
        // When the first one leaves the window, the next is the first.
        assert_eq!(due(&facts, at_day(30)), [(FollowupKind::Undecided, at_day(5))]);
        assert_eq!(due(&facts, at_day(32)), []);
    }

    #[test]
    fn undecided_begins_anew_after_a_closing_cue_a_buying_event_or_a_conversion() {
        let asked = |day| visitor(at_day(day), &[Cue::Comparison]);
        let closed = contact_with(vec![asked(0), visitor(at_day(1), &[Cue::Negotiation, Cue::Comparison]), asked(14)]);
        let undecided = [(FollowupKind::Undecided, at_day(17))];
        assert_eq!(due(&closed, before(at_day(17))), []);
        assert_eq!(due(&closed, at_day(17)), undecided);
        for kind in ["booking_attempt", "purchase"] {
            let mut facts = contact_with(vec![asked(0), asked(14)]);
            facts.events = vec![event(kind, at_day(1))];
            assert_eq!(due(&facts, before(at_day(17))), [], "{kind}");
            assert_eq!(due(&facts, at_day(17)), undecided, "{kind}");
        }
    }

    #[test]
    fn undecided_needs_the_intent_that_counts() {
        let mut facts = contact_with(vec![visitor(at_day(0), &[Cue::Comparison])]);
        facts.pins.intent = Some(Intent::Browsing);
        assert_eq!(due(&facts, at_day(4)), []);
        let mut pinned = contact_with(vec![visitor(at_day(0), &[])]);
        pinned.pins.intent = Some(Intent::Comparing);
        assert_eq!(due(&pinned, at_day(4)), [], "there is no comparing cue to go by");
    }

    fn talked() -> ContactFacts {
        contact_with(vec![agent(at_day(0), &[]), agent(at_day(0), &[]), visitor(at_day(0), &[])])
    }

    #[test]
    fn disengaged_opens_after_fourteen_days_of_silence_and_ends_at_the_churn_window() {
        let facts = talked();
        assert_eq!(due(&facts, before(at_day(14))), []);
        assert_eq!(propose_with(&facts, &rules(), None, at_day(1)).1, Some(at_day(14)));
        assert_eq!(due(&facts, at_day(14)), [(FollowupKind::Disengaged, at_day(14))]);
        assert_eq!(due(&facts, before(at_day(90))), [(FollowupKind::Disengaged, at_day(14))]);
        assert_eq!(due(&facts, at_day(90)), []);
    }

    #[test]
    fn disengaged_needs_enough_messages_and_no_conversion() {
        let mut facts = talked();
        facts.conversations[0].messages.remove(0);
        assert_eq!(due(&facts, at_day(20)), []);
        let mut facts = talked();
        facts.events = vec![event("purchase", at_day(0))];
        assert_eq!(due(&facts, at_day(20)), []);
    }

    #[test]
    fn a_hot_lead_is_due_a_day_after_the_last_activity_until_an_agent_writes() {
        let lead = |facts: &ContactFacts, score| propose_with(facts, &rules(), score, at_day(1)).0;
        let mut facts = talked();
        assert_eq!(lead(&facts, Some(79)), []);
        assert_eq!(lead(&facts, None), []);
        let found = lead(&facts, Some(80));
        assert_eq!((found[0].kind, found[0].due_at), (FollowupKind::HotLead, at_day(1)));
        assert_eq!((found[0].cause_at, found[0].conversation_id), (at_day(0), Some(1)));
        facts.conversations.push(conversation(2, vec![bot(hours(0, 1), &[])]));
        assert_eq!(lead(&facts, Some(80)).len(), 1, "a bot's answer is not an agent's");
        facts.conversations.push(conversation(3, vec![agent(hours(0, 1), &[])]));
        assert_eq!(lead(&facts, Some(80)), []);
        let mut silent = contact();
        silent.points = vec![(at_day(0), 90)];
        assert_eq!(lead(&silent, Some(90)), [], "there is no activity to answer");
    }

    #[test]
    fn whoever_opted_out_is_owed_promises_only() {
        let mut facts = left_unanswered();
        facts.conversations[0].messages.insert(0, agent(before(at_day(0)), &[Cue::Promise]));
        facts.conversations[0].messages[2].cues.insert(Cue::Comparison);
        facts.conversations.push(conversation(2, vec![agent(at_day(1), &[Cue::Promise])]));
        let kinds = |facts: &ContactFacts| {
            let found = propose_with(facts, &rules(), Some(90), at_day(16)).0;
            found.into_iter().map(|proposal| proposal.kind.name()).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&facts), ["promise", "ghosted", "undecided", "disengaged"]);
        facts.fields.do_not_contact = true;
        assert_eq!(kinds(&facts), ["promise"]);
    }

    #[test]
    fn what_is_due_at_night_is_due_in_the_morning() {
        let facts = contact_with(vec![agent(hours(0, 22), &[Cue::Promise])]);
        let quiet = QuietHours::parse("21:00-08:00", chrono_tz::UTC).expect("quiet hours are right");
        let decision = classify(&facts, &rules(), &usd(), at_day(1));
        let (found, _) = propose(&facts, &decision, None, &rules(), &quiet);
        assert_eq!(found[0].due_at, hours(2, 8));
        assert_eq!(found[0].cause_at + DAY, hours(1, 22));
        assert_eq!(found[0].reason.to_string(), "we promised to come back");
    }
}

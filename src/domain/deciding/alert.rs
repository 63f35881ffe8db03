//! Alerts that messages raise by their cues and keywords: one per conversation and kind, dated by the message that
//! made the cause hold. Whether an alert is raised, or has been before, is for the caller to say.

use super::evidence::{ConversationEvidence, existing};
use super::facts::{ContactFacts, ConversationFacts, MessageFact};
use super::rules::{Rules, SignalKind};
use super::signal::keyword_mask;
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::time::Instant;

/// A message that is cause for an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertCause {
    /// `frustration`, `human_request`, `cannot_answer`, or the name of a rule.
    pub kind: String,
    /// The conversation's id.
    pub conversation_id: i64,
    /// The message that made it hold.
    pub message_id: i64,
    /// When it was written.
    pub at: Instant,
}

/// What is watched for: the message in which the sender shows one of the cues or keywords for the n-th time.
struct Watch<'r> {
    kind: &'r str,
    from: CuesOf,
    cues: CueSet,
    keywords: u64,
    times: u32,
}

/// Whose messages are watched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CuesOf {
    Visitor,
    Ours,
    Bot,
}

/// The causes that messages up to `as_of` give: by conversation, then `frustration`, `human_request`,
/// `cannot_answer`, then the rules in their order. A cue of ours (such as `promise`) is looked for in messages by
/// agent and bot, other cues and keywords in the visitor's; `cannot_answer` counts the bot's.
pub fn alerts_from_cues(facts: &ContactFacts, rules: &Rules, as_of: Instant) -> Vec<AlertCause> {
    let mut causes = Vec::new();
    for conversation in &facts.conversations {
        // Nearly none holds anything that is watched for, and that is seen faster than read.
        let shown = conversation.messages.iter().fold((CueSet::EMPTY, 0), |(cues, keywords), message| {
            (CueSet(cues.0 | message.cues.0), keywords | message.keywords)
        });
        if !watches(rules).any(|watch| watch.cues.intersects(shown.0) || watch.keywords & shown.1 != 0) {
            continue;
        }
        let evidence = ConversationEvidence::read(conversation, as_of);
        for watch in watches(rules).filter(|watch| watch.may_hold(&evidence)) {
            if let Some(message) = watch.find(conversation, as_of) {
                causes.push(AlertCause {
                    kind: watch.kind.to_owned(),
                    conversation_id: conversation.id,
                    message_id: message.id,
                    at: message.at,
                });
            }
        }
    }
    causes
}

fn watches(rules: &Rules) -> impl Iterator<Item = Watch<'_>> {
    let alerts = &rules.alerts;
    let built_in = [
        alerts.frustration.then(|| Watch::for_cue("frustration", Cue::Frustration)),
        alerts.human_request.then(|| Watch::for_cue("human_request", Cue::HumanRequest)),
        (alerts.cannot_answer > 0).then(|| Watch {
            from: CuesOf::Bot,
            times: alerts.cannot_answer,
            ..Watch::for_cue("cannot_answer", Cue::CannotAnswer)
        }),
    ];
    let mut keyword = rules.score.signals.iter().filter(|signal| signal.kind == SignalKind::Keyword).count();
    let by_rule = alerts.rules.iter().filter_map(move |rule| {
        if rule.keyword.is_none() {
            let cue = Cue::from_name(rule.cue.as_deref()?)?;
            return Some(Watch::for_cue(&rule.name, cue));
        }
        let keywords = keyword_mask(keyword);
        keyword += 1;
        Some(Watch { kind: &rule.name, from: CuesOf::Visitor, cues: CueSet::EMPTY, keywords, times: 1 })
    });
    built_in.into_iter().flatten().chain(by_rule)
}

impl<'r> Watch<'r> {
    const fn for_cue(kind: &'r str, cue: Cue) -> Self {
        let from = if cue.is_ours() { CuesOf::Ours } else { CuesOf::Visitor };
        Self { kind, from, cues: CueSet::of(&[cue]), keywords: 0, times: 1 }
    }

    /// Whether the conversation shows the cue or keyword at all.
    const fn may_hold(&self, evidence: &ConversationEvidence) -> bool {
        match self.from {
            CuesOf::Visitor => {
                evidence.visitor_cues.intersects(self.cues) || evidence.visitor_keywords & self.keywords != 0
            }
            CuesOf::Ours | CuesOf::Bot => evidence.our_cues.intersects(self.cues),
        }
    }

    /// The message that makes it hold.
    fn find<'f>(&self, conversation: &'f ConversationFacts, as_of: Instant) -> Option<&'f MessageFact> {
        let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
        let mut shows = messages.iter().filter(|message| {
            let by = match self.from {
                CuesOf::Visitor => message.sender == Sender::Visitor,
                CuesOf::Ours => message.sender.is_ours(),
                CuesOf::Bot => message.sender == Sender::Bot,
            };
            by && (message.cues.intersects(self.cues) || message.keywords & self.keywords != 0)
        });
        shows.nth(self.times as usize - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::{
        agent, at_day, bot, contact, contact_with, conversation, rules, rules_with, visitor,
    };

    fn causes(facts: &ContactFacts, rules: &Rules, day: i64) -> Vec<(String, i64)> {
        alerts_from_cues(facts, rules, at_day(day)).into_iter().map(|cause| (cause.kind, cause.message_id)).collect()
    }

    fn one(kind: &str, message_id: i64) -> Vec<(String, i64)> {
        vec![(kind.to_owned(), message_id)]
    }

    #[test]
    fn the_first_angry_message_of_each_conversation_is_a_cause() {
        let mut facts = contact();
        let angry = |day| visitor(at_day(day), &[Cue::Frustration]);
        facts.conversations =
            vec![conversation(1, vec![visitor(at_day(0), &[]), angry(1), angry(2)]), conversation(2, vec![angry(3)])];
        let found = alerts_from_cues(&facts, &rules(), at_day(2));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].conversation_id, found[0].message_id, found[0].at), (1, 102, at_day(1)));
        assert_eq!(causes(&facts, &rules(), 3).len(), 2);
    }

    #[test]
    fn the_bot_may_run_out_of_answers_twice_but_not_three_times() {
        let lost = |day| bot(at_day(day), &[Cue::CannotAnswer]);
        let facts = contact_with(vec![lost(0), agent(at_day(0), &[Cue::CannotAnswer]), lost(1), lost(2), lost(3)]);
        assert_eq!(causes(&facts, &rules(), 1), []);
        assert_eq!(causes(&facts, &rules(), 2), one("cannot_answer", 104));
        let mut off = rules();
        off.alerts.cannot_answer = 0;
        assert_eq!(causes(&facts, &off, 9), []);
    }

    #[test]
    fn built_in_alerts_can_be_turned_off() {
        let facts = contact_with(vec![visitor(at_day(0), &[Cue::HumanRequest, Cue::Frustration])]);
        let mut rules = rules();
        assert_eq!(causes(&facts, &rules, 0).len(), 2);
        rules.alerts.frustration = false;
        assert_eq!(causes(&facts, &rules, 0), one("human_request", 101));
        rules.alerts.human_request = false;
        assert_eq!(causes(&facts, &rules, 0), []);
    }

    #[test]
    fn rules_watch_for_cues_and_keywords_of_the_right_side() {
        let rules = rules_with(
            "[[score.signal]]\nname = \"a\"\ncategory = \"fit\"\nkind = \"keyword\"\nmatch = \"bulk\"\npoints = 1\n\
             [[alerts.rule]]\nname = \"law\"\nkeyword = \"lawyer\"\n\
             [[alerts.rule]]\nname = \"sorry\"\ncue = \"apology\"\n\
             [[alerts.rule]]\nname = \"rich\"\nwhere = \"spend > 1\"\n",
        );
        let with = |keywords| MessageFact { keywords, ..visitor(at_day(0), &[Cue::Apology]) };
        let facts = contact_with(vec![with(1), with(2), with(2)]);
        assert_eq!(causes(&facts, &rules, 0), one("law", 102));
        let ours = contact_with(vec![MessageFact { keywords: 2, ..agent(at_day(0), &[Cue::Apology]) }]);
        assert_eq!(causes(&ours, &rules, 0), one("sorry", 101));
    }
}

//! Alerts: what is cause for one, and when it is raised.
//!
//! Messages are causes by their cues and keywords: an alert for a conversation and kind, dated by the message that made
//! the cause hold, and after it was settled another one for what is written later. A contact as a whole is a cause by
//! its score, spend and intent, and by the conditions of rules: an alert for a contact and kind, and another one when
//! the cause went away and came back.

use super::classify::Decision;
use super::clause::in_units;
use super::evidence::{ConversationEvidence, existing};
use super::facts::{ConversationFacts, MessageFact};
use super::money::Currency;
use super::rules::{Rules, SignalKind};
use super::signal::keyword_mask;
use super::summary::shortened;
use super::words::Intent;
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::time::Instant;
use crate::error::Result;

/// Kinds that are built in; a rule has another name.
pub const KINDS: [&str; 6] =
    ["frustration", "human_request", "cannot_answer", "high_value_score", "high_value_spend", "intent"];

/// So much of a message is quoted in a reason.
const QUOTED_CHARACTERS: usize = 80;

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
    /// What it shows.
    pub shows: String,
}

impl AlertCause {
    /// Why there is an alert: what the message shows, and its words.
    pub fn reason(&self, text: &str) -> String {
        match shortened(text, QUOTED_CHARACTERS) {
            words if words.is_empty() => self.shows.clone(),
            words => format!("{}: \"{words}\"", self.shows),
        }
    }
}

/// How it stands with alerts that a conversation raised before, of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// One is open or taken.
    Unsettled,
    /// All are resolved or dismissed, the last one then.
    SettledAt(Instant),
}

/// How it stands with alerts that a contact as a whole raised before, of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// One is open or taken.
    pub is_unsettled: bool,
    /// The cause of one has held ever since.
    pub is_running: bool,
}

/// What a pass does about a cause in a contact as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Raise an alert.
    Raise,
    /// Note that the cause went away.
    End,
    /// The cause is back before the alert was settled, which stands for it then.
    Resume,
}

impl Before {
    /// What there is to do where the cause holds now, or does not.
    pub const fn change(self, holds: bool) -> Option<Change> {
        match (holds, self.is_running, self.is_unsettled) {
            (true, false, false) => Some(Change::Raise),
            (true, false, true) => Some(Change::Resume),
            (false, true, _) => Some(Change::End),
            (true, true, _) | (false, false, _) => None,
        }
    }
}

/// The causes in a contact as a whole: each kind that is on, with the reason where the cause holds.
pub fn alerts_of_contact(
    decision: &Decision,
    score: Option<u8>,
    currency: &Currency,
    rules: &Rules,
) -> Vec<(&'static str, Option<String>)> {
    let alerts = &rules.alerts;
    let mut kinds = Vec::new();
    let least = alerts.high_value_score;
    if least > 0 {
        let score = score.filter(|score| u32::from(*score) >= least);
        kinds.push(("high_value_score", score.map(|score| format!("the score is {score}"))));
    }
    let least = alerts.high_value_spend;
    if least > 0.0 {
        let spend = decision.evidence.spend.map(in_units).filter(|spend| *spend >= least);
        let unit = currency.0.as_deref().filter(|code| !code.is_empty()).map(|code| format!(" {code}"));
        let reason = |spend| format!("{spend}{} spent", unit.unwrap_or_default());
        kinds.push(("high_value_spend", spend.map(reason)));
    }
    if let Some(level) = Intent::from_name(&alerts.intent) {
        // The nearer to buying, the lower the number.
        let intent = decision.intent.filter(|intent| *intent <= level);
        kinds.push(("intent", intent.map(|intent| format!("the intent is {intent}"))));
    }
    kinds
}

/// What is watched for: the message in which the sender shows one of the cues or keywords for the n-th time.
struct Watch<'r> {
    kind: &'r str,
    from: CuesOf,
    cue: Option<Cue>,
    keywords: u64,
    /// The phrase of the keyword.
    phrase: &'r str,
    times: u32,
}

/// Whose messages are watched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CuesOf {
    Visitor,
    Ours,
    Bot,
}

/// The alerts that messages of a conversation up to `as_of` are cause for: `frustration`, `human_request`,
/// `cannot_answer`, then the rules in their order. `before` says how it stands with those raised before, by conversation
/// and kind: none is raised beside one that is not settled, and after that only what was written later counts. A cue of
/// ours (such as `promise`) is looked for in messages by agent and bot, other cues and keywords in the visitor's;
/// `cannot_answer` counts the bot's.
pub fn alerts_from_cues(
    conversation: &ConversationFacts,
    rules: &Rules,
    as_of: Instant,
    mut before: impl FnMut(i64, &str) -> Result<Option<Standing>>,
) -> Result<Vec<AlertCause>> {
    // Nearly none holds anything that is watched for, and that is seen faster than read.
    let shown = conversation.messages.iter().fold((CueSet::EMPTY, 0), |(cues, keywords), message| {
        (CueSet(cues.0 | message.cues.0), keywords | message.keywords)
    });
    if !watches(rules).any(|watch| watch.cues().intersects(shown.0) || watch.keywords & shown.1 != 0) {
        return Ok(Vec::new());
    }
    let mut causes = Vec::new();
    let evidence = ConversationEvidence::read(conversation, as_of);
    for watch in watches(rules).filter(|watch| watch.may_hold(&evidence)) {
        let mut message = watch.find(conversation, as_of, None);
        if message.is_some() {
            match before(conversation.id, watch.kind)? {
                None => {}
                Some(Standing::Unsettled) => message = None,
                Some(Standing::SettledAt(settled)) => message = watch.find(conversation, as_of, Some(settled)),
            }
        }
        causes.extend(message.map(|message| AlertCause {
            kind: watch.kind.to_owned(),
            conversation_id: conversation.id,
            message_id: message.id,
            at: message.at,
            shows: watch.shows(),
        }));
    }
    Ok(causes)
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
        let Some(phrase) = &rule.keyword else {
            let cue = Cue::from_name(rule.cue.as_deref()?)?;
            return Some(Watch::for_cue(&rule.name, cue));
        };
        let keywords = keyword_mask(keyword);
        keyword += 1;
        Some(Watch { kind: &rule.name, from: CuesOf::Visitor, cue: None, keywords, phrase, times: 1 })
    });
    built_in.into_iter().flatten().chain(by_rule)
}

impl<'r> Watch<'r> {
    const fn for_cue(kind: &'r str, cue: Cue) -> Self {
        let from = if cue.is_ours() { CuesOf::Ours } else { CuesOf::Visitor };
        Self { kind, from, cue: Some(cue), keywords: 0, phrase: "", times: 1 }
    }

    fn cues(&self) -> CueSet {
        self.cue.map_or(CueSet::EMPTY, |cue| CueSet::of(&[cue]))
    }

    /// Whether the conversation shows the cue or keyword at all.
    fn may_hold(&self, evidence: &ConversationEvidence) -> bool {
        match self.from {
            CuesOf::Visitor => {
                evidence.visitor_cues.intersects(self.cues()) || evidence.visitor_keywords & self.keywords != 0
            }
            CuesOf::Ours | CuesOf::Bot => evidence.our_cues.intersects(self.cues()),
        }
    }

    /// The message that makes it hold, of those after an instant.
    fn find<'f>(
        &self,
        conversation: &'f ConversationFacts,
        as_of: Instant,
        after: Option<Instant>,
    ) -> Option<&'f MessageFact> {
        let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
        let mut shows = messages.iter().filter(|message| {
            let by = match self.from {
                CuesOf::Visitor => message.sender == Sender::Visitor,
                CuesOf::Ours => message.sender.is_ours(),
                CuesOf::Bot => message.sender == Sender::Bot,
            };
            let is_new = after.is_none_or(|after| message.at > after);
            by && is_new && (message.cues.intersects(self.cues()) || message.keywords & self.keywords != 0)
        });
        shows.nth(self.times as usize - 1)
    }

    /// What a message shows in which it is found.
    fn shows(&self) -> String {
        match (self.kind, self.cue) {
            ("frustration", _) => "is frustrated".to_owned(),
            ("human_request", _) => "asks for a person".to_owned(),
            ("cannot_answer", _) if self.times == 1 => "the bot ran out of answers".to_owned(),
            ("cannot_answer", _) => format!("the bot ran out of answers {} times", self.times),
            (_, Some(cue)) if self.from == CuesOf::Visitor => format!("shows the cue {}", cue.name()),
            (_, Some(cue)) => format!("we show the cue {}", cue.name()),
            (_, None) => format!("wrote \"{}\"", self.phrase),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::classify;
    use crate::domain::deciding::facts::ContactFacts;
    use crate::domain::deciding::testing::{
        agent, at_day, bot, contact, contact_with, conversation, deal, rules, rules_with, usd, visitor,
    };

    /// Those of all conversations, where none was raised before.
    fn all(facts: &ContactFacts, rules: &Rules, day: i64) -> Vec<AlertCause> {
        let of = |one| alerts_from_cues(one, rules, at_day(day), |_, _| Ok(None)).expect("nothing is asked");
        facts.conversations.iter().flat_map(of).collect()
    }

    fn causes(facts: &ContactFacts, rules: &Rules, day: i64) -> Vec<(String, i64)> {
        all(facts, rules, day).into_iter().map(|cause| (cause.kind, cause.message_id)).collect()
    }

    /// The messages that raise an alert of the kind where it stands so with those before.
    fn after(facts: &ContactFacts, kind: &str, standing: Standing, day: i64) -> Vec<i64> {
        let before = |_: i64, of: &str| Ok((of == kind).then_some(standing));
        let found = alerts_from_cues(&facts.conversations[0], &rules(), at_day(day), before).expect("nothing is asked");
        found.into_iter().filter(|cause| cause.kind == kind).map(|cause| cause.message_id).collect()
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
        let found = all(&facts, &rules(), 2);
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

    #[test]
    fn a_settled_alert_is_raised_again_only_by_what_is_written_later() {
        const NONE: [i64; 0] = [];
        let angry = |day| visitor(at_day(day), &[Cue::Frustration]);
        let facts = contact_with(vec![angry(0), angry(1), angry(2)]);
        assert_eq!(after(&facts, "frustration", Standing::Unsettled, 9), NONE);
        assert_eq!(after(&facts, "frustration", Standing::SettledAt(at_day(0)), 9), [102]);
        assert_eq!(after(&facts, "frustration", Standing::SettledAt(at_day(1)), 9), [103]);
        assert_eq!(after(&facts, "frustration", Standing::SettledAt(at_day(1)), 1), NONE);
        assert_eq!(after(&facts, "frustration", Standing::SettledAt(at_day(2)), 9), NONE);
        // After that the bot has to run out of answers as often again.
        let lost = |day| bot(at_day(day), &[Cue::CannotAnswer]);
        let facts = contact_with((0..7).map(lost).collect());
        assert_eq!(after(&facts, "cannot_answer", Standing::SettledAt(at_day(2)), 5), [106]);
        assert_eq!(after(&facts, "cannot_answer", Standing::SettledAt(at_day(2)), 4), NONE);
    }

    #[test]
    fn a_contact_raises_an_alert_again_when_the_cause_went_and_came_back() {
        let before = |is_unsettled, is_running| Before { is_unsettled, is_running };
        assert_eq!(Before::default().change(true), Some(Change::Raise));
        assert_eq!(Before::default().change(false), None);
        for is_unsettled in [true, false] {
            assert_eq!(before(is_unsettled, true).change(true), None);
            assert_eq!(before(is_unsettled, true).change(false), Some(Change::End));
        }
        assert_eq!(before(false, false).change(true), Some(Change::Raise));
        assert_eq!(before(true, false).change(true), Some(Change::Resume));
    }

    #[test]
    fn a_reason_quotes_the_words_and_says_what_they_show() {
        let rules = rules_with(
            "[[alerts.rule]]\nname = \"law\"\nkeyword = \"my lawyer\"\n[[alerts.rule]]\nname = \"rich\"\ncue = \"budget\"\n\
             [[alerts.rule]]\nname = \"sorry\"\ncue = \"apology\"\n",
        );
        let wrote = MessageFact { keywords: 1, ..visitor(at_day(0), &[Cue::Frustration, Cue::Budget]) };
        let facts = contact_with(vec![wrote, agent(at_day(0), &[Cue::Apology])]);
        let reasons: Vec<String> =
            all(&facts, &rules, 1).iter().map(|cause| cause.reason("Third  time\nI ask")).collect();
        assert_eq!(
            reasons,
            [
                "is frustrated: \"Third time I ask\"",
                "wrote \"my lawyer\": \"Third time I ask\"",
                "shows the cue budget: \"Third time I ask\"",
                "we show the cue apology: \"Third time I ask\"",
            ]
        );
        assert_eq!(all(&facts, &rules, 1)[0].reason(" \n"), "is frustrated");
    }

    fn of_contact(facts: &ContactFacts, score: Option<u8>, rules: &Rules) -> Vec<(&'static str, Option<String>)> {
        let decision = classify(facts, rules, &usd(), at_day(9));
        alerts_of_contact(&decision, score, &usd(), rules)
    }

    #[test]
    fn score_spend_and_intent_are_causes_from_their_level_up() {
        let mut rules = rules();
        rules.alerts.high_value_spend = 12.5;
        rules.alerts.intent = "comparing".to_owned();
        let mut facts = contact_with(vec![visitor(at_day(8), &[Cue::PurchaseIntent])]);
        facts.deals = vec![deal(at_day(7), 12_500_000)];
        let held = [
            ("high_value_score", Some("the score is 80".to_owned())),
            ("high_value_spend", Some("12.5 USD spent".to_owned())),
            ("intent", Some("the intent is ready_to_buy".to_owned())),
        ];
        assert_eq!(of_contact(&facts, Some(80), &rules), held);
        facts.deals[0].amount = Some(12_499_999);
        facts.conversations[0].messages[0].cues = CueSet::EMPTY;
        let none = [("high_value_score", None), ("high_value_spend", None), ("intent", None)];
        assert_eq!(of_contact(&facts, Some(79), &rules), none);
        assert_eq!(of_contact(&facts, None, &rules), none);
        rules.alerts.high_value_score = 0;
        rules.alerts.high_value_spend = 0.0;
        rules.alerts.intent.clear();
        assert_eq!(of_contact(&facts, Some(100), &rules), []);
    }
}

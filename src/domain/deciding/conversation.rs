//! What is decided of one conversation: its class, its sentiment and its score. All of it is as of the conversation's
//! own last message by visitor, agent or bot, so it never decays.
//!
//! The class is the one that most of the visitor's messages speak for; of equals the narrower one, in the order of
//! `FAMILIES`. The score is that of contacts over the conversation's own messages: signals of kind `cue` and
//! `keyword`, and the stat `message_count`; others find nothing here.

use super::evidence::{CLOSING, COMPARING, ConversationEvidence, existing};
use super::facts::ConversationFacts;
use super::horizon::Horizon;
use super::rules::Rules;
use super::score::{Scoring, weigh};
use super::sentiment::conversation_level;
use super::signal::Scope;
use super::words::{Class, Empty, SentimentLevel};
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::time::Instant;

/// What was decided of a conversation, but for its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConversationDecision {
    /// What it is about; empty if no message says.
    pub class: Option<Class>,
    /// In ten-thousandths, rounded half away from zero; empty without visitor messages.
    pub sentiment: Option<i32>,
    /// The level that the sentiment is on.
    pub sentiment_level: Option<SentimentLevel>,
}

/// The cues that speak for each class, the narrowest class first.
const FAMILIES: [(Class, CueSet); 6] = [
    (Class::Spam, CueSet::of(&[Cue::Spam])),
    (Class::EmploymentInquiry, CueSet::of(&[Cue::JobSeeking])),
    (Class::VendorInquiry, CueSet::of(&[Cue::VendorPitch])),
    (Class::PartnershipInquiry, CueSet::of(&[Cue::Partnership])),
    (Class::ExistingCustomerSupport, CueSet::of(&[Cue::SupportRequest, Cue::Complaint])),
    (Class::PotentialNewBusiness, CueSet(CLOSING.0 | COMPARING.0 | CueSet::of(&[Cue::Budget, Cue::Need]).0)),
];

/// Decides what a conversation is about and how the visitor feels. Messages after `as_of` do not exist.
pub fn decide_conversation(conversation: &ConversationFacts, rules: &Rules, as_of: Instant) -> ConversationDecision {
    let evidence = ConversationEvidence::read(conversation, as_of);
    let sentiment = evidence.sentiment.rounded();
    ConversationDecision {
        class: class(conversation, &evidence, as_of),
        sentiment,
        sentiment_level: sentiment.map(|value| conversation_level(value, &rules.sentiment)),
    }
}

/// The score of a conversation with its lines; its `valid_until` is the time of the next message to come. Messages after
/// `as_of` do not exist.
pub fn score_conversation(conversation: &ConversationFacts, rules: &Rules, as_of: Instant) -> Scoring {
    let evidence = ConversationEvidence::read(conversation, as_of);
    let valid_until = evidence.next_message;
    let last = evidence.last.filter(|_| evidence.message_count >= rules.score.min_messages);
    let Some(last) = last else { return Scoring::empty(Empty::TooFewMessages, valid_until) };
    let scope = Scope {
        conversations: std::slice::from_ref(conversation),
        events: &[],
        as_of: conversation.messages[last].at,
        visitor_cues: evidence.visitor_cues,
        visitor_keywords: evidence.visitor_keywords,
        message_count: evidence.message_count,
        contact: None,
    };
    // Windows count back from the last message, so nothing in them ever runs out.
    let mut never = Horizon::after(Instant::MAX);
    Scoring { valid_until, ..weigh(&scope, None, &rules.score, &mut never) }
}

fn class(conversation: &ConversationFacts, evidence: &ConversationEvidence, as_of: Instant) -> Option<Class> {
    let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
    let mut most = (0, None);
    for (class, cues) in FAMILIES {
        if evidence.visitor_cues.intersects(cues) {
            let speaks = messages.iter().filter(|m| m.sender == Sender::Visitor && m.cues.intersects(cues)).count();
            if speaks > most.0 {
                most = (speaks, Some(class));
            }
        }
    }
    most.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::facts::MessageFact;
    use crate::domain::deciding::testing::{agent, at_day, conversation, rules_with, system, visitor};

    const SIGNALS: &str = "[[score.signal]]\nname = \"price\"\ncategory = \"budget\"\nkind = \"cue\"\n\
        match = \"pricing_question\"\npoints = 90\nwindow = \"7d\"\n\
        [[score.signal]]\nname = \"given\"\ncategory = \"fit\"\nkind = \"stat\"\nmatch = \"purchases\"\npoints = 90\nat_least = 0\n\
        [[score.signal]]\nname = \"long\"\ncategory = \"engagement\"\nkind = \"stat\"\nmatch = \"message_count\"\npoints = 50\nat_least = 4\n";

    fn decide(messages: Vec<MessageFact>, day: i64) -> ConversationDecision {
        decide_conversation(&conversation(1, messages), &rules_with(SIGNALS), at_day(day))
    }

    fn score(messages: Vec<MessageFact>, day: i64) -> Scoring {
        score_conversation(&conversation(1, messages), &rules_with(SIGNALS), at_day(day))
    }

    fn class_of(cues: &[&[Cue]]) -> Option<&'static str> {
        decide(cues.iter().map(|cues| visitor(at_day(0), cues)).collect(), 0).class.map(Class::name)
    }

    #[test]
    fn each_class_has_its_cues() {
        assert_eq!(class_of(&[&[Cue::PricingQuestion]]), Some("potential_new_business"));
        assert_eq!(class_of(&[&[Cue::Need]]), Some("potential_new_business"));
        assert_eq!(class_of(&[&[Cue::Complaint]]), Some("existing_customer_support"));
        assert_eq!(class_of(&[&[Cue::SupportRequest]]), Some("existing_customer_support"));
        assert_eq!(class_of(&[&[Cue::JobSeeking]]), Some("employment_inquiry"));
        assert_eq!(class_of(&[&[Cue::VendorPitch]]), Some("vendor_inquiry"));
        assert_eq!(class_of(&[&[Cue::Partnership]]), Some("partnership_inquiry"));
        assert_eq!(class_of(&[&[Cue::Spam]]), Some("spam"));
        assert_eq!(class_of(&[&[Cue::Gratitude], &[]]), None);
    }

    #[test]
    fn most_messages_decide_the_class_and_of_equals_the_narrower_one() {
        assert_eq!(class_of(&[&[Cue::JobSeeking, Cue::PricingQuestion]]), Some("employment_inquiry"));
        let asked: &[Cue] = &[Cue::PricingQuestion];
        assert_eq!(class_of(&[asked, &[Cue::JobSeeking], asked]), Some("potential_new_business"));
    }

    #[test]
    fn our_own_messages_do_not_speak_for_a_class() {
        assert_eq!(decide(vec![agent(at_day(0), &[Cue::Partnership])], 0).class, None);
    }

    #[test]
    fn windows_end_at_the_conversations_own_last_message() {
        let talk = |last| {
            vec![
                visitor(at_day(0), &[Cue::PricingQuestion]),
                agent(at_day(1), &[]),
                agent(last, &[]),
                system(at_day(99)),
            ]
        };
        let scored = score(talk(Instant(at_day(7).0 - 1)), 500);
        assert_eq!((scored.score, scored.valid_until), (Some(18), None));
        let late = score(talk(at_day(7)), 500);
        assert_eq!((late.score, late.empty_because), (None, Some(Empty::NoSignal)));
    }

    #[test]
    fn only_what_a_conversation_has_of_its_own_is_scored() {
        let talk = vec![visitor(at_day(0), &[]); 4];
        let scored = score(talk, 0);
        assert_eq!((scored.score, scored.lines.len()), (Some(10), 1));
        let short = score(vec![visitor(at_day(0), &[Cue::PricingQuestion]); 2], 0);
        assert_eq!(short.empty_because, Some(Empty::TooFewMessages));
        assert_eq!(score(vec![], 0).score, None);
    }

    #[test]
    fn a_message_to_come_is_left_out_until_then() {
        let felt = |day, sentiment| MessageFact { sentiment: Some(sentiment), ..visitor(at_day(day), &[Cue::Spam]) };
        let talk = vec![felt(0, 1_000), felt(3, -5_000)];
        let before = decide(talk.clone(), 2);
        assert_eq!((before.sentiment, before.sentiment_level), (Some(1_000), Some(SentimentLevel::Positive)));
        assert_eq!(score(talk.clone(), 2).valid_until, Some(at_day(3)));
        let after = decide(talk, 3);
        assert_eq!((after.sentiment, after.sentiment_level), (Some(-2_000), Some(SentimentLevel::Negative)));
    }
}

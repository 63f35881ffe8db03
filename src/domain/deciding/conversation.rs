//! What is decided of one conversation: its class, its sentiment and its score. All of it is as of the conversation's
//! own last message by visitor, agent or bot, so it never decays.
//!
//! The class is the one that gathers most points; of equals the narrower one, in the order of `FAMILIES`. Each message of
//! the visitor gives a class the points of its strongest cue for it: what hardly anybody says for another reason (that
//! they look for work, that something broke) weighs three questions for a price, since vendors, applicants and people
//! with a problem ask such questions, too. What an agent says adds a little, once a conversation: it decides where the
//! visitor's own words say nothing. The score is that of contacts over the conversation's own messages: signals of kind `cue` and
//! `keyword`, and the stat `message_count`; others find nothing here.

use super::evidence::{CLOSING, COMPARING, ConversationEvidence, existing};
use super::facts::ConversationFacts;
use super::horizon::Horizon;
use super::rules::Rules;
use super::score::{Scoring, matches_within, weigh};
use super::sentiment::conversation_level;
use super::signal::{Match, Scope};
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

/// What speaks for a class.
struct Family {
    class: Class,
    /// Sets of the visitor's cues with the points that a message gets for them, the strongest first.
    cues: &'static [(CueSet, u32)],
    /// An agent's cues: a point, however often.
    ours: CueSet,
}

/// Points of a cue that people seldom show for another reason.
const PLAIN: u32 = 6;
/// Points of a cue of somebody who wants something of us.
const WANTED: u32 = 4;
/// Points of a cue that many show on the way to something else.
const ASKED: u32 = 2;
/// Points of a cue that goes with a class without showing it.
const HINTED: u32 = 1;

/// The families, the narrowest class first.
const FAMILIES: [Family; 6] = [
    narrow(Class::Spam, &[(CueSet::of(&[Cue::Spam]), PLAIN)]),
    narrow(Class::EmploymentInquiry, &[(CueSet::of(&[Cue::JobSeeking]), PLAIN)]),
    narrow(Class::VendorInquiry, &[(CueSet::of(&[Cue::VendorPitch]), PLAIN)]),
    narrow(Class::PartnershipInquiry, &[(CueSet::of(&[Cue::Partnership]), PLAIN)]),
    Family {
        class: Class::ExistingCustomerSupport,
        cues: &[
            (CueSet::of(&[Cue::SupportRequest, Cue::Complaint]), PLAIN),
            (CueSet::of(&[Cue::Frustration, Cue::HumanRequest]), HINTED),
        ],
        ours: CueSet::of(&[Cue::Apology]),
    },
    Family {
        class: Class::PotentialNewBusiness,
        cues: &[
            (CueSet(CLOSING.0 | CueSet::of(&[Cue::Need]).0), WANTED),
            (CueSet(COMPARING.0 | CueSet::of(&[Cue::Budget]).0), ASKED),
            (CueSet::of(&[Cue::Deferral, Cue::Authority]), HINTED),
        ],
        ours: CueSet::of(&[Cue::Quote]),
    },
];

const fn narrow(class: Class, cues: &'static [(CueSet, u32)]) -> Family {
    Family { class, cues, ours: CueSet::EMPTY }
}

impl Family {
    /// The points that one message of the visitor gives.
    fn points(&self, message: CueSet) -> u32 {
        self.cues.iter().find(|(cues, _)| message.intersects(*cues)).map_or(0, |(_, points)| *points)
    }
}

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
    // Windows count back from the last message, so nothing in them ever runs out.
    let mut never = Horizon::after(Instant::MAX);
    Scoring { valid_until, ..weigh(&scope(conversation, &evidence, last), None, &rules.score, &mut never) }
}

/// The messages that the signal at this position of the rules found in a conversation: the evidence behind its line.
pub fn conversation_matches<'a>(
    conversation: &'a ConversationFacts,
    rules: &Rules,
    as_of: Instant,
    position: usize,
) -> Vec<Match<'a>> {
    let evidence = ConversationEvidence::read(conversation, as_of);
    let Some(last) = evidence.last else { return Vec::new() };
    matches_within(&scope(conversation, &evidence, last), rules, position)
}

/// A conversation as signals see it, whose last message stands at this position.
fn scope<'a>(conversation: &'a ConversationFacts, evidence: &ConversationEvidence, last: usize) -> Scope<'a> {
    Scope {
        conversations: std::slice::from_ref(conversation),
        events: &[],
        as_of: conversation.messages[last].at,
        visitor_cues: evidence.visitor_cues,
        visitor_keywords: evidence.visitor_keywords,
        message_count: evidence.message_count,
        contact: None,
    }
}

fn class(conversation: &ConversationFacts, evidence: &ConversationEvidence, as_of: Instant) -> Option<Class> {
    if evidence.visitor_cues == CueSet::EMPTY && evidence.our_cues == CueSet::EMPTY {
        return None;
    }
    let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
    let mut points = [0_u32; FAMILIES.len()];
    let mut agents_cues = CueSet::EMPTY;
    for message in messages.iter().filter(|message| message.cues != CueSet::EMPTY) {
        match message.sender {
            Sender::Visitor => {
                for (points, family) in points.iter_mut().zip(&FAMILIES) {
                    *points += family.points(message.cues);
                }
            }
            Sender::Agent => agents_cues.0 |= message.cues.0,
            // A bot is sorry that it did not understand, whatever was said.
            Sender::Bot | Sender::System => {}
        }
    }
    let mut most = (0, None);
    for (points, family) in points.iter().zip(&FAMILIES) {
        let points = points + if agents_cues.intersects(family.ours) { HINTED } else { 0 };
        if points > most.0 {
            most = (points, Some(family.class));
        }
    }
    most.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::facts::MessageFact;
    use crate::domain::deciding::testing::{agent, at_day, bot, conversation, rules_with, system, visitor};

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
    fn what_is_seldom_said_for_another_reason_outweighs_questions_and_many_messages_outweigh_it() {
        let asked: &[Cue] = &[Cue::PricingQuestion, Cue::AvailabilityQuestion];
        for (cue, class) in [
            (Cue::JobSeeking, "employment_inquiry"),
            (Cue::VendorPitch, "vendor_inquiry"),
            (Cue::Partnership, "partnership_inquiry"),
            (Cue::Complaint, "existing_customer_support"),
        ] {
            assert_eq!(class_of(&[asked, &[cue]]), Some(class));
            assert_eq!(class_of(&[&[cue], asked, &[Cue::PurchaseIntent]]), Some(class), "of equals the narrower one");
            assert_eq!(class_of(&[asked, asked, &[cue], &[Cue::BookingAttempt]]), Some("potential_new_business"));
        }
    }

    #[test]
    fn a_scam_that_calls_itself_a_partnership_is_spam() {
        assert_eq!(class_of(&[&[Cue::Partnership, Cue::Need], &[Cue::Spam]]), Some("spam"));
    }

    #[test]
    fn what_an_agent_says_decides_where_the_visitors_words_say_nothing() {
        let told = |cues: &[Cue], ours: &[Cue]| {
            let talk = vec![visitor(at_day(0), cues), agent(at_day(0), ours), agent(at_day(0), ours)];
            decide(talk, 0).class.map(Class::name)
        };
        assert_eq!(told(&[], &[Cue::Quote]), Some("potential_new_business"));
        assert_eq!(told(&[], &[Cue::Apology]), Some("existing_customer_support"));
        assert_eq!(told(&[Cue::AvailabilityQuestion], &[Cue::Apology]), Some("potential_new_business"));
        assert_eq!(told(&[Cue::JobSeeking], &[Cue::Quote]), Some("employment_inquiry"));
        assert_eq!(told(&[], &[Cue::Partnership]), None, "no cue of ours");
    }

    #[test]
    fn a_bot_does_not_speak_for_a_class() {
        let talk = vec![visitor(at_day(0), &[]), bot(at_day(0), &[Cue::Apology, Cue::Quote])];
        assert_eq!(decide(talk, 0).class, None);
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

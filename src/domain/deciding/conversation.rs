//! What is decided of one conversation: its class, its sentiment and its score. All of it is as of the conversation's
//! own last message by visitor, agent or bot, so it never decays.
//!
//! The class is the one that the words of its messages speak for the most, all together ([`Leaning`]). What somebody wrote
//! for shows in all that is said, not in one phrase: vendors, applicants and people with a problem ask for prices, too.
//! The score is that of contacts over the conversation's own messages: signals of kind `cue` and
//! `keyword`, and the stat `message_count`; others find nothing here.

use super::evidence::{ConversationEvidence, existing};
use super::facts::ConversationFacts;
use super::horizon::Horizon;
use super::rules::Rules;
use super::score::{Scoring, matches_within, weigh};
use super::sentiment::conversation_level;
use super::signal::{Match, Scope};
use super::words::{Class, Empty, SentimentLevel};
use crate::domain::cue::{CueSet, Sender};
use crate::domain::leaning::{Leaning, OUTCOMES};
use crate::domain::reading::learned::class_of;
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

/// Decides what a conversation is about and how the visitor feels. Messages after `as_of` do not exist.
pub fn decide_conversation(conversation: &ConversationFacts, rules: &Rules, as_of: Instant) -> ConversationDecision {
    let evidence = ConversationEvidence::read(conversation, as_of);
    let sentiment = evidence.sentiment.rounded();
    ConversationDecision {
        class: class(conversation, evidence.visitor_cues, as_of),
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

/// The class that the messages which are there speak for.
fn class(conversation: &ConversationFacts, visitor_cues: CueSet, as_of: Instant) -> Option<Class> {
    let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
    // What a bot says was made up before anybody wrote.
    let by_people = || messages.iter().filter(|message| matches!(message.sender, Sender::Visitor | Sender::Agent));
    let mut sums = [0; OUTCOMES];
    for message in by_people().filter(|message| message.leaning != Leaning::NONE) {
        sums.iter_mut().zip(message.leaning.weights()).for_each(|(sum, weight)| *sum += weight);
    }
    class_of(sums, by_people().count(), visitor_cues)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::facts::MessageFact;
    use crate::domain::deciding::testing::{agent, at_day, conversation, rules_with, system, visitor};
    use crate::domain::leaning::MOST;

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

    /// A message whose words speak for a class as much as they can, and against all others.
    fn leaning_to(class: Class) -> Leaning {
        Leaning::of(std::array::from_fn(|at| if Class::ALL.get(at) == Some(&class) { MOST } else { -MOST }))
    }

    fn said(day: i64, leaning: Leaning) -> MessageFact {
        MessageFact { leaning, ..visitor(at_day(day), &[]) }
    }

    #[test]
    fn a_conversation_is_of_the_class_that_its_messages_speak_for() {
        for &class in Class::ALL {
            assert_eq!(decide(vec![said(0, leaning_to(class)); 3], 0).class, Some(class));
        }
        let (work, sale) = (leaning_to(Class::EmploymentInquiry), leaning_to(Class::PotentialNewBusiness));
        let talk = vec![said(0, work), said(1, sale), said(2, sale)];
        assert_eq!(decide(talk.clone(), 0).class, Some(Class::EmploymentInquiry), "the others are still to come");
        assert_eq!(decide(talk, 2).class, Some(Class::PotentialNewBusiness));
    }

    #[test]
    fn a_conversation_may_have_no_class() {
        assert_eq!(decide(vec![], 0).class, None);
        assert_eq!(decide(vec![said(0, Leaning::NONE)], 0).class, None, "nothing was said");
        assert_eq!(decide(vec![said(0, Leaning::of([-1, -1, -1, -1, -1, -1, MOST]))], 0).class, None);
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

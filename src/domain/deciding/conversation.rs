//! What is decided of one conversation: its class, its sentiment and its score. All of it is as of the conversation's
//! own last message by visitor, agent or bot, so it never decays.
//!
//! The class is the one that the words of its messages speak for the most, all together ([`Leaning`]). What somebody wrote
//! for shows in all that is said, not in one phrase: vendors, applicants and people with a problem ask for prices, too.
//! The score is that of contacts over the conversation's own messages: signals of kind `cue` and
//! `keyword`, and the stat `message_count`; others find nothing here.

use super::evidence::{ConversationEvidence, existing};
use super::facts::{ConversationFacts, MessageFact};
use super::horizon::Horizon;
use super::rules::Rules;
use super::score::{Scoring, matches_within, weigh};
use super::sentiment::conversation_level;
use super::signal::{Match, Scope};
use super::summary::shortened;
use super::words::{Class, Empty, SentimentLevel};
use crate::domain::cue::{CueSet, Sender};
use crate::domain::leaning::{Leaning, OUTCOMES};
use crate::domain::reading::learned::{LEANING_STEP, class_of, class_weights, has_class};
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
    let mut sums = [0; OUTCOMES];
    let mut count = 0;
    for message in by_people(conversation, as_of) {
        count += 1;
        if message.leaning != Leaning::NONE {
            sums.iter_mut().zip(message.leaning.weights()).for_each(|(sum, weight)| *sum += weight);
        }
    }
    class_of(sums, count, visitor_cues)
}

/// The messages that say something of the class. What a bot says was made up before anybody wrote.
fn by_people(conversation: &ConversationFacts, as_of: Instant) -> impl Iterator<Item = &MessageFact> {
    let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
    messages.iter().filter(|message| matches!(message.sender, Sender::Visitor | Sender::Agent))
}

/// Why a conversation is of its class.
#[derive(Debug)]
pub struct ClassReason<'a> {
    /// The class; `None` where none says more than that there is none.
    pub class: Option<Class>,
    /// What speaks for each, the most first; `None` stands for no class, and is left out where the visitor's cues tell that
    /// there is one.
    pub weights: Vec<(Option<Class>, f32)>,
    /// The messages that speak for the class, the most first, with what each adds.
    pub messages: Vec<(&'a MessageFact, f32)>,
}

impl ClassReason<'_> {
    /// The classes that most speaks for, with how much, and the message that says most, whose text is given.
    pub fn text(&self, most: &str) -> String {
        let shown = self.weights.iter().take(SHOWN_CLASSES);
        let told = shown.map(|(class, weight)| format!("{} {weight:+.1}", class.map_or("none", |class| class.name())));
        let mut told = told.collect::<Vec<_>>().join(", ");
        if let Some((message, weight)) = self.messages.first() {
            let (id, sender, words) = (message.id, message.sender.name(), shortened(most, SHOWN_CHARACTERS));
            told += &format!("; message {id} of the {sender} says most for it ({weight:+.1}): \"{words}\"");
        }
        told
    }
}

/// How many classes an explanation names, and how much of a message.
const SHOWN_CLASSES: usize = 3;
const SHOWN_CHARACTERS: usize = 80;

/// Why a conversation is of its class, or of none; `None` where nobody has written in it.
pub fn explain_class(conversation: &ConversationFacts, as_of: Instant) -> Option<ClassReason<'_>> {
    let evidence = ConversationEvidence::read(conversation, as_of);
    let messages: Vec<&MessageFact> = by_people(conversation, as_of).collect();
    if messages.is_empty() {
        return None;
    }
    let leanings: Vec<[i32; OUTCOMES]> = messages.iter().map(|message| message.leaning.weights()).collect();
    let sums = std::array::from_fn(|at| leanings.iter().map(|weights| weights[at]).sum());
    let outcomes = if has_class(evidence.visitor_cues) { Class::ALL.len() } else { OUTCOMES };
    let named = class_weights(sums, messages.len()).into_iter().enumerate().take(outcomes);
    let mut weights: Vec<(Option<Class>, f32)> =
        named.map(|(at, weight)| (Class::ALL.get(at).copied(), weight)).collect();
    weights.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let class = class_of(sums, messages.len(), evidence.visitor_cues);
    let place = class.and_then(|class| Class::ALL.iter().position(|one| *one == class)).unwrap_or(Class::ALL.len());
    let said =
        messages.into_iter().zip(leanings).map(|(message, weights)| (message, weights[place] as f32 * LEANING_STEP));
    let mut messages: Vec<(&MessageFact, f32)> = said.filter(|(_, weight)| *weight > 0.0).collect();
    messages.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    Some(ClassReason { class, weights, messages })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
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
    fn an_explanation_names_the_class_that_is_decided_and_who_said_most_for_it() {
        let classes = Class::ALL.iter().map(|class| said(2, leaning_to(*class)));
        let (work, none) = (leaning_to(Class::EmploymentInquiry), Leaning::of([-1, -1, -1, -1, -1, -1, MOST]));
        let weak = Leaning::of(work.weights().map(|weight| weight / 4));
        for messages in
            [classes.collect(), vec![said(0, none)], vec![said(0, weak), said(1, work), agent(at_day(1), &[])]]
        {
            let conversation = conversation(1, messages);
            let reason = explain_class(&conversation, at_day(3)).expect("somebody wrote");
            let decided = decide_conversation(&conversation, &rules_with(SIGNALS), at_day(3)).class;
            assert_eq!((reason.class, reason.weights[0].0), (decided, decided));
            assert!(reason.weights.is_sorted_by(|(_, one), (_, next)| one >= next));
            assert!(reason.messages.is_sorted_by(|(_, one), (_, next)| one >= next));
        }
        let talk = conversation(1, vec![said(0, weak), said(1, work), said(5, work)]);
        let reason = explain_class(&talk, at_day(3)).expect("somebody wrote");
        let days: Vec<Instant> = reason.messages.iter().map(|(message, _)| message.at).collect();
        assert_eq!(days, [at_day(1), at_day(0)], "the last one is still to come");
        let text = reason.text("I look for work");
        assert!(text.starts_with("employment_inquiry +"), "{text}");
        let id = reason.messages[0].0.id;
        let end = format!("; message {id} of the visitor says most for it (+1.5): \"I look for work\"");
        assert!(text.ends_with(&end), "{text}");
        assert!(explain_class(&talk, at_day(-1)).is_none());
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

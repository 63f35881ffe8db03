//! A conversation in one line, `asks the price: "how much is a wedding cake?"; quoted; booked`, and in a few key lines.
//! What it is about and how it went is found from cues and events alone ([`plan`]); of the texts only the one in which the
//! visitor says what they want is looked at, and only when the plan or a text is new.

use super::evidence::existing;
use super::facts::{ConversationFacts, EventFact, MessageFact};
use super::letters::any_same;
use super::rules::Rules;
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::time::{DAY, Instant};

/// Outcomes that a line names.
const MOST_OUTCOMES: usize = 4;
/// Key lines of a conversation.
const MOST_KEY_LINES: usize = 6;
/// Characters of the visitor's words in the line.
const NEED_CHARACTERS: usize = 80;
/// Characters of a key line's text.
const KEY_LINE_CHARACTERS: usize = 160;

/// What a visitor can want, with the words for it: the narrower ones first, since a message may show several.
const NEEDS: [(Cue, &str); 16] = [
    (Cue::Spam, "sends spam"),
    (Cue::JobSeeking, "looks for work"),
    (Cue::VendorPitch, "wants to sell something"),
    (Cue::Partnership, "proposes to team up"),
    (Cue::Complaint, "complains"),
    (Cue::SupportRequest, "asks for help"),
    (Cue::BookingAttempt, "wants to book"),
    (Cue::PurchaseIntent, "wants to buy"),
    (Cue::PricingQuestion, "asks the price"),
    (Cue::AvailabilityQuestion, "asks what is available"),
    (Cue::Comparison, "compares"),
    (Cue::Negotiation, "bargains"),
    (Cue::Need, "looks for something"),
    (Cue::Budget, "names a budget"),
    (Cue::HumanRequest, "asks for a person"),
    (Cue::OptOut, "wants no more messages"),
];
/// What can come of it, with the words for it.
const OUTCOMES: [(Cue, &str); 12] = [
    (Cue::Quote, "quoted"),
    (Cue::CannotAnswer, "we could not answer"),
    (Cue::Promise, "we promised to come back"),
    (Cue::Negotiation, "bargains"),
    (Cue::BookingAttempt, "wants to book"),
    (Cue::PurchaseIntent, "wants to buy"),
    (Cue::Deferral, "puts it off"),
    (Cue::Complaint, "complains"),
    (Cue::Frustration, "is frustrated"),
    (Cue::HumanRequest, "asks for a person"),
    (Cue::OptOut, "wants no more messages"),
    (Cue::Gratitude, "thanks"),
];
/// The same as sets: most messages show none of them, and a pass looks at all.
const NEED_CUES: CueSet = set_of(&NEEDS);
const OUTCOME_CUES: CueSet = set_of(&OUTCOMES);
/// Cues of a visitor's message that waits for no answer.
const LAST_WORDS: CueSet = CueSet::of(&[Cue::Gratitude, Cue::Goodbye, Cue::OptOut, Cue::Spam, Cue::Deferral]);
/// Outcomes that a conversion says better.
const WISHES: [Outcome; 2] = [Outcome::Cue(Cue::BookingAttempt), Outcome::Cue(Cue::PurchaseIntent)];

const fn set_of(words: &[(Cue, &str)]) -> CueSet {
    let mut set = CueSet::EMPTY;
    let mut at = 0;
    while at < words.len() {
        set.insert(words[at].0);
        at += 1;
    }
    set
}

/// Something that came of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Outcome {
    /// A message shows it.
    Cue(Cue),
    /// The conversion at this position of the contact's events.
    Conversion(u32),
    /// The visitor's last message waits for an answer.
    Unanswered,
}

/// What a conversation is about and how it went. While it stays the same and no message changes, so does the line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Plan {
    /// The visitor's message that says what they want; where none does, their first two, as the first may but greet.
    messages: Vec<i64>,
    /// The cue that shows it.
    cue: Option<Cue>,
    outcomes: Vec<Outcome>,
}

/// What a conversation is about and how it went at `as_of`. `events` are the contact's, by time.
pub fn plan(conversation: &ConversationFacts, events: &[EventFact], rules: &Rules, as_of: Instant) -> Plan {
    let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
    let Some((first, cue)) = need(messages) else { return Plan::default() };
    let mut outcomes: Vec<Outcome> = Vec::new();
    for message in messages[first..].iter().filter(|message| message.cues.intersects(OUTCOME_CUES)) {
        let is_ours = message.sender.is_ours();
        let shows = |(found, _): &&(Cue, &str)| message.cues.contains(*found) && found.is_ours() == is_ours;
        for (found, _) in OUTCOMES.iter().filter(shows).filter(|(found, _)| Some(*found) != cue) {
            // Said again, it is told where it was said last.
            outcomes.retain(|outcome| *outcome != Outcome::Cue(*found));
            outcomes.push(Outcome::Cue(*found));
        }
    }
    let last = messages.iter().rev().find(|message| message.sender != Sender::System);
    let end = last.map_or(as_of, |last| last.at + DAY).min(as_of);
    if let Some(conversion) = conversion(events, rules, messages[first].at, end) {
        outcomes.retain(|outcome| !WISHES.contains(outcome));
        outcomes.push(Outcome::Conversion(conversion));
    } else if last.is_some_and(|last| last.sender == Sender::Visitor && !last.cues.intersects(LAST_WORDS)) {
        outcomes.push(Outcome::Unanswered);
    }
    if outcomes.len() > MOST_OUTCOMES {
        outcomes.drain(1..=outcomes.len() - MOST_OUTCOMES);
    }
    let words = messages[first..].iter().filter(|message| message.sender == Sender::Visitor);
    let count = if cue.is_some() { 1 } else { 2 };
    Plan { messages: words.take(count).map(|message| message.id).collect(), cue, outcomes }
}

/// Where the visitor says what they want: the first message with such a cue, else their first message.
fn need(messages: &[MessageFact]) -> Option<(usize, Option<Cue>)> {
    let mut first = None;
    for (position, message) in messages.iter().enumerate().filter(|(_, message)| message.sender == Sender::Visitor) {
        if message.cues.intersects(NEED_CUES) {
            let cue = NEEDS.iter().find(|(cue, _)| message.cues.contains(*cue)).map(|(cue, _)| *cue);
            return Some((position, cue));
        }
        first = first.or(Some((position, None)));
    }
    first
}

/// The position of the first conversion from one instant to another.
fn conversion(events: &[EventFact], rules: &Rules, from: Instant, to: Instant) -> Option<u32> {
    let start = events.partition_point(|event| event.at < from);
    let inside = events[start..].iter().take_while(|event| event.at <= to);
    let found = inside.into_iter().position(|event| any_same(&rules.events.conversion, &event.kind))?;
    u32::try_from(start + found).ok()
}

/// A line that lacks only the visitor's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The messages whose texts it is built from: one, or two; none where the visitor wrote nothing.
    pub messages: Vec<i64>,
    /// The cue that shows what the visitor wants.
    pub cue: Option<Cue>,
    /// What came of it, in words.
    pub outcomes: String,
}

impl Plan {
    /// The line's draft; `events` are those that the plan was made with.
    pub fn draft(&self, events: &[EventFact]) -> Draft {
        let outcomes = self.outcomes.iter().map(|outcome| format!("; {}", outcome.words(events))).collect();
        Draft { messages: self.messages.clone(), cue: self.cue, outcomes }
    }
}

impl Draft {
    /// The line; `text` holds the texts of the draft's messages, one after the other. A conversation without a word of the
    /// visitor's has none.
    pub fn line(&self, text: &str) -> Option<String> {
        self.messages.first()?;
        let words = NEEDS.iter().find(|(need, _)| Some(*need) == self.cue).map(|(_, words)| *words);
        let asks = self.cue.is_some_and(|cue| {
            matches!(cue, Cue::PricingQuestion | Cue::AvailabilityQuestion | Cue::Comparison | Cue::HumanRequest)
        });
        let said = shortened(&telling_sentence(text, asks).replace('"', "'"), NEED_CHARACTERS);
        let mut line = match (words, said.as_str()) {
            (Some(words), "") => words.to_owned(),
            (Some(words), said) => format!("{words}: \"{said}\""),
            (None, "") => "writes nothing that can be read".to_owned(),
            (None, said) => format!("\"{said}\""),
        };
        line.push_str(&self.outcomes);
        Some(line)
    }
}

impl Outcome {
    fn words(self, events: &[EventFact]) -> String {
        match self {
            Self::Cue(cue) => {
                OUTCOMES.iter().find(|(known, _)| *known == cue).map_or("", |(_, words)| *words).to_owned()
            }
            Self::Conversion(position) => match events.get(position as usize).map_or("", |event| event.kind.as_str()) {
                kind if kind.eq_ignore_ascii_case("purchase") => "bought".to_owned(),
                kind if kind.to_ascii_lowercase().starts_with("book") => "booked".to_owned(),
                kind => kind.replace('_', " "),
            },
            Self::Unanswered => "not answered".to_owned(),
        }
    }
}

/// The messages that a longer summary shows, in the order of time: what the visitor wants, what came of it, the end.
pub fn key_messages(conversation: &ConversationFacts, as_of: Instant) -> Vec<&MessageFact> {
    let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
    let Some((first, _)) = need(messages) else { return Vec::new() };
    let mut new = CueSet::EMPTY;
    let mut keys: Vec<&MessageFact> = vec![&messages[first]];
    for message in &messages[first + 1..] {
        let shown = OUTCOMES.iter().filter(|(cue, _)| message.cues.contains(*cue) && !new.contains(*cue));
        let shown: Vec<Cue> = shown.map(|(cue, _)| *cue).collect();
        if !shown.is_empty() && keys.len() < MOST_KEY_LINES - 1 {
            shown.iter().for_each(|cue| new.insert(*cue));
            keys.push(message);
        }
    }
    let last = messages.iter().rev().find(|message| message.sender != Sender::System);
    if let Some(last) = last.filter(|last| keys.iter().all(|key| key.id != last.id) && last.at >= messages[first].at) {
        keys.push(last);
    }
    keys
}

/// A key line: when, who, and the beginning of what they said.
pub fn key_line(message: &MessageFact, text: &str) -> String {
    format!("{} {}: {}", message.at, message.sender.name(), shortened(text, KEY_LINE_CHARACTERS))
}

/// The sentence that says most: of who asks the first question of several words, of others the longest sentence.
fn telling_sentence(text: &str, asks: bool) -> &str {
    let sentences = sentences(text);
    let question = sentences.iter().find(|part| part.ends_with('?') && part.contains(' '));
    let longest = || sentences.iter().rev().max_by_key(|part| part.len());
    question.filter(|_| asks).or_else(longest).copied().unwrap_or("")
}

/// The sentences of a text that hold a word. A mark inside of a word ends none: `4.50`, `example.com`.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let is_last = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if c == '\n' || matches!(c, '。' | '！' | '？') || (is_last && matches!(c, '.' | '!' | '?')) {
            sentences.push(&text[start..at + c.len_utf8()]);
            start = at + c.len_utf8();
        }
    }
    sentences.push(&text[start..]);
    let says = |part: &&str| part.chars().any(char::is_alphanumeric);
    sentences.into_iter().map(str::trim).filter(says).collect()
}

/// A text in one line and with so many characters at most, cut between words where that is possible.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    let mut line = String::new();
    let mut count = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let gap = usize::from(count > 0);
        let length = word.chars().count();
        if count + gap + length > characters {
            if count == 0 {
                line.extend(word.chars().take(characters));
            }
            line.push('…');
            break;
        }
        line.push_str(&" "[..gap]);
        line.push_str(word);
        count += gap + length;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::{agent, at_day, conversation, event, rules, visitor};

    fn line(messages: Vec<MessageFact>, events: &[EventFact], day: i64, text: &str) -> String {
        plan(&conversation(1, messages), events, &rules(), at_day(day)).draft(events).line(text).unwrap_or_default()
    }

    fn asked(day: i64) -> MessageFact {
        visitor(at_day(day), &[Cue::PricingQuestion])
    }

    const CAKE: &str = "Hi there, my name is Ana Cruz! How much is a wedding cake?\nThanks";

    #[test]
    fn the_need_stands_first_and_then_what_came_of_it() {
        let quoted = agent(at_day(0), &[Cue::Quote]);
        let booked = visitor(at_day(1), &[Cue::BookingAttempt]);
        let all = vec![asked(0), quoted, booked];
        let expected = "asks the price: \"How much is a wedding cake?\"; quoted";
        assert_eq!(line(all.clone(), &[], 1, CAKE), format!("{expected}; wants to book; not answered"));
        let events = [event("page_view", at_day(1)), event("booking_confirmed", at_day(1))];
        assert_eq!(line(all.clone(), &events, 1, CAKE), format!("{expected}; booked"));
        assert_eq!(line(all.clone(), &[event("purchase", at_day(3))], 9, CAKE), line(all.clone(), &[], 9, CAKE));
        assert_eq!(line(all.clone(), &events, 0, CAKE), expected, "what is to come does not exist");
        assert_eq!(line(all, &[], -1, CAKE), "");
    }

    #[test]
    fn who_names_no_need_is_told_in_their_own_words() {
        let greeting = vec![visitor(at_day(0), &[]), visitor(at_day(0), &[Cue::Gratitude])];
        assert_eq!(line(greeting, &[], 0, "Good \"evening\""), "\"Good 'evening'\"; thanks");
        assert_eq!(
            line(vec![visitor(at_day(0), &[])], &[], 0, " \u{1} "),
            "writes nothing that can be read; not answered"
        );
        assert_eq!(line(vec![agent(at_day(0), &[Cue::Quote])], &[], 0, "It is $5"), "");
        let two = vec![visitor(at_day(0), &[]), visitor(at_day(0), &[]), visitor(at_day(0), &[])];
        assert_eq!(plan(&conversation(1, two.clone()), &[], &rules(), at_day(0)).messages, [101, 102]);
        let said = "Hello\nMy toll of 4.50 at example.com is open";
        assert_eq!(line(two, &[], 0, said), "\"My toll of 4.50 at example.com is open\"; not answered");
    }

    #[test]
    fn a_long_conversation_keeps_its_first_outcome_and_its_last() {
        let cues = [Cue::Negotiation, Cue::Deferral, Cue::Frustration, Cue::HumanRequest, Cue::OptOut];
        let messages = [asked(0)].into_iter().chain(cues.map(|cue| visitor(at_day(1), &[cue]))).collect();
        assert_eq!(
            line(messages, &[], 2, "price?"),
            "asks the price: \"price?\"; bargains; is frustrated; asks for a person; wants no more messages"
        );
    }

    #[test]
    fn a_plan_changes_with_what_it_says_and_not_with_time() {
        let talk = conversation(1, vec![asked(0), agent(at_day(5), &[Cue::Quote])]);
        let at = |day| plan(&talk, &[], &rules(), at_day(day));
        assert_eq!(at(0), at(4));
        assert_ne!(at(4), at(5));
        assert_eq!(at(5), at(500));
        assert_eq!(at(5).messages, [talk.messages[0].id]);
    }

    #[test]
    fn key_lines_are_few_and_in_order() {
        let mut messages = vec![visitor(at_day(0), &[]), asked(1)];
        messages.extend((2..40).map(|day| agent(at_day(day), &[Cue::Quote])));
        messages.push(visitor(at_day(40), &[]));
        let talk = conversation(1, messages);
        let keys = key_messages(&talk, at_day(99));
        assert_eq!(keys.iter().map(|key| key.id).collect::<Vec<_>>(), [102, 103, 141]);
        assert_eq!(key_line(keys[0], "How  much\nis it?"), "2026-01-02T00:00:00Z visitor: How much is it?");
        assert!(key_messages(&talk, at_day(-1)).is_empty());
    }

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(shortened("one two three", 7), "one two…");
        assert_eq!(shortened("đường đi", 5), "đường…");
        assert_eq!(shortened("abcdefgh", 3), "abc…");
        assert_eq!(shortened("", 3), "");
    }
}

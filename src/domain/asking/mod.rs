//! What visitors asked and nobody answered: what belongs into a FAQ. A question is a sentence that ends with a question
//! mark; in a message that shows a question by a cue without any, it is the sentence that opens like one, else all of
//! it. It is answered by the first message of ours that follows in its conversation, unless that is a bot's "I don't know".

mod groups;
mod wording;

use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::reading::fold::Folded;
use crate::domain::reading::sentence::Outline;
use crate::domain::time::Instant;

pub use groups::{Asked, Groups, Question};
pub use wording::Wording;

/// Cues of a visitor who wants to know something.
pub const ASKING: CueSet =
    CueSet::of(&[Cue::PricingQuestion, Cue::AvailabilityQuestion, Cue::Comparison, Cue::SupportRequest]);

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Nobody of ours wrote afterwards.
    None,
    /// A bot did not know.
    CannotAnswer,
}

/// A message of a conversation without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Turn {
    pub id: i64,
    pub at: Instant,
    pub sender: Sender,
    pub cues: CueSet,
}

/// The visitor's messages of a conversation that found no answer, in its order.
pub fn unanswered(turns: &[Turn]) -> Vec<(Turn, Answer)> {
    let mut found = Vec::new();
    let mut waiting: Vec<Turn> = Vec::new();
    for turn in turns {
        match turn.sender {
            Sender::Visitor => waiting.push(*turn),
            Sender::Bot if turn.cues.contains(Cue::CannotAnswer) => {
                found.extend(waiting.drain(..).map(|asked| (asked, Answer::CannotAnswer)));
            }
            Sender::Agent | Sender::Bot => waiting.clear(),
            Sender::System => {}
        }
    }
    found.extend(waiting.into_iter().map(|asked| (asked, Answer::None)));
    found
}

/// The questions of a message, as they were written. `cues` are those that were found in it.
pub fn questions(text: &str, cues: CueSet) -> Vec<&str> {
    let is_marked = text.contains(['?', '？']);
    let shows_one = cues.intersects(ASKING);
    if !is_marked && !shows_one {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let outline = Outline::of(&folded.text);
    let sentences = outline.sentences.iter().filter(|sentence| !sentence.words.is_empty());
    let raw = |start: usize, end: usize| {
        let (start, end) = folded.raw_range(start, end);
        text[start..end].trim()
    };
    let mut marked: Vec<&str> =
        sentences.clone().filter(|it| it.has_question_mark).map(|it| raw(it.start, it.end)).collect();
    if marked.is_empty() && shows_one {
        marked.extend(sentences.filter(|it| it.is_question).map(|it| raw(it.start, it.end)));
        if marked.is_empty() {
            marked.push(text.trim());
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(talk: &[(Sender, &[Cue])]) -> Vec<Turn> {
        let turn = |(i, (sender, cues)): (usize, &(Sender, &[Cue]))| Turn {
            id: i as i64,
            at: Instant(i as i64),
            sender: *sender,
            cues: CueSet::of(cues),
        };
        talk.iter().enumerate().map(turn).collect()
    }

    fn found(talk: &[(Sender, &[Cue])]) -> Vec<(i64, Answer)> {
        unanswered(&turns(talk)).into_iter().map(|(turn, answer)| (turn.id, answer)).collect()
    }

    #[test]
    fn the_first_reply_of_ours_is_the_answer_unless_a_bot_does_not_know() {
        use Sender::{Agent, Bot, System, Visitor};
        assert_eq!(found(&[(Visitor, &[]), (Agent, &[])]), []);
        assert_eq!(found(&[(Visitor, &[]), (System, &[])]), [(0, Answer::None)]);
        assert_eq!(found(&[(Agent, &[]), (Visitor, &[]), (Visitor, &[])]), [(1, Answer::None), (2, Answer::None)]);
        let unknown = &[Cue::CannotAnswer][..];
        assert_eq!(
            found(&[(Visitor, &[]), (Bot, unknown), (Agent, &[]), (Visitor, &[]), (Bot, &[])]),
            [(0, Answer::CannotAnswer)]
        );
        assert_eq!(found(&[(Visitor, &[]), (Agent, unknown)]), [], "a person who does not know will find out");
    }

    #[test]
    fn questions_end_with_their_mark_or_are_shown_by_a_cue() {
        let none = CueSet::EMPTY;
        let price = CueSet::of(&[Cue::PricingQuestion]);
        assert_eq!(questions("Hi! How much is it?  Do you ship？ Thanks.", none), ["How much is it?", "Do you ship？"]);
        assert_eq!(questions("I want one. how much is it", price), ["how much is it"]);
        assert_eq!(questions(" price of the blue one ", price), ["price of the blue one"]);
        assert_eq!(questions("how much is it", none), Vec::<&str>::new());
        assert_eq!(questions("???", none), Vec::<&str>::new());
    }
}

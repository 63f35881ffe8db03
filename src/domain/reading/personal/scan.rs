//! A message as the rules look at it: its words as they are compared and as they were written, and the phrases in it
//! that may open a statement.

use std::ops::Range;

use super::lists::OTHERS;
use super::{Field, How, Statement, Trigger};
use crate::domain::reading::context::Place;
use crate::domain::reading::fold::Folded;
use crate::domain::reading::language::Language;
use crate::domain::reading::matcher::Hit;
use crate::domain::reading::sentence::{Outline, Sentence};

/// Words that are labels with a verb behind them as well as with a colon.
const LABELS: [&str; 6] = ["email", "e-mail", "number", "phone", "mobile", "contact number"];
/// Words that a negation in Tagalog or Vietnamese reaches forward.
const REACH_OF_NO: usize = 4;

/// A phrase that may open a statement, where it stands.
#[derive(Debug, Clone)]
pub struct Opening {
    /// What it may open.
    pub trigger: Trigger,
    /// First byte in the folded text.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// Its words.
    pub words: Range<usize>,
}

impl Opening {
    /// A hit of a phrase.
    pub fn new(trigger: Trigger, hit: &Hit, outline: &Outline) -> Self {
        Self { trigger, start: hit.start, end: hit.end, words: outline.words_in(hit.start, hit.end) }
    }
}

/// A message and all that is known of it.
pub struct Scan<'a> {
    /// The text as it was written.
    pub raw: &'a str,
    /// The folded text.
    pub text: &'a str,
    /// Its words and sentences.
    pub outline: &'a Outline,
    /// The phrases in it, by their ends.
    pub openings: Vec<Opening>,
    /// Whether it is written in capitals throughout, so that these say nothing.
    pub is_shouted: bool,
    folded: &'a Folded,
}

impl<'a> Scan<'a> {
    /// A look at a message.
    pub fn new(raw: &'a str, folded: &'a Folded, outline: &'a Outline, openings: Vec<Opening>) -> Self {
        let is_shouted = !raw.chars().any(char::is_lowercase);
        Self { raw, text: &folded.text, outline, openings, is_shouted, folded }
    }

    /// How many words there are.
    pub fn word_count(&self) -> usize {
        self.outline.words.len()
    }

    /// The openings of some triggers.
    pub fn of<'s>(&'s self, triggers: &'s [Trigger]) -> impl Iterator<Item = &'s Opening> {
        self.openings.iter().filter(move |opening| triggers.contains(&opening.trigger))
    }

    /// A word as it is compared; empty past the end.
    pub fn word(&self, index: usize) -> &'a str {
        self.outline.word(self.text, index)
    }

    /// A word as it was written; empty past the end.
    pub fn written(&self, index: usize) -> &'a str {
        match self.outline.words.get(index) {
            Some(word) => self.raw_slice(word.start, word.end),
            None => "",
        }
    }

    /// The raw text of a range of the folded one.
    pub fn raw_slice(&self, start: usize, end: usize) -> &'a str {
        let (start, end) = self.folded.raw_range(start, end);
        &self.raw[start..end]
    }

    /// What stands between a word and the next one.
    pub fn gap(&self, index: usize) -> &'a str {
        match (self.outline.words.get(index), self.outline.words.get(index + 1)) {
            (Some(word), Some(next)) => &self.text[word.end..next.start],
            (Some(word), None) => &self.text[word.end..],
            _ => "",
        }
    }

    /// Whether a word begins with a capital.
    pub fn is_capital(&self, index: usize) -> bool {
        self.written(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether nothing but marks follows a word in its sentence.
    pub fn ends_clause(&self, index: usize) -> bool {
        let gap = self.gap(index);
        index + 1 >= self.word_count() || gap.contains([',', '.', '!', ';', ':', '\n', '(', ')', '-', '–', '—', '?'])
    }

    /// The sentence that holds a byte of the folded text.
    pub fn sentence(&self, byte: usize) -> &'a Sentence {
        &self.outline.sentences[self.outline.sentence_at(byte)]
    }

    /// Whether the phrase is meant where it stands: neither denied nor hypothetical, nor somebody else's words, nor with
    /// somebody else's name before it ("her: my email is").
    pub fn stands(&self, opening: &Opening) -> bool {
        let place = Place { text: self.text, outline: self.outline, sentence: self.sentence(opening.start) };
        let phrase = &self.text[opening.start..opening.end];
        // "Email is" counts as "email:" does, without "my" before it.
        let is_label =
            phrase.ends_with(':') || phrase.ends_with(" is") && LABELS.iter().any(|label| phrase.starts_with(label));
        if is_label {
            // A label begins a line or a part of a list.
            let before = self.text[..opening.start].trim_end_matches(' ');
            return before.is_empty() || before.ends_with(['\n', ',', ';', '.', '|', '!', '-', '/', ')']);
        }
        let first = self.outline.clause_start(opening.words.start).max(opening.words.start.saturating_sub(REACH_OF_NO));
        let is_denied = (first..opening.words.start)
            .any(|i| ["hindi", "hnd", "di", "wala", "không", "khong", "chưa", "chua"].contains(&self.word(i)));
        let language = Language::of_phrase(phrase);
        !is_denied && !place.is_negated(&opening.words, language) && !place.is_hypothetical(&opening.words, language)
    }

    /// Whether the sentence asks whether something may or can be done, or how much for.
    pub fn is_asked(&self, opening: &Opening) -> bool {
        let sentence = self.sentence(opening.start);
        let first = self.outline.clause_start(opening.words.start).max(sentence.words.start);
        let opens = |i: usize| {
            [
                "do",
                "does",
                "did",
                "can",
                "could",
                "would",
                "will",
                "is",
                "are",
                "was",
                "how",
                "what",
                "when",
                "where",
                "why",
                "which",
                "should",
                "shall",
                "may",
                "pwede",
                "puwede",
                "magkano",
                "nagdedeliver",
                "kaya",
            ]
            .contains(&self.word(i))
        };
        sentence.has_question_mark || (first..opening.words.start).any(opens)
    }

    /// Whether the question comes in a clause behind the phrase's: "I'm the owner, can you help?"
    pub fn is_asked_later(&self, opening: &Opening) -> bool {
        let words = &self.sentence(opening.start).words;
        words.end > 0 && !self.outline.same_clause(opening.words.start, words.end - 1)
    }

    /// Whether a word among these says that what follows is not the writer's, or takes it back.
    pub fn is_of_others(&self, mut words: Range<usize>) -> bool {
        words.any(|i| OTHERS.has(self.word(i)))
    }

    /// Whether words behind a phrase take it back: "my email is not", "my number was".
    pub fn is_denied(&self, mut words: Range<usize>) -> bool {
        words.any(|i| {
            let word = self.word(i);
            [
                "not", "was", "used", "wasn't", "isn't", "isnt", "no", "old", "wrong", "hindi", "hnd", "không",
                "khong", "cũ",
            ]
            .contains(&word)
        })
    }

    /// Whether what follows a value takes it back: "... is not my email", "... is wrong".
    pub fn is_taken_back(&self, end: usize) -> bool {
        let first = self.outline.words_in(end, self.text.len()).start;
        let sentence = self.sentence(end.saturating_sub(1));
        let last = (first + 5).min(sentence.words.end.max(first));
        let is_verb = |i: usize| {
            matches!(
                self.word(i),
                "is" | "was" | "isn't" | "isnt" | "wasn't" | "doesn't" | "doesnt" | "ay" | "là" | "la"
            )
        };
        let says = [
            "not", "wrong", "old", "anymore", "isn't", "isnt", "longer", "hindi", "không", "khong", "wasn't", "invalid",
        ];
        is_verb(first) && (first..last).any(|i| says.contains(&self.word(i)))
            || self.text[end..].trim_start().starts_with("is your")
    }

    /// A statement whose value stands in a range of the folded text.
    pub fn statement(&self, field: Field, value: impl Into<Box<str>>, span: Range<usize>, how: How) -> Statement {
        let (start, end) = self.folded.raw_range(span.start, span.end);
        Statement { field, value: value.into(), start, end, how }
    }
}

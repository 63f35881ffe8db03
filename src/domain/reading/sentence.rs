//! Cutting a folded text into sentences, clauses and words, and telling which sentences are questions. It is done by
//! a few cheap rules that hold up in chat, where commas, capitals and question marks are often left out.
//!
//! A clause ends at a comma or the like, before `but`, `because`, `if`, ..., and where `and` or `so` starts over with a
//! new subject. Sentences cover the text without a gap, so every position lies in exactly one.

use std::ops::Range;

use super::function_words::{is_auxiliary, is_condition, is_opener, is_subject, opens_clause, starts_question};
use crate::domain::cue::CueSet;

/// A sentence is cut here even if it goes on, so that looking around in one is cheap whatever people paste.
const MOST_WORDS: usize = 100;

/// A word of the folded text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// Number of its clause, counted through the whole text.
    pub clause: usize,
}

/// A sentence of the folded text.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// First byte.
    pub start: usize,
    /// One after the last byte, its closing mark included.
    pub end: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Whether it closes with a question mark.
    pub has_question_mark: bool,
    /// Whether it closes with a question mark or opens like a question.
    pub is_question: bool,
    /// Cues that something said in the sentence cancels there.
    pub cancelled: CueSet,
}

/// The sentences and words of one folded text. Kept between messages so that its buffers are reused.
#[derive(Debug, Default)]
pub struct Outline {
    /// All words in order.
    pub words: Vec<Word>,
    /// All sentences in order.
    pub sentences: Vec<Sentence>,
    /// The number of the clause at hand.
    clause: usize,
    /// Its first word, if that opens a condition.
    condition: Option<usize>,
}

impl Outline {
    /// The outline of a folded text.
    pub fn of(text: &str) -> Self {
        let mut outline = Self::default();
        outline.split(text);
        outline
    }

    /// Outlines `text` in place of what was there.
    pub fn split(&mut self, text: &str) {
        self.words.clear();
        self.sentences.clear();
        self.clause = 0;
        self.condition = None;
        let mut start = 0;
        let mut first_word = 0;
        let mut at = 0;
        while let Some(c) = char_at(text, at) {
            if is_word_char(c) {
                let end = word_end(text, at);
                self.push_word(text, at, end, first_word);
                at = end;
                if self.words.len() - first_word < MOST_WORDS {
                    continue;
                }
            } else {
                let mark = at;
                at += c.len_utf8();
                if !ends_sentence(text, mark, c) {
                    self.clause += usize::from(ends_clause(text, mark, c));
                    continue;
                }
                at += text[at..].bytes().take_while(|b| matches!(b, b'.' | b'!' | b'?')).count();
            }
            self.close_sentence(text, start..at, first_word);
            start = at;
            first_word = self.words.len();
        }
        if start < text.len() || self.sentences.is_empty() {
            self.close_sentence(text, start..text.len(), first_word);
        }
    }

    /// The word at this index, or an empty text past either end.
    pub fn word<'t>(&self, text: &'t str, index: usize) -> &'t str {
        self.words.get(index).map_or("", |word| &text[word.start..word.end])
    }

    /// The index of the sentence that holds this byte.
    pub fn sentence_at(&self, byte: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.start <= byte).saturating_sub(1)
    }

    /// The words that a byte range touches.
    pub fn words_in(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.words.partition_point(|word| word.end <= start);
        let after = self.words.partition_point(|word| word.start < end);
        first..after.max(first)
    }

    /// Whether both words stand in one clause.
    pub fn same_clause(&self, a: usize, b: usize) -> bool {
        match (self.words.get(a), self.words.get(b)) {
            (Some(a), Some(b)) => a.clause == b.clause,
            _ => false,
        }
    }

    /// The first word of the clause that holds this word.
    pub fn clause_start(&self, index: usize) -> usize {
        (0..index).rev().take_while(|&i| self.same_clause(i, index)).last().unwrap_or(index)
    }

    fn close_sentence(&mut self, text: &str, span: Range<usize>, first_word: usize) {
        let words = first_word..self.words.len();
        let last = words.clone().next_back().map_or(span.start, |i| self.words[i].end);
        let closing = &text[last.max(span.start)..span.end];
        let has_question_mark = closing.contains('?');
        let is_question = has_question_mark || (!closing.contains('!') && self.opens_like_question(text, &words));
        let (start, end) = (span.start, span.end);
        self.sentences.push(Sentence { start, end, words, has_question_mark, is_question, cancelled: CueSet::EMPTY });
        self.clause += 1;
    }

    fn push_word(&mut self, text: &str, start: usize, end: usize, first_word: usize) {
        let index = self.words.len();
        let word = &text[start..end];
        let before = if index > first_word { self.word(text, index - 1) } else { "" };
        if opens_clause(word, before) {
            self.clause += 1;
        } else if self.condition.is_some_and(|opener| self.ends_condition(text, word, opener)) {
            self.clause += 1;
            if is_auxiliary(before) {
                self.words[index - 1].clause = self.clause;
            }
        }
        if self.words.last().is_none_or(|last| last.clause != self.clause) {
            self.condition = is_condition(word).then_some(index);
        }
        self.words.push(Word { start, end, clause: self.clause });
    }

    /// Whether the "if" clause that starts at the word `opener` gives way to its main clause here, without a comma:
    /// "if it fits | I'll take it", "if I order today | can you deliver".
    fn ends_condition(&self, text: &str, word: &str, opener: usize) -> bool {
        let index = self.words.len();
        if index < opener + 3 || self.words[index - 1].clause != self.clause {
            return false;
        }
        let inverted = || is_auxiliary(self.word(text, index - 1)) && !is_subject(self.word(text, index - 2));
        matches!(word, "i'll" | "we'll" | "how" | "what" | "which" | "where" | "then" | "please")
            || (is_subject(word) && inverted())
    }

    fn opens_like_question(&self, text: &str, words: &Range<usize>) -> bool {
        let mut first = words.start;
        while first < words.end && is_opener(self.word(text, first)) {
            first += 1;
        }
        let word = |i: usize| {
            if i < words.end { self.word(text, i) } else { "" }
        };
        if starts_question(word(first), word(first + 1)) {
            return true;
        }
        // "I was wondering if", "just wondering whether".
        let mut opening = first..words.end.min(first + 4);
        if opening.any(|i| word(i) == "wondering" && starts_question(word(i), word(i + 1))) {
            return true;
        }
        // "Hi Maria, how much is it": past a greeting with a name.
        let next_clause = (first..words.end.min(first + 3)).find(|&i| !self.same_clause(first, i));
        first > words.start && next_clause.is_some_and(|i| starts_question(word(i), word(i + 1)))
    }
}

/// Whether the character is part of a word.
pub fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&b) if b.is_ascii() => Some(char::from(b)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// The end of the word that starts at `start`. An apostrophe between letters and a point, comma or colon between
/// digits belong to it: `don't`, `1,200.50`, `10:30`.
fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut before = ' ';
    while let Some(c) = char_at(text, at) {
        let joins = match c {
            '\'' => before.is_alphabetic() && char_at(text, at + 1).is_some_and(char::is_alphabetic),
            '.' | ',' | ':' => before.is_ascii_digit() && char_at(text, at + 1).is_some_and(|c| c.is_ascii_digit()),
            _ => is_word_char(c),
        };
        if !joins {
            break;
        }
        before = c;
        at += c.len_utf8();
    }
    at
}

fn ends_sentence(text: &str, mark: usize, c: char) -> bool {
    let next = char_at(text, mark + c.len_utf8());
    match c {
        '\n' => true,
        '!' | '?' => !next.is_some_and(is_word_char) || !in_link(text, mark),
        '.' => !next.is_some_and(is_word_char) && !closes_initials(text, mark),
        _ => false,
    }
}

/// Whether the mark stands inside something like `example.com/find?size=m`.
fn in_link(text: &str, mark: usize) -> bool {
    text.as_bytes()[mark.saturating_sub(200)..mark].iter().rev().take_while(|b| **b != b' ').any(|b| *b == b'/')
}

/// Whether the point is the last one of `p.m.` or `e.g.`.
fn closes_initials(text: &str, mark: usize) -> bool {
    let bytes = text.as_bytes();
    mark >= 3
        && mark + 1 < bytes.len()
        && bytes[mark - 1].is_ascii_alphabetic()
        && bytes[mark - 2] == b'.'
        && bytes[mark - 3].is_ascii_alphabetic()
}

fn ends_clause(text: &str, mark: usize, c: char) -> bool {
    match c {
        ',' | ';' | ':' | '(' | ')' | '"' | '—' => true,
        '-' | '–' => text[..mark].ends_with(' '),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        Outline::of(text).sentences.iter().map(|s| text[s.start..s.end].trim()).collect()
    }

    fn clauses(text: &str) -> Vec<String> {
        let outline = Outline::of(text);
        let mut clauses: Vec<String> = Vec::new();
        for (i, _) in outline.words.iter().enumerate() {
            let word = outline.word(text, i);
            match clauses.last_mut() {
                Some(clause) if outline.same_clause(i - 1, i) => *clause = format!("{clause} {word}"),
                _ => clauses.push(word.to_string()),
            }
        }
        clauses
    }

    #[test]
    fn sentences_end_at_marks_and_lines() {
        assert_eq!(sentences("hi there. how much is it?! ok\nbye"), ["hi there.", "how much is it?!", "ok", "bye"]);
        assert_eq!(sentences("how much?can i pay"), ["how much?", "can i pay"]);
        assert_eq!(sentences("it is 1.200 at 5 p.m. tomorrow."), ["it is 1.200 at 5 p.m. tomorrow."]);
        assert_eq!(sentences("see example.com/a?b=c for it"), ["see example.com/a?b=c for it"]);
        assert_eq!(sentences(""), [""]);
    }

    #[test]
    fn clauses_end_at_commas_conjunctions_and_new_subjects() {
        assert_eq!(clauses("not now, but i'll pay"), ["not now", "but i'll pay"]);
        assert_eq!(clauses("i can't pay and i want out"), ["i can't pay and", "i want out"]);
        assert_eq!(clauses("don't call or text me"), ["don't call or text me"]);
        assert_eq!(clauses("if it fits i'll take it"), ["if it fits", "i'll take it"]);
        assert_eq!(clauses("if i order today can you deliver"), ["if i order today", "can you deliver"]);
        assert_eq!(clauses("if you can deliver"), ["if you can deliver"]);
        assert_eq!(clauses("let me know if i can book"), ["let me know if i can book"]);
    }

    #[test]
    fn questions_are_told_by_their_mark_or_their_first_words() {
        let is_question = |text: &str| Outline::of(text).sentences[0].is_question;
        for text in [
            "you open today?",
            "how much is it",
            "hi maria, can you deliver",
            "ok so do you ship",
            "is parking free",
            "don't you have a cheaper one",
            "what are your rates",
            "any tables free tonight",
            "i was wondering if the flat is available",
        ] {
            assert!(is_question(text), "{text}");
        }
        for text in [
            "the cost is high",
            "what a great price!",
            "what i need is a refund",
            "do not call me",
            "will do",
            "have a nice day",
            "when i come i pay the cost",
            "can do",
            "how nice of you!",
        ] {
            assert!(!is_question(text), "{text}");
        }
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        let outline = Outline::of(&"word ".repeat(1_000));
        assert!(outline.sentences.iter().all(|s| s.words.len() <= MOST_WORDS));
        assert_eq!(outline.words.len(), 1_000);
    }
}

//! What around a phrase takes it back: a negation before it, a condition it stands under, or that it is somebody
//! else's speech. All of it looks at a few words of the phrase's own sentence.

use std::ops::Range;

use super::function_words::{is_condition, is_negated_auxiliary, is_subject, tagalog, vietnamese};
use super::language::Language;
use super::sentence::{Outline, Sentence};

/// A negation reaches this many words forward.
const NEGATION_REACH: usize = 3;
/// "She said" reaches this many words forward.
const SPEECH_REACH: usize = 8;

/// A folded text, its outline, and the sentence that is looked at.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The folded text.
    pub text: &'a str,
    /// Its words and sentences.
    pub outline: &'a Outline,
    /// The sentence.
    pub sentence: &'a Sentence,
}

impl<'a> Place<'a> {
    /// The word at this index if it is in the sentence, else an empty text.
    pub fn word(&self, index: usize) -> &'a str {
        if self.sentence.words.contains(&index) { self.outline.word(self.text, index) } else { "" }
    }

    /// The word `back` words before `index` if it is in the sentence, else an empty text.
    pub fn word_before(&self, index: usize, back: usize) -> &'a str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// The byte right before the word at this index.
    pub fn byte_before(&self, index: usize) -> Option<u8> {
        self.text.as_bytes()[..self.outline.words.get(index)?.start].last().copied()
    }

    /// The first byte after the word at this index that is no blank.
    pub fn byte_after(&self, index: usize) -> Option<u8> {
        self.text.as_bytes()[self.outline.words.get(index)?.end..].iter().copied().find(|b| *b != b' ')
    }

    /// Whether the sentence is a question, as speakers of this language ask.
    pub fn is_asked(&self, language: Language) -> bool {
        self.sentence.is_question
            || match language {
                Language::Vietnamese => vietnamese::asks(self, self.sentence.words.clone()),
                Language::English | Language::Tagalog => {
                    self.sentence.words.clone().any(|i| tagalog::asks(self.word(i)))
                }
            }
    }

    /// Whether a negation stands shortly before the phrase, in the same clause.
    pub fn is_negated(&self, phrase: &Range<usize>, language: Language) -> bool {
        let reach = match language {
            Language::Vietnamese => vietnamese::NEGATION_REACH,
            Language::English | Language::Tagalog => tagalog::NEGATION_REACH,
        };
        let first = phrase.start.saturating_sub(reach).max(self.sentence.words.start);
        let mut in_clause = (first..phrase.start).filter(|&i| self.outline.same_clause(i, phrase.start));
        in_clause.any(|i| match language {
            Language::Vietnamese => vietnamese::negates(self.word(i), self.word(i + 1)),
            Language::English | Language::Tagalog => {
                let is_near = i + NEGATION_REACH >= phrase.start;
                is_near && self.negates(i, phrase.start) || self.negates_in_tagalog(i)
            }
        })
    }

    /// Whether the phrase stands under a condition or is somebody else's speech.
    pub fn is_hypothetical(&self, phrase: &Range<usize>, language: Language) -> bool {
        !phrase.is_empty()
            && (self.is_conditional(phrase, language)
                || self.is_reported_in(phrase, language)
                || self.is_reported_before(phrase)
                || self.is_reported_after(phrase))
    }

    fn negates_in_tagalog(&self, i: usize) -> bool {
        let next = if self.word(i + 1) == "po" { i + 2 } else { i + 1 };
        tagalog::negates(self.word(i), self.word(next))
    }

    /// Whether the word at `i` negates a phrase that starts at the word `phrase_start`.
    fn negates(&self, i: usize, phrase_start: usize) -> bool {
        let word = self.word(i);
        let next = self.word(i + 1);
        // "not only", "can't wait to", "don't forget to": what follows is meant.
        if i + 1 < phrase_start && matches!(next, "only" | "just" | "wait" | "forget" | "hesitate" | "mind") {
            return false;
        }
        match word {
            // "why not ..." is a proposal.
            "not" => self.word_before(i, 1) != "why",
            // "No I want it" answers, "no problem" agrees.
            "no" => {
                let answers = i == self.sentence.words.start && (is_subject(next) || matches!(next, "how" | "what"));
                !answers && !matches!(next, "problem" | "problems" | "worries" | "prob" | "doubt")
            }
            "never" | "without" | "cannot" | "nor" | "neither" => true,
            // "Don't you have", "can't we get": asks for it.
            _ => is_negated_auxiliary(word) && !is_subject(next),
        }
    }

    /// "Sabi ni Ana kukunin ko", "nó bảo chốt đơn".
    fn is_reported_in(&self, phrase: &Range<usize>, language: Language) -> bool {
        let first = phrase.start.saturating_sub(SPEECH_REACH).max(self.sentence.words.start);
        (first..phrase.start).filter(|&i| self.outline.same_clause(i, phrase.start)).any(|i| match language {
            Language::Vietnamese => vietnamese::is_reported(self, i),
            Language::English | Language::Tagalog => tagalog::is_reported(self.word(i), self.word(i + 1)),
        })
    }

    fn is_conditional(&self, phrase: &Range<usize>, language: Language) -> bool {
        let start = self.outline.clause_start(phrase.start).max(self.sentence.words.start);
        let mut opener = start;
        while matches!(self.word(opener), "and" | "but" | "so" | "then" | "or") {
            opener += 1;
        }
        let word = self.word(opener);
        let is_if = match language {
            Language::Vietnamese => vietnamese::is_condition(word),
            Language::English | Language::Tagalog => is_condition(word) || tagalog::is_condition(word),
        };
        let opens_with_if = opener < phrase.start && is_if;
        opens_with_if || (start..phrase.end).any(|i| self.is_unreal_past(i))
    }

    /// "would have", "could've".
    fn is_unreal_past(&self, i: usize) -> bool {
        match self.word(i) {
            "would" | "could" | "should" | "might" | "i'd" | "we'd" => self.word(i + 1) == "have",
            "would've" | "could've" | "should've" | "wouldve" | "couldve" | "shouldve" => true,
            _ => false,
        }
    }

    /// "She said I'll take it", "my friend says: book it".
    fn is_reported_before(&self, phrase: &Range<usize>) -> bool {
        let first = phrase.start.saturating_sub(SPEECH_REACH).max(self.sentence.words.start);
        (first..phrase.start).any(|i| {
            if !is_speech(self.word(i)) || !self.is_said_by_another(i) {
                return false;
            }
            // Reaches into the clause that follows at once, as in: she said, "...".
            let last = if matches!(self.word(i + 1), "me" | "us" | "that" | "him" | "her" | "you") { i + 1 } else { i };
            self.outline.same_clause(i, phrase.start)
                || (!self.outline.same_clause(last, last + 1) && self.outline.same_clause(last + 1, phrase.start))
        })
    }

    /// "I'll take it, she said".
    fn is_reported_after(&self, phrase: &Range<usize>) -> bool {
        let next = (phrase.end..self.sentence.words.end).find(|&i| !self.outline.same_clause(i, phrase.start));
        next.is_some_and(|i| matches!(self.word(i), "he" | "she" | "they") && is_speech(self.word(i + 1)))
    }

    /// Whether the speech word has a subject that is neither "I" nor "we". "That said" and "as I said" have not.
    fn is_said_by_another(&self, speech: usize) -> bool {
        let before = |back| self.word_before(speech, back);
        if matches!(before(1), "was" | "were" | "been") {
            return true;
        }
        let by_me = (1..=3).map(before).any(|w| matches!(w, "i" | "we" | "i've" | "we've" | "ive" | "i'd" | "we'd"));
        !by_me && !matches!(before(1), "" | "that" | "as" | "like" | "having" | "to" | "being")
    }
}

fn is_speech(word: &str) -> bool {
    matches!(word, "said" | "says" | "say" | "told" | "tells" | "claimed" | "claims" | "saying")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks at the place of `phrase` in `text`.
    fn at<T>(text: &str, phrase: &str, look: impl Fn(&Place, &Range<usize>) -> T) -> T {
        let outline = Outline::of(text);
        let start = text.find(phrase).expect("the phrase is in the text");
        let words = outline.words_in(start, start + phrase.len());
        let sentence = &outline.sentences[outline.sentence_at(start)];
        look(&Place { text, outline: &outline, sentence }, &words)
    }

    #[test]
    fn a_negation_reaches_three_words_in_its_clause() {
        let negated = |text| at(text, "book it", |place, words| place.is_negated(words, Language::English));
        for text in [
            "do not book it",
            "i don't want to book it",
            "dont book it",
            "i can't book it",
            "never ever book it",
            "i cannot really book it",
            "no longer book it",
        ] {
            assert!(negated(text), "{text}");
        }
        for text in [
            "no, book it",
            "not now. book it",
            "not cheap but book it",
            "i do not mind at all please book it",
            "no problem book it",
            "can't wait to book it",
            "why don't you book it",
            "can't you book it",
            "not only book it",
            "no i will book it",
            "i know book it",
        ] {
            assert!(!negated(text), "{text}");
        }
    }

    #[test]
    fn each_language_has_its_negations() {
        let negated = |text, language| at(text, "order", |place, words| place.is_negated(words, language));
        for text in ["hindi ako mag order", "di na po ako order", "wag muna order", "i don't order"] {
            assert!(negated(text, Language::Tagalog), "{text}");
        }
        for text in ["hindi ba pwede order", "hindi po ba order", "hindi, order ako", "ok po order", "ko order"] {
            assert!(!negated(text, Language::Tagalog), "{text}");
        }
        for text in ["em không order", "ko order nữa", "chưa order", "k có nhu cầu order"] {
            assert!(negated(text, Language::Vietnamese), "{text}");
        }
        for text in ["còn không em order", "không, em order", "không biết order sao", "được ko ạ order"] {
            assert!(!negated(text, Language::Vietnamese), "{text}");
        }
    }

    #[test]
    fn each_language_asks_in_its_way() {
        let asked = |text: &str, language| at(text, "size", |place, _| place.is_asked(language));
        for text in ["may size ba", "anong size", "is there a size"] {
            assert!(asked(text, Language::Tagalog), "{text}");
        }
        for text in
            ["còn size không", "con size k a", "còn size ko shop ơi", "hết size chưa", "size nào", "size bao nhiêu"]
        {
            assert!(asked(text, Language::Vietnamese), "{text}");
        }
        assert!(!asked("order ko size m", Language::Tagalog));
        assert!(!asked("em không lấy size m", Language::Vietnamese));
    }

    #[test]
    fn conditions_and_the_speech_of_others_are_hypothetical() {
        let hypothetical =
            |text| at(text, "i'll take it", |place, words| place.is_hypothetical(words, Language::English));
        for text in [
            "she said i'll take it",
            "my friend says \"i'll take it\"",
            "he told me i'll take it",
            "if only i'll take it",
            "i'll take it, she said",
            "i was told i'll take it",
            "you said that i'll take it",
        ] {
            assert!(hypothetical(text), "{text}");
        }
        for text in [
            "i'll take it",
            "i said i'll take it",
            "if it fits, i'll take it",
            "if it fits i'll take it",
            "that said i'll take it",
            "as i said, i'll take it",
            "i'll take it if you ship",
            "i told you already i'll take it",
            "she said no. i'll take it",
        ] {
            assert!(!hypothetical(text), "{text}");
        }
        assert!(at("i would have bought it", "bought", |place, words| place.is_hypothetical(words, Language::English)));
        assert!(at("could've bought it", "bought", |place, words| place.is_hypothetical(words, Language::English)));
        assert!(!at("would you have one", "have one", |place, words| place.is_hypothetical(words, Language::English)));
    }
}

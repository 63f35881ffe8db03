//! Finding all phrases in a folded text in one pass over its words. Phrases are whole words, so one can only begin where
//! a word does: there the word leads to the phrases without a blank, and all up to the end of the word behind the next
//! blank to the few longer phrases that begin so. Phrases with an apostrophe are also found without it (`don't`, `dont`).
//!
//! Fillers, such as the polite "po" of Tagalog, may stand between the words of any phrase: "how much po ba is it". Only a
//! text that holds one is gone through a second time for phrases with fillers inside.
//!
//! Against an Aho-Corasick automaton over the same nine thousand phrases this finds the same in a fifth of the time,
//! and is made in a fifth of the time, too.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::fold::Folded;
use super::pack::Use;
use super::sentence::is_word_char;
use crate::error::{Error, Result};

/// At most this many fillers may stand between two words of a phrase.
const MOST_FILLERS: usize = 3;

/// Phrases with more apostrophes than this are only found as written or without any.
const MOST_APOSTROPHES: usize = 4;

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte in the folded text.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// The phrase, an index for [`Matcher::uses`] and [`Matcher::phrase`].
    pub phrase: usize,
}

/// All phrases that are looked for in messages of one side.
#[derive(Debug)]
pub struct Matcher {
    phrases: Vec<Phrase>,
    /// What begins with a word, by the word's hash.
    by_word: FxHashMap<u64, Opening>,
    /// Phrases with a blank, by the hash of all up to the end of the word behind it.
    by_two_words: FxHashMap<u64, Vec<Candidate>>,
    /// The most bytes that such a beginning has.
    longest_beginning: usize,
    /// Phrases that begin with something else, such as an emoji, by their first byte.
    by_mark: FxHashMap<u8, Vec<Candidate>>,
}

/// A phrase that may stand where its beginning does.
#[derive(Debug)]
struct Candidate {
    phrase: u32,
    /// How long it is, in bytes.
    length: u32,
    /// What it ends with: few of those that begin alike end alike, so that few are compared.
    tail: u32,
}

/// The phrases that begin with a word.
#[derive(Debug, Default)]
struct Opening {
    /// Those that hold no blank with a word behind it.
    phrases: Vec<Candidate>,
    /// Whether there are others.
    goes_on: bool,
    /// Whether the word is a filler.
    is_filler: bool,
}

#[derive(Debug)]
struct Phrase {
    /// As its author wrote it.
    written: String,
    /// Folded.
    text: Box<str>,
    ends_with_word: bool,
    uses: Vec<Use>,
}

impl Matcher {
    /// A matcher of these phrases, between the words of which fillers may stand. A phrase of nothing but blanks is an
    /// error.
    pub fn new<'a>(
        phrases: impl Iterator<Item = &'a (String, Use)>,
        fillers: impl Iterator<Item = &'static str>,
    ) -> Result<Self> {
        let mut by_text: BTreeMap<String, Phrase> = BTreeMap::new();
        for (written, meaning) in phrases {
            for text in spellings(&Folded::of(written.trim()).text) {
                if text.is_empty() {
                    let error = Error::usage(format!("the phrase or keyword `{written}` holds no words"));
                    return Err(error.hint("write at least one word").into());
                }
                let phrase = by_text.entry(text).or_insert_with_key(|text| Phrase::new(written, text));
                if !phrase.uses.contains(meaning) {
                    phrase.uses.push(*meaning);
                }
            }
        }
        let mut matcher = Self {
            phrases: by_text.into_values().collect(),
            by_word: FxHashMap::default(),
            by_two_words: FxHashMap::default(),
            longest_beginning: 0,
            by_mark: FxHashMap::default(),
        };
        for number in 0..matcher.phrases.len() {
            matcher.enter(number);
        }
        for filler in fillers {
            matcher.by_word.entry(word_at(filler, 0, Hash::NONE).hash.0).or_default().is_filler = true;
        }
        Ok(matcher)
    }

    /// Makes a phrase known by how it begins.
    fn enter(&mut self, number: usize) {
        let text = &*self.phrases[number].text;
        let small = |number: usize| u32::try_from(number).expect("there are fewer than four billion phrases and bytes");
        let candidate = Candidate { phrase: small(number), length: small(text.len()), tail: tail(text.as_bytes()) };
        let first = word_at(text, 0, Hash::NONE);
        if first.end == 0 {
            self.by_mark.entry(text.as_bytes()[0]).or_default().push(candidate);
            return;
        }
        let opening = self.by_word.entry(first.hash.0).or_default();
        match second_word(text, first, text.len()) {
            Some(second) => {
                opening.goes_on = true;
                self.longest_beginning = self.longest_beginning.max(second.end);
                self.by_two_words.entry(second.hash.0).or_default().push(candidate);
            }
            None => opening.phrases.push(candidate),
        }
    }

    /// What a phrase stands for.
    pub fn uses(&self, phrase: usize) -> &[Use] {
        &self.phrases[phrase].uses
    }

    /// A phrase as its author wrote it.
    pub fn phrase(&self, phrase: usize) -> &str {
        &self.phrases[phrase].written
    }

    /// Puts all phrases of the text into `hits`, by their ends and of equal ends the longest first.
    pub fn scan(&self, text: &str, hits: &mut Vec<Hit>) {
        hits.clear();
        let (mut at, mut last_filler) = (0, 0);
        while let Some(&byte) = text.as_bytes().get(at) {
            let word = word_at(text, at, Hash::NONE);
            if word.end == at {
                if let Some(phrases) = self.by_mark.get(&byte) {
                    self.accept(text, at, phrases, hits);
                }
                at += char_length(byte);
                continue;
            }
            if let Some(opening) = self.by_word.get(&word.hash.0) {
                self.accept(text, at, &opening.phrases, hits);
                if opening.is_filler {
                    last_filler = at;
                }
                if opening.goes_on
                    && let Some(second) = second_word(text, word, at + self.longest_beginning)
                    && let Some(phrases) = self.by_two_words.get(&second.hash.0)
                {
                    self.accept(text, at, phrases, hits);
                }
            }
            at = word.end;
        }
        self.scan_across(text, last_filler, hits);
        hits.sort_unstable_by_key(|hit| (hit.end, hit.start));
    }

    /// Adds the phrases that stand in the text with fillers between their words, the last of which is at `last_filler`.
    fn scan_across(&self, text: &str, last_filler: usize, hits: &mut Vec<Hit>) {
        let mut at = 0;
        while at < last_filler {
            let word = word_at(text, at, Hash::NONE);
            if word.end == at {
                at += char_length(text.as_bytes()[at]);
                continue;
            }
            if self.by_word.get(&word.hash.0).is_some_and(|opening| opening.goes_on)
                && let Some(first) = up_to_blank(text, word, at + self.longest_beginning)
            {
                self.accept_across(text, at, first, hits);
            }
            at = word.end;
        }
    }

    /// Takes the phrases that start at `start` with what ends at `first`, and have fillers between their words.
    fn accept_across(&self, text: &str, start: usize, first: WordEnd, hits: &mut Vec<Hit>) {
        let mut blank = first.end;
        for _ in 0..=MOST_FILLERS {
            if text.as_bytes().get(blank) != Some(&b' ') {
                return;
            }
            let second = word_at(text, blank + 1, first.hash.with(b' '));
            for candidate in self.by_two_words.get(&second.hash.0).into_iter().flatten() {
                let phrase = candidate.phrase as usize;
                if let Some(end) = self.end_across(text, start, &self.phrases[phrase]) {
                    hits.push(Hit { start, end, phrase });
                }
            }
            let Some(end) = self.filler_end(text, blank + 1) else { return };
            blank = end;
        }
    }

    /// Where the phrase ends if it stands at `start` with at least one filler inside.
    fn end_across(&self, text: &str, start: usize, phrase: &Phrase) -> Option<usize> {
        let bytes = text.as_bytes();
        let stands = |at: usize, word: &str| {
            bytes[at..].starts_with(word.as_bytes()) && bytes.get(at + word.len()) == Some(&b' ')
        };
        let (mut words, mut at, mut has_fillers) = (phrase.text.split(' ').peekable(), start, false);
        while let Some(word) = words.next() {
            let is_last = words.peek().is_none();
            let stands_last = |at: usize| {
                let end = at + word.len();
                bytes[at..].starts_with(word.as_bytes()) && !(phrase.ends_with_word && goes_on(text, end))
            };
            let mut fillers = 0;
            while !(if is_last { stands_last(at) } else { stands(at, word) }) {
                let end = self.filler_end(text, at).filter(|_| at > start && fillers < MOST_FILLERS)?;
                (at, fillers, has_fillers) = (end + 1, fillers + 1, true);
                if bytes.get(end) != Some(&b' ') {
                    return None;
                }
            }
            at += word.len() + usize::from(!is_last);
        }
        has_fillers.then_some(at)
    }

    /// Where the filler that starts here ends, if one does.
    fn filler_end(&self, text: &str, start: usize) -> Option<usize> {
        let word = word_at(text, start, Hash::NONE);
        self.by_word.get(&word.hash.0).filter(|opening| opening.is_filler).map(|_| word.end)
    }

    /// Takes those phrases that stand at `start` and end there as well.
    fn accept(&self, text: &str, start: usize, candidates: &[Candidate], hits: &mut Vec<Hit>) {
        let rest = &text.as_bytes()[start..];
        for candidate in candidates {
            let Some(bytes) = rest.get(..candidate.length as usize) else { continue };
            if tail(bytes) != candidate.tail {
                continue;
            }
            let number = candidate.phrase as usize;
            let (phrase, end) = (&self.phrases[number], start + bytes.len());
            if bytes == phrase.text.as_bytes() && !(phrase.ends_with_word && goes_on(text, end)) {
                hits.push(Hit { start, end, phrase: number });
            }
        }
    }
}

/// The last four bytes, or as many as there are.
fn tail(bytes: &[u8]) -> u32 {
    match bytes.last_chunk::<4>() {
        Some(last) => u32::from_le_bytes(*last),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u32::from(*byte)),
    }
}

/// The hash of some bytes (FNV-1a), which goes on from byte to byte. Phrases that it leads to are compared.
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Hash {
    const NONE: Self = Self(0xcbf2_9ce4_8422_2325);

    fn with(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

/// Where a word ends, and the hash of all that leads up to there.
#[derive(Debug, Clone, Copy)]
struct WordEnd {
    end: usize,
    hash: Hash,
}

/// The word that begins at `start`, whose hash goes on from `hash`; it ends where it begins if there is none.
fn word_at(text: &str, start: usize, mut hash: Hash) -> WordEnd {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let length = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' => 1,
            0..=0x7f => break,
            _ if text[end..].chars().next().is_some_and(is_word_char) => char_length(byte),
            _ => break,
        };
        hash = bytes[end..end + length].iter().fold(hash, |hash, byte| hash.with(*byte));
        end += length;
    }
    WordEnd { end, hash }
}

/// The first word behind the blank that follows a word, if it begins before `limit`, with the hash of all up to its end.
fn second_word(text: &str, first: WordEnd, limit: usize) -> Option<WordEnd> {
    let bytes = text.as_bytes();
    let WordEnd { mut end, mut hash } = first;
    let mut is_behind_blank = false;
    while end < limit {
        let byte = *bytes.get(end)?;
        let is_character = byte & 0xc0 != 0x80;
        if is_behind_blank && is_character {
            let word = word_at(text, end, hash);
            if word.end > end {
                return Some(word);
            }
        }
        is_behind_blank |= byte == b' ';
        hash = hash.with(byte);
        end += 1;
    }
    None
}

/// What begins with the word `first` up to the next blank, if that comes before `limit`, with the hash of all of it.
fn up_to_blank(text: &str, first: WordEnd, limit: usize) -> Option<WordEnd> {
    let WordEnd { mut end, mut hash } = first;
    while end < limit {
        match *text.as_bytes().get(end)? {
            b' ' => return Some(WordEnd { end, hash }),
            byte => hash = hash.with(byte),
        }
        end += 1;
    }
    None
}

/// The bytes of the character that begins with this one.
const fn char_length(first: u8) -> usize {
    match first {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

impl Phrase {
    fn new(written: &str, text: &str) -> Self {
        Self {
            written: written.trim().to_string(),
            text: text.into(),
            ends_with_word: text.chars().next_back().is_some_and(is_word_char),
            uses: Vec::new(),
        }
    }
}

/// The phrase with each apostrophe kept or left out.
fn spellings(text: &str) -> Vec<String> {
    let places: Vec<usize> = text.match_indices('\'').map(|(at, _)| at).collect();
    if places.len() > MOST_APOSTROPHES {
        return vec![text.to_string(), text.replace('\'', "")];
    }
    let choices = 0..1_usize << places.len();
    choices
        .map(|left_out| {
            let is_left_out = |at: usize| places.iter().position(|p| *p == at).is_some_and(|i| left_out >> i & 1 == 1);
            text.char_indices().filter(|(at, _)| !is_left_out(*at)).map(|(_, c)| c).collect()
        })
        .collect()
}

/// Whether the word goes on at `end`: with a letter, a digit, or the `'t` that turns "can" into "can't".
fn goes_on(text: &str, end: usize) -> bool {
    let rest = &text.as_bytes()[end..];
    match rest.first() {
        Some(b'\'') => rest.get(1) == Some(&b't') && !rest.get(2).is_some_and(u8::is_ascii_alphanumeric),
        Some(b) if b.is_ascii() => b.is_ascii_alphanumeric(),
        Some(_) => text[end..].chars().next().is_some_and(is_word_char),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Phrases and texts out of few pieces, so that they meet.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a", "b", "can", "can't", "t", "'", " ", " ", "  ", "?", ", ", "é", "ế", "👍", "👍👍", "5", "-", "i'll",
            "\n",
        ]);
        prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_everywhere_finds(
            phrases in prop::collection::vec(pieces().prop_filter("of nothing", |text| !text.trim().is_empty()), 1..20),
            texts in prop::collection::vec(pieces(), 1..6),
        ) {
            let phrases: Vec<_> = phrases.into_iter().map(|phrase| (phrase, Use::Commissive)).collect();
            let Ok(matcher) = Matcher::new(phrases.iter(), std::iter::empty()) else { return Ok(()) };
            let text = Folded::of(&texts.concat()).text;
            let mut hits = Vec::new();
            matcher.scan(&text, &mut hits);
            let is_word = |c: Option<char>| c.is_some_and(is_word_char);
            let mut expected = Vec::new();
            for end in 1..=text.len() {
                for (start, _) in text.char_indices().filter(|(start, _)| *start < end && text.is_char_boundary(end)) {
                    let found = matcher.phrases.iter().position(|phrase| *phrase.text == text[start..end]);
                    let begins = |text: &str| is_word(text.chars().next());
                    let follows = begins(&text[start..]) && is_word(text[..start].chars().next_back());
                    expected.extend(found.filter(|phrase| {
                        !(follows || matcher.phrases[*phrase].ends_with_word && goes_on(&text, end))
                    }).map(|phrase| Hit { start, end, phrase }));
                }
            }
            prop_assert_eq!(hits, expected);
        }
    }

    fn found(phrase: &str, text: &str) -> usize {
        let phrases = [(phrase.to_string(), Use::Commissive)];
        let matcher = Matcher::new(phrases.iter(), ["po", "ba", "ạ"].into_iter()).expect("the phrase is right");
        let mut hits = Vec::new();
        matcher.scan(&Folded::of(text).text, &mut hits);
        hits.len()
    }

    #[test]
    fn phrases_are_whole_words_in_any_case() {
        assert_eq!(found("how much", "HOW MUCH? how  much"), 2);
        assert_eq!(found("rate", "rated separate rate, rate's"), 2);
        assert_eq!(found("can", "I can't, I cant, I can"), 1);
        assert_eq!(found("bao nhiêu", "BAO NHIÊU vậy"), 1);
        assert_eq!(found("nhi", "nhiêu"), 0);
        assert_eq!(found("👍", "ok👍👍"), 2);
    }

    #[test]
    fn apostrophes_may_be_curly_or_left_out() {
        for text in ["I don't", "I don’t", "I dont", "I DON`T"] {
            assert_eq!(found("don’t", text), 1, "{text}");
        }
        assert_eq!(found("don't think I'll", "dont think i'll"), 1);
    }

    #[test]
    fn fillers_may_stand_between_the_words() {
        for text in
            ["how po much", "How po ba MUCH", "ok how po ba po much?", "how much", "po how much po", "how ạ much"]
        {
            assert_eq!(found("how much", text), 1, "{text}");
        }
        for text in ["how po, much", "how po ba po ba much", "how popo much", "how is much", "how po", "how po muchos"]
        {
            assert_eq!(found("how much", text), 0, "{text}");
        }
        assert_eq!(found("how much is it", "how much po is ba it"), 1);
        assert_eq!(found("how po much", "how po much how po ba much"), 2);
        assert_eq!(found("mag-order ako", "mag-order po ako"), 1);
        assert_eq!(found("don't know", "dont po know"), 1);
    }

    #[test]
    fn a_phrase_of_blanks_is_refused() {
        let phrases = [("  ".to_string(), Use::Commissive)];
        assert!(
            Matcher::new(phrases.iter(), std::iter::empty())
                .expect_err("it is empty")
                .to_string()
                .contains("holds no words")
        );
    }
}

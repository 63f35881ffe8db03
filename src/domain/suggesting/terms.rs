//! The words and two-word phrases of a message that may be spoken of: no stop words, no numbers or addresses, no names of
//! anybody who is known, and nothing that the writer's own fields hold.

use std::hash::Hasher as _;

use rustc_hash::{FxHashSet, FxHasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::statistics::mix;
use super::stop_words;
use crate::domain::deciding::facts::Fields;
use crate::domain::reading::fold::Folded;

/// Words are no longer, in characters: longer ones are of scripts that set no blanks, or no words.
const LONGEST: usize = 24;
/// Words of ASCII letters are no shorter; those of other letters may be one shorter, as syllables of Vietnamese are.
const SHORTEST: usize = 3;

/// What must not be spoken of. Grows with the names that are read into it.
#[derive(Debug)]
pub struct Lexicon {
    stop_words: FxHashSet<u64>,
    names: FxHashSet<u64>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { stop_words: stop_words::all().map(key).collect(), names: FxHashSet::default() }
    }
}

impl Lexicon {
    /// Keeps the words of somebody's name out.
    pub fn hide_name(&mut self, name: &str) {
        self.names.extend(keys_of_name(&Folded::of(name).text));
    }
}

/// A term of a message.
#[derive(Debug, Clone, Copy)]
pub struct Term<'t> {
    /// The same for the same term, another for each other one.
    pub key: u64,
    /// The term in small letters, words one blank apart.
    pub text: &'t str,
}

/// Finds the terms of messages; keeps its room between them.
#[derive(Debug)]
pub struct TermReader<'l> {
    lexicon: &'l Lexicon,
    folded: Box<FoldedText>,
    own: Vec<u64>,
}

/// A [`Folded`] that says nothing of itself, as a text of a person should not.
#[derive(Default)]
struct FoldedText(Folded);

impl std::fmt::Debug for FoldedText {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("_")
    }
}

impl<'l> TermReader<'l> {
    /// A reader that keeps what the lexicon hides.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, folded: Box::default(), own: Vec::new() }
    }

    /// From now on messages are by the contact with these fields.
    pub fn writer(&mut self, fields: &Fields) {
        self.own.clear();
        let fields = [
            &fields.name,
            &fields.first_name,
            &fields.last_name,
            &fields.email,
            &fields.company,
            &fields.address,
            &fields.city,
            &fields.website,
        ];
        for field in fields.into_iter().filter(|field| !field.is_empty()) {
            self.folded.0.fold(field);
            self.own.extend(keys_of_name(&self.folded.0.text));
        }
    }

    /// Shows each term of a text, as often as it stands there.
    pub fn each(&mut self, text: &str, mut show: impl FnMut(Term<'_>)) {
        self.folded.0.fold(text);
        let folded = &self.folded.0.text;
        let mut before: Option<(usize, u64)> = None;
        for line in folded.split('\n') {
            before = None;
            for chunk in line.split(' ') {
                let start = chunk.as_ptr() as usize - folded.as_ptr() as usize;
                let opened = chunk.trim_start_matches(is_mark);
                let word = opened.trim_end_matches(is_mark);
                if opened.len() < chunk.len() {
                    before = None;
                }
                let start = start + chunk.len() - opened.len();
                let Some(key) = self.word(word) else {
                    before = None;
                    continue;
                };
                show(Term { key, text: word });
                if let Some((first, other)) = before {
                    show(Term { key: mix(other.rotate_left(17) ^ key), text: &folded[first..start + word.len()] });
                }
                before = (word.len() == opened.len()).then_some((start, key));
            }
        }
        let _ = before;
    }

    /// The key of a word that may be spoken of.
    fn word(&self, word: &str) -> Option<u64> {
        let length = word.chars().count();
        let shortest = if word.is_ascii() { SHORTEST } else { SHORTEST - 1 };
        if !(shortest..=LONGEST).contains(&length) || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let key = key(word);
        let is_hidden =
            self.lexicon.stop_words.contains(&key) || self.lexicon.names.contains(&key) || self.own.contains(&key);
        (!is_hidden).then_some(key)
    }
}

/// The key of a term, words one blank apart.
pub fn key_of(term: &str) -> u64 {
    match term.split_once(' ') {
        Some((first, second)) => mix(key(first).rotate_left(17) ^ key(second)),
        None => key(term),
    }
}

fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    mix(hasher.finish())
}

/// What may stand at the edge of a word without being part of it.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '@' | '#' | '/' | '\\' | '_' | '$' | '€' | '₱' | '+' | '&' | '=' | '%')
}

/// The keys of each word of a name, as it is written and without its accents, which few people type.
fn keys_of_name(folded: &str) -> impl Iterator<Item = u64> {
    letters(folded).flat_map(|word| {
        let plain: String = word.nfkd().filter(|c| !is_combining_mark(*c)).collect();
        [key(word), key(&plain)]
    })
}

/// All words of letters.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(lexicon: &Lexicon, fields: &Fields, text: &str) -> Vec<String> {
        let mut reader = TermReader::new(lexicon);
        reader.writer(fields);
        let mut found = Vec::new();
        reader.each(text, |term| {
            assert_eq!(term.key, key_of(term.text), "{}", term.text);
            found.push(term.text.to_owned());
        });
        found
    }

    #[test]
    fn words_and_pairs_of_words_that_stand_together_are_terms() {
        let lexicon = Lexicon::default();
        let none = Fields::default();
        let found = terms(&lexicon, &none, "Hello! Our WEDDING cake, chocolate filling?");
        assert_eq!(found, ["wedding", "cake", "wedding cake", "chocolate", "filling", "chocolate filling"]);
        assert_eq!(terms(&lexicon, &none, "bao nhiêu\nvé máy"), ["bao", "nhiêu", "bao nhiêu", "vé", "máy", "vé máy"]);
    }

    #[test]
    fn numbers_addresses_and_what_looks_like_them_are_none() {
        let found = terms(
            &Lexicon::default(),
            &Fields::default(),
            "ana.cruz@example.com +63 917 555 0101 R2D2 #urgent www.example.com a/b me@x 10k x_y",
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn names_of_anybody_and_the_writers_own_fields_are_none() {
        let mut lexicon = Lexicon::default();
        lexicon.hide_name("María Santos-Reyes");
        let fields =
            Fields { city: "Makati".to_owned(), email: "sunny.bakes@example.com".to_owned(), ..Fields::default() };
        let found = terms(&lexicon, &fields, "maría Maria SANTOS reyes makati sunny bakes flowers");
        assert_eq!(found, ["flowers"]);
        assert!(terms(&lexicon, &Fields::default(), "makati").contains(&"makati".to_owned()));
    }
}

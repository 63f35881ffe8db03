//! What is known about words: a valence, an effect on their neighbours, or a place in a phrase. The list is VADER's
//! (MIT licence, carried by the crate `vader_sentiment`), without its short acronyms and with the corrections of
//! [`customers`], [`phrases`] and [`languages`] laid over it.

use super::{customers, languages, phrases};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// In a table of phrases this stands for any negation: "NOT working" is "isn't working" and "never working" too.
const ANY_NEGATION: &str = "NOT";
/// The phrase word that [`ANY_NEGATION`] becomes. 0 is "in no phrase".
const NEGATION_ID: u16 = 1;
/// VADER's entries of up to this many letters are mostly acronyms that mean something else in a shop ("PO", "TX").
const ACRONYM_LETTERS: usize = 3;
/// At most this many filler words may stand between two words of a phrase.
const FILLERS_MAX: usize = 2;

/// What a word does to its sentence besides carrying a valence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Role {
    /// Nothing.
    #[default]
    Plain,
    /// Turns the next three words: not, isn't, without.
    Negates,
    /// Turns the next word only: no, least.
    NegatesNext,
    /// Negates, unless a degree follows: "never so good".
    Never,
    /// so, such, this: see `Never`.
    Degree,
    /// but: what follows weighs more than what came before.
    Turns,
    /// Opens a question wherever it stands: how, which.
    Asks,
    /// Opens a question at the head of a clause or before a subject: is, can, do.
    AsksFirst,
    /// Opens a question that takes its content for true: why, when.
    Presumes,
}

/// All that is known about one word.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Entry {
    /// Valence in hundredths, about -400 to 400.
    pub(super) valence: i16,
    /// The word's number in phrases, 0 if it is in none.
    phrase_word: u16,
    /// 1 strengthens and -1 weakens the words after it.
    pub(super) boost: i8,
    /// Its effect on the sentence.
    pub(super) role: Role,
    /// Strengthens the word before it, too ("đẹp quá").
    pub(super) boosts_back: bool,
    /// A pronoun that can be the subject of a question.
    pub(super) is_subject: bool,
    /// Some phrase begins with it.
    pub(super) starts_phrase: bool,
    /// May stand inside a phrase without being part of it.
    is_filler: bool,
}

impl Entry {
    /// An entry with nothing but a valence, in hundredths.
    pub(super) fn of_valence(valence: i16) -> Self {
        Self { valence, ..Self::default() }
    }

    /// An entry that only negates.
    pub(super) fn of_negation() -> Self {
        Self { role: Role::Negates, starts_phrase: true, ..Self::default() }
    }

    /// Whether it negates in some way.
    pub(super) fn negates(self) -> bool {
        matches!(self.role, Role::Negates | Role::NegatesNext | Role::Never)
    }
}

/// Words that mean something together that they don't mean one by one.
#[derive(Debug)]
struct Phrase {
    words: Box<[u16]>,
    entry: Entry,
}

/// A word list with valences. Ask [`Lexicon::built_in`] for the one there is.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<[u8]>, Entry>,
    /// By the number of the first word; the longest first.
    phrases: Vec<Vec<Phrase>>,
}

impl Lexicon {
    /// The word list that comes with the program; built once, at the first call (a few milliseconds).
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Lexicon> = OnceLock::new();
        BUILT_IN.get_or_init(Self::build)
    }

    /// What is known about a word or emoticon in lower case.
    pub(super) fn get(&self, word: &[u8]) -> Option<Entry> {
        self.words.get(word).copied()
    }

    /// The longest phrase that `entries` begins with: how many entries it takes, and what it means.
    pub(super) fn phrase_at(&self, entries: impl Iterator<Item = Entry> + Clone) -> Option<(usize, Entry)> {
        let first = entries.clone().next()?;
        let negation = if first.negates() { NEGATION_ID } else { 0 };
        [first.phrase_word, negation]
            .into_iter()
            .flat_map(|id| self.phrases.get(usize::from(id)))
            .flatten()
            .find_map(|phrase| Some((phrase.length_in(entries.clone())?, phrase.entry)))
    }

    fn build() -> Self {
        let mut lexicon = Self { words: vader_words(), phrases: Vec::new() };
        lexicon.drop_words(customers::NEUTRAL);
        for &(word, valence) in customers::VALENCES.iter().chain(languages::VALENCES) {
            lexicon.entry(word).valence = hundredths(valence);
        }
        for (boost, words) in [(1, customers::BOOSTERS), (-1, customers::DAMPENERS), (1, languages::BOOSTERS)] {
            lexicon.each(words, |entry| entry.boost = boost);
        }
        for &(role, words) in customers::ROLES.iter().chain(languages::ROLES) {
            lexicon.each(words, |entry| entry.role = role);
        }
        lexicon.each(languages::BOOSTERS_AFTER, |entry| entry.boosts_back = true);
        lexicon.each(customers::SUBJECTS, |entry| entry.is_subject = true);
        lexicon.each(customers::FILLERS, |entry| entry.is_filler = true);
        lexicon.add_phrases();
        lexicon.words.values_mut().filter(|entry| entry.negates()).for_each(|entry| entry.starts_phrase = true);
        lexicon
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.words.entry(word.as_bytes().into()).or_default()
    }

    fn each(&mut self, words: &str, mut change: impl FnMut(&mut Entry)) {
        words.split_whitespace().for_each(|word| change(self.entry(word)));
    }

    /// Forgets words; a trailing `*` forgets all that begin so.
    fn drop_words(&mut self, patterns: &str) {
        let (stems, words): (Vec<&str>, Vec<&str>) = patterns.split_whitespace().partition(|p| p.ends_with('*'));
        for word in words {
            self.words.remove(word.as_bytes());
        }
        let stems: Vec<&str> = stems.into_iter().map(|stem| stem.trim_end_matches('*')).collect();
        self.words.retain(|word, _| !stems.iter().any(|stem| word.starts_with(stem.as_bytes())));
    }

    fn add_phrases(&mut self) {
        let mut ids = FxHashMap::default();
        ids.insert(ANY_NEGATION, NEGATION_ID);
        let mut phrases: Vec<Vec<Phrase>> = Vec::new();
        let valences = phrases::PHRASES.iter().chain(languages::PHRASES);
        let valences = valences.map(|&(text, valence)| (text, Entry::of_valence(hundredths(valence))));
        let dampeners = phrases::DAMPENING_PHRASES.iter().map(|&text| (text, Entry { boost: -1, ..Entry::default() }));
        for (text, entry) in valences.chain(dampeners) {
            let words = text.split_whitespace().map(|word| {
                let next = ids.len() as u16 + NEGATION_ID;
                *ids.entry(word).or_insert(next)
            });
            let words: Box<[u16]> = words.collect();
            let first = words.first().map_or(0, |&id| usize::from(id));
            phrases.resize_with(phrases.len().max(first + 1), Vec::new);
            phrases[first].push(Phrase { words, entry });
        }
        for group in &mut phrases {
            group.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        for (word, id) in ids {
            let starts_phrase = phrases.get(usize::from(id)).is_some_and(|group| !group.is_empty());
            let entry = self.entry(word);
            (entry.phrase_word, entry.starts_phrase) = (id, starts_phrase);
        }
        self.phrases = phrases;
    }
}

impl Phrase {
    /// How many of `entries` the phrase takes if they begin with it.
    fn length_in(&self, entries: impl Iterator<Item = Entry>) -> Option<usize> {
        let (mut matched, mut fillers) = (0, 0);
        for (at, entry) in entries.enumerate() {
            let wanted = *self.words.get(matched)?;
            if entry.phrase_word == wanted || (wanted == NEGATION_ID && entry.negates()) {
                (matched, fillers) = (matched + 1, 0);
                if matched == self.words.len() {
                    return Some(at + 1);
                }
            } else if entry.is_filler && matched > 0 && fillers < FILLERS_MAX {
                fillers += 1;
            } else {
                return None;
            }
        }
        None
    }
}

/// VADER's list without acronyms, numbers and the emoticons that are commoner as something else.
fn vader_words() -> FxHashMap<Box<[u8]>, Entry> {
    let kept: Vec<&str> = customers::SHORT_WORDS.split_whitespace().collect();
    let known = vader_sentiment::LEXICON.iter().map(|(word, &valence)| (word.to_lowercase(), valence));
    known
        .filter(|(word, _)| match word.bytes().next() {
            Some(b'a'..=b'z') => word.len() > ACRONYM_LETTERS || kept.contains(&word.as_str()),
            _ => is_plain_emoticon(word),
        })
        .map(|(word, valence)| (word.into_bytes().into_boxed_slice(), Entry::of_valence(hundredths(valence as f32))))
        .collect()
}

/// Whether a text of signs is read as a face: "(8" is rather the start of "(8 am)".
fn is_plain_emoticon(text: &str) -> bool {
    let has_eyes = text.contains([':', ';', '=', '^', '<']);
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    has_eyes
        && (!has_digit || text.ends_with("<3") || text == "</3")
        && text.starts_with([':', ';', '=', '<', '>', '(', ')', '^', '\\'])
}

fn hundredths(valence: f32) -> i16 {
    (valence * 100.0).round() as i16
}

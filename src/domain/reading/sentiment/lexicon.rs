//! What is known about words: a valence, an effect on their neighbours, or a place in a phrase. The list is VADER's
//! (MIT licence, in `vader.txt`), without its short acronyms and with the corrections of
//! [`customers`], [`phrases`] and [`languages`] laid over it.

use super::{customers, languages, phrases};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::sync::OnceLock;

/// The list, behind its licence and a line `--`.
const VADER: &str = include_str!("vader.txt");

/// In a table of phrases this stands for any negation: "NOT working" is "isn't working" and "never working" too.
const ANY_NEGATION: &str = "NOT";
/// The phrase word that [`ANY_NEGATION`] becomes. 0 is "in no phrase".
const NEGATION_ID: u16 = 1;
/// VADER's entries of up to this many letters are mostly acronyms that mean something else in a shop ("PO", "TX").
const ACRONYM_LETTERS: usize = 3;
/// At most this many filler words may stand between two words of a phrase.
const FILLERS_MAX: usize = 2;

/// A word in lower case as a fingerprint (FNV-1a, 64 bits), so that it is looked up while it is read, without a copy.
/// The words listed here differ in theirs; that an unknown word equals one of them is one chance in 10^15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key(u64);

impl Key {
    /// The key of no letters.
    pub(super) const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The key of the word with one more byte, which must be in lower case.
    pub(super) fn with(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The key of these bytes in lower case.
    pub(super) fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        bytes.into_iter().fold(Self::EMPTY, |key, byte| key.with(byte.to_ascii_lowercase()))
    }
}

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
    words: FxHashMap<Key, Entry>,
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
    pub(super) fn get(&self, word: Key) -> Option<Entry> {
        self.words.get(&word).copied()
    }

    /// The longest phrase that `entries` begins with: how many entries it takes, and what it means.
    pub(super) fn phrase_at(&self, entries: impl Iterator<Item = Entry> + Clone) -> Option<(usize, Entry)> {
        let first = entries.clone().next()?;
        let longest_of = |id: u16| {
            let group = self.phrases.get(usize::from(id))?;
            group.iter().find_map(|phrase| Some((phrase.length_in(entries.clone())?, phrase.entry)))
        };
        let by_negation = if first.negates() { longest_of(NEGATION_ID) } else { None };
        // Of two as long, the one with the word itself: "can't wait" before "NOT wait".
        by_negation.into_iter().chain(longest_of(first.phrase_word)).max_by_key(|&(length, _)| length)
    }

    fn build() -> Self {
        let mut lexicon = Self { words: vader_words(), phrases: Vec::new() };
        for (word, valence) in customers::VALENCES.iter().copied().chain(languages::words()) {
            lexicon.entry(word).valence = hundredths(valence);
        }
        for words in [customers::BOOSTERS, languages::BOOSTERS] {
            lexicon.each(words, |entry| entry.boost = 1);
        }
        for words in [customers::DAMPENERS, languages::DAMPENERS] {
            lexicon.each(words, |entry| entry.boost = -1);
        }
        for &(role, words) in customers::ROLES.iter().chain(languages::ROLES) {
            lexicon.each(words, |entry| entry.role = role);
        }
        lexicon.each(languages::BOOSTERS_AFTER, |entry| entry.boosts_back = true);
        lexicon.each(customers::SUBJECTS, |entry| entry.is_subject = true);
        lexicon.each(customers::FILLERS, |entry| entry.is_filler = true);
        lexicon.add_phrases();
        lexicon
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.words.entry(Key::of(word.bytes())).or_default()
    }

    fn each(&mut self, words: &str, mut change: impl FnMut(&mut Entry)) {
        words.split_whitespace().for_each(|word| change(self.entry(word)));
    }

    fn add_phrases(&mut self) {
        let mut ids = FxHashMap::default();
        for (text, entry) in all_phrases() {
            let words = text.split_whitespace().map(|word| match word {
                ANY_NEGATION => NEGATION_ID,
                _ => {
                    let next = NEGATION_ID + 1 + ids.len() as u16;
                    *ids.entry(word).or_insert(next)
                }
            });
            let words: Box<[u16]> = words.collect();
            let first = words.first().map_or(0, |&id| usize::from(id));
            self.phrases.resize_with(self.phrases.len().max(first + 1), Vec::new);
            self.phrases[first].push(Phrase { words, entry });
        }
        for group in &mut self.phrases {
            group.sort_by_key(|phrase| Reverse(phrase.words.len()));
        }
        for (word, id) in ids {
            let starts_phrase = self.phrases.get(usize::from(id)).is_some_and(|group| !group.is_empty());
            let entry = self.entry(word);
            (entry.phrase_word, entry.starts_phrase) = (id, starts_phrase);
        }
        self.words.values_mut().filter(|entry| entry.negates()).for_each(|entry| entry.starts_phrase = true);
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

/// All phrases and what they mean.
fn all_phrases() -> impl Iterator<Item = (&'static str, Entry)> {
    let valences = phrases::VALENCES.iter().copied().chain(languages::phrases());
    let valences = valences.map(|(text, valence)| (text, Entry::of_valence(hundredths(valence))));
    let dampener = Entry { boost: -1, ..Entry::default() };
    valences.chain(phrases::DAMPENERS.iter().map(move |&text| (text, dampener)))
}

/// VADER's list without acronyms, numbers, the emoticons that are commoner as something else, and the words that are
/// neutral here.
fn vader_words() -> FxHashMap<Key, Entry> {
    let short: FxHashSet<&str> = customers::SHORT_WORDS.split_whitespace().collect();
    let (stems, neutral): (Vec<&str>, Vec<&str>) =
        customers::NEUTRAL.split_whitespace().partition(|word| word.ends_with('*'));
    let stems: Vec<&str> = stems.into_iter().map(|stem| stem.trim_end_matches('*')).collect();
    let neutral: FxHashSet<&str> = neutral.into_iter().collect();
    let is_kept = |word: &str| match word.bytes().next() {
        Some(b'a'..=b'z') if word.len() <= ACRONYM_LETTERS => short.contains(word),
        Some(b'a'..=b'z') => !neutral.contains(word) && !stems.iter().any(|stem| word.starts_with(stem)),
        _ => is_plain_emoticon(word),
    };
    let kept = vader().filter(|(word, _)| is_kept(word));
    kept.map(|(word, valence)| (Key::of(word.bytes()), Entry::of_valence(hundredths(valence)))).collect()
}

/// The words of VADER's list in lower case, with their valences. Where two differ in nothing else, the later one holds.
fn vader() -> impl Iterator<Item = (String, f32)> {
    let (_, lines) = VADER.split_once("\n--\n").unwrap_or_default();
    lines.lines().filter_map(|line| {
        let (word, valence) = line.split_once('\t')?;
        Some((word.to_lowercase(), valence.parse().ok()?))
    })
}

/// Whether a text of signs is read as a face: "(8" is rather the start of "(8 am)".
fn is_plain_emoticon(text: &str) -> bool {
    let has_eyes = text.contains([':', ';', '=', '^', '<']);
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_heart = matches!(text, "<3" | "</3");
    has_eyes && (is_heart || !has_digit) && text.starts_with([':', ';', '=', '<', '>', '(', ')', '^', '\\'])
}

fn hundredths(valence: f32) -> i16 {
    (valence * 100.0).round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own_words() -> impl Iterator<Item = &'static str> {
        let valences = customers::VALENCES.iter().copied().chain(languages::words()).map(|(word, _)| word);
        let roles = customers::ROLES.iter().chain(languages::ROLES).flat_map(|&(_, words)| words.split_whitespace());
        valences.chain(roles).chain(all_phrases().flat_map(|(text, _)| text.split_whitespace()))
    }

    #[test]
    fn all_of_the_list_is_read() {
        let lines = VADER.lines().filter(|line| line.contains('\t')).count();
        assert_eq!((vader().count(), lines), (7518, 7518));
        assert!(vader().all(|(_, valence)| valence != 0.0 && valence.abs() <= 4.0));
    }

    #[test]
    fn no_two_words_share_a_key() {
        let vader = vader().map(|(word, _)| word);
        let words: FxHashSet<String> = vader.chain(own_words().map(str::to_lowercase)).collect();
        let keys: FxHashSet<u64> = words.iter().map(|word| Key::of(word.bytes()).0).collect();
        assert_eq!(keys.len(), words.len());
    }

    #[test]
    fn the_tables_are_in_lower_case_and_say_each_thing_once() {
        let mut phrases: Vec<&str> = all_phrases().map(|(text, _)| text).collect();
        let mut words: Vec<&str> =
            customers::VALENCES.iter().copied().chain(languages::words()).map(|(word, _)| word).collect();
        for list in [&mut phrases, &mut words] {
            assert!(
                list.iter().all(|text| text.replace(ANY_NEGATION, "") == text.replace(ANY_NEGATION, "").to_lowercase())
            );
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all);
        }
        assert!(phrases.iter().all(|text| text.split_whitespace().count() > 1));
    }

    #[test]
    fn every_listed_contraction_with_not_negates() {
        let lexicon = Lexicon::built_in();
        for word in own_words().filter(|word| word.ends_with("n't")) {
            assert!(lexicon.get(Key::of(word.bytes())).is_some_and(Entry::negates), "{word}");
        }
    }

    #[test]
    fn valences_stay_on_the_scale_of_the_paper() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.words.len() > 6000);
        assert!(lexicon.words.values().all(|entry| entry.valence.abs() <= 400));
    }
}

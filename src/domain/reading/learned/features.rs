//! The features of a message that its cues are learnt from: tokens, pairs of neighbours, pairs with one token between,
//! stems and endings of words, how long the message is, who wrote it, and what the phrases of the packs say. A feature is
//! known by its name in the list of weights, and in a text by the hash of that name.
//!
//! | name | feature |
//! |---|---|
//! | `price` | a token: a word without accents, `#` for digits, a mark |
//! | `how much` | two neighbours; `(` stands before the first token and `)` behind the last |
//! | `how _ is` | two tokens with one between them |
//! | `appo-`, `-ment` | a word's stem, a word's ending |
//! | `&3` | nine to eleven tokens |
//! | `@bot` | who wrote it |
//! | `=need` | a phrase stands for the cue |
//! | `~need` | a phrase of the cue is there, but its terms do not hold |
//! | `+need` | the message was found to have the cue: for what is learnt after the cues |

use std::ops::Range;

use super::tokens::{self, BEGIN, END, PIECE, Token, hash_of, hash_of_mark, letters};
use crate::domain::cue::{Cue, CueSet, Sender};

/// Tokens are counted by so many, and so many times at most.
const LENGTH_STEP: usize = 3;
const LONGEST: usize = 8;

/// A feature of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// What its weights are found by.
    pub hash: u64,
    kind: Kind,
    /// Its first and last place: 0 is before the first token, 1 the first token.
    places: (usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Token,
    Pair,
    Apart,
    Stem(usize),
    Ending,
    Length(usize),
    Sender(Sender),
    Stands(Cue),
    Mentioned(Cue),
}

/// What the phrases of the packs say of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clues {
    /// Cues that a phrase or a rule stands for.
    pub stands: CueSet,
    /// Cues of phrases whose terms do not hold: negated, hypothetical, no question.
    pub mentioned: CueSet,
}

/// Calls `see` with every feature of a message, whose tokens are left in `tokens`. Of a token that comes again and again
/// in a row the first two count: a hundred say no more.
pub fn each(text: &str, sender: Sender, clues: Clues, tokens: &mut Vec<Token>, mut see: impl FnMut(Feature)) {
    tokens::split(text, tokens);
    let end = tokens.len() + 1;
    let (mut before, mut second_before) = (hash_of_mark(BEGIN), None);
    for place in 1..=end {
        let hash = tokens.get(place - 1).map_or(const { hash_of_mark(END) }, |token| token.hash);
        if hash == before && second_before == Some(hash) {
            continue;
        }
        see(Feature { hash: paired(PAIR, before, hash), kind: Kind::Pair, places: (place - 1, place) });
        if let Some(first) = second_before {
            see(Feature { hash: paired(APART, first, hash), kind: Kind::Apart, places: (place - 2, place) });
        }
        if let Some(token) = tokens.get(place - 1) {
            each_of_token(token, place, &mut see);
        }
        (second_before, before) = (Some(before), hash);
    }
    let mut see_whole = |kind: u64, what: u64, meaning| {
        see(Feature { hash: marked(kind, what), kind: meaning, places: (0, 0) });
    };
    let length = LONGEST.min(tokens.len() / LENGTH_STEP);
    see_whole(LENGTH, length as u64, Kind::Length(length));
    see_whole(SENDER, sender as u64, Kind::Sender(sender));
    clues.stands.iter().for_each(|cue| see_whole(STANDS, cue as u64, Kind::Stands(cue)));
    clues.mentioned.iter().for_each(|cue| see_whole(MENTIONED, cue as u64, Kind::Mentioned(cue)));
}

fn each_of_token(token: &Token, place: usize, see: &mut impl FnMut(Feature)) {
    let of_token = |hash, kind| Feature { hash, kind, places: (place, place) };
    see(of_token(token.hash, Kind::Token));
    for (stem, length) in [(token.stem, PIECE), (token.long_stem, PIECE + 1)] {
        if let Some(stem) = stem {
            see(of_token(marked(STEM, stem), Kind::Stem(length)));
        }
    }
    if let Some(ending) = token.ending {
        see(of_token(marked(ENDING, ending), Kind::Ending));
    }
}

const PAIR: u64 = 1;
const APART: u64 = 2;
const STEM: u64 = 3;
const ENDING: u64 = 4;
const LENGTH: u64 = 5;
const SENDER: u64 = 6;
const STANDS: u64 = 7;
const MENTIONED: u64 = 8;
const FOUND: u64 = 9;

const fn paired(kind: u64, first: u64, second: u64) -> u64 {
    (first.wrapping_add(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29) ^ second)
        .wrapping_mul(0xd6e8_feb8_6659_fd93)
}

const fn marked(kind: u64, what: u64) -> u64 {
    paired(kind, what, kind)
}

/// The hash of the feature that a message was found to have a cue.
pub const fn found(cue: Cue) -> u64 {
    marked(FOUND, cue as u64)
}

impl Feature {
    /// The tokens that it stands for, the first of which is 0; none if it is one of the message as a whole. It may reach one
    /// beyond the last token.
    pub fn words(&self) -> Option<Range<usize>> {
        (self.places.1 > 0).then(|| self.places.0.max(1) - 1..self.places.1)
    }

    /// Its name in the list of weights. `text` and `tokens` are those that it was seen in.
    pub fn name(&self, text: &str, tokens: &[Token]) -> String {
        let spelt = |place: usize| match place.checked_sub(1).map(|at| tokens.get(at)) {
            None => BEGIN.to_string(),
            Some(None) => END.to_string(),
            Some(Some(token)) => letters(&text[token.start..token.end]),
        };
        let (first, last) = (spelt(self.places.0), spelt(self.places.1));
        match self.kind {
            Kind::Token => first,
            Kind::Pair => format!("{first} {last}"),
            Kind::Apart => format!("{first} _ {last}"),
            Kind::Stem(length) => format!("{}-", first.chars().take(length).collect::<String>()),
            Kind::Ending => {
                let letters: Vec<char> = first.chars().collect();
                format!("-{}", letters[letters.len() - PIECE..].iter().collect::<String>())
            }
            Kind::Length(length) => format!("&{length}"),
            Kind::Sender(sender) => format!("@{}", sender.name()),
            Kind::Stands(cue) => format!("={}", cue.name()),
            Kind::Mentioned(cue) => format!("~{}", cue.name()),
        }
    }
}

/// The hash of the feature of this name; none if no feature is called so.
pub fn hash_of_name(name: &str) -> Option<u64> {
    let cue = |name: &str| Cue::from_name(name).map(|cue| cue as u64);
    let words: Vec<&str> = name.split(' ').collect();
    if words.iter().any(|word| word.is_empty()) {
        return None;
    }
    let tagged = |tag: char| name.strip_prefix(tag).filter(|rest| !rest.is_empty());
    match words[..] {
        [first, "_", second] => Some(paired(APART, hash_of(first), hash_of(second))),
        [first, second] => Some(paired(PAIR, hash_of(first), hash_of(second))),
        [_] => {
            if let Some(cue) = tagged('=').and_then(cue) {
                Some(marked(STANDS, cue))
            } else if let Some(cue) = tagged('~').and_then(cue) {
                Some(marked(MENTIONED, cue))
            } else if let Some(cue) = tagged('+').and_then(cue) {
                Some(marked(FOUND, cue))
            } else if let Some(sender) = tagged('@').and_then(|name| Sender::ALL.iter().find(|s| s.name() == name)) {
                Some(marked(SENDER, *sender as u64))
            } else if let Some(length) = tagged('&').and_then(|length| length.parse::<u64>().ok()) {
                Some(marked(LENGTH, length))
            } else if let Some(ending) = tagged('-') {
                Some(marked(ENDING, hash_of(ending)))
            } else if let Some(stem) = name.strip_suffix('-').filter(|stem| !stem.is_empty()) {
                Some(marked(STEM, hash_of(stem)))
            } else {
                Some(hash_of(name))
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let clues = Clues { stands: CueSet::of(&[Cue::Need]), mentioned: CueSet::of(&[Cue::Urgency]) };
        let (mut features, mut tokens) = (Vec::new(), Vec::new());
        each(text, Sender::Bot, clues, &mut tokens, |feature| features.push(feature));
        let named: Vec<String> = features.iter().map(|feature| feature.name(text, &tokens)).collect();
        for (feature, name) in features.iter().zip(&named) {
            assert_eq!(hash_of_name(name), Some(feature.hash), "{name}");
        }
        named
    }

    #[test]
    fn a_message_has_tokens_pairs_pieces_and_clues() {
        let expected = "( thanks|thanks|than-|thank-|-anks|thanks 5|( _ 5|5|5 )|thanks _ )|&0|@bot|=need|~urgency";
        assert_eq!(names("thanks, 5").join("|"), expected.replace('5', "#"));
        assert_eq!(names("")[..2], ["( )", "&0"]);
    }

    #[test]
    fn each_feature_is_known_by_its_name() {
        let all = names("ơi $ & @ = ~ - ( ^ how’s 100% 👍 đặt lịch #1 cost? it's _ a- -b appointments");
        let different: std::collections::HashSet<&String> = all.iter().collect();
        assert!(different.len() > 50);
        assert_eq!(["", "a b c", "a  b", " a"].map(hash_of_name), [None; 4]);
    }

    #[test]
    fn a_token_in_a_row_counts_twice_at_most() {
        let of_words = |text: &str| names(text).into_iter().filter(|name| !name.starts_with('&')).collect::<Vec<_>>();
        assert_eq!(of_words(&format!("why {}no", "ha ".repeat(100))), of_words("why ha ha no"));
    }

    #[test]
    fn a_feature_stands_for_its_words() {
        let (mut tokens, mut words) = (Vec::new(), Vec::new());
        each("so how?", Sender::Visitor, Clues::default(), &mut tokens, |feature| words.push(feature.words()));
        let of_words = words.into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(of_words, [0..1, 0..1, 0..2, 0..2, 1..2, 1..3, 0..3, 2..3, 2..4, 1..4]);
    }
}

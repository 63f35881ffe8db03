//! A folded text as the learned part of the reader sees it: words without accents, numbers without their digits, and the
//! marks that tell something. Each token is a hash, made in the one pass over the text.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::domain::reading::language::without_marks;

/// Letters at the beginning of a word that stand for the word's stem, and at its end that stand for its ending.
pub const PIECE: usize = 4;
/// A word has to be this long to be known by its beginning.
pub const SHORTEST_WITH_STEM: usize = 5;
/// A word has to be this long to be known by its ending, and by a longer beginning, too.
pub const SHORTEST_WITH_ENDING: usize = 6;

/// A word, a number or a mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is compared by.
    pub hash: u64,
    /// Hash of its first [`PIECE`] letters, if it is long enough.
    pub stem: Option<u64>,
    /// Hash of one letter more.
    pub long_stem: Option<u64>,
    /// Hash of its last letters.
    pub ending: Option<u64>,
    /// First byte in the text.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
}

/// Stands before the first token. No token looks like this.
pub const BEGIN: char = '(';
/// Stands behind the last token.
pub const END: char = ')';

const NO_LETTERS: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of letters and one more (FNV-1a by letters instead of bytes).
const fn letter(hash: u64, letter: char) -> u64 {
    (hash ^ letter as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of these letters, as [`Token::hash`] has it of a word.
pub fn hash_of(letters: &str) -> u64 {
    letters.chars().fold(NO_LETTERS, letter)
}

/// The hash of a single mark.
pub const fn hash_of_mark(mark: char) -> u64 {
    letter(NO_LETTERS, mark)
}

/// Puts the tokens of a folded text into `tokens`, in place of what was there.
pub fn split(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_alphanumeric() {
            let token = word(text, at);
            at = token.end;
            tokens.push(token);
        } else {
            let end = at + c.len_utf8();
            if is_telling(c) {
                let hash = hash_of_mark(c);
                tokens.push(Token { hash, stem: None, long_stem: None, ending: None, start: at, end });
            }
            at = end;
        }
    }
}

/// Whether a mark is a token: those that only part words, and what makes one picture out of several, are none.
fn is_telling(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '.' | ',' | ';' | ':' | '\'' | '"' | '(' | ')' | '-' | '_' | '*' | '\u{200d}' | '\u{fe0f}')
        || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
        || ('\u{300}'..='\u{36f}').contains(&c))
}

/// The word or number at `start`, where there is one.
fn word(text: &str, start: usize) -> Token {
    let mut letters = Letters { hash: NO_LETTERS, stem: 0, long_stem: 0, last: ['\0'; PIECE], count: 0 };
    let mut at = start;
    if text.as_bytes()[start].is_ascii_digit() {
        at = number_end(text, start);
        letters.push('#');
    }
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphanumeric() {
            letters.push(char::from(byte));
            at += 1;
        } else if byte.is_ascii() {
            if !(byte == b'\'' && text[at + 1..].starts_with(char::is_alphanumeric)) {
                break;
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next().filter(|c| c.is_alphanumeric()) else { break };
            letters.push_marked(c);
            at += c.len_utf8();
        }
    }
    letters.token(start, at)
}

/// Where the digits end that begin at `start`, with the marks inside: `1,500`, `3:30`, `12/5`.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    while is_digit(at) || (bytes.get(at).is_some_and(|b| b".,:/".contains(b)) && is_digit(at + 1)) {
        at += 1;
    }
    at
}

/// The letters of a word so far.
struct Letters {
    hash: u64,
    stem: u64,
    long_stem: u64,
    /// The last ones, each at its number modulo their number.
    last: [char; PIECE],
    count: usize,
}

/// The letters of Latin scripts that may have accents, from the first to the last of each block.
const LATIN: [RangeInclusive<char>; 2] = ['\u{c0}'..='\u{24f}', '\u{1e00}'..='\u{1eff}'];

/// A Latin letter without its accents; none if it is of another script.
fn bare(c: char) -> Option<char> {
    static BARE: LazyLock<[Vec<char>; 2]> = LazyLock::new(|| {
        let bare = |c: char| without_marks(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c);
        LATIN.map(|block| block.map(bare).collect())
    });
    let block = LATIN.iter().position(|block| block.contains(&c))?;
    Some(BARE[block][c as usize - *LATIN[block].start() as usize])
}

impl Letters {
    fn push(&mut self, c: char) {
        self.hash = letter(self.hash, c);
        self.last[self.count % PIECE] = c;
        self.count += 1;
        match self.count {
            PIECE => self.stem = self.hash,
            SHORTEST_WITH_STEM => self.long_stem = self.hash,
            _ => {}
        }
    }

    /// Adds a letter that is not plain, without its accents.
    fn push_marked(&mut self, c: char) {
        match bare(c) {
            Some(c) => self.push(c),
            None => without_marks(c.encode_utf8(&mut [0; 4])).chars().for_each(|c| self.push(c)),
        }
    }

    fn token(&self, start: usize, end: usize) -> Token {
        let has_ending = self.count >= SHORTEST_WITH_ENDING;
        let ending = || (self.count..self.count + PIECE).map(|at| self.last[at % PIECE]).fold(NO_LETTERS, letter);
        Token {
            hash: self.hash,
            stem: (self.count >= SHORTEST_WITH_STEM).then_some(self.stem),
            long_stem: has_ending.then_some(self.long_stem),
            ending: has_ending.then(ending),
            start,
            end,
        }
    }
}

/// The letters of a token, as its hash has them.
pub fn letters(text: &str) -> String {
    let digits = if text.starts_with(|c: char| c.is_ascii_digit()) { number_end(text, 0) } else { 0 };
    let rest: String = text[digits..].chars().filter(|c| *c != '\'').collect();
    format!("{}{}", if digits > 0 { "#" } else { "" }, without_marks(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        split(text, &mut tokens);
        tokens.iter().map(|token| letters(&text[token.start..token.end])).collect()
    }

    #[test]
    fn words_numbers_and_telling_marks_are_tokens() {
        assert_eq!(read("i'll take 2, at 3:30pm?"), ["ill", "take", "#", "at", "#pm", "?"]);
        assert_eq!(read("giá 1,500k đi ạ 👍🏽"), ["gia", "#k", "di", "a", "👍"]);
        assert_eq!(read("pa-order po - 'yes'"), ["pa", "order", "po", "yes"]);
        assert_eq!(read("\n .,"), [""; 0]);
    }

    #[test]
    fn a_letter_is_as_bare_as_in_any_text() {
        for c in LATIN.into_iter().flatten() {
            assert_eq!(bare(c).map(String::from), Some(without_marks(&c.to_string())), "{c}");
        }
    }

    #[test]
    fn a_token_has_the_hash_of_its_letters() {
        for text in ["appointment", "don't", "₱1,500.50", "nhiêu", "#", "it's", "ß", "ﬁ", "10k", "a'"] {
            let mut tokens = Vec::new();
            split(text, &mut tokens);
            for token in tokens {
                let letters = letters(&text[token.start..token.end]);
                assert_eq!(token.hash, hash_of(&letters), "{text}");
                let all: Vec<char> = letters.chars().collect();
                let piece = |from: usize, to: usize| hash_of(&all[from..to].iter().collect::<String>());
                assert_eq!(token.stem, (all.len() >= SHORTEST_WITH_STEM).then(|| piece(0, PIECE)));
                let has_ending = all.len() >= SHORTEST_WITH_ENDING;
                assert_eq!(token.ending, has_ending.then(|| piece(all.len() - PIECE, all.len())));
                assert_eq!(token.long_stem, has_ending.then(|| piece(0, SHORTEST_WITH_STEM)));
            }
        }
    }
}

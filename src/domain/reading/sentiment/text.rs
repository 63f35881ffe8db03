//! Cuts a text into sentences of words, looking each word up as it goes. Nothing is allocated: a word is folded to
//! lower case in a small buffer. Links, e-mail addresses, mentions and numbers become words without a meaning.

use super::emoji;
use super::lexicon::{Entry, Lexicon};
use super::sentence::{Sentence, Word};
use unicode_normalization::UnicodeNormalization;

/// The lexicon holds no word of more bytes.
const WORD_BYTES_MAX: usize = 24;
/// Fewer capitals than this are an acronym ("OK"), not a raised voice.
const STRESSED_LETTERS_MIN: usize = 3;
/// The longest emoticon that is looked for.
const FACE_BYTES_MAX: usize = 6;
/// Attached to a word, an emoticon has two to four signs.
const FACE_BYTES: std::ops::RangeInclusive<usize> = 2..=4;
/// What one more of the same emoji adds, in hundredths: as much as a "!" does.
const REPEATED_EMOJI: i16 = 29;
/// Words ending in these after a full stop are addresses.
const TOP_LEVEL_DOMAINS: &[&str] =
    &["com", "net", "org", "io", "co", "ph", "vn", "uk", "app", "shop", "info", "biz", "example"];

const SPACE: u8 = 1;
const LETTER: u8 = 2;
const DIGIT: u8 = 4;
const APOSTROPHE: u8 = 8;
const WIDE: u8 = 16;
const STOP: u8 = 32;
const COMMA: u8 = 64;
const SIGN: u8 = 128;

/// The class of each byte; bytes outside ASCII are `WIDE`.
const CLASSES: [u8; 256] = {
    let mut classes = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => SPACE,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'\'' => APOSTROPHE,
            b'.' | b'!' | b'?' => STOP,
            b',' | b';' | b':' | b'(' | b')' => COMMA,
            0x80..=0xff => WIDE,
            _ => SIGN,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Reads a text sentence by sentence.
pub(super) struct Scanner<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    at: usize,
    /// The emoji just read, and how often it stood there in a row.
    emoji_run: Option<(char, u8)>,
    has_stressed: bool,
    has_quiet: bool,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of `text`.
    pub(super) fn new(lexicon: &'a Lexicon, text: &'a str) -> Self {
        Self { lexicon, text, at: 0, emoji_run: None, has_stressed: false, has_quiet: false }
    }

    /// Whether some words so far were in capitals and some were not.
    pub(super) fn mixes_cases(&self) -> bool {
        self.has_stressed && self.has_quiet
    }

    /// Reads the next sentence into `sentence`; false at the end of the text.
    pub(super) fn read_sentence(&mut self, sentence: &mut Sentence) -> bool {
        sentence.clear();
        self.emoji_run = None;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if sentence.is_full() {
                return true;
            }
            let is_end = match class(byte) {
                SPACE => {
                    self.at += 1;
                    byte == b'\n'
                }
                _ if self.is_at_chunk() && self.read_chunk(sentence) => false,
                LETTER | DIGIT => {
                    self.read_word(sentence);
                    false
                }
                WIDE => self.read_wide(sentence),
                STOP => self.read_stop(sentence),
                _ if self.read_attached_face(sentence) => false,
                COMMA => {
                    self.at += 1;
                    end_clause(sentence);
                    false
                }
                _ => {
                    self.at += 1;
                    false
                }
            };
            if is_end && sentence.last_mut().is_some() {
                return true;
            }
        }
        sentence.last_mut().is_some()
    }

    /// Whether the text before is a blank.
    fn is_at_chunk(&self) -> bool {
        self.at == 0 || class(self.text.as_bytes()[self.at - 1]) == SPACE
    }

    /// Reads what stands up to the next blank if it is one thing: a plain word, an address, an emoticon, a dash.
    fn read_chunk(&mut self, sentence: &mut Sentence) -> bool {
        let bytes = &self.text.as_bytes()[self.at..];
        let (mut length, mut classes) = (0, 0);
        for &byte in bytes {
            let class = class(byte);
            if class == SPACE {
                break;
            }
            classes |= class;
            length += 1;
        }
        if classes == LETTER {
            self.push_narrow(sentence, self.at, self.at + length);
            self.at += length;
            return true;
        }
        let chunk = &bytes[..length];
        if classes & (LETTER | DIGIT) != 0 && classes & (SIGN | STOP) != 0 && is_address(chunk) {
            let end = chunk.iter().rposition(|&byte| class(byte) != STOP).map_or(length, |last| last + 1);
            sentence.push(Word { ends_clause: true, ..Word::default() });
            self.at += end;
            return true;
        }
        if chunk == b"-" {
            self.at += 1;
            end_clause(sentence);
            return true;
        }
        match self.face(chunk) {
            Some(entry) => {
                push_face(sentence, entry);
                self.at += length;
                true
            }
            None => false,
        }
    }

    /// The emoticon that a whole chunk is, its last sign repeated or not: `:)))`.
    fn face(&self, chunk: &[u8]) -> Option<Entry> {
        let first = *chunk.first()?;
        if class(first) & (LETTER | DIGIT | WIDE) != 0 && !chunk.contains(&b'_') {
            return None;
        }
        let last = *chunk.last()?;
        let repeats = chunk.iter().rev().take_while(|&&byte| byte == last).count();
        let core = &chunk[..(chunk.len() - repeats + 1).max(2).min(chunk.len())];
        if core.len() > FACE_BYTES_MAX { None } else { self.lexicon.get(Folded::of_narrow(core).bytes()) }
    }

    /// Reads an emoticon that follows or precedes other signs: `thanks:)`, `:D!`.
    fn read_attached_face(&mut self, sentence: &mut Sentence) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        if !matches!(rest.first(), Some(b':' | b';' | b'=' | b'<')) {
            return false;
        }
        let may_hold_letters = self.is_at_chunk();
        for length in FACE_BYTES.rev() {
            let Some(face) = rest.get(..length) else { continue };
            let is_heart = face == b"<3";
            if !is_heart && !may_hold_letters && face.iter().any(|&byte| class(byte) & (LETTER | DIGIT) != 0) {
                continue;
            }
            let repeats = rest[length..].iter().take_while(|&&byte| byte == face[length - 1]).count();
            let next = rest.get(length + repeats).map_or(SPACE, |&byte| class(byte));
            if next & (LETTER | DIGIT) == 0
                && let Some(entry) = self.face(face)
            {
                push_face(sentence, entry);
                self.at += length + repeats;
                return true;
            }
        }
        false
    }

    /// Reads full stops, "!" and "?"; true if they end the sentence.
    fn read_stop(&mut self, sentence: &mut Sentence) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|&&byte| class(byte) == STOP).count();
        let marks = &rest[..length];
        self.at += length;
        if marks == b"." && rest.get(1).is_some_and(|&byte| class(byte) & (LETTER | DIGIT) != 0) {
            end_clause(sentence);
            return false;
        }
        for &mark in marks {
            count_mark(sentence, char::from(mark));
        }
        true
    }

    /// Reads a word that begins with a letter or digit of ASCII.
    fn read_word(&mut self, sentence: &mut Sentence) {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|&&byte| class(byte) & (LETTER | DIGIT | APOSTROPHE) != 0).count();
        if rest.get(length).is_some_and(|&byte| class(byte) == WIDE) {
            return self.read_wide_word(sentence);
        }
        let word = &rest[..length];
        let quotes = word.iter().rev().take_while(|&&byte| byte == b'\'').count();
        self.push_narrow(sentence, self.at, self.at + length - quotes);
        self.at += length;
    }

    /// Reads one thing that begins outside ASCII; true if it ends the sentence.
    fn read_wide(&mut self, sentence: &mut Sentence) -> bool {
        let Some(sign) = self.text[self.at..].chars().next() else { return false };
        if is_wide_letter(sign) {
            self.read_wide_word(sentence);
            return false;
        }
        self.at += sign.len_utf8();
        match sign {
            '！' | '？' | '。' | '…' => {
                count_mark(sentence, sign);
                return true;
            }
            '—' | '–' | '，' | '、' => end_clause(sentence),
            _ => self.read_emoji(sentence, sign),
        }
        false
    }

    /// Reads a word with letters outside ASCII; `don’t` is one, too.
    fn read_wide_word(&mut self, sentence: &mut Sentence) {
        let rest = &self.text[self.at..];
        let is_inside =
            |&(_, sign): &(usize, char)| sign.is_alphanumeric() || is_wide_letter(sign) || is_apostrophe(sign);
        let length = rest.char_indices().take_while(is_inside).last().map_or(0, |(at, sign)| at + sign.len_utf8());
        self.at += length;
        let raw = rest[..length].trim_end_matches(is_apostrophe);
        let word =
            if raw.chars().any(is_combining_mark) { Folded::of_wide(raw.nfc()) } else { Folded::of_wide(raw.chars()) };
        self.push_folded(sentence, &word);
    }

    /// Takes an emoji, without its skin tone and variation; what is joined to it says nothing more.
    fn read_emoji(&mut self, sentence: &mut Sentence, sign: char) {
        let Some(valence) = emoji::valence(sign) else { return };
        let joined = self.text[self.at..].char_indices().scan(false, |joins, (at, next)| {
            let belongs = *joins || emoji::is_modifier(next) || next == emoji::JOINER;
            *joins = next == emoji::JOINER;
            belongs.then_some(at + next.len_utf8())
        });
        self.at += joined.last().unwrap_or(0);
        let count = self.emoji_run.filter(|&(last, _)| last == sign).map_or(0, |(_, count)| count);
        self.emoji_run = Some((sign, count.saturating_add(1)));
        match (count, sentence.last_mut()) {
            (1..=3, Some(word)) => word.entry.valence += REPEATED_EMOJI * valence.signum(),
            (4.., Some(_)) => {}
            _ => push_face(sentence, Entry::of_valence(valence)),
        }
    }

    fn push_narrow(&mut self, sentence: &mut Sentence, start: usize, end: usize) {
        let word = Folded::of_narrow(&self.text.as_bytes()[start..end]);
        self.push_folded(sentence, &word);
    }

    fn push_folded(&mut self, sentence: &mut Sentence, word: &Folded) {
        self.emoji_run = None;
        self.has_stressed |= word.is_stressed;
        self.has_quiet |= word.is_quiet;
        let entry = if word.is_too_long { Entry::default() } else { self.look_up(word.bytes()) };
        sentence.push(Word { entry, is_stressed: word.is_stressed, ends_clause: false, is_face: false });
    }

    /// What is known about a word in lower case: as it stands, as a contraction, or with its letters drawn out.
    fn look_up(&self, word: &[u8]) -> Entry {
        if let Some(entry) = self.lexicon.get(word) {
            return entry;
        }
        if word.ends_with(b"n't") {
            return Entry::of_negation();
        }
        if let Some(stem) = word.strip_suffix(b"'s") {
            return self.lexicon.get(stem).unwrap_or_default();
        }
        if !word.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
            return Entry::default();
        }
        let shorter = [2, 1].into_iter().find_map(|limit| self.lexicon.get(Folded::squeezed(word, limit).bytes()));
        shorter.unwrap_or_default()
    }
}

/// A word in lower case.
#[derive(Default)]
struct Folded {
    bytes: [u8; WORD_BYTES_MAX],
    length: usize,
    /// It didn't fit; no known word is as long.
    is_too_long: bool,
    is_stressed: bool,
    /// Not in capitals; neither this nor stressed are acronyms and single letters.
    is_quiet: bool,
}

impl Folded {
    /// Of a word in ASCII: the quick way.
    fn of_narrow(word: &[u8]) -> Self {
        let capitals = word.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        let has_small = word.iter().any(u8::is_ascii_lowercase);
        let mut folded = match word.len() {
            ..=WORD_BYTES_MAX => Self::default(),
            _ => Self::squeezed(word, 2),
        };
        if let Some(room) = folded.bytes.get_mut(..word.len()) {
            room.copy_from_slice(word);
            folded.length = word.len();
        }
        folded.bytes.make_ascii_lowercase();
        folded.is_stressed = capitals >= STRESSED_LETTERS_MIN && !has_small;
        folded.is_quiet = has_small && word.len() > 1;
        folded
    }

    /// Of a word with letters outside ASCII.
    fn of_wide(letters: impl Iterator<Item = char>) -> Self {
        let mut folded = Self::default();
        let (mut capitals, mut small) = (0, 0);
        for letter in letters {
            capitals += usize::from(letter.is_uppercase());
            small += usize::from(letter.is_lowercase());
            match is_apostrophe(letter) {
                true => folded.push('\''),
                false => letter.to_lowercase().for_each(|lower| folded.push(lower)),
            }
        }
        folded.is_stressed = capitals >= STRESSED_LETTERS_MIN && small == 0;
        folded.is_quiet = small > 0 && folded.length > 1;
        folded
    }

    /// With at most `limit` of a letter in a row: "greaaat" is "greaat" or "great".
    fn squeezed(word: &[u8], limit: usize) -> Self {
        let mut squeezed = Self::default();
        for &byte in word {
            let run = squeezed.bytes().iter().rev().take(limit).take_while(|&&last| last == byte).count();
            if run < limit {
                squeezed.push_byte(byte);
            }
        }
        squeezed
    }

    fn push(&mut self, letter: char) {
        letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push_byte(byte));
    }

    fn push_byte(&mut self, byte: u8) {
        match self.bytes.get_mut(self.length) {
            Some(room) => {
                *room = byte;
                self.length += 1;
            }
            None => self.is_too_long = true,
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Whether a chunk is a link, an e-mail address, a mention or a bare domain.
fn is_address(chunk: &[u8]) -> bool {
    if chunk.contains(&b'@') || chunk.starts_with(b"www.") || chunk.windows(3).any(|three| three == b"://") {
        return true;
    }
    let host = chunk.split(|byte| matches!(byte, b'/' | b'?' | b':' | b'#')).next().unwrap_or(chunk);
    let host = host.trim_ascii_end();
    let host = &host[..host.iter().rposition(|&byte| class(byte) & (STOP | COMMA) == 0).map_or(0, |last| last + 1)];
    let Some(dot) = host.iter().rposition(|&byte| byte == b'.') else { return false };
    let is_domain = TOP_LEVEL_DOMAINS.iter().any(|domain| host[dot + 1..].eq_ignore_ascii_case(domain.as_bytes()));
    is_domain && dot > 0 && class(host[dot - 1]) & (LETTER | DIGIT) != 0
}

fn push_face(sentence: &mut Sentence, entry: Entry) {
    sentence.push(Word { entry, is_face: true, ..Word::default() });
}

fn end_clause(sentence: &mut Sentence) {
    if let Some(word) = sentence.last_mut() {
        word.ends_clause = true;
    }
}

fn count_mark(sentence: &mut Sentence, mark: char) {
    match mark {
        '!' | '！' => sentence.exclamations = sentence.exclamations.saturating_add(1),
        '?' | '？' => sentence.questions = sentence.questions.saturating_add(1),
        _ => {}
    }
}

fn is_wide_letter(sign: char) -> bool {
    !sign.is_ascii() && (sign.is_alphanumeric() || is_combining_mark(sign))
}

fn is_combining_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’')
}

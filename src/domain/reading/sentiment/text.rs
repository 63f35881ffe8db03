//! Cuts a text into sentences of words, looking each word up as it goes; nothing is allocated or copied. Links, e-mail
//! addresses, mentions and numbers become words without a meaning.

use super::emoji;
use super::lexicon::{Entry, Key, Lexicon};
use super::sentence::{Sentence, Word};
use unicode_normalization::UnicodeNormalization;

/// Fewer capitals than this are an acronym ("OK"), not a raised voice.
const STRESSED_LETTERS_MIN: usize = 3;
/// Attached to a word, an emoticon has two to four signs.
const ATTACHED_FACE_BYTES: std::ops::RangeInclusive<usize> = 2..=4;
/// The longest emoticon that is looked for.
const FACE_BYTES_MAX: usize = 6;
/// What one more of the same emoji adds, in hundredths: as much as a "!" does.
const REPEATED_EMOJI: i16 = 29;
/// At most so many emoji in a row add that.
const REPEATS_MAX: u8 = 3;
/// Words ending in these after a full stop are addresses.
const TOP_LEVEL_DOMAINS: &[&str] =
    &["com", "net", "org", "io", "co", "ph", "vn", "uk", "app", "shop", "info", "biz", "example"];

const SPACE: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;
const APOSTROPHE: u8 = 8;
const WIDE: u8 = 16;
const STOP: u8 = 32;
const COMMA: u8 = 64;
const SIGN: u8 = 128;
const LETTER_OR_DIGIT: u8 = SMALL | CAPITAL | DIGIT;

/// The class of each byte; bytes outside ASCII are `WIDE`.
const CLASSES: [u8; 256] = {
    let mut classes = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => SPACE,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
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
    /// No address begins before this place, so that each chunk is searched once.
    address_free_until: usize,
    /// The emoji just read, and how often it stood there in a row.
    emoji_run: Option<(char, u8)>,
    has_stressed: bool,
    has_quiet: bool,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of `text`.
    pub(super) fn new(lexicon: &'a Lexicon, text: &'a str) -> Self {
        Self { lexicon, text, at: 0, address_free_until: 0, emoji_run: None, has_stressed: false, has_quiet: false }
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
            if sentence.is_full() || self.read_one(sentence, byte) && sentence.last_mut().is_some() {
                return true;
            }
        }
        sentence.last_mut().is_some()
    }

    /// Reads one word or sign, which begins with `byte`; true if it ends the sentence.
    fn read_one(&mut self, sentence: &mut Sentence, byte: u8) -> bool {
        match class(byte) {
            SPACE => {
                self.at += 1;
                return byte == b'\n';
            }
            SMALL | CAPITAL | DIGIT => self.read_word(sentence),
            WIDE => return self.read_wide(sentence),
            _ if self.read_face(sentence) => {}
            STOP => return self.read_stop(sentence),
            COMMA => {
                self.at += 1;
                end_clause(sentence);
            }
            _ => self.read_sign(sentence, byte),
        }
        false
    }

    /// The bytes from here to the next blank.
    fn chunk(&self) -> &'a [u8] {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|&byte| class(byte) == SPACE).unwrap_or(rest.len());
        &rest[..length]
    }

    /// Whether the text before is a blank.
    fn is_after_blank(&self) -> bool {
        self.at == 0 || class(self.text.as_bytes()[self.at - 1]) == SPACE
    }

    /// Reads an emoticon, if there is one: a whole chunk, or attached to other things (`thanks:)`, `:D!`).
    fn read_face(&mut self, sentence: &mut Sentence) -> bool {
        let (rest, is_after_blank) = (&self.text.as_bytes()[self.at..], self.is_after_blank());
        if is_after_blank && self.read_lone_face(sentence) {
            return true;
        }
        if !matches!(rest.first(), Some(b':' | b';' | b'=' | b'<')) {
            return false;
        }
        for length in ATTACHED_FACE_BYTES.rev() {
            let Some(face) = rest.get(..length) else { continue };
            // After a word only what can be nothing else: "thanks:)", but not "http:/" or "size:s".
            let is_plain = face == b"<3" || face.ends_with(b")") || face.ends_with(b"(");
            if !is_after_blank && !is_plain {
                continue;
            }
            let repeats = rest[length..].iter().take_while(|&&byte| byte == face[length - 1]).count();
            let next = rest.get(length + repeats).map_or(SPACE, |&byte| class(byte));
            if next & LETTER_OR_DIGIT == 0
                && let Some(entry) = self.lexicon.get(Key::of(face.iter().copied()))
            {
                push_face(sentence, entry);
                self.at += length + repeats;
                return true;
            }
        }
        false
    }

    /// Reads an emoticon that is a whole chunk, its last sign repeated or not: `:)))`.
    fn read_lone_face(&mut self, sentence: &mut Sentence) -> bool {
        let chunk = self.chunk();
        let repeats = chunk.iter().rev().take_while(|&byte| Some(byte) == chunk.last()).count();
        let face = &chunk[..(chunk.len() - repeats + 1).max(2).min(chunk.len())];
        if face.len() > FACE_BYTES_MAX {
            return false;
        }
        let Some(entry) = self.lexicon.get(Key::of(face.iter().copied())) else { return false };
        push_face(sentence, entry);
        self.at += chunk.len();
        true
    }

    /// Passes a sign that says nothing; a mention (`@maria`) with all that belongs to it, a dash as the end of a clause.
    fn read_sign(&mut self, sentence: &mut Sentence, byte: u8) {
        if byte == b'@' && self.is_after_blank() {
            self.read_address(sentence);
        } else {
            if byte == b'-' && self.is_after_blank() && self.chunk().len() == 1 {
                end_clause(sentence);
            }
            self.at += 1;
        }
    }

    /// Whether what stands here up to the next blank is an address.
    fn is_at_address(&mut self) -> bool {
        if self.at < self.address_free_until {
            return false;
        }
        let chunk = self.chunk();
        let is_address = is_address(chunk);
        if !is_address {
            self.address_free_until = self.at + chunk.len();
        }
        is_address
    }

    /// Passes a link or the like, up to the full stop after it.
    fn read_address(&mut self, sentence: &mut Sentence) {
        let chunk = self.chunk();
        let end = chunk.iter().rposition(|&byte| class(byte) != STOP).map_or(chunk.len(), |last| last + 1);
        sentence.push(Word { ends_clause: true, ..Word::default() });
        self.at += end;
    }

    /// Reads full stops, "!" and "?"; true if they end the sentence.
    fn read_stop(&mut self, sentence: &mut Sentence) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|&&byte| class(byte) == STOP).count();
        let marks = &rest[..length];
        self.at += length;
        if marks == b"." && rest.get(1).is_some_and(|&byte| class(byte) & LETTER_OR_DIGIT != 0) {
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
        let (mut length, mut classes, mut key) = (0, 0, Key::EMPTY);
        for &byte in rest {
            let class = class(byte);
            if class & (LETTER_OR_DIGIT | APOSTROPHE) == 0 {
                break;
            }
            key = key.with(byte.to_ascii_lowercase());
            classes |= class;
            length += 1;
        }
        match rest.get(length) {
            Some(&next) if class(next) == WIDE => return self.read_wide_word(sentence),
            Some(b'_') if self.is_after_blank() && self.read_lone_face(sentence) => return,
            Some(&next) if class(next) != SPACE && self.is_at_address() => return self.read_address(sentence),
            _ => {}
        }
        let word = without_quotes(&rest[..length]);
        if word.len() < length {
            key = Key::of(word.iter().copied());
        }
        self.at += length;
        let entry = self.lexicon.get(key).unwrap_or_else(|| self.look_up_variants(word));
        self.push_word(sentence, entry, classes & SMALL != 0, if classes & CAPITAL == 0 { 0 } else { length });
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
        let word = rest[..length].trim_end_matches(is_apostrophe);
        let key = if word.chars().any(is_combining_mark) { wide_key(word.nfc()) } else { wide_key(word.chars()) };
        let variant = || if is_wide_negation(word) { Entry::of_negation() } else { Entry::default() };
        let entry = self.lexicon.get(key).unwrap_or_else(variant);
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        self.push_word(sentence, entry, word.chars().any(char::is_lowercase), capitals);
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
            (1..=REPEATS_MAX, Some(word)) => word.entry.valence += REPEATED_EMOJI * valence.signum(),
            (0, _) | (_, None) => push_face(sentence, Entry::of_valence(valence)),
            _ => {}
        }
    }

    fn push_word(&mut self, sentence: &mut Sentence, entry: Entry, has_small: bool, capitals: usize) {
        let is_stressed = !has_small && capitals >= STRESSED_LETTERS_MIN;
        self.emoji_run = None;
        self.has_stressed |= is_stressed;
        self.has_quiet |= has_small;
        sentence.push(Word { entry, is_stressed, ..Word::default() });
    }

    /// What is known about a word that isn't listed as it stands: as a contraction, or with its letters drawn out.
    fn look_up_variants(&self, word: &[u8]) -> Entry {
        if word.len() > 3 && word[word.len() - 3..].eq_ignore_ascii_case(b"n't") {
            return Entry::of_negation();
        }
        if let [stem @ .., b'\'', b's' | b'S'] = word {
            return self.lexicon.get(Key::of(stem.iter().copied())).unwrap_or_default();
        }
        if !word.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
            return Entry::default();
        }
        [2, 1].into_iter().find_map(|limit| self.lexicon.get(squeezed_key(word, limit))).unwrap_or_default()
    }
}

/// The key of a word in which at most `limit` of a letter stand in a row: "greaaat" is "greaat" or "great".
fn squeezed_key(word: &[u8], limit: usize) -> Key {
    let is_kept = |at: &usize| *at < limit || word[at - limit..*at].iter().any(|byte| *byte != word[*at]);
    Key::of((0..word.len()).filter(is_kept).map(|at| word[at]))
}

/// The key of a word with letters outside ASCII.
fn wide_key(letters: impl Iterator<Item = char>) -> Key {
    let plain = letters.map(|letter| if is_apostrophe(letter) { '\'' } else { letter });
    plain
        .flat_map(char::to_lowercase)
        .fold(Key::EMPTY, |key, letter| letter.encode_utf8(&mut [0; 4]).bytes().fold(key, Key::with))
}

/// Whether a word ends in "n't" with any apostrophe.
fn is_wide_negation(word: &str) -> bool {
    let mut end = word.chars().rev();
    matches!((end.next(), end.next(), end.next()), (Some('t' | 'T'), Some('’' | '\''), Some('n' | 'N')))
}

/// Whether a chunk is a link, an e-mail address or a bare domain.
fn is_address(chunk: &[u8]) -> bool {
    if chunk.contains(&b'@') || chunk.starts_with(b"www.") || chunk.windows(3).any(|three| three == b"://") {
        return true;
    }
    let host = chunk.split(|byte| matches!(byte, b'/' | b'?' | b':' | b'#')).next().unwrap_or(chunk);
    let end = host.iter().rposition(|&byte| class(byte) & LETTER_OR_DIGIT != 0).map_or(0, |last| last + 1);
    let host = &host[..end];
    let Some(dot) = host.iter().rposition(|&byte| byte == b'.') else { return false };
    let is_domain = TOP_LEVEL_DOMAINS.iter().any(|domain| host[dot + 1..].eq_ignore_ascii_case(domain.as_bytes()));
    is_domain && dot > 0 && class(host[dot - 1]) & LETTER_OR_DIGIT != 0
}

fn push_face(sentence: &mut Sentence, entry: Entry) {
    sentence.push(Word { entry, is_face: true, ..Word::default() });
}

/// A word without the quotation marks after it.
fn without_quotes(word: &[u8]) -> &[u8] {
    let quotes = word.iter().rev().take_while(|&&byte| byte == b'\'').count();
    &word[..word.len() - quotes]
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

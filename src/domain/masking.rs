//! Taking a person out of texts that stay: names, addresses and identities become words in brackets, however they are
//! written. What might mean the person goes; that a word too many goes with it is the lesser harm.

use crate::domain::normalize::email::is_role;
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Digits at the end of a phone number that tell it from others: all of it that every notation has.
const PHONE_TAIL: usize = 7;
/// What may stand between two digits of one number, at most so many characters.
const PHONE_GAP: usize = 3;
/// What may stand between two words of one identity or address, at most so many characters.
const WORD_GAP: usize = 4;
/// An id of fewer letters and digits names nobody in a text.
const SHORTEST_ID: usize = 3;

/// A mailbox with a shorter name names nobody in a text.
const SHORTEST_MAILBOX: usize = 4;

/// What is known of a person and must not be read any more.
#[derive(Debug, Default, Clone)]
pub struct Mask {
    emails: Vec<Vec<String>>,
    ids: Vec<Vec<String>>,
    addresses: Vec<Vec<String>>,
    names: Vec<Vec<String>>,
    /// The last digits of phone numbers.
    phones: Vec<String>,
}

/// What texts are made of: their words as they are compared, and their digits.
#[derive(Debug, Default)]
pub struct Words {
    folded: FxHashSet<String>,
    digits: String,
}

impl Words {
    /// Those of all of these texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut all = Self::default();
        for text in texts {
            all.folded.extend(folded_words(text));
            all.digits.extend(text.chars().filter_map(digit));
            all.digits.push(' ');
        }
        all
    }
}

/// A word of a text: letters and digits, folded, with where it stands.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

impl Mask {
    /// Hides a name: each of its words of two letters or more.
    pub fn name(&mut self, name: &str) {
        let words = name.split(|c: char| !is_part_of_word(c)).map(folded_words);
        let words = words.filter(|words| words.iter().map(|word| word.chars().count()).sum::<usize>() >= 2);
        self.names.extend(words);
        longest_first(&mut self.names);
    }

    /// Hides an e-mail address where all of it is written.
    pub fn whole_email(&mut self, email: &str) {
        keep(&mut self.emails, email);
    }

    /// Hides an e-mail address, and the name of its mailbox by itself.
    pub fn email(&mut self, email: &str) {
        self.whole_email(email);
        let mailbox = email.split('@').next().unwrap_or_default();
        if mailbox.chars().filter(|c| is_part_of_word(*c)).count() >= SHORTEST_MAILBOX && !is_role(email) {
            keep(&mut self.emails, mailbox);
        }
    }

    /// Hides a phone number in any notation.
    pub fn phone(&mut self, phone: &str) {
        let digits: String = phone.split(['x', 'X', '#']).next().unwrap_or("").chars().filter_map(digit).collect();
        if digits.len() >= PHONE_TAIL {
            self.phones.push(digits[digits.len() - PHONE_TAIL..].to_owned());
        } else {
            self.id(phone);
        }
    }

    /// Hides an id of any kind.
    pub fn id(&mut self, id: &str) {
        if id.chars().filter(|c| is_part_of_word(*c)).count() >= SHORTEST_ID {
            keep(&mut self.ids, id);
        }
    }

    /// Hides an address, and each part of it between commas that has several words.
    pub fn address(&mut self, address: &str) {
        for part in std::iter::once(address).chain(address.split([',', '\n', ';'])) {
            if folded_words(part).len() > 1 {
                keep(&mut self.addresses, part);
            }
        }
    }

    /// A text without the person.
    pub fn apply(&self, text: &str) -> String {
        let text = replace_phrases(text, &self.emails, "[email]");
        let text = replace_phrases(&text, &self.ids, "[id]");
        let text = replace_phrases(&text, &self.addresses, "[address]");
        let text = self.replace_phones(&text);
        replace_phrases(&text, &self.names, "[name]")
    }

    /// Whether anything of the person may be in texts with these words: a quick look before each is gone through.
    pub fn may_be_in(&self, words: &Words) -> bool {
        let phrases = [&self.emails, &self.ids, &self.addresses, &self.names];
        let is_begun = |phrase: &Vec<String>| phrase.first().is_some_and(|word| words.folded.contains(word));
        phrases.into_iter().flatten().any(is_begun)
            || self.phones.iter().any(|tail| words.digits.contains(tail.as_str()))
    }

    /// Replaces each run of digits that holds the end of a number.
    fn replace_phones(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((start, end, digits)) = first_run(rest) {
            let is_theirs = self.phones.iter().any(|tail| digits.contains(tail.as_str()));
            if is_theirs {
                masked.push_str(rest[..start].trim_end_matches(['+', '(']));
                masked.push_str("[phone]");
            } else {
                masked.push_str(&rest[..end]);
            }
            rest = &rest[end..];
        }
        masked + rest
    }
}

/// The first run of digits that may be one number: where it stands, and its digits.
fn first_run(text: &str) -> Option<(usize, usize, String)> {
    let (mut start, mut end, mut digits, mut gap) = (None, 0, String::new(), 0);
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            start.get_or_insert(at);
            digits.push(digit);
            (end, gap) = (at + c.len_utf8(), 0);
        } else if start.is_some() {
            gap += 1;
            if c.is_alphabetic() || gap > PHONE_GAP {
                break;
            }
        }
    }
    Some((start?, end, digits))
}

/// A digit of any of the scripts that phone numbers are written in.
fn digit(c: char) -> Option<char> {
    let zeros = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];
    let value = zeros.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10));
    char::from_digit(value?, 10)
}

fn keep(phrases: &mut Vec<Vec<String>>, text: &str) {
    let words = folded_words(text);
    if !words.is_empty() {
        phrases.push(words);
        longest_first(phrases);
    }
}

/// A phrase that begins another one comes after it.
fn longest_first(phrases: &mut Vec<Vec<String>>) {
    phrases.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    phrases.dedup();
}

/// Puts a label in the place of each occurrence of a phrase, whatever stands between its words.
fn replace_phrases(text: &str, phrases: &[Vec<String>], label: &str) -> String {
    if phrases.is_empty() {
        return text.to_owned();
    }
    let words = words(text);
    let (mut masked, mut copied, mut at) = (String::with_capacity(text.len()), 0, 0);
    while at < words.len() {
        let found = phrases.iter().find(|phrase| stands_at(text, &words[at..], phrase));
        let Some(phrase) = found else {
            at += 1;
            continue;
        };
        masked.push_str(&text[copied..words[at].start]);
        masked.push_str(label);
        at += phrase.len();
        copied = words[at - 1].end;
    }
    masked + &text[copied..]
}

fn stands_at(text: &str, words: &[Word], phrase: &[String]) -> bool {
    let is_near = |pair: &[Word]| text[pair[0].end..pair[1].start].chars().count() <= WORD_GAP;
    words.len() >= phrase.len()
        && words.iter().zip(phrase).all(|(word, wanted)| word.folded == *wanted)
        && words[..phrase.len()].windows(2).all(is_near)
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// The words of a text. Characters of scripts that set no blanks between words are words of their own.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let folded = fold(c);
        if folded.is_empty() {
            // A mark on the letter before, or what is not to be seen.
            if let Some(word) = words.last_mut().filter(|word| word.end == start) {
                word.end = end;
            }
        } else if !is_part_of_word(c) {
            is_open = false;
        } else if is_unspaced(c) {
            words.push(Word { folded, start, end });
            is_open = false;
        } else if let Some(word) = words.last_mut().filter(|_| is_open) {
            word.folded.push_str(&folded);
            word.end = end;
        } else {
            words.push(Word { folded, start, end });
            is_open = true;
        }
    }
    words
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A character as it is compared: in lower case and without accents; nothing for a mark, and for what takes no room.
fn fold(c: char) -> String {
    if c.is_ascii() {
        return c.to_ascii_lowercase().to_string();
    }
    if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
        return String::new();
    }
    let plain = c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain = plain.nfkd().filter(|c| !is_combining_mark(*c));
    plain
        .map(|c| match c {
            'ß' => "ss".to_owned(),
            'ø' => "o".to_owned(),
            'đ' | 'ð' => "d".to_owned(),
            'ł' => "l".to_owned(),
            'æ' => "ae".to_owned(),
            'œ' => "oe".to_owned(),
            'ı' => "i".to_owned(),
            other => digit(other).unwrap_or(other).to_string(),
        })
        .collect()
}

/// Whether words of this character's script stand without blanks between them.
const fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0xa4cf | 0xf900..=0xfaff
        | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ana() -> Mask {
        let mut mask = Mask::default();
        mask.name("Ana María de la Cruz");
        mask.name("田中");
        mask.email("ana.cruz@example.com");
        mask.phone("+639175550101");
        mask.id("U-1042");
        mask.address("12 Mabini St, Poblacion, Makati");
        mask
    }

    #[test]
    fn names_go_in_any_case_with_and_without_accents() {
        for (text, masked) in [
            ("Hi Ana, ANA? it's ana's", "Hi [name], [name]? it's [name]'s"),
            ("MARIA, Mari\u{301}a and María-Cruz", "[name], [name] and [name]-[name]"),
            ("banana crux", "banana crux"),
            ("田中さん", "[name]さん"),
            ("Dear ana.", "Dear [name]."),
        ] {
            assert_eq!(ana().apply(text), masked);
        }
    }

    #[test]
    fn identities_go_in_any_notation() {
        for (text, masked) in [
            ("mail Ana.Cruz@Example.COM now", "mail [email] now"),
            ("ana.cruz @ example.com", "[email]"),
            ("call +63 (917) 555-0101!", "call [phone]!"),
            ("0917.555.0101 or 555 0101", "[phone] or [phone]"),
            ("(0917) 555 0102 is another", "(0917) 555 0102 is another"),
            ("tel639175550101x", "tel[phone]x"),
            ("٠٩١٧٥٥٥٠١٠١", "[phone]"),
            ("order of u-1042, not u-10421", "order of [id], not u-10421"),
            ("at 12 Mabini St., Poblacion", "at [address]., Poblacion"),
            ("at 12, MABINI st - Poblacion, Makati", "at [address]"),
        ] {
            assert_eq!(ana().apply(text), masked);
        }
    }

    #[test]
    fn the_name_of_a_mailbox_goes_by_itself_but_not_that_of_a_role() {
        let mut mask = Mask::default();
        mask.email("zebq.r@example.com");
        mask.email("info@example.com");
        assert_eq!(
            mask.apply("I am ZEBQ.R there, zebq.r AT example . com"),
            "I am [email] there, [email] AT example . com"
        );
        assert_eq!(mask.apply("any info?"), "any info?");
    }

    #[test]
    fn what_is_too_short_to_name_anybody_stays() {
        let mut mask = Mask::default();
        mask.name("J R");
        mask.id("42");
        assert_eq!(mask.apply("J R at 42"), "J R at 42");
    }

    /// A text as whoever looks for somebody would compare it, without the labels.
    fn plain(text: &str) -> String {
        let mut text = text.to_owned();
        for label in ["[name]", "[email]", "[phone]", "[id]", "[address]"] {
            text = text.replace(label, " \u{1} ");
        }
        text
    }

    fn spelled(name: &str, case: u8) -> String {
        match case {
            0 => name.to_uppercase(),
            1 => name.nfd().collect(),
            2 => name.nfkd().filter(|c| !is_combining_mark(*c)).collect(),
            _ => name.to_owned(),
        }
    }

    proptest! {
        #[test]
        fn no_spelling_of_a_person_survives(
            names in prop::collection::vec("[A-ZÁÑĐŁ][a-zéñßø]{1,8}", 1..4),
            digits in "[1-9][0-9]{9}",
            gaps in prop::collection::vec("[ .()/-]{0,2}", 10),
            user in "[a-z]{2,6}[0-9]{1,3}",
            around in prop::collection::vec("[ ,.!?a-z0-9é]{0,12}", 8),
            case in 0_u8..4,
        ) {
            let email = format!("{user}@example.com");
            let mut mask = Mask::default();
            mask.name(&names.join(" "));
            mask.email(&email);
            mask.phone(&format!("+63{digits}"));
            mask.id(&format!("crm-{user}"));
            let written: String = digits.chars().zip(&gaps).flat_map(|(digit, gap)| {
                std::iter::once(digit).chain(gap.chars())
            }).collect();
            let said = [spelled(&names.join(" "), case), spelled(&names[0], case), email.to_uppercase(),
                format!("0{written}"), format!("+63 {digits}"), format!("CRM-{user}")];
            let text: String = said.iter().zip(&around).map(|(said, around)| format!("{around} {said} ")).collect();
            let masked = mask.apply(&text);
            let left = folded_words(&plain(&masked));
            for name in &names {
                for word in folded_words(name) {
                    prop_assert!(!left.contains(&word), "{word} in {masked}");
                }
            }
            let digits_left: String = plain(&masked).chars().filter_map(digit).collect();
            prop_assert!(!digits_left.contains(&digits), "{masked}");
            prop_assert!(!plain(&masked).to_lowercase().contains(&user) || around.concat().contains(&user), "{masked}");
            prop_assert_eq!(mask.apply(&plain(&masked)), plain(&masked));
        }

        #[test]
        fn any_text_can_be_masked(text in any::<String>(), name in any::<String>(), other in any::<String>()) {
            let mut mask = Mask::default();
            mask.name(&name);
            mask.email(&other);
            mask.phone(&other);
            mask.id(&other);
            mask.address(&other);
            mask.apply(&text);
        }
    }
}

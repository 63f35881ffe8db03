//! Names of people: a clean spelling, first and last name, the folded form that comparisons use, and whether two names
//! can belong to one person. Only first names can disagree: last names change, and families share mailboxes.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::first_name;
pub use super::first_name::groups_of;
pub use super::fold::fold;
use super::fold::squeeze;

/// What stands before a name and is no part of it.
const TITLES: [&str; 28] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "mister",
    "dr",
    "dra",
    "prof",
    "professor",
    "sir",
    "madam",
    "herr",
    "frau",
    "señor",
    "señora",
    "señorita",
    "sr",
    "sra",
    "srta",
    "engr",
    "atty",
    "rev",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "fr",
];

/// What stands after a name and is no part of it.
const SUFFIXES: [&str; 16] =
    ["jr", "sr", "jnr", "snr", "ii", "iii", "iv", "phd", "md", "dds", "dvm", "esq", "cpa", "mba", "rn", "junior"];

/// Small words that begin a last name.
const PARTICLES: [&str; 34] = [
    "de", "del", "dela", "delas", "delos", "della", "dello", "di", "da", "das", "do", "dos", "du", "des", "la", "las",
    "le", "los", "van", "von", "vom", "zu", "zur", "zum", "der", "den", "ten", "ter", "af", "av", "bin", "binti",
    "bint", "ibn",
];

/// First names that often stand before the one a person goes by: `Ma. Cristina`, `Mohammed Ali`.
const LEADING_NAMES: [&str; 7] = ["ma", "maria", "md", "mohammed", "mohammad", "mohamed", "muhammad"];

/// A name with single blanks, without control characters and direction marks, in composed form (NFC).
pub fn clean(raw: &str) -> String {
    if let Some(plain) = plain(raw) {
        return plain.to_owned();
    }
    let visible = raw.chars().filter(|c| {
        c.is_whitespace()
            || !(c.is_control()
                || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
    });
    squeeze(visible.nfc())
}

/// The name as it stands, if it is printable ASCII with single blanks, as most are.
fn plain(raw: &str) -> Option<&str> {
    let trimmed = raw.trim_matches(' ');
    let bytes = trimmed.as_bytes();
    let is_plain = bytes.iter().all(|b| (b' '..=b'~').contains(b)) && !bytes.windows(2).any(|pair| pair == b"  ");
    is_plain.then_some(trimmed)
}

/// The first and the last name in a full one. The last word is the last name, with the particles before it (`dela
/// Cruz`); `Cruz, Ana` is turned round; titles and suffixes are left out; a word alone is a first name, but after a
/// title a last one.
pub fn split(full: &str) -> (String, String) {
    if let Some((first, last)) = plain(full).and_then(two_words) {
        return (first.to_owned(), last.to_owned());
    }
    let name = clean(full);
    let parts: Vec<Vec<&str>> = name
        .split(',')
        .map(|part| without_suffixes(part.split(' ').filter(|word| !word.is_empty()).collect()))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [] => (name.clone(), String::new()),
        [only] => split_words(only),
        [last, first, ..] => (without_title(first).join(" "), without_title(last).join(" ")),
    }
}

/// The words of a name of two that are neither titles nor suffixes.
fn two_words(name: &str) -> Option<(&str, &str)> {
    let (first, last) = name.split_once(' ')?;
    let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'\''));
    let is_listed = |list: &[&str], word: &str| list.iter().any(|listed| listed.eq_ignore_ascii_case(word));
    let is_simple = is_word(first) && is_word(last) && !is_listed(&TITLES, first) && !is_listed(&SUFFIXES, last);
    is_simple.then_some((first, last))
}

/// A full name from its two halves; either may be empty.
pub fn join(first: &str, last: &str) -> String {
    clean(&format!("{first} {last}"))
}

/// Whether two full names can belong to one person. They disagree only when both are there and the first names are
/// neither equal nor nickname, initial or misspelling of each other. The same words in another order agree
/// (`Cruz Ana`), as does a single word that the other name holds, and names in different scripts, which cannot be
/// compared.
pub fn agree(a: &str, b: &str) -> bool {
    if a == b || is_placeholder(a) || is_placeholder(b) {
        return true;
    }
    let (a, b) = (Words::new(a), Words::new(b));
    if a.given.is_empty() || b.given.is_empty() || a.all == b.all || a.is_within(&b) || b.is_within(&a) {
        return true;
    }
    if a.is_latin() != b.is_latin() || a.given.concat() == b.given.concat() {
        return true;
    }
    any_alike(a.called(), b.called()) || a.turned_round(&b) || b.turned_round(&a)
}

/// Whether a name stands for none: blank, `N/A`, `Unknown`, `Visitor 12`, `Facebook User`.
pub fn is_placeholder(name: &str) -> bool {
    let folded = fold(name);
    let letters: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    matches!(
        letters.as_str(),
        "" | "na"
            | "none"
            | "null"
            | "unknown"
            | "noname"
            | "anonymous"
            | "guest"
            | "visitor"
            | "websitevisitor"
            | "webvisitor"
            | "user"
            | "customer"
            | "lead"
            | "facebookuser"
            | "instagramuser"
            | "instagrammer"
            | "whatsappuser"
            | "telegramuser"
            | "messengeruser"
            | "deletedaccount"
    )
}

fn any_alike(names: &[String], others: &[String]) -> bool {
    names.iter().any(|name| others.iter().any(|other| first_name::alike(name, other)))
}

/// A name as [`agree`] compares it.
struct Words {
    given: Vec<String>,
    family: Vec<String>,
    /// All words, sorted.
    all: Vec<String>,
}

impl Words {
    fn new(full: &str) -> Self {
        let (first, last) = split(full);
        let words = |name: &str| -> Vec<String> {
            fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect()
        };
        let (given, family) = (words(&first), words(&last));
        let mut all = [given.as_slice(), family.as_slice()].concat();
        all.sort_unstable();
        Self { given, family, all }
    }

    /// Whether this is one word that the other name holds too.
    fn is_within(&self, other: &Self) -> bool {
        matches!(self.all.as_slice(), [word] if other.all.contains(word))
    }

    /// Whether this name begins with the other's last name and ends with its first: `Moore J` and `Janice Moore`.
    fn turned_round(&self, other: &Self) -> bool {
        self.given.first().is_some_and(|word| other.family.contains(word)) && any_alike(&self.family, other.called())
    }

    fn is_latin(&self) -> bool {
        self.all.iter().any(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
    }

    /// The first names that the person may go by: the first, and the second after an initial or a leading name.
    fn called(&self) -> &[String] {
        let leads = self.given.first().is_some_and(|word| word.len() == 1 || LEADING_NAMES.contains(&word.as_str()));
        let count = if leads { 2 } else { 1 };
        &self.given[..count.min(self.given.len())]
    }
}

fn split_words(words: &[&str]) -> (String, String) {
    let named = without_title(words);
    match named {
        [] => (String::new(), String::new()),
        [only] if named.len() < words.len() => (String::new(), (*only).to_owned()),
        [only] => ((*only).to_owned(), String::new()),
        _ => {
            let particle = (1..named.len() - 1).find(|i| PARTICLES.contains(&named[*i].to_lowercase().as_str()));
            let (first, last) = named.split_at(particle.unwrap_or(named.len() - 1));
            (first.join(" "), last.join(" "))
        }
    }
}

/// The words after the titles; a title alone is a name.
fn without_title<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let titles = words.iter().take_while(|word| TITLES.contains(&undotted(word).as_ref())).count();
    &words[titles.min(words.len().saturating_sub(1))..]
}

/// The words before the suffixes. A part of a name that is all suffixes (`, Jr.`) leaves nothing.
fn without_suffixes(mut words: Vec<&str>) -> Vec<&str> {
    while words.last().is_some_and(|word| SUFFIXES.contains(&undotted(word).as_ref())) {
        words.pop();
    }
    words
}

fn undotted(word: &str) -> Cow<'_, str> {
    if word.len() > 12 { Cow::Borrowed(word) } else { Cow::Owned(word.replace('.', "").to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_cleaned_but_keeps_its_letters() {
        assert_eq!(clean("  Ana\t Maria\u{a0}\nCruz\u{0} "), "Ana Maria Cruz");
        assert_eq!(clean("\u{feff}Jose\u{301}\u{200f}"), "José");
        assert_eq!(clean("ANA cruz"), "ANA cruz");
    }

    proptest! {
        #[test]
        fn two_plain_words_need_no_second_look(name in "(Ana|Dr|mr|Van|de|O'Neil|Jo-Ann) (Cruz|Jr|III|Ma|de|Van)") {
            if let Some((first, last)) = two_words(&name) {
                // A trailing blank and an invisible mark lead the long way.
                prop_assert_eq!((first.to_owned(), last.to_owned()), split(&format!("{name} \u{200b}")));
            }
        }
    }

    #[test]
    fn a_full_name_falls_into_first_and_last() {
        for (full, first, last) in [
            ("Ana Cruz", "Ana", "Cruz"),
            ("Ana Maria Cruz", "Ana Maria", "Cruz"),
            ("Cruz, Ana", "Ana", "Cruz"),
            ("dela Cruz, Juan Jr.", "Juan", "dela Cruz"),
            ("Juan dela Cruz", "Juan", "dela Cruz"),
            ("Juan De La Cruz", "Juan", "De La Cruz"),
            ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
            ("Van Nguyen", "Van", "Nguyen"),
            ("Mr. John Smith", "John", "Smith"),
            ("Dr. Ana Cruz, PhD", "Ana", "Cruz"),
            ("Sammy Davis Jr.", "Sammy", "Davis"),
            ("Cruz, Jr., Ana", "Ana", "Cruz"),
            ("Mr Smith", "", "Smith"),
            ("Ana", "Ana", ""),
            ("Dr.", "Dr.", ""),
            ("", "", ""),
            (" , ", ",", ""),
        ] {
            assert_eq!(split(full), (first.to_owned(), last.to_owned()), "{full}");
        }
        assert_eq!(join(" Ana ", " Cruz"), "Ana Cruz");
        assert_eq!(join("", "Cruz"), "Cruz");
    }

    #[test]
    fn one_person_may_be_spelled_in_many_ways() {
        for (a, b) in [
            ("Ana Cruz", "ana cruz"),
            ("Ana Cruz", "Ana Santos"),
            ("Ana Cruz", ""),
            ("Ana Cruz", "Cruz, Ana"),
            ("Ana Cruz", "Cruz Ana"),
            ("Ana Cruz", "Cruz"),
            ("Ana Cruz", "Unknown"),
            ("Ana Cruz", "Visitor 4711"),
            ("José Rizal", "Jose Rizal"),
            ("J. Smith", "John Smith"),
            ("Smith J", "John Smith"),
            ("Smith Bill", "William Smith"),
            ("J Robert Smith", "Robert Smith"),
            ("John Smith", "Johnny Smith"),
            ("Bill Gray", "William Gray"),
            ("Mr Smith", "John Smith"),
            ("Mary Ann Cruz", "Maryann Cruz"),
            ("Ma. Cristina Reyes", "Cristina Reyes"),
            ("Micheal Brown", "Michael Brown"),
            ("Jhon Smith", "John Smith"),
            ("Александр Васильев", "Aleksandr Vasilev"),
            ("王伟", "Wei Wang"),
            ("D’Angelo Cruz", "DAngelo Cruz"),
        ] {
            assert!(agree(a, b), "{a} and {b}");
            assert!(agree(b, a), "{b} and {a}");
        }
    }

    #[test]
    fn two_holders_of_a_mailbox_stay_two() {
        for (a, b) in [
            ("Ana Cruz", "Ben Cruz"),
            ("Maria Cruz", "Mario Cruz"),
            ("Dan Gray", "Don Gray"),
            ("Jan Smith", "Jon Smith"),
            ("John Smith", "Joan Smith"),
            ("Daniel Cruz", "Daniela Cruz"),
            ("Carl Gray", "Carla Gray"),
            ("Brian Gray", "Brianna Gray"),
            ("Anton Gray", "Antonia Gray"),
            ("Ana", "Ben"),
            ("K. Smith", "John Smith"),
            ("Smith K", "John Smith"),
            ("Hon Gray", "Denise Gray"),
            ("Erin Gray", "Eric Gray"),
            ("Jane Gray", "Jan Gray"),
            ("Александр Васильев", "Ольга Васильева"),
        ] {
            assert!(!agree(a, b), "{a} and {b}");
            assert!(!agree(b, a), "{b} and {a}");
        }
    }

    proptest! {
        #[test]
        fn a_name_normalised_twice_is_the_same(raw in "(?s)[A-Za-z ,.'\u{301}]{0,12}.{0,12}", other in "\\PC{0,12}") {
            let once = clean(&raw);
            prop_assert_eq!(clean(&once), once.clone());
            let folded = fold(&raw);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert!(agree(&raw, &once));
            prop_assert_eq!(agree(&raw, &other), agree(&other, &raw));
        }

        #[test]
        fn halves_of_a_name_join_to_it(first in "[A-Z][a-z]{3,8}", last in "[A-Z][a-z]{3,8}") {
            prop_assert_eq!(split(&join(&first, &last)), (first.clone(), last.clone()));
            prop_assert_eq!(split(&format!("{last}, {first}")), (first, last));
        }
    }
}

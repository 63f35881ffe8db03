//! Plain values: text, identifiers, yes-or-no and whole numbers, each from the ways that files write them.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::amount::amount;

/// Text without blanks and invisible marks around it, in Unicode's composed form (NFC).
pub fn text(raw: &str) -> Cow<'_, str> {
    if is_plain(raw) {
        return Cow::Borrowed(raw);
    }
    let trimmed = raw.trim_matches(is_edge);
    if trimmed.is_ascii() || is_nfc(trimmed) { Cow::Borrowed(trimmed) } else { Cow::Owned(trimmed.nfc().collect()) }
}

/// An identifier as another system gave it: trimmed, without control characters, composed like [`text`], and with `;`
/// written `%3B`, since several identifiers share a cell. A leading `'` stays: only the reader of a file knows whether
/// it is a guard.
pub fn identifier(raw: &str) -> Cow<'_, str> {
    if is_plain(raw) && !raw.contains(';') {
        return Cow::Borrowed(raw);
    }
    let clean = if raw.chars().any(char::is_control) {
        let kept: String = raw.chars().filter(|c| !c.is_control()).collect();
        Cow::Owned(text(&kept).into_owned())
    } else {
        text(raw)
    };
    // Looked for after composing: U+037E, the Greek question mark, composes to it.
    if clean.contains(';') { Cow::Owned(clean.replace(';', "%3B")) } else { clean }
}

/// Whether there is nothing to trim or compose: printable ASCII without blanks around it, as most values are.
fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ') && bytes.iter().all(|b| (b' '..=b'~').contains(b))
}

/// Whether a text says yes or no, in the words that exports use; `None` when it says neither.
pub fn truth(raw: &str) -> Option<bool> {
    let word = raw.trim_matches(is_edge).to_lowercase().replace(['_', '-'], " ");
    match word.trim() {
        "yes" | "y" | "true" | "t" | "1" | "1.0" | "on" | "x" | "✓" | "✔" | "✅" | "☑" | "ok" | "checked"
        | "enabled" | "subscribed" | "opted in" | "opt in" | "optin" | "granted" | "accepted" | "allowed" | "ja"
        | "wahr" | "sí" | "si" | "sì" | "verdadero" | "vero" | "oui" | "vrai" | "sim" | "verdadeiro" | "oo" | "opo"
        | "có" | "да" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "0.0" | "off" | "✗" | "✘" | "❌" | "☐" | "unchecked" | "disabled"
        | "unsubscribed" | "opted out" | "opt out" | "optout" | "never subscribed" | "not subscribed" | "denied"
        | "declined" | "revoked" | "withdrawn" | "nein" | "falsch" | "falso" | "non" | "faux" | "não" | "nao"
        | "nee" | "hindi" | "không" | "нет" => Some(false),
        _ => None,
    }
}

/// Reads a whole number: `30`, `-5`, `1,200`, `30.0`.
pub fn whole_number(raw: &str) -> Option<i64> {
    let (millionths, currency) = amount(raw)?;
    (currency.is_none() && millionths % 1_000_000 == 0).then_some(millionths / 1_000_000)
}

/// Whether a cell says that a person opted out, in a column that asks for that (`is_opt_out`) or for the opposite. Words
/// for the person's state mean the same in either; `None` when it is neither such a word nor yes nor no.
pub fn opts_out(raw: &str, is_opt_out: bool) -> Option<bool> {
    match raw.trim_matches(is_edge).to_lowercase().replace(['-', '_'], " ").as_str() {
        "unsubscribed" | "opted out" | "opt out" | "never subscribed" => Some(true),
        "subscribed" | "opted in" | "opt in" => Some(false),
        _ => truth(raw).map(|says| says == is_opt_out),
    }
}

/// Blanks, byte order marks and direction marks, which may stand around any value.
pub(super) fn is_edge(c: char) -> bool {
    is_blank(c) || c.is_control()
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_trimmed_and_composed() {
        assert_eq!(text("  Ana \u{feff}"), "Ana");
        assert_eq!(text("Jose\u{301}"), "José");
        assert_eq!(text("two\nlines"), "two\nlines");
        assert!(matches!(text(" plain "), Cow::Borrowed("plain")));
    }

    #[test]
    fn an_identifier_can_share_a_cell_with_others() {
        assert_eq!(identifier(" a;b "), "a%3Bb");
        assert_eq!(identifier("a\tb\u{0}c"), "abc");
        assert_eq!(identifier("a\u{37e}b"), "a%3Bb");
        assert_eq!(identifier("'0042"), "'0042");
        assert_eq!(identifier("Jose\u{7}\u{301} 1"), "José 1");
        assert!(matches!(identifier("C-17"), Cow::Borrowed("C-17")));
    }

    #[test]
    fn yes_and_no_are_known_in_many_words() {
        for word in ["yes", "YES ", "True", "1", "on", "x", "subscribed", "ja", "Sí", "SÍ", "✓", "OPTED_IN", "opt-in"]
        {
            assert_eq!(truth(word), Some(true), "{word}");
        }
        for word in ["no", "False", "0", "off", "Unsubscribed", "nein", "opted out", "NEVER_SUBSCRIBED"] {
            assert_eq!(truth(word), Some(false), "{word}");
        }
        for word in ["", "maybe", "2", "n/a", "yess"] {
            assert_eq!(truth(word), None, "{word}");
        }
    }

    #[test]
    fn words_for_consent_have_one_meaning_and_yes_and_no_that_of_their_column() {
        for is_opt_out in [true, false] {
            assert_eq!(opts_out(" Opted-Out", is_opt_out), Some(true));
            assert_eq!(opts_out("SUBSCRIBED", is_opt_out), Some(false));
            assert_eq!(opts_out("yes", is_opt_out), Some(is_opt_out));
            assert_eq!(opts_out("perhaps", is_opt_out), None);
        }
    }

    #[test]
    fn a_whole_number_may_have_thousands_and_empty_decimals() {
        for (raw, number) in [("30", 30), ("-5", -5), ("+5", 5), ("1,200", 1200), ("30.0", 30)] {
            assert_eq!(whole_number(raw), Some(number), "{raw}");
        }
        for raw in ["1.5", "many", "", "5 EUR", "0x5"] {
            assert_eq!(whole_number(raw), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn text_normalised_twice_is_the_same(raw in "\\PC{0,30}") {
            let once = text(&raw).into_owned();
            prop_assert_eq!(text(&once), once.as_str());
            let once = identifier(&raw).into_owned();
            prop_assert_eq!(identifier(&once), once.as_str());
        }

        #[test]
        fn no_text_is_too_odd(raw in "[-$€().,0-9 'A-Za-z\\PC]{0,30}") {
            let _ = truth(&raw);
        }
    }
}

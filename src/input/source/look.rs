//! What a cell looks like: the name of a column, a value, or a sentence that explains something.

use clap::ValueEnum;

use crate::input::field::{self, FileKind};

/// No name of a column that rolo knows is longer.
const NAME_BYTES_MAX: usize = 48;
/// What a sentence has at least.
const SENTENCE_WORDS: usize = 6;
const SENTENCE_LETTERS: usize = 30;
/// Words of those who explain how to fill a table in.
const GUIDING: [&str; 12] = [
    "required",
    "optional",
    "must",
    "please",
    "format",
    "example",
    "e.g.",
    "enter",
    "delete",
    "do not",
    "leave blank",
    "separate",
];

/// Whether rolo knows a column of this name in some kind of file.
pub(super) fn is_known_name(text: &str) -> bool {
    if text.len() > NAME_BYTES_MAX || !text.contains(|c: char| c.is_alphabetic()) {
        return false;
    }
    let name = field::normalize(text);
    FileKind::value_variants().iter().any(|kind| field::find(*kind, &name, true).is_some())
}

/// Whether a text is a value and cannot name a column: an e-mail address, a link, a date, a number, a phone.
pub(super) fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let starts = |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    is_email(text)
        || starts("http://")
        || starts("https://")
        || (digits > 0 && letters == 0)
        || (digits >= 4 && letters <= 4 && digits + letters < 40)
}

/// Whether a text is an e-mail address, if perhaps a bad one.
pub(super) fn is_email(text: &str) -> bool {
    let Some((mailbox, domain)) = text.rsplit_once('@') else { return false };
    !mailbox.is_empty() && domain.contains('.') && !domain.contains(char::is_whitespace)
}

/// Whether a text is a whole sentence that tells people something.
pub(super) fn explains(text: &str) -> bool {
    (is_guiding(text) || text.trim_end().ends_with(['.', '!', ':'])) && is_sentence(text)
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words >= SENTENCE_WORDS && text.chars().filter(|c| c.is_alphabetic()).count() >= SENTENCE_LETTERS
}

/// Whether a text tells people how to fill a table in.
pub(super) fn is_guiding(text: &str) -> bool {
    let text = text.to_lowercase();
    GUIDING.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_names_of_columns() {
        for value in
            ["ana@example.com", "+1 202-555-0100", "2026-11-22", "12 Mar 2024", "45363.5", "https://example.com"]
        {
            assert!(is_value(value), "{value}");
        }
        for name in ["E-mail 2 Address", "Address 1", "First Seen (AEDT)", "Q1", "Annual revenue 2026", "Correo"] {
            assert!(!is_value(name), "{name}");
        }
    }

    #[test]
    fn names_are_known_in_any_spelling() {
        assert!(is_known_name(" First-Name ") && is_known_name("sent_at") && !is_known_name("Correo"));
    }
}

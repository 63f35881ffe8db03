//! "Did you mean …?": the known word that is nearest to an unknown one.

use strsim::damerau_levenshtein;

use crate::domain::suggest;

/// A hint that names the nearest of the known words, if one is near.
pub(super) fn did_you_mean(unknown: &str, known: &[&str]) -> Option<String> {
    nearest(unknown, known.iter().copied()).map(|word| format!("did you mean {word}?"))
}

/// The known word nearest to the unknown one: mistyped, in its whole or in its last part (`Manilla` for `Asia/Manila`), or
/// begun.
pub(super) fn nearest<'k>(unknown: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    suggest::nearest(unknown, known, |unknown, word, slips| {
        let length = unknown.chars().count();
        let in_last_part = word.rsplit_once('/').map_or(slips, |(_, last)| damerau_levenshtein(unknown, last));
        if in_last_part <= length / 5 {
            return Some(in_last_part);
        }
        (length > 3 && word.starts_with(unknown)).then_some(length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_neighbour_and_a_strange_one_none() {
        assert_eq!(did_you_mean("hotlead", &["hot_lead", "active"]).as_deref(), Some("did you mean hot_lead?"));
        assert_eq!(
            did_you_mean("manila", &["Asia/Jakarta", "Asia/Manila"]).as_deref(),
            Some("did you mean Asia/Manila?")
        );
        assert_eq!(
            did_you_mean("password", &["host", "password_file"]).as_deref(),
            Some("did you mean password_file?")
        );
        assert_eq!(did_you_mean("colour", &["hot_lead", "active", ""]), None);
    }
}

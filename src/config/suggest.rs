//! "Did you mean …?": the known word that is nearest to an unknown one.

use strsim::damerau_levenshtein;

/// A hint that names the nearest of the known words, if one is near.
pub(super) fn did_you_mean(unknown: &str, known: &[&str]) -> Option<String> {
    nearest(unknown, known.iter().copied()).map(|word| format!("did you mean {word}?"))
}

/// The known word nearest to the unknown one: it begins so, or at most a third of it is mistyped, or at most a fifth of
/// its last part (`Manilla` for `Asia/Manila`).
pub(super) fn nearest<'k>(unknown: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let unknown = unknown.trim().to_lowercase();
    let length = unknown.chars().count();
    let distance = |word: &str| {
        let word = word.to_lowercase();
        let whole = damerau_levenshtein(&unknown, &word);
        let last = word.rsplit_once('/').map_or(whole, |(_, last)| damerau_levenshtein(&unknown, last));
        if whole <= (length / 3).max(1) {
            Some(whole)
        } else if last <= length / 5 {
            Some(last)
        } else {
            (length > 3 && word.starts_with(&unknown)).then_some(length)
        }
    };
    let near = known.filter(|word| !word.is_empty()).filter_map(|word| Some((distance(word)?, word)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
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

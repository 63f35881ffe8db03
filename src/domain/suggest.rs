//! "Did you mean …?": the known word that is nearest to an unknown one, whatever kind of word it is.

use strsim::damerau_levenshtein;

/// The nearest of the known words, in any case, if one is near: at most a third of it is mistyped. `otherwise` may find
/// a word near that is further off: it gets both in small letters with the number of slips between them, and says how far
/// the word counts as being.
pub fn nearest<'k>(
    unknown: &str,
    known: impl IntoIterator<Item = &'k str>,
    otherwise: impl Fn(&str, &str, usize) -> Option<usize>,
) -> Option<&'k str> {
    let unknown = unknown.trim().to_lowercase();
    let most_slips = (unknown.chars().count() / 3).max(1);
    let distance = |word: &str| {
        let word = word.trim().to_lowercase();
        let slips = damerau_levenshtein(&unknown, &word);
        if slips <= most_slips { Some(slips) } else { otherwise(&unknown, &word, slips) }
    };
    let near = known.into_iter().filter(|word| !word.trim().is_empty());
    near.filter_map(|word| Some((distance(word)?, word))).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_neighbour_and_a_strange_one_only_what_is_allowed_besides() {
        let never = |_: &str, _: &str, _: usize| None;
        assert_eq!(nearest(" HUBSPT", ["google", "hubspot"], never), Some("hubspot"));
        assert_eq!(nearest("colour", ["", "email"], never), None);
        assert_eq!(nearest("colour", ["", "email"], |_, _, slips| Some(slips)), Some("email"));
    }
}

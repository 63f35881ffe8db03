//! The known name that is nearest to one that is not known, for "did you mean".

use strsim::damerau_levenshtein;

/// The nearest of the known names, if one is near: it begins or goes on the same way, or at most a third is mistyped.
pub fn nearest<'k>(unknown: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let unknown = unknown.trim().to_lowercase();
    let length = unknown.chars().count();
    let distance = |word: &str| {
        let word = word.trim().to_lowercase();
        let whole = damerau_levenshtein(&unknown, &word);
        if whole <= (length / 3).max(1) {
            return Some(whole);
        }
        let is_part = length > 3 && word.contains(&unknown) || word.chars().count() > 3 && unknown.contains(&word);
        is_part.then_some(length + whole)
    };
    let near = known.into_iter().filter(|word| !word.trim().is_empty());
    near.filter_map(|word| Some((distance(word)?, word))).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// A hint that names the nearest of the known names, else all of them.
pub fn hint(unknown: &str, known: &[&str], what: &str) -> String {
    match nearest(unknown, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("{what}: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_its_neighbour_and_a_strange_one_none() {
        assert_eq!(nearest("hubspt", ["google", "hubspot"]), Some("hubspot"));
        assert_eq!(nearest("mail", ["Name", "Work E-mail"]), Some("Work E-mail"));
        assert_eq!(nearest("colour", ["", "email"]), None);
        assert_eq!(hint("zzzz", &["a", "b"], "there are"), "there are: a, b");
    }
}

//! The known name that is nearest to one that is not known, for "did you mean".

use crate::domain::suggest;

/// The nearest of the known names, if one is near: mistyped, or one name goes on where the other ends.
pub fn nearest<'k>(unknown: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    suggest::nearest(unknown, known, |unknown, word, slips| {
        let length = unknown.chars().count();
        let is_part = length > 3 && word.contains(unknown) || word.chars().count() > 3 && unknown.contains(word);
        is_part.then_some(length + slips)
    })
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

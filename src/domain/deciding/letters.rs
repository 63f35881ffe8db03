//! Comparing text in any case without copying it: event kinds, tags and the columns that signals look at.

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Whether the two are the same but for case.
pub(super) fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    lower(one).eq(lower(other))
}

/// Whether the list holds the text, in any case.
pub(super) fn any_same(list: &[String], text: &str) -> bool {
    list.iter().any(|item| same(item, text))
}

/// Whether the part stands in the text, in any case.
pub(super) fn contains(text: &str, part: &str) -> bool {
    if text.is_ascii() && part.is_ascii() {
        let (text, part) = (text.as_bytes(), part.as_bytes());
        return part.is_empty() || text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    }
    part.is_empty() || text.char_indices().any(|(start, _)| starts_with(&text[start..], part))
}

fn starts_with(text: &str, part: &str) -> bool {
    let mut letters = lower(text);
    lower(part).all(|letter| letters.next() == Some(letter))
}

/// The entries of a cell that holds a list joined with `;`.
pub(super) fn entries(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_makes_no_difference_in_any_script() {
        assert!(same("Purchase", "PURCHASE") && same("ĐÃ GIAO", "đã giao"));
        assert!(!same("purchase", "purchases") && !same("é", "e"));
        assert!(contains("Nha Trang, VIỆT NAM", "việt") && !contains("việt", "Việt Nam"));
    }

    #[test]
    fn a_list_cell_has_no_blank_entries() {
        assert_eq!(entries("; a ;;b b;").collect::<Vec<_>>(), ["a", "b b"]);
    }
}

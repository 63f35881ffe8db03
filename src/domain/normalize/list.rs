//! Lists of words in one cell, such as tags. Stored lists are joined with `;`. A cell from elsewhere is parted at `;`,
//! or, when it has none, at `,`; `|` parts nothing, as it also stands inside words. Words are trimmed, and a word that
//! was there before in any case is left out.

use rustc_hash::FxHashSet;

use super::value;

/// The words of a cell from elsewhere. `:::` parts like `;`, quotes around a word are dropped, and `\,` is a comma
/// inside a word.
pub fn split(cell: &str) -> Vec<String> {
    let cell = value::text(cell).replace(":::", ";");
    if cell.contains(';') {
        return distinct(cell.split(';').map(unquote));
    }
    let masked = cell.replace("\\,", "\u{0}");
    let words: Vec<String> = masked.split(',').map(|word| word.replace('\u{0}', ",")).collect();
    distinct(words.iter().map(|word| unquote(word)))
}

/// Whether a cell from elsewhere is a list as it would be stored: plain words parted by `;` alone, none of them twice.
/// `false` settles nothing.
pub fn is_stored(cell: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-' | b'.' | b'/' | b'&');
    let words = || cell.split(';');
    cell.bytes().all(|byte| is_plain(byte) || byte == b';')
        && words().count() <= SHORT
        && words().all(|word| !word.is_empty() && !word.starts_with(' ') && !word.ends_with(' '))
        && words().enumerate().all(|(i, word)| words().take(i).all(|before| !before.eq_ignore_ascii_case(word)))
}

/// The words of a stored list, which only `;` parts.
pub fn split_stored(list: &str) -> Vec<String> {
    distinct(value::text(list).split(';'))
}

/// Both stored lists in one: the words of `a` in their order, then what `b` adds.
pub fn union(a: &str, b: &str) -> String {
    let (a, b) = (value::text(a), value::text(b));
    distinct(a.split(';').chain(b.split(';'))).join(";")
}

/// Lists up to this length are searched word by word.
const SHORT: usize = 16;

/// Trimmed words without empty ones and repeats; the first spelling stays.
fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut seen = FxHashSet::default();
    for word in words.map(value::text).filter(|word| !word.is_empty()) {
        if list.len() < SHORT {
            if list.iter().any(|listed| is_same(listed, &word)) {
                continue;
            }
        } else {
            if seen.is_empty() {
                seen.extend(list.iter().map(|word| word.to_lowercase()));
            }
            if !seen.insert(word.to_lowercase()) {
                continue;
            }
        }
        list.push(word.into_owned());
    }
    list
}

fn is_same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { a.to_lowercase() == b.to_lowercase() }
}

fn unquote(word: &str) -> &str {
    let word = word.trim();
    word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_is_parted_at_semicolons_or_else_at_commas() {
        let cells: [(&str, &[&str]); 9] = [
            ("vip; Spa ;;vip;VIP", &["vip", "Spa"]),
            ("vip, spa,", &["vip", "spa"]),
            ("Manila, PH;vip", &["Manila, PH", "vip"]),
            ("vip|spa", &["vip|spa"]),
            ("* friends ::: * family", &["* friends", "* family"]),
            ("\"VIP\",\"Blog\"", &["VIP", "Blog"]),
            ("INDIE\\, EGYPT,spa", &["INDIE, EGYPT", "spa"]),
            (";vip", &["vip"]),
            (" ; ,", &[","]),
        ];
        for (cell, words) in cells {
            assert_eq!(split(cell), words, "{cell}");
        }
        assert!(split("  ").is_empty());
        assert_eq!(split_stored("Manila, PH"), ["Manila, PH"]);
    }

    #[test]
    fn a_union_keeps_the_order_and_the_first_spelling() {
        assert_eq!(union("vip;spa", "SPA;new"), "vip;spa;new");
        assert_eq!(union("", "a;b"), "a;b");
        assert_eq!(union("a", ""), "a");
        assert_eq!(union("cafe\u{301}", "café"), "café");
    }

    #[test]
    fn a_long_list_is_no_different() {
        let words: Vec<String> = (0..40).map(|n| format!("w{n}")).collect();
        let doubled = format!("{};{}", words.join(";"), words.join(";").to_uppercase());
        assert_eq!(split_stored(&doubled), words);
    }

    proptest! {
        #[test]
        fn a_union_with_the_same_again_changes_nothing(a in "[a-cA-C;, é\u{301}]{0,20}", b in "\\PC{0,20}") {
            let once = union(&a, &b);
            prop_assert_eq!(union(&once, &b), once.clone());
            prop_assert_eq!(union(&once, ""), once.clone());
            prop_assert_eq!(split_stored(&once).join(";"), once);
            drop(split(&b));
        }

        #[test]
        fn a_cell_that_is_a_stored_list_is_stored_as_it_stands(cell in "[a-cA-C; ,_\"-]{0,12}") {
            prop_assert!(!is_stored(&cell) || split(&cell).join(";") == cell);
        }
    }
}

//! Countries: from the codes and names that people write (`PH`, `PHL`, `Philippines`, `Pilipinas`) to the two letters
//! of ISO 3166. Names stand in `countries.txt`, English and local ones side by side.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::name;

const TABLE: &str = include_str!("countries.txt");

/// The ISO 3166 alpha-2 code of a country, from a code or a name in any case. `None` for what names none.
pub fn code(text: &str) -> Option<&'static str> {
    let index = index();
    let text = text.trim();
    if let [a, b] = text.as_bytes() {
        let letters = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
        if let Some(code) = std::str::from_utf8(&letters).ok().and_then(|letters| index.get(letters)) {
            return Some(code);
        }
    }
    index.get(key(text).as_str()).copied()
}

/// Alpha-2 codes in capitals and every other name by its [`key`].
fn index() -> &'static FxHashMap<String, &'static str> {
    static INDEX: OnceLock<FxHashMap<String, &'static str>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = FxHashMap::default();
        for (code, names) in rows() {
            index.insert(code.to_owned(), code);
            index.extend(names.map(|name| (key(name), code)));
        }
        index
    })
}

/// Each line's alpha-2 code, and its alpha-3 code and names.
fn rows() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (code, rest) = line.split_once(' ')?;
        let (code_3, names) = rest.split_once(' ')?;
        Some((code, std::iter::once(code_3).chain(names.split('|'))))
    })
}

/// Letters only, folded, without a leading article.
fn key(text: &str) -> String {
    let folded = name::fold(text).replace('&', "and");
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_its_codes_and_names() {
        for (expected, texts) in [
            ("US", &["us", "USA", "U.S.A.", "United States", "united states of america", "EE.UU.", " America "][..]),
            ("GB", &["GB", "gbr", "UK", "U.K.", "England", "Great Britain", "The United Kingdom"]),
            ("DE", &["Deutschland", "GERMANY", "DEU", "Alemania"]),
            ("ES", &["España", "Espana", "ESPAN\u{303}A"]),
            ("PH", &["Pilipinas", "Philippines", "The Philippines", "PHL", "ph"]),
            ("VN", &["Viet Nam", "Vietnam", "Việt Nam", "VNM"]),
            ("RU", &["Россия", "Russian Federation"]),
            ("CI", &["Côte d’Ivoire", "Cote d'Ivoire"]),
            ("TT", &["Trinidad & Tobago"]),
            ("CN", &["P.R. China", "中国"]),
            ("TR", &["Türkiye", "Turkey"]),
            ("CD", &["Congo (DRC)"]),
            ("GR", &["EL", "Greece"]),
        ] {
            for text in texts {
                assert_eq!(code(text), Some(expected), "{text}");
            }
        }
        for text in ["", "XX", "Atlantis", "Europe", "12", "-"] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn the_table_has_every_country_and_no_name_twice() {
        let mut owners: FxHashMap<String, &str> = FxHashMap::default();
        for (code, names) in rows() {
            for name in names.map(key) {
                assert!(!name.is_empty());
                let owner = owners.insert(name.clone(), code);
                assert!(owner.is_none_or(|owner| owner == code), "{name} is both {owner:?} and {code}");
            }
        }
        assert_eq!(rows().count(), 250, "249 of ISO 3166 and Kosovo");
    }
}

//! The names that a preset or a mapping knows a column by. Names are compared in the form of [`normalize`], so without
//! case and punctuation; `#` stands for any number and ` | ` parts alternatives.

use chrono_tz::Tz;

use super::zone;
use crate::domain::normalize::value;
use crate::input::field::normalize;

/// The alternatives that a column is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    alternatives: Vec<Alternative>,
    /// The pattern as a whole, for a header that itself has a `#` or a `|` in it.
    literal: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Alternative {
    literal: String,
    /// The normalised pieces between which numbers stand.
    pieces: Vec<String>,
}

/// How a name matches: which alternative, and the numbers that stand for its `#`. The smaller comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    alternative: usize,
    /// What the `#`s stand for.
    pub numbers: Vec<u64>,
}

/// A column's name with the forms that it is looked up by.
#[derive(Debug, Clone)]
pub struct ColumnName {
    literal: String,
    /// Normalised: as it stands, then without prefix and zone.
    pub keys: Vec<String>,
    /// The zone that the name ends with.
    pub zone: Option<Tz>,
}

impl ColumnName {
    /// Looks at a name. `prefixes` are taken off, as is a zone in brackets when the file writes such.
    pub fn new(name: &str, prefixes: &[String], zone_in_header: bool) -> Self {
        let name = value::text(name);
        let (bare, zone) = match zone::at_end(&name).filter(|_| zone_in_header) {
            Some((bare, zone)) => (bare, Some(zone)),
            None => (&*name, None),
        };
        let starts =
            |prefix: &&String| bare.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        let short = prefixes.iter().find(starts).map_or(bare, |prefix| &bare[prefix.len()..]);
        let mut keys = vec![normalize(short), normalize(&name), normalize(bare)];
        keys.dedup();
        Self { literal: name.to_lowercase(), keys, zone }
    }
}

impl Pattern {
    /// Reads a pattern.
    pub fn new(text: &str) -> Self {
        let alternatives = text.split(" | ").map(|name| Alternative {
            literal: value::text(name).to_lowercase(),
            pieces: if name.contains('#') { pieces(name) } else { vec![normalize(name)] },
        });
        Self { alternatives: alternatives.collect(), literal: value::text(text).to_lowercase() }
    }

    /// Whether and how a column's name matches.
    pub fn find(&self, name: &ColumnName) -> Option<Match> {
        if self.literal == name.literal {
            return Some(Match { alternative: 0, numbers: Vec::new() });
        }
        self.alternatives.iter().enumerate().find_map(|(alternative, it)| {
            let numbers = match it.literal == name.literal {
                true => Some(Vec::new()),
                false => {
                    let keys = name.keys.iter().filter(|key| !key.is_empty());
                    keys.into_iter().find_map(|key| numbers(&it.pieces, key))
                }
            };
            numbers.map(|numbers| Match { alternative, numbers })
        })
    }

    /// Whether a column is called exactly so, but for case.
    pub fn is_literally(&self, name: &ColumnName) -> bool {
        self.literal == name.literal
    }

    /// The pattern with its `#`s replaced by these numbers: how the label of a numbered column is called.
    pub fn with_numbers(text: &str, numbers: &[u64]) -> Self {
        let mut numbers = numbers.iter();
        let mut filled = String::new();
        for (i, piece) in text.split('#').enumerate() {
            if i > 0 {
                filled.push_str(&numbers.next().map_or_else(|| "#".to_owned(), u64::to_string));
            }
            filled.push_str(piece);
        }
        Self::new(&filled)
    }
}

/// The normalised pieces of a name between its `#`s.
fn pieces(name: &str) -> Vec<String> {
    // A letter that no name has holds the number's place, so that the pieces keep the `_` beside it.
    const PLACE: char = 'ꟿ';
    let key = normalize(&name.replace('#', &PLACE.to_string()));
    key.split(PLACE).map(str::to_owned).collect()
}

/// The numbers between the pieces, if the key is made of them.
fn numbers(pieces: &[String], key: &str) -> Option<Vec<u64>> {
    let (first, others) = pieces.split_first()?;
    let mut rest = key.strip_prefix(first.as_str())?;
    let mut numbers = Vec::with_capacity(others.len());
    for piece in others {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        numbers.push(rest[..digits].parse().ok()?);
        rest = rest[digits..].strip_prefix(piece.as_str())?;
    }
    rest.is_empty().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(pattern: &str, name: &str) -> Option<Match> {
        Pattern::new(pattern).find(&ColumnName::new(name, &["Person - ".to_owned()], true))
    }

    #[test]
    fn a_number_stands_for_itself_and_alternatives_have_an_order() {
        let found = find("E-mail # - Value", "e-mail 12 - VALUE").expect("a match");
        assert_eq!(found.numbers, [12]);
        assert_eq!(find("E-mail # - Value", "E-mail  - Value"), None);
        assert_eq!(find("Address#", "address1").expect("a match").numbers, [1]);
        let (first, second) = (find("Mail | Email", "mail"), find("Mail | Email", "E-mail | Email"));
        assert!(first.is_some() && second.is_none());
        assert!(find("Mail | Email", "mail") < find("Mail | Email", "email"));
    }

    #[test]
    fn a_header_with_the_signs_of_a_pattern_is_found_by_its_own_text() {
        assert!(find("Customer #", "Customer #").is_some());
        assert!(find("Customer #", "Customer").is_none());
        assert!(find("Yes | No", "Yes | No").is_some());
    }

    #[test]
    fn a_prefix_and_a_zone_are_no_part_of_the_name_but_may_be_written() {
        for pattern in ["Email - Work", "Person - Email - Work"] {
            assert!(find(pattern, "Person - Email - Work").is_some(), "{pattern}");
        }
        for pattern in ["First Seen", "First Seen (AEDT)"] {
            assert!(find(pattern, "First Seen (AEDT)").is_some(), "{pattern}");
        }
        let name = ColumnName::new("First Seen (AEDT)", &[], true);
        assert_eq!(name.zone, Some(Tz::Etc__GMTMinus11));
        assert_eq!(ColumnName::new("Spend (USD)", &[], true).zone, None);
        assert!(find("Spend", "Spend (USD)").is_none());
    }
}

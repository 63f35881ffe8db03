//! What a preset or a mapping says of a column's cells: several values in one, prefixes, words that say nothing, words
//! that mean others. Applying it is pure: a cell goes in, its values come out.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::domain::normalize::{list, value};

/// How the cells of a column are read; a rule that is empty changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueRule {
    /// What parts several values.
    pub split: Option<Split>,
    /// Values that say nothing, in lower case.
    pub drop: Vec<String>,
    /// Prefixes that are taken off.
    pub strip: Vec<String>,
    /// Values that mean others: the value in lower case, then what it means.
    pub values: Vec<(String, String)>,
    /// Whether the cell is an address as a JSON object.
    pub is_json_address: bool,
    /// Values with this label are not taken.
    pub unless: Option<String>,
}

/// What parts several values in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// A text.
    At(String),
    /// Commas, where values may stand in quotes and `\,` is a comma.
    Quoted,
    /// It is a list as JSON or as Python writes it.
    Json,
}

impl Split {
    /// Reads the word of a preset.
    pub fn parse(text: &str) -> Self {
        match text {
            "json" => Self::Json,
            "quoted" => Self::Quoted,
            text => Self::At(text.to_owned()),
        }
    }

    /// The values of a cell with their places in it.
    pub fn values<'a>(&self, cell: &'a str) -> Vec<Cow<'a, str>> {
        match self {
            Self::At(separator) => cell.split(separator.as_str()).map(|item| Cow::Borrowed(item.trim())).collect(),
            Self::Quoted => quoted(cell).into_iter().map(Cow::Owned).collect(),
            Self::Json => json(cell).map_or_else(|| vec![cell.into()], |v| v.into_iter().map(Cow::Owned).collect()),
        }
    }
}

impl ValueRule {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The values of a cell, each with its place among all, without those that say nothing. Cells of lists are parted
    /// the usual way where the rule does not say how.
    pub fn apply<'a>(&self, cell: &'a str, is_list: bool) -> Vec<(usize, Cow<'a, str>)> {
        let values = match &self.split {
            Some(split) => split.values(cell),
            None if is_list => list::split(cell).into_iter().map(Cow::Owned).collect(),
            None => vec![Cow::Borrowed(cell)],
        };
        let mended = values.into_iter().enumerate().map(|(place, value)| (place, self.mend(value)));
        mended.filter(|(_, value)| !value.trim().is_empty()).collect()
    }

    /// Whether the cell is a word that says nothing of its field: it stands for an empty value, and is kept as metadata.
    pub fn says_nothing(&self, cell: &str) -> bool {
        let is_it = |from: &str| from == cell.trim().to_lowercase();
        self.values.iter().any(|(from, to)| to.is_empty() && is_it(from))
    }

    fn mend<'a>(&self, value: Cow<'a, str>) -> Cow<'a, str> {
        if self.drop.is_empty() && self.strip.is_empty() && self.values.is_empty() {
            return value;
        }
        let is_dropped = |text: &str| !self.drop.is_empty() && self.drop.contains(&text.to_lowercase());
        let trimmed = value.trim();
        if is_dropped(trimmed) {
            return Cow::Borrowed("");
        }
        let prefix = self.strip.iter().find(|prefix| trimmed.starts_with(prefix.as_str()));
        let bare = prefix.map_or(trimmed, |prefix| trimmed[prefix.len()..].trim_start());
        if is_dropped(bare) {
            return Cow::Borrowed("");
        }
        let word = if self.values.is_empty() { String::new() } else { bare.to_lowercase() };
        match self.values.iter().find(|(from, _)| *from == word && !word.is_empty()) {
            Some((_, to)) => Cow::Owned(to.clone()),
            None if bare.len() == value.len() => value,
            None => Cow::Owned(bare.to_owned()),
        }
    }
}

impl fmt::Display for ValueRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        match &self.split {
            Some(Split::At(separator)) => parts.push(format!("parted at `{separator}`")),
            Some(Split::Quoted) => parts.push("a list in quotes".to_owned()),
            Some(Split::Json) => parts.push("a list as JSON".to_owned()),
            None => {}
        }
        if self.is_json_address {
            parts.push("an address as JSON".to_owned());
        }
        let written = |words: &[String]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        if !self.drop.is_empty() {
            parts.push(format!("without {}", written(&self.drop)));
        }
        if !self.strip.is_empty() {
            parts.push(format!("{} taken off", written(&self.strip)));
        }
        if !self.values.is_empty() {
            let pairs: Vec<String> = self.values.iter().map(|(from, to)| format!("`{from}` is `{to}`")).collect();
            parts.push(pairs.join(", "));
        }
        if let Some(label) = &self.unless {
            parts.push(format!("unless labelled `{label}`"));
        }
        f.write_str(&parts.join("; "))
    }
}

/// A cell without the apostrophe that keeps spreadsheets from reading it as a number or a formula. A word such as
/// `'t Hart` begins with one of its own.
pub fn without_guard<'a>(cell: &'a str, guard: &str) -> &'a str {
    match cell.strip_prefix(guard) {
        Some(rest) if !rest.starts_with(char::is_lowercase) => rest,
        _ => cell,
    }
}

/// A cell of rolo's own spreadsheet export without the guard: only what looks like a formula has one.
pub fn without_formula_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) => rest,
        _ => cell,
    }
}

/// `"VIP","Blog"`, `INDIE\, EGYPT, Other`.
fn quoted(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut is_quoted = false;
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        let item = items.last_mut().expect("there is always one");
        match c {
            '\\' if matches!(chars.peek(), Some(',' | '"' | '\\')) => item.extend(chars.next()),
            '"' if is_quoted && chars.peek() == Some(&'"') => item.extend(chars.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => items.push(String::new()),
            c => item.push(c),
        }
    }
    items.iter().map(|item| value::text(item).into_owned()).collect()
}

/// The texts of a JSON array, or of a list as Python writes it: `['a', 'b']`.
fn json(cell: &str) -> Option<Vec<String>> {
    let cell = cell.trim();
    match serde_json::from_str::<Value>(cell) {
        Ok(Value::Array(items)) => Some(items.iter().map(text_of).collect()),
        Ok(Value::Null) => Some(Vec::new()),
        Ok(Value::String(text)) => Some(vec![text]),
        Ok(object @ Value::Object(_)) => Some(vec![text_of(&object)]),
        _ => python(cell.strip_prefix('[')?.strip_suffix(']')?),
    }
}

fn python(inside: &str) -> Option<Vec<String>> {
    let mut items = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(quote) = rest.chars().next() {
        let mut item = String::new();
        if !matches!(quote, '\'' | '"') {
            let end = rest.find(',').unwrap_or(rest.len());
            item.push_str(rest[..end].trim());
            rest = &rest[end..];
        } else {
            let mut end = None;
            let mut is_escaped = false;
            for (at, c) in rest.char_indices().skip(1) {
                match c {
                    c if is_escaped => {
                        item.push(c);
                        is_escaped = false;
                    }
                    '\\' => is_escaped = true,
                    c if c == quote => {
                        end = Some(at + 1);
                        break;
                    }
                    c => item.push(c),
                }
            }
            rest = rest[end?..].trim_start();
        }
        items.push(item);
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None if rest.is_empty() => break,
            None => return None,
        }
    }
    Some(items)
}

/// The text of one element: of an object that stands for a phone, an e-mail or a link what it is about.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Object(object) => {
            let field = |name: &str| object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            if let Some(number) = field("number") {
                let code = field("callingCode").filter(|_| !number.starts_with('+')).unwrap_or("");
                return format!("{code}{number}");
            }
            let named = ["value", "email", "address", "name", "label", "url"].into_iter().find_map(field);
            named.map_or_else(|| value.to_string(), str::to_owned)
        }
        other => other.to_string(),
    }
}

/// The parts of an address in one JSON object.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct JsonAddress {
    /// Street, state and postal code, as far as they are there.
    pub lines: Vec<String>,
    /// The city.
    pub city: String,
    /// The country.
    pub country: String,
    /// Whether it says more than these.
    pub has_more: bool,
}

/// Reads an address that a cell holds as a JSON object.
pub fn json_address(cell: &str) -> Option<JsonAddress> {
    let Ok(Value::Object(object)) = serde_json::from_str::<Value>(cell.trim()) else { return None };
    let mut address = JsonAddress::default();
    let mut lines = Vec::new();
    for (key, value) in &object {
        let text = match value {
            Value::String(text) => value::text(text).into_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        if text.is_empty() {
            continue;
        }
        let key: String = key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let key = key.strip_prefix("address").filter(|rest| rest.len() > 1).unwrap_or(&key);
        match key {
            "street" | "street1" | "line1" | "address1" => lines.push((0, text)),
            "street2" | "line2" | "address2" => lines.push((1, text)),
            "state" | "region" | "province" => lines.push((2, text)),
            "postalcode" | "postcode" | "zip" | "zipcode" => lines.push((3, text)),
            "city" | "town" => address.city = text,
            "country" => address.country = text,
            "countrycode" if address.country.is_empty() => address.country = text,
            "countrycode" | "statecode" => {}
            _ => address.has_more = true,
        }
    }
    lines.sort_by_key(|(place, _)| *place);
    address.lines = lines.into_iter().map(|(_, text)| text).collect();
    Some(address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn apply(rule: &ValueRule, cell: &str) -> Vec<String> {
        rule.apply(cell, false).into_iter().map(|(_, value)| value.into_owned()).collect()
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn several_values_are_parted_in_each_way() {
        for (split, cell, expected) in [
            (":::", "a@example.com ::: b@example.com", &["a@example.com", "b@example.com"][..]),
            ("quoted", r#""VIP","Blog, old""#, &["VIP", "Blog, old"]),
            ("quoted", r"INDIE\, EGYPT, Other", &["INDIE, EGYPT", "Other"]),
            ("quoted", r#""say ""hi""",x"#, &["say \"hi\"", "x"]),
            ("json", r#"["email", "web"]"#, &["email", "web"]),
            ("json", r"['it\'s', 'web']", &["it's", "web"]),
            ("json", "[]", &[]),
            ("json", "plain", &["plain"]),
            ("json", "[a, b]", &["a", "b"]),
            ("json", "['broken", &["['broken"]),
            ("json", r#"[{"number":"9175550101","callingCode":"+63"}]"#, &["+639175550101"]),
        ] {
            let rule = ValueRule { split: Some(Split::parse(split)), ..ValueRule::default() };
            assert_eq!(apply(&rule, cell), words(expected), "{cell}");
        }
    }

    #[test]
    fn what_says_nothing_goes_prefixes_go_and_words_are_translated() {
        let rule = ValueRule {
            split: Some(Split::At(":::".to_owned())),
            drop: words(&["* mycontacts"]),
            strip: words(&["* "]),
            values: vec![("fb".to_owned(), "facebook".to_owned())],
            ..ValueRule::default()
        };
        assert_eq!(rule.apply("* myContacts ::: * Friends ::: FB", false)[0], (1, "Friends".into()));
        assert_eq!(apply(&rule, "* myContacts ::: * Friends ::: FB"), ["Friends", "facebook"]);
        assert!(ValueRule::default().is_empty() && !rule.is_empty());
    }

    #[test]
    fn a_word_for_an_empty_value_says_nothing() {
        let rule = ValueRule { values: vec![("no consent".to_owned(), String::new())], ..ValueRule::default() };
        assert!(rule.apply("No consent", false).is_empty());
        assert!(rule.says_nothing(" No Consent") && !rule.says_nothing("yes") && !rule.says_nothing(""));
    }

    #[test]
    fn the_rule_of_a_list_without_a_separator_parts_it_the_usual_way() {
        let rule = ValueRule { drop: words(&["x"]), ..ValueRule::default() };
        let values: Vec<_> = rule.apply("a, X, b", true).into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, ["a", "b"]);
    }

    #[test]
    fn a_guard_is_told_from_a_word_that_begins_with_an_apostrophe() {
        for (cell, bare) in [("'+63917", "+63917"), ("'00210", "00210"), ("'t Hart", "'t Hart"), ("x'", "x'")] {
            assert_eq!(without_guard(cell, "'"), bare);
        }
        for (cell, bare) in [("'=1+1", "=1+1"), ("'00210", "'00210"), ("'", "'")] {
            assert_eq!(without_formula_guard(cell), bare);
        }
    }

    #[test]
    fn an_address_in_json_has_its_parts() {
        let cell = r#"{"city":"Leeds","country":"UK","latitude":null,"postalCode":"LS1 1AA","street":"1, High St"}"#;
        let address = json_address(cell).expect("an address");
        assert_eq!(address.lines, ["1, High St", "LS1 1AA"]);
        assert_eq!((address.city.as_str(), address.country.as_str(), address.has_more), ("Leeds", "UK", false));
        assert_eq!(json_address("1 High St"), None);
    }

    proptest! {
        #[test]
        fn no_cell_is_too_odd(cell in "[\\[\\]'\"{}:,\\\\a-c* \\PC]{0,30}") {
            for split in ["json", "quoted", ":::", ","] {
                let rule = ValueRule { split: Some(Split::parse(split)), strip: words(&["* "]), ..ValueRule::default() };
                for value in apply(&rule, &cell) {
                    prop_assert!(!value.trim().is_empty());
                }
            }
            json_address(&cell);
            prop_assert!(cell.ends_with(without_guard(&cell, "'")));
        }
    }
}

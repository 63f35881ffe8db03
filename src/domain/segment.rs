//! A filter over contacts, as typed or as saved in a segment; and what segments may be called and made of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Segments that are always there.
pub const BUILT_IN: [&str; 3] = ["all", "leads", "customers"];
/// The longest name of a segment, in characters.
const NAME_MAX: usize = 64;

/// Which contacts are meant. Values of one field are alternatives, different fields all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the names are the options")]
pub struct Filter {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub intent: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grade: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lifecycle: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branch: Vec<String>,
    #[serde(skip_serializing_if = "is_off")]
    pub vip: bool,
    #[serde(skip_serializing_if = "is_off")]
    pub at_risk: bool,
    #[serde(skip_serializing_if = "is_off")]
    pub contactable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_score: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active_since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inactive_since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segment: Vec<String>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_off(flag: &bool) -> bool {
    !*flag
}

/// A filter over conversations: what they are, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the options")]
pub struct ConversationFilter {
    pub state: Vec<String>,
    pub link_state: Vec<String>,
    pub channel: Vec<String>,
    pub agent: Vec<String>,
    pub class: Vec<String>,
    pub band: Vec<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    pub search: Option<String>,
    /// The contacts that were named, by id.
    pub contact_ids: Vec<i64>,
    pub owner: Filter,
}

/// Saved segments by name.
pub type Segments = BTreeMap<String, Filter>;

impl Filter {
    /// Whether everybody is meant.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The filter of a built-in segment.
    pub fn built_in(name: &str) -> Option<Self> {
        let of = |lifecycle: &str| Self { lifecycle: vec![lifecycle.to_owned()], ..Self::default() };
        match name {
            "all" => Some(Self::default()),
            "leads" => Some(of("lead")),
            "customers" => Some(of("customer")),
            _ => None,
        }
    }

    /// Options with several values, which are alternatives.
    fn lists(&self) -> [(&'static str, &[String]); 10] {
        [
            ("status", &self.status),
            ("source", &self.source),
            ("stage", &self.stage),
            ("intent", &self.intent),
            ("channel", &self.channel),
            ("tag", &self.tag),
            ("grade", &self.grade),
            ("lifecycle", &self.lifecycle),
            ("branch", &self.branch),
            ("segment", &self.segment),
        ]
    }

    /// The options that make this filter, as they are typed in a shell.
    pub fn options(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        for (name, values) in self.lists() {
            words.extend(values.iter().map(|value| option(name, value)));
        }
        let flags = [("vip", self.vip), ("at-risk", self.at_risk), ("contactable", self.contactable)];
        words.extend(flags.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| format!("--{name}")));
        let score = self.min_score.map(|score| score.to_string());
        let singles = [
            ("min-score", &score),
            ("active-since", &self.active_since),
            ("inactive-since", &self.inactive_since),
            ("search", &self.search),
            ("where", &self.condition),
        ];
        words.extend(singles.iter().filter_map(|(name, value)| Some(option(name, value.as_deref()?))));
        words.join(" ")
    }

    /// Who is meant, in words, such as `status qualified or active, score from 60`; nothing when everybody is.
    pub fn told(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let lists = self.lists();
        let named = |(name, words): &(&str, &[String])| format!("{name} {}", words.join(" or "));
        let is_given = |(_, words): &&(&str, &[String])| !words.is_empty();
        parts.extend(lists[..9].iter().filter(is_given).map(named));
        let flags = [(self.vip, "vip"), (self.at_risk, "at risk"), (self.contactable, "contactable")];
        parts.extend(flags.iter().filter(|(is_on, _)| *is_on).map(|(_, name)| (*name).to_owned()));
        parts.extend(self.min_score.map(|score| format!("score from {score}")));
        parts.extend(self.active_since.as_ref().map(|time| format!("active since {time}")));
        parts.extend(self.inactive_since.as_ref().map(|time| format!("inactive since {time}")));
        parts.extend(self.search.as_ref().map(|text| format!("with `{text}`")));
        parts.extend(lists[9..].iter().filter(is_given).map(named));
        parts.extend(self.condition.as_ref().map(|sql| format!("where {sql}")));
        parts.join(", ")
    }
}

/// An option with its value, quoted where a shell would not take it as it stands.
fn option(name: &str, value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@%+,".contains(c);
    let quoted = if !value.is_empty() && value.chars().all(is_plain) {
        value.to_owned()
    } else if value.chars().any(char::is_control) {
        format!("$'{}'", value.chars().map(escaped).collect::<String>())
    } else if value.contains('\'') && !value.contains(['"', '$', '`', '\\', '!']) {
        format!("\"{value}\"")
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    };
    let between = if value.starts_with('-') { '=' } else { ' ' };
    format!("--{name}{between}{quoted}")
}

/// A character as bash and zsh read it between `$'` and `'`.
fn escaped(c: char) -> String {
    match c {
        '\'' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    }
}

/// Refuses names that a segment that is saved cannot have.
///
/// # Errors
/// A usage error that says what a name is made of, or that it is built in.
pub fn check_name(name: &str) -> Result<()> {
    if let Some(known) = BUILT_IN.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        return Err(Error::usage(format!("the segment `{known}` is built in and cannot be changed or deleted"))
            .hint("choose another name")
            .into());
    }
    let is_part = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let starts = name.chars().next().is_some_and(char::is_alphanumeric);
    if starts && name.chars().all(is_part) && name.chars().count() <= NAME_MAX {
        return Ok(());
    }
    Err(Error::usage(format!("`{name}` is no name for a segment"))
        .hint(format!(
            "a name is made of letters, digits, - _ and . and begins with a letter or digit, {NAME_MAX} at most"
        ))
        .into())
}

/// The way from a segment through those that it uses back to itself, if there is one.
pub fn circle(name: &str, segments: &Segments) -> Option<Vec<String>> {
    let mut path = vec![name.to_owned()];
    leads_back(name, name, segments, &mut path, &mut BTreeSet::new()).then_some(path)
}

fn leads_back<'s>(
    from: &str,
    to: &str,
    segments: &'s Segments,
    path: &mut Vec<String>,
    seen: &mut BTreeSet<&'s str>,
) -> bool {
    for next in segments.get(from).into_iter().flat_map(|filter| &filter.segment) {
        path.push(next.clone());
        if next == to || (seen.insert(next) && leads_back(next, to, segments, path, seen)) {
            return true;
        }
        path.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn using(names: &[&str]) -> Filter {
        Filter { segment: names.iter().map(|name| (*name).to_owned()).collect(), ..Filter::default() }
    }

    #[test]
    fn a_circle_is_found_however_long_and_whatever_hangs_beside_it() {
        let mut segments: Segments = [("a", using(&["d", "b"])), ("b", using(&["d", "c"])), ("d", using(&["all"]))]
            .into_iter()
            .map(|(name, filter)| (name.to_owned(), filter))
            .collect();
        assert_eq!(circle("a", &segments), None);
        segments.insert("c".to_owned(), using(&["a"]));
        assert_eq!(circle("a", &segments).unwrap_or_default(), ["a", "b", "c", "a"]);
        // A circle that a segment leads into but is no part of is somebody else's.
        segments.insert("e".to_owned(), using(&["a"]));
        assert_eq!(circle("e", &segments), None);
        segments.insert("f".to_owned(), using(&["f"]));
        assert_eq!(circle("f", &segments).unwrap_or_default(), ["f", "f"]);
    }

    #[test]
    fn options_are_quoted_so_that_a_shell_gives_them_back() {
        let filter = Filter {
            tag: vec!["north".to_owned(), "of two words".to_owned()],
            vip: true,
            min_score: Some(60),
            search: Some("-it's $5".to_owned()),
            condition: Some("city = 'Leeds'".to_owned()),
            ..Filter::default()
        };
        assert_eq!(
            filter.options(),
            "--tag north --tag 'of two words' --vip --min-score 60 --search='-it'\\''s $5' --where \"city = 'Leeds'\""
        );
    }

    #[test]
    fn an_option_of_several_lines_stays_on_one() {
        let filter = Filter { condition: Some("city = 'Leeds'\nor vip".to_owned()), ..Filter::default() };
        assert_eq!(filter.options(), r"--where $'city = \'Leeds\'\nor vip'");
    }

    #[test]
    fn names_are_words_that_need_no_quotes() {
        for name in ["hot", "2026-q1", "khách_hàng", "a.b"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "-x", "two words", "a/b", "All", "leads", ";", &"x".repeat(65)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_filter_is_told_in_the_words_of_its_options() {
        assert_eq!(Filter::default().told(), "");
        let filter = Filter {
            status: vec!["qualified".to_owned(), "active".to_owned()],
            tag: vec!["wholesale".to_owned()],
            contactable: true,
            min_score: Some(60),
            segment: vec!["leads".to_owned()],
            condition: Some("spend > 5".to_owned()),
            ..Filter::default()
        };
        let told =
            "status qualified or active, tag wholesale, contactable, score from 60, segment leads, where spend > 5";
        assert_eq!(filter.told(), told);
    }
}

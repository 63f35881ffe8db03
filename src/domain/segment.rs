//! A filter over contacts, as typed or as saved in a segment.

use serde::{Deserialize, Serialize};

/// Which contacts are meant. Values of one field are alternatives, different fields all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the names are the options")]
pub struct Filter {
    pub status: Vec<String>,
    pub source: Vec<String>,
    pub stage: Vec<String>,
    pub intent: Vec<String>,
    pub channel: Vec<String>,
    pub tag: Vec<String>,
    pub grade: Vec<String>,
    pub lifecycle: Vec<String>,
    pub branch: Vec<String>,
    pub vip: bool,
    pub at_risk: bool,
    pub contactable: bool,
    pub min_score: Option<u8>,
    pub active_since: Option<String>,
    pub inactive_since: Option<String>,
    pub search: Option<String>,
    pub segment: Vec<String>,
    pub condition: Option<String>,
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

impl Filter {
    /// Whether everybody is meant.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Who is meant, in words, such as `status qualified or active, score from 60`; nothing when everybody is.
    pub fn told(&self) -> String {
        let lists = [
            ("status", &self.status),
            ("source", &self.source),
            ("stage", &self.stage),
            ("intent", &self.intent),
            ("channel", &self.channel),
            ("tag", &self.tag),
            ("grade", &self.grade),
            ("lifecycle", &self.lifecycle),
            ("branch", &self.branch),
        ];
        let mut parts: Vec<String> = Vec::new();
        let named = lists.iter().filter(|(_, words)| !words.is_empty());
        parts.extend(named.map(|(name, words)| format!("{name} {}", words.join(" or "))));
        let flags = [(self.vip, "vip"), (self.at_risk, "at risk"), (self.contactable, "contactable")];
        parts.extend(flags.iter().filter(|(is_on, _)| *is_on).map(|(_, name)| (*name).to_owned()));
        parts.extend(self.min_score.map(|score| format!("score from {score}")));
        parts.extend(self.active_since.as_ref().map(|time| format!("active since {time}")));
        parts.extend(self.inactive_since.as_ref().map(|time| format!("inactive since {time}")));
        parts.extend(self.search.as_ref().map(|text| format!("with `{text}`")));
        parts.extend(self.segment.iter().map(|name| format!("segment {name}")));
        parts.extend(self.condition.as_ref().map(|sql| format!("where {sql}")));
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

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

impl Filter {
    /// Whether everybody is meant.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

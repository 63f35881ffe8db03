//! The sections of `rolo.toml` that no decision looks at: matching, dedupe, import, the reader, sending, suggestions.
//! The sections that decisions follow are in `domain::deciding::rules`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

pub use crate::domain::contact::OnMatch;
pub use crate::domain::identity::Kind as MatchKey;
use crate::domain::normalize::date;

/// `[match]`: which contact an incoming row belongs to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchConfig {
    /// The keys in the order in which they are tried.
    pub keys: Vec<MatchKey>,
}

/// `[dedupe]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DedupeConfig {
    /// What the nightly run merges by itself.
    pub nightly: NightlyMerges,
}

/// How far the nightly run goes in merging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NightlyMerges {
    /// It merges nothing.
    Off,
    /// Only what identities prove.
    Certain,
    /// The whole first band.
    Automatic,
}

/// `[import]`: what holds for every import unless its options say otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportConfig {
    /// The country of phone numbers without a country code, two letters; empty = not known.
    pub country: String,
    /// The zone of times without one.
    pub time_zone: String,
    /// The order of day, month and year in dates that leave it open.
    pub date_order: DateOrder,
    /// Whether a contact's own mail domain makes a company.
    pub companies_from_email_domain: bool,
    /// `[[import.file]]`, in the file's order.
    #[serde(rename = "file", default)]
    pub files: Vec<ImportFile>,
}

impl ImportConfig {
    /// Which number of a date comes first, when it is stated.
    pub fn stated_date_order(&self) -> Option<date::DateOrder> {
        self.date_order.stated()
    }

    /// The country of phone numbers without a country code, when one is stated.
    pub fn stated_country(&self) -> Option<String> {
        Some(self.country.clone()).filter(|country| !country.is_empty())
    }

    /// The zone of times without one.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::UTC)
    }
}

impl DateOrder {
    /// The order, unless it is to be found from the values.
    pub const fn stated(self) -> Option<date::DateOrder> {
        match self {
            Self::Found => None,
            Self::Dmy => Some(date::DateOrder::Dmy),
            Self::Mdy => Some(date::DateOrder::Mdy),
            Self::Ymd => Some(date::DateOrder::Ymd),
        }
    }
}

/// The order of day, month and year in dates such as 03/04/2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DateOrder {
    /// Found from the values of the column.
    #[serde(rename = "")]
    Found,
    Dmy,
    Mdy,
    Ymd,
}

/// What the rows of a file can be: the values of `as`.
pub const IMPORT_KINDS: [&str; 8] =
    ["contacts", "conversations", "messages", "events", "companies", "deals", "notes", "deliveries"];

/// `[[import.file]]`: options of import for the files that a pattern names. What is not given is left to `[import]`
/// and to import's own defaults.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportFile {
    /// A pattern for the file's name; `*` and `?` stand for any text and any character.
    #[serde(rename = "match")]
    pub pattern: String,
    /// The preset.
    #[serde(rename = "from", default)]
    pub preset: Option<String>,
    /// The file that says what the columns mean, as seen from the folder of the configuration.
    #[serde(default)]
    pub mapping: Option<PathBuf>,
    /// What the rows are, one of [`IMPORT_KINDS`].
    #[serde(rename = "as", default)]
    pub kind: Option<String>,
    /// The scope of the file's own ids.
    #[serde(default)]
    pub platform: Option<String>,
    /// Column header to field.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
    /// Field to the value of rows that say nothing of it.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// See [`ImportConfig::country`].
    #[serde(default)]
    pub country: Option<String>,
    /// See [`ImportConfig::time_zone`].
    #[serde(default)]
    pub time_zone: Option<String>,
    /// See [`ImportConfig::date_order`].
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// See [`ImportConfig::companies_from_email_domain`].
    #[serde(default)]
    pub companies_from_email_domain: Option<bool>,
    /// What happens to existing values.
    #[serde(default)]
    pub on_match: Option<OnMatch>,
    /// The text that clears a field.
    #[serde(default)]
    pub clear: Option<String>,
    /// Whether rows with a value that its field cannot take are kept.
    #[serde(default)]
    pub lenient: Option<bool>,
    /// Whether status, stage and intent become pins.
    #[serde(default)]
    pub pin: Option<bool>,
    /// Who is on our side in a chat.
    #[serde(default)]
    pub agent: Vec<String>,
    /// The file's encoding, if it is not found from the bytes.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The file's delimiter, if it is not found from the text.
    #[serde(default)]
    pub delimiter: Option<char>,
}

/// `[reader]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReaderConfig {
    /// `[reader.phrases]`: the user's own phrases by the name of their cue.
    pub phrases: BTreeMap<String, Vec<String>>,
}

/// `[send]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendConfig {
    /// `[send.smtp]`.
    pub smtp: SmtpConfig,
}

/// `[send.smtp]`: the mail server. Without a `host` nothing is sent by e-mail.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpConfig {
    /// The server's name; empty = none.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// The sender, `ana@example.com` or `Ana <ana@example.com>`.
    pub from: String,
    /// The subject of messages that name none; empty = one that names the sender.
    pub subject: String,
    /// The login; empty = none.
    pub username: String,
    /// The file that holds the password; empty = the password is in `ROLO_SMTP_PASSWORD`.
    pub password_file: String,
    /// How the connection is encrypted.
    pub tls: Tls,
}

/// How a connection to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// After a greeting in plain text.
    Starttls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

/// `[suggestions]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Suggestions {
    /// `[[suggestions.hidden]]`.
    #[serde(default)]
    pub(super) hidden: Vec<HiddenSuggestion>,
}

/// `[[suggestions.hidden]]`: a suggestion that is not to be shown again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiddenSuggestion {
    /// The suggestion's name.
    pub name: String,
    /// Why it was dismissed.
    #[serde(default)]
    pub reason: String,
}

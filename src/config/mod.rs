//! `rolo.toml`: the file's keys over the defaults of `default.toml`, typed and checked. Every complaint names file,
//! line and key, and says what to do. [`Config`] is what the program goes by; [`show()`] prints it as a commented file.
//!
//! The way of a text: `source` parses it and knows where its keys stand, `overlay` lays it over the defaults, serde
//! makes types of it (`typing` puts its complaints into words), `check` refuses what has a type but no sense.

mod check;
pub mod edit;
pub mod score_templates;
mod sections;
mod show;
mod source;
mod suggest;
#[cfg(test)]
mod tests;
mod typing;

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use siphasher::sip::SipHasher13;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use crate::config::sections::{
    DateOrder, DedupeConfig, HiddenSuggestion, IMPORT_KINDS, ImportConfig, ImportFile, MatchConfig, MatchKey,
    NightlyMerges, OnMatch, ReaderConfig, SendConfig, SmtpConfig, Tls,
};
pub use crate::config::show::show;
use crate::config::source::Source;
use crate::domain::deciding::rules::{
    AlertRules, CompletenessRules, DealRules, EventRules, FlagRules, FollowupRules, MoneyRules, Rules, ScoreRules,
    SentimentRules, SignalKind, StatusRules, Trigger, Windows,
};
use crate::error::{Error, Result};

/// The complete, commented file of the built-in values: what `config init` writes.
pub const DEFAULT_TOML: &str = include_str!("default.toml");

/// What messages call [`DEFAULT_TOML`].
const DEFAULT_NAME: &str = "default.toml";

/// Everything that `rolo.toml` can say, with the defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// `[match]`.
    pub matching: MatchConfig,
    /// `[dedupe]`.
    pub dedupe: DedupeConfig,
    /// `[import]`.
    pub import: ImportConfig,
    /// `[reader]`.
    pub reader: ReaderConfig,
    /// What decisions follow.
    pub rules: Rules,
    /// `[templates]`: texts by name.
    pub templates: BTreeMap<String, String>,
    /// `[send]`.
    pub send: SendConfig,
    /// `[[suggestions.hidden]]`.
    pub suggestions_hidden: Vec<HiddenSuggestion>,
}

impl Config {
    /// The configuration without any file.
    ///
    /// # Panics
    /// Never: a test parses the built-in file.
    pub fn built_in() -> Self {
        Self::parse("", DEFAULT_NAME).expect("a test parses the built-in file")
    }

    /// The configuration of this file.
    ///
    /// # Errors
    /// A usage error if the file cannot be read, is no TOML, or holds an unknown key or a value without sense.
    pub fn load(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            Error::usage(format!("cannot read the configuration {name}: {error}"))
                .hint("`rolo config init` writes a file with every key")
        })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
            Error::usage(format!("{name}:{line}: this is not UTF-8 text")).hint("save the file as UTF-8")
        })?;
        Self::parse(&text, &name)
    }

    /// The configuration of a file's text: its keys over the defaults. A list replaces the default list whole, so any
    /// `[[score.signal]]` replaces the built-in set. A template that the file names lies between the two. `name` is what
    /// messages call the file.
    ///
    /// # Errors
    /// As for [`Config::load`].
    pub fn parse(text: &str, name: &str) -> Result<Self> {
        let source = Source::parse(text, name)?;
        let defaults = Source::parse(DEFAULT_TOML, DEFAULT_NAME)?;
        let mut merged = defaults.table().clone();
        if let Some(template) = source.score_template() {
            let template = Source::parse(template, DEFAULT_NAME)?;
            overlay(&mut merged, template.table().clone())
                .map_err(|span| typing::section_fault(&template, &defaults, span))?;
        }
        overlay(&mut merged, source.table().clone()).map_err(|span| typing::section_fault(&source, &defaults, span))?;
        let merged = Spanned::new(0..text.len(), merged);
        let sections = Sections::deserialize(toml::Deserializer::from(merged))
            .map_err(|error| typing::type_fault(&source, &defaults, &error))?;
        let config = Self::from(sections);
        check::check(&config, &source)?;
        Ok(config)
    }

    /// A stable hash of everything that decisions, scores and follow-ups depend on: the rules and the reader's
    /// phrases, but not templates, sending, matching or import. Another value means that all must be decided anew.
    pub fn fingerprint(&self) -> u64 {
        let mut rules = self.rules.clone();
        rules.followups.templates.clear();
        // Its signals and weights are among the rules.
        rules.score.template.clear();
        for trigger in &mut rules.followups.triggers {
            trigger.template.clear();
        }
        let mut hasher = SipHasher13::new();
        hasher.write(format!("{rules:?} {:?}", self.reader.phrases).as_bytes());
        hasher.finish()
    }

    /// A stable hash of the texts that follow-ups suggest. Another value means that all of them are written anew.
    pub fn texts_fingerprint(&self) -> u64 {
        let followups = &self.rules.followups;
        let of_triggers: Vec<&str> = followups.triggers.iter().map(|trigger| trigger.template.as_str()).collect();
        let mut hasher = SipHasher13::new();
        hasher.write(format!("{:?} {:?} {of_triggers:?}", self.templates, followups.templates).as_bytes());
        hasher.finish()
    }

    /// The text that a word of the configuration means: that of a name in `[templates]`, else the word itself.
    pub fn template<'a>(&'a self, text_or_name: &'a str) -> &'a str {
        self.templates.get(text_or_name).map_or(text_or_name, String::as_str)
    }

    /// The keyword phrases of signals, then of alert rules, in the file's order and without repeats: the i-th is bit i
    /// of a message's keywords.
    pub fn keywords(&self) -> Vec<String> {
        let of_signals = self.rules.score.signals.iter().filter(|signal| signal.kind == SignalKind::Keyword);
        let of_alerts = self.rules.alerts.rules.iter().filter_map(|rule| rule.keyword.as_ref());
        let mut keywords: Vec<String> = Vec::new();
        for phrase in of_signals.map(|signal| &signal.subject).chain(of_alerts) {
            if !keywords.contains(phrase) {
                keywords.push(phrase.clone());
            }
        }
        keywords
    }
}

/// The file as it is laid out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    #[serde(rename = "match")]
    matching: MatchConfig,
    dedupe: DedupeConfig,
    import: ImportConfig,
    reader: ReaderConfig,
    windows: Windows,
    status: StatusRules,
    events: EventRules,
    sentiment: SentimentRules,
    flags: FlagRules,
    completeness: CompletenessRules,
    score: ScoreRules,
    followups: FollowupRules,
    templates: BTreeMap<String, String>,
    alerts: AlertRules,
    deals: DealRules,
    money: MoneyRules,
    send: SendConfig,
    #[serde(default)]
    suggestions: sections::Suggestions,
}

impl From<Sections> for Config {
    fn from(mut file: Sections) -> Self {
        file.followups.triggers.iter_mut().for_each(Trigger::fill);
        let rules = Rules {
            windows: file.windows,
            status: file.status,
            events: file.events,
            sentiment: file.sentiment,
            flags: file.flags,
            completeness: file.completeness,
            score: file.score,
            followups: file.followups,
            alerts: file.alerts,
            deals: file.deals,
            money: file.money,
        };
        Self {
            matching: file.matching,
            dedupe: file.dedupe,
            import: file.import,
            reader: file.reader,
            rules,
            templates: file.templates,
            send: file.send,
            suggestions_hidden: file.suggestions.hidden,
        }
    }
}

/// Lays the keys of `over` on those of `base`: sections are joined, everything else is replaced. Fails with the range
/// of a value that stands where `base` has a section.
fn overlay<'a>(base: &mut DeTable<'a>, over: DeTable<'a>) -> Result<(), Range<usize>> {
    for (key, value) in over {
        let name: &str = key.get_ref();
        if let Some(DeValue::Table(there)) = base.get_mut(name).map(Spanned::get_mut) {
            let span = value.span();
            let DeValue::Table(table) = value.into_inner() else { return Err(span) };
            overlay(there, table)?;
        } else {
            // The old key goes as well, because complaints are about where the new one stands.
            base.remove(name);
            base.insert(key, value);
        }
    }
    Ok(())
}

//! What follow-ups suggest to say: the template of their kind with the contact's fields in it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::json;

use crate::commands::Context;
use crate::config::Config;
use crate::domain::template::{Template, Values};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{card, texts};

/// A template that is ready, with what it is called in messages.
#[derive(Debug)]
pub(super) struct Text {
    called: String,
    template: Template,
    /// Whether it speaks of the message that is the cause.
    quotes: bool,
}

/// What a text is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic<'a> {
    pub(super) contact_id: i64,
    pub(super) kind: &'a str,
    pub(super) reason: &'a str,
    pub(super) due_at: Instant,
    pub(super) channel: Option<&'a str>,
    pub(super) message_id: Option<i64>,
}

/// A text that was filled in, and the fields in it that are empty.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) text: String,
    pub(super) empty: Vec<&'static str>,
}

impl Text {
    /// Reads a template; `called` is what messages call it.
    pub(super) fn new(called: String, source: &str) -> Result<Self> {
        let template = Template::parse(source).map_err(|error| named(&called, error))?;
        Ok(Self { called, template, quotes: source.contains("quote") })
    }

    /// The text for one contact.
    pub(super) fn fill(&self, conn: &Connection, topic: &Topic<'_>) -> Result<Filled> {
        let columns = self.template.columns();
        let mut values: Values = match columns {
            [] => Values::new(),
            columns => card::values(conn, topic.contact_id, columns)?.unwrap_or_default(),
        };
        let is_empty = |column: &&'static str| {
            values.get(*column).is_none_or(|value| value.is_null() || value.as_str().is_some_and(str::is_empty))
        };
        let empty = columns.iter().copied().filter(is_empty).collect();
        let quote = match topic.message_id {
            Some(id) if self.quotes => texts::text(conn, id)?,
            _ => None,
        };
        let Topic { kind, reason, due_at, channel, .. } = *topic;
        let due_at = due_at.to_string();
        values.insert(
            "followup".to_owned(),
            json!({ "kind": kind, "reason": reason, "due_at": due_at, "channel": channel, "quote": quote }),
        );
        let text = self
            .template
            .render(&values)
            .map_err(|error| named(&format!("{} for contact {}", self.called, topic.contact_id), error))?;
        Ok(Filled { text, empty })
    }
}

/// The error with the name of the template that it is about.
fn named(called: &str, error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Error>() {
        Ok(error) => Error { message: format!("{called}: {}", error.message), ..error }.into(),
        Err(error) => error,
    }
}

/// The texts of all kinds.
#[derive(Debug)]
pub(super) struct Texts {
    by_kind: BTreeMap<String, Text>,
}

impl Texts {
    /// Those of the configuration.
    pub(super) fn of(config: &Config) -> Result<Self> {
        let followups = &config.rules.followups;
        let triggers = followups.triggers.iter().map(|trigger| (trigger.kind(), trigger.template.as_str()));
        let given = followups.templates.iter().map(|(kind, text)| (kind.clone(), text.as_str()));
        let mut by_kind = BTreeMap::new();
        // What stands in [followups.templates] comes before the trigger's own.
        for (kind, text) in triggers.chain(given).filter(|(_, text)| !text.is_empty()) {
            let text = Text::new(format!("the template of {kind}"), config.template(text))?;
            by_kind.insert(kind, text);
        }
        Ok(Self { by_kind })
    }

    /// The kinds that have a text.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.by_kind.keys().map(String::as_str)
    }

    /// The text of a kind, if it has one.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&Text> {
        self.by_kind.get(kind)
    }

    /// What is suggested to say, if there is a template for it.
    pub(super) fn fill(&self, conn: &Connection, topic: &Topic<'_>) -> Result<Option<String>> {
        let filled = self.of_kind(topic.kind).map(|text| text.fill(conn, topic)).transpose()?;
        Ok(filled.map(|filled| filled.text).filter(|text| !text.is_empty()))
    }
}

/// The template of a name in `[templates]`.
pub(super) fn by_name(name: &str, context: &Context) -> Result<Text> {
    let named = &context.config.templates;
    let Some(source) = named.get(name) else {
        let known = named.keys().map(String::as_str);
        let hint = match crate::domain::suggest::nearest(name, known.clone(), |_, _, _| None) {
            Some(near) => format!("did you mean {near}?"),
            None if named.is_empty() => "add it to [templates] in rolo.toml, or use --text".to_owned(),
            None => format!("known are {}", known.collect::<Vec<_>>().join(", ")),
        };
        return Err(Error::usage(format!("there is no template `{name}`")).hint(hint).into());
    };
    Text::new(format!("the template `{name}`"), source)
}

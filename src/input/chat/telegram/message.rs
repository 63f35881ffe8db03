//! One message of a Telegram export: its text from plain and formatted parts, and what stands for a photo, a file or a
//! sticker when there is no text.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::time::Instant;
use crate::input::chat::sides::Person;

/// Any JSON value as text: parts of a list follow each other, of an object those that are read count, and what says
/// nothing is empty. A value of an unexpected type is so never the end of the whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flat(pub String);

/// The keys of objects whose values are text.
const TEXT_KEYS: [&str; 5] = ["text", "question", "first_name", "last_name", "phone_number"];

struct FlatVisitor;

impl<'de> Visitor<'de> for FlatVisitor {
    type Value = Flat;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Flat, E> {
        Ok(Flat(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Flat, E> {
        Ok(Flat(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Flat, E> {
        Ok(Flat(if value { "true".to_owned() } else { String::new() }))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Flat, E> {
        Ok(Flat(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Flat, E> {
        Ok(Flat(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Flat, E> {
        Ok(Flat(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Flat, E> {
        Ok(Flat::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Flat, A::Error> {
        let mut text = String::new();
        while let Some(Flat(part)) = parts.next_element()? {
            text.push_str(&part);
        }
        Ok(Flat(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Flat, A::Error> {
        let mut text = String::new();
        while let Some(key) = entries.next_key::<String>()? {
            if !TEXT_KEYS.contains(&key.as_str()) {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            let Flat(part) = entries.next_value()?;
            if !text.is_empty() && !part.is_empty() {
                text.push(' ');
            }
            text.push_str(&part);
        }
        Ok(Flat(text))
    }
}

impl<'de> Deserialize<'de> for Flat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FlatVisitor)
    }
}

/// A message of an export.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    id: Flat,
    r#type: Flat,
    date: Flat,
    date_unixtime: Flat,
    edited: Flat,
    edited_unixtime: Flat,
    from: Flat,
    from_id: Flat,
    actor: Flat,
    action: Flat,
    title: Flat,
    discard_reason: Flat,
    text: Flat,
    photo: Flat,
    file: Flat,
    file_name: Flat,
    media_type: Flat,
    sticker_emoji: Flat,
    contact_information: Flat,
    location_information: Option<IgnoredAny>,
    poll: Flat,
    forwarded_from: Flat,
    reply_to_message_id: Flat,
}

/// A message of an export.
#[derive(Debug)]
pub struct Post {
    fields: Fields,
    /// Whether it tells what happened in the chat instead of what somebody wrote.
    pub is_service: bool,
}

impl<'de> Deserialize<'de> for Post {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::deserialize(deserializer)?;
        let is_service = fields.r#type.0 == "service" || !fields.action.0.is_empty();
        Ok(Self { fields, is_service })
    }
}

impl Post {
    /// The message's id in its chat.
    pub fn id(&self) -> &str {
        &self.fields.id.0
    }

    /// What the writer is known by: the id, else the name. Older exports give ids without `user`.
    pub fn writer_id(&self) -> String {
        let id = self.fields.from_id.0.trim();
        match id {
            "" => self.fields.from.0.clone(),
            id if id.bytes().all(|b| b.is_ascii_digit()) => format!("user{id}"),
            id => id.to_owned(),
        }
    }

    /// The writer; deleted accounts have no name.
    pub fn person(&self) -> Person {
        Person { id: self.writer_id(), name: self.fields.from.0.trim().to_owned(), phone: String::new() }
    }

    /// When it was sent: in UTC where the export tells, else on the clock of the computer that exported.
    pub fn sent_at(&self) -> String {
        time(&self.fields.date_unixtime, &self.fields.date)
    }

    /// When it was edited last, in the same way; empty where it never was.
    pub fn edited(&self) -> String {
        time(&self.fields.edited_unixtime, &self.fields.edited)
    }

    /// What kind of file was sent, in Telegram's word.
    pub fn media_type(&self) -> &str {
        &self.fields.media_type.0
    }

    /// From whom it was forwarded.
    pub fn forwarded_from(&self) -> &str {
        &self.fields.forwarded_from.0
    }

    /// The id of the message that it answers.
    pub fn reply_to(&self) -> &str {
        &self.fields.reply_to_message_id.0
    }

    /// The path of what was sent with it; exports without files say so instead, which is no path.
    pub fn file(&self) -> &str {
        let Fields { photo, file, .. } = &self.fields;
        let path = if photo.0.is_empty() { &file.0 } else { &photo.0 };
        if path.starts_with('(') { "" } else { path }
    }

    /// What it says: its text or caption, else what it is.
    pub fn text(&self) -> String {
        let Fields { text, photo, file, file_name, media_type, sticker_emoji, contact_information, poll, .. } =
            &self.fields;
        if self.is_service {
            return self.service_text();
        }
        if !text.0.is_empty() {
            return text.0.clone();
        }
        let called = |what: &str, detail: &str| {
            if detail.is_empty() { format!("<{what}>") } else { format!("<{what}: {detail}>") }
        };
        if !sticker_emoji.0.is_empty() {
            called("sticker", &sticker_emoji.0)
        } else if !media_type.0.is_empty() {
            called(&media_type.0.replace('_', " "), &file_name.0)
        } else if !photo.0.is_empty() {
            called("photo", "")
        } else if !file.0.is_empty() {
            called("file", &file_name.0)
        } else if !contact_information.0.is_empty() {
            called("contact", &contact_information.0)
        } else if !poll.0.is_empty() {
            called("poll", &poll.0)
        } else if self.fields.location_information.is_some() {
            called("location", "")
        } else {
            String::new()
        }
    }

    fn service_text(&self) -> String {
        let Fields { actor, action, title, discard_reason, text, .. } = &self.fields;
        let action = action.0.replace('_', " ");
        let parts = [action.as_str(), &discard_reason.0, &title.0, &text.0];
        let what = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if actor.0.is_empty() { what } else { format!("{}: {what}", actor.0) }
    }
}

fn time(second: &Flat, local: &Flat) -> String {
    // Zero and what lies after the year 9999 are no times, and a message that was never edited may have either.
    let second = second.0.parse().ok().filter(|second| (1..=253_402_300_799).contains(second));
    second.map_or_else(|| local.0.clone(), |second| Instant(second).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(json: &str) -> Post {
        serde_json::from_str(json).unwrap_or_else(|e| panic!("{json}: {e}"))
    }

    #[test]
    fn text_is_joined_from_its_parts() {
        let text = |json: &str| post(json).text();
        assert_eq!(text(r#"{"text":"hi"}"#), "hi");
        assert_eq!(text(r#"{"text":["see ",{"type":"link","text":"example.com"},"!"]}"#), "see example.com!");
        assert_eq!(text(r#"{"text":"","photo":"photos/1.jpg"}"#), "<photo>");
        assert_eq!(text(r#"{"text":"our menu","photo":"photos/1.jpg"}"#), "our menu");
        assert_eq!(text(r#"{"file":"a.webp","media_type":"sticker","sticker_emoji":"👍"}"#), "<sticker: 👍>");
        assert_eq!(text(r#"{"file":"(File not included)","media_type":"voice_message"}"#), "<voice message>");
        assert_eq!(text(r#"{"file":"a.pdf","file_name":"quote.pdf"}"#), "<file: quote.pdf>");
        assert_eq!(text(r#"{"poll":{"question":"Friday?","closed":false}}"#), "<poll: Friday?>");
        assert_eq!(text(r#"{"location_information":{"latitude":1.5}}"#), "<location>");
        assert_eq!(
            text(r#"{"type":"service","actor":"Ana","action":"phone_call","discard_reason":"missed"}"#),
            "Ana: phone call missed"
        );
    }

    #[test]
    fn times_are_in_utc_where_the_export_tells() {
        let times = |json: &str| (post(json).sent_at(), post(json).edited());
        let json = r#"{"date":"2024-01-02T08:00:00","date_unixtime":"1704153600","edited":"2024-01-02T08:01:00"}"#;
        assert_eq!(times(json), ("2024-01-02T00:00:00Z".into(), "2024-01-02T08:01:00".into()));
        assert_eq!(times(r#"{"date":"2024-01-02T08:00:00","edited_unixtime":"0"}"#).1, "");
    }

    #[test]
    fn values_of_unexpected_types_end_nothing() {
        let odd = post(r#"{"id":7,"text":5,"from":null,"from_id":42,"date":{"a":1},"photo":false,"file":[null]}"#);
        assert_eq!((odd.id(), odd.text().as_str(), odd.writer_id().as_str()), ("7", "5", "user42"));
    }
}

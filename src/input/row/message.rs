//! A row of a file of messages.

use serde_json::Value;

use super::error::missing;
use super::word::channel_word;
use super::{Draft, Person, Row, RowError, boxed};
use crate::domain::contact::Column;
use crate::domain::cue::Sender;
use crate::domain::deciding::facts::ConversationState;
use crate::domain::normalize::value;
use crate::domain::time::Instant;

/// One row of a file of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct MessageRow {
    pub person: Person,
    pub conversation_id: Option<Box<str>>,
    pub message_id: Option<Box<str>>,
    pub channel: Box<str>,
    pub website: Option<Box<str>>,
    pub branch: Option<Box<str>>,
    pub agent: Option<Box<str>>,
    pub state: Option<ConversationState>,
    pub sender: Sender,
    pub sent_at: Instant,
    pub text: Box<str>,
    pub metadata: Option<Box<str>>,
    /// Whether several visitors write in the conversation, so that it belongs to none of them.
    pub is_of_several: bool,
}

/// The fields of a message while its record is read.
#[derive(Default)]
pub(super) struct MessageDraft<'a> {
    pub conversation_id: Option<&'a str>,
    pub message_id: Option<&'a str>,
    pub channel: &'a str,
    pub agent: &'a str,
    pub state: Option<ConversationState>,
    pub sender: Option<Sender>,
    pub sent_at: Option<Instant>,
    pub text: &'a str,
    pub is_of_several: bool,
}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { mut person, metadata, message, .. } = draft;
    let website = person.incoming.texts.take(Column::Website);
    let branch = person.incoming.texts.take(Column::Branch);
    let channel = if message.channel.is_empty() { "web".to_owned() } else { channel_word(message.channel) };
    Ok(Row::Message(MessageRow {
        conversation_id: message.conversation_id.map(|id| value::identifier(id).into()),
        message_id: message.message_id.map(|id| value::identifier(id).into()),
        channel: channel.into(),
        website,
        branch,
        agent: boxed(message.agent),
        state: message.state,
        sender: message.sender.ok_or_else(|| missing("sender", "a message needs a sender"))?,
        sent_at: message.sent_at.ok_or_else(|| missing("sent_at", "a message needs a time"))?,
        text: message.text.into(),
        is_of_several: message.is_of_several,
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string().into()),
        person,
    }))
}

//! A row of a file of conversations, without their messages.

use super::error::missing;
use super::word::channel_word;
use super::{Draft, Person, Row, RowError, boxed};
use crate::domain::contact::Column;
use crate::domain::deciding::facts::ConversationState;
use crate::domain::normalize::value;

/// One row of a file of conversations.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct ConversationRow {
    pub person: Person,
    pub conversation_id: Option<Box<str>>,
    pub channel: Box<str>,
    pub website: Option<Box<str>>,
    pub branch: Option<Box<str>>,
    pub agent: Option<Box<str>>,
    pub state: Option<ConversationState>,
    pub summary: Option<Box<str>>,
    pub metadata: Option<Box<str>>,
}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { mut person, metadata, message, record, .. } = draft;
    let mut take = |column: Column| person.incoming.texts.take(column);
    let (website, branch) = (take(Column::Website), take(Column::Branch));
    let channel = if message.channel.is_empty() { "web".to_owned() } else { channel_word(message.channel) };
    let is_named = message.conversation_id.is_some() || person.thread_key.is_some();
    if !is_named && person.incoming.texts.iter().next().is_none() {
        return Err(missing("conversation_id", "the row names no contact either"));
    }
    Ok(Row::Conversation(ConversationRow {
        conversation_id: message.conversation_id.map(|id| value::identifier(id).into()),
        channel: channel.into(),
        website,
        branch,
        agent: boxed(message.agent),
        state: message.state,
        summary: boxed(record.summary),
        metadata: (!metadata.is_empty()).then(|| serde_json::Value::Object(metadata).to_string().into()),
        person,
    }))
}

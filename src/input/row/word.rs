//! Words that files write in their own way: channels, scopes, kinds of events, senders and states.

use crate::domain::cue::Sender;
use crate::domain::deciding::facts::ConversationState;
use crate::domain::deciding::{Intent, Stage, Status};
use crate::domain::normalize::value;

/// A word such as a channel, an event kind or a scope: lower case, blanks as `_`, nothing that lists are joined with.
pub fn word(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
        return text.to_owned();
    }
    let text = value::text(text).to_lowercase();
    text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | ':'))
        .map(value::text)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// The scope of identifiers; a blank one is `import`.
pub fn scope_word(text: &str) -> String {
    let scope = word(text);
    if scope.is_empty() { "import".to_owned() } else { scope }
}

/// A channel's word; the names that platforms use for their chat widget all mean `web`.
pub fn channel_word(text: &str) -> String {
    let word = word(text);
    match word.as_str() {
        "chat" | "webchat" | "web_chat" | "live_chat" | "livechat" | "chat_widget" | "website" => "web".to_owned(),
        "fb" => "facebook".to_owned(),
        "facebook_messenger" | "fb_messenger" => "messenger".to_owned(),
        "ig" | "instagram_dm" => "instagram".to_owned(),
        "wa" | "whats_app" => "whatsapp".to_owned(),
        "mail" | "e-mail" => "email".to_owned(),
        "text" | "text_message" => "sms".to_owned(),
        "call" | "voice" => "phone".to_owned(),
        _ => word,
    }
}

/// A kind of event.
pub fn event_word(text: &str) -> String {
    word(text)
}

/// Who wrote a message, in the words of many systems.
pub fn sender(text: &str) -> Option<Sender> {
    Some(match text.to_lowercase().as_str() {
        "visitor" | "user" | "customer" | "contact" | "client" | "lead" | "guest" | "incoming" | "inbound" | "in"
        | "received" => Sender::Visitor,
        "agent" | "operator" | "staff" | "admin" | "teammate" | "human" | "outgoing" | "outbound" | "out" | "sent" => {
            Sender::Agent
        }
        "bot" | "assistant" | "automation" | "ai" | "chatbot" => Sender::Bot,
        "system" | "note" | "activity" | "event" => Sender::System,
        _ => return None,
    })
}

/// The state of a conversation, in the words of many systems.
pub fn state(text: &str) -> Option<ConversationState> {
    Some(match text.to_lowercase().as_str() {
        "open" | "active" | "pending" | "new" | "snoozed" => ConversationState::Open,
        "closed" | "resolved" | "solved" | "done" => ConversationState::Closed,
        "archived" => ConversationState::Archived,
        _ => return None,
    })
}

/// rolo's own word for a value of `status`, `stage` or `intent`.
pub fn own_word(field: &str, text: &str) -> Option<&'static str> {
    match field {
        "status" => Status::from_name(text).map(Status::name),
        "stage" => Stage::from_name(text).map(Stage::name),
        _ => Intent::from_name(text).map(Intent::name),
    }
}

//! Summaries of conversations in `classify`: renewed where a message or what is said of it is another one, so that no
//! text is looked at where nothing changed.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::domain::deciding::facts::{ContactFacts, ConversationFacts, EventFact};
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::summary::{Plan, key_line, key_messages, plan};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::summary::ConversationSummary;
use crate::store::{state, texts};

/// For each of these conversations its summary, where that is another one than the stored one. `is_stale` says that
/// messages may have changed; else the same plan has the same line.
pub fn renewed(
    conn: &Connection,
    conversations: &[ConversationFacts],
    events: &[EventFact],
    plans: &[Plan],
    stored: &FxHashMap<i64, ConversationSummary>,
    is_stale: bool,
) -> Result<Vec<Option<ConversationSummary>>> {
    let renew = |(conversation, plan): (&ConversationFacts, &Plan)| {
        let (before, print) = (stored.get(&conversation.id), state::print(plan));
        if !is_stale && before.is_some_and(|before| before.print == print) {
            return Ok(None);
        }
        let summary = ConversationSummary { print, line: plan.line(&text(conn, plan)?, events) };
        Ok(Some(summary).filter(|new| before != Some(new)))
    };
    conversations.iter().zip(plans).map(renew).collect()
}

/// The summaries of a contact's conversations for an explanation, short and long: what it is, the conversation, the line.
pub fn told(
    conn: &Connection,
    facts: &ContactFacts,
    rules: &Rules,
    as_of: Instant,
) -> Result<Vec<(&'static str, i64, String)>> {
    let mut lines = Vec::new();
    for conversation in &facts.conversations {
        let plan = plan(conversation, &facts.events, rules, as_of);
        lines.extend(plan.line(&text(conn, &plan)?, &facts.events).map(|line| ("summary", conversation.id, line)));
        for message in key_messages(conversation, as_of) {
            let text = texts::text(conn, message.id)?.unwrap_or_default();
            lines.push(("key line", conversation.id, key_line(message, &text)));
        }
    }
    Ok(lines)
}

/// The texts that a plan's line is built from, one after the other.
fn text(conn: &Connection, plan: &Plan) -> Result<String> {
    let mut text = String::new();
    for message in plan.messages() {
        text += &texts::text(conn, *message)?.unwrap_or_default();
        text.push('\n');
    }
    Ok(text)
}

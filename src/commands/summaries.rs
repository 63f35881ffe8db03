//! Summaries of conversations in `classify`: renewed where a message or what is said of it is another one, so that no
//! text is looked at where nothing changed. A first pass looks at texts of all conversations: it leaves drafts, and the
//! texts come when all are there, in the order of conversations, in which they mostly stand in the database, too.

use std::path::Path;

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::Context;
use super::in_turn::in_turn;

use crate::domain::deciding::explain_class;
use crate::domain::deciding::facts::{ContactFacts, ConversationFacts, EventFact};
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::summary::{Draft, Plan, key_line, key_messages, plan};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::progress::Progress;
use crate::store::in_order::InOrder;
use crate::store::state::OfConversation;
use crate::store::summary::{ConversationSummary, Derived, Renewal, Summarised};
use crate::store::{Store, state, texts};

/// For each of these conversations what becomes of its summary. `is_stale` says that messages may have changed; else the
/// same plan has the same line.
pub fn renewed(
    conn: &Connection,
    conversations: &[ConversationFacts],
    events: &[EventFact],
    plans: &[Plan],
    stored: &FxHashMap<i64, ConversationSummary>,
    is_stale: bool,
) -> Result<Vec<Renewal>> {
    let renew = |(conversation, plan): (&ConversationFacts, &Plan)| {
        let (before, print) = (stored.get(&conversation.id), state::print(plan));
        if !is_stale && before.is_some_and(|before| before.print == print) {
            return Ok(Renewal::None);
        }
        let new = summary(conn, print, &plan.draft(events))?;
        Ok(if before == Some(&new) { Renewal::None } else { Renewal::Ready(new) })
    };
    conversations.iter().zip(plans).map(renew).collect()
}

/// The same for conversations of which nothing is stored, without a look at their texts.
pub fn drafted(events: &[EventFact], plans: &[Plan]) -> Vec<Renewal> {
    plans.iter().map(|plan| Renewal::Draft { print: state::print(plan), draft: plan.draft(events) }).collect()
}

/// Writes what was derived of conversations, in the order of their ids; drafts get the visitors' words, on all processors.
pub fn write(conn: &Connection, store_path: &Path, derived: InOrder<Derived>, context: &Context) -> Result<()> {
    let derived = derived.finish()?;
    let workers = context.jobs.min(derived.count());
    if workers == 0 {
        return Ok(());
    }
    let progress = Progress::count(&context.ui, "summing up", Some(derived.count() as u64));
    let work = |worker: usize, give: &mut dyn FnMut(Vec<(i64, Summarised)>) -> Result<bool>| -> Result<()> {
        // Its own connection: one never crosses threads.
        let store: Store = context.reader_of(store_path)?;
        store.begin_pass()?;
        for piece in (worker..derived.count()).step_by(workers) {
            let told = derived.piece(piece)?.into_iter().map(|(id, derived)| {
                let summary = match derived.renewal {
                    Renewal::None => None,
                    Renewal::Ready(summary) => Some(summary),
                    Renewal::Draft { print, draft } => Some(summary(store.conn(), print, &draft)?),
                };
                Ok((id, (derived.state, summary)))
            });
            if !give(told.collect::<Result<_>>()?)? {
                break;
            }
        }
        Ok(())
    };
    let mut statement = conn.prepare(Summarised::SQL)?;
    in_turn(workers, derived.count(), &work, |told: Vec<(i64, Summarised)>| {
        progress.inc(1);
        told.into_iter().try_for_each(|(id, row)| Ok(row.put(&mut statement, id).map(|_| ())?))
    })?;
    progress.finish();
    Ok(())
}

fn summary(conn: &Connection, print: i64, draft: &Draft) -> Result<ConversationSummary> {
    Ok(ConversationSummary { print, line: draft.line(&text(conn, draft)?) })
}

/// What is told of a contact's conversations in an explanation: why each is of its class, and its summaries, short and
/// long. Each line with what it is and the conversation.
pub fn told(
    conn: &Connection,
    facts: &ContactFacts,
    rules: &Rules,
    as_of: Instant,
) -> Result<Vec<(&'static str, i64, String)>> {
    let mut lines = Vec::new();
    for conversation in &facts.conversations {
        if let Some(reason) = explain_class(conversation, as_of) {
            let most = reason.messages.first().map(|(message, _)| texts::text(conn, message.id)).transpose()?;
            lines.push(("class", conversation.id, reason.text(&most.flatten().unwrap_or_default())));
        }
        let draft = plan(conversation, &facts.events, rules, as_of).draft(&facts.events);
        lines.extend(draft.line(&text(conn, &draft)?).map(|line| ("summary", conversation.id, line)));
        for message in key_messages(conversation, as_of) {
            let text = texts::text(conn, message.id)?.unwrap_or_default();
            lines.push(("key line", conversation.id, key_line(message, &text)));
        }
    }
    Ok(lines)
}

/// The texts that a line is built from, one after the other.
fn text(conn: &Connection, draft: &Draft) -> Result<String> {
    let mut text = String::new();
    for message in &draft.messages {
        text += &texts::text(conn, *message)?.unwrap_or_default();
        text.push('\n');
    }
    Ok(text)
}

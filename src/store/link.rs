//! Whose a conversation is: given to a contact, taken from one, matched again. What belongs to it (messages, alerts,
//! follow-ups) goes along, and whoever had or has it is decided again. All that is not derived is journaled.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::journal::Journal;
use super::thread;
use super::{contact, dirty, identity, log, setting};
use crate::domain::deciding::facts::ConversationState;
use crate::domain::identity::{Kind, can_find, identities};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// A conversation as far as these commands change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub contact_id: Option<i64>,
    /// Hash of the identity that it came by.
    pub via: Option<i64>,
    /// Whether it goes on.
    pub state: ConversationState,
}

/// To whom a conversation goes, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A person said whose it is.
    Hand(i64),
    /// A person said that it is nobody's.
    Nobody,
    /// The identity that it came by leads to this contact, so sure in percent.
    Match(i64, u8),
    /// The identity leads to nobody, for this reason.
    Error(String),
    /// There is no identity to match on.
    Pending,
}

/// Who changes what, and when.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// The entry that keeps what is changed.
    pub journal: Journal,
    /// Who the log names.
    pub author: &'a str,
    /// The instant of everything that is stored.
    pub now: Instant,
}

/// The conversation of this id.
pub fn find(conn: &Connection, id: i64) -> Result<Option<Linked>> {
    let mut statement = conn.prepare_cached("SELECT id, contact_id, via, state FROM conversation WHERE id = ?1")?;
    let found = statement.query_row([id], |row| {
        Ok(Linked {
            id: row.get(0)?,
            contact_id: row.get(1)?,
            via: row.get(2)?,
            state: ConversationState::from_code(row.get(3)?),
        })
    });
    Ok(found.optional()?)
}

/// The conversations that are nobody's without a person having said so, by id.
pub fn unmatched(conn: &Connection) -> Result<Vec<i64>> {
    let mut statement = conn.prepare(
        "SELECT id FROM conversation WHERE contact_id IS NULL AND link_state <> 'erased' AND NOT link_held ORDER BY id",
    )?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whom the identity that a conversation came by leads to now.
pub fn matched(conn: &Connection, conversation: &Linked) -> Result<Link> {
    let Some(via) = conversation.via else { return Ok(Link::Pending) };
    let holders = identity::holders(conn, via)?;
    let [only] = holders.as_slice() else {
        return Ok(match holders.len() {
            0 => Link::Error("no contact has the identity that it came by".to_owned()),
            _ => Link::Error(format!("several contacts have the identity that it came by: {}", joined(&holders))),
        });
    };
    let holder = contact::get(conn, *only)?
        .ok_or_else(|| Error::fault(format!("identities name contact {only}, which is not there")))?;
    let hasher = setting::hasher(conn)?;
    let found = identities(&holder.texts).find(|(kind, value)| hasher.identity(*kind, value) == via);
    Ok(match found {
        Some((kind, value)) if can_find(kind, value) => Link::Match(*only, kind.confidence()),
        Some((Kind::Phone, value)) => Link::Error(format!("the phone number {value} is not known with its country")),
        _ => Link::Error("the identity that it came by finds nobody".to_owned()),
    })
}

fn joined(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Links a conversation, or takes its link away; says whether that changed anything. Counts and what is inferred are
/// left to the caller.
pub fn link(conn: &Connection, conversation: &Linked, link: &Link, hand: Hand<'_>) -> Result<bool> {
    let Linked { id, contact_id: old, .. } = *conversation;
    let (new, state, error, confidence) = match link {
        Link::Hand(contact) => (Some(*contact), "linked", None, Some(100)),
        Link::Match(contact, confidence) => (Some(*contact), "linked", None, Some(*confidence)),
        Link::Error(reason) => (None, "error", Some(reason.clone()), None),
        Link::Nobody | Link::Pending => (None, "pending", None, None),
    };
    let is_held = matches!(link, Link::Hand(_) | Link::Nobody);
    let integer = |value: Option<i64>| value.map_or(Value::Null, Value::Integer);
    let columns = [
        ("contact_id", integer(new)),
        ("link_state", Value::Text(state.to_owned())),
        ("link_error", error.map_or(Value::Null, Value::Text)),
        ("match_confidence", integer(confidence.map(i64::from))),
        ("link_held", Value::Integer(is_held.into())),
    ];
    let mut is_changed = false;
    for (column, value) in columns {
        is_changed |= hand.journal.set(conn, "conversation", id, column, value)?;
    }
    if old != new {
        move_along(conn, id, old, new, hand)?;
    }
    Ok(is_changed)
}

/// Takes along what belongs to a conversation, and marks whoever had it and has it now.
fn move_along(conn: &Connection, id: i64, old: Option<i64>, new: Option<i64>, hand: Hand<'_>) -> Result<()> {
    thread::move_messages(conn, id, old, new)?;
    for alert in ids(conn, "SELECT id FROM alert WHERE conversation_id = ?1", [id])? {
        let owner = new.map_or(Value::Null, Value::Integer);
        hand.journal.set(conn, "alert", alert, "contact_id", owner)?;
    }
    if let Some(old) = old {
        move_followups(conn, id, old, new, hand)?;
        note(conn, old, "unlinked", ("conversation", &id.to_string(), ""), hand)?;
        dirty::mark(conn, old, dirty::ALL_PASSES)?;
    }
    let Some(new) = new else { return dirty::mark_conversation(conn, id) };
    dirty::unmark_conversation(conn, id)?;
    note(conn, new, "linked", ("conversation", "", &id.to_string()), hand)?;
    opt_out(conn, id, new, hand)?;
    dirty::mark(conn, new, dirty::ALL_PASSES)
}

/// Follow-ups of a conversation go to its new contact. One that is open is resolved where there is none, or where one
/// of its kind is open there already.
fn move_followups(conn: &Connection, id: i64, old: i64, new: Option<i64>, hand: Hand<'_>) -> Result<()> {
    const OPEN: &str = "state IN ('pending', 'approved', 'unconfirmed')";
    let resolved = format!(
        "SELECT id FROM followup AS mine WHERE contact_id = ?1 AND conversation_id = ?2 AND {OPEN}
             AND (?3 IS NULL OR EXISTS (SELECT 1 FROM followup AS other
                 WHERE other.contact_id = ?3 AND other.kind = mine.kind AND other.{OPEN})) ORDER BY id"
    );
    for followup in ids(conn, &resolved, (old, id, new))? {
        hand.journal.set(conn, "followup", followup, "updated_at", Value::Integer(hand.now.0))?;
        hand.journal.set(conn, "followup", followup, "state", Value::Text("resolved".to_owned()))?;
    }
    let Some(new) = new else { return Ok(()) };
    let all = "SELECT id FROM followup WHERE contact_id = ?1 AND conversation_id = ?2 ORDER BY id";
    for followup in ids(conn, all, (old, id))? {
        hand.journal.set(conn, "followup", followup, "contact_id", Value::Integer(new))?;
    }
    Ok(())
}

/// Who asked in the conversation not to be contacted is not contacted, unless a person lifted that since.
fn opt_out(conn: &Connection, id: i64, new: i64, hand: Hand<'_>) -> Result<()> {
    let Some(asked_at) = thread::opt_out_in(conn, new, id)? else { return Ok(()) };
    if contact::lifted_at(conn, new)?.is_some_and(|lifted_at| asked_at <= lifted_at) {
        return Ok(());
    }
    if hand.journal.set(conn, "contact", new, "do_not_contact", Value::Integer(1))? {
        hand.journal.set(conn, "contact", new, "updated_at", Value::Integer(hand.now.0))?;
        note(conn, new, "changed", ("do_not_contact", "0", "1"), hand)?;
    }
    Ok(())
}

/// Whether the visitor asked in a conversation of a contact not to be contacted, and the contact is not.
pub fn keeps_opt_out(conn: &Connection, conversation: &Linked) -> Result<bool> {
    let Some(contact_id) = conversation.contact_id else { return Ok(false) };
    if thread::opt_out_in(conn, contact_id, conversation.id)?.is_none() {
        return Ok(false);
    }
    let mut find = conn.prepare_cached("SELECT do_not_contact FROM contact WHERE id = ?1")?;
    Ok(find.query_row([contact_id], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Opens, closes or archives a conversation, as a person said; says whether that changed anything.
pub fn set_state(conn: &Connection, conversation: &Linked, new: ConversationState, hand: Hand<'_>) -> Result<bool> {
    let Linked { id, contact_id, state: old, .. } = *conversation;
    let is_changed = hand.journal.set(conn, "conversation", id, "state", Value::Integer(new as i64))?;
    hand.journal.set(conn, "conversation", id, "state_held", Value::Integer(1))?;
    if !is_changed {
        return Ok(false);
    }
    match contact_id {
        Some(owner) => {
            note(conn, owner, "changed", (&format!("conversation {id}"), old.name(), new.name()), hand)?;
            dirty::mark(conn, owner, dirty::ALL_PASSES)?;
        }
        None => dirty::mark_conversation(conn, id)?,
    }
    Ok(true)
}

/// Lets imports decide again what a person had set of a conversation; says whether anything was.
pub fn release(conn: &Connection, conversation: &Linked, journal: Journal) -> Result<bool> {
    let was_link = journal.set(conn, "conversation", conversation.id, "link_held", Value::Integer(0))?;
    let was_state = journal.set(conn, "conversation", conversation.id, "state_held", Value::Integer(0))?;
    Ok(was_link || was_state)
}

/// After changes were taken back, what belongs to a conversation is with its contact again.
pub(super) fn follow(conn: &Connection, id: i64) -> Result<()> {
    let Some(Linked { contact_id, .. }) = find(conn, id)? else { return Ok(()) };
    if let Some(owner) = contact_id {
        thread::give_messages(conn, id, owner)?;
    }
    conn.prepare_cached("UPDATE alert SET contact_id = ?2 WHERE conversation_id = ?1 AND contact_id IS NOT ?2")?
        .execute((id, contact_id))?;
    Ok(())
}

fn note(
    conn: &Connection,
    contact_id: i64,
    kind: &str,
    (field, old, new): (&str, &str, &str),
    hand: Hand<'_>,
) -> Result<()> {
    let Hand { journal, author, now } = hand;
    let (contact_id, journal_id) = (Some(contact_id), Some(journal.id));
    log::add(conn, &log::Entry { at: now, contact_id, kind, field, old, new, author, journal_id })
}

fn ids(conn: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let ids = statement.query_map(values, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

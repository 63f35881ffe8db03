//! Who was on our side when a chat was imported before. A chat of WhatsApp has no ids, so with other people on our side
//! its messages would all come in again, by other senders and of another contact; such an import is refused until the
//! one before is taken back. Of the chat only hashes are kept.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::batch::Batch;
use crate::commands::Context;
use crate::error::{Error, Result};
use crate::input::converted::ChatSides;
use crate::store::{batch, setting};

/// What is kept of a chat.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// The imports that brought something of it.
    batches: Vec<i64>,
    agents: Vec<i64>,
    visitors: Vec<i64>,
}

impl Kept {
    /// What stands of what was kept: nothing once all those imports are taken back.
    fn of(conn: &Connection, key: &str) -> Result<Self> {
        let text: Option<String> = setting::get(conn, key)?;
        let mut kept: Self = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let mut standing = Vec::new();
        for number in kept.batches {
            if batch::find(conn, number)?.is_some_and(|line| line.undone_at.is_none()) {
                standing.push(number);
            }
        }
        kept.batches = standing;
        Ok(if kept.batches.is_empty() { Self::default() } else { kept })
    }
}

/// Says why a chat is not to be taken in with these sides. Where the import before can no longer be taken back, that is
/// only warned of.
pub(super) fn check(conn: &Connection, file: &str, sides: &ChatSides, context: &Context) -> Result<Option<Error>> {
    let hasher = setting::hasher(conn)?;
    let kept = Kept::of(conn, &key(conn, sides)?)?;
    let is_among = |name: &String, side: &[i64]| side.contains(&hasher.parts("participant", &[name.as_bytes()]));
    let ours =
        sides.agents.iter().find(|name| is_among(name, &kept.visitors)).map(|name| (name, "a visitor", "an agent"));
    let theirs = || sides.visitors.iter().find(|name| is_among(name, &kept.agents));
    let Some((name, before, now)) = ours.or_else(|| theirs().map(|name| (name, "an agent", "a visitor"))) else {
        return Ok(None);
    };
    let mut undoable = Vec::new();
    for number in &kept.batches {
        if batch::find(conn, *number)?.is_some_and(|line| line.is_in_journal) {
            undoable.push(*number);
        }
    }
    let text =
        format!("{file}: this chat is known with other people on our side: {name} was {before} and is {now} now");
    let Some(last) = undoable.last() else {
        context.ui.warn(&format!("{text}, so its messages come in once more"));
        return Ok(None);
    };
    Ok(Some(Error::failed(text).hint(format!(
        "take the import before back, then import it so: rolo imports undo {last}; or say --agent as it was said then"
    ))))
}

/// Keeps who was on our side in a chat that was taken in.
pub(super) fn keep(conn: &Connection, sides: &ChatSides, batch: &Batch) -> Result<()> {
    if batch.created + batch.updated == 0 {
        return Ok(());
    }
    let (hasher, key) = (setting::hasher(conn)?, key(conn, sides)?);
    let mut kept = Kept::of(conn, &key)?;
    kept.batches.push(batch.batch);
    // Whoever is in this export is known as they are in it.
    let hashes = |names: &[String]| -> Vec<i64> {
        names.iter().map(|name| hasher.parts("participant", &[name.as_bytes()])).collect()
    };
    let (agents, visitors) = (hashes(&sides.agents), hashes(&sides.visitors));
    for (side, own, others) in [(&mut kept.agents, &agents, &visitors), (&mut kept.visitors, &visitors, &agents)] {
        side.retain(|name| !others.contains(name));
        side.extend(own);
        side.sort_unstable();
        side.dedup();
    }
    setting::set(conn, &key, serde_json::to_string(&kept)?)
}

/// The setting for a chat: longer exports of it begin with the same message.
fn key(conn: &Connection, sides: &ChatSides) -> Result<String> {
    let hash = setting::hasher(conn)?.parts("first message", &[sides.first_message.as_bytes()]);
    Ok(format!("chat_sides_{hash:016x}"))
}

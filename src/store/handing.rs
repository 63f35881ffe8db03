//! Handing follow-ups over: a row is marked `unconfirmed` before, and `sent` after. What was refused waits again, and
//! fails the third time.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::filter::Condition;
use super::setting;
use crate::domain::deciding::FollowupKind;
use crate::domain::sending::{Draft, Topic};
use crate::domain::time::Instant;
use crate::error::Result;

/// So often a message is handed over in vain.
const REFUSALS_MAX: u32 = 3;

/// The approved rows that are due and for which a condition over the view `followups` holds, the first due first.
pub fn waiting(conn: &Connection, condition: &Condition, as_of: Instant) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT id FROM followups WHERE ({}) AND state = 'approved' AND due_at <= ? ORDER BY due_at, id",
        condition.sql
    );
    let mut values = condition.values.clone();
    values.push(Value::Text(as_of.to_string()));
    let mut statement = conn.prepare(&sql)?;
    let ids = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The state of a row, and when it is due.
pub fn state(conn: &Connection, id: i64) -> Result<Option<(String, Instant)>> {
    let mut find = conn.prepare_cached("SELECT state, due_at FROM followup WHERE id = ?1")?;
    Ok(find.query_row([id], |row| Ok((row.get(0)?, Instant(row.get(1)?)))).optional()?)
}

/// What a row says, if it still waits to be sent.
pub fn draft(conn: &Connection, id: i64) -> Result<Option<Draft>> {
    let found: Option<(i64, Draft)> = conn
        .prepare_cached(
            "SELECT contact_id, kind, channel, coalesce(text, ''), created_at FROM followup
             WHERE id = ?1 AND state = 'approved'",
        )?
        .query_row([id], |row| {
            let kind: String = row.get(1)?;
            let draft = Draft {
                row_id: id,
                message_id: String::new(),
                contact_id: row.get(0)?,
                channel: row.get(2)?,
                subject: None,
                text: row.get(3)?,
                media: Vec::new(),
                minds_quiet_hours: kind != FollowupKind::Scheduled.name(),
                topic: Topic::Followup(kind),
            };
            Ok((row.get(4)?, draft))
        })
        .optional()?;
    let Some((created_at, draft)) = found else { return Ok(None) };
    Ok(Some(Draft { message_id: message_id(conn, "followup", id, created_at)?, ..draft }))
}

/// A name for the message of a row: the same each time, and another for a row of another database or time.
pub fn message_id(conn: &Connection, table: &str, id: i64, created_at: i64) -> Result<String> {
    let hash =
        setting::hasher(conn)?.parts("message", &[table.as_bytes(), &id.to_le_bytes(), &created_at.to_le_bytes()]);
    Ok(format!("{table}-{id}-{:016x}", hash.cast_unsigned()))
}

/// Marks a row as handed over with an outcome that is not known; says whether it was still waiting.
pub fn take(conn: &Connection, id: i64, now: Instant) -> Result<bool> {
    let taken = conn
        .prepare_cached(
            "UPDATE followup SET state = 'unconfirmed', sent_at = ?2, updated_at = ?2, error = NULL
             WHERE id = ?1 AND state = 'approved'",
        )?
        .execute((id, now.0))?;
    Ok(taken > 0)
}

/// Marks a row that was taken as sent, also if somebody closed it meanwhile: it went out all the same.
pub fn confirm(conn: &Connection, id: i64, now: Instant) -> Result<()> {
    conn.prepare_cached(
        "UPDATE followup SET state = 'sent', updated_at = ?2, error = NULL
         WHERE id = ?1 AND state IN ('unconfirmed', 'dismissed', 'resolved')",
    )?
    .execute((id, now.0))?;
    Ok(())
}

/// Marks a row that was taken as refused: it waits again, or the third time has failed. Says whether it has.
pub fn refuse(conn: &Connection, id: i64, why: &str, now: Instant) -> Result<bool> {
    conn.prepare_cached(
        "UPDATE followup SET state = iif(refusals + 1 >= ?3, 'failed', 'approved'), refusals = refusals + 1,
             sent_at = NULL, updated_at = ?4, error = ?2
         WHERE id = ?1 AND state = 'unconfirmed'",
    )?
    .execute(params![id, why, REFUSALS_MAX, now.0])?;
    Ok(state(conn, id)?.is_some_and(|(state, _)| state == "failed"))
}

/// Keeps why it is not known what became of a row that was taken.
pub fn doubt(conn: &Connection, id: i64, why: &str) -> Result<()> {
    conn.prepare_cached("UPDATE followup SET error = ?2 WHERE id = ?1 AND state = 'unconfirmed'")?
        .execute((id, why))?;
    Ok(())
}

/// Lets a row that was taken wait as before: nobody was given it.
pub fn put_back(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached(
        "UPDATE followup SET state = 'approved', sent_at = NULL WHERE id = ?1 AND state = 'unconfirmed'",
    )?
    .execute([id])?;
    Ok(())
}

/// How many rows were handed over in a span of time, from its first instant to before its last.
pub fn handed_over(conn: &Connection, from: Instant, until: Instant) -> Result<u64> {
    let count: i64 = conn
        .prepare_cached("SELECT count(*) FROM followup WHERE sent_at >= ?1 AND sent_at < ?2")?
        .query_row((from.0, until.0), |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// Whether somebody was given a row's message, or may have been: that cannot be taken back.
pub(super) fn is_handed_over(conn: &Connection, id: i64) -> Result<bool> {
    let mut find = conn.prepare_cached("SELECT sent_at IS NOT NULL FROM followup WHERE id = ?1")?;
    Ok(find.query_row([id], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// How many messages were handed over in all, of follow-ups and of broadcasts.
pub fn all(conn: &Connection) -> Result<i64> {
    let sql = "SELECT (SELECT count(*) FROM followup WHERE sent_at IS NOT NULL)
                    + (SELECT count(*) FROM delivery WHERE sent_at IS NOT NULL)";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Rows that were handed over with an outcome that is not known, by number.
pub fn unconfirmed(conn: &Connection) -> Result<Vec<i64>> {
    let mut statement = conn.prepare("SELECT id FROM followup WHERE state = 'unconfirmed' ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::Store;
    use super::super::journal::Journal;
    use super::super::replay::{Later, undo_changes};
    use super::*;

    const NOW: Instant = Instant(1_800_000_000);

    /// A database with an approved follow-up.
    fn store() -> Store {
        let mut store = Store::open_temporary(Duration::ZERO).expect("a store");
        let sql = "INSERT INTO contact (id, created_at, updated_at) VALUES (1, 0, 0);
            INSERT INTO followup (id, contact_id, kind, reason, cause_at, due_at, state, channel, text, created_at, updated_at)
            VALUES (1, 1, 'scheduled', '', 0, 0, 'approved', 'sms', 'Hi', 0, 0)";
        store.write(false, |conn| Ok(conn.execute_batch(sql)?)).expect("rows");
        store
    }

    /// What an undo of some changes keeps when they are followed by a hand-over, and what the row is then.
    fn kept(change: impl FnOnce(&Connection, Journal) -> Result<bool>, hand_over: bool) -> (Vec<String>, String) {
        let mut store = store();
        let undo = |conn: &Connection| {
            let journal = Journal::open(conn, "followups edit", "Mia", NOW)?;
            let id = journal.id;
            change(conn, journal)?;
            if hand_over {
                assert!(take(conn, 1, NOW)?);
                confirm(conn, 1, NOW)?;
            }
            let kept = undo_changes(conn, id, &mut Later::new(&[id]))?.kept;
            let mut find = conn.prepare("SELECT concat_ws(' ', count(*), min(state), min(text)) FROM followup")?;
            Ok((kept, find.query_row([], |row| row.get(0))?))
        };
        store.write(true, undo).expect("undone")
    }

    #[test]
    fn an_undo_takes_nothing_back_that_was_handed_over() {
        let edit = |conn: &Connection, journal: Journal| {
            journal.set(conn, "followup", 1, "text", Value::Text("Hello".to_owned()))
        };
        assert_eq!(kept(edit, false), (Vec::new(), "1 approved Hi".to_owned()));
        let said = vec!["text of follow-up 1 stays: it was handed over so".to_owned()];
        assert_eq!(kept(edit, true), (said, "1 sent Hello".to_owned()));
        let schedule = |conn: &Connection, journal: Journal| journal.inserted(conn, "followup", 1).map(|()| true);
        assert_eq!(kept(schedule, false), (Vec::new(), "0".to_owned()));
        let said = vec!["follow-up 1 stays: it was handed over".to_owned()];
        assert_eq!(kept(schedule, true), (said, "1 sent Hi".to_owned()));
        let approve = |conn: &Connection, journal: Journal| {
            conn.execute("UPDATE followup SET state = 'pending'", [])?;
            journal.set(conn, "followup", 1, "state", Value::Text("approved".to_owned()))
        };
        assert_eq!(kept(approve, false), (Vec::new(), "1 pending Hi".to_owned()));
        let (said, row) = kept(approve, true);
        assert_eq!((said.len(), row.as_str()), (1, "1 sent Hi"), "{said:?}");
    }

    #[test]
    fn a_row_is_taken_once_and_goes_out_whoever_closes_it_meanwhile() {
        let conn = store();
        let conn = conn.conn();
        assert!(take(conn, 1, NOW).expect("taken"));
        assert!(!take(conn, 1, NOW).expect("not taken"), "it is under way");
        conn.execute("UPDATE followup SET state = 'dismissed'", []).expect("dismissed");
        assert!(!refuse(conn, 1, "no", NOW).expect("refused"));
        assert_eq!(state(conn, 1).expect("a row").map(|(state, _)| state).as_deref(), Some("dismissed"));
        confirm(conn, 1, NOW).expect("confirmed");
        assert_eq!(state(conn, 1).expect("a row").map(|(state, _)| state).as_deref(), Some("sent"));
    }
}

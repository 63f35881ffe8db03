//! Deals that a conversion won and that lose it again: when the event is taken back or goes to somebody else, the deal is
//! as it was before, as if `classify` had never seen the event.

use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value as Json};

use super::journal;
use super::{deal, log, replay};
use crate::domain::deciding::pipeline::{Conversion, Deal, winners};
use crate::domain::time::Instant;
use crate::error::Result;

/// Takes the wins of contacts back whose events are not theirs any more; `by` is whom the log names. Gives how many.
pub(super) fn take_back(conn: &Connection, contact_ids: &FxHashSet<i64>, by: &str, now: Instant) -> Result<u64> {
    let any: bool =
        conn.query_row("SELECT EXISTS (SELECT 1 FROM deal WHERE won_event IS NOT NULL)", [], |row| row.get(0))?;
    if !any {
        return Ok(0);
    }
    let mut contact_ids: Vec<i64> = contact_ids.iter().copied().collect();
    contact_ids.sort_unstable();
    let mut taken_back = 0;
    for id in contact_ids {
        let deals = deal::of_range(conn, id, id)?.remove(&id).unwrap_or_default();
        if deals.iter().all(|deal| deal.won_event.is_none()) {
            continue;
        }
        let events = events_of(conn, id, &deals)?;
        for (deal_id, _) in winners(&deals, &events).into_iter().filter(|(_, place)| place.is_none()) {
            if let Some((journal_id, change)) = win_of(conn, deal_id)? {
                undo_win(conn, id, deal_id, (journal_id, change), by, now)?;
                taken_back += 1;
            }
        }
    }
    Ok(taken_back)
}

/// The events of a contact at the times at which its deals say that one won them, whatever their kind counts as by now.
fn events_of(conn: &Connection, contact_id: i64, deals: &[Deal]) -> Result<Vec<Conversion>> {
    let mut times: Vec<Instant> = deals.iter().filter_map(|deal| Some(deal.won_event.as_ref()?.1)).collect();
    times.sort_unstable();
    times.dedup();
    let mut find = conn
        .prepare_cached("SELECT kind, at, amount, currency FROM event WHERE contact_id = ?1 AND at = ?2 ORDER BY id")?;
    let mut events = Vec::new();
    for at in times {
        let found = find.query_map((contact_id, at.0), |row| {
            let currency = row.get::<_, Option<String>>(3)?.unwrap_or_default();
            Ok(Conversion { kind: row.get(0)?, at: Instant(row.get(1)?), amount: row.get(2)?, currency })
        })?;
        for event in found {
            events.push(event?);
        }
    }
    Ok(events)
}

/// The change by which `classify` let an event win a deal, with its entry. A deal that came in as won has none.
fn win_of(conn: &Connection, deal_id: i64) -> Result<Option<(i64, i64)>> {
    let mut find = conn.prepare_cached(
        "SELECT journal.id, change.id FROM journal JOIN change ON journal_id = journal.id
         WHERE command = 'classify' AND undone_at IS NULL AND row_table = 'deal' AND row_id = ?1
             AND after ->> '$.won_event' IS NOT NULL
         ORDER BY change.id DESC LIMIT 1",
    )?;
    Ok(find.query_row([deal_id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Undoes that change, as far as nothing was changed later, and forgets it.
fn undo_win(
    conn: &Connection,
    contact_id: i64,
    deal_id: i64,
    (journal_id, change_id): (i64, i64),
    by: &str,
    now: Instant,
) -> Result<()> {
    let old = deal::read(conn, deal_id)?.unwrap_or_default();
    let after: String =
        conn.prepare_cached("SELECT after FROM change WHERE id = ?1")?.query_row([change_id], |row| row.get(0))?;
    let after: Map<String, Json> = serde_json::from_str(&after)?;
    let before = journal::forget_change(conn, change_id)?;
    for (column, value) in before {
        let left = after.get(&column).cloned().unwrap_or_default();
        let sql = format!("UPDATE deal SET {column} = ?2 WHERE id = ?1 AND {column} IS ?3");
        conn.prepare_cached(&sql)?.execute((deal_id, value, replay::value(&left)))?;
    }
    deal::mark(conn, deal_id, None)?;
    let new = deal::read(conn, deal_id)?.unwrap_or_default();
    let (kind, field, journal_id) = ("changed", "", Some(journal_id));
    let line =
        log::Entry { at: now, contact_id: Some(contact_id), kind, field, old: "", new: "", author: by, journal_id };
    deal::log_changes(conn, deal_id, &old, &new, &line)
}

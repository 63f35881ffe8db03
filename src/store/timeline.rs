//! What happened to one contact, from every table that knows of it, in the order of time.

use rusqlite::Connection;

use crate::domain::cue::{Cue, CueSet};
use crate::domain::time::Instant;
use crate::error::Result;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Instant,
    /// What it belongs to: `created`, `conversation`, `status`, `note`, `merged`, ...
    pub kind: String,
    /// What happened, in a few words.
    pub what: String,
    /// The words behind it: a summary, a text, a reason.
    pub detail: Option<String>,
    /// Who did it: a person, a command or `batch N`.
    pub author: Option<String>,
}

/// An amount as people write it.
const AMOUNT: &str = "iif(amount % 1000000 = 0, amount / 1000000, amount / 1000000.0)";

/// Where a contact came from: when its source made it, and with which command it came.
const ORIGIN: &str = "
    SELECT created_at AS at, 0 AS rank, 'created' AS kind, 'created' AS what, source AS detail, NULL AS author
    FROM contact WHERE id = {self} AND NOT EXISTS (
        SELECT 1 FROM created JOIN journal ON journal.id = journal_id
        WHERE row_table = 'contact' AND {self} BETWEEN first_id AND last_id AND journal.at = contact.created_at)
    UNION ALL
    SELECT journal.at, 1, iif(part.id = {self} AND journal.at = contact.created_at, 'created', 'imported'),
        iif(journal.command = 'import', 'came with ' || coalesce(batch.file, journal.author), 'added by hand')
            || iif(part.id = {self}, '', ' as contact ' || part.id),
        iif(part.id = {self}, contact.source, NULL), coalesce('batch ' || batch.id, journal.author)
    FROM part JOIN created ON part.id BETWEEN first_id AND last_id AND row_table = 'contact'
    JOIN journal ON journal.id = created.journal_id LEFT JOIN batch ON batch.journal_id = journal.id
    LEFT JOIN contact ON contact.id = {self}
    UNION ALL
    SELECT first_seen, 2, 'first_seen', 'first seen', source, NULL FROM contact
    WHERE id = {self} AND first_seen IS NOT created_at";

/// What was said, and what came of it.
const DEALINGS: &str = "
    SELECT started_at, 3, 'conversation',
        'a conversation' || coalesce(' on ' || channel, '') || ' of '
            || iif(message_count = 1, 'one message', message_count || ' messages') || iif(last_message_at > started_at,
            ', to ' || strftime('%Y-%m-%d %H:%M', last_message_at, 'unixepoch'), ''),
        coalesce(conversation.summary, conversation_state.summary, (SELECT text FROM message
            WHERE message.contact_id = conversation.contact_id AND conversation_id = conversation.id
            ORDER BY message.at DESC, message.id DESC LIMIT 1)),
        agent
    FROM conversation LEFT JOIN conversation_state ON conversation_id = conversation.id WHERE contact_id IN ({parts})
    UNION ALL
    SELECT at, 4, 'opt_out', 'asked not to be contacted', text, NULL FROM message
    WHERE contact_id IN ({parts}) AND sender = 0 AND cues & {opt_out}
    UNION ALL
    SELECT at, 5, 'event', kind || coalesce(' of ' || {amount} || coalesce(' ' || currency, ''), ''), reference, NULL
    FROM event WHERE contact_id IN ({parts})
    UNION ALL
    SELECT created_at, 5, 'deal', 'deal opened' || coalesce(' over ' || {amount} || coalesce(' ' || currency, ''), ''),
        title, NULL FROM deal WHERE contact_id IN ({parts})
    UNION ALL
    SELECT closed_at, 6, 'deal', 'deal ' || state, title, NULL FROM deal WHERE contact_id IN ({parts})
    UNION ALL
    SELECT at, 7, 'alert', 'alert ' || kind, reason, NULL FROM alert WHERE contact_id IN ({parts})
    UNION ALL
    SELECT created_at, 7, 'followup', 'follow-up ' || kind || ' opened, due '
        || strftime('%Y-%m-%d %H:%M', due_at, 'unixepoch'), reason, NULL FROM followup WHERE contact_id IN ({parts})
    UNION ALL
    SELECT sent_at, 8, 'followup', 'follow-up ' || kind || iif(state = 'unconfirmed', ' handed over', ' sent')
        || coalesce(' by ' || channel, ''), text, NULL
    FROM followup WHERE contact_id IN ({parts})
    UNION ALL
    SELECT updated_at, 9, 'followup', 'follow-up ' || kind || ' ' || state, reason, NULL
    FROM followup WHERE contact_id IN ({parts}) AND state NOT IN ('pending', 'unconfirmed', 'sent', 'failed')
    UNION ALL
    SELECT delivery.at, 9, 'broadcast', 'broadcast ' || name || ' ' || delivery.state, NULL, NULL
    FROM delivery JOIN broadcast ON broadcast.id = broadcast_id WHERE contact_id IN ({parts})";

/// What was done to the contact.
const DEEDS: &str = "
    SELECT at, 10, 'pin', field || ' pinned to ' || value, NULL, author FROM pin WHERE contact_id IN ({parts})
        AND NOT EXISTS (SELECT 1 FROM log WHERE log.contact_id IN ({parts}) AND kind = 'pinned' AND log.field = pin.field)
    UNION ALL
    SELECT at, 10, 'note', 'note', text, author FROM note WHERE contact_id IN ({parts})
    UNION ALL
    SELECT at, 10, 'points', printf('%+d points', points), reason, author FROM point WHERE contact_id IN ({parts})
    UNION ALL
    SELECT merge.at, 11, 'merged', iif(merged_id = {self}, 'became part of contact ' || survivor_id,
            coalesce(gone.before ->> '$.name', gone.before ->> '$.emails', 'a contact') || ' (' || merged_id
            || ') became part of ' || iif(survivor_id = {self}, 'this contact', 'contact ' || survivor_id)),
        reason || ', ' || confidence || ' %',
        (SELECT author FROM log WHERE log.journal_id = merge.journal_id AND kind = 'merged' LIMIT 1)
    FROM merge
    LEFT JOIN change AS gone ON gone.journal_id = merge.journal_id AND gone.row_table = 'contact'
        AND gone.row_id = merged_id AND gone.after IS NULL
    WHERE merge.id IN (SELECT id FROM merge WHERE survivor_id IN ({parts})
                       UNION SELECT id FROM merge WHERE merged_id IN ({parts}))
    UNION ALL
    SELECT undone_at, 12, 'undone', 'contacts ' || survivor_id || ' and ' || merged_id || ' are two again', reason, NULL
    FROM merge WHERE undone_at IS NOT NULL AND id IN (SELECT id FROM merge WHERE survivor_id IN ({parts})
                                                      UNION SELECT id FROM merge WHERE merged_id IN ({parts}))";

/// What the log tells and no other table does.
const LOGGED: &str = "
    SELECT at, 20, CASE WHEN kind IN ('promoted', 'undone') THEN kind WHEN kind = 'changed' AND field IN ('status', 'stage', 'intent', 'grade')
            THEN field
            WHEN field = 'do_not_contact' THEN 'opt_out'
            WHEN kind IN ('pinned', 'unpinned') THEN 'pin' WHEN kind IN ({handed}) THEN field ELSE kind END,
        CASE WHEN kind = 'promoted' THEN 'became a customer'
            WHEN field = 'do_not_contact' THEN iif(coalesce(new, '0') IN ('0', 'no'), 'may be contacted again', 'opted out')
            WHEN kind = 'pinned' THEN field || ' pinned to ' || new WHEN kind = 'unpinned' THEN field || ' unpinned'
            WHEN kind IN ({handed}) THEN iif(field = 'followup', 'follow-up', field) || ' ' || kind || ': ' || new
            ELSE coalesce(field || ' ', '') || coalesce(old, '(none)') || ' → ' || coalesce(new, '(none)') END,
        NULL, author
    FROM log WHERE contact_id IN ({parts}) AND kind NOT IN ('created', 'merged', 'noted', 'points')
        AND NOT (kind = 'sent' AND field IN ('followup', 'broadcast'))
        AND coalesce(field, '') <> 'score'
    UNION ALL
    SELECT at, 21, 'undone', 'taken back: ' || old, NULL, author
    FROM log WHERE kind = 'undone' AND journal_id IN 
        (SELECT journal_id FROM log WHERE contact_id IN ({parts}) AND command <> 'merge')";

/// All that happened to a contact and to those that became part of it (`parts`) until `as_of`, the oldest first.
pub fn of(conn: &Connection, contact_id: i64, parts: &[i64], as_of: Instant) -> Result<Vec<Happening>> {
    let list = parts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let part = format!("WITH part (id) AS (VALUES ({}))", list.join("), ("));
    let pieces = [ORIGIN, DEALINGS, DEEDS, LOGGED].join(" UNION ALL ");
    let sql = format!("{part} SELECT at, kind, what, detail, author FROM ({pieces}) WHERE at <= ?1 ORDER BY at, rank")
        .replace("{self}", &contact_id.to_string())
        .replace("{parts}", &list.join(", "))
        .replace("{amount}", AMOUNT)
        .replace("{handed}", "'refused', 'failed', 'unconfirmed'")
        .replace("{opt_out}", &CueSet::of(&[Cue::OptOut]).0.to_string());
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map([as_of.0], |row| {
        Ok(Happening {
            at: Instant(row.get(0)?),
            kind: row.get(1)?,
            what: row.get(2)?,
            detail: row.get(3)?,
            author: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

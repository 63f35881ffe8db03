//! The activity log: append-only; what changed, when and by whom.

use rusqlite::{Connection, params};

use crate::domain::time::Instant;
use crate::error::Result;

/// One line of the log.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// When.
    pub at: Instant,
    /// Whose.
    pub contact_id: Option<i64>,
    /// What happened: `promoted`, `merged`, `changed`, ...
    pub kind: &'a str,
    /// Which field.
    pub field: &'a str,
    /// The value before.
    pub old: &'a str,
    /// The value now.
    pub new: &'a str,
    /// A person, a command or `batch N`.
    pub author: &'a str,
    /// The journal entry that it belongs to.
    pub journal_id: Option<i64>,
}

/// Appends a line.
pub fn add(conn: &Connection, entry: &Entry<'_>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO log (at, contact_id, kind, field, old, new, author, journal_id, command)
         VALUES (?1, ?2, ?3, nullif(?4, ''), nullif(?5, ''), nullif(?6, ''), ?7, ?8, coalesce(
             iif(?3 = 'undone', 'undo', NULL), (SELECT command FROM journal WHERE id = ?8), ?7))",
    )?
    .execute(params![
        entry.at.0,
        entry.contact_id,
        entry.kind,
        entry.field,
        entry.old,
        entry.new,
        entry.author,
        entry.journal_id
    ])?;
    Ok(())
}

/// Removes the lines of people who are deleted for good, and the texts of those who are gone otherwise; gives how many lines
/// went.
pub(super) fn forget(conn: &Connection, contact_ids: &[i64]) -> Result<usize> {
    let mut delete = conn.prepare_cached("DELETE FROM log WHERE contact_id = ?1")?;
    let mut gone = 0;
    for id in contact_ids {
        gone += delete.execute([id])?;
    }
    conn.execute(
        "UPDATE log SET old = NULL, new = NULL WHERE (old IS NOT NULL OR new IS NOT NULL)
             AND contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contact)
             AND contact_id NOT IN (SELECT merged_id FROM merge WHERE undone_at IS NULL)",
        [],
    )?;
    Ok(gone)
}

/// Appends a line for each of a contact's fields whose value is another one now: field, old and new value.
pub fn changed<'a>(
    conn: &Connection,
    contact_id: i64,
    changes: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    author: &str,
    at: Instant,
) -> Result<()> {
    for (field, old, new) in changes.into_iter().filter(|(_, old, new)| old != new) {
        let contact_id = Some(contact_id);
        add(conn, &Entry { at, contact_id, kind: "changed", field, old, new, author, journal_id: None })?;
    }
    Ok(())
}

/// Who is named for what an entry of the journal does: its batch, else its author.
const AUTHOR: &str = "iif(journal.command = 'import',
    'batch ' || coalesce((SELECT id FROM batch WHERE journal_id = journal.id),
                         (SELECT coalesce(max(id), 0) + 1 FROM batch)),
    coalesce(journal.author, journal.command))";

/// The same for an entry that is open; the batch of an import is written down when its file ends.
pub fn author(conn: &Connection, journal_id: i64) -> Result<String> {
    let sql = format!("SELECT {AUTHOR} FROM journal WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([journal_id], |row| row.get(0))?)
}

/// Fields whose changes the log tells. What messages and events tell anyway, and what only rolo needs, is left out.
const UNTOLD: &str = "'metadata', 'row_keys', 'opt_out_seen', 'first_seen', 'last_active', 'created_at', 'updated_at'";

/// Appends a line for each field of a contact that an entry of the journal changed, as the journal kept it, and one for
/// each lead that became a customer. Contacts that it created have none: of a million that an import brings, one line
/// tells, which says how many they were.
pub fn changes_of(conn: &Connection, journal_id: i64) -> Result<()> {
    let changed = "FROM change JOIN journal ON journal.id = journal_id
        WHERE journal_id = ?1 AND row_table = 'contact' AND before IS NOT NULL AND after IS NOT NULL";
    let company = |value: &str| format!("(SELECT name FROM company WHERE id = {value})");
    let (old_company, new_company) = (company("o.value"), company("change.after ->> '$.company_id'"));
    let metadata = |side: &str| format!("json_each(coalesce({side} ->> '$.metadata', '{{}}'))");
    let (old_metadata, new_metadata) = (metadata("before"), metadata("after"));
    let lines = [
        format!(
            "SELECT change.id, row_id, 'promoted', 'lifecycle', 'lead', 'customer' {changed}
             AND before ->> '$.user_id' IS NULL AND after ->> '$.user_id' IS NOT NULL"
        ),
        format!(
            "SELECT change.id, row_id, 'changed', iif(o.key = 'company_id', 'company', o.key),
                 iif(o.key = 'company_id', {old_company}, o.value),
                 iif(o.key = 'company_id', {new_company}, change.after ->> o.key)
             {}  AND o.key NOT IN ({UNTOLD})",
            changed.replacen("WHERE", ", json_each(before) AS o WHERE", 1)
        ),
        format!(
            "SELECT change.id, row_id, 'changed', 'metadata.' || o.key, o.value, n.value {}
             AND n.value IS NOT o.value",
            changed.replacen(
                "WHERE",
                &format!(", {old_metadata} AS o LEFT JOIN {new_metadata} AS n ON n.key = o.key WHERE"),
                1
            )
        ),
        format!(
            "SELECT change.id, row_id, 'changed', 'metadata.' || n.key, NULL, n.value {}
             AND NOT EXISTS (SELECT 1 FROM {old_metadata} AS o WHERE o.key = n.key)",
            changed.replacen("WHERE", &format!(", {new_metadata} AS n WHERE"), 1)
        ),
    ]
    .join(" UNION ALL ");
    let sql = format!(
        "INSERT INTO log (at, contact_id, kind, field, old, new, author, journal_id, command)
         SELECT journal.at, line.row_id, line.kind, line.field, line.old, line.new, {AUTHOR}, ?1, journal.command
         FROM (WITH told (change_id, row_id, kind, field, old, new) AS ({lines}) SELECT * FROM told) AS line, journal
         WHERE journal.id = ?1 ORDER BY line.change_id"
    );
    conn.prepare_cached(&sql)?.execute([journal_id])?;
    Ok(())
}

/// A field that had another value before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When it changed.
    pub at: Instant,
    /// Which field.
    pub field: String,
    /// The value before; empty = none.
    pub old: String,
}

/// What an author changed of a contact's fields, in the order in which it happened.
pub fn changes(conn: &Connection, contact_id: i64, author: &str) -> Result<Vec<Change>> {
    let mut statement = conn.prepare_cached(
        "SELECT at, field, coalesce(old, '') FROM log
         WHERE contact_id = ?1 AND kind = 'changed' AND author = ?2 AND field IS NOT NULL ORDER BY id",
    )?;
    let changes = statement.query_map((contact_id, author), |row| {
        Ok(Change { at: Instant(row.get(0)?), field: row.get(1)?, old: row.get(2)? })
    });
    Ok(changes?.collect::<Result<_, _>>()?)
}

//! Playing the changes of a journal entry backwards. What was changed later stays, and the later entries are rewritten as
//! if the undone one had never been: in whatever order entries are undone, in the end all is as it was before them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value as Json};

use super::journal::{self, TABLES, json};
use super::{contact, handing, pair, segment};
use crate::error::{Error, Result};

/// What an undo did.
#[derive(Debug, Default, Clone)]
pub struct Undone {
    /// Rows that are as they were before.
    pub restored: u64,
    /// Rows that stayed as they are because something later depends on them, with the reason.
    pub kept: Vec<String>,
    /// Contacts whose rows were touched.
    pub contact_ids: Vec<i64>,
    /// Companies that the entry created. They are left to the caller, since contacts may still name them.
    pub company_ids: Vec<i64>,
}

type Object = Map<String, Json>;

/// What a follow-up keeps from when it was handed over.
const HANDED_OVER: [&str; 3] = ["text", "channel", "is_edited"];

/// A value that an entry left in a column and that is another by now, or whose row is gone.
#[derive(Debug)]
struct Overtaken {
    table: &'static str,
    row_id: i64,
    column: String,
    /// What stood before the entry, and what the entry left.
    old: Json,
    left: Json,
    shape: Shape,
    is_gone: bool,
}

/// How values of a column come apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    One,
    /// A list joined with `;`.
    List,
    /// A JSON object.
    Object,
}

impl Shape {
    fn of(table: &str, column: &str) -> Self {
        match column {
            "metadata" => Self::Object,
            _ if is_list(table, column) => Self::List,
            _ => Self::One,
        }
    }

    /// A value as it were if `left` had not come of `old`, and what came to it besides. `None` for a single value.
    fn without(self, now: &Json, old: &Json, left: &Json) -> Option<(Json, Vec<String>)> {
        match self {
            _ if now == left => Some((old.clone(), Vec::new())),
            Self::One => None,
            Self::List => {
                let text = |json: &Json| json.as_str().unwrap_or("").to_owned();
                let (list, later) = undo_list(&text(now), &text(old), &text(left));
                Some((if list.is_empty() { Json::Null } else { Json::from(list) }, later))
            }
            Self::Object => {
                let (object, later) = undo_object(&object(now), &object(old), &object(left));
                let is_none = object.is_empty() && old.is_null();
                Some((if is_none { Json::Null } else { Json::from(Json::Object(object).to_string()) }, later))
            }
        }
    }
}

/// Entries and their changes by table and row.
type Changes = FxHashMap<(String, i64), Vec<(i64, i64)>>;

/// The changes of entries that stand beside those that are undone together: by table and row, in their order. They are
/// read when the first value turns out to have been changed later.
#[derive(Debug)]
pub struct Later {
    undone: FxHashSet<i64>,
    first: i64,
    changes: Option<Changes>,
}

impl Later {
    /// What comes later than entries that are undone together.
    pub fn new(entries: &[i64]) -> Self {
        let first = entries.iter().copied().min().unwrap_or(0);
        Self { undone: entries.iter().copied().collect(), first, changes: None }
    }

    /// The later changes of a row, as entries and changes.
    fn of(&mut self, conn: &Connection, table: &str, row_id: i64, entry: i64) -> Result<Vec<(i64, i64)>> {
        if self.changes.is_none() {
            self.changes = Some(self.read(conn)?);
        }
        let changes = self.changes.as_ref().and_then(|changes| changes.get(&(table.to_owned(), row_id)));
        Ok(changes.into_iter().flatten().copied().filter(|(journal_id, _)| *journal_id > entry).collect())
    }

    fn read(&self, conn: &Connection) -> Result<Changes> {
        let mut changes = Changes::default();
        let mut statement = conn.prepare(
            "SELECT row_table, row_id, journal_id, change.id FROM journal JOIN change ON journal_id = journal.id
             WHERE journal.id > ?1 AND undone_at IS NULL AND before IS NOT NULL ORDER BY change.id",
        )?;
        let mut rows = statement.query([self.first])?;
        while let Some(row) = rows.next()? {
            let (journal_id, change_id): (i64, i64) = (row.get(2)?, row.get(3)?);
            if !self.undone.contains(&journal_id) {
                changes.entry((row.get(0)?, row.get(1)?)).or_default().push((journal_id, change_id));
            }
        }
        Ok(changes)
    }
}

/// Plays the changes (not the created rows) of an entry backwards. A column is restored when it still holds what the
/// entry left in it; in a list (`;`) what the entry added goes and what it took returns, in metadata key by key, whatever
/// came later.
pub fn undo_changes(conn: &Connection, id: i64, later: &mut Later) -> Result<Undone> {
    let mut undone = Undone::default();
    let mut overtaken = Vec::new();
    let mut statement = conn
        .prepare_cached("SELECT row_table, row_id, before, after FROM change WHERE journal_id = ?1 ORDER BY id DESC")?;
    let changes: Vec<(String, i64, Option<String>, Option<String>)> = statement
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<Result<_, _>>()?;
    for (table, row_id, before, after) in changes {
        let table = TABLES
            .iter()
            .find(|known| **known == table)
            .ok_or_else(|| Error::failed(format!("the journal names an unknown table `{table}`")))?;
        let is_back = match (before, after) {
            (None, _) => undo_insertion(conn, table, row_id, &mut undone)?,
            (Some(before), None) => undo_deletion(conn, table, row_id, &before, &mut undone)?,
            (Some(before), Some(after)) => {
                let (before, after): (Object, Object) = (serde_json::from_str(&before)?, serde_json::from_str(&after)?);
                for (column, old) in before {
                    let left = after.get(&column).cloned().unwrap_or_default();
                    overtaken.extend(undo_column(conn, table, row_id, column, old, left, &mut undone)?);
                }
                true
            }
        };
        undone.restored += u64::from(is_back);
        if *table == "contact" {
            undone.contact_ids.push(row_id);
        }
    }
    for value in overtaken {
        pass_on(conn, id, &value, later, &mut undone)?;
    }
    Ok(undone)
}

/// Takes a row away that was created; says whether it went.
fn undo_insertion(conn: &Connection, table: &str, row_id: i64, undone: &mut Undone) -> Result<bool> {
    match table {
        "company" => {
            undone.company_ids.push(row_id);
            return Ok(false);
        }
        "pair" => pair::forget(conn, row_id)?,
        "verdict" => pair::forget_verdict(conn, row_id)?,
        "segment" => {
            if let Some(why) = segment::forget(conn, row_id)? {
                undone.kept.push(why);
                return Ok(false);
            }
        }
        "followup" => {
            if handing::is_handed_over(conn, row_id)? {
                undone.kept.push(format!("follow-up {row_id} stays: it was handed over"));
                return Ok(false);
            }
            conn.prepare_cached("DELETE FROM followup WHERE id = ?1")?.execute([row_id])?;
        }
        "broadcast" => {
            // Deliveries of the same entry left before, since it came first.
            let sql = "DELETE FROM broadcast WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.broadcast_id = broadcast.id)";
            if conn.execute(sql, [row_id])? == 0 {
                undone.kept.push(format!("broadcast {row_id} stays: something later belongs to it"));
                return Ok(false);
            }
        }
        _ => {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([row_id])?;
        }
    }
    Ok(true)
}

/// Puts a row back that was deleted; says whether it is back.
fn undo_deletion(conn: &Connection, table: &str, row_id: i64, before: &str, undone: &mut Undone) -> Result<bool> {
    let row: Object = serde_json::from_str(before)?;
    let names = row.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let marks = vec!["?"; row.len()].join(", ");
    let back = conn
        .prepare_cached(&format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"))?
        .execute(params_from_iter(row.values().map(value)))?;
    if back == 0 {
        undone.kept.push(format!("{table} {row_id} does not come back: something later took its place"));
    }
    Ok(back > 0)
}

/// Restores a column. Gives it back if it was changed later.
fn undo_column(
    conn: &Connection,
    table: &'static str,
    row_id: i64,
    column: String,
    old: Json,
    left: Json,
    undone: &mut Undone,
) -> Result<Option<Overtaken>> {
    let now: Option<Value> = conn
        .prepare_cached(&format!("SELECT {column} FROM {table} WHERE rowid = ?1"))?
        .query_row([row_id], |row| row.get(0))
        .optional()?;
    let shape = Shape::of(table, &column);
    let overtaken = |is_gone| {
        Some(Overtaken { table, row_id, column: column.clone(), old: old.clone(), left: left.clone(), shape, is_gone })
    };
    let Some(now) = now.as_ref().map(json) else { return Ok(overtaken(true)) };
    if table == "followup" && HANDED_OVER.contains(&column.as_str()) && handing::is_handed_over(conn, row_id)? {
        undone.kept.push(format!("{column} of follow-up {row_id} stays: it was handed over so"));
        return Ok(None);
    }
    let Some((restored, later)) = shape.without(&now, &old, &left) else { return Ok(overtaken(false)) };
    if shape == Shape::List && !later.is_empty() && column != "row_keys" {
        undone.kept.push(format!("{} came later to {column} of {table} {row_id} and stays", later.join(";")));
    }
    for key in later.iter().filter(|_| shape == Shape::Object) {
        undone.kept.push(format!("`{key}` in the metadata of {table} {row_id} was changed later and stays"));
    }
    let restored = match (column.as_str(), restored.as_i64()) {
        ("contact_id", Some(owner)) => Json::from(present_owner(conn, (table, row_id), owner, undone)?),
        _ => restored,
    };
    let is_set = conn
        .prepare_cached(&format!("UPDATE OR IGNORE {table} SET {column} = ?2 WHERE rowid = ?1"))?
        .execute(params![row_id, value(&restored)])?;
    if is_set == 0 {
        undone.kept.push(format!("{column} of {table} {row_id} stays: something later took its place"));
    }
    Ok(if now == left { None } else { overtaken(false) })
}

/// Whom a row goes back to: who became part of another since is that one.
fn present_owner(conn: &Connection, (table, row_id): (&str, i64), owner: i64, undone: &mut Undone) -> Result<i64> {
    let Some(present) = contact::resolve(conn, owner)?.filter(|present| *present != owner) else { return Ok(owner) };
    undone.kept.push(format!("{table} {row_id} goes to contact {present}, which contact {owner} became part of"));
    Ok(present)
}

/// Rewrites the later changes of a value as if the undone one had never been, and says what stays.
fn pass_on(conn: &Connection, entry: i64, value: &Overtaken, later: &mut Later, undone: &mut Undone) -> Result<()> {
    let Overtaken { table, row_id, column, old, left, shape, is_gone } = value;
    let mut by = None;
    for (journal_id, change_id) in later.of(conn, table, *row_id, entry)? {
        let (before, after): (String, Option<String>) = conn
            .prepare_cached("SELECT before, after FROM change WHERE id = ?1")?
            .query_row([change_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (before, has_before) = rewrite(&before, column, |there| shape.without(there, old, left))?;
        // A single value that an entry set stays; of others, what came with the undone entry goes.
        let keeps_after = *shape == Shape::One;
        let after = match &after {
            Some(after) if !keeps_after => Some(rewrite(after, column, |there| shape.without(there, old, left))?.0),
            _ => after,
        };
        conn.prepare_cached("UPDATE change SET before = ?2, after = ?3 WHERE id = ?1")?
            .execute((change_id, before, after))?;
        if has_before {
            by.get_or_insert(journal_id);
            if keeps_after {
                break;
            }
        }
    }
    let by = match by {
        Some(id) => format!(" by entry {id} ({})", journal::command(conn, id)?),
        None => String::new(),
    };
    if *is_gone {
        undone
            .kept
            .push(format!("{table} {row_id} is gone{}", if by.is_empty() { by } else { format!(", removed{by}") }));
    } else if *shape == Shape::One && !["updated_at", "past_stages"].contains(&column.as_str()) {
        undone.kept.push(format!("{column} of {table} {row_id} was changed later{by} and stays"));
    }
    Ok(())
}

/// What entries other than merges changed in a contact's row since an entry, to be said where the row stays.
pub fn changed_since(conn: &Connection, contact_id: i64, entry: i64, later: &mut Later) -> Result<Vec<String>> {
    let mut said = Vec::new();
    for (journal_id, change_id) in later.of(conn, "contact", contact_id, entry)? {
        let before: String = conn
            .prepare_cached(
                "SELECT before FROM change WHERE id = ?1 AND NOT EXISTS
                     (SELECT 1 FROM journal WHERE journal.id = journal_id AND command = 'merge')",
            )?
            .query_row([change_id], |row| row.get(0))
            .optional()?
            .unwrap_or_else(|| "{}".to_owned());
        let columns: Object = serde_json::from_str(&before)?;
        let columns: Vec<&str> =
            columns.keys().map(String::as_str).filter(|name| !matches!(*name, "updated_at" | "row_keys")).collect();
        if !columns.is_empty() {
            let command = journal::command(conn, journal_id)?;
            let columns = columns.join(", ");
            said.push(format!("contact {contact_id} keeps what entry {journal_id} ({command}) changed: {columns}"));
        }
    }
    Ok(said)
}

/// Columns as the journal keeps them with another value of one of them, and whether that is among them.
fn rewrite(text: &str, column: &str, new: impl Fn(&Json) -> Option<(Json, Vec<String>)>) -> Result<(String, bool)> {
    let mut columns: Object = serde_json::from_str(text)?;
    let Some(there) = columns.get_mut(column) else { return Ok((text.to_owned(), false)) };
    if let Some((new, _)) = new(there) {
        *there = new;
    }
    Ok((Json::Object(columns).to_string(), true))
}

fn is_list(table: &str, column: &str) -> bool {
    const LISTS: [&str; 10] = [
        "emails",
        "phones",
        "external_ids",
        "visitor_ids",
        "row_keys",
        "channels",
        "tags",
        "interests",
        "traits",
        "needs",
    ];
    table == "contact" && LISTS.contains(&column) || ["company", "deal"].contains(&table) && column == "held"
}

/// Takes what was added out of a list and puts what was removed back in. Gives the list, and what came to it later.
fn undo_list(now: &str, old: &str, left: &str) -> (String, Vec<String>) {
    let items = |text: &str| text.split(';').filter(|i| !i.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (old, left) = (items(old), items(left));
    let mut list: Vec<String> = items(now).into_iter().filter(|i| old.contains(i) || !left.contains(i)).collect();
    let later: Vec<String> = list.iter().filter(|i| !old.contains(i)).cloned().collect();
    for item in old {
        if !left.contains(&item) && !list.contains(&item) {
            list.push(item);
        }
    }
    (list.join(";"), later)
}

/// The same for an object, key by key. Gives the object, and the keys that were changed later.
fn undo_object(now: &Object, old: &Object, left: &Object) -> (Object, Vec<String>) {
    let mut object = now.clone();
    let mut later = Vec::new();
    let gone = old.keys().filter(|key| !left.contains_key(*key));
    for key in left.keys().chain(gone).filter(|key| left.get(*key) != old.get(*key)) {
        match old.get(key) {
            _ if now.get(key) != left.get(key) => later.push(key.clone()),
            Some(old) => {
                object.insert(key.clone(), old.clone());
            }
            None => {
                object.shift_remove(key);
            }
        }
    }
    (object, later)
}

/// The object in a text.
fn object(json: &Json) -> Object {
    json.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// A value that the journal kept.
pub(super) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Integer((*flag).into()),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Real(number.as_f64().unwrap_or_default()), Value::Integer)
        }
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_a_list_leaves_what_came_later() {
        let came_later = vec!["c".to_owned()];
        assert_eq!(undo_list("a;b;c", "a", "a;b"), ("a;c".to_owned(), came_later.clone()));
        assert_eq!(undo_list("b;c", "a;b", "b"), ("b;c;a".to_owned(), came_later));
        assert_eq!(undo_list("a;b", "", "a;b"), (String::new(), Vec::new()));
    }

    #[test]
    fn undoing_an_object_leaves_keys_that_were_changed_later() {
        let parse = |text: &str| serde_json::from_str::<Object>(text).expect("an object");
        let (object, later) = undo_object(
            &parse(r#"{"a":"1","b":"8","c":"3","new":"7"}"#),
            &parse(r#"{"a":"0","gone":"g"}"#),
            &parse(r#"{"a":"1","b":"2","c":"3"}"#),
        );
        assert_eq!((object, later), (parse(r#"{"a":"0","b":"8","new":"7","gone":"g"}"#), vec!["b".to_owned()]));
    }
}

//! Companies as an import finds them: all of them are looked over once, since they are few, and found by external id,
//! by folded name or by the domain of their website.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};
use rustc_hash::{FxHashMap, FxHashSet};

use super::filter::{self, Condition};
use super::journal::Columns;
use super::record;
use crate::domain::normalize::name;
use crate::domain::time::Instant;
use crate::error::Result;

/// The columns that an import compares.
pub const COLUMNS: [&str; 13] = [
    "name",
    "name_key",
    "website",
    "industry",
    "phone",
    "address",
    "city",
    "country",
    "external_ids",
    "other_names",
    "metadata",
    "created_at",
    "updated_at",
];

/// What a company is known by.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Known {
    pub id: i64,
    pub name: String,
    pub name_key: String,
    pub website: Option<String>,
    pub external_ids: Option<String>,
    pub other_names: Option<String>,
    /// Fields that a person set.
    pub held: Vec<String>,
}

impl Known {
    /// Whether a person set a field.
    pub fn holds(&self, field: &str) -> bool {
        self.held.iter().any(|held| held == field)
    }
}

/// All companies by id.
pub fn all(conn: &Connection) -> Result<Vec<Known>> {
    let mut statement = conn.prepare(&format!("{KNOWN} ORDER BY id"))?;
    let known = statement.query_map([], known)?;
    Ok(known.collect::<Result<_, _>>()?)
}

/// How many companies there are.
pub fn count(conn: &Connection) -> Result<usize> {
    let count: i64 = conn.query_row("SELECT count(*) FROM company", [], |row| row.get(0))?;
    Ok(usize::try_from(count)?)
}

/// Runs over all companies by id: each with its folded name and other names that it had.
pub fn for_each_name(conn: &Connection, mut run: impl FnMut(i64, &str, Option<&str>)) -> Result<()> {
    let mut statement = conn.prepare("SELECT id, name_key, other_names FROM company ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        run(row.get(0)?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str_or_null()?);
    }
    Ok(())
}

/// What a company is known by.
pub fn get(conn: &Connection, id: i64) -> Result<Option<Known>> {
    let mut find = conn.prepare_cached(&format!("{KNOWN} WHERE id = ?1"))?;
    Ok(find.query_row([id], known).optional()?)
}

const KNOWN: &str = "SELECT id, name, name_key, website, external_ids, other_names, held FROM company";

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        name: row.get(1)?,
        name_key: row.get(2)?,
        website: row.get(3)?,
        external_ids: row.get(4)?,
        other_names: row.get(5)?,
        held: items(row.get(6)?),
    })
}

fn items(list: Option<String>) -> Vec<String> {
    list.unwrap_or_default().split(';').filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// The fields of a company that a person set.
pub fn held(conn: &Connection, id: i64) -> Result<Vec<String>> {
    let mut find = conn.prepare_cached("SELECT held FROM company WHERE id = ?1")?;
    Ok(items(find.query_row([id], |row| row.get(0)).optional()?.flatten()))
}

/// The condition over the view `companies` for a text in a name, the website or the industry.
pub fn search(text: Option<&str>) -> Condition {
    const COLUMNS: [&str; 4] = ["name", "other_names", "website", "industry"];
    let Some(text) = text else { return Condition { sql: "1".to_owned(), values: Vec::new() } };
    let each = COLUMNS.map(|column| format!("{column} LIKE ? ESCAPE '\\'")).join(" OR ");
    let sql = format!("id IN (SELECT id FROM company WHERE {each})");
    Condition { sql, values: vec![Value::Text(filter::pattern(text)); COLUMNS.len()] }
}

/// Companies of which a name or the website is like a text, by id.
pub fn alike(conn: &Connection, text: &str) -> Result<Vec<i64>> {
    let mut find = conn.prepare_cached(
        "SELECT id FROM company WHERE name LIKE ?1 ESCAPE '\\' OR other_names LIKE ?1 ESCAPE '\\'
             OR website LIKE ?1 ESCAPE '\\' ORDER BY id",
    )?;
    let ids = find.query_map([filter::pattern(text)], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The names of all companies by id.
pub fn names(conn: &Connection) -> Result<FxHashMap<i64, String>> {
    let mut statement = conn.prepare("SELECT id, name FROM company")?;
    let names = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// The name of a company.
pub fn name(conn: &Connection, id: i64) -> Result<Option<String>> {
    let mut find = conn.prepare_cached("SELECT name FROM company WHERE id = ?1")?;
    Ok(find.query_row([id], |row| row.get(0)).optional()?)
}

/// The company of this name, folded for comparison.
pub fn find(conn: &Connection, key: &str) -> Result<Option<i64>> {
    let mut find = conn.prepare_cached("SELECT id FROM company WHERE name_key = ?1")?;
    Ok(find.query_row([key], |row| row.get(0)).optional()?)
}

/// Creates a company of which only the name is known; `key` is the name folded for comparison.
pub fn create(conn: &Connection, name: &str, key: &str, now: Instant) -> Result<i64> {
    conn.prepare_cached("INSERT INTO company (name, name_key, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)")?
        .execute((name, key, now.0))?;
    Ok(conn.last_insert_rowid())
}

/// Creates a company of which only the domain of its website is known, under the domain's name.
pub fn create_by_domain(conn: &Connection, domain: &str, now: Instant) -> Result<i64> {
    conn.prepare_cached(
        "INSERT INTO company (name, name_key, website, created_at, updated_at) VALUES (?1, ?2, ?1, ?3, ?3)",
    )?
    .execute((domain, name::fold(domain), now.0))?;
    Ok(conn.last_insert_rowid())
}

/// A company's columns as they stand.
pub fn read(conn: &Connection, id: i64) -> Result<Option<Columns>> {
    let found = record::find(conn, "company", &COLUMNS, "id = ?1", &[Value::Integer(id)])?;
    Ok(found.map(|(_, columns)| columns))
}

/// The contacts of some companies, by id.
pub fn members(conn: &Connection, companies: &FxHashSet<i64>) -> Result<Vec<i64>> {
    if companies.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare("SELECT id, company_id FROM contact WHERE company_id IS NOT NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        if companies.contains(&row.get(1)?) {
            ids.push(row.get(0)?);
        }
    }
    Ok(ids)
}

//! Rows of the public views on their way out: whatever was selected, cell by cell.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::export;
use crate::error::{Error, Result};

/// Columns that `export` writes unless others are named; `rolo_id` is the view's `id`.
pub const DEFAULT_COLUMNS: [&str; 20] = [
    "rolo_id",
    "name",
    "email",
    "phone",
    "company",
    "status",
    "source",
    "channels",
    "stage",
    "intent",
    "pinned",
    "interests",
    "traits",
    "grade",
    "tags",
    "do_not_contact",
    "first_seen",
    "last_active",
    "created_at",
    "message_count",
];

/// A selection from one of the public views.
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    /// The view, or `exported messages` and the like for what an import can build again.
    pub view: &'static str,
    /// Its columns; `rolo_id` stands for `id`.
    pub columns: &'a [String],
    /// What follows WHERE, with its values.
    pub condition: &'a str,
    /// The values of the condition's `?`.
    pub values: &'a [Value],
    /// The column to order by, with `-` before it to turn it round; then by id.
    pub sort: Option<&'a str>,
    /// How many rows at most.
    pub limit: Option<u32>,
}

/// The columns of a view.
pub fn columns(conn: &Connection, view: &'static str) -> Result<Vec<String>> {
    let statement = conn.prepare(&format!("SELECT * FROM {} LIMIT 0", export::source(view)))?;
    Ok(statement.column_names().map(str::to_owned).collect())
}

/// Gives each row of a selection, in order.
pub fn for_each(conn: &Connection, selection: &Selection<'_>, run: impl FnMut(&Row<'_>) -> Result<()>) -> Result<u64> {
    let known = columns(conn, selection.view)?;
    let names: Vec<String> =
        selection.columns.iter().map(|column| sql_name(selection, &known, column)).collect::<Result<_>>()?;
    each(conn, selection, &known, export::source(selection.view), &names, run)
}

/// Gives each row of a selection from the view `contacts`, in order, with times as seconds where `in_seconds` says so of
/// a column, which is much faster than as text.
pub fn for_each_in_seconds(
    conn: &Connection,
    selection: &Selection<'_>,
    run: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<u64> {
    let known = columns(conn, selection.view)?;
    let name = |column: &String| match in_seconds(selection, column) {
        true => Ok(format!("\"{column}{}\"", export::SECONDS)),
        false => sql_name(selection, &known, column),
    };
    let names: Vec<String> = selection.columns.iter().map(name).collect::<Result<_>>()?;
    let source = if selection.view == "contacts" { "contacts in seconds" } else { selection.view };
    each(conn, selection, &known, export::source(source), &names, run)
}

/// Whether [`for_each_in_seconds`] gives the times of a column as seconds.
pub fn in_seconds(selection: &Selection<'_>, column: &str) -> bool {
    selection.view == "contacts" && ["first_seen", "last_active", "created_at", "updated_at"].contains(&column)
}

fn sql_name(selection: &Selection<'_>, known: &[String], column: &str) -> Result<String> {
    let is_known = |name: &str| known.iter().any(|known| known == name);
    let name = if column == "rolo_id" && !is_known(column) { "id" } else { column };
    if is_known(name) {
        return Ok(format!("\"{name}\""));
    }
    let what = match selection.view.strip_prefix("exported ") {
        Some(kind) => format!("the export of {kind}"),
        None => format!("the view `{}`", selection.view),
    };
    Err(Error::usage(format!("{what} has no column `{column}`"))
        .hint(format!("its columns are: {}", known.join(", ")))
        .into())
}

fn each(
    conn: &Connection,
    selection: &Selection<'_>,
    known: &[String],
    source: &str,
    names: &[String],
    mut run: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<u64> {
    let mut sql = format!("SELECT {} FROM {source} WHERE {}", names.join(", "), selection.condition);
    match selection.sort {
        Some(sort) => {
            let (column, order) = sort.strip_prefix('-').map_or((sort, "ASC"), |column| (column, "DESC"));
            sql.push_str(&format!(" ORDER BY {} {order}, id", sql_name(selection, known, column)?));
        }
        None => sql.push_str(" ORDER BY id"),
    }
    if let Some(limit) = selection.limit {
        sql.push_str(&format!(" LIMIT {limit}"));
    }
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(selection.values))?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        run(row)?;
    }
    Ok(count)
}

/// A contact's name and e-mail address as the view has them.
pub fn name_and_email(conn: &Connection, contact_id: i64) -> Result<(Option<String>, Option<String>)> {
    let mut find = conn.prepare_cached("SELECT name, email FROM contacts WHERE id = ?1")?;
    Ok(find.query_row([contact_id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

//! What a contact is reached by.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::filter;
use crate::domain::segment::Filter;
use crate::domain::sending::address::Reach;
use crate::error::Result;

const COLUMNS: &str = "id, name, coalesce(email, ''), coalesce(phone, ''), coalesce(external_ids, ''),
    coalesce(visitor_ids, ''), do_not_contact";

/// What a contact is reached by, as the view `contacts` shows it. Whoever is not there wants no message either.
pub fn of(conn: &Connection, contact_id: i64) -> Result<Reach> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM contacts WHERE id = ?1"))?;
    let reach = statement.query_row([contact_id], read).optional()?;
    Ok(reach.unwrap_or_else(|| Reach { do_not_contact: true, ..Reach::default() }))
}

/// What each contact of a filter is reached by, in the order of ids. `conn` can only read, and answers `as_of()`.
pub fn for_each(conn: &Connection, filter: &Filter, mut run: impl FnMut(i64, &Reach)) -> Result<()> {
    let condition = filter::condition(conn, filter)?;
    let sql = format!("SELECT {COLUMNS} FROM contacts WHERE {} ORDER BY id", condition.sql);
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(condition.values))?;
    while let Some(row) = rows.next()? {
        run(row.get(0)?, &read(row)?);
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Reach> {
    Ok(Reach {
        name: row.get(1)?,
        email: row.get(2)?,
        phone: row.get(3)?,
        external_ids: row.get(4)?,
        visitor_ids: row.get(5)?,
        do_not_contact: row.get(6)?,
    })
}

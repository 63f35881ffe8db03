//! What a contact is reached by.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::sending::address::Reach;
use crate::error::Result;

/// What a contact is reached by, as the view `contacts` shows it. Whoever is not there wants no message either.
pub fn of(conn: &Connection, contact_id: i64) -> Result<Reach> {
    let reach = conn
        .prepare_cached(
            "SELECT name, coalesce(email, ''), coalesce(phone, ''), coalesce(external_ids, ''),
                 coalesce(visitor_ids, ''), do_not_contact FROM contacts WHERE id = ?1",
        )?
        .query_row([contact_id], |row| {
            Ok(Reach {
                name: row.get(0)?,
                email: row.get(1)?,
                phone: row.get(2)?,
                external_ids: row.get(3)?,
                visitor_ids: row.get(4)?,
                do_not_contact: row.get(5)?,
            })
        })
        .optional()?;
    Ok(reach.unwrap_or_else(|| Reach { do_not_contact: true, ..Reach::default() }))
}

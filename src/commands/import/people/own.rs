//! rolo's own export on its way back in: what it tells of a contact's conversations and events is no news where they
//! are still there.

use rusqlite::Connection;

use crate::domain::contact::{Column, Incoming};
use crate::domain::normalize::name;
use crate::error::Result;
use crate::store::{counts, inferred, state};

/// Leaves out of a row what the view shows of its contact already, though the contact's own row does not say it.
pub(super) fn drop_shown(conn: &Connection, id: i64, row: &mut Incoming) -> Result<()> {
    drop_inferred(conn, id, row)?;
    if row.text(Column::Channels).is_empty() && row.first_seen.or(row.last_active).is_none() {
        return Ok(());
    }
    let shown = counts::shown(conn, id)?;
    row.first_seen = row.first_seen.filter(|at| Some(*at) != shown.first_seen);
    row.last_active = row.last_active.filter(|at| Some(*at) != shown.last_active);
    let is_shown = |channel: &&str| shown.channels.split(';').any(|known| known == *channel);
    let news: Vec<&str> = row.text(Column::Channels).split(';').filter(|channel| !is_shown(channel)).collect();
    let news = news.join(";");
    row.texts.set(Column::Channels, &news);
    Ok(())
}

/// What was inferred of a contact stays inferred when its export comes back, and does not become something that a file
/// said.
fn drop_inferred(conn: &Connection, id: i64, row: &mut Incoming) -> Result<()> {
    let Some(shown) = inferred::of(conn, id)? else { return Ok(()) };
    let columns = [
        (Column::Emails, &shown.email),
        (Column::Phones, &shown.phone),
        (Column::JobTitle, &shown.job_title),
        (Column::Address, &shown.address),
        (Column::Website, &shown.website),
        (Column::Needs, &shown.needs),
        (Column::Interests, &shown.interests),
    ];
    for (column, value) in columns {
        if !value.is_empty() && row.text(column) == value.as_str() {
            row.texts.clear(column);
        }
    }
    if !shown.name.is_empty() && row.text(Column::Name) == shown.name {
        [Column::Name, Column::FirstName, Column::LastName].iter().for_each(|column| row.texts.clear(*column));
    }
    if !shown.company.is_empty() && row.company.as_deref() == Some(shown.company.as_str()) {
        row.company = None;
    }
    let traits = state::state(conn, id)?.map(|state| state.traits.to_string()).unwrap_or_default();
    if !traits.is_empty() && row.text(Column::Traits) == traits {
        row.texts.clear(Column::Traits);
    }
    Ok(())
}

/// Whether a row that names a contact by rolo's own id says of it what was inferred.
pub(super) fn says_inferred(conn: &Connection, id: i64, row: &Incoming) -> Result<bool> {
    let Some(shown) = inferred::of(conn, id)? else { return Ok(false) };
    let is_it =
        |column: Column, value: &str| !value.is_empty() && row.text(column).split(';').any(|item| item == value);
    Ok(is_it(Column::Emails, &shown.email)
        || is_it(Column::Phones, &shown.phone)
        || !shown.name.is_empty() && name::fold(&shown.name) == name::fold(row.text(Column::Name)))
}

//! rolo's own export on its way back in: what it tells of a contact's conversations and events is no news where they
//! are still there.

use rusqlite::Connection;

use crate::domain::contact::{Column, Incoming};
use crate::error::Result;
use crate::store::counts;

/// Leaves out of a row what the view shows of its contact already, though the contact's own row does not say it.
pub(super) fn drop_shown(conn: &Connection, id: i64, row: &mut Incoming) -> Result<()> {
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

//! A copy of the database in another file: what was committed at one moment, whatever others write meanwhile.

use std::path::Path;

use anyhow::Context;
use rusqlite::{Connection, OpenFlags};

use super::Store;
use super::open::{full_disk_of_copy, plain};
use crate::error::{Error, Result};

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// The size of the file.
    pub bytes: u64,
    /// How many contacts.
    pub contacts: i64,
    /// How many conversations.
    pub conversations: i64,
    /// How many messages.
    pub messages: i64,
}

/// Copies a database into an empty file that is there already, and reads all of it back. Nothing that was deleted goes
/// along: the copy is packed tightly.
pub fn write(store: &Store, path: &Path) -> Result<Copied> {
    let path = plain(path);
    let name = path.to_str().ok_or_else(|| Error::failed("the name of the file is not UTF-8"))?;
    // SQLite counts the copy as writing, too.
    store.conn().pragma_update(None, "query_only", false)?;
    let folder = path.parent().unwrap_or(&path);
    store
        .conn()
        .execute("VACUUM INTO ?1", [name])
        .map_err(full_disk_of_copy(folder))
        .context("cannot copy the database")?;
    let copy = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Error::failed(format!("the copy is damaged: {verdict}"))
            .hint("nothing was kept of it; `rolo check` looks at the database itself")
            .into());
    }
    let count = |table| copy.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    Ok(Copied {
        bytes: std::fs::metadata(&path)?.len(),
        contacts: count("contact")?,
        conversations: count("conversation")?,
        messages: count("message")?,
    })
}

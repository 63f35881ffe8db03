//! What is deleted stands in the file still: in free pages, in the free room of others, and in the log that SQLite writes
//! ahead. Overwriting what is freed (`secure_delete`) does not reach copies that were left behind when pages were divided
//! or changed before, so the file is written anew, and the log ahead of it is emptied. That waits while another process
//! reads what was there before; the next command then does it.

use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use crate::error::Result;
use crate::store::{Store, setting};

/// The setting that stands while the file has yet to be written anew.
pub(super) const PENDING: &str = "erasure_pending";

/// Whether the file holds nothing any more of what was deleted for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// Nothing was left to be done.
    Before,
    /// It was written anew now.
    Now,
    /// Not yet, for this reason.
    NotYet(String),
}

impl Store {
    /// Whether the file has yet to be written anew.
    pub fn has_erasure_pending(&self) -> Result<bool> {
        Ok(setting::get::<i64>(self.conn(), PENDING)?.is_some())
    }

    /// Deletes with care: what is freed is overwritten, and nothing of it goes to temporary files.
    pub fn begin_erasing(&self) -> Result<()> {
        self.conn().pragma_update(None, "secure_delete", true)?;
        self.conn().pragma_update(None, "temp_store", "MEMORY")?;
        Ok(())
    }

    /// Writes the file anew, if anything was deleted for good since it last was. Other processes are waited for.
    pub fn finish_erasure(&mut self, wait: Duration) -> Result<Finished> {
        if !self.has_erasure_pending()? {
            return Ok(Finished::Before);
        }
        self.conn().busy_timeout(wait)?;
        let finished = write_anew(self.conn());
        self.restore_wait()?;
        match finished {
            Ok(true) => Ok(Finished::Now),
            Ok(false) => Ok(Finished::NotYet("another process is reading it".to_owned())),
            Err(error) => match reason(&error) {
                Some(reason) => Ok(Finished::NotYet(reason.to_owned())),
                None => Err(error),
            },
        }
    }
}

/// Writes the file anew and empties the log ahead of it; says whether nobody was in the way.
fn write_anew(conn: &Connection) -> Result<bool> {
    conn.flush_prepared_statement_cache();
    // Somebody who still reads what was there before would keep it all in place.
    if !empty_log(conn)? {
        return Ok(false);
    }
    conn.pragma_update(None, "secure_delete", true)?;
    // Only what stays goes to the temporary file, which may be too large for memory.
    conn.pragma_update(None, "temp_store", "FILE")?;
    conn.execute_batch("VACUUM")?;
    if !empty_log(conn)? {
        return Ok(false);
    }
    setting::remove(conn, PENDING)?;
    empty_log(conn)?;
    Ok(true)
}

/// Brings all that is in the log into the file and truncates it; says whether nobody was in the way.
fn empty_log(conn: &Connection) -> Result<bool> {
    let is_busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(!is_busy)
}

/// Why it cannot be done now, if another time may be better.
fn reason(error: &anyhow::Error) -> Option<&'static str> {
    let code = error.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code)?;
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some("another process is using it"),
        ErrorCode::DiskFull => Some("the disk has no room to write it anew"),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Some("it cannot be written to"),
        ErrorCode::SystemIoFailure => Some("it could not be written anew"),
        _ => None,
    }
}

//! Opening the database: created with mode 0600 before SQLite sees it, refused untouched when it is not ours, and
//! in WAL mode but while it is filled for the first time. A command writes in one transaction (`BEGIN IMMEDIATE`), or
//! not at all.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::header::{self, Header};
use super::migrate::Migrated;
use super::{filter, holder, migrate, patience};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::leftover::Leftover;

/// "rolo" in ASCII: how a file says that it is ours.
pub const APPLICATION_ID: i32 = 0x726f_6c6f;

/// How long to wait between two tries.
const RETRY_AFTER: Duration = Duration::from_millis(20);

/// How SQLite says that a file or its folder cannot be written to.
const UNWRITABLE: [ErrorCode; 3] = [ErrorCode::ReadOnly, ErrorCode::CannotOpen, ErrorCode::PermissionDenied];

/// What a database of the present version says of itself.
const PRESENT: Header = Header::Ours { version: migrate::VERSION };

/// An open database.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// How long to wait for another rolo.
    wait: Duration,
    /// Removed when the store goes.
    folder: Option<(tempfile::TempDir, Leftover)>,
    /// What was done to it when it was opened.
    migrated: Option<Migrated>,
}

/// What pages take that are kept in memory, as SQLite wants it: kilobytes, below zero.
const CACHE: i64 = -16_384;
const WIDE_CACHE: i64 = -65_536;
const NARROW_CACHE: i64 = -4_096;

/// Lets the pages that a pass writes all over the file stay in memory until the end, so that each is written once.
pub fn widen_cache(conn: &Connection) -> Result<()> {
    Ok(conn.pragma_update(None, "cache_size", WIDE_CACHE)?)
}

/// Runs statements that sort whole tables. Each of their threads sorts in as much memory as pages may take, and is
/// faster in what the processor's own caches hold; they are helped by files.
pub fn sort(conn: &Connection, sql: &str) -> Result<()> {
    conn.execute_batch(&format!(
        "PRAGMA temp_store = FILE; PRAGMA threads = 2; PRAGMA cache_size = {NARROW_CACHE}; {sql}; PRAGMA cache_size = {CACHE};"
    ))?;
    Ok(())
}

impl Store {
    /// A database that holds nothing and is gone when it is closed: for a dry run where there is none yet, and for
    /// reading one that is being filled.
    pub fn open_temporary(wait: Duration) -> Result<Self> {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        let leftover = Leftover::watch(folder.path());
        let mut store = Self::open_or_create(&folder.path().join("dry-run.db"), wait)?;
        store.folder = Some((folder, leftover));
        Ok(store)
    }

    /// Opens the database for writing and creates it when it is not there. `wait` is how long to wait for another
    /// rolo.
    pub fn open_or_create(path: &Path, wait: Duration) -> Result<Self> {
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let message = format!("cannot create the database {}", path.display());
                return Err(error)
                    .context(Error::failed(message).hint("name another file with `--db FILE` or ROLO_DB"));
            }
        }
        Self::open(path, wait)
    }

    /// Opens an existing database for writing and brings it to the present version.
    pub fn open(path: &Path, wait: Duration) -> Result<Self> {
        let header = inspect(path)?;
        Self::open_inspected(path, &header, wait)
    }

    fn open_inspected(path: &Path, header: &Header, wait: Duration) -> Result<Self> {
        let opened = Self::connect(path, wait, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .and_then(|mut store| store.migrate(true).map(|()| store));
        match (opened, header) {
            (Err(error), Header::Ours { version }) if *version < migrate::VERSION && says(&error, &UNWRITABLE) => {
                Err(unwritable(path, *version).into())
            }
            (opened, _) => opened,
        }
    }

    /// Brings the database to the present version, a copy of what it was kept beside it if `is_kept`.
    fn migrate(&mut self, is_kept: bool) -> Result<()> {
        let since = std::time::Instant::now();
        loop {
            match migrate::run(&mut self.conn, &self.path, is_kept) {
                // SQLite does not wait by itself where a database that is being filled is to be set to WAL mode.
                Err(error) if is_busy(&error) && since.elapsed() < self.wait => std::thread::sleep(RETRY_AFTER),
                Err(error) => return Err(error),
                Ok(migrated) => {
                    self.migrated = migrated;
                    return Ok(());
                }
            }
        }
    }

    /// What was done to a database of an older version when it was opened.
    pub fn migrated(&self) -> Option<&Migrated> {
        self.migrated.as_ref()
    }

    /// A copy of a database of an older version, brought to the present one: for a dry run. Nothing where it is of the
    /// present one.
    pub fn copy_of_older(path: &Path, wait: Duration) -> Result<Option<Self>> {
        let Header::Ours { version: 1.. } = inspect(path)? else { return Ok(None) };
        let store = Self::connect(path, wait, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if migrate::version(&store.conn)? >= migrate::VERSION { Ok(None) } else { store.copy(wait).map(Some) }
    }

    /// Opens an existing database for reading only; nothing that runs on it can write.
    pub fn open_to_read(path: &Path, wait: Duration) -> Result<Self> {
        let header = inspect(path)?;
        if header == PRESENT {
            return Self::open_another(path, wait);
        }
        // Of an older version, or its creation was interrupted: bring it up to date first.
        Self::open_and_mend(path, &header, wait)
    }

    /// Opens a database for reading that this process has open already: for a thread of its own. To look at the file
    /// first would be no mere waste: closing it gives up all locks that this process has on it (POSIX), and another
    /// rolo that ends would take itself for the last one and remove the log that we go on writing to.
    pub fn open_another(path: &Path, wait: Duration) -> Result<Self> {
        if has_journal(path) {
            return Self::open_and_mend(path, &PRESENT, wait);
        }
        let store = Self::connect(path, wait, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        store.conn.pragma_update(None, "query_only", true)?;
        Ok(store)
    }

    /// Opens a database for reading whose creation or first filling was interrupted, or goes on.
    fn open_and_mend(path: &Path, header: &Header, wait: Duration) -> Result<Self> {
        let is_filled = has_journal(path);
        let store = match Self::open_inspected(path, header, if is_filled { Duration::ZERO } else { wait }) {
            // It is being filled for the first time, so that as yet it holds nothing.
            Err(error) if is_busy(&error) && has_journal(path) => Self::open_temporary(wait)?,
            // That ended just now.
            Err(error) if is_busy(&error) && is_filled => return Self::open_and_mend(path, header, wait),
            opened => opened?,
        };
        store.conn.pragma_update(None, "query_only", true)?;
        Ok(store)
    }

    pub(super) fn connect(path: &Path, wait: Duration, mode: OpenFlags) -> Result<Self> {
        let flags = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(plain(path), flags)
            .with_context(|| format!("cannot open the database {}", path.display()))?;
        conn.busy_timeout(wait)?;
        patience::bound_values(&conn)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // Else statements from the cache are planned anew each time, as other values might ask for another plan.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "cache_size", CACHE)?;
        // Reading through a map is a tenth faster, but all that a pass reads would count as its memory.
        conn.pragma_update(None, "mmap_size", 0)?;
        conn.set_prepared_statement_cache_capacity(128);
        Ok(Self { conn, path: path.to_owned(), wait, folder: None, migrated: None })
    }

    /// Reads all of what is committed now, and nothing that comes later, as one of several connections of a pass. Pages are
    /// read about once, so that few have to be kept.
    pub fn begin_pass(&self) -> Result<()> {
        self.conn.pragma_update(None, "cache_size", NARROW_CACHE)?;
        Ok(self.conn.execute_batch("BEGIN")?)
    }

    /// Waits for others as long as it was opened to.
    pub(super) fn restore_wait(&self) -> Result<()> {
        Ok(self.conn.busy_timeout(self.wait)?)
    }

    /// The connection, for reading.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Runs several reads on one state of the database, whatever others write meanwhile.
    pub fn read<T>(&mut self, run: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        run(&*self.conn.transaction()?)
    }

    /// Refuses everything but reading to the SQL that runs from now on, stops it when it runs for ever, and lets it call
    /// `as_of()`.
    pub fn guard(&mut self, as_of: Instant) -> Result<()> {
        patience::bound_time(&mut self.conn)?;
        filter::guard(&mut self.conn, as_of)
    }

    /// A copy in a temporary file, for a dry run of several transactions.
    pub fn copy(&self, wait: Duration) -> Result<Self> {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        let leftover = Leftover::watch(folder.path());
        let path = folder.path().join("dry-run.db");
        let name = path.to_str().ok_or_else(|| Error::failed("the temporary folder's name is not UTF-8"))?;
        self.conn
            .execute("VACUUM INTO ?1", [name])
            .map_err(full_disk_of_copy(folder.path()))
            .context("cannot copy the database for a dry run")?;
        let mut store = Self::connect(&path, wait, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        store.migrate(false)?;
        store.folder = Some((folder, leftover));
        Ok(store)
    }

    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs one command's writes in one transaction, which is committed when all went well, and rolled back when
    /// something failed or `dry_run` is on.
    pub fn write<T>(&mut self, dry_run: bool, run: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let is_first = self.is_blank()? && {
            // Whoever is in the way is waited for when the transaction begins.
            self.conn.busy_timeout(Duration::ZERO)?;
            let is_set = self.set_journal_mode("delete");
            self.conn.busy_timeout(self.wait)?;
            is_set?
        };
        let outcome = self.write_once(dry_run, run);
        if is_first {
            // The outcome stands. Should a reader or the disk be in the way, the next command that opens the database does it.
            let _ = self.set_journal_mode("wal");
        }
        outcome
    }

    fn write_once<T>(&mut self, dry_run: bool, run: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = run(&transaction)?;
        if dry_run {
            transaction.rollback()?;
        } else {
            transaction.commit()?;
        }
        Ok(outcome)
    }

    /// Whether nothing was ever written to the database. What is written then is all new, so that a rollback journal
    /// has next to nothing to keep and each page is written once; through the WAL it would be twice. Readers find
    /// nothing meanwhile, see [`Store::open_to_read`].
    fn is_blank(&self) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM journal) AND NOT EXISTS (SELECT 1 FROM contact)
                       AND NOT EXISTS (SELECT 1 FROM conversation) AND NOT EXISTS (SELECT 1 FROM company)";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// Sets the journal's mode; says whether that is the mode now. Another connection may stand in the way.
    fn set_journal_mode(&self, mode: &str) -> Result<bool> {
        match self.conn.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0)) {
            Ok(now) => Ok(now == mode),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// The same file by a name that SQLite takes for nothing else: not for a database in memory (`:memory:`), nor for a URI
/// with options (`file:crm.db?mode=memory`).
pub(super) fn plain(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) }
}

/// Whether a rollback journal lies beside the database: it is being filled, or that was interrupted.
pub(super) fn has_journal(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    Path::new(&journal).exists()
}

/// Whether the error is that another process holds the database.
pub fn is_busy(error: &anyhow::Error) -> bool {
    says(error, &[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked])
}

/// Puts into words what SQLite says only in its own: another process holds the database at `path`, it is damaged,
/// it cannot be written to, or a condition was stopped.
pub fn explain(error: anyhow::Error, path: &Path) -> anyhow::Error {
    let writer = if is_busy(&error) { holder::writer(path) } else { None };
    let (place, path) = (path, path.display());
    let explanation = if is_busy(&error) {
        let who = writer.map_or(String::new(), |writer| format!(": {writer}"));
        Error::busy(format!("another process is writing to {path}{who}"))
            .hint("nothing was changed; try again when it is done, or wait longer with `--wait SECONDS`")
    } else if says(&error, &[ErrorCode::DatabaseCorrupt, ErrorCode::NotADatabase]) {
        damaged(place)
    } else if says(&error, &UNWRITABLE) {
        Error::failed(format!("the database {path} cannot be written to"))
            .hint("nothing was changed; see that you may write to the file and to its folder")
    } else if says(&error, &[ErrorCode::SystemIoFailure]) {
        Error::failed(format!("the disk of the database {path} fails"))
            .hint("nothing was changed; see what the system's log says of the disk, and keep a `rolo backup` elsewhere")
    } else if says(&error, &[ErrorCode::DiskFull]) && !error.chain().any(|cause| cause.is::<Error>()) {
        Error::failed(format!("the disk of the database {path} is full, or that of temporary files"))
            .hint("nothing was changed; make room first, or name another folder for temporary files in TMPDIR")
    } else if let Some(explanation) = patience::explain(&error) {
        explanation
    } else {
        return error;
    };
    error.context(explanation)
}

pub(super) fn says(error: &anyhow::Error, codes: &[ErrorCode]) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<rusqlite::Error>())
        .any(|error| error.sqlite_error_code().is_some_and(|code| codes.contains(&code)))
}

/// What to say where there is no room for a copy, since SQLite does not say which disk is full.
pub(super) fn full_disk_of_copy(place: &Path) -> impl FnOnce(rusqlite::Error) -> anyhow::Error {
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => anyhow::Error::from(error).context(
            Error::failed(format!("no room for a copy of the database in {}", place.display())).hint(
                "nothing was changed; make room there first, or name another folder (TMPDIR for temporary files)",
            ),
        ),
        _ => error.into(),
    }
}

/// Looks at a file without SQLite, which might write to it, and refuses what is not ours.
fn inspect(path: &Path) -> Result<Header> {
    let metadata = match std::fs::metadata(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && path.is_symlink() => {
            return Err(Error::failed(format!("{} is a link to a file that is not there", path.display()))
                .hint("nothing was changed; mend the link, or name the database with `--db FILE` or ROLO_DB")
                .into());
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::failed(format!("there is no database {}", path.display()))
                .hint("`rolo import FILE.csv` creates one; `--db FILE` or ROLO_DB names another")
                .into());
        }
        other => other.with_context(|| {
            let error = Error::failed(format!("cannot look at the database {}", path.display()));
            error.hint("nothing was changed; name another file with `--db FILE` or ROLO_DB")
        })?,
    };
    if !metadata.is_file() {
        return Err(Error::failed(format!("{} is not a regular file", path.display()))
            .hint("name the database with `--db FILE` or ROLO_DB")
            .into());
    }
    let header = header::read(path).with_context(|| {
        let error = Error::failed(format!("cannot read the database {}", path.display()));
        error.hint("nothing was changed; see that you may read the file")
    })?;
    match header {
        Header::Foreign(what) => Err(Error::failed(format!("{} is {what}, so not a rolo database", path.display()))
            .hint("nothing was changed; name another file with `--db FILE` or ROLO_DB")
            .into()),
        Header::Ours { version } if version > migrate::VERSION => Err(newer(path, version).into()),
        Header::Damaged => Err(damaged(path).into()),
        header => Ok(header),
    }
}

/// The error for a database of an older version that cannot be brought to the present one.
fn unwritable(path: &Path, version: i32) -> Error {
    let (path, present) = (path.display(), migrate::VERSION);
    Error::failed(format!(
        "{path} is of schema version {version}, and cannot be brought to {present}: it cannot be written to"
    ))
    .hint(format!(
        "nothing was changed; see that you may write to the file and to its folder, or copy it (cp {path} copy.db) and \
         name the copy with `--db copy.db`"
    ))
}

/// The error for a database that a newer rolo wrote.
pub(super) fn newer(path: &Path, version: i32) -> Error {
    Error::failed(format!(
        "{} was written by a newer rolo (schema version {version}, this one knows {})",
        path.display(),
        migrate::VERSION
    ))
    .hint("nothing was changed; use the newer rolo")
}

fn damaged(path: &Path) -> Error {
    Error::failed(format!("the database {} is damaged", path.display()))
        .hint("nothing was changed; go back to a backup, or save what can be read: sqlite3 FILE .recover")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAIT: Duration = Duration::from_secs(1);

    fn count(store: &Store, table: &str) -> i64 {
        store.conn().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("count")
    }

    #[test]
    fn a_database_that_is_filled_for_the_first_time_reads_as_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rolo.db");
        let mut store = Store::open_or_create(&path, WAIT).expect("open");
        let add = "INSERT INTO company (name, name_key, created_at, updated_at) VALUES (?1, ?1, 0, 0)";
        store
            .write(false, |conn| {
                conn.execute(add, ["one"])?;
                // What makes room in the cache while much is written: pages go to the file, behind its lock.
                conn.cache_flush()?;
                assert!(has_journal(&path));
                assert_eq!(count(&Store::open_to_read(&path, WAIT)?, "company"), 0);
                Ok(())
            })
            .expect("write");
        assert_eq!(count(&Store::open_to_read(&path, WAIT).expect("open"), "company"), 1);
        store
            .write(false, |conn| {
                conn.execute(add, ["two"])?;
                conn.cache_flush()?;
                assert!(!has_journal(&path), "only the first filling keeps readers out");
                assert_eq!(count(&Store::open_to_read(&path, WAIT)?, "company"), 1);
                Ok(())
            })
            .expect("write");
        assert_eq!(count(&store, "company"), 2);
    }
}

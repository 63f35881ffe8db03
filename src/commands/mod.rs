//! One file per subcommand, of one shape: load, call something pure, store, print. [`Context`] is what all of them
//! share; [`Outcome`] is how a command ends when it did not fail.

pub mod activity;
pub mod alerts;
mod author;
pub mod backup;
pub mod broadcasts;
pub mod check;
pub mod classify;
pub mod companies;
mod company_names;
pub mod config;
pub mod contacts;
pub mod conversations;
pub mod deals;
pub mod dedupe;
pub mod examples;
pub mod export;
pub mod followups;
pub mod import;
pub mod imports;
mod in_turn;
pub mod inspect;
pub mod nightly;
pub mod numbered;
pub mod outcomes;
pub mod pass;
pub mod prune;
pub mod report;
pub mod reread;
pub mod score;
pub mod segments;
pub mod send;
pub mod stats;
pub mod suggestions;
pub mod summaries;
mod target;
pub mod undo;

pub use author::author;
pub use target::find_contact;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::GlobalArgs;
use crate::config::Config;
use crate::domain::deciding::QuietHours;
use crate::domain::deciding::signal::keywords;
use crate::domain::reading::{Reader, Settings};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::ui::Ui;
use crate::store::erase::Finished;
use crate::store::migrate::Migrated;
use crate::store::{Store, before, migrate};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done. Exit code 0.
    Done,
    /// Nothing could be done with what was given. Exit code 1.
    Refused,
    /// Done, but some rows or files were rejected. Exit code 3.
    SomeRejected,
    /// Done, but something remains to be done, which the next command finishes. Exit code 4.
    Remaining,
    /// Done, and the condition that was asked about holds. Exit code 5.
    Holds,
    /// Ended early by a signal of this number, with nothing half done. Exit code 128 and the number.
    Signal(u8),
}

impl Outcome {
    /// The process's exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::SomeRejected => 3,
            Self::Remaining => 4,
            Self::Holds => 5,
            Self::Signal(number) => 128 + number,
        }
    }
}

/// What all commands share.
#[derive(Debug)]
pub struct Context {
    /// The terminal.
    pub ui: Ui,
    /// The configuration.
    pub config: Config,
    /// The moment for which everything is decided.
    pub as_of: Instant,
    /// Threads to work with.
    pub jobs: usize,
    /// Where the configuration is, or would be.
    pub config_path: PathBuf,
    db: PathBuf,
    wait: Duration,
    is_dry_run: bool,
}

impl Context {
    /// Loads what all commands share. `now` is used where no `--as-of` is given.
    pub fn new(args: &GlobalArgs, ui: Ui, now: Instant) -> Result<Self> {
        let path = config_path(args);
        let config = if args.config.is_some() || path.exists() { Config::load(&path)? } else { Config::built_in() };
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            ui,
            config,
            as_of: args.as_of.unwrap_or(now),
            jobs: args.jobs.map_or(processors, usize::from),
            config_path: path,
            db: args.db.clone(),
            wait: Duration::from_secs(args.wait.into()),
            is_dry_run: args.is_dry_run,
        })
    }

    /// The same under another configuration.
    pub fn with_config(&self, config: Config) -> Self {
        let (config_path, db) = (self.config_path.clone(), self.db.clone());
        Self { ui: self.ui.clone(), config, config_path, db, ..*self }
    }

    /// The database, created when it is not there. A dry run creates nothing that stays.
    pub fn open_or_create(&self, dry_run: bool) -> Result<Store> {
        if dry_run && !self.is_there() {
            return Store::open_temporary(self.wait);
        }
        let mut store = self.migrated(Store::open_or_create)?;
        self.finish_erasure(&mut store)?;
        Ok(store)
    }

    /// A copy of the database that is gone when it is closed, for a dry run of several transactions.
    pub fn open_copy(&self) -> Result<Store> {
        if self.is_there() { self.migrated(Store::open)?.copy(self.wait) } else { Store::open_temporary(self.wait) }
    }

    /// The database for a dry run of classify: a copy when messages must be read again first, which is a transaction
    /// of its own.
    pub fn open_for_dry_run(&self) -> Result<Store> {
        let store = self.open()?;
        if reread::is_current(store.conn(), self)? { Ok(store) } else { store.copy(self.wait) }
    }

    /// Whether something is there under the database's name, if only a link to nothing.
    fn is_there(&self) -> bool {
        self.db.exists() || self.db.is_symlink()
    }

    /// As many threads as `--jobs` says.
    pub fn threads(&self) -> Result<rayon::ThreadPool> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build();
        Ok(threads.map_err(|e| Error::failed(format!("cannot start {} threads: {e}", self.jobs)))?)
    }

    /// The database for writing.
    pub fn open(&self) -> Result<Store> {
        let mut store = self.migrated(Store::open)?;
        self.finish_erasure(&mut store)?;
        Ok(store)
    }

    /// Opens the database, and says when that brought it to the present schema. A dry run leaves one of an older schema
    /// alone and looks at a copy.
    fn migrated(&self, open: impl FnOnce(&Path, Duration) -> Result<Store>) -> Result<Store> {
        if self.is_dry_run
            && self.is_there()
            && let Some(copy) = Store::copy_of_older(&self.db, self.wait)?
        {
            return Ok(copy);
        }
        let store = open(&self.db, self.wait)?;
        if let Some(Migrated { from, copy: Some(copy) }) = store.migrated() {
            self.ui.warn(&format!(
                "{} was brought from schema version {from} to {}; what it was before is kept in {}: delete that when you no \
                 longer want to go back",
                self.db.display(),
                migrate::VERSION,
                copy.display()
            ));
        }
        Ok(store)
    }

    /// Warns of copies from before a migration, which still hold what was deleted for good.
    pub fn warn_of_copies(&self) {
        for copy in before::kept(&self.db) {
            self.ui.warn(&format!(
                "{} is a copy from before a migration and may hold them still: delete it, too",
                copy.display()
            ));
        }
    }

    /// Names copies from before a migration, which are easily forgotten.
    pub fn note_copies(&self) {
        for copy in before::kept(&self.db) {
            self.ui.note(&format!(
                "{} is a copy from before a migration: delete it when you no longer want to go back",
                copy.display()
            ));
        }
    }

    /// The database for reading only.
    pub fn open_to_read(&self) -> Result<Store> {
        let store = self.migrated(Store::open_to_read)?;
        if !store.has_erasure_pending()? {
            return Ok(store);
        }
        drop(store);
        match Store::open(&self.db, Duration::ZERO) {
            Ok(mut writer) => self.finish_erasure(&mut writer)?,
            Err(_) => self.warn_of_erasure("it cannot be written to now"),
        }
        Store::open_to_read(&self.db, self.wait)
    }

    /// Finishes what an earlier command deleted for good and could not take out of the file, if nobody is in the way now.
    fn finish_erasure(&self, store: &mut Store) -> Result<()> {
        match store.finish_erasure(Duration::ZERO)? {
            Finished::Before => {}
            Finished::Now => self.ui.note("what was deleted for good before is out of the file now"),
            Finished::NotYet(why) => self.warn_of_erasure(&why),
        }
        Ok(())
    }

    fn warn_of_erasure(&self, why: &str) {
        self.ui.warn(&format!(
            "{} still holds some of what was deleted for good, since {why}; the next command tries again",
            self.db.display()
        ));
    }

    /// Another connection to the file of a store that is open, for reading only and for a thread of its own.
    pub fn reader_of(&self, path: &Path) -> Result<Store> {
        Store::open_another(path, self.wait)
    }

    /// Refuses to write over a file that is still needed: the database with the files that SQLite keeps beside it, the
    /// configuration, or one of those that the command is `given` besides. `option` is what names the file.
    pub fn check_output(&self, option: &str, path: &Path, given: &[&Path]) -> Result<()> {
        let place_of_db = place(&self.db);
        let beside = |suffix: &str| {
            let mut name = place_of_db.clone().into_os_string();
            name.push(suffix);
            PathBuf::from(name)
        };
        let own = [beside(""), beside("-wal"), beside("-shm"), beside("-journal"), place(&self.config_path)];
        let output = place(path);
        let what = if own.contains(&output) {
            "a file that rolo lives on"
        } else if given.iter().any(|given| place(given) == output) {
            "a file that the command is given already"
        } else {
            return Ok(());
        };
        Err(Error::usage(format!("{option} {}: this is {what}", path.display()))
            .hint("name another file, such as out.csv")
            .into())
    }

    /// Says after a dry run that it was one.
    pub fn note_dry_run(&self, is_dry: bool) {
        if is_dry {
            self.ui.note("dry run: nothing was written");
        }
    }

    /// The zone in which people name times.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.config.rules.followups.time_zone.parse().unwrap_or(chrono_tz::UTC)
    }

    /// The quiet hours of follow-ups.
    pub fn quiet_hours(&self) -> Result<QuietHours> {
        QuietHours::parse(&self.config.rules.followups.quiet_hours, self.zone())
            .ok_or_else(|| Error::fault("the checked quiet hours cannot be read").into())
    }

    /// The reader of message texts. Making it takes a tenth of a second, so it is made where texts are read.
    pub fn reader(&self) -> Result<Reader> {
        Reader::new(&self.reader_settings(&self.keywords()))
    }

    /// The version of the reader of message texts.
    pub fn reader_version(&self) -> u64 {
        Reader::version_of(&self.reader_settings(&self.keywords()))
    }

    fn keywords(&self) -> Vec<String> {
        keywords(&self.config.rules).map(str::to_owned).collect()
    }

    fn reader_settings<'a>(&'a self, keywords: &'a [String]) -> Settings<'a> {
        Settings {
            phrases: &self.config.reader.phrases,
            keywords,
            time_zone: self.zone(),
            default_due: self.config.rules.followups.promise.default_due,
        }
    }
}

/// A summary has two forms only: text on standard error and one JSON object on standard output.
pub fn json_only(format: Option<Format>) -> Result<()> {
    match format {
        None | Some(Format::Json) => Ok(()),
        Some(_) => Err(Error::usage("a summary is text or, with --format json, one JSON object").into()),
    }
}

/// Where a file is or would be, whatever leads there.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let in_folder = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// Where the configuration is: as named, else `rolo.toml` beside the database.
pub fn config_path(args: &GlobalArgs) -> PathBuf {
    match &args.config {
        Some(path) => path.clone(),
        None => args.db.with_file_name("rolo.toml"),
    }
}

//! `rolo import`: files come in. Each file is read and typed on a thread of its own while this one matches and writes,
//! in one transaction for all files; a file that is wrong as a whole is rolled back alone.

mod batch;
mod found;
mod notes;
mod people;
mod pipeline;
mod records;
mod threads;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use batch::FileOutcome;
pub use batch::{Batch, Imported, RefusedFile, is_mostly_bad, mostly_bad};

use super::{Context, Outcome, json_only};
use crate::cli::import::{ImportArgs, Order, Policy};
use crate::config::ImportConfig;
use crate::domain::contact::OnMatch;
use crate::domain::normalize::country;
use crate::domain::normalize::date::DateOrder;
use crate::domain::reading::Reader;
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::lookahead::Extent;
use crate::input::row::RowSettings;
use crate::input::source::{Encoding, Source, SourceOptions};
use crate::store::{counts, dirty, journal};

/// What was asked of an import, beyond the configuration.
#[derive(Debug, Clone, Default)]
pub struct ImportSettings {
    /// What the rows are, when it was stated.
    pub kind: Option<FileKind>,
    /// The scope of plain ids.
    pub platform: Option<String>,
    /// What happens to values that meet existing ones.
    pub on_match: OnMatch,
    /// ISO code of the country of national phone numbers.
    pub country: Option<String>,
    /// The zone of times that name none.
    pub time_zone: Option<chrono_tz::Tz>,
    /// Which number of a date comes first.
    pub date_order: Option<DateOrder>,
    /// Whether `status`, `stage` and `intent` become pins.
    pub pin: bool,
    /// Whether bad values become metadata.
    pub lenient: bool,
    /// The text that empties a field.
    pub clear: Option<String>,
    /// Where rejected rows go.
    pub rejects: Option<PathBuf>,
    /// How the files are written, where it was stated.
    pub reading: SourceOptions,
    /// Whether all of it is rolled back at the end.
    pub dry_run: bool,
    /// Whether each conflict is told.
    pub verbose: bool,
}

impl ImportArgs {
    /// What the options ask for.
    fn settings(&self) -> Result<ImportSettings> {
        Ok(ImportSettings {
            kind: self.kind,
            platform: self.platform.clone(),
            on_match: match self.on_match {
                Policy::Update => OnMatch::Update,
                Policy::Fill => OnMatch::Fill,
                Policy::Skip => OnMatch::Skip,
            },
            country: country_code(self.country.as_deref())?,
            time_zone: self.time_zone,
            date_order: self.date_order.map(date_order),
            pin: self.pin,
            lenient: self.lenient,
            clear: self.clear.clone(),
            rejects: self.rejects.clone(),
            reading: reading(self.encoding.as_deref(), self.delimiter)?,
            dry_run: self.dry_run,
            verbose: self.verbose,
        })
    }
}

impl ImportSettings {
    /// How values are read under these options, else the configuration.
    pub fn rows(&self, import: &ImportConfig) -> RowSettings {
        RowSettings {
            platform: self.platform.clone(),
            country: self.country.clone().or_else(|| import.stated_country()),
            time_zone: self.time_zone.unwrap_or_else(|| import.zone()),
            pin: self.pin,
            lenient: self.lenient,
            clear: self.clear.clone(),
            can_clear: self.on_match == OnMatch::Update,
        }
    }
}

/// The code of the country that `--country` names.
pub fn country_code(text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text else { return Ok(None) };
    let code = country::code(text).ok_or_else(|| {
        Error::usage(format!("--country {text}: no such country")).hint("write its two letters, such as PH")
    })?;
    Ok(Some(code.to_owned()))
}

/// The order that `--date-order` names.
pub const fn date_order(order: Order) -> DateOrder {
    match order {
        Order::Dmy => DateOrder::Dmy,
        Order::Mdy => DateOrder::Mdy,
        Order::Ymd => DateOrder::Ymd,
    }
}

/// Runs `rolo import`.
pub fn run(args: &ImportArgs, context: &Context) -> Result<Outcome> {
    json_only(args.format)?;
    let settings = args.settings()?;
    if let Some(path) = &settings.rejects {
        check_rejects(path, &args.files, context)?;
    }
    let sources = open_all(&args.files, &settings)?;
    let mut store = context.open_or_create(args.dry_run)?;
    let imported = store.write(args.dry_run, |conn| import(conn, sources, &settings, context))?;
    imported.report(context, args.format)?;
    context.note_dry_run(args.dry_run);
    imported.outcome(context)
}

/// The file of rejected rows is replaced, so it must be none that is still needed, and it has room for one header.
fn check_rejects(path: &Path, files: &[PathBuf], context: &Context) -> Result<()> {
    let is_path = |other: &Path| {
        other == path || other.canonicalize().is_ok_and(|other| path.canonicalize().is_ok_and(|path| other == path))
    };
    let clash = |what: &str| {
        Error::usage(format!("--rejects {}: this is {what}, which would be replaced", path.display()))
            .hint("name another file, or leave --rejects out: rejected rows then go to NAME.rejects beside each file")
    };
    if files.iter().any(|file| is_path(file)) {
        return Err(clash("a file to be imported").into());
    }
    if is_path(&context.db) {
        return Err(clash("the database").into());
    }
    if files.len() > 1 {
        return Err(Error::usage("--rejects takes the rows of one file, and several are to be imported")
            .hint("leave --rejects out: rejected rows then go to NAME.rejects beside each file")
            .into());
    }
    Ok(())
}

/// An opened file with what its header says, or why that cannot be understood.
pub type Opened = (Source, Result<Header>);

/// Opens all files before anything is written and puts them in the order in which they build on each other: people,
/// then what they wrote, then what they did.
pub fn open_all(paths: &[PathBuf], settings: &ImportSettings) -> Result<Vec<Opened>> {
    let mut opened: Vec<Opened> = paths.iter().map(|path| open(path, settings)).collect::<Result<_>>()?;
    opened.sort_by_key(|(_, header)| header.as_ref().map_or(FileKind::Contacts, |header| header.kind));
    Ok(opened)
}

/// Opens one file and reads its header.
pub fn open(path: &Path, settings: &ImportSettings) -> Result<Opened> {
    let source = Source::open(path, settings.reading)?;
    let header = source.header().and_then(|names| Header::read(names, &source.name, settings.kind));
    Ok((source, header))
}

/// What `--encoding` and `--delimiter` state of how files are written.
pub fn reading(encoding: Option<&str>, delimiter: Option<u8>) -> Result<SourceOptions> {
    let encoding = match encoding {
        None => None,
        Some(name) => Some(Encoding::parse(name).ok_or_else(|| {
            Error::usage(format!("--encoding {name}: no such encoding"))
                .hint("such as utf-8, windows-1252, utf-16le, shift_jis, gbk, windows-1251")
        })?),
    };
    Ok(SourceOptions { encoding, delimiter })
}

/// Says how a file is read where that is not plain.
pub fn tell(source: &Source, context: &Context) {
    for notice in source.found.notices() {
        let text = format!("{}: {}", source.name, notice.text);
        if notice.is_warning { context.ui.warn(&text) } else { context.ui.note(&text) }
    }
}

/// Imports opened files in the transaction of `conn`.
pub fn import(conn: &Connection, files: Vec<Opened>, settings: &ImportSettings, context: &Context) -> Result<Imported> {
    let clock = std::time::Instant::now();
    let has_texts = files.iter().any(|(_, header)| header.as_ref().is_ok_and(|it| it.kind == FileKind::Messages));
    let reader = if has_texts { Some(context.reader()?) } else { None };
    let mut imported = Imported::default();
    let mut touched = Vec::new();
    let first_entry = journal::next_id(conn)?;
    for (source, header) in files {
        tell(&source, context);
        let outcome = match header {
            Err(error) => FileOutcome::Refused(error),
            Ok(header) => import_file(conn, &source, &header, settings, context, reader.as_ref())?,
        };
        match outcome {
            FileOutcome::Landed(batch, ids) => {
                imported.batches.push(batch);
                touched.extend(ids);
            }
            FileOutcome::Refused(error) => imported.refused.push(RefusedFile { file: source.name, error }),
            FileOutcome::LacksOrder => return Err(Error::fault("a look over the whole file was not enough").into()),
        }
    }
    journal::join(conn, first_entry)?;
    touched.sort_unstable();
    touched.dedup();
    let money = counts::Money { rules: &context.config.rules };
    counts::refresh(conn, &touched, &money)?;
    dirty::mark_many(conn, &touched, dirty::ALL_PASSES)?;
    imported.seconds = clock.elapsed().as_secs_f64();
    Ok(imported)
}

/// Takes one file in, or nothing of it.
fn import_file(
    conn: &Connection,
    source: &Source,
    header: &Header,
    settings: &ImportSettings,
    context: &Context,
    reader: Option<&Reader>,
) -> Result<FileOutcome> {
    for extent in [Extent::Sample, Extent::Whole] {
        conn.execute_batch("SAVEPOINT file")?;
        let outcome = pipeline::run(conn, source, header, extent, settings, context, reader)?;
        if let FileOutcome::Landed(..) = outcome {
            conn.execute_batch("RELEASE file")?;
            return Ok(outcome);
        }
        conn.execute_batch("ROLLBACK TO file; RELEASE file")?;
        if let FileOutcome::Refused(_) = outcome {
            return Ok(outcome);
        }
    }
    Ok(FileOutcome::LacksOrder)
}

//! `rolo import`: files come in. Each file is read and typed on a thread of its own while this one matches and writes,
//! in one transaction for all files; a file that is wrong as a whole is rolled back alone.

mod batch;
mod found;
mod id_set;
mod left_over;
mod notation;
mod notes;
mod occurrence;
mod opening;
mod people;
mod pipeline;
mod records;
mod remember;
mod settings;
mod sides;
mod threads;

use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use batch::FileOutcome;
pub use batch::{Batch, Imported, RefusedFile, is_mostly_bad, mostly_bad};
use remember::Answers;

pub use opening::{Opened, open, open_all, put_in_order};
pub use settings::ImportSettings;

use super::{Context, Outcome, json_only};
use crate::cli::import::ImportArgs;
use crate::domain::reading::Reader;
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::lookahead::Extent;
use crate::input::mapping;
use crate::input::source::Source;
use crate::store::{counts, dirty, inferred, journal};

/// Runs `rolo import`.
pub fn run(args: &ImportArgs, context: &Context) -> Result<Outcome> {
    json_only(args.format)?;
    let mut settings = args.settings()?;
    settings.date_order = settings.date_order.or(context.config.import.stated_date_order());
    if let Some(path) = &settings.rejects {
        check_rejects(path, &args.files, context)?;
    }
    if args.print_mapping {
        return print_mapping(&args.files, &settings, context);
    }
    let answers = args.remember.then(|| Answers::new(args, context)).transpose()?;
    let files = open_all(&args.files, &settings, context)?;
    let mut store = context.open_or_create(args.dry_run)?;
    let imported = store.write(args.dry_run, |conn| {
        let imported = import(conn, files, context)?;
        // Before the files are in for good: a failure leaves all as it was.
        if let Some(answers) = &answers {
            answers.remember(&imported, context)?;
        }
        Ok(imported)
    })?;
    imported.remove_left_over(context);
    imported.report(context, args.format)?;
    context.note_dry_run(args.dry_run);
    imported.outcome(context)
}

/// Prints how the columns of a file are understood.
fn print_mapping(files: &[PathBuf], settings: &ImportSettings, context: &Context) -> Result<Outcome> {
    let [file] = files else {
        return Err(Error::usage("--print-mapping is about one file, and several are named").into());
    };
    let Opened { source, header, settings } = open(file, settings, context)?;
    let text = mapping::print(&header?, &settings.columns, &source.name);
    context.ui.out().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
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
    if is_path(&context.config_path) {
        return Err(clash("the configuration").into());
    }
    context.check_output("--rejects", path, &[])?;
    if std::fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(clash("no plain file").into());
    }
    if files.len() > 1 {
        return Err(Error::usage("--rejects takes the rows of one file, and several are to be imported")
            .hint("leave --rejects out: rejected rows then go to NAME.rejects beside each file")
            .into());
    }
    Ok(())
}

/// Says how a file is read where that is not plain.
pub fn tell(source: &Source, context: &Context) {
    for notice in source.found.notices() {
        let text = format!("{}: {}", source.name, notice.text);
        if notice.is_warning { context.ui.warn(&text) } else { context.ui.note(&text) }
    }
}

/// Imports opened files in the transaction of `conn`.
pub fn import(conn: &Connection, files: Vec<Opened>, context: &Context) -> Result<Imported> {
    let clock = std::time::Instant::now();
    let has_texts = files.iter().any(|file| file.header.as_ref().is_ok_and(|it| it.kind == FileKind::Messages));
    let reader = if has_texts { Some(context.reader()?) } else { None };
    let mut imported = Imported::default();
    let mut touched = Vec::new();
    let first_entry = journal::next_id(conn)?;
    for Opened { source, header, settings } in files {
        tell(&source, context);
        let outcome = match header {
            Err(error) => FileOutcome::Refused(error),
            Ok(header) => import_file(conn, &source, &header, &settings, context, reader.as_ref())?,
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
    inferred::mark_concerned(conn, &touched)?;
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
    let chat = source.origin.as_ref().and_then(|origin| origin.sides.as_ref());
    if let Some(sides) = chat
        && let Some(error) = sides::check(conn, &source.name, sides, context)?
    {
        return Ok(FileOutcome::Refused(error.into()));
    }
    for extent in [Extent::Sample, Extent::Whole] {
        conn.execute_batch("SAVEPOINT file")?;
        let outcome = pipeline::run(conn, source, header, extent, settings, context, reader)?;
        if let FileOutcome::Landed(batch, _) = &outcome {
            chat.map_or(Ok(()), |sides| sides::keep(conn, sides, batch))?;
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

//! Opening files: what each is, with the settings that hold for it, before anything is written. `import`, `nightly` and
//! `inspect` open files in this one way.

use std::path::{Path, PathBuf};

use super::settings::ImportSettings;
use crate::commands::Context;
use crate::error::{Error, Kind, Result};
use crate::input::field::FileKind;
use crate::input::header::{FileFacts, Header};
use crate::input::row::check_set;
use crate::input::source::{Source, ToldBy};

/// An opened file.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub source: Source,
    /// What its header says, or why that cannot be understood.
    pub header: Result<Header>,
    /// The settings that hold for it.
    pub settings: ImportSettings,
}

/// Opens all files before anything is written and puts them in the order in which they build on each other: people,
/// then what they wrote, then what they did.
pub fn open_all(paths: &[PathBuf], settings: &ImportSettings, context: &Context) -> Result<Vec<Opened>> {
    let mut opened: Vec<Opened> = paths.iter().map(|path| open(path, settings, context)).collect::<Result<_>>()?;
    put_in_order(&mut opened);
    Ok(opened)
}

/// Puts opened files in the order in which they build on each other.
pub fn put_in_order(files: &mut [Opened]) {
    files.sort_by_key(|file| file.header.as_ref().map_or(FileKind::Contacts, |header| header.kind));
}

/// Opens a file with the settings that hold for it.
///
/// # Errors
/// If it cannot be read, or if the command line says of its columns what is not so. Where the configuration says that,
/// the file alone is at fault.
pub fn open(path: &Path, settings: &ImportSettings, context: &Context) -> Result<Opened> {
    let (settings, is_configured) = settings.for_file(path, context)?;
    let mut source = Source::open(path, settings.source)?;
    let converted = source.convert(&settings.chats(context));
    let header = converted.and_then(|()| read_header(&source, &settings, context));
    match header {
        Err(error) if !is_configured && error.downcast_ref::<Error>().is_some_and(|it| it.kind == Kind::Usage) => {
            Err(error)
        }
        header => Ok(Opened { source, header, settings }),
    }
}

fn read_header(source: &Source, settings: &ImportSettings, context: &Context) -> Result<Header> {
    let is_numbered = source.found.header_line.is_none() && settings.columns.counts_columns();
    let names = match source.header() {
        Err(_) if is_numbered && !source.names().is_empty() => source.names(),
        names => names?,
    };
    let facts = FileFacts {
        name: &source.name,
        is_marked: source.found.told_by == ToldBy::Mark,
        has_no_header: source.found.header_line.is_none(),
    };
    let mut header = Header::read(names, &facts, &settings.columns)?;
    header.preset = source.origin.as_ref().map(|origin| origin.preset).or(header.preset);
    check_set(&header, settings.rows(&header, context))?;
    Ok(header)
}

//! Files of rejected rows that an earlier run left beside a file of which all rows land now. They would be mended for
//! nothing, so they go; but only what rolo wrote itself and nobody has changed since, for that is somebody's work.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::batch::Imported;
use crate::commands::Context;
use crate::error::Result;
use crate::input::rejects::Rejects;
use crate::store::setting;

/// A file of rejected rows that an earlier run left.
#[derive(Debug, Clone)]
pub struct LeftOver {
    path: PathBuf,
    /// Whether it is as it was written.
    is_untouched: bool,
}

/// Keeps by what rejects that have just been written are known again. Without any, what an earlier import into this
/// database left in their place.
pub(super) fn settle(conn: &Connection, rejects: &Rejects) -> Result<Option<LeftOver>> {
    let Some(place) = &rejects.place else { return Ok(None) };
    let Some((key, mark)) = mark(conn, place)? else { return Ok(None) };
    if rejects.count > 0 {
        setting::set(conn, &key, mark)?;
        return Ok(None);
    }
    let kept: Option<String> = setting::get(conn, &key)?;
    Ok(kept.map(|kept| LeftOver { path: place.clone(), is_untouched: kept == mark }))
}

/// The setting for a path, and by what the file there is known; nothing where there is no plain file.
fn mark(conn: &Connection, path: &Path) -> Result<Option<(String, String)>> {
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(None) };
    let (true, Ok(full)) = (found.is_file(), path.canonicalize()) else { return Ok(None) };
    let hash = setting::hasher(conn)?.parts("rejects file", &[full.as_os_str().as_encoded_bytes()]);
    let mark = format!("{} {}.{:09}", found.len(), found.mtime(), found.mtime_nsec());
    Ok(Some((format!("rejects_file_{hash:016x}"), mark)))
}

impl Imported {
    /// Removes what earlier runs left. It is called once the import is in for good: until then the rows there count.
    pub fn remove_left_over(&self, context: &Context) {
        for batch in &self.batches {
            let Some(LeftOver { path, is_untouched }) = &batch.notes.left_over else { continue };
            let (name, file) = (path.display(), &batch.file);
            if !is_untouched {
                let text = "holds rows that an earlier import rejected and was changed since, so it stays";
                context.ui.note(&format!("{name} {text}; no row of {file} was rejected now"));
                continue;
            }
            match fs::remove_file(path) {
                Ok(()) => context.ui.note(&format!("removed {name}: no row of {file} is rejected any more")),
                Err(error) => context.ui.warn(&format!(
                    "cannot remove {name}: {error}; it is left from an earlier import, and no row of {file} is \
                     rejected any more, so remove it"
                )),
            }
        }
    }
}

//! The copy that is kept of a database before its schema is migrated: beside it, as `rolo.db.before-2` when it is brought
//! to version 2. Only whoever holds the database's write lock makes one, so that no two are made at once, and a draft
//! that is there was left by a process that was killed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rusqlite::OpenFlags;

use super::{Store, backup};
use crate::error::{Error, Result};
use crate::leftover::Leftover;

/// Copies what is committed in the database at `path` before it is brought `from` one version `to` another, and gives the
/// copy's name. It is read back and on the disk by then. What is there under such a name stays; the same copy is not
/// kept twice.
pub(super) fn keep(path: &Path, (from, to): (i32, i32)) -> Result<PathBuf> {
    let place = place(path);
    let draft = with(&place, &format!(".before-{to}.part"));
    let _leftover = Leftover::watch(&draft);
    let kept = write(path, &draft).and_then(|()| name(&place, &draft, to));
    if kept.is_err() {
        let _ = fs::remove_file(&draft);
    }
    kept.with_context(|| {
        let (path, copy) = (path.display(), with(&place, &format!(".before-{to}")));
        let copy = copy.display();
        Error::failed(format!(
            "cannot keep a copy of {path}, which is to be brought from schema version {from} to {to}"
        ))
        .hint(format!(
            "nothing was changed, and the rolo that wrote it still reads it; make room for the copy {copy}, and see \
                 that you may write to its folder"
        ))
    })
}

/// Takes back a copy before a migration that came to nothing.
pub(super) fn discard(copy: &Path) {
    // Should it stay, it is a copy all the same, and not made a second time.
    let _ = fs::remove_file(copy);
}

/// The copies that were kept of the database at `path`, by name.
pub fn kept(path: &Path) -> Vec<PathBuf> {
    let place = place(path);
    let start = with(Path::new(place.file_name().unwrap_or_default()), ".before-").into_os_string();
    let is_copy = |name: &OsStr| name.as_encoded_bytes().starts_with(start.as_encoded_bytes());
    let Ok(entries) = fs::read_dir(folder(&place)) else { return Vec::new() };
    let mut names: Vec<OsString> =
        entries.flatten().map(|entry| entry.file_name()).filter(|name| is_copy(name)).collect();
    names.sort_unstable();
    names.into_iter().map(|name| place.with_file_name(name)).collect()
}

/// Where the database itself lies: a link to it may stand where there is no room, or be moved.
fn place(path: &Path) -> PathBuf {
    if path.is_symlink() { path.canonicalize().unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() }
}

fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn write(path: &Path, draft: &Path) -> Result<()> {
    match fs::remove_file(draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot remove {}", draft.display()));
        }
        _ => {}
    }
    let failed = || format!("cannot write {}", draft.display());
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft).with_context(failed)?;
    // The connection that holds the lock is in a transaction, in which nothing can be copied.
    let reader = Store::connect(path, Duration::ZERO, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    backup::write(&reader, draft)?;
    file.sync_all().with_context(failed)
}

/// Gives the draft the first name that is free, unless one of those that are taken is the same copy: a process that was
/// killed between the copy and the migration left it.
fn name(place: &Path, draft: &Path, to: i32) -> Result<PathBuf> {
    let mut number = 1;
    loop {
        let name = with(place, &if number == 1 { format!(".before-{to}") } else { format!(".before-{to}.{number}") });
        if fs::symlink_metadata(&name).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            fs::rename(draft, &name).with_context(|| format!("cannot put {} in place", name.display()))?;
            File::open(folder(place)).and_then(|folder| folder.sync_all()).context("cannot write its folder")?;
            return Ok(name);
        }
        if is_same(draft, &name) {
            fs::remove_file(draft)?;
            return Ok(name);
        }
        number += 1;
    }
}

/// Whether two files hold the same. A link is no copy, and what cannot be read is another file.
fn is_same(one: &Path, other: &Path) -> bool {
    let open = |path: &Path| {
        let is_file = fs::symlink_metadata(path)?.is_file();
        if is_file { File::open(path).map(BufReader::new) } else { Err(ErrorKind::InvalidInput.into()) }
    };
    let compare = || -> io::Result<bool> {
        let (mut one, mut other) = (open(one)?, open(other)?);
        loop {
            let (left, right) = (one.fill_buf()?, other.fill_buf()?);
            let both = left.len().min(right.len());
            if both == 0 || left[..both] != right[..both] {
                return Ok(left.is_empty() && right.is_empty());
            }
            one.consume(both);
            other.consume(both);
        }
    };
    compare().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_equal_files_are_the_same_and_a_link_is_no_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("written");
            path
        };
        let (one, same, other) = (file("a", "abc"), file("b", "abc"), file("c", "abd"));
        let link = folder.path().join("d");
        std::os::unix::fs::symlink(&one, &link).expect("linked");
        assert!(is_same(&one, &same) && !is_same(&one, &other) && !is_same(&one, &link));
        assert!(!is_same(&one, folder.path()) && !is_same(&one, &folder.path().join("e")));
    }
}

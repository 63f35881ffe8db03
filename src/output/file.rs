//! A file that is written whole or not at all (`--output FILE`). The bytes go to a new file beside the target, which
//! takes its place only once everything is on the disk; until then, and after any failure, the old file is untouched.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::Context;

use crate::error::{Error, Result};
use crate::leftover::Leftover;

/// How many bytes are gathered before they are written.
const BUFFER_BYTES: usize = 64 * 1024;
/// Only the owner reads and writes: exports hold personal data.
const OWNER_ONLY: u32 = 0o600;

/// Puts what `write` writes into the file at `path`, in one step that a reader or a power cut sees whole or not at all.
///
/// A new file has mode 0600; one that was there keeps the mode its owner gave it. Fails, with the old file as it was,
/// if `write` fails, if the disk does, or if `path` is a symlink or anything else but a plain file.
pub fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    replace_by(path, |_, file| {
        let mut out = BufWriter::with_capacity(BUFFER_BYTES, file);
        write(&mut out)?;
        Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?)
    })
}

/// The same for what is written by somebody else, who is given the path of a new, empty file.
pub fn replace_with(path: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    replace_by(path, |draft, file| make(draft).map(|()| file))
}

fn replace_by(path: &Path, write: impl FnOnce(&Path, File) -> Result<File>) -> Result<()> {
    let mode = mode_at(path)?;
    let (mut draft, file) = Draft::beside(path)?;
    let failed = || format!("cannot write {}", path.display());
    let file = write(&draft.path, file).with_context(failed)?;
    file.set_permissions(Permissions::from_mode(mode)).with_context(failed)?;
    file.sync_all().with_context(failed)?;
    fs::rename(&draft.path, path).with_context(|| format!("cannot put the new {} in place", path.display()))?;
    draft.is_in_place = true;
    sync_folder(path);
    Ok(())
}

/// The mode the file is to have. Refuses what must not be replaced.
fn mode_at(path: &Path) -> Result<u32> {
    if path.file_name().is_none() {
        return Err(Error::usage(format!("cannot write {}: it names no file", path.display())).into());
    }
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(OWNER_ONLY),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot look at {}", path.display()));
        }
    };
    if found.is_file() {
        return Ok(found.permissions().mode() & 0o777);
    }
    let what = if found.is_symlink() {
        "a symbolic link"
    } else if found.is_dir() {
        "a folder"
    } else {
        "not a plain file"
    };
    let error = Error::failed(format!("will not write over {}: it is {what}", path.display()));
    Err(error.hint("name another file, or leave it out to write to standard output").into())
}

/// The folder that holds the file.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The new file until it is in place. Dropped before that, it is removed.
struct Draft {
    path: PathBuf,
    is_in_place: bool,
    _leftover: Leftover,
}

impl Draft {
    /// Creates a file of a new name in the same folder: only there can it take the target's place in one step.
    fn beside(path: &Path) -> Result<(Self, File)> {
        let folder = folder(path);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(OWNER_ONLY);
        // A name that is taken is left over from a process that was killed; a few more are tried.
        let mut attempt = 0;
        loop {
            let draft = folder.join(format!(".rolo-{}-{attempt}.tmp", process::id()));
            match options.open(&draft) {
                Ok(file) => {
                    let leftover = Leftover::watch(&draft);
                    return Ok((Self { path: draft, is_in_place: false, _leftover: leftover }, file));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
                Err(error) => {
                    let message =
                        format!("cannot write {}: no file can be created in {}", path.display(), folder.display());
                    return Err(error).context(message);
                }
            }
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_in_place {
            // The failure that brought us here is the one to report.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Makes the new name last through a power cut. Some file systems cannot, and the file itself is safe by now.
fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder is there");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    fn write(path: &Path, text: &str) -> Result<()> {
        replace(path, |out| Ok(out.write_all(text.as_bytes())?))
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("the file is there").permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_for_its_owner_only_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.csv");
        write(&path, "id\n1\n").expect("written");
        assert_eq!((fs::read_to_string(&path).expect("text").as_str(), mode(&path)), ("id\n1\n", 0o600));
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn a_file_that_was_there_is_replaced_and_keeps_its_mode() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.csv");
        fs::write(&path, "a much longer old text").expect("written");
        fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("its owner may");
        write(&path, "new").expect("written");
        assert_eq!((fs::read_to_string(&path).expect("text").as_str(), mode(&path)), ("new", 0o640));
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").expect("written");
        let error = replace(&path, |out| {
            out.write_all(&[b'x'; 200_000])?;
            anyhow::bail!("the query broke off")
        })
        .expect_err("it failed");
        assert_eq!(format!("{error:#}"), format!("cannot write {}: the query broke off", path.display()));
        assert_eq!(fs::read_to_string(&path).expect("text"), "old");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn links_folders_and_what_is_no_file_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("target.csv");
        fs::write(&target, "precious").expect("written");
        let link = folder.path().join("link.csv");
        symlink(&target, &link).expect("linked");
        let error = write(&link, "new").expect_err("a link");
        assert_eq!(error.to_string(), format!("will not write over {}: it is a symbolic link", link.display()));
        assert_eq!(fs::read_to_string(&target).expect("text"), "precious");
        let dangling = folder.path().join("dangling.csv");
        symlink(folder.path().join("nowhere"), &dangling).expect("linked");
        assert!(write(&dangling, "new").expect_err("a link").to_string().ends_with("it is a symbolic link"));
        assert!(write(folder.path(), "new").expect_err("a folder").to_string().ends_with("it is a folder"));
        assert!(
            write(Path::new("/dev/null"), "new").expect_err("a device").to_string().ends_with("it is not a plain file")
        );
        assert!(write(Path::new(".."), "new").expect_err("no name").to_string().ends_with("it names no file"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = write(Path::new("no-such-folder/out.csv"), "new").expect_err("no folder");
        assert_eq!(error.to_string(), "cannot write no-such-folder/out.csv: no file can be created in no-such-folder");
    }
}

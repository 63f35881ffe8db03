//! Who writes to a database: SQLite locks single bytes of its files, and the kernel says which process has locked one.

use std::fmt;
use std::fs::{self, File};
use std::path::Path;

use rustix::process::{Flock, FlockOffsetType, FlockType, fcntl_getlk};

/// The byte of the `-shm` file that a writer locks (sqlite.org/walformat.html §2.3).
const WAL_WRITE: (u64, u64) = (120, 1);
/// The bytes of the database itself of which a writer locks some where there is no `-wal` file: pending, reserved and
/// shared (sqlite.org/lockingv3.html).
const FILE_WRITE: (u64, u64) = (0x4000_0000, 512);

/// A process that writes to a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Writer {
    process: i32,
    program: String,
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { process, program } = self;
        write!(f, "{program} (process {process})")
    }
}

/// The process that writes to the database at `path` now, if it can be seen from here: not from within another
/// container, nor over a network. To be called with no database open: to close a file gives up all locks on it.
pub(super) fn writer(path: &Path) -> Option<Writer> {
    // SQLite has its files beside the database itself, not beside a link to it.
    let path = fs::canonicalize(path).ok()?;
    let mut shared = path.clone().into_os_string();
    shared.push("-shm");
    let process = locker(Path::new(&shared), WAL_WRITE).or_else(|| locker(&path, FILE_WRITE))?;
    Some(Writer { process, program: program(process)? })
}

/// The process that has locked one of these bytes for itself alone.
fn locker(path: &Path, (start, length): (u64, u64)) -> Option<i32> {
    let file = File::open(path).ok()?;
    let asked = Flock { start, length, pid: None, typ: FlockType::ReadLock, offset_type: FlockOffsetType::Set };
    let found = fcntl_getlk(file, &asked).ok()??;
    found.pid.map(|process| process.as_raw_nonzero().get()).filter(|process| *process > 0)
}

/// The name of a program, without its arguments: those may name people.
fn program(process: i32) -> Option<String> {
    let name = fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
    Some(name.trim_end().to_owned())
}

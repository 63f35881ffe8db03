//! A model of what a disk holds: what was written, and what of it would still be there after the power was cut.
//!
//! Until a file is synced, the disk may hold any of what was written to it since; until its folder is synced, a name may be
//! missing, be there still, or stand for another file. What a crash leaves is computed from the calls that were recorded,
//! so that each moment of a command can be looked at without running it again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::strace::Op;

/// What is left of what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Everything: the process was killed, the system goes on.
    All,
    /// Nothing.
    Nothing,
    /// The names of files, but nothing of what was written to them.
    Names,
    /// What was written to files, but not their names.
    Contents,
    /// Every second write, and all names.
    EverySecond,
    /// All but that the last write to each file is cut in the middle.
    Torn,
}

impl Left {
    /// Each way that a crash can end.
    pub const ALL: [Self; 6] = [Self::All, Self::Nothing, Self::Names, Self::Contents, Self::EverySecond, Self::Torn];
}

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

#[derive(Debug, Clone, Default)]
struct File {
    synced: Vec<u8>,
    since: Vec<Change>,
}

/// Files by number, and their names as they are and as they were when the folder was last synced.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    synced_names: BTreeMap<String, usize>,
}

/// Names and contents.
pub type Contents = BTreeMap<String, Vec<u8>>;

impl Disk {
    /// What a folder holds, all of it synced.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
            let name = entry.file_name().into_string().expect("a plain name");
            if entry.path().is_file() && !name.ends_with("-shm") {
                disk.names.insert(name, disk.files.len());
                let synced = fs::read(entry.path()).expect("a readable file");
                disk.files.push(File { synced, since: Vec::new() });
            }
        }
        disk.synced_names = disk.names.clone();
        disk
    }

    /// Takes in what a call did.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Create(name) => {
                if !self.names.contains_key(name) {
                    self.names.insert(name.clone(), self.files.len());
                    self.files.push(File::default());
                }
            }
            Op::Write(name, offset, data) => self.change(name, Change::Write(*offset, data.clone())),
            Op::Truncate(name, length) => self.change(name, Change::Truncate(*length)),
            Op::Sync(name) => {
                if let Some(&file) = self.names.get(name) {
                    self.files[file].synced = self.files[file].now();
                    self.files[file].since.clear();
                }
            }
            Op::SyncFolder => self.synced_names = self.names.clone(),
            Op::Unlink(name) => {
                self.names.remove(name);
            }
            Op::Rename(from, to) => {
                if let Some(file) = self.names.remove(from) {
                    self.names.insert(to.clone(), file);
                }
            }
            Op::Link(from, to) => {
                if let Some(&file) = self.names.get(from) {
                    self.names.insert(to.clone(), file);
                }
            }
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        if let Some(&file) = self.names.get(name) {
            self.files[file].since.push(change);
        }
    }

    /// What a crash leaves.
    pub fn after_crash(&self, left: Left) -> Contents {
        let names = match left {
            Left::Nothing | Left::Contents => &self.synced_names,
            Left::All | Left::Names | Left::EverySecond | Left::Torn => &self.names,
        };
        names.iter().map(|(name, file)| (name.clone(), self.files[*file].after_crash(left))).collect()
    }
}

impl File {
    fn now(&self) -> Vec<u8> {
        replay(&self.synced, self.since.iter())
    }

    fn after_crash(&self, left: Left) -> Vec<u8> {
        match left {
            Left::All | Left::Contents => self.now(),
            Left::Nothing | Left::Names => self.synced.clone(),
            Left::EverySecond => replay(&self.synced, self.since.iter().skip(1).step_by(2)),
            Left::Torn => {
                let Some((last, before)) = self.since.split_last() else { return self.synced.clone() };
                let half = match last {
                    Change::Write(offset, data) => Change::Write(*offset, data[..data.len() / 2].to_vec()),
                    Change::Truncate(_) => return replay(&self.synced, before.iter()),
                };
                replay(&self.synced, before.iter().chain([&half]))
            }
        }
    }
}

fn replay<'a>(synced: &[u8], changes: impl Iterator<Item = &'a Change>) -> Vec<u8> {
    let mut bytes = synced.to_vec();
    for change in changes {
        match change {
            Change::Write(offset, data) => {
                bytes.resize(bytes.len().max(offset + data.len()), 0);
                bytes[*offset..offset + data.len()].copy_from_slice(data);
            }
            Change::Truncate(length) => bytes.resize(*length, 0),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(ops: &[Op]) -> Disk {
        let mut disk = Disk::default();
        ops.iter().for_each(|op| disk.apply(op));
        disk
    }

    fn name() -> String {
        "a".to_owned()
    }

    #[test]
    fn what_was_not_synced_may_be_gone() {
        let mut ops = vec![Op::Create(name()), Op::Write(name(), 0, b"new".to_vec())];
        assert!(disk(&ops).after_crash(Left::Nothing).is_empty());
        assert_eq!(disk(&ops).after_crash(Left::Names)["a"], b"");
        assert_eq!(disk(&ops).after_crash(Left::All)["a"], b"new");
        ops.push(Op::Sync(name()));
        assert!(disk(&ops).after_crash(Left::Nothing).is_empty(), "its name is not");
        assert_eq!(disk(&ops).after_crash(Left::Names)["a"], b"new");
        ops.push(Op::SyncFolder);
        assert_eq!(disk(&ops).after_crash(Left::Nothing)["a"], b"new");
    }

    #[test]
    fn a_name_that_was_not_synced_stands_for_the_old_file() {
        let other = "b".to_owned();
        let ops = [
            Op::Create(name()),
            Op::Write(name(), 0, b"old".to_vec()),
            Op::Sync(name()),
            Op::SyncFolder,
            Op::Create(other.clone()),
            Op::Write(other.clone(), 0, b"new".to_vec()),
            Op::Rename(other, name()),
        ];
        assert_eq!(disk(&ops).after_crash(Left::Nothing)["a"], b"old");
        assert_eq!(disk(&ops).after_crash(Left::Names)["a"], b"", "its contents come later");
        assert_eq!(disk(&ops).after_crash(Left::Torn)["a"], b"n");
    }
}

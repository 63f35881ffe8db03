//! rolo under `strace`: every call by which it changes files, recorded or made to fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::sandbox::{Run, Sandbox};

/// The calls that change files, as `strace` names them.
const CALLS: &str = "open,openat,creat,close,lseek,write,writev,pwrite64,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,\
                     rename,renameat,renameat2,link,linkat,unlink,unlinkat";

/// What one call did to a file in the sandbox, by the file's name there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    Create(String),
    Write(String, usize, Vec<u8>),
    Truncate(String, usize),
    Sync(String),
    SyncFolder,
    Unlink(String),
    Rename(String, String),
    Link(String, String),
}

/// Whether `strace` is there and may look at processes. Without it these tests have nothing to work with, and say so.
#[allow(clippy::print_stderr, reason = "a test that has nothing to work with says so")]
pub fn is_here() -> bool {
    let probe = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let is_here = probe.is_ok_and(|status| status.success());
    if !is_here {
        eprintln!("skipped: strace is not there, or may not trace");
    }
    is_here
}

/// Runs rolo and gives what it did to the files of the sandbox, in order.
pub fn record(rolo: &Sandbox, args: &[&str]) -> (Run, Vec<Op>) {
    let log = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = log.path().to_str().expect("a plain name");
    let mut command = under(rolo, &["-y", "-xx", "-s", "4000000", "-o", path, "-e", &format!("trace={CALLS}")], args);
    let run = Run::from(command.output().expect("strace runs"));
    let text = fs::read_to_string(log.path()).expect("what strace wrote");
    (run, Reading::new(rolo).read(&text))
}

/// Runs rolo and gives the calls of these kinds that it made, a line each, without those that begin a thread.
pub fn calls(rolo: &Sandbox, args: &[&str], kinds: &str) -> (Run, Vec<String>) {
    let log = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = log.path().to_str().expect("a plain name");
    let mut command = under(rolo, &["-o", path, "-e", &format!("trace={kinds}")], args);
    let run = Run::from(command.output().expect("strace runs"));
    let text = fs::read_to_string(log.path()).expect("what strace wrote");
    let is_call = |line: &&str| line.contains('(') && !line.contains("CLONE_THREAD") && !line.contains("resumed>");
    (run, text.lines().filter(is_call).map(ToOwned::to_owned).collect())
}

/// Runs rolo, which gets this signal at the `at`-th write to the database's files.
pub fn interrupt(rolo: &Sandbox, args: &[&str], files: &[&str], signal: &str, at: usize) -> Run {
    inject(rolo, args, files, "pwrite64", &format!("signal={signal}:when={at}"))
}

/// Runs rolo with the `at`-th of these calls on the database's files failing with this error.
pub fn fail(rolo: &Sandbox, args: &[&str], files: &[&str], call: &str, error: &str, at: usize) -> Run {
    inject(rolo, args, files, call, &format!("error={error}:when={at}"))
}

/// Runs rolo with all of these calls on the files failing with this error.
pub fn fail_always(rolo: &Sandbox, args: &[&str], files: &[&str], call: &str, error: &str) -> Run {
    inject(rolo, args, files, call, &format!("error={error}:when=1+"))
}

fn inject(rolo: &Sandbox, args: &[&str], files: &[&str], call: &str, what: &str) -> Run {
    let folder = fs::canonicalize(rolo.path("")).expect("the sandbox");
    let paths: Vec<String> = files.iter().map(|name| folder.join(name).display().to_string()).collect();
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{what}"));
    let mut options = vec!["-o", "/dev/null", "-e", &trace, "-e", &inject];
    paths.iter().for_each(|path| options.extend(["-P", path]));
    Run::from(under(rolo, &options, args).output().expect("strace runs"))
}

/// The command that runs rolo under `strace` with these options.
pub fn under(rolo: &Sandbox, options: &[&str], args: &[&str]) -> Command {
    let inner = rolo.command(args);
    let mut command = Command::new("strace");
    command.arg("-f").args(options).arg(inner.get_program()).args(inner.get_args()).stdin(Stdio::null());
    command.current_dir(fs::canonicalize(rolo.path("")).expect("the sandbox"));
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// What is known while a log is read.
struct Reading {
    folder: PathBuf,
    /// Where the next `write` of a descriptor goes.
    offsets: Vec<(String, usize)>,
    /// Calls of other threads that were cut in two by the log.
    begun: Vec<(String, String)>,
    ops: Vec<Op>,
}

impl Reading {
    fn new(rolo: &Sandbox) -> Self {
        let folder = fs::canonicalize(rolo.path("")).expect("the sandbox");
        Self { folder, offsets: Vec::new(), begun: Vec::new(), ops: Vec::new() }
    }

    fn read(mut self, log: &str) -> Vec<Op> {
        for line in log.lines() {
            let (thread, line) = line.split_once(' ').unwrap_or(("", line));
            let line = line.trim_start();
            if let Some(head) = line.strip_suffix(" <unfinished ...>") {
                self.begun.push((thread.to_owned(), head.to_owned()));
            } else if line.starts_with("<... ") {
                let Some(at) = self.begun.iter().position(|(of, _)| of == thread) else { continue };
                let (_, head) = self.begun.remove(at);
                let tail = line.split_once(" resumed>").map_or("", |(_, tail)| tail);
                self.call(&format!("{head}{tail}"));
            } else {
                self.call(line);
            }
        }
        self.ops
    }

    /// Takes in one call, if it did something.
    fn call(&mut self, line: &str) {
        let Some((name, rest)) = line.split_once('(') else { return };
        // Short calls are followed by blanks, so that results stand below each other.
        let Some((args, result)) = rest.rsplit_once("= ") else { return };
        let Some(args) = args.trim_end().strip_suffix(')') else { return };
        if result.starts_with('-') || result.starts_with('?') {
            return;
        }
        let args: Vec<&str> = args.split(", ").collect();
        let number = |text: &str| text.trim().parse::<usize>().unwrap_or(0);
        match (name, &args[..]) {
            ("open", [_, flags, ..]) | ("openat", [_, _, flags, ..]) => self.open(result, flags),
            ("creat", _) => self.open(result, "O_CREAT|O_TRUNC"),
            ("close", [file]) => self.offsets.retain(|(of, _)| of != descriptor(file)),
            ("lseek", [file, ..]) => self.set_offset(descriptor(file), number(result)),
            ("pwrite64", [file, data, _, offset]) => {
                self.file(file, |name| Op::Write(name, number(offset), bytes(data)));
            }
            ("write", [file, data, _]) => {
                let offset = self.offset(descriptor(file));
                let data = bytes(data)[..number(result)].to_vec();
                self.set_offset(descriptor(file), offset + data.len());
                self.file(file, |name| Op::Write(name, offset, data));
            }
            ("ftruncate", [file, length]) => self.file(file, |name| Op::Truncate(name, number(length))),
            ("fsync" | "fdatasync", [file]) => {
                if path(file).is_some_and(|path| path == self.folder) {
                    self.ops.push(Op::SyncFolder);
                }
                self.file(file, Op::Sync);
            }
            ("unlink", [path]) | ("unlinkat", [_, path, ..]) => self.named(path, Op::Unlink),
            ("rename", [from, to]) | ("renameat" | "renameat2", [_, from, _, to, ..]) => {
                self.move_to(from, to, Op::Rename)
            }
            ("link", [from, to]) | ("linkat", [_, from, _, to, ..]) => self.move_to(from, to, Op::Link),
            ("truncate" | "writev" | "pwritev" | "fallocate", [file, ..]) => {
                assert!(path(file).and_then(|path| self.inside(&path)).is_none(), "not modelled: {line:.200}");
            }
            _ => {}
        }
    }

    fn open(&mut self, result: &str, flags: &str) {
        let Some(name) = path(result).and_then(|path| self.inside(&path)) else { return };
        self.set_offset(descriptor(result), 0);
        if flags.contains("O_CREAT") {
            self.ops.push(Op::Create(name.clone()));
        }
        if flags.contains("O_TRUNC") {
            self.ops.push(Op::Truncate(name, 0));
        }
    }

    fn file(&mut self, file: &str, op: impl FnOnce(String) -> Op) {
        self.ops.extend(path(file).and_then(|path| self.inside(&path)).map(op));
    }

    fn named(&mut self, written: &str, op: impl FnOnce(String) -> Op) {
        self.ops.extend(self.absolute(written).map(op));
    }

    fn move_to(&mut self, from: &str, to: &str, op: impl FnOnce(String, String) -> Op) {
        if let (Some(from), Some(to)) = (self.absolute(from), self.absolute(to)) {
            self.ops.push(op(from, to));
        }
    }

    /// The name in the sandbox of a path as it was given to a call.
    fn absolute(&self, written: &str) -> Option<String> {
        let text = String::from_utf8(bytes(written)).ok()?;
        self.inside(&self.folder.join(text))
    }

    fn inside(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.folder).ok()?.to_str()?;
        let name = name.trim_start_matches("./");
        // The index of the WAL is shared memory, which is made anew by whoever opens the database first.
        (!name.is_empty() && !name.ends_with("-shm") && !name.contains(" (deleted)")).then(|| name.to_owned())
    }

    fn offset(&self, of: &str) -> usize {
        self.offsets.iter().rev().find(|(file, _)| file == of).map_or(0, |(_, offset)| *offset)
    }

    fn set_offset(&mut self, of: &str, offset: usize) {
        self.offsets.retain(|(file, _)| file != of);
        self.offsets.push((of.to_owned(), offset));
    }
}

/// The number of a descriptor: `4` of `4</path>`.
fn descriptor(file: &str) -> &str {
    file.split('<').next().unwrap_or(file)
}

/// The path of a descriptor: `/path` of `4</path>`.
fn path(file: &str) -> Option<PathBuf> {
    let (_, path) = file.split_once('<')?;
    let (path, _) = path.rsplit_once('>')?;
    Some(PathBuf::from(String::from_utf8(bytes(path)).ok()?))
}

/// The bytes of a string that is written in hexadecimal escapes, with or without quotes.
fn bytes(text: &str) -> Vec<u8> {
    assert!(!text.ends_with("..."), "strace cut a string short");
    let digits = |escape: &str| u8::from_str_radix(escape, 16).expect("two hexadecimal digits");
    text.trim_matches('"').split("\\x").skip(1).map(digits).collect()
}

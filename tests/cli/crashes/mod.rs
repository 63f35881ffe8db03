//! Promises 1 and 2: what a command that ended well has stored is there after a power cut, and whatever stops a command at
//! whatever moment leaves the state before it or after it, from which the same command goes on.
//!
//! Each command runs once under `strace`. From what it did to its files, the disk is worked out as it would be had the
//! process been killed (`Left::All`) or the power been cut at any moment, and rolo is let loose on it. Then single calls
//! are made to fail. Here that is done at the moments that matter; `ROLO_TORTURE=1` does it at all of them, which
//! `tests/load/torture.sh` does.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::sandbox::{Run, Sandbox};

mod disk;
mod files;
mod held;
mod leftovers;
mod more;
pub mod strace;

use disk::{Contents, Disk, Left};
use strace::Op;

const NOW: &str = "2026-09-01";
/// The files that hold what is stored.
const DATABASE: [&str; 3] = ["rolo.db", "rolo.db-wal", "rolo.db-journal"];

fn is_thorough() -> bool {
    std::env::var_os("ROLO_TORTURE").is_some()
}

/// What a database holds; none if there is none as yet.
type State = Option<Vec<String>>;

/// The state of the sandbox's database, which must be sound.
fn state(rolo: &Sandbox, when: &str) -> State {
    if fs::metadata(rolo.path("rolo.db")).map_or(0, |file| file.len()) == 0 && !rolo.path("rolo.db-wal").exists() {
        return None;
    }
    assert_eq!(rolo.one("PRAGMA integrity_check"), "ok", "{when}");
    assert_eq!(rolo.rows("PRAGMA foreign_key_check"), Vec::<String>::new(), "{when}");
    let is_made = rolo.one("SELECT count(*) FROM sqlite_schema") != "0";
    // A database that holds nobody yet is as good as none.
    (is_made && rolo.one("SELECT count(*) FROM journal") != "0").then(|| rolo.dump())
}

/// A command, and what it found and left.
struct Play {
    args: Vec<&'static str>,
    start: Disk,
    ops: Vec<Op>,
    code: i32,
    before: State,
    after: State,
    /// What is public of the state after it, which is the same in every database.
    views: Vec<String>,
    /// The other files, such as what an export wrote.
    files_before: Contents,
    files_after: Contents,
}

impl Play {
    /// Runs the command under `strace`.
    fn record(rolo: &Sandbox, args: &[&'static str]) -> Self {
        let start = Disk::of(&rolo.path(""));
        let before = state(rolo, "before");
        let (run, ops) = strace::record(rolo, args);
        assert!(matches!(run.code, 0 | 3), "rolo {}: {} {}", args.join(" "), run.code, run.err);
        let syncs = ops.iter().filter(|op| matches!(op, Op::Sync(_))).count();
        assert!(syncs > 0, "rolo {} synced nothing", args.join(" "));
        let mut end = start.clone();
        ops.iter().for_each(|op| end.apply(op));
        let others = |disk: &Disk| {
            let mut files = disk.after_crash(Left::All);
            files.retain(|name, _| !DATABASE.contains(&name.as_str()));
            files
        };
        let (files_before, files_after) = (others(&start), others(&end));
        for (name, bytes) in &files_after {
            assert!(fs::read(rolo.path(name)).is_ok_and(|real| real == *bytes), "{name} is modelled as it is");
        }
        let after = state(rolo, "after");
        Self {
            args: args.to_vec(),
            start,
            ops,
            code: run.code,
            before,
            after,
            views: rolo.views(),
            files_before,
            files_after,
        }
    }

    /// The moments to look at: numbers of calls done.
    fn moments(&self) -> BTreeSet<usize> {
        let count = self.ops.len();
        if is_thorough() {
            return (0..=count).collect();
        }
        let spread = (1..=4).map(|part| count * part / 4);
        let ends = self.ops.iter().enumerate().filter(|(_, op)| !matches!(op, Op::Write(..) | Op::Truncate(..)));
        let around: Vec<usize> = ends.flat_map(|(at, _)| [at, at + 1]).collect();
        let step = around.len().div_ceil(12).max(1);
        spread.chain(around.into_iter().rev().step_by(step)).collect()
    }

    /// Cuts the command short at each moment, in each way.
    fn cut_short(&self) {
        let mut seen = BTreeSet::new();
        let mut halves = 0;
        for moment in self.moments() {
            let mut disk = self.start.clone();
            self.ops[..moment].iter().for_each(|op| disk.apply(op));
            for left in Left::ALL {
                let contents = disk.after_crash(left);
                let is_over = moment == self.ops.len();
                let mut hasher = DefaultHasher::new();
                (&contents, is_over).hash(&mut hasher);
                if seen.insert(hasher.finish()) {
                    let when = format!(
                        "rolo {} after {moment} of {} calls, {left:?} left",
                        self.args.join(" "),
                        self.ops.len()
                    );
                    halves += usize::from(!self.look_at(&contents, is_over, &when));
                }
            }
        }
        assert!(halves > 0 || self.before == self.after, "rolo {} was cut short somewhere", self.args.join(" "));
    }

    /// Looks at what a crash left, and goes on from there. Says whether the command was over.
    fn look_at(&self, contents: &Contents, is_over: bool, when: &str) -> bool {
        let rolo = with_files(contents);
        for (name, bytes) in contents {
            let is_whole = self.files_before.get(name) == Some(bytes) || self.files_after.get(name) == Some(bytes);
            let is_temporary = name.starts_with('.');
            assert!(DATABASE.contains(&name.as_str()) || is_whole || is_temporary, "{when}: {name} is cut short");
        }
        let now = state(&rolo, when);
        if is_over {
            assert!(now == self.after, "{when}: what was stored at exit 0 is gone");
            let others = self.files_after.iter().all(|(name, bytes)| contents.get(name) == Some(bytes));
            assert!(others, "{when}: a file that was written at exit 0 is gone");
        }
        assert!(now == self.before || now == self.after, "{when}: neither the state before nor the one after");
        if now == self.before {
            let run = rolo.run(&self.args);
            assert_eq!(run.code, self.code, "{when}, then again: {}", run.err);
            state(&rolo, when);
            assert!(rolo.views() == self.views, "{when}: running it again gives something else");
        }
        now == self.after
    }
}

/// A sandbox that holds these files.
fn with_files(files: &Contents) -> Sandbox {
    let rolo = Sandbox::at(NOW);
    for (name, bytes) in files {
        fs::write(rolo.path(name), bytes).expect("a writable folder");
    }
    rolo
}

/// Makes single calls of the command fail, on the files that hold what is stored.
fn break_calls(play: &Play) {
    for call in ["pwrite64", "fsync", "ftruncate", "openat"] {
        let count = play.ops.iter().filter(|op| named(op) == Some(call)).count();
        let step = if is_thorough() { 1 } else { count.div_ceil(3).max(1) };
        for at in (1..=count).step_by(step) {
            let error = if at % 2 == 0 || call == "fsync" { "EIO" } else { "ENOSPC" };
            let rolo = with_files(&play.start.after_crash(Left::All));
            let run = strace::fail(&rolo, &play.args, &DATABASE, call, error, at);
            let when = format!("rolo {} with {call} number {at} failing with {error}", play.args.join(" "));
            let now = state(&rolo, &when);
            told(play, &rolo, &run, &now, &when);
            if now == play.before {
                let run = rolo.run(&play.args);
                assert!(rolo.views() == play.views, "{when}: running it again gives something else: {}", run.err);
            }
        }
    }
}

/// Sends signals to the command while it writes.
fn interrupt(play: &Play) {
    let count = play.ops.iter().filter(|op| named(op) == Some("pwrite64")).count();
    for (signal, part) in [("INT", 1), ("TERM", 2), ("HUP", 3), ("KILL", 4)] {
        let at = (count * part / 5).max(1);
        let rolo = with_files(&play.start.after_crash(Left::All));
        let run = strace::interrupt(&rolo, &play.args, &DATABASE, signal, at);
        let when = format!("rolo {} with SIG{signal} at write {at} of {count}", play.args.join(" "));
        let now = state(&rolo, &when);
        if signal != "KILL" && run.code == play.code {
            // It came so late that all was done.
            assert!(rolo.views() == play.views, "{when}: it is said to be done: {}", run.err);
            continue;
        }
        // The signal ended it, which a shell turns into 128 and its number.
        assert_eq!(run.code, -1, "{when}: {}", run.err);
        assert!(now == play.before || now == play.after, "{when}: neither the state before nor the one after");
        if now == play.before {
            let run = rolo.run(&play.args);
            assert!(rolo.views() == play.views, "{when}: running it again gives something else: {}", run.err);
        }
    }
}

/// The exit code says what holds.
fn told(play: &Play, rolo: &Sandbox, run: &Run, now: &State, when: &str) {
    match run.code {
        // 4: stored, and something remains, such as writing the file anew without what was erased.
        0 | 3 | 4 => assert!(rolo.views() == play.views, "{when}: it is said to be done: {}", run.err),
        1 => {
            assert!(*now == play.before, "{when}: it is said that nothing was written: {}", run.err);
            assert!(run.err.contains("error: ") && run.err.contains("hint: "), "{when}: {}", run.err);
        }
        code => panic!("{when}: exit code {code}: {}", run.err),
    }
}

fn named(op: &Op) -> Option<&'static str> {
    let (call, name) = match op {
        Op::Write(name, ..) => ("pwrite64", name),
        Op::Sync(name) => ("fsync", name),
        Op::Truncate(name, _) => ("ftruncate", name),
        Op::Create(name) => ("openat", name),
        _ => return None,
    };
    DATABASE.contains(&name.as_str()).then_some(call)
}

/// Plays a command from end to end.
fn survives(rolo: &Sandbox, args: &[&'static str]) {
    if !strace::is_here() {
        return;
    }
    let play = Play::record(rolo, args);
    play.cut_short();
    break_calls(&play);
    interrupt(&play);
}

const PEOPLE: &str = "user_id,email,name,phone,company\n1,ana@example.com,Ana Cruz,+639175550101,Acme\n2,ben@,Ben\n\
                      3,cy@example.org,Cy Young,,\n4,,Ana Cruz,+639175550101,Acme\n";

/// People and what they wrote.
fn world() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let mut messages = String::from("message_id,email,name,conversation_id,channel,sender,sent_at,text\n");
    for n in 0..60 {
        let (who, sender) = (n % 9, if n % 3 == 2 { "agent" } else { "visitor" });
        messages += &format!(
            "m{n},p{who}@example.com,Pat {who},c{who},web,{sender},2026-08-{:02}T10:00:00Z,How much is number {n}?\n",
            1 + n / 3
        );
    }
    rolo.import("messages.csv", &messages, &[]);
    rolo.import(
        "double.csv",
        "email,name,phone\np1@example.com,Pat Uno,+12025550101\nq1@example.com,Pat Uno,+12025550101\n",
        &[],
    );
    rolo.file("people.csv", PEOPLE);
    rolo
}

/// The same after a night.
fn decided() -> Sandbox {
    let rolo = world();
    rolo.ok(&["--quiet", "nightly"]);
    rolo
}

#[test]
fn the_first_import_is_stored_or_nothing_is() {
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", PEOPLE);
    survives(&rolo, &["import", "people.csv"]);
}

#[test]
fn a_later_import_is_stored_or_nothing_is() {
    survives(&world(), &["import", "people.csv"]);
}

#[test]
fn merging_is_stored_or_nothing_is() {
    survives(&world(), &["dedupe", "--apply", "--full"]);
}

#[test]
fn deciding_is_stored_or_nothing_is() {
    survives(&world(), &["classify"]);
}

#[test]
fn undoing_is_stored_or_nothing_is() {
    survives(&decided(), &["imports", "undo", "1"]);
}

#[test]
fn erasing_is_stored_or_nothing_is() {
    survives(&decided(), &["contacts", "delete", "--yes", "p1@example.com"]);
}

#[test]
fn what_is_written_for_others_is_there_whole_or_not_at_all() {
    let rolo = decided();
    rolo.file("out.csv", "what was there\n");
    if strace::is_here() {
        for args in
            [["export", "--output", "out.csv"], ["report", "--html", "report.html"], ["backup", "copy.db", "--force"]]
        {
            let play = Play::record(&rolo, &args);
            play.cut_short();
        }
    }
}

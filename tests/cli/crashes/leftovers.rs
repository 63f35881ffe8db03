//! What a signal leaves behind: nothing. Drafts of outputs, rejected rows that are not in place yet and the copy that a dry
//! run works on hold personal data, and go before the process does.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{NOW, Sandbox, decided, state, strace};
use crate::sandbox::Run;

/// Holds back what puts a file in place and the end, so that the signal finds the process before that on the busiest machine.
const HOLD_BACK: &str = "inject=/^(rename|exit_group):delay_enter=3000000";

/// Everything in a folder but the files of the database, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| !name.starts_with("rolo.db")).collect();
    names.sort_unstable();
    names
}

/// Runs rolo, which gets a signal at its first call of this kind; with temporary files in a folder of the sandbox.
fn interrupted(rolo: &Sandbox, args: &[&str], call: &str, signal: &str, shell: &str) -> Run {
    fs::create_dir_all(rolo.path("temporary")).unwrap();
    let (trace, inject) =
        (format!("trace={call},/^(rename|exit_group)"), format!("inject={call}:signal={signal}:when=1"));
    let inner = strace::under(rolo, &["-o", "/dev/null", "-e", &trace, "-e", &inject, "-e", HOLD_BACK], args);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{shell} exec \"$@\""), "sh"]).arg(inner.get_program()).args(inner.get_args());
    command.current_dir(inner.get_current_dir().unwrap()).stdin(std::process::Stdio::null());
    command.env("TMPDIR", rolo.path("temporary")).env("NO_COLOR", "1").env("TZ", "Asia/Manila");
    Run::from(command.output().unwrap())
}

/// Whether these tests were started so that a hangup does not end them (`nohup`), which rolo inherits and keeps to.
fn ignore_hangups() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(ignored.trim(), 16).unwrap() & 1 == 1
}

#[test]
fn a_signal_leaves_no_drafts_and_copies_behind() {
    if !strace::is_here() {
        return;
    }
    let rolo = decided();
    rolo.file("out.csv", "what was there\n");
    let before = (state(&rolo, "before"), names(&rolo.path("")));
    let commands: [(&[&str], &str); 4] = [
        (&["export", "--output", "out.csv"], "fsync"),
        (&["backup", "copy.db"], "fsync"),
        (&["import", "people.csv"], "fsync"),
        (&["nightly", "--dry-run", "people.csv"], "pwrite64"),
    ];
    let signals = ["INT", "TERM", "HUP"];
    for signal in signals.into_iter().filter(|signal| *signal != "HUP" || !ignore_hangups()) {
        for (args, call) in &commands {
            let run = interrupted(&rolo, args, call, signal, "");
            let when = format!("rolo {} with SIG{signal}", args.join(" "));
            assert_eq!(
                run.code, -1,
                "the signal ended it, which a shell turns into 128 and its number: {when}: {}",
                run.err
            );
            let mut left = names(&rolo.path(""));
            left.retain(|name| name != "temporary");
            assert_eq!(left, before.1, "{when}");
            assert_eq!(names(&rolo.path("temporary")), Vec::<String>::new(), "{when}");
            assert_eq!(rolo.read("out.csv"), "what was there\n", "{when}");
            assert!(state(&rolo, &when) == before.0, "{when}");
        }
    }
    rolo.ok(&["--quiet", "export", "--output", "out.csv"]);
}

#[test]
fn who_asked_not_to_be_ended_by_a_hangup_is_not() {
    if !strace::is_here() {
        return;
    }
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", super::PEOPLE, &[]);
    let run = interrupted(&rolo, &["export", "--output", "out.csv"], "fsync", "HUP", "trap '' HUP;");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(rolo.read("out.csv").contains("ana@example.com"));
}

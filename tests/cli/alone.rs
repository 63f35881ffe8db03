//! Promise 9: rolo opens no network connection and starts no program, unless the command line or the configuration names
//! one. Every command runs under `strace`, which sees either.

use crate::crashes::strace;
use crate::sandbox::Sandbox;

/// What reaches out of the process: sockets, and whatever makes a process.
const CALLS: &str = "%network,execve,execveat,fork,vfork,clone,clone3";

const NOW: &str = "2026-09-01";

fn world(config: &str) -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", config);
    rolo.file(
        "people.csv",
        "user_id,email,name,phone\n1,ana@example.com,Ana Cruz,+639175550101\n2,ben@example.com,Ben,\n",
    );
    rolo.import("people.csv", &rolo.read("people.csv"), &[]);
    rolo
}

/// The calls of a command but the one that began it.
#[track_caller]
fn calls(rolo: &Sandbox, args: &[&str]) -> Vec<String> {
    let (run, mut calls) = strace::calls(rolo, args, CALLS);
    assert!(matches!(run.code, 0 | 3 | 4) || args.contains(&"--smtp"), "rolo {}: {}", args.join(" "), run.err);
    assert!(calls.first().is_some_and(|call| call.contains("execve(")), "rolo itself is seen: {calls:?}");
    calls.remove(0);
    calls
}

#[test]
fn no_command_reaches_out() {
    if !strace::is_here() {
        return;
    }
    let rolo = world("");
    rolo.file("deal.txt", "");
    let commands: &[&[&str]] = &[
        &["inspect", "people.csv"],
        &["import", "people.csv"],
        &["imports", "list"],
        &["imports", "show", "1"],
        &["dedupe", "--apply"],
        &["dedupe", "review", "--output", "pairs.csv"],
        &["classify"],
        &["score"],
        &["nightly", "people.csv"],
        &["followups", "scan"],
        &["followups", "list"],
        &["followups", "schedule", "--at", "2026-08-31", "--text", "Hello", "--channel", "email", "1"],
        &["followups", "send", "--output", "outbox.csv"],
        &["followups", "stats"],
        &["alerts", "list"],
        &["deals", "add", "--contact", "1", "Fence"],
        &["deals", "board"],
        &["deals", "forecast"],
        &["broadcasts", "create", "autumn", "--via", "email", "--text", "Hello", "--segment", "all"],
        &["broadcasts", "preview", "autumn"],
        &["broadcasts", "send", "autumn", "--output", "autumn.csv"],
        &["suggestions", "list"],
        &["contacts", "list"],
        &["contacts", "show", "1"],
        &["contacts", "tag", "vip", "1"],
        &["conversations", "list"],
        &["companies", "list"],
        &["segments", "list"],
        &["export", "--output", "out.csv"],
        &["report", "--html", "report.html"],
        &["stats"],
        &["activity"],
        &["config", "show"],
        &["completions", "bash"],
        &["undo", "--dry-run"],
        &["prune", "--before", "2020-01-01", "--dry-run"],
        &["check"],
        &["backup", "copy.db"],
        &["contacts", "delete", "--yes", "2"],
    ];
    for args in commands {
        assert_eq!(calls(&rolo, args), Vec::<String>::new(), "rolo {}", args.join(" "));
    }
}

#[test]
fn what_is_named_is_reached_and_nothing_else() {
    if !strace::is_here() {
        return;
    }
    let rolo = world("[send.smtp]\nhost = \"127.0.0.1\"\nport = 9\nfrom = \"shop@example.com\"\ntls = \"none\"\n");
    let schedule = ["followups", "schedule", "--at", "2026-08-31", "--text", "Hello", "--channel", "email", "1"];
    rolo.ok(&schedule);
    let smtp = calls(&rolo, &["followups", "send", "--smtp"]);
    assert!(smtp.iter().any(|call| call.contains("connect(") && call.contains("127.0.0.1")), "{smtp:?}");
    assert!(smtp.iter().all(|call| !call.contains("execve(")), "{smtp:?}");
    let exec = calls(&rolo, &["followups", "send", "--exec", "true"]);
    assert!(exec.iter().any(|call| call.contains("execve(")), "{exec:?}");
    assert!(exec.iter().all(|call| !call.contains("connect(")), "{exec:?}");
}

//! More commands that are cut short, the night with its steps, a message at the moment that it is handed over, and a
//! database that may only be read.

use super::strace::{self, Op};
use super::{Disk, Left, Play, decided, state, survives, with_files, world};

#[test]
fn scoring_is_stored_or_nothing_is() {
    let rolo = world();
    rolo.ok(&["--quiet", "classify"]);
    survives(&rolo, &["score", "--full"]);
}

#[test]
fn taking_back_the_last_command_is_stored_or_nothing_is() {
    let rolo = decided();
    rolo.ok(&["--quiet", "contacts", "tag", "vip", "p1@example.com"]);
    survives(&rolo, &["undo"]);
}

#[test]
fn a_night_that_was_cut_short_is_finished_by_the_next_one() {
    if !strace::is_here() {
        return;
    }
    let play = Play::record(&world(), &["nightly", "people.csv"]);
    let count = play.ops.len();
    let mut between = 0;
    for (moment, left) in (1..12).flat_map(|part| [Left::All, Left::Nothing].map(|left| (count * part / 12, left))) {
        let mut disk = play.start.clone();
        play.ops[..moment].iter().for_each(|op| disk.apply(op));
        let rolo = with_files(&disk.after_crash(left));
        let when = format!("a night after {moment} of {count} calls, {left:?} left");
        let now = state(&rolo, &when);
        between += usize::from(now != play.before && now != play.after);
        rolo.ends(0, &["check"]);
        let run = rolo.run(&play.args);
        assert_eq!(run.code, play.code, "{when}: {}", run.err);
        assert!(rolo.views() == play.views, "{when}: the next night gives something else");
    }
    assert!(between > 0, "some steps were done and others were not");
}

#[test]
fn a_message_is_marked_on_the_disk_before_anybody_is_given_it() {
    if !strace::is_here() {
        return;
    }
    let rolo = decided();
    for who in ["p2@example.com", "p3@example.com"] {
        rolo.ok(&["followups", "schedule", "--at", "2026-08-31", "--channel", "email", "--text", "Hello", who]);
    }
    let waiting = rolo.rows("SELECT id FROM followups WHERE state = 'approved'").len();
    assert!(waiting >= 2, "{waiting}");
    let start = Disk::of(&rolo.path(""));
    // A reader keeps the WAL, so that nothing but the commit of each mark brings it to the disk.
    let reader = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema").unwrap();
    let script = rolo.file("hand.sh", "#!/bin/sh\ncat > \"handed-$$\"\n");
    let (run, ops) = strace::record(&rolo, &["followups", "send", "--exec", &format!("sh {}", script.display())]);
    assert_eq!(run.code, 0, "{}", run.err);
    drop(reader);
    let is_handed = |op: &Op| matches!(op, Op::Create(name) if name.starts_with("handed-"));
    let moments: Vec<usize> = (0..ops.len()).filter(|at| is_handed(&ops[*at])).collect();
    assert!(moments.len() >= 2, "{} were handed over", moments.len());
    for (before, moment) in moments.into_iter().enumerate() {
        let mut disk = start.clone();
        ops[..moment].iter().for_each(|op| disk.apply(op));
        for left in Left::ALL {
            let rolo = with_files(&disk.after_crash(left));
            let when = format!("as message {} is handed over, {left:?} left", before + 1);
            let given = rolo.rows("SELECT id FROM followups WHERE state IN ('unconfirmed', 'sent')").len();
            assert_eq!(given, before + 1, "{when}");
            rolo.ends(0, &["check"]);
        }
    }
}

#[test]
fn a_database_that_may_only_be_read_is_named_and_left_as_it_is() {
    if !strace::is_here() {
        return;
    }
    // As for somebody whom permissions bind: opening it to write fails, or making the files beside it does.
    let beside = ["rolo.db-wal", "rolo.db-journal", "rolo.db-shm"];
    let rolo = world();
    let (start, before) = (Disk::of(&rolo.path("")).after_crash(Left::All), state(&rolo, "before"));
    for (files, error) in
        [(&["rolo.db"][..], "EACCES"), (&["rolo.db"], "EROFS"), (&beside, "EACCES"), (&beside, "EROFS")]
    {
        for args in [&["import", "people.csv"][..], &["contacts", "delete", "--yes", "p1@example.com"]] {
            let rolo = with_files(&start);
            let run = strace::fail_always(&rolo, args, files, "openat", error);
            let when = format!("rolo {} with {error} for {files:?}", args.join(" "));
            assert_eq!(run.code, 1, "{when}: {}", run.err);
            assert!(run.err.contains("the database rolo.db cannot be written to"), "{when}: {}", run.err);
            assert!(run.err.contains("hint: nothing was changed; see that you may write to the file"), "{}", run.err);
            assert!(state(&rolo, &when) == before, "{when}");
        }
    }
}

//! Files beside the database: outputs whose disk fails, and the copy that is kept before a schema is brought up to date.

use std::fs;

use super::strace;
use super::{Contents, DATABASE, Disk, Left, NOW, Play, break_calls, decided, with_files};
use crate::sandbox::{Sandbox, project};

/// The files of a sandbox but for those of the database.
fn others(rolo: &Sandbox) -> Contents {
    let mut files = Disk::of(&rolo.path("")).after_crash(Left::All);
    files.retain(|name, _| !DATABASE.contains(&name.as_str()));
    files
}

#[test]
fn a_disk_that_fails_leaves_the_old_file_and_no_other() {
    if !strace::is_here() {
        return;
    }
    let rolo = decided();
    rolo.file("out.csv", "what was there\n");
    let before = others(&rolo);
    let export = ["export", "--output", "out.csv"];
    let report = ["report", "--html", "report.html"];
    let backup = ["backup", "--force", "out.csv"];
    for (args, call) in [
        (&export, "write"),
        (&export, "fsync"),
        (&export, "rename"),
        (&report, "write"),
        (&report, "rename"),
        (&backup, "pwrite64"),
        (&backup, "rename"),
    ] {
        let run = strace::fail(&rolo, args, &[], call, "EIO", 1);
        assert_eq!(run.code, 1, "rolo {} with a {call} that fails: {}", args.join(" "), run.err);
        assert!(run.err.starts_with("error: "), "{}", run.err);
        assert!(others(&rolo) == before, "rolo {} with a {call} that fails changed a file", args.join(" "));
    }
}

#[test]
fn an_older_schema_is_brought_up_to_date_with_a_copy_of_what_was_or_not_at_all() {
    if !strace::is_here() {
        return;
    }
    let rolo = Sandbox::at(NOW);
    fs::copy(project().join("fixtures/schemas/1.db"), rolo.path("rolo.db")).unwrap();
    let play = Play::record(&rolo, &["contacts", "list"]);
    let version = |rolo: &Sandbox| rolo.one("PRAGMA user_version");
    let copy = format!("rolo.db.before-{}", rolo::store::migrate::VERSION);
    let now = version(&rolo);
    let mut seen = [0; 2];
    for moment in play.moments() {
        let mut disk = play.start.clone();
        play.ops[..moment].iter().for_each(|op| disk.apply(op));
        for left in Left::ALL {
            let rolo = with_files(&disk.after_crash(left));
            let when = format!("{left:?} left after {moment} of {} calls", play.ops.len());
            let is_new = version(&rolo) == now;
            seen[usize::from(is_new)] += 1;
            if !is_new {
                assert_eq!(version(&rolo), "1", "{when}");
                rolo.ok(&["--quiet", "contacts", "list"]);
            }
            assert_eq!(rolo.one("PRAGMA integrity_check"), "ok", "{when}");
            let copy = rusqlite::Connection::open(rolo.path(&copy)).expect(&when);
            let of_copy = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, String>(0)).expect(&when);
            assert_eq!(of_copy("SELECT user_version || '' FROM pragma_user_version"), "1", "{when}");
            assert_eq!(of_copy("PRAGMA integrity_check"), "ok", "{when}");
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "it was cut short before and after: {seen:?}");
    break_calls(&play);
}

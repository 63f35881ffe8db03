//! What must not do harm: wrong files as the database, another process at work, a kill in the middle, and folders and
//! pipes that do not play along.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "email,name\nana@example.com,Ana Cruz\n";

fn with_people() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &[]);
    rolo
}

/// Every command refuses this database with the message and a hint, and does not touch a byte of it.
#[track_caller]
fn refused(rolo: &Sandbox, message: &str) {
    rolo.file("people.csv", PEOPLE);
    let path = rolo.path("rolo.db");
    let bytes = || fs::read(&path).ok();
    let before = bytes();
    for args in
        [&["import", "people.csv"][..], &["nightly"], &["export"], &["undo"], &["import", "--dry-run", "people.csv"]]
    {
        let run = rolo.ends(1, args);
        assert!(run.err.contains(message) && run.err.contains("hint:"), "{args:?}: {}", run.err);
        assert_eq!(run.out, "", "{args:?}");
        assert!(bytes() == before, "{args:?} touched it");
    }
}

#[test]
fn the_database_of_another_program_is_refused_untouched() {
    let rolo = Sandbox::at(NOW);
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
    drop(conn);
    refused(&rolo, "rolo.db is the database of another program, so not a rolo database");
}

#[test]
fn a_database_of_a_newer_rolo_is_refused_untouched() {
    let rolo = with_people();
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute_batch("PRAGMA user_version = 9000; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(conn);
    refused(&rolo, "rolo.db was written by a newer rolo (schema version 9000");
}

#[test]
fn a_text_as_the_database_is_refused_untouched() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.db", &"email,name\nana@example.com,Ana Cruz\n".repeat(100));
    refused(&rolo, "rolo.db is not a SQLite file, so not a rolo database");
}

#[test]
fn a_damaged_database_is_said_to_be_damaged() {
    let rolo = with_people();
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(conn);
    let mut bytes = fs::read(rolo.path("rolo.db")).unwrap();
    bytes[8192..].fill(0x5a);
    fs::write(rolo.path("rolo.db"), &bytes).unwrap();
    refused(&rolo, "the database rolo.db is damaged");
}

#[test]
fn a_database_that_was_cut_off_is_said_to_be_damaged() {
    let rolo = with_people();
    let bytes = fs::read(rolo.path("rolo.db")).unwrap();
    fs::write(rolo.path("rolo.db"), &bytes[..20_000]).unwrap();
    refused(&rolo, "the database rolo.db is damaged");
}

#[test]
fn a_link_to_nothing_is_refused_and_nothing_is_created() {
    let rolo = Sandbox::at(NOW);
    symlink("nowhere.db", rolo.path("rolo.db")).unwrap();
    refused(&rolo, "rolo.db is a link to a file that is not there");
    assert!(!rolo.path("nowhere.db").exists());
}

#[test]
fn a_folder_as_the_database_is_refused() {
    let rolo = Sandbox::at(NOW);
    fs::create_dir(rolo.path("rolo.db")).unwrap();
    refused(&rolo, "rolo.db is not a regular file");
}

#[test]
fn only_an_import_creates_the_database() {
    let rolo = Sandbox::at(NOW);
    for args in [&["export"][..], &["classify"], &["score"], &["dedupe"], &["followups", "list"], &["undo"]] {
        let run = rolo.ends(1, args);
        assert!(run.err.contains("there is no database rolo.db"), "{}", run.err);
        assert!(run.err.contains("hint: `rolo import FILE.csv` creates one"), "{}", run.err);
    }
    assert!(!rolo.path("rolo.db").exists());
}

#[test]
fn a_database_in_a_missing_folder_is_an_error() {
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", PEOPLE);
    let run = rolo.ends(1, &["--db", "no/such/crm.db", "import", "people.csv"]);
    assert!(run.err.contains("cannot create the database no/such/crm.db"), "{}", run.err);
}

#[test]
fn a_writer_that_waits_too_long_says_who_holds_it_up() {
    let rolo = with_people();
    let mut other = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    let held = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let clock = Instant::now();
    let run = rolo.ends(75, &["--wait", "1", "import", "people.csv"]);
    assert!(clock.elapsed() >= Duration::from_millis(900), "it waited");
    assert!(run.err.contains("another process is writing to rolo.db"), "{}", run.err);
    assert!(run.err.contains("hint:") && run.err.contains("--wait"), "{}", run.err);
    let out = rolo.ok(&["export", "--columns", "email"]);
    assert_eq!(out, "email\nana@example.com\n", "readers are never blocked");
    drop(held);
}

#[test]
fn a_second_rolo_waits_for_the_first() {
    let rolo = with_people();
    rolo.file("more.csv", "email\nben@example.com\n");
    let mut other = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    let held = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let mut child = rolo.command(&["--wait", "60", "--quiet", "import", "more.csv"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    assert!(child.try_wait().unwrap().is_none(), "it waits");
    drop(held);
    assert!(child.wait().unwrap().success());
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "2");
}

#[test]
fn rolos_that_run_at_once_all_land() {
    let rolo = Sandbox::at(NOW);
    let children: Vec<_> = (0..4)
        .map(|n| {
            let name = format!("{n}.csv");
            let rows: String = (0..200).map(|row| format!("p{n}-{row}@example.com,Pat {row}\n")).collect();
            rolo.file(&name, &format!("email,name\n{rows}"));
            rolo.command(&["--quiet", "--wait", "60", "import", &name]).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "800");
}

/// Messages of 6,000 people, 30,000 in all.
fn many_messages() -> String {
    let mut text = String::from("email,name,conversation_id,message_id,channel,sender,sent_at,text\n");
    for n in 0..30_000 {
        let (person, minute) = (n % 6_000, n / 500);
        let sender = if n % 3 == 2 { "agent" } else { "visitor" };
        text += &format!(
            "p{person}@example.com,Pat {person},c{person},m{n},web,{sender},2026-08-01T10:{minute:02}:00Z,\
             How much is number {n}?\n"
        );
    }
    text
}

#[test]
fn an_import_that_was_killed_is_completed_by_running_it_again() {
    let (calm, killed) = (Sandbox::at(NOW), Sandbox::at(NOW));
    let text = many_messages();
    let mut halves = 0;
    for rolo in [&calm, &killed] {
        rolo.file("many.csv", &text);
        rolo.import("people.csv", "email,name,city\np7@example.com,Pat 7,Leeds\n", &[]);
    }
    let before = killed.dump();
    let clock = Instant::now();
    calm.ok(&["--quiet", "import", "many.csv"]);
    let whole = clock.elapsed();
    for part in [8, 4, 2] {
        let mut child = killed.command(&["--quiet", "import", "many.csv"]).spawn().unwrap();
        std::thread::sleep(whole / part);
        child.kill().unwrap();
        child.wait().unwrap();
        if killed.one("SELECT count(*) FROM messages") == "0" {
            assert!(killed.dump() == before, "nothing of a killed import is there");
            halves += 1;
        }
    }
    assert!(halves > 0, "at least one kill hit the middle");
    killed.ok(&["--quiet", "import", "many.csv"]);
    for rolo in [&calm, &killed] {
        rolo.ok(&["--quiet", "nightly"]);
    }
    assert!(calm.views() == killed.views(), "as if nothing had happened");
    killed.ok(&["check"]);
}

#[test]
fn the_first_import_may_be_killed_too_and_readers_find_an_empty_database() {
    let mut text = String::from("email,name,city\n");
    (0..30_000).for_each(|n| text += &format!("p{n}@example.com,Pat {n},Leeds {n}\n"));
    let calm = Sandbox::at(NOW);
    calm.file("many.csv", &text);
    let clock = Instant::now();
    calm.ok(&["--quiet", "import", "many.csv"]);
    let whole = clock.elapsed();
    let mut halves = 0;
    for part in [8, 4, 3, 2] {
        let killed = Sandbox::at(NOW);
        killed.file("many.csv", &text);
        let mut child = killed.command(&["--quiet", "import", "many.csv"]).spawn().unwrap();
        std::thread::sleep(whole / part);
        child.kill().unwrap();
        child.wait().unwrap();
        // Whoever comes first puts it right, even a reader.
        let run = killed.run(&["export", "--format", "ids"]);
        halves += usize::from(run.code == 0 && run.out.is_empty());
        killed.ok(&["--quiet", "import", "many.csv"]);
        assert!(calm.views() == killed.views(), "as if nothing had happened");
        assert_eq!(killed.one("PRAGMA integrity_check"), "ok");
        assert_eq!(killed.one("PRAGMA journal_mode"), "wal");
        assert!(!killed.path("rolo.db-journal").exists());
    }
    assert!(halves > 0, "at least one kill hit the middle");
}

#[test]
fn a_database_whose_creation_was_cut_short_is_taken_over() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.db", "");
    rolo.import("people.csv", PEOPLE, &[]);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "1");
}

#[test]
fn the_database_is_readable_by_its_owner_only() {
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", "email,name\nana@example.com,Ana Cruz\nben@,Ben Cruz\n");
    let command = format!("umask 0; exec {} --quiet --as-of {NOW} import people.csv", env!("CARGO_BIN_EXE_rolo"));
    // A reader keeps the files beside the database alive after the import.
    let mut shell = std::process::Command::new("sh");
    let status = shell.args(["-c", &command]).current_dir(rolo.path("")).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(3));
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    let count: i64 = conn.query_row("SELECT count(*) FROM contacts", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
    assert!(std::process::Command::new("sh").args(["-c", &command]).current_dir(rolo.path("")).status().is_ok());
    for name in ["rolo.db", "rolo.db-wal", "rolo.db-shm", "people.csv.rejects"] {
        let mode = fs::metadata(rolo.path(name)).expect(name).permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

/// Whether permissions bind us at all: they do not bind root.
fn is_bound(path: &std::path::Path) -> bool {
    fs::File::open(path).is_err()
}

#[test]
fn an_unreadable_file_is_named() {
    let rolo = with_people();
    let path = rolo.file("secret.csv", PEOPLE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if is_bound(&path) {
        let run = rolo.ends(1, &["import", "secret.csv"]);
        assert!(run.err.contains("cannot open secret.csv: Permission denied"), "{}", run.err);
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", PEOPLE);
    let folder = rolo.path("closed");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(folder.join("probe"), "").is_err() {
        let run = rolo.ends(1, &["--db", "closed/rolo.db", "import", "people.csv"]);
        assert!(run.err.contains("cannot create the database closed/rolo.db"), "{}", run.err);
        assert!(run.err.contains("Permission denied"), "{}", run.err);
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn rejects_that_cannot_be_written_stop_the_import() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "email,name\nana@example.com,Ana Cruz\nben@,Ben Cruz\n");
    let run = rolo.ends(1, &["import", "--rejects", "no/such/bad.csv", "a.csv"]);
    assert!(run.err.contains("cannot write rejected rows to no/such/bad.csv"), "{}", run.err);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "0");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let rolo = Sandbox::at(NOW);
    let rows: String = (0..5_000).map(|n| format!("p{n}@example.com,Pat {n}\n")).collect();
    rolo.import("people.csv", &format!("email,name\n{rows}"), &[]);
    for format in ["csv", "table", "json", "jsonl", "ids"] {
        let mut command = rolo.command(&["export", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}

#[test]
fn a_full_disk_is_an_error_and_nothing_is_reported_as_done() {
    let rolo = with_people();
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let output =
        rolo.command(&["export"]).stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("No space left on device"));
}

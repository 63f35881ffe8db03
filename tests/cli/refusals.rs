//! What is no rolo database, or none any more, in a database's place: every command refuses it, touches neither it nor
//! what lies beside it, and says what to do.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::sandbox::{Run, Sandbox};

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Lim\n";

/// Commands of all kinds, the shorter list for what takes long.
const COMMANDS: [&[&str]; 18] = [
    &["export"],
    &["contacts", "tag", "x", "1"],
    &["import", "people.csv"],
    &["import", "--dry-run", "people.csv"],
    &["nightly", "people.csv"],
    &["nightly", "--dry-run"],
    &["contacts", "add", "email=zoe@example.com"],
    &["contacts", "list"],
    &["contacts", "delete", "1", "--yes"],
    &["classify"],
    &["dedupe", "--apply"],
    &["undo"],
    &["undo", "--list"],
    &["stats"],
    &["check"],
    &["backup", "copy.db"],
    &["report", "--html", "report.html"],
    &["alerts", "send", "--exec", "cat >> sent"],
];

/// What can be seen of the folder: of every file its name, kind, mode, time of change, and bytes.
fn seen(folder: &Path) -> Vec<(String, u32, SystemTime, Vec<u8>)> {
    let mut seen: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let metadata = fs::symlink_metadata(entry.path()).unwrap();
            let bytes = if metadata.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
            (entry.file_name().to_string_lossy().into_owned(), metadata.mode(), metadata.modified().unwrap(), bytes)
        })
        .collect();
    seen.sort();
    seen
}

/// Runs rolo, which must not wait for anybody.
fn run(rolo: &Sandbox, args: &[&str]) -> Run {
    let mut child = rolo.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let since = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if since.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{args:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Run::from(child.wait_with_output().unwrap())
}

/// These commands refuse `rolo.db` with the message and a hint, and leave the folder as it is.
#[track_caller]
fn refused(rolo: &Sandbox, message: &str, commands: &[&[&str]]) {
    rolo.file("people.csv", PEOPLE);
    let before = seen(&rolo.path(""));
    for args in commands {
        let run = run(rolo, args);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(message) && run.err.contains("\nhint: "), "{args:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{args:?}: {}", run.err);
        assert!(seen(&rolo.path("")) == before, "{args:?} left something or took something away");
    }
}

/// A database that all was brought into.
fn whole() -> (Sandbox, Vec<u8>) {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &[]);
    rolo.ok(&["--quiet", "nightly"]);
    let bytes = fs::read(rolo.path("rolo.db")).unwrap();
    assert!(!rolo.path("rolo.db-wal").exists());
    (rolo, bytes)
}

#[test]
fn what_is_no_plain_file_is_refused_and_nobody_waits_for_it() {
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    type Make<'a> = &'a dyn Fn(&Path);
    let make: [(&str, Make<'_>); 8] = [
        ("a pipe", &|path| pipe(path)),
        ("a link to a pipe", &|path| {
            pipe(&path.with_file_name("pipe"));
            symlink("pipe", path).unwrap();
        }),
        ("a socket", &|path| drop(UnixListener::bind(path).unwrap())),
        ("a folder", &|path| fs::create_dir(path).unwrap()),
        ("a link to a folder", &|path| symlink(".", path).unwrap()),
        ("nothing for ever", &|path| symlink("/dev/zero", path).unwrap()),
        ("nothing at all", &|path| symlink("/dev/null", path).unwrap()),
        ("a full disk", &|path| symlink("/dev/full", path).unwrap()),
    ];
    for (kind, make) in make {
        let rolo = Sandbox::at(NOW);
        make(&rolo.path("rolo.db"));
        refused(&rolo, "rolo.db is not a regular file", &COMMANDS);
        assert!(kind != "a pipe" || fs::metadata(rolo.path("rolo.db")).unwrap().file_type().is_fifo());
    }
    for device in ["/dev/zero", "/dev/null", "/dev/stdin"] {
        let run = run(&Sandbox::at(NOW), &["--db", device, "export"]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains(&format!("{device} is not a regular file\nhint: ")), "{}", run.err);
    }
}

#[test]
fn links_that_lead_nowhere_are_refused_and_others_are_followed() {
    let rolo = Sandbox::at(NOW);
    symlink("rolo.db", rolo.path("rolo.db")).unwrap();
    refused(&rolo, "cannot look at the database rolo.db", &COMMANDS);
    let rolo = Sandbox::at(NOW);
    symlink("nowhere.db", rolo.path("rolo.db")).unwrap();
    refused(&rolo, "rolo.db is a link to a file that is not there", &COMMANDS);
    let (rolo, _) = whole();
    fs::create_dir(rolo.path("elsewhere")).unwrap();
    fs::rename(rolo.path("rolo.db"), rolo.path("elsewhere/crm.db")).unwrap();
    symlink("elsewhere/crm.db", rolo.path("rolo.db")).unwrap();
    rolo.ok(&["contacts", "tag", "x", "1"]);
    assert!(rolo.path("rolo.db").is_symlink() && !rolo.path("rolo.db-wal").exists());
    assert_eq!(rolo.run(&["--db", "elsewhere/crm.db", "export", "--columns", "tags"]).out, "tags\nx\n\"\"\n");
}

#[test]
fn files_of_others_are_refused_untouched() {
    let sqlite = |sql: &str| {
        let folder = Sandbox::new();
        let conn = rusqlite::Connection::open(folder.path("other.db")).unwrap();
        conn.execute_batch(sql).unwrap();
        drop(conn);
        fs::read(folder.path("other.db")).unwrap()
    };
    let newer = {
        let (rolo, _) = whole();
        rolo.write("PRAGMA user_version = 9000");
        fs::read(rolo.path("rolo.db")).unwrap()
    };
    let other = "is the database of another program, so not a rolo database";
    let no_sqlite = "is not a SQLite file, so not a rolo database";
    let files: [(Vec<u8>, &str); 10] = [
        (sqlite("CREATE TABLE bookmark (url TEXT)"), other),
        (sqlite("PRAGMA journal_mode = wal; CREATE TABLE bookmark (url TEXT)"), other),
        (sqlite("PRAGMA application_id = 252006674; CREATE TABLE contact (id)"), other),
        (sqlite("PRAGMA user_version = 1; CREATE TABLE contact (id)"), other),
        (newer, "was written by a newer rolo (schema version 9000"),
        (PEOPLE.into(), no_sqlite),
        ("x".into(), no_sqlite),
        ("SQLite format 3\0".into(), no_sqlite),
        (vec![0; 8192], no_sqlite),
        (fs::read(env!("CARGO_BIN_EXE_rolo")).unwrap()[..100_000].to_vec(), no_sqlite),
    ];
    for (bytes, message) in files {
        let rolo = Sandbox::at(NOW);
        fs::write(rolo.path("rolo.db"), bytes).unwrap();
        fs::set_permissions(rolo.path("rolo.db"), fs::Permissions::from_mode(0o640)).unwrap();
        // What another program has left there for itself is not ours to tidy away either.
        rolo.file("rolo.db-journal", "somebody's journal");
        rolo.file("rolo.db-wal", "somebody's log");
        refused(&rolo, message, &COMMANDS);
    }
}

#[test]
fn a_header_that_is_wrong_in_any_place_is_refused_untouched() {
    let (rolo, bytes) = whole();
    let first = "is not a SQLite file";
    let damaged = "the database rolo.db is damaged";
    let whose = "is the database of another program";
    let newer = "was written by a newer rolo";
    let places = [
        (0, 0x01, first),
        (15, 0x80, first),
        (16, 0x01, damaged),
        (17, 0x80, damaged),
        (18, 0x04, damaged),
        (19, 0x80, damaged),
        (21, 0x01, damaged),
        (22, 0x80, damaged),
        (23, 0x01, damaged),
        (28, 0x01, damaged),
        (30, 0x80, damaged),
        (44, 0x01, damaged),
        (47, 0x80, damaged),
        (56, 0x01, damaged),
        (59, 0x80, damaged),
        (60, 0x80, damaged),
        (62, 0x01, newer),
        (68, 0x01, whose),
        (71, 0x80, whose),
    ];
    for (at, bit, message) in places {
        let mut wrong = bytes.clone();
        wrong[at] ^= bit;
        fs::write(rolo.path("rolo.db"), wrong).unwrap();
        refused(&rolo, message, &COMMANDS[..3]);
    }
    let mut wrong = bytes.clone();
    wrong[60..64].fill(0);
    fs::write(rolo.path("rolo.db"), wrong).unwrap();
    refused(&rolo, damaged, &COMMANDS);
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused_untouched() {
    let (rolo, bytes) = whole();
    let lengths = [100, 101, 512, 8_191, 8_192, 8_193, bytes.len() / 2, bytes.len() - 8_192, bytes.len() - 1];
    for length in lengths {
        fs::write(rolo.path("rolo.db"), &bytes[..length]).unwrap();
        refused(&rolo, "the database rolo.db is damaged", if length == 8_192 { &COMMANDS } else { &COMMANDS[..3] });
    }
    for length in [1, 16, 99] {
        fs::write(rolo.path("rolo.db"), &bytes[..length]).unwrap();
        refused(&rolo, "is not a SQLite file", &COMMANDS[..3]);
    }
}

#[test]
fn a_page_of_garbage_is_never_taken_for_data() {
    let (rolo, bytes) = whole();
    let pages = bytes.len() / 8_192;
    let right = rolo.ok(&["export", "--columns", "all"]);
    let mut found = 0;
    for page in (1..pages).filter(|page| page % 7 == 1 || *page < 6) {
        let mut wrong = bytes.clone();
        wrong[page * 8_192..(page + 1) * 8_192].fill(0x5a);
        for args in [&["export", "--columns", "all"][..], &["contacts", "tag", "x", "1"], &["check"]] {
            for beside in ["rolo.db-wal", "rolo.db-shm"] {
                let _ = fs::remove_file(rolo.path(beside));
            }
            fs::write(rolo.path("rolo.db"), &wrong).unwrap();
            let run = run(&rolo, args);
            match run.code {
                // The page was none of those that the command needs.
                0 if args[0] == "export" => assert_eq!(run.out, right, "page {page}"),
                0 => {}
                5 if args[0] == "check" => found += 1,
                code => {
                    assert_eq!(code, 1, "page {page} {args:?}: {}", run.err);
                    assert!(run.err.contains("the database rolo.db is damaged"), "page {page} {args:?}: {}", run.err);
                    assert!(run.err.contains("hint: nothing was changed; go back to a backup"), "{}", run.err);
                    assert!(fs::read(rolo.path("rolo.db")).unwrap() == wrong, "page {page}: {args:?} touched it");
                    found += 1;
                }
            }
        }
    }
    assert!(found > pages / 10, "{found} of {pages} pages were found out");
}

#[test]
fn rubbish_beside_the_database_does_no_harm() {
    let (rolo, _) = whole();
    let before = rolo.ok(&["export", "--columns", "all"]);
    for (name, rubbish) in [
        ("rolo.db-wal", "no log at all".repeat(5_000)),
        ("rolo.db-shm", "no index at all".repeat(5_000)),
        ("rolo.db-journal", "no journal at all".repeat(5_000)),
        ("rolo.db-journal", String::new()),
    ] {
        rolo.file(name, &rubbish);
        assert_eq!(rolo.ok(&["export", "--columns", "all"]), before, "{name}");
        rolo.ok(&["contacts", "tag", "x", "1"]);
        rolo.ok(&["undo"]);
        rolo.ok(&["check"]);
        assert_eq!(rolo.one("PRAGMA integrity_check"), "ok");
    }
}

#[test]
fn a_file_without_a_byte_is_a_database_whose_creation_was_cut_short() {
    for args in [&["import", "people.csv"][..], &["export"], &["contacts", "add", "email=zoe@example.com"]] {
        let rolo = Sandbox::at(NOW);
        rolo.file("people.csv", PEOPLE);
        rolo.file("rolo.db", "");
        rolo.ok(args);
        rolo.ok(&["check"]);
    }
}

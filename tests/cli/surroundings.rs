//! Rolo in surroundings that are not as they should be: streams that are closed, a clock that stands wrong, folders that
//! are gone, and names of files that mean something else to somebody else.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::sandbox::{Run, Sandbox};

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Lim\n";
const MESSAGES: &str = "email,name,conversation_id,message_id,channel,sender,sent_at,text\n\
    ana@example.com,Ana Cruz,c1,m1,web,visitor,2026-08-30T10:00:00Z,How much is it? This is the third time I ask!\n\
    ana@example.com,,c1,m2,web,agent,2026-08-30T10:05:00Z,I'll get back to you tomorrow\n";

/// A small database in which every kind of list has a row.
fn world() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &[]);
    rolo.import("messages.csv", MESSAGES, &[]);
    rolo.import("deals.csv", "title,email,amount,currency\nCake,ana@example.com,50,EUR\n", &[]);
    rolo.import("companies.csv", "name,website\nBlue Ltd,blue.example.com\n", &[]);
    rolo.ok(&["--quiet", "nightly"]);
    rolo
}

/// Every command that prints, on that database.
const PRINTING: [&str; 40] = [
    "--help",
    "import --help",
    "completions bash",
    "config show",
    "inspect people.csv",
    "inspect people.csv --format csv",
    "contacts list --format table",
    "contacts list --format json",
    "contacts show 1",
    "contacts timeline 1",
    "contacts dossier 1",
    "conversations list",
    "conversations show 1",
    "conversations export",
    "companies list",
    "companies show 1",
    "deals list",
    "deals board",
    "deals forecast",
    "segments list",
    "alerts list",
    "followups list --all",
    "followups stats",
    "suggestions list",
    "broadcasts list",
    "stats",
    "activity",
    "undo --list",
    "imports list",
    "imports show 1",
    "check",
    "classify --explain 1",
    "score --explain 1",
    "dedupe --dry-run",
    "export",
    "export --format vcard",
    "export --format jsonl",
    "export --kind messages",
    "export --kind deals",
    "nightly --format json",
];

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

#[test]
fn whoever_stops_reading_is_no_trouble_for_any_command() {
    let rolo = world();
    for line in PRINTING {
        assert_eq!(rolo.run(&words(line)).code, 0, "{line}: {}", rolo.run(&words(line)).err);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = rolo.command(&words(line)).stdout(writer).output().unwrap();
        let run = Run::from(output);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        assert!(!run.err.contains("error") && !run.err.contains("panicked"), "{line}: {}", run.err);
        // The same where nobody hears what is said.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        assert_eq!(rolo.command(&words(line)).stderr(writer).output().unwrap().status.code(), Some(0), "{line}");
    }
    rolo.ok(&["check"]);
}

/// Runs rolo with some of its streams closed, not just leading nowhere.
fn closed(rolo: &Sandbox, line: &str, closing: &str) -> Run {
    let script = format!("exec {} --as-of {NOW} {line} {closing}", env!("CARGO_BIN_EXE_rolo"));
    let mut shell = Command::new("sh");
    Run::from(shell.args(["-c", &script]).current_dir(rolo.path("")).env("TZ", "UTC").output().unwrap())
}

#[test]
fn closed_streams_get_nothing_and_no_file_takes_their_place() {
    let lines = [
        ("contacts list", 0),
        ("export --output out.csv", 0),
        ("import more.csv", 0),
        ("import -", 1),
        ("contacts tag seen -", 0),
        ("nightly", 0),
        ("nosuch", 2),
        ("contacts show 77", 1),
        ("backup --force backup.db", 0),
        ("report --html report.html", 0),
        ("check", 0),
    ];
    let world = world();
    world.file("more.csv", "email,name\nzoe@example.com,Zoe Park\n");
    world.file("backup.db", "");
    world.ok(&["export", "--output", "right.csv"]);
    for closing in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        for (line, code) in lines {
            let run = closed(&world, line, closing);
            assert_eq!(run.code, code, "{line} {closing}: {}{}", run.out, run.err);
            assert!(!run.err.contains("panicked"), "{line} {closing}: {}", run.err);
            if closing.contains("2>&-") {
                assert_eq!(run.err, "", "{line} {closing}");
            }
            // What was said went to nobody, above all not into the files that were opened first.
            for name in ["rolo.db", "backup.db"] {
                let bytes = fs::read(world.path(name)).unwrap();
                assert!(bytes.is_empty() || bytes.starts_with(b"SQLite format 3\0"), "{line} {closing}: {name}");
            }
        }
        let out = world.read("out.csv");
        assert!(out.starts_with("rolo_id,") && out.lines().count() == 3 + usize::from(closing != "<&-"), "{out}");
        assert!(world.read("report.html").trim_end().ends_with("</html>"));
        world.ok(&["check"]);
        world.ok(&["--db", "backup.db", "check"]);
    }
    assert_eq!(world.one("SELECT count(*) FROM contacts"), "3");
}

/// What makes the clock stand at the second that the variable `CLOCK_AT` names.
const CLOCK: &str = r#"
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
int clock_gettime(clockid_t clock, struct timespec *now) {
    long failed = syscall(SYS_clock_gettime, clock, now);
    const char *at = getenv("CLOCK_AT");
    if (!failed && at && clock == CLOCK_REALTIME) now->tv_sec = atoll(at);
    return (int)failed;
}
"#;

/// The library that does it; none where there is no C compiler.
fn clock() -> Option<&'static PathBuf> {
    static BUILT: OnceLock<Option<(Sandbox, PathBuf)>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let folder = Sandbox::new();
        let (source, library) = (folder.file("clock.c", CLOCK), folder.path("clock.so"));
        let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).status();
        built.is_ok_and(|status| status.success()).then_some((folder, library))
    });
    if built.is_none() {
        eprintln!("left out: there is no C compiler to build a clock with");
    }
    built.as_ref().map(|(_, library)| library)
}

/// Runs rolo by a clock that stands at this second.
fn by_clock(rolo: &Sandbox, library: &PathBuf, at: i64, line: &str) -> Run {
    let mut command = rolo.command(&words(line));
    command.env("LD_PRELOAD", library).env("CLOCK_AT", at.to_string());
    Run::from(command.output().unwrap())
}

const LIVING: [&str; 9] = [
    "import people.csv",
    "import messages.csv",
    "nightly",
    "contacts set city=York 1",
    "undo",
    "stats",
    "report --html report.html",
    "followups list --all",
    "check",
];

#[test]
fn a_clock_before_1970_or_long_after_2038_is_a_clock() {
    let Some(library) = clock() else { return };
    for (at, text) in [
        (-1, "1969-12-31T23:59:5"),
        (-2_208_988_800, "1899-12-31T23:59:59Z|1900"),
        (0, "1970-01-01T00:00:00Z"),
        (2_147_483_648, "2038-01-19T03:14:08Z"),
        (4_294_967_296, "2106-02-07T06:28:16Z"),
    ] {
        let rolo = Sandbox::new();
        rolo.file("people.csv", PEOPLE);
        rolo.file("messages.csv", MESSAGES);
        for line in LIVING {
            let run = by_clock(&rolo, library, at, line);
            assert_eq!(run.code, 0, "{at} {line}: {}", run.err);
        }
        let created = rolo.one("SELECT min(created_at) FROM contacts");
        assert!(text.split('|').any(|text| created.starts_with(text)), "{at}: {created}");
    }
}

#[test]
fn a_clock_that_says_no_year_is_refused_unless_the_time_is_given() {
    let Some(library) = clock() else { return };
    for at in [253_402_300_800, 8_210_266_876_800, -62_135_596_802, -99_999_999_999_999] {
        let rolo = Sandbox::new();
        rolo.file("people.csv", PEOPLE);
        let run = by_clock(&rolo, library, at, "import people.csv");
        assert_eq!(run.code, 1, "{at}: {}", run.err);
        assert!(run.err.contains("the clock of this machine is in no year from 1 to 9999"), "{}", run.err);
        assert!(
            run.err.contains("hint: nothing was changed; set the clock, or say for when with `--as-of"),
            "{}",
            run.err
        );
        assert!(!rolo.path("rolo.db").exists());
        assert_eq!(by_clock(&rolo, library, at, "--as-of 2026-09-01 import people.csv").code, 0);
        assert_eq!(rolo.one("SELECT min(created_at) FROM contacts"), "2026-09-01T00:00:00Z");
        assert_eq!(by_clock(&rolo, library, at, "--help").code, 0);
    }
}

#[test]
fn a_clock_that_jumps_back_leaves_nothing_stale() {
    let Some(library) = clock() else { return };
    let (late, early) = (1_788_220_800, 1_756_684_800);
    let [jumped, steady] = [(); 2].map(|()| {
        let rolo = Sandbox::new();
        rolo.file("people.csv", PEOPLE);
        rolo.file("messages.csv", MESSAGES);
        rolo
    });
    for line in LIVING {
        assert_eq!(by_clock(&jumped, library, late, line).code, 0, "{line}");
    }
    for line in ["contacts set city=York 1", "undo", "nightly", "check"] {
        let run = by_clock(&jumped, library, early, line);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
    }
    for line in ["import people.csv", "import messages.csv", "nightly"] {
        assert_eq!(by_clock(&steady, library, early, line).code, 0);
    }
    let decided = "SELECT id, status, stage, intent, score, grade, at_risk FROM contacts ORDER BY id";
    assert_eq!(jumped.rows(decided), steady.rows(decided));
}

#[test]
fn due_times_around_a_change_of_the_clocks_are_the_ones_on_the_wall() {
    // In New York 2:30 on March 8th does not exist, and 1:30 on November 1st is there twice.
    for (quiet, due) in [
        ("21:00-08:00", ["2026-03-08T12:00:00Z", "2026-03-09T12:00:00Z", "2026-11-01T13:00:00Z"]),
        ("22:00-02:30", ["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z", "2026-11-01T07:30:00Z"]),
        ("23:00-01:30", ["2026-03-08T07:00:00Z", "2026-03-09T05:30:00Z", "2026-11-01T06:30:00Z"]),
    ] {
        let rolo = Sandbox::at("2026-11-02");
        rolo.file("rolo.toml", &format!("[followups]\ntime_zone = \"America/New_York\"\nquiet_hours = \"{quiet}\"\n"));
        let text = "email,conversation_id,message_id,sender,sent_at,text\n\
            a@example.com,c1,m1,visitor,2026-03-07T15:00:00Z,Hello?\n\
            a@example.com,c1,m2,agent,2026-03-07T16:00:00Z,I will get back to you tomorrow at 2:30 am\n\
            b@example.com,c2,m3,visitor,2026-03-07T15:00:00Z,Hello?\n\
            b@example.com,c2,m4,agent,2026-03-07T16:00:00Z,I will get back to you tomorrow\n\
            c@example.com,c3,m5,visitor,2026-10-31T15:00:00Z,Hello?\n\
            c@example.com,c3,m6,agent,2026-10-31T16:00:00Z,I will get back to you tomorrow at 1:30 am\n";
        rolo.import("m.csv", text, &[]);
        rolo.ok(&["--quiet", "followups", "scan"]);
        assert_eq!(rolo.rows("SELECT due_at FROM followups ORDER BY contact_id"), due, "{quiet}");
    }
}

#[test]
fn every_name_names_a_file_and_nothing_else() {
    let long = "n".repeat(200);
    let names: [&[u8]; 13] = [
        b":memory:",
        b"file:crm.db",
        b"file:crm.db?mode=memory",
        b"file:crm.db?vfs=nosuch",
        b"file::memory:?cache=shared",
        b"a b  c.db",
        b"new\nline.db",
        b"\"quoted\" 'db'.db",
        b"not\xffutf8\xfe.db",
        b"100%25.db#x",
        b"-dash.db",
        "ünïcode-漢字-\u{202e}.db".as_bytes(),
        long.as_bytes(),
    ];
    for name in names.map(OsStr::from_bytes) {
        let rolo = Sandbox::at(NOW);
        rolo.file("people.csv", PEOPLE);
        let run = |args: &[&str]| {
            let mut option = OsStr::new("--db=").to_owned();
            option.push(name);
            let mut command = rolo.command(&[]);
            Run::from(command.arg(option).args(args).output().unwrap())
        };
        for args in [
            &["import", "people.csv"][..],
            &["nightly"],
            &["nightly", "--dry-run"],
            &["contacts", "tag", "seen", "1"],
            &["backup", "file:copy.db?mode=memory"],
            &["check"],
        ] {
            let run = run(args);
            assert_eq!(run.code, 0, "{name:?} {args:?}: {}", run.err);
        }
        assert_eq!(run(&["export", "--format", "ids"]).out, "1\n2\n", "{name:?}");
        let mut left: Vec<_> = fs::read_dir(rolo.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        // What a reader keeps beside the database.
        left.retain(|name| ![&b"-wal"[..], b"-shm"].iter().any(|end| name.as_bytes().ends_with(end)));
        left.sort();
        let mut expected =
            [name, OsStr::new("people.csv"), OsStr::new("file:copy.db?mode=memory")].map(OsStr::to_owned);
        expected.sort();
        assert_eq!(left, expected);
        for name in [name, OsStr::new("file:copy.db?mode=memory")] {
            assert!(fs::read(rolo.path("").join(name)).unwrap().starts_with(b"SQLite format 3\0"), "{name:?}");
        }
    }
}

#[test]
fn a_name_that_no_file_can_have_is_an_error_with_a_hint() {
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", PEOPLE);
    let (long, deep) = ("n".repeat(300), "d/".repeat(3_000) + "rolo.db");
    for name in [long.as_str(), deep.as_str(), "people.csv/rolo.db", "new/", "no/such/folder.db"] {
        let run = rolo.ends(1, &["--db", name, "import", "people.csv"]);
        assert!(
            run.err.contains("cannot create the database") && run.err.contains("hint: name another"),
            "{}",
            run.err
        );
        let run = rolo.ends(1, &["--db", name, "export"]);
        assert!(run.err.contains("hint:"), "{}", run.err);
    }
}

#[test]
fn a_folder_that_is_gone_is_an_error_only_where_it_is_needed() {
    let rolo = world();
    let gone = rolo.path("gone");
    for (line, code) in [
        ("contacts list", 1),
        ("import people.csv", 1),
        ("backup copy.db", 1),
        ("--db ROLO export --output HERE/out.csv", 0),
        ("--db ROLO nightly", 0),
        ("--help", 0),
    ] {
        fs::create_dir(&gone).unwrap();
        let folder = rolo.path("");
        let line = line.replace("ROLO", "\"$0/rolo.db\"").replace("HERE", "\"$0\"");
        let script = format!("rmdir ../gone; exec {} --as-of {NOW} {line}", env!("CARGO_BIN_EXE_rolo"));
        let run =
            Command::new("sh").arg("-c").arg(&script).arg(&folder).current_dir(&gone).stdin(Stdio::null()).output();
        let run = Run::from(run.unwrap());
        assert_eq!(run.code, code, "{line}: {}", run.err);
        assert!(code == 0 || run.err.starts_with("error: "), "{line}: {}", run.err);
    }
}

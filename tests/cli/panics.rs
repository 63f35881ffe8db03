//! A panic anywhere, on whichever thread, ends with exit code 70, an apology and a line to report, and with everything as
//! it was. A debug build panics on purpose where `ROLO_PANIC_AT` says.

use std::fs;

use crate::sandbox::{Run, Sandbox};

const NOW: &str = "2026-09-01";
const PEOPLE: &str =
    "email,name,first_seen\nana@example.com,Ana Cruz,2026-08-01\nben@example.com,Ben Reyes,2026-13-77\n";
const TALK: &str = "email,conversation_id,sender,sent_at,text\nana@example.com,7,visitor,2026-08-20,How much is it?\n";

/// All files of the folder with what is in them; of the database its rows.
fn state(rolo: &Sandbox) -> (Vec<String>, Vec<String>) {
    let files = fs::read_dir(rolo.path("")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
    names.sort_unstable();
    (names, rolo.dump())
}

/// Runs rolo, which panics at a place.
fn panicking(rolo: &Sandbox, place: &str, args: &[&str]) -> Run {
    Run::from(rolo.command(args).env("ROLO_PANIC_AT", place).env_remove("RUST_BACKTRACE").output().unwrap())
}

fn with_people() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("first.csv", "email,name\ncy@example.com,Cy\n", &[]);
    rolo.file("people.csv", PEOPLE);
    rolo.file("talk.csv", TALK);
    rolo.ok(&["segments", "save", "buyers", "--where", "spend > 0"]);
    rolo
}

#[test]
fn a_panic_on_any_thread_is_rolled_back_and_told_with_a_line_to_report() {
    if !cfg!(debug_assertions) {
        return;
    }
    let cases: [(&str, &str, &[&str]); 7] = [
        ("typing", "src/commands/import/pipeline/typing.rs", &["import", "people.csv"]),
        ("taking", "src/commands/import/pipeline.rs", &["import", "people.csv"]),
        ("reading", "src/commands/import/pipeline/typing.rs", &["import", "talk.csv"]),
        ("deciding", "src/commands/pass.rs", &["classify", "--jobs", "2"]),
        ("deciding", "src/commands/pass.rs", &["score", "--jobs", "1"]),
        ("recording", "src/commands/segments/recording.rs", &["classify", "--jobs", "2"]),
        ("writing", "src/commands/export/mod.rs", &["export", "--output", "all.csv"]),
    ];
    for (place, file, args) in cases {
        let rolo = with_people();
        let before = state(&rolo);
        let run = panicking(&rolo, place, args);
        let report = format!("hint: please report this line: rolo {} {} (", env!("CARGO_PKG_VERSION"), args[0]);
        let lines: Vec<&str> = run.err.lines().collect();
        assert_eq!(run.code, 70, "{place}: {}", run.err);
        assert_eq!(lines.len(), 2, "{place}: {}", run.err);
        assert_eq!(lines[0], "error: sorry: rolo has met a fault of its own, and has rolled back what it was doing");
        assert!(lines[1].starts_with(&report) && lines[1].contains(file), "{place}: {}", lines[1]);
        assert!(!run.err.contains("somebody's name"), "what a panic says may be data: {}", run.err);
        // Who is in which segment is recorded once a pass has landed.
        if place != "recording" {
            assert_eq!(state(&rolo), before, "{place}");
        }
        rolo.ok(&["check"]);
        // And the same command does its work the next time.
        assert!(matches!(rolo.run(args).code, 0 | 3), "{place}");
    }
}

#[test]
fn the_steps_of_a_night_before_a_panic_stay() {
    if !cfg!(debug_assertions) {
        return;
    }
    let rolo = with_people();
    let run = panicking(&rolo, "deciding", &["nightly", "people.csv"]);
    assert_eq!(run.code, 70, "{}", run.err);
    assert_eq!(rolo.ok(&["contacts", "list", "--search", "ana@example.com", "--format", "ids"]).lines().count(), 1);
}

//! Files in the wrong place: what is written goes where it is meant, for its owner alone, and never over what is needed.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::sandbox::{Run, Sandbox};

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "email,name\nana@example.com,Ana\nbad@,Ben\n";

/// Each way in which a file is written, with its name in place of `FILE`.
const WRITERS: [&[&str]; 9] = [
    &["export", "--output", "FILE.csv"],
    &["export", "--format", "vcard", "--output", "FILE.vcf"],
    &["conversations", "export", "--output", "FILE.csv"],
    &["report", "--html", "FILE.html"],
    &["dedupe", "review", "--output", "FILE.csv"],
    &["dedupe", "--export-model", "FILE.json", "--folded", "FILE.csv"],
    &["dedupe", "--csv", "a.csv", "--output", "FILE.csv", "--clusters", "FILE.clusters"],
    &["followups", "send", "--output", "FILE.jsonl"],
    &["backup", "FILE.db"],
];

fn world() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", PEOPLE, &[]);
    rolo.ok(&["followups", "schedule", "1", "--at", "2026-08-01", "--text", "Hi", "--channel", "sms"]);
    rolo
}

fn named(words: &[&str], name: &str) -> Vec<String> {
    words.iter().map(|word| word.replace("FILE", name)).collect()
}

fn run(rolo: &Sandbox, words: &[String]) -> Run {
    rolo.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn every_file_is_for_its_owner_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let rolo = Sandbox::at(NOW);
        rolo.file("a.csv", PEOPLE);
        let mut lines = vec![
            vec!["import", "a.csv"],
            vec!["config", "init"],
            vec!["import", "--remember", "--set", "source=fair", "a.csv"],
            vec!["followups", "schedule", "1", "--at", "2026-08-01", "--text", "Hi", "--channel", "sms"],
        ];
        lines.extend(WRITERS.iter().map(|line| line.to_vec()));
        for (n, line) in lines.iter().enumerate() {
            let rolo_command = rolo.command(&[]);
            let mut command = Command::new("sh");
            command.args(["-c", "umask \"$0\"; exec \"$@\"", umask]).arg(rolo_command.get_program());
            command.args(rolo_command.get_args()).args(named(line, &format!("out{n}"))).current_dir(rolo.path(""));
            let run = Run::from(command.output().unwrap());
            assert!(matches!(run.code, 0 | 3), "{line:?}: {}", run.err);
        }
        let mut count = 0;
        for entry in fs::read_dir(rolo.path("")).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            if entry.file_name() != "a.csv" {
                assert_eq!(mode, 0o600, "umask {umask}: {:?}", entry.file_name());
                count += 1;
            }
        }
        assert!(count >= WRITERS.len() + 4, "umask {umask}: {count} files");
    }
}

#[test]
fn nothing_is_written_through_a_link_or_over_what_is_no_plain_file() {
    let rolo = world();
    rolo.file("precious", "kept");
    for (n, line) in WRITERS.iter().enumerate() {
        let Some(word) = line.iter().rev().find(|word| word.contains("FILE")) else { continue };
        let place = |name: &str| word.replace("FILE", &format!("{name}{n}"));
        for (name, is_made) in [("link", true), ("dangling", true), ("fifo", true), ("folder", true)] {
            let path = rolo.path(&place(name));
            match name {
                "link" => symlink("precious", &path).unwrap(),
                "dangling" => symlink("nowhere", &path).unwrap(),
                "fifo" => mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap(),
                _ => fs::create_dir(&path).unwrap(),
            }
            let run = run(&rolo, &named(line, &format!("{name}{n}")));
            assert!(is_made && matches!(run.code, 1 | 2), "{line:?} over a {name}: {} {}", run.code, run.err);
            assert!(run.err.starts_with("error: ") && run.err.contains("hint: "), "{line:?}: {}", run.err);
            assert_eq!(rolo.read("precious"), "kept", "{line:?}");
            assert!(!rolo.path("nowhere").exists(), "{line:?}");
        }
    }
}

#[test]
fn a_link_at_a_name_that_rolo_makes_up_is_not_followed() {
    let rolo = world();
    rolo.file("precious", "kept");
    fs::remove_file(rolo.path("a.csv.rejects")).unwrap();
    symlink("precious", rolo.path("a.csv.rejects")).unwrap();
    rolo.ends(3, &["import", "a.csv"]);
    assert!(rolo.read("a.csv.rejects").contains("bad@,Ben,3,email,"));
    // Another name of the same file is no way to it either.
    fs::remove_file(rolo.path("a.csv.rejects")).unwrap();
    fs::hard_link(rolo.path("precious"), rolo.path("a.csv.rejects")).unwrap();
    rolo.ends(3, &["import", "a.csv"]);
    symlink("precious", rolo.path("rolo.toml")).unwrap();
    let run = rolo.ends(2, &["config", "check"]);
    assert!(run.err.contains("not TOML"), "{}", run.err);
    rolo.file("precious", "# kept\n");
    let before = rolo.dump();
    for line in [&["config", "init"][..], &["import", "--remember", "--set", "source=fair", "a.csv"]] {
        let run = rolo.ends(1, line);
        assert!(run.err.contains("rolo.toml"), "{}", run.err);
    }
    assert_eq!((rolo.read("precious").as_str(), rolo.dump()), ("# kept\n", before));
}

#[test]
fn rejected_rows_never_take_the_place_of_what_rolo_lives_on() {
    let rolo = world();
    let before = rolo.dump();
    for place in ["rolo.db", "rolo.db-wal", "rolo.db-shm", "rolo.db-journal", "./rolo.db-wal", "rolo.toml"] {
        let run = rolo.ends(2, &["import", "--rejects", place, "a.csv"]);
        assert!(run.err.contains(&format!("--rejects {place}: this is ")), "{}", run.err);
    }
    // A database may have any name, even that of the rejects of a file.
    fs::copy(rolo.path("rolo.db"), rolo.path("b.csv.rejects")).unwrap();
    rolo.file("b.csv", PEOPLE);
    let run = rolo.ends(2, &["--db", "b.csv.rejects", "import", "b.csv"]);
    assert!(
        run.err.contains("rejected rows would go to b.csv.rejects: this is a file that rolo lives on"),
        "{}",
        run.err
    );
    rolo.ok(&["--db", "b.csv.rejects", "check"]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn an_output_over_another_name_of_the_database_leaves_the_database() {
    let rolo = world();
    let before = rolo.dump();
    fs::create_dir(rolo.path("sub")).unwrap();
    symlink("rolo.db", rolo.path("soft.csv")).unwrap();
    for place in ["rolo.db", "sub/../rolo.db", "soft.csv", "rolo.db-wal", "rolo.db-journal"] {
        for line in [
            &["export", "--output"][..],
            &["report", "--html"],
            &["backup", "--force"],
            &["dedupe", "review", "--output"],
        ] {
            let run = rolo.ends(2, &[line, &[place]].concat());
            assert!(run.err.contains("this is a file that rolo lives on"), "{line:?} {place}: {}", run.err);
        }
    }
    fs::hard_link(rolo.path("rolo.db"), rolo.path("hard.csv")).unwrap();
    rolo.ok(&["export", "--output", "hard.csv"]);
    assert!(rolo.read("hard.csv").starts_with("rolo_id,"));
    assert_eq!(rolo.dump(), before);
    let run = rolo.ends(1, &["export", "--output", "/dev/full"]);
    assert!(run.err.contains("will not write over /dev/full: it is not a plain file"), "{}", run.err);
}

#[test]
fn names_of_files_may_hold_anything() {
    for name in [&b"a\nb\"c%d;e.csv"[..], b"\xff\xfe.csv", b"-x.csv", b" .csv", "\u{202e}vsc.x.csv".as_bytes()] {
        let name = std::ffi::OsStr::from_bytes(name);
        let rolo = Sandbox::at(NOW);
        fs::write(rolo.path("").join(name), PEOPLE).unwrap();
        let mut command = rolo.command(&["import", "--"]);
        let run = Run::from(command.arg(name).output().unwrap());
        assert_eq!(run.code, 3, "{name:?}: {}", run.err);
        assert_eq!(rolo.one("SELECT email FROM contacts"), "ana@example.com");
        rolo.ok(&["imports", "list", "--format", "json"]);
        let mut command = rolo.command(&["export", "--output"]);
        let out = rolo.path("").join(name).with_extension("out.csv");
        let run = Run::from(command.arg(&out).output().unwrap());
        assert!(run.code == 0 && out.is_file(), "{name:?}: {}", run.err);
    }
}

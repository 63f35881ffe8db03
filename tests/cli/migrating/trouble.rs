//! Migrations that are cut short, refused, or begun by several at once: the database is of the old version or of the
//! present one, and the next command goes on.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{beside, copy_name, older, released, rows, says_migrated, version};
use crate::sandbox::{Run, Sandbox};

/// Makes copying and migrating take a while.
fn grow(rolo: &Sandbox) {
    rolo.write(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
         INSERT INTO contact (name, company_id, created_at, updated_at)
             SELECT hex(randomblob(200)), i * 7919 % 40000, 0, 0 FROM n;
         PRAGMA wal_checkpoint(TRUNCATE)",
    );
}

/// What a database holds, but for its version.
fn content(rolo: &Sandbox) -> Vec<String> {
    rows(&rolo.path("rolo.db"))
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[test]
fn a_migration_that_is_killed_is_completed_by_the_next_command() {
    let mut halves = 0;
    for from in older() {
        let rolo = released(from);
        grow(&rolo);
        let before = content(&rolo);
        let draft = format!("{}.part", copy_name());
        for (awaited, delay) in [(&draft, 0), (&draft, 30), (&copy_name(), 0), (&copy_name(), 10)] {
            let mut child = rolo.command(&["contacts", "list", "--limit", "1", "--quiet"]);
            let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            while child.try_wait().unwrap().is_none() && !is_there(&rolo.path(awaited)) {
                std::thread::sleep(Duration::from_micros(100));
            }
            std::thread::sleep(Duration::from_millis(delay));
            child.kill().unwrap();
            child.wait().unwrap();
            if version(&rolo) == from {
                halves += 1;
            }
            assert!(content(&rolo) == before, "no row is another one, killed {delay} ms after {awaited}");
            assert_eq!(rolo.one("PRAGMA integrity_check"), "ok");
        }
        rolo.ok(&["contacts", "list", "--limit", "1"]);
        assert_eq!(version(&rolo), rolo::store::migrate::VERSION);
        assert!(content(&rolo) == before);
        assert!(rows(&rolo.path(&copy_name())) == before, "the copy is whole");
        assert_eq!(beside(&rolo), ["rolo.db", &copy_name()], "the same copy is not kept twice, and no draft is left");
    }
    assert!(halves > 0, "at least one kill hit the middle");
}

#[test]
fn several_that_open_an_old_database_at_once_migrate_it_once() {
    for from in older() {
        let rolo = released(from);
        grow(&rolo);
        let commands: [&[&str]; 4] =
            [&["contacts", "list"], &["nightly"], &["contacts", "tag", "new", "3"], &["stats", "--format", "json"]];
        let children = commands.map(|args| {
            let mut command = rolo.command(args);
            command.arg("--quiet").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        let runs = children.map(|child| Run::from(child.wait_with_output().unwrap()));
        for run in &runs {
            assert_eq!(run.code, 0, "{}", run.err);
        }
        let told: Vec<&Run> = runs.iter().filter(|run| run.err.contains("was brought from")).collect();
        assert_eq!(told.len(), 1, "one of them says so");
        says_migrated(told[0], from);
        assert_eq!(beside(&rolo), ["rolo.db", &copy_name()]);
    }
}

#[test]
fn a_copy_replaces_nothing_and_is_for_its_owner_only() {
    for from in older() {
        let rolo = released(from);
        fs::set_permissions(rolo.path("rolo.db"), fs::Permissions::from_mode(0o644)).unwrap();
        let (first, second) = (copy_name(), format!("{}.2", copy_name()));
        rolo.file(&first, "precious");
        symlink("nowhere", rolo.path(&second)).unwrap();
        rolo.file(&format!("{first}.part"), "left over");
        let command = format!("umask 0; exec {} --as-of 2026-09-03 --quiet stats", env!("CARGO_BIN_EXE_rolo"));
        let output = Command::new("sh").args(["-c", &command]).current_dir(rolo.path("")).output().unwrap();
        let run = Run::from(output);
        let third = format!("{first}.3");
        assert!(run.err.contains(&format!("is kept in {third}:")), "{}", run.err);
        assert_eq!(rolo.read(&first), "precious");
        assert!(!rolo.path("nowhere").exists());
        let kept = fs::metadata(rolo.path(&third)).unwrap();
        assert_eq!(kept.mode() & 0o777, 0o600);
        assert_eq!(beside(&rolo), ["rolo.db", &first, &second, &third]);
        // It is a database itself.
        rolo.ok(&["--db", &third, "contacts", "show", "3", "--quiet"]);
    }
}

#[test]
fn a_copy_lies_beside_the_database_that_a_link_names() {
    for from in older() {
        let rolo = released(from);
        fs::create_dir(rolo.path("data")).unwrap();
        fs::rename(rolo.path("rolo.db"), rolo.path("data/crm.db")).unwrap();
        symlink("data/crm.db", rolo.path("rolo.db")).unwrap();
        rolo.ok(&["stats", "--quiet"]);
        assert!(rolo.path(&format!("data/crm.db.before-{}", rolo::store::migrate::VERSION)).exists());
        assert_eq!(beside(&rolo), ["rolo.db"]);
    }
}

/// Every command ends with this message and code 1, and the database is as it was.
#[track_caller]
fn refused(rolo: &Sandbox, from: i32, limit: &str, parts: &[&str]) {
    let bytes = fs::read(rolo.path("rolo.db")).unwrap();
    let files = beside(rolo);
    for args in ["contacts list", "nightly", "contacts tag new 3"] {
        let command = format!("{limit} exec {} --as-of 2026-09-03 {args}", env!("CARGO_BIN_EXE_rolo"));
        let output = Command::new("sh").args(["-c", &command]).current_dir(rolo.path("")).output().unwrap();
        let run = Run::from(output);
        assert_eq!(run.code, 1, "{args}: {}{}", run.out, run.err);
        for part in parts {
            assert!(run.err.contains(part), "{args}: {}", run.err);
        }
        assert!(run.err.contains("hint: nothing was changed"), "{args}: {}", run.err);
        assert_eq!(run.out, "", "{args}");
        assert_eq!(beside(rolo), files, "{args}");
    }
    assert_eq!(version(rolo), from);
    assert!(fs::read(rolo.path("rolo.db")).unwrap() == bytes, "not a byte of it is touched");
}

#[test]
fn without_room_for_a_copy_nothing_is_migrated() {
    for from in older() {
        let rolo = released(from);
        let message = format!(
            "cannot keep a copy of rolo.db, which is to be brought from schema version {from} to {}",
            rolo::store::migrate::VERSION
        );
        // No file may grow beyond 100 blocks, as on a full disk.
        refused(&rolo, from, "trap '' XFSZ; ulimit -f 100;", &[&message]);
        // What stands in the way of the draft is no leftover of ours.
        fs::create_dir(rolo.path(&format!("{}.part", copy_name()))).unwrap();
        let hint = format!("make room for the copy {}, and see that you may write to its folder", copy_name());
        refused(&rolo, from, "", &[&message, &hint]);
    }
}

#[test]
fn a_migration_that_fails_leaves_the_old_version_and_no_copy() {
    let rolo = released(1);
    rolo.write("CREATE TABLE contact_by_company (mine TEXT); PRAGMA wal_checkpoint(TRUNCATE)");
    refused(
        &rolo,
        1,
        "",
        &["cannot bring the database to schema version 2", "already a table named contact_by_company"],
    );
    rolo.write("DROP TABLE contact_by_company");
    says_migrated(&rolo.ends(0, &["stats"]), 1);
}

#[test]
fn an_old_database_that_cannot_be_written_to_is_refused_with_what_to_do() {
    for from in older() {
        let rolo = released(from);
        let (file, folder) = (rolo.path("rolo.db"), rolo.path(""));
        let bytes = fs::read(&file).unwrap();
        for (file_mode, folder_mode) in [(0o444, 0o755), (0o444, 0o555), (0o666, 0o555)] {
            fs::set_permissions(&file, fs::Permissions::from_mode(file_mode)).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(folder_mode)).unwrap();
            let mut command = rolo.command(&["contacts", "list"]);
            // Permissions do not bind root.
            let is_root = fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
            if is_root {
                std::os::unix::process::CommandExt::uid(&mut command, 65_534);
            }
            let run = command.output().map(Run::from);
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
            // Nobody else may run what root has built in a closed folder.
            let Ok(run) = run else { continue };
            assert_eq!(run.code, 1, "{}", run.err);
            let message = format!(
                "rolo.db is of schema version {from}, and cannot be brought to {}: it",
                rolo::store::migrate::VERSION
            );
            assert!(run.err.contains(&message), "{file_mode:o} {folder_mode:o}: {}", run.err);
            assert!(run.err.contains("copy it (cp rolo.db copy.db)"), "{}", run.err);
            assert!(fs::read(&file).unwrap() == bytes);
            assert_eq!(beside(&rolo), ["rolo.db"]);
        }
    }
}

#[test]
fn tables_that_are_not_rolos_are_told_and_nothing_crashes() {
    for damage in [
        "DROP TABLE alert",
        "ALTER TABLE contact RENAME COLUMN city TO town",
        "ALTER TABLE message ADD COLUMN mine TEXT",
    ] {
        let rolo = released(1);
        // Views that name what is gone would stop SQLite from taking it away.
        let views: Vec<String> = rolo.rows("SELECT 'DROP VIEW ' || name FROM sqlite_schema WHERE type = 'view'");
        rolo.write(&format!("{}; {damage}", views.join("; ")));
        let run = rolo.ends(5, &["check"]);
        assert!(run.out.contains("schema,a table is not there or another one,1,"), "{damage}: {}", run.out);
        for args in [&["contacts", "list"][..], &["nightly"], &["alerts", "list"], &["undo"]] {
            let run = rolo.run(args);
            assert!([0, 1].contains(&run.code), "{damage}, {args:?}: {} {}", run.code, run.err);
            assert!(!run.err.contains("panicked"), "{}", run.err);
        }
    }
}

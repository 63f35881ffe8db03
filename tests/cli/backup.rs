//! Backups: whole while others write, and databases themselves.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::sandbox::Sandbox;

fn filled() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Reyes\n", &[]);
    let text = "email,conversation_id,sender,sent_at,text\nana@example.com,c1,visitor,2026-08-01T10:00:00Z,Hello\n";
    rolo.import("messages.csv", text, &[]);
    rolo.ok(&["nightly"]);
    rolo
}

#[test]
fn a_backup_gives_the_same_exports_while_somebody_writes() {
    let rolo = filled();
    let writer = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE contact SET name = 'nobody yet'").unwrap();
    let run = rolo.ends(0, &["backup", "copy.db", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&told["file"], &told["contacts"], &told["messages"]), (&"copy.db".into(), &2.into(), &1.into()));
    let bytes = fs::metadata(rolo.path("copy.db")).unwrap().len();
    assert_eq!(told["bytes"], bytes);
    writer.execute_batch("COMMIT").unwrap();
    assert!(rolo.ok(&["export", "--columns", "name"]).contains("nobody yet"));
    let of_copy = |args: &[&str]| rolo.ok(&[&["--db", "copy.db"], args].concat());
    assert_eq!(of_copy(&["export", "--columns", "name"]), "name\nAna Cruz\nBen Reyes\n");
    rolo.ok(&["undo", "--dry-run"]);
    writer
        .execute_batch(
            "UPDATE contact SET name = 'Ana Cruz' WHERE id = 1; UPDATE contact SET name = 'Ben Reyes' WHERE id = 2",
        )
        .unwrap();
    for kind in ["contacts", "conversations", "messages"] {
        let args = ["export", "--kind", kind, "--columns", "all"];
        assert_eq!(of_copy(&args), rolo.ok(&args), "{kind}");
    }
    assert_eq!(of_copy(&["nightly", "--quiet"]), "");
    let mode = fs::metadata(rolo.path("copy.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "personal data is for its owner");
}

#[test]
fn a_backup_replaces_nothing_unless_it_is_forced_and_never_what_rolo_lives_on() {
    let rolo = filled();
    rolo.file("copy.db", "precious");
    let run = rolo.ends(1, &["backup", "copy.db"]);
    assert_eq!(run.err, "error: copy.db is there already\nhint: name another file, or replace it with `--force`\n");
    assert_eq!(rolo.read("copy.db"), "precious");
    let run = rolo.ends(0, &["backup", "copy.db", "--force"]);
    assert!(run.out.is_empty() && run.err.contains("written to copy.db, read back and sound"), "{}", run.err);
    let before = fs::read(rolo.path("rolo.db")).unwrap();
    for file in ["rolo.db", "./rolo.db", "rolo.db-wal", "rolo.toml"] {
        let run = rolo.ends(2, &["backup", file, "--force"]);
        assert!(run.err.contains("this is a file that rolo lives on"), "{}", run.err);
    }
    assert_eq!(fs::read(rolo.path("rolo.db")).unwrap(), before);
    let run = rolo.ends(1, &["backup", "no/such/folder.db"]);
    assert!(run.err.contains("no file can be created in no/such"), "{}", run.err);
    let left: Vec<String> =
        fs::read_dir(rolo.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.contains(".tmp")), "{left:?}");
    let empty = Sandbox::at("2026-09-01");
    assert!(empty.ends(1, &["backup", "copy.db"]).err.contains("there is no database rolo.db"));
    assert!(!empty.path("copy.db").exists());
}

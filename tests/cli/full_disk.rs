//! A disk without room, a small one in memory that is mounted for the purpose: what cannot be stored is an error that
//! says so, nothing is changed, and all goes on when there is room again.

use std::process::{Command, Stdio};

use crate::sandbox::Sandbox;

/// What is tried on a disk that is full, and again when there is room, and what must be said.
const TRIED: [(&str, &str); 13] = [
    ("import more.csv", "the disk of the database full/rolo.db is full"),
    ("nightly more.csv", "the disk of the database full/rolo.db is full"),
    ("classify --full", "the disk of the database full/rolo.db is full"),
    ("dedupe --apply", "the disk of the database full/rolo.db is full"),
    ("contacts set city=York --search Pat --yes", "the disk of the database full/rolo.db is full"),
    ("undo", "the disk of the database full/rolo.db is full"),
    ("contacts delete 7 --yes", "the disk of the database full/rolo.db is full"),
    ("export --output full/out.csv", "a disk is full"),
    ("report --html full/report.html", "a disk is full"),
    ("backup full/copy.db", "no room for a copy of the database in "),
    ("--db full/new.db import more.csv", "the disk of the database full/new.db is full"),
    ("--config full/other.toml config init", "a disk is full"),
    ("contacts add email=zoe@example.com", "the disk of the database full/rolo.db is full"),
];

/// What is tried where temporary files have no room.
const TEMPORARY: [(&str, &str); 3] = [
    ("import - < more.csv", "a disk is full"),
    ("import wide.csv", "a disk is full"),
    ("nightly --dry-run more.csv", "no room for a copy of the database in "),
];

/// Runs a script where a small disk is mounted on the folder `full`, if that is allowed here.
fn with_small_disk(rolo: &Sandbox, script: &str) -> bool {
    std::fs::create_dir_all(rolo.path("full")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=6m,mode=700 rolo-full full || exit 77
         fill() {{ cat /dev/zero > full/filling 2>/dev/null; dd if=/dev/zero of=full/rest bs=1 2>/dev/null; }}
         rolo() {{ \"{}\" --as-of 2026-09-01 \"$@\"; }}
         {script}",
        env!("CARGO_BIN_EXE_rolo")
    );
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script]).current_dir(rolo.path("")).stdin(Stdio::null());
    let output = match command.env("ROLO_DB", "full/rolo.db").env("NO_COLOR", "1").output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("left out: no small disk can be mounted: {error}");
            return false;
        }
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(0) {
        let is_refused = output.status.code() == Some(77) || said.starts_with("unshare: ");
        assert!(is_refused, "{:?}: {said}", output.status);
        eprintln!("left out: no small disk can be mounted: {said}");
    }
    output.status.success()
}

fn people(name: &str, count: usize) -> String {
    let rows: String = (0..count)
        .map(|n| format!("{name}{n}@example.com,Pat {n},a note that takes some room on the disk {}\n", n * 7_919))
        .collect();
    format!("email,name,note\n{rows}")
}

#[test]
fn a_full_disk_changes_nothing_and_says_so() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", &people("p", 300));
    rolo.file("more.csv", &people("q", 400));
    let mut script = String::from(
        "rolo -q import people.csv || exit 1
         rolo -q nightly || exit 1
         rolo -q contacts tag first 3 || exit 1
         rolo export --columns all > before || exit 1
         rolo activity --limit 0 > told || rolo activity > told
         fill; ls full > files\n",
    );
    for (number, (line, _)) in TRIED.iter().enumerate() {
        script += &format!(
            "rolo {line} > {number}.out 2> {number}.err; echo $? > {number}.code
             rm -f full/new.db
             ls full | grep -v -e -shm -e -wal > {number}.files; rolo export --columns all | cmp - before > {number}.same\n"
        );
    }
    script += "rm full/filling full/rest; rolo check > check || exit 1\n";
    for (number, (line, _)) in TRIED.iter().enumerate() {
        script += &format!("rolo {line} > /dev/null 2> {number}.again; echo $? > {number}.then\n");
    }
    script += "rolo check >> check || exit 1; rolo export --format ids > after";
    if !with_small_disk(&rolo, &script) {
        return;
    }
    for (number, (line, message)) in TRIED.iter().enumerate() {
        let read = |end: &str| rolo.read(&format!("{number}.{end}"));
        assert_eq!((read("code").trim(), read("out").as_str()), ("1", ""), "{line}: {}", read("err"));
        let said = read("err");
        assert!(said.contains(message) && said.contains("make room"), "{line}: {said}");
        assert_eq!(read("files"), "filling\nrest\nrolo.db\n", "{line} leaves nothing behind");
        assert_eq!(read("same"), "", "{line} changed something");
        assert_eq!(read("then").trim(), "0", "{line}: {}", read("again"));
    }
    assert_eq!(rolo.read("after").lines().count(), 300 + 400 - 1 + 1);
}

#[test]
fn temporary_files_without_room_are_an_error_that_names_them() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", &people("p", 10));
    rolo.file("more.csv", &people("q", 400));
    let wide: Vec<u8> = people("q", 400).encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(rolo.path("wide.csv"), [&[0xff, 0xfe], &wide[..]].concat()).unwrap();
    let mut script = String::from("ROLO_DB=rolo.db; rolo -q import people.csv || exit 1; fill\n");
    for (number, (line, _)) in TEMPORARY.iter().enumerate() {
        script += &format!(
            "TMPDIR=$PWD/full SQLITE_TMPDIR=$PWD/full rolo {line} > {number}.out 2> {number}.err
             echo $? > {number}.code\n"
        );
    }
    if !with_small_disk(&rolo, &script) {
        return;
    }
    for (number, (line, message)) in TEMPORARY.iter().enumerate() {
        let read = |end: &str| rolo.read(&format!("{number}.{end}"));
        assert_eq!(read("code").trim(), "1", "{line}: {}", read("err"));
        let said = read("err");
        assert!(said.contains(message) && said.contains("TMPDIR"), "{line}: {said}");
    }
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "10");
}

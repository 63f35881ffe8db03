//! Several rolos on one file: every one of them lands, whoever reads sees one state, and nobody loses what another one
//! has stored.

use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::sandbox::Sandbox;
use crate::sending;

const NOW: &str = "2026-09-01";

fn start(rolo: &Sandbox, args: &[&str]) -> Child {
    let args = [&["--quiet", "--wait", "120"], args].concat();
    rolo.command(&args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// All of them end well and have nothing to say.
#[track_caller]
fn all_land(children: Vec<Child>) {
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }
}

#[track_caller]
fn is_sound(rolo: &Sandbox) {
    rolo.ok(&["check"]);
    assert_eq!(rolo.one("PRAGMA integrity_check"), "ok");
    assert_eq!(rolo.one("PRAGMA journal_mode"), "wal");
}

/// People of a name of their own, all of one city.
fn people(name: &str, count: usize, city: &str) -> String {
    let rows: String = (0..count).map(|n| format!("{name}{n}@example.com,Pat {n},{city}\n")).collect();
    format!("email,name,city\n{rows}")
}

/// Waits until something is so.
#[track_caller]
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn signal(child: &Child, name: &str) {
    let process = child.id().to_string();
    assert!(Command::new("kill").args([name, &process]).status().unwrap().success());
}

#[test]
fn the_first_ones_on_a_file_that_is_not_there_all_land() {
    for count in [2, 4, 4, 4] {
        let rolo = Sandbox::at(NOW);
        for n in 0..count {
            rolo.file(&format!("{n}.csv"), &people(&format!("p{n}-"), 50 + n, "Leeds"));
        }
        let mut children: Vec<Child> = (0..count).map(|n| start(&rolo, &["import", &format!("{n}.csv")])).collect();
        children.push(start(&rolo, &["contacts", "add", "name=Ana Cruz", "email=ana@example.com"]));
        // Readers find nothing yet, or all of some files; no file to read is the one thing they may complain of.
        for _ in 0..3 {
            let run = rolo.run(&["--wait", "60", "export", "--format", "ids"]);
            let is_early = run.code == 1 && run.err.contains("there is no database");
            assert!(is_early || run.code == 0, "{}: {}", run.code, run.err);
        }
        all_land(children);
        let expected = (0..count).map(|n| 50 + n).sum::<usize>() + 1;
        assert_eq!(rolo.one("SELECT count(*) FROM contacts"), expected.to_string());
        assert_eq!(rolo.one("SELECT count(*) FROM batch"), count.to_string());
        is_sound(&rolo);
    }
}

#[test]
fn nights_that_overlap_take_each_file_once() {
    let (apart, together) = (Sandbox::at(NOW), Sandbox::at(NOW));
    for rolo in [&apart, &together] {
        rolo.file("people.csv", &people("p", 200, "Leeds"));
        let mut messages = String::from("email,conversation_id,message_id,channel,sender,sent_at,text\n");
        for n in 0..200 {
            messages += &format!("p{n}@example.com,c{n},m{n},web,visitor,2026-08-30,How much is it?\n");
        }
        rolo.file("messages.csv", &messages);
    }
    let night = ["nightly", "people.csv", "messages.csv"];
    all_land((0..3).map(|_| start(&together, &night)).collect());
    for _ in 0..3 {
        apart.ok(&[&["--quiet"], &night[..]].concat());
    }
    is_sound(&together);
    assert!(together.views() == apart.views(), "as if they had come one after another");
    let tables = together.dump();
    together.ok(&[&["--quiet"], &night[..]].concat());
    assert!(together.dump() == tables, "a further night finds nothing to do");
}

#[test]
fn writers_of_every_kind_at_once_all_land() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", &people("p", 300, "Leeds"), &[]);
    rolo.file("more.csv", &people("q", 300, "Hull"));
    rolo.file("twins.csv", "user_id,email,name\nu1,twin@example.com,Ana Cruz\n");
    rolo.file("twins2.csv", "id,email,name,phone\n7,twin@example.com,Ana Cruz,+63 917 555 0101\n");
    let mut children = Vec::new();
    let commands: [&[&str]; 9] = [
        &["import", "more.csv"],
        &["classify", "--full"],
        &["contacts", "set", "city=York", "p7@example.com"],
        &["nightly", "twins.csv"],
        &["contacts", "tag", "seen", "--search", "Pat", "--yes"],
        &["dedupe", "--apply"],
        &["nightly", "twins2.csv"],
        &["score", "--full"],
        &["contacts", "delete", "p9@example.com", "--yes"],
    ];
    for args in commands {
        children.push(start(&rolo, args));
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        // 4: what was deleted waits in the file while others have it open.
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 4)), "{:?} {said}", output.status);
        assert!(!said.contains("locked") && !said.contains("error"), "{said}");
    }
    rolo.ok(&["--quiet", "nightly"]);
    is_sound(&rolo);
    assert_eq!(rolo.one("SELECT city FROM contacts WHERE email = 'p7@example.com'"), "York");
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE email LIKE 'twin%'"), "1");
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE email LIKE 'q%' AND city = 'Hull'"), "300");
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE email LIKE 'p%'"), "299");
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "600");
}

#[test]
fn a_long_reader_sees_one_state_and_holds_nobody_up() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", &people("p", 3_000, "Leeds"), &[]);
    let mut export = rolo.command(&["export", "--columns", "email,city"]);
    let mut export = export.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = export.stdout.take().unwrap();
    let mut text = vec![0; 10];
    out.read_exact(&mut text).unwrap();
    assert!(export.try_wait().unwrap().is_none(), "it waits for us in the middle");
    rolo.ok(&["--quiet", "--wait", "0", "contacts", "set", "city=York", "--search", "Pat", "--yes"]);
    rolo.ok(&["--quiet", "--wait", "0", "contacts", "add", "name=Zoe", "email=zoe@example.com"]);
    out.read_to_end(&mut text).unwrap();
    assert!(export.wait().unwrap().success());
    let text = String::from_utf8(text).unwrap();
    assert_eq!((text.lines().count(), text.matches(",Leeds\n").count()), (3_001, 3_000));
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE city = 'York'"), "3000");
}

#[test]
fn whoever_reads_while_others_write_sees_one_state() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", &people("p", 300, "Leeds"), &[]);
    rolo.file("leeds.csv", &people("p", 300, "Leeds"));
    rolo.file("york.csv", &people("p", 300, "York"));
    let mut writer = rolo.command(&["--quiet", "import", "york.csv"]).spawn().unwrap();
    let mut seen = [0, 0];
    for round in 0.. {
        if round > 200 || (round >= 10 && seen[0] > 0 && seen[1] > 0) {
            break;
        }
        let out = rolo.ok(&["export", "--columns", "city", "--format", "csv"]);
        let cities = ["Leeds", "York"].map(|city| out.matches(city).count());
        assert!(cities == [300, 0] || cities == [0, 300], "{cities:?}");
        seen[usize::from(cities[0] == 0)] += 1;
        if let Some(status) = writer.try_wait().unwrap() {
            assert!(status.success());
            let name = if round % 2 == 0 { "leeds.csv" } else { "york.csv" };
            writer = rolo.command(&["--quiet", "import", name]).spawn().unwrap();
        }
    }
    assert!(writer.wait().unwrap().success());
    assert!(seen.iter().all(|seen| *seen > 0), "both states were met: {seen:?}");
}

#[test]
fn what_another_rolo_does_in_between_costs_nothing_that_was_stored() {
    let rolo = sending::approved(&[1, 2, 3].map(|n| ("sms", format!("+6391755501{n:02}"))));
    // While the first message is handed over, another rolo writes, and ends. Before the second is, we are killed.
    let other = format!("{} --quiet contacts note 'a call came in' 1", env!("CARGO_BIN_EXE_rolo"));
    let command = format!(
        r#"cat >> got; case "$(wc -l < got)" in *1) {other};; *2) ls -l /proc/$PPID/fd > files; cat /proc/locks > locks; kill -9 $PPID;; esac"#
    );
    let run = rolo.run(&["followups", "send", "--exec", &command]);
    assert_eq!(run.code, -1, "{}", run.err);
    // What tells others that somebody has the database open; without it the last of them takes the log away.
    let file = format!(":{} 1073741826 ", fs::metadata(rolo.path("rolo.db")).unwrap().ino());
    assert!(rolo.read("locks").contains(&file), "{file}: {}", rolo.read("locks"));
    assert!(!rolo.read("files").contains("(deleted)"), "its files are those of the folder: {}", rolo.read("files"));
    assert_eq!(sending::states(&rolo), ["sent|0|", "unconfirmed|0|", "approved|0|"]);
    rolo.ok(&["--quiet", "followups", "send", "--exec", "cat >> got"]);
    assert_eq!(rolo.read("got").lines().count(), 3, "each was handed over once");
    assert_eq!(rolo.one("SELECT count(*) FROM activity WHERE new LIKE '%a call came in%'"), "1");
    is_sound(&rolo);
}

#[test]
fn alerts_that_two_rolos_send_at_once_are_handed_over_once() {
    let rolo = Sandbox::at(NOW);
    let mut messages = String::from("email,conversation_id,message_id,channel,sender,sent_at,text\n");
    for n in 0..15 {
        messages +=
            &format!("p{n}@example.com,c{n},m{n},web,visitor,2026-08-30,This is the third time I ask! I am angry!\n");
    }
    rolo.import("messages.csv", &messages, &[]);
    rolo.ok(&["--quiet", "classify"]);
    let alerts: usize = rolo.one("SELECT count(*) FROM alerts").parse().unwrap();
    assert!(alerts >= 15, "{alerts}");
    let command = r#"read -r m; id=${m#*message_id\":\"}; id=${id%%\"*}; mkdir "seen-$id" || touch doubled"#;
    let mut children: Vec<Child> = (0..3).map(|_| start(&rolo, &["alerts", "send", "--exec", command])).collect();
    // One may come upon what another one is handing over just then, and say so.
    assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
    assert!(!rolo.path("doubled").exists());
    let is_seen = |name: &str| name.starts_with("seen-");
    let seen = fs::read_dir(rolo.path(""))
        .unwrap()
        .filter(|entry| is_seen(&entry.as_ref().unwrap().file_name().to_string_lossy()));
    assert_eq!(seen.count(), alerts);
}

/// Who holds the database up, as rolo should say it.
fn holder(process: u32) -> String {
    let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap();
    format!("error: another process is writing to rolo.db: {} (process {process})", name.trim_end())
}

#[track_caller]
fn is_held_up_by(rolo: &Sandbox, process: u32) {
    for args in [&["import", "one.csv"][..], &["classify"], &["contacts", "tag", "x", "1"], &["nightly", "one.csv"]] {
        let since = Instant::now();
        let run = rolo.ends(75, &[&["--wait", "1"], args].concat());
        assert!(run.err.contains(&holder(process)), "{args:?}: {}", run.err);
        assert!(run.err.contains("hint: nothing was changed; try again when it is done"), "{}", run.err);
        let waited = since.elapsed();
        assert!(waited > Duration::from_millis(900) && waited < Duration::from_secs(20), "{args:?}: {waited:?}");
    }
}

#[test]
fn a_writer_that_never_ends_is_named() {
    let rolo = Sandbox::at(NOW);
    rolo.file("one.csv", &people("one", 1, "Leeds"));
    rolo.import("people.csv", &people("p", 2, "Leeds"), &[]);
    // A rolo that was stopped in the middle, and that somebody waits for by another name of the file.
    let many = rolo.file("many.csv", &people("q", 20_000, "Hull"));
    let mut stopped = start(&rolo, &["import", many.to_str().unwrap()]);
    until("it writes", || is_locked(&rolo.path("rolo.db-shm"), 120));
    signal(&stopped, "-STOP");
    is_held_up_by(&rolo, stopped.id());
    std::os::unix::fs::symlink("rolo.db", rolo.path("link.db")).unwrap();
    let run = rolo.ends(75, &["--db", "link.db", "--wait", "0", "classify"]);
    assert!(run.err.contains(&holder(stopped.id()).replace("rolo.db", "link.db")), "{}", run.err);
    assert_eq!(rolo.ok(&["export", "--format", "ids"]).lines().count(), 2);
    signal(&stopped, "-CONT");
    assert!(stopped.wait().unwrap().success());
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "20002");
}

#[test]
fn whoever_fills_the_database_for_the_first_time_is_named() {
    let rolo = Sandbox::at(NOW);
    rolo.file("one.csv", &people("one", 1, "Leeds"));
    rolo.file("many.csv", &people("q", 20_000, "Hull"));
    let mut stopped = start(&rolo, &["import", "many.csv"]);
    let (reserved, pending) = (0x4000_0001, 0x4000_0000);
    loop {
        until("it fills", || rolo.path("rolo.db-journal").exists() && is_locked(&rolo.path("rolo.db"), reserved));
        signal(&stopped, "-STOP");
        // For as long as it takes to put pages into the file nobody else may read.
        if !is_locked(&rolo.path("rolo.db"), pending) {
            break;
        }
        signal(&stopped, "-CONT");
    }
    is_held_up_by(&rolo, stopped.id());
    assert_eq!(rolo.ok(&["--wait", "0", "export", "--format", "ids"]), "");
    signal(&stopped, "-CONT");
    assert!(stopped.wait().unwrap().success());
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "20000");
}

/// Whether a process has locked a byte of a file for itself, as the kernel lists it.
fn is_locked(path: &Path, byte: u64) -> bool {
    let Ok(found) = fs::metadata(path) else { return false };
    let locks = fs::read_to_string("/proc/locks").unwrap();
    locks.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let of_file = words.get(5).is_some_and(|file| file.ends_with(&format!(":{}", found.ino())));
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<u64>().ok());
        let in_range = number(6).is_some_and(|from| from <= byte) && number(7).is_none_or(|to| byte <= to);
        of_file && words.contains(&"WRITE") && in_range
    })
}

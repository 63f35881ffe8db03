//! Deleting people for good: nothing of them is left in the file, the rest is as if they had never been, and imports bring
//! nobody back who is blocked.

use std::fs;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use rusqlite::Connection;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";

/// Words that stand nowhere but in what is known of one person.
pub const MARKERS: [&str; 38] = [
    "zqana",
    "zqcruz",
    "zquser",
    "zqmail",
    "zqother",
    "zqvisit",
    "zqextern",
    "zqjob",
    "zqstreet",
    "zqcity",
    "zqsite",
    "zqbranch",
    "zqtag",
    "zqinterest",
    "zqneed",
    "zqmetaval",
    "zqkey",
    "zqoldcity",
    "zqoldname",
    "zqoldnote",
    "zqnote",
    "zqtext",
    "zqedited",
    "zqmsgid",
    "zqconv",
    "zqevent",
    "zqref",
    "zqdeal",
    "zqtwin",
    "zqtwinmail",
    "zqtwinnote",
    "zqtwincity",
    "zqreason",
    "zqsaid",
    "zqpinned",
    "zqhandnote",
    "9175550177",
    "9175550188",
];

/// What of the database's files holds a text, in any case, or spelled as SQLite would keep it otherwise.
pub fn found(rolo: &Sandbox, markers: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["rolo.db", "rolo.db-wal", "rolo.db-shm", "rolo.db-journal"] {
        let Ok(bytes) = fs::read(rolo.path(name)) else { continue };
        let bytes = bytes.to_ascii_lowercase();
        for marker in markers {
            let is_in = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
            let wide: Vec<u8> = marker.bytes().flat_map(|byte| [byte, 0]).collect();
            // Not all of it need be left: most is enough to know somebody by.
            let part = &marker.as_bytes()[..marker.len().min(6)];
            if is_in(part) || is_in(&wide) {
                found.push(format!("{marker} in {name}"));
            }
        }
    }
    found
}

/// Many people, one of them full of marked words, after a life in the database, which is made once.
pub fn a_life() -> Sandbox {
    static LIFE: OnceLock<Sandbox> = OnceLock::new();
    let life = LIFE.get_or_init(live);
    let rolo = Sandbox::at(NOW);
    for entry in fs::read_dir(life.path("")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, rolo.path("").join(path.file_name().unwrap())).unwrap();
    }
    rolo
}

fn live() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let header = "user_id,email,visitor_id,id,name,phone,job_title,address,city,website,branch,tags,interests,needs,note,\
        Plan,company\n";
    let others: String = (0..300)
        .map(|n| {
            format!(",p{n}@example.org,,,Person{n} Somebody{n},,,Street {n},Town,,,north,,,long note {n},x,Blue Ltd\n")
        })
        .collect();
    let ana = "zquser1,zqmail@example.com,zqvisit1,zqextern1,zqoldname zqcruz,+639175550177,zqjob,12 zqstreet,zqoldcity,\
        zqsite.example.com,zqbranch,zqtag,zqinterest,zqneed,zqoldnote,zqmetaval,Blue Ltd\n";
    rolo.import("people.csv", &format!("{header}{ana}{others}"), &["--platform", "crm"]);
    rolo.import(
        "people.csv",
        &format!("{header}{}{others}", ana.replace("zqoldname", "zqana")),
        &["--platform", "crm"],
    );
    let city = ana.replace("zqoldcity", "zqcity").replace("zqoldname", "zqana").replace("zqoldnote", "zqnote");
    rolo.import("later.csv", &format!("{header}{city}"), &["--platform", "crm"]);
    rolo.import("twin.csv", "email,name,city,note\nzqtwinmail@example.com,zqtwin zqcruz,zqtwincity,zqtwinnote\n", &[]);
    let messages = "email,name,conversation_id,message_id,channel,sender,sent_at,text,extra\n\
        zqmail@example.com,zqana zqcruz,zqconv,zqmsgid,web,visitor,2026-08-01T10:00:00Z,\
        You can reach me at zqother@example.com. I am zqana zqtext,zqmetaval\n\
        zqmail@example.com,,zqconv,m2,web,agent,2026-08-01T10:01:00Z,Hello zqana we will call +63 9175550188 tomorrow,\n\
        zqmail@example.com,,zqconv,m3,web,visitor,2026-08-01T10:02:00Z,My name is zqsaid. How much is it? I am angry!,\n\
        p1@example.org,,c9,m9,web,visitor,2026-08-02T10:02:00Z,How much is it?,\n";
    rolo.import("messages.csv", messages, &[]);
    rolo.import("messages.csv", &messages.replace("zqtext", "zqedited"), &[]);
    let events = "email,event_id,kind,at,amount,currency,reference,extra\n\
        zqmail@example.com,zqevent,purchase,2026-08-01,20,USD,zqref,zqmetaval\n";
    rolo.import("events.csv", events, &[]);
    rolo.import("deals.csv", "title,email,amount,currency\nzqdeal,zqmail@example.com,50,EUR\n", &[]);
    rolo.import("notes.csv", "email,text,at\nzqmail@example.com,zqhandnote,2026-08-01\n", &[]);
    rolo.ok(&["nightly"]);
    rolo.ok(&["contacts", "set", "city=zqcity two", "meta.zqkey=zqmetaval2", "status=qualified", "1"]);
    rolo.ok(&["contacts", "note", "zqhandnote and more", "1"]);
    rolo.ok(&["contacts", "points", "5", "1", "--reason", "zqreason"]);
    rolo.ok(&["contacts", "tag", "zqtag2;vip", "1"]);
    rolo.ok(&["contacts", "untag", "zqtag2", "1"]);
    rolo.ok(&["contacts", "add", "name=zqpinned", "email=zqother2@example.com"]);
    rolo.ok(&["contacts", "merge", "1", "zqother2@example.com"]);
    // A merge that is taken back, and one that stays.
    rolo.ok(&["contacts", "merge", "1", "302"]);
    rolo.ok(&["undo"]);
    rolo.ok(&["contacts", "merge", "302", "1"]);
    rolo.ok(&["contacts", "set", "job_title=zqjob two", "302"]);
    rolo.ok(&["dedupe", "--apply"]);
    rolo.ok(&["nightly"]);
    rolo
}

/// The same lines; if not, says which differ.
#[track_caller]
fn assert_same(left: &[String], right: &[String]) {
    let only = |these: &[String], those: &[String]| {
        these.iter().filter(|line| !those.contains(line)).take(9).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(left, right), only(right, left));
}

#[test]
fn nothing_is_left_of_somebody_who_is_deleted() {
    let rolo = a_life();
    let missing: Vec<_> = MARKERS.iter().filter(|marker| found(&rolo, &[marker]).is_empty()).collect();
    assert!(missing.is_empty(), "never stored: {missing:?}");
    let run = rolo.ends(0, &["contacts", "delete", "302", "--yes"]);
    assert_eq!(found(&rolo, &MARKERS), Vec::<String>::new());
    for what in ["contacts 1", "contacts that were part of them 2", "messages 3", "events 1", "deals 1"] {
        assert!(run.err.contains(what), "{what}: {}", run.err);
    }
    assert!(run.err.contains("an import would bring them back"), "{}", run.err);
    assert_eq!(rolo.one("SELECT count(*) FROM contact"), "300");
    assert_eq!(rolo.one("SELECT kind, author <> '', contact_id FROM log WHERE kind = 'erased'"), "erased|1|302");
    rolo.ok(&["check"]);
    // Passes find nothing odd, and what is derived is as if all were derived anew.
    rolo.ok(&["nightly"]);
    let before = rolo.dump();
    rolo.ok(&["classify", "--full"]);
    rolo.ok(&["score", "--full"]);
    rolo.ok(&["followups", "scan"]);
    assert_same(&rolo.dump(), &before);
    // Each entry can be taken back still, but the deletion itself, and brings nothing of them.
    let refused = rolo.ends(1, &["undo", &rolo.one("SELECT max(id) FROM journal")]);
    assert!(refused.err.contains("gone for good"), "{}", refused.err);
    let mut told = false;
    for entry in
        rolo.rows("SELECT id FROM journal WHERE undone_at IS NULL AND command <> 'contacts delete' ORDER BY id DESC")
    {
        let run = rolo.ends(0, &["undo", &entry]);
        told |= run.err.contains("deleted for good cannot be taken back");
    }
    assert!(told);
    assert_eq!(rolo.one("SELECT count(*) FROM contact"), "0");
    assert_eq!(found(&rolo, &MARKERS), Vec::<String>::new());
}

#[test]
fn any_delete_asks_first_and_a_dry_run_tells_what_would_go() {
    let rolo = a_life();
    let before = rolo.dump();
    let run = rolo.ends(2, &["contacts", "delete", "302"]);
    assert!(run.err.contains("would delete contact 302, zqpinned (zqother2@example.com"), "{}", run.err);
    assert!(run.err.contains("add --yes"), "{}", run.err);
    let run = rolo.ends(2, &["contacts", "delete", "--tag", "north"]);
    assert!(run.err.contains("300 contacts"), "{}", run.err);
    let run = rolo.ends(0, &["contacts", "delete", "--tag", "north", "--dry-run"]);
    assert!(run.err.contains("contacts 300") && run.err.contains("dry run"), "{}", run.err);
    let run = rolo.ends(0, &["contacts", "delete", "--tag", "nobody", "--yes"]);
    assert!(run.err.contains("no contact is meant"), "{}", run.err);
    assert_same(&rolo.dump(), &before);
    rolo.ends(0, &["contacts", "delete", "--tag", "north", "--yes"]);
    assert_eq!(rolo.rows("SELECT id FROM contact"), ["302"]);
}

#[test]
fn what_another_process_reads_is_finished_by_the_next_command() {
    let rolo = a_life();
    let reader = Connection::open(rolo.path("rolo.db")).unwrap();
    reader.busy_timeout(Duration::from_secs(5)).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let seen: i64 = reader.query_row("SELECT count(*) FROM contact", [], |row| row.get(0)).unwrap();
    let run = rolo.ends(4, &["--wait", "0", "contacts", "delete", "302", "--yes"]);
    assert!(run.err.contains("another process is reading it"), "{}", run.err);
    assert_eq!(seen, 301);
    // Read by another process: this one would lose its locks on a file that it closes.
    let is_left = Command::new("grep").args(["-q", "zqcruz"]).arg(rolo.path("rolo.db")).status().unwrap();
    assert!(is_left.success());
    // Nobody else sees them, whoever asks tries again, and it fails for nobody.
    let run = rolo.ends(0, &["contacts", "list", "--format", "ids"]);
    assert!(run.err.contains("still holds some of what was deleted") && !run.out.contains("302"), "{}", run.err);
    let run = rolo.ends(0, &["contacts", "note", "x", "2"]);
    assert!(run.err.contains("still holds"), "{}", run.err);
    drop(reader);
    let run = rolo.ends(0, &["contacts", "list", "--format", "ids"]);
    assert!(run.err.contains("is out of the file now"), "{}", run.err);
    assert_eq!(found(&rolo, &MARKERS), Vec::<String>::new());
    assert_eq!(rolo.ends(0, &["contacts", "list", "--format", "ids"]).err, "");
}

#[test]
fn an_import_brings_back_whoever_is_not_blocked() {
    let rolo = a_life();
    rolo.ends(0, &["contacts", "delete", "302", "--yes"]);
    let people = rolo.read("people.csv");
    let taken = rolo.import("people.csv", &people, &["--platform", "crm"]);
    assert_eq!((taken.fates(), taken.rejected), ([1, 0, 300], 0));
    // Under an id that nobody had.
    assert_eq!(rolo.one("SELECT id FROM contact WHERE user_id = 'zquser1'"), "304");
}

#[test]
fn no_file_brings_back_who_is_blocked() {
    let rolo = a_life();
    let run = rolo.ends(0, &["contacts", "delete", "302", "--yes", "--block"]);
    assert!(run.err.contains("blocked for imports: "), "{}", run.err);
    assert_eq!(found(&rolo, &MARKERS), Vec::<String>::new());
    let contacts = rolo.dump();
    for (file, rows, options) in [
        ("people.csv", 1, &["--platform", "crm"][..]),
        ("later.csv", 1, &["--platform", "crm"]),
        ("twin.csv", 1, &[]),
        ("messages.csv", 3, &[]),
        ("events.csv", 1, &[]),
        ("deals.csv", 1, &[]),
        ("notes.csv", 1, &[]),
    ] {
        let text = rolo.read(file);
        assert_eq!(rolo.import(file, &text, options).rejected, rows, "{file}");
        let rejects = rolo.read(&format!("{file}.rejects"));
        assert_eq!(rejects.matches(",erased: ").count(), rows as usize, "{rejects}");
    }
    // Nor what an agent wrote to them, on a row that names the conversation alone.
    let agent = "conversation_id,sender,sent_at,text\nzqconv,agent,2026-08-03,Are you there?\n";
    assert_eq!(rolo.import("agent.csv", agent, &[]).rejected, 1);
    assert_same(&rolo.dump(), &contacts);
    let run = rolo.ends(1, &["contacts", "add", "name=Ana", "email=zqmail@example.com"]);
    assert!(run.err.contains("rolo contacts unblock email:zqmail@example.com"), "{}", run.err);
    let run = rolo.ends(1, &["contacts", "unblock", "nobody@example.com"]);
    assert!(run.err.contains("nobody is blocked as `nobody@example.com`"), "{}", run.err);
    let run = rolo.ends(0, &["contacts", "unblock", "zqmail@example.com"]);
    assert!(run.err.contains("may bring 1 person back"), "{}", run.err);
    assert_eq!(rolo.one("SELECT count(*) FROM erased"), "0");
    let people = rolo.read("people.csv");
    assert_eq!(rolo.import("people.csv", &people, &["--platform", "crm"]).fates(), [1, 0, 300]);
}

#[test]
fn rows_that_nothing_names_are_blocked_by_what_they_say() {
    let rolo = Sandbox::at(NOW);
    let text = "name,city\nAna Cruz,Leeds\nAna Cruz,Leeds\nBen Reyes,Hull\n";
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [3, 0, 0]);
    rolo.ends(0, &["contacts", "delete", "1", "--yes", "--block"]);
    let taken = rolo.import("a.csv", text, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([0, 0, 2], 1));
}

#[test]
fn what_others_have_as_well_is_not_blocked() {
    let rolo = Sandbox::at(NOW);
    let text = "email,name\ninfo@example.com,Ana Cruz\ninfo@example.com,Ben Reyes\n";
    rolo.import("a.csv", text, &[]);
    let run = rolo.ends(0, &["contacts", "delete", "1", "--yes", "--block"]);
    assert!(run.err.contains("info@example.com is not blocked, since contact 2 has it as well"), "{}", run.err);
    assert!(run.err.contains("no identity of its own"), "{}", run.err);
    assert_eq!(rolo.import("b.csv", "email,name\ninfo@example.com,Ben Reyes\n", &[]).rejected, 0);
}

#[test]
fn a_file_of_people_who_are_blocked_is_not_refused() {
    let rolo = Sandbox::at(NOW);
    let text: String = (0..25).map(|n| format!("p{n}@example.com\n")).collect();
    let text = format!("email\n{text}");
    rolo.import("a.csv", &text, &[]);
    rolo.ends(0, &["contacts", "delete", "--where", "id <= 20", "--yes", "--block"]);
    let taken = rolo.import("a.csv", &text, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([0, 0, 5], 20));
}

#[test]
fn kept_conversations_are_nobodys_and_name_nobody() {
    let rolo = a_life();
    let run = rolo.ends(0, &["contacts", "delete", "302", "--yes", "--keep-conversations"]);
    assert!(run.err.contains("conversations kept, masked 1"), "{}", run.err);
    // What is said besides stays.
    let said: Vec<&str> =
        MARKERS.into_iter().filter(|marker| !["zqedited", "9175550177", "9175550188"].contains(marker)).collect();
    assert_eq!(found(&rolo, &said), Vec::<String>::new());
    assert_eq!(
        rolo.rows("SELECT link_state, external_id, contact_id FROM conversations WHERE link_state = 'erased'"),
        ["erased||"]
    );
    let texts = rolo.rows("SELECT text FROM messages WHERE id <= 3 ORDER BY id");
    assert_eq!(texts[0], "You can reach me at [email]. I am [name] zqedited");
    assert!(texts[1].starts_with("Hello [name] we will call"), "{texts:?}");
    assert_eq!(texts[2], "My name is [name]. How much is it? I am angry!");
    rolo.ok(&["nightly"]);
    rolo.ok(&["check"]);
    let before = rolo.dump();
    rolo.ok(&["classify", "--full"]);
    rolo.ok(&["conversations", "retry"]);
    assert_same(&rolo.dump(), &before);
    assert_eq!(rolo.ok(&["conversations", "list", "--link-state", "erased", "--format", "ids"]).lines().count(), 1);
    // The same export comes in anew, beside what was kept.
    let messages = rolo.read("messages.csv");
    assert_eq!(rolo.import("messages.csv", &messages, &[]).fates(), [3, 0, 1]);
    assert_eq!(rolo.rows("SELECT text FROM messages WHERE id <= 3 ORDER BY id"), texts);
}

#[test]
fn an_id_is_never_given_again_and_undo_takes_nothing_of_others() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,note\nana@example.com,one\nben@example.com,two\n", &[]);
    rolo.ends(0, &["contacts", "delete", "2", "--yes"]);
    rolo.ok(&["contacts", "note", "mine", "1"]);
    assert_eq!(rolo.rows("SELECT id, text FROM note ORDER BY id"), ["1|one", "3|mine"]);
    assert_eq!(rolo.ok(&["contacts", "add", "name=Cy"]).trim(), "3");
    let run = rolo.ends(0, &["undo", "1"]);
    assert!(run.err.contains("2 changes of contacts that were deleted for good"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT id, text FROM note ORDER BY id"), ["3|mine"]);
}

//! Promise 7: every command that the journal keeps can be taken back, and then all is as it was. The table here names every
//! command of rolo: one that is new fails the test until it is said how it is tried, or why there is nothing to take back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use clap::CommandFactory;
use rolo::cli::Cli;

use crate::sandbox::{Sandbox, project};

const NOW: &str = "2026-09-01";

/// Each command that writes an entry of the journal, with command lines that change something in [`world`].
const UNDOABLE: &[(&str, &[&[&str]])] = &[
    ("import", &[&["more.csv"], &["more_messages.csv"], &["more_deals.csv", "more_companies.csv", "more_notes.csv"]]),
    ("dedupe", &[&["--apply"]]),
    ("dedupe apply", &[&["review.csv"]]),
    ("contacts add", &[&["name=New One", "email=new@example.com", "company=New Ltd"]]),
    (
        "contacts set",
        &[
            &["city=Rome", "tags+=new", "status=qualified", "do_not_contact=yes", "1"],
            &["email=ana2@example.com", "company=", "meta.plan=gold", "1"],
            &["city=Rome", "--segment", "all", "--yes"],
        ],
    ),
    ("contacts release", &[&["city", "2"]]),
    ("contacts unpin", &[&["status", "1"]]),
    ("contacts tag", &[&["new;spa", "--segment", "all", "--yes"]]),
    ("contacts untag", &[&["vip", "1"]]),
    ("contacts note", &[&["likes tea", "1"]]),
    ("contacts points", &[&["5", "1", "2", "--reason", "nice"]]),
    ("contacts merge", &[&["1", "2"]]),
    ("conversations link", &[&["2", "1"], &["1", "2"]]),
    ("conversations unlink", &[&["1"]]),
    ("conversations retry", &[&["5"]]),
    ("conversations release", &[&["3"]]),
    ("conversations close", &[&["1"]]),
    ("conversations reopen", &[&["3"]]),
    ("conversations archive", &[&["1"]]),
    ("companies add", &[&["name=Fresh Ltd", "city=York"]]),
    ("companies set", &[&["city=York", "name=Blue Sea Ltd", "1"]]),
    ("companies release", &[&["city", "2"]]),
    ("companies link", &[&["2", "1"]]),
    ("deals add", &[&["Roof", "--contact", "1", "--amount", "5", "--currency", "EUR"]]),
    ("deals set", &[&["title=Two roofs", "amount=9", "1"]]),
    ("deals move", &[&["quoted", "1"]]),
    ("deals won", &[&["1"]]),
    ("deals lost", &[&["1", "--reason", "too dear"]]),
    ("deals reopen", &[&["2"]]),
    ("deals delete", &[&["1"], &["2"]]),
    ("deals release", &[&["title", "3"]]),
    ("segments save", &[&["fresh", "--tag", "vip"], &["old", "--tag", "vip", "--replace"]]),
    ("segments delete", &[&["old"]]),
    ("alerts take", &[&["1"]]),
    ("alerts resolve", &[&["1", "--note", "called"]]),
    ("alerts dismiss", &[&["1"]]),
    (
        "broadcasts create",
        &[
            &["fresh", "--via", "email", "--segment", "all", "--text", "Hi"],
            &["old", "--via", "sms", "--segment", "all", "--text", "Hi", "--replace"],
        ],
    ),
    ("broadcasts cancel", &[&["old"]]),
    ("broadcasts confirm", &[&["begun"]]),
    ("broadcasts retry", &[&["begun"]]),
    ("followups approve", &[&["3"]]),
    ("followups dismiss", &[&["3"]]),
    ("followups edit", &[&["--text", "Hello there", "--at", "2026-09-09", "--channel", "sms", "--note", "soon", "3"]]),
    ("followups schedule", &[&["2", "--at", "2026-09-09", "--text", "Hello", "--channel", "sms"]]),
    ("followups confirm", &[&["2"]]),
    ("followups done", &[&["1"]]),
];

/// Commands that only look.
pub const LOOKS: &[&str] = &[
    "inspect",
    "imports list",
    "imports show",
    "dedupe review",
    "contacts list",
    "contacts show",
    "contacts timeline",
    "contacts dossier",
    "conversations list",
    "conversations show",
    "conversations export",
    "companies list",
    "companies show",
    "deals list",
    "deals board",
    "deals show",
    "deals forecast",
    "segments list",
    "segments show",
    "segments diff",
    "alerts list",
    "alerts show",
    "broadcasts list",
    "broadcasts show",
    "broadcasts preview",
    "broadcasts deliveries",
    "followups list",
    "followups show",
    "followups preview",
    "followups stats",
    "stats",
    "report",
    "activity",
    "export",
    "suggestions list",
    "suggestions show",
    "config show",
    "config check",
    "completions",
    "backup",
];

/// All others, with why nothing of them is taken back.
const OTHERS: &[(&str, &[&str])] = &[
    ("only looks", LOOKS),
    ("derives, and derives anew whenever it is asked", &["classify", "score", "followups scan"]),
    ("is an import and a merge, each with an entry of its own", &["nightly"]),
    ("cannot be taken back from who got it", &["followups send", "broadcasts send", "alerts send"]),
    ("is for good", &["contacts delete", "contacts unblock", "prune"]),
    ("takes back", &["undo", "imports undo", "dedupe undo"]),
    ("mends what can be derived", &["check"]),
    (
        "writes the configuration, which is a file of text",
        &["config init", "suggestions accept", "suggestions dismiss"],
    ),
];

/// People with all that can be changed of them.
fn world() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.file(
        "rolo.toml",
        "[dedupe]\nnightly = \"off\"\n[[alerts.rule]]\nname = \"here\"\nwhere = \"city = 'Leeds'\"\n[followups]\nquiet_hours = \"\"\n",
    );
    let people = "user_id,email,visitor_id,phone,name,city,tags,company,status,meta\n\
        7,ana@example.com,,+639175550101,Ana Cruz,Leeds,vip,Blue Ltd,qualified,x\n\
        ,ben@example.com,v2,,Ben Reyes,Leeds,,Red Ltd,,\n,cy@example.com,,,Cy Lim,York,spa,,,\n,,v9,,,,,,,\n";
    rolo.import("people.csv", people, &["--pin"]);
    let twins = "id,email,visitor_id,name,city\nC-1,,v31,Dora Oak,Leeds\nC-2,dora@example.com,,Dora Oak,York\n";
    rolo.import("twins.csv", twins, &[]);
    rolo.import("both.csv", "id,email\nC-1,dora@example.com\n", &[]);
    let messages = "email,conversation_id,message_id,channel,sender,sent_at,text\n\
        ana@example.com,c1,m1,web,visitor,2026-08-20T10:00:00Z,How much is it? This is the third time I ask!\n\
        ana@example.com,c1,m2,web,agent,2026-08-20T10:05:00Z,I will get back to you tomorrow\n\
        ben@example.com,c2,m3,sms,visitor,2026-08-25T10:05:00Z,Let me talk to a person\n\
        cy@example.com,c3,m4,email,visitor,2026-08-25T10:05:00Z,I want to book\n\
        ,c4,m5,web,visitor,2026-08-25T10:06:00Z,Hello\nben@example.com,c5,m6,web,visitor,2026-08-25T10:06:00Z,Hello\n";
    rolo.import("messages.csv", messages, &[]);
    let deals = "deal_id,title,email,amount,currency,state,stage\n\
        1,Roof,ana@example.com,100,EUR,open,new\n2,Door,ben@example.com,50,EUR,lost,new\n3,Wall,cy@example.com,5,EUR,open,new\n";
    rolo.import("deals.csv", deals, &[]);
    rolo.ok(&["followups", "schedule", "3", "--at", "2026-09-02", "--channel", "email"]);
    rolo.ok(&["followups", "schedule", "4", "--at", "2026-08-30", "--text", "Hello", "--channel", "email"]);
    rolo.ok(&["nightly"]);
    for line in [
        &["contacts", "set", "city=Hull", "2"][..],
        &["companies", "set", "city=Hull", "2"],
        &["deals", "set", "title=Long wall", "3"],
        &["conversations", "close", "3"],
        &["conversations", "unlink", "5"],
        &["segments", "save", "old", "--tag", "spa"],
        &["broadcasts", "create", "old", "--via", "email", "--segment", "all", "--text", "Hello"],
        &["broadcasts", "create", "begun", "--via", "email", "--segment", "all", "--text", "Hello"],
    ] {
        rolo.ok(line);
    }
    // As if rolo had been killed while it handed a message over.
    rolo.write(
        "UPDATE broadcast SET state = 'sending', begun_at = 1788220800 WHERE name = 'begun';
         INSERT INTO delivery (broadcast_id, contact_id, state, at, sent_at)
             SELECT id, 1, 'unconfirmed', 1788220800, 1788220800 FROM broadcast WHERE name = 'begun';
         UPDATE followup SET state = 'unconfirmed', sent_at = 1788220800 WHERE text = 'Hello'",
    );
    for (name, text) in [
        (
            "more.csv",
            "email,name,city,note,do_not_contact,company\nana@example.com,Ana C. Cruz,York,tea,yes,Red Ltd\n\
            eve@example.com,Eve,,,,New Ltd\n",
        ),
        (
            "more_messages.csv",
            "email,channel,sender,sent_at,text\nana@example.com,web,visitor,2026-08-30,Hello again\n\
            fay@example.com,web,visitor,2026-08-30,Hi\n",
        ),
        (
            "more_deals.csv",
            "deal_id,title,email,amount,currency,state\n1,Roof,ana@example.com,200,EUR,won\n9,New,eve@example.com,2,EUR,open\n",
        ),
        ("more_companies.csv", "name,website,industry\nBlue Ltd,blue.example.com,Tiles\n"),
        ("more_notes.csv", "email,text\nben@example.com,likes tea\n"),
        ("review.csv", "pair_id,verdict\n1-3,same\n2-3,different\n"),
    ] {
        rolo.file(name, text);
    }
    rolo.ok(&["nightly"]);
    rolo
}

/// The same folder once more.
fn copy(rolo: &Sandbox) -> Sandbox {
    let copy = Sandbox::at(NOW);
    for entry in fs::read_dir(rolo.path("")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.path("").join(path.file_name().unwrap())).unwrap();
    }
    copy
}

/// The commands that have none below them.
fn leaves() -> BTreeSet<String> {
    fn walk(command: &clap::Command, name: &str, leaves: &mut BTreeSet<String>) {
        let below: Vec<_> = command.get_subcommands().filter(|below| below.get_name() != "help").collect();
        if below.is_empty() || !command.is_subcommand_required_set() {
            leaves.insert(name.to_owned());
        }
        for below in below {
            walk(below, format!("{name} {}", below.get_name()).trim(), leaves);
        }
    }
    let mut leaves = BTreeSet::new();
    walk(&Cli::command(), "", &mut leaves);
    leaves.remove("");
    leaves
}

/// What a command calls itself in the journal.
fn in_journal(command: &str) -> BTreeSet<&str> {
    match command {
        "contacts merge" | "dedupe" => ["merge"].into(),
        "dedupe apply" => ["merge", "review"].into(),
        other => [other].into(),
    }
}

#[test]
fn every_command_is_taken_back_here_or_has_a_reason_why_not() {
    let undoable = UNDOABLE.iter().map(|(command, _)| (*command).to_owned());
    let others = OTHERS.iter().flat_map(|(_, commands)| commands.iter().map(|command| (*command).to_owned()));
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    undoable.chain(others).for_each(|command| *named.entry(command).or_default() += 1);
    assert!(named.values().all(|count| *count == 1), "named twice: {named:?}");
    assert_eq!(named.into_keys().collect::<BTreeSet<_>>(), leaves());
}

#[test]
fn every_entry_that_the_source_opens_is_taken_back_here() {
    let tried: BTreeSet<&str> = UNDOABLE.iter().flat_map(|(command, _)| in_journal(command)).collect();
    let mut folders = vec![project().join("src")];
    let mut opened = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                let names = code.split("Journal::open(conn, \"").skip(1).filter_map(|rest| rest.split('"').next());
                opened.extend(names.map(str::to_owned));
            }
        }
    }
    assert!(opened.len() > 5, "{opened:?}");
    let missing: Vec<_> = opened.iter().filter(|name| !tried.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_each_command_does_goes_as_it_came() {
    let world = world();
    let before = world.dump();
    let mut failures = Vec::new();
    for (command, lines) in UNDOABLE {
        for line in *lines {
            let rolo = copy(&world);
            let args: Vec<&str> = command.split(' ').chain(line.iter().copied()).collect();
            let last = rolo.one("SELECT max(id) FROM journal");
            let run = rolo.run(&args);
            if run.code != 0 {
                failures.push(format!("{args:?} ended with {}: {}", run.code, run.err));
                continue;
            }
            let entries = rolo.rows(&format!("SELECT DISTINCT command FROM journal WHERE id > {last} ORDER BY id"));
            let entries: BTreeSet<&str> = entries.iter().map(String::as_str).collect();
            let done = rolo.dump();
            let undo = rolo.run(&["undo"]);
            rolo.ok(&["nightly"]);
            let after = rolo.dump();
            let only = |these: &[String], those: &[String]| -> Vec<String> {
                these.iter().filter(|line| !those.contains(line)).take(4).cloned().collect()
            };
            let (lost, left) = (only(&before, &after), only(&after, &before));
            let is_right = done != before && undo.code == 0 && !undo.err.contains("warning");
            if !is_right || entries != in_journal(command) || !lost.is_empty() || !left.is_empty() {
                failures.push(format!("{args:?} as {entries:?}\n  {}  lost {lost:?}\n  left {left:?}", undo.err));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_something_later_depends_on_is_kept_and_said() {
    let world = world();
    for (done, later, kept) in [
        (
            &["contacts", "add", "name=New", "email=new@example.com"][..],
            &["contacts", "note", "hi", "new@example.com"][..],
            "stays",
        ),
        (&["contacts", "set", "city=Rome", "1"], &["contacts", "set", "city=Oslo", "1"], "city"),
        (&["deals", "move", "quoted", "1"], &["deals", "move", "negotiating", "1"], "stage"),
        (&["companies", "set", "city=Rome", "1"], &["companies", "set", "city=Oslo", "1"], "city"),
    ] {
        let rolo = copy(&world);
        rolo.ok(done);
        let entry = rolo.one("SELECT max(id) FROM journal");
        rolo.ok(later);
        let before = rolo.views();
        let run = rolo.ends(0, &["undo", &entry]);
        assert!(run.err.contains(kept), "{done:?}: {}", run.err);
        assert_eq!(rolo.views(), before, "{done:?}");
    }
}

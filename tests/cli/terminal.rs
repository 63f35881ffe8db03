//! What hostile data does to a terminal: nothing. A database in which every text holds escape codes, controls and marks of
//! direction is shown by every command in every format on a terminal, and the only codes that arrive are rolo's own.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::Stdio;
use std::thread;

use clap::CommandFactory;
use rolo::cli::Cli;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{self, OptionalActions, Winsize};
use serde_json::Value;

use crate::promises::undone::LOOKS;
use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
/// Colours, a link, the clipboard, a bell, steps back, C1 controls, directions, what has no width, and ends of lines.
const HOSTILE: &str = "\u{1b}[35mE\u{1b}[1mB\u{1b}]8;;http://example.com\u{7}L\u{1b}]52;c;eA==\u{7}\u{8}\r\tC\u{9b}2J\u{9d}0;t\u{9c}\u{7f}\
    \u{202e}R\u{2066}i\u{2069}\u{200f}\u{61c}\u{200b}z\u{2028}l\u{2029}p\u{e0041}\u{feff}\nerror: all is lost";
/// Enough plain words that the file is one of text.
const PLAIN: &str =
    "These are plain words, of which there are enough to see that this is a file of text and no program. ";

/// One end of a terminal, and the other.
fn terminal() -> (OwnedFd, OwnedFd) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let path = ptsname(&ours, Vec::new()).unwrap();
    let theirs = File::options().read(true).write(true).open(path.to_str().unwrap()).unwrap().into();
    let mut settings = termios::tcgetattr(&theirs).unwrap();
    settings.make_raw();
    termios::tcsetattr(&theirs, OptionalActions::Now, &settings).unwrap();
    termios::tcsetwinsize(&theirs, Winsize { ws_row: 50, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    (ours, theirs)
}

fn read(end: OwnedFd) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let (mut file, mut all, mut part) = (File::from(end), Vec::new(), [0; 4096]);
        // The other end is closed when reading fails.
        while let Ok(count @ 1..) = file.read(&mut part) {
            all.extend_from_slice(&part[..count]);
        }
        all
    })
}

/// Runs rolo with both streams on a terminal: its code, and what each got.
fn shown(rolo: &Sandbox, args: &[&str], has_colour: bool) -> (Option<i32>, [String; 2]) {
    let ((out, stdout), (err, stderr)) = (terminal(), terminal());
    let mut command = rolo.command(args);
    command.env("PAGER", "").env("TERM", "xterm").stdout(Stdio::from(stdout)).stderr(Stdio::from(stderr));
    if has_colour {
        command.env_remove("NO_COLOR");
    }
    let mut child = command.spawn().unwrap();
    // Our copies of the other ends go with the command.
    drop(command);
    let (out, err) = (read(out), read(err));
    let code = child.wait().unwrap().code();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("a terminal gets text");
    (code, [out, err].map(|read| text(read.join().unwrap())))
}

/// What of a text would steer a terminal, once codes of rolo's own are taken away.
fn steering(text: &str, has_colour: bool) -> Option<String> {
    let mut text = text.to_owned();
    if has_colour {
        for code in ["0", "1", "2", "4", "31", "1;31", "32", "33", "1;33", "36"] {
            text = text.replace(&format!("\u{1b}[{code}m"), "");
        }
    }
    // A bar of progress clears its own line.
    let text = text.replace("\r\u{1b}[2K", "");
    let at = text.find(|c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0041}')
    })?;
    Some(format!("{:?}", text[at..].chars().take(30).collect::<String>()))
}

/// Runs a command on a terminal, which must not be steered, with and without colour.
#[track_caller]
fn check(rolo: &Sandbox, args: &[&str], faults: &mut BTreeSet<String>) -> Option<i32> {
    look(rolo, args, true, faults);
    look(rolo, args, false, faults)
}

#[track_caller]
fn look(rolo: &Sandbox, args: &[&str], has_colour: bool, faults: &mut BTreeSet<String>) -> Option<i32> {
    let (code, streams) = shown(rolo, args, has_colour);
    for text in &streams {
        if let Some(found) = steering(text, has_colour) {
            faults.insert(format!("{} (colour {has_colour}): {found}", args.join(" ").escape_debug()));
        }
    }
    assert!(code.is_some_and(|code| code < 70), "{args:?}: {code:?} {streams:?}");
    code
}

fn csv(rows: &[&[String]]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(*row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// A table of one row for each `first`, in which all other columns are hostile.
fn hostile(columns: &str, rows: &[&str]) -> String {
    let names: Vec<String> = columns.split(',').map(|name| name.replace("EVIL", &format!("X{HOSTILE}"))).collect();
    let mut table = vec![names.clone()];
    for (n, row) in rows.iter().enumerate() {
        let mut cells: Vec<String> = row.split('|').map(|cell| cell.replace("EVIL", HOSTILE)).collect();
        while cells.len() < names.len() - 1 {
            cells.push(format!("v{n}{HOSTILE}"));
        }
        cells.push(PLAIN.repeat(20));
        table.push(cells);
    }
    csv(&table.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn toml(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && c != '"' && c != '\\' || c == ' ' {
                c.to_string()
            } else {
                format!("\\U{:08x}", c as u32)
            }
        })
        .collect();
    format!("\"{escaped}\"")
}

/// The files of the hostile world.
fn files() -> Vec<(String, String)> {
    let email = "ana@example.com";
    [
        (
            "people",
            hostile(
                "email,name,first_name,last_name,phone,company,job_title,address,city,country,website,branch,source,tags,\
                 interests,traits,needs,note,EVIL,remark",
                &["ana@example.com", "\"EVIL\" <ben@example.com>", "cy@example.com"],
            ),
        ),
        (
            "messages",
            hostile(
                "email,conversation_id,message_id,sender,sent_at,text,channel,website,branch,agent,EVIL,remark",
                &[
                    "ana@example.com|c1EVIL|m1EVIL|visitor|2026-08-20T10:00:00Z|How much? EVIL third time I ask! My name is ZedEVIL",
                    "ana@example.com|c1EVIL|m2EVIL|agent|2026-08-20T10:05:00Z|I will get back to you tomorrow EVIL",
                    "ben@example.com|c2EVIL|m3EVIL|visitor|2026-08-20T10:05:00Z|let me talk to a person please EVIL",
                    "ben@example.com|c2EVIL|m4EVIL|bot|2026-08-20T10:06:00Z|Sorry, I don't know EVIL",
                    "|c3EVIL|m5EVIL|visitor|2026-08-20T10:06:00Z|What time do you open? EVIL",
                ],
            ),
        ),
        ("events", hostile("email,kind,at,event_id,reference,EVIL,remark", &[&format!("{email}|kEVIL|2026-08-20"), "ben@example.com|purchase|2026-08-20"])),
        ("companies", hostile("name,website,industry,phone,address,city,country,EVIL,remark", &["One EVIL"])),
        (
            "deals",
            hostile("title,email,amount,currency,state,stage,lost_reason,deal_id,EVIL,remark", &[
                &format!("t EVIL|{email}|5|EUR|open"), "u EVIL|ben@example.com|7|EUR|lost",
            ]),
        ),
        ("notes", hostile("email,at,text,author,EVIL,remark", &[&format!("{email}|2026-08-01")])),
        ("conversations", hostile("conversation_id,channel,email,agent,summary,EVIL,remark", &["c9|web|cy@example.com"])),
        ("bad", hostile("email,created_at,name,EVIL,remark", &["aEVIL@|someday", "dan@example.com|someday EVIL", "ed@example.com|2026-01-01"])),
    ]
    .into_iter()
    .map(|(name, text)| (format!("{name}{}.csv", HOSTILE.replace(['/', '\n'], "_")), text))
    .collect()
}

/// Everything that can be written, written on a terminal.
fn world(faults: &mut BTreeSet<String>) -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let evil = toml(HOSTILE);
    let texts = format!(
        "[templates]\nhello = {0}\n[alerts]\ncannot_answer = 1\n[[alerts.rule]]\nname = {0}\nwhere = \"1\"\n\
         [[alerts.rule]]\nname = \"word\"\nkeyword = \"how much\"\n[[followups.trigger]]\nname = \"evil\"\n\
         where = \"email IS NOT NULL\"\ndelay = \"1d\"\nchannel = {0}\ntemplate = {0}\n[deals]\nstages = [\"new\", {0}]\n\
         [[score.signal]]\nname = {0}\ncategory = \"budget\"\nkind = \"keyword\"\nmatch = \"how much\"\npoints = 30\n\
         [score]\nmin_messages = 0\n[followups]\nquiet_hours = \"\"\n",
        evil
    );
    rolo.file("rolo.toml", &texts);
    for (name, text) in files() {
        rolo.file(&name, &text);
        for args in [
            &["inspect", &name][..],
            &["inspect", "--format", "csv", &name],
            &["inspect", "--format", "json", &name],
            &["import", "--print-mapping", &name],
            &["import", "--verbose", &name],
            &["import", &name],
            &["import", "--lenient", "--format", "json", &name],
        ] {
            let code = check(&rolo, args, faults);
            assert!(matches!(code, Some(0 | 3)), "{args:?} {code:?}");
        }
    }
    let key = format!("meta.k{HOSTILE}=v{HOSTILE}").replace(';', ",");
    let said = |text: &str| text.replace("EVIL", HOSTILE);
    for line in [
        &["nightly"][..],
        &["contacts", "note", "handEVIL", "1"],
        &["contacts", "tag", "tagEVIL", "1"],
        &["contacts", "set", &key, "1"],
        &["contacts", "set", "city=EVIL", "1", "--author", "auEVIL"],
        &["contacts", "points", "4", "1", "--reason", "EVIL"],
        &["contacts", "add", "name=NewEVIL", "email=new@example.com"],
        &["companies", "set", "city=EVIL", "1"],
        &[
            "followups",
            "schedule",
            "1",
            "--at",
            "2026-09-01",
            "--text",
            "ftEVIL",
            "--note",
            "EVIL",
            "--channel",
            "fcEVIL",
        ],
        &["alerts", "take", "1", "--author", "auEVIL"],
        &["alerts", "resolve", "2", "--note", "EVIL"],
        &["deals", "add", "DEVIL", "--contact", "1"],
        &["deals", "lost", "1", "--reason", "EVIL"],
        &["segments", "save", "evil", "--search", "EVIL"],
        &[
            "broadcasts",
            "create",
            "evil",
            "--text",
            "hi {{ company }} EVIL",
            "--subject",
            "SEVIL",
            "--via",
            "fc",
            "--segment",
            "all",
        ],
        &["broadcasts", "send", "evil", "--output", "-"],
        &["followups", "send", "--exec", "printf '\\033[31m\\302\\233x' >&2; exit 1"],
        &["alerts", "send", "--exec", "printf '\\033[31m\\302\\233x' >&2; exit 1"],
        &["classify", "--full"],
        &["score", "--full"],
        &["dedupe"],
    ] {
        let line: Vec<String> = line.iter().map(|word| said(word)).collect();
        check(&rolo, &line.iter().map(String::as_str).collect::<Vec<_>>(), faults);
    }
    rolo.ok(&["nightly"]);
    rolo
}

/// What each printing command is asked, besides its name: a name of a contact, a number, or another word it needs.
const SHOWN: &[(&str, &[&str])] = &[
    ("imports list", &[]),
    ("imports show", &["1"]),
    ("dedupe", &[]),
    ("dedupe review", &[]),
    ("contacts list", &[]),
    ("contacts show", &["1"]),
    ("contacts timeline", &["1"]),
    ("contacts dossier", &["1"]),
    ("conversations list", &[]),
    ("conversations show", &["1"]),
    ("conversations export", &[]),
    ("companies list", &[]),
    ("companies show", &["1"]),
    ("deals list", &["--all"]),
    ("deals board", &[]),
    ("deals show", &["1"]),
    ("deals forecast", &[]),
    ("segments list", &[]),
    ("segments show", &["evil"]),
    ("segments diff", &["evil", "--since", "2026-01-01"]),
    ("alerts list", &["--all"]),
    ("alerts show", &["1"]),
    ("broadcasts list", &[]),
    ("broadcasts show", &["evil"]),
    ("broadcasts preview", &["evil"]),
    ("broadcasts deliveries", &["evil"]),
    ("followups list", &["--all"]),
    ("followups show", &["1"]),
    ("followups preview", &[]),
    ("followups stats", &[]),
    ("stats", &[]),
    ("report", &["--html", "-", "--title", HOSTILE]),
    ("activity", &[]),
    ("export", &["--columns", "all"]),
    ("suggestions list", &[]),
    ("config show", &[]),
    ("config check", &[]),
    ("check", &[]),
    ("undo", &["--list"]),
    ("classify", &["--explain", "1"]),
    ("score", &["--explain", "1"]),
];

/// The formats that a command knows, by the command line's own description.
fn formats(command: &str) -> Vec<String> {
    let cli = Cli::command();
    let at = command.split(' ').try_fold(&cli, |at, name| at.find_subcommand(name)).unwrap();
    let format = at.get_arguments().find(|argument| argument.get_id() == "format");
    let values = format.map(clap::Arg::get_possible_values).unwrap_or_default();
    values.iter().map(|value| value.get_name().to_owned()).collect()
}

#[test]
fn every_command_that_only_looks_is_looked_at_here() {
    let looked: BTreeSet<&str> = SHOWN.iter().map(|(command, _)| *command).collect();
    let missing: Vec<_> = LOOKS
        .iter()
        .filter(|command| {
            !looked.contains(*command) && !["inspect", "backup", "completions", "suggestions show"].contains(command)
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn nothing_that_is_stored_steers_a_terminal() {
    let mut faults = BTreeSet::new();
    let rolo = world(&mut faults);
    for (command, args) in SHOWN {
        let words: Vec<&str> = command.split(' ').chain(args.iter().copied()).collect();
        let code = check(&rolo, &words, &mut faults);
        // Nobody was recorded in the segment before.
        assert!(code == Some(0) || *command == "segments diff", "{words:?}: {code:?}");
        for format in formats(command) {
            let words = [&words[..], &["--format", &format]].concat();
            let code = look(&rolo, &words, true, &mut faults);
            assert!(matches!(code, Some(0..=2)), "{words:?}: {code:?}");
        }
    }
    for args in [
        &["export", "--format", "vcard"][..],
        &["export", "--spreadsheet"],
        &["export", "--kind", "messages", "--format", "csv"],
        &["export", "--kind", "events", "--format", "csv"],
        &["undo", "--dry-run"],
        &["undo", "1", "--dry-run"],
        &["contacts", "delete", "1", "--dry-run", "--block"],
        &["dedupe", "--explain", "1", "2"],
    ] {
        check(&rolo, args, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_error_that_quotes_what_was_given_steers_a_terminal() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@example.com,Ana\n", &[]);
    let mut faults = BTreeSet::new();
    let where_name = format!("name = '{HOSTILE}");
    let output = HOSTILE.replace('/', "_");
    for args in [
        &[HOSTILE][..],
        &["contacts", HOSTILE],
        &["contacts", "show", HOSTILE],
        &["contacts", "list", "--where", &where_name],
        &["contacts", "list", "--columns", HOSTILE],
        &["contacts", "list", "--status", HOSTILE],
        &["contacts", "list", "--format", HOSTILE],
        &["contacts", "points", HOSTILE, "1"],
        &["segments", "show", HOSTILE],
        &["deals", "move", HOSTILE, "1"],
        &["deals", "show", HOSTILE],
        &["undo", HOSTILE],
        &["--db", HOSTILE, "contacts", "list"],
        &["--config", HOSTILE, "contacts", "list"],
        &["--as-of", HOSTILE, "contacts", "list"],
        &["import", HOSTILE],
        &["import", "--from", HOSTILE, "a.csv"],
        &["import", "--time-zone", HOSTILE, "a.csv"],
        &["import", "--delimiter", HOSTILE, "a.csv"],
        &["import", "--map", HOSTILE, "a.csv"],
        &["backup", HOSTILE],
        &["report", "--html", HOSTILE],
        &["export", "--output", HOSTILE],
        &["broadcasts", "create", "x", "--via", "email", "--segment", "all", "--text", "{{ \u{1b}[31m"],
    ] {
        let code = check(&rolo, args, &mut faults);
        assert!(matches!(code, Some(1 | 2)), "{args:?}: {code:?}");
    }
    check(&rolo, &["export", "--output", &output], &mut faults);
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn machine_formats_in_a_pipe_are_exact_whatever_colour_is_asked_for() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,city\nana@example.com,x\n", &[]);
    // Whatever an import would tidy up.
    let stored = format!("\u{feff} {HOSTILE}\u{1}");
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute("UPDATE contact SET city = ?1", [&stored]).unwrap();
    drop(conn);
    for colour in ["auto", "always"] {
        let told = |format: &str| rolo.ok(&["--color", colour, "export", "--columns", "city", "--format", format]);
        let csv = told("csv");
        let row = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(&row[0], stored);
        let json: Value = serde_json::from_str(&told("json")).unwrap();
        assert_eq!(json[0]["city"], stored.as_str());
        let line: Value = serde_json::from_str(&told("jsonl")).unwrap();
        assert_eq!(line["city"], stored.as_str());
    }
    // On a terminal JSON is JSON still.
    let (_, [out, _]) = shown(&rolo, &["export", "--columns", "city", "--format", "json"], true);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json[0]["city"], stored.as_str());
}

//! `rolo followups list` and `show` as people read them, and that what they wrote goes with a contact.

use serde_json::Value;

use crate::sandbox::Sandbox;

const HEAD: &str = "email,name,conversation_id,message_id,channel,sender,sent_at,text\n";

/// We promised something to Ana, and Ben does not answer; both have been comparing for days.
const TALK: &str = "\
    ana@example.com,Ana Cruz,c1,m1,web,visitor,2026-08-18T10:00:00Z,Hello there how much is the blue one?\n\
    ana@example.com,Ana Cruz,c1,m2,web,agent,2026-08-18T10:10:00Z,I'll get back to you tomorrow at 3 pm\n\
    ben@example.com,Ben Tan,c2,n1,whatsapp,visitor,2026-08-18T10:00:00Z,Hi\n\
    ben@example.com,Ben Tan,c2,n2,whatsapp,visitor,2026-08-18T10:05:00Z,Do you have it in red?\n\
    ben@example.com,Ben Tan,c2,n3,whatsapp,agent,2026-08-18T11:05:00Z,Yes we have it in red\n";

/// Follow-ups 1 promise and 2 undecided for Ana, 3 ghosted and 4 undecided for Ben.
fn world() -> Sandbox {
    let rolo = Sandbox::at("2026-08-23T12:00:00Z");
    rolo.import("talk.csv", &format!("{HEAD}{TALK}"), &[]);
    pass(&rolo);
    rolo
}

fn pass(rolo: &Sandbox) {
    for args in [&["classify"][..], &["score"], &["followups", "scan"]] {
        rolo.ok(args);
    }
}

fn states(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT id, kind, state FROM followups ORDER BY id")
}

#[test]
fn people_see_what_to_do_and_how_late_it_is() {
    let rolo = world();
    let rows = ["1|promise|pending", "2|undecided|pending", "3|ghosted|pending", "4|undecided|pending"];
    assert_eq!(states(&rolo), rows);
    for (width, has_channel) in [("80", false), ("100", true)] {
        let mut command = rolo.command(&["followups", "list", "--format", "table"]);
        let out = command.env("COLUMNS", width).output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        let first = text.lines().nth(2).unwrap();
        let start = "1  3d late  promise    Ana Cruz  5d     ";
        assert!(first.trim_start().starts_with(start) && first.contains("keep the promise"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= width.parse().unwrap()), "{text}");
        assert_eq!(text.contains("whatsapp"), has_channel, "{text}");
        assert!(text.contains("answer and compare"), "{text}");
    }
    let csv = rolo.ok(&["followups", "list", "--format", "csv"]);
    let columns = "id,contact_id,conversation_id,kind,reason,due_at,state,channel,text,attempts,created_at,sent_at\n";
    assert!(csv.starts_with(columns), "{csv}");
    let due: Vec<&str> = csv.lines().skip(1).map(|line| &line[..2]).collect();
    assert_eq!(due, ["1,", "3,", "2,", "4,"]);
}

#[test]
fn a_follow_up_is_shown_with_its_promise_and_what_was_done() {
    let rolo = world();
    rolo.ok(&["followups", "edit", "1", "--text", "Hi Ana, it is 20", "--note", "likes blue", "--author", "joe"]);
    rolo.ok(&["followups", "dismiss", "1", "--author", "mia"]);
    let text = rolo.ok(&["followups", "show", "1"]);
    for line in [
        "follow-up 1, promise, dismissed\n",
        "  why       we promised to come back at a time that we named\n",
        "  again     may open from 2026-08-26T12:00:00Z on, as attempt 2\n",
        "  note      likes blue\n",
        "  text      Hi Ana, it is 20\n",
        "  history   2026-08-23T12:00:00Z  text: Hi Ana, it is 20 by joe\n",
        "            2026-08-23T12:00:00Z  pending → dismissed by mia\n",
        "> agent    I'll get back to you tomorrow at 3 pm [promise: I'll get back to you tomorrow, due 2026-08-19 15:00]",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let ghosted = rolo.ok(&["followups", "show", "3", "--around", "0"]);
    assert!(
        ghosted.contains("> agent    Yes we have it in red") && ghosted.contains("… 2 messages before"),
        "{ghosted}"
    );
    assert!(ghosted.contains("  due       2026-08-20T11:05:00Z (3d late)\n"), "{ghosted}");
    let object: Value = serde_json::from_str(&rolo.ok(&["followups", "show", "1", "--format", "json"])).unwrap();
    assert_eq!(object["may_open_at"], "2026-08-26T12:00:00Z");
    assert_eq!(object["evidence_message_id"], 2);
    assert_eq!(object["conversation"]["external_id"], "c1");
    assert_eq!(object["history"][2]["new"], "dismissed");
    let run = rolo.ends(1, &["followups", "show", "99"]);
    assert_eq!(run.err, "error: there is no follow-up 99\nhint: `rolo followups list` shows their numbers\n");
    rolo.ends(2, &["followups", "show", "1", "--format", "csv"]);
}

#[test]
fn what_people_wrote_of_a_contact_goes_with_it() {
    let rolo = world();
    rolo.ok(&["followups", "edit", "1", "--text", "Secretword for Ana", "--note", "Secretword indeed"]);
    rolo.ok(&["contacts", "delete", "ana@example.com", "--yes"]);
    let bytes = std::fs::read(rolo.path("rolo.db")).unwrap();
    assert!(!bytes.windows(10).any(|part| part == b"Secretword"));
}

//! Whose conversations are, by a person's word: what moves with them, what imports may change, and taking it back.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const HEADER: &str = "email,visitor_id,conversation_id,message_id,channel,sender,sent_at,text";
const LINK: &str = "SELECT contact_id, link_state, match_confidence FROM conversations WHERE external_id = 'c1'";

/// Ana has bought nothing and asked for prices; Ben has written once.
fn shop() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Reyes\n", &[]);
    let text = format!(
        "{HEADER}\n\
         ana@example.com,,c1,m1,web,visitor,2026-08-29T10:00:00Z,How much is it? I'll take it\n\
         ana@example.com,,c1,m2,web,agent,2026-08-29T10:05:00Z,I'll get back to you tomorrow\n\
         ana@example.com,,c1,m3,web,visitor,2026-08-29T11:00:00Z,let me talk to a person. I'm looking for a helmet\n\
         ben@example.com,,c2,m4,sms,visitor,2026-08-20T10:00:00Z,Hello\n"
    );
    rolo.import("messages.csv", &text, &[]);
    rolo.ok(&["nightly"]);
    rolo
}

/// What the passes decide bit by bit has to be what they decide at once.
#[track_caller]
fn decides_the_same_in_full(rolo: &Sandbox) {
    for pass in [&["classify"][..], &["score"], &["followups", "scan"]] {
        rolo.ok(pass);
    }
    let before = rolo.dump();
    for pass in [&["classify"][..], &["score"], &["followups", "scan"]] {
        rolo.ok(&[pass, &["--full"]].concat());
    }
    assert_eq!(rolo.dump(), before);
}

#[test]
fn a_link_moves_all_that_follows_from_the_conversation() {
    let rolo = shop();
    let facts =
        "SELECT id, status, intent, needs, conversation_count, message_count, channels FROM contacts ORDER BY id";
    assert_eq!(rolo.rows(facts), ["1|qualified|ready_to_buy|helmet|1|3|web", "2|new|browsing||1|1|sms"]);
    assert_eq!(rolo.rows("SELECT contact_id, kind FROM followups ORDER BY id"), ["1|promise"]);
    let run = rolo.ends(0, &["conversations", "link", "1", "ben@example.com", "--author", "Mia"]);
    assert_eq!(run.err, "conversation 1 is linked to Ben Reyes (2), no longer to Ana Cruz (1)\n");
    assert_eq!(rolo.one(LINK), "2|linked|100");
    assert_eq!(rolo.rows("SELECT DISTINCT contact_id FROM message"), ["2"]);
    assert_eq!(
        rolo.rows("SELECT id, needs, conversation_count, message_count FROM contacts ORDER BY id"),
        ["1||0|0", "2|helmet|2|4"],
        "what is counted and inferred is right at once"
    );
    assert_eq!(
        rolo.rows("SELECT contact_id, kind FROM alerts ORDER BY id"),
        ["2|human_request", "1|intent"],
        "what a conversation raised goes along, what the contact as a whole did stays"
    );
    assert_eq!(rolo.rows("SELECT contact_id, kind, state FROM followups"), ["2|promise|pending"]);
    assert_eq!(
        rolo.rows("SELECT contact_id, kind, old, new, author FROM activity WHERE field = 'conversation' ORDER BY id"),
        ["1|unlinked|1||Mia", "2|linked||1|Mia"]
    );
    rolo.ok(&["classify"]);
    assert_eq!(rolo.rows(facts), ["1|new|||0|0|", "2|qualified|ready_to_buy|helmet|2|4|web;sms"]);
    decides_the_same_in_full(&rolo);
    let run = rolo.ends(0, &["conversations", "link", "1", "2"]);
    assert_eq!(run.err, "conversation 1 is linked to Ben Reyes (2) already\n");
    assert_eq!(
        rolo.ok(&["undo", "--list", "--format", "csv"]).lines().nth(1).expect("an entry").split(',').nth(2),
        Some("conversations link")
    );
}

#[test]
fn a_link_and_an_unlink_are_taken_back_exactly() {
    for command in [&["link", "1", "ben@example.com"][..], &["unlink", "1", "2"], &["link", "2", "1"], &["close", "1"]]
    {
        for night in [false, true] {
            let rolo = shop();
            let before = rolo.dump();
            rolo.ok(&[&["conversations"], command].concat());
            assert_ne!(rolo.dump(), before, "{command:?}");
            if night {
                rolo.ok(&["nightly"]);
                decides_the_same_in_full(&rolo);
            }
            let run = rolo.ends(0, &["undo"]);
            rolo.ok(&["nightly"]);
            if !night {
                assert!(!run.err.contains("warning"), "{}", run.err);
                assert_eq!(rolo.dump(), before, "{command:?}");
            }
            decides_the_same_in_full(&rolo);
            // What a night raised and opened in between is worked off by people.
            let is_fact = |row: &String| !row.starts_with("followup") && !row.starts_with("alert");
            let facts = |rows: Vec<String>| rows.into_iter().filter(is_fact).collect::<Vec<_>>();
            assert_eq!(facts(rolo.dump()), facts(before.clone()), "{command:?} after a night: {night}");
        }
    }
}

#[test]
fn an_unlinked_conversation_is_nobodys_until_it_is_matched_again() {
    let rolo = shop();
    let run = rolo.ends(0, &["conversations", "unlink", "1"]);
    assert_eq!(run.err, "1 of 1 conversations unlinked\n");
    assert_eq!(rolo.one(LINK), "|pending|");
    assert_eq!(rolo.rows("SELECT contact_id FROM alerts WHERE kind = 'human_request'"), [""]);
    assert_eq!(rolo.rows("SELECT contact_id, state FROM followups"), ["1|resolved"]);
    decides_the_same_in_full(&rolo);
    assert_eq!(
        rolo.ends(0, &["conversations", "retry"]).err,
        "0 of 0 conversations linked, 0 in error, 0 pending\n",
        "a person said that it is nobody's"
    );
    assert_eq!(
        rolo.ends(0, &["conversations", "retry", "1"]).err,
        "1 of 1 conversations linked, 0 in error, 0 pending\n"
    );
    assert_eq!(rolo.one(LINK), "1|linked|95", "by the e-mail address that it came by");
    decides_the_same_in_full(&rolo);
    let run = rolo.ends(1, &["conversations", "retry", "1"]);
    assert!(run.err.contains("conversation 1 is linked to contact 1") && run.err.contains("unlink 1"), "{}", run.err);
}

#[test]
fn what_cannot_be_matched_tells_why() {
    let rolo = shop();
    rolo.ok(&["conversations", "unlink", "1", "2"]);
    rolo.ok(&["conversations", "release", "1", "2"]);
    rolo.import("more.csv", "user_id,email,name\n9,ana@example.com,Xenia Yu\n", &[]);
    rolo.ok(&["contacts", "set", "email=", "2"]);
    let pending = format!("{HEADER}\n,,c9,m9,web,visitor,2026-08-30T10:00:00Z,Hi\n");
    rolo.import("pending.csv", &pending, &[]);
    assert_eq!(rolo.ends(0, &["conversations", "retry"]).err, "0 of 3 conversations linked, 2 in error, 1 pending\n");
    assert_eq!(
        rolo.ok(&["conversations", "list", "--link-state", "error", "--sort", "id", "--format", "ids"]),
        "1\n2\n"
    );
    let shown = rolo.ok(&["conversations", "show", "1", "2"]);
    assert!(shown.contains("error: several contacts have the identity that it came by: 1, 3"), "{shown}");
    assert!(shown.contains("error: no contact has the identity that it came by"), "{shown}");
    decides_the_same_in_full(&rolo);
}

#[test]
fn no_import_moves_a_conversation_that_a_person_gave_to_somebody() {
    let rolo = Sandbox::at(NOW);
    let row = |conversation: &str, message: &str, text: &str| {
        format!("{HEADER}\n,v1,{conversation},{message},web,visitor,2026-08-29T10:00:00Z,{text}\n")
    };
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    rolo.import("a.csv", &row("c1", "m1", "Hello"), &[]);
    rolo.ok(&["conversations", "link", "1", "ana@example.com"]);
    let taken = rolo.import("b.csv", &row("c1", "m2", "Hello again"), &[]);
    assert_eq!((taken.created, taken.conflicts, taken.contacts), (1, 0, 0));
    assert_eq!(rolo.one(LINK), "1|linked|100");
    assert_eq!(
        rolo.rows("SELECT id, visitor_ids, message_count FROM contacts ORDER BY id"),
        ["1||2", "2|v1|0"],
        "who wrote stays apart, too"
    );
    rolo.ok(&["conversations", "unlink", "1"]);
    rolo.file("c.csv", &row("c1", "m3", "And again"));
    let run = rolo.ends(0, &["import", "c.csv"]);
    assert!(run.err.contains("values kept as a person set them: 1"), "{}", run.err);
    assert_eq!(rolo.one(LINK), "|pending|");
    assert_eq!(rolo.rows("SELECT count(*), count(contact_id) FROM message"), ["3|0"]);
    rolo.ok(&["conversations", "release", "1"]);
    rolo.import("d.csv", &row("c1", "m4", "Once more"), &[]);
    assert_eq!(rolo.one(LINK), "2|linked|90");
    assert_eq!(rolo.rows("SELECT count(*), count(contact_id) FROM message"), ["4|4"]);
    decides_the_same_in_full(&rolo);
}

#[test]
fn no_import_opens_what_a_person_closed() {
    let rolo = shop();
    let state = "SELECT id, state FROM conversations ORDER BY id";
    assert_eq!(rolo.ends(0, &["conversations", "close", "1", "2"]).err, "2 of 2 conversations closed\n");
    assert_eq!(rolo.ends(0, &["conversations", "close", "1"]).err, "0 of 1 conversations closed\n");
    let text = "email,conversation_id,message_id,channel,sender,sent_at,text,conversation_state\n\
        ana@example.com,c1,m9,web,visitor,2026-08-31T10:00:00Z,Hello,open\n";
    rolo.import("open.csv", text, &[]);
    assert_eq!(rolo.rows(state), ["1|closed", "2|closed"]);
    assert_eq!(rolo.pipe(&["conversations", "archive", "-"], "2\n").err, "1 of 1 conversations archived\n");
    rolo.ok(&["conversations", "reopen", "1"]);
    assert_eq!(rolo.rows(state), ["1|open", "2|archived"]);
    rolo.ok(&["conversations", "release", "2"]);
    rolo.import("open2.csv", &text.replace("ana@", "ben@").replace("c1,m9", "c2,m10"), &[]);
    assert_eq!(rolo.rows(state), ["1|open", "2|open"]);
    assert_eq!(
        rolo.rows(
            "SELECT contact_id, field, old, new FROM activity WHERE kind = 'changed' AND field LIKE 'conversation%'"
        ),
        [
            "1|conversation 1|open|closed",
            "2|conversation 2|open|closed",
            "2|conversation 2|closed|archived",
            "1|conversation 1|closed|open"
        ]
    );
    decides_the_same_in_full(&rolo);
}

#[test]
fn closing_ends_a_ghosted_followup() {
    let rolo = Sandbox::at(NOW);
    let text = format!(
        "{HEADER}\nana@example.com,,c1,m1,web,visitor,2026-08-20T10:00:00Z,Hello\n\
         ana@example.com,,c1,m2,web,visitor,2026-08-20T10:01:00Z,Are you there?\n\
         ana@example.com,,c1,m3,web,agent,2026-08-20T10:05:00Z,Yes\n"
    );
    rolo.import("messages.csv", &text, &[]);
    rolo.ok(&["nightly"]);
    let open = "SELECT kind FROM followups WHERE state = 'pending' AND kind = 'ghosted'";
    assert_eq!(rolo.rows(open), ["ghosted"]);
    rolo.ok(&["conversations", "close", "1"]);
    rolo.ok(&["nightly"]);
    assert!(rolo.rows(open).is_empty());
}

#[test]
fn an_opt_out_goes_along_and_stays() {
    let rolo = shop();
    let text = format!("{HEADER}\nana@example.com,,c1,m9,web,visitor,2026-08-30T10:00:00Z,stop messaging me\n");
    rolo.import("stop.csv", &text, &[]);
    let opted_out = "SELECT id, do_not_contact FROM contacts ORDER BY id";
    assert_eq!(rolo.rows(opted_out), ["1|1", "2|0"]);
    let run = rolo.ends(0, &["conversations", "link", "1", "2"]);
    assert!(run.err.contains("Ana Cruz (1) stays opted out, which was said in conversation 1"), "{}", run.err);
    assert_eq!(rolo.rows(opted_out), ["1|1", "2|1"]);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.rows(opted_out), ["1|1", "2|0"]);
    rolo.ok(&["contacts", "set", "do_not_contact=yes", "2"]);
    rolo.ok(&["contacts", "set", "do_not_contact=no", "2"]);
    rolo.ok(&["conversations", "link", "1", "2"]);
    assert_eq!(rolo.rows(opted_out), ["1|1", "2|0"], "a person lifted it after that was said");
}

#[test]
fn a_followup_that_is_open_twice_is_resolved_once() {
    let rolo = shop();
    let text = format!(
        "{HEADER}\nben@example.com,,c2,m8,sms,visitor,2026-08-29T10:00:00Z,When?\n\
         ben@example.com,,c2,m9,sms,agent,2026-08-29T10:05:00Z,I'll get back to you tomorrow\n"
    );
    rolo.import("more.csv", &text, &[]);
    rolo.ok(&["nightly"]);
    let queue = "SELECT contact_id, conversation_id, state FROM followups WHERE kind = 'promise' ORDER BY id";
    assert_eq!(rolo.rows(queue), ["1|1|pending", "2|2|pending"]);
    let before = rolo.dump();
    rolo.ok(&["conversations", "link", "1", "2"]);
    assert_eq!(rolo.rows(queue), ["2|1|resolved", "2|2|pending"]);
    rolo.ok(&["undo"]);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn a_link_that_is_taken_back_after_a_merge_goes_to_who_is_left() {
    let rolo = shop();
    rolo.import("twin.csv", "user_id,name\n77,Ana Cruz\n", &[]);
    rolo.ok(&["conversations", "link", "1", "2"]);
    rolo.ok(&["contacts", "merge", "3", "1"]);
    let entries = rolo.ok(&["undo", "--list", "--format", "csv"]);
    let link = entries.lines().find(|line| line.contains("conversations link")).expect("the link");
    let run = rolo.ends(0, &["undo", link.split(',').next().expect("a number")]);
    assert!(run.err.contains("conversation 1 goes to contact 3, which contact 1 became part of"), "{}", run.err);
    assert_eq!(rolo.one(LINK), "3|linked|95");
    assert_eq!(rolo.rows("SELECT id, message_count FROM contacts ORDER BY id"), ["2|1", "3|3"]);
    decides_the_same_in_full(&rolo);
}

#[test]
fn bad_names_are_refused_with_what_to_do() {
    let rolo = shop();
    let before = rolo.dump();
    for (args, code, message) in [
        (&["link", "99", "1"][..], 1, "there is no conversation 99"),
        (&["link", "c1", "1"], 2, "`c1` is not the number of a conversation"),
        (&["link", "1", "nobody@example.com"], 1, "no contact is known as `nobody@example.com`"),
        (&["unlink", "1", "99"], 1, "there is no conversation 99"),
        (&["close", "x"], 2, "`x` is not the number of a conversation"),
        (&["show", "99"], 1, "there is no conversation 99"),
    ] {
        let run = rolo.ends(code, &[&["conversations"], args].concat());
        assert!(run.err.contains(message) && run.err.contains("hint"), "{}", run.err);
    }
    let run = rolo.ends(0, &["conversations", "link", "1", "2", "--dry-run"]);
    assert!(run.err.contains("no longer to Ana") && run.err.contains("dry run: nothing was written"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
}

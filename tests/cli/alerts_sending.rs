//! `rolo alerts send`: each alert is handed over once, whatever becomes of the command or of rolo.

use serde_json::Value;

use crate::sandbox::Sandbox;

const TALK: &str = "email,name,conversation_id,message_id,channel,sender,sent_at,text\n\
    ana@example.com,Ana Cruz,c1,m1,web,visitor,2026-08-22T10:10:00Z,This is the third time I ask!\n\
    ben@example.com,Ben Tan,c2,n1,whatsapp,visitor,2026-08-21T10:00:00Z,Can I talk to a real person please?\n\
    ,,c3,o1,web,visitor,2026-08-21T11:00:00Z,Can I talk to a real person please?\n";

/// Three alerts: 1 is Ana's, who is angry, 2 and 3 are of people who ask for a person.
fn world() -> Sandbox {
    let rolo = Sandbox::at("2026-08-23");
    rolo.import("talk.csv", TALK, &[]);
    rolo.ok(&["classify"]);
    rolo
}

fn sent(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT id, coalesce(sending, ''), coalesce(sent_at, ''), coalesce(error, '') FROM alerts ORDER BY id")
}

const NOW: &str = "2026-08-23T00:00:00Z";

#[test]
fn an_alert_is_handed_over_once_with_whose_it_is_and_what_was_said() {
    let rolo = world();
    let run = rolo.ends(0, &["alerts", "send", "--exec", "cat >> got.jsonl", "--author", "joe"]);
    assert_eq!(run.err, "alerts send\n  sent  3\n");
    let got: Vec<Value> = rolo.read("got.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&Value> = got.iter().map(|one| &one["alert"]["id"]).collect();
    assert_eq!(ids, [2, 3, 1], "the oldest first");
    assert_eq!(got[2]["contact"]["name"], "Ana Cruz");
    assert_eq!(got[2]["message"]["text"], "This is the third time I ask!");
    assert_eq!(got[2]["alert"]["kind"], "frustration");
    assert_eq!(got[1]["contact"], Value::Null);
    assert!(got[0]["message_id"].as_str().unwrap().starts_with("alert-2-"), "{}", got[0]);
    assert_eq!(sent(&rolo), [1, 2, 3].map(|id| format!("{id}|sent|{NOW}|")));
    let run = rolo.ends(0, &["alerts", "send", "--exec", "cat >> got.jsonl"]);
    assert_eq!(run.err, "alerts send\n  sent  0\n");
    assert_eq!(rolo.read("got.jsonl").lines().count(), 3);
    assert_eq!(
        rolo.one("SELECT new || ' by ' || author FROM activity WHERE kind = 'sent' LIMIT 1"),
        "2 human_request by joe"
    );
    // To be told of an alert is not to be on it.
    assert_eq!(rolo.one("SELECT count(*) FROM alerts WHERE state = 'open'"), "3");
}

#[test]
fn what_is_refused_is_told_and_tried_again_the_next_time() {
    let rolo = world();
    let picky = "grep -q real || { echo 'no such room' >&2; exit 9; }";
    let run = rolo.ends(4, &["alerts", "send", "--exec", picky]);
    assert!(run.err.starts_with("warning: alert 1 is refused: exit code 9: no such room\n"), "{}", run.err);
    assert!(run.err.ends_with("alerts send\n  sent     2\n  refused  1\n"), "{}", run.err);
    assert_eq!(sent(&rolo)[0], "1|refused||exit code 9: no such room");
    assert!(rolo.ok(&["alerts", "show", "1"]).contains("  sent       refused: exit code 9: no such room\n"));
    let run = rolo.ends(0, &["alerts", "send", "--exec", "cat > got.json"]);
    assert_eq!(run.err, "alerts send\n  sent  1\n");
    assert_eq!(sent(&rolo)[0], format!("1|sent|{NOW}|"));
    let run = rolo.ends(0, &["--quiet", "alerts", "send", "--exec", "exit 1", "--unconfirmed"]);
    assert_eq!(run.err, "", "all are sent");
}

#[test]
fn a_command_that_is_not_there_leaves_all_as_it_was() {
    let rolo = world();
    let before = rolo.dump();
    let run = rolo.ends(4, &["alerts", "send", "--exec", "./nowhere.sh"]);
    assert!(run.err.starts_with("warning: nothing is handed over: `./nowhere.sh` cannot be run"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    let run = rolo.ends(2, &["alerts", "send"]);
    assert!(run.err.contains("error: it is not said how the alerts are handed over"), "{}", run.err);
    let run =
        rolo.ends(0, &["alerts", "send", "--dry-run", "--kind", "human_request", "--limit", "1", "--format", "ids"]);
    assert_eq!(run.out, "2\n");
    assert_eq!(run.err, "alerts send\n  would be sent  1\ndry run: nothing was handed over\n");
    rolo.ends(0, &["alerts", "send", "--dry-run", "--where", "last_active < as_of()"]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn one_that_was_cut_short_is_shown_and_handed_over_again_only_when_that_is_asked_for() {
    let rolo = world();
    let run = rolo.run(&["alerts", "send", "--exec", "cat >> got.jsonl; kill -9 $PPID", "--kind", "frustration"]);
    assert_eq!(run.code, -1, "rolo was killed");
    assert_eq!(sent(&rolo)[0], format!("1|unconfirmed|{NOW}|"));
    assert!(rolo.ok(&["alerts", "list", "--format", "table"]).contains("open, unconfirmed"));
    let shown = rolo.ok(&["alerts", "show", "1"]);
    assert!(shown.contains(&format!("  sent       handed over at {NOW}, not known whether it arrived\n")), "{shown}");
    let again = &["alerts", "send", "--exec", "cat >> got.jsonl", "--kind", "frustration"];
    let run = rolo.ends(0, again);
    assert!(run.err.starts_with("warning: alert 1: handed over, and nobody knows how that ended\n"), "{}", run.err);
    assert!(run.err.ends_with("alerts send\n  sent  0\n"), "{}", run.err);
    assert_eq!(rolo.read("got.jsonl").lines().count(), 1);
    rolo.ends(0, &[&again[..], &["--unconfirmed"]].concat());
    assert_eq!(rolo.read("got.jsonl").lines().count(), 2);
    assert_eq!(sent(&rolo)[0], format!("1|sent|{NOW}|"));
}

#[test]
fn a_command_that_hangs_leaves_the_alert_unconfirmed_and_taken_ones_are_left_alone() {
    let rolo = world();
    rolo.ok(&["alerts", "take", "2", "--author", "joe"]);
    rolo.ok(&["alerts", "dismiss", "3"]);
    let run = rolo.ends(4, &["alerts", "send", "--exec", "sleep 60", "--timeout", "1"]);
    assert!(run.err.starts_with("warning: alert 1 is unconfirmed: no answer within 1 s\n"), "{}", run.err);
    assert_eq!(sent(&rolo), [&format!("1|unconfirmed|{NOW}|no answer within 1 s"), "2|||", "3|||"]);
}

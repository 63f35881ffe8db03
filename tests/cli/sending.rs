//! `followups send` by a command and into a file, with everything that can come in between.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use crate::sandbox::{Run, Sandbox};

/// A Sunday, 18:00 in Manila and 10:00 in UTC.
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// An approved follow-up that is due for each channel and address, numbered from 1.
pub fn approved(people: &[(&str, String)]) -> Sandbox {
    let mut messages =
        "conversation_id,message_id,channel,sender,sent_at,text,email,phone,visitor_id,name\n".to_owned();
    for (i, (channel, address)) in people.iter().enumerate() {
        let name = address.split('@').next().unwrap();
        let identity = match *channel {
            "email" => format!("{address},,"),
            "web" => format!(",,{address}"),
            _ => format!(",{address},"),
        };
        messages += &format!("c{i},a{i},{channel},visitor,2026-11-20T08:00:00Z,How much is it?,{identity},{name}\n");
        messages += &format!(
            "c{i},b{i},{channel},agent,2026-11-20T09:00:00Z,I'll get back to you tomorrow,{identity},{name}\n"
        );
    }
    let rolo = Sandbox::at(NOW);
    rolo.import("messages.csv", &messages, &[]);
    rolo.ok(&["followups", "scan"]);
    rolo.write(
        "UPDATE followup SET state = 'approved',
             text = 'Subject: Your cake' || char(10, 10) || 'Hi, as promised' || char(10) || '.a line with a dot'",
    );
    assert_eq!(rolo.one("SELECT count(*) FROM followups"), people.len().to_string());
    rolo
}

/// State, refusals and error of all follow-ups.
pub fn states(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT state || '|' || refusals || '|' || coalesce(error, '') FROM followup ORDER BY id")
}

/// So many follow-ups by sms.
fn numbers(count: usize) -> Sandbox {
    approved(&(0..count).map(|i| ("sms", format!("+6391755501{i:02}"))).collect::<Vec<_>>())
}

fn exec(rolo: &Sandbox, command: &str) -> Run {
    rolo.run(&["followups", "send", "--exec", command])
}

#[test]
fn a_command_reads_each_message_once_as_json() {
    let rolo = approved(&[("email", "ana@example.org".to_owned()), ("web", "v-17".to_owned())]);
    rolo.write("DELETE FROM dirty; DELETE FROM stale_fact");
    let run = rolo.ends(0, &["followups", "send", "--exec", "cat >> got", "--format", "json", "--author", "Mia"]);
    assert!(run.out.starts_with(r#"{"sent":2,"refused":0,"unconfirmed":0,"left_out":{},"seconds":"#), "{}", run.out);
    let got: Vec<serde_json::Value> =
        rolo.read("got").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(got.len(), 2);
    let id = got[0]["message_id"].as_str().unwrap();
    assert!(id.starts_with("followup-1-") && id.len() == "followup-1-".len() + 16, "{id}");
    let expected = serde_json::json!({
        "message_id": id, "followup_id": 1, "kind": "promise", "broadcast": null, "contact_id": 1, "name": "ana",
        "channel": "email", "to": "ana@example.org", "subject": "Your cake",
        "text": "Hi, as promised\n.a line with a dot", "media": [],
    });
    assert_eq!(got[0], expected);
    assert_eq!((&got[1]["channel"], &got[1]["to"]), (&"web".into(), &"v-17".into()));
    assert_eq!(rolo.rows("SELECT state, sent_at FROM followups"), [format!("sent|{NOW}"), format!("sent|{NOW}")]);
    assert_eq!(
        rolo.rows("SELECT contact_id, kind, field, new, author FROM activity WHERE kind = 'sent'"),
        ["1|sent|followup|1 promise by email|Mia", "2|sent|followup|2 promise by web|Mia"]
    );
    assert_eq!(rolo.one("SELECT count(*) FROM dirty JOIN stale_fact USING (contact_id)"), "2");
    let again = exec(&rolo, "cat >> got");
    assert_eq!((again.code, again.err.as_str()), (0, "followups send\n  sent  0\n"));
    assert_eq!(rolo.read("got").lines().count(), 2);
}

#[test]
fn what_a_command_refuses_is_tried_again_and_fails_the_third_time() {
    let rolo = numbers(2);
    let command = r#"read -r m; case "$m" in *'"followup_id":2'*) exit 0;; esac
        printf '\033[31mno \a\033[0mroute\r\n\n\033]0;owned\007to host\nthree\nfour\n' >&2; exit 3"#;
    let run = exec(&rolo, command);
    assert_eq!(run.code, 4);
    let why = "exit code 3: no route; to host; three";
    assert!(run.err.contains(&format!("follow-up 1 to +639175550100 is refused: {why}\n")), "{}", run.err);
    assert!(run.err.ends_with("followups send\n  sent     1\n  refused  1\n"), "{}", run.err);
    assert_eq!(states(&rolo), [format!("approved|1|{why}"), "sent|0|".to_owned()]);
    assert_eq!(rolo.one("SELECT count(*) FROM followups WHERE sent_at IS NULL"), "1");
    assert_eq!(exec(&rolo, "kill -TERM $$").code, 4);
    assert_eq!(states(&rolo)[0], "approved|2|ended by signal 15");
    assert_eq!(exec(&rolo, "exit 1").code, 4);
    assert_eq!(states(&rolo)[0], "failed|3|exit code 1");
    assert_eq!(exec(&rolo, "exit 1").code, 0, "it is not tried a fourth time");
    assert_eq!(
        rolo.rows("SELECT kind, new FROM activity WHERE contact_id = 1 ORDER BY id"),
        [
            format!("refused|1 promise by sms: {why}"),
            "refused|1 promise by sms: ended by signal 15".to_owned(),
            "failed|1 promise by sms: exit code 1".to_owned()
        ]
    );
}

#[test]
fn a_command_that_cannot_be_run_costs_nothing() {
    let rolo = numbers(2);
    let before = rolo.dump();
    for command in ["./no-such-command", "true; . /dev/null; no_such_word"] {
        let run = exec(&rolo, command);
        assert_eq!(run.code, 1);
        assert!(run.err.contains(&format!("error: `{command}` cannot be run: exit code 127: ")), "{}", run.err);
        assert!(run.err.contains("hint: nothing was handed over, and all wait as before"), "{}", run.err);
    }
    let states: Vec<String> = rolo.dump().into_iter().filter(|row| !before.contains(row)).collect();
    assert!(states.iter().all(|row| row.starts_with("followup: ") && row.contains("|approved|")), "{states:?}");
    assert_eq!(exec(&rolo, " ").code, 2);
}

#[test]
fn a_command_that_hangs_is_ended_with_all_it_started_and_leaves_unconfirmed() {
    let rolo = numbers(1);
    let clock = Instant::now();
    let command = "cat > got; sleep 300 & echo $! > pid; wait";
    let run = rolo.ends(4, &["followups", "send", "--timeout", "1", "--exec", command]);
    assert!(clock.elapsed() < Duration::from_secs(30));
    assert!(run.err.contains("is unconfirmed: no answer within 1 s"), "{}", run.err);
    let pid = rolo.read("pid");
    let is_running = || {
        let status = fs::read_to_string(format!("/proc/{}/status", pid.trim())).unwrap_or_default();
        !status.is_empty() && !status.contains("State:\tZ")
    };
    (0..100).take_while(|_| is_running()).for_each(|_| std::thread::sleep(Duration::from_millis(20)));
    assert!(!is_running(), "what the command started goes on");
    assert_eq!(states(&rolo), ["unconfirmed|0|no answer within 1 s"]);
    let run = exec(&rolo, "cat >> got");
    assert_eq!((run.code, rolo.read("got").lines().count()), (0, 1), "{}", run.err);
    assert!(run.err.contains("warning: follow-up 1: handed over, and nobody knows how that ended\n"), "{}", run.err);
    assert!(run.err.contains("`rolo followups confirm ID`") && run.err.contains("`rolo followups approve ID`"));
}

#[test]
fn what_a_command_leaves_running_does_not_hold_rolo_up() {
    let rolo = numbers(2);
    let clock = Instant::now();
    assert_eq!(exec(&rolo, "sleep 20 & echo $! >> pids; exit 0").code, 0);
    assert!(clock.elapsed() < Duration::from_secs(15));
    for pid in rolo.read("pids").lines() {
        std::process::Command::new("kill").arg(pid).status().unwrap();
    }
}

#[test]
fn a_message_that_no_command_reads_and_one_that_is_long_go_through() {
    let rolo = numbers(2);
    rolo.write("UPDATE followup SET text = replace(hex(zeroblob(150000)), '00', 'abc ')");
    assert_eq!(exec(&rolo, "exit 0").code, 0);
    let rolo = numbers(1);
    rolo.write("UPDATE followup SET text = replace(hex(zeroblob(150000)), '00', 'abc ')");
    assert_eq!(exec(&rolo, "seq 100000 >&2; cat > got").code, 0);
    assert!(rolo.read("got").len() > 600_000);
}

#[test]
fn rolo_killed_while_a_message_is_handed_over_leaves_it_unconfirmed() {
    let rolo = numbers(3);
    let command = r#"cat >> got; [ "$(wc -l < got)" -eq 2 ] && kill -9 $PPID; exit 0"#;
    let run = exec(&rolo, command);
    assert_eq!(run.code, -1, "it was killed");
    assert_eq!(states(&rolo), ["sent|0|", "unconfirmed|0|", "approved|0|"]);
    let run = exec(&rolo, "cat >> got");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("warning: follow-up 2: handed over"), "{}", run.err);
    assert_eq!(states(&rolo), ["sent|0|", "unconfirmed|0|", "sent|0|"]);
    assert_eq!(rolo.read("got").lines().count(), 3, "each was handed over once");
    let list = rolo.ok(&["followups", "list", "--format", "csv"]);
    assert!(list.contains("unconfirmed"), "{list}");
    assert!(!rolo.ok(&["check", "--format", "csv"]).contains("followup"));
}

#[test]
fn a_signal_lets_the_message_in_hand_be_finished() {
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let rolo = numbers(3);
        let run = exec(&rolo, &format!("cat >> got; kill -{signal} $PPID; sleep 0.3; exit 0"));
        assert_eq!(run.code, code, "{}", run.err);
        assert_eq!(states(&rolo), ["sent|0|", "approved|0|", "approved|0|"]);
        assert!(run.err.ends_with("followups send\n  sent               1\n  left out: stopped  2\n"), "{}", run.err);
        assert_eq!(exec(&rolo, "cat >> got").code, 0);
        assert_eq!(rolo.read("got").lines().count(), 3);
    }
}

#[test]
fn two_rolos_at_once_send_nothing_twice() {
    let rolo = numbers(40);
    let command = r#"read -r m; id=${m#*followup_id\":}; id=${id%%,*}; mkdir "seen-$id" || touch doubled"#;
    let mut children: Vec<_> =
        (0..3).map(|_| rolo.command(&["--quiet", "followups", "send", "--exec", command]).spawn().unwrap()).collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert!(!rolo.path("doubled").exists());
    assert_eq!((1..=40).filter(|id| rolo.path(&format!("seen-{id}")).exists()).count(), 40);
    assert_eq!(rolo.one("SELECT count(*) FROM followups WHERE state = 'sent'"), "40");
}

#[test]
fn a_command_can_use_rolo_itself() {
    let rolo = numbers(2);
    let command = format!("{} --wait 0 contacts tag reached 1 --quiet", env!("CARGO_BIN_EXE_rolo"));
    let run = exec(&rolo, &command);
    assert_eq!(run.code, 0, "the database is not locked meanwhile: {}", run.err);
    assert_eq!(rolo.one("SELECT tags FROM contacts WHERE id = 1"), "reached");
}

#[test]
fn what_cannot_be_sent_is_left_out_and_counted() {
    let rolo = approved(&[
        ("sms", "+639175550100".to_owned()),
        ("sms", "+639175550101".to_owned()),
        ("email", "ana@example.org".to_owned()),
        ("web", "v-17".to_owned()),
        ("sms", "+639175550104".to_owned()),
        ("sms", "+639175550105".to_owned()),
    ]);
    rolo.write(
        "UPDATE contact SET do_not_contact = 1 WHERE id = 1;
         UPDATE followup SET text = ' ' WHERE id = 2;
         UPDATE followup SET channel = 'telegraph' WHERE id = 4;
         UPDATE followup SET due_at = due_at + 10000000 WHERE id = 6",
    );
    let run = rolo.ends(0, &["followups", "send", "--exec", "cat >> got", "--format", "json"]);
    let left_out = r#"{"do not contact":1,"no address for telegraph":1,"no text":1}"#;
    assert!(run.out.contains(&format!(r#""sent":2,"refused":0,"unconfirmed":0,"left_out":{left_out}"#)), "{}", run.out);
    let rows = rolo.rows("SELECT state FROM followup ORDER BY id");
    assert_eq!(rows, ["approved", "approved", "sent", "approved", "sent", "approved"]);
    let run = rolo.ends(0, &["followups", "send", "6", "3", "--exec", "cat >> got"]);
    assert!(run.err.contains("left out: state sent  1") && run.err.contains("left out: not due     1"), "{}", run.err);
    let run = rolo.ends(1, &["followups", "send", "99", "--exec", "cat >> got"]);
    assert!(run.err.contains("there is no follow-up 99"), "{}", run.err);
    assert_eq!(rolo.read("got").lines().count(), 2);
}

#[test]
fn channels_kinds_filters_and_ids_choose_what_is_sent() {
    let rolo = approved(&[
        ("sms", "+639175550100".to_owned()),
        ("email", "ana@example.org".to_owned()),
        ("whatsapp", "+639175550102".to_owned()),
        ("sms", "+639175550103".to_owned()),
    ]);
    rolo.file("rolo.toml", "[followups]\nchannels = [\"sms\", \"whatsapp\"]\n");
    let sent = |options: &[&str]| {
        let args = [&["followups", "send", "--dry-run", "--format", "jsonl"], options].concat();
        let lines = rolo.ok(&args);
        let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["followup_id"].to_string();
        lines.lines().map(id).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sent(&[]), "1 3 4");
    assert_eq!(sent(&["--channel", "sms"]), "1 4");
    assert_eq!(sent(&["--where", "id > 2"]), "3 4");
    assert_eq!((sent(&["--kind", "promise"]), sent(&["--kind", "ghosted"])), ("1 3 4".to_owned(), String::new()));
    assert_eq!(sent(&["4", "1"]), "1 4");
    assert_eq!(sent(&["--limit", "2"]), "1 3");
    let none = rolo.pipe(&["followups", "send", "-", "--exec", "cat >> got"], "");
    assert_eq!((none.code, none.err.as_str()), (0, "followups send\n  sent  0\n"), "no number is not all numbers");
    assert_eq!(states(&rolo), ["approved|0|"; 4]);
}

#[test]
fn quiet_hours_hold_back_all_but_what_was_scheduled_by_hand() {
    let rolo = numbers(2);
    rolo.write("UPDATE followup SET kind = 'scheduled' WHERE id = 2");
    rolo.file("rolo.toml", "[followups]\ntime_zone = \"America/New_York\"\nquiet_hours = \"22:00-05:30\"\n");
    let run = exec(&rolo, "cat >> got");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("quiet hours last until 2026-11-22T10:30:00Z; what waits can be sent from then on"));
    assert_eq!(states(&rolo), ["approved|0|", "sent|0|"]);
    let rolo = rolo.moved_to("2026-11-22T10:30:00Z");
    assert_eq!(exec(&rolo, "cat >> got").code, 0);
    assert_eq!(states(&rolo), ["sent|0|", "sent|0|"]);
}

#[test]
fn a_daily_cap_counts_from_midnight_in_the_zone() {
    let rolo = numbers(5);
    rolo.file("rolo.toml", "[followups]\ntime_zone = \"Asia/Manila\"\nquiet_hours = \"\"\ndaily_cap = 2\n");
    assert_eq!(exec(&rolo, "exit 1").code, 4);
    let run = exec(&rolo, "cat >> got");
    assert!(run.err.ends_with("  sent                 2\n  left out: daily cap  3\n"), "{}", run.err);
    assert!(exec(&rolo, "cat >> got").err.contains("left out: daily cap  3"));
    let rolo = rolo.moved_to("2026-11-22T16:00:00Z");
    assert!(exec(&rolo, "cat >> got").err.contains("sent                 2\n"));
    assert_eq!(rolo.read("got").lines().count(), 4);
}

#[test]
fn a_rate_leaves_time_between_messages() {
    let rolo = numbers(3);
    let clock = Instant::now();
    let run = rolo.ends(0, &["followups", "send", "--rate", "4/s", "--exec", "cat >> got"]);
    assert!(clock.elapsed() >= Duration::from_millis(500), "{}", run.err);
    let run = rolo.ends(2, &["followups", "send", "--rate", "fast", "--exec", "true"]);
    assert!(run.err.contains("such as 5/s, 30/m, 100/h or 500/d"), "{}", run.err);
}

#[test]
fn a_file_holds_every_message_once() {
    let rolo = approved(&[("email", "ana@example.org".to_owned()), ("sms", "+639175550101".to_owned())]);
    rolo.write("UPDATE followup SET text = 'Hi \"Ben\",' || char(10) || 'bye' WHERE id = 2");
    rolo.ok(&["followups", "send", "--output", "outbox.csv", "--limit", "1"]);
    assert_eq!(fs::metadata(rolo.path("outbox.csv")).unwrap().permissions().mode() & 0o777, 0o600);
    let text = rolo.read("outbox.csv");
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "message_id,followup_id,kind,broadcast,contact_id,name,channel,to,subject,text,media"
    );
    assert!(lines.next().unwrap().ends_with(",1,promise,,1,ana,email,ana@example.org,Your cake,\"Hi, as promised"));
    let run = rolo.ends(1, &["followups", "send", "--output", "outbox.csv"]);
    assert!(run.err.contains("outbox.csv is there already, and may not have been taken in yet"), "{}", run.err);
    assert_eq!(rolo.read("outbox.csv"), text);
    rolo.ok(&["followups", "send", "--output", "outbox.jsonl"]);
    let line: serde_json::Value = serde_json::from_str(&rolo.read("outbox.jsonl")).unwrap();
    assert_eq!((&line["followup_id"], &line["text"]), (&2.into(), &"Hi \"Ben\",\nbye".into()));
    assert_eq!(states(&rolo), ["sent|0|", "sent|0|"]);
    let run = rolo.ends(0, &["followups", "send", "--output", "none.csv"]);
    assert!(run.err.contains("none.csv was not written: there is no message for it"), "{}", run.err);
    assert!(!rolo.path("none.csv").exists());
}

#[test]
fn a_file_that_cannot_be_written_leaves_all_as_it_was() {
    let rolo = numbers(2);
    let run = rolo.ends(1, &["followups", "send", "--output", "no/such/outbox.csv"]);
    assert!(run.err.contains("cannot write no/such/outbox.csv"), "{}", run.err);
    assert_eq!(states(&rolo), ["approved|0|", "approved|0|"]);
    assert_eq!(rolo.one("SELECT count(sent_at) FROM followups"), "0");
    for (output, said) in [("outbox.txt", "it is not said in which format"), ("rolo.db", "is not said in which")] {
        let run = rolo.ends(2, &["followups", "send", "--output", output]);
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn standard_output_takes_lines_of_json() {
    let rolo = numbers(2);
    let run = rolo.ends(0, &["followups", "send", "--output", "-"]);
    assert_eq!(run.out.lines().count(), 2);
    assert_eq!(states(&rolo), ["sent|0|", "sent|0|"]);
    let run = rolo.ends(2, &["followups", "send", "--output", "-", "--format", "json"]);
    assert!(run.err.contains("standard output cannot hold both"), "{}", run.err);
}

#[test]
fn a_dry_run_shows_what_would_be_handed_over_and_starts_nothing() {
    let rolo = numbers(2);
    let before = rolo.dump();
    let run = rolo.ends(0, &["followups", "send", "--dry-run", "--exec", "touch started", "--format", "table"]);
    assert!(run.out.contains("+639175550101  Your cake  Hi, as promised⏎.a line with a dot"), "{}", run.out);
    assert!(run.err.ends_with("followups send\n  sent  2\ndry run: nothing was handed over\n"), "{}", run.err);
    assert!(!rolo.path("started").exists());
    assert_eq!(rolo.dump(), before);
}

#[test]
fn exactly_one_way_is_needed() {
    let rolo = numbers(1);
    let run = rolo.ends(2, &["followups", "send"]);
    assert!(run.err.contains("it is not said how the messages are handed over"), "{}", run.err);
    assert!(run.err.contains("hint: add --exec COMMAND, --smtp or --output FILE"), "{}", run.err);
    for two in
        [&["--exec", "true", "--smtp"][..], &["--smtp", "--output", "x.csv"], &["--output", "x.csv", "--rate", "1/s"]]
    {
        let run = rolo.ends(2, &[&["followups", "send"], two].concat());
        assert!(run.err.contains("cannot be used with"), "{}", run.err);
    }
    assert_eq!(states(&rolo), ["approved|0|"]);
}

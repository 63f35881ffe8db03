//! `rolo followups`: triggers of one's own, what they suggest to say, and what became of what was sent.

use crate::sandbox::Sandbox;

const HEAD: &str = "email,conversation_id,message_id,channel,sender,sent_at,text\n";
/// We promised Ana something, and answered Ben.
const TALK: &str = "\
    ana@example.com,c1,a1,email,visitor,2026-08-20T10:00:00Z,How much is the red one?\n\
    ana@example.com,c1,a2,email,agent,2026-08-20T10:05:00Z,I will get back to you tomorrow.\n\
    ben@example.com,c2,b1,whatsapp,visitor,2026-08-20T10:00:00Z,Hello there\n\
    ben@example.com,c2,b2,whatsapp,agent,2026-08-20T10:10:00Z,Welcome!\n";

/// A world in which passes run with this configuration.
fn world(config: &str) -> Sandbox {
    let rolo = Sandbox::at("2026-08-20T12:00:00Z");
    rolo.file("rolo.toml", config);
    rolo.import("talk.csv", &format!("{HEAD}{TALK}"), &[]);
    rolo.import("names.csv", "email,first_name\nana@example.com,Ana\n", &[]);
    night(&rolo);
    rolo
}

fn night(rolo: &Sandbox) {
    for pass in [&["classify"][..], &["score"], &["followups", "scan"]] {
        rolo.ok(pass);
    }
}

fn trigger(condition: &str) -> String {
    format!("[[followups.trigger]]\nname = \"seen\"\nwhere = \"{condition}\"\ndelay = \"1d\"\nchannel = \"SMS\"\n")
}

fn custom(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT contact_id, kind, state, due_at FROM followups WHERE kind LIKE 'custom:%' ORDER BY id")
}

#[test]
fn a_trigger_opens_when_its_condition_begins_to_hold_and_resolves_when_it_ceases() {
    let rolo = world(&trigger("instr(tags, 'warm')"));
    assert!(custom(&rolo).is_empty());
    rolo.ok(&["contacts", "tag", "warm", "1"]);
    rolo.ok(&["followups", "scan"]);
    assert_eq!(custom(&rolo), ["1|custom:seen|pending|2026-08-21T12:00:00Z"]);
    assert_eq!(
        rolo.one("SELECT channel || ': ' || reason FROM followups WHERE kind = 'custom:seen'"),
        "sms: instr(tags, 'warm')"
    );
    let before = rolo.dump();
    for again in [&["followups", "scan"][..], &["followups", "scan", "--full", "--jobs", "3"]] {
        rolo.ok(again);
        assert_eq!(rolo.dump(), before);
    }
    let rolo = rolo.moved_to("2026-08-20T15:00:00Z");
    rolo.ok(&["contacts", "untag", "warm", "1"]);
    rolo.ok(&["followups", "scan"]);
    assert_eq!(custom(&rolo), ["1|custom:seen|resolved|2026-08-21T12:00:00Z"]);
    // It comes back: that is a matter of its own, since then. What is due at night is due in the morning.
    let rolo = rolo.moved_to("2026-08-21T22:00:00Z");
    rolo.ok(&["contacts", "tag", "warm", "1"]);
    rolo.ok(&["followups", "scan"]);
    assert_eq!(custom(&rolo)[1], "1|custom:seen|pending|2026-08-23T08:00:00Z");
    assert!(
        rolo.ok(&["activity", "--format", "csv"]).contains("follow-up 2 custom:seen,pending,resolved,followups scan")
    );
}

#[test]
fn a_trigger_that_is_gone_and_an_opt_out_resolve_what_it_opened() {
    let rolo = world(&trigger("1"));
    assert_eq!(custom(&rolo).len(), 2);
    rolo.ok(&["contacts", "set", "do_not_contact=yes", "1"]);
    rolo.ok(&["followups", "scan"]);
    let states = "SELECT contact_id, state FROM followups WHERE kind = 'custom:seen' ORDER BY 1";
    assert_eq!(rolo.rows(states), ["1|resolved", "2|pending"]);
    rolo.file("rolo.toml", "");
    rolo.ok(&["followups", "scan"]);
    assert_eq!(rolo.rows(states), ["1|resolved", "2|resolved"]);
    assert_eq!(rolo.one("SELECT count(*) FROM holding"), "0");
}

#[test]
fn a_dismissed_trigger_opens_again_after_a_while_and_three_times_in_all() {
    let mut rolo = world(&trigger("id = 1"));
    for (day, expected) in [("21", 1), ("24", 2), ("27", 3), ("30", 3)] {
        rolo = rolo.moved_to(&format!("2026-08-{day}T12:00:00Z"));
        rolo.ok(&["followups", "scan"]);
        assert_eq!(custom(&rolo).len(), expected, "{day}");
        let open = rolo.rows("SELECT id FROM followups WHERE kind = 'custom:seen' AND state = 'pending'");
        open.iter().for_each(|id| drop(rolo.ok(&["followups", "dismiss", id])));
    }
}

#[test]
fn conditions_and_texts_that_cannot_be_used_are_refused_with_their_names() {
    let rolo = world("");
    for (config, message) in [
        (trigger("no_such > 1"), "the follow-up trigger `seen`: where `no_such > 1`: no such column: no_such"),
        (trigger("(SELECT 1)"), "it holds a subquery"),
        (trigger("last_active < date('now')"), "the follow-up trigger `seen`"),
        ("[[followups.trigger]]\npreset = 'win_bak'\n".to_owned(), "did you mean win_back?"),
        ("[[followups.trigger]]\nname = 'x'\nwhere = '1'\n".to_owned(), "nothing says when it falls due"),
        ("[[followups.trigger]]\nname = 'x'\ndelay = '1d'\n".to_owned(), "nothing says for whom it opens"),
        ("followups.templates.promise = 'Hi {{ frist_name }}'\n".to_owned(), "did you mean `first_name`?"),
        ("templates.thanks = 'a'\nfollowups.templates.promise = 'thankz'\n".to_owned(), "did you mean thanks?"),
    ] {
        rolo.file("rolo.toml", &config);
        for command in [&["config", "check"][..], &["followups", "scan"]] {
            let run = rolo.ends(2, command);
            assert!(run.err.contains(message), "{config}: {}", run.err);
        }
    }
}

#[test]
fn presets_open_what_they_say() {
    let presets = ["birthday", "trial_ending", "win_back", "after_purchase_review", "quote_silent"];
    let config: String = presets.iter().map(|name| format!("[[followups.trigger]]\npreset = \"{name}\"\n")).collect();
    let rolo = Sandbox::at("2026-08-20T12:00:00Z");
    rolo.file("rolo.toml", &config);
    rolo.import("talk.csv", &format!("{HEAD}{TALK}"), &[]);
    rolo.import(
        "people.csv",
        "email,first_name,birthday,trial_end\nana@example.com,Ana,1990-08-20,2026-08-23\nben@example.com,Ben,1990-08-21,2026-08-24\n",
        &[],
    );
    rolo.import("events.csv", "email,kind,at\ncleo@example.com,purchase,2026-04-01\ndan@example.com,purchase,2026-08-01\ndan@example.com,delivered,2026-08-05\n", &[]);
    night(&rolo);
    let opened = "SELECT substr(email, 1, instr(email, '@') - 1), followups.kind FROM followups
        JOIN contacts ON contacts.id = contact_id WHERE followups.kind LIKE 'custom:%' ORDER BY 1, 2";
    assert_eq!(
        rolo.rows(opened),
        ["ana|custom:birthday", "ana|custom:trial_ending", "cleo|custom:win_back", "dan|custom:after_purchase_review"]
    );
    assert_eq!(
        rolo.one("SELECT text FROM followups WHERE kind = 'custom:birthday'"),
        "Happy birthday, Ana! All the best from all of us."
    );
    let rolo = rolo.moved_to("2026-08-24T12:00:00Z");
    night(&rolo);
    let kinds = "SELECT kind, state FROM followups WHERE contact_id = 1 AND kind LIKE 'custom:%' ORDER BY kind";
    assert_eq!(
        rolo.rows(kinds),
        ["custom:birthday|resolved", "custom:quote_silent|pending", "custom:trial_ending|resolved"]
    );
}

#[test]
fn suggested_texts_follow_contact_and_template_until_a_person_saw_them() {
    let rolo = world("");
    let text = |rolo: &Sandbox| rolo.one("SELECT text FROM followups WHERE kind = 'promise'");
    assert!(text(&rolo).starts_with("Hi Ana, I promised"), "{}", text(&rolo));
    rolo.ok(&["contacts", "set", "first_name=", "1"]);
    rolo.ok(&["followups", "scan"]);
    assert!(text(&rolo).starts_with("Hi, I promised"), "{}", text(&rolo));
    let own = "templates.own = 'You said: {{ followup.quote }} {{ followup.channel }}'\nfollowups.templates.promise = 'own'\n";
    rolo.file("rolo.toml", own);
    let run = rolo.ends(0, &["followups", "scan"]);
    assert!(run.err.contains("texts renewed"), "{}", run.err);
    assert_eq!(text(&rolo), "You said: I will get back to you tomorrow. email");
    let before = rolo.dump();
    rolo.ok(&["followups", "scan", "--full"]);
    assert_eq!(rolo.dump(), before);
    let id = rolo.one("SELECT id FROM followups WHERE kind = 'promise'");
    rolo.ok(&["followups", "approve", &id]);
    rolo.file("rolo.toml", "followups.templates.promise = 'Another.'\n");
    rolo.ok(&["followups", "scan"]);
    assert_eq!(text(&rolo), "You said: I will get back to you tomorrow. email");
}

#[test]
fn preview_tries_texts_and_writes_nothing() {
    let rolo = world("templates.thanks = 'Thank you {{ first_name }}'\n");
    let before = rolo.dump();
    let out = rolo.ok(&["followups", "preview", "--template", "thanks", "1", "ben@example.com"]);
    assert!(out.contains("Thank you Ana\n"), "{out}");
    assert!(out.contains("by whatsapp\n  Thank you\n  (empty: first_name)\n"), "{out}");
    let out = rolo.ok(&["followups", "preview", "--kind", "promise", "--format", "json"]);
    let samples: serde_json::Value = serde_json::from_str(&out).expect("a JSON array");
    assert_eq!((samples.as_array().map(Vec::len), &samples[0]["contact_id"]), (Some(1), &1.into()));
    for (args, message) in [
        (&["--text", "{{ nme }}"][..], "the text: a template knows no `nme`"),
        (&["--template", "thank"], "did you mean thanks?"),
        (&["--kind", "custom:x"], "no trigger makes custom:x"),
        (&["--kind", "scheduled"], "there is no template for scheduled"),
    ] {
        let run = rolo.ends(2, &[&["followups", "preview"], args].concat());
        assert!(run.err.contains(message), "{}", run.err);
    }
    assert_eq!(rolo.dump(), before);
}

const MORE: &str = "email,kind,at\nana@example.com,Purchase,";

/// What is kept of a follow-up that was sent on 2026-08-22T09:00:00Z, when Ana writes and buys at these times and classify
/// looks at those.
fn outcome(wrote: Option<&str>, bought: Option<&str>, looks: &[&str]) -> String {
    let mut rolo = world("").moved_to("2026-08-22T09:00:00Z");
    rolo.ok(&["followups", "approve", &rolo.one("SELECT id FROM followups WHERE kind = 'promise'")]);
    rolo.ok(&["followups", "send", "--output", "out.csv"]);
    if let Some(at) = wrote {
        rolo.import("more.csv", &format!("{HEAD}ana@example.com,c1,a3,email,visitor,{at},Thanks\n"), &[]);
    }
    if let Some(at) = bought {
        rolo.import("events.csv", &format!("{MORE}{at}\n"), &[]);
    }
    for look in looks {
        rolo = rolo.moved_to(look);
        rolo.ok(&["classify"]);
    }
    let before = rolo.dump();
    rolo.ok(&["classify"]);
    assert_eq!(rolo.dump(), before);
    let sql = "SELECT state || ' ' || coalesce(strftime('%m-%d', outcome_at, 'unixepoch'), '') FROM followup WHERE kind = 'promise'";
    rolo.one(sql)
}

#[test]
fn classify_finds_what_became_of_it_however_often_it_looks() {
    let (early, late) = (Some("2026-08-24T10:00:00Z"), Some("2026-09-05T09:00:00Z"));
    let (soon, end) = ("2026-08-25", "2026-09-20");
    assert_eq!(outcome(None, None, &["2026-09-05T08:59:59Z"]), "sent ");
    assert_eq!(outcome(None, None, &["2026-09-05T09:00:00Z"]), "no_reply 09-05");
    for looks in [&[end][..], &[soon, end]] {
        assert_eq!(outcome(early, None, looks), "replied 08-24");
        assert_eq!(outcome(early, Some("2026-08-30"), looks), "converted 08-30");
        assert_eq!(outcome(None, early, looks), "converted 08-24");
        assert_eq!(outcome(early, late, looks), "replied 08-24");
        assert_eq!(outcome(late, None, looks), "no_reply 09-05");
    }
}

#[test]
fn outcomes_are_told_and_logged_and_silence_opens_the_next_attempt() {
    let config = format!("{}template = 'Hello!'\n", trigger("id = 2"));
    let rolo = world(&config).moved_to("2026-08-22T09:00:00Z");
    rolo.ok(&["contacts", "set", "phone=+12025550101", "2"]);
    let id = rolo.one("SELECT id FROM followups WHERE kind = 'custom:seen'");
    rolo.ok(&["followups", "approve", &id]);
    rolo.ok(&["followups", "send", "--output", "out.csv"]);
    let rolo = rolo.moved_to("2026-09-10T00:00:00Z");
    let run = rolo.ends(0, &["classify"]);
    assert!(run.err.contains("follow-ups without a reply"), "{}", run.err);
    let log = rolo.ok(&["activity", "--format", "csv"]);
    assert!(log.contains(&format!("follow-up {id} custom:seen,sent,no_reply,classify")), "{log}");
    rolo.ok(&["followups", "scan"]);
    assert_eq!(
        rolo.rows("SELECT state, attempts FROM followups WHERE kind = 'custom:seen' ORDER BY id"),
        ["no_reply|1", "pending|2"]
    );
}

fn state(rolo: &Sandbox, id: &str) -> String {
    rolo.one(&format!("SELECT state || ' ' || due_at || ' ' || coalesce(channel, '') FROM followups WHERE id = {id}"))
}

#[test]
fn what_a_person_decides_is_logged_stays_and_can_be_taken_back() {
    let rolo = world("");
    let id = rolo.one("SELECT id FROM followups WHERE kind = 'promise'");
    let plain = state(&rolo, &id);
    let text = format!("SELECT text FROM followups WHERE id = {id}");
    let suggested = rolo.one(&text);
    let at = ["--at", "2026-09-01T22:00:00Z", "--channel", "SMS", "--note", "in person", "--text", "-"];
    let run = rolo.pipe(&[&["followups", "edit", &id, "--author", "eva"][..], &at].concat(), "Hello Ana\n");
    assert_eq!((run.code, run.err.as_str()), (0, &*format!("follow-up {id} is changed\n")));
    rolo.ok(&["followups", "scan", "--full"]);
    assert_eq!(state(&rolo, &id), "pending 2026-09-01T22:00:00Z sms");
    assert_eq!(rolo.one(&text), "Hello Ana");
    assert!(
        rolo.ok(&["activity", "--format", "csv"]).contains(&format!("follow-up {id} promise channel,email,sms,eva"))
    );
    rolo.ok(&["undo"]);
    assert_eq!((state(&rolo, &id), rolo.one(&text)), (plain.clone(), suggested));
    for (command, new) in [("approve", "approved"), ("dismiss", "dismissed"), ("done", "sent")] {
        let run = rolo.ends(0, &["followups", command, "--kind", "promise", "--author", "eva"]);
        assert!(run.err.starts_with(&format!("1 of 1 follow-ups {new}")), "{}", run.err);
        let log = rolo.ok(&["activity", "--format", "csv"]);
        assert!(log.contains(&format!("follow-up {id} promise,pending,{new},eva")), "{log}");
        rolo.ok(&["undo"]);
        assert_eq!(state(&rolo, &id), plain, "{command}");
    }
    rolo.ok(&["followups", "dismiss", &id]);
    let run = rolo.ends(1, &["followups", "approve", &id]);
    assert!(run.err.contains(&format!("follow-up {id} is dismissed, so it cannot become approved")), "{}", run.err);
}

#[test]
fn what_was_refused_or_is_in_doubt_is_sent_again_or_confirmed_only_by_a_person() {
    let rolo = world("");
    let id = rolo.one("SELECT id FROM followups WHERE kind = 'promise'");
    for (before, command, after, warning) in [
        ("unconfirmed", "confirm", "sent", ""),
        ("unconfirmed", "approve", "approved", "will be sent again"),
        ("failed", "approve", "approved", "is tried again"),
    ] {
        rolo.write(&format!(
            "UPDATE followup SET state = '{before}', sent_at = 1, refusals = 3, error = 'no' WHERE id = {id}"
        ));
        let run = rolo.ends(0, &["followups", command, &id]);
        assert!(run.err.contains(warning), "{}", run.err);
        assert!(state(&rolo, &id).starts_with(after));
        let sent_at = rolo.one(&format!("SELECT coalesce(sent_at, 0) FROM followup WHERE id = {id}"));
        assert_eq!(sent_at, if after == "sent" { "1" } else { "0" });
    }
    let run = rolo.ends(1, &["followups", "confirm", &id]);
    assert!(run.err.contains("is approved, so it cannot become sent"), "{}", run.err);
}

#[test]
fn a_person_schedules_one_at_a_time_exactly_when_they_say() {
    let rolo = world("[templates]\nhello = 'Hello {{ first_name }}'\n[followups]\nchannels = ['email', 'sms']\n");
    let schedule = |args: &[&str]| rolo.run(&[&["followups", "schedule"], args].concat());
    let run = schedule(&["1", "--at", "2026-08-25T23:00:00Z", "--template", "hello"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let id = rolo.one("SELECT id FROM followups WHERE kind = 'scheduled'");
    assert_eq!(state(&rolo, &id), "approved 2026-08-25T23:00:00Z email");
    assert_eq!(rolo.one(&format!("SELECT text FROM followups WHERE id = {id}")), "Hello Ana");
    let run = schedule(&["1", "--at", "2026-08-26"]);
    assert!(run.code == 1 && run.err.contains(&format!("follow-up {id} is scheduled for Ana already")), "{}", run.err);
    let run = schedule(&["2", "--at", "2026-01-26", "--dry-run"]);
    assert!(run.err.contains("2026-01-26T00:00:00Z is in the past, so it is overdue from the start"), "{}", run.err);
    let run = schedule(&["2", "--at", "2026-08-26", "--channel", "fax"]);
    assert!(run.code == 2 && run.err.contains("the channel `fax` may not be used"), "{}", run.err);
    rolo.ok(&["contacts", "set", "do_not_contact=yes", "2"]);
    let run = schedule(&["2", "--at", "2026-08-26", "--note", "ask again"]);
    assert!(run.code == 0 && run.err.contains("a reminder without a text"), "{}", run.err);
    assert!(run.err.contains("does not want to be contacted, so it is never sent"), "{}", run.err);
    rolo.ok(&["followups", "scan", "--full"]);
    assert_eq!(rolo.rows("SELECT state FROM followups WHERE kind = 'scheduled'"), ["approved", "pending"]);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.one("SELECT count(*) FROM followups WHERE kind = 'scheduled'"), "1");
}

#[test]
fn filters_that_reach_several_need_yes() {
    let rolo = world(&trigger("1"));
    let run = rolo.ends(2, &["followups", "approve", "--kind", "custom:seen"]);
    assert!(run.err.contains("that reaches 2 follow-ups, and nothing was changed"), "{}", run.err);
    rolo.ends(2, &["followups", "approve"]);
    rolo.ok(&["followups", "approve", "--kind", "custom:seen", "--yes"]);
    assert_eq!(rolo.one("SELECT count(*) FROM followups WHERE state = 'approved'"), "2");
    assert!(rolo.pipe(&["followups", "dismiss", "-"], "").err.starts_with("0 of 0"));
}

#[test]
fn stats_count_what_became_of_each_kind() {
    let rolo = world(&trigger("1"));
    rolo.write(
        "UPDATE followup SET state = 'replied', sent_at = 3600, outcome_at = 3600 * 4 WHERE kind = 'custom:seen' AND contact_id = 1;
         UPDATE followup SET state = 'no_reply', sent_at = 3600 WHERE kind = 'custom:seen' AND contact_id = 2",
    );
    let out = rolo.ok(&["followups", "stats", "--format", "csv"]);
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(rows, ["custom:seen,2,0,0,0,2,1,0,1,0,0,0,0.5,0,3", "promise,1,1,0,0,0,0,0,0,0,0,0,,,"]);
    assert_eq!(rolo.ok(&["followups", "stats", "--since", "2026-08-21", "--format", "csv"]).lines().count(), 1);
}

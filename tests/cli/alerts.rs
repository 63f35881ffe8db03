//! `rolo alerts`: raised once per cause, listed, shown, taken, settled, taken back.

use serde_json::Value;

use crate::sandbox::Sandbox;

const HEAD: &str = "email,name,conversation_id,message_id,channel,sender,sent_at,text\n";

/// Ana is angry and Ben asks for a person; nobody knows who the third is.
const TALK: &str = "\
    ana@example.com,Ana Cruz,c1,m1,web,visitor,2026-08-20T10:00:00Z,Hello there\n\
    ana@example.com,Ana Cruz,c1,m2,web,visitor,2026-08-22T10:10:00Z,This is the third time I ask!\n\
    ana@example.com,Ana Cruz,c1,m3,web,agent,2026-08-22T10:15:00Z,Sorry about that\n\
    ben@example.com,Ben Tan,c2,n1,whatsapp,visitor,2026-08-21T10:00:00Z,Can I talk to a real person please?\n\
    ,,c3,o1,web,visitor,2026-08-21T11:00:00Z,Can I talk to a real person please?\n";

fn world() -> Sandbox {
    let rolo = Sandbox::at("2026-08-23");
    rolo.import("talk.csv", &format!("{HEAD}{TALK}"), &[]);
    pass(&rolo);
    rolo
}

fn pass(rolo: &Sandbox) {
    rolo.ok(&["classify"]);
    rolo.ok(&["score"]);
}

fn ana_writes(rolo: &Sandbox, id: &str, sent_at: &str, text: &str) {
    let row = format!("ana@example.com,Ana Cruz,c1,{id},web,visitor,{sent_at},{text}\n");
    rolo.import(&format!("{id}.csv"), &format!("{HEAD}{row}"), &[]);
    pass(rolo);
}

fn queue(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT id, kind, state, coalesce(contact_id, '') FROM alerts ORDER BY id")
}

fn at_risk(rolo: &Sandbox) -> String {
    rolo.one("SELECT at_risk FROM contacts WHERE name = 'Ana Cruz'")
}

#[test]
fn what_is_written_raises_an_alert_once_with_its_words() {
    let rolo = world();
    let expected = ["1|frustration|open|1", "2|human_request|open|2", "3|human_request|open|"];
    assert_eq!(queue(&rolo), expected);
    assert_eq!(
        rolo.rows("SELECT reason FROM alerts WHERE id < 3 ORDER BY id"),
        [
            "is frustrated: \"This is the third time I ask!\"",
            "asks for a person: \"Can I talk to a real person please?\""
        ]
    );
    let before = rolo.dump();
    pass(&rolo);
    rolo.ok(&["classify", "--full"]);
    rolo.ok(&["score", "--full", "--jobs", "3"]);
    assert_eq!(rolo.dump(), before);
    // More of the same is the same cause as long as nobody has seen to it.
    ana_writes(&rolo, "m4", "2026-08-22T12:00:00Z", "So angry! Third time I ask");
    assert_eq!(queue(&rolo), expected);
}

#[test]
fn a_settled_alert_is_raised_again_only_by_what_is_written_after() {
    let rolo = world();
    rolo.ok(&["alerts", "resolve", "1"]);
    pass(&rolo);
    ana_writes(&rolo, "m4", "2026-08-22T12:00:00Z", "So angry! Third time I ask");
    assert_eq!(queue(&rolo).len(), 3, "written before it was resolved");
    let rolo = rolo.moved_to("2026-08-24");
    ana_writes(&rolo, "m5", "2026-08-23T12:00:00Z", "Third time I ask");
    assert_eq!(
        rolo.rows("SELECT id, state, message_id FROM alerts WHERE kind = 'frustration'"),
        ["1|resolved|2", "4|open|7"]
    );
    rolo.ok(&["classify", "--full"]);
    assert_eq!(queue(&rolo).len(), 4);
}

#[test]
fn somebody_is_on_an_alert_and_then_it_is_seen_to() {
    let rolo = world();
    assert_eq!(at_risk(&rolo), "1");
    let run = rolo.ends(0, &["alerts", "take", "1", "2", "--author", "joe"]);
    assert_eq!(run.err, "2 of 2 alerts taken\n");
    assert_eq!(rolo.one("SELECT taken_by || ' ' || taken_at FROM alerts WHERE id = 1"), "joe 2026-08-23T00:00:00Z");
    pass(&rolo);
    assert_eq!(at_risk(&rolo), "1", "nobody has seen to it yet");
    let run = rolo.ends(1, &["alerts", "take", "3", "1", "--author", "mia"]);
    assert!(run.err.starts_with("error: alert 1 is taken by joe since 2026-08-23T00:00:00Z\n"), "{}", run.err);
    assert!(run.err.contains("--over takes it over"), "{}", run.err);
    assert_eq!(rolo.ends(0, &["alerts", "take", "1", "--author", "joe"]).err, "0 of 1 alerts taken\n");
    assert_eq!(rolo.one("SELECT state FROM alerts WHERE id = 3"), "open", "all or nothing");
    rolo.ok(&["alerts", "take", "1", "--over", "--author", "mia"]);
    let run = rolo.ends(0, &["alerts", "resolve", "1", "--note", "called her", "--author", "mia"]);
    assert_eq!(run.err, "1 of 1 alerts resolved\n");
    let row = "SELECT state || ' ' || resolved_at || ' ' || note || ' ' || taken_by FROM alerts WHERE id = 1";
    assert_eq!(rolo.one(row), "resolved 2026-08-23T00:00:00Z called her mia");
    pass(&rolo);
    assert_eq!(at_risk(&rolo), "0");
    assert_eq!(
        rolo.rows("SELECT field, old, new, author FROM activity WHERE field LIKE 'alert 1 %' ORDER BY id"),
        [
            "alert 1 frustration|open|taken|joe",
            "alert 1 frustration|taken|taken|mia",
            "alert 1 frustration|taken|resolved|mia"
        ]
    );
    let told = rolo.ok(&["contacts", "timeline", "1"]);
    assert!(told.contains(",changed,alert 1 frustration taken → resolved,,mia"), "{told}");
}

#[test]
fn what_was_done_to_alerts_is_taken_back_exactly() {
    let rolo = world();
    rolo.ok(&["followups", "scan"]);
    let before = rolo.dump();
    for args in [
        &["alerts", "take", "1", "3", "--author", "joe"][..],
        &["alerts", "resolve", "1", "--note", "called her"],
        &["alerts", "dismiss", "1", "2", "3"],
    ] {
        let run = rolo.ends(0, &[args, &["--dry-run"]].concat());
        assert!(run.err.ends_with("dry run: nothing was written\n"), "{}", run.err);
        assert_eq!(rolo.dump(), before, "{args:?} --dry-run");
        rolo.ok(args);
        pass(&rolo);
        assert_ne!(rolo.dump(), before, "{args:?}");
        rolo.ok(&["undo"]);
        pass(&rolo);
        rolo.ok(&["followups", "scan"]);
        assert_eq!(rolo.dump(), before, "{args:?} taken back");
    }
}

#[test]
fn wrong_numbers_states_and_kinds_are_refused_with_what_to_do() {
    let rolo = world();
    rolo.ok(&["alerts", "dismiss", "2"]);
    for (code, args, error, hint) in [
        (1, &["alerts", "take", "99"][..], "there is no alert 99", "`rolo alerts list` shows their numbers"),
        (1, &["alerts", "show", "99"], "there is no alert 99", "`rolo alerts list`"),
        (2, &["alerts", "dismiss", "x"], "`x` is not the number of an alert", "`rolo alerts list`"),
        (1, &["alerts", "resolve", "1", "2"], "alert 2 is dismissed, so it cannot become resolved", "rolo undo --list"),
        (1, &["alerts", "take", "2"], "alert 2 is dismissed, so it cannot become taken", "rolo undo --list"),
        (
            2,
            &["alerts", "list", "--kind", "frustrated"],
            "there is no kind of alerts `frustrated`",
            "did you mean frustration?",
        ),
        (
            2,
            &["alerts", "list", "--kind", "x"],
            "there is no kind of alerts `x`",
            "kinds are frustration, human_request",
        ),
        (
            2,
            &["alerts", "show", "1", "--format", "csv"],
            "an alert is text or, with --format json",
            "`rolo alerts list`",
        ),
    ] {
        let run = rolo.ends(code, args);
        assert!(run.err.contains(error) && run.err.contains(hint), "{args:?}: {}", run.err);
    }
    assert_eq!(rolo.one("SELECT state FROM alerts WHERE id = 1"), "open");
    assert_eq!(rolo.ends(0, &["alerts", "dismiss", "2"]).err, "0 of 1 alerts dismissed\n");
}

#[test]
fn the_list_tells_who_and_why_and_its_code_whether_there_is_any() {
    let rolo = world();
    rolo.ok(&["alerts", "take", "2", "--author", "joe"]);
    insta::assert_snapshot!(rolo.ok(&["alerts", "list", "--format", "table"]), @r#"
    id  since             kind           contact         conversation  state         reason
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     2  2026-08-21 10:00  human_request  Ben Tan                    2  taken by joe  "Can I talk to a real person please?"
     3  2026-08-21 11:00  human_request  (nobody known)             3  open          "Can I talk to a real person please?"
     1  2026-08-22 10:10  frustration    Ana Cruz                   1  open          "This is the third time I ask!"
    "#);
    let ids = |args: &[&str]| rolo.ok(&[&["alerts", "list", "--format", "ids"], args].concat()).replace('\n', " ");
    assert_eq!(ids(&[]), "2 3 1 ");
    assert_eq!(ids(&["--state", "open"]), "3 1 ");
    assert_eq!(ids(&["--taken-by", "joe"]), "2 ");
    assert_eq!(ids(&["--kind", "human_request"]), "2 3 ");
    assert_eq!(ids(&["--search", "ana"]), "1 ");
    let all = ids(&[]);
    assert_eq!(rolo.pipe(&["alerts", "resolve", "-"], &all).err, "3 of 3 alerts resolved\n");
    assert_eq!(ids(&[]), "");
    assert_eq!(ids(&["--all"]), "2 3 1 ");
    assert_eq!(rolo.ok(&["alerts", "list", "--fail-if-any", "--format", "json"]), "[]\n");
    let run = rolo.ends(5, &["alerts", "list", "--all", "--kind", "frustration", "--fail-if-any", "--format", "ids"]);
    assert_eq!(run.out, "1\n");
    let run = rolo.ends(5, &["--quiet", "alerts", "list", "--all", "--fail-if-any"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    rolo.ends(0, &["--quiet", "alerts", "list", "--fail-if-any"]);
    let header = rolo.ok(&["alerts", "list"]);
    assert_eq!(
        header,
        "id,contact_id,conversation_id,message_id,kind,reason,state,at,created_at,resolved_at,taken_by,taken_at,note,sending,sent_at,error\n"
    );
}

#[test]
fn an_alert_is_shown_with_what_was_said_around_it() {
    let rolo = world();
    insta::assert_snapshot!(rolo.ok(&["alerts", "show", "1", "--around", "0"]), @r#"
    alert 1, frustration, open
      why        is frustrated: "This is the third time I ask!"
      since      2026-08-22T10:10:00Z
      contact    1 Ana Cruz (ana@example.com): active, browsing, grade F

    conversation 1, web, open
      contact    Ana Cruz (1), match 100 %
      class      existing_customer_support
      score      0 red
      sentiment  negative -0.15
      summary    "This is the third time I ask!"; is frustrated
      messages   3, 2026-08-20 10:00 to 2026-08-22 10:15 (UTC)

    … 1 message before

    web, Saturday, 2026-08-22
    10:10:00  > visitor  This is the third time I ask! [frustration: third time I] -0.29

    … 1 message after
    "#);
    let shown: Value = serde_json::from_str(&rolo.ok(&["alerts", "show", "1", "--format", "json"])).unwrap();
    assert_eq!(shown["alert"]["message_id"], shown["conversation"]["messages"][1]["id"]);
    assert_eq!(shown["conversation"]["messages"].as_array().map(Vec::len), Some(3));
    assert_eq!(shown["contact"]["name"], "Ana Cruz");
    let nobody: Value = serde_json::from_str(&rolo.ok(&["alerts", "show", "3", "--format", "json"])).unwrap();
    assert_eq!(nobody["contact"], Value::Null);
    assert!(rolo.ok(&["alerts", "show", "3"]).contains("  contact    nobody known\n"));
}

const SPENT: &str = "email,kind,at,amount,currency\nana@example.com,purchase,2026-08-22T11:00:00Z,5200,PHP\n";

fn with_config(config: &str) -> Sandbox {
    let rolo = Sandbox::at("2026-08-23");
    rolo.file("rolo.toml", config);
    rolo.import("talk.csv", &format!("{HEAD}{TALK}"), &[]);
    rolo
}

/// The alerts that are not from messages.
fn of_contacts(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT kind, state, contact_id, reason FROM alerts WHERE conversation_id IS NULL ORDER BY id")
}

#[test]
fn spend_and_intent_raise_alerts_from_their_level_up() {
    let rolo = with_config("[alerts]\nhigh_value_spend = 5000\nintent = 'comparing'\n");
    pass(&rolo);
    assert_eq!(of_contacts(&rolo), [""; 0]);
    rolo.import("spent.csv", SPENT, &[]);
    ana_writes(&rolo, "m4", "2026-08-22T12:00:00Z", "How much is the blue one?");
    let both = ["high_value_spend|open|1|5200 PHP spent", "intent|open|1|the intent is comparing"];
    assert_eq!(of_contacts(&rolo), both);
    ana_writes(&rolo, "m5", "2026-08-22T13:00:00Z", "I'll take it");
    assert_eq!(rolo.one("SELECT intent FROM contacts WHERE id = 1"), "ready_to_buy");
    assert_eq!(of_contacts(&rolo), both, "it has passed the level, and was there before");
}

const RULE: &str = "[[alerts.rule]]\nname = \"big spender\"\nwhere = \"spend >= 5000 and city = 'Cebu'\"\n";

#[test]
fn a_condition_raises_an_alert_when_it_comes_true_and_again_when_it_went_and_came_back() {
    let rolo = with_config(RULE);
    rolo.import("spent.csv", SPENT, &[]);
    pass(&rolo);
    assert_eq!(of_contacts(&rolo), [""; 0]);
    rolo.ok(&["contacts", "set", "city=Cebu", "1"]);
    rolo.ok(&["score"]);
    let raised = "spend >= 5000 and city = 'Cebu': spend is 5200, city is Cebu";
    assert_eq!(of_contacts(&rolo), [format!("big spender|open|1|{raised}")]);
    // It goes and comes back while nobody has seen to it: still the same alert.
    for city in ["city=Leeds", "city=Cebu"] {
        rolo.ok(&["contacts", "set", city, "1"]);
        rolo.ok(&["score"]);
    }
    rolo.ok(&["alerts", "resolve", "4"]);
    rolo.ok(&["score", "--full"]);
    assert_eq!(of_contacts(&rolo), [format!("big spender|resolved|1|{raised}")]);
    rolo.ok(&["contacts", "set", "city=Leeds", "1"]);
    rolo.ok(&["score"]);
    let before = rolo.dump();
    rolo.ok(&["score"]);
    assert_eq!(rolo.dump(), before, "a second run writes nothing");
    rolo.ok(&["contacts", "set", "city=Cebu", "1"]);
    let run = rolo.ends(0, &["score"]);
    assert!(run.err.contains("  new alerts  1\n"), "{}", run.err);
    assert_eq!(of_contacts(&rolo).len(), 2);
}

#[test]
fn a_condition_goes_by_as_of_and_never_by_the_clock() {
    let rolo =
        with_config("[[alerts.rule]]\nname = 'quiet'\nwhere = \"julianday(as_of()) - julianday(last_active) > 30\"\n");
    pass(&rolo);
    assert_eq!(of_contacts(&rolo), [""; 0]);
    let rolo = rolo.moved_to("2026-09-21T00:00:00Z");
    rolo.ok(&["score"]);
    let reason = "julianday(as_of()) - julianday(last_active) > 30: last_active is 2026-08-21T10:00:00Z";
    assert_eq!(of_contacts(&rolo), [format!("quiet|open|2|{reason}")]);
}

#[test]
fn conditions_that_cannot_be_asked_are_refused_by_name_before_anything_is_done() {
    for (condition, why) in [
        ("spendd > 5", "no such column: spendd"),
        ("spend > 5; drop table contact", "a semicolon cannot stand in an expression"),
        ("exists (select 1 from events where contact_id = contacts.id)", "it holds a subquery"),
        ("id in (select contact_id from deals)", "it holds a subquery"),
        ("id in (values (1))", "it holds a subquery"),
        ("last_active < date('now')", "date: 'now' reads the clock, or is no date"),
        ("last_active < current_date", "current_date reads the clock"),
        ("random() > 5", "random may give another value each time"),
        ("spend > ?", "it holds a parameter"),
    ] {
        let rolo = Sandbox::at("2026-08-23");
        rolo.import("talk.csv", &format!("{HEAD}{TALK}"), &[]);
        let before = rolo.dump();
        rolo.file("rolo.toml", &format!("[[alerts.rule]]\nname = 'mine'\nwhere = \"{condition}\"\n"));
        for args in [&["config", "check"][..], &["score"], &["nightly"]] {
            let run = rolo.ends(2, args);
            let said = format!("error: the alert rule `mine`: where `{condition}`: {why}");
            assert!(run.err.contains(&said), "{args:?}: {}", run.err);
            assert!(run.err.contains("hint: "), "{}", run.err);
        }
        assert_eq!(rolo.dump(), before, "{condition}");
    }
    let rolo = with_config(
        "[[alerts.rule]]\nname = 'fine'\nwhere = 'vip'\n[[alerts.rule]]\nname = 'mine'\nwhere = \"json_extract(name, '$.a') = 1\"\n",
    );
    rolo.ok(&["config", "check"]);
    let run = rolo.ends(1, &["score"]);
    assert!(
        run.err.contains("the alert rule `mine` fails: where `json_extract(name, '$.a') = 1`: malformed JSON"),
        "{}",
        run.err
    );
}

#[test]
fn two_who_are_one_have_each_alert_about_them_once() {
    let rolo = with_config("[[alerts.rule]]\nname = 'wrote'\nwhere = 'message_count > 0'\n");
    pass(&rolo);
    assert_eq!(
        of_contacts(&rolo),
        ["wrote|open|1|message_count > 0: message_count is 3", "wrote|open|2|message_count > 0: message_count is 1"]
    );
    rolo.ok(&["alerts", "take", "5", "--author", "joe"]);
    let before = queue(&rolo);
    rolo.ok(&["contacts", "merge", "1", "2"]);
    pass(&rolo);
    let merged = ["4|wrote|resolved|1", "5|wrote|taken|1"];
    assert_eq!(queue(&rolo)[3..], merged, "somebody is on that one");
    assert_eq!(queue(&rolo)[..2], ["1|frustration|open|1", "2|human_request|open|1"]);
    rolo.ok(&["undo"]);
    pass(&rolo);
    assert_eq!(queue(&rolo), before);
    rolo.ok(&["check"]);
}

#[test]
fn alerts_of_nobody_go_with_their_conversation_and_none_is_raised_of_people_who_are_forgotten() {
    let rolo = world();
    rolo.ok(&["conversations", "link", "3", "1"]);
    assert_eq!(queue(&rolo)[2], "3|human_request|open|1");
    rolo.ok(&["conversations", "unlink", "3"]);
    pass(&rolo);
    assert_eq!(queue(&rolo)[2], "3|human_request|open|");
    assert_eq!(queue(&rolo).len(), 3);
    rolo.ok(&["contacts", "delete", "2", "--keep-conversations", "--yes"]);
    pass(&rolo);
    rolo.ok(&["classify", "--full"]);
    assert_eq!(queue(&rolo), ["1|frustration|open|1", "3|human_request|open|"]);
    rolo.ok(&["check"]);
}

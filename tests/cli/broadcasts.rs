//! Broadcasts: written down, previewed, handed over once to each, tracked by receipts.

use serde_json::Value;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-11-20T10:00:00Z";

const PEOPLE: &str = "name,email,phone,tags,do_not_contact\n\
    Ana Cruz,ana@example.com,+639175550101,regular,\n\
    Ben Reyes,ben@example.com,+639175550102,regular,yes\n\
    Cleo Tan,cleo@example.com,,regular,\n\
    Dan Lim,CLEO@example.com,,regular,\n\
    Eva Go,,+639175550105,regular,\n\
    Finn Uy,finn@example.com,,,\n";

fn with_people() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &[]);
    rolo
}

fn create(rolo: &Sandbox, name: &str, options: &[&str]) -> String {
    let args = ["broadcasts", "create", name, "--via", "email", "--text", "Subject: News\n\nHi {{ first_name }}!"];
    rolo.ends(0, &[&args[..], options].concat()).err
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect(text)
}

#[test]
fn a_preview_tells_who_gets_it_who_does_not_and_why() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    let preview = json(&rolo.ok(&["broadcasts", "preview", "news", "--format", "json"]));
    assert_eq!((preview["count"].clone(), preview["channel"].clone()), (2.into(), "email".into()));
    assert_eq!(preview["left_out"], serde_json::json!({"do_not_contact": 1, "no_address": 1, "same_address": 1}));
    let sample = &preview["samples"][0];
    assert_eq!(sample["subject"], "News");
    assert_eq!((sample["to"].clone(), sample["text"].clone()), ("ana@example.com".into(), "Hi Ana!".into()));
    let page = rolo.ok(&["broadcasts", "preview", "news", "--samples", "1"]);
    assert!(page.starts_with("2 contacts get news by email\n1 left out: asked for no more messages\n"), "{page}");
    assert!(page.contains("Ana Cruz <ana@example.com>\n  Subject: News\n  Hi Ana!\n"), "{page}");
    assert_eq!(rolo.rows("SELECT count(*) FROM delivery"), ["0"]);
}

#[test]
fn what_cannot_become_a_broadcast_is_refused_with_what_to_do() {
    let rolo = with_people();
    let refused = |code, args: &[&str]| rolo.ends(code, &[&["broadcasts", "create"], args].concat()).err;
    let err = refused(2, &["news", "--via", "email", "--text", "Hi"]);
    assert!(err.contains("it is not said who gets the broadcast `news`") && err.contains("--segment all"), "{err}");
    let err = refused(2, &["news", "--via", "email", "--text", "Hi {{ nmae }}", "--segment", "all"]);
    assert!(err.contains("a template knows no `nmae`") && err.contains("did you mean `name`?"), "{err}");
    let err = refused(2, &["news", "--via", "email", "--template", "sale", "--segment", "all"]);
    assert!(err.contains("there is no template `sale`") && err.contains("[templates]"), "{err}");
    let err = refused(1, &["news", "--via", "email", "--text", "Hi", "--segment", "none"]);
    assert!(err.contains("there is no segment `none`"), "{err}");
    let err = refused(2, &["news", "--via", "email", "--text", "Hi", "--where", "last_active > date('now')"]);
    assert!(err.contains("as_of()"), "{err}");
    let err = refused(1, &["news", "--via", "email", "--text", "Hi", "--segment", "all", "--media", "no.pdf"]);
    assert!(err.contains("no.pdf"), "{err}");
    let err = refused(2, &["news", "--via", "email", "--text", " ", "--segment", "all"]);
    assert!(err.contains("the text is empty"), "{err}");
    create(&rolo, "news", &["--segment", "all"]);
    let err = refused(1, &["news", "--via", "email", "--text", "Hi", "--segment", "all"]);
    assert!(err.contains("there is a broadcast `news` already") && err.contains("--replace"), "{err}");
    let err = rolo.ends(1, &["broadcasts", "show", "nwes"]).err;
    assert!(err.contains("did you mean news?"), "{err}");
}

#[test]
fn a_draft_is_written_anew_and_taken_back() {
    let rolo = with_people();
    create(&rolo, "news", &["--segment", "all"]);
    let before = rolo.dump();
    create(&rolo, "news", &["--tag", "regular", "--replace", "--at", "2026-12-01"]);
    let shown = json(&rolo.ok(&["broadcasts", "show", "news", "--format", "json"]));
    assert_eq!(shown["filter"], serde_json::json!({"tag": ["regular"]}));
    assert_eq!(shown["scheduled_at"], "2026-12-01T00:00:00Z");
    rolo.ok(&["undo"]);
    let rows = |dump: Vec<String>| dump.into_iter().filter(|row| row.starts_with("broadcast:")).collect::<Vec<_>>();
    assert_eq!(rows(rolo.dump()), rows(before));
    rolo.ok(&["undo"]);
    assert_eq!(rolo.ok(&["broadcasts", "list", "--format", "ids"]), "");
}

#[test]
fn receipts_are_counted_and_a_broadcast_of_elsewhere_is_known_by_them() {
    let rolo = with_people();
    let receipts = "broadcast,email,state,at\n\
        spring,ana@example.com,delivered,2026-11-01T10:00:00Z\n\
        spring,ben@example.com,failed,2026-11-01T10:00:00Z\n\
        spring,finn@example.com,sent,2026-11-01T10:00:00Z\n";
    rolo.import("receipts.csv", receipts, &["--as", "deliveries"]);
    rolo.import(
        "more.csv",
        "broadcast,email,state\nspring,finn@example.com,read\nspring,ana@example.com,sent\n",
        &["--as", "deliveries"],
    );
    let shown = json(&rolo.ok(&["broadcasts", "show", "spring", "--format", "json"]));
    let counts = &shown["counts"];
    let count = |name: &str| counts[name].as_i64().unwrap_or(-1);
    assert_eq!([count("audience"), count("sent"), count("delivered"), count("read"), count("failed")], [3, 2, 2, 1, 1]);
    assert!((shown["rates"]["failed"].as_f64().unwrap_or(0.0) - 1.0 / 3.0).abs() < 1e-9);
    let err = rolo.ends(1, &["broadcasts", "preview", "spring"]).err;
    assert!(err.contains("was sent by another system"), "{err}");
    let failed = rolo.ok(&["broadcasts", "deliveries", "spring", "--state", "failed", "--format", "ids"]);
    assert_eq!(failed.trim(), rolo.one("SELECT id FROM contacts WHERE email = 'ben@example.com'"));
}

/// A command that keeps what it was given, a line each.
fn keep(rolo: &Sandbox) -> String {
    format!("cat >> {0}; echo >> {0}", rolo.path("given.jsonl").display())
}

fn given(rolo: &Sandbox) -> Vec<Value> {
    let lines = std::fs::read_to_string(rolo.path("given.jsonl")).unwrap_or_default();
    lines.lines().filter(|line| !line.is_empty()).map(json).collect()
}

fn states(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT contact_id || ' ' || state FROM delivery ORDER BY contact_id")
}

#[test]
fn each_gets_it_once_and_what_was_sent_is_never_sent_again() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    let run = rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert!(
        run.err.contains("broadcast news goes to 2 contacts\n1 left out: asked for no more messages"),
        "{}",
        run.err
    );
    let given_now = given(&rolo);
    let to: Vec<&str> = given_now.iter().filter_map(|message| message["to"].as_str()).collect();
    assert_eq!(to, ["ana@example.com", "cleo@example.com"]);
    assert_eq!((given_now[0]["subject"].clone(), given_now[0]["broadcast"].clone()), ("News".into(), "news".into()));
    assert_eq!(given_now[0]["text"], "Hi Ana!");
    assert_eq!(states(&rolo), ["1 sent", "3 sent"]);
    let err = rolo.ends(1, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]).err;
    assert!(err.contains("the broadcast `news` was sent already"), "{err}");
    let err = rolo
        .ends(1, &["broadcasts", "create", "news", "--via", "sms", "--text", "Hi", "--segment", "all", "--replace"]);
    assert!(err.err.contains("was begun already"), "{}", err.err);
    assert_eq!(given(&rolo).len(), 2);
    let run = rolo.ends(0, &["undo"]);
    assert!(run.err.contains("broadcast 1 stays"), "{}", run.err);
}

#[test]
fn the_audience_is_fixed_when_sending_begins_and_who_opts_out_meanwhile_is_spared() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo), "--limit", "1"]);
    rolo.ok(&["contacts", "tag", "regular", "6"]);
    rolo.ok(&["contacts", "set", "do_not_contact=yes", "3"]);
    assert_eq!(rolo.one("SELECT state FROM broadcast"), "sending");
    rolo.ends(0, &["broadcasts", "send", "--due", "--exec", &keep(&rolo)]);
    assert_eq!(states(&rolo), ["1 sent", "3 skipped"]);
    assert_eq!((given(&rolo).len(), rolo.one("SELECT state FROM broadcast")), (1, "sent".to_owned()));
}

#[test]
fn what_is_refused_is_tried_again_and_fails_the_third_time() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    let refuse = format!("grep -q cleo && {{ echo 'mailbox full' >&2; exit 1; }}; {}", "exit 0");
    for _ in 0..3 {
        rolo.ends(4, &["broadcasts", "send", "news", "--exec", &refuse]);
    }
    assert_eq!(states(&rolo), ["1 sent", "3 failed"]);
    let shown = json(&rolo.ok(&["broadcasts", "show", "news", "--format", "json"]));
    assert_eq!(shown["errors"], serde_json::json!([{"error": "exit code 1: mailbox full", "count": 1}]));
    assert_eq!((shown["state"].clone(), shown["counts"]["failed"].clone()), ("sent".into(), 1.into()));
    let run = rolo.ends(0, &["broadcasts", "retry", "news"]);
    assert!(run.err.contains("1 message of the broadcast news to be sent again"), "{}", run.err);
    rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert_eq!((states(&rolo), given(&rolo).len()), (vec!["1 sent".to_owned(), "3 sent".to_owned()], 1));
}

#[test]
fn a_kill_leaves_unconfirmed_and_only_a_person_says_what_became_of_it() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    // The command kills the rolo that runs it, between the mark and the confirmation.
    let args = ["broadcasts", "send", "news", "--exec", "kill -9 $PPID; sleep 1"];
    rolo.command(&args).status().expect("rolo runs");
    assert_eq!(states(&rolo), ["1 unconfirmed", "3 pending"]);
    let run = rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert!(run.err.contains("message 1: handed over, and nobody knows how that ended"), "{}", run.err);
    assert!(run.err.contains("rolo broadcasts confirm news"), "{}", run.err);
    assert_eq!((states(&rolo), given(&rolo).len()), (vec!["1 unconfirmed".to_owned(), "3 sent".to_owned()], 1));
    rolo.ends(0, &["broadcasts", "confirm", "news", "ana@example.com"]);
    assert_eq!(states(&rolo), ["1 sent", "3 sent"]);
    rolo.ok(&["undo"]);
    assert_eq!(states(&rolo), ["1 unconfirmed", "3 sent"]);
    rolo.ok(&["broadcasts", "retry", "news"]);
    rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert_eq!((states(&rolo), given(&rolo).len()), (vec!["1 sent".to_owned(), "3 sent".to_owned()], 2));
}

#[test]
fn a_scheduled_one_waits_for_its_time_and_a_quiet_night_for_the_morning() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular", "--at", "2026-11-20T23:00:00Z"]);
    let run = rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert!(run.err.contains("broadcast news is not sent before 2026-11-20T23:00:00Z"), "{}", run.err);
    let run = rolo.ends(0, &["broadcasts", "send", "--due", "--exec", &keep(&rolo)]);
    assert!(run.err.contains("no broadcast is due"), "{}", run.err);
    let rolo = rolo.moved_to("2026-11-20T23:30:00Z");
    let run = rolo.ends(0, &["broadcasts", "send", "--due", "--exec", &keep(&rolo)]);
    assert!(
        run.err.contains("quiet hours last until 2026-11-21T08:00:00Z; broadcast news begins after"),
        "{}",
        run.err
    );
    assert_eq!((given(&rolo).len(), states(&rolo).len()), (0, 0));
    let rolo = rolo.moved_to("2026-11-21T08:00:00Z");
    rolo.ends(0, &["broadcasts", "send", "--due", "--exec", &keep(&rolo)]);
    assert_eq!(given(&rolo).len(), 2);
}

#[test]
fn a_cancelled_one_goes_to_nobody_else_until_that_is_taken_back() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo), "--limit", "1"]);
    let run = rolo.ends(0, &["broadcasts", "cancel", "news"]);
    assert!(run.err.contains("broadcast news cancelled; 1 do not get it any more"), "{}", run.err);
    let err = rolo.ends(1, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]).err;
    assert!(err.contains("the broadcast `news` is cancelled"), "{err}");
    rolo.ok(&["undo"]);
    rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert_eq!(given(&rolo).len(), 2);
}

#[test]
fn a_dry_run_shows_and_sends_nothing() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    let before = rolo.dump();
    let run = rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo), "--dry-run"]);
    assert!(run.out.starts_with("2 contacts get news by email\n"), "{}", run.out);
    assert!(run.err.contains("dry run: nothing was handed over"), "{}", run.err);
    assert_eq!((rolo.dump(), given(&rolo).len()), (before, 0));
}

#[test]
fn a_receipt_that_comes_before_the_send_ends_its_wait() {
    let rolo = with_people();
    create(&rolo, "news", &["--tag", "regular"]);
    rolo.ends(
        0,
        &["broadcasts", "send", "news", "--output", &rolo.path("box.jsonl").display().to_string(), "--limit", "1"],
    );
    assert_eq!(json(rolo.read("box.jsonl").trim())["to"], "ana@example.com");
    let receipts = "broadcast,email,state,at\nnews,ana@example.com,read,2026-11-20T11:00:00Z\nnews,cleo@example.com,sent,2026-11-20T11:00:00Z\n";
    rolo.import("receipts.csv", receipts, &["--as", "deliveries"]);
    rolo.ends(0, &["broadcasts", "send", "news", "--exec", &keep(&rolo)]);
    assert_eq!((states(&rolo), given(&rolo).len()), (vec!["1 read".to_owned(), "3 sent".to_owned()], 0));
}

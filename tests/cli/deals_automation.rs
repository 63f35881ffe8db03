//! What classify does with deals by itself: conversions win them, qualified contacts get one, some grow stale, and a bot
//! without answers gives a person a task.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01T10:00:00Z";

/// Ana with two open deals, Roof over 1200 EUR and the newer Shed without an amount.
fn sandbox() -> Sandbox {
    let rolo = Sandbox::at("2026-08-01T10:00:00Z");
    rolo.import("people.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben\n", &[]);
    rolo.ok(&["deals", "add", "Roof", "--contact", "1", "--amount", "1200", "--currency", "EUR"]);
    let rolo = rolo.moved_to("2026-08-02T10:00:00Z");
    rolo.ok(&["deals", "add", "Shed", "--contact", "1"]);
    rolo.moved_to(NOW)
}

fn bought(rolo: &Sandbox, file: &str, at: &str, amount: &str) {
    let row = format!("kind,at,amount,currency,email\npurchase,{at},{amount},EUR,ana@example.com\n");
    rolo.import(file, &row, &[]);
}

fn deals(rolo: &Sandbox) -> Vec<String> {
    rolo.rows("SELECT title, state, amount, closed_at, won_event_id FROM deals ORDER BY id")
}

fn said(rolo: &Sandbox, text: &str, at: &str, sender: &str) {
    let row = format!(
        "conversation_id,channel,sender,sent_at,text,email,name\nc1,web,{sender},{at},\"{text}\",ben@example.com,Ben\n"
    );
    rolo.import(&format!("said-{}.csv", at.replace(':', "")), &row, &[]);
}

/// Classifies, and sees that a second look, at everybody, finds nothing to do.
#[track_caller]
fn classify(rolo: &Sandbox) -> serde_json::Value {
    let done = rolo.ok(&["classify", "--format", "json"]);
    let told = || [rolo.rows("SELECT * FROM log"), rolo.rows("SELECT * FROM journal"), rolo.dump()].concat();
    let before = told();
    rolo.ok(&["classify", "--full"]);
    assert_eq!(told(), before, "a second run writes nothing");
    serde_json::from_str(&done).expect("JSON")
}

#[test]
fn a_conversion_wins_the_deal_over_its_amount_and_is_counted_once() {
    let rolo = sandbox();
    classify(&rolo);
    bought(&rolo, "old.csv", "2026-07-30", "1200");
    assert_eq!(classify(&rolo)["deals_won"], 0, "it was before the deals");
    bought(&rolo, "roof.csv", "2026-08-20", "1200");
    assert_eq!(classify(&rolo)["deals_won"], 1);
    assert_eq!(deals(&rolo), ["Roof|won|1200|2026-08-20T00:00:00Z|2", "Shed|open|||"]);
    bought(&rolo, "shed.csv", "2026-08-21", "300");
    assert_eq!(classify(&rolo)["deals_won"], 1);
    assert_eq!(deals(&rolo)[1], "Shed|won|300|2026-08-21T00:00:00Z|3");
    assert_eq!(rolo.one("SELECT status, purchases, spend FROM contacts WHERE id = 1"), "converted|3|2700");
    assert_eq!(rolo.one("SELECT author FROM log WHERE field = 'deal 1 state'"), "classify");
    assert!(rolo.ok(&["deals", "show", "1"]).contains("won by         purchase at 2026-08-20T00:00:00Z\n"));
    rolo.ok(&["check"]);
}

#[test]
fn a_win_can_be_taken_back_and_goes_with_its_event() {
    let rolo = sandbox();
    classify(&rolo);
    let before = rolo.dump();
    bought(&rolo, "shed.csv", "2026-08-21", "300");
    rolo.ok(&["classify"]);
    assert_eq!(deals(&rolo)[1], "Shed|won|300|2026-08-21T00:00:00Z|1");
    let run = rolo.ends(0, &["undo", "--dry-run"]);
    assert!(run.err.starts_with("entry 5 (classify) is undone"), "{}", run.err);
    rolo.ok(&["undo", "4"]);
    assert_eq!(deals(&rolo), ["Roof|open|1200||", "Shed|open|||"]);
    assert!(rolo.ok(&["deals", "show", "2"]).contains("state won → open · "));
    rolo.ok(&["classify"]);
    assert_eq!(rolo.dump(), before);
    rolo.ok(&["undo", "5"]);
    rolo.ok(&["classify"]);
    assert_eq!(rolo.dump(), before);
    bought(&rolo, "again.csv", "2026-08-21", "300");
    assert_eq!(classify(&rolo)["deals_won"], 1);
    rolo.ok(&["undo"]);
    assert_eq!(deals(&rolo)[1], "Shed|open|||");
}

#[test]
fn a_reopened_deal_waits_for_the_next_conversion_and_an_open_one_in_a_file_is_no_news() {
    let rolo = Sandbox::at(NOW);
    let file = "deal_id,title,state,amount,currency,created_at,email\n7,Roof,open,5,EUR,2026-08-01,ana@example.com\n";
    rolo.import("deals.csv", file, &[]);
    bought(&rolo, "one.csv", "2026-08-20", "5");
    classify(&rolo);
    let won = ["Roof|won|5|2026-08-20T00:00:00Z|1"];
    assert_eq!(deals(&rolo), won);
    assert_eq!(rolo.import("again.csv", file, &[]).fates(), [0, 0, 1]);
    assert_eq!(deals(&rolo), won);
    rolo.ok(&["deals", "reopen", "1"]);
    assert_eq!(classify(&rolo)["deals_won"], 0);
    assert_eq!(deals(&rolo), ["Roof|open|5||"]);
    let rolo = rolo.moved_to("2026-09-05T10:00:00Z");
    bought(&rolo, "two.csv", "2026-09-04", "5");
    assert_eq!(classify(&rolo)["deals_won"], 1);
    assert_eq!(deals(&rolo), ["Roof|won|5|2026-09-04T00:00:00Z|2"]);
}

#[test]
fn a_database_built_again_counts_a_won_deal_once() {
    let rolo = sandbox();
    bought(&rolo, "roof.csv", "2026-08-20", "1200");
    classify(&rolo);
    rolo.ok(&["deals", "move", "quoted", "2"]);
    rolo.ok(&["deals", "lost", "2", "--reason", "too dear"]);
    let again = Sandbox::at(NOW);
    let kinds = ["contacts", "deals", "events"];
    for kind in kinds {
        let rows = rolo.ok(&["export", "--kind", kind, "--format", "csv"]);
        let lines: Vec<&str> = rows.lines().collect();
        assert!(lines.len() > 1, "{kind}: {rows}");
        again.import(&format!("{kind}.csv"), &rows, &["--as", kind]);
    }
    again.ok(&["classify"]);
    for sql in [
        "SELECT title, stage, state, amount, closed_at, past_stages, lost_reason, won_event_id FROM deals ORDER BY id",
        "SELECT purchases, spend, status FROM contacts ORDER BY id",
    ] {
        assert_eq!(again.rows(sql), rolo.rows(sql));
    }
    assert_eq!(again.rows("SELECT won_event FROM deal ORDER BY id"), ["purchase", ""]);
    again.ok(&["check"]);
}

#[test]
fn automation_does_what_the_configuration_says() {
    let rolo = sandbox();
    rolo.file("rolo.toml", "[deals]\nauto_win = false\n");
    bought(&rolo, "roof.csv", "2026-08-20", "1200");
    said(&rolo, "I'll take it, please reserve it for me", "2026-08-31T10:00:00Z", "visitor");
    let done = classify(&rolo);
    assert_eq!((&done["deals_won"], &done["deals_created"]), (&0.into(), &0.into()));
    assert_eq!(rolo.one("SELECT status FROM contacts WHERE id = 2"), "qualified");
    rolo.file("rolo.toml", "[deals]\nauto_create = true\n");
    let run = rolo.ends(0, &["classify", "--dry-run"]);
    assert!(run.err.contains("deals won by conversions  1\n") && run.err.contains("deals created"), "{}", run.err);
    assert_eq!(deals(&rolo).len(), 2);
    let done = classify(&rolo);
    assert_eq!((&done["deals_won"], &done["deals_created"]), (&1.into(), &1.into()));
}

#[test]
fn a_qualified_contact_gets_a_deal_once_for_each_closing_evidence() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", "[deals]\nauto_create = true\nstages = ['first', 'second']\n");
    said(&rolo, "I'll take it, please reserve it for me", "2026-08-31T10:00:00Z", "visitor");
    assert_eq!(classify(&rolo)["deals_created"], 1);
    let bens = |rolo: &Sandbox| rolo.rows("SELECT title, stage, state, created_at FROM deals ORDER BY id");
    assert_eq!(bens(&rolo), ["Ben|first|open|2026-09-01T10:00:00Z"]);
    let before = rolo.dump();
    rolo.ok(&["undo"]);
    assert_eq!(bens(&rolo).len(), 0);
    rolo.ok(&["classify"]);
    assert_eq!(rolo.rows("SELECT * FROM contacts"), {
        let contacts = before.iter().filter_map(|row| row.strip_prefix("contacts: "));
        contacts.map(str::to_owned).collect::<Vec<_>>()
    });
    rolo.ok(&["deals", "lost", "2"]);
    assert_eq!(classify(&rolo)["deals_created"], 0, "nothing new was said");
    let rolo = rolo.moved_to("2026-09-03T10:00:00Z");
    said(&rolo, "okay, I'll take it after all", "2026-09-02T10:00:00Z", "visitor");
    assert_eq!(classify(&rolo)["deals_created"], 1);
    assert_eq!(bens(&rolo)[1], "Ben|first|open|2026-09-03T10:00:00Z");
    rolo.ok(&["contacts", "add", "email=cy@example.com", "name=Cy"]);
    rolo.ok(&["contacts", "set", "status=qualified", "cy@example.com"]);
    assert_eq!(classify(&rolo)["deals_created"], 1, "a pin without evidence gives one");
    rolo.ok(&["deals", "lost", "4"]);
    assert_eq!(classify(&rolo)["deals_created"], 0);
}

#[test]
fn a_deal_grows_stale_when_neither_it_nor_its_contact_does_anything() {
    let rolo = sandbox();
    rolo.import("free.csv", "deal_id,title\n9,Nobody's\n", &[]);
    let stale = |rolo: &Sandbox| rolo.rows("SELECT id FROM deals WHERE stale ORDER BY id");
    assert_eq!(classify(&rolo)["deals_stale"], 2);
    assert_eq!(stale(&rolo), ["1", "2"]);
    assert_eq!(rolo.ok(&["deals", "list", "--stale", "--format", "ids"]), "1\n2\n");
    assert!(rolo.ok(&["deals", "list", "--format", "table"]).contains("30d stale"));
    assert!(rolo.ok(&["deals", "show", "1"]).starts_with("Roof · open, stale\n"));
    rolo.ok(&["deals", "move", "quoted", "1"]);
    assert_eq!(stale(&rolo), ["2"], "what is done to it is activity");
    let row = "kind,at,email\nform_submission,2026-08-31,ana@example.com\n";
    rolo.import("form.csv", row, &[]);
    classify(&rolo);
    assert!(stale(&rolo).is_empty(), "so is what its contact does");
    let rolo = rolo.moved_to("2026-09-14T10:00:00Z");
    assert_eq!(classify(&rolo)["deals_stale"], 1);
    let rolo = rolo.moved_to("2026-09-15T10:00:00Z");
    assert_eq!(classify(&rolo)["deals_stale"], 2);
    assert_eq!(stale(&rolo), ["1", "2", "3"]);
    rolo.ok(&["deals", "lost", "2"]);
    classify(&rolo);
    assert_eq!(stale(&rolo), ["1", "3"]);
    let rolo = rolo.moved_to("2026-09-02T10:00:00Z");
    classify(&rolo);
    assert!(stale(&rolo).is_empty(), "what comes later does not exist");
}

#[test]
fn a_bot_without_answers_gives_one_task_for_each_time_it_ran_out() {
    let rolo = Sandbox::at("2026-09-01T22:00:00Z");
    rolo.file("rolo.toml", "[deals]\ntask_on_cannot_answer = true\n[alerts]\ncannot_answer = 2\n");
    let lost = "Sorry, I don't know the answer to that.";
    said(&rolo, lost, "2026-09-01T10:00:00Z", "bot");
    rolo.ok(&["contacts", "set", "do_not_contact=yes", "ben@example.com"]);
    assert_eq!(classify(&rolo)["tasks_opened"], 0);
    said(&rolo, lost, "2026-09-01T11:00:00Z", "bot");
    assert_eq!(classify(&rolo)["tasks_opened"], 1);
    assert_eq!(
        rolo.rows("SELECT kind, conversation_id, reason, due_at, state, channel FROM followups WHERE kind = 'task'"),
        ["task|1|the bot ran out of answers 2 times|2026-09-02T08:00:00Z|pending|web"]
    );
    said(&rolo, lost, "2026-09-01T12:00:00Z", "bot");
    said(&rolo, lost, "2026-09-01T13:00:00Z", "bot");
    assert_eq!(classify(&rolo)["tasks_opened"], 0, "one is open");
    rolo.ok(&["followups", "dismiss", "1"]);
    assert_eq!(classify(&rolo)["tasks_opened"], 0, "it was about all of that");
    let rolo = rolo.moved_to("2026-09-03T10:00:00Z");
    said(&rolo, lost, "2026-09-03T08:00:00Z", "bot");
    said(&rolo, lost, "2026-09-03T09:00:00Z", "bot");
    assert_eq!(classify(&rolo)["tasks_opened"], 1);
}

#[test]
fn two_who_are_two_again_share_no_win() {
    let rolo = sandbox();
    rolo.ok(&["contacts", "merge", "1", "2"]);
    let row = "kind,at,amount,currency,email\npurchase,2026-08-20,1200,EUR,ben@example.com\n";
    rolo.import("ben.csv", row, &[]);
    classify(&rolo);
    assert_eq!(deals(&rolo)[0], "Roof|won|1200|2026-08-20T00:00:00Z|1");
    rolo.ok(&["undo", "4"]);
    assert_eq!(deals(&rolo)[0], "Roof|open|1200||");
    assert_eq!(rolo.rows("SELECT id, purchases FROM contacts ORDER BY id"), ["1|0", "2|1"]);
    classify(&rolo);
    rolo.ok(&["check"]);
}

#[test]
fn check_finds_deals_that_contradict_themselves() {
    let rolo = sandbox();
    bought(&rolo, "roof.csv", "2026-08-20", "1200");
    rolo.ok(&["classify"]);
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).expect("the database");
    conn.execute_batch(
        "UPDATE deal SET closed_at = 5 WHERE id = 2; UPDATE deal SET won_event_at = 5 WHERE id = 1;
         PRAGMA foreign_keys = 0; UPDATE deal SET contact_id = 99 WHERE id = 1",
    )
    .expect("a database to spoil");
    drop(conn);
    let run = rolo.ends(5, &["check"]);
    for fault in [
        "an open deal that was closed, or a closed one that never was",
        "a deal won by an event that is not there",
        "a deal of a contact that is not there",
    ] {
        assert!(run.out.contains(fault), "{fault}\n{}", run.out);
    }
}

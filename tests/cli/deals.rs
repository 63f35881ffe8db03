//! `rolo deals`: the pipeline by hand; what is changed is held, logged and can be taken back.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01T10:00:00Z";
const PEOPLE: &str = "email,name,company,user_id\nana@example.com,Ana Cruz,\"Acme, Inc.\",u1\n\
    ben@example.com,Ben Reyes,,\ncy@example.com,Cy,Blue Ltd,\n";

/// Three people with a deal each: 1 Roof in new, 2 Shed in quoted, 3 Fence without an amount in negotiating.
fn sandbox() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &[]);
    for add in [
        &["Roof", "--contact", "ana@example.com", "--amount", "1200", "--currency", "EUR"][..],
        &["Shed", "--contact", "2", "--stage", "QUOTED", "--amount", "1,500.50 EUR", "--expected-close", "2026-10-01"],
        &["Fence", "--contact", "user_id:u1", "--stage", "negotiating", "--company", "Blue Ltd"],
    ] {
        deals(&rolo, &[&["add"], add].concat());
    }
    rolo
}

/// Runs a command of `deals` that must succeed.
#[track_caller]
fn deals(rolo: &Sandbox, args: &[&str]) -> String {
    rolo.ok(&[&["deals"], args].concat())
}

/// Runs one that must fail with this code, and gives what it says.
#[track_caller]
fn fails(rolo: &Sandbox, code: i32, args: &[&str]) -> String {
    rolo.ends(code, &[&["deals"], args].concat()).err
}

/// The deals as they are stored, without what is derived of them.
fn stored(rolo: &Sandbox) -> Vec<String> {
    let is_of = |row: &String| ["deal:", "contact_count:", "currency:"].iter().any(|table| row.starts_with(table));
    rolo.dump().into_iter().filter(is_of).collect()
}

#[test]
fn a_deal_is_added_with_the_contacts_company_in_the_first_stage() {
    let rolo = sandbox();
    assert_eq!(
        rolo.rows("SELECT title, contact_id, company_id, stage, amount, currency, state, expected_close FROM deals"),
        [
            "Roof|1|1|new|1200|EUR|open|",
            "Shed|2||quoted|1500.5|EUR|open|2026-10-01T00:00:00Z",
            "Fence|1|2|negotiating|||open|"
        ]
    );
    let before = stored(&rolo);
    for (code, args, why) in [
        (1, &["X", "--contact", "zoe@example.com"][..], "no contact is known as `zoe@example.com`"),
        (2, &["X", "--contact", "1", "--stage", "qoted"], "there is no stage `qoted`\nhint: did you mean quoted?"),
        (2, &["X", "--contact", "1", "--stage", "zzz"], "hint: stages are new, quoted, negotiating"),
        (2, &["X", "--contact", "1", "--amount", "lots"], "`lots` is no amount"),
        (2, &["X", "--contact", "1", "--currency", "shells"], "`shells` is no currency"),
        (1, &["X", "--contact", "1", "--company", "Nobody"], "no company is known as `Nobody`"),
        (2, &[" ", "--contact", "1"], "a blank"),
    ] {
        let said = fails(&rolo, code, &[&["add"], args].concat());
        assert!(said.contains(why), "{args:?}: {said}");
    }
    assert_eq!(deals(&rolo, &["add", "X", "--contact", "1", "--dry-run"]), "4\n");
    assert_eq!(stored(&rolo), before);
    assert_eq!(deals(&rolo, &["add", "X", "--contact", "1"]), "4\n");
    rolo.ok(&["undo"]);
    assert_eq!(stored(&rolo), before);
    assert_eq!(deals(&rolo, &["add", "X", "--contact", "1"]), "5\n", "an id is never given twice");
}

#[test]
fn deals_are_listed_by_state_stage_company_and_contact() {
    let rolo = sandbox();
    deals(&rolo, &["won", "1"]);
    deals(&rolo, &["lost", "2"]);
    let ids = |args: &[&str]| deals(&rolo, &[&["list", "--format", "ids"], args].concat());
    for (args, found) in [
        (&[][..], "3\n"),
        (&["--all"], "1\n2\n3\n"),
        (&["--state", "won", "--state", "LOST"], "1\n2\n"),
        (&["--all", "--deal-stage", "Quoted"], "2\n"),
        (&["--all", "--company", "Blue Ltd"], "3\n"),
        (&["--all", "--search", "ana"], "1\n3\n"),
        (&["--all", "--lifecycle", "lead"], "2\n"),
        (&["--all", "--where", "name = 'Cy'"], ""),
        (&["--all", "--sort", "-amount", "--limit", "2"], "2\n1\n"),
    ] {
        assert_eq!(ids(args), found, "{args:?}");
    }
    assert_eq!(
        deals(&rolo, &["list", "--state", "lost"]),
        "id,contact_id,company_id,external_id,title,stage,amount,currency,state,expected_close,created_at,closed_at,\
         updated_at,past_stages,lost_reason,won_event_id,stale\n\
         2,2,,,Shed,quoted,1500.5,EUR,lost,2026-10-01T00:00:00Z,2026-09-01T10:00:00Z,2026-09-01T10:00:00Z,\
         2026-09-01T10:00:00Z,,,,0\n"
    );
    insta::assert_snapshot!(deals(&rolo, &["list", "--all", "--format", "table"]), @r"
    id  title  contact    company     stage        state  amount        age  idle
    ─────────────────────────────────────────────────────────────────────────────
     1  Roof   Ana Cruz   Acme, Inc.  new          won    1,200 EUR     0d
     2  Shed   Ben Reyes              quoted       lost   1,500.50 EUR  0d
     3  Fence  Ana Cruz   Blue Ltd    negotiating  open                 0d   0d
    ");
    assert!(fails(&rolo, 2, &["list", "--deal-stage", "newt"]).contains("did you mean new?"));
    assert!(fails(&rolo, 2, &["list", "--state", "gone"]).contains("[possible values: open, won, lost]"));
    let said = fails(&rolo, 2, &["list", "--sort", "size", "--format", "table"]);
    assert!(said.contains("the view `deals` has no column `size`"), "{said}");
    assert!(fails(&rolo, 2, &["list", "--all", "--state", "won"]).contains("cannot be used with"));
}

#[test]
fn the_board_has_a_column_for_each_stage_and_those_it_does_not_know_come_last() {
    let rolo = sandbox();
    let more = "deal_id,title,stage,amount,currency,email\n7,Gate,Handshake,80,PHP,cy@example.com\n\
                8,Wall,,9,EUR,cy@example.com\n9,Door,new,5,PHP,ben@example.com\n";
    rolo.import("deals.csv", more, &[]);
    insta::assert_snapshot!(deals(&rolo, &["board", "--format", "table"]), @r"
    new 2                      quoted 1                   negotiating 1
    1,200 EUR                  1,500.50 EUR
    5 PHP
    ─────────────────────────  ─────────────────────────  ─────────────────────────
    1 Roof                     2 Shed                     3 Fence
    1,200 EUR                  1,500.50 EUR               Ana Cruz
    Ana Cruz                   Ben Reyes

    6 Door
    5 PHP
    Ben Reyes

    Handshake 1                (no stage) 1
    80 PHP                     9 EUR
    ─────────────────────────  ─────────────────────────
    4 Gate                     5 Wall
    80 PHP                     9 EUR
    Cy                         Cy
    ");
    insta::assert_snapshot!(deals(&rolo, &["board", "--format", "table", "--limit", "1", "--deal-stage", "new"]), @r"
    new 2
    1,200 EUR
    5 PHP
    ────────────────────────────────
    1 Roof
    1,200 EUR
    Ana Cruz

    and 1 more
    ");
    assert_eq!(deals(&rolo, &["board"]), deals(&rolo, &["list"]), "a pipe gets rows");
    assert_eq!(deals(&rolo, &["board", "--format", "ids", "--search", "cy@"]), "4\n5\n");
}

#[test]
fn a_deal_moves_through_stages_and_its_history_is_told() {
    let rolo = sandbox();
    let run = rolo.ends(0, &["deals", "move", "quoted", "1", "2", "--author", "Mia"]);
    assert_eq!(run.err, "1 of 2 deals moved to quoted\n");
    deals(&rolo, &["move", "Negotiating", "1", "--author", "Mia"]);
    assert_eq!(rolo.one("SELECT stage, past_stages FROM deals WHERE id = 1"), "negotiating|new;quoted");
    rolo.ok(&["undo"]);
    assert_eq!(rolo.one("SELECT stage, past_stages FROM deals WHERE id = 1"), "quoted|new");
    let run = rolo.pipe(&["deals", "move", "new", "-"], "2 3\n2\n");
    assert_eq!((run.code, run.err.as_str()), (0, "2 of 2 deals moved to new\n"));
    let shown = deals(&rolo, &["show", "1"]);
    for line in [
        "Roof · open\n",
        "  contact        Ana Cruz (1)\n",
        "  stage          quoted\n  stood in       new\n  amount         1,200 EUR\n",
        "  held           stage\n",
        "stage new → quoted · Mia\n",
        "stage quoted → negotiating · Mia\n",
        "taken back: deals move by Mia",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&deals(&rolo, &["show", "1", "--format", "json"])).expect("JSON");
    assert_eq!((&json["deal"]["title"], &json["contact"]), (&"Roof".into(), &"Ana Cruz".into()));
    assert_eq!((&json["history"][1]["field"], &json["history"][1]["new"]), (&"stage".into(), &"quoted".into()));
    assert!(rolo.ok(&["contacts", "timeline", "1"]).contains("deal 1 stage new → quoted"));
    for (args, why) in [
        (&["show", "9"][..], "there is no deal 9"),
        (&["move", "new", "1", "9"], "there is no deal 9\nhint: `rolo deals list --all` shows their numbers"),
    ] {
        let said = fails(&rolo, 1, args);
        assert!(said.contains(why), "{said}");
    }
    assert!(fails(&rolo, 2, &["move", "new", "one"]).contains("`one` is not the number of a deal"));
}

#[test]
fn a_won_deal_is_a_conversion_until_it_is_lost_or_open_again() {
    let rolo = sandbox();
    rolo.ok(&["nightly"]);
    let before = (stored(&rolo), rolo.views());
    let ana = || rolo.one("SELECT status, purchases, spend FROM contacts WHERE id = 1");
    let close = |args: &[&str]| {
        let said = rolo.ends(0, &[&["deals"], args].concat()).err;
        rolo.ok(&["nightly"]);
        said
    };
    assert_eq!(close(&["won", "1", "--at", "2026-08-30"]), "deal 1 is won\n");
    assert_eq!(ana(), "converted|1|1200");
    assert_eq!(rolo.one("SELECT state, closed_at FROM deals WHERE id = 1"), "won|2026-08-30T00:00:00Z");
    assert_eq!(close(&["won", "1"]), "deal 1 is as it was\n");
    assert_eq!(close(&["won", "1", "--at", "2026-08-31"]), "deal 1 is won\n");
    deals(&rolo, &["set", "amount=900", "1"]);
    assert_eq!(ana(), "converted|1|900");
    assert_eq!(close(&["lost", "1", "--reason", "too dear"]), "deal 1 is lost\n");
    assert_eq!(ana(), "new|0|0");
    assert_eq!(rolo.one("SELECT state, lost_reason FROM deals WHERE id = 1"), "lost|too dear");
    assert_eq!(close(&["reopen", "1"]), "deal 1 is open again\n");
    assert_eq!(rolo.one("SELECT state, closed_at, lost_reason FROM deals WHERE id = 1"), "open||");
    for _ in 0..5 {
        rolo.ok(&["undo"]);
    }
    rolo.ok(&["nightly"]);
    assert_eq!((stored(&rolo), rolo.views()), before);
    let said = fails(&rolo, 2, &["won", "1", "--at", "2027-01-01"]);
    assert!(said.contains("--at 2027-01-01T00:00:00Z: that is still to come"), "{said}");
}

#[test]
fn fields_are_set_for_several_deals_and_emptied() {
    let rolo = sandbox();
    let before = stored(&rolo);
    let run = rolo.ends(0, &["deals", "set", "amount=2,000 PHP", "expected_close=2026-12-01", "1", "3", "--dry-run"]);
    assert_eq!(run.err, "dry run: nothing was written\n2 of 2 deals changed\n");
    assert_eq!(stored(&rolo), before);
    deals(&rolo, &["set", "amount=2,000 PHP", "contact=cy@example.com", "company=", "title=Both", "1", "3"]);
    assert_eq!(
        rolo.rows("SELECT title, contact_id, company_id, amount, currency FROM deals WHERE id <> 2"),
        ["Both|3||2000|PHP", "Both|3||2000|PHP"]
    );
    for (args, why) in [
        (&["titel=X", "1"][..], "there is no field `titel` to set\nhint: did you mean title?"),
        (&["state=won", "1"], "`rolo deals won`"),
        (&["title=", "1"], "a deal has a title"),
        (&["expected_close=soon", "1"], "`soon` is no time"),
        (&["amount=5"], "Usage"),
        (&["1", "2"], "what is set and of which deals is needed"),
    ] {
        let said = fails(&rolo, 2, &[&["set"], args].concat());
        assert!(said.contains(why), "{args:?}: {said}");
    }
    rolo.ok(&["undo"]);
    assert_eq!(stored(&rolo), before);
}

#[test]
fn a_deleted_deal_comes_back_with_an_undo() {
    let rolo = sandbox();
    deals(&rolo, &["won", "1"]);
    let before = stored(&rolo);
    let run = rolo.ends(0, &["deals", "delete", "1", "2"]);
    assert_eq!(run.err, "2 of 2 deals deleted\n");
    assert_eq!(deals(&rolo, &["list", "--all", "--format", "ids"]), "3\n");
    assert_eq!(rolo.one("SELECT purchases FROM contacts WHERE id = 1"), "0");
    rolo.ok(&["undo"]);
    assert_eq!(stored(&rolo), before);
}

#[test]
fn imports_leave_alone_what_a_person_set_of_a_deal() {
    let rolo = Sandbox::at(NOW);
    let file = |stage: &str, state: &str, amount: &str| {
        format!(
            "deal_id,title,stage,state,amount,currency,email\n7,Roof,{stage},{state},{amount},EUR,ana@example.com\n"
        )
    };
    rolo.import("deals.csv", &file("new", "open", "5"), &[]);
    deals(&rolo, &["move", "quoted", "1"]);
    deals(&rolo, &["won", "1"]);
    let now = || rolo.one("SELECT stage, state, amount, past_stages FROM deals");
    rolo.file("more.csv", &file("negotiating", "lost", "6"));
    let run = rolo.ends(0, &["import", "more.csv"]);
    assert!(run.err.contains("values kept as a person set them: 2"), "{}", run.err);
    assert_eq!(now(), "quoted|won|6|new");
    assert_eq!(rolo.ends(0, &["deals", "release", "stage", "1"]).err, "released: stage\n");
    rolo.import("third.csv", &file("negotiating", "open", "6"), &[]);
    assert_eq!(now(), "negotiating|won|6|new;quoted");
    assert_eq!(rolo.ends(0, &["deals", "release", "all", "1"]).err, "released: state\n");
    assert_eq!(rolo.ends(0, &["deals", "release", "all", "1"]).err, "nothing was held\n");
    rolo.import("fourth.csv", &file("negotiating", "open", "6"), &[]);
    assert_eq!(rolo.one("SELECT state, closed_at FROM deals"), "open|");
    assert!(deals(&rolo, &["show", "1"]).contains("state won → open · batch 4\n"));
    assert!(fails(&rolo, 2, &["release", "stag", "1"]).contains("did you mean stage?"));
}

#[test]
fn a_forecast_goes_by_what_became_of_deals_in_each_stage() {
    let rolo = sandbox();
    let run = rolo.ends(0, &["deals", "forecast"]);
    assert!(run.err.contains("3 deals stand in a stage of which no deal was ever closed"), "{}", run.err);
    let closed = "deal_id,title,stage,state,closed_at,past_stages,email\n\
        11,A,quoted,won,2026-08-01,new,cy@example.com\n12,B,new,lost,2026-08-02,,cy@example.com\n\
        13,C,closed lost,lost,2026-08-03,new;quoted,cy@example.com\n14,D,new,won,2026-10-01,,cy@example.com\n";
    rolo.import("closed.csv", closed, &[]);
    let run = rolo.ends(0, &["deals", "forecast"]);
    assert_eq!(
        run.out,
        "kind,stage,currency,deals,unpriced,amount,won,closed,win_rate,expected\n\
         stage,new,EUR,1,0,1200,1,3,0.3333333333333333,400\n\
         stage,quoted,EUR,1,0,1500.5,1,2,0.5,750.25\n\
         stage,negotiating,EUR,1,1,0,0,0,,\n\
         total,,EUR,3,1,2700.5,,,,1150.25\n"
    );
    assert_eq!(run.err, "1 deal stands in a stage of which no deal was ever closed, so it is in no expected value\n");
    insta::assert_snapshot!(deals(&rolo, &["forecast", "--format", "table"]), @r"
    stage        deals  without amount  amount        win rate       expected
    ─────────────────────────────────────────────────────────────────────────────
    new              1                  1,200 EUR     33 % (1 of 3)  400 EUR
    quoted           1                  1,500.50 EUR  50 % (1 of 2)  750.25 EUR
    negotiating      1               1                no history
    total            3               1  2,700.50 EUR                 1,150.25 EUR
    ");
    deals(&rolo, &["set", "amount=10 USD", "3"]);
    rolo.file("rolo.toml", "[money]\ncurrency = \"EUR\"\nrates = { USD = 0.5 }\n");
    assert!(rolo.ok(&["deals", "forecast"]).contains("stage,negotiating,EUR,1,0,5,0,0,,\n"));
    assert!(rolo.ok(&["deals", "forecast", "--search", "ben"]).contains("total,,EUR,1,0,1500.5,,,,750.25\n"));
    assert!(fails(&rolo, 2, &["forecast", "--format", "ids"]).contains("no ids"));
}

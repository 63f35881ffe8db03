//! Deals at random, by hand and by automation: the same money is never counted twice, a second look finds nothing to do,
//! and a world that is looked at bit by bit is the same as one that is looked at as a whole.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::history::{DAY, START};
use crate::world::{Checked, World, cases, same};

const CONFIG: &str = "[deals]\nauto_create = true\n[followups]\nenabled = false\n[money]\ncurrency = \"EUR\"\n";

/// One command of a person or of cron.
#[derive(Debug, Clone)]
enum Step {
    /// Who bought, for how much, so many days ago.
    Bought(usize, i64, i64),
    /// Who wants to buy.
    Wants(usize),
    /// Whose deal, over how much.
    Add(usize, i64),
    Move(usize),
    Close(&'static str, usize),
    Reopen(usize),
    Delete(usize),
    Merge,
    Classify,
    Undo,
    /// Undo an entry that is not the last.
    UndoEarlier(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..3_usize;
    prop_oneof![
        4 => (who(), 0..4_i64, 0..20_i64).prop_map(|(who, amount, ago)| Step::Bought(who, amount, ago)),
        2 => who().prop_map(Step::Wants),
        4 => (who(), 0..4_i64).prop_map(|(who, amount)| Step::Add(who, amount)),
        1 => (1..6_usize).prop_map(Step::Move),
        2 => (prop_oneof![Just("won"), Just("lost")], 1..6_usize).prop_map(|(what, id)| Step::Close(what, id)),
        1 => (1..6_usize).prop_map(Step::Reopen),
        1 => (1..6_usize).prop_map(Step::Delete),
        1 => Just(Step::Merge),
        4 => Just(Step::Classify),
        1 => Just(Step::Undo),
        1 => (1..9_usize).prop_map(Step::UndoEarlier),
    ]
}

fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    prop::collection::vec((step(), prop_oneof![2 => Just(0), 3 => 1..9_i64, 1 => 12..20_i64]), 4..14)
}

fn email(who: usize) -> String {
    format!("p{who}@example.com")
}

/// Runs a step; some are refused, such as an undo of nothing.
fn run(world: &World, step: &Step, number: usize, at: i64) -> i32 {
    let name = format!("{number}.csv");
    let file = |text: &str| {
        world.file(&name, text);
        world.run(at, &["import", &name]).code
    };
    let time = |ago: i64| rolo::domain::time::Instant(at - ago * DAY).to_string();
    let deals = |args: &[&str]| world.run(at, &[&["deals"], args].concat()).code;
    match step {
        Step::Bought(who, amount, ago) => {
            let amount = if *amount == 0 { String::new() } else { amount.to_string() };
            file(&format!("kind,at,amount,currency,email\npurchase,{},{amount},EUR,{}\n", time(*ago), email(*who)))
        }
        Step::Wants(who) => file(&format!(
            "sender,sent_at,text,channel,email\nvisitor,{},\"I'll take it, please reserve it\",web,{}\n",
            time(0),
            email(*who)
        )),
        Step::Add(who, 0) => deals(&["add", "a deal", "--contact", &email(*who)]),
        Step::Add(who, amount) => {
            deals(&["add", "a deal", "--contact", &email(*who), "--amount", &amount.to_string(), "--currency", "EUR"])
        }
        Step::Move(id) => deals(&["move", "quoted", &id.to_string()]),
        Step::Close(what, id) => deals(&[what, &id.to_string()]),
        Step::Reopen(id) => deals(&["reopen", &id.to_string()]),
        Step::Delete(id) => deals(&["delete", &id.to_string()]),
        Step::Merge => world.run(at, &["contacts", "merge", &email(0), &email(1)]).code,
        Step::Classify => world.run(at, &["classify"]).code,
        Step::Undo => world.run(at, &["undo"]).code,
        Step::UndoEarlier(entry) => world.run(at, &["undo", &entry.to_string()]).code,
    }
}

/// What there is of deals and of what they decide.
fn seen(world: &World) -> Vec<String> {
    world.dump(&[
        "deal",
        "deal_state",
        "contacts",
        "contact_count",
        "log (at, contact_id, kind, field, old, new, author)",
    ])
}

/// Each conversion is counted once, and no event stands for two deals.
fn counted_once(world: &World) -> Checked {
    let wrong = world.lines(
        "SELECT id, purchases, spend FROM contacts WHERE purchases <>
             (SELECT count(*) FROM event WHERE contact_id = contacts.id AND kind = 'purchase')
             + (SELECT count(*) FROM deal WHERE contact_id = contacts.id AND state = 'won' AND won_event IS NULL)
         OR abs(spend - (SELECT total(amount) / 1000000 FROM event WHERE contact_id = contacts.id)
             - (SELECT total(amount) / 1000000 FROM deal WHERE contact_id = contacts.id AND state = 'won'
                 AND won_event IS NULL)) > 0.001",
    );
    same("counted otherwise", &wrong, &[])?;
    let doubled = world.lines(
        "SELECT contact_id, won_event_at, count(*) FROM deal WHERE won_event IS NOT NULL GROUP BY contact_id, won_event_at
         HAVING count(*) > (SELECT count(*) FROM event WHERE event.contact_id = deal.contact_id
             AND event.at = won_event_at AND event.kind = won_event)",
    );
    same("won by more events than there are", &doubled, &[])?;
    let faults = world.run(START, &["check"]);
    if faults.code != 0 {
        return Err(TestCaseError::fail(format!("check ended with {}: {}", faults.code, faults.out)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn automation_counts_money_once_and_forgets_nothing(steps in steps()) {
        let (lazy, thorough) = (World::with(CONFIG), World::with(CONFIG));
        let mut at = START;
        for world in [&lazy, &thorough] {
            world.file("people.csv", "email,name\np0@example.com,Ana\np1@example.com,Ana\np2@example.com,Cy\n");
            world.ok(at, &["import", "people.csv"])?;
        }
        for (number, (step, days)) in steps.iter().enumerate() {
            at += days * DAY;
            let codes = [&lazy, &thorough].map(|world| run(world, step, number, at));
            prop_assert_eq!(codes[0], codes[1], "{:?}", step);
            prop_assert!(matches!(codes[0], 0..=2), "{:?} ended with {}", step, codes[0]);
            if matches!(step, Step::Classify) {
                counted_once(&lazy)?;
            }
        }
        lazy.ok(at, &["classify"])?;
        thorough.ok(at, &["classify", "--full"])?;
        counted_once(&lazy)?;
        same("bit by bit and as a whole", &seen(&lazy), &seen(&thorough))?;
        let before = lazy.dump_all();
        lazy.ok(at, &["classify", "--full"])?;
        let is_kept = |line: &String| !line.starts_with("contact_fact") && !line.starts_with("stale_fact")
            && !line.starts_with("setting");
        let kept = |lines: Vec<String>| lines.into_iter().filter(is_kept).collect::<Vec<_>>();
        same("a second look", &kept(lazy.dump_all()), &kept(before))?;
    }
}

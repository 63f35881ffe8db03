//! Merging keeps all that was known, and an undone merge never happened.

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use crate::history::{Batch, Borrowed, DAY, START, batch};
use crate::imports::audit;
use crate::world::{Checked, DERIVED, FACTS, World, cases, same};

const NOW: i64 = START + 120 * DAY;
const PEOPLE: usize = 10;

/// What no merge may lose or gain.
fn kept(world: &World) -> Vec<String> {
    let counts = "SELECT (SELECT count(*) FROM messages), (SELECT count(*) FROM events), (SELECT count(*) FROM conversations),
        (SELECT count(*) FROM note), (SELECT sum(message_count) FROM contacts), (SELECT sum(conversation_count) FROM contacts),
        (SELECT sum(purchases) FROM contacts), (SELECT min(first_seen) FROM contacts), (SELECT max(last_active) FROM contacts)";
    let texts = "SELECT 'message', id, conversation_id, sent_at, text FROM messages ORDER BY id";
    let events = "SELECT 'event', id, kind, at, amount FROM events ORDER BY id";
    let lines = [counts, texts, events].into_iter().flat_map(|sql| world.lines(sql));
    lines.chain(crate::imports::identity_keys(&world.conn())).collect()
}

fn decide(world: &World) -> Checked {
    world.ok(NOW, &["classify"])?;
    world.ok(NOW, &["score"])?;
    Ok(())
}

/// Many of the same name, and rows that name two of them by an e-mail or a visitor id.
fn with_doubles(mut batch: Batch) -> Batch {
    for (n, row) in batch.contacts.iter_mut().enumerate() {
        row.name = 1 + row.name % 3;
        row.shows[1] = true;
        row.shows[0] &= n % 3 == 0;
        if n % 4 == 3 {
            let kind = if n % 8 == 3 { Borrowed::Email } else { Borrowed::Visitor };
            row.borrows = Some((kind, (row.person + 3 + n % 5) % PEOPLE));
        }
    }
    batch
}

/// Gives how many merges there were.
fn check_merge(batches: &[Batch]) -> Result<u64, TestCaseError> {
    let world = World::new();
    for (n, batch) in batches.iter().enumerate() {
        let files = batch.write(&world, &format!("batch{n}"));
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        if !files.is_empty() {
            world.ok(NOW, &[&["import", "--pin"], files.as_slice()].concat())?;
        }
    }
    decide(&world)?;
    let before = (kept(&world), world.dump(FACTS), world.dump(DERIVED));
    let summary = world.ok(NOW, &["dedupe", "--apply", "--format", "json"])?;
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    let merged = summary["merged"].as_u64().unwrap_or(0);
    same("what a merge keeps", &before.0, &kept(&world))?;
    audit(&world)?;
    let users = world.number("SELECT count(*) - count(DISTINCT user_id) FROM contacts WHERE user_id IS NOT NULL");
    prop_assert_eq!(users, 0);
    if merged > 0 {
        decide(&world)?;
        world.ok(NOW, &["dedupe", "undo", "--last"])?;
        same("facts before the merges and after their undo", &before.1, &world.dump(FACTS))?;
        decide(&world)?;
        same("what is derived, before and after", &before.2, &world.dump(DERIVED))?;
    }
    Ok(merged)
}

#[test]
fn a_merge_keeps_every_fact_and_can_be_taken_back() {
    let mut runner = TestRunner::new(cases(16));
    let merges = std::cell::Cell::new(0);
    let batches = prop::collection::vec(batch(PEOPLE, 16, 60, 20).prop_map(with_doubles), 2..4);
    let outcome = runner.run(&batches, |batches| {
        merges.set(merges.get() + check_merge(&batches)?);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    assert!(merges.get() > 5, "only {} merges were tried", merges.get());
}

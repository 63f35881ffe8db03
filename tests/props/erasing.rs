//! Deleting people for good: what is left is what there would be if they had never come.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::history::{Batch, DAY, START, batch, email};
use crate::imports::audit;
use crate::world::{Checked, DERIVED, FACTS, World, cases, same};

const NOW: i64 = START + 120 * DAY;
const PEOPLE: usize = 6;
/// Those who go are others than those who stay, and so are their messages and events.
const APART: usize = 50;

/// The same rows about other people.
fn of_others(mut batch: Batch) -> Batch {
    for row in &mut batch.contacts {
        row.person += APART;
        if let Some((_, other)) = &mut row.borrows {
            *other += APART;
        }
    }
    for row in &mut batch.messages {
        row.person = Some(row.person.unwrap_or(0) + APART);
        row.id = row.id.map(|id| id + 10_000);
    }
    for row in &mut batch.events {
        row.person += APART;
        row.id = row.id.map(|id| id + 10_000);
    }
    batch
}

fn import(world: &World, name: &str, batch: &Batch) -> Checked {
    let files = batch.write(world, name);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    if !files.is_empty() {
        world.ok(NOW, &[&["import", "--pin"], files.as_slice()].concat())?;
    }
    world.ok(NOW, &["classify"])?;
    world.ok(NOW, &["score"])?;
    world.ok(NOW, &["followups", "scan"])?;
    Ok(())
}

fn check(staying: &Batch, going: &[Batch], keeps: bool) -> Checked {
    let (with, without) = (World::new(), World::new());
    for world in [&with, &without] {
        import(world, "staying", staying)?;
    }
    let last = with.number("SELECT coalesce(max(id), 0) FROM contact");
    for batch in going {
        import(&with, "going", batch)?;
    }
    let condition = format!("id > {last}");
    let options: &[&str] = if keeps { &["--keep-conversations"] } else { &[] };
    with.ok(NOW, &[&["contacts", "delete", "--where", &condition, "--yes"], options].concat())?;
    let passes: &[&[&str]] = &[&["classify"], &["score"], &["classify", "--full"], &["score", "--full"]];
    for world in [&with, &without] {
        for pass in passes {
            world.ok(NOW, pass)?;
        }
    }
    // Companies are no people, and stay.
    let threads = ["conversation", "message", "conversation_state", "company"];
    let is_compared = |table: &&&str| **table != "company" && !(keeps && threads.contains(*table));
    let facts: Vec<&str> = FACTS.iter().chain(DERIVED).filter(is_compared).copied().collect();
    same("what is left", &without.dump(&facts), &with.dump(&facts))?;
    audit(&with)?;
    let file = std::fs::read(with.path("rolo.db")).unwrap();
    for person in (0..PEOPLE).map(|person| email(person + APART)) {
        prop_assert!(!file.windows(person.len()).any(|bytes| bytes == person.as_bytes()), "{person} is in the file");
    }
    Ok(())
}

#[test]
fn what_is_left_is_as_if_they_had_never_come() {
    let mut runner = TestRunner::new(cases(12));
    let batches = (batch(PEOPLE, 10, 20, 8), prop::collection::vec(batch(PEOPLE, 10, 20, 8).prop_map(of_others), 1..3));
    let outcome = runner.run(&(batches, any::<bool>()), |((staying, going), keeps)| check(&staying, &going, keeps));
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

//! Merges of any contacts in any order, undone in any other: in the end all is as it was. Files that come in between stay,
//! and whoever was merged away has all again that they had.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use rolo::domain::time::Instant;
use rolo::store::bulk::Table;
use rolo::store::journal::Journal;
use rolo::store::merge::{self, Cause};
use rolo::store::{Store, contact, setting};

use crate::history::{Batch, DAY, START, batch};
use crate::imports::audit;
use crate::world::{Checked, FACTS, World, cases, same};

const NOW: i64 = START + 120 * DAY;
const PEOPLE: usize = 8;

/// What merges touch besides the facts.
const AROUND: [&str; 5] = ["delivery", "alert", "broadcast", "pair_before", "verdict_before"];

fn import(world: &World, name: &str, batch: &Batch, at: i64) -> Checked {
    let files = batch.write(world, name);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    if !files.is_empty() {
        world.ok(at, &[&["import", "--pin"], files.as_slice()].concat())?;
    }
    Ok(())
}

/// What files cannot say: things held and lifted by hand, verdicts, deliveries, and rows of different ages.
fn by_hand(world: &World) {
    world
        .conn()
        .execute_batch(
            "UPDATE contact SET updated_at = updated_at - (id % 3) * 86400, opt_out_seen = iif(id % 5 = 0, 0, opt_out_seen);
             INSERT INTO held (contact_id, field, value, at) SELECT id, 'city', '', 5 FROM contact WHERE id % 3 = 0;
             INSERT INTO held (contact_id, field, value, at) SELECT id, 'tags', 'gold', 6 FROM contact WHERE id % 4 = 1;
             INSERT INTO verdict (low_id, high_id, verdict, at)
                 SELECT a.id, b.id, iif((a.id + b.id) % 3, 'different', 'same'), 7 FROM contact AS a JOIN contact AS b
                 ON b.id > a.id WHERE (a.id * 7 + b.id) % 4 = 0;
             INSERT INTO broadcast (id, name, filter, text, created_at) VALUES (1, 'news', '{}', '', 0);
             INSERT INTO delivery (broadcast_id, contact_id, state, at) SELECT 1, id, 'sent', id FROM contact WHERE id % 2;",
        )
        .expect("rows by hand");
}

/// Merges two contacts as `contacts merge` would; gives the journal entry, or `None` where user_ids contradict.
fn join(world: &World, pick: (usize, usize), at: i64) -> Result<Option<i64>, TestCaseError> {
    let mut store = Store::open(&world.path("rolo.db"), Duration::from_secs(1)).expect("the database");
    let merged = store.write(false, |conn| {
        let mut ids: Vec<i64> = contact::ids(conn)?.into_iter().collect();
        ids.sort_unstable();
        let (keep, other) = (ids[pick.0 % ids.len()], ids[pick.1 % ids.len()]);
        let user = |id| Ok::<_, anyhow::Error>(contact::who(conn, id)?.0);
        if keep == other || user(keep)? != user(other)? && !user(keep)?.is_empty() && !user(other)?.is_empty() {
            return Ok(None);
        }
        let journal = Journal::open(conn, "merge", "a person", Instant(at))?;
        let cause = Cause { reason: "by hand", confidence: 100, now: Instant(at), moved_later: &[] };
        merge::merge(conn, journal, &setting::hasher(conn)?, keep, other, cause)?;
        Table::Message.move_rows(conn, other, keep)?;
        rolo::store::counts::refresh(
            conn,
            &[keep],
            &rolo::store::counts::Money { rules: &rolo::config::Config::built_in().rules },
        )?;
        assert_eq!(contact::resolve(conn, other)?, Some(keep));
        Ok(Some(journal.id))
    });
    merged.map_err(|error| TestCaseError::fail(format!("{error:#}")))
}

fn is_sound(world: &World) -> Checked {
    audit(world)?;
    same("foreign keys", &[], &world.lines("PRAGMA foreign_key_check"))?;
    same("integrity", &["ok".to_owned()], &world.lines("PRAGMA integrity_check"))?;
    let kinds = [("visitor_ids", "visitor"), ("external_ids", "external")];
    for (column, what) in kinds {
        let held = world.lines(&format!("SELECT {column} FROM contact WHERE {column} IS NOT NULL"));
        let mut items: Vec<&str> = held.iter().flat_map(|list| list.split(';')).collect();
        let all = items.len();
        items.sort_unstable();
        items.dedup();
        prop_assert_eq!(all, items.len(), "a {} id of two contacts", what);
    }
    Ok(())
}

/// Undoes all entries in the order that the picks say. One that others build on is refused and waits for these.
fn undo_all(world: &World, mut entries: Vec<i64>, picks: &[usize], at: i64) -> Checked {
    for pick in picks.iter().chain(std::iter::repeat(&0)) {
        let Some(last) = entries.len().checked_sub(1) else { break };
        let place = if *pick == 0 { last } else { pick % entries.len() };
        let entry = entries[place];
        let run = world.run(at, &["undo", &entry.to_string()]);
        if run.code == 1 && run.err.contains("cannot be undone now") {
            prop_assert!(place != last, "the last merge can be undone: {}", run.err);
            continue;
        }
        prop_assert_eq!(run.code, 0, "undo {}: {}", entry, run.err);
        entries.remove(place);
        is_sound(world)?;
    }
    Ok(())
}

fn check_any_order(first: &Batch, merges: &[(usize, usize)], picks: &[usize]) -> Checked {
    let world = World::new();
    import(&world, "first", first, NOW)?;
    if world.number("SELECT count(*) FROM contact") < 2 {
        return Ok(());
    }
    world.ok(NOW, &["classify"])?;
    by_hand(&world);
    let tables = [FACTS, &AROUND].concat();
    let before = world.dump(&tables);
    let mut entries = Vec::new();
    for (n, pick) in merges.iter().enumerate() {
        entries.extend(join(&world, *pick, NOW + n as i64 / 2 * DAY)?);
        is_sound(&world)?;
    }
    undo_all(&world, entries, picks, NOW + 9 * DAY)?;
    same("before the merges and after all are undone", &before, &world.dump(&tables))
}

/// Rows by their ids.
fn by_id(world: &World, sql: &str) -> BTreeMap<String, String> {
    let split = |line: &String| line.split_once('|').map(|(id, rest)| (id.to_owned(), rest.to_owned()));
    world.lines(sql).iter().filter_map(split).collect()
}

/// What is no longer as it was of what was there; new rows are left out.
fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    before.iter().filter(|(id, row)| after.get(*id) != Some(row)).map(|(id, row)| format!("{id}|{row}")).collect()
}

fn check_imports_between(first: &Batch, second: &Batch, merges: &[(usize, usize)]) -> Checked {
    let world = World::new();
    import(&world, "first", first, NOW)?;
    if world.number("SELECT count(*) FROM contact") < 2 {
        return Ok(());
    }
    // Whoever opts out after a merge may have been either of the two.
    const OWNERS: &str = "SELECT 'message ' || id, conversation_id, contact_id FROM message
        UNION ALL SELECT 'event ' || id, at, contact_id FROM event
        UNION ALL SELECT 'pin ' || id, field, contact_id FROM pin";
    let contacts = || by_id(&world, &format!("SELECT id, {} FROM contact", contact_columns()));
    let (before, owners) = (contacts(), by_id(&world, OWNERS));
    let mut entries = Vec::new();
    for pick in merges {
        entries.extend(join(&world, *pick, NOW + DAY)?);
    }
    let lost = world.lines("SELECT merged_id FROM merge WHERE at = (SELECT max(at) FROM merge)");
    import(&world, "second", second, NOW + 2 * DAY)?;
    world.ok(NOW + 2 * DAY, &["classify"])?;
    let rows = "SELECT 'm', id, text FROM messages UNION ALL SELECT 'e', id, kind FROM events
        UNION ALL SELECT 'c', id, channel FROM conversations UNION ALL SELECT 'n', id, text FROM note ORDER BY 1, 2";
    let all = world.lines(rows);
    let opted_out = world.number("SELECT count(*) FROM contact WHERE do_not_contact");
    for entry in entries.iter().rev() {
        let run = world.run(NOW + 3 * DAY, &["undo", &entry.to_string()]);
        if run.code == 1 && run.err.contains("cannot be undone now") {
            // The file says that the survivor is part of somebody else.
            return is_sound(&world);
        }
        prop_assert_eq!(run.code, 0, "undo {}: {}", entry, run.err);
        is_sound(&world)?;
    }
    same("nothing is lost", &all, &world.lines(rows))?;
    prop_assert!(world.number("SELECT count(*) FROM contact WHERE do_not_contact") >= opted_out);
    let after = contacts();
    let changed_lost: Vec<String> = changed(&before, &after)
        .into_iter()
        .filter(|row| lost.iter().any(|id| row.starts_with(&format!("{id}|"))))
        .collect();
    same("whoever was merged away is as before", &[], &changed_lost)?;
    let now = by_id(&world, OWNERS);
    let of_lost = |row: &String| lost.iter().any(|id| row.split('|').nth(2) == Some(id));
    let strayed: Vec<String> = changed(&owners, &now).into_iter().filter(of_lost).collect();
    same("what belonged to them belongs to them", &[], &strayed)
}

/// All columns of a contact but whether it is opted out.
fn contact_columns() -> String {
    use rolo::domain::contact::Column;
    let texts = Column::ALL.iter().map(|column| column.name());
    let numbers = ["company_id", "opt_out_seen", "points", "first_seen", "last_active", "created_at", "updated_at"];
    texts.chain(numbers).collect::<Vec<_>>().join(", ")
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn merges_are_undone_in_any_order(
        first in batch(PEOPLE, 14, 40, 20),
        merges in prop::collection::vec((0..40_usize, 0..40_usize), 1..6),
        picks in prop::collection::vec(0..10_usize, 0..12),
    ) {
        check_any_order(&first, &merges, &picks)?;
    }

    #[test]
    fn whoever_was_merged_has_all_again_after_files_came_between(
        first in batch(PEOPLE, 14, 40, 20),
        second in batch(PEOPLE, 8, 20, 10),
        merges in prop::collection::vec((0..40_usize, 0..40_usize), 1..4),
    ) {
        check_imports_between(&first, &second, &merges)?;
    }
}

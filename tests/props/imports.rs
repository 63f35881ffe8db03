//! Files come in twice, in another order or in pieces, and are taken back: what is stored does not depend on it.

use proptest::prelude::*;
use rusqlite::Connection;

use crate::history::{Batch, DAY, START, batch};
use crate::world::{Checked, DERIVED, FACTS, World, cases, same};

const NOW: i64 = START + 100 * DAY;

/// What is kept beside the rows says what the rows say: counts of conversations and contacts, the owner of each
/// message, the currencies, and the index of identities.
pub fn audit(world: &World) -> Checked {
    let no_rows = [
        (
            "counts of a conversation",
            "SELECT c.id, c.message_count, c.started_at, c.last_message_at, c.last_visitor_at FROM conversation AS c
             WHERE (c.message_count, c.started_at, c.last_message_at, c.last_visitor_at) IS NOT (
                 SELECT count(*) FILTER (WHERE sender <> 3), min(at), max(at), max(at) FILTER (WHERE sender = 0)
                 FROM message WHERE conversation_id = c.id)",
        ),
        (
            "counts of a contact",
            "SELECT n.*, p.n, p.last FROM contact_count AS n JOIN contact AS c ON c.id = n.contact_id
             JOIN (SELECT contact.id, (SELECT count(*) FROM event WHERE contact_id = contact.id
                        AND lower(kind) IN ('purchase', 'booking_confirmed')) AS n,
                     (SELECT max(at) FROM (SELECT at FROM event WHERE contact_id = contact.id
                        UNION ALL SELECT at FROM message WHERE contact_id = contact.id AND sender = 0
                        UNION ALL SELECT contact.last_active)) AS last,
                     (SELECT min(at) FROM (SELECT at FROM event WHERE contact_id = contact.id
                        UNION ALL SELECT at FROM message WHERE contact_id = contact.id
                        UNION ALL SELECT contact.first_seen)) AS first
                   FROM contact) AS p ON p.id = c.id
             WHERE (n.conversation_count, n.message_count, n.purchases, n.last_active, n.first_seen) IS NOT (
                 (SELECT count(*) FROM conversation WHERE contact_id = c.id),
                 (SELECT count(*) FROM message WHERE contact_id = c.id AND sender <> 3), p.n, p.last, p.first)",
        ),
        (
            "a contact that is not counted",
            "SELECT contact_id FROM (SELECT contact_id FROM conversation UNION SELECT contact_id FROM event)
             WHERE contact_id NOT IN (SELECT contact_id FROM contact_count)",
        ),
        (
            "a contact with nothing to count",
            "SELECT contact_id FROM contact_count WHERE contact_id NOT IN (SELECT contact_id FROM conversation WHERE contact_id NOT NULL
                 UNION SELECT contact_id FROM event UNION SELECT contact_id FROM deal WHERE contact_id NOT NULL)",
        ),
        (
            "a message elsewhere than its conversation",
            "SELECT m.id FROM message AS m LEFT JOIN conversation AS c ON c.id = m.conversation_id
             WHERE c.id IS NULL OR m.contact_id IS NOT c.contact_id",
        ),
        (
            "an alert elsewhere than its conversation",
            "SELECT a.id FROM alert AS a JOIN conversation AS c ON c.id = a.conversation_id
             WHERE a.contact_id IS NOT c.contact_id",
        ),
        (
            "something of nobody",
            "SELECT id FROM event WHERE contact_id NOT IN (SELECT id FROM contact)
             UNION ALL SELECT id FROM conversation WHERE contact_id NOT IN (SELECT id FROM contact)
             UNION ALL SELECT contact_id FROM contact_state WHERE contact_id NOT IN (SELECT id FROM contact)
             UNION ALL SELECT conversation_id FROM conversation_state WHERE conversation_id NOT IN (SELECT id FROM conversation)
             UNION ALL SELECT id FROM alert WHERE conversation_id NOT IN (SELECT id FROM conversation)
             UNION ALL SELECT id FROM alert WHERE message_id NOT IN (SELECT id FROM message)",
        ),
        (
            "a currency that does not occur, or one that is not known",
            "SELECT code FROM currency WHERE code NOT IN (SELECT currency FROM event WHERE amount IS NOT NULL AND currency IS NOT NULL)
             UNION ALL SELECT DISTINCT currency FROM event WHERE amount IS NOT NULL AND currency IS NOT NULL AND currency NOT IN (SELECT code FROM currency)",
        ),
    ];
    for (what, sql) in no_rows {
        same(what, &[], &world.lines(sql))?;
    }
    same("the index of identities", &index(&world.conn()), &identities(&world.conn()))
}

/// The identities that somebody holds.
pub fn identity_keys(conn: &Connection) -> Vec<String> {
    let mut keys: Vec<String> =
        index(conn).iter().filter_map(|line| line.split_once('|')).map(|(key, _)| format!("identity {key}")).collect();
    keys.dedup();
    keys
}

/// The index as it is stored.
fn index(conn: &Connection) -> Vec<String> {
    let mut entries = Vec::new();
    rolo::store::identity::IDENTITIES.for_each(conn, |entry| entries.push(entry)).unwrap();
    entries.sort_unstable();
    entries.iter().map(|(key, id)| format!("{key}|{id}")).collect()
}

/// The index as the rows of contacts give it.
fn identities(conn: &Connection) -> Vec<String> {
    let hasher = rolo::store::setting::hasher(conn).unwrap();
    let mut statement = conn.prepare("SELECT id FROM contact").unwrap();
    let ids: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let mut keys: Vec<(i64, i64)> = Vec::new();
    for id in ids {
        let contact = rolo::store::contact::get(conn, id).unwrap().unwrap();
        keys.extend(hasher.contact(&contact).into_iter().map(|key| (key, id)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|(key, id)| format!("{key}|{id}")).collect()
}

/// Facts without what says when something was noted.
fn facts(world: &World) -> Vec<String> {
    world.dump(FACTS)
}

/// What is stored, with the names that the files give instead of rolo's own ids, and without when it came in.
fn content(world: &World) -> Vec<String> {
    let contacts = world.lines(
        "SELECT external_ids, user_id, email, phone, visitor_ids, name, first_name, last_name, company, job_title, city, website, source,
             channels, tags, do_not_contact, pinned, conversation_count, message_count, purchases, spend, first_seen, last_active, metadata,
             status, stage, intent, sentiment, score, grade, vip, at_risk FROM contacts ORDER BY external_ids",
    );
    let conversations = world.lines(
        "SELECT v.external_id, c.external_ids, v.channel, v.state, v.link_state, v.message_count, v.started_at, v.last_message_at, v.class,
             v.sentiment, v.score FROM conversations AS v LEFT JOIN contacts AS c ON c.id = v.contact_id ORDER BY 1, 2, 3",
    );
    let messages = world.lines(
        "SELECT m.external_id, v.external_id, v.channel, m.sender, m.sent_at, m.text, m.cues FROM messages AS m
         JOIN conversations AS v ON v.id = m.conversation_id ORDER BY 1, 2, 3, 4, 5, 6",
    );
    let events = world.lines(
        "SELECT c.external_ids, e.kind, e.at, e.amount, e.currency FROM events AS e JOIN contacts AS c ON c.id = e.contact_id
         ORDER BY 1, 2, 3, 4, 5",
    );
    let followups = world.lines(
        "SELECT c.external_ids, f.kind, f.reason, f.due_at, f.state FROM followups AS f JOIN contacts AS c ON c.id = f.contact_id
         ORDER BY 1, 2, 3, 4, 5",
    );
    [contacts, conversations, messages, events, followups].concat()
}

/// Rows of which each has an id of its own and says who is meant by no more than one name.
fn plain(mut batch: Batch) -> Batch {
    for row in &mut batch.contacts {
        row.borrows = None;
    }
    for (n, row) in batch.messages.iter_mut().enumerate() {
        row.id = Some(n);
        row.thread = row.thread.or(Some(0));
    }
    for (n, row) in batch.events.iter_mut().enumerate() {
        row.id = Some(n);
    }
    batch
}

fn check_twice(batch: &Batch, on_match: &str, pin: bool) -> Checked {
    let world = World::new();
    let files = batch.write(&world, "batch");
    if files.is_empty() {
        return Ok(());
    }
    let mut args = vec!["import", "--format", "json", "--on-match", on_match];
    args.extend(pin.then_some("--pin"));
    args.extend(files.iter().map(String::as_str));
    world.ok(NOW, &args)?;
    let before = facts(&world);
    let again = world.ok(NOW + DAY, &args)?;
    same("the second import", &before, &facts(&world))?;
    let summary: serde_json::Value = serde_json::from_str(&again).unwrap();
    for batch in summary["batches"].as_array().unwrap() {
        prop_assert_eq!(&batch["read"], &batch["unchanged"], "{}", batch);
    }
    audit(&world)
}

/// The rows of people with even numbers and those with odd ones.
fn halves(batch: &Batch) -> [Batch; 2] {
    [0, 1].map(|rest| Batch {
        contacts: batch.contacts.iter().filter(|row| row.person % 2 == rest).cloned().collect(),
        messages: batch.messages.iter().filter(|row| row.person.is_some_and(|n| n % 2 == rest)).cloned().collect(),
        events: batch.events.iter().filter(|row| row.person % 2 == rest).cloned().collect(),
    })
}

fn import_all(world: &World, at: i64, batches: &[&Batch]) -> Checked {
    for (n, batch) in batches.iter().enumerate() {
        let files = batch.write(world, &format!("part{n}"));
        if !files.is_empty() {
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            world.ok(at, &[&["import", "--pin"], files.as_slice()].concat())?;
        }
    }
    world.ok(at, &["nightly"])?;
    Ok(())
}

fn check_order(batch: &Batch) -> Checked {
    let [even, odd] = halves(batch);
    let worlds = [World::new(), World::new()];
    import_all(&worlds[0], NOW, &[&even, &odd])?;
    import_all(&worlds[1], NOW, &[&odd, &even])?;
    same("the order of files", &content(&worlds[0]), &content(&worlds[1]))
}

fn check_split(batch: &Batch, at: [usize; 3]) -> Checked {
    let cut = |len: usize, at: usize| at % (len + 1);
    let [c, m, e] =
        [cut(batch.contacts.len(), at[0]), cut(batch.messages.len(), at[1]), cut(batch.events.len(), at[2])];
    let worlds = [World::new(), World::new()];
    let everybody = Batch { contacts: batch.contacts.clone(), ..Batch::default() };
    // All people first: a message of somebody unknown would make a contact that has another number.
    let rest = Batch { contacts: Vec::new(), ..batch.clone() };
    import_all(&worlds[0], NOW, &[&everybody, &rest])?;
    let parts = [
        Batch { contacts: batch.contacts[..c].to_vec(), ..Batch::default() },
        Batch { contacts: batch.contacts[c..].to_vec(), ..Batch::default() },
        Batch { messages: batch.messages[..m].to_vec(), events: batch.events[..e].to_vec(), ..Batch::default() },
        Batch { messages: batch.messages[m..].to_vec(), events: batch.events[e..].to_vec(), ..Batch::default() },
    ];
    import_all(&worlds[1], NOW, &parts.iter().collect::<Vec<_>>())?;
    same("rows in two files", &content(&worlds[0]), &content(&worlds[1]))
}

/// Runs the passes; dedupe is left out, since what it merged later stands in the way of an undo.
fn decide(world: &World, at: i64) -> Checked {
    world.ok(at, &["classify"])?;
    world.ok(at, &["score"])?;
    world.ok(at, &["followups", "scan"])?;
    Ok(())
}

/// Alerts that are about a message.
fn message_alerts(world: &World) -> Vec<String> {
    world.lines("SELECT * FROM alerts WHERE message_id IS NOT NULL ORDER BY id")
}

/// Facts as they are before and after an undo; queues in which nothing is left of what went.
fn check_undo(first: &Batch, second: &Batch, passes_between: bool) -> Checked {
    let world = World::new();
    import_all(&world, NOW, &[first])?;
    let before = (facts(&world), world.dump(DERIVED), message_alerts(&world));
    let files = second.write(&world, "second");
    if files.is_empty() {
        return Ok(());
    }
    let last = world.number("SELECT coalesce(max(id), 0) FROM journal");
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    world.ok(NOW, &[&["import", "--pin"], files.as_slice()].concat())?;
    if passes_between {
        decide(&world, NOW)?;
    }
    let entries = world.lines(&format!("SELECT id FROM journal WHERE id > {last} ORDER BY id DESC"));
    for entry in entries {
        let run = world.run(NOW, &["undo", &entry]);
        prop_assert_eq!(run.code, 0, "undo {}: {}", entry, run.err);
        prop_assert!(!run.err.contains("stay"), "undo {}: {}", entry, run.err);
    }
    same("facts before the import and after its undo", &before.0, &facts(&world))?;
    audit(&world)?;
    decide(&world, NOW)?;
    same("what is derived, before and after", &before.1, &world.dump(DERIVED))?;
    // Alerts about a score or an intent stay: they say what was so.
    same("alerts that messages raised, before and after", &before.2, &message_alerts(&world))
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn a_second_import_of_the_same_files_changes_nothing(
        batch in batch(25, 30, 150, 50),
        on_match in prop_oneof![3 => Just("update"), 1 => Just("fill"), 1 => Just("skip")],
        pin: bool,
    ) {
        check_twice(&batch, on_match, pin)?;
    }

    #[test]
    fn files_about_different_people_come_in_any_order(batch in batch(25, 30, 150, 50).prop_map(plain)) {
        check_order(&batch)?;
    }

    #[test]
    fn rows_in_two_files_are_the_same_as_in_one(
        batch in batch(25, 30, 150, 50).prop_map(plain),
        at in prop::array::uniform3(0..1_000_usize),
    ) {
        check_split(&batch, at)?;
    }

    #[test]
    fn an_undone_import_never_happened(
        first in batch(20, 20, 80, 30),
        second in batch(20, 20, 80, 30),
        passes_between: bool,
    ) {
        check_undo(&first, &second, passes_between)?;
    }
}

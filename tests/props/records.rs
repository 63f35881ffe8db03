//! Companies, deals, notes, conversations and deliveries at random, into a database with people in it: a second import
//! changes nothing, an undone one never happened, and what is exported builds the same records elsewhere.

use proptest::option;
use proptest::prelude::*;

use crate::history::{Batch, DAY, START, batch, email, instant, line};
use crate::world::{Checked, DERIVED, FACTS, World, cases, same};

const NOW: i64 = START + 100 * DAY;
const COMPANIES: [&str; 6] = ["", "Blue Ltd", "BLUE LTD", "Blue Limited", "Red GmbH", "blue.example.com"];
const SITES: [&str; 4] = ["", "https://www.blue.example.com/", "red.example.org", "facebook.com/blue"];
const STATES: [&str; 6] = ["", "open", "Closed Won", "won", "lost", "In Progress"];
const WORDS: [&str; 5] = ["", "a", "b, \"c\"", "two\nlines", "é;ñ"];
const DELIVERED: [&str; 4] = ["sent", "Opened", "unsubscribed", "bounced"];

/// One row of any of the kinds: who, some choices and some times. Each kind takes what it needs.
#[derive(Debug, Clone)]
struct Row {
    person: Option<usize>,
    id: Option<usize>,
    picks: [usize; 4],
    at: Option<i64>,
    then: Option<i64>,
    amount: Option<i64>,
}

fn row() -> impl Strategy<Value = Row> {
    let time = || option::of(instant(0..200));
    let picks = prop::array::uniform4(0..60_usize);
    (
        option::weighted(0.9, 0..12_usize),
        option::weighted(0.6, 0..6_usize),
        picks,
        time(),
        time(),
        option::of(1..900_i64),
    )
        .prop_map(|(person, id, picks, at, then, amount)| Row { person, id, picks, at, then, amount })
}

fn pick<'a>(words: &[&'a str], at: usize) -> String {
    let word: &'a str = words[at % words.len()];
    word.to_owned()
}

fn time(at: Option<i64>) -> String {
    at.map_or_else(String::new, |at| rolo::domain::time::Instant(at).to_string())
}

fn number(n: Option<impl ToString>) -> String {
    n.map_or_else(String::new, |n| n.to_string())
}

impl Row {
    fn who(&self) -> String {
        self.person.map_or_else(String::new, email)
    }

    fn cells(&self, kind: &str) -> Vec<String> {
        let [a, b, c, d] = self.picks;
        match kind {
            "companies" => {
                vec![number(self.id), pick(&COMPANIES, a), pick(&SITES, b), pick(&WORDS, c), pick(&WORDS, d)]
            }
            "deals" => vec![
                number(self.id),
                format!("deal {}", a % 4),
                pick(&WORDS, b),
                pick(&STATES, c),
                number(self.amount),
                if d % 9 == 0 { "USD" } else { "PHP" }.to_owned(),
                time(self.at),
                time(self.then),
                pick(&COMPANIES, d),
                self.who(),
                pick(&WORDS, a / 4),
            ],
            "notes" => vec![self.who(), format!("note {}", a % 3), time(self.at), pick(&WORDS, b), pick(&WORDS, c)],
            "conversations" => {
                vec![format!("c{}", a % 5), self.who(), pick(&["web", "whatsapp"], b), pick(&["", "closed"], c)]
            }
            _ => vec![format!("sale {}", a % 2), self.who(), pick(&DELIVERED, b), time(self.at)],
        }
    }
}

const KINDS: [(&str, &str); 5] = [
    ("companies", "company_id,name,website,industry,Colour"),
    ("deals", "deal_id,title,stage,state,amount,currency,created_at,closed_at,company,email,Colour"),
    ("notes", "email,text,at,author,Colour"),
    ("conversations", "conversation_id,email,channel,state"),
    ("deliveries", "broadcast,email,state,at"),
];

/// One file of each kind.
fn write(world: &World, name: &str, rows: &[Vec<Row>]) -> Vec<String> {
    let mut files = Vec::new();
    for ((kind, header), rows) in KINDS.iter().zip(rows) {
        let mut text = format!("{header}\n");
        rows.iter().for_each(|row| line(&mut text, &row.cells(kind)));
        let name = format!("{name}-{kind}.csv");
        world.file(&name, &text);
        files.push(name);
    }
    files
}

fn import(world: &World, files: &[String], on_match: &str) -> Result<(), TestCaseError> {
    let mut args = vec!["import", "--on-match", on_match];
    args.extend(files.iter().map(String::as_str));
    let run = world.run(NOW, &args);
    prop_assert!(run.code == 0 || run.code == 3 || run.err.contains("would be rejected"), "{}: {}", run.code, run.err);
    Ok(())
}

/// Facts, and deliveries, which are facts that no pass looks at. Which rows were taken in is left out: an import that
/// changes nothing notes that too, and leaves nothing to undo.
fn facts(world: &World) -> Vec<String> {
    let tables = FACTS.iter().copied().chain(["broadcast", "delivery"]).filter(|table| *table != "taken_row");
    world.dump(&tables.collect::<Vec<_>>())
}

fn decide(world: &World) -> Checked {
    for pass in [&["classify"][..], &["score"], &["followups", "scan"]] {
        world.ok(NOW, pass)?;
    }
    Ok(())
}

fn check(first: &Batch, files: &[Vec<Vec<Row>>; 2], on_match: &str) -> Checked {
    let world = World::new();
    let people = first.write(&world, "first");
    if !people.is_empty() {
        let names: Vec<&str> = people.iter().map(String::as_str).collect();
        world.ok(NOW, &[&["import"], names.as_slice()].concat())?;
    }
    let early = write(&world, "early", &files[0]);
    import(&world, &early, "update")?;
    decide(&world)?;
    let before = (facts(&world), world.dump(DERIVED));
    let last = world.number("SELECT coalesce(max(id), 0) FROM journal");
    let late = write(&world, "late", &files[1]);
    import(&world, &late, on_match)?;
    let once = facts(&world);
    let entries = world.lines(&format!("SELECT id FROM journal WHERE id > {last} ORDER BY id DESC"));
    import(&world, &late, on_match)?;
    same(&format!("the second time\n{}", world.ok(NOW, &["imports", "list"])?), &once, &facts(&world))?;
    prop_assert_eq!(
        world.lines("SELECT file FROM batch WHERE read <> created + updated + unchanged + rejected"),
        Vec::<String>::new()
    );
    for entry in entries {
        let run = world.run(NOW, &["undo", &entry]);
        prop_assert_eq!(run.code, 0, "undo {}: {}", entry, run.err);
        prop_assert!(!run.err.contains("stay"), "undo {}: {}", entry, run.err);
    }
    same("before the import and after its undo", &before.0, &facts(&world))?;
    decide(&world)?;
    same("what is derived, before and after", &before.1, &world.dump(DERIVED))
}

/// What each kind's export says but ids.
fn exported(world: &World, kind: &str) -> Result<String, TestCaseError> {
    let header = world.ok(NOW, &["export", "--kind", kind, "--limit", "0"])?;
    let names: Vec<&str> = header.trim_end().split(',').filter(|name| *name != "rolo_id").collect();
    world.ok(NOW, &["export", "--kind", kind, "--columns", &names.join(",")])
}

/// Without mailboxes of others, since who of several holders is meant depends on the order of rows.
fn plain(mut batch: Batch) -> Batch {
    batch.contacts.iter_mut().for_each(|row| row.borrows = None);
    batch
}

fn check_round_trip(first: &Batch, rows: &[Vec<Row>]) -> Checked {
    let (old, new) = (World::new(), World::new());
    let people = first.write(&old, "first");
    if !people.is_empty() {
        let names: Vec<&str> = people.iter().map(String::as_str).collect();
        old.ok(NOW, &[&["import"], names.as_slice()].concat())?;
    }
    import(&old, &write(&old, "records", rows), "update")?;
    let kinds = ["companies", "deals", "notes", "conversations", "messages", "events", "deliveries"];
    new.file("contacts.csv", &old.ok(NOW, &["export", "--columns", "all"])?);
    let mut names = vec!["contacts.csv".to_owned()];
    for kind in kinds {
        let name = format!("{kind}.csv");
        new.file(&name, &old.ok(NOW, &["export", "--kind", kind])?);
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    new.ok(NOW + 9 * DAY, &[&["import"], names.as_slice()].concat())?;
    for kind in kinds {
        prop_assert_eq!(exported(&old, kind)?, exported(&new, kind)?, "{}", kind);
    }
    Ok(())
}

fn files() -> impl Strategy<Value = Vec<Vec<Row>>> {
    prop::collection::vec(prop::collection::vec(row(), 0..15), KINDS.len())
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn records_come_once_and_an_undone_import_never_happened(
        first in batch(12, 15, 30, 10),
        early in files(),
        late in files(),
        on_match in prop_oneof![3 => Just("update"), 1 => Just("fill"), 1 => Just("skip")],
    ) {
        check(&first, &[early, late], on_match)?;
    }

    #[test]
    fn exports_of_all_kinds_build_the_same_records(first in batch(12, 15, 30, 10).prop_map(plain), rows in files()) {
        check_round_trip(&first, &rows)?;
    }
}

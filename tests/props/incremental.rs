//! Nothing is recomputed that cannot have changed, and that changes nothing: a world that is looked at bit by bit is
//! the same as one in which every pass does everything again, after any sequence of commands.

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::edits::edit;
use crate::history::{Batch, DAY, START, batch};
use crate::imports::audit;
use crate::world::{Checked, VIEWS, World, cases, same};

/// Signals of every kind, and windows that end at different times.
const CONFIG: &str = r#"
[windows]
comparing = "20d"
[flags]
vip_spend = 1500
[followups]
retry_after = "2d"
auto_approve = ["promise"]
[followups.hot_lead]
score = 30
[alerts]
high_value_score = 40
high_value_spend = 500
intent = "comparing"
[[alerts.rule]]
name = "fell silent"
where = "julianday(as_of()) - julianday(last_active) between 5 and 20 or score < 30"
[[alerts.rule]]
name = "wants much"
keyword = "bulk"
[[score.signal]]
name = "asked the price"
category = "budget"
kind = "cue"
match = "pricing_question"
points = 33
window = "21d"
cap = 3
[[score.signal]]
name = "wants much"
category = "fit"
kind = "keyword"
match = "bulk"
points = 70
window = "10d"
[[score.signal]]
name = "bought"
category = "fit"
kind = "event"
match = "purchase"
points = 45
window = "40d"
cap = 2
[[score.signal]]
name = "spends"
category = "urgency"
kind = "stat"
match = "spend"
points = 50
at_least = 1000
[[score.signal]]
name = "a customer"
category = "authority"
kind = "field"
match = "lifecycle"
equals = "customer"
points = 55
"#;

/// One command of a person or of cron.
#[derive(Debug, Clone)]
enum Step {
    Import { batch: Batch, pin: bool },
    Classify,
    Score,
    Scan,
    Night(Option<Batch>),
    Dedupe,
    Undo,
    Edit(Vec<String>),
    Approve(usize),
    Dismiss(usize),
    Take(usize),
    Resolve(usize),
    Link(usize, usize),
    Unlink(usize),
    Retry(usize),
    Close(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let rows = || batch(20, 12, 60, 20);
    prop_oneof![
        5 => (rows(), any::<bool>()).prop_map(|(batch, pin)| Step::Import { batch, pin }),
        4 => Just(Step::Classify),
        4 => Just(Step::Score),
        4 => Just(Step::Scan),
        4 => prop::option::weighted(0.4, rows()).prop_map(Step::Night),
        1 => Just(Step::Dedupe),
        1 => Just(Step::Undo),
        4 => edit().prop_map(Step::Edit),
        1 => (0..8_usize).prop_map(Step::Approve),
        2 => (0..8_usize).prop_map(Step::Dismiss),
        1 => (0..20_usize).prop_map(Step::Take),
        3 => (0..20_usize).prop_map(Step::Resolve),
        2 => (0..40_usize, 0..20_usize).prop_map(|(thread, person)| Step::Link(thread, person)),
        1 => (0..40_usize).prop_map(Step::Unlink),
        1 => (0..40_usize).prop_map(Step::Retry),
        1 => (0..40_usize).prop_map(Step::Close),
    ]
}

/// Steps, each so many seconds after the one before; now and then before it.
fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    let days = prop_oneof![3 => Just(0), 6 => 0..20_i64, 2 => 20..60_i64, 1 => -30..0_i64];
    let seconds = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(-1), 2 => 0..DAY];
    let wait = (days, seconds).prop_map(|(days, seconds)| days * DAY + seconds);
    prop::collection::vec((step(), wait), 4..12)
}

struct Twins {
    lazy: World,
    thorough: World,
}

impl Twins {
    fn both(&self, at: i64, args: &[&str]) {
        // Some commands may be refused, such as an undo of nothing; the worlds must agree on that, too.
        let codes = [&self.lazy, &self.thorough].map(|world| world.run(at, args).code);
        assert_eq!(codes[0], codes[1], "{args:?}");
        assert!(matches!(codes[0], 0..=3), "{args:?} ended with {}", codes[0]);
    }

    fn import(&self, at: i64, name: &str, batch: &Batch, pin: bool) {
        let files = batch.write(&self.lazy, name);
        batch.write(&self.thorough, name);
        let mut args = vec!["import"];
        args.extend(pin.then_some("--pin"));
        args.extend(files.iter().map(String::as_str));
        if !files.is_empty() {
            self.both(at, &args);
        }
    }

    /// The thorough world reads everybody's facts from the tables, so that packed ones that are out of date are noticed.
    fn forget_packed_facts(&self) {
        let conn = self.thorough.conn();
        conn.execute("DELETE FROM contact_fact", []).unwrap();
        conn.execute(
            "INSERT INTO setting (key, value) VALUES ('dirty_all', 8)
             ON CONFLICT (key) DO UPDATE SET value = value | excluded.value",
            [],
        )
        .unwrap();
    }

    fn pass(&self, at: i64, args: &[&str]) -> Checked {
        self.forget_packed_facts();
        self.lazy.ok(at, args)?;
        self.thorough.ok(at, &[args, &["--full"]].concat())?;
        Ok(())
    }

    fn nth_followup(&self, n: usize) -> Option<String> {
        let ids = self.lazy.lines("SELECT id FROM followups WHERE state IN ('pending', 'approved') ORDER BY id");
        ids.get(n % ids.len().max(1)).cloned()
    }

    fn nth(&self, table: &str, n: usize) -> Option<String> {
        let ids = self.lazy.lines(&format!("SELECT id FROM {table} ORDER BY id"));
        ids.get(n % ids.len().max(1)).cloned()
    }

    fn take(&self, at: i64, name: &str, step: &Step) -> Checked {
        match step {
            Step::Import { batch, pin } => self.import(at, name, batch, *pin),
            Step::Classify => self.pass(at, &["classify"])?,
            Step::Score => self.pass(at, &["score"])?,
            Step::Scan => self.pass(at, &["followups", "scan"])?,
            Step::Night(batch) => {
                let files = batch.as_ref().map_or_else(Vec::new, |batch| {
                    batch.write(&self.thorough, name);
                    batch.write(&self.lazy, name)
                });
                let files: Vec<&str> = files.iter().map(String::as_str).collect();
                let night = [&["nightly"], files.as_slice()].concat();
                self.lazy.ok(at, &night)?;
                self.thorough.ok(at, &night)?;
                self.forget_packed_facts();
                for args in [&["classify", "--full"][..], &["score", "--full"], &["followups", "scan", "--full"]] {
                    self.thorough.ok(at, args)?;
                }
            }
            Step::Dedupe => self.both(at, &["dedupe", "--apply"]),
            Step::Undo => self.both(at, &["undo"]),
            Step::Edit(words) => self.both(at, &words.iter().map(String::as_str).collect::<Vec<_>>()),
            Step::Approve(n) | Step::Dismiss(n) => {
                let command = if matches!(step, Step::Approve(_)) { "approve" } else { "dismiss" };
                if let Some(id) = self.nth_followup(*n) {
                    self.both(at, &["followups", command, &id]);
                }
            }
            Step::Take(n) | Step::Resolve(n) => {
                let command = if matches!(step, Step::Take(_)) { "take" } else { "resolve" };
                if let Some(id) = self.nth("alert WHERE state IN ('open', 'taken')", *n) {
                    self.both(at, &["alerts", command, &id, "--author", "joe"]);
                }
            }
            Step::Link(thread, person) => {
                if let (Some(thread), Some(person)) = (self.nth("conversation", *thread), self.nth("contact", *person))
                {
                    self.both(at, &["conversations", "link", &thread, &person]);
                }
            }
            Step::Unlink(n) | Step::Retry(n) | Step::Close(n) => {
                let command = match step {
                    Step::Unlink(_) => "unlink",
                    Step::Retry(_) => "retry",
                    _ => "close",
                };
                if let Some(id) = self.nth("conversation", *n) {
                    self.both(at, &["conversations", command, &id]);
                }
            }
        }
        Ok(())
    }
}

/// How much the cases of this run moved, so that a generator that dozes off is noticed.
static LOOKED_AT: AtomicU64 = AtomicU64::new(0);

fn check_incremental(steps: &[(Step, i64)], config: &str) -> Checked {
    let twins = Twins { lazy: World::with(config), thorough: World::with(config) };
    let mut at = START + 40 * DAY;
    for (n, (step, wait)) in steps.iter().enumerate() {
        at += wait;
        twins.take(at, &format!("batch{n}"), step)?;
        let views = [twins.lazy.dump(VIEWS), twins.thorough.dump(VIEWS)];
        LOOKED_AT.fetch_add(views[0].len() as u64, Ordering::Relaxed);
        same(&format!("after step {n} of {}: {step:.40?}", steps.len()), &views[0], &views[1])?;
    }
    audit(&twins.lazy)?;
    // Nothing that commands do is a fault to `check`.
    twins.lazy.ok(at, &["check"])?;
    same("all facts", &twins.lazy.dump(crate::world::FACTS), &twins.thorough.dump(crate::world::FACTS))
}

/// The objects of a nightly run's summary.
fn night(world: &World, at: i64, files: &[&str]) -> Result<Value, TestCaseError> {
    let out = world.ok(at, &[&["nightly", "--format", "json"], files].concat())?;
    serde_json::from_str(&out).map_err(|error| TestCaseError::fail(format!("{error}: {out}")))
}

fn check_second_night(batches: &[Batch], waits: &[i64], config: &str) -> Checked {
    let world = World::with(config);
    let mut at = START + 60 * DAY;
    let conn = world.conn();
    for (n, (batch, wait)) in batches.iter().zip(waits).enumerate() {
        at += wait * DAY;
        let files = batch.write(&world, &format!("batch{n}"));
        night(&world, at, &files.iter().map(String::as_str).collect::<Vec<_>>())?;
        let version = |conn: &rusqlite::Connection| -> i64 {
            conn.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap()
        };
        let before = (version(&conn), world.dump_all());
        let again = night(&world, at, &[])?;
        for pass in ["classify", "score", "followups"] {
            prop_assert_eq!(&again[pass]["examined"], &Value::from(0), "{} of the second night", pass);
        }
        prop_assert_eq!(&again["dedupe"]["merged"], &Value::from(0));
        let after = (version(&conn), world.dump_all());
        same("a second night", &before.1, &after.1)?;
        prop_assert_eq!(before.0, after.0, "the second night wrote to the file");
    }
    Ok(())
}

/// The same people and what they do so many times over, under other numbers: enough for every thread to get work.
fn times(batch: &Batch, people: usize, copies: usize) -> Batch {
    let mut all = Batch::default();
    for copy in 0..copies {
        let shift = copy * people;
        let mut batch = batch.clone();
        for row in &mut batch.contacts {
            row.person += shift;
            row.borrows = row.borrows.map(|(kind, other)| (kind, other + shift));
        }
        for row in &mut batch.messages {
            row.person = row.person.map(|person| person + shift);
            row.id = row.id.map(|id| id + copy * 10_000);
        }
        for row in &mut batch.events {
            row.person += shift;
            row.id = row.id.map(|id| id + copy * 10_000);
        }
        all.contacts.extend(batch.contacts);
        all.messages.extend(batch.messages);
        all.events.extend(batch.events);
    }
    all
}

fn check_jobs(first: &Batch, second: &Batch, jobs: &str) -> Checked {
    let worlds = [("1", World::with(CONFIG)), (jobs, World::with(CONFIG))];
    // The first night looks at all contacts in pieces of 2,048, the second one at those that changed by 128.
    let batches = [times(first, 12, 260), times(second, 12, 30)];
    let mut results: Vec<(Vec<String>, String)> = Vec::new();
    for (jobs, world) in &worlds {
        let mut exports = String::new();
        for (n, batch) in batches.iter().enumerate() {
            let at = START + (90 + 3 * n as i64) * DAY;
            let files = batch.write(world, &format!("batch{n}"));
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            world.ok(at, &[&["--jobs", jobs, "nightly"], files.as_slice()].concat())?;
            exports.push_str(&world.ok(at, &["--jobs", jobs, "export", "--columns", "all"])?);
        }
        results.push((world.dump_all(), exports));
    }
    let contacts = worlds[0].1.number("SELECT count(*) FROM contact");
    prop_assert!(first.contacts.is_empty() || contacts >= 260, "only {} contacts", contacts);
    same("--jobs changes the database", &results[0].0, &results[1].0)?;
    prop_assert!(results[0].1 == results[1].1, "--jobs changes the export");
    Ok(())
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn what_is_decided_bit_by_bit_is_what_is_decided_at_once(steps in steps(), own_config: bool) {
        check_incremental(&steps, if own_config { CONFIG } else { "" })?;
    }
}

#[test]
fn the_histories_are_lively() {
    // Of fixed cases this is a fixed number; a generator that gives nothing to look at fails here, not silently.
    let config = cases(2);
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let before = LOOKED_AT.load(Ordering::Relaxed);
    runner.run(&steps(), |steps| check_incremental(&steps, "")).unwrap();
    assert!(LOOKED_AT.load(Ordering::Relaxed) - before > 200);
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn a_second_night_examines_nobody_and_writes_nothing(
        batches in prop::collection::vec(batch(20, 20, 120, 40), 1..4),
        waits in prop::collection::vec(0..40_i64, 3),
        own_config: bool,
    ) {
        check_second_night(&batches, &waits, if own_config { CONFIG } else { "" })?;
    }
}

proptest! {
    #![proptest_config(cases(2))]

    #[test]
    fn the_number_of_threads_changes_nothing(
        first in batch(12, 24, 30, 10),
        second in batch(12, 8, 12, 6),
        jobs in prop_oneof![Just("2"), Just("5")],
    ) {
        check_jobs(&first, &second, jobs)?;
    }
}

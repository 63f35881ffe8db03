//! Alerts are raised once per cause: whatever is written, resolved, dismissed and taken, and whenever the passes run,
//! the queue is the one that the rules say.

use proptest::prelude::*;

use crate::history::{DAY, START};
use crate::world::{Checked, World, cases};

/// The condition of a rule holds for the contact while it is in this city.
const CONFIG: &str = "[alerts]\ncannot_answer = 2\n[[alerts.rule]]\nname = \"here\"\nwhere = \"city = 'Hull'\"\n";

#[derive(Debug, Clone, Copy)]
enum Step {
    /// The visitor or the bot writes so many hours ago.
    Write {
        angry: bool,
        lost: bool,
        hours: i64,
    },
    Move {
        here: bool,
    },
    Take(usize),
    Settle {
        which: usize,
        dismiss: bool,
    },
    Undo,
    Night,
    Full,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any::<bool>(), any::<bool>(), 0..60_i64).prop_map(|(angry, lost, hours)| Step::Write { angry, lost, hours }),
        3 => any::<bool>().prop_map(|here| Step::Move { here }),
        1 => any::<usize>().prop_map(Step::Take),
        4 => (any::<usize>(), any::<bool>()).prop_map(|(which, dismiss)| Step::Settle { which, dismiss }),
        1 => Just(Step::Undo),
        4 => Just(Step::Night),
        1 => Just(Step::Full),
    ]
}

/// An alert as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Expected {
    kind: &'static str,
    state: &'static str,
    settled_at: Option<i64>,
    /// Of the rule: whether the city was left since.
    has_ended: bool,
}

/// What should be.
#[derive(Debug, Clone, Default)]
struct Model {
    angry: Vec<i64>,
    lost: Vec<i64>,
    is_here: bool,
    alerts: Vec<Expected>,
}

impl Model {
    fn is_open(&self, kind: &str) -> bool {
        self.alerts.iter().any(|alert| alert.kind == kind && alert.settled_at.is_none())
    }

    fn raise(&mut self, kind: &'static str) {
        self.alerts.push(Expected { kind, state: "open", settled_at: None, has_ended: false });
    }

    fn pass(&mut self) {
        for (kind, written, needed) in [("frustration", self.angry.clone(), 1), ("cannot_answer", self.lost.clone(), 2)]
        {
            let settled =
                self.alerts.iter().filter(|alert| alert.kind == kind).filter_map(|alert| alert.settled_at).max();
            let new = written.iter().filter(|at| settled.is_none_or(|settled| **at > settled)).count();
            if new >= needed && !self.is_open(kind) {
                self.raise(kind);
            }
        }
        let is_new = !self.is_open("here") && self.alerts.iter().all(|alert| alert.kind != "here" || alert.has_ended);
        for alert in self.alerts.iter_mut().filter(|alert| alert.kind == "here") {
            let is_settled = alert.settled_at.is_some();
            alert.has_ended = !self.is_here || (alert.has_ended && is_settled);
        }
        if self.is_here && is_new {
            self.raise("here");
        }
    }
}

fn check(steps: &[(Step, i64)]) -> Checked {
    let world = World::with(CONFIG);
    let mut at = START + 10 * DAY;
    let mut model = Model::default();
    let mut before: Vec<Vec<Expected>> = Vec::new();
    write(&world, at, 0, "visitor", "hello", at - DAY)?;
    before.clear();
    for (n, (step, wait)) in steps.iter().enumerate() {
        at += wait * 3600 + 1;
        match *step {
            Step::Write { angry, lost, hours } => {
                let (sender, text) =
                    if lost { ("bot", "Sorry, I don't know") } else { ("visitor", "third time I ask!") };
                let text = if angry || lost { text } else { "hello again" };
                write(&world, at, n + 1, sender, text, at - hours * 3600)?;
                if angry && !lost {
                    model.angry.push(at - hours * 3600);
                }
                if lost {
                    model.lost.push(at - hours * 3600);
                }
                before.clear();
            }
            Step::Move { here } => {
                model.is_here = here;
                world.ok(at, &["contacts", "set", if here { "city=Hull" } else { "city=York" }, "1"])?;
                before.clear();
            }
            Step::Take(which) | Step::Settle { which, .. } => {
                let open: Vec<usize> =
                    (0..model.alerts.len()).filter(|i| model.alerts[*i].settled_at.is_none()).collect();
                let Some(place) = open.get(which % open.len().max(1)).copied() else { continue };
                before.push(model.alerts.clone());
                let (command, state) = match *step {
                    Step::Take(_) => ("take", "taken"),
                    Step::Settle { dismiss: true, .. } => ("dismiss", "dismissed"),
                    _ => ("resolve", "resolved"),
                };
                if model.alerts[place].state == state {
                    before.pop();
                }
                world.ok(at, &["alerts", command, &(place + 1).to_string(), "--author", "joe"])?;
                model.alerts[place].state = state;
                model.alerts[place].settled_at = (state != "taken").then_some(at);
            }
            // Only what was done to alerts, and nothing since.
            Step::Undo => {
                if let Some(earlier) = before.pop() {
                    world.ok(at, &["undo"])?;
                    model.alerts = earlier;
                }
            }
            Step::Night | Step::Full => {
                model.pass();
                before.clear();
                let full: &[&str] = if matches!(step, Step::Full) { &["--full"] } else { &[] };
                world.ok(at, &[&["classify"], full].concat())?;
                world.ok(at, &[&["score"], full].concat())?;
                let stored = world.dump(&["alert"]);
                world.ok(at, &["classify", "--full"])?;
                world.ok(at, &["score", "--full"])?;
                prop_assert_eq!(&stored, &world.dump(&["alert"]), "a second run");
            }
        }
        let kinds = "('frustration', 'cannot_answer', 'here')";
        let stored = world.lines(&format!("SELECT kind, state FROM alerts WHERE kind IN {kinds} ORDER BY id"));
        let expected: Vec<String> =
            model.alerts.iter().map(|alert| format!("{}|{}", alert.kind, alert.state)).collect();
        prop_assert_eq!(&stored, &expected, "after step {}: {:?}", n, step);
    }
    Ok(())
}

fn write(world: &World, at: i64, n: usize, sender: &str, text: &str, sent_at: i64) -> Checked {
    let name = format!("m{n}.csv");
    let sent_at = rolo::domain::time::Instant(sent_at);
    let row = format!("ana@example.com,c1,m{n},web,{sender},{sent_at},\"{text}\"\n");
    world.file(&name, &format!("email,conversation_id,message_id,channel,sender,sent_at,text\n{row}"));
    world.ok(at, &["import", &name])?;
    Ok(())
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn an_alert_is_raised_once_per_cause(steps in prop::collection::vec((step(), 0..40_i64), 6..24)) {
        check(&steps)?;
    }
}

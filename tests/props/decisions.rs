//! Every decision is made twice: by rolo, and by the oracle from the public views and what was imported. They agree on
//! every contact and conversation at any moment and with other numbers in the configuration.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rolo::domain::time::Instant;
use rolo::store::state::{Reasons, unpack_reasons};
use rusqlite::types::Value;

use crate::history::{Batch, DAY, batch, instant};
use crate::oracle::{Event, Life, Message, Moment, Numbers, Signal, band, conversation_level, grade, level};
use crate::world::{Checked, World, cases, text};

const FIELDS: &[&str] = &[
    "lifecycle",
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "company",
    "job_title",
    "address",
    "city",
    "country",
    "website",
    "branch",
    "source",
    "channels",
    "tags",
    "interests",
    "traits",
    "needs",
    "do_not_contact",
];

/// Signals of every kind with odd points, caps and windows.
const SIGNALS: &str = r#"
[[score.signal]]
name = "prices"
category = "budget"
kind = "cue"
match = "pricing_question"
points = 17
window = "30d"
cap = 4
[[score.signal]]
name = "bulk"
category = "urgency"
kind = "keyword"
match = "bulk"
points = 35
window = "25d"
cap = 2
[[score.signal]]
name = "bought"
category = "fit"
kind = "event"
match = "purchase"
points = 61
window = "60d"
cap = 2
[[score.signal]]
name = "puts it off"
category = "fit"
kind = "cue"
match = "deferral"
points = -45
[[score.signal]]
name = "golden"
category = "authority"
kind = "field"
match = "tags"
equals = "GOLD"
points = 83
[[score.signal]]
name = "in Leeds"
category = "authority"
kind = "field"
match = "city"
contains = "LEE"
points = 9
[[score.signal]]
name = "a customer"
category = "urgency"
kind = "field"
match = "lifecycle"
equals = "customer"
points = 77
[[score.signal]]
name = "spends"
category = "engagement"
kind = "stat"
match = "spend"
at_least = 700
points = 52
[[score.signal]]
name = "known"
category = "engagement"
kind = "stat"
match = "completeness"
at_least = 65
points = 41
[[score.signal]]
name = "talks"
category = "engagement"
kind = "stat"
match = "conversation_count"
at_least = 2
points = -13
"#;

fn numbers() -> impl Strategy<Value = Numbers> {
    let days = |usual: i64, other: i64| prop_oneof![2 => Just(usual * DAY), 1 => Just(other * DAY)];
    let windows = (days(14, 7), days(30, 21), days(90, 40), days(30, 10), days(14, 5), days(30, 45), days(90, 60));
    let weights = prop_oneof![2 => Just([20; 5]), 1 => prop::array::uniform5(1..7_i64)];
    let flags =
        (1..5_usize, 1..4_usize, prop_oneof![Just(0), 1..3_000], prop_oneof![Just(-0.3), Just(-0.1), Just(0.05)]);
    let money = prop_oneof![Just(("", None)), Just(("PHP", None)), Just(("PHP", Some(50.0)))];
    (windows, weights, flags, 1..5_usize, money).prop_map(|(windows, weights, flags, min_messages, money)| Numbers {
        hot_lead: windows.0,
        comparing: windows.1,
        journey: windows.2,
        fulfilment: windows.3,
        active: windows.4,
        inactive: windows.5,
        churned: windows.6,
        active_min_messages: flags.0,
        vip_purchases: flags.1,
        vip_spend: f64::from(flags.2),
        at_risk_sentiment: flags.3,
        weights,
        min_messages,
        currency: money.0.to_owned(),
        usd_rate: money.1,
    })
}

fn config(numbers: &Numbers, own_signals: bool) -> String {
    let days = |seconds: i64| format!("\"{}d\"", seconds / DAY);
    let [budget, urgency, authority, fit, engagement] = numbers.weights;
    let rates = numbers.usd_rate.map_or_else(String::new, |rate| format!("USD = {rate:?}"));
    format!(
        "[windows]\nhot_lead = {}\ncomparing = {}\njourney = {}\nfulfilment = {}\nactive = {}\ninactive = {}\nchurned = {}\n\
         [status]\nactive_min_messages = {}\n\
         [flags]\nvip_purchases = {}\nvip_spend = {:?}\nat_risk_sentiment = {:?}\n\
         [money]\ncurrency = \"{}\"\nrates = {{ {rates} }}\n\
         [score]\nmin_messages = {}\n\
         [score.weights]\nbudget = {budget}\nurgency = {urgency}\nauthority = {authority}\nfit = {fit}\nengagement = {engagement}\n{}",
        days(numbers.hot_lead),
        days(numbers.comparing),
        days(numbers.journey),
        days(numbers.fulfilment),
        days(numbers.active),
        days(numbers.inactive),
        days(numbers.churned),
        numbers.active_min_messages,
        numbers.vip_purchases,
        numbers.vip_spend,
        numbers.at_risk_sentiment,
        numbers.currency,
        numbers.min_messages,
        if own_signals { SIGNALS } else { "" },
    )
}

/// One row a person, so that what a row says is what is known.
fn one_row_each(mut batch: Batch) -> Batch {
    let mut seen = Vec::new();
    batch.contacts.retain(|row| {
        let is_new = !seen.contains(&row.person);
        seen.push(row.person);
        is_new
    });
    for row in &mut batch.contacts {
        row.borrows = None;
    }
    for (n, row) in batch.messages.iter_mut().enumerate() {
        row.id = Some(n);
    }
    for (n, row) in batch.events.iter_mut().enumerate() {
        row.id = Some(n);
    }
    batch
}

fn at(value: &Value) -> i64 {
    Instant::parse(&text(value)).expect("a time").0
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        _ => None,
    }
}

/// All contacts as the public views tell of them; what was imported of last_active, points and pins is not shown there.
fn lives(world: &World, batch: &Batch) -> BTreeMap<String, Life> {
    let mut lives: BTreeMap<String, Life> = BTreeMap::new();
    let sql = format!("SELECT id, external_ids, {} FROM contacts", FIELDS.join(", "));
    for row in world.rows(&sql) {
        let mut life = Life::default();
        for (name, value) in FIELDS.iter().zip(&row[2..]) {
            life.fields.insert((*name).to_owned(), text(value));
        }
        let imported = batch.contacts.iter().find(|imported| text(&row[1]) == format!("import:p{}", imported.person));
        if let Some(imported) = imported {
            life.first_seen = imported.first_seen;
            life.last_active = imported.last_active;
            life.points = imported.points.map(i64::from);
            life.pins = imported.pinned();
        }
        lives.insert(text(&row[0]), life);
    }
    for row in world.rows("SELECT contact_id, id, state FROM conversations WHERE contact_id IS NOT NULL") {
        let life = lives.get_mut(&text(&row[0])).expect("a contact");
        life.conversations.insert(number(&row[1]).unwrap() as i64, text(&row[2]));
    }
    let messages =
        "SELECT c.contact_id, m.id, m.conversation_id, m.sender, m.sent_at, m.sentiment, m.cues, m.text, b.due
        FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id JOIN message AS b ON b.id = m.id
        WHERE c.contact_id IS NOT NULL";
    for row in world.rows(messages) {
        let cues = text(&row[6]);
        lives.get_mut(&text(&row[0])).expect("a contact").messages.push(Message {
            id: number(&row[1]).unwrap() as i64,
            conversation: number(&row[2]).unwrap() as i64,
            sender: text(&row[3]),
            at: at(&row[4]),
            sentiment: number(&row[5]),
            cues: cues.split(';').filter(|cue| !cue.is_empty()).map(str::to_owned).collect(),
            text: text(&row[7]),
            due: number(&row[8]).map(|due| due as i64),
        });
    }
    for row in world.rows("SELECT contact_id, kind, at, amount, currency FROM events") {
        lives.get_mut(&text(&row[0])).expect("a contact").events.push(Event {
            kind: text(&row[1]),
            at: at(&row[2]),
            amount: number(&row[3]),
            currency: text(&row[4]),
        });
    }
    lives
}

/// The one currency that occurs, unless one is configured.
fn currency(lives: &BTreeMap<String, Life>, numbers: &Numbers) -> Option<String> {
    if !numbers.currency.is_empty() {
        return Some(numbers.currency.clone());
    }
    let events = lives.values().flat_map(|life| &life.events);
    let mut found: Vec<&str> =
        events.filter(|e| e.amount.is_some()).map(|e| e.currency.as_str()).filter(|c| !c.is_empty()).collect();
    found.sort_unstable();
    found.dedup();
    (found.len() < 2).then(|| found.first().map_or_else(String::new, |code| (*code).to_owned()))
}

fn signals(world: &World, now: i64) -> Vec<Signal> {
    let shown = world.ok(now, &["config", "show"]).expect("a configuration");
    let table: toml::Table = shown.parse().expect("TOML");
    table["score"]["signal"].clone().try_into().expect("signals")
}

fn check_contact(moment: &Moment<'_>, seen: &BTreeMap<&str, Value>, signals: &[Signal]) -> Checked {
    let shown = |name: &str| text(&seen[name]);
    let sentiment = number(&seen["sentiment"]);
    match (moment.sentiment(), sentiment) {
        (Some(a), Some(b)) => prop_assert!((a - b).abs() <= 0.000_051, "sentiment {} is {}", a, b),
        (a, b) => prop_assert_eq!(a, b, "sentiment"),
    }
    let score = moment.score(signals);
    let always = Moment { as_of: i64::MAX, pins: true, currency: moment.currency.clone(), ..*moment };
    let life = moment.life;
    let spend = always.spend().map_or_else(String::new, |spend| format!("{spend:?}"));
    let own_first =
        life.messages.iter().map(|m| m.at).chain(life.events.iter().map(|e| e.at)).chain(life.first_seen).min();
    let written = life.messages.iter().filter(|m| m.sender == "visitor").map(|m| m.at);
    let last = written.chain(life.events.iter().map(|e| e.at)).chain(life.last_active).max();
    let time = |at: Option<i64>| at.map_or_else(String::new, |at| Instant(at).to_string());
    let expected: Vec<(&str, String)> = vec![
        ("intent_auto", moment.intent_auto().to_owned()),
        ("intent", moment.intent()),
        ("stage_auto", moment.stage_auto().to_owned()),
        ("stage", moment.stage()),
        ("status_auto", moment.status_auto().to_owned()),
        ("status", moment.status()),
        ("sentiment_level", level(sentiment).to_owned()),
        ("vip", i64::from(moment.vip()).to_string()),
        ("at_risk", i64::from(moment.at_risk(sentiment)).to_string()),
        ("completeness", moment.completeness().to_string()),
        ("message_count", always.message_count().to_string()),
        ("conversation_count", life.conversations.len().to_string()),
        ("purchases", always.purchases().to_string()),
        ("spend", spend),
        ("first_seen", time(own_first)),
        ("last_active", time(last)),
        ("score", score.map_or_else(|_| String::new(), |score| score.to_string())),
        ("grade", grade(score.ok()).to_owned()),
    ];
    for (name, value) in expected {
        prop_assert_eq!(
            &value,
            &shown(name),
            "{} of contact {}: the oracle (left) knows {:#?}",
            name,
            shown("id"),
            life
        );
    }
    let Value::Blob(reasons) = &seen["reasons"] else { panic!("reasons are packed") };
    match (score, unpack_reasons(reasons).expect("reasons")) {
        (Ok(score), Reasons::Lines(lines)) => {
            let sum: i64 = lines.iter().map(|line| line.millionths).sum();
            prop_assert_eq!(sum, score * 1_000_000, "{:?}", lines);
        }
        (Err(why), Reasons::Empty(empty)) => prop_assert_eq!(empty.name(), why),
        (score, reasons) => prop_assert!(false, "{:?} because of {:?}", score, reasons),
    }
    Ok(())
}

const COLUMNS: &[&str] = &[
    "id",
    "intent_auto",
    "intent",
    "stage_auto",
    "stage",
    "status_auto",
    "status",
    "sentiment",
    "sentiment_level",
    "vip",
    "at_risk",
    "completeness",
    "message_count",
    "conversation_count",
    "purchases",
    "spend",
    "first_seen",
    "last_active",
    "score",
    "grade",
    "reasons",
];

fn check_queue(world: &World, id: &str, moment: &Moment<'_>, score: Option<i64>) -> Checked {
    let opened: BTreeMap<String, i64> = world
        .rows(&format!("SELECT kind, due_at FROM followups WHERE contact_id = {id} AND state = 'pending'"))
        .iter()
        .map(|row| (text(&row[0]), at(&row[1])))
        .collect();
    let expected: BTreeMap<String, i64> =
        moment.followups(score).into_iter().map(|(kind, due)| (kind.to_owned(), due)).collect();
    prop_assert_eq!(&expected, &opened, "follow-ups of contact {}: the oracle (left) knows {:#?}", id, moment.life);
    let mut raised: Vec<(Option<i64>, String)> = world
        .rows(&format!("SELECT conversation_id, kind FROM alerts WHERE contact_id = {id}"))
        .iter()
        .map(|row| (number(&row[0]).map(|id| id as i64), text(&row[1])))
        .collect();
    raised.sort_unstable();
    let expected: Vec<(Option<i64>, String)> =
        moment.alerts(score).into_iter().map(|(id, kind)| (id, kind.to_owned())).collect();
    prop_assert_eq!(&expected, &raised, "alerts of contact {}", id);
    Ok(())
}

fn check_conversations(world: &World, moments: &BTreeMap<String, Moment<'_>>) -> Checked {
    let sql = "SELECT contact_id, id, sentiment, sentiment_level, score, band, message_count FROM conversations
               WHERE contact_id IS NOT NULL";
    for row in world.rows(sql) {
        let moment = &moments[&text(&row[0])];
        let id = number(&row[1]).unwrap() as i64;
        let sentiment = number(&row[2]);
        match (moment.conversation_sentiment(id), sentiment) {
            (Some(a), Some(b)) => prop_assert!((a - b).abs() <= 0.000_051, "conversation {}: {} is {}", id, a, b),
            (a, b) => prop_assert_eq!(a, b, "conversation {}", id),
        }
        prop_assert_eq!(conversation_level(sentiment), text(&row[3]));
        prop_assert_eq!(band(number(&row[4]).map(|score| score as i64)), text(&row[5]));
        let messages = moment.life.messages.iter().filter(|m| m.conversation == id && m.sender != "system");
        prop_assert_eq!(messages.count().to_string(), text(&row[6]));
    }
    Ok(())
}

fn check(batch: &Batch, numbers: &Numbers, own_signals: bool, as_of: i64, ignore_pins: bool) -> Checked {
    let world = World::with(&config(numbers, own_signals));
    let files = batch.write(&world, "batch");
    if files.is_empty() {
        return Ok(());
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    world.ok(as_of, &[&["import", "--pin"], files.as_slice()].concat())?;
    let classify: &[&str] = if ignore_pins { &["classify", "--ignore-pins"] } else { &["classify"] };
    world.ok(as_of, classify)?;
    world.ok(as_of, &["score"])?;
    world.ok(as_of, &["followups", "scan"])?;
    let lives = lives(&world, batch);
    let currency = currency(&lives, numbers);
    let signals = signals(&world, as_of);
    let moment = |life, pins| Moment { life, numbers, as_of, currency: currency.clone(), pins };
    let moments: BTreeMap<String, Moment<'_>> =
        lives.iter().map(|(id, life)| (id.clone(), moment(life, !ignore_pins))).collect();
    let sql = format!("SELECT {} FROM contacts LEFT JOIN contact_score ON contact_id = id", COLUMNS.join(", "))
        .replace(", score, grade", ", contacts.score, contacts.grade");
    for row in world.rows(&sql) {
        let seen: BTreeMap<&str, Value> = COLUMNS.iter().copied().zip(row).collect();
        let moment = &moments[&text(&seen["id"])];
        // Scores and follow-ups go by pins, whatever classify was told.
        if !ignore_pins {
            check_contact(moment, &seen, &signals)?;
            let score = moment.score(&signals).ok();
            check_queue(&world, &text(&seen["id"]), moment, score)?;
        } else {
            for (name, value) in [("intent", moment.intent()), ("stage", moment.stage()), ("status", moment.status())] {
                prop_assert_eq!(&value, &text(&seen[name]), "{} without pins", name);
            }
        }
    }
    check_conversations(&world, &moments)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_decision_is_what_the_design_says(
        batch in batch(24, 30, 400, 60).prop_map(one_row_each),
        numbers in numbers(),
        own_signals: bool,
        as_of in instant(20..260),
        ignore_pins in prop::bool::weighted(0.1),
    ) {
        check(&batch, &numbers, own_signals, as_of, ignore_pins)?;
    }
}

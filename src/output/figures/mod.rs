//! The figures of a segment: a row a figure and one JSON object for programs, blocks with bars for people.

mod table;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::format::Format;
use super::json as json_lines;
use super::rows::{Cell, RowWriter};
use super::table::Look;
use crate::domain::figures::{Figures, Mean, Step, share};

pub use table::table;

/// Decimals of shares and means for programs.
const PRECISION: f64 = 10_000.0;

/// The columns of [`rows`].
const COLUMNS: [&str; 4] = ["group", "name", "value", "share"];

/// A number among the totals.
#[derive(Debug, Clone, Copy)]
enum Number {
    /// So many contacts, of which a share can be told.
    Contacts(u64),
    /// So many of something else.
    Things(u64),
    /// Money in millionths, if it is known.
    Money(Option<i64>),
}

/// The totals with their names, in order.
fn totals(figures: &Figures) -> Vec<(&'static str, Number)> {
    let totals = &figures.totals;
    let newest = |back: usize| figures.created.iter().rev().nth(back).copied().unwrap_or(0);
    let open = figures.followups.iter().map(|waiting| waiting.open).sum();
    let due = figures.followups.iter().map(|waiting| waiting.due).sum();
    vec![
        ("contacts", Number::Contacts(totals.contacts)),
        ("leads", Number::Contacts(totals.contacts - totals.customers)),
        ("customers", Number::Contacts(totals.customers)),
        ("new_this_month", Number::Contacts(newest(0))),
        ("new_last_month", Number::Contacts(newest(1))),
        ("vip", Number::Contacts(totals.vip)),
        ("at_risk", Number::Contacts(totals.at_risk)),
        ("do_not_contact", Number::Contacts(totals.do_not_contact)),
        ("conversations", Number::Things(totals.conversations)),
        ("messages", Number::Things(totals.messages)),
        ("purchases", Number::Things(totals.purchases)),
        ("spend", Number::Money(totals.spend)),
        ("open_followups", Number::Things(open)),
        ("due_followups", Number::Things(due)),
        ("open_alerts", Number::Things(totals.open_alerts)),
    ]
}

/// The means with their names, in order: each in the unit of its column.
fn means(figures: &Figures) -> [(&'static str, Option<f64>); 3] {
    let means = &figures.means;
    let value = |mean: Mean, unit: f64| mean.value().map(|value| rounded(value / unit));
    [
        ("score", value(means.score, 1.0)),
        ("sentiment", value(means.sentiment, 10_000.0)),
        ("completeness", value(means.completeness, 1.0)),
    ]
}

fn rounded(value: f64) -> f64 {
    (value * PRECISION).round() / PRECISION
}

fn money(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

/// Writes a figure a row: totals, means, contacts by column, the funnel, follow-ups.
pub fn rows(out: &mut dyn Write, figures: &Figures, format: Format) -> io::Result<()> {
    let contacts = figures.totals.contacts;
    let mut writer = RowWriter::new(out, format, &COLUMNS, Look::default())?;
    let mut row = |group: &str, name: Option<&str>, value: Cell<'_>, share: Option<f64>| {
        let share = share.map_or(Cell::Empty, |share| Cell::Real(rounded(share)));
        writer.row(&[Cell::Text(group), name.map_or(Cell::Empty, Cell::Text), value, share])
    };
    let whole = |count: u64| Cell::Integer(count.cast_signed());
    for (name, number) in totals(figures) {
        match number {
            Number::Contacts(count) => row("total", Some(name), whole(count), share(count, contacts))?,
            Number::Things(count) => row("total", Some(name), whole(count), None)?,
            Number::Money(sum) => {
                row("total", Some(name), sum.map_or(Cell::Empty, |sum| Cell::Real(money(sum))), None)?;
            }
        }
    }
    for (name, mean) in means(figures) {
        row("mean", Some(name), mean.map_or(Cell::Empty, Cell::Real), None)?;
    }
    for group in &figures.groups {
        for (name, count) in &group.items {
            row(group.name, name.as_deref(), whole(*count), share(*count, contacts))?;
        }
    }
    for step in &figures.funnel {
        row("funnel", Some(step.name), whole(step.count), share(step.count, contacts))?;
    }
    for waiting in &figures.followups {
        row("open_followups", Some(&waiting.kind), whole(waiting.open), None)?;
    }
    for waiting in &figures.followups {
        row("due_followups", Some(&waiting.kind), whole(waiting.due), None)?;
    }
    writer.finish()
}

/// Writes one object: `totals`, `means`, for each column an object of values and counts, `funnel`, `open_followups`
/// and `due_followups`.
pub fn json(out: &mut dyn Write, figures: &Figures) -> io::Result<()> {
    let mut object = Map::new();
    object.insert("as_of".to_owned(), json!(figures.as_of));
    object.insert("month".to_owned(), json!(figures.months.all().last().map(ToString::to_string)));
    object.insert("currency".to_owned(), json!(figures.currency));
    let number = |number| match number {
        Number::Contacts(count) | Number::Things(count) => json!(count),
        Number::Money(sum) => json!(sum.map(money)),
    };
    object.insert("totals".to_owned(), named(totals(figures).into_iter().map(|(name, it)| (name, number(it)))));
    object.insert("means".to_owned(), named(means(figures).into_iter().map(|(name, mean)| (name, json!(mean)))));
    for group in &figures.groups {
        let items = group.items.iter().map(|(name, count)| (name.as_deref().unwrap_or(""), json!(count)));
        object.insert(group.name.to_owned(), named(items));
    }
    let step = |step: &Step| {
        let of = |whole: Option<u64>| whole.and_then(|whole| share(step.count, whole)).map(rounded);
        let (share, of_before) = (of(Some(figures.totals.contacts)), of(step.before));
        json!({"step": step.name, "count": step.count, "share": share, "of_before": of_before})
    };
    object.insert("funnel".to_owned(), figures.funnel.iter().map(step).collect());
    let open = figures.followups.iter().map(|it| (it.kind.as_str(), json!(it.open)));
    object.insert("open_followups".to_owned(), named(open));
    let due = figures.followups.iter().map(|it| (it.kind.as_str(), json!(it.due)));
    object.insert("due_followups".to_owned(), named(due));
    json_lines::line(out, &Value::Object(object))
}

fn named<'n>(items: impl Iterator<Item = (&'n str, Value)>) -> Value {
    Value::Object(items.map(|(name, value)| (name.to_owned(), value)).collect())
}

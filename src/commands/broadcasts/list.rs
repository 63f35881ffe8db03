//! `rolo broadcasts list` and `deliveries`.

use crate::cli::broadcasts::{DeliveriesArgs, ListArgs};
use crate::commands::{Context, Outcome};
use crate::domain::broadcast::Tally;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::broadcast::{self, Broadcast};

/// Columns for programs.
const COLUMNS: [&str; 17] = [
    "name",
    "state",
    "channel",
    "filter",
    "subject",
    "scheduled_at",
    "created_at",
    "begun_at",
    "ended_at",
    "audience",
    "pending",
    "unconfirmed",
    "sent",
    "delivered",
    "read",
    "replied",
    "failed",
];
/// Columns for people.
const IN_TABLE: [&str; 10] =
    ["name", "state", "channel", "begun_at", "audience", "sent", "delivered", "read", "replied", "failed"];

/// Runs `rolo broadcasts list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns: &[&str] = match format {
        Format::Ids => &COLUMNS[..1],
        Format::Table => &IN_TABLE,
        _ => &COLUMNS,
    };
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, columns, context.ui.look())?;
    for one in broadcast::all(store.conn())? {
        let tally = Tally::of(&broadcast::states(store.conn(), one.id)?);
        let words = Words::of(&one);
        let cells: Vec<Cell<'_>> = columns.iter().map(|column| cell(column, &one, &words, &tally)).collect();
        writer.row(&cells)?;
    }
    writer.finish()?;
    Ok(Outcome::Done)
}

/// What of a broadcast has to be put in words.
struct Words {
    filter: String,
    times: [String; 4],
}

impl Words {
    fn of(one: &Broadcast) -> Self {
        let told = |time: Option<Instant>| time.map(|at| at.to_string()).unwrap_or_default();
        let times = [one.scheduled_at, Some(one.created_at), one.begun_at, one.ended_at].map(told);
        Self { filter: one.filter.told(), times }
    }
}

fn cell<'a>(column: &str, one: &'a Broadcast, words: &'a Words, tally: &Tally) -> Cell<'a> {
    let text = |text: &'a str| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
    match column {
        "name" => Cell::Text(&one.name),
        "state" => Cell::Text(one.state.name()),
        "channel" => text(one.channel.as_deref().unwrap_or("")),
        "filter" => text(&words.filter),
        "subject" => text(one.subject.as_deref().unwrap_or("")),
        "scheduled_at" => text(&words.times[0]),
        "created_at" => text(&words.times[1]),
        "begun_at" => text(&words.times[2]),
        "ended_at" => text(&words.times[3]),
        "audience" => Cell::Integer(tally.audience),
        "pending" => Cell::Integer(tally.pending),
        "unconfirmed" => Cell::Integer(tally.unconfirmed),
        "sent" => Cell::Integer(tally.sent),
        "delivered" => Cell::Integer(tally.delivered),
        "read" => Cell::Integer(tally.read),
        "replied" => Cell::Integer(tally.replied),
        _ => Cell::Integer(tally.failed),
    }
}

/// Runs `rolo broadcasts deliveries`.
pub(super) fn deliveries(args: &DeliveriesArgs, context: &Context) -> Result<Outcome> {
    const COLUMNS: [&str; 8] = ["contact_id", "broadcast", "name", "state", "at", "sent_at", "refusals", "error"];
    let store = context.open_to_read()?;
    let found = broadcast::known(store.conn(), &args.name)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns: &[&str] = match format {
        Format::Ids => &COLUMNS[..1],
        Format::Table => &["contact_id", "name", "state", "at", "error"],
        _ => &COLUMNS,
    };
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, columns, context.ui.look())?;
    broadcast::deliveries(store.conn(), found.id, &args.state, |delivery| {
        let [at, sent_at] = [delivery.at, delivery.sent_at].map(|time| time.map(|at| at.to_string()));
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let (name, error) = (text(&delivery.name), text(&delivery.error));
        let cell = |column: &&str| match *column {
            "contact_id" => Cell::Integer(delivery.contact_id),
            "broadcast" => Cell::Text(&args.name),
            "name" => some(&name),
            "state" => Cell::Text(&delivery.state),
            "at" => at.as_deref().map_or(Cell::Empty, Cell::Text),
            "sent_at" => sent_at.as_deref().map_or(Cell::Empty, Cell::Text),
            "refusals" => Cell::Integer(delivery.refusals),
            _ => some(&error),
        };
        Ok(writer.row(&columns.iter().map(cell).collect::<Vec<_>>())?)
    })?;
    writer.finish()?;
    Ok(Outcome::Done)
}

fn some(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

//! `rolo broadcasts show`: what a broadcast says, to whom, and what became of it.

use std::fmt::Write as _;
use std::io::Write as _;

use serde::Serialize;

use crate::cli::broadcasts::ShowArgs;
use crate::commands::{Context, Outcome};
use crate::domain::broadcast::{Rates, Tally};
use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::output::ui::{self, Ui};
use crate::store::broadcast::{self, Broadcast};

/// Where the values begin.
const INDENT: usize = 15;

/// A broadcast as programs get it.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    name: &'a str,
    state: &'a str,
    channel: Option<&'a str>,
    filter: &'a Filter,
    subject: Option<&'a str>,
    text: &'a str,
    media: &'a [String],
    scheduled_at: Option<String>,
    created_at: String,
    begun_at: Option<String>,
    ended_at: Option<String>,
    counts: &'a Tally,
    rates: Option<Rates>,
    errors: Vec<Fault<'a>>,
}

/// Why messages were refused or skipped.
#[derive(Debug, Serialize)]
struct Fault<'a> {
    error: &'a str,
    count: i64,
}

/// Runs `rolo broadcasts show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a broadcast is shown as text or, with --format json, as one JSON object").into());
    }
    let mut store = context.open_to_read()?;
    let (one, tally, errors) = store.read(|conn| {
        let one = broadcast::known(conn, &args.name)?;
        Ok((one.clone(), Tally::of(&broadcast::states(conn, one.id)?), broadcast::errors(conn, one.id)?))
    })?;
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &shown(&one, &tally, &errors))?;
    } else {
        out.write_all(page(&one, &tally, &errors, &context.ui).as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn shown<'a>(one: &'a Broadcast, tally: &'a Tally, errors: &'a [(String, i64)]) -> Shown<'a> {
    let time = |time: Option<Instant>| time.map(|at| at.to_string());
    Shown {
        name: &one.name,
        state: one.state.name(),
        channel: one.channel.as_deref(),
        filter: &one.filter,
        subject: one.subject.as_deref(),
        text: &one.text,
        media: &one.media,
        scheduled_at: time(one.scheduled_at),
        created_at: one.created_at.to_string(),
        begun_at: time(one.begun_at),
        ended_at: time(one.ended_at),
        counts: tally,
        rates: tally.rates(),
        errors: errors.iter().map(|(error, count)| Fault { error, count: *count }).collect(),
    }
}

fn page(one: &Broadcast, tally: &Tally, errors: &[(String, i64)], ui: &Ui) -> String {
    let mut page = format!("{}\n", ui.paint(Style::Bold, &printable(&one.name)));
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let padded = format!("  {label:<width$}", width = INDENT - 2);
            let _ = writeln!(page, "{}{}", ui.paint(Style::Dim, &padded), printable(value));
        }
    };
    let time = |time: Option<Instant>| time.map(|at| at.to_string()).unwrap_or_default();
    line("state", one.state.name());
    line("channel", one.channel.as_deref().unwrap_or(""));
    line("audience", &one.filter.told());
    line("not before", &time(one.scheduled_at));
    line("begun", &time(one.begun_at));
    line("ended", &time(one.ended_at));
    line("media", &one.media.join(", "));
    line("subject", one.subject.as_deref().unwrap_or(""));
    if tally.audience > 0 {
        let _ = writeln!(page);
        page.push_str(&counts(tally));
    }
    for (error, count) in errors {
        let _ = writeln!(page, "  {:>9}  {}", ui::count(*count), printable(error));
    }
    if !one.text.trim().is_empty() {
        let _ = writeln!(page);
        for text in one.text.trim().lines() {
            let _ = writeln!(page, "  {}", printable(text));
        }
    }
    page
}

/// The counts with their shares of what was tried, a line each.
fn counts(tally: &Tally) -> String {
    let rates = tally.rates();
    let rows: [(&str, i64, Option<f64>); 9] = [
        ("audience", tally.audience, None),
        ("pending", tally.pending, None),
        ("unconfirmed", tally.unconfirmed, None),
        ("skipped", tally.skipped, None),
        ("sent", tally.sent, None),
        ("delivered", tally.delivered, rates.map(|rates| rates.delivered)),
        ("read", tally.read, rates.map(|rates| rates.read)),
        ("replied", tally.replied, rates.map(|rates| rates.replied)),
        ("failed", tally.failed, rates.map(|rates| rates.failed)),
    ];
    let mut lines = String::new();
    for (label, count, rate) in rows.iter().filter(|(label, count, _)| *count > 0 || *label == "sent") {
        let share = rate.map_or_else(String::new, |rate| format!("  {:>5}", ui::percent(rate)));
        let _ = writeln!(lines, "  {label:<width$}{:>9}{share}", ui::count(*count), width = INDENT - 2);
    }
    lines
}

//! `rolo deals show`: a deal with what the log tells of it.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::cli::deals::ShowArgs;
use crate::commands::numbered::DEAL;
use crate::commands::{Context, Outcome};
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::output::ui::{self, Ui};
use crate::store::contact;
use crate::store::pipeline::{self, DealCard, Step};

/// Where the values begin.
const INDENT: usize = 17;

/// Runs `rolo deals show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a deal is shown as text or, with --format json, as one JSON object").into());
    }
    let mut store = context.open_to_read()?;
    let card = store.read(|conn| {
        let mut card = pipeline::card(conn, args.id)?.ok_or_else(|| DEAL.not_there(args.id))?;
        let contact_id = card.deal.get("contact_id").and_then(serde_json::Value::as_i64);
        card.contact = contact_id.map(|id| contact::label(conn, id)).transpose()?;
        Ok(card)
    })?;
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &card)?;
    } else {
        out.write_all(page(&card, &context.ui).as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn page(card: &DealCard, ui: &Ui) -> String {
    let get = |column: &str| text(card.deal.get(column));
    let state = if card.deal.get("stale") == Some(&true.into()) { "open, stale".to_owned() } else { get("state") };
    let title = ui.paint(Style::Bold, &printable(&get("title"))).into_owned();
    let mut page = format!("{title} · {state}\n");
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let padded = format!("  {label:<width$}", width = INDENT - 2);
            let _ = writeln!(page, "{}{}", ui.paint(Style::Dim, &padded), printable(value));
        }
    };
    line("deal", &get("id"));
    line("external id", &get("external_id"));
    let contact = card.contact.as_ref().map(|name| format!("{name} ({})", get("contact_id")));
    line("contact", &contact.unwrap_or_default());
    line("company", card.company.as_deref().unwrap_or_default());
    line("stage", &get("stage"));
    line("stood in", &get("past_stages").replace(';', ", "));
    let amount = card.deal.get("amount").and_then(serde_json::Value::as_f64);
    line("amount", &amount.map(|amount| ui::money(millionths(amount), &get("currency"))).unwrap_or_default());
    for (label, column) in [
        ("created", "created_at"),
        ("expected close", "expected_close"),
        ("closed", "closed_at"),
        ("lost because", "lost_reason"),
    ] {
        line(label, &get(column));
    }
    line("won by", card.won_by.as_deref().unwrap_or_default());
    for (key, value) in card.metadata.as_object().into_iter().flatten() {
        line(&printable(key), &text(Some(value)));
    }
    line("held", &card.held.join(", "));
    history(&mut page, &card.history, ui);
    page
}

#[allow(clippy::cast_possible_truncation, reason = "amounts are millionths within i64")]
fn millionths(amount: f64) -> i64 {
    (amount * 1_000_000.0).round() as i64
}

fn history(page: &mut String, steps: &[Step], ui: &Ui) {
    if steps.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n{}", ui.paint(Style::Bold, "history"));
    for step in steps {
        let (old, new) = (step.old.as_deref().unwrap_or("(none)"), step.new.as_deref().unwrap_or("(none)"));
        let what = match step.kind.as_str() {
            "changed" => format!("{} {old} → {new}", step.field),
            "undone" => format!("taken back: {old}"),
            kind => kind.to_owned(),
        };
        let at = step.at.get(..16).unwrap_or(&step.at).replace('T', " ");
        let by = ui.paint(Style::Dim, &printable(&step.author)).into_owned();
        let _ = writeln!(page, "  {at}  {} · {by}", printable(&what));
    }
}

/// A value as text; empty where nothing is known.
fn text(value: Option<&serde_json::Value>) -> String {
    match value {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

//! `rolo companies show`: a company with its contacts, deals and open conversations.

use std::fmt::Write as _;
use std::io::Write as _;

use super::find::find;
use crate::cli::companies::ShowArgs;
use crate::commands::{Context, Outcome};
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::output::ui::{self, Ui};
use crate::store::company_card::{self, CompanyCard, Fields, Rows};

/// Where the values begin.
const INDENT: usize = 17;
/// So many rows of each kind are shown to people.
const ROWS_MAX: usize = 10;

/// Runs `rolo companies show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a company is shown as text or, with --format json, as one JSON object").into());
    }
    let mut store = context.open_to_read()?;
    let card = store.read(|conn| company_card::of(conn, find(conn, &args.company)?))?;
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &card)?;
    } else {
        out.write_all(page(&card, &context.ui).as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn page(card: &CompanyCard, ui: &Ui) -> String {
    let name = printable(&text(&card.company, "name")).into_owned();
    let mut page = format!("{}\n", ui.paint(Style::Bold, &name));
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let padded = format!("  {label:<width$}", width = INDENT - 2);
            let _ = writeln!(page, "{}{}", ui.paint(Style::Dim, &padded), printable(value));
        }
    };
    line("company", &text(&card.company, "id"));
    line("also known as", &card.other_names.join(", "));
    for column in ["website", "industry", "phone", "address", "city", "country"] {
        line(column, &text(&card.company, column));
    }
    line("external ids", &card.external_ids.join(", "));
    if let Some(metadata) = card.company.get("metadata").and_then(serde_json::Value::as_object) {
        for (key, value) in metadata {
            line(key, &value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
    }
    line("held", &card.held.join(", "));
    section(&mut page, ui, "contact", &card.contacts, |row| {
        let about = ["name", "job_title", "email", "phone", "status", "grade"].map(|column| text(row, column));
        about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    section(&mut page, ui, "deal", &card.deals, |row| {
        let amount = [text(row, "amount"), text(row, "currency")].join(" ");
        let about = [text(row, "title"), text(row, "state"), text(row, "stage"), amount.trim().to_owned()];
        about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    section(&mut page, ui, "open conversation", &card.conversations, |row| {
        let about = ["contact", "channel", "last_message_at", "summary"].map(|column| text(row, column));
        about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    page
}

/// Rows of one kind under a heading with their number; nothing where there are none.
fn section(page: &mut String, ui: &Ui, what: &str, rows: &Rows, about: impl Fn(&Fields) -> String) {
    if rows.is_empty() {
        return;
    }
    let s = if rows.len() == 1 { "" } else { "s" };
    let title = format!("{} {what}{s}", ui::count(i64::try_from(rows.len()).unwrap_or(i64::MAX)));
    let _ = writeln!(page, "\n{}", ui.paint(Style::Bold, &title));
    let ids: Vec<String> = rows.iter().take(ROWS_MAX).map(|row| text(row, "id")).collect();
    let width = ids.iter().map(String::len).max().unwrap_or_default();
    for (id, row) in ids.iter().zip(rows) {
        let _ = writeln!(page, "  {id:>width$}  {}", printable(&about(row)));
    }
    if rows.len() > ROWS_MAX {
        let _ = writeln!(page, "  and {} more", rows.len() - ROWS_MAX);
    }
}

/// A value as text; empty where nothing is known.
fn text(fields: &Fields, column: &str) -> String {
    match fields.get(column) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

//! `rolo alerts show`: an alert, whose it is, and what was said around its cause.

use serde_json::{Map, Value};

use super::{Context, Outcome};
use crate::cli::alerts::ShowArgs;
use crate::commands::conversations::show::{self, Talks};
use crate::commands::numbered::ALERT;
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::store::alert::queue::{self, Alert};
use crate::store::{Store, contact, conversation};

/// Runs `rolo alerts show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    let id = ALERT.id(&args.id)?;
    let store = context.open_to_read()?;
    let alert = queue::find(store.conn(), id)?.ok_or_else(|| ALERT.not_there(id))?;
    match args.format {
        None => {
            let text = text(&store, &alert, args.around, context)?;
            // What takes the place of this process leaves nothing of it open.
            drop(store);
            context.ui.page(&text, !args.no_pager)?;
        }
        Some(Format::Json) => {
            let mut told = queue::told(store.conn(), &alert)?;
            told.shift_remove("message");
            let whole = alert.conversation_id.map(|id| show::object(&store, id, context)).transpose()?;
            told.insert("conversation".to_owned(), whole.unwrap_or(Value::Null));
            json::line(&mut context.ui.out(), &told)?;
        }
        Some(_) => {
            return Err(Error::usage("an alert is text or, with --format json, one JSON object")
                .hint("`rolo alerts list` prints rows")
                .into());
        }
    }
    Ok(Outcome::Done)
}

fn text(store: &Store, alert: &Alert, around: usize, context: &Context) -> Result<String> {
    let told = queue::told(store.conn(), alert)?;
    let mut text = card(&told, &about(store, alert)?, context);
    text.push('\n');
    let shown = match (alert.conversation_id, alert.contact_id) {
        (Some(id), _) => Some(id),
        // Of a contact as a whole the latest conversation says most.
        (None, Some(contact_id)) => conversation::of_contact(store.conn(), contact_id)?.last().copied(),
        (None, None) => None,
    };
    if let Some(id) = shown {
        text += &Talks::around(alert.message_id, around).text(store, &[id], context)?;
    }
    Ok(text)
}

/// Whose it is, in a line.
fn about(store: &Store, alert: &Alert) -> Result<String> {
    match alert.contact_id {
        Some(id) => Ok(format!("{id} {}", contact::described(store.conn(), id)?)),
        None => Ok("nobody known".to_owned()),
    }
}

/// The alert line by line.
fn card(told: &Map<String, Value>, about: &str, context: &Context) -> String {
    let get = |object: &str, key: &str| match told.get(object).and_then(|object| object.get(key)) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let alert = |key: &str| get("alert", key);
    let with = |what: String, more: String| if more.is_empty() { what } else { format!("{what}, {more}") };
    let title = printable(&format!("alert {}, {}, {}", alert("id"), alert("kind"), alert("state"))).into_owned();
    let mut text = format!("{}\n", context.ui.paint(Style::Bold, &title));
    let taken = with(alert("taken_by"), alert("taken_at"));
    let settled = with(alert("resolved_at"), alert("note"));
    let sent = match alert("sending").as_str() {
        "unconfirmed" => format!("handed over at {}, not known whether it arrived", alert("sent_at")),
        "refused" => format!("refused: {}", alert("error")),
        _ => alert("sent_at"),
    };
    let grade = Some(get("contact", "grade")).filter(|grade| !grade.is_empty()).map(|grade| format!("grade {grade}"));
    let state = [get("contact", "status"), get("contact", "intent"), grade.unwrap_or_default()];
    let state: Vec<String> = state.into_iter().filter(|word| !word.is_empty()).collect();
    let lines = [
        ("why", alert("reason")),
        ("since", alert("at")),
        ("contact", if state.is_empty() { about.to_owned() } else { format!("{about}: {}", state.join(", ")) }),
        ("taken by", taken),
        (if alert("state") == "dismissed" { "dismissed" } else { "resolved" }, settled),
        ("sent", sent),
    ];
    for (label, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        let label = format!("{label:9}");
        text += &format!("  {}  {}\n", context.ui.paint(Style::Dim, &label), printable(value));
    }
    text
}

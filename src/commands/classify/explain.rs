//! `rolo classify --explain`: each decision on a contact line by line, then what is inferred of it and from which message.

use std::sync::Arc;

use crate::cli::classify::ClassifyArgs;
use crate::commands::summaries::told;
use crate::commands::{Context, Outcome, find_contact, pass};
use crate::domain::deciding::inferring::{Heard, traits};
use crate::domain::deciding::{classify, explain};
use crate::domain::normalize::name;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::{Store, counts, thread};

/// Bytes of a message that are shown before a statement.
const SHOWN_BEFORE: usize = 40;

/// Explains what a contact is.
pub(super) fn run(contact: &str, args: &ClassifyArgs, context: &Context) -> Result<Outcome> {
    let store: Store = context.open_to_read()?;
    let id = find_contact(store.conn(), contact)?;
    let facts = Arc::new(pass::facts_of(&store, id)?);
    let mut rules = context.config.rules.clone();
    rules.status.pins &= !args.ignore_pins;
    let currency = counts::currency(store.conn(), &rules)?;
    let decision = classify(&facts, &rules, &currency, context.as_of);
    let mut out = context.ui.out();
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = ["subject", "value", "holds", "decides", "because"];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    for reason in explain(&facts, &rules, &currency, context.as_of) {
        let text = reason.text(&facts);
        writer.row(&[
            Cell::Text(reason.subject.name()),
            Cell::Text(reason.value),
            Cell::Flag(reason.holds),
            Cell::Flag(reason.decides),
            Cell::Text(&text),
        ])?;
    }
    for (subject, conversation, text) in told(store.conn(), &facts, &rules, context.as_of)? {
        let value = format!("conversation {conversation}");
        writer.row(&[Cell::Text(subject), Cell::Text(&value), Cell::Empty, Cell::Empty, Cell::Text(&text)])?;
    }
    for heard in &facts.inferred.values {
        let text = source(&store, heard)?;
        writer.row(&[
            Cell::Text(heard.said.field.name()),
            Cell::Text(&heard.said.value),
            Cell::Flag(true),
            Cell::Flag(true),
            Cell::Text(&text),
        ])?;
    }
    if facts.fields.traits.is_empty() {
        for one in traits(&facts, &decision.evidence, &rules).iter() {
            let cells = [Cell::Text("traits"), Cell::Text(one.name()), Cell::Flag(true), Cell::Flag(true)];
            writer.row(&[cells.as_slice(), &[Cell::Text(one.because())]].concat())?;
        }
    }
    writer.finish()?;
    let until = decision.valid_until.map_or_else(|| "new data comes in".to_owned(), |until| until.to_string());
    context.ui.note(&format!("contact {id} as of {}: nothing of this changes before {until}", context.as_of));
    Ok(Outcome::Done)
}

/// Where a statement stands: its message and the words before it.
fn source(store: &Store, heard: &Heard) -> Result<String> {
    let text = thread::message(store.conn(), heard.message_id)?.map(|message| message.text).unwrap_or_default();
    let mut start = heard.said.start.saturating_sub(SHOWN_BEFORE);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mark = if start > 0 { "…" } else { "" };
    let words = name::clean(text.get(start..heard.said.end).unwrap_or_default());
    let (how, id, at) = (heard.said.how.name(), heard.message_id, heard.at);
    Ok(format!("inferred: {how} in message {id} of {at}: \"{mark}{words}\""))
}

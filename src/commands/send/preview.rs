//! `--dry-run`: what would be handed over.

use super::hand::{Fate, Hand};
use super::outbox;
use crate::commands::Context;
use crate::domain::sending::Message;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::Store;

/// Takes all messages, prints them, and lets all wait as before.
pub(super) fn run(hand: &mut Hand<'_>, format: Option<Format>, store: &mut Store, context: &Context) -> Result<()> {
    let messages = store.write(true, |conn| outbox::all(hand, conn))?;
    messages.iter().for_each(|_| hand.count(&Fate::Sent));
    match Format::or_default(format, context.ui.stdout_is_terminal()) {
        Format::Table => print_table(&messages, context),
        format => outbox::write(&mut context.ui.out(), format, &messages),
    }
}

fn print_table(messages: &[Message], context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let columns = ["id", "contact", "channel", "to", "subject", "text"];
    let mut writer = RowWriter::new(&mut out, Format::Table, &columns, context.ui.look())?;
    for message in messages {
        writer.row(&[
            Cell::Integer(message.row_id),
            message.name.as_deref().map_or(Cell::Empty, Cell::Text),
            Cell::Text(&message.channel),
            Cell::Text(&message.to),
            message.subject.as_deref().map_or(Cell::Empty, Cell::Text),
            Cell::Text(&message.text),
        ])?;
    }
    Ok(writer.finish()?)
}

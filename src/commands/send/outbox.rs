//! `--output`: messages in a file for another system, and how a message is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::hand::{Fate, Hand};
use crate::cli::send::SendArgs;
use crate::commands::Context;
use crate::domain::sending::{COLUMNS, Message, Topic};
use crate::error::{Error, Result};
use crate::output::file;
use crate::output::format::Format;
use crate::output::json;
use crate::output::rows::{Cell, RowWriter};
use crate::output::table::Look;
use crate::store::Store;

/// Where messages are written.
#[derive(Debug)]
pub(super) struct Outbox {
    /// None = standard output.
    path: Option<PathBuf>,
    format: Format,
}

impl Outbox {
    /// The file, which must be new, in the format that its name ends with.
    pub fn at(path: &Path, args: &SendArgs, context: &Context) -> Result<Self> {
        if path == Path::new("-") {
            if args.format.is_some() && !args.dry_run {
                return Err(Error::usage("standard output cannot hold both the messages and the summary")
                    .hint("name a file with --output, or leave --format out")
                    .into());
            }
            return Ok(Self { path: None, format: Format::Jsonl });
        }
        let shown = path.display();
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => Format::Csv,
            Some("jsonl") => Format::Jsonl,
            _ => {
                return Err(Error::usage(format!("--output {shown}: it is not said in which format"))
                    .hint("name a file that ends in .csv or .jsonl")
                    .into());
            }
        };
        context.check_output("--output", path, &[])?;
        if path.symlink_metadata().is_ok() {
            return Err(Error::failed(format!("{shown} is there already, and may not have been taken in yet"))
                .hint("name a new file each time, such as outbox-$(date +%s).csv")
                .into());
        }
        Ok(Self { path: Some(path.to_owned()), format })
    }
}

/// Takes all messages, writes them and confirms them. Nobody was given a file that is not in place.
pub(super) fn run(hand: &mut Hand<'_>, outbox: &Outbox, store: &mut Store, context: &Context) -> Result<()> {
    let messages = store.write(false, |conn| all(hand, conn))?;
    if messages.is_empty() {
        if let Some(path) = &outbox.path {
            context.ui.note(&format!("{} was not written: there is no message for it", path.display()));
        }
        return Ok(());
    }
    let written = match &outbox.path {
        Some(path) => file::replace(path, |out| write(out, outbox.format, &messages)),
        None => write(&mut context.ui.out(), outbox.format, &messages),
    };
    let fate = match (&written, &outbox.path) {
        (Ok(()), _) => Fate::Sent,
        (Err(error), Some(_)) => Fate::NotTried(error.to_string()),
        // Nobody knows how much of it was read.
        (Err(error), None) => Fate::Unknown(format!("standard output broke off: {error}")),
    };
    messages.iter().for_each(|_| hand.count(&fate));
    store.write(false, |conn| messages.iter().try_for_each(|message| hand.keep(conn, message, &fate)))?;
    match fate {
        Fate::NotTried(_) => written,
        Fate::Unknown(why) => {
            context.ui.warn(&why);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// All messages that may be handed over now.
pub(super) fn all(hand: &mut Hand<'_>, conn: &Connection) -> Result<Vec<Message>> {
    let mut messages = Vec::new();
    while let Some(message) = hand.next(conn)? {
        messages.push(message);
    }
    Ok(messages)
}

/// Writes messages as rows.
pub(super) fn write(out: &mut dyn Write, format: Format, messages: &[Message]) -> Result<()> {
    let mut writer = RowWriter::new(out, format, &COLUMNS, Look::default())?;
    for message in messages {
        let media = media(message, format);
        writer.row(&cells(message, &media, format))?;
    }
    Ok(writer.finish()?)
}

/// A message as one line of JSON.
pub(super) fn line(message: &Message) -> Vec<u8> {
    let mut line = Vec::new();
    let media = media(message, Format::Jsonl);
    json::object(&mut line, &json::keys(&COLUMNS), &cells(message, &media, Format::Jsonl))
        .expect("memory takes all that is written");
    line.push(b'\n');
    line
}

/// Files in one cell: a list in JSON, else joined.
fn media(message: &Message, format: Format) -> String {
    match format {
        Format::Json | Format::Jsonl => serde_json::Value::from(message.media.clone()).to_string(),
        Format::Csv | Format::Table | Format::Ids => message.media.join(";"),
    }
}

fn cells<'m>(message: &'m Message, media: &'m str, format: Format) -> [Cell<'m>; COLUMNS.len()] {
    let text = |text: Option<&'m str>| text.map_or(Cell::Empty, Cell::Text);
    let (followup_id, kind, broadcast) = match &message.topic {
        Topic::Followup(kind) => (Cell::Integer(message.row_id), Cell::Text(kind), Cell::Empty),
        Topic::Broadcast(name) => (Cell::Empty, Cell::Empty, Cell::Text(name)),
    };
    let media = match format {
        Format::Json | Format::Jsonl => Cell::Json(media),
        _ => text(Some(media).filter(|media| !media.is_empty())),
    };
    [
        Cell::Text(&message.message_id),
        followup_id,
        kind,
        broadcast,
        Cell::Integer(message.contact_id),
        text(message.name.as_deref()),
        Cell::Text(&message.channel),
        Cell::Text(&message.to),
        text(message.subject.as_deref()),
        Cell::Text(&message.text),
        media,
    ]
}

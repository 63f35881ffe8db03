//! `rolo conversations export`: conversations as rows of their view, or as JSON lines with all that was said and the
//! words that the cues rest on. The spans are not stored: the texts are read again for them.

use std::io::Write;

use serde::Serialize;

use super::condition;
use crate::cli::conversations::ExportArgs;
use crate::commands::export::{CellKind, Destination, cell, write_out, write_selection};
use crate::commands::{Context, Outcome, reread};
use crate::domain::cue::Cue;
use crate::domain::reading::{Evidence, Reader};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::json;
use crate::output::rows::{Cell, RowWriter};
use crate::output::table::Look;
use crate::store::report::{self, Selection};
use crate::store::transcript::{self, Said};
use crate::store::{Store, texts};

/// The keys of a message.
const MESSAGE_KEYS: [&str; 8] = ["id", "external_id", "sender", "sent_at", "text", "sentiment", "cues", "due"];

/// Runs `rolo conversations export`.
pub fn run(args: &ExportArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let is_terminal = args.output.is_none() && context.ui.stdout_is_terminal();
    let format = Format::or_default(args.format, is_terminal);
    let condition = condition(&store, &args.filter)?;
    let columns = match format {
        Format::Ids => vec!["id".to_owned()],
        _ => report::columns(store.conn(), "conversations")?,
    };
    let selection = Selection {
        view: "conversations",
        columns: &columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: None,
        limit: None,
    };
    let reader = if format == Format::Jsonl { Some(present_reader(&store, context)?) } else { None };
    let destination = Destination { output: args.output.as_deref(), what: "conversations", is_hashed: false };
    write_out(&destination, context, |out, look| match &reader {
        Some(reader) => write_transcripts(&store, &selection, reader, Format::Jsonl, out),
        None => write_selection(&store, &selection, format, out, look),
    })?;
    Ok(Outcome::Done)
}

/// The reader by which the spans are found again. It has to be the one that found the stored cues: another one finds
/// others, and the spans would not be what was decided from.
pub(in crate::commands) fn present_reader(store: &Store, context: &Context) -> Result<Reader> {
    let conn = store.conn();
    if texts::ids(conn)?.is_some() && !reread::is_current(conn, context)? {
        let error = Error::failed("the messages were read with other phrases or settings than those of now");
        return Err(error.hint("run `rolo classify`, which reads them again").into());
    }
    context.reader()
}

/// Writes each conversation with its messages as an object; says how many there were. No more than one is held at a time.
pub(in crate::commands) fn write_transcripts(
    store: &Store,
    selection: &Selection<'_>,
    reader: &Reader,
    format: Format,
    out: &mut dyn Write,
) -> Result<u64> {
    let mut columns: Vec<&str> = selection.columns.iter().map(String::as_str).collect();
    let place = |name: &str| columns.iter().position(|column| *column == name);
    let (Some(id), Some(contact_id)) = (place("id"), place("contact_id")) else {
        return Err(Error::fault("the view `conversations` lacks its ids").into());
    };
    let width = columns.len();
    columns.push("messages");
    let mut writer = RowWriter::new(out, format, &columns, Look::default())?;
    let keys = json::keys(&MESSAGE_KEYS);
    let mut messages = Vec::new();
    let count = report::for_each(store.conn(), selection, |row| {
        messages.clear();
        transcript::for_each(store.conn(), row.get(contact_id)?, row.get(id)?, |said| {
            messages.push(if messages.is_empty() { b'[' } else { b',' });
            add_message(&mut messages, &keys, said, reader)
        })?;
        messages.extend_from_slice(if messages.is_empty() { b"[]" } else { b"]" });
        let mut cells = Vec::with_capacity(width + 1);
        for column in 0..width {
            cells.push(cell(row.get_ref(column)?, CellKind::Plain)?);
        }
        cells.push(Cell::Json(std::str::from_utf8(&messages)?));
        Ok(writer.row(&cells)?)
    })?;
    writer.finish()?;
    Ok(count)
}

fn add_message(messages: &mut Vec<u8>, keys: &[String], said: &Said<'_>, reader: &Reader) -> Result<()> {
    let sent_at = said.at.to_string();
    let cues = serde_json::to_string(&cues(said, &reader.evidence(said.sender, said.at, said.text)))?;
    let due = said.due.map(|due| due.to_string());
    let cells = [
        Cell::Integer(said.id),
        said.external_id.map_or(Cell::Empty, Cell::Text),
        Cell::Text(said.sender.name()),
        Cell::Text(&sent_at),
        Cell::Text(said.text),
        said.sentiment.map_or(Cell::Empty, |sentiment| Cell::Real(f64::from(sentiment) / 10_000.0)),
        Cell::Json(&cues),
        due.as_deref().map_or(Cell::Empty, Cell::Text),
    ];
    json::object(messages, keys, &cells)?;
    Ok(())
}

/// A cue of a message with the places that it was found in.
#[derive(Debug, Serialize)]
struct FoundCue<'a> {
    name: &'static str,
    spans: Vec<Span<'a>>,
}

/// A place in a text, in characters.
#[derive(Debug, Serialize)]
struct Span<'a> {
    start: usize,
    end: usize,
    phrase: &'a str,
    pack: &'a str,
}

/// The stored cues of a message, each with its spans in the order of the text.
fn cues<'a>(said: &Said<'_>, evidence: &'a [Evidence]) -> Vec<FoundCue<'a>> {
    let spans_of = |cue: Cue| evidence.iter().filter(move |found| found.cue == cue);
    let span = |found: &'a Evidence| {
        let start = said.text[..found.start].chars().count();
        let end = start + said.text[found.start..found.end].chars().count();
        Span { start, end, phrase: &found.phrase, pack: &found.pack }
    };
    said.cues.iter().map(|cue| FoundCue { name: cue.name(), spans: spans_of(cue).map(span).collect() }).collect()
}

//! Reading messages again: only when the reader is another by now (a new version, own phrases, keywords or zone in the
//! configuration). Texts are read on all processors and written in the order of messages.

use std::path::Path;

use rusqlite::Connection;

use super::Context;
use super::in_turn::in_turn;
use crate::domain::cue::Cue;
use crate::domain::reading::memo::MemoReader;
use crate::domain::reading::personal::read_numbers;
use crate::error::Result;
use crate::output::progress::Progress;
use crate::output::ui;
use crate::store::Store;
use crate::store::dirty;
use crate::store::texts::{self, ReadMessage};
use crate::store::{setting, thread};

/// Messages of one piece of work.
const PIECE_MESSAGES: i64 = 4_096;

/// Reads all messages again that another reader read. It is a transaction of its own, because the passes after it
/// read what is committed; when it is cut short, the next classify begins it anew.
pub fn reread(store: &mut Store, context: &Context) -> Result<()> {
    let messages = reread_unsaid(store, context)?;
    if messages > 0 {
        let count = ui::count(messages.cast_signed());
        context.ui.note(&format!("the reader is another one by now: {count} messages were read again"));
    }
    Ok(())
}

/// The same without a word to the user; says how many messages were read.
pub fn reread_unsaid(store: &mut Store, context: &Context) -> Result<u64> {
    if is_current(store.conn(), context)? {
        return Ok(0);
    }
    let path = store.path().to_owned();
    store.write(false, |conn| read_all(conn, &path, context))
}

/// Whether all messages were read by the present reader.
pub fn is_current(conn: &Connection, context: &Context) -> Result<bool> {
    let version = setting::known_reader_id(conn, context.reader_version())?;
    Ok(version.is_some() && version == thread::messages_reader(conn)?)
}

fn read_all(conn: &Connection, store_path: &Path, context: &Context) -> Result<u64> {
    let version = setting::reader_id(conn, context.reader_version())?;
    let Some((low, high)) = texts::ids(conn)? else {
        thread::set_messages_reader(conn, version)?;
        return Ok(0);
    };
    let reader = context.reader()?;
    let starts: Vec<i64> = (low..=high).step_by(usize::try_from(PIECE_MESSAGES).unwrap_or(1)).collect();
    let progress = Progress::count(&context.ui, "reading messages again", Some((high - low + 1).cast_unsigned()));
    let workers = context.jobs.min(starts.len());
    let work = |worker: usize, give: &mut dyn FnMut((u64, Vec<ReadMessage>)) -> Result<bool>| -> Result<()> {
        let store = context.reader_of(store_path)?;
        store.begin_pass()?;
        let mut reader = MemoReader::new(&reader);
        let country = context.config.import.stated_country();
        for start in starts.iter().skip(worker).step_by(workers) {
            let end = start + PIECE_MESSAGES - 1;
            let read = |sender, at, text: &str| {
                let mut reading = reader.read(sender, at, text);
                read_numbers(&mut reading.said, country.as_deref());
                reading
            };
            if !give(texts::read(store.conn(), *start, end, version, read)?)? {
                break;
            }
        }
        Ok(())
    };
    let mut count = 0;
    in_turn(workers, starts.len(), &work, |(read, changed)| {
        for message in &changed {
            texts::put(conn, message, version)?;
            if message.reading.cues.contains(Cue::OptOut) {
                texts::opt_out(conn, message, context.as_of)?;
            }
        }
        count += read;
        progress.inc(PIECE_MESSAGES.cast_unsigned());
        Ok(())
    })?;
    progress.finish();
    thread::set_messages_reader(conn, version)?;
    dirty::mark_all(conn, dirty::ALL_PASSES)?;
    Ok(count)
}

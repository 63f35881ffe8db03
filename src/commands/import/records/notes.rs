//! Notes of an import: one of the same contact, text and time is kept once. A note whose contact is not known creates
//! it.

use rusqlite::types::Value;

use super::{Fate, Records, What, meet, text};
use crate::commands::import::people::People;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::input::row::NoteRow;
use crate::store::journal::Columns;
use crate::store::{note, record};

/// A note of the present file.
#[derive(Debug)]
pub(super) struct Note {
    contact_id: i64,
    text: Box<str>,
    at: Option<Instant>,
}

impl Records<'_> {
    /// Takes a note.
    pub fn take_note(&mut self, people: &mut People<'_>, row: NoteRow) -> Result<()> {
        let NoteRow { mut person, text: words, at, author, metadata } = row;
        let (contact_id, _) =
            people.place(&mut person, false)?.ok_or_else(|| Error::fault("a checked note names nobody"))?;
        let when = at.map_or(i64::MIN, |at| at.0).to_le_bytes();
        let key = self.hasher.parts("note", &[&contact_id.to_le_bytes(), words.as_bytes(), &when]);
        let incoming = vec![("author", text(author.as_deref())), ("metadata", text(metadata.as_deref()))];
        self.note(key, incoming, || What::Note(Note { contact_id, text: words, at }));
        Ok(())
    }

    pub(super) fn write_note(&self, people: &mut People<'_>, note: Note, mut incoming: Columns) -> Result<Fate> {
        let contact_id = people.present(note.contact_id);
        if let Some((id, old)) = note::find(self.conn, contact_id, &note.text, note.at)? {
            let new = meet(&old, &incoming, self.settings.on_match);
            return self.rewrite("note", id, &old, new);
        }
        if incoming[0].1 == Value::Null {
            incoming[0].1 = Value::Text(self.settings.author.clone());
        }
        let mut row = vec![
            ("id", Value::Integer(people.next_note())),
            ("contact_id", Value::Integer(contact_id)),
            ("text", text(Some(&note.text))),
            ("at", Value::Integer(note.at.unwrap_or(self.settings.now).0)),
        ];
        row.extend(incoming);
        record::insert(self.conn, "note", &row)?;
        people.touch(contact_id);
        Ok(Fate::Created)
    }
}

//! Contacts as rows of other systems and as vCards.

use std::io::Write;

use super::person::Person;
use super::systems::System;
use super::vcard;
use crate::error::Result;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui::count;
use crate::output::vcard::CardWriter;
use crate::store::report::{self, Selection};
use crate::store::{Store, setting};

/// What became of the rows.
pub struct Told {
    /// How many there were.
    pub count: u64,
    /// What whoever takes them to the other system should know.
    pub notes: Vec<String>,
}

/// Writes contacts under the headers of another system.
pub fn write_rows(store: &Store, selection: &Selection<'_>, system: &System, mut rows: RowWriter<'_>) -> Result<Told> {
    let (mut too_many, mut opted_out) = (0, 0);
    let total = report::for_each(store.conn(), selection, |row| {
        let person = Person::read(row)?;
        too_many += i64::from(system.lacks_room_for(&person));
        opted_out += i64::from(person.do_not_contact);
        let texts: Vec<String> = system.columns.iter().map(|(_, value)| value(&person)).collect();
        let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::Text(text)).collect();
        Ok(rows.row(&cells)?)
    })?;
    rows.finish()?;
    let mut notes = Vec::new();
    if too_many > 0 {
        let many = count(too_many);
        let what = format!("e-mail addresses or phones than {} takes", system.title);
        notes.push(format!("contacts with more {what}, the rest of which is left out: {many}"));
    }
    if system.parts_by_file && opted_out > 0 {
        notes.push(format!(
            "{} takes who opted out as a file of their own, and {} did: write the others with --contactable, these with --where do_not_contact",
            system.title,
            count(opted_out)
        ));
    }
    Ok(Told { count: total, notes })
}

/// Writes contacts as vCards; says how many there were.
pub fn write_cards(store: &Store, selection: &Selection<'_>, out: &mut dyn Write) -> Result<u64> {
    let tag = format!("{:016x}", setting::hasher(store.conn())?.parts("vcard", &[]));
    let mut cards = CardWriter::new(out);
    let total = report::for_each(store.conn(), selection, |row| vcard::write(&mut cards, &Person::read(row)?, &tag))?;
    cards.finish()?;
    Ok(total)
}

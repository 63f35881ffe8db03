//! contacts.csv and truth.csv: one row a contact, as dirty as real exports are, and beside it which rows repeat
//! which. A contact row never holds a line break, so rows can be cut off with `head` and `tail`.

use std::path::Path;

use anyhow::Result;

use crate::names::{JOB_TITLES, NOTES, SOURCES, TAGS};
use crate::people::People;
use crate::random::{Random, Stream};
use crate::rows::{Rows, push_number, push_time, soil};

const HEADER: [&str; 15] = [
    "id",
    "name",
    "email",
    "phone",
    "company",
    "job_title",
    "source",
    "country",
    "city",
    "created_at",
    "last_seen_at",
    "tags",
    "visitor_id",
    "do_not_contact",
    "note",
];

/// Writes both files into `folder`.
pub(crate) fn write_contacts(folder: &Path, people: People, contacts: u32) -> Result<()> {
    let mut rows = Rows::create(&folder.join("contacts.csv"), &HEADER)?;
    let mut truth = Rows::create(&folder.join("truth.csv"), &["id", "duplicate_of"])?;
    for index in 0..contacts {
        let duplicate_of = write_contact(&mut rows, people, index)?;
        truth.field(|cell| push_number(cell, index + 1))?;
        truth.field(|cell| {
            if let Some(original) = duplicate_of {
                push_number(cell, original + 1);
            }
        })?;
        truth.end_row()?;
    }
    rows.finish()?;
    truth.finish()
}

fn write_contact(rows: &mut Rows, people: People, index: u32) -> Result<Option<u32>> {
    let person = people.person(index);
    let (first_seen, last_seen) = people.seen(index);
    let mut random = Random::of(people.seed, Stream::ContactRow, u64::from(index));
    rows.field(|cell| push_number(cell, index + 1))?;
    rows.field(|cell| person.write_name(cell))?;
    rows.field(|cell| {
        person.write_email(cell);
        soil(cell, &mut random);
    })?;
    rows.field(|cell| person.write_phone(cell, &mut random))?;
    rows.field(|cell| {
        if let Some(company) = person.company {
            company.write_name(cell, &mut random);
        }
    })?;
    rows.text(random.pick(&JOB_TITLES))?;
    rows.text(random.pick(&SOURCES))?;
    rows.text(if random.percent(92) { person.country.code } else { "" })?;
    rows.text(if random.percent(75) { person.city } else { "" })?;
    rows.field(|cell| push_time(cell, first_seen))?;
    rows.field(|cell| push_time(cell, last_seen))?;
    rows.field(|cell| write_tags(cell, &mut random))?;
    rows.field(|cell| person.write_visitor(cell))?;
    rows.text(if random.percent(2) { "yes" } else { "" })?;
    rows.text(if random.percent(8) { random.pick(&NOTES) } else { "" })?;
    rows.end_row()?;
    Ok(person.duplicate_of)
}

/// Up to three tags; the same one may be drawn twice and then stands there once.
fn write_tags(cell: &mut String, random: &mut Random) {
    for _ in 0..random.below(4) {
        let tag = random.pick(&TAGS);
        if cell.split(';').any(|written| written == tag) {
            continue;
        }
        if !cell.is_empty() {
            cell.push(';');
        }
        cell.push_str(tag);
    }
}

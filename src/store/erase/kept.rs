//! Conversations that stay when their contact goes: nobody's, with names and identities masked in what was said.

use rusqlite::{Connection, OptionalExtension};

use super::history::Known;
use super::rows::{self, Owned};
use crate::domain::identity::Kind;
use crate::domain::masking::Mask;
use crate::domain::reading::personal::Field;
use crate::error::Result;
use crate::store::{inferred, said};

/// Where a conversation stands whose contact was deleted for good: nothing links it again.
const LINK_STATE: &str = "erased";

/// Masks the conversations of people and makes them nobody's.
pub(super) fn mask(conn: &Connection, people: &[i64], owned: &mut Owned, known: &Known) -> Result<()> {
    let mut masks = Vec::with_capacity(people.len());
    for person in people {
        masks.push((*person, mask_of(conn, *person, known)?));
    }
    for (person, mask) in &masks {
        mask_messages(conn, *person, mask)?;
        conn.prepare_cached(
            "UPDATE conversation SET contact_id = NULL, key = NULL, via = NULL, scope = NULL, external_id = NULL,
                 link_state = ?2, link_error = NULL, match_confidence = NULL, summary = NULL, metadata = NULL, link_held = 0, state_held = 0
             WHERE contact_id = ?1",
        )?
        .execute((person, LINK_STATE))?;
    }
    let (conversations, messages) = owned.keep_conversations();
    rows::rename(conn, &messages, &conversations)
}

fn mask_messages(conn: &Connection, person: i64, mask: &Mask) -> Result<()> {
    let mut find = conn.prepare_cached("SELECT id, text FROM message WHERE contact_id = ?1")?;
    let texts: Vec<(i64, String)> =
        find.query_map([person], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut set = conn.prepare_cached(
        "UPDATE message SET contact_id = NULL, text = ?2, external_id = NULL, metadata = NULL, said = NULL
         WHERE id = ?1",
    )?;
    for (id, text) in texts {
        set.execute((id, mask.apply(&text)))?;
    }
    Ok(())
}

/// All that names a person, as it is known now and as it was.
pub(super) fn mask_of(conn: &Connection, person: i64, known: &Known) -> Result<Mask> {
    let mut mask = Mask::default();
    for (kind, value) in known.of(person) {
        match kind {
            Kind::Email => mask.email(&value),
            Kind::Phone => mask.phone(&value),
            Kind::ExternalId => {
                let (scope, id) = value.split_once(':').unwrap_or(("", &value));
                mask.id(&format!("{scope}:{id}"));
                mask.id(id);
                // Some systems name people by their numbers.
                mask.phone(id);
            }
            Kind::UserId | Kind::VisitorId => mask.id(&value),
            Kind::Row => {}
        }
    }
    for (what, value) in known.texts(person) {
        if what == "address" { mask.address(value) } else { mask.name(value) }
    }
    let own: Option<[Option<String>; 4]> = conn
        .prepare_cached("SELECT name, first_name, last_name, address FROM contact WHERE id = ?1")?
        .query_row([person], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
        .optional()?;
    let [name, first, last, address] = own.unwrap_or_default();
    [name, first, last].iter().flatten().for_each(|name| mask.name(name));
    address.iter().for_each(|address| mask.address(address));
    hide_said(conn, person, &mut mask)?;
    if let Some(said) = inferred::of(conn, person)? {
        mask.name(&said.name);
        said.email.split(';').for_each(|email| mask.email(email));
        said.phone.split(';').for_each(|phone| mask.phone(phone));
        mask.address(&said.address);
    }
    Ok(mask)
}

/// What the person said of themselves.
fn hide_said(conn: &Connection, person: i64, mask: &mut Mask) -> Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT said FROM message INDEXED BY message_said WHERE contact_id = ?1 AND said IS NOT NULL",
    )?;
    let texts: Vec<String> = find.query_map([person], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for statement in texts.iter().flat_map(|text| said::decode(text)) {
        match statement.field {
            Field::Name => mask.name(&statement.value),
            Field::Email => mask.email(&statement.value),
            Field::Phone => mask.phone(&statement.value),
            Field::Address => mask.address(&statement.value),
            _ => {}
        }
    }
    Ok(())
}

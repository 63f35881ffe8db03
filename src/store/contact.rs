//! The table `contact`, with companies, notes, pins and held fields.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Statement, params};
use rustc_hash::FxHashSet;

use crate::domain::contact::{COLUMNS, Column, Contact, Held, Texts};
use crate::domain::identity::{Hasher, Kind};
use crate::domain::normalize::{email, phone};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::journal::Journal;

const SELECT: &str = "SELECT id, user_id, emails, phones, external_ids, visitor_ids, row_keys, name, first_name, \
    last_name, job_title, address, city, country, website, branch, source, channels, tags, interests, traits, needs, \
    metadata, company_id, do_not_contact, opt_out_seen, points, first_seen, last_active, created_at, updated_at \
    FROM contact";

const INSERT: &str = "INSERT INTO contact (id, user_id, emails, phones, external_ids, visitor_ids, row_keys, name, \
    first_name, last_name, job_title, address, city, country, website, branch, source, channels, tags, interests, \
    traits, needs, metadata, company_id, do_not_contact, opt_out_seen, points, first_seen, last_active, created_at, \
    updated_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

const UPDATE: &str = "UPDATE contact SET user_id = ?2, emails = ?3, phones = ?4, external_ids = ?5, \
    visitor_ids = ?6, row_keys = ?7, name = ?8, first_name = ?9, last_name = ?10, job_title = ?11, address = ?12, \
    city = ?13, country = ?14, website = ?15, branch = ?16, source = ?17, channels = ?18, tags = ?19, \
    interests = ?20, traits = ?21, needs = ?22, metadata = ?23, company_id = ?24, do_not_contact = ?25, \
    opt_out_seen = ?26, points = ?27, first_seen = ?28, last_active = ?29, created_at = ?30, updated_at = ?31 \
    WHERE id = ?1";

fn read(row: &Row<'_>) -> rusqlite::Result<Contact> {
    let mut texts = Texts::default();
    for column in Column::ALL {
        texts.set(*column, row.get_ref(*column as usize + 1)?.as_str_or_null()?.unwrap_or_default());
    }
    let instant = |i| row.get::<_, Option<i64>>(i).map(|t| t.map(Instant));
    Ok(Contact {
        id: row.get(0)?,
        texts,
        company_id: row.get(COLUMNS + 1)?,
        do_not_contact: row.get(COLUMNS + 2)?,
        opt_out_seen: row.get(COLUMNS + 3)?,
        points: row.get(COLUMNS + 4)?,
        first_seen: instant(COLUMNS + 5)?,
        last_active: instant(COLUMNS + 6)?,
        created_at: instant(COLUMNS + 7)?,
        updated_at: instant(COLUMNS + 8)?,
    })
}

/// The contact with this id.
pub fn get(conn: &Connection, id: i64) -> Result<Option<Contact>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    Ok(statement.query_row([id], read).optional()?)
}

/// Whether a contact is there.
pub fn exists(conn: &Connection, id: i64) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM contact WHERE id = ?1)")?;
    Ok(statement.query_row([id], |row| row.get(0))?)
}

/// The user_id and the name of a contact, empty where there is none.
pub fn who(conn: &Connection, id: i64) -> Result<(String, String)> {
    let mut statement =
        conn.prepare_cached("SELECT coalesce(user_id, ''), coalesce(name, '') FROM contact WHERE id = ?1")?;
    let who = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)));
    who.optional()?.ok_or_else(|| Error::fault(format!("identities name contact {id}, which is not there")).into())
}

/// Every contact in the order of ids.
pub fn for_each(conn: &Connection, mut run: impl FnMut(Contact) -> Result<()>) -> Result<()> {
    let mut statement = conn.prepare(&format!("{SELECT} ORDER BY id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        run(read(row)?)?;
    }
    Ok(())
}

/// Binds what is known; the statement's bindings must be clear.
fn bind(statement: &mut Statement<'_>, contact: &Contact) -> Result<()> {
    statement.raw_bind_parameter(1, contact.id)?;
    for (column, text) in contact.texts.iter() {
        statement.raw_bind_parameter(column as usize + 2, text)?;
    }
    let instant = |t: Option<Instant>| t.map(|t| t.0);
    let numbers = [
        contact.company_id,
        Some(contact.do_not_contact.into()),
        contact.opt_out_seen.map(i64::from),
        contact.points,
        instant(contact.first_seen),
        instant(contact.last_active),
        instant(contact.created_at),
        instant(contact.updated_at),
    ];
    for (i, number) in numbers.iter().enumerate() {
        if let Some(number) = number {
            statement.raw_bind_parameter(COLUMNS + 2 + i, number)?;
        }
    }
    Ok(())
}

/// The statement for [`insert`].
pub fn inserter(conn: &Connection) -> Result<Statement<'_>> {
    Ok(conn.prepare(INSERT)?)
}

/// Inserts a contact under its id.
pub fn insert(inserter: &mut Statement<'_>, contact: &Contact) -> Result<()> {
    inserter.clear_bindings();
    bind(inserter, contact)?;
    inserter.raw_execute()?;
    Ok(())
}

/// Writes all columns of a contact that is there.
pub fn update(conn: &Connection, contact: &Contact) -> Result<()> {
    let mut statement = conn.prepare_cached(UPDATE)?;
    bind(&mut statement, contact)?;
    statement.raw_execute()?;
    Ok(())
}

/// Removes a contact's own row; what hangs on it must have moved before.
pub fn delete(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM contact WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The columns of a contact as the journal keeps them.
pub fn columns(contact: &Contact) -> Vec<(&'static str, Value)> {
    let integer = |value: Option<i64>| value.map_or(Value::Null, Value::Integer);
    let instant = |value: Option<Instant>| integer(value.map(|t| t.0));
    let text = |column: Column| match contact.text(column) {
        "" => Value::Null,
        text => Value::Text(text.to_owned()),
    };
    let mut columns: Vec<_> = Column::ALL.iter().map(|column| (column.name(), text(*column))).collect();
    columns.extend([
        ("company_id", integer(contact.company_id)),
        ("do_not_contact", Value::Integer(contact.do_not_contact.into())),
        ("opt_out_seen", integer(contact.opt_out_seen.map(i64::from))),
        ("points", integer(contact.points)),
        ("first_seen", instant(contact.first_seen)),
        ("last_active", instant(contact.last_active)),
        ("created_at", instant(contact.created_at)),
        ("updated_at", instant(contact.updated_at)),
    ]);
    columns
}

/// A value of [`columns`] as a person reads it: of a company its name, of a time the time.
pub fn value_text(conn: &Connection, column: &str, value: &Value) -> Result<String> {
    Ok(match (column, value) {
        ("company_id", Value::Integer(id)) => super::company::name(conn, *id)?.unwrap_or_default(),
        ("first_seen" | "last_active" | "created_at" | "updated_at", Value::Integer(at)) => Instant(*at).to_string(),
        ("do_not_contact", Value::Integer(is_out)) => if *is_out == 1 { "yes" } else { "no" }.to_owned(),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        _ => String::new(),
    })
}

/// Gives a contact back the columns of [`columns`] that a change in the journal kept.
pub fn restore(contact: &mut Contact, before: &[(String, Value)]) {
    for (name, value) in before {
        let number = match value {
            Value::Integer(number) => Some(*number),
            _ => None,
        };
        let text = match value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        match name.as_str() {
            "company_id" => contact.company_id = number,
            "do_not_contact" => contact.do_not_contact = number == Some(1),
            "opt_out_seen" => contact.opt_out_seen = number.map(|seen| seen == 1),
            "points" => contact.points = number,
            "first_seen" => contact.first_seen = number.map(Instant),
            "last_active" => contact.last_active = number.map(Instant),
            "created_at" => contact.created_at = number.map(Instant),
            "updated_at" => contact.updated_at = number.map(Instant),
            name => {
                if let Some(column) = Column::ALL.iter().find(|column| column.name() == name) {
                    contact.texts.set(*column, text);
                }
            }
        }
    }
}

/// What a person set or removed by hand on a contact.
pub fn held(conn: &Connection, id: i64) -> Result<Held> {
    let mut statement = conn.prepare_cached("SELECT field, value FROM held WHERE contact_id = ?1")?;
    let held = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(held.collect::<Result<_, _>>()?)
}

/// Whether anything at all is held, so that imports need not ask contact by contact.
pub fn any_held(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM held)", [], |row| row.get(0))?)
}

/// Whether a contact has a note of this text.
pub fn has_note(conn: &Connection, contact_id: i64, text: &str) -> Result<bool> {
    let mut find = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM note WHERE contact_id = ?1 AND text = ?2)")?;
    Ok(find.query_row((contact_id, text), |row| row.get(0))?)
}

/// Adds a note.
pub fn add_note(conn: &Connection, id: i64, contact_id: i64, text: &str, author: &str, now: Instant) -> Result<()> {
    conn.prepare_cached("INSERT INTO note (id, contact_id, text, at, author) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, contact_id, text, now.0, author])?;
    Ok(())
}

/// Sets a pin; says whether that changed anything.
pub fn set_pin(
    conn: &Connection,
    journal: Journal,
    contact_id: i64,
    field: &str,
    value: &str,
    now: Instant,
) -> Result<bool> {
    let old: Option<(i64, String)> = conn
        .prepare_cached("SELECT id, value FROM pin WHERE contact_id = ?1 AND field = ?2")?
        .query_row((contact_id, field), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match old {
        Some((id, _)) => journal.set(conn, "pin", id, "value", Value::Text(value.to_owned())),
        None => {
            conn.prepare_cached("INSERT INTO pin (contact_id, field, value, at) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![contact_id, field, value, now.0])?;
            journal.inserted(conn, "pin", conn.last_insert_rowid())?;
            Ok(true)
        }
    }
}

/// The primary company of a contact.
pub fn company_id(conn: &Connection, id: i64) -> Result<Option<i64>> {
    let mut find = conn.prepare_cached("SELECT company_id FROM contact WHERE id = ?1")?;
    Ok(find.query_row([id], |row| row.get(0)).optional()?.flatten())
}

/// How a contact is called in a list for people: by name, else by the first identity that says something.
pub fn label(conn: &Connection, id: i64) -> Result<String> {
    let label: Option<String> = conn
        .prepare_cached(
            "SELECT coalesce(nullif(name, ''), nullif(email, ''), nullif(phone, ''), nullif(user_id, ''),
                 nullif(visitor_ids, ''), nullif(external_ids, ''))
             FROM contacts WHERE id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(label.unwrap_or_else(|| format!("contact {id}")))
}

/// A contact in one line for people: its name, or what it is called by, and its main address and number.
pub fn described(conn: &Connection, id: i64) -> Result<String> {
    let label = label(conn, id)?;
    let mut find =
        conn.prepare_cached("SELECT coalesce(email, ''), coalesce(phone, '') FROM contacts WHERE id = ?1")?;
    let known: [String; 2] = find.query_row([id], |row| Ok([row.get(0)?, row.get(1)?])).optional()?.unwrap_or_default();
    let known: Vec<&str> = known.iter().map(String::as_str).filter(|text| !text.is_empty() && *text != label).collect();
    Ok(if known.is_empty() { label } else { format!("{label} ({})", known.join(", ")) })
}

/// A list of a contact as the view `contacts` shows it; the column's name is code, never data.
pub fn shown_list(conn: &Connection, id: i64, column: &'static str) -> Result<String> {
    let sql = format!("SELECT coalesce({column}, '') FROM contacts WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
}

/// Contacts whose name, addresses or numbers hold a text, by id; `most` of them.
pub fn alike(conn: &Connection, text: &str, most: u32) -> Result<Vec<i64>> {
    let mut find = conn.prepare_cached(
        "SELECT id FROM contact WHERE name LIKE ?1 ESCAPE '\\' OR emails LIKE ?1 ESCAPE '\\'
             OR phones LIKE ?1 ESCAPE '\\' ORDER BY id LIMIT ?2",
    )?;
    let ids = find.query_map((super::filter::pattern(text), most), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// What a contact is today, in words for people: lifecycle, status, stage, intent and grade, as far as they are decided.
pub fn standing(conn: &Connection, id: i64) -> Result<String> {
    let mut statement = conn.prepare_cached(
        "SELECT concat_ws(', ', lifecycle, status, stage, intent, 'grade ' || grade) FROM contacts WHERE id = ?1",
    )?;
    Ok(statement.query_row([id], |row| row.get(0))?)
}

/// The contact that an id means today: a merged contact's id resolves to its survivor.
pub fn resolve(conn: &Connection, id: i64) -> Result<Option<i64>> {
    let mut merged = conn.prepare_cached(
        "SELECT survivor_id FROM merge WHERE merged_id = ?1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
    )?;
    let mut id = id;
    for _ in 0..1_000 {
        if exists(conn, id)? {
            return Ok(Some(id));
        }
        match merged.query_row([id], |row| row.get(0)).optional()? {
            Some(survivor) => id = survivor,
            None => return Ok(None),
        }
    }
    Ok(None)
}

/// The contacts that an identity as a person writes it means: an e-mail address, a phone number with `+`, or
/// `user_id:`, `external_id:`, `visitor_id:`, `email:`, `phone:` and the value.
pub fn holders_of(conn: &Connection, hasher: &Hasher, text: &str) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for (kind, value) in identities_of(text) {
        ids.extend(super::identity::holders(conn, hasher.identity(kind, &value))?);
        if kind.is_shared() {
            ids.extend(super::inferred::sayers(conn, &value)?);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The identities that a text may mean, as they are stored.
pub fn identities_of(text: &str) -> Vec<(Kind, String)> {
    let mut wanted: Vec<(Kind, String)> = Vec::new();
    if let Some((kind, value)) = text.split_once(':')
        && let Some(kind) = Kind::ALL.into_iter().find(|known| known.name() == kind)
    {
        wanted.push((kind, value.trim().to_owned()));
    } else if text.contains('@') {
        wanted.push((Kind::Email, text.to_owned()));
    } else if let Some(number) = text.strip_prefix("tel:") {
        wanted.push((Kind::Phone, number.to_owned()));
    } else if text.starts_with('+') {
        wanted.push((Kind::Phone, text.to_owned()));
    } else {
        wanted.extend([Kind::UserId, Kind::ExternalId, Kind::VisitorId].map(|kind| (kind, text.to_owned())));
    }
    let stored = |(kind, value): (Kind, String)| match kind {
        Kind::Email => (kind, email::parse(&value).unwrap_or(value)),
        Kind::Phone => (kind, phone::parse(&value, None).map_or(value, |phone| phone.number)),
        _ => (kind, value),
    };
    wanted.into_iter().map(stored).collect()
}

/// When a person last lifted an opt-out by hand.
pub fn lifted_at(conn: &Connection, id: i64) -> Result<Option<Instant>> {
    let mut statement =
        conn.prepare_cached("SELECT at FROM held WHERE contact_id = ?1 AND field = 'do_not_contact' AND value = ''")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?.map(Instant))
}

/// How many there are.
pub fn count(conn: &Connection) -> Result<i64> {
    Ok(conn.prepare_cached("SELECT count(*) FROM contact")?.query_row([], |row| row.get(0))?)
}

/// The ids of all contacts.
pub fn ids(conn: &Connection) -> Result<FxHashSet<i64>> {
    let mut statement = conn.prepare_cached("SELECT id FROM contact")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// How many contacts there are, and the least and the greatest of their ids.
pub fn extent(conn: &Connection) -> Result<(u64, Option<(i64, i64)>)> {
    let (count, low, high): (i64, Option<i64>, Option<i64>) =
        // Three queries: together they would look at every row.
        conn.query_row(
            "SELECT (SELECT count(*) FROM contact), (SELECT min(id) FROM contact), (SELECT max(id) FROM contact)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
    Ok((count.cast_unsigned(), low.zip(high)))
}

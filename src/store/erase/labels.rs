//! What is called after people though it is not theirs: files that imports took in (`WhatsApp Chat with Ana Cruz.txt`),
//! conditions that name somebody by an address or a number, and companies that were only theirs.

use rusqlite::Connection;
use rustc_hash::FxHashSet;
use serde_json::Value as Json;

use super::Gone;
use super::history::Known;
use super::kept;
use crate::domain::identity::{Kind, can_find};
use crate::domain::masking::{Mask, Words};
use crate::error::Result;
use crate::store::{identity, setting};

/// Texts in which files are named, with where they stand: the column, and the statement that changes it.
const FILES: [(&str, &str); 5] = [
    ("SELECT id, file, journal_id FROM batch", "UPDATE batch SET file = ?2 WHERE id = ?1"),
    ("SELECT id, author, id FROM journal WHERE command = 'import'", "UPDATE journal SET author = ?2 WHERE id = ?1"),
    ("SELECT id, summary, id FROM journal WHERE command = 'import'", "UPDATE journal SET summary = ?2 WHERE id = ?1"),
    (
        "SELECT id, new, journal_id FROM log WHERE contact_id IS NULL AND kind = 'imported'",
        "UPDATE log SET new = ?2 WHERE id = ?1",
    ),
    (
        "SELECT id, old, journal_id FROM log WHERE contact_id IS NULL AND kind = 'undone'",
        "UPDATE log SET old = ?2 WHERE id = ?1",
    ),
];
/// Texts that tell of conditions, which are words of a command line.
const TOLD: [(&str, &str); 2] = [
    (
        "SELECT id, old, 0 FROM log WHERE contact_id IS NULL AND kind <> 'imported'",
        "UPDATE log SET old = ?2 WHERE id = ?1",
    ),
    (
        "SELECT id, new, 0 FROM log WHERE contact_id IS NULL AND kind <> 'imported'",
        "UPDATE log SET new = ?2 WHERE id = ?1",
    ),
];
/// Conditions as JSON.
const CONDITIONS: [(&str, &str); 2] = [
    ("SELECT id, filter, 0 FROM segment", "UPDATE segment SET filter = ?2 WHERE id = ?1"),
    ("SELECT id, filter, 0 FROM broadcast", "UPDATE broadcast SET filter = ?2 WHERE id = ?1"),
];
/// The same in the journal, inside of the columns that changed.
const JOURNAL: [(&str, &str); 2] = [
    (
        "SELECT id, before, 0 FROM change WHERE row_table IN ('segment', 'broadcast')",
        "UPDATE change SET before = ?2 WHERE id = ?1",
    ),
    (
        "SELECT id, after, 0 FROM change WHERE row_table IN ('segment', 'broadcast')",
        "UPDATE change SET after = ?2 WHERE id = ?1",
    ),
];

/// What hides a person: by all that they are known by, and by addresses and numbers alone.
struct Masks {
    whole: Mask,
    /// Those that nobody has besides. A condition that looks for them finds nobody any more, whatever it says.
    identities: Mask,
    /// The same without names of mailboxes, which may be words of SQL.
    addresses: Mask,
}

/// A text of the database.
struct Label {
    id: i64,
    text: String,
}

/// Hides people in what is called after them; `entries` are those of the journal that touched them.
pub(super) fn mask(
    conn: &Connection,
    people: &[i64],
    known: &Known,
    entries: &FxHashSet<i64>,
    gone: &mut Gone,
) -> Result<()> {
    // Of entries that are undone or were dropped nobody knows whom they touched.
    let mut find = conn.prepare("SELECT id FROM journal WHERE undone_at IS NULL")?;
    let standing: FxHashSet<i64> = find.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let files = read(conn, &FILES, |entry| entries.contains(&entry) || !standing.contains(&entry))?;
    let told = read(conn, &TOLD, |_| true)?;
    let conditions = read(conn, &CONDITIONS, |_| true)?;
    let journal = read(conn, &JOURNAL, |_| true)?;
    let all = [&files[..], &told[..], &conditions[..], &journal[..]];
    let words = Words::of(all.into_iter().flatten().flatten().map(|label| label.text.as_str()));
    let mut masks = Vec::new();
    for person in people {
        let found = masks_of(conn, *person, people, known)?;
        if found.whole.may_be_in(&words) {
            masks.push(found);
        }
    }
    let plain = |text: &str| masks.iter().fold(text.to_owned(), |text, masks| masks.whole.apply(&text));
    let line = |text: &str| masks.iter().fold(text.to_owned(), |text, masks| masks.identities.apply(&text));
    let json = |text: &str| in_json(text, &masks);
    write(conn, &FILES, &files, plain)?;
    write(conn, &TOLD, &told, line)?;
    write(conn, &JOURNAL, &journal, json)?;
    let changed = write(conn, &CONDITIONS, &conditions, json)?;
    gone.count("conditions that named them", changed);
    Ok(())
}

fn masks_of(conn: &Connection, person: i64, people: &[i64], known: &Known) -> Result<Masks> {
    let whole = kept::mask_of(conn, person, known)?;
    let (mut identities, mut addresses) = (Mask::default(), Mask::default());
    let hasher = setting::hasher(conn)?;
    for (kind, value) in known.of(person) {
        if !matches!(kind, Kind::Email | Kind::Phone) || !can_find(kind, &value) {
            continue;
        }
        let holders = identity::holders(conn, hasher.identity(kind, &value))?;
        if holders.iter().any(|holder| people.binary_search(holder).is_err()) {
            continue;
        }
        if kind == Kind::Email {
            identities.email(&value);
            addresses.whole_email(&value);
        } else {
            identities.phone(&value);
            addresses.phone(&value);
        }
    }
    Ok(Masks { whole, identities, addresses })
}

/// The texts of statements, each with its own list; of those that have an entry of the journal, the ones it is wanted of.
fn read(conn: &Connection, statements: &[(&str, &str)], is_wanted: impl Fn(i64) -> bool) -> Result<Vec<Vec<Label>>> {
    let mut all = Vec::with_capacity(statements.len());
    for (select, _) in statements {
        let mut labels = Vec::new();
        let mut find = conn.prepare(select)?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let entry: Option<i64> = row.get(2)?;
            if let Some(text) = row.get::<_, Option<String>>(1)?
                && is_wanted(entry.unwrap_or(0))
            {
                labels.push(Label { id: row.get(0)?, text });
            }
        }
        all.push(labels);
    }
    Ok(all)
}

/// Writes the texts that are others now; says how many.
fn write(
    conn: &Connection,
    statements: &[(&str, &str)],
    labels: &[Vec<Label>],
    change: impl Fn(&str) -> String,
) -> Result<usize> {
    let mut count = 0;
    for ((_, update), labels) in statements.iter().zip(labels) {
        let mut update = conn.prepare(update)?;
        for label in labels {
            let text = change(&label.text);
            if text != label.text {
                count += update.execute((label.id, text))?;
            }
        }
    }
    Ok(count)
}

/// A JSON text in which conditions name nobody. A column of a row may hold one as text.
fn in_json(text: &str, masks: &[Masks]) -> String {
    let Ok(mut value) = serde_json::from_str::<Json>(text) else { return text.to_owned() };
    let before = value.clone();
    clean(&mut value, "", masks);
    if value == before { text.to_owned() } else { value.to_string() }
}

fn clean(value: &mut Json, key: &str, masks: &[Masks]) {
    match value {
        Json::String(text) if key == "filter" => *text = in_json(text, masks),
        Json::String(text) => {
            for one in masks {
                *text = if key == "where" { one.addresses.apply(text) } else { one.identities.apply(text) };
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| clean(item, key, masks)),
        Json::Object(members) => members.iter_mut().for_each(|(key, value)| clean(value, key, masks)),
        _ => {}
    }
}

/// Companies that people who are forgotten belonged to.
pub(super) fn companies(conn: &Connection, people: &[i64]) -> Result<FxHashSet<i64>> {
    let mut companies = FxHashSet::default();
    for sql in [
        "SELECT company_id FROM contact WHERE id = ?1",
        "SELECT company_id FROM deal WHERE contact_id = ?1",
        "SELECT before ->> '$.company_id' FROM change WHERE row_table = 'contact' AND row_id = ?1",
        "SELECT after ->> '$.company_id' FROM change WHERE row_table = 'contact' AND row_id = ?1",
    ] {
        let mut find = conn.prepare_cached(sql)?;
        for person in people {
            for id in find.query_map([person], |row| row.get::<_, Option<i64>>(0))? {
                companies.extend(id?);
            }
        }
    }
    Ok(companies)
}

/// Takes those of the companies away that nobody else names, and of which nothing is known but the name that their
/// people gave: it is likely to be that of a person. Others stay, for a company is no person.
pub(super) fn forget_companies(conn: &Connection, companies: &FxHashSet<i64>) -> Result<usize> {
    if companies.is_empty() {
        return Ok(0);
    }
    let kept = kept_companies(conn)?;
    let mut ids: Vec<i64> = companies.difference(&kept).copied().collect();
    ids.sort_unstable();
    let mut forget = conn.prepare(
        "DELETE FROM company WHERE id = ?1
             AND coalesce(website, industry, phone, address, city, country, external_ids, metadata, held) IS NULL
             AND NOT EXISTS (SELECT 1 FROM created JOIN batch USING (journal_id)
                 WHERE row_table = 'company' AND ?1 BETWEEN first_id AND last_id AND batch.kind = 'companies')",
    )?;
    let mut count = 0;
    for id in ids {
        count += forget.execute([id])?;
    }
    Ok(count)
}

/// Companies that somebody else belongs to, that an undo would give back to somebody, or that a person wrote down.
fn kept_companies(conn: &Connection) -> Result<FxHashSet<i64>> {
    let mut find = conn.prepare(
        "SELECT company_id FROM contact WHERE company_id IS NOT NULL
         UNION SELECT company_id FROM deal WHERE company_id IS NOT NULL
         UNION SELECT json_extract(before, '$.company_id') FROM change
             WHERE row_table IN ('contact', 'deal') AND before IS NOT NULL
         UNION SELECT CAST(substr(field, 9) AS INTEGER) FROM log WHERE field >= 'company ' AND field < 'company!'",
    )?;
    let ids = find.query_map([], |row| row.get::<_, Option<i64>>(0))?.filter_map(Result::transpose);
    Ok(ids.collect::<Result<_, _>>()?)
}

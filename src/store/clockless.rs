//! Conditions that are saved or configured mean the same whenever they are asked: their time is `as_of()`, never the
//! clock, and nothing in them is drawn by lot.
//!
//! Functions of time read the clock where their time says so (`'now'`, or nothing at all), and that may be put together
//! as the condition runs. So each call of one must name its time in a form that cannot be that: `as_of()`, a written date,
//! a column of a public view that holds a time, or another such call. Calls of this kind are cut out of the text; SQLite
//! then reads what is left, and tells which functions it calls, however they are spelt. None of time may be among them.

mod tokens;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::filter;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use tokens::{Kind, Token};

/// Functions of time that take a time first, and then modifiers.
const OF_ONE_TIME: [&str; 5] = ["date", "time", "datetime", "julianday", "unixepoch"];
/// All functions of time that can be called with another time than now.
const OF_TIME: [&str; 7] = ["date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff"];
/// Words for now.
const NOW: [&str; 3] = ["current_date", "current_time", "current_timestamp"];
/// Columns of `contacts` that hold times, which rolo itself writes.
const TIMES: [&str; 4] = ["first_seen", "last_active", "created_at", "updated_at"];
/// What stands in the place of a call that was cut out.
const CUT_OUT: &str = " as_of() ";

/// Sees that a condition over contacts, which is known to be an expression, asks neither the clock nor chance. `conn` has
/// the views.
pub fn check(conn: &Connection, sql: &str) -> Result<()> {
    match objection(conn, sql)? {
        None => Ok(()),
        Some((why, hint)) => Err(Error::usage(format!("--where `{}`: {why}", filter::told(sql))).hint(hint).into()),
    }
}

/// What is to be said against such a condition, and what to write instead, if it asks either.
pub(super) fn objection(conn: &Connection, sql: &str) -> Result<Option<(String, &'static str)>> {
    const NAMED: &str = "in what is saved, time is as_of(): date(as_of(), '-30 days'); other times are compared as texts, such as metadata ->> 'renewal' < date(as_of())";
    let rest = match without_calls(sql) {
        Ok(rest) => rest,
        Err(why) => return Ok(Some((why, NAMED))),
    };
    let Some(refused) = refused(conn, &rest)? else { return Ok(None) };
    Ok(Some(match refused {
        Refused::Unreadable(why) => (why, "write it in a plainer way"),
        Refused::Function(name) if OF_TIME.contains(&name.as_str()) || NOW.contains(&name.as_str()) => {
            (format!("{name} reads the clock"), "in what is saved, time is as_of(), such as date(as_of(), '-30 days')")
        }
        Refused::Function(name) => {
            (format!("{name} may give another value each time"), "what is saved means the same whenever it is asked")
        }
    }))
}

/// What SQLite was not allowed to call, or did not read.
enum Refused {
    Function(String),
    Unreadable(String),
}

/// The columns of the view `contacts` that a condition names, in its order, each once.
pub(super) fn columns(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let statement = conn.prepare("SELECT * FROM contacts LIMIT 0")?;
    let mut columns: Vec<String> = Vec::new();
    for token in tokens::read(sql) {
        let column = statement.column_names().into_iter().find(|column| token.is_one_of(&[column]));
        if let Some(column) = column.filter(|column| !columns.iter().any(|known| known == column)) {
            columns.push(column.to_owned());
        }
    }
    Ok(columns)
}

/// Whether a condition, which is known to be an expression, looks at anything but the columns of one contact.
pub(super) fn has_subquery(conn: &Connection, sql: &str) -> Result<bool> {
    let mut shadow = shadow(conn)?;
    let (selects, others) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let counts = (Arc::clone(&selects), Arc::clone(&others));
    shadow.authorizer(Some(move |context: AuthContext<'_>| {
        match context.action {
            AuthAction::Select => counts.0.fetch_add(1, Ordering::Relaxed),
            AuthAction::Read { table_name, .. } if table_name != "contacts" => counts.1.fetch_add(1, Ordering::Relaxed),
            _ => 0,
        };
        Authorization::Allow
    }))?;
    let outcome = shadow.prepare(&format!("SELECT 1 FROM contacts WHERE (\n{sql}\n)")).map(drop);
    Ok(outcome.is_err() || selects.load(Ordering::Relaxed) > 1 || others.load(Ordering::Relaxed) > 0)
}

/// The condition with calls that name their time in a safe form cut out; else what is wrong with one.
fn without_calls(sql: &str) -> Result<String, String> {
    let tokens = tokens::read(sql);
    let mut rest = String::new();
    let (mut at, mut copied) = (0, 0);
    while at < tokens.len() {
        let Some(end) = call(&tokens, at) else {
            at += 1;
            continue;
        };
        check_call(&tokens[at..end], &tokens)?;
        rest.push_str(&sql[copied..tokens[at].start]);
        rest.push_str(CUT_OUT);
        copied = tokens[end - 1].end;
        at = end;
    }
    rest.push_str(&sql[copied..]);
    Ok(rest)
}

/// Where a call of a function of time ends that starts at a token.
fn call(tokens: &[Token], at: usize) -> Option<usize> {
    let is_call = tokens[at].is_one_of(&OF_TIME) && tokens.get(at + 1)?.is_mark('(');
    let mut depth = 0_u32;
    for (i, token) in tokens.iter().enumerate().skip(at + 1).take_while(|_| is_call) {
        match token.kind {
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i + 1);
        }
    }
    None
}

/// Sees that a call names its time in a safe form. `all` is the whole condition.
fn check_call(call: &[Token], all: &[Token]) -> Result<(), String> {
    let name = call[0].text.to_lowercase();
    let arguments = arguments(&call[2..call.len() - 1]);
    let (times, modifiers) = match name.as_str() {
        "strftime" => {
            let is_format =
                arguments.first().is_some_and(|format| matches!(format, [token] if token.kind == Kind::Text));
            if !is_format {
                return Err(format!("the format of {name} has to be a text"));
            }
            (arguments.get(1..2), arguments.get(2..))
        }
        "timediff" => (arguments.get(0..2), arguments.get(2..)),
        _ => (arguments.get(0..1), arguments.get(1..)),
    };
    let times =
        times.filter(|times| !times.is_empty()).ok_or_else(|| format!("{name} without a time reads the clock"))?;
    times.iter().try_for_each(|time| check_time(time, all).map_err(|why| format!("{name}: {why}")))?;
    modifiers.unwrap_or_default().iter().try_for_each(|modifier| check_modifier(modifier))
}

fn check_time(time: &[Token], all: &[Token]) -> Result<(), String> {
    match time {
        [] => Err("it reads the clock".to_owned()),
        [text] if text.kind == Kind::Text => {
            let is_date =
                text.text.strip_prefix(['-', '+']).unwrap_or(&text.text).starts_with(|c: char| c.is_ascii_digit());
            if is_date { Ok(()) } else { Err(format!("'{}' reads the clock, or is no date", text.text)) }
        }
        [number] if number.kind == Kind::Number => Ok(()),
        [sign, number] if (sign.is_mark('-') || sign.is_mark('+')) && number.kind == Kind::Number => Ok(()),
        [name, open, close] if name.is_one_of(&["as_of"]) && open.is_mark('(') && close.is_mark(')') => Ok(()),
        [column] | [_, _, column] if is_column(time) && column.is_one_of(&TIMES) => {
            // There another value may go by the name of the column.
            let has_subquery = all.iter().any(|token| token.is_one_of(&["select", "values", "with"]));
            if has_subquery { Err("beside a subquery its time has to be as_of() or a date".to_owned()) } else { Ok(()) }
        }
        _ if is_nested(time) => check_call(time, all),
        _ => Err(format!("its time has to be as_of(), a date or one of {}", TIMES.join(", "))),
    }
}

/// Whether tokens are one call whose value is a time.
fn is_nested(tokens: &[Token]) -> bool {
    tokens[0].is_one_of(&OF_ONE_TIME) && call(tokens, 0) == Some(tokens.len())
}

/// Whether tokens are the name of a column, alone or behind that of its view.
fn is_column(tokens: &[Token]) -> bool {
    let is_name = |token: &Token| matches!(token.kind, Kind::Word | Kind::Name);
    match tokens {
        [name] => is_name(name),
        [view, dot, name] => is_name(view) && dot.is_mark('.') && is_name(name),
        _ => false,
    }
}

fn check_modifier(modifier: &[Token]) -> Result<(), String> {
    match modifier {
        [text] if text.kind == Kind::Text => match text.text.to_lowercase().as_str() {
            zone @ ("localtime" | "utc") => Err(format!("'{zone}' depends on where rolo runs")),
            _ => Ok(()),
        },
        _ => Err("a modifier has to be a text, such as '-30 days'".to_owned()),
    }
}

/// Parts tokens at the commas between arguments.
fn arguments(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_i32;
    let is_between = |token: &Token| {
        depth += i32::from(token.is_mark('(')) - i32::from(token.is_mark(')'));
        depth == 0 && token.is_mark(',')
    };
    if tokens.is_empty() { Vec::new() } else { tokens.split(is_between).collect() }
}

/// A function of time, or one whose value is not of its arguments alone, that SQLite finds in a condition. It is read
/// over empty tables that are named as all tables and views are, so that only the condition's own calls are seen.
fn refused(conn: &Connection, sql: &str) -> Result<Option<Refused>> {
    let mut shadow = shadow(conn)?;
    let changing = names(&shadow, "SELECT name FROM pragma_function_list WHERE type = 's' AND NOT flags & 2048")?;
    let found = Arc::new(Mutex::new(None));
    let note = Arc::clone(&found);
    shadow.authorizer(Some(move |context: AuthContext<'_>| match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } => {
            let name = function_name.to_lowercase();
            let is_of_time = OF_TIME.contains(&name.as_str()) || NOW.contains(&name.as_str());
            if !is_of_time && !changing.contains(&name) {
                return Authorization::Allow;
            }
            if let Ok(mut found) = note.lock() {
                found.get_or_insert(name);
            }
            Authorization::Deny
        }
        _ => Authorization::Deny,
    }))?;
    let outcome = shadow.prepare(&format!("SELECT 1 FROM contacts WHERE (\n{sql}\n)")).map(drop);
    let found = found.lock().ok().and_then(|mut found| found.take());
    Ok(match (found, outcome) {
        (Some(name), _) => Some(Refused::Function(name)),
        (None, Ok(())) => None,
        (None, Err(error)) => Some(Refused::Unreadable(error.to_string())),
    })
}

/// An empty database in memory with a table for each table and view of another.
fn shadow(conn: &Connection) -> Result<Connection> {
    let shadow = Connection::open_in_memory()?;
    filter::answer_as_of(&shadow, Instant(0))?;
    let all = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'";
    for name in names(conn, all)? {
        let statement = conn.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let columns: Vec<String> = statement.column_names().map(|column| format!("\"{column}\"")).collect();
        shadow.execute(&format!("CREATE TABLE \"{name}\" ({})", columns.join(", ")), [])?;
    }
    Ok(shadow)
}

fn names(conn: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(sql: &str) -> Result<()> {
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(
            "CREATE TABLE contacts (id, name, city, score, metadata, last_active, created_at);
             CREATE VIEW events AS SELECT id AS contact_id, last_active AS at FROM contacts;",
        )?;
        filter::answer_as_of(&conn, Instant(0))?;
        conn.prepare(&format!("SELECT 1 FROM contacts WHERE (\n{sql}\n)")).expect("the test's own condition");
        check(&conn, sql)
    }

    #[test]
    fn whatever_asks_the_clock_or_chance_is_refused_however_it_is_spelt() {
        for sql in [
            "last_active > date('now')",
            "last_active > date ( 'NOW' )",
            "last_active > \"date\"('now')",
            "last_active > [datetime](`city`)",
            "last_active > date/* a */(-- b\n'now', '-1 day')",
            "last_active > date('n' || 'ow')",
            "last_active > date(x'6e6f77')",
            "last_active > date(\"now\")",
            "last_active > date(('now'))",
            "last_active > date()",
            "last_active > datetime(  )",
            "unixepoch() > 5",
            "unixepoch('subsec') > 5",
            "strftime('%s') > 5",
            "strftime('%s', 'now') > 5",
            "strftime(city, last_active) > 5",
            "date(strftime('now', last_active)) > 5",
            "date(date(date('now'))) > 5",
            "julianday('now') - julianday(last_active) > 5",
            "timediff(last_active, 'now') > 5",
            "timediff('now', last_active) > 5",
            "time('now') > '12:00'",
            "last_active > current_timestamp",
            "last_active > CURRENT_DATE",
            "last_active > (current_time)",
            "date(city) > '2026'",
            "date(metadata ->> 'renewal') > '2026'",
            "date(iif(1, 'now', last_active)) > '2026'",
            "date(last_active, 'localtime') > '2026'",
            "date(last_active, 'local' || 'time') > '2026'",
            "datetime(last_active, 'UTC') > '2026'",
            "exists (select 1 from (select 'now' as last_active) where date(last_active) > '2026')",
            "exists (with contacts(last_active) as (values ('now')) select date(last_active) from contacts)",
            "exists (with contacts as (select date('now') as a) select 1 from contacts where a > '2026')",
            "(select max(date('now')) over () from events) > '2026'",
            "exists (select 1 from json_each('[1]') as item where datetime('now') > item.value)",
            "city = 'it''s' or date('now') > '2026'",
            "city = ''')' or date('now') > '2026'",
            "random() > 5",
            "id % 2 = abs(Random()) % 2",
            "\"random\"() > 5",
            "hex(randomblob(4)) > 'a'",
            "changes() > 1",
            "last_insert_rowid() > 1",
            "exists (select 1 from events order by random())",
        ] {
            let error = outcome(sql).expect_err(sql).to_string();
            assert!(error.starts_with("--where `"), "{sql}: {error}");
        }
    }

    #[test]
    fn what_goes_by_as_of_and_by_what_is_stored_is_taken() {
        for sql in [
            "score >= 60 and city = 'Leeds'",
            "last_active > as_of()",
            "last_active > date(as_of(), '-30 days')",
            "last_active > strftime('%Y-%m-%dT%H:%M:%SZ', as_of(), '-30 days', 'start of month')",
            "julianday(as_of()) - julianday(last_active) > 30",
            "julianday( AS_OF ( ) ) - julianday(contacts.\"created_at\") > 30",
            "date(datetime(as_of(), '-1 month'), 'start of month') > '2026-01-01'",
            "unixepoch(-86400, 'unixepoch') < unixepoch('2026-01-01')",
            "timediff(as_of(), last_active) > '+0001'",
            "metadata ->> 'renewal' < date(as_of(), '+30 days')",
            "city = 'now' and name like '%date(''now'')%'",
            "city = 'date(''now'')' -- date('now')",
            "exists (select 1 from events where contact_id = contacts.id and at > date(as_of(), '-7 days'))",
            "(select count(*) from events where contact_id = contacts.id) > 2 and max(score, 3) > 1",
            "exists (select 1 from json_each(metadata) as item where item.value = 'date')",
            "json_extract(metadata, '$.date') = 'x' and coalesce(city, '') glob 'L*'",
        ] {
            if let Err(error) = outcome(sql) {
                panic!("{sql}: {error}");
            }
        }
    }
}

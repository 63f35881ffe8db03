//! Choosing contacts: a [`Filter`] becomes a condition over the view `contacts`. Text that a user wrote as SQL is held
//! to be one expression, and runs on a connection that can only read.

use rusqlite::functions::FunctionFlags;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::segment;
use crate::domain::segment::{BUILT_IN, Filter, Segments};
use crate::domain::suggest;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// The longest text that is searched for, in bytes.
const SEARCH_BYTES_MAX: usize = 10_000;
/// How much of a condition an error repeats, in characters.
const TOLD_CHARACTERS: usize = 200;

/// A condition with the values of its `?`.
#[derive(Debug, Clone, Default)]
pub struct Condition {
    /// SQL that follows WHERE.
    pub sql: String,
    /// The values of its `?`, in order.
    pub values: Vec<Value>,
}

/// Turns a condition over contacts into one over what is exported of them: rows whose contact it holds for, companies
/// of which it holds for a contact. Without a filter that is every row, whoever owns it.
pub fn of_owner(condition: &mut Condition, view: &str) {
    let contacts = format!("SELECT id FROM contacts WHERE {}", condition.sql);
    match view {
        _ if condition.sql == "1" => {}
        "contacts" | "exported contacts" => {}
        "conversations" => condition.sql = format!("contact_id IN ({contacts})"),
        "exported companies" => {
            condition.sql = format!("id IN (SELECT company_id FROM contact WHERE id IN ({contacts}))");
        }
        _ => condition.sql = format!("rolo_id IN ({contacts})"),
    }
}

impl Condition {
    /// The condition, or what holds for everybody where there is none.
    fn or_all(mut self) -> Self {
        if self.sql.is_empty() {
            self.sql.push('1');
        }
        self
    }

    pub(super) fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    pub(super) fn one_of(&mut self, column: &str, words: &[String]) {
        if !words.is_empty() {
            let marks = vec!["?"; words.len()].join(", ");
            self.and(&format!("{column} IN ({marks})"), words.iter().cloned().map(Value::Text));
        }
    }

    fn has_one_of(&mut self, column: &str, items: &[String]) {
        if !items.is_empty() {
            let each = format!("instr(';' || {column} || ';', ?) > 0");
            let sql = format!("({})", vec![each; items.len()].join(" OR "));
            self.and(&sql, items.iter().map(|item| Value::Text(format!(";{item};"))));
        }
    }
}

/// The ids of the contacts of a filter, in order.
pub fn ids(conn: &Connection, filter: &Filter) -> Result<Vec<i64>> {
    ids_of(conn, condition(conn, filter)?)
}

/// The ids of the contacts of a saved segment as `segments` has it, in order.
pub fn ids_of_segment(conn: &Connection, name: &str, segments: &Segments) -> Result<Vec<i64>> {
    ids_of(conn, of_segment(conn, name, segments, &mut Vec::new())?)
}

fn ids_of(conn: &Connection, condition: Condition) -> Result<Vec<i64>> {
    let mut statement = conn.prepare(&format!("SELECT id FROM contacts WHERE {} ORDER BY id", condition.sql))?;
    let ids = statement.query_map(params_from_iter(condition.values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// How many contacts a saved or built-in segment has.
pub fn count_of_segment(conn: &Connection, name: &str, segments: &Segments) -> Result<i64> {
    let condition = of_segment(conn, name, segments, &mut Vec::new())?;
    let sql = format!("SELECT count(*) FROM contacts WHERE {}", condition.sql);
    Ok(conn.query_row(&sql, params_from_iter(condition.values), |row| row.get(0))?)
}

/// The condition that a filter makes; true for all when the filter is empty.
pub fn condition(conn: &Connection, filter: &Filter) -> Result<Condition> {
    let segments = if filter.segment.is_empty() { Segments::new() } else { segment::filters(conn)? };
    condition_with(conn, filter, &segments)
}

/// The same where segments are those of `segments`.
pub fn condition_with(conn: &Connection, filter: &Filter, segments: &Segments) -> Result<Condition> {
    let mut condition = Condition::default();
    add(conn, filter, segments, &mut condition, &mut Vec::new())?;
    Ok(condition.or_all())
}

fn add(
    conn: &Connection,
    filter: &Filter,
    segments: &Segments,
    condition: &mut Condition,
    inside: &mut Vec<String>,
) -> Result<()> {
    let words = [
        ("status", &filter.status),
        ("source", &filter.source),
        ("stage", &filter.stage),
        ("intent", &filter.intent),
        ("grade", &filter.grade),
        ("lifecycle", &filter.lifecycle),
        ("branch", &filter.branch),
    ];
    for (column, words) in words {
        condition.one_of(column, words);
    }
    condition.has_one_of("channels", &filter.channel);
    condition.has_one_of("tags", &filter.tag);
    for (is_on, sql) in [(filter.vip, "vip"), (filter.at_risk, "at_risk"), (filter.contactable, "NOT do_not_contact")] {
        if is_on {
            condition.and(sql, []);
        }
    }
    if let Some(score) = filter.min_score {
        condition.and("score >= ?", [Value::Integer(score.into())]);
    }
    if let Some(time) = &filter.active_since {
        condition.and("last_active >= ?", [Value::Text(time.clone())]);
    }
    if let Some(time) = &filter.inactive_since {
        condition.and("last_active < ?", [Value::Text(time.clone())]);
    }
    if let Some(text) = &filter.search {
        if text.len() > SEARCH_BYTES_MAX {
            let why = format!("the text of --search is longer than {SEARCH_BYTES_MAX} bytes");
            return Err(Error::usage(why).hint("search for a part of it").into());
        }
        search(condition, text);
    }
    let (mut either, mut values) = (Vec::new(), Vec::new());
    for name in &filter.segment {
        let one = of_segment(conn, name, segments, inside)?;
        either.push(format!("({})", one.sql));
        values.extend(one.values);
    }
    if !either.is_empty() {
        condition.and(&format!("({})", either.join(" OR ")), values);
    }
    if let Some(sql) = &filter.condition {
        check_expression(conn, sql, inside.last().map(String::as_str))?;
        condition.and(&format!("(\n{sql}\n)"), []);
    }
    Ok(())
}

/// What LIKE, with `\` as its escape, finds a text by wherever it stands.
pub(super) fn pattern(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

fn search(condition: &mut Condition, text: &str) {
    const COLUMNS: [&str; 5] = ["name", "email", "phone", "external_ids", "company"];
    let pattern = Value::Text(pattern(text));
    let each = COLUMNS.map(|column| format!("{column} LIKE ? ESCAPE '\\'")).join(" OR ");
    // Of the metadata the values as they were written: neither their names nor the quoting of JSON.
    let metadata = "EXISTS (SELECT 1 FROM json_each(metadata) AS item WHERE item.value LIKE ? ESCAPE '\\')";
    condition.and(&format!("({each} OR {metadata})"), vec![pattern; COLUMNS.len() + 1]);
}

/// The condition that a segment makes. `inside` are the segments of which it is a part.
fn of_segment(conn: &Connection, name: &str, segments: &Segments, inside: &mut Vec<String>) -> Result<Condition> {
    let built_in = Filter::built_in(name);
    let Some(filter) = built_in.as_ref().or_else(|| segments.get(name)) else {
        return Err(no_segment(name, segments).into());
    };
    if inside.iter().any(|outer| outer == name) {
        return Err(Error::failed(format!("segment `{name}` uses itself: {} → {name}", inside.join(" → "))).into());
    }
    let mut condition = Condition::default();
    inside.push(name.to_owned());
    add(conn, filter, segments, &mut condition, inside)?;
    inside.pop();
    Ok(condition.or_all())
}

/// The error for a segment that is not there.
pub fn no_segment(name: &str, segments: &Segments) -> Error {
    let known = BUILT_IN.into_iter().chain(segments.keys().map(String::as_str));
    let hint = match suggest::nearest(name, known, |_, _, _| None) {
        Some(near) => format!("did you mean {near}?"),
        None => "`rolo segments list` shows them; all, leads and customers are built in".to_owned(),
    };
    Error::failed(format!("there is no segment `{name}`")).hint(hint)
}

/// Lets a connection answer `as_of()` and refuses everything but reading to the SQL that runs on it from now on.
pub fn guard(conn: &mut Connection, as_of: Instant) -> Result<()> {
    answer_as_of(conn, as_of)?;
    conn.authorizer(Some(|context: AuthContext<'_>| match context.action {
        // Tables that are functions in truth, and run a pragma.
        AuthAction::Read { table_name, .. } if table_name.starts_with("pragma_") => Authorization::Deny,
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive | AuthAction::Transaction { .. } => {
            Authorization::Allow
        }
        AuthAction::Function { function_name }
            if !matches!(
                function_name,
                "random" | "randomblob" | "fts3_tokenizer" | "load_extension" | "readfile" | "writefile" | "edit"
            ) =>
        {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }))?;
    Ok(())
}

/// Lets SQL that runs on a connection call `as_of()`.
pub(super) fn answer_as_of(conn: &Connection, as_of: Instant) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    Ok(conn.create_scalar_function("as_of", 0, flags, move |_| Ok(as_of.to_string()))?)
}

/// Sees that SQL of a user's is one expression over the columns of the view `contacts`. `segment` is the one that it was
/// saved in.
fn check_expression(conn: &Connection, sql: &str, segment: Option<&str>) -> Result<()> {
    let Some(why) = fault(conn, sql)? else { return Ok(()) };
    let sql = told(sql);
    Err(match segment {
        None => Error::usage(format!("--where `{sql}`: {why}")).hint(HOW_TO_WRITE),
        Some(name) => Error::failed(format!("the segment `{name}` does not fit: --where `{sql}`: {why}"))
            .hint(format!("save it anew: rolo segments save {name} … --replace")),
    }
    .into())
}

/// A condition as an error repeats it.
pub(super) fn told(sql: &str) -> String {
    match sql.char_indices().nth(TOLD_CHARACTERS) {
        Some((end, _)) => format!("{}…", &sql[..end]),
        None => sql.to_owned(),
    }
}

/// How a condition is written.
pub(super) const HOW_TO_WRITE: &str =
    "write one SQLite expression over the columns of the view `contacts`, such as \"score >= 60 and city = 'Leeds'\"";

/// Why SQL is not one expression over the columns of the view `contacts`, if it is not.
pub(super) fn fault(conn: &Connection, sql: &str) -> Result<Option<String>> {
    if let Err(why) = is_enclosed(sql) {
        return Ok(Some(why.to_owned()));
    }
    let statement = format!("SELECT 1 FROM contacts WHERE (\n{sql}\n) LIMIT 1");
    Ok(match conn.prepare(&statement) {
        Ok(statement) if statement.parameter_count() > 0 => Some("it holds a parameter".to_owned()),
        Ok(_) => None,
        Err(rusqlite::Error::SqlInputError { msg, .. }) => Some(msg),
        Err(error) => Some(error.to_string()),
    })
}

/// Whether an expression stays inside the brackets that are put around it: no bracket closes what it did not open, and
/// no semicolon ends the statement. Quoted text and comments are passed over.
fn is_enclosed(sql: &str) -> Result<(), &'static str> {
    let mut depth = 0_u32;
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let after = match c {
            '\'' | '"' | '`' => rest.find(c).map(|end| end + 1),
            '[' => rest.find(']').map(|end| end + 1),
            '-' if rest.starts_with('-') => Some(rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with('*') => rest.get(1..).and_then(|text| text.find("*/")).map(|end| end + 3),
            '(' => {
                depth += 1;
                Some(0)
            }
            ')' => {
                depth = depth.checked_sub(1).ok_or("a bracket closes that was not opened")?;
                Some(0)
            }
            ';' => return Err("a semicolon cannot stand in an expression"),
            '\0' => return Err("it holds a NUL character"),
            _ => Some(0),
        };
        rest = &rest[after.ok_or("a quote, bracket or comment is not closed")?..];
    }
    if depth > 0 { Err("a bracket is not closed") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_cannot_leave_its_brackets() {
        for sql in ["1; delete from contacts", "1); drop view contacts; --", "(", "'", "1 /*", "a)) or ((b", "[x"] {
            assert!(is_enclosed(sql).is_err(), "{sql}");
        }
        for sql in ["name = ';)' and (1)", "\"a;b\" = 1", "1 -- ) ;", "1 /* ; */", "name like '%o''%'"] {
            assert!(is_enclosed(sql).is_ok(), "{sql}");
        }
    }
}

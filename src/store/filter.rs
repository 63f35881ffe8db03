//! Choosing contacts: a [`Filter`] becomes a condition over the view `contacts`. Text that a user wrote as SQL is held
//! to be one expression, and runs on a connection that can only read.

use rusqlite::functions::FunctionFlags;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

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

/// Segments that are always there.
pub const BUILT_IN: [&str; 3] = ["all", "leads", "customers"];

impl Condition {
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
    let condition = condition(conn, filter)?;
    let mut statement = conn.prepare(&format!("SELECT id FROM contacts WHERE {} ORDER BY id", condition.sql))?;
    let ids = statement.query_map(params_from_iter(condition.values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The condition that a filter makes; true for all when the filter is empty.
pub fn condition(conn: &Connection, filter: &Filter) -> Result<Condition> {
    let mut condition = Condition::default();
    add(conn, filter, &mut condition, &mut Vec::new())?;
    if condition.sql.is_empty() {
        condition.sql.push('1');
    }
    Ok(condition)
}

fn add(conn: &Connection, filter: &Filter, condition: &mut Condition, inside: &mut Vec<String>) -> Result<()> {
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
        search(condition, text);
    }
    for name in &filter.segment {
        add_segment(conn, name, condition, inside)?;
    }
    if let Some(sql) = &filter.condition {
        check_expression(conn, sql)?;
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

fn add_segment(conn: &Connection, name: &str, condition: &mut Condition, inside: &mut Vec<String>) -> Result<()> {
    match name {
        "all" => return Ok(()),
        "leads" => {
            condition.and("lifecycle = 'lead'", []);
            return Ok(());
        }
        "customers" => {
            condition.and("lifecycle = 'customer'", []);
            return Ok(());
        }
        _ => {}
    }
    if inside.iter().any(|outer| outer == name) {
        return Err(Error::failed(format!("segment `{name}` uses itself: {} → {name}", inside.join(" → "))).into());
    }
    let saved: Option<String> =
        conn.query_row("SELECT filter FROM segment WHERE name = ?1", [name], |row| row.get(0)).optional()?;
    let saved = saved.ok_or_else(|| {
        Error::failed(format!("there is no segment `{name}`")).hint("built-in segments are all, leads and customers")
    })?;
    inside.push(name.to_owned());
    add(conn, &serde_json::from_str(&saved)?, condition, inside)?;
    inside.pop();
    Ok(())
}

/// Lets a connection answer `as_of()` and refuses everything but reading to the SQL that runs on it from now on.
pub fn guard(conn: &mut Connection, as_of: Instant) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("as_of", 0, flags, move |_| Ok(as_of.to_string()))?;
    conn.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive | AuthAction::Transaction { .. } => {
            Authorization::Allow
        }
        AuthAction::Function { function_name }
            if !matches!(
                function_name,
                "random" | "randomblob" | "load_extension" | "readfile" | "writefile" | "edit"
            ) =>
        {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }))?;
    Ok(())
}

/// Sees that SQL of a user's is one expression over the columns of the view `contacts`.
fn check_expression(conn: &Connection, sql: &str) -> Result<()> {
    let fault = |why: String| {
        Error::usage(format!("--where `{sql}`: {why}")).hint(
            "write one SQLite expression over the columns of the view `contacts`, such as \"score >= 60 and city = 'Leeds'\"",
        )
    };
    is_enclosed(sql).map_err(|why| fault(why.to_owned()))?;
    let statement = format!("SELECT 1 FROM contacts WHERE (\n{sql}\n) LIMIT 1");
    match conn.prepare(&statement) {
        Ok(statement) if statement.parameter_count() > 0 => Err(fault("it holds a parameter".to_owned()).into()),
        Ok(_) => Ok(()),
        Err(rusqlite::Error::SqlInputError { msg, .. }) => Err(fault(msg).into()),
        Err(error) => Err(fault(error.to_string()).into()),
    }
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

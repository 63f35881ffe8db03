//! Alert rules with a condition of their own: asked of everybody, in one walk over the view `contacts`.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::{OfContacts, change, of_kind};
use crate::domain::deciding::rules::AlertRule;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{clockless, configured, filter};

/// So many of the columns that a condition names are told with the reason, each with so many characters.
const TOLD_MAX: usize = 3;
const TOLD_CHARACTERS: usize = 40;

/// A rule with its condition.
struct Rule<'r> {
    name: &'r str,
    condition: &'r str,
    /// Columns whose values are told.
    told: Vec<String>,
}

impl Rule<'_> {
    /// The condition as it stands in a longer one.
    fn sql(&self) -> String {
        format!("(\n{}\n)", self.condition)
    }

    /// The condition with the values for which it holds, which begin at a column of the row.
    fn reason(&self, row: &Row<'_>, first: usize) -> Result<String> {
        let mut told = Vec::new();
        for (i, column) in self.told.iter().enumerate() {
            let value = match row.get_ref(first + i)? {
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).chars().take(TOLD_CHARACTERS).collect(),
                ValueRef::Null | ValueRef::Blob(_) => "not known".to_owned(),
            };
            told.push(format!("{column} is {value}"));
        }
        let condition = self.condition.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(if told.is_empty() { condition } else { format!("{condition}: {}", told.join(", ")) })
    }
}

/// Sees that the conditions of rules can be asked.
pub fn check(rules: &[AlertRule]) -> Result<()> {
    let conditions = rules.iter().filter_map(|rule| {
        let what = format!("the alert rule `{}`", rule.name);
        Some((what, rule.condition.as_deref()?))
    });
    configured::check(conditions)
}

/// Asks the conditions of rules, which were checked, of everybody; raises the alerts that are new and notes which causes
/// went away. Gives how many alerts were raised.
pub fn apply(conn: &Connection, rules: &[AlertRule], as_of: Instant) -> Result<u64> {
    let rules = with_conditions(conn, rules)?;
    if rules.is_empty() {
        return Ok(0);
    }
    filter::answer_as_of(conn, as_of)?;
    let mut before = rules.iter().map(|rule| of_kind(conn, rule.name)).collect::<Result<Vec<OfContacts>>>()?;
    let mut raised = 0;
    let asked = walk(conn, &rules, |contact_id, position, reason| {
        let kind = rules[position].name;
        let was = before[position].remove(&(contact_id, kind.to_owned())).unwrap_or_default();
        let Some(what) = was.change(true) else { return Ok(()) };
        raised += 1;
        change(conn, contact_id, kind, what, &reason, as_of)
    });
    asked.map_err(|error| culprit(conn, &rules).unwrap_or(error))?;
    for (rule, left) in rules.iter().zip(before) {
        let mut gone: Vec<_> = left.into_iter().filter_map(|((id, _), was)| Some((id, was.change(false)?))).collect();
        gone.sort_unstable_by_key(|(id, _)| *id);
        gone.into_iter().try_for_each(|(id, what)| change(conn, id, rule.name, what, "", as_of))?;
    }
    Ok(raised)
}

fn with_conditions<'r>(conn: &Connection, rules: &'r [AlertRule]) -> Result<Vec<Rule<'r>>> {
    let mut found = Vec::new();
    for rule in rules {
        let Some(condition) = rule.condition.as_deref() else { continue };
        let mut told = clockless::columns(conn, condition)?;
        told.retain(|column| column != "metadata");
        told.truncate(TOLD_MAX);
        found.push(Rule { name: &rule.name, condition, told });
    }
    Ok(found)
}

/// Gives each contact for which a condition holds, by id, with the place of the rule and the reason.
fn walk(conn: &Connection, rules: &[Rule<'_>], mut run: impl FnMut(i64, usize, String) -> Result<()>) -> Result<()> {
    let mut columns = vec!["id".to_owned()];
    for rule in rules {
        columns.push(format!("{} IS TRUE", rule.sql()));
        columns.extend(rule.told.iter().map(|column| format!("\"{column}\"")));
    }
    let any = rules.iter().map(Rule::sql).collect::<Vec<_>>().join(" OR ");
    let mut statement =
        conn.prepare(&format!("SELECT {} FROM contacts WHERE {any} ORDER BY id", columns.join(", ")))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut column = 1;
        for (position, rule) in rules.iter().enumerate() {
            if row.get(column)? {
                run(row.get(0)?, position, rule.reason(row, column + 1)?)?;
            }
            column += 1 + rule.told.len();
        }
    }
    Ok(())
}

/// The error that names the rule whose condition cannot be asked of somebody.
fn culprit(conn: &Connection, rules: &[Rule<'_>]) -> Option<anyhow::Error> {
    rules.iter().find_map(|rule| {
        let sql = format!("SELECT count(*) FROM contacts WHERE {}", rule.sql());
        let error = conn.query_row(&sql, [], |row| row.get::<_, i64>(0)).err()?;
        let Rule { name, condition, .. } = rule;
        Some(
            Error::failed(format!("the alert rule `{name}` fails: where `{condition}`: {error}"))
                .hint("mend the condition in rolo.toml; for metadata, json_valid(metadata) AND … goes first")
                .into(),
        )
    })
}

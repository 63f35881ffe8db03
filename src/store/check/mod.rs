//! Looking for faults in a database: first SQLite's own checks of the file, its indexes and foreign keys, then what rolo
//! promises of its tables. What follows from other rows can be mended; what only its rows know cannot. All checks read
//! in the order of their tables or look one thing up by its key, so that a million contacts take seconds.

mod facts;
mod file;
mod indexes;
mod rows;

use anyhow::Context;
use rusqlite::Connection;

use super::counts::Money;
use super::{counts, dirty};
use crate::error::Result;

/// How many examples a fault names.
const MOST_EXAMPLES: usize = 5;

/// One kind of fault that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What was looked at: a table, an index, `file`.
    pub check: &'static str,
    /// What is wrong.
    pub what: &'static str,
    /// How often.
    pub count: u64,
    /// The first few: ids of rows, or what SQLite says.
    pub examples: Vec<String>,
    /// Whether a repair mends it.
    pub is_mendable: bool,
}

/// What one check found.
#[derive(Debug, Default)]
struct Found {
    count: u64,
    examples: Vec<String>,
}

impl Found {
    fn add(&mut self, example: impl ToString) {
        self.count += 1;
        if self.examples.len() < MOST_EXAMPLES {
            self.examples.push(example.to_string());
        }
    }
}

/// What there is to look at.
struct Basis<'a> {
    conn: &'a Connection,
    money: &'a Money<'a>,
}

/// One thing that is looked at. Without a way to mend it, only a backup helps.
struct Check {
    name: &'static str,
    what: &'static str,
    find: Find,
    mend: Option<Mend>,
}

/// How faults are found.
enum Find {
    /// A query that gives a row for each, its first column the example.
    Rows(String),
    /// A function.
    By(fn(&Basis<'_>, &mut Found) -> Result<()>),
}

/// How they are mended.
enum Mend {
    /// Statements.
    Sql(String),
    /// A function.
    By(fn(&Basis<'_>) -> Result<()>),
}

impl Check {
    fn run(&self, basis: &Basis<'_>) -> Result<Option<Fault>> {
        let mut found = Found::default();
        match &self.find {
            Find::By(find) => find(basis, &mut found)?,
            Find::Rows(sql) => {
                let mut statement = basis.conn.prepare(sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let id: rusqlite::types::Value = row.get(0)?;
                    found.add(match id {
                        rusqlite::types::Value::Integer(id) => id.to_string(),
                        rusqlite::types::Value::Text(text) => text,
                        other => format!("{other:?}"),
                    });
                }
            }
        }
        let Found { count, examples } = found;
        let fault = Fault { check: self.name, what: self.what, count, examples, is_mendable: self.mend.is_some() };
        Ok((count > 0).then_some(fault))
    }

    fn repair(&self, basis: &Basis<'_>) -> Result<()> {
        match &self.mend {
            None => Ok(()),
            Some(Mend::Sql(sql)) => Ok(basis.conn.execute_batch(sql)?),
            Some(Mend::By(mend)) => mend(basis),
        }
    }
}

/// All checks in the order in which faults are mended: rows first, then what is built from them.
fn checks() -> Vec<Check> {
    let mut checks = rows::of_owners();
    checks.extend(indexes::checks());
    checks.extend(rows::of_derived());
    checks.extend(facts::checks());
    checks
}

/// How many things are looked at.
pub fn number_of_checks() -> usize {
    checks().len() + file::NUMBER
}

/// All faults of a database.
pub fn faults(conn: &Connection, money: &Money<'_>) -> Result<Vec<Fault>> {
    let mut faults = file::faults(conn)?;
    if is_damaged(&faults) || faults.iter().any(|fault| fault.check == file::SCHEMA) {
        // Where the file itself is damaged, its rows say nothing for certain; and views have to be there to be asked.
        return Ok(faults);
    }
    let basis = Basis { conn, money };
    for check in checks() {
        let fault = check.run(&basis).with_context(|| format!("cannot check {}: {}", check.name, check.what))?;
        faults.extend(fault);
    }
    Ok(faults)
}

/// Whether the file itself is damaged, or holds what cannot be read.
fn is_damaged(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| [file::NAME, file::SCHEMA].contains(&fault.check) && !fault.is_mendable)
}

/// Whether a repair has anything to mend.
pub fn can_repair(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.is_mendable) && !is_damaged(faults)
}

/// Mends in a transaction what can be mended of these faults. Contacts are decided anew by the next passes.
pub fn repair(conn: &Connection, money: &Money<'_>, faults: &[Fault]) -> Result<()> {
    if !can_repair(faults) {
        return Ok(());
    }
    let is_found = |name: &str, what: &str| faults.iter().any(|fault| fault.check == name && fault.what == what);
    if faults.iter().any(|fault| fault.is_mendable && fault.check == file::NAME) {
        conn.execute_batch("REINDEX")?;
    }
    if faults.iter().any(|fault| fault.is_mendable && fault.check == file::SCHEMA) {
        file::mend_schema(conn)?;
    }
    let basis = Basis { conn, money };
    for check in checks().iter().filter(|check| is_found(check.name, check.what)) {
        check.repair(&basis)?;
    }
    // What was decided may rest on what was wrong.
    counts::recount_currencies(conn)?;
    counts::refresh_all(conn, money)?;
    // Nobody is known to be as the passes left them, so all is written that differs.
    conn.execute_batch("UPDATE contact_state SET print = ~print; UPDATE contact_score SET print = ~print")?;
    dirty::mark_all(conn, dirty::ALL_PASSES)?;
    Ok(())
}

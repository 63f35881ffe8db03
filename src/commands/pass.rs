//! A pass over contacts: which of them have to be looked at, reading their facts on all processors, and giving the
//! results back in the order of ids, so that the number of threads changes nothing.

use std::path::Path;

use rusqlite::Connection;

use super::Context;
use super::in_turn::in_turn;
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::fault;
use crate::output::progress::Progress;
use crate::store::dirty::{self, Marked, Pass};
use crate::store::facts::FactsReader;
use crate::store::{self, Store, contact, setting};

/// Contacts of one piece of work in a pass over all, by id.
const RANGE_IDS: i64 = 2_048;
/// Contacts of one piece of work in a pass over some.
const CHUNK_CONTACTS: usize = 128;

/// Which contacts a pass looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every contact.
    All,
    /// These, by id.
    Some(Vec<i64>),
}

impl Scope {
    /// Whether a contact is in it.
    pub fn holds(&self, id: i64) -> bool {
        match self {
            Self::All => true,
            Self::Some(ids) => ids.binary_search(&id).is_ok(),
        }
    }
}

/// Ranges of ids that are read in one go.
type Piece = Vec<(i64, i64)>;

/// The contacts that a pass has to look at: all when that is asked for, when the rules or the reader changed, when
/// most are marked, or when `as_of` lies before the last run's; else those that are marked and those whose outcome
/// can have changed by time alone.
pub fn scope(conn: &Connection, pass: Pass, full: bool, context: &Context, stamp: &str) -> Result<Scope> {
    let (stamp_key, as_of_key) = keys(pass);
    let last_as_of: Option<i64> = setting::get(conn, as_of_key)?;
    let is_same = setting::get::<String>(conn, stamp_key)?.as_deref() == Some(stamp);
    let is_back = last_as_of.is_some_and(|last| last > context.as_of.0);
    if full || !is_same || is_back || dirty::is_all(conn, pass)? {
        return Ok(Scope::All);
    }
    Ok(Scope::Some(dirty::due(conn, pass, context.as_of)?))
}

/// Notes that a pass was done.
pub fn finish(conn: &Connection, pass: Pass, as_of: Instant, stamp: &str) -> Result<()> {
    let (stamp_key, as_of_key) = keys(pass);
    setting::set(conn, stamp_key, stamp)?;
    setting::set(conn, as_of_key, as_of.0)?;
    dirty::clear(conn, pass)
}

const fn keys(pass: Pass) -> (&'static str, &'static str) {
    match pass {
        Pass::Classify => ("classify_stamp", "classify_as_of"),
        Pass::Score => ("score_stamp", "score_as_of"),
        Pass::Followups => ("followups_stamp", "followups_as_of"),
    }
}

/// What decisions go by besides facts: when it changes, all is decided anew.
pub fn stamp(conn: &Connection, context: &Context, ignores_pins: bool) -> Result<String> {
    let currency = store::counts::currency(conn, &context.config.rules)?;
    let version = env!("CARGO_PKG_VERSION");
    let reader = context.reader_version();
    Ok(format!("{version} {:016x} {reader:016x} {currency:?} {ignores_pins}", context.config.fingerprint()))
}

/// Runs `decide` over the facts of every contact in scope and gives `write` what it found, in the order of ids.
/// `decide` sees a connection to what is committed; it is called for one range of ids at a time.
pub fn run<T: Send>(
    store_path: &Path,
    conn: &Connection,
    scope: &Scope,
    context: &Context,
    label: &str,
    decide: impl Fn(&Connection, &mut FactsReader<'_>, (i64, i64), &mut Vec<T>) -> Result<()> + Sync,
    mut write: impl FnMut(T) -> Result<()>,
) -> Result<u64> {
    let (pieces, contacts) = pieces(conn, scope)?;
    if pieces.is_empty() {
        return Ok(0);
    }
    let progress = Progress::count(&context.ui, label, Some(contacts));
    if *scope != Scope::All {
        store::widen_cache(conn)?;
    }
    let stale = Marked::stale(conn)?;
    let workers = context.jobs.min(pieces.len());
    let work = |worker: usize, give: &mut dyn FnMut(Vec<T>) -> Result<bool>| -> Result<()> {
        // Its own connection: one never crosses threads.
        let store: Store = context.reader_of(store_path)?;
        store.begin_pass()?;
        fault::on_purpose("deciding");
        let mut reader = FactsReader::new(store.conn(), &stale)?;
        for piece in pieces.iter().skip(worker).step_by(workers) {
            let mut found = Vec::new();
            for range in piece {
                decide(store.conn(), &mut reader, *range, &mut found)?;
            }
            if !give(found)? {
                break;
            }
        }
        Ok(())
    };
    in_turn(workers, pieces.len(), &work, |found: Vec<T>| {
        progress.inc(contacts / pieces.len().max(1) as u64);
        found.into_iter().try_for_each(&mut write)
    })?;
    progress.finish();
    Ok(contacts)
}

/// Runs `read` over ranges of ids that hold all contacts, on connections that answer `as_of()` and can only read; gives
/// what it found in the order of ids.
pub fn over_everybody<T: Send>(
    store_path: &Path,
    conn: &Connection,
    context: &Context,
    read: impl Fn(&Connection, (i64, i64), &mut Vec<T>) -> Result<()> + Sync,
) -> Result<Vec<T>> {
    let (pieces, _) = pieces(conn, &Scope::All)?;
    let workers = context.jobs.min(pieces.len());
    let work = |worker: usize, give: &mut dyn FnMut(Vec<T>) -> Result<bool>| -> Result<()> {
        let mut store: Store = context.reader_of(store_path)?;
        store.begin_pass()?;
        store.guard(context.as_of)?;
        for piece in pieces.iter().skip(worker).step_by(workers.max(1)) {
            let mut found = Vec::new();
            for range in piece {
                read(store.conn(), *range, &mut found)?;
            }
            if !give(found)? {
                break;
            }
        }
        Ok(())
    };
    let mut all = Vec::new();
    if workers > 0 {
        in_turn(workers, pieces.len(), &work, |found: Vec<T>| {
            all.extend(found);
            Ok(())
        })?;
    }
    Ok(all)
}

/// Cuts a scope into pieces of work; also says how many contacts it holds.
fn pieces(conn: &Connection, scope: &Scope) -> Result<(Vec<Piece>, u64)> {
    match scope {
        Scope::Some(ids) => {
            let pieces = ids.chunks(CHUNK_CONTACTS).map(|chunk| chunk.iter().map(|id| (*id, *id)).collect()).collect();
            Ok((pieces, ids.len() as u64))
        }
        Scope::All => {
            let (count, Some((low, high))) = contact::extent(conn)? else { return Ok((Vec::new(), 0)) };
            let starts = (low..=high).step_by(usize::try_from(RANGE_IDS).unwrap_or(1));
            let pieces = starts.map(|start| vec![(start, (start + RANGE_IDS - 1).min(high))]).collect();
            Ok((pieces, count))
        }
    }
}

/// The facts of one contact, for explanations: from the tables, which say what is inferred and from where.
pub fn facts_of(store: &Store, id: i64) -> Result<ContactFacts> {
    let mut found = None;
    FactsReader::new(store.conn(), &Marked::ALL)?.read(id, id, |facts, _| {
        found = Some(facts.clone());
        Ok(())
    })?;
    found.ok_or_else(|| Error::failed(format!("there is no contact {id}")).into())
}

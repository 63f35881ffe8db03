//! Merging contacts, each merge an entry of the journal, all of them one run.

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use super::plan::Merge;
use crate::commands::Context;
use crate::error::Result;
use crate::store::bulk::Table;
use crate::store::journal::{self, Journal};
use crate::store::merge::{self, Cause, Moves};
use crate::store::{candidates, counts, dirty, inferred, log, setting};

/// Makes merges in the transaction of `conn`. Gives the contacts that changed and those that are gone.
pub(super) fn merge(conn: &Connection, merges: &[Merge], context: &Context) -> Result<FxHashSet<i64>> {
    if merges.is_empty() {
        return Ok(FxHashSet::default());
    }
    let hasher = setting::hasher(conn)?;
    let run = candidates::next_run(conn)?;
    let first_entry = journal::next_id(conn)?;
    let mut moves = Moves::default();
    for one in merges {
        let journal = Journal::open(conn, "merge", "dedupe", context.as_of)?;
        let cause = Cause { reason: &one.reason, confidence: one.confidence, now: context.as_of, moved_later: &[] };
        merge::merge_of_many(conn, journal, &hasher, one.survivor, one.merged, cause, &mut moves)?;
        Table::Message.move_rows(conn, one.merged, one.survivor)?;
        candidates::set_run(conn, journal.id, run)?;
        log::changes_of(conn, journal.id)?;
    }
    moves.store(conn)?;
    journal::join(conn, first_entry)?;
    let mut survivors: Vec<i64> = merges.iter().map(|one| one.survivor).collect();
    survivors.sort_unstable();
    survivors.dedup();
    counts::refresh(conn, &survivors, &counts::Money { rules: &context.config.rules })?;
    dirty::mark_many(conn, &survivors, dirty::ALL_PASSES)?;
    inferred::mark_concerned(conn, &survivors)?;
    Ok(survivors.into_iter().chain(merges.iter().map(|one| one.merged)).collect())
}

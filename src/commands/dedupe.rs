//! `rolo dedupe`: contacts that are certainly one person are found, shown as a plan, and merged with `--apply`.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Context, Outcome, undo};
use crate::cli::dedupe::{DedupeArgs, DedupeCommand, DedupeUndoArgs};
use crate::domain::contact::{Column, Contact};
use crate::domain::identity::Kind;
use crate::domain::matching::certain::{Evidence, contradict, is_personal, may_be_same};
use crate::domain::matching::survivor::precedence;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::json;
use crate::output::rows::{Cell, RowWriter};
use crate::output::summary::Summary;
use crate::store::bulk::Table;
use crate::store::journal::{self, Journal};
use crate::store::merge::{self, Cause, Moves};
use crate::store::{candidates, contact, counts, dirty, setting};

/// What a run of dedupe did.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Deduped {
    pub compared: u64,
    pub merged: u64,
    pub review: u64,
    pub clusters: u64,
    pub largest_cluster: u64,
    pub seconds: f64,
    /// The merges of the plan: survivor, merged contact and why.
    #[serde(skip)]
    pub plan: Vec<Merge>,
}

/// One merge of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Who stays.
    pub survivor: i64,
    /// Who becomes part of the survivor.
    pub merged: i64,
    /// Why.
    pub evidence: Evidence,
}

/// Runs `rolo dedupe`.
pub fn run(args: &DedupeArgs, context: &Context) -> Result<Outcome> {
    if let Some(DedupeCommand::Undo(args)) = &args.command {
        return run_undo(args, context);
    }
    let mut store = context.open()?;
    let is_dry = args.dry_run || !args.apply;
    let done = store.write(is_dry, |conn| dedupe(conn, true, context))?;
    match (args.apply, args.format) {
        (true, Some(Format::Json)) => json::line(&mut context.ui.out(), &done)?,
        (true, _) => done.report(context),
        (false, format) => {
            print_plan(&done.plan, &store, format, context)?;
            context.ui.note(&format!("{} merges are certain; `rolo dedupe --apply` makes them", done.plan.len()));
        }
    }
    Ok(Outcome::Done)
}

/// Finds what is certain and, when `merges` is on, merges it, in the transaction of `conn`.
pub fn dedupe(conn: &Connection, merges: bool, context: &Context) -> Result<Deduped> {
    let clock = std::time::Instant::now();
    let mut done = Deduped::default();
    let pairs = find_pairs(conn, &mut done)?;
    let clusters = cluster(pairs);
    for members in clusters.values().filter(|members| members.len() > 1) {
        done.clusters += 1;
        done.largest_cluster = done.largest_cluster.max(members.len() as u64);
        let survivor = &members[0];
        done.plan.extend(members[1..].iter().map(|(loser, evidence)| Merge {
            survivor: survivor.0.id,
            merged: loser.id,
            evidence: *evidence,
        }));
    }
    if merges {
        apply(conn, &done.plan, context)?;
        done.merged = done.plan.len() as u64;
    }
    done.review = candidates::undecided(conn)?;
    done.seconds = clock.elapsed().as_secs_f64();
    Ok(done)
}

/// Pairs that are certainly one person, the surest first.
fn find_pairs(conn: &Connection, done: &mut Deduped) -> Result<Vec<(Evidence, Contact, Contact)>> {
    let hasher = setting::hasher(conn)?;
    let mut pairs = Vec::new();
    for (a, b) in candidates::identity_conflicts(conn)? {
        let (Some(a), Some(b)) = (contact::get(conn, a)?, contact::get(conn, b)?) else { continue };
        done.compared += 1;
        if may_be_same(&a, &b) && !candidates::is_different(conn, a.id, b.id)? {
            pairs.push((Evidence::IdentityConflict, a, b));
        }
    }
    for ids in candidates::shared_keys(conn)? {
        let holders: Vec<Contact> =
            ids.iter().filter_map(|id| contact::get(conn, *id).transpose()).collect::<Result<_>>()?;
        for (i, a) in holders.iter().enumerate() {
            for b in &holders[i + 1..] {
                done.compared += 1;
                let share = a.items(Column::Emails).any(|address| {
                    is_personal(address)
                        && b.items(Column::Emails).any(|other| other == address)
                        && ids == hasher_holders(conn, hasher.identity(Kind::Email, address)).unwrap_or_default()
                });
                if share && may_be_same(a, b) && !candidates::is_different(conn, a.id, b.id)? {
                    pairs.push((Evidence::SameEmail, a.clone(), b.clone()));
                }
            }
        }
    }
    pairs.sort_by_key(|(evidence, a, b)| (std::cmp::Reverse(*evidence), a.id, b.id));
    Ok(pairs)
}

fn hasher_holders(conn: &Connection, key: i64) -> Result<Vec<i64>> {
    crate::store::identity::holders(conn, key)
}

/// Members of each cluster by its first member's id: the survivor first, each with the evidence that brought it in. A
/// pair that would put two user_ids into one cluster is left out.
fn cluster(pairs: Vec<(Evidence, Contact, Contact)>) -> BTreeMap<i64, Vec<(Contact, Evidence)>> {
    let mut clusters: BTreeMap<i64, Vec<(Contact, Evidence)>> = BTreeMap::new();
    let mut place: FxHashMap<i64, i64> = FxHashMap::default();
    for (evidence, a, b) in pairs {
        for contact in [a.clone(), b.clone()] {
            place.entry(contact.id).or_insert_with(|| {
                clusters.insert(contact.id, vec![(contact.clone(), evidence)]);
                contact.id
            });
        }
        let (at_a, at_b) = (place[&a.id], place[&b.id]);
        if at_a == at_b || clusters[&at_a].iter().any(|(a, _)| clusters[&at_b].iter().any(|(b, _)| contradict(a, b))) {
            continue;
        }
        let moved = clusters.remove(&at_b).unwrap_or_default();
        for (contact, _) in &moved {
            place.insert(contact.id, at_a);
        }
        clusters.entry(at_a).or_default().extend(moved);
    }
    for members in clusters.values_mut() {
        members.sort_by_key(|(contact, _)| precedence(contact));
    }
    clusters
}

fn apply(conn: &Connection, plan: &[Merge], context: &Context) -> Result<()> {
    if plan.is_empty() {
        return Ok(());
    }
    let hasher = setting::hasher(conn)?;
    let run = candidates::next_run(conn)?;
    let first_entry = journal::next_id(conn)?;
    let mut touched = Vec::with_capacity(plan.len());
    let mut moves = Moves::default();
    for one in plan {
        let journal = Journal::open(conn, "merge", "dedupe", context.as_of)?;
        let (reason, confidence) = (one.evidence.name(), one.evidence.confidence());
        let cause = Cause { reason, confidence, now: context.as_of, moved_later: &[] };
        merge::merge_of_many(conn, journal, &hasher, one.survivor, one.merged, cause, &mut moves)?;
        Table::Message.move_rows(conn, one.merged, one.survivor)?;
        candidates::set_run(conn, journal.id, run)?;
        touched.push(one.survivor);
    }
    moves.store(conn)?;
    journal::join(conn, first_entry)?;
    touched.sort_unstable();
    touched.dedup();
    counts::refresh(conn, &touched, &counts::Money { rules: &context.config.rules })?;
    dirty::mark_many(conn, &touched, dirty::ALL_PASSES)
}

fn print_plan(plan: &[Merge], store: &crate::store::Store, format: Option<Format>, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let format = Format::or_default(format, context.ui.stdout_is_terminal());
    let columns = ["survivor_id", "survivor", "merged_id", "merged", "because"];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    let label = |id| -> Result<String> {
        let found = contact::get(store.conn(), id)?;
        Ok(found.map(|contact| contact.text(Column::Name).to_owned()).unwrap_or_default())
    };
    for one in plan {
        let (survivor, merged) = (label(one.survivor)?, label(one.merged)?);
        writer.row(&[
            Cell::Integer(one.survivor),
            Cell::Text(&survivor),
            Cell::Integer(one.merged),
            Cell::Text(&merged),
            Cell::Text(one.evidence.name()),
        ])?;
    }
    writer.finish()?;
    Ok(())
}

impl Deduped {
    /// Tells what was done.
    pub fn report(&self, context: &Context) {
        let number = |n: u64| n.cast_signed();
        let mut summary =
            Summary::new("dedupe").count("pairs compared", number(self.compared)).count("merged", number(self.merged));
        if self.review > 0 {
            summary = summary.count("to review", number(self.review));
        }
        if self.largest_cluster > 2 {
            summary = summary.count("largest cluster", number(self.largest_cluster));
        }
        context.ui.summary(&summary);
    }
}

fn run_undo(args: &DedupeUndoArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open()?;
    let entries = match (args.merge, args.run) {
        (Some(merge), _) => candidates::entries_of_merge(store.conn(), merge)?,
        (None, Some(run)) => candidates::entries_of_run(store.conn(), run)?,
        (None, None) => match candidates::last_run(store.conn())? {
            Some(run) => candidates::entries_of_run(store.conn(), run)?,
            None => Vec::new(),
        },
    };
    if entries.is_empty() {
        return Err(Error::failed("there is no such merge that could be taken back")
            .hint("`rolo undo --list` shows what can be undone")
            .into());
    }
    let undone = store.write(args.dry_run, |conn| undo::take_back_all(conn, &entries, context))?;
    for (entry, undone) in entries.iter().zip(&undone) {
        undo::report(*entry, journal::command(store.conn(), *entry)?.as_str(), undone, context);
    }
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

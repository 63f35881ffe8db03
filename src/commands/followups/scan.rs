//! `rolo followups scan`: opens what there is cause for and closes what there is none for.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::planning::{Basis, Deed, Planned};
use super::texts::Texts;
use crate::cli::followups::ScanArgs;
use crate::commands::pass::{self, Scope};
use crate::commands::{Context, Outcome, json_only};
use crate::config::Config;
use crate::domain::deciding::{FollowupKind, FollowupState};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::dirty::Pass;
use crate::store::facts::FactsReader;
use crate::store::holding::{self, Turn};
use crate::store::{counts, followup, log};

/// Who the log names for what a scan does.
const AUTHOR: &str = "followups scan";

/// What a scan did.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Scanned {
    pub examined: u64,
    pub created: BTreeMap<String, u64>,
    pub closed: u64,
    /// Open ones whose suggested text is another one now.
    #[serde(skip)]
    pub reworded: u64,
    pub seconds: f64,
}

/// What the scan found to do for one contact.
struct Found {
    contact_id: i64,
    planned: Vec<Planned>,
    next: Option<Option<Instant>>,
}

/// Runs `rolo followups scan`.
pub(super) fn run(args: &ScanArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open()?;
    let path = store.path().to_owned();
    json_only(args.format)?;
    let done = store.write(args.dry_run, |conn| scan(conn, &path, args.full, context))?;
    if args.format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &done)?;
    } else {
        context.ui.summary(&done.summary());
    }
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Sees that the conditions and texts of the configuration can be used.
pub fn check(config: &Config) -> Result<()> {
    holding::check(&config.rules.followups.triggers)?;
    Texts::of(config).map(drop)
}

/// Scans whoever can have changed, in the transaction of `conn`.
pub fn scan(conn: &Connection, store_path: &Path, full: bool, context: &Context) -> Result<Scanned> {
    let clock = std::time::Instant::now();
    let rules = &context.config.rules;
    let currency = counts::currency(conn, rules)?;
    let quiet = context.quiet_hours()?;
    let stamp = format!("{} {:016x}", pass::stamp(conn, context, false)?, context.config.texts_fingerprint());
    let created = no_kinds(context);
    let mut done = Scanned { examined: 0, created, closed: 0, reworded: 0, seconds: 0.0 };
    if !rules.followups.enabled {
        return Ok(done);
    }
    holding::check(&rules.followups.triggers)?;
    let texts = Texts::of(&context.config)?;
    // Texts of whoever cannot have changed are as they were: to make them again would take most of a full scan's time.
    let changed = pass::scope(conn, Pass::Followups, false, context, &stamp)?;
    let turned = turned(conn, store_path, context)?;
    let scope = with_turned(if full { Scope::All } else { changed.clone() }, &turned);
    let as_of = context.as_of;
    let basis =
        Basis { rules, currency: &currency, quiet: &quiet, texts: &texts, turned: &turned, changed: &changed, as_of };
    let decide = |conn: &Connection, reader: &mut FactsReader<'_>, (low, high): (i64, i64), found: &mut Vec<Found>| {
        let queues = followup::queues(conn, low, high)?;
        let next_kept = followup::next(conn, low, high)?;
        let holdings = holding::of_range(conn, low, high)?;
        reader.read(low, high, |facts, _| {
            let rows = queues.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
            let (planned, next) = basis.plan(conn, facts, rows, &holdings)?;
            let next = (next_kept.get(&facts.id).copied() != next).then_some(next);
            if !planned.is_empty() || next.is_some() {
                found.push(Found { contact_id: facts.id, planned, next });
            }
            Ok(())
        })
    };
    done.examined = pass::run(store_path, conn, &scope, context, "scanning follow-ups", decide, |found: Found| {
        store_found(conn, &found, &mut done, as_of)
    })?;
    pass::finish(conn, Pass::Followups, as_of, &stamp)?;
    done.seconds = clock.elapsed().as_secs_f64();
    Ok(done)
}

/// Asks the conditions of triggers of everybody and keeps what is another answer than before; gives that by contact.
fn turned(conn: &Connection, store_path: &Path, context: &Context) -> Result<FxHashMap<i64, Vec<Turn>>> {
    let triggers = &context.config.rules.followups.triggers;
    let mut turned: FxHashMap<i64, Vec<Turn>> = FxHashMap::default();
    if triggers.is_empty() && holding::is_empty(conn)? {
        return Ok(turned);
    }
    let turns = pass::over_everybody(store_path, conn, context, |conn, range, found| {
        found.extend(holding::turns(conn, triggers, range, context.as_of)?);
        Ok(())
    })?;
    holding::keep(conn, &turns)?;
    for turn in turns {
        turned.entry(turn.contact_id).or_default().push(turn);
    }
    Ok(turned)
}

/// The scope with those for whom a condition turned.
fn with_turned(scope: Scope, turned: &FxHashMap<i64, Vec<Turn>>) -> Scope {
    let Scope::Some(mut ids) = scope else { return Scope::All };
    ids.extend(turned.keys());
    ids.sort_unstable();
    ids.dedup();
    Scope::Some(ids)
}

fn no_kinds(context: &Context) -> BTreeMap<String, u64> {
    let built_in = FollowupKind::ALL.iter().filter(|kind| **kind != FollowupKind::Custom);
    let own = context.config.rules.followups.triggers.iter().map(|trigger| trigger.kind());
    built_in.map(|kind| kind.name().to_owned()).chain(own).map(|kind| (kind, 0)).collect()
}

fn store_found(conn: &Connection, found: &Found, done: &mut Scanned, now: Instant) -> Result<()> {
    for Planned { kind, deed } in &found.planned {
        match deed {
            Deed::Open { proposal, state, attempts, wording } => {
                followup::open(conn, found.contact_id, kind, proposal, wording, (*state, *attempts), now)?;
                *done.created.entry(kind.clone()).or_insert(0) += 1;
            }
            Deed::Change { id, proposal, wording } => followup::change(conn, *id, proposal, wording, now)?,
            Deed::Reword { id, wording } => {
                followup::reword(conn, *id, wording)?;
                done.reworded += 1;
            }
            Deed::Approve { id } => {
                put(conn, found.contact_id, (*id, kind), (FollowupState::Pending, FollowupState::Approved), now)?;
            }
            Deed::Close { id, before, state } => {
                put(conn, found.contact_id, (*id, kind), (*before, *state), now)?;
                done.closed += 1;
            }
        }
    }
    if let Some(next) = found.next {
        followup::keep_next(conn, found.contact_id, next)?;
    }
    Ok(())
}

/// Puts a row into another state, and tells the log.
fn put(
    conn: &Connection,
    contact_id: i64,
    (id, kind): (i64, &str),
    (before, state): (FollowupState, FollowupState),
    now: Instant,
) -> Result<()> {
    followup::set_state(conn, id, state, now)?;
    let field = format!("follow-up {id} {kind}");
    log::changed(conn, contact_id, [(field.as_str(), before.name(), state.name())], AUTHOR, now)
}

impl Scanned {
    /// The summary in words.
    pub fn summary(&self) -> Summary {
        let number = |n: u64| n.cast_signed();
        let mut summary = Summary::new("followups")
            .count("examined", number(self.examined))
            .count("closed", number(self.closed))
            .count("opened", number(self.created.values().sum()));
        for (kind, count) in self.created.iter().filter(|(_, count)| **count > 0) {
            summary = summary.count(&format!("  {kind}"), number(*count));
        }
        if self.reworded > 0 {
            summary = summary.count("texts renewed", number(self.reworded));
        }
        summary
    }
}

//! `rolo followups scan`: opens what there is cause for and closes what there is none for.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use crate::cli::followups::ScanArgs;
use crate::commands::pass;
use crate::commands::{Context, Outcome, json_only};
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::deciding::followup::ghosted_ran_out;
use crate::domain::deciding::queue::steps;
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::{Currency, FollowupKind, QueueRow, QuietHours, Step, classify, propose, score};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::dirty::Pass;
use crate::store::facts::FactsReader;
use crate::store::{counts, followup};

/// What a scan did.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Scanned {
    pub examined: u64,
    pub created: BTreeMap<&'static str, u64>,
    pub closed: u64,
    pub seconds: f64,
}

/// What the scan found to do for one contact.
struct Found {
    contact_id: i64,
    steps: Vec<Step>,
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

/// Scans whoever can have changed, in the transaction of `conn`.
pub fn scan(conn: &Connection, store_path: &std::path::Path, full: bool, context: &Context) -> Result<Scanned> {
    let clock = std::time::Instant::now();
    let rules = &context.config.rules;
    let currency = counts::currency(conn, rules)?;
    let quiet = context.quiet_hours()?;
    let stamp = pass::stamp(conn, context, false)?;
    let mut done = Scanned { examined: 0, created: no_kinds(), closed: 0, seconds: 0.0 };
    if !rules.followups.enabled {
        return Ok(done);
    }
    let scope = pass::scope(conn, Pass::Followups, full, context, &stamp)?;
    let decide = |conn: &Connection, reader: &mut FactsReader<'_>, (low, high): (i64, i64), found: &mut Vec<Found>| {
        let queues = followup::queues(conn, low, high)?;
        let kept = followup::next(conn, low, high)?;
        reader.read(low, high, |facts, _| {
            let rows = queues.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
            let (steps, next) = decide(facts, rows, rules, &currency, &quiet, context.as_of);
            let next = (kept.get(&facts.id).copied() != next).then_some(next);
            if !steps.is_empty() || next.is_some() {
                found.push(Found { contact_id: facts.id, steps, next });
            }
            Ok(())
        })
    };
    done.examined = pass::run(store_path, conn, &scope, context, "scanning follow-ups", decide, |found: Found| {
        store_found(conn, &found, &mut done.created, &mut done.closed, context.as_of)
    })?;
    pass::finish(conn, Pass::Followups, context.as_of, &stamp)?;
    done.seconds = clock.elapsed().as_secs_f64();
    Ok(done)
}

fn no_kinds() -> BTreeMap<&'static str, u64> {
    FollowupKind::ALL.iter().filter(|kind| **kind != FollowupKind::Custom).map(|kind| (kind.name(), 0)).collect()
}

fn decide(
    facts: &ContactFacts,
    rows: &[QueueRow],
    rules: &Rules,
    currency: &Currency,
    quiet: &QuietHours,
    as_of: Instant,
) -> (Vec<Step>, Option<Instant>) {
    let decision = classify(facts, rules, currency, as_of);
    let scoring = score(facts, &decision, rules);
    let (proposals, next) = propose(facts, &decision, scoring.score, rules, quiet);
    let ran_out = |row: &QueueRow| {
        row.kind == FollowupKind::Ghosted
            && facts
                .conversations
                .iter()
                .find(|conversation| Some(conversation.id) == row.conversation_id)
                .is_some_and(|it| ghosted_ran_out(it, row.cause_at, &rules.followups.ghosted, as_of))
    };
    let (steps, again_at) = steps(rows, &proposals, &rules.followups, as_of, ran_out);
    (steps, next.into_iter().chain(scoring.valid_until).chain(again_at).min())
}

fn store_found(
    conn: &Connection,
    found: &Found,
    created: &mut BTreeMap<&'static str, u64>,
    closed: &mut u64,
    now: Instant,
) -> Result<()> {
    for step in &found.steps {
        match step {
            Step::Open { proposal, state, attempts } => {
                followup::open(conn, found.contact_id, proposal, *state, *attempts, now)?;
                *created.entry(proposal.kind.name()).or_insert(0) += 1;
            }
            Step::Change { id, proposal } => followup::change(conn, *id, proposal, now)?,
            Step::Close { id, state, .. } => {
                followup::set_state(conn, *id, *state, now)?;
                *closed += 1;
            }
        }
    }
    if let Some(next) = found.next {
        followup::keep_next(conn, found.contact_id, next)?;
    }
    Ok(())
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
        summary
    }
}

//! `rolo dedupe`: contacts that are one person are found, shown as a plan, and merged with `--apply`; the doubtful ones
//! go to a person.

mod apply;
mod certain;
mod everybody;
mod exchange;
mod explain;
mod marked;
mod plan;
mod review;
mod settled;
mod table;
mod undoing;
mod verdict;

use std::path::Path;

use rusqlite::Connection;
use serde::Serialize;

use super::{Context, Outcome, json_only};
use crate::cli::dedupe::{DedupeArgs, DedupeCommand};
use crate::config::NightlyMerges;
use crate::domain::contact::Column;
use crate::domain::matching::Matcher;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::json;
use crate::output::rows::{Cell, RowWriter};
use crate::output::summary::Summary;
use crate::store::{candidates, contact, likely};
use everybody::Everybody;
pub use plan::Merge;
use plan::{Asked, Plan, Scope};

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
    /// Keys that too many contacts share to compare them all.
    #[serde(skip)]
    pub oversize: u64,
    /// The merges.
    #[serde(skip)]
    pub plan: Vec<Merge>,
}

/// Runs `rolo dedupe`.
pub fn run(args: &DedupeArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        Some(DedupeCommand::Review(args)) => return review::run(args, context),
        Some(DedupeCommand::Apply(args)) => return marked::run(args, context),
        Some(DedupeCommand::Undo(args)) => return undoing::run(args, context),
        None => {}
    }
    check_outputs(args, context)?;
    if let Some(path) = &args.csv {
        return table::run(args, path, context);
    }
    if let Some(pair) = &args.explain {
        return explain::run(pair, args.format, context);
    }
    if let Some(path) = &args.export_model {
        return export(path, args, context);
    }
    merge_sure(args, context)
}

/// No file is written that is read or written already.
fn check_outputs(args: &DedupeArgs, context: &Context) -> Result<()> {
    let mut given: Vec<&Path> = [&args.csv, &args.import_pairs].into_iter().filter_map(Option::as_deref).collect();
    for (option, path) in [
        ("--output", &args.output),
        ("--clusters", &args.clusters),
        ("--export-model", &args.export_model),
        ("--folded", &args.folded),
    ] {
        if let Some(path) = path {
            context.check_output(option, path, &given)?;
            given.push(path);
        }
    }
    Ok(())
}

/// Two contacts that are compared have two ids, so that a list of one id a row says nothing.
fn refuse_ids(format: Option<Format>) -> Result<()> {
    match format {
        Some(Format::Ids) => Err(Error::usage("pairs have no ids of their own to print")
            .hint("--format table, csv, json or jsonl prints both contacts")
            .into()),
        _ => Ok(()),
    }
}

/// Writes the model of the last full run, or one learnt now, and the contacts as they are compared.
fn export(path: &Path, args: &DedupeArgs, context: &Context) -> Result<Outcome> {
    context.open_to_read()?.read(|conn| export_from(conn, path, args, context))?;
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

fn export_from(conn: &Connection, path: &Path, args: &DedupeArgs, context: &Context) -> Result<()> {
    let kept = if args.full { None } else { plan::kept_model(conn)? };
    let model = match kept {
        Some(model) => model,
        None => {
            let people = Everybody::load(conn, context)?;
            context.threads()?.install(|| Matcher::new(people.people(), None)).model().clone()
        }
    };
    if args.dry_run {
        return Ok(());
    }
    exchange::export_model(&model, path)?;
    let Some(folded) = &args.folded else { return Ok(()) };
    exchange::write_folded(folded, |write| {
        everybody::for_each_part(conn, |part, records| {
            part.iter().zip(records).try_for_each(|(contact, record)| write(&contact.id.to_string(), record))
        })
    })
}

/// Shows who would be merged, or merges them.
fn merge_sure(args: &DedupeArgs, context: &Context) -> Result<Outcome> {
    let scope = if args.full { Scope::Full } else { Scope::Changed };
    let asked = Asked { scope, minds_undone: false, scored: args.import_pairs.as_deref() };
    let done = if args.apply {
        json_only(args.format)?;
        let done = context.open()?.write(args.dry_run, |conn| dedupe(conn, asked, true, context))?;
        if args.format == Some(Format::Json) {
            json::line(&mut context.ui.out(), &done)?;
        } else {
            done.report(context);
            context.note_dry_run(args.dry_run);
        }
        done
    } else {
        context.open_to_read()?.read(|conn| show_plan(conn, asked, args.format, context))?
    };
    if done.review > 0 {
        let what = if done.review == 1 { "pair waits" } else { "pairs wait" };
        context.ui.note(&format!("{} {what} for you: `rolo dedupe review --output FILE`", done.review));
    }
    Ok(Outcome::Done)
}

/// What `rolo nightly` does: what the configuration says, in the transaction of `conn`.
pub fn nightly(conn: &Connection, context: &Context) -> Result<Deduped> {
    if context.config.dedupe.nightly == NightlyMerges::Automatic {
        let asked = Asked { scope: Scope::Changed, minds_undone: true, scored: None };
        return dedupe(conn, asked, true, context);
    }
    let clock = std::time::Instant::now();
    let mut certain = certain::pairs(conn, None)?;
    let undone = likely::taken_back(conn)?;
    certain.pairs.retain(|(pair, _)| undone.binary_search(pair).is_err());
    let merges = certain.merges(conn)?;
    let mut done = Deduped { compared: certain.compared, ..Deduped::of(&merges) };
    if context.config.dedupe.nightly == NightlyMerges::Certain {
        apply::merge(conn, &merges, context)?;
        done.merged = merges.len() as u64;
    }
    done.review = candidates::undecided(conn)?;
    done.plan = merges;
    done.seconds = clock.elapsed().as_secs_f64();
    Ok(done)
}

/// Compares contacts and, when `merges` is on, merges those that are surely one person, in the transaction of `conn`.
fn dedupe(conn: &Connection, asked: Asked<'_>, merges: bool, context: &Context) -> Result<Deduped> {
    let clock = std::time::Instant::now();
    let mut plan = Plan::make(conn, asked, context)?;
    let mut done = Deduped {
        compared: plan.found.compared,
        review: plan.review.len() as u64,
        oversize: plan.found.oversize,
        ..Deduped::of(&plan.merges)
    };
    done.plan = std::mem::take(&mut plan.merges);
    if merges {
        let touched = apply::merge(conn, &done.plan, context)?;
        plan.keep(conn, &touched)?;
        plan.keep_people(conn, &touched, context)?;
        done.merged = done.plan.len() as u64;
    }
    done.seconds = clock.elapsed().as_secs_f64();
    Ok(done)
}

fn show_plan(conn: &Connection, asked: Asked<'_>, format: Option<Format>, context: &Context) -> Result<Deduped> {
    refuse_ids(format)?;
    let done = dedupe(conn, asked, false, context)?;
    print_plan(&done.plan, conn, format, context)?;
    let what = if done.plan.len() == 1 { "merge is" } else { "merges are" };
    context.ui.note(&format!("{} {what} sure; `rolo dedupe --apply` makes them", done.plan.len()));
    Ok(done)
}

fn print_plan(plan: &[Merge], conn: &Connection, format: Option<Format>, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let format = Format::or_default(format, context.ui.stdout_is_terminal());
    let columns = ["survivor_id", "survivor", "merged_id", "merged", "match", "because"];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    let label = |id| -> Result<String> {
        let found = contact::get(conn, id)?;
        Ok(found.map(|contact| contact.text(Column::Name).to_owned()).unwrap_or_default())
    };
    for one in plan {
        let (survivor, merged) = (label(one.survivor)?, label(one.merged)?);
        writer.row(&[
            Cell::Integer(one.survivor),
            Cell::Text(&survivor),
            Cell::Integer(one.merged),
            Cell::Text(&merged),
            Cell::Text(&format!("{} %", one.confidence)),
            Cell::Text(&one.reason),
        ])?;
    }
    writer.finish()?;
    Ok(())
}

impl Deduped {
    /// The groups that merges make.
    fn of(merges: &[Merge]) -> Self {
        let mut sizes = std::collections::BTreeMap::new();
        for merge in merges {
            *sizes.entry(merge.survivor).or_insert(1) += 1;
        }
        let largest_cluster = sizes.values().copied().max().unwrap_or(0);
        Self { clusters: sizes.len() as u64, largest_cluster, ..Self::default() }
    }

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
        if self.oversize > 0 {
            summary = summary.count("keys too common to compare all", number(self.oversize));
        }
        context.ui.summary(&summary);
    }
}

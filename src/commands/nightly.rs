//! `rolo nightly`: the cron job. Each step is one transaction; a run that was cut short is finished by the next one,
//! because each step finds its work in the database.

use std::path::PathBuf;

use serde::Serialize;

use super::classify::Classified;
use super::dedupe::Deduped;
use super::followups::Scanned;
use super::import::{ImportSettings, Imported, RefusedFile};
use super::reread::reread;
use super::score::Scored;
use super::{Context, Outcome, classify, dedupe, followups, import, json_only, score, segments};
use crate::cli::nightly::NightlyArgs;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::{Store, alert};

/// What a night did, step by step.
#[derive(Debug, Serialize)]
struct Night {
    import: Imported,
    dedupe: Deduped,
    classify: Classified,
    score: Scored,
    followups: Scanned,
    seconds: f64,
}

/// Runs `rolo nightly`.
pub fn run(args: &NightlyArgs, context: &Context) -> Result<Outcome> {
    let clock = std::time::Instant::now();
    json_only(args.format)?;
    alert::rules::check(&context.config.rules.alerts.rules)?;
    followups::check(&context.config)?;
    let settings = ImportSettings { dry_run: args.dry_run, agents: args.agents.clone(), ..ImportSettings::default() };
    // A pattern that fits no file reaches us as it stands: there is nothing to import tonight.
    let is_pattern = |path: &PathBuf| path.to_string_lossy().contains(['*', '?', '[']) && !path.exists();
    let mut files = Vec::new();
    let mut refused = Vec::new();
    for path in args.files.iter().filter(|path| !is_pattern(path)) {
        match import::open(path, &settings, context) {
            Ok(file) => files.push(file),
            // One file that is not to be had is no reason to leave the others and the night's work undone.
            Err(error) => refused.push(RefusedFile { file: path.display().to_string(), error }),
        }
    }
    import::put_in_order(&mut files);
    let mut store = if args.dry_run { context.open_copy()? } else { context.open_or_create(false)? };
    let mut night = work(&mut store, files, context, clock)?;
    night.import.refused.extend(refused);
    if args.format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &night)?;
        night.import.warn(context);
    } else {
        night.import.report(context, None)?;
        night.dedupe.report(context);
        context.ui.summary(&night.classify.summary());
        context.ui.summary(&night.score.summary());
        context.ui.summary(&night.followups.summary());
        context.ui.summary(&Summary::new("alerts").count("open", alert::unsettled_count(store.conn())?));
    }
    context.note_dry_run(args.dry_run);
    Ok(if night.import.has_rejects() { Outcome::SomeRejected } else { Outcome::Done })
}

fn work(store: &mut Store, files: Vec<import::Opened>, context: &Context, clock: std::time::Instant) -> Result<Night> {
    let path = store.path().to_owned();
    let import = if files.is_empty() {
        Imported::default()
    } else {
        let imported = store.write(false, |conn| import::import(conn, files, context))?;
        imported.remove_left_over(context);
        imported
    };
    let dedupe = store.write(false, |conn| dedupe::nightly(conn, context))?;
    reread(store, context)?;
    let classify = store.write(false, |conn| classify::classify_all(conn, &path, false, false, context))?;
    let score = store.write(false, |conn| score::score_all(conn, &path, false, context))?;
    let followups = store.write(false, |conn| followups::scan(conn, &path, false, context))?;
    segments::record(store, context)?;
    Ok(Night { import, dedupe, classify, score, followups, seconds: clock.elapsed().as_secs_f64() })
}

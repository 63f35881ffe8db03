//! `rolo deals`: the pipeline. Looking at deals, changing them by hand, and what the open ones are worth.

mod add;
mod board;
mod change;
mod fields;
mod forecast;
mod list;
mod set;
mod show;

use rusqlite::Connection;

use super::companies::find::find as find_company;
use super::{Context, Outcome, author};
use crate::cli::author::AuthorArgs;
use crate::cli::deals::{DealFilterArgs, DealsArgs, DealsCommand};
use crate::commands::numbered::DEAL;
use crate::domain::suggest;
use crate::error::{Error, Result};
use crate::store::counts::Money;
use crate::store::deal_edit::DealEditor;
use crate::store::pipeline::{self, DealFilter};

/// Runs `rolo deals`.
pub fn run(args: &DealsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        DealsCommand::List(args) => list::run(args, context),
        DealsCommand::Board(args) => board::run(args, context),
        DealsCommand::Show(args) => show::run(args, context),
        DealsCommand::Add(args) => add::run(args, context),
        DealsCommand::Set(args) => set::run(args, context),
        DealsCommand::Move(args) => change::to_stage(args, context),
        DealsCommand::Won(args) => change::won(args, context),
        DealsCommand::Lost(args) => change::lost(args, context),
        DealsCommand::Reopen(args) => change::reopen(args, context),
        DealsCommand::Delete(args) => change::delete(args, context),
        DealsCommand::Release(args) => set::release(args, context),
        DealsCommand::Forecast(args) => forecast::run(args, context),
    }
}

/// One command that changes deals.
struct Changing<'a> {
    command: &'static str,
    author: &'a AuthorArgs,
    dry_run: bool,
}

/// Makes changes in one transaction and one entry of the journal. `run` gives what it did with a line for the journal.
fn write<T>(
    changing: &Changing<'_>,
    context: &Context,
    run: impl FnOnce(&Connection, &mut DealEditor<'_>) -> Result<(T, String)>,
) -> Result<T> {
    let author = author(changing.author);
    let mut store = context.open()?;
    let done = store.write(changing.dry_run, |conn| {
        let mut editor = DealEditor::open(conn, changing.command, &author, context.as_of)?;
        let (done, summary) = run(conn, &mut editor)?;
        editor.close(&summary, &Money { rules: &context.config.rules })?;
        Ok(done)
    })?;
    context.note_dry_run(changing.dry_run);
    Ok(done)
}

/// The filter that options make, besides states.
fn filter(conn: &Connection, args: &DealFilterArgs, context: &Context) -> Result<DealFilter> {
    let stages = args.deal_stage.iter().map(|stage| stage_of(conn, stage, context)).collect::<Result<_>>()?;
    let company_id = args.company.as_ref().map(|company| find_company(conn, company)).transpose()?;
    Ok(DealFilter { states: Vec::new(), stages, is_stale: args.stale, company_id, owner: args.owner.filter() })
}

/// The stage that a word means: one of the configuration, or one in which a deal stands.
fn stage_of(conn: &Connection, word: &str, context: &Context) -> Result<String> {
    let mut known = context.config.rules.deals.stages.clone();
    for stage in pipeline::stages(conn)? {
        if !known.contains(&stage) {
            known.push(stage);
        }
    }
    let word = word.trim();
    let same = |stage: &&String| stage.to_lowercase() == word.to_lowercase();
    if let Some(stage) = known.iter().find(|stage| *stage == word).or_else(|| known.iter().find(same)) {
        return Ok(stage.clone());
    }
    let hint = match suggest::nearest(word, known.iter().map(String::as_str), |_, _, _| None) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("stages are {}; [deals] stages in rolo.toml names them", known.join(", ")),
    };
    Err(Error::usage(format!("there is no stage `{word}`")).hint(hint).into())
}

/// Sees that all these deals are there.
fn check_all(conn: &Connection, ids: &[i64]) -> Result<()> {
    for id in ids {
        if !pipeline::exists(conn, *id)? {
            return Err(DEAL.not_there(*id));
        }
    }
    Ok(())
}

/// How many deals something became of, in words.
fn told(changed: usize, ids: &[i64], what: &str) -> String {
    match (changed, ids) {
        (1, [id]) => format!("deal {id} {what}"),
        (0, [id]) => format!("deal {id} is as it was"),
        (changed, ids) => format!("{changed} of {} deals {what}", ids.len()),
    }
}

//! `rolo deals move`, `won`, `lost`, `reopen` and `delete`.

use rusqlite::types::Value;

use super::{Changing, check_all, stage_of, told, write};
use crate::cli::deals::{ChangeArgs, LostArgs, MoveArgs, WonArgs};
use crate::commands::numbered::DEAL;
use crate::commands::{Context, Outcome};
use crate::domain::deciding::DealState;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::deal;
use crate::store::journal::Columns;

type Changes = Vec<(&'static str, Value)>;

/// Runs `rolo deals move`.
pub(super) fn to_stage(args: &MoveArgs, context: &Context) -> Result<Outcome> {
    let changing = Changing { command: "deals move", author: &args.author, dry_run: args.dry_run };
    let ids = DEAL.ids(&args.ids)?;
    let said = write(&changing, context, |conn, editor| {
        let stage = stage_of(conn, &args.stage, context)?;
        check_all(conn, &ids)?;
        let mut moved = 0;
        for id in &ids {
            moved += usize::from(editor.change(*id, &[("stage", Value::Text(stage.clone()))])?);
            editor.hold(*id, &["stage"])?;
        }
        Ok((told(moved, &ids, &format!("moved to {stage}")), stage))
    })?;
    context.ui.note(&said);
    Ok(Outcome::Done)
}

/// Runs `rolo deals won`.
pub(super) fn won(args: &WonArgs, context: &Context) -> Result<Outcome> {
    let at = closing_time(args.at, context)?;
    let changing = Changing { command: "deals won", author: &args.author, dry_run: args.dry_run };
    close(&changing, &args.ids, "won", context, |old| {
        let is_won = state(old) == DealState::Won;
        let mut changes = closed(DealState::Won, if is_won { args.at } else { Some(at) });
        changes.push(("lost_reason", Value::Null));
        changes
    })
}

/// Runs `rolo deals lost`.
pub(super) fn lost(args: &LostArgs, context: &Context) -> Result<Outcome> {
    let at = closing_time(args.at, context)?;
    let changing = Changing { command: "deals lost", author: &args.author, dry_run: args.dry_run };
    close(&changing, &args.ids, "lost", context, |old| {
        let is_lost = state(old) == DealState::Lost;
        let mut changes = closed(DealState::Lost, if is_lost { args.at } else { Some(at) });
        changes.extend(not_by_event());
        if let Some(reason) = &args.reason {
            changes.push(("lost_reason", Value::Text(reason.clone())));
        }
        changes
    })
}

/// Runs `rolo deals reopen`.
pub(super) fn reopen(args: &ChangeArgs, context: &Context) -> Result<Outcome> {
    let changing = Changing { command: "deals reopen", author: &args.author, dry_run: args.dry_run };
    close(&changing, &args.ids, "open again", context, |old| {
        if state(old) == DealState::Open {
            return Vec::new();
        }
        let mut changes = vec![
            ("state", Value::Text(DealState::Open.name().to_owned())),
            ("closed_at", Value::Null),
            ("lost_reason", Value::Null),
            ("reopened_at", Value::Integer(context.as_of.0)),
        ];
        changes.extend(not_by_event());
        changes
    })
}

/// Runs `rolo deals delete`.
pub(super) fn delete(args: &ChangeArgs, context: &Context) -> Result<Outcome> {
    let changing = Changing { command: "deals delete", author: &args.author, dry_run: args.dry_run };
    let ids = DEAL.ids(&args.ids)?;
    let said = write(&changing, context, |conn, editor| {
        check_all(conn, &ids)?;
        ids.iter().try_for_each(|id| editor.delete(*id))?;
        let said = told(ids.len(), &ids, "deleted");
        Ok((said.clone(), said))
    })?;
    context.ui.note(&said);
    Ok(Outcome::Done)
}

/// Closes deals, or opens them, as `changes` says of the columns of each.
fn close(
    changing: &Changing<'_>,
    words: &[String],
    what: &str,
    context: &Context,
    changes: impl Fn(&Columns) -> Changes,
) -> Result<Outcome> {
    let ids = DEAL.ids(words)?;
    let said = write(changing, context, |conn, editor| {
        check_all(conn, &ids)?;
        let mut changed = 0;
        for id in &ids {
            let old = deal::read(conn, *id)?.unwrap_or_default();
            changed += usize::from(editor.change(*id, &changes(&old))?);
            editor.hold(*id, &["state"])?;
        }
        let what = if ids.len() == 1 { format!("is {what}") } else { what.to_owned() };
        let said = told(changed, &ids, &what);
        Ok((said.clone(), said))
    })?;
    context.ui.note(&said);
    Ok(Outcome::Done)
}

fn state(columns: &Columns) -> DealState {
    let open = DealState::Open;
    match columns.iter().find(|(name, _)| *name == "state") {
        Some((_, Value::Text(state))) => DealState::from_name(state).unwrap_or(open),
        _ => open,
    }
}

fn closed(state: DealState, at: Option<Instant>) -> Changes {
    let mut changes = vec![("state", Value::Text(state.name().to_owned()))];
    changes.extend(at.map(|at| ("closed_at", Value::Integer(at.0))));
    changes
}

/// A deal that is not won by an event, whatever it was before.
fn not_by_event() -> Changes {
    vec![("won_event", Value::Null), ("won_event_at", Value::Null)]
}

fn closing_time(at: Option<Instant>, context: &Context) -> Result<Instant> {
    match at {
        Some(at) if at > context.as_of => Err(Error::usage(format!("--at {at}: that is still to come"))
            .hint("say when it will be with: rolo deals set expected_close=TIME ID")
            .into()),
        at => Ok(at.unwrap_or(context.as_of)),
    }
}

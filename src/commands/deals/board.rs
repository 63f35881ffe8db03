//! `rolo deals board`: the open deals in columns, one for each stage.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::filter;
use super::list::{columns, selection, who};
use crate::cli::deals::BoardArgs;
use crate::commands::export::write_selection;
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::output::board::{BoardColumn, board};
use crate::output::format::Format;
use crate::output::ui;
use crate::store::pipeline::{self, Listed};

/// Runs `rolo deals board`.
pub(super) fn run(args: &BoardArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let conn = store.conn();
    let mut filter = filter(conn, &args.filter, context)?;
    filter.states = vec!["open".to_owned()];
    let condition = pipeline::condition(conn, &filter)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let mut out = context.ui.out();
    if format != Format::Table {
        let columns = columns(conn, format)?;
        write_selection(&store, &selection(&columns, &condition, None, None), format, &mut out, context.ui.look())?;
        return Ok(Outcome::Done);
    }
    let deals = pipeline::listed(conn, &condition, "expected_close IS NULL, expected_close", None)?;
    let asked = |stage: &&String| filter.stages.is_empty() || filter.stages.contains(*stage);
    let stages: Vec<String> = context.config.rules.deals.stages.iter().filter(asked).cloned().collect();
    let columns = in_columns(&deals, &stages);
    let columns: Vec<BoardColumn> = columns
        .into_iter()
        .map(|(stage, deals)| column(conn, &stage, &deals, usize::from(args.limit)))
        .collect::<Result<_>>()?;
    board(&mut out, &columns, context.ui.look())?;
    Ok(Outcome::Done)
}

/// The deals by stage: the stages of the configuration, then others that occur, then none.
fn in_columns<'d>(deals: &'d [Listed], stages: &[String]) -> Vec<(String, Vec<&'d Listed>)> {
    let mut columns: Vec<(String, Vec<&Listed>)> = stages.iter().map(|stage| (stage.clone(), Vec::new())).collect();
    let mut others: BTreeMap<(bool, String), (String, Vec<&Listed>)> = BTreeMap::new();
    for deal in deals {
        let stage = deal.stage.as_deref().unwrap_or_default();
        match columns.iter_mut().find(|(known, _)| known.to_lowercase() == stage.to_lowercase()) {
            Some((_, deals)) => deals.push(deal),
            None => {
                let key = (stage.is_empty(), stage.to_lowercase());
                others.entry(key).or_insert_with(|| (stage.to_owned(), Vec::new())).1.push(deal);
            }
        }
    }
    columns.extend(others.into_values());
    columns
}

fn column(conn: &Connection, stage: &str, deals: &[&Listed], limit: usize) -> Result<BoardColumn> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for deal in deals {
        if let Some(amount) = deal.amount {
            let sum = sums.entry(&deal.currency).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    let heading = if stage.is_empty() { "(no stage)" } else { stage };
    let rest = deals.len().saturating_sub(limit);
    Ok(BoardColumn {
        heading: format!("{heading} {}", deals.len()),
        sums: sums.into_iter().map(|(currency, sum)| ui::money(sum, currency)).collect(),
        cards: deals.iter().take(limit).map(|deal| card(conn, deal)).collect::<Result<_>>()?,
        rest: if rest > 0 { format!("and {rest} more") } else { String::new() },
    })
}

/// The title with the deal's number, then what it is worth, then whose it is.
fn card(conn: &Connection, deal: &Listed) -> Result<(String, Vec<String>)> {
    let mark = if deal.stale { "! " } else { "" };
    let amount = deal.amount.map(|amount| ui::money(amount, &deal.currency)).unwrap_or_default();
    let who = who(conn, deal)?;
    let who = if who.is_empty() { deal.company.clone().unwrap_or_default() } else { who };
    let under = [amount, who].into_iter().filter(|line| !line.is_empty()).collect();
    Ok((format!("{mark}{} {}", deal.id, deal.title), under))
}

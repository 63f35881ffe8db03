//! `rolo deals forecast`: what the open deals are worth.

use super::filter;
use crate::cli::deals::ForecastArgs;
use crate::commands::{Context, Outcome};
use crate::domain::deciding::forecast::{Worth, forecast};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui;
use crate::store::{counts, pipeline};

const COLUMNS: [&str; 10] =
    ["kind", "stage", "currency", "deals", "unpriced", "amount", "won", "closed", "win_rate", "expected"];

/// Runs `rolo deals forecast`.
pub(super) fn run(args: &ForecastArgs, context: &Context) -> Result<Outcome> {
    if args.format == Some(Format::Ids) {
        return Err(Error::usage("a forecast is of stages, which have no ids").into());
    }
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let conn = store.conn();
    let rules = &context.config.rules;
    let condition = pipeline::condition(conn, &filter(conn, &args.filter, context)?)?;
    let open = pipeline::open_deals(conn, &condition, context.as_of)?;
    let closed = pipeline::closed_deals(conn, context.as_of)?;
    let currency = counts::currency(conn, rules)?;
    let (lines, totals) = forecast(&open, &closed, &rules.deals.stages, &currency, &rules.money);
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    match format {
        Format::Table => print_table(&lines, &totals, context)?,
        format => print_rows(&lines, &totals, format, context)?,
    }
    let unrated: u64 = lines.iter().filter(|line| line.expected.is_none()).map(|line| line.deals).sum();
    if unrated > 0 {
        let (deals, them) = if unrated == 1 { ("deal stands", "it is") } else { ("deals stand", "they are") };
        let count = ui::count(unrated.cast_signed());
        context.ui.note(&format!(
            "{count} {deals} in a stage of which no deal was ever closed, so {them} in no expected value"
        ));
    }
    Ok(Outcome::Done)
}

#[allow(clippy::cast_precision_loss, reason = "as the views print amounts")]
fn print_rows(lines: &[Worth], totals: &[Worth], format: Format, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    for (kind, line) in with_kinds(lines, totals) {
        let number = |number: u64| Cell::Integer(number.cast_signed());
        let money = |amount: i64| Cell::Real(amount as f64 / 1_000_000.0);
        let of_stage = |cell| if kind == "stage" { cell } else { Cell::Empty };
        writer.row(&[
            Cell::Text(kind),
            filled(&line.stage),
            filled(&line.currency),
            number(line.deals),
            number(line.unpriced),
            money(line.amount),
            of_stage(number(line.won)),
            of_stage(number(line.closed)),
            line.win_rate().map_or(Cell::Empty, Cell::Real),
            line.expected.map_or(Cell::Empty, money),
        ])?;
    }
    Ok(writer.finish()?)
}

fn filled(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn with_kinds<'w>(lines: &'w [Worth], totals: &'w [Worth]) -> impl Iterator<Item = (&'static str, &'w Worth)> {
    lines.iter().map(|line| ("stage", line)).chain(totals.iter().map(|line| ("total", line)))
}

fn print_table(lines: &[Worth], totals: &[Worth], context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let names = ["stage", "deals", "without amount", "amount", "win rate", "expected"];
    let mut writer = RowWriter::new(&mut out, Format::Table, &names, context.ui.look())?;
    for (kind, line) in with_kinds(lines, totals) {
        let stage = match (kind, line.stage.as_str()) {
            ("total", _) => "total",
            (_, "") => "(no stage)",
            (_, stage) => stage,
        };
        let is_priced = line.unpriced < line.deals;
        let amount = if is_priced { ui::money(line.amount, &line.currency) } else { String::new() };
        let rate = line.win_rate().map(|rate| format!("{:.0} % ({} of {})", rate * 100.0, line.won, line.closed));
        let rate = rate.unwrap_or_else(|| if kind == "stage" { "no history".to_owned() } else { String::new() });
        let expected =
            line.expected.filter(|_| is_priced).map(|expected| ui::money(expected, &line.currency)).unwrap_or_default();
        writer.row(&[
            Cell::Text(stage),
            Cell::Integer(line.deals.cast_signed()),
            if line.unpriced == 0 { Cell::Empty } else { Cell::Integer(line.unpriced.cast_signed()) },
            filled(&amount),
            filled(&rate),
            filled(&expected),
        ])?;
    }
    Ok(writer.finish()?)
}

//! `rolo deals list`: rows of the view `deals`; for people with names, and for how long nothing has happened.

use rusqlite::Connection;

use super::filter;
use crate::cli::deals::ListArgs;
use crate::commands::export::write_selection;
use crate::commands::{Context, Outcome};
use crate::domain::time::{DAY, Instant};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui;
use crate::store::contact;
use crate::store::filter::Condition;
use crate::store::pipeline::{self, Listed};
use crate::store::report::{self, Selection};

/// Runs `rolo deals list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let conn = store.conn();
    let mut filter = filter(conn, &args.filter, context)?;
    filter.states = match (args.all, args.state.is_empty()) {
        (true, _) => Vec::new(),
        (false, true) => vec!["open".to_owned()],
        (false, false) => args.state.clone(),
    };
    let condition = pipeline::condition(conn, &filter)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    if format == Format::Table {
        let order = order(conn, args.sort.as_deref().unwrap_or("id"))?;
        let is_open = filter.states == ["open"];
        print_table(conn, &pipeline::listed(conn, &condition, &order, args.limit)?, is_open, context)?;
    } else {
        let mut out = context.ui.out();
        let columns = columns(conn, format)?;
        let (sort, limit) = (args.sort.as_deref(), args.limit);
        let selection = selection(&columns, &condition, sort, limit);
        write_selection(&store, &selection, format, &mut out, context.ui.look())?;
    }
    Ok(Outcome::Done)
}

/// What programs get of deals.
pub(super) fn columns(conn: &Connection, format: Format) -> Result<Vec<String>> {
    if format == Format::Ids { Ok(vec!["id".to_owned()]) } else { report::columns(conn, "deals") }
}

/// The rows of the view that a condition holds for.
pub(super) fn selection<'a>(
    columns: &'a [String],
    condition: &'a Condition,
    sort: Option<&'a str>,
    limit: Option<u32>,
) -> Selection<'a> {
    Selection { view: "deals", columns, condition: &condition.sql, values: &condition.values, sort, limit }
}

/// The order that `--sort` asks for, by a column of the view.
fn order(conn: &Connection, sort: &str) -> Result<String> {
    let (column, order) = sort.strip_prefix('-').map_or((sort, "ASC"), |column| (column, "DESC"));
    let known = report::columns(conn, "deals")?;
    if known.iter().any(|known| known == column) {
        return Ok(format!("\"{column}\" {order}"));
    }
    Err(Error::usage(format!("the view `deals` has no column `{column}`"))
        .hint(format!("its columns are: {}", known.join(", ")))
        .into())
}

fn print_table(conn: &Connection, deals: &[Listed], is_open: bool, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let names = ["id", "title", "contact", "company", "stage", "state", "amount", "age", "idle"];
    let shown = |name: &&str| !(is_open && *name == "state");
    let names: Vec<&str> = names.into_iter().filter(shown).collect();
    let mut writer = RowWriter::new(&mut out, Format::Table, &names, context.ui.look())?;
    for deal in deals {
        let contact = who(conn, deal)?;
        let amount = deal.amount.map(|amount| ui::money(amount, &deal.currency)).unwrap_or_default();
        let (age, idle) = (days(deal.created_at, context.as_of), idle(deal, context.as_of));
        let text = |text: &'_ str| -> String { text.to_owned() };
        let mut cells = vec![
            text(&deal.title),
            contact,
            text(deal.company.as_deref().unwrap_or_default()),
            text(deal.stage.as_deref().unwrap_or_default()),
        ];
        if !is_open {
            cells.push(text(&deal.state));
        }
        cells.extend([amount, age, idle]);
        let rest = cells.iter().map(|cell| if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) });
        writer.row(&[Cell::Integer(deal.id)].into_iter().chain(rest).collect::<Vec<_>>())?;
    }
    Ok(writer.finish()?)
}

/// Whose a deal is.
pub(super) fn who(conn: &Connection, deal: &Listed) -> Result<String> {
    deal.contact_id.map_or(Ok(String::new()), |id| contact::label(conn, id))
}

/// For how long nothing has happened to an open deal, and whether that is too long.
fn idle(deal: &Listed, as_of: Instant) -> String {
    match (deal.state.as_str(), deal.stale) {
        ("open", true) => format!("{} stale", days(deal.active_at, as_of)),
        ("open", false) => days(deal.active_at, as_of),
        _ => String::new(),
    }
}

fn days(since: Instant, as_of: Instant) -> String {
    format!("{}d", ((as_of - since).0 / DAY.0).max(0))
}

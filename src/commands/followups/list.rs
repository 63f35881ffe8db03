//! `rolo followups list`: the queue by due time.

use crate::cli::followups::ListArgs;
use crate::commands::export::write_selection;
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::report::{self, Selection};
use crate::store::{Store, contact, followup};

/// Runs `rolo followups list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let due = args.due.then_some(context.as_of);
    let condition = followup::condition(store.conn(), &args.filter.filter(), args.all, due, &args.kind)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = match format {
        Format::Ids => vec!["id".to_owned()],
        Format::Table => {
            ["id", "due_at", "kind", "state", "contact_id", "channel", "reason"].map(str::to_owned).to_vec()
        }
        _ => report::columns(store.conn(), "followups")?,
    };
    let selection = Selection {
        view: "followups",
        columns: &columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: Some("due_at"),
        limit: None,
    };
    if format == Format::Table {
        print_table(&store, &selection, context)?;
    } else {
        write_selection(&store, &selection, format, &mut context.ui.out(), context.ui.look())?;
    }
    Ok(Outcome::Done)
}

/// The list for people: who is meant is said by name.
fn print_table(store: &Store, selection: &Selection<'_>, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let columns: Vec<&str> =
        selection.columns.iter().map(|name| if name == "contact_id" { "contact" } else { name }).collect();
    let mut writer = RowWriter::new(&mut out, Format::Table, &columns, context.ui.look())?;
    report::for_each(store.conn(), selection, |row| {
        let contact = contact::label(store.conn(), row.get("contact_id")?)?;
        let mut cells = vec![Cell::Integer(row.get(0)?)];
        for (i, column) in columns.iter().enumerate().skip(1) {
            cells.push(match *column {
                "contact" => Cell::Text(&contact),
                _ => row.get_ref(i)?.as_str_or_null()?.map_or(Cell::Empty, Cell::Text),
            });
        }
        Ok(writer.row(&cells)?)
    })?;
    Ok(writer.finish()?)
}

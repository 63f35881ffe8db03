//! `rolo conversations list`: conversations as rows of their view; for people with the contact's name, and the summary
//! last.

use rusqlite::Row;

use super::{Context, Outcome, condition};
use crate::cli::conversations::ListArgs;
use crate::commands::export::write_selection;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::report::{self, Selection};
use crate::store::{Store, contact};

/// What a table for people shows, and the columns that it is made of.
const SHOWN: [&str; 10] =
    ["id", "latest", "channel", "contact", "agent", "state", "class", "sentiment", "score", "summary"];
const COLUMNS: [&str; 11] = [
    "id",
    "last_message_at",
    "channel",
    "contact_id",
    "agent",
    "state",
    "class",
    "sentiment_level",
    "score",
    "summary",
    "link_state",
];

/// Runs `rolo conversations list`.
pub fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let condition = condition(&store, &args.filter)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = match format {
        Format::Ids => vec!["id".to_owned()],
        Format::Table => COLUMNS.map(str::to_owned).to_vec(),
        _ => report::columns(store.conn(), "conversations")?,
    };
    let selection = Selection {
        view: "conversations",
        columns: &columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: Some(args.sort.as_deref().unwrap_or("-last_message_at")),
        limit: args.limit,
    };
    if format == Format::Table {
        print_table(&store, &selection, context)?;
    } else {
        write_selection(&store, &selection, format, &mut context.ui.out(), context.ui.look())?;
    }
    Ok(Outcome::Done)
}

/// The list for people: who is meant is said by name, and of times the day.
fn print_table(store: &Store, selection: &Selection<'_>, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, Format::Table, &SHOWN, context.ui.look())?;
    report::for_each(store.conn(), selection, |row| {
        let text = |name| -> Result<Option<&str>> { Ok(row.get_ref(name)?.as_str_or_null()?) };
        let contact = owner(store, row)?;
        writer.row(&[
            Cell::Integer(row.get("id")?),
            text_cell(text("last_message_at")?.map(|time| time.get(..10).unwrap_or(time))),
            text_cell(text("channel")?),
            Cell::Text(&contact),
            text_cell(text("agent")?),
            text_cell(text("state")?),
            text_cell(text("class")?),
            text_cell(text("sentiment_level")?),
            row.get::<_, Option<i64>>("score")?.map_or(Cell::Empty, Cell::Integer),
            text_cell(text("summary")?),
        ])?;
        Ok(())
    })?;
    Ok(writer.finish()?)
}

/// Whose a conversation is, else why it is nobody's.
fn owner(store: &Store, row: &Row<'_>) -> Result<String> {
    match row.get::<_, Option<i64>>("contact_id")? {
        Some(id) => contact::label(store.conn(), id),
        None => Ok(format!("({})", row.get::<_, String>("link_state")?)),
    }
}

fn text_cell(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}

//! `rolo followups list`: the queue by due time; for people with who it is, what is best done and how far off it is.

use super::known;
use crate::cli::followups::ListArgs;
use crate::commands::export::write_selection;
use crate::commands::{Context, Outcome};
use crate::domain::deciding::FollowupState;
use crate::domain::deciding::desk::{age, due_in, recommended};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::desk::{self, Followup};
use crate::store::filter::Condition;
use crate::store::report::{self, Selection};
use crate::store::{Store, contact, followup};

/// A table leaves the channel out on a terminal that is narrower than this, so that the rest can be read.
const WIDTH_OF_CHANNEL: u16 = 95;
/// The same of the text.
const WIDTH_OF_TEXT: u16 = 125;

/// Runs `rolo followups list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let due = args.due.then_some(context.as_of);
    let condition = followup::condition(store.conn(), &args.filter.filter(), args.all, due, &args.kind)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    if format == Format::Table {
        print_table(&store, &condition, context)?;
        return Ok(Outcome::Done);
    }
    let columns = match format {
        Format::Ids => vec!["id".to_owned()],
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
    write_selection(&store, &selection, format, &mut context.ui.out(), context.ui.look())?;
    Ok(Outcome::Done)
}

/// The list for people.
fn print_table(store: &Store, condition: &Condition, context: &Context) -> Result<()> {
    let is_wide = |least: u16| context.ui.look().width.is_none_or(|width| width >= least);
    let mut columns = vec!["id", "due", "kind", "contact", "since"];
    columns.extend(is_wide(WIDTH_OF_CHANNEL).then_some("channel"));
    columns.extend(["do", "why"]);
    columns.extend(is_wide(WIDTH_OF_TEXT).then_some("text"));
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, Format::Table, &columns, context.ui.look())?;
    for id in desk::ids(store.conn(), condition)? {
        let one = known(store.conn(), id)?;
        let contact = contact::label(store.conn(), one.contact_id)?;
        let kind = kind(&one);
        let due = if one.state.is_open() { due_in(one.due_at, context.as_of) } else { String::new() };
        let since = age(context.as_of - one.cause_at);
        let action = match one.state.is_open() {
            true => recommended(one.kind(), desk::intent(store.conn(), one.contact_id)?),
            false => "",
        };
        let cells: Vec<Cell<'_>> = columns
            .iter()
            .map(|column| match *column {
                "id" => Cell::Integer(one.id),
                "due" => Cell::Text(&due),
                "kind" => Cell::Text(&kind),
                "contact" => Cell::Text(&contact),
                "since" => Cell::Text(&since),
                "channel" => one.channel.as_deref().map_or(Cell::Empty, Cell::Text),
                "do" => Cell::Text(action),
                "why" => Cell::Text(&one.reason),
                _ => one.text.as_deref().map_or(Cell::Empty, Cell::Text),
            })
            .collect();
        writer.row(&cells)?;
    }
    Ok(writer.finish()?)
}

/// The kind, with the state where a person need not look at it for the first time.
fn kind(one: &Followup) -> String {
    match one.state {
        FollowupState::Pending => one.kind.clone(),
        state => format!("{}, {}", one.kind, state.name()),
    }
}

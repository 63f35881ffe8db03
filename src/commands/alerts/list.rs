//! `rolo alerts list`: alerts as rows of their view; for people with the contact's name, and who is on it.

use rusqlite::Row;

use super::{Context, Outcome};
use crate::cli::alerts::ListArgs;
use crate::commands::export::write_selection;
use crate::domain::deciding::AlertState;
use crate::domain::deciding::alert::KINDS;
use crate::domain::suggest;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::alert::queue::{self, Which};
use crate::store::alert::sending;
use crate::store::filter::Condition;
use crate::store::report::{self, Selection};
use crate::store::{Store, contact};

/// What a table for people shows, and the columns that it is made of.
const SHOWN: [&str; 7] = ["id", "since", "kind", "contact", "conversation", "state", "reason"];
const COLUMNS: [&str; 9] =
    ["id", "at", "kind", "contact_id", "conversation_id", "state", "reason", "taken_by", "sending"];

/// Runs `rolo alerts list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    check_kinds(&store, &args.kind, context)?;
    store.guard(context.as_of)?;
    let all = || AlertState::ALL.iter().map(|state| state.name().to_owned()).collect();
    let which = Which {
        states: if args.all { all() } else { args.state.clone() },
        kinds: args.kind.clone(),
        taken_by: args.taken_by.clone(),
    };
    let condition = queue::condition(store.conn(), &args.filter.filter(), &which)?;
    let count = match args.fail_if_any && context.ui.is_quiet() {
        true => sending::ids(store.conn(), &condition)?.len() as u64,
        false => {
            let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
            print(&store, &condition, format, None, context)?
        }
    };
    Ok(if args.fail_if_any && count > 0 { Outcome::Holds } else { Outcome::Done })
}

/// Prints the alerts of a condition over their view, the oldest first; says how many there are.
pub(super) fn print(
    store: &Store,
    condition: &Condition,
    format: Format,
    limit: Option<u32>,
    context: &Context,
) -> Result<u64> {
    let columns = match format {
        Format::Ids => vec!["id".to_owned()],
        Format::Table => COLUMNS.map(str::to_owned).to_vec(),
        _ => report::columns(store.conn(), "alerts")?,
    };
    let selection = Selection {
        view: "alerts",
        columns: &columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: Some("at"),
        limit,
    };
    match format {
        Format::Table => print_table(store, &selection, context),
        _ => write_selection(store, &selection, format, &mut context.ui.out(), context.ui.look()),
    }
}

/// Refuses a kind that is not built in, not the name of a rule, and not that of a rule that once was.
pub(super) fn check_kinds(store: &Store, kinds: &[String], context: &Context) -> Result<()> {
    let rules = context.config.rules.alerts.rules.iter().map(|rule| rule.name.clone());
    let mut known: Vec<String> = KINDS.map(str::to_owned).into_iter().chain(rules).collect();
    let Some(_) = kinds.iter().find(|kind| !known.contains(kind)) else { return Ok(()) };
    for kind in queue::kinds(store.conn())? {
        if !known.contains(&kind) {
            known.push(kind);
        }
    }
    let Some(wrong) = kinds.iter().find(|kind| !known.contains(kind)) else { return Ok(()) };
    let hint = match suggest::nearest(wrong, known.iter().map(String::as_str), |_, _, _| None) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("kinds are {}", known.join(", ")),
    };
    Err(Error::usage(format!("there is no kind of alerts `{wrong}`")).hint(hint).into())
}

fn print_table(store: &Store, selection: &Selection<'_>, context: &Context) -> Result<u64> {
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, Format::Table, &SHOWN, context.ui.look())?;
    let count = report::for_each(store.conn(), selection, |row| {
        let text = |name| -> Result<&str> { Ok(row.get_ref(name)?.as_str_or_null()?.unwrap_or_default()) };
        let contact = match row.get::<_, Option<i64>>("contact_id")? {
            Some(id) => contact::label(store.conn(), id)?,
            None => "(nobody known)".to_owned(),
        };
        let (state, since) = (state(row)?, minute(text("at")?));
        writer.row(&[
            Cell::Integer(row.get("id")?),
            Cell::Text(&since),
            Cell::Text(text("kind")?),
            Cell::Text(&contact),
            row.get::<_, Option<i64>>("conversation_id")?.map_or(Cell::Empty, Cell::Integer),
            Cell::Text(&state),
            Cell::Text(words(text("kind")?, text("reason")?)),
        ])?;
        Ok(())
    })?;
    writer.finish()?;
    Ok(count)
}

/// A time without its seconds: `2026-08-21 10:00`.
fn minute(time: &str) -> String {
    time.get(..16).unwrap_or(time).replace('T', " ")
}

/// The reason without what the kind says already, so that there is room for what was written.
fn words<'r>(kind: &str, reason: &'r str) -> &'r str {
    let said = match kind {
        "frustration" => "is frustrated: ",
        "human_request" => "asks for a person: ",
        _ => "",
    };
    reason.strip_prefix(said).unwrap_or(reason)
}

/// The state, who is on it, and whether it is not known what became of handing it over.
fn state(row: &Row<'_>) -> Result<String> {
    let mut state: String = row.get("state")?;
    if let (true, Some(who)) = (state == AlertState::Taken.name(), row.get::<_, Option<String>>("taken_by")?) {
        state = format!("taken by {who}");
    }
    if row.get_ref("sending")?.as_str_or_null()? == Some("unconfirmed") {
        state += ", unconfirmed";
    }
    Ok(state)
}

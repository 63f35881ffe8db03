//! `rolo contacts list`: rows of the view `contacts`.

use crate::cli::contacts::ListArgs;
use crate::commands::export::write_selection;
use crate::commands::{Context, Outcome};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::store::report::{self, Selection};
use crate::store::{Store, filter};

/// What a person wants to see first.
const IN_TABLE: [&str; 10] =
    ["id", "name", "email", "phone", "company", "stage", "status", "score", "grade", "last_active"];

/// Runs `rolo contacts list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = columns(&store, args.columns.as_deref(), format)?;
    let condition = filter::condition(store.conn(), &args.filter.filter())?;
    let selection = Selection {
        view: "contacts",
        columns: &columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: args.sort.as_deref(),
        limit: args.limit,
    };
    write_selection(&store, &selection, format, &mut context.ui.out(), context.ui.look())?;
    Ok(Outcome::Done)
}

fn columns(store: &Store, asked: Option<&str>, format: Format) -> Result<Vec<String>> {
    match (asked, format) {
        (_, Format::Ids) => Ok(vec!["id".to_owned()]),
        (None, Format::Table) => Ok(IN_TABLE.map(str::to_owned).to_vec()),
        (None | Some("all"), _) => report::columns(store.conn(), "contacts"),
        (Some(list), _) => {
            let columns: Vec<String> =
                list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            if columns.is_empty() {
                return Err(Error::usage("--columns names no column").into());
            }
            Ok(columns)
        }
    }
}

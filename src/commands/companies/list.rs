//! `rolo companies list`: rows of the view `companies`.

use crate::cli::companies::ListArgs;
use crate::commands::export::write_selection;
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::output::format::Format;
use crate::store::company;
use crate::store::report::{self, Selection};

/// What a person wants to see first.
const IN_TABLE: [&str; 7] = ["id", "name", "website", "industry", "city", "country", "contact_count"];

/// Runs `rolo companies list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = match format {
        Format::Ids => vec!["id".to_owned()],
        Format::Table => IN_TABLE.map(str::to_owned).to_vec(),
        _ => report::columns(store.conn(), "companies")?,
    };
    let condition = company::search(args.search.as_deref());
    let selection = Selection {
        view: "companies",
        columns: &columns,
        condition: &condition.sql,
        values: &condition.values,
        sort: args.sort.as_deref(),
        limit: args.limit,
    };
    write_selection(&store, &selection, format, &mut context.ui.out(), context.ui.look())?;
    Ok(Outcome::Done)
}

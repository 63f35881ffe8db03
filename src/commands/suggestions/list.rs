//! `rolo suggestions list`.

use super::compute::compute;
use super::state;
use crate::cli::suggestions::ListArgs;
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};

/// Columns for programs.
const COLUMNS: [&str; 5] = ["name", "what", "why", "effect", "state"];
/// Columns for people.
const IN_TABLE: [&str; 4] = ["name", "effect", "why", "state"];

/// Runs `rolo suggestions list`.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let computed = compute(context)?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let mut rows: Vec<[&str; 5]> = Vec::new();
    for it in &computed.suggestions {
        rows.push([&it.name, &it.what, &it.why, &it.effect, state(it, context)]);
    }
    // Those that were dismissed and are no longer suggested.
    for hidden in &context.config.suggestions_hidden {
        if computed.find(&hidden.name).is_none() {
            rows.push([&hidden.name, "", "", "", "dismissed"]);
        }
    }
    rows.retain(|row| args.all || row[4] == "open");
    let columns = match format {
        Format::Ids => &COLUMNS[..1],
        Format::Table if args.all => &IN_TABLE,
        Format::Table => &IN_TABLE[..3],
        _ => &COLUMNS,
    };
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, columns, context.ui.look())?;
    for row in &rows {
        let cells = columns.iter().map(|column| {
            let text = COLUMNS.iter().zip(row).find(|(name, _)| *name == column).map_or("", |(_, text)| *text);
            if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
        });
        writer.row(&cells.collect::<Vec<_>>())?;
    }
    writer.finish()?;
    computed.note(context);
    if rows.is_empty() && computed.notes.is_empty() {
        context.ui.note("the data suggests nothing that the configuration does not say");
    }
    Ok(Outcome::Done)
}

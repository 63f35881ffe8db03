//! `rolo followups stats`: how many follow-ups of each kind were opened, and what became of them.

use super::{Context, Outcome};
use crate::cli::followups::StatsArgs;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::followup_stats;

/// Runs `rolo followups stats`.
pub(super) fn run(args: &StatsArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let kinds = followup_stats::of(store.conn(), args.since, context.as_of)?;
    let mut out = context.ui.out();
    let columns: Vec<&str> = followup_stats::COLUMNS.into_iter().collect();
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    for one in &kinds {
        let mut cells = vec![Cell::Text(&one.kind)];
        cells.extend(one.counts.iter().map(|count| Cell::Integer(*count)));
        let rates = [one.reply_rate, one.conversion_rate, one.median_hours_to_reply];
        cells.extend(rates.map(|rate| rate.map_or(Cell::Empty, Cell::Real)));
        writer.row(&cells)?;
    }
    writer.finish()?;
    Ok(Outcome::Done)
}

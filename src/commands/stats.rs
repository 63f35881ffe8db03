//! `rolo stats`: a segment in figures.

use super::{Context, Outcome};
use crate::cli::stats::StatsArgs;
use crate::domain::figures::Figures;
use crate::domain::figures::months::Months;
use crate::domain::segment::Filter;
use crate::error::{Error, Result};
use crate::output::figures;
use crate::output::format::Format;
use crate::store::Store;
use crate::store::stats::{self, Members};

/// This month and the one before it.
const MONTHS: usize = 2;

/// Runs `rolo stats`.
pub fn run(args: &StatsArgs, context: &Context) -> Result<Outcome> {
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    if format == Format::Ids {
        let hint = "`rolo export --format ids` prints the ids of contacts";
        return Err(Error::usage("figures have no ids").hint(hint).into());
    }
    let mut store = context.open_to_read()?;
    let figures = count(&mut store, &args.filter.filter(), context)?;
    let mut out = context.ui.out();
    match format {
        Format::Table => figures::table(&mut out, &figures, context.ui.look())?,
        Format::Json => figures::json(&mut out, &figures)?,
        format => figures::rows(&mut out, &figures, format)?,
    }
    drop(out);
    note_unclassified(&figures, context);
    Ok(Outcome::Done)
}

fn count(store: &mut Store, filter: &Filter, context: &Context) -> Result<Figures> {
    let months = Months::ending(context.as_of, context.zone(), MONTHS);
    store.guard(context.as_of)?;
    store.read(|conn| {
        let members = Members::of(conn, filter)?;
        stats::figures(conn, &members, &months, &context.config.rules, context.as_of)
    })
}

/// Says of how many contacts nothing was decided yet.
pub(super) fn note_unclassified(figures: &Figures, context: &Context) {
    let count = figures.totals.unclassified;
    if count > 0 {
        let count = crate::output::ui::count(count.cast_signed());
        context.ui.note(&format!("not classified yet: {count}; `rolo nightly` decides what they are"));
    }
}

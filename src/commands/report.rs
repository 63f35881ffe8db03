//! `rolo report`: a segment in figures, as one HTML page.

use std::io::Write;

use super::stats::note_unclassified;
use super::{Context, Outcome};
use crate::cli::report::ReportArgs;
use crate::domain::figures::months::Months;
use crate::domain::figures::{Figures, Reasons, Trends};
use crate::domain::segment::Filter;
use crate::error::Result;
use crate::output::file;
use crate::output::report::{self, Report};
use crate::store::stats::{self, Members};
use crate::store::{Store, trends};

/// What the page is made from.
struct Counted {
    figures: Figures,
    trends: Trends,
    reasons: Reasons,
}

/// Runs `rolo report`.
pub fn run(args: &ReportArgs, context: &Context) -> Result<Outcome> {
    let is_stdout = args.html.as_os_str() == "-";
    if !is_stdout {
        context.check_output("--html", &args.html, &[])?;
    }
    let filter = args.filter.filter();
    let mut store = context.open_to_read()?;
    let counted = count(&mut store, &filter, args.months.into(), context)?;
    let write = |out: &mut dyn Write| write(out, &counted, args, &filter, context);
    if is_stdout {
        write(&mut context.ui.out())?;
    } else {
        file::replace(&args.html, write)?;
        context.ui.note(&format!("report written to {}", args.html.display()));
    }
    note_unclassified(&counted.figures, context);
    Ok(Outcome::Done)
}

fn count(store: &mut Store, filter: &Filter, months: usize, context: &Context) -> Result<Counted> {
    let months = Months::ending(context.as_of, context.zone(), months);
    let rules = &context.config.rules;
    store.guard(context.as_of)?;
    store.read(|conn| {
        let members = Members::of(conn, filter)?;
        Ok(Counted {
            figures: stats::figures(conn, &members, &months, rules, context.as_of)?,
            trends: trends::trends(conn, &members, &months, rules, context.as_of)?,
            reasons: trends::reasons(conn, &members, &rules.score)?,
        })
    })
}

fn write(out: &mut dyn Write, counted: &Counted, args: &ReportArgs, filter: &Filter, context: &Context) -> Result<()> {
    let told = filter.told();
    let segment = if told.is_empty() { "Everybody" } else { &told };
    let local = context.as_of.to_utc().with_timezone(&context.zone());
    let moment = format!("{} ({})", local.format("%-d %B %Y, %H:%M"), context.zone());
    let Counted { figures, trends, reasons } = counted;
    report::write(out, &Report { title: &args.title, segment, moment: &moment, figures, trends, reasons })
}

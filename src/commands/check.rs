//! `rolo check`: faults in the database, a row for each kind, and the repair of those that can be mended.

use super::{Context, Outcome};
use crate::cli::check::CheckArgs;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui;
use crate::store::check::{self, Fault};
use crate::store::counts;

const COLUMNS: [&str; 5] = ["check", "fault", "count", "examples", "repair"];

/// So often what is left is mended again.
const ROUNDS_MAX: usize = 3;

/// Runs `rolo check`.
pub fn run(args: &CheckArgs, context: &Context) -> Result<Outcome> {
    let money = counts::Money { rules: &context.config.rules };
    // A file that is damaged is not even opened for writing.
    let faults = context.open_to_read()?.read(|conn| check::faults(conn, &money))?;
    if !args.repair {
        print(&faults, |fault| if fault.is_mendable { "yes" } else { "no" }, args.format, context)?;
        return Ok(verdict(&faults, context));
    }
    if !check::can_repair(&faults) {
        print(&faults, |_| "left", args.format, context)?;
        return Ok(verdict(&faults, context));
    }
    let (before, left) = context.open()?.write(args.dry_run, |conn| {
        let before = check::faults(conn, &money)?;
        let mut left = before.clone();
        // What one repair builds anew may show what the next has to mend.
        for _ in 0..ROUNDS_MAX {
            if !check::can_repair(&left) {
                break;
            }
            check::repair(conn, &money, &left)?;
            left = check::faults(conn, &money)?;
        }
        Ok((before, left))
    })?;
    let is_left = |fault: &Fault| left.iter().any(|other| (other.check, other.what) == (fault.check, fault.what));
    let all: Vec<Fault> = before.iter().chain(left.iter().filter(|fault| !before.contains(fault))).cloned().collect();
    print(&all, |fault| if is_left(fault) { "left" } else { "done" }, args.format, context)?;
    if left.is_empty() && !before.is_empty() {
        context.ui.note("all is mended; the next `rolo nightly` decides everybody anew");
    }
    let outcome = if left.is_empty() && !before.is_empty() { Outcome::Done } else { verdict(&left, context) };
    context.note_dry_run(args.dry_run);
    Ok(outcome)
}

fn print(
    faults: &[Fault],
    repair: impl Fn(&Fault) -> &'static str,
    format: Option<Format>,
    context: &Context,
) -> Result<()> {
    let mut out = context.ui.out();
    let format = Format::or_default(format, context.ui.stdout_is_terminal());
    if faults.is_empty() && format == Format::Table {
        return Ok(());
    }
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    for fault in faults {
        let examples = fault.examples.join("; ");
        writer.row(&[
            Cell::Text(fault.check),
            Cell::Text(fault.what),
            Cell::Integer(fault.count.cast_signed()),
            Cell::Text(&examples),
            Cell::Text(repair(fault)),
        ])?;
    }
    Ok(writer.finish()?)
}

fn verdict(faults: &[Fault], context: &Context) -> Outcome {
    if faults.is_empty() {
        let checks = ui::count(i64::try_from(check::number_of_checks()).unwrap_or(i64::MAX));
        context.ui.note(&format!("sound: {checks} checks found no fault"));
        context.note_copies();
        return Outcome::Done;
    }
    let mendable = faults.iter().filter(|fault| fault.is_mendable).count();
    let next = match mendable {
        0 => "no repair mends these: go back to a backup, or save what can be read with sqlite3",
        _ if mendable == faults.len() => "`rolo check --repair` mends them",
        _ => "`rolo check --repair` mends some of them; for the others go back to a backup",
    };
    context.ui.warn(&format!("{} kinds of faults were found; {next}", faults.len()));
    Outcome::Holds
}

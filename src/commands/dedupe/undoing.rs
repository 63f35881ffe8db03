//! `rolo dedupe undo`: takes merges back.

use crate::cli::dedupe::DedupeUndoArgs;
use crate::commands::{Context, Outcome, author, undo};
use crate::error::{Error, Result};
use crate::store::{candidates, journal};

/// Runs `rolo dedupe undo`.
pub(super) fn run(args: &DedupeUndoArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open()?;
    let entries = match (args.merge, args.run) {
        (Some(merge), _) => candidates::entries_of_merge(store.conn(), merge)?,
        (None, Some(run)) => candidates::entries_of_run(store.conn(), run)?,
        (None, None) => match candidates::last_run(store.conn())? {
            Some(run) => candidates::entries_of_run(store.conn(), run)?,
            None => Vec::new(),
        },
    };
    if entries.is_empty() {
        return Err(Error::failed("there is no such merge that could be taken back")
            .hint("`rolo undo --list` shows what can be undone")
            .into());
    }
    let by = author(&args.author);
    let undone = store.write(args.dry_run, |conn| {
        let commands = entries.iter().map(|entry| journal::command(conn, *entry)).collect::<Result<Vec<_>>>()?;
        Ok(commands.into_iter().zip(undo::take_back_all(conn, &entries, &by, context)?).collect::<Vec<_>>())
    })?;
    undo::report_all(&entries, &undone, context);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

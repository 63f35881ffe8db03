//! `rolo prune`: drops old entries of the journal.

use serde::Serialize;

use super::{Context, Outcome, author, json_only};
use crate::cli::prune::PruneArgs;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::summary::Summary;
use crate::output::{json, ui};
use crate::store::{log, prune};

/// What was dropped.
#[derive(Debug, Serialize)]
struct Pruned {
    entries: u64,
    changes: u64,
    left: u64,
    free_bytes: i64,
}

/// Runs `rolo prune`.
pub fn run(args: &PruneArgs, context: &Context) -> Result<Outcome> {
    json_only(args.format)?;
    let author = author(&args.author);
    let mut store = context.open()?;
    let (dropped, mut free_bytes) = store.write(args.dry_run, |conn| {
        let dropped = prune::journal(conn, args.before)?;
        if dropped.entries > 0 {
            let entry = log::Entry {
                at: context.as_of,
                contact_id: None,
                kind: "pruned",
                field: "journal",
                old: "",
                new: &format!("{} entries from before {}", dropped.entries, args.before),
                author: &author,
                journal_id: None,
            };
            log::add(conn, &entry)?;
        }
        Ok((dropped, prune::free_bytes(conn)?))
    })?;
    if args.compact && !args.dry_run {
        prune::compact(store.conn())?;
        free_bytes = prune::free_bytes(store.conn())?;
    }
    let pruned = Pruned { entries: dropped.entries, changes: dropped.changes, left: dropped.left, free_bytes };
    if args.format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &pruned)?;
    } else {
        context.ui.summary(&pruned.summary());
        if free_bytes > 0 && !args.compact {
            let bytes = ui::count(free_bytes);
            context.ui.note(&format!("{bytes} bytes inside the file are free for what comes; --compact gives them up"));
        }
    }
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

impl Pruned {
    fn summary(&self) -> Summary {
        Summary::new("prune")
            .count("entries dropped", self.entries.cast_signed())
            .count("changes dropped", self.changes.cast_signed())
            .count("entries left", self.left.cast_signed())
    }
}

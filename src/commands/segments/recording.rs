//! Recording who is in the saved segments: when one is saved, and as the last step of `classify`, `score` and `nightly`.
//!
//! Conditions of users run on connections that can only read, and those see what is committed. So after a pass this is a
//! transaction of its own: it first takes the place of the writer, so that what it reads cannot change, then reads, and
//! writes what differs. A run that is cut short between the two is made up for by the next.

use std::path::Path;

use rayon::prelude::*;
use rusqlite::Connection;

use crate::commands::Context;
use crate::domain::segment::Segments;
use crate::error::Result;
use crate::fault;
use crate::store::segment::{self, Segment};
use crate::store::{self, Store, filter, membership};

/// Brings up to date who is in the saved segments, in a transaction of its own; none where no segment is saved.
pub fn record(store: &mut Store, context: &Context) -> Result<()> {
    if !membership::is_kept(store.conn())? {
        return Ok(());
    }
    let path = store.path().to_owned();
    store.write(false, |conn| record_in(conn, &path, context))
}

/// The same in the transaction of `conn`, in which contacts are as they are committed at `path`. A segment that cannot be
/// worked out is said and left as it was recorded: it is no reason to leave a night's work undone.
pub fn record_in(conn: &Connection, path: &Path, context: &Context) -> Result<()> {
    membership::drop_of_nobody(conn)?;
    let all = segment::all(conn)?;
    if all.is_empty() {
        return Ok(());
    }
    let segments: Segments = all.iter().map(|one| (one.name.clone(), one.filter.clone())).collect();
    let members = |one: &Segment| -> Result<Vec<i64>> {
        // Its own connection: one never crosses threads.
        let mut reader = context.reader_of(path)?;
        fault::on_purpose("recording");
        reader.guard(context.as_of)?;
        filter::ids_of_segment(reader.conn(), &one.name, &segments)
    };
    let found: Vec<Result<Vec<i64>>> = context.threads()?.install(|| all.par_iter().map(members).collect());
    for (one, members) in all.iter().zip(found) {
        match members {
            Ok(members) => membership::record(conn, one.id, &members, context.as_of)?,
            Err(error) => {
                context.ui.warn(&format!(
                    "who is in the segment `{}` is not recorded: {}",
                    one.name,
                    store::explain(error, path)
                ));
            }
        }
    }
    Ok(())
}

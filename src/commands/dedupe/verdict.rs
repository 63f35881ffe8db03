//! What a person says of pairs, in a review file or on the terminal: it is remembered, and who is the same is merged.

use rusqlite::Connection;

use super::plan::Merge;
use super::settled::Settled;
use super::{Deduped, apply as merging};
use crate::commands::{Context, Outcome};
use crate::domain::matching::survivor::precedence;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::journal::{self, Journal};
use crate::store::{contact, likely};

/// Of verdicts that cannot be done so many get a line of their own.
const TOLD_MAX: usize = 20;

/// What a person says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The contact with the lower id.
    pub(super) a: i64,
    pub(super) b: i64,
    pub(super) is_same: bool,
    /// Where it stands in a review file.
    pub(super) line: Option<u64>,
}

/// Why a verdict cannot be done, with its line.
pub(super) type Fault = (Option<u64>, String);

/// What was done with verdicts.
#[derive(Debug, Default)]
pub(super) struct Done {
    merges: Vec<Merge>,
    different: u64,
    known: u64,
    pub(super) faults: Vec<Fault>,
}

/// Remembers what was said, and merges what is the same, in the transaction of `conn`.
pub(super) fn decide(conn: &Connection, verdicts: &[Verdict], context: &Context) -> Result<Done> {
    let first_entry = journal::next_id(conn)?;
    let journal = Journal::open(conn, "review", "dedupe", context.as_of)?;
    let mut done = Done::default();
    let verdicts = of_today(conn, verdicts, &mut done)?;
    let settled = Settled::new(&verdicts, &likely::verdicts(conn)?.1);
    for verdict in &settled.verdicts {
        if !likely::set_verdict(conn, journal, (verdict.a, verdict.b), verdict.is_same, context.as_of)? {
            done.known += 1;
        } else if !verdict.is_same {
            done.different += 1;
        }
    }
    done.faults.extend(settled.faults);
    let what = if settled.verdicts.len() == 1 { "verdict" } else { "verdicts" };
    journal.close(conn, &format!("{} {what}", settled.verdicts.len()))?;
    done.merges = merges(conn, settled.groups)?;
    merging::merge(conn, &done.merges, context)?;
    // One command is taken back as one.
    journal::join(conn, first_entry)?;
    Ok(done)
}

/// The verdicts with what their contacts are called today, but for those that cannot be done or are done already.
fn of_today(conn: &Connection, verdicts: &[Verdict], done: &mut Done) -> Result<Vec<Verdict>> {
    let mut today = Vec::with_capacity(verdicts.len());
    for verdict in verdicts {
        let fault = match (contact::resolve(conn, verdict.a)?, contact::resolve(conn, verdict.b)?) {
            (Some(a), Some(b)) if a != b => {
                today.push(Verdict { a: a.min(b), b: a.max(b), ..*verdict });
                continue;
            }
            (Some(_), Some(_)) if verdict.is_same => {
                done.known += 1;
                continue;
            }
            (Some(both), Some(_)) => format!("both are contact {both} by now; `rolo dedupe undo` takes a merge back"),
            (None, _) => format!("there is no contact {}", verdict.a),
            (_, None) => format!("there is no contact {}", verdict.b),
        };
        done.faults.push(verdict.fault(&fault));
    }
    Ok(today)
}

impl Verdict {
    pub(super) fn fault(&self, why: &str) -> Fault {
        (self.line, format!("pair {}-{}: {why}; it is left as it is", self.a, self.b))
    }
}

/// The merges that make one of each group: everybody into the one who survives.
fn merges(conn: &Connection, groups: Vec<Vec<i64>>) -> Result<Vec<Merge>> {
    let mut merges = Vec::new();
    for group in groups {
        let mut members = Vec::new();
        for id in group {
            members.extend(contact::get(conn, id)?.map(|contact| (precedence(&contact), id)));
        }
        members.sort_unstable();
        let Some(((_, survivor), others)) = members.split_first() else { continue };
        merges.extend(others.iter().map(|(_, merged)| Merge {
            survivor: *survivor,
            merged: *merged,
            reason: "a person said that they are the same".to_owned(),
            confidence: 100,
        }));
    }
    merges.sort_unstable_by_key(|merge| (merge.survivor, merge.merged));
    Ok(merges)
}

/// Tells what was done and what was not.
pub(super) fn report(mut done: Done, format: Option<Format>, context: &Context) -> Result<Outcome> {
    done.faults.sort_by_key(|(line, _)| *line);
    for (line, fault) in done.faults.iter().take(TOLD_MAX) {
        context.ui.warn(&line.map_or_else(|| fault.clone(), |line| format!("line {line}: {fault}")));
    }
    if done.faults.len() > TOLD_MAX {
        context.ui.warn(&format!("and {} more such pairs", done.faults.len() - TOLD_MAX));
    }
    let outcome = if done.faults.is_empty() { Outcome::Done } else { Outcome::SomeRejected };
    let summary = Deduped { merged: done.merges.len() as u64, ..Deduped::of(&done.merges) };
    if format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &summary)?;
        return Ok(outcome);
    }
    let count = |n: usize| n as i64;
    let summary = Summary::new("dedupe apply")
        .count("merged", count(done.merges.len()))
        .count("different", done.different.cast_signed())
        .count("said before", done.known.cast_signed());
    context.ui.summary(&summary);
    Ok(outcome)
}

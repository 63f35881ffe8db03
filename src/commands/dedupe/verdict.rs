//! What a person says of pairs, and `rolo dedupe apply`: it is read from a review file, remembered, and done.

use csv::ByteRecord;
use rusqlite::Connection;
use rustc_hash::FxHashSet;

use super::plan::Merge;
use super::{Deduped, apply as merging};
use crate::cli::dedupe::DedupeApplyArgs;
use crate::commands::{Context, Outcome};
use crate::domain::matching::survivor::precedence;
use crate::error::{Error, Result};
use crate::input::source::{Source, SourceOptions};
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::journal::{self, Journal};
use crate::store::{contact, likely};

/// What a person says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) a: i64,
    pub(super) b: i64,
    pub(super) is_same: bool,
}

/// What was done with verdicts.
#[derive(Debug, Default)]
pub(super) struct Done {
    merges: Vec<Merge>,
    different: u64,
    known: u64,
}

/// Runs `rolo dedupe apply`.
pub(super) fn run(args: &DedupeApplyArgs, context: &Context) -> Result<Outcome> {
    let (verdicts, faults) = read(args)?;
    let mut store = context.open()?;
    let done = store.write(args.dry_run, |conn| decide(conn, &verdicts, context))?;
    for fault in &faults {
        context.ui.warn(fault);
    }
    report(&done, args.format, context)?;
    context.note_dry_run(args.dry_run);
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::SomeRejected })
}

/// Reads what is marked in a review file, and says what cannot be read.
fn read(args: &DedupeApplyArgs) -> Result<(Vec<Verdict>, Vec<String>)> {
    let source = Source::open(&args.file, SourceOptions::default())?;
    let header = source.header()?;
    let find = |name: &str| header.iter().position(|known| known.eq_ignore_ascii_case(name.as_bytes()));
    let (Some(id), Some(verdict)) = (find("pair_id"), find("verdict")) else {
        return Err(Error::failed(format!("{} is no review file", args.file.display()))
            .hint("`rolo dedupe review --output FILE` writes one; it has the columns pair_id and verdict")
            .into());
    };
    let (mut verdicts, mut faults) = (Vec::new(), Vec::new());
    let mut records = source.rows()?;
    let mut record = ByteRecord::new();
    while records.read(&mut record)? {
        let cell = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default());
        let said = match records.fault() {
            Some(fault) => Err(fault.clone().at("").reason),
            None => said(cell(id).trim(), cell(verdict).trim()),
        };
        match said {
            Ok(said) => verdicts.extend(said),
            Err(fault) => {
                let line = source.line_of(record.position())?;
                faults.push(format!("line {line}: {fault}; its pair is left as it is"));
            }
        }
    }
    Ok((verdicts, faults))
}

/// What a row says of its pair, if anything, or why that is not known.
fn said(id: &str, verdict: &str) -> Result<Option<Verdict>, String> {
    let is_same = match verdict.to_lowercase().as_str() {
        "" => return Ok(None),
        "same" => true,
        "different" => false,
        _ => return Err(format!("the verdict `{verdict}` is neither same nor different")),
    };
    let (a, b) = pair(id).ok_or_else(|| format!("`{id}` is no pair_id, such as 12-34"))?;
    Ok(Some(Verdict { a, b, is_same }))
}

fn pair(id: &str) -> Option<(i64, i64)> {
    let (a, b) = id.split_once('-')?;
    Some((a.parse().ok()?, b.parse().ok()?)).filter(|(a, b)| a != b)
}

/// Remembers what was said, and merges what is the same, in the transaction of `conn`.
pub(super) fn decide(conn: &Connection, verdicts: &[Verdict], context: &Context) -> Result<Done> {
    let first_entry = journal::next_id(conn)?;
    let journal = Journal::open(conn, "review", "dedupe", context.as_of)?;
    let mut done = Done::default();
    let mut lasting = Vec::new();
    for verdict in verdicts {
        let now = |id: i64| -> Result<i64> {
            Ok(contact::resolve(conn, id)?
                .ok_or_else(|| Error::failed(format!("pair {}-{}: there is no contact {id}", verdict.a, verdict.b)))?)
        };
        let (a, b) = (now(verdict.a)?, now(verdict.b)?);
        if a == b {
            done.known += 1;
            continue;
        }
        if !likely::set_verdict(conn, journal, (a, b), verdict.is_same, context.as_of)? {
            done.known += 1;
        } else if !verdict.is_same {
            done.different += 1;
        }
        if verdict.is_same {
            lasting.push((a, b));
        }
    }
    journal.close(conn, &format!("{} verdicts", verdicts.len()))?;
    done.merges = merges(conn, &lasting)?;
    merging::merge(conn, &done.merges, context)?;
    // One command is taken back as one.
    journal::join(conn, first_entry)?;
    Ok(done)
}

/// The merges that pairs make: of each group, everybody into the one who survives.
fn merges(conn: &Connection, pairs: &[(i64, i64)]) -> Result<Vec<Merge>> {
    let mut groups: Vec<FxHashSet<i64>> = Vec::new();
    for (a, b) in pairs {
        let (with, without): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.contains(a) || group.contains(b));
        groups = without;
        groups.push(with.into_iter().flatten().chain([*a, *b]).collect());
    }
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

pub(super) fn report(done: &Done, format: Option<Format>, context: &Context) -> Result<()> {
    let summary = Deduped { merged: done.merges.len() as u64, ..Deduped::of(&done.merges) };
    if format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &summary)?;
        return Ok(());
    }
    let count = |n: usize| n as i64;
    let summary = Summary::new("dedupe apply")
        .count("merged", count(done.merges.len()))
        .count("different", done.different.cast_signed())
        .count("said before", done.known.cast_signed());
    context.ui.summary(&summary);
    Ok(())
}

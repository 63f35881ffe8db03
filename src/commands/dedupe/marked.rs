//! `rolo dedupe apply`: does what is marked in a review file. People edit these in spreadsheets, so a row is read with
//! care, and one that cannot be read is told and leaves its pair as it is.

use csv::ByteRecord;

use super::verdict::{Fault, Verdict, decide, report};
use crate::cli::dedupe::DedupeApplyArgs;
use crate::commands::import::tell;
use crate::commands::{Context, Outcome, json_only};
use crate::error::{Error, Result};
use crate::input::source::{Source, SourceOptions};

/// How much of a cell is shown.
const SHOWN_CHARACTERS: usize = 40;

/// Runs `rolo dedupe apply`.
pub(super) fn run(args: &DedupeApplyArgs, context: &Context) -> Result<Outcome> {
    json_only(args.format)?;
    let (verdicts, faults) = read(args, context)?;
    let mut done = context.open()?.write(args.dry_run, |conn| decide(conn, &verdicts, context))?;
    done.faults.extend(faults);
    let outcome = report(done, args.format, context)?;
    context.note_dry_run(args.dry_run);
    Ok(outcome)
}

/// The columns of a review file that say what is to be done.
struct Columns {
    verdict: usize,
    pair_id: Option<usize>,
    ids: Option<[usize; 2]>,
}

/// Reads what is marked in a review file, and what cannot be read.
fn read(args: &DedupeApplyArgs, context: &Context) -> Result<(Vec<Verdict>, Vec<Fault>)> {
    let source = Source::open(&args.file, SourceOptions::default())?;
    let header = source.header()?;
    let find = |name: &str| header.iter().position(|known| known.eq_ignore_ascii_case(name.as_bytes()));
    let (pair_id, ids) = (find("pair_id"), find("id_l").zip(find("id_r")).map(<[usize; 2]>::from));
    let Some(verdict) = find("verdict").filter(|_| pair_id.is_some() || ids.is_some()) else {
        return Err(Error::failed(format!("{} is no review file", args.file.display()))
            .hint("`rolo dedupe review --output FILE` writes one; it has the columns pair_id and verdict")
            .into());
    };
    tell(&source, context);
    let columns = Columns { verdict, pair_id, ids };
    let (mut verdicts, mut faults) = (Vec::new(), Vec::new());
    let mut records = source.rows()?;
    let mut record = ByteRecord::new();
    while records.read(&mut record)? {
        let said = match records.fault() {
            Some(fault) => Err(fault.clone().at("").reason),
            None => columns.read(&record),
        };
        if said == Ok(None) {
            continue;
        }
        let line = Some(source.line_of(record.position())?);
        match said {
            Ok(said) => verdicts.extend(said.map(|said| Verdict { line, ..said })),
            Err(fault) => faults.push((line, format!("{fault}; its pair is left as it is"))),
        }
    }
    Ok((verdicts, faults))
}

impl Columns {
    /// What a row says of its pair, if anything, or why that is not known.
    fn read(&self, row: &ByteRecord) -> Result<Option<Verdict>, String> {
        let cell = |at: usize| String::from_utf8_lossy(row.get(at).unwrap_or_default()).trim().to_owned();
        let verdict = cell(self.verdict);
        let is_same = match verdict.to_lowercase().as_str() {
            "" => return Ok(None),
            "same" => true,
            "different" => false,
            _ => return Err(format!("the verdict `{}` is neither same nor different", shown(&verdict))),
        };
        let pair_id = self.pair_id.map(cell).unwrap_or_default();
        let ids = self.ids.and_then(|[a, b]| two(&cell(a), &cell(b)));
        let (a, b) = match (pair_id.split_once('-').and_then(|(a, b)| two(a, b)), ids) {
            // Somebody sorted some columns without the others.
            (Some(pair), Some((a, b))) if pair != (a, b) => {
                return Err(format!("pair_id is {pair_id}, but the ids are {a} and {b}"));
            }
            // A spreadsheet takes 3-4 for a date.
            (Some(pair), _) | (None, Some(pair)) => pair,
            (None, None) => return Err(format!("`{}` is no pair_id, such as 12-34", shown(&pair_id))),
        };
        Ok(Some(Verdict { a, b, is_same, line: None }))
    }
}

/// The ids of two contacts, the lower first.
fn two(a: &str, b: &str) -> Option<(i64, i64)> {
    let (a, b) = (a.trim().parse::<i64>().ok()?, b.trim().parse::<i64>().ok()?);
    (a != b).then(|| (a.min(b), a.max(b)))
}

/// The start of a cell, for messages.
pub(super) fn shown(text: &str) -> String {
    let start: String = text.chars().take(SHOWN_CHARACTERS).collect();
    if start.len() < text.len() { start + "…" } else { start }
}

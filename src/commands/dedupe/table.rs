//! `rolo dedupe --csv`: the matcher on any table of people, without a database. The rows go in as they are read, a part
//! at a time; what comes out is ordered by the ids of the rows, so that their order in the file changes nothing.

use std::cmp::Ordering;
use std::path::Path;

use csv::ByteRecord;
use rustc_hash::FxHashMap;
use serde_json::json;

use super::exchange;
use crate::cli::dedupe::DedupeArgs;
use crate::commands::import::tell;
use crate::commands::{Context, Outcome, json_only};
use crate::domain::matching::{Decided, Found, Intake, Matcher, Record};
use crate::error::{Error, Result};
use crate::input::people::{PeopleColumns, PeopleRow};
use crate::input::source::{Records, Source, SourceOptions};
use crate::output::format::Format;
use crate::output::progress::Progress;
use crate::output::rows::{Cell, RowWriter};
use crate::output::summary::Summary;
use crate::output::{file, json};

/// Rows that are folded at once.
const PART: usize = 16_384;

/// What was read.
#[derive(Default)]
struct Table {
    intake: Intake,
    /// By record.
    ids: Vec<Box<str>>,
    /// By record: the place of its id among all.
    ranks: Vec<u32>,
    rejected: u64,
}

/// Runs `rolo dedupe --csv`.
pub(super) fn run(args: &DedupeArgs, path: &Path, context: &Context) -> Result<Outcome> {
    if args.output.is_none() && args.clusters.is_none() && args.export_model.is_none() {
        return Err(Error::usage("nothing was asked for: say where the pairs go")
            .hint("rolo dedupe --csv FILE --output PAIRS --clusters CLUSTERS")
            .into());
    }
    json_only(args.format)?;
    let outcome = context.threads()?.install(|| find(args, path, context))?;
    context.note_dry_run(args.dry_run);
    Ok(outcome)
}

fn find(args: &DedupeArgs, path: &Path, context: &Context) -> Result<Outcome> {
    let clock = std::time::Instant::now();
    // Opened once: standard input can be read again from the same source only.
    let source = Source::open(path, SourceOptions::default())?;
    let columns = PeopleColumns::new(source.header()?, &args.map)?;
    tell(&source, context);
    let mut table = Table::read(&source, &columns, context)?;
    let people = std::mem::take(&mut table.intake).finish_in_order(&table.ranks);
    let matcher = Matcher::new(people, None);
    if let Some(to) = args.export_model.as_ref().filter(|_| !args.dry_run) {
        exchange::export_model(matcher.model(), to)?;
    }
    if let Some(to) = args.folded.as_ref().filter(|_| !args.dry_run) {
        exchange::write_folded(to, |write| for_each(&source, &columns, write))?;
    }
    if args.output.is_none() && args.clusters.is_none() {
        return Ok(table.outcome());
    }
    let found = match &args.import_pairs {
        Some(scored) => {
            let ids = table.ids.iter().enumerate();
            let records: FxHashMap<&str, u32> = ids.map(|(record, id)| (id.as_ref(), record as u32)).collect();
            let scored = exchange::read_pairs(scored, |id| Ok(records.get(id).copied()))?;
            matcher.take(&scored, &Decided::default())
        }
        None => matcher.find(&Decided::default(), None),
    };
    table.write(&found, args)?;
    let seconds = clock.elapsed().as_secs_f64();
    table.report(&found, found.oversize, seconds, args.format, context)?;
    Ok(table.outcome())
}

/// Gives every row that is taken in, with its id.
fn for_each(
    source: &Source,
    columns: &PeopleColumns,
    run: &mut dyn FnMut(&str, &Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut table = Table::default();
    let mut records = source.rows()?;
    loop {
        let first = table.ids.len();
        let part = table.read_part(&mut records, columns)?;
        if part.is_empty() {
            return Ok(());
        }
        part.iter().zip(&table.ids[first..]).try_for_each(|(row, id)| run(id, &row.record()))?;
    }
}

impl Table {
    fn read(source: &Source, columns: &PeopleColumns, context: &Context) -> Result<Self> {
        let mut table = Self::default();
        let progress = Progress::count(&context.ui, "reading", source.expected_rows().ok());
        let mut records = source.rows()?;
        let mut next = table.read_part(&mut records, columns)?;
        while !next.is_empty() {
            let part = std::mem::take(&mut next);
            // The next part is read while this one is folded.
            let mut intake = std::mem::take(&mut table.intake);
            let (read, ()) = rayon::join(
                || table.read_part(&mut records, columns),
                || intake.add(&part.iter().map(PeopleRow::record).collect::<Vec<_>>()),
            );
            table.intake = intake;
            progress.inc(part.len() as u64);
            next = read?;
        }
        table.rank()?;
        Ok(table)
    }

    fn read_part(&mut self, records: &mut Records<'_>, columns: &PeopleColumns) -> Result<Vec<PeopleRow>> {
        let mut rows = Vec::with_capacity(PART);
        let mut record = ByteRecord::new();
        while rows.len() < PART && records.read(&mut record)? {
            if records.fault().is_some() {
                self.rejected += 1;
                continue;
            }
            let row = columns.read(&record);
            if !columns.has_id() {
                // Counted in the file, so that a row has the same id whatever becomes of those before it.
                self.ids.push((self.ids.len() as u64 + self.rejected + 1).to_string().into_boxed_str());
            } else if row.id().is_empty() {
                self.rejected += 1;
                continue;
            } else {
                self.ids.push(row.id().into());
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// Finds the order of the ids, which must differ.
    fn rank(&mut self) -> Result<()> {
        let mut order: Vec<u32> = (0..self.ids.len() as u32).collect();
        let ids = &self.ids;
        rayon::slice::ParallelSliceMut::par_sort_unstable_by(order.as_mut_slice(), |a, b| {
            by_id(&ids[*a as usize], &ids[*b as usize])
        });
        if let Some(pair) = order.windows(2).find(|pair| ids[pair[0] as usize] == ids[pair[1] as usize]) {
            let id = &ids[pair[0] as usize];
            return Err(Error::failed(format!("two rows have the id {id}"))
                .hint("--map id=COLUMN names another column for it")
                .into());
        }
        self.ranks = vec![0; order.len()];
        for (rank, record) in order.iter().enumerate() {
            self.ranks[*record as usize] = rank as u32;
        }
        Ok(())
    }

    const fn outcome(&self) -> Outcome {
        if self.rejected > 0 { Outcome::SomeRejected } else { Outcome::Done }
    }

    fn write(&self, found: &Found, args: &DedupeArgs) -> Result<()> {
        if args.dry_run {
            return Ok(());
        }
        if let Some(path) = &args.output {
            file::replace(path, |out| self.write_pairs(found, out))?;
        }
        if let Some(path) = &args.clusters {
            file::replace(path, |out| self.write_clusters(found, out))?;
        }
        Ok(())
    }

    fn write_pairs(&self, found: &Found, out: &mut dyn std::io::Write) -> Result<()> {
        let rank = |record: u32| self.ranks[record as usize];
        let mut pairs: Vec<_> = found
            .pairs
            .iter()
            .map(|pair| if rank(pair.a) < rank(pair.b) { (pair.a, pair.b, pair) } else { (pair.b, pair.a, pair) })
            .collect();
        pairs.sort_unstable_by_key(|(a, b, _)| (rank(*a), rank(*b)));
        let mut rows =
            RowWriter::new(out, Format::Csv, &["id_l", "id_r", "match_probability", "band"], Default::default())?;
        for (a, b, pair) in pairs {
            rows.row(&[
                Cell::Text(&self.ids[a as usize]),
                Cell::Text(&self.ids[b as usize]),
                Cell::Text(&format!("{:.6}", pair.probability)),
                Cell::Text(pair.band.name()),
            ])?;
        }
        Ok(rows.finish()?)
    }

    /// Every row with its cluster, which is named by its first id.
    fn write_clusters(&self, found: &Found, out: &mut dyn std::io::Write) -> Result<()> {
        let mut cluster: Vec<u32> = (0..self.ids.len() as u32).collect();
        for group in &found.clusters {
            let first = group.iter().copied().min_by_key(|record| self.ranks[*record as usize]).unwrap_or_default();
            for record in group {
                cluster[*record as usize] = first;
            }
        }
        let mut order = vec![0_u32; self.ids.len()];
        for (record, rank) in self.ranks.iter().enumerate() {
            order[*rank as usize] = record as u32;
        }
        let mut rows = RowWriter::new(out, Format::Csv, &["id", "cluster_id"], Default::default())?;
        for record in order {
            let id = |record: u32| Cell::Text(&self.ids[record as usize]);
            rows.row(&[id(record), id(cluster[record as usize])])?;
        }
        Ok(rows.finish()?)
    }

    fn report(
        &self,
        found: &Found,
        oversize: u64,
        seconds: f64,
        format: Option<Format>,
        context: &Context,
    ) -> Result<()> {
        let merged: usize = found.automatic.iter().map(|group| group.len() - 1).sum();
        let review = found.review().count();
        let largest = found.clusters.iter().map(Vec::len).max().unwrap_or(0);
        if format == Some(Format::Json) {
            let summary = json!({
                "compared": found.compared, "merged": merged, "review": review, "clusters": found.clusters.len(),
                "largest_cluster": largest, "seconds": seconds,
            });
            json::line(&mut context.ui.out(), &summary)?;
            return Ok(());
        }
        let count = |n: usize| n as i64;
        let mut summary = Summary::new("dedupe")
            .count("rows", count(self.ids.len()))
            .count("pairs compared", found.compared.cast_signed())
            .count("sure to be repeated", count(merged))
            .count("pairs to review", count(review))
            .count("clusters", count(found.clusters.len()))
            .count("largest cluster", count(largest));
        if oversize > 0 {
            summary = summary.count("keys too common to compare all", oversize.cast_signed());
        }
        if self.rejected > 0 {
            summary = summary.count("rows left out: broken or without id", self.rejected.cast_signed());
        }
        context.ui.summary(&summary.seconds("seconds", seconds));
        Ok(())
    }
}

/// Numbers in their order, before texts in theirs.
fn by_id(a: &str, b: &str) -> Ordering {
    match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(x), Ok(y)) => x.cmp(&y).then_with(|| a.cmp(b)),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}

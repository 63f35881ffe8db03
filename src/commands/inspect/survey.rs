//! All rows of a file, read as an import reads them: samples of each column, and the rows that would be rejected.

use csv::ByteRecord;

use crate::commands::import::{ImportSettings, Opened, is_mostly_bad, mostly_bad};
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::input::header::Header;
use crate::input::lookahead::{Extent, Notation, look};
use crate::input::row::{RowError, RowReader};
use crate::input::source::Source;
use crate::output::progress::Progress;

/// How many values of a column are shown.
const SAMPLES: usize = 3;
/// How much of a value.
const SAMPLE_CHARACTERS: usize = 60;
/// How many rejected rows are shown.
const REJECTS_SHOWN: usize = 20;
/// How often progress is told.
const ROWS_PER_STEP: u64 = 4096;

/// A row that would be rejected.
pub(super) struct Reject {
    pub(super) line: u64,
    pub(super) error: RowError,
}

/// What the rows of a file are like.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) rows: u64,
    /// Rows without any text, which are none.
    pub(super) blank_rows: u64,
    pub(super) rejected: u64,
    /// The first of the rejected rows.
    pub(super) rejects: Vec<Reject>,
    /// The first values of each column, no two alike.
    pub(super) samples: Vec<Vec<String>>,
    /// Why the file would be refused although its header is known.
    refusal: Option<anyhow::Error>,
}

impl Survey {
    /// Reads all rows. Without a header they are only sampled and counted.
    pub(super) fn of(file: &Opened, context: &Context) -> Result<Self> {
        let Opened { source, header, settings } = file;
        let header = header.as_ref().ok();
        let mut survey = Self { samples: vec![Vec::new(); source.names().len()], ..Self::default() };
        let row_reader = match header.map(|header| reader(source, header, settings, context)) {
            Some(Err(error)) => {
                survey.refusal = Some(error);
                None
            }
            reader => reader.and_then(Result::ok),
        };
        let progress = Progress::bytes(&context.ui, &source.name, Some(source.bytes));
        let mut records = header.map_or_else(|| source.rows(), |header| header.rows_of(source))?;
        let mut record = ByteRecord::new();
        let mut bytes = 0;
        while records.read(&mut record)? {
            survey.rows += 1;
            survey.sample(&record);
            let fault = records.fault().map(|fault| fault.clone().at(""));
            if let Some(error) = fault.or_else(|| row_reader.as_ref()?.read(&record).err()) {
                survey.reject(source, &record, error)?;
            }
            if survey.rows.is_multiple_of(ROWS_PER_STEP) {
                progress.inc(records.position().byte() - bytes);
                bytes = records.position().byte();
            }
        }
        survey.blank_rows = records.blank_rows;
        progress.finish();
        Ok(survey)
    }

    fn sample(&mut self, record: &ByteRecord) {
        for (cell, samples) in record.iter().zip(&mut self.samples) {
            if samples.len() == SAMPLES || cell.is_empty() {
                continue;
            }
            // A character has four bytes at most.
            let text = String::from_utf8_lossy(&cell[..cell.len().min(SAMPLE_CHARACTERS * 4 + 4)]);
            let text = text.trim();
            let mut shown: String = text.chars().take(SAMPLE_CHARACTERS).collect();
            if shown.len() < text.len() {
                shown.push('…');
            }
            if !shown.is_empty() && !samples.contains(&shown) {
                samples.push(shown);
            }
        }
    }

    fn reject(&mut self, source: &Source, record: &ByteRecord, error: RowError) -> Result<()> {
        self.rejected += 1;
        if self.rejects.len() < REJECTS_SHOWN {
            let line = source.line_of(record.position())?;
            self.rejects.push(Reject { line, error });
        }
        Ok(())
    }

    /// Why the file would be refused, if its rows are the reason.
    pub(super) fn refusal(&self) -> Option<&anyhow::Error> {
        self.refusal.as_ref()
    }

    /// How the command ends.
    pub(super) fn outcome(self, source: &Source) -> Result<Outcome> {
        if let Some(error) = self.refusal {
            return Err(error);
        }
        if is_mostly_bad(self.rejected, self.rows) {
            let first = self
                .rejects
                .first()
                .map_or_else(String::new, |reject| format!("line {}: {}", reject.line, reject.error));
            return Err(mostly_bad(&source.name, self.rejected, self.rows, &first));
        }
        Ok(if self.rejected > 0 { Outcome::SomeRejected } else { Outcome::Done })
    }
}

fn reader(source: &Source, header: &Header, settings: &ImportSettings, context: &Context) -> Result<RowReader> {
    let order = settings.date_order.or(context.config.import.stated_date_order());
    let known = vec![Notation { order, sign: None }; header.columns.len()];
    let look = look(source, header, &known, Extent::Whole)?;
    Ok(RowReader::new(header.clone(), settings.rows(header, context), look.dates).with_amounts(look.amounts))
}

//! What an import did: one batch a file, the files that were refused, and how that is told.

use rusqlite::{Connection, params};
use serde::Serialize;

use crate::commands::{Context, Outcome};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::summary::Summary;
use crate::output::{format::Format, json};

/// What one file brought.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Batch {
    pub batch: i64,
    pub file: String,
    pub kind: &'static str,
    pub preset: Option<&'static str>,
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub rejected: u64,
    pub conflicts: u64,
    pub contacts_created: u64,
    pub conversations_created: u64,
    /// Values that were kept because a person set them.
    #[serde(skip)]
    pub held: u64,
    /// Where the rejected rows stand.
    #[serde(skip)]
    pub rejects_file: Option<String>,
}

/// A file that was wrong as a whole.
#[derive(Debug)]
pub struct RefusedFile {
    /// Its name.
    pub file: String,
    /// Why.
    pub error: anyhow::Error,
}

/// How one file ended.
#[derive(Debug)]
pub(super) enum FileOutcome {
    /// Its rows are in; these contacts were touched.
    Landed(Batch, Vec<i64>),
    /// It was wrong as a whole; nothing of it is in.
    Refused(anyhow::Error),
}

/// What an import did.
#[derive(Debug, Default, Serialize)]
pub struct Imported {
    /// One entry a file that landed.
    pub batches: Vec<Batch>,
    /// Files that were refused.
    #[serde(skip)]
    pub refused: Vec<RefusedFile>,
    /// How long it took.
    pub seconds: f64,
}

impl Batch {
    /// Writes the batch down and gives it its number.
    pub(super) fn record(&mut self, conn: &Connection, journal_id: i64, now: Instant) -> Result<()> {
        let number = |n: u64| n.cast_signed();
        conn.execute(
            "INSERT INTO batch (journal_id, file, kind, preset, at, read, created, updated, unchanged, rejected,
                 conflicts, contacts_created, conversations_created)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                journal_id,
                self.file,
                self.kind,
                self.preset,
                now.0,
                number(self.read),
                number(self.created),
                number(self.updated),
                number(self.unchanged),
                number(self.rejected),
                number(self.conflicts),
                number(self.contacts_created),
                number(self.conversations_created)
            ],
        )?;
        self.batch = conn.last_insert_rowid();
        Ok(())
    }

    fn summary(&self) -> Summary {
        let number = |n: u64| n.cast_signed();
        let mut summary = Summary::new(&format!("{}: {}", self.file, self.kind))
            .count("rows read", number(self.read))
            .count("created", number(self.created))
            .count("updated", number(self.updated))
            .count("unchanged", number(self.unchanged));
        let others = [
            ("rejected", self.rejected),
            ("conflicts", self.conflicts),
            ("held by hand", self.held),
            ("contacts created", if self.kind == "contacts" { 0 } else { self.contacts_created }),
            ("conversations created", self.conversations_created),
        ];
        for (label, count) in others {
            if count > 0 {
                summary = summary.count(label, number(count));
            }
        }
        summary
    }
}

impl Imported {
    /// Whether rows or files were left out.
    pub fn has_rejects(&self) -> bool {
        !self.refused.is_empty() || self.batches.iter().any(|batch| batch.rejected > 0)
    }

    /// Tells what was done.
    pub fn report(&self, context: &Context, format: Option<Format>) -> Result<()> {
        if format == Some(Format::Json) {
            json::line(&mut context.ui.out(), self)?;
        } else {
            for batch in &self.batches {
                context.ui.summary(&batch.summary());
            }
        }
        for batch in &self.batches {
            if let Some(file) = &batch.rejects_file {
                context.ui.warn(&format!(
                    "{}: {} of {} rows rejected; they stand in {file} with the reason, to be mended and imported",
                    batch.file, batch.rejected, batch.read
                ));
            }
        }
        for refused in &self.refused {
            context.ui.error(&refused.error);
        }
        Ok(())
    }

    /// How the command ends: refused when no file landed.
    pub fn outcome(&self, context: &Context) -> Result<Outcome> {
        if self.batches.is_empty() && !self.refused.is_empty() {
            context.ui.warn("nothing was imported");
            return Ok(Outcome::Refused);
        }
        Ok(if self.has_rejects() { Outcome::SomeRejected } else { Outcome::Done })
    }
}

/// The error for a file of which most rows are bad.
pub(super) fn mostly_bad(file: &str, rejected: u64, read: u64, first: &str) -> anyhow::Error {
    Error::failed(format!(
        "{file}: {rejected} of {read} rows would be rejected, so the file is refused; the first: {first}"
    ))
    .hint("see that the columns mean what their names say; `--as KIND` states what the rows are")
    .into()
}

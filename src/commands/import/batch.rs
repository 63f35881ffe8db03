//! What an import did: one batch a file, the files that were refused, and how that is told.

use rusqlite::Connection;
use serde::Serialize;

use super::notes::{self, Notes};
use super::people::MOST_TOLD;
use crate::commands::{Context, Outcome};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::output::tally::Tally;
use crate::output::{format::Format, json, ui};
use crate::store::journal::Journal;
use crate::store::{batch, log};

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
    /// What is noted under the counts.
    #[serde(skip)]
    pub notes: Box<Notes>,
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
    /// A date needs an order that only a look over the whole file can tell.
    LacksOrder,
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
    /// Writes the batch down, also in the log, and gives it its number.
    pub(super) fn record(&mut self, conn: &Connection, journal: Journal, now: Instant) -> Result<()> {
        let counts = batch::Counts {
            read: self.read,
            created: self.created,
            updated: self.updated,
            unchanged: self.unchanged,
            rejected: self.rejected,
            conflicts: self.conflicts,
            contacts_created: self.contacts_created,
            conversations_created: self.conversations_created,
        };
        self.batch = batch::add(conn, journal.id, &self.file, self.kind, self.preset, &counts, now)?;
        self.log(conn, journal, now)
    }

    /// Appends to the log what the batch changed of contacts that were there before, under a line for the batch itself.
    fn log(&self, conn: &Connection, journal: Journal, now: Instant) -> Result<()> {
        if journal.is_empty(conn)? {
            return Ok(());
        }
        let contacts = if self.kind == FileKind::Contacts.name() { 0 } else { self.contacts_created };
        let counts = [
            ("created", self.created),
            ("updated", self.updated),
            ("rejected", self.rejected),
            ("contacts created", contacts),
        ];
        let counts = counts.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}"));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let text = format!("{}: {}", self.file, if counts.is_empty() { "nothing new" } else { &counts });
        let entry = log::Entry {
            at: now,
            contact_id: None,
            kind: "imported",
            field: self.kind,
            old: "",
            new: &text,
            author: &log::author(conn, journal.id)?,
            journal_id: Some(journal.id),
        };
        log::add(conn, &entry)?;
        log::changes_of(conn, journal.id)
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
        } else if !self.batches.is_empty() {
            context.ui.tally(&self.tally());
        }
        self.tell_conflicts(context);
        self.warn(context);
        Ok(())
    }

    /// All files side by side.
    fn tally(&self) -> Tally {
        let columns = ["read", "created", "updated", "unchanged", "rejected", "conflicts"];
        // Conflicts are rare; a column of zeros says nothing.
        let shown = if self.sum(|batch| batch.conflicts) > 0 { 6 } else { 5 };
        let mut tally = Tally::new("import", &columns[..shown]);
        for batch in &self.batches {
            let Batch { read, created, updated, unchanged, rejected, conflicts, .. } = *batch;
            let counts = [read, created, updated, unchanged, rejected, conflicts];
            let file = match batch.preset {
                Some(preset) => format!("{} ({preset})", batch.file),
                None => batch.file.clone(),
            };
            tally = tally.line(batch.kind, &counts[..shown], &file);
        }
        notes::lines(&self.batches).iter().fold(tally, |tally, line| tally.note(line))
    }

    fn sum(&self, count: impl Fn(&Batch) -> u64) -> u64 {
        self.batches.iter().map(count).sum()
    }

    /// Lists the conflicts, where that was asked for.
    fn tell_conflicts(&self, context: &Context) {
        let told: Vec<&String> = self.batches.iter().flat_map(|batch| &batch.notes.conflicts).take(MOST_TOLD).collect();
        told.iter().for_each(|conflict| context.ui.note(conflict));
        let more = self.sum(|batch| batch.conflicts).saturating_sub(told.len() as u64);
        if more > 0 && !told.is_empty() {
            context.ui.note(&format!("and {} more conflicts", ui::count(more.cast_signed())));
        }
    }

    /// Warns of what was left out.
    pub fn warn(&self, context: &Context) {
        let rejects: Vec<String> = self
            .batches
            .iter()
            .filter_map(|batch| {
                let file = batch.rejects_file.as_ref()?;
                Some(format!(
                    "{file} ({} of {} rows)",
                    ui::count(batch.rejected.cast_signed()),
                    ui::count(batch.read.cast_signed())
                ))
            })
            .collect();
        if !rejects.is_empty() {
            let text = "rejected rows stand in these files, each with its reason; mend them and import these files:";
            context.ui.warn(&format!("{text}\n{}", rejects.join("\n")));
        }
        for batch in &self.batches {
            let count = batch.notes.values.phones_with_lost_digits;
            if count > 0 {
                context.ui.warn(&format!(
                    "{}: phones of which a spreadsheet has lost digits, such as 4.91512E+11: {}; they are kept as text, \
                     so export the file again with that column as text",
                    batch.file,
                    ui::count(count.cast_signed())
                ));
            }
        }
        for refused in &self.refused {
            context.ui.error(&refused.error);
        }
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

/// Rows from which on a file can be refused for its bad ones.
const REFUSE_FROM_ROWS: u64 = 20;

/// Whether so many rows of a file are bad that it is refused as a whole.
pub const fn is_mostly_bad(rejected: u64, read: u64) -> bool {
    read >= REFUSE_FROM_ROWS && rejected * 2 > read
}

/// The error for a file of which most rows are bad.
pub fn mostly_bad(file: &str, rejected: u64, read: u64, first: &str) -> anyhow::Error {
    Error::failed(format!(
        "{file}: {rejected} of {read} rows would be rejected, so the file is refused; the first: {first}"
    ))
    .hint("see that the columns mean what their names say; `--as KIND` states what the rows are")
    .into()
}

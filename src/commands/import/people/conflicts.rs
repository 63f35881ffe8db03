//! Conflicts of an import: a row's lower key pointed to another contact than the row went to. The first ones of each
//! file are remembered with where their row begins, so that `--verbose` can tell them; all of them are counted.

use csv::Position;

use super::People;
use crate::commands::import::found::Rival;
use crate::domain::identity::Kind;
use crate::error::Result;
use crate::input::source::Source;
use crate::store::contact;

/// How many conflicts are told.
pub const MOST_TOLD: usize = 100;

/// One conflict.
#[derive(Debug)]
pub struct Conflict {
    /// Where the row begins.
    pub start: Option<Position>,
    /// The kind of the identity at fault.
    pub kind: Kind,
    /// The identity.
    pub value: Box<str>,
    /// The contact that the row went to.
    pub winner: i64,
    /// The contact that has the identity, too, or alone.
    pub holder: i64,
    /// What dedupe calls it.
    pub reason: &'static str,
}

/// Why a key of this kind is at fault.
pub(super) const fn reason(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "email_conflict",
        Kind::Phone => "phone_conflict",
        _ => "identity_conflict",
    }
}

impl People<'_> {
    /// Counts a conflict of the present row: `winner` got the row, and the rival holds the identity.
    pub(super) fn note_conflict(&mut self, winner: i64, holder: i64, rival: &Rival) {
        self.conflicts += 1;
        if self.first_conflicts.len() < MOST_TOLD {
            let Rival { kind, value, .. } = rival;
            let (start, reason) = (self.row_start.clone(), reason(*kind));
            self.first_conflicts.push(Conflict { start, kind: *kind, value: value.clone(), winner, holder, reason });
        }
    }

    /// The first conflicts of the file in words.
    pub fn told_conflicts(&self, source: &Source) -> Result<Vec<String>> {
        self.first_conflicts.iter().map(|conflict| self.told(conflict, source)).collect()
    }

    fn told(&self, conflict: &Conflict, source: &Source) -> Result<String> {
        let Conflict { start, kind, value, winner, holder, reason } = conflict;
        let line = start.as_ref().map_or(Ok(0), |start| source.line_of(start))?;
        let called = |id: i64| -> Result<String> {
            let id = self.present(id);
            Ok(format!("contact {id} ({})", contact::label(self.conn, id)?))
        };
        let (winner, holder) = (called(*winner)?, called(*holder)?);
        let (file, kind_name) = (&source.name, kind.name());
        Ok(if kind.is_shared() {
            format!(
                "{file} line {line}: {reason}: {kind_name} {value} belongs to {holder} and now to {winner}, where the row went"
            )
        } else {
            format!("{file} line {line}: {reason}: {kind_name} {value} stays with {holder}; the row went to {winner}")
        })
    }
}

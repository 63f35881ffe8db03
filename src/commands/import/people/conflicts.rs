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
    start: Option<Position>,
    fault: AtFault,
}

#[derive(Debug)]
enum AtFault {
    /// An identity of another contact.
    Identity { kind: Kind, value: Box<str>, winner: i64, holder: i64 },
    /// Something else, in words.
    Other(String),
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
        let Rival { kind, value, .. } = rival;
        self.count_conflict(|| AtFault::Identity { kind: *kind, value: value.clone(), winner, holder });
    }

    /// Counts a conflict of the present row that is not about contacts.
    pub fn note_other_conflict(&mut self, text: String) {
        self.count_conflict(|| AtFault::Other(text));
    }

    fn count_conflict(&mut self, fault: impl FnOnce() -> AtFault) {
        self.conflicts += 1;
        if self.first_conflicts.len() < MOST_TOLD {
            self.first_conflicts.push(Conflict { start: self.row_start.clone(), fault: fault() });
        }
    }

    /// The first conflicts of the file in words.
    pub fn told_conflicts(&self, source: &Source) -> Result<Vec<String>> {
        self.first_conflicts.iter().map(|conflict| self.told(conflict, source)).collect()
    }

    fn told(&self, conflict: &Conflict, source: &Source) -> Result<String> {
        let line = source.line_of(conflict.start.as_ref())?;
        let text = match &conflict.fault {
            AtFault::Other(text) => text.clone(),
            AtFault::Identity { kind, value, winner, holder } => self.told_identity(*kind, value, *winner, *holder)?,
        };
        Ok(format!("{} line {line}: {text}", source.name))
    }

    fn told_identity(&self, kind: Kind, value: &str, winner: i64, holder: i64) -> Result<String> {
        let called = |id: i64| -> Result<String> {
            let id = self.present(id);
            Ok(format!("contact {id} ({})", contact::label(self.conn, id)?))
        };
        let (winner, holder) = (called(winner)?, called(holder)?);
        let (reason, kind_name) = (reason(kind), kind.name());
        Ok(if kind.is_shared() {
            format!("{reason}: {kind_name} {value} belongs to {holder} and now to {winner}, where the row went")
        } else {
            format!("{reason}: {kind_name} {value} stays with {holder}; the row went to {winner}")
        })
    }
}

//! What looking up a row's identities found.

use crate::domain::identity::Kind;

/// The outcome of looking up a row's keys.
#[derive(Debug, Default)]
pub struct Found {
    /// The contact that the row means and how sure that is, in percent.
    pub winner: Option<(i64, u8)>,
    /// Other contacts that lower keys point to.
    pub rivals: Vec<Rival>,
    /// Holders of the row's mailbox whose names disagree with it.
    pub mailbox_mates: Vec<i64>,
    /// Whether it is known that nobody holds any of its identities.
    pub nobody_holds: bool,
    /// Whether rolo's own id named the winner.
    pub is_by_own_id: bool,
    /// Whether the row names no identity at all.
    pub names_nobody: bool,
}

/// A contact that a lower key points to.
#[derive(Debug)]
pub struct Rival {
    /// The kind of the key.
    pub kind: Kind,
    /// Its value.
    pub value: Box<str>,
    /// Who holds it.
    pub id: i64,
}

//! Pairs of contacts that are one person without any doubt: their identities prove it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::plan::Merge;
use crate::domain::contact::{Column, Contact};
use crate::domain::identity::{Hasher, Kind};
use crate::domain::matching::certain::{Evidence, contradict, is_personal, may_be_same};
use crate::domain::matching::survivor::precedence;
use crate::error::Result;
use crate::store::{candidates, contact, identity, setting};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Certain {
    /// The lower id first, with why.
    pub(super) pairs: Vec<((i64, i64), Evidence)>,
    /// How many pairs were compared.
    pub(super) compared: u64,
}

/// Pairs that are certainly one person, the surest first, but for those of which a person said that they are two. With
/// `changed`, in order, of those who share a mailbox only pairs whose holders are among them.
pub(super) fn pairs(conn: &Connection, changed: Option<&[i64]>) -> Result<Certain> {
    let hasher = setting::hasher(conn)?;
    let mut found = Certain::default();
    for (a, b) in candidates::identity_conflicts(conn)? {
        let (Some(a), Some(b)) = (contact::get(conn, a)?, contact::get(conn, b)?) else { continue };
        found.add(conn, &a, &b, Evidence::IdentityConflict)?;
    }
    let is_changed = |id: &i64| changed.is_none_or(|changed| changed.binary_search(id).is_ok());
    for ids in candidates::shared_keys(conn)?.iter().filter(|ids| ids.iter().any(is_changed)) {
        let holders: Vec<Contact> =
            ids.iter().filter_map(|id| contact::get(conn, *id).transpose()).collect::<Result<_>>()?;
        for (i, a) in holders.iter().enumerate() {
            for b in &holders[i + 1..] {
                if share_mailbox(conn, &hasher, a, b, ids)? {
                    found.add(conn, a, b, Evidence::SameEmail)?;
                } else {
                    found.compared += 1;
                }
            }
        }
    }
    found.pairs.sort_by_key(|(pair, evidence)| (std::cmp::Reverse(*evidence), *pair));
    found.pairs.dedup_by_key(|(pair, _)| *pair);
    Ok(found)
}

/// Whether two contacts share a mailbox of one person that exactly these hold.
fn share_mailbox(conn: &Connection, hasher: &Hasher, a: &Contact, b: &Contact, ids: &[i64]) -> Result<bool> {
    for address in a.items(Column::Emails).filter(|address| is_personal(address)) {
        let is_shared = b.items(Column::Emails).any(|other| other == address);
        if is_shared && identity::holders(conn, hasher.identity(Kind::Email, address))? == ids {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Certain {
    /// The merges that follow: surest first, and never two user_ids into one.
    pub(super) fn merges(&self, conn: &Connection) -> Result<Vec<Merge>> {
        let mut groups: BTreeMap<i64, Vec<(Contact, Evidence)>> = BTreeMap::new();
        let mut place: FxHashMap<i64, i64> = FxHashMap::default();
        for ((a, b), evidence) in &self.pairs {
            for id in [*a, *b] {
                if !place.contains_key(&id)
                    && let Some(contact) = contact::get(conn, id)?
                {
                    place.insert(id, id);
                    groups.insert(id, vec![(contact, *evidence)]);
                }
            }
            let (Some(at_a), Some(at_b)) = (place.get(a).copied(), place.get(b).copied()) else { continue };
            let contradicts = |x: &Contact| groups[&at_b].iter().any(|(y, _)| contradict(x, y));
            if at_a == at_b || groups[&at_a].iter().any(|(x, _)| contradicts(x)) {
                continue;
            }
            let moved = groups.remove(&at_b).unwrap_or_default();
            place.extend(moved.iter().map(|(contact, _)| (contact.id, at_a)));
            groups.entry(at_a).or_default().extend(moved);
        }
        let mut merges = Vec::new();
        for members in groups.values_mut() {
            members.sort_by_key(|(contact, _)| precedence(contact));
            let survivor = members[0].0.id;
            merges.extend(members[1..].iter().map(|(contact, evidence)| Merge {
                survivor,
                merged: contact.id,
                reason: evidence.name().to_owned(),
                confidence: evidence.confidence(),
            }));
        }
        Ok(merges)
    }

    fn add(&mut self, conn: &Connection, a: &Contact, b: &Contact, evidence: Evidence) -> Result<()> {
        self.compared += 1;
        if may_be_same(a, b) && !candidates::is_different(conn, a.id, b.id)? {
            self.pairs.push(((a.id.min(b.id), a.id.max(b.id)), evidence));
        }
        Ok(())
    }
}

//! Who gets a broadcast: found by its filter until sending begins, and fixed from then on.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::json;

use crate::domain::broadcast::{Audience, LeftOut};
use crate::domain::sending::address::{Reach, address};
use crate::domain::template::{Template, Values};
use crate::error::Result;
use crate::store::broadcast::{self, Broadcast};
use crate::store::{card, reach};

/// Who gets a broadcast, and how many of those who are meant do not.
#[derive(Debug, Default)]
pub(super) struct Meant {
    /// By id.
    pub contact_ids: Vec<i64>,
    /// How many are left out, and why.
    pub left_out: BTreeMap<LeftOut, usize>,
}

impl Meant {
    /// Those whom the filter finds now. `conn` can only read, and answers `as_of()`.
    pub fn found(conn: &Connection, one: &Broadcast) -> Result<Self> {
        let channel = one.channel.as_deref().unwrap_or_default();
        let (mut meant, mut audience) = (Self::default(), Audience::default());
        reach::for_each(conn, &one.filter, |contact_id, reach| {
            match audience.take(reach.do_not_contact, address(reach, channel).as_deref()) {
                Ok(()) => meant.contact_ids.push(contact_id),
                Err(why) => *meant.left_out.entry(why).or_insert(0) += 1,
            }
        })?;
        Ok(meant)
    }

    /// Those who are still to get one whose audience is fixed.
    pub fn fixed(conn: &Connection, one: &Broadcast) -> Result<Self> {
        let mut contact_ids = Vec::new();
        broadcast::deliveries(conn, one.id, &["pending".to_owned()], |delivery| {
            contact_ids.push(delivery.contact_id);
            Ok(())
        })?;
        Ok(Self { contact_ids, left_out: BTreeMap::new() })
    }

    /// Some of them, taken evenly from first to last, with where they are reached.
    pub fn sample(&self, conn: &Connection, count: usize, channel: &str) -> Result<Vec<(i64, Reach, String)>> {
        let all = self.contact_ids.len();
        let picked = (0..count.min(all)).map(|i| self.contact_ids[i * all / count.min(all)]);
        let mut samples = Vec::new();
        for contact_id in picked {
            let reach = reach::of(conn, contact_id)?;
            if let Some(to) = address(&reach, channel) {
                samples.push((contact_id, reach, to));
            }
        }
        Ok(samples)
    }
}

/// What the template of a broadcast meets for a contact.
pub(super) fn values(conn: &Connection, contact_id: i64, template: &Template, one: &Broadcast) -> Result<Values> {
    let mut values = card::values(conn, contact_id, template.columns())?.unwrap_or_default();
    values.insert("broadcast".to_owned(), json!({ "name": one.name, "channel": one.channel }));
    Ok(values)
}

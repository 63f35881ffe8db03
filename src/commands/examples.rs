//! Some of the contacts whom a pass moves from one value to another, for a person who looks before anything is written.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use crate::error::Result;
use crate::output::summary::Summary;
use crate::store::contact;

/// Contacts that are shown at most.
const MOST: usize = 20;

/// A contact that moves.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Example {
    pub id: i64,
    pub name: String,
    pub from: &'static str,
    pub to: &'static str,
}

/// The first contacts of each move. A million that move one way do not hide the few that move another.
#[derive(Debug, Default)]
pub struct Examples(BTreeMap<(&'static str, &'static str), Vec<i64>>);

impl Examples {
    /// One more contact moves.
    pub fn note(&mut self, id: i64, from: &'static str, to: &'static str) {
        let ids = self.0.entry((from, to)).or_default();
        if ids.len() < MOST {
            ids.push(id);
        }
    }

    /// Those that are shown, with their names: one of each move in turn as long as there is room, by move.
    pub fn named(&self, conn: &Connection) -> Result<Vec<Example>> {
        let mut room = MOST;
        let mut shares: Vec<usize> = vec![0; self.0.len()];
        let most = self.0.values().map(Vec::len).max().unwrap_or(0);
        for turn in 0..most {
            for (share, ids) in shares.iter_mut().zip(self.0.values()) {
                if ids.len() > turn && room > 0 {
                    *share += 1;
                    room -= 1;
                }
            }
        }
        let shown = self.0.iter().zip(shares);
        let shown = shown.flat_map(|((moved, ids), share)| ids[..share].iter().map(move |id| (*moved, *id)));
        shown.map(|((from, to), id)| Ok(Example { id, name: contact::label(conn, id)?, from, to })).collect()
    }
}

/// The examples in words; nothing if there are none.
pub fn summary(examples: &[Example]) -> Option<Summary> {
    let line = |summary: Summary, example: &Example| {
        let from = if example.from.is_empty() { "(none)" } else { example.from };
        summary.text(&format!("{} {}", example.id, example.name), &format!("{from} → {}", example.to))
    };
    (!examples.is_empty()).then(|| examples.iter().fold(Summary::new("for example"), line))
}

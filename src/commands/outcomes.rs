//! Outcomes of follow-ups that were sent, which classify finds before it decides anything.

use rusqlite::Connection;

use super::Context;
use crate::domain::deciding::FollowupState;
use crate::domain::deciding::outcome::outcome;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::summary::Summary;
use crate::store::{outcome as stored, setting};

/// How many follow-ups came to which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    replied: i64,
    converted: i64,
    no_reply: i64,
}

/// Finds what became of follow-ups that were sent, in the transaction of `conn`.
pub fn find(conn: &Connection, context: &Context) -> Result<Outcomes> {
    let rules = &context.config.rules;
    let no_reply_after = rules.followups.no_reply_after;
    let last = setting::get::<i64>(conn, "classify_as_of")?.map(Instant);
    let mut found = Outcomes::default();
    for followup in stored::awaiting(conn, context.as_of, last, no_reply_after, &rules.events.conversion)? {
        let (state, at) = outcome(followup.since, context.as_of, no_reply_after);
        if (state, at) == (followup.state, followup.outcome_at) {
            continue;
        }
        if state != followup.state {
            match state {
                FollowupState::Replied => found.replied += 1,
                FollowupState::Converted => found.converted += 1,
                FollowupState::NoReply => found.no_reply += 1,
                _ => {}
            }
        }
        stored::keep(conn, &followup, (state, at), "classify", context.as_of)?;
    }
    Ok(found)
}

impl Outcomes {
    /// Adds lines to a summary for those that there are.
    pub fn tell(&self, mut summary: Summary) -> Summary {
        let lines = [
            ("follow-ups converted", self.converted),
            ("follow-ups replied to", self.replied),
            ("follow-ups without a reply", self.no_reply),
        ];
        for (label, count) in lines.into_iter().filter(|(_, count)| *count > 0) {
            summary = summary.count(label, count);
        }
        summary
    }
}

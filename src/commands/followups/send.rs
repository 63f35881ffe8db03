//! `rolo followups send`: hands over what is approved and due.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::cli::followups::SendFollowupsArgs;
use crate::commands::numbered::FOLLOWUP;
use crate::commands::send::{self, Queue, Sending};
use crate::commands::{Context, Outcome};
use crate::domain::sending::{Draft, LeftOut};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::filter::Condition;
use crate::store::{followup, handing};

/// Runs `rolo followups send`.
pub fn run(args: &SendFollowupsArgs, context: &Context) -> Result<Outcome> {
    let named = if args.ids.is_empty() { None } else { Some(FOLLOWUP.ids(&args.ids)?) };
    let mut store = context.open()?;
    let mut left_out = BTreeMap::new();
    let mut reader = context.reader_of(store.path())?;
    reader.guard(context.as_of)?;
    let condition = condition(reader.conn(), args)?;
    let mut rows = handing::waiting(reader.conn(), &condition, context.as_of)?;
    drop(reader);
    if let Some(named) = named {
        for id in &named {
            if let Some(why) = why_not(store.conn(), *id, context.as_of)? {
                *left_out.entry(why).or_default() += 1;
            }
        }
        rows.retain(|id| named.contains(id));
    }
    let rules = &context.config.rules.followups;
    let queue = Followups { daily_cap: rules.daily_cap.into() };
    let sending = Sending { command: "followups send", queue: &queue, rows, left_out, channels: &rules.channels };
    send::run(sending, &args.send, &mut store, context)
}

/// The condition that the filters make over the view `followups`. `--channel` means the follow-up's own.
fn condition(conn: &Connection, args: &SendFollowupsArgs) -> Result<Condition> {
    let mut filter = args.filter.filter();
    let channels = std::mem::take(&mut filter.channel);
    let mut condition = followup::condition(conn, &filter, false, None, &args.kind)?;
    if !channels.is_empty() {
        condition.sql.push_str(&format!(" AND channel IN ({})", vec!["?"; channels.len()].join(", ")));
        condition.values.extend(channels.into_iter().map(Value::Text));
    }
    Ok(condition)
}

/// Why a follow-up that is named cannot be sent now, by its state and its due time.
fn why_not(conn: &Connection, id: i64, as_of: Instant) -> Result<Option<LeftOut>> {
    let (state, due_at) = handing::state(conn, id)?.ok_or_else(|| {
        Error::failed(format!("there is no follow-up {id}")).hint("`rolo followups list` shows their numbers")
    })?;
    Ok(match state.as_str() {
        "approved" if due_at > as_of => Some(LeftOut::NotDue),
        "approved" => None,
        _ => Some(LeftOut::State(state)),
    })
}

/// The queue of follow-ups.
struct Followups {
    daily_cap: u64,
}

impl Queue for Followups {
    fn noun(&self) -> &'static str {
        "follow-up"
    }

    fn advice(&self) -> String {
        "unless another rolo is sending just now, find out whether it arrived: `rolo followups confirm ID` says that \
         it was sent, `rolo followups approve ID` lets it be sent again"
            .to_owned()
    }

    fn draft(&self, conn: &Connection, id: i64) -> Result<Option<Draft>> {
        handing::draft(conn, id)
    }

    fn take(&self, conn: &Connection, id: i64, now: Instant) -> Result<bool> {
        handing::take(conn, id, now)
    }

    fn confirm(&self, conn: &Connection, id: i64, now: Instant) -> Result<()> {
        handing::confirm(conn, id, now)
    }

    fn refuse(&self, conn: &Connection, id: i64, why: &str, now: Instant) -> Result<bool> {
        handing::refuse(conn, id, why, now)
    }

    fn doubt(&self, conn: &Connection, id: i64, why: &str) -> Result<()> {
        handing::doubt(conn, id, why)
    }

    fn put_back(&self, conn: &Connection, id: i64) -> Result<()> {
        handing::put_back(conn, id)
    }

    fn unconfirmed(&self, conn: &Connection) -> Result<Vec<i64>> {
        handing::unconfirmed(conn)
    }

    fn daily_cap(&self) -> u64 {
        self.daily_cap
    }

    fn handed_over(&self, conn: &Connection, from: Instant, until: Instant) -> Result<u64> {
        handing::handed_over(conn, from, until)
    }
}

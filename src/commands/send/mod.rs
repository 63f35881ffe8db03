//! Handing messages over, for follow-ups and broadcasts: at most once each. A message is marked `unconfirmed` and that is
//! on the disk before anybody is given it, and what became of it is kept after; no lock is held in between. Whoever
//! is killed there leaves `unconfirmed` behind, which is shown and never sent again by itself.

mod exec;
mod hand;
mod mail_server;
mod outbox;
mod preview;
mod smtp;
mod stop;

use std::collections::BTreeMap;
use std::time::Duration;

use rusqlite::Connection;
use serde::Serialize;

use super::{Context, Outcome, json_only};
use crate::cli::send::SendArgs;
use crate::domain::sending::{Draft, LeftOut};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::Store;
pub(super) use exec::Exec;
pub(super) use hand::Fate;
use hand::Hand;
use mail_server::MailServer;
use outbox::Outbox;
use smtp::Smtp;
pub(super) use stop::Stop;

/// How long a command or a server may take for a message unless `--timeout` says otherwise.
pub(super) const TIMEOUT: Duration = Duration::from_secs(60);
/// So many unconfirmed rows are named.
const NAMED_MAX: usize = 10;

/// Rows that are sent: those of follow-ups, or of one broadcast.
pub trait Queue {
    /// What a row is called: `follow-up`.
    fn noun(&self) -> &'static str;
    /// What to do about rows that are unconfirmed.
    fn advice(&self) -> String;
    /// What a row says, if it still waits to be sent.
    fn draft(&self, conn: &Connection, id: i64) -> Result<Option<Draft>>;
    /// Marks a row as unconfirmed; says whether it was still waiting.
    fn take(&self, conn: &Connection, id: i64, now: Instant) -> Result<bool>;
    /// Marks a row that was taken as sent.
    fn confirm(&self, conn: &Connection, id: i64, now: Instant) -> Result<()>;
    /// Marks a row that was taken as refused; says whether it has failed for good.
    fn refuse(&self, conn: &Connection, id: i64, why: &str, now: Instant) -> Result<bool>;
    /// Keeps why it is not known what became of a row that was taken.
    fn doubt(&self, conn: &Connection, id: i64, why: &str) -> Result<()>;
    /// Lets a row that was taken wait as before: nobody was given it.
    fn put_back(&self, conn: &Connection, id: i64) -> Result<()>;
    /// Rows that are unconfirmed.
    fn unconfirmed(&self, conn: &Connection) -> Result<Vec<i64>>;
    /// The most that may be handed over in a day; 0 = no limit.
    fn daily_cap(&self) -> u64;
    /// How many were handed over from the one instant to before the other.
    fn handed_over(&self, conn: &Connection, from: Instant, until: Instant) -> Result<u64>;
}

/// What is to be sent.
#[allow(missing_debug_implementations, reason = "a queue need not have one")]
pub struct Sending<'a> {
    /// The name of the command, for the summary.
    pub command: &'a str,
    /// Whose rows.
    pub queue: &'a dyn Queue,
    /// The rows, in the order in which they are handed over.
    pub rows: Vec<i64>,
    /// What the command left out before.
    pub left_out: BTreeMap<LeftOut, u64>,
    /// The channels that may be used; none = all.
    pub channels: &'a [String],
}

/// What was sent.
#[derive(Debug, Default, Serialize)]
struct Sent {
    sent: u64,
    refused: u64,
    unconfirmed: u64,
    left_out: BTreeMap<String, u64>,
    seconds: f64,
}

/// Which way messages go.
enum Way {
    Exec(Exec),
    Smtp(Box<Smtp>),
    Outbox(Outbox),
    /// A dry run may do without.
    Nowhere,
}

/// Refuses options that name no way, or one that cannot be gone, before anything is done.
pub fn check(args: &SendArgs, context: &Context) -> Result<()> {
    way(args, context).map(|_| ())
}

/// Hands messages over as the options say, and prints what became of them.
pub fn run(sending: Sending<'_>, args: &SendArgs, store: &mut Store, context: &Context) -> Result<Outcome> {
    let way = way(args, context)?;
    if !args.dry_run {
        json_only(args.format)?;
    }
    warn_of_unconfirmed(sending.queue, store, context)?;
    let command = sending.command;
    let mut hand = Hand::new(sending, args, context)?;
    if args.dry_run {
        preview::run(&mut hand, args.format, store, context)?;
        hand.note_quiet_hours();
        context.ui.summary(&hand.sent().summary(command));
        context.ui.note("dry run: nothing was handed over");
        return Ok(Outcome::Done);
    }
    let stop = Stop::listen()?;
    match way {
        Way::Exec(mut exec) => hand.one_by_one(&mut exec, args.rate, store, &stop)?,
        Way::Smtp(mut smtp) => hand.one_by_one(smtp.as_mut(), args.rate, store, &stop)?,
        Way::Outbox(outbox) => outbox::run(&mut hand, &outbox, store, context)?,
        Way::Nowhere => {}
    }
    hand.note_quiet_hours();
    let sent = hand.sent();
    if args.format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &sent)?;
    } else {
        context.ui.summary(&sent.summary(command));
    }
    Ok(match stop.signal() {
        Some(signal) if hand.was_stopped() => Outcome::Signal(signal),
        _ if hand.is_unfinished() => Outcome::Remaining,
        _ => Outcome::Done,
    })
}

/// The way that the options name, when it can be gone.
fn way(args: &SendArgs, context: &Context) -> Result<Way> {
    let timeout = args.timeout.map_or(TIMEOUT, |seconds| Duration::from_secs(seconds.get().into()));
    if let Some(command) = &args.exec {
        return Ok(Way::Exec(Exec::new(command, timeout)?));
    }
    if args.smtp {
        let server = MailServer::configured(context)?;
        return Ok(Way::Smtp(Box::new(Smtp::new(server, timeout, context.as_of))));
    }
    if let Some(path) = &args.output {
        return Ok(Way::Outbox(Outbox::at(path, args, context)?));
    }
    if args.dry_run {
        return Ok(Way::Nowhere);
    }
    Err(Error::usage("it is not said how the messages are handed over")
        .hint("add --exec COMMAND, --smtp or --output FILE; --dry-run shows what would be handed over")
        .into())
}

fn warn_of_unconfirmed(queue: &dyn Queue, store: &Store, context: &Context) -> Result<()> {
    let rows = queue.unconfirmed(store.conn())?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut named = rows.iter().take(NAMED_MAX).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if rows.len() > NAMED_MAX {
        named += &format!(" and {} more", rows.len() - NAMED_MAX);
    }
    let noun = queue.noun();
    context.ui.warn(&format!("{noun} {named}: handed over, and nobody knows how that ended\n{}", queue.advice()));
    Ok(())
}

impl Sent {
    fn summary(&self, command: &str) -> Summary {
        let mut summary = Summary::new(command).count("sent", self.sent.cast_signed());
        for (label, count) in [("refused", self.refused), ("unconfirmed", self.unconfirmed)] {
            if count > 0 {
                summary = summary.count(label, count.cast_signed());
            }
        }
        for (reason, count) in &self.left_out {
            summary = summary.count(&format!("left out: {reason}"), count.cast_signed());
        }
        summary
    }
}

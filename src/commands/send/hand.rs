//! Taking messages one by one, handing them over, and keeping what became of them.

use std::collections::BTreeMap;
use std::time::Instant as Clock;

use rusqlite::Connection;

use super::stop::Stop;
use super::{Queue, Sending, Sent, mail_server};
use crate::cli::send::SendArgs;
use crate::commands::{Context, author};
use crate::domain::deciding::QuietHours;
use crate::domain::sending::pace::{Rate, day_of};
use crate::domain::sending::{LeftOut, Message, Terms, Topic};
use crate::domain::time::{Instant, Span};
use crate::error::{Error, Result};
use crate::output::progress::Progress;
use crate::store::{Store, dirty, log, reach};

/// So many refusals are told one by one.
const TOLD_MAX: u64 = 10;

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::commands) enum Fate {
    /// It was taken by the other side.
    Sent,
    /// It was not, for this reason.
    Refused(String),
    /// Nobody knows, for this reason.
    Unknown(String),
    /// Nobody was given it, for this reason, and nobody would be given the next one.
    NotTried(String),
}

/// Who gives messages to somebody else.
pub(super) trait Carrier {
    /// Hands a message over.
    fn hand_over(&mut self, message: &Message) -> Fate;
}

/// A queue that is being worked off.
pub(super) struct Hand<'a> {
    context: &'a Context,
    queue: &'a dyn Queue,
    author: String,
    rows: std::vec::IntoIter<i64>,
    channels: &'a [String],
    only_email: bool,
    subject: String,
    quiet: QuietHours,
    limit: u64,
    clock: Clock,
    taken: u64,
    sent: Sent,
    left_out: BTreeMap<LeftOut, u64>,
}

impl<'a> Hand<'a> {
    /// A queue of which nothing is handed over yet.
    pub fn new(sending: Sending<'a>, args: &SendArgs, context: &'a Context) -> Result<Self> {
        Ok(Self {
            context,
            queue: sending.queue,
            author: author(&args.author),
            rows: sending.rows.into_iter(),
            channels: sending.channels,
            only_email: args.smtp,
            subject: mail_server::subject(&context.config.send.smtp),
            quiet: context.quiet_hours()?,
            limit: args.limit.map_or(u64::MAX, |limit| limit.get().into()),
            clock: Clock::now(),
            taken: 0,
            sent: Sent::default(),
            left_out: sending.left_out,
        })
    }

    /// How it went until now.
    pub fn sent(&self) -> Sent {
        Sent {
            left_out: self.left_out.iter().map(|(why, count)| (why.to_string(), *count)).collect(),
            seconds: self.clock.elapsed().as_secs_f64(),
            ..self.sent
        }
    }

    /// Whether something was refused, is unconfirmed or could not be reached.
    pub fn is_unfinished(&self) -> bool {
        self.sent.refused + self.sent.unconfirmed > 0 || self.left_out.contains_key(&LeftOut::Unreachable)
    }

    /// Whether a signal ended it before its time.
    pub fn was_stopped(&self) -> bool {
        self.left_out.contains_key(&LeftOut::Stopped)
    }

    /// Hands over what is left, one message after the other.
    pub fn one_by_one(
        &mut self,
        carrier: &mut dyn Carrier,
        rate: Option<Rate>,
        store: &mut Store,
        stop: &Stop,
    ) -> Result<()> {
        let progress = Progress::count(&self.context.ui, "sending", Some(self.rows.len() as u64));
        let mut last: Option<(Message, Fate)> = None;
        let mut begun: Option<Clock> = None;
        loop {
            if let (Some(begun), Some(rate)) = (begun, rate) {
                // What is known is kept before one waits.
                self.step(store, last.take(), false)?;
                stop.sleep_until(begun + rate.interval);
            }
            if stop.is_asked_for() {
                self.leave_rest(LeftOut::Stopped);
            }
            let Some(message) = self.step(store, last.take(), true)? else { return Ok(()) };
            begun = Some(Clock::now());
            let fate = carrier.hand_over(&message);
            self.count(&fate);
            progress.suspend(|| self.tell(&message, &fate));
            progress.inc(1);
            if let Fate::NotTried(why) = &fate {
                let why = why.clone();
                self.step(store, Some((message, fate)), false)?;
                return self.unreachable(&why);
            }
            last = Some((message, fate));
        }
    }

    /// Keeps what became of the last message, and takes the next one if it `goes_on`, in one transaction. Should the next
    /// one fail, what became of the last one is kept all the same.
    fn step(&mut self, store: &mut Store, last: Option<(Message, Fate)>, goes_on: bool) -> Result<Option<Message>> {
        if last.is_none() && !goes_on {
            return Ok(None);
        }
        let both = store.write(false, |conn| {
            if let Some((message, fate)) = &last {
                self.keep(conn, message, fate)?;
            }
            if goes_on { self.next(conn) } else { Ok(None) }
        });
        if let (Err(_), Some((message, fate))) = (&both, &last)
            && let Err(error) = store.write(false, |conn| self.keep(conn, message, fate))
        {
            let what = format!("{} {}", self.queue.noun(), message.row_id);
            self.context.ui.warn(&format!("what became of {what} could not be kept: {error:#}"));
        }
        both
    }

    /// Takes the next message that may be handed over; the mark is on the disk when the transaction is.
    pub fn next(&mut self, conn: &Connection) -> Result<Option<Message>> {
        loop {
            if self.taken >= self.limit {
                self.leave_rest(LeftOut::Limit);
            }
            let Some(id) = self.rows.next() else { return Ok(None) };
            // Without a draft another rolo was faster, or a person changed their mind.
            let Some(draft) = self.queue.draft(conn, id)? else { continue };
            if self.is_cap_reached(conn)? {
                self.leave(LeftOut::DailyCap, 1);
                self.leave_rest(LeftOut::DailyCap);
                return Ok(None);
            }
            let reach = reach::of(conn, draft.contact_id)?;
            match self.terms().message(draft, &reach) {
                Err(why) => self.leave(why, 1),
                Ok(message) if self.queue.take(conn, id, self.context.as_of)? => {
                    self.taken += 1;
                    return Ok(Some(message));
                }
                Ok(_) => {}
            }
        }
    }

    /// Keeps what became of a message that was taken, and logs it.
    pub fn keep(&self, conn: &Connection, message: &Message, fate: &Fate) -> Result<()> {
        let (id, now) = (message.row_id, self.context.as_of);
        let (kind, why) = match fate {
            Fate::NotTried(_) => return self.queue.put_back(conn, id),
            Fate::Sent => {
                self.queue.confirm(conn, id, now)?;
                ("sent", "")
            }
            Fate::Refused(why) => {
                let has_failed = self.queue.refuse(conn, id, why, now)?;
                (if has_failed { "failed" } else { "refused" }, why.as_str())
            }
            Fate::Unknown(why) => {
                self.queue.doubt(conn, id, why)?;
                ("unconfirmed", why.as_str())
            }
        };
        dirty::mark(conn, message.contact_id, dirty::ALL_PASSES)?;
        let (field, what) = match &message.topic {
            Topic::Followup(kind) => ("followup", format!("{id} {kind} by {}", message.channel)),
            Topic::Broadcast(name) => ("broadcast", format!("{name} by {}", message.channel)),
        };
        let entry = log::Entry {
            at: now,
            contact_id: Some(message.contact_id),
            kind,
            field,
            old: "",
            new: &if why.is_empty() { what } else { format!("{what}: {why}") },
            author: &self.author,
            journal_id: None,
        };
        log::add(conn, &entry)
    }

    /// Counts what became of a message.
    pub fn count(&mut self, fate: &Fate) {
        match fate {
            Fate::Sent => self.sent.sent += 1,
            Fate::Refused(_) => self.sent.refused += 1,
            Fate::Unknown(_) => self.sent.unconfirmed += 1,
            Fate::NotTried(_) => {}
        }
    }

    /// Says what did not go well.
    fn tell(&self, message: &Message, fate: &Fate) {
        let (how, why) = match fate {
            Fate::Refused(why) if self.sent.refused <= TOLD_MAX => ("refused", why),
            Fate::Unknown(why) => ("unconfirmed", why),
            _ => return,
        };
        let whom = message.name.as_deref().unwrap_or(&message.to);
        self.context.ui.warn(&format!("{} {} to {whom} is {how}: {why}", self.queue.noun(), message.row_id));
        if how == "refused" && self.sent.refused == TOLD_MAX {
            self.context.ui.note("what else is refused is only counted");
        }
    }

    /// Says when it goes on if it is quiet.
    pub fn note_quiet_hours(&self) {
        if self.left_out.contains_key(&LeftOut::QuietHours) {
            let until = self.quiet.moved_out(self.now());
            self.context.ui.note(&format!("quiet hours last until {until}; what waits can be sent from then on"));
        }
    }

    fn unreachable(&mut self, why: &str) -> Result<()> {
        if self.taken == 1 {
            return Err(Error::failed(why).hint("nothing was handed over, and all wait as before").into());
        }
        self.leave(LeftOut::Unreachable, 1);
        self.leave_rest(LeftOut::Unreachable);
        self.context.ui.warn(&format!("{why}\nwhat was not handed over waits as before"));
        Ok(())
    }

    fn terms(&self) -> Terms<'_> {
        let now = self.now();
        let is_quiet = self.quiet.moved_out(now) != now;
        Terms { channels: self.channels, only_email: self.only_email, is_quiet, subject: &self.subject }
    }

    /// The moment that it has become since: sending may take hours.
    fn now(&self) -> Instant {
        self.context.as_of + Span(i64::try_from(self.clock.elapsed().as_secs()).unwrap_or(i64::MAX))
    }

    fn is_cap_reached(&self, conn: &Connection) -> Result<bool> {
        let cap = self.queue.daily_cap();
        if cap == 0 {
            return Ok(false);
        }
        let (from, until) = day_of(self.context.as_of, self.context.zone());
        Ok(self.queue.handed_over(conn, from, until)? >= cap)
    }

    fn leave(&mut self, why: LeftOut, count: u64) {
        if count > 0 {
            *self.left_out.entry(why).or_default() += count;
        }
    }

    fn leave_rest(&mut self, why: LeftOut) {
        let rest = self.rows.by_ref().count() as u64;
        self.leave(why, rest);
    }
}

//! `rolo broadcasts send`: fixes the audience when it begins, and hands the message over to each who did not get it yet.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::BroadcastState;
use super::audience::{Meant, values};
use super::preview;
use crate::cli::broadcasts::SendBroadcastsArgs;
use crate::commands::send::{self, Queue, Sending};
use crate::commands::{Context, Outcome};
use crate::domain::broadcast::LeftOut;
use crate::domain::sending::address::address;
use crate::domain::sending::{Draft, Topic};
use crate::domain::template::Template;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::ui;
use crate::store::broadcast::{self, Broadcast};
use crate::store::{Store, handing, reach};

/// Runs `rolo broadcasts send`.
pub(super) fn run(args: &SendBroadcastsArgs, context: &Context) -> Result<Outcome> {
    send::check(&args.send, context)?;
    let mut store = context.open()?;
    let due = match &args.name {
        Some(name) => vec![broadcast::known(store.conn(), name)?],
        None => due(store.conn(), context.as_of)?,
    };
    if due.is_empty() {
        context.ui.note("no broadcast is due");
        return Ok(Outcome::Done);
    }
    let mut outcome = Outcome::Done;
    for one in due {
        match send(&one, args, &mut store, context)? {
            Outcome::Done => {}
            Outcome::Signal(signal) => return Ok(Outcome::Signal(signal)),
            other => outcome = other,
        }
    }
    Ok(outcome)
}

/// Those that are to go out by now: scheduled drafts whose time has come, and those that were cut short.
fn due(conn: &Connection, as_of: Instant) -> Result<Vec<Broadcast>> {
    let is_due = |one: &Broadcast| match one.state {
        BroadcastState::Draft => one.scheduled_at.is_some_and(|at| at <= as_of),
        BroadcastState::Sending => true,
        BroadcastState::Sent | BroadcastState::Cancelled => false,
    };
    Ok(broadcast::all(conn)?.into_iter().filter(is_due).collect())
}

fn send(one: &Broadcast, args: &SendBroadcastsArgs, store: &mut Store, context: &Context) -> Result<Outcome> {
    check_state(one)?;
    if let Some(at) = one.scheduled_at.filter(|at| *at > context.as_of) {
        context.ui.note(&format!("broadcast {} is not sent before {at}", one.name));
        return Ok(Outcome::Done);
    }
    if one.begun_at.is_none() && args.send.dry_run {
        return preview::dry_run(one, args.send.format, context);
    }
    let awake_at = context.quiet_hours()?.moved_out(context.as_of);
    if one.begun_at.is_none() && awake_at != context.as_of {
        context.ui.note(&format!("quiet hours last until {awake_at}; broadcast {} begins after them", one.name));
        return Ok(Outcome::Done);
    }
    if one.begun_at.is_none() {
        begin(one, store, context)?;
    } else {
        skip(one, store)?;
    }
    let queue = Messages { one, template: Template::parse(&one.text)? };
    let rows = broadcast::waiting(store.conn(), one.id)?;
    let sending = Sending { command: "broadcasts send", queue: &queue, rows, left_out: BTreeMap::new(), channels: &[] };
    let outcome = send::run(sending, &args.send, store, context)?;
    if !args.send.dry_run {
        store.write(false, |conn| broadcast::end(conn, one.id, context.as_of))?;
    }
    Ok(outcome)
}

fn check_state(one: &Broadcast) -> Result<()> {
    if one.channel.is_none() {
        return Err(preview::elsewhere(&one.name).into());
    }
    match one.state {
        BroadcastState::Draft | BroadcastState::Sending => Ok(()),
        BroadcastState::Sent => Err(Error::failed(format!("the broadcast `{}` was sent already", one.name))
            .hint("nobody gets one twice; `rolo broadcasts retry` sends again what failed")
            .into()),
        BroadcastState::Cancelled => Err(Error::failed(format!("the broadcast `{}` is cancelled", one.name)).into()),
    }
}

/// Fixes the audience: from now on it goes to these and to nobody else.
fn begin(one: &Broadcast, store: &mut Store, context: &Context) -> Result<()> {
    let path = store.path().to_owned();
    let meant = store.write(false, |conn| {
        let mut reader = context.reader_of(&path)?;
        reader.guard(context.as_of)?;
        let meant = Meant::found(reader.conn(), one)?;
        broadcast::begin(conn, one.id, &meant.contact_ids, context.as_of)?;
        Ok(meant)
    })?;
    let count = |count: usize| ui::count(i64::try_from(count).unwrap_or(i64::MAX));
    context.ui.note(&format!("broadcast {} goes to {} contacts", one.name, count(meant.contact_ids.len())));
    for (why, left_out) in &meant.left_out {
        context.ui.note(&format!("{} left out: {}", count(*left_out), why.told()));
    }
    Ok(())
}

/// Takes out who cannot get it any more: they opted out since, or lost their address.
fn skip(one: &Broadcast, store: &mut Store) -> Result<()> {
    let channel = one.channel.as_deref().unwrap_or_default();
    store.write(false, |conn| {
        for id in broadcast::waiting(conn, one.id)? {
            let Some(contact_id) = broadcast::recipient(conn, id)? else { continue };
            let reach = reach::of(conn, contact_id)?;
            let why = match address(&reach, channel) {
                _ if reach.do_not_contact => LeftOut::DoNotContact,
                None => LeftOut::NoAddress,
                Some(_) => continue,
            };
            broadcast::skip(conn, id, why.told())?;
        }
        Ok(())
    })
}

/// The messages of one broadcast.
struct Messages<'a> {
    one: &'a Broadcast,
    template: Template,
}

impl Queue for Messages<'_> {
    fn noun(&self) -> &'static str {
        "message"
    }

    fn advice(&self) -> String {
        let name = &self.one.name;
        format!(
            "these are contacts; unless another rolo is sending just now, find out whether it arrived: \
             `rolo broadcasts confirm {name}` says that it was sent, `rolo broadcasts retry {name}` sends it again"
        )
    }

    fn draft(&self, conn: &Connection, id: i64) -> Result<Option<Draft>> {
        let Some(contact_id) = broadcast::recipient(conn, id)? else { return Ok(None) };
        let values = values(conn, contact_id, &self.template, self.one)?;
        Ok(Some(Draft {
            row_id: id,
            message_id: handing::message_id(conn, "delivery", id, self.one.created_at.0)?,
            topic: Topic::Broadcast(self.one.name.clone()),
            contact_id,
            channel: self.one.channel.clone(),
            subject: self.one.subject.clone(),
            text: self.template.render(&values)?,
            media: self.one.media.clone(),
            minds_quiet_hours: true,
        }))
    }

    fn take(&self, conn: &Connection, id: i64, now: Instant) -> Result<bool> {
        broadcast::take(conn, id, now)
    }

    fn confirm(&self, conn: &Connection, id: i64, now: Instant) -> Result<()> {
        broadcast::confirm(conn, id, now)
    }

    fn refuse(&self, conn: &Connection, id: i64, why: &str, now: Instant) -> Result<bool> {
        broadcast::refuse(conn, id, why, now)
    }

    fn doubt(&self, conn: &Connection, id: i64, why: &str) -> Result<()> {
        broadcast::doubt(conn, id, why)
    }

    fn put_back(&self, conn: &Connection, id: i64) -> Result<()> {
        broadcast::put_back(conn, id)
    }

    fn unconfirmed(&self, conn: &Connection) -> Result<Vec<i64>> {
        broadcast::unconfirmed(conn, self.one.id)
    }

    fn daily_cap(&self) -> u64 {
        0
    }

    fn handed_over(&self, _: &Connection, _: Instant, _: Instant) -> Result<u64> {
        Ok(0)
    }
}

//! What happened in a segment month by month, and what its scores rest on, for `report`.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::counts;
use super::state::{self, Reasons as Unpacked};
use super::stats::Members;
use crate::domain::cue::{CueSet, Sender};
use crate::domain::deciding::rules::{Rules, ScoreRules};
use crate::domain::deciding::{Currency, Empty, ScoreLine, ScoreLineKind};
use crate::domain::figures::answers::{Line, Speed, Wait, Waiting, Waits};
use crate::domain::figures::months::Months;
use crate::domain::figures::{Reasons, Trends};
use crate::domain::time::Instant;
use crate::error::Result;

const CONVERSATIONS: &str = "SELECT contact_id, started_at FROM conversation WHERE started_at IS NOT NULL";
const MESSAGES: &str = "SELECT contact_id, conversation_id, at, sender, cues FROM message INDEXED BY message_by_contact
    ORDER BY contact_id, conversation_id, at";
const EVENTS: &str = "SELECT contact_id, at, kind, amount, currency FROM event INDEXED BY event_by_contact";
const DEALS: &str = "SELECT contact_id, closed_at, amount, currency FROM deal WHERE state = 'won' AND won_event IS NULL
    AND closed_at IS NOT NULL";
const REASONS: &str = "SELECT contact_id, reasons FROM contact_score";

/// What happened in each of the months.
pub fn trends(conn: &Connection, members: &Members, months: &Months, rules: &Rules, as_of: Instant) -> Result<Trends> {
    let mut trends = Trends { conversations: conversations(conn, members, months)?, ..Trends::default() };
    let mut talk = Talk::new(months, as_of);
    talk.read(conn, members)?;
    talk.tell(&mut trends);
    let mut money = Money::new(months, rules, counts::currency(conn, rules)?);
    money.events(conn, members)?;
    money.deals(conn, members)?;
    trends.purchases = money.purchases;
    trends.spend = money.currency.0.is_some().then_some(money.spend);
    Ok(trends)
}

fn conversations(conn: &Connection, members: &Members, months: &Months) -> Result<Vec<u64>> {
    let mut counts = months.zeros();
    let mut statement = conn.prepare(CONVERSATIONS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(month) = months.position(row.get(1)?) else { continue };
        counts[month] += u64::from(members.has(row.get(0)?));
    }
    Ok(counts)
}

/// What visitors wrote, and how long they waited for answers.
struct Talk<'m> {
    months: &'m Months,
    as_of: Instant,
    visitor_messages: Vec<u64>,
    agents: Vec<Waits>,
    bots: Waits,
}

impl<'m> Talk<'m> {
    fn new(months: &'m Months, as_of: Instant) -> Self {
        let agents = vec![Waits::default(); months.all().len()];
        Self { months, as_of, visitor_messages: months.zeros(), agents, bots: Waits::default() }
    }

    fn read(&mut self, conn: &Connection, members: &Members) -> Result<()> {
        let mut statement = conn.prepare(MESSAGES)?;
        let mut rows = statement.query([])?;
        let mut waiting = Waiting::default();
        let mut of = None;
        while let Some(row) = rows.next()? {
            let at = row.get(2)?;
            // What comes after `as_of` does not exist.
            if at > self.as_of.0 || !members.has(row.get(0)?) {
                continue;
            }
            let conversation: i64 = row.get(1)?;
            if of.replace(conversation).is_some_and(|before| before != conversation) {
                self.add(waiting.end());
            }
            let Some(sender) = Sender::from_code(row.get(3)?) else { continue };
            if sender == Sender::Visitor
                && let Some(month) = self.months.position(at)
            {
                self.visitor_messages[month] += 1;
            }
            let over = waiting.hear(Line { at, sender, cues: CueSet(row.get(4)?) });
            self.add(over);
        }
        self.add(waiting.end());
        Ok(())
    }

    /// A wait belongs to the month in which it began.
    fn add(&mut self, wait: Option<Wait>) {
        let Some(wait) = wait else { return };
        let Some(month) = self.months.position(wait.since) else { return };
        let waits = if wait.by == Sender::Bot { &mut self.bots } else { &mut self.agents[month] };
        waits.add(wait, self.as_of.0);
    }

    fn tell(mut self, trends: &mut Trends) {
        let mut in_all = Waits::default();
        self.agents.iter().for_each(|waits| in_all.extend(waits));
        trends.agents = self.agents.iter_mut().map(Waits::speed).collect::<Vec<Speed>>();
        trends.agents_in_all = in_all.speed();
        trends.bots_in_all = self.bots.speed();
        trends.visitor_messages = self.visitor_messages;
    }
}

/// Purchases: conversion events and deals that were won.
struct Money<'a> {
    months: &'a Months,
    rules: &'a Rules,
    currency: Currency,
    purchases: Vec<u64>,
    spend: Vec<i64>,
}

impl<'a> Money<'a> {
    fn new(months: &'a Months, rules: &'a Rules, currency: Currency) -> Self {
        Self { months, rules, currency, purchases: months.zeros(), spend: vec![0; months.all().len()] }
    }

    fn events(&mut self, conn: &Connection, members: &Members) -> Result<()> {
        let mut statement = conn.prepare(EVENTS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(month) = self.months.position(row.get(1)?) else { continue };
            let kind = row.get_ref(2)?.as_str()?;
            let is_purchase = self.rules.events.conversion.iter().any(|it| it.eq_ignore_ascii_case(kind));
            if is_purchase && members.has(row.get(0)?) {
                self.add(month, row.get(3)?, row.get_ref(4)?.as_str_or_null()?.unwrap_or(""));
            }
        }
        Ok(())
    }

    fn deals(&mut self, conn: &Connection, members: &Members) -> Result<()> {
        let mut statement = conn.prepare(DEALS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let contact_id: Option<i64> = row.get(0)?;
            let Some(month) = self.months.position(row.get(1)?) else { continue };
            // A deal of nobody's is no purchase of a contact's.
            if contact_id.is_some() && members.has(contact_id) {
                self.add(month, row.get(2)?, row.get_ref(3)?.as_str_or_null()?.unwrap_or(""));
            }
        }
        Ok(())
    }

    fn add(&mut self, month: usize, amount: Option<i64>, code: &str) {
        self.purchases[month] += 1;
        let amount = amount.and_then(|amount| self.currency.convert(amount, code, &self.rules.money));
        self.spend[month] = self.spend[month].saturating_add(amount.unwrap_or(0));
    }
}

/// What the scores of a segment rest on. Signals are those of the rules that the contacts were scored by.
pub fn reasons(conn: &Connection, members: &Members, rules: &ScoreRules) -> Result<Reasons> {
    let mut lines: FxHashMap<ScoreLineKind, (u64, i64)> = FxHashMap::default();
    let mut reasons = Reasons::default();
    let mut empty = [0; Empty::ALL.len()];
    let mut statement = conn.prepare(REASONS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !members.has(row.get(0)?) {
            continue;
        }
        match state::unpack_reasons(row.get_ref(1)?.as_blob()?) {
            Some(Unpacked::Lines(found)) => {
                reasons.scored += 1;
                found.iter().filter(|line| is_reason(line)).for_each(|line| {
                    let (count, millionths) = lines.entry(line.kind).or_default();
                    *count += 1;
                    *millionths = millionths.saturating_add(line.millionths);
                });
            }
            Some(Unpacked::Empty(because)) => empty[because as usize] += 1,
            None => {}
        }
    }
    reasons.empty = Empty::ALL.iter().map(|because| (because.name(), empty[*because as usize])).collect();
    let named = lines.into_iter().map(|(kind, (count, millionths))| {
        let line = ScoreLine { kind, count: 0, millionths: 0 };
        (line.name(rules).to_owned(), count, millionths)
    });
    // A signal that the rules have no more has no name.
    reasons.found = named.filter(|(name, ..)| !name.is_empty()).collect();
    reasons.found.sort_unstable_by(|a, b| (b.1, b.2, &a.0).cmp(&(a.1, a.2, &b.0)));
    Ok(reasons)
}

/// Whether a line is a reason, and no matter of reckoning.
fn is_reason(line: &ScoreLine) -> bool {
    matches!(line.kind, ScoreLineKind::Signal(_) | ScoreLineKind::Manual)
}

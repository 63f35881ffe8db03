//! Facts per contact over all rows (`contact_count`), of whoever has conversations, events or won deals: computed anew
//! for those that were touched, from these and the contact's own row. Of everybody else the contact's row says it all.
//! One function computes them, whether for one contact or for all.

use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::setting;
use super::thread::Moment;
use crate::domain::deciding::money::Currency;
use crate::domain::deciding::rules::Rules;
use crate::domain::normalize::list;
use crate::domain::time::Instant;
use crate::error::Result;

/// What counting money and conversions goes by.
#[derive(Debug)]
pub struct Money<'a> {
    /// The rules: which events are conversions, and the rates.
    pub rules: &'a Rules,
}

/// Small, since there is one for every contact when all are counted.
#[derive(Debug, Clone, Copy)]
struct Counts {
    conversations: u32,
    messages: u32,
    purchases: u32,
    channels: List,
    spend: Option<i64>,
    first_seen: Moment,
    last_active: Moment,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            conversations: 0,
            messages: 0,
            purchases: 0,
            channels: List::EMPTY,
            spend: None,
            first_seen: Moment::NONE,
            last_active: Moment::NONE,
        }
    }
}

/// A list of channels by its number: few lists occur, each many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct List(u32);

impl List {
    const EMPTY: Self = Self(0);
}

/// The lists of channels that occur, each kept once.
#[derive(Debug)]
struct Lists {
    texts: Vec<Rc<str>>,
    numbers: FxHashMap<Rc<str>, List>,
    unions: FxHashMap<(List, List), List>,
}

impl Lists {
    fn new() -> Self {
        let mut lists = Self { texts: Vec::new(), numbers: FxHashMap::default(), unions: FxHashMap::default() };
        lists.number("");
        lists
    }

    fn text(&self, list: List) -> &str {
        &self.texts[list.0 as usize]
    }

    fn number(&mut self, text: &str) -> List {
        if let Some(list) = self.numbers.get(text) {
            return *list;
        }
        let list = List(u32::try_from(self.texts.len()).expect("there are fewer than four billion lists"));
        let text: Rc<str> = text.into();
        self.texts.push(Rc::clone(&text));
        self.numbers.insert(text, list);
        list
    }

    /// The channels of one list, then what another adds.
    fn union(&mut self, one: List, other: List) -> List {
        if one == other || other == List::EMPTY {
            return one;
        }
        if one == List::EMPTY {
            return other;
        }
        if let Some(union) = self.unions.get(&(one, other)) {
            return *union;
        }
        let union = self.number(&list::union(self.text(one), self.text(other)));
        self.unions.insert((one, other), union);
        union
    }
}

/// What the view shows of a contact that is counted from its conversations and events as well as from its own row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Channels, joined with `;`.
    pub channels: String,
    /// When it was first seen.
    pub first_seen: Option<Instant>,
    /// When it was last active.
    pub last_active: Option<Instant>,
}

/// What the view shows of a contact as it was last counted.
pub fn shown(conn: &Connection, contact_id: i64) -> Result<Shown> {
    let mut statement =
        conn.prepare_cached("SELECT channels, first_seen, last_active FROM contact_count WHERE contact_id = ?1")?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Shown {
            channels: row.get::<_, Option<String>>(0)?.unwrap_or_default(),
            first_seen: row.get::<_, Option<i64>>(1)?.map(Instant),
            last_active: row.get::<_, Option<i64>>(2)?.map(Instant),
        })
    };
    Ok(statement.query_row([contact_id], read).optional()?.unwrap_or_default())
}

/// Counts anew for some contacts, given by id in order; for all, when what counting goes by has changed since.
pub fn refresh(conn: &Connection, contact_ids: &[i64], money: &Money<'_>) -> Result<()> {
    let currency = currency(conn, money.rules)?;
    let stamp = stamp(money, &currency);
    let is_same = setting::get::<String>(conn, "counts_stamp")?.as_deref() == Some(stamp.as_str());
    setting::set(conn, "counts_stamp", stamp)?;
    // Where several currencies occur and none was chosen, spend is not known.
    setting::set(conn, "is_spend_known", currency.0.is_some())?;
    let total = setting::next_id(conn, "contact")?;
    let is_many = i64::try_from(contact_ids.len()).unwrap_or(i64::MAX) * 5 > total;
    if is_many || !is_same {
        return refresh_range(conn, i64::MIN, i64::MAX, money, &currency);
    }
    contact_ids.iter().try_for_each(|id| refresh_range(conn, *id, *id, money, &currency))
}

/// The one currency that spend is counted in: the configured one, else the only one that occurs.
pub fn currency(conn: &Connection, rules: &Rules) -> Result<Currency> {
    let mut statement = conn.prepare_cached("SELECT code FROM currency ORDER BY code")?;
    let found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Currency::decide(&rules.money, found.iter().map(String::as_str)))
}

/// Notes that amounts in a currency occur.
pub fn note_currency(conn: &Connection, code: &str) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO currency (code) VALUES (?1)")?.execute([code])?;
    Ok(())
}

/// Finds out anew which currencies occur, after rows have gone.
pub fn recount_currencies(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "DELETE FROM currency;
         INSERT INTO currency (code)
         SELECT DISTINCT currency FROM event WHERE amount IS NOT NULL AND currency IS NOT NULL
         UNION SELECT currency FROM deal WHERE amount IS NOT NULL AND currency IS NOT NULL",
    )?;
    Ok(())
}

fn refresh_range(conn: &Connection, low: i64, high: i64, money: &Money<'_>, currency: &Currency) -> Result<()> {
    let (counts, lists) = count(conn, low, high, money, currency)?;
    remove_others(conn, low, high, &counts)?;
    store(conn, &counts, &lists, currency)
}

/// Counts anew for everybody.
pub fn refresh_all(conn: &Connection, money: &Money<'_>) -> Result<()> {
    refresh_range(conn, i64::MIN, i64::MAX, money, &currency(conn, money.rules)?)
}

/// The contacts whose counts are not those of their rows. Where counting goes by other rules now than it did, the next
/// command counts anew, and nothing can be said.
pub fn differing(conn: &Connection, money: &Money<'_>) -> Result<Vec<i64>> {
    let currency = currency(conn, money.rules)?;
    if setting::get::<String>(conn, "counts_stamp")?.is_some_and(|stamp| stamp != self::stamp(money, &currency)) {
        return Ok(Vec::new());
    }
    let (counts, lists) = count(conn, i64::MIN, i64::MAX, money, &currency)?;
    let mut counts = counts.iter().peekable();
    let mut differing = Vec::new();
    let mut statement = conn.prepare(
        "SELECT contact_id, conversation_count, message_count, channels, purchases, spend, first_seen, last_active
         FROM contact_count ORDER BY contact_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        while let Some((missing, _)) = counts.next_if(|(counted, _)| *counted < id) {
            differing.push(*missing);
        }
        let is_same = match counts.next_if(|(counted, _)| *counted == id) {
            Some((_, c)) => {
                let channels = row.get_ref(3)?.as_str_or_null()?;
                let numbers: [i64; 3] = [row.get(1)?, row.get(2)?, row.get(4)?];
                let times: [Option<i64>; 2] = [row.get(6)?, row.get(7)?];
                numbers == [c.conversations, c.messages, c.purchases].map(i64::from)
                    && channels.unwrap_or("") == lists.text(c.channels)
                    && row.get::<_, Option<i64>>(5)? == c.spend_shown(&currency)
                    && times == [c.first_seen.seconds(), c.last_active.seconds()]
            }
            None => false,
        };
        differing.extend((!is_same).then_some(id));
    }
    differing.extend(counts.map(|(id, _)| *id));
    Ok(differing)
}

fn stamp(money: &Money<'_>, currency: &Currency) -> String {
    format!("{currency:?} {:?} {:?}", money.rules.money, money.rules.events.conversion)
}

/// Counts of contacts of a range of ids, by id.
fn count(
    conn: &Connection,
    low: i64,
    high: i64,
    money: &Money<'_>,
    currency: &Currency,
) -> Result<(Vec<(i64, Counts)>, Lists)> {
    let mut counts: FxHashMap<i64, Counts> = FxHashMap::default();
    let mut lists = Lists::new();
    count_conversations(conn, low, high, &mut counts, &mut lists)?;
    count_events(conn, low, high, money, currency, &mut counts)?;
    count_deals(conn, low, high, money, currency, &mut counts)?;
    let mut counts: Vec<(i64, Counts)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(id, _)| *id);
    add_own(conn, low, high, &mut counts, &mut lists)?;
    Ok((counts, lists))
}

/// Adds what the contacts' own rows say.
fn add_own(conn: &Connection, low: i64, high: i64, counts: &mut [(i64, Counts)], lists: &mut Lists) -> Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let mut statement = conn.prepare_cached(
        "SELECT id, channels, first_seen, last_active FROM contact WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut rows = statement.query((low, high))?;
    let mut counts = counts.iter_mut().peekable();
    while let (Some(row), Some((id, _))) = (rows.next()?, counts.peek()) {
        if row.get::<_, i64>(0)? != *id {
            continue;
        }
        let Some((_, count)) = counts.next() else { break };
        if let Some(own) = row.get_ref(1)?.as_str_or_null()? {
            let own = lists.number(own);
            count.channels = lists.union(own, count.channels);
        }
        count.saw(row.get(2)?, row.get(3)?);
    }
    Ok(())
}

/// Removes the counts of contacts that have nothing to count any more, or that are gone.
fn remove_others(conn: &Connection, low: i64, high: i64, counts: &[(i64, Counts)]) -> Result<()> {
    let mut find = conn.prepare_cached("SELECT contact_id FROM contact_count WHERE contact_id BETWEEN ?1 AND ?2")?;
    let ids: Vec<i64> = find.query_map((low, high), |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut remove = conn.prepare_cached("DELETE FROM contact_count WHERE contact_id = ?1")?;
    for id in ids.iter().filter(|id| counts.binary_search_by_key(*id, |(id, _)| *id).is_err()) {
        remove.execute([id])?;
    }
    Ok(())
}

fn count_conversations(
    conn: &Connection,
    low: i64,
    high: i64,
    counts: &mut FxHashMap<i64, Counts>,
    lists: &mut Lists,
) -> Result<()> {
    let sql = if low == high {
        "SELECT contact_id, channel, message_count, started_at, last_visitor_at FROM conversation
         WHERE contact_id = ?1 AND ?2 ORDER BY id"
    } else {
        "SELECT contact_id, channel, message_count, started_at, last_visitor_at FROM conversation
         WHERE contact_id IS NOT NULL AND ?1 < ?2 ORDER BY id"
    };
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query((low, high))?;
    while let Some(row) = rows.next()? {
        let counts = counts.entry(row.get(0)?).or_default();
        counts.conversations += 1;
        counts.messages += row.get::<_, u32>(2)?;
        if let Some(channel) = row.get_ref(1)?.as_str_or_null()? {
            let channel = lists.number(channel);
            counts.channels = lists.union(counts.channels, channel);
        }
        counts.saw(row.get(3)?, row.get(4)?);
    }
    Ok(())
}

fn count_events(
    conn: &Connection,
    low: i64,
    high: i64,
    money: &Money<'_>,
    currency: &Currency,
    counts: &mut FxHashMap<i64, Counts>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, kind, at, amount, currency FROM event INDEXED BY event_by_contact
         WHERE contact_id BETWEEN ?1 AND ?2",
    )?;
    let mut rows = statement.query((low, high))?;
    while let Some(row) = rows.next()? {
        let counts = counts.entry(row.get(0)?).or_default();
        let at = row.get(2)?;
        counts.saw(at, at);
        let kind = row.get_ref(1)?.as_str()?;
        if money.rules.events.conversion.iter().any(|conversion| conversion.eq_ignore_ascii_case(kind)) {
            counts.convert(row.get(3)?, row.get_ref(4)?.as_str_or_null()?.unwrap_or(""), money, currency);
        }
    }
    Ok(())
}

/// Deals that were won, other than by an event, which is counted itself.
fn count_deals(
    conn: &Connection,
    low: i64,
    high: i64,
    money: &Money<'_>,
    currency: &Currency,
    counts: &mut FxHashMap<i64, Counts>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, closed_at, amount, currency FROM deal
         WHERE state = 'won' AND won_event IS NULL AND contact_id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut rows = statement.query((low, high))?;
    while let Some(row) = rows.next()? {
        let counts = counts.entry(row.get(0)?).or_default();
        counts.saw(None, row.get(1)?);
        counts.convert(row.get(2)?, row.get_ref(3)?.as_str_or_null()?.unwrap_or(""), money, currency);
    }
    Ok(())
}

impl Counts {
    /// Takes note of when a contact was seen and was active.
    fn saw(&mut self, seen_at: Option<i64>, active_at: Option<i64>) {
        seen_at.into_iter().for_each(|at| self.first_seen.begin(Instant(at)));
        active_at.into_iter().for_each(|at| self.last_active.extend(Instant(at)));
    }

    /// Where several currencies occur and none was chosen, spend is not known.
    fn spend_shown(&self, currency: &Currency) -> Option<i64> {
        self.spend.or_else(|| currency.0.as_ref().map(|_| 0))
    }

    fn convert(&mut self, amount: Option<i64>, code: &str, money: &Money<'_>, currency: &Currency) {
        self.purchases += 1;
        let Some(amount) = amount else { return };
        if let Some(amount) = currency.convert(amount, code, &money.rules.money) {
            self.spend = Some(self.spend.unwrap_or(0).saturating_add(amount));
        }
    }
}

/// Writes what differs from what is stored.
fn store(conn: &Connection, counts: &[(i64, Counts)], lists: &Lists, currency: &Currency) -> Result<()> {
    let mut write = conn.prepare_cached(
        "INSERT INTO contact_count (contact_id, conversation_count, message_count, channels, purchases, spend,
             first_seen, last_active)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (contact_id) DO UPDATE SET (conversation_count, message_count, channels, purchases, spend,
             first_seen, last_active) = (excluded.conversation_count, excluded.message_count, excluded.channels,
             excluded.purchases, excluded.spend, excluded.first_seen, excluded.last_active)
         WHERE (conversation_count, message_count, channels, purchases, spend, first_seen, last_active)
             IS NOT (excluded.conversation_count, excluded.message_count, excluded.channels, excluded.purchases,
             excluded.spend, excluded.first_seen, excluded.last_active)",
    )?;
    for (id, c) in counts {
        let channels = (c.channels != List::EMPTY).then(|| lists.text(c.channels));
        write.execute(params![
            id,
            c.conversations,
            c.messages,
            channels,
            c.purchases,
            c.spend_shown(currency),
            c.first_seen.seconds(),
            c.last_active.seconds()
        ])?;
    }
    Ok(())
}

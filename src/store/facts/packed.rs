//! A contact's facts in one text of bytes, so that a pass over everybody reads one row a contact instead of all its
//! messages and events. Derived data: whoever changes a contact's facts marks it (see [`dirty`](crate::store::dirty)),
//! and the next `classify` packs it anew.
//!
//! Times are differences to the time before, and what is mostly missing costs one bit in a byte of flags.

use rusqlite::{Connection, Statement};

use crate::domain::cue::{CueSet, Sender};
use crate::domain::deciding::facts::{
    ContactFacts, ConversationFacts, ConversationState, DealFact, EventFact, Fields, MessageFact, Pins,
};
use crate::domain::deciding::{Intent, Stage, Status};
use crate::domain::leaning::Leaning;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::bytes::{Packer, Unpacker};

/// Flags of a message; the two lowest bits are its sender.
const HAS_CUES: u8 = 4;
const HAS_KEYWORDS: u8 = 8;
const HAS_SENTIMENT: u8 = 16;
const HAS_DUE: u8 = 32;
const HAS_LEANING: u8 = 64;
/// Flags of a contact.
const IS_CUSTOMER: u8 = 1;
const DO_NOT_CONTACT: u8 = 2;
const HAS_LAST_ACTIVE: u8 = 4;
const HAS_PINS: u8 = 8;
const HAS_POINTS: u8 = 16;
const HAS_DEALS: u8 = 32;
const HAS_ALERTS: u8 = 64;

/// How many texts a contact has.
const TEXTS: usize = 18;

/// Keeps packed facts. The statement is kept, since it runs once a contact.
#[derive(Debug)]
pub struct Writer<'c>(Statement<'c>);

impl<'c> Writer<'c> {
    /// One over this connection.
    pub fn new(conn: &'c Connection) -> Result<Self> {
        Ok(Self(conn.prepare("INSERT OR REPLACE INTO contact_fact (contact_id, packed) VALUES (?1, ?2)")?))
    }

    /// Keeps a contact's facts.
    pub fn put(&mut self, contact_id: i64, packed: &[u8]) -> Result<()> {
        self.0.execute((contact_id, packed))?;
        Ok(())
    }
}

/// The facts of a contact in bytes.
pub fn pack(facts: &ContactFacts) -> Vec<u8> {
    let mut out = Packer(Vec::with_capacity(192));
    let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
    out.0.push(
        flag(facts.fields.is_customer, IS_CUSTOMER)
            | flag(facts.fields.do_not_contact, DO_NOT_CONTACT)
            | flag(facts.last_active.is_some(), HAS_LAST_ACTIVE)
            | flag(facts.pins != Pins::default(), HAS_PINS)
            | flag(!facts.points.is_empty(), HAS_POINTS)
            | flag(!facts.deals.is_empty(), HAS_DEALS)
            | flag(!facts.frustration_alerts.is_empty(), HAS_ALERTS),
    );
    let texts = texts(&facts.fields);
    let present = texts.iter().rev().fold(0, |bits, text| bits << 1 | u64::from(!text.is_empty()));
    out.number(present);
    let filled = || texts.iter().filter(|text| !text.is_empty());
    filled().for_each(|text| out.number(text.len() as u64));
    filled().for_each(|text| out.0.extend_from_slice(text.as_bytes()));
    out.maybe(facts.last_active, |out, at| out.signed(at.0));
    if facts.pins != Pins::default() {
        out.maybe_number(facts.pins.status.map(|value| value.code().cast_unsigned()));
        out.maybe_number(facts.pins.stage.map(|value| value.code().cast_unsigned()));
        out.maybe_number(facts.pins.intent.map(|value| value.code().cast_unsigned()));
    }
    out.unless_empty(&facts.points, |out, (at, points)| {
        out.signed(at.0);
        out.signed(i64::from(*points));
    });
    out.unless_empty(&facts.deals, Packer::deal);
    out.unless_empty(&facts.frustration_alerts, |out, at| out.signed(at.0));
    out.number(facts.events.len() as u64);
    let mut before = 0;
    for event in &facts.events {
        out.event(event, &mut before);
    }
    let mut before = 0;
    for conversation in &facts.conversations {
        out.conversation(conversation, &mut before);
    }
    out.0
}

/// Puts packed facts into `facts`, whose room is used again.
pub fn unpack(packed: &[u8], facts: &mut ContactFacts, spare: &mut Vec<Vec<MessageFact>>) -> Result<()> {
    let mut input = Unpacker { bytes: packed };
    input.contact(facts, spare).ok_or_else(|| Error::fault("packed facts cannot be read").into())
}

/// A contact's texts, in the order in which they are packed.
fn texts(fields: &Fields) -> [&String; TEXTS] {
    [
        &fields.name,
        &fields.first_name,
        &fields.last_name,
        &fields.email,
        &fields.phone,
        &fields.company,
        &fields.job_title,
        &fields.address,
        &fields.city,
        &fields.country,
        &fields.website,
        &fields.branch,
        &fields.source,
        &fields.channels,
        &fields.tags,
        &fields.interests,
        &fields.traits,
        &fields.needs,
    ]
}

/// The same, to be filled.
pub(super) fn texts_mut(fields: &mut Fields) -> [&mut String; TEXTS] {
    [
        &mut fields.name,
        &mut fields.first_name,
        &mut fields.last_name,
        &mut fields.email,
        &mut fields.phone,
        &mut fields.company,
        &mut fields.job_title,
        &mut fields.address,
        &mut fields.city,
        &mut fields.country,
        &mut fields.website,
        &mut fields.branch,
        &mut fields.source,
        &mut fields.channels,
        &mut fields.tags,
        &mut fields.interests,
        &mut fields.traits,
        &mut fields.needs,
    ]
}

/// What facts consist of, as it is packed.
impl Packer {
    fn deal(&mut self, deal: &DealFact) {
        self.maybe_signed(deal.won_at.map(|at| at.0));
        self.maybe_signed(deal.amount);
        self.text(&deal.currency);
    }

    fn event(&mut self, event: &EventFact, before: &mut i64) {
        self.signed(event.at.0.wrapping_sub(*before));
        *before = event.at.0;
        self.text(&event.kind);
        self.maybe_signed(event.amount);
        self.text(&event.currency);
    }

    fn conversation(&mut self, conversation: &ConversationFacts, before: &mut i64) {
        self.signed(conversation.id.wrapping_sub(*before));
        *before = conversation.id;
        self.number((conversation.messages.len() as u64) << 2 | conversation.state as u64);
        let (mut at, mut id) = (0, 0);
        for message in &conversation.messages {
            let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
            self.0.push(
                message.sender as u8
                    | flag(message.cues != CueSet::EMPTY, HAS_CUES)
                    | flag(message.keywords != 0, HAS_KEYWORDS)
                    | flag(message.sentiment.is_some(), HAS_SENTIMENT)
                    | flag(message.due.is_some(), HAS_DUE)
                    | flag(message.leaning != Leaning::NONE, HAS_LEANING),
            );
            self.signed(message.at.0.wrapping_sub(at));
            self.signed(message.id.wrapping_sub(id));
            (at, id) = (message.at.0, message.id);
            self.maybe(Some(message.cues.0).filter(|cues| *cues != 0), |out, cues| out.number(cues.into()));
            self.maybe(Some(message.keywords).filter(|words| *words != 0), Self::number);
            self.maybe(message.sentiment, |out, sentiment| out.signed(sentiment.into()));
            self.maybe(message.due, |out, due| out.signed(due.0.wrapping_sub(message.at.0)));
            if message.leaning != Leaning::NONE {
                self.0.extend_from_slice(&message.leaning.0.to_le_bytes());
            }
        }
    }
}

/// The same, as it is taken out again.
impl Unpacker<'_> {
    fn contact(&mut self, facts: &mut ContactFacts, spare: &mut Vec<Vec<MessageFact>>) -> Option<()> {
        let flags = self.byte()?;
        let has = |flag: u8| flags & flag != 0;
        facts.fields.is_customer = has(IS_CUSTOMER);
        facts.fields.do_not_contact = has(DO_NOT_CONTACT);
        self.texts(texts_mut(&mut facts.fields))?;
        facts.last_active = if has(HAS_LAST_ACTIVE) { Some(Instant(self.signed()?)) } else { None };
        facts.pins = if has(HAS_PINS) { self.pins()? } else { Pins::default() };
        facts.points.clear();
        self.list(has(HAS_POINTS), |input| {
            facts.points.push((Instant(input.signed()?), i32::try_from(input.signed()?).ok()?));
            Some(())
        })?;
        facts.deals.clear();
        self.list(has(HAS_DEALS), |input| {
            facts.deals.push(input.deal()?);
            Some(())
        })?;
        facts.frustration_alerts.clear();
        self.list(has(HAS_ALERTS), |input| {
            facts.frustration_alerts.push(Instant(input.signed()?));
            Some(())
        })?;
        self.events(&mut facts.events)?;
        let mut before = 0;
        while !self.bytes.is_empty() {
            let conversation = self.conversation(&mut before, spare.pop().unwrap_or_default())?;
            facts.conversations.push(conversation);
        }
        Some(())
    }

    /// Which texts are there, the lengths of these, and then all of them in one, whose bytes are checked once.
    fn texts(&mut self, texts: [&mut String; TEXTS]) -> Option<()> {
        let present = self.number()?;
        let mut lengths = [0; TEXTS];
        for (bit, length) in lengths.iter_mut().enumerate() {
            if present >> bit & 1 != 0 {
                *length = usize::try_from(self.number()?).ok()?;
            }
        }
        let whole = lengths.iter().try_fold(0_usize, |sum, length| sum.checked_add(*length))?;
        let (joined, rest) = self.bytes.split_at_checked(whole)?;
        self.bytes = rest;
        let mut joined = std::str::from_utf8(joined).ok()?;
        for (text, length) in texts.into_iter().zip(lengths) {
            text.clear();
            let (mine, others) = joined.split_at_checked(length)?;
            text.push_str(mine);
            joined = others;
        }
        Some(())
    }

    fn list(&mut self, is_there: bool, mut take: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        let count = if is_there { self.number()? } else { 0 };
        (0..count).try_for_each(|_| take(self))
    }

    fn pins(&mut self) -> Option<Pins> {
        Some(Pins {
            status: self.maybe_code()?.and_then(Status::from_code),
            stage: self.maybe_code()?.and_then(Stage::from_code),
            intent: self.maybe_code()?.and_then(Intent::from_code),
        })
    }

    fn deal(&mut self) -> Option<DealFact> {
        Some(DealFact {
            won_at: self.maybe_signed()?.map(Instant),
            amount: self.maybe_signed()?,
            currency: self.text()?.to_owned(),
        })
    }

    /// Puts events in the place of those that are there, so that their texts use the same room.
    fn events(&mut self, events: &mut Vec<EventFact>) -> Option<()> {
        let count = usize::try_from(self.number()?).ok()?;
        events.truncate(count);
        let mut before: i64 = 0;
        for i in 0..count {
            if i == events.len() {
                events.push(EventFact { kind: String::new(), at: Instant(0), amount: None, currency: String::new() });
            }
            let event = &mut events[i];
            before = before.wrapping_add(self.signed()?);
            event.at = Instant(before);
            event.kind.clear();
            event.kind.push_str(self.text()?);
            event.amount = self.maybe_signed()?;
            event.currency.clear();
            event.currency.push_str(self.text()?);
        }
        Some(())
    }

    fn conversation(&mut self, before: &mut i64, mut messages: Vec<MessageFact>) -> Option<ConversationFacts> {
        *before = before.wrapping_add(self.signed()?);
        let head = self.number()?;
        let (mut at, mut id): (i64, i64) = (0, 0);
        for _ in 0..head >> 2 {
            let flags = self.byte()?;
            let has = |flag: u8| flags & flag != 0;
            at = at.wrapping_add(self.signed()?);
            id = id.wrapping_add(self.signed()?);
            messages.push(MessageFact {
                id,
                at: Instant(at),
                sender: Sender::ALL[usize::from(flags & 3)],
                cues: CueSet(if has(HAS_CUES) { u32::try_from(self.number()?).ok()? } else { 0 }),
                keywords: if has(HAS_KEYWORDS) { self.number()? } else { 0 },
                sentiment: if has(HAS_SENTIMENT) { Some(i16::try_from(self.signed()?).ok()?) } else { None },
                due: if has(HAS_DUE) { Some(Instant(at.wrapping_add(self.signed()?))) } else { None },
                leaning: if has(HAS_LEANING) { Leaning(self.four_bytes()?.cast_signed()) } else { Leaning::NONE },
            });
        }
        let state = ConversationState::from_code((head & 3).cast_signed());
        Some(ConversationFacts { id: *before, state, messages })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::deciding::testing::any_contact;

    proptest! {
        #[test]
        fn what_is_packed_comes_back(contacts in prop::collection::vec(any_contact(), 1..6)) {
            // One after the other into the same room, so that nothing is left of the one before.
            let (mut facts, mut spare) = (ContactFacts::default(), Vec::new());
            for contact in contacts {
                super::super::tables::recycle(&mut facts.conversations, &mut spare);
                facts.id = contact.id;
                unpack(&pack(&contact), &mut facts, &mut spare).expect("what was packed can be read");
                prop_assert_eq!(format!("{facts:?}"), format!("{contact:?}"));
            }
        }

        #[test]
        fn what_is_damaged_is_said_to_be(contact in any_contact(), cut in any::<prop::sample::Index>()) {
            let packed = pack(&contact);
            let mut short = packed[..cut.index(packed.len())].to_vec();
            // A cut between two conversations leaves less, which only the missing end of the last one would tell.
            let _ = unpack(&short, &mut ContactFacts::default(), &mut Vec::new());
            // Nothing that is read goes on like this to its end, and no value is as long.
            short.extend([0xff; 16]);
            prop_assert!(unpack(&short, &mut ContactFacts::default(), &mut Vec::new()).is_err());
        }
    }

    #[test]
    fn the_ends_of_the_numbers_come_back() {
        let mut contact = ContactFacts { last_active: Some(Instant(i64::MIN)), ..ContactFacts::default() };
        contact.points = vec![(Instant(i64::MIN), i32::MIN), (Instant(i64::MAX), i32::MAX)];
        contact.fields.name = "Zoë 王".to_owned();
        contact.fields.needs = "a;b".to_owned();
        let mut facts = ContactFacts::default();
        unpack(&pack(&contact), &mut facts, &mut Vec::new()).expect("it can be read");
        assert_eq!(format!("{facts:?}"), format!("{contact:?}"));
    }
}

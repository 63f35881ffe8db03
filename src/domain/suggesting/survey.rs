//! The first pass: everything that is counted of contacts but the words themselves, and in which slots of a table of fixed
//! size their words fall. Only words of slots that enough contacts share are counted in the second pass (`wording`), so
//! memory is bounded and nothing is missed (J. S. Park, M.-S. Chen and P. S. Yu, "An Effective Hash-Based Algorithm for
//! Mining Association Rules", 1995).

use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

use super::LEAST_SUPPORT;
use super::business::{self, Spoken};
use super::history::{Delays, History, activity, first_conversion, is_one_of};
use super::lift::Exposure;
use super::silence::AllSilences;
use super::terms::{TermReader, key_of};
use super::vocabulary::{CONTEXTS, CUES, Followed, contexts};
use super::weights::{Case, Cases, is_held_out, sums};
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::deciding::Currency;
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::deciding::rules::{Rules, SignalKind};
use crate::domain::time::{DAY, HOUR, Instant};
use crate::error::Result;

/// Slots for words, as a power of two: 16 MB.
const SLOTS_LOG2: u32 = 22;
/// One contact of so many must have said a word.
const CONTACTS_FOR_SUPPORT: u64 = 400;
/// Kinds of events that are counted at most; data with more names them by something else than their kind.
const MOST_KINDS: usize = 1_000;

/// What both passes go by.
#[derive(Debug)]
pub struct Frame<'r> {
    /// The rules in force, but for what keeps scores empty.
    pub rules: Rules,
    /// What spend is counted in.
    pub currency: &'r Currency,
    /// The moment for which all is reckoned.
    pub as_of: Instant,
    /// How long those who converted needed.
    pub delays: Delays,
    /// Cues of visitors that a signal looks for.
    pub scored: CueSet,
    /// The terms of templates, by key.
    templates: FxHashMap<u64, u8>,
}

impl<'r> Frame<'r> {
    /// The frame for these rules.
    pub fn new(rules: &Rules, currency: &'r Currency, as_of: Instant, delays: Delays) -> Self {
        let mut rules = rules.clone();
        rules.score.min_messages = 0;
        let mut scored = CueSet::EMPTY;
        let of_cues = rules.score.signals.iter().filter(|signal| signal.kind == SignalKind::Cue);
        of_cues.filter_map(|signal| Cue::from_name(&signal.subject)).for_each(|cue| scored.insert(cue));
        let mut templates = FxHashMap::default();
        business::terms().for_each(|(term, at)| *templates.entry(key_of(term)).or_insert(0) |= 1 << at);
        Self { rules, currency, as_of, delays, scored, templates }
    }
}

impl Frame<'_> {
    /// The history of a contact, if it can be compared.
    pub fn history(&self, facts: &ContactFacts) -> Option<History> {
        History::of(facts, &self.rules, self.as_of, &self.delays)
    }
}

/// How many contacts have a word in each slot, counted by all threads together: sums do not depend on their order.
#[derive(Debug)]
pub struct Slots(Vec<AtomicU32>);

impl Default for Slots {
    fn default() -> Self {
        Self((0..1_usize << SLOTS_LOG2).map(|_| AtomicU32::new(0)).collect())
    }
}

impl Slots {
    fn slot(&self, key: u64) -> &AtomicU32 {
        &self.0[(key >> (u64::BITS - SLOTS_LOG2)) as usize]
    }

    /// Whether so many contacts may have this word.
    pub fn may_have(&self, key: u64, contacts: u64) -> bool {
        u64::from(self.slot(key).load(Ordering::Relaxed)) >= contacts
    }
}

/// What the first pass counts. Counts of parts are joined in the order of contacts.
#[derive(Debug, Default, PartialEq)]
pub struct Survey {
    /// Contacts with a known outcome.
    pub whole: Exposure,
    /// Contacts without one that are known for too short a time.
    pub undecided: u64,
    /// Who showed each cue.
    pub cues: Vec<Exposure>,
    /// Who had events of each kind.
    pub events: FxHashMap<String, Exposure>,
    /// For learning weights and grades.
    pub cases: Cases,
    /// How long people stay silent.
    pub silences: AllSilences,
    /// Who speaks for which template.
    pub spoken: Spoken,
    /// Messages without a cue.
    pub silent: Followed,
    /// For each context, messages with its cue.
    pub cued: [Followed; CONTEXTS],
}

impl Survey {
    /// Counts a contact; `text` gives the text of a message.
    pub fn add(
        &mut self,
        facts: &ContactFacts,
        frame: &Frame<'_>,
        slots: &Slots,
        reader: &mut TermReader<'_>,
        mut text: impl FnMut(i64, &mut dyn FnMut(&str)) -> Result<()>,
    ) -> Result<()> {
        self.cues.resize(Cue::ALL.len(), Exposure::default());
        if let Some(history) = frame.history(facts) {
            self.add_outcome(facts, frame, &history);
        } else if !activity(facts, frame.as_of).is_empty()
            && first_conversion(facts, &frame.rules, frame.as_of).is_none()
        {
            self.undecided += 1;
        }
        self.add_silences(facts, frame);
        self.add_contexts(facts, frame);
        let mut templates = 0;
        let mut seen = FxHashSet::default();
        reader.writer(&facts.fields);
        let existing = |at: &Instant| *at <= frame.as_of;
        for conversation in &facts.conversations {
            let said = conversation.messages.iter().filter(|it| it.sender == Sender::Visitor && existing(&it.at));
            for message in said {
                text(message.id, &mut |text| {
                    reader.each(text, |term| {
                        seen.insert(term.key);
                        templates |= frame.templates.get(&term.key).copied().unwrap_or(0);
                    });
                })?;
            }
        }
        for key in seen {
            slots.slot(key).fetch_add(1, Ordering::Relaxed);
        }
        let events = facts.events.iter().filter(|event| existing(&event.at));
        templates |= events.fold(0, |bits, event| bits | business::of_event(&event.kind));
        if !activity(facts, frame.as_of).is_empty() {
            self.spoken.add(templates);
        }
        Ok(())
    }

    fn add_outcome(&mut self, facts: &ContactFacts, frame: &Frame<'_>, history: &History) {
        let (stratum, is_hit) = (history.stratum(), history.is_hit());
        self.whole.add(stratum, is_hit);
        let before = facts.conversations.iter().flat_map(|it| &it.messages);
        let before = before.filter(|it| it.sender == Sender::Visitor && it.at < history.end);
        let cues = CueSet(before.fold(0, |cues, message| cues | message.cues.0));
        cues.iter().for_each(|cue| self.cues[cue as usize].add(stratum, is_hit));
        let mut kinds: Vec<&str> =
            facts.events.iter().filter(|event| event.at < history.end).map(|event| event.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let events = &frame.rules.events;
        kinds.retain(|kind| !is_one_of(&events.conversion, kind) && !is_one_of(&events.fulfilment, kind));
        for kind in kinds {
            if let Some(exposure) = self.events.get_mut(kind) {
                exposure.add(stratum, is_hit);
            } else if self.events.len() < MOST_KINDS {
                self.events.entry(kind.to_owned()).or_default().add(stratum, is_hit);
            }
        }
        let (dated, undated) = sums(facts, &frame.rules, frame.currency, history.last);
        self.cases.all.push(Case { sums: dated, is_hit, is_held_out: is_held_out(facts.id) });
        self.cases.undated.iter_mut().zip(undated).for_each(|(sum, points)| *sum += i64::from(points.clamp(0, 100)));
    }

    fn add_silences(&mut self, facts: &ContactFacts, frame: &Frame<'_>) {
        let converted_at = first_conversion(facts, &frame.rules, frame.as_of);
        let activity = activity(facts, frame.as_of);
        let ends = activity.iter().skip(1).map(|at| (*at, true)).chain([(frame.as_of, false)]);
        for (from, (to, has_ended)) in activity.iter().zip(ends) {
            let days = (to - *from).0 / DAY.0;
            if days < 1 {
                continue;
            }
            self.silences.any.add(days, has_ended);
            if converted_at.is_some_and(|at| at <= *from) {
                self.silences.converted.add(days, has_ended);
            } else {
                self.silences.unconverted.add(days, has_ended);
            }
        }
        for conversation in &facts.conversations {
            let talk = conversation.messages.iter().filter(|it| it.sender != Sender::System && it.at <= frame.as_of);
            let talk: Vec<_> = talk.collect();
            for (at, ours) in talk.iter().enumerate().filter(|(_, it)| it.sender == Sender::Agent) {
                let next = talk.get(at + 1);
                if next.is_some_and(|next| next.sender.is_ours()) {
                    continue;
                }
                let hours = (next.map_or(frame.as_of, |next| next.at) - ours.at).0 / HOUR.0;
                if hours >= 1 {
                    self.silences.answers.add(hours, next.is_some());
                }
            }
        }
    }

    fn add_contexts(&mut self, facts: &ContactFacts, frame: &Frame<'_>) {
        for conversation in &facts.conversations {
            for (at, message) in conversation.messages.iter().enumerate() {
                if message.sender != Sender::Visitor || message.at > frame.as_of {
                    continue;
                }
                let found = contexts(facts, conversation, at, &frame.rules, frame.as_of);
                if message.cues == CueSet::EMPTY {
                    self.silent.add(found);
                }
                for (cue, followed) in CUES.iter().zip(&mut self.cued) {
                    if message.cues.contains(*cue) {
                        followed.add(found);
                    }
                }
            }
        }
    }

    /// Adds what was counted of the contacts that come next.
    pub fn join(&mut self, other: Self) {
        self.whole.join(&other.whole);
        self.undecided += other.undecided;
        self.cues.resize(Cue::ALL.len(), Exposure::default());
        self.cues.iter_mut().zip(&other.cues).for_each(|(mine, theirs)| mine.join(theirs));
        let mut events: Vec<(String, Exposure)> = other.events.into_iter().collect();
        events.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (kind, exposure) in events {
            if self.events.len() < MOST_KINDS || self.events.contains_key(&kind) {
                self.events.entry(kind).or_default().join(&exposure);
            }
        }
        self.cases.all.extend(other.cases.all);
        self.cases.undated.iter_mut().zip(other.cases.undated).for_each(|(sum, points)| *sum += points);
        self.silences.join(&other.silences);
        self.spoken.join(&other.spoken);
        self.silent.join(&other.silent);
        self.cued.iter_mut().zip(&other.cued).for_each(|(mine, theirs)| mine.join(theirs));
    }

    /// How many contacts must have said a word before it is counted.
    pub fn needed(&self) -> u64 {
        (self.whole.total().0 / CONTACTS_FOR_SUPPORT).max(LEAST_SUPPORT)
    }
}

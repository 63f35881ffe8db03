//! The second pass: who said each word and two-word phrase that enough contacts may have said, before they converted or at
//! all, and what happened after those that stand in messages without a cue.

use rustc_hash::FxHashMap;

use super::history::History;
use super::lift::{Candidate, Exposure};
use super::survey::{Frame, Slots};
use super::terms::TermReader;
use super::vocabulary::{Followed, Unheard, contexts};
use crate::domain::cue::{CueSet, Sender};
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::deciding::rules::SignalKind;
use crate::error::Result;

/// What is counted of one term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    term: String,
    exposure: Exposure,
    plain: u32,
    first: Followed,
    messages: u64,
    conversations: u64,
}

/// What is seen of one term with one contact.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    is_before: bool,
    is_plain: bool,
    /// The contexts of the first message without a cue.
    first: Option<u8>,
    messages: u32,
    conversations: u32,
    last_conversation: i64,
}

/// What the second pass counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wording(FxHashMap<u64, Tally>);

impl Wording {
    /// Counts the terms of a contact that `needed` contacts may have said; `text` gives the text of a message.
    pub fn add(
        &mut self,
        facts: &ContactFacts,
        frame: &Frame<'_>,
        slots: &Slots,
        needed: u64,
        reader: &mut TermReader<'_>,
        mut text: impl FnMut(i64, &mut dyn FnMut(&str)) -> Result<()>,
    ) -> Result<()> {
        let history = frame.history(facts);
        let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
        reader.writer(&facts.fields);
        for conversation in &facts.conversations {
            for (at, message) in conversation.messages.iter().enumerate() {
                if message.sender != Sender::Visitor || message.at > frame.as_of {
                    continue;
                }
                let is_before = history.is_some_and(|history| message.at < history.end);
                let is_silent = message.cues == CueSet::EMPTY;
                if !is_before && !is_silent {
                    continue;
                }
                let is_plain = is_before && !message.cues.intersects(frame.scored);
                let found = is_silent.then(|| contexts(facts, conversation, at, &frame.rules, frame.as_of));
                let mut terms: Vec<u64> = Vec::new();
                text(message.id, &mut |text| {
                    reader.each(text, |term| {
                        if !terms.contains(&term.key) && slots.may_have(term.key, needed) {
                            terms.push(term.key);
                            self.name(term.key, term.text);
                        }
                    });
                })?;
                for key in terms {
                    let seen = seen.entry(key).or_default();
                    seen.is_before |= is_before;
                    seen.is_plain |= is_plain;
                    if let Some(found) = found {
                        seen.first.get_or_insert(found);
                        seen.messages += 1;
                        seen.conversations += u32::from(seen.last_conversation != conversation.id);
                        seen.last_conversation = conversation.id;
                    }
                }
            }
        }
        for (key, seen) in seen {
            self.0.entry(key).or_default().count(seen, history);
        }
        Ok(())
    }

    fn name(&mut self, key: u64, term: &str) {
        let tally = self.0.entry(key).or_default();
        if tally.term.is_empty() {
            tally.term.push_str(term);
        }
    }

    /// Adds what was counted of the contacts that come next.
    pub fn join(&mut self, other: Self) {
        for (key, theirs) in other.0 {
            let mine = self.0.entry(key).or_default();
            if mine.term.is_empty() {
                mine.term = theirs.term;
            }
            mine.exposure.join(&theirs.exposure);
            mine.plain += theirs.plain;
            mine.first.join(&theirs.first);
            mine.messages += theirs.messages;
            mine.conversations += theirs.conversations;
        }
    }

    /// The terms that may go with conversion, in alphabetical order.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut all: Vec<Candidate> = self.0.values().map(Tally::candidate).collect();
        all.sort_unstable_by(|a, b| a.subject.cmp(&b.subject));
        all
    }

    /// The terms in messages without a cue, in alphabetical order.
    pub fn unheard(&self) -> Vec<Unheard> {
        let mut all: Vec<Unheard> = self.0.values().filter(|it| it.first.messages > 0).map(Tally::unheard).collect();
        all.sort_unstable_by(|a, b| a.term.cmp(&b.term));
        all
    }
}

impl Tally {
    fn count(&mut self, seen: Seen, history: Option<History>) {
        if let Some(history) = history.filter(|_| seen.is_before) {
            self.exposure.add(history.stratum(), history.is_hit());
            self.plain += u32::from(seen.is_plain);
        }
        if let Some(contexts) = seen.first {
            self.first.add(contexts);
            self.messages += u64::from(seen.messages);
            self.conversations += u64::from(seen.conversations);
        }
    }

    fn candidate(&self) -> Candidate {
        let kind = SignalKind::Keyword;
        Candidate { kind, subject: self.term.clone(), exposure: self.exposure, plain: self.plain }
    }

    fn unheard(&self) -> Unheard {
        let (messages, conversations) = (self.messages, self.conversations);
        Unheard { term: self.term.clone(), first: self.first, messages, conversations }
    }
}

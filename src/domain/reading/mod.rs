//! Reading a message: its cues, the configured keywords it holds, its sentiment, and when a promise in it is due.
//!
//! The text is folded (`fold`) and scanned once for the phrases of all packs (`pack`, `matcher`); most messages end
//! there. Those with a hit are cut into sentences and words (`sentence`), and each hit is looked at in its place: was
//! it negated, hypothetical, somebody else's words (`context`)? Three cues of our own side are found by rule as well:
//! promises (`promise`, due times in `due`), prices (`money`) and questions. Reading is a pure function of the text,
//! its sender, its time and the settings, which [`Reader::version`] stands for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::leaning::Leaning;
use crate::domain::time::{Instant, Span};
use crate::error::{Error, Result};

pub mod context;
pub mod details;
pub mod due;
pub mod examine;
pub mod fold;
pub mod function_words;
pub mod language;
pub mod learned;
pub mod matcher;
pub mod memo;
pub mod money;
pub mod pack;
pub mod personal;
pub mod promise;
pub mod sentence;
pub mod sentiment;
pub mod time_names;
pub mod time_words;
pub mod version;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod tests;

use due::Named;
use examine::Scratch;
use function_words::fillers;
use matcher::Matcher;
use pack::Use;
use personal::Statement;

/// Most keywords that a reader can tell apart.
pub const MOST_KEYWORDS: usize = 64;

/// What is read out of one message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The kinds of evidence in the text.
    pub cues: CueSet,
    /// Bit i is set if the visitor's text holds keyword i.
    pub keywords: u64,
    /// Tone in ten-thousandths of [-1, 1]; none for messages of the platform and blank ones.
    pub sentiment: Option<i16>,
    /// When the promise in the text is due, if there is one.
    pub due: Option<Instant>,
    /// What the visitor says of themselves and is after.
    pub said: Vec<Statement>,
    /// What its words say of the class of the conversation.
    pub leaning: Leaning,
}

/// What an installation decides about reading.
#[derive(Debug, Clone)]
pub struct Settings<'a> {
    /// Own phrases by the name of their cue.
    pub phrases: &'a BTreeMap<String, Vec<String>>,
    /// Words to look for in visitors' messages, at most [`MOST_KEYWORDS`].
    pub keywords: &'a [String],
    /// The zone that "tomorrow at 10" is meant in.
    pub time_zone: Tz,
    /// How long after it was made a promise without a time is due.
    pub default_due: Span,
}

/// Where in a text a cue was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is evidence of.
    pub cue: Cue,
    /// First byte in the raw text, on a character boundary.
    pub start: usize,
    /// One after the last byte, on a character boundary.
    pub end: usize,
    /// The phrase as its pack has it; for what a rule found, the words as they are compared.
    pub phrase: String,
    /// The pack's name, or `user`.
    pub pack: String,
}

/// Reads messages. Made once, shared by all threads.
#[derive(Debug)]
pub struct Reader {
    visitor: Matcher,
    ours: Matcher,
    pack_names: Vec<&'static str>,
    learned: &'static [learned::Model; 2],
    time_zone: Tz,
    default_due: Span,
    version: u64,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Reader {
    /// A reader with the packs that rolo brings. It is a usage error if a cue is unknown, a phrase holds no words, or
    /// there are too many keywords.
    pub fn new(settings: &Settings) -> Result<Self> {
        Self::with_packs(settings, pack::BUILT_IN, learned::Model::built_in())
    }

    /// A reader with these packs, name and text, and what was learnt of visitors' messages and of ours.
    fn with_packs(
        settings: &Settings,
        packs: &[(&'static str, &str)],
        learned: &'static [learned::Model; 2],
    ) -> Result<Self> {
        if settings.keywords.len() > MOST_KEYWORDS {
            let count = settings.keywords.len();
            let error =
                Error::usage(format!("there are {count} keywords, but at most {MOST_KEYWORDS} can be looked for"));
            return Err(error.hint("remove some of the signals and alert rules of kind keyword").into());
        }
        let mut phrases = Vec::new();
        for (i, (name, text)) in packs.iter().enumerate() {
            phrases.extend(pack::read_pack(i, name, text)?);
        }
        phrases.extend(pack::user_phrases(settings.phrases, &phrases, packs.len())?);
        phrases.extend(settings.keywords.iter().enumerate().map(|(i, word)| (word.clone(), Use::Keyword(i))));
        phrases.extend(promise::OPENERS.iter().map(|opener| ((*opener).to_string(), Use::Commissive)));
        phrases.extend(personal::phrases());
        let mut pack_names: Vec<&'static str> = packs.iter().map(|(name, _)| *name).collect();
        pack_names.push(pack::USER);
        Ok(Self {
            visitor: Matcher::new(phrases.iter().filter(|(_, meaning)| !meaning.is_ours()), fillers())?,
            ours: Matcher::new(phrases.iter().filter(|(_, meaning)| meaning.is_ours()), fillers())?,
            pack_names,
            learned,
            time_zone: settings.time_zone,
            default_due: settings.default_due,
            version: version::version(settings, packs, &version::texts()),
        })
    }

    /// The version of the reader that these settings make, without making it.
    pub fn version_of(settings: &Settings) -> u64 {
        version::version(settings, pack::BUILT_IN, &version::texts())
    }

    /// Changes whenever a reading may: with the rules, the packs and the settings. Never negative as an `i64`.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Reads a message that was sent at `at`.
    pub fn read(&self, sender: Sender, at: Instant, text: &str) -> Reading {
        let (mut reading, due) = self.read_undated(sender, at, text);
        reading.due = self.due(due, at);
        reading
    }

    /// Reads a message but for when the promise in it is due, which comes beside it, if there is a promise.
    fn read_undated(&self, sender: Sender, at: Instant, text: &str) -> (Reading, Option<Named>) {
        if sender == Sender::System {
            return (Reading::default(), None);
        }
        let (mut reading, due) = SCRATCH.with_borrow_mut(|scratch| {
            let keywords = self.examine(sender, text, scratch);
            let mut cues = CueSet::EMPTY;
            scratch.found.iter().for_each(|found| cues.insert(found.cue));
            let due = cues.contains(Cue::Promise).then(|| self.earliest_due(at, scratch));
            let said = std::mem::take(&mut scratch.said);
            let leaning = scratch.leaning;
            (Reading { cues, keywords, said, leaning, ..Reading::default() }, due)
        });
        if !text.trim().is_empty() {
            reading.sentiment = Some(sentiment::Lexicon::built_in().read(text, reading.cues));
        }
        (reading, due)
    }

    /// When a promise made at `at` is due.
    fn due(&self, named: Option<Named>, at: Instant) -> Option<Instant> {
        named.map(|named| if let Named::At(due) = named { due } else { at + self.default_due })
    }

    /// The spans that the cues of [`Self::read`] rest on, in the order of the text. Of spans of one cue that lie inside
    /// each other only the longest is told.
    pub fn evidence(&self, sender: Sender, _at: Instant, text: &str) -> Vec<Evidence> {
        if sender == Sender::System {
            return Vec::new();
        }
        SCRATCH.with_borrow_mut(|scratch| {
            self.examine(sender, text, scratch);
            self.tell(scratch)
        })
    }
}

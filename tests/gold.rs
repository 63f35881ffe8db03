//! How well rolo reads and decides, measured over `fixtures/gold` (its README tells the conventions): cues, due times and
//! sentiment of messages, class and sentiment of conversations. `cargo test --test gold -- --nocapture` prints the tables,
//! and of `develop` what went wrong. What goes wrong in `report` is never shown: it is there to say how well the rest of
//! the world is read, and would not any more if rules were made after it.

#![allow(clippy::print_stdout, missing_docs, reason = "a test, and the tables are what `--nocapture` is for")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rolo::config::Config;
use rolo::domain::cue::{Cue, CueSet, Sender};
use rolo::domain::deciding::decide_conversation;
use rolo::domain::deciding::facts::{ConversationFacts, ConversationState, MessageFact};
use rolo::domain::reading::{Reader, Reading, Settings};
use rolo::domain::time::{DAY, Instant};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const LANGUAGES: [&str; 3] = ["en", "tl", "vi"];
const TONES: [&str; 3] = ["negative", "neutral", "positive"];
/// Up to this one cues tell that somebody may buy.
const LAST_BUYING_CUE: Cue = Cue::Deferral;
/// Ten-thousandths from which on a message is positive, and the other way round negative.
const TONE_FROM: i16 = 1_000;

/// The least that is reached, a little below what was measured last.
struct Floor {
    /// Of each language: precision and recall over all cues, due times that are right, macro-F1 of the sentiment.
    languages: [[f64; 4]; 3],
    /// Macro-F1 of the class, precision of spam, macro-F1 of the sentiment of conversations.
    conversations: [f64; 3],
}

const DEVELOP: Floor = Floor {
    languages: [[0.98, 0.98, 0.97, 0.83], [0.98, 0.98, 0.97, 0.83], [0.98, 0.97, 0.92, 0.91]],
    conversations: [0.97, 0.98, 0.73],
};
const REPORT: Floor = Floor {
    languages: [[0.84, 0.80, 0.96, 0.69], [0.85, 0.84, 0.92, 0.64], [0.85, 0.77, 0.92, 0.68]],
    conversations: [0.84, 0.98, 0.79],
};

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    id: String,
    #[serde(default)]
    lang: String,
    sender: String,
    sent_at: String,
    text: String,
    #[serde(default)]
    cues: Vec<String>,
    #[serde(default)]
    sentiment: String,
    due: Option<String>,
}

#[derive(Deserialize)]
struct Conversation {
    id: String,
    lang: String,
    class: String,
    sentiment: String,
    messages: Vec<Message>,
}

impl Message {
    fn read(&self, reader: &Reader) -> Reading {
        reader.read(self.sender(), self.at(), &self.text)
    }

    fn at(&self) -> Instant {
        instant(&self.sent_at)
    }

    fn sender(&self) -> Sender {
        *Sender::ALL.iter().find(|sender| sender.name() == self.sender).expect("a sender")
    }

    fn cues(&self) -> CueSet {
        let cues: Vec<Cue> = self.cues.iter().map(|name| Cue::from_name(name).expect("a cue")).collect();
        CueSet::of(&cues)
    }
}

/// How often something was there and found.
#[derive(Clone, Copy, Default)]
struct Tally {
    found: u32,
    missed: u32,
    false_alarms: u32,
}

impl Tally {
    fn count(&mut self, is_there: bool, is_found: bool) {
        self.found += u32::from(is_there && is_found);
        self.missed += u32::from(is_there && !is_found);
        self.false_alarms += u32::from(!is_there && is_found);
    }

    fn precision(self) -> f64 {
        share(self.found, self.found + self.false_alarms)
    }

    fn recall(self) -> f64 {
        share(self.found, self.found + self.missed)
    }

    fn f1(self) -> f64 {
        share(2 * self.found, 2 * self.found + self.missed + self.false_alarms)
    }
}

/// Nothing of nothing is all of it.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// How often each label was there and given.
#[derive(Default)]
struct Labels(BTreeMap<String, Tally>);

impl Labels {
    fn count(&mut self, is: &str, given: &str) {
        for label in [is, given] {
            self.0.entry(label.to_owned()).or_default();
        }
        for (label, tally) in &mut self.0 {
            tally.count(label == is, label == given);
        }
    }

    fn macro_f1(&self) -> f64 {
        self.0.values().map(|tally| tally.f1()).sum::<f64>() / self.0.len().max(1) as f64
    }

    fn precision(&self, label: &str) -> f64 {
        self.0.get(label).copied().unwrap_or_default().precision()
    }
}

/// What was measured of the messages of a language.
#[derive(Default)]
struct OfLanguage {
    cues: BTreeMap<Cue, Tally>,
    due: Tally,
    tone: Labels,
}

impl OfLanguage {
    /// Of several cues together.
    fn together(&self, is_meant: impl Fn(Cue) -> bool) -> Tally {
        let add = |sum: Tally, tally: &Tally| Tally {
            found: sum.found + tally.found,
            missed: sum.missed + tally.missed,
            false_alarms: sum.false_alarms + tally.false_alarms,
        };
        self.cues.iter().filter(|(cue, _)| is_meant(**cue)).map(|(_, tally)| tally).fold(Tally::default(), add)
    }

    fn figures(&self) -> [f64; 4] {
        let all = self.together(|_| true);
        [all.precision(), all.recall(), self.due.recall(), self.tone.macro_f1()]
    }
}

/// All that was measured of a part.
#[derive(Default)]
struct Measured {
    languages: BTreeMap<String, OfLanguage>,
    class: Labels,
    class_of: BTreeMap<String, Labels>,
    tone: Labels,
    wrong: String,
}

impl Measured {
    fn message(&mut self, message: &Message, reader: &Reader) {
        let Message { id, lang, sender, text, .. } = message;
        let read = message.read(reader);
        let (is, given) = (message.cues(), read.cues);
        let of = self.languages.entry(lang.clone()).or_default();
        for cue in Cue::ALL {
            of.cues.entry(*cue).or_default().count(is.contains(*cue), given.contains(*cue));
        }
        let mut wrong = Vec::new();
        let only = |one: CueSet, other: CueSet| CueSet(one.0 & !other.0);
        if is != given {
            wrong.push(format!("missed [{}] false alarm [{}]", only(is, given), only(given, is)));
        }
        if let (Some(due), true) = (message.due.as_deref().map(instant), given.contains(Cue::Promise)) {
            of.due.count(true, read.due == Some(due));
            if read.due != Some(due) {
                wrong.push(format!("due {due} read {}", read.due.map(|due| due.to_string()).unwrap_or_default()));
            }
        }
        if message.sender() == Sender::Visitor {
            let given = tone(read.sentiment.unwrap_or(0));
            of.tone.count(&message.sentiment, given);
            if message.sentiment != given {
                wrong.push(format!("tone {} read {given} {}", message.sentiment, read.sentiment.unwrap_or(0)));
            }
        }
        for wrong in wrong {
            let _ = writeln!(self.wrong, "{id} {lang} {sender} {wrong}: {text}");
        }
    }

    fn conversation(&mut self, conversation: &Conversation, reader: &Reader, config: &Config) {
        let facts = facts(conversation, reader);
        let decided = decide_conversation(&facts, &config.rules, Instant::MAX);
        let class = decided.class.map_or("", |class| class.name());
        let level = decided.sentiment_level.map_or("neutral", |level| level.name());
        let Conversation { id, lang, .. } = conversation;
        self.class.count(&conversation.class, class);
        self.class_of.entry(lang.clone()).or_default().count(&conversation.class, class);
        self.tone.count(&conversation.sentiment, level);
        let cues: Vec<String> = facts.messages.iter().map(|message| message.cues.to_string()).collect();
        if class != conversation.class {
            let cues = cues.join(" | ");
            let _ = writeln!(self.wrong, "{id} {lang} class {:?} decided {class:?} from {cues}", conversation.class);
        }
        if level != conversation.sentiment {
            let sentiment = decided.sentiment.unwrap_or(0);
            let _ = writeln!(self.wrong, "{id} {lang} tone {} decided {level} {sentiment}", conversation.sentiment);
        }
    }

    fn conversations(&self) -> [f64; 3] {
        [self.class.macro_f1(), self.class.precision("spam"), self.tone.macro_f1()]
    }

    fn table(&self, part: &str) -> String {
        let mut table = format!("\n{part:24} {}\n", LANGUAGES.map(|name| format!("{name:^18}")).join(""));
        let mut row = |name: &str, cells: [String; 3]| {
            let _ = writeln!(table, "{name:24} {}", cells.join(""));
        };
        let each = |cell: &dyn Fn(&OfLanguage) -> String| LANGUAGES.map(|lang| cell(&self.languages[lang]));
        row("", LANGUAGES.map(|_| "   n  prec  rec    ".to_owned()));
        let cells = |tally: Tally| {
            let n = tally.found + tally.missed;
            format!("{n:>4}  {:.2}  {:.2}    ", tally.precision(), tally.recall())
        };
        for cue in Cue::ALL {
            row(cue.name(), each(&|of| cells(of.cues[cue])));
        }
        row("buying cues", each(&|of| cells(of.together(|cue| cue <= LAST_BUYING_CUE))));
        row("all cues", each(&|of| cells(of.together(|_| true))));
        let one = |n: u32, value: f64| format!("{n:>4}  {value:.2}          ");
        row("due right", each(&|of| one(of.due.found + of.due.missed, of.due.recall())));
        for label in TONES {
            row(label, each(&|of| cells(of.tone.0[label])));
        }
        row("sentiment macro-F1", each(&|of| one(0, of.tone.macro_f1()).replacen("   0", "    ", 1)));
        row("class macro-F1", LANGUAGES.map(|lang| one(0, self.class_of[lang].macro_f1()).replacen("   0", "    ", 1)));
        for (label, tally) in &self.class.0 {
            let label = if label.is_empty() { "(no class)" } else { label };
            let _ = writeln!(table, "{label:24} {}", cells(*tally));
        }
        let [class, spam, tone] = self.conversations();
        table
            + &format!(
                "class macro-F1 {class:.3}  spam precision {spam:.3}  conversation sentiment macro-F1 {tone:.3}\n"
            )
    }
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).expect("a time")
}

fn tone(sentiment: i16) -> &'static str {
    if sentiment >= TONE_FROM {
        "positive"
    } else if sentiment <= -TONE_FROM {
        "negative"
    } else {
        "neutral"
    }
}

fn facts(conversation: &Conversation, reader: &Reader) -> ConversationFacts {
    let fact = |(message, id): (&Message, i64)| {
        let Reading { cues, keywords, sentiment, due, leaning, said: _ } = message.read(reader);
        MessageFact { id, at: message.at(), sender: message.sender(), cues, keywords, sentiment, due, leaning }
    };
    let mut messages: Vec<MessageFact> = conversation.messages.iter().zip(1..).map(fact).collect();
    messages.sort_by_key(|message| (message.at, message.id));
    ConversationFacts { id: 1, state: ConversationState::Open, messages }
}

fn lines<T: DeserializeOwned>(part: &str, name: &str) -> Vec<T> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/gold").join(part).join(name);
    let text = fs::read_to_string(&path).expect("a gold file");
    text.lines().map(|line| serde_json::from_str(line).expect("a line as the README of the gold set says")).collect()
}

/// A reader that knows these phrases of the user's beside its own.
fn reader(phrases: &BTreeMap<String, Vec<String>>) -> Reader {
    let settings = Settings { phrases, keywords: &[], time_zone: chrono_tz::UTC, default_due: DAY };
    Reader::new(&settings).expect("the packs are right")
}

#[track_caller]
fn measure(part: &str, floor: &Floor) -> Measured {
    let config = Config::built_in();
    let reader = reader(&BTreeMap::new());
    let mut measured = Measured::default();
    lines(part, "messages.jsonl").iter().for_each(|message| measured.message(message, &reader));
    lines(part, "conversations.jsonl").iter().for_each(|talk| measured.conversation(talk, &reader, &config));
    let table = measured.table(part);
    println!("{table}");
    for (lang, floor) in LANGUAGES.iter().zip(floor.languages) {
        assert_reached(lang, &measured.languages[*lang].figures(), &floor, &table);
    }
    assert_reached("conversations", &measured.conversations(), &floor.conversations, &table);
    measured
}

#[track_caller]
fn assert_reached(what: &str, figures: &[f64], floor: &[f64], table: &str) {
    let is_reached = figures.iter().zip(floor).all(|(figure, floor)| figure >= floor);
    assert!(is_reached, "{what}: {figures:.3?} is below {floor:?}\n{table}");
}

#[test]
fn what_rules_are_made_after_is_read_well() {
    println!("{}", measure("develop", &DEVELOP).wrong);
}

#[test]
fn what_no_rule_was_made_after_is_read_well() {
    measure("report", &REPORT);
}

#[test]
fn every_cue_has_its_words() {
    let reader = reader(&BTreeMap::new());
    let mut learned = 0;
    for part in ["develop", "report"] {
        for message in lines::<Message>(part, "messages.jsonl") {
            let Message { text, .. } = &message;
            let evidence = reader.evidence(message.sender(), message.at(), text);
            let cues: Vec<Cue> = evidence.iter().map(|evidence| evidence.cue).collect();
            assert_eq!(CueSet::of(&cues), message.read(&reader).cues, "{text}");
            for evidence in evidence {
                assert!(!text[evidence.start..evidence.end].trim().is_empty(), "{text}");
                learned += usize::from(evidence.pack == "learned");
            }
        }
    }
    assert!(learned > 50, "{learned} were found by their words");
}

#[test]
fn own_phrases_are_never_overruled() {
    let phrase = |cue: &Cue| format!("good morning {}", cue.name().replace('_', " "));
    let phrases = Cue::ALL.iter().map(|cue| (cue.name().to_owned(), vec![phrase(cue)])).collect();
    let (with, without) = (reader(&phrases), reader(&BTreeMap::new()));
    let mut overruling = 0;
    for cue in Cue::ALL {
        let sender = if cue.is_ours() { Sender::Agent } else { Sender::Visitor };
        let has = |reader: &Reader| reader.read(sender, Instant(0), &phrase(cue)).cues.contains(*cue);
        assert!(has(&with), "{}", cue.name());
        overruling += usize::from(!has(&without));
    }
    assert!(overruling > 20, "the words alone say {} of them", Cue::ALL.len() - overruling);
}

//! `rolo score --explain`: each line that adds up to a contact's score with the evidence behind it, then each
//! conversation with its own score in a sentence.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use crate::cli::score::ScoreArgs;
use crate::commands::reread::is_current;
use crate::commands::{Context, Outcome, find_contact, pass};
use crate::domain::cue::{Cue, Sender};
use crate::domain::deciding::facts::{ContactFacts, ConversationFacts, EventFact};
use crate::domain::deciding::rules::{Category, Rules, Signal, SignalKind};
use crate::domain::deciding::score::matches;
use crate::domain::deciding::signal::Match;
use crate::domain::deciding::{
    Band, Decision, ScoreLine, ScoreLineKind, Scoring, Told, band, classify, conversation_matches, reasoning, score,
    score_conversation,
};
use crate::domain::reading::{Evidence, Reader};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::{counts, texts};

/// Pieces of evidence that a line shows.
const MOST_PROOFS: usize = 3;
/// Characters of a text that are shown where no part of it stands out.
const MOST_CHARACTERS: usize = 60;
const COLUMNS: [&str; 6] = ["kind", "category", "name", "count", "points", "evidence"];

/// A piece of evidence behind a line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Proof {
    Message { message: i64, conversation: i64, at: Instant, text: String },
    Event { event: String, at: Instant, amount: Option<f64>, currency: Option<String> },
    Field { field: String, value: String },
    Stat { stat: String, value: f64 },
    Conversation { conversation: i64, score: Option<u8>, band: Option<&'static str>, because: String },
}

/// Runs `rolo score --explain`.
pub fn run(contact: &str, args: &ScoreArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let id = find_contact(store.conn(), contact)?;
    let facts = pass::facts_of(&store, id)?;
    let rules = &context.config.rules;
    let currency = counts::currency(store.conn(), rules)?;
    let decision = classify(&facts, rules, &currency, context.as_of);
    let scoring = score(&facts, &decision, rules);
    let texts = Texts::new(store.conn(), context);
    let mut out = context.ui.out();
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    for line in &scoring.lines {
        write_line(&mut writer, line, &proofs(line, &facts, &decision, rules, &texts)?, rules, format)?;
    }
    for conversation in facts.conversations.iter().filter(|one| has_begun(one, context.as_of)) {
        let scoring = score_conversation(conversation, rules, context.as_of);
        write_conversation(&mut writer, conversation, &scoring, &texts, format)?;
    }
    writer.finish()?;
    let reasons = reasoning(&scoring, &rules.score, |position| {
        texts.told(&rules.score.signals[position], &matches(&facts, &decision, rules, position))
    });
    let verdict = match (scoring.score, scoring.grade, scoring.empty_because) {
        (Some(score), Some(grade), _) => {
            reasons.replacen(&score.to_string(), &format!("score {score}, grade {grade}"), 1)
        }
        (_, _, Some(empty)) => format!("no score: {empty}"),
        _ => reasons,
    };
    context.ui.note(&format!("contact {id} as of {}: {verdict}", context.as_of));
    if !is_current(store.conn(), context)? {
        context.ui.warn("messages were read with other phrases or keywords: `rolo classify` reads them again");
    }
    Ok(Outcome::Done)
}

fn has_begun(conversation: &ConversationFacts, as_of: Instant) -> bool {
    conversation.messages.first().is_some_and(|first| first.at <= as_of)
}

fn write_line(
    writer: &mut RowWriter<'_>,
    line: &ScoreLine,
    proofs: &[Proof],
    rules: &Rules,
    format: Format,
) -> Result<()> {
    let points = line.points();
    let evidence = Written::new(proofs, format)?;
    writer.row(&[
        Cell::Text(line.kind_name()),
        line.category(&rules.score).map_or(Cell::Empty, |category: Category| Cell::Text(category.name())),
        Cell::Text(line.name(&rules.score)),
        if line.count > 0 { Cell::Integer(line.count.into()) } else { Cell::Empty },
        points.parse().map_or(Cell::Text(&points), Cell::Real),
        evidence.cell(),
    ])?;
    Ok(())
}

/// A row for a conversation. It adds nothing to the score of the contact, so it has no points.
fn write_conversation(
    writer: &mut RowWriter<'_>,
    conversation: &ConversationFacts,
    scoring: &Scoring,
    texts: &Texts<'_>,
    format: Format,
) -> Result<()> {
    let (rules, as_of) = (&texts.context.config.rules, texts.context.as_of);
    let because = reasoning(scoring, &rules.score, |position| {
        texts.told(&rules.score.signals[position], &conversation_matches(conversation, rules, as_of, position))
    });
    let score = scoring.score;
    let proof =
        Proof::Conversation { conversation: conversation.id, score, band: score.map(band).map(Band::name), because };
    let name = format!("conversation {}", conversation.id);
    let evidence = Written::new(&[proof], format)?;
    let count = conversation.messages.iter().filter(|message| message.at <= as_of).count();
    writer.row(&[
        Cell::Text("conversation"),
        Cell::Empty,
        Cell::Text(&name),
        Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX)),
        Cell::Empty,
        evidence.cell(),
    ])?;
    Ok(())
}

/// Evidence as a format wants it: data in JSON, words elsewhere.
struct Written {
    text: String,
    is_json: bool,
}

impl Written {
    fn new(proofs: &[Proof], format: Format) -> Result<Self> {
        let is_json = matches!(format, Format::Json | Format::Jsonl);
        let text = if is_json {
            serde_json::to_string(proofs)?
        } else {
            proofs.iter().map(Proof::words).collect::<Vec<_>>().join("; ")
        };
        Ok(Self { text, is_json })
    }

    fn cell(&self) -> Cell<'_> {
        match self.text.as_str() {
            "" => Cell::Empty,
            text if self.is_json => Cell::Json(text),
            text => Cell::Text(text),
        }
    }
}

impl Proof {
    fn words(&self) -> String {
        match self {
            Self::Message { message, conversation, at, text } => {
                format!("\"{text}\" (message {message} of conversation {conversation} at {at})")
            }
            Self::Event { event, at, amount, currency } => {
                let amount = amount.map_or(String::new(), |amount| format!(" of {amount}"));
                let currency = currency.as_ref().map_or(String::new(), |currency| format!(" {currency}"));
                format!("{event}{amount}{currency} at {at}")
            }
            Self::Field { field, value } => format!("{field} is {value}"),
            Self::Stat { stat, value } => format!("{stat} is {value}"),
            Self::Conversation { because, .. } => because.clone(),
        }
    }
}

/// What a line rests on: the latest pieces first.
fn proofs(
    line: &ScoreLine,
    facts: &ContactFacts,
    decision: &Decision,
    rules: &Rules,
    texts: &Texts<'_>,
) -> Result<Vec<Proof>> {
    let ScoreLineKind::Signal(position) = line.kind else { return Ok(Vec::new()) };
    let Some(signal) = rules.score.signals.get(position as usize) else { return Ok(Vec::new()) };
    let found = latest_first(&matches(facts, decision, rules, position as usize));
    found.into_iter().take(MOST_PROOFS).map(|found| proof(&found, signal, texts)).collect()
}

fn latest_first<'a>(found: &[Match<'a>]) -> Vec<Match<'a>> {
    let at = |found: &Match<'_>| match found {
        Match::Message { message, .. } => (message.at, message.id),
        Match::Event(event) => (event.at, 0),
        Match::Column(_) | Match::Stat(_) => (Instant::MAX, 0),
    };
    let mut found = found.to_vec();
    found.sort_by_key(|found| std::cmp::Reverse(at(found)));
    found
}

fn proof(found: &Match<'_>, signal: &Signal, texts: &Texts<'_>) -> Result<Proof> {
    Ok(match found {
        Match::Message { conversation_id, message } => Proof::Message {
            message: message.id,
            conversation: *conversation_id,
            at: message.at,
            text: texts.shown(message.id, signal)?,
        },
        Match::Event(EventFact { kind, at, amount, currency }) => Proof::Event {
            event: kind.clone(),
            at: *at,
            amount: amount.map(|amount| amount as f64 / 1_000_000.0),
            currency: Some(currency.clone()).filter(|currency| !currency.is_empty()),
        },
        Match::Column(column) => Proof::Field { field: signal.subject.clone(), value: column.text().to_owned() },
        Match::Stat(value) => Proof::Stat { stat: signal.subject.clone(), value: *value },
    })
}

/// A message's text and where its cues are.
type Read = (String, Vec<Evidence>);

/// Texts of messages, read once each; the reader is made with the first of them.
struct Texts<'c> {
    conn: &'c Connection,
    context: &'c Context,
    reader: RefCell<Option<Reader>>,
    read: RefCell<BTreeMap<i64, Read>>,
}

impl<'c> Texts<'c> {
    const fn new(conn: &'c Connection, context: &'c Context) -> Self {
        Self { conn, context, reader: RefCell::new(None), read: RefCell::new(BTreeMap::new()) }
    }

    fn of(&self, message: i64) -> Result<Read> {
        if let Some(read) = self.read.borrow().get(&message) {
            return Ok(read.clone());
        }
        if self.reader.borrow().is_none() {
            *self.reader.borrow_mut() = Some(self.context.reader()?);
        }
        let text = texts::text(self.conn, message)?.unwrap_or_default();
        let reader = self.reader.borrow();
        // Signals look at messages of the visitor alone.
        let cues = reader.as_ref().map_or_else(Vec::new, |reader| reader.evidence(Sender::Visitor, Instant(0), &text));
        self.read.borrow_mut().insert(message, (text.clone(), cues.clone()));
        Ok((text, cues))
    }

    /// The part of the text that a signal found, else its beginning.
    fn shown(&self, message: i64, signal: &Signal) -> Result<String> {
        if signal.kind == SignalKind::Keyword {
            return Ok(signal.subject.clone());
        }
        let (text, cues) = self.of(message)?;
        Ok(match span(signal, &cues) {
            Some(evidence) => text[evidence.start..evidence.end].to_owned(),
            None => cut(&text),
        })
    }

    /// The text behind a signal for a sentence: that of the latest message.
    fn told(&self, signal: &Signal, found: &[Match<'_>]) -> Option<Told> {
        let Match::Message { message, .. } = latest_first(found).first().copied()? else { return None };
        // A text that cannot be read is one less, and the signal has a name.
        let (text, cues) = self.of(message.id).ok()?;
        let evidence = span(signal, &cues)?;
        Some(Told { span: evidence.start..evidence.end, text })
    }
}

/// Where a text shows the cue of a signal.
fn span<'e>(signal: &Signal, cues: &'e [Evidence]) -> Option<&'e Evidence> {
    let cue = Cue::from_name(&signal.subject).filter(|_| signal.kind == SignalKind::Cue)?;
    cues.iter().find(|evidence| evidence.cue == cue)
}

fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

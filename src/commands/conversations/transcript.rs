//! What was said, as people read it: who talked with whom, then the messages by channel and day. Words that cues rest
//! on are underlined where there is colour and told behind the message where there is none.

use std::fmt::Write;

use chrono_tz::Tz;

use crate::domain::cue::{Cue, Sender};
use crate::domain::deciding::rules::SentimentRules;
use crate::domain::deciding::{SentimentLevel, conversation_level};
use crate::domain::time::Instant;
use crate::output::colour::Style;
use crate::output::text::printable;
use crate::output::wrap::{Piece, wrapped};

/// Text is not squeezed into fewer columns than this, however narrow the terminal is.
const NARROWEST: usize = 24;

/// A conversation.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names are the columns of the view")]
pub(in crate::commands) struct Talk {
    pub id: i64,
    /// Name and id.
    pub contact: Option<(String, i64)>,
    pub channel: String,
    pub agent: String,
    pub state: String,
    pub link_state: String,
    pub link_error: String,
    pub match_confidence: Option<i64>,
    pub class: String,
    pub sentiment: Option<f64>,
    pub sentiment_level: String,
    pub score: Option<i64>,
    pub band: String,
    pub summary: String,
    pub messages: Vec<Message>,
    /// Messages at the beginning and at the end that are left out.
    pub left_out: (usize, usize),
}

/// A message.
#[derive(Debug, Clone)]
pub(in crate::commands) struct Message {
    pub id: i64,
    pub sender: Sender,
    pub at: Instant,
    pub text: String,
    /// In ten-thousandths.
    pub sentiment: Option<i16>,
    /// Each cue with the places in the text, in bytes.
    pub cues: Vec<(Cue, Vec<(usize, usize)>)>,
    /// When the promise in it falls due.
    pub due: Option<Instant>,
    /// Whether it is what the reader is to look for.
    pub is_marked: bool,
}

/// How transcripts are written.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands) struct Transcript<'a> {
    /// From where on a message is positive or negative.
    pub rules: &'a SentimentRules,
    /// The zone of times and days.
    pub zone: Tz,
    /// The width of the terminal.
    pub width: Option<usize>,
    /// Whether there is colour.
    pub colour: bool,
}

impl Transcript<'_> {
    /// Conversations one behind the other, then what was said in them.
    pub fn text(&self, talks: Vec<Talk>) -> String {
        let mut text = String::new();
        for talk in &talks {
            self.heading(&mut text, talk);
        }
        let is_one = talks.len() == 1;
        let left_out = talks.first().filter(|_| is_one).map_or((0, 0), |talk| talk.left_out);
        self.note_left_out(&mut text, left_out.0, "before");
        let mut channels: Vec<(String, Vec<(i64, Message)>)> = Vec::new();
        for talk in talks {
            let shown = talk.messages.len().saturating_sub(talk.left_out.0 + talk.left_out.1);
            let messages = talk.messages.into_iter().skip(talk.left_out.0).take(shown);
            let messages = messages.map(|message| (talk.id, message));
            match channels.iter_mut().find(|(channel, _)| *channel == talk.channel) {
                Some((_, all)) => all.extend(messages),
                None => channels.push((talk.channel, messages.collect())),
            }
        }
        channels.sort_by(|a, b| a.0.cmp(&b.0));
        for (channel, mut messages) in channels {
            messages.sort_by_key(|(_, message)| (message.at, message.id));
            self.channel(&mut text, &channel, &messages, is_one);
        }
        self.note_left_out(&mut text, left_out.1, "after");
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// Says how many messages are left out on one side.
    fn note_left_out(&self, text: &mut String, count: usize, side: &str) {
        let messages = if count == 1 { "message" } else { "messages" };
        if count > 0 {
            put(text, &[&Style::Dim.paint(&format!("… {count} {messages} {side}"), self.colour)]);
            text.push('\n');
        }
    }

    /// Who talked with whom, and what is known of it.
    fn heading(&self, text: &mut String, talk: &Talk) {
        let contact = match &talk.contact {
            Some((name, id)) => {
                let sure = talk.match_confidence.map(|percent| format!(", match {percent} %")).unwrap_or_default();
                format!("{name} ({id}){sure}")
            }
            None if talk.link_error.is_empty() => talk.link_state.clone(),
            None => format!("{}: {}", talk.link_state, talk.link_error),
        };
        let score = talk.score.map(|score| format!("{score} {}", talk.band)).unwrap_or_default();
        let sentiment =
            talk.sentiment.map(|mean| format!("{} {}", talk.sentiment_level, signed(mean))).unwrap_or_default();
        let title = format!("conversation {}, {}, {}", talk.id, talk.channel, talk.state);
        put(text, &[&Style::Bold.paint(&printable(&title), self.colour)]);
        let lines = [
            ("contact", contact),
            ("agent", talk.agent.clone()),
            ("class", talk.class.clone()),
            ("score", score),
            ("sentiment", sentiment),
            ("summary", talk.summary.clone()),
            ("messages", self.extent(&talk.messages)),
        ];
        for (label, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
            let room = self.width.map(|width| width.saturating_sub(13).max(NARROWEST));
            for (i, line) in wrapped(&[Piece::new(value, None)], room, false).iter().enumerate() {
                let label = format!("{:9}", if i == 0 { label } else { "" });
                put(text, &["  ", &Style::Dim.paint(&label, self.colour), "  ", line]);
            }
        }
        text.push('\n');
    }

    /// How many messages there are, and from when to when.
    fn extent(&self, messages: &[Message]) -> String {
        let (Some(first), Some(last)) = (messages.first(), messages.last()) else { return "none".to_owned() };
        let (from, to) = (self.format(first.at, "%Y-%m-%d %H:%M"), self.format(last.at, "%Y-%m-%d %H:%M"));
        let zone = self.zone.name();
        match messages.len() {
            1 => format!("1, {from} ({zone})"),
            count => format!("{count}, {from} to {to} ({zone})"),
        }
    }

    /// The messages of a channel, day by day.
    fn channel(&self, text: &mut String, channel: &str, messages: &[(i64, Message)], is_one: bool) {
        let has_mark = messages.iter().any(|(_, message)| message.is_marked);
        let id_width = messages.iter().map(|(id, _)| id.to_string().len()).max().unwrap_or(0);
        for day in messages.chunk_by(|a, b| self.day(a.1.at) == self.day(b.1.at)) {
            let Some((_, first)) = day.first() else { continue };
            let title = printable(channel).into_owned() + &self.format(first.at, ", %A, %Y-%m-%d");
            put(text, &[&Style::Bold.paint(&title, self.colour)]);
            for (id, message) in day {
                let number = match (is_one, has_mark) {
                    (true, false) => String::new(),
                    (true, true) => if message.is_marked { "> " } else { "  " }.to_owned(),
                    (false, _) => format!("{id:>id_width$}  "),
                };
                self.message(text, &number, message);
            }
            text.push('\n');
        }
    }

    fn message(&self, text: &mut String, number: &str, message: &Message) {
        let time = self.format(message.at, "%H:%M:%S");
        let indent = time.len() + 2 + number.len() + 9;
        let sender = format!("{:7}", message.sender.name());
        let style = match message.sender {
            Sender::Visitor => Style::Cyan,
            Sender::Agent => Style::Green,
            Sender::Bot => Style::Yellow,
            Sender::System => Style::Dim,
        };
        let room = self.width.map(|width| width.saturating_sub(indent).max(NARROWEST));
        let mut lines: Vec<String> = Vec::new();
        let pieces = self.pieces(message);
        for line in &pieces {
            lines.extend(wrapped(line, room, self.colour));
        }
        let (first, more) = lines.split_first().map_or(("", &[][..]), |(first, more)| (first.as_str(), more));
        let time = Style::Dim.paint(&time, self.colour);
        put(text, &[&time, "  ", number, &style.paint(&sender, self.colour), "  ", first]);
        for line in more {
            put(text, &[&" ".repeat(indent), line]);
        }
    }

    /// The text of a message line by line, with what was read in it at the end.
    fn pieces(&self, message: &Message) -> Vec<Vec<Piece>> {
        let spans = message.cues.iter().flat_map(|(_, spans)| spans.iter().copied());
        let marks = if self.colour { joined(spans.collect()) } else { Vec::new() };
        let mut lines = Vec::new();
        let mut start = 0;
        for line in message.text.trim_end().split('\n') {
            lines.push(line_pieces(&message.text, start, start + line.trim_end_matches('\r').len(), &marks));
            start += line.len() + 1;
        }
        if let Some(last) = lines.last_mut() {
            last.extend(self.findings(message));
        }
        lines
    }

    /// The cues and the sentiment of a message.
    fn findings(&self, message: &Message) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (cue, spans) in &message.cues {
            let mut told = cue.name().to_owned();
            let words: Vec<&str> =
                joined(spans.clone()).iter().filter_map(|(start, end)| message.text.get(*start..*end)).collect();
            if !self.colour && !words.is_empty() {
                let _ = write!(told, ": {}", words.join("; "));
            }
            if let Some(due) = message.due.filter(|_| *cue == Cue::Promise) {
                let _ = write!(told, ", due {}", self.format(due, "%Y-%m-%d %H:%M"));
            }
            pieces.extend([Piece::new(" ", None), Piece::new(&format!("[{told}]"), Some(Style::Yellow))]);
        }
        if let Some(sentiment) = message.sentiment {
            let style = match conversation_level(sentiment.into(), self.rules) {
                SentimentLevel::Positive => Style::Green,
                SentimentLevel::Negative => Style::Red,
                _ => Style::Dim,
            };
            let shown = signed(f64::from(sentiment) / 10_000.0);
            pieces.extend([Piece::new(" ", None), Piece::new(&shown, Some(style))]);
        }
        pieces
    }

    fn day(&self, at: Instant) -> String {
        self.format(at, "%Y-%m-%d")
    }

    fn format(&self, at: Instant, form: &str) -> String {
        at.to_utc().with_timezone(&self.zone).format(form).to_string()
    }
}

/// Places in a text in order, those that overlap as one.
fn joined(mut spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    spans.sort_unstable();
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(spans.len());
    for (start, end) in spans {
        match places.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => places.push((start, end)),
        }
    }
    places
}

/// A line of a text, cut where marks begin and end.
fn line_pieces(text: &str, start: usize, end: usize, marks: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = start;
    for (from, to) in marks {
        let (from, to) = ((*from).clamp(at, end), (*to).clamp(at, end));
        if from < to {
            pieces.push(Piece::new(&text[at..from], None));
            pieces.push(Piece::new(&text[from..to], Some(Style::Underline)));
            at = to;
        }
    }
    pieces.push(Piece::new(&text[at..end], None));
    pieces
}

/// A sentiment with its sign, of which nothing has none.
fn signed(sentiment: f64) -> String {
    let text = format!("{sentiment:+.2}");
    if text.ends_with("0.00") { "0.00".to_owned() } else { text }
}

fn put(text: &mut String, parts: &[&str]) {
    let line = parts.concat();
    text.push_str(line.trim_end());
    text.push('\n');
}

//! `rolo contacts show`: the card of one contact.

use std::fmt::Write as _;
use std::io::Write as _;

use serde_json::Value;

use crate::cli::contacts::ShowArgs;
use crate::commands::{Context, Outcome, find_contact, pass};
use crate::domain::deciding::{Stage, missing};
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::text::printable;
use crate::output::ui::Ui;
use crate::output::{json, ui};
use crate::store::card::{self, Card};

/// Where the values begin.
const INDENT: usize = 15;

/// Keys of metadata are set out up to this width.
const KEY_MAX: usize = 24;

/// Runs `rolo contacts show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a card is text or, with --format json, one JSON object").into());
    }
    let mut store = context.open_to_read()?;
    let id = find_contact(store.conn(), &args.contact)?;
    let facts = pass::facts_of(&store, id)?;
    let missing = missing(&facts.fields, &context.config.rules.completeness);
    let card = Card { missing, ..store.read(|conn| card::of(conn, id))? };
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &card)?;
    } else {
        let page = Page { card: &card, ui: &context.ui, text: String::new() };
        out.write_all(page.written().as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The card as text.
struct Page<'a> {
    card: &'a Card,
    ui: &'a Ui,
    text: String,
}

impl Page<'_> {
    fn written(mut self) -> String {
        self.heading();
        self.reach();
        self.decided();
        self.known();
        self.queues();
        self.told();
        self.text
    }

    /// A column of the view as text; empty where nothing is known.
    fn get(&self, column: &str) -> String {
        match self.card.contact.get(column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    fn is(&self, column: &str) -> bool {
        self.card.contact.get(column) == Some(&Value::Bool(true))
    }

    fn paint(&self, style: Style, text: &str) -> String {
        self.ui.paint(style, &printable(text)).into_owned()
    }

    /// A line of the card; nothing where there is no value.
    fn line(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            let padded = format!("  {label:<width$}", width = INDENT - 2);
            let _ = writeln!(self.text, "{}{value}", self.ui.paint(Style::Dim, &padded));
        }
    }

    fn title(&mut self, title: &str) {
        let title = self.ui.paint(Style::Bold, title).into_owned();
        let _ = writeln!(self.text, "\n{title}");
    }

    /// The value of a column, marked where it is inferred.
    fn shown(&self, column: &str) -> String {
        let text = printable(&self.get(column)).into_owned();
        self.marked(column, text)
    }

    fn marked(&self, column: &str, text: String) -> String {
        if !text.is_empty() && self.card.inferred.contains(&column) {
            return format!("{text} {}", self.ui.paint(Style::Dim, "(inferred)"));
        }
        text
    }

    fn heading(&mut self) {
        let name = Some(self.get("name")).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| format!("contact {}", self.get("id")));
        let mut marks = vec![self.get("lifecycle")];
        for (column, mark) in [("vip", "VIP"), ("at_risk", "at risk"), ("do_not_contact", "do not contact")] {
            if self.is(column) {
                marks.push(self.paint(if column == "vip" { Style::Green } else { Style::Red }, mark));
            }
        }
        let name = self.marked("name", self.paint(Style::Bold, &name));
        let _ = writeln!(self.text, "{name} · {}", marks.join(" · "));
        let work = [self.shown("job_title"), self.shown("company")];
        let work: Vec<String> = work.into_iter().filter(|text| !text.is_empty()).collect();
        self.line("contact", &self.get("id"));
        self.line("work", &work.join(", "));
    }

    fn reach(&mut self) {
        let list =
            |items: &[String]| items.iter().map(|item| printable(item).into_owned()).collect::<Vec<_>>().join(", ");
        for (label, items) in [("email", &self.card.emails), ("phone", &self.card.phones)] {
            let value = if items.is_empty() { self.shown(label) } else { list(items) };
            self.line(label, &value);
        }
        let place = ["address", "city", "country"].map(|column| self.shown(column));
        self.line("address", &place.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "));
        for column in ["website", "branch", "user_id", "external_ids", "visitor_ids"] {
            let value = self.shown(column);
            self.line(column, &value);
        }
        for (label, column) in [("source", "source"), ("first seen", "first_seen")] {
            let value = self.shown(column);
            self.line(label, &value);
        }
        let (channels, last) = (self.shown("channels").replace(';', ", "), self.get("last_active"));
        self.line("channels", &channels);
        self.line("last active", &last);
    }

    fn decided(&mut self) {
        self.text.push('\n');
        for field in ["status", "intent"] {
            let value = self.pinned(field, &self.get(field));
            self.line(field, &value);
        }
        let stage = self.journey();
        self.line("stage", &stage);
        let (score, grade) = (self.get("score"), self.get("grade"));
        if !score.is_empty() {
            self.line("score", &format!("{score}, grade {grade}"));
        }
        if let Some(mean) = self.card.contact.get("sentiment").and_then(Value::as_f64) {
            self.line("sentiment", &format!("{} ({mean:+.2})", self.get("sentiment_level")));
        }
        let completeness = self.get("completeness");
        if !completeness.is_empty() {
            let missing = &self.card.missing;
            let missing = if missing.is_empty() { String::new() } else { format!(", without {}", missing.join(", ")) };
            self.line("completeness", &format!("{completeness} %{missing}"));
        }
        self.counts();
    }

    fn counts(&mut self) {
        let count = |column: &str| self.card.contact.get(column).and_then(Value::as_i64).unwrap_or(0);
        let numbers = [
            ("conversation", count("conversation_count")),
            ("message", count("message_count")),
            ("purchase", count("purchases")),
        ];
        let mut parts: Vec<String> = numbers
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(word, n)| format!("{} {word}{}", ui::count(n), if n == 1 { "" } else { "s" }))
            .collect();
        let spend = self.card.contact.get("spend").and_then(Value::as_f64).unwrap_or(0.0);
        if spend != 0.0 {
            parts.push(format!("{spend:.2} spent"));
        }
        self.line("so far", &parts.join(", "));
    }

    /// A decided value with who pinned it, and what it would be otherwise.
    fn pinned(&self, field: &str, value: &str) -> String {
        let Some(pin) = self.card.pins.iter().find(|pin| pin.field == field) else { return value.to_owned() };
        let who = pin.author.as_deref().map_or(String::new(), |author| format!(" by {}", printable(author)));
        let otherwise = self.get(&format!("{field}_auto"));
        let otherwise = if otherwise.is_empty() { "nothing".to_owned() } else { otherwise };
        let note = format!("(pinned{who} on {}; otherwise {otherwise})", pin.at.get(..10).unwrap_or(&pin.at));
        format!("{} {}", pin.value, self.ui.paint(Style::Dim, &note))
    }

    /// The stages in order, with the contact's own marked.
    fn journey(&self) -> String {
        let stage = self.get("stage");
        if stage.is_empty() {
            return String::new();
        }
        let step = |word: &str| {
            if word == stage { self.paint(Style::Bold, &format!("[{word}]")) } else { self.paint(Style::Dim, word) }
        };
        let journey = Stage::ALL.iter().map(|stage| step(stage.name())).collect::<Vec<_>>().join(" › ");
        match self.card.pins.iter().any(|pin| pin.field == "stage") {
            true => format!("{journey} {}", self.pinned("stage", "").trim_start_matches(&stage).trim_start()),
            false => journey,
        }
    }

    fn known(&mut self) {
        for column in ["tags", "interests", "traits", "needs"] {
            let value = self.shown(column).replace(';', ", ");
            self.line(column, &value);
        }
        let held: Vec<String> = self
            .card
            .held
            .iter()
            .map(|held| match held.item.as_str() {
                "" => printable(&held.field).into_owned(),
                item => format!("{} ({})", held.field, printable(item)),
            })
            .collect();
        self.line("held", &held.join(", "));
        if let Some(Value::Object(metadata)) = self.card.contact.get("metadata") {
            if !metadata.is_empty() {
                self.title("Metadata");
            }
            let width = metadata.keys().map(|key| printable(key).chars().count()).max().unwrap_or(0).min(KEY_MAX);
            for (key, value) in metadata {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let key = format!("{:<width$}", printable(key));
                let _ = writeln!(self.text, "  {}  {}", self.ui.paint(Style::Dim, &key), printable(&value));
            }
        }
    }

    fn queues(&mut self) {
        if !self.card.alerts.is_empty() {
            self.title("Open alerts");
        }
        for alert in &self.card.alerts {
            let by = alert.taken_by.as_deref().map_or(String::new(), |who| format!(", taken by {}", printable(who)));
            let line =
                format!("  {}  {}  {}{by}: {}", alert.id, alert.at, printable(&alert.kind), printable(&alert.reason));
            let _ = writeln!(self.text, "{line}");
        }
        if !self.card.followups.is_empty() {
            self.title("Open follow-ups");
        }
        for one in &self.card.followups {
            let line =
                format!("  {}  due {}  {} ({}): {}", one.id, one.due_at, one.kind, one.state, printable(&one.reason));
            let _ = writeln!(self.text, "{line}");
        }
        if !self.card.deals.is_empty() {
            self.title("Deals");
        }
        for deal in &self.card.deals {
            let currency = deal.currency.as_deref().unwrap_or_default();
            let amount = deal.amount.map(|amount| format!("{amount} {currency}").trim().to_owned());
            let state = if deal.stale { "open, stale" } else { &deal.state };
            let about = [Some(deal.title.clone()), Some(state.to_owned()), deal.stage.clone(), amount];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let _ = writeln!(self.text, "  {}  {}", deal.id, printable(&about));
        }
    }

    fn told(&mut self) {
        if !self.card.notes.is_empty() {
            self.title(&of_all("Notes", self.card.notes.len(), self.card.note_count));
        }
        for note in &self.card.notes {
            let author = note.author.as_deref().map_or(String::new(), |author| format!("{}: ", printable(author)));
            let _ = writeln!(self.text, "  {}  {author}{}", note.at, printable(&note.text));
        }
        let count = self.card.contact.get("conversation_count").and_then(Value::as_i64).unwrap_or(0);
        if !self.card.conversations.is_empty() {
            self.title(&of_all("Conversations", self.card.conversations.len(), count));
        }
        for one in &self.card.conversations {
            let band = match (one.score, &one.band) {
                (Some(score), Some(band)) => format!(", score {score} ({band})"),
                _ => String::new(),
            };
            let (at, channel) = (one.last_message_at.as_deref().unwrap_or(""), one.channel.as_deref().unwrap_or("-"));
            let head = format!("{at}  {channel}, {}, {} messages{band}", one.state, one.message_count);
            let _ = writeln!(self.text, "  {}  {}", one.id, printable(&head));
            if let (Some(sender), Some(text)) = (&one.last_sender, &one.last_text) {
                let width = self.ui.look().width.map_or(100, usize::from).max(40) - 12;
                let line = printable(text).chars().take(width).collect::<String>();
                let _ = writeln!(self.text, "      {} {line}", self.paint(Style::Dim, &format!("{sender}:")));
            }
        }
    }
}

/// A title that says how many of all are told.
fn of_all(title: &str, told: usize, all: i64) -> String {
    let told = i64::try_from(told).unwrap_or(i64::MAX);
    if told < all { format!("{title} (the latest {told} of {})", ui::count(all)) } else { title.to_owned() }
}

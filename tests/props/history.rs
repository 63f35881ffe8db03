//! What happens in a small business, at random: people, what they write, what is written to them, and what they do.
//! Times cluster on whole days, so that windows end to the second where they are looked at.

use std::fmt::{self, Write as _};

use proptest::option;
use proptest::prelude::*;
use rolo::domain::time::Instant;

/// 2026-01-01.
pub const START: i64 = 1_767_225_600;
pub const DAY: i64 = 86_400;

/// What visitors write. Cues of every kind are among it.
pub const VISITOR: &[&str] = &[
    "hello",
    "how much is the blue one?",
    "Magkano po?",
    "is it in stock?",
    "available pa po ba sa Friday?",
    "how does it compare to the other one?",
    "I'll take it",
    "kukunin ko na",
    "book me for 3 pm please",
    "can you do 10% off? any discount?",
    "our budget is 10k",
    "I need it by tomorrow, it is urgent",
    "I'm the owner of the shop",
    "we are looking for a new supplier",
    "I'll think about it",
    "third time I ask! this is so annoying",
    "it arrived broken",
    "let me talk to a person",
    "I want a refund, my order never came",
    "are you hiring? I want to apply for a job",
    "we are an agency and offer SEO services to grow your traffic",
    "would you like to partner with us?",
    "thanks a lot, this is wonderful, I love it!",
    "bye",
    "stop messaging me",
    "terrible, awful, the worst service ever, I hate this",
    "do you do bulk orders?",
    "",
    "great, perfect, I am so happy 😀",
    "ok",
    "my email is p3@example.com",
    "you can reach me at new@example.com",
    "I'm Ana Cruz from Reyes Trading, call me at +63 917 555 0101",
    "looking for a wedding cake",
    "how much is the rice cooker?",
    "I'm the owner, deliver it to 12 Elm St, Leeds",
];
/// What our side writes.
pub const OURS: &[&str] = &[
    "hello, how can I help?",
    "I'll get back to you tomorrow",
    "we will let you know by Friday at 3 pm",
    "I'll get back to you",
    "it costs 500 PHP",
    "sorry for the trouble",
    "sorry, I don't understand",
    "I don't know that one",
    "which colour would you like?",
    "thank you",
];
pub const KINDS: &[&str] = &[
    "purchase",
    "booking_confirmed",
    "booking_attempt",
    "checkout_started",
    "delivered",
    "completed",
    "checked_in",
    "form_submission",
    "page_view",
    "Purchase",
];
const NAMES: &[&str] = &["", "Ana Cruz", "Ana Cruz", "Anna Cruz", "Ben Reyes", "Benjamin Reyes", "Chi Tran", "A. Cruz"];
const COMPANIES: &[&str] = &["", "", "Reyes Trading", "Cruz & Sons"];
const TITLES: &[&str] = &["", "", "Owner", "sales manager", "Co-Founder"];
const CITIES: &[&str] = &["", "Cebu", "Leeds"];
const TAGS: &[&str] = &["", "", "vip", "VIP; gold", "gold;new", "vipers"];
const SOURCES: &[&str] = &["", "import", "chat_widget", "lead_form"];
const CHANNELS: &[&str] = &["web", "facebook", "whatsapp"];

/// Which identity of somebody else a row carries too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borrowed {
    Email,
    Visitor,
    Phone,
}

#[derive(Debug, Clone)]
pub struct ContactRow {
    pub person: usize,
    /// Shows user_id, email, phone, visitor_id.
    pub shows: [bool; 4],
    pub name: usize,
    pub company: usize,
    pub title: usize,
    pub city: usize,
    pub tags: usize,
    pub source: usize,
    pub website: bool,
    pub opt_out: bool,
    pub first_seen: Option<i64>,
    pub last_active: Option<i64>,
    pub points: Option<i32>,
    pub pins: [usize; 3],
    pub borrows: Option<(Borrowed, usize)>,
}

#[derive(Debug, Clone)]
pub struct MessageRow {
    /// Nobody is named in some rows.
    pub person: Option<usize>,
    /// Without one, the person's conversation on the channel is meant.
    pub thread: Option<usize>,
    pub id: Option<usize>,
    pub sender: usize,
    pub at: i64,
    pub text: usize,
    pub state: usize,
    pub channel: usize,
}

#[derive(Debug, Clone)]
pub struct EventRow {
    pub person: usize,
    pub id: Option<usize>,
    pub kind: usize,
    pub at: i64,
    pub amount: Option<i64>,
    pub currency: &'static str,
}

/// Rows that come in together.
#[derive(Clone, Default)]
pub struct Batch {
    pub contacts: Vec<ContactRow>,
    pub messages: Vec<MessageRow>,
    pub events: Vec<EventRow>,
}

/// An instant on one of these days, mostly at a full day or a second beside it.
pub fn instant(days: std::ops::Range<i64>) -> impl Strategy<Value = i64> {
    let second = prop_oneof![3 => Just(0), 1 => Just(1), 1 => Just(-1), 4 => 0..DAY];
    (days, second).prop_map(|(day, second)| START + day * DAY + second)
}

pub fn contact_row(people: usize) -> impl Strategy<Value = ContactRow> {
    let shows = (any::<bool>(), prop::bool::weighted(0.7), any::<bool>(), any::<bool>());
    let words = (0..NAMES.len(), 0..COMPANIES.len(), 0..TITLES.len(), 0..CITIES.len(), 0..TAGS.len(), 0..SOURCES.len());
    let times = (option::weighted(0.3, instant(0..150)), option::weighted(0.3, instant(0..200)));
    let rest = (any::<bool>(), prop::bool::weighted(0.1), option::weighted(0.1, -30..60));
    let pins = prop::array::uniform3(prop_oneof![9 => Just(0_usize), 1 => 1..4_usize]);
    let kind = prop_oneof![Just(Borrowed::Email), Just(Borrowed::Visitor), Just(Borrowed::Phone)];
    let borrows = option::weighted(0.15, (kind, 0..people));
    (0..people, shows, words, times, rest, pins, borrows).prop_map(
        |(person, shows, words, times, rest, pins, borrows)| ContactRow {
            person,
            shows: shows.into(),
            name: words.0,
            company: words.1,
            title: words.2,
            city: words.3,
            tags: words.4,
            source: words.5,
            website: rest.0,
            opt_out: rest.1,
            first_seen: times.0,
            last_active: times.1,
            points: rest.2,
            pins,
            borrows,
        },
    )
}

pub fn message_row(people: usize) -> impl Strategy<Value = MessageRow> {
    (
        option::weighted(0.95, 0..people),
        option::weighted(0.8, 0..3_usize),
        option::weighted(0.85, 0..3_000_usize),
        prop_oneof![5 => Just(0), 3 => Just(1), 2 => Just(2), 1 => Just(3_usize)],
        instant(0..200),
        0..VISITOR.len(),
        prop_oneof![9 => Just(0), 1 => 0..3_usize],
        0..CHANNELS.len(),
    )
        .prop_map(|(person, thread, id, sender, at, text, state, channel)| MessageRow {
            person,
            thread,
            id,
            sender,
            at,
            text,
            state,
            channel,
        })
}

pub fn event_row(people: usize) -> impl Strategy<Value = EventRow> {
    let currency = prop_oneof![30 => Just(""), 30 => Just("PHP"), 1 => Just("USD")];
    let id = option::weighted(0.85, 0..1_000_usize);
    (0..people, id, 0..KINDS.len(), instant(0..200), option::weighted(0.7, 1..2_000_i64), currency)
        .prop_map(|(person, id, kind, at, amount, currency)| EventRow { person, id, kind, at, amount, currency })
}

/// Rows about so many people.
pub fn batch(people: usize, contacts: usize, messages: usize, events: usize) -> impl Strategy<Value = Batch> {
    (
        prop::collection::vec(contact_row(people), 0..=contacts),
        prop::collection::vec(message_row(people), 0..=messages),
        prop::collection::vec(event_row(people), 0..=events),
    )
        .prop_map(|(contacts, messages, events)| Batch { contacts, messages, events })
}

pub fn email(person: usize) -> String {
    format!("p{person}@example.com")
}

fn phone(person: usize) -> String {
    format!("+1 212-555-{:04}", 100 + person % 100)
}

fn time(at: Option<i64>) -> String {
    at.map_or_else(String::new, |at| Instant(at).to_string())
}

/// Cells as a line of CSV.
pub fn line(out: &mut String, cells: &[String]) {
    for (i, cell) in cells.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        let _ = write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""));
    }
    out.push('\n');
}

const PINS: [[&str; 4]; 3] = [
    ["", "active", "churned", "qualified"],
    ["", "closing", "inquiry", "follow_up"],
    ["", "ready_to_buy", "comparing", "browsing"],
];

impl ContactRow {
    /// The pinned status, stage and intent.
    pub fn pinned(&self) -> [String; 3] {
        std::array::from_fn(|i| PINS[i][self.pins[i]].to_owned())
    }

    fn cells(&self) -> Vec<String> {
        let n = self.person;
        let shown = |i: usize, value: String| if self.shows[i] { value } else { String::new() };
        let mut cells = vec![
            format!("p{n}"),
            shown(0, format!("u{n}")),
            shown(1, email(n)),
            shown(2, phone(n)),
            shown(3, format!("v{n}")),
            NAMES[self.name].to_owned(),
            COMPANIES[self.company].to_owned(),
            TITLES[self.title].to_owned(),
            CITIES[self.city].to_owned(),
            TAGS[self.tags].to_owned(),
            SOURCES[self.source].to_owned(),
            if self.website { "example.org".to_owned() } else { String::new() },
            if self.opt_out { "yes".to_owned() } else { String::new() },
            time(self.first_seen),
            time(self.last_active),
            self.points.map_or_else(String::new, |points| points.to_string()),
        ];
        if let Some((kind, other)) = self.borrows {
            match kind {
                Borrowed::Email => cells[2] = email(other),
                Borrowed::Phone => cells[3] = phone(other),
                Borrowed::Visitor => cells[4] = format!("v{other}"),
            }
        }
        cells.extend(self.pinned());
        cells
    }
}

impl MessageRow {
    pub fn words(&self) -> &'static str {
        if self.sender == 0 { VISITOR[self.text] } else { OURS[self.text % OURS.len()] }
    }

    fn cells(&self) -> Vec<String> {
        let who = self.person.map_or_else(|| "nobody".to_owned(), |n| n.to_string());
        vec![
            self.thread.map_or_else(String::new, |thread| format!("c{who}-{thread}")),
            self.id.map_or_else(String::new, |id| format!("m{id}")),
            CHANNELS[self.channel].to_owned(),
            self.person.map_or_else(String::new, |n| format!("p{n}")),
            ["visitor", "agent", "bot", "system"][self.sender].to_owned(),
            time(Some(self.at)),
            self.words().to_owned(),
            ["", "closed", "open"][self.state].to_owned(),
        ]
    }
}

impl EventRow {
    fn cells(&self) -> Vec<String> {
        vec![
            self.id.map_or_else(String::new, |id| format!("e{id}")),
            format!("p{}", self.person),
            KINDS[self.kind].to_owned(),
            time(Some(self.at)),
            self.amount.map_or_else(String::new, |amount| amount.to_string()),
            if self.amount.is_some() { self.currency.to_owned() } else { String::new() },
        ]
    }
}

fn csv(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = format!("{header}\n");
    rows.for_each(|cells| line(&mut out, &cells));
    out
}

pub fn contacts_csv(rows: &[ContactRow]) -> String {
    csv(
        "id,user_id,email,phone,visitor_id,name,company,job_title,city,tags,source,website,do_not_contact,first_seen,last_active,points,status,stage,intent",
        rows.iter().map(ContactRow::cells),
    )
}

pub fn messages_csv(rows: &[MessageRow]) -> String {
    csv(
        "conversation_id,message_id,channel,contact_id,sender,sent_at,text,conversation_state",
        rows.iter().map(MessageRow::cells),
    )
}

pub fn events_csv(rows: &[EventRow]) -> String {
    csv("event_id,contact_id,kind,at,amount,currency", rows.iter().map(EventRow::cells))
}

/// The files, so that a failure can be tried by hand.
impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}{}{}", contacts_csv(&self.contacts), messages_csv(&self.messages), events_csv(&self.events))
    }
}

impl Batch {
    /// Writes the batch into files of a world and gives their names.
    pub fn write(&self, world: &super::world::World, name: &str) -> Vec<String> {
        let files = [
            ("contacts", self.contacts.is_empty(), contacts_csv(&self.contacts)),
            ("messages", self.messages.is_empty(), messages_csv(&self.messages)),
            ("events", self.events.is_empty(), events_csv(&self.events)),
        ];
        let mut names = Vec::new();
        for (kind, is_empty, text) in files {
            if !is_empty {
                let name = format!("{name}-{kind}.csv");
                world.file(&name, &text);
                names.push(name);
            }
        }
        names
    }
}

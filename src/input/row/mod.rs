//! From a record to a typed row: values are normalised once, here. A value that its field cannot take rejects the row
//! with the column's name, the value and the reason.

pub mod by_hand;
mod company;
mod contact;
mod conversation;
mod deal;
mod delivery;
pub mod error;
mod event;
mod mapped;
mod message;
mod note;
pub mod noted;
mod record;
pub mod word;

pub use company::CompanyRow;
pub use conversation::ConversationRow;
pub use deal::DealRow;
pub use delivery::DeliveryRow;
pub use error::RowError;
pub use event::EventRow;
pub use mapped::check_set;
pub use message::MessageRow;
pub use note::NoteRow;

use std::sync::atomic::{AtomicBool, Ordering};

use chrono_tz::Tz;
use csv::ByteRecord;
use serde_json::{Map, Value};

use super::field::{Field, FileKind};
use super::header::{Header, Meaning};
use crate::domain::clearing::Clearable;
use crate::domain::contact::{Column, Incoming};
use crate::domain::identity::{Hasher, Key, can_find, identities};
use crate::domain::normalize::amount::AmountReader;
use crate::domain::normalize::date::{DateReader, Read};
use crate::domain::normalize::{amount, list, name, value};
use crate::domain::time::Instant;
use error::{Code, Fault};
use noted::NOT_AVAILABLE;
use word::{channel_word, own_word, scope_word, sender, state};

/// How values are read.
#[derive(Debug, Clone)]
pub struct RowSettings {
    /// The scope of plain ids, when it was named; else the row's `platform` column, else `import`.
    pub platform: Option<String>,
    /// ISO code of the country that national phone numbers belong to, when the row names none.
    pub country: Option<String>,
    /// The zone of times that name none.
    pub time_zone: Tz,
    /// Whether `status`, `stage` and `intent` become pins.
    pub pin: bool,
    /// Whether a value that a field cannot take is kept as metadata instead of rejecting the row.
    pub lenient: bool,
    /// A cell with exactly this text empties its field.
    pub clear: Option<String>,
    /// Whether it does so in a contact that is there; else such a cell is a blank.
    pub can_clear: bool,
}

/// Who a row is about and what it says of that person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The contact's values.
    pub incoming: Incoming,
    /// rolo's own id, in rolo's own export.
    pub rolo_id: Option<i64>,
    /// The scope of the row's plain ids.
    pub scope: Box<str>,
    /// The key of the row itself: that of its id, or what rolo's own export gives of a row that came without one.
    pub row_key: Option<i64>,
    /// The key of the row's conversation, likewise.
    pub thread_key: Option<i64>,
    /// The lookup keys of its identities, see [`Row::hash`].
    pub keys: Vec<Key>,
}

impl Person {
    /// Somebody of whom rolo's own export tells no identity is known in other files of the same export by id and name.
    fn name_by_own_id(&mut self) {
        let is_found = identities(&self.incoming.texts).any(|(kind, value)| can_find(kind, value));
        if let (Some(id), false) = (self.rolo_id, is_found) {
            let name = format!("rolo:{id}:{}", self.incoming.text(Column::Name));
            self.incoming.set(Column::RowKeys, &value::identifier(&name));
        }
    }
}

/// A typed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A person.
    Contact(Person),
    /// A message.
    Message(MessageRow),
    /// An event.
    Event(EventRow),
    /// A company.
    Company(CompanyRow),
    /// A deal.
    Deal(DealRow),
    /// A note.
    Note(NoteRow),
    /// A conversation.
    Conversation(ConversationRow),
    /// What became of a broadcast to one contact.
    Delivery(DeliveryRow),
}

/// Turns records of one file into rows.
#[derive(Debug)]
pub struct RowReader {
    header: Header,
    settings: RowSettings,
    /// One reader per column of times.
    dates: Vec<Option<DateReader>>,
    /// One reader per column of amounts that was looked at.
    amounts: Vec<AmountReader>,
    /// The zone of the times of each column.
    zones: Vec<Tz>,
    totals: noted::Totals,
    /// Whether a date needed an order that the look over the file did not find.
    lacks_order: AtomicBool,
}

/// What is being gathered from one record.
#[derive(Default)]
struct Draft<'a> {
    person: Person,
    platform: Option<&'a str>,
    ids: Vec<&'a str>,
    external_id: Option<&'a str>,
    phones: Vec<&'a str>,
    /// A cell of mailboxes with the names of their owners.
    named_mailbox: &'a str,
    pins: Vec<(&'static str, &'a str)>,
    pinned: &'a str,
    middle_name: &'a str,
    metadata: Map<String, Value>,
    message: message::MessageDraft<'a>,
    event: event::EventDraft<'a>,
    record: record::RecordDraft<'a>,
    noted: noted::Noted,
}

impl Draft<'_> {
    /// Keeps a value as metadata that its field cannot take.
    fn keep_unfit(&mut self, column: &str, text: &str) {
        keep(&mut self.metadata, column, text);
        self.noted.unfit_values += 1;
    }
}

fn not_utf8(column: &str, cell: &[u8]) -> RowError {
    Code::BadEncoding.says(format!("`{}` is not valid UTF-8", String::from_utf8_lossy(cell))).at(column)
}

/// A text as it is stored: trimmed and composed, or `None` when it is blank.
fn boxed(text: &str) -> Option<Box<str>> {
    let text = value::text(text);
    (!text.is_empty()).then(|| text.into())
}

impl Row {
    /// Who the row is about.
    pub fn person(&self) -> Option<&Person> {
        Some(match self {
            Self::Contact(person) => person,
            Self::Message(message) => &message.person,
            Self::Event(event) => &event.person,
            Self::Deal(deal) => &deal.person,
            Self::Note(note) => &note.person,
            Self::Conversation(conversation) => &conversation.person,
            Self::Delivery(delivery) => &delivery.person,
            Self::Company(_) => return None,
        })
    }

    /// Fills in the lookup keys of what the row names, by the database's secret.
    pub fn hash(&mut self, hasher: &Hasher) {
        let by_id = |kind: &str, scope: &str, id: &Option<Box<str>>| {
            id.as_deref().map(|id| hasher.parts(kind, &[scope.as_bytes(), id.as_bytes()]))
        };
        let person = match self {
            Self::Contact(person) => person,
            Self::Message(MessageRow { person, conversation_id, message_id, .. }) => {
                person.row_key = by_id("message", &person.scope, message_id).or(person.row_key);
                person.thread_key = by_id("conversation", &person.scope, conversation_id).or(person.thread_key);
                person
            }
            Self::Event(EventRow { person, event_id, .. }) => {
                person.row_key = by_id("event", &person.scope, event_id).or(person.row_key);
                person
            }
            Self::Conversation(ConversationRow { person, conversation_id, .. }) => {
                person.thread_key = by_id("conversation", &person.scope, conversation_id).or(person.thread_key);
                person
            }
            Self::Deal(deal) => &mut deal.person,
            Self::Note(note) => &mut note.person,
            Self::Delivery(delivery) => &mut delivery.person,
            Self::Company(_) => return,
        };
        person.keys = hasher.keys(&person.incoming);
    }
}

impl RowReader {
    /// A reader for a file with this header. `dates` are the readers of its columns of times, by position.
    pub fn new(header: Header, settings: RowSettings, dates: Vec<Option<DateReader>>) -> Self {
        let zones = header.zones.iter().map(|zone| zone.unwrap_or(settings.time_zone)).collect();
        let mut reader = Self {
            header,
            settings,
            dates,
            amounts: Vec::new(),
            zones,
            totals: noted::Totals::default(),
            lacks_order: AtomicBool::new(false),
        };
        reader.add_set_columns();
        reader
    }

    /// The same with readers of its columns of amounts, by position.
    #[must_use]
    pub fn with_amounts(self, amounts: Vec<AmountReader>) -> Self {
        Self { amounts, ..self }
    }

    /// Whether a row so far held a date that cannot be read before the whole file is looked at.
    pub fn lacks_order(&self) -> bool {
        self.lacks_order.load(Ordering::Relaxed)
    }

    /// The file's header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What the values of the rows so far could not say.
    pub fn noted(&self) -> noted::Noted {
        self.totals.get()
    }

    /// Reads one record.
    pub fn read(&self, record: &ByteRecord) -> Result<Row, RowError> {
        self.check_width(record)?;
        if let Some(plan) = &self.header.plan {
            return self.read_mapped(record, plan);
        }
        let mut draft = Draft::default();
        for (i, (cell, meaning)) in record.iter().zip(&self.header.columns).enumerate() {
            let column = self.header.names[i].as_str();
            let text = std::str::from_utf8(cell).map_err(|_| not_utf8(column, cell))?;
            match meaning {
                Meaning::Ignored => {}
                Meaning::Metadata(name) if self.says_none(text) => self.clear_metadata(&mut draft, name, text),
                Meaning::Metadata(name) => keep(&mut draft.metadata, name, text),
                Meaning::Field(field) => {
                    let result = self.take(&mut draft, *field, i, text);
                    match result {
                        Err(_) if self.settings.lenient => draft.keep_unfit(column, text),
                        Err(fault) => return Err(fault.at(column)),
                        Ok(()) => {}
                    }
                }
            }
        }
        self.finish(draft)
    }

    fn check_width(&self, record: &ByteRecord) -> Result<(), RowError> {
        if let Some(extra) = record.iter().skip(self.header.columns.len()).find(|cell| !cell.is_empty()) {
            let extra = String::from_utf8_lossy(extra);
            let (cells, columns) = (record.len(), self.header.columns.len());
            let text =
                format!("the row has {cells} cells and the header {columns}; the first without a name is `{extra}`");
            return Err(Code::TooManyCells.says(text).at(""));
        }
        Ok(())
    }

    fn take<'a>(&self, draft: &mut Draft<'a>, field: Field, i: usize, raw: &'a str) -> Result<(), Fault> {
        let text = raw.trim();
        if text.is_empty() {
            return Ok(());
        }
        if self.says_none(text) && field != Field::Text {
            self.clear_field(draft, field, text);
            return Ok(());
        }
        if let Some(taken) = self.take_record(draft, field, i, text) {
            return taken;
        }
        match field {
            Field::SentAt => draft.message.sent_at = self.instant(i, text)?,
            Field::At => draft.event.at = self.instant(i, text)?,
            Field::FirstSeen => draft.person.incoming.first_seen = self.instant(i, text)?,
            Field::LastActive => draft.person.incoming.last_active = self.instant(i, text)?,
            Field::CreatedAt => draft.person.incoming.created_at = self.instant(i, text)?,
            Field::Text => draft.message.text = raw,
            Field::Amount => {
                let reader = self.amounts.get(i).copied().unwrap_or_default();
                draft.noted.guessed_amounts += u64::from(draft.event.take_amount(text, reader)?);
            }
            _ => return self.take_text(draft, field, text),
        }
        Ok(())
    }

    /// Whether a cell says "no value": in the file's own word for it, or in that of spreadsheets.
    fn says_none(&self, text: &str) -> bool {
        let text = text.trim();
        text == NOT_AVAILABLE || self.settings.clear.as_deref() == Some(text)
    }

    /// Whether a cell that says "no value" empties its field, rather than to be a blank.
    fn clears(&self, text: &str) -> bool {
        self.settings.can_clear
            && self.settings.clear.as_deref() == Some(text.trim())
            && self.header.kind == FileKind::Contacts
    }

    fn clear_field(&self, draft: &mut Draft<'_>, field: Field, text: &str) {
        match contact::clearable(field) {
            Some(what) if self.clears(text) => draft.person.incoming.cleared.add(what),
            _ => draft.noted.add_blank(text),
        }
    }

    fn clear_metadata(&self, draft: &mut Draft<'_>, name: &str, text: &str) {
        if self.clears(text) {
            draft.person.incoming.cleared.add(Clearable::Text(Column::Metadata));
            draft.metadata.insert(name.to_owned(), Value::Null);
        } else {
            draft.noted.add_blank(text);
        }
    }

    fn instant(&self, column: usize, text: &str) -> Result<Option<Instant>, Fault> {
        let reader =
            self.dates[column].as_ref().ok_or_else(|| Code::BadDate.says("this column was not looked at for dates"))?;
        match reader.read(text, self.zones[column]) {
            Read::Empty => Ok(None),
            Read::At(instant) => Ok(Some(instant)),
            Read::Bad => Err(Code::BadDate.says(format!("`{text}` is not a date or time"))),
            Read::Open => {
                self.lacks_order.store(true, Ordering::Relaxed);
                Err(Code::BadDate.says(format!("`{text}` may be day first or month first")))
            }
        }
    }

    /// Adds the items of a cell to a list. Most cells are lists as they are stored.
    fn add_items(&self, incoming: &mut Incoming, column: Column, cell: &str) {
        if list::is_stored(cell) && !incoming.texts.has(column) {
            return incoming.set(column, cell);
        }
        incoming.add_all(column, &self.items(cell));
    }

    /// The items of a cell. A list of rolo's own export may be one item with a comma in it.
    fn items(&self, cell: &str) -> Vec<String> {
        if self.header.is_own { list::split_stored(cell) } else { list::split(cell) }
    }

    fn take_text<'a>(&self, draft: &mut Draft<'a>, field: Field, text: &'a str) -> Result<(), Fault> {
        let incoming = &mut draft.person.incoming;
        match field {
            Field::RoloId => draft.person.rolo_id = text.parse().ok(),
            Field::UserId => incoming.set(Column::UserId, &value::identifier(text)),
            Field::ContactId => draft.ids.push(text),
            Field::ExternalId => draft.external_id = Some(text),
            Field::ExternalIds => {
                let ids: Vec<String> = text.split(';').map(scoped).collect();
                incoming.add_all(Column::ExternalIds, &ids);
            }
            Field::Platform => draft.platform = Some(text),
            Field::VisitorId | Field::VisitorIds => {
                let ids: Vec<String> = text.split(';').map(|id| value::identifier(id).into_owned()).collect();
                incoming.add_all(Column::VisitorIds, &ids);
            }
            Field::Email => contact::take_emails(draft, text)?,
            Field::Phone => draft.phones.push(text),
            Field::Company => incoming.company = boxed(text),
            Field::Channels => {
                let channels: Vec<String> = self.items(text).iter().map(|channel| channel_word(channel)).collect();
                incoming.add_all(Column::Channels, &channels);
            }
            Field::Tags => self.add_items(incoming, Column::Tags, text),
            Field::Interests => self.add_items(incoming, Column::Interests, text),
            Field::Traits => self.add_items(incoming, Column::Traits, text),
            Field::Needs => self.add_items(incoming, Column::Needs, text),
            Field::Note => incoming.notes.extend(boxed(text)),
            Field::OptOut => contact::take_consent(incoming, text, true)?,
            Field::OptIn => contact::take_consent(incoming, text, false)?,
            Field::Points => {
                let says = || Code::BadNumber.says(format!("`{text}` is not a whole number"));
                incoming.points = Some(value::whole_number(text).ok_or_else(says)?);
            }
            Field::Status => draft.pins.push(("status", text)),
            Field::Stage => draft.pins.push(("stage", text)),
            Field::Intent => draft.pins.push(("intent", text)),
            Field::Pinned => draft.pinned = text,
            Field::Metadata => {
                let says = |e| Code::BadJson.says(format!("it is not a JSON object: {e}"));
                let object: Map<String, Value> = serde_json::from_str(text).map_err(says)?;
                draft.metadata.extend(object.into_iter().filter(|(_, value)| !value.is_null()));
            }
            Field::MiddleName => draft.middle_name = text,
            Field::Derived | Field::Ignore => {}
            _ => return take_single(draft, field, text),
        }
        Ok(())
    }

    fn finish(&self, mut draft: Draft<'_>) -> Result<Row, RowError> {
        let scope = self.settings.platform.as_deref().or(draft.platform).map_or_else(|| "import".into(), scope_word);
        let incoming = &mut draft.person.incoming;
        for id in std::mem::take(&mut draft.ids) {
            incoming.add_external_id(&scope, &value::identifier(id));
        }
        if let Some(id) = draft.external_id {
            let id = value::identifier(id);
            match self.header.kind {
                FileKind::Messages => incoming.add_external_id(&channel_word(draft.message.channel), &id),
                _ => incoming.add_external_id(&scope, &id),
            }
        }
        contact::take_phones(&mut draft, self.settings.country.as_deref());
        contact::take_mailbox_name(&mut draft);
        let middle = name::clean(draft.middle_name);
        if !draft.person.incoming.complete_name(&middle) {
            keep(&mut draft.metadata, self.header.written(Field::MiddleName.name()), &middle);
        }
        draft.person.scope = scope.into();
        if self.header.is_own {
            draft.person.name_by_own_id();
        }
        self.take_pins(&mut draft);
        let noted = draft.noted;
        let row = match self.header.kind {
            FileKind::Companies => company::finish(draft),
            FileKind::Contacts => contact::finish(draft),
            FileKind::Deals => deal::finish(draft),
            FileKind::Notes => note::finish(draft),
            FileKind::Conversations => conversation::finish(draft),
            FileKind::Messages => message::finish(draft),
            FileKind::Events => event::finish(draft),
            FileKind::Deliveries => delivery::finish(draft),
        };
        row.inspect(|_| self.totals.add(noted))
            .map_err(|error| RowError { column: self.header.written(&error.column).to_owned(), ..error })
    }

    /// `status`, `stage` and `intent` become pins where that is asked for and they hold rolo's own words; in rolo's
    /// own export only those that the column `pinned` names do. Other files keep them as metadata.
    fn take_pins(&self, draft: &mut Draft<'_>) {
        let pinned = draft.pinned;
        for (field, text) in std::mem::take(&mut draft.pins) {
            let word = own_word(field, text);
            let wanted = if self.header.is_own { pinned.split(';').any(|p| p == field) } else { self.settings.pin };
            match word {
                Some(word) if wanted => draft.person.incoming.pins.push((field, word)),
                _ if self.header.is_own => {}
                _ => keep(&mut draft.metadata, field, text),
            }
        }
    }
}

fn keep(metadata: &mut Map<String, Value>, name: &str, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    // Nameless columns and repeated names are kept apart.
    let base = if name.is_empty() { "column" } else { name };
    let numbered = |n: usize| if n == 1 { base.to_owned() } else { format!("{base} {n}") };
    // One cell of phones may hold thousands of texts, and asking for one number after the other would take its square.
    let (mut taken, mut free) = (0, 1);
    while metadata.contains_key(&numbered(free)) {
        (taken, free) = (free, 2 * free);
    }
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        if metadata.contains_key(&numbered(middle)) { taken = middle } else { free = middle }
    }
    metadata.insert(numbered(free), Value::String(text.to_owned()));
}

/// Fields that take one text as it is.
fn take_single<'a>(draft: &mut Draft<'a>, field: Field, text: &'a str) -> Result<(), Fault> {
    let column = match field {
        Field::Name => Column::Name,
        Field::FirstName => Column::FirstName,
        Field::LastName => Column::LastName,
        Field::JobTitle => Column::JobTitle,
        Field::Address => Column::Address,
        Field::City => Column::City,
        Field::Country => Column::Country,
        Field::Website => Column::Website,
        Field::Branch => Column::Branch,
        Field::Source => Column::Source,
        _ => return take_thread_field(draft, field, text),
    };
    let text = if matches!(column, Column::Name | Column::FirstName | Column::LastName) {
        name::clean(text)
    } else {
        value::text(text).into_owned()
    };
    draft.person.incoming.set(column, &text);
    Ok(())
}

/// Fields of messages and events.
fn take_thread_field<'a>(draft: &mut Draft<'a>, field: Field, text: &'a str) -> Result<(), Fault> {
    match field {
        Field::ConversationId => draft.message.conversation_id = Some(text),
        Field::MessageId => draft.message.message_id = Some(text),
        Field::Channel => draft.message.channel = text,
        Field::Agent => draft.message.agent = text,
        Field::Sender => {
            let says = || Code::BadChoice.says(format!("`{text}` is not visitor, agent, bot or system"));
            draft.message.sender = Some(sender(text).ok_or_else(says)?);
        }
        Field::ConversationState => {
            let says = || Code::BadChoice.says(format!("`{text}` is not open, closed or archived"));
            draft.message.state = Some(state(text).ok_or_else(says)?);
        }
        Field::OfSeveral => {
            draft.message.is_of_several =
                value::truth(text).ok_or_else(|| Code::BadChoice.says(format!("`{text}` is neither yes nor no")))?;
        }
        Field::EventId => draft.event.event_id = Some(text),
        Field::Kind => draft.event.kind = text,
        Field::Currency => {
            let says = || Code::BadChoice.says(format!("`{text}` is not a currency such as EUR"));
            draft.event.currency = Some(amount::currency(text).ok_or_else(says)?);
        }
        Field::Reference => draft.event.reference = text,
        other => keep(&mut draft.metadata, other.name(), text),
    }
    Ok(())
}

/// An external id of rolo's own export: `scope:value`.
fn scoped(id: &str) -> String {
    let id = value::identifier(id);
    if id.contains(':') { id.into_owned() } else { format!("import:{id}") }
}

//! What the columns of a file mean: found from the names in its header, never from positions, with the help of presets
//! and of what the user says.

use chrono_tz::Tz;
use csv::ByteRecord;

use super::field::{self, Field, FileKind};
use super::mapping::{ChosenBy, Found, Instructions, Plan, Resolved, resolve};
use super::source::{Records, Source};
use super::value_rule::ValueRule;
use crate::error::{Error, Result};

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A field that rolo knows.
    Field(Field),
    /// Kept as metadata under the header's name.
    Metadata(Box<str>),
    /// Says nothing: a column that a rejects file added.
    Ignored,
}

/// A file's header.
#[derive(Debug, Clone)]
pub struct Header {
    /// What the rows are.
    pub kind: FileKind,
    /// The columns' names as they stand in the file.
    pub names: Vec<String>,
    /// What each column means.
    pub columns: Vec<Meaning>,
    /// Who says so, by column.
    pub chosen_by: Vec<ChosenBy>,
    /// How the cells of each column are read.
    pub rules: Vec<ValueRule>,
    /// The zone of the times of each column, where its name says one.
    pub zones: Vec<Option<Tz>>,
    /// Whether the file is rolo's own export.
    pub is_own: bool,
    /// Whether there is none, and columns go by their numbers.
    pub is_missing: bool,
    /// Whether the first record of the file is a row all the same, and not the header.
    pub starts_with_row: bool,
    /// The preset that the file was written by.
    pub preset: Option<&'static str>,
    /// What people call such files; empty without a preset or mapping.
    pub title: String,
    /// The scope of plain ids.
    pub platform: Option<String>,
    /// The text of a cell that empties its field.
    pub clear: Option<String>,
    /// How records are read, where that is more than cell by cell.
    pub plan: Option<Plan>,
    /// Each column with its meaning, the preferred ones first.
    pub(super) found: Vec<Found>,
}

/// What is known of a file before its header is understood.
#[derive(Debug, Clone, Copy)]
pub struct FileFacts<'a> {
    /// What messages call the file.
    pub name: &'a str,
    /// Whether it begins with a byte order mark.
    pub is_marked: bool,
    /// Whether it has no header; the names are numbers then.
    pub has_no_header: bool,
}

impl Header {
    /// Understands a header.
    pub fn read(record: &ByteRecord, file: &FileFacts<'_>, said: &Instructions) -> Result<Self> {
        let names: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let resolved = resolve(names, file.name, file.has_no_header, said, detect)?;
        let header = Self::from_resolved(resolved, file, said)?;
        header.check(file.name)?;
        Ok(header)
    }

    /// Reads the rows of the file that this is the header of.
    pub fn rows_of<'a>(&self, source: &'a Source) -> Result<Records<'a>> {
        if self.starts_with_row { Ok(source.records()) } else { source.rows() }
    }

    fn from_resolved(resolved: Resolved, file: &FileFacts<'_>, said: &Instructions) -> Result<Self> {
        let mapping = said.mapping.as_deref().or(resolved.preset.map(|preset| &preset.mapping));
        let guard = mapping.and_then(|mapping| mapping.guard.as_deref());
        let plan = Plan::new(&resolved, guard, resolved.is_own && file.is_marked);
        let Resolved { kind, preset, is_own, is_headless, names, platform, clear, zones, found, .. } = resolved;
        let kind = kind.ok_or_else(|| unknown(file.name, &names))?;
        let mut header = Self {
            kind,
            columns: names.iter().map(|name| Meaning::Metadata(name.as_str().into())).collect(),
            chosen_by: vec![ChosenBy::Nothing; names.len()],
            rules: vec![ValueRule::default(); names.len()],
            zones,
            is_own,
            is_missing: is_headless,
            starts_with_row: is_headless && !file.has_no_header,
            preset: preset.map(|preset| preset.name),
            title: mapping.map(|mapping| mapping.title.clone()).unwrap_or_default(),
            platform,
            clear,
            plan,
            found,
            names,
        };
        for found in header.found.clone() {
            if let Some(field) = found.field {
                let is_added = found.chosen_by == ChosenBy::Rejects;
                header.columns[found.column] = if is_added { Meaning::Ignored } else { Meaning::Field(field) };
            }
            header.chosen_by[found.column] = found.chosen_by;
            header.rules[found.column] = found.rule;
        }
        Ok(header)
    }

    /// Whether the file has a column of this meaning.
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains(&Meaning::Field(field))
    }

    /// Whether it is that of a file of rejected rows.
    pub fn is_of_rejects(&self) -> bool {
        self.columns.contains(&Meaning::Ignored)
    }

    /// The name in the file of the column that holds a field; the field's own where there is none.
    pub fn written<'a>(&'a self, field: &'a str) -> &'a str {
        let column = self.columns.iter().position(|c| matches!(c, Meaning::Field(f) if f.name() == field));
        column.map_or(field, |i| &self.names[i])
    }

    fn check(&self, file: &str) -> Result<()> {
        let needed: &[Field] = match self.kind {
            FileKind::Contacts | FileKind::Companies | FileKind::Conversations => &[],
            FileKind::Deals => &[Field::Title],
            FileKind::Notes => &[Field::Text],
            FileKind::Deliveries => &[Field::Broadcast, Field::State],
            FileKind::Messages => &[Field::SentAt, Field::Text, Field::Sender],
            FileKind::Events => &[Field::Kind, Field::At],
        };
        let missing: Vec<&str> = needed.iter().filter(|f| !self.has(**f)).map(|f| f.name()).collect();
        let names_nobody = !self.columns.iter().any(|c| matches!(c, Meaning::Field(f) if is_person(*f)));
        let may_name_nobody = matches!(self.kind, FileKind::Messages | FileKind::Deals | FileKind::Conversations);
        if missing.is_empty() && (may_name_nobody || !names_nobody) {
            return Ok(());
        }
        let whom =
            if self.kind == FileKind::Companies { "a name or a website" } else { "any column that names a contact" };
        let what = if missing.is_empty() { whom.to_owned() } else { missing.join(", ") };
        Err(Error::failed(format!("{file}: a file of {} needs {what}", self.kind.name()))
            .hint(format!("its header has: {}", self.names.join(", ")))
            .into())
    }
}

const fn is_person(field: Field) -> bool {
    matches!(
        field,
        Field::RoloId
            | Field::UserId
            | Field::ExternalId
            | Field::ExternalIds
            | Field::ContactId
            | Field::VisitorId
            | Field::VisitorIds
            | Field::Name
            | Field::FirstName
            | Field::LastName
            | Field::Email
            | Field::Phone
    )
}

/// The kind of file that these column names make, with the fields that were mapped by hand.
fn detect(keys: &[String], mapped: &[Field], is_own: bool) -> Option<FileKind> {
    if let Some(kind) = field::records::detect(keys) {
        return Some(kind);
    }
    let has = |kind, wanted| {
        mapped.contains(&wanted) || keys.iter().any(|key| field::find(kind, key, is_own) == Some(wanted))
    };
    let messages = |field| has(FileKind::Messages, field);
    let events = |field| has(FileKind::Events, field);
    if messages(Field::SentAt)
        && messages(Field::Text)
        && (messages(Field::Sender) || messages(Field::ConversationId) || messages(Field::MessageId))
    {
        return Some(FileKind::Messages);
    }
    if events(Field::Kind) && events(Field::At) {
        return Some(FileKind::Events);
    }
    let named = |key: &String| field::find(FileKind::Contacts, key, is_own).is_some_and(is_person);
    (keys.iter().any(named) || mapped.iter().copied().any(is_person)).then_some(FileKind::Contacts)
}

fn unknown(file: &str, names: &[String]) -> anyhow::Error {
    Error::failed(format!("{file}: no column of its header is known: {}", names.join(", ")))
        .hint("the first line must name the columns, such as name, email, phone (contacts) or sender, sent_at, text (messages); `--as KIND` states what the rows are, `--map FIELD=COLUMN` what a column means, by its number in a file without a header")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: FileFacts<'_> = FileFacts { name: "x.csv", is_marked: false, has_no_header: false };

    fn read(names: &[&str]) -> Result<Header> {
        Header::read(&ByteRecord::from(names.to_vec()), &FILE, &Instructions::default())
    }

    #[test]
    fn the_kind_of_file_is_found_from_its_header() {
        let kind = |names: &[&str]| read(names).map(|h| h.kind).ok();
        assert_eq!(kind(&["id", "name", "email", "created_at"]), Some(FileKind::Contacts));
        assert_eq!(kind(&["message_id", "contact_email", "sender", "sent_at", "text"]), Some(FileKind::Messages));
        assert_eq!(kind(&["event_id", "contact_id", "type", "occurred_at"]), Some(FileKind::Events));
        assert_eq!(kind(&["colour", "size"]), None);
    }

    #[test]
    fn unknown_columns_are_metadata_and_those_of_a_rejects_file_are_ignored() {
        let header = read(&["email", "Favourite Colour", "line", "column", "reason"]).expect("a header");
        assert_eq!(header.columns[1], Meaning::Metadata("Favourite Colour".into()));
        assert!(header.columns[2..].iter().all(|c| *c == Meaning::Ignored));
    }

    #[test]
    fn a_header_that_lacks_what_its_kind_needs_says_so() {
        let record = ByteRecord::from(vec!["email", "name"]);
        let said = Instructions { kind: Some(FileKind::Events), ..Instructions::default() };
        let error = Header::read(&record, &FILE, &said).expect_err("no time");
        assert_eq!(error.to_string(), "x.csv: a file of events needs kind, at");
    }
}

//! What the columns of a file mean: found from the names in its header, never from positions.

use csv::ByteRecord;

use super::field::{self, Field, FileKind};
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
    /// Whether the file is rolo's own export.
    pub is_own: bool,
}

impl Header {
    /// Understands a header. `stated` is the kind that the user named.
    pub fn read(record: &ByteRecord, file: &str, stated: Option<FileKind>) -> Result<Self> {
        let names: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let keys: Vec<String> = names.iter().map(|name| field::normalize(name)).collect();
        let is_own = keys.iter().any(|key| key == "rolo_id");
        let kind = match stated {
            Some(kind) => kind,
            None => detect(&keys, is_own).ok_or_else(|| unknown(file, &names))?,
        };
        let mut columns: Vec<Meaning> = Vec::with_capacity(names.len());
        for (name, key) in names.iter().zip(&keys) {
            let found = field::find(kind, key, is_own).map(Meaning::Field);
            // A field has one column; a second one of the same meaning is kept under its own name.
            let meaning = found.filter(|meaning| {
                matches!(
                    meaning,
                    Meaning::Field(
                        Field::Email
                            | Field::Phone
                            | Field::Tags
                            | Field::Note
                            | Field::Derived
                            | Field::OptOut
                            | Field::OptIn
                    )
                ) || !columns.contains(meaning)
            });
            columns.push(meaning.unwrap_or_else(|| Meaning::Metadata(name.as_str().into())));
        }
        let rejects = ["line", "column", "reason"];
        if keys.len() > 3 && keys[keys.len() - 3..].iter().eq(rejects.iter()) {
            let first = columns.len() - 3;
            columns[first..].fill(Meaning::Ignored);
        }
        let mut header = Self { kind, names, columns, is_own };
        header.title_by_name();
        header.check(file)?;
        Ok(header)
    }

    /// Whether the file has a column of this meaning.
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains(&Meaning::Field(field))
    }

    /// The name in the file of the column that holds a field; the field's own where there is none.
    pub fn written<'a>(&'a self, field: &'a str) -> &'a str {
        let column = self.columns.iter().position(|c| matches!(c, Meaning::Field(f) if f.name() == field));
        column.map_or(field, |i| &self.names[i])
    }

    /// In a file of deals without a title, `name` is the deal's.
    fn title_by_name(&mut self) {
        if self.kind == FileKind::Deals && !self.has(Field::Title) {
            let names = self.columns.iter_mut().zip(&self.names);
            let mut named = names.filter(|(_, name)| field::normalize(name) == "name").map(|(column, _)| column);
            if let Some(column) = named.next() {
                *column = Meaning::Field(Field::Title);
            }
        }
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

/// The kind of file that these column names make.
fn detect(keys: &[String], is_own: bool) -> Option<FileKind> {
    if let Some(kind) = field::records::detect(keys) {
        return Some(kind);
    }
    let has = |kind, wanted| keys.iter().any(|key| field::find(kind, key, is_own) == Some(wanted));
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
    keys.iter().any(named).then_some(FileKind::Contacts)
}

fn unknown(file: &str, names: &[String]) -> anyhow::Error {
    Error::failed(format!("{file}: no column of its header is known: {}", names.join(", ")))
        .hint("the first line must name the columns, such as name, email, phone (contacts) or sender, sent_at, text (messages); `--as KIND` states what the rows are")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str]) -> Result<Header> {
        Header::read(&ByteRecord::from(names.to_vec()), "x.csv", None)
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
        let error = Header::read(&record, "x.csv", Some(FileKind::Events)).expect_err("no time");
        assert_eq!(error.to_string(), "x.csv: a file of events needs kind, at");
    }
}

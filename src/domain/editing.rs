//! What a person says of a contact by hand, and how it changes the contact. Unlike an import's values these replace what
//! is there, and what was set or removed is held from then on (see [`Held`](super::contact::Held)).

use serde_json::{Map, Value};

use super::contact::{Column, Contact};
use super::normalize::{list, name};

/// A contact has no more traits than these.
pub const TRAITS_MAX: usize = 5;

/// One thing that a person says of a contact's own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The text of a column; empty empties it.
    Text(Column, String),
    /// The main one of a contact's addresses or numbers; the others stay.
    Main(Column, String),
    /// Items that come to a list.
    Add(Column, String),
    /// Items that go from a list.
    Remove(Column, String),
    /// A value of the metadata; `None` removes it.
    Metadata(String, Option<String>),
    /// Whether the contact opted out.
    OptOut(bool),
    /// The company's id.
    Company(Option<i64>),
}

/// What is held because of edits: a field, or an item of a list that must not come back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holds {
    /// Fields with items, an empty item for the whole field.
    pub held: Vec<(String, String)>,
    /// Items that came back by hand.
    pub released: Vec<(String, String)>,
}

impl Holds {
    fn hold(&mut self, field: &str, item: &str) {
        self.held.push((field.to_owned(), item.to_owned()));
    }
}

/// Writes edits into a contact in their order. Gives what is held because of them.
pub fn apply(edits: &[Edit], contact: &mut Contact) -> Holds {
    let mut holds = Holds::default();
    for edit in edits {
        match edit {
            Edit::Text(column @ (Column::Name | Column::FirstName | Column::LastName), text) => {
                call(contact, *column, text);
                for column in [Column::Name, Column::FirstName, Column::LastName] {
                    holds.hold(column.name(), "");
                }
            }
            Edit::Text(column, text) => {
                set(contact, *column, text);
                holds.hold(column.name(), "");
            }
            Edit::Main(column, value) => {
                let others = contact.items(*column).skip(1).filter(|other| other != value);
                let all = std::iter::once(value.as_str()).chain(others).collect::<Vec<_>>().join(";");
                set(contact, *column, &all);
                holds.hold(column.name(), "");
            }
            Edit::Add(column, items) => {
                set(contact, *column, &list::union(contact.text(*column), items));
                let items = items.split(';').map(|item| (column.name().to_owned(), item.to_owned()));
                holds.released.extend(items);
            }
            Edit::Remove(column, items) => remove(contact, *column, items, &mut holds),
            Edit::Metadata(key, value) => {
                set_metadata(contact, key, value.as_deref());
                holds.hold(Column::Metadata.name(), key);
            }
            Edit::OptOut(is_out) => {
                contact.do_not_contact = *is_out;
                holds.hold("do_not_contact", "");
            }
            Edit::Company(id) => {
                contact.company_id = *id;
                holds.hold("company", "");
            }
        }
    }
    holds
}

fn set(contact: &mut Contact, column: Column, text: &str) {
    if text.is_empty() {
        contact.texts.clear(column);
    } else {
        contact.texts.set(column, text);
    }
}

/// Names a contact: a full name brings its halves, and a half the full name.
fn call(contact: &mut Contact, column: Column, text: &str) {
    set(contact, column, text);
    if column == Column::Name {
        let (first, last) = name::split(text);
        set(contact, Column::FirstName, &first);
        set(contact, Column::LastName, &last);
    } else {
        let full = name::join(contact.text(Column::FirstName), contact.text(Column::LastName));
        set(contact, Column::Name, &full);
    }
}

/// Takes items from a list. What was not there is not held either.
fn remove(contact: &mut Contact, column: Column, items: &str, holds: &mut Holds) {
    let is_removed = |item: &str| items.split(';').any(|other| other.to_lowercase() == item.to_lowercase());
    let mut kept = Vec::new();
    for item in contact.items(column) {
        if is_removed(item) {
            holds.hold(column.name(), item);
        } else {
            kept.push(item);
        }
    }
    let kept = kept.join(";");
    set(contact, column, &kept);
}

fn set_metadata(contact: &mut Contact, key: &str, value: Option<&str>) {
    let mut object: Map<String, Value> = serde_json::from_str(contact.text(Column::Metadata)).unwrap_or_default();
    match value {
        Some(value) => object.insert(key.to_owned(), Value::String(value.to_owned())),
        None => object.shift_remove(key),
    };
    let text = if object.is_empty() { String::new() } else { Value::Object(object).to_string() };
    set(contact, Column::Metadata, &text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(edits: &[Edit], start: &[(Column, &str)]) -> (Contact, Holds) {
        let mut contact = Contact::default();
        start.iter().for_each(|(column, text)| contact.texts.set(*column, text));
        let holds = apply(edits, &mut contact);
        (contact, holds)
    }

    #[test]
    fn a_full_name_brings_its_halves_and_a_half_the_full_name() {
        let start = [(Column::Name, "Ana Reyes"), (Column::FirstName, "Ana"), (Column::LastName, "Reyes")];
        let (contact, holds) = edited(&[Edit::Text(Column::LastName, "Cruz".to_owned())], &start);
        assert_eq!(contact.text(Column::Name), "Ana Cruz");
        assert_eq!(holds.held.len(), 3);
        let (contact, _) = edited(&[Edit::Text(Column::Name, "Bea Lim".to_owned())], &start);
        assert_eq!((contact.text(Column::FirstName), contact.text(Column::LastName)), ("Bea", "Lim"));
        let (contact, _) = edited(&[Edit::Text(Column::Name, String::new())], &start);
        assert_eq!((contact.text(Column::FirstName), contact.text(Column::Name)), ("", ""));
    }

    #[test]
    fn a_new_main_address_takes_the_place_of_the_old_one_and_the_others_stay() {
        let start = [(Column::Emails, "a@example.com;b@example.com;c@example.com")];
        let (contact, _) = edited(&[Edit::Main(Column::Emails, "c@example.com".to_owned())], &start);
        assert_eq!(contact.text(Column::Emails), "c@example.com;b@example.com");
    }

    #[test]
    fn what_is_removed_from_a_list_is_held_and_what_comes_back_is_not() {
        let start = [(Column::Tags, "VIP;new")];
        let (contact, holds) = edited(&[Edit::Remove(Column::Tags, "vip;gone".to_owned())], &start);
        assert_eq!(contact.text(Column::Tags), "new");
        assert_eq!(holds.held, [("tags".to_owned(), "VIP".to_owned())]);
        let (contact, holds) = edited(&[Edit::Add(Column::Tags, "vip".to_owned())], &[(Column::Tags, "new")]);
        assert_eq!(contact.text(Column::Tags), "new;vip");
        assert_eq!(holds.released, [("tags".to_owned(), "vip".to_owned())]);
    }

    #[test]
    fn metadata_is_set_key_by_key() {
        let start = [(Column::Metadata, r#"{"shoe size":"41","colour":"red"}"#)];
        let edits =
            [Edit::Metadata("colour".to_owned(), None), Edit::Metadata("plan".to_owned(), Some("gold".to_owned()))];
        let (contact, _) = edited(&edits, &start);
        assert_eq!(contact.text(Column::Metadata), r#"{"shoe size":"41","plan":"gold"}"#);
    }
}

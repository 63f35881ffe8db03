//! Cells that empty a field: `#N/A` where a file means "set to nothing" by it. What rows say to clear is a small set
//! beside their values: the contact's old values go first, then what the rows say comes in, so that of a clear and a
//! value the later wins. Identifiers, tags and other lists that only grow, and opting out are never cleared.

use serde_json::{Map, Value};

use super::contact::{COLUMNS, Column, Contact, Held, Incoming, is_held};
use super::normalize::name;

/// Something of a contact that a cell can empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearable {
    /// A text; of e-mails and phones all of them, of metadata the keys that are null.
    Text(Column),
    /// The company.
    Company,
    /// The points that were imported.
    Points,
    /// When the contact was first seen.
    FirstSeen,
    /// When the contact was last active.
    LastActive,
}

use Clearable::{Company, FirstSeen, LastActive, Points, Text};

impl Clearable {
    const ALL: [Self; 17] = [
        Text(Column::Emails),
        Text(Column::Phones),
        Text(Column::Name),
        Text(Column::FirstName),
        Text(Column::LastName),
        Text(Column::JobTitle),
        Text(Column::Address),
        Text(Column::City),
        Text(Column::Country),
        Text(Column::Website),
        Text(Column::Branch),
        Text(Column::Source),
        Text(Column::Metadata),
        Company,
        Points,
        FirstSeen,
        LastActive,
    ];

    const fn bit(self) -> u32 {
        match self {
            Text(column) => 1 << column as usize,
            Company => 1 << COLUMNS,
            Points => 1 << (COLUMNS + 1),
            FirstSeen => 1 << (COLUMNS + 2),
            LastActive => 1 << (COLUMNS + 3),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Text(column) => column.name(),
            Company => "company",
            Points => "points",
            FirstSeen => "first_seen",
            LastActive => "last_active",
        }
    }

    fn is_in(self, contact: &Contact) -> bool {
        match self {
            Text(column) => !contact.text(column).is_empty(),
            Company => contact.company_id.is_some(),
            Points => contact.points.is_some(),
            FirstSeen => contact.first_seen.is_some(),
            LastActive => contact.last_active.is_some(),
        }
    }

    fn empty(self, contact: &mut Contact) {
        match self {
            Text(column) => contact.texts.clear(column),
            Company => contact.company_id = None,
            Points => contact.points = None,
            FirstSeen => contact.first_seen = None,
            LastActive => contact.last_active = None,
        }
    }
}

const _: () = assert!(COLUMNS + 4 <= 32, "each has a bit");

/// What rows say to clear.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleared(u32);

impl Cleared {
    /// Whether nothing is to be cleared.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds one; with a full name its two halves go, too.
    pub fn add(&mut self, what: Clearable) {
        self.0 |= what.bit();
        if what == Text(Column::Name) {
            self.0 |= Text(Column::FirstName).bit() | Text(Column::LastName).bit();
        }
    }

    /// Whether this is to be cleared.
    pub const fn has(self, what: Clearable) -> bool {
        self.0 & what.bit() != 0
    }

    fn all(self) -> impl Iterator<Item = Clearable> {
        Clearable::ALL.into_iter().filter(move |what| self.has(*what))
    }
}

/// What clearing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Emptied {
    /// Values that went.
    pub cleared: u32,
    /// Values that stayed because they are held.
    pub held: u32,
}

impl Incoming {
    /// Takes over what a later row clears: what earlier rows said of it goes.
    pub(super) fn fold_cleared(&mut self, later: Cleared) {
        for what in later.all() {
            match what {
                // Its keys are null in the later row's object.
                Text(Column::Metadata) => {}
                Text(column) => self.texts.clear(column),
                Company => self.company = None,
                Points => self.points = None,
                FirstSeen => self.first_seen = None,
                LastActive => self.last_active = None,
            }
        }
        self.cleared.0 |= later.0;
    }

    /// Empties what the rows say to clear. [`Incoming::apply`] comes after it.
    pub fn clear(&self, contact: &mut Contact, held: &Held) -> Emptied {
        let mut emptied = Emptied::default();
        let halves = name::join(contact.text(Column::FirstName), contact.text(Column::LastName));
        for what in self.cleared.all().filter(|what| what.is_in(contact)).collect::<Vec<_>>() {
            if what == Text(Column::Metadata) {
                emptied.cleared += self.clear_metadata(contact, held);
            } else if is_held(held, what.name()) {
                emptied.held += 1;
            } else {
                what.empty(contact);
                emptied.cleared += u32::from(!self.says(what));
            }
        }
        // A full name that was made of its halves follows them.
        if contact.text(Column::Name) == halves && !is_held(held, "name") {
            let name = name::join(contact.text(Column::FirstName), contact.text(Column::LastName));
            contact.texts.set(Column::Name, &name);
        }
        emptied
    }

    /// For a new contact there is nothing to clear.
    pub fn drop_clears(&mut self) {
        if self.cleared.has(Text(Column::Metadata)) {
            let kept = self.metadata_to_keep().unwrap_or_default();
            self.texts.set(Column::Metadata, &kept);
        }
        self.cleared = Cleared::default();
    }

    /// Takes note of what rows cleared that made `after` of `before`.
    pub fn note_emptied(&mut self, before: &Contact, after: &Contact) {
        for what in Clearable::ALL {
            let is_less = match what {
                Text(column @ (Column::Emails | Column::Phones)) => {
                    before.items(column).any(|old| !after.items(column).any(|new| new == old))
                }
                Text(Column::Metadata) => self.note_gone_keys(before, after),
                _ => what.is_in(before) && !what.is_in(after),
            };
            self.cleared.0 |= if is_less { what.bit() } else { 0 };
        }
    }

    fn note_gone_keys(&mut self, before: &Contact, after: &Contact) -> bool {
        let left = parse(after.text(Column::Metadata));
        let mut object = parse(self.text(Column::Metadata));
        for (key, _) in parse(before.text(Column::Metadata)).into_iter().filter(|(key, _)| !left.contains_key(key)) {
            object.insert(key, Value::Null);
        }
        let is_less = object.values().any(Value::is_null);
        if is_less {
            self.set(Column::Metadata, &Value::Object(object).to_string());
        }
        is_less
    }

    fn says(&self, what: Clearable) -> bool {
        match what {
            Text(column) => !self.text(column).is_empty(),
            Company => self.company.is_some(),
            Points => self.points.is_some(),
            FirstSeen => self.first_seen.is_some(),
            LastActive => self.last_active.is_some(),
        }
    }

    fn clear_metadata(&self, contact: &mut Contact, held: &Held) -> u32 {
        let mut object = parse(contact.text(Column::Metadata));
        let before = object.len();
        for (key, value) in parse(self.text(Column::Metadata)) {
            if value.is_null() && !held.contains(&("metadata".to_owned(), key.clone())) {
                object.shift_remove(&key);
            }
        }
        let gone = before - object.len();
        if gone > 0 {
            let text = if object.is_empty() { String::new() } else { Value::Object(object).to_string() };
            contact.texts.set(Column::Metadata, &text);
        }
        u32::try_from(gone).unwrap_or(u32::MAX)
    }

    /// The metadata without the keys that are to be cleared; `None` when nothing is left.
    pub(super) fn metadata_to_keep(&self) -> Option<String> {
        let mut object = parse(self.text(Column::Metadata));
        object.retain(|_, value| !value.is_null());
        (!object.is_empty()).then(|| Value::Object(object).to_string())
    }
}

fn parse(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::OnMatch;
    use crate::domain::time::Instant;

    fn contact() -> Contact {
        let mut contact =
            Contact { company_id: Some(3), points: Some(5), first_seen: Some(Instant(7)), ..Contact::default() };
        for (column, text) in [
            (Column::Emails, "a@example.com;b@example.com"),
            (Column::Name, "Ana Cruz"),
            (Column::FirstName, "Ana"),
            (Column::LastName, "Cruz"),
            (Column::City, "Leeds"),
            (Column::Metadata, r#"{"a":"1","b":"2","c":"3"}"#),
        ] {
            contact.texts.set(column, text);
        }
        contact
    }

    fn clearing(what: &[Clearable]) -> Incoming {
        let mut row = Incoming::default();
        what.iter().for_each(|what| row.cleared.add(*what));
        row
    }

    fn land(row: &Incoming, contact: &mut Contact, held: &Held) -> Emptied {
        let emptied = row.clear(contact, held);
        row.apply(contact, OnMatch::Update, held);
        emptied
    }

    #[test]
    fn lists_of_mailboxes_and_single_values_are_emptied() {
        let mut found = contact();
        let row =
            clearing(&[Text(Column::Emails), Text(Column::City), Text(Column::Country), Company, Points, FirstSeen]);
        assert_eq!(land(&row, &mut found, &Held::new()), Emptied { cleared: 5, held: 0 });
        assert_eq!((found.text(Column::Emails), found.text(Column::City)), ("", ""));
        assert_eq!((found.company_id, found.points, found.first_seen), (None, None, None));
        assert_eq!(land(&row, &mut found, &Held::new()), Emptied::default(), "a second time there is nothing to do");
    }

    #[test]
    fn a_name_goes_with_its_halves_and_follows_one_half() {
        let mut found = contact();
        land(&clearing(&[Text(Column::Name)]), &mut found, &Held::new());
        assert_eq!(
            (found.text(Column::Name), found.text(Column::FirstName), found.text(Column::LastName)),
            ("", "", "")
        );
        let mut found = contact();
        land(&clearing(&[Text(Column::FirstName)]), &mut found, &Held::new());
        assert_eq!((found.text(Column::Name), found.text(Column::LastName)), ("Cruz", "Cruz"));
    }

    #[test]
    fn what_is_held_stays() {
        let held = Held::from([("city".into(), String::new()), ("company".into(), String::new())]);
        let mut found = contact();
        let emptied = land(&clearing(&[Text(Column::City), Company, Points]), &mut found, &held);
        assert_eq!(emptied, Emptied { cleared: 1, held: 2 });
        assert_eq!((found.text(Column::City), found.company_id, found.points), ("Leeds", Some(3), None));
    }

    #[test]
    fn only_the_keys_of_metadata_that_are_null_go() {
        let mut row = clearing(&[Text(Column::Metadata)]);
        row.set(Column::Metadata, r#"{"a":null,"d":"4","e":null}"#);
        let mut found = contact();
        assert_eq!(land(&row, &mut found, &Held::new()).cleared, 1);
        assert_eq!(found.text(Column::Metadata), r#"{"b":"2","c":"3","d":"4"}"#);
        let mut fresh = Contact::default();
        row.set(Column::Metadata, r#"{"a":null}"#);
        land(&row, &mut fresh, &Held::new());
        assert!(!fresh.texts.has(Column::Metadata));
    }

    #[test]
    fn what_was_cleared_can_be_told_from_before_and_after() {
        let mut row = clearing(&[Text(Column::Emails), Text(Column::Name), Text(Column::Metadata), Company]);
        row.set(Column::Emails, "b@example.com;c@example.com");
        row.set(Column::Metadata, r#"{"a":null,"d":"4"}"#);
        let (before, mut after) = (contact(), contact());
        land(&row, &mut after, &Held::new());
        let mut noted = Incoming::default();
        for column in [Column::Emails, Column::Metadata] {
            noted.set(column, after.text(column));
        }
        noted.note_emptied(&before, &after);
        let mut again = before.clone();
        land(&noted, &mut again, &Held::new());
        assert_eq!(again, after);
    }

    #[test]
    fn a_new_contact_has_nothing_to_clear() {
        let mut row = clearing(&[Text(Column::Metadata), Text(Column::City)]);
        row.set(Column::Metadata, r#"{"a":null,"d":"4"}"#);
        row.drop_clears();
        assert_eq!((row.text(Column::Metadata), row.cleared.is_empty()), (r#"{"d":"4"}"#, true));
    }

    #[test]
    fn of_a_clear_and_a_value_the_later_row_wins() {
        let mut york = Incoming::default();
        york.set(Column::City, "York");
        york.set(Column::Emails, "c@example.com");
        york.points = Some(9);
        let clear = clearing(&[Text(Column::City), Text(Column::Emails), Points]);
        let (mut value_last, mut clear_last) = (clear.clone(), york.clone());
        value_last.fold(york);
        clear_last.fold(clear);
        let (mut a, mut b) = (contact(), contact());
        land(&value_last, &mut a, &Held::new());
        land(&clear_last, &mut b, &Held::new());
        assert_eq!((a.text(Column::City), a.text(Column::Emails), a.points), ("York", "c@example.com", Some(9)));
        assert_eq!((b.text(Column::City), b.text(Column::Emails), b.points), ("", "", None));
    }
}

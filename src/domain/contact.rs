//! A contact as it is stored, what one or more rows of a file say about it, and how the two meet. All of it is pure:
//! a row becomes an [`Incoming`], rows that mean one contact are folded into one, and [`Incoming::apply`] writes the
//! outcome into a [`Contact`].

mod texts;

pub use texts::Texts;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::clearing::{Clearable, Cleared};
use crate::domain::normalize::{list, name};
use crate::domain::time::Instant;

/// How values of a column meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One value: the policy says which wins.
    One,
    /// A list joined with `;` to which values are added, never removed.
    Add,
    /// A list of identities, the main one first: an incoming main value comes to the front.
    Front,
    /// One value, of which the first that is known stays.
    First,
    /// A JSON object whose keys meet one by one.
    Object,
}

macro_rules! columns {
    ($($variant:ident $name:literal $rule:ident),+ $(,)?) => {
        /// A text column of a contact, in the order of the table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(usize)]
        #[allow(missing_docs, reason = "the names are the columns")]
        pub enum Column { $($variant),+ }

        impl Column {
            /// All columns in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The column's name in the table.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// How values meet.
            pub const fn rule(self) -> Rule {
                match self { $(Self::$variant => Rule::$rule),+ }
            }
        }

        /// How many text columns there are.
        pub const COLUMNS: usize = Column::ALL.len();
    };
}

columns! {
    UserId "user_id" First,
    Emails "emails" Front,
    Phones "phones" Front,
    ExternalIds "external_ids" Add,
    VisitorIds "visitor_ids" Add,
    RowKeys "row_keys" Add,
    Name "name" One,
    FirstName "first_name" One,
    LastName "last_name" One,
    JobTitle "job_title" One,
    Address "address" One,
    City "city" One,
    Country "country" One,
    Website "website" One,
    Branch "branch" One,
    Source "source" First,
    Channels "channels" Add,
    Tags "tags" Add,
    Interests "interests" Add,
    Traits "traits" Add,
    Needs "needs" Add,
    Metadata "metadata" Object,
}

/// What an import does with values that meet existing ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnMatch {
    /// A non-empty incoming value wins.
    #[default]
    Update,
    /// Only empty fields are filled.
    Fill,
    /// Existing contacts are left alone.
    Skip,
}

/// A contact as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Contact {
    pub id: i64,
    pub texts: Texts,
    pub company_id: Option<i64>,
    pub do_not_contact: bool,
    pub opt_out_seen: Option<bool>,
    pub points: Option<i64>,
    pub first_seen: Option<Instant>,
    pub last_active: Option<Instant>,
    pub created_at: Option<Instant>,
    pub updated_at: Option<Instant>,
}

/// What one row of a file, or several that mean one contact, say about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the columns of an import")]
pub struct Incoming {
    pub texts: Texts,
    pub company: Option<Box<str>>,
    pub opt_out: Option<bool>,
    /// When the visitor last asked not to be contacted.
    pub opt_out_cue: Option<Instant>,
    pub points: Option<i64>,
    pub first_seen: Option<Instant>,
    pub last_active: Option<Instant>,
    pub created_at: Option<Instant>,
    pub notes: Vec<Box<str>>,
    /// Pinned values by field: `status`, `stage`, `intent`.
    pub pins: Vec<(&'static str, &'static str)>,
    /// What the rows say to empty in a contact that is there.
    pub cleared: Cleared,
    /// Whether the name was made of one half alone, so that a contact's other half still belongs to it.
    pub is_half_named: bool,
}

/// Fields that a person set by hand, and list items that a person removed (`tags`, item).
pub type Held = BTreeSet<(String, String)>;

pub(crate) fn is_held(held: &Held, field: &str) -> bool {
    !held.is_empty() && held.contains(&(field.to_owned(), String::new()))
}

impl Contact {
    /// The text of a column, empty when it is not known.
    pub fn text(&self, column: Column) -> &str {
        self.texts.get(column)
    }

    /// The items of a list column.
    pub fn items(&self, column: Column) -> impl Iterator<Item = &str> {
        self.text(column).split(';').filter(|item| !item.is_empty())
    }

    /// Whether this is an anonymous lead: known by visitor ids only.
    pub fn is_anonymous(&self) -> bool {
        [Column::UserId, Column::Emails, Column::Phones, Column::ExternalIds, Column::RowKeys]
            .iter()
            .all(|column| self.text(*column).is_empty())
    }
}

impl Incoming {
    /// The text of a column, empty when the rows say nothing of it.
    pub fn text(&self, column: Column) -> &str {
        self.texts.get(column)
    }

    /// Sets a column's text; blank text says nothing.
    pub fn set(&mut self, column: Column, text: &str) {
        if !text.is_empty() {
            self.texts.set(column, text);
        }
    }

    /// Adds an item to a list column.
    pub fn add(&mut self, column: Column, item: &str) {
        if !self.texts.has(column) {
            return self.set(column, item);
        }
        let text = list::union(self.text(column), item);
        self.set(column, &text);
    }

    /// Adds items to a list column in one go: one by one, a long list would be gone over once for each.
    pub fn add_all(&mut self, column: Column, items: &[String]) {
        match items {
            [] => {}
            [item] => self.add(column, item),
            items => {
                let text = list::union(self.text(column), &items.join(";"));
                self.set(column, &text);
            }
        }
    }

    /// Adds an external id of a scope.
    pub fn add_external_id(&mut self, scope: &str, id: &str) {
        if self.texts.has(Column::ExternalIds) {
            self.add(Column::ExternalIds, &format!("{scope}:{id}"));
        } else {
            self.texts.set_joined(Column::ExternalIds, &[scope, ":", id]);
        }
    }

    /// Whether there is anything besides what names the contact.
    pub fn says_more_than_identities(&self) -> bool {
        let Self { texts, company, opt_out, opt_out_cue, points, first_seen, last_active, created_at, .. } = self;
        texts.iter().any(|(column, _)| column > Column::RowKeys)
            || company.is_some()
            || opt_out.is_some()
            || opt_out_cue.or(*first_seen).or(*last_active).or(*created_at).is_some()
            || points.is_some()
            || !(self.notes.is_empty() && self.pins.is_empty() && self.cleared.is_empty())
    }

    /// Fills in whichever of name, first name and last name follows from the others. A middle name stands between first
    /// and last name; returns whether the name holds it.
    pub fn complete_name(&mut self, middle: &str) -> bool {
        let (full, first, last) = (self.text(Column::Name), self.text(Column::FirstName), self.text(Column::LastName));
        if full.is_empty() && !(first.is_empty() && last.is_empty() && middle.is_empty()) {
            let full = name::join(&name::join(first, middle), last);
            self.is_half_named = middle.is_empty() && (first.is_empty() || last.is_empty());
            self.set(Column::Name, &full);
        } else if !full.is_empty() && first.is_empty() && last.is_empty() {
            let (first, last) = name::split(full);
            self.set(Column::FirstName, &first);
            self.set(Column::LastName, &last);
        }
        let full = self.text(Column::Name);
        middle.split(' ').all(|word| word.is_empty() || full.split(' ').any(|other| other == word))
    }

    /// Makes the name of its halves; says whether one of them is missing.
    fn join_halves(&mut self) -> bool {
        let (first, last) = (self.text(Column::FirstName), self.text(Column::LastName));
        let is_half = first.is_empty() || last.is_empty();
        let full = name::join(first, last);
        self.set(Column::Name, &full);
        is_half
    }

    /// Folds a later row of the same file into this one, as if the file had held one row: the later value wins,
    /// lists grow, first_seen is the earliest, last_active the latest, the source the first.
    pub fn fold(&mut self, later: Self) {
        if !later.cleared.is_empty() {
            self.fold_cleared(later.cleared);
        }
        let names_anew = later.texts.has(Column::Name);
        for (column, text) in later.texts.iter() {
            let old = self.text(column);
            let folded = match column.rule() {
                _ if old.is_empty() => Cow::Borrowed(text),
                Rule::One => Cow::Borrowed(text),
                Rule::First => continue,
                Rule::Add => list::union(old, text).into(),
                Rule::Front => list::union(text, old).into(),
                Rule::Object => merge_objects(old, text, false).into(),
            };
            self.texts.set(column, &folded);
        }
        if names_anew {
            self.is_half_named = later.is_half_named && self.join_halves();
        }
        self.company = later.company.or(self.company.take());
        self.opt_out = match (self.opt_out, later.opt_out) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (a, b) => b.or(a),
        };
        self.opt_out_cue = self.opt_out_cue.max(later.opt_out_cue);
        self.points = later.points.or(self.points);
        self.first_seen = earliest(self.first_seen, later.first_seen);
        self.last_active = self.last_active.max(later.last_active);
        self.created_at = earliest(self.created_at, later.created_at);
        for note in later.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        for pin in later.pins {
            self.pins.retain(|(field, _)| *field != pin.0);
            self.pins.push(pin);
        }
    }

    /// Writes what the rows say into the contact by the policy. What a person set or removed is held. Returns how
    /// many values were kept because they are held. The company, notes and pins are the caller's.
    pub fn apply(&self, contact: &mut Contact, policy: OnMatch, held: &Held) -> u32 {
        let mut kept = 0;
        let is_half = self.is_half_named && policy == OnMatch::Update;
        let renames = is_half && !is_held(held, "name") && self.changes_half(contact);
        for (column, text) in self.texts.iter() {
            if policy == OnMatch::Skip || is_half && column == Column::Name {
                continue;
            }
            let text = match column {
                Column::Metadata if self.cleared.has(Clearable::Text(Column::Metadata)) => {
                    let Some(text) = self.metadata_to_keep() else { continue };
                    Cow::from(text)
                }
                _ => Cow::from(text),
            };
            let old = contact.text(column);
            let new = meet(column, old, &text, policy, held);
            if new == old {
                continue;
            }
            if is_held(held, column.name()) {
                kept += 1;
            } else {
                let new = new.into_owned();
                contact.texts.set(column, &new);
            }
        }
        if renames {
            let name = name::join(contact.text(Column::FirstName), contact.text(Column::LastName));
            contact.texts.set(Column::Name, &name);
        }
        self.apply_opt_out(contact, held);
        if policy != OnMatch::Skip {
            if let Some(points) = self.points
                && (policy == OnMatch::Update || contact.points.is_none())
            {
                contact.points = Some(points);
            }
            contact.first_seen = earliest(contact.first_seen, self.first_seen);
            contact.last_active = contact.last_active.max(self.last_active);
            contact.created_at = earliest(contact.created_at, self.created_at);
        }
        kept
    }

    /// Whether a first or last name that came alone is another than the contact's, which is then called anew.
    fn changes_half(&self, contact: &Contact) -> bool {
        let is_new = |column| !self.text(column).is_empty() && self.text(column) != contact.text(column);
        contact.text(Column::Name).is_empty() || is_new(Column::FirstName) || is_new(Column::LastName)
    }

    /// Opting out is sticky: no import lifts it. What a person lifted is only set again by a source that said
    /// otherwise before.
    fn apply_opt_out(&self, contact: &mut Contact, held: &Held) {
        let Some(opt_out) = self.opt_out else { return };
        let lifted = is_held(held, "do_not_contact") && !contact.do_not_contact;
        if opt_out && (!lifted || contact.opt_out_seen == Some(false)) {
            contact.do_not_contact = true;
        }
        contact.opt_out_seen = Some(opt_out);
    }
}

/// The value that stands after `incoming` met `existing`.
fn meet<'a>(column: Column, existing: &'a str, incoming: &'a str, policy: OnMatch, held: &Held) -> Cow<'a, str> {
    match (column.rule(), policy) {
        (rule, _) if existing.is_empty() && !matches!(rule, Rule::Add | Rule::Object) => incoming.into(),
        (Rule::Object, _) if existing.is_empty() && held.is_empty() => incoming.into(),
        (Rule::One, OnMatch::Update) => incoming.into(),
        (Rule::One | Rule::First, _) => existing.into(),
        (Rule::Add, _) if existing.is_empty() && held.is_empty() => incoming.into(),
        (Rule::Add, _) => {
            let new = list::union(existing, incoming);
            let removed = |item: &str| {
                let is_it = |(field, held): &(String, String)| field == column.name() && is_same_word(held, item);
                held.iter().any(is_it)
            };
            if held.is_empty() || !new.split(';').any(removed) {
                return new.into();
            }
            let was_there = |item: &str| existing.split(';').any(|old| old == item);
            new.split(';').filter(|i| was_there(i) || !removed(i)).collect::<Vec<_>>().join(";").into()
        }
        (Rule::Front, OnMatch::Update) => list::union(incoming, existing).into(),
        (Rule::Front, _) => list::union(existing, incoming).into(),
        (Rule::Object, policy) => {
            let incoming = without_held_keys(incoming, held);
            merge_objects(existing, &incoming, policy != OnMatch::Update).into()
        }
    }
}

fn is_same_word(a: &str, b: &str) -> bool {
    !a.is_empty() && a.to_lowercase() == b.to_lowercase()
}

/// The object but for the keys that a person set or removed.
fn without_held_keys<'a>(incoming: &'a str, held: &Held) -> Cow<'a, str> {
    use serde_json::{Map, Value};
    let keys: Vec<&String> = held.iter().filter(|(f, _)| f == Column::Metadata.name()).map(|(_, key)| key).collect();
    if keys.is_empty() {
        return incoming.into();
    }
    let mut object = serde_json::from_str::<Map<String, Value>>(incoming).unwrap_or_default();
    object.retain(|key, _| !keys.contains(&key));
    Value::Object(object).to_string().into()
}

/// Joins two JSON objects; new keys go to the end, and `keep` says whether existing values stay.
pub fn merge_objects(existing: &str, incoming: &str, keep: bool) -> String {
    use serde_json::{Map, Value};
    let parse = |text| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let mut object = parse(existing);
    for (key, value) in parse(incoming) {
        if !(keep && object.contains_key(&key)) {
            object.insert(key, value);
        }
    }
    Value::Object(object).to_string()
}

fn earliest(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incoming(pairs: &[(Column, &str)]) -> Incoming {
        let mut row = Incoming::default();
        for (column, text) in pairs {
            row.set(*column, text);
        }
        row
    }

    #[test]
    fn the_later_row_of_a_file_wins_and_lists_grow() {
        let mut row = incoming(&[(Column::City, "Leeds"), (Column::Emails, "a@example.com"), (Column::Tags, "x")]);
        row.fold(incoming(&[(Column::City, "York"), (Column::Emails, "b@example.com"), (Column::Tags, "y")]));
        assert_eq!(row.text(Column::City), "York");
        assert_eq!(row.text(Column::Emails), "b@example.com;a@example.com");
        assert_eq!(row.text(Column::Tags), "x;y");
    }

    #[test]
    fn a_half_of_a_name_leaves_the_other_half_alone() {
        let half = |first: &str| {
            let mut row = incoming(&[(Column::FirstName, first)]);
            row.complete_name("");
            row
        };
        let mut contact = Contact::default();
        for (column, text) in [(Column::Name, "Ana C. Cruz"), (Column::FirstName, "Ana"), (Column::LastName, "Cruz")] {
            contact.texts.set(column, text);
        }
        half("Ana").apply(&mut contact, OnMatch::Update, &Held::new());
        assert_eq!(contact.text(Column::Name), "Ana C. Cruz");
        half("Anna").apply(&mut contact, OnMatch::Update, &Held::new());
        assert_eq!((contact.text(Column::Name), contact.text(Column::LastName)), ("Anna Cruz", "Cruz"));
        let mut row = incoming(&[(Column::FirstName, "Ana"), (Column::LastName, "Cruz")]);
        row.complete_name("");
        row.fold(half("Anna"));
        assert_eq!((row.text(Column::Name), row.is_half_named), ("Anna Cruz", false));
    }

    #[test]
    fn applying_twice_is_applying_once() {
        let row = incoming(&[(Column::Emails, "b@example.com;a@example.com"), (Column::Metadata, r#"{"k":"v"}"#)]);
        let mut contact = Contact::default();
        contact.texts.set(Column::Emails, "c@example.com");
        row.apply(&mut contact, OnMatch::Update, &Held::new());
        let once = contact.clone();
        row.apply(&mut contact, OnMatch::Update, &Held::new());
        assert_eq!(contact, once);
        assert_eq!(contact.text(Column::Emails), "b@example.com;a@example.com;c@example.com");
    }

    #[test]
    fn fill_keeps_what_is_there_and_skip_leaves_all_but_opting_out() {
        let mut row = incoming(&[(Column::City, "York"), (Column::Country, "GB"), (Column::Tags, "vip")]);
        row.opt_out = Some(true);
        let mut contact = Contact::default();
        contact.texts.set(Column::City, "Leeds");
        let mut filled = contact.clone();
        row.apply(&mut filled, OnMatch::Fill, &Held::new());
        assert_eq!((filled.text(Column::City), filled.text(Column::Country)), ("Leeds", "GB"));
        row.apply(&mut contact, OnMatch::Skip, &Held::new());
        assert_eq!((contact.text(Column::Country), contact.text(Column::Tags)), ("", ""));
        assert!(contact.do_not_contact);
    }

    #[test]
    fn a_middle_name_stands_in_the_middle_and_is_never_lost() {
        let mut row = incoming(&[(Column::FirstName, "Ana"), (Column::LastName, "Cruz")]);
        assert!(row.complete_name("Maria Luz"));
        assert_eq!(row.text(Column::Name), "Ana Maria Luz Cruz");
        assert_eq!((row.text(Column::FirstName), row.text(Column::LastName)), ("Ana", "Cruz"));
        let mut row = incoming(&[(Column::Name, "Ana Cruz")]);
        assert!(!row.complete_name("Maria") && row.text(Column::Name) == "Ana Cruz");
    }

    #[test]
    fn what_a_person_set_or_removed_is_held() {
        let held = Held::from([("city".into(), String::new()), ("tags".into(), "vip".into())]);
        let mut contact = Contact::default();
        contact.texts.set(Column::City, "Leeds");
        let row = incoming(&[(Column::City, "York"), (Column::Tags, "VIP;new")]);
        assert_eq!(row.apply(&mut contact, OnMatch::Update, &held), 1);
        assert_eq!((contact.text(Column::City), contact.text(Column::Tags)), ("Leeds", "new"));
    }

    #[test]
    fn a_key_of_the_metadata_that_a_person_set_is_held_and_the_others_are_not() {
        let held = Held::from([("metadata".into(), "plan".into())]);
        let mut contact = Contact::default();
        contact.texts.set(Column::Metadata, r#"{"plan":"gold","size":"41"}"#);
        let row = incoming(&[(Column::Metadata, r#"{"plan":"free","size":"42"}"#)]);
        row.apply(&mut contact, OnMatch::Update, &held);
        assert_eq!(contact.text(Column::Metadata), r#"{"plan":"gold","size":"42"}"#);
    }

    #[test]
    fn an_opt_out_that_a_person_lifted_returns_only_when_its_source_changes_its_mind() {
        let held = Held::from([("do_not_contact".into(), String::new())]);
        let mut contact = Contact { opt_out_seen: Some(true), ..Contact::default() };
        let says = |opt_out| Incoming { opt_out: Some(opt_out), ..Incoming::default() };
        says(true).apply(&mut contact, OnMatch::Update, &held);
        assert!(!contact.do_not_contact);
        says(false).apply(&mut contact, OnMatch::Update, &held);
        says(true).apply(&mut contact, OnMatch::Update, &held);
        assert!(contact.do_not_contact);
    }
}

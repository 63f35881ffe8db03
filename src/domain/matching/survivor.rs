//! What a merge keeps: who of two contacts stays, which value each field gets, and what becomes of the other value.
//!
//! **Who stays**: whoever has a user_id; else whoever has an e-mail, a phone or an external id (identified before
//! anonymous); else the lower id.
//!
//! **Which value a field gets**, the first of these that tells the two apart:
//! 1. what a person set by hand (the field is held), even where that is nothing;
//! 2. a value before none; a name or mailbox that stands for none (`Visitor 12`, none@none.com) is none;
//! 3. the value of an identified contact before that of an anonymous one;
//! 4. of two names the fuller one: more words written out, then more words, then one that is not all small or all
//!    capital letters;
//! 5. the newer one: of the contact that was updated last;
//! 6. the survivor's.
//!
//! Name, first and last name are one field, so that no name is mixed of two spellings. A user_id stays with the survivor,
//! and the source is that of the contact that was created first, unless a person set one.
//!
//! **Lists and metadata** keep the items of both; of e-mails, phones and metadata those of the winner by the rules above
//! come first, so that its main e-mail stays the main one. Only a tag that a person took off the survivor stays off.
//! Opting out holds if either did; first_seen and created_at are the earlier, last_active is the later.
//!
//! **Nothing is lost**: the value that loses stays in the metadata as `other_FIELD`; where that is taken, as
//! `other_FIELD 2` and so on.

use std::borrow::Cow;
use std::cmp::Reverse;

use serde_json::{Map, Value as Json};

use crate::domain::contact::{Column, Contact, Held, Rule, is_held};
use crate::domain::normalize::{email, list, name};
use crate::domain::time::Instant;

/// How well a contact is known; who is known better survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Has a user_id.
    Customer,
    /// Has an e-mail, a phone or an external id.
    Identified,
    /// The rest: known by visitor ids or a name only.
    Anonymous,
}

/// How well a contact is known.
pub fn standing(contact: &Contact) -> Standing {
    let has = |column| contact.texts.has(column);
    if has(Column::UserId) {
        Standing::Customer
    } else if [Column::Emails, Column::Phones, Column::ExternalIds].into_iter().any(has) {
        Standing::Identified
    } else {
        Standing::Anonymous
    }
}

/// The order in which contacts survive a merge: the least stays.
pub fn precedence(contact: &Contact) -> (Standing, i64) {
    (standing(contact), contact.id)
}

/// One of two contacts that are merged.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// What a person set or removed on it.
    pub held: &'a Held,
    /// When what is known of it was last updated; merges do not count.
    pub known_at: Option<Instant>,
}

/// What speaks for a value; the greater claim wins, of equal ones the survivor's.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    is_held: bool,
    is_known: bool,
    is_identified: bool,
    fullness: Fullness,
    at: Option<Instant>,
}

/// How full a name is: words written out, words in all, and whether it is written in letters of both cases.
type Fullness = (usize, usize, bool);

impl Side<'_> {
    fn claim(&self, field: &str, is_known: bool) -> Claim {
        Claim {
            is_held: is_held(self.held, field),
            is_known,
            is_identified: standing(self.contact) < Standing::Anonymous,
            fullness: Fullness::default(),
            at: self.known_at,
        }
    }

    fn claim_column(&self, column: Column) -> Claim {
        let is_known = match column {
            Column::Emails => self.contact.items(column).next().is_some_and(|main| !email::is_placeholder(main)),
            _ => self.contact.texts.has(column),
        };
        self.claim(column.name(), is_known)
    }

    fn claim_name(&self) -> Claim {
        let name = self.contact.text(Column::Name);
        let is_held = NAMES.iter().any(|column| is_held(self.held, column.name()));
        Claim { is_held, fullness: fullness(name), ..self.claim("name", !name::is_placeholder(name)) }
    }

    /// What speaks for the source: where a contact came from first.
    fn claim_source(&self) -> (bool, bool, Reverse<(Option<Instant>, i64)>) {
        let Contact { id, created_at, .. } = self.contact;
        (is_held(self.held, "source"), self.contact.texts.has(Column::Source), Reverse((*created_at, *id)))
    }
}

/// The columns of a name, which go together.
const NAMES: [Column; 3] = [Column::Name, Column::FirstName, Column::LastName];

fn fullness(full: &str) -> Fullness {
    let (first, last) = name::split(full);
    let (mut written_out, mut words) = (0, 0);
    for word in [first, last].iter().flat_map(|half| half.split(' ')).filter(|word| !word.is_empty()) {
        words += 1;
        written_out += usize::from(word.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some());
    }
    // A script without cases has neither.
    let is_cased = full.chars().any(char::is_uppercase) == full.chars().any(char::is_lowercase);
    (written_out, words, is_cased)
}

/// The survivor with all that the other knew besides.
pub fn combine(survivor: &Side<'_>, lost: &Side<'_>) -> Contact {
    let mut new = survivor.contact.clone();
    let mut losing: Vec<(&str, Cow<'_, str>)> = Vec::new();
    combine_names(survivor, lost, &mut new, &mut losing);
    for column in Column::ALL.iter().copied().filter(|column| !NAMES.contains(column)) {
        let (mine, other) = (survivor.contact.text(column), lost.contact.text(column));
        if mine == other {
            continue;
        }
        let lost_wins = match column {
            Column::UserId => mine.is_empty(),
            Column::Source => lost.claim_source() > survivor.claim_source(),
            _ => lost.claim_column(column) > survivor.claim_column(column),
        };
        let (first, second) = if lost_wins { (other, mine) } else { (mine, other) };
        let text = match (column, column.rule()) {
            (Column::ExternalIds | Column::VisitorIds | Column::RowKeys, _) => union_exactly(mine, other).into(),
            (_, Rule::Add) => {
                let (kept, removed) = without_removed(column, mine, other, survivor.held);
                losing.extend((!removed.is_empty()).then(|| (column.name(), removed.into())));
                list::union(mine, &kept).into()
            }
            (_, Rule::Front) => union_exactly(first, second).into(),
            (_, Rule::Object) if first.is_empty() || second.is_empty() => {
                Cow::from(if first.is_empty() { second } else { first })
            }
            (_, Rule::Object) => union_objects(first, second).into(),
            (_, Rule::One | Rule::First) => {
                losing.extend((!second.is_empty()).then(|| (column.name(), second.into())));
                first.into()
            }
        };
        new.texts.set(column, &text);
    }
    combine_numbers(survivor, lost, &mut new, &mut losing);
    keep_apart(&mut new, losing.iter().map(|(field, value)| (*field, value.as_ref())));
    new
}

/// The names of whoever has the better one, all of them.
fn combine_names<'a>(
    survivor: &Side<'a>,
    lost: &Side<'a>,
    new: &mut Contact,
    losing: &mut Vec<(&'static str, Cow<'a, str>)>,
) {
    let lost_wins = lost.claim_name() > survivor.claim_name();
    let (winner, other) = if lost_wins { (lost, survivor) } else { (survivor, lost) };
    for column in NAMES {
        let (text, losing_text) = (winner.contact.text(column), other.contact.text(column));
        new.texts.set(column, text);
        if !losing_text.is_empty() && losing_text != text {
            losing.push((column.name(), losing_text.into()));
        }
    }
}

fn combine_numbers(
    survivor: &Side<'_>,
    lost: &Side<'_>,
    new: &mut Contact,
    losing: &mut Vec<(&'static str, Cow<'_, str>)>,
) {
    let (mine, other) = (survivor.contact, lost.contact);
    let lost_wins = |field, is_mine: bool, is_other: bool| lost.claim(field, is_other) > survivor.claim(field, is_mine);
    // The caller, who knows what companies are called, keeps the name of the one that loses.
    if lost_wins("company", mine.company_id.is_some(), other.company_id.is_some()) {
        new.company_id = other.company_id;
    }
    let mut losing_points = other.points;
    if lost_wins("points", mine.points.is_some(), other.points.is_some()) {
        new.points = other.points;
        losing_points = mine.points;
    }
    if let Some(points) = losing_points.filter(|points| Some(*points) != new.points) {
        losing.push(("points", points.to_string().into()));
    }
    new.do_not_contact |= other.do_not_contact;
    new.opt_out_seen = match lost.known_at > survivor.known_at {
        true => other.opt_out_seen.or(mine.opt_out_seen),
        false => mine.opt_out_seen.or(other.opt_out_seen),
    };
    let earliest = |a: Option<Instant>, b: Option<Instant>| a.into_iter().chain(b).min();
    new.first_seen = earliest(mine.first_seen, other.first_seen);
    new.created_at = earliest(mine.created_at, other.created_at);
    new.last_active = mine.last_active.max(other.last_active);
}

/// Keeps values that lost, by their fields, in the metadata of a contact.
pub fn keep_apart<'a>(contact: &mut Contact, mut losing: impl Iterator<Item = (&'a str, &'a str)>) {
    if let Some(first) = losing.next() {
        let metadata = with_losing(contact.text(Column::Metadata), [first].into_iter().chain(losing));
        contact.texts.set(Column::Metadata, &metadata);
    }
}

/// Metadata with values that lost, by their fields.
pub fn with_losing<'a>(metadata: &str, losing: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut object = parse(metadata);
    for (field, value) in losing {
        insert(&mut object, &format!("other_{field}"), Json::from(value));
    }
    Json::Object(object).to_string()
}

/// The items of a list without those that a person took off the survivor, and these.
fn without_removed(column: Column, mine: &str, other: &str, held: &Held) -> (String, String) {
    if held.is_empty() {
        return (other.to_owned(), String::new());
    }
    let is_removed = |item: &&str| {
        held.contains(&(column.name().to_owned(), (*item).to_owned())) && mine.split(';').all(|i| i != *item)
    };
    let (removed, kept): (Vec<&str>, Vec<&str>) =
        other.split(';').filter(|item| !item.is_empty()).partition(is_removed);
    (kept.join(";"), removed.join(";"))
}

/// Both lists in one, letter by letter: identities that differ in case only are two.
fn union_exactly(first: &str, second: &str) -> String {
    let mut items: Vec<&str> = Vec::new();
    for item in first.split(';').chain(second.split(';')).filter(|item| !item.is_empty()) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items.join(";")
}

/// Joins two JSON objects; where both have a key, the first one's value stays and the other's goes under a new key. Two
/// empty texts are an empty object.
pub fn union_objects(first: &str, second: &str) -> String {
    let mut object = parse(first);
    for (key, value) in parse(second) {
        insert(&mut object, &key, value);
    }
    Json::Object(object).to_string()
}

fn parse(text: &str) -> Map<String, Json> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Inserts a value under a key, or under the next one that is free or has this value.
fn insert(object: &mut Map<String, Json>, key: &str, value: Json) {
    let mut name = key.to_owned();
    let mut n = 2;
    while object.get(&name).is_some_and(|there| *there != value) {
        name = format!("{key} {n}");
        n += 1;
    }
    object.insert(name, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: &Held = &Held::new();

    fn contact(id: i64, texts: &[(Column, &str)]) -> Contact {
        let mut contact = Contact { id, created_at: Some(Instant(id)), ..Contact::default() };
        for (column, text) in texts {
            contact.texts.set(*column, text);
        }
        contact
    }

    fn side<'a>(contact: &'a Contact, held: &'a Held, at: i64) -> Side<'a> {
        Side { contact, held, known_at: Some(Instant(at)) }
    }

    fn named(id: i64, full: &str) -> Contact {
        let (first, last) = name::split(full);
        contact(
            id,
            &[(Column::Name, full), (Column::FirstName, &first), (Column::LastName, &last), (Column::UserId, "7")],
        )
    }

    #[test]
    fn who_is_known_better_survives_then_who_came_first() {
        let customer = contact(9, &[(Column::UserId, "7")]);
        let identified = contact(8, &[(Column::Phones, "+12125550123")]);
        let visitor = contact(1, &[(Column::VisitorIds, "v1")]);
        let (named_only, later) = (contact(2, &[(Column::Name, "Ana")]), contact(10, &[(Column::UserId, "7")]));
        let order = [&customer, &later, &identified, &visitor, &named_only].map(precedence);
        assert!(order.is_sorted(), "{order:?}");
    }

    #[test]
    fn what_a_person_set_wins_then_who_is_identified_then_the_newer() {
        let mail = (Column::Emails, "ana@example.com");
        let (york, hull) = (contact(1, &[mail, (Column::City, "York")]), contact(2, &[mail, (Column::City, "Hull")]));
        let by_hand = Held::from([("city".to_owned(), String::new())]);
        let city = |survivor: Side<'_>, lost: Side<'_>| {
            let new = combine(&survivor, &lost);
            (new.text(Column::City).to_owned(), new.text(Column::Metadata).to_owned())
        };
        let (newer, older) = (
            ("Hull".to_owned(), r#"{"other_city":"York"}"#.to_owned()),
            ("York".to_owned(), r#"{"other_city":"Hull"}"#.to_owned()),
        );
        assert_eq!(city(side(&york, NOBODY, 1), side(&hull, NOBODY, 2)), newer);
        assert_eq!(city(side(&york, NOBODY, 2), side(&hull, NOBODY, 2)), older);
        assert_eq!(city(side(&york, &by_hand, 1), side(&hull, NOBODY, 2)), older);
        assert_eq!(city(side(&york, NOBODY, 3), side(&hull, &by_hand, 2)), newer);
        let visitor = contact(2, &[(Column::City, "Hull")]);
        assert_eq!(city(side(&york, NOBODY, 1), side(&visitor, NOBODY, 2)), older);
        let emptied = contact(1, &[mail]);
        assert_eq!(city(side(&emptied, &by_hand, 1), side(&hull, NOBODY, 2)), (String::new(), older.1.clone()));
        assert_eq!(city(side(&emptied, NOBODY, 3), side(&hull, NOBODY, 2)), ("Hull".to_owned(), String::new()));
    }

    #[test]
    fn a_fuller_name_stays_and_none_is_mixed() {
        for (fuller, poorer) in [
            ("Robert Smith", "R. Smith"),
            ("Robert Smith", "robert smith"),
            ("Robert Smith", "ROBERT SMITH"),
            ("Robert J. Smith", "Robert Smith"),
            ("Robert Smith", "Robert"),
            ("R. Smith", "Visitor 12"),
            ("Wei Wang", "Wang"),
        ] {
            let (a, b) = (named(1, fuller), named(2, poorer));
            for (survivor, lost) in
                [(side(&a, NOBODY, 1), side(&b, NOBODY, 2)), (side(&b, NOBODY, 2), side(&a, NOBODY, 1))]
            {
                let new = combine(&survivor, &lost);
                for column in NAMES {
                    assert_eq!(new.text(column), a.text(column), "{fuller}, {poorer}");
                }
                assert!(new.text(Column::Metadata).contains(&format!(r#""other_name":"{poorer}""#)));
            }
        }
        let (old, new) = (named(1, "Robert Smith"), named(2, "Bob Smith"));
        assert_eq!(combine(&side(&old, NOBODY, 1), &side(&new, NOBODY, 2)).text(Column::FirstName), "Bob");
    }

    #[test]
    fn lists_keep_all_and_the_main_mailbox_is_that_of_the_winner() {
        let a = contact(1, &[(Column::Emails, "a@example.com"), (Column::Tags, "vip"), (Column::ExternalIds, "x:a1")]);
        let b = contact(
            2,
            &[
                (Column::Emails, "b@example.com;a@example.com"),
                (Column::Tags, "VIP;spa"),
                (Column::ExternalIds, "x:A1"),
            ],
        );
        let new = combine(&side(&a, NOBODY, 1), &side(&b, NOBODY, 2));
        assert_eq!(new.text(Column::Emails), "b@example.com;a@example.com");
        assert_eq!((new.text(Column::Tags), new.text(Column::ExternalIds)), ("vip;spa", "x:a1;x:A1"));
        let none = contact(2, &[(Column::Emails, "none@none.com")]);
        let new = combine(&side(&a, NOBODY, 1), &side(&none, NOBODY, 2));
        assert_eq!(new.text(Column::Emails), "a@example.com;none@none.com");
        let no_spa = Held::from([("tags".to_owned(), "spa".to_owned())]);
        let new = combine(&side(&a, &no_spa, 1), &side(&b, NOBODY, 2));
        assert_eq!((new.text(Column::Tags), new.text(Column::Metadata)), ("vip", r#"{"other_tags":"spa"}"#));
    }

    #[test]
    fn opting_out_survives_and_times_reach_as_far_as_both() {
        let mut a = contact(1, &[(Column::Source, "lead_form")]);
        let mut b = contact(2, &[(Column::Source, "import")]);
        (a.created_at, a.points, a.opt_out_seen) = (Some(Instant(9)), Some(5), Some(false));
        (b.do_not_contact, b.first_seen, b.last_active, b.points) = (true, Some(Instant(3)), Some(Instant(8)), Some(7));
        let new = combine(&side(&a, NOBODY, 1), &side(&b, NOBODY, 2));
        assert!(new.do_not_contact && new.opt_out_seen == Some(false));
        assert_eq!((new.first_seen, new.last_active, new.created_at), (b.first_seen, b.last_active, b.created_at));
        assert_eq!((new.text(Column::Source), new.points), ("import", Some(7)));
        assert_eq!(new.text(Column::Metadata), r#"{"other_source":"lead_form","other_points":"5"}"#);
    }

    #[test]
    fn values_that_lose_again_and_again_all_stay() {
        let mut contact = contact(1, &[(Column::Metadata, r#"{"other_city":"York"}"#)]);
        keep_apart(&mut contact, [("city", "Hull"), ("city", "York"), ("city", "Leeds")].into_iter());
        let metadata = r#"{"other_city":"York","other_city 2":"Hull","other_city 3":"Leeds"}"#;
        assert_eq!(contact.text(Column::Metadata), metadata);
    }
}

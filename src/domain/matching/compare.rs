//! Comparing two people field by field: each comparison gives a level on a short ladder, and for values that agree the
//! chance that they do so by accident. What a level is worth is the model's business.

use super::distance::slips;
use super::lexicon::{Id, NONE};
use super::names::Alike;
use super::people::{People, Person, Phone};

/// The comparisons, in the order in which they are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Field {
    FirstName,
    LastName,
    Email,
    Phone,
    Work,
    Place,
    Title,
    Birth,
    Street,
    Number,
}

impl Field {
    /// All comparisons.
    pub const ALL: [Self; 10] = [
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Work,
        Self::Place,
        Self::Title,
        Self::Birth,
        Self::Street,
        Self::Number,
    ];
    /// How many there are.
    pub(super) const COUNT: usize = Self::ALL.len();
}

/// The most levels that a comparison has.
pub(super) const LEVELS: usize = Alike::COUNT;
/// On every ladder: nothing to compare.
pub(super) const MISSING: u8 = 0;

/// Levels of e-mail addresses.
pub(super) mod mail {
    pub(in super::super) const SAME: u8 = 1;
    pub(in super::super) const SAME_SHARED: u8 = 2;
    /// The same but for dots, which some providers leave out of account.
    pub(in super::super) const SAME_BUT_DOTS: u8 = 3;
    pub(in super::super) const SLIP: u8 = 4;
    pub(in super::super) const SAME_LOCAL: u8 = 5;
    /// The same local part, which is only what both names suggest.
    pub(in super::super) const NAME_AS_LOCAL: u8 = 6;
    pub(in super::super) const SAME_DOMAIN: u8 = 7;
    pub(in super::super) const DIFFERENT: u8 = 8;
}

/// Levels of phone numbers.
pub(super) mod call {
    pub(in super::super) const SAME: u8 = 1;
    pub(in super::super) const SAME_SHARED: u8 = 2;
    pub(in super::super) const OTHER_EXTENSION: u8 = 3;
    pub(in super::super) const SLIP: u8 = 4;
    pub(in super::super) const DIFFERENT: u8 = 5;
}

/// Levels of organisations, titles, streets and numbers.
pub(super) mod plain {
    pub(in super::super) const SAME: u8 = 1;
    pub(in super::super) const SIMILAR: u8 = 2;
    pub(in super::super) const DIFFERENT: u8 = 3;
}

/// Levels of places.
pub(super) mod place {
    pub(in super::super) const SAME_CITY: u8 = 1;
    pub(in super::super) const SAME_CODE: u8 = 2;
    pub(in super::super) const SIMILAR: u8 = 3;
    pub(in super::super) const SAME_COUNTRY: u8 = 4;
    pub(in super::super) const OTHER_CITY: u8 = 5;
    pub(in super::super) const OTHER_COUNTRY: u8 = 6;
}

/// Levels of dates of birth.
pub(super) mod birth {
    pub(in super::super) const SAME: u8 = 1;
    pub(in super::super) const SLIP: u8 = 2;
    pub(in super::super) const SAME_YEAR: u8 = 3;
    pub(in super::super) const DIFFERENT: u8 = 4;
}

/// What two people have in common that makes other agreements less surprising.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Relation {
    Strangers,
    /// They are in one organisation.
    Colleagues,
    /// Both names agree.
    Namesakes,
    /// They share a mailbox.
    Mailbox,
    /// They share a phone number, and no mailbox.
    Line,
}

impl Relation {
    pub(super) const COUNT: usize = 5;
}

/// The levels of all comparisons of two people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Comparison {
    pub levels: [u8; Field::COUNT],
    /// By field: how likely two other people agree on this value; 0 where the ladder's general chance holds.
    pub chances: [f32; Field::COUNT],
    /// Whether the names agree crosswise.
    pub is_swapped: bool,
    /// Whether two identities that are given once each differ.
    pub contradicts: bool,
    pub relation: Relation,
}

impl Comparison {
    pub(super) fn level(&self, field: Field) -> u8 {
        self.levels[field as usize]
    }

    fn set(&mut self, field: Field, (level, chance): (u8, f32)) {
        self.levels[field as usize] = level;
        self.chances[field as usize] = chance;
    }
}

/// Compares two people.
pub(super) fn compare(people: &People, a: &Person, b: &Person) -> Comparison {
    let mut seen = compare_who(people, a, b);
    compare_rest(people, a, b, &mut seen);
    seen
}

/// Compares what names a person and where they work, which decides nearly always.
pub(super) fn compare_who(people: &People, a: &Person, b: &Person) -> Comparison {
    let mut seen = Comparison {
        levels: [MISSING; Field::COUNT],
        chances: [0.0; Field::COUNT],
        is_swapped: false,
        contradicts: a.user_id != NONE && b.user_id != NONE && a.user_id != b.user_id,
        relation: Relation::Strangers,
    };
    compare_names(people, a, b, &mut seen);
    seen.set(Field::Email, compare_mail(people, a, b));
    seen.set(Field::Phone, compare_phones(people, a, b));
    seen.set(Field::Work, compare_work(people, a, b));
    seen.set(Field::Birth, compare_births(people, a, b));
    seen.set(Field::Number, compare_numbers(people, a, b));
    seen.relation = relation(&seen);
    seen
}

/// Compares the rest.
pub(super) fn compare_rest(people: &People, a: &Person, b: &Person, seen: &mut Comparison) {
    seen.set(Field::Place, compare_places(people, a, b));
    seen.set(Field::Title, compare_titles(people, a, b));
    seen.set(Field::Street, compare_streets(people, a, b));
}

fn relation(seen: &Comparison) -> Relation {
    let agrees = |field: Field| Alike::is(seen.level(field));
    if matches!(seen.level(Field::Email), mail::SAME | mail::SAME_SHARED) {
        Relation::Mailbox
    } else if matches!(seen.level(Field::Phone), call::SAME | call::SAME_SHARED) {
        Relation::Line
    } else if seen.level(Field::Work) == plain::SAME {
        Relation::Colleagues
    } else if agrees(Field::FirstName) && agrees(Field::LastName) {
        Relation::Namesakes
    } else {
        Relation::Strangers
    }
}

/// First and last names; crosswise where that fits better.
fn compare_names(people: &People, a: &Person, b: &Person, seen: &mut Comparison) {
    let names = &people.names;
    let mut first = names.compare_first(a.first, b.first);
    let mut last = names.compare_last(a.last, b.last);
    if !(first.0.agrees() && last.0.agrees()) && a.first != NONE && b.last != NONE && a.last != NONE && b.first != NONE
    {
        let ways = [
            (names.compare_first(a.first, b.last), names.compare_last(a.last, b.first)),
            (names.compare_first(a.last, b.first), names.compare_last(a.first, b.last)),
        ];
        let agree = |way: &&((Alike, f32), (Alike, f32))| {
            let ((first, _), (last, _)) = **way;
            first.agrees() && last.agrees() && (first == Alike::Exact || last == Alike::Exact)
        };
        let best = ways.iter().filter(agree).max_by(|x, y| (x.0.1 * x.1.1).total_cmp(&(y.0.1 * y.1.1)));
        if let Some(way) = best {
            (first, last) = *way;
            seen.is_swapped = true;
        }
    }
    if let Some(crosswise) = crosswise(people, a, b, first.0, last.0) {
        (first, last) = crosswise;
        seen.is_swapped = true;
    }
    if first.0.agrees() && last.0.agrees() && !seen.is_swapped {
        last.1 = (last.1 * names.lift(a.first, a.last).max(names.lift(b.first, b.last))).min(1.0);
    }
    seen.set(Field::FirstName, (first.0 as u8, first.1));
    seen.set(Field::LastName, (last.0 as u8, last.1));
}

/// Where one of two people has one name only, which is the other one's other name.
fn crosswise(
    people: &People,
    a: &Person,
    b: &Person,
    first: Alike,
    last: Alike,
) -> Option<((Alike, f32), (Alike, f32))> {
    if first.agrees() || last.agrees() {
        return None;
    }
    let names = &people.names;
    let missing = (Alike::Missing, 1.0);
    let is_it = |alike: (Alike, f32)| alike.0 == Alike::Exact;
    match (a.first == NONE || b.last == NONE, a.last == NONE || b.first == NONE) {
        (true, false) => Some((missing, names.compare_last(a.last, b.first))).filter(|(_, last)| is_it(*last)),
        (false, true) => Some((missing, names.compare_last(a.first, b.last))).filter(|(_, last)| is_it(*last)),
        _ => None,
    }
}

fn compare_mail(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    let mut best = (MISSING, 0.0);
    for &x in people.mailboxes(a) {
        for &y in people.mailboxes(b) {
            let level = mail_level(people, (a, x), (b, y));
            if level != MISSING && (best.0 == MISSING || level < best.0) {
                let local = people.mailbox(x).local;
                let chance = if level == mail::SAME_LOCAL { people.share(people.locals().count(local)) } else { 0.0 };
                best = (level, chance);
            }
        }
    }
    best
}

fn mail_level(people: &People, (a, x): (&Person, u32), (b, y): (&Person, u32)) -> u8 {
    let (of_x, of_y) = (people.mailbox(x), people.mailbox(y));
    if x == y {
        let is_shared = of_x.is_role || of_x.is_shared;
        return if is_shared { mail::SAME_SHARED } else { mail::SAME };
    }
    // A mailbox of a role says nothing of who else writes from it.
    if of_x.is_role || of_y.is_role {
        return MISSING;
    }
    let (local_x, local_y) = (people.locals().text(of_x.local), people.locals().text(of_y.local));
    if of_x.domain == of_y.domain {
        if of_x.local == of_y.local {
            return mail::SAME_BUT_DOTS;
        }
        return match people.locals().near(of_x.local, of_y.local) {
            Some(_)
                if !differ_in_digits(local_x, local_y)
                    && (of_name(people, a, local_x) == OfName::Nothing
                        || of_name(people, b, local_y) == OfName::Nothing) =>
            {
                mail::SLIP
            }
            _ if !of_x.is_freemail => mail::SAME_DOMAIN,
            _ => mail::DIFFERENT,
        };
    }
    if of_x.local == of_y.local {
        let is_slip =
            !(of_x.is_freemail && of_y.is_freemail) && people.domains().slips(of_x.domain, of_y.domain, 2).is_some();
        let is_name = of_name(people, a, local_x) == OfName::All && of_name(people, b, local_y) == OfName::All;
        return if is_slip {
            mail::SLIP
        } else if is_name {
            mail::NAME_AS_LOCAL
        } else {
            mail::SAME_LOCAL
        };
    }
    mail::DIFFERENT
}

/// What a local part has of a person's name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum OfName {
    Nothing,
    /// Both names, and digits that set it apart: `anacruz83`.
    WithDigits,
    /// `ana`, `cruz2`, `ana.cruz`, `acruz`, `cruz.a`, `anac`.
    All,
}

fn of_name(people: &People, person: &Person, local: &str) -> OfName {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    let (first, last) = (letters(people.names.text(person.first)), letters(people.names.text(person.last)));
    let has_digits = local.bytes().any(|b| b.is_ascii_digit());
    let local = letters(local);
    let is = |front: &str, back: &str| !front.is_empty() && local.strip_prefix(front) == Some(back);
    let initial = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let (f, l) = (initial(&first), initial(&last));
    if is(&first, &last) || is(&last, &first) {
        return if has_digits { OfName::WithDigits } else { OfName::All };
    }
    let is_part = local == first || local == last || is(&f, &last) || is(&last, &f) || is(&first, &l) || is(&l, &first);
    if is_part { OfName::All } else { OfName::Nothing }
}

/// Whether two local parts have other digits: `mary2@` and `mary3@` are two people.
fn differ_in_digits(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        text.bytes()
            .filter(u8::is_ascii_digit)
            .fold(0_u64, |all, d| all.wrapping_mul(10).wrapping_add(u64::from(d - b'0') + 1))
    };
    digits(a) != digits(b)
}

fn compare_phones(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    let mut best = MISSING;
    for x in people.phones(a) {
        for y in people.phones(b) {
            let has_other_extension = x.extension != NONE && y.extension != NONE && x.extension != y.extension;
            let level = if x.number != y.number {
                let len = |phone: &Phone| people.phone_numbers().text(phone.number).len();
                let is_slip = people.phone_numbers().slips(x.number, y.number, 1).is_some() && len(x) == len(y);
                if is_slip { call::SLIP } else { call::DIFFERENT }
            } else if has_other_extension {
                call::OTHER_EXTENSION
            } else if people.is_shared_phone[x.number as usize] && (x.extension == NONE || y.extension == NONE) {
                call::SAME_SHARED
            } else {
                call::SAME
            };
            if best == MISSING || level < best {
                best = level;
            }
        }
    }
    (best, 0.0)
}

fn compare_work(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    let (of_a, of_b) = (people.orgs(a), people.orgs(b));
    if of_a.is_empty() || of_b.is_empty() {
        return (MISSING, 0.0);
    }
    let common = of_a.iter().filter(|org| of_b.contains(org));
    if let Some(count) = common.map(|org| people.orgs.count(*org)).min() {
        return (plain::SAME, people.share(count));
    }
    if a.company != NONE && b.company != NONE && are_similar(people, a.company, b.company) {
        let count = people.plain().companies.count(a.company).max(people.plain().companies.count(b.company));
        return (plain::SIMILAR, people.share(count));
    }
    (plain::DIFFERENT, 0.0)
}

/// Whether two names of companies are one with slips, or one is the other with words added.
fn are_similar(people: &People, a: Id, b: Id) -> bool {
    let (text_a, text_b) = (people.plain().companies.text(a), people.plain().companies.text(b));
    let (short, long) = if text_a.len() <= text_b.len() { (text_a, text_b) } else { (text_b, text_a) };
    let continues = || long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    short.len() >= 5 && (people.plain().companies.slips(a, b, 2).is_some() || continues())
}

fn compare_places(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    let both = |x: u32, y: u32| x != NONE && y != NONE;
    let same_code = both(a.postcode, b.postcode) && a.postcode == b.postcode;
    if both(a.city, b.city) && a.city == b.city {
        if same_code {
            return (place::SAME_CODE, people.share(people.plain().postcodes.count(a.postcode)));
        }
        return (place::SAME_CITY, people.city_share(a.city));
    }
    if same_code {
        return (place::SAME_CODE, people.share(people.plain().postcodes.count(a.postcode)));
    }
    let other_country = both(a.country, b.country) && a.country != b.country;
    if other_country {
        return (place::OTHER_COUNTRY, 0.0);
    }
    if both(a.city, b.city) {
        let (city_a, city_b) = (people.plain().cities.text(a.city), people.plain().cities.text(b.city));
        let is_part = city_a.starts_with(city_b) || city_b.starts_with(city_a);
        if is_part || people.plain().cities.near(a.city, b.city).is_some() {
            let rarer = people.plain().cities.count(a.city).min(people.plain().cities.count(b.city));
            return (place::SIMILAR, people.share(rarer.saturating_mul(20)).min(0.05));
        }
        return (place::OTHER_CITY, 0.0);
    }
    if both(a.postcode, b.postcode) || both(a.state, b.state) && a.state != b.state {
        return (place::OTHER_CITY, 0.0);
    }
    if both(a.country, b.country) || both(a.state, b.state) {
        return (place::SAME_COUNTRY, 0.0);
    }
    (MISSING, 0.0)
}

fn compare_titles(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    if a.title == NONE || b.title == NONE {
        return (MISSING, 0.0);
    }
    if a.title == b.title {
        return (plain::SAME, people.share(people.plain().titles.count(a.title)));
    }
    let (title_a, title_b) = (people.plain().titles.text(a.title), people.plain().titles.text(b.title));
    let is_similar = common_words(title_a, title_b) > 0.5 || people.plain().titles.near(a.title, b.title).is_some();
    (if is_similar { plain::SIMILAR } else { plain::DIFFERENT }, 0.0)
}

/// The share of the words of the longer text that both have.
fn common_words(a: &str, b: &str) -> f32 {
    let common = a.split(' ').filter(|word| b.split(' ').any(|other| other == *word)).count();
    common as f32 / a.split(' ').count().max(b.split(' ').count()) as f32
}

fn compare_births(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    if a.birth_id == NONE || b.birth_id == NONE {
        return (MISSING, 0.0);
    }
    if a.birth_id == b.birth_id {
        return (birth::SAME, people.share(people.plain().births.count(a.birth_id)));
    }
    let ([year_a, month_a, day_a], [year_b, month_b, day_b]) = (a.birth, b.birth);
    let equal = [year_a == year_b, month_a == month_b, day_a == day_b];
    let is_turned = year_a == year_b && month_a == day_b && day_a == month_b;
    let digits = |[year, month, day]: [u16; 3]| format!("{year:04}{month:02}{day:02}");
    if is_turned
        || equal.iter().filter(|equal| **equal).count() == 2 && slips(&digits(a.birth), &digits(b.birth), 2) <= 2
    {
        return (birth::SLIP, 0.0);
    }
    let level = if equal.iter().filter(|equal| **equal).count() == 2
        || year_a == year_b
        || slips(&digits(a.birth), &digits(b.birth), 2) <= 2
    {
        birth::SAME_YEAR
    } else {
        birth::DIFFERENT
    };
    (level, 0.0)
}

fn compare_streets(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    if a.street == NONE || b.street == NONE {
        return (MISSING, 0.0);
    }
    if a.street == b.street {
        return (plain::SAME, people.share(people.plain().streets.count(a.street)));
    }
    let (street_a, street_b) = (people.plain().streets.text(a.street), people.plain().streets.text(b.street));
    let is_similar =
        people.plain().streets.slips(a.street, b.street, 3).is_some() || common_words(street_a, street_b) >= 0.5;
    (if is_similar { plain::SIMILAR } else { plain::DIFFERENT }, 0.0)
}

fn compare_numbers(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    if a.number == NONE || b.number == NONE {
        return (MISSING, 0.0);
    }
    if a.number == b.number {
        return (plain::SAME, people.share(people.plain().numbers.count(a.number)));
    }
    let is_similar = people.plain().numbers.slips(a.number, b.number, 2).is_some();
    (if is_similar { plain::SIMILAR } else { plain::DIFFERENT }, 0.0)
}

//! Comparing two people field by field: each comparison gives a level on a short ladder, and for values that agree the
//! chance that they do so by accident. What a level is worth is the model's business.

mod contact;

use super::distance::slips;
use super::lexicon::{Id, NONE};
use super::names::Alike;
use super::people::{People, Person};
pub(super) use contact::{OfName, spells};
use contact::{compare_mail, compare_phones};

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
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Relation {
    #[default]
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
    pub(super) const ALL: [Self; 5] = [Self::Strangers, Self::Colleagues, Self::Namesakes, Self::Mailbox, Self::Line];
    pub(super) const COUNT: usize = Self::ALL.len();
}

/// The levels of all comparisons of two people.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
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
    let contradicts = a.user_id != NONE && b.user_id != NONE && a.user_id != b.user_id;
    let mut seen = Comparison { contradicts, ..Comparison::default() };
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

/// Compares the names only, of two people who share no mailbox, phone or organisation.
pub(super) fn compare_strangers(people: &People, a: &Person, b: &Person) -> Comparison {
    let mut seen = Comparison::default();
    compare_names(people, a, b, &mut seen);
    seen.relation = relation(&seen);
    seen
}

/// Compares places, and what else is the very same.
pub(super) fn compare_same(people: &People, a: &Person, b: &Person, seen: &mut Comparison) {
    let is_same = |x: Id, y: Id| x != NONE && x == y;
    seen.set(Field::Place, compare_places(people, a, b));
    if is_same(a.title, b.title) {
        seen.set(Field::Title, compare_titles(people, a, b));
    }
    if is_same(a.street, b.street) {
        seen.set(Field::Street, compare_streets(people, a, b));
    }
    if is_same(a.birth_id, b.birth_id) {
        seen.set(Field::Birth, compare_births(people, a, b));
    }
    if is_same(a.number, b.number) {
        seen.set(Field::Number, compare_numbers(people, a, b));
    }
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
    // Crosswise, one of the names must be the very same.
    if !(first.0.agrees() && last.0.agrees()) && may_be_swapped(a, b) {
        let ways = [
            (names.compare_first(a.first, b.last), names.compare_last(a.last, b.first)),
            (names.compare_first(a.last, b.first), names.compare_last(a.first, b.last)),
        ];
        let agree = |way: &&((Alike, f32), (Alike, f32))| {
            let ((first, _), (last, _)) = **way;
            first.agrees() && last.agrees() && (first == Alike::Exact || last == Alike::Exact)
        };
        // Of two as likely, the one that is the same whichever of the two people comes first.
        let best = ways.iter().filter(agree).max_by(|x, y| {
            (x.0.1 * x.1.1).total_cmp(&(y.0.1 * y.1.1)).then_with(|| (y.0.0, y.1.0).cmp(&(x.0.0, x.1.0)))
        });
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

/// Whether all names are there, and somebody's first name is the other's last.
fn may_be_swapped(a: &Person, b: &Person) -> bool {
    let is_there = a.first != NONE && b.last != NONE && a.last != NONE && b.first != NONE;
    is_there && (a.first == b.last || a.last == b.first)
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

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{level, named, others, people, seen, seen_among};
    use super::*;

    fn names_of(a: Record<'_>, b: Record<'_>) -> (u8, u8, bool) {
        let seen = seen(a, b);
        (seen.level(Field::FirstName), seen.level(Field::LastName), seen.is_swapped)
    }

    #[test]
    fn names_may_have_changed_places() {
        let (exact, missing, different) = (Alike::Exact as u8, MISSING, Alike::Different as u8);
        let two = |a: (&str, &str), b: (&str, &str)| names_of(named(a.0, a.1), named(b.0, b.1));
        assert_eq!(two(("Ana", "Cruz"), ("Ana", "Cruz")), (exact, exact, false));
        assert_eq!(two(("Ana", "Cruz"), ("Cruz", "Ana")), (exact, exact, true));
        assert!(two(("Ana", "Cruz"), ("Cruz", "Anna")).2);
        assert_eq!(two(("Ana", "Cruz"), ("Ben", "Reyes")), (different, different, false));
        assert_eq!(two(("Ana", ""), ("Ana", "Cruz")), (exact, missing, false));
        assert_eq!(two(("", "Cruz"), ("Ana", "Cruz")), (missing, exact, false));
        assert_eq!(two(("Cruz", ""), ("Ana", "Cruz")), (missing, exact, true));
        assert_eq!(two(("Cruz", ""), ("", "Cruz")), (missing, exact, true));
        assert_eq!(two(("Reyes", ""), ("Ana", "Cruz")), (different, missing, false));
        assert_eq!(two(("", ""), ("Ana", "Cruz")), (missing, missing, false));
    }

    #[test]
    fn companies() {
        let work =
            |a, b| level(Field::Work, named("Ana", "Cruz").with_company(a), named("Ana", "Cruz").with_company(b));
        assert_eq!(work("Blue Harbour Ltd", "BLUE HARBOUR"), plain::SAME);
        assert_eq!(work("Blue Harbour", "Blueharbour Inc."), plain::SAME);
        assert_eq!(work("Blue Harbour", "Bleu Harbour"), plain::SIMILAR);
        assert_eq!(work("Blue Harbour", "Blue Harbour Shipping"), plain::SIMILAR);
        assert_eq!(work("Blue Harbour", "Red Mill"), plain::DIFFERENT);
        assert_eq!(work("Blue Harbour", ""), MISSING);
        let by_mail = named("Ana", "Cruz").with_emails("ana@blueharbour.com");
        assert_eq!(level(Field::Work, by_mail, named("Ana", "Cruz").with_company("Blue Harbour")), plain::SAME);
        let at_home = named("Ana", "Cruz").with_emails("ana@gmail.com");
        assert_eq!(level(Field::Work, at_home, named("Ana", "Cruz").with_company("Gmail")), MISSING);
    }

    #[test]
    fn places() {
        let of = |city, postcode, country| Record { city, postcode, country, ..named("Ana", "Cruz") };
        for (a, b, expected) in [
            (of("NYC", "", ""), of("New York", "", ""), place::SAME_CITY),
            (of("Leeds", "LS1 4DY", ""), of("Leeds", "ls14dy", ""), place::SAME_CODE),
            (of("", "LS1 4DY", ""), of("York", "ls14dy", ""), place::SAME_CODE),
            (of("Newcastle", "", ""), of("Newcastle upon Tyne", "", ""), place::SAME_CITY),
            (of("Halle", "", ""), of("Halle an der Saale", "", ""), place::SIMILAR),
            (of("Leeds", "", ""), of("Leads", "", ""), place::SIMILAR),
            (of("", "", "France"), of("", "", "FR"), place::SAME_COUNTRY),
            (of("Lyon", "", "France"), of("Nantes", "", "FR"), place::OTHER_CITY),
            (of("Lyon", "", "France"), of("Turin", "", "Italy"), place::OTHER_COUNTRY),
            (of("Lyon", "", ""), of("", "", "Italy"), MISSING),
        ] {
            assert_eq!(level(Field::Place, a, b), expected, "{} {} {}", a.city, b.city, b.country);
        }
    }

    #[test]
    fn dates_of_birth() {
        let born = |a, b| level(Field::Birth, named("Ana", "Cruz").born(a), named("Ana", "Cruz").born(b));
        assert_eq!(born("1971-06-24", "24.06.1971"), birth::SAME);
        assert_eq!(born("1971-06-24", "1971-06-25"), birth::SLIP);
        assert_eq!(born("1971-06-04", "1971-04-06"), birth::SLIP);
        assert_eq!(born("1971-06-24", "1917-06-24"), birth::SLIP);
        assert_eq!(born("1971-06-24", "1971-11-02"), birth::SAME_YEAR);
        assert_eq!(born("1971-06-24", "1988-11-02"), birth::DIFFERENT);
        assert_eq!(born("1971-06-24", ""), MISSING);
    }

    #[test]
    fn titles_streets_and_numbers() {
        let with = |job_title, address, id_number| Record { job_title, address, id_number, ..named("Ana", "Cruz") };
        let levels = |a, b| {
            let seen = seen(a, b);
            [Field::Title, Field::Street, Field::Number].map(|field| seen.level(field))
        };
        let a = with("Head of Sales", "12 High St.", "AB-123456");
        assert_eq!(levels(a, with("Sales Head", "12 High Street", "ab123456")), [plain::SAME; 3]);
        assert_eq!(levels(a, with("Regional Sales Head", "12 Hihg Street", "ab123465")), [plain::SIMILAR; 3]);
        assert_eq!(levels(a, with("Cook", "7 Mill Lane", "zz987654")), [plain::DIFFERENT; 3]);
        assert_eq!(levels(a, with("", "", "")), [MISSING; 3]);
    }

    #[test]
    fn what_two_people_have_in_common() {
        let ana = named("Ana", "Cruz");
        let ben = named("Ben", "Reyes");
        let relation = |a, b| seen(a, b).relation;
        assert_eq!(relation(ana, ben), Relation::Strangers);
        assert_eq!(relation(ana, ana), Relation::Namesakes);
        assert_eq!(relation(ana.with_company("Red Mill"), ben.with_company("Red Mill")), Relation::Colleagues);
        let line = "+1 212 555 0140";
        assert_eq!(relation(ana.with_phones(line), ben.with_phones(line)), Relation::Line);
        let mailbox = "x7k@example.com";
        assert_eq!(relation(ana.with_emails(mailbox), ben.with_emails(mailbox)), Relation::Mailbox);
    }

    #[test]
    fn two_user_ids_contradict() {
        let with = |user_id| named("Ana", "Cruz").with_user_id(user_id);
        assert!(seen(with("7"), with("8")).contradicts);
        assert!(!seen(with("7"), with("7")).contradicts && !seen(with("7"), with("")).contradicts);
    }

    #[test]
    fn agreement_on_what_many_have_is_likelier_by_chance() {
        let crowd: Vec<Record<'_>> = others();
        let rare = seen_among(&crowd, named("Ana", "Cruz").in_city("Oslo"), named("Ana", "Cruz").in_city("Oslo"));
        let common = seen_among(&crowd, named("Ana", "Cruz").in_city("Porto"), named("Ana", "Cruz").in_city("Porto"));
        assert!(common.chances[Field::Place as usize] > rare.chances[Field::Place as usize]);
        assert!(!people(&crowd).is_empty());
    }
}

//! People for the tests of this room: a record is put together from a name and what else matters, and two of them are
//! compared among a few others, so that shares of values mean something.

use super::compare::{Comparison, Field, compare};
use super::intake::Intake;
use super::people::People;
use super::record::Record;

/// Somebody with a first and a last name, and nothing else.
pub(super) fn named<'a>(first_name: &'a str, last_name: &'a str) -> Record<'a> {
    Record { first_name, last_name, ..Record::default() }
}

impl<'a> Record<'a> {
    pub(super) fn with_emails(self, emails: &'a str) -> Self {
        Self { emails, ..self }
    }

    pub(super) fn with_phones(self, phones: &'a str) -> Self {
        Self { phones, ..self }
    }

    pub(super) fn with_company(self, company: &'a str) -> Self {
        Self { company, ..self }
    }

    pub(super) fn in_city(self, city: &'a str) -> Self {
        Self { city, ..self }
    }

    pub(super) fn born(self, birth_date: &'a str) -> Self {
        Self { birth_date, ..self }
    }

    pub(super) fn with_user_id(self, user_id: &'a str) -> Self {
        Self { user_id, ..self }
    }
}

/// These records as people.
pub(super) fn people(records: &[Record<'_>]) -> People {
    let mut intake = Intake::default();
    intake.add(records);
    intake.finish()
}

/// Eight people who have nothing to do with anybody.
pub(super) fn others() -> Vec<Record<'static>> {
    let names = [
        ("Tom", "Okafor"),
        ("Grace", "Lindqvist"),
        ("Henry", "Baptiste"),
        ("Chloe", "Nakamura"),
        ("Victor", "Zielinski"),
        ("Ruth", "Haddad"),
        ("Oscar", "Papadakis"),
        ("Iris", "Thorvaldsen"),
    ];
    names.map(|(first, last)| named(first, last).in_city("Porto").with_company("Grey Works")).to_vec()
}

/// The comparison of two records among others.
pub(super) fn seen(a: Record<'_>, b: Record<'_>) -> Comparison {
    seen_among(&others(), a, b)
}

/// The same among people of one's own.
pub(super) fn seen_among(others: &[Record<'_>], a: Record<'_>, b: Record<'_>) -> Comparison {
    let people = people(&[&[a, b], others].concat());
    let rows = people.rows_of_records();
    let (a, b) = (&people.rows[rows[0] as usize], &people.rows[rows[1] as usize]);
    let (there, back) = (compare(&people, a, b), compare(&people, b, a));
    assert_eq!(there.levels, back.levels, "the order of two people says nothing");
    there
}

/// The level of one comparison of two records.
pub(super) fn level(field: Field, a: Record<'_>, b: Record<'_>) -> u8 {
    seen(a, b).level(field)
}

/// Generated people: so many persons, of whom one in five has a second row, in which each value is kept, lost or
/// changed by known shares. Nothing is random but by `scatter`, so it is the same each time.
pub(super) struct Generated {
    rows: Vec<[String; 6]>,
    /// By row, the person.
    pub person: Vec<u32>,
}

/// Of second rows, the percentage with another city, with another phone and with another mailbox.
pub(super) const OTHER_CITY: u64 = 20;
pub(super) const OTHER_PHONE: u64 = 30;
pub(super) const OTHER_MAILBOX: u64 = 40;

impl Generated {
    pub(super) fn new(persons: u32) -> Self {
        let mut generated = Self { rows: Vec::new(), person: Vec::new() };
        for person in 0..persons {
            let own = |what: u64| scatter(u64::from(person) * 16 + what);
            let city = |n: u64| format!("City {}", word(n % 25));
            let row = [
                word(own(0) % 60),
                word(own(1) % 900 + 100),
                format!("{}@example.com", word(own(2) % 1_000_000 + 7_000)),
                format!("+1 {:09}", own(3) % 900_000_000 + 100_000_000),
                city(own(4)),
                format!("Firm {}", word(own(5) % 300)),
            ];
            if person % 5 == 0 {
                let mut second = row.clone();
                let is = |what: u64, percent: u64| own(what) % 100 < percent;
                if is(6, OTHER_MAILBOX) {
                    second[2] = format!("{}@example.net", word(own(7) % 1_000_000 + 7_000));
                }
                if is(8, OTHER_PHONE) {
                    second[3] = format!("+1 {:09}", own(9) % 900_000_000 + 100_000_000);
                }
                if is(10, OTHER_CITY) {
                    second[4] = city(own(4) + 1 + own(11) % 24);
                }
                generated.rows.push(second);
                generated.person.push(person);
            }
            generated.rows.push(row);
            generated.person.push(person);
        }
        generated
    }

    pub(super) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.rows.iter().map(|[first, last, mail, phone, city, company]| {
            named(first, last).with_emails(mail).with_phones(phone).in_city(city).with_company(company)
        })
    }

    pub(super) fn people(&self) -> People {
        people(&self.records().collect::<Vec<_>>())
    }
}

/// A pronounceable word for a number, different for different numbers.
pub(super) fn word(mut n: u64) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b"bdfgklmnprst"[(n % 12) as usize]));
        word.push(char::from(b"aeiou"[(n / 12 % 5) as usize]));
        n /= 60;
        if n == 0 {
            return word + "x";
        }
    }
}

pub(super) fn scatter(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

//! The people to compare, in columns of small numbers, with how often each value occurs and who shares what. They stand
//! in an order of their own, by last and first name: whoever is compared with somebody stands near, which the
//! processor's cache likes, and in whatever order rows come in, the outcome is the same.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::glance::Digits;
use super::lexicon::{Id, Lexicon, NONE};
use super::names::Names;
use super::record::Fields;
use super::words;
use crate::domain::normalize::email;

/// Holders with different last names from which on a mailbox or a phone number is nobody's own.
const SHARED_BY: usize = 3;

/// Digits of a phone number that are kept: the last ones.
const WRITTEN_DIGITS: usize = 9;

/// People elsewhere count as well as those in the table, so that in a table of three nothing is common: as many as
/// this, of whom each value has a small share, and each city a larger one.
const ELSEWHERE: f32 = 500.0;
const COMMON: f32 = 0.001;
const COMMON_CITY: f32 = 0.02;

/// Where a person's values lie in a list of all people's.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    /// The same span behind so many other values.
    const fn behind(self, others: u32) -> Self {
        Self { start: self.start + others, len: self.len }
    }
}

/// One person, as numbers.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Person {
    pub first: Id,
    pub last: Id,
    pub mailboxes: Span,
    pub phones: Span,
    pub orgs: Span,
    pub company: Id,
    pub site: Id,
    pub title: Id,
    pub city: Id,
    pub postcode: Id,
    pub state: Id,
    pub country: Id,
    pub street: Id,
    pub birth_id: Id,
    /// Year, month, day; 0 for what is not known.
    pub birth: [u16; 3],
    pub number: Id,
    pub user_id: Id,
}

/// What the number of a mailbox stands for.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mailbox {
    /// The local part without dots.
    pub local: Id,
    pub domain: Id,
    /// Whether several people read it.
    pub is_role: bool,
    /// Whether the domain says nothing about an organisation.
    pub is_freemail: bool,
    /// Whether people with different last names hold it.
    pub is_shared: bool,
}

/// A phone number as one person has it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Phone {
    /// As it was written, but for what stands before its last digits.
    pub written: Id,
    /// However it is dialled.
    pub number: Id,
    pub extension: Id,
    pub digits: Digits,
}

/// Everybody who may be compared.
#[derive(Debug, Default)]
pub struct People {
    pub(super) rows: Vec<Person>,
    /// By row: the place of its record among those that came in.
    pub(super) order: Vec<u32>,
    /// By row, a number that changes when what is compared does.
    pub(super) prints: Vec<u32>,
    pub(super) names: Names,
    pub(super) mail: Mail,
    pub(super) calls: Calls,
    pub(super) plain: Plain,
    pub(super) orgs: Lexicon,
    org_list: Vec<Id>,
    /// By city: the share of the people of its country who live there.
    city_shares: Vec<f32>,
    /// By phone number: whether people with different last names hold it.
    pub(super) is_shared_phone: Vec<bool>,
}

/// Mailboxes.
#[derive(Debug, Default)]
pub(super) struct Mail {
    pub addresses: Lexicon,
    pub mailboxes: Vec<Mailbox>,
    pub list: Vec<Id>,
    pub locals: Lexicon,
    pub domains: Lexicon,
}

/// Phones.
#[derive(Debug, Default)]
pub(super) struct Calls {
    pub numbers: Lexicon,
    pub list: Vec<Phone>,
}

/// Columns with one value a person.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub companies: Lexicon,
    pub sites: Lexicon,
    pub titles: Lexicon,
    pub cities: Lexicon,
    pub postcodes: Lexicon,
    pub states: Lexicon,
    pub countries: Lexicon,
    pub streets: Lexicon,
    pub births: Lexicon,
    pub numbers: Lexicon,
    user_ids: Lexicon,
}

impl Person {
    /// How many values a person has one of.
    pub(super) const VALUES: usize = 2 + Plain::COLUMNS;

    /// The values that a person has one of: the names, then those of [`Plain`].
    pub(super) const fn values(&self) -> [Id; Self::VALUES] {
        [
            self.first,
            self.last,
            self.company,
            self.site,
            self.title,
            self.city,
            self.postcode,
            self.state,
            self.country,
            self.street,
            self.birth_id,
            self.number,
            self.user_id,
        ]
    }

    /// Somebody with these values.
    pub(super) fn of(values: [Id; Self::VALUES]) -> Self {
        let [first, last, company, site, title, city, postcode, state, country, street, birth_id, number, user_id] =
            values;
        let plain = Self { company, site, title, city, postcode, state, country, street, ..Self::default() };
        Self { first, last, birth_id, number, user_id, ..plain }
    }
}

impl People {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a row's record among those that came in.
    pub(super) fn record_of(&self, row: u32) -> u32 {
        self.order[row as usize]
    }

    /// By record, its row.
    pub(super) fn rows_of_records(&self) -> Vec<u32> {
        let mut rows = vec![0; self.order.len()];
        for (row, record) in self.order.iter().enumerate() {
            rows[*record as usize] = row as u32;
        }
        rows
    }

    /// Takes in others' values, and gives them as they are numbered here; what follows from everybody is not known then.
    pub(super) fn absorb(&mut self, others: &Self) -> Vec<Person> {
        let Self { names, mail, calls, plain, .. } = self;
        let ((names, plain), (mail, calls)) = rayon::join(
            || (names.absorb(&others.names), plain.absorb(&others.plain)),
            || (mail.absorb(&others.mail), calls.absorb(&others.calls)),
        );
        let here = |person: &Person| {
            let mut values = person.values();
            let ids = [&names, &names].into_iter().chain(&plain);
            values.iter_mut().zip(ids).for_each(|(value, ids)| *value = ids[*value as usize]);
            let (mailboxes, phones) = (person.mailboxes.behind(mail), person.phones.behind(calls));
            Person { mailboxes, phones, birth: person.birth, ..Person::of(values) }
        };
        others.rows.iter().map(here).collect()
    }

    /// Takes a person's values away again.
    pub(super) fn uncount(&mut self, row: u32) {
        let person = self.rows[row as usize];
        self.names.uncount(person.first, person.last);
        slice(&self.mail.list, person.mailboxes).iter().for_each(|id| self.mail.addresses.uncount(*id));
        let values = person.values().into_iter().skip(2);
        self.plain.lexicons_mut().into_iter().zip(values).for_each(|(lexicon, id)| lexicon.uncount(id));
    }

    pub(super) fn mailboxes(&self, row: &Person) -> &[Id] {
        slice(&self.mail.list, row.mailboxes)
    }

    pub(super) fn mailbox(&self, id: Id) -> &Mailbox {
        &self.mail.mailboxes[id as usize]
    }

    pub(super) fn locals(&self) -> &Lexicon {
        &self.mail.locals
    }

    pub(super) fn domains(&self) -> &Lexicon {
        &self.mail.domains
    }

    pub(super) fn phones(&self, row: &Person) -> &[Phone] {
        slice(&self.calls.list, row.phones)
    }

    pub(super) fn orgs(&self, row: &Person) -> &[Id] {
        slice(&self.org_list, row.orgs)
    }

    pub(super) const fn plain(&self) -> &Plain {
        &self.plain
    }

    /// The share of people with a value that occurs `count` times.
    pub(super) fn share(&self, count: u32) -> f32 {
        (count.max(1) as f32 + ELSEWHERE * COMMON) / (self.rows.len() as f32 + ELSEWHERE)
    }

    /// The share of the people of a city's country who live there.
    pub(super) fn city_share(&self, city: Id) -> f32 {
        self.city_shares[city as usize]
    }

    /// Finds what follows from everybody's values.
    pub(super) fn finish(&mut self) {
        let Self { rows, names, mail, calls, plain, .. } = self;
        let people = rows.iter().map(|row| (row.first, row.last, row.country));
        rayon::join(|| names.finish(people, &plain.countries), || rayon::join(|| mail.finish(), || calls.finish(rows)));
        let ((orgs, list, spans), (city_shares, (mailboxes, phones))) = rayon::join(
            || self.find_orgs(),
            || {
                let mailboxes = |row| self.mailboxes(row).iter().copied();
                let mailboxes = || self.shared(self.mail.addresses.len(), mailboxes);
                let phones = |row| self.phones(row).iter().map(|phone| phone.number);
                let phones = || self.shared(self.calls.numbers.len(), phones);
                rayon::join(|| self.shares_of_cities(), || rayon::join(mailboxes, phones))
            },
        );
        (self.orgs, self.org_list, self.city_shares, self.is_shared_phone) = (orgs, list, city_shares, phones);
        for (row, orgs) in self.rows.iter_mut().zip(spans) {
            row.orgs = orgs;
        }
        for (mailbox, is_shared) in self.mail.mailboxes.iter_mut().zip(mailboxes) {
            mailbox.is_shared = is_shared;
        }
    }

    /// What names each person's organisation: the company without blanks, and the domains of website and mailboxes. With
    /// all people's in one list, and where each person's stand in it.
    fn find_orgs(&self) -> (Lexicon, Vec<Id>, Vec<Span>) {
        let mut orgs = Lexicon::default();
        let mut intern = |text: &str| if text.len() > 2 { orgs.intern(text) } else { NONE };
        let companies: Vec<Id> = self.plain.companies.texts().map(|text| intern(&text.replace(' ', ""))).collect();
        let sites: Vec<Id> = self.plain.sites.texts().map(|text| intern(&words::domain_label(text))).collect();
        let domains: Vec<Id> = self.mail.domains.texts().map(|text| intern(&words::domain_label(text))).collect();
        let mut list = Vec::with_capacity(self.rows.len());
        let mut spans = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let start = list.len();
            let mailboxes = self.mailboxes(row).iter().map(|id| self.mailbox(*id));
            let of_mail =
                mailboxes.filter(|mailbox| !mailbox.is_freemail).map(|mailbox| domains[mailbox.domain as usize]);
            for org in [companies[row.company as usize], sites[row.site as usize]].into_iter().chain(of_mail) {
                if org != NONE && !list[start..].contains(&org) {
                    orgs.count_again(org);
                    list.push(org);
                }
            }
            spans.push(span(start, list.len()));
        }
        (orgs, list, spans)
    }

    fn shares_of_cities(&self) -> Vec<f32> {
        let mut homes: Vec<(Id, Id)> = self.rows.iter().map(|row| (row.city, row.country)).collect();
        homes.retain(|(city, country)| *city != NONE && *country != NONE);
        homes.par_sort_unstable();
        let mut best = vec![(0_usize, NONE); self.plain.cities.len()];
        let name = |country: Id| self.plain.countries.text(country);
        for group in homes.chunk_by(|a, b| a == b) {
            let (city, country) = group[0];
            let (most, other) = best[city as usize];
            if group.len() > most || group.len() == most && name(country) < name(other) {
                best[city as usize] = (group.len(), country);
            }
        }
        // Of those with a country, how many have a city, is taken to be the same everywhere.
        let with_both = homes.len().max(1) as f32 / self.rows.len().max(1) as f32;
        let share = |(city, (_, country)): (usize, &(usize, Id))| {
            let everybody = self.rows.len() as f32;
            let of_country = match *country {
                NONE => everybody,
                country => self.plain.countries.count(country) as f32 / with_both,
            };
            let here = self.plain.cities.count(city as Id) as f32;
            ((here + ELSEWHERE * COMMON_CITY) / (of_country + ELSEWHERE)).clamp(1e-6, 1.0)
        };
        best.iter().enumerate().map(share).collect()
    }

    /// Which of `len` values have holders of [`SHARED_BY`] last names or more.
    fn shared<'a, I: Iterator<Item = Id>>(&'a self, len: usize, values: impl Fn(&'a Person) -> I) -> Vec<bool> {
        let mut names = vec![[NONE; SHARED_BY - 1]; len];
        let mut shared = vec![false; len];
        for row in self.rows.iter().filter(|row| row.last != NONE) {
            for value in values(row).map(|value| value as usize) {
                if names[value].contains(&row.last) {
                    continue;
                }
                match names[value].iter_mut().find(|name| **name == NONE) {
                    Some(name) => *name = row.last,
                    None => shared[value] = true,
                }
            }
        }
        shared
    }
}

impl Mail {
    /// Takes in a person's mailboxes.
    pub(super) fn add(&mut self, fields: &Fields<'_>) -> Span {
        if self.mailboxes.is_empty() {
            self.mailboxes.push(Mailbox::default());
        }
        let start = self.list.len();
        for address in fields.mailboxes() {
            let id = self.addresses.add(address);
            if id as usize == self.mailboxes.len() {
                let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
                self.mailboxes.push(Mailbox {
                    local: self.locals.intern(&local.replace('.', "")),
                    domain: self.domains.intern(domain),
                    is_role: email::is_role(address),
                    is_freemail: email::is_freemail(domain),
                    is_shared: false,
                });
            }
            self.list.push(id);
        }
        span(start, self.list.len())
    }

    /// Takes in others' mailboxes, behind so many that are here.
    fn absorb(&mut self, others: &Self) -> u32 {
        let (ids, (locals, domains)) = rayon::join(
            || self.addresses.absorb(&others.addresses),
            || (self.locals.absorb(&others.locals), self.domains.absorb(&others.domains)),
        );
        for (here, mailbox) in ids.iter().zip(&others.mailboxes) {
            if *here as usize == self.mailboxes.len() {
                let (local, domain) = (locals[mailbox.local as usize], domains[mailbox.domain as usize]);
                self.mailboxes.push(Mailbox { local, domain, ..*mailbox });
            }
        }
        let len = self.list.len();
        self.list.extend(others.list.iter().map(|id| ids[*id as usize]));
        len as u32
    }

    /// Counts in how many mailboxes each local part and each domain is.
    fn finish(&mut self) {
        let is_held = |(_, id): &(&Mailbox, Id)| self.addresses.count(*id) > 0;
        for (mailbox, _) in self.mailboxes.iter().zip(0..).filter(is_held) {
            self.locals.count_again(mailbox.local);
            self.domains.count_again(mailbox.domain);
        }
    }
}

impl Calls {
    /// Takes in a person's phones.
    pub(super) fn add(&mut self, fields: &Fields<'_>) -> Span {
        let start = self.list.len();
        for (digits, extension) in fields.phones() {
            let written = self.numbers.intern(&digits[digits.len().saturating_sub(WRITTEN_DIGITS)..]);
            let extension = extension.parse().unwrap_or(NONE);
            self.list.push(Phone { written, extension, ..Phone::default() });
        }
        span(start, self.list.len())
    }

    /// Takes in others' phones, behind so many that are here.
    fn absorb(&mut self, others: &Self) -> u32 {
        let ids = self.numbers.absorb(&others.numbers);
        let len = self.list.len();
        self.list.extend(others.list.iter().map(|phone| Phone { written: ids[phone.written as usize], ..*phone }));
        len as u32
    }

    /// Finds the digits that are the same however a number is dialled: the last nine, or the last eight where somebody
    /// has a number with only these, as in countries without area codes.
    fn finish(&mut self, rows: &[Person]) {
        for phone in rows.iter().flat_map(|row| slice(&self.list, row.phones)) {
            self.numbers.count_again(phone.written);
        }
        let numbers = &self.numbers;
        let all = (0..numbers.len() as Id).into_par_iter();
        let is_short = |id: &Id| numbers.text(*id).len() == WRITTEN_DIGITS - 1 && numbers.count(*id) > 0;
        let short: FxHashMap<&str, Id> = all.clone().filter(is_short).map(|id| (numbers.text(id), id)).collect();
        let dialled = |id: Id| match numbers.text(id) {
            text if text.len() == WRITTEN_DIGITS => short.get(&text[1..]).copied().unwrap_or(id),
            _ => id,
        };
        let ids: Vec<Id> = all.map(dialled).collect();
        let digits: Vec<Digits> = ids.par_iter().map(|id| Digits::of(numbers.text(*id))).collect();
        self.list.par_iter_mut().for_each(|phone| {
            phone.number = ids[phone.written as usize];
            phone.digits = digits[phone.written as usize];
        });
        self.numbers.clear_counts();
        for phone in rows.iter().flat_map(|row| slice(&self.list, row.phones)) {
            self.numbers.count_again(phone.number);
        }
    }
}

impl Plain {
    /// How many columns there are.
    pub(super) const COLUMNS: usize = 11;

    /// The columns in the order of [`Person::values`].
    pub(super) const fn lexicons(&self) -> [&Lexicon; Self::COLUMNS] {
        [
            &self.companies,
            &self.sites,
            &self.titles,
            &self.cities,
            &self.postcodes,
            &self.states,
            &self.countries,
            &self.streets,
            &self.births,
            &self.numbers,
            &self.user_ids,
        ]
    }

    /// The same.
    const fn lexicons_mut(&mut self) -> [&mut Lexicon; Self::COLUMNS] {
        [
            &mut self.companies,
            &mut self.sites,
            &mut self.titles,
            &mut self.cities,
            &mut self.postcodes,
            &mut self.states,
            &mut self.countries,
            &mut self.streets,
            &mut self.births,
            &mut self.numbers,
            &mut self.user_ids,
        ]
    }

    /// These columns, in the same order.
    pub(super) fn of(mut lexicons: impl Iterator<Item = Lexicon>) -> Self {
        let mut next = || lexicons.next().unwrap_or_default();
        Self {
            companies: next(),
            sites: next(),
            titles: next(),
            cities: next(),
            postcodes: next(),
            states: next(),
            countries: next(),
            streets: next(),
            births: next(),
            numbers: next(),
            user_ids: next(),
        }
    }

    /// By number: a date of birth in parts.
    pub(super) fn birth_dates(&self) -> Vec<[u16; 3]> {
        self.births.texts().map(birth_date).collect()
    }

    /// Takes in others' values, and gives their numbers here, by those that they had.
    fn absorb(&mut self, others: &Self) -> Vec<Vec<Id>> {
        self.lexicons_mut().into_iter().zip(others.lexicons()).map(|(here, there)| here.absorb(there)).collect()
    }

    pub(super) fn read<'a>(people: impl Iterator<Item = Fields<'a>>, rows: &mut [Person]) -> Self {
        let mut plain = Self::default();
        for (row, fields) in rows.iter_mut().zip(people) {
            *row = plain.person(&fields);
        }
        plain
    }

    fn person(&mut self, fields: &Fields<'_>) -> Person {
        Person {
            company: self.companies.add(fields.company),
            site: self.sites.add(fields.site),
            title: self.titles.add(fields.title),
            city: self.cities.add(fields.city),
            postcode: self.postcodes.add(fields.postcode),
            state: self.states.add(fields.state),
            country: self.countries.add(fields.country),
            street: self.streets.add(fields.street),
            birth: birth_date(fields.birth),
            birth_id: self.births.add(fields.birth),
            number: self.numbers.add(fields.number),
            user_id: self.user_ids.add(fields.user_id),
            ..Person::default()
        }
    }
}

/// Year, month and day.
fn birth_date(text: &str) -> [u16; 3] {
    let mut birth = [0; 3];
    for (part, text) in birth.iter_mut().zip(text.split('-')) {
        *part = text.parse().unwrap_or_default();
    }
    birth
}

fn slice<T>(list: &[T], span: Span) -> &[T] {
    &list[span.start as usize..][..span.len as usize]
}

pub(super) fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, len: (end - start) as u32 }
}

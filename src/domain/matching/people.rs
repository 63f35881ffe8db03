//! The people to compare, in columns of small numbers, with how often each value occurs and who shares what. They stand
//! in an order of their own, by last and first name: whoever is compared with somebody stands near, which the
//! processor's cache likes, and in whatever order rows come in, the outcome is the same.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::glance::{Digits, Glance};
use super::lexicon::{Id, Lexicon, NONE};
use super::names::Names;
use super::record::{Fields, Folded, Memo, Record};
use super::words;
use crate::domain::normalize::email;

/// Holders with different last names from which on a mailbox or a phone number is nobody's own.
const SHARED_BY: usize = 3;

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
    pub number: Id,
    pub extension: Id,
    pub digits: Digits,
}

/// Everybody who may be compared.
#[derive(Debug, Default)]
pub struct People {
    pub(super) rows: Vec<Person>,
    /// By row.
    pub(super) glances: Vec<Glance>,
    /// By row: the place of its record among those that came in.
    order: Vec<u32>,
    pub(super) names: Names,
    mail: Mail,
    calls: Calls,
    plain: Plain,
    pub(super) orgs: Lexicon,
    org_list: Vec<Id>,
    /// By city: the share of the people of its country who live there.
    city_shares: Vec<f32>,
    /// By phone number: whether people with different last names hold it.
    pub(super) is_shared_phone: Vec<bool>,
}

/// Mailboxes.
#[derive(Debug, Default)]
struct Mail {
    addresses: Lexicon,
    mailboxes: Vec<Mailbox>,
    list: Vec<Id>,
    locals: Lexicon,
    domains: Lexicon,
}

/// Phones.
#[derive(Debug, Default)]
struct Calls {
    numbers: Lexicon,
    list: Vec<Phone>,
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

/// Takes records in, a part at a time, and makes people of them.
#[derive(Debug, Default)]
pub struct Intake {
    folded: Vec<(Folded, u32)>,
}

impl Intake {
    /// Folds further records, on all cores.
    pub fn add(&mut self, records: &[Record<'_>]) {
        let first = self.folded.len() as u32;
        let numbered = records.par_iter().zip(first..first + records.len() as u32).with_min_len(1_000);
        self.folded.par_extend(numbered.map_init(Memo::default, |memo, (record, i)| (Folded::new(record, memo), i)));
    }

    /// By record, a number that changes when what is compared changes; never 0.
    pub fn prints(&self) -> Vec<u32> {
        let mut prints = vec![0; self.folded.len()];
        for (folded, record) in &self.folded {
            prints[*record as usize] = folded.print();
        }
        prints
    }

    /// Everybody, with their values counted; of records that say the same, the one that came first counts as first.
    pub fn finish(self) -> People {
        let order: Vec<u32> = (0..self.folded.len() as u32).collect();
        self.finish_in_order(&order)
    }

    /// The same, where `places` (by record) says which of two that say the same counts as first.
    pub fn finish_in_order(self, places: &[u32]) -> People {
        let short = short_phones(&self.folded);
        let folded = sorted(self.folded, places);
        let fields = || folded.iter().map(|(one, _)| one.fields());
        let mut people = People { order: folded.iter().map(|(_, i)| *i).collect(), ..People::default() };
        let mut rows = vec![Person::default(); folded.len()];
        let (names, mail, calls) = (&mut people.names, &mut people.mail, &mut people.calls);
        // The largest part first.
        let ((mailboxes, phones), (plain, names)) = rayon::join(
            || {
                rayon::join(
                    || fields().map(|fields| mail.add(&fields)).collect::<Vec<Span>>(),
                    || fields().map(|fields| calls.add(&fields, &short)).collect::<Vec<Span>>(),
                )
            },
            || {
                rayon::join(
                    || Plain::read(fields(), &mut rows),
                    || fields().map(|fields| names.add(&fields)).collect::<Vec<(Id, Id)>>(),
                )
            },
        );
        for (i, row) in rows.iter_mut().enumerate() {
            ((row.first, row.last), row.mailboxes, row.phones) = (names[i], mailboxes[i], phones[i]);
        }
        (people.plain, people.rows) = (plain, rows);
        people.finish();
        people
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

    fn finish(&mut self) {
        self.names.finish(self.rows.iter().map(|row| (row.first, row.last, row.country)));
        self.find_orgs();
        self.city_shares = self.shares_of_cities();
        let is_shared = self.shared(self.mail.addresses.len(), |people, row| people.mailboxes(row).iter().copied());
        for (mailbox, is_shared) in self.mail.mailboxes.iter_mut().zip(is_shared) {
            mailbox.is_shared = is_shared;
        }
        self.is_shared_phone =
            self.shared(self.calls.numbers.len(), |people, row| people.phones(row).iter().map(|phone| phone.number));
        self.glances = self.rows.par_iter().map(|row| Glance::of(self, row)).collect();
    }

    /// What names each person's organisation: the company without blanks, and the domains of website and mailboxes.
    fn find_orgs(&mut self) {
        let mut orgs = Lexicon::default();
        let mut intern = |text: &str| if text.len() > 2 { orgs.intern(text) } else { NONE };
        let companies: Vec<Id> = self.plain.companies.texts().map(|text| intern(&text.replace(' ', ""))).collect();
        let sites: Vec<Id> = self.plain.sites.texts().map(|text| intern(&words::domain_label(text))).collect();
        let domains: Vec<Id> = self.mail.domains.texts().map(|text| intern(&words::domain_label(text))).collect();
        let mut list = Vec::with_capacity(self.rows.len());
        for i in 0..self.rows.len() {
            let (row, start) = (self.rows[i], list.len());
            let mailboxes = self.mailboxes(&row).iter().map(|id| self.mailbox(*id));
            let of_mail =
                mailboxes.filter(|mailbox| !mailbox.is_freemail).map(|mailbox| domains[mailbox.domain as usize]);
            for org in [companies[row.company as usize], sites[row.site as usize]].into_iter().chain(of_mail) {
                if org != NONE && !list[start..].contains(&org) {
                    orgs.count_again(org);
                    list.push(org);
                }
            }
            self.rows[i].orgs = span(start, list.len());
        }
        (self.orgs, self.org_list) = (orgs, list);
    }

    fn shares_of_cities(&self) -> Vec<f32> {
        let mut homes: Vec<(Id, Id)> = self.rows.iter().map(|row| (row.city, row.country)).collect();
        homes.retain(|(city, country)| *city != NONE && *country != NONE);
        homes.par_sort_unstable();
        let mut best = vec![(0_usize, NONE); self.plain.cities.len()];
        for group in homes.chunk_by(|a, b| a == b) {
            let (city, country) = group[0];
            if group.len() > best[city as usize].0 {
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

    /// Which of `len` values have holders of several last names.
    fn shared<'a, I: Iterator<Item = Id> + 'a>(
        &'a self,
        len: usize,
        values: impl Fn(&'a Self, &'a Person) -> I,
    ) -> Vec<bool> {
        let named = self.rows.iter().filter(|row| row.last != NONE);
        let mut holders: Vec<(Id, Id)> =
            named.flat_map(|row| values(self, row).map(move |value| (value, row.last))).collect();
        holders.par_sort_unstable();
        holders.dedup();
        let mut shared = vec![false; len];
        for group in holders.chunk_by(|a, b| a.0 == b.0) {
            shared[group[0].0 as usize] = group.len() >= SHARED_BY;
        }
        shared
    }
}

impl Mail {
    /// Takes in a person's mailboxes.
    fn add(&mut self, fields: &Fields<'_>) -> Span {
        if self.mailboxes.is_empty() {
            self.mailboxes.push(Mailbox::default());
        }
        let start = self.list.len();
        for address in fields.mailboxes() {
            let id = self.addresses.add(address);
            if id as usize == self.mailboxes.len() {
                let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
                self.mailboxes.push(Mailbox {
                    local: self.locals.add(&local.replace('.', "")),
                    domain: self.domains.add(domain),
                    is_role: email::is_role(address),
                    is_freemail: email::is_freemail(domain),
                    is_shared: false,
                });
            }
            self.list.push(id);
        }
        span(start, self.list.len())
    }
}

impl Calls {
    /// Takes in a person's phones.
    fn add(&mut self, fields: &Fields<'_>, short: &FxHashSet<Digits>) -> Span {
        let start = self.list.len();
        for (digits, extension) in fields.phones() {
            let digits = significant(digits, short);
            let (number, digits) = (self.numbers.add(digits), Digits::of(digits));
            let extension = extension.parse().unwrap_or(NONE);
            self.list.push(Phone { number, extension, digits });
        }
        span(start, self.list.len())
    }
}

impl Plain {
    fn read<'a>(people: impl Iterator<Item = Fields<'a>>, rows: &mut [Person]) -> Self {
        let mut plain = Self::default();
        for (row, fields) in rows.iter_mut().zip(people) {
            *row = plain.person(&fields);
        }
        plain
    }

    fn person(&mut self, fields: &Fields<'_>) -> Person {
        let mut birth = [0; 3];
        for (part, text) in birth.iter_mut().zip(fields.birth.split('-')) {
            *part = text.parse().unwrap_or_default();
        }
        Person {
            company: self.companies.add(fields.company),
            site: self.sites.add(fields.site),
            title: self.titles.add(fields.title),
            city: self.cities.add(fields.city),
            postcode: self.postcodes.add(fields.postcode),
            state: self.states.add(fields.state),
            country: self.countries.add(fields.country),
            street: self.streets.add(fields.street),
            birth,
            birth_id: self.births.add(fields.birth),
            number: self.numbers.add(fields.number),
            user_id: self.user_ids.add(fields.user_id),
            ..Person::default()
        }
    }
}

/// The folded records in order. Sixteen bytes decide nearly always, and spare the way to the text.
fn sorted(mut folded: Vec<(Folded, u32)>, places: &[u32]) -> Vec<(Folded, u32)> {
    let mut order: Vec<(u128, u32)> =
        folded.par_iter().zip(0..folded.len() as u32).map(|((one, _), at)| (one.beginning(), at)).collect();
    order.par_sort_unstable_by(|(x, i), (y, j)| {
        let (a, b) = (&folded[*i as usize], &folded[*j as usize]);
        x.cmp(y).then_with(|| a.0.cmp(&b.0)).then_with(|| places[a.1 as usize].cmp(&places[b.1 as usize]))
    });
    order.iter().map(|(_, at)| std::mem::take(&mut folded[*at as usize])).collect()
}

fn slice<T>(list: &[T], span: Span) -> &[T] {
    &list[span.start as usize..][..span.len as usize]
}

fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, len: (end - start) as u32 }
}

/// Numbers that stand whole in eight digits, as in countries without area codes.
fn short_phones(folded: &[(Folded, u32)]) -> FxHashSet<Digits> {
    let short = |(one, _): &(Folded, u32)| -> Vec<Digits> {
        let fields = one.fields();
        let numbers = fields.phones().map(|(digits, _)| digits);
        numbers.filter(|digits| digits.len() == 8).map(Digits::of).collect()
    };
    let all: Vec<Digits> = folded.par_iter().flat_map_iter(short).collect();
    all.into_iter().collect()
}

/// The digits that are the same however a number is dialled: the last nine, or the last eight where a number with only
/// these is there.
fn significant<'a>(digits: &'a str, short: &FxHashSet<Digits>) -> &'a str {
    let tail = |len: usize| &digits[digits.len().saturating_sub(len)..];
    if short.contains(&Digits::of(tail(8))) { tail(8) } else { tail(9) }
}

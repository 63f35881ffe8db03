//! The people as they are, before anybody types them in.

use std::collections::HashMap;

use crate::letters::address_part;
use crate::phones::{Phone, extension};
use crate::random::{Random, Stream};
use crate::trades::{PROVIDERS, ROLES};
use crate::world::{Pattern, World};

/// A person: the facts that entries are made from.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) place: usize,
    pub(crate) woman: bool,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) town: usize,
    pub(crate) company: Option<usize>,
    /// The ways to write the job title; empty where it is not known.
    pub(crate) title: Vec<&'static str>,
    /// The mailbox in use; none for some.
    pub(crate) mail: Option<String>,
    /// The other mailbox: a private one beside the company's, or the other way round.
    pub(crate) other_mail: String,
    pub(crate) phone: Option<Phone>,
    pub(crate) other_phone: Phone,
}

/// Draws one person after the other; it remembers which mailboxes are taken and who came last.
pub(crate) struct People<'w> {
    world: &'w World,
    seed: u64,
    taken: HashMap<String, u32>,
    last: Option<Person>,
}

impl<'w> People<'w> {
    pub(crate) fn new(world: &'w World, seed: u64) -> Self {
        Self { world, seed, taken: HashMap::new(), last: None }
    }

    /// The next person, and the numbers to make their entries from.
    pub(crate) fn draw(&mut self, number: u64) -> (Person, Random) {
        let mut random = Random::of(self.seed, Stream::Person, number);
        let relative = if random.below(1_000) < 12 { self.last.take() } else { None };
        let person = match relative {
            Some(other) => self.relative(&other, &mut random),
            None => self.stranger(&mut random),
        };
        self.last = Some(person.clone());
        (person, random)
    }

    fn stranger(&mut self, random: &mut Random) -> Person {
        let place = self.world.draw_place(random);
        let here = &self.world.places[place];
        let woman = random.percent(50);
        let (first, last) = (here.draw_first_name(woman, random), here.draw_last_name(woman, random));
        let company = if random.percent(73) { here.draw_company(random) } else { None };
        let town = match company {
            Some(company) if random.percent(80) => self.world.companies[company].town,
            _ => here.draw_town(random),
        };
        let title = if random.percent(83) { self.world.titles.draw(random).clone() } else { Vec::new() };
        let (mail, other_mail) = self.mailboxes(&first, &last, company, random);
        let (phone, other_phone) = self.phones(place, company, random);
        let phone = random.percent(85).then_some(phone);
        Person { place, woman, first, last, town, company, title, mail, other_mail, phone, other_phone }
    }

    /// Somebody of the household of `other`: the same last name and town, sometimes the same phone or mailbox.
    fn relative(&mut self, other: &Person, random: &mut Random) -> Person {
        let mut person = self.stranger(random);
        let here = &self.world.places[other.place];
        person.place = other.place;
        person.woman = random.percent(50);
        person.first = here.draw_first_name(person.woman, random);
        person.last.clone_from(&other.last);
        person.town = other.town;
        person.company = if random.percent(30) { other.company } else { None };
        let (mail, other_mail) = self.mailboxes(&person.first, &person.last, person.company, random);
        (person.mail, person.other_mail) = (mail, other_mail);
        let (phone, other_phone) = self.phones(person.place, person.company, random);
        (person.phone, person.other_phone) = (Some(phone), other_phone);
        if random.percent(3) {
            person.mail.clone_from(&other.mail);
        }
        if random.percent(35) {
            person.phone.clone_from(&other.phone);
        }
        person
    }

    /// The mailbox in use, and the one beside it.
    fn mailboxes(
        &mut self,
        first: &str,
        last: &str,
        company: Option<usize>,
        random: &mut Random,
    ) -> (Option<String>, String) {
        let private = self.private_mailbox(first, last, random);
        let Some(company) = company.map(|company| &self.world.companies[company]) else {
            let another = self.private_mailbox(first, last, random);
            return (random.percent(91).then_some(private), another);
        };
        let work = match random.below(100) {
            0..4 => format!("{}@{}", random.pick_weighted(&ROLES), company.domain),
            _ => self.mailbox(first, last, company.pattern, &company.domain, random),
        };
        match random.below(100) {
            0..10 => (None, work),
            10..23 => (Some(private), work),
            _ => (Some(work), private),
        }
    }

    fn private_mailbox(&mut self, first: &str, last: &str, random: &mut Random) -> String {
        let pattern = random.pick_weighted(&[
            (34, Pattern::FirstDotLast),
            (19, Pattern::FirstLast),
            (17, Pattern::FirstLastYear),
            (12, Pattern::FirstNumber),
            (12, Pattern::InitialLast),
            (11, Pattern::LastDotFirst),
        ]);
        self.mailbox(first, last, pattern, random.pick_weighted(&PROVIDERS), random)
    }

    /// A mailbox that nobody else has: where the name is taken, a number follows it.
    fn mailbox(&mut self, first: &str, last: &str, pattern: Pattern, domain: &str, random: &mut Random) -> String {
        let (first, last) = (address_part(first), address_part(last));
        let initial = &first[..first.len().min(1)];
        let local = match pattern {
            Pattern::FirstLast => format!("{first}{last}"),
            Pattern::FirstDotLast => format!("{first}.{last}"),
            Pattern::InitialLast => format!("{initial}{last}"),
            Pattern::LastDotInitial => format!("{last}.{initial}"),
            Pattern::LastDotFirst => format!("{last}.{first}"),
            Pattern::First => first,
            Pattern::FirstLastYear => format!("{first}{last}{}", 10 + random.below(90)),
            Pattern::FirstNumber => format!("{first}{}", 100 + random.below(9_900)),
        };
        let times = self.taken.entry(format!("{local}@{domain}")).or_default();
        *times += 1;
        if *times == 1 { format!("{local}@{domain}") } else { format!("{local}{times}@{domain}") }
    }

    /// The number in use, and another one. Some share the company's switchboard, half of them with an extension.
    fn phones(&self, place: usize, company: Option<usize>, random: &mut Random) -> (Phone, Phone) {
        let country = self.world.places[place].country;
        let mobile = Phone::draw(country.mobile, random);
        let mut desk = Phone::draw(country.fixed, random);
        if let Some(company) = company.filter(|_| random.percent(54)) {
            desk = self.world.companies[company].switchboard.clone();
            if random.percent(26) {
                desk.extension = extension(random);
            }
        }
        if random.percent(if company.is_some() { 51 } else { 85 }) { (mobile, desk) } else { (desk, mobile) }
    }
}

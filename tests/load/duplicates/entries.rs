//! The rows: a person typed in once as they are, and again with what goes wrong when somebody is entered twice.

use std::fmt::Write;

use crate::draw::index;
use crate::letters::{capitalised, misspelt, plain};
use crate::people::Person;
use crate::phones::Phone;
use crate::random::Random;
use crate::trades::{NO_MAIL, NO_PHONE, TAGS};
use crate::world::World;

/// The columns of contacts.csv.
pub(crate) const COLUMNS: [&str; 10] =
    ["id", "first_name", "last_name", "email", "phone", "company", "job_title", "city", "country", "created_at"];

/// A row without its id, and the names of what was done to it.
#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) cells: [String; 9],
    pub(crate) operations: Vec<&'static str>,
}

/// What an entry is made from: the person's facts, some of them changed.
struct Draft {
    first: String,
    last: String,
    mail: Option<String>,
    phone: Option<Phone>,
    company: Option<usize>,
    company_name: String,
    title: Vec<&'static str>,
    town: usize,
    again: bool,
    operations: Vec<&'static str>,
}

/// The entry of a person: the first one as they are, another one (`again`) with errors and changes.
pub(crate) fn entry(world: &World, person: &Person, again: bool, random: &mut Random) -> Entry {
    let mut draft = Draft {
        first: person.first.clone(),
        last: person.last.clone(),
        mail: person.mail.clone(),
        phone: person.phone.clone(),
        company: person.company,
        company_name: String::new(),
        title: person.title.clone(),
        town: person.town,
        again,
        operations: Vec::new(),
    };
    if again {
        draft.change_facts(world, person, random);
        draft.change_name(world, person, random);
    }
    draft.name_company(world, random);
    if again {
        draft.mistype(random);
    }
    draft.written(world, person, random)
}

impl Draft {
    /// Does `change` in so many of 1,000 cases and notes it down.
    fn sometimes(
        &mut self,
        per_mille: u64,
        name: &'static str,
        random: &mut Random,
        change: impl FnOnce(&mut Self, &mut Random),
    ) {
        if random.below(1_000) < per_mille {
            self.operations.push(name);
            change(self, random);
        }
    }

    /// Other contacts, another job, another town.
    fn change_facts(&mut self, world: &World, person: &Person, random: &mut Random) {
        let here = &world.places[person.place];
        self.sometimes(165, "mail2", random, |draft, _| draft.mail = Some(person.other_mail.clone()));
        self.sometimes(139, "nomail", random, |draft, _| draft.mail = None);
        self.sometimes(201, "phone2", random, |draft, random| {
            let fresh = random.percent(30);
            draft.phone =
                Some(if fresh { Phone::draw(here.country.mobile, random) } else { person.other_phone.clone() });
        });
        self.sometimes(176, "nophone", random, |draft, _| draft.phone = None);
        if self.company.is_some() {
            self.sometimes(64, "newjob", random, |draft, random| {
                draft.company = here.draw_company(random);
                draft.title.clone_from(world.titles.draw(random));
            });
            self.sometimes(120, "noco", random, |draft, _| draft.company = None);
        }
        self.sometimes(30, "moved", random, |draft, random| draft.town = here.draw_town(random));
        if person.woman {
            self.sometimes(16, "married", random, |draft, random| {
                let name = here.draw_last_name(true, random);
                draft.last = if random.percent(30) { format!("{}-{name}", draft.last) } else { name };
            });
        }
    }

    /// Other forms of the name.
    fn change_name(&mut self, world: &World, person: &Person, random: &mut Random) {
        if let Some(short) = world.nicknames.get(person.first.as_str()) {
            self.sometimes(160, "nick", random, |draft, random| {
                short[index(random, short.len())].clone_into(&mut draft.first)
            });
        }
        if self.last.contains(' ') {
            self.sometimes(10, "half_last", random, |draft, _| {
                draft.last = draft.last.split(' ').next().unwrap_or_default().to_owned();
            });
        }
        if plain(&self.last) != self.last || plain(&self.first) != self.first {
            self.sometimes(215, "fold", random, |draft, _| {
                (draft.first, draft.last) = (plain(&draft.first), plain(&draft.last));
            });
        }
        self.sometimes(106, "initial", random, |draft, random| draft.first = initial(&draft.first, random));
        self.sometimes(20, "middle", random, |draft, random| {
            let letter = char::from(b'A' + random.below(26) as u8);
            write!(draft.first, " {letter}.").expect("a String takes any text");
        });
        self.sometimes(17, "last_initial", random, |draft, random| draft.last = initial(&draft.last, random));
        self.sometimes(54, "typo_last", random, |draft, random| draft.last = misspelt(&draft.last, random));
        self.sometimes(53, "typo_first", random, |draft, random| draft.first = misspelt(&draft.first, random));
    }

    fn name_company(&mut self, world: &World, random: &mut Random) {
        let Some(company) = self.company.map(|company| &world.companies[company]) else { return };
        self.company_name.clone_from(&company.name);
        let mut form = if company.name.len().is_multiple_of(9) { "" } else { company.forms[0] };
        if self.again && random.percent(27) {
            self.operations.push("suffix");
            form = if random.percent(50) { "" } else { company.forms[index(random, company.forms.len())] };
        }
        if !form.is_empty() {
            self.company_name.extend([" ", form]);
        }
        if self.again {
            self.sometimes(40, "typo_co", random, |draft, random| {
                draft.company_name = misspelt(&draft.company_name, random);
            });
        }
    }

    /// Slips in the contacts, and names in the wrong columns.
    fn mistype(&mut self, random: &mut Random) {
        if let Some((local, domain)) = self
            .mail
            .as_deref()
            .and_then(|mail| mail.split_once('@'))
            .map(|(local, domain)| (local.to_owned(), domain.to_owned()))
        {
            self.sometimes(69, "plus", random, |draft, random| {
                draft.mail = Some(format!("{local}+{}@{domain}", random.pick(&TAGS)));
            });
            self.sometimes(63, "typo_mail", random, |draft, random| {
                draft.mail = Some(format!("{}@{domain}", misspelt(&local, random)));
            });
            if domain == "gmail.com" {
                self.sometimes(48, "typo_dom", random, |draft, random| {
                    let wrong = random.pick(&["gmai.com", "gmial.com", "gmail.con", "gmail.co", "gnail.com"]);
                    draft.mail = Some(format!("{local}@{wrong}"));
                });
                self.sometimes(43, "dots", random, |draft, random| {
                    let place = 1 + index(random, local.len().max(2) - 1);
                    let (front, back) = local.split_at(place.min(local.len()));
                    draft.mail = Some(if random.percent(50) {
                        format!("{local}@googlemail.com")
                    } else {
                        format!("{front}.{back}@gmail.com")
                    });
                });
            }
        }
        if let Some(phone) = self.phone.clone() {
            self.sometimes(27, "digit", random, |draft, random| draft.phone = Some(phone.mistyped(random)));
        }
        self.sometimes(15, "nofirst", random, |draft, _| draft.first.clear());
        self.sometimes(25, "swap", random, |draft, _| std::mem::swap(&mut draft.first, &mut draft.last));
        self.sometimes(15, "onefield", random, |draft, random| match random.below(5) {
            0 => {
                draft.last = format!("{}, {}", draft.last, draft.first);
                draft.first.clear();
            }
            _ => {
                draft.first = format!("{} {}", draft.first, draft.last).trim().to_owned();
                draft.last.clear();
            }
        });
    }

    fn written(self, world: &World, person: &Person, random: &mut Random) -> Entry {
        let here = &world.places[person.place];
        let names = in_some_case([self.first, self.last], random);
        let (usual, others) = if self.again { (86, 8) } else { (100, 0) };
        let title = if self.title.is_empty() || random.percent(if self.again { 37 } else { 21 }) {
            String::new()
        } else {
            spelling(&self.title, if self.again { 78 } else { 97 }, random)
        };
        let town = if random.percent(if self.again { 29 } else { 11 }) {
            String::new()
        } else {
            let town = spelling(here.town(self.town), if self.again { usual } else { 99 }, random);
            let town = if random.percent(others) && random.percent(15) { misspelt(&town, random) } else { town };
            in_capitals(town, 4, random)
        };
        let country = if random.percent(20) { String::new() } else { spelling(here.country.names, 63, random) };
        let phone = match self.phone {
            Some(phone) => phone.written(here.country, random),
            None if random.percent(6) => random.pick(&NO_PHONE).to_owned(),
            None => String::new(),
        };
        let mail = match self.mail {
            Some(mail) => in_mail_case(mail, random),
            None if random.percent(5) => random.pick(&NO_MAIL).to_owned(),
            None => String::new(),
        };
        let [first, last] = names;
        let cells =
            [first, last, mail, phone, in_capitals(self.company_name, 4, random), title, town, country, day(random)];
        Entry { cells, operations: self.operations }
    }
}

fn initial(name: &str, random: &mut Random) -> String {
    let letter = name.chars().next().map(String::from).unwrap_or_default();
    if random.percent(50) { letter } else { letter + "." }
}

/// The usual spelling in so many of 100 cases, else one of the others if there are any.
fn spelling(spellings: &[&'static str], usual: u64, random: &mut Random) -> String {
    let other = spellings.len() > 1 && !random.percent(usual);
    spellings[if other { 1 + index(random, spellings.len() - 1) } else { 0 }].to_owned()
}

/// Both names in capitals or in small letters, or a blank on either side of the last name.
fn in_some_case([first, last]: [String; 2], random: &mut Random) -> [String; 2] {
    match random.below(100) {
        0..6 => [first.to_lowercase(), last.to_lowercase()],
        6..11 => [first.to_uppercase(), last.to_uppercase()],
        11..15 if !last.is_empty() => [first, format!(" {last} ")],
        _ => [first, last],
    }
}

fn in_mail_case(mail: String, random: &mut Random) -> String {
    match random.below(100) {
        0..5 => capitalised(&mail),
        5..10 => mail.to_uppercase(),
        _ => mail,
    }
}

fn in_capitals(text: String, percent: u64, random: &mut Random) -> String {
    if random.percent(percent) { text.to_uppercase() } else { text }
}

/// A day from 2017 to August 2024.
fn day(random: &mut Random) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(2017, 1, 1).expect("a day of the calendar")
        + chrono::Days::new(random.below(2_800));
    day.to_string()
}

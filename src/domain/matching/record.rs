//! What a row says of a person, brought into the one spelling in which people are compared. Folding is for comparing
//! only: nothing here is ever stored in a contact.

use std::borrow::Cow;
use std::hash::Hasher as _;

use rustc_hash::FxHashMap;
use siphasher::sip::SipHasher24;

use super::words;
use crate::domain::normalize::{company, country, email, name};

/// The texts of a row or a contact that matching looks at; empty where there is none. Lists are joined with `;`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Record<'a> {
    pub name: &'a str,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub emails: &'a str,
    pub phones: &'a str,
    pub company: &'a str,
    pub job_title: &'a str,
    pub address: &'a str,
    pub city: &'a str,
    pub postcode: &'a str,
    pub state: &'a str,
    pub country: &'a str,
    pub website: &'a str,
    pub birth_date: &'a str,
    /// A number that the state or another system gave this person alone.
    pub id_number: &'a str,
    /// The identity that makes a customer: two of them are two people.
    pub user_id: &'a str,
}

/// Parts the fields of a folded record, and the items of a list in it.
const FIELD: char = '\u{1f}';
const ITEM: char = '\u{1e}';
/// The most letters of a value, and the most values of a list, that are looked at: far more than anybody has, and few
/// enough that a cell with a novel in it costs no more than others.
const LONGEST: usize = 300;
const MOST_ITEMS: usize = 50;
/// Fewest digits of a phone number that can name somebody.
const MIN_PHONE_DIGITS: usize = 7;

/// A record in the form that comparisons use, in one text, and where each field ends in it; last and first name come
/// first.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Folded(Box<str>, [u16; FIELDS]);

/// The fields of a folded record.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Fields<'a> {
    pub last: &'a str,
    pub first: &'a str,
    /// `local@domain`, without tags.
    mailboxes: &'a str,
    /// Digits without prefixes and leading zeros, `x` and the extension.
    phones: &'a str,
    /// Without legal form.
    pub company: &'a str,
    /// The domain of the website.
    pub site: &'a str,
    pub title: &'a str,
    pub city: &'a str,
    pub postcode: &'a str,
    pub state: &'a str,
    pub country: &'a str,
    pub street: &'a str,
    /// `year-month-day`; 0 for a part that is not known.
    pub birth: &'a str,
    pub number: &'a str,
    pub user_id: &'a str,
}

impl<'a> Record<'a> {
    /// The record with the beginning of each value only. Lists have several values in one.
    fn cut(&self) -> Self {
        let list = |text| cut(text, LONGEST * MOST_ITEMS);
        let plain = |text| cut(text, LONGEST);
        Record {
            name: plain(self.name),
            first_name: plain(self.first_name),
            last_name: plain(self.last_name),
            emails: list(self.emails),
            phones: list(self.phones),
            company: plain(self.company),
            job_title: plain(self.job_title),
            address: plain(self.address),
            city: plain(self.city),
            postcode: plain(self.postcode),
            state: plain(self.state),
            country: plain(self.country),
            website: plain(self.website),
            birth_date: plain(self.birth_date),
            id_number: plain(self.id_number),
            // Never cut: two that begin alike are two.
            user_id: self.user_id,
        }
    }
}

/// A user id, a long one as its hash: it is never cut, since two that begin alike are two.
fn user_id(id: &str) -> Cow<'_, str> {
    if id.len() <= LONGEST {
        return Cow::Borrowed(id);
    }
    let mut hasher = SipHasher24::new();
    hasher.write(id.as_bytes());
    Cow::Owned(format!("{:016x}", hasher.finish()))
}

fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest { text } else { &text[..text.floor_char_boundary(longest)] }
}

/// Texts that were folded before, by column. Most columns have few values that come again and again.
#[derive(Default)]
pub(super) struct Memo<'a> {
    first: Column<'a>,
    last: Column<'a>,
    company: Column<'a>,
    title: Column<'a>,
    city: Column<'a>,
    postcode: Column<'a>,
    state: Column<'a>,
    country: Column<'a>,
    /// Mail domains, and the names that they are better known by.
    domains: FxHashMap<Box<str>, Option<&'static str>>,
    text: String,
}

#[derive(Default)]
struct Column<'a>(FxHashMap<&'a str, Box<str>>);

impl<'a> Column<'a> {
    /// The folded form of a text.
    fn form(&mut self, raw: &'a str, fold: impl Fn(&str) -> String) -> &str {
        if raw.is_empty() { "" } else { self.0.entry(raw).or_insert_with(|| fold(raw).into_boxed_str()) }
    }
}

impl Folded {
    /// Folds a record.
    pub(super) fn new<'a>(record: &Record<'a>, memo: &mut Memo<'a>) -> Self {
        let record = &record.cut();
        let mut first = Cow::Borrowed(memo.first.form(record.first_name, first_name));
        let mut last = Cow::Borrowed(memo.last.form(record.last_name, last_name));
        if first.is_empty() || last.is_empty() {
            (first, last) = names(record);
        }
        let mut mailboxes = List::default();
        for raw in email::split(record.emails).take(MOST_ITEMS) {
            if let Some(mailbox) = mailbox(raw, &mut memo.domains) {
                complete(&mut first, &mut last, &mailbox);
                mailboxes.push(mailbox);
            }
        }
        let lists = [mailboxes.0, phones(record.phones).0];
        let site = company::domain_of(record.website).unwrap_or_default();
        let fields: [&str; FIELDS] = [
            &last,
            &first,
            &lists[0],
            &lists[1],
            memo.company.form(record.company, words::company),
            &site,
            memo.title.form(record.job_title, words::title),
            memo.city.form(record.city, words::city),
            memo.postcode.form(record.postcode, squash),
            memo.state.form(record.state, squash),
            memo.country.form(record.country, |text| country::code(text).unwrap_or_default().to_owned()),
            &words::street(record.address),
            &birth(record.birth_date),
            &squash(record.id_number),
            &user_id(record.user_id.trim()),
        ];
        Self::joined(&mut memo.text, fields)
    }

    /// Puts fields into one text. `text` is only room to do it in.
    fn joined(text: &mut String, fields: [&str; FIELDS]) -> Self {
        text.clear();
        let mut ends = [0; FIELDS];
        for (i, field) in fields.into_iter().enumerate() {
            if i > 0 {
                text.push(FIELD);
            }
            let is_list = i == 2 || i == 3;
            let field = if is_list { field } else { cut(field, LONGEST) };
            let is_mark = |c: char| c == FIELD || c == ITEM && !is_list;
            if field.bytes().any(|byte| is_mark(char::from(byte))) {
                text.extend(field.chars().filter(|c| !is_mark(*c)));
            } else {
                text.push_str(field);
            }
            ends[i] = text.len() as u16;
        }
        Self(text.as_str().into(), ends)
    }

    /// Last and first name, which people are sorted by.
    pub(super) fn names(&self) -> &str {
        &self.0[..usize::from(self.1[1])]
    }

    /// A number that changes when the text does, but for one case in four thousand million; never 0.
    pub(super) fn print(&self) -> u32 {
        let mut hasher = SipHasher24::new();
        hasher.write(self.0.as_bytes());
        (hasher.finish() as u32).max(1)
    }

    /// Its fields.
    pub(super) fn fields(&self) -> Fields<'_> {
        let (mut ends, mut start) = (self.1.iter(), 0);
        let mut next = || {
            let end = usize::from(*ends.next().expect("an end for each field"));
            let field = self.0.get(start..end).unwrap_or_default();
            start = end + 1;
            field
        };
        Fields {
            last: next(),
            first: next(),
            mailboxes: next(),
            phones: next(),
            company: next(),
            site: next(),
            title: next(),
            city: next(),
            postcode: next(),
            state: next(),
            country: next(),
            street: next(),
            birth: next(),
            number: next(),
            user_id: next(),
        }
    }
}

/// A number that changes when records come to be folded otherwise.
pub(super) fn sample_print() -> u32 {
    let sample = Record {
        name: "",
        first_name: "José M.",
        last_name: "de la Cruz-O'Neill",
        emails: "Jose+news@gmial.com; j.cruz@Example.com",
        phones: "+44 (0)20 7946 0123 ext. 5; 0063 917 555 0140",
        company: "Acme Tools & Söhne, Inc.",
        job_title: "Sr. VP of Sales",
        address: "12b North Main St., Apt 4",
        city: "St. Gallen",
        postcode: "9000 ch",
        state: "N.Y.",
        country: "Deutschland",
        website: "https://www.example.com/about",
        birth_date: "24.06.1971",
        id_number: "A-12 34",
        user_id: " 7 ",
    };
    Folded::new(&sample, &mut Memo::default()).print()
}

/// What [`Folded::names`] gives for a last and a first name.
pub(super) fn joined_names(last: &str, first: &str) -> impl Iterator<Item = u8> {
    last.bytes().chain([FIELD as u8]).chain(first.bytes())
}

/// How many fields there are.
const FIELDS: usize = 15;

impl<'a> Fields<'a> {
    /// Mailboxes, `local@domain`.
    pub(super) fn mailboxes(&self) -> impl Iterator<Item = &'a str> {
        self.mailboxes.split(ITEM).filter(|item| !item.is_empty())
    }

    /// The digits of phones with their extensions.
    pub(super) fn phones(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let items = self.phones.split(ITEM).filter(|item| !item.is_empty());
        items.map(|item| item.split_once('x').unwrap_or((item, "")))
    }
}

/// Items, each once.
#[derive(Default)]
struct List(String);

impl List {
    fn push(&mut self, item: String) {
        if self.0.is_empty() {
            self.0 = item;
        } else if !self.0.split(ITEM).any(|other| other == item) {
            self.0.push(ITEM);
            self.0.push_str(&item);
        }
    }
}

/// A first name, folded, without middle initials; empty for what stands for none.
fn first_name(text: &str) -> String {
    if name::is_placeholder(text) { String::new() } else { without_initials(&words::name(text)) }
}

/// A last name, folded; empty for what stands for none.
fn last_name(text: &str) -> String {
    if name::is_placeholder(text) { String::new() } else { words::name(text) }
}

/// First and last name, folded, of a record that does not have both in their columns: a name that stands in one is taken
/// apart.
fn names<'a>(record: &Record<'_>) -> (Cow<'a, str>, Cow<'a, str>) {
    let (first, last) = match [record.first_name, record.last_name, record.name].map(|text| !name::is_placeholder(text))
    {
        [true, ..] => alone(record.first_name, true),
        [_, true, _] => alone(record.last_name, false),
        [.., true] => name::split(record.name),
        _ => return Default::default(),
    };
    (Cow::Owned(without_initials(&words::name(&first))), Cow::Owned(words::name(&last)))
}

/// A name that stands in one of the two columns only.
fn alone(text: &str, is_first: bool) -> (String, String) {
    let is_whole = text.contains(',') || is_first && text.trim().contains(' ');
    match (is_whole, is_first) {
        (true, _) => name::split(text),
        (false, true) => (text.to_owned(), String::new()),
        (false, false) => (String::new(), text.to_owned()),
    }
}

/// A first name without initials, unless there is nothing else.
fn without_initials(first: &str) -> String {
    let kept: Vec<&str> = first.split(' ').filter(|word| word.chars().nth(1).is_some()).collect();
    if kept.is_empty() { first.split(' ').next().unwrap_or_default().to_owned() } else { kept.join(" ") }
}

/// Fills in a first or last name that is missing or an initial from a mailbox that spells both: `A. Cruz` with
/// `ana.cruz@` is Ana.
fn complete<'a>(first: &mut Cow<'a, str>, last: &mut Cow<'a, str>, mailbox: &str) {
    let is_short = |name: &str| name.chars().nth(1).is_none();
    let (short, known) = match (is_short(first), is_short(last)) {
        (true, false) => (first, last),
        (false, true) => (last, first),
        _ => return,
    };
    if email::is_role(mailbox) {
        return;
    }
    let local = mailbox.rsplit_once('@').map_or("", |(local, _)| local);
    let local: String = local.chars().filter(|c| c.is_alphabetic()).collect();
    let known = known.replace(' ', "");
    let rest = local.strip_suffix(known.as_str()).or_else(|| local.strip_prefix(known.as_str())).unwrap_or_default();
    if known.len() > 2 && rest.len() > 2 && rest.starts_with(&**short) {
        *short = Cow::Owned(rest.to_owned());
    }
}

/// `local@domain` without tag, under the best known name of the domain; `None` for an address that stands for none.
fn mailbox(raw: &str, domains: &mut FxHashMap<Box<str>, Option<&'static str>>) -> Option<String> {
    let mut address = email::parse(raw).ok().filter(|address| !email::is_placeholder(address))?;
    let at = address.rfind('@')?;
    let domain = &address[at + 1..];
    let known = match domains.get(domain) {
        Some(known) => *known,
        None => *domains.entry(domain.into()).or_insert(words::known_mail_domain(domain)),
    };
    if let Some(known) = known {
        address.replace_range(at + 1.., known);
    }
    if let Some(tag) = address[..at].find('+').filter(|tag| *tag > 0) {
        address.replace_range(tag..at, "");
    }
    Some(address)
}

/// Digits without prefix, with `x` and the extension where there is one.
fn phones(raw: &str) -> List {
    let mut phones = List::default();
    for part in raw.split([';', ',', '|', '\n']).filter(|part| !part.is_empty()).take(MOST_ITEMS) {
        let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'#';
        let has_letters = part.bytes().any(is_letter);
        let lower = if has_letters { Cow::Owned(part.to_ascii_lowercase()) } else { Cow::Borrowed(part) };
        let marks = if has_letters { &["ext", "x", "#", "durchwahl"][..] } else { &[] };
        let at = marks.iter().filter_map(|mark| lower.find(mark)).min();
        let (number, extension) = lower.split_at(at.unwrap_or(lower.len()));
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).map(char::from).collect::<String>();
        let mut phone = if number.contains("(0)") { digits(&number.replace("(0)", "")) } else { digits(number) };
        phone.drain(..phone.len() - phone.trim_start_matches('0').len());
        let has_lost_digits = has_letters && number.contains("e+");
        if phone.len() < MIN_PHONE_DIGITS || has_lost_digits || words::is_filler_number(&phone) {
            continue;
        }
        let extension = digits(extension);
        if !extension.is_empty() {
            phone.push('x');
            phone.push_str(&extension);
        }
        phones.push(phone);
    }
    phones
}

fn squash(text: &str) -> String {
    name::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A date of birth as `year-month-day`, from `1971-06-24`, `19710624`, `24.06.1971` or `06/24/1971`; empty where it says
/// no year.
fn birth(text: &str) -> String {
    let number = |text: &str| text.parse::<u16>().unwrap_or_default();
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = match parts.as_slice() {
        [year, month, day, ..] if year.len() == 4 => [number(year), number(month), number(day)],
        [day, month, year, ..] if year.len() == 4 => match (number(day), number(month)) {
            (month @ 1..=12, day @ 13..=31) => [number(year), month, day],
            (day, month) => [number(year), month, day],
        },
        [whole] if whole.len() == 8 => [number(&whole[..4]), number(&whole[4..6]), number(&whole[6..])],
        [year] if year.len() == 4 => [number(year), 0, 0],
        _ => return String::new(),
    };
    format!("{year}-{month}-{day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(record: Record<'_>) -> String {
        Folded::new(&record, &mut Memo::default())
            .0
            .replace(FIELD, "|")
            .replace(ITEM, ";")
            .trim_end_matches('|')
            .to_owned()
    }

    #[test]
    fn one_person_has_one_form() {
        let a = folded(Record {
            first_name: "José M.",
            last_name: "de la Cruz",
            emails: "Jose+news@Example.com",
            phones: "+44 (0)20 7946 0123 ext. 5",
            company: "Acme Tools, Inc.",
            job_title: "VP of Sales",
            ..Record::default()
        });
        let b = folded(Record {
            name: "Jose de la Cruz",
            emails: "jose@example.com",
            phones: "0044 20 79460123 x5",
            company: "ACME TOOLS",
            job_title: "Vice President Sales",
            ..Record::default()
        });
        assert_eq!(a, "de la cruz|jose|jose@example.com|442079460123x5|acme tools||president sales vice");
        assert_eq!(a, b);
    }

    #[test]
    fn what_stands_for_nothing_is_left_out() {
        let none = Record { name: "Unknown", emails: "none@none.com", phones: "000-000-0000", ..Record::default() };
        assert_eq!(folded(none), "");
    }

    #[test]
    fn a_mailbox_spells_what_the_name_leaves_open() {
        let of = |first_name, last_name, emails| folded(Record { first_name, last_name, emails, ..Record::default() });
        assert_eq!(of("A.", "Cruz", "ana.cruz@example.com"), "cruz|ana|ana.cruz@example.com");
        assert_eq!(of("", "Cruz", "cruzana@example.com"), "cruz|ana|cruzana@example.com");
        assert_eq!(of("Ana", "C", "anacruz@example.com"), "cruz|ana|anacruz@example.com");
        assert_eq!(of("B.", "Cruz", "ana.cruz@example.com"), "cruz|b|ana.cruz@example.com");
        assert_eq!(of("", "Cruz", "info@example.com"), "cruz||info@example.com");
    }

    #[test]
    fn control_characters_do_not_break_the_form() {
        let odd = "a\u{1f}b\u{1e}c\u{0}";
        let record = Record {
            first_name: odd,
            last_name: "Cr\u{1f}uz",
            emails: "ana\u{1f}x@example.com;be\u{1e}n@example.com;cy@example.com",
            phones: "020 7946\u{1e} 0123",
            company: odd,
            job_title: odd,
            id_number: odd,
            user_id: "7\u{1f}8\u{1e}",
            ..Record::default()
        };
        let folded = Folded::new(&record, &mut Memo::default());
        let fields = folded.fields();
        assert_eq!(fields.mailboxes().collect::<Vec<_>>(), ["cy@example.com"]);
        assert_eq!(fields.phones().collect::<Vec<_>>(), [("2079460123", "")]);
        assert_eq!(fields.user_id, "78");
        assert_eq!(folded.0.matches(FIELD).count(), FIELDS - 1);
    }

    #[test]
    fn values_are_looked_at_from_their_beginning_only() {
        let long = "é".repeat(100_000);
        let record = Record { first_name: &long, company: &long, address: &long, ..Record::default() };
        assert!(Folded::new(&record, &mut Memo::default()).0.len() < 4 * LONGEST);
        let many: Vec<String> = (0..10_000).map(|i| format!("ana{i}@example.com")).collect();
        let folded = Folded::new(&Record { emails: &many.join(";"), ..Record::default() }, &mut Memo::default());
        assert_eq!(folded.fields().mailboxes().count(), MOST_ITEMS);
        let user_id = "7".repeat(1_000);
        let user = |id: &str| Folded::new(&Record { user_id: id, ..Record::default() }, &mut Memo::default());
        assert_ne!(user(&user_id), user(&format!("{user_id}x")), "two that begin alike are two");
    }

    #[test]
    fn dates_of_birth_are_read_in_any_order() {
        for text in ["1971-06-24", "19710624", "24.06.1971", "06/24/1971", "24/6/1971"] {
            assert_eq!(birth(text), "1971-6-24", "{text}");
        }
        assert_eq!(birth("1971"), "1971-0-0");
        assert_eq!(birth("24 June"), "");
    }
}

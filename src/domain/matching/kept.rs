//! Everybody as they are compared, in a form that is read back in a moment: the texts of all values, and people as columns
//! of their numbers; nothing that follows from these. Who has changed since is folded anew and takes their place among
//! the others. The people who come out are the same, but for the numbers of their values, as if all were folded anew.

use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

use super::lexicon::Lexicon;
use super::names::Names;
use super::people::{Calls, Mail, Mailbox, People, Person, Phone, Plain, sorted, span};
use super::record::{Folded, joined_names, sample_print};

/// The form; another one is not read.
const FORM: u32 = 1;
/// Marks those who were folded anew among the rows.
const ADDED: u32 = 1 << 31;

/// The columns of numbers, in the order in which they are written; those of [`Person::values`] come after them.
#[derive(Debug, Clone, Copy)]
enum Is {
    /// By record: by how much its id is above the one before.
    IdStep,
    /// By row, as all that follow but the last three.
    Record,
    Print,
    Mailboxes,
    /// All mailboxes, row by row.
    Mailbox,
    Phones,
    /// All phones, row by row.
    Phone,
    Extension,
    /// By mailbox.
    Local,
    Domain,
    Kind,
    /// The first of the values that a person has one of.
    Value,
}

const COLUMNS: usize = Is::Value as usize + Person::VALUES;
/// Names, mailboxes, phones, the values of [`Plain`], local parts, domains.
const TEXTS: usize = 3 + Plain::COLUMNS + 2;
/// Bits of the kind of a mailbox.
const IS_ROLE: u32 = 1;
const IS_FREEMAIL: u32 = 2;

/// People of an earlier time.
#[derive(Debug)]
pub struct Kept {
    ids: Vec<i64>,
    columns: Vec<Column>,
    texts: Vec<Vec<u8>>,
}

/// What became of the records that were kept.
#[derive(Debug, Default)]
pub struct Since {
    /// By record of then: its number among the records of now, or where it would stand.
    pub now: Vec<u32>,
    /// By record of then: whether it is not there any more as it was.
    pub is_gone: Vec<bool>,
}

impl People {
    /// Writes everybody, a part at a time. `ids` and `prints` are by record.
    pub fn keep<E>(
        &self,
        ids: &[i64],
        prints: &[u32],
        mut write: impl FnMut(usize, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut part = 0;
        let mut put = |bytes: Vec<u8>| {
            part += 1;
            write(part - 1, &sealed(bytes))
        };
        put([FORM.to_le_bytes(), sample_print().to_le_bytes()].concat())?;
        let steps = ids.iter().scan(0, |before, id| Some((id - std::mem::replace(before, *id)) as u32));
        put(Column::of(&steps.collect::<Vec<u32>>()))?;
        put(Column::of(&self.order))?;
        put(Column::of(&self.order.iter().map(|record| prints[*record as usize]).collect::<Vec<u32>>()))?;
        let mut column = |values: &mut dyn Iterator<Item = u32>| put(Column::of(&values.collect::<Vec<u32>>()));
        column(&mut self.rows.iter().map(|row| self.mailboxes(row).len() as u32))?;
        column(&mut self.rows.iter().flat_map(|row| self.mailboxes(row)).copied())?;
        column(&mut self.rows.iter().map(|row| self.phones(row).len() as u32))?;
        column(&mut self.rows.iter().flat_map(|row| self.phones(row)).map(|phone| phone.written))?;
        column(&mut self.rows.iter().flat_map(|row| self.phones(row)).map(|phone| phone.extension))?;
        let mailboxes = &self.mail.mailboxes;
        column(&mut mailboxes.iter().map(|mailbox| mailbox.local))?;
        column(&mut mailboxes.iter().map(|mailbox| mailbox.domain))?;
        let kind = |is: bool, bit: u32| if is { bit } else { 0 };
        column(&mut mailboxes.iter().map(|of| kind(of.is_role, IS_ROLE) | kind(of.is_freemail, IS_FREEMAIL)))?;
        for value in 0..Person::VALUES {
            column(&mut self.rows.iter().map(|row| row.values()[value]))?;
        }
        put(written(self.names.texts()))?;
        put(written(&self.mail.addresses))?;
        put(written(&self.calls.numbers))?;
        self.plain.lexicons().into_iter().try_for_each(|lexicon| put(written(lexicon)))?;
        put(written(&self.mail.locals))?;
        put(written(&self.mail.domains))
    }
}

impl Kept {
    /// What [`People::keep`] wrote, in the order of the parts; `None` where another rolo did, which may fold otherwise,
    /// and where it is not whole.
    pub fn read(mut parts: Vec<Vec<u8>>) -> Option<Self> {
        let is_whole = parts.par_iter_mut().all(unseal);
        let head = [FORM.to_le_bytes(), sample_print().to_le_bytes()].concat();
        if !is_whole || parts.len() != 1 + COLUMNS + TEXTS || parts[0] != head {
            return None;
        }
        let texts = parts.split_off(1 + COLUMNS);
        let columns: Vec<Column> = parts.into_iter().skip(1).map(|bytes| Column { bytes }).collect();
        let steps = &columns[Is::IdStep as usize];
        let ids = (0..steps.len()).scan(0, |id, record| {
            *id += i64::from(steps.get(record));
            Some(*id)
        });
        Some(Self { ids: ids.collect(), columns, texts })
    }

    /// By record: its id, in order.
    pub fn ids(&self) -> &[i64] {
        &self.ids
    }

    /// Calls `put` with every record that is as it was, by its number of now, and its print.
    pub(super) fn for_each_print(&self, since: &Since, mut put: impl FnMut(u32, u32)) {
        let (records, prints) = (self.column(Is::Record), self.column(Is::Print));
        for row in 0..records.len() {
            let record = records.get(row) as usize;
            if !since.is_gone[record] {
                put(since.now[record], prints.get(row));
            }
        }
    }

    /// Everybody of now: those who are as they were, and those who were folded anew, each with the number of its record.
    pub(super) fn people(self, since: &Since, added: Vec<(Folded, u32)>) -> People {
        let records = self.column(Is::Record);
        let is_live: Vec<bool> = (0..records.len()).map(|row| !since.is_gone[records.get(row) as usize]).collect();
        let (names, mut lexicons) = rayon::join(|| self.names(&is_live), || self.lexicons(&is_live));
        let (mailbox_starts, phone_starts) = rayon::join(|| self.starts(Is::Mailboxes), || self.starts(Is::Phones));
        let domains = lexicons.pop().unwrap_or_default();
        let locals = lexicons.pop().unwrap_or_default();
        let mut lexicons = lexicons.into_iter();
        let [addresses, numbers] = [(); 2].map(|()| lexicons.next().unwrap_or_default());
        let mut people = People::default();
        (people.names, people.plain) = (names, Plain::of(lexicons));
        (people.mail, people.calls) = rayon::join(
            || Mail { addresses, mailboxes: self.mailboxes(), list: self.column(Is::Mailbox).all(), locals, domains },
            || Calls { numbers, list: self.phones() },
        );

        let added = sorted(added, |record| record);
        let sources = self.sources(&people.names, since, &is_live, &added);
        let new: Vec<Person> = added.iter().map(|(folded, _)| people.person(&folded.fields())).collect();
        let births = people.plain.birth_dates();
        let row = |source: &u32| match source & ADDED {
            0 => {
                let row = *source as usize;
                let values = std::array::from_fn(|value| self.columns[Is::Value as usize + value].get(row));
                let mailboxes = span(mailbox_starts[row] as usize, mailbox_starts[row + 1] as usize);
                let phones = span(phone_starts[row] as usize, phone_starts[row + 1] as usize);
                Person { mailboxes, phones, ..Person::of(values, &births) }
            }
            _ => new[(source & !ADDED) as usize],
        };
        let record = |source: &u32| match source & ADDED {
            0 => since.now[records.get(*source as usize) as usize],
            _ => added[(source & !ADDED) as usize].1,
        };
        people.rows = sources.par_iter().map(row).collect();
        people.order = sources.par_iter().map(record).collect();
        people.finish();
        people
    }

    /// The rows in order: numbers of rows of then, and of those who were added.
    fn sources(&self, names: &Names, since: &Since, is_live: &[bool], added: &[(Folded, u32)]) -> Vec<u32> {
        let [firsts, lasts] = [0, 1].map(|value| &self.columns[Is::Value as usize + value]);
        let (records, prints) = (self.column(Is::Record), self.column(Is::Print));
        let place = |(folded, record): &(Folded, u32)| {
            let is_before = |row: &usize| {
                let (first, last) = (names.text(firsts.get(*row)), names.text(lasts.get(*row)));
                let others = || (prints.get(*row), since.now[records.get(*row) as usize]);
                let order = joined_names(last, first).cmp(folded.names().bytes());
                order.then_with(|| others().cmp(&(folded.print(), *record))).is_lt()
            };
            partition_point(records.len(), is_before)
        };
        let places: Vec<usize> = added.par_iter().map(place).collect();
        let mut sources = Vec::with_capacity(records.len() + added.len());
        let mut next = 0;
        for (place, added) in places.into_iter().zip(0..) {
            sources.extend((next..place).filter(|row| is_live[*row]).map(|row| row as u32));
            sources.push(added | ADDED);
            next = place;
        }
        sources.extend((next..records.len()).filter(|row| is_live[*row]).map(|row| row as u32));
        sources
    }

    fn column(&self, is: Is) -> &Column {
        &self.columns[is as usize]
    }

    fn names(&self, is_live: &[bool]) -> Names {
        let [firsts, lasts] = [0, 1].map(|value| self.columns[Is::Value as usize + value].live(is_live));
        Names::of(read(&self.texts[0]), firsts, lasts)
    }

    /// All texts but names, with how often those occur that people have one of, and mailboxes.
    fn lexicons(&self, is_live: &[bool]) -> Vec<Lexicon> {
        const FIRST_PLAIN: usize = 3;
        let lexicon = |text: usize| {
            let mut lexicon = read(&self.texts[text]);
            if text == 1 {
                let (counts, mailboxes) = (self.column(Is::Mailboxes), self.column(Is::Mailbox));
                let is_held = (0..counts.len()).flat_map(|row| (0..counts.get(row)).map(move |_| is_live[row]));
                let held = is_held.enumerate().filter(|(_, is)| *is).map(|(at, _)| mailboxes.get(at));
                held.for_each(|id| lexicon.count_again(id));
            } else if (FIRST_PLAIN..FIRST_PLAIN + Plain::COLUMNS).contains(&text) {
                let column = &self.columns[Is::Value as usize + 2 + text - FIRST_PLAIN];
                column.live(is_live).for_each(|id| lexicon.count_again(id));
            }
            lexicon
        };
        (1..TEXTS).into_par_iter().map(lexicon).collect()
    }

    /// Where each row's items begin in the list of all.
    fn starts(&self, counts: Is) -> Vec<u32> {
        let counts = self.column(counts);
        let sums = (0..counts.len()).scan(0, |sum, row| {
            *sum += counts.get(row);
            Some(*sum)
        });
        std::iter::once(0).chain(sums).collect()
    }

    fn mailboxes(&self) -> Vec<Mailbox> {
        let [locals, domains, kinds] = [Is::Local, Is::Domain, Is::Kind].map(|is| self.column(is));
        let mailbox = |id: usize| Mailbox {
            local: locals.get(id),
            domain: domains.get(id),
            is_role: kinds.get(id) & IS_ROLE != 0,
            is_freemail: kinds.get(id) & IS_FREEMAIL != 0,
            is_shared: false,
        };
        (0..locals.len()).map(mailbox).collect()
    }

    fn phones(&self) -> Vec<Phone> {
        let (numbers, extensions) = (self.column(Is::Phone), self.column(Is::Extension));
        let phone = |at| Phone { written: numbers.get(at), extension: extensions.get(at), ..Phone::default() };
        (0..numbers.len()).map(phone).collect()
    }
}

/// Where the first number stands of which it does not hold.
fn partition_point(len: usize, holds: impl Fn(&usize) -> bool) -> usize {
    let (mut from, mut to) = (0, len);
    while from < to {
        let middle = from.midpoint(to);
        if holds(&middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// Numbers of as many bytes each as the largest needs: that many, the numbers, and room to read four bytes of the last.
#[derive(Debug)]
struct Column {
    bytes: Vec<u8>,
}

impl Column {
    const ROOM: usize = 4;

    fn of(numbers: &[u32]) -> Vec<u8> {
        let largest = numbers.iter().copied().max().unwrap_or_default();
        // Numbers of no bytes could not be counted.
        let width = (4 - largest.leading_zeros() as usize / 8).max(1);
        let mut bytes = Vec::with_capacity(1 + numbers.len() * width + Self::ROOM);
        bytes.push(width as u8);
        numbers.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()[..width]));
        bytes.extend_from_slice(&[0; Self::ROOM]);
        bytes
    }

    fn width(&self) -> usize {
        usize::from(self.bytes[0])
    }

    fn len(&self) -> usize {
        (self.bytes.len() - 1 - Self::ROOM) / self.width()
    }

    fn get(&self, at: usize) -> u32 {
        let width = self.width();
        let four = &self.bytes[1 + at * width..][..4];
        u32::from_le_bytes([four[0], four[1], four[2], four[3]]) & (u32::MAX >> (32 - 8 * width))
    }

    fn all(&self) -> Vec<u32> {
        (0..self.len()).map(|at| self.get(at)).collect()
    }

    /// The numbers of rows that are there.
    fn live<'a>(&'a self, is_live: &'a [bool]) -> impl Iterator<Item = u32> + 'a {
        is_live.iter().enumerate().filter(|(_, is)| **is).map(|(row, _)| self.get(row))
    }
}

/// The texts of a lexicon in the order of their numbers: how many bytes the lengths take, these, and the texts.
fn written(lexicon: &Lexicon) -> Vec<u8> {
    let lengths = Column::of(&lexicon.texts().map(|text| text.len() as u32).collect::<Vec<u32>>());
    let mut bytes = (lengths.len() as u32).to_le_bytes().to_vec();
    bytes.extend(lengths);
    lexicon.texts().for_each(|text| bytes.extend_from_slice(text.as_bytes()));
    bytes
}

/// A lexicon from its texts, none of which is counted.
fn read(bytes: &[u8]) -> Lexicon {
    let (head, rest) = bytes.split_at(4);
    let (lengths, texts) = rest.split_at(u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize);
    let lengths = Column { bytes: lengths.to_vec() };
    Lexicon::of(String::from_utf8_lossy(texts).into_owned(), (0..lengths.len()).map(|id| lengths.get(id)))
}

/// A part with its checksum.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let seal = checksum(&bytes);
    bytes.extend_from_slice(&seal);
    bytes
}

/// Takes the checksum off a part; `false` where it is not its own.
fn unseal(bytes: &mut Vec<u8>) -> bool {
    let Some(len) = bytes.len().checked_sub(8) else { return false };
    let seal = bytes.split_off(len);
    checksum(bytes) == *seal
}

fn checksum(bytes: &[u8]) -> [u8; 8] {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}

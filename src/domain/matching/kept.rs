//! Everybody as they are compared, in a form that is read back in a moment: the texts of all values, and people as columns
//! of their numbers; nothing that follows from these. Who has changed since is folded anew and takes their place among
//! the others. The people who come out are the same, but for the numbers of their values, as if all were folded anew.

use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

use super::intake::{Sorted, sorted};
use super::lexicon::Lexicon;
use super::names::Names;
use super::people::{Calls, Mail, Mailbox, People, Person, Phone, Plain, span};
use super::record::{Folded, joined_names, sample_print};

/// The form; another one is not read.
const FORM: u32 = 1;

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
    /// By record: its id, in order.
    pub ids: Vec<i64>,
    /// What is compared of them.
    pub values: Values,
}

/// The values of people of an earlier time.
#[derive(Debug)]
pub struct Values {
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
    /// Those who are as they were, and others who were folded anew, each with the number of their record. What follows from
    /// everybody is not known then.
    pub(super) fn renew(&mut self, since: &Since, added: Vec<(Folded, u32)>) {
        let added = sorted(added, |record| record);
        let is_gone = |people: &Self, row: u32| since.is_gone[people.order[row as usize] as usize];
        for row in (0..self.rows.len() as u32).filter(|row| is_gone(self, *row)).collect::<Vec<u32>>() {
            self.uncount(row);
        }
        let places: Vec<u32> = added.par_iter().map(|one| self.place(since, one)).collect();
        let new = self.absorb(&People::of(&added));
        // Those who stay move together, and then apart again.
        let mut stands = Vec::with_capacity(new.len());
        let mut kept = 0;
        for row in 0..=self.rows.len() {
            while places.get(stands.len()).is_some_and(|place| *place as usize == row) {
                stands.push(kept);
            }
            if row < self.rows.len() && !is_gone(self, row as u32) {
                self.rows[kept] = self.rows[row];
                (self.order[kept], self.prints[kept]) = (since.now[self.order[row] as usize], self.prints[row]);
                kept += 1;
            }
        }
        let new: Vec<(usize, Person)> = stands.into_iter().zip(new).collect();
        insert(&mut self.rows, kept, new.iter().copied());
        let places = new.iter().map(|(place, _)| *place);
        insert(&mut self.order, kept, places.clone().zip(added.iter().map(|one| one.record)));
        insert(&mut self.prints, kept, places.zip(added.iter().map(|one| one.print)));
    }

    /// The row before which a new record stands.
    fn place(&self, since: &Since, new: &Sorted) -> u32 {
        let is_before = |row: u32| {
            let row = row as usize;
            let (first, last) = (self.names.text(self.rows[row].first), self.names.text(self.rows[row].last));
            let order = joined_names(last, first).cmp(new.folded.names().bytes());
            let others = || (self.prints[row], since.now[self.order[row] as usize]).cmp(&(new.print, new.record));
            order.then_with(others).is_lt()
        };
        let (mut from, mut to) = (0, self.rows.len() as u32);
        while from < to {
            let middle = from.midpoint(to);
            if is_before(middle) { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// Writes everybody, a part at a time. `ids` are by record.
    pub fn keep<E>(&self, ids: &[i64], mut write: impl FnMut(usize, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let mut part = 0;
        let mut put = |bytes: Vec<u8>| {
            part += 1;
            write(part - 1, &sealed(bytes))
        };
        put([FORM.to_le_bytes(), sample_print().to_le_bytes()].concat())?;
        let steps = ids.iter().scan(0, |before, id| Some((id - std::mem::replace(before, *id)) as u32));
        put(Column::of(&steps.collect::<Vec<u32>>()))?;
        put(Column::of(&self.order))?;
        put(Column::of(&self.prints))?;
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
        Some(Self { ids: ids.collect(), values: Values { columns, texts } })
    }
}

impl Values {
    /// Everybody of then, of whom nothing is known but their values, with room for some more.
    pub fn people(mut self, room: usize) -> People {
        let texts = std::mem::take(&mut self.texts);
        let mut lexicons = self.lexicons(texts);
        let (mailbox_starts, phone_starts) = rayon::join(|| self.starts(Is::Mailboxes), || self.starts(Is::Phones));
        let domains = lexicons.pop().unwrap_or_default();
        let locals = lexicons.pop().unwrap_or_default();
        let mut lexicons = lexicons.into_iter();
        let [names, addresses, numbers] = [(); 3].map(|()| lexicons.next().unwrap_or_default());
        let mut people = People::default();
        people.names = Names::of(names, self.value(0).each(), self.value(1).each());
        people.plain = Plain::of(lexicons);
        (people.mail, people.calls) = rayon::join(
            || Mail { addresses, mailboxes: self.mailboxes(), list: self.column(Is::Mailbox).all(), locals, domains },
            || Calls { numbers, list: self.phones() },
        );
        (people.order, people.prints) = rayon::join(|| self.column(Is::Record).all(), || self.column(Is::Print).all());
        let births = people.plain.birth_dates();
        let person = |row: usize| {
            let values = std::array::from_fn(|value| self.value(value).get(row));
            let mailboxes = span(mailbox_starts[row] as usize, mailbox_starts[row + 1] as usize);
            let phones = span(phone_starts[row] as usize, phone_starts[row + 1] as usize);
            let person = Person::of(values);
            Person { mailboxes, phones, birth: births[person.birth_id as usize], ..person }
        };
        people.rows = Vec::with_capacity(people.order.len() + room);
        people.rows.par_extend((0..people.order.len()).into_par_iter().map(person));
        people
    }

    fn column(&self, is: Is) -> &Column {
        &self.columns[is as usize]
    }

    fn value(&self, value: usize) -> &Column {
        &self.columns[Is::Value as usize + value]
    }

    /// All texts, with how often those of [`Plain`] occur, and mailboxes.
    fn lexicons(&self, texts: Vec<Vec<u8>>) -> Vec<Lexicon> {
        const FIRST_PLAIN: usize = 3;
        let lexicon = |(text, bytes): (usize, Vec<u8>)| {
            let mut lexicon = read(bytes);
            if text == 1 {
                self.column(Is::Mailbox).each().for_each(|id| lexicon.count_again(id));
            } else if (FIRST_PLAIN..FIRST_PLAIN + Plain::COLUMNS).contains(&text) {
                self.value(2 + text - FIRST_PLAIN).each().for_each(|id| lexicon.count_again(id));
            }
            lexicon
        };
        texts.into_par_iter().enumerate().map(lexicon).collect()
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

/// Puts further values before those of these places, in order, among the first of a list.
fn insert<T: Copy + Default>(
    list: &mut Vec<T>,
    first: usize,
    values: impl DoubleEndedIterator<Item = (usize, T)> + ExactSizeIterator,
) {
    let mut more = values.len();
    list.resize(first + more, T::default());
    let mut end = first;
    for (place, value) in values.rev() {
        list.copy_within(place..end, place + more);
        more -= 1;
        list[place + more] = value;
        end = place;
    }
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

    fn each(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        (0..self.len()).map(|at| self.get(at))
    }

    fn all(&self) -> Vec<u32> {
        self.with_room(0)
    }

    fn with_room(&self, room: usize) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(self.len() + room);
        numbers.extend(self.each());
        numbers
    }
}

/// The texts of a lexicon in the order of their numbers, their lengths, and how many bytes these take.
fn written(lexicon: &Lexicon) -> Vec<u8> {
    let mut bytes = Vec::new();
    lexicon.texts().for_each(|text| bytes.extend_from_slice(text.as_bytes()));
    let lengths = Column::of(&lexicon.texts().map(|text| text.len() as u32).collect::<Vec<u32>>());
    bytes.extend_from_slice(&lengths);
    bytes.extend_from_slice(&(lengths.len() as u32).to_le_bytes());
    bytes
}

/// A lexicon from its texts, none of which is counted.
fn read(mut bytes: Vec<u8>) -> Lexicon {
    let tail = bytes.split_off(bytes.len() - 4);
    let lengths = u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]) as usize;
    let lengths = Column { bytes: bytes.split_off(bytes.len() - lengths) };
    Lexicon::of(String::from_utf8(bytes).unwrap_or_default(), lengths.each())
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

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::super::testing::{Generated, scatter};
    use super::super::{Decided, Found, Intake, Matcher, Model};
    use super::*;

    /// Records with ids; each third one has values of which the numbering of others depends.
    fn records(generated: &Generated) -> Vec<(i64, Record<'_>)> {
        let records = generated.records().zip(1..).map(|(record, id)| {
            let record = match id % 3 {
                0 => Record { country: "Spain", job_title: "Head of Sales", birth_date: "1971-06-24", ..record },
                1 => Record { country: "Portugal", address: "1 Main Street", id_number: "A-12", ..record },
                _ => record,
            };
            (id * 2, record)
        });
        records.collect()
    }

    fn fold(records: &[(i64, Record<'_>)]) -> Intake {
        let mut intake = Intake::default();
        intake.add(&records.iter().map(|(_, record)| *record).collect::<Vec<_>>());
        intake
    }

    fn parts(people: &People, ids: &[i64]) -> Vec<Vec<u8>> {
        let mut parts = Vec::new();
        let write = |part: usize, bytes: &[u8]| {
            assert_eq!(part, parts.len());
            parts.push(bytes.to_vec());
            Ok::<(), ()>(())
        };
        people.keep(ids, write).expect("room");
        parts
    }

    /// What has become of `then` in `now`, both by id, and the records that were changed or added, with their numbers.
    fn since<'a>(then: &[(i64, Record<'a>)], now: &[(i64, Record<'a>)]) -> (Since, Vec<Record<'a>>, Vec<u32>) {
        let place = |id: i64| now.partition_point(|(other, _)| *other < id);
        let is_gone = |(id, record): &(i64, Record<'_>)| now.get(place(*id)) != Some(&(*id, *record));
        let since = Since {
            now: then.iter().map(|(id, _)| place(*id) as u32).collect(),
            is_gone: then.iter().map(is_gone).collect(),
        };
        let is_new = |one: &&(i64, Record<'_>)| !then.contains(one);
        let new = now.iter().filter(is_new).map(|(id, record)| (*record, place(*id) as u32)).unzip();
        (since, new.0, new.1)
    }

    fn found(people: People, model: &Model, changed: Option<&[bool]>) -> Found {
        Matcher::new(people, Some(model.clone())).find(&Decided::default(), changed)
    }

    #[test]
    fn who_is_read_back_and_renewed_is_who_would_be_folded_anew() {
        let generated = Generated::new(900);
        let all = records(&generated);
        let (then, later) = all.split_at(1_000);
        let ids: Vec<i64> = then.iter().map(|(id, _)| *id).collect();
        let people = fold(then).finish();
        let kept = parts(&people, &ids);
        let model = Matcher::new(people, None).model().clone();

        // One in twenty is gone, one in fifteen has changed, and others come in between and behind.
        let mut now: Vec<(i64, Record<'_>)> = Vec::new();
        for (id, record) in then {
            match scatter(id.cast_unsigned()) % 60 {
                0..3 => {}
                3 => now.push((*id, Record { phones: "2079 4601", ..*record })),
                4 => now.push((*id, Record { country: "Portugal", ..*record })),
                5 => now.push((*id, Record { first_name: "Ana", emails: "info@example.com", ..*record })),
                6 => now.push((*id, Record { phones: "+44 12079 4601; 55 2079 4601 ext 7", ..*record })),
                _ => now.push((*id, *record)),
            }
            if id % 50 == 0 {
                now.push((id + 1, *record));
            }
        }
        now.extend(later);
        let (since, new, numbers) = since(then, &now);
        let mut others = Intake::default();
        others.add_as(&new, &numbers);
        let read = Kept::read(kept.clone()).expect("what was kept");
        assert_eq!(read.ids, ids);
        let renewed = others.beside(read.values.people(numbers.len()), since);
        assert_eq!(renewed.prints(), fold(&now).prints());

        let whole = found(fold(&now).finish(), &model, None);
        assert!(whole.pairs.len() > 150, "{} pairs", whole.pairs.len());
        assert_eq!(found(renewed.finish(), &model, None), whole);

        // Kept again, and of those who changed only.
        let now_ids: Vec<i64> = now.iter().map(|(id, _)| *id).collect();
        let again = || Kept::read(parts(&fold(&now).finish(), &now_ids)).expect("what was kept");
        let nothing = || Since { now: (0..now.len() as u32).collect(), is_gone: vec![false; now.len()] };
        let changed: Vec<bool> = (0..now.len() as u32).map(|record| numbers.contains(&record)).collect();
        let part =
            found(Intake::default().beside(again().values.people(0), nothing()).finish(), &model, Some(&changed));
        let concerns = |pair: &&super::super::Pair| changed[pair.a as usize] || changed[pair.b as usize];
        let direct: Vec<_> = whole.pairs.iter().filter(concerns).filter(|pair| pair.is_direct).collect();
        assert_eq!(part.pairs.iter().filter(|pair| pair.is_direct).count(), direct.len());
        assert_eq!(found(fold(&now).finish(), &model, Some(&changed)), part);
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let generated = Generated::new(30);
        let all = records(&generated);
        let ids: Vec<i64> = all.iter().map(|(id, _)| *id).collect();
        let kept = parts(&fold(&all).finish(), &ids);
        assert!(Kept::read(kept.clone()).is_some());
        assert!(Kept::read(kept[1..].to_vec()).is_none());
        assert!(Kept::read(Vec::new()).is_none());
        for part in 0..kept.len() {
            let mut damaged = kept.clone();
            damaged[part][0] ^= 1;
            assert!(Kept::read(damaged.clone()).is_none(), "part {part}");
            damaged[part] = Vec::new();
            assert!(Kept::read(damaged).is_none(), "part {part}");
        }
        let nobody = parts(&Intake::default().finish(), &[]);
        let nobody = Intake::default().beside(Kept::read(nobody).expect("nobody").values.people(0), Since::default());
        assert!(nobody.finish().is_empty());
    }

    #[test]
    fn numbers_take_the_bytes_that_they_need() {
        for (largest, bytes) in [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 3), (u32::MAX, 4)] {
            let numbers = [0, largest, 7.min(largest), largest];
            let column = Column { bytes: Column::of(&numbers) };
            assert_eq!((column.width(), column.all()), (bytes, numbers.to_vec()));
        }
        assert_eq!(Column { bytes: Column::of(&[]) }.len(), 0);
    }
}

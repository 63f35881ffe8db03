//! Records come in and are folded, a part at a time; when all are there, people are made of them.

use rayon::prelude::*;

use super::kept::Since;
use super::lexicon::Id;
use super::people::{People, Person, Plain, Span};
use super::record::{Folded, Memo, Record};

/// Takes records in, a part at a time, and makes people of them.
#[derive(Debug, Default)]
pub struct Intake {
    folded: Vec<(Folded, u32)>,
    kept: Option<(People, Since)>,
}

impl Intake {
    /// Those who are as they were among people that were kept, and these others.
    pub fn beside(self, kept: People, since: Since) -> Self {
        Self { kept: Some((kept, since)), ..self }
    }

    /// Folds further records, on all cores.
    pub fn add(&mut self, records: &[Record<'_>]) {
        let first = self.folded.len() as u32;
        self.add_as(records, &(first..first + records.len() as u32).collect::<Vec<u32>>());
    }

    /// The same, with the number of each record.
    pub fn add_as(&mut self, records: &[Record<'_>], numbers: &[u32]) {
        let numbered = records.par_iter().zip(numbers).with_min_len(1_000);
        self.folded.par_extend(numbered.map_init(Memo::default, |memo, (record, i)| (Folded::new(record, memo), *i)));
    }

    /// By record, a number that changes when what is compared changes; never 0.
    pub fn prints(&self) -> Vec<u32> {
        let there = self.kept.as_ref().map_or(0, |(_, since)| since.is_gone.iter().filter(|is| !**is).count());
        let mut prints = vec![0; there + self.folded.len()];
        if let Some((kept, since)) = &self.kept {
            let then = kept.order.iter().map(|record| *record as usize).zip(&kept.prints);
            for (record, print) in then.filter(|(record, _)| !since.is_gone[*record]) {
                prints[since.now[record] as usize] = *print;
            }
        }
        for (folded, record) in &self.folded {
            prints[*record as usize] = folded.print();
        }
        prints
    }

    /// Everybody, with their values counted; of records that say the same, the one that came first counts as first.
    pub fn finish(self) -> People {
        if let Some((mut people, since)) = self.kept {
            people.renew(&since, self.folded);
            people.finish();
            return people;
        }
        let order: Vec<u32> = (0..self.folded.len() as u32).collect();
        self.finish_in_order(&order)
    }

    /// Puts these among people of whom some are gone.
    pub(super) fn renew(self, people: &mut People, since: &Since) {
        people.renew(since, self.folded);
    }

    /// The same as [`Intake::finish`], where `places` (by record) says which of two that say the same counts as first.
    pub fn finish_in_order(self, places: &[u32]) -> People {
        let mut people = People::of(&sorted(self.folded, |record| places[record as usize]));
        people.finish();
        people
    }
}

impl People {
    /// Everybody, in order; what follows from their values is not known then.
    pub(super) fn of(sorted: &[Sorted]) -> Self {
        let fields = || sorted.iter().map(|one| one.folded.fields());
        let mut people = Self::default();
        people.order = sorted.iter().map(|one| one.record).collect();
        people.prints = sorted.iter().map(|one| one.print).collect();
        let mut rows = vec![Person::default(); sorted.len()];
        let (names, mail, calls) = (&mut people.names, &mut people.mail, &mut people.calls);
        // The largest part first.
        let ((mailboxes, phones), (plain, names)) = rayon::join(
            || {
                rayon::join(
                    || fields().map(|fields| mail.add(&fields)).collect::<Vec<Span>>(),
                    || fields().map(|fields| calls.add(&fields)).collect::<Vec<Span>>(),
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
        people
    }
}

/// A folded record with its number and its print.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub folded: Folded,
    pub record: u32,
    pub print: u32,
}

/// The folded records in order: by last and first name, namesakes by what else they say. Sixteen bytes decide nearly
/// always, and spare the way to the text. `place` says which of two that say the same comes first.
pub(super) fn sorted(mut folded: Vec<(Folded, u32)>, place: impl Fn(u32) -> u32 + Sync) -> Vec<Sorted> {
    let key = |((one, _), at): (&(Folded, u32), u32)| (beginning(one.names()), one.print(), at);
    let mut order: Vec<(u128, u32, u32)> = folded.par_iter().zip(0..folded.len() as u32).map(key).collect();
    order.par_sort_unstable_by(|(x, print_x, i), (y, print_y, j)| {
        let (a, b) = (&folded[*i as usize], &folded[*j as usize]);
        let names = || a.0.names().cmp(b.0.names());
        let places = || place(a.1).cmp(&place(b.1));
        x.cmp(y).then_with(names).then(print_x.cmp(print_y)).then_with(places)
    });
    let one = |(_, print, at): &(u128, u32, u32)| {
        let (folded, record) = std::mem::take(&mut folded[*at as usize]);
        Sorted { folded, record, print: *print }
    };
    order.iter().map(one).collect()
}

/// The first bytes of a text, as a number in the same order.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let len = text.len().min(bytes.len());
    bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
    u128::from_be_bytes(bytes)
}

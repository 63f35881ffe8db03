//! Finding the pairs: everybody is compared with those who share a key, and what is likely enough is kept. Of a hundred
//! pairs some ninety share a name and nothing that could make up for it; a [`Ceiling`] on what they can come to spares
//! them the whole comparison.

use rayon::prelude::*;

use super::block::Blocks;
use super::compare::{
    Field, Relation, birth, call, compare_rest, compare_same, compare_strangers, compare_who, mail, plain,
};
use super::glance::{Glance, Known};
use super::lexicon::{Id, NONE};
use super::model::Model;
use super::people::{People, Person};

/// Two rows that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// The row that comes first.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// The logarithm of the odds that they are one person.
    pub bits: f32,
    /// Whether the model may merge them by itself.
    pub is_safe: bool,
    /// Whether it might if it were sure.
    pub is_safe_if_sure: bool,
}

/// Of how many people one at least has changed, so that all are worth a glance.
const MANY: usize = 20;

/// Bits by which sums in another order may differ.
const SLACK: f32 = 0.01;

/// All pairs of at least `floor` bits, in order of their rows, and how many pairs were compared. With `changed`, pairs of
/// which one has changed.
pub(super) fn links(
    people: &People,
    blocks: &Blocks,
    model: &Model,
    floor: f32,
    changed: Option<&[bool]>,
) -> (Vec<Link>, u64) {
    let search = Search { people, blocks, model, floor, ceiling: Ceiling::new(people, model) };
    let (mut links, compared) = match changed {
        Some(changed) if changed.iter().filter(|is| **is).count() * MANY <= people.len() => search.around_few(changed),
        _ => search.around_all(changed),
    };
    links.sort_unstable_by_key(|link| (link.a, link.b));
    (links, compared)
}

struct Search<'a> {
    people: &'a People,
    blocks: &'a Blocks,
    model: &'a Model,
    floor: f32,
    ceiling: Ceiling<'a>,
}

impl Search<'_> {
    /// Looks at one person after the other.
    fn around_all(&self, changed: Option<&[bool]>) -> (Vec<Link>, u64) {
        let glances: Vec<Glance> = (0..self.people.len() as u32).into_par_iter().map(|row| self.glance(row)).collect();
        let found: Vec<(Vec<Link>, u64, Vec<u32>)> = (0..self.people.len() as u32)
            .into_par_iter()
            .fold(Default::default, |(mut links, mut compared, mut others): (Vec<Link>, u64, Vec<u32>), a| {
                match changed {
                    None => self.blocks.later(a, &mut others),
                    Some(changed) if changed[a as usize] => self.others(a, changed, &mut others),
                    Some(_) => others.clear(),
                }
                compared += others.len() as u64;
                let of_a = &glances[a as usize];
                links.extend(others.iter().filter_map(|b| self.link((a, of_a), (*b, &glances[*b as usize]))));
                (links, compared, others)
            })
            .collect();
        let compared = found.iter().map(|(_, compared, _)| compared).sum();
        (found.into_iter().flat_map(|(links, ..)| links).collect(), compared)
    }

    /// Looks at those whom a few are compared with, one after the other: most stand far from these few, and near each
    /// other.
    fn around_few(&self, changed: &[bool]) -> (Vec<Link>, u64) {
        let few: Vec<u32> = (0..).zip(changed).filter(|(_, is)| **is).map(|(row, _)| row).collect();
        let glances: Vec<Glance> = few.par_iter().map(|row| self.glance(*row)).collect();
        let of_one = |(mut pairs, mut others): (Vec<(u32, u32)>, Vec<u32>), (a, row): (usize, &u32)| {
            self.others(*row, changed, &mut others);
            pairs.extend(others.iter().map(|b| (*b, a as u32)));
            (pairs, others)
        };
        let pairs: Vec<(Vec<(u32, u32)>, _)> = few.par_iter().enumerate().fold(Default::default, of_one).collect();
        let mut pairs: Vec<(u32, u32)> = pairs.into_iter().flat_map(|(pairs, _)| pairs).collect();
        pairs.par_sort_unstable();
        let look = |pairs: &[(u32, u32)]| {
            let (b, of_b) = (pairs[0].0, self.glance(pairs[0].0));
            let link = |(_, a): &(u32, u32)| {
                let a = *a as usize;
                self.link((few[a], &glances[a]), (b, &of_b))
            };
            pairs.iter().filter_map(link).collect::<Vec<Link>>()
        };
        (pairs.par_chunk_by(|x, y| x.0 == y.0).flat_map_iter(look).collect(), pairs.len() as u64)
    }

    /// Whom somebody who has changed is compared with. A pair of two who have belongs to the first.
    fn others(&self, row: u32, changed: &[bool], found: &mut Vec<u32>) {
        self.blocks.others(row, found);
        found.retain(|other| *other > row || !changed[*other as usize]);
    }

    fn glance(&self, row: u32) -> Glance {
        Glance::of(self.people, &self.ceiling.known, &self.people.rows[row as usize])
    }

    /// Weighs a pair that has any hope.
    fn link(&self, a: (u32, &Glance), b: (u32, &Glance)) -> Option<Link> {
        let is_hopeful = self.ceiling.is_at_least(self.floor, a, b);
        is_hopeful.then(|| link(self.people, self.model, (a.0.min(b.0), a.0.max(b.0)), self.floor)).flatten()
    }
}

/// Weighs one pair; `None` below the floor and for two user_ids.
pub(super) fn link(people: &People, model: &Model, (a, b): (u32, u32), floor: f32) -> Option<Link> {
    let (of_a, of_b) = (&people.rows[a as usize], &people.rows[b as usize]);
    let mut seen = compare_who(people, of_a, of_b);
    compare_rest(people, of_a, of_b, &mut seen);
    let weights = model.weigh(&seen);
    (!seen.contradicts && weights.total >= floor).then(|| Link {
        a,
        b,
        bits: weights.total,
        is_safe: weights.is_safe(&seen),
        is_safe_if_sure: weights.is_safe_if_sure(&seen),
    })
}

/// The most bits that values add which are not the very same.
struct Ceiling<'a> {
    people: &'a People,
    model: &'a Model,
    known: Known,
    title: f32,
    street: f32,
    /// Between people who share no mailbox, phone or organisation: what other ones add.
    contact: f32,
    birth: f32,
    number: f32,
}

impl<'a> Ceiling<'a> {
    fn new(people: &'a People, model: &'a Model) -> Self {
        let strangers = |field, first| model.most_bits(&[Relation::Strangers, Relation::Namesakes], field, first);
        let contact =
            [(Field::Email, mail::DIFFERENT), (Field::Phone, call::DIFFERENT), (Field::Work, plain::DIFFERENT)];
        Self {
            people,
            model,
            known: Known::of(people),
            title: model.most_bits(&Relation::ALL, Field::Title, plain::SIMILAR),
            street: model.most_bits(&Relation::ALL, Field::Street, plain::SIMILAR),
            contact: contact.into_iter().map(|(field, first)| strangers(field, first)).sum(),
            birth: strangers(Field::Birth, birth::SLIP),
            number: strangers(Field::Number, plain::SIMILAR),
        }
    }

    /// Whether two may come to `floor` bits.
    fn is_at_least(&self, floor: f32, (a, of_a): (u32, &Glance), (b, of_b): (u32, &Glance)) -> bool {
        let may_share = of_a.may_share(of_b);
        let (a, b) = (a.min(b) as usize, a.max(b) as usize);
        let (a, b): (&Person, &Person) = (&self.people.rows[a], &self.people.rows[b]);
        let if_both = |x: Id, y: Id, bits: f32| if x != NONE && y != NONE { bits } else { 0.0 };
        let mut most = SLACK + if_both(a.title, b.title, self.title) + if_both(a.street, b.street, self.street);
        let compare = if may_share { compare_who } else { compare_strangers };
        let mut seen = compare(self.people, a, b);
        if !may_share {
            most +=
                self.contact + if_both(a.birth_id, b.birth_id, self.birth) + if_both(a.number, b.number, self.number);
        }
        compare_same(self.people, a, b, &mut seen);
        self.model.weigh(&seen).total + most >= floor
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Generated, people, scatter, word};
    use super::super::{FLOOR, Record, train};
    use super::*;

    /// What a ceiling only guesses at: job title, street, date of birth and number of each row, every other one with a
    /// slip at its end.
    fn rare_values(generated: &Generated) -> Vec<[String; 4]> {
        let rows = generated.person.iter().zip(0_u64..);
        let rows = rows.map(|(person, row)| {
            let own = |what: u64| scatter(u64::from(*person) * 16 + what);
            let text = |n: u64, ending: &str| format!("{} {}{ending}", word(n % 900), word(n / 900 % 900));
            let (day, month, year) = (own(14) % 19 + 10, own(14) / 19 % 12 + 1, 1950 + own(14) / 228 % 50);
            let values = [
                text(own(12), " manager"),
                format!("{} {}", own(13) % 90 + 1, text(own(13), " Street")),
                format!("{year}-{month:02}-{day}"),
                format!("{}", own(15) % 900_000_000 + 100_000_000),
            ];
            let mut slips = (0..4).map(|place| scatter(row * 16 + place).is_multiple_of(2));
            let slip = |value: String| value[..value.len() - 1].to_owned() + "7";
            values.map(|value| if slips.next() == Some(true) { slip(value) } else { value })
        });
        rows.collect()
    }

    /// Generated people who have, some of them, these values, too, and not all others.
    fn with_rare_values<'a>(generated: &'a Generated, values: &'a [[String; 4]]) -> Vec<Record<'a>> {
        let rows = generated.records().zip(values).zip(0_u64..);
        let rows = rows.map(|((record, [title, street, birth, number]), row)| {
            let some = |what: u64, value: &'a str| if scatter(row * 16 + what).is_multiple_of(3) { "" } else { value };
            Record {
                job_title: some(4, title),
                address: some(5, street),
                birth_date: some(6, birth),
                id_number: some(7, number),
                emails: some(8, record.emails),
                phones: some(9, record.phones),
                company: some(10, record.company),
                ..record
            }
        });
        rows.collect()
    }

    #[test]
    fn no_pair_comes_to_more_than_its_ceiling() {
        let generated = Generated::new(700);
        let values = rare_values(&generated);
        for records in [generated.records().collect(), with_rare_values(&generated, &values)] {
            let people = people(&records);
            let blocks = Blocks::new(&people);
            let model = train::train(&people, &blocks);
            let ceiling = Ceiling::new(&people, &model);
            let (mut kept, mut spared, mut others) = (0, 0, Vec::new());
            for a in 0..people.len() as u32 {
                blocks.later(a, &mut others);
                for pair in others.iter().map(|b| (a, *b)) {
                    let Some(link) = link(&people, &model, pair, f32::NEG_INFINITY) else { continue };
                    let [of_a, of_b] =
                        [pair.0, pair.1].map(|row| Glance::of(&people, &ceiling.known, &people.rows[row as usize]));
                    let is_at_least = |bits| ceiling.is_at_least(bits, (pair.0, &of_a), (pair.1, &of_b));
                    assert!(is_at_least(link.bits), "{pair:?} comes to {} bits", link.bits);
                    kept += u32::from(link.bits >= FLOOR);
                    spared += u32::from(!is_at_least(FLOOR));
                }
            }
            assert!(kept > 100 && spared > 1_000, "{kept} kept, {spared} spared");
        }
    }
}

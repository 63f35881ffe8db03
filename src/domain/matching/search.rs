//! Finding the pairs: everybody is compared with those who share a key, and what is likely enough is kept. Of a hundred
//! pairs some ninety share a name and nothing that could make up for it; a [`Ceiling`] on what they can come to spares
//! them the whole comparison.

use rayon::prelude::*;

use super::block::Blocks;
use super::compare::{
    Field, Relation, birth, call, compare_rest, compare_same, compare_strangers, compare_who, mail, plain,
};
use super::glance::Glance;
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

/// Of how many people one at least is compared with others, so that all are worth a glance.
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
    let is_changed = |row: u32| changed.is_none_or(|changed| changed[row as usize]);
    let are_many = changed.is_none_or(|changed| changed.iter().filter(|is| **is).count() * MANY > people.len());
    let ceiling = Ceiling::new(people, model, are_many);
    let found: Vec<(Vec<Link>, u64, Vec<u32>)> = (0..people.len() as u32)
        .into_par_iter()
        .fold(Default::default, |(mut links, mut compared, mut others): (Vec<Link>, u64, Vec<u32>), a| {
            if changed.is_none() {
                blocks.later(a, &mut others);
            } else if is_changed(a) {
                // A pair of two changed ones belongs to the first.
                blocks.others(a, &mut others);
                others.retain(|b| *b > a || !is_changed(*b));
            } else {
                others.clear();
            }
            compared += others.len() as u64;
            if !others.is_empty() {
                let glance = ceiling.glance(a);
                let hopeful = others.iter().filter(|b| ceiling.is_at_least(floor, (a, &glance), **b));
                links.extend(hopeful.filter_map(|b| link(people, model, (a.min(*b), a.max(*b)), floor)));
            }
            (links, compared, others)
        })
        .collect();
    let compared = found.iter().map(|(_, compared, _)| compared).sum();
    let mut links: Vec<Link> = found.into_iter().flat_map(|(links, ..)| links).collect();
    links.sort_unstable_by_key(|link| (link.a, link.b));
    (links, compared)
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
    /// By row, or nothing where few are looked at.
    glances: Vec<Glance>,
    title: f32,
    street: f32,
    /// Between people who share no mailbox, phone or organisation: what other ones add.
    contact: f32,
    birth: f32,
    number: f32,
}

impl<'a> Ceiling<'a> {
    /// `glances` at all people save time where most of them are looked at.
    fn new(people: &'a People, model: &'a Model, glances: bool) -> Self {
        let strangers = |field, first| model.most_bits(&[Relation::Strangers, Relation::Namesakes], field, first);
        let contact =
            [(Field::Email, mail::DIFFERENT), (Field::Phone, call::DIFFERENT), (Field::Work, plain::DIFFERENT)];
        Self {
            people,
            model,
            glances: if glances { people.rows.par_iter().map(|row| Glance::of(people, row)).collect() } else { vec![] },
            title: model.most_bits(&Relation::ALL, Field::Title, plain::SIMILAR),
            street: model.most_bits(&Relation::ALL, Field::Street, plain::SIMILAR),
            contact: contact.into_iter().map(|(field, first)| strangers(field, first)).sum(),
            birth: strangers(Field::Birth, birth::SLIP),
            number: strangers(Field::Number, plain::SIMILAR),
        }
    }

    fn glance(&self, row: u32) -> Glance {
        let row = row as usize;
        self.glances.get(row).copied().unwrap_or_else(|| Glance::of(self.people, &self.people.rows[row]))
    }

    /// Whether two may come to `floor` bits; of one the glance is there.
    fn is_at_least(&self, floor: f32, (a, glance): (u32, &Glance), b: u32) -> bool {
        let may_share = glance.may_share(&self.glance(b));
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
            let ceiling = Ceiling::new(&people, &model, true);
            let (mut kept, mut spared, mut others) = (0, 0, Vec::new());
            for a in 0..people.len() as u32 {
                blocks.later(a, &mut others);
                for pair in others.iter().map(|b| (a, *b)) {
                    let Some(link) = link(&people, &model, pair, f32::NEG_INFINITY) else { continue };
                    let is_at_least = |bits| ceiling.is_at_least(bits, (pair.0, &ceiling.glance(pair.0)), pair.1);
                    assert!(is_at_least(link.bits), "{pair:?} comes to {} bits", link.bits);
                    kept += u32::from(link.bits >= FLOOR);
                    spared += u32::from(!is_at_least(FLOOR));
                }
            }
            assert!(kept > 100 && spared > 1_000, "{kept} kept, {spared} spared");
        }
    }
}

//! The places, names and companies of one run, drawn up before its people.

use crate::countries::{COUNTRIES, Country};
use crate::cultures::{Culture, NICKNAMES};
use crate::draw::{Ranked, index, words};
use crate::letters::address_part;
use crate::phones::Phone;
use crate::random::{Random, Stream};
use crate::trades::{FAMILY_ENDS, FRONTS, TITLES, TRADES};

use std::collections::HashMap;

/// One company for so many people, as many of them work nowhere.
const PEOPLE_PER_COMPANY: u64 = 11;
/// How unevenly the entries of lists are drawn (see `Ranked`): the first names and last names of most countries fall
/// off like this, towns and job titles more slowly.
const NAMES: u64 = 31;
const TOWNS: u64 = 100;
const FLAT: u64 = 80;
/// Domains are cut off here, as long names are in real ones.
const LONGEST_DOMAIN: usize = 22;

/// How the mailboxes of a domain are named after people.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    FirstLast,
    FirstDotLast,
    InitialLast,
    LastDotInitial,
    LastDotFirst,
    First,
    FirstLastYear,
    FirstNumber,
}

/// A company and what its people share.
pub(crate) struct Company {
    /// The name without its legal form.
    pub(crate) name: String,
    /// The ways to write its legal form.
    pub(crate) forms: &'static [&'static str],
    pub(crate) domain: String,
    pub(crate) town: usize,
    pub(crate) switchboard: Phone,
    pub(crate) pattern: Pattern,
}

/// What a country's people are made from.
pub(crate) struct Place {
    pub(crate) country: &'static Country,
    /// Each with the ways to write it.
    towns: Ranked<usize>,
    town_names: Vec<Vec<&'static str>>,
    first_names: [Ranked<String>; 2],
    last_names: Ranked<String>,
    parts: [Ranked<String>; 3],
    /// The companies there, each as often as its size demands.
    companies: Vec<(u64, usize)>,
}

/// All that people are drawn from.
pub(crate) struct World {
    pub(crate) places: Vec<Place>,
    pub(crate) companies: Vec<Company>,
    pub(crate) titles: Ranked<Vec<&'static str>>,
    pub(crate) nicknames: HashMap<&'static str, Vec<&'static str>>,
}

impl World {
    /// The world of a seed with companies for so many people.
    pub(crate) fn new(seed: u64, people: u64) -> Self {
        let nicknames = NICKNAMES
            .split_whitespace()
            .filter_map(|entry| entry.split_once(':'))
            .map(|(name, short)| (name, short.split('/').collect()))
            .collect();
        let titles = Ranked::new(FLAT, TITLES.split(',').map(|title| title.split('/').collect()));
        let places = COUNTRIES.iter().map(Place::new).collect();
        let mut world = Self { places, companies: Vec::new(), titles, nicknames };
        world.found_companies(seed, people / PEOPLE_PER_COMPANY + 1);
        world
    }

    /// A country as likely as its share.
    pub(crate) fn draw_place(&self, random: &mut Random) -> usize {
        let mut left = random.below(COUNTRIES.iter().map(|country| country.share).sum());
        let holds = |country: &Country| {
            let inside = left < country.share;
            left = left.wrapping_sub(country.share);
            inside
        };
        COUNTRIES.iter().position(holds).expect("the draw lies below the sum of the shares")
    }

    // Sizes fall off as 1 / size², so a few companies have hundreds of people in the file and most a handful.
    fn found_companies(&mut self, seed: u64, count: u64) {
        let (fronts, trades): (Vec<_>, Vec<_>) = (words(FRONTS).collect(), words(TRADES).collect());
        let mut domains = HashMap::new();
        for number in 0..count {
            let mut random = Random::of(seed, Stream::ContactRow, number);
            let place = self.draw_place(&mut random);
            let size = (u64::MAX / (random.bits() | 1)).saturating_mul(1_600).isqrt().min(40 * count.isqrt());
            let company = self.found_company(place, [&fronts, &trades], &mut domains, &mut random);
            let companies = &mut self.places[place].companies;
            let before = companies.last().map_or(0, |last| last.0);
            companies.push((before + size, self.companies.len()));
            self.companies.push(company);
        }
    }

    fn found_company(
        &self,
        place: usize,
        [fronts, trades]: [&[String]; 2],
        domains: &mut HashMap<String, u32>,
        random: &mut Random,
    ) -> Company {
        let here = &self.places[place];
        let trade = &trades[index(random, trades.len())];
        let front = &fronts[index(random, fronts.len())];
        let mut name = match random.below(100) {
            0..45 => format!("{front} {trade}"),
            45..72 => format!("{front}{} {trade}", fronts[index(random, fronts.len())].to_lowercase()),
            72..86 => format!("{} {trade}", here.last_names.draw(random)),
            _ => format!("{} {}", here.last_names.draw(random), random.pick(&FAMILY_ENDS)),
        };
        let town = *here.towns.draw(random);
        if random.percent(7) {
            name = format!("{name} {}", here.town_names[town][0]);
        }
        let switchboard = Phone::draw(here.country.fixed, random);
        let mark = Some(here.country.domain_mark).filter(|mark| !mark.is_empty() && random.percent(50));
        Company {
            domain: domain(&name, mark, domains),
            forms: random.pick(here.country.legal_forms),
            town,
            switchboard,
            pattern: random.pick_weighted(&[
                (21, Pattern::FirstLast),
                (21, Pattern::FirstDotLast),
                (21, Pattern::InitialLast),
                (21, Pattern::LastDotInitial),
                (16, Pattern::First),
            ]),
            name,
        }
    }
}

impl Place {
    fn new(country: &'static Country) -> Self {
        let culture: &'static Culture = country.culture;
        let town_names: Vec<Vec<_>> = country.towns.split(',').map(|town| town.split('/').collect()).collect();
        Self {
            country,
            towns: Ranked::new(TOWNS, 0..town_names.len()),
            town_names,
            first_names: [Ranked::new(NAMES, words(culture.men)), Ranked::new(NAMES, words(culture.women))],
            last_names: Ranked::new(NAMES, words(culture.last)),
            parts: culture.parts.map(|list| Ranked::new(NAMES, words(list))),
            companies: Vec::new(),
        }
    }

    pub(crate) fn draw_town(&self, random: &mut Random) -> usize {
        *self.towns.draw(random)
    }

    /// The ways to write a town, the usual one first.
    pub(crate) fn town(&self, town: usize) -> &[&'static str] {
        &self.town_names[town]
    }

    /// A company of this country, the large ones more often; none where there is none.
    pub(crate) fn draw_company(&self, random: &mut Random) -> Option<usize> {
        let total = self.companies.last()?.0;
        let place = random.below(total);
        Some(self.companies[self.companies.partition_point(|&(end, _)| end <= place)].1)
    }

    pub(crate) fn draw_first_name(&self, woman: bool, random: &mut Random) -> String {
        let names = &self.first_names[usize::from(woman)];
        let name = names.draw(random);
        let (percent, joint) = self.country.culture.second_first;
        if !random.percent(percent) {
            return name.clone();
        }
        match joint {
            "~" => format!("{name}{}", names.draw(random).to_lowercase()),
            _ => format!("{name}{joint}{}", names.draw(random)),
        }
    }

    pub(crate) fn draw_last_name(&self, woman: bool, random: &mut Random) -> String {
        let culture = self.country.culture;
        let mut name = self.draw_one_last_name(random);
        let (percent, joint) = culture.second_last;
        if random.percent(percent) {
            name = format!("{name}{joint}{}", self.draw_one_last_name(random));
        }
        if culture.feminine && woman {
            name.push('а');
        }
        name
    }

    fn draw_one_last_name(&self, random: &mut Random) -> String {
        let culture = self.country.culture;
        if random.percent(culture.common) {
            return self.last_names.draw(random).clone();
        }
        let [begin, middle, end] = &self.parts;
        let begin = begin.draw(random);
        let between = if culture.parts[1].is_empty() || random.percent(55) { "" } else { middle.draw(random) };
        format!("{begin}{between}{}", end.draw(random))
    }
}

/// A domain of its own for a company; where two would have the same one, the later one bears a number.
fn domain(name: &str, mark: Option<&str>, taken: &mut HashMap<String, u32>) -> String {
    let mut label = address_part(name);
    label.truncate(LONGEST_DOMAIN);
    if let Some(mark) = mark {
        label = format!("{label}-{mark}");
    }
    let times = taken.entry(label.clone()).or_default();
    *times += 1;
    if *times == 1 { format!("{label}.example") } else { format!("{label}{times}.example") }
}

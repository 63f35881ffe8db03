//! The invented people: who they are, and who is a second entry of whom (spelling.rs writes them down). A person is
//! a pure function of (seed, index), so any row can name its owner without a table of contacts in memory, and the
//! contacts of a smaller run are the first rows of a larger one with the same seed.

use crate::names::{COUNTRIES, Country, FIRST_NAMES, LAST_NAME_BEGINNINGS, LAST_NAME_ENDS, LAST_NAMES, MAIL_DOMAINS};
use crate::random::{Random, Stream};
use crate::spelling::{Company, Mailbox, Spelling};

/// The first second of the generated history, 2024-06-01T00:00:00Z.
pub(crate) const START: i64 = 1_717_200_000;
/// The second after its last one, 2026-06-01T00:00:00Z.
pub(crate) const END: i64 = 1_780_272_000;

/// How often an entry is made a second entry of an earlier person, in 1,000. Some find nobody to repeat (their
/// choice is a second entry itself or has neither e-mail nor phone), which leaves about 3.5 %.
const DUPLICATES_PER_MILLE: u64 = 37;
/// The first entries are never duplicates, so that there is somebody to repeat.
const FIRST_DUPLICATE: u32 = 20;

/// All the people of one seed.
#[derive(Clone, Copy)]
pub(crate) struct People {
    pub(crate) seed: u64,
}

/// One contact row's person.
pub(crate) struct Person {
    /// The index of the person that this entry repeats.
    pub(crate) duplicate_of: Option<u32>,
    pub(crate) country: &'static Country,
    pub(crate) city: &'static str,
    pub(crate) company: Option<Company>,
    pub(crate) visitor: u64,
    /// The first name and its nickname.
    pub(crate) first_name: (&'static str, &'static str),
    /// The last name in two parts, the second of which may be empty.
    pub(crate) last_name: (&'static str, &'static str),
    pub(crate) spelling: Spelling,
    pub(crate) mailbox: Option<Mailbox>,
    /// The number that makes this person's phone number.
    pub(crate) phone: Option<u32>,
}

impl People {
    /// The person of the contact row `index` (which has the id `index` + 1).
    pub(crate) fn person(&self, index: u32) -> Person {
        match self.repeated(index) {
            Some((original, random)) => self.second_entry(index, original, random),
            None => self.original(index),
        }
    }

    /// When the person was first and last seen, in Unix seconds.
    pub(crate) fn seen(&self, index: u32) -> (i64, i64) {
        let mut random = Random::of(self.seed, Stream::Times, u64::from(index));
        let first = START + below(&mut random, END - START);
        // A quarter came once and stayed only minutes.
        let longest = if random.percent(25) { 3_600 } else { END - START };
        (first, first + below(&mut random, longest.min(END - first)))
    }

    fn original(&self, index: u32) -> Person {
        let mut random = Random::of(self.seed, Stream::Person, u64::from(index));
        let country = random.pick_weighted(&COUNTRIES);
        let company = random.percent(50).then(|| Company(draw(&mut random, index / 20 + 1)));
        let mailbox = mailbox(&mut random, index, company);
        // Nearly everybody without an e-mail has a phone; the others are known by their cookie alone.
        let has_phone = random.percent(if mailbox.is_some() { 72 } else { 85 });
        Person {
            duplicate_of: None,
            country,
            city: random.pick(&country.cities),
            company,
            visitor: random.bits(),
            first_name: random.pick(&FIRST_NAMES),
            last_name: last_name(&mut random),
            spelling: random.pick_weighted(&[(93, Spelling::Plain), (4, Spelling::Lower), (3, Spelling::Upper)]),
            mailbox,
            phone: has_phone.then_some(index),
        }
    }

    /// The earlier person that the entry `index` repeats, if it is a duplicate, and the numbers to vary it by.
    fn repeated(&self, index: u32) -> Option<(u32, Random)> {
        let (original, random) = self.marked(index)?;
        let known = self.original(original);
        let reachable = known.phone.is_some() || matches!(known.mailbox, Some(Mailbox::Own(..) | Mailbox::Work(..)));
        (self.marked(original).is_none() && reachable).then_some((original, random))
    }

    fn marked(&self, index: u32) -> Option<(u32, Random)> {
        let mut random = Random::of(self.seed, Stream::Duplicate, u64::from(index));
        let marked = index >= FIRST_DUPLICATE && random.below(1_000) < DUPLICATES_PER_MILLE;
        marked.then(|| (draw(&mut random, index), random))
    }

    /// The same person entered again: the same e-mail or phone, the name spelled in another way.
    fn second_entry(&self, index: u32, original: u32, mut random: Random) -> Person {
        let mut person = self.original(original);
        person.duplicate_of = Some(original);
        person.spelling = random.pick_weighted(&[
            (25, Spelling::Plain),
            (20, Spelling::Nickname),
            (15, Spelling::Initial),
            (12, Spelling::MiddleInitial),
            (10, Spelling::Upper),
            (6, Spelling::LastFirst),
            (12, Spelling::Misspelt),
        ]);
        let shared_mailbox = matches!(person.mailbox, None | Some(Mailbox::Shared(_)));
        match random.below(10) {
            0..5 if !shared_mailbox => person.phone = None,
            5..8 if person.phone.is_some() => {
                person.mailbox = random.percent(60).then(|| Mailbox::Own(index, random.pick(&MAIL_DOMAINS)));
            }
            _ => {}
        }
        if random.percent(30) {
            person.company = None;
        }
        person.visitor = random.bits();
        person
    }
}

fn mailbox(random: &mut Random, index: u32, company: Option<Company>) -> Option<Mailbox> {
    match (random.below(100), company) {
        (0..12, _) => None,
        (12..14, Some(company)) => Some(Mailbox::Shared(company)),
        (14..70, Some(company)) => Some(Mailbox::Work(index, company)),
        _ => Some(Mailbox::Own(index, random.pick(&MAIL_DOMAINS))),
    }
}

fn last_name(random: &mut Random) -> (&'static str, &'static str) {
    if random.percent(45) {
        (random.pick(&LAST_NAMES), "")
    } else {
        (random.pick(&LAST_NAME_BEGINNINGS), random.pick(&LAST_NAME_ENDS))
    }
}

fn draw(random: &mut Random, bound: u32) -> u32 {
    u32::try_from(random.below(u64::from(bound))).expect("a draw lies below its bound")
}

/// A number of seconds below `bound`, at least 0.
pub(crate) fn below(random: &mut Random, bound: i64) -> i64 {
    let bound = u64::try_from(bound.max(1)).expect("a positive number");
    i64::try_from(random.below(bound)).expect("a draw lies below its bound")
}

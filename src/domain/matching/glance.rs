//! What two people may share, at a glance. Nearly all pairs that are compared share a name and nothing else, and what
//! shows that is spread over many lists; here it stands together, in about one line of the processor's cache a person.
//! A glance never misses anything: pairs of which it says no have levels of "different" or nothing to compare.

use rayon::prelude::*;

use super::distance::Letters;
use super::lexicon::{Id, Lexicon, NONE};
use super::people::{People, Person};

/// Organisations that are told apart at a glance.
const ORGS: usize = 2;

/// A person's only mailbox and phone, and organisations.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Glance {
    phone: Digits,
    local: Id,
    domain: Id,
    local_letters: Letters,
    company_letters: Letters,
    orgs: [Id; ORGS],
    is_freemail: bool,
    /// Whether there is more than a glance shows.
    has_more: bool,
}

/// The letters of all values of which a glance shows the letters.
#[derive(Debug)]
pub(super) struct Known {
    locals: Vec<Letters>,
    companies: Vec<Letters>,
}

impl Known {
    pub(super) fn of(people: &People) -> Self {
        let letters = |lexicon: &Lexicon| -> Vec<Letters> {
            (0..lexicon.len() as Id).into_par_iter().map(|id| Letters::of(lexicon.text(id))).collect()
        };
        Self { locals: letters(people.locals()), companies: letters(&people.plain().companies) }
    }
}

impl Glance {
    pub(super) fn of(people: &People, known: &Known, person: &Person) -> Self {
        let (mailboxes, phones, orgs) = (people.mailboxes(person), people.phones(person), people.orgs(person));
        let mailbox = mailboxes.first().map(|id| *people.mailbox(*id)).unwrap_or_default();
        let mut first_orgs = [NONE; ORGS];
        for (place, org) in first_orgs.iter_mut().zip(orgs) {
            *place = *org;
        }
        Self {
            phone: phones.first().map(|phone| phone.digits).unwrap_or_default(),
            local: mailbox.local,
            domain: mailbox.domain,
            local_letters: known.locals[mailbox.local as usize],
            company_letters: known.companies[person.company as usize],
            orgs: first_orgs,
            is_freemail: mailbox.is_freemail,
            has_more: mailboxes.len() > 1 || phones.len() > 1 || orgs.len() > ORGS,
        }
    }

    /// Whether two people may have the same mailbox, phone or organisation, or similar ones.
    pub(super) fn may_share(&self, other: &Self) -> bool {
        self.has_more
            || other.has_more
            || self.may_share_mail(other)
            || self.phone.is_within_a_slip(other.phone)
            || self.orgs.iter().any(|org| *org != NONE && other.orgs.contains(org))
            || self.company_letters.may_be_alike(other.company_letters)
    }

    fn may_share_mail(&self, other: &Self) -> bool {
        let is_same = |a: Id, b: Id| a != NONE && a == b;
        is_same(self.local, other.local)
            || is_same(self.domain, other.domain)
                && (!self.is_freemail || self.local_letters.may_be_within(other.local_letters, 2))
    }
}

/// The digits of a phone number, four bits each after a leading 1; 0 for none.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Digits(u64);

impl Digits {
    /// Of at most 15 digits.
    pub(super) fn of(digits: &str) -> Self {
        Self(digits.bytes().fold(1, |all, digit| all << 4 | u64::from(digit & 15)))
    }

    /// Whether two numbers are there that have the same length, and are the same but for one digit or two neighbours
    /// that changed places.
    pub(super) fn is_within_a_slip(self, other: Self) -> bool {
        let (a, b) = (self.0, other.0);
        if a == 0 || b == 0 || a.leading_zeros() != b.leading_zeros() {
            return false;
        }
        let differing = a ^ b;
        if differing == 0 {
            return true;
        }
        let shift = differing.trailing_zeros() & !3;
        let pair = |digits: u64| (digits >> shift) & 0xff;
        match differing >> shift {
            0..16 => true,
            16..256 => pair(a) == pair(b) >> 4 | (pair(b) & 15) << 4,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::distance::slips;
    use super::*;

    #[test]
    fn digits_tell_a_slip_as_texts_do() {
        let numbers = ["212555012", "212555013", "215255012", "221555012", "21255501", "512525012", "0212555012"];
        for (a, b) in numbers.iter().flat_map(|a| numbers.iter().map(move |b| (a, b))) {
            let is_slip = a.len() == b.len() && slips(a, b, 1) <= 1;
            assert_eq!(Digits::of(a).is_within_a_slip(Digits::of(b)), is_slip, "{a} {b}");
        }
        assert!(!Digits::default().is_within_a_slip(Digits::default()));
    }
}

//! Comparing mailboxes and phone numbers: the values that name one person nearly always, if nobody shares them.

use super::super::lexicon::NONE;
use super::super::people::{People, Person};
use super::{MISSING, call, mail};

pub(super) fn compare_mail(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    let mut best = (MISSING, 0.0);
    for &x in people.mailboxes(a) {
        for &y in people.mailboxes(b) {
            let level = mail_level(people, (a, x), (b, y));
            if level != MISSING && (best.0 == MISSING || level < best.0) {
                let local = people.mailbox(x).local;
                let chance = if level == mail::SAME_LOCAL { people.share(people.locals().count(local)) } else { 0.0 };
                best = (level, chance);
            }
        }
    }
    best
}

fn mail_level(people: &People, (a, x): (&Person, u32), (b, y): (&Person, u32)) -> u8 {
    let (of_x, of_y) = (people.mailbox(x), people.mailbox(y));
    if x == y {
        let is_shared = of_x.is_role || of_x.is_shared;
        return if is_shared { mail::SAME_SHARED } else { mail::SAME };
    }
    // A mailbox of a role says nothing of who else writes from it.
    if of_x.is_role || of_y.is_role {
        return MISSING;
    }
    let locals = || (people.locals().text(of_x.local), people.locals().text(of_y.local));
    if of_x.domain == of_y.domain {
        if of_x.local == of_y.local {
            return mail::SAME_BUT_DOTS;
        }
        let is_slip = || {
            let (local_x, local_y) = locals();
            !differ_in_digits(local_x, local_y)
                && (of_name(people, a, local_x) == OfName::Nothing || of_name(people, b, local_y) == OfName::Nothing)
        };
        return match people.locals().near(of_x.local, of_y.local) {
            Some(_) if is_slip() => mail::SLIP,
            _ if !of_x.is_freemail => mail::SAME_DOMAIN,
            _ => mail::DIFFERENT,
        };
    }
    if of_x.local == of_y.local {
        let is_slip =
            !(of_x.is_freemail && of_y.is_freemail) && people.domains().slips(of_x.domain, of_y.domain, 2).is_some();
        let (local_x, local_y) = locals();
        let is_name = of_name(people, a, local_x) == OfName::All && of_name(people, b, local_y) == OfName::All;
        return if is_slip {
            mail::SLIP
        } else if is_name {
            mail::NAME_AS_LOCAL
        } else {
            mail::SAME_LOCAL
        };
    }
    mail::DIFFERENT
}

/// What a local part has of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum OfName {
    Nothing,
    /// Both names, and digits that set it apart: `anacruz83`.
    WithDigits,
    /// `ana`, `cruz2`, `ana.cruz`, `acruz`, `cruz.a`, `anac`.
    All,
}

fn of_name(people: &People, person: &Person, local: &str) -> OfName {
    spells(people.names.text(person.first), people.names.text(person.last), local)
}

/// What a local part has of a first and a last name.
pub(in super::super) fn spells(first: &str, last: &str, local: &str) -> OfName {
    let is = |front: &str, back: &str| {
        letters(front).next().is_some() && letters(local).eq(letters(front).chain(letters(back)))
    };
    if is(first, last) || is(last, first) {
        let has_digits = local.bytes().any(|b| b.is_ascii_digit());
        return if has_digits { OfName::WithDigits } else { OfName::All };
    }
    let (f, l) = (initial(first), initial(last));
    let is_name = letters(local).eq(letters(first)) || letters(local).eq(letters(last));
    if is_name || is(f, last) || is(last, f) || is(first, l) || is(l, first) { OfName::All } else { OfName::Nothing }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphabetic())
}

/// The first letter of a name.
fn initial(name: &str) -> &str {
    let start = name.find(char::is_alphabetic).unwrap_or(name.len());
    let end = name[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    &name[start..end]
}

/// Whether two local parts have other digits: `mary2@` and `mary3@` are two people.
fn differ_in_digits(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        text.bytes()
            .filter(u8::is_ascii_digit)
            .fold(0_u64, |all, d| all.wrapping_mul(10).wrapping_add(u64::from(d - b'0') + 1))
    };
    digits(a) != digits(b)
}

pub(super) fn compare_phones(people: &People, a: &Person, b: &Person) -> (u8, f32) {
    let mut best = MISSING;
    for x in people.phones(a) {
        for y in people.phones(b) {
            let has_other_extension = x.extension != NONE && y.extension != NONE && x.extension != y.extension;
            let level = if x.number != y.number {
                if x.digits.is_within_a_slip(y.digits) { call::SLIP } else { call::DIFFERENT }
            } else if has_other_extension {
                call::OTHER_EXTENSION
            } else if people.is_shared_phone[x.number as usize] && (x.extension == NONE || y.extension == NONE) {
                call::SAME_SHARED
            } else {
                call::SAME
            };
            if best == MISSING || level < best {
                best = level;
            }
        }
    }
    (best, 0.0)
}

#[cfg(test)]
mod tests {
    use super::super::super::compare::Field;
    use super::super::super::testing::{level, named, others, seen_among};
    use super::*;

    fn mails(a: (&str, &str, &str), b: (&str, &str, &str)) -> u8 {
        let one = |(first, last, mail)| named(first, last).with_emails(mail);
        level(Field::Email, one(a), one(b))
    }

    #[test]
    fn mailboxes() {
        let ana = |mail| ("Ana", "Cruz", mail);
        for (a, b, expected) in [
            ("x7k@example.com", "x7k@example.com", mail::SAME),
            ("x7k+news@example.com", "X7K@example.com", mail::SAME),
            ("x7k@gmail.com", "x7k@gmial.com", mail::SAME),
            ("x.7k@example.com", "x7k@example.com", mail::SAME_BUT_DOTS),
            ("anacruz@example.com", "ana.cruz@example.com", mail::SAME_BUT_DOTS),
            ("sunflower@example.com", "sunflwoer@example.com", mail::SLIP),
            ("x7k@acme.example.com", "x7k@acne.example.com", mail::SLIP),
            ("sunflower@example.com", "sunflower@other.net", mail::SAME_LOCAL),
            ("ana.cruz@example.com", "ana.cruz@other.net", mail::NAME_AS_LOCAL),
            ("acruz@example.com", "acruz@other.net", mail::NAME_AS_LOCAL),
            ("anacruz83@example.com", "anacruz83@other.net", mail::SAME_LOCAL),
            ("sunflower@example.com", "moonlight@example.com", mail::SAME_DOMAIN),
            ("sunflower@gmail.com", "moonlight@gmail.com", mail::DIFFERENT),
            ("sunflower@example.com", "moonlight@other.net", mail::DIFFERENT),
            ("info@example.com", "info@example.com", mail::SAME_SHARED),
            ("info@example.com", "sunflower@example.com", MISSING),
            ("", "sunflower@example.com", MISSING),
            ("none@none.com", "none@none.com", MISSING),
            ("moonlight@gmail.com;x7k@example.com", "x7k@example.com", mail::SAME),
        ] {
            assert_eq!(mails(ana(a), ana(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn other_digits_are_another_mailbox() {
        let mary = |mail| ("Mary", "Cruz", mail);
        assert_eq!(mails(mary("mary2@gmail.com"), mary("mary3@gmail.com")), mail::DIFFERENT);
        assert_eq!(mails(mary("mary2@example.com"), mary("mary3@example.com")), mail::SAME_DOMAIN);
    }

    #[test]
    fn what_several_people_hold_is_nobodys_own() {
        let desk = |first, last| named(first, last).with_emails("r2d2@example.com").with_phones("+1 212 555 0140");
        let staff = [desk("Tom", "Okafor"), desk("Ruth", "Haddad"), desk("Iris", "Thorvaldsen")];
        let seen = seen_among(&staff, desk("Ana", "Cruz"), desk("Ben", "Reyes"));
        assert_eq!((seen.level(Field::Email), seen.level(Field::Phone)), (mail::SAME_SHARED, call::SAME_SHARED));
        let couple = seen_among(&others(), desk("Ana", "Cruz"), desk("Ben", "Reyes"));
        assert_eq!((couple.level(Field::Email), couple.level(Field::Phone)), (mail::SAME, call::SAME));
    }

    #[test]
    fn phones() {
        for (a, b, expected) in [
            ("+44 20 7946 0123", "020 7946 0123", call::SAME),
            ("+44 20 7946 0123 ext. 5", "020 7946 0123 x5", call::SAME),
            ("+44 20 7946 0123 x5", "020 7946 0123", call::SAME),
            ("+44 20 7946 0123 x5", "020 7946 0123 x6", call::OTHER_EXTENSION),
            ("+44 20 7946 0123", "+44 20 7946 0132", call::SLIP),
            ("+44 20 7946 0123", "+44 20 7946 0888", call::DIFFERENT),
            ("+44 20 7946 0888;+44 20 7946 0123", "020 7946 0123", call::SAME),
            ("12345", "12345", MISSING),
            ("", "020 7946 0123", MISSING),
        ] {
            let (a_row, b_row) = (named("Ana", "Cruz").with_phones(a), named("Ana", "Cruz").with_phones(b));
            assert_eq!(level(Field::Phone, a_row, b_row), expected, "{a} {b}");
        }
    }
}

//! What a record says, folded, as named columns: what other tools for record linkage need to compare the same values as
//! rolo does. Each record is folded by itself, so any number of them can be.
//!
//! Of several mailboxes or phones the first one stands in the columns.

use super::block::skeleton;
use super::compare::{OfName, spells};
use super::record::{Folded, Memo, Record};
use super::words::domain_label;
use crate::domain::normalize::email;
use crate::domain::normalize::name::groups_of;

/// How many columns there are.
const COLUMNS: usize = 26;
/// Digits of a phone number that are the same however it is dialled.
const PHONE_DIGITS: usize = 9;
/// Letters from which on a text names an organisation.
const MIN_ORG: usize = 3;

/// The columns of a record by name, always the same ones in the same order; a text is empty where there is nothing.
///
/// `nickname` holds the numbers of the groups of nicknames that a first name is in, or the name itself, and
/// `last_nickname` the same of a last name, which may be a first name; `sound` the letters of the last name that slips
/// leave alone; `local_part` a mailbox without dots and domain, empty for `info@`
/// and its like, and `local_digits` the digits in it; `mailbox_kind` is `role`, `name`, `name and digits` or `other`;
/// `mail_org`, `org` and `site` are the names of the organisation that the mail's domain (unless anybody can have a
/// mailbox there), the company and the website give.
pub fn columns(record: &Record<'_>) -> [(&'static str, String); COLUMNS] {
    let folded = Folded::new(record, &mut Memo::default());
    let fields = folded.fields();
    let mailbox = fields.mailboxes().next().unwrap_or_default();
    let (local, domain) = mailbox.rsplit_once('@').unwrap_or_default();
    let (is_role, local) = (email::is_role(mailbox), local.replace('.', ""));
    let digits = local.chars().filter(char::is_ascii_digit).collect();
    let (phone, extension) = fields.phones().next().unwrap_or_default();
    let mail_org = if email::is_freemail(domain) { String::new() } else { org(&domain_label(domain)) };
    [
        ("first_name", fields.first.to_owned()),
        ("last_name", fields.last.to_owned()),
        ("nickname", nickname(fields.first)),
        ("last_nickname", nickname(fields.last)),
        ("first_initial", initial(fields.first)),
        ("last_initial", initial(fields.last)),
        ("sound", skeleton(fields.last)),
        ("mailbox", mailbox.to_owned()),
        ("mailbox_kind", kind(mailbox, spells(fields.first, fields.last, &local)).to_owned()),
        ("local_part", if is_role { String::new() } else { local }),
        ("local_digits", digits),
        ("domain", domain.to_owned()),
        ("mail_org", mail_org),
        ("phone", phone[phone.len().saturating_sub(PHONE_DIGITS)..].to_owned()),
        ("extension", extension.to_owned()),
        ("company", fields.company.to_owned()),
        ("org", org(&fields.company.replace(' ', ""))),
        ("site", org(&domain_label(fields.site))),
        ("job_title", fields.title.to_owned()),
        ("city", fields.city.to_owned()),
        ("postcode", fields.postcode.to_owned()),
        ("state", fields.state.to_owned()),
        ("country", fields.country.to_owned()),
        ("street", fields.street.to_owned()),
        ("birth_date", birth(fields.birth)),
        ("id_number", fields.number.to_owned()),
    ]
}

fn nickname(name: &str) -> String {
    let groups = groups_of(name.split(' ').next().unwrap_or_default());
    let groups: Vec<String> = groups.iter().map(|group| group.to_string()).collect();
    if groups.is_empty() { name.to_owned() } else { groups.join(" ") }
}

fn initial(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default()
}

fn kind(mailbox: &str, of_name: OfName) -> &'static str {
    match of_name {
        _ if mailbox.is_empty() => "",
        _ if email::is_role(mailbox) => "role",
        OfName::All => "name",
        OfName::WithDigits => "name and digits",
        OfName::Nothing => "other",
    }
}

fn org(text: &str) -> String {
    if text.len() < MIN_ORG { String::new() } else { text.to_owned() }
}

/// A date of birth in ten characters: `1971-06-24`; zeros for what is not known.
fn birth(folded: &str) -> String {
    let parts: Vec<u16> = folded.split('-').filter_map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(record: &Record<'_>, column: &str) -> String {
        columns(record).into_iter().find(|(name, _)| *name == column).expect("a column").1
    }

    #[test]
    fn a_record_is_folded_into_columns() {
        let record = Record {
            first_name: "José",
            last_name: "de la Cruz",
            emails: "Jose.Cruz+news@mail.example.com; other@example.com",
            phones: "+44 (0)20 7946 0123 ext. 5",
            company: "Acme Tools, Inc.",
            birth_date: "24.6.1971",
            ..Record::default()
        };
        for (column, value) in [
            ("first_name", "jose"),
            ("last_name", "de la cruz"),
            ("first_initial", "j"),
            ("mailbox", "jose.cruz@mail.example.com"),
            ("local_part", "josecruz"),
            ("mail_org", "example"),
            ("phone", "079460123"),
            ("extension", "5"),
            ("company", "acme tools"),
            ("org", "acmetools"),
            ("birth_date", "1971-06-24"),
            ("street", ""),
        ] {
            assert_eq!(of(&record, column), value, "{column}");
        }
    }

    #[test]
    fn a_mailbox_of_a_role_has_no_local_part() {
        let record = Record { emails: "info@example.com", ..Record::default() };
        assert_eq!((of(&record, "mailbox_kind"), of(&record, "local_part")), ("role".to_owned(), String::new()));
        let free = Record { first_name: "Ana", last_name: "Cruz", emails: "ana.cruz7@gmail.com", ..Record::default() };
        assert_eq!(of(&free, "mailbox_kind"), "name and digits");
        assert_eq!((of(&free, "local_digits"), of(&free, "mail_org")), ("7".to_owned(), String::new()));
    }

    #[test]
    fn nicknames_share_a_group() {
        let group = |first_name| of(&Record { first_name, last_name: "Cruz", ..Record::default() }, "nickname");
        assert_eq!(group("Bob"), group("Robert"));
        assert_eq!(group("Zzyzx"), "zzyzx");
    }
}

//! E-mail addresses: reading one or several out of a cell, and telling personal mailboxes from shared, made-up and
//! company ones. A normalised address is lower case, without display name, `mailto:` or blanks; a plus tag stays.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::mailbox_words::{
    FILLER_WORDS, FREEMAIL_BRANDS, FREEMAIL_DOMAINS, NOBODY_DOMAINS, NOBODY_WORDS, ROLE_WORDS, UNATTENDED_WORDS,
};

/// The longest address that mail can carry, in bytes (RFC 5321).
const MAX_BYTES: usize = 254;
/// More letters than any listed word has.
const LONGEST_WORD: usize = 24;

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing there.
    Empty,
    /// No `@`.
    NoAt,
    /// More than one `@`.
    SeveralAts,
    /// Nothing before the `@`.
    NoLocalPart,
    /// What follows the `@` is no domain with a dot.
    NoDomain,
    /// A character that no address holds, such as a blank or a semicolon.
    Character(char),
    /// More than 254 bytes.
    TooLong,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::NoAt => f.write_str("has no @"),
            Self::SeveralAts => f.write_str("has more than one @"),
            Self::NoLocalPart => f.write_str("has nothing before the @"),
            Self::NoDomain => f.write_str("has no domain such as example.com after the @"),
            Self::Character(c) if c.is_whitespace() => f.write_str("has a blank in it"),
            Self::Character(c) if c.is_control() => f.write_str("has a control character in it"),
            Self::Character(c) => write!(f, "has a `{c}` in it"),
            Self::TooLong => write!(f, "is longer than {MAX_BYTES} bytes"),
        }
    }
}

/// A cell that is one plain address and nothing else, as nearly all are, normalised. `None` settles nothing.
pub fn plain(raw: &str) -> Option<String> {
    is_plain(raw.as_bytes()).then(|| raw.to_ascii_lowercase())
}

/// Reads one address: takes it out of `mailto:` or `Name <a@b>`, folds its case and checks that it is plausible.
pub fn parse(raw: &str) -> Result<String, Fault> {
    if let Some(address) = plain(raw) {
        return Ok(address);
    }
    let bare = bare(raw);
    let address: String = if bare.is_ascii() { bare.to_ascii_lowercase() } else { bare.to_lowercase().nfc().collect() };
    check(&address)?;
    Ok(address)
}

/// The addresses in a cell that may hold several, parted by `;`, `,`, `|`, ` ::: `, line ends or blanks. They are not
/// checked: each is for [`parse`]. Pieces of display names (`Cruz, Ana <ana@example.com>`) are left out.
pub fn split(raw: &str) -> impl Iterator<Item = &str> {
    let is_single = is_plain(raw.as_bytes());
    let has_display_names = raw.contains('<');
    let cell = (!is_single).then_some(raw).into_iter();
    let parts = cell.flat_map(|cell| cell.split([';', ',', '|', '\n', '\r'])).flat_map(|part| part.split(":::"));
    let addresses = parts.flat_map(|part| {
        let several = part.matches('@').count() > 1;
        let angled = part.contains('<');
        part.split(move |c: char| several && if angled { c == '>' } else { c.is_whitespace() })
    });
    let is_address = move |part: &&str| !part.is_empty() && *part != ">" && (!has_display_names || part.contains('@'));
    is_single.then_some(raw).into_iter().chain(addresses.map(str::trim).filter(is_address))
}

/// What follows the `@`; empty when there is none.
pub fn domain(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether a normalised address stands for "has none" or answers nobody: `none@none.com`, `noreply@…`, `x@x.com`.
/// Such an address names no contact.
pub fn is_placeholder(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let label = domain.split('.').next().unwrap_or_default();
    let mut letters = [0; LONGEST_WORD];
    let word = word(local, &mut letters);
    NOBODY_WORDS.contains(word)
        || UNATTENDED_WORDS.iter().any(|start| word.starts_with(start))
        || NOBODY_DOMAINS.contains(domain)
        || domain.ends_with(".invalid")
        || (word == label || FILLER_WORDS.contains(label) || one_letter_over(label))
            && (word.is_empty() || FILLER_WORDS.contains(word) || one_letter_over(word))
}

/// Whether a normalised address is a mailbox that people share: `info@`, `sales2@`, `support+ph@`.
pub fn is_role(address: &str) -> bool {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
    let untagged = local.split('+').next().unwrap_or_default();
    let mut letters = [0; LONGEST_WORD];
    ROLE_WORDS.contains(word(untagged, &mut letters).trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Whether anyone can have a mailbox at this domain (`gmail.com`, `yahoo.co.uk`), so that it says nothing about a
/// company.
pub fn is_freemail(domain: &str) -> bool {
    if FREEMAIL_DOMAINS.contains(domain) {
        return true;
    }
    let Some((label, rest)) = domain.split_once('.') else { return false };
    let country = rest.strip_prefix("co.").or_else(|| rest.strip_prefix("com.")).unwrap_or(rest);
    FREEMAIL_BRANDS.contains(label) && (rest == "com" || country.len() == 2)
}

/// Whether this is a plain address as it stands, as nearly all are: only ASCII letters, digits and common marks, which
/// need no second look. `false` settles nothing.
fn is_plain(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|b| *b == b'@') else { return false };
    let (local, domain) = (&text[..at], &text[at + 1..]);
    let (mut label, mut has_dot, mut has_letter) = (0, false, false);
    for b in domain {
        match b {
            b'.' if label == 0 => return false,
            b'.' => (label, has_dot, has_letter) = (0, true, false),
            b'a'..=b'z' | b'A'..=b'Z' => (label, has_letter) = (label + 1, true),
            b'0'..=b'9' => label += 1,
            _ => return false,
        }
    }
    let is_common = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    has_dot && has_letter && label > 1 && text.len() <= MAX_BYTES && !local.is_empty() && local.iter().all(is_common)
}

/// The address inside the notations that files wrap around it.
fn bare(raw: &str) -> &str {
    let mut text = trim(raw);
    if let Some((_, after)) = text.rsplit_once('<') {
        text = trim(after.split('>').next().unwrap_or_default());
    }
    while text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:")) {
        text = trim(text[7..].split('?').next().unwrap_or_default());
    }
    text
}

/// Without blanks, quotes and guards around it, nor the full stop of a sentence.
fn trim(text: &str) -> &str {
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '\'' | '"' | '’' | '‘' | '“' | '”' | '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    text.trim_matches(edge).trim_end_matches(|c| c == '.' || edge(c))
}

fn check(address: &str) -> Result<(), Fault> {
    if address.is_empty() {
        return Err(Fault::Empty);
    }
    let foreign = |c: &char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, ';' | ',' | '<' | '>' | '(' | ')' | '[' | ']' | '"' | '\\' | ':')
    };
    if let Some(c) = address.chars().find(foreign) {
        return Err(Fault::Character(c));
    }
    let (local, domain) = address.split_once('@').ok_or(Fault::NoAt)?;
    if domain.contains('@') {
        return Err(Fault::SeveralAts);
    }
    if local.is_empty() {
        return Err(Fault::NoLocalPart);
    }
    if address.len() > MAX_BYTES {
        return Err(Fault::TooLong);
    }
    if is_domain(domain) { Ok(()) } else { Err(Fault::NoDomain) }
}

/// Whether this is a name with a dot whose last part is no number.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(is_label)
        && last.chars().nth(1).is_some()
        && !last.chars().all(|c| c.is_ascii_digit())
}

/// The letters and digits of a local part, as far as a listed word could reach; `-` when it has others than ASCII's.
fn word<'a>(local: &str, letters: &'a mut [u8; LONGEST_WORD]) -> &'a str {
    let mut length = 0;
    for b in local.bytes().filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii()).take(LONGEST_WORD) {
        letters[length] = b;
        length += 1;
    }
    std::str::from_utf8(&letters[..length]).ok().filter(|word| word.is_ascii()).unwrap_or("-")
}

/// Whether it is one letter again and again: `x`, `aaa`.
fn one_letter_over(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|first| chars.all(|c| c == first))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_taken_out_of_what_files_wrap_around_it() {
        for raw in [
            "ana@example.com",
            "  ANA@Example.COM\u{a0}",
            "mailto:ana@example.com?subject=Hi",
            "Ana Cruz <Ana@example.com>",
            "\"Cruz, Ana\" <mailto:ana@example.com>",
            "'ana@example.com",
            "\"ana@example.com\"",
            "<ana@example.com>.",
            "\u{feff}ana@example.com.",
        ] {
            assert_eq!(parse(raw).as_deref(), Ok("ana@example.com"), "{raw}");
        }
        assert_eq!(parse("ÁNA@Exämple.org").as_deref(), Ok("ána@exämple.org"));
        assert_eq!(parse("ana+news@mail.example.co").as_deref(), Ok("ana+news@mail.example.co"));
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (raw, fault) in [
            ("", Fault::Empty),
            (" '' ", Fault::Empty),
            ("n/a", Fault::NoAt),
            ("a@b@example.com", Fault::SeveralAts),
            ("@example.com", Fault::NoLocalPart),
            ("ana@localhost", Fault::NoDomain),
            ("ana@example..com", Fault::NoDomain),
            ("ana@-example.com", Fault::NoDomain),
            ("ana@10.0.0.1", Fault::NoDomain),
            ("ana cruz@example.com", Fault::Character(' ')),
            ("a@example.com;b@example.com", Fault::Character(';')),
            ("a\u{0}@example.com", Fault::Character('\u{0}')),
        ] {
            assert_eq!(parse(raw), Err(fault), "{raw}");
        }
        assert_eq!(parse(&format!("{}@example.com", "a".repeat(250))), Err(Fault::TooLong));
        assert_eq!(Fault::Character(' ').to_string(), "has a blank in it");
    }

    #[test]
    fn a_cell_can_hold_several_addresses() {
        let cells: [(&str, &[&str]); 9] = [
            ("a@example.com", &["a@example.com"]),
            ("a@example.com; b@example.com;", &["a@example.com", "b@example.com"]),
            ("a@example.com, b@example.com", &["a@example.com", "b@example.com"]),
            ("a@example.com ::: b@example.com", &["a@example.com", "b@example.com"]),
            ("a@example.com  b@example.com", &["a@example.com", "b@example.com"]),
            ("a@example.com\nb@example.com", &["a@example.com", "b@example.com"]),
            ("Cruz, Ana <a@example.com>; b@example.com", &["Ana <a@example.com>", "b@example.com"]),
            ("A <a@example.com> B <b@example.com>", &["A <a@example.com", "B <b@example.com"]),
            ("a@example.com, call first", &["a@example.com", "call first"]),
        ];
        for (cell, parts) in cells {
            assert_eq!(split(cell).collect::<Vec<_>>(), parts, "{cell}");
        }
        let read: Vec<_> = split("A <a@example.com> B <b@example.com>").map(parse).collect();
        assert_eq!(read, [Ok("a@example.com".into()), Ok("b@example.com".into())]);
        assert_eq!(split(" ; ,").count(), 0);
    }

    #[test]
    fn an_address_that_stands_for_nobody_is_a_placeholder() {
        for address in [
            "none@none.com",
            "noemail@example.com",
            "no-email@example.org",
            "no.email.provided@example.com",
            "test@test.com",
            "na@na.com",
            "x@x.com",
            "xxx@xxx.com",
            "a@a.com",
            "noreply@example.com",
            "no-reply+123@example.com",
            "do_not_reply@example.com",
            "mailer-daemon@example.com",
            "user@yourdomain.com",
            "ana@noemail.com",
            "42@guest.invalid",
        ] {
            assert!(is_placeholder(address), "{address}");
        }
        for address in ["ana@example.com", "na@cruz.example.com", "nona@example.com", "x@cruz.org", "a@example.com"] {
            assert!(!is_placeholder(address), "{address}");
        }
    }

    #[test]
    fn a_role_is_told_from_a_person_and_a_free_mailbox_from_a_company() {
        for address in
            ["info@example.com", "sales2@example.com", "Customer-Service@example.com".to_lowercase().as_str()]
        {
            assert!(is_role(address), "{address}");
        }
        assert!(is_role("support+ph@example.com"));
        assert!(!is_role("ana@example.com"));
        assert!(!is_role("salesa@example.com"));
        for free in ["gmail.com", "yahoo.co.uk", "yahoo.com.ph", "hotmail.fr", "web.de", "live.com"] {
            assert!(is_freemail(free), "{free}");
        }
        for company in ["example.com", "outlook.example.com", "yahoo-inc.com", "mail.example.com", ""] {
            assert!(!is_freemail(company), "{company}");
        }
        assert_eq!(domain("ana@example.com"), "example.com");
        assert_eq!(domain("ana"), "");
    }

    proptest! {
        #[test]
        fn an_address_read_twice_is_the_same(raw in "\\PC{0,20}@?\\PC{0,12}\\.?\\PC{0,5}") {
            if let Ok(once) = parse(&raw) {
                prop_assert_eq!(parse(&once), Ok(once.clone()));
                is_placeholder(&once);
                is_role(&once);
            }
            split(&raw).for_each(|part| drop(parse(part)));
        }

        #[test]
        fn a_plausible_address_is_read(local in "[a-z0-9][a-z0-9._%+-]{0,15}", host in "[a-z0-9]{1,10}\\.(com|org|co\\.uk)") {
            let address = format!("{local}@{host}");
            prop_assert_eq!(parse(&address.to_uppercase()), Ok(address));
        }

        #[test]
        fn the_short_way_accepts_what_the_long_way_does(raw in "[a-zA-Z0-9.@+-]{0,6}@?[a-z0-9.@-]{0,6}\\.?[a-z0-9]{0,3}") {
            if is_plain(raw.as_bytes()) {
                let address = bare(&raw).to_ascii_lowercase();
                prop_assert_eq!(check(&address), Ok(()));
                prop_assert_eq!(address, raw.to_ascii_lowercase());
            }
        }
    }
}

//! How an entry writes its person down: the name in one of many spellings, the e-mail, the phone in one of its
//! national forms, the company with or without its suffix.
//!
//! Phone numbers follow an invented pattern on purpose: the ranges reserved for fiction hold only hundreds of
//! numbers, too few for a million contacts. American numbers all lie in exchange 555, British ones in 07700,
//! Philippine ones in 09xx 55x, Australian ones in 0491.

use std::fmt::Write;

use crate::names::{AREA_CODES, COMPANY_FRONTS, COMPANY_SUFFIXES, COMPANY_TRADES, Country};
use crate::people::Person;
use crate::random::Random;
use crate::rows::push_number;

/// A company, known by its number.
#[derive(Clone, Copy)]
pub(crate) struct Company(pub(crate) u32);

/// How a name is written.
#[derive(Clone, Copy)]
pub(crate) enum Spelling {
    Plain,
    Lower,
    Upper,
    Nickname,
    Initial,
    MiddleInitial,
    LastFirst,
    Misspelt,
}

/// An e-mail address; the number keeps people's own mailboxes apart.
#[derive(Clone, Copy)]
pub(crate) enum Mailbox {
    Own(u32, &'static str),
    Work(u32, Company),
    /// A company's shared mailbox: different people hold it.
    Shared(Company),
}

impl Person {
    /// Writes the name as this entry spells it.
    pub(crate) fn write_name(&self, out: &mut String) {
        let start = out.len();
        let (first, nickname) = self.first_name;
        let (last, last_end) = self.last_name;
        let initial = first.chars().next().unwrap_or('X');
        match self.spelling {
            Spelling::LastFirst => out.extend([last, last_end, ", ", first]),
            Spelling::Nickname => out.extend([nickname, " ", last, last_end]),
            Spelling::Initial => {
                out.push(initial);
                out.extend([". ", last, last_end]);
            }
            Spelling::MiddleInitial => {
                out.extend([first, " "]);
                out.push(char::from(b'A' + (self.visitor % 26) as u8));
                out.extend([". ", last, last_end]);
            }
            _ => out.extend([first, " ", last, last_end]),
        }
        match self.spelling {
            Spelling::Lower => lower_case(out, start),
            Spelling::Upper => upper_case(out, start),
            Spelling::Misspelt => double_last_letter(out),
            _ => {}
        }
    }

    /// Writes the e-mail in its clean form; nothing where there is none.
    pub(crate) fn write_email(&self, out: &mut String) {
        match self.mailbox {
            Some(Mailbox::Own(number, domain)) => {
                self.write_local_part(out, number);
                out.extend(["@", domain]);
            }
            Some(Mailbox::Work(number, company)) => {
                self.write_local_part(out, number);
                out.push('@');
                company.write_domain(out);
            }
            Some(Mailbox::Shared(company)) => {
                out.push_str("info@");
                company.write_domain(out);
            }
            None => {}
        }
    }

    fn write_local_part(&self, out: &mut String, number: u32) {
        let start = out.len();
        let first = if number.is_multiple_of(3) { &self.first_name.0[..1] } else { self.first_name.0 };
        for part in [first, ".", self.last_name.0, self.last_name.1] {
            out.extend(part.chars().filter_map(plain_letter));
        }
        push_number(out, number);
        lower_case(out, start);
    }

    /// Writes the phone number in one of the ways people write it; nothing where there is none.
    pub(crate) fn write_phone(&self, out: &mut String, random: &mut Random) {
        let Some(number) = self.phone else { return };
        let [a, b, c] = number_groups(self.country, number);
        let (code, trunk) = (self.country.calling_code, self.country.trunk_prefix);
        match random.below(9) {
            0..3 => out.extend(["+", code, &a, &b, &c]),
            3 => out.extend(["+", code, " ", &a, " ", &b, " ", &c]),
            4 => out.extend([self.country.international_prefix, code, &a, &b, &c]),
            5 => out.extend([trunk, &a, " ", &b, " ", &c]),
            6 => out.extend([trunk, &a, "-", &b, "-", &c]),
            7 => out.extend(["(", trunk, &a, ") ", &b, "-", &c]),
            _ if trunk.is_empty() => out.extend(["+", code, "-", &a, "-", &b, "-", &c]),
            _ => out.extend(["+", code, " (", trunk, ")", &a, " ", &b, &c]),
        }
    }

    /// Writes the cookie.
    pub(crate) fn write_visitor(&self, out: &mut String) {
        write!(out, "v{:016x}", self.visitor).expect("a String takes any text");
    }

    /// Whether there is an e-mail.
    pub(crate) fn has_email(&self) -> bool {
        self.mailbox.is_some()
    }
}

impl Company {
    /// Writes the name, sometimes with the company's legal suffix.
    pub(crate) fn write_name(self, out: &mut String, random: &mut Random) {
        let (front, trade, number) = self.parts();
        out.extend([front, " ", trade]);
        if number > 0 {
            out.push(' ');
            push_number(out, number);
        }
        if random.percent(80) {
            out.push_str(COMPANY_SUFFIXES[self.0 as usize % COMPANY_SUFFIXES.len()]);
        }
    }

    fn write_domain(self, out: &mut String) {
        let start = out.len();
        let (front, trade, number) = self.parts();
        out.extend([front, "-", trade]);
        if number > 0 {
            push_number(out, number);
        }
        out.push_str(".example");
        lower_case(out, start);
    }

    fn parts(self) -> (&'static str, &'static str, u32) {
        let (fronts, trades) = (COMPANY_FRONTS.len(), COMPANY_TRADES.len());
        let number = self.0 as usize;
        let round = self.0 / (fronts * trades) as u32;
        (COMPANY_FRONTS[number % fronts], COMPANY_TRADES[number / fronts % trades], round)
    }
}

/// The three groups of digits of the person's national number. No number repeats below a million contacts.
fn number_groups(country: &Country, number: u32) -> [String; 3] {
    let (thousands, units) = (number / 1_000 % 1_000, number % 1_000);
    match country.code {
        "US" => {
            let count = AREA_CODES.len() as u32;
            let (area, line) = (AREA_CODES[(number % count) as usize], number / count % 10_000);
            [area.to_string(), "555".to_owned(), format!("{line:04}")]
        }
        "GB" => ["7700".to_owned(), format!("{thousands:03}"), format!("{units:03}")],
        "PH" => {
            let (network, exchange) = (920 + number % 20, 550 + number / 20 % 10);
            [network.to_string(), exchange.to_string(), format!("{:04}", number / 200 % 10_000)]
        }
        _ => ["491".to_owned(), format!("{thousands:03}"), format!("{units:03}")],
    }
}

/// A letter as it stands in an e-mail address: accents fall off, other signs vanish.
fn plain_letter(letter: char) -> Option<char> {
    match letter {
        'é' | 'è' | 'ë' => Some('e'),
        'ö' | 'ø' => Some('o'),
        'ä' => Some('a'),
        'ü' | 'ú' => Some('u'),
        'ñ' => Some('n'),
        '.' => Some('.'),
        other => other.is_ascii_alphabetic().then_some(other),
    }
}

/// Turns what was written since `start` into small letters.
pub(crate) fn lower_case(out: &mut String, start: usize) {
    let lower = out[start..].to_lowercase();
    out.replace_range(start.., &lower);
}

/// Turns what was written since `start` into capitals.
pub(crate) fn upper_case(out: &mut String, start: usize) {
    let upper = out[start..].to_uppercase();
    out.replace_range(start.., &upper);
}

fn double_last_letter(out: &mut String) {
    if let Some(letter) = out.chars().next_back() {
        out.push(letter);
    }
}

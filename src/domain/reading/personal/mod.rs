//! What visitors say of themselves — e-mail, phone, name, company, job title, address, website — and what they are
//! after, found in one message of theirs. The phrases that may open such a statement are looked for together with those
//! of the packs; around each stands a rule. Rules leave out what is somebody else's ("my friend's number"), asked,
//! denied, hypothetical or told of others, and whatever they are not sure of: a field that stays empty costs less than
//! one that is wrong.
//!
//! An address or number counts behind words of the writer's own ("call me at") or where it is all that the message says,
//! as answers do. Names and companies must be written as such, unless the words before leave no doubt.

use super::fold::Folded;
use super::matcher::{Hit, Matcher};
use super::pack::Use;
use super::sentence::Outline;
use crate::domain::normalize::phone;

mod calling;
mod firm;
mod job;
mod lists;
mod place;
mod reach;
mod scan;
mod wanted;

#[cfg(test)]
mod gold;

use lists::section;
use scan::{Opening, Scan};

/// Raised by hand with every change of the rules in code: it is part of the reader's version.
pub const RULES: u64 = 1;

const TRIGGERS: &str = include_str!("triggers.txt");

/// The phrases and lists of words that the rules go by, which are part of the reader's version as well.
pub const TEXTS: [&str; 3] = [TRIGGERS, include_str!("words.txt"), include_str!("wanted.txt")];

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the columns of a contact")]
pub enum Field {
    Email,
    Phone,
    Name,
    Company,
    JobTitle,
    Address,
    Website,
    Need,
    Interest,
}

impl Field {
    /// All fields; the order is that in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Email,
        Self::Phone,
        Self::Name,
        Self::Company,
        Self::JobTitle,
        Self::Address,
        Self::Website,
        Self::Need,
        Self::Interest,
    ];

    /// The column that it fills.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Name => "name",
            Self::Company => "company",
            Self::JobTitle => "job_title",
            Self::Address => "address",
            Self::Website => "website",
            Self::Need => "needs",
            Self::Interest => "interests",
        }
    }

    /// The field of this column.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// By what a statement was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Words before it say whose it is.
    Said,
    /// It is all that the message says.
    Answered,
    /// It stands under the message.
    Signed,
}

impl How {
    /// The word that is stored and shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Answered => "answered",
            Self::Signed => "signed",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Said, Self::Answered, Self::Signed].into_iter().find(|how| how.name() == name)
    }
}

/// Something that a visitor says of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Statement {
    /// What it is about.
    pub field: Field,
    /// The value in a clean spelling. A phone number is as it was written, since its country is not known here.
    pub value: Box<str>,
    /// First byte of the value in the raw text.
    pub start: usize,
    /// One after its last byte.
    pub end: usize,
    /// By what it was known.
    pub how: How,
}

/// Brings phone numbers into E.164 where they can be read. A number without its country code belongs to `country`.
pub fn read_numbers(said: &mut [Statement], country: Option<&str>) {
    for statement in said.iter_mut().filter(|statement| statement.field == Field::Phone) {
        if let Some(phone) = phone::parse(&statement.value, country).filter(|phone| phone.is_valid) {
            statement.value = phone.number.into();
        }
    }
}

/// The same statements with phone numbers in E.164; one that cannot be read says nothing.
pub fn with_country(mut said: Vec<Statement>, country: Option<&str>) -> Vec<Statement> {
    read_numbers(&mut said, country);
    said.retain(|statement| statement.field != Field::Phone || phone::is_e164(&statement.value));
    said
}

/// What a phrase may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// "my e-mail is": the writer's own address follows.
    Email,
    /// "send it to": an address follows, the writer's own unless the writer is to send.
    SendTo,
    /// "call me at": the writer's own number follows.
    Phone,
    /// "reach me at": an address or a number of the writer's own follows.
    Reach,
    /// "my name is": a name follows, however it is written.
    Name,
    /// "I'm": a name follows if it is written as one.
    MaybeName,
    /// "thanks," at the end of a line: a name on the line below, the last one, is a signature.
    SignOff,
    /// "I work at": the writer's company follows if it is written as a name.
    Company,
    /// "I'm the": a job title may follow.
    Job,
    /// "po ako": a job title may stand before it.
    JobBefore,
    /// "deliver to": an address may follow.
    Address,
    /// "our website is": a link to the writer's own site follows.
    Website,
    /// "looking for": what the writer needs may follow.
    Need,
    /// "how much is": what the writer takes an interest in may follow.
    Interest,
}

impl Trigger {
    /// All of them with their sections in `triggers.txt`.
    const ALL: [(Self, &'static str); 14] = [
        (Self::Email, "email"),
        (Self::SendTo, "send_to"),
        (Self::Phone, "phone"),
        (Self::Reach, "reach"),
        (Self::Name, "name"),
        (Self::MaybeName, "maybe_name"),
        (Self::SignOff, "sign_off"),
        (Self::Company, "company"),
        (Self::Job, "job"),
        (Self::JobBefore, "job_before"),
        (Self::Address, "address"),
        (Self::Website, "website"),
        (Self::Need, "need"),
        (Self::Interest, "interest"),
    ];
}

/// The phrases to look for in visitors' messages, with what each may open.
pub fn triggers() -> impl Iterator<Item = (&'static str, Trigger)> {
    Trigger::ALL.into_iter().flat_map(|(trigger, name)| {
        section(TRIGGERS, name)
            .flat_map(|line| line.split('|'))
            .map(str::trim)
            .filter(|phrase| !phrase.is_empty())
            .map(move |phrase| (phrase, trigger))
    })
}

/// Fewest digits of a phone number that is worth a look.
const FEWEST_DIGITS: u32 = 8;

/// Whether a text without any phrase may say something all the same: a lone address or number.
pub fn may_answer(text: &str) -> bool {
    // Without an early end, so that the compiler can look at many bytes at once.
    let (ats, digits) = text.bytes().fold((0_u32, 0_u32), |(ats, digits), byte| {
        (ats + u32::from(byte == b'@'), digits + u32::from(byte.is_ascii_digit()))
    });
    ats > 0 || digits >= FEWEST_DIGITS
}

/// What a visitor's message says of its writer: in the order of fields, then of the text, each value once.
pub fn find(raw: &str, folded: &Folded, outline: &Outline, hits: &[Hit], matcher: &Matcher) -> Vec<Statement> {
    let mut openings: Vec<Opening> = Vec::new();
    for hit in hits {
        for meaning in matcher.uses(hit.phrase) {
            if let Use::Personal(trigger) = meaning {
                openings.push(Opening::new(*trigger, hit, outline));
            }
        }
    }
    let scan = Scan::new(raw, folded, outline, openings);
    let mut found = Vec::new();
    reach::find(&scan, &mut found);
    calling::find(&scan, &mut found);
    reach::find_behind_names(&scan, &mut found);
    firm::find(&scan, &mut found);
    job::find(&scan, &mut found);
    place::find(&scan, &mut found);
    wanted::find(&scan, &mut found);
    found.sort_by_key(|statement: &Statement| (statement.field, statement.start, statement.how));
    let mut kept: Vec<Statement> = Vec::with_capacity(found.len());
    for statement in found {
        let is_same = |other: &Statement| other.field == statement.field && other.value == statement.value;
        if !kept.iter().any(is_same) {
            kept.push(statement);
        }
    }
    kept
}

/// The phrases in the form in which the reader takes them.
pub(super) fn phrases() -> impl Iterator<Item = (String, Use)> {
    triggers().map(|(phrase, trigger)| (phrase.to_string(), Use::Personal(trigger)))
}

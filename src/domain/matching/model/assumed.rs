//! What is assumed before any data are seen: round figures for the files that people have. Training smooths what it counts
//! with them, and a comparison that never came up keeps them. They come from no one file.

use super::super::compare::{Field, LEVELS, Relation, birth, call, mail, place, plain};
use super::super::names::Alike;
use super::{Ladder, Model};

/// How often two people have the local part that their names suggest, at two providers. Between namesakes this cannot be
/// learnt, since those who have it are taken for one person.
pub(in super::super) const NAME_AS_LOCAL: f32 = 0.1;

impl Default for Model {
    fn default() -> Self {
        Self { prior: -12.0, m: of_one_person(), u: of_two_people(), swapped: 0.02, rows: 0 }
    }
}

/// Ladders of all comparisons.
type Ladders = [Ladder; Field::COUNT];

fn of_one_person() -> Ladders {
    let mut m = [[0.0; LEVELS]; Field::COUNT];
    m[Field::FirstName as usize] = names([0.84, 0.06, 0.02, 0.05, 0.01, 0.02], [0.96, 0.04]);
    m[Field::LastName as usize] = names([0.89, 0.0, 0.02, 0.05, 0.02, 0.02], [0.95, 0.05]);
    m[Field::Email as usize] = ladder(&[
        (mail::SAME, 0.55),
        (mail::SAME_SHARED, 0.02),
        (mail::SAME_BUT_DOTS, 0.005),
        (mail::SLIP, 0.06),
        (mail::SAME_LOCAL, 0.02),
        (mail::NAME_AS_LOCAL, 0.02),
        (mail::SAME_DOMAIN, 0.03),
        (mail::DIFFERENT, 0.30),
    ]);
    m[Field::Phone as usize] = ladder(&[
        (call::SAME, 0.6),
        (call::SAME_SHARED, 0.03),
        (call::OTHER_EXTENSION, 0.005),
        (call::SLIP, 0.015),
        (call::DIFFERENT, 0.35),
    ]);
    m[Field::Work as usize] = ladder(&[(plain::SAME, 0.78), (plain::SIMILAR, 0.07), (plain::DIFFERENT, 0.15)]);
    m[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.68),
        (place::SAME_CODE, 0.1),
        (place::SIMILAR, 0.06),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.05),
        (place::OTHER_COUNTRY, 0.01),
    ]);
    m[Field::Title as usize] = ladder(&[(plain::SAME, 0.82), (plain::SIMILAR, 0.06), (plain::DIFFERENT, 0.12)]);
    m[Field::Birth as usize] =
        ladder(&[(birth::SAME, 0.85), (birth::SLIP, 0.11), (birth::SAME_YEAR, 0.03), (birth::DIFFERENT, 0.01)]);
    m[Field::Street as usize] = ladder(&[(plain::SAME, 0.7), (plain::SIMILAR, 0.18), (plain::DIFFERENT, 0.12)]);
    m[Field::Number as usize] = ladder(&[(plain::SAME, 0.9), (plain::SIMILAR, 0.08), (plain::DIFFERENT, 0.02)]);
    m
}

/// In the order of [`Relation`].
fn of_two_people() -> [Ladders; Relation::COUNT] {
    let strangers = strangers();
    let namesakes = namesakes(&strangers);
    let related = related(&namesakes);
    let mut u =
        [strangers, colleagues(&namesakes), namesakes, mailbox(&related, &strangers), line(&related, &strangers)];
    // A local part that the names suggest is as likely whoever two namesakes are; no level may have a chance of 0.
    for chances in &mut u {
        chances[Field::Email as usize][mail::NAME_AS_LOCAL as usize] = NAME_AS_LOCAL;
    }
    u
}

fn strangers() -> Ladders {
    let mut u = [[0.0; LEVELS]; Field::COUNT];
    u[Field::FirstName as usize] = names([0.004, 0.004, 0.002, 0.008, 0.01, 0.972], [0.07, 0.93]);
    u[Field::LastName as usize] = names([0.002, 0.0, 0.001, 0.001, 0.004, 0.992], [0.07, 0.93]);
    u[Field::Email as usize] = ladder(&[
        (mail::SAME, 1e-7),
        (mail::SAME_SHARED, 1e-6),
        (mail::SAME_BUT_DOTS, 1e-6),
        (mail::SLIP, 2e-6),
        (mail::SAME_LOCAL, 2e-5),
        (mail::SAME_DOMAIN, 0.001),
        (mail::DIFFERENT, 0.999),
    ]);
    u[Field::Phone as usize] = ladder(&[
        (call::SAME, 1e-7),
        (call::SAME_SHARED, 1e-5),
        (call::OTHER_EXTENSION, 0.05),
        (call::SLIP, 1e-6),
        (call::DIFFERENT, 1.0),
    ]);
    u[Field::Work as usize] = ladder(&[(plain::SAME, 1e-3), (plain::SIMILAR, 1e-3), (plain::DIFFERENT, 0.998)]);
    u[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.02),
        (place::SAME_CODE, 0.001),
        (place::SIMILAR, 0.01),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.3),
        (place::OTHER_COUNTRY, 0.57),
    ]);
    u[Field::Title as usize] = ladder(&[(plain::SAME, 0.02), (plain::SIMILAR, 0.03), (plain::DIFFERENT, 0.95)]);
    u[Field::Birth as usize] =
        ladder(&[(birth::SAME, 5e-5), (birth::SLIP, 0.001), (birth::SAME_YEAR, 0.03), (birth::DIFFERENT, 0.969)]);
    u[Field::Street as usize] = ladder(&[(plain::SAME, 1e-4), (plain::SIMILAR, 2e-3), (plain::DIFFERENT, 0.998)]);
    u[Field::Number as usize] = ladder(&[(plain::SAME, 1e-6), (plain::SIMILAR, 1e-4), (plain::DIFFERENT, 1.0)]);
    u
}

fn namesakes(strangers: &Ladders) -> Ladders {
    let mut u = *strangers;
    u[Field::Email as usize] = ladder(&[
        (mail::SAME_BUT_DOTS, 0.002),
        (mail::SLIP, 0.02),
        (mail::SAME_LOCAL, 0.01),
        (mail::SAME_DOMAIN, 0.02),
        (mail::DIFFERENT, 0.86),
    ]);
    u[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.1),
        (place::SAME_CODE, 0.001),
        (place::SIMILAR, 0.02),
        (place::SAME_COUNTRY, 0.3),
        (place::OTHER_CITY, 0.3),
        (place::OTHER_COUNTRY, 0.28),
    ]);
    u
}

fn colleagues(namesakes: &Ladders) -> Ladders {
    let mut u = *namesakes;
    u[Field::Email as usize] = ladder(&[
        (mail::SAME_BUT_DOTS, 0.001),
        (mail::SLIP, 0.001),
        (mail::SAME_LOCAL, 0.001),
        (mail::SAME_DOMAIN, 0.7),
        (mail::DIFFERENT, 0.29),
    ]);
    u[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.6),
        (place::SAME_CODE, 0.1),
        (place::SIMILAR, 0.02),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.17),
        (place::OTHER_COUNTRY, 0.01),
    ]);
    u
}

/// Who shares a mailbox or a phone: mostly relatives and people of one office.
fn related(namesakes: &Ladders) -> Ladders {
    let mut u = *namesakes;
    u[Field::LastName as usize] = names([0.3, 0.0, 0.002, 0.004, 0.004, 0.69], [0.3, 0.7]);
    u[Field::Work as usize] = ladder(&[(plain::SAME, 0.7), (plain::SIMILAR, 0.06), (plain::DIFFERENT, 0.24)]);
    u[Field::Place as usize] = ladder(&[
        (place::SAME_CITY, 0.6),
        (place::SAME_CODE, 0.1),
        (place::SIMILAR, 0.05),
        (place::SAME_COUNTRY, 0.1),
        (place::OTHER_CITY, 0.14),
        (place::OTHER_COUNTRY, 0.01),
    ]);
    u[Field::Street as usize] = ladder(&[(plain::SAME, 0.3), (plain::SIMILAR, 0.1), (plain::DIFFERENT, 0.6)]);
    u
}

fn line(related: &Ladders, strangers: &Ladders) -> Ladders {
    let mut u = *related;
    u[Field::Phone as usize] = strangers[Field::Phone as usize];
    u[Field::Email as usize] = ladder(&[
        (mail::SAME_BUT_DOTS, 0.001),
        (mail::SLIP, 0.01),
        (mail::SAME_LOCAL, 0.01),
        (mail::SAME_DOMAIN, 0.5),
        (mail::DIFFERENT, 0.48),
    ]);
    u
}

fn mailbox(related: &Ladders, strangers: &Ladders) -> Ladders {
    let mut u = *related;
    u[Field::Email as usize] = strangers[Field::Email as usize];
    u[Field::Phone as usize] = ladder(&[
        (call::SAME, 0.15),
        (call::SAME_SHARED, 0.05),
        (call::OTHER_EXTENSION, 0.05),
        (call::SLIP, 0.01),
        (call::DIFFERENT, 0.77),
    ]);
    u
}

/// A ladder of names: regular levels, then the two of initials.
fn names(regular: [f32; 6], initials: [f32; 2]) -> Ladder {
    let mut ladder = [0.0; LEVELS];
    let levels = [Alike::Exact, Alike::Variant, Alike::Part, Alike::OneSlip, Alike::TwoSlips, Alike::Different];
    for (level, share) in levels.iter().zip(regular) {
        ladder[*level as usize] = share;
    }
    ladder[Alike::Initial as usize] = initials[0];
    ladder[Alike::OtherInitial as usize] = initials[1];
    ladder
}

fn ladder(shares: &[(u8, f32)]) -> Ladder {
    let mut ladder = [0.0; LEVELS];
    for (level, share) in shares {
        ladder[*level as usize] = *share;
    }
    ladder
}

//! events.csv: what contacts did besides writing. Purchases, bookings and deliveries happen to a third of the
//! contacts only, so that most people never convert; forms are filled in by anybody.

use std::path::Path;

use anyhow::Result;

use crate::people::{People, below};
use crate::random::{Random, Stream};
use crate::rows::{Rows, push_number, push_time, write_owner};

const HEADER: [&str; 9] =
    ["event_id", "contact_id", "contact_email", "visitor_id", "type", "occurred_at", "amount", "currency", "reference"];
const KINDS: [(u64, Kind); 4] = [
    (36, Kind { name: "purchase", reference: "ORD-", has_amount: true }),
    (24, Kind { name: "booking_confirmed", reference: "BK-", has_amount: true }),
    (28, Kind { name: "form_submission", reference: "FORM-", has_amount: false }),
    (12, Kind { name: "delivered", reference: "ORD-", has_amount: false }),
];
/// Nearly all money is in one currency.
const CURRENCIES: [(u64, &str); 3] = [(97, "USD"), (2, "EUR"), (1, "GBP")];
/// One contact in so many buys.
const BUYERS_EVERY: u32 = 3;

#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    reference: &'static str,
    has_amount: bool,
}

struct Event {
    kind: Kind,
    contact: u32,
    at: i64,
    random: Random,
}

/// Writes `events` events of `contacts` contacts, in the order of time.
pub(crate) fn write_events(path: &Path, people: People, contacts: u32, events: u32) -> Result<()> {
    let mut plan: Vec<(i64, u32)> = (0..events).map(|number| (event(people, contacts, number).at, number)).collect();
    plan.sort_unstable();
    let mut rows = Rows::create(path, &HEADER)?;
    for (id, (_, number)) in (1_u32..).zip(plan) {
        write_event(&mut rows, people, id, event(people, contacts, number))?;
    }
    rows.finish()
}

fn event(people: People, contacts: u32, number: u32) -> Event {
    let mut random = Random::of(people.seed, Stream::Event, u64::from(number));
    let kind = random.pick_weighted(&KINDS);
    let anybody = u32::try_from(random.below(u64::from(contacts))).expect("below the number of contacts");
    let contact = if kind.name == "form_submission" { anybody } else { anybody - anybody % BUYERS_EVERY };
    let (first_seen, last_seen) = people.seen(contact);
    let at = first_seen + below(&mut random, last_seen - first_seen);
    Event { kind, contact, at, random }
}

fn write_event(rows: &mut Rows, people: People, id: u32, event: Event) -> Result<()> {
    let Event { kind, contact, at, mut random } = event;
    rows.field(|cell| push_number(cell, id))?;
    write_owner(rows, people, contact, &mut random)?;
    rows.text(kind.name)?;
    rows.field(|cell| push_time(cell, at))?;
    let currency = random.pick_weighted(&CURRENCIES);
    let (whole, cents) = (5 + random.below(25) * random.below(40), random.below(100));
    rows.field(|cell| {
        if kind.has_amount {
            push_number(cell, format_args!("{whole}.{cents:02}"));
        }
    })?;
    rows.text(if kind.has_amount { currency } else { "" })?;
    rows.field(|cell| push_number(cell, format_args!("{}{id}", kind.reference)))?;
    rows.end_row()
}

//! Broadcasts: one message to many. What states they and their deliveries have, who is left out of an audience, and how
//! what became of them is counted.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

/// The state of a broadcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BroadcastState {
    /// Written down; nobody got it.
    Draft,
    /// Its audience is fixed, and some of it did not get it yet.
    Sending,
    /// Everybody got it who could.
    Sent,
    /// Whoever did not get it never does.
    Cancelled,
}

impl BroadcastState {
    const ALL: [Self; 4] = [Self::Draft, Self::Sending, Self::Sent, Self::Cancelled];

    /// The word that is stored and shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Why a contact does not get a broadcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Asked for no more messages.
    DoNotContact,
    /// Cannot be reached on the channel.
    NoAddress,
    /// Shares its address with a contact of a lower id: one person gets it once.
    SameAddress,
}

impl LeftOut {
    /// The word in summaries for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DoNotContact => "do_not_contact",
            Self::NoAddress => "no_address",
            Self::SameAddress => "same_address",
        }
    }

    /// The same in words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::DoNotContact => "asked for no more messages",
            Self::NoAddress => "without an address on this channel",
            Self::SameAddress => "at the address of somebody else in the audience",
        }
    }
}

/// Takes an audience in, contact by contact in the order of ids.
#[derive(Debug, Default)]
pub struct Audience {
    addresses: HashSet<String>,
}

impl Audience {
    /// Whether a contact gets the broadcast, who is reached at `address`.
    ///
    /// # Errors
    /// Why it does not.
    pub fn take(&mut self, do_not_contact: bool, address: Option<&str>) -> Result<(), LeftOut> {
        let address = match address {
            _ if do_not_contact => return Err(LeftOut::DoNotContact),
            None => return Err(LeftOut::NoAddress),
            Some(address) => address.to_lowercase(),
        };
        if self.addresses.insert(address) { Ok(()) } else { Err(LeftOut::SameAddress) }
    }
}

/// What became of the messages of a broadcast, by the last that is known of each. Numbers of contacts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All for whom it was or is meant.
    pub audience: i64,
    /// Still to be handed over.
    pub pending: i64,
    /// Handed over, and nobody knows how that ended.
    pub unconfirmed: i64,
    /// Not handed over after all: they opted out meanwhile, or there was nothing to say.
    pub skipped: i64,
    /// Handed over.
    pub sent: i64,
    /// Came to the person's device, as far as receipts tell: delivered, read and replied.
    pub delivered: i64,
    /// Was read: read and replied.
    pub read: i64,
    /// Was answered.
    pub replied: i64,
    /// Was refused, or did not arrive.
    pub failed: i64,
}

/// Shares of the messages that were handed over or refused, from 0 to 1; none where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are those of the tally")]
pub struct Rates {
    pub delivered: f64,
    pub read: f64,
    pub replied: f64,
    pub failed: f64,
}

impl Tally {
    /// Counts deliveries by their states. Words of receipts that are not known count as sent.
    pub fn of(states: &BTreeMap<String, i64>) -> Self {
        let mut tally = Self::default();
        for (state, count) in states {
            tally.audience += count;
            match state.as_str() {
                "pending" => tally.pending += count,
                "unconfirmed" => tally.unconfirmed += count,
                "skipped" => tally.skipped += count,
                "failed" | "bounced" | "undelivered" | "rejected" => tally.failed += count,
                receipt => {
                    tally.sent += count;
                    let rank = rank(receipt);
                    tally.delivered += if rank >= Some(1) { *count } else { 0 };
                    tally.read += if rank >= Some(2) { *count } else { 0 };
                    tally.replied += if rank >= Some(3) { *count } else { 0 };
                }
            }
        }
        tally
    }

    /// What shares these are; `None` where nothing was handed over.
    pub fn rates(&self) -> Option<Rates> {
        let tried = self.sent + self.failed;
        let share = |count: i64| count as f64 / tried as f64;
        (tried > 0).then(|| Rates {
            delivered: share(self.delivered),
            read: share(self.read),
            replied: share(self.replied),
            failed: share(self.failed),
        })
    }
}

/// How far a receipt says that a message came; of two without times the further one is the later.
pub fn rank(state: &str) -> Option<u8> {
    match state {
        "sent" | "accepted" => Some(0),
        "delivered" | "received" => Some(1),
        "read" | "opened" | "seen" | "clicked" => Some(2),
        "replied" | "answered" => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_gets_it_once_and_nobody_who_opted_out() {
        let mut audience = Audience::default();
        assert_eq!(audience.take(false, Some("Ana@example.com")), Ok(()));
        assert_eq!(audience.take(true, Some("ben@example.com")), Err(LeftOut::DoNotContact));
        assert_eq!(audience.take(false, Some("ana@example.com")), Err(LeftOut::SameAddress));
        assert_eq!(audience.take(false, None), Err(LeftOut::NoAddress));
        assert_eq!(audience.take(false, Some("ben@example.com")), Ok(()));
    }

    #[test]
    fn a_reply_was_read_and_delivered_and_rates_are_of_what_was_tried() {
        let states = [("pending", 5), ("sent", 4), ("delivered", 2), ("read", 1), ("replied", 1), ("failed", 2)];
        let tally = Tally::of(&states.map(|(state, count)| (state.to_owned(), count)).into());
        assert_eq!((tally.audience, tally.sent, tally.delivered, tally.read, tally.replied), (15, 8, 4, 2, 1));
        let rates = tally.rates().expect("something was sent");
        assert_eq!((rates.delivered, rates.read, rates.replied, rates.failed), (0.4, 0.2, 0.1, 0.2));
        assert_eq!(Tally::of(&[("pending".to_owned(), 1)].into()).rates(), None);
    }
}

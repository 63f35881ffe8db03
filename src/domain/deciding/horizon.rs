//! Until when a decision holds with no new data: the earliest of the instants at which something in it could change.

use crate::domain::time::Instant;

/// Collects instants at which a decision could change and keeps the first one after `as_of`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Horizon {
    as_of: Instant,
    first: Option<Instant>,
}

impl Horizon {
    /// A horizon with nothing on it yet.
    pub(super) const fn after(as_of: Instant) -> Self {
        Self { as_of, first: None }
    }

    /// The instant for which it is decided.
    pub(super) const fn as_of(self) -> Instant {
        self.as_of
    }

    /// Something could change then. The past is left out: what has changed has been seen.
    pub(super) fn note(&mut self, at: Option<Instant>) {
        if let Some(at) = at
            && at > self.as_of
            && self.first.is_none_or(|first| at < first)
        {
            self.first = Some(at);
        }
    }

    /// The first instant at which something could change, if anything ever does.
    pub(super) const fn first(self) -> Option<Instant> {
        self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_change_to_come_counts() {
        let mut horizon = Horizon::after(Instant(10));
        for at in [None, Some(Instant(10)), Some(Instant(30)), Some(Instant(11)), Some(Instant(20))] {
            horizon.note(at);
        }
        assert_eq!(horizon.first(), Some(Instant(11)));
    }
}

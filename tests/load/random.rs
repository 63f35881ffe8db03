//! The seeded random numbers behind the generated data: SplitMix64 (Steele, Lea and Flood, 2014), one short stream
//! for every generated thing. A contact, a conversation or an event is thus a pure function of (seed, its number):
//! any of them can be made again where it is needed, and nothing about them has to be kept in memory. Only whole
//! numbers are used, so the bytes are the same on every machine.

/// What a stream is for; two purposes never share their numbers.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    Person = 1,
    Duplicate,
    Times,
    ContactRow,
    Conversation,
    Message,
    Event,
    Addition,
}

/// One stream of random numbers.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream that belongs to one item; equal arguments give equal numbers.
    pub(crate) fn of(seed: u64, stream: Stream, item: u64) -> Self {
        Self(scramble(scramble(scramble(seed) ^ stream as u64) ^ item))
    }

    /// 64 random bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        scramble(self.0)
    }

    /// A number from 0 to `bound` - 1.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.bits()) * u128::from(bound);
        u64::try_from(wide >> 64).expect("the upper half of a 128-bit product has 64 bits")
    }

    /// True in `percent` of 100 cases.
    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One entry of a list, each as likely as the other.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.below(list.len() as u64)).expect("an index of a list")]
    }

    /// One entry of a list of (weight, entry).
    pub(crate) fn pick_weighted<T: Copy>(&mut self, list: &[(u64, T)]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for &(weight, entry) in list {
            if left < weight {
                return entry;
            }
            left -= weight;
        }
        unreachable!("the draw lies below the sum of the weights")
    }
}

/// SplitMix64's finaliser: every input bit moves every output bit.
fn scramble(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

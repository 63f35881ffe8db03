//! Cues: the kinds of evidence that a message's text can hold. A message keeps its cues as a [`CueSet`], one bit a
//! kind, so the order of [`Cue::ALL`] is stored data: new kinds go to the end.

use std::fmt;

/// Who wrote a message. The numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Sender {
    /// The person on the other side.
    Visitor = 0,
    /// A person on our side.
    Agent = 1,
    /// A program on our side.
    Bot = 2,
    /// The platform itself ("chat was assigned to ...").
    System = 3,
}

impl Sender {
    /// All senders in the order of their stored numbers.
    pub const ALL: [Self; 4] = [Self::Visitor, Self::Agent, Self::Bot, Self::System];

    /// The word used in files and views.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Agent => "agent",
            Self::Bot => "bot",
            Self::System => "system",
        }
    }

    /// The sender with this stored number.
    pub fn from_code(code: i64) -> Option<Self> {
        usize::try_from(code).ok().and_then(|i| Self::ALL.get(i).copied())
    }

    /// Whether the message counts as one of ours: by an agent or a bot.
    pub const fn is_ours(self) -> bool {
        matches!(self, Self::Agent | Self::Bot)
    }
}

macro_rules! cues {
    ($($variant:ident $name:literal $doc:literal),+ $(,)?) => {
        /// One kind of cue. See the module's note: the order is stored data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Cue { $(#[doc = $doc] $variant),+ }

        impl Cue {
            /// All kinds in the order of their bits.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in packs, the config and views.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The cue of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

cues! {
    PricingQuestion "pricing_question" "How much is it?",
    AvailabilityQuestion "availability_question" "Is it in stock, are you open on Friday?",
    Comparison "comparison" "Versus something else.",
    PurchaseIntent "purchase_intent" "I'll take it.",
    BookingAttempt "booking_attempt" "Book me for 3 pm.",
    Negotiation "negotiation" "Can you do 10 % off?",
    Budget "budget" "Our budget is 10k.",
    Urgency "urgency" "By next week.",
    Authority "authority" "I'm the owner.",
    Need "need" "We are looking for ...",
    Deferral "deferral" "I'll think about it.",
    Frustration "frustration" "Third time I ask!",
    Complaint "complaint" "It arrived broken.",
    HumanRequest "human_request" "Let me talk to a person.",
    SupportRequest "support_request" "My login does not work.",
    JobSeeking "job_seeking" "Are you hiring?",
    VendorPitch "vendor_pitch" "We offer SEO services.",
    Partnership "partnership" "Shall we team up?",
    Spam "spam" "Win a prize now.",
    Gratitude "gratitude" "Thanks!",
    Goodbye "goodbye" "Bye.",
    OptOut "opt_out" "Stop messaging me.",
    Promise "promise" "We say that we will come back.",
    Question "question" "We ask the visitor something.",
    Quote "quote" "We name a price.",
    Apology "apology" "We are sorry.",
    CannotAnswer "cannot_answer" "The bot's \"I don't know\".",
}

impl Cue {
    /// Whether the cue is looked for in our own messages (agent and bot) rather than in the visitor's.
    pub const fn is_ours(self) -> bool {
        self as u8 >= Self::Promise as u8
    }
}

/// A set of cues, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct CueSet(pub u32);

impl CueSet {
    /// The set of no cues.
    pub const EMPTY: Self = Self(0);

    /// The set of the given cues.
    pub const fn of(cues: &[Cue]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < cues.len() {
            bits |= 1 << cues[i] as u32;
            i += 1;
        }
        Self(bits)
    }

    /// Adds a cue.
    pub const fn insert(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    /// Whether the cue is in the set.
    pub const fn contains(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }

    /// The cues of this set that are not in the other.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the two sets share a cue.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The cues of the set in the order of their bits.
    pub fn iter(self) -> impl Iterator<Item = Cue> {
        Cue::ALL.iter().copied().filter(move |cue| self.contains(*cue))
    }
}

impl fmt::Display for CueSet {
    /// The names joined with `;`, as the view `messages` shows them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, cue) in self.iter().enumerate() {
            if i > 0 {
                f.write_str(";")?;
            }
            f.write_str(cue.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_bits_agree() {
        assert!(Cue::ALL.len() <= 32);
        for (i, cue) in Cue::ALL.iter().enumerate() {
            assert_eq!(*cue as usize, i);
            assert_eq!(Cue::from_name(cue.name()), Some(*cue));
        }
        assert_eq!(CueSet::of(&[Cue::Promise, Cue::Need]).to_string(), "need;promise");
        assert!(Cue::Promise.is_ours() && !Cue::OptOut.is_ours());
    }
}

//! The words in which decisions are given. Each word has a name, as files, filters and views spell it, and a number,
//! which is stored: names and numbers never change, new words go to the end.

use std::fmt;

macro_rules! words {
    ($(#[$about:meta])* $type:ident { $($variant:ident = $code:literal $name:literal $doc:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $type { $(#[doc = $doc] $variant = $code),+ }

        impl $type {
            /// All words in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in files, filters and views.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The value of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// The number that is stored.
            pub const fn code(self) -> i64 {
                self as i64
            }

            /// The value with this stored number.
            pub const fn from_code(code: i64) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

words! {
    /// How far a contact is from buying. A contact who never wrote has none.
    Intent {
        ReadyToBuy = 0 "ready_to_buy" "A closing cue or buying event lies within `windows.hot_lead`.",
        Comparing = 1 "comparing" "A comparing cue lies within `windows.comparing`.",
        Browsing = 2 "browsing" "The visitor wrote at some time.",
    }
}

words! {
    /// Where a contact is on the way from asking to owning.
    Stage {
        Inquiry = 0 "inquiry" "Nothing further is known.",
        Comparing = 1 "comparing" "A comparing cue lies within `windows.journey`.",
        Closing = 2 "closing" "A closing cue or buying event lies within `windows.journey`.",
        InProgress = 3 "in_progress" "There is a conversion.",
        FollowUp = 4 "follow_up" "The conversion was fulfilled or is `windows.fulfilment` old.",
    }
}

words! {
    /// What a contact is to us now; every contact has exactly one.
    Status {
        New = 0 "new" "Nothing else holds.",
        Active = 1 "active" "Active of late, and enough messages.",
        Inactive = 2 "inactive" "Silent for `windows.inactive`.",
        Qualified = 3 "qualified" "The intent is `ready_to_buy`.",
        Converted = 4 "converted" "There is a conversion.",
        Churned = 5 "churned" "There is a conversion, and silence for `windows.churned` since the last activity.",
    }
}

words! {
    /// How a contact or a conversation feels; conversations use the middle three.
    SentimentLevel {
        VeryNegative = 0 "very_negative" "At or below the lowest cut.",
        Negative = 1 "negative" "At or below the cut.",
        Neutral = 2 "neutral" "Between the cuts.",
        Positive = 3 "positive" "At or above the cut.",
        VeryPositive = 4 "very_positive" "At or above the highest cut.",
    }
}

words! {
    /// What a conversation is about.
    Class {
        PotentialNewBusiness = 0 "potential_new_business" "Someone who may buy.",
        ExistingCustomerSupport = 1 "existing_customer_support" "Someone who needs help with what they have.",
        EmploymentInquiry = 2 "employment_inquiry" "Someone who looks for work.",
        VendorInquiry = 3 "vendor_inquiry" "Someone who wants to sell to us.",
        PartnershipInquiry = 4 "partnership_inquiry" "Someone who wants to team up.",
        Spam = 5 "spam" "Unwanted.",
    }
}

words! {
    /// The grade of a score, by `score.grades`.
    Grade {
        A = 0 "A" "From `score.grades.A` up.",
        B = 1 "B" "From `score.grades.B` up.",
        C = 2 "C" "From `score.grades.C` up.",
        D = 3 "D" "From `score.grades.D` up.",
        F = 4 "F" "Below D.",
    }
}

words! {
    /// The colour of a conversation's score.
    Band {
        Green = 0 "green" "80 to 100.",
        Yellow = 1 "yellow" "60 to 79.",
        Red = 2 "red" "0 to 59.",
    }
}

words! {
    /// Why there is no score.
    Empty {
        TooFewMessages = 0 "too_few_messages" "Fewer than `score.min_messages`, no events and no points.",
        NoSignal = 1 "no_signal" "No signal found anything, and no points were given.",
    }
}

words! {
    /// Kinds of follow-ups. A `custom` one is shown as `custom:NAME`.
    FollowupKind {
        Promise = 0 "promise" "We said that we would come back.",
        Ghosted = 1 "ghosted" "The visitor did not answer us.",
        Undecided = 2 "undecided" "The visitor has been comparing for days.",
        Disengaged = 3 "disengaged" "The contact fell silent before buying.",
        HotLead = 4 "hot_lead" "A high score that no agent has answered.",
        Scheduled = 5 "scheduled" "Set by hand.",
        Task = 6 "task" "Opened by automation.",
        Custom = 7 "custom" "A trigger of the configuration.",
    }
}

words! {
    /// How far an alert is worked off. Open and taken ones wait for a person; the others are settled.
    AlertState {
        Open = 0 "open" "Nobody is on it.",
        Taken = 1 "taken" "Somebody is on it.",
        Resolved = 2 "resolved" "It was seen to.",
        Dismissed = 3 "dismissed" "There was nothing to do.",
    }
}

impl AlertState {
    /// Whether it waits for a person.
    pub const fn is_unsettled(self) -> bool {
        matches!(self, Self::Open | Self::Taken)
    }
}

words! {
    /// What a line of an explanation is about.
    Subject {
        Intent = 0 "intent" "The intent.",
        Stage = 1 "stage" "The stage.",
        Status = 2 "status" "The status.",
        Sentiment = 3 "sentiment" "The sentiment.",
        Vip = 4 "vip" "The flag `vip`.",
        AtRisk = 5 "at_risk" "The flag `at_risk`.",
        Completeness = 6 "completeness" "The completeness.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_one_name_and_one_stored_number() {
        for status in Status::ALL {
            assert_eq!(Status::from_name(status.name()), Some(*status));
            assert_eq!(Status::from_code(status.code()), Some(*status));
        }
        assert_eq!(Status::from_name("Churned"), None);
        assert_eq!(Status::from_code(6), None);
    }

    #[test]
    fn stages_are_spelled_as_files_spell_them() {
        let names: Vec<_> = Stage::ALL.iter().map(|stage| stage.name()).collect();
        assert_eq!(names, ["inquiry", "comparing", "closing", "in_progress", "follow_up"]);
    }
}

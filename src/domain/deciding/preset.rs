//! Triggers that are built in, for `[[followups.trigger]] preset = "NAME"`: what stands in the table itself comes first.

use super::rules::Trigger;
use crate::domain::time::{DAY, Span};

/// A built-in trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// Its name in the configuration; also the trigger's, unless it is given another.
    pub name: &'static str,
    /// Why the follow-up opens, for people.
    pub about: &'static str,
    /// Over the columns of the view `contacts`.
    pub condition: &'static str,
    /// How much later it falls due.
    pub delay: Span,
    /// What is suggested to be said.
    pub template: &'static str,
}

/// All presets, in the order in which they are told.
pub const PRESETS: [Preset; 5] = [
    Preset {
        name: "quote_silent",
        about: "they asked what it costs or were about to buy, and then were silent",
        condition: "stage IN ('comparing', 'closing') AND message_count >= 2 \
AND last_active < strftime('%Y-%m-%dT%H:%M:%SZ', as_of(), '-3 days') \
AND last_active >= strftime('%Y-%m-%dT%H:%M:%SZ', as_of(), '-30 days')",
        delay: Span(0),
        template: "Hi{% if first_name %} {{ first_name }}{% endif %}, have you had time to look at our quote? \
I am happy to answer any question.",
    },
    Preset {
        name: "after_purchase_review",
        about: "their purchase has arrived: ask how they like it",
        condition: "stage = 'follow_up' AND NOT at_risk AND last_active >= date(as_of(), '-60 days')",
        delay: Span(3 * DAY.0),
        template: "Hi{% if first_name %} {{ first_name }}{% endif %}, how do you like what you bought? \
A short review would help us and others a lot.",
    },
    Preset {
        name: "birthday",
        about: "it is their birthday",
        condition: "substr(coalesce(metadata ->> 'birthday', metadata ->> 'Birthday', metadata ->> 'date_of_birth', \
metadata ->> 'Date of birth', metadata ->> 'Date of Birth', metadata ->> 'birth_date', metadata ->> 'dob'), 5, 6) \
= strftime('-%m-%d', as_of())",
        delay: Span(0),
        template: "Happy birthday{% if first_name %}, {{ first_name }}{% endif %}! All the best from all of us.",
    },
    Preset {
        name: "trial_ending",
        about: "their trial ends within three days",
        condition: "purchases = 0 AND substr(metadata ->> 'trial_end', 1, 10) \
BETWEEN date(as_of()) AND date(as_of(), '+3 days')",
        delay: Span(0),
        template: "Hi{% if first_name %} {{ first_name }}{% endif %}, your trial ends on {{ metadata.trial_end }}. \
Would you like to go on? I am happy to help.",
    },
    Preset {
        name: "win_back",
        about: "they bought, and have not been seen for long",
        condition: "status = 'churned' AND last_active >= date(as_of(), '-365 days')",
        delay: Span(0),
        template: "Hi{% if first_name %} {{ first_name }}{% endif %}, it has been a while! We would love to see you \
again. What can we do for you?",
    },
];

/// The preset of this name.
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

impl Trigger {
    /// Fills what is left out from its preset, if it has one.
    pub fn fill(&mut self) {
        if self.name.is_empty() {
            self.name.clone_from(&self.preset);
        }
        let Some(preset) = preset(&self.preset) else { return };
        let texts = [(&mut self.condition, preset.condition), (&mut self.template, preset.template)];
        for (text, given) in texts {
            if text.is_empty() {
                given.clone_into(text);
            }
        }
        self.delay.get_or_insert(preset.delay);
    }

    /// The kind of its follow-ups.
    pub fn kind(&self) -> String {
        format!("custom:{}", self.name)
    }

    /// Why its follow-ups open: what the preset says, else the condition in one line.
    pub fn reason(&self) -> String {
        match preset(&self.preset) {
            Some(preset) if preset.condition == self.condition => preset.about.to_owned(),
            _ => self.condition.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

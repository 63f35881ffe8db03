//! The rules that decisions follow, as `rolo.toml` spells them: every number of the decisions is a key here. The
//! defaults stand in `config/default.toml`, not in code.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::cue::Cue;
use crate::domain::time::Span;

/// `[windows]`: how long evidence counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Windows {
    /// A closing cue or buying event within this window makes the intent `ready_to_buy`.
    pub hot_lead: Span,
    /// A comparing cue within this window makes the intent `comparing`.
    pub comparing: Span,
    /// A closing or comparing cue within this window makes the stage.
    pub journey: Span,
    /// This long after a conversion the stage turns to `follow_up`.
    pub fulfilment: Span,
    /// Activity within this window makes the status `active`.
    pub active: Span,
    /// Silence this long makes the status `inactive`.
    pub inactive: Span,
    /// Silence this long after a conversion makes the status `churned`.
    pub churned: Span,
    /// An open deal without activity for this long is stale.
    pub stale_deal: Span,
}

/// `[status]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusRules {
    /// Messages (visitor, agent and bot) that an `active` contact needs.
    pub active_min_messages: u32,
    /// Whether pins replace derived values.
    pub pins: bool,
}

/// `[events]`: which event kinds mean what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRules {
    /// Kinds that are conversions.
    pub conversion: Vec<String>,
    /// Kinds that count as closing evidence.
    pub buying: Vec<String>,
    /// Kinds that show that a conversion was fulfilled.
    pub fulfilment: Vec<String>,
}

/// `[sentiment]`: where the levels are cut, from the top down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentimentRules {
    /// Four descending cuts for the five levels of a contact.
    pub levels: [f64; 4],
    /// Two descending cuts for the three levels of a conversation.
    pub conversation: [f64; 2],
}

/// `[flags]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagRules {
    /// Purchases that make a contact a VIP.
    pub vip_purchases: u32,
    /// Spend that makes a contact a VIP, in units of the configured currency; 0 = off.
    pub vip_spend: f64,
    /// Sentiment at or below which a customer is at risk.
    pub at_risk_sentiment: f64,
}

/// `[completeness]`: percent that each filled field adds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct CompletenessRules {
    pub name: u32,
    pub email: u32,
    pub phone: u32,
    pub company: u32,
    pub job_title: u32,
    pub location: u32,
    pub website: u32,
}

/// One of the five categories of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Hash)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Category {
    Budget,
    Urgency,
    Authority,
    Fit,
    Engagement,
}

impl Category {
    /// All categories in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Budget, Self::Urgency, Self::Authority, Self::Fit, Self::Engagement];

    /// The word used in the config and in reasons.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Urgency => "urgency",
            Self::Authority => "authority",
            Self::Fit => "fit",
            Self::Engagement => "engagement",
        }
    }
}

/// `[score]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRules {
    /// The template between the defaults and the file's own keys; empty = none.
    #[serde(default)]
    pub template: String,
    /// Messages below which a contact without events and points has no score.
    pub min_messages: u32,
    /// `[score.weights]`: how much each category weighs.
    pub weights: Weights,
    /// `[score.grades]`: the least score of each grade.
    pub grades: GradeRules,
    /// `[[score.signal]]`.
    #[serde(rename = "signal", default)]
    pub signals: Vec<Signal>,
}

/// `[score.weights]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the categories")]
pub struct Weights {
    pub budget: u32,
    pub urgency: u32,
    pub authority: u32,
    pub fit: u32,
    pub engagement: u32,
}

impl Weights {
    /// The weight of one category.
    pub const fn of(&self, category: Category) -> u32 {
        match category {
            Category::Budget => self.budget,
            Category::Urgency => self.urgency,
            Category::Authority => self.authority,
            Category::Fit => self.fit,
            Category::Engagement => self.engagement,
        }
    }
}

/// `[score.grades]`: the least score of each grade; below D it is F.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the grades")]
pub struct GradeRules {
    #[serde(rename = "A")]
    pub a: u32,
    #[serde(rename = "B")]
    pub b: u32,
    #[serde(rename = "C")]
    pub c: u32,
    #[serde(rename = "D")]
    pub d: u32,
}

/// What a signal looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Visitor messages with a cue.
    Cue,
    /// Visitor messages with a phrase.
    Keyword,
    /// Events of a kind.
    Event,
    /// A contact column that is filled, or equals or contains a value.
    Field,
    /// A fact such as `message_count` that reaches a number.
    Stat,
}

/// `[[score.signal]]`: one scoring rule. Its contribution to its category is `points × min(n, cap)`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// What explanations call it.
    pub name: String,
    /// The category it adds to.
    pub category: Category,
    /// What it looks at.
    pub kind: SignalKind,
    /// The cue, phrase, event kind, column or fact.
    #[serde(rename = "match")]
    pub subject: String,
    /// The cue of the subject.
    #[serde(skip)]
    cue: KnownCue,
    /// Points for each match, which may be negative.
    pub points: i32,
    /// How long a match counts; always, if not given.
    #[serde(default)]
    pub window: Option<Span>,
    /// How many matches count at most.
    #[serde(default = "one")]
    pub cap: u32,
    /// For `field`: the column must equal this, ignoring case.
    #[serde(default)]
    pub equals: Option<String>,
    /// For `field`: the column must contain this, ignoring case.
    #[serde(default)]
    pub contains: Option<String>,
    /// For `stat`: the least value that counts.
    #[serde(default)]
    pub at_least: Option<f64>,
}

impl Signal {
    /// The cue that it looks for, if it does.
    pub fn cue(&self) -> Option<Cue> {
        *self.cue.0.get_or_init(|| Cue::from_name(&self.subject))
    }
}

/// A cue, once it was asked for. It says nothing of itself: whether somebody asked is no difference between rules.
#[derive(Clone, Default)]
struct KnownCue(OnceLock<Option<Cue>>);

impl fmt::Debug for KnownCue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("_")
    }
}

const fn one() -> u32 {
    1
}

/// `[followups]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowupRules {
    /// Whether the scan opens anything.
    pub enabled: bool,
    /// The zone of quiet hours and of times that people name.
    pub time_zone: String,
    /// `HH:MM-HH:MM` in that zone; empty = none.
    pub quiet_hours: String,
    /// How often the same kind is tried.
    pub max_attempts: u32,
    /// How long after a failed attempt the same kind may open again.
    pub retry_after: Span,
    /// Silence after `sent` that makes it `no_reply`.
    pub no_reply_after: Span,
    /// Most messages handed over in a day; 0 = no limit.
    pub daily_cap: u32,
    /// Channels that may be used; empty = all.
    pub channels: Vec<String>,
    /// Kinds that need no person's approval.
    pub auto_approve: Vec<String>,
    /// `[followups.promise]`.
    pub promise: PromiseRules,
    /// `[followups.ghosted]`.
    pub ghosted: GhostedRules,
    /// `[followups.undecided]`.
    pub undecided: UndecidedRules,
    /// `[followups.disengaged]`.
    pub disengaged: DisengagedRules,
    /// `[followups.hot_lead]`.
    pub hot_lead: HotLeadRules,
    /// `[followups.templates]`: a text or the name of one, per kind.
    #[serde(default)]
    pub templates: BTreeMap<String, String>,
    /// `[[followups.trigger]]`.
    #[serde(rename = "trigger", default)]
    pub triggers: Vec<Trigger>,
}

/// `[followups.promise]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseRules {
    /// When a promise without a time is due.
    pub default_due: Span,
    /// How long after the promise a message of ours must come to keep it.
    pub settle: Span,
    /// Whether a bot's promises count.
    pub bots: bool,
}

/// `[followups.ghosted]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GhostedRules {
    /// Silence that opens it.
    pub after: Span,
    /// Silence that expires it.
    pub until: Span,
}

/// `[followups.undecided]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndecidedRules {
    /// How long after the first comparing cue it opens.
    pub after: Span,
}

/// `[followups.disengaged]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisengagedRules {
    /// Silence that opens it.
    pub after: Span,
}

/// `[followups.hot_lead]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HotLeadRules {
    /// The least score.
    pub score: u32,
    /// How soon after the last activity it is due.
    pub within: Span,
}

/// `[[followups.trigger]]`: a follow-up of the user's own, or one of [`preset::PRESETS`](super::preset::PRESETS).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the config keys")]
pub struct Trigger {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub preset: String,
    #[serde(rename = "where", default)]
    pub condition: String,
    #[serde(default)]
    pub delay: Option<Span>,
    #[serde(default)]
    pub channel: String,
    #[serde(default)]
    pub template: String,
}

/// `[alerts]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertRules {
    /// Raise on frustration.
    pub frustration: bool,
    /// Raise when a person is asked for.
    pub human_request: bool,
    /// Raise when the bot ran out of answers this often in one conversation; 0 = off.
    pub cannot_answer: u32,
    /// Raise from this score up; 0 = off.
    pub high_value_score: u32,
    /// Raise from this spend up, in units of the configured currency; 0 = off.
    pub high_value_spend: f64,
    /// Raise when this intent is reached or passed; empty = off.
    pub intent: String,
    /// `[[alerts.rule]]`.
    #[serde(rename = "rule", default)]
    pub rules: Vec<AlertRule>,
}

/// `[[alerts.rule]]`: exactly one of `where`, `cue` and `keyword`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the config keys")]
pub struct AlertRule {
    pub name: String,
    #[serde(rename = "where", default)]
    pub condition: Option<String>,
    #[serde(default)]
    pub cue: Option<String>,
    #[serde(default)]
    pub keyword: Option<String>,
}

/// `[deals]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealRules {
    /// The pipeline, in order.
    pub stages: Vec<String>,
    /// Create a deal when a contact becomes qualified.
    pub auto_create: bool,
    /// Win the open deal on a conversion.
    pub auto_win: bool,
    /// Open a task when the bot ran out of answers.
    pub task_on_cannot_answer: bool,
}

/// `[money]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyRules {
    /// The currency that spend is counted in; empty = the one currency that occurs.
    pub currency: String,
    /// What one unit of another currency is worth in that currency.
    #[serde(default)]
    pub rates: BTreeMap<String, f64>,
}

/// Everything that `classify`, `score` and `followups scan` go by.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is documented at its type")]
pub struct Rules {
    pub windows: Windows,
    pub status: StatusRules,
    pub events: EventRules,
    pub sentiment: SentimentRules,
    pub flags: FlagRules,
    pub completeness: CompletenessRules,
    pub score: ScoreRules,
    pub followups: FollowupRules,
    pub alerts: AlertRules,
    pub deals: DealRules,
    pub money: MoneyRules,
}

/// Cues that show that a visitor is about to buy.
pub const CLOSING_CUES: [Cue; 3] = [Cue::PurchaseIntent, Cue::BookingAttempt, Cue::Negotiation];
/// Cues that show that a visitor is weighing things.
pub const COMPARING_CUES: [Cue; 3] = [Cue::Comparison, Cue::PricingQuestion, Cue::AvailabilityQuestion];

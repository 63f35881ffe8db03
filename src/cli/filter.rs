//! Filters: the same options wherever contacts are chosen.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::deciding::{Grade, Intent, Stage, Status};
use crate::domain::segment::Filter;
use crate::domain::time::Instant;

/// Which contacts are meant: the same flag again means or, different flags mean and.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters (the same one again means or, different ones mean and)")]
pub struct FilterArgs {
    /// new, active, inactive, qualified, converted or churned
    #[arg(long, value_name = "STATUS", hide_possible_values = true, ignore_case = true, value_parser = one_of(Status::ALL.iter().map(|word| word.name())))]
    pub status: Vec<String>,
    /// Where the contact came from first
    #[arg(long, value_name = "SOURCE")]
    pub source: Vec<String>,
    /// inquiry, comparing, closing, in_progress or follow_up
    #[arg(long, value_name = "STAGE", hide_possible_values = true, ignore_case = true, value_parser = one_of(Stage::ALL.iter().map(|word| word.name())))]
    pub stage: Vec<String>,
    /// ready_to_buy, comparing or browsing
    #[arg(long, value_name = "INTENT", hide_possible_values = true, ignore_case = true, value_parser = one_of(Intent::ALL.iter().map(|word| word.name())))]
    pub intent: Vec<String>,
    /// A channel on which the contact wrote
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Vec<String>,
    /// A tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// A, B, C, D or F
    #[arg(long, value_name = "GRADE", hide_possible_values = true, ignore_case = true, value_parser = one_of(Grade::ALL.iter().map(|word| word.name())))]
    pub grade: Vec<String>,
    /// lead or customer
    #[arg(long, value_name = "LIFECYCLE", hide_possible_values = true, ignore_case = true, value_parser = one_of(["lead", "customer"].into_iter()))]
    pub lifecycle: Vec<String>,
    /// A branch
    #[arg(long, value_name = "BRANCH")]
    pub branch: Vec<String>,
    /// Only those with the flag vip
    #[arg(long)]
    pub vip: bool,
    /// Only those with the flag at_risk
    #[arg(long)]
    pub at_risk: bool,
    /// Only those who did not opt out
    #[arg(long)]
    pub contactable: bool,
    /// The least score, 0 to 100
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_score: Option<u8>,
    /// Last active at this time or later
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub active_since: Option<Instant>,
    /// Last active before this time
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub inactive_since: Option<Instant>,
    /// Text in name, email, phone, external id, company or metadata
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// A segment: all, leads, customers or a saved one
    #[arg(long, value_name = "NAME")]
    pub segment: Vec<String>,
    /// Any SQLite expression over the columns that export writes with --columns all
    #[arg(long = "where", value_name = "SQL")]
    pub condition: Option<String>,
}

impl FilterArgs {
    /// The filter that these options make.
    pub fn filter(&self) -> Filter {
        Filter {
            status: self.status.clone(),
            source: self.source.clone(),
            stage: self.stage.clone(),
            intent: self.intent.clone(),
            channel: self.channel.clone(),
            tag: self.tag.clone(),
            grade: self.grade.clone(),
            lifecycle: self.lifecycle.clone(),
            branch: self.branch.clone(),
            vip: self.vip,
            at_risk: self.at_risk,
            contactable: self.contactable,
            min_score: self.min_score,
            active_since: self.active_since.map(|t| t.to_string()),
            inactive_since: self.inactive_since.map(|t| t.to_string()),
            search: self.search.clone(),
            segment: self.segment.clone(),
            condition: self.condition.clone(),
        }
    }
}

/// Takes these words only, in any case, so that a misspelled one is not a segment without contacts.
pub(super) fn one_of(words: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = String> {
    let words: Vec<&str> = words.collect();
    PossibleValuesParser::new(words.clone()).map(move |typed| {
        let word = words.iter().find(|word| word.eq_ignore_ascii_case(&typed));
        word.map_or(typed.clone(), |word| (*word).to_owned())
    })
}

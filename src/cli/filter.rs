//! Filters: the same options wherever contacts are chosen.

use clap::Args;

use crate::domain::segment::Filter;
use crate::domain::time::Instant;

/// Which contacts are meant: the same flag again means or, different flags mean and.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters (the same one again: or; different ones: and)")]
pub struct FilterArgs {
    /// new, active, inactive, qualified, converted or churned
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Where the contact came from first
    #[arg(long, value_name = "SOURCE")]
    pub source: Vec<String>,
    /// inquiry, comparing, closing, in_progress or follow_up
    #[arg(long, value_name = "STAGE")]
    pub stage: Vec<String>,
    /// ready_to_buy, comparing or browsing
    #[arg(long, value_name = "INTENT")]
    pub intent: Vec<String>,
    /// A channel that the contact uses
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Vec<String>,
    /// A tag
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// A, B, C, D or F
    #[arg(long, value_name = "GRADE")]
    pub grade: Vec<String>,
    /// lead or customer
    #[arg(long, value_name = "LIFECYCLE")]
    pub lifecycle: Vec<String>,
    /// A branch
    #[arg(long, value_name = "BRANCH")]
    pub branch: Vec<String>,
    /// Only those who matter most
    #[arg(long)]
    pub vip: bool,
    /// Only those whom we may lose
    #[arg(long)]
    pub at_risk: bool,
    /// Only those who did not opt out
    #[arg(long)]
    pub contactable: bool,
    /// Score from here up
    #[arg(long, value_name = "N")]
    pub min_score: Option<u8>,
    /// Active at this time or later
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub active_since: Option<Instant>,
    /// Not active since this time
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub inactive_since: Option<Instant>,
    /// Text in name, e-mail, phone, external id, company or metadata
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// A saved segment, or all, leads, customers
    #[arg(long, value_name = "NAME")]
    pub segment: Vec<String>,
    /// Any SQLite expression over the columns of the view `contacts`
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

//! Arguments of `rolo classify`.

use clap::Args;

use crate::output::format::Format;

/// Re-derive intent, stage, status, sentiment and flags
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo classify                                   decide again what can have changed\n  rolo classify --explain ana@example.com         show why she is what she is\n  rolo classify --as-of 2027-01-01 --dry-run      see who would be what by then"
)]
pub struct ClassifyArgs {
    /// Decide every contact again
    #[arg(long)]
    pub full: bool,
    /// Leave pins out: status, stage and intent are the derived ones
    #[arg(long)]
    pub ignore_pins: bool,
    /// Show each rule with the facts that made it hold or not, for one contact
    #[arg(long, value_name = "CONTACT")]
    pub explain: Option<String>,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object, or the explanation as table, csv, json or jsonl
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo classify`.

use clap::Args;

use crate::output::format::Format;

/// Decide intent, stage, status, sentiment and flags
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo classify                                decide what can have changed
  rolo classify --explain ana@example.com      show why she is what she is
  rolo classify --as-of 2027-01-01 --dry-run   see who would be what by then")]
pub struct ClassifyArgs {
    /// Decide every contact again
    #[arg(long)]
    pub full: bool,
    /// Leave pins out: let status, stage and intent be the derived ones
    #[arg(long)]
    pub ignore_pins: bool,
    /// Show for one contact each rule with the facts that make it hold or not, and its conversations
    #[arg(long, value_name = "CONTACT")]
    pub explain: Option<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json; an explanation as table, csv, json or jsonl
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

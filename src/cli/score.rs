//! Arguments of `rolo score`.

use clap::Args;

use crate::output::format::Format;

/// Re-score and grade contacts and conversations
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo score                               score again what can have changed\n  rolo score --explain ana@example.com     show what adds up to her score"
)]
pub struct ScoreArgs {
    /// Score every contact again
    #[arg(long)]
    pub full: bool,
    /// Show each line of the score of one contact
    #[arg(long, value_name = "CONTACT")]
    pub explain: Option<String>,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as one JSON object, or the explanation as table, csv, json or jsonl
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

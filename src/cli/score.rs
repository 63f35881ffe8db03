//! Arguments of `rolo score`.

use clap::Args;

use crate::output::format::Format;

/// Score and grade contacts and conversations
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo score                             score what can have changed
  rolo score --explain ana@example.com   show what adds up to her score")]
pub struct ScoreArgs {
    /// Score every contact again
    #[arg(long)]
    pub full: bool,
    /// Show for one contact each line that adds up to the score
    #[arg(long, value_name = "CONTACT")]
    pub explain: Option<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json; an explanation as table, csv, json or jsonl
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo score`.

use std::path::PathBuf;

use clap::Args;

use crate::output::format::Format;

/// Score and grade contacts and conversations
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo score                             score what can have changed
  rolo score --explain ana@example.com   show what adds up to her score
  rolo score --history ana@example.com   show how her score changed over time
  rolo score --what-if new.toml          see what other rules would change")]
pub struct ScoreArgs {
    /// Score every contact again
    #[arg(long)]
    pub full: bool,
    /// Show for one contact each line that adds up to the score, with its evidence
    #[arg(long, value_name = "CONTACT")]
    pub explain: Option<String>,
    /// Show how the score and grade of one contact changed, oldest first
    #[arg(long, value_name = "CONTACT", conflicts_with_all = ["explain", "full", "dry_run"])]
    pub history: Option<String>,
    /// Score everybody as FILE, another rolo.toml, would, and say what that changes; write nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["explain", "history", "full", "dry_run"])]
    pub what_if: Option<PathBuf>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json; an explanation or history as table, csv, json or jsonl
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

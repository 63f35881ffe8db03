//! The command line: arguments only, one file per subcommand; the doc comments are the help.

pub mod classify;
pub mod config;
pub mod dedupe;
pub mod export;
pub mod filter;
pub mod followups;
pub mod import;
pub mod nightly;
pub mod score;
pub mod undo;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::domain::time::Instant;
use crate::output::colour::ColourWhen;

/// A CRM that lives in one SQLite file and is worked from the shell
#[derive(Debug, Parser)]
#[command(
    name = "rolo",
    version,
    max_term_width = 110,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  rolo import contacts.csv messages.csv   bring a CRM's export in\n  rolo nightly                            dedupe, classify, score and find follow-ups\n  rolo export --status qualified          write a segment to standard output\n\nExit codes: 0 done, 1 failed, 2 usage, 3 rows rejected, 75 another rolo is busy"
)]
pub struct Cli {
    /// What is the same for all commands.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of all commands.
#[derive(Debug, Clone, clap::Args)]
#[command(next_display_order = 100)]
pub struct GlobalArgs {
    /// The database
    #[arg(long, global = true, env = "ROLO_DB", hide_env = true, value_name = "FILE", default_value = "rolo.db")]
    pub db: PathBuf,
    /// The configuration [default: rolo.toml beside the database]
    #[arg(long, global = true, env = "ROLO_CONFIG", hide_env = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The moment for which everything is decided [default: now]
    #[arg(long, global = true, value_name = "TIME", value_parser = instant)]
    pub as_of: Option<Instant>,
    /// Threads to work with [default: one per processor]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: ColourWhen,
    /// How long to wait for another rolo
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u32,
}

fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse(text).ok_or_else(|| "write a time like 2026-11-22T10:15:00Z or a date like 2026-11-22".to_owned())
}

/// All commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring contacts, messages and events in from CSV
    Import(import::ImportArgs),
    /// Find duplicate contacts and merge the sure ones
    Dedupe(dedupe::DedupeArgs),
    /// Re-derive intent, stage, status, sentiment and flags
    Classify(classify::ClassifyArgs),
    /// Re-score and grade contacts and conversations
    Score(score::ScoreArgs),
    /// Find and work the follow-ups that are due
    Followups(followups::FollowupsArgs),
    /// Import the given files, then dedupe, classify, score and scan follow-ups
    Nightly(nightly::NightlyArgs),
    /// Write a segment of contacts as CSV or JSON
    Export(export::ExportArgs),
    /// Take back an import or a merge
    Undo(undo::UndoArgs),
    /// Write, show or check the configuration
    Config(config::ConfigArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
}

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

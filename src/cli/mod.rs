//! The command line: arguments only, one file per subcommand; the doc comments are the help.

pub mod activity;
pub mod alerts;
pub mod author;
pub mod backup;
pub mod broadcasts;
pub mod check;
pub mod classify;
pub mod companies;
pub mod config;
pub mod contacts;
pub mod conversations;
pub mod deals;
pub mod dedupe;
pub mod export;
pub mod filter;
pub mod followups;
pub mod import;
pub mod imports;
pub mod inspect;
pub mod nightly;
pub mod prune;
pub mod report;
pub mod score;
pub mod segments;
pub mod send;
pub mod stats;
pub mod suggestions;
pub mod target;
pub mod undo;

use std::path::PathBuf;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

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
    after_help = "\
Examples:
  rolo import contacts.csv messages.csv   bring in what another CRM exported
  rolo nightly inbox/*.csv                all of it, from import to follow-ups

Exit codes: 0 done, 1 failed, 2 usage, 3 rejects, 4 unfinished, 5 holds, 75 busy"
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
#[command(next_display_order = 100, next_help_heading = "Options of every command")]
pub struct GlobalArgs {
    /// The database
    #[arg(long, global = true, env = "ROLO_DB", hide_env = true, value_name = "FILE", default_value = "rolo.db")]
    pub db: PathBuf,
    /// The configuration [default: rolo.toml beside it]
    #[arg(long, global = true, env = "ROLO_CONFIG", hide_env = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The moment for which all is decided [default: now]
    #[arg(long, global = true, value_name = "TIME", value_parser = instant)]
    pub as_of: Option<Instant>,
    /// Threads to work with [default: one for each processor]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Say nothing but warnings and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: ColourWhen,
    /// How long to wait while another rolo writes
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u32,
    /// Whether the command has a `--dry-run`, and it was given.
    #[arg(skip)]
    pub is_dry_run: bool,
}

impl Cli {
    /// Reads the command line of this process.
    pub fn read() -> clap::error::Result<Self> {
        let matches = Self::command().try_get_matches()?;
        let mut cli = Self::from_arg_matches(&matches).map_err(|error| error.format(&mut Self::command()))?;
        cli.global.is_dry_run = is_dry_run(&matches);
        Ok(cli)
    }
}

/// Whether `--dry-run` was given, in whatever command there is.
fn is_dry_run(matches: &ArgMatches) -> bool {
    matches.try_get_one::<bool>("dry_run").is_ok_and(|given| given == Some(&true))
        || matches.subcommand().is_some_and(|(_, matches)| is_dry_run(matches))
}

/// Reads the zone of a `--time-zone`.
fn zone(text: &str) -> Result<chrono_tz::Tz, String> {
    text.parse().map_err(|_| "write the name of a zone, such as Asia/Manila or UTC".to_owned())
}

/// Reads a `--delimiter`.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"'\r\n \0".contains(byte) => Ok(*byte),
        _ => Err("write one character such as , or ; or |, or the word tab".to_owned()),
    }
}

/// Reads a text that says something: with no blanks around it.
fn visible(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("a blank cell never empties a field".to_owned()) } else { Ok(text.to_owned()) }
}

/// Reads a time on the command line.
fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse(text).ok_or_else(|| "write a time like 2026-11-22T10:15:00Z or a date like 2026-11-22".to_owned())
}

/// All commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring in contacts, conversations, events and more from CSV
    Import(Box<import::ImportArgs>),
    /// Show how a file would be read, or print it as clean CSV
    Inspect(Box<inspect::InspectArgs>),
    /// List imports, show what one did, or take one back
    Imports(imports::ImportsArgs),
    /// Find duplicate contacts and merge those that are sure
    Dedupe(dedupe::DedupeArgs),
    /// Decide intent, stage, status, sentiment and flags
    Classify(classify::ClassifyArgs),
    /// Score and grade contacts and conversations
    Score(score::ScoreArgs),
    /// Find and work off follow-ups
    Followups(followups::FollowupsArgs),
    /// See to what cannot wait
    Alerts(alerts::AlertsArgs),
    /// Import files, dedupe, classify, score and scan follow-ups
    Nightly(nightly::NightlyArgs),
    /// Write contacts or what belongs to them as CSV, JSON or vCard
    Export(Box<export::ExportArgs>),
    /// Look at contacts and change them by hand
    Contacts(contacts::ContactsArgs),
    /// Read conversations, say whose they are, close them
    Conversations(conversations::ConversationsArgs),
    /// Look at companies, change them and link contacts to them
    Companies(companies::CompaniesArgs),
    /// Write one message to many, once each
    Broadcasts(broadcasts::BroadcastsArgs),
    /// Work the pipeline: list deals, move them, win and lose them
    Deals(deals::DealsArgs),
    /// Save filters under names, and see who enters and leaves
    Segments(segments::SegmentsArgs),
    /// Learn from the data what the configuration could say better
    Suggestions(suggestions::SuggestionsArgs),
    /// Count contacts by status, channel and more
    Stats(Box<stats::StatsArgs>),
    /// Write figures and trends as one HTML page
    Report(Box<report::ReportArgs>),
    /// Show the log: what changed, when, by whom, from what to what
    Activity(activity::ActivityArgs),
    /// Take back what a command changed
    Undo(undo::UndoArgs),
    /// Drop old entries of the journal
    Prune(prune::PruneArgs),
    /// Write a copy of the database, whole even while it is in use
    Backup(backup::BackupArgs),
    /// Look for faults in the database, and mend what can be
    Check(check::CheckArgs),
    /// Write, show or check the configuration
    Config(config::ConfigArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rolo completions bash > ~/.local/share/bash-completion/completions/rolo
  rolo completions fish > ~/.config/fish/completions/rolo.fish")]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

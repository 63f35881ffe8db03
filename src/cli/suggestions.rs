//! Arguments of `rolo suggestions`.

use clap::{Args, Subcommand};

use crate::output::format::Format;

/// Learn from the data what the configuration could say better
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo suggestions list                       what the data says, with counts
  rolo suggestions show signal_keyword_demo   all numbers, and the change
  rolo suggestions accept signal_keyword_demo
  rolo suggestions dismiss weights --reason \"too early\"

Suggestions are reckoned from the database each time; nothing in it changes.")]
pub struct SuggestionsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: SuggestionsCommand,
}

/// Commands of `suggestions`.
#[derive(Debug, Subcommand)]
pub enum SuggestionsCommand {
    /// List what the data suggests, each with why
    List(ListArgs),
    /// Show all numbers behind a suggestion, and the change to rolo.toml
    Show(ShowArgs),
    /// Write suggestions into rolo.toml; its comments stay
    Accept(AcceptArgs),
    /// Hide suggestions from now on
    Dismiss(DismissArgs),
}

/// Arguments of `suggestions list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo suggestions list
  rolo suggestions list --all           with those in force and dismissed ones
  rolo suggestions list --format json   for scripts; names stay the same

States are open, in_force and dismissed.")]
pub struct ListArgs {
    /// List those that are in force or dismissed as well
    #[arg(long)]
    pub all: bool,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `suggestions show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo suggestions show window_inactive
  rolo suggestions show weights --format json | jq .figures")]
pub struct ShowArgs {
    /// The suggestion
    pub name: String,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `suggestions accept`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo suggestions accept window_inactive grades
  rolo suggestions accept weights --dry-run    print the change as a diff
  rolo suggestions list --format ids | rolo suggestions accept -

Without a rolo.toml one is made beside the database, with these changes only.")]
pub struct AcceptArgs {
    /// The suggestions, or - for names on standard input
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// Print the change as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `suggestions dismiss`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo suggestions dismiss window_churned --reason \"we know better\"

To see them again, take their [[suggestions.hidden]] out of rolo.toml.")]
pub struct DismissArgs {
    /// The suggestions, or - for names on standard input
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// Why, for whoever reads rolo.toml
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub reason: Option<String>,
    /// Print the change as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

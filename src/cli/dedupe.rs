//! Arguments of `rolo dedupe`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::author::AuthorArgs;
use crate::output::format::Format;

/// Find duplicate contacts and merge those that are sure
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  rolo dedupe                              show who would become one, and why
  rolo dedupe --apply                      merge them
  rolo dedupe review --output review.csv   write doubtful pairs into a file
  rolo dedupe apply review.csv             do what is marked in it
  rolo dedupe --explain 12 ana@example.com what speaks for and against
  rolo dedupe undo --last                  take back the merges of the last run
  rolo dedupe --csv people.csv --output pairs.csv --clusters clusters.csv

A merge keeps the contact with a user_id, else one with an e-mail, a phone or an external id, else the one with the lower id. Of two values the one that a person set wins, else that of a contact with any of these before one of a contact with none, else the fuller name, else the newer value; what loses is kept as a further e-mail or phone, or as metadata (other_city).

With --csv, columns are known by their names (first_name, surname, email, dob, ...) or named by --map. PAIRS has the columns id_l, id_r, match_probability and band, CLUSTERS id and cluster_id; without a column id, rows are numbered from 1."
)]
pub struct DedupeArgs {
    /// What else can be done.
    #[command(subcommand)]
    pub command: Option<DedupeCommand>,
    /// Merge those that are sure, instead of showing the plan
    #[arg(long, conflicts_with_all = ["csv", "explain"])]
    pub apply: bool,
    /// Learn anew and compare everybody, not only contacts that are new or changed
    #[arg(long, conflicts_with_all = ["csv"])]
    pub full: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the plan as table, csv, json or jsonl; with --apply the summary as json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Show what speaks for and against two contacts being one person
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["csv", "dry_run", "full"])]
    pub explain: Option<Vec<String>>,
    /// Find duplicates in this table instead of the database
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Write the pairs here
    #[arg(long, value_name = "PAIRS", requires = "csv")]
    pub output: Option<PathBuf>,
    /// Write which rows are one person here
    #[arg(long, value_name = "FILE", requires = "csv")]
    pub clusters: Option<PathBuf>,
    /// Say which column is a field, by name or number, repeatable
    #[arg(long, value_name = "FIELD=COLUMN", requires = "csv")]
    pub map: Vec<String>,
    /// Write the trained model as settings for Splink
    #[arg(long, value_name = "FILE", conflicts_with_all = ["apply", "explain"])]
    pub export_model: Option<PathBuf>,
    /// Write the values as they are compared, which is the table for these settings
    #[arg(long, value_name = "FILE", requires = "export_model")]
    pub folded: Option<PathBuf>,
    /// Take pairs that were scored elsewhere (id_l, id_r, match_probability) instead of comparing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["explain", "export_model"])]
    pub import_pairs: Option<PathBuf>,
}

/// Commands of `dedupe`.
#[derive(Debug, Subcommand)]
pub enum DedupeCommand {
    /// Go through the doubtful pairs: in a file, or pair by pair in the terminal
    Review(DedupeReviewArgs),
    /// Do what a review file says: merge `same`, remember `different`
    Apply(DedupeApplyArgs),
    /// Take back a merge, or all merges of a run
    Undo(DedupeUndoArgs),
}

/// Arguments of `dedupe review`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo dedupe review --output review.csv   one row a pair, verdict empty
  rolo dedupe review                       on a terminal: asks pair by pair

Mark verdict as same or different, or leave it blank to be asked again, and give the file to `rolo dedupe apply`.")]
pub struct DedupeReviewArgs {
    /// Write the pairs into this file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show only the N likeliest pairs
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Arguments of `dedupe apply`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo dedupe apply review.csv

Pairs marked same are merged, those marked different never proposed again. A row that cannot be done is told with its line, and its pair left as it is: one that is marked both ways, or that would make one of two who are different. Where a spreadsheet made a date of a pair_id, id_l and id_r say who is meant.")]
pub struct DedupeApplyArgs {
    /// The file of `dedupe review`
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `dedupe undo`.
#[derive(Debug, Args)]
#[group(skip)]
#[command(group(ArgGroup::new("which").required(true)))]
#[command(after_help = "\
Examples:
  rolo dedupe undo --last   take back the merges of the last run
  rolo dedupe undo 7        take back merge 7")]
pub struct DedupeUndoArgs {
    /// The number of a merge
    #[arg(group = "which")]
    pub merge: Option<i64>,
    /// The number of a run
    #[arg(long, value_name = "N", group = "which")]
    pub run: Option<i64>,
    /// Take back the last run
    #[arg(long, group = "which")]
    pub last: bool,
    /// Who the log names.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

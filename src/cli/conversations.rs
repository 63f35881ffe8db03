//! Arguments of `rolo conversations`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::filter::FilterArgs;
use crate::output::format::Format;

/// Write conversations with what was said in them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations export --format jsonl --output talks.jsonl")]
pub struct ConversationsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ConversationsCommand,
}

/// Commands of `conversations`.
#[derive(Debug, Subcommand)]
pub enum ConversationsCommand {
    /// Write conversations, with --format jsonl each with its messages
    Export(Box<ExportArgs>),
}

/// Arguments of `conversations export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo conversations export --format jsonl --output talks.jsonl
  rolo conversations export --status qualified --format jsonl | jq .summary
  rolo conversations export > conversations.csv

With --format jsonl a line is one conversation: the columns of the view conversations, and its messages with sentiment, cues and due. A cue tells its spans: start and end count the Unicode characters of the text from 0, end is one behind the last; phrase and pack are what matched. due is when a promise falls due. Other formats hold the view's columns alone.")]
pub struct ExportArgs {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Whose conversations are written; without a filter, also those that nobody owns. Last, since its heading goes on
    /// to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

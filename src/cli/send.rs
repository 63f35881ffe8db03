//! Options of commands that hand messages over.

use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Args;

use super::author::AuthorArgs;
use crate::domain::sending::pace::Rate;
use crate::output::format::Format;

/// How messages are handed over; one way is needed.
#[derive(Debug, Clone, Default, Args)]
pub struct SendArgs {
    /// Run this command for each message, which is on its standard input as JSON; exit code 0 = sent
    #[arg(long, value_name = "COMMAND", conflicts_with_all = ["smtp", "output"])]
    pub exec: Option<String>,
    /// Send e-mail through the server of [send.smtp] in the configuration
    #[arg(long, conflicts_with = "output")]
    pub smtp: bool,
    /// Write the messages to a new file for another system: FILE.csv or FILE.jsonl, or - for JSON lines on standard output
    #[arg(long, short, value_name = "FILE", conflicts_with_all = ["rate", "timeout"])]
    pub output: Option<PathBuf>,
    /// Hand this many over at most
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroU32>,
    /// Hand over no faster: 5/s, 30/m, 100/h or 500/d
    #[arg(long, value_name = "N/UNIT")]
    pub rate: Option<Rate>,
    /// How long a command or a server may take for a message [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<NonZeroU32>,
    /// Print what would be handed over, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json on standard output [default: text on standard error]; with --dry-run the messages as table, csv, json, jsonl or ids
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

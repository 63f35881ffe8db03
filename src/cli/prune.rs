//! Arguments of `rolo prune`.

use clap::Args;

use crate::domain::time::Instant;
use crate::output::format::Format;

/// Drop old entries of the journal
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo prune --before 2026-06-01 --dry-run    how many would go
  rolo prune --before 2026-06-01              drop them for good
  rolo prune --before 2026-06-01 --compact    and make the file smaller

What is dropped can no longer be undone. The log, the list of imports and the ids of merged contacts stay.")]
pub struct PruneArgs {
    /// Entries before this time go, up to the first that is younger
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub before: Instant,
    /// Give the room that is free to the disk; needs as much room again meanwhile
    #[arg(long)]
    pub compact: bool,
    /// Who the log names.
    #[command(flatten)]
    pub author: super::author::AuthorArgs,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the summary as json on standard output [default: text on standard error]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

//! Arguments of `rolo check`.

use clap::Args;

use crate::output::format::Format;

/// Look for faults in the database, and mend what can be
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo check && rolo backup rolo-$(date +%F).db
  rolo check --format json | jq '.[].fault'
  rolo check --repair

What follows from other rows (indexes, counts, views) is built anew by --repair, and everybody is decided anew by the next night. A decision or score that somebody changed in the file is not noticed: `rolo classify --full` and `rolo score --full` put them right. Exit code 5 says that there are faults, or that some are left.")]
pub struct CheckArgs {
    /// Mend what can be mended, and check again
    #[arg(long)]
    pub repair: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long, requires = "repair")]
    pub dry_run: bool,
    /// Print as table, csv, json or jsonl [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

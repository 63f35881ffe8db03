//! Arguments of `rolo backup`.

use std::path::PathBuf;

use clap::Args;

use crate::output::format::Format;

/// Write a copy of the database, whole even while it is in use
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo backup rolo-2026-11-22.db
  rolo backup --force /mnt/backup/rolo.db
  rolo --db rolo-2026-11-22.db contacts list    a backup is a database itself

The copy holds what was committed when it began, is checked, and takes the place of FILE in one step. To go back, put it where the database was.")]
pub struct BackupArgs {
    /// Where the copy goes
    pub file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
    /// Print the summary as json on standard output [default: text on standard error]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

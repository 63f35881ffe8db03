//! Arguments of `rolo undo`.

use clap::Args;

/// Take back an import or a merge
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolo undo           take the last command back\n  rolo undo --list    show what can be taken back\n  rolo undo 12        take entry 12 back"
)]
pub struct UndoArgs {
    /// The number of a journal entry [default: the last one]
    pub entry: Option<i64>,
    /// Show the journal
    #[arg(long, conflicts_with = "entry")]
    pub list: bool,
    /// Do everything, tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

//! Which contacts a command works on: named, read from standard input, or chosen by filters.

use clap::Args;

use super::filter::FilterArgs;

/// How a command that changes contacts goes about it, and the filters that choose them where none is named.
#[derive(Debug, Clone, Default, Args)]
pub struct TargetArgs {
    /// Go on where filters reach more than one contact
    #[arg(long, short)]
    pub yes: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Whose contacts. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

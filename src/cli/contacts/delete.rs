//! Arguments of the commands that forget people and let them come back.

use clap::Args;

use crate::cli::author::AuthorArgs;
use crate::cli::target::TargetArgs;

/// Arguments of `contacts delete`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts delete ana@example.com --dry-run    see what would go
  rolo contacts delete ana@example.com --yes --block
  rolo contacts delete 12 --yes --keep-conversations
  rolo contacts delete --tag test --yes

All goes for good: the contact, whoever became part of it, conversations, events, deals, notes, follow-ups, its lines of the log and what `rolo undo` would bring back. Nothing of it can be read in the database file afterwards, and no undo takes it back. The file is written anew for that, so name several contacts at once. While another process reads the file that has to wait: the exit code is 4, and the next command does it.

Files of rejected rows, exports and backups stay as they are.")]
pub struct DeleteArgs {
    /// Contacts: ids, identities, or - for those on standard input
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// Reject rows of later imports that name the same person
    #[arg(long)]
    pub block: bool,
    /// Keep what was said, as nobody's, with names and identities masked
    #[arg(long)]
    pub keep_conversations: bool,
    /// Who deletes them.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Who goes.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts unblock`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts unblock ana@example.com
  rolo contacts unblock 12               the id that the contact had

All identities of the person are lifted at once. Nothing comes back by itself: the next import may bring the person.")]
pub struct UnblockArgs {
    /// Identities, or ids that the contacts had
    #[arg(required = true, value_name = "IDENTITY")]
    pub identities: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who lifts it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

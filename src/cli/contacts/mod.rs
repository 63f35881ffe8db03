//! Arguments of `rolo contacts`.

mod delete;
mod dossier;
mod edit;
mod look;
mod timeline;

pub use delete::{DeleteArgs, UnblockArgs};
pub use dossier::DossierArgs;
pub use edit::{AddArgs, MergeArgs, NoteArgs, PointsArgs, ReleaseArgs, SetArgs, TagArgs, UnpinArgs};
pub use look::{ListArgs, ShowArgs};
pub use timeline::TimelineArgs;

use clap::{Args, Subcommand};

/// Look at contacts and change them by hand
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts list --grade A --sort -score    the best leads
  rolo contacts show ana@example.com            all about one
  rolo contacts set city=Leeds status=qualified ana@example.com
  rolo contacts list --search leeds --format ids | rolo contacts tag north -
  rolo contacts note 'wants a quote by Friday' 12

A CONTACT is an id or an identity: 12, ana@example.com, +63 917 555 0101, user_id:42. A TARGET is one, or - for those on standard input; filters stand in its place. `rolo undo` takes a change back.")]
pub struct ContactsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ContactsCommand,
}

/// Commands of `contacts`.
#[derive(Debug, Subcommand)]
pub enum ContactsCommand {
    /// List contacts, sorted and limited, with any columns
    List(Box<ListArgs>),
    /// Show all about one contact that matters day to day
    Show(ShowArgs),
    /// Tell what happened to a contact, the oldest first
    Timeline(TimelineArgs),
    /// Write everything that is known about a contact as one JSON object
    Dossier(DossierArgs),
    /// Add a contact
    Add(AddArgs),
    /// Set fields; imports leave what was set alone
    Set(Box<SetArgs>),
    /// Let imports change again what was set or removed by hand
    Release(Box<ReleaseArgs>),
    /// Let classify decide a pinned status, stage or intent again
    Unpin(Box<UnpinArgs>),
    /// Add tags
    Tag(Box<TagArgs>),
    /// Remove tags; imports do not bring them back
    Untag(Box<TagArgs>),
    /// Add a note
    Note(Box<NoteArgs>),
    /// Give points, which count into the score
    Points(Box<PointsArgs>),
    /// Make one contact of two
    Merge(MergeArgs),
    /// Delete contacts for good, with all that is known of them
    Delete(Box<DeleteArgs>),
    /// Let imports bring somebody back who was deleted and blocked
    Unblock(UnblockArgs),
}

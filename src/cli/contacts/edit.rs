//! Arguments of the commands that change contacts.

use clap::Args;

use crate::cli::author::AuthorArgs;
use crate::cli::target::TargetArgs;

/// Arguments of `contacts add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts add name='Ana Reyes' email=ana@example.com
  rolo contacts add name='Ben Cruz' phone='+63 917 555 0101' meta.size=41

The id of the new contact is printed. An address or number that another contact holds is refused, unless --yes says that both have it.")]
pub struct AddArgs {
    /// Values, such as name='Ana Reyes' or meta.KEY=VALUE
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub values: Vec<String>,
    /// Add the contact even if another one holds its address or number
    #[arg(long, short)]
    pub yes: bool,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who adds it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `contacts set`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts set city=Leeds job_title='Head of sales' ana@example.com
  rolo contacts set status=qualified 12      pin the status
  rolo contacts set email= 12                empty a field
  rolo contacts set interests+=tandem 12     add to a list, - takes away
  rolo contacts set meta.plan=gold --tag wholesale --yes
  rolo contacts set do_not_contact=no 12     lift an opt-out

Fields are name, first_name, last_name, email, phone, company, job_title, address, city, country, website, branch, source, tags, interests, traits (5 at most), needs, do_not_contact, status, stage, intent and meta.KEY. Status, stage and intent are pinned: they hold until `rolo contacts unpin`. What is set is held against imports until `rolo contacts release`. One address or number takes the place of the main one; several with ; between them replace all.")]
pub struct SetArgs {
    /// Values, such as city=Leeds, and then contacts: ids, identities, or - for those on standard input
    #[arg(required = true, value_name = "FIELD=VALUE… TARGET")]
    pub words: Vec<String>,
    /// Who sets it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Whose fields.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts release`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts release city 12
  rolo contacts release all ana@example.com
  rolo contacts release tags --tag vip --yes")]
pub struct ReleaseArgs {
    /// The field that was set or from which something was removed, or all
    #[arg(value_name = "FIELD")]
    pub field: String,
    /// Contacts: ids, identities, or - for those on standard input
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// Who releases it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Whose fields.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts unpin`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts unpin status 12
  rolo contacts unpin all --where \"pinned is not null\" --yes")]
pub struct UnpinArgs {
    /// status, stage, intent or all
    #[arg(value_name = "FIELD", value_parser = ["status", "stage", "intent", "all"], hide_possible_values = true)]
    pub field: String,
    /// Contacts: ids, identities, or - for those on standard input
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// Who unpins it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Whose pins.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts tag` and `untag`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts tag vip ana@example.com
  rolo contacts tag 'north;wholesale' 12 15
  rolo contacts list --search leeds --format ids | rolo contacts tag north -
  rolo contacts untag vip --inactive-since 2026-01-01 --yes")]
pub struct TagArgs {
    /// A tag, or several with ; between them
    #[arg(value_name = "TAG")]
    pub tags: String,
    /// Contacts: ids, identities, or - for those on standard input
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Whose tags.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts note`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts note 'wants a quote by Friday' ana@example.com
  rolo contacts note - 12 < minutes.txt
  rolo contacts note 'got the spring letter' --tag north --yes --author joe")]
pub struct NoteArgs {
    /// The text, or - for standard input
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Contacts: ids or identities, or - for those on standard input
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// Who writes it.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// About whom.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts points`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts points 10 ana@example.com --reason 'met at the fair'
  rolo contacts points -5 12 15")]
pub struct PointsArgs {
    /// Points, fewer than none to take some away
    #[arg(value_name = "N", allow_negative_numbers = true)]
    pub points: i64,
    /// Contacts: ids, identities, or - for those on standard input
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Who gives them.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// To whom.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Arguments of `contacts merge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo contacts merge 12 57 --dry-run    see what would become of the two
  rolo contacts merge 12 57

Where both have a value, what a person set wins, then the fuller name, then the newer value; the other is kept as metadata. `rolo undo` makes two of them again.")]
pub struct MergeArgs {
    /// The contact that stays
    #[arg(value_name = "KEEP")]
    pub keep: String,
    /// The contact that becomes part of it
    #[arg(value_name = "OTHER")]
    pub other: String,
    /// Show what would become of the two, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who merges them.
    #[command(flatten)]
    pub author: AuthorArgs,
}

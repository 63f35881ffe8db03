//! Arguments of `rolo companies`.

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use super::target::TargetArgs;
use crate::output::format::Format;

/// Look at companies, change them and link contacts to them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies list --search retail
  rolo companies show 'Acme, Inc.'
  rolo companies set industry=retail city=Leeds acme.example.com
  rolo companies link Acme ana@example.com

A COMPANY is an id, a name, or the website or its domain: 12, 'Acme, Inc.', acme.example.com. `rolo undo` takes a change back.")]
pub struct CompaniesArgs {
    /// The command.
    #[command(subcommand)]
    pub command: CompaniesCommand,
}

/// Commands of `companies`.
#[derive(Debug, Subcommand)]
pub enum CompaniesCommand {
    /// List companies, sorted and limited
    List(ListArgs),
    /// Show a company with its contacts, deals and open conversations
    Show(ShowArgs),
    /// Add a company
    Add(AddArgs),
    /// Set fields; imports leave what was set alone
    Set(SetArgs),
    /// Let imports change again what was set by hand
    Release(ReleaseArgs),
    /// Make a company the primary one of contacts
    Link(Box<LinkArgs>),
}

/// Arguments of `companies list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies list --sort -contact_count --limit 20
  rolo companies list --search leeds.example.com --format json")]
pub struct ListArgs {
    /// Text in the name, another name, the website or the industry
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Column to order by, with - before it for the greatest first [default: id]
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// List this many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `companies show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies show 12
  rolo companies show 'Acme, Inc.' --format json | jq .contacts")]
pub struct ShowArgs {
    /// An id, a name or a website
    pub company: String,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `companies add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies add name='Acme, Inc.' website=acme.example.com industry=retail

The id of the new company is printed. A name or a website's domain that another company has is refused.")]
pub struct AddArgs {
    /// Values, such as name='Acme, Inc.' or meta.KEY=VALUE
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub values: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who adds it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `companies set`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies set name='Acme Holding' 12        its old name still finds it
  rolo companies set industry=retail meta.plan=gold 'Acme, Inc.'
  rolo companies set phone= 12                     empty a field

Fields are name, website, industry, phone, address, city, country and meta.KEY. What is set is held against imports until `rolo companies release`.")]
pub struct SetArgs {
    /// Values, such as city=Leeds, and then the company: an id, a name or a website
    #[arg(required = true, num_args = 2.., value_name = "FIELD=VALUE… COMPANY")]
    pub words: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who sets it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `companies release`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies release industry 12
  rolo companies release all 'Acme, Inc.'")]
pub struct ReleaseArgs {
    /// The field that was set, or all
    pub field: String,
    /// An id, a name or a website
    pub company: String,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who releases it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `companies link`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo companies link Acme ana@example.com 12
  rolo companies link 3 --search '@acme.example.com' --yes

The company becomes the primary one of the contacts and is held against imports. `rolo contacts set company= CONTACT` unlinks one.")]
pub struct LinkArgs {
    /// An id, a name or a website
    pub company: String,
    /// Contacts: ids, identities, or - for those on standard input
    #[arg(value_name = "CONTACT")]
    pub contacts: Vec<String>,
    /// Who links them.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// Whom.
    #[command(flatten)]
    pub target: TargetArgs,
}

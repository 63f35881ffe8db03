//! `rolo companies`: looking at companies, changing them by hand, and linking contacts to them.

mod fields;
pub(super) mod find;
mod link;
mod list;
mod set;
mod show;

use super::{Context, Outcome};
use crate::cli::companies::{CompaniesArgs, CompaniesCommand};
use crate::error::Result;

/// Runs `rolo companies`.
pub fn run(args: &CompaniesArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        CompaniesCommand::List(args) => list::run(args, context),
        CompaniesCommand::Show(args) => show::run(args, context),
        CompaniesCommand::Add(args) => set::add(args, context),
        CompaniesCommand::Set(args) => set::set(args, context),
        CompaniesCommand::Release(args) => set::release(args, context),
        CompaniesCommand::Link(args) => link::run(args, context),
    }
}

//! `rolo inspect`: how a file would be read, without a database. What is told is what `import` does: the same reader,
//! header and rows.

mod clean;
mod report;
mod survey;

use super::import;
use super::{Context, Outcome};
use crate::cli::inspect::InspectArgs;
use crate::error::{Error, Result};
use crate::output::format::Format;
use survey::Survey;

/// Runs `rolo inspect`.
pub fn run(args: &InspectArgs, context: &Context) -> Result<Outcome> {
    let settings = args.reading.settings()?;
    match args.format {
        Some(Format::Ids) => Err(Error::usage("a file has no ids of rolo's to print")
            .hint("--format csv prints the table, json what was understood")
            .into()),
        Some(format @ (Format::Csv | Format::Jsonl)) => clean::print(&args.file, &settings, format, context),
        None | Some(Format::Table | Format::Json) => {
            let file = import::open(&args.file, &settings, context)?;
            let survey = Survey::of(&file, context)?;
            if args.format == Some(Format::Json) {
                report::json(&file.source, &file.header, &survey, context)?;
            } else {
                report::text(&file.source, &file.header, &survey, context)?;
            }
            file.header?;
            survey.outcome(&file.source)
        }
    }
}

//! `rolo inspect`: how a file would be read, without a database. What is told is what `import` does: the same reader,
//! header and rows.

mod clean;
mod report;
mod survey;

use super::import::{self, ImportSettings};
use super::{Context, Outcome};
use crate::cli::inspect::InspectArgs;
use crate::error::{Error, Result};
use crate::output::format::Format;
use survey::Survey;

/// Runs `rolo inspect`.
pub fn run(args: &InspectArgs, context: &Context) -> Result<Outcome> {
    let settings = ImportSettings {
        kind: args.kind,
        country: import::country_code(args.country.as_deref())?,
        time_zone: args.time_zone,
        date_order: args.date_order.map(import::date_order),
        reading: import::reading(args.encoding.as_deref(), args.delimiter)?,
        ..ImportSettings::default()
    };
    match args.format {
        Some(Format::Ids) => Err(Error::usage("a file has no ids of rolo's to print")
            .hint("--format csv prints the table, json what was understood")
            .into()),
        Some(format @ (Format::Csv | Format::Jsonl)) => clean::print(&args.file, &settings, format, context),
        None | Some(Format::Table | Format::Json) => {
            let (source, header) = import::open(&args.file, &settings)?;
            let survey = Survey::of(&source, header.as_ref().ok(), &settings, context)?;
            if args.format == Some(Format::Json) {
                report::json(&source, &header, &survey, context)?;
            } else {
                report::text(&source, &header, &survey, context)?;
            }
            header?;
            survey.outcome(&source)
        }
    }
}

//! Arguments of `rolo report`.

use std::path::PathBuf;

use clap::Args;

use super::filter::FilterArgs;

/// Write figures and trends as one HTML page
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo report --html report.html
  rolo report --html vip.html --title \"Our best customers\" --vip
  rolo report --html - --months 24 > report.html

The page is one file that loads nothing from anywhere. It can be mailed, printed and read on a phone.")]
pub struct ReportArgs {
    /// Write the page to this file, or to standard output with -
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,
    /// The heading of the page
    #[arg(long, value_name = "TEXT", default_value = "Contacts", value_parser = super::visible)]
    pub title: String,
    /// How many months of trends, the present one among them
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u8).range(2..=36))]
    pub months: u8,
    /// Who is counted; without a filter, everybody. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: FilterArgs,
}

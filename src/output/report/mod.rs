//! The report: the figures of a segment as one HTML page that loads nothing and needs no script. Everything that comes
//! from data is escaped by the template engine.

mod chart;
mod page;
mod words;

use std::io::Write;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};

use crate::domain::figures::{Figures, Reasons, Trends};
use crate::error::Result;
use page::Page;

/// What a report tells.
#[derive(Debug)]
pub struct Report<'a> {
    /// The heading.
    pub title: &'a str,
    /// Who is counted, in words.
    pub segment: &'a str,
    /// The moment for which it was counted, in words.
    pub moment: &'a str,
    /// The figures of `stats`.
    pub figures: &'a Figures,
    /// What happened month by month.
    pub trends: &'a Trends,
    /// What scores rest on.
    pub reasons: &'a Reasons,
}

/// Writes the page.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> Result<()> {
    let mut pages = Environment::new();
    // A name that the template misspells is an error and no hole in the page.
    pages.set_undefined_behavior(UndefinedBehavior::Strict);
    pages
        .set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?);
    pages.add_template("page.html", include_str!("page.html"))?;
    pages.add_template("page.css", include_str!("page.css"))?;
    let page = pages.get_template("page.html")?.render(Serde(Page::of(report)))?;
    out.write_all(page.as_bytes())?;
    Ok(out.flush()?)
}

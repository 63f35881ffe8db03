//! What was understood of a file, for people and as one JSON object.

use std::io::Write;

use serde_json::{Value, json};

use super::survey::Survey;
use crate::commands::Context;
use crate::error::Result;
use crate::input::header::{Header, Meaning};
use crate::input::source::{Source, ToldBy};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::text::printable;
use crate::output::{json, ui};

/// How much of each sample is shown where several stand in one line.
const SAMPLE_CHARACTERS: usize = 28;

/// Prints what was understood for people.
pub(super) fn text(source: &Source, header: &Result<Header>, survey: &Survey, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    writeln!(out, "{}", context.ui.paint(Style::Bold, &printable(&source.name)))?;
    if source.check().is_err() {
        out.flush()?;
        return Ok(());
    }
    for (label, text) in facts(source, header.as_ref().ok(), survey) {
        let label = format!("{label:<9}");
        writeln!(out, "  {}  {}", context.ui.paint(Style::Dim, &label), printable(&text))?;
    }
    writeln!(out)?;
    columns(source, header.as_ref().ok(), survey, context, &mut out)?;
    if survey.rejected > 0 {
        let shown = survey.rejects.len() as u64;
        let first = if shown < survey.rejected { format!(", the first {shown}") } else { String::new() };
        let heading = format!("rows that would be rejected: {}{first}", count(survey.rejected));
        writeln!(out, "\n{}", context.ui.paint(Style::Yellow, &heading))?;
        let mut rows = RowWriter::new(&mut out, Format::Table, &["line", "column", "reason"], context.ui.look())?;
        for reject in &survey.rejects {
            let line = Cell::Integer(reject.line.cast_signed());
            rows.row(&[line, Cell::Text(&reject.error.column), Cell::Text(&reject.error.reason)])?;
        }
        rows.finish()?;
    }
    out.flush()?;
    Ok(())
}

/// What was understood, line by line.
fn facts(source: &Source, header: Option<&Header>, survey: &Survey) -> Vec<(&'static str, String)> {
    let found = &source.found;
    let mut facts = Vec::new();
    facts.push(("encoding", format!("{}, {}", found.encoding.name(), told_by(found.told_by))));
    facts.push(("dialect", format!("{}, lines end in {}", found.dialect_words(), found.line_end_name())));
    facts.push((
        "header",
        match found.header_line {
            Some(line) => format!("line {line}, {} columns", source.names().len()),
            None => format!("none: the first row is data, {} columns", source.names().len()),
        },
    ));
    facts.extend(found.left_out.iter().map(|lines| ("left out", lines.told())));
    facts.extend(found.short.map(|short| ("beware", short.told())));
    let kind = header.map_or("rows of no known kind", |header| header.kind.name());
    if let Some(header) = header {
        facts.extend(header.preset.map(|preset| ("preset", format!("{preset}: {}", header.title))));
    }
    let mut rows = format!("{} {kind}", count(survey.rows));
    if survey.rejected > 0 {
        rows += &format!(", of which {} would be rejected", count(survey.rejected));
    }
    if survey.blank_rows > 0 {
        rows += &format!("; {} without any text passed over", count(survey.blank_rows));
    }
    facts.push(("rows", rows));
    facts
}

fn count(number: u64) -> String {
    ui::count(number.cast_signed())
}

const fn told_by(told_by: ToldBy) -> &'static str {
    match told_by {
        ToldBy::User => "as stated",
        ToldBy::Mark => "by the mark at its start",
        ToldBy::Bytes => "by all its bytes",
        ToldBy::Guess => "a guess from its bytes; --encoding states another",
    }
}

/// The columns as a table.
fn columns(
    source: &Source,
    header: Option<&Header>,
    survey: &Survey,
    context: &Context,
    out: &mut impl Write,
) -> Result<()> {
    let names = ["#", "column", "field", "chosen by", "samples"];
    let mut rows = RowWriter::new(out, Format::Table, &names, context.ui.look())?;
    for (i, name) in source.names().iter().enumerate() {
        let name = String::from_utf8_lossy(name);
        let (field, rule) = meaning(header, i);
        let samples = survey.samples.get(i).map(|samples| samples.iter().map(|sample| cut(sample)).collect::<Vec<_>>());
        let samples = samples.unwrap_or_default().join(" · ");
        let number = Cell::Integer(i64::try_from(i + 1).unwrap_or(i64::MAX));
        rows.row(&[number, Cell::Text(name.trim()), Cell::Text(field), Cell::Text(&rule), Cell::Text(&samples)])?;
    }
    rows.finish()?;
    Ok(())
}

/// The field of a column and the rule that chose it.
fn meaning(header: Option<&Header>, column: usize) -> (&'static str, String) {
    let Some(header) = header else { return ("", String::new()) };
    let field = match header.columns.get(column) {
        None => return ("", String::new()),
        Some(Meaning::Field(field)) => field.name(),
        Some(Meaning::Metadata(_)) => "metadata",
        Some(Meaning::Ignored) => "",
    };
    (field, header.chosen_by[column].to_string())
}

fn cut(sample: &str) -> String {
    let mut shown: String = sample.chars().take(SAMPLE_CHARACTERS).collect();
    if shown.len() < sample.len() && !shown.ends_with('…') {
        shown.push('…');
    }
    shown
}

/// Prints what was understood as one JSON object.
pub(super) fn json(source: &Source, header: &Result<Header>, survey: &Survey, context: &Context) -> Result<()> {
    let found = &source.found;
    let columns: Vec<Value> =
        (0..source.names().len()).map(|i| column(source, header.as_ref().ok(), survey, i)).collect();
    let left_out: Vec<Value> = found.left_out.iter().map(|lines| {
        json!({"reason": lines.reason.name(), "line": lines.line, "lines": lines.lines, "text": lines.text})
    }).collect();
    let rejects: Vec<Value> = survey
        .rejects
        .iter()
        .map(|reject| json!({"line": reject.line, "column": reject.error.column, "code": reject.error.code.name(), "reason": reject.error.reason}))
        .collect();
    let refusal = header.as_ref().err().or(survey.refusal()).map(ToString::to_string);
    let text = |byte: u8| char::from(byte).to_string();
    let object = json!({
        "file": source.name,
        "encoding": found.encoding.name(),
        "encoding_told_by": found.told_by.name(),
        "delimiter": text(found.dialect.delimiter),
        "quote": found.dialect.quote.map(text),
        "backslashes": found.dialect.has_backslashes,
        "blanks_after_delimiters": found.dialect.has_blanks,
        "line_end": found.line_end_name(),
        "header_line": found.header_line,
        "left_out": left_out,
        "kind": header.as_ref().ok().map(|header| header.kind.name()),
        "preset": header.as_ref().ok().and_then(|header| header.preset),
        "columns": columns,
        "rows": survey.rows,
        "blank_rows": survey.blank_rows,
        "rejected": survey.rejected,
        "rejects": rejects,
        "notices": found.notices().into_iter().map(|notice| notice.text).collect::<Vec<_>>(),
        "refused": refusal,
    });
    json::line(&mut context.ui.out(), &object)?;
    Ok(())
}

fn column(source: &Source, header: Option<&Header>, survey: &Survey, i: usize) -> Value {
    let name = source.names().get(i).map(String::from_utf8_lossy).unwrap_or_default();
    let (field, rule) = meaning(header, i);
    let field = Some(field).filter(|field| !field.is_empty());
    json!({"column": i + 1, "name": name.trim(), "field": field, "chosen_by": rule, "samples": survey.samples.get(i)})
}

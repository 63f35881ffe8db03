//! `rolo suggestions show`.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::compute::compute;
use super::file::ConfigFile;
use super::{state, unknown};
use crate::cli::suggestions::ShowArgs;
use crate::commands::{Context, Outcome};
use crate::config::edit;
use crate::domain::suggesting::Suggestion;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;

/// Runs `rolo suggestions show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a suggestion is shown as text or, with --format json, as one JSON object").into());
    }
    let computed = compute(context)?;
    let Some(found) = computed.find(&args.name) else {
        computed.note(context);
        return Err(unknown(&args.name, &computed.suggestions).into());
    };
    let file = ConfigFile::read(context)?;
    let diff = if found.is_in_force {
        String::new()
    } else {
        file.diff(&edit::changed(&file.text, &file.name, &found.change)?)
    };
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        let figures: Map<String, Value> =
            found.figures.iter().map(|(label, value)| (label.replace(' ', "_"), value.clone())).collect();
        let shown = json!({
            "name": found.name, "state": state(found, context), "what": found.what, "why": found.why,
            "effect": found.effect, "figures": figures, "diff": diff,
        });
        json::line(&mut out, &shown)?;
    } else {
        out.write_all(text(found, state(found, context)).as_bytes())?;
        if !diff.is_empty() {
            write!(out, "\n{diff}")?;
        }
        out.flush()?;
    }
    Ok(Outcome::Done)
}

fn text(found: &Suggestion, state: &str) -> String {
    let head = [("what", &found.what), ("why", &found.why), ("effect", &found.effect)];
    let width = found.figures.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut lines = vec![format!("{} ({state})", printable(&found.name)), String::new()];
    lines.extend(head.iter().map(|(label, value)| format!("{label:<6}  {}", printable(value))));
    lines.push(String::new());
    for (label, value) in &found.figures {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        lines.push(format!("{label:<width$}  {}", printable(&value)));
    }
    lines.join("\n") + "\n"
}

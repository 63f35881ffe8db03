//! `rolo suggestions accept` and `dismiss`: both change `rolo.toml` and nothing else.

use std::io::Write;

use super::compute::{Computed, compute, is_said};
use super::file::ConfigFile;
use super::{is_hidden, names, unknown};
use crate::cli::suggestions::{AcceptArgs, DismissArgs};
use crate::commands::{Context, Outcome};
use crate::config::edit;
use crate::domain::suggesting::Suggestion;
use crate::error::Result;

/// Runs `rolo suggestions accept`.
pub(super) fn accept(args: &AcceptArgs, context: &Context) -> Result<Outcome> {
    let computed = compute(context)?;
    let file = ConfigFile::read(context)?;
    let (mut text, mut written) = (file.text.clone(), Vec::new());
    for name in names(&args.names)? {
        let found = computed.find(&name);
        if written.contains(&name) {
            continue;
        }
        match found {
            Some(found) if !found.is_in_force => text = edit::changed(&text, &file.name, &found.change)?,
            None if !is_said(&name, context) => return Err(refused(&name, &computed, context)),
            _ => {
                context.ui.note(&format!("{name} is in force already"));
                continue;
            }
        }
        written.push(name);
    }
    finish(&file, &text, args.dry_run, context)?;
    if !args.dry_run && !written.is_empty() {
        context.ui.note(&format!(
            "{} written to {}; `rolo nightly` goes by it from now on",
            written.join(", "),
            file.name
        ));
    }
    Ok(Outcome::Done)
}

/// Runs `rolo suggestions dismiss`.
pub(super) fn dismiss(args: &DismissArgs, context: &Context) -> Result<Outcome> {
    let computed = compute(context)?;
    let file = ConfigFile::read(context)?;
    let (mut text, mut written) = (file.text.clone(), Vec::new());
    for name in names(&args.names)? {
        if written.contains(&name) {
            continue;
        }
        if is_hidden(&name, context) {
            context.ui.note(&format!("{name} is dismissed already"));
            continue;
        }
        match computed.find(&name) {
            Some(Suggestion { is_in_force: false, .. }) => {}
            Some(_) => {
                context.ui.note(&format!("{name} is in force already, and not suggested any more"));
                continue;
            }
            None => return Err(refused(&name, &computed, context)),
        }
        text = edit::hidden(&text, &file.name, &name, args.reason.as_deref())?;
        written.push(name);
    }
    finish(&file, &text, args.dry_run, context)?;
    if !args.dry_run && !written.is_empty() {
        context.ui.note(&format!("{} will not be suggested any more; {} says so", written.join(", "), file.name));
    }
    Ok(Outcome::Done)
}

fn refused(name: &str, computed: &Computed, context: &Context) -> anyhow::Error {
    computed.note(context);
    unknown(name, &computed.suggestions).into()
}

/// Writes the new text, or shows how it would differ.
fn finish(file: &ConfigFile, text: &str, dry_run: bool, context: &Context) -> Result<()> {
    if dry_run {
        let mut out = context.ui.out();
        out.write_all(file.diff(text).as_bytes())?;
        out.flush()?;
    } else if *text != file.text {
        file.replace(text, context)?;
    }
    context.note_dry_run(dry_run);
    Ok(())
}

//! `rolo suggestions`: what the data says about the configuration, and writing it there.

mod accept;
mod compute;
mod file;
mod list;
mod show;

use std::io::BufRead;

use super::{Context, Outcome};
use crate::cli::suggestions::{SuggestionsArgs, SuggestionsCommand};
use crate::domain::suggest::nearest;
use crate::domain::suggesting::Suggestion;
use crate::error::{Error, Result};

/// Runs `rolo suggestions`.
pub fn run(args: &SuggestionsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        SuggestionsCommand::List(args) => list::run(args, context),
        SuggestionsCommand::Show(args) => show::run(args, context),
        SuggestionsCommand::Accept(args) => accept::accept(args, context),
        SuggestionsCommand::Dismiss(args) => accept::dismiss(args, context),
    }
}

/// What became of a suggestion.
fn state(suggestion: &Suggestion, context: &Context) -> &'static str {
    if suggestion.is_in_force {
        "in_force"
    } else if is_hidden(&suggestion.name, context) {
        "dismissed"
    } else {
        "open"
    }
}

fn is_hidden(name: &str, context: &Context) -> bool {
    context.config.suggestions_hidden.iter().any(|hidden| hidden.name == name)
}

/// The error for a name that the data does not suggest.
fn unknown(name: &str, all: &[Suggestion]) -> Error {
    let near = nearest(name, all.iter().map(|it| it.name.as_str()), |_, _, _| None);
    let hint = near.map(|near| format!("did you mean {near}?"));
    Error::usage(format!("the data suggests nothing of the name {name}"))
        .hint(hint.unwrap_or_else(|| "`rolo suggestions list --all` shows all names".to_owned()))
}

/// The names on the command line, or on standard input.
fn names(given: &[String]) -> Result<Vec<String>> {
    if given != ["-"] {
        return Ok(given.to_vec());
    }
    let mut names = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let name = line.trim();
        if !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

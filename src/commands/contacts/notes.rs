//! `rolo contacts note` and `points`: what a person adds to a contact.

use std::io::Read;

use super::{Change, change};
use crate::cli::contacts::{NoteArgs, PointsArgs};
use crate::commands::{Context, Outcome};
use crate::error::{Error, Result};

/// Points that are given at once are fewer than these, so that sums stay in bounds.
const POINTS_MAX: u64 = 1_000_000;

/// Runs `rolo contacts note`.
pub(super) fn note(args: &NoteArgs, context: &Context) -> Result<Outcome> {
    let mut text = args.text.clone();
    if text == "-" {
        if args.targets.iter().any(|target| target == "-") {
            return Err(Error::usage("both the text and the contacts are to come from standard input")
                .hint("give one of them on the command line")
                .into());
        }
        text.clear();
        std::io::stdin().read_to_string(&mut text)?;
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::usage("the note is blank").into());
    }
    if text.contains('\0') {
        return Err(Error::usage("the note holds a NUL character, which no text can").into());
    }
    let what = Change { command: "contacts note", summary: "a note", author: &args.author, target: &args.target };
    change(&what, &args.targets, context, |editor, id| editor.note(id, text))
}

/// Runs `rolo contacts points`.
pub(super) fn points(args: &PointsArgs, context: &Context) -> Result<Outcome> {
    if args.points == 0 || args.points.unsigned_abs() > POINTS_MAX {
        return Err(Error::usage(format!("{} points cannot be given", args.points))
            .hint("give between 1 and 1,000,000 points, or take away as many")
            .into());
    }
    let summary = format!("{} points", args.points);
    let what = Change { command: "contacts points", summary: &summary, author: &args.author, target: &args.target };
    change(&what, &args.targets, context, |editor, id| editor.point(id, args.points, args.reason.as_deref()))
}

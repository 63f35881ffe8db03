//! `rolo score --history`: how a contact's score and grade changed, oldest first. The log has a line for each change and
//! none for the first score, so the way is walked back from what is stored now.

use crate::cli::score::ScoreArgs;
use crate::commands::{Context, Outcome, find_contact};
use crate::domain::deciding::Grade;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::log::{self, Change};
use crate::store::state;

const COLUMNS: [&str; 5] = ["at", "score", "grade", "score_before", "grade_before"];

/// A score and its grade, both empty where there is no score.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Scored {
    score: String,
    grade: String,
}

/// One change.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    at: Instant,
    before: Scored,
    after: Scored,
}

/// Runs `rolo score --history`.
pub fn run(contact: &str, args: &ScoreArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let id = find_contact(store.conn(), contact)?;
    let stored = state::score(store.conn(), id)?;
    let now = stored.as_ref().map_or_else(Scored::default, |stored| Scored {
        score: stored.score.map_or_else(String::new, |score| score.to_string()),
        grade: stored.grade.and_then(Grade::from_code).map_or_else(String::new, |grade| grade.to_string()),
    });
    let steps = steps(&log::changes(store.conn(), id, "score")?, now.clone());
    let mut out = context.ui.out();
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    for step in &steps {
        let at = step.at.to_string();
        let score = |scored: &Scored| scored.score.parse().map_or(Cell::Empty, Cell::Integer);
        writer.row(&[
            Cell::Text(&at),
            score(&step.after),
            word(&step.after.grade),
            score(&step.before),
            word(&step.before.grade),
        ])?;
    }
    writer.finish()?;
    let now = match (&stored, now.score.is_empty()) {
        (None, _) => "was never scored".to_owned(),
        (_, true) => "has no score".to_owned(),
        _ => format!("has score {}, grade {}", now.score, now.grade),
    };
    let changes = match steps.len() {
        0 => "no change of it is on record".to_owned(),
        1 => "changed once".to_owned(),
        times => format!("changed {times} times"),
    };
    context.ui.note(&format!("contact {id} {now}; {changes}"));
    Ok(Outcome::Done)
}

fn word(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// The changes of one run together, oldest first.
fn steps(changes: &[Change], now: Scored) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut after = now;
    for change in changes.iter().rev() {
        let mut before = after.clone();
        let field = match change.field.as_str() {
            "score" => &mut before.score,
            "grade" => &mut before.grade,
            _ => continue,
        };
        field.clone_from(&change.old);
        match steps.last_mut().filter(|step| step.at == change.at && is_open(step, change)) {
            Some(step) => step.before = before.clone(),
            None => steps.push(Step { at: change.at, before: before.clone(), after }),
        }
        after = before;
    }
    steps.reverse();
    steps
}

/// Whether the field has not changed yet in this step: two runs of one moment are two steps.
fn is_open(step: &Step, change: &Change) -> bool {
    match change.field.as_str() {
        "score" => step.before.score == step.after.score,
        _ => step.before.grade == step.after.grade,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(at: i64, field: &str, old: &str) -> Change {
        Change { at: Instant(at), field: field.to_owned(), old: old.to_owned() }
    }

    fn scored(score: &str, grade: &str) -> Scored {
        Scored { score: score.to_owned(), grade: grade.to_owned() }
    }

    #[test]
    fn the_way_is_walked_back_from_now() {
        let changes = [
            change(1, "score", "20"),
            change(1, "grade", "D"),
            change(5, "score", "45"),
            change(5, "score", "55"),
            change(9, "grade", "C"),
        ];
        let step = |at, before, after| Step { at: Instant(at), before, after };
        assert_eq!(
            steps(&changes, scored("58", "B")),
            [
                step(1, scored("20", "D"), scored("45", "C")),
                step(5, scored("45", "C"), scored("55", "C")),
                step(5, scored("55", "C"), scored("58", "C")),
                step(9, scored("58", "C"), scored("58", "B")),
            ]
        );
        assert_eq!(steps(&[], scored("58", "B")), []);
    }
}

//! `rolo score --what-if FILE`: everybody scored under the present configuration and under another one, and what differs.
//! Nothing is written; where one of the two looks for other words, messages are read again in a copy.

use std::cmp::Reverse;
use std::path::Path;

use serde::Serialize;

use crate::cli::score::ScoreArgs;
use crate::commands::reread::reread_unsaid;
use crate::commands::{Context, Outcome, json_only, pass};
use crate::config::Config;
use crate::domain::deciding::{Grade, classify, score};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::output::tally::Tally;
use crate::store::facts::FactsReader;
use crate::store::{Store, contact, counts};

/// Contacts that are shown: those whose scores move most.
const MOST_EXAMPLES: usize = 10;
/// What the grade of a contact without a score is called, in summaries and here.
const NONE: &str = "none";
/// Columns of the matrix: the grades and none.
const GRADES: [&str; 6] = ["A", "B", "C", "D", "F", NONE];

/// What another configuration would change.
#[derive(Debug, Serialize)]
struct WhatIf {
    examined: u64,
    scores_changed: u64,
    grades_changed: u64,
    /// Every cell of the matrix in which somebody is.
    grades: Vec<Move>,
    examples: Vec<Example>,
    seconds: f64,
}

/// How many contacts have one grade now and another, or the same, under the other configuration.
#[derive(Debug, Serialize)]
struct Move {
    from: &'static str,
    to: &'static str,
    count: u64,
}

/// A contact whose score moves far.
#[derive(Debug, Serialize)]
struct Example {
    id: i64,
    name: String,
    score_from: Option<u8>,
    score_to: Option<u8>,
    grade_from: &'static str,
    grade_to: &'static str,
}

/// A contact with its score.
type Scored = (i64, Option<u8>, Option<Grade>);

/// Runs `rolo score --what-if`.
pub fn run(file: &Path, args: &ScoreArgs, context: &Context) -> Result<Outcome> {
    let clock = std::time::Instant::now();
    json_only(args.format)?;
    let other = context.with_config(Config::load(file)?);
    let store = context.open_to_read()?;
    let (present, changed) = (scores(context)?, scores(&other)?);
    let mut found = compare(&store, &present, &changed)?;
    found.seconds = clock.elapsed().as_secs_f64();
    if args.format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &found)?;
    } else {
        found.report(context);
    }
    context.note_dry_run(true);
    Ok(Outcome::Done)
}

/// The scores of all contacts, by id.
fn scores(context: &Context) -> Result<Vec<Scored>> {
    let mut store = context.open_for_dry_run()?;
    // Only ever in a copy, of which nobody need hear: where the messages are current, there is nothing to do.
    reread_unsaid(&mut store, context)?;
    let rules = &context.config.rules;
    let currency = counts::currency(store.conn(), rules)?;
    let decide = |_: &_, reader: &mut FactsReader<'_>, (low, high): (i64, i64), found: &mut Vec<Scored>| {
        reader.read(low, high, |facts, _| {
            let scoring = score(facts, &classify(facts, rules, &currency, context.as_of), rules);
            found.push((facts.id, scoring.score, scoring.grade));
            Ok(())
        })
    };
    let mut scores = Vec::new();
    pass::run(store.path(), store.conn(), &pass::Scope::All, context, "scoring", decide, |scored| {
        scores.push(scored);
        Ok(())
    })?;
    Ok(scores)
}

/// What differs. Contacts that came or went between the two passes are left out.
fn compare(store: &Store, present: &[Scored], changed: &[Scored]) -> Result<WhatIf> {
    let mut matrix = [[0_u64; GRADES.len()]; GRADES.len()];
    let mut pairs: Vec<(Scored, Scored)> = Vec::new();
    let (mut examined, mut scores_changed, mut grades_changed) = (0, 0, 0);
    let mut others = changed.iter().peekable();
    for from in present {
        while others.next_if(|(id, ..)| *id < from.0).is_some() {}
        let Some(to) = others.next_if(|(id, ..)| *id == from.0) else { continue };
        examined += 1;
        scores_changed += u64::from(from.1 != to.1);
        grades_changed += u64::from(from.2 != to.2);
        matrix[place(from.2)][place(to.2)] += 1;
        if from.1 != to.1 || from.2 != to.2 {
            pairs.push((*from, *to));
        }
    }
    pairs.sort_by_key(|(from, to)| (Reverse(distance(from, to)), from.0));
    let example = |((id, score_from, from), (_, score_to, to)): &(Scored, Scored)| -> Result<Example> {
        let name = contact::label(store.conn(), *id)?;
        let (grade_from, grade_to) = (GRADES[place(*from)], GRADES[place(*to)]);
        Ok(Example { id: *id, name, score_from: *score_from, score_to: *score_to, grade_from, grade_to })
    };
    let examples = pairs.iter().take(MOST_EXAMPLES).map(example).collect::<Result<_>>()?;
    let cells = (0..GRADES.len()).flat_map(|from| (0..GRADES.len()).map(move |to| (from, to)));
    let grades = cells
        .map(|(from, to)| Move { from: GRADES[from], to: GRADES[to], count: matrix[from][to] })
        .filter(|cell| cell.count > 0)
        .collect();
    Ok(WhatIf { examined, scores_changed, grades_changed, grades, examples, seconds: 0.0 })
}

/// Where a grade stands in [`GRADES`].
fn place(grade: Option<Grade>) -> usize {
    grade.and_then(|grade| GRADES.iter().position(|name| *name == grade.name())).unwrap_or(GRADES.len() - 1)
}

/// How far a score moves. To get one or to lose it is as far as the score and one more.
fn distance((_, from, _): &Scored, (_, to, _): &Scored) -> i16 {
    let number = |score: &Option<u8>| score.map_or(-1, i16::from);
    (number(from) - number(to)).abs()
}

impl WhatIf {
    fn report(&self, context: &Context) {
        let number = |n: u64| n.cast_signed();
        let summary = Summary::new("score, what if")
            .count("examined", number(self.examined))
            .count("other score", number(self.scores_changed))
            .count("other grade", number(self.grades_changed));
        context.ui.summary(&summary);
        let mut tally = Tally::new("grade now, then", &GRADES);
        for from in GRADES.iter().filter(|from| self.grades.iter().any(|cell| cell.from == **from)) {
            let count = |to: &&str| self.grades.iter().find(|cell| cell.from == *from && cell.to == *to);
            let counts = GRADES.each_ref().map(|to| count(to).map_or(0, |cell| cell.count));
            tally = tally.line(from, &counts, "");
        }
        if self.examined > 0 {
            context.ui.tally(&tally);
        }
        let mut examples = Summary::new("moves most");
        for example in &self.examples {
            examples = examples.text(&format!("{} {}", example.id, example.name), &example.words());
        }
        if !self.examples.is_empty() {
            context.ui.summary(&examples);
        }
    }
}

impl Example {
    fn words(&self) -> String {
        let words = |score: Option<u8>, grade: &str| score.map_or(NONE.to_owned(), |score| format!("{score} {grade}"));
        format!("{} → {}", words(self.score_from, self.grade_from), words(self.score_to, self.grade_to))
    }
}

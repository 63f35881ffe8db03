//! `rolo score`: scores and grades of contacts and conversations, and the alerts that scores raise.

use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Value, json};

use super::pass::{self, Scope};
use super::{Context, Outcome, find_contact, json_only};
use crate::cli::score::ScoreArgs;
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::{Currency, Grade, Scoring, classify, decide_conversation, score};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::summary::Summary;
use crate::store::dirty::Pass;
use crate::store::facts::FactsReader;
use crate::store::state::{self, ConversationScore, Score};
use crate::store::{alert, counts};

/// What a run of score did.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Scored {
    pub examined: u64,
    pub changed: u64,
    pub grades: Grades,
    pub seconds: f64,
}

/// Contacts by grade.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the names are the grades")]
pub struct Grades {
    #[serde(rename = "A")]
    pub a: u64,
    #[serde(rename = "B")]
    pub b: u64,
    #[serde(rename = "C")]
    pub c: u64,
    #[serde(rename = "D")]
    pub d: u64,
    #[serde(rename = "F")]
    pub f: u64,
    pub none: u64,
}

/// What was found of one contact that differs from what is stored.
struct Found {
    contact_id: i64,
    score: Option<Score>,
    conversations: Vec<(i64, ConversationScore)>,
    alerts: Vec<(&'static str, String)>,
}

/// Runs `rolo score`.
pub fn run(args: &ScoreArgs, context: &Context) -> Result<Outcome> {
    if let Some(contact) = &args.explain {
        return run_explain(contact, args, context);
    }
    json_only(args.format)?;
    let mut store = context.open()?;
    let path = store.path().to_owned();
    let done = store.write(args.dry_run, |conn| score_all(conn, &path, args.full, context))?;
    done.report(context, args.format)?;
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Scores whoever can have changed, in the transaction of `conn`.
pub fn score_all(conn: &Connection, store_path: &std::path::Path, full: bool, context: &Context) -> Result<Scored> {
    let clock = std::time::Instant::now();
    let rules = &context.config.rules;
    let currency = counts::currency(conn, rules)?;
    let stamp = pass::stamp(conn, context, false)?;
    let scope = pass::scope(conn, Pass::Score, full, context, &stamp)?;
    let index = match scope {
        Scope::All => Some(state::suspend_index(conn, "contact_score")?),
        Scope::Some(_) => None,
    };
    let mut changed = 0;
    let decide = |conn: &Connection, reader: &mut FactsReader<'_>, range, found: &mut Vec<Found>| {
        score_range(conn, reader, range, found, rules, &currency, context)
    };
    let examined = pass::run(store_path, conn, &scope, context, "scoring", decide, |found: Found| {
        changed += u64::from(found.score.is_some());
        store_found(conn, &found, context)
    })?;
    if let Some(sql) = index {
        conn.execute_batch(&sql)?;
    }
    pass::finish(conn, Pass::Score, context.as_of, &stamp)?;
    Ok(Scored { examined, changed, grades: grades(conn)?, seconds: clock.elapsed().as_secs_f64() })
}

fn score_range(
    conn: &Connection,
    reader: &mut FactsReader<'_>,
    (low, high): (i64, i64),
    found: &mut Vec<Found>,
    rules: &Rules,
    currency: &Currency,
    context: &Context,
) -> Result<()> {
    let stored = state::scores(conn, low, high)?;
    let stored_conversations = state::conversations(conn, Some((low, high)))?;
    let raised = alert::raised(conn, low, high)?;
    reader.read(low, high, |facts| {
        let decision = classify(facts, rules, currency, context.as_of);
        let scoring = score(facts, &decision, rules);
        let new = score_of(&scoring, rules);
        let mut conversations = Vec::new();
        for conversation in &facts.conversations {
            let decided = decide_conversation(conversation, rules, context.as_of);
            let new = (decided.scoring.score, decided.band.map(|band| band.code()));
            if stored_conversations.get(&conversation.id).map(|(_, score)| *score) != Some(new) {
                conversations.push((conversation.id, new));
            }
        }
        let mut alerts = Vec::new();
        let threshold = rules.alerts.high_value_score;
        if let Some(score) = scoring.score.filter(|score| threshold > 0 && u32::from(*score) >= threshold) {
            alerts.push(("high_value_score", format!("the score is {score}")));
        }
        if let Some(intent) = decision.intent.filter(|intent| intent.name() == rules.alerts.intent) {
            alerts.push(("intent", format!("the intent is {intent}")));
        }
        alerts.retain(|(kind, _)| !raised.contains(&(-facts.id, (*kind).to_owned())));
        let score = (stored.get(&facts.id) != Some(&new)).then_some(new);
        if score.is_some() || !conversations.is_empty() || !alerts.is_empty() {
            found.push(Found { contact_id: facts.id, score, conversations, alerts });
        }
        Ok(())
    })
}

fn score_of(scoring: &Scoring, rules: &Rules) -> Score {
    Score {
        score: scoring.score,
        grade: scoring.grade.map(Grade::code),
        reasons: reasons(scoring, rules).to_string(),
        valid_until: scoring.valid_until,
    }
}

/// The reasons as they are stored: lines that add up to the score, or why there is none.
fn reasons(scoring: &Scoring, rules: &Rules) -> Value {
    if let Some(empty) = scoring.empty_because {
        return json!([{ "kind": "empty", "name": empty.name() }]);
    }
    let line = |line: &crate::domain::deciding::ScoreLine| {
        let points: Value = line.points().parse::<serde_json::Number>().map_or(Value::Null, Value::Number);
        let mut object = json!({ "kind": line.kind_name(), "name": line.name(&rules.score), "points": points });
        if let Some(category) = line.category(&rules.score) {
            object["category"] = category.name().into();
        }
        if line.count > 0 {
            object["count"] = line.count.into();
        }
        object
    };
    scoring.lines.iter().map(line).collect()
}

fn store_found(conn: &Connection, found: &Found, context: &Context) -> Result<()> {
    if let Some(score) = &found.score {
        state::put_score(conn, found.contact_id, score)?;
    }
    for (id, score) in &found.conversations {
        state::put_conversation_score(conn, *id, *score)?;
    }
    for (kind, reason) in &found.alerts {
        alert::raise_for_contact(conn, found.contact_id, kind, reason, context.as_of)?;
    }
    Ok(())
}

fn grades(conn: &Connection) -> Result<Grades> {
    let mut grades = Grades::default();
    for (grade, count) in state::grades(conn)? {
        let place = match grade {
            Some(Grade::A) => &mut grades.a,
            Some(Grade::B) => &mut grades.b,
            Some(Grade::C) => &mut grades.c,
            Some(Grade::D) => &mut grades.d,
            Some(Grade::F) => &mut grades.f,
            None => &mut grades.none,
        };
        *place = count;
    }
    Ok(grades)
}

impl Scored {
    /// Tells what was done.
    pub fn report(&self, context: &Context, format: Option<Format>) -> Result<()> {
        if format == Some(Format::Json) {
            crate::output::json::line(&mut context.ui.out(), self)?;
            return Ok(());
        }
        context.ui.summary(&self.summary());
        Ok(())
    }

    /// The summary in words.
    pub fn summary(&self) -> Summary {
        let number = |n: u64| n.cast_signed();
        let grades = &self.grades;
        let mut summary =
            Summary::new("score").count("examined", number(self.examined)).count("changed", number(self.changed));
        let rows = [("A", grades.a), ("B", grades.b), ("C", grades.c), ("D", grades.d), ("F", grades.f)];
        for (grade, count) in rows {
            summary = summary.count(&format!("grade {grade}"), number(count));
        }
        summary.count("no score", number(grades.none))
    }
}

fn run_explain(contact: &str, args: &ScoreArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let id = find_contact(&store, contact)?;
    let facts = pass::facts_of(&store, id)?;
    let rules = &context.config.rules;
    let currency = counts::currency(store.conn(), rules)?;
    let decision = classify(&facts, rules, &currency, context.as_of);
    let scoring = score(&facts, &decision, rules);
    let mut out = context.ui.out();
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let columns = ["kind", "category", "name", "count", "points"];
    let mut writer = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    for line in &scoring.lines {
        let points = line.points();
        writer.row(&[
            Cell::Text(line.kind_name()),
            line.category(&rules.score).map_or(Cell::Empty, |category| Cell::Text(category.name())),
            Cell::Text(line.name(&rules.score)),
            if line.count > 0 { Cell::Integer(line.count.into()) } else { Cell::Empty },
            points.parse().map_or(Cell::Text(&points), Cell::Real),
        ])?;
    }
    writer.finish()?;
    let verdict = match (scoring.score, scoring.grade, scoring.empty_because) {
        (Some(score), Some(grade), _) => format!("score {score}, grade {grade}"),
        (_, _, Some(empty)) => format!("no score: {empty}"),
        _ => "no score".to_owned(),
    };
    context.ui.note(&format!("contact {id} as of {}: {verdict}", context.as_of));
    Ok(Outcome::Done)
}

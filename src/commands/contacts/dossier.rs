//! `rolo contacts dossier`: everything that is known about one contact, as one JSON object.

use serde_json::{Value, json};

use crate::cli::contacts::DossierArgs;
use crate::commands::export::{Destination, write_out};
use crate::commands::{Context, Outcome, find_contact, pass};
use crate::domain::deciding::{classify, explain, score};
use crate::error::Result;
use crate::store::{Store, activity, counts, dossier};

/// Runs `rolo contacts dossier`.
pub fn run(args: &DossierArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    // Saved segments may hold SQL of a user's.
    store.guard(context.as_of)?;
    let id = find_contact(store.conn(), &args.contact)?;
    let parts = activity::parts(store.conn(), id)?;
    let reasons = reasons(&store, id, context)?;
    let mut whole = store.read(|conn| dossier::of(conn, id, &parts))?;
    whole.insert("reasons".to_owned(), reasons);
    whole.insert("as_of".to_owned(), context.as_of.to_string().into());
    let destination = Destination { output: args.output.as_deref(), what: "dossier", is_hashed: false };
    write_out(&destination, context, |out, _| {
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)?;
        out.flush()?;
        Ok(1)
    })?;
    Ok(Outcome::Done)
}

/// Why the contact is what it is: what each decision rests on, and the lines that add up to the score.
fn reasons(store: &Store, id: i64, context: &Context) -> Result<Value> {
    let facts = std::sync::Arc::new(pass::facts_of(store, id)?);
    let rules = &context.config.rules;
    let currency = counts::currency(store.conn(), rules)?;
    let decision = classify(&facts, rules, &currency, context.as_of);
    let scoring = score(&facts, &decision, rules);
    let decisions: Vec<Value> = explain(&facts, rules, &currency, context.as_of)
        .iter()
        .map(|reason| {
            json!({
                "subject": reason.subject.name(), "value": reason.value, "holds": reason.holds,
                "decides": reason.decides, "because": reason.text(&facts),
            })
        })
        .collect();
    let lines: Vec<Value> = scoring
        .lines
        .iter()
        .map(|line| {
            json!({
                "kind": line.kind_name(), "category": line.category(&rules.score).map(|category| category.name()),
                "name": line.name(&rules.score), "count": line.count, "points": line.points(),
            })
        })
        .collect();
    let empty = scoring.empty_because.map(|empty| empty.to_string());
    Ok(json!({ "decisions": decisions, "score": scoring.score, "score_lines": lines, "no_score_because": empty }))
}

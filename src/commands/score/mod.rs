//! `rolo score`: scores and grades of contacts and conversations, and the alerts that scores raise.

mod explain;
mod history;
mod what_if;

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::reread::reread;
use super::{Context, Outcome, json_only, pass, segments};
use crate::cli::score::ScoreArgs;
use crate::domain::deciding::alert::Change;
use crate::domain::deciding::facts::ConversationFacts;
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::{Currency, Grade, Scoring, alerts_of_contact, band, classify, score, score_conversation};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::summary::Summary;
use crate::store::alert::{self, OfContacts};
use crate::store::counts;
use crate::store::dirty::Pass;
use crate::store::facts::FactsReader;
use crate::store::in_order::InOrder;
use crate::store::log;
use crate::store::state::{self, ConversationScore, GradeCounts, LazyIndex, Score, ScoreWriter};

/// What a run of score did.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Scored {
    pub examined: u64,
    pub changed: u64,
    pub grades: Grades,
    pub seconds: f64,
    #[serde(skip)]
    alerts: u64,
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
    score: Option<Changed>,
    conversations: Vec<(i64, ConversationScore)>,
    alerts: Vec<(&'static str, Change, String)>,
}

/// A score that is not the stored one, or whose conversations' are not.
struct Changed {
    old: Option<Score>,
    new: Score,
    print: i64,
}

/// Runs `rolo score`.
pub fn run(args: &ScoreArgs, context: &Context) -> Result<Outcome> {
    if let Some(contact) = &args.explain {
        return explain::run(contact, args, context);
    }
    if let Some(contact) = &args.history {
        return history::run(contact, args, context);
    }
    if let Some(file) = &args.what_if {
        return what_if::run(file, args, context);
    }
    json_only(args.format)?;
    let mut store = if args.dry_run { context.open_for_dry_run()? } else { context.open()? };
    alert::rules::check(&context.config.rules.alerts.rules)?;
    // Signals may look for keywords that no message was read for yet.
    reread(&mut store, context)?;
    let path = store.path().to_owned();
    let done = store.write(args.dry_run, |conn| score_all(conn, &path, args.full, context))?;
    if !args.dry_run {
        segments::record(&mut store, context)?;
    }
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
    let mut index = LazyIndex::new(conn, "contact_score")?;
    let mut grades = GradeCounts::read(conn)?;
    let mut writer = ScoreWriter::new(conn)?;
    let mut conversations = InOrder::<ConversationScore>::default();
    let (mut changed, mut alerts) = (0, 0);
    let decide = |conn: &Connection, reader: &mut FactsReader<'_>, range, found: &mut Vec<Found>| {
        score_range(conn, reader, range, found, rules, &currency, context)
    };
    let examined = pass::run(store_path, conn, &scope, context, "scoring", decide, |found: Found| {
        if let Some(Changed { old, new, .. }) = &found.score {
            index.note(conn)?;
            changed += u64::from(old.as_ref() != Some(new));
            grades.change(old.as_ref().map(|old| old.grade), new.grade);
        }
        alerts += found.alerts.iter().filter(|(_, change, _)| *change == Change::Raise).count() as u64;
        for (id, conversation) in &found.conversations {
            conversations.push(*id, *conversation)?;
        }
        store_found(conn, &mut writer, &found, context)
    })?;
    state::write_conversations(conn, conversations)?;
    index.finish(conn)?;
    let grades = grades.keep(conn)?;
    // Conditions are over what is known of everybody, the new scores included.
    alerts += alert::rules::apply(conn, &rules.alerts.rules, context.as_of)?;
    pass::finish(conn, Pass::Score, context.as_of, &stamp)?;
    Ok(Scored { examined, changed, grades: Grades::of(grades), seconds: clock.elapsed().as_secs_f64(), alerts })
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
    let mut prints = state::prints(conn, "contact_score", low, high)?.into_iter().peekable();
    let before = alert::of_contacts(conn, low, high)?;
    reader.read(low, high, |facts, _| {
        let decision = classify(facts, rules, currency, context.as_of);
        let scoring = score(facts, &decision, rules);
        let decided = |conversation: &ConversationFacts| {
            let scoring = score_conversation(conversation, rules, context.as_of);
            (conversation.id, conversation_score(&scoring))
        };
        let conversations: Vec<(i64, ConversationScore)> = facts.conversations.iter().map(decided).collect();
        let print = state::print(&(&scoring, &conversations));
        while prints.next_if(|(id, _)| *id < facts.id).is_some() {}
        let stored = prints.peek().filter(|(id, _)| *id == facts.id).map(|(_, print)| *print);
        let alerts = changed_alerts(facts.id, alerts_of_contact(&decision, scoring.score, currency, rules), &before);
        let mut one = Found { contact_id: facts.id, score: None, conversations: Vec::new(), alerts };
        if stored != Some(print) {
            let is_known = stored.is_some();
            let old = if is_known { state::score(conn, facts.id)? } else { None };
            let before = if is_known { state::conversations(conn, Some(facts.id))? } else { FxHashMap::default() };
            one.score = Some(Changed { old, new: score_of(&scoring), print });
            one.conversations = conversations;
            one.conversations.retain(|(id, new)| before.get(id).map(|(_, score)| score) != Some(new));
        }
        if one.score.is_some() || !one.alerts.is_empty() {
            found.push(one);
        }
        Ok(())
    })
}

/// What there is to do about the causes in a contact as a whole.
fn changed_alerts(
    contact_id: i64,
    causes: Vec<(&'static str, Option<String>)>,
    before: &OfContacts,
) -> Vec<(&'static str, Change, String)> {
    let changed = |(kind, reason): (&'static str, Option<String>)| {
        let was = before.get(&(contact_id, kind.to_owned())).copied().unwrap_or_default();
        Some((kind, was.change(reason.is_some())?, reason.unwrap_or_default()))
    };
    causes.into_iter().filter_map(changed).collect()
}

/// The score of a conversation as it is stored.
pub fn conversation_score(scoring: &Scoring) -> ConversationScore {
    (scoring.score, scoring.score.map(|score| band(score).code()))
}

fn score_of(scoring: &Scoring) -> Score {
    Score {
        score: scoring.score,
        grade: scoring.grade.map(Grade::code),
        reasons: state::pack_reasons(scoring),
        valid_until: scoring.valid_until,
    }
}

fn store_found(conn: &Connection, writer: &mut ScoreWriter<'_>, found: &Found, context: &Context) -> Result<()> {
    if let Some(Changed { old, new, print }) = &found.score {
        writer.put(found.contact_id, new, *print)?;
        // A first score changes nothing: the log of a first run over a million contacts stays empty.
        if let Some(old) = old {
            log_changes(conn, found.contact_id, old, new, context)?;
        }
    }
    for (kind, change, reason) in &found.alerts {
        alert::change(conn, found.contact_id, kind, *change, reason, context.as_of)?;
    }
    Ok(())
}

fn log_changes(conn: &Connection, contact_id: i64, old: &Score, new: &Score, context: &Context) -> Result<()> {
    let score = |score: &Score| score.score.map_or_else(String::new, |score| score.to_string());
    let grade = |score: &Score| score.grade.and_then(Grade::from_code).map_or("", Grade::name);
    let changes = [("score", score(old), score(new)), ("grade", grade(old).to_owned(), grade(new).to_owned())];
    let changes = changes.iter().map(|(field, old, new)| (*field, old.as_str(), new.as_str()));
    log::changed(conn, contact_id, changes, "score", context.as_of)
}

impl Grades {
    fn of(counts: GradeCounts) -> Self {
        let [a, b, c, d, f] = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::F].map(|grade| counts.of(Some(grade)));
        Self { a, b, c, d, f, none: counts.of(None) }
    }
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
        summary = summary.count("no score", number(grades.none));
        if self.alerts > 0 { summary.count("new alerts", number(self.alerts)) } else { summary }
    }
}

//! `rolo classify`: intent, stage, status, sentiment and flags of contacts, class and sentiment of conversations, and
//! the alerts that cues raise.

mod automation;
mod explain;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::slice;

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::examples::{self, Example, Examples};
use super::outcomes::{self, Outcomes};
use super::pass::{self, Scope};
use super::reread::reread;
use super::score::conversation_score;
use super::summaries::{self, drafted, renewed};
use super::{Context, Outcome, json_only, segments};
use crate::cli::classify::ClassifyArgs;
use crate::domain::deciding::facts::{ContactFacts, ConversationFacts};
use crate::domain::deciding::inferring::{Inferred, TraitSet, traits};
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::summary::{Plan, plan};
use crate::domain::deciding::{
    AlertCause, Currency, Decision, SentimentLevel, alerts_from_cues, classify, decide_conversation, score_conversation,
};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::output::format::Format;
use crate::output::json;
use crate::output::summary::Summary;
use crate::store::alert::{self, Raised};
use crate::store::dirty::{self, Marked, Pass};
use crate::store::facts::{self, FactsReader, packed};
use crate::store::in_order::InOrder;
use crate::store::state::{self, LazyIndex, State, StateWriter};
use crate::store::summary::{self, Derived, Renewal};
use crate::store::{counts, inferred, log, texts};
use automation::{Automated, Automation, Doing, Work};

/// What a run of classify did.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Classified {
    pub examined: u64,
    pub changed: u64,
    pub transitions: Vec<Transition>,
    /// Only after a dry run: who would change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    pub seconds: f64,
    #[serde(flatten)]
    pub automated: Automated,
    #[serde(skip)]
    moved: Examples,
    /// What became of follow-ups that were sent.
    #[serde(skip)]
    outcomes: Outcomes,
}

/// How many contacts went from one status to another; empty = not decided before.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Transition {
    pub from: &'static str,
    pub to: &'static str,
    pub count: u64,
}

/// What was found of one contact that differs from what is stored.
struct Found {
    contact_id: i64,
    state: Option<Changed>,
    conversations: Vec<(i64, Derived)>,
    /// Alerts with their reasons.
    alerts: Vec<(AlertCause, String)>,
    /// What is inferred of it, where that is new.
    inferred: Option<Inferred>,
    /// Its facts, where they have to be packed anew.
    packed: Option<Vec<u8>>,
    /// What there is to do about its deals, and for people.
    work: Option<Box<Work>>,
}

impl Found {
    fn says_something(&self) -> bool {
        let differs = self.state.is_some() || self.packed.is_some() || self.inferred.is_some();
        differs || !self.alerts.is_empty() || self.work.is_some()
    }
}

/// A state that is not the stored one, or whose conversations are not.
struct Changed {
    old: Option<State>,
    new: State,
    print: i64,
}

/// Runs `rolo classify`.
pub fn run(args: &ClassifyArgs, context: &Context) -> Result<Outcome> {
    if let Some(contact) = &args.explain {
        return explain::run(contact, args, context);
    }
    json_only(args.format)?;
    let mut store = if args.dry_run { context.open_for_dry_run()? } else { context.open()? };
    reread(&mut store, context)?;
    let path = store.path().to_owned();
    let mut done = store.write(args.dry_run, |conn| classify_all(conn, &path, args.full, args.ignore_pins, context))?;
    if args.dry_run {
        done.examples = done.moved.named(store.conn())?;
    } else {
        segments::record(&mut store, context)?;
    }
    done.report(context, args.format)?;
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Classifies whoever can have changed, in the transaction of `conn`.
pub fn classify_all(
    conn: &Connection,
    store_path: &Path,
    full: bool,
    ignore_pins: bool,
    context: &Context,
) -> Result<Classified> {
    let clock = std::time::Instant::now();
    let mut rules = context.config.rules.clone();
    rules.status.pins &= !ignore_pins;
    let currency = counts::currency(conn, &rules)?;
    let stamp = pass::stamp(conn, context, ignore_pins)?;
    let outcomes = outcomes::find(conn, context)?;
    let scope = pass::scope(conn, Pass::Classify, full, context, &stamp)?;
    // Packing the facts of a few would touch as many pages as there are few, and no pass over few reads them.
    let packs = scope == Scope::All;
    let marked = Marked::for_pass(conn, Pass::Classify)?;
    let mut index = LazyIndex::new(conn, "contact_state")?;
    let (mut writer, mut packer) = (StateWriter::new(conn)?, packed::Writer::new(conn)?);
    let mut conversations = InOrder::<Derived>::default();
    let automation = Automation::new(conn, &rules, context.as_of)?;
    let mut doing = Doing::new(conn, context);
    let mut changed = 0;
    let mut transitions: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let mut moved = Examples::default();
    let basis = Basis { rules: &rules, currency: &currency, marked: &marked, packs, automation: &automation };
    let decide = |conn: &Connection, reader: &mut FactsReader<'_>, range, found: &mut Vec<Found>| {
        decide_range(conn, reader, range, found, &basis, context)
    };
    let examined = pass::run(store_path, conn, &scope, context, "classifying", decide, |found: Found| {
        if let Some(Changed { old, new, .. }) = &found.state {
            index.note(conn)?;
            changed += u64::from(old.as_ref() != Some(new));
            let from = old.map_or("", |old| old.status.name());
            if from != new.status.name() {
                *transitions.entry((from, new.status.name())).or_insert(0) += 1;
                moved.note(found.contact_id, from, new.status.name());
            }
        }
        store_found(conn, &mut writer, &mut packer, &found, context)?;
        if let Some(work) = &found.work {
            doing.work(found.contact_id, work)?;
        }
        found.conversations.into_iter().try_for_each(|(id, conversation)| conversations.push(id, conversation))
    })?;
    summaries::write(conn, store_path, conversations, context)?;
    let automated = doing.finish()?;
    classify_unlinked(conn, store_path, scope == Scope::All, &rules, context)?;
    index.finish(conn)?;
    if packs {
        dirty::clear_stale(conn)?;
    }
    pass::finish(conn, Pass::Classify, context.as_of, &stamp)?;
    let transitions = transitions.into_iter().map(|((from, to), count)| Transition { from, to, count }).collect();
    let (examples, seconds) = (Vec::new(), clock.elapsed().as_secs_f64());
    Ok(Classified { examined, changed, transitions, examples, seconds, automated, moved, outcomes })
}

/// What contacts are decided by.
struct Basis<'a> {
    rules: &'a Rules,
    currency: &'a Currency,
    /// Contacts with new data.
    marked: &'a Marked,
    /// Whether facts that are out of date are packed anew.
    packs: bool,
    automation: &'a Automation<'a>,
}

fn decide_range(
    conn: &Connection,
    reader: &mut FactsReader<'_>,
    (low, high): (i64, i64),
    found: &mut Vec<Found>,
    basis: &Basis<'_>,
    context: &Context,
) -> Result<()> {
    let Basis { rules, currency, .. } = *basis;
    let mut prints = state::prints(conn, "contact_state", low, high)?.into_iter().peekable();
    let mut raised = Raised::new(conn, low, high);
    let mut inferred = inferred::prints(conn, low, high)?.into_iter().peekable();
    let deals = basis.automation.range(conn, low, high)?;
    reader.read(low, high, |facts, is_stale| {
        let alerts = new_alerts(&facts.conversations, rules, &mut raised, context.as_of)?;
        let facts = with_alerts(facts, &alerts);
        let decision = classify(&facts, rules, currency, context.as_of);
        let new = state_of(&decision, traits(&facts, &decision.evidence, rules));
        let decided = |conversation: &ConversationFacts| {
            (conversation.id, conversation_state(&decide_conversation(conversation, rules, context.as_of)))
        };
        let conversations: Vec<(i64, state::ConversationState)> = facts.conversations.iter().map(decided).collect();
        let planned = |conversation| plan(conversation, &facts.events, rules, context.as_of);
        let plans: Vec<Plan> = facts.conversations.iter().map(planned).collect();
        let print = state::print(&(&new, &conversations, &plans));
        while prints.next_if(|(id, _)| *id < facts.id).is_some() {}
        let stored = prints.peek().filter(|(id, _)| *id == facts.id).map(|(_, print)| *print);
        let mut one = Found {
            contact_id: facts.id,
            state: None,
            conversations: Vec::new(),
            alerts: with_reasons(conn, alerts)?,
            inferred: None,
            packed: None,
            work: deals.work(&facts, &decision)?,
        };
        while inferred.next_if(|(id, _)| *id < facts.id).is_some() {}
        let known = inferred.peek().filter(|(id, _)| *id == facts.id).map(|(_, print)| *print);
        // Packed facts say only what came of it.
        if is_stale && inferred::print(&facts.inferred) != known {
            one.inferred = Some(facts.inferred.clone());
        }
        // Texts are only looked at where messages can be new or other ones.
        let is_marked = basis.marked.holds(facts.id);
        if stored != Some(print) || is_marked {
            let is_known = stored.is_some();
            let old = if is_known { state::state(conn, facts.id)? } else { None };
            let before = if is_known { state::conversations(conn, Some(facts.id))? } else { FxHashMap::default() };
            let renewals = if is_known {
                let lines = summary::stored(conn, Some(facts.id))?;
                renewed(conn, &facts.conversations, &facts.events, &plans, &lines, is_marked)?
            } else {
                drafted(&facts.events, &plans)
            };
            one.state = (stored != Some(print)).then_some(Changed { old, new, print });
            let derived = conversations.into_iter().zip(renewals);
            let derived = derived.map(|((id, state), renewal)| (id, Derived { state, renewal }));
            one.conversations = derived.filter(|(id, new)| is_news(new, before.get(id).map(|(old, _)| old))).collect();
        }
        let is_out_of_date = is_stale || matches!(facts, Cow::Owned(_));
        one.packed = (basis.packs && is_out_of_date).then(|| packed::pack(&facts));
        if one.says_something() {
            found.push(one);
        }
        Ok(())
    })
}

/// Whether there is something to write of a conversation.
fn is_news(derived: &Derived, before: Option<&state::ConversationState>) -> bool {
    derived.renewal != Renewal::None || before != Some(&derived.state)
}

/// Alerts with their reasons, which quote the messages.
fn with_reasons(conn: &Connection, causes: Vec<AlertCause>) -> Result<Vec<(AlertCause, String)>> {
    let reason = |cause: &AlertCause| -> Result<String> {
        Ok(cause.reason(&texts::text(conn, cause.message_id)?.unwrap_or_default()))
    };
    causes.into_iter().map(|cause| reason(&cause).map(|reason| (cause, reason))).collect()
}

/// The alerts that messages of conversations are cause for and that were not raised before.
fn new_alerts(
    conversations: &[ConversationFacts],
    rules: &Rules,
    raised: &mut Raised<'_>,
    as_of: Instant,
) -> Result<Vec<AlertCause>> {
    let mut alerts = Vec::new();
    for conversation in conversations {
        alerts.extend(alerts_from_cues(conversation, rules, as_of, |id, kind| raised.standing(id, kind))?);
    }
    Ok(alerts)
}

/// The facts with the alerts that this very run raises: they are open from now on.
fn with_alerts<'a>(facts: &'a ContactFacts, alerts: &[AlertCause]) -> Cow<'a, ContactFacts> {
    let mut new = alerts.iter().filter(|cause| cause.kind == "frustration").map(|cause| cause.at).peekable();
    if new.peek().is_none() {
        return Cow::Borrowed(facts);
    }
    let mut facts = facts.clone();
    facts.frustration_alerts.extend(new);
    Cow::Owned(facts)
}

fn conversation_state(decision: &crate::domain::deciding::ConversationDecision) -> state::ConversationState {
    (decision.class.map(|class| class.code()), decision.sentiment, decision.sentiment_level.map(SentimentLevel::code))
}

fn state_of(decision: &Decision, traits: TraitSet) -> State {
    State {
        status: decision.status,
        status_auto: decision.status_auto,
        stage: decision.stage,
        stage_auto: decision.stage_auto,
        intent: decision.intent,
        intent_auto: decision.intent_auto,
        sentiment: decision.sentiment,
        sentiment_level: decision.sentiment_level.map(SentimentLevel::code),
        vip: decision.vip,
        at_risk: decision.at_risk,
        completeness: decision.completeness,
        traits,
        valid_until: decision.valid_until,
    }
}

fn store_found(
    conn: &Connection,
    writer: &mut StateWriter<'_>,
    packer: &mut packed::Writer<'_>,
    found: &Found,
    context: &Context,
) -> Result<()> {
    for (cause, reason) in &found.alerts {
        alert::raise(conn, Some(found.contact_id), cause, reason, context.as_of)?;
    }
    if !found.alerts.is_empty() && found.packed.is_none() {
        dirty::mark_stale(conn, found.contact_id)?;
    }
    if let Some(inferred) = &found.inferred {
        inferred::put(conn, found.contact_id, inferred)?;
    }
    if let Some(packed) = &found.packed {
        packer.put(found.contact_id, packed)?;
    }
    if let Some(Changed { old, new, print }) = &found.state {
        writer.put(found.contact_id, new, *print)?;
        if let Some(old) = old {
            log_changes(conn, found.contact_id, old, new, context)?;
        }
    }
    Ok(())
}

fn log_changes(conn: &Connection, contact_id: i64, old: &State, new: &State, context: &Context) -> Result<()> {
    let intent = |state: &State| state.intent.map_or("", |intent| intent.name());
    let changes = [
        ("status", old.status.name(), new.status.name()),
        ("stage", old.stage.name(), new.stage.name()),
        ("intent", intent(old), intent(new)),
    ];
    log::changed(conn, contact_id, changes, "classify", context.as_of)
}

/// Conversations that no contact owns have a class and a sentiment, too, and raise alerts.
fn classify_unlinked(conn: &Connection, store_path: &Path, all: bool, rules: &Rules, context: &Context) -> Result<()> {
    let stored = state::conversations(conn, None)?;
    let mut raised = Raised::of_nobody(conn);
    let (lines, marked) = (summary::stored(conn, None)?, dirty::marked_conversations(conn)?);
    let (mut states, mut scores) = (InOrder::<Derived>::default(), InOrder::<state::ConversationScore>::default());
    for conversation in facts::unlinked(conn, all)? {
        let plan = plan(&conversation, &[], rules, context.as_of);
        let is_stale = marked.binary_search(&conversation.id).is_ok();
        let renewal = renewed(conn, slice::from_ref(&conversation), &[], &[plan], &lines, is_stale)?.pop();
        let alerts = new_alerts(slice::from_ref(&conversation), rules, &mut raised, context.as_of)?;
        for (cause, reason) in with_reasons(conn, alerts)? {
            alert::raise(conn, None, &cause, &reason, context.as_of)?;
        }
        let state = conversation_state(&decide_conversation(&conversation, rules, context.as_of));
        let new = Derived { state, renewal: renewal.unwrap_or(Renewal::None) };
        let new_score = conversation_score(&score_conversation(&conversation, rules, context.as_of));
        let old = stored.get(&conversation.id);
        if is_news(&new, old.map(|(state, _)| state)) {
            states.push(conversation.id, new)?;
        }
        // Its score is as final as its class, so both are written here.
        if old.map(|(_, score)| *score) != Some(new_score) {
            scores.push(conversation.id, new_score)?;
        }
    }
    summaries::write(conn, store_path, states, context)?;
    state::write_conversations(conn, scores)?;
    dirty::clear_conversations(conn, all, context.as_of)
}

impl Classified {
    /// Tells what was done.
    pub fn report(&self, context: &Context, format: Option<Format>) -> Result<()> {
        if format == Some(Format::Json) {
            json::line(&mut context.ui.out(), self)?;
            return Ok(());
        }
        context.ui.summary(&self.summary());
        if let Some(examples) = examples::summary(&self.examples) {
            context.ui.summary(&examples);
        }
        Ok(())
    }

    /// The summary in words.
    pub fn summary(&self) -> Summary {
        let number = |n: u64| n.cast_signed();
        let mut summary =
            Summary::new("classify").count("examined", number(self.examined)).count("changed", number(self.changed));
        for transition in &self.transitions {
            let from = if transition.from.is_empty() { "(none)" } else { transition.from };
            summary = summary.count(&format!("{from} → {}", transition.to), number(transition.count));
        }
        let automated = self.automated.in_words().into_iter();
        self.outcomes.tell(automated.fold(summary, |summary, (what, count)| summary.count(what, number(count))))
    }
}

//! What classify does with deals and tasks: conversions win deals, qualified contacts get one, deals grow stale, and a
//! bot without answers makes work for a person. None of it is a fact that a decision goes by.

use rusqlite::Connection;
use rusqlite::types::Value;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::commands::Context;
use crate::domain::deciding::facts::ContactFacts;
use crate::domain::deciding::pipeline::{Conversion, Deal, creation, marks, wins};
use crate::domain::deciding::rules::Rules;
use crate::domain::deciding::task::{TaskCause, may_need_task, task_cause};
use crate::domain::deciding::{DealState, DealStep, Decision, FollowupState, QuietHours};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::deal_edit::DealEditor;
use crate::store::{contact, deal, task, thread};

const AUTHOR: &str = "classify";

/// What there is to do for one contact.
#[derive(Debug, Default)]
pub(super) struct Work {
    steps: Vec<DealStep>,
    task: Option<TaskCause>,
}

/// What automation goes by.
pub(super) struct Automation<'a> {
    rules: &'a Rules,
    as_of: Instant,
    /// Of an empty table nothing is asked.
    has_deals: bool,
    gives_tasks: bool,
}

/// The deals of a range of contacts.
pub(super) struct InRange<'a> {
    automation: &'a Automation<'a>,
    conn: &'a Connection,
    deals: FxHashMap<i64, Vec<Deal>>,
}

impl<'a> Automation<'a> {
    /// Looks what there is to look at.
    pub(super) fn new(conn: &Connection, rules: &'a Rules, as_of: Instant) -> Result<Self> {
        let has_deals = !thread::is_empty(conn, "deal")?;
        let gives_tasks = rules.deals.task_on_cannot_answer && rules.followups.enabled;
        Ok(Self { rules, as_of, has_deals, gives_tasks })
    }

    /// The deals of the contacts from `low` to `high`.
    pub(super) fn range(&'a self, conn: &'a Connection, low: i64, high: i64) -> Result<InRange<'a>> {
        let deals = if self.has_deals { deal::of_range(conn, low, high)? } else { FxHashMap::default() };
        Ok(InRange { automation: self, conn, deals })
    }
}

impl InRange<'_> {
    /// What there is to do for a contact.
    pub(super) fn work(&self, facts: &ContactFacts, decision: &Decision) -> Result<Option<Box<Work>>> {
        let Automation { rules, as_of, gives_tasks, .. } = *self.automation;
        let mut work = Work::default();
        let deals = self.deals.get(&facts.id).map_or(&[][..], Vec::as_slice);
        if rules.deals.auto_win {
            work.steps = self.wins(deals, facts, decision)?;
        }
        let active_at = decision.evidence.last_activity.map(|mark| mark.at);
        let marked = marks(deals, &work.steps, active_at, rules, as_of);
        if rules.deals.auto_create {
            let created = creation(deals, &work.steps, decision, &facts.fields, facts.id);
            work.steps.extend(created);
        }
        work.steps.extend(marked);
        if gives_tasks && may_need_task(facts, rules) {
            work.task = task_cause(facts, &task::of(self.conn, facts.id)?, rules, as_of);
        }
        Ok((!work.steps.is_empty() || work.task.is_some()).then(|| Box::new(work)))
    }

    fn wins(&self, deals: &[Deal], facts: &ContactFacts, decision: &Decision) -> Result<Vec<DealStep>> {
        let open = deals.iter().filter(|deal| deal.state == DealState::Open);
        let (Some(first), Some(last)) = (open.map(|deal| deal.created_at).min(), decision.evidence.last_conversion)
        else {
            return Ok(Vec::new());
        };
        if last.at < first {
            return Ok(Vec::new());
        }
        let range = (first, self.automation.as_of);
        Ok(wins(deals, &deal::conversions(self.conn, facts.id, range, &self.automation.rules.events)?))
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Automated {
    pub deals_created: u64,
    pub deals_won: u64,
    pub deals_stale: u64,
    pub tasks_opened: u64,
}

impl Automated {
    /// What there is to tell of it.
    pub(super) fn in_words(self) -> Vec<(&'static str, u64)> {
        let all = [
            ("deals won by conversions", self.deals_won),
            ("deals created", self.deals_created),
            ("deals gone stale", self.deals_stale),
            ("tasks opened", self.tasks_opened),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}

/// Does it, in the transaction of a connection.
pub(super) struct Doing<'c> {
    conn: &'c Connection,
    context: &'c Context,
    /// The entry of the journal, opened when a deal is changed.
    editor: Option<DealEditor<'c>>,
    quiet: Option<QuietHours>,
    done: Automated,
}

impl<'c> Doing<'c> {
    /// Nothing done yet.
    pub(super) fn new(conn: &'c Connection, context: &'c Context) -> Self {
        Self { conn, context, editor: None, quiet: None, done: Automated::default() }
    }

    /// Does what there is to do for a contact.
    pub(super) fn work(&mut self, contact_id: i64, work: &Work) -> Result<()> {
        for step in &work.steps {
            match step {
                DealStep::Win { deal_id, by, takes_amount } => self.win(*deal_id, by, *takes_amount)?,
                DealStep::Create { title } => self.create(contact_id, title)?,
                DealStep::Mark { deal_id, stale } => deal::mark(self.conn, *deal_id, *stale)?,
            }
        }
        match &work.task {
            Some(cause) => self.give(contact_id, cause),
            None => Ok(()),
        }
    }

    /// Ends it: by `as_of` deals of anybody's may have become stale.
    pub(super) fn finish(mut self) -> Result<Automated> {
        if !thread::is_empty(self.conn, "deal")? {
            let after = self.context.config.rules.windows.stale_deal;
            self.done.deals_stale = deal::settle_marks(self.conn, self.context.as_of, after.0)? as u64;
        }
        if let Some(editor) = self.editor {
            let Automated { deals_created, deals_won, .. } = self.done;
            editor.close_decided(&format!("deals: {deals_won} won, {deals_created} created"))?;
        }
        Ok(self.done)
    }

    fn editor(&mut self) -> Result<&mut DealEditor<'c>> {
        if self.editor.is_none() {
            self.editor = Some(DealEditor::open(self.conn, AUTHOR, AUTHOR, self.context.as_of)?);
        }
        Ok(self.editor.as_mut().expect("it was opened above"))
    }

    fn win(&mut self, deal_id: i64, by: &Conversion, takes_amount: bool) -> Result<()> {
        let text = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
        let mut changes = vec![
            ("state", text(DealState::Won.name())),
            ("closed_at", Value::Integer(by.at.0)),
            ("won_event", text(&by.kind)),
            ("won_event_at", Value::Integer(by.at.0)),
        ];
        if let (true, Some(amount)) = (takes_amount, by.amount) {
            changes.push(("amount", Value::Integer(amount)));
            changes.push(("currency", text(&by.currency)));
        }
        self.editor()?.change(deal_id, &changes)?;
        self.done.deals_won += 1;
        Ok(())
    }

    fn create(&mut self, contact_id: i64, title: &str) -> Result<()> {
        let rules = &self.context.config.rules;
        let stage = rules.deals.stages.first().map_or(Value::Null, |stage| Value::Text(stage.clone()));
        let company = contact::company_id(self.conn, contact_id)?.map_or(Value::Null, Value::Integer);
        let columns = vec![
            ("title", Value::Text(title.to_owned())),
            ("stage", stage),
            ("contact_id", Value::Integer(contact_id)),
            ("company_id", company),
        ];
        let id = self.editor()?.add(&columns)?;
        deal::mark(self.conn, id, Some((false, self.context.as_of + rules.windows.stale_deal)))?;
        self.done.deals_created += 1;
        Ok(())
    }

    fn give(&mut self, contact_id: i64, cause: &TaskCause) -> Result<()> {
        let quiet = match self.quiet {
            Some(quiet) => quiet,
            None => *self.quiet.insert(self.context.quiet_hours()?),
        };
        let (now, rules) = (self.context.as_of, &self.context.config.rules.followups);
        let is_approved = rules.auto_approve.iter().any(|kind| kind == "task");
        let state = if is_approved { FollowupState::Approved } else { FollowupState::Pending };
        task::open(self.conn, contact_id, cause, state, quiet.moved_out(now), now)?;
        self.done.tasks_opened += 1;
        Ok(())
    }
}

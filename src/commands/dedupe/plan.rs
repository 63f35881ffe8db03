//! What dedupe would do: everybody is compared, and what comes out is who would become part of whom, and
//! which pairs wait for a person.

use std::path::Path;

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::everybody::{Changes, Everybody};
use super::exchange;
use crate::commands::Context;
use crate::domain::matching::certain::Evidence;
use crate::domain::matching::survivor::{Standing, standing};
use crate::domain::matching::{Explanation, Found, Matcher, Model, Reason};
use crate::error::{Error, Result};
use crate::store::candidates::{self, Noted};
use crate::store::{contact, folded, likely};

/// Reasons that are named for a merge or a pair.
const REASONS: usize = 3;

/// One merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// Who stays.
    pub survivor: i64,
    /// Who becomes part of the survivor.
    pub merged: i64,
    /// Why.
    pub reason: String,
    /// How sure it is, in percent.
    pub confidence: u8,
}

/// Everybody in the database, compared.
pub(super) struct Plan {
    /// By record.
    pub(super) ids: Vec<i64>,
    pub(super) matcher: Matcher,
    pub(super) found: Found,
    pub(super) merges: Vec<Merge>,
    /// Pairs that wait for a person, of contacts that stay, with their probability.
    pub(super) review: Vec<(i64, i64, f32)>,
    prints: Vec<u32>,
    /// Whether everybody was read.
    is_read: bool,
    /// By id, the contacts that were compared with everybody, and those who are gone; `None` where all were.
    compared: Option<Vec<i64>>,
    /// Whether the model is a new one.
    pub(super) is_trained: bool,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Everybody, with a model that is learnt anew.
    Full,
    /// Contacts that are new or changed since the last run, with the model of the last full run; everybody where there
    /// was none, or where contacts have doubled since.
    Changed,
    /// Everybody, with the model of the last full run where there is one.
    Everybody,
}

/// What a run is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) scope: Scope,
    /// Whether a pair whose merge was taken back waits for a person instead of being merged again.
    pub(super) minds_undone: bool,
    /// A file of scored pairs, to be taken instead of comparing.
    pub(super) scored: Option<&'a Path>,
}

impl Plan {
    /// Compares, or takes the pairs that were scored elsewhere.
    pub(super) fn make(conn: &Connection, asked: Asked<'_>, context: &Context) -> Result<Self> {
        let scope = asked.scope;
        let everybody = if scope == Scope::Full { Everybody::read } else { Everybody::load };
        let mut people = everybody(conn, context)?;
        let kept = if scope == Scope::Full { None } else { kept_model(conn)? };
        let kept = kept.filter(|model| !model.is_outgrown_by(people.ids.len() as u64));
        let is_trained = kept.is_none();
        let changed = match scope {
            Scope::Changed if !is_trained => Some(people.changed(&likely::Compared::load(conn)?)),
            _ => None,
        };
        let compared = changed.as_ref().map(|changed| people.ids_of(changed));
        let intake = std::mem::take(&mut people.intake);
        let threads = context.threads()?;
        let mut matcher = None;
        // What is known is read while people are put together.
        let known = threads.in_place_scope(|scope| -> Result<_> {
            scope.spawn(|_| matcher = Some(Matcher::new(intake.finish(), kept)));
            let decided = people.decided(conn, asked.minds_undone, compared.as_deref())?;
            Ok((decided, candidates::noted(conn)?))
        });
        let (decided, noted) = known?;
        let Some(matcher) = matcher else { return Err(Error::fault("nobody was put together").into()) };
        let Everybody { ids, standings, prints, since_kept, .. } = people;
        let record_of = |id: &str| {
            let Ok(id) = id.parse() else { return Ok(None) };
            // Somebody may have been merged since the pairs were scored.
            let id = if ids.binary_search(&id).is_ok() { Some(id) } else { contact::resolve(conn, id)? };
            Ok(id.and_then(|id| ids.binary_search(&id).ok()).map(|record| record as u32))
        };
        let scored = asked.scored.map(|path| exchange::read_pairs(path, record_of)).transpose()?;
        let found = threads.install(|| match &scored {
            Some(scored) => matcher.take(scored, &decided.pairs),
            None => matcher.find(&decided.pairs, changed.as_deref()),
        });
        let (merges, review) = (Vec::new(), Vec::new());
        let is_read = since_kept.is_none();
        let mut plan = Self { ids, matcher, found, merges, review, prints, is_read, compared, is_trained };
        plan.merges = plan.merges(conn, &standings, &decided.evidence)?;
        plan.review = plan.review(&noted, changed.as_deref());
        Ok(plan)
    }

    /// Keeps everybody as they are after merges, which `touched` some, if everybody was read: who changes from now on is
    /// known to have changed.
    pub(super) fn keep_people(self, conn: &Connection, touched: &FxHashSet<i64>, context: &Context) -> Result<()> {
        if !self.is_read {
            return Ok(());
        }
        let mut touched: Vec<i64> = touched.iter().copied().collect();
        touched.sort_unstable();
        let Changes { ids, since, others } = Changes::read(conn, &self.ids, &touched, context)?;
        folded::begin(conn)?;
        let write = |part, bytes: &[u8]| folded::put(conn, part, bytes);
        let people = context.threads()?.install(|| self.matcher.into_people(&since, others));
        people.keep(&ids, write)
    }

    /// Keeps what the next run builds on; those that were `touched` by merges are compared again then.
    pub(super) fn keep(&self, conn: &Connection, touched: &FxHashSet<i64>) -> Result<()> {
        if self.is_trained {
            likely::keep_model(conn, &serde_json::to_string(self.matcher.model())?)?;
        }
        match &self.compared {
            Some(compared) if !self.is_read => {
                let mut ids: Vec<i64> = compared.iter().chain(touched).copied().collect();
                ids.sort_unstable();
                ids.dedup();
                let print = |id: &i64| self.ids.binary_search(id).ok().filter(|_| !touched.contains(id));
                let prints = ids.iter().map(|id| (*id, print(id).map_or(0, |record| self.prints[record])));
                likely::renew_compared(conn, &prints.collect::<Vec<_>>())?;
            }
            _ => {
                let prints = self.ids.iter().copied().zip(self.prints.iter().copied());
                let stand = |(id, _): &(i64, u32)| !touched.contains(id);
                likely::keep_compared(conn, &prints.filter(stand).collect::<Vec<_>>())?;
            }
        }
        likely::keep_waiting(conn, &self.review)
    }

    fn merges(
        &self,
        conn: &Connection,
        standings: &[Standing],
        evidence: &FxHashMap<(i64, i64), Evidence>,
    ) -> Result<Vec<Merge>> {
        let precedence = |record: u32| -> Result<(Standing, i64)> {
            let id = self.ids[record as usize];
            match standings.get(record as usize) {
                Some(standing) => Ok((*standing, id)),
                None => {
                    let contact = contact::get(conn, id)?;
                    let contact = contact.ok_or_else(|| Error::fault(format!("contact {id} is not there")))?;
                    Ok((standing(&contact), id))
                }
            }
        };
        let mut probability: FxHashMap<(u32, u32), f32> = FxHashMap::default();
        probability.extend(self.found.pairs.iter().map(|pair| ((pair.a, pair.b), pair.probability)));
        let mut merges = Vec::new();
        for group in &self.found.automatic {
            let standing = group.iter().map(|record| Ok((precedence(*record)?, *record)));
            let Some((_, survivor)) = standing.collect::<Result<Vec<_>>>()?.into_iter().min() else { continue };
            for record in group.iter().copied().filter(|record| *record != survivor) {
                let pair = (survivor.min(record), survivor.max(record));
                let ids = (self.ids[pair.0 as usize], self.ids[pair.1 as usize]);
                let (reason, confidence) = match evidence.get(&ids) {
                    Some(evidence) => (evidence.name().to_owned(), evidence.confidence()),
                    None => {
                        let likely = probability.get(&pair).copied().unwrap_or(1.0);
                        (reasons(&self.matcher.explain(pair.0, pair.1)), percent(likely))
                    }
                };
                let (survivor, merged) = (self.ids[survivor as usize], self.ids[record as usize]);
                merges.push(Merge { survivor, merged, reason, confidence });
            }
        }
        Ok(merges)
    }

    /// Pairs that wait for a person. What is merged is spoken of as the survivor; pairs that were found before and of
    /// which nothing changed still stand.
    fn review(&self, noted: &[Noted], changed: Option<&[bool]>) -> Vec<(i64, i64, f32)> {
        let survivor: FxHashMap<i64, i64> = self.merges.iter().map(|merge| (merge.merged, merge.survivor)).collect();
        let now = |id: i64| survivor.get(&id).copied().unwrap_or(id);
        let found = self.found.review().map(|pair| {
            let (a, b) = (now(self.ids[pair.a as usize]), now(self.ids[pair.b as usize]));
            (a.min(b), a.max(b), pair.probability)
        });
        let mut review: Vec<(i64, i64, f32)> = found.collect();
        // What imports noticed is shown, however unlikely; what an earlier run found, while nothing changed.
        let found: FxHashSet<(i64, i64)> = review.iter().map(|(a, b, _)| (*a, *b)).collect();
        let place = |id: i64| self.ids.binary_search(&id).ok();
        for noted in noted {
            let (a, b) = (now(noted.low).min(now(noted.high)), now(noted.low).max(now(noted.high)));
            let (Some(place_a), Some(place_b)) = (place(noted.low), place(noted.high)) else { continue };
            let is_changed = changed.is_none_or(|changed| changed[place_a] || changed[place_b]);
            let before = noted.likely.filter(|_| !is_changed);
            if found.contains(&(a, b)) || before.is_none() && !noted.is_of_import {
                continue;
            }
            let probability =
                before.unwrap_or_else(|| self.matcher.explain(place_a as u32, place_b as u32).probability);
            review.push((a, b, probability));
        }
        review.retain(|(a, b, _)| a != b);
        review.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
        review.dedup_by_key(|(a, b, _)| (*a, *b));
        review.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
        review
    }
}

/// The model of the last full run.
pub(super) fn kept_model(conn: &Connection) -> Result<Option<Model>> {
    // A model of another version of rolo is learnt anew.
    Ok(likely::model(conn)?.and_then(|model| serde_json::from_str(&model).ok()))
}

/// The reasons that weigh most for a pair, in words.
pub(super) fn reasons(explanation: &Explanation) -> String {
    strongest(explanation).iter().map(Reason::text).collect::<Vec<_>>().join(", ")
}

/// The reasons for it that weigh most, the strongest first.
pub(super) fn strongest(explanation: &Explanation) -> Vec<Reason> {
    let mut reasons = explanation.reasons.clone();
    reasons.sort_by(|x, y| y.bits.total_cmp(&x.bits));
    reasons.retain(|reason| reason.bits > 0.0);
    reasons.truncate(REASONS);
    reasons
}

/// A probability in whole percent, and never more than is known.
pub(super) fn percent(probability: f32) -> u8 {
    (probability * 100.0).floor().clamp(0.0, 100.0) as u8
}

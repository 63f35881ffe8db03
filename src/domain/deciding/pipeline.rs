//! Deals: what automation does with those of one contact. A conversion wins an open deal, a qualified contact gets one,
//! and one without activity grows stale. The rules have no memory but the deals themselves, so a second look at the same
//! facts finds nothing to do.

use super::classify::Decision;
use super::facts::Fields;
use super::letters::{any_same, same};
use super::rules::{EventRules, Rules};
use super::words::Status;
use crate::domain::time::Instant;

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DealState {
    /// It is worked on.
    Open,
    /// The contact bought.
    Won,
    /// The contact did not buy.
    Lost,
}

impl DealState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Open, Self::Won, Self::Lost];

    /// The word that is stored and shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A deal as far as automation looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Deal {
    pub id: i64,
    pub state: DealState,
    /// In millionths of a unit of the currency.
    pub amount: Option<i64>,
    /// The currency's code, or empty.
    pub currency: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub closed_at: Option<Instant>,
    pub reopened_at: Option<Instant>,
    /// The kind and the time of the event that won it.
    pub won_event: Option<(String, Instant)>,
    /// Whether it is stale, and when it becomes or became so, as it was last found.
    pub stale: Option<(bool, Instant)>,
}

/// An event of a kind that is a conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Conversion {
    pub kind: String,
    pub at: Instant,
    /// In millionths of a unit of the currency.
    pub amount: Option<i64>,
    /// The currency's code, or empty.
    pub currency: String,
}

/// What automation does with the deals of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DealStep {
    /// A conversion wins a deal.
    Win {
        /// The deal.
        deal_id: i64,
        /// What won it.
        by: Conversion,
        /// Whether the deal takes the amount, since it has none.
        takes_amount: bool,
    },
    /// The contact gets a deal.
    Create {
        /// What it is called.
        title: String,
    },
    /// A deal is stale or not any more, or becomes so at another time; `None` when it is not open.
    Mark {
        /// The deal.
        deal_id: i64,
        /// Whether it is stale, and when it becomes or became so.
        stale: Option<(bool, Instant)>,
    },
}

/// Whether an event of this kind is a conversion.
pub fn is_conversion(rules: &EventRules, kind: &str) -> bool {
    any_same(&rules.conversion, kind)
}

/// The deals that say that an event won them, each with the place of that event; `None` where none of the events is it.
/// An event stands for one deal: of several of a kind and second the one over the deal's amount, else the first.
pub fn winners(deals: &[Deal], events: &[Conversion]) -> Vec<(i64, Option<usize>)> {
    let mut is_taken = vec![false; events.len()];
    let mut of = |deal: &Deal, exact: bool| {
        let (kind, at) = deal.won_event.as_ref()?;
        let is_it = |(place, event): &(usize, &Conversion)| {
            !is_taken[*place] && event.at == *at && same(&event.kind, kind) && (!exact || is_equal(deal, event))
        };
        let place = events.iter().enumerate().find(is_it)?.0;
        is_taken[place] = true;
        Some(place)
    };
    let won = || deals.iter().filter(|deal| deal.won_event.is_some());
    let mut found: Vec<(i64, Option<usize>)> = won().map(|deal| (deal.id, of(deal, true))).collect();
    for ((_, place), deal) in found.iter_mut().zip(won()).filter(|((_, place), _)| place.is_none()) {
        *place = of(deal, false);
    }
    found
}

/// Whether both are over the same amount of the same money.
fn is_equal(deal: &Deal, event: &Conversion) -> bool {
    let money = |code: &str, other: &str| code.is_empty() || other.is_empty() || same(code, other);
    deal.amount.is_some() && deal.amount == event.amount && money(&deal.currency, &event.currency)
}

/// The open deals that conversions win. Each conversion, in the order of time, wins one deal at most that was there
/// before it: the one over the same amount, else the newest. `events` are the conversions that exist, by time.
pub fn wins(deals: &[Deal], events: &[Conversion]) -> Vec<DealStep> {
    let taken: Vec<usize> = winners(deals, events).into_iter().filter_map(|(_, place)| place).collect();
    let mut open: Vec<&Deal> = deals.iter().filter(|deal| deal.state == DealState::Open).collect();
    let mut steps = Vec::new();
    for (_, event) in events.iter().enumerate().filter(|(place, _)| !taken.contains(place)) {
        let may = |deal: &&&Deal| {
            event.at >= deal.created_at && deal.reopened_at.is_none_or(|reopened_at| event.at > reopened_at)
        };
        let best = open.iter().filter(may).max_by_key(|deal| (is_equal(deal, event), deal.created_at, deal.id));
        let Some(id) = best.map(|deal| deal.id) else { continue };
        let takes_amount = open.iter().any(|deal| deal.id == id && deal.amount.is_none()) && event.amount.is_some();
        open.retain(|deal| deal.id != id);
        steps.push(DealStep::Win { deal_id: id, by: event.clone(), takes_amount });
    }
    steps
}

/// The deal that a qualified contact gets: when none is open, and none was created or closed at or after the last closing
/// evidence. Without any such evidence, as with a pin, the first deal is the last.
pub fn creation(deals: &[Deal], won: &[DealStep], decision: &Decision, fields: &Fields, id: i64) -> Option<DealStep> {
    if decision.status != Status::Qualified {
        return None;
    }
    let is_won =
        |deal: &Deal| won.iter().any(|step| matches!(step, DealStep::Win { deal_id, .. } if *deal_id == deal.id));
    let stands_against = |deal: &Deal| match decision.evidence.last_closing {
        _ if deal.state == DealState::Open && !is_won(deal) => true,
        None => true,
        Some(evidence) => {
            let closed_at = if is_won(deal) { closing(won, deal.id) } else { deal.closed_at };
            deal.created_at.max(closed_at.unwrap_or(deal.created_at)) >= evidence.at
        }
    };
    (!deals.iter().any(stands_against)).then(|| DealStep::Create { title: title(fields, id) })
}

fn closing(won: &[DealStep], id: i64) -> Option<Instant> {
    won.iter().find_map(|step| match step {
        DealStep::Win { deal_id, by, .. } if *deal_id == id => Some(by.at),
        _ => None,
    })
}

/// What a deal is called that nobody named: what the contact needs, else its company, else the contact.
fn title(fields: &Fields, id: i64) -> String {
    let need = fields.needs.split(';').next().unwrap_or_default();
    let known = [need, &fields.company, &fields.name, &fields.email, &fields.phone];
    let named = known.into_iter().map(str::trim).find(|text| !text.is_empty());
    named.map_or_else(|| format!("contact {id}"), str::to_owned)
}

/// What becomes of the marks of stale deals: an open one without activity of its own or of its contact, last at
/// `active_at`, for so long as the rules say is stale. `won` are no longer open.
pub fn marks(
    deals: &[Deal],
    won: &[DealStep],
    active_at: Option<Instant>,
    rules: &Rules,
    as_of: Instant,
) -> Vec<DealStep> {
    let mut steps = Vec::new();
    for deal in deals {
        let is_open = deal.state == DealState::Open && closing(won, deal.id).is_none();
        let stale = is_open.then(|| {
            let last = deal.created_at.max(deal.updated_at);
            let stale_at = active_at.map_or(last, |at| at.max(last)) + rules.windows.stale_deal;
            (stale_at <= as_of, stale_at)
        });
        if stale != deal.stale {
            steps.push(DealStep::Mark { deal_id: deal.id, stale });
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::classify;
    use crate::domain::deciding::testing::{at_day, contact_with, rules, usd, visitor};

    fn deal(id: i64, day: i64) -> Deal {
        Deal {
            id,
            state: DealState::Open,
            amount: None,
            currency: String::new(),
            created_at: at_day(day),
            updated_at: at_day(day),
            closed_at: None,
            reopened_at: None,
            won_event: None,
            stale: None,
        }
    }

    fn over(amount: i64, deal: Deal) -> Deal {
        Deal { amount: Some(amount), currency: "USD".to_owned(), ..deal }
    }

    fn sold(day: i64, amount: i64) -> Conversion {
        Conversion { kind: "purchase".to_owned(), at: at_day(day), amount: Some(amount), currency: "usd".to_owned() }
    }

    fn won(deals: &[Deal], events: &[Conversion]) -> Vec<(i64, Option<i64>, bool)> {
        let step = |step| match step {
            DealStep::Win { deal_id, by, takes_amount } => Some((deal_id, by.amount, takes_amount)),
            _ => None,
        };
        wins(deals, events).into_iter().filter_map(step).collect()
    }

    #[test]
    fn a_conversion_wins_the_deal_over_its_amount_else_the_newest_that_was_there() {
        let deals = [over(5, deal(1, 0)), deal(2, 1), over(7, deal(3, 2)), deal(4, 9)];
        assert_eq!(won(&deals, &[sold(3, 5)]), [(1, Some(5), false)]);
        assert_eq!(won(&deals, &[sold(3, 6)]), [(3, Some(6), false)]);
        assert_eq!(won(&deals, &[sold(1, 6)]), [(2, Some(6), true)]);
        assert_eq!(won(&deals[3..], &[sold(8, 6)]), []);
        assert_eq!(won(&deals, &[sold(3, 5), sold(4, 5)]), [(1, Some(5), false), (3, Some(5), false)]);
    }

    #[test]
    fn a_conversion_that_won_a_deal_wins_no_other_and_a_reopened_one_waits_for_the_next() {
        let by =
            |day, deal| Deal { state: DealState::Won, won_event: Some(("Purchase".to_owned(), at_day(day))), ..deal };
        let twins = [sold(3, 5), sold(3, 7)];
        assert_eq!(won(&[by(3, over(7, deal(1, 0))), deal(2, 0)], &twins), [(2, Some(5), true)]);
        assert_eq!(won(&[by(3, deal(1, 0)), by(3, deal(3, 0)), deal(2, 0)], &twins), []);
        assert_eq!(
            winners(&[by(3, deal(1, 0)), by(3, over(5, deal(3, 0))), by(4, deal(4, 0))], &twins),
            [(1, Some(1)), (3, Some(0)), (4, None)]
        );
        let reopened = Deal { reopened_at: Some(at_day(3)), ..deal(1, 0) };
        assert_eq!(won(&[reopened], &[sold(3, 5), sold(4, 6)]), [(1, Some(6), true)]);
    }

    fn created(deals: &[Deal], day: i64) -> bool {
        let facts = contact_with(vec![visitor(at_day(5), &[Cue::PurchaseIntent])]);
        let decision = classify(&facts, &rules(), &usd(), at_day(day));
        creation(deals, &[], &decision, &facts.fields, 1).is_some()
    }

    #[test]
    fn a_qualified_contact_gets_one_deal_for_its_last_closing_evidence() {
        assert!(created(&[], 5) && !created(&[], 30));
        assert!(!created(&[deal(1, 0)], 6), "one is open");
        let lost =
            |created, closed| Deal { state: DealState::Lost, closed_at: Some(at_day(closed)), ..deal(1, created) };
        assert!(created(&[lost(0, 4)], 6) && !created(&[lost(0, 5)], 6) && !created(&[lost(5, 5)], 6));
    }

    #[test]
    fn a_pinned_status_without_evidence_gives_the_first_deal_only() {
        let mut facts = contact_with(Vec::new());
        facts.pins.status = Some(Status::Qualified);
        facts.fields.name = "Ana Cruz".to_owned();
        facts.fields.needs = "wedding cake;flowers".to_owned();
        let decision = classify(&facts, &rules(), &usd(), at_day(1));
        let found = |deals: &[Deal]| creation(deals, &[], &decision, &facts.fields, 1);
        assert_eq!(found(&[]), Some(DealStep::Create { title: "wedding cake".to_owned() }));
        assert_eq!(found(&[Deal { state: DealState::Lost, ..deal(1, 0) }]), None);
    }

    #[test]
    fn an_open_deal_is_stale_once_nothing_has_happened_for_so_long() {
        let of = |deal: Deal, active: Option<i64>, day| marks(&[deal], &[], active.map(at_day), &rules(), at_day(day));
        let mark = |is_stale, day| vec![DealStep::Mark { deal_id: 1, stale: Some((is_stale, at_day(day))) }];
        assert_eq!(of(deal(1, 0), None, 13), mark(false, 14));
        assert_eq!(of(deal(1, 0), None, 14), mark(true, 14));
        assert_eq!(of(deal(1, 0), Some(3), 14), mark(false, 17));
        assert_eq!(of(Deal { stale: Some((true, at_day(14))), ..deal(1, 0) }, None, 20), []);
        let closed = Deal { state: DealState::Lost, stale: Some((true, at_day(14))), ..deal(1, 0) };
        assert_eq!(of(closed, None, 20), [DealStep::Mark { deal_id: 1, stale: None }]);
    }
}

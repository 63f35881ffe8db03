//! `classify`: intent, stage, status, sentiment, flags and completeness of one contact at `as_of`, and until when they
//! hold. [`explain`] gives the same decisions line by line.

use super::clause::Clause;
use super::completeness::{completeness, parts};
use super::evidence::Evidence;
use super::facts::{ContactFacts, Pins};
use super::horizon::Horizon;
use super::lists::{Line, at_risk_clauses, intent_lines, stage_lines, status_lines, vip_clauses};
use super::money::Currency;
use super::rules::Rules;
use super::sentiment::sentiment_level;
use super::words::{Intent, SentimentLevel, Stage, Status, Subject};
use crate::domain::time::Instant;

/// What was decided of a contact. The values without `_auto` are those that count: a pin replaces the derived one.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// The derived intent.
    pub intent_auto: Option<Intent>,
    /// The derived stage.
    pub stage_auto: Stage,
    /// The derived status, by the intent that counts.
    pub status_auto: Status,
    /// The intent that counts.
    pub intent: Option<Intent>,
    /// The stage that counts.
    pub stage: Stage,
    /// The status that counts.
    pub status: Status,
    /// In ten-thousandths, rounded half away from zero.
    pub sentiment: Option<i32>,
    /// The level that the sentiment is on.
    pub sentiment_level: Option<SentimentLevel>,
    /// Whether the contact matters more than others.
    pub vip: bool,
    /// Whether we may lose the contact.
    pub at_risk: bool,
    /// How much is known of the contact, in percent.
    pub completeness: u8,
    /// The first instant at which any of this could change with no new data.
    pub valid_until: Option<Instant>,
    /// The facts up to `as_of` that all this, the score and the follow-ups go by.
    pub evidence: Evidence,
}

/// One line of an explanation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// What is decided.
    pub subject: Subject,
    /// The word that the line is for: an intent, stage, status or level, the name of a flag or field; empty for no
    /// intent.
    pub value: &'static str,
    /// Whether the clause holds.
    pub holds: bool,
    /// Whether the derived value comes from this line (for a pin: whether the value that counts does).
    pub decides: bool,
    /// The clause with its facts.
    pub clause: Clause,
}

impl Reason {
    /// The clause and its facts in plain words.
    pub fn text(&self, facts: &ContactFacts) -> String {
        self.clause.text(facts)
    }
}

/// Decides what a contact is at `as_of`.
pub fn classify(facts: &ContactFacts, rules: &Rules, currency: &Currency, as_of: Instant) -> Decision {
    let evidence = Evidence::read(facts, rules, currency, as_of);
    let pins = if rules.status.pins { facts.pins } else { Pins::default() };
    let mut horizon = Horizon::after(as_of);
    horizon.note(evidence.next_fact);
    let intent_auto = first(&intent_lines(&evidence, rules), None, &mut horizon);
    let intent = pins.intent.or(intent_auto);
    let stage_auto = first(&stage_lines(&evidence, rules), Stage::Inquiry, &mut horizon);
    let status_auto = first(&status_lines(&evidence, rules, intent), Status::New, &mut horizon);
    let status = pins.status.unwrap_or(status_auto);
    Decision {
        intent_auto,
        stage_auto,
        status_auto,
        intent,
        stage: pins.stage.unwrap_or(stage_auto),
        status,
        sentiment: evidence.sentiment,
        sentiment_level: evidence.sentiment.map(|value| sentiment_level(value, &rules.sentiment)),
        vip: any(&vip_clauses(&evidence, &facts.fields, rules), &mut horizon),
        at_risk: any(&at_risk_clauses(&evidence, &facts.fields, rules, status), &mut horizon),
        completeness: completeness(&facts.fields, &rules.completeness),
        valid_until: horizon.first(),
        evidence,
    }
}

/// The value of the first line that holds. Lines after it cannot change the outcome, so only those up to it are noted.
fn first<V: Copy>(lines: &[Line<V>], otherwise: V, horizon: &mut Horizon) -> V {
    for line in lines {
        let judgement = line.clause.judge(horizon.as_of());
        horizon.note(judgement.changes_at);
        if judgement.holds {
            return line.value;
        }
    }
    otherwise
}

fn any(clauses: &[Clause], horizon: &mut Horizon) -> bool {
    clauses.iter().any(|clause| {
        let judgement = clause.judge(horizon.as_of());
        horizon.note(judgement.changes_at);
        judgement.holds
    })
}

/// Every line of the decision lists with the facts that answered it: pins first, then the lists in order.
pub fn explain(facts: &ContactFacts, rules: &Rules, currency: &Currency, as_of: Instant) -> Vec<Reason> {
    let decision = classify(facts, rules, currency, as_of);
    let evidence = &decision.evidence;
    let mut explanation = Explanation { as_of, reasons: Vec::with_capacity(36) };
    let counts = rules.status.pins;
    explanation.pin(Subject::Intent, facts.pins.intent.map(Intent::name), counts);
    explanation.list(Subject::Intent, &intent_lines(evidence, rules), |value| value.map_or("", Intent::name));
    explanation.pin(Subject::Stage, facts.pins.stage.map(Stage::name), counts);
    explanation.list(Subject::Stage, &stage_lines(evidence, rules), Stage::name);
    explanation.pin(Subject::Status, facts.pins.status.map(Status::name), counts);
    explanation.list(Subject::Status, &status_lines(evidence, rules, decision.intent), Status::name);
    let level = decision.sentiment_level.map_or("", SentimentLevel::name);
    explanation.each(Subject::Sentiment, level, &[Clause::Mean { conversations: evidence.sentiment_count }]);
    explanation.each(Subject::Vip, "vip", &vip_clauses(evidence, &facts.fields, rules));
    let at_risk = at_risk_clauses(evidence, &facts.fields, rules, decision.status);
    explanation.each(Subject::AtRisk, "at_risk", &at_risk);
    for (field, percent, filled) in parts(&facts.fields, &rules.completeness) {
        explanation.each(Subject::Completeness, field, &[Clause::Filled { filled, percent }]);
    }
    explanation.reasons
}

/// Reasons as they are gathered.
struct Explanation {
    as_of: Instant,
    reasons: Vec<Reason>,
}

impl Explanation {
    fn add(&mut self, subject: Subject, value: &'static str, clause: Clause, undecided: bool) -> bool {
        let holds = clause.judge(self.as_of).holds;
        self.reasons.push(Reason { subject, value, holds, decides: holds && undecided, clause });
        holds
    }

    fn pin(&mut self, subject: Subject, value: Option<&'static str>, counts: bool) {
        if let Some(value) = value {
            self.add(subject, value, Clause::Pinned { counts }, true);
        }
    }

    /// A list of which the first line that holds decides.
    fn list<V: Copy>(&mut self, subject: Subject, lines: &[Line<V>], name: impl Fn(V) -> &'static str) {
        let mut undecided = true;
        for line in lines {
            let holds = self.add(subject, name(line.value), line.clause, undecided);
            undecided &= !holds;
        }
    }

    /// Clauses of which each that holds counts.
    fn each(&mut self, subject: Subject, value: &'static str, clauses: &[Clause]) {
        for clause in clauses {
            self.add(subject, value, *clause, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::facts::MessageFact;
    use crate::domain::deciding::testing::{
        agent, at_day, bot, contact, contact_with, conversation, deal, event, rules, system, usd, visitor,
    };

    /// The decision so many days and seconds after the start.
    fn decide(facts: &ContactFacts, day: i64, second: i64) -> Decision {
        classify(facts, &rules(), &usd(), Instant(at_day(day).0 + second))
    }

    fn wrote(cue: Cue) -> ContactFacts {
        contact_with(vec![visitor(at_day(0), &[cue])])
    }

    fn three_messages(at: Instant) -> Vec<MessageFact> {
        vec![visitor(at, &[]), agent(at, &[]), bot(at, &[])]
    }

    #[test]
    fn a_closing_cue_makes_ready_to_buy_for_fourteen_days() {
        for cue in [Cue::PurchaseIntent, Cue::BookingAttempt, Cue::Negotiation] {
            let facts = wrote(cue);
            assert_eq!(decide(&facts, 14, -1).intent, Some(Intent::ReadyToBuy));
            assert_eq!(decide(&facts, 14, 0).intent, Some(Intent::Browsing));
            assert_eq!(decide(&facts, 0, 0).valid_until, Some(at_day(14)));
        }
    }

    #[test]
    fn a_buying_event_is_closing_evidence_for_intent_and_stage() {
        let mut facts = contact();
        facts.events = vec![event("Checkout_Started", at_day(0))];
        let before = decide(&facts, 14, -1);
        assert_eq!((before.intent, before.stage), (Some(Intent::ReadyToBuy), Stage::Closing));
        let after = decide(&facts, 14, 0);
        assert_eq!((after.intent, after.stage), (None, Stage::Closing));
        assert_eq!(decide(&facts, 90, 0).stage, Stage::Inquiry);
    }

    #[test]
    fn a_comparing_cue_makes_comparing_for_thirty_days() {
        for cue in [Cue::Comparison, Cue::PricingQuestion, Cue::AvailabilityQuestion] {
            let facts = wrote(cue);
            assert_eq!(decide(&facts, 30, -1).intent, Some(Intent::Comparing));
            assert_eq!(decide(&facts, 30, 0).intent, Some(Intent::Browsing));
        }
    }

    #[test]
    fn whoever_wrote_is_browsing_and_whoever_did_not_has_no_intent() {
        assert_eq!(decide(&wrote(Cue::Goodbye), 1_000, 0).intent, Some(Intent::Browsing));
        let facts = contact_with(vec![agent(at_day(0), &[Cue::PurchaseIntent]), system(at_day(0))]);
        assert_eq!(decide(&facts, 1, 0).intent, None);
    }

    #[test]
    fn a_cue_of_tomorrow_is_not_known_today() {
        let facts = wrote(Cue::PurchaseIntent);
        let today = decide(&facts, 0, -1);
        assert_eq!((today.intent, today.status, today.stage), (None, Status::New, Stage::Inquiry));
        assert_eq!(today.valid_until, Some(at_day(0)));
    }

    #[test]
    fn a_conversion_is_in_progress_until_it_is_fulfilled_or_thirty_days_old() {
        let mut facts = contact();
        facts.deals = vec![deal(at_day(0), 1)];
        assert_eq!(decide(&facts, 30, -1).stage, Stage::InProgress);
        assert_eq!(decide(&facts, 30, 0).stage, Stage::FollowUp);
        facts.events = vec![event("delivered", at_day(2))];
        assert_eq!(decide(&facts, 2, -1).stage, Stage::InProgress);
        assert_eq!(decide(&facts, 2, 0).stage, Stage::FollowUp);
    }

    #[test]
    fn fulfilment_counts_at_the_very_second_of_the_conversion_but_not_before() {
        let mut facts = contact();
        facts.events = vec![event("delivered", at_day(0)), event("purchase", at_day(0))];
        assert_eq!(decide(&facts, 0, 0).stage, Stage::FollowUp);
        facts.events[1].at = Instant(at_day(0).0 + 1);
        assert_eq!(decide(&facts, 0, 1).stage, Stage::InProgress);
    }

    #[test]
    fn a_second_purchase_takes_the_stage_back() {
        let mut facts = contact();
        facts.events = vec![event("purchase", at_day(0)), event("completed", at_day(1)), event("purchase", at_day(2))];
        assert_eq!(decide(&facts, 1, 0).stage, Stage::FollowUp);
        assert_eq!(decide(&facts, 2, 0).stage, Stage::InProgress);
    }

    #[test]
    fn the_stage_remembers_cues_for_ninety_days() {
        let facts =
            contact_with(vec![visitor(at_day(0), &[Cue::PurchaseIntent]), visitor(at_day(1), &[Cue::Comparison])]);
        assert_eq!(decide(&facts, 90, -1).stage, Stage::Closing);
        assert_eq!(decide(&facts, 90, 0).stage, Stage::Comparing);
        assert_eq!(decide(&facts, 91, 0).stage, Stage::Inquiry);
    }

    #[test]
    fn a_converted_contact_churns_after_ninety_days_of_silence() {
        let mut facts = contact();
        facts.events = vec![event("booking_confirmed", at_day(0)), event("newsletter_opened", at_day(5))];
        let before = decide(&facts, 95, -1);
        assert_eq!((before.status, before.at_risk), (Status::Converted, false));
        let after = decide(&facts, 95, 0);
        assert_eq!((after.status, after.at_risk), (Status::Churned, true));
    }

    #[test]
    fn without_a_conversion_no_silence_churns() {
        assert_eq!(decide(&contact_with(three_messages(at_day(0))), 1_000, 0).status, Status::Inactive);
    }

    #[test]
    fn conversion_comes_before_qualification_and_that_before_activity() {
        let mut facts = contact_with(three_messages(at_day(0)));
        facts.conversations[0].messages[0].cues.insert(Cue::Negotiation);
        assert_eq!(decide(&facts, 0, 0).status, Status::Qualified);
        facts.events = vec![event("purchase", at_day(0))];
        assert_eq!(decide(&facts, 0, 0).status, Status::Converted);
    }

    #[test]
    fn active_takes_three_messages_and_lasts_fourteen_days() {
        let facts = contact_with(three_messages(at_day(0)));
        assert_eq!(decide(&facts, 14, -1).status, Status::Active);
        assert_eq!(decide(&facts, 14, 0).status, Status::New);
        let two = contact_with(vec![visitor(at_day(0), &[]), system(at_day(0)), agent(at_day(0), &[])]);
        assert_eq!(decide(&two, 1, 0).status, Status::New);
    }

    #[test]
    fn inactive_begins_at_thirty_days_of_silence() {
        let mut facts = contact();
        facts.last_active = Some(at_day(0));
        assert_eq!(decide(&facts, 30, -1).status, Status::New);
        assert_eq!(decide(&facts, 0, 0).valid_until, Some(at_day(30)));
        let after = decide(&facts, 30, 0);
        assert_eq!((after.status, after.valid_until), (Status::Inactive, None));
    }

    #[test]
    fn a_contact_without_any_activity_is_new_for_ever() {
        let decision = decide(&contact_with(vec![agent(at_day(0), &[])]), 1_000, 0);
        assert_eq!((decision.status, decision.valid_until), (Status::New, None));
    }

    #[test]
    fn an_imported_last_active_of_the_future_does_not_exist() {
        let mut facts = contact_with(three_messages(at_day(0)));
        facts.last_active = Some(at_day(40));
        assert_eq!(decide(&facts, 30, 0).status, Status::Inactive);
        assert_eq!(decide(&facts, 40, 0).status, Status::Active);
    }

    #[test]
    fn a_pinned_intent_makes_qualified_and_the_derived_one_stays_beside_it() {
        let mut facts = wrote(Cue::Comparison);
        facts.pins.intent = Some(Intent::ReadyToBuy);
        let decision = decide(&facts, 0, 0);
        assert_eq!((decision.intent, decision.intent_auto), (Some(Intent::ReadyToBuy), Some(Intent::Comparing)));
        assert_eq!((decision.status, decision.status_auto), (Status::Qualified, Status::Qualified));
    }

    #[test]
    fn a_pinned_status_decides_the_risk() {
        let mut facts = contact_with(vec![visitor(at_day(0), &[])]);
        facts.pins.status = Some(Status::Churned);
        assert!(decide(&facts, 0, 0).at_risk);
        facts.pins.status = Some(Status::Converted);
        assert!(!decide(&facts, 0, 0).at_risk);
        facts.conversations[0].messages[0].sentiment = Some(-3_000);
        assert!(decide(&facts, 0, 0).at_risk);
        facts.pins.status = Some(Status::New);
        assert!(!decide(&facts, 0, 0).at_risk);
    }

    #[test]
    fn pins_count_for_nothing_where_the_rules_say_so() {
        let mut facts = wrote(Cue::Goodbye);
        facts.pins.intent = Some(Intent::ReadyToBuy);
        facts.pins.stage = Some(Stage::Closing);
        facts.pins.status = Some(Status::Churned);
        let mut strict = rules();
        strict.status.pins = false;
        let decision = classify(&facts, &strict, &usd(), at_day(0));
        assert_eq!(decision.intent, Some(Intent::Browsing));
        assert_eq!((decision.stage, decision.status, decision.at_risk), (Stage::Inquiry, Status::New, false));
        assert!(
            explain(&facts, &strict, &usd(), at_day(0))
                .iter()
                .all(|reason| { !(reason.decides && matches!(reason.clause, Clause::Pinned { .. })) })
        );
    }

    #[test]
    fn an_unhappy_customer_is_at_risk_from_the_limit_down() {
        let mut facts = contact_with(vec![visitor(at_day(0), &[])]);
        for (customer, sentiment, at_risk) in [(true, -3_000, true), (true, -2_999, false), (false, -9_000, false)] {
            facts.fields.is_customer = customer;
            facts.conversations[0].messages[0].sentiment = Some(sentiment);
            assert_eq!(decide(&facts, 0, 0).at_risk, at_risk, "{customer} {sentiment}");
        }
    }

    #[test]
    fn an_open_frustration_alert_puts_at_risk_once_its_cause_exists() {
        let mut facts = contact();
        facts.frustration_alerts = vec![at_day(3)];
        assert!(!decide(&facts, 3, -1).at_risk);
        assert_eq!(decide(&facts, 3, -1).valid_until, Some(at_day(3)));
        assert!(decide(&facts, 3, 0).at_risk);
    }

    #[test]
    fn three_purchases_or_the_tag_make_a_vip() {
        let mut facts = contact();
        facts.events = vec![event("purchase", at_day(0)), event("purchase", at_day(1))];
        facts.deals = vec![deal(at_day(2), 1)];
        assert!(!decide(&facts, 2, -1).vip);
        assert!(decide(&facts, 2, 0).vip);
        let mut tagged = contact();
        tagged.fields.tags = "not vip;V.I.P.".to_owned();
        assert!(!decide(&tagged, 0, 0).vip);
        tagged.fields.tags = "new; Vip ".to_owned();
        assert!(decide(&tagged, 0, 0).vip);
    }

    #[test]
    fn spend_makes_a_vip_only_where_the_rules_name_a_sum() {
        let mut facts = contact();
        facts.deals = vec![deal(at_day(0), 5_000_000_000)];
        assert!(!decide(&facts, 0, 0).vip);
        let mut rules = rules();
        rules.flags.vip_spend = 5_000.0;
        assert!(classify(&facts, &rules, &usd(), at_day(0)).vip);
        facts.deals[0].amount = Some(4_999_999_999);
        assert!(!classify(&facts, &rules, &usd(), at_day(0)).vip);
    }

    #[test]
    fn sentiment_is_the_mean_of_conversations_known_by_then() {
        let mut facts = contact();
        let felt = |day, sentiment| MessageFact { sentiment: Some(sentiment), ..visitor(at_day(day), &[]) };
        facts.conversations = vec![
            conversation(1, vec![felt(0, 10_000), felt(9, -10_000)]),
            conversation(2, vec![felt(1, 0), agent(at_day(1), &[])]),
            conversation(3, vec![visitor(at_day(1), &[])]),
        ];
        assert_eq!(decide(&facts, 0, 0).sentiment, Some(10_000));
        assert_eq!(decide(&facts, 1, 0).sentiment, Some(5_000));
        assert_eq!(decide(&facts, 9, 0).sentiment, Some(0));
        assert_eq!(decide(&facts, 1, 0).sentiment_level, Some(SentimentLevel::VeryPositive));
        assert_eq!(decide(&contact(), 1, 0).sentiment_level, None);
    }

    #[test]
    fn an_explanation_shows_every_line_and_which_of_them_decided() {
        let facts = wrote(Cue::Negotiation);
        let reasons = explain(&facts, &rules(), &usd(), at_day(20));
        let of = |subject| reasons.iter().filter(move |reason| reason.subject == subject);
        let intents: Vec<_> = of(Subject::Intent).map(|r| (r.value, r.holds, r.decides)).collect();
        assert_eq!(
            intents,
            [("ready_to_buy", false, false), ("comparing", false, false), ("browsing", true, true), ("", true, false)]
        );
        assert_eq!(of(Subject::Status).count(), 6);
        let stage = of(Subject::Stage).find(|reason| reason.decides).expect("one line decides");
        assert_eq!(
            stage.text(&facts),
            "closing cue or buying event within 90d: message 101 of conversation 1 at 2026-01-01T00:00:00Z (negotiation)"
        );
    }
}

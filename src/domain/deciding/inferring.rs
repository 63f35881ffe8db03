//! What is inferred of a contact: empty fields are filled from what the visitor said of themselves, needs and interests
//! from the products they asked for, traits from cues and behaviour. All of it gives way: to any value that an import or
//! a person brought, and to whatever a person holds.
//!
//! - Of several values for one field the latest statement counts, for people correct themselves. A name counts in its
//!   fullest form that agrees with the latest one.
//! - An e-mail address or phone number that another contact holds fills nothing. It is a hint that the two may be one
//!   person, which is for `dedupe` to ask.
//! - Needs and interests are the products that most messages name, the latest first among equals, at most [`MOST`]. What
//!   somebody needs is not told as an interest as well.
//! - Traits hold from what was ever shown up to `as_of`; there are windows for none of them. The first [`MOST`] that hold
//!   count, in the order of [`Trait::ALL`].

use std::fmt;

use super::evidence::{Evidence, existing};
use super::facts::{ContactFacts, Fields};
use super::letters::any_same;
use super::rules::Rules;
use crate::domain::contact::Held;
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::normalize::name;
use crate::domain::reading::personal::{Field, Statement};
use crate::domain::time::{DAY, Instant};

/// Most needs, interests and traits that are inferred of one contact.
pub const MOST: usize = 5;

/// Somebody who comes back after so long is no longer in the same conversation.
const RETURNS_AFTER: i64 = 30 * DAY.0;
/// Questions for a price from which on somebody looks at it.
const PRICE_QUESTIONS: usize = 2;
/// Deferrals from which on somebody hesitates.
const DEFERRALS: usize = 2;

/// A statement with the message it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heard {
    /// The message.
    pub message_id: i64,
    /// When it was sent.
    pub at: Instant,
    /// What it says; a phone number in E.164.
    pub said: Statement,
    /// Other contacts that hold the e-mail address or phone number, by id.
    pub others: Vec<i64>,
}

/// What follows from all that a visitor said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Inferred {
    /// Statements that fill empty fields, in the order of fields; of several alike the latest. Needs and interests have
    /// several.
    pub values: Vec<Heard>,
    /// Other contacts that hold an e-mail address or phone number which this one said to be theirs.
    pub hints: Vec<(i64, Field)>,
}

impl Inferred {
    /// The values of a field; none, one, or the items of a list.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |heard| heard.said.field == field).map(|heard| &*heard.said.value)
    }

    /// Whether nothing follows.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.hints.is_empty()
    }

    /// Fills the fields of a contact, which are empty where there are values.
    pub fn fill(&self, fields: &mut Fields) {
        for field in Field::ALL {
            let text = self.of(field).collect::<Vec<_>>().join(";");
            if text.is_empty() {
                continue;
            }
            if field == Field::Name {
                (fields.first_name, fields.last_name) = name::split(&text);
            }
            *text_mut(fields, field) = text;
        }
    }
}

/// What statements fill of a contact with these fields. `heard` is in the order of messages.
pub fn infer(fields: &Fields, held: &Held, heard: &[Heard]) -> Inferred {
    let mut inferred = Inferred::default();
    for field in Field::ALL {
        let of_field = || heard.iter().filter(move |heard| heard.said.field == field);
        for other in of_field().flat_map(|heard| &heard.others) {
            if !inferred.hints.contains(&(*other, field)) {
                inferred.hints.push((*other, field));
            }
        }
        if !is_empty(fields, field) || is_held(held, field) {
            continue;
        }
        let chosen: Vec<Heard> = match field {
            Field::Need | Field::Interest => {
                let is_open = |heard: &&Heard| {
                    let value = &*heard.said.value;
                    let is_removed = !held.is_empty() && held.contains(&(field.name().to_owned(), value.to_owned()));
                    !is_removed && !inferred.of(Field::Need).any(|need| need == value)
                };
                most_named(of_field().filter(is_open)).cloned().collect()
            }
            Field::Name => fullest_name(of_field()).into_iter().cloned().collect(),
            _ => of_field().rfind(|heard| heard.others.is_empty()).into_iter().cloned().collect(),
        };
        inferred.values.extend(chosen);
    }
    inferred.hints.sort_unstable();
    inferred
}

/// The text of a field.
fn text_mut(fields: &mut Fields, field: Field) -> &mut String {
    match field {
        Field::Email => &mut fields.email,
        Field::Phone => &mut fields.phone,
        Field::Name => &mut fields.name,
        Field::Company => &mut fields.company,
        Field::JobTitle => &mut fields.job_title,
        Field::Address => &mut fields.address,
        Field::Website => &mut fields.website,
        Field::Need => &mut fields.needs,
        Field::Interest => &mut fields.interests,
    }
}

/// Whether nothing is known of a field.
fn is_empty(fields: &Fields, field: Field) -> bool {
    match field {
        Field::Email => fields.email.is_empty(),
        Field::Phone => fields.phone.is_empty(),
        Field::Name => fields.name.is_empty() && fields.first_name.is_empty() && fields.last_name.is_empty(),
        Field::Company => fields.company.is_empty(),
        Field::JobTitle => fields.job_title.is_empty(),
        Field::Address => fields.address.is_empty(),
        Field::Website => fields.website.is_empty(),
        Field::Need => fields.needs.is_empty(),
        Field::Interest => fields.interests.is_empty(),
    }
}

/// Whether a person set the field by hand, to nothing where it is empty.
fn is_held(held: &Held, field: Field) -> bool {
    let names: &[&str] = match field {
        Field::Email => &["email", "emails"],
        Field::Phone => &["phone", "phones"],
        Field::Name => &["name", "first_name", "last_name"],
        _ => &[field.name()],
    };
    !held.is_empty() && names.iter().any(|name| held.contains(&((*name).to_owned(), String::new())))
}

/// The fullest of the names that agree with the latest one; of equally full ones the latest.
fn fullest_name<'h>(heard: impl DoubleEndedIterator<Item = &'h Heard> + Clone) -> Option<&'h Heard> {
    let latest = &heard.clone().next_back()?.said.value;
    let agreeing = heard.filter(|heard| name::agree(&heard.said.value, latest));
    agreeing.max_by_key(|heard| heard.said.value.split(' ').count())
}

/// The values that most messages name, the latest first among equals; each by its latest statement.
fn most_named<'h>(heard: impl Iterator<Item = &'h Heard>) -> impl Iterator<Item = &'h Heard> {
    let mut named: Vec<(usize, usize, &Heard)> = Vec::new();
    for (place, heard) in heard.enumerate() {
        match named.iter_mut().find(|(.., other)| other.said.value == heard.said.value) {
            Some(known) => *known = (known.0 + 1, place, heard),
            None => named.push((1, place, heard)),
        }
    }
    named.sort_by_key(|(count, place, _)| (std::cmp::Reverse(*count), std::cmp::Reverse(*place)));
    named.into_iter().take(MOST).map(|(.., heard)| heard)
}

macro_rules! traits {
    ($($variant:ident $name:literal $doc:literal),+ $(,)?) => {
        /// What can be inferred of somebody's ways. The order is stored data: new ones go to the end.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Trait { $(#[doc = $doc] $variant),+ }

        impl Trait {
            /// All of them, those that say most first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The words that are shown.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it rests on, in words.
            pub const fn because(self) -> &'static str {
                match self { $(Self::$variant => $doc),+ }
            }
        }
    };
}

traits! {
    ReturningCustomer "returning customer" "two conversions, or one and conversations more than 30 days apart",
    DecisionMaker "decision maker" "says that they decide",
    PriceSensitive "price sensitive" "haggles, or asked for prices twice",
    UrgentBuyer "urgent buyer" "is in a hurry for something that they need, buy or book",
    Comparing "comparing" "weighs us against others",
    Hesitant "hesitant" "put the decision off twice",
}

/// A set of traits, one bit each in the order of [`Trait::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct TraitSet(pub u8);

impl TraitSet {
    /// The traits of the set in their order.
    pub fn iter(self) -> impl Iterator<Item = Trait> {
        Trait::ALL.iter().copied().filter(move |one| self.0 & 1 << *one as u8 != 0)
    }
}

impl fmt::Display for TraitSet {
    /// The names joined with `;`, as the view `contacts` shows them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iter().map(Trait::name).collect::<Vec<_>>().join(";"))
    }
}

/// The traits that a contact shows. `evidence` is that of the same facts and holds until the next fact.
pub fn traits(facts: &ContactFacts, evidence: &Evidence, rules: &Rules) -> TraitSet {
    let cues = evidence.visitor_cues;
    let has = |cue| cues.contains(cue);
    let wants = CueSet::of(&[Cue::Need, Cue::PurchaseIntent, Cue::BookingAttempt, Cue::Negotiation]);
    let count = |cue| if has(cue) { messages_with(facts, cue, evidence.as_of) } else { 0 };
    let holds = |one: &Trait| match one {
        Trait::ReturningCustomer => {
            evidence.purchases >= 2 || evidence.purchases == 1 && returned(facts, rules, evidence.as_of)
        }
        Trait::DecisionMaker => has(Cue::Authority),
        Trait::PriceSensitive => has(Cue::Negotiation) || count(Cue::PricingQuestion) >= PRICE_QUESTIONS,
        Trait::UrgentBuyer => has(Cue::Urgency) && cues.intersects(wants),
        Trait::Comparing => has(Cue::Comparison),
        Trait::Hesitant => count(Cue::Deferral) >= DEFERRALS,
    };
    let shown = Trait::ALL.iter().filter(|one| holds(one)).take(MOST);
    TraitSet(shown.fold(0, |bits, one| bits | 1 << *one as u8))
}

/// The visitor's messages with a cue.
fn messages_with(facts: &ContactFacts, cue: Cue, as_of: Instant) -> usize {
    let messages = facts.conversations.iter().flat_map(|one| existing(&one.messages, as_of, |message| message.at).0);
    messages.filter(|message| message.sender == Sender::Visitor && message.cues.contains(cue)).count()
}

/// Whether the visitor wrote or bought again long after they first did.
fn returned(facts: &ContactFacts, rules: &Rules, as_of: Instant) -> bool {
    let begun =
        facts.conversations.iter().filter_map(|conversation| conversation.messages.first().map(|first| first.at));
    let events =
        facts.events.iter().filter(|event| any_same(&rules.events.conversion, &event.kind)).map(|event| event.at);
    let mut instants =
        begun.chain(events).chain(facts.deals.iter().filter_map(|deal| deal.won_at)).filter(|at| *at <= as_of);
    let Some(first) = instants.next() else { return false };
    let (low, high) = instants.fold((first, first), |(low, high), at| (low.min(at), high.max(at)));
    high.0 - low.0 > RETURNS_AFTER
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::deciding::classify;
    use crate::domain::deciding::testing::{
        any_contact, any_instant, at_day, contact, contact_with, conversation, deal, event, rules, usd, visitor,
    };
    use crate::domain::reading::personal::How;

    fn heard(list: &[(Field, &str)]) -> Vec<Heard> {
        let statement = |field, value: &str| Statement { field, value: value.into(), start: 0, end: 1, how: How::Said };
        let one = |(id, (field, value)): (i64, &(Field, &str))| Heard {
            message_id: id,
            at: at_day(id),
            said: statement(*field, value),
            others: if value.starts_with("taken") { vec![7] } else { Vec::new() },
        };
        (1..).zip(list).map(one).collect()
    }

    fn values(fields: &Fields, held: &[(&str, &str)], list: &[(Field, &str)]) -> Vec<(Field, String)> {
        let held = held.iter().map(|(field, item)| ((*field).to_owned(), (*item).to_owned())).collect();
        let inferred = infer(fields, &held, &heard(list));
        inferred.values.iter().map(|one| (one.said.field, one.said.value.to_string())).collect()
    }

    #[test]
    fn the_latest_statement_counts_and_the_fullest_name() {
        let said = [
            (Field::Name, "Ben Reyes"),
            (Field::Email, "old@example.com"),
            (Field::Name, "Ana Cruz"),
            (Field::Email, "new@example.com"),
            (Field::Name, "Ana"),
        ];
        let expected = [(Field::Email, "new@example.com".to_owned()), (Field::Name, "Ana Cruz".to_owned())];
        assert_eq!(values(&Fields::default(), &[], &said), expected);
        let mut fields = Fields::default();
        infer(&fields.clone(), &Held::new(), &heard(&said)).fill(&mut fields);
        assert_eq!((&*fields.first_name, &*fields.last_name, &*fields.email), ("Ana", "Cruz", "new@example.com"));
    }

    #[test]
    fn what_is_there_or_held_is_left_alone() {
        let known = Fields {
            first_name: "Ana".to_owned(),
            email: "ana@example.com".to_owned(),
            company: "Cruz & Sons".to_owned(),
            ..Fields::default()
        };
        let said = [
            (Field::Name, "Ben Reyes"),
            (Field::Email, "ben@example.com"),
            (Field::Company, "Acme"),
            (Field::JobTitle, "owner"),
            (Field::Need, "cake"),
            (Field::Need, "candles"),
        ];
        let held = [("job_title", ""), ("needs", "cake")];
        assert_eq!(values(&known, &held, &said), [(Field::Need, "candles".to_owned())]);
    }

    #[test]
    fn what_another_contact_holds_is_a_hint_and_fills_nothing() {
        let said = [(Field::Email, "free@example.com"), (Field::Email, "taken@example.com")];
        let inferred = infer(&Fields::default(), &Held::new(), &heard(&said));
        assert_eq!(inferred.hints, [(7, Field::Email)]);
        assert_eq!(inferred.of(Field::Email).collect::<Vec<_>>(), ["free@example.com"]);
    }

    #[test]
    fn the_products_named_most_count_and_needs_before_interests() {
        let mut said = vec![(Field::Interest, "cake"), (Field::Interest, "mug"), (Field::Need, "sofa")];
        said.extend(["cake", "a", "b", "c", "d", "sofa"].map(|product| (Field::Interest, product)));
        let found = values(&Fields::default(), &[], &said);
        let names: Vec<&str> = found.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(names, ["sofa", "cake", "d", "c", "b", "a"]);
    }

    fn traits_of(facts: &ContactFacts, day: i64) -> String {
        let decision = classify(facts, &rules(), &usd(), at_day(day));
        traits(facts, &decision.evidence, &rules()).to_string()
    }

    #[test]
    fn cues_show_traits() {
        let of =
            |cues: &[&[Cue]]| traits_of(&contact_with(cues.iter().map(|cues| visitor(at_day(1), cues)).collect()), 2);
        assert_eq!(of(&[&[Cue::PricingQuestion]]), "");
        assert_eq!(of(&[&[Cue::PricingQuestion], &[Cue::PricingQuestion]]), "price sensitive");
        assert_eq!(of(&[&[Cue::Negotiation]]), "price sensitive");
        assert_eq!(of(&[&[Cue::Urgency]]), "");
        assert_eq!(of(&[&[Cue::Urgency], &[Cue::Need]]), "urgent buyer");
        assert_eq!(of(&[&[Cue::Comparison, Cue::Authority], &[Cue::Deferral]]), "decision maker;comparing");
        assert_eq!(of(&[&[Cue::Deferral], &[Cue::Deferral]]), "hesitant");
    }

    #[test]
    fn who_buys_twice_or_comes_back_is_a_returning_customer() {
        let mut facts = contact();
        facts.events = vec![event("purchase", at_day(1))];
        assert_eq!(traits_of(&facts, 90), "");
        facts.conversations = vec![conversation(1, vec![visitor(at_day(32), &[])])];
        assert_eq!(traits_of(&facts, 31), "");
        assert_eq!(traits_of(&facts, 32), "returning customer");
        facts.conversations.clear();
        facts.deals = vec![deal(at_day(2), 1)];
        assert_eq!(traits_of(&facts, 3), "returning customer");
    }

    #[test]
    fn at_most_five_traits_are_told() {
        let all = [Cue::Comparison, Cue::Authority, Cue::Deferral, Cue::Negotiation, Cue::Urgency, Cue::Need];
        let mut facts = contact_with(vec![visitor(at_day(1), &all), visitor(at_day(1), &all)]);
        facts.events = vec![event("purchase", at_day(1)), event("purchase", at_day(1))];
        let told = traits_of(&facts, 2);
        assert_eq!(told, "returning customer;decision maker;price sensitive;urgent buyer;comparing");
    }

    proptest! {
        #[test]
        fn traits_hold_until_the_decision_does(facts in any_contact(), at in any_instant(), later in 0..400_i64) {
            let rules = rules();
            let now = classify(&facts, &rules, &usd(), at);
            let then = Instant(at.0 + later * DAY.0 / 2);
            if now.valid_until.is_none_or(|until| then < until) {
                let evidence = classify(&facts, &rules, &usd(), then).evidence;
                prop_assert_eq!(traits(&facts, &now.evidence, &rules), traits(&facts, &evidence, &rules));
            }
        }
    }
}

//! The kind of business that the conversations are about: for each template of the score, how many contacts speak in words
//! or have events that only such a business has.

use serde_json::Value;

use super::statistics::{Z999, share, wilson};
use super::{Change, Suggestion, percent};
use crate::domain::deciding::rules::Rules;

/// A template with what speaks for it: words and two-word phrases of visitors, and the beginnings of kinds of events.
struct Business {
    template: &'static str,
    words: &'static str,
    events: &'static [&'static str],
}

/// How many templates there are.
pub const TEMPLATES: usize = 6;

const ALL: [Business; TEMPLATES] = [
    Business {
        template: "appointments",
        words: "appointment,appointments,haircut,massage,facial,manicure,pedicure,dentist,dental,clinic,checkup,\
            consultation,therapist,therapy,stylist,salon,barber,doctor,session,reschedule,lịch hẹn,đặt lịch,gupit,masahe",
        events: &["no_show", "appointment", "consultation"],
    },
    Business {
        template: "reservations",
        words: "hotel,room,rooms,suite,nights,overnight,reservation,reserve,pax,guests,tour,tours,itinerary,breakfast,\
            buffet,villa,resort,airport transfer,private tour,early checkin,phòng,khách sạn,đặt bàn,đặt phòng,kwarto",
        events: &["checked_in", "check_in", "booking_cancelled", "reservation"],
    },
    Business {
        template: "products",
        words: "stock,stocks,size,sizes,color,colour,colors,warranty,refund,shipping,shipped,wholesale,resellers,reseller,\
            catalog,catalogue,restock,model,cod,lazada,shopee,hàng,bảo hành,sukat,kulay",
        events: &["checkout_started", "returned", "refund", "add_to_cart", "cart"],
    },
    Business {
        template: "delivery",
        words: "deliver,delivery,delivered,rider,courier,menu,meal,meals,lunch,dinner,groceries,grocery,pizza,parcel,\
            parcels,pickup,takeaway,takeout,giao hàng,ship hàng,padala,ulam",
        events: &["out_for_delivery", "picked_up", "order_placed"],
    },
    Business {
        template: "services",
        words: "quote,quotation,estimate,repair,repairs,renovation,renovate,install,installation,contractor,plumber,\
            plumbing,electrician,wiring,roof,roofing,cleaning,landscaping,proposal,site visit,báo giá,sửa chữa,ayos",
        events: &["quote_sent", "quote_opened", "site_visit", "estimate"],
    },
    Business {
        template: "software",
        words: "demo,trial,subscription,subscribe,license,licence,licenses,login,password,dashboard,integration,integrate,\
            integrations,api,app,software,plugin,onboarding,users,seats,account admin,phần mềm,bản dùng",
        events: &["trial_started", "login", "signup", "sign_up", "subscription"],
    },
];

/// Contacts that must speak for a kind of business.
const LEAST_CONTACTS: u64 = 30;
/// The share of all who wrote that they must be.
const LEAST_SHARE: f64 = 0.05;
/// Of those who speak for one of the first two kinds alone, the first must have more than this share for sure.
const LEAST_MARGIN: f64 = 0.6;

/// The terms of the templates, each with its template's number.
pub fn terms() -> impl Iterator<Item = (&'static str, usize)> {
    let of = |(at, business): (usize, &Business)| business.words.split(',').map(move |word| (word, at));
    ALL.iter().enumerate().flat_map(of)
}

/// A bit for each template that a kind of event speaks for.
pub fn of_event(kind: &str) -> u8 {
    let speaks = |business: &Business| business.events.iter().any(|start| kind.starts_with(start));
    (0..TEMPLATES).filter(|at| speaks(&ALL[*at])).fold(0, |bits, at| bits | 1 << at)
}

/// How many contacts speak for each set of templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken(Vec<u32>);

impl Default for Spoken {
    fn default() -> Self {
        Self(vec![0; 1 << TEMPLATES])
    }
}

impl Spoken {
    /// One contact more, who speaks for these.
    pub fn add(&mut self, templates: u8) {
        self.0[usize::from(templates)] += 1;
    }

    /// Those of another count as well.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// Contacts for which this holds.
    fn count(&self, holds: impl Fn(usize) -> bool) -> u64 {
        self.0.iter().enumerate().filter(|(bits, _)| holds(*bits)).map(|(_, count)| u64::from(*count)).sum()
    }
}

/// The template that fits, where one fits better than all others for sure.
pub fn suggest(spoken: &Spoken, rules: &Rules) -> Option<Suggestion> {
    let has = |bits: usize, at: usize| bits >> at & 1 == 1;
    let counts: Vec<u64> = (0..TEMPLATES).map(|at| spoken.count(|bits| has(bits, at))).collect();
    let all = spoken.count(|_| true);
    let mut order: Vec<usize> = (0..TEMPLATES).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(counts[*at]), *at));
    let (first, second) = (order[0], order[1]);
    let alone = spoken.count(|bits| has(bits, first) && !has(bits, second));
    let other = spoken.count(|bits| has(bits, second) && !has(bits, first));
    let margin = wilson(alone, alone + other, Z999);
    let is_enough = counts[first] >= LEAST_CONTACTS && share(counts[first], all) >= LEAST_SHARE;
    if !is_enough || margin.low <= LEAST_MARGIN {
        return None;
    }
    let (template, runner_up) = (ALL[first].template, ALL[second].template);
    let told = |at: &usize| format!("{} {}", ALL[*at].template, counts[*at]);
    let mut figures = vec![
        ("contacts with messages or events", Value::from(all)),
        ("that speak for each kind", Value::from(order.iter().map(told).collect::<Vec<_>>().join(", "))),
        ("for the first and not the second", Value::from(alone)),
        ("for the second and not the first", Value::from(other)),
    ];
    figures.push(("share of the first, 99.9 % interval from", Value::from(percent(margin.low))));
    let present = &rules.score.template;
    let now = if present.is_empty() { "no template".to_owned() } else { format!("the template {present}") };
    Some(Suggestion {
        name: format!("template_{template}"),
        what: format!("the template {template} for the score"),
        why: format!(
            "{} of {all} contacts ({}) speak of what such a business has; next is {runner_up} with {}",
            counts[first],
            percent(share(counts[first], all)),
            counts[second]
        ),
        effect: format!("its signals and weights instead of {now}"),
        figures,
        change: Change::Template(template.to_owned()),
        is_in_force: present == template,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::deciding::facts::Fields;
    use crate::domain::deciding::testing::rules;
    use crate::domain::suggesting::terms::{Lexicon, TermReader};

    #[test]
    fn each_word_speaks_for_one_template_and_can_be_found() {
        let lexicon = Lexicon::default();
        let mut reader = TermReader::new(&lexicon);
        reader.writer(&Fields::default());
        let mut seen = BTreeSet::new();
        for (word, _) in terms() {
            assert!(seen.insert(word), "{word} stands there twice");
            let mut found = false;
            reader.each(word, |term| found |= term.text == word);
            assert!(found, "{word} is no term");
        }
    }

    fn spoken(counts: &[(u8, u32)]) -> Spoken {
        let mut spoken = Spoken::default();
        counts.iter().for_each(|(bits, count)| (0..*count).for_each(|_| spoken.add(*bits)));
        spoken
    }

    #[test]
    fn the_template_that_most_speak_for_by_far_is_suggested() {
        let found = suggest(&spoken(&[(0, 300), (0b10, 80), (0b100, 10), (0b110, 5)]), &rules()).expect("by far");
        assert_eq!((found.name.as_str(), found.is_in_force), ("template_reservations", false));
        assert!(found.why.starts_with("85 of 395 contacts (21.5 %)") && found.why.ends_with("products with 15"));
        let mut rules = rules();
        rules.score.template = "reservations".to_owned();
        assert!(suggest(&spoken(&[(0b10, 80)]), &rules).is_some_and(|again| again.is_in_force));
    }

    #[test]
    fn without_a_margin_or_enough_contacts_none_is() {
        assert_eq!(suggest(&spoken(&[(0b10, 80), (0b100, 50)]), &rules()), None);
        assert_eq!(suggest(&spoken(&[(0b10, 29)]), &rules()), None);
        assert_eq!(suggest(&spoken(&[(0, 2_000), (0b10, 80)]), &rules()), None);
    }

    #[test]
    fn events_speak_by_how_their_kinds_begin() {
        assert_eq!((of_event("trial_started"), of_event("no_show"), of_event("purchase")), (1 << 5, 1, 0));
    }
}

//! Checks of the rules that classes, flags and money follow.

use super::Findings;
use crate::domain::deciding::rules::{
    CompletenessRules, DealRules, FlagRules, MoneyRules, Rules, SentimentRules, Windows,
};

pub(super) fn check(rules: &Rules, findings: &mut Findings<'_>) {
    windows(&rules.windows, findings);
    let events = &rules.events;
    findings.distinct(&["events", "conversion"], &events.conversion);
    findings.distinct(&["events", "buying"], &events.buying);
    findings.distinct(&["events", "fulfilment"], &events.fulfilment);
    sentiment(&rules.sentiment, findings);
    flags(&rules.flags, findings);
    completeness(&rules.completeness, findings);
    deals(&rules.deals, findings);
    money(&rules.money, findings);
}

fn windows(windows: &Windows, findings: &mut Findings<'_>) {
    let spans = [
        ("hot_lead", windows.hot_lead),
        ("comparing", windows.comparing),
        ("journey", windows.journey),
        ("fulfilment", windows.fulfilment),
        ("active", windows.active),
        ("inactive", windows.inactive),
        ("churned", windows.churned),
        ("stale_deal", windows.stale_deal),
    ];
    for (key, span) in spans {
        if span.0 <= 0 {
            findings.add(&["windows", key], "a window must be longer than 0", "write it like 90m, 48h, 30d or 6w");
        }
    }
    if windows.inactive < windows.active {
        findings.add_pair(
            [&["windows", "inactive"], &["windows", "active"]],
            &format!("inactive {} is shorter than active {}", windows.inactive, windows.active),
            "nobody is active and inactive at once: set both",
        );
    }
}

fn sentiment(rules: &SentimentRules, findings: &mut Findings<'_>) {
    for (key, cuts) in [("levels", &rules.levels[..]), ("conversation", &rules.conversation[..])] {
        findings.length(["sentiment", key], cuts.len());
        if !cuts.iter().all(|cut| (-1.0..=1.0).contains(cut)) {
            findings.add(&["sentiment", key], "a level lies outside -1 to 1", "sentiment goes from -1 to 1");
        } else if !cuts.is_sorted_by(|above, below| above > below) {
            findings.add(&["sentiment", key], "the levels do not descend", "write the highest first, each once");
        }
    }
}

fn flags(flags: &FlagRules, findings: &mut Findings<'_>) {
    if flags.vip_purchases == 0 {
        let hint = "write 1 or more; a number that nobody reaches switches it off";
        findings.add(&["flags", "vip_purchases"], "with 0 everyone is a VIP", hint);
    }
    if !(flags.vip_spend >= 0.0 && flags.vip_spend.is_finite()) {
        findings.add(
            &["flags", "vip_spend"],
            &format!("{} is not an amount of 0 or more", flags.vip_spend),
            "0 switches it off",
        );
    }
    if !(-1.0..=1.0).contains(&flags.at_risk_sentiment) {
        let problem = format!("{} lies outside -1 to 1", flags.at_risk_sentiment);
        findings.add(&["flags", "at_risk_sentiment"], &problem, "sentiment goes from -1 to 1");
    }
}

fn completeness(rules: &CompletenessRules, findings: &mut Findings<'_>) {
    let parts = [rules.name, rules.email, rules.phone, rules.company, rules.job_title, rules.location, rules.website];
    let sum: u64 = parts.iter().copied().map(u64::from).sum();
    if sum != 100 {
        let hint = "keys that the file leaves out keep their defaults; set the others so that all seven make 100";
        findings.add(&["completeness"], &format!("the parts make {sum}, not 100"), hint);
    }
}

fn deals(deals: &DealRules, findings: &mut Findings<'_>) {
    if deals.stages.is_empty() {
        findings.add(&["deals", "stages"], "no stage is left", "a deal stands in a stage: name at least one");
    }
    findings.distinct(&["deals", "stages"], &deals.stages);
}

fn money(money: &MoneyRules, findings: &mut Findings<'_>) {
    if !money.currency.is_empty() {
        currency(&["money", "currency"], &money.currency, findings);
    }
    for (code, rate) in &money.rates {
        let path = ["money", "rates", code.as_str()];
        currency(&path, code, findings);
        if !(*rate > 0.0 && rate.is_finite()) {
            findings.add(&path, &format!("{rate} is not a rate above 0"), "what one unit is worth in money.currency");
        }
    }
    if money.currency.is_empty() && !money.rates.is_empty() {
        findings.add(&["money", "rates"], "rates into no currency", "set money.currency, such as \"EUR\"");
    }
}

fn currency(path: &[&str], code: &str, findings: &mut Findings<'_>) {
    if !(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())) {
        findings.add(
            path,
            &format!("{code:?} is not a currency's code"),
            "write its three capital letters, such as EUR",
        );
    }
}

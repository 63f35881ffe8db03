//! Checks of follow-ups and alerts.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use super::Findings;
use crate::config::Config;
use crate::config::suggest::did_you_mean;
use crate::domain::deciding::alert::KINDS as KINDS_OF_ALERTS;
use crate::domain::deciding::preset::PRESETS;
use crate::domain::deciding::rules::{AlertRule, AlertRules, FollowupRules, Trigger};
use crate::domain::template::Template;
use crate::domain::time::Span;
use crate::error::Error;

/// The built-in kinds of follow-ups; those of triggers are `custom:<name>`.
const KINDS: [&str; 7] = ["promise", "ghosted", "undecided", "disengaged", "hot_lead", "scheduled", "task"];
/// The intents that an alert can wait for; empty = none.
const INTENTS: [&str; 4] = ["", "browsing", "comparing", "ready_to_buy"];

pub(super) fn check(config: &Config, findings: &mut Findings<'_>) {
    let followups = &config.rules.followups;
    findings.time_zone(&["followups", "time_zone"], &followups.time_zone);
    quiet_hours(&followups.quiet_hours, findings);
    numbers(followups, findings);
    findings.distinct(&["followups", "channels"], &followups.channels);
    findings.distinct(&["followups", "auto_approve"], &followups.auto_approve);
    for (at, name) in followups.auto_approve.iter().enumerate() {
        kind(&["followups", "auto_approve", &at.to_string()], name, &followups.triggers, findings);
    }
    for (name, text) in &followups.templates {
        kind(&["followups", "templates", name], name, &followups.triggers, findings);
        let path = ["followups", "templates", name.as_str()];
        findings.not_blank(&path, text);
        template(&path, text, &config.templates, findings);
    }
    for (name, text) in &config.templates {
        parsed(&["templates", name], text, findings);
    }
    findings.names(["followups", "trigger"], followups.triggers.iter().map(|trigger| trigger.name.as_str()));
    for (at, one) in followups.triggers.iter().enumerate() {
        trigger(&at.to_string(), one, findings);
        template(&["followups", "trigger", &at.to_string(), "template"], &one.template, &config.templates, findings);
    }
    alerts(&config.rules.alerts, findings);
}

/// What a trigger needs, unless its preset has it.
fn trigger(at: &str, trigger: &Trigger, findings: &mut Findings<'_>) {
    let table = ["followups", "trigger", at];
    let path = |key: &'static str| ["followups", "trigger", at, key];
    if !trigger.preset.is_empty() {
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        findings.word(&path("preset"), &trigger.preset, "a preset", &names);
        return;
    }
    if findings.source.sets(&path("where")) {
        findings.not_blank(&path("where"), &trigger.condition);
    } else {
        findings.add(&table, "nothing says for whom it opens", "add where = \"…\", or preset = \"…\"");
    }
    match trigger.delay {
        None => findings.add(&table, "nothing says when it falls due", "add delay = \"3d\"; \"0d\" is at once"),
        Some(Span(..0)) => findings.add(&path("delay"), "it would be due before its cause", "write 0d or more"),
        Some(_) => {}
    }
}

/// A text, or a name from `[templates]`; one plain word is meant as a name.
fn template(path: &[&str], text: &str, named: &BTreeMap<String, String>, findings: &mut Findings<'_>) {
    if named.contains_key(text) {
        return;
    }
    let is_name = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if is_name {
        let names: Vec<&str> = named.keys().map(String::as_str).collect();
        let hint =
            did_you_mean(text, &names).unwrap_or_else(|| "add it to [templates], or write the text itself".to_owned());
        findings.add(path, &format!("there is no template {text:?}"), &hint);
    } else {
        parsed(path, text, findings);
    }
}

fn parsed(path: &[&str], text: &str, findings: &mut Findings<'_>) {
    if let Err(error) = Template::parse(text) {
        let known = error.downcast_ref::<Error>();
        let hint = known.and_then(|error| error.hint.clone()).unwrap_or_default();
        findings.add(path, &known.map_or_else(|| error.to_string(), |error| error.message.clone()), &hint);
    }
}

/// `HH:MM-HH:MM`, or nothing.
fn quiet_hours(text: &str, findings: &mut Findings<'_>) {
    if text.is_empty() {
        return;
    }
    let path = ["followups", "quiet_hours"];
    let time = |text: &str| {
        let is_full = text.len() == 5;
        NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| is_full)
    };
    match text.split_once('-').map(|(from, to)| (time(from), time(to))) {
        Some((Some(from), Some(to))) if from == to => {
            findings.add(&path, &format!("{text:?} begins when it ends"), "\"\" means that there are none");
        }
        Some((Some(_), Some(_))) => {}
        _ => findings.add(
            &path,
            &format!("{text:?} is not HH:MM-HH:MM"),
            "write it like \"21:00-08:00\"; \"\" means none",
        ),
    }
}

fn numbers(rules: &FollowupRules, findings: &mut Findings<'_>) {
    if rules.max_attempts == 0 {
        findings.add(
            &["followups", "max_attempts"],
            "with 0 nothing is ever tried",
            "write 1 or more, or set enabled = false",
        );
    }
    if rules.no_reply_after.0 <= 0 {
        let hint = "write it like 90m, 48h, 30d or 6w";
        findings.add(&["followups", "no_reply_after"], "nobody can reply within 0", hint);
    }
    let ghosted = &rules.ghosted;
    if ghosted.until <= ghosted.after {
        findings.add_pair(
            [&["followups", "ghosted", "until"], &["followups", "ghosted", "after"]],
            &format!("until {} is not longer than after {}", ghosted.until, ghosted.after),
            "it would expire before it opens: set both",
        );
    }
    if rules.hot_lead.score > 100 {
        let problem = format!("no score reaches {}", rules.hot_lead.score);
        findings.add(&["followups", "hot_lead", "score"], &problem, "scores go from 0 to 100");
    }
}

fn kind(path: &[&str], name: &str, triggers: &[Trigger], findings: &mut Findings<'_>) {
    let own: Vec<String> = triggers.iter().map(|trigger| format!("custom:{}", trigger.name)).collect();
    let known: Vec<&str> = KINDS.into_iter().chain(own.iter().map(String::as_str)).collect();
    if name.starts_with("custom:") && !known.contains(&name) {
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let hint = did_you_mean(name, &own).unwrap_or_else(|| "add a [[followups.trigger]] of that name".to_string());
        findings.add(path, &format!("no trigger makes {name:?}"), &hint);
    } else {
        findings.word(path, name, "a kind of follow-up", &known);
    }
}

fn alerts(alerts: &AlertRules, findings: &mut Findings<'_>) {
    if !INTENTS.contains(&alerts.intent.as_str()) {
        findings.word(&["alerts", "intent"], &alerts.intent, "an intent", &INTENTS[1..]);
    }
    if alerts.high_value_score > 100 {
        let problem = format!("no score reaches {}", alerts.high_value_score);
        findings.add(&["alerts", "high_value_score"], &problem, "scores go from 0 to 100; 0 switches it off");
    }
    if !(alerts.high_value_spend >= 0.0 && alerts.high_value_spend.is_finite()) {
        let problem = format!("{} is not an amount of 0 or more", alerts.high_value_spend);
        findings.add(&["alerts", "high_value_spend"], &problem, "0 switches it off");
    }
    findings.names(["alerts", "rule"], alerts.rules.iter().map(|rule| rule.name.as_str()));
    for (at, rule) in alerts.rules.iter().enumerate() {
        if KINDS_OF_ALERTS.contains(&rule.name.as_str()) {
            let problem = format!("{:?} is a kind of alert that is built in", rule.name);
            findings.add(&["alerts", "rule", &at.to_string(), "name"], &problem, "give the rule another name");
        }
        alert_rule(&at.to_string(), rule, findings);
    }
}

fn alert_rule(at: &str, rule: &AlertRule, findings: &mut Findings<'_>) {
    let path = |key: &'static str| ["alerts", "rule", at, key];
    let causes = [("where", &rule.condition), ("cue", &rule.cue), ("keyword", &rule.keyword)];
    let given: Vec<&str> = causes.iter().filter(|(_, text)| text.is_some()).map(|(key, _)| *key).collect();
    let hint = "a rule has exactly one of where, cue and keyword";
    match given.as_slice() {
        [] => findings.add(&["alerts", "rule", at], "nothing raises it", hint),
        [_] => {}
        several => {
            findings.add(&["alerts", "rule", at], &format!("{} stand there together", several.join(" and ")), hint)
        }
    }
    for (key, text) in causes {
        match text {
            Some(cue) if key == "cue" => findings.cue(&path("cue"), cue),
            Some(text) => findings.not_blank(&path(key), text),
            None => {}
        }
    }
}

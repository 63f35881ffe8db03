//! Checks of the score: template, weights, grades, signals and the number of keywords.

use super::Findings;
use crate::config::score_templates;
use crate::domain::cue::Cue;
use crate::domain::deciding::rules::{AlertRules, Category, Rules, ScoreRules, Signal, SignalKind};

/// Columns of the view `contacts` that a `field` signal can look at.
const COLUMNS: [&str; 17] = [
    "name",
    "email",
    "phone",
    "company",
    "job_title",
    "address",
    "city",
    "country",
    "website",
    "branch",
    "source",
    "channels",
    "tags",
    "interests",
    "traits",
    "needs",
    "lifecycle",
];
/// Facts that a `stat` signal can look at.
const STATS: [&str; 5] = ["message_count", "conversation_count", "purchases", "spend", "completeness"];
/// A category ends between 0 and 100, so more than this says nothing and could only overflow.
const MOST_POINTS: u32 = 1_000;
/// A message keeps its keywords as the bits of one 64-bit number.
const MOST_KEYWORDS: usize = 64;

pub(super) fn check(rules: &Rules, findings: &mut Findings<'_>) {
    let score = &rules.score;
    if Category::ALL.iter().all(|category| score.weights.of(*category) == 0) {
        findings.add(&["score", "weights"], "all weights are 0", "give at least one category a weight");
    }
    if !score.template.is_empty() {
        findings.word(&["score", "template"], &score.template, "a template", &score_templates::NAMES);
    }
    grades(score, findings);
    findings.names(["score", "signal"], score.signals.iter().map(|signal| signal.name.as_str()));
    for (at, signal) in score.signals.iter().enumerate() {
        let at = at.to_string();
        subject(&at, signal, findings);
        numbers(&at, signal, findings);
        keys_of_kind(&at, signal, findings);
    }
    keyword_count(score, &rules.alerts, findings);
}

fn grades(score: &ScoreRules, findings: &mut Findings<'_>) {
    let grades = &score.grades;
    let (a, b, c, d) = (grades.a, grades.b, grades.c, grades.d);
    let problem = format!("A {a}, B {b}, C {c}, D {d}");
    if a > 100 {
        findings.add(&["score", "grades"], &format!("{problem} go beyond 100"), "scores go from 0 to 100");
    } else if !(a > b && b > c && c > d) {
        findings.add(&["score", "grades"], &format!("{problem} do not descend"), "each grade needs more than the next");
    }
}

/// What the signal looks at must be there to be found.
fn subject(at: &str, signal: &Signal, findings: &mut Findings<'_>) {
    let path = ["score", "signal", at, "match"];
    match signal.kind {
        SignalKind::Cue => {
            findings.cue(&path, &signal.subject);
            if Cue::from_name(&signal.subject).is_some_and(Cue::is_ours) {
                let problem = format!("{:?} is looked for in our own messages only", signal.subject);
                findings.add(&path, &problem, "a signal counts messages of the visitor: name one of their cues");
            }
        }
        SignalKind::Field => findings.word(&path, &signal.subject, "a column that signals know", &COLUMNS),
        SignalKind::Stat => findings.word(&path, &signal.subject, "a fact that signals know", &STATS),
        SignalKind::Keyword | SignalKind::Event => findings.not_blank(&path, &signal.subject),
    }
}

fn numbers(at: &str, signal: &Signal, findings: &mut Findings<'_>) {
    let path = |key: &'static str| ["score", "signal", at, key];
    if signal.points == 0 {
        findings.add(&path("points"), "0 points change nothing", "give it points, or take the signal out");
    } else if signal.points.unsigned_abs() > MOST_POINTS {
        let problem = format!("{} lies outside -{MOST_POINTS} to {MOST_POINTS}", signal.points);
        findings.add(&path("points"), &problem, "a category ends between 0 and 100");
    }
    if signal.cap == 0 {
        findings.add(&path("cap"), "with a cap of 0 nothing counts", "write 1 or more");
    }
    if signal.window.is_some_and(|window| window.0 <= 0) {
        findings.add(&path("window"), "a window must be longer than 0", "leave it out to count everything");
    }
    if signal.at_least.is_some_and(|least| !least.is_finite()) {
        findings.add(&path("at_least"), "this is not a number to reach", "write a number");
    }
}

/// Keys that only some kinds of signals know, so that none is written in vain.
fn keys_of_kind(at: &str, signal: &Signal, findings: &mut Findings<'_>) {
    let path = |key: &'static str| ["score", "signal", at, key];
    let (is_field, is_stat) = (signal.kind == SignalKind::Field, signal.kind == SignalKind::Stat);
    if is_stat && signal.at_least.is_none() {
        findings.add(&["score", "signal", at], "a stat signal needs at_least", "add a line such as at_least = 5");
    }
    if !is_stat && signal.at_least.is_some() {
        findings.add(&path("at_least"), "only stat signals know it", "take it out, or set kind = \"stat\"");
    }
    for (key, given) in [("equals", &signal.equals), ("contains", &signal.contains)] {
        match given {
            Some(_) if !is_field => {
                findings.add(&path(key), "only field signals know it", "take it out, or set kind = \"field\"");
            }
            Some(text) => findings.not_blank(&path(key), text),
            None => {}
        }
    }
    if signal.equals.is_some() && signal.contains.is_some() {
        findings.add(&path("contains"), "equals stands there as well", "keep one of the two");
    }
    if (is_field || is_stat) && signal.window.is_some() {
        findings.add(&path("window"), "field and stat signals have no window", "take it out");
    }
    if (is_field || is_stat) && signal.cap > 1 {
        findings.add(&path("cap"), "field and stat signals count once", "take it out");
    }
}

fn keyword_count(score: &ScoreRules, alerts: &AlertRules, findings: &mut Findings<'_>) {
    let of_signals = score.signals.iter().enumerate().filter(|(_, signal)| signal.kind == SignalKind::Keyword);
    let of_signals = of_signals.map(|(at, signal)| (["score", "signal"], at, "match", &signal.subject));
    let of_alerts = alerts.rules.iter().enumerate();
    let of_alerts =
        of_alerts.filter_map(|(at, rule)| Some((["alerts", "rule"], at, "keyword", rule.keyword.as_ref()?)));
    let mut seen = Vec::new();
    for ([section, list], at, key, phrase) in of_signals.chain(of_alerts) {
        if seen.contains(&phrase) {
            continue;
        }
        seen.push(phrase);
        if seen.len() == MOST_KEYWORDS + 1 {
            let problem = format!("this is the keyword number {}, and {MOST_KEYWORDS} are allowed", seen.len());
            findings.add(
                &[section, list, &at.to_string(), key],
                &problem,
                "put phrases of one meaning into [reader.phrases]",
            );
        }
    }
}

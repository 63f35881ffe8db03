//! Checks of the sections that no decision looks at: matching, import, the reader, templates, sending, suggestions.

use super::Findings;
use crate::config::{Config, IMPORT_KINDS, ImportFile, MatchConfig, SmtpConfig};

pub(super) fn check(config: &Config, findings: &mut Findings<'_>) {
    match_keys(&config.matching, findings);
    country(&["import", "country"], &config.import.country, findings);
    findings.time_zone(&["import", "time_zone"], &config.import.time_zone);
    for (at, file) in config.import.files.iter().enumerate() {
        import_file(&at.to_string(), file, findings);
    }
    for (cue, phrases) in &config.reader.phrases {
        findings.cue(&["reader", "phrases", cue], cue);
        findings.distinct(&["reader", "phrases", cue], phrases);
    }
    for (name, text) in &config.templates {
        findings.not_blank(&["templates", name], text);
    }
    smtp(&config.send.smtp, findings);
    findings.names(["suggestions", "hidden"], config.suggestions_hidden.iter().map(|hidden| hidden.name.as_str()));
}

fn match_keys(matching: &MatchConfig, findings: &mut Findings<'_>) {
    let keys = &matching.keys;
    if keys.is_empty() {
        findings.add(&["match", "keys"], "no key is left", "without one every import would create everyone again");
    }
    if let Some(at) = (1..keys.len()).find(|at| keys[..*at].contains(&keys[*at])) {
        let hint = "they are tried in order and the first that finds a contact wins: name each once";
        findings.add(&["match", "keys", &at.to_string()], "this key stands there twice", hint);
    }
}

fn country(path: &[&str], country: &str, findings: &mut Findings<'_>) {
    let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if !country.is_empty() && !is_code {
        findings.add(
            path,
            &format!("{country:?} is not a country's code"),
            "write its two capital letters, such as PH or DE",
        );
    }
}

fn import_file(at: &str, file: &ImportFile, findings: &mut Findings<'_>) {
    let path = |key: &'static str| ["import", "file", at, key];
    findings.not_blank(&path("match"), &file.pattern);
    if let Some(kind) = &file.kind {
        findings.word(&path("as"), kind, "a kind of rows", &IMPORT_KINDS);
    }
    if let Some(code) = &file.country {
        country(&path("country"), code, findings);
    }
    if let Some(zone) = &file.time_zone {
        findings.time_zone(&path("time_zone"), zone);
    }
    let texts =
        [("from", &file.preset), ("platform", &file.platform), ("clear", &file.clear), ("encoding", &file.encoding)];
    for (key, text) in texts {
        if let Some(text) = text {
            findings.not_blank(&path(key), text);
        }
    }
}

fn smtp(smtp: &SmtpConfig, findings: &mut Findings<'_>) {
    if smtp.port == 0 {
        findings.add(&["send", "smtp", "port"], "0 is not a port", "usual ports are 587, 465 and 25");
    }
    if !smtp.host.is_empty() && smtp.from.is_empty() {
        findings.add_pair(
            [&["send", "smtp", "from"], &["send", "smtp", "host"]],
            "a host without a sender",
            "set send.smtp.from, such as \"Ana <ana@example.com>\"",
        );
    } else if !smtp.from.is_empty() && !smtp.from.contains('@') {
        let problem = format!("{:?} is not a sender", smtp.from);
        findings.add(&["send", "smtp", "from"], &problem, "write it like \"Ana <ana@example.com>\"");
    }
}

//! Refuses values that have the right type but make no sense: a window of nothing, a cue that does not exist, weights
//! that are all 0. Only the complaint that stands first in the file is made.

mod decisions;
mod followups;
mod score;
mod setup;
#[cfg(test)]
mod tests;

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::config::Config;
use crate::config::source::Source;
use crate::config::suggest::{did_you_mean, nearest};
use crate::domain::cue::Cue;
use crate::error::{Error, Result};

/// Checks the whole configuration that this file led to.
pub(super) fn check(config: &Config, source: &Source<'_>) -> Result<()> {
    let mut findings = Findings { source, first: None };
    setup::check(config, &mut findings);
    decisions::check(&config.rules, &mut findings);
    score::check(&config.rules, &mut findings);
    followups::check(config, &mut findings);
    findings.first.map_or(Ok(()), |(_, error)| Err(error.into()))
}

/// Collects complaints and keeps the one that stands first in the file.
struct Findings<'s> {
    source: &'s Source<'s>,
    first: Option<(usize, Error)>,
}

impl Findings<'_> {
    /// A complaint about the value of this path.
    fn add(&mut self, path: &[&str], problem: &str, hint: &str) {
        let (offset, path) = self.source.place(path);
        if self.first.as_ref().is_none_or(|(first, _)| offset < *first) {
            self.first = Some((offset, self.source.fault_at(offset, &path, problem, hint)));
        }
    }

    /// A complaint about two values that do not fit: at the one that the file sets, the first if it sets both.
    fn add_pair(&mut self, paths: [&[&str]; 2], problem: &str, hint: &str) {
        let path = if self.source.sets(paths[0]) { paths[0] } else { paths[1] };
        self.add(path, problem, hint);
    }

    fn not_blank(&mut self, path: &[&str], text: &str) {
        if text.trim().is_empty() {
            self.add(path, "this is empty", "write a text, or leave the line out");
        }
    }

    fn time_zone(&mut self, path: &[&str], name: &str) {
        if name.parse::<Tz>().is_err() {
            let near = nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name()));
            let hint = near.map(|zone| format!("did you mean {zone}?"));
            let hint = hint.unwrap_or_else(|| "write it like UTC, Asia/Manila or Europe/Berlin".to_string());
            self.add(path, &format!("{name:?} is not a time zone"), &hint);
        }
    }

    fn cue(&mut self, path: &[&str], name: &str) {
        if Cue::from_name(name).is_none() {
            let cues: Vec<&str> = Cue::ALL.iter().map(|cue| cue.name()).collect();
            self.word(path, name, "a cue", &cues);
        }
    }

    /// A complaint unless the text is one of the words.
    fn word(&mut self, path: &[&str], text: &str, what: &str, words: &[&str]) {
        if !words.contains(&text) {
            let hint = did_you_mean(text, words).unwrap_or_else(|| format!("one of {}", words.join(", ")));
            self.add(path, &format!("{text:?} is not {what}"), &hint);
        }
    }

    /// A complaint unless the file's own list of this path has this many entries.
    fn length(&mut self, path: [&str; 2], entries: usize) {
        let list = self.source.value(&path.map(str::to_string)).and_then(|value| value.get_ref().as_array());
        if let Some(found) = list.map(|list| list.len()).filter(|found| *found != entries) {
            self.add(&path, &format!("{found} entries are not {entries}"), &format!("write exactly {entries}"));
        }
    }

    /// A complaint for each blank and each repeated text of a list.
    fn distinct(&mut self, path: &[&str], texts: &[String]) {
        for (at, text) in texts.iter().enumerate() {
            if text.trim().is_empty() {
                self.add(&element(path, &at.to_string()), "an entry is empty", "take it out of the list");
            } else if texts[..at].contains(text) {
                let problem = format!("{text:?} stands there twice");
                self.add(&element(path, &at.to_string()), &problem, "take one of the two out of the list");
            }
        }
    }

    /// A complaint for each list element of this path without a name of its own.
    fn names<'n>(&mut self, section: [&str; 2], names: impl Iterator<Item = &'n str>) {
        let mut seen = Vec::new();
        for (at, name) in names.enumerate() {
            let at = at.to_string();
            let path = [section[0], section[1], at.as_str(), "name"];
            self.not_blank(&path, name);
            if seen.contains(&name) {
                self.add(&path, &format!("{name:?} is taken"), "give each a name of its own");
            }
            seen.push(name);
        }
    }
}

/// The path of a list's element.
fn element<'p>(list: &[&'p str], at: &'p str) -> Vec<&'p str> {
    let mut path = list.to_vec();
    path.push(at);
    path
}

//! The version of a reader: a number that changes whenever a reading may, so that stored readings are known to be old.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::{Settings, learned, personal};

/// Raised by hand with every change of the rules in code that can change a reading.
const RULES: u64 = 4;

/// The texts beside the packs that readings go by.
pub fn texts() -> Vec<&'static str> {
    // The line at the head of a list changes with the list.
    let heads = learned::WEIGHTS.iter().chain([&learned::PRIORS]).filter_map(|list| list.lines().next());
    personal::TEXTS.iter().copied().chain(heads).collect()
}

/// The version of a reader with these settings and packs, and the texts that its other rules go by. The top bit is
/// clear, so that it can be stored as an `i64`.
pub fn version(settings: &Settings, packs: &[(&str, &str)], texts: &[&str]) -> u64 {
    let mut sum = Sum(SipHasher13::new_with_keys(0x726f_6c6f, 0x7265_6164));
    sum.number(RULES);
    sum.number(personal::RULES);
    sum.number(texts.len() as u64);
    texts.iter().for_each(|text| sum.text(text));
    sum.number(packs.len() as u64);
    for (name, text) in packs {
        sum.text(name);
        sum.text(text);
    }
    sum.number(settings.phrases.len() as u64);
    for (cue, phrases) in settings.phrases {
        sum.text(cue);
        sum.texts(phrases);
    }
    sum.texts(settings.keywords);
    sum.text(settings.time_zone.name());
    sum.number(settings.default_due.0.cast_unsigned());
    sum.0.finish() & (u64::MAX >> 1)
}

/// Every part goes in with its length, so that no two lists of parts look alike.
struct Sum(SipHasher13);

impl Sum {
    fn number(&mut self, number: u64) {
        self.0.write(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.write(text.as_bytes());
    }

    fn texts(&mut self, texts: &[String]) {
        self.number(texts.len() as u64);
        texts.iter().for_each(|text| self.text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;
    use std::collections::BTreeMap;

    #[test]
    fn the_version_follows_everything_that_can_change_a_reading() {
        let none = BTreeMap::new();
        let own = BTreeMap::from([("need".to_string(), vec!["wanted".to_string()])]);
        let word = ["sale".to_string()];
        let utc = chrono_tz::UTC;
        let base = Settings { phrases: &none, keywords: &[], time_zone: utc, default_due: DAY };
        let packs = [("en", "[need]")];
        let texts = ["[titles]"];
        let versions = [
            version(&base, &packs, &texts),
            version(&base, &packs, &["[titles] "]),
            version(&base, &[("en", "[need] ")], &texts),
            version(&Settings { phrases: &own, ..base.clone() }, &packs, &texts),
            version(&Settings { keywords: &word, ..base.clone() }, &packs, &texts),
            version(&Settings { time_zone: chrono_tz::Asia::Manila, ..base.clone() }, &packs, &texts),
            version(&Settings { default_due: crate::domain::time::HOUR, ..base.clone() }, &packs, &texts),
        ];
        for (i, a) in versions.iter().enumerate() {
            assert!(i64::try_from(*a).is_ok());
            assert!(versions[i + 1..].iter().all(|b| a != b), "{i}");
        }
        // Stored in databases: it may only change on purpose.
        assert_eq!(version(&base, &packs, &texts), 2_410_683_259_356_808_356);
    }
}

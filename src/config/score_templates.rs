//! Templates of the score: sets of signals and weights for kinds of business, named by `template` in `[score]` and written
//! out by `config init --template`. A template lies between the defaults and the user's file.

/// The templates, name and text, in the order in which they are listed.
const ALL: [(&str, &str); 6] = [
    ("appointments", include_str!("score_templates/appointments.toml")),
    ("reservations", include_str!("score_templates/reservations.toml")),
    ("products", include_str!("score_templates/products.toml")),
    ("delivery", include_str!("score_templates/delivery.toml")),
    ("services", include_str!("score_templates/services.toml")),
    ("software", include_str!("score_templates/software.toml")),
];

/// The names of all templates.
pub const NAMES: [&str; 6] = {
    let mut names = [""; 6];
    let mut at = 0;
    while at < names.len() {
        names[at] = ALL[at].0;
        at += 1;
    }
    names
};

/// The text of a template: keys of `rolo.toml`.
pub(super) fn text(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::domain::deciding::rules::{Category, SignalKind};

    #[test]
    fn each_template_is_right_and_speaks_of_all_categories_in_many_ways() {
        let built_in = Config::built_in();
        for (name, text) in ALL {
            let config = Config::parse(text, name).expect(name);
            let signals = &config.rules.score.signals;
            assert!((10..=16).contains(&signals.len()), "{name}: {}", signals.len());
            for category in Category::ALL {
                let of_category = signals.iter().filter(|signal| signal.category == category);
                let most: i64 = of_category.map(|s| i64::from(s.points.max(0)) * i64::from(s.cap)).sum();
                assert!(most >= 60, "{name}: {category:?} comes to {most} at most");
            }
            let kinds: Vec<SignalKind> = signals.iter().map(|signal| signal.kind).collect();
            assert!(kinds.contains(&SignalKind::Keyword) && kinds.contains(&SignalKind::Stat), "{name}");
            assert!(kinds.contains(&SignalKind::Event) || kinds.contains(&SignalKind::Field), "{name}");
            assert_ne!(format!("{signals:?}"), format!("{:?}", built_in.rules.score.signals), "{name}");
            let named = Config::parse(&format!("score.template = '{name}'"), name).expect(name);
            assert_eq!(named.fingerprint(), config.fingerprint(), "{name}: naming it is writing it out");
        }
    }
}

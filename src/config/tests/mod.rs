//! Tests of what a whole file means.

use crate::config::{Config, DEFAULT_TOML, DateOrder, MatchKey, NightlyMerges, OnMatch, Tls};
use crate::domain::deciding::rules::Category;
use crate::error::{Error, Kind};

fn parsed(text: &str) -> Config {
    Config::parse(text, "rolo.toml").unwrap_or_else(|error| panic!("{error}\n{text}"))
}

const ONE_SIGNAL: &str =
    "[[score.signal]]\nname = 'n'\ncategory = 'fit'\nkind = 'event'\nmatch = 'visit'\npoints = 5\n";

#[test]
fn the_built_in_file_passes_its_own_check() {
    assert_eq!(format!("{:?}", parsed(DEFAULT_TOML)), format!("{:?}", Config::built_in()));
}

#[test]
fn the_built_in_values_are_those_of_the_manual() {
    let config = Config::built_in();
    let keys = [MatchKey::UserId, MatchKey::ExternalId, MatchKey::Email, MatchKey::VisitorId, MatchKey::Phone];
    assert_eq!(config.matching.keys, keys);
    assert_eq!(config.dedupe.nightly, NightlyMerges::Certain);
    assert_eq!((config.import.date_order, config.import.files.len()), (DateOrder::Found, 0));
    assert_eq!((config.send.smtp.port, config.send.smtp.tls), (587, Tls::Starttls));
    let windows = &config.rules.windows;
    let spans = [windows.hot_lead, windows.comparing, windows.journey, windows.fulfilment];
    assert_eq!(spans.map(|span| span.to_string()), ["14d", "30d", "90d", "30d"]);
    let spans = [windows.active, windows.inactive, windows.churned, windows.stale_deal];
    assert_eq!(spans.map(|span| span.to_string()), ["14d", "30d", "90d", "14d"]);
    assert_eq!(config.rules.sentiment.levels, [0.5, 0.1, -0.1, -0.5]);
    assert_eq!(config.rules.flags.vip_purchases, 3);
    let followups = &config.rules.followups;
    assert_eq!((followups.retry_after.to_string(), followups.no_reply_after.to_string()), ("3d".into(), "14d".into()));
    assert_eq!((followups.hot_lead.score, config.rules.alerts.high_value_score), (80, 80));
    assert!(config.suggestions_hidden.is_empty() && config.templates.is_empty() && config.keywords().is_empty());
}

#[test]
fn every_key_of_the_manual_is_accepted() {
    let config = parsed(include_str!("every_key.toml"));
    let file = &config.import.files[0];
    assert_eq!(file.preset.as_deref(), Some("hubspot"));
    assert_eq!(file.agent, ["Diwata Bakery"]);
    assert_eq!((file.on_match, file.delimiter), (Some(OnMatch::Fill), Some(';')));
    assert_eq!(config.keywords(), ["financing", "my lawyer"]);
    assert_eq!(config.rules.money.rates["USD"], 56.5);
}

#[test]
fn a_template_lies_between_the_defaults_and_the_file() {
    let software = parsed("score.template = 'software'\nscore.weights.fit = 1\n").rules.score;
    assert!(software.signals.iter().any(|signal| signal.name == "started a trial"));
    assert_eq!((software.weights.fit, software.weights.authority), (1, 25));
    assert_eq!(software.min_messages, 3);
    let own = parsed(&format!("score.template = 'software'\n{ONE_SIGNAL}")).rules.score;
    assert_eq!((own.signals.len(), own.weights.authority), (1, 25), "signals of the file replace every other set");
}

#[test]
fn keys_stand_over_the_defaults_and_sections_are_joined() {
    let config = parsed("[windows]\nhot_lead = '3d'\n[reader.phrases]\nneed = ['naghahanap']\n");
    assert_eq!(config.rules.windows.hot_lead.to_string(), "3d");
    assert_eq!(config.rules.windows.comparing.to_string(), "30d");
    assert_eq!(config.reader.phrases["need"], ["naghahanap"]);
    assert!(config.reader.phrases["purchase_intent"].is_empty());
}

#[test]
fn a_signal_of_the_user_replaces_the_whole_set() {
    let signals = parsed(ONE_SIGNAL).rules.score.signals;
    assert_eq!(signals.len(), 1);
    assert_eq!((signals[0].name.as_str(), signals[0].cap, signals[0].window), ("n", 1, None));
    assert!(parsed("[score]\nsignal = []\n").rules.score.signals.is_empty());
    assert!(parsed("score.min_messages = 1\n").rules.score.signals.len() > 20);
}

#[test]
fn keywords_keep_the_order_of_the_file_without_repeats() {
    let keyword = |name: &str, phrase: &str| {
        let signal = ONE_SIGNAL.replace("'n'", &format!("'{name}'")).replace("event", "keyword");
        signal.replace("visit", phrase)
    };
    let rules = "[[alerts.rule]]\nname = 'a'\nkeyword = 'loan'\n[[alerts.rule]]\nname = 'b'\nkeyword = 'audit'\n";
    let text = [&keyword("1", "villa"), &keyword("2", "loan"), &keyword("3", "villa"), rules].concat();
    assert_eq!(parsed(&text).keywords(), ["villa", "loan", "audit"]);
}

#[test]
fn the_fingerprint_changes_with_a_rule_and_not_with_a_template() {
    let plain = Config::built_in().fingerprint();
    let trigger = "[[followups.trigger]]\nname = 'q'\nwhere = 'vip'\ndelay = '1d'\n";
    for same in [
        "",
        "windows.hot_lead = '2w'\nscore.grades.A = 80",
        "templates.thanks = 'Thank you.'",
        "followups.templates.promise = 'Hello.'",
        "send.smtp = { host = 'mail.example.com', from = 'ana@example.com' }",
        "import.country = 'PH'\ndedupe.nightly = 'off'",
    ] {
        assert_eq!(parsed(same).fingerprint(), plain, "{same}");
    }
    for other in [
        "windows.hot_lead = '13d'",
        "score.weights.fit = 21",
        "reader.phrases.need = ['naghahanap']",
        "money.currency = 'PHP'",
        "alerts.rule = [{ name = 'a', keyword = 'loan' }]",
        ONE_SIGNAL,
        trigger,
    ] {
        assert_ne!(parsed(other).fingerprint(), plain, "{other}");
    }
    let with_text = format!("{trigger}template = 'Thank you.'\n");
    assert_eq!(parsed(&with_text).fingerprint(), parsed(trigger).fingerprint());
    assert_ne!(parsed(&with_text).texts_fingerprint(), parsed(trigger).texts_fingerprint());
    let named = "followups.templates.promise = 'hello'\ntemplates.hello = 'Hello.'";
    assert_ne!(parsed(named).texts_fingerprint(), parsed(&named.replace("Hello.", "Hi.")).texts_fingerprint());
}

#[test]
fn a_file_is_read_from_disk_and_named_in_complaints() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rolo.toml");
    let complaint = |path: &std::path::Path| {
        let error = Config::load(path).expect_err("a complaint").downcast::<Error>().expect("our own error");
        assert_eq!(error.kind, Kind::Usage);
        error.message.replace(&folder.path().display().to_string(), "~")
    };
    let missing = complaint(&path);
    assert!(missing.starts_with("cannot read the configuration ~/rolo.toml: "), "{missing}");

    std::fs::write(&path, b"[status]\n# caf\xe9\npins = true\n").expect("written");
    assert_eq!(complaint(&path), "~/rolo.toml:2: this is not UTF-8 text");

    std::fs::write(&path, "[status]\n\npins = 1\n").expect("written");
    assert_eq!(complaint(&path), "~/rolo.toml:3: status.pins: 1 is not true or false");

    std::fs::write(&path, "\u{feff}[status]\r\npins = false\r\n").expect("written");
    assert!(!Config::load(&path).expect("a byte order mark and CRLF are no fault").rules.status.pins);
}

/// The score of a contact for which these built-in signals fired, each so many times.
fn score(fired: &[(&str, u32)]) -> i32 {
    let rules = Config::built_in().rules.score;
    let categories = Category::ALL.map(|category| {
        let points = fired.iter().map(|(name, times)| {
            let signal = rules.signals.iter().find(|signal| signal.name == *name).expect(name);
            let counts = if signal.category == category { (*times).min(signal.cap) } else { 0 };
            signal.points * i32::try_from(counts).expect("a small number")
        });
        points.sum::<i32>().clamp(0, 100)
    });
    // The weights are equal, so the weighted mean is the plain one; halves do not occur in fifths.
    (2 * categories.iter().sum::<i32>() + 5) / 10
}

#[test]
fn a_hot_buyer_gets_a_b_and_with_a_deadline_an_a() {
    // budget 60, urgency 70, authority 50, fit 40 + 25 + 25 = 90, engagement 50: 320 / 5 = 64
    let hot = [
        ("asked the price", 2),
        ("wants to book", 1),
        ("decided to book", 1),
        ("named a need", 1),
        ("e-mail is known", 1),
        ("phone is known", 1),
        ("5 messages", 1),
    ];
    assert_eq!(score(&hot), 64);
    // + bargained 30 = 90, + a deadline 50 = 100, 50, 90, + 15 messages 20 + thanks 10 = 80: 410 / 5 = 82
    let more = [("bargained", 1), ("named a deadline", 1), ("15 messages", 1), ("said thanks", 3)];
    assert_eq!(score(&[&hot[..], &more[..]].concat()), 82);
    // The same without a need, by someone who puts it off: 60, 70 - 40 = 30, 50, 50, 50: 240 / 5 = 48, a C
    let cooler = [&hot[..3], &hot[4..], &[("puts it off", 1)][..]].concat();
    assert_eq!(score(&cooler), 48);
}

#[test]
fn a_browser_gets_a_d_or_an_f() {
    // fit 25, engagement 10: 35 / 5 = 7, an F
    assert_eq!(score(&[("e-mail is known", 1), ("said thanks", 1)]), 7);
    // fit 50, engagement 50: 100 / 5 = 20, a D
    assert_eq!(score(&[("e-mail is known", 1), ("phone is known", 1), ("5 messages", 1)]), 20);
    // budget 60, urgency 30, fit 25, engagement 50: 165 / 5 = 33, a D
    let asks = [("asked the price", 1), ("asked what is available", 1), ("e-mail is known", 1), ("5 messages", 1)];
    assert_eq!(score(&asks), 33);
}

#[test]
fn a_seller_and_a_spammer_get_an_f_whatever_is_known_of_them() {
    // fit 25 + 25 + 15 - 100 = 0, engagement 50 + 10 = 60: 60 / 5 = 12
    let known = [("e-mail is known", 1), ("phone is known", 1), ("company is known", 1), ("5 messages", 1)];
    let seller = [&known[..], &[("wants to sell to us", 4), ("said thanks", 1)][..]].concat();
    assert_eq!(score(&seller), 12);
    // fit 25 - 100 = 0, engagement 3 × 20 = 60: 12
    assert_eq!(score(&[("sends spam", 9), ("e-mail is known", 1), ("sent a form", 9)]), 12);
}

#[test]
fn an_old_customer_without_a_present_wish_gets_a_c() {
    // budget 40, fit 65, engagement 50 + 20 + 20 + 30 = 120, so 100: 205 / 5 = 41
    let customer = [
        ("bought something", 2),
        ("e-mail is known", 1),
        ("phone is known", 1),
        ("company is known", 1),
        ("5 messages", 1),
        ("15 messages", 1),
        ("2 conversations", 1),
        ("has bought", 1),
    ];
    assert_eq!(score(&customer), 41);
}

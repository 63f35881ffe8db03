//! `rolo suggestions`: what a planted effect yields, what nothing yields, and what is written into `rolo.toml`.

use std::fmt::Write;

use crate::sandbox::Sandbox;

const AS_OF: &str = "2026-06-01T00:00:00Z";

/// Numbers that seem to come by chance, in [0, 1).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A world of contacts that each write two messages in February, one in ten of which buys the same day; of those who
/// say `word`, `lift` times as many do.
fn world(word: &str, lift: f64, contacts: u32) -> Sandbox {
    let sandbox = Sandbox::at(AS_OF);
    let mut chance = Chance(7);
    let fillers = ["garden", "kitchen", "balcony", "office", "terrace", "basement", "garage", "attic"];
    let mut messages = String::from("message_id,user_id,channel,sender,sent_at,text\n");
    let mut events = String::from("event_id,user_id,kind,at,amount,currency\n");
    for id in 0..contacts {
        let day = 1 + id % 28;
        let filler = fillers[(chance.next() * 8.0) as usize];
        let has_word = chance.next() < 0.3;
        let said = if has_word { word } else { "something" };
        writeln!(messages, "{id}a,c{id},web,visitor,2026-02-{day:02}T09:00:00Z,Hello about the {filler}").unwrap();
        writeln!(messages, "{id}b,c{id},web,visitor,2026-02-{day:02}T09:05:00Z,It would be for a {said} there")
            .unwrap();
        let rate = if has_word { 0.1 * lift } else { 0.1 };
        if chance.next() < rate {
            // What is said after the purchase must not explain it.
            writeln!(events, "{id},c{id},purchase,2026-02-{day:02}T11:00:00Z,20,USD").unwrap();
            writeln!(messages, "{id}c,c{id},web,visitor,2026-02-{day:02}T11:00:00Z,The other one came unwrapped")
                .unwrap();
        }
    }
    sandbox.import("messages.csv", &messages, &[]);
    sandbox.import("events.csv", &events, &[]);
    sandbox.ok(&["classify"]);
    sandbox
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect(text)
}

#[test]
fn a_word_that_triples_conversion_is_found_with_an_interval_that_covers_the_truth() {
    let sandbox = world("wedding", 3.0, 1_200);
    let listed = sandbox.ok(&["suggestions", "list", "--format", "ids"]);
    assert_eq!(listed, "signal_keyword_wedding\n");
    let shown = json(&sandbox.ok(&["suggestions", "show", "signal_keyword_wedding", "--format", "json"]));
    let figure = |name: &str| shown["figures"][name].as_f64().expect(name);
    assert!(figure("95_%_interval_from") <= 3.0 && 3.0 <= figure("95_%_interval_to"), "{shown}");
    let sum = figure("contacts_with_it") + figure("contacts_without_it");
    assert_eq!(sum, 1_200.0);
    assert_eq!(shown["state"], "open");
    let text = sandbox.ok(&["suggestions", "show", "signal_keyword_wedding"]);
    assert!(text.contains("contacts with it") && text.contains("+match = \"wedding\""), "{text}");
}

#[test]
fn where_nothing_matters_nothing_is_suggested() {
    let sandbox = world("wedding", 1.0, 1_200);
    let run = sandbox.ends(0, &["suggestions", "list", "--format", "ids"]);
    assert_eq!(run.out, "");
    assert!(run.err.contains("the data suggests nothing that the configuration does not say"), "{}", run.err);
}

#[test]
fn too_little_data_suggests_nothing_and_says_what_is_needed() {
    let sandbox = world("wedding", 3.0, 60);
    let run = sandbox.ends(0, &["suggestions", "list"]);
    assert_eq!(run.out, "name,what,why,effect,state\n");
    assert!(run.err.contains("and 30 of each are needed"), "{}", run.err);
    // Before anything happened nothing is known.
    let sandbox = sandbox.moved_to("2026-01-15");
    let run = sandbox.ends(0, &["suggestions", "list"]);
    assert!(run.err.contains("0 contacts did something and converted, 0 did not"), "{}", run.err);
}

#[test]
fn what_comes_after_as_of_does_not_exist() {
    let sandbox = world("wedding", 3.0, 1_200).moved_to("2026-02-01T12:00:00Z");
    let run = sandbox.ends(0, &["suggestions", "list", "--format", "ids"]);
    assert_eq!(run.out, "");
    let counts =
        "too little to learn from: 11 contacts did something and converted, 32 did not, and 30 of each are needed";
    assert!(run.err.contains(counts), "{}", run.err);
}

#[test]
fn names_and_numbers_are_the_same_for_any_number_of_threads_and_nothing_is_written() {
    let sandbox = world("wedding", 3.0, 1_200);
    let before = sandbox.dump();
    let one = sandbox.ok(&["--jobs", "1", "suggestions", "list", "--all", "--format", "json"]);
    let four = sandbox.ok(&["--jobs", "4", "suggestions", "list", "--all", "--format", "json"]);
    assert_eq!(one, four);
    assert_eq!(sandbox.dump(), before);
    assert!(!sandbox.path("rolo.toml").exists());
}

#[test]
fn accepting_writes_the_signal_and_the_set_in_force_once() {
    let sandbox = world("wedding", 3.0, 1_200);
    let accept = ["suggestions", "accept", "signal_keyword_wedding"];
    let dry = sandbox.ok(&[&accept[..], &["--dry-run"]].concat());
    assert!(dry.starts_with("--- /dev/null\n+++ rolo.toml\n") && dry.contains("+match = \"wedding\""), "{dry}");
    assert!(!sandbox.path("rolo.toml").exists());
    let run = sandbox.ends(0, &accept);
    assert!(run.err.contains("signal_keyword_wedding written to rolo.toml"), "{}", run.err);
    let text = sandbox.read("rolo.toml");
    sandbox.ok(&["config", "check"]);
    assert!(text.contains("match = \"pricing_question\"") && text.contains("name = \"says wedding\""), "{text}");
    // Scores go by it: who said it has more of a fit.
    sandbox.ok(&["classify"]);
    sandbox.ok(&["score"]);
    let run = sandbox.ends(0, &accept);
    assert!(run.err.contains("signal_keyword_wedding is in force already"), "{}", run.err);
    assert_eq!(sandbox.read("rolo.toml"), text);
    assert_eq!(sandbox.ok(&["suggestions", "list", "--format", "ids"]), "");
    let all = json(&sandbox.ok(&["suggestions", "list", "--all", "--format", "json"]));
    assert_eq!((&all[0]["name"], &all[0]["state"]), (&"signal_keyword_wedding".into(), &"in_force".into()));
}

#[test]
fn comments_and_layout_of_the_file_stay_and_config_is_respected() {
    let sandbox = world("wedding", 3.0, 1_200);
    let text = "# ours\n[windows]\ninactive   = \"40d\"  # tried in May\n\n[[score.signal]]\nname = \"mine\"  # best\ncategory = \"fit\"\nkind = \"field\"\nmatch = \"email\"\npoints = 5\n";
    sandbox.file("other.toml", text);
    sandbox.ok(&["--config", "other.toml", "suggestions", "accept", "signal_keyword_wedding"]);
    let after = sandbox.read("other.toml");
    assert!(after.starts_with(text), "{after}");
    assert_eq!(after.matches("[[score.signal]]").count(), 2);
    assert!(!sandbox.path("rolo.toml").exists());
}

#[test]
fn dismissed_ones_are_hidden_but_from_all_and_are_no_fault_of_the_file() {
    let sandbox = world("wedding", 3.0, 1_200);
    let dismiss = ["suggestions", "dismiss", "signal_keyword_wedding", "--reason", "one spring only"];
    let dry = sandbox.ok(&[&dismiss[..], &["--dry-run"]].concat());
    assert!(dry.contains("+name = \"signal_keyword_wedding\""), "{dry}");
    sandbox.ok(&dismiss);
    let expected = "[[suggestions.hidden]]\nname = \"signal_keyword_wedding\"\nreason = \"one spring only\"\n";
    assert_eq!(sandbox.read("rolo.toml"), expected);
    sandbox.ok(&["config", "check"]);
    assert_eq!(sandbox.ok(&["suggestions", "list", "--format", "ids"]), "");
    assert!(sandbox.ok(&["suggestions", "list", "--all"]).contains("dismissed"));
    let run = sandbox.ends(0, &dismiss);
    assert!(run.err.contains("signal_keyword_wedding is dismissed already"), "{}", run.err);
    assert_eq!(sandbox.read("rolo.toml"), expected);
    // It can be accepted all the same, with names from a pipe.
    let run = sandbox.pipe(&["suggestions", "accept", "-"], "signal_keyword_wedding\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(sandbox.read("rolo.toml").contains("match = \"wedding\""));
}

#[test]
fn a_name_that_nothing_suggests_is_refused_and_nothing_is_written() {
    let sandbox = world("wedding", 3.0, 1_200);
    for command in ["show", "accept", "dismiss"] {
        let run = sandbox.ends(2, &["suggestions", command, "signal_keyword_weding"]);
        assert!(run.err.contains("the data suggests nothing of the name signal_keyword_weding"), "{}", run.err);
        assert!(run.err.contains("did you mean signal_keyword_wedding?"), "{}", run.err);
    }
    sandbox.ends(2, &["suggestions", "accept", "signal_keyword_wedding", "nonsense"]);
    assert!(!sandbox.path("rolo.toml").exists());
    let run = sandbox.ends(2, &["suggestions", "show", "signal_keyword_wedding", "--format", "csv"]);
    assert!(run.err.contains("shown as text or, with --format json"), "{}", run.err);
}

#[test]
fn names_of_people_are_never_spoken_of() {
    let sandbox = world("rosalinda", 3.0, 1_200);
    assert_eq!(sandbox.ok(&["suggestions", "list", "--format", "ids"]), "signal_keyword_rosalinda\n");
    sandbox.import("contacts.csv", "user_id,name\nc1,Rosalinda Cruz\n", &[]);
    assert_eq!(sandbox.ok(&["suggestions", "list", "--format", "ids"]), "");
}

#[test]
fn a_word_that_prices_follow_becomes_a_phrase_of_the_cue() {
    let sandbox = Sandbox::at(AS_OF);
    let mut messages = String::from("message_id,user_id,channel,sender,sent_at,text\n");
    for id in 0..300 {
        let day = 1 + id % 28;
        let (asked, answer) = match id % 3 {
            0 => ("How much is the blue one?", "It is $50."),
            1 => ("tagpila ang blue", "It is $50."),
            _ => ("Is the blue one heavy", "Not very."),
        };
        writeln!(messages, "{id}a,c{id},web,visitor,2026-02-{day:02}T09:00:00Z,{asked}").unwrap();
        writeln!(messages, "{id}b,c{id},web,agent,2026-02-{day:02}T09:05:00Z,{answer}").unwrap();
    }
    sandbox.import("messages.csv", &messages, &[]);
    let run = sandbox.ends(0, &["suggestions", "list", "--format", "ids"]);
    assert_eq!(run.out, "phrase_pricing_question_tagpila\n", "{}", run.err);
    let accept = ["suggestions", "accept", "phrase_pricing_question_tagpila"];
    sandbox.ok(&accept);
    assert_eq!(sandbox.read("rolo.toml"), "[reader.phrases]\npricing_question = [\"tagpila\"]\n");
    let run = sandbox.ends(0, &accept);
    assert!(run.err.contains("is in force already"), "{}", run.err);
    sandbox.ok(&["classify"]);
    assert_eq!(sandbox.one("SELECT count(*) FROM messages WHERE cues LIKE '%pricing_question%'"), "200");
    assert_eq!(sandbox.ok(&["suggestions", "list", "--format", "ids"]), "");
}

#[test]
fn the_kind_of_business_and_how_long_people_stay_silent_come_from_the_data() {
    let sandbox = Sandbox::at(AS_OF);
    let mut messages = String::from("message_id,user_id,channel,sender,sent_at,text\n");
    for id in 0..200 {
        let day = 1 + id % 28;
        writeln!(messages, "{id}a,c{id},web,visitor,2026-02-{day:02}T09:00:00Z,Hello is there a haircut with massage")
            .unwrap();
        // Three of four come back within nine days, the others never.
        let back = day + 1 + id % 9;
        let (month, back) = if back > 28 { (3, back - 28) } else { (2, back) };
        if id % 4 > 0 {
            writeln!(messages, "{id}b,c{id},web,visitor,2026-{month:02}-{back:02}T08:59:59Z,Hello once more").unwrap();
        }
    }
    sandbox.import("messages.csv", &messages, &[]);
    let listed = sandbox.ok(&["suggestions", "list", "--format", "ids"]);
    assert!(listed.contains("template_appointments\n"), "{listed}");
    sandbox.ok(&["suggestions", "accept", "template_appointments"]);
    assert_eq!(sandbox.read("rolo.toml"), "[score]\ntemplate = \"appointments\"\n");
    let listed = json(&sandbox.ok(&["suggestions", "list", "--format", "json"]));
    assert!(listed.as_array().expect("a list").iter().all(|it| it["name"] != "template_appointments"), "{listed}");
    let why = "90 % within 9 days (8 to 9) of those who came back after a day or more without having bought: 133 returns \
               of 333 silences";
    assert!(listed.as_array().expect("a list").iter().any(|it| it["why"] == why), "{listed}");
    sandbox.ok(&["suggestions", "accept", "followup_disengaged_after"]);
    assert!(sandbox.read("rolo.toml").ends_with("[followups.disengaged]\nafter = \"9d\"\n"));
}

#[test]
fn weights_are_learnt_from_who_bought_and_scores_go_by_them_once_accepted() {
    let sandbox = Sandbox::at("2026-03-02");
    let mut chance = Chance(11);
    let mut messages = String::from("message_id,user_id,channel,sender,sent_at,text\n");
    let mut events = String::from("event_id,user_id,kind,at,amount,currency\n");
    for id in 0..2_000 {
        let day = 1 + id % 28;
        // Haste makes buyers; what they can spend has nothing to do with it.
        let (is_hasty, has_budget) = (chance.next() < 0.4, chance.next() < 0.4);
        let haste = if is_hasty { "I need it urgently." } else { "Hello there." };
        let budget = if has_budget { "Our budget is $500." } else { "Good morning." };
        writeln!(messages, "{id}a,c{id},web,visitor,2026-02-{day:02}T09:00:00Z,{haste}").unwrap();
        writeln!(messages, "{id}b,c{id},web,visitor,2026-02-{day:02}T09:05:00Z,{budget}").unwrap();
        writeln!(messages, "{id}c,c{id},web,agent,2026-02-{day:02}T09:10:00Z,Hello").unwrap();
        if chance.next() < if is_hasty { 0.4 } else { 0.05 } {
            writeln!(events, "{id},c{id},purchase,2026-02-{day:02}T11:00:00Z,20,USD").unwrap();
        }
    }
    sandbox.import("messages.csv", &messages, &[]);
    sandbox.import("events.csv", &events, &[]);
    sandbox.ok(&["classify"]);
    sandbox.ok(&["score"]);
    let mean = |who: &str| -> f64 {
        let sql = format!(
            "SELECT avg(score) FROM contacts WHERE id IN (SELECT contact_id FROM conversations JOIN messages m ON \
             m.conversation_id = conversations.id WHERE m.text = '{who}')"
        );
        sandbox.one(&sql).parse().expect("a mean")
    };
    let (hasty, spending) = (mean("I need it urgently."), mean("Our budget is $500."));
    sandbox.ok(&["suggestions", "accept", "weights"]);
    let config = sandbox.read("rolo.toml");
    let weight = |category: &str| -> u32 {
        let line = config.lines().find(|line| line.starts_with(category)).expect("a weight of each category");
        line.rsplit(' ').next().and_then(|points| points.parse().ok()).expect("a number")
    };
    assert!(config.starts_with("[score.weights]\n") && weight("urgency") > 2 * weight("budget"), "{config}");
    sandbox.ok(&["config", "check"]);
    sandbox.ok(&["score"]);
    let (hasty_now, spending_now) = (mean("I need it urgently."), mean("Our budget is $500."));
    assert!(hasty_now - spending_now > hasty - spending + 1.0, "{hasty} {spending}, then {hasty_now} {spending_now}");
    let all = json(&sandbox.ok(&["suggestions", "list", "--all", "--format", "json"]));
    let weights = all.as_array().expect("a list").iter().find(|it| it["name"] == "weights").expect("it is known");
    assert_eq!(weights["state"], "in_force");
}

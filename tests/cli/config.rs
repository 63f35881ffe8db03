//! `rolo config`: what it writes is what holds, and what is wrong is told with file, line and key.

use crate::sandbox::Sandbox;

const TEMPLATES: [&str; 6] = ["appointments", "reservations", "products", "delivery", "services", "software"];

#[test]
fn each_template_is_written_out_whole_and_is_right() {
    for name in TEMPLATES {
        let rolo = Sandbox::new();
        let run = rolo.ends(0, &["config", "init", "--template", name]);
        assert_eq!(run.err, "rolo.toml is written, with every key and its default\n");
        rolo.ok(&["config", "check"]);
        let text = rolo.read("rolo.toml");
        assert!(text.contains(&format!("template = \"{name}\"")), "{text}");
        assert!((10..=16).contains(&text.matches("\n[[score.signal]]").count()), "{name}");
        assert_eq!(rolo.ok(&["config", "show"]), text, "what is written is what is shown");
        rolo.file("rolo.toml", &format!("[score]\ntemplate = \"{name}\"\n"));
        assert_eq!(rolo.ok(&["config", "show"]), text, "naming a template is writing it out");
    }
}

#[test]
fn a_template_that_there_is_none_of_is_refused_and_nothing_is_written() {
    let rolo = Sandbox::new();
    let run = rolo.ends(2, &["config", "init", "--template", "bakery"]);
    assert_eq!(
        run.err,
        "error: there is no template `bakery`\n\
         hint: one of appointments, reservations, products, delivery, services, software\n"
    );
    assert!(!rolo.path("rolo.toml").exists());
    rolo.file("rolo.toml", "[score]\nmin_messages = 1\ntemplate = \"deliveries\"\n");
    let run = rolo.ends(2, &["config", "check"]);
    assert!(run.err.contains("rolo.toml:3: score.template: \"deliveries\" is not a template"), "{}", run.err);
}

#[test]
fn a_score_that_cannot_be_is_refused_with_file_line_and_what_to_do() {
    let rolo = Sandbox::at("2026-09-01");
    for (text, problem, hint) in [
        (
            "[score.weights]\nbudget = 0\nurgency = 0\nauthority = 0\nfit = 0\nengagement = 0\n",
            "rolo.toml:1: score.weights: all weights are 0",
            "give at least one category a weight",
        ),
        (
            "\n[score.grades]\nB = 85\n",
            "rolo.toml:2: score.grades: A 80, B 85, C 40, D 20 do not descend",
            "each grade needs more than the next",
        ),
        (
            "[[score.signal]]\nname = \"n\"\ncategory = \"fit\"\nkind = \"smell\"\nmatch = \"x\"\npoints = 1\n",
            "rolo.toml:4: score.signal.kind: \"smell\" is not one of cue, keyword, event, field, stat",
            "`rolo config show` prints every key with its meaning",
        ),
    ] {
        rolo.file("rolo.toml", text);
        for command in [["config", "check"], ["score", "--full"]] {
            let run = rolo.ends(2, &command);
            assert_eq!(run.err, format!("error: {problem}\nhint: {hint}\n"));
        }
    }
}

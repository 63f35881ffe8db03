//! What a user writes as SQL or as a template can neither do harm nor go on without end: it is refused, or stopped.

use std::time::Instant;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";

fn with_people() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "email,name,city\nana@example.com,Ana Cruz,Leeds\nben@example.com,Ben,Cebu\n", &[]);
    rolo
}

#[test]
fn a_condition_that_reaches_out_is_refused() {
    let rolo = with_people();
    rolo.file("secret.txt", "secret");
    let before = rolo.dump();
    for (condition, why) in [
        ("1; delete from contact", "a semicolon cannot stand in an expression"),
        ("1) ; drop table contact; --", "a bracket closes that was not opened"),
        ("id in (delete from contact returning id)", "syntax error"),
        ("exists (with gone as (delete from contact returning 1) select 1 from gone)", "syntax error"),
        ("exists (select 1 from pragma_table_info('contact'))", "not authorized"),
        ("exists (select 1 from pragma_journal_mode('delete'))", "not authorized"),
        ("exists (attach 'other.db' as other)", "syntax error"),
        ("load_extension('./secret.txt')", "not authorized"),
        ("readfile('secret.txt') = 'secret'", "no such function"),
        ("writefile('new.txt', 'x')", "no such function"),
        ("edit('x')", "no such function"),
        ("length(randomblob(1000000000)) > 0", "not authorized"),
        ("random() > 0", "not authorized"),
        ("name = ?1", "it holds a parameter"),
        ("fts3_tokenizer('simple') is null", "not authorized"),
    ] {
        for args in
            [&["contacts", "list", "--where", condition][..], &["segments", "save", "one", "--where", condition]]
        {
            let run = rolo.run(args);
            assert!(run.code == 2, "{condition}: {} {}", run.code, run.err);
            assert!(run.err.contains("--where `"), "{condition}: {}", run.err);
            assert!(run.err.contains(why), "{condition}: {}", run.err);
            assert!(run.err.contains("hint: "), "{condition}: {}", run.err);
        }
    }
    assert_eq!(rolo.dump(), before);
    assert!(!rolo.path("new.txt").exists() && !rolo.path("other.db").exists());
}

#[test]
fn a_condition_that_never_ends_is_stopped() {
    let rolo = with_people();
    let forever = "(with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n) > 0";
    let began = Instant::now();
    let run = rolo.ends(1, &["contacts", "list", "--where", forever]);
    assert!(run.err.contains("error: the condition ran for longer than 10 seconds and was stopped"), "{}", run.err);
    assert!(run.err.contains("hint: nothing was changed; ask about the columns of one contact"), "{}", run.err);
    assert_eq!(run.out, "");
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn a_condition_that_makes_texts_without_end_is_refused() {
    let rolo = with_people();
    for condition in ["length(zeroblob(1000000000)) > 0", "printf('%1000000000d', id) > ''"] {
        let run = rolo.ends(1, &["contacts", "list", "--where", condition]);
        assert!(run.err.contains("error: a value would be longer than 64 MiB"), "{condition}: {}", run.err);
        assert!(run.err.contains("hint: nothing was changed; see what the condition puts together"), "{}", run.err);
    }
}

#[test]
fn a_condition_as_deep_as_can_be_is_an_error_and_short() {
    let rolo = with_people();
    for condition in [
        format!("{}1{}", "(".repeat(60_000), ")".repeat(60_000)),
        "not ".repeat(30_000) + "1",
        "1".to_owned() + &" or 1".repeat(20_000),
        format!("{}1{}", "(select ".repeat(5_000), ")".repeat(5_000)),
        format!("{}as_of(){} > ''", "date(".repeat(20_000), ")".repeat(20_000)),
    ] {
        for args in
            [&["contacts", "list", "--where", &condition][..], &["segments", "save", "one", "--where", &condition]]
        {
            let run = rolo.ends(2, args);
            assert!(run.err.starts_with("error: --where `") && run.err.contains("hint: "), "{}", run.err);
            assert!(run.err.len() < 1_000, "{}", run.err);
        }
    }
    let run = rolo.ends(2, &["contacts", "list", "--search", &"a".repeat(100_000)]);
    assert!(run.err.contains("error: the text of --search is longer than 10000 bytes"), "{}", run.err);
}

#[test]
fn conditions_and_templates_of_the_configuration_are_bounded_too() {
    let rolo = with_people();
    let check = |toml: &str| {
        rolo.file("deep.toml", toml);
        let run = rolo.ends(2, &["--config", "deep.toml", "config", "check"]);
        assert!(run.err.starts_with("error: ") && run.err.len() < 1_000, "{}", run.err);
        run.err
    };
    let rule = |condition: &str| format!("[[alerts.rule]]\nname = \"deep\"\nwhere = \"\"\"{condition}\"\"\"\n");
    for condition in ["(".repeat(200_000) + "1" + &")".repeat(200_000), "date(".repeat(100_000) + &")".repeat(100_000)]
    {
        assert!(check(&rule(&condition)).contains("deep"));
    }
    let n = 100_000;
    for text in [
        format!("{{{{ {}1 }}}}", "not ".repeat(n)),
        format!("{{{{ {}1 }}}}", "-".repeat(n)),
        format!("{{{{ name{} }}}}", "|upper".repeat(n)),
        format!("{{{{ name{} }}}}", ".a".repeat(n)),
        format!("{{{{ name{} }}}}", "()".repeat(n)),
        format!("{{{{ name{} }}}}", " ~ name".repeat(n)),
        format!("{{{{ 1{} }}}}", " if 1 else 1".repeat(n)),
        format!("{{% if vip %}}{}{{% endif %}}", "{% elif vip %}".repeat(n)),
        "{{ (".repeat(n),
        format!("{{{{ {}{} }}}}", "[".repeat(n), "]".repeat(n)),
        "{% if vip %}".repeat(n),
        "{% for a in tags %}".repeat(n),
    ] {
        let error = check(&format!("[followups.templates]\nghosted = '''{text}'''\n"));
        assert!(error.contains("deep.toml:2: followups.templates.ghosted: "), "{error}");
    }
    for toml in ["[".repeat(n), format!("a = {}", "[".repeat(n)), format!("a = {}", "{a=".repeat(n)), "a.".repeat(n)] {
        assert!(check(&toml).contains("deep.toml"));
    }
}

#[test]
fn files_as_deep_as_can_be_are_taken_or_refused() {
    let rolo = with_people();
    let n = 100_000;
    let nested = format!("{}{}", "[".repeat(n), "]".repeat(n));
    let objects = format!("{}1{}", "{\"\"a\"\":".repeat(n), "}".repeat(n));
    for (name, text, code) in [
        (
            "cells.csv",
            format!("email,metadata,tags\na@example.com,{nested},{nested}\nb@example.com,\"{objects}\",x\n"),
            0,
        ),
        ("begin.vcf", "BEGIN:VCARD\n".repeat(n), 1),
        ("agent.vcf", format!("BEGIN:VCARD\nFN:A\nAGENT:{}\nEND:VCARD\n", "BEGIN:VCARD\\n".repeat(n)), 0),
        ("list.json", nested.clone(), 1),
        ("result.json", format!("{{\"name\":\"A\",\"type\":\"personal_chat\",\"id\":1,\"messages\":{nested}}}"), 1),
    ] {
        rolo.file(name, &text);
        let run = rolo.run(&["import", name]);
        assert_eq!(run.code, code, "{name}: {}", run.err);
        assert!(run.err.len() < 2_000, "{name}: {}", run.err);
    }
}

//! Changing contacts by hand: what is set stays, is held against imports, is logged, and can be taken back.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";

fn people() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let text = "user_id,email,phone,name,city,company,tags,interests,Plan\n\
        7,ana@example.com,+639175550101,Ana Cruz,Leeds,Blue Ltd,vip;north,tea,free\n\
        ,ben@example.com,,Ben Reyes,Hull,,north,,\n,info@example.org,,Cy Lim,,,,,\n,info@example.org,,Dee Ong,,,,,\n";
    rolo.import("people.csv", text, &[]);
    let text = "email,conversation_id,message_id,channel,sender,sent_at,text\n\
        ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,How much is it?\n\
        ben@example.com,c2,m2,web,visitor,2026-08-02T10:00:00Z,I am the owner of a bakery\n";
    rolo.import("messages.csv", text, &[]);
    rolo.ok(&["nightly"]);
    rolo
}

/// Runs a command, lets a night pass, takes the command back and lets another night pass: all is as it was before.
#[track_caller]
fn comes_and_goes(args: &[&str]) {
    let rolo = people();
    let before = rolo.dump();
    let run = rolo.ends(0, args);
    assert!(run.err.contains("changed") || !run.out.is_empty(), "{}", run.err);
    let after = rolo.dump();
    assert_ne!(after, before, "{args:?}");
    rolo.ok(&["classify"]);
    let run = rolo.ends(0, &["undo"]);
    assert!(!run.err.contains("warning"), "{}", run.err);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before, "{args:?}");
    // A dry run says the same and does nothing.
    let dry = rolo.ends(0, &[args, &["--dry-run"]].concat());
    assert!(dry.err.contains("dry run"), "{}", dry.err);
    assert_eq!(rolo.dump(), before, "{args:?}");
}

#[test]
fn every_change_goes_as_it_came() {
    for args in [
        &["contacts", "set", "city=York", "job_title=Head of tea", "company=Green Ltd", "ana@example.com"][..],
        &["contacts", "set", "name=Ana de la Cruz", "email=ana.cruz@example.com", "phone=", "ana@example.com"],
        &["contacts", "set", "interests+=coffee", "tags-=vip", "traits=price sensitive", "1", "2"],
        &["contacts", "set", "meta.Plan=gold", "meta.size=41", "do_not_contact=yes", "1"],
        &["contacts", "set", "status=qualified", "stage=closing", "intent=ready_to_buy", "--tag", "north", "--yes"],
        &["contacts", "tag", "vip;late", "1", "2"],
        &["contacts", "untag", "north", "--tag", "north", "--yes"],
        &["contacts", "note", "asked for tea", "1", "--author", "joe"],
        &["contacts", "points", "-10", "1", "--reason", "rude"],
        &["contacts", "add", "name=Eve Tan", "email=eve@example.com", "company=Red Ltd", "tags=new", "stage=closing"],
        &["contacts", "merge", "1", "2"],
    ] {
        comes_and_goes(args);
    }
}

#[test]
fn what_a_person_set_or_removed_is_held_until_it_is_released() {
    let rolo = people();
    rolo.ok(&[
        "contacts",
        "set",
        "city=York",
        "meta.Plan=gold",
        "tags-=VIP",
        "email=ana.cruz@example.com",
        "user_id:7",
    ]);
    let news = "user_id,email,city,tags,Plan,Size\n7,ana@example.com,Bath,vip;spa,free,41\n";
    rolo.import("news.csv", news, &[]);
    let shown = "SELECT city || ' ' || tags || ' ' || email || ' ' || metadata FROM contacts WHERE user_id = '7'";
    let held = r#"York north;spa ana.cruz@example.com {"Plan":"gold","Size":"41"}"#;
    assert_eq!(rolo.one(shown), held);
    let card = rolo.ok(&["contacts", "show", "user_id:7"]);
    assert!(card.contains("city, emails, metadata (Plan), tags (vip)"), "{card}");
    rolo.ok(&["contacts", "release", "city", "user_id:7"]);
    rolo.ok(&["contacts", "release", "meta.Plan", "user_id:7"]);
    rolo.import("news.csv", &news.replace("41", "42"), &[]);
    assert_eq!(rolo.one(shown), r#"Bath north;spa ana.cruz@example.com {"Plan":"free","Size":"42"}"#);
    rolo.ok(&["contacts", "release", "all", "user_id:7"]);
    rolo.import("news.csv", &news.replace("41", "43"), &[]);
    assert_eq!(rolo.one("SELECT tags FROM contacts WHERE user_id = '7'"), "north;spa;vip");
    assert_eq!(rolo.one("SELECT count(*) FROM held"), "0");
}

#[test]
fn a_tag_that_comes_back_by_hand_is_not_held_any_more() {
    let rolo = people();
    rolo.ok(&["contacts", "untag", "vip", "1"]);
    assert_eq!(rolo.one("SELECT field || value FROM held"), "tagsvip");
    rolo.ok(&["contacts", "tag", "VIP", "1"]);
    assert_eq!(rolo.rows("SELECT * FROM held"), [""; 0]);
    assert_eq!(rolo.one("SELECT tags FROM contacts WHERE id = 1"), "north;VIP");
}

#[test]
fn identities_that_are_set_by_hand_lead_to_the_contact_and_old_ones_do_not() {
    let rolo = people();
    rolo.ok(&["contacts", "set", "email=ana.cruz@example.com", "phone=+1 202 555 0147", "1"]);
    rolo.ok(&["contacts", "show", "ana.cruz@example.com"]);
    rolo.ok(&["contacts", "show", "+12025550147"]);
    let run = rolo.ends(1, &["contacts", "show", "ana@example.com"]);
    assert!(run.err.contains("no contact is known as `ana@example.com`"), "{}", run.err);
    rolo.ok(&["undo"]);
    rolo.ok(&["contacts", "show", "ana@example.com"]);
    rolo.ends(1, &["contacts", "show", "ana.cruz@example.com"]);
}

#[test]
fn pins_hold_in_every_view_until_they_are_taken_away() {
    let rolo = people();
    let derived = rolo.one("SELECT status || ' ' || stage FROM contacts WHERE id = 1");
    rolo.ok(&["contacts", "set", "status=churned", "stage=closing", "1"]);
    rolo.ok(&["classify"]);
    assert_eq!(
        rolo.one("SELECT status || ' ' || stage || ' ' || pinned FROM contacts WHERE id = 1"),
        "churned closing stage;status"
    );
    rolo.ok(&["contacts", "unpin", "status", "1"]);
    rolo.ok(&["contacts", "set", "stage=", "1"]);
    rolo.ok(&["classify"]);
    assert_eq!(rolo.one("SELECT status || ' ' || stage FROM contacts WHERE id = 1"), derived);
    assert_eq!(
        rolo.rows("SELECT kind || ' ' || field || ' ' || coalesce(old, '-') || ' ' || coalesce(new, '-') FROM activity WHERE kind LIKE '%pinned' ORDER BY id"),
        ["pinned status - churned", "pinned stage - closing", "unpinned status churned -", "unpinned stage closing -"]
    );
}

#[test]
fn who_did_it_is_said_by_an_option_by_the_environment_or_by_the_login() {
    let rolo = people();
    let note = |text: &str, options: &[&str], names: &[(&str, &str)]| {
        let mut command = rolo.command(&[&["contacts", "note", text, "1"], options].concat());
        for name in ["ROLO_AUTHOR", "USER", "LOGNAME"] {
            command.env_remove(name);
        }
        assert!(command.envs(names.iter().copied()).status().expect("rolo runs").success());
    };
    note("a", &["--author", "Joe"], &[("ROLO_AUTHOR", "bea")]);
    note("b", &[], &[("ROLO_AUTHOR", "bea"), ("USER", "cy")]);
    note("c", &[], &[("USER", "cy")]);
    note("d", &[], &[]);
    let authors = rolo.rows("SELECT note.text || ' ' || note.author || ' ' || log.author FROM note JOIN log ON log.new = note.text ORDER BY note.id");
    assert_eq!(authors, ["a Joe Joe", "b bea bea", "c cy cy", "d unknown unknown"]);
}

#[test]
fn an_opt_out_that_a_person_lifts_stays_lifted_though_the_file_says_it_again() {
    let rolo = Sandbox::at(NOW);
    let text = "email,do_not_contact\nana@example.com,yes\n";
    rolo.import("out.csv", text, &[]);
    rolo.ok(&["contacts", "set", "do_not_contact=no", "1"]);
    rolo.import("again.csv", text, &[]);
    assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "0");
}

#[test]
fn a_list_that_is_inferred_grows_by_hand_from_what_is_shown() {
    let rolo = people();
    let text = "email,conversation_id,message_id,channel,sender,sent_at,text\n\
        ben@example.com,c2,m3,web,visitor,2026-08-03T10:00:00Z,we are looking for a cargo bike\n";
    rolo.import("more.csv", text, &[]);
    rolo.ok(&["classify"]);
    let before = rolo.one("SELECT needs FROM contacts WHERE id = 2");
    assert_eq!(before, "cargo bike");
    rolo.ok(&["contacts", "set", "needs+=bell", "2"]);
    rolo.ok(&["classify"]);
    assert_eq!(rolo.one("SELECT needs FROM contacts WHERE id = 2"), "cargo bike;bell");
    rolo.ok(&["contacts", "set", "needs=", "2"]);
    rolo.ok(&["classify"]);
    assert_eq!(
        rolo.one("SELECT coalesce(needs, '') FROM contacts WHERE id = 2"),
        "",
        "what a person emptied stays empty"
    );
}

#[test]
fn contacts_are_named_read_or_chosen() {
    let rolo = people();
    let run = rolo.ends(2, &["contacts", "tag", "x", "--tag", "north"]);
    assert!(run.err.contains("the filters reach 2 contacts, and nothing was changed"), "{}", run.err);
    assert!(run.err.contains("--yes"), "{}", run.err);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE tags LIKE '%x%'"), "0");
    rolo.ok(&["contacts", "tag", "one", "--tag", "vip"]);
    rolo.ok(&["contacts", "tag", "x", "--tag", "north", "--yes"]);
    let ids = rolo.ok(&["contacts", "list", "--where", "tags LIKE '%x%'", "--format", "ids"]);
    assert_eq!(ids, "1\n2\n");
    assert_eq!(rolo.pipe(&["contacts", "tag", "y", "-"], &ids).code, 0);
    assert_eq!(rolo.pipe(&["contacts", "tag", "z", "-"], "ana@example.com\n+63 917 555 0101\nuser_id:7\n").code, 0);
    assert_eq!(
        rolo.rows("SELECT id || ' ' || tags FROM contacts WHERE tags <> '' ORDER BY id"),
        ["1 vip;north;one;x;y;z", "2 north;x;y"]
    );
    for (args, code, says) in [
        (&["contacts", "tag", "x"][..], 2, "it is not said which contacts"),
        (&["contacts", "tag", "x", "1", "--tag", "vip"], 2, "either named or chosen by filters"),
        (&["contacts", "tag", " ", "1"], 2, "the tag is blank"),
        (&["contacts", "tag", "x", "99"], 1, "there is no contact 99"),
        (&["contacts", "tag", "x", "info@example.org"], 1, "3  Cy Lim (info@example.org)"),
        (&["contacts", "tag", "x", "reyes"], 1, "2  Ben Reyes (ben@example.com)"),
        (&["contacts", "tag", "x", "nobody@example.net"], 1, "no contact is known as `nobody@example.net`"),
        (&["contacts", "note", "", "1"], 2, "the note is blank"),
        (&["contacts", "points", "0", "1"], 2, "0 points"),
        (&["contacts", "merge", "1", "user_id:7"], 1, "both are contact 1"),
    ] {
        let before = rolo.dump();
        let run = rolo.ends(code, args);
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
        assert_eq!(rolo.dump(), before, "{args:?}");
    }
}

#[test]
fn only_what_a_person_can_know_better_is_set() {
    let rolo = people();
    for (word, says) in [
        ("first_seen=2020-01-01", "first_seen cannot be set: it tells what happened"),
        ("user_id=8", "user_id cannot be set"),
        ("score=99", "score cannot be set: it is derived"),
        ("spend=99", "spend cannot be set: it is counted"),
        ("vip=yes", "rolo contacts tag vip"),
        ("points=5", "rolo contacts points N"),
        ("colour=red", "meta.colour"),
        ("emial=x@example.com", "did you mean email?"),
        ("email=nonsense", "`nonsense` is not an e-mail address"),
        ("status=super", "new, active, inactive, qualified, converted, churned"),
        ("do_not_contact=perhaps", "neither yes nor no"),
        ("city+=York", "city holds one value"),
        ("meta.=x", "does not say which key"),
        ("traits=a;b;c;d;e;f", "contact 1 would have 6 traits, and 5 are the most"),
    ] {
        let run = rolo.ends(2, &["contacts", "set", word, "1"]);
        assert!(run.err.contains(says), "{word}: {}", run.err);
    }
    let run = rolo.ends(2, &["contacts", "set", "1"]);
    assert!(run.err.contains("fields come first"), "{}", run.err);
    rolo.ends(2, &["contacts", "set", "city=York"]);
}

#[test]
fn a_contact_is_added_with_what_a_file_would_say() {
    let rolo = Sandbox::at(NOW);
    let id = rolo.ok(&[
        "contacts",
        "add",
        "name=Eve Tan",
        "email=Eve@Example.com",
        "phone=+63 917 555 0101",
        "company=Red Ltd",
        "tags=new;walk-in",
        "meta.size=41",
        "user_id=42",
        "external_id=shop:9",
    ]);
    assert_eq!(id, "1\n");
    assert_eq!(
        rolo.one("SELECT name || '|' || first_name || '|' || email || '|' || phone || '|' || company || '|' || tags || '|' || metadata || '|' || source || '|' || lifecycle || '|' || external_ids FROM contacts"),
        r#"Eve Tan|Eve|eve@example.com|+639175550101|Red Ltd|new;walk-in|{"size":"41"}|manual|customer|shop:9"#
    );
    let again = ["contacts", "add", "name=Eva Tan", "email=eve@example.com"];
    let run = rolo.ends(1, &again);
    assert!(run.err.contains("email eve@example.com belongs to contact 1, Eve Tan"), "{}", run.err);
    assert_eq!(rolo.ok(&[&again[..], &["--yes"]].concat()), "2\n");
    rolo.ends(1, &["contacts", "add", "user_id=42", "--yes"]);
    let run = rolo.ends(2, &["contacts", "add", "city=Leeds"]);
    assert!(run.err.contains("a contact needs a name"), "{}", run.err);
    // An import finds it again.
    let taken = rolo.import("people.csv", "user_id,name,city\n42,Eve Tan,Cebu\n", &[]);
    assert_eq!((taken.created, taken.updated), (0, 1));
}

#[test]
fn merging_shows_both_and_what_becomes_of_them() {
    let rolo = people();
    let run = rolo.ends(0, &["contacts", "merge", "2", "1", "--dry-run"]);
    assert!(run.out.contains("Ana Cruz") && run.out.contains("Ben Reyes"), "{}", run.out);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "4");
    rolo.ok(&["contacts", "merge", "2", "1"]);
    assert_eq!(
        rolo.one("SELECT id || ' ' || user_id || ' ' || message_count FROM contacts WHERE user_id IS NOT NULL"),
        "2 7 2"
    );
    rolo.ok(&["contacts", "show", "1"]);
    assert!(rolo.ok(&["contacts", "show", "1"]).contains("contact      2"), "a merged contact's id means its survivor");
}

#[test]
fn one_contact_is_changed_as_a_night_would_find_it_and_only_that_one_is_decided_anew() {
    let rolo = people();
    rolo.ok(&["contacts", "tag", "vip", "2"]);
    let summary: serde_json::Value = serde_json::from_str(&rolo.ok(&["classify", "--format", "json"])).expect("json");
    assert_eq!(summary["examined"], 1);
    assert_eq!(rolo.one("SELECT vip FROM contacts WHERE id = 2"), "1");
    let before = rolo.views();
    rolo.ok(&["classify", "--full"]);
    rolo.ok(&["score", "--full"]);
    rolo.ok(&["score"]);
    rolo.ok(&["classify"]);
    assert_eq!(rolo.views().len(), before.len());
}

#[test]
fn an_address_that_another_contact_holds_is_given_only_where_both_have_it() {
    let rolo = people();
    let before = rolo.dump();
    let set = ["contacts", "set", "email=ben@example.com", "1"];
    let run = rolo.ends(1, &set);
    assert!(run.err.contains("email ben@example.com belongs to contact 2, Ben Reyes"), "{}", run.err);
    let run = rolo.ends(2, &["contacts", "set", "phone=+12025550147", "1", "2"]);
    assert!(run.err.contains("several contacts would get the same address or number"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    rolo.ok(&["contacts", "set", "email=ana@example.com", "1"]);
    rolo.ok(&[&set[..], &["--yes"]].concat());
    assert_eq!(rolo.one("SELECT count(*) FROM contacts WHERE email = 'ben@example.com'"), "2");
}

#[test]
fn what_stands_around_names_and_notes_does_not_matter_and_a_nul_is_refused() {
    let rolo = people();
    assert_eq!(rolo.pipe(&["contacts", "tag", "x", "-"], "\u{feff}1\r\n\r\n2\r\n").code, 0);
    rolo.ok(&["contacts", "show", "tel:+639175550101"]);
    let run = rolo.pipe(&["contacts", "note", "-", "1"], "a\0b");
    assert!(run.code == 2 && run.err.contains("NUL"), "{}", run.err);
    let run = rolo.ends(2, &["contacts", "show", " "]);
    assert!(run.err.contains("a blank names no contact"), "{}", run.err);
}

//! Companies, deals, notes, conversations and deliveries: they come in once, meet what is there, and go as they came.

use crate::sandbox::{Sandbox, Taken};

const NOW: &str = "2026-09-01";

const COMPANIES: &str = "Record ID,Company name,Company Domain Name,Industry,Phone Number,City,Annual Revenue\n\
    1,Blue Lagoon Inc.,bluelagoon.example.com,Hotels,+1 212-555-0101,Leeds,100000\n2,Red Ltd,,,,York,\n";
const DEALS: &str = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency,Associated Company,email,Priority\n\
    9,Summer,closedwon,2026-08-01,\"1,200\",PHP,blue lagoon inc.,ana@example.com,high\n\
    10,Winter,Negotiation,2026-12-01,50,PHP,New Co,cy@example.com,\n";
const NOTES: &str = "email,text,at,author,Mood\nana@example.com,Likes tea,2026-08-01,Mia,good\n\
    ana@example.com,Likes tea,2026-08-01,Mia,good\ndan@example.com,New here,,,\n";
const DELIVERIES: &str = "broadcast,email,state,at\nSummer sale,ana@example.com,Opened,2026-08-02\n\
    Summer sale,ana@example.com,sent,2026-08-01\nSummer sale,ben@example.com,Unsubscribed,2026-08-02\n";
const CONVERSATIONS: &str = "conversation_id,channel,email,agent,state,summary\n\
    c1,web,ana@example.com,Mia,closed,Asked the price\nc7,whatsapp,eve@example.com,,,\n";

fn created(created: u64) -> Taken {
    Taken { created, ..Taken::default() }
}

/// Ana of Blue Lagoon, Ben, a conversation and a deal.
fn people(rolo: &Sandbox) {
    rolo.import(
        "people.csv",
        "email,name,company\nana@example.com,Ana Cruz,BLUE LAGOON INC.\nben@example.com,Ben Reyes,\n",
        &[],
    );
    rolo.import(
        "messages.csv",
        "email,conversation_id,message_id,channel,sender,sent_at,text\n\
         ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,How much is it?\n",
        &[],
    );
    rolo.import("first.csv", "deal_id,title,stage,amount,currency,email\n10,Winter,New,40,PHP,ben@example.com\n", &[]);
    rolo.import("sale.csv", "broadcast,email,state,at\nSummer sale,ana@example.com,sent,2026-08-01\n", &[]);
}

/// Imports a file twice, takes it back and compares; then imports it again and compares with the first time.
#[track_caller]
fn comes_and_goes(text: &str, options: &[&str]) {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    rolo.ok(&["nightly"]);
    let before = rolo.dump();
    let first = rolo.import("more.csv", text, options);
    let once = rolo.dump();
    assert_ne!(once, before, "{text}");
    let second = rolo.import("more.csv", text, options);
    assert_eq!(second.fates(), [0, 0, first.fates().iter().sum()], "{text}");
    assert_eq!(rolo.dump(), once, "the second time changes nothing: {text}");
    rolo.ok(&["nightly"]);
    let run = rolo.ends(0, &["undo"]);
    assert!(!run.err.contains("warning"), "{}", run.err);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before, "{text}");
    assert_eq!(rolo.import("more.csv", text, options), first, "the file comes in again as if for the first time");
}

#[test]
fn each_kind_comes_in_once_and_goes_as_it_came() {
    for text in [COMPANIES, DEALS, NOTES, DELIVERIES, CONVERSATIONS] {
        comes_and_goes(text, &[]);
    }
}

#[test]
fn records_that_change_what_is_there_go_as_they_came() {
    comes_and_goes("name,website,industry\nBlue Lagoon Inc.,example.org,Spas\n", &[]);
    comes_and_goes("deal_id,title,state,closed_at,amount,currency,email\n10,Winter 2,won,2026-08-30,70,EUR,\n", &[]);
    comes_and_goes("deal_id,title,company\n10,Winter,Blue Lagoon Inc.\n", &[]);
    comes_and_goes("deal_id,title,email\n7,A,eve@example.com\n7,A,fay@example.com\n", &[]);
    comes_and_goes("broadcast,email,state,at,Link\nSummer sale,ana@example.com,clicked,2026-08-03,a\n", &[]);
    comes_and_goes("title,stage,amount,email,name\nA,New,5,fay@example.com,Fay\nA,New,5,fay@example.com,Fay\n", &[]);
}

#[test]
fn all_kinds_come_in_one_command_in_the_order_in_which_they_build_on_each_other() {
    let rolo = Sandbox::at(NOW);
    let people = "email,name,company\nana@example.com,Ana Cruz,BLUE LAGOON INC.\nben@example.com,Ben Reyes,Red Ltd\n";
    let files = [
        ("a.csv", DELIVERIES),
        ("b.csv", NOTES),
        ("c.csv", DEALS),
        ("d.csv", CONVERSATIONS),
        ("e.csv", people),
        ("f.csv", COMPANIES),
    ];
    for (name, text) in files {
        rolo.file(name, text);
    }
    let run = rolo.ends(0, &["nightly", "a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "f.csv"]);
    let kinds: Vec<&str> = run.err.lines().skip(1).take(6).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(kinds, ["companies", "contacts", "deals", "notes", "conversations", "deliveries"], "{}", run.err);
    assert_eq!(
        rolo.rows("SELECT name, industry, contact_count FROM companies"),
        ["Blue Lagoon Inc.|Hotels|1", "Red Ltd||1", "New Co||0"]
    );
    assert_eq!(
        rolo.rows("SELECT title, stage, amount, state, expected_close, closed_at, company_id FROM deals"),
        ["Summer|closedwon|1200|won||2026-08-01T00:00:00Z|1", "Winter|Negotiation|50|open|2026-12-01T00:00:00Z||3"]
    );
    assert_eq!(
        rolo.rows("SELECT contact_id, text, at, author, metadata FROM note"),
        ["1|Likes tea|1785542400|Mia|{\"Mood\":\"good\"}", "4|New here|1788220800|import of b.csv|"]
    );
    assert_eq!(
        rolo.rows("SELECT contact_id, state, at FROM delivery"),
        ["1|opened|1785628800", "2|unsubscribed|1785628800"]
    );
    assert_eq!(
        rolo.rows("SELECT external_id, channel, agent, state, summary, contact_id FROM conversations"),
        ["c1|web|Mia|closed|Asked the price|1", "c7|whatsapp||open||5"]
    );
}

#[test]
fn a_won_deal_is_a_conversion_and_an_unsubscribed_delivery_an_opt_out() {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    rolo.ok(&["nightly"]);
    let of = |name: &str| {
        rolo.one(&format!("SELECT status, purchases, spend, do_not_contact FROM contacts WHERE email = '{name}'"))
    };
    assert_eq!(of("ben@example.com"), "new|0|0|0");
    rolo.import("won.csv", "deal_id,title,deal_status,email\n10,Winter,Won,\n", &[]);
    rolo.import("receipts.csv", DELIVERIES, &[]);
    rolo.ok(&["nightly"]);
    assert_eq!(of("ben@example.com"), "converted|1|40|1");
    // Won at a time that no row tells: when it was heard of.
    assert_eq!(rolo.one("SELECT closed_at FROM deals"), "2026-09-01T00:00:00Z");
    rolo.import("lost.csv", "deal_id,title,deal_status,email\n10,Winter,Closed Lost,\n", &[]);
    assert_eq!(rolo.one("SELECT purchases FROM contacts WHERE email = 'ben@example.com'"), "0");
}

#[test]
fn the_flags_and_words_of_other_crms_tell_how_a_deal_stands() {
    let rolo = Sandbox::at(NOW);
    let taken = rolo.import(
        "opportunities.csv",
        "Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon\n\
         006A,001A,Rooms,Value Proposition,10,2026-08-01,false,false\n\
         006B,001A,Spa,Done,20,2026-08-02,true,true\n006C,,Bar,Gone,30,2026-08-03,true,false\n",
        &["--platform", "salesforce"],
    );
    assert_eq!(taken, created(3));
    assert_eq!(
        rolo.rows("SELECT external_id, title, state, expected_close, closed_at FROM deals"),
        [
            "006A|Rooms|open|2026-08-01T00:00:00Z|",
            "006B|Spa|won||2026-08-02T00:00:00Z",
            "006C|Bar|lost||2026-08-03T00:00:00Z"
        ]
    );
    // A company that is not known is not lost.
    assert_eq!(rolo.one("SELECT metadata FROM deal WHERE id = 1"), r#"{"company_id":"salesforce:001A"}"#);
    rolo.import("accounts.csv", "Id,Name,Industry\n001A,Blue Ltd,Hotels\n", &["--platform", "salesforce"]);
    rolo.import("again.csv", "Id,AccountId,Name,StageName\n006A,001A,Rooms,New\n", &["--platform", "salesforce"]);
    assert_eq!(rolo.one("SELECT company_id FROM deals WHERE external_id = '006A'"), "1");
    let run = rolo.pipe(&["import", "--rejects", "r.csv", "-"], "deal_id,title,status\n7,Bad,perhaps\n");
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(
        rolo.read("r.csv").contains(",2,status,\"bad_choice: `perhaps` is not open, won or lost\""),
        "{}",
        rolo.read("r.csv")
    );
}

#[test]
fn a_company_is_known_by_its_id_its_name_or_its_website() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "email,company\nana@example.com,Blue Lagoon Inc.\n", &[]);
    let header = "company_id,name,website,industry";
    let import = |rows: &str| rolo.import("companies.csv", &format!("{header}\n{rows}\n"), &["--platform", "hubspot"]);
    assert_eq!(import("1,BLUE LAGOON INC.,https://www.blue.example.com/,Hotels").fates(), [0, 1, 0]);
    // By its website, though the legal form is another.
    assert_eq!(import(",Blue Lagoon Incorporated,blue.example.com,Spas").fates(), [0, 1, 0]);
    assert_eq!(import(",,blue.example.com,Baths").fates(), [0, 1, 0]);
    let now = "SELECT name, website, industry, other_names FROM company";
    assert_eq!(rolo.rows(now), ["BLUE LAGOON INC.|blue.example.com|Baths|Blue Lagoon Incorporated"]);
    // By its id, under a new name.
    assert_eq!(import("1,Green Lagoon Inc.,,").fates(), [0, 1, 0]);
    rolo.import("more.csv", "email,company\nben@example.com,green lagoon inc.\n", &[]);
    assert_eq!(rolo.rows("SELECT name, contact_count FROM companies"), ["Green Lagoon Inc.|2"]);
    // Another company at the same website, and one of the same name with another id.
    assert_eq!(import("2,Yellow Ltd,blue.example.com,").fates(), [1, 0, 0]);
    assert_eq!(import("3,Yellow Ltd,,").conflicts, 1);
    assert_eq!(rolo.one("SELECT external_ids FROM company WHERE name = 'Yellow Ltd'"), "hubspot:2;hubspot:3");
    assert_eq!(rolo.import("shops.csv", "name,website\nA,facebook.com/a\nB,facebook.com/b\n", &[]), created(2));
}

#[test]
fn the_platform_says_whose_ids_the_deals_and_companies_of_an_export_hold() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "Record ID,First Name,Last Name,Email,Contact owner\n151,Ana,Cruz,,Mia\n", &[]);
    let platform = ["--platform", "hubspot"];
    rolo.import("companies.csv", "Record ID,Company name,Company owner\n9,Blue Ltd,Mia\n", &platform);
    let deals =
        "Record ID,Deal Name,Deal Stage,Associated Contact IDs,Associated Company IDs\n5,Roof,Closed Won,151,9\n";
    rolo.import("deals.csv", deals, &platform);
    assert_eq!(rolo.rows("SELECT external_ids FROM contacts"), ["hubspot:151"]);
    assert_eq!(rolo.one("SELECT contact_id, company_id, state FROM deals"), "1|1|won");
}

#[test]
fn punctuation_and_names_of_old_tell_no_companies_apart() {
    let rolo = Sandbox::at(NOW);
    let people = "email,company\nana@example.com,\"Acme, Inc.\"\nben@example.com,Acme Inc\ncy@example.com,ACME INC.\n";
    rolo.import("people.csv", people, &[]);
    let companies = "SELECT name, contact_count FROM companies ORDER BY id";
    assert_eq!(rolo.rows(companies), ["Acme, Inc.|3"]);
    // A file of companies says how it is written, and other files of people do not.
    assert_eq!(rolo.import("c.csv", "company_id,name,industry\n1,Acme Inc.,Tools\n", &[]).fates(), [0, 1, 0]);
    rolo.import("more.csv", "email,company\ndi@example.com,acme inc\n", &[]);
    assert_eq!(rolo.rows("SELECT name, other_names FROM company"), ["Acme Inc.|"]);
    // Under a new name it is still known by the old one, also to people and deals.
    rolo.import("c.csv", "company_id,name,industry\n1,Zenith Ltd,Tools\n", &[]);
    assert_eq!(rolo.rows("SELECT name, other_names FROM company"), ["Zenith Ltd|Acme Inc."]);
    let again = "email,company\neve@example.com,\"ACME, Inc\"\nfay@example.com,Acme\n";
    assert_eq!(rolo.import("again.csv", again, &[]).fates(), [2, 0, 0]);
    rolo.import("d.csv", "deal_id,title,company\n7,Roof,\"Acme, Inc.\"\n", &[]);
    assert_eq!(rolo.rows(companies), ["Zenith Ltd|5", "Acme|1"], "without its legal form it is another name");
    assert_eq!(rolo.one("SELECT company_id FROM deals"), "1");
    assert_eq!(rolo.import("people.csv", people, &[]).fates(), [0, 0, 3]);
}

#[test]
fn a_mailbox_of_its_own_domain_names_the_company_where_that_is_asked_for() {
    let text = "email,name,company\nana@blue.example.com,Ana,\nben@gmail.com,Ben,\ncy@red.example.com,Cy,\n\
        dan@red.example.com,Dan,\neve@red.example.com,Eve,Green\neve@red.example.com,Eve,\n";
    let now = "SELECT name, company FROM contacts ORDER BY id";
    let plain = Sandbox::at(NOW);
    plain.import("people.csv", text, &[]);
    assert_eq!(plain.rows(now), ["Ana|", "Ben|", "Cy|", "Dan|", "Eve|Green"]);
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", "[import]\ncompanies_from_email_domain = true\n");
    rolo.import("companies.csv", "name,website\nBlue Ltd,https://blue.example.com\n", &[]);
    rolo.import("ben.csv", "email,name\nben@gmail.com,Ben\n", &[]);
    let before = rolo.dump();
    rolo.import("people.csv", text, &[]);
    let expected = ["Ben|", "Ana|Blue Ltd", "Cy|red.example.com", "Dan|red.example.com", "Eve|Green"];
    assert_eq!(rolo.rows(now), expected);
    let once = rolo.dump();
    assert_eq!(rolo.import("people.csv", text, &[]).fates(), [0, 0, 6]);
    assert_eq!(rolo.dump(), once);
    rolo.ok(&["undo"]);
    assert_eq!(rolo.dump(), before);
    rolo.import("people.csv", text, &[]);
    // The company gets its name once a file tells it.
    assert_eq!(rolo.import("more.csv", "name,website\nRed Ltd,red.example.com\n", &[]).fates(), [0, 1, 0]);
    assert_eq!(rolo.one("SELECT contact_count FROM companies WHERE name = 'Red Ltd'"), "2");
}

#[test]
fn existing_records_are_met_by_the_policy() {
    let rolo = Sandbox::at(NOW);
    rolo.import("companies.csv", COMPANIES, &[]);
    let more = "Company name,Industry,City,Company owner\nRed Ltd,Paint,Hull,Mia\n";
    let now = || rolo.one("SELECT industry, city, metadata FROM companies WHERE name = 'Red Ltd'");
    assert_eq!(rolo.import("skip.csv", more, &["--on-match", "skip"]).fates(), [0, 0, 1]);
    assert_eq!(now(), "|York|");
    assert_eq!(rolo.import("fill.csv", more, &["--on-match", "fill"]).fates(), [0, 1, 0]);
    assert_eq!(now(), "Paint|York|{\"Company owner\":\"Mia\"}");
    assert_eq!(rolo.import("update.csv", more, &[]).fates(), [0, 1, 0]);
    assert_eq!(now(), "Paint|Hull|{\"Company owner\":\"Mia\"}");
}

#[test]
fn a_delivery_of_an_unknown_contact_is_rejected_and_can_come_later() {
    let rolo = Sandbox::at(NOW);
    let text = "broadcast,email,state\nSale,ana@example.com,sent\n";
    assert_eq!(rolo.import("sale.csv", text, &[]).rejected, 1);
    assert_eq!(
        rolo.read("sale.csv.rejects"),
        "broadcast,email,state,line,column,reason\nSale,ana@example.com,sent,2,,\
         unknown_contact: none is known by what the row names; import the contacts first\n"
    );
    assert_eq!(rolo.rows("SELECT name FROM broadcast"), [""; 0]);
    rolo.import("people.csv", "email,name\nana@example.com,Ana\n", &[]);
    assert_eq!(rolo.import("sale.csv.rejects", &rolo.read("sale.csv.rejects"), &[]), created(1));
    // The latest state counts, whatever the order of rows.
    let rows = "Sale,ana@example.com,clicked,2026-08-03\nSale,ana@example.com,opened,2026-08-02\n";
    assert_eq!(rolo.import("late.csv", &format!("broadcast,email,state,at\n{rows}"), &[]).fates(), [0, 2, 0]);
    assert_eq!(
        rolo.import("early.csv", "broadcast,email,state,at\nSale,ana@example.com,sent,2026-08-01\n", &[]).fates(),
        [0, 0, 1]
    );
    assert_eq!(rolo.rows("SELECT state FROM delivery"), ["clicked"]);
}

#[test]
fn a_merge_takes_deals_notes_and_deliveries_along_and_an_undo_brings_them_back() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "user_id,email,name\n,ana@example.com,Ana Cruz\n7,,Ana Cruz\n", &[]);
    rolo.import("deals.csv", "deal_id,title,email\n1,A,ana@example.com\n", &[]);
    rolo.import("sale.csv", "broadcast,email,user_id,state\nSale,ana@example.com,,sent\nSale,,7,opened\n", &[]);
    rolo.import("ids.csv", "user_id,email,name\n7,ana@example.com,Ana Cruz\n", &[]);
    let before = rolo.dump();
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(rolo.rows("SELECT count(*) FROM contacts"), ["1"]);
    assert_eq!(rolo.rows("SELECT count(*) FROM delivery"), ["1"]);
    let listed = rolo.ok(&["undo", "--list"]);
    assert!(listed.contains("Ana Cruz (1) into Ana Cruz (2)"), "{listed}");
    rolo.ok(&["dedupe", "undo", "--last", "--dry-run"]);
    assert_eq!(rolo.rows("SELECT count(*) FROM contacts"), ["1"]);
    rolo.ok(&["dedupe", "undo", "--last"]);
    let tables = |dump: Vec<String>| -> Vec<String> {
        dump.into_iter().filter(|row| ["deal:", "delivery:", "contact:"].iter().any(|t| row.starts_with(t))).collect()
    };
    assert_eq!(tables(rolo.dump()), tables(before));
}

const KINDS: [&str; 7] = ["companies", "deals", "notes", "conversations", "messages", "events", "deliveries"];

/// What is exported of each kind but ids of rolo's own.
fn exported(rolo: &Sandbox) -> Vec<String> {
    let kinds = ["contacts"].into_iter().chain(KINDS);
    kinds
        .map(|kind| {
            let all = rolo.ok(&["export", "--kind", kind, "--columns", "all", "--limit", "0"]);
            let derived = ["rolo_id", "updated_at"];
            let names = all.trim_end().split(',').filter(|name| !derived.contains(name));
            let columns = names.collect::<Vec<_>>().join(",");
            rolo.ok(&["export", "--kind", kind, "--columns", &columns])
        })
        .collect()
}

#[test]
fn the_exports_of_all_kinds_build_the_same_database() {
    let (old, new) = (Sandbox::at(NOW), Sandbox::at(NOW));
    // Ids that no longer begin at one.
    old.import("gone.csv", "email\ngone@example.com\n", &[]);
    old.ok(&["undo"]);
    people(&old);
    let nobody = "name,note\nOnly A. Name,a note of hers\n";
    old.import("nobody.csv", nobody, &[]);
    for (name, text) in [
        ("a.csv", DELIVERIES),
        ("b.csv", NOTES),
        ("c.csv", DEALS),
        ("d.csv", CONVERSATIONS),
        ("e.csv", COMPANIES),
        ("f.csv", "title,stage,amount,Colour\nNobody's,New,1.234,red\n"),
        ("g.csv", "email,kind,at,amount,currency,Shop\nana@example.com,purchase,2026-08-02,10.5,PHP,north\n"),
        ("h.csv", "event_id,email,kind,at\ne1,ana@example.com,visit,2026-08-03\n"),
        (
            "i.csv",
            "sender,sent_at,text,channel\nvisitor,2026-08-01,Anybody there?,telegram\nagent,2026-08-02,Yes,web\n",
        ),
        ("j.csv", "email,sender,sent_at,text,channel\nana@example.com,visitor,2026-08-01,No id,whatsapp\n"),
    ] {
        old.import(name, text, &["--platform", "oldcrm"]);
    }
    old.ok(&["nightly"]);
    let mut files = vec!["people.csv".to_owned()];
    new.file("people.csv", &old.ok(&["export", "--columns", "all,other_emails,other_phones"]));
    for kind in KINDS {
        let text = old.ok(&["export", "--kind", kind]);
        assert!(text.lines().count() > 1, "{kind}: {text}");
        new.file(&format!("{kind}.csv"), &text);
        files.push(format!("{kind}.csv"));
    }
    let import: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    new.ok(&import);
    new.ok(&["nightly"]);
    assert_eq!(exported(&new), exported(&old));
    // The exports mean what is there already, in either database.
    for file in &files {
        old.file(file, &new.read(file));
    }
    for rolo in [&old, &new] {
        let before = rolo.views();
        rolo.ok(&import);
        rolo.ok(&["nightly"]);
        assert_eq!(rolo.views(), before);
    }
}

#[test]
fn an_export_of_a_kind_takes_the_filters_of_contacts() {
    let rolo = Sandbox::at(NOW);
    people(&rolo);
    rolo.import("companies.csv", COMPANIES, &[]);
    let of_ana = ["--search", "ana@example.com"];
    let lines = |kind: &str, filter: &[&str]| {
        rolo.ok(&[&["export", "--kind", kind, "--format", "ids"], filter].concat()).lines().count()
    };
    assert_eq!((lines("companies", &[]), lines("companies", &of_ana)), (2, 1));
    assert_eq!((lines("deals", &[]), lines("deals", &of_ana)), (1, 0));
    assert_eq!((lines("messages", &[]), lines("messages", &of_ana)), (1, 1));
    let run = rolo.ends(2, &["export", "--kind", "notes", "--columns", "score"]);
    assert!(run.err.contains("the export of notes has no column `score`"), "{}", run.err);
}

#[test]
fn a_deal_meets_the_contact_that_is_named_with_a_mailbox() {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", "id,name,email\n901,Ann Lee,ann@example.com\n", &["--platform", "hubspot"]);
    let deals = "Record ID,Deal Name,Deal Stage,Amount,Associated Contact\n\
        5,Kitchen,Closed Won,100,Ann Lee (ann@example.com);Bob Ray (bob@example.com)\n";
    rolo.import("deals.csv", deals, &[]);
    assert_eq!(rolo.rows("SELECT name, email, purchases FROM contacts"), ["Ann Lee|ann@example.com|1"]);
    assert!(rolo.one("SELECT metadata FROM deal").contains("Bob Ray (bob@example.com)"));
}

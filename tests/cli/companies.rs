//! `rolo companies`: looking at companies, changing them by hand, and linking contacts to them.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const COMPANIES: &str = "name,website,industry,city\n\"Acme, Inc.\",https://www.acme.example.com,Retail,Leeds\n\
    Blue Ltd,blue.example.com,Paint,York\nRed Ltd,red.example.com,,\n";
const PEOPLE: &str = "email,name,company,job_title\nana@acme.example.com,Ana,\"Acme, Inc.\",Buyer\n\
    ben@example.com,Ben,,\ncy@example.com,Cy,Blue Ltd,\n";

fn sandbox() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("companies.csv", COMPANIES, &[]);
    rolo.import("people.csv", PEOPLE, &[]);
    rolo
}

/// Runs a command of `companies` that must succeed.
#[track_caller]
fn companies(rolo: &Sandbox, args: &[&str]) -> String {
    rolo.ok(&[&["companies"], args].concat())
}

#[test]
fn companies_are_listed_and_searched() {
    let rolo = sandbox();
    assert_eq!(companies(&rolo, &["list", "--format", "ids"]), "1\n2\n3\n");
    assert_eq!(
        companies(&rolo, &["list", "--search", "retail"]),
        "id,name,website,industry,phone,address,city,country,metadata,contact_count,created_at,updated_at\n\
         1,\"Acme, Inc.\",https://www.acme.example.com,Retail,,,Leeds,,,1,2026-09-01T00:00:00Z,2026-09-01T00:00:00Z\n"
    );
    for (text, ids) in [("example.com", "1\n2\n3\n"), ("LTD", "2\n3\n"), ("paint", "2\n"), ("100%", ""), ("leeds", "")]
    {
        assert_eq!(companies(&rolo, &["list", "--search", text, "--format", "ids"]), ids, "{text}");
    }
    assert_eq!(companies(&rolo, &["list", "--sort", "-name", "--limit", "2", "--format", "ids"]), "3\n2\n");
    let run = rolo.ends(2, &["companies", "list", "--sort", "size"]);
    assert!(run.err.contains("the view `companies` has no column `size`"), "{}", run.err);
}

#[test]
fn a_company_is_shown_with_what_hangs_on_it_whatever_it_is_called_by() {
    let rolo = sandbox();
    rolo.import("deals.csv", "deal_id,title,company,amount,currency\n7,Roof,\"Acme, Inc.\",500,EUR\n", &[]);
    let talk = "conversation_id,channel,sender,sent_at,text,email\nc1,web,visitor,2026-08-30T10:00:00Z,Hello,ana@acme.example.com\n";
    rolo.import("talk.csv", talk, &[]);
    rolo.ok(&["nightly"]);
    let shown = companies(&rolo, &["show", "1"]);
    for line in [
        "Acme, Inc.\n",
        "  website        https://www.acme.example.com\n",
        "  industry       Retail\n",
        "\n1 contact\n  1  Ana · Buyer · ana@acme.example.com · new\n",
        "\n1 deal\n  1  Roof · open · 500.0 EUR\n",
        "\n1 open conversation\n  1  Ana · web · 2026-08-30T10:00:00Z",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    for called in
        ["acme inc", "Acme, Inc.", "acme.example.com", "https://acme.example.com/about", "www.acme.example.com"]
    {
        assert_eq!(companies(&rolo, &["show", called]), shown, "{called}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&companies(&rolo, &["show", "1", "--format", "json"])).expect("JSON");
    assert_eq!(json["company"]["name"], "Acme, Inc.");
    assert_eq!(
        (&json["contacts"][0]["email"], &json["deals"][0]["title"]),
        (&"ana@acme.example.com".into(), &"Roof".into())
    );
    let run = rolo.ends(1, &["companies", "show", "acm"]);
    assert!(run.err.contains("no company is known as `acm`; alike are:\n  1  Acme, Inc.  https://www."), "{}", run.err);
    let run = rolo.ends(1, &["companies", "show", "99"]);
    assert!(
        run.err.contains("no company is known as `99`") && run.err.contains("`rolo companies list`"),
        "{}",
        run.err
    );
    companies(&rolo, &["set", "website=blue.example.com", "Red Ltd"]);
    let run = rolo.ends(1, &["companies", "show", "blue.example.com"]);
    assert!(run.err.contains("several companies have the website `blue.example.com`:\n  2  Blue Ltd"), "{}", run.err);
}

#[test]
fn a_company_is_added_once() {
    let rolo = sandbox();
    let before = rolo.dump();
    for (code, values, why) in [
        (1, &["name=acme inc"][..], "`acme inc` means company 1, Acme, Inc."),
        (1, &["name=New", "website=http://acme.example.com/shop"], "is that of company 1, Acme, Inc."),
        (2, &["industry=Retail"], "a company needs a name or a website of its own"),
        (2, &["website=facebook.com/acme"], "a company needs a name or a website of its own"),
        (2, &["name="], "a company has a name"),
        (2, &["name=New", "nmae=x"], "there is no field `nmae` to set"),
        (2, &["New"], "`New` is no FIELD=VALUE"),
    ] {
        let run = rolo.ends(code, &[&["companies", "add"], values].concat());
        assert!(run.err.contains(why), "{values:?}: {}", run.err);
    }
    assert_eq!(companies(&rolo, &["add", "name=New", "--dry-run"]), "4\n");
    assert_eq!(rolo.dump(), before);
    let values =
        ["name=New  Co", "website=new.example.com", "industry=Toys", "phone=+1 202 555 0142", "meta.plan=gold"];
    assert_eq!(companies(&rolo, &[&["add"], &values[..]].concat()), "4\n");
    assert_eq!(
        rolo.one("SELECT name, website, industry, phone, metadata FROM companies WHERE id = 4"),
        "New Co|new.example.com|Toys|+12025550142|{\"plan\":\"gold\"}"
    );
    rolo.ok(&["undo"]);
    assert_eq!(rolo.dump(), before);
    assert_eq!(companies(&rolo, &["add", "website=https://solo.example.com/"]), "4\n");
    assert_eq!(rolo.one("SELECT name FROM companies WHERE id = 4"), "solo.example.com");
}

#[test]
fn what_is_set_is_held_against_imports_until_it_is_released() {
    let rolo = sandbox();
    companies(&rolo, &["set", "industry=Toys", "city=", "meta.plan=gold", "Acme, Inc."]);
    let now = || rolo.one("SELECT industry, city, phone, metadata FROM companies WHERE id = 1");
    let file = "name,industry,city,phone,plan\n\"Acme, Inc.\",Retail,Hull,+1 202 555 0142,basic\n";
    rolo.file("more.csv", file);
    let run = rolo.ends(0, &["import", "more.csv"]);
    assert!(run.err.contains("values kept as a person set them: 3"), "{}", run.err);
    assert_eq!(now(), "Toys||+12025550142|{\"plan\":\"gold\"}");
    assert!(companies(&rolo, &["show", "1"]).contains("held           industry, city, meta.plan\n"));
    assert_eq!(rolo.ends(0, &["companies", "release", "city", "1"]).err, "released: city\n");
    assert_eq!(rolo.ends(0, &["companies", "release", "city", "1"]).err, "nothing was held\n");
    assert_eq!(rolo.ends(0, &["companies", "release", "all", "1"]).err, "released: industry, meta.plan\n");
    rolo.import("again.csv", &file.replace("Hull", "Bath"), &[]);
    assert_eq!(now(), "Retail|Bath|+12025550142|{\"plan\":\"basic\"}");
}

#[test]
fn a_new_name_is_held_and_the_old_one_still_finds_the_company() {
    let rolo = Sandbox::at(NOW);
    rolo.import("companies.csv", "company_id,name,industry\n5,Acme,\n6,Blue,\n", &[]);
    rolo.import("people.csv", "email,name,company\nana@example.com,Ana,Acme\n", &[]);
    rolo.ok(&["nightly"]);
    let before = rolo.dump();
    let run = rolo.ends(1, &["companies", "set", "name=BLUE", "1"]);
    assert!(run.err.contains("`BLUE` means company 2, Blue"), "{}", run.err);
    let run = rolo.ends(0, &["companies", "set", "name=Acme Holding", "1", "--dry-run"]);
    assert_eq!(run.err, "the company is changed\ndry run: nothing was written\n");
    assert_eq!(rolo.dump(), before);
    companies(&rolo, &["set", "name=Acme Holding", "1", "--author", "Mia"]);
    assert_eq!(rolo.rows("SELECT contact_id FROM dirty"), ["1"], "the company's name is a fact of its contacts");
    assert_eq!(rolo.one("SELECT company FROM contacts"), "Acme Holding");
    assert_eq!(
        rolo.one("SELECT old, new, author FROM activity WHERE field = 'company 1 name'"),
        "Acme|Acme Holding|Mia"
    );
    // The file calls it by its id, and would rename it.
    rolo.import("again.csv", "company_id,name,industry\n5,Acme Group,\n", &[]);
    rolo.import("dan.csv", "email,name,company\ndan@example.com,Dan,acme\n", &[]);
    assert_eq!(rolo.rows("SELECT name, contact_count FROM companies"), ["Acme Holding|2", "Blue|0"]);
    assert!(companies(&rolo, &["show", "Acme Group"]).contains("also known as  Acme, Acme Group\n"));
    for _ in 0..3 {
        rolo.ok(&["undo"]);
    }
    assert_eq!(rolo.rows("SELECT contact_id FROM dirty"), ["1"]);
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.dump(), before);
    assert_eq!(rolo.ends(0, &["companies", "set", "name=Acme", "1"]).err, "the company is as it was\n");
}

#[test]
fn a_company_becomes_the_primary_one_of_contacts_and_is_held() {
    let rolo = sandbox();
    let before = rolo.dump();
    let run = rolo.ends(0, &["companies", "link", "acme inc", "ben@example.com", "3"]);
    assert_eq!(run.err, "2 of 2 contacts changed\n");
    let now = || rolo.rows("SELECT name, company FROM contacts ORDER BY id");
    assert_eq!(now(), ["Ana|Acme, Inc.", "Ben|Acme, Inc.", "Cy|Acme, Inc."]);
    rolo.import("again.csv", "email,name,company\ncy@example.com,Cy,Red Ltd\n", &[]);
    assert_eq!(now()[2], "Cy|Acme, Inc.");
    rolo.ok(&["undo", "3"]);
    assert_eq!(rolo.dump(), before);
    for (code, args, why) in [
        (2, &["Red Ltd"][..], "it is not said which contacts"),
        (1, &["Nobody", "3"], "no company is known as `Nobody`"),
        (1, &["Red Ltd", "nobody@example.com"], "no contact is known as `nobody@example.com`"),
        (2, &["Red Ltd", "--search", "example.com"], "the filters reach 3 contacts"),
    ] {
        let run = rolo.ends(code, &[&["companies", "link"], args].concat());
        assert!(run.err.contains(why), "{args:?}: {}", run.err);
    }
    companies(&rolo, &["link", "Red Ltd", "--search", "example.com", "--yes", "--dry-run"]);
    assert_eq!(rolo.dump(), before);
    companies(&rolo, &["link", "Red Ltd", "--search", "example.com", "--yes"]);
    assert_eq!(rolo.one("SELECT contact_count FROM companies WHERE id = 3"), "3");
}

#[test]
fn mailboxes_say_whose_company_it_is_unless_anybody_can_have_one() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", "[import]\ncompanies_from_email_domain = true\n");
    rolo.import("companies.csv", COMPANIES, &[]);
    let people = "email,name,company\nsales@acme.example.com,Sales,\nnone@none.com,Nora,\nana@yahoo.com.ph,Ana,\n\
        ben@BLUE.example.com,Ben,Red Ltd\ncy@gmail.com;cy@red.example.com,Cy,\ndan@sub.unknown.example.com,Dan,\n";
    rolo.import("people.csv", people, &[]);
    assert_eq!(
        rolo.rows("SELECT name, company FROM contacts ORDER BY id"),
        ["Sales|Acme, Inc.", "Nora|", "Ana|", "Ben|Red Ltd", "Cy|Red Ltd", "Dan|sub.unknown.example.com"]
    );
    // Who was unlinked by hand stays so; what a company is known by is what a person set.
    rolo.ok(&["contacts", "set", "company=", "cy@gmail.com"]);
    companies(&rolo, &["set", "website=white.example.com", "Red Ltd"]);
    rolo.import("more.csv", "email,name,city\ncy@gmail.com,Cy,Leeds\neve@white.example.com,Eve,York\n", &[]);
    rolo.import("sites.csv", "name,website\nRed Ltd,red.example.com\n", &[]);
    rolo.import("fay.csv", "email,name\nfay@white.example.com,Fay\n", &[]);
    assert_eq!(
        rolo.rows("SELECT name, company FROM contacts WHERE name IN ('Cy', 'Eve', 'Fay') ORDER BY id"),
        ["Cy|", "Eve|Red Ltd", "Fay|Red Ltd"]
    );
}

//! Which column means what: presets, mapping by hand, what the configuration says of files, and what is remembered.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const ODD: &str = "Post,Who,Colour\nana@example.com,Ana Cruz,blue\n";

fn preset_of(rolo: &Sandbox, args: &[&str]) -> serde_json::Value {
    let out = rolo.ok(&[&["import", "--format", "json"], args].concat());
    let summary: serde_json::Value = serde_json::from_str(&out).unwrap();
    summary["batches"][0]["preset"].clone()
}

#[test]
fn a_preset_is_found_from_the_header_shown_and_gives_ids_their_scope() {
    let rolo = Sandbox::at(NOW);
    let text =
        "Email,Lead Status,Record ID,First Name,Last Name,Company Name\nana@example.com,New,501,Ana,Cruz,Acorn\n";
    rolo.file("export.csv", text);
    assert_eq!(preset_of(&rolo, &["export.csv"]), "hubspot");
    assert_eq!(
        rolo.one("SELECT name, company, external_ids, metadata FROM contacts"),
        "Ana Cruz|Acorn|hubspot:501|{\"Lead Status\":\"New\"}"
    );
    let run = rolo.ends(0, &["import", "export.csv"]);
    assert!(run.err.contains("export.csv (hubspot)\n"), "{}", run.err);
    rolo.file("plain.csv", "email\nben@example.com\n");
    assert_eq!(preset_of(&rolo, &["plain.csv"]), serde_json::Value::Null);
}

#[test]
fn a_platform_that_is_named_wins_over_the_presets() {
    let rolo = Sandbox::at(NOW);
    let text = "Record ID,Lead Status,Email,Platform\n501,New,ana@example.com,ios\n";
    rolo.import("export.csv", text, &["--platform", "old"]);
    assert_eq!(
        rolo.one("SELECT external_ids, metadata FROM contacts"),
        "old:501|{\"Lead Status\":\"New\",\"Platform\":\"ios\"}"
    );
}

#[test]
fn the_preset_can_be_named_and_an_unknown_one_is_a_usage_error() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "Correo,Nombre,Apellidos\nana@example.com,Ana,Cruz\n");
    let run = rolo.ends(2, &["import", "--from", "hubspt", "a.csv"]);
    assert!(run.err.contains("there is no preset `hubspt`"), "{}", run.err);
    assert!(run.err.contains("did you mean `hubspot`? There are: activecampaign, "), "{}", run.err);
    assert!(!rolo.path("rolo.db").exists());
    assert_eq!(preset_of(&rolo, &["--from", "hubspot", "a.csv"]), "hubspot");
    assert_eq!(rolo.one("SELECT name, email FROM contacts"), "Ana Cruz|ana@example.com");
}

#[test]
fn a_column_is_mapped_by_its_name_and_values_are_set() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", ODD);
    rolo.ends(1, &["import", "a.csv"]);
    rolo.ok(&[
        "import",
        "--map",
        "email=Post",
        "--map",
        "name=who",
        "--set",
        "source=fair",
        "--set",
        "tags=a;b",
        "a.csv",
    ]);
    assert_eq!(
        rolo.one("SELECT name, email, source, tags, metadata FROM contacts"),
        "Ana Cruz|ana@example.com|fair|a;b|{\"Colour\":\"blue\"}"
    );
}

#[test]
fn what_is_mapped_to_nothing_there_is_a_usage_error_with_a_suggestion() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", ODD);
    for (args, message, hint) in [
        (["--map", "email=Pots"], "a.csv has no column `Pots`", "did you mean `Post`?"),
        (["--map", "emial=Post"], "there is no field `emial`", "did you mean `email`?"),
        (["--set", "do_not_contact=perhaps"], "`perhaps` is neither yes nor no", "every row"),
        (["--map", "email"], "invalid value 'email' for '--map", "such as email="),
        (["--mapping", "none.toml"], "cannot read the mapping none.toml", "--print-mapping"),
    ] {
        let run = rolo.ends(2, &[&["import", "--map", "name=Who"], &args[..], &["a.csv"]].concat());
        assert!(run.err.contains(message) && run.err.contains(hint), "{args:?}: {}", run.err);
    }
    assert!(!rolo.path("rolo.db").exists());
}

#[test]
fn a_file_without_a_header_is_read_by_the_numbers_of_its_columns() {
    let rolo = Sandbox::at(NOW);
    let text = "Ana Cruz,ana@example.com,03/04/2026,red\nBen Diaz,ben@example.com,25/04/2026,blue\n";
    let options = ["--map", "name=1", "--map", "email=2", "--map", "created_at=3"];
    assert_eq!(rolo.import("a.csv", text, &options).fates(), [2, 0, 0]);
    assert_eq!(
        rolo.rows("SELECT name, email, created_at, metadata FROM contacts ORDER BY id"),
        [
            "Ana Cruz|ana@example.com|2026-04-03T00:00:00Z|{\"column 4\":\"red\"}",
            "Ben Diaz|ben@example.com|2026-04-25T00:00:00Z|{\"column 4\":\"blue\"}"
        ]
    );
}

#[test]
fn dates_are_looked_at_as_their_rule_leaves_them() {
    let rolo = Sandbox::at(NOW);
    rolo.file("m.toml", "columns = [{ name = 'made', to = 'created_at', strip = ['on '] }]\n");
    let text = "email,made\nana@example.com,on 03/04/2026\nben@example.com,on 04/25/2026\n";
    rolo.import("a.csv", text, &["--mapping", "m.toml"]);
    assert_eq!(rolo.one("SELECT created_at FROM contacts WHERE id = 1"), "2026-03-04T00:00:00Z");
    let run = rolo.run(&[
        "import",
        "--mapping",
        "m.toml",
        &rolo.file("b.csv", "email,made\na@example.com,on 03/04/2026\n").display().to_string(),
    ]);
    assert!(run.code == 1 && run.err.contains("--date-order"), "{}", run.err);
}

#[test]
fn a_printed_mapping_gives_the_same_contacts() {
    let rolo = Sandbox::at(NOW);
    let text = "Labels,First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Birthday\n\
        * myContacts ::: Friends,Ana,Cruz,Home ::: * Work,a@example.com ::: b@example.com,Mobile,+639175550101,--03-04\n";
    rolo.file("google.csv", text);
    let printed = rolo.ok(&["import", "--print-mapping", "google.csv"]);
    assert!(printed.contains("platform = \"google\"") && printed.contains("# preset google"), "{printed}");
    assert!(!rolo.path("rolo.db").exists(), "nothing is written");
    rolo.ok(&["import", "google.csv"]);
    let other = Sandbox::at(NOW);
    other.file("m.toml", &printed);
    other.file("google.csv", text);
    assert_eq!(preset_of(&other, &["--mapping", "m.toml", "google.csv"]), serde_json::Value::Null);
    assert_eq!(other.views(), rolo.views());
    assert_eq!(rolo.one("SELECT email, tags FROM contacts"), "b@example.com|Friends");
    other.ends(2, &["import", "--print-mapping", "google.csv", "google.csv"]);
}

#[test]
fn a_fault_in_a_mapping_names_its_line() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", ODD);
    rolo.file("m.toml", "title = \"mine\"\ncolumns = [\n  { name = \"Post\", to = \"emial\" },\n]\n");
    let run = rolo.ends(2, &["import", "--mapping", "m.toml", "a.csv"]);
    assert!(run.err.contains("m.toml:3: columns: `Post`: there is no field `emial`"), "{}", run.err);
    rolo.file("m.toml", "columns = [\n  { name = \"Pots\", to = \"email\" },\n]\n");
    let run = rolo.ends(2, &["import", "--mapping", "m.toml", "a.csv"]);
    assert!(run.err.contains("m.toml:2: a.csv has no column `Pots`"), "{}", run.err);
}

#[test]
fn the_configuration_says_how_files_of_a_name_are_read_and_the_command_line_wins() {
    let rolo = Sandbox::at(NOW);
    rolo.file(
        "rolo.toml",
        "[[import.file]]\nmatch = \"odd*.csv\"\nmap = { Post = \"email\", Who = \"name\" }\nset = { source = \"fair\" }\n\
         platform = \"shop\"\n[[import.file]]\nmatch = \"*2.csv\"\nset = { source = \"other\" }\n",
    );
    rolo.file("odd1.csv", ODD);
    rolo.file("odd2.csv", &ODD.replace("ana@", "ben@"));
    rolo.file("odd3.csv", &ODD.replace("ana@", "cy@"));
    rolo.ok(&["import", "odd1.csv", "odd2.csv"]);
    rolo.ok(&["import", "--set", "source=mine", "odd3.csv"]);
    assert_eq!(
        rolo.rows("SELECT email, source FROM contacts ORDER BY email"),
        ["ana@example.com|fair", "ben@example.com|other", "cy@example.com|mine"]
    );
}

#[test]
fn nightly_reads_files_as_the_configuration_says_and_refuses_the_one_that_does_not_fit() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", "[[import.file]]\nmatch = \"odd*\"\nmap = { Post = \"email\", Who = \"name\" }\n");
    rolo.file("odd1.csv", ODD);
    rolo.file("odd2.csv", "Mail,Who\nben@example.com,Ben Cruz\n");
    let run = rolo.ends(3, &["nightly", "odd1.csv", "odd2.csv"]);
    assert!(run.err.contains("odd2.csv has no column `Post`"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT email, name FROM contacts"), ["ana@example.com|Ana Cruz"]);
}

#[test]
fn answers_are_remembered_beside_what_the_configuration_holds() {
    let rolo = Sandbox::at(NOW);
    let before = "# mine\n[import]\ncountry = \"PH\"   # home\n\n[[import.file]] # the old one\nmatch = \"a.csv\"\n\
        set = { source = \"fair\" } # for now\npin = true\n\n[windows]\nactive = \"7d\"\n";
    rolo.file("rolo.toml", before);
    rolo.file("a.csv", "Post,Day\nana@example.com,03/04/2026\n");
    rolo.file("b.csv", "Post,Day\nben@example.com,03/04/2026\n");
    let options = ["--map", "email=Post", "--map", "created_at=Day", "--date-order", "dmy", "--set", "city=York"];
    rolo.ends(2, &[&["import", "--remember", "--dry-run"], &options[..], &["a.csv"]].concat());
    assert_eq!(rolo.read("rolo.toml"), before);
    let run = rolo.ends(0, &[&["import", "--remember"], &options[..], &["a.csv", "b.csv"]].concat());
    assert!(run.err.contains("remembered in rolo.toml"), "{}", run.err);
    let after = rolo.read("rolo.toml");
    for line in
        ["# mine", "country = \"PH\"   # home", "[[import.file]] # the old one", "pin = true", "active = \"7d\""]
    {
        assert!(after.contains(line), "{line}\n{after}");
    }
    assert!(after.contains("source = \"fair\"") && after.contains("# for now"), "{after}");
    assert_eq!(after.matches("[[import.file]]").count(), 2, "{after}");
    rolo.ok(&["config", "check"]);
    // From now on the files need no options.
    rolo.file("a.csv", "Post,Day\ncy@example.com,05/06/2026\n");
    rolo.ok(&["nightly", "a.csv"]);
    assert_eq!(
        rolo.one("SELECT created_at, city, source FROM contacts WHERE email = 'cy@example.com'"),
        "2026-06-05T00:00:00Z|York|fair"
    );
    rolo.ok(&["import", "--remember", "--date-order", "mdy", "a.csv"]);
    let again = rolo.read("rolo.toml");
    assert_eq!(again.matches("date_order = \"mdy\"").count(), 1, "{again}");
    assert_eq!(again.matches("[[import.file]]").count(), 2, "{again}");
}

#[test]
fn a_mapping_and_a_preset_are_remembered_too_and_a_configuration_is_made() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", ODD);
    rolo.file("m.toml", "columns = [{ name = 'Post', to = 'email' }, { name = 'Who', to = 'name' }]\n");
    rolo.ok(&["import", "--remember", "--mapping", "m.toml", "--platform", "shop", "a.csv"]);
    assert_eq!(
        rolo.read("rolo.toml"),
        "[[import.file]]\nmatch = \"a.csv\"\nmapping = \"m.toml\"\nplatform = \"shop\"\n"
    );
    assert_eq!(rolo.import("a.csv", ODD, &[]).fates(), [0, 0, 1]);
    rolo.ends(2, &["import", "--remember", "a.csv"]);
    assert!(rolo.pipe(&["import", "--remember", "--as", "contacts", "-"], ODD).err.contains("standard input"));
}

#[test]
fn another_mapping_of_a_file_that_was_imported_is_acted_on() {
    let rolo = Sandbox::at(NOW);
    let text = "email,Nick\nana@example.com,Annie\n";
    rolo.import("a.csv", text, &[]);
    assert_eq!(rolo.import("a.csv", text, &["--map", "job_title=Nick"]).fates(), [0, 1, 0]);
    assert_eq!(rolo.one("SELECT job_title FROM contacts"), "Annie");
}

#[test]
fn a_guard_goes_only_from_a_file_that_rolo_wrote_for_spreadsheets() {
    let rolo = Sandbox::at(NOW);
    let text = "rolo_id,email,job_title\n,ana@example.com,'=CEO\n";
    rolo.import("a.csv", text, &[]);
    assert_eq!(rolo.one("SELECT job_title FROM contacts"), "'=CEO");
    rolo.import("a.csv", &format!("\u{feff}{text}"), &[]);
    assert_eq!(rolo.one("SELECT job_title FROM contacts"), "=CEO");
}

#[test]
fn an_ignored_column_stays_in_the_file_of_rejected_rows() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "row,email,name\n1,ana@,Ana Cruz\n2,ben@example.com,Ben\n", &["--map", "ignore=row"]);
    assert!(rolo.read("a.csv.rejects").starts_with("row,email,name,line,column,reason\n1,ana@,Ana Cruz,2,email,"));
    assert_eq!(rolo.one("SELECT metadata FROM contacts"), "");
}

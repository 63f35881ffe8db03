//! Tests of mappings over whole records: which column wins, what is kept, and that a printed mapping says the same.

use csv::ByteRecord;

use super::*;
use crate::domain::contact::Column;
use crate::error::Error;
use crate::input::header::{FileFacts, Header, Meaning};
use crate::input::row::{Row, RowReader, RowSettings};

const SETTINGS: RowSettings = RowSettings {
    platform: None,
    country: None,
    time_zone: chrono_tz::UTC,
    pin: false,
    lenient: false,
    clear: None,
    can_clear: false,
};

fn mapped(text: &str) -> Instructions {
    let mapping = Mapping::parse(text, "m.toml").unwrap_or_else(|error| panic!("{error:#}"));
    Instructions { mapping: Some(Arc::new(mapping)), ..Instructions::default() }
}

fn header(names: &[&str], said: &Instructions) -> crate::error::Result<Header> {
    let file = FileFacts { name: "dir/file.csv", is_marked: false, has_no_header: false };
    Header::read(&ByteRecord::from(names.to_vec()), &file, said)
}

/// The values and the metadata of one row.
fn row(names: &[&str], cells: &[&str], said: &Instructions) -> (crate::domain::contact::Incoming, String) {
    let header = header(names, said).unwrap_or_else(|error| panic!("{error:#}"));
    let dates = header.columns.iter().map(|column| match column {
        Meaning::Field(field) if field.is_time() => {
            crate::domain::normalize::date::DateColumn::default().decide(None).ok()
        }
        _ => None,
    });
    let dates = dates.collect();
    let settings = RowSettings { platform: header.platform.clone(), ..SETTINGS };
    let reader = RowReader::new(header, settings, dates);
    match reader.read(&ByteRecord::from(cells.to_vec())) {
        Ok(Row::Contact(person)) => {
            let metadata = person.incoming.text(Column::Metadata).to_owned();
            (person.incoming, metadata)
        }
        other => panic!("{other:?}"),
    }
}

fn fault(result: crate::error::Result<Header>) -> String {
    let error = result.expect_err("a fault");
    let hint = error.downcast_ref::<Error>().and_then(|error| error.hint.clone()).unwrap_or_default();
    format!("{error} | {hint}")
}

#[test]
fn the_first_column_of_the_mapping_that_is_filled_wins_and_the_others_are_kept() {
    let said = mapped("columns = [{ name = 'B', to = 'company' }, { name = 'A', to = 'company' }]");
    let names = ["email", "A", "B"];
    let (incoming, metadata) = row(&names, &["a@example.com", "Acorn", "Birch"], &said);
    assert_eq!((incoming.company.as_deref(), metadata.as_str()), (Some("Birch"), r#"{"A":"Acorn"}"#));
    let (incoming, metadata) = row(&names, &["a@example.com", "Acorn", " "], &said);
    assert_eq!((incoming.company.as_deref(), metadata.as_str()), (Some("Acorn"), ""));
}

#[test]
fn fields_with_several_values_take_all_columns_in_the_order_of_the_mapping() {
    let said = mapped("columns = [{ name = 'Work', to = 'email' }, { name = 'Home', to = 'email', split = '/' }]");
    let (incoming, _) =
        row(&["Home", "Work", "email"], &["h@example.com / i@example.com", "w@example.com", "z@example.com"], &said);
    assert_eq!(incoming.text(Column::Emails), "w@example.com;h@example.com;i@example.com;z@example.com");
}

#[test]
fn a_label_with_a_star_marks_the_main_value() {
    let said = mapped(
        "columns = [{ name = 'E-mail # - Value', to = 'email', split = ':::', label = 'E-mail # - Label' },
                    { name = 'E-mail # - Label', to = 'ignore' }]",
    );
    let names = ["E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value"];
    let cells = ["Home", "a@example.com", "Work ::: * Other", "b@example.com ::: c@example.com"];
    let (incoming, metadata) = row(&names, &cells, &said);
    assert_eq!(incoming.text(Column::Emails), "c@example.com;a@example.com;b@example.com");
    assert_eq!(metadata, "");
}

#[test]
fn blocks_of_an_address_compete_as_a_whole() {
    let said = mapped(
        "columns = [{ name = 'Work Street', to = 'address', group = 'work' },
                    { name = 'Work Street 2', to = 'address', group = 'work' },
                    { name = 'Work City', to = 'city', group = 'work' },
                    { name = 'Home Street', to = 'address', group = 'home' },
                    { name = 'Home City', to = 'city', group = 'home' }]",
    );
    let names = ["email", "Home Street", "Home City", "Work Street", "Work Street 2", "Work City"];
    let (incoming, metadata) = row(&names, &["a@example.com", "1 High St", "Leeds", "2 Low St", "Suite 3", ""], &said);
    assert_eq!((incoming.text(Column::Address), incoming.text(Column::City)), ("2 Low St, Suite 3", ""));
    assert_eq!(metadata, r#"{"Home Street":"1 High St","Home City":"Leeds"}"#);
    let (incoming, metadata) = row(&names, &["a@example.com", "", "Leeds", "", "", ""], &said);
    assert_eq!((incoming.text(Column::City), metadata.as_str()), ("Leeds", ""));
}

#[test]
fn numbered_blocks_are_blocks_of_their_own_and_a_star_marks_the_main_one() {
    let said = mapped(
        "columns = [{ name = 'Address # - Street', to = 'address', group = 'a', label = 'Address # - Label' },
                    { name = 'Address # - City', to = 'city', group = 'a' }]",
    );
    let names = ["email", "Address 1 - Street", "Address 1 - City", "Address 2 - Street", "Address 2 - Label"];
    let (incoming, metadata) = row(&names, &["a@example.com", "1 High St", "Leeds", "2 Low St", "* Home"], &said);
    assert_eq!((incoming.text(Column::Address), incoming.text(Column::City)), ("2 Low St", ""));
    assert!(metadata.contains("1 High St") && metadata.contains("Leeds"), "{metadata}");
}

#[test]
fn an_address_in_json_says_what_its_block_has_not_said() {
    let said = mapped("columns = [{ name = 'Full', json = 'address' }, { name = 'Zip', to = 'metadata' }]");
    let json = r#"{"street":"1 High St","city":"Leeds","country":"GB","latitude":null}"#;
    let (incoming, metadata) = row(&["email", "Full", "Zip"], &["a@example.com", json, "LS1"], &said);
    let texts = [Column::Address, Column::City, Column::Country].map(|column| incoming.text(column).to_owned());
    assert_eq!(texts, ["1 High St", "Leeds", "GB"]);
    assert_eq!(metadata, r#"{"Zip":"LS1"}"#);
}

#[test]
fn values_of_unwanted_labels_are_kept_aside_and_prefixes_come_from_another_column() {
    let said = mapped(
        "columns = [{ name = 'Mail', to = 'email', label = 'Type', unless = 'EX' },
                    { name = 'Phone', to = 'phone', prefix = 'Code' },
                    { name = 'Code', to = 'ignore' }, { name = 'Type', to = 'ignore' }]",
    );
    let names = ["name", "Mail", "Type", "Code", "Phone"];
    let (incoming, metadata) = row(&names, &["Ana", "/o=x/cn=ana", "ex", "+63", "9175550101"], &said);
    assert_eq!((incoming.text(Column::Emails), incoming.text(Column::Phones)), ("", "+639175550101"));
    assert_eq!(metadata, r#"{"Mail":"/o=x/cn=ana"}"#);
}

#[test]
fn words_with_commas_stay_whole_where_the_mapping_parts_them_otherwise() {
    let said = mapped("columns = [{ name = 'Groups', to = 'tags', split = '|', strip = ['* '], drop = ['* all'] }]");
    let (incoming, _) = row(&["email", "Groups"], &["a@example.com", "* All | * Manila, PH"], &said);
    assert_eq!(incoming.text(Column::Tags), "Manila, PH");
}

#[test]
fn a_guard_goes_from_every_cell_and_rules_reach_metadata() {
    let said = mapped("guard = \"'\"\ncolumns = [{ name = 'ad', to = 'metadata', strip = ['ag:'] }]");
    let (incoming, metadata) = row(&["id", "ad", "zip", "phone"], &["'42", "ag:7", "'0021", "'+639175550101"], &said);
    assert_eq!(incoming.text(Column::ExternalIds), "import:42");
    assert_eq!(incoming.text(Column::Phones), "+639175550101");
    assert_eq!(metadata, r#"{"ad":"7","zip":"0021"}"#);
}

#[test]
fn what_is_set_holds_for_rows_that_say_nothing_and_is_added_to_lists() {
    let mut said = mapped("set = { source = 'fair', tags = 'x', city = 'Leeds' }\ncolumns = []");
    said.set = vec![("city".to_owned(), "York".to_owned()), ("first_seen".to_owned(), "2026-03-04".to_owned())];
    let (incoming, _) = row(&["email", "source", "tags"], &["a@example.com", "", "y"], &said);
    let texts = [Column::Source, Column::Tags, Column::City].map(|column| incoming.text(column).to_owned());
    assert_eq!(texts, ["fair", "y;x", "York"]);
    assert_eq!(incoming.first_seen.map(|at| at.to_string()).as_deref(), Some("2026-03-04T00:00:00Z"));
    let (incoming, _) = row(&["email", "source", "city"], &["a@example.com", "web", "Hull"], &said);
    assert_eq!((incoming.text(Column::Source), incoming.text(Column::City)), ("web", "Hull"));
}

#[test]
fn the_name_of_the_file_can_say_something_of_its_rows() {
    let text = "file_name = [{ has = 'file', set = { do_not_contact = 'yes' } },
                             { has = 'dir', set = { city = 'York' } }]";
    let (incoming, _) = row(&["email", "opt_in"], &["a@example.com", "yes"], &mapped(text));
    assert_eq!((incoming.opt_out, incoming.text(Column::City)), (Some(true), ""));
}

#[test]
fn a_zone_in_a_header_is_the_zone_of_its_times() {
    let text = "zone_in_header = true\ncolumns = [{ name = 'Seen', to = 'last_active' }]";
    let names = ["email", "Seen (AEDT)"];
    let (incoming, _) = row(&names, &["a@example.com", "2026-05-12 12:09:07"], &mapped(text));
    assert_eq!(incoming.last_active.map(|at| at.to_string()).as_deref(), Some("2026-05-12T01:09:07Z"));
}

#[test]
fn who_chose_a_meaning_is_known() {
    let mut said = mapped("columns = [{ name = 'Firma', to = 'company' }]");
    said.map = vec![("email".to_owned(), "Post".to_owned())];
    let header = header(&["Post", "Firma", "city", "Zip", "line", "column", "reason"], &said).expect("a header");
    let by: Vec<String> = header.chosen_by.iter().map(ToString::to_string).collect();
    assert_eq!(by[..5], ["--map", "mapping", "its name", "no rule", "rejects file"]);
    assert!(header.columns[4..].iter().all(|column| *column == Meaning::Ignored));
}

#[test]
fn a_missing_column_or_field_is_an_error_that_says_what_may_be_meant() {
    let map = |field: &str, column: &str| Instructions {
        map: vec![(field.to_owned(), column.to_owned())],
        ..Instructions::default()
    };
    let names = ["Work mail", "name"];
    assert_eq!(
        fault(header(&names, &map("email", "Work male"))),
        "dir/file.csv has no column `Work male` | did you mean `Work mail`?"
    );
    assert_eq!(
        fault(header(&names, &map("emial", "Work mail"))),
        "dir/file.csv: --map emial=Work mail: there is no field `emial` | did you mean `email`?"
    );
    assert!(
        fault(header(&names, &map("sent_at", "name")))
            .starts_with("dir/file.csv: --map sent_at=name: a row of contacts")
    );
    assert_eq!(
        fault(header(&names, &mapped("\ncolumns = [{ name = 'Nmae', to = 'name' }]"))),
        "m.toml:2: dir/file.csv has no column `Nmae` | did you mean `name`?"
    );
    let said = Instructions { set: vec![("sorce".to_owned(), "x".to_owned())], ..Instructions::default() };
    assert_eq!(fault(header(&names, &said)), "--set sorce=x: there is no field `sorce` | did you mean `source`?");
}

#[test]
fn columns_by_number_make_a_file_without_a_header_readable() {
    let map = |pairs: &[(&str, &str)]| Instructions {
        map: pairs.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect(),
        ..Instructions::default()
    };
    let said = map(&[("email", "2"), ("name", "1")]);
    let found = header(&["Ana Cruz", "ana@example.com", "blue"], &said).expect("a header");
    assert!(found.is_missing);
    assert_eq!(found.names, ["column 1", "column 2", "column 3"]);
    assert!(!header(&["Name", "Post", "x"], &map(&[("email", "2")])).expect("a header").is_missing);
    assert!(fault(header(&["Ana Cruz", "ana@example.com"], &map(&[("email", "3")]))).contains("no column `3`"));
}

#[test]
fn a_file_whose_columns_need_no_rules_is_read_without_a_plan() {
    let plain = header(&["email", "name", "Zip", "tags", "email_address"], &Instructions::default()).expect("a header");
    assert!(plain.plan.is_none());
    let said = mapped("columns = [{ name = 'Post', to = 'email' }]");
    assert!(header(&["Post", "name"], &said).expect("a header").plan.is_none());
    assert!(header(&["email", "Post"], &said).expect("a header").plan.is_some(), "another order");
}

#[test]
fn a_printed_mapping_says_the_same() {
    let google = [
        "First Name",
        "Labels",
        "E-mail 1 - Label",
        "E-mail 1 - Value",
        "E-mail 2 - Label",
        "E-mail 2 - Value",
        "Notes",
        "Address 1 - Street",
        "Address 1 - City",
        "Address 2 - City",
        "Favourite \"Colour\"\nof all",
        "Zip",
        "Zip",
    ];
    let cells = [
        "Ana",
        "* myContacts ::: Friends, old",
        "Home",
        "a@example.com",
        "* Work",
        "b@example.com",
        "Note",
        "",
        "",
        "York",
        "blue",
        "1",
        "2",
    ];
    let plain = ["external_id", "id", "name", "full_name", "Country", "country", "Status", "E-mail"];
    let plain_cells = ["E1", "I1", "Ana Cruz", "Ana C.", "", "PH", "hot", "a@example.com"];
    for (names, cells) in [(&google[..], &cells[..]), (&plain[..], &plain_cells[..])] {
        let set = vec![("source".to_owned(), "fair".to_owned())];
        let said = Instructions { set, ..Instructions::default() };
        let before = header(names, &said).expect("a header");
        let text = print(&before, &said, "file.csv");
        let again = mapped(&text);
        assert_eq!(row(names, cells, &said), row(names, cells, &again), "{text}");
        let after = header(names, &again).expect("a header");
        assert_eq!(before.platform, after.platform);
        let columns = |text: &str| text.split_once("columns = [").map(|(_, rest)| rest.lines().count());
        assert_eq!(columns(&print(&after, &again, "file.csv")), columns(&text));
    }
}

//! Databases of every released schema version, kept in `fixtures/schemas`: brought to the present version whatever comes in
//! between, with a copy of what they were, and refused untouched where that copy cannot be kept.

mod fixture;
mod trouble;

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::sandbox::{Run, Sandbox, project};
use fixture::AS_OF;

/// A folder with a database of a released schema version.
fn released(version: i32) -> Sandbox {
    let rolo = Sandbox::at(AS_OF);
    fs::copy(fixture::path(version), rolo.path("rolo.db")).unwrap();
    rolo
}

/// The versions of which there are databases.
fn versions() -> Vec<i32> {
    (1..=rolo::store::migrate::VERSION).filter(|version| fixture::path(*version).exists()).collect()
}

/// Those that are older than the present one.
fn older() -> Vec<i32> {
    versions().into_iter().filter(|version| *version < rolo::store::migrate::VERSION).collect()
}

/// The name of the copy that is kept before a migration.
fn copy_name() -> String {
    format!("rolo.db.before-{}", rolo::store::migrate::VERSION)
}

/// The columns that migrations add to rows that are there: table, column and the value that it has until it is written.
const ADDED: [(&str, &str, Value); 1] = [("message", "leaning", Value::Integer(0))];

/// Everything in a database, as SQLite gives it, but for what migrations add: the rows of its tables in order, by table.
fn rows(path: &PathBuf) -> Vec<String> {
    let conn = Connection::open(path).unwrap();
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    names.iter().flat_map(|name| table(&conn, name)).collect()
}

/// The rows of a table or view, with the names of their columns.
fn table(conn: &Connection, name: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("SELECT * FROM {name}")).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let cells = |row: &rusqlite::Row<'_>| -> Vec<String> {
        let values = columns.iter().zip(0..).map(|(column, i)| (column, row.get::<_, Value>(i).unwrap()));
        let is_kept = |(column, value): &(&String, Value)| !ADDED.contains(&(name, column.as_str(), value.clone()));
        values.filter(is_kept).map(|(column, value)| format!("{column}={value:?}")).collect()
    };
    let rows = statement.query_map([], |row| Ok(format!("{name}: {}", cells(row).join(" ")))).unwrap();
    let mut rows: Vec<String> = rows.map(Result::unwrap).collect();
    rows.sort_unstable();
    rows
}

/// All rows of the views that a database has.
fn views(path: &PathBuf) -> Vec<String> {
    let conn = Connection::open(path).unwrap();
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    names.iter().flat_map(|name| table(&conn, name)).collect()
}

/// What makes the tables and indexes of a database.
fn schema(conn: &Connection) -> Vec<String> {
    let mut parts = conn
        .prepare(
            "SELECT type || ' ' || name || ': ' || sql FROM sqlite_schema WHERE type <> 'view' AND sql IS NOT NULL",
        )
        .unwrap();
    let mut parts: Vec<String> = parts.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    parts.sort_unstable();
    parts
}

fn version(rolo: &Sandbox) -> i32 {
    rolo.one("PRAGMA user_version").parse().unwrap()
}

/// The files whose names begin with that of the database.
fn beside(rolo: &Sandbox) -> Vec<String> {
    let entries = fs::read_dir(rolo.path("")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.starts_with("rolo.db") && !name.ends_with("-wal") && !name.ends_with("-shm"));
    names.sort_unstable();
    names
}

#[track_caller]
fn says_migrated(run: &Run, from: i32) {
    let line = format!(
        "warning: rolo.db was brought from schema version {from} to {}; what it was before is kept in {}: delete that when \
         you no longer want to go back\n",
        rolo::store::migrate::VERSION,
        copy_name()
    );
    assert!(run.err.contains(&line), "{}", run.err);
}

#[test]
fn what_was_released_is_never_edited() {
    assert!(versions().contains(&1));
    let files = project().join("src/store/migrations");
    let mut files: Vec<PathBuf> = fs::read_dir(files).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_unstable();
    assert_eq!(files.len(), usize::try_from(rolo::store::migrate::VERSION).unwrap());
    let made = Connection::open_in_memory().unwrap();
    for (version, file) in (1..).zip(files) {
        made.execute_batch(&fs::read_to_string(&file).unwrap()).unwrap();
        if fixture::path(version).exists() {
            let rolo = released(version);
            let kept = Connection::open(rolo.path("rolo.db")).unwrap();
            assert_eq!(
                schema(&kept),
                schema(&made),
                "{}: a further migration changes what was released",
                file.display()
            );
            let number: i32 = kept.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
            assert_eq!(number, version);
        }
    }
}

#[test]
fn a_migrated_database_has_the_schema_of_a_fresh_one_and_shows_the_same() {
    let fresh = Sandbox::at(AS_OF);
    fresh.import("people.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    let fresh = Connection::open(fresh.path("rolo.db")).unwrap();
    for from in older() {
        let rolo = released(from);
        let (tables, shown) = (rows(&rolo.path("rolo.db")), views(&rolo.path("rolo.db")));
        let run = rolo.ends(0, &["contacts", "list", "--quiet"]);
        says_migrated(&run, from);
        let conn = Connection::open(rolo.path("rolo.db")).unwrap();
        assert_eq!(schema(&conn), schema(&fresh));
        let of_views = "SELECT name || sql FROM sqlite_schema WHERE type = 'view' ORDER BY name";
        let parts = |conn: &Connection| -> Vec<String> {
            conn.prepare(of_views).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(parts(&conn), parts(&fresh));
        assert_eq!(rows(&rolo.path("rolo.db")), tables, "no row is another one");
        assert_eq!(views(&rolo.path("rolo.db")), shown, "nor what is shown of them");
        let copy = rolo.path(&copy_name());
        assert_eq!(rows(&copy), tables, "the copy holds what it was");
        assert_eq!(
            Connection::open(&copy).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)),
            Ok(from)
        );
        assert_eq!(rolo.ends(0, &["contacts", "list", "--quiet"]).err, "", "it is told once");
    }
}

#[test]
fn a_migrated_database_is_sound_and_a_night_passes_over_it() {
    let anew = fixture::filled();
    for from in older() {
        let rolo = released(from);
        says_migrated(&rolo.ends(0, &["nightly", "--quiet"]), from);
        let run = rolo.ends(0, &["check"]);
        assert!(run.err.contains("sound: "), "{}{}", run.out, run.err);
        assert!(
            run.err.contains(&format!("{} is a copy from before a migration: delete it when", copy_name())),
            "{}",
            run.err
        );
        let shown = rolo.views();
        rolo.ok(&["nightly", "--quiet"]);
        assert!(rolo.views() == shown, "a second night changes nothing");
        for view in ["conversations", "messages"] {
            let of_view = |rolo: &Sandbox| rolo.rows(&format!("SELECT * FROM {view}"));
            assert!(of_view(&rolo) == of_view(&anew), "{view} are as if this rolo had made them");
        }
    }
}

#[test]
fn what_was_done_before_a_migration_can_be_undone_after_it() {
    for from in older() {
        let rolo = released(from);
        rolo.ok(&["stats", "--quiet"]);
        for (command, table) in [("contacts set", "contact"), ("merge", "contact"), ("deals move", "deal")] {
            let entry =
                rolo.one(&format!("SELECT max(id) FROM journal WHERE command = '{command}' AND undone_at IS NULL"));
            let before = rolo.rows(&format!(
                "SELECT row_id, key, value FROM change, json_each(before) AS cell
                 WHERE journal_id = {entry} AND row_table = '{table}' AND key <> 'updated_at' ORDER BY row_id, key"
            ));
            assert!(!before.is_empty(), "{command}");
            rolo.ok(&["undo", &entry, "--quiet"]);
            for cell in before {
                let [id, column, value] = cell.splitn(3, '|').collect::<Vec<_>>()[..] else { panic!("{cell}") };
                assert_eq!(
                    rolo.one(&format!("SELECT {column} FROM {table} WHERE id = {id}")),
                    value,
                    "{command} {column}"
                );
            }
        }
        let batch = rolo.one("SELECT max(id) FROM batch WHERE kind = 'messages'");
        rolo.ok(&["imports", "undo", &batch, "--quiet"]);
        assert_eq!(rolo.one("SELECT count(*) FROM messages"), "0");
        rolo.ok(&["check"]);
    }
}

#[test]
fn a_dry_run_leaves_an_old_database_alone() {
    for from in older() {
        let rolo = released(from);
        rolo.file("people.csv", "email,name\nzoe@example.com,Zoe Tan\n");
        let before = fs::read(rolo.path("rolo.db")).unwrap();
        for args in [
            &["import", "people.csv"][..],
            &["nightly", "people.csv"],
            &["classify"],
            &["score"],
            &["dedupe"],
            &["contacts", "set", "city=Kent", "3"],
            &["contacts", "delete", "3"],
            &["contacts", "add", "name=Zoe Tan"],
            &["followups", "scan"],
            &["undo"],
            &["prune", "--before", "2020-01-01"],
        ] {
            let run = rolo.ends(0, &[args, &["--dry-run"]].concat());
            assert!(!run.err.contains("was brought"), "{args:?}: {}", run.err);
            assert!(fs::read(rolo.path("rolo.db")).unwrap() == before, "{args:?} touched it");
            assert_eq!(beside(&rolo), ["rolo.db"], "{args:?}");
        }
    }
}

#[test]
fn views_that_somebody_added_stay() {
    for from in older() {
        let rolo = released(from);
        rolo.write("CREATE VIEW mine AS SELECT name FROM contacts; CREATE TABLE notes_of_mine (text TEXT)");
        rolo.ok(&["stats", "--quiet"]);
        assert_eq!(rolo.rows("SELECT * FROM mine").len(), rolo.rows("SELECT * FROM contacts").len());
        assert_eq!(rolo.one("SELECT count(*) FROM notes_of_mine"), "0");
    }
}

#[test]
fn forgetting_somebody_names_the_copies_that_still_hold_them() {
    for from in older() {
        let rolo = released(from);
        let run = rolo.ends(0, &["contacts", "delete", "3", "--yes", "--quiet"]);
        says_migrated(&run, from);
        let line = format!(
            "warning: {} is a copy from before a migration and may hold them still: delete it, too\n",
            copy_name()
        );
        assert!(run.err.contains(&line), "{}", run.err);
        fs::remove_file(rolo.path(&copy_name())).unwrap();
        let run = rolo.ends(0, &["contacts", "delete", "4", "--yes", "--quiet"]);
        assert!(!run.err.contains("is a copy"), "{}", run.err);
    }
}

/// The text of the index that the second migration makes is what this is for.
#[test]
fn a_company_is_found_by_an_index() {
    let rolo = released(1);
    rolo.ok(&["stats", "--quiet"]);
    for sql in [
        "SELECT id FROM contact WHERE company_id = 1",
        "SELECT id, contact_count FROM companies",
        "SELECT id FROM deals WHERE company_id = 1
             OR (company_id IS NULL AND contact_id IN (SELECT id FROM contact WHERE company_id = 1))",
    ] {
        let plan = rolo.rows(&format!("EXPLAIN QUERY PLAN {sql}")).join("\n");
        assert!(plan.contains("contact_by_company"), "{plan}");
    }
}

//! A database in a folder of its own, rolo on it, and what is in it as lines that can be compared. All databases begin
//! as copies of one empty database, so they share its secret and equal contents are equal to the byte.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use proptest::test_runner::{Config, RngSeed, TestCaseError};
use rolo::domain::time::Instant;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

pub type Checked = Result<(), TestCaseError>;

/// What was brought in, as it is stored.
pub const FACTS: &[&str] = &[
    "company",
    "contact",
    "identity",
    "held",
    "pin",
    "point",
    "note",
    "conversation",
    "message",
    "event",
    "deal",
    "currency",
    "contact_count",
    "segment",
    "pair",
    "verdict",
    "taken_row",
    "erased",
];
/// What is derived of it, and the queues; without `valid_until`, which may be earlier than it needs to be.
pub const DERIVED: &[&str] = &[
    "contact_state (contact_id, status, status_auto, stage, stage_auto, intent, intent_auto, sentiment, sentiment_level, vip, at_risk, completeness, traits)",
    "contact_score (contact_id, score, grade, reasons)",
    "conversation_state",
    "inferred",
    "hint",
];
/// Everything that the passes give, as the world sees it.
pub const VIEWS: &[&str] = &[
    "contacts",
    "conversations",
    "followups",
    "alerts",
    "alert (id, ended_at)",
    "activity",
    "contact_score (contact_id, score, grade, reasons)",
];

/// So many cases, always the same ones, unless PROPTEST_CASES and PROPTEST_RNG_SEED say otherwise.
pub fn cases(cases: u32) -> Config {
    let mut config =
        Config { failure_persistence: None, max_shrink_iters: 2_000, max_shrink_time: 30_000, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_260_101);
    }
    config
}

/// A folder with `rolo.db` in it.
pub struct World {
    folder: TempDir,
}

/// What a run of rolo gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

fn empty_database() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("rolo.db");
        drop(rolo::store::Store::open_or_create(&path, Duration::from_secs(1)).expect("an empty database"));
        fs::read(path).expect("the database")
    })
}

impl World {
    /// A world with nobody in it.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("rolo.db"), empty_database()).expect("a writable folder");
        Self { folder }
    }

    /// A world with nobody in it and this configuration.
    pub fn with(config: &str) -> Self {
        let world = Self::new();
        if !config.is_empty() {
            world.file("rolo.toml", config);
        }
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its name.
    pub fn file<'a>(&self, name: &'a str, text: &str) -> &'a str {
        fs::write(self.path(name), text).expect("a writable folder");
        name
    }

    /// Runs rolo at a moment, in seconds since 1970.
    pub fn run(&self, as_of: i64, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolo"));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["ROLO_DB", "ROLO_CONFIG", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("NO_COLOR", "1").env("TZ", "Asia/Manila").args(["--as-of", &Instant(as_of).to_string()]).args(args);
        let output = command.output().expect("rolo runs");
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Runs rolo, which must succeed, and gives its standard output.
    pub fn ok(&self, as_of: i64, args: &[&str]) -> Result<String, TestCaseError> {
        let run = self.run(as_of, args);
        if run.code != 0 {
            return Err(TestCaseError::fail(format!("rolo {} ended with {}: {}", args.join(" "), run.code, run.err)));
        }
        Ok(run.out)
    }

    /// The database, read by a plain SQLite.
    pub fn conn(&self) -> Connection {
        Connection::open(self.path("rolo.db")).expect("the database")
    }

    /// Rows of a query, cell by cell.
    pub fn rows(&self, sql: &str) -> Vec<Vec<Value>> {
        let conn = self.conn();
        let mut statement = conn.prepare(sql).expect(sql);
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|i| row.get(i)).collect());
        rows.expect(sql).collect::<Result<_, _>>().expect(sql)
    }

    /// Rows of a query as text, cells joined with `|`.
    pub fn lines(&self, sql: &str) -> Vec<String> {
        self.rows(sql).iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect()
    }

    /// The contents of tables or views as sorted lines: `name` for all columns, `name (column, …)` for some.
    pub fn dump(&self, tables: &[&str]) -> Vec<String> {
        let mut lines = Vec::new();
        for table in tables {
            let (name, columns) =
                table.split_once(" (").map_or((*table, "*"), |(name, rest)| (name, rest.trim_end_matches(')')));
            let mut found = self.lines(&format!("SELECT {columns} FROM {name}"));
            found.sort_unstable();
            lines.extend(found.into_iter().map(|line| format!("{name}: {line}")));
        }
        lines
    }

    /// All base tables.
    pub fn dump_all(&self) -> Vec<String> {
        let tables = self.lines("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
        self.dump(&tables)
    }

    /// The one number of a query.
    pub fn number(&self, sql: &str) -> i64 {
        self.conn().query_row(sql, [], |row| row.get(0)).expect(sql)
    }
}

/// A value as text; NULL is empty.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => format!("{bytes:?}"),
    }
}

/// Two lists of lines are the same; if not, says in which lines they differ.
pub fn same(what: &str, left: &[String], right: &[String]) -> Checked {
    if left == right {
        return Ok(());
    }
    let only = |these: &[String], those: &[String]| {
        let those: std::collections::HashSet<&String> = those.iter().collect();
        these.iter().filter(|line| !those.contains(line)).take(6).cloned().collect::<Vec<_>>().join("\n    ")
    };
    let (only_left, only_right) = (only(left, right), only(right, left));
    Err(TestCaseError::fail(format!("{what}\n  only left:\n    {only_left}\n  only right:\n    {only_right}")))
}

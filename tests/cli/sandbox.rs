//! A folder of its own for each test, with rolo in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A temporary folder in which rolo runs with `rolo.db`.
pub struct Sandbox {
    folder: TempDir,
    as_of: Option<String>,
}

/// What a run of rolo gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// How the rows of an imported file fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub rejected: u64,
    pub conflicts: u64,
    pub contacts: u64,
    pub conversations: u64,
}

impl Taken {
    /// Created, updated and unchanged rows.
    pub fn fates(self) -> [u64; 3] {
        [self.created, self.updated, self.unchanged]
    }
}

impl Sandbox {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), as_of: None }
    }

    /// An empty folder in which everything is decided for this moment.
    pub fn at(as_of: &str) -> Self {
        Self { as_of: Some(as_of.to_owned()), ..Self::new() }
    }

    /// The same folder, in which everything is decided for another moment from now on.
    pub fn moved_to(self, as_of: &str) -> Self {
        Self { as_of: Some(as_of.to_owned()), ..self }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("a writable folder");
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// A command that runs rolo here, with nothing of the caller's settings.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolo"));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["ROLO_DB", "ROLO_CONFIG", "ROLO_AUTHOR", "ROLO_SMTP_PASSWORD", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("NO_COLOR", "1").env("TZ", "Asia/Manila");
        if let Some(as_of) = &self.as_of {
            command.args(["--as-of", as_of]);
        }
        command.args(args);
        command
    }

    /// Runs rolo.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::from(self.command(args).output().expect("rolo runs"))
    }

    /// Runs rolo, which must end with this code.
    #[track_caller]
    pub fn ends(&self, code: i32, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, code, "rolo {}\n{}{}", args.join(" "), run.out, run.err);
        run
    }

    /// Runs rolo, which must succeed, and gives its standard output.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> String {
        self.ends(0, args).out
    }

    /// Runs rolo with text on standard input.
    pub fn pipe(&self, args: &[&str], input: &str) -> Run {
        pipe(self.command(args), input)
    }

    /// Writes a file and imports it, which must succeed but for rejected rows.
    #[track_caller]
    pub fn import(&self, name: &str, text: &str, options: &[&str]) -> Taken {
        self.file(name, text);
        let run = self.run(&[&["import", "--format", "json"], options, &[name]].concat());
        assert!(matches!(run.code, 0 | 3), "{}: {}", run.code, run.err);
        let summary: serde_json::Value = serde_json::from_str(&run.out).expect("a JSON object");
        let count = |key: &str| summary["batches"][0][key].as_u64().expect(key);
        let taken = Taken {
            created: count("created"),
            updated: count("updated"),
            unchanged: count("unchanged"),
            rejected: count("rejected"),
            conflicts: count("conflicts"),
            contacts: count("contacts_created"),
            conversations: count("conversations_created"),
        };
        let sum = taken.created + taken.updated + taken.unchanged + taken.rejected;
        assert_eq!(count("read"), sum, "rows read are the sum of their fates: {}", run.out);
        taken
    }

    /// All rows of all public views, and of all tables but those that tell what was done when.
    pub fn dump(&self) -> Vec<String> {
        let told = [
            "log",
            "journal",
            "change",
            "created",
            "batch",
            "merge",
            "setting",
            "taken_row",
            "activity",
            "compared",
            "likely",
            "contact_fact",
            "stale_fact",
            "folded",
            "refold",
        ];
        let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'";
        let conn = self.connection();
        let names =
            rows(&conn, &format!("{sql} ORDER BY name")).into_iter().filter(|name| !told.contains(&name.as_str()));
        names
            .flat_map(|name| {
                let mut rows = rows(&conn, &format!("SELECT * FROM {name}"));
                rows.sort_unstable();
                rows.into_iter().map(move |row| format!("{name}: {row}"))
            })
            .collect()
    }

    /// All rows of all public views but the log. They are the same in every database with the same contents.
    pub fn views(&self) -> Vec<String> {
        let views = self.rows("SELECT name || ': ' FROM sqlite_schema WHERE type = 'view'");
        let is_view = |row: &String| views.iter().any(|view| row.starts_with(view.as_str()));
        self.dump().into_iter().filter(is_view).collect()
    }

    /// Rows of a query over the database's public views, cells joined with `|`.
    #[track_caller]
    pub fn rows(&self, sql: &str) -> Vec<String> {
        rows(&self.connection(), sql)
    }

    fn connection(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path("rolo.db")).expect("the database")
    }

    /// Changes the database behind rolo's back.
    #[track_caller]
    pub fn write(&self, sql: &str) {
        let conn = rusqlite::Connection::open(self.path("rolo.db")).expect("the database");
        conn.execute_batch(sql).expect(sql);
    }

    /// The one cell of a query.
    #[track_caller]
    pub fn one(&self, sql: &str) -> String {
        let rows = self.rows(sql);
        assert_eq!(rows.len(), 1, "{sql}: {rows:?}");
        rows.into_iter().next().unwrap_or_default()
    }
}

/// Rows of a query, cells joined with `|`.
#[track_caller]
fn rows(conn: &rusqlite::Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).expect(sql);
    let width = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..width).map(|i| row.get::<_, rusqlite::types::Value>(i).map(text));
        Ok(cells.collect::<Result<Vec<_>, _>>()?.join("|"))
    });
    rows.expect(sql).collect::<Result<_, _>>().expect(sql)
}

fn text(value: rusqlite::types::Value) -> String {
    use rusqlite::types::Value;
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text,
        Value::Blob(bytes) => format!("{bytes:?}"),
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs a command with text on standard input.
pub fn pipe(mut command: Command, input: &str) -> Run {
    use std::io::Write;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("rolo runs");
    // A command that does not read its input has closed it.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    Run::from(child.wait_with_output().expect("rolo ends"))
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether kept files are to be written anew instead of compared.
pub fn is_updating() -> bool {
    std::env::var_os("ROLO_UPDATE").is_some_and(|value| value != "0")
}

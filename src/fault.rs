//! A panic is a fault of rolo's own. Whichever thread it happens on, it becomes an [`Error`] of kind fault once all that
//! was begun has been unwound: transactions are rolled back, drafts of files removed, the bar of progress taken away.
//! Then rolo says that it is sorry, with one line to report.
//!
//! That line holds nothing of anybody's data: the place in the source, and a panic's text only where it is constant.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, OnceLock};

use crate::error::{Error, Result};

/// The first panic; others may follow from it, on threads that wait for the one that is gone.
static FIRST: Mutex<Option<Report>> = Mutex::new(None);

/// The command that runs.
static COMMAND: OnceLock<String> = OnceLock::new();

/// What is known of a panic.
struct Report {
    /// Where in the source, with the text if that is constant.
    what: String,
    /// Where it came from, if the environment asks for that as usual (`RUST_BACKTRACE`).
    trace: Backtrace,
}

/// Runs a command of this name, so that a panic anywhere in it ends as an error.
pub fn caught<T>(command: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::set_hook(Box::new(note));
    let _ = COMMAND.set(command.to_owned());
    // What the command was working with is gone when it is unwound, and nobody looks at it again.
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(sorry(taken()).into()))
}

/// The panic that an error comes from, if it comes from one: on a thread that others waited for, or in a function that
/// SQLite called.
pub fn behind(error: anyhow::Error) -> anyhow::Error {
    match taken() {
        Some(report) => sorry(Some(report)).into(),
        None => error,
    }
}

fn taken() -> Option<Report> {
    FIRST.lock().ok().and_then(|mut first| first.take())
}

/// Keeps the first panic to be told in the end, rather than in the middle of other output and with data in it.
fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(|| "a place unknown".to_owned(), |at| place(&at.to_string()));
    let what = match info.payload().downcast_ref::<&'static str>() {
        Some(text) => format!("{place}: {text}"),
        None => place,
    };
    if let Ok(mut first) = FIRST.lock() {
        first.get_or_insert_with(|| Report { what, trace: Backtrace::capture() });
    }
}

/// A place in the source without the folder in which it lay when rolo was built.
fn place(path: &str) -> String {
    let path = path.replace('\\', "/");
    let inner = match path.rfind("/src/") {
        // Of a library its name and version stand before `src`.
        Some(at) => path[..at].rfind('/').map_or(path.as_str(), |start| &path[start + 1..]),
        None => &path,
    };
    inner.to_owned()
}

fn sorry(report: Option<Report>) -> Error {
    let command = COMMAND.get().map_or("", String::as_str);
    let (what, trace) = report.map_or_else(
        || ("a panic that nobody saw".to_owned(), Backtrace::disabled()),
        |report| (report.what, report.trace),
    );
    let trace = if trace.status() == BacktraceStatus::Captured { format!("\n{trace}") } else { String::new() };
    Error::fault("sorry: rolo has met a fault of its own, and has rolled back what it was doing").hint(format!(
        "please report this line: rolo {} {command} ({} {}), {what}{trace}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    ))
}

/// Fails on purpose where the environment names this place, so that a test sees what becomes of a panic there. Only a
/// debug build does; of others this is no part.
#[track_caller]
pub fn on_purpose(place: &str) {
    if cfg!(debug_assertions) && std::env::var_os("ROLO_PANIC_AT").is_some_and(|named| named == *place) {
        // Not constant, as data would be.
        panic::panic_any(format!("somebody's name at {place}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_without_the_folder_of_whoever_built_rolo() {
        let told = |path: &str| place(path);
        assert_eq!(told("src/input/field.rs:12:5"), "src/input/field.rs:12:5");
        assert_eq!(told("/x/ana/registry/src/index-1f/csv-1.4.0/src/reader.rs:7:9"), "csv-1.4.0/src/reader.rs:7:9");
        assert_eq!(told("C:\\x\\ana\\csv-1.4.0\\src\\reader.rs:7:9"), "csv-1.4.0/src/reader.rs:7:9");
        assert_eq!(told("/rustc/abc/library/core/src/str/mod.rs:7:9"), "core/src/str/mod.rs:7:9");
    }
}

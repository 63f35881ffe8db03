//! What SQL of a user's may take: a condition that runs for ever, or that makes texts without end, is stopped. What is
//! honest is not: the limits are far above what it takes, and grow with the database.
//!
//! Time is that of the processor on the thread that runs the statement, so that neither other programs nor a reader who
//! pauses the output bring a condition nearer to its end.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ThreadId};
use std::time::Duration;

use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode};
use rustix::time::{ClockId, clock_gettime};

use super::open::says;
use crate::error::{Error, Result};

/// The longest value and the longest row of a table, in bytes: four times as much as the longest row of a file.
const VALUE_BYTES_MAX: i32 = 64 << 20;

/// What any condition may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// What it may take besides for each contact, and for each message and event: a hundred times what those of the manual do.
const FOR_A_CONTACT: Duration = Duration::from_millis(2);
const FOR_A_ROW: Duration = Duration::from_micros(100);
/// Steps of SQLite's machine between two looks at the clock: some milliseconds.
const STEPS: i32 = 100_000;

/// After how many seconds a condition was stopped, if one was.
static STOPPED_AFTER: AtomicU64 = AtomicU64::new(0);

/// Bounds the length of values on a connection, of what is stored as of what a condition makes.
pub(super) fn bound_values(conn: &Connection) -> Result<()> {
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX)?;
    Ok(())
}

/// Stops what runs on a connection from now on once it has taken longer than conditions over so much data can take.
pub(super) fn bound_time(conn: &mut Connection) -> Result<()> {
    let sql = "SELECT (SELECT coalesce(max(id), 0) FROM contact),
                      (SELECT coalesce(max(id), 0) FROM message) + (SELECT coalesce(max(id), 0) FROM event)";
    let (contacts, rows): (u32, u32) = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    stop_after(conn, PATIENCE + FOR_A_CONTACT * contacts + FOR_A_ROW * rows)
}

fn stop_after(conn: &mut Connection, patience: Duration) -> Result<()> {
    let mut meter = Meter::default();
    let is_over = move || {
        let over = meter.measure() > patience;
        if over {
            STOPPED_AFTER.store(patience.as_secs(), Ordering::Relaxed);
        }
        over
    };
    Ok(conn.progress_handler(STEPS, Some(is_over))?)
}

/// Measures the processor's time on whatever thread it is asked.
#[derive(Default)]
struct Meter {
    last: Option<(ThreadId, Duration)>,
    used: Duration,
}

impl Meter {
    fn measure(&mut self) -> Duration {
        let now = clock_gettime(ClockId::ThreadCPUTime);
        let now = Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0));
        let thread = thread::current().id();
        if let Some((_, before)) = self.last.filter(|(last, _)| *last == thread) {
            self.used += now.saturating_sub(before);
        }
        self.last = Some((thread, now));
        self.used
    }
}

/// Puts into words that a limit was reached, if that is what an error says.
pub(super) fn explain(error: &anyhow::Error) -> Option<Error> {
    let seconds = STOPPED_AFTER.load(Ordering::Relaxed);
    if says(error, &[ErrorCode::OperationInterrupted]) && seconds > 0 {
        return Some(
            Error::failed(format!("the condition ran for longer than {seconds} seconds and was stopped"))
                .hint("nothing was changed; ask about the columns of one contact, or compare by `contact_id = contacts.id` in a subquery"),
        );
    }
    if says(error, &[ErrorCode::TooBig]) {
        let message = format!("a value would be longer than {} MiB", VALUE_BYTES_MAX >> 20);
        return Some(Error::failed(message).hint("nothing was changed; see what the condition puts together"));
    }
    if says(error, &[ErrorCode::OutOfMemory]) {
        return Some(Error::failed("there is not enough memory").hint("nothing was changed"));
    }
    if says(error, &[ErrorCode::AuthorizationForStatementDenied]) {
        return Some(Error::usage("the condition does what it may not").hint("a condition can only read"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(patience: Duration, sql: &str) -> Result<i64> {
        let mut conn = Connection::open_in_memory()?;
        bound_values(&conn)?;
        stop_after(&mut conn, patience)?;
        Ok(conn.query_row(sql, [], |row| row.get(0))?)
    }

    #[test]
    fn what_never_ends_is_stopped_and_what_ends_is_not() {
        let count = |to: &str| {
            format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n {to}) SELECT count(*) FROM n")
        };
        let second = Duration::from_secs(1);
        let error = asked(second, &count("")).expect_err("it never ends");
        let told = explain(&error).expect("it was stopped").message;
        assert_eq!(told, "the condition ran for longer than 1 seconds and was stopped");
        assert_eq!(asked(second, &count("WHERE i < 100000")).expect("it ends"), 100_000);
    }

    #[test]
    fn values_without_end_are_refused() {
        for sql in [
            "SELECT length(zeroblob(1000000000))",
            "SELECT length(printf('%1000000000d', 1))",
            "SELECT length(replace(hex(zeroblob(100000)), '0', hex(zeroblob(100000))))",
        ] {
            let error = asked(PATIENCE, sql).expect_err(sql);
            assert_eq!(explain(&error).expect(sql).message, "a value would be longer than 64 MiB", "{sql}");
        }
    }

    #[test]
    fn a_pause_does_not_count_and_another_thread_begins_anew() {
        let mut meter = Meter::default();
        meter.measure();
        thread::sleep(Duration::from_millis(60));
        assert!(meter.measure() < Duration::from_millis(30));
        let used = meter.used;
        let mut meter = thread::spawn(move || {
            meter.measure();
            meter
        })
        .join()
        .expect("it does not panic");
        assert_eq!(meter.used, used);
        assert!(meter.measure() == used);
    }
}

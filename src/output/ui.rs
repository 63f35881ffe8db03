//! What rolo says to a person, and where: data to standard output, everything else to standard error. A [`Ui`] is made
//! once per command; it knows whether there is a terminal, how wide it is and whether colour is wanted. Any text given
//! to it may come from data: it is made printable here.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::{env, fmt};

use super::colour::{ColourWhen, Environment, Style};
use super::number;
use super::pager;
use super::summary::Summary;
use super::table::Look;
use super::tally::Tally;
use super::text::{printable, screened};
use crate::error::Error;

/// How many bytes of data are gathered before they go to standard output.
const BUFFER_BYTES: usize = 64 * 1024;

/// The two streams of a command and how they want to be written to.
#[derive(Debug, Clone)]
pub struct Ui {
    is_quiet: bool,
    stdout: Screen,
    stderr: Screen,
    width: Option<u16>,
}

/// One stream.
#[derive(Debug, Clone, Copy)]
struct Screen {
    is_terminal: bool,
    colour: bool,
}

impl Ui {
    /// Looks at the streams and the environment of this process.
    pub fn new(is_quiet: bool, colour: ColourWhen) -> Self {
        let environment = Environment::read();
        let screen = |is_terminal| Screen { is_terminal, colour: colour.decide(environment, is_terminal) };
        let stdout = screen(io::stdout().is_terminal());
        let stderr = screen(io::stderr().is_terminal());
        Self { is_quiet, stdout, stderr, width: width(stdout.is_terminal) }
    }

    /// Whether standard output is a terminal: decides the format of rows.
    pub fn stdout_is_terminal(&self) -> bool {
        self.stdout.is_terminal
    }

    /// Whether progress may be drawn on standard error.
    pub fn shows_progress(&self) -> bool {
        self.stderr.is_terminal && !self.is_quiet
    }

    /// Whether nothing is to be said but warnings and errors.
    pub const fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// How a table on standard output is to look.
    pub fn look(&self) -> Look {
        Look { width: self.width, colour: self.stdout.colour, is_terminal: self.stdout.is_terminal }
    }

    /// The text in a style if standard output has colour. Text from data is to be [`printable`] first.
    pub fn paint<'t>(&self, style: Style, text: &'t str) -> Cow<'t, str> {
        style.paint(text, self.stdout.colour)
    }

    /// Says something that a script need not hear: nothing with `--quiet`.
    pub fn note(&self, text: &str) {
        if !self.is_quiet {
            say(&(said(text) + "\n"));
        }
    }

    /// Warns, `--quiet` or not.
    pub fn warn(&self, text: &str) {
        say(&format!("{} {}\n", Style::Yellow.paint("warning:", self.stderr.colour), said(text)));
    }

    /// Says what went wrong, because of what, and what to do next.
    pub fn error(&self, error: &anyhow::Error) {
        say(&failure(error, self.stderr.colour));
    }

    /// Says what a pass has done: nothing with `--quiet`.
    pub fn summary(&self, summary: &Summary) {
        if !self.is_quiet {
            say(&summary.rendered(self.stderr.colour));
        }
    }

    /// Says how several things fared: nothing with `--quiet`.
    pub fn tally(&self, tally: &Tally) {
        if !self.is_quiet {
            say(&tally.rendered(self.stderr.colour));
        }
    }

    /// Prints a long text for people: on a terminal through their pager, if they want one.
    pub fn page(&self, text: &str, is_paged: bool) -> crate::error::Result<()> {
        if is_paged && self.stdout.is_terminal {
            pager::show(screened(text, self.stdout.colour).as_bytes());
        }
        let mut out = self.out();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Standard output for data, locked and gathered. Flush it (or finish the rows) to learn of a failure.
    pub fn out(&self) -> Out {
        let stdout = BufWriter::with_capacity(BUFFER_BYTES, io::stdout().lock());
        let screen = self.stdout.is_terminal.then(|| Held { bytes: Vec::new(), has_styles: self.stdout.colour });
        Out { stdout, screen }
    }
}

/// A count for people, its thousands set apart: `12,345`.
pub fn count(value: i64) -> String {
    number::with_thousands(value)
}

/// A share from 0 to 1 for people: `40 %`.
pub fn percent(share: f64) -> String {
    number::percent(share)
}

/// Money for people, from millionths, with its currency where that is known: `1,200.50 EUR`.
pub fn money(millionths: i64, currency: &str) -> String {
    let amount = number::money(millionths);
    if currency.is_empty() { amount } else { format!("{amount} {currency}") }
}

/// The longest line of a message, in bytes: longer ones hold a cell or a condition of a user's.
const LINE_BYTES_MAX: usize = 1_000;

/// Writes to standard error. If nobody can hear, there is nobody left to tell.
fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A text made printable line by line. Further lines are set in, so that data cannot pass for a message of rolo's; what
/// is too long to be read is cut short.
fn said(text: &str) -> String {
    let lines = text.trim_end().lines().map(|line| match readable(line) {
        all if all.len() == line.len() => printable(all).into_owned(),
        start => printable(start).into_owned() + "…",
    });
    lines.collect::<Vec<_>>().join("\n  ")
}

/// As much of a line as anybody reads.
fn readable(line: &str) -> &str {
    &line[..line.floor_char_boundary(LINE_BYTES_MAX)]
}

/// An error with its causes and its hint.
fn failure(error: &anyhow::Error, colour: bool) -> String {
    let mut text = format!("{} {}\n", Style::Red.paint("error:", colour), said(&error.to_string()));
    let mut before = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // Some libraries repeat their cause in their own message.
        if !before.contains(&cause) {
            text += &format!("  because {}\n", said(&cause));
            before = cause;
        }
    }
    if let Some(hint) = hint(error) {
        text += &format!("{} {}\n", Style::Cyan.paint("hint:", colour), said(hint));
    }
    text
}

/// The outermost hint: of the error or a context of it, else of one of its causes.
fn hint(error: &anyhow::Error) -> Option<&str> {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<Error>());
    error.downcast_ref::<Error>().into_iter().chain(causes).find_map(|error| error.hint.as_deref())
}

/// The width to fit tables into: `COLUMNS` if it is set, else the terminal's. A pipe has none.
fn width(stdout_is_terminal: bool) -> Option<u16> {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || {
        let size = rustix::termios::tcgetwinsize(io::stdout()).ok().filter(|_| stdout_is_terminal)?;
        Some(size.ws_col)
    };
    asked.or_else(measured).filter(|&columns| columns > 0)
}

/// Says what is wrong with the command line, in `clap`'s words. They hold the user's, which may have come from data.
pub fn usage(error: &clap::Error) {
    let text = error.render().to_string();
    let shown = screened(&text, false);
    if shown == text {
        // A closed pipe is no reason to complain here either.
        let _ = error.print();
    } else {
        say(&shown);
    }
}

/// Standard output for data. A closed pipe is told apart here from a connection or a program that broke off, which
/// must never end quietly.
#[derive(Debug)]
pub struct Out {
    stdout: BufWriter<StdoutLock<'static>>,
    /// What is on its way to a terminal.
    screen: Option<Held>,
}

/// Bytes that wait until they are whole lines, for what a character means on a terminal depends on its neighbours.
#[derive(Debug)]
struct Held {
    bytes: Vec<u8>,
    has_styles: bool,
}

impl Held {
    /// Takes out the lines that are whole, or all.
    fn shown(&mut self, is_all: bool) -> String {
        let line_end = || self.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end = if is_all { self.bytes.len() } else { line_end() };
        let text = String::from_utf8_lossy(&self.bytes[..end]);
        let shown = screened(&text, self.has_styles).into_owned();
        self.bytes.drain(..end);
        shown
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &self.screen {
            None => self.stdout.write(bytes).map_err(marked),
            Some(_) => self.write_all(bytes).map(|()| bytes.len()),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(held) = &mut self.screen else { return self.stdout.write_all(bytes).map_err(marked) };
        held.bytes.extend_from_slice(bytes);
        if held.bytes.len() >= BUFFER_BYTES {
            let shown = held.shown(false);
            self.stdout.write_all(shown.as_bytes()).map_err(marked)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(held) = &mut self.screen {
            let shown = held.shown(true);
            self.stdout.write_all(shown.as_bytes()).map_err(marked)?;
        }
        self.stdout.flush().map_err(marked)
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        // Like the buffer's own: whoever wants to know of a failure flushes before.
        if self.screen.is_some() {
            let _ = self.flush();
        }
    }
}

/// The reader of standard output has gone, as `head` does when it has enough.
#[derive(Debug)]
struct ClosedPipe;

impl fmt::Display for ClosedPipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody reads the output any more")
    }
}

impl std::error::Error for ClosedPipe {}

fn marked(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::BrokenPipe => io::Error::new(io::ErrorKind::BrokenPipe, ClosedPipe),
        _ => error,
    }
}

/// Whether the error is only that the reader of [`Ui::out`] has gone: the command ends without a word.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let inner = |cause: &(dyn std::error::Error + 'static)| {
        let error = cause.downcast_ref::<io::Error>()?;
        Some(error.get_ref()?.is::<ClosedPipe>())
    };
    error.chain().any(|cause| inner(cause) == Some(true))
}

#[cfg(test)]
impl Ui {
    /// As if both streams were a terminal.
    pub(super) fn on_a_terminal() -> Self {
        let screen = Screen { is_terminal: true, colour: false };
        Self { is_quiet: false, stdout: screen, stderr: screen, width: Some(80) }
    }

    /// As if both streams were pipes.
    pub(super) fn in_a_pipe() -> Self {
        let screen = Screen { is_terminal: false, colour: false };
        Self { is_quiet: false, stdout: screen, stderr: screen, width: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn an_error_says_what_because_of_what_and_what_next() {
        let error = anyhow::Error::from(io::Error::other("permission denied"))
            .context("cannot open crm.db")
            .context(Error::failed("cannot import contacts.csv").hint("check who owns crm.db"));
        insta::assert_snapshot!(failure(&error, false), @r"
        error: cannot import contacts.csv
          because cannot open crm.db
          because permission denied
        hint: check who owns crm.db
        ");
    }

    #[test]
    fn a_hint_deep_among_the_causes_is_found_and_a_repeated_cause_is_not_said_twice() {
        let cause = Error::usage("no such column: colour").hint("see `rolo config show`");
        let error =
            anyhow::Error::from(cause).context("bad filter: no such column: colour").context("cannot list contacts");
        insta::assert_snapshot!(failure(&error, false), @r"
        error: cannot list contacts
          because bad filter: no such column: colour
        hint: see `rolo config show`
        ");
        let nested: Result<(), Error> = Err(Error::failed("inner").hint("do this"));
        assert_eq!(hint(&nested.context("outer").expect_err("failed")), Some("do this"));
    }

    #[test]
    fn data_in_a_message_cannot_steer_the_terminal_or_pass_for_another_message() {
        let error = anyhow::Error::from(Error::failed("bad name \u{1b}[2J\nerror: all lost"));
        assert_eq!(failure(&error, false), "error: bad name \\x1b[2J\n  error: all lost\n");
        assert_eq!(failure(&error, true), "\u{1b}[1;31merror:\u{1b}[0m bad name \\x1b[2J\n  error: all lost\n");
    }

    #[test]
    fn only_a_closed_standard_output_ends_quietly() {
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        let closed = anyhow::Error::from(marked(broken())).context("cannot write the rows");
        assert!(is_closed_pipe(&closed));
        assert!(!is_closed_pipe(&anyhow::Error::from(broken()).context("cannot reach mail.example.com")));
        assert!(!is_closed_pipe(&anyhow::Error::from(marked(io::Error::other("disk full")))));
    }
}

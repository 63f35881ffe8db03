//! `--exec`: a command of the user's for each message.

use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::hand::{Carrier, Fate};
use super::outbox;
use crate::domain::sending::Message;
use crate::domain::sending::said::said;
use crate::error::{Error, Result};

/// So much of what the command says is looked at.
const HEARD_MAX: usize = 8 * 1024;
/// How long one waits for the last words of a command that has ended: what it left running may hold on to its voice.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// The longest time between two looks at whether the command has ended.
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(10);
/// What a shell says when there is no such command, or it cannot be run.
const NO_COMMAND: [i32; 2] = [126, 127];

/// Runs a command for each message.
#[derive(Debug)]
pub(in crate::commands) struct Exec {
    command: String,
    timeout: Duration,
    is_first: bool,
}

impl Exec {
    /// Refuses a command that says nothing: a shell would call it a success.
    pub fn new(command: &str, timeout: Duration) -> Result<Self> {
        if command.trim().is_empty() {
            return Err(Error::usage("--exec names no command").hint("name one, such as --exec ./send.sh").into());
        }
        Ok(Self { command: command.to_owned(), timeout, is_first: true })
    }

    /// What the end of the command means.
    fn fate(&self, status: ExitStatus, heard: &[u8], is_first: bool) -> Fate {
        if status.success() {
            return Fate::Sent;
        }
        let how = match (status.code(), status.signal()) {
            (Some(code), _) => format!("exit code {code}"),
            (None, Some(signal)) => format!("ended by signal {signal}"),
            (None, None) => "ended".to_owned(),
        };
        let heard = said(heard);
        let why = if heard.is_empty() { how } else { format!("{how}: {heard}") };
        // A slip of the pen is no refusal of anything.
        if is_first && status.code().is_some_and(|code| NO_COMMAND.contains(&code)) {
            return Fate::NotTried(format!("`{}` cannot be run: {why}", self.command));
        }
        Fate::Refused(why)
    }
}

impl Carrier for Exec {
    fn hand_over(&mut self, message: &Message) -> Fate {
        self.run(outbox::line(message))
    }
}

impl Exec {
    /// Runs the command with a line on its standard input.
    pub fn run(&mut self, line: Vec<u8>) -> Fate {
        let is_first = std::mem::take(&mut self.is_first);
        // A group of its own, so that Ctrl-C reaches rolo alone, and all of it can be ended.
        let started = Command::new("sh")
            .args(["-c", &self.command])
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(error) => return Fate::NotTried(format!("no command can be started: {error}")),
        };
        tell(&mut child, line);
        let listener = Listener::to(&mut child);
        let ended = wait(&mut child, self.timeout);
        let heard = listener.map(Listener::heard).unwrap_or_default();
        match ended {
            Ok(Some(status)) => self.fate(status, &heard, is_first),
            Ok(None) => Fate::Unknown(format!("no answer within {} s", self.timeout.as_secs())),
            Err(error) => Fate::Unknown(format!("it cannot be told how the command ended: {error}")),
        }
    }
}

/// Writes a line to the command's standard input, beside everything else: a command need not read it.
fn tell(child: &mut Child, line: Vec<u8>) {
    let Some(mut stdin) = child.stdin.take() else { return };
    thread::spawn(move || {
        // Whoever does not read has closed it.
        let _ = stdin.write_all(&line);
    });
}

/// Waits until the command ends. One that takes too long is ended with all that it started, and gives `None`.
fn wait(child: &mut Child, timeout: Duration) -> std::io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() >= timeout {
            if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
                // It may have ended just now.
                let _ = kill_process_group(group, Signal::KILL);
            }
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LOOK_AGAIN_AFTER);
    }
}

/// Reads what a command says on standard error, all of it, so that it never waits, and keeps the first part.
struct Listener {
    heard: Arc<Mutex<Vec<u8>>>,
    thread: JoinHandle<()>,
}

impl Listener {
    fn to(child: &mut Child) -> Option<Self> {
        let mut stderr = child.stderr.take()?;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        let thread = thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = stderr.read(&mut buffer) {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                let room = HEARD_MAX.saturating_sub(kept.len());
                kept.extend_from_slice(&buffer[..length.min(room)]);
            }
        });
        Some(Self { heard, thread })
    }

    fn heard(self) -> Vec<u8> {
        let begun = Instant::now();
        while !self.thread.is_finished() && begun.elapsed() < LAST_WORDS {
            thread::sleep(Duration::from_millis(1));
        }
        std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

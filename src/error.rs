//! What can go wrong, said so that a person can act on it: a message (what, where, why), a hint (what to do next) and
//! a kind, which decides the exit code. Causes are chained by `anyhow`.

use std::{fmt, io};

/// The result of everything that can fail.
pub type Result<T, E = anyhow::Error> = std::result::Result<T, E>;

/// Why a command failed; decides its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command could not be done; nothing was written. Exit code 1.
    Failed,
    /// The command line or the configuration is wrong. Exit code 2.
    Usage,
    /// Another rolo holds the database. Exit code 75.
    Busy,
    /// A fault of rolo's own. Exit code 70.
    Fault,
}

/// An error with a hint of what to do next.
#[derive(Debug)]
pub struct Error {
    /// Decides the exit code.
    pub kind: Kind,
    /// What went wrong, where and why, in one sentence without a full stop.
    pub message: String,
    /// What to do next, if anything helps.
    pub hint: Option<String>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl Error {
    /// A failure that leaves everything as it was.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { kind: Kind::Failed, message: message.into(), hint: None }
    }

    /// A mistake in the command line or the configuration.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { kind: Kind::Usage, message: message.into(), hint: None }
    }

    /// A fault of rolo's own: something that the code takes for granted does not hold.
    pub fn fault(message: impl Into<String>) -> Self {
        Self { kind: Kind::Fault, message: message.into(), hint: None }
    }

    /// Another process holds the database.
    pub fn busy(message: impl Into<String>) -> Self {
        Self { kind: Kind::Busy, message: message.into(), hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Says what to do where a file could not be written because its disk is full, unless that is said already.
pub fn explain_full_disk(error: anyhow::Error) -> anyhow::Error {
    let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
    let is_full =
        error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|cause| full.contains(&cause.kind()));
    if !is_full || error.chain().any(|cause| cause.is::<Error>()) {
        return error;
    }
    let explanation = Error::failed("a disk is full");
    error
        .context(explanation.hint("make room first, where the file is and for temporary files (TMPDIR), and try again"))
}

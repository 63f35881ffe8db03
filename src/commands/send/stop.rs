//! Being asked to stop: the first Ctrl-C or SIGTERM lets the message in hand be finished and its outcome be kept, the
//! second ends rolo at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::error::Result;
use crate::leftover;

/// How often one looks up while waiting.
const LOOK_UP_AFTER: Duration = Duration::from_millis(100);

/// Whether it is time to stop.
#[derive(Debug)]
pub(in crate::commands) struct Stop {
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// Listens from now on.
    pub fn listen() -> Result<Self> {
        let signal = Arc::new(AtomicUsize::new(0));
        let is_second = Arc::new(AtomicBool::new(false));
        leftover::leave_signals_to_others();
        for number in [SIGINT, SIGTERM] {
            // In this order: the first signal arms what the second one meets.
            flag::register_conditional_default(number, Arc::clone(&is_second))
                .and_then(|_| flag::register(number, Arc::clone(&is_second)))
                .and_then(|_| flag::register_usize(number, Arc::clone(&signal), number.unsigned_abs() as usize))
                .context("cannot listen for signals")?;
        }
        Ok(Self { signal })
    }

    /// Whether somebody asked.
    pub fn is_asked_for(&self) -> bool {
        self.signal().is_some()
    }

    /// The number of the signal that asked.
    pub fn signal(&self) -> Option<u8> {
        let number = self.signal.load(Ordering::Relaxed);
        u8::try_from(number).ok().filter(|number| *number > 0)
    }

    /// Sleeps until then, or until somebody asks to stop.
    pub fn sleep_until(&self, then: Instant) {
        while !self.is_asked_for() {
            let left = then.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(LOOK_UP_AFTER));
        }
    }
}

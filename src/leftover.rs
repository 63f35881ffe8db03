//! Files that must not outlive the process: drafts of outputs, rejected rows until they are in place, copies for dry runs.
//! They hold personal data. Whoever makes one removes it when dropped; a signal that ends the process drops nothing, so that
//! while there is one, such signals remove it first and then end the process as they always do.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::emulate_default_handler;

/// How often one looks up whether a signal came. Waiting for it would take a pair of sockets, and rolo opens none.
const LOOK_UP_AFTER: Duration = Duration::from_millis(10);
/// How often a folder is emptied anew when something is put into it meanwhile.
const TRIES: usize = 5;

/// Files and folders that a signal removes.
static PATHS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();
/// Whether an interrupt and a request to end are somebody else's, who ends the process in good order.
static IS_HEEDED_ELSEWHERE: AtomicBool = AtomicBool::new(false);

/// A file or folder that a signal removes for as long as this lives. It removes nothing by itself.
#[derive(Debug)]
pub struct Leftover(PathBuf);

impl Leftover {
    /// Watches over a file or folder from now on. Where signals cannot be listened for they leave it behind.
    pub fn watch(path: &Path) -> Self {
        LISTENING.call_once(|| {
            // It is about tidiness alone, and no reason to refuse the work.
            let _ = listen();
        });
        // The working folder does not change, but a signal may come from anywhere.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        paths().push(path.clone());
        Self(path)
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        paths().retain(|path| *path != self.0);
    }
}

/// Leaves SIGINT and SIGTERM to somebody who ends the process in good order.
pub fn leave_signals_to_others() {
    IS_HEEDED_ELSEWHERE.store(true, Ordering::Relaxed);
}

fn paths() -> MutexGuard<'static, Vec<PathBuf>> {
    PATHS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen() -> io::Result<()> {
    let asked = Arc::new(AtomicUsize::new(0));
    for signal in [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)) {
        flag::register_usize(signal, Arc::clone(&asked), signal.unsigned_abs() as usize)?;
    }
    std::thread::Builder::new().name("leftover".to_owned()).spawn(move || {
        loop {
            let signal = i32::try_from(asked.swap(0, Ordering::Relaxed)).unwrap_or(0);
            if signal == SIGHUP || (signal != 0 && !IS_HEEDED_ELSEWHERE.load(Ordering::Relaxed)) {
                end(signal);
            }
            std::thread::sleep(LOOK_UP_AFTER);
        }
    })?;
    Ok(())
}

/// Removes what is left over and ends the process as the signal does by default.
fn end(signal: i32) {
    // Nothing is watched over any more once this is held: what is made now is not used.
    let paths = paths();
    for path in paths.iter() {
        if path.is_dir() {
            let _ = (0..TRIES).find(|_| fs::remove_dir_all(path).is_ok());
        } else {
            let _ = fs::remove_file(path);
            // What SQLite keeps beside a draft that is a database.
            let mut journal = path.as_os_str().to_owned();
            journal.push("-journal");
            let _ = fs::remove_file(Path::new(&journal));
        }
    }
    let _ = emulate_default_handler(signal);
}

/// Whether the caller asked not to be ended by this signal, as `nohup` does. Where that cannot be told, a hangup is left
/// alone, which only leaves a file behind.
fn is_ignored(signal: i32) -> bool {
    let Ok(status) = fs::read_to_string("/proc/self/status") else { return signal == SIGHUP };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask & (1 << (signal - 1)) != 0
}

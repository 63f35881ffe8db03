//! How far a pass has come, drawn on standard error: only on a terminal, only without `--quiet`, and only once it has
//! taken a second, so that short commands stay silent. Everywhere else it does nothing and costs nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::text::printable;
use super::ui::{Ui, count};

/// A pass is not drawn before it has taken this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// The progress of one pass. It disappears when it is dropped, also on the way out of a failure.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    is_drawn: AtomicBool,
}

impl Progress {
    /// Counts bytes read or written; without a total there is no bar but a running figure.
    pub fn bytes(ui: &Ui, label: &str, total_bytes: Option<u64>) -> Self {
        let template = match total_bytes {
            Some(_) => "{prefix} {wide_bar} {binary_bytes}/{binary_total_bytes} {eta} {msg}",
            None => "{prefix} {spinner} {binary_bytes} {msg}",
        };
        Self::new(ui, label, total_bytes, template)
    }

    /// Counts things: rows, contacts, pairs.
    pub fn count(ui: &Ui, label: &str, total: Option<u64>) -> Self {
        let template = match total {
            Some(_) => "{prefix} {wide_bar} {human_pos}/{human_len} {eta} {msg}",
            None => "{prefix} {spinner} {human_pos} {msg}",
        };
        Self::new(ui, label, total, template)
    }

    fn new(ui: &Ui, label: &str, total: Option<u64>, template: &str) -> Self {
        let bar = ui.shows_progress().then(|| {
            let style = ProgressStyle::with_template(template).expect("the templates are constant and tested");
            ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden())
                .with_style(style.progress_chars("━━─"))
                .with_prefix(printable(label).into_owned())
        });
        Self { bar, is_drawn: AtomicBool::new(false) }
    }

    /// Adds `n`. Cheap, from any thread; still best called once for a batch of rows.
    pub fn inc(&self, n: u64) {
        let Some(bar) = &self.bar else { return };
        if !self.is_drawn.load(Ordering::Relaxed) && bar.elapsed() >= PATIENCE {
            self.is_drawn.store(true, Ordering::Relaxed);
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(n);
    }

    /// Says how many rows were read so far, how many a second, and how many of them were rejected.
    pub fn rows(&self, rows: u64, rejected: u64) {
        let Some(bar) = self.bar.as_ref().filter(|_| self.is_drawn.load(Ordering::Relaxed)) else { return };
        let per_second = (rows as f64 / bar.elapsed().as_secs_f64().max(0.001)).round() as i64;
        let (rows, per_second) = (count(rows.cast_signed()), count(per_second));
        let rejected =
            if rejected > 0 { format!(", {} rejected", count(rejected.cast_signed())) } else { String::new() };
        bar.set_message(format!("{rows} rows, {per_second}/s{rejected}"));
    }

    /// Says what is being done now, behind the bar.
    pub fn message(&self, text: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(printable(text).into_owned());
        }
    }

    /// Takes the bar away while something else is said on the terminal.
    pub fn suspend<T>(&self, say: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the bar away; the summary says the rest.
    pub fn finish(self) {}
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn_for(elapsed: Duration, build: impl Fn(&Ui) -> Progress) -> Progress {
        let mut progress = build(&Ui::on_a_terminal());
        progress.bar = progress.bar.take().map(|bar| bar.with_elapsed(elapsed));
        progress.message("a\u{1b}b");
        progress.inc(3);
        progress.inc(4);
        progress
    }

    #[test]
    fn a_short_pass_is_not_drawn_and_a_long_one_is() {
        for build in [
            |ui: &Ui| Progress::bytes(ui, "reading", Some(10)),
            |ui: &Ui| Progress::bytes(ui, "reading", None),
            |ui: &Ui| Progress::count(ui, "scoring", Some(10)),
            |ui: &Ui| Progress::count(ui, "scoring", None),
        ] {
            let short = drawn_for(Duration::ZERO, build);
            assert!(!short.is_drawn.load(Ordering::Relaxed));
            let long = drawn_for(PATIENCE * 2, build);
            assert!(long.is_drawn.load(Ordering::Relaxed));
            let bar = long.bar.as_ref().expect("there is a terminal");
            assert_eq!((bar.position(), bar.message().as_str()), (7, "a\\x1bb"));
            long.finish();
        }
    }

    #[test]
    fn rows_are_told_with_their_speed_and_what_was_rejected() {
        let long = drawn_for(PATIENCE * 2, |ui| Progress::bytes(ui, "reading", Some(10)));
        long.rows(2_000_000, 0);
        let message = long.bar.as_ref().expect("there is a terminal").message();
        assert!(message.starts_with("2,000,000 rows, ") && message.ends_with("/s"), "{message}");
        long.rows(2_000_000, 1_234);
        let message = long.bar.as_ref().expect("there is a terminal").message();
        assert!(message.ends_with("/s, 1,234 rejected"), "{message}");
    }

    #[test]
    fn without_a_terminal_there_is_no_bar_at_all() {
        let progress = Progress::count(&Ui::in_a_pipe(), "scoring", Some(10));
        assert!(progress.bar.is_none());
        progress.inc(1);
        assert_eq!(progress.suspend(|| 5), 5);
    }
}

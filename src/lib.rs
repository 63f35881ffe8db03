//! rolo: a CRM that lives in one SQLite file and is worked from the shell.
//!
//! The house has floors, and each uses only floors below it: `commands` load, decide, store and print; `cli`, `store`,
//! `input`, `output` and `config` do one of these each and do not know each other; `domain` is pure; `error` and
//! `leftover` are the ground.

pub mod cli;
pub mod commands;
pub mod config;
pub mod domain;
pub mod error;
mod fault;
pub mod input;
pub mod leftover;
pub mod output;
pub mod store;

use std::io::Write;
use std::time::SystemTime;

use clap::CommandFactory;

use cli::{Cli, Command};
use commands::{Context, Outcome};
use domain::time::Instant;
use error::{Error, Kind, Result, explain_full_disk};
use output::colour::ColourWhen;
use output::ui::{Ui, is_closed_pipe};

/// Runs the command line and gives the exit code.
pub fn main() -> u8 {
    fault::caught(&command_name(), || Ok(answer())).unwrap_or_else(|sorry| {
        Ui::new(false, ColourWhen::Auto).error(&sorry);
        exit_code(&sorry)
    })
}

/// The word of the command line that is a command, for a report.
fn command_name() -> String {
    let commands = Cli::command();
    let words = std::env::args_os().skip(1).filter_map(|word| word.into_string().ok());
    words.into_iter().find(|word| commands.find_subcommand(word).is_some()).unwrap_or_default()
}

/// Does what the command line says, tells what went wrong, and gives the exit code.
fn answer() -> u8 {
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(error) => {
            output::ui::usage(&error);
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let ui = Ui::new(cli.global.quiet, cli.global.color);
    let voice = ui.clone();
    let db = cli.global.db.clone();
    match run(cli, ui).map_err(|error| explain_full_disk(store::explain(error, &db))) {
        Ok(outcome) => outcome.code(),
        Err(error) if is_closed_pipe(&error) => 0,
        Err(error) => {
            let error = fault::behind(error);
            voice.error(&error);
            exit_code(&error)
        }
    }
}

/// One dispatch.
fn run(cli: Cli, ui: Ui) -> Result<Outcome> {
    match &cli.command {
        Command::Config(args) => return commands::config::run(args, &cli.global, &ui),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Cli::command(), "rolo", &mut script);
            ui.out().write_all(&script)?;
            return Ok(Outcome::Done);
        }
        _ => {}
    }
    let as_of = cli.global.as_of.map_or_else(now, Ok)?;
    let context = Context::new(&cli.global, ui, as_of)?;
    match &cli.command {
        Command::Import(args) => commands::import::run(args, &context),
        Command::Inspect(args) => commands::inspect::run(args, &context),
        Command::Imports(args) => commands::imports::run(args, &context),
        Command::Dedupe(args) => commands::dedupe::run(args, &context),
        Command::Classify(args) => commands::classify::run(args, &context),
        Command::Score(args) => commands::score::run(args, &context),
        Command::Followups(args) => commands::followups::run(args, &context),
        Command::Alerts(args) => commands::alerts::run(args, &context),
        Command::Nightly(args) => commands::nightly::run(args, &context),
        Command::Export(args) => commands::export::run(args, &context),
        Command::Contacts(args) => commands::contacts::run(args, &context),
        Command::Conversations(args) => commands::conversations::run(args, &context),
        Command::Companies(args) => commands::companies::run(args, &context),
        Command::Broadcasts(args) => commands::broadcasts::run(args, &context),
        Command::Deals(args) => commands::deals::run(args, &context),
        Command::Segments(args) => commands::segments::run(args, &context),
        Command::Suggestions(args) => commands::suggestions::run(args, &context),
        Command::Stats(args) => commands::stats::run(args, &context),
        Command::Report(args) => commands::report::run(args, &context),
        Command::Activity(args) => commands::activity::run(args, &context),
        Command::Undo(args) => commands::undo::run(args, &context),
        Command::Prune(args) => commands::prune::run(args, &context),
        Command::Backup(args) => commands::backup::run(args, &context),
        Command::Check(args) => commands::check::run(args, &context),
        Command::Config(_) | Command::Completions(_) => Ok(Outcome::Done),
    }
}

/// The one place that asks the clock. It may stand before 1970, but must be in years that can be written.
fn now() -> Result<Instant> {
    let clock = SystemTime::now();
    let seconds = match clock.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).ok(),
        // The whole second that has begun, as after 1970.
        Err(until) => i64::try_from(until.duration().as_secs_f64().ceil() as u64).ok().map(|seconds| -seconds),
    };
    seconds.map(Instant).filter(|now| (Instant::MIN..=Instant::MAX).contains(now)).ok_or_else(|| {
        let error = Error::failed("the clock of this machine is in no year from 1 to 9999");
        error.hint("nothing was changed; set the clock, or say for when with `--as-of TIME`").into()
    })
}

fn exit_code(error: &anyhow::Error) -> u8 {
    if store::is_busy(error) {
        return 75;
    }
    match error.downcast_ref::<Error>().map(|error| error.kind) {
        Some(Kind::Usage) => 2,
        Some(Kind::Busy) => 75,
        Some(Kind::Fault) => 70,
        Some(Kind::Failed) | None => 1,
    }
}

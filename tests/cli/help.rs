//! The help as a person meets it in a terminal of 80 columns.

use clap::{Command, CommandFactory};
use rolo::cli::Cli;

#[test]
fn the_help_of_rolo_fits_one_screen() {
    let help = Cli::command().term_width(80).render_help().to_string();
    assert!(help.lines().count() <= 50, "{} lines:\n{help}", help.lines().count());
}

#[test]
fn every_command_says_what_it_does_without_a_full_stop_and_no_example_is_cut() {
    let mut command = Cli::command();
    command.build();
    let mut commands = vec![command];
    while let Some(command) = commands.pop() {
        let name = command.get_bin_name().unwrap_or("rolo").to_owned();
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(about.starts_with(char::is_uppercase) && !about.ends_with('.'), "{name}: {about}");
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty() && !help.ends_with('.'), "{name} {}: {help}", argument.get_id());
        }
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for example in after.lines().filter(|line| line.starts_with("  ")) {
            assert!(example.chars().count() < 80, "{name}: {example}");
        }
        let is_help = |subcommand: &&Command| subcommand.get_name() != "help";
        commands.extend(command.get_subcommands().filter(is_help).cloned());
    }
}

//! Completions and manual pages are made from the arguments of the command line and kept beside the sources; here they
//! are compared. `ROLO_UPDATE=1 cargo test generated` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use rolo::cli::Cli;

use crate::sandbox::{is_updating, project};

#[test]
fn completions_are_those_of_the_command_line() {
    let mut files = BTreeMap::new();
    let names = [
        (Shell::Bash, "rolo.bash"),
        (Shell::Elvish, "rolo.elv"),
        (Shell::Fish, "rolo.fish"),
        (Shell::PowerShell, "_rolo.ps1"),
        (Shell::Zsh, "_rolo"),
    ];
    for (shell, name) in names {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "rolo", &mut script);
        files.insert(name.to_owned(), script);
    }
    compare("completions", &files);
}

#[test]
fn manual_pages_are_those_of_the_command_line() {
    let mut command = Cli::command().disable_help_flag(true);
    command.build();
    let mut files = BTreeMap::new();
    write_pages(&command, "rolo", &mut files);
    compare("man", &files);
}

/// The page of a command and those of its subcommands. Nothing in them depends on the day or the terminal.
fn write_pages(command: &Command, name: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    // The crate wants names that live as long as the program.
    let page = command.clone().name(name.to_owned().leak() as &'static str).display_name(name.to_owned());
    let mut text = Vec::new();
    let source = format!("rolo {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(page).date("").source(source).manual("rolo").render(&mut text).expect("memory takes all");
    let text = String::from_utf8(text).expect("a page is text");
    let text = text.replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n").replace(".SH EXTRA\n", ".SH NOTES\n");
    files.insert(format!("{name}.1"), text.into_bytes());
    for subcommand in command.get_subcommands() {
        write_pages(subcommand, &format!("{name}-{}", subcommand.get_name()), files);
    }
}

/// Compares a folder with what it should hold, or writes it.
#[track_caller]
fn compare(folder: &str, files: &BTreeMap<String, Vec<u8>>) {
    let folder = project().join(folder);
    if is_updating() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder in the project");
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("a file in the project");
        }
        return;
    }
    let entries = fs::read_dir(&folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let kept: Vec<PathBuf> = entries.unwrap_or_default();
    let is_new = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        files.get(name).is_some_and(|bytes| fs::read(path).is_ok_and(|kept| kept == *bytes))
    };
    let stale: Vec<&PathBuf> = kept.iter().filter(|path| !is_new(path)).collect();
    assert!(
        stale.is_empty() && kept.len() == files.len(),
        "{} is stale; write it anew with `ROLO_UPDATE=1 cargo test generated` ({stale:?})",
        folder.display()
    );
}

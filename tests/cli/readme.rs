//! The README cannot go stale: every command in it is run, in the order in which it stands there, and must print what
//! stands there. `ROLO_UPDATE=1 cargo test readme` writes what they print today into the README.
//!
//! A block of commands begins with ```` ```console ````; in it a line `$ rolo ...` is a command and the lines under it
//! are what a person sees: first standard output, then standard error. `cat FILE` and `head -N` are known as well, and `|`.
//! A last line `...` says that more follows. All blocks share one folder, with `fixtures` in it.

use std::fs;
use std::path::Path;

use crate::sandbox::{Run, Sandbox, is_updating, pipe, project};

/// The moment of the tour, for commands that do not name one.
const AS_OF: &str = "2026-09-01";
/// As wide as the terminal of the tour.
const COLUMNS: &str = "100";

#[test]
fn every_command_of_the_readme_prints_what_the_readme_says() {
    let path = project().join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let rolo = Sandbox::new();
    copy(&project().join("fixtures"), &rolo.path("fixtures"));
    let today = run_blocks(&readme, &rolo);
    if is_updating() {
        fs::write(&path, today).expect("README.md");
        return;
    }
    let lines = readme.lines().zip(today.lines()).enumerate();
    for (i, (says, is)) in lines {
        assert_eq!(says, is, "README.md:{}: see what it is with `ROLO_UPDATE=1 cargo test readme`", i + 1);
    }
    assert_eq!(readme.lines().count(), today.lines().count());
}

#[test]
fn the_first_fenced_commands_are_the_two_that_run_everything() {
    let readme = fs::read_to_string(project().join("README.md")).expect("README.md");
    let mut fenced = readme.split("```").skip(1).step_by(2);
    assert_eq!(fenced.next(), Some("sh\ncargo run --release -- nightly fixtures/shop/*.csv\n"));
    assert_eq!(fenced.next(), Some("sh\ncargo test\n"));
}

/// The README with what its commands print today.
fn run_blocks(readme: &str, rolo: &Sandbox) -> String {
    let mut today = String::new();
    let mut lines = readme.lines().peekable();
    while let Some(line) = lines.next() {
        today += &format!("{line}\n");
        if line != "```console" {
            continue;
        }
        while let Some(command) = lines.next_if(|line| line.starts_with("$ ")) {
            let mut says = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
                says.push(line);
            }
            today += &format!("{command}\n{}", shown(&run(&command[2..], rolo), &says));
        }
    }
    today
}

/// What a command printed, as far as the README shows it: with `...` at the end only so many lines.
fn shown(printed: &str, says: &[&str]) -> String {
    let trimmed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    match says.split_last() {
        Some((&"...", before)) if trimmed.len() > before.len() => {
            let first: String = trimmed[..before.len()].iter().map(|line| format!("{line}\n")).collect();
            first + "...\n"
        }
        _ => trimmed.iter().map(|line| format!("{line}\n")).collect(),
    }
}

/// Runs a line of the README: commands with `|` between them.
fn run(line: &str, rolo: &Sandbox) -> String {
    let mut input = String::new();
    let mut said = String::new();
    for words in words(line).split(|word| word == "|") {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["rolo", args @ ..] => {
                let run = run_rolo(args, &input, rolo);
                // 3 is done, too: the shop has bad rows.
                assert!([0, 3].contains(&run.code), "{line} ends with {}:\n{}", run.code, run.err);
                input = without_seconds(&run.out);
                said += &run.err;
            }
            ["cat", file] => input = rolo.read(file),
            ["head", count, files @ ..] => {
                let count: usize = count.trim_start_matches('-').parse().expect("a number of lines");
                let text = files.first().map_or_else(|| input.clone(), |file| rolo.read(file));
                input = text.lines().take(count).map(|line| format!("{line}\n")).collect();
            }
            _ => panic!("the README may run rolo, cat and head, not `{line}`"),
        }
    }
    input + &said
}

fn run_rolo(args: &[&str], input: &str, rolo: &Sandbox) -> Run {
    let as_of = if args.contains(&"--as-of") { vec![] } else { vec!["--as-of", AS_OF] };
    let args: Vec<String> = as_of.iter().chain(args).flat_map(|word| expanded(word, rolo)).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut command = rolo.command(&args);
    command.env("COLUMNS", COLUMNS).env("ROLO_AUTHOR", "joe");
    pipe(command, input)
}

/// JSON with the same time for every run.
fn without_seconds(text: &str) -> String {
    let mut parts = text.split("\"seconds\":");
    let mut same = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        same += "\"seconds\":0.1";
        same += part.trim_start_matches(|c: char| c.is_ascii_digit() || ".e-".contains(c));
    }
    same
}

/// The words of a command line, as a shell parts them: blanks, and quotes of two kinds.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => quote = Some(c),
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().expect("there is a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A word with a `*` in the name of a file stands for all files of that pattern, as in a shell.
fn expanded(word: &str, rolo: &Sandbox) -> Vec<String> {
    let Some((folder, (before, after))) =
        word.rsplit_once('/').and_then(|(folder, name)| Some((folder, name.split_once('*')?)))
    else {
        return vec![word.to_owned()];
    };
    let entries = fs::read_dir(rolo.path(folder)).expect(folder);
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> = names
        .filter(|name| name.starts_with(before) && name.ends_with(after))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    paths.sort();
    paths
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder in the sandbox");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.path().extension().is_none_or(|extension| extension != "rejects") {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[test]
fn the_columns_that_the_readme_names_are_known() {
    use rolo::input::field::{FileKind, find, normalize};
    let readme = fs::read_to_string(project().join("README.md")).expect("README.md");
    let chapter = readme.split("\n## ").find(|chapter| chapter.starts_with("Files it reads")).expect("the chapter");
    let tables = ["Any file", "Contacts:", "Messages need", "Events need"].map(|start| {
        let table = &chapter[chapter.find(start).expect(start)..];
        table.split("|---|---|\n").nth(1).expect(start).lines().take_while(|line| line.starts_with('|'))
    });
    let kinds = [FileKind::Contacts, FileKind::Contacts, FileKind::Messages, FileKind::Events];
    for (table, kind) in tables.into_iter().zip(kinds) {
        for line in table {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let name = cells.next().expect("a name").trim_matches('`');
            let aliases = cells.next().expect("a cell").split(", ").filter(|alias| !alias.is_empty());
            for alias in aliases.chain([name]).map(|alias| alias.trim_start_matches("and ")) {
                let alias = alias.trim_end_matches(" in a file of contacts");
                let found = find(kind, &normalize(alias), false).map(|field| field.name());
                assert_eq!(found, Some(name), "`{alias}` in a file of {}", kind.name());
            }
        }
    }
}

#[test]
fn the_keys_that_the_readme_names_are_there() {
    let readme = fs::read_to_string(project().join("README.md")).expect("README.md");
    let defaults: toml::Value = toml::from_str(rolo::config::DEFAULT_TOML).expect("TOML");
    let mut named = 0;
    for word in readme.split('`').skip(1).step_by(2) {
        let parts: Vec<&str> = word.split('.').collect();
        let is_key =
            parts.len() > 1 && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        if is_key && defaults.get(parts[0]).is_some() {
            named += 1;
            let found = parts.iter().try_fold(&defaults, |value, part| value.get(part));
            assert!(found.is_some(), "{word} is no key of rolo.toml");
        }
    }
    assert!(named > 20, "{named}");
}

#[test]
fn every_dependency_has_its_line_and_every_line_its_dependency() {
    let readme = fs::read_to_string(project().join("README.md")).expect("README.md");
    let manifest = fs::read_to_string(project().join("Cargo.toml")).expect("Cargo.toml");
    let manifest: toml::Table = toml::from_str(&manifest).expect("TOML");
    let chapter = readme.split("\n## ").find(|chapter| chapter.starts_with("Dependencies")).expect("the chapter");
    let tables = [("dependencies", "| crate | what for |"), ("dev-dependencies", "| for tests only | what for |")];
    for (key, head) in tables {
        let mut needed: Vec<&str> = manifest[key].as_table().expect(key).keys().map(String::as_str).collect();
        let lines = chapter.split_once(head).expect(head).1.lines().skip(2).take_while(|line| line.starts_with('|'));
        let mut named = Vec::new();
        for line in lines {
            let (names, reason) = line.trim_matches('|').split_once(" | ").expect(line);
            assert!(!reason.trim().is_empty(), "{line}");
            named.extend(names.trim().split(", "));
        }
        needed.sort_unstable();
        named.sort_unstable();
        assert_eq!(named, needed, "{key} of Cargo.toml and of the README");
    }
}

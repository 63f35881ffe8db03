//! The rules of the house, checked over the sources: which floor may use which, what belongs to one room alone, and
//! how large files and functions may grow. Text in quotes and comments is told apart from code first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::project;

/// No file is longer, in lines.
const FILE_LINES_MAX: usize = 600;
/// No function outside tests is longer, in lines.
const FUNCTION_LINES_MAX: usize = 70;

/// The rooms of floor 2: each may use itself, `domain` and the ground, and none of the others.
const FLOOR_2: [&str; 5] = ["cli", "store", "input", "output", "config"];
/// What `cli` may name of other rooms all the same: plain choices that are words on the command line and nothing else.
const CHOICES: [&str; 3] = ["output::format::Format", "output::colour::ColourWhen", "input::field::FileKind"];

/// A source file, taken apart.
struct Source {
    /// The path inside the project, such as `src/store/open.rs`.
    name: String,
    text: String,
    /// The text with comments and the inside of quotes as blanks; lines stay where they are.
    code: String,
    /// What stands in quotes, with its line.
    quotes: Vec<(usize, String)>,
    /// Whether all of it is a test.
    is_test: bool,
}

#[test]
fn each_floor_uses_only_floors_below_it() {
    let mut faults = Vec::new();
    for source in product() {
        for (line, path) in crate_paths(&source.code) {
            let room = source.room();
            let used = path.split("::").next().unwrap_or_default();
            let is_allowed = match room {
                "error" | "leftover" => ["error", "leftover"].contains(&used),
                "domain" => ["domain", "error"].contains(&used),
                room if FLOOR_2.contains(&room) => {
                    ["domain", "error", "leftover", room].contains(&used)
                        || (room == "cli" && CHOICES.iter().any(|choice| path.starts_with(choice)))
                }
                "commands" => used != "main",
                _ => true,
            };
            if !is_allowed {
                faults.push(format!("{}:{line}: {room} uses crate::{path}", source.name));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn sql_stands_in_the_store_alone() {
    let keywords = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PRAGMA"];
    let mut faults = Vec::new();
    for source in product().iter().filter(|source| source.room() != "store") {
        for (line, quote) in source.quotes_outside_tests() {
            let mut words = quote.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            if let Some(keyword) = words.find(|word| keywords.contains(word)) {
                faults.push(format!("{}:{line}: {keyword}", source.name));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn what_belongs_to_one_place_stands_nowhere_else() {
    let clock = ["Utc::now", "Local::now", "SystemTime::now"];
    let voice = ["println!", "eprintln!", "print!", "eprint!", "process::exit"];
    let unfinished = ["todo!", "unimplemented!", "dbg!", ".unwrap()"];
    let mut faults = Vec::new();
    for source in product() {
        let code = source.code_outside_tests();
        for word in clock.iter().filter(|_| source.name != "src/lib.rs").chain(&voice).chain(&unfinished) {
            let is_word = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            for (at, _) in code.match_indices(word).filter(|(at, word)| word.starts_with('.') || is_word(*at)) {
                faults.push(format!("{}:{}: {word}", source.name, line_of(&code, at)));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_is_left_to_do_and_no_path_of_one_machine_is_named() {
    // Put together here, so that this file may be read as well.
    let words =
        ["TO DO", "FIX ME", "XX X", "# [ignore", "/wo rk/", "/ro ot/", "/ho me/"].map(|word| word.replace(' ', ""));
    let mut faults = Vec::new();
    for source in sources(&["src", "tests"]) {
        for (i, line) in source.text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(word.as_str())) {
                faults.push(format!("{}:{}: {word}", source.name, i + 1));
            }
        }
        if source.name.starts_with("src/") && source.text.contains("/tmp/") {
            faults.push(format!("{}: /tmp/", source.name));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_file_says_first_what_it_is_and_stays_short() {
    let mut faults = Vec::new();
    for source in sources(&["src", "tests"]) {
        if !source.text.starts_with("//! ") {
            faults.push(format!("{}: does not begin with `//! `", source.name));
        }
        let lines = source.text.lines().count();
        if lines > FILE_LINES_MAX {
            faults.push(format!("{}: {lines} lines", source.name));
        }
    }
    assert_none(&faults);
}

#[test]
fn functions_stay_short() {
    let mut faults = Vec::new();
    for source in product() {
        for (name, line, lines) in functions(&source.code_outside_tests()) {
            if lines > FUNCTION_LINES_MAX {
                faults.push(format!("{}:{line}: fn {name}: {lines} lines", source.name));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_rules_see_what_they_are_to_see() {
    let source = Source::read(
        "src/x.rs".to_owned(),
        "use crate::{\n    cli,\n    store::Store,\n};\n// crate::no\nfn a<'a>(c: char) {\n    let b = ('\"', \"SELECT {\", r#\"}\"#, crate::input::field::FileKind::Events);\n}\n#[cfg(test)]\nmod tests { const T: &str = \"PRAGMA\"; }\n"
            .to_owned(),
        false,
    );
    let paths: Vec<(usize, String)> = crate_paths(&source.code);
    let expected = [(2, "cli"), (3, "store::Store"), (7, "input::field::FileKind::Events")];
    assert_eq!(paths, expected.map(|(line, path)| (line, path.to_owned())));
    assert_eq!(source.quotes_outside_tests(), [(7, "SELECT {".to_owned()), (7, "}".to_owned())]);
    assert_eq!(functions(&source.code), [("a".to_owned(), 6, 3)]);
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The sources that are not tests.
fn product() -> Vec<Source> {
    sources(&["src"]).into_iter().filter(|source| !source.is_test).collect()
}

/// All Rust files of these folders, by name.
fn sources(folders: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| find(&project().join(folder), &mut paths));
    paths.sort();
    let texts: Vec<(PathBuf, String)> =
        paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a source file"))).collect();
    let test_files: BTreeSet<PathBuf> = texts.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let is_test =
        |path: &Path| test_files.iter().any(|file| path.starts_with(file) || *path == file.with_extension("rs"));
    texts
        .into_iter()
        .map(|(path, text)| {
            let name = path.strip_prefix(project()).expect("inside the project").display().to_string();
            let is_test = is_test(&path);
            Source::read(name, text, is_test)
        })
        .collect()
}

fn find(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// The modules in files of their own that a file declares for tests only, as paths without an extension.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder = match stem {
        "mod" | "lib" | "main" => path.parent().expect("a folder").to_owned(),
        _ => path.with_extension(""),
    };
    let after_mark = text.split("#[cfg(test)]\n").skip(1);
    after_mark
        .filter_map(|rest| rest.lines().next()?.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(|module| folder.join(module))
        .collect()
}

impl Source {
    fn read(name: String, text: String, is_test: bool) -> Self {
        let (code, quotes) = take_apart(&text);
        Self { name, text, code, quotes, is_test }
    }

    /// The room that the file is in: `store` for `src/store/open.rs`.
    fn room(&self) -> &str {
        let inside = self.name.trim_start_matches("src/");
        inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// The code with the test module at its end as blanks.
    fn code_outside_tests(&self) -> String {
        self.code[..self.tests_start()].to_owned()
    }

    fn quotes_outside_tests(&self) -> Vec<(usize, String)> {
        let first_test_line = line_of(&self.code, self.tests_start());
        self.quotes.iter().filter(|(line, _)| *line < first_test_line).cloned().collect()
    }

    /// Where the test module begins, which is the last thing in a file.
    fn tests_start(&self) -> usize {
        let start = self.code.match_indices("#[cfg(test)]\nmod ").find(|(at, _)| {
            let rest = &self.code[at + "#[cfg(test)]\nmod ".len()..];
            rest.find('{').unwrap_or(rest.len()) < rest.find(';').unwrap_or(rest.len())
        });
        start.map_or(self.code.len(), |(at, _)| at)
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The code alone, and what stands in quotes. Knows line and block comments, plain and raw strings, and characters.
fn take_apart(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::with_capacity(text.len());
    let mut quotes = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (length, quote) = match c {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), None),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |end| end + 2), None),
            '"' => string(rest, 0, "\""),
            'r' if !code.ends_with(|c: char| c.is_alphanumeric() || c == '_') => match raw_string_start(rest) {
                Some((start, end)) => string(rest, start, &end),
                None => (0, None),
            },
            '\'' => (character(rest), None),
            _ => (0, None),
        };
        if let Some(quote) = quote {
            quotes.push((line_of(&code, code.len()), quote.to_owned()));
        }
        let taken = if length == 0 { c.len_utf8() } else { length };
        match length {
            0 => code.push(c),
            _ => code.extend(rest[..taken].chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
        }
        rest = &rest[taken..];
    }
    (code, quotes)
}

/// The length of a string that starts at the `start`th byte and ends with `end`, and what it holds.
fn string<'t>(text: &'t str, start: usize, end: &str) -> (usize, Option<&'t str>) {
    let inside = &text[start + 1..];
    let mut at = 0;
    while !inside[at..].starts_with(end) {
        let Some(c) = inside[at..].chars().next() else { return (text.len(), None) };
        at += c.len_utf8();
        if c == '\\' && end == "\"" {
            at += inside[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    (start + 1 + at + end.len(), Some(&inside[..at]))
}

/// Where the quote of a raw string stands and what ends it: `"#` for `r#"`.
fn raw_string_start(text: &str) -> Option<(usize, String)> {
    let hashes = text[1..].chars().take_while(|c| *c == '#').count();
    text[1 + hashes..].starts_with('"').then(|| (1 + hashes, format!("\"{}", "#".repeat(hashes))))
}

/// The length of a character in quotes; 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(0, |end| end + 4),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

/// Everything that is named by `crate::`, with its line; a list in braces is told one by one.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        let rest = &code[at + word.len()..];
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let plain = |text: &str| text.chars().take_while(|c| is_path(*c)).collect::<String>();
        if !rest.starts_with('{') {
            paths.push((line_of(code, at), plain(rest)));
            continue;
        }
        let end = block_end(rest).unwrap_or(rest.len());
        let mut depth = 0;
        let mut is_start = true;
        for (i, c) in rest[..end].char_indices().skip(1) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => is_start = true,
                c if is_start && is_path(c) => {
                    paths.push((line_of(code, at + word.len() + i), plain(&rest[i..])));
                    is_start = false;
                }
                _ => {}
            }
        }
    }
    paths
}

/// Where the block that a text begins with ends.
fn block_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(i + 1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Functions with a body: name, first line, number of lines.
fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for (at, word) in code.match_indices("fn ") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + word.len()..];
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let (Some(open), semicolon) = (rest.find('{'), rest.find(';')) else { continue };
        if name.is_empty() || semicolon.is_some_and(|semicolon| semicolon < open) {
            continue;
        }
        let Some(length) = block_end(&rest[open..]) else { continue };
        found.push((name, line_of(code, at), rest[..open + length].matches('\n').count() + 1));
    }
    found
}

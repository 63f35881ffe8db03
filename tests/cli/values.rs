//! Values as files write them: what a cell becomes, what is kept beside it, and the code under which a row is rejected.

use std::fs;

use rolo::input::row::error::Code;

use crate::sandbox::{Sandbox, project};

const NOW: &str = "2026-09-01";

/// A file for each code with one row that is rejected under it.
const FAULTY: [(Code, &str, &str); 10] = [
    (Code::BadDate, "email,created_at\nana@example.com,2026-02-30\n", "created_at"),
    (Code::BadEmail, "email,name\nana at example,Ana Cruz\n", "email"),
    (Code::BadNumber, "email,points\nana@example.com,many\n", "points"),
    (Code::BadAmount, "email,kind,at,amount\nana@example.com,purchase,2026-08-01,ten\n", "amount"),
    (Code::BadChoice, "email,unsubscribed\nana@example.com,perhaps\n", "unsubscribed"),
    (Code::BadJson, "rolo_id,email,metadata\n1,ana@example.com,{\n", "metadata"),
    (Code::BadEncoding, "email,name\nana@example.com,Jos\u{fffd}\n", "name"),
    (Code::TooManyCells, "email,name\nana@example.com,Ana,Cruz\n", ""),
    (Code::MissingValue, "email,kind,at\nana@example.com,,2026-08-01\n", "kind"),
    (Code::NoIdentity, "email,name,city\n,,Leeds\n", ""),
];

#[test]
fn a_row_is_rejected_under_its_code() {
    for (code, text, column) in FAULTY {
        let rolo = Sandbox::at(NOW);
        let bytes: Vec<u8> = text.replace('\u{fffd}', "\u{1}").bytes().map(|b| if b == 1 { 0xe9 } else { b }).collect();
        fs::write(rolo.path("a.csv"), bytes).unwrap();
        rolo.ends(3, &["import", "a.csv"]);
        let rejects = fs::read(rolo.path("a.csv.rejects")).unwrap();
        let rejects = String::from_utf8_lossy(&rejects);
        let row = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(rejects.as_bytes())
            .into_records()
            .next()
            .unwrap()
            .unwrap();
        let cell = |from_end: usize| row[row.len() - from_end].to_owned();
        assert_eq!((cell(3).as_str(), cell(2).as_str()), ("2", column), "{rejects}");
        assert!(cell(1).starts_with(&format!("{}: ", code.name())), "{rejects}");
    }
    let shown: Vec<Code> = FAULTY.iter().map(|(code, ..)| *code).collect();
    assert_eq!(shown, Code::ALL, "each code has a row");
}

#[test]
fn the_help_and_the_readme_list_every_code_with_its_meaning() {
    let readme = fs::read_to_string(project().join("README.md")).unwrap();
    let table = readme.split("| code | what it means |\n|---|---|\n").nth(1).expect("the table of codes");
    let listed: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let expected: Vec<String> =
        Code::ALL.iter().map(|code| format!("| `{}` | {} |", code.name(), code.meaning())).collect();
    assert_eq!(listed, expected);
    let help = Sandbox::new().ok(&["import", "--help"]);
    for code in Code::ALL {
        let line = format!("  {:<15} {}", code.name(), code.meaning());
        assert!(help.contains(&line), "`{line}` is not in the help");
    }
}

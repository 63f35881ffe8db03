//! The same data gives the same bytes, whatever the surroundings: zone, language, clock, mask, folder and processors.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::sandbox::Sandbox;

/// Where and how a tour is run.
struct Surroundings {
    zone: &'static str,
    language: &'static str,
    jobs: &'static str,
    mask: &'static str,
    /// Whether rolo runs in another folder than that of the files.
    is_elsewhere: bool,
    others: &'static [(&'static str, &'static str)],
}

/// The steps, with what is printed in the file of the same number.
const TOUR: [&str; 36] = [
    "import people.csv",
    "import crm.csv",
    "import messages.csv --time-zone Asia/Manila",
    "import events.csv",
    "import deals.csv --pin",
    "import people.csv",
    "nightly",
    "dedupe --apply",
    "contacts set city=İstanbul --search pat --yes --author mia",
    "contacts tag VIP 3 --author mia",
    "contacts note hello 4 --author mia",
    "contacts merge 5 6 --author mia",
    "undo --author mia",
    "segments save big --where spend>10",
    "nightly",
    "contacts list --format table",
    "contacts list --format csv",
    "contacts list --format json",
    "contacts list --where first_seen>date(as_of(),'-400@days') --format jsonl",
    "contacts show 1",
    "contacts dossier 1",
    "contacts timeline 1",
    "conversations list --format table",
    "conversations show 1",
    "followups list --all --format table",
    "alerts list --format table",
    "deals board",
    "suggestions list",
    "stats",
    "stats --format json",
    "activity --format csv",
    "export --columns all",
    "export --format vcard",
    "export --kind messages",
    "export --spreadsheet",
    "report --html DIR/report.html",
];

fn people(from: usize, to: usize, shift: usize) -> String {
    let mut text = String::from("id,email,name,phone,city,tags,first_seen,amount_due\n");
    let names =
        ["Ana Cruz", "İpek Işık", "Straße Groß", "Nguyễn Hoà", "Éloïse Ärm", "Pat O'Neil", "李 小龍", "ana cruz"];
    for n in from..to {
        let m = (n * 7 + shift) % (to - from);
        let (name, day) = (names[m % names.len()], 1 + m % 28);
        text += &format!(
            "{m},{}{}@example.com,{name} {},+1 202 555 01{:02},City {},t{};T{};vip,2025-10-{day:02} 23:30,{}.50\n",
            ["p", "P"][n % 2],
            m / 2,
            m / 3,
            m % 100,
            m % 5,
            m % 4,
            m % 3,
            m
        );
    }
    text
}

fn files(folder: &Sandbox) {
    folder.file("people.csv", &people(0, 120, 3));
    folder.file(
        "crm.csv",
        &people(0, 60, 11).replace("id,email", "user_id,email").replace("@example.com", "@example.org"),
    );
    let mut messages = String::from("email,conversation_id,message_id,channel,sender,sent_at,text\n");
    let texts = [
        "How much is it?",
        "I'll take it, book me for 3 pm",
        "This is the third time I ask!",
        "Magkano po?",
        "bao nhiêu tiền vậy",
        "We will get back to you tomorrow at 9",
    ];
    for n in 0..240 {
        let sender = if n % 6 == 5 { "agent" } else { "visitor" };
        let (person, day, text) = (n % 40, 1 + n % 28, texts[n % texts.len()]);
        let channel = ["web", "Zalo", "whatsapp"][n % 3];
        messages +=
            &format!("p{person}@example.com,c{person},m{n},{channel},{sender},2026-08-{day:02} 02:30,\"{text}\"\n");
    }
    folder.file("messages.csv", &messages);
    folder.file(
        "events.csv",
        "email,event_id,kind,at,amount,currency\np1@example.com,e1,purchase,2026-08-01,20.10,USD\n\
         p2@example.com,e2,purchase,2026-08-02,0.3,USD\np1@example.com,e3,delivered,2026-08-03,,\n",
    );
    folder.file(
        "deals.csv",
        "title,email,amount,currency,stage,expected_close\nCake,p1@example.com,50.25,USD,new,2026-09-15\n\
         Tour,p3@example.com,1000.75,USD,quoted,2026-10-01\n",
    );
    folder.file(
        "rolo.toml",
        "[followups]\ntime_zone = \"America/New_York\"\n[money]\ncurrency = \"USD\"\n[import]\ncountry = \"US\"\n",
    );
}

/// Takes the tour, and gives what it printed, wrote and stored, by name.
fn tour(first: &[u8], surroundings: &Surroundings) -> Vec<(String, String)> {
    let (home, away) = (Sandbox::new(), Sandbox::new());
    files(&home);
    fs::write(home.path("rolo.db"), first).unwrap();
    let mut told = Vec::new();
    for (number, line) in TOUR.iter().enumerate() {
        let line = line.replace("DIR", home.path("").to_str().unwrap().trim_end_matches('/'));
        let mut args: Vec<String> = line.split(' ').map(|word| word.replace('@', " ")).collect();
        if surroundings.is_elsewhere && args[0] == "import" {
            args[1] = home.path(&args[1]).to_str().unwrap().to_owned();
        }
        let program = format!("umask {}; exec \"$0\" \"$@\"", surroundings.mask);
        let mut command = Command::new("sh");
        command.args(["-c", &program, env!("CARGO_BIN_EXE_rolo")]);
        command.args(["--as-of", "2026-09-01T12:00:00Z", "--jobs", surroundings.jobs, "--color", "never"]);
        if surroundings.is_elsewhere {
            command.arg("--db").arg(home.path("rolo.db")).current_dir(away.path(""));
        } else {
            command.current_dir(home.path(""));
        }
        command.env_clear().env("TZ", surroundings.zone).env("LANG", surroundings.language);
        command.env("LC_ALL", surroundings.language).envs(surroundings.others.iter().copied());
        let output = command.args(&args).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        told.push((format!("{number} {}", TOUR[number]), output.stdout));
        // These name the file as it was named to them.
        if !line.starts_with("import") && !line.starts_with("report") {
            told.push((format!("{number} {} (said)", TOUR[number]), output.stderr));
        }
    }
    told.push(("report.html".to_owned(), fs::read(home.path("report.html")).unwrap()));
    told.extend(dump(&home.path("rolo.db")));
    // An import keeps the name of the file as it was given.
    let folder = home.path("").to_str().unwrap().to_owned();
    told.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).replace(&folder, ""))).collect()
}

/// All rows of all tables in the order in which they are stored.
fn dump(path: &Path) -> Vec<(String, Vec<u8>)> {
    let conn = Connection::open(path).unwrap();
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(names.len() > 20);
    let mut tables = Vec::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = rows.column_count();
        let mut text = String::new();
        let mut cursor = rows.query([]).unwrap();
        while let Some(row) = cursor.next().unwrap() {
            let cells: Vec<Value> = (0..width).map(|i| row.get(i).unwrap()).collect();
            text += &format!("{cells:?}\n");
        }
        tables.push((format!("table {name}"), text.into_bytes()));
    }
    tables
}

const ODD: [(&str, &str); 6] = [
    ("HOME", "/nonexistent"),
    ("TERM", "dumb"),
    ("RAYON_NUM_THREADS", "3"),
    ("RUST_BACKTRACE", "0"),
    ("SQLITE_TMPDIR", "/nonexistent"),
    ("PAGER", "/nonexistent"),
];

#[test]
fn neither_zone_nor_language_nor_processors_nor_folder_change_a_byte() {
    let usual = Surroundings { zone: "UTC", language: "C", jobs: "1", mask: "022", is_elsewhere: false, others: &[] };
    // Each database has a secret of its own, from which it makes ids: all begin with the same one.
    let rolo = Sandbox::at("2026-08-01");
    rolo.import("first.csv", "email,name\nfirst@example.com,First One\n", &[]);
    let first = fs::read(rolo.path("rolo.db")).unwrap();
    let right = tour(&first, &usual);
    let everywhere = [
        Surroundings { zone: "Asia/Manila", language: "tr_TR.UTF-8", jobs: "4", mask: "000", ..usual },
        Surroundings {
            zone: "America/New_York",
            language: "de_DE.UTF-8",
            jobs: "2",
            mask: "077",
            is_elsewhere: true,
            ..usual
        },
        Surroundings { zone: ":/nonexistent", language: "nonsense", jobs: "3", others: &ODD, ..usual },
        Surroundings { zone: "", language: "", jobs: "64", mask: "027", ..usual },
    ];
    for there in everywhere {
        for ((name, right), (_, found)) in right.iter().zip(tour(&first, &there)) {
            let at = right.lines().zip(found.lines()).find(|(right, found)| right != found);
            assert!(*right == found, "{name} under {} {} {}: {at:?}", there.zone, there.language, there.jobs);
        }
    }
}

//! What goes out comes in again: an export is imported into an empty database and exported once more, to the byte the
//! same but for ids, derived values, counts and updated_at, whatever people write into the cells.

use proptest::prelude::*;

use crate::history::{DAY, START, email, instant, line};
use crate::world::{Checked, World, cases};

const NOW: i64 = START + 100 * DAY;

/// All columns but ids, derived values, counts and updated_at.
const KEPT: &str = "lifecycle,name,first_name,last_name,email,phone,company,job_title,address,city,country,website,branch,source,channels,\
    do_not_contact,pinned,tags,interests,traits,needs,first_seen,last_active,created_at,user_id,external_ids,visitor_ids,other_emails,\
    other_phones,metadata";
/// The same of the default columns.
const KEPT_DEFAULT: &str = "name,email,phone,company,source,channels,pinned,interests,traits,tags,do_not_contact,first_seen,last_active,created_at";

const PIECES: &[&str] = &[
    "a",
    "Ana",
    "Cruz",
    "\"",
    "\"\"",
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "'",
    "=1+1",
    "+",
    "-",
    "@x",
    "é",
    "e\u{301}",
    "Ñ",
    "日本",
    "😀",
    "\u{200f}",
    "\u{feff}",
    "\u{7}",
    "\u{1b}[31m",
    "\\",
    "%",
    "_",
    "0012",
    "null",
    "|",
    "\u{85}",
    "\u{2028}",
    "{}",
    "[1]",
    "true",
    ":",
    "/",
    "%3B",
];

/// What people write into cells.
fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..5).prop_map(|pieces| pieces.concat())
}

#[derive(Debug, Clone)]
struct Nasty {
    texts: Vec<String>,
    has_email: bool,
    opt_out: bool,
    times: [Option<i64>; 3],
    pins: [usize; 3],
}

const HEADER: &str = "email,phone,user_id,id,visitor_id,name,first_name,last_name,company,job_title,address,city,country,website,branch,source,\
    channels,tags,interests,traits,needs,\"favourite, colour\",\"a \"\"b\"\"; c\",do_not_contact,first_seen,last_active,created_at,status,stage,intent";

fn person() -> impl Strategy<Value = Nasty> {
    let texts = prop::collection::vec(prop_oneof![2 => nasty(), 1 => Just(String::new())], 21);
    let time = || prop::option::of(instant(0..200));
    let pins = prop::array::uniform3(prop_oneof![3 => Just(0_usize), 1 => 1..4_usize]);
    (texts, prop::bool::weighted(0.7), prop::bool::weighted(0.2), (time(), time(), time()), pins).prop_map(
        |(texts, has_email, opt_out, times, pins)| Nasty { texts, has_email, opt_out, times: times.into(), pins },
    )
}

const PINS: [[&str; 4]; 3] = [
    ["", "active", "churned", "qualified"],
    ["", "closing", "inquiry", "follow_up"],
    ["", "ready_to_buy", "comparing", "browsing"],
];

/// Each has an identity of their own among the columns that are exported.
fn file(people: &[Nasty], by_contact_data: bool) -> String {
    let mut out = format!("{HEADER}\n");
    for (n, person) in people.iter().enumerate() {
        let id = |text: &str| if text.is_empty() { String::new() } else { format!("{n}{text}{n}") };
        let has_email = person.has_email || by_contact_data;
        let others = !by_contact_data && n % 3 == 0;
        let mut cells = vec![
            match (has_email, others) {
                (true, true) => format!("{}; other.{}", email(n), email(n)),
                (true, false) => email(n),
                (false, _) => String::new(),
            },
            match (n % 2, others) {
                (0, true) => format!("+1 212-555-{:04};+1 303-555-{:04} x7", 100 + n, 100 + n),
                (0, false) => format!("+1 212-555-{:04}", 100 + n),
                _ => String::new(),
            },
            id(&person.texts[0]),
            if has_email { id(&person.texts[1]) } else { format!("p{n}{}", person.texts[1]) },
            id(&person.texts[2]),
        ];
        cells.extend(person.texts[3..].iter().cloned());
        cells.push(if person.opt_out { "yes".to_owned() } else { String::new() });
        cells.extend(
            person.times.iter().map(|at| at.map_or_else(String::new, |at| rolo::domain::time::Instant(at).to_string())),
        );
        cells.extend(person.pins.iter().zip(PINS).map(|(pin, words)| words[*pin].to_owned()));
        line(&mut out, &cells);
    }
    out
}

/// A way out and in again: what is exported into which file, and which columns are the same then.
struct Way {
    export: &'static [&'static str],
    file: &'static str,
    kept: &'static str,
}

const ALL: Way =
    Way { export: &["export", "--columns", "all,other_emails,other_phones"], file: "export.csv", kept: KEPT };
const USUAL: Way = Way { export: &["export"], file: "export.csv", kept: KEPT_DEFAULT };
const SPREADSHEET: Way = Way {
    export: &["export", "--columns", "all,other_emails,other_phones", "--spreadsheet"],
    file: "export.csv",
    kept: KEPT,
};
const CARDS: Way = Way { export: &["export", "--format", "vcard"], file: "export.vcf", kept: KEPT };

fn check(people: &[Nasty], way: &Way) -> Checked {
    let (old, new) = (World::new(), World::new());
    old.file("people.csv", &file(people, way.kept == KEPT_DEFAULT));
    old.ok(NOW, &["import", "--pin", "people.csv"])?;
    old.ok(NOW, &["nightly"])?;
    let exported = old.ok(NOW, way.export)?;
    new.file(way.file, &exported);
    let run = new.run(NOW + 20 * DAY, &["import", way.file]);
    prop_assert_eq!(run.code, 0, "{}\n{}", run.err, exported);
    new.ok(NOW, &["nightly"])?;
    // A card has one kind of line end.
    let is_cards = way.file.ends_with(".vcf");
    let mended = |text: String| if is_cards { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let formats: &[&str] = if is_cards { &["csv"] } else { &["csv", "jsonl"] };
    for format in formats {
        let args = ["export", "--columns", way.kept, "--format", format];
        prop_assert_eq!(mended(old.ok(NOW, &args)?), mended(new.ok(NOW, &args)?), "{:?}\n{}", format, exported);
    }
    // Pinned values are no derived ones.
    let pinned =
        "SELECT name, CASE WHEN pinned LIKE '%status%' THEN status END, CASE WHEN pinned LIKE '%stage%' THEN stage END,
        CASE WHEN pinned LIKE '%intent%' THEN intent END FROM contacts ORDER BY id";
    prop_assert_eq!(old.lines(pinned), new.lines(pinned));
    // And once more into the same database, which changes nothing.
    let contents: Vec<&str> = crate::world::FACTS.iter().copied().filter(|table| *table != "taken_row").collect();
    let facts = new.dump(&contents);
    new.file(way.file, &new.ok(NOW, way.export)?);
    new.ok(NOW + 30 * DAY, &["import", way.file])?;
    crate::world::same("the export into its own database", &facts, &new.dump(&contents))
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn an_export_of_all_columns_builds_the_same_contacts(people in prop::collection::vec(person(), 1..30)) {
        check(&people, &ALL)?;
    }

    #[test]
    fn an_export_of_the_usual_columns_builds_the_same_contacts(people in prop::collection::vec(person(), 1..30)) {
        check(&people, &USUAL)?;
    }

    #[test]
    fn a_spreadsheet_builds_the_same_contacts(people in prop::collection::vec(person(), 1..30)) {
        check(&people, &SPREADSHEET)?;
    }

    #[test]
    fn cards_build_the_same_contacts(people in prop::collection::vec(person(), 1..30)) {
        check(&people, &CARDS)?;
    }
}

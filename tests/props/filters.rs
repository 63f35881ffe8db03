//! A filter chooses the contacts that a reader of the view would choose by hand: the same flag again means or,
//! different flags mean and.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rusqlite::types::Value;

use crate::history::{Batch, DAY, START, batch, instant};
use crate::world::{Checked, World, cases, text};

const NOW: i64 = START + 110 * DAY;

/// A choice on the command line and what it means.
#[derive(Debug, Clone)]
enum Flag {
    /// A column that equals the word.
    Is(&'static str, &'static str),
    /// A list that holds the word.
    Has(&'static str, &'static str, &'static str),
    /// A column that is set, or not set.
    Set(&'static str, &'static str, bool),
    MinScore(u8),
    Since(bool, i64),
    Search(&'static str),
    Where(&'static str),
    Segment(&'static str),
}

fn flag() -> impl Strategy<Value = Flag> {
    let is = |name: &'static str, words: &'static [&'static str]| {
        prop::sample::select(words).prop_map(move |word| Flag::Is(name, word))
    };
    let search = &[
        "ana",
        "REYES",
        "p1",
        "example.com",
        "555-01",
        "1212555",
        "import:p2",
        "%",
        "_",
        "plan",
        "gold;",
        "Cruz &",
        "bi\"g",
    ];
    let conditions = &[
        "score >= 40",
        "city = 'Leeds' or spend > 100",
        "tags like '%vip%'",
        "1",
        "0",
        "message_count > 5 -- many",
        "last_active < as_of()",
    ];
    prop_oneof![
        is("status", &["new", "active", "inactive", "qualified", "converted", "churned"]),
        is("source", &["import", "chat_widget", "lead_form"]),
        is("stage", &["inquiry", "comparing", "closing", "in_progress", "follow_up"]),
        is("intent", &["ready_to_buy", "comparing", "browsing"]),
        is("grade", &["A", "B", "C", "D", "F"]),
        is("lifecycle", &["lead", "customer"]),
        is("branch", &["north", "south"]),
        prop::sample::select(&["web", "facebook", "whatsapp"][..])
            .prop_map(|word| Flag::Has("channel", "channels", word)),
        prop::sample::select(&["vip", "gold", "new", "go", "VIP"][..]).prop_map(|word| Flag::Has("tag", "tags", word)),
        Just(Flag::Set("vip", "vip", true)),
        Just(Flag::Set("at-risk", "at_risk", true)),
        Just(Flag::Set("contactable", "do_not_contact", false)),
        (0..100_u8).prop_map(Flag::MinScore),
        (any::<bool>(), instant(0..150)).prop_map(|(since, at)| Flag::Since(since, at)),
        prop::sample::select(&search[..]).prop_map(Flag::Search),
        prop::sample::select(&conditions[..]).prop_map(Flag::Where),
        prop::sample::select(&["all", "leads", "customers"][..]).prop_map(Flag::Segment),
    ]
}

type Row = BTreeMap<String, Value>;

impl Flag {
    fn name(&self) -> &'static str {
        match self {
            Self::Is(name, _) | Self::Has(name, _, _) | Self::Set(name, _, _) => name,
            Self::MinScore(_) => "min-score",
            Self::Since(true, _) => "active-since",
            Self::Since(false, _) => "inactive-since",
            Self::Search(_) => "search",
            Self::Where(_) => "where",
            Self::Segment(_) => "segment",
        }
    }

    fn args(&self) -> Vec<String> {
        let value = match self {
            Self::Is(_, word) | Self::Has(_, _, word) => (*word).to_owned(),
            Self::Set(..) => return vec![format!("--{}", self.name())],
            Self::MinScore(score) => score.to_string(),
            Self::Since(_, at) => rolo::domain::time::Instant(*at).to_string(),
            Self::Search(text) | Self::Where(text) | Self::Segment(text) => (*text).to_owned(),
        };
        vec![format!("--{}", self.name()), value]
    }

    /// Only these may be given more than once.
    fn repeats(&self) -> bool {
        matches!(self, Self::Is(..) | Self::Has(..))
    }

    fn holds(&self, row: &Row, world: &World) -> bool {
        let shown = |name: &str| text(&row[name]);
        match self {
            Self::Is(name, word) => shown(name) == *word,
            Self::Has(_, column, word) => shown(column).split(';').any(|item| item == *word),
            Self::Set(_, column, wanted) => (shown(column) == "1") == *wanted,
            Self::MinScore(least) => matches!(row["score"], Value::Integer(score) if score >= i64::from(*least)),
            Self::Since(since, at) => {
                let at = rolo::domain::time::Instant(*at).to_string();
                let last = shown("last_active");
                !last.is_empty() && (last >= at) == *since
            }
            Self::Search(wanted) => found(row, wanted),
            Self::Where(sql) => {
                let as_of = format!("'{}'", rolo::domain::time::Instant(NOW));
                let sql = sql.replace("as_of()", &as_of);
                world.number(&format!("SELECT count(*) FROM contacts WHERE (\n{sql}\n) AND id = {}", shown("id"))) == 1
            }
            Self::Segment(name) => *name == "all" || *name == format!("{}s", shown("lifecycle")),
        }
    }
}

/// Whether the text stands in name, e-mail, phone, external id, company or a value of the metadata.
fn found(row: &Row, wanted: &str) -> bool {
    let mut texts: Vec<String> =
        ["name", "email", "phone", "external_ids", "company"].iter().map(|name| text(&row[*name])).collect();
    if let Ok(serde_json::Value::Object(metadata)) = serde_json::from_str(&text(&row["metadata"])) {
        texts.extend(metadata.values().filter_map(|value| value.as_str().map(str::to_owned)));
    }
    texts.iter().any(|text| text.to_ascii_lowercase().contains(&wanted.to_ascii_lowercase()))
}

/// Writes the batch and what it lacks: branches and metadata.
fn fill(world: &World, batch: &Batch) -> Checked {
    let mut files = batch.write(world, "batch");
    let branches = ["north", "south", ""];
    let plans = ["bi\"g", "small", "", "north_plan"];
    let mut more = "id,branch,plan\n".to_owned();
    for person in 0..25 {
        let cells = [format!("p{person}"), branches[person % 3].to_owned(), plans[person % 4].to_owned()];
        crate::history::line(&mut more, &cells);
    }
    files.push(world.file("more.csv", &more).to_owned());
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    world.ok(NOW, &[&["nightly"], files.as_slice()].concat())?;
    Ok(())
}

fn rows(world: &World) -> Vec<Row> {
    let conn = world.conn();
    let statement = conn.prepare("SELECT * FROM contacts").unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    world
        .rows("SELECT * FROM contacts ORDER BY id")
        .into_iter()
        .map(|row| names.iter().cloned().zip(row).collect())
        .collect()
}

fn check(batch: &Batch, filters: &[Vec<Flag>]) -> Checked {
    let world = World::new();
    fill(&world, batch)?;
    let rows = rows(&world);
    for flags in filters {
        let mut chosen: Vec<&Flag> = Vec::new();
        for flag in flags {
            if flag.repeats() || chosen.iter().all(|other| other.name() != flag.name()) {
                chosen.push(flag);
            }
        }
        let holds = |row: &Row| {
            chosen.iter().all(|flag| chosen.iter().any(|other| other.name() == flag.name() && other.holds(row, &world)))
        };
        let expected: Vec<String> = rows.iter().filter(|row| holds(row)).map(|row| text(&row["id"])).collect();
        let mut args = vec!["export".to_owned(), "--format".to_owned(), "ids".to_owned()];
        chosen.iter().for_each(|flag| args.extend(flag.args()));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let out = world.ok(NOW, &args)?;
        let exported: Vec<String> = out.lines().map(str::to_owned).collect();
        prop_assert_eq!(&expected, &exported, "rolo {}", args.join(" "));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(5))]

    #[test]
    fn a_filter_chooses_whom_its_flags_describe(
        batch in batch(25, 30, 200, 50),
        filters in prop::collection::vec(prop::collection::vec(flag(), 1..4), 25),
    ) {
        check(&batch, &filters)?;
    }
}

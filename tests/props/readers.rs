//! Everything of rolo that reads text from outside, as functions of a text alone: what is true of one is to be true of
//! all, whatever the text.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use chrono_tz::Tz;
use csv::ByteRecord;
use rolo::config::Config;
use rolo::domain::cue::Sender;
use rolo::domain::normalize::amount::{AmountColumn, amount};
use rolo::domain::normalize::date::{DateColumn, DateOrder, DateReader};
use rolo::domain::normalize::{company, country, email, list, name, phone, value};
use rolo::domain::reading::{Reader, Settings};
use rolo::domain::sending::split_subject;
use rolo::domain::template::{Template, Values};
use rolo::domain::time::{Instant, Span};
use rolo::domain::{asking, segment};
use rolo::input::converted::ChatSettings;
use rolo::input::header::{FileFacts, Header};
use rolo::input::lookahead::{self, Extent};
use rolo::input::mapping::Instructions;
use rolo::input::preset::Mapping;
use rolo::input::row::{RowReader, RowSettings};
use rolo::input::source::{Source, SourceOptions};
use rolo::input::value_rule;
use rolo::output::text::printable;

/// A function that reads a text, and what it finds is of no interest.
pub type Take = fn(&str);

/// All of them by name.
pub const READERS: [(&str, Take); 24] = [
    ("dates", dates),
    ("times", times),
    ("phones", phones),
    ("emails", emails),
    ("names", names),
    ("companies", companies),
    ("amounts", amounts),
    ("words", words),
    ("lists", lists),
    ("json cells", json_cells),
    ("config", config),
    ("config values", config_values),
    ("mapping", mapping),
    ("template", template),
    ("template tag", template_tag),
    ("condition", condition),
    ("messages", messages),
    ("phrases", phrases),
    ("segment names", segment_names),
    ("subjects", subjects),
    ("printed", printed),
    ("files", files),
    ("cells", cells),
    ("chats", chats),
];

static READER: LazyLock<Reader> = LazyLock::new(|| reader(&BTreeMap::new()).expect("the packs of rolo's own"));

fn reader(phrases: &BTreeMap<String, Vec<String>>) -> rolo::error::Result<Reader> {
    let (time_zone, default_due) = (Tz::Asia__Manila, Span(86_400));
    Reader::new(&Settings { phrases, keywords: &[], time_zone, default_due })
}

fn dates(text: &str) {
    let mut column = DateColumn::default();
    column.observe(text);
    for order in [DateOrder::Dmy, DateOrder::Mdy] {
        black_box(DateReader::new(order).read(text, Tz::Europe__London));
    }
    let _ = black_box(column.decide(None)).map_err(|ambiguous| ambiguous.to_string());
}

fn times(text: &str) {
    black_box(Instant::parse(text));
    black_box(Span::parse(text));
}

fn phones(text: &str) {
    for part in phone::split(text) {
        black_box(phone::parse(part, Some("PH")));
    }
    black_box(phone::parse(text, None));
}

fn emails(text: &str) {
    for part in email::split(text) {
        if let Ok(address) = black_box(email::parse(part)) {
            black_box((email::domain(&address), email::is_placeholder(&address), email::is_role(&address)));
        }
    }
    let _ = black_box(email::parse(text));
}

fn names(text: &str) {
    let clean = name::clean(text);
    let (first, last) = name::split(&clean);
    black_box((name::join(&first, &last), name::is_placeholder(&clean)));
    black_box((name::agree(text, &last), name::agree(&first, text), name::agree(text, text)));
}

fn companies(text: &str) {
    black_box((company::domain_of(text), company::key(text), company::agree(text, "Acme Ltd")));
}

fn amounts(text: &str) {
    let mut column = AmountColumn::default();
    column.observe(text);
    black_box(amount(text));
}

fn words(text: &str) {
    black_box((value::text(text), value::identifier(text), value::truth(text), value::whole_number(text)));
    black_box((value::opts_out(text, true), country::code(text)));
}

fn lists(text: &str) {
    let items = list::split(text);
    black_box(list::split_stored(&items.join(";")));
    black_box(list::union(text, text));
}

fn json_cells(text: &str) {
    black_box(value_rule::json_address(text));
    black_box(value_rule::without_formula_guard(text));
}

fn config(text: &str) {
    let _ = black_box(Config::parse(text, "rolo.toml"));
}

fn config_values(text: &str) {
    let _ = black_box(Config::parse(&format!("[scoring]\nactive = '''{text}'''\n"), "rolo.toml"));
}

fn mapping(text: &str) {
    let _ = black_box(Mapping::parse(text, "m.toml"));
}

fn template(text: &str) {
    if let Ok(template) = Template::parse(text) {
        let _ = black_box(template.render(&Values::new()));
    }
}

fn template_tag(text: &str) {
    template(&format!("Hi {{{{ {text} }}}}, {{% if name %}}{text}{{% endif %}}"));
}

/// A condition of the configuration.
fn condition(text: &str) {
    let rules = [("the alert rule `one`".to_owned(), text)];
    let _ = black_box(rolo::store::configured::check(rules.into_iter()));
}

fn messages(text: &str) {
    for sender in [Sender::Visitor, Sender::Agent] {
        black_box(READER.read(sender, Instant(1_790_000_000), text));
        black_box(READER.evidence(sender, Instant(1_790_000_000), text));
    }
    let reading = READER.read(Sender::Visitor, Instant(1_790_000_000), text);
    black_box(asking::questions(text, reading.cues));
}

fn phrases(text: &str) {
    let phrases = BTreeMap::from([("pricing_question".to_owned(), vec![text.to_owned()])]);
    let _ = black_box(reader(&phrases)).map(|reader| reader.version());
}

fn segment_names(text: &str) {
    let _ = black_box(segment::check_name(text));
}

fn subjects(text: &str) {
    black_box(split_subject(text));
}

fn printed(text: &str) {
    black_box(printable(text));
}

/// A file as it comes: table, chat or vCards.
fn files(text: &str) {
    read_file(text.as_bytes(), "csv");
}

/// The cells of a file whose columns are known.
fn cells(text: &str) {
    let header = "id,email,name,phone,tags,first_seen,do_not_contact,points,address,website,plan\n";
    let cell = text.replace('"', "\"\"");
    read_file(
        format!("{header}1,\"{cell}\",\"{cell}\",\"{cell}\",\"{cell}\",2026-01-01,\"{cell}\",1\n").as_bytes(),
        "csv",
    );
}

fn chats(text: &str) {
    let line = text.replace('\n', "\n20/08/2026, 10:15 - Ben: ");
    read_file(format!("20/08/2026, 10:15 - Ana Cruz: {line}\n21/08/2026, 10:16 - Ben: {text}\n").as_bytes(), "txt");
}

/// Reads a file to the end, as an import would.
pub fn read_file(bytes: &[u8], extension: &str) {
    let mut file = tempfile::Builder::new().suffix(&format!(".{extension}")).tempfile().expect("a temporary file");
    file.write_all(bytes).expect("room for it");
    let _ = black_box(rows(file.path()));
}

fn rows(path: &Path) -> rolo::error::Result<u64> {
    let mut source = Source::open(path, SourceOptions::default())?;
    source.convert(&ChatSettings { agents: vec!["Ben".to_owned()], date_order: None })?;
    source.check()?;
    let facts = FileFacts { name: "file", is_marked: false, has_no_header: false };
    let header = Header::read(source.header()?, &facts, &Instructions::default())?;
    let look = lookahead::look(&source, &header, &[], Extent::Whole)?;
    let mut records = header.rows_of(&source)?;
    let settings = RowSettings {
        platform: None,
        country: Some("PH".to_owned()),
        time_zone: Tz::UTC,
        pin: false,
        lenient: true,
        clear: None,
        can_clear: false,
    };
    let reader = RowReader::new(header.clone(), settings, look.dates).with_amounts(look.amounts);
    let mut record = ByteRecord::new();
    let mut count = 0;
    while records.read(&mut record)? {
        if records.fault().is_none() {
            let _ = black_box(reader.read(&record));
        }
        black_box(source.line_of(record.position())?);
        count += 1;
    }
    Ok(count)
}

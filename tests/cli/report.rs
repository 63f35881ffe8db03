//! `rolo report`: one page that is whole, loads nothing, and says what `stats` says.

use std::os::unix::fs::PermissionsExt;

use crate::sandbox::Sandbox;
use crate::shop::night;

fn page(rolo: &Sandbox, options: &[&str]) -> String {
    rolo.ok(&[&["report", "--html", "page.html"], options].concat());
    rolo.read("page.html")
}

/// The texts of the cells of each row of a page's tables.
fn table_rows(page: &str) -> Vec<Vec<String>> {
    let cells = |row: &str| -> Vec<String> { row.split("</t").map(text).collect() };
    page.split("<tr>").skip(1).map(|rest| cells(rest.split("</tr>").next().unwrap_or_default())).collect()
}

/// What is left of HTML without its tags.
fn text(html: &str) -> String {
    let parts = html
        .split('<')
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    parts.collect::<String>().trim_start_matches("h>").trim_start_matches("d>").trim().to_owned()
}

/// Fails where a tag is closed that is not open, or is never closed.
fn assert_balanced(page: &str) {
    let mut open = Vec::new();
    let style = page.find("<style>").unwrap()..page.find("</style>").unwrap();
    for (at, _) in page.match_indices('<').filter(|(at, _)| !style.contains(at) || *at == style.start) {
        let tag = &page[at + 1..at + page[at..].find('>').expect("tags end")];
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        match tag {
            tag if tag.starts_with('/') => {
                assert_eq!(open.pop(), Some(name), "near {}", &page[at..(at + 80).min(page.len())])
            }
            tag if tag.starts_with('!') || tag.ends_with('/') || name == "meta" => {}
            _ => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn the_page_is_whole_and_loads_nothing_from_anywhere() {
    let rolo = night();
    let page = page(&rolo, &[]);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
    assert_balanced(&page);
    for word in
        ["http:", "https:", "//", "src=", "href=", "url(", "@import", "<script", "<link", "<iframe", "<img", "onload"]
    {
        assert!(!page.contains(word), "{word}");
    }
    for word in ["name=\"viewport\"", "default-src 'none'", "prefers-color-scheme: dark", "role=\"img\"", "<details>"] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn the_page_says_what_stats_says() {
    let rolo = night();
    for filter in [&[][..], &["--channel", "web"]] {
        let rows = table_rows(&page(&rolo, filter));
        let stats = rolo.ok(&[&["stats", "--format", "csv"], filter].concat());
        let mut count = 0;
        for figure in csv::Reader::from_reader(stats.as_bytes()).records().map(Result::unwrap) {
            let is_shown = match &figure[0] {
                "total" | "mean" => false,
                "open_followups" | "due_followups" => &figure[2] != "0",
                _ => !figure[1].is_empty() || &figure[2] != "0",
            };
            let name = match (&figure[0], &figure[1]) {
                (_, "") => "none".to_owned(),
                ("channel" | "source", name) => name.to_owned(),
                (_, name) => name.replace('_', " "),
            };
            let at = if &figure[0] == "due_followups" || &figure[0] == "open_followups" { 1..3 } else { 2..3 };
            if is_shown {
                let is_row = |row: &&Vec<String>| {
                    row[0] == name && row.get(at.clone()).is_some_and(|row| row.iter().any(|cell| *cell == figure[2]))
                };
                assert!(rows.iter().any(|row| is_row(&row)), "{figure:?}");
                count += 1;
            }
        }
        assert!(count > 30, "{count}");
    }
}

/// The values of a chart's table, by month.
fn chart(page: &str, title: &str) -> Vec<(String, String)> {
    let start = page.find(&format!("<h3>{title} <small>")).expect(title);
    let table = &page[start..start + page[start..].find("</tbody>").expect("a table")];
    let rows = table_rows(table).into_iter().skip(1);
    rows.map(|row| (row[0].clone(), row[1].clone())).collect()
}

#[test]
fn months_hold_what_the_views_hold() {
    let rolo = night();
    let page = page(&rolo, &[]);
    let by_month = |what: &str, column: &str, from: &str| {
        rolo.rows(&format!(
            "WITH RECURSIVE month(at) AS (SELECT '2025-10-01' UNION ALL SELECT date(at, '+1 month') FROM month LIMIT 12)
             SELECT (SELECT {what} FROM {from} AND substr({column}, 1, 7) = substr(month.at, 1, 7)
                     AND {column} <= '2026-09-01T00:00:00Z') FROM month"
        ))
    };
    let purchases = "events WHERE kind IN ('purchase', 'booking_confirmed')";
    let expected = [
        ("New contacts", by_month("count(*)", "created_at", "contacts WHERE 1")),
        ("Conversations begun", by_month("count(*)", "started_at", "conversations WHERE 1")),
        ("Messages of visitors", by_month("count(*)", "sent_at", "messages WHERE sender = 'visitor'")),
        ("Purchases", by_month("count(*)", "at", purchases)),
        ("Spend", by_month("replace(printf('%.2f', total(amount)), '.00', '')", "at", purchases)),
    ];
    for (title, counts) in expected {
        let shown: Vec<String> = chart(&page, title).into_iter().map(|(_, value)| value.replace(',', "")).collect();
        assert_eq!(shown, counts, "{title}");
    }
    let months: Vec<String> = chart(&page, "Purchases").into_iter().map(|(month, _)| month).collect();
    assert_eq!((months[0].as_str(), months[11].as_str()), ("Oct 2025", "Sep 2026 so far"));
}

#[test]
fn answers_are_timed_from_the_first_question_to_the_next_answer() {
    let rolo = Sandbox::at("2026-09-01");
    let rows = [
        ("1", "visitor", "2026-08-01T10:00:00Z", "how much is it"),
        ("1", "visitor", "2026-08-01T10:05:00Z", "hello?"),
        ("1", "agent", "2026-08-01T10:10:00Z", "20 dollars"),
        ("1", "visitor", "2026-08-01T11:00:00Z", "thank you!"),
        ("2", "visitor", "2026-08-03T10:00:00Z", "are you open"),
        ("2", "bot", "2026-08-03T10:00:05Z", "someone will be with you"),
        ("2", "agent", "2026-08-03T13:00:00Z", "yes until 6"),
        ("3", "visitor", "2026-08-04T10:00:00Z", "anybody there"),
        ("3", "agent", "2026-09-02T10:00:00Z", "sorry!"),
    ];
    let rows = rows.map(|(id, sender, at, text)| format!("{id},v{id}@example.com,{sender},{at},{text}\n")).concat();
    rolo.import("m.csv", &format!("conversation_id,email,sender,sent_at,text\n{rows}"), &[]);
    rolo.ok(&["nightly"]);
    let rows = table_rows(&page(&rolo, &["--months", "2"]));
    let august: Vec<&Vec<String>> = rows.iter().filter(|row| row[0] == "Aug 2026" && row.len() > 6).collect();
    // Ten minutes, three hours, and one that goes on: the answer of September is yet to come.
    assert_eq!(august[0][1..7], ["2", "1", "10 min", "3 h", "33 %", "67 %"]);
    let page = rolo.read("page.html");
    assert!(page.contains("<dt>Bots: half within</dt><dd>5 s</dd><dd class=\"soft\">1 answer</dd>"), "{page}");
}

#[test]
fn data_cannot_become_markup() {
    let rolo = Sandbox::at("2026-09-01");
    let evil = "<script>alert(1)</script>";
    let rows = format!("a@example.com,{evil}\nb@example.com,\"\"\"><img src=x onerror=y>\"\n");
    rolo.import("c.csv", &format!("email,source\n{rows}"), &[]);
    rolo.import("m.csv", "email,channel,sender,sent_at,text\na@example.com,<b>x</b>,visitor,2026-08-01,hi\n", &[]);
    rolo.file("rolo.toml", "[[score.signal]]\nname = \"<i>a & b</i>\"\ncategory = \"fit\"\nkind = \"field\"\nmatch = \"email\"\npoints = 5\n[score]\nmin_messages = 0\n");
    rolo.ok(&["nightly"]);
    let page = page(&rolo, &["--title", "</title><script>", "--where", "email <> '<hr>' OR 1"]);
    for word in ["<script", "<img", "<b>", "<i>", "<hr", "onerror=y>"] {
        assert!(!page.contains(word), "{word}");
    }
    for word in ["&lt;script&gt;alert(1)", "&lt;b&gt;x", "&lt;i&gt;a &amp; b", "&lt;hr&gt;"] {
        assert!(page.contains(word), "{word}:\n{page}");
    }
    assert_balanced(&page);
}

#[test]
fn nobody_at_all_makes_a_page_that_says_so() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("c.csv", "email\na@example.com\n", &[]);
    rolo.ok(&["undo"]);
    let page = page(&rolo, &["--months", "36"]);
    assert_balanced(&page);
    for word in ["Nobody waits.", "Nobody has a score.", "Nobody asked in these months.", "Nothing to show."] {
        assert!(page.contains(word), "{word}");
    }
    assert!(!page.contains("NaN") && !page.contains("inf") && !page.contains("undefined"), "{page}");
}

#[test]
fn the_page_is_for_its_owner_and_replaces_only_what_it_may() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.import("c.csv", "email\na@example.com\n", &[]);
    let run = rolo.ends(0, &["report", "--html", "page.html"]);
    assert!(run.out.is_empty() && run.err.starts_with("report written to page.html\n"), "{}", run.err);
    let mode = std::fs::metadata(rolo.path("page.html")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(rolo.ok(&["report", "--html", "-"]), rolo.read("page.html"));
    let run = rolo.ends(2, &["report", "--html", "rolo.db"]);
    assert!(run.err.contains("--html rolo.db: this is a file that rolo lives on"), "{}", run.err);
    let run = rolo.ends(2, &["report"]);
    assert!(run.err.contains("--html <FILE>"), "{}", run.err);
    let run = rolo.ends(2, &["report", "--html", "x.html", "--months", "1"]);
    assert!(run.err.contains("2..=36"), "{}", run.err);
}

//! What stands on the page: every number in its words, every bar with its length.

use serde::Serialize;

use super::Report;
use super::chart::{Chart, Column, Unit};
use super::words::{duration, spaced};
use crate::domain::figures::answers::Speed;
use crate::domain::figures::months::Month;
use crate::domain::figures::{Figures, Group, Step, Trends, share};
use crate::output::number::{money, percent, with_thousands};

/// Values of a column, or reasons, that are shown.
const MOST: usize = 12;
/// Characters of a name that fit beside its bar on a phone.
const LONGEST: usize = 24;

/// The columns that have a card of their own, in the order in which they stand; grades stand with the scores.
const GROUPS: [&str; 6] = ["status", "stage", "intent", "sentiment", "channel", "source"];

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Page<'a> {
    title: &'a str,
    segment: &'a str,
    moment: &'a str,
    version: &'static str,
    /// The first and the last month, in words.
    months: [String; 2],
    tiles: Vec<Tile>,
    funnel: Vec<Bar>,
    followups: Vec<Due>,
    trends: Vec<Chart>,
    groups: Vec<Card>,
    grades: Card,
    scores: Chart,
    scored: String,
    reasons: Vec<Bar>,
    answers: Answers,
}

/// A number with its name and what is to be said of it.
#[derive(Debug, Serialize)]
struct Tile {
    name: &'static str,
    value: String,
    note: String,
}

/// A line with a bar.
#[derive(Debug, Serialize)]
struct Bar {
    name: String,
    /// How it is painted.
    class: String,
    count: String,
    share: String,
    /// The length of the bar, in per cent of the longest; none for nothing.
    length: String,
    /// What else is to be said, in a column of its own.
    note: String,
}

#[derive(Debug, Default, Serialize)]
struct Card {
    title: String,
    note: &'static str,
    bars: Vec<Bar>,
    /// How many values more there are.
    more: usize,
}

#[derive(Debug, Serialize)]
struct Due {
    kind: String,
    due: String,
    open: String,
}

#[derive(Debug, Serialize)]
struct Answers {
    is_empty: bool,
    tiles: Vec<Tile>,
    chart: Chart,
    months: Vec<MonthOfAnswers>,
}

#[derive(Debug, Serialize)]
struct MonthOfAnswers {
    name: String,
    answered: String,
    waiting: String,
    median: String,
    p90: String,
    within_hour: String,
    within_day: String,
}

impl<'a> Page<'a> {
    /// What a report says.
    pub(super) fn of(report: &Report<'a>) -> Self {
        let (figures, trends) = (report.figures, report.trends);
        let card_of = |name: &&str| figures.groups.iter().find(|group| group.name == *name).map(|it| card(it, figures));
        let names = month_names(figures);
        let ends = [names.first(), names.last()].map(|name| name.cloned().unwrap_or_default());
        Self {
            title: report.title,
            segment: report.segment,
            moment: report.moment,
            version: env!("CARGO_PKG_VERSION"),
            months: ends,
            tiles: tiles(figures, trends),
            funnel: funnel(figures),
            followups: followups(figures),
            trends: charts(figures, trends),
            groups: GROUPS.iter().filter_map(card_of).collect(),
            grades: card_of(&"grade").unwrap_or_default(),
            scores: scores(figures),
            scored: scored(report),
            reasons: reasons(report),
            answers: answers(figures, trends),
        }
    }
}

fn counted(count: u64) -> String {
    with_thousands(count.cast_signed())
}

/// A count with what is counted.
fn counted_as(count: u64, what: &str) -> String {
    format!("{} {what}{}", counted(count), if count == 1 { "" } else { "s" })
}

/// Nothing is known.
fn dash() -> String {
    "–".to_owned()
}

/// A name from data, which may be of any length.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn percent_of(count: u64, whole: u64) -> String {
    share(count, whole).map_or_else(dash, percent)
}

/// The length of a bar, in per cent of the longest one.
fn length(count: u64, most: u64) -> String {
    let part = share(count, most).filter(|part| *part > 0.0);
    part.map_or_else(String::new, |part| format!("{:.1}", part * 100.0))
}

fn month_names(figures: &Figures) -> Vec<String> {
    figures.months.all().iter().map(|month| format!("{} {}", month.name(), month.year)).collect()
}

fn tiles(figures: &Figures, trends: &Trends) -> Vec<Tile> {
    let totals = &figures.totals;
    let contacts = totals.contacts;
    let created = |back: usize| counted(figures.created.iter().rev().nth(back).copied().unwrap_or(0));
    let (open, due) = figures.followups.iter().fold((0, 0), |(open, due), it| (open + it.open, due + it.due));
    let scored: u64 = figures.scores.iter().sum();
    let spend = match totals.spend {
        Some(spend) if figures.currency.is_empty() => format!("{} spent", money(spend)),
        Some(spend) => format!("{} {} spent", money(spend), figures.currency),
        None => "in several currencies".to_owned(),
    };
    let customers =
        share(totals.customers, contacts).map_or_else(String::new, |it| format!("{} of contacts", percent(it)));
    let tile = |name, value, note| Tile { name, value, note };
    vec![
        tile("Contacts", counted(contacts), format!("{} new this month, {} last month", created(0), created(1))),
        tile("Customers", counted(totals.customers), customers),
        tile("Conversations", counted(totals.conversations), counted_as(totals.messages, "message")),
        tile("Purchases", counted(totals.purchases), spend),
        tile("Follow-ups due", counted(due), format!("of {} open", counted(open))),
        tile("At risk", counted(totals.at_risk), counted_as(totals.open_alerts, "open alert")),
        tile(
            "Mean score",
            figures.means.score.value().map_or_else(dash, |mean| format!("{mean:.0}")),
            format!("{} of {} scored", counted(scored), counted(contacts)),
        ),
        tile("Half answered within", time(trends.agents_in_all.median), "the answers of agents".to_owned()),
    ]
}

fn time(seconds: Option<i64>) -> String {
    seconds.map_or_else(dash, duration)
}

fn funnel(figures: &Figures) -> Vec<Bar> {
    let contacts = figures.totals.contacts;
    let bar = |step: &Step| Bar {
        name: step.name.to_owned(),
        class: "plain".to_owned(),
        count: counted(step.count),
        share: percent_of(step.count, contacts),
        length: length(step.count, contacts),
        note: step.before.map_or_else(String::new, |before| percent_of(step.count, before)),
    };
    figures.funnel.iter().map(bar).collect()
}

fn followups(figures: &Figures) -> Vec<Due> {
    let open = figures.followups.iter().filter(|waiting| waiting.open > 0);
    open.map(|it| Due { kind: spaced(&it.kind), due: counted(it.due), open: counted(it.open) }).collect()
}

/// The values of a column; those without one come last and are left out if there are none.
fn card(group: &Group, figures: &Figures) -> Card {
    let items: Vec<_> = group.items.iter().filter(|(name, count)| name.is_some() || *count > 0).collect();
    let most = items.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let cut = if items.len() > MOST + 1 { MOST } else { items.len() };
    let is_word = !matches!(group.name, "channel" | "source");
    let bar = |(name, count): &&(Option<String>, u64)| {
        let (shown, class) = match name {
            None => ("none".to_owned(), "none".to_owned()),
            Some(name) if is_word => (spaced(name), format!("is-{name}")),
            Some(name) => (shortened(name), "plain".to_owned()),
        };
        let share = percent_of(*count, figures.totals.contacts);
        Bar { name: shown, class, count: counted(*count), share, length: length(*count, most), note: String::new() }
    };
    let note = if group.name == "channel" { "a contact counts on each of its channels" } else { "" };
    let mut title = group.name.to_owned();
    title[..1].make_ascii_uppercase();
    Card { title, note, bars: items[..cut].iter().map(bar).collect(), more: items.len() - cut }
}

fn charts(figures: &Figures, trends: &Trends) -> Vec<Chart> {
    let of_counts = |title: &str, counts: &[u64]| {
        let values = counts.iter().map(|count| (Some(*count as f64), counted(*count)));
        let sum = format!("{} in all", counted(counts.iter().sum()));
        Chart::new(title, sum, &columns(figures, values), Unit::Count, true)
    };
    let mut charts = vec![
        of_counts("New contacts", &figures.created),
        of_counts("Conversations begun", &trends.conversations),
        of_counts("Messages of visitors", &trends.visitor_messages),
        of_counts("Answers by agents", &trends.agents.iter().map(|speed| speed.answered as u64).collect::<Vec<_>>()),
        of_counts("Purchases", &trends.purchases),
    ];
    if let Some(spend) = &trends.spend {
        let values = spend.iter().map(|spend| (Some(*spend as f64 / 1e6), money(*spend)));
        let sum = spend.iter().fold(0, |sum: i64, spend| sum.saturating_add(*spend));
        let sum = format!("{} {} in all", money(sum), figures.currency);
        charts.push(Chart::new("Spend", sum, &columns(figures, values), Unit::Count, true));
    }
    charts
}

/// A column for each month.
fn columns(figures: &Figures, values: impl Iterator<Item = (Option<f64>, String)>) -> Vec<Column> {
    let months = figures.months.all();
    let short = |month: &Month| match months.len() {
        ..=12 => month.name().to_owned(),
        _ => format!("{} {:02}", month.name(), month.year.rem_euclid(100)),
    };
    let months = months.iter().map(short).zip(month_names(figures));
    let column = |((short, label), (value, text)): ((String, String), _)| Column { short, label, value, text };
    months.zip(values).map(column).collect()
}

fn scores(figures: &Figures) -> Chart {
    let column = |(i, count): (usize, &u64)| {
        let (low, high) = (i * 10, if i == 9 { 100 } else { i * 10 + 9 });
        Column {
            short: low.to_string(),
            label: format!("{low} to {high}"),
            value: Some(*count as f64),
            text: counted(*count),
        }
    };
    let columns: Vec<Column> = figures.scores.iter().enumerate().map(column).collect();
    let mean = figures.means.score.value().map_or_else(String::new, |mean| format!("mean {mean:.1}"));
    Chart::new("Scores", mean, &columns, Unit::Count, false)
}

/// Who has no score, and why.
fn scored(report: &Report<'_>) -> String {
    let whys = report.reasons.empty.iter().filter(|(_, count)| *count > 0);
    let whys: Vec<String> = whys.map(|(why, count)| format!("{} {}", counted(*count), spaced(why))).collect();
    if whys.is_empty() { String::new() } else { format!("Without a score: {}.", whys.join(", ")) }
}

fn reasons(report: &Report<'_>) -> Vec<Bar> {
    let reasons = report.reasons;
    let most = reasons.found.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
    let reason = |(name, count, millionths): &(String, u64, i64)| Bar {
        name: name.clone(),
        class: "plain".to_owned(),
        count: counted(*count),
        share: percent_of(*count, reasons.scored),
        length: length(*count, most),
        note: format!("{:+.1}", *millionths as f64 / 1e6 / (*count).max(1) as f64),
    };
    reasons.found.iter().take(MOST).map(reason).collect()
}

fn answers(figures: &Figures, trends: &Trends) -> Answers {
    let (agents, bots) = (&trends.agents_in_all, &trends.bots_in_all);
    let share = |share: Option<f64>| share.map_or_else(dash, percent);
    let of = |count: usize| with_thousands(i64::try_from(count).unwrap_or(i64::MAX));
    let tile = |name, value, note: &str| Tile { name, value, note: note.to_owned() };
    let tiles = vec![
        tile("Half within", time(agents.median), "of the answers by agents"),
        tile("Nine of ten within", time(agents.p90), "of the answers by agents"),
        tile("Within an hour", share(agents.within_hour), "of those who waited for an agent"),
        tile("Within a day", share(agents.within_day), "of those who waited for an agent"),
        tile("Waiting", of(agents.waiting), "without an answer so far"),
        tile("Bots: half within", time(bots.median), &counted_as(bots.answered as u64, "answer")),
    ];
    let values = trends.agents.iter().map(|speed| (speed.median.map(|it| it as f64), time(speed.median)));
    let note = counted_as(agents.answered as u64, "answer");
    let chart = Chart::new("Half answered within", note, &columns(figures, values), Unit::Seconds, true);
    let month = |(name, speed): (String, &Speed)| MonthOfAnswers {
        name,
        answered: of(speed.answered),
        waiting: of(speed.waiting),
        median: time(speed.median),
        p90: time(speed.p90),
        within_hour: share(speed.within_hour),
        within_day: share(speed.within_day),
    };
    // Months before anybody asked say nothing.
    let months = month_names(figures).into_iter().zip(&trends.agents);
    let months = months.skip_while(|(_, speed)| speed.answered + speed.waiting == 0).map(month).collect();
    let is_empty = agents.answered + agents.waiting + bots.answered == 0;
    Answers { is_empty, tiles, chart, months }
}

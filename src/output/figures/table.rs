//! Figures for people: blocks of lines with a bar each, two side by side where the terminal is wide enough.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, Color, TableStyle};

use super::{Number, means, totals};
use crate::domain::figures::{Figures, Group, Step, Waiting, share};
use crate::output::number;
use crate::output::table::Look;
use crate::output::text::printable;

/// The longest bar, in characters.
const BAR: usize = 12;
/// A label is cut at this length, in characters.
const LABEL: usize = 24;
/// Lines of a column whose values are many, such as sources.
const MOST: usize = 12;
/// Columns of a block: label, value, share, bar.
const COLUMNS: usize = 4;
/// Blanks between two columns, and between two blocks.
const GAPS: (u16, u16) = (2, 4);
/// The width where there is no terminal.
const WIDTH: u16 = 80;

/// A heading and its lines.
struct Block {
    heading: String,
    lines: Vec<Line>,
}

#[derive(Default)]
struct Line {
    label: String,
    value: String,
    share: String,
    bar: String,
    /// Whether it matters less.
    is_dim: bool,
}

/// Writes the figures in blocks.
pub fn table(out: &mut dyn Write, figures: &Figures, look: Look) -> io::Result<()> {
    let blocks = blocks(figures);
    let width = look.width.unwrap_or(WIDTH);
    let beside = laid_out(&blocks, 2, look.colour);
    let fits = width_of(&beside) <= width;
    let table = if fits { beside } else { laid_out(&blocks, 1, look.colour) };
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}

fn blocks(figures: &Figures) -> Vec<Block> {
    let (contacts, rest): (Vec<_>, Vec<_>) =
        totals(figures).into_iter().partition(|(_, number)| matches!(number, Number::Contacts(_)));
    let number = |(name, number): &(&str, Number)| line_of_number(name, *number, figures);
    let mut activity: Vec<Line> = rest.iter().filter(|(name, _)| !name.ends_with("followups")).map(number).collect();
    activity.extend(means(figures).iter().map(|(name, mean)| Line {
        label: format!("mean {name}"),
        value: mean.map_or_else(|| "–".to_owned(), |mean| decimals(mean, name)),
        ..Line::default()
    }));
    let mut blocks = vec![
        Block { heading: "contacts".to_owned(), lines: contacts.iter().map(number).collect() },
        Block { heading: "activity".to_owned(), lines: activity },
        Block { heading: "funnel".to_owned(), lines: funnel(figures) },
        Block { heading: "follow-ups due".to_owned(), lines: followups(figures) },
    ];
    let groups = ["status", "stage", "intent", "sentiment", "grade", "channel", "source"];
    let groups = groups.iter().filter_map(|name| figures.groups.iter().find(|group| group.name == *name));
    blocks.extend(groups.map(|group| block_of(group, figures.totals.contacts)));
    blocks
}

fn line_of_number(name: &str, number: Number, figures: &Figures) -> Line {
    let label = match name {
        "contacts" => "all".to_owned(),
        name => name.replace('_', " "),
    };
    let (value, share) = match number {
        Number::Contacts(count) if name == "contacts" => (counted(count), String::new()),
        Number::Contacts(count) => (counted(count), percent(share(count, figures.totals.contacts))),
        Number::Things(count) => (counted(count), String::new()),
        // Behind the amount stands its currency.
        Number::Money(sum) => (sum.map_or_else(|| "–".to_owned(), number::money), figures.currency.clone()),
    };
    Line { label, value, share: printable(&share).into_owned(), ..Line::default() }
}

fn funnel(figures: &Figures) -> Vec<Line> {
    let line = |step: &Step| Line {
        label: step.name.to_owned(),
        value: counted(step.count),
        share: percent(step.before.and_then(|_| share(step.count, figures.totals.contacts))),
        bar: bar(share(step.count, figures.totals.contacts)),
        is_dim: false,
    };
    figures.funnel.iter().map(line).collect()
}

fn followups(figures: &Figures) -> Vec<Line> {
    let shown = || figures.followups.iter().filter(|waiting| waiting.open > 0);
    let (open, due) = shown().fold((0, 0), |(open, due), it| (open + it.open, due + it.due));
    let most = shown().map(|waiting| waiting.open).max().unwrap_or(0);
    let all = Line {
        label: "all".to_owned(),
        value: counted(due),
        share: format!("of {}", counted(open)),
        ..Line::default()
    };
    let line = |waiting: &Waiting| Line {
        label: label(&waiting.kind),
        value: counted(waiting.due),
        share: format!("of {}", counted(waiting.open)),
        bar: bar(share(waiting.due, most)),
        is_dim: waiting.due == 0,
    };
    std::iter::once(all).chain(shown().map(line)).collect()
}

/// The values of a column with those that have none, if there are any.
fn block_of(group: &Group, contacts: u64) -> Block {
    let most = group.items.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let is_shown = |(name, count): &&(Option<String>, u64)| name.is_some() || *count > 0;
    let mut shown: Vec<_> = group.items.iter().filter(is_shown).collect();
    if shown.is_empty() {
        shown.extend(group.items.last());
    }
    let cut = if shown.len() > MOST + 1 { MOST } else { shown.len() };
    let line = |(name, count): &&(Option<String>, u64)| Line {
        label: name.as_deref().map_or_else(|| "(none)".to_owned(), label),
        value: counted(*count),
        share: percent(share(*count, contacts)),
        bar: bar(share(*count, most)),
        is_dim: name.is_none() || *count == 0,
    };
    let mut lines: Vec<Line> = shown[..cut].iter().map(line).collect();
    if cut < shown.len() {
        let label = format!("{} more", shown.len() - cut);
        lines.push(Line { label, is_dim: true, ..Line::default() });
    }
    Block { heading: format!("by {}", group.name), lines }
}

fn counted(count: u64) -> String {
    number::with_thousands(count.cast_signed())
}

/// A mean: sentiment has two decimals, what goes to 100 has one.
fn decimals(mean: f64, name: &str) -> String {
    if name == "sentiment" { format!("{mean:+.2}") } else { format!("{mean:.1}") }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(String::new, number::percent)
}

fn label(text: &str) -> String {
    let shown = printable(text);
    match shown.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown.into_owned(),
    }
}

/// A bar whose length is told to an eighth of a character; what is there at all shows.
fn bar(part: Option<f64>) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let part = part.unwrap_or(0.0).clamp(0.0, 1.0);
    let least = usize::from(part > 0.0);
    let eighths = ((part * (BAR * 8) as f64).round() as usize).max(least);
    "█".repeat(eighths / 8) + PARTS[eighths % 8]
}

/// The blocks, so many in a row, in one table: so that all columns are aligned.
fn laid_out(blocks: &[Block], in_row: usize, colour: bool) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.force_no_tty().load_style(TableStyle::new());
    if colour {
        table.enforce_styling().style_text_only();
    }
    for (i, row) in blocks.chunks(in_row).enumerate() {
        if i > 0 {
            table.add_row(vec![""; COLUMNS * in_row]);
        }
        table.add_row(row.iter().flat_map(heading));
        let height = row.iter().map(|block| block.lines.len()).max().unwrap_or(0);
        for at in 0..height {
            table.add_row(row.iter().flat_map(|block| cells(block.lines.get(at))));
        }
    }
    for (i, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, gap(i)));
        if matches!(i % COLUMNS, 1 | 2) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// Blanks after a column.
const fn gap(column: usize) -> u16 {
    if column % COLUMNS == COLUMNS - 1 { GAPS.1 } else { GAPS.0 }
}

fn heading(block: &Block) -> [Cell; COLUMNS] {
    [Cell::new(&block.heading).add_attribute(Attribute::Bold), Cell::new(""), Cell::new(""), Cell::new("")]
}

fn cells(line: Option<&Line>) -> [Cell; COLUMNS] {
    let Some(line) = line else { return ["", "", "", ""].map(Cell::new) };
    let cell = |text: &str| if line.is_dim { Cell::new(text).add_attribute(Attribute::Dim) } else { Cell::new(text) };
    let label = cell(&format!("  {}", line.label));
    [label, cell(&line.value), cell(&line.share), cell(&line.bar).fg(Color::Cyan)]
}

/// How wide a table is without what follows its last column.
fn width_of(table: &comfy_table::Table) -> u16 {
    let widths = table.column_max_content_widths();
    let gaps: u16 = (0..widths.len().saturating_sub(1)).map(gap).sum();
    widths.iter().sum::<u16>() + gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_tells_an_eighth_of_a_character_and_whatever_is_there_shows() {
        let bars = [None, Some(0.0), Some(0.0001), Some(0.5), Some(0.51), Some(1.0)].map(bar);
        assert_eq!(bars, ["", "", "▏", "██████", "██████▏", "████████████"]);
    }

    #[test]
    fn a_column_of_many_values_is_cut_and_nobody_without_one_is_no_line() {
        let texts = (0..20).map(|i| (format!("source {i:02}"), 5));
        let block = block_of(&Group::of_texts("source", texts, 0), 100);
        assert_eq!(block.lines.len(), MOST + 1);
        assert_eq!(block.lines.last().map(|line| line.label.as_str()), Some("8 more"));
        let block = block_of(&Group::of_words("grade", [("A", 0)].into_iter(), 3), 3);
        let labels: Vec<_> = block.lines.iter().map(|line| (line.label.as_str(), line.share.as_str())).collect();
        assert_eq!(labels, [("A", "0 %"), ("(none)", "100 %")]);
    }

    #[test]
    fn names_from_data_are_cut_and_cannot_steer_the_terminal() {
        assert_eq!(label("\u{1b}[2J"), "\\x1b[2J");
        assert_eq!(label(&"x".repeat(30)), format!("{}…", "x".repeat(LABEL)));
    }
}

//! A board for people: columns beside each other, as many as the terminal is wide for, the others beneath. Each has a
//! heading, lines under it and cards.

use std::io::{self, Write};

use super::colour::Style;
use super::table::Look;
use super::wrap::fitted;

/// A column is no narrower than this, in characters of the terminal, and no wider than that.
const NARROWEST: usize = 18;
const WIDEST: usize = 32;
/// Blanks between two columns.
const GAP: usize = 2;
/// How wide a board is where there is no terminal.
const WIDTH: u16 = 80;

/// One column.
#[derive(Debug, Clone, Default)]
pub struct BoardColumn {
    /// What stands over it.
    pub heading: String,
    /// Lines under the heading.
    pub sums: Vec<String>,
    /// The cards, each with the lines under its title.
    pub cards: Vec<(String, Vec<String>)>,
    /// What stands under the cards, or nothing.
    pub rest: String,
}

type Line = (String, Option<Style>);

/// Prints a board.
pub fn board(out: &mut dyn Write, columns: &[BoardColumn], look: Look) -> io::Result<()> {
    let width = usize::from(look.width.unwrap_or(WIDTH)).max(NARROWEST);
    let most = ((width + GAP) / (NARROWEST + GAP)).max(1);
    let rows = columns.len().div_ceil(most).max(1);
    // As many in each row as can be, so that no row is nearly empty.
    let in_row = columns.len().div_ceil(rows).max(1);
    let each = ((width + GAP) / in_row - GAP).min(WIDEST);
    for (i, row) in columns.chunks(in_row).enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        print(out, row, each, look.colour)?;
    }
    out.flush()
}

fn print(out: &mut dyn Write, columns: &[BoardColumn], width: usize, colour: bool) -> io::Result<()> {
    let sums = columns.iter().map(|column| column.sums.len()).max().unwrap_or_default();
    let columns: Vec<Vec<Line>> = columns.iter().map(|column| lines(column, sums, width)).collect();
    for i in 0..columns.iter().map(Vec::len).max().unwrap_or_default() {
        let mut line = String::new();
        for (place, column) in columns.iter().enumerate() {
            let (text, style) = column.get(i).map_or(("", None), |(text, style)| (text.as_str(), *style));
            let cell = fitted(text, width);
            // Blanks at the end of a line are left out.
            let cell = if columns[place + 1..].iter().all(|it| it.get(i).is_none_or(|it| it.0.is_empty())) {
                cell.trim_end().to_owned()
            } else {
                cell + &" ".repeat(GAP)
            };
            line += &style.map_or_else(|| cell.clone(), |style| style.paint(&cell, colour).into_owned());
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn lines(column: &BoardColumn, sums: usize, width: usize) -> Vec<Line> {
    let mut lines = vec![(column.heading.clone(), Some(Style::Bold))];
    let padded = column.sums.iter().cloned().chain(std::iter::repeat_n(String::new(), sums - column.sums.len()));
    lines.extend(padded.map(|sum| (sum, None)));
    lines.push(("─".repeat(width), None));
    for (i, (title, under)) in column.cards.iter().enumerate() {
        if i > 0 {
            lines.push((String::new(), None));
        }
        lines.push((title.clone(), None));
        lines.extend(under.iter().map(|line| (line.clone(), Some(Style::Dim))));
    }
    if !column.rest.is_empty() {
        lines.push((String::new(), None));
        lines.push((column.rest.clone(), Some(Style::Dim)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heading: &str, cards: usize) -> BoardColumn {
        let card = |n| (format!("{n} a title that is far too long for it"), vec!["Ana".to_owned()]);
        let sums = vec!["12 EUR".to_owned(); cards];
        BoardColumn { heading: heading.to_owned(), sums, cards: (1..=cards).map(card).collect(), rest: String::new() }
    }

    fn printed(columns: &[BoardColumn], width: u16) -> String {
        let mut out = Vec::new();
        board(&mut out, columns, Look { width: Some(width), ..Look::default() }).expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn columns_stand_beside_each_other_as_long_as_there_is_room() {
        insta::assert_snapshot!(printed(&[column("new", 2), column("quoted", 1), column("old", 0)], 44), @r"
        new                    quoted
        12 EUR                 12 EUR
        12 EUR
        ─────────────────────  ─────────────────────
        1 a title that is fa…  1 a title that is fa…
        Ana                    Ana

        2 a title that is fa…
        Ana

        old
        ─────────────────────
        ");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let columns: Vec<BoardColumn> = (0..7).map(|n| column("stage", n)).collect();
        for width in [10, 18, 37, 38, 80, 200] {
            let widest = printed(&columns, width).lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(usize::from(width).max(NARROWEST)), "{width}: {widest:?}");
        }
    }
}

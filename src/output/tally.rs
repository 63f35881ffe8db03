//! Counts of several things side by side, for a person: a heading over the labels, a column for each count, and at the
//! end of each line a text of any length.

use super::colour::Style;
use super::number;
use super::text::printable;

/// A heading, columns of counts, and a line for each thing.
#[derive(Debug, Clone)]
pub struct Tally {
    heading: String,
    columns: Vec<&'static str>,
    lines: Vec<(String, Vec<String>, String)>,
    notes: Vec<String>,
}

impl Tally {
    /// A tally with these columns and no line yet.
    pub fn new(heading: &str, columns: &[&'static str]) -> Self {
        Self {
            heading: printable(heading).into_owned(),
            columns: columns.to_vec(),
            lines: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a line: a label, a count for each column, and a text behind them.
    #[must_use]
    pub fn line(mut self, label: &str, counts: &[u64], text: &str) -> Self {
        let counts = counts.iter().map(|count| number::with_thousands(count.cast_signed())).collect();
        self.lines.push((printable(label).into_owned(), counts, printable(text).into_owned()));
        self
    }

    /// Says something more on a line under the others.
    #[must_use]
    pub fn note(mut self, text: &str) -> Self {
        self.notes.push(printable(text).into_owned());
        self
    }

    /// The lines as they are printed.
    pub(super) fn rendered(&self, colour: bool) -> String {
        let label_width = self.lines.iter().map(|(label, ..)| label.chars().count() + 2);
        let label_width = label_width.chain([self.heading.chars().count()]).max().unwrap_or(0);
        let width_of = |i: usize| {
            let counts = self.lines.iter().filter_map(|(_, counts, _)| counts.get(i)).map(String::len);
            counts.chain([self.columns[i].len()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width_of).collect();
        let padding = " ".repeat(label_width - self.heading.chars().count());
        let mut text = format!("{}{padding}", Style::Bold.paint(&self.heading, colour));
        for (column, width) in self.columns.iter().zip(&widths) {
            text += &format!("  {column:>width$}");
        }
        for (label, counts, behind) in &self.lines {
            text += &format!("\n  {label:width$}", width = label_width.saturating_sub(2));
            for (count, width) in counts.iter().zip(&widths) {
                text += &format!("  {count:>width$}");
            }
            text += &format!("  {behind}");
        }
        for note in &self.notes {
            text += &format!("\n  {note}");
        }
        text + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stand_under_their_columns_and_texts_behind_them() {
        let tally = Tally::new("import", &["read", "created"])
            .line("contacts", &[150, 147], "people.csv")
            .line("messages", &[2003, 0], "a\u{1b}.csv")
            .note("conversations created: 400")
            .note("rejected: bad_date 3");
        insta::assert_snapshot!(tally.rendered(false), @r"
        import       read  created
          contacts    150      147  people.csv
          messages  2,003        0  a\x1b.csv
          conversations created: 400
          rejected: bad_date 3
        ");
    }

    #[test]
    fn the_heading_may_be_wider_than_the_labels() {
        let tally = Tally::new("a long heading", &["read"]).line("x", &[1], "y");
        assert_eq!(tally.rendered(false), "a long heading  read\n  x                1  y\n");
    }
}

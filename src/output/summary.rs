//! The summary of a pass for a person: a heading and lines of a label and its value, counts set to the right.

use super::colour::Style;
use super::number;
use super::text::printable;

/// A heading and its lines.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    heading: String,
    lines: Vec<(String, Value)>,
}

#[derive(Debug, Clone)]
enum Value {
    Count(String),
    Text(String),
}

impl Summary {
    /// A summary under this heading; an empty one is left out.
    pub fn new(heading: &str) -> Self {
        Self { heading: printable(heading).into_owned(), lines: Vec::new() }
    }

    /// Adds a count.
    #[must_use]
    pub fn count(self, label: &str, count: i64) -> Self {
        self.line(label, Value::Count(number::with_thousands(count)))
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, label: &str, text: &str) -> Self {
        self.line(label, Value::Text(printable(text).into_owned()))
    }

    /// Adds how long it took.
    #[must_use]
    pub fn seconds(self, label: &str, seconds: f64) -> Self {
        self.line(label, Value::Text(format!("{seconds:.1} s")))
    }

    fn line(mut self, label: &str, value: Value) -> Self {
        self.lines.push((printable(label).into_owned(), value));
        self
    }

    /// The lines as they are printed.
    pub(super) fn rendered(&self, colour: bool) -> String {
        let mut text = String::new();
        let indent = if self.heading.is_empty() { "" } else { "  " };
        if !self.heading.is_empty() {
            text += &format!("{}\n", Style::Bold.paint(&self.heading, colour));
        }
        let label_width = self.lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
        let counts = self.lines.iter().map(|(_, value)| if let Value::Count(count) = value { count.len() } else { 0 });
        let count_width = counts.max().unwrap_or(0);
        for (label, value) in &self.lines {
            text += &match value {
                Value::Count(count) => {
                    format!("{indent}{label:label_width$}  {count:>count_width$}\n")
                }
                Value::Text(value) => format!("{indent}{label:label_width$}  {value}\n"),
            };
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_counts_are_aligned() {
        let summary = Summary::new("Imported contacts.csv")
            .count("read", 1234)
            .count("created", 12)
            .text("rejects", "contacts\u{1b}.csv.rejects")
            .seconds("took", 1.26);
        insta::assert_snapshot!(summary.rendered(false), @r"
        Imported contacts.csv
          read     1,234
          created     12
          rejects  contacts\x1b.csv.rejects
          took     1.3 s
        ");
    }

    #[test]
    fn without_a_heading_nothing_is_set_in() {
        assert_eq!(Summary::new("").count("examined", 3).rendered(true), "examined  3\n");
        assert!(Summary::new("Done").rendered(true).starts_with("\u{1b}[1mDone"));
    }
}

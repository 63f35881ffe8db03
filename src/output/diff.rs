//! How a text differs from another one, as `diff -u` tells it. For texts of some thousand lines.

use std::fmt::Write;

/// Lines around a change that are shown.
const AROUND: usize = 3;

/// A line of both texts, of the old or of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Both(&'t str),
    Old(&'t str),
    New(&'t str),
}

/// The difference of two texts that are called `name`; empty if there is none.
pub fn unified(old: &str, new: &str, name: &str) -> String {
    if old == new {
        return String::new();
    }
    let lines = compare(&old.lines().collect::<Vec<_>>(), &new.lines().collect::<Vec<_>>());
    let mut text = format!("--- {}\n+++ {name}\n", if old.is_empty() { "/dev/null" } else { name });
    let mut at = 0;
    while let Some(first) = lines[at..].iter().position(|line| !matches!(line, Line::Both(_))).map(|next| at + next) {
        let start = first.saturating_sub(AROUND).max(at);
        let mut end = first;
        let mut same = 0;
        while end < lines.len() && same <= 2 * AROUND {
            same = if matches!(lines[end], Line::Both(_)) { same + 1 } else { 0 };
            end += 1;
        }
        let end = end - same.saturating_sub(AROUND);
        hunk(&mut text, &lines, start, end);
        at = end;
    }
    text
}

/// Writes the lines from `start` to `end`, under the numbers of these lines in both texts.
fn hunk(text: &mut String, lines: &[Line<'_>], start: usize, end: usize) {
    let count = |range: &[Line<'_>], is_old: bool| {
        range
            .iter()
            .filter(|line| matches!((line, is_old), (Line::Both(_), _) | (Line::Old(_), true) | (Line::New(_), false)))
            .count()
    };
    let numbers = |is_old: bool| {
        let (before, inside) = (count(&lines[..start], is_old), count(&lines[start..end], is_old));
        format!("{},{inside}", if inside == 0 { before } else { before + 1 })
    };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "@@ -{} +{} @@", numbers(true), numbers(false));
    for line in &lines[start..end] {
        let _ = match line {
            Line::Both(line) => writeln!(text, " {line}"),
            Line::Old(line) => writeln!(text, "-{line}"),
            Line::New(line) => writeln!(text, "+{line}"),
        };
    }
}

/// The lines of both texts by their longest common subsequence, once what they begin and end with alike is set apart.
fn compare<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(one, other)| one == other).count();
    let (mine, theirs) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let width = theirs.len() + 1;
    let mut longest = vec![0_u32; (mine.len() + 1) * width];
    for one in (0..mine.len()).rev() {
        for other in (0..theirs.len()).rev() {
            longest[one * width + other] = if mine[one] == theirs[other] {
                longest[(one + 1) * width + other + 1] + 1
            } else {
                longest[(one + 1) * width + other].max(longest[one * width + other + 1])
            };
        }
    }
    let mut lines: Vec<Line<'t>> = old[..head].iter().map(|line| Line::Both(line)).collect();
    let (mut one, mut other) = (0, 0);
    while one < mine.len() || other < theirs.len() {
        if one < mine.len() && other < theirs.len() && mine[one] == theirs[other] {
            lines.push(Line::Both(mine[one]));
            (one, other) = (one + 1, other + 1);
        } else if one < mine.len()
            && (other == theirs.len() || longest[(one + 1) * width + other] >= longest[one * width + other + 1])
        {
            lines.push(Line::Old(mine[one]));
            one += 1;
        } else {
            lines.push(Line::New(theirs[other]));
            other += 1;
        }
    }
    lines.extend(old[old.len() - tail..].iter().map(|line| Line::Both(line)));
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_reads_as_that_of_diff() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n";
        let new = "a\nb\nC\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n";
        let expected = "--- x\n+++ x\n@@ -1,6 +1,6 @@\n a\n b\n-c\n+C\n d\n e\n f\n@@ -10,3 +10,4 @@\n j\n k\n l\n+m\n";
        assert_eq!(unified(old, new, "x"), expected);
        assert_eq!(unified("", "a\n", "x"), "--- /dev/null\n+++ x\n@@ -0,0 +1,1 @@\n+a\n");
        assert_eq!(unified("a\n", "a\n", "x"), "");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off(old in prop::collection::vec("[ab]", 0..12), new in prop::collection::vec("[ab]", 0..12)) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let lines = compare(&old, &new);
            let read = |is_old: bool| -> Vec<&str> {
                lines.iter().filter_map(|line| match (line, is_old) {
                    (Line::Both(line), _) | (Line::Old(line), true) | (Line::New(line), false) => Some(*line),
                    _ => None,
                }).collect()
            };
            prop_assert_eq!(read(true), old);
            prop_assert_eq!(read(false), new);
        }
    }
}

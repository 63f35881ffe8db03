//! Rows as a table for people: a header, a thin rule, two blanks between columns. Numbers stand to the right and are
//! never cut, since a cut number lies, and neither are times; long text is cut with `…` so that a row stays one line of the terminal. Columns
//! that do not fit at all are counted in a last one (`+7`).
//!
//! A long table is laid out a thousand rows at a time: a million rows need little memory.

use comfy_table::{
    Attribute, Cell as Shown, CellAlignment, Column, ColumnConstraint, LineStyle, Row, TableStyle, Width,
};

use super::number;
use super::rows::Cell;
use super::text::printable;

/// A header with a rule under it and no other line.
const LIGHT: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));
/// Blanks between two columns.
const GAP: u16 = 2;
/// A column of text is cut no narrower than this, in characters of the terminal.
const NARROWEST: u16 = 8;
/// How many rows share one layout.
const ROWS_PER_BLOCK: usize = 1000;
/// Breaks no text: after `printable` no text holds it, so a long text is cut at a character and not at a word.
const NO_DELIMITER: char = '\0';

/// How a table is to look where it is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// The width of the terminal; without one nothing is cut.
    pub width: Option<u16>,
    /// Whether the header may be styled.
    pub colour: bool,
    /// Whether a terminal shows it.
    pub is_terminal: bool,
}

/// A table in the making.
pub(super) struct Table {
    look: Look,
    columns: Vec<TableColumn>,
    rows: Vec<Vec<String>>,
    has_header: bool,
}

/// One column and what its rows so far have shown of it.
struct TableColumn {
    name: String,
    /// Whether a cell held something else than a number or a time.
    has_text: bool,
    /// Whether a cell held a number.
    has_number: bool,
    /// The widest number or time.
    exact_width: u16,
    /// The widest of the name and all cells.
    widest: u16,
}

impl Table {
    pub(super) fn new(columns: &[&str], look: Look) -> Self {
        let column = |name: &&str| TableColumn {
            name: printable(name).into_owned(),
            has_text: false,
            has_number: false,
            exact_width: 0,
            widest: 0,
        };
        Self { look, columns: columns.iter().map(column).collect(), rows: Vec::new(), has_header: false }
    }

    /// Adds a row; a full block goes to `out`.
    pub(super) fn row(&mut self, out: &mut Vec<u8>, cells: &[Cell<'_>]) {
        let texts = self.columns.iter_mut().zip(cells).map(|(column, cell)| {
            let text = shown(cell, self.look.width);
            let exact_width = column.exact_width.max(u16::try_from(text.len()).unwrap_or(u16::MAX));
            match cell {
                Cell::Integer(_) | Cell::Real(_) => {
                    column.has_number = true;
                    column.exact_width = exact_width;
                }
                Cell::Text(time) if is_time(time) => column.exact_width = exact_width,
                Cell::Empty => {}
                Cell::Flag(_) | Cell::Text(_) | Cell::Json(_) => column.has_text = true,
            }
            text
        });
        let texts = texts.collect();
        self.rows.push(texts);
        if self.rows.len() >= ROWS_PER_BLOCK {
            self.block(out);
        }
    }

    /// Appends what is left, and the header if there was no row at all.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.rows.is_empty() || !self.has_header {
            self.block(out);
        }
    }

    /// Lays the gathered rows out and appends them.
    fn block(&mut self, out: &mut Vec<u8>) {
        let natural = self.comfy(self.columns.len(), &[]).column_max_content_widths();
        for (column, width) in self.columns.iter_mut().zip(natural) {
            column.widest = column.widest.max(width);
        }
        let widths = match self.look.width {
            Some(limit) => fitting(&self.columns, limit),
            None => self.columns.iter().map(|column| column.widest).collect(),
        };
        let lines: Vec<String> = self.comfy(widths.len(), &widths).lines().collect();
        // Later blocks go on under the header of the first.
        let skipped = if self.has_header { 2 } else { 0 };
        for line in lines.iter().skip(skipped) {
            out.extend_from_slice(line.trim_end().as_bytes());
            out.push(b'\n');
        }
        self.has_header = true;
        self.rows.clear();
    }

    /// The table of the first `kept` columns at these widths; without widths each is as wide as its content.
    fn comfy(&self, kept: usize, widths: &[u16]) -> comfy_table::Table {
        let mut table = comfy_table::Table::new();
        table.force_no_tty().load_style(LIGHT).set_delimiter(NO_DELIMITER);
        if self.look.colour {
            table.enforce_styling().style_text_only();
        }
        let left_out = self.columns.len() - kept;
        let heading = |text: String| Shown::new(text).add_attribute(Attribute::Bold);
        let names = self.columns.iter().take(kept).map(|column| heading(column.name.clone()));
        table.set_header(one_line(names.chain((left_out > 0).then(|| heading(format!("+{left_out}")))).collect()));
        for texts in &self.rows {
            let cells = texts.iter().take(kept).map(Shown::new);
            table.add_row(one_line(cells.chain((left_out > 0).then(|| Shown::new("…"))).collect()));
        }
        let count = table.column_count();
        for (i, column) in table.column_iter_mut().enumerate() {
            arrange(column, self.columns.get(i), widths.get(i), i + 1 == count);
        }
        table
    }
}

/// Sets one column: its width, the gap after it, numbers to the right.
fn arrange(column: &mut Column, facts: Option<&TableColumn>, width: Option<&u16>, is_last: bool) {
    let gap = if is_last { 0 } else { GAP };
    column.set_padding((0, gap));
    if let Some(width) = width {
        // The padding is part of what the crate calls a column's width.
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width.saturating_add(gap))));
    }
    if facts.is_some_and(|facts| facts.has_number && !facts.has_text) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

/// Whether a text is a time as rolo writes it, such as `2026-11-22T10:15:00Z`.
fn is_time(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00Z";
    let fits = |(byte, form): (u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
    text.len() == FORM.len() && text.bytes().zip(FORM).all(fits)
}

fn one_line(cells: Vec<Shown>) -> Row {
    let mut row = Row::from(cells);
    row.max_height(1);
    row
}

/// The text of a cell. What could never fit is cut here already, so that a long message is not laid out in full.
fn shown(cell: &Cell<'_>, width: Option<u16>) -> String {
    match *cell {
        Cell::Empty => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number::rounded(number),
        Cell::Flag(flag) => if flag { "yes" } else { "no" }.to_owned(),
        Cell::Text(text) | Cell::Json(text) => {
            // Accents may be characters of their own without a width, so there is room for a few on each.
            let most = width.map_or(usize::MAX, |width| usize::from(width) * 4);
            match text.char_indices().nth(most) {
                Some((end, _)) => printable(&text[..end]).into_owned() + "…",
                None => printable(text).into_owned(),
            }
        }
    }
}

/// The widths of the columns that fit into `limit`. The widest text gives way first; columns that are left out at the
/// right leave room for the one that counts them.
fn fitting(columns: &[TableColumn], limit: u16) -> Vec<u16> {
    let gap = usize::from(GAP);
    // The last column has no gap after it.
    let room = usize::from(limit) + gap;
    let count_width = 1 + columns.len().to_string().len() + gap;
    let total = |widths: &[u16]| widths.iter().map(|width| usize::from(*width) + gap).sum::<usize>();
    for kept in (1..=columns.len()).rev() {
        let taken = if kept < columns.len() { count_width } else { 0 };
        let at = |cap: u16| -> Vec<u16> { columns[..kept].iter().map(|column| column.width_at(cap)).collect() };
        let fits = |widths: &Vec<u16>| total(widths) + taken <= room;
        let narrowest = at(NARROWEST);
        if fits(&narrowest) || kept == 1 {
            return (NARROWEST..=limit).rev().map(at).find(fits).unwrap_or(narrowest);
        }
    }
    Vec::new()
}

impl TableColumn {
    /// The width of the column when text is cut at `cap`.
    fn width_at(&self, cap: u16) -> u16 {
        let exact = if self.has_text { 0 } else { self.exact_width };
        self.widest.min(cap).max(exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn laid_out(columns: &[&str], look: Look, rows: &[Vec<Cell<'_>>]) -> String {
        let mut out = Vec::new();
        let mut table = Table::new(columns, look);
        for row in rows {
            table.row(&mut out, row);
        }
        table.finish(&mut out);
        String::from_utf8(out).expect("text")
    }

    fn narrow(width: u16) -> Look {
        Look { width: Some(width), ..Look::default() }
    }

    #[test]
    fn long_text_gives_way_and_numbers_stay_whole() {
        let rows = [
            vec![
                Cell::Integer(1),
                Cell::Text("Ana Santos"),
                Cell::Text("the blue one, and when can you deliver it?"),
                Cell::Real(0.416_667),
            ],
            vec![Cell::Integer(1_234_567), Cell::Empty, Cell::Text("ok"), Cell::Real(-12.5)],
        ];
        insta::assert_snapshot!(laid_out(&["id", "name", "text", "amount"], narrow(44), &rows), @r"
             id  name        text             amount
        ────────────────────────────────────────────
              1  Ana Santos  the blue one, …   0.417
        1234567              ok                -12.5
        ");
    }

    #[test]
    fn times_stay_whole_beside_text_that_gives_way() {
        let rows = [vec![Cell::Text("2026-11-22T10:15:00Z"), Cell::Text("we promised to come back tomorrow")]];
        insta::assert_snapshot!(laid_out(&["due_at", "reason"], narrow(36), &rows), @r"
        due_at                reason
        ────────────────────────────────────
        2026-11-22T10:15:00Z  we promised t…
        ");
    }

    #[test]
    fn columns_without_room_are_counted() {
        let columns = ["id", "name", "company", "conversation_count", "source", "city"];
        let row = vec![
            Cell::Integer(7),
            Cell::Text("Ana Maria Santos"),
            Cell::Text("Example Trading"),
            Cell::Integer(3),
            Cell::Text("web"),
            Cell::Empty,
        ];
        insta::assert_snapshot!(laid_out(&columns, narrow(33), &[row]), @r"
        id  name         company      +3
        ────────────────────────────────
         7  Ana Maria …  Example Tr…   …
        ");
    }

    #[test]
    fn wide_and_joined_characters_keep_the_columns_straight() {
        let rows = [
            vec![Cell::Text("東京の山田太郎"), Cell::Text("x")],
            vec![Cell::Text("e\u{301}e\u{301}e\u{301}"), Cell::Text("y")],
            vec![Cell::Text("Nguyễn Thị Hoà"), Cell::Text("z")],
        ];
        insta::assert_snapshot!(laid_out(&["name", "end"], narrow(16), &rows), @r"
        name         end
        ────────────────
        東京の山田…  x
        ééé          y
        Nguyễn Thị…  z
        ");
    }

    #[test]
    fn a_terminal_is_never_steered_by_data() {
        let rows = [vec![Cell::Text("\u{1b}[2J\u{202e}x"), Cell::Json("{\"a\":\"\u{7}\"}")]];
        let shown = laid_out(&["na\u{1b}me", "metadata"], Look::default(), &rows);
        assert!(
            shown.contains("na\\x1bme") && shown.contains("\\x1b[2J\\u{202e}x") && shown.contains("\\x07"),
            "{shown}"
        );
        assert!(!shown.contains('\u{1b}'));
    }

    #[test]
    fn only_the_header_is_styled() {
        let shown = laid_out(
            &["id", "name"],
            Look { colour: true, ..Look::default() },
            &[vec![Cell::Integer(1), Cell::Text("Ana")]],
        );
        assert_eq!(shown, "\u{1b}[1mid\u{1b}[0m  \u{1b}[1mname\u{1b}[0m\n────────\n 1  Ana\n");
    }

    #[test]
    fn a_long_table_has_one_header_and_every_row() {
        let rows: Vec<Vec<Cell<'_>>> = (1..=2500).map(|id| vec![Cell::Integer(id), Cell::Text("Ana")]).collect();
        let shown = laid_out(&["id", "name"], narrow(80), &rows);
        assert_eq!(shown.lines().count(), 2502);
        assert_eq!(shown.matches("name").count(), 1);
        assert_eq!(shown.lines().last(), Some("2500  Ana"));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = "word ".repeat(2000);
        let row: Vec<Cell<'_>> =
            (0..30).map(|i| if i % 3 == 0 { Cell::Integer(i) } else { Cell::Text(&text) }).collect();
        let names: Vec<String> = (0..30).map(|i| format!("some_column_{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for width in [14, 20, 40, 80, 81, 200, 1000] {
            let shown = laid_out(&names, narrow(width), std::slice::from_ref(&row));
            let widest = shown.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= usize::from(width), "{widest} > {width}:\n{shown}");
        }
    }

    proptest! {
        #[test]
        fn any_text_at_any_width_is_one_line_a_row(
            rows in proptest::collection::vec((any::<String>(), any::<i64>(), any::<String>()), 0..8),
            width in proptest::option::of(0u16..120),
        ) {
            let cells: Vec<Vec<Cell<'_>>> =
                rows.iter().map(|(a, n, b)| vec![Cell::Text(a), Cell::Integer(*n), Cell::Text(b)]).collect();
            let shown = laid_out(&["first", "number", "last"], Look { width, ..Look::default() }, &cells);
            prop_assert_eq!(shown.lines().count(), rows.len() + 2);
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}

//! Where a table begins in its file: lines before the header, titles above the names of columns, sentences below them
//! that explain how to fill the table in, and whether there is a header at all. All of it is found from the first rows,
//! and in doubt the first row is the header and every other row is data.

use super::look;
use super::scan::SampleRow;
use crate::input::field;

/// How many rows may stand before the header.
const PREAMBLE_ROWS: usize = 20;
/// Among how many rows below the header explanations are looked for.
const EXPLAINED_ROWS: usize = 20;
/// So many rows must be shorter than the header before it is said.
const SHORT_ROWS: usize = 3;

/// The rows around a table, as positions among the rows that were looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Rows before it that are remarks.
    pub(super) preamble: Vec<usize>,
    /// The row that names the columns.
    pub(super) header: Option<usize>,
    /// The row above it that holds titles of groups of columns.
    pub(super) titles: Option<usize>,
    /// Rows below it that only explain.
    pub(super) explanations: Vec<usize>,
    /// The names of the columns.
    pub(super) names: Vec<String>,
}

/// Rows that are shorter than the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    /// How many of the rows that were looked at.
    pub rows: usize,
    /// How many rows were looked at.
    pub of: usize,
    /// How many cells they have.
    pub cells: usize,
    /// How many the header has.
    pub header: usize,
}

impl Short {
    /// What to say of them.
    pub fn told(&self) -> String {
        let Self { rows, of, cells, header } = self;
        format!(
            "{rows} of the first {of} rows have {cells} cells and the header {header}: where a cell is missing in the middle, values stand under wrong names"
        )
    }
}

/// Finds the table among the first rows of a file.
pub(super) fn find(rows: &[SampleRow]) -> Layout {
    let Some(first) = rows.iter().position(|row| row.filled() > 0) else { return Layout::default() };
    let mut at = first;
    if let Some(header) =
        (first + 1..rows.len().min(first + PREAMBLE_ROWS + 1)).find(|at| is_below_preamble(rows, first, *at))
    {
        at = header;
    }
    let titles = (at + 1 < rows.len() && are_titles(&rows[at], &rows[at + 1])).then_some(at);
    let header = if titles.is_some() { at + 1 } else { at };
    if is_data(&rows[header]) {
        return Layout { names: positions(rows[header].cells.len()), ..Layout::default() };
    }
    let body = &rows[header + 1..];
    let explanations: Vec<usize> =
        (0..body.len().min(EXPLAINED_ROWS)).filter(|row| explains(&rows[header], &body[*row], *row == 0)).collect();
    Layout {
        preamble: (0..at).filter(|row| rows[*row].filled() > 0).collect(),
        header: Some(header),
        titles,
        explanations: explanations.into_iter().map(|row| header + 1 + row).collect(),
        names: names(titles.map(|titles| &rows[titles]), &rows[header]),
    }
}

/// The names of columns that have none: `1`, `2`, …
fn positions(count: usize) -> Vec<String> {
    (1..=count).map(|position| position.to_string()).collect()
}

fn known(row: &SampleRow) -> usize {
    row.texts().filter(|text| look::is_known_name(text)).count()
}

/// Whether all that a row holds could name columns.
fn has_names_only(row: &SampleRow) -> bool {
    !row.texts().any(look::is_value)
}

/// Whether the rows from `first` to the one at `at` are remarks, and that one is the header of a table.
fn is_below_preamble(rows: &[SampleRow], first: usize, at: usize) -> bool {
    let header = &rows[at];
    let filled = header.filled();
    let known_names = known(header);
    let is_remark = |row: &SampleRow| {
        let most = if filled >= 5 && known_names >= 3 { 2 } else { 1 };
        row.filled() <= most && row.filled() * 2 <= filled
    };
    if filled < 2 || !rows[first..at].iter().all(is_remark) || !has_names_only(header) {
        return false;
    }
    // Without known names the table below must show that this is one.
    let body = &rows[at + 1..];
    let fitting = body.iter().filter(|row| row.cells.len() == header.cells.len()).count();
    known_names >= 2
        || (filled >= 3
            && body.len() >= 2
            && fitting * 5 >= body.len() * 4
            && body.iter().any(|row| row.texts().any(look::is_value)))
}

/// Whether a row holds titles of groups of the columns that the next row names: gaps or repeats above a full row.
fn are_titles(above: &SampleRow, below: &SampleRow) -> bool {
    let mut titles: Vec<&str> = above.texts().collect();
    let repeats = titles.windows(2).any(|pair| pair[0] == pair[1]);
    titles.dedup();
    let has_gaps = above.cells.len() > above.filled() || above.cells.len() < below.cells.len();
    let is_full = below.filled() >= 3 && below.filled() >= above.cells.len();
    (has_gaps || repeats)
        && is_full
        && titles.len() * 2 <= below.filled() + 1
        && known(below) >= 2
        && known(below) > known(above)
        && has_names_only(below)
        && has_names_only(above)
}

/// Whether the first row of a table is data: no column is known by its name, and some cell cannot be a name.
fn is_data(row: &SampleRow) -> bool {
    let values = row.texts().filter(|text| look::is_value(text)).count();
    let emails = row.texts().filter(|text| look::is_email(text)).count();
    match known(row) {
        0 => emails > 0 || values * 3 >= row.filled().max(1),
        1 | 2 => emails > 0,
        _ => false,
    }
}

/// The names of the columns: those of the header; one that is there twice or is blank takes the title above it along.
fn names(titles: Option<&SampleRow>, header: &SampleRow) -> Vec<String> {
    let own: Vec<&str> = header.cells.iter().map(|cell| cell.trim()).collect();
    let Some(titles) = titles else { return own.into_iter().map(str::to_owned).collect() };
    let mut title = "";
    let mut names = Vec::with_capacity(own.len());
    for (at, name) in own.iter().enumerate() {
        title = titles.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).unwrap_or(title);
        let is_shared = own.iter().filter(|other| *other == name).count() > 1;
        names.push(if name.is_empty() || is_shared {
            format!("{title} {name}").trim().to_owned()
        } else {
            (*name).to_owned()
        });
    }
    names
}

/// Whether a row below a header explains the table instead of being a row of it.
fn explains(header: &SampleRow, row: &SampleRow, is_first: bool) -> bool {
    if header.cells.len() < 2 || row.texts().any(look::is_value) {
        return false;
    }
    // Remarks and texts of messages may be sentences.
    let is_prose = |at: usize| {
        let name = header.cells.get(at).map(|name| field::normalize(name)).unwrap_or_default();
        ["note", "text", "message", "body", "comment", "remark", "content", "description", "question", "answer"]
            .iter()
            .any(|word| name.contains(word))
    };
    let filled = row.filled();
    let cells = || row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    if filled == 1 {
        // A sentence alone may be a row that somebody filled in badly: it must also tell what to do.
        let is_guide = |cell: &str| look::explains(cell) && look::is_guiding(cell);
        return header.cells.len() > 2 && cells().all(|(at, cell)| is_guide(cell) && !is_prose(at));
    }
    let guiding = cells().filter(|(_, cell)| look::is_guiding(cell)).count();
    is_first && filled > 1 && guiding > 1 && guiding * 2 > filled && !cells().any(|(_, cell)| look::is_email(cell))
}

/// Rows that agree on a number of cells below the header's, if most rows do.
pub(super) fn short(header: &SampleRow, body: &[SampleRow]) -> Option<Short> {
    let width = header.cells.len();
    let mut widths: Vec<usize> = body.iter().map(|row| row.cells.len()).filter(|cells| *cells < width).collect();
    widths.sort_unstable();
    let longest = widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len())?;
    let (rows, of) = (longest.len(), body.len());
    let is_nameless = header.cells.last().is_some_and(|name| name.trim().is_empty());
    (rows >= SHORT_ROWS && rows * 2 > of && !is_nameless).then_some(Short {
        rows,
        of,
        cells: longest[0],
        header: width,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::source::scan::{Dialect, rows};

    fn found(text: &str) -> Layout {
        find(&rows(text.as_bytes(), Dialect::default(), 100, true).rows)
    }

    #[test]
    fn a_header_stands_in_the_first_row_unless_remarks_stand_above_it() {
        assert_eq!(found("name,email\nAna,ana@example.com\n").header, Some(0));
        let linked = "Notes:\n\"When exporting, some addresses are missing, as people choose.\"\n\nFirst Name,Last Name,URL,Email Address,Company\nAna,Cruz,https://example.com/in/ana,,Example\n";
        assert_eq!(found(linked).header, Some(2));
        let padded = "Leads,,,,\nMade by,Ana Cruz,,,\nname,email,phone,city,note\nBen,b@example.com,,,\n";
        assert_eq!(found(padded).header, Some(2));
        let foreign =
            "Informe de contactos\nNombre,Correo,Alta\nAna,ana@example.com,2026-01-02\nBen,b@example.com,2026-01-03\n";
        assert_eq!(found(foreign).header, Some(1));
        assert_eq!(found("email\n\"Cruz, Ana\"\n").header, Some(0));
    }

    #[test]
    fn titles_above_the_names_are_joined_to_names_that_occur_twice() {
        let layout = found(
            "Person,,Billing,,Shipping,\nName,Email,City,Street,City,Street\nAna,a@example.com,York,1 High St,Hull,2 Low St\n",
        );
        assert_eq!((layout.titles, layout.header), (Some(0), Some(1)));
        assert_eq!(
            layout.names,
            ["Name", "Email", "Billing City", "Billing Street", "Shipping City", "Shipping Street"]
        );
        assert_eq!(found("name,,email,\nAna,Cruz,ana@example.com,York\n").titles, None, "blank names are no titles");
        assert_eq!(found("name,,\nAna,Cruz,York\n").titles, None);
    }

    #[test]
    fn a_first_row_of_values_is_no_header() {
        let layout = found("Ana Cruz,ana@example.com,+1 202-555-0100\nBen Cruz,ben@example.com,+1 202-555-0101\n");
        assert_eq!((layout.header, layout.names.len()), (None, 3));
        assert_eq!(found("12,2026-01-02,Ana\n").header, None);
        assert_eq!(found("colour,size\nred,3\n").header, Some(0));
        assert_eq!(found("name,2025,2026\nAna,1,2\n").header, Some(0));
    }

    #[test]
    fn sentences_that_explain_are_told_from_data() {
        let salon = "name,email,phone\nAna,ana@example.com,\nPlease delete these sample rows before you import your own clients.,,\nBen,ben@example.com,\n";
        assert_eq!(found(salon).explanations, [2]);
        let hints = "name,email,phone\nRequired. Full name,Must be unique,Optional\nAna,ana@example.com,\n";
        assert_eq!(found(hints).explanations, [1]);
        let person =
            "name,email,city\nAna,ana@example.com,York\nMan from the market who wants a call back next week.,,\n";
        assert_eq!(found(person).explanations, [0; 0], "a row that is filled in badly is none");
        let notes = "name,email,note\n,,She said that she would come back to us on Friday morning\n";
        assert_eq!(found(notes).explanations, [0; 0]);
        assert_eq!(found("name,city,company\nAna,York,Example\n").explanations, [0; 0]);
        assert_eq!(
            found("name,city,company\nMaria de los Angeles Fernandez de la Vega y Cruz,,\n").explanations,
            [0; 0]
        );
    }

    #[test]
    fn rows_that_lack_the_same_cell_are_noticed() {
        let text = format!("id,name,email,document,phone\n{}", "1,Ana,a@example.com,+12025550100\n".repeat(4));
        let noticed = |text: &str| {
            let rows = rows(text.as_bytes(), Dialect::default(), 100, true).rows;
            short(&rows[0], &rows[1..])
        };
        assert_eq!(noticed(&text), Some(Short { rows: 4, of: 4, cells: 4, header: 5 }));
        assert_eq!(noticed("a,b,c\n1,2,3\n1,2\n1\n1,2,3\n"), None);
    }
}

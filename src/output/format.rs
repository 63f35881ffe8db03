//! The format of printed rows, and which one is meant when none was asked for.

use clap::ValueEnum;

/// How rows are printed. All but `table` are complete and stable: made for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns for people, cut to the width of the terminal
    Table,
    /// Comma-separated values with a header
    Csv,
    /// One JSON array of objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// The first column only, one a line
    Ids,
}

impl Format {
    /// The format asked for, else a table on a terminal and CSV in a pipe or a file.
    pub fn or_default(given: Option<Self>, stdout_is_terminal: bool) -> Self {
        given.unwrap_or(if stdout_is_terminal { Self::Table } else { Self::Csv })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_a_table_and_a_pipe_gets_csv_unless_told_otherwise() {
        assert_eq!(Format::or_default(None, true), Format::Table);
        assert_eq!(Format::or_default(None, false), Format::Csv);
        assert_eq!(Format::or_default(Some(Format::Json), true), Format::Json);
        assert_eq!(Format::or_default(Some(Format::Table), false), Format::Table);
    }

    #[test]
    fn the_words_on_the_command_line_are_the_five_of_the_manual() {
        let words: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|format| format.to_possible_value())
            .map(|value| value.get_name().to_owned())
            .collect();
        assert_eq!(words, ["table", "csv", "json", "jsonl", "ids"]);
    }
}

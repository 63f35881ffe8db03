//! Why a row cannot be taken: a code from a short list that scripts may rely on, the column at fault, and a text with
//! the value. The list stands in the help of `import` and in the README; a test holds the three together.

use std::fmt;

macro_rules! codes {
    ($($variant:ident $name:literal $meaning:literal),+ $(,)?) => {
        /// What kind of fault rejects a row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the meanings say it")]
        pub enum Code { $($variant),+ }

        impl Code {
            /// All codes, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that begins the reason in the rejects file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

codes! {
    BadDate "bad_date" "It is no date or time, or not in the order of its column.",
    BadEmail "bad_email" "It is no e-mail address.",
    BadNumber "bad_number" "It is no whole number.",
    BadAmount "bad_amount" "It is no amount of money.",
    BadChoice "bad_choice" "It is none of the words that the column takes.",
    BadJson "bad_json" "It is no JSON object.",
    BadCard "bad_card" "It is no complete card of a vCard file.",
    BadEncoding "bad_encoding" "It holds bytes that are not valid in the file's encoding.",
    NulByte "nul_byte" "It holds a NUL byte, which no text has.",
    OpenQuote "open_quote" "A quote opens in the row and is never closed.",
    TooLong "too_long" "The row is longer than 16 MiB.",
    TooManyCells "too_many_cells" "The row has more cells than the header has columns.",
    MissingValue "missing_value" "A column that every row needs is empty.",
    NoIdentity "no_identity" "Nothing in the row says who is meant.",
    UnknownContact "unknown_contact" "Nobody is known by what the row names.",
    Erased "erased" "It is about somebody who was deleted for good and blocked.",
}

impl Code {
    /// A fault of this kind; the text says what is wrong, with the value.
    pub fn says(self, text: impl Into<String>) -> Fault {
        Fault { code: self, text: text.into() }
    }
}

/// The error of a row in which a column is empty that every row needs; `why` says so.
pub(super) fn missing(column: &str, why: &str) -> RowError {
    Code::MissingValue.says(format!("it is empty; {why}")).at(column)
}

/// What is wrong with a value, before it is said in which column it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    code: Code,
    text: String,
}

impl Fault {
    /// The error of the row; `column` is empty when it is the row as a whole.
    pub fn at(self, column: &str) -> RowError {
        RowError { code: self.code, column: column.to_owned(), reason: format!("{}: {}", self.code.name(), self.text) }
    }
}

/// Why a row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The kind of fault.
    pub code: Code,
    /// The column at fault; empty when it is the row as a whole.
    pub column: String,
    /// The code's name and what is wrong, with the value.
    pub reason: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.column.is_empty() {
            write!(f, "column `{}`: ", self.column)?;
        }
        f.write_str(&self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_column_its_code_and_the_value() {
        let error = Code::BadDate.says("`soon` is not a date or time").at("created_at");
        assert_eq!(error.reason, "bad_date: `soon` is not a date or time");
        assert_eq!(error.to_string(), "column `created_at`: bad_date: `soon` is not a date or time");
        assert_eq!(Code::NoIdentity.says("x").at("").to_string(), "no_identity: x");
    }

    #[test]
    fn each_code_has_a_name_of_its_own_and_a_sentence() {
        let names: std::collections::BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|code| code.meaning().ends_with('.')));
    }
}

//! Cells for spreadsheet programs, which run what looks like a formula. An apostrophe in front keeps them from it; a
//! reader that takes it off again gets every cell back as it was.

/// What a formula can begin with, or what programs skip before they look for one.
const STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// Whether a cell gets an apostrophe: it could be run as a formula, or it looks as if it had one already. Phone numbers
/// and negative numbers stay as they are.
pub(super) fn needs_guard(text: &str) -> bool {
    match text.strip_prefix('\'') {
        Some(rest) => rest.starts_with(STARTS) || rest.starts_with('\''),
        None => text.starts_with(STARTS) && !is_negative_number(text) && !text.split(';').all(is_phone),
    }
}

/// `-12`, `-0.5`.
fn is_negative_number(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    [whole, decimals].iter().all(|part| is_digits(part))
}

/// `+639175550101`, `+63 917 555 0101`, `+12025550142 x7`.
fn is_phone(text: &str) -> bool {
    let Some(number) = text.strip_prefix('+') else { return false };
    let (number, extension) = number.split_once(" x").unwrap_or((number, "0"));
    number.split(' ').all(is_digits) && is_digits(extension)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_run_is_guarded_and_phones_and_negative_numbers_are_spared() {
        for text in
            ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+", "- a", "+63-917", "-1-2", "-.5"]
        {
            assert!(needs_guard(text), "{text:?}");
        }
        for text in ["+639175550101", "+63 917 555 0101", "+12025550142 x7", "+12025550101;+12025550102", "-12", "-0.5"]
        {
            assert!(!needs_guard(text), "{text:?}");
        }
        for text in ["", "Ana", "a=b", "'t Hart", "1-2", " =1", "{\"a\":1}"] {
            assert!(!needs_guard(text), "{text:?}");
        }
    }

    #[test]
    fn what_looks_guarded_already_is_guarded_once_more() {
        for text in ["'=1", "'+63 917 555 0101", "''", "''t Hart"] {
            assert!(needs_guard(text), "{text:?}");
        }
    }
}

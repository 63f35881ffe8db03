//! Text in stretches of different styles, broken into lines between words. Widths are those of a terminal: a mark on a
//! letter has none, and East Asian letters and emoji have two columns.

use unicode_normalization::char::is_combining_mark;

use super::colour::Style;
use super::text::printable;

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    text: String,
    style: Option<Style>,
}

impl Piece {
    /// Text of any origin; it is made printable.
    pub fn new(text: &str, style: Option<Style>) -> Self {
        Self { text: printable(text).into_owned(), style }
    }
}

/// The pieces one behind the other, in lines no wider than `width` where words allow. A word that is wider is cut.
pub fn wrapped(pieces: &[Piece], width: Option<usize>, colour: bool) -> Vec<String> {
    let styled = pieces.iter().flat_map(|piece| piece.text.chars().map(|c| (c, piece.style)));
    let letters: Vec<(char, Option<Style>)> = styled.collect();
    let limit = width.unwrap_or(usize::MAX).max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let end = line_end(&letters[start..], limit) + start;
        lines.push(painted(&letters[start..end], colour));
        start = end + letters[end..].iter().take_while(|(c, _)| *c == ' ').count();
    }
    lines
}

/// How many letters stand on the first line: up to a blank, if there is one to break at.
fn line_end(letters: &[(char, Option<Style>)], limit: usize) -> usize {
    let (mut taken, mut last_blank) = (0, None);
    for (i, (c, _)) in letters.iter().enumerate() {
        if *c == ' ' {
            last_blank = Some(i);
        }
        taken += columns(*c);
        if taken > limit {
            return last_blank.filter(|blank| *blank > 0).unwrap_or(i.max(1));
        }
    }
    letters.len()
}

/// Letters of one style are painted together.
fn painted(letters: &[(char, Option<Style>)], colour: bool) -> String {
    let mut line = String::new();
    for run in letters.chunk_by(|a, b| a.1 == b.1) {
        let text: String = run.iter().map(|(c, _)| *c).collect();
        match run.first().and_then(|(_, style)| *style) {
            Some(style) => line += &style.paint(&text, colour),
            None => line += &text,
        }
    }
    line
}

/// The text in exactly so many columns of a terminal: cut with `…`, or filled with blanks.
pub(super) fn fitted(text: &str, width: usize) -> String {
    let text = printable(text);
    let taken: usize = text.chars().map(columns).sum();
    if taken <= width {
        return format!("{text}{}", " ".repeat(width - taken));
    }
    let (mut cut, mut taken) = (String::new(), 0);
    for c in text.chars() {
        if taken + columns(c) >= width {
            break;
        }
        taken += columns(c);
        cut.push(c);
    }
    cut.push('…');
    cut + &" ".repeat(width.saturating_sub(taken + 1))
}

/// How many columns of a terminal a character takes.
fn columns(c: char) -> usize {
    match c {
        _ if c.is_ascii() => 1,
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' => 0,
        _ if is_combining_mark(c) => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str, width: usize) -> Vec<String> {
        wrapped(&[Piece::new(text, None)], Some(width), false)
    }

    #[test]
    fn lines_break_between_words_and_wide_words_are_cut() {
        assert_eq!(plain("how much is the blue one", 10), ["how much", "is the", "blue one"]);
        assert_eq!(plain("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(plain("", 4), Vec::<String>::new());
        assert_eq!(plain("東京 東京", 6), ["東京", "東京"]);
    }

    #[test]
    fn a_style_goes_on_behind_a_break() {
        let pieces = [Piece::new("say ", None), Piece::new("how much", Some(Style::Underline))];
        assert_eq!(wrapped(&pieces, Some(8), true), ["say \u{1b}[4mhow\u{1b}[0m", "\u{1b}[4mmuch\u{1b}[0m"]);
        assert_eq!(wrapped(&pieces, None, false), ["say how much"]);
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_lost(text in any::<String>(), width in 1_usize..40) {
            let kept = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(kept(&plain(&text, width).concat()), kept(&printable(&text)));
        }
    }
}

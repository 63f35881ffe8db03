//! Colour on a terminal: when, and the few styles that rolo uses. The conventions `NO_COLOR`, `CLICOLOR_FORCE` and
//! `CLICOLOR` hold unless `--color` says otherwise.

use std::borrow::Cow;
use std::env;

use clap::ValueEnum;

/// When to use colour: the words of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColourWhen {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// One of the few ways in which text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Headings.
    Bold,
    /// What matters less.
    Dim,
    /// Errors and what is bad.
    Red,
    /// What is good.
    Green,
    /// Warnings.
    Yellow,
    /// Hints and names.
    Cyan,
    /// The words that something rests on.
    Underline,
}

impl Style {
    /// The end of each of these codes behind its escape character: those of [`Self::paint`], and what tables begin with.
    const CODES: [&'static str; 8] = ["[0m", "[1m", "[2m", "[1;31m", "[32m", "[1;33m", "[36m", "[4m"];

    /// The rest of a code of rolo's own that the text begins with, behind an escape character.
    pub(super) fn code_at(text: &str) -> Option<&'static str> {
        Self::CODES.into_iter().find(|code| text.starts_with(code))
    }

    /// The text in this style if `colour` is on, else the text alone.
    pub fn paint(self, text: &str, colour: bool) -> Cow<'_, str> {
        if !colour || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let code = match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Red => "1;31",
            Self::Green => "32",
            Self::Yellow => "1;33",
            Self::Cyan => "36",
            Self::Underline => "4",
        };
        Cow::Owned(format!("\x1b[{code}m{text}\x1b[0m"))
    }
}

/// What the environment says about colour.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Environment {
    /// `NO_COLOR` is set and not empty.
    forbidden: bool,
    /// `CLICOLOR_FORCE` is set, and neither empty nor 0.
    forced: bool,
    /// `CLICOLOR` is 0, or the terminal knows no escape codes.
    unwanted: bool,
}

impl Environment {
    pub(super) fn read() -> Self {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            forbidden: set("NO_COLOR").is_some(),
            forced: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            unwanted: set("CLICOLOR").is_some_and(|value| value == "0")
                || set("TERM").is_some_and(|value| value == "dumb"),
        }
    }
}

impl ColourWhen {
    /// Whether a stream gets colour: the command line decides first, then the environment, then the stream.
    pub(super) fn decide(self, environment: Environment, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if environment.forbidden => false,
            Self::Auto if environment.forced => true,
            Self::Auto => is_terminal && !environment.unwanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_comes_before_the_environment_and_that_before_the_terminal() {
        let calm = Environment::default();
        let forbidden = Environment { forbidden: true, forced: true, ..calm };
        let forced = Environment { forced: true, ..calm };
        let unwanted = Environment { unwanted: true, ..calm };
        assert!(ColourWhen::Auto.decide(calm, true) && !ColourWhen::Auto.decide(calm, false));
        assert!(ColourWhen::Always.decide(forbidden, false) && !ColourWhen::Never.decide(forced, true));
        assert!(!ColourWhen::Auto.decide(forbidden, true), "NO_COLOR wins over CLICOLOR_FORCE");
        assert!(ColourWhen::Auto.decide(forced, false) && !ColourWhen::Auto.decide(unwanted, true));
    }

    #[test]
    fn paint_is_nothing_but_the_text_without_colour() {
        assert_eq!(Style::Red.paint("error:", false), "error:");
        assert_eq!(Style::Bold.paint("id", true), "\x1b[1mid\x1b[0m");
        assert_eq!(Style::Bold.paint("", true), "");
    }
}

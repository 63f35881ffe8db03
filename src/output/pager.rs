//! Long text for people on a terminal: through `$PAGER`, else `less`, which goes by itself where the text fits the
//! screen. The pager takes the place of this process, so that the keyboard is its own and ending it ends the command.

use std::ffi::OsString;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// What shows text where `$PAGER` does not say: it leaves at once if all fits, keeps colours and what it showed.
const DEFAULT: &str = "less -FRX";

/// Hands text to the pager. It comes back only where there is none: the text is still to be printed then.
pub(super) fn show(text: &[u8]) {
    let Some(words) = words(std::env::var_os("PAGER")) else { return };
    let Some((program, arguments)) = words.split_first() else { return };
    let Ok(file) = kept(text) else { return };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::from(file));
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    // If it could not be started, nothing has happened.
    let _ = command.exec();
}

/// The words of the pager's command line. `None` says that none is wanted.
fn words(pager: Option<OsString>) -> Option<Vec<String>> {
    let pager = match pager {
        Some(pager) => pager.into_string().ok()?,
        None => DEFAULT.to_owned(),
    };
    if pager.trim().is_empty() || pager.trim() == "cat" {
        return None;
    }
    if pager.contains(|c: char| "|&;<>()$`\\\"'*?[#~=%".contains(c)) {
        return Some(vec!["sh".to_owned(), "-c".to_owned(), pager]);
    }
    Some(pager.split_whitespace().map(str::to_owned).collect())
}

/// The text in a file without a name, from its beginning.
fn kept(text: &[u8]) -> std::io::Result<std::fs::File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(text)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_pager_or_says_that_none_is_wanted() {
        let said = |text: &str| words(Some(OsString::from(text)));
        assert_eq!(words(None), Some(vec!["less".to_owned(), "-FRX".to_owned()]));
        assert_eq!(said("more -s"), Some(vec!["more".to_owned(), "-s".to_owned()]));
        assert_eq!(said("less | cat"), Some(vec!["sh".to_owned(), "-c".to_owned(), "less | cat".to_owned()]));
        assert_eq!((said(""), said("  "), said("cat")), (None, None, None));
    }

    #[test]
    fn a_pager_that_is_not_there_leaves_the_text_to_be_printed() {
        let mut command = Command::new("no-such-pager-anywhere");
        assert_eq!(command.exec().kind(), std::io::ErrorKind::NotFound);
    }
}

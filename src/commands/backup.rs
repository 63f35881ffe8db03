//! `rolo backup`: a copy of the database, written beside its place and put there in one step.

use serde::Serialize;

use super::{Context, Outcome, json_only};
use crate::cli::backup::BackupArgs;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::summary::Summary;
use crate::output::{file, json};
use crate::store::backup;

/// What was written.
#[derive(Debug, Serialize)]
struct Written {
    file: String,
    bytes: u64,
    contacts: i64,
    conversations: i64,
    messages: i64,
    seconds: f64,
}

/// Runs `rolo backup`.
pub fn run(args: &BackupArgs, context: &Context) -> Result<Outcome> {
    json_only(args.format)?;
    let clock = std::time::Instant::now();
    context.check_output("backup", &args.file, &[])?;
    if !args.force && args.file.exists() {
        return Err(Error::failed(format!("{} is there already", args.file.display()))
            .hint("name another file, or replace it with `--force`")
            .into());
    }
    let store = context.open_to_read()?;
    let mut copied = None;
    file::replace_with(&args.file, |draft| {
        copied = Some(backup::write(&store, draft)?);
        Ok(())
    })?;
    let copied = copied.ok_or_else(|| Error::fault("a backup was written without a copy"))?;
    let written = Written {
        file: args.file.display().to_string(),
        bytes: copied.bytes,
        contacts: copied.contacts,
        conversations: copied.conversations,
        messages: copied.messages,
        seconds: clock.elapsed().as_secs_f64(),
    };
    if args.format == Some(Format::Json) {
        json::line(&mut context.ui.out(), &written)?;
    } else {
        context.ui.summary(&written.summary());
        context.ui.note(&format!("written to {}, read back and sound", written.file));
    }
    Ok(Outcome::Done)
}

impl Written {
    fn summary(&self) -> Summary {
        Summary::new("backup")
            .count("contacts", self.contacts)
            .count("conversations", self.conversations)
            .count("messages", self.messages)
            .count("bytes", self.bytes.cast_signed())
    }
}

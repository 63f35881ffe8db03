//! The settings of `[send.smtp]`, complete and with the password.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use lettre::message::Mailbox;

use crate::commands::Context;
use crate::config::{SmtpConfig, Tls};
use crate::error::{Error, Result};

/// The variable that may hold the password.
pub(super) const PASSWORD: &str = "ROLO_SMTP_PASSWORD";

/// A mail server and how one gets in.
pub(super) struct MailServer {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub from: Mailbox,
    /// Name and password.
    pub login: Option<(String, String)>,
}

impl MailServer {
    /// Reads the settings, and the password from where they say.
    pub fn configured(context: &Context) -> Result<Self> {
        let smtp = &context.config.send.smtp;
        let path = context.config_path.display();
        let missing = |key: &str| {
            Error::usage(format!("--smtp needs send.smtp.{key}, which is not set"))
                .hint(format!("set host and from in [send.smtp] of {path}"))
        };
        if smtp.host.is_empty() {
            return Err(missing("host").into());
        }
        if smtp.from.is_empty() {
            return Err(missing("from").into());
        }
        let from = smtp.from.parse().map_err(|error| {
            Error::usage(format!("send.smtp.from in {path} is no sender: {:?}: {error}", smtp.from))
                .hint("write it like \"Ana <ana@example.com>\"")
        })?;
        let login = match smtp.username.as_str() {
            "" => None,
            username => Some((username.to_owned(), password(smtp, context)?)),
        };
        if login.is_some() && smtp.tls == Tls::None && !is_this_machine(&smtp.host) {
            return Err(Error::usage("send.smtp.tls = \"none\" would send the password for all to read")
                .hint("set tls to \"starttls\" or \"tls\", or leave username empty")
                .into());
        }
        Ok(Self { host: smtp.host.clone(), port: smtp.port, tls: smtp.tls, from, login })
    }
}

/// The subject of e-mail that has none.
pub(super) fn subject(smtp: &SmtpConfig) -> String {
    if !smtp.subject.is_empty() {
        return smtp.subject.clone();
    }
    let Ok(from) = smtp.from.parse::<Mailbox>() else { return String::new() };
    format!("Message from {}", from.name.as_deref().unwrap_or_else(|| from.email.domain()))
}

/// The password, from the environment or from the file. It is never printed.
fn password(smtp: &SmtpConfig, context: &Context) -> Result<String> {
    if let Some(password) = std::env::var(PASSWORD).ok().filter(|password| !password.is_empty()) {
        return Ok(password);
    }
    if smtp.password_file.is_empty() {
        return Err(Error::usage(format!("there is no password for {} at {}", smtp.username, smtp.host))
            .hint(format!("put it into the variable {PASSWORD}, or into a file that send.smtp.password_file names"))
            .into());
    }
    let folder = context.config_path.parent().unwrap_or(Path::new(""));
    let path = folder.join(&smtp.password_file);
    let shown = path.display();
    let failed = |error: std::io::Error| {
        Error::failed(format!("cannot read send.smtp.password_file {shown}: {error}"))
            .hint(format!("write the password on the first line of that file, or into the variable {PASSWORD}"))
    };
    let mode = fs::metadata(&path).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Error::failed(format!(
            "others may read send.smtp.password_file {shown} (mode {:o})",
            mode & 0o777
        ))
        .hint(format!("chmod 600 {shown}"))
        .into());
    }
    let text = fs::read_to_string(&path).map_err(failed)?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    if password.is_empty() {
        return Err(Error::failed(format!("send.smtp.password_file {shown} is empty"))
            .hint("write the password on its first line")
            .into());
    }
    Ok(password)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

//! `--smtp`: e-mail through the server of `[send.smtp]`, over one connection as long as it holds.

use std::error::Error;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};

use super::hand::{Carrier, Fate};
use super::mail_server::MailServer;
use crate::config::Tls;
use crate::domain::sending::Message;
use crate::domain::sending::said::said;
use crate::domain::time::Instant;
use crate::output::mail::Letter;

/// Sends e-mail.
pub(super) struct Smtp {
    server: MailServer,
    timeout: Duration,
    at: Instant,
    connection: Option<SmtpConnection>,
}

/// How a letter was not sent.
enum Trouble {
    /// The server does not take it.
    Refused(String),
    /// The server takes no letter from us.
    NotFromUs(String),
    /// The connection broke before the server had the text.
    Lost(String),
    /// The connection broke when the server may have had all of it.
    Unknown(String),
}

impl Smtp {
    /// Connects when there is something to send. Letters are dated `at`.
    pub fn new(server: MailServer, timeout: Duration, at: Instant) -> Self {
        Self { server, timeout, at, connection: None }
    }

    /// The letter as the server takes it.
    fn letter(&self, message: &Message, to: &Address) -> Result<Vec<u8>, Fate> {
        let mut files = Vec::new();
        for path in &message.media {
            let path = std::path::Path::new(path);
            let bytes = std::fs::read(path)
                .map_err(|error| Fate::NotTried(format!("cannot read {}: {error}", path.display())))?;
            files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes));
        }
        let letter = Letter {
            message_id: &message.message_id,
            from: &self.server.from,
            name: message.name.as_deref(),
            to,
            subject: message.subject.as_deref().unwrap_or_default(),
            text: &message.text,
            files,
            at: self.at.0,
        };
        letter.bytes().map_err(|error| Fate::Refused(format!("it makes no e-mail: {error}")))
    }

    /// Connects and logs in.
    fn connect(&self) -> Result<SmtpConnection, String> {
        let MailServer { host, port, tls, login, .. } = &self.server;
        let failed = |error: &SmtpError| format!("cannot use the mail server {host}:{port}: {}", words(error));
        let hello = ClientId::default();
        let parameters = match tls {
            Tls::None => None,
            _ => Some(TlsParameters::new(host.clone()).map_err(|error| failed(&error))?),
        };
        let from_the_start = parameters.as_ref().filter(|_| *tls == Tls::Tls);
        let server = (host.as_str(), *port);
        let mut connection = SmtpConnection::connect(server, Some(self.timeout), &hello, from_the_start, None)
            .map_err(|error| failed(&error))?;
        if let Some(parameters) = parameters.filter(|_| *tls == Tls::Starttls) {
            connection.starttls(&parameters, &hello).map_err(|error| failed(&error))?;
        }
        if let Some((username, password)) = login {
            let credentials = Credentials::new(username.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).map_err(|error| {
                format!("the mail server {host}:{port} does not let {username} in: {}", words(&error))
            })?;
        }
        Ok(connection)
    }

    /// One letter over a connection that stands. `is_fresh` says that nothing went over it yet.
    fn deliver(
        &self,
        connection: &mut SmtpConnection,
        to: &Address,
        bytes: &[u8],
        is_fresh: bool,
    ) -> Result<(), Trouble> {
        let mut options = Vec::new();
        if [to, &self.server.from.email].iter().any(|address| !AsRef::<str>::as_ref(*address).is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Trouble::Refused("the mail server takes no addresses outside ASCII".to_owned()));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let from = Mail::new(Some(self.server.from.email.clone()), options);
        connection.command(from).map_err(|error| match trouble(&error) {
            // It has had enough of this connection.
            Trouble::Refused(why) if error.is_transient() && !is_fresh => Trouble::Lost(why),
            Trouble::Refused(why) if error.is_permanent() => Trouble::NotFromUs(why),
            other => other,
        })?;
        connection.command(Rcpt::new(to.clone(), Vec::new())).map_err(|error| trouble(&error))?;
        connection.command(Data).map_err(|error| trouble(&error))?;
        match connection.message(bytes) {
            Ok(_) => Ok(()),
            Err(error) if error.status().is_some() => Err(trouble(&error)),
            Err(error) => Err(Trouble::Unknown(words(&error))),
        }
    }
}

impl Carrier for Smtp {
    fn hand_over(&mut self, message: &Message) -> Fate {
        let Ok(to) = message.to.parse::<Address>() else {
            return Fate::Refused(format!("{} is no address for e-mail", message.to));
        };
        let bytes = match self.letter(message, &to) {
            Ok(bytes) => bytes,
            Err(fate) => return fate,
        };
        loop {
            let kept = self.connection.take();
            let is_fresh = kept.is_none();
            let mut connection = match kept.map_or_else(|| self.connect(), Ok) {
                Ok(connection) => connection,
                Err(why) => return Fate::NotTried(why),
            };
            match self.deliver(&mut connection, &to, &bytes, is_fresh) {
                Ok(()) => {
                    self.connection = Some(connection);
                    return Fate::Sent;
                }
                Err(Trouble::Refused(why)) => {
                    // The next letter begins anew, on a new connection if it has to.
                    self.connection = connection.command(Rset).is_ok().then_some(connection);
                    return Fate::Refused(why);
                }
                Err(Trouble::NotFromUs(why)) => {
                    let from = &self.server.from.email;
                    return Fate::NotTried(format!("the mail server takes no letters from {from}: {why}"));
                }
                // A server ends connections that it finds idle.
                Err(Trouble::Lost(_)) if !is_fresh => {}
                Err(Trouble::Lost(why)) => return Fate::Refused(why),
                Err(Trouble::Unknown(why)) => return Fate::Unknown(why),
            }
        }
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // All is said; whether the server says goodbye changes nothing.
            let _ = connection.quit();
        }
    }
}

/// What an error before the end of the text means.
fn trouble(error: &SmtpError) -> Trouble {
    match error.status() {
        // 421: the server is about to end the connection.
        Some(code) if u16::from(code) == 421 => Trouble::Lost(words(error)),
        Some(_) => Trouble::Refused(words(error)),
        None => Trouble::Lost(words(error)),
    }
}

/// An error in words that can be kept; an answer of the server as it is, behind its code.
fn words(error: &SmtpError) -> String {
    let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    let words = match error.status() {
        Some(code) => format!("{code} {cause}"),
        None if error.is_client() => cause,
        None if error.is_response() => format!("the server broke off or cannot be understood: {cause}"),
        None => error.to_string(),
    };
    said(words.as_bytes())
}

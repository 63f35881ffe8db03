//! A mail server for tests (RFC 5321, with STARTTLS and AUTH), which keeps what it is given. What it does with a letter
//! goes by the address that it is for: `greylisted@…` is put off the first time, `stranger@…` is not known,
//! `unwanted@…` is refused with its text, `lost@…` ends the connection when the text is there, `cut@…` before it.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::sandbox::project;

/// What the login `ana` with the password `secret` looks like in base64.
const PLAIN: &str = "AGFuYQBzZWNyZXQ=";
const LOGIN: [&str; 2] = ["YW5h", "c2VjcmV0"];

/// How the server is set up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manners {
    /// From the first byte.
    pub tls: bool,
    pub starttls: bool,
    /// The mechanism with which one has to log in.
    pub auth: Option<&'static str>,
    /// Takes letters from nobody.
    pub is_closed: bool,
    /// Ends the connection after so many letters.
    pub letters_per_connection: Option<usize>,
}

/// A running server.
pub struct MailServer {
    pub port: u16,
    heard: Arc<Heard>,
}

/// What came in.
#[derive(Default)]
struct Heard {
    letters: Mutex<Vec<Letter>>,
    connections: AtomicUsize,
    put_off: Mutex<BTreeSet<String>>,
}

/// A letter as it came in.
#[derive(Debug, Clone)]
pub struct Letter {
    pub from: String,
    pub to: String,
    /// With the dots that SMTP adds taken off, and lines that end with LF.
    pub text: String,
    pub is_encrypted: bool,
}

impl Letter {
    /// The value of a header.
    pub fn header(&self, name: &str) -> &str {
        let mark = format!("{name}: ");
        self.text.lines().find_map(|line| line.strip_prefix(&mark)).unwrap_or_default()
    }
}

impl MailServer {
    /// Listens on a free port until the test ends.
    pub fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Heard::default());
        let kept = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                kept.connections.fetch_add(1, Ordering::Relaxed);
                let kept = Arc::clone(&kept);
                thread::spawn(move || Talk::begin(stream.unwrap(), manners, &kept));
            }
        });
        Self { port, heard }
    }

    /// What came in until now.
    pub fn letters(&self) -> Vec<Letter> {
        self.heard.letters.lock().unwrap().clone()
    }

    /// How often somebody connected.
    pub fn connections(&self) -> usize {
        self.heard.connections.load(Ordering::Relaxed)
    }
}

/// Where the certificate lies that the server shows.
pub fn certificate() -> String {
    project().join("fixtures/mail/localhost.pem").display().to_string()
}

trait Duplex: Read + Write {}
impl<T: Read + Write> Duplex for T {}

/// One connection.
struct Talk<'h> {
    stream: Box<dyn Duplex>,
    manners: Manners,
    heard: &'h Heard,
    is_encrypted: bool,
    is_known: bool,
    letters: usize,
}

impl<'h> Talk<'h> {
    fn begin(stream: TcpStream, manners: Manners, heard: &'h Heard) {
        let plain = stream.try_clone().unwrap();
        let is_encrypted = manners.tls;
        let stream: Box<dyn Duplex> = if is_encrypted { encrypted(stream) } else { Box::new(stream) };
        let mut talk = Self { stream, manners, heard, is_encrypted, is_known: false, letters: 0 };
        // Whoever has gone needs no answer.
        let _ = talk.run(&plain);
        let _ = plain.shutdown(std::net::Shutdown::Both);
    }

    fn run(&mut self, plain: &TcpStream) -> std::io::Result<()> {
        self.say("220 mail.example.com ready")?;
        let (mut from, mut to) = (String::new(), String::new());
        loop {
            let line = self.line()?;
            let (verb, rest) = line.split_at(line.len().min(4));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => self.greet()?,
                "STAR" if self.manners.starttls && !self.is_encrypted => {
                    self.say("220 go on")?;
                    self.stream = encrypted(plain.try_clone()?);
                    self.is_encrypted = true;
                }
                "AUTH" => self.log_in(rest)?,
                "MAIL" if self.manners.is_closed => self.say("550 5.7.1 we are closed")?,
                "MAIL" if self.manners.auth.is_some() && !self.is_known => self.say("530 5.7.0 log in first")?,
                "MAIL" if self.manners.letters_per_connection.is_some_and(|most| self.letters >= most) => {
                    return self.say("421 4.7.0 enough for now");
                }
                "MAIL" => {
                    from = address(rest);
                    self.say("250 fine")?;
                }
                "RCPT" => {
                    to = address(rest);
                    self.receiver(&to)?;
                }
                "DATA" => {
                    self.say("354 end with a dot")?;
                    self.text(&from, &to)?;
                }
                "RSET" | "NOOP" => self.say("250 fine")?,
                "QUIT" => return self.say("221 bye"),
                _ => self.say("500 what?")?,
            }
        }
    }

    fn greet(&mut self) -> std::io::Result<()> {
        self.say("250-mail.example.com")?;
        if self.manners.starttls && !self.is_encrypted {
            self.say("250-STARTTLS")?;
        }
        if let Some(mechanism) = self.manners.auth {
            self.say(&format!("250-AUTH {mechanism}"))?;
        }
        self.say("250 8BITMIME")
    }

    fn log_in(&mut self, rest: &str) -> std::io::Result<()> {
        let words: Vec<&str> = rest.split_whitespace().collect();
        self.is_known = match words.as_slice() {
            ["PLAIN", response] => *response == PLAIN,
            ["LOGIN", ..] => {
                self.say("334 VXNlcm5hbWU6")?;
                let name = self.line()?;
                self.say("334 UGFzc3dvcmQ6")?;
                [name, self.line()?] == LOGIN
            }
            _ => false,
        };
        self.say(if self.is_known { "235 welcome" } else { "535 5.7.8 wrong name or password" })
    }

    fn receiver(&mut self, to: &str) -> std::io::Result<()> {
        let is_first = self.heard.put_off.lock().unwrap().insert(to.to_owned());
        match to.split('@').next().unwrap() {
            "greylisted" if is_first => self.say("451 4.7.1 greylisted, come again"),
            "stranger" => self.say("550-5.1.1 no such\u{1b}[31m user\r\n550 5.1.1 here"),
            "cut" => Err(std::io::ErrorKind::ConnectionAborted.into()),
            _ => self.say("250 fine"),
        }
    }

    fn text(&mut self, from: &str, to: &str) -> std::io::Result<()> {
        let mut text = String::new();
        loop {
            let line = self.line()?;
            if line == "." {
                break;
            }
            text += line.strip_prefix('.').unwrap_or(&line);
            text.push('\n');
        }
        let who = to.split('@').next().unwrap();
        if who == "unwanted" {
            return self.say("554 5.7.1 we do not want this");
        }
        self.letters += 1;
        let letter = Letter { from: from.to_owned(), to: to.to_owned(), text, is_encrypted: self.is_encrypted };
        self.heard.letters.lock().unwrap().push(letter);
        if who == "lost" {
            return Err(std::io::ErrorKind::ConnectionAborted.into());
        }
        self.say("250 2.0.0 queued")
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes())?;
        self.stream.flush()
    }

    /// A line, byte by byte: what follows it may be encrypted.
    fn line(&mut self) -> std::io::Result<String> {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            line.push(byte[0]);
        }
        line.truncate(line.len() - 2);
        Ok(String::from_utf8(line).unwrap())
    }
}

/// The address in `FROM:<ana@example.com>`.
fn address(text: &str) -> String {
    let inside = text.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

fn encrypted(stream: TcpStream) -> Box<dyn Duplex> {
    let certificate = CertificateDer::from_pem_file(certificate()).unwrap();
    let key = PrivateKeyDer::from_pem_file(project().join("fixtures/mail/localhost.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    Box::new(StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), stream))
}

//! `followups send --smtp` against a mail server that runs in the test.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::mail_server::{MailServer, Manners, certificate};
use crate::sandbox::{Run, Sandbox};
use crate::sending::{NOW, approved, states};

/// Follow-ups by e-mail to these mailboxes of example.org, and a configuration that names the server.
fn mailboxes(names: &[&str], port: u16, settings: &str) -> Sandbox {
    let people: Vec<(&str, String)> = names.iter().map(|name| ("email", format!("{name}@example.org"))).collect();
    let rolo = approved(&people);
    configure(&rolo, port, settings);
    rolo
}

fn configure(rolo: &Sandbox, port: u16, settings: &str) {
    rolo.file(
        "rolo.toml",
        &format!(
            "[send.smtp]\nhost = \"localhost\"\nport = {port}\nfrom = \"Diwata Bakery <hello@example.com>\"\n{settings}\n"
        ),
    );
}

/// Sends, trusting the server's certificate, with this password.
fn send(rolo: &Sandbox, password: &str, options: &[&str]) -> Run {
    let mut command = rolo.command(&[&["followups", "send", "--smtp"], options].concat());
    command.env("SSL_CERT_FILE", certificate()).env("ROLO_SMTP_PASSWORD", password);
    Run::from(command.output().unwrap())
}

const PLAIN: &str = "tls = \"none\"";

#[test]
fn letters_arrive_over_one_connection_and_can_be_told_apart() {
    let server = MailServer::start(Manners::default());
    let rolo = mailboxes(&["ana", "ben"], server.port, PLAIN);
    let run = send(&rolo, "", &["--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with(r#"{"sent":2,"refused":0,"unconfirmed":0,"left_out":{},"seconds":"#), "{}", run.out);
    assert_eq!(states(&rolo), ["sent|0|", "sent|0|"]);
    let letters = server.letters();
    assert_eq!((letters.len(), server.connections()), (2, 1));
    let letter = &letters[0];
    assert_eq!((letter.from.as_str(), letter.to.as_str()), ("hello@example.com", "ana@example.org"));
    assert_eq!(letter.header("From"), "\"Diwata Bakery\" <hello@example.com>");
    assert_eq!(letter.header("Subject"), "Your cake");
    assert_eq!(letter.header("Date"), "Sun, 22 Nov 2026 10:00:00 +0000");
    assert!(letter.text.ends_with("\n\nHi, as promised\n.a line with a dot\n"), "{}", letter.text);
    let id = letter.header("Message-ID");
    assert!(id.starts_with("<followup-1-") && id.ends_with("@example.com>"), "{id}");
    assert_ne!(id, letters[1].header("Message-ID"));
    assert_eq!(rolo.ends(0, &["followups", "send", "--smtp"]).out, "");
    assert_eq!(server.letters().len(), 2, "none is sent again");
}

#[test]
fn what_the_server_refuses_is_tried_again_under_the_same_name() {
    let server = MailServer::start(Manners::default());
    let rolo = mailboxes(&["greylisted", "stranger", "unwanted", "ana"], server.port, PLAIN);
    let run = send(&rolo, "", &[]);
    assert_eq!(run.code, 4, "{}", run.err);
    assert_eq!(
        states(&rolo),
        [
            "approved|1|451 4.7.1 greylisted, come again",
            "approved|1|550 5.1.1 no such user here",
            "approved|1|554 5.7.1 we do not want this",
            "sent|0|",
        ]
    );
    assert!(run.err.contains("warning: follow-up 2 to stranger is refused: 550 5.1.1 no such user"));
    assert_eq!(server.connections(), 1);
    assert_eq!(send(&rolo, "", &[]).code, 4);
    assert_eq!(send(&rolo, "", &[]).code, 4);
    let kept: Vec<String> = states(&rolo).iter().map(|row| row.split('|').next().unwrap().to_owned()).collect();
    assert_eq!(kept, ["sent", "failed", "failed", "sent"]);
    assert_eq!(rolo.rows("SELECT kind FROM activity WHERE contact_id = 2"), ["refused", "refused", "failed"]);
}

#[test]
fn a_connection_that_is_lost_with_the_text_leaves_unconfirmed_and_is_never_repeated() {
    let server = MailServer::start(Manners::default());
    let rolo = mailboxes(&["lost", "ana"], server.port, PLAIN);
    let run = send(&rolo, "", &[]);
    assert_eq!(run.code, 4);
    assert!(run.err.contains("warning: follow-up 1 to lost is unconfirmed: "), "{}", run.err);
    assert!(states(&rolo)[0].starts_with("unconfirmed|0|"), "{:?}", states(&rolo));
    assert_eq!(states(&rolo)[1], "sent|0|");
    let run = send(&rolo, "", &[]);
    assert!(run.err.contains("warning: follow-up 1: handed over, and nobody knows how that ended"), "{}", run.err);
    assert_eq!((run.code, server.letters().len()), (0, 2));
}

#[test]
fn a_connection_that_is_lost_before_the_text_is_a_refusal() {
    let server = MailServer::start(Manners::default());
    let rolo = mailboxes(&["cut", "ana"], server.port, PLAIN);
    assert_eq!(send(&rolo, "", &[]).code, 4);
    assert!(states(&rolo)[0].starts_with("approved|1|"), "{:?}", states(&rolo));
    assert_eq!((states(&rolo)[1].as_str(), server.letters().len()), ("sent|0|", 1));
}

#[test]
fn a_server_that_has_had_enough_of_a_connection_gets_another() {
    let server = MailServer::start(Manners { letters_per_connection: Some(2), ..Manners::default() });
    let rolo = mailboxes(&["ana", "ben", "cy", "dia", "eva"], server.port, PLAIN);
    assert_eq!(send(&rolo, "", &[]).code, 0);
    assert_eq!((server.letters().len(), server.connections()), (5, 3));
}

#[test]
fn letters_go_encrypted_and_only_to_a_server_that_is_who_it_says() {
    for (manners, tls) in [
        (Manners { starttls: true, auth: Some("PLAIN"), ..Manners::default() }, "starttls"),
        (Manners { tls: true, auth: Some("LOGIN"), ..Manners::default() }, "tls"),
    ] {
        let server = MailServer::start(manners);
        let rolo = mailboxes(&["ana"], server.port, &format!("tls = \"{tls}\"\nusername = \"ana\""));
        let mut untrusting = rolo.command(&["followups", "send", "--smtp"]);
        untrusting.env("SSL_CERT_FILE", "/dev/null").env("ROLO_SMTP_PASSWORD", "secret");
        let run = Run::from(untrusting.output().unwrap());
        assert_eq!(run.code, 1);
        assert!(run.err.contains("error: cannot use the mail server localhost:"), "{}", run.err);
        assert!(run.err.contains("hint: nothing was handed over, and all wait as before"), "{}", run.err);
        assert_eq!(states(&rolo), ["approved|0|"]);
        let run = send(&rolo, "secret", &[]);
        assert_eq!((run.code, states(&rolo)), (0, vec!["sent|0|".to_owned()]), "{}", run.err);
        assert!(server.letters()[0].is_encrypted);
    }
}

#[test]
fn without_encryption_where_it_is_asked_for_nothing_goes_out() {
    let server = MailServer::start(Manners::default());
    let rolo = mailboxes(&["ana"], server.port, "");
    let run = send(&rolo, "", &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("STARTTLS is not supported on this server"), "{}", run.err);
    assert!(server.letters().is_empty() && states(&rolo) == ["approved|0|"]);
}

#[test]
fn a_wrong_password_stops_everything_and_is_not_printed() {
    let server = MailServer::start(Manners { auth: Some("PLAIN LOGIN"), ..Manners::default() });
    let rolo = mailboxes(&["ana", "ben"], server.port, "tls = \"none\"\nusername = \"ana\"");
    let run = send(&rolo, "open sesame", &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("does not let ana in: 535 5.7.8 wrong name or password"), "{}", run.err);
    assert!(!run.err.contains("sesame"));
    assert_eq!(states(&rolo), ["approved|0|", "approved|0|"]);
}

#[test]
fn a_server_that_takes_nothing_from_us_or_is_not_there_costs_no_message_its_tries() {
    let closed = MailServer::start(Manners { is_closed: true, ..Manners::default() });
    let rolo = mailboxes(&["ana", "ben"], closed.port, PLAIN);
    let run = send(&rolo, "", &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("takes no letters from hello@example.com: 550 5.7.1"), "{}", run.err);
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    configure(&rolo, nobody, PLAIN);
    let run = send(&rolo, "", &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains(&format!("cannot use the mail server localhost:{nobody}: ")), "{}", run.err);
    assert_eq!(states(&rolo), ["approved|0|", "approved|0|"]);
    assert!(rolo.rows("SELECT * FROM activity WHERE kind = 'refused'").is_empty());
}

#[test]
fn only_e_mail_goes_out() {
    let server = MailServer::start(Manners::default());
    let rolo = approved(&[("email", "ana@example.org".to_owned()), ("sms", "+639175550101".to_owned())]);
    configure(&rolo, server.port, PLAIN);
    let run = send(&rolo, "", &["--format", "json"]);
    assert!(
        run.out.contains(r#""sent":1,"refused":0,"unconfirmed":0,"left_out":{"sms is not e-mail":1}"#),
        "{}",
        run.out
    );
    assert_eq!((run.code, server.letters().len()), (0, 1));
}

#[test]
fn a_subject_that_no_text_names_is_that_of_the_configuration() {
    let server = MailServer::start(Manners::default());
    let rolo = mailboxes(&["ana", "ben"], server.port, PLAIN);
    rolo.write("UPDATE followup SET text = 'Chào bạn 🎂' WHERE id = 1");
    rolo.write("UPDATE contact SET name = 'Ana' || char(13, 10) || 'Bcc: eve@example.net' WHERE id = 1");
    assert_eq!(send(&rolo, "", &["--limit", "1"]).code, 0);
    let letter = server.letters().remove(0);
    assert_eq!(letter.header("Subject"), "Message from Diwata Bakery");
    assert!(!letter.text.contains("\nBcc:"), "{}", letter.text);
    assert!(letter.header("Content-Type").contains("charset=utf-8"), "{}", letter.text);
    rolo.write("UPDATE followup SET text = 'Hi' WHERE id = 2");
    configure(&rolo, server.port, "tls = \"none\"\nsubject = \"Balita mula sa panaderya\"");
    assert_eq!(send(&rolo, "", &[]).code, 0);
    assert_eq!(server.letters()[1].header("Subject"), "Balita mula sa panaderya");
}

#[test]
fn settings_that_are_missing_or_careless_are_named() {
    let rolo = mailboxes(&["ana"], 25, PLAIN);
    let refused = |settings: &str, code: i32, said: &str| {
        rolo.file("rolo.toml", settings);
        let mut command = rolo.command(&["followups", "send", "--smtp"]);
        command.env_remove("ROLO_SMTP_PASSWORD");
        let run = Run::from(command.output().unwrap());
        assert_eq!(run.code, code, "{settings}: {}", run.err);
        assert!(run.err.contains(said) && run.err.contains("hint:"), "{}", run.err);
    };
    refused("", 2, "--smtp needs send.smtp.host, which is not set");
    refused("[send.smtp]\nhost = \"localhost\"\nfrom = \"a@b@c\"", 2, "send.smtp.from in rolo.toml is no sender");
    let login = "[send.smtp]\nhost = \"localhost\"\nfrom = \"a@example.com\"\nusername = \"ana\"\n";
    refused(login, 2, "there is no password for ana at localhost");
    let file = format!("{login}password_file = \"secret.txt\"\n");
    refused(&file, 1, "cannot read send.smtp.password_file secret.txt: No such file");
    let secret = rolo.file("secret.txt", "\n");
    fs::set_permissions(&secret, Permissions::from_mode(0o644)).unwrap();
    refused(&file, 1, "others may read send.smtp.password_file secret.txt (mode 644)");
    fs::set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
    refused(&file, 1, "send.smtp.password_file secret.txt is empty");
    rolo.file("secret.txt", "secret\n");
    refused(
        &file.replace("localhost", "mail.example.com").replace("from =", "tls = \"none\"\nfrom ="),
        2,
        "send.smtp.tls = \"none\" would send the password for all to read",
    );
    assert_eq!(states(&rolo), ["approved|0|"]);
}

#[test]
fn the_password_can_stand_in_a_file() {
    let server = MailServer::start(Manners { auth: Some("PLAIN"), ..Manners::default() });
    let rolo = mailboxes(&["ana"], server.port, "tls = \"none\"\nusername = \"ana\"\npassword_file = \"secret.txt\"");
    let secret = rolo.file("secret.txt", "secret\n");
    fs::set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
    assert_eq!(send(&rolo, "", &[]).code, 0);
    assert_eq!((server.letters().len(), NOW), (1, "2026-11-22T10:00:00Z"));
}

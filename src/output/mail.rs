//! E-mail: a message as the bytes that a mail server takes.

use std::path::Path;
use std::time::{Duration, SystemTime};

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

/// What goes into an e-mail.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// Names the letter, without the domain.
    pub message_id: &'a str,
    /// The sender.
    pub from: &'a Mailbox,
    /// What the receiver is called.
    pub name: Option<&'a str>,
    /// The receiver's address.
    pub to: &'a Address,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// Files that go with it: name and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// The date, in seconds since 1970.
    pub at: i64,
}

impl Letter<'_> {
    /// The letter with its headers, in lines that end with CRLF. What stands in one line of data stays in one line.
    pub fn bytes(self) -> Result<Vec<u8>, lettre::error::Error> {
        let name = self.name.map(one_line).filter(|name| !name.is_empty());
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(self.at).unwrap_or(0));
        let letter = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, self.to.clone()))
            .subject(one_line(self.subject))
            .date(at)
            .message_id(Some(format!("<{}@{}>", self.message_id, self.from.email.domain())));
        let text = SinglePart::plain(self.text.to_owned());
        let letter = if self.files.is_empty() {
            letter.singlepart(text)?
        } else {
            let parts = MultiPart::mixed().singlepart(text);
            let attached = |parts: MultiPart, (name, bytes): (String, Vec<u8>)| {
                let kind = content_type(&name);
                parts.singlepart(Attachment::new(one_line(&name)).body(bytes, kind))
            };
            letter.multipart(self.files.into_iter().fold(parts, attached))?
        };
        let mut bytes = letter.formatted();
        // The line end that stands before the dot that ends it comes with the dot.
        if bytes.ends_with(b"\r\n") {
            bytes.truncate(bytes.len() - 2);
        }
        Ok(bytes)
    }
}

/// A text of which no part can begin another header.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a file is, by the end of its name.
fn content_type(name: &str) -> ContentType {
    let extension = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
    let kind = match extension.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "pdf" => "application/pdf",
        "ics" => "text/calendar",
        "vcf" => "text/vcard",
        _ => "application/octet-stream",
    };
    ContentType::parse(kind).expect("the kinds above are well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(change: impl FnOnce(&mut Letter<'_>)) -> String {
        let from: Mailbox = "Diwata Bakery <hello@example.com>".parse().expect("a sender");
        let to: Address = "ana@example.org".parse().expect("an address");
        let mut letter = Letter {
            message_id: "followup-7-00ff",
            from: &from,
            name: Some("Ana Cruz"),
            to: &to,
            subject: "Your cake",
            text: "Hi Ana\nas promised",
            files: Vec::new(),
            at: 1_795_341_600,
        };
        change(&mut letter);
        String::from_utf8(letter.bytes().expect("a letter")).expect("ASCII")
    }

    #[test]
    fn a_letter_has_its_headers_and_its_text() {
        insta::assert_snapshot!(written(|_| {}).replace("\r\n", "\n"), @r#"
        From: "Diwata Bakery" <hello@example.com>
        To: "Ana Cruz" <ana@example.org>
        Subject: Your cake
        Date: Sun, 22 Nov 2026 10:00:00 +0000
        Message-ID: <followup-7-00ff@example.com>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Hi Ana
        as promised
        "#);
    }

    #[test]
    fn data_makes_no_header() {
        let letter = written(|letter| {
            letter.subject = "Hi\r\nBcc: eve@example.net\r\n\r\nbody";
            letter.name = Some("Ana\nReply-To: eve@example.net");
        });
        assert!(letter.contains("\r\nSubject: Hi Bcc: eve@example.net body\r\n"), "{letter}");
        let head = letter.split("\r\n\r\n").next().expect("a head");
        assert!(!head.lines().any(|line| line.starts_with("Bcc") || line.starts_with("Reply-To")), "{letter}");
    }

    #[test]
    fn words_of_all_writings_arrive() {
        let letter = written(|letter| {
            letter.subject = "Bánh của bạn 🎂";
            letter.name = Some("Nguyễn Ánh");
            letter.text = "Chào bạn";
        });
        assert!(letter.is_ascii() && letter.contains("=?utf-8?"), "{letter}");
        assert!(letter.contains("charset=utf-8"), "{letter}");
    }

    #[test]
    fn files_are_parts_of_their_own() {
        let letter = written(|letter| letter.files = vec![("menu.pdf".to_owned(), vec![0, 0xff, 0x80])]);
        assert!(letter.contains("multipart/mixed") && letter.contains("Content-Type: application/pdf"), "{letter}");
        assert!(letter.contains("filename=\"menu.pdf\"") && letter.contains("AP+A"), "{letter}");
    }
}

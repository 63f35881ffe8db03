//! Messages on their way out: what is handed over, to which address, and what is left out and why. Who hands it over,
//! and how, is not known here.

pub mod address;
pub mod pace;
pub mod said;

use std::fmt;

use address::{EMAIL, Reach, address};

/// A message as it is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The row of its queue.
    pub row_id: i64,
    /// Names the message wherever it goes, the same however often it is handed over, so that receivers can drop doubles.
    pub message_id: String,
    /// What it belongs to.
    pub topic: Topic,
    /// Whom it is for.
    pub contact_id: i64,
    /// What they are called.
    pub name: Option<String>,
    /// The channel.
    pub channel: String,
    /// The address on the channel.
    pub to: String,
    /// The subject, for channels that have one.
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// Files that go with it.
    pub media: Vec<String>,
}

/// What a message belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// A follow-up of a kind.
    Followup(String),
    /// The broadcast of a name.
    Broadcast(String),
}

/// Columns of messages in a file, and keys of their objects.
pub const COLUMNS: [&str; 11] = [
    "message_id",
    "followup_id",
    "kind",
    "broadcast",
    "contact_id",
    "name",
    "channel",
    "to",
    "subject",
    "text",
    "media",
];

/// A message before it is known whether it can be handed over: what its row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The row of its queue.
    pub row_id: i64,
    /// See [`Message::message_id`].
    pub message_id: String,
    /// What it belongs to.
    pub topic: Topic,
    /// Whom it is for.
    pub contact_id: i64,
    /// The channel, if one is known.
    pub channel: Option<String>,
    /// The subject, if it has one of its own. Else a first line `Subject: …` of the text is the subject.
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// Files that go with it.
    pub media: Vec<String>,
    /// Whether it waits while it is quiet.
    pub minds_quiet_hours: bool,
}

/// Why a message is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// The contact does not want to be contacted.
    DoNotContact,
    /// It is not known on which channel.
    NoChannel,
    /// The channel is not one of those that may be used.
    Channel(String),
    /// Only e-mail can be handed over this way.
    NotEmail(String),
    /// The contact has no address on the channel.
    NoAddress(String),
    /// It says nothing.
    NoText,
    /// It is quiet.
    QuietHours,
    /// As many as may be were handed over today.
    DailyCap,
    /// As many as were asked for were handed over.
    Limit,
    /// It cannot be sent in its state.
    State(String),
    /// It is due later.
    NotDue,
    /// The server or the command cannot be reached.
    Unreachable,
    /// A signal ended the command.
    Stopped,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DoNotContact => f.write_str("do not contact"),
            Self::NoChannel => f.write_str("no channel"),
            Self::Channel(channel) => write!(f, "channel {channel} is not allowed"),
            Self::NotEmail(channel) => write!(f, "{channel} is not e-mail"),
            Self::NoAddress(channel) => write!(f, "no address for {channel}"),
            Self::NoText => f.write_str("no text"),
            Self::QuietHours => f.write_str("quiet hours"),
            Self::DailyCap => f.write_str("daily cap"),
            Self::Limit => f.write_str("limit"),
            Self::State(state) => write!(f, "state {state}"),
            Self::NotDue => f.write_str("not due"),
            Self::Unreachable => f.write_str("not reached"),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

/// What holds for all messages of a command.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The channels that may be used; none = all.
    pub channels: &'a [String],
    /// Whether only e-mail can be handed over.
    pub only_email: bool,
    /// Whether it is quiet now.
    pub is_quiet: bool,
    /// The subject of what has none; empty = none.
    pub subject: &'a str,
}

impl Terms<'_> {
    /// The message that a draft makes for a contact, or why there is none.
    pub fn message(&self, draft: Draft, reach: &Reach) -> Result<Message, LeftOut> {
        if reach.do_not_contact {
            return Err(LeftOut::DoNotContact);
        }
        let channel = draft.channel.filter(|channel| !channel.is_empty()).ok_or(LeftOut::NoChannel)?;
        if self.only_email && channel != EMAIL {
            return Err(LeftOut::NotEmail(channel));
        }
        if !self.channels.is_empty() && !self.channels.contains(&channel) {
            return Err(LeftOut::Channel(channel));
        }
        let Some(to) = address(reach, &channel) else { return Err(LeftOut::NoAddress(channel)) };
        let (first_line, text) = split_subject(&draft.text);
        if text.trim().is_empty() {
            return Err(LeftOut::NoText);
        }
        if self.is_quiet && draft.minds_quiet_hours {
            return Err(LeftOut::QuietHours);
        }
        let own = draft.subject.as_deref().or(first_line);
        let subject = own.or(Some(self.subject).filter(|_| channel == EMAIL));
        let subject = subject.map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty());
        Ok(Message {
            row_id: draft.row_id,
            message_id: draft.message_id,
            topic: draft.topic,
            contact_id: draft.contact_id,
            name: reach.name.clone(),
            to,
            subject,
            text: text.to_owned(),
            media: draft.media,
            channel,
        })
    }
}

/// Parts a first line `Subject: …` and the blank line that may follow from the text.
pub fn split_subject(text: &str) -> (Option<&str>, &str) {
    const MARK: &str = "subject:";
    let start = text.trim_start();
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    match first.get(..MARK.len()) {
        Some(mark) if mark.eq_ignore_ascii_case(MARK) => {
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
            (Some(&first[MARK.len()..]), rest)
        }
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(channel: &str, text: &str) -> Draft {
        Draft {
            row_id: 7,
            message_id: "followup-7-0".to_owned(),
            topic: Topic::Followup("promise".to_owned()),
            contact_id: 3,
            channel: Some(channel.to_owned()),
            subject: None,
            text: text.to_owned(),
            media: Vec::new(),
            minds_quiet_hours: true,
        }
    }

    fn reach() -> Reach {
        Reach { email: "ana@example.com".to_owned(), phone: "+639175550101".to_owned(), ..Reach::default() }
    }

    const TERMS: Terms<'_> = Terms { channels: &[], only_email: false, is_quiet: false, subject: "News" };

    #[test]
    fn a_first_line_that_names_the_subject_is_no_text() {
        let message = TERMS.message(draft("email", "SUBJECT: Your cake\r\n\r\nHi Ana\nBye"), &reach()).expect("whole");
        assert_eq!((message.subject.as_deref(), message.text.as_str()), (Some("Your cake"), "Hi Ana\nBye"));
        let message = TERMS.message(draft("sms", "Subject: Your cake\nHi"), &reach()).expect("whole");
        assert_eq!((message.subject.as_deref(), message.text.as_str()), (Some("Your cake"), "Hi"));
        let message = TERMS.message(draft("email", "Subjects: two\nHi"), &reach()).expect("whole");
        assert_eq!((message.subject.as_deref(), message.text.as_str()), (Some("News"), "Subjects: two\nHi"));
        assert_eq!(TERMS.message(draft("sms", "Hi"), &reach()).expect("whole").subject, None);
    }

    #[test]
    fn what_cannot_be_handed_over_is_left_out_for_its_first_reason() {
        let left_out = |terms: Terms<'_>, draft, reach: Reach| terms.message(draft, &reach).expect_err("left out");
        let opted_out = Reach { do_not_contact: true, ..reach() };
        assert_eq!(left_out(TERMS, draft("sms", "Hi"), opted_out), LeftOut::DoNotContact);
        assert_eq!(left_out(TERMS, draft("", "Hi"), reach()), LeftOut::NoChannel);
        assert_eq!(left_out(TERMS, draft("web", "Hi"), reach()), LeftOut::NoAddress("web".to_owned()));
        assert_eq!(left_out(TERMS, draft("sms", " \n"), reach()), LeftOut::NoText);
        assert_eq!(left_out(TERMS, draft("email", "Subject: only that"), reach()), LeftOut::NoText);
        let smtp = Terms { only_email: true, ..TERMS };
        assert_eq!(left_out(smtp, draft("sms", "Hi"), reach()), LeftOut::NotEmail("sms".to_owned()));
        let channels = ["email".to_owned()];
        let some = Terms { channels: &channels, ..TERMS };
        assert_eq!(left_out(some, draft("sms", "Hi"), reach()), LeftOut::Channel("sms".to_owned()));
        assert!(some.message(draft("email", "Hi"), &reach()).is_ok());
    }

    #[test]
    fn quiet_hours_hold_back_what_minds_them() {
        let quiet = Terms { is_quiet: true, ..TERMS };
        assert_eq!(quiet.message(draft("sms", "Hi"), &reach()), Err(LeftOut::QuietHours));
        let by_hand = Draft { minds_quiet_hours: false, ..draft("sms", "Hi") };
        assert!(quiet.message(by_hand, &reach()).is_ok());
    }
}

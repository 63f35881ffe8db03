//! Where a contact is reached on a channel.

use crate::domain::normalize::phone;

/// The channel of e-mail.
pub const EMAIL: &str = "email";

/// What a contact is reached by. A text that is empty is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// What they are called.
    pub name: Option<String>,
    /// The main address.
    pub email: String,
    /// The main number.
    pub phone: String,
    /// `scope:value`, joined with `;`.
    pub external_ids: String,
    /// Joined with `;`.
    pub visitor_ids: String,
    /// Whether they asked not to be contacted.
    pub do_not_contact: bool,
}

/// The address of a contact on a channel, if they have one there: the main mailbox for e-mail, the main number for sms
/// and phone, the chat's own id for a chat and else what stands in for it.
pub fn address(reach: &Reach, channel: &str) -> Option<String> {
    let in_scope = || {
        let mut ids = reach.external_ids.split(';');
        ids.find_map(|id| id.strip_prefix(channel)?.strip_prefix(':').filter(|value| !value.is_empty()))
    };
    let number = || {
        let number = reach.phone.as_str();
        // An extension is for those who dial.
        phone::is_e164(number).then(|| number.split(' ').next().unwrap_or(number))
    };
    let visitor = || reach.visitor_ids.split(';').find(|id| !id.is_empty());
    let found = match channel {
        EMAIL => Some(reach.email.as_str()).filter(|email| !email.is_empty()),
        "sms" | "phone" => number(),
        "whatsapp" | "zalo" => in_scope().or_else(number),
        "telegram" | "messenger" | "facebook" | "instagram" => in_scope().or_else(visitor),
        "web" => visitor(),
        _ => in_scope(),
    };
    found.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_channel_has_its_own_address() {
        let reach = Reach {
            email: "ana@example.com".to_owned(),
            phone: "+639175550101 x5".to_owned(),
            external_ids: "shop:12;telegram:998;line:abc:def;whatsapp:".to_owned(),
            visitor_ids: "v-1;v-2".to_owned(),
            ..Reach::default()
        };
        let at = |channel| address(&reach, channel).unwrap_or_default();
        assert_eq!(at("email"), "ana@example.com");
        assert_eq!([at("sms"), at("phone"), at("whatsapp"), at("zalo")], ["+639175550101"; 4]);
        assert_eq!([at("telegram"), at("messenger"), at("web")], ["998", "v-1", "v-1"]);
        assert_eq!([at("line"), at("shop"), at("viber")], ["abc:def", "12", ""]);
        let chat = Reach { external_ids: "zalo:z9".to_owned(), ..reach };
        assert_eq!(address(&chat, "zalo").as_deref(), Some("z9"));
    }

    #[test]
    fn a_number_that_cannot_be_dialled_from_anywhere_is_no_address() {
        let reach = Reach { phone: "0917 555 0101".to_owned(), ..Reach::default() };
        assert_eq!((address(&reach, "sms"), address(&reach, "whatsapp")), (None, None));
        assert_eq!(address(&Reach::default(), "email"), None);
    }
}

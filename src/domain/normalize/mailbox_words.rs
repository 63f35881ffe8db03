//! Word lists about mailboxes: what stands for nobody, what several people share, and where anyone can sign up.
//! All are lower case.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// A list to look words up in.
type Words = LazyLock<FxHashSet<&'static str>>;

/// Local parts, without their punctuation, that say at any domain that there is no address.
#[rustfmt::skip]
pub(super) static NOBODY_WORDS: Words = LazyLock::new(|| set(&[
    "anonymous", "dummy", "dummyemail", "emailnotprovided", "fake", "fakeemail", "invalid", "keineemail",
    "keinemail", "mailerdaemon", "noaddress", "nobody", "nocontact", "noeemail", "noemail", "noemailaddress",
    "noemailavailable", "noemailgiven", "noemailprovided", "noemails", "noexiste", "nomail", "nomailaddress",
    "noname", "none", "nonegiven", "noneprovided", "noone", "notavailable", "notgiven", "nothing", "notienecorreo",
    "notprovided", "null", "placeholder", "sincorreo", "sinemail", "sinmail", "tempemail", "undefined", "unknown",
    "unknownemail", "walangemail", "withoutemail", "xxx",
]));

/// How local parts, without their punctuation, begin whose mail nobody reads.
#[rustfmt::skip]
pub(super) const UNATTENDED_WORDS: &[&str] = &[
    "autoreply", "donotreply", "dontreply", "mailerdaemon", "nepasrepondre", "neverreply", "noreplies", "noreply",
    "noresponder",
];

/// Words that fill a mandatory field when they stand on both sides of the @.
#[rustfmt::skip]
pub(super) static FILLER_WORDS: Words = LazyLock::new(|| set(&[
    "1", "12", "123", "1234", "12345", "123456", "a", "abc", "abcd", "abcd1234", "abcde", "address", "anything",
    "asd", "asdf", "asdfg", "asdfgh", "b", "bar", "blank", "client", "cliente", "company", "correo", "customer",
    "domain", "dummy", "email", "email1", "fake", "foo", "guest", "kunde", "mail", "me", "na", "name",
    "nil", "no", "noemail", "nomail", "none", "nope", "null", "qwe", "qwerty", "qwertz", "sample", "temp", "test",
    "test1", "test123", "tester", "testing", "testmail", "testuser", "tmp", "unknown", "user", "username", "void",
    "x", "xx", "xxx", "xy", "xyz", "you", "your", "yourcompany", "yourdomain", "yourname",
]));

/// Domains that stand for none.
#[rustfmt::skip]
pub(super) static NOBODY_DOMAINS: Words = LazyLock::new(|| set(&[
    "donotreply.com", "fakeemail.com", "fakemail.com", "n-a.com", "nada.com", "nil.com", "no-email.com",
    "no-mail.com", "noaddress.com", "noemail.com", "noemail.net", "noemail.org", "noemailprovided.com",
    "nomail.com", "nomail.net", "none.com", "noreply.com", "notavailable.com", "notprovided.com", "nowhere.com",
    "null.com", "placeholder.com", "unknown.com",
]));

/// Local parts, without their punctuation, of mailboxes that several people read.
#[rustfmt::skip]
pub(super) static ROLE_WORDS: Words = LazyLock::new(|| set(&[
    "abuse", "accountant", "accounting", "accounts", "accountspayable", "accountsreceivable", "admin",
    "administracion", "administration", "administrator", "admissions", "anfrage", "anfragen", "ar",
    "atencion", "atencionalcliente", "ayuda", "bestellung", "bewerbung", "billing", "booking", "bookings",
    "buchhaltung", "buero", "bureau", "business", "businessdevelopment", "career", "careers", "ceo", "clinic",
    "comercial", "compliance", "compras", "concierge", "contabilidad", "contact", "contactme", "contacto",
    "contactus", "contato", "customercare", "customerservice", "customersupport", "delivery", "dental",
    "desk", "direction", "director", "dispatch", "editor", "einkauf", "empleo", "enquire", "enquiries", "enquiry",
    "events", "everyone", "export", "facturacion", "faktura", "feedback", "finance", "finances", "financial",
    "frontdesk", "frontoffice", "genel", "general", "gerencia", "hallo", "hello", "help", "helpdesk", "hi", "hola",
    "hostmaster", "hotel", "hr", "humanresources", "import", "inbox", "info", "informacion", "information",
    "informations", "infos", "inquiries", "inquiry", "invoice", "invoices", "invoicing", "it", "itsupport", "jobs",
    "kontakt", "kundenservice", "legal", "logistics", "mail", "mailbox", "main", "management", "manager",
    "marketing", "media", "members", "membership", "moderator", "news", "newsletter", "office", "officemanager",
    "officina", "ofis", "online", "operations", "ops", "order", "orders", "owner", "payable", "payables", "payment",
    "payments", "payroll", "people", "personal", "post", "postmaster", "press", "presse", "privacy",
    "procurement", "property", "purchase", "purchasing", "receivables", "recepcion", "reception", "rechnung",
    "rechnungen", "recruiting", "recruitment", "recursoshumanos", "reservas", "reservation", "reservations",
    "reservierung", "returns", "root", "rrhh", "rsvp", "sac", "sales", "salesteam", "secretaria", "secretary",
    "security", "sekretariat", "service", "services", "servicio", "servicioalcliente", "shipping", "shop",
    "soporte", "staff", "store", "studio", "subscribe", "suggestions", "suporte", "support", "supportteam",
    "sysadmin", "team", "tech", "techsupport", "termin", "termine", "tickets", "tienda", "trade", "training",
    "travel", "vendas", "ventas", "verkauf", "vertrieb", "volunteer", "warehouse", "web", "webmaster", "website",
    "welcome", "wholesale", "zentrale",
]));

/// First labels of providers with a domain in many countries.
#[rustfmt::skip]
pub(super) static FREEMAIL_BRANDS: Words = LazyLock::new(|| set(&[
    "aol", "gmx", "googlemail", "hotmail", "live", "mail", "msn", "outlook", "rocketmail", "tutanota",
    "windowslive", "yahoo", "yandex", "ymail",
]));

/// Domains where anyone can have a mailbox, beside the brands.
#[rustfmt::skip]
pub(super) static FREEMAIL_DOMAINS: Words = LazyLock::new(|| set(&[
    "013.net", "10minutemail.com", "126.com", "139.com", "163.com", "189.cn", "21cn.com", "a1.net", "abv.bg",
    "alice.it", "aliceadsl.fr", "aliyun.com", "ameritech.net", "aon.at", "arcor.de", "arnet.com.ar", "asia.com",
    "att.net", "azet.sk", "bbox.fr", "bell.net", "bellsouth.net", "bezeqint.net", "biglobe.ne.jp", "bigmir.net",
    "bigpond.com", "bigpond.net.au", "bk.ru", "bluewin.ch", "blueyonder.co.uk", "bol.com.br", "bredband.net",
    "bt.com", "btinternet.com", "cableone.net", "centrum.cz", "centrum.sk", "centurylink.net", "charter.net",
    "chello.at", "citromail.hu", "ciudad.com.ar", "clix.pt", "club-internet.fr", "cogeco.ca", "comcast.net",
    "comhem.se", "consultant.com", "cox.net", "daum.net", "dir.bg", "docomo.ne.jp", "duck.com", "earthlink.net",
    "eastlink.ca", "eim.ae", "eircom.net", "email.com", "email.cz", "email.de", "email.it", "embarqmail.com",
    "emirates.net.ae", "engineer.com", "europe.com", "excite.com", "ezweb.ne.jp", "fastmail.com", "fastmail.fm",
    "fastwebnet.it", "fibertel.com.ar", "foxmail.com", "free.fr", "freemail.hu", "freenet.de", "frontier.com",
    "frontiernet.net", "gazeta.pl", "globe.com.ph", "globo.com", "globomail.com", "gmail.com", "gmx.net", "gmx.org",
    "googlemail.com", "guerrillamail.com", "hanmail.net", "hetnet.nl", "hey.com", "hinet.net", "hispeed.ch",
    "home.nl", "hushmail.com", "i.softbank.jp", "i.ua", "iafrica.com", "icloud.com", "ig.com.br", "iinet.net.au",
    "inbox.com", "inbox.ru", "indamail.hu", "indiatimes.com", "interia.eu", "interia.pl", "internet.ru",
    "inwind.it", "iol.it", "jubii.dk", "juno.com", "kabelmail.de", "kakao.com", "keemail.me", "kolumbus.fi",
    "kpnmail.nl", "laposte.fr", "laposte.net", "lenta.ru", "libero.it", "list.ru", "luukku.com", "lycos.com",
    "mac.com", "mail.bg", "mail.dk", "mail.pt", "mail.ru", "mailbox.org", "mailinator.com", "me.com", "meta.ua",
    "mindspring.com", "mozmail.com", "mweb.co.za", "mynet.com", "myself.com", "narod.ru", "nate.com", "naver.com",
    "netscape.net", "netvigator.com", "netvision.net.il", "netzero.net", "neuf.fr", "nifty.com", "ntlworld.com",
    "numericable.fr", "o2.co.uk", "o2.pl", "oi.com.br", "onet.eu", "onet.pl", "online.de", "online.no", "ono.com",
    "op.pl", "optimum.net", "optonline.net", "optusnet.com.au", "orange.es", "orange.fr", "otenet.gr",
    "ozemail.com.au", "pacbell.net", "pacific.net.sg", "pchome.com.tw", "planet.nl", "pldtdsl.net", "pm.me",
    "poczta.onet.pl", "post.com", "post.cz", "posteo.de", "privaterelay.appleid.com", "prodigy.net",
    "prodigy.net.mx", "proton.me", "protonmail.ch", "protonmail.com", "proximus.be", "q.com", "qq.com",
    "quicknet.nl", "r7.com", "rambler.ru", "rediff.com", "rediffmail.com", "relay.firefox.com", "roadrunner.com",
    "rogers.com", "rr.com", "sapo.pt", "sbcglobal.net", "scarlet.be", "seed.net.tw", "seznam.cz", "sfr.fr",
    "sharklasers.com", "shaw.ca", "sify.com", "sina.cn", "sina.com", "singnet.com.sg", "sky.com", "skynet.be",
    "slingshot.co.nz", "smartbro.net", "softbank.ne.jp", "sohu.com", "speedy.com.ar", "spray.se", "start.no",
    "stofanet.dk", "suddenlink.net", "sunrise.ch", "superonline.com", "swbell.net", "sympatico.ca", "t-online.de",
    "t-online.hu", "talktalk.net", "telefonica.net", "telenet.be", "telia.com", "telkomsa.net", "telus.net",
    "tempmail.com", "terra.com.br", "terra.es", "tin.it", "tiscali.co.uk", "tiscali.it", "tlen.pl", "tom.com",
    "tpg.com.au", "trashmail.com", "ttmail.com", "tuta.com", "tuta.io", "tutamail.com", "tutanota.de", "ukr.net",
    "uol.com.br", "upcmail.nl", "usa.com", "verizon.net", "videotron.ca", "vip.qq.com", "virgilio.it",
    "virginmedia.com", "vodafone.de", "vodamail.co.za", "volny.cz", "vp.pl", "vsnl.com", "vsnl.net", "vtr.net",
    "walla.co.il", "walla.com", "wanadoo.fr", "web.de", "webmail.co.za", "westnet.com.au", "windowslive.com",
    "windstream.net", "wp.pl", "xs4all.nl", "xtra.co.nz", "ya.com", "ya.ru", "ybb.ne.jp", "yeah.net", "yopmail.com",
    "ziggo.nl", "zipmail.com.br", "zoho.com", "zohomail.com", "zohomail.eu", "zoznam.sk",
]));

fn set(words: &[&'static str]) -> FxHashSet<&'static str> {
    words.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_form_it_is_looked_up_in() {
        for words in [&NOBODY_WORDS, &FILLER_WORDS, &ROLE_WORDS] {
            let is_plain = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
            assert!(words.iter().all(|word| is_plain(word) && word.len() < 24), "{words:?}");
        }
        assert!(ROLE_WORDS.iter().all(|word| !word.ends_with(|c: char| c.is_ascii_digit())));
        for domains in [&NOBODY_DOMAINS, &FREEMAIL_DOMAINS] {
            assert!(
                domains.iter().all(|domain| domain.contains('.') && domain.to_lowercase() == **domain),
                "{domains:?}"
            );
        }
    }
}

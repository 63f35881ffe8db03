//! The words that people, companies and places are put together from. The people are invented: names are drawn
//! part by part, e-mail domains end in `.example` or lie under example.com, example.net and example.org.

/// First names with the nickname that a second entry of the same person may carry.
#[rustfmt::skip]
pub(crate) const FIRST_NAMES: [(&str, &str); 84] = [
    ("Robert", "Bob"), ("William", "Bill"), ("Elizabeth", "Liz"), ("Katherine", "Kate"), ("Michael", "Mike"),
    ("Jennifer", "Jen"), ("Thomas", "Tom"), ("Margaret", "Maggie"), ("Richard", "Rick"), ("Susan", "Sue"),
    ("Christopher", "Chris"), ("Patricia", "Pat"), ("Anthony", "Tony"), ("Rebecca", "Becky"), ("Daniel", "Dan"),
    ("Deborah", "Debbie"), ("Matthew", "Matt"), ("Jessica", "Jess"), ("Andrew", "Andy"), ("Samantha", "Sam"),
    ("Joseph", "Joe"), ("Victoria", "Vicky"), ("Edward", "Ed"), ("Alexandra", "Alex"), ("Benjamin", "Ben"),
    ("Kimberly", "Kim"), ("Nicholas", "Nick"), ("Pamela", "Pam"), ("Timothy", "Tim"), ("Jacqueline", "Jackie"),
    ("Gregory", "Greg"), ("Cynthia", "Cindy"), ("Stephen", "Steve"), ("Theresa", "Terry"), ("Kenneth", "Ken"),
    ("Abigail", "Abby"), ("Jeffrey", "Jeff"), ("Gabriella", "Gabby"), ("Frederick", "Fred"), ("Valerie", "Val"),
    ("José", "Pepe"), ("Maria", "Mia"), ("Antonio", "Tony"), ("Josefina", "Josie"), ("Francisco", "Kiko"),
    ("Corazon", "Cora"), ("Emmanuel", "Manny"), ("Rosario", "Chari"), ("Ricardo", "Ric"), ("Imelda", "Mel"),
    ("Aisha", "Aisha"), ("Omar", "Omar"), ("Priya", "Priya"), ("Arjun", "Arjun"), ("Mei", "Mei"), ("Wei", "Wei"),
    ("Zoë", "Zoe"), ("Chloé", "Chloe"), ("Björn", "Bjorn"), ("Søren", "Soren"), ("Ingrid", "Inga"), ("Lars", "Lars"),
    ("Fatima", "Fatima"), ("Yusuf", "Yusuf"), ("Noah", "Noah"), ("Olivia", "Liv"), ("Emma", "Em"), ("Liam", "Liam"),
    ("Sophia", "Sophie"), ("Ethan", "Ethan"), ("Grace", "Grace"), ("Henry", "Harry"), ("Ruby", "Ruby"), ("Oscar", "Oscar"),
    ("Hannah", "Hannah"), ("Lucas", "Luke"), ("Isabel", "Izzy"), ("Nathaniel", "Nate"), ("Penelope", "Penny"),
    ("Sebastian", "Seb"), ("Eleanor", "Nell"), ("Dominic", "Dom"), ("Beatriz", "Bea"), ("Leonard", "Len"),
];

/// Common last names.
pub(crate) const LAST_NAMES: [&str; 60] = [
    "Santos",
    "Reyes",
    "Cruz",
    "Bautista",
    "Garcia",
    "Mendoza",
    "Ramos",
    "Flores",
    "Castillo",
    "Villanueva",
    "Dela Cruz",
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "Wilson",
    "Evans",
    "Walker",
    "Wright",
    "Green",
    "Hughes",
    "Edwards",
    "Hall",
    "O'Brien",
    "O'Neill",
    "McCarthy",
    "MacLeod",
    "Fitzgerald",
    "Patel",
    "Sharma",
    "Singh",
    "Khan",
    "Ahmed",
    "Rahman",
    "Nguyen",
    "Tran",
    "Chen",
    "Wang",
    "Lee",
    "Kim",
    "Park",
    "Tan",
    "Lim",
    "Müller",
    "Schäfer",
    "Weber",
    "Lefèvre",
    "Peña",
    "Núñez",
    "Silva",
    "Costa",
    "Rossi",
    "Novak",
    "Kowalski",
    "Andersson",
    "Jensen",
    "van Dijk",
    "de Vries",
    "Smith-Jones",
    "Okafor",
];

/// Beginnings and ends of compound last names: many names, each of them rare.
pub(crate) const LAST_NAME_BEGINNINGS: [&str; 36] = [
    "Ash", "Bar", "Black", "Bram", "Brook", "Cal", "Clif", "Cor", "Dal", "Dun", "East", "Elm", "Fair", "Glen", "Grim",
    "Hamp", "Hart", "Hol", "Kings", "Lang", "Lin", "Mar", "Mil", "Nor", "Oak", "Pem", "Rad", "Red", "Shel", "Stan",
    "Swin", "Thorn", "Wal", "West", "Win", "Wood",
];
pub(crate) const LAST_NAME_ENDS: [&str; 28] = [
    "bourne", "bridge", "brook", "bury", "by", "combe", "cott", "croft", "den", "field", "ford", "gate", "ham",
    "hurst", "land", "ley", "low", "man", "more", "ridge", "shaw", "stead", "ston", "thorpe", "ton", "well", "wick",
    "worth",
];

/// A company's name is one word of each list; its domain is the same with hyphens under `.example`.
pub(crate) const COMPANY_FRONTS: [&str; 40] = [
    "Amber", "Anchor", "Aurora", "Beacon", "Birch", "Blue", "Bright", "Cedar", "Cobalt", "Copper", "Coral", "Delta",
    "Echo", "Ember", "Falcon", "Fern", "Granite", "Harbor", "Indigo", "Ivory", "Juniper", "Lantern", "Lotus", "Lunar",
    "Maple", "Meridian", "Nimbus", "North", "Opal", "Orchid", "Pearl", "Pioneer", "Quartz", "River", "Saffron",
    "Silver", "Summit", "Sunrise", "Willow", "Zephyr",
];
pub(crate) const COMPANY_TRADES: [&str; 25] = [
    "Bakery",
    "Builders",
    "Cafe",
    "Clinic",
    "Cleaning",
    "Dental",
    "Design",
    "Energy",
    "Events",
    "Fitness",
    "Foods",
    "Garden",
    "Homes",
    "Labs",
    "Legal",
    "Logistics",
    "Media",
    "Motors",
    "Optics",
    "Partners",
    "Pets",
    "Salon",
    "Security",
    "Studio",
    "Travel",
];
pub(crate) const COMPANY_SUFFIXES: [&str; 8] = ["", "", "", " Inc", ", Inc.", " Ltd", " LLC", " & Co"];

/// Domains of people's own mailboxes.
pub(crate) const MAIL_DOMAINS: [&str; 6] =
    ["example.com", "example.org", "example.net", "mail.example.com", "post.example.org", "inbox.example"];

pub(crate) const JOB_TITLES: [&str; 16] = [
    "",
    "",
    "",
    "Owner",
    "CEO",
    "Manager",
    "Office Manager",
    "Head of Sales",
    "VP, Operations",
    "Buyer",
    "Assistant",
    "Engineer",
    "Marketing Lead",
    "IT Manager",
    "Founder",
    "Consultant",
];
pub(crate) const SOURCES: [&str; 10] = [
    "chat_widget",
    "chat_widget",
    "lead_form",
    "lead_form",
    "facebook",
    "instagram",
    "whatsapp",
    "web_visitor",
    "google_ads",
    "referral",
];
pub(crate) const TAGS: [&str; 14] = [
    "booking",
    "complaint",
    "newsletter",
    "partner",
    "pricing",
    "returning",
    "spring-sale",
    "trade-fair",
    "trial",
    "vip",
    "warranty",
    "webinar",
    "wholesale",
    "winter-sale",
];
pub(crate) const NOTES: [&str; 6] = [
    "prefers e-mail",
    "call after 5 pm, never before",
    "met at the trade fair",
    "said \"send me the list\", then left",
    "speaks Spanish; asks for Ana",
    "two offices, one invoice",
];

/// A country with the digits its invented phone numbers are written in.
pub(crate) struct Country {
    pub(crate) code: &'static str,
    pub(crate) calling_code: &'static str,
    /// What is dialled there before a calling code.
    pub(crate) international_prefix: &'static str,
    /// What stands before a number that is written without the calling code.
    pub(crate) trunk_prefix: &'static str,
    pub(crate) cities: [&'static str; 6],
}

/// Where people live, each with its share in percent.
pub(crate) const COUNTRIES: [(u64, &Country); 4] = [
    (
        45,
        &Country {
            code: "US",
            calling_code: "1",
            international_prefix: "+",
            trunk_prefix: "",
            cities: ["Austin", "Boston", "Chicago", "Denver", "Portland", "San José"],
        },
    ),
    (
        25,
        &Country {
            code: "GB",
            calling_code: "44",
            international_prefix: "00",
            trunk_prefix: "0",
            cities: ["Bristol", "Glasgow", "Leeds", "London", "Newcastle upon Tyne", "York"],
        },
    ),
    (
        20,
        &Country {
            code: "PH",
            calling_code: "63",
            international_prefix: "00",
            trunk_prefix: "0",
            cities: ["Baguio", "Cebu City", "Davao", "Makati", "Parañaque", "Quezon City"],
        },
    ),
    (
        10,
        &Country {
            code: "AU",
            calling_code: "61",
            international_prefix: "0011",
            trunk_prefix: "0",
            cities: ["Adelaide", "Brisbane", "Hobart", "Melbourne", "Perth", "Sydney"],
        },
    ),
];

/// Area codes for invented American numbers.
pub(crate) const AREA_CODES: [u16; 128] = [
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234,
    239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308, 309,
    310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 331, 334, 336, 337, 339, 347, 351, 352, 360,
    361, 386, 401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 424, 425, 430, 432, 434,
    435, 440, 443, 469, 478, 479, 480, 484, 501, 502, 503, 504, 507, 508, 509, 510, 512, 513, 515, 516, 517, 518, 520,
    530, 540, 541, 551, 559, 561, 562, 563, 601, 602, 603, 605, 606,
];

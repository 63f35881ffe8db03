//! The words of working life: what companies are called, what people do there, and where their mail lies.

/// Words that company names begin with.
pub(crate) const FRONTS: &str = "Acme Aero Agri Alpha Amber Apex Aqua Arc Astro Atlas Aurora Auto Bay Beacon Bear Bio Blue Bridge Bright \
    Canyon Castle Cedar City Clear Cloud Coast Cobalt Copper Core Crest Crown Cyber Data Delta Eagle Echo Eco Ember Euro \
    Falcon Federal First Flame Fleet Forge Frost Fusion Garden Gate Geo Global Golden Grand Granite Green Harbor Hawk \
    Heritage Horizon Hyper Info Inter Iron Jade Key Lake Legacy Liberty Light Lion Lock Lunar Maple Matrix Medi Mega \
    Metro Micro Modern Moon Nano Net Next Noble North Nova Oak Omega Orion Pan Peak Pioneer Pixel Polar Prime Pulse Pure \
    Quantum Rain Rapid Ridge River Royal Rural Sail Signal Silver Sky Smart Snow Solar Spark Star Stone Storm Summit Sun \
    Swift Terra Tower Trans True Turbo Union Uni Urban Valley Vector Vertex Vital Wave Wind";

/// What companies do.
pub(crate) const TRADES: &str = "Advisors Analytics Bakery Brewery Capital Chemicals Clinics Construction Consulting Dairy Design Devices \
    Digital Dynamics Education Electronics Energy Engineering Events Farms Finance Foods Furniture Group Health Holdings \
    Hotels Industries Instruments Insurance Labs Legal Logistics Marine Marketing Media Motors Networks Packaging Paper \
    Partners Pharma Plastics Power Printing Realty Retail Robotics Security Services Shipping Software Solutions Sports \
    Steel Studios Supply Systems Technologies Textiles Tools Trading Travel Water Works";

/// Ends of companies that bear their owner's name, beside the trades.
pub(crate) const FAMILY_ENDS: [&str; 4] = ["& Sons", "& Partners", "& Co", "Brothers"];

/// Job titles, the frequent ones first; other ways to write one follow it after a slash.
pub(crate) const TITLES: &str = "Chief Executive Officer/CEO/Chief Exec,Chief Technology Officer/CTO,Chief Financial Officer/CFO,\
    Vice President Sales/VP Sales/VP of Sales,Vice President Marketing/VP Marketing,Managing Director/MD,\
    Director of Operations/Operations Director/Dir. Operations,Head of Procurement/Procurement Head,\
    Head of HR/HR Head/Head of Human Resources,Sales Manager/Sales Mgr,Marketing Manager/Marketing Mgr,\
    Account Manager/Acct Manager/Account Mgr,Product Manager/PM/Product Mgr,Software Engineer/Software Developer/SWE,\
    Project Manager/Project Mgr,Senior Software Engineer/Sr. Software Engineer,Engineer,Data Analyst/Analyst,Business Analyst/BA,\
    Accountant,Consultant,Senior Consultant/Sr. Consultant,Office Manager/Office Mgr,Executive Assistant/EA,Buyer/Purchaser,\
    Customer Success Manager/CSM,IT Manager/IT Mgr,Purchasing Manager/Purchasing Mgr,Partner,Founder/Owner,Lawyer/Attorney,\
    Doctor/Physician,Nurse,Designer/Graphic Designer,Teacher,Student,Operations Manager/Ops Manager,\
    Sales Representative/Sales Rep,Store Manager/Store Mgr,Logistics Coordinator/Logistics Co-ordinator";

/// Providers of private mailboxes. They are real ones, because matching has to know that people who share such a
/// domain have nothing to do with each other; the files are generated and never published. Every other domain is a
/// reserved one.
pub(crate) const PROVIDERS: [(u64, &str); 15] = [
    (20, "gmail.com"),
    (6, "yahoo.com"),
    (6, "outlook.com"),
    (6, "hotmail.com"),
    (6, "live.com"),
    (6, "aol.com"),
    (6, "icloud.com"),
    (6, "me.com"),
    (6, "protonmail.com"),
    (6, "gmx.de"),
    (6, "web.de"),
    (5, "orange.fr"),
    (5, "libero.it"),
    (5, "mail.ru"),
    (5, "qq.com"),
];

/// Mailboxes that a whole company reads.
pub(crate) const ROLES: [(u64, &str); 7] =
    [(36, "info"), (18, "sales"), (10, "contact"), (9, "admin"), (9, "office"), (9, "support"), (9, "hello")];

/// What is typed where a form wants an e-mail or a phone that nobody wants to give.
pub(crate) const NO_MAIL: [&str; 4] = ["none@none.com", "test@test.com", "noemail@example.com", "na@na.com"];
pub(crate) const NO_PHONE: [&str; 5] = ["N/A", "1234567890", "0000000000", "000-000-0000", "999-999-9999"];

/// What follows a plus sign in a mailbox.
pub(crate) const TAGS: [&str; 6] = ["crm", "event", "news", "shop", "web", "work"];

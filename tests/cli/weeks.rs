//! Three weeks of a shop that rents bicycles, day by day: what people write, what becomes of promises and of silence,
//! what is sent, bought, won and left alone. Each evening the queues are what a person would expect to find.

use serde_json::Value;

use crate::sandbox::Sandbox;

const CONFIG: &str = "\
[followups]\ndaily_cap = 2\n\
[deals]\nauto_create = true\ntask_on_cannot_answer = true\n\
[money]\ncurrency = \"EUR\"\n\
[templates]\nspring = \"Subject: Spring\\n\\nHi {{ first_name | default('there') }}, the season begins!\"\n";

/// The shop at one moment after the other.
struct Shop {
    rolo: Sandbox,
    day: u32,
    files: u32,
}

impl Shop {
    fn open() -> Self {
        let rolo = Sandbox::at("2026-03-01T20:00:00Z");
        rolo.file("rolo.toml", CONFIG);
        Self { rolo, day: 0, files: 0 }
    }

    fn time(&self, clock: &str) -> String {
        format!("2026-03-{:02}T{clock}:00Z", self.day)
    }

    /// Goes to a time of a day.
    fn at(mut self, day: u32, clock: &str) -> Self {
        self.day = day;
        let time = self.time(clock);
        self.rolo = self.rolo.moved_to(&time);
        self
    }

    fn file(&mut self, header: &str, rows: &[String]) -> String {
        self.files += 1;
        let name = format!("{}.csv", self.files);
        self.rolo.file(&name, &format!("{header}\n{}\n", rows.join("\n")));
        name
    }

    /// A night: who wrote what at which time of this day, what was bought, and then all passes. A second night at the same
    /// moment changes nothing.
    fn night(mut self, messages: &[(&str, &str, &str, &str)], events: &[(&str, &str, &str, &str)]) -> Self {
        let said = |(clock, name, sender, text): &(&str, &str, &str, &str)| {
            let mailbox = name.to_lowercase();
            format!("{name},{mailbox}@example.com,email,{mailbox}-1,{sender},{},\"{text}\"", self.time(clock))
        };
        let did = |(clock, name, kind, amount): &(&str, &str, &str, &str)| {
            format!("{}@example.com,{kind},{},{amount},EUR", name.to_lowercase(), self.time(clock))
        };
        let (messages, events): (Vec<String>, Vec<String>) =
            (messages.iter().map(said).collect(), events.iter().map(did).collect());
        let mut files = Vec::new();
        if !messages.is_empty() {
            files.push(self.file("name,email,channel,conversation_id,sender,sent_at,text", &messages));
        }
        if !events.is_empty() {
            files.push(self.file("email,kind,at,amount,currency", &events));
        }
        self = {
            let day = self.day;
            self.at(day, "20:00")
        };
        let nightly: Vec<&str> = ["nightly"].into_iter().chain(files.iter().map(String::as_str)).collect();
        self.rolo.ok(&nightly);
        let once = self.rolo.dump();
        self.rolo.ok(&["nightly"]);
        assert_eq!(self.rolo.dump(), once, "day {}: a second night writes something", self.day);
        self
    }

    /// Open follow-ups: whose, of which kind, in which state; `!` marks those that are due.
    fn queue(&self) -> Vec<String> {
        let due = self.list(&["followups", "list", "--due"], |row| row["id"].to_string());
        self.list(&["followups", "list"], |row| {
            let mark = if due.contains(&row["id"].to_string()) { "!" } else { "" };
            format!(
                "{} {} {}{mark}",
                self.name(row),
                row["kind"].as_str().unwrap_or(""),
                row["state"].as_str().unwrap_or("")
            )
        })
    }

    fn alerts(&self) -> Vec<String> {
        self.list(&["alerts", "list"], |row| format!("{} {}", self.name(row), row["kind"].as_str().unwrap_or("")))
    }

    fn deals(&self) -> Vec<String> {
        self.list(&["deals", "list", "--all"], |row| {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {}", self.name(row), text("stage"), text("state"))
        })
    }

    /// What became of a contact's follow-ups of a kind, the oldest first.
    fn states(&self, name: &str, kind: &str) -> Vec<String> {
        let sql = format!(
            "SELECT state FROM followups WHERE kind = '{kind}' AND contact_id = (SELECT id FROM contacts WHERE name = '{name}')
             ORDER BY id"
        );
        self.rolo.rows(&sql)
    }

    fn list(&self, args: &[&str], told: impl Fn(&Value) -> String) -> Vec<String> {
        let rows: Value = serde_json::from_str(&self.rolo.ok(&[args, &["--format", "json"]].concat())).expect("rows");
        let mut told: Vec<String> = rows.as_array().expect("a list").iter().map(told).collect();
        told.sort();
        told
    }

    fn name(&self, row: &Value) -> String {
        self.rolo.one(&format!("SELECT name FROM contacts WHERE id = {}", row["contact_id"]))
    }

    /// Approves whatever is due and pending of a kind, and hands over what may be handed over; gives to whom.
    fn approve_and_send(&self, kind: &str) -> Vec<String> {
        let ids = self.rolo.ok(&["followups", "list", "--due", "--kind", kind, "--format", "ids"]);
        self.rolo.pipe(&["followups", "approve", "-"], &ids);
        let given = self.rolo.path("given.jsonl");
        let _ = std::fs::remove_file(&given);
        self.rolo.ok(&["followups", "send", "--exec", &format!("cat >> {0}; echo >> {0}", given.display())]);
        let lines = std::fs::read_to_string(&given).unwrap_or_default();
        let messages = lines.lines().filter(|line| !line.is_empty());
        let messages = messages.map(|line| serde_json::from_str::<Value>(line).expect(line));
        messages
            .map(|message| {
                format!("{} {}", message["kind"].as_str().unwrap_or(""), message["to"].as_str().unwrap_or(""))
            })
            .collect()
    }
}

#[test]
fn three_weeks_of_a_shop() {
    let nothing: [&str; 0] = [];
    // Monday: a promise, two people who will not answer, and one who asks and asks.
    let shop = Shop::open().at(2, "09:00").night(
        &[
            ("09:00", "Ana", "visitor", "Hello, is the path along the river paved?"),
            ("09:10", "Ana", "agent", "Let me check that. I will get back to you tomorrow."),
            ("10:00", "Ben", "visitor", "Hello, my daughter wants to ride along the river"),
            ("10:02", "Ben", "visitor", "She is six"),
            ("10:10", "Ben", "agent", "She will love it. Which day would you like to come?"),
            ("11:00", "Gil", "visitor", "Good morning"),
            ("11:01", "Gil", "visitor", "Is your shop near the station?"),
            ("11:05", "Gil", "agent", "It is, two minutes on foot. When do you arrive?"),
        ],
        &[],
    );
    assert_eq!(shop.queue(), ["Ana promise pending"]);
    assert_eq!((shop.alerts(), shop.deals()), (vec![], vec![]));

    // Tuesday: the promise is not kept by its end of day, and somebody wants to buy.
    let shop = shop.at(3, "09:00").night(
        &[
            ("09:30", "Eve", "visitor", "I would like to book two e-bikes for Saturday please"),
            ("12:00", "Cleo", "visitor", "How does your touring bike compare to the city bike?"),
            ("12:10", "Cleo", "bot", "The touring bike has 24 gears, the city bike has 7."),
            ("12:11", "Cleo", "visitor", "And what does the touring bike cost?"),
            ("12:12", "Cleo", "bot", "It is 30 EUR a day."),
        ],
        &[],
    );
    assert_eq!(shop.queue(), ["Ana promise pending"]);
    assert_eq!((shop.deals(), shop.alerts()), (vec!["Eve new open".into()], vec!["Eve intent".into()]));

    // Wednesday: somebody has called Eve. The promise is overdue, and two days of silence are over.
    let shop = shop.at(4, "09:00");
    shop.rolo.ok(&["alerts", "resolve", &shop.rolo.one("SELECT id FROM alerts")]);
    let shop = shop.night(&[], &[]);
    assert_eq!(shop.alerts(), nothing, "raised once per cause");
    assert_eq!(shop.queue(), ["Ana promise pending!", "Ben ghosted pending!", "Gil ghosted pending!"]);

    // Thursday: both who are silent get a line, the day's cap is two; the promise is kept at last.
    let shop = shop.at(5, "10:00");
    assert_eq!(shop.approve_and_send("ghosted"), ["ghosted ben@example.com", "ghosted gil@example.com"]);
    assert_eq!(shop.approve_and_send("promise"), nothing, "the cap of the day is reached");
    let deal = shop.rolo.one("SELECT id FROM deals");
    shop.rolo.ok(&["deals", "move", "quoted", &deal]);
    let shop = shop.night(&[("11:00", "Ana", "agent", "Sorry for the wait: it is paved all the way.")], &[]);
    assert_eq!(
        (shop.states("Ana", "promise"), shop.states("Ben", "ghosted")),
        (vec!["resolved".into()], vec!["sent".into()])
    );
    assert_eq!((shop.queue(), shop.deals()), (vec![], vec!["Eve quoted open".to_owned()]));

    // Friday: one of the two answers; three days of comparing are over.
    let shop =
        shop.at(6, "09:00").night(&[("09:40", "Ben", "visitor", "Sorry, it was a busy week! Saturday at ten")], &[]);
    assert_eq!(
        (shop.states("Ben", "ghosted"), shop.states("Gil", "ghosted")),
        (vec!["replied".into()], vec!["sent".into()])
    );
    assert_eq!(shop.queue(), ["Cleo undecided pending!"]);

    // Saturday: somebody is angry, a question is followed up.
    let shop = shop.at(7, "10:00");
    assert_eq!(shop.approve_and_send("undecided"), ["undecided cleo@example.com"]);
    let shop = shop.night(
        &[
            ("15:00", "Finn", "visitor", "This is the third time I ask! Why does nobody answer me?"),
            ("16:00", "Dan", "visitor", "Hi"),
            ("16:01", "Dan", "visitor", "Do you open on Sunday?"),
            ("16:05", "Dan", "agent", "We do, from ten. Shall I keep a bike for you?"),
        ],
        &[],
    );
    assert_eq!(shop.alerts(), ["Finn frustration"]);
    let alert = shop.rolo.one("SELECT id FROM alerts WHERE state = 'open'");
    shop.rolo.ends(5, &["alerts", "list", "--fail-if-any"]);

    // Sunday: the alert is taken; and settled on Monday. Nobody is angry any more.
    let shop = shop.at(8, "10:00");
    shop.rolo.ok(&["alerts", "take", &alert, "--author", "mia"]);
    let shop = shop.night(&[("11:00", "Finn", "agent", "I am sorry. Your bike is ready, with a day for free.")], &[]);
    assert_eq!(shop.alerts(), ["Finn frustration"]);
    let shop = shop.at(9, "09:00");
    shop.rolo.ok(&["alerts", "resolve", &alert]);
    // A purchase after a follow-up, and one that wins the deal.
    let shop = shop.night(&[], &[("12:00", "Cleo", "purchase", "60"), ("13:00", "Eve", "purchase", "120")]);
    assert_eq!(shop.alerts(), nothing);
    assert_eq!(shop.states("Cleo", "undecided"), ["converted"]);
    assert_eq!(shop.deals(), ["Eve quoted won"]);
    assert_eq!(
        shop.rolo.rows("SELECT name, spend, purchases FROM contacts WHERE purchases > 0 ORDER BY name"),
        ["Cleo|60|1", "Eve|120|1"]
    );

    // Tuesday: Dan's silence would open a follow-up, but he wants no more messages.
    let shop = shop.at(10, "09:00").night(&[("18:00", "Dan", "visitor", "Please stop messaging me")], &[]);
    assert_eq!(
        (shop.queue(), shop.rolo.one("SELECT do_not_contact FROM contacts WHERE name = 'Dan'")),
        (vec![], "1".into())
    );

    // Thursday: a broadcast, written on Wednesday, goes out once to each who may get it.
    let shop = shop.at(11, "15:00");
    let create =
        ["broadcasts", "create", "spring", "--via", "email", "--template", "spring", "--at", "2026-03-12T09:00:00Z"];
    shop.rolo.ok(&[&create[..], &["--segment", "all"]].concat());
    shop.rolo.ok(&["broadcasts", "send", "--due", "--output", "too-early.jsonl"]);
    let shop = shop.at(12, "10:00");
    shop.rolo.ok(&["broadcasts", "send", "--due", "--output", "spring.jsonl"]);
    shop.rolo.ok(&["broadcasts", "send", "--due", "--output", "again.jsonl"]);
    let sent = shop.rolo.read("spring.jsonl");
    let names = ["ana", "ben", "cleo", "eve", "finn", "gil"];
    assert_eq!(sent.lines().count(), names.len());
    assert!(
        names.iter().all(|name| sent.contains(&format!("{name}@example.com"))) && !sent.contains("dan@example.com")
    );
    assert!(!shop.rolo.path("again.jsonl").exists() && !shop.rolo.path("too-early.jsonl").exists());
    let shop = shop.night(&[], &[]);

    // Friday: receipts.
    let shop = shop.at(13, "09:00");
    let receipts = "broadcast,email,state,at\n\
        spring,ana@example.com,read,2026-03-12T11:00:00Z\nspring,ben@example.com,replied,2026-03-12T12:00:00Z\n\
        spring,cleo@example.com,delivered,2026-03-12T10:00:10Z\nspring,gil@example.com,failed,2026-03-12T10:00:10Z\n";
    shop.rolo.import("receipts.csv", receipts, &[]);
    let shown: Value =
        serde_json::from_str(&shop.rolo.ok(&["broadcasts", "show", "spring", "--format", "json"])).expect("json");
    let counts = ["audience", "sent", "delivered", "read", "replied", "failed"]
        .map(|key| shown["counts"][key].as_i64().unwrap_or(-1));
    assert_eq!((counts, shown["state"].as_str()), ([6, 5, 3, 2, 1, 1], Some("sent")));

    // The week after: Gil never answered. Two weeks after the line to him nobody expects an answer any more.
    let mut shop = shop.night(&[], &[]);
    for day in 14..19 {
        shop = shop.at(day, "09:00").night(&[], &[]);
        assert_eq!(shop.states("Gil", "ghosted"), ["sent"], "day {day}");
    }
    let shop = shop.at(19, "09:00").night(&[], &[]);
    assert_eq!(shop.states("Gil", "ghosted"), ["no_reply"]);
    // Three days later there may be another attempt.
    let shop = shop.at(22, "09:00").night(&[], &[]);
    assert_eq!(shop.states("Gil", "ghosted"), ["no_reply", "pending"]);

    // Whatever was handed over was handed over once, and the database is sound.
    assert_eq!(shop.rolo.rows("SELECT count(*) FROM delivery GROUP BY contact_id HAVING count(*) > 1"), nothing);
    shop.rolo.ok(&["check"]);
}

//! The decisions once more, the slow way: written from the design alone, over plain lists, one question at a time.

use std::collections::BTreeMap;

pub const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// A message as the public view shows it, and when what it promises is due.
#[derive(Debug, Clone)]
pub struct Message {
    pub id: i64,
    pub conversation: i64,
    pub sender: String,
    pub at: i64,
    pub sentiment: Option<f64>,
    pub cues: Vec<String>,
    pub text: String,
    pub due: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct Event {
    pub kind: String,
    pub at: i64,
    pub amount: Option<f64>,
    pub currency: String,
}

/// All that is known of one contact.
#[derive(Debug, Clone, Default)]
pub struct Life {
    /// Columns of the view `contacts` that are no decisions.
    pub fields: BTreeMap<String, String>,
    pub messages: Vec<Message>,
    pub events: Vec<Event>,
    /// Conversations with their state.
    pub conversations: BTreeMap<i64, String>,
    pub first_seen: Option<i64>,
    pub last_active: Option<i64>,
    pub points: Option<i64>,
    /// Pinned status, stage and intent; empty = not pinned.
    pub pins: [String; 3],
}

/// The numbers of the configuration, times in seconds.
#[derive(Debug, Clone)]
pub struct Numbers {
    pub hot_lead: i64,
    pub comparing: i64,
    pub journey: i64,
    pub fulfilment: i64,
    pub active: i64,
    pub inactive: i64,
    pub churned: i64,
    pub active_min_messages: usize,
    pub vip_purchases: usize,
    pub vip_spend: f64,
    pub at_risk_sentiment: f64,
    pub weights: [i64; 5],
    pub min_messages: usize,
    pub currency: String,
    pub usd_rate: Option<f64>,
}

#[derive(Debug, Clone, serde::Deserialize)]
pub struct Signal {
    pub category: String,
    pub kind: String,
    #[serde(rename = "match")]
    pub subject: String,
    pub points: i64,
    pub window: Option<String>,
    pub cap: Option<usize>,
    pub at_least: Option<f64>,
    pub equals: Option<String>,
    pub contains: Option<String>,
}

pub const CATEGORIES: [&str; 5] = ["budget", "urgency", "authority", "fit", "engagement"];
const CLOSING: &[&str] = &["purchase_intent", "booking_attempt", "negotiation"];
const COMPARING: &[&str] = &["comparison", "pricing_question", "availability_question"];
const CONVERSION: &[&str] = &["purchase", "booking_confirmed"];
const BUYING: &[&str] = &["booking_attempt", "checkout_started"];
const FULFILMENT: &[&str] = &["delivered", "completed", "checked_in"];

/// A contact at one moment: what is later is not there.
pub struct Moment<'a> {
    pub life: &'a Life,
    pub numbers: &'a Numbers,
    pub as_of: i64,
    /// The currency that spend is counted in, unless nobody can say.
    pub currency: Option<String>,
    /// Whether pins are followed.
    pub pins: bool,
}

fn shows(message: &Message, cues: &[&str]) -> bool {
    message.cues.iter().any(|cue| cues.contains(&cue.as_str()))
}

fn is_any(event: &Event, kinds: &[&str]) -> bool {
    kinds.iter().any(|kind| kind.eq_ignore_ascii_case(&event.kind))
}

impl<'a> Moment<'a> {
    fn messages(&self) -> impl Iterator<Item = &'a Message> + use<'_, 'a> {
        self.life.messages.iter().filter(|message| message.at <= self.as_of)
    }

    fn visitor(&self) -> impl Iterator<Item = &'a Message> + use<'_, 'a> {
        self.messages().filter(|message| message.sender == "visitor")
    }

    fn events(&self) -> impl Iterator<Item = &'a Event> + use<'_, 'a> {
        self.life.events.iter().filter(|event| event.at <= self.as_of)
    }

    fn within(&self, at: i64, window: i64) -> bool {
        self.as_of - at < window
    }

    pub fn message_count(&self) -> usize {
        self.messages().filter(|message| message.sender != "system").count()
    }

    fn conversion(&self) -> Option<i64> {
        self.events().filter(|event| is_any(event, CONVERSION)).map(|event| event.at).max()
    }

    /// `L` of the design.
    fn activity(&self) -> Option<i64> {
        let written = self.visitor().map(|message| message.at);
        let done = self.events().map(|event| event.at);
        written.chain(done).chain(self.life.last_active.filter(|at| *at <= self.as_of)).max()
    }

    fn closing(&self) -> Vec<i64> {
        let cues = self.visitor().filter(|message| shows(message, CLOSING)).map(|message| message.at);
        cues.chain(self.events().filter(|event| is_any(event, BUYING)).map(|event| event.at)).collect()
    }

    fn comparing(&self) -> Vec<&'a Message> {
        self.visitor().filter(|message| shows(message, COMPARING)).collect()
    }

    pub fn intent_auto(&self) -> &'static str {
        if self.closing().iter().any(|at| self.within(*at, self.numbers.hot_lead)) {
            "ready_to_buy"
        } else if self.comparing().iter().any(|message| self.within(message.at, self.numbers.comparing)) {
            "comparing"
        } else if self.visitor().next().is_some() {
            "browsing"
        } else {
            ""
        }
    }

    pub fn stage_auto(&self) -> &'static str {
        if let Some(c) = self.conversion() {
            let fulfilled = self.events().any(|event| is_any(event, FULFILMENT) && event.at >= c);
            return if fulfilled || self.as_of - c >= self.numbers.fulfilment { "follow_up" } else { "in_progress" };
        }
        let journey = self.numbers.journey;
        if self.closing().iter().any(|at| self.within(*at, journey)) {
            "closing"
        } else if self.comparing().iter().any(|message| self.within(message.at, journey)) {
            "comparing"
        } else {
            "inquiry"
        }
    }

    fn pinned(&self, i: usize, derived: &str) -> String {
        let pin = &self.life.pins[i];
        if self.pins && !pin.is_empty() { pin.clone() } else { derived.to_owned() }
    }

    pub fn intent(&self) -> String {
        self.pinned(2, self.intent_auto())
    }

    pub fn stage(&self) -> String {
        self.pinned(1, self.stage_auto())
    }

    pub fn status(&self) -> String {
        self.pinned(0, self.status_auto())
    }

    pub fn status_auto(&self) -> &'static str {
        let silence = self.activity().map(|at| self.as_of - at);
        let numbers = self.numbers;
        if self.conversion().is_some() {
            if silence >= Some(numbers.churned) { "churned" } else { "converted" }
        } else if self.intent() == "ready_to_buy" {
            "qualified"
        } else if silence.is_some_and(|silence| silence < numbers.active)
            && self.message_count() >= numbers.active_min_messages
        {
            "active"
        } else if silence.is_some_and(|silence| silence >= numbers.inactive) {
            "inactive"
        } else {
            "new"
        }
    }

    pub fn conversation_sentiment(&self, conversation: i64) -> Option<f64> {
        let values: Vec<f64> = self
            .visitor()
            .filter(|message| message.conversation == conversation)
            .filter_map(|message| message.sentiment)
            .collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }

    pub fn sentiment(&self) -> Option<f64> {
        let means: Vec<f64> =
            self.life.conversations.keys().filter_map(|id| self.conversation_sentiment(*id)).collect();
        (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64)
    }

    pub fn purchases(&self) -> usize {
        self.events().filter(|event| is_any(event, CONVERSION)).count()
    }

    pub fn spend(&self) -> Option<f64> {
        let wanted = self.currency.as_ref()?;
        let amount = |event: &Event| {
            let amount = event.amount?;
            if event.currency.is_empty() || event.currency.eq_ignore_ascii_case(wanted) {
                Some(amount)
            } else {
                (event.currency == "USD").then_some(amount * self.numbers.usd_rate?)
            }
        };
        Some(self.events().filter(|event| is_any(event, CONVERSION)).filter_map(amount).sum::<f64>() + 0.0)
    }

    fn field(&self, name: &str) -> &'a str {
        self.life.fields.get(name).map_or("", String::as_str)
    }

    fn has_tag(&self, wanted: &str) -> bool {
        self.field("tags").split(';').any(|tag| tag.eq_ignore_ascii_case(wanted))
    }

    pub fn vip(&self) -> bool {
        let spends = self.numbers.vip_spend > 0.0 && self.spend().is_some_and(|spend| spend >= self.numbers.vip_spend);
        self.purchases() >= self.numbers.vip_purchases || spends || self.has_tag("vip")
    }

    /// `sentiment` is the contact's, as rolo rounded it.
    pub fn at_risk(&self, sentiment: Option<f64>) -> bool {
        let status = self.status();
        let ours = self.field("lifecycle") == "customer" || status == "converted";
        let unhappy = sentiment.is_some_and(|value| value <= self.numbers.at_risk_sentiment);
        // Nobody resolves alerts here, so whoever was frustrated has an open one.
        let alert = self.visitor().any(|message| shows(message, &["frustration"]));
        status == "churned" || ours && unhappy || alert
    }

    pub fn completeness(&self) -> i64 {
        let weights = [
            (20, &["name", "first_name", "last_name"][..]),
            (25, &["email"]),
            (20, &["phone"]),
            (10, &["company"]),
            (10, &["job_title"]),
            (10, &["address", "city"]),
            (5, &["website"]),
        ];
        weights.iter().filter(|(_, names)| names.iter().any(|name| !self.field(name).is_empty())).map(|(w, _)| w).sum()
    }

    /// How many items a signal finds.
    fn found(&self, signal: &Signal) -> usize {
        let window = signal.window.as_deref().map_or(i64::MAX, seconds);
        match signal.kind.as_str() {
            "cue" => self.visitor().filter(|m| shows(m, &[&signal.subject]) && self.within(m.at, window)).count(),
            "keyword" => self
                .visitor()
                .filter(|m| self.within(m.at, window))
                .filter(|m| m.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w == signal.subject))
                .count(),
            "event" => self.events().filter(|e| is_any(e, &[&signal.subject]) && self.within(e.at, window)).count(),
            "stat" => {
                let value = match signal.subject.as_str() {
                    "message_count" => Some(self.message_count() as f64),
                    "conversation_count" => {
                        let mut begun: Vec<i64> = self.messages().map(|message| message.conversation).collect();
                        begun.sort_unstable();
                        begun.dedup();
                        Some(begun.len() as f64)
                    }
                    "purchases" => Some(self.purchases() as f64),
                    "spend" => self.spend(),
                    "completeness" => Some(self.completeness() as f64),
                    other => panic!("no such stat: {other}"),
                };
                usize::from(value.is_some_and(|value| value >= signal.at_least.unwrap_or(f64::MIN_POSITIVE)))
            }
            _ => usize::from(self.field_holds(signal)),
        }
    }

    fn field_holds(&self, signal: &Signal) -> bool {
        let value = self.field(&signal.subject);
        match (&signal.equals, &signal.contains) {
            (Some(wanted), _) => value.split(';').any(|part| part.eq_ignore_ascii_case(wanted)),
            (_, Some(part)) => value.to_lowercase().contains(&part.to_lowercase()),
            _ => !value.is_empty(),
        }
    }

    /// The score, or why there is none.
    pub fn score(&self, signals: &[Signal]) -> Result<i64, &'static str> {
        let points = self.life.points;
        if self.message_count() < self.numbers.min_messages && self.events().next().is_none() && points.is_none() {
            return Err("too_few_messages");
        }
        let mut sums = [0_i64; 5];
        let mut fired = false;
        for signal in signals {
            let n = self.found(signal);
            fired |= n > 0;
            let category = CATEGORIES.iter().position(|name| *name == signal.category).expect("a category");
            sums[category] += signal.points * n.min(signal.cap.unwrap_or(1)) as i64;
        }
        if !fired && points.is_none() {
            return Err("no_signal");
        }
        let whole: i64 = self.numbers.weights.iter().sum();
        let weighted: i64 =
            sums.iter().zip(self.numbers.weights).map(|(sum, weight)| sum.clamp(&0, &100) * weight).sum();
        let exact = weighted + points.unwrap_or(0) * whole;
        // Half up: the whole part of the doubled value plus one, halved, downwards also below zero.
        Ok((2 * exact + whole).div_euclid(2 * whole).clamp(0, 100))
    }

    /// The causes of follow-ups with when each is due, before quiet hours.
    pub fn followups(&self, score: Option<i64>) -> BTreeMap<&'static str, i64> {
        let mut due: BTreeMap<&'static str, i64> = BTreeMap::new();
        let mut add = |kind: &'static str, at: i64| {
            due.entry(kind).and_modify(|first| *first = at.min(*first)).or_insert(at);
        };
        let ours = |message: &&&Message| message.sender == "agent" || message.sender == "bot";
        for (conversation, state) in &self.life.conversations {
            let mut talk: Vec<&Message> =
                self.messages().filter(|m| m.conversation == *conversation && m.sender != "system").collect();
            talk.sort_by_key(|message| (message.at, message.id));
            for promise in talk.iter().filter(ours).filter(|message| shows(message, &["promise"])) {
                if !talk.iter().filter(ours).any(|message| message.at - promise.at >= HOUR) {
                    add("promise", promise.due.unwrap_or(promise.at + 24 * HOUR));
                }
            }
            let visitors = talk.iter().filter(|message| message.sender == "visitor").count();
            let Some(last) = talk.last() else { continue };
            let silence = self.as_of - last.at;
            let waits = state == "open" && visitors >= 2 && last.sender == "agent" && !shows(last, &["promise"]);
            if waits && (48 * HOUR..30 * DAY).contains(&silence) {
                add("ghosted", last.at + 48 * HOUR);
            }
        }
        if self.intent() == "comparing" {
            let decided = self.closing().into_iter().chain(self.conversion()).max();
            let first = self
                .comparing()
                .into_iter()
                .filter(|message| self.within(message.at, self.numbers.comparing))
                .filter(|message| decided.is_none_or(|decided| message.at > decided))
                .map(|message| message.at)
                .min();
            if let Some(first) = first.filter(|first| self.as_of - first >= 3 * DAY) {
                add("undecided", first + 3 * DAY);
            }
        }
        if let Some(activity) = self.activity() {
            let silence = self.as_of - activity;
            let talked = self.message_count() >= self.numbers.active_min_messages;
            if talked && self.conversion().is_none() && silence >= 14 * DAY && silence < self.numbers.churned {
                add("disengaged", activity + 14 * DAY);
            }
            let answered = self.messages().any(|message| message.sender == "agent" && message.at > activity);
            if score >= Some(80) && !answered {
                add("hot_lead", activity + 24 * HOUR);
            }
        }
        if self.field("do_not_contact") == "1" {
            due.retain(|kind, _| *kind == "promise");
        }
        due.values_mut().for_each(|at| *at = awake(*at));
        due
    }

    /// The alerts that cues, score and intent raise, by conversation and kind.
    pub fn alerts(&self, score: Option<i64>) -> Vec<(Option<i64>, &'static str)> {
        let mut alerts = Vec::new();
        for conversation in self.life.conversations.keys() {
            let says = |sender: &str, cue: &str| {
                let of = |m: &&Message| m.conversation == *conversation && m.sender == sender && shows(m, &[cue]);
                self.messages().filter(of).count()
            };
            for (kind, holds) in [
                ("frustration", says("visitor", "frustration") >= 1),
                ("human_request", says("visitor", "human_request") >= 1),
                ("cannot_answer", says("bot", "cannot_answer") >= 3),
            ] {
                if holds {
                    alerts.push((Some(*conversation), kind));
                }
            }
        }
        if score >= Some(80) {
            alerts.push((None, "high_value_score"));
        }
        if self.intent() == "ready_to_buy" {
            alerts.push((None, "intent"));
        }
        alerts.sort_unstable();
        alerts
    }
}

/// Out of the hours from 21:00 to 08:00.
fn awake(at: i64) -> i64 {
    let midnight = at.div_euclid(DAY) * DAY;
    match at - midnight {
        second if second < 8 * HOUR => midnight + 8 * HOUR,
        second if second >= 21 * HOUR => midnight + DAY + 8 * HOUR,
        _ => at,
    }
}

/// `30d` in seconds.
pub fn seconds(text: &str) -> i64 {
    let number: i64 = text[..text.len() - 1].parse().expect("a duration");
    number
        * match &text[text.len() - 1..] {
            "w" => 7 * DAY,
            "d" => DAY,
            "h" => HOUR,
            _ => 60,
        }
}

pub fn level(sentiment: Option<f64>) -> &'static str {
    match sentiment {
        None => "",
        Some(value) if value >= 0.5 => "very_positive",
        Some(value) if value >= 0.1 => "positive",
        Some(value) if value <= -0.5 => "very_negative",
        Some(value) if value <= -0.1 => "negative",
        Some(_) => "neutral",
    }
}

pub fn conversation_level(sentiment: Option<f64>) -> &'static str {
    level(sentiment).trim_start_matches("very_")
}

pub fn grade(score: Option<i64>) -> &'static str {
    match score {
        None => "",
        Some(80..) => "A",
        Some(60..) => "B",
        Some(40..) => "C",
        Some(20..) => "D",
        Some(_) => "F",
    }
}

pub fn band(score: Option<i64>) -> &'static str {
    match score {
        None => "",
        Some(80..) => "green",
        Some(60..) => "yellow",
        Some(_) => "red",
    }
}

//! What people write: a sentence that fits the topic, the speaker and the place in the conversation, its slots
//! filled. The mean length is about 50 bytes, and the slots make most texts differ.

use crate::random::Random;
use crate::rows::push_number;
use crate::sentences::{
    AGENT, BOOKING, BOT, BROWSING, BUYING, CITIES, COMPLAINT, DAYS, GOODS, GREETINGS, JOB_SEARCH, JOBS, MONTHS,
    OPT_OUTS, PARTNERSHIP, PLANS, RIVALS, SERVICES, SHOPPING, SPAM, SUPPORT, THANKS, VENDOR_PITCH,
};
use crate::spelling::lower_case;

/// What a conversation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Shopping,
    Booking,
    Buying,
    Support,
    Complaint,
    Browsing,
    Spam,
    JobSearch,
    VendorPitch,
    Partnership,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    Visitor,
    Agent,
    Bot,
}

/// How many of 100 conversations are about what.
pub(crate) const TOPICS: [(u64, Topic); 10] = [
    (24, Topic::Shopping),
    (18, Topic::Booking),
    (12, Topic::Buying),
    (18, Topic::Support),
    (8, Topic::Complaint),
    (13, Topic::Browsing),
    (2, Topic::Spam),
    (2, Topic::JobSearch),
    (1, Topic::VendorPitch),
    (2, Topic::Partnership),
];

impl Topic {
    const fn lines(self) -> &'static [&'static str] {
        match self {
            Self::Shopping => &SHOPPING,
            Self::Booking => &BOOKING,
            Self::Buying => &BUYING,
            Self::Support => &SUPPORT,
            Self::Complaint => &COMPLAINT,
            Self::Browsing => &BROWSING,
            Self::Spam => &SPAM,
            Self::JobSearch => &JOB_SEARCH,
            Self::VendorPitch => &VENDOR_PITCH,
            Self::Partnership => &PARTNERSHIP,
        }
    }
}

impl Sender {
    /// The word in the column `sender`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Agent => "agent",
            Self::Bot => "bot",
        }
    }
}

/// Writes one message: the line of its topic, at times with a greeting before or a second line after it.
pub(crate) fn write_text(out: &mut String, topic: Topic, sender: Sender, place: Place, random: &mut Random) {
    let start = out.len();
    if sender == Sender::Visitor && place == Place::First && random.percent(45) {
        out.push_str(random.pick(&GREETINGS));
    }
    let draw = random.below(1_000);
    fill(out, random.pick(lines_for(topic, sender, place, draw)), random);
    if random.percent(12) {
        out.push(' ');
        fill(out, random.pick(lines_for(topic, sender, Place::Middle, 999)), random);
    }
    if sender == Sender::Visitor && random.percent(12) {
        lower_case(out, start);
    }
}

/// Where in its conversation a message stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    First,
    Middle,
    Last,
}

fn lines_for(topic: Topic, sender: Sender, place: Place, draw: u64) -> &'static [&'static str] {
    match (sender, place) {
        (Sender::Agent, _) => &AGENT,
        (Sender::Bot, _) => &BOT,
        (Sender::Visitor, Place::Last) if draw < 6 => &OPT_OUTS,
        (Sender::Visitor, Place::Last) if draw < 400 && topic != Topic::Spam => &THANKS,
        (Sender::Visitor, Place::Middle) if draw < 80 => &BROWSING,
        _ => topic.lines(),
    }
}

fn fill(out: &mut String, template: &str, random: &mut Random) {
    let mut rest = template;
    while let Some((before, slot_on)) = rest.split_once('{') {
        let (slot, after) = slot_on.split_once('}').expect("every slot of a template is closed");
        out.push_str(before);
        fill_slot(out, slot, random);
        rest = after;
    }
    out.push_str(rest);
}

fn fill_slot(out: &mut String, slot: &str, random: &mut Random) {
    let mut number = |from: u32, bound: u64| from + u32::try_from(random.below(bound)).expect("a small number");
    match slot {
        "count" => push_number(out, number(2, 38)),
        "price" => {
            push_number(out, number(2, 480) * 5);
            out.push_str(if random.percent(30) { ".90" } else { "" });
        }
        "percent" => push_number(out, number(1, 8) * 5),
        "order" => push_number(out, number(10_000, 90_000)),
        "hour" => {
            push_number(out, number(1, 11));
            out.push_str(random.pick(&[" am", " pm", ":30 pm", "pm", ":15"]));
        }
        "plan" => out.push_str(random.pick(&PLANS)),
        "goods" => out.push_str(random.pick(&GOODS)),
        "service" => out.push_str(random.pick(&SERVICES)),
        "city" => out.push_str(random.pick(&CITIES)),
        "day" => out.push_str(random.pick(&DAYS)),
        "month" => out.push_str(random.pick(&MONTHS)),
        "rival" => out.push_str(random.pick(&RIVALS)),
        "job" => out.push_str(random.pick(&JOBS)),
        unknown => unreachable!("no words for the slot {unknown}"),
    }
}

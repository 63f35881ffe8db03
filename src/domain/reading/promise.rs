//! Promises of our side: "I'll send it", "our team is going to call you". The rule is a first person (I, we, our team,
//! a colleague), a word of intent (will, 'll, going to) and a verb of action, which leaves out "you will", "we will have
//! to" and "we will see". A promise does not stand in a question, under a condition on the visitor, or in reported
//! speech; phrases of a pack have to pass the same test.

use std::ops::Range;

use super::context::Place;
use super::function_words::{asks_whether, starts_question, tagalog, vietnamese};
use super::language::Language;

/// Words that may open a promise; the rule looks around each.
pub const OPENERS: &[&str] = &["will", "'ll", "ill", "well", "going to", "gonna"];

/// How far before "will" a subject such as "someone from support" may start.
const SUBJECT_REACH: usize = 4;

/// The words of the promise that the opener at the words `opener` makes, from its subject to its verb.
pub fn promise_at(place: &Place, opener: &Range<usize>) -> Option<Range<usize>> {
    let start = match place.word(opener.start) {
        "i'll" | "we'll" => opener.start,
        // Without its apostrophe only where a clause starts: "ill call you", not "feeling ill, call".
        "ill" | "well" => starts_clause(place, opener.start).then_some(opener.start)?,
        "will" => subject_before(place, opener.start)?,
        "going" | "gonna" => subject_of_going(place, opener.start)?,
        contracted => is_ours(contracted.strip_suffix("'ll")?).then_some(opener.start)?,
    };
    Some(start..action_end(place, opener.end)?)
}

/// Whether a promise in these words stands: no question, no condition on the visitor, nobody else's words.
pub fn stands(place: &Place, words: &Range<usize>, language: Language) -> bool {
    let depends = match language {
        Language::Vietnamese => depends_in_vietnamese(place, words),
        Language::English | Language::Tagalog => {
            depends_on_visitor(place, words) || depends_in_tagalog(place) || is_wished(place, words)
        }
    };
    !(depends || is_asked(place, words, language) || place.is_hypothetical(words, language))
}

fn starts_clause(place: &Place, i: usize) -> bool {
    place.outline.clause_start(i) == i || matches!(place.word_before(i, 1), "and" | "so" | "then" | "but")
}

/// The first person before "will", past adverbs: "I also will", "someone from support will".
fn subject_before(place: &Place, will: usize) -> Option<usize> {
    let mut last = will.checked_sub(1)?;
    while is_adverb(place.word(last)) {
        last = last.checked_sub(1)?;
    }
    if matches!(place.word(last), "i" | "we") {
        return Some(last);
    }
    for back in 0..SUBJECT_REACH {
        let at = last.checked_sub(back)?;
        let word = place.word(at);
        // "Our underwriter will", "one of our claims desk will": whoever it is, they are ours.
        let of_ours = word == "our" && back > 0 && !is_machine(place.word(will - 1));
        if (is_ours(word) || of_ours) && place.outline.same_clause(at, will) {
            let theirs = matches!(place.word_before(at, 1), "your" | "their" | "his" | "her" | "other" | "another");
            if theirs && !matches!(word, "agent" | "representative") {
                return None;
            }
            let whole = (at.saturating_sub(SUBJECT_REACH)..at)
                .find(|&i| matches!(place.word(i), "someone" | "somebody") && place.outline.same_clause(i, at));
            return Some(whole.unwrap_or(at));
        }
        if matches!(word, "" | "you" | "it" | "this" | "that" | "which" | "they" | "he" | "she" | "there") {
            return None;
        }
    }
    None
}

fn subject_of_going(place: &Place, going: usize) -> Option<usize> {
    let mut be = going.checked_sub(1)?;
    while is_adverb(place.word(be)) {
        be = be.checked_sub(1)?;
    }
    match place.word(be) {
        "i'm" | "im" | "we're" => Some(be),
        "am" | "are" | "is" => subject_before(place, be),
        _ => None,
    }
}

fn is_ours(word: &str) -> bool {
    [
        "i",
        "we",
        "team",
        "someone",
        "somebody",
        "colleague",
        "colleagues",
        "manager",
        "supervisor",
        "specialist",
        "specialists",
        "agent",
        "agents",
        "representative",
        "representatives",
        "rep",
        "staff",
        "technician",
        "technicians",
        "consultant",
        "expert",
        "department",
        "support",
        "admin",
    ]
    .contains(&word)
}

/// What acts by itself, or is somebody else's: "our system will send you a code", "our courier will call".
fn is_machine(word: &str) -> bool {
    [
        "system",
        "systems",
        "app",
        "website",
        "site",
        "page",
        "bot",
        "software",
        "platform",
        "portal",
        "bank",
        "courier",
        "carrier",
        "prices",
        "price",
        "rates",
        "policy",
        "newsletter",
        "store",
        "shop",
        "doors",
        "code",
    ]
    .contains(&word)
}

fn is_adverb(word: &str) -> bool {
    [
        "also",
        "then",
        "just",
        "now",
        "definitely",
        "surely",
        "certainly",
        "personally",
        "gladly",
        "happily",
        "quickly",
        "both",
        "still",
        "first",
        "immediately",
        "gonna",
        "always",
        "soon",
    ]
    .contains(&word)
}

/// One after the last word of the action that starts at `at`, if it is one that our side can owe.
fn action_end(place: &Place, at: usize) -> Option<usize> {
    let mut at = at;
    while is_adverb(place.word(at)) {
        at += 1;
    }
    if matches!((place.word(at), place.word(at + 1)), ("go", "ahead") | ("be" | "make", "sure"))
        && matches!(place.word(at + 2), "and" | "to")
    {
        at += 3;
    }
    let (next, third) = (place.word(at + 1), place.word(at + 2));
    let followed = match place.word(at) {
        "get" => ["back", "in", "you", "your", "it", "this", "that", "the", "a", "an", "on", "someone", "our", "my"]
            .contains(&next),
        "be" => {
            matches!((next, third), ("in", "touch") | ("right", "back"))
                || matches!(next, "back" | "sending" | "calling" | "emailing" | "getting" | "following" | "contacting")
                || matches!(next, "reaching" | "messaging" | "updating" | "checking" | "shipping" | "delivering")
        }
        // "Let you know", "let the stylist know".
        "let" => (2..=4).any(|ahead| place.word(at + ahead) == "know") && !matches!(next, "me" | "us"),
        "keep" => matches!(next, "you" | "u") && matches!(third, "posted" | "updated" | "informed"),
        "give" => matches!(next, "you" | "u" | "them" | "him" | "her"),
        "have" => ["someone", "somebody", "my", "our", "the", "a", "one", "him", "her", "them", "it", "this", "that"]
            .contains(&next),
        "do" => matches!(next, "that" | "this" | "it" | "so"),
        "come" => next == "back",
        "take" => {
            matches!((next, third), ("care", _) | ("a", "look") | ("it", "up") | ("this", "up"))
                || (matches!(next, "it" | "this") && (place.word(at + 2), place.word(at + 3)) == ("from", "here"))
        }
        "work" => next == "on",
        "put" => matches!(next, "together" | "you" | "in" | "it"),
        "make" => next == "sure",
        verb => return is_action(verb).then_some(at + 1),
    };
    followed.then_some(at + 2)
}

/// What people say that they will do.
const ACTIONS: &str = "send resend email mail message text call phone ring ping contact reach return reply respond answer \
    follow update inform notify advise check confirm verify look find ask forward pass escalate raise \
    arrange schedule book reserve prepare draft process ship deliver dispatch refund replace fix resolve \
    investigate review share provide submit create issue drop ensure handle bring set add hold upload \
    attach coordinate revert circle cancel sort figure finish complete \
    swap exchange credit reissue waive extend chase trace track dig pull print pack post mail courier collect deliver \
    organise organize repair mend install remake redo rebook reschedule amend correct adjust remove apply transfer \
    source order consult discuss speak talk write compile tell flag report log remind honour honor reimburse compensate \
    reserve reply clarify retrieve recheck recalculate transfer relay loop quote measure";

fn is_action(verb: &str) -> bool {
    ACTIONS.split(' ').any(|action| action == verb)
}

/// Whether the sentence asks rather than promises. A tag after the promise ("..., ok?") does not make it a question.
fn is_asked(place: &Place, words: &Range<usize>, language: Language) -> bool {
    if !place.is_asked(language) {
        return false;
    }
    let Some(last) = place.sentence.words.end.checked_sub(1) else {
        return true;
    };
    if asks_later(place, words, language) {
        return false;
    }
    let tag = place.outline.clause_start(last);
    let is_tag = tag >= words.end
        && matches!(
            place.word(tag),
            "ok" | "okay" | "alright" | "right" | "is" | "sounds" | "deal" | "ha" | "hehe" | "được" | "dc"
        );
    !(is_tag && place.sentence.has_question_mark && last < tag + 3)
}

/// Whether a clause behind the promise asks and its own does not: "tatawagan namin kayo, ano po number nyo?".
fn asks_later(place: &Place, promise: &Range<usize>, language: Language) -> bool {
    let asks = |words: Range<usize>| {
        let (first, second) = (place.word(words.start), place.word(words.start + 1));
        starts_question(first, second)
            || match language {
                Language::Vietnamese => vietnamese::asks(place, words),
                _ => words.into_iter().any(|i| tagalog::asks(place.word(i)) || place.word(i) == "ano"),
            }
    };
    let end = place.sentence.words.end;
    let start = place.outline.clause_start(promise.start).max(place.sentence.words.start);
    let rest = (promise.end..end).find(|&i| !place.outline.same_clause(i, promise.start)).unwrap_or(end);
    rest < end && asks(rest..end) && !asks(start..rest)
}

/// "Sana masagot ko kayo", "baka bukas": a wish or a guess before the promise.
fn is_wished(place: &Place, words: &Range<usize>) -> bool {
    let before = place.sentence.words.start..words.start;
    before.into_iter().any(|i| tagalog::is_hedge(place.word(i)) && place.outline.same_clause(i, words.start))
}

/// "Kung gusto nyo", "pag nagbayad na kayo": a condition about the visitor. "Check ko kung meron", "pag dumating na" and
/// "kung okay lang" are none.
fn depends_in_tagalog(place: &Place) -> bool {
    let mut words = place.sentence.words.clone();
    words.any(|i| {
        let near = || (i + 1..i + 6).take_while(move |&n| place.outline.same_clause(i, n)).map(|n| place.word(n));
        let of_visitor = || {
            near().any(|word| {
                tagalog::is_you(word) || matches!(word, "gusto" | "want" | "bet" | "interested" | "bayad" | "paid")
            })
        };
        let asks_whether = || (1..=4).any(|back| tagalog::asks_whether(place.word_before(i, back)));
        match place.word(i) {
            "kung" => {
                of_visitor() && !asks_whether() && !near().take(2).any(|word| matches!(word, "ok" | "okay" | "sakali"))
            }
            "kapag" | "pag" | "kpag" | "once" | "basta" | "sakaling" => of_visitor(),
            _ => false,
        }
    })
}

/// "Nếu anh lấy", "khi chị chuyển khoản": a condition about the visitor. "Khi nào có hàng" is none.
fn depends_in_vietnamese(place: &Place, promise: &Range<usize>) -> bool {
    let mut words = place.sentence.words.clone();
    let word = |i: usize| place.word(i);
    words.any(|i| match word(i) {
        "nếu" | "neu" => !matches!(word(i + 1), "được" | "dc" | "đc" | "có" | "kịp" | "cần"),
        "khi" | "sau" | "lúc" => {
            (i + 1..i + 3).any(|n| !promise.contains(&n) && vietnamese::is_you(word(n)))
                && !matches!(word(i + 1), "nào")
        }
        first => vietnamese::is_hedge(first, word(i + 1)) && i < promise.start,
    })
}

/// Whether the promise waits for something that the visitor or chance has to do first: "if you send the form, ...",
/// "once you pay". "I'll see if it is there" and "if that's ok" are no conditions.
fn depends_on_visitor(place: &Place, words: &Range<usize>) -> bool {
    place.sentence.words.clone().any(|i| {
        let (before, next) = (place.word_before(i, 1), place.word(i + 1));
        let of_you = matches!(next, "you" | "u" | "you've" | "you're" | "your");
        match place.word(i) {
            "if" => {
                let polite = matches!(next, "that's" | "thats" | "possible" | "that");
                // "Let me know if you want it and I'll send it" waits; the other way round it does not.
                let invites = before == "know" && matches!(place.word_before(i, 2), "me" | "us") && i < words.start;
                invites || !(polite || asks_whether(before))
            }
            "unless" | "provided" => true,
            "case" => before == "in",
            "once" | "when" | "after" | "whenever" | "until" => of_you,
            "as" => before == "soon" && of_you,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::fold::Folded;
    use crate::domain::reading::sentence::Outline;

    /// The promises that the rule finds in a text.
    fn promises(raw: &str) -> Vec<String> {
        let text = Folded::of(raw).text;
        let outline = Outline::of(&text);
        let mut promises = Vec::new();
        for sentence in &outline.sentences {
            let place = Place { text: &text, outline: &outline, sentence };
            for i in sentence.words.clone() {
                let opens =
                    matches!(place.word(i), "will" | "ill" | "well" | "gonna") || place.word(i).ends_with("'ll");
                let length = if (place.word(i), place.word(i + 1)) == ("going", "to") { 2 } else { usize::from(opens) };
                let found = (length > 0).then(|| promise_at(&place, &(i..i + length))).flatten();
                let english = Language::English;
                if let Some(words) =
                    found.filter(|words| stands(&place, words, english) && !place.is_negated(words, english))
                {
                    promises.push(text[outline.words[words.start].start..outline.words[words.end - 1].end].to_string());
                }
            }
        }
        promises
    }

    #[test]
    fn first_person_intent_and_action_make_a_promise() {
        let table = [
            ("I'll get back to you tomorrow.", "i'll get back"),
            ("I’ll check and confirm", "i'll check"),
            ("Someone from support will contact you within 30 hours.", "someone from support will contact"),
            ("Our team will be in touch.", "team will be in"),
            ("Let me look into order 15550 and I'll update you Tuesday.", "i'll update"),
            ("I'm going to email you the contract", "i'm going to email"),
            ("we are also going to refund it", "we are also going to refund"),
            ("I will definitely let you know.", "i will definitely let you"),
            ("I'll be right back", "i'll be right"),
            ("we'll have someone call you", "we'll have someone"),
            ("My colleague Maria will call you", "colleague maria will call"),
            ("ill send it later", "ill send"),
            ("I'll see if we have it, then I'll call you", "i'll call"),
            ("I'll go ahead and book it", "i'll go ahead and book"),
            ("I'll send it tomorrow, ok?", "i'll send"),
            ("I'll send it today if that's ok", "i'll send"),
            ("I'll send it now, let me know if you have questions.", "i'll send"),
            ("I'll let you know if it is available", "i'll let you"),
            ("I'll call you as soon as we hear from them", "i'll call"),
            ("Our underwriter will write to you", "our underwriter will write"),
            ("I'll let the stylist know", "i'll let the"),
            ("We'll swap it for a new one", "we'll swap"),
        ];
        for (text, promise) in table {
            assert_eq!(promises(text), [promise], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_promise_is_none() {
        for text in [
            "You will have to send it again.",
            "We will have to check.",
            "We will see.",
            "You'll get an email from us.",
            "It will ship itself",
            "That will send a code to you",
            "Will we ship it?",
            "Shall I check, will I call you?",
            "Would you like me to check? ",
            "I'll call you tomorrow at 5?",
            "If you send me the form, I'll get back to you.",
            "I'll book it if you pay the deposit",
            "Once you pay, we will ship it.",
            "Let me know if you want it and I'll send it.",
            "We'll ship it as soon as you confirm",
            "My manager said we will refund it.",
            "I will not send it.",
            "we won't call you",
            "I don't think we will send one.",
            "we will be closed on Monday",
            "I'll wait for your reply",
            "I am going to the store",
            "he is feeling ill check later",
            "Your team will check it",
            "I would have sent it",
            "Our system will send you a code",
            "Our shop will be closed",
        ] {
            assert_eq!(promises(text), Vec::<String>::new(), "{text}");
        }
    }
}

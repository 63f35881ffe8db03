//! Reading whole messages with a small pack: each mechanism by what it finds and by what it must leave alone.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::time::DAY;

const PACK: &str = r#"
[pricing_question]
phrases = ["how much is", "price list"]
in_question = ["cost", "rates"]
unless = ["how much time"]
negatable = false

[purchase_intent]
phrases = ["I'll take it", "buy it"]

[budget]
with_number = ["budget", "spend"]
negatable = false

[booking_attempt]
with_number = ["book"]

[opt_out]
phrases = ["stop messaging me", "don't contact me"]
negatable = false
conditional = false

[gratitude]
phrases = ["thanks", "👍"]
negatable = false

[promise]
phrases = ["get back to you", "will be in touch"]
unless = ["in the meantime"]

[quote]
unless = ["refund"]

[apology]
phrases = ["sorry"]

[cannot_answer]
phrases = ["I don't know"]
negatable = false
"#;

fn reader_with(phrases: &[(&str, &str)], keywords: &[&str]) -> Reader {
    let mut own: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (cue, phrase) in phrases {
        own.entry((*cue).to_string()).or_default().push((*phrase).to_string());
    }
    let keywords: Vec<String> = keywords.iter().map(|word| (*word).to_string()).collect();
    let settings =
        Settings { phrases: &own, keywords: &keywords, time_zone: chrono_tz::Asia::Manila, default_due: DAY };
    let nothing_learnt = Box::leak(Box::new(["", ""].map(learned::Model::read)));
    Reader::with_packs(&settings, &[("en", PACK)], nothing_learnt).expect("the settings are right")
}

fn reader() -> Reader {
    reader_with(&[], &[])
}

/// Wednesday, 17:30 in Manila.
fn wednesday() -> Instant {
    Instant::parse("2026-03-04T09:30:00Z").expect("an instant")
}

fn cues(sender: Sender, text: &str) -> String {
    reader().read(sender, wednesday(), text).cues.to_string()
}

fn visitor(text: &str) -> String {
    cues(Sender::Visitor, text)
}

fn agent(text: &str) -> String {
    cues(Sender::Agent, text)
}

#[test]
fn phrases_count_as_they_stand() {
    assert_eq!(visitor("How much  is\tthe annual plan?"), "pricing_question");
    assert_eq!(visitor("OK I’ll take it"), "purchase_intent");
    assert_eq!(visitor("ok ill take it"), "purchase_intent");
    assert_eq!(visitor("👍"), "gratitude");
    assert_eq!(visitor("thankslots"), "");
    assert_eq!(visitor(""), "");
}

#[test]
fn question_phrases_count_only_in_questions() {
    assert_eq!(visitor("What does it cost"), "pricing_question");
    assert_eq!(visitor("and your rates?"), "pricing_question");
    assert_eq!(visitor("It cost me a lot. Really?"), "");
    assert_eq!(visitor("The cost is too high!"), "");
}

#[test]
fn number_phrases_count_only_with_a_number_close_by() {
    assert_eq!(visitor("Our budget is around 10k"), "budget");
    assert_eq!(visitor("we can spend fifty thousand"), "budget");
    assert_eq!(visitor("Our budget is fixed. I have 10k questions"), "");
    assert_eq!(visitor("Our budget meeting is at 5pm"), "");
    assert_eq!(visitor("our 2026 budget is not ready"), "");
    assert_eq!(visitor("the budget for this is something that we have to see about 500"), "");
    assert_eq!(visitor("book me for 3 pm"), "booking_attempt");
    assert_eq!(visitor("I read a book"), "");
}

#[test]
fn unless_cancels_in_its_sentence_only() {
    assert_eq!(visitor("How much time is it, how much is left?"), "");
    assert_eq!(visitor("How much time is it? And how much is the plan?"), "pricing_question");
    assert_eq!(agent("In the meantime I'll get back to you."), "");
    assert_eq!(agent("We have issued a refund of $19."), "");
    assert_eq!(agent("We issued a refund. The plan is $19."), "quote");
}

#[test]
fn negations_and_conditions_cancel_where_the_pack_lets_them() {
    assert_eq!(visitor("I don't want to buy it"), "");
    assert_eq!(visitor("no, I want to buy it"), "purchase_intent");
    assert_eq!(visitor("If I buy it now, what then"), "");
    assert_eq!(visitor("She said I'll take it"), "");
    assert_eq!(visitor("I never asked for this: stop messaging me"), "opt_out");
    assert_eq!(visitor("If you can, stop messaging me"), "opt_out");
    assert_eq!(visitor("not sure how much is it"), "pricing_question");
}

#[test]
fn each_side_has_cues_of_its_own() {
    assert_eq!(agent("How much is your budget of 10k? thanks"), "question");
    assert_eq!(visitor("I'll get back to you, sorry. Is $49 ok?"), "");
    assert_eq!(cues(Sender::System, "thanks, sorry, how much is it?"), "");
    assert_eq!(cues(Sender::Bot, "I don't know"), "cannot_answer");
    assert_eq!(agent("I don't know, sorry"), "apology;cannot_answer");
}

#[test]
fn a_question_asks_the_visitor_something() {
    assert_eq!(agent("Which day suits you best?"), "question");
    assert_eq!(agent("Great. Shall I confirm?"), "question");
    for text in ["Anything else I can help with?", "ok?", "Here it is: example.com/a?b=c", "What a day!", "??"] {
        assert_eq!(agent(text), "", "{text}");
    }
}

#[test]
fn a_quote_names_a_price() {
    assert_eq!(agent("The Pro plan is $49 per month."), "quote");
    assert_eq!(agent("PHP 1,200 po"), "quote");
    assert_eq!(agent("There's a 10% discount on order 15550."), "");
}

#[test]
fn a_promise_carries_its_due_time() {
    let due = |text: &str| reader().read(Sender::Agent, wednesday(), text).due.map(|due| due.to_string());
    let named = |text: &str| due(text).expect(text);
    assert_eq!(named("I'll get back to you."), "2026-03-05T09:30:00Z");
    assert_eq!(named("I’ll get back to you tomorrow."), "2026-03-05T15:59:59Z");
    assert_eq!(named("Tomorrow at 10am I'll call you."), "2026-03-05T02:00:00Z");
    // The words of other sentences are not its own.
    assert_eq!(named("We open tomorrow. I'll get back to you. See you Friday!"), "2026-03-05T09:30:00Z");
    assert_eq!(named("We got it today and I'll call you tomorrow"), "2026-03-05T15:59:59Z");
    // Ahead of it they are, unless they are said of something else.
    assert_eq!(named("On Friday, after lunch, I'll call you"), "2026-03-06T15:59:59Z");
    assert_eq!(named("It left us on Friday; I'll check it."), "2026-03-05T09:30:00Z");
    assert_eq!(named("We are closed tomorrow, but I'll call you"), "2026-03-05T09:30:00Z");
    assert_eq!(named("I'll check it. I'll call you in 2 hours."), "2026-03-04T11:30:00Z");
    assert_eq!(due("We open tomorrow."), None);
    assert_eq!(reader().read(Sender::Visitor, wednesday(), "I'll get back to you tomorrow").due, None);
}

#[test]
fn promises_that_do_not_stand_are_not_told() {
    for text in [
        "Would you like me to get back to you?",
        "If you leave your number I'll get back to you",
        "My colleague said he will get back to you",
        "We can't get back to you",
        "You will have to get back to us",
    ] {
        assert!(!agent(text).contains("promise"), "{text}");
    }
}

/// When the promise is due that the packs of rolo find in what an agent wrote.
fn built_in_due(text: &str) -> Option<String> {
    let none = BTreeMap::new();
    let settings = Settings { phrases: &none, keywords: &[], time_zone: chrono_tz::Asia::Manila, default_due: DAY };
    let reader = Reader::new(&settings).expect("the packs are right");
    reader.read(Sender::Agent, wednesday(), text).due.map(|due| due.to_string())
}

#[test]
fn promises_are_read_in_each_language() {
    let table = [
        ("Tatawagan po namin kayo bukas ng 10am.", "2026-03-05T02:00:00Z"),
        ("sa Lunes ko na po isesend ang resibo", "2026-03-09T15:59:59Z"),
        ("I-update ko po kayo mamayang gabi", "2026-03-04T15:59:59Z"),
        ("Check ko po muna, balikan ko kayo in 2 hours", "2026-03-04T11:30:00Z"),
        ("tatawagan po namin kayo bukas, ano po number nyo?", "2026-03-05T15:59:59Z"),
        ("check ko po kung available pa", "2026-03-05T09:30:00Z"),
        ("Dạ mai em gọi lại cho chị nhé", "2026-03-05T15:59:59Z"),
        ("9h sáng thứ 6 bên em giao hàng ạ", "2026-03-06T01:00:00Z"),
        ("da em kiem tra roi bao lai chi trong 30 phut nua a", "2026-03-04T10:00:00Z"),
        ("Khi nào có hàng em sẽ báo anh", "2026-03-05T09:30:00Z"),
        ("bên em sẽ liên hệ lại trong hôm nay, anh cho em xin số được không ạ?", "2026-03-04T15:59:59Z"),
    ];
    for (text, expected) in table {
        assert_eq!(built_in_due(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_promise_is_none_in_each_language() {
    for text in [
        "Kung gusto nyo po, tatawagan ko kayo bukas",
        "Pag nagbayad na kayo, i-ship namin agad",
        "Sana po matawagan namin kayo bukas",
        "Tatawagan ko po ba kayo bukas?",
        "Tinawagan ko na po kayo kahapon",
        "Sabi ng courier tatawagan kayo bukas",
        "Kailangan nyo pong i-send ang ID",
        "Nếu chị lấy thì mai em gửi ạ",
        "Khi chị chuyển khoản em gửi hàng ngay",
        "Mai em gọi lại được không ạ?",
        "Em đã gửi hàng hôm qua rồi ạ",
        "Shipper sẽ gọi cho anh",
        "Em không gửi hàng được ạ",
        "Bên em giao hàng toàn quốc ạ",
    ] {
        assert_eq!(built_in_due(text), None, "{text}");
    }
}

#[test]
fn fillers_do_not_hide_a_phrase() {
    let text = "how much po ba is it, boss?";
    let evidence = reader().evidence(Sender::Visitor, wednesday(), text);
    assert_eq!(evidence.len(), 1);
    assert_eq!(&text[evidence[0].start..evidence[0].end], "how much po ba is");
    assert_eq!(visitor("I'll po take it na"), "purchase_intent");
}

#[test]
fn evidence_points_at_the_raw_text() {
    let text = "“Hi”  — HOW  MUCH is it?";
    let evidence = reader().evidence(Sender::Visitor, wednesday(), text);
    assert_eq!(evidence.len(), 1);
    assert_eq!(&text[evidence[0].start..evidence[0].end], "HOW  MUCH is");
    assert_eq!((evidence[0].phrase.as_str(), evidence[0].pack.as_str()), ("how much is", "en"));
    // The rule and the phrase find one promise: the longer span is told.
    let text = "I'll get back to you";
    let spans: Vec<&str> =
        reader().evidence(Sender::Agent, wednesday(), text).iter().map(|e| &text[e.start..e.end]).collect();
    assert_eq!(spans, ["I'll get back", "get back to you"]);
}

#[test]
fn own_phrases_are_found_beside_those_of_the_packs() {
    let reader = reader_with(&[("purchase_intent", "Put me down"), ("pricing_question", "how much time")], &[]);
    let told = |text: &str| reader.read(Sender::Visitor, wednesday(), text).cues.to_string();
    assert_eq!(told("put ME down for two"), "purchase_intent");
    assert_eq!(told("don't put me down"), "");
    assert_eq!(told("how much time"), "pricing_question");
    let evidence = reader.evidence(Sender::Visitor, wednesday(), "Put me down!");
    assert_eq!((evidence[0].phrase.as_str(), evidence[0].pack.as_str()), ("Put me down", "user"));
}

#[test]
fn keywords_are_bits_of_visitors_messages() {
    let reader = reader_with(&[], &["wedding", "how much is", "C++", "wedding cake"]);
    let bits = |sender, text: &str| reader.read(sender, wednesday(), text).keywords;
    assert_eq!(bits(Sender::Visitor, "WEDDING cake in c++"), 0b1101);
    assert_eq!(bits(Sender::Visitor, "weddings"), 0);
    assert_eq!(bits(Sender::Agent, "wedding"), 0);
    let both = reader.read(Sender::Visitor, wednesday(), "how much is a wedding");
    assert_eq!((both.keywords, both.cues.to_string().as_str()), (0b11, "pricing_question"));
}

#[test]
fn sentiment_is_none_for_blank_and_system_messages() {
    let sentiment = |sender, text: &str| reader().read(sender, wednesday(), text).sentiment;
    assert!(sentiment(Sender::Visitor, "hi").is_some());
    assert!(sentiment(Sender::Agent, "hi").is_some());
    assert_eq!(sentiment(Sender::Visitor, " \n"), None);
    assert_eq!(sentiment(Sender::System, "hi"), None);
}

#[test]
fn settings_that_cannot_be_meant_are_refused() {
    let make = |phrases: &BTreeMap<String, Vec<String>>, keywords: &[String]| {
        Reader::new(&Settings { phrases, keywords, time_zone: chrono_tz::UTC, default_due: DAY })
    };
    let none = BTreeMap::new();
    assert!(make(&none, &[]).is_ok());
    let unknown = BTreeMap::from([("prices".to_string(), vec!["x".to_string()])]);
    assert!(make(&unknown, &[]).expect_err("unknown").to_string().contains("there is no cue `prices`"));
    let many: Vec<String> = (0..65).map(|i| format!("word{i}")).collect();
    assert!(make(&none, &many).expect_err("many").to_string().contains("65 keywords"));
    assert!(make(&none, &many[..64]).is_ok());
    assert!(make(&none, &[" ".to_string()]).expect_err("blank").to_string().contains("holds no words"));
}

#[test]
fn a_reader_is_shared_by_threads() {
    const fn shared<T: Send + Sync>() {}
    shared::<Reader>();
}

#[test]
fn long_texts_are_read_in_little_time() {
    // Each of these was chosen to make looking around expensive; a minute would be the sign of a square.
    for piece in
        ["not how much is ", "if i'll get back to you ", "she said i'll take it,", "?a", "$1", "e\u{301}'", "\n"]
    {
        let text = piece.repeat(200_000 / piece.len());
        for sender in Sender::ALL {
            reader().evidence(sender, wednesday(), &text);
            reader().read(sender, wednesday(), &text);
        }
    }
}

/// Texts made of what the rules look for, with arbitrary characters strewn in.
fn chat() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "how much is",
            "cost",
            "budget",
            "10k",
            "₱500",
            "if",
            "not",
            "I'll",
            "get back to you",
            "tomorrow",
            "at 5",
            "she said",
            "will",
            "going to",
            "call",
            "in",
            "2",
            "days",
            "?",
            ".",
            ",",
            "\n",
            "’",
            "İ",
            "e\u{301}",
            "👍🏽",
            "unless",
            "Friday",
            "31 February",
            "would have",
            "Straße",
            "  ",
            "we",
            "within",
            "next week",
            "the 31st",
        ])
        .prop_map(str::to_string),
        any::<String>(),
        "\\PC{0,3}",
    ];
    prop::collection::vec((piece, prop::bool::ANY), 0..14)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, spaced)| if spaced { piece + " " } else { piece }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn reading_agrees_with_its_evidence_and_never_panics(text in chat(), at in any::<i64>(), code in 0..4_i64) {
        let sender = Sender::from_code(code).expect("a sender");
        for at in [Instant(at), wednesday()] {
            let (reading, evidence) = PROPERTY_READER.with(|r| (r.read(sender, at, &text), r.evidence(sender, at, &text)));
            let mut cues = CueSet::EMPTY;
            for piece in &evidence {
                cues.insert(piece.cue);
                prop_assert!(piece.start < piece.end);
                prop_assert!(text.get(piece.start..piece.end).is_some());
            }
            prop_assert_eq!(reading.cues, cues);
            prop_assert_eq!(reading.due.is_some(), cues.contains(Cue::Promise));
            prop_assert!(reading.due.is_none_or(|due| due >= at));
        }
    }

    #[test]
    fn own_phrases_and_keywords_are_whole_words_in_any_case(word in "[a-zàâãèéêìóõùýăđơưạảấầẫậắặẹếềệịọốồộớợụứừựỵỷỹ]{2,9}", upper in any::<bool>(), inside in "[a-z0-9ß]") {
        let reader = reader_with(&[("complaint", &word)], &[&word]);
        let shown = if upper { word.to_uppercase() } else { word.clone() };
        // Some letters have no single upper case.
        prop_assume!(shown.to_lowercase() == word);
        let read = |text: String| {
            let reading = reader.read(Sender::Visitor, wednesday(), &text);
            (reading.cues.contains(Cue::Complaint), reading.keywords)
        };
        for text in [shown.clone(), format!("zz {shown}."), format!("({shown})"), format!("zz\n{shown}’s zz")] {
            prop_assert_eq!(read(text), (true, 1));
        }
        prop_assert_eq!(read(format!("{shown}{inside}")), (false, 0));
        prop_assert_eq!(read(format!("{inside}{shown}")), (false, 0));
    }
}

thread_local! {
    static PROPERTY_READER: Reader = reader_with(&[("need", "é")], &["il", "how"]);
}

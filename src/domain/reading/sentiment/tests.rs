//! What a reader of messages expects of their scores.

use super::Lexicon;
use proptest::prelude::*;

fn score(text: &str) -> i16 {
    Lexicon::built_in().score(text)
}

/// The level of a score: -1 from -0.1 down, 1 from 0.1 up, else 0.
fn level(text: &str) -> i16 {
    match score(text) {
        1000.. => 1,
        ..=-1000 => -1,
        _ => 0,
    }
}

#[track_caller]
fn falls(texts: &[&str]) {
    let scores: Vec<i16> = texts.iter().map(|text| score(text)).collect();
    assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{texts:?} score {scores:?}");
}

#[test]
fn praise_and_blame_come_in_steps() {
    falls(&["great", "good", "okay", "bad", "terrible"]);
    falls(&["the service was great", "it was ok", "it was bad", "worst service ever"]);
}

#[test]
fn negation_turns_a_word_and_weakens_it() {
    for text in
        ["not good", "isn't good", "isnt good", "isn’t good", "ISN’T GOOD", "wasn't very good", "never that good"]
    {
        assert!((-4400..0).contains(&score(text)), "{text}: {}", score(text));
    }
    assert!(score("not bad") > 0);
    assert!(score("without problems") > 0);
    assert!(score("hindi maganda") < 0 && score("không tốt") < 0);
}

#[test]
fn negation_reaches_three_words_and_no_further_than_its_clause() {
    assert!(score("not a very good cut") < 0);
    assert!(score("not what was in the photo good") > 0);
    assert!(score("It is not, good") > 0);
    assert!(score("No. Great service") > 0);
    assert_eq!(score("no, thanks"), 0);
}

#[test]
fn never_so_good_is_praise() {
    falls(&["never been so happy", "so happy", "never happy"]);
}

#[test]
fn boosters_strengthen_and_dampeners_weaken_the_nearer_the_more() {
    falls(&["extremely good", "good", "slightly good"]);
    falls(&["really good", "really a good", "really such", "really a bad", "really bad"]);
    falls(&["bad", "really bad"]);
    falls(&["đẹp quá", "đẹp"]);
}

#[test]
fn a_booster_with_a_tone_of_its_own_gives_way_to_the_word_after_it() {
    assert!(score("super slow") < score("slow"));
    assert!(score("pretty bad") < 0);
    assert!(score("so pretty") > 0);
    assert!(score("incredible service") > 5000);
}

#[test]
fn capitals_stress_a_word_among_small_letters_only() {
    falls(&["that is GREAT work", "that is great work"]);
    falls(&["that is bad work", "that is BAD work"]);
    assert_eq!(score("THAT IS GREAT WORK"), score("that is great work"));
    assert_eq!(score("OK see you"), score("ok see you"));
}

#[test]
fn what_follows_but_weighs_more() {
    assert_eq!(level("The cut was great, but the wait was horrible"), -1);
    assert_eq!(level("The wait was horrible, but the cut was great"), 1);
    falls(&["Good cut. It broke.", "Good cut. But it broke."]);
    falls(&["Good cut. It was so so.", "Good cut. But it was so so."]);
    assert_eq!(level("maganda sana pero sira"), -1);
}

#[test]
fn exclamation_marks_strengthen_up_to_four() {
    falls(&["good!!!!", "good!!!", "good!!", "good!", "good"]);
    falls(&["bad", "bad!", "bad!!"]);
    assert_eq!(score("good!!!!"), score("good!!!!!!!!!"));
    assert_eq!(score("Good! Good! Good! Good!"), score("Good! Good! Good! Good!!!!"));
    falls(&["so slow", "so slow??", "so slow????"]);
}

#[test]
fn a_text_without_valence_is_neutral_whatever_its_marks() {
    for text in ["", " ", "Hello!!!", "???", "where is my order??", "Order 18873", "...", "👋", "Hi Joy!", "opo"] {
        assert_eq!(score(text), 0, "{text}");
    }
}

#[test]
fn neutral_questions_are_zero() {
    for text in [
        "How much is a haircut?",
        "What is your best price for 40 seats?",
        "Do you have anything free on Friday?",
        "Is it good for sensitive skin?",
        "Is Team better than the other plan?",
        "Can you help me please?",
        "Do you accept credit cards?",
        "Could you share your number?",
        "How late are you open?",
        "Do you have party packages, gifts or special offers?",
        "magkano po ang rebond?",
        "pwede po ba magpabook?",
        "shop ơi bao nhiêu tiền?",
        "có đẹp không?",
    ] {
        assert_eq!(score(text), 0, "{text}");
    }
}

#[test]
fn a_fault_that_is_asked_about_counts_half_and_one_that_is_taken_for_true_counts_whole() {
    falls(&["is it broken?", "it is broken", "why is it so broken?"]);
}

#[test]
fn praise_beside_a_question_still_counts() {
    assert_eq!(level("I love your work, how much is a cut?"), 1);
    assert_eq!(level("You were great! Can I book again?"), 1);
}

#[test]
fn emoji_count_without_their_skin_tone_and_variation() {
    assert_eq!(score("👍🏽"), score("👍"));
    assert_eq!(score("❤\u{fe0f}"), score("❤"));
    assert_eq!(score("🤦🏽\u{200d}♀\u{fe0f}"), score("🤦"));
    falls(&["😍", "👍", "😭", "👎", "😡"]);
    assert!((-2500..0).contains(&score("😭")));
    for hearts in ["💙", "💜", "🧡", "🖤", "💕"] {
        assert!(score(hearts) > 3000);
    }
}

#[test]
fn repeated_emoji_strengthen_like_marks() {
    falls(&["😡", "😡😡", "😡😡😡"]);
    assert_eq!(score("👍👍👍👍"), score("👍👍👍👍👍👍👍👍👍"));
}

#[test]
fn emoji_are_not_negated() {
    falls(&["not now 🙏", "not now"]);
}

#[test]
fn emoticons_are_read_attached_and_drawn_out() {
    for text in [":)", ":-)", "see you :)", "see you:)", "see you :)))", "ok :D!", "<3", "(:", "see you ;)."] {
        assert!(level(text) > 0, "{text}: {}", score(text));
    }
    for text in [":(", ":'(", "ok:(", "hm :((", "</3", ">:("] {
        assert!(level(text) < 0, "{text}: {}", score(text));
    }
    for text in
        ["open (8 am - 9 pm)", "at 3:30", "ratio 4:3", "Total:(with tax)", "http:/", "a=b", "Note: (see below):"]
    {
        assert_eq!(score(text), 0, "{text}");
    }
}

#[test]
fn addresses_and_numbers_do_not_count() {
    for text in [
        "https://great-love.example/best?awful=1",
        "www.best-ever.example",
        "write to happy.love@example.com.",
        "(happy@example.org)",
        "@lovely thx-for-nothing.example",
        "great-prices.com/win",
        "5000 10 143 182",
    ] {
        assert!(score(text).abs() < 1300, "{text}: {}", score(text));
    }
    assert_eq!(score("great at https://awful.example!"), score("great at https://x.example!"));
}

#[test]
fn drawn_out_words_are_recognised() {
    assert_eq!(score("goooooood"), score("good"));
    assert_eq!(score("greaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaat"), score("great"));
    assert_eq!(score("sooooo slow"), score("so slow"));
}

#[test]
fn diacritics_count_however_they_are_encoded() {
    assert_eq!(score("tuye\u{302}\u{323}t vo\u{31b}\u{300}i"), score("tuyệt vời"));
    assert_eq!(score("TUYỆT VỜI"), score("tuyệt vời"));
    assert!(score("tuyệt vời") > 5000);
}

#[test]
fn the_end_of_a_very_long_sentence_counts() {
    let long = "and then ".repeat(500);
    assert!(score(&format!("{long} terrible")) < -5000);
}

#[test]
fn a_huge_text_without_blanks_is_read_in_one_pass() {
    for piece in ["a,", "-", ":", ")", ":))x", "a.b", "a_", "đ,", "don’t", "😡", "a@", "!", "\u{301}"] {
        let text = piece.repeat(300_000);
        assert!((-10_000..=10_000).contains(&score(&text)), "{piece}");
    }
}

#[test]
fn thanks_alone_is_friendly_and_not_enthusiastic() {
    assert!((1000..5000).contains(&score("thanks")));
    falls(&["thank you so much", "thanks", "ok"]);
    assert_eq!(level("thanks for nothing"), -1);
}

#[test]
fn messages_of_customers_have_the_sign_that_a_person_would_give() {
    let messages: &[(i16, &str)] = &[
        (1, "Love love love my nails 😍"),
        (1, "no worries, see you tomorrow"),
        (1, "no problem at all"),
        (1, "can't wait to see it!"),
        (1, "cannot thank you enough, the team was lovely"),
        (1, "Highly recommend, the staff were so friendly and the place was very clean"),
        (1, "5 stars from me"),
        (1, "Top notch work, fast delivery"),
        (1, "That's wonderful, thank you!"),
        (1, "worth it 👌"),
        (1, "It works now, thx"),
        (1, "sulit po, ang ganda! salamat"),
        (1, "Ang galing nyo po"),
        (1, "cảm ơn shop, rất hài lòng"),
        (1, "hassle-free and on time"),
        (0, "I would like to book a haircut for Friday, please"),
        (0, "Good morning, I hope you are well. Kind regards"),
        (0, "Please share the contract, my friend will pay by credit card"),
        (0, "ok"),
        (0, "Not sure yet, let me ask my wife"),
        (0, "it looks like the one in the picture"),
        (0, "What kind of gel do you use?"),
        (0, "the deep clean for a party of 8"),
        (0, "late checkout on the 14th"),
        (0, "I want the free trial"),
        (0, "yes, this Saturday"),
        (-1, "still waiting for my order"),
        (-1, "It’s been two weeks and I haven’t received anything"),
        (-1, "Nobody answered my emails since Monday"),
        (-1, "I was promised a call and heard nothing."),
        (-1, "the zipper is broken"),
        (-1, "I want a refund"),
        (0, "please cancel my subscription"),
        (0, "I'd love to come on Tuesday"),
        (0, "please issue the contract"),
        (0, "what's the damage for two tyres"),
        (0, "Tuesday works best, or a late slot"),
        (0, "the new one works fine"),
        (1, "over the moon with the dress"),
        (1, "you made my day"),
        (-1, "the courier was late again"),
        (-1, "three days late and nobody picks up"),
        (-1, "are you even reading this"),
        (-1, "the site is down"),
        (-1, "this isn't acceptable"),
        (-1, "the fries were cold and they forgot the sauce"),
        (-1, "this is a scam"),
        (-1, "you charged me twice!!"),
        (-1, "wrong size and one item missing"),
        (-1, "way overpriced for such slow service"),
        (-1, "It doesn't work"),
        (-1, "the technician never showed up"),
        (-1, "waste of money, never again"),
        (-1, "I can't wait any longer"),
        (-1, "It's not worth it"),
        (-1, "WHERE IS MY ORDER??? THIS IS UNACCEPTABLE"),
        (-1, "sira yung dumating, ang tagal pa ng reply"),
        (-1, "walang kwenta"),
        (-1, "dịch vụ tệ quá, thất vọng"),
        (-1, "Why is the app so slow?"),
        (-1, "thanks but it stopped working again"),
        (-1, "you ruined my hair 😭"),
    ];
    let wrong: Vec<_> = messages.iter().filter(|(wanted, text)| level(text) != *wanted).collect();
    let scores: Vec<_> = wrong.iter().map(|(_, text)| score(text)).collect();
    assert!(wrong.is_empty(), "{wrong:?} score {scores:?}");
}

proptest! {
    #[test]
    fn any_text_scores_within_range(text in any::<String>()) {
        prop_assert!((-10_000..=10_000).contains(&score(&text)));
    }

    #[test]
    fn signs_and_emoji_in_any_order_score_within_range(text in "[a-zA-Z'’.:;=()<3@_!?/ \n👍🏽❤\u{fe0f}\u{200d}\u{301}đẹ -]{0,80}") {
        prop_assert!((-10_000..=10_000).contains(&score(&text)));
    }

    #[test]
    fn blanks_around_a_text_do_not_matter(text in any::<String>(), before in "[ \t\n\u{a0}]{0,4}", after in "[ \t\r\n\u{3000}]{0,4}") {
        let padded = format!("{before}{text}{after}");
        prop_assert_eq!(score(&padded), score(&text));
    }

    #[test]
    fn all_capitals_mean_the_same_as_all_small_letters(words in proptest::collection::vec("great|not|very|bad|but|the|order|is|never|so|thanks|,|!|\\?|đẹp", 0..20)) {
        let text = words.join(" ");
        prop_assert_eq!(score(&text.to_uppercase()), score(&text));
    }

    #[test]
    fn one_more_exclamation_mark_never_weakens(text in "(great|bad|fine|not slow|the order)( [a-z]{1,6}){0,4}") {
        let marked = format!("{text}!");
        prop_assert!(score(&marked).abs() >= score(&text).abs());
    }
}

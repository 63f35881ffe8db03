//! Tests of complaints: the whole message with line and key, and the hint behind `|`.

use proptest::prelude::*;

use crate::config::{Config, DEFAULT_TOML, show};
use crate::error::{Error, Kind};

/// The complaint about a text, `message | hint`.
fn complaint(text: &str) -> String {
    let error = Config::parse(text, "rolo.toml").expect_err(text).downcast::<Error>().expect("our own error");
    assert_eq!(error.kind, Kind::Usage);
    format!("{} | {}", error.message, error.hint.expect("every complaint has a hint"))
}

/// Asserts the complaint about each text; all are about `rolo.toml`, so the expected ones begin with the line.
fn assert_complaints(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(complaint(text), format!("rolo.toml:{expected}"), "{text}");
    }
}

/// A signal of a kind; the given lines begin at line 5.
fn signal(kind: &str, lines: &str) -> String {
    format!("[[score.signal]]\nname = 'n'\ncategory = 'fit'\nkind = '{kind}'\n{lines}\n")
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    assert_complaints(&[
        (
            "[status]\npins = yes\n",
            "2: this is not TOML at \"yes\": string values must be quoted, expected literal string | texts stand in quotes, lists in [ ], and a section's name in a line of its own",
        ),
        (
            "[status\npins = true\n",
            "1: this is not TOML: unclosed table, expected `]` | texts stand in quotes, lists in [ ], and a section's name in a line of its own",
        ),
        (
            "[status]\npins = true\npins = false\n",
            "3: this is not TOML at \"pins\": duplicate key | a key or a section stands in a file once: join the two",
        ),
        (
            "x = \"a\n",
            "1: this is not TOML: invalid basic string, expected `\"` | texts stand in quotes, lists in [ ], and a section's name in a line of its own",
        ),
        (
            "a b = 1\n",
            "1: this is not TOML: key with no value, expected `=` | texts stand in quotes, lists in [ ], and a section's name in a line of its own",
        ),
        (
            "[status]\npins = true\n[status]\n",
            "3: this is not TOML at \"status\": duplicate key | a key or a section stands in a file once: join the two",
        ),
    ]);
}

#[test]
fn unknown_keys_are_told_with_the_nearest_known_one() {
    assert_complaints(&[
        ("[windows]\n\nhotlead = '3d'\n", "3: windows.hotlead: unknown key | did you mean hot_lead?"),
        ("[window]\nactive = '3d'\n", "1: window: unknown key | did you mean windows?"),
        ("status.colour = 1\n", "1: status.colour: unknown key | known here: active_min_messages, pins"),
        (&signal("event", "match = 'x'\npoint = 5"), "6: score.signal.point: unknown key | did you mean points?"),
        ("[send.smtp]\npassword = 'x'\n", "2: send.smtp.password: unknown key | did you mean password_file?"),
        (
            "[[import.file]]\nmatch = 'a'\n[[import.file]]\nmtach = 'b'\n",
            "4: import.file.mtach: unknown key | did you mean match?",
        ),
    ]);
}

#[test]
fn values_of_a_wrong_type_are_told_with_what_the_key_takes() {
    assert_complaints(&[
        (
            "[windows]\nhot_lead = \"14 days\"\n",
            "2: windows.hot_lead: \"14 days\" is not a duration | write it like 90m, 48h, 30d or 6w",
        ),
        (
            "[windows]\nhot_lead = 14\n",
            "2: windows.hot_lead: 14 is not a text in quotes | the default is hot_lead = \"14d\"",
        ),
        (
            "[windows]\nhot_lead = \"-1d\"\n",
            "2: windows.hot_lead: \"-1d\" is not a duration | write it like 90m, 48h, 30d or 6w",
        ),
        ("windows = 3\n", "1: windows: 3 is not a section | write [windows] and its keys below it"),
        ("send = 3\n", "1: send: 3 is not a section | write [send] and its keys below it"),
        ("status = [3, true]\n", "1: status: a list is not a section | write [status] and its keys below it"),
        ("status.pins.x = 1\n", "1: status.pins: a section is not true or false | the default is pins = true"),
        ("[status]\npins = \"yes\"\n", "2: status.pins: \"yes\" is not true or false | the default is pins = true"),
        (
            "[status]\nactive_min_messages = -1\n",
            "2: status.active_min_messages: -1 lies outside 0 to 4294967295 | the default is active_min_messages = 3",
        ),
        (
            "[status]\nactive_min_messages = 1.5\n",
            "2: status.active_min_messages: 1.5 is not a whole number | the default is active_min_messages = 3",
        ),
        ("[send.smtp]\nport = 70000\n", "2: send.smtp.port: 70000 lies outside 0 to 65535 | the default is port = 587"),
        (
            "[deals]\nstages = \"new\"\n",
            "2: deals.stages: \"new\" is not a list | the default is stages = [\"new\", \"quoted\", \"negotiating\"]",
        ),
        (
            "[deals]\nstages = [\n  'new',\n  5,\n]\n",
            "4: deals.stages: 5 is not a text in quotes | the default is stages = [\"new\", \"quoted\", \"negotiating\"]",
        ),
        (
            "[sentiment]\nlevels = [0.5, 0.1]\n",
            "2: sentiment.levels: [0.5, 0.1] is not a list of 4 numbers | the default is levels = [0.5, 0.1, -0.1, -0.5]",
        ),
        (
            "[sentiment]\nlevels = [0.5, 0.1, 0, -0.1, -0.5]\n",
            "2: sentiment.levels: 5 entries are not 4 | write exactly 4",
        ),
        (
            "[flags]\nvip_spend = \"5000\"\n",
            "2: flags.vip_spend: \"5000\" is not a number | the default is vip_spend = 0",
        ),
        (
            "[dedupe]\nnightly = \"certian\"\n",
            "2: dedupe.nightly: \"certian\" is not one of off, certain, automatic | did you mean certain?",
        ),
        (
            "[dedupe]\nnightly = 1\n",
            "2: dedupe.nightly: 1 is not a text in quotes | the default is nightly = \"certain\"",
        ),
        (
            "[dedupe]\nnightly = []\n",
            "2: dedupe.nightly: [] is not a text in quotes | the default is nightly = \"certain\"",
        ),
        (
            "[dedupe]\nnightly = { off = 1 }\n",
            "2: dedupe.nightly.off: expected table, found integer | `rolo config show` prints every key with its meaning",
        ),
        (
            "[match]\nkeys = [\"email\", \"mobile\"]\n",
            "2: match.keys: \"mobile\" is not one of user_id, external_id, email, visitor_id, phone | the default is keys = [\"user_id\", \"external_id\", \"email\", \"visitor_id\", \"phone\"]",
        ),
        (
            "[import]\ndate_order = \"dym\"\n",
            "2: import.date_order: \"dym\" is not one of \"\", dmy, mdy, ymd | did you mean dmy?",
        ),
        (
            "[[import.file]]\nmatch = \"a\"\ndelimiter = \"tab\"\n",
            "3: import.file.delimiter: \"tab\" is not one character in quotes | `rolo config show` prints every key with its meaning",
        ),
        (
            "[[import.file]]\nmatch = \"a\"\non_match = \"replace\"\n",
            "3: import.file.on_match: \"replace\" is not one of update, fill, skip | `rolo config show` prints every key with its meaning",
        ),
        (
            "[[import.file]]\nfrom = 'hubspot'\n",
            "1: import.file: match is missing | add a line match = …; `rolo config show` prints every key with its meaning",
        ),
        (
            "[score.signal]\nname = 'x'\n",
            "1: score.signal: a section is not a list | write [[score.signal]] and its keys below it, once for each",
        ),
        (
            "score.signal = [1]\n",
            "1: score.signal: 1 is not a section | write [[score.signal]] and its keys below it, once for each",
        ),
        ("[[windows]]\nactive = '3d'\n", "1: windows: a list is not a section | write [windows] and its keys below it"),
        (
            &signal("event", "match = 'x'"),
            "1: score.signal: points is missing | add a line points = …; `rolo config show` prints every key with its meaning",
        ),
        (
            &signal("sms", "match = 'x'\npoints = 1"),
            "4: score.signal.kind: 'sms' is not one of cue, keyword, event, field, stat | `rolo config show` prints every key with its meaning",
        ),
        (
            &signal("event", "match = 'x'\npoints = 5000000000"),
            "6: score.signal.points: 5000000000 lies outside -2147483648 to 2147483647 | `rolo config show` prints every key with its meaning",
        ),
        (
            &signal("event", "match = 'x'\npoints = 99999999999999999999"),
            "6: score.signal.points: 99999999999999999999 lies outside -2147483648 to 2147483647 | `rolo config show` prints every key with its meaning",
        ),
        (
            &signal("event", "match = 'x'\npoints = 1979-05-27"),
            "6: score.signal.points: 1979-05-27 is not a whole number | `rolo config show` prints every key with its meaning",
        ),
        (
            "[[alerts.rule]]\nwhere = 'vip'\n",
            "1: alerts.rule: name is missing | add a line name = …; `rolo config show` prints every key with its meaning",
        ),
        (
            "[templates]\na = [\n'long',\n'list']\n",
            "2: templates.a: a list is not a text in quotes | `rolo config show` prints every key with its meaning",
        ),
    ]);
}

#[test]
fn senseless_setup_is_refused() {
    assert_complaints(&[
        (
            "[match]\nkeys = []\n",
            "2: match.keys: no key is left | without one every import would create everyone again",
        ),
        (
            "[match]\nkeys = [\n  'email',\n  'phone',\n  'email',\n]\n",
            "5: match.keys: this key stands there twice | they are tried in order and the first that finds a contact wins: name each once",
        ),
        (
            "[import]\ncountry = 'Philippines'\n",
            "2: import.country: \"Philippines\" is not a country's code | write its two capital letters, such as PH or DE",
        ),
        (
            "[import]\ntime_zone = 'Manila'\n",
            "2: import.time_zone: \"Manila\" is not a time zone | did you mean Asia/Manila?",
        ),
        (
            "[import]\ntime_zone = 'GMT+8 hours'\n",
            "2: import.time_zone: \"GMT+8 hours\" is not a time zone | write it like UTC, Asia/Manila or Europe/Berlin",
        ),
        ("[[import.file]]\nmatch = ''\n", "2: import.file.match: this is empty | write a text, or leave the line out"),
        (
            "[[import.file]]\nmatch = 'a'\nas = 'contact'\n",
            "3: import.file.as: \"contact\" is not a kind of rows | did you mean contacts?",
        ),
        (
            "[[import.file]]\nmatch = 'a'\n[[import.file]]\nmatch = 'b'\ncountry = 'ph'\n",
            "5: import.file.country: \"ph\" is not a country's code | write its two capital letters, such as PH or DE",
        ),
        (
            "[[import.file]]\nmatch = 'a'\ntime_zone = 'Asia/Manilla'\n",
            "3: import.file.time_zone: \"Asia/Manilla\" is not a time zone | did you mean Asia/Manila?",
        ),
        (
            "[[import.file]]\nmatch = 'a'\nplatform = ' '\n",
            "3: import.file.platform: this is empty | write a text, or leave the line out",
        ),
        (
            "[reader.phrases]\npurchase_intnet = ['x']\n",
            "2: reader.phrases.purchase_intnet: \"purchase_intnet\" is not a cue | did you mean purchase_intent?",
        ),
        (
            "[reader.phrases]\nneed = ['a', ' ']\n",
            "2: reader.phrases.need: an entry is empty | take it out of the list",
        ),
        ("[templates]\nthanks = ''\n", "2: templates.thanks: this is empty | write a text, or leave the line out"),
        ("[send.smtp]\nport = 0\n", "2: send.smtp.port: 0 is not a port | usual ports are 587, 465 and 25"),
        (
            "[send.smtp]\nhost = 'mail.example.com'\n",
            "2: send.smtp.host: a host without a sender | set send.smtp.from, such as \"Ana <ana@example.com>\"",
        ),
        (
            "[send.smtp]\nfrom = 'Ana'\n",
            "2: send.smtp.from: \"Ana\" is not a sender | write it like \"Ana <ana@example.com>\"",
        ),
        (
            "[[suggestions.hidden]]\nname = 'a'\n[[suggestions.hidden]]\nname = 'a'\n",
            "4: suggestions.hidden.name: \"a\" is taken | give each a name of its own",
        ),
    ]);
}

#[test]
fn senseless_rules_of_decisions_are_refused() {
    assert_complaints(&[
        (
            "[windows]\ncomparing = '0'\n",
            "2: windows.comparing: a window must be longer than 0 | write it like 90m, 48h, 30d or 6w",
        ),
        (
            "[windows]\nactive = '31d'\n",
            "2: windows.active: inactive 30d is shorter than active 31d | nobody is active and inactive at once: set both",
        ),
        (
            "[windows]\nactive = '3d'\ninactive = '48h'\n",
            "3: windows.inactive: inactive 2d is shorter than active 3d | nobody is active and inactive at once: set both",
        ),
        (
            "[events]\nconversion = ['purchase', '']\n",
            "2: events.conversion: an entry is empty | take it out of the list",
        ),
        (
            "[sentiment]\nlevels = [0.5, 0.1, 0.1, -0.5]\n",
            "2: sentiment.levels: the levels do not descend | write the highest first, each once",
        ),
        (
            "[sentiment]\nconversation = [1.5, -0.1]\n",
            "2: sentiment.conversation: a level lies outside -1 to 1 | sentiment goes from -1 to 1",
        ),
        (
            "[sentiment]\nconversation = [nan, -0.1]\n",
            "2: sentiment.conversation: a level lies outside -1 to 1 | sentiment goes from -1 to 1",
        ),
        (
            "[flags]\nvip_purchases = 0\n",
            "2: flags.vip_purchases: with 0 everyone is a VIP | write 1 or more; a number that nobody reaches switches it off",
        ),
        ("[flags]\nvip_spend = -1\n", "2: flags.vip_spend: -1 is not an amount of 0 or more | 0 switches it off"),
        ("[flags]\nvip_spend = inf\n", "2: flags.vip_spend: inf is not an amount of 0 or more | 0 switches it off"),
        (
            "[flags]\nat_risk_sentiment = -3\n",
            "2: flags.at_risk_sentiment: -3 lies outside -1 to 1 | sentiment goes from -1 to 1",
        ),
        (
            "[windows]\nactive = '1d'\n[completeness]\nname = 30\n",
            "3: completeness: the parts make 110, not 100 | keys that the file leaves out keep their defaults; set the others so that all seven make 100",
        ),
        ("[deals]\nstages = []\n", "2: deals.stages: no stage is left | a deal stands in a stage: name at least one"),
        (
            "[deals]\nstages = ['new', 'new']\n",
            "2: deals.stages: \"new\" stands there twice | take one of the two out of the list",
        ),
        (
            "[money]\ncurrency = 'eur'\n",
            "2: money.currency: \"eur\" is not a currency's code | write its three capital letters, such as EUR",
        ),
        (
            "[money]\ncurrency = 'EUR'\nrates = { USD = 0 }\n",
            "3: money.rates.USD: 0 is not a rate above 0 | what one unit is worth in money.currency",
        ),
        (
            "[money]\ncurrency = 'EUR'\n[money.rates]\n'US dollar' = 1\n",
            "4: money.rates.\"US dollar\": \"US dollar\" is not a currency's code | write its three capital letters, such as EUR",
        ),
        (
            "[money]\nrates = { USD = 0.9 }\n",
            "2: money.rates: rates into no currency | set money.currency, such as \"EUR\"",
        ),
    ]);
}

#[test]
fn senseless_scores_are_refused() {
    assert_complaints(&[
        (
            "[score.weights]\nbudget = 0\nurgency = 0\nauthority = 0\nfit = 0\nengagement = 0\n",
            "1: score.weights: all weights are 0 | give at least one category a weight",
        ),
        (
            "[score]\ntemplate = 'sofware'\n",
            "2: score.template: \"sofware\" is not a template | did you mean software?",
        ),
        (
            "score.template = 'bakery'\n",
            "1: score.template: \"bakery\" is not a template | one of appointments, reservations, products, delivery, services, software",
        ),
        (
            "[score.grades]\nA = 101\n",
            "1: score.grades: A 101, B 60, C 40, D 20 go beyond 100 | scores go from 0 to 100",
        ),
        (
            "[score]\nmin_messages = 1\ngrades.B = 40\n",
            "3: score.grades: A 80, B 40, C 40, D 20 do not descend | each grade needs more than the next",
        ),
        (
            &signal("cue", "match = 'price_question'\npoints = 1"),
            "5: score.signal.match: \"price_question\" is not a cue | did you mean pricing_question?",
        ),
        (
            &signal("cue", "match = 'promise'\npoints = 1"),
            "5: score.signal.match: \"promise\" is looked for in our own messages only | a signal counts messages of the visitor: name one of their cues",
        ),
        (
            &signal("field", "match = 'mobile'\npoints = 1"),
            "5: score.signal.match: \"mobile\" is not a column that signals know | one of name, email, phone, company, job_title, address, city, country, website, branch, source, channels, tags, interests, traits, needs, lifecycle",
        ),
        (
            &signal("stat", "match = 'messages'\npoints = 1\nat_least = 1"),
            "5: score.signal.match: \"messages\" is not a fact that signals know | one of message_count, conversation_count, purchases, spend, completeness",
        ),
        (
            &signal("event", "match = ' '\npoints = 1"),
            "5: score.signal.match: this is empty | write a text, or leave the line out",
        ),
        (
            &signal("stat", "match = 'spend'\npoints = 1"),
            "1: score.signal: a stat signal needs at_least | add a line such as at_least = 5",
        ),
        (
            &signal("stat", "match = 'spend'\npoints = 1\nat_least = nan"),
            "7: score.signal.at_least: this is not a number to reach | write a number",
        ),
        (
            &signal("stat", "match = 'spend'\npoints = 1\nat_least = 1\nwindow = '3d'"),
            "8: score.signal.window: field and stat signals have no window | take it out",
        ),
        (
            &signal("field", "match = 'email'\npoints = 1\ncap = 2"),
            "7: score.signal.cap: field and stat signals count once | take it out",
        ),
        (
            &signal("field", "match = 'city'\npoints = 1\nequals = 'a'\ncontains = 'a'"),
            "8: score.signal.contains: equals stands there as well | keep one of the two",
        ),
        (
            &signal("field", "match = 'city'\npoints = 1\nequals = ''"),
            "7: score.signal.equals: this is empty | write a text, or leave the line out",
        ),
        (
            &signal("event", "match = 'visit'\npoints = 1\nequals = 'a'"),
            "7: score.signal.equals: only field signals know it | take it out, or set kind = \"field\"",
        ),
        (
            &signal("event", "match = 'visit'\npoints = 1\nat_least = 2"),
            "7: score.signal.at_least: only stat signals know it | take it out, or set kind = \"stat\"",
        ),
        (
            &signal("event", "match = 'visit'\npoints = 0"),
            "6: score.signal.points: 0 points change nothing | give it points, or take the signal out",
        ),
        (
            &signal("event", "match = 'visit'\npoints = -1001"),
            "6: score.signal.points: -1001 lies outside -1000 to 1000 | a category ends between 0 and 100",
        ),
        (
            &signal("event", "match = 'visit'\npoints = 1\ncap = 0"),
            "7: score.signal.cap: with a cap of 0 nothing counts | write 1 or more",
        ),
        (
            &signal("event", "match = 'visit'\npoints = 1\nwindow = '0d'"),
            "7: score.signal.window: a window must be longer than 0 | leave it out to count everything",
        ),
        (
            &signal("event", "match = 'visit'\npoints = 1").repeat(2),
            "8: score.signal.name: \"n\" is taken | give each a name of its own",
        ),
    ]);
}

#[test]
fn senseless_followups_are_refused() {
    assert_complaints(&[
        (
            "[followups]\ntime_zone = 'CEST'\n",
            "2: followups.time_zone: \"CEST\" is not a time zone | did you mean CET?",
        ),
        (
            "[followups]\nquiet_hours = '21-8'\n",
            "2: followups.quiet_hours: \"21-8\" is not HH:MM-HH:MM | write it like \"21:00-08:00\"; \"\" means none",
        ),
        (
            "[followups]\nquiet_hours = '21:00-24:00'\n",
            "2: followups.quiet_hours: \"21:00-24:00\" is not HH:MM-HH:MM | write it like \"21:00-08:00\"; \"\" means none",
        ),
        (
            "[followups]\nquiet_hours = '8:00-9:00'\n",
            "2: followups.quiet_hours: \"8:00-9:00\" is not HH:MM-HH:MM | write it like \"21:00-08:00\"; \"\" means none",
        ),
        (
            "[followups]\nquiet_hours = '21:00-21:00'\n",
            "2: followups.quiet_hours: \"21:00-21:00\" begins when it ends | \"\" means that there are none",
        ),
        (
            "[followups]\nmax_attempts = 0\n",
            "2: followups.max_attempts: with 0 nothing is ever tried | write 1 or more, or set enabled = false",
        ),
        (
            "[followups]\nno_reply_after = '0'\n",
            "2: followups.no_reply_after: nobody can reply within 0 | write it like 90m, 48h, 30d or 6w",
        ),
        (
            "[followups]\nghosted.until = '48h'\n",
            "2: followups.ghosted.until: until 2d is not longer than after 2d | it would expire before it opens: set both",
        ),
        (
            "[followups]\nhot_lead.score = 101\n",
            "2: followups.hot_lead.score: no score reaches 101 | scores go from 0 to 100",
        ),
        (
            "[followups]\nchannels = ['sms', 'sms']\n",
            "2: followups.channels: \"sms\" stands there twice | take one of the two out of the list",
        ),
        (
            "[followups]\nauto_approve = ['promises']\n",
            "2: followups.auto_approve: \"promises\" is not a kind of follow-up | did you mean promise?",
        ),
        (
            "[followups]\nauto_approve = ['custom:quote']\n",
            "2: followups.auto_approve: no trigger makes \"custom:quote\" | add a [[followups.trigger]] of that name",
        ),
        (
            "[followups.templates]\n'custom:quot' = 'x'\n[[followups.trigger]]\nname = 'quote'\nwhere = 'vip'\ndelay = '1d'\n",
            "2: followups.templates.\"custom:quot\": no trigger makes \"custom:quot\" | did you mean custom:quote?",
        ),
        (
            "[followups.templates]\npromise = ''\n",
            "2: followups.templates.promise: this is empty | write a text, or leave the line out",
        ),
        (
            "[[followups.trigger]]\nname = 'quote'\nwhere = ''\ndelay = '1d'\n",
            "3: followups.trigger.where: this is empty | write a text, or leave the line out",
        ),
    ]);
}

#[test]
fn senseless_alerts_are_refused() {
    assert_complaints(&[
        (
            "[alerts]\nintent = 'buying'\n",
            "2: alerts.intent: \"buying\" is not an intent | one of browsing, comparing, ready_to_buy",
        ),
        (
            "[alerts]\nintent = 'ready-to-buy'\n",
            "2: alerts.intent: \"ready-to-buy\" is not an intent | did you mean ready_to_buy?",
        ),
        (
            "[alerts]\nhigh_value_score = 1000\n",
            "2: alerts.high_value_score: no score reaches 1000 | scores go from 0 to 100; 0 switches it off",
        ),
        (
            "[alerts]\nhigh_value_spend = -1\n",
            "2: alerts.high_value_spend: -1 is not an amount of 0 or more | 0 switches it off",
        ),
        (
            "[[alerts.rule]]\nname = 'intent'\ncue = 'need'\n",
            "2: alerts.rule.name: \"intent\" is a kind of alert that is built in | give the rule another name",
        ),
        (
            "[[alerts.rule]]\nname = 'a'\n",
            "1: alerts.rule: nothing raises it | a rule has exactly one of where, cue and keyword",
        ),
        (
            "[[alerts.rule]]\nname = 'a'\nwhere = 'vip'\ncue = 'budget'\n",
            "1: alerts.rule: where and cue stand there together | a rule has exactly one of where, cue and keyword",
        ),
        (
            "[[alerts.rule]]\nname = 'a'\ncue = 'angry'\n",
            "3: alerts.rule.cue: \"angry\" is not a cue | one of pricing_question, availability_question, comparison, purchase_intent, booking_attempt, negotiation, budget, urgency, authority, need, deferral, frustration, complaint, human_request, support_request, job_seeking, vendor_pitch, partnership, spam, gratitude, goodbye, opt_out, promise, question, quote, apology, cannot_answer",
        ),
        (
            "[[alerts.rule]]\nname = 'a'\nkeyword = ''\n",
            "3: alerts.rule.keyword: this is empty | write a text, or leave the line out",
        ),
        (
            "[[alerts.rule]]\nname = 'a'\ncue = 'spam'\n[[alerts.rule]]\nname = 'a'\ncue = 'need'\n",
            "5: alerts.rule.name: \"a\" is taken | give each a name of its own",
        ),
    ]);
}

#[test]
fn comparing_evidence_may_outlive_the_journey() {
    Config::parse("[windows]\ncomparing = '100d'\njourney = '9d'\n", "rolo.toml").expect("it makes sense");
}

#[test]
fn the_sixty_fifth_keyword_is_one_too_many() {
    let rule = |at: usize| format!("[[alerts.rule]]\nname = '{at}'\nkeyword = 'word {at}'\n");
    let full: String = (1..=64).map(rule).collect();
    let again = format!("{full}[[alerts.rule]]\nname = 'again'\nkeyword = 'word 7'\n");
    assert_eq!(Config::parse(&again, "rolo.toml").expect("64 keywords fit").keywords().len(), 64);
    let one_more = format!("{full}{}", rule(65));
    let expected = "195: alerts.rule.keyword: this is the keyword number 65, and 64 are allowed | \
                    put phrases of one meaning into [reader.phrases]";
    assert_complaints(&[(&one_more, expected)]);
}

#[test]
fn of_several_complaints_the_first_in_the_file_is_made() {
    let text = "[deals]\nstages = []\n[windows]\nactive = '0'\n[match]\nkeys = []\n";
    assert!(complaint(text).starts_with("rolo.toml:2: deals.stages: "));
}

proptest! {
    #[test]
    fn a_damaged_file_is_read_or_told_with_its_line(
        whole: bool, from in 0.0..1.0, length in 0usize..60, typed in "[\\[\\]=.'a0{}#\n ]{0,4}"
    ) {
        let file = if whole { DEFAULT_TOML } else { include_str!("../tests/every_key.toml") };
        let from = file.floor_char_boundary((from * file.len() as f64) as usize);
        let to = file.floor_char_boundary((from + length).min(file.len()));
        let damaged = format!("{}{typed}{}", &file[..from], &file[to..]);
        if Config::parse(&damaged, "rolo.toml").is_ok() {
            show(Some(&damaged)).expect("what can be read can be shown");
        } else {
            let error = show(Some(&damaged)).expect_err("what cannot be read cannot be shown");
            let message = error.to_string();
            let line = message.strip_prefix("rolo.toml:").and_then(|rest| rest.split(':').next());
            prop_assert!(line.is_some_and(|line| line.parse::<usize>().is_ok_and(|line| line > 0)), "{}", message);
        }
    }
}

#[test]
fn keys_nested_without_end_are_told_too() {
    let (keys, lists) = (format!("a{} = 1\n", ".a".repeat(100_000)), format!("a = {}", "[".repeat(100_000)));
    let hint = "texts stand in quotes, lists in [ ], and a section's name in a line of its own";
    assert_complaints(&[
        (&keys, &format!("1: this is not TOML: recursion limit | {hint}")),
        (&lists, &format!("1: this is not TOML at \"[\": cannot recurse further; max recursion depth met | {hint}")),
    ]);
}

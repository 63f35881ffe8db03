//! Corrections of VADER's list for people who write to a shop, a salon or a support desk. The list was rated on posts of
//! social media: there "free", "party" and "save" are moods; here they are goods, and "late" and "refund" are the mood.
//! Valences on the paper's scale, about -4 to 4. Everything in lower case.

use super::lexicon::Role;

/// Short words of VADER's list that mean the same here; its other entries of up to three letters are acronyms.
pub(super) const SHORT_WORDS: &str = "ass bad cry die fab fun lag lol mad meh odd sad smh sux ugh wow wtf ffs yay";

/// Words of VADER's list that carry no mood here. A star stands for any ending.
pub(super) const NEUTRAL: &str = "
    accept accepted accepting accepts access active actively adopt* advanced advantage* agree agreed agreeing agrees \
    agreement* alert* alarm* alone approv* asset* assur* attract attracts authority award* backed \
    beauty benefit* block blocks bomb bold bonus* boost* bother bothering bright brightness burden \
    capable care cared cares caring casual casually certain certainly challeng* chance* charm \
    charity charities charge* clarif* classy clear clearly clean cleaner cleaners comedian \
    commit* compassion comprehensive confidence confirm* consent* create* creating creative credit* critical curious \
    cut cuts cutting \
    dark darker darkest dead dear debt* dedicated definite definitely demand* demonstration desir* determin* diamond* \
    discard* drop dropped drops dump dynamic* \
    ease easier emergenc* energ* engag* ensur* enterpris* entertain* exclude* exclusive excus* exempt* expand* extend* \
    faith fame fire fired firing fit fitness flagship* focus* forget forgets forward free freedom freely fresh freshly \
    friend friendship* friends funeral* \
    gain* gallant* gentle gift* giver giving glory god grace grand grant* greet* gross growing growth guarantee* \
    hand hard health* hell help helper* helping helps hero hid hide hides hiding highlight* holiday* honest honestly honor* \
    ill important importance* importan* improve improves improving improvement* increase* incentive* innovat* intact integrity \
    intelligen* interest interests invit* join* joke jokes joking joy joys junk \
    keen kidding \
    landmark* launch* leave leaving legal legally liberty lone limitation* limited live* loose low lower lowers lowest lowering loyal loyalty \
    mandatory matter matters mature meaningful medal* merry mine miss mock motivat* \
    natural naturally neat negative nerves novel number* numb nuts \
    obsess* offline opportunit* optimal original* outgoing outreach \
    party parties passion* pay peace please play* popular* pray prayed praying prays positive* powerful prepared pressure* prevent* pretty pride prize* profit* \
    progress prominent promis* promot* prospect* protect* proud \
    questioned questioning \
    reach* ready readiness reassur* relax respect respects responsible restful* retained reward* rich richer risk* \
    robust romance romantic* \
    safe safely safer safety sav* secur* sentence* serious seriously shake shaking share* sharing shock sigh significan* \
    sincere sincerely slash* smart* solid solution* solve solves solving sorry spark* special* spirit* stall* starv* \
    stop* strain* strength* strike strikes strong stronger strongest struck substantial* support supported supporter* supporting supports sure surely surpris* swift* sympath* \
    talent* tears tender tendered tolerance tolerant top tops treasure* treat treats treated treating true truly trust trusted \
    unbiased unconfirmed undecided unified united unmatched unsecured urgent useful \
    validat* violat* value values valued vested vision vision* vital vitality \
    want warm warmer wealth* well welcome* win winner* winning wins wish wishes wishing won \
    yeah yep yes";

/// Valences of our own: words the list lacks, or means otherwise.
pub(super) const VALENCES: &[(&str, f32)] = &[
    // Approval in steps: great, good, okay, bad, terrible. A bare "ok" stays neutral.
    ("ok", 0.3),
    ("okay", 0.3),
    ("okey", 0.3),
    ("fine", 0.2),
    ("alright", 0.3),
    ("decent", 0.8),
    ("acceptable", 0.5),
    ("mediocre", -1.0),
    ("bad", -1.9),
    ("poor", -1.8),
    ("poorly", -1.8),
    ("awful", -2.8),
    ("horrible", -2.9),
    ("terrible", -2.9),
    // Courtesy: warm, but said at the end of every chat.
    ("thank", 1.1),
    ("thanks", 1.1),
    ("thankyou", 1.1),
    ("thanku", 1.1),
    ("thx", 1.0),
    ("tnx", 1.0),
    ("tks", 1.0),
    ("ty", 1.0),
    ("tysm", 2.0),
    ("cheers", 0.9),
    ("thanked", 0.3),
    ("appreciate", 1.5),
    ("appreciated", 1.5),
    ("glad", 1.5),
    ("welcome", 0.4),
    ("hope", 0.4),
    ("hoping", 0.3),
    ("hopefully", 0.2),
    ("kindly", 0.0),
    ("kind", 1.3),
    ("np", 0.4),
    ("congratulations", 1.8),
    ("congrats", 1.8),
    // As often odd as amusing: a funny smell.
    ("funny", 0.3),
    // Interest is not praise.
    ("interested", 0.5),
    ("interesting", 1.0),
    ("like", 0.0),
    ("likes", 0.0),
    // Laughter and small talk.
    ("haha", 0.3),
    ("hahaha", 0.3),
    ("hehe", 0.3),
    ("lol", 0.3),
    ("lmao", 0.7),
    ("cool", 0.6),
    ("wow", 1.5),
    ("feeling", 0.0),
    // Praise for goods and service.
    ("love", 2.9),
    ("happy", 2.4),
    ("perfect", 2.4),
    ("best", 2.6),
    ("better", 1.0),
    ("chuffed", 2.0),
    ("stoked", 2.0),
    ("delish", 2.0),
    ("brill", 2.0),
    ("pretty", 1.6),
    ("super", 1.6),
    ("incredible", 2.6),
    ("exceptional", 2.6),
    ("fabulous", 2.6),
    ("unbelievable", 0.0),
    ("affordable", 1.2),
    ("reasonable", 1.2),
    ("convenient", 1.4),
    ("prompt", 1.2),
    ("promptly", 1.2),
    ("quickly", 0.6),
    ("fast", 0.8),
    ("speedy", 1.2),
    ("polite", 1.7),
    ("attentive", 1.6),
    ("accommodating", 1.8),
    ("knowledgeable", 1.6),
    ("professional", 0.8),
    ("professionalism", 1.5),
    ("recommend", 1.5),
    ("recommended", 1.3),
    ("friendly", 1.9),
    ("welcoming", 1.5),
    ("helped", 1.2),
    ("helpful", 1.9),
    ("useful", 1.3),
    ("trust", 1.0),
    ("trusted", 0.8),
    ("trustworthy", 1.8),
    ("reliable", 1.6),
    ("easy", 1.2),
    ("smooth", 1.2),
    ("smoothly", 1.3),
    ("seamless", 1.8),
    ("flawless", 2.4),
    ("spotless", 2.0),
    ("sparkling", 0.8),
    ("clean", 0.3),
    ("fresh", 0.5),
    ("safe", 0.3),
    ("strong", 0.2),
    ("smart", 0.3),
    ("sweet", 1.2),
    ("classy", 1.4),
    ("tasty", 1.8),
    ("cozy", 1.2),
    ("comfy", 1.2),
    ("comfortable", 1.2),
    ("relaxing", 1.5),
    ("flattering", 1.5),
    ("glowing", 1.2),
    ("obsessed", 1.8),
    ("worth", 1.1),
    ("loyal", 0.8),
    ("proud", 1.5),
    ("honest", 1.2),
    ("improved", 1.2),
    ("resolved", 0.9),
    ("solved", 1.1),
    ("win", 0.3),
    ("won", 0.3),
    ("prize", 0.3),
    ("prizes", 0.3),
    // Waiting.
    ("late", -0.3),
    ("later", 0.0),
    ("waiting", -0.4),
    ("waited", -0.8),
    ("delays", -1.2),
    ("delayed", -1.2),
    ("slow", -1.5),
    ("slower", -1.0),
    ("slowly", -0.6),
    ("ignored", -1.8),
    ("ghosted", -1.8),
    ("unanswered", -1.3),
    ("unresponsive", -1.9),
    ("nobody", -0.4),
    ("overdue", -0.9),
    ("ages", -0.5),
    ("forever", -0.4),
    ("seriously", -0.4),
    ("missed", -1.0),
    // Money.
    ("refund", -0.9),
    ("refunds", -0.4),
    ("cancel", -0.3),
    ("canceled", -0.7),
    ("cancelled", -0.7),
    ("cancellation", -0.3),
    ("cancelling", -0.3),
    ("canceling", -0.3),
    ("unsubscribe", -0.4),
    ("expensive", -1.1),
    ("pricey", -0.9),
    ("costly", -0.9),
    ("overpriced", -2.0),
    ("overcharged", -2.1),
    ("charged", -0.4),
    ("unauthorized", -1.4),
    ("unauthorised", -1.4),
    ("ripoff", -2.6),
    ("robbed", -2.4),
    ("robbery", -2.4),
    ("scam", -2.9),
    ("scams", -2.9),
    ("scammed", -3.0),
    ("scammer", -3.0),
    ("scammers", -3.0),
    ("bogus", -2.2),
    ("unreasonable", -1.5),
    ("declined", -0.8),
    ("chargeback", -1.2),
    ("lawyer", -1.2),
    // Faults.
    ("broken", -2.0),
    ("missing", -1.3),
    ("wrong", -1.7),
    ("incorrect", -1.3),
    ("inaccurate", -1.2),
    ("incomplete", -1.1),
    ("issue", -0.9),
    ("issues", -1.0),
    ("problem", -1.2),
    ("problems", -1.3),
    ("trouble", -1.2),
    ("bug", -1.1),
    ("bugs", -1.2),
    ("buggy", -1.8),
    ("glitch", -1.2),
    ("glitches", -1.3),
    ("glitchy", -1.6),
    ("crashes", -1.7),
    ("crashed", -1.7),
    ("crashing", -1.7),
    ("freezes", -1.0),
    ("laggy", -1.4),
    ("unusable", -2.2),
    ("faulty", -1.9),
    ("leaking", -1.0),
    ("cracked", -1.4),
    ("scratched", -1.3),
    ("dented", -1.3),
    ("ripped", -1.4),
    ("stained", -1.1),
    ("faded", -0.9),
    ("shrunk", -1.1),
    ("expired", -0.8),
    ("uneven", -1.0),
    ("patchy", -1.0),
    ("chipped", -1.0),
    ("botched", -2.2),
    ("ruined", -2.4),
    ("burnt", -1.4),
    ("burned", -1.2),
    ("soggy", -1.3),
    ("stale", -1.4),
    ("undercooked", -1.6),
    ("overcooked", -1.4),
    ("inedible", -2.4),
    ("smelly", -1.6),
    ("filthy", -2.4),
    ("cockroach", -1.8),
    ("outage", -1.4),
    ("downtime", -1.0),
    ("unable", -0.7),
    ("difficult", -1.0),
    ("complicated", -0.9),
    ("confusing", -1.2),
    ("mistake", -1.2),
    ("unreliable", -2.0),
    // Pain is what people come to a clinic with, not how they were treated there.
    ("pain", -0.9),
    ("painful", -1.2),
    ("sick", -0.8),
    ("sore", -0.5),
    ("hurt", -1.1),
    ("hurts", -1.0),
    ("allergic", -0.4),
    ("rash", -0.5),
    ("leak", -0.8),
    ("lost", -1.1),
    ("empty", -0.2),
    ("died", -1.2),
    ("dead", -1.0),
    // Anger.
    ("hell", -1.5),
    ("garbage", -1.9),
    ("trash", -1.9),
    ("rubbish", -2.0),
    ("crap", -2.0),
    ("sucks", -2.2),
    ("useless", -2.3),
    ("ridiculous", -2.0),
    ("unacceptable", -2.4),
    ("rude", -2.3),
    ("unhelpful", -2.0),
    ("unhappy", -2.0),
    ("dissatisfied", -2.0),
    ("unsatisfied", -2.0),
    ("underwhelmed", -1.5),
    ("underwhelming", -1.6),
    ("disappointment", -2.1),
    ("letdown", -1.8),
    ("nightmare", -2.6),
    ("hassle", -1.3),
    ("excuses", -1.5),
    ("complaint", -1.4),
    ("complaints", -1.5),
    ("beware", -1.8),
    ("joke", -1.0),
    ("fucking", -1.2),
    ("fuckin", -1.2),
    ("concerned", -0.8),
    ("concern", -0.4),
    ("unfortunately", -0.8),
    ("unsure", -0.3),
    ("crazy", -0.6),
    ("insane", -0.8),
    ("spam", -1.5),
];

/// They strengthen what follows. Some have a valence, which then gives way.
pub(super) const BOOSTERS: &str = "
    absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely especially \
    exceptional exceptionally extra extreme extremely fabulously frickin fricking friggin frigging fucking fuckin fully \
    greatly hella highly hugely incredible incredibly insanely intensely major majorly more most particularly pretty purely quite \
    real really remarkably ridiculously so soo still substantially such super terribly thoroughly too total totally \
    tremendous tremendously truly unbelievable unbelievably unusually utter utterly very vry";

/// They weaken what follows.
pub(super) const DAMPENERS: &str = "
    almost barely bit hardly kinda less little marginally occasionally partly scarcely slightly somewhat sorta";

/// Words that do something to their sentence.
pub(super) const ROLES: &[(Role, &str)] = &[
    (
        Role::Negates,
        "aint arent can't cannot cant couldn't couldnt didnt doesnt don't dont hadnt hasnt havent isnt neither none nor not nothing \
         nowhere shouldnt wasnt werent without wont wouldnt nobody despite rarely seldom",
    ),
    (Role::NegatesNext, "no least zero nope"),
    (Role::Never, "never nvr"),
    (Role::Degree, "so soo such this"),
    (Role::Turns, "but however although though"),
    (Role::Asks, "how what whats what's which who whose"),
    (
        Role::AsksFirst,
        "is are am was were do does did can could will would shall should may might has have had any anyone",
    ),
    (Role::Presumes, "why when where where's wheres"),
];

/// Pronouns after which "can", "is", "do" were a question.
pub(super) const SUBJECTS: &str = "i you u ya we it he she they there this that";

/// Words that may stand inside a phrase.
pub(super) const FILLERS: &str = "
    yet even really actually ever just at all been be is was it a an any the my your our his her their still so very \
    properly";

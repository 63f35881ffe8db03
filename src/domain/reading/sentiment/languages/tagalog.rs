//! Tagalog and Taglish words, by their rating.

/// Words of one piece.
pub(super) const WORDS: &[(f32, &str)] = &[
    (2.5, "napakaganda napakagaling napakasarap napakabait pinakamaganda pinakamasarap perpekto napakahusay"),
    (2.2, "sulit gaganda gagaling sasarap pinakamaayos mahusay"),
    (
        2.0,
        "maganda ganda magaling galing masarap sarap masaya saya astig solid natutuwa nakakatuwa tuwang \
         napakaayos",
    ),
    (1.9, "mabait bait babait magalang matulungin maaasahan mapagkakatiwalaan "),
    (1.7, "malinis linis maalaga maasikaso presko malambot matibay tibay bango mabango yummyy lupet lupit panalo"),
    (1.5, "salamuch lodi petmalu werpa swak bet saludo pinupuri gumanda gumaling"),
    (1.3, "salamat maayos maaliwalas komportable ligtas pulido plantsado kumpleto magaan"),
    (1.1, "ayos mabilis bilis sariwa mura legit masipag"),
    (0.3, "hahahaha hehehe"),
    (-0.6, "matagal mahal sayang"),
    (-1.2, "kulang mali malabo magulo gulo pagod nakakapagod hirap nahihirapan sablay alanganin"),
    (-1.4, "reklamo nagrereklamo delay naantala antala maingay masikip nalugi lugi"),
    (
        -1.6,
        "basag nabasag punit napunit gasgas bagal mabagal madumi marumi dumi mabaho baho hilaw matabang panis \
         sunog tinipid",
    ),
    (
        -1.8,
        "sira nasira depektibo inis kainis naiinis paasa pinaasa napaasa masungit sungit suplada suplado \
         mataray palpak nakakasawa bitin nakakahiya",
    ),
    (
        -2.0,
        "pangit panget galit nagagalit nakakagalit asar nakakaasar naaasar nakakastress napipikon nakakapikon \
         pikon bwisit bwiset buwisit nakakabwisit nakakabwiset nakakainis nakakairita irita nakakalungkot budol \
         nabudol",
    ),
    (-2.2, "napakabagal nakakadismaya dismayado nadismaya peke fake bulok basura kadiri nakakadiri lason"),
    (
        -2.5,
        "napakapangit bastos binastos niloko naloko dinaya nandaya walanghiya punyeta tanginang tangina \
         putangina gago gagong tarantado",
    ),
    (-2.8, "manloloko iniscam na-scam magnanakaw ninakaw mandaraya"),
    (-1.8, "napakatagal napakamahal antagal ambagal"),
];

/// Words that mean something together, between commas.
pub(super) const PHRASES: &[(f32, &str)] = &[
    (
        2.4,
        "ang ganda-ganda, ganda ganda, ang sarap-sarap, sarap sarap, ang galing-galing, ang bait-bait, \
         the best kayo, the best po, highly recommended",
    ),
    (
        2.2,
        "ang galing, galing naman, galing nyo, galing ninyo, ang sarap, ang ganda, ang saya, sulit na sulit, \
         sulit bayad, sulit ang bayad, sulit po, panalo talaga, tuwang tuwa, masayang masaya, walang masabi, \
         wala akong masabi, walang reklamo, wala akong reklamo",
    ),
    (
        1.9,
        "maraming salamat, ang bait, ang babait, ang bango, ang linis, ang lambot, ang tibay, babalik kami, \
         babalik ako dito, babalik po ako, oorder ulit, order ulit ako, bibili ulit, gusto ko ito, \
         nagustuhan ko, nagustuhan namin, nagustuhan ng, nakakabusog sa mata",
    ),
    (
        1.5,
        "mahal kita, love it po, di nakakasawa, hindi nakakasawa, di nakakainis, okay na okay, ok na ok, \
         ayos na ayos, walang hassle, hindi hassle, di hassle, buti naman, mabuti na lang",
    ),
    (
        0.6,
        "walang problema, wala namang problema, hindi naman pangit, di naman masama, hindi naman masama, \
         pwede na rin",
    ),
    (
        0.2,
        "okay lang, ok lang, ayos lang, pwede na, hindi naman sira, di naman sira, di naman ako galit, \
         hindi naman ako galit, pasensya na, walang sira",
    ),
    (
        0.0,
        "salamat na lang, salamat nalang, hinihintay ko po, luma kong, sira ulo, sobrang sakit ng ngipin, \
         mahal na araw, pagdating ng araw, bad record",
    ),
    (
        -1.3,
        "ang mahal, mahal naman, ang mamahal, wala pa rin, wala parin, wala pa ring, walang sagot, \
         walang sumasagot, wala man lang sumasagot, walang nagrereply, walang reply, walang update, \
         di sumasagot, hindi sumasagot, di nagrereply, hindi nagrereply, hindi dumating, di dumating, \
         hindi pa dumadating, di pa dumadating, hindi pa dumarating, di pa dumarating, di pa rin dumating, \
         hindi gumagana, di gumagana, ayaw gumana, kanina pa, kahapon pa, ilang beses na, ilang beses ko na, \
         paulit ulit, paulit-ulit na lang, mali yung, maling item, maling size, iba dumating, \
         iba yung dumating, ang gulo, ang ingay, ang init, ang liit",
    ),
    (
        -1.6,
        "ang tagal, tagal naman, tagal nyo, ang bagal, bagal nyo, sobrang tagal, sobrang bagal, \
         sayang pera, sayang oras, sayang ang pera, sayang lang, sayang bayad, hindi sulit, di sulit, \
         hindi maganda, di maganda, hindi masarap, di masarap, hindi maayos, di maayos, hindi na ako babalik, \
         di na ako babalik, hindi na kami babalik, di na kami babalik, hindi na mauulit, ayoko na sa inyo, \
         pinaghintay kami, pinaghintay ako, pinaghihintay nyo, ano ba yan, ano ba naman, hay naku, \
         anong klaseng, walang pakialam, may buhok, may ipis, may amag",
    ),
    (
        -1.9,
        "ang sungit, ang taray, ang pangit, ang panget, ang baho, ang dumi, ang palpak, walang modo, \
         walang galang, walang respeto, ang bastos, pangit ng service, bad service, sobrang pangit, \
         sobrang disappointed, sobrang dismayado, inis na inis, galit na galit, asar na asar, ibalik nyo pera, \
         ibalik ang pera",
    ),
    (
        -2.7,
        "walang kwenta, wala kwenta, walang kuwenta, wala kayong kwenta, putang ina, walang hiya, \
         wag kayo bumili dito, wag na kayo bumili, huwag kayong bumili",
    ),
];

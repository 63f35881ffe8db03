//! Where people live: how the country and its towns are written, its legal forms and its telephone numbers.

use crate::cultures::{
    ARABIC, CHINESE, Culture, DUTCH, ENGLISH, FRENCH, GERMAN, INDIAN, ITALIAN, POLISH, PORTUGUESE, RUSSIAN, SPANISH,
    SWEDISH, TURKISH, VIETNAMESE,
};

/// A country, and what of it shows in a contact.
pub(crate) struct Country {
    /// Its share of the people, in 1,000.
    pub(crate) share: u64,
    /// How it is written: first the usual name, then the others.
    pub(crate) names: &'static [&'static str],
    pub(crate) culture: &'static Culture,
    /// Towns, the largest first, parted by commas; other ways to write one follow it after a slash.
    pub(crate) towns: &'static str,
    /// Legal forms of companies; each group holds the ways to write one form.
    pub(crate) legal_forms: &'static [&'static [&'static str]],
    /// What stands at the end of an e-mail domain that shows the country, if any does.
    pub(crate) domain_mark: &'static str,
    pub(crate) calling_code: &'static str,
    pub(crate) trunk: &'static str,
    /// First digits of mobile and of fixed numbers; `#` is any digit, and the number is as long as the pattern.
    pub(crate) mobile: &'static str,
    pub(crate) fixed: &'static str,
}

const AMERICAN_FORMS: &[&[&str]] =
    &[&["Inc", "Inc.", "Incorporated"], &["Corporation", "Corp", "Corp."], &["LLC", "L.L.C."], &["Co", "Company"]];
const BRITISH_FORMS: &[&[&str]] = &[&["Ltd", "Limited", "Ltd."], &["PLC", "plc"], &["LLP"]];
const LATIN_FORMS: &[&[&str]] = &[&["S.L.", "SL"], &["S.A.", "SA"]];

#[rustfmt::skip]
pub(crate) const COUNTRIES: [Country; 18] = [
    Country { share: 330, names: &["United States", "US", "USA", "United States of America"], culture: &ENGLISH,
        towns: "New York/NYC/New York City,New York/NYC/New York City,Los Angeles/LA,Chicago,San Francisco/SF,Houston,Dallas,Atlanta,Boston,Seattle,Austin,\
            Philadelphia/Philly,Miami,Washington/Washington DC,Phoenix,San Diego,Denver,Portland,San Antonio,Columbus,Springfield",
        legal_forms: AMERICAN_FORMS, domain_mark: "", calling_code: "1", trunk: "", mobile: "2#########", fixed: "2#########" },
    Country { share: 114, names: &["United Kingdom", "UK", "GB", "England"], culture: &ENGLISH,
        towns: "London,London,London,London,Glasgow,Birmingham/B'ham,Manchester,Bristol,Leeds,Edinburgh,Sheffield,Newcastle upon Tyne/Newcastle,\
            Liverpool,Cardiff",
        legal_forms: BRITISH_FORMS, domain_mark: "uk", calling_code: "44", trunk: "0", mobile: "7#########", fixed: "1#########" },
    Country { share: 106, names: &["Germany", "Deutschland", "GER", "DE"], culture: &GERMAN,
        towns: "Berlin,Berlin,München/Munich/Muenchen,Hamburg,Frankfurt am Main/Frankfurt,Stuttgart,Köln/Cologne/Koeln,\
            Düsseldorf/Duesseldorf,Nürnberg/Nuremberg,Leipzig,Bremen",
        legal_forms: &[&["GmbH", "Gmbh"], &["AG"], &["KG"], &["UG"], &["GmbH & Co. KG", "GmbH & Co KG"]],
        domain_mark: "de", calling_code: "49", trunk: "0", mobile: "15########", fixed: "3#########" },
    Country { share: 79, names: &["France", "FR", "FRA", "france"], culture: &FRENCH,
        towns: "Paris,Paris,Lyon,Marseille/Marseilles,Toulouse,Strasbourg,Nantes,Bordeaux,Lille,Nice,Saint-Étienne/St Etienne",
        legal_forms: &[&["SARL", "S.A.R.L."], &["SAS"], &["SA", "S.A."], &["SASU"]],
        domain_mark: "fr", calling_code: "33", trunk: "0", mobile: "6########", fixed: "2########" },
    Country { share: 59, names: &["Spain", "ES", "ESP", "España"], culture: &SPANISH,
        towns: "Madrid,Madrid,Barcelona/BCN,Valencia,Sevilla/Seville,Zaragoza/Saragossa,Málaga/Malaga,Bilbao",
        legal_forms: LATIN_FORMS, domain_mark: "es", calling_code: "34", trunk: "", mobile: "6########", fixed: "9########" },
    Country { share: 49, names: &["India", "IN", "IND", "Bharat"], culture: &INDIAN,
        towns: "Mumbai/Bombay,Delhi/New Delhi,Bengaluru/Bangalore,Hyderabad,Pune,Kolkata/Calcutta,Chennai/Madras",
        legal_forms: &[&["Pvt Ltd", "Private Limited", "Pvt. Ltd."], &["Ltd", "Limited"]],
        domain_mark: "in", calling_code: "91", trunk: "0", mobile: "9#########", fixed: "4#########" },
    Country { share: 39, names: &["Mexico", "MX", "MEX", "México"], culture: &SPANISH,
        towns: "Ciudad de México/Mexico City/CDMX,Guadalajara,Monterrey,Puebla,Tijuana",
        legal_forms: &[&["S.A. de C.V.", "SA de CV"]],
        domain_mark: "mx", calling_code: "52", trunk: "", mobile: "55########", fixed: "33########" },
    Country { share: 38, names: &["Italy", "IT", "ITA", "Italia"], culture: &ITALIAN,
        towns: "Milano/Milan,Roma/Rome,Torino/Turin,Napoli/Naples,Bologna,Firenze/Florence",
        legal_forms: &[&["S.r.l.", "Srl"], &["S.p.A.", "SpA"]],
        domain_mark: "it", calling_code: "39", trunk: "", mobile: "3#########", fixed: "02########" },
    Country { share: 30, names: &["Brazil", "BR", "BRA", "Brasil"], culture: &PORTUGUESE,
        towns: "São Paulo/Sao Paulo,Rio de Janeiro/Rio,Belo Horizonte/BH,Brasília/Brasilia,Curitiba",
        legal_forms: &[&["Ltda", "LTDA"], &["S.A.", "SA"], &["ME"]],
        domain_mark: "br", calling_code: "55", trunk: "", mobile: "119########", fixed: "11########" },
    Country { share: 29, names: &["Netherlands", "NL", "The Netherlands", "Holland"], culture: &DUTCH,
        towns: "Amsterdam,Rotterdam,Den Haag/The Hague/'s-Gravenhage,Utrecht,Eindhoven",
        legal_forms: &[&["B.V.", "BV"], &["N.V.", "NV"]],
        domain_mark: "nl", calling_code: "31", trunk: "0", mobile: "6########", fixed: "2########" },
    Country { share: 20, names: &["Vietnam", "VN", "VNM", "Viet Nam"], culture: &VIETNAMESE,
        towns: "Hồ Chí Minh/Ho Chi Minh City/HCMC/Saigon,Hà Nội/Hanoi/Ha Noi,Đà Nẵng/Da Nang,Hải Phòng/Hai Phong",
        legal_forms: &[&["Co Ltd", "Co., Ltd"], &["JSC"]],
        domain_mark: "vn", calling_code: "84", trunk: "0", mobile: "9########", fixed: "2########" },
    Country { share: 20, names: &["Poland", "PL", "POL", "Polska"], culture: &POLISH,
        towns: "Warszawa/Warsaw,Kraków/Krakow/Cracow,Wrocław/Wroclaw,Gdańsk/Gdansk,Łódź/Lodz",
        legal_forms: &[&["Sp. z o.o.", "sp. z o.o."], &["S.A.", "SA"]],
        domain_mark: "pl", calling_code: "48", trunk: "", mobile: "5########", fixed: "2########" },
    Country { share: 20, names: &["Ireland", "IE", "Eire", "Republic of Ireland"], culture: &ENGLISH,
        towns: "Dublin,Dublin,Cork,Galway,Limerick",
        legal_forms: &[&["Ltd", "Limited"], &["DAC"]],
        domain_mark: "ie", calling_code: "353", trunk: "0", mobile: "8########", fixed: "2########" },
    Country { share: 19, names: &["Sweden", "SE", "SWE", "Sverige"], culture: &SWEDISH,
        towns: "Stockholm,Göteborg/Gothenburg/Goteborg,Malmö/Malmo,Uppsala",
        legal_forms: &[&["AB"]],
        domain_mark: "se", calling_code: "46", trunk: "0", mobile: "7########", fixed: "1########" },
    Country { share: 19, names: &["China", "CN", "P.R. China", "PRC"], culture: &CHINESE,
        towns: "Shanghai,Shenzhen,Beijing/Peking,Guangzhou/Canton,Chengdu",
        legal_forms: &[&["Co Ltd", "Co., Ltd."]],
        domain_mark: "cn", calling_code: "86", trunk: "", mobile: "13#########", fixed: "10########" },
    Country { share: 11, names: &["Russia", "RU", "Россия", "Russian Federation"], culture: &RUSSIAN,
        towns: "Москва/Moscow,Санкт-Петербург/Saint Petersburg,Казань/Kazan",
        legal_forms: &[&["ООО", "OOO"], &["АО"]],
        domain_mark: "ru", calling_code: "7", trunk: "8", mobile: "9#########", fixed: "4#########" },
    Country { share: 10, names: &["United Arab Emirates", "UAE", "AE", "U.A.E."], culture: &ARABIC,
        towns: "Dubai,Dubai,Abu Dhabi/Abudhabi,Sharjah",
        legal_forms: &[&["LLC", "L.L.C."], &["FZE"]],
        domain_mark: "ae", calling_code: "971", trunk: "0", mobile: "5########", fixed: "4########" },
    Country { share: 10, names: &["Turkey", "TR", "TUR", "Türkiye"], culture: &TURKISH,
        towns: "İstanbul/Istanbul,Ankara,İzmir/Izmir",
        legal_forms: &[&["A.Ş.", "AŞ"], &["Ltd. Şti.", "Ltd Şti"]],
        domain_mark: "tr", calling_code: "90", trunk: "0", mobile: "5#########", fixed: "2#########" },
];

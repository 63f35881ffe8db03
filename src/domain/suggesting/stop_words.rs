//! Words that say nothing of what a visitor wants: little words, greetings, and words of courtesy, of English, Tagalog
//! and Vietnamese, as they are written in chats.

const ENGLISH: &str = "the and for you your yours are was were been being have has had having will would can could \
    should shall may might must does did done doing not but with without from into onto out off over under about above \
    after before again against all any both each few more most other others some such only own same than then there \
    these those this that they them their theirs what when where which while who whom whose why how her hers him his \
    she its our ours ourselves myself yourself himself herself itself themselves just also too very much many here now \
    until because during between through down once ever never always still yet already well really quite even though \
    although however either neither nor per via hello hey hiya good morning afternoon evening night day thanks thank \
    thankyou welcome please pls plz sorry okay okey yes yeah yep yup nope sure fine great nice cool alright bye goodbye \
    sir maam madam miss mister regards cheers dear team guys everyone anyone someone something anything nothing \
    everything one two three four five six seven eight nine ten first second get got getting give given gave let lets \
    like want wants wanted need needs needed know knows knew think thought see seen saw look looking say said tell told \
    ask asked asking make made take taken took come came coming going gone went use used using try trying tried way ways \
    thing things lot lots bit today tomorrow yesterday tonight week weeks month months year years hour hours minute \
    minutes time times monday tuesday wednesday thursday friday saturday sunday january february march april june july \
    august september october november december next last soon later ago new old dont doesnt didnt cant couldnt wont \
    wouldnt isnt arent wasnt havent hasnt ive youre youve theyre thats whats heres theres name called";
const TAGALOG: &str = "ang mga nang ng sa ako ikaw siya kami tayo kayo sila ko mo niya namin natin ninyo nila akin iyo \
    kanya amin atin inyo kanila ito iyan iyon yan yun yung ung dito diyan doon kung kapag dahil pero para hindi oo opo \
    wala meron mayroon may nasa mula hanggang habang lahat ilan sino ano saan kailan bakit paano alin anong \
    salamat maraming magandang umaga hapon gabi kumusta kamusta gusto ayaw pwede puwede sige talaga ganun ganon din lang \
    naman kasi po opo pong bang ba rin raw daw muna sana pala lods boss mam mamsh ate kuya";
const VIETNAMESE: &str = "và là của cho với thì mà này kia đó đây ấy các những một hai ba có không được bị đã đang sẽ vẫn \
    còn cũng rất quá lắm nên vì nhưng nếu khi lúc từ đến tới trong ngoài trên dưới trước sau ai gì nào sao đâu thế vậy \
    mình bạn tôi em anh chị cô chú shop xin chào dạ vâng ạ nhé nha nhá cảm ơn muốn cần biết hỏi thấy xem làm đi lại ra vào \
    khong duoc toi minh ban anh chi xin chao cam nhe";

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    [ENGLISH, TAGALOG, VIETNAMESE].into_iter().flat_map(str::split_ascii_whitespace)
}

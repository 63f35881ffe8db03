//! Vietnamese words and phrases, by their rating. It is written one syllable at a time, so most of it is phrases.

/// Words of one piece.
pub(super) const WORDS: &[(f32, &str)] = &[
    (2.6, "tuyệt đỉnh mê"),
    (2.0, "tốt đẹp ngon xinh yêu iu xịn xò chất ưng khen"),
    (1.6, "thích sạch thơm mượt bền êm mịn duyên thoáng vui mừng sướng"),
    (0.8, "nhanh rẻ ổn oke"),
    (-0.9, "đắt mắc"),
    (-1.2, "sai thiếu ồn nhầm trễ muộn nhạt mặn"),
    (-1.5, "chậm lỗi hỏng hư vỡ rách móp hôi tanh bẩn dơ lừa xước trầy gãy nứt thiu ẩu"),
    (-1.8, "dở xấu chán nản bực cáu khinh láo hỗn"),
    (-2.1, "tệ tồi tức điên ghét tởm dỏm đểu"),
    (-2.8, "đm vcl vl cmm đcm"),
];

/// Words that mean something together, between commas. Those without marks can be nothing else.
pub(super) const PHRASES: &[(f32, &str)] = &[
    (
        3.0,
        "tuyệt vời, tuyet voi, xuất sắc, xuat sac, quá tuyệt, hoàn hảo, hoan hao, trên cả tuyệt vời, \
         không chê vào đâu được, khong che vao dau duoc, đỉnh của chóp",
    ),
    (
        2.4,
        "rất hài lòng, rat hai long, cực kỳ hài lòng, siêu ngon, siêu đẹp, siêu xinh, cực đẹp, cực ngon, \
         mê luôn, yêu shop, iu shop, rat dep, rat tot, rat ngon, dep lam, ngon lam, thich lam, tot lam, \
         be thich lam",
    ),
    (
        2.0,
        "hài lòng, hai long, ưng ý, ung y, ưng cái bụng, ưng bụng, đáng tiền, dang tien, đáng đồng tiền, \
         dễ thương, de thuong, đáng yêu, dang yeu, chất lượng tốt, chat luong tot, hàng đẹp, hang dep, dep qua, \
         xinh xắn, lãng mạn, sẽ quay lại, sẽ ủng hộ, se ung ho, ủng hộ dài dài, ủng hộ shop, ung ho shop, \
         mua ủng hộ, giới thiệu bạn bè, 5 sao, năm sao, không có gì để chê, chẳng có gì để chê, \
         không có gì chê, dùng tốt, dung tot, hàng dùng tốt, dep ghe",
    ),
    (
        1.8,
        "nhiệt tình, nhiet tinh, chu đáo, chu dao, tận tình, tan tinh, tận tâm, thân thiện, than thien, vui vẻ, \
         vui ve, chuyên nghiệp, chuyen nghiep, cẩn thận, can than, kỹ lưỡng, uy tín, uy tin, sạch sẽ, sach se, \
         thoải mái, thoai mai, cảm ơn nhiều, cám ơn nhiều, cam on nhieu, cảm ơn rất nhiều, tâm lý, dịu dàng, \
         lịch sự, chắc chắn, yên tâm, yen tam, khen shop, đóng gói kỹ, dong goi ky, đóng gói đẹp, đáng mua",
    ),
    (
        1.3,
        "cảm ơn, cám ơn, cam on, xin cảm ơn, giao nhanh, giao hàng nhanh, giao hang nhanh, nhanh chóng, \
         rep nhanh, tư vấn kỹ, hợp lý, hop ly, rẻ mà, vừa vặn, đúng mẫu, đúng hàng, đúng hẹn, tiết kiệm, \
         khá ổn, kha on, rất ổn",
    ),
    (
        0.5,
        "không sao, khong sao, ko sao, k sao, không vấn đề, không tệ, ko tệ, cũng được, cung duoc, chất lượng, \
         tạm ổn, tạm được, không lỗi, không bị lỗi, không bực, không đắt, ko đắt",
    ),
    (
        0.0,
        "vui lòng, vui long, chúc mừng, chuc mung, yêu cầu, chất liệu, thích hợp, thắc mắc, xin lỗi, xin loi, \
         làm đẹp, công ty, cong ty, tốt nghiệp, tot nghiep, khoe khoang, tốt hơn, đẹp trai, sắc đẹp, \
         thời tiết đẹp, mỹ phẩm, cảm ơn nhưng, thôi khỏi, tức là, tức thì, lập tức, ngay lập tức, tin tức, \
         hình thức, sai gòn, mắc ca, mắc cài, mắc áo, dở dang, thiếu nhi, thiếu niên, thiếu gì, nhanh giúp, \
         nợ xấu, no xau, vỡ nợ, trả nợ xấu, chán ăn, xấu hổ",
    ),
    (
        -1.3,
        "đợi lâu, doi lau, chờ lâu, cho lau, lâu quá, lau qua, sao lâu, đợi mãi, chờ mãi, cho mai khong, \
         chờ hoài, đợi hoài, hỏi mãi, hoi mai, hỏi hoài, hoi hoai, nhắn hoài, nhắn mãi, gọi hoài, gọi mãi, \
         không trả lời, ko trả lời, k trả lời, khong tra loi, không ai trả lời, ko ai trả lời, \
         khong ai tra loi, không ai rep, ko ai rep, k ai rep, không rep, ko rep, k rep, chưa nhận được, \
         chua nhan duoc, chưa thấy giao, chua thay giao, chưa giao, vẫn chưa, van chua, giao nhầm, giao nham, \
         giao sai, giao thiếu, gửi nhầm, gui nham, gửi sai, gửi thiếu, thiếu hàng, hơi đắt, mac qua, dat qua, \
         không giống, ko giống, khong giong, không đúng, ko đúng, khác hình, khac hinh, có mùi, chảy nước, \
         không chạy, không hoạt động, khong hoat dong, không dùng được, ko dùng được, khong dung duoc",
    ),
    (
        -1.7,
        "khó chịu, kho chiu, bị lỗi, bi loi, bị hỏng, bi hong, bị hư, bi hu, bị vỡ, bi vo, hàng lỗi, hang loi, \
         cham qua, chậm trễ, mất thời gian, mat thoi gian, tốn thời gian, phí tiền, phi tien, mệt mỏi, met moi, \
         mệt quá, met qua, phiền quá, phien qua, làm phiền, lam phien, bực mình, buc minh, bực quá, tức quá, \
         không hài lòng, ko hài lòng, k hài lòng, khong hai long, chưa hài lòng, không tốt, ko tốt, khong tot, \
         không ngon, ko ngon, khong ngon, không đẹp, ko đẹp, không ổn, ko ổn, không thích, ko thích, k thích, \
         thái độ, thai do, thái độ kém, vô trách nhiệm, thiếu tôn trọng, khiếu nại, khieu nai, làm ăn kiểu gì, \
         lam an kieu gi, làm ăn vậy, làm ăn thế, làm ẩu, móp méo, bong tróc, ẩm mốc",
    ),
    (
        -2.3,
        "thất vọng, that vong, kinh khủng, kinh khung, qua te, te qua, rat te, tệ hại, te hai, tồi tệ, toi te, \
         kém chất lượng, kem chat luong, chất lượng kém, hàng giả, hang gia, hàng nhái, hàng dởm, hàng đểu, \
         hàng fake, quá đáng, qua dang, dở tệ, dở ẹc, không bao giờ quay lại, không quay lại, ko quay lại, \
         ko bao giờ quay lại, không bao giờ mua, ko bao giờ mua, không mua nữa, ko mua nữa, mất lịch sự, \
         bất lịch sự, vô lễ, 1 sao, một sao, cạch mặt, tẩy chay",
    ),
    (-3.0, "lừa đảo, lua dao, bị lừa, bi lua, lừa tiền, ăn cướp, quân lừa"),
];

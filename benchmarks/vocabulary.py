"""Words of the benchmark corpus: invented for it, compact, everyday newspaper Vietnamese. Holds tables only.

Each table is one text, parted by `|` (and lines by `;` where an entry has parts). People, bodies and events are made
up by combination; nothing here is taken from a newspaper.
"""

from __future__ import annotations


def _table(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("|"))


# Main categories, the most read first, each with its children.
CATEGORIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Thời sự", ("Chính sách", "Giao thông", "Dân sinh")),
    ("Kinh tế", ("Thị trường", "Nông nghiệp", "Doanh nghiệp")),
    ("Thế giới", ("Châu Á", "Châu Âu")),
    ("Pháp luật", ("Tòa án", "Phòng cháy")),
    ("Thể thao", ("Bóng đá", "Điền kinh")),
    ("Văn hóa", ("Di sản", "Sách", "Điện ảnh")),
    ("Giáo dục", ("Tuyển sinh", "Học đường")),
    ("Sức khỏe", ("Dinh dưỡng", "Y tế cơ sở")),
    ("Khoa học", ("Môi trường", "Chuyển đổi số")),
    ("Du lịch", ("Điểm đến", "Ẩm thực")),
)

# Nouns of each main category, in the same order.
NOUNS: tuple[tuple[str, ...], ...] = (
    _table(
        "tuyến metro|cầu vượt|đường vành đai|bến xe|hồ điều hòa|chung cư cũ|chợ dân sinh|vỉa hè|nước sạch|"
        "điện chiếu sáng|thủ tục hành chính|hộ khẩu|đê sông|trạm bơm|khu tái định cư|quy hoạch phân khu|"
        "bãi đỗ xe|cây xanh đô thị|thẻ căn cước|dịch vụ công|xe buýt điện|hầm chui|nhà văn hóa thôn|"
        "kè chống sạt lở"
    ),
    _table(
        "giá lúa|cà phê nhân|xuất khẩu tôm|lãi suất|trái phiếu|sầu riêng|chợ đầu mối|cảng nước sâu|kho lạnh|"
        "điện mặt trời|thép xây dựng|xăng dầu|vé máy bay|hợp tác xã|chuỗi bán lẻ|đơn hàng dệt may|gỗ nội thất|"
        "phân bón|khu công nghiệp|thuế thu nhập|hóa đơn điện tử|bất động sản|vàng miếng|logistics"
    ),
    _table(
        "thỏa thuận khí hậu|bầu cử sớm|tàu cao tốc|động đất|núi lửa|bão nhiệt đới|thuế quan|năng lượng tái tạo|"
        "kênh đào|hội nghị thượng đỉnh|lệnh ngừng bắn|viện trợ lương thực|làn sóng nhiệt|cháy rừng|nhập cư|"
        "tàu thăm dò|dân số già|đình công|ngân sách quốc phòng|an ninh biển|đồng tiền chung|băng tan|hạn hán|"
        "cứu hộ mỏ"
    ),
    _table(
        "vụ lừa đảo|phiên tòa|cáo trạng|tang vật|hàng giả|lấn chiếm đất|nồng độ cồn|cháy kho hàng|"
        "chuông báo cháy|thi hành án|đấu giá|ma túy|trộm xe máy|bạo hành|tín dụng đen|đường dây cá độ|hòa giải|"
        "kháng cáo|thừa kế|giấy tờ giả|buôn lậu|khởi tố|điều tra viên|trợ giúp pháp lý"
    ),
    _table(
        "vòng loại|đội tuyển trẻ|huấn luyện viên|sân cỏ nhân tạo|chung kết|cú đúp|thủ môn|chuyển nhượng|"
        "giải chạy|kỷ lục quốc gia|huy chương vàng|bơi lội|cầu lông|bóng chuyền|cờ vua|xe đạp|võ cổ truyền|"
        "nhà thi đấu|trọng tài|cổ động viên|bảng xếp hạng|chấn thương|đua thuyền|bắn súng"
    ),
    _table(
        "đình làng|ca trù|chèo|quan họ|gốm cổ|tranh khắc gỗ|bảo tàng|hội sách|tiểu thuyết|liên hoan phim|nhà hát|"
        "áo dài|múa rối nước|nhạc giao hưởng|triển lãm|bản thảo|nghệ nhân|lễ hội|phố cổ|thư viện|tượng đồng|"
        "kiến trúc|phim tài liệu|sắc phong"
    ),
    _table(
        "điểm chuẩn|đề thi|học phí|lớp ghép|giáo viên mầm non|sách giáo khoa|bữa ăn bán trú|trường nội trú|"
        "học bổng|kỳ thi tốt nghiệp|câu lạc bộ khoa học|học bạ số|tiếng Anh|kỹ năng bơi|xe đưa đón|"
        "phòng thí nghiệm|sân trường|tư vấn tâm lý|trường nghề|luận án|ký túc xá|bài tập về nhà|dạy thêm|nghỉ hè"
    ),
    _table(
        "sốt xuất huyết|vắc xin|bệnh án điện tử|cấp cứu|trạm y tế|đột quỵ|tiểu đường|rau sạch|sữa học đường|"
        "thuốc nam|hiến máu|ghép tạng|cúm mùa|viện phí|bảo hiểm y tế|giấc ngủ|béo phì|điều dưỡng|"
        "phục hồi chức năng|xét nghiệm|ngộ độc|kính cận|tim mạch|thực phẩm bẩn"
    ),
    _table(
        "rừng ngập mặn|vệ tinh nhỏ|trí tuệ nhân tạo|cảm biến|rác thải nhựa|khí thải|kính thiên văn|pin lưu trữ|"
        "giống lúa|bản đồ gen|đa dạng sinh học|rùa biển|chip bán dẫn|chữ ký số|dữ liệu mở|mạng 5G|xe tự hành|"
        "hóa thạch|quan trắc|tái chế|in ba chiều|robot|nước ngầm|an ninh mạng"
    ),
    _table(
        "bãi biển|ruộng bậc thang|homestay|phố đi bộ|bún riêu|chợ phiên|tàu hỏa|hang động|mùa hoa|vườn quốc gia|"
        "đảo nhỏ|cà phê vỉa hè|chợ nổi|khinh khí cầu|suối khoáng|vé tham quan|hướng dẫn viên|phở|bánh chưng|"
        "mùa lúa chín|đèo mây|làng chài|du thuyền|cắm trại"
    ),
)

# What each main category follows for a season; the year is added.
TOPICS: tuple[tuple[str, ...], ...] = (
    _table("Mùa lũ miền Trung|Gỡ nút thắt giao thông|Cải tạo chung cư|Kỳ họp cuối năm"),
    _table("Xuất khẩu vượt khó|Vụ mùa cà phê|Giá xăng dầu|Hàng Tết"),
    _table("Hội nghị khí hậu|Bầu cử châu Âu|Thảm họa động đất|Đàm phán thuế quan"),
    _table("Chống lừa đảo trên mạng|Siết phòng cháy|Xử lý nồng độ cồn|Các phiên tòa lớn"),
    _table("Giải vô địch quốc gia|Đường đến chung kết|Mùa giải chạy|Đại hội thể thao"),
    _table("Trùng tu đình làng|Hội sách mùa thu|Liên hoan phim|Mùa lễ hội"),
    _table("Tuyển sinh đại học|Năm học mới|Thi tốt nghiệp|Trường vùng cao"),
    _table("Dịch sốt xuất huyết|Tiêm chủng mở rộng|Bệnh viện tự chủ|Bữa ăn học đường"),
    _table("Trồng lại rừng|Chính quyền số|Giảm rác nhựa|Vệ tinh Việt"),
    _table("Du lịch hè|Mùa vàng Tây Bắc|Biển đảo gọi mời|Phố đi bộ về đêm"),
)

FAMILY = _table(
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Tạ|Cao|Lương|Chu|Hà"
)
MIDDLE = _table("Văn|Thị|Đức|Minh|Thanh|Quốc|Ngọc|Hữu|Thu|Xuân|Hồng|Gia|Khánh|Bảo|Phương|Tuấn|Kim|Đình|Anh|Thùy")
GIVEN = _table(
    "An|Bình|Châu|Cường|Dung|Dũng|Đạt|Giang|Hà|Hải|Hạnh|Hiền|Hòa|Hùng|Hương|Khoa|Lan|Lâm|Linh|Long|Mai|Nam|Nga|"
    "Nghĩa|Nhung|Phong|Phúc|Quang|Quyên|Sơn|Tâm|Thảo|Thắng|Trang|Trung|Tú|Tùng|Uyên|Vân|Yến"
)
ROLES = _table(
    "ông|bà|anh|chị|bác sĩ|kỹ sư|luật sư|tiến sĩ|cô giáo|nghệ nhân|chủ tịch xã|giám đốc dự án|trưởng thôn|đại úy|"
    "chuyên gia|nhà nghiên cứu|chủ cửa hàng|tài xế|nông dân|huấn luyện viên"
)
PLACES = _table(
    "Hà Nội|Hải Phòng|Đà Nẵng|Huế|Cần Thơ|TP HCM|Bắc Ninh|Nam Định|Thái Bình|Ninh Bình|Thanh Hóa|Nghệ An|Hà Tĩnh|"
    "Quảng Bình|Quảng Trị|Quảng Nam|Quảng Ngãi|Bình Định|Phú Yên|Khánh Hòa|Ninh Thuận|Bình Thuận|Kon Tum|Gia Lai|"
    "Đắk Lắk|Lâm Đồng|Bình Phước|Tây Ninh|Bình Dương|Đồng Nai|Long An|Tiền Giang|Bến Tre|Trà Vinh|Vĩnh Long|"
    "Đồng Tháp|An Giang|Kiên Giang|Hậu Giang|Sóc Trăng|Bạc Liêu|Cà Mau|Lào Cai|Yên Bái|Điện Biên|Lai Châu|Sơn La|"
    "Hòa Bình|Hà Giang|Cao Bằng|Bắc Kạn|Tuyên Quang|Thái Nguyên|Lạng Sơn|Quảng Ninh|Phú Thọ|Vĩnh Phúc|Hải Dương|"
    "Hưng Yên|Hà Nam"
)
BODIES = _table(
    "UBND tỉnh|Sở Xây dựng|Sở Tài chính|Sở Y tế|Sở Công Thương|Công an tỉnh|Ban quản lý dự án|Hội Nông dân|"
    "Tỉnh đoàn|Trung tâm Khí tượng|Hiệp hội Du lịch|Chi cục Thủy lợi|Đài Khí tượng|Phòng Giáo dục|"
    "Bệnh viện Đa khoa|Tòa án huyện|Liên đoàn Lao động|Hội Chữ thập đỏ|Ban tổ chức|Viện Quy hoạch|"
    "Trường Đại học Sư phạm|Bảo tàng tỉnh"
)
QUALITIES = _table(
    "mới|cũ|giá rẻ|kiểu mới|quy mô lớn|vùng cao|ven biển|nội đô|ngoại thành|thí điểm|cuối năm|mùa mưa|mùa khô|"
    "dài hạn|liên tỉnh|tự quản|bền vững|khẩn cấp|theo mùa|đạt chuẩn|thông minh|truyền thống|xuyên đêm|"
    "cho người nghèo"
)

# A headline: {n} noun of the category, {q} quality, {p} place, {b} body, {w} person, {v} verb, {#} a number.
HEADLINES = _table(
    "{p}: {n} {q} {v}|{b} {p} {v} {n} {q}|{N} {q} ở {p} {v} sau {#} năm|{p} chi {#} tỷ đồng cho {n} {q}|"
    "Vì sao {n} {q} ở {p} {v}?|{#} hộ dân {p} chờ {n} {q}|{W}: “{N} {q} phải {v}”|{p} {v} {#} dự án {n} {q}|"
    "{N} {q}: {p} {v} trước mùa mưa|Người {p} và câu chuyện {n} {q}|Từ {p} đến {p}: {n} {q} {v}|"
    "{b} {p}: {n} {q} sẽ {v} trong {#} ngày tới|{#} điều cần biết về {n} {q} ở {p}|"
    "{N} {q} {v}, {p} tính chuyện đường dài|Một ngày với {n} {q} tại {p}|{p} lần đầu {v} {n} {q}|"
    "{N} {q} tăng {#}%, {p} {v}|Gần {#} người {p} tham gia {n} {q}"
)
VERBS = _table(
    "khởi động|tăng tốc|gặp khó|mở rộng|rà soát|kiểm tra|điều chỉnh|lùi thời hạn|vượt kế hoạch|giảm mạnh|"
    "hồi phục|thử nghiệm|đổi cách làm|chốt phương án|lấy ý kiến|nhân rộng|bàn giao|hoàn thành|tạm dừng|thay đổi|"
    "gỡ vướng|chạy đua|kết nối|đầu tư|cải tạo|công bố"
)
TIMES = _table(
    "sáng nay|chiều qua|hôm thứ hai|trong ba tháng đầu năm|từ giữa tháng trước|sau kỳ nghỉ lễ|trước mùa mưa|"
    "vào cuối tuần|lúc 5 giờ sáng|trong phiên họp chiều cùng ngày|nhiều năm nay|từ đầu quý|sau trận mưa đêm|"
    "giữa giờ cao điểm|trong hai ngày liền|ngay trong đêm|khi nước rút|vào phiên chợ sớm|đúng ngày rằm|"
    "sau lễ khai mạc"
)
THINGS = _table(
    "con đường trước cổng làng|khoản hỗ trợ đợt hai|danh sách hộ khó khăn|phương án dự phòng|nguồn nước đầu kênh|"
    "bản vẽ thiết kế|mặt bằng còn lại|hợp đồng ba năm|tiến độ từng tuần|hệ thống cảnh báo|kho hàng ven sông|"
    "thói quen cũ|tổ công tác liên ngành|giá bán lẻ|đường dây nóng|biên bản kiểm tra|lịch cắt điện|"
    "bảng giá niêm yết|sân kho hợp tác|chuyến xe cuối ngày|quỹ của phường|đội tình nguyện|mô hình làm thử|"
    "hồ sơ còn thiếu|ý kiến người dân|cuộc họp thôn|kết quả đo mới|máy móc thuê ngoài|lớp tập huấn|"
    "số liệu chưa đầy đủ|giếng khoan chung|cánh đồng mẫu"
)
DEEDS = _table(
    "đã được bàn kỹ từ trước|không còn phù hợp với thực tế|giúp bà con yên tâm hơn|"
    "cần thêm thời gian để kiểm chứng|được làm xong sớm hơn dự kiến|vẫn nằm trên giấy|khiến nhiều người bất ngờ|"
    "mở ra cách làm khác|phải tính toán lại|đang được theo dõi hằng ngày|tốn kém hơn con số ban đầu|"
    "đỡ vất vả đi nhiều|chưa có ai chịu trách nhiệm|được chia đều cho từng nhóm|trở thành chuyện của cả xóm|"
    "đòi hỏi sự kiên nhẫn|phụ thuộc vào thời tiết|được ghi lại cẩn thận|không thể chậm hơn nữa|"
    "đã cho thấy hiệu quả|còn nhiều điểm chưa rõ|được giao cho cấp cơ sở|sẽ công khai trên mạng|"
    "gắn với sinh kế lâu dài|vượt quá sức của một địa phương|đi vào nền nếp"
)
REASONS = _table(
    "vì mưa kéo dài|do thiếu vốn đối ứng|bởi giá vật tư lên cao|vì chưa thống nhất cách đền bù|"
    "nhờ sự góp sức của nhiều người|do thủ tục qua nhiều khâu|nhờ chuẩn bị từ sớm|vì người trẻ đi làm xa|"
    "do đường vào quá hẹp|nhờ nguồn thu tại chỗ|vì nhu cầu tăng đột ngột|do thói quen khó bỏ|nhờ cách tính mới|"
    "vì máy cũ hay hỏng|do lịch mùa vụ|nhờ có số liệu rõ ràng"
)
UNITS = _table(
    "tỷ đồng|hộ dân|km|ha|tấn|người|lượt khách|ngày công|phần trăm|căn nhà|học sinh|ca bệnh|cây giống|triệu đồng"
)

# Sentences: {who} person with role, {w} the same by the last name, {n} {q} {p} {b} as above, {when} {thing} {deed}
# {why} {unit} {#}.
SENTENCES = _table(
    "{when}, {thing} {deed} {why}.|{who} cho biết {thing} {deed}.|Theo {b} {p}, {n} {q} {deed} {why}.|"
    "{n} {q} tại {p} hiện phục vụ khoảng {#} {unit}, tăng {#} {unit} so với năm ngoái.|"
    "“{thing} {deed}”, {who} nói {when}.|Ở {p}, {thing} {deed}, còn {thing} thì {deed}.|"
    "{who} nhẩm tính: {#} {unit} cho {thing}, {#} {unit} cho {thing}.|Không ai nghĩ {n} {q} lại {deed} {why}.|"
    "{when}, {b} {p} lập đoàn kiểm tra {n} {q} với {#} thành viên.|"
    "Nếu {thing} {deed}, {n} {q} sẽ có thêm {#} {unit} {when}.|{who} và {who} đều cho rằng {thing} {deed}.|"
    "Báo cáo dài {#} trang của {b} {p} nêu {n} {q} {deed} {why}.|"
    "Đến nay mới có {#} trong {#} {unit} được xác nhận.|"
    "Dù vậy, {thing} {deed}, và {n} {q} ở {p} không phải ngoại lệ.|Trước đó, {when}, {thing} ở {p} {deed}.|"
    "{who} kể {when} {thing} {deed} {why}, nên cả nhà phải xoay cách khác.|"
    "So với {p}, {p} có lợi thế hơn ở {n} {q}.|Con số {#} {unit} được {b} {p} đưa ra {when} {why}.|"
    "“Chúng tôi không chờ {thing}”, {who} khẳng định, “vì {n} {q} {deed}”.|"
    "Kế hoạch gồm ba phần: {n} {q}, {thing} và {thing}.|"
    "Mỗi tuần, {who} đi hơn {#} km từ {p} sang {p} để xem {n} {q}.|"
    "Đây là lần thứ {#} {n} {q} được đưa ra bàn ở {p}.|{thing} {deed}; {who} gọi đó là bài học {why}.|"
    "Từ {p}, {n} {q} được chuyển về {p} {when}, mỗi chuyến {#} {unit}."
)
HEADINGS = _table(
    "Bắt đầu từ chuyện nhỏ|Con số biết nói|Người trong cuộc|Gỡ từng nút thắt|Còn nhiều việc phải làm|"
    "Cách làm của {p}|Bài toán {n}|Ý kiến trái chiều|Những ngày đầu|Chờ một quyết định|Nhìn từ {p}|Bước tiếp theo"
)

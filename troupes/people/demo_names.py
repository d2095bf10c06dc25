"""Names, ages and impossible numbers of people who do not exist."""

from portal.demo.tables import words
from troupes.people.identity import CHECK_DIGITS, check_digit
from troupes.people.models import Person

SURNAMES = (
    "李李李王王王张张张刘刘刘陈陈陈杨杨黄黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁"
    "于余叶蒋杜苏魏程吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严"
)
WOMEN = words("""
桂兰 秀英 玉珍 淑华 素芳 惠琼 碧容 光秀 永芬 世芳 菊香 春梅 丽华 晓蓉 建芳 国琼 明珍 天秀 开芬 文秀 家英 月娥
彩云 小琴 俊芳 友珍 志芬 代玉 昌碧 玉群 淑清 素琼 群英 正芳 瑞芝 雪梅 红 燕 敏 静 霞 萍 琳 娟
莉 蓉 洁 琼 芬 华 先碧 泽芬 成英 德珍 祖芬 朝芳 云霞 美玲 佳慧 思琪 雨桐 欣怡 映红 晓梅 继容 绍芬
仕珍 能秀 大琼 显芳 伯华
""")
MEN = words("""
建国 国强 志明 德华 永福 光明 天才 世荣 文斌 家福 正华 大全 长林 学文 开云 昌富 明德 绍清 泽民 俊生 友才 朝贵
成林 云龙 继先 祖荣 显成 先富 伯安 仕林 军 勇 刚 伟 平 波 涛 林 斌 杰 鹏 超 宏 毅
子轩 浩然 宇航 春生 万才 能武 代全 志高 树云
""")
SPECIALTIES = {
    "choir": ("美声", "民歌", "指挥", "钢琴伴奏", "女中音"),
    "dance": ("民族舞", "扇子舞", "编舞", "交谊舞", "健身舞"),
    "waist_drum": ("腰鼓", "大鼓", "秧歌", "唢呐"),
    "taichi": ("二十四式太极拳", "太极剑", "八段锦", "太极扇"),
    "music": ("二胡", "笛子", "扬琴", "葫芦丝", "手风琴", "琵琶"),
    "opera": ("川剧清唱", "京剧老生", "胡琴", "锣鼓", "旦角"),
    "calligraphy": ("楷书", "行书", "山水画", "花鸟画", "篆刻"),
    "poetry": ("旧体诗", "朗诵", "楹联"),
    "chess": ("象棋", "围棋", "桥牌"),
    "ball": ("乒乓球", "门球", "羽毛球", "柔力球"),
    "fashion": ("走台", "服装设计", "化妆"),
    "craft": ("钩针", "剪纸", "布艺", "中国结"),
    "photo": ("风光摄影", "人像摄影", "短视频"),
}
WOMENS_SHARE = {
    "choir": 0.72,
    "dance": 0.96,
    "waist_drum": 0.9,
    "taichi": 0.62,
    "music": 0.45,
    "opera": 0.55,
    "calligraphy": 0.4,
    "poetry": 0.4,
    "chess": 0.12,
    "ball": 0.45,
    "fashion": 0.97,
    "craft": 0.97,
    "photo": 0.3,
}


class Registry:
    """Hands out people of one street; hardly ever do two of them share a name, and never name and year of birth."""

    def __init__(self, ground):
        self.ground, self.rng = ground, ground.rng
        self.taken, self.serial = set(), 0

    def person(self, community, category, *, young=False) -> Person:
        rng = self.rng
        gender = "F" if rng.random() < WOMENS_SHARE.get(category, 0.6) else "M"
        born = self._birth_year(young=young)
        person = Person(
            street=self.ground.street,
            community=community,
            name=self._name(gender, born),
            gender=gender,
            birth_year=born,
            birth_month=rng.randint(1, 12),
            phone=f"100{rng.randrange(10**8):08d}",
            specialty=self._specialty(category),
        )
        self._leave_gaps(person)
        if rng.random() < 0.06 and person.birth_year:
            person.id_number = self._identity(person)
        person.prepare()
        return person

    def _birth_year(self, *, young):
        """Children, or mostly retired people and some of working age."""
        year = self.ground.year
        if young:
            return self.rng.randint(year - 12, year - 8)
        age = self.rng.choice((58, 61, 63, 65, 66, 68, 70, 72, 75)) + self.rng.randint(-3, 3)
        return year - (age if self.rng.random() < 0.85 else self.rng.randint(24, 54))

    def _specialty(self, category):
        special = SPECIALTIES.get(category, ("组织",))
        return self.rng.choice(special) if self.rng.random() < 0.45 else ""

    def _name(self, gender, born):
        while True:
            given = self.rng.choice(WOMEN if gender == "F" else MEN)
            name = self.rng.choice(SURNAMES) + given
            if name not in self.taken or (self.rng.random() < 0.02 and (name, born) not in self.taken):
                self.taken |= {name, (name, born)}
                return name

    def _leave_gaps(self, person):
        """As in any paper roster, here and there something is missing."""
        chance = self.rng.random()
        if chance < 0.03:
            person.phone = None
        elif chance < 0.045:
            person.birth_year = person.birth_month = None
        elif chance < 0.12:
            person.birth_month = None

    def _identity(self, person):
        """Region 000000 and a wrong check digit: nobody has such a number."""
        self.serial += 1
        sex = self.serial * 2 + (person.gender == "M")
        head = f"000000{person.birth_year}{person.birth_month or 1:02d}15{sex % 1000:03d}"
        right = CHECK_DIGITS.index(check_digit(head + "0"))
        return head + CHECK_DIGITS[(right + 1) % 11]

"""Summaries of held events in the office's four headings, and reasons for which a dossier is returned."""

from django.utils import timezone

from archives.dossiers.demo_scenes import kind_of

OPENINGS = (
    "{when}，{owner}在{place}举办《{title}》，{teams}，参加活动的居民共{times}人次。",
    "《{title}》于{when}在{place}如期举行，由{owner}主办。{teams}，到场居民{times}人次。",
    "按照年度计划，{owner}于{when}组织开展《{title}》。活动地点设在{place}，{teams}，累计{times}人次参加。",
    "{when}，{place}十分热闹，{owner}组织的《{title}》在这里举行。{teams}，前后有{times}人次参与。",
)
WITH_TEAMS = ("{names}参加演出", "{names}等团队到场", "辖区的{names}登台", "由{names}承担主要节目")
WITHOUT_TEAMS = ("居民骨干和志愿者协助组织", "辖区居民踊跃报名", "居民自发参加", "社区志愿者全程服务")
PRACTICE = {
    "show": (
        "节目由各团队自编自排，提前两次集中彩排，合唱、舞蹈、曲艺交替安排，全场没有冷场。",
        "开演前一周在各楼院张贴海报，在居民群里发布节目单，预约座位的居民比去年多出近三成。",
        "把新编的社区故事搬上舞台，用身边人演身边事，快板和小品几次被掌声打断。",
        "请独居老人坐在前排，志愿者负责接送；辖区学校的孩子献上两个节目，祖孙同台最受欢迎。",
        "音响、灯光由队员自己调试，既节省了开支，也锻炼了队伍。",
    ),
    "sport": (
        "项目分老年组、家庭组和青年组，规则简单、人人能上手，单项报名都超过了预期。",
        "赛前请社区医生讲解热身要领，现场设医疗点，全程没有发生伤病。",
        "裁判和计分都由居民担任，成绩当场张榜，获奖的十二个家庭领到了纪念品。",
        "几支长期坚持锻炼的队伍做了示范，活动后有三十多位居民报名加入。",
        "通过比赛选出了参加街道运动会的队员，并确定了每周两次的训练时间。",
    ),
    "craft": (
        "提前备好材料，请手艺好的居民每桌带教，初次参加的年轻人也都做出了自己的作品。",
        "作品当场展示，其中四十余份由志愿者送到独居老人家中，大家说年味、节味更浓了。",
        "邀请辖区学校的孩子一起动手，老人讲习俗，孩子写感想，一件小事连起了几代人。",
        "现场还安排了便民服务，量血压、理发、磨刀的摊位前一直有人排队。",
    ),
    "talk": (
        "主讲人结合身边的例子讲解，留出一半时间互动，居民现场提了二十多个问题。",
        "内容紧扣居民关心的事，把要点编成顺口溜印在折页上，会后发放二百余份。",
        "采用“讲一段、问一段、演一段”的形式，骨干队员穿插表演了两个小节目，气氛活跃。",
        "签到、满意度小卡都有留存，回收的意见卡中九成以上表示满意。",
    ),
    "exhibit": (
        "作品从征集到布展历时三周，收到居民投稿一百多件，精选六十件集中展出。",
        "展区按“老街记忆”“新貌一角”“我家笑脸”分成三块，由作者轮流讲解。",
        "采取居民投票和评委打分相结合的办法，评出优秀作品十件，收入年度文化长廊。",
        "展期内组织学生和团队分批参观，不少老居民在照片前讲起当年的故事。",
    ),
    "festival": (
        "会场分演出、展示、便民三个区，各团队按日程轮流登台，天天有节目、场场有观众。",
        "提前制定人流疏导和应急预案，派出所、卫生院驻点值守，志愿者分三班引导，秩序良好。",
        "借花期人气推介社区文化，诗书画作品和手工艺品的展位前始终围满游人。",
        "各社区分工明确、责任到人，每晚碰头小结，问题当天解决。",
    ),
}
EFFECTS = (
    "居民普遍反映活动办到了家门口，盼望多办。",
    "活动丰富了居民生活，也让新老住户熟悉起来。",
    "区融媒体中心作了报道，社会反响良好。",
    "通过活动发现了一批文艺骨干，充实了社区团队。",
    "活动安全有序，达到了预期目的。",
)
PROBLEMS = (
    "场地偏小，高峰时后排居民看不清楚。",
    "青年居民参与不多，宣传渠道还较单一。",
    "签到登记不够及时，个别居民漏签。",
    "音响设备老化，中途出现过一次杂音。",
    "节目类型以歌舞为主，曲艺类偏少。",
    "天气原因推迟了半小时，应急准备还可以更细。",
    "",
)
NEXT = (
    "下次分两场举办，并提前公布座次。",
    "用好居民群和楼院议事会，多征集年轻人喜欢的项目。",
    "安排专人负责签到，统一使用社区签到表。",
    "把音响更新列入明年经费预算。",
    "请街道文化站协调老师，辅导排练两个曲艺节目。",
    "总结经验，形成固定品牌，每年同一时间举办。",
    "",
)
RETURN_REASONS = (
    "照片有三张没有写人物和摄影者，请补充著录；总结“主要做法与成效”里请写明参加的团队和效果。",
    "签到表只有一页，与登记的人次不符，请补充；合影请注明领导单位、职务、姓名。",
)


def summary(ground, event, teams: list[str]) -> dict[str, str]:
    """The four headings of a held event."""
    rng = ground.rng
    who = rng.choice(WITH_TEAMS).format(names="、".join(teams[:3])) if teams else rng.choice(WITHOUT_TEAMS)
    practice = rng.sample(PRACTICE[kind_of(event.title)], rng.randint(2, 3))
    return {
        "basics": rng.choice(OPENINGS).format(**_facts(event), teams=who),
        "practice": "".join(practice) + rng.choice(EFFECTS),
        "problems": rng.choice(PROBLEMS),
        "next_steps": rng.choice(NEXT),
    }


def _facts(event):
    start = timezone.localtime(event.starts_at)
    part = "上午" if start.hour < 12 else "下午" if start.hour < 18 else "晚上"
    return {
        "when": f"{start.month}月{start.day}日{part}",
        "owner": event.owner_name.replace("街道本级", "街道文化站"),
        "place": event.place,
        "title": event.title,
        "times": f"{event.attendances or 0:,}",
    }

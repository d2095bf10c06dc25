"""The default indicator table: 社区文化体育工作年度考核, 26 indicators, 100 points.

Data, not code: a street copies it into its own scheme and edits it there. 数 (measured) 85 points, 评 (hand) 15.
"""

SECTIONS = {
    "A": "组织领导与计划",
    "B": "阵地与经费",
    "C": "群众文化团队",
    "D": "活动开展",
    "E": "文化长廊（一廊）",
    "F": "市民学校（一校）",
    "G": "档案“五有”",
    "H": "满意度与特色",
}


def _part(metric, rule, points, **more):
    return {"metric": metric, "rule": rule, "points": points, **more}


# code, title, weight, standard, parts (none: hand-scored)
INDICATORS = [
    (
        "A1",
        "领导小组、分工与组织网络图",
        "3",
        "有领导小组名单、分工和组织网络图。齐全且按其开展工作得 100%，有缺项得 66%，仅有名单得 33%，没有不得分。",
        [],
    ),
    (
        "A2",
        "文化发展规划与年度计划",
        "3",
        "年度计划 1 月 31 日前获批得 3 分，2 月末前 2 分，其后 1 分，没有获批的计划不得分。",
        [_part("plan_approved_day", "tiers", "3", tiers=[["01-31", "3"], ["02-29", "2"], ["12-31", "1"]])],
    ),
    (
        "A3",
        "专题会议有纪要",
        "3",
        "全年不少于 4 次，只计有纪要并有议定事项的会议。",
        [_part("meetings_with_minutes", "proportion", "3", target="4")],
    ),
    (
        "A4",
        "工作报送及时率",
        "3",
        "月报、季报、半年小结、年终总结按期报送。迟报一次扣 0.5 分，缺报一次扣 1 分，扣完为止。",
        [_part("reports_late", "penalty", "3", per="0.5", also="reports_missing", also_per="1")],
    ),
    ("B1", "文体活动室达标", "3", "面积不少于 200 平方米，有标牌、制度和开放时间。实地查看评分。", []),
    (
        "B2",
        "经费落实与台账",
        "5",
        "三个渠道的经费到位率占 3 分，支出凭证齐全率占 2 分。",
        [_part("funds_received_share", "share", "3"), _part("voucher_share", "share", "2")],
    ),
    (
        "B3",
        "辖区单位场地共享",
        "4",
        "与辖区单位签订协议且在有效期内，每家 2 分，最多计 2 家。",
        [_part("shared_units", "each", "4", per="2")],
    ),
    (
        "C1",
        "经常性活动的团队",
        "4",
        "不少于 2 支，每少一支扣 2 分，扣完为止。",
        [_part("active_troupes", "shortfall", "4", target="2", per="2")],
    ),
    (
        "C2",
        "花名册完整率",
        "4",
        "成员信息完整，且花名册在 12 个月内核对确认过。",
        [_part("roster_complete", "share", "4")],
    ),
    (
        "C3",
        "团队活动频次",
        "5",
        "每支团队全年活动不少于 24 次，按各队完成率的平均值计分。",
        [_part("troupe_frequency", "share", "5")],
    ),
    (
        "C4",
        "骨干培训与获奖",
        "3",
        "参加培训达到 2 人次得 1.5 分；团队或个人获得奖项得 1.5 分。",
        [
            _part("training_attendances", "threshold", "1.5", target="2"),
            _part("awards", "threshold", "1.5", target="1"),
        ],
    ),
    (
        "D1",
        "年度活动场次（“十”）",
        "8",
        "全年不少于 10 场，只计已办结的活动。",
        [_part("events_closed", "proportion", "8", target="10")],
    ),
    (
        "D2",
        "参与人次（“万”）",
        "6",
        "全年参与不少于 10,000 人次。",
        [_part("attendances", "proportion", "6", target="10000")],
    ),
    (
        "D3",
        "主题与场次计划完成率",
        "4",
        "已举办的主题活动场次占计划场次的比例。",
        [_part("theme_completion", "share", "4")],
    ),
    (
        "D4",
        "参加街道活动",
        "6",
        "桃花节、运动会等街道活动，无故缺席一次扣 2 分，扣完为止。",
        [_part("street_absences", "penalty", "6", per="2")],
    ),
    (
        "E1",
        "文化长廊建设",
        "3",
        "按街道百米长廊的分工建设，实地查看，登记米数。",
        [{"metric": "corridor_length", "rule": "reading"}],
    ),
    (
        "E2",
        "黑板报、宣传栏版数（“千”）",
        "4",
        "全年刊出不少于 1,000 版；街道另有分解指标的，按分解指标修改目标值。",
        [_part("board_pages", "proportion", "4", target="1000")],
    ),
    ("E3", "内容更新与质量", "3", "版面超过 60 天不更换的不得满分；抽查内容与编排质量。", []),
    ("F1", "市民学校开课次数", "4", "全年不少于 12 次。", [_part("lessons", "proportion", "4", target="12")]),
    (
        "F2",
        "课程类别覆盖",
        "2",
        "六类课程中每开设一类得 0.5 分，最多计 4 类。",
        [_part("course_kinds", "each", "2", per="0.5")],
    ),
    ("F3", "到课率", "2", "到课人数占报名人数的比例。", [_part("lesson_attendance", "share", "2")]),
    (
        "G1",
        "五有完整率",
        "8",
        "已结束的活动，计划、安排、资料、素材、总结五项的平均齐全率。",
        [_part("dossier_completeness", "share", "8")],
    ),
    (
        "G2",
        "照片著录合格率",
        "2",
        "题名、时间、地点、人物、摄影者齐全的照片所占比例。",
        [_part("photos_described", "share", "2")],
    ),
    (
        "G3",
        "按期归档率",
        "2",
        "活动结束后在规定期限内提交档案的比例。",
        [_part("dossiers_on_time", "share", "2")],
    ),
    (
        "H1",
        "群众满意度",
        "3",
        "按问卷满意度折算；样本不足 30 份的按 80 分计并注明。",
        [_part("satisfaction", "proportion", "3", target="100")],
    ),
    ("H2", "一社一品特色品牌", "3", "评议小组评分取平均值。", []),
]

BONUS_EXAMPLES = (
    "获表彰：街道 1、区 2、市 3、省 5、国家 8 分，同一事项只计最高；创成市先进社区 5 分；承办街道以上活动每次 1 分，最多 3 分；"
    "信息被区、市、省级媒体采用每条 0.2、0.5、1 分，最多 2 分；原创节目 1 分。"
)

DEDUCTION_EXAMPLES = (
    "虚报人次、补造材料查实每次 5 分；投诉扰民查实每次 1 分；一般安全事故 3 分；照片未经同意公开 2 分。"
)

VETO_EXAMPLES = (
    "重大安全责任事故；重大意识形态或内容导向问题；弄虚作假情节严重；侵害未成年人或重大个人信息泄露。"
)


def indicator_rows() -> list[dict]:
    """The table as keyword arguments of Indicator, in reading order."""
    return [_row(position, *row) for position, row in enumerate(INDICATORS, start=1)]


def _row(position, code, title, weight, standard, parts):
    measured = any(part["rule"] != "reading" for part in parts)
    return {
        "section": f"{code[0]} {SECTIONS[code[0]]}",
        "code": code,
        "title": title,
        "kind": "measured" if measured else "hand",
        "weight": weight,
        "standard": standard,
        "formula": parts,
        "position": position,
    }

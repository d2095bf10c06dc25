"""Checking formulas when they are written, and saying them in Chinese when they are read.

An unknown metric or a rule without its target is found here, when the scheme is edited or published, not at
the end of the year.
"""

from collections.abc import Mapping
from decimal import Decimal

from assessments.schemes.scoring import READING, RULES, ZERO, Part, day_of_year, mark, rounded
from portal.metrics import Metric

NEEDED = {"target": "目标值", "per": "每单位分值", "tiers": "分档"}


def parts_of(indicator) -> list[Part]:
    return [Part.from_json(row) for row in indicator.formula]


def formula_problems(indicator, metrics: Mapping[str, Metric]) -> list[str]:
    """Why this formula cannot be used, as Chinese sentences; empty when it can."""
    parts = parts_of(indicator)
    if indicator.is_hand:
        return [f"“{part.metric}”不是系统已有的数据。" for part in parts if part.metric not in metrics]
    if not parts:
        return ["系统计分的指标要有计算公式。"]
    problems = [problem for part in parts for problem in part_problems(part, metrics)]
    points = sum((part.points for part in parts), ZERO)
    if points != indicator.weight:
        problems.append(
            f"各项公式的满分合计 {number(points)} 分，应等于指标分值 {number(indicator.weight)} 分。"
        )
    return problems


def part_problems(part: Part, metrics: Mapping[str, Metric]) -> list[str]:
    problems = [f"“{key}”不是系统已有的数据。" for key in part.metrics if key not in metrics]
    rule = RULES.get(part.rule)
    if rule is None:
        return [*problems, f"没有“{part.rule}”这种计分方法。"]
    if part.points <= 0:
        problems.append("公式的满分应大于零。")
    problems += [f"“{rule.label}”要填写{NEEDED[name]}。" for name in rule.needs if not getattr(part, name)]
    if part.also and not part.also_per:
        problems.append("第二项扣分数据要填写每次扣多少分。")
    return problems + _tier_problems(part)


def _tier_problems(part):
    days = [last for last, _ in part.tiers]
    points = [points for _, points in part.tiers]
    if days != sorted(set(days)) or points != sorted(points, reverse=True):
        return ["分档请由早到晚填写，越晚得分越低。"]
    if points and points[0] != part.points:
        return ["分档的第一档应等于公式的满分。"]
    return []


# Words ---------------------------------------------------------------------------------------
def number(value) -> str:
    """A figure without trailing zeros: 4.00 → 4, 0.50 → 0.5, 10000 → 10,000."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(part: Part, value: Decimal | None, unit: str, year: int) -> str:
    """What was measured, as it is read: 3次, 92.5%, 1月20日; 无数据 when the community has none."""
    if value is None:  # no incident is a figure, no measurement is none
        return f"0{unit}" if part.rule == "penalty" else "无数据"
    if part.rule == "share":
        return f"{number(rounded(value * 100))}%"
    if part.rule == "tiers":
        return _day(f"{day_of_year(year, value):%m-%d}")
    return f"{number(rounded(value))}{unit}"


def _day(last: str) -> str:
    month, day = last.split("-")
    return "2月末" if last == "02-29" else f"{int(month)}月{int(day)}日"


def words(part: Part, metrics: Mapping[str, Metric]) -> str:
    """The part's formula as a Chinese sentence."""
    label, unit = _naming(part.metric, metrics)
    points, per, target = number(part.points), number(part.per), f"{number(part.target)}{unit}"
    match part.rule:
        case "proportion":
            return f"{points} 分 ×（{label} ÷ {target}），达到 {target}得满分"
        case "shortfall":
            return f"{points} 分，{label}比 {target}每少 1{unit}扣 {per} 分，扣完为止"
        case "each":
            return f"{label}每 1{unit}得 {per} 分，最高 {points} 分"
        case "penalty":
            return f"{points} 分，{label}每 1{unit}扣 {per} 分{_also_words(part, metrics)}，扣完为止"
        case "tiers":
            return (
                f"{label}："
                + "，".join(f"不晚于{_day(last)}得 {number(got)} 分" for last, got in part.tiers)
                + "，没有不得分"
            )
        case "threshold":
            return f"{label}达到 {target}得 {points} 分，否则不得分"
        case "share":
            return f"{points} 分 × {label}"
    return f"{label}供评分时参考，不直接计分"


def _naming(key, metrics):
    metric = metrics.get(key)
    return (metric.label, metric.unit) if metric else (key, "")


def _also_words(part, metrics):
    if not part.also:
        return ""
    label, unit = _naming(part.also, metrics)
    return f"，{label}每 1{unit}扣 {number(part.also_per)} 分"


def working(part: Part, value: Decimal | None, also: Decimal | None, *, year: int) -> str:
    """The sum with its figures, e.g. “3 × 3 ÷ 4 = 2.25”."""
    if part.rule == READING:
        return ""
    got = number(rounded(mark(part, value, also, year=year)))
    found, points, per = number(rounded(value or ZERO)), number(part.points), number(part.per)
    match part.rule:
        case "proportion" if (value or ZERO) < part.target:
            return f"{points} × {found} ÷ {number(part.target)} = {got}"
        case "proportion" | "threshold":
            relation = "≥" if (value or ZERO) >= part.target else "＜"
            return f"{found} {relation} {number(part.target)}，得 {got}"
        case "shortfall":
            short = number(max(part.target - (value or ZERO), ZERO))
            return f"{points} − {per} × {short} = {got}"
        case "each":
            return (
                f"{per} × {found} = {got}"
                if part.per * (value or ZERO) <= part.points
                else f"{per} × {found}，封顶 {got}"
            )
        case "penalty":
            more = f" − {number(part.also_per)} × {number(also or ZERO)}" if part.also else ""
            return (
                f"{points} − {per} × {found}{more} = {got}"
                if got != "0"
                else f"{points} − {per} × {found}{more}，扣完为止，得 0"
            )
        case "share":
            return f"{points} × {figure(part, value or ZERO, '', year)} = {got}"
    return f"得 {got}"

"""The rules of published scorecards as schemes: card(rule id, what is known) -> Card.

The rules are named by the ids that cases/scoring/cn_scorecard_rules.json gives them; what is known comes in the words of
probes.json. Numbers are those of the cards, all names our own."""
from dataclasses import dataclass

STATES = {"missing": "缺", "not_reported": "未报", "not_applicable": "不适用"}
CARDS = {}


@dataclass
class Card:
    scheme: dict
    units: list
    figures: list
    element: str = "c"        # whose points are asked for; "total": the total
    stage: str = None
    gate: str = None          # whose passing is asked for
    level: str = None         # the element whose points are the place of a level in `levels`
    levels: tuple = ()
    blocks: tuple = ()        # modules that are counted where they are on the card
    tables: int = 1           # how often the card has its table of steps
    refused: int = 0          # rows or units that have to be refused


def card(rule, known):
    return CARDS[rule](known)


def a_card(work):
    CARDS[work.__name__] = work
    return work


# ---- bricks

def element(kind, *children, **attributes):
    made = {"kind": kind, **{name.rstrip("_").replace("_", "-"): text for name, text in attributes.items()}}
    return {**made, "children": list(children)} if children else made


def scheme(*children, **attributes):
    return element("scheme", *children, id="card", **attributes)


def criterion(points, rule, *more, **attributes):
    attributes.setdefault("id", "c")
    return element("criterion", *more, rule, points=points, **attributes)


def figure(value, item="value", unit="u", criterion="c", **more):
    return {"unit": unit, "criterion": criterion, "item": item, "value": value, **more}


def number_or_state(known, key):
    state = known.get("state")
    if isinstance(state, dict) and key in state:
        return STATES[state[key]]
    if isinstance(state, str) and key not in known:
        return STATES[state]
    return known.get(key)


def figures_of(known, criterion="c", **items):
    """A figure for each item that is known, or whose state is: item="key of what is known"."""
    values = {item.replace("_", "-"): number_or_state(known, key) for item, key in items.items()}
    return [figure(value, item, criterion=criterion) for item, value in values.items() if value is not None]


def counted(counts, *items, **more):
    """A figure for each item: what is not counted is none."""
    return [figure(str(counts.get(item, 0)), item, **more) for item in items]


def one(scheme, figures, **more):
    return Card(scheme, [{"id": "u"}], figures, **more)


def of_value(points, rule, known, attributes=None, **scheme_attributes):
    """A card of one criterion whose rule measures one value, or a share."""
    shared = "numerator" in known
    rule = {**rule, **({"measure": "share"} if shared else {})}
    items = {"numerator": "numerator", "denominator": "denominator"} if shared else {"value": "value"}
    return one(scheme(criterion(points, rule, **(attributes or {})), **scheme_attributes), figures_of(known, **items))


def flag(value):
    return "是" if value in (True, "yes") else "否"


def reach(target, compare="at-least", **attributes):
    return element("reach", target=target, compare=compare, **attributes)


def item(id_, each, **attributes):
    return element("item", id=id_, each=each, **attributes)


def step(**attributes):
    return element("step", **attributes)


def given(points, id_="c", **attributes):
    """A criterion whose points a reviewer gives."""
    return criterion(points, element("points"), id=id_, name=f"评分{id_}", **attributes)


def part(by, id_, weight=None):
    return element("part", by=by, id=id_, **({"weight": weight} if weight else {}))


def bands(*grades):
    """(id, attributes) of grades, best first."""
    return [element("grade", id=id_, name=id_, **attributes) for id_, attributes in grades]


def rivals(count, value, **more):
    """Figures of other units with the same value each."""
    return [figure(value, unit=f"v{at}", **more) for at in range(count)]


def ranked(rank, value="10", better="11", **more):
    """Figures that put u at a rank among others."""
    return [figure(value, **more)] + rivals(rank - 1, better, **more)


def units_of(figures):
    return [{"id": unit} for unit in sorted({figure["unit"] for figure in figures} | {"u"})]


# ---- one value, one item

@a_card
def org(known):
    filed = "文件" if known.get("evidence") else ""
    if "conditions" in known:
        rule = element("all", *(element("yes-no", item=name) for name in known["conditions"]))
        figures = [figure(flag(value), name, evidence=filed) for name, value in known["conditions"].items()]
    else:
        rule = element("yes-no")
        figures = [{**each, "value": flag(each["value"]) if "value" in known else each["value"], "evidence": filed}
                   for each in figures_of(known, value="value")]
    return one(scheme(criterion("4", rule, evidence="required"), missing="zero"), figures)


@a_card
def info_articles(known):
    return of_value("2", element("ratio", target="4"), known)


@a_card
def one_article(known):
    return of_value("2", reach("1"), known, not_reported="zero")


@a_card
def use_tools(known):
    return of_value("2", element("yes-no"), known)


@a_card
def meeting_conflict(known):
    return of_value(known["item_points"], reach("1", points=known["rule_points"]), known)


def of_visits(known, *steps):
    """How often something was visited says which level it is; a reviewer then gives points within it, of others there are none."""
    rules = []
    for each, (low, high, sides) in zip(steps, (("9", "10", "both"), ("7", "9", "both"), ("6", "7", "both"), ("0", "6", "from"))):
        bounds = [reach(each["from"])] if "from" in each else []
        bounds += [reach(each["to"], "at-most" if each.get("includes") == "both" else "under")] if "to" in each else []
        within = element("steps", step(from_=low, to=high, includes=sides, points="0"), item="points")
        rules.append(element("when", element("all", *bounds), element("sum", element("points", item="points"), within)))
    in_a_band = element("steps", *({**each, "points": "0"} for each in steps))
    band = criterion("4", element("steps", *steps), id="band")
    figures = figures_of(known, "band", value="value") + figures_of(known, value="value", points="picked")
    return one(scheme(band, criterion("10", element("sum", *rules, in_a_band))), figures, level="band", levels=("优秀", "优良", "合格", "不合格"),
               tables=2)


@a_card
def visitors(known):
    return of_visits(known, step(from_="30000", points="1"), step(from_="10000", to="30000", points="2"),
                     step(from_="1000", to="10000", points="3"), step(to="1000", includes="neither", points="4"))


@a_card
def open_days(known):
    return of_visits(known, step(from_="300", to="366", includes="both", points="1"), step(from_="250", to="300", points="2"),
                     step(from_="200", to="250", points="3"), step(to="200", includes="neither", points="4"))


@a_card
def level_shares(known):
    levels = [("优秀", "90%", "1"), ("优良", "70%", "90%"), ("合格", "60%", "70%"), ("不合格", "0", "0.599999999")]
    rule = element("level", *(element("level", id=f"l{at}", name=name, least=least, most=most)
                              for at, (name, least, most) in enumerate(levels)))
    return one(scheme(criterion(known["item_points"], rule)), figures_of(known, value="level", points="picked"))


@a_card
def two_conditions(known):
    if "parts" in known:
        rules = (reach("15%", measure="share", item="science_funds", under="business_funds"),
                 reach("2", "over", measure="per", item="science_funds"))
        figures = [figure(value, name) for name, value in known["parts"].items()]
    else:
        rules = reach("15%", item="share"), reach("2", "over", item="per_capita")
        figures = figures_of({**known["values"], "state": known.get("state", {})}, share="share", per_capita="per_capita")
        figures = [{**each, "item": each["item"].replace("-", "_")} for each in figures]
    return one(scheme(criterion("8", element("all", *rules))), figures)


@a_card
def books_per_100(known):
    rule = element("all", reach("5", measure="per", per="100"), reach("100", item="new"))
    return one(scheme(criterion("6", rule)), figures_of(known, value="value", population="population", new="new_this_year"))


@a_card
def growth_and_level(known):
    rule = element("all", reach("25%"), reach("2%", measure="growth"))
    return one(scheme(criterion("6", rule)), figures_of(known, value="value", last_year="last_year"))


@a_card
def participation(known):
    share = reach("50%", measure="share") if "numerator" in known else reach("50%", item="share")
    figures = figures_of(known, value="value", share="share", numerator="numerator", denominator="denominator")
    return one(scheme(criterion("6", element("all", reach("3"), share))), figures)


@a_card
def above_average(known):
    if "group_mean" in known:
        figures = [figure(known["group_mean"], "superior")] + figures_of(known, value="value")
        return one(scheme(criterion("9", reach("@superior", "over"))), figures)
    others = list(known["group_values"])
    if "value" in known:
        others.remove(known["value"])
    figures = figures_of(known, value="value")
    figures += [figure(value or "缺", unit=f"v{at}") for at, value in enumerate(others)]
    return Card(scheme(criterion("9", reach("group-mean", "over"))), units_of(figures), figures)


@a_card
def hundred_points(known):
    grades = bands(("优秀", {"from_": "90"}), ("达标", {"from_": "70", "to": "90"}), ("不达标", {"to": "70", "includes": "neither"}))
    if "items" in known or "modules" in known:
        values = known.get("items") or known["modules"]
        most = ["10"] * 10 if "items" in known else ["20", "50", "30"]
        items = [given(points, f"c{at}") for at, points in enumerate(most)]
        figures = [figure(value, criterion=f"c{at}") for at, value in enumerate(values)]
        return one(scheme(*items, *grades), figures, element="total")
    return one(scheme(given("100"), *grades), figures_of(known, value="score"), element="total")


def of_stages(known, points, required, *more, otherwise="复核"):
    stages = [element("stage", id=id_, name=f"步{id_}", **({"required": "yes"} if id_ in required else {}))
              for id_ in known["order"]]
    figures = [figure(each["score"], stage=each["stage"], reason=each.get("reason", otherwise)) for each in known["stages"]]
    return one(scheme(*stages, given(points), *more), figures)


@a_card
def publish(known):
    grades = bands(("通报", {"from_": "90", "outcome": "published+commended"}), ("公示", {"outcome": "published"}))
    return of_stages({**known, "order": ["self", "final"]}, "100", ["final"], *grades)


@a_card
def self_and_review(known):
    stages = known["stages"]
    same = len({stage["score"] for stage in stages}) == 1
    stages = [{"reason": "与自评一致", **stage} if same else stage for stage in stages]
    made = of_stages({"stages": stages, "order": ["self", "review"]}, known["item_points"], ["review"], otherwise="")
    made.refused = sum(stage["stage"] == "review" and "reason" not in stage for stage in stages)
    return made


@a_card
def reports(known):
    return of_value("5", element("deduct", each="2.5"), known)


@a_card
def absence(known):
    rule = element("deduct", item("absent", "2"), item("substitute", "1"), item("missed_quarter_meeting", "1"))
    figures = counted(known["counts"], "absent", "substitute", *([] if "periods" in known else ["missed_quarter_meeting"]))
    figures += [figure(str(n), name) for name, n in known["counts"].items() if name == "late"]
    if "late" in known["counts"]:
        return one(scheme(criterion("6", rule)), figures, refused=1)
    if "periods" not in known:
        return one(scheme(criterion("6", rule)), figures)
    parts = [part("period", f"q{at}") for at in range(len(known["periods"]))]
    quarters = criterion("4", reach("1", "under", points="1"), *parts, id="quarters", account="deduction")
    figures += [figure(value, criterion="quarters", period=f"q{at}") for at, value in enumerate(known["periods"])]
    return one(scheme(element("module", criterion("6", rule), quarters, id="m", floor="0")), figures, element="m")


@a_card
def news(known):
    return of_value("4", element("deduct", each="1", short_of="4"), known)


@a_card
def trainings(known):
    return of_value("6", element("count", each="3", most="6"), known)


@a_card
def patents(known):
    rule = element("count", item("firm", "2"), item("patent", "0.5"), most="5")
    return one(scheme(criterion("5", rule)), counted(known["counts"], "firm", "patent"))


@a_card
def module_cap(known):
    base = criterion("15", element("count", each="1", most="15"))
    bonus = criterion("5", element("count", each="1"), id="bonus", account="bonus", ceiling="none")
    figures = [figure(known["base"]), figure(known["bonus"], criterion="bonus")]
    return one(scheme(element("module", base, bonus, id="m", ceiling="20")), figures, element="m")


@a_card
def two_meetings(known):
    return of_value("8", element("count", each="4", most="8"), known)


@a_card
def demo_sites(known):
    tiers = {"国家": ("t1", "7"), "省": ("t2", "5"), "市": ("t3", "3"), "区": ("t4", "2")}
    rule = element("tiers", *(item(id_, each) for id_, each in tiers.values()), each="3", most="10")
    figures = []
    for at, levels in enumerate(known["sites"]):
        figures.append(figure("是", object=f"点{at}"))
        figures += [figure("是", tiers.get(level, (level,))[0], object=f"点{at}") for level in levels]
    strange = sum(level not in tiers for levels in known["sites"] for level in levels)
    return one(scheme(criterion("10", rule), not_reported="zero"), figures, refused=strange)


@a_card
def varieties(known):
    return of_value("5", element("steps", step(from_="5", includes="neither", points="5"), step(from_="1", to="5", includes="both", points="3"),
                                 step(to="1", includes="neither", points="0")), known)


@a_card
def invest_share(known):
    share = reach("1%", **({"measure": "share"} if "numerator" in known else {}))
    figures = figures_of(known, value="value", numerator="numerator", denominator="denominator")
    return one(scheme(criterion("10", element("all", element("yes-no", item="budget"), share))),
               figures + [figure(flag(known["in_budget"]), "budget")])


@a_card
def zl_late(known):
    rule = element("deduct", item("late", "1"), item("short", "1"), item("serious", "2"))
    low = reach("30%", "under", **({"measure": "share"} if "numerator" in known else {}))
    figures = counted(known["counts"], "late", "short", "serious")
    figures += figures_of(known, "low", value="adoption_rate", numerator="numerator", denominator="denominator")
    return one(scheme(element("module", criterion("6", rule), criterion("1", low, id="low", account="deduction"), id="m", floor="0")),
               figures, element="m")


@a_card
def zl_bonus(known):
    each = {"adopted": {"区": "10", "市": "15", "省": "30"}, "instruction": {"区": "10", "市": "20", "省": "40"}}
    ids = {(sort, level): f"{sort}{at}" for sort in each for at, level in enumerate(each[sort])}
    rule = element("count", *(item(id_, each[sort][level]) for (sort, level), id_ in ids.items()))
    counts, strange = {}, []
    for sort, levels in known["counts"].items():
        counts.update({ids[sort, level]: n for level, n in levels.items() if (sort, level) in ids})
        strange += [figure(str(n), level) for level, n in levels.items() if (sort, level) not in ids]
    return one(scheme(criterion("10", rule, ceiling="none")), counted(counts, *ids.values()) + strange, refused=len(strange))


def of_total(known, grades=(), *more):
    """A total as it is, with base, bonus and deduction where these are known."""
    if "base" not in known:
        return one(scheme(given("1000"), *grades, *more), figures_of(known, value="score"), element="total")
    accounts = [criterion("100", element("count", each="1"), id=name, name=f"账{name}", account=name)
                for name in ("bonus", "deduction") if name in known]
    figures = [figure(known["base"])] + [figure(known[name], criterion=name) for name in ("bonus", "deduction") if name in known]
    return one(scheme(given("1000"), *accounts, *grades, *more), figures, element="total")


@a_card
def zl_gate(known):
    made = of_total(known, (), element("gate", reach("6", measure="score", of="total"), id="k"))
    made.gate = "k"
    return made


@a_card
def staff_ratio(known):
    attributes = {"factor": "100"} if "numerator" in known else {}
    return of_value("5", element("beyond", limit="100", each="0.5", **attributes), known)


@a_card
def three_public(known):
    if "value_this" not in known:
        return of_value("8", element("beyond", limit="0", each="0.8"), known)
    rule = element("beyond", limit="0", each="0.8", measure="growth", factor="100")
    return one(scheme(criterion("8", rule)), figures_of(known, value="value_this", last_year="last_year"))


@a_card
def na_full(known):
    figures = figures_of({**known, "value": known.get("underlying_points")} if "applicable" in known else known, value="value")
    if "value" in known:
        figures = [figure("不适用"), figure(known["value"])]
    return one(scheme(given(known["item_points"]), not_applicable="full"), figures, refused=int("value" in known))


@a_card
def ratio_smaller_better(known):
    return of_value("5", element("ratio", target="1", better="smaller"), known)


@a_card
def control_bands(known):
    steps = [step(from_="0", to="0", includes="both", points="8")]
    steps += [step(from_=low, to=high, includes="to", points=points) for low, high, points in
              (("0", "10", "6"), ("10", "20", "4"), ("20", "30", "2"))]
    return of_value("8", element("steps", *steps, step(from_="30", includes="neither", points="0")), known)


@a_card
def one_of_two(known):
    rule = element("best", element("ratio", item="rate", target="9", better="smaller"),
                   element("ratio", item="change", factor="-1", target="30"))
    known = {**known.get("values", {}), "state": known.get("state", {})}
    return one(scheme(criterion("20", rule)), figures_of(known, rate="rate", change="change"))


@a_card
def completion_ratio(known):
    return of_value("20", element("ratio", target="1"), known)


@a_card
def ez_rate(known):
    return of_value("20", element("ratio", target="1"), known, {"decimals": "0", "rounding": "floor"})


@a_card
def ez_cost(known):
    return of_value("10", reach("104", "at-most"), known)


# ---- grades, gates, outcomes

@a_card
def grain_bands(known):
    grades = bands(("优秀", {"from_": "90"}), ("良好", {"from_": "75", "to": "90", "includes": "from"}),
                   ("合格", {"from_": "60", "to": "75", "includes": "from"}),
                   ("不合格", {"to": "60", "includes": "neither"}))
    return one(scheme(given("100"), *grades), figures_of(known, value="score"), element="total")


@a_card
def grain_steps(known):
    grades = grain_bands({"score": "0"}).scheme["children"][1:]
    made = of_stages({**known, "order": ["self", "review", "spot_check", "overall"]}, "100", ["review", "overall"], *grades)
    keys = [stage["stage"] for stage in known["stages"]]
    made.refused = len(keys) - len(set(keys))
    return made


def places_by(rank, score):
    """Figures that give u a total and a rank."""
    return ranked(rank, score, str(float(score) + 0.5))


@a_card
def wz_excellent(known):
    grades = bands(("优秀", {"from_": "90", "places": "1", "outcome": "reward 1500000"}), ("良好", {"from_": "70", "outcome": "reward 750000"}),
                   ("合格", {"from_": "60"}), ("不合格", {"outcome": "rectification_letter"}))
    if "units" in known:
        figures = [figure(unit["score"], unit={known["unit"]: "u"}.get(unit["unit"], unit["unit"])) for unit in known["units"]]
    elif "level" in known:
        figures = [figure({"优秀": "95", "良好": "80", "合格": "65", "不合格": "30"}[known["level"]])]
    else:
        figures = places_by(known["rank"], known["score"])
    return Card(scheme(given("101"), *grades), units_of(figures), figures)


@a_card
def wz_rewards(known):
    return wz_excellent(known)


@a_card
def unit_groups(known):
    groups = {"城市型街道": "city", "工业园区": "park", "其余镇乡": "rest"}
    cards = {"b1": "", "b2": "", "b3": "", "b4": "", "b5": "city rest", "b6": "rest"}
    blocks = [element("module", given("100", f"c-{id_}"), id=id_, **({"groups": on} if on else {})) for id_, on in cards.items()]
    awards = [element("award", id=f"award-{id_}", name=f"先进{id_}", groups=id_, quota=quota)
              for id_, quota in (("city", "2"), ("park", "1"), ("rest", "6"))]
    names = [element("group", id=id_, name=f"组{id_}") for id_ in groups.values()]
    units = [{"id": unit["unit"], "group": groups.get(unit["group"], unit["group"])} for unit in known.get("units", [])]
    figures = [figure(unit["score"], unit=unit["unit"], criterion="c-b1") for unit in known.get("units", [])]
    if "unit_kind" in known:
        units = [{"id": "u", "group": groups[known["unit_kind"]]}]
    twice = len(units) - len({unit["id"] for unit in units})
    strange = sum(unit["group"] not in groups.values() for unit in units)
    # The second figure of a unit that is there twice is refused as well, and each of one whose unit was refused.
    return Card(scheme(*names, *blocks, *awards, not_reported="zero"), units, figures, blocks=tuple(cards), refused=2 * twice + 2 * strange)


def of_gate(rule, figures, units=None):
    """A gate beside a criterion that is nothing."""
    return Card(scheme(given("1"), element("gate", rule, id="k", name="门"), not_reported="zero"), units or [{"id": "u"}],
                [{**each, "criterion": "k"} for each in figures], gate="k")


@a_card
def vol_growth(known):
    if "values" in known:
        rule = element("all", reach("20%", item="level"), reach("10%", item="growth"), reach("60%", item="participation"))
        return of_gate(rule, [figure(value, name) for name, value in known["values"].items()])
    rule = element("all", reach("20%", measure="share", item="value", under="members"), reach("10%", measure="growth"),
                   reach("60%", item="participation"))
    return of_gate(rule, figures_of(known, value="value", members="members", last_year="last_year", participation="participation"))


@a_card
def key_events(known):
    targets = [element("target", kinds="设区市", value="80"), element("target", kinds="县(市、区)", value="10")]
    return of_gate(element("reach", *targets), [figure(known["value"])], [{"id": "u", "kind": known["unit_kind"]}])


# ---- ranks

@a_card
def rank_share(known):
    if "units" in known:
        figures = [figure(unit["score"], unit={known["unit"]: "u"}.get(unit["unit"], unit["unit"])) for unit in known["units"]]
    else:
        figures = ranked(known["rank"])
    made = scheme(criterion(known.get("item_points", "1"), element("rank")))
    return Card(made, units_of(figures), figures)


@a_card
def target_all(known):
    return of_value("1", reach("1"), known)


@a_card
def monthly_bonus(known):
    places = [element("place", rank=rank, points=points) for rank, points in (("1", "0.5"), ("2", "0.3"), ("3", "0.1"))]
    rule = element("when", element("yes-no", item="gate"), element("rank", *places))
    months = known.get("periods", [known])
    parts = [part("period", f"m{at}") for at in range(len(months))] if "periods" in known else []
    figures = []
    for at, month in enumerate(months):
        more = {"period": f"m{at}"} if parts else {}
        if "units" in month:
            figures += [figure(unit["score"], unit={month["unit"]: "u"}.get(unit["unit"], unit["unit"]), **more) for unit in month["units"]]
        else:
            figures += ranked(month["rank"], **more)
        figures.append(figure(flag(month["gate_met"]), "gate", **more))
    made = scheme(criterion("6", rule, *parts, account="bonus"))
    return Card(made, units_of(figures), figures)


@a_card
def gdp_mix(known):
    rule = element("sum", reach("8", points="4"), element("rank", points="2", among="8", compare="over"), most="6")
    figures = ranked(known.get("rank", 1), known["value"], str(float(known["value"]) + 1))
    return Card(scheme(criterion("6", rule)), units_of(figures), figures)


# ---- periods, sources

@a_card
def quarters(known):
    weights = known.get("weights", ["15", "25", "25", "35"])
    parts = [part("period", f"q{at}", f"{weight}%") for at, weight in enumerate(weights)]
    figures = [figure("缺" if value is None else value, period=f"q{at}") for at, value in enumerate(known.get("periods", []))]
    return one(scheme(*parts, given("100")), figures, element="total")


@a_card
def func_coef(known):
    rule = element("coefficient", bad=known.get("bad", "0"), good=known.get("good", "1"))
    return of_value(known.get("item_points", "100"), rule, known, {"ceiling": "none"})


@a_card
def veto(known):
    events = ["党风廉政", "综治", "环保", "节能减排", "安全生产", "统计造假", "耕地保护"]
    vetoes = [element("veto", id=f"x{at}", name=name) for at, name in enumerate(events)]
    figures = [figure(known["score"])] + [figure("1", criterion=event) for event in known["events"]]
    strange = sum(event not in events for event in known["events"])
    return one(scheme(given("100"), *vetoes), figures, element="total", refused=strange)


@a_card
def hz_downgrade(known):
    grades = bands(("A", {"places": "2"}), ("B", {}), ("C", {}))
    event = element("downgrade", id="downgrade", name="情形", grade="C")
    if "base" in known:
        made = scheme(criterion("100", element("deduct", each="1"), floor="0"), *grades, event)
        return one(made, [figure(known["deduction"])], element="total")
    return of_events(scheme(given("100"), *grades, event), known)


def of_events(made, known):
    """Totals or a rank, and what happened."""
    if "units" in known:
        name = {known.get("unit"): "u"}
        figures = []
        for unit in known["units"]:
            id_ = name.get(unit["unit"], unit["unit"])
            figures.append(figure(unit["score"], unit=id_))
            figures += [figure(str(n), unit=id_, criterion=event) for event, n in unit.get("counts", {}).items()]
    else:
        figures = ranked(known["rank"], "80", "90")
        figures += [figure(str(n), criterion=event) for event, n in known["counts"].items()]
    units = sorted({each["unit"] for each in figures})
    return Card(made, [{"id": unit} for unit in units], figures)


@a_card
def sx_quota(known):
    if "base" in known:
        bonus = element("module", criterion("5", element("count", each="1"), id="b", ceiling="none"), id="bonus", account="bonus", ceiling="5")
        return one(scheme(given("100"), bonus), [figure(known["base"]), figure(known["bonus"], criterion="b")], element="total")
    quota = str(known["quota"])
    grades = bands(("A", {"places": quota, "clean": "yes"}), ("B", {}), ("C", {}), ("D", {}))
    return of_events(scheme(given("100"), *grades, element("downgrade", id="downgrade", grade="C"), element("veto", id="veto", grade="D"),
                            element("award", id="award", name="先进", quota=quota)), known)


@a_card
def nj_mix(known):
    parts = [part("source", "internal", "85%"), part("source", "public", "15%")]
    module = element("module", *parts, given("100"), id="m")
    accounts = [criterion("100", element("count", each="1"), id=name, account=name) for name in ("bonus", "deduction") if name in known]
    grades = bands(("合格", {}), ("不合格", {}))
    scores = {**known["scores"], "state": known.get("state", {})}
    figures = [figure(value, source=source) for source in ("internal", "public")
               for value in [number_or_state(scores, source)] if value is not None]
    figures += [figure(known[name], criterion=name) for name in ("bonus", "deduction") if name in known]
    figures += [figure(str(n), criterion=event) for event, n in known.get("counts", {}).items()]
    return one(scheme(module, *accounts, *grades, element("veto", id="veto", name="否决")), figures, element="total")


@a_card
def cs_monthly(known):
    module = element("module", *(part("period", f"m{at}") for at in range(12)), criterion("10", element("count", each="1")), id="m")
    adopted = criterion("50", element("count", each="1"), id="adopted", account="bonus", ceiling="none", not_reported="zero")
    figures = [figure("缺" if value is None else value, period=f"m{at}") for at, value in enumerate(known["periods"])]
    figures += [figure(str(sum(int(each["points"]) for each in known["adopted"])), criterion="adopted")] if "adopted" in known else []
    return one(scheme(module, adopted), figures, element="total", refused=max(len(known["periods"]) - 12, 0))


@a_card
def hs_quota_points(known):
    channels = {"0.2": "h1", "0.5": "h2", "2": "h3", "2.5": "h4", "5": "h5", "10": "h6"}
    rule = element("count", *(item(id_, each) for each, id_ in channels.items()))
    gate = element("gate", reach("@quota", measure="score", of="c"), id="k")
    counts = {channels.get(each, each): n for each, n in known["counts"].items()}
    figures = counted(counts, *channels.values()) + [figure(known["quota"], "quota", criterion="")]
    strange = [figure(str(n), each) for each, n in known["counts"].items() if each not in channels]
    return one(scheme(criterion("40", rule, ceiling="none"), gate), figures + strange, gate="k", refused=len(strange))


@a_card
def weekly_base(known):
    enough = element("all", reach("2"), reach("0", "at-most", item="missed"), points="1")
    rule = element("sum", enough, element("count", each="1", over="2"))
    weeks = known.get("periods", [known.get("value")])
    parts = [part("period", f"w{at}") for at in range(len(weeks))] if "periods" in known else []
    figures = []
    for at, value in enumerate(weeks):
        more = {"period": f"w{at}"} if parts else {}
        figures += [figure(value, **more), figure(str(known.get("counts", {}).get("missed_report", 0)), "missed", **more)]
    return one(scheme(criterion("1", rule, *parts, ceiling="none")), figures)


@a_card
def hand_media(known):
    counts = known["counts"]
    if "submitted" in counts:
        gate = element("all", reach("12", item="submitted"), reach("5", item="adopted"))
        return of_gate(gate, [figure(str(n), name) for name, n in counts.items()])
    each = {"main": {"中央": "30", "省": "15", "市": "10"}, "other": {"中央": "15", "省": "7.5", "市": "5"}}
    ids = {(sort, level): f"{sort}{at}" for sort in each for at, level in enumerate(each[sort])}
    rule = element("count", *(item(id_, each[sort][level]) for (sort, level), id_ in ids.items()))
    counted_by = {ids[sort, level]: n for sort in counts for level, n in counts[sort].items() if (sort, level) in ids}
    strange = [figure(str(n), level) for sort in counts for level, n in counts[sort].items() if (sort, level) not in ids]
    return one(scheme(criterion("30", rule, ceiling="none")), counted(counted_by, *ids.values()) + strange, refused=len(strange))


@a_card
def civil_gate(known):
    gate = element("gate", reach("85", measure="score", of="minor"), id="k")
    if "scores" in known:
        items = [given("100", "main", weight="0.8"), given("100", "minor", weight="0.2")]
        figures = [figure(value, criterion=id_) for id_, value in known["scores"].items()]
        return one(scheme(*items, gate, aggregate="mean"), figures, element="total", gate="k")
    carry = criterion("20", element("count", measure="score", of="minor", each="0.2"))
    return one(scheme(given("100", "minor"), carry, gate), figures_of(known, "minor", value="score"), gate="k")


@a_card
def grade_item(known):
    levels = [element("level", id=f"l{at}", name=f"第{at}档", points=points) for at, points in ((1, "5"), (2, "3"), (3, "2"))]
    if "levels" in known:
        items = [criterion("5", element("level", *({key: text for key, text in level.items() if key != "id"} for level in levels)),
                           id=f"c{at}") for at in range(len(known["levels"]))]
        return one(scheme(*items), [figure(level, criterion=f"c{at}") for at, level in enumerate(known["levels"])], element="total")
    return one(scheme(criterion("5", element("level", *levels))), figures_of(known, value="level" if "picked" not in known else "picked"))

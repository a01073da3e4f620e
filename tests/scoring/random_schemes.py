"""Random schemes with units and figures, the same for the same seed: small, with numbers that meet each other's bounds often."""
import random

import model

KINDS = ("设区市", "县", "区")
STATES = ("缺", "未报", "不适用")
ITEMS = ("numerator", "denominator", "last-year", "population", "a", "b")
PLAIN = ("share", "share", "growth", "growth", "growth", "change", "change", "per", "per")
WEIGHTS = {2: [("85%", "15%"), ("0.5", "0.5"), None], 3: [("0.2", "0.3", "0.5"), None], 4: [("15%", "25%", "25%", "35%"), None]}


class Maker:
    def __init__(self, seed):
        self.random = random.Random(f"scheme {seed}")
        self.plain = self.chance(0.45)  # figures for everything and rules without rules: there is more to be reached by one figure
        self.alone = self.plain and self.chance(0.6)  # nothing that one unit has depends on another but its rank
        self.numbers = {}
        self.done = []  # ids of modules and criteria that are complete: what comes later may ask for their points
        self.inputs = {}  # id of a criterion or gate -> {item: texts to choose from}
        self.objects = {}  # id of a criterion with objects -> its items
        self.scheme = self.make_scheme()
        self.units = self.make_units()
        self.figures = self.make_figures()

    # ---- chances

    def chance(self, share):
        return self.random.random() < share

    def one(self, *choices):
        return self.random.choice(choices)

    def some(self, attributes, share, **choices):
        """Adds each attribute with a chance."""
        for name, texts in choices.items():
            if self.chance(share):
                attributes[name.rstrip("_").replace("_", "-")] = self.random.choice(texts)
        return attributes

    def id(self, letter):
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        return f"{letter}{self.numbers[letter]}"

    def whole(self, low, high):
        return str(self.random.randint(low, high))

    def decimal(self, low, high):
        """A short number, mostly whole."""
        digits = self.one(0, 0, 0, 1, 1, 2, 3)
        return f"{self.random.randint(low * 10**digits, high * 10**digits) / 10**digits:.{digits}f}"

    # ---- the scheme

    def make_scheme(self):
        groups = [{"kind": "group", "id": self.id("g"), "name": f"组{at}"} for at in range(self.one(0, 0, 1, 2, 3))]
        if groups and self.chance(0.5):
            groups[0]["kinds"] = self.one("县", "县 区")
        if len(groups) > 1 and self.chance(0.3):
            groups[1]["kinds"] = "设区市"
        self.groups = [group["id"] for group in groups]
        self.stages = [{"kind": "stage", "id": self.id("s"), "name": f"阶段{at}"} for at in range(self.one(0, 0, 2, 3))]
        for stage in self.stages:
            self.some(stage, 0.4, required=("yes", "no"))
        scheme = {"kind": "scheme", "id": "scheme", "title": "试"}
        self.some(scheme, 0.3, decimals=("0", "1", "2", "3"), rounding=("half-up", "half-even", "down", "floor", "ceiling"),
                  ceiling=("20", "8", "none"), floor=("3", "0", "none"),
                  aggregate=("sum", "mean", "geometric"))
        self.some(scheme, 0.45, rank_decimals=("0", "0", "1", "2"))
        mean = () if self.alone else ("mean",)
        self.some(scheme, 0.75, ties=("competition", "dense", "average"), missing=("zero", "reweigh", "value-zero") + mean,
                  not_reported=("zero", "reweigh", "value-zero", "none") + mean, not_applicable=("full", "reweigh", "zero", "value-zero") + mean)
        parts = self.make_parts((), 0.12)
        children = groups + self.stages + parts + self.make_items(1, self.bys(parts), False)
        children += self.make_outcomes()
        return {**scheme, "children": children}

    def bys(self, parts, above=()):
        return above + tuple(dict.fromkeys(part["by"] for part in parts))

    def make_parts(self, above, share):
        """Parts by what nothing above has parts by."""
        free = [by for by in model.PARTS if by not in above]
        if not free or not self.chance(share):
            return []
        by, count = self.one(*free), self.one(2, 2, 3, 4)
        weights = self.one(*WEIGHTS[count])
        if self.chance(0.5):  # parts of others may have the same ids
            self.numbers["q"] = self.numbers["r"] = 0
        parts = [{"kind": "part", "by": by, "id": self.id("q" if by == "period" else "r")} for _ in range(count)]
        for part, weight in zip(parts, weights or ()):
            part["weight"] = weight
        return parts

    def make_items(self, depth, above, in_account):
        items = []
        for _ in range(self.one(1, 2, 2, 3) if depth < 3 else self.one(1, 1, 2)):
            account = None if in_account or not self.chance(0.15) else self.one("bonus", "deduction")
            make = self.make_module if depth < 3 and self.chance(0.35) else self.make_criterion
            items.append(make(depth, above, in_account or bool(account), account))
        return items

    def make_limited(self, letter, account):
        """What modules and criteria have in common."""
        element = {"id": self.id(letter), "name": f"名{letter}{self.numbers[letter]}"}
        if account:
            element["account"] = account
        self.some(element, 0.15, ceiling=("2", "4.5", "6", "none"), floor=("0", "-1", "0.5", "none"), weight=("2", "0.5", "1", "3"),
                  decimals=("0", "1", "2"), rounding=("half-even", "down", "floor", "ceiling"))
        if self.groups:
            self.some(element, 0.12, groups=self.groups + [" ".join(self.groups)])
        self.some(element, 0.06, kinds=("县", "设区市 区"))
        policies = ("none", "zero", "value-zero", "reweigh") + (() if account else ("full",)) + (() if self.alone else ("mean",))
        return self.some(element, 0.2, missing=policies, not_reported=policies, not_applicable=policies)

    def without_full(self, element, in_account):
        return {name: text for name, text in element.items() if not (in_account and text == "full")}

    def make_module(self, depth, above, in_account, account):
        element = {"kind": "module", **self.without_full(self.make_limited("m", account), in_account)}
        self.some(element, 0.25, points=("10", "5", "7.5"), aggregate=("mean", "geometric", "sum"))
        self.some(element, 0.2, ceiling=("1.5", "3", "5"), floor=("1", "0.5"))
        parts = self.make_parts(above, 0.15)
        children = parts + self.make_items(depth + 1, self.bys(parts, above), in_account)
        self.done.append(element["id"])
        return {**element, "children": children}

    def make_criterion(self, _, above, in_account, account):
        element = {"kind": "criterion", **self.without_full(self.make_limited("c", account), in_account)}
        element["points"] = self.one("1", "2", "5", "10", "2.5")
        self.some(element, 0.1, evidence=("required",))
        parts = self.make_parts(above, 0.15)
        self.wanted = self.inputs.setdefault(element["id"], {})
        self.owner = element["id"]
        rule = self.make_rule(0)
        self.done.append(element["id"])
        return {**element, "children": parts + [rule]}

    def make_outcomes(self):
        outcomes = []
        grades = [f"grade{at}" for at in range(self.one(2, 3, 4) if self.plain else self.one(0, 1, 2, 3, 4))]
        for _ in range(self.one(0, 0, 1, 2)):
            outcomes.append(self.make_gate(grades))
        for kind in ("veto", "downgrade"):
            for _ in range(self.one(0, 0, 1, 2)):
                event = self.some({"kind": kind, "id": self.id(kind[0]), "name": f"{kind}{len(outcomes)}"}, 0.3, count=("2", "3", "1"))
                if grades and self.chance(0.4):
                    event["grade"] = self.one(*grades)
                elif kind == "downgrade":
                    self.some(event, 0.5, steps=("1", "2"))
                outcomes.append(event)
        self.events = [outcome["id"] for outcome in outcomes if outcome["kind"] in ("veto", "downgrade")]
        return outcomes + self.make_grades(grades) + self.make_awards(grades, outcomes) + self.make_tie_breakers()

    def make_gate(self, grades):
        gate = {"kind": "gate", "id": self.id("k"), "name": f"门{self.numbers['k']}"}
        if self.groups:
            self.some(gate, 0.3, groups=self.groups)
        if grades:
            self.some(gate, 0.4, grade=grades)
        self.wanted = self.inputs.setdefault(gate["id"], {})
        self.owner = gate["id"]
        if self.chance(0.4) and not self.alone:
            of = self.one("total", *self.done)
            rule = {"kind": "reach", "measure": self.one("score", "place"), "of": of, "target": self.whole(1, 6),
                    "compare": self.one("at-least", "at-most", "over", "under")}
        else:
            rule = self.make_rule(0)
        return {**gate, "children": [rule]}

    def make_grades(self, grades):
        made, bound = [], self.random.randint(5, 25)
        for at, grade in enumerate(grades):
            element = {"kind": "grade", "id": grade, "name": f"等级{at}"}
            shape = self.one("from", "from", "both", "to", "none")
            if shape in ("from", "both"):
                element["from"] = str(bound)
            if shape in ("to", "both"):
                element["to"] = str(bound + self.random.randint(1, 10))
            if shape != "none":
                self.some(element, 0.3, includes=("from", "to", "both", "neither"))
            self.some(element, 0.2, places=("1", "2", "3"), quota=("1", "2", "30%", "50%", "0.4"), clean=("yes", "yes", "no"),
                      outcome=("通报表扬",))
            if element.get("clean") == "yes" and ("places" in element or "quota" in element):
                self.some(element, 0.8, refill=("yes", "yes", "no"))
            made.append(element)
            bound -= self.random.randint(1, 6)
        return made

    def make_awards(self, grades, outcomes):
        awards = []
        gates = [outcome["id"] for outcome in outcomes if outcome["kind"] == "gate"]
        for _ in range(self.one(0, 1, 1, 2)):
            award = {"kind": "award", "id": self.id("w"), "name": f"奖{self.numbers['w']}"}
            self.some(award, 0.7, quota=("1", "2", "3", "50%", "30%"))
            self.some(award, 0.3, from_=("2", "5", "10", "15"))
            if self.groups:
                self.some(award, 0.3, groups=self.groups)
            if grades:
                self.some(award, 0.3, grades=grades[:1] + [" ".join(grades[:2])])
            if gates:
                self.some(award, 0.4, gates=gates)
            awards.append(award)
        return awards

    def make_tie_breakers(self):
        if self.alone or not self.chance(0.5):
            return []
        known = self.done + ["item:population", "item:a"]
        breakers = [{"kind": "tie-breaker", "of": of} for of in self.random.sample(known, min(self.one(1, 2, 3, 3), len(known)))]
        return [self.some(breaker, 0.6, better=("larger", "smaller")) for breaker in breakers]

    # ---- rules

    def make_rule(self, depth):
        leaves = [kind for kind in model.RULES if kind not in model.RULES_OF_RULES]
        if self.plain:
            leaves += ["level", "ratio", "deduct", "distance"]
        if self.alone:
            leaves = [kind for kind in leaves if kind not in ("rank", "distance")]
        kind = self.one(*(model.RULES if depth < 2 and not self.plain else leaves))
        if depth and kind == "tiers":
            kind = "count"
        rule = getattr(self, "make_" + kind.replace("-", "_"))(depth)
        if depth or kind in ("count", "steps", "points", "reach", "deduct"):
            self.some(rule, 0.15, points=("1", "2", "3", "4.5"))
        return {"kind": kind, **rule}

    def want(self, item, *texts):
        self.wanted.setdefault(item, []).extend(texts)

    def measured(self, simple=False, no=(), **attributes):
        """Attributes of a rule with a measure; `value` in most of them."""
        measure = "value" if simple or self.chance(0.15 if self.plain else 0.55) else self.one(*PLAIN) if self.plain else self.one("share", "growth", "change", "per", "score", "place", "value")
        if measure in ("score", "place") and (not self.done or self.owner.startswith("k") and self.chance(0.5)):
            measure = "value"
        measure = "value" if measure in no else measure
        if measure == "value":
            self.wanted.setdefault(self.item(attributes), [])
        elif measure in ("score", "place"):
            attributes.update(measure=measure, of=self.one(*self.done))
        else:
            attributes["measure"] = measure
            item = "numerator" if measure == "share" else "value"
            self.wanted.setdefault(attributes.get("item", item), [])
            other = {"share": "under", "growth": "last", "change": "last", "per": "population"}[measure]
            names = {"under": "denominator", "last": "last-year", "population": "population"}
            if self.chance(0.2):
                attributes[other] = self.one(*ITEMS)
            self.wanted.setdefault(attributes.get(other, names[other]), [])
            if measure == "per":
                self.some(attributes, 0.6, per=("100", "10"))
        return self.some(attributes, 0.12, factor=("100", "0.5", "-1"))

    def item(self, attributes):
        if self.chance(0.2):
            attributes["item"] = self.one(*ITEMS)
        return attributes.get("item", "value")

    def targeted(self, rule):
        shape = self.one("number", "number", "number", "mean", "item", "for") if not self.alone else self.one("number", "number", "item")
        if shape in ("number", "for"):
            rule["target"] = self.decimal(1, 8)
        elif shape == "mean":
            rule["target"] = "group-mean"
        else:
            item = self.one("superior", "last-year", "a")
            rule["target"] = "@" + item
            self.wanted.setdefault(item, [])
        if shape == "for":
            child = {"kind": "target", "value": self.one("2", "4", "group-mean")}
            child.update({"groups": self.one(*self.groups)} if self.groups and self.chance(0.5) else {"kinds": self.one(*KINDS)})
            rule["children"] = [child]
            if self.chance(0.3):
                del rule["target"]
        return rule

    def unsure(self, rule, *names):
        """Now and then a threshold that is no number."""
        for name in names:
            if name in rule and self.chance(0.1):
                item = self.one(*ITEMS) if self.alone else self.one("", *ITEMS)
                rule[name] = "@" + item if item else "group-mean"
                if item:
                    self.wanted.setdefault(item, [])
        return rule

    def make_yes_no(self, _):
        rule = self.measured(simple=True)
        self.want(rule.get("item", "value"), "是", "否", "是", "1", "0", "yes", "no", "是", "否")
        return rule

    def make_reach(self, _):
        return self.targeted(self.some(self.measured(), 0.4, compare=("at-least", "over", "at-most", "under")))

    def make_ratio(self, _):
        rule = self.some(self.measured(), 0.3, cap=("1.2", "0.8", "none", "150%"), least=("0.1", "0.25"))
        if self.chance(0.45):
            rule["better"] = self.one("smaller", "smaller", "larger")
            if rule["better"] == "smaller":
                self.some(rule, 0.5, loss=("linear", "inverse"))
        return self.targeted(rule)

    def make_steps(self, _):
        bounds = sorted(self.random.sample(range(1, 12), self.one(1, 2, 3)), reverse=True)
        steps = [{"kind": "step", "from": str(bounds[0])}]
        steps += [{"kind": "step", "from": str(low), "to": str(high)} for high, low in zip(bounds, bounds[1:])]
        if self.chance(0.7):
            steps.append({"kind": "step", "to": str(bounds[-1])})
        for at, step in enumerate(steps):
            step.update({"points": self.decimal(0, 5)} if self.chance(0.5) else {"share": self.one("1", "0.8", "50%", "0")})
            self.some(step, 0.3, includes=("from", "to", "both", "neither"))
        return self.measured(children=steps)

    def make_level(self, depth):
        levels, item = [], self.id("grade-of-") if depth else "value"
        for at in range(self.one(2, 3)):
            level = {"kind": "level", "id": self.id("l"), "name": f"第{self.numbers['l']}档"}
            if self.chance(0.6):
                level["points"] = self.decimal(0, 4)
            else:
                level.update(least=("0.6", "0.3", "0")[at], most=("1", "60%", "0.3")[at])
                self.want("points", "1", "0.5", "0.3", "1.5", "4", "8", "0.9")
            levels.append(level)
        self.want(item, *(level[name] for level in levels for name in ("id", "name")), "1", "2")
        return {"item": item, "children": levels}

    def make_coefficient(self, _):
        low, high = sorted(self.random.sample(range(0, 12), 2))
        rule = {"bad": str(low), "good": str(high)}
        if self.chance(0.2):
            rule = {"bad": str(high), "good": str(low)}
        self.unsure(rule, "bad", "good")
        return self.measured(**self.some(rule, 0.3, base=("50", "60"), span=("50", "40"), cap=("1", "1.1", "none"), least=("0.6", "0")))

    def make_goalposts(self, _):
        low, high = sorted(self.random.sample(range(1, 12), 2))
        rule = self.some({"low": str(low), "high": str(high)}, 0.35, transform=("ln", "log10"), cap=("none",), better=("smaller", "larger"))
        return self.measured(**self.unsure(rule, "low", "high"))

    def make_distance(self, _):
        rule = self.some(self.measured(), 0.4, cap=("1", "1.1", "none"), better=("smaller", "larger"))
        rule = self.targeted(rule)
        if "target" in rule and not rule["target"].startswith(("@", "g")):
            rule["target"] = self.one("11", "9", "2", "-2")
        return rule

    def make_rank(self, _):
        rule = self.some(self.measured(), 0.35, better=("larger", "smaller"))
        if self.chance(0.5):
            self.some(rule, 0.6, first=("1", "0.8"), less=("0.3", "0.6", "0.6", "75%"))
        else:
            rule["children"] = [{"kind": "place", "rank": rank, "points": points}
                                for rank, points in (("1", "0.5"), ("2", "0.3"), ("3", "0.1"))]
        if self.chance(0.3):
            rule["among"] = self.whole(2, 6)
            self.some(rule, 0.5, compare=("at-least", "over", "at-most", "under"))
        return self.unsure(rule, "among")

    def make_listed(self, most):
        items = []
        for name in self.random.sample(("x1", "x2", "x3", "x4"), self.one(1, 2, 3)):
            item = {"kind": "item", "id": f"{self.owner}-{name}-{self.id('i')}", "each": self.decimal(1, 3)}
            items.append(self.some(item, 0.3, **({"most": ("2", "3")} if most else {})))
        for item in items:
            self.wanted.setdefault(item["id"], [])
        return items

    def make_count(self, _):
        rule = self.some({}, 0.4, most=("2", "4", "6"))
        if self.chance(0.4):
            return {**rule, "children": self.make_listed(True)}
        return self.measured(**self.some({**rule, "each": self.decimal(1, 3)}, 0.3, over=("1", "2", "4")))

    def make_tiers(self, _):
        items = [{"kind": "item", "id": self.id("i"), "each": each} for each in self.random.sample(("7", "5", "3", "2"), 3)]
        self.objects[self.owner] = [item["id"] for item in items]
        return {**self.some({"each": self.one("3", "1", "0.5")}, 0.5, most=("10", "4")), "children": items}

    def make_deduct(self, _):
        if self.chance(0.4):
            return {"children": self.make_listed(False)}
        return self.measured(**self.some({"each": self.decimal(1, 2)}, 0.4, short_of=("4", "2", "6")))

    def make_beyond(self, _):
        rule = self.measured(no=("per",), limit=self.decimal(1, 6), each=self.one("0.5", "0.8", "1"))
        self.some(rule, 0.3, per=("2", "0.5", "3"))
        return self.some(self.unsure(rule, "limit"), 0.5, side=("over", "under"), begun=("completed", "begun", "share"))

    def make_points(self, _):
        self.want("value", "0", "0.5", "1", "1", "2", "2.25", "1.75", "4", "6")
        return {}

    def make_several(self, depth, low, high):
        return {"children": [self.make_rule(depth + 1) for _ in range(self.random.randint(low, high))]}

    def make_best(self, depth):
        return self.some(self.make_several(depth, 2, 3), 0.3, most=("1", "3"))

    make_sum = make_best

    def make_all(self, depth):
        return self.make_several(depth, 2, 3)

    make_any = make_all

    def make_when(self, depth):
        return self.make_several(depth, 2, 2)

    # ---- units and figures

    def make_units(self):
        units = []
        for at in range(self.one(1, 2, 3, 4, 5, 6)):
            unit = {"id": f"u{at}", "name": f"单位{at}", "kind": self.one(*KINDS)}
            if self.groups and self.chance(0.7):
                unit["group"] = self.one(*self.groups)
            if self.chance(0.1):
                del unit["kind"]
            units.append(unit)
        self.random.shuffle(units)
        return units

    def spots(self):
        """id of a criterion or gate -> [(period, source)] of its parts; and all of them."""
        spots, every = {}, [model.NOWHERE]

        def walk(element, here):
            parts = [child for child in element.get("children", ()) if child["kind"] == "part"]
            if parts:
                at = model.PARTS[parts[0]["by"]]
                here = [tuple(part["id"] if place == at else old for place, old in enumerate(spot)) for spot in here for part in parts]
                every.extend(here)
            if element["kind"] in ("criterion", "gate"):
                spots[element["id"]] = here if element["kind"] == "criterion" else [model.NOWHERE]
            for child in element.get("children", ()):
                walk(child, here)
        walk(self.scheme, [model.NOWHERE])
        return spots, every

    def make_figures(self):
        spots, every = self.spots()
        figures = []
        for unit in self.units:
            mine = []
            for about, items in self.inputs.items():
                for spot in spots[about]:
                    for item, texts in items.items():
                        mine += self.staged(about, item, None, spot, texts)
                    for site in range(self.one(0, 1, 2, 3) if about in self.objects else 0):
                        mine += self.of_object(about, f"点{site}", spot)
            for item in ITEMS:
                for spot in dict.fromkeys(self.random.sample(every, min(len(every), 2)) + [model.NOWHERE]):  # a set has another order each time
                    if self.chance(0.5):
                        mine += self.staged("", item, None, spot, ())
            for event in self.events:
                if self.chance(0.3):
                    mine += self.staged(event, "value", None, model.NOWHERE, ("1", "2", "0", "是"))
            figures += [{"unit": unit["id"], **figure} for figure in mine]
            if self.chance(0.25):
                mine_before = [figure for figure in figures if figure["unit"] == self.units[0]["id"]]
                figures = [figure for figure in figures if figure["unit"] != unit["id"]]
                figures += [{**figure, "unit": unit["id"]} for figure in mine_before]
        self.random.shuffle(figures)
        return [self.by_name(figure) for figure in figures]

    def by_name(self, figure):
        """Now and then the names instead of the ids."""
        names = {unit["id"]: unit["name"] for unit in self.units}
        named = {**figure}
        if self.chance(0.05):
            named["unit"] = names[figure["unit"]]
        if figure["criterion"][:1] == "c" and self.chance(0.05):
            named["criterion"] = "名" + figure["criterion"]
        return named

    def of_object(self, about, thing, spot):
        items = self.random.sample(self.objects[about], self.one(0, 1, 2))
        return [figure for item in items + ["value"] for figure in self.staged(about, item, thing, spot, ("是", "1", "0", "否", "3"))]

    def staged(self, about, item, thing, spot, texts):
        """The figures of one key: of the first stage, perhaps of later ones."""
        if self.chance(0.02 if self.plain else 0.12):
            return []
        figures = []
        for at, stage in enumerate(self.stages or [None]):
            if at and self.chance(0.7) or not at and self.stages and self.chance(0.1):
                continue
            figure = {"criterion": about, "item": item, "object": thing or "", "period": spot[0] or "", "source": spot[1] or "",
                      "stage": "", "value": self.value(texts), "reason": "", "evidence": ""}
            if at:
                figure.update(stage=self.one(stage["id"], stage["name"]), reason="复核改正")
            if self.chance(0.6):
                figure["evidence"] = "凭证"
            if self.chance(0.1):
                figure["origin"] = self.one("hand", "手工", "ledger", "观测")
            figures.append(figure)
        return figures

    def value(self, texts):
        if self.chance(0.01 if self.plain else 0.1):
            return self.one(*STATES)
        if texts and self.chance(0.9):
            return self.one(*texts)
        named = any(not text.replace(".", "").isdigit() and text not in ("是", "否", "yes", "no") for text in texts)
        return self.one(*texts) if named else self.one(self.decimal(0, 12), self.decimal(0, 12), self.whole(0, 8), self.whole(0, 5), "0",
                                                       self.decimal(-3, 0))


def make(seed):
    """(scheme, units, figures, stage or None)"""
    maker = Maker(seed)
    stage = maker.one(None, *(stage[word] for stage in maker.stages for word in ("id", "name")))
    return maker.scheme, maker.units, maker.figures, stage

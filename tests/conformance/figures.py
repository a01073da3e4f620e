"""Operations of the runner in Python on regions and figures."""
import kepu


def say_codes(state, key, regions):
    state.words(key, [region.code for region in regions])


def say_region(state, region):
    state.line(f"region {region.code}")
    state.text("name", region.name)
    state.code("level", region.level, region.level_token)
    state.words("depth", [depth for depth in range(1, 10) if region.is_of_level(str(depth))])
    state.text("scheme", region.scheme)
    state.text("year", region.year)
    if region.parent is not None:
        say_codes(state, "parent", [region.parent])
    say_codes(state, "children", region.children)
    say_codes(state, "walk", region.walk())
    state.words("populations", [f"{year}={people}" for year, people in region.populations.items()])


def say_regions(state, regions):
    state.line("regions")
    say_codes(state, "roots", regions.roots)
    state.words("population-years", regions.population_years)
    for region in regions:
        say_region(state, region)


def took(state, regions):
    state.regions, state.findings = regions, regions.findings


def do_regions(state, table):
    took(state, kepu.Regions.from_csv(table))


def do_regions_file(state, name):
    took(state, kepu.Regions.from_csv_file(state.folder / name))


def do_tree(state):
    say_regions(state, state.regions)


def do_find_region(state, text):
    found = state.regions.find(text)
    state.line(f"  {found.code if found else 'none'}")


def do_data(state, *without_plan):
    state.data = kepu.Data() if without_plan else kepu.Data(state.plan)


def added(state, refused):
    state.findings = refused
    state.line(f"  rows: {len(state.data)}")


def do_add_csv(state, table):
    added(state, state.data.add_csv(table))


def do_add_csv_file(state, name):
    added(state, state.data.add_csv_file(state.folder / name))


def do_figures(state):
    for row in state.data:
        state.line(f"figure {row.line}")
        state.text("indicator", row.indicator)
        state.text("region", row.region)
        state.line(f"  period: {row.period}")
        state.line(f"  state: {int(row.state)}")
        state.number("value", row.value)
        state.text("unit", row.unit)
        state.line(f"  status: {int(row.status)}")
        state.text("source", row.source)
        state.line(f"  kind: {int(row.kind)}")
        state.line(f"  relative: {int(row.relative)}")


def do_progress(state, date=None, path=None, green=None, yellow=None, tolerance=None, *exact):
    kind = kepu.PathKind[path.upper()] if path else kepu.PathKind.LINEAR
    state.progress = state.plan.progress(state.data, date, path=kind, green=green, yellow=yellow, tolerance=tolerance, exact=bool(exact))


def say_row(state, row):
    state.line(f"row {row.indicator.id}")
    state.text("region", row.region)
    state.line(f"  state: {int(row.state)}")
    state.number("value", row.value)
    state.number("target", row.target)
    state.words("due", [row.due] if row.due else [])
    state.number("expected", row.expected)
    state.number("attainment", row.attainment)
    if row.reached is not None:
        state.line(f"  reached: {'yes' if row.reached else 'no'}")
    state.words("tally", row.tally or [])
    state.line(f"  light: {int(row.light)}")


def say_progress(state, progress):
    state.line("progress")
    state.text("plan", progress.plan.uid)
    state.line(f"  date: {progress.date}")
    for row in progress:
        say_row(state, row)


def do_rows(state):
    say_progress(state, state.progress)


def do_progress_csv(state, *bom):
    state.made = state.progress.to_csv(bom=bool(bom))


def do_progress_json(state):
    state.made = state.progress.to_json()


def do_rollup(state, rule=0):
    state.rollup = kepu.Rollup(state.regions, int(rule))


def do_roll_in(state, content, name=None):
    state.findings = state.rollup.add_content(content, name)


def do_roll_in_file(state, name):
    state.findings = state.rollup.add_file(state.folder / name)


def do_roll_in_plan(state):
    state.findings = state.rollup.add(state.plan)


def do_roll_in_data(state):
    state.findings = state.rollup.add(state.data)


def say_total(state, total):
    state.line(f"total {total.region.code}")
    state.number("value", total.value)
    number = float(total)
    if number == number:
        state.line(f"  thousandths: {int(number * 1000 + 0.5)}")
    for key in ("numerator", "denominator"):
        known = getattr(total, key)
        state.words(key, [] if known is None else [format(known, "f")])
    state.number("own", total.own)
    state.line(f"  covered: {total.covered}/{total.leaves}")
    say_codes(state, "missing", total.missing)


def do_totals(state):
    for rolled in state.rollup:
        state.line(f"rolled {rolled.name}")
        state.text("unit", rolled.unit)
        state.line(f"  rule: {int(rolled.rule)}")
        for period in rolled.periods:
            state.line(f"period {period}")
            for total in rolled.totals(period):
                say_total(state, total)


def do_find_rolled(state, name):
    found = state.rollup.find(name)
    state.line(f"  {found.name if found else 'none'}")


def do_rollup_csv(state, indicator, level, *bom):
    state.made = state.rollup.to_csv(indicator, level, bom=bool(bom))


def do_rollup_json(state, indicator, level):
    state.made = state.rollup.to_json(indicator, level)

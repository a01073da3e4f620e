"""Operations of the runner in Python on regions and figures."""
import kepu


def say_codes(state, key, regions):
    state.words(key, [region.code for region in regions])


def say_region(state, region):
    state.line(f"region {region.code}")
    state.text("name", region.name)
    state.code("level", region.level, region.level_token)
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

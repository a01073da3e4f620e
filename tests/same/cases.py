"""What is told and scored: the ready schemes, and random ones in all forms, some with many units, some with faults."""
import json
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "scoring"))
import library  # noqa: E402
import model  # noqa: E402
import random_schemes  # noqa: E402

BROKEN_ROWS = ("nobody,c1,,,,,,5,,,\n", ",c1,,,,,,5,,,\n", "u0,c1,,,,,,1e5,,,\n", "u0,什么,,,,,,5,,,\n", "u0,c1,,,,,never,5,,,\n",
               "u0,c1,,,,,,5,,,,,,\n")


def examples():
    """[scheme, stage, units, figures...] of the ready schemes."""
    for folder in sorted((ROOT / "examples" / "schemes").iterdir()):
        yield [str(path.relative_to(ROOT)) for path in (folder / "scheme.xml", folder / "units.csv", *tables(folder))]


def tables(folder):
    return sorted(path for path in folder.glob("*.csv") if path.name != "units.csv")


def crowd(units, figures, chance):
    """Thirty of each unit, most of them with figures of their own."""
    more = [{**unit, "id": f"{unit['id']}-{at}", "name": f"{unit.get('name', '')}{at}"} for at in range(30) for unit in units]
    rows = []
    for figure in figures:
        for at in range(30):
            unit = f"{figure['unit']}-{at}" if figure["unit"][:1] == "u" else f"{figure['unit']}{at}"
            moved = re.fullmatch(r"\d+(\.\d+)?", figure["value"]) and chance.random() < 0.7
            rows.append({**figure, "unit": unit, "value": f"{float(figure['value']) + chance.randint(0, 9) / 4:g}" if moved else figure["value"]})
    chance.shuffle(rows)
    return units + more, figures + rows


def written(folder, seed, kinds):
    """The files of a random scheme; the kinds of its elements are noted."""
    scheme, units, figures, stage = random_schemes.make(seed)
    chance = random.Random(f"same {seed}")
    kinds.update(element["kind"] for element in library.elements_of(scheme))
    if seed % 10 == 3:
        units, figures = crowd(units, figures, chance)
    encoding = "gb18030" if seed % 7 == 5 else "utf-8"
    text = library.csv_of(figures, library.COLUMNS).decode() + ("".join(BROKEN_ROWS) if seed % 5 == 0 else "")
    if seed % 2:
        form, whole = "xml", library.xml_of(scheme)
    else:
        form, whole = "json", json.dumps({"format": "urn:kepu:scheme:1", "version": "0.1", **scheme}, ensure_ascii=False)
    paths = [folder / f"{seed}.{form}", folder / f"{seed}.units.csv", folder / f"{seed}.figures.csv"]
    paths[0].write_text(whole, encoding="utf-8")
    paths[1].write_bytes(library.csv_of(units, ("id", "name", "kind", "group")).replace(b"id,", b"unit,", 1))
    paths[2].write_bytes(text.encode(encoding))
    return [str(paths[0]), stage or "", *map(str, paths[1:])]


def cut_off(folder, case, at):
    """One of its files ends too early, in a quoted cell where it is a table."""
    whole = Path(case[at]).read_bytes()
    path = folder / f"cut-{Path(case[at]).name}"
    path.write_bytes(whole[:len(whole) // 2] + (b'\n"' if at else b""))
    return [*case[:at], str(path), *case[at + 1:]]


def random_ones(folder, count):
    """[scheme, stage, units, figures...] of so many random schemes; together they have rules of every kind."""
    kinds = set()
    made = [written(folder, seed, kinds) for seed in range(count)]
    lacking = set(model.RULES) - kinds
    if lacking:
        sys.exit(f"{count} random schemes have no {', '.join(sorted(lacking))}")
    return made + [cut_off(folder, case, at) for case in made[:2] for at in (0, 2, 3)]


def first_unit(units):
    return (ROOT / units).read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def of_commands(plans, out):
    """Arguments of kepu; plans: a folder with a plan of each notice; out: one that they may write to."""
    for scheme, units, *figures in examples():
        given = [scheme, "--units", units, *figures]
        for lang in ("zh", "en"):
            yield ["--lang", lang, "scheme", "check", *given]
            yield ["--lang", lang, "score", *given]
            for form in ("text", "html"):
                yield ["--lang", lang, "score", *given, "--explain", first_unit(units), "--to", form]
        yield ["score", *given, "--explain", first_unit(units), "--to", "json"]
        yield ["score", *given, "--to", "csv", "--bom"]
        yield ["score", *given, "--to", "json"]
    for lang, form in (("zh", ["--to", "xml"]), ("en", ["--explain", "--to", "html"])):
        yield ["--lang", lang, "import", *map(str, notices()), *form, "-o", str(out)]
    for plan in (str(plans / f"{notice.stem}.kepu.xml") for notice in notices()[:2]):
        yield ["--lang", "zh", "show", plan]
        yield ["--lang", "zh", "indicators", plan, "--to", "json"]
        yield ["--lang", "en", "indicators", plan]
        yield ["matrix", plan, "--to", "csv", "--inherited"]
    regions, counts = plans / "regions.csv", plans / "counts.csv"
    regions.write_text("code,name,parent,level\np,清河市,,prefecture\na,甲县,p,county\nb,乙县,p,county\n", encoding="utf-8")
    counts.write_text("region,indicator,period,value,kind\na,率,2023,1,分子\na,率,2023,3,分母\nb,率,2023,2.5,分子\nb,率,2023,7,分母\n"
                      "a,讲座,2023,4,\nb,讲座,2023,不适用,\nc,讲座,2023,2,\n", encoding="utf-8")
    for form in ("table", "json"):
        yield ["--lang", "en", "rollup", "--regions", str(regions), str(counts), "--to", form]


def notices():
    """Paths from the project's folder."""
    found = [*(ROOT / "examples" / "data").glob("*.txt"), *(ROOT / "tests" / "notices" / "data").glob("*.txt"),
             *(ROOT / "tests" / "notices" / "data").glob("*.html")]
    return sorted(path.relative_to(ROOT) for path in found)

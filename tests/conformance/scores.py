"""Operations of the runner in Python on scoring."""
import kepu


def do_scheme(state, text):
    state.scheme = kepu.Scheme.loads(text)


def do_scheme_file(state, name):
    state.scheme = kepu.Scheme.load(state.folder / name)


def do_save_scheme(state, name):
    state.scheme.save(state.folder / name)


def do_scheme_xml(state):
    state.made = state.scheme.to_xml()


def do_scheme_json(state):
    state.made = state.scheme.to_json()


def do_check_scheme(state, *with_inputs):
    state.findings = state.scheme.check(state.inputs) if with_inputs else state.scheme.check()


def say_elements(state, scheme):
    for element in scheme:
        state.line(f"element {element.index} {element.kind}")
        state.text("id", element.id)
        state.text("name", element.name)
        state.text("points", element.get("points"))
        state.words("parent", [element.parent.index] if element.parent else [])
        state.words("children", [below.index for below in element])


def do_elements(state):
    say_elements(state, state.scheme)


def do_find_element(state, id):
    found = state.scheme.find(id)
    state.line(f"  {found.index if found else 'none'}")


def do_new_scheme(state):
    state.scheme_builder = kepu.SchemeBuilder()


def do_add_element(state, parent, kind):
    state.line(f"  {state.scheme_builder.add(kind, None if parent is None else int(parent))}")


def do_set_element(state, element, name, value):
    state.scheme_builder.set(int(element), name, value)


def do_finish_scheme(state):
    state.scheme = state.scheme_builder.finish()


def do_inputs(state):
    state.inputs = kepu.Inputs(state.scheme)


def counts(state, refused):
    state.findings = refused
    state.line(f"  units: {state.inputs.unit_count}, figures: {len(state.inputs)}")


def do_input_unit(state, id, name, kind, group):
    state.inputs.add_unit(id, name, kind=kind, group=group)


def do_units_csv(state, table):
    counts(state, state.inputs.add_units_csv(table))


def do_units_csv_file(state, name):
    counts(state, state.inputs.add_units_csv_file(state.folder / name))


def do_inputs_csv(state, table):
    counts(state, state.inputs.add_csv(table))


def do_inputs_csv_file(state, name):
    counts(state, state.inputs.add_csv_file(state.folder / name))


def do_input(state, *cells):
    counts(state, state.inputs.add(dict(zip(cells[::2], cells[1::2]))))


def do_inputs_progress(state, unit):
    counts(state, state.inputs.add_progress(state.progress, unit))


def do_inputs_rollup(state, period=None):
    counts(state, state.inputs.add_rollup(state.rollup, period))


def do_score(state, stage=None):
    state.score = state.inputs.score(stage)
    state.findings = state.score.findings


def say_unit(state, unit, elements):
    state.line(f"scored {unit.row} {unit.id}")
    state.text("name", unit.name)
    state.text("group", unit.group)
    state.number("total", unit.total)
    state.number("rank", unit.rank)
    state.text("grade", unit.grade)
    state.line(f"  provisional: {'yes' if unit.provisional else 'no'}")
    state.line(f"  eligible: {'yes' if unit.eligible else 'no'}")
    for element in elements:
        if unit.state(element):
            state.line(f"  state[{element.index}]: {int(unit.state(element))}")
        state.number(f"points[{element.index}]", unit.points(element))
        if unit.award(element):
            state.line(f"  award[{element.index}]: {int(unit.award(element))}")


def say_score(state, score):
    state.line("score")
    state.text("stage", score.stage)
    state.line(f"  rank-decimals: {score.rank_decimals}")
    elements = score.scheme
    for unit in score:
        say_unit(state, unit, elements)


def do_scored(state):
    say_score(state, state.score)


def do_find_scored(state, id):
    found = state.score.find(id)
    state.line(f"  {found.row if found else 'none'}")


def do_score_csv(state, *bom):
    state.made = state.score.to_csv(bom=bool(bom))


def do_score_json(state):
    state.made = state.score.to_json()


def do_explain(state, row):
    state.explanation = state.score[int(row)].explain()


def do_lines(state):
    for line in state.explanation:
        state.line(f"line {int(line.what)} {line.depth}")
        state.line(f"  element: {line.element.index}")
        state.line(f"  state: {int(line.state)}")
        state.number("points", line.points)
        state.number("adds", line.adds)
        state.text("zh", line.text(kepu.Language.ZH))
        state.text("en", line.text(kepu.Language.EN))


def do_explanation_text(state, language, width):
    state.made = state.explanation.to_text(kepu.Language[language.upper()], width=int(width)).encode()


def do_explanation_json(state):
    state.made = state.explanation.to_json()


def do_explanation_html(state, language):
    state.made = state.explanation.to_html(kepu.Language[language.upper()]).encode()


def do_need(state, row, element, what):
    change = state.score[int(row)].need(element, kepu.Need[what.upper()])
    state.line(f"  {'none' if change is None else kepu.format_decimal(change)}")

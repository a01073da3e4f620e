#!/usr/bin/env python3
"""libkepu from Python by ctypes alone: each kind of function is called once in earnest, as a binding would.

It may be read as an example: a notice becomes a plan, the plan a matrix, a change goes through a builder, files through
memory. The library is the shared one as built (KEPU_LIBRARY); nothing of it but its exported functions is used.
"""
import ctypes
import os
import re
import tempfile
from ctypes import POINTER, byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_void_p
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTICE = ROOT / "examples" / "data" / "qinghe-2022.txt"
NUL_TERMINATED = c_size_t(-1).value
OK, ARGUMENT, NO_VALUE, BUFFER, BAD_NUMBER, OVERFLOW, NOT_FOUND, CONFLICT = 0, 2, 3, 4, 12, 13, 20, 26
NOT_XML, DUPLICATE_ID, UNKNOWN_ID, FINISHED = 31, 44, 50, 52
ZH, EN = 1, 2

lib = ctypes.CDLL(os.environ["KEPU_LIBRARY"])
# Handles are opaque pointers; without a declaration ctypes would cut them to 32 bits.
pointer, text_in, length = c_void_p, c_char_p, c_size_t


def function(name, result, *arguments):
    entry = getattr(lib, name)
    entry.restype, entry.argtypes = result, arguments
    return entry


def constant(name):
    for header in (ROOT / "include" / "kepu").glob("*.h"):
        for line in header.read_text(encoding="utf-8").splitlines():
            if line.startswith(f"#define {name} "):
                return int(line.split()[2])
    raise KeyError(name)


class Failure(Exception):
    """What a kepu_error says; raised where a call fails."""

    def __init__(self, error):
        code = function("kepu_error_code", c_int32, pointer)(error)
        message = function("kepu_error_message", pointer, pointer, c_int32, POINTER(c_size_t))
        size = c_size_t()
        self.code = code
        self.zh = ctypes.string_at(message(error, ZH, byref(size)), size.value).decode()
        self.en = ctypes.string_at(message(error, EN, byref(size)), size.value).decode()
        self.line = function("kepu_error_line", c_int64, pointer)(error)
        self.column = function("kepu_error_column", c_int64, pointer)(error)
        self.offset = function("kepu_error_offset", c_int64, pointer)(error)
        function("kepu_error_free", None, pointer)(error)
        super().__init__(self.en)


def call(name, *arguments):
    """A call that can fail: its last parameter is the error. Arguments carry their own types."""
    error = c_void_p()
    kinds = [type(a) if isinstance(a, (ctypes._SimpleCData, ctypes._Pointer)) else pointer for a in arguments]
    status = function(name, c_int32, *kinds, POINTER(c_void_p))(*arguments, byref(error))
    if status != OK:
        assert error.value, f"{name}: status {status} without an error"
        failure = Failure(error)
        assert failure.code == status, name
        raise failure
    assert not error.value, f"{name}: an error with success"


def fails(code, name, *arguments):
    try:
        call(name, *arguments)
    except Failure as failure:
        assert failure.code == code, (name, failure.code, failure.en)
        return failure
    raise AssertionError(f"{name} did not fail with {code}")


def read(name, handle, *more):
    """A reader of text: borrowed, with its length."""
    size = c_size_t()
    reader = function(name, pointer, pointer, *([type(a) for a in more] + [POINTER(c_size_t)]))
    address = reader(handle, *more, byref(size))
    if not address:
        assert size.value == 0
        return None
    text = ctypes.string_at(address, size.value)
    assert ctypes.string_at(address) == text, f"{name}: not terminated at its length"
    return text.decode()


def number(name, handle, result=c_size_t):
    return function(name, result, pointer)(handle)


def at(name, handle, index):
    return function(name, pointer, pointer, c_size_t)(handle, index)


def children(owner, what):
    """Any list: its count and its items."""
    count = number(f"kepu_{owner[0]}_{what}_count", owner[1])
    reader = f"kepu_{owner[0]}_{what}_at"
    assert at(reader, owner[1], count) is None, "beyond the end"
    return [at(reader, owner[1], index) for index in range(count)]


def utf8(text):
    """Text in: bytes and a length; it need not be terminated."""
    data = text.encode()
    return c_char_p(data), c_size_t(len(data))


def none():
    return c_char_p(None), c_size_t(0)


def take(address, size):
    """A buffer the library handed out: copied, then given back."""
    data = ctypes.string_at(address, size.value)
    function("kepu_free", None, pointer)(address)
    return data


def check_version():
    named = function("kepu_version", c_char_p, POINTER(c_size_t))(None).decode()
    major, minor, patch = map(int, named.split("."))
    assert function("kepu_version_number", c_int32)() == major * 10000 + minor * 100 + patch
    count = function("kepu_component_count", c_size_t)()
    name = function("kepu_component_name", c_char_p, c_size_t, POINTER(c_size_t))
    assert {b"libxml2", b"zlib"} <= {name(index, None) for index in range(count)}
    assert name(count, None) is None
    version = function("kepu_component_version", c_char_p, c_size_t, POINTER(c_size_t))
    assert all(version(index, None) for index in range(count) if name(index, None) in (b"libxml2", b"zlib"))


def check_decimals_and_dates():
    coefficient, scale = c_int64(), c_int32()
    call("kepu_decimal_parse", *utf8("-15.50"), byref(coefficient), byref(scale))
    assert (coefficient.value, scale.value) == (-1550, 2)
    assert fails(BAD_NUMBER, "kepu_decimal_parse", *utf8("1e3"), byref(coefficient), byref(scale)).zh
    assert (coefficient.value, scale.value) == (0, 0), "outputs are 0 after a failure"
    fails(OVERFLOW, "kepu_decimal_parse", *utf8("9223372036854775808"), byref(coefficient), byref(scale))

    form = function("kepu_decimal_format", c_int32, c_int64, c_int32, pointer, c_size_t, POINTER(c_size_t))
    needed = c_size_t()
    assert form(-1550, 2, None, 0, byref(needed)) == OK and needed.value == len(b"-15.50") + 1  # asks for the size
    buffer = (c_char * needed.value)()
    assert form(-1550, 2, buffer, needed.value, None) == OK and buffer.value == b"-15.50"
    assert form(-1550, 2, buffer, needed.value - 1, None) == BUFFER
    assert form(1, 10, buffer, needed.value, None) == ARGUMENT

    precision, first, last = c_int32(), c_int32(), c_int32()
    call("kepu_date_parse", *utf8("2023-Q2"), byref(precision), byref(first), byref(last))
    assert (precision.value, first.value, last.value) == (constant("KEPU_PRECISION_QUARTER"), 20230401, 20230630)


def check_import():
    data = NOTICE.read_bytes()
    handle = c_void_p()
    call("kepu_import_bytes", c_char_p(data), c_size_t(len(data)), c_char_p(b"notice"), c_void_p(), byref(handle))
    plan = function("kepu_import_plan", pointer, pointer)(handle)
    findings = function("kepu_import_findings", pointer, pointer)(handle)
    for index in range(number("kepu_findings_count", findings)):
        code = function("kepu_findings_code", c_int32, pointer, c_size_t)(findings, index)
        assert function("kepu_finding_name", c_char_p, c_int32, POINTER(c_size_t))(code, None)
        assert read("kepu_findings_message", findings, c_size_t(index), c_int32(ZH))
    # The plan outlives the import once it is referred to.
    function("kepu_plan_ref", pointer, pointer)(plan)
    function("kepu_import_free", None, pointer)(handle)
    missing = fails(NOT_FOUND, "kepu_import_file", c_char_p(b"/nowhere/notice.txt"), c_void_p(), byref(handle))
    assert handle.value is None and missing.line == 0 and missing.offset == -1
    return plan


def check_readers(plan):
    assert read("kepu_plan_uid", plan).startswith("sha256:")
    assert number("kepu_plan_revision", plan, c_int64) == 1
    assert read("kepu_plan_metadata", plan, c_int32(constant("KEPU_META_TITLE")), c_size_t(0))
    nodes, units = children(("plan", plan), "node"), children(("plan", plan), "unit")
    assignments = children(("plan", plan), "assignment")
    assert nodes and units and assignments
    assert sum(number("kepu_node_assignment_count", node) for node in nodes) == len(assignments)
    for node in nodes:
        assert at("kepu_plan_node_at", plan, nodes.index(node)) == node, "the same node is the same pointer"
        assert number("kepu_node_plan", node, pointer) == plan
        assert all(number("kepu_node_parent", child, pointer) == node for child in children(("node", node), "child"))
    by_id = function("kepu_plan_node_by_id", pointer, pointer, c_char_p, c_size_t)
    assert by_id(plan, read("kepu_node_id", nodes[0]).encode(), NUL_TERMINATED) == nodes[0]

    # A list into the caller's array: asked for its length first.
    find = function("kepu_plan_units_by_name", c_size_t, pointer, c_char_p, c_size_t, POINTER(c_void_p), c_size_t)
    name = read("kepu_unit_name", units[0]).encode()
    count = find(plan, name, len(name), None, 0)
    assert count >= 1
    found = (c_void_p * count)()
    assert find(plan, name, len(name), found, count) == count and units[0] in list(found)

    # Where a fact was read: its spans, in code points, lead back to the words of the notice.
    proof = number("kepu_unit_provenance", units[0], pointer)
    paragraph, offset, size = c_size_t(), c_size_t(), c_size_t()
    span = function("kepu_provenance_span", c_int32, pointer, c_size_t, *[POINTER(c_size_t)] * 3)
    assert span(proof, 0, byref(paragraph), byref(offset), byref(size)) == OK
    words = read("kepu_plan_paragraph", plan, c_size_t(paragraph.value))[offset.value:offset.value + size.value]
    assert words and words[0] in name.decode(), (words, name.decode())
    assert span(proof, 10 ** 6, byref(paragraph), byref(offset), byref(size)) == NO_VALUE

    low = function("kepu_value_low", c_int32, pointer, POINTER(c_int64), POINTER(c_int32))
    values = [value for indicator in children(("plan", plan), "indicator")
              for value in children(("indicator", indicator), "value")]
    coefficient, scale, numbers = c_int64(), c_int32(), 0
    for value in values:
        if low(value, byref(coefficient), byref(scale)) == OK:
            written = read("kepu_value_low_text", value)
            if re.fullmatch(r"[0-9.]+", written):  # else as the notice has it, like 0.35万
                numbers += 1
                assert Decimal(coefficient.value).scaleb(-scale.value) == Decimal(written)
        else:
            assert read("kepu_value_low_text", value) is None
    assert numbers


def check_nothing():
    """Readers take NULL and answer with nothing."""
    assert read("kepu_plan_uid", None) is None
    assert number("kepu_plan_node_count", None) == 0
    assert number("kepu_node_kind", None, c_int32) == 0
    assert at("kepu_plan_node_at", None, 0) is None
    for name in ("kepu_plan_unref", "kepu_builder_free", "kepu_error_free", "kepu_findings_free", "kepu_matrix_free",
                 "kepu_import_free", "kepu_free"):
        function(name, None, pointer)(None)


def check_builder():
    part, task = constant("KEPU_KIND_PART"), constant("KEPU_KIND_TASK")
    builder, plan = c_void_p(), c_void_p()
    call("kepu_builder_new", byref(builder))
    node, item, unit = c_char_p(), c_char_p(), c_char_p()
    call("kepu_builder_add_node", builder, *none(), c_int32(part), *utf8("一、"), *utf8("总的要求"), byref(node))
    call("kepu_builder_add_node", builder, node, c_size_t(NUL_TERMINATED), c_int32(task), *utf8("（一）"), *utf8("办讲座"),
         byref(item))
    call("kepu_builder_add_unit", builder, *utf8("教育局"), c_int32(0), byref(unit))
    for role in ("LEAD", "PARTICIPANT"):
        call("kepu_builder_add_assignment", builder, item, c_size_t(NUL_TERMINATED), unit, c_size_t(NUL_TERMINATED),
             c_int32(constant(f"KEPU_ROLE_{role}")), POINTER(c_char_p)())
    call("kepu_builder_set", builder, item, c_size_t(NUL_TERMINATED), *utf8("due-date"), *utf8("2024-06"))
    # Mistakes name what is wrong and leave the builder as it was.
    wrong = fails(UNKNOWN_ID, "kepu_builder_set", builder, *utf8("n999"), *utf8("due-date"), *utf8("2024"))
    assert "n999" in wrong.en and "n999" in wrong.zh
    call("kepu_builder_finish", builder, byref(plan))
    fails(FINISHED, "kepu_builder_add_unit", builder, *utf8("另一个局"), c_int32(0), POINTER(c_char_p)())
    function("kepu_builder_free", None, pointer)(builder)
    assert [read("kepu_node_path", node) for node in children(("plan", plan), "node")] == ["1", "1.1"]
    return plan


def check_matrix(plan):
    matrix = c_void_p()
    call("kepu_matrix_new", plan, c_int32(0), byref(matrix))
    # It holds the plan: they may be released in any order.
    function("kepu_plan_unref", None, pointer)(plan)
    rows, columns = number("kepu_matrix_row_count", matrix), number("kepu_matrix_column_count", matrix)
    cell = function("kepu_matrix_cell", c_int32, pointer, c_size_t, c_size_t)
    roles = [cell(matrix, row, column) for row in range(rows) for column in range(columns)]
    wanted = constant("KEPU_CELL_LEAD") | constant("KEPU_CELL_PARTICIPANT")
    assert wanted in roles and cell(matrix, rows, columns) == 0
    out, size = c_void_p(), c_size_t()
    call("kepu_matrix_to_csv", matrix, c_int32(1), byref(out), byref(size))
    csv = take(out, size)
    assert csv.startswith(b"\xef\xbb\xbf") and csv.count(b"\r\n") == 3 and "教育局".encode() in csv
    function("kepu_matrix_free", None, pointer)(matrix)


def check_files(plan):
    out, size = c_void_p(), c_size_t()
    form = constant("KEPU_FORMAT_XML")
    call("kepu_plan_save_bytes", c_void_p(plan), c_int32(form), byref(out), byref(size))
    xml = take(out, size)
    again = c_void_p()
    call("kepu_plan_load_bytes", c_char_p(xml), c_size_t(len(xml)), c_char_p(None), c_void_p(), byref(again),
         POINTER(c_void_p)())
    call("kepu_plan_save_bytes", again, c_int32(form), byref(out), byref(size))
    assert take(out, size) == xml, "the same plan gives the same bytes"

    with tempfile.TemporaryDirectory() as folder:
        path = c_char_p(os.fsencode(os.path.join(folder, "plan.kepu.xml.gz")))
        options, digest = c_void_p(), c_void_p()
        call("kepu_plan_save_file", again, path, c_void_p())
        call("kepu_file_digest", path, byref(digest))
        call("kepu_save_options_new", byref(options))
        call("kepu_save_options_set_expected", options, ctypes.cast(digest, c_char_p))
        function("kepu_free", None, pointer)(digest)
        call("kepu_plan_save_file", again, path, options)
        Path(os.fsdecode(path.value)).write_bytes(b"somebody else was here")
        fails(CONFLICT, "kepu_plan_save_file", again, path, options)
        assert Path(os.fsdecode(path.value)).read_bytes() == b"somebody else was here"
        function("kepu_save_options_free", None, pointer)(options)
        assert len(os.listdir(folder)) == 1
    function("kepu_plan_unref", None, pointer)(again)

    broken = xml.replace(b"</nodes>", b"</node>")
    wrong = fails(NOT_XML, "kepu_plan_load_bytes", c_char_p(broken), c_size_t(len(broken)), c_char_p(b"broken.xml"),
                  c_void_p(), byref(again), POINTER(c_void_p)())
    assert again.value is None
    assert wrong.line == broken[:xml.index(b"</nodes>")].count(b"\n") + 1, wrong.line

    call("kepu_plan_to_facts", c_void_p(plan), byref(out), byref(size))
    assert take(out, size).decode().lstrip().startswith("{")


def main():
    check_version()
    check_decimals_and_dates()
    check_nothing()
    check_matrix(check_builder())
    plan = check_import()
    check_readers(plan)
    findings = c_void_p()
    call("kepu_plan_check", c_void_p(plan), byref(findings))
    function("kepu_findings_free", None, pointer)(findings)
    check_files(plan)
    function("kepu_plan_unref", None, pointer)(plan)
    print("versions, decimals, dates, builder, matrix, import, readers, files: all called from Python")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Public headers hold only what every language can call, and say of each function what a caller must know.

Refused are varargs, structs or unions by value or with a body, bit-fields, callbacks, inline functions, macros that take
arguments, and the types whose size or meaning differs between systems. Asked of each function are @brief, every
parameter by its name, @return where it returns something, @par Threads and @since; of each type, constant and macro @since.
No version is later than that of the headers. Of the C++ headers, each file says @since for all that is in it.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN_WORDS = ["FILE", "long", "off_t", "time_t", "ssize_t", "va_list", "errno", "inline", "enum", "union", "bool",
                   "_Bool", "float", "short", "unsigned", "wchar_t", "struct tm", "setjmp", "jmp_buf", "xmlChar"]
ALLOWED_TYPES = {"void", "char", "double", "int32_t", "int64_t", "uint32_t", "size_t", "kepu_status"}
ALLOWED_MACROS = {"KEPU_API"}  # empty or an attribute, never a call


def without_comments(text):
    return re.sub(r"/\*.*?\*/|//[^\n]*", lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class Header:
    def __init__(self, name, text):
        self.name = name
        self.text = text
        self.code = without_comments(text)
        self.faults = []

    def fault(self, offset, message):
        self.faults.append(f"{self.name}:{line_of(self.text, offset)}: {message}")

    def check_macros(self):
        for match in re.finditer(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(\(?)(.*)", self.code, flags=re.M):
            if match.group(2):
                self.fault(match.start(), f"macro {match.group(1)} takes arguments")
            elif re.search(r"[A-Za-z_]\w*\s*\(", match.group(3)) and match.group(1) not in ALLOWED_MACROS:
                # (size_t) and (-1) are no calls: no name stands before their bracket
                self.fault(match.start(), f"macro {match.group(1)} makes a call")

    def check_words(self, body):
        for word in FORBIDDEN_WORDS:
            for match in re.finditer(rf"\b{word}\b", body):
                self.fault(match.start(), f"{word} is not for public headers")
        for pattern, message in ((r"\.\.\.", "varargs"), (r"\(\s*\*", "function pointer"),
                                 (r"\bstruct\s+\w*\s*\{", "struct with a body"), (r"\bstruct\s*\{", "struct with a body"),
                                 (r"\btypedef\s+[^;]*\([^;]*;", "function type"), (r"\w\s*:\s*\d+\s*;", "bit-field"),
                                 (r"\[[^\]]*\]", "array type"), (r"\bextern\s+(?!\"C\")", "variable or bare extern"),
                                 (r"\bstatic\b", "static")):
            for match in re.finditer(pattern, body):
                self.fault(match.start(), f"{message} is not for public headers")

    def check_type(self, offset, declaration, opaque, what):
        words = re.sub(r"\b(const|struct)\b", " ", declaration)
        stars = words.count("*")
        base = words.replace("*", " ").split()[0]
        if base in opaque:
            if stars == 0:
                self.fault(offset, f"{what}: {base} by value")
        elif base not in ALLOWED_TYPES:
            self.fault(offset, f"{what}: type {base} is not one of {', '.join(sorted(ALLOWED_TYPES))}")

    def check_since(self, version):
        """Types, constants and macros say which version brought them, on their line or in the block before; nothing is of a
        version that is still to come."""
        for match in re.finditer(r"^(?:#[ \t]*define[ \t]+(KEPU_\w+)[ \t]+\S|typedef\b[^;]*?(\w+);)[^\n]*", self.text, re.M):
            name = match.group(1) or match.group(2)
            blocks = re.findall(r"/\*\*(?!<).*?\*/", self.text[:match.start()], re.S)
            own = match.group() if "/**<" in match.group() else next((b for b in reversed(blocks) if f"@def {name}\n" in b), "")
            if not own and blocks and self.text[:match.start()].rstrip().endswith(blocks[-1]):
                own = blocks[-1]
            if not re.search(r"@since \d+\.\d+\.\d+(?!\S)", own):
                self.fault(match.start(), f"{name} does not say @since which version it is there")
        for match in re.finditer(r"@since\s+(\S*)", self.text):
            if not re.fullmatch(r"\d+\.\d+\.\d+", match.group(1)):
                self.fault(match.start(), f"@since {match.group(1)} is no version")
            elif numbers(match.group(1)) > numbers(version):
                self.fault(match.start(), f"@since {match.group(1)} is later than the version of the headers, {version}")

    def check_functions(self, body, opaque):
        count = 0
        for match in re.finditer(r"\bKEPU_API\s+([^;(]*?)\b(\w+)\s*\(([^;]*)\)\s*;", body):
            count += 1
            result, name, parameters = match.group(1).strip(), match.group(2), match.group(3).strip()
            self.check_type(match.start(), result, opaque, f"{name} returns")
            names = []
            if parameters != "void":
                for parameter in parameters.split(","):
                    parameter = parameter.strip()
                    last = re.search(r"(\w+)$", parameter)
                    if not last or len(re.findall(r"\w+", parameter)) < 2:
                        self.fault(match.start(), f"{name}: a parameter without a name: {parameter}")
                        continue
                    names.append(last.group(1))
                    self.check_type(match.start(), parameter[:last.start()], opaque, f"{name}, parameter {last.group(1)}")
            returns = result.replace("const", "").strip() != "void"
            self.check_doc(match.start(), name, names, returns)
            if "err" in names and names[-1] != "err":
                self.fault(match.start(), f"{name}: err is the last parameter")
            if "kepu_error **" in parameters and result != "kepu_status":
                self.fault(match.start(), f"{name} takes an error but returns no status")
        # Whatever else ends in a semicolon is a typedef of an opaque type, of the status, or nothing.
        rest = re.sub(r"\bKEPU_API\b[^;]*;", lambda m: " " * len(m.group()), body)
        rest = re.sub(r'extern "C" \{', lambda m: " " * len(m.group()), rest)
        for match in re.finditer(r"[^;\s{}][^;{}]*;", rest):
            if not re.fullmatch(r"typedef (struct (kepu_\w+) \2|int32_t kepu_status);", " ".join(match.group().split())):
                self.fault(match.start(), f"neither function nor opaque type: {' '.join(match.group().split())}")
        return count

    def check_doc(self, offset, name, parameters, returns):
        before = re.search(r"/\*\*(.*?)\*/\s*\Z", self.text[:offset], flags=re.S)
        if not before or "*/" in before.group(1):
            comments = list(re.finditer(r"/\*\*.*?\*/", self.text[:offset], flags=re.S))
            doc = comments[-1].group() if comments and not self.text[comments[-1].end():offset].strip() else ""
        else:
            doc = before.group(1)
        if not doc:
            self.fault(offset, f"{name} has no documentation")
            return
        doc = re.sub(r"^\s*\* ?", "", doc, flags=re.M)
        for part in (r"@brief\s+\S", r"@par Threads\s+\S", r"@since \d+\.\d+\.\d+"):
            if not re.search(part, doc):
                self.fault(offset, f"{name}: documentation lacks {part.split(chr(92))[0]}")
        if returns != bool(re.search(r"@return\s+\S", doc)):
            self.fault(offset, f"{name}: documentation {'lacks' if returns else 'has'} @return")
        said = re.findall(r"@param\s+(\w+)\s+[^@\s]", doc)
        if said != parameters:
            self.fault(offset, f"{name}: parameters are {', '.join(parameters) or 'none'}, "
                               f"documented are {', '.join(said) or 'none'}")


def numbers(version):
    return tuple(int(part) for part in version.split("."))


def version_of(text):
    """Version that base.h states."""
    return ".".join(re.search(rf"#define KEPU_VERSION_{part} (\d+)", text).group(1) for part in ("MAJOR", "MINOR", "PATCH"))


def blank_preprocessor(code):
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m.group()), code, flags=re.M)


def check(texts, version="0.1.0"):
    """Faults of the headers {name: text} of that version and the number of functions seen."""
    headers = [Header(name, text) for name, text in texts.items()]
    opaque = set()
    for header in headers:
        opaque |= set(re.findall(r"typedef struct (kepu_\w+) \1;", header.code))
    count = 0
    for header in headers:
        body = blank_preprocessor(header.code)
        header.check_macros()
        header.check_words(body)
        header.check_since(version)
        count += header.check_functions(body, opaque)
    return [fault for header in headers for fault in header.faults], count


DOC = "/**\n * @brief It.\n{}@par Threads\n * Any.\n * @since 0.1.0\n */\n"
# Each of these must be refused; a check that lets one through is broken.
BAD = {
    "varargs": DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(const char *a, ...);",
    "by value": "typedef struct kepu_plan kepu_plan;\n" + DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(kepu_plan a);",
    "struct body": "struct kepu_x { int32_t a; };",
    "bit-field": "struct kepu_x { uint32_t a : 3; };",
    "FILE": DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(FILE *a);",
    "long": DOC.format(" * @return x\n") + "KEPU_API long kepu_f(void);",
    "off_t": DOC.format(" * @return x\n") + "KEPU_API off_t kepu_f(void);",
    "time_t": DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(time_t a);",
    "int": DOC.format(" * @return x\n") + "KEPU_API int kepu_f(void);",
    "callback": DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(void (*a)(void));",
    "callback type": "typedef void (*kepu_f)(void);",
    "inline": "static inline int32_t kepu_f(void) { return 1; }",
    "macro": "#define KEPU_F(x) kepu_g(x)",
    "macro call": "#define KEPU_F kepu_g(1)",
    "errno": DOC.format("") + "KEPU_API void kepu_f(void);\nextern int errno;",
    "no doc": "KEPU_API void kepu_f(void);",
    "no brief": DOC.format("").replace("@brief ", "") + "KEPU_API void kepu_f(void);",
    "no threads": DOC.format("").replace("@par Threads", "") + "KEPU_API void kepu_f(void);",
    "no since": DOC.format("").replace("@since", "") + "KEPU_API void kepu_f(void);",
    "no since of a constant": "#define KEPU_F 1 /**< @brief It. */",
    "no since of the constant before": "#define KEPU_E 1 /**< @brief It. @since 0.1.0 */\n#define KEPU_F 2",
    "no since of a type": "typedef struct kepu_plan kepu_plan; /**< @brief It. */",
    "no since of the status": "/** @brief It. */\ntypedef int32_t kepu_status;",
    "no since of a macro": "/**\n * @def KEPU_API\n * @brief It.\n */\n#if 1\n#define KEPU_API 1\n#endif",
    "since of no version": "#define KEPU_F 1 /**< @brief It. @since now */",
    "since of half a version": "#define KEPU_F 1 /**< @brief It. @since 0.1 */",
    "since of a later version": "#define KEPU_F 1 /**< @brief It. @since 0.10.0 */",
    "no return": DOC.format("") + "KEPU_API int32_t kepu_f(void);",
    "no param": DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(const char *a, size_t b);",
    "unnamed": DOC.format(" * @param a x\n") + "KEPU_API void kepu_f(const char *);",
}


def main():
    for name, text in BAD.items():
        if not check({"bad.h": text})[0]:
            sys.exit(f"the check lets through: {name}")
    good = DOC.format(" * @param a x\n * @return x\n") + "KEPU_API int32_t kepu_f(const char *a);"
    if check({"good.h": good}) != ([], 1):
        sys.exit(f"the check refuses what is right: {check({'good.h': good})[0]}")
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
             for path in sorted((ROOT / "include" / "kepu").glob("*.h"))}
    version = version_of(texts["include/kepu/base.h"])
    faults, count = check(texts, version)
    for path in sorted((ROOT / "include" / "kepu").glob("*.hpp")):
        text = path.read_text(encoding="utf-8")
        said = re.search(r"\A/\*\*(?:(?!\*/).)*@since (\d+\.\d+\.\d+)\n", text, re.S)
        if not said or numbers(said.group(1)) > numbers(version):
            faults.append(f"{path.name}: the comment that opens it lacks an @since of at most {version}")
    if faults:
        sys.exit("\n".join(faults))
    if count < 200:
        sys.exit(f"only {count} functions found: the check itself is broken")
    print(f"{count} functions in {len(texts)} headers")


if __name__ == "__main__":
    main()

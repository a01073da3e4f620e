#!/usr/bin/env python3
"""The library calls nothing that prints, ends the program, asks the locale, the environment or the clock, draws random
numbers, or changes what libxml2 holds for the whole process."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVERYWHERE = {
    "prints": "printf vprintf puts putchar perror fprintf vfprintf fputs fputc dprintf",
    "ends the program": "abort exit _exit _Exit quick_exit assert raise longjmp atexit signal",
    "asks the locale": "setlocale localeconv strtod strtof strtold atof strcoll strxfrm isalpha isdigit isspace isalnum "
                       "isupper islower ispunct isprint isxdigit toupper tolower iswalpha iswspace towlower mbstowcs "
                       "mbtowc wcstombs strcasecmp strncasecmp strftime sscanf fscanf",
    "asks the environment": "getenv secure_getenv setenv putenv",
    "asks the clock": "time clock gettimeofday clock_gettime localtime gmtime localtime_r gmtime_r",
    "is random": "rand random srand srandom drand48 rand_r",
    "changes the whole process": "xmlCleanupParser xmlMemSetup xmlSetGenericErrorFunc xmlSetStructuredErrorFunc "
                                 "initGenericErrorDefaultFunc xmlSetExternalEntityLoader xmlKeepBlanksDefault "
                                 "xmlSubstituteEntitiesDefault xmlLineNumbersDefault xmlPedanticParserDefault umask chdir",
    "keeps state": "strtok strerror asctime ctime",
    "hides an allocation": "strdup strndup asprintf vasprintf getline getdelim open_memstream",
}
OUTSIDE_IO = {
    "touches files": "fopen fdopen freopen fclose fread fwrite open openat close read write unlink rename mkdir opendir "
                     "stat fstat lstat fsync",
}


def code_of(path):
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: '""' + "\n" * m.group().count("\n"), text)


def main():
    faults, files = [], 0
    for path in sorted((ROOT / "lib").rglob("*.[ch]")):
        files += 1
        code = code_of(path)
        tables = [EVERYWHERE] if path.parent.name == "io" else [EVERYWHERE, OUTSIDE_IO]
        for why, names in ((why, names) for table in tables for why, names in table.items()):
            for match in re.finditer(rf"(?<![\w.>])({'|'.join(names.split())})\s*\(", code):
                line = code.count("\n", 0, match.start()) + 1
                faults.append(f"{path.relative_to(ROOT)}:{line}: {match.group(1)} {why}")
        for match in re.finditer(r"\b(stdout|stderr|stdin|environ)\b", code):
            faults.append(f"{path.relative_to(ROOT)}:{code.count(chr(10), 0, match.start()) + 1}: {match.group(1)} is the program's")
    if faults:
        sys.exit("\n".join(faults))
    if not files:
        sys.exit("no files found: the check itself is broken")
    print(f"{files} files")


main()

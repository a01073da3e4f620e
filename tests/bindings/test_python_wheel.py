#!/usr/bin/env python3
"""The wheel: built, looked into, installed in a fresh virtual environment outside the tree, where it does what its README
shows and runs the package's tests on the library inside it. Python programs that have a libxml2 of their own loaded stay
undisturbed."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import venv_of_tests as venv

ROOT = venv.ROOT
PACKAGE = ROOT / "bindings" / "python"
NOTICE = Path("examples") / "data" / "qinghe-2022.txt"


def run(command, **options):
    ran = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, encoding="utf-8", **options)
    if ran.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{ran.stdout}")
    return ran.stdout


def build(folder):
    native = Path(os.environ.get("KEPU_BUILD", ROOT / "build")) / "native"
    output = run([sys.executable, PACKAGE / "build_wheel.py", "--output", folder, "--native", native, "--python", venv.python()])
    return Path(output.strip().splitlines()[-1])


def look_into(wheel):
    if not re.fullmatch(r"kepu-\d+\.\d+\.\d+-py3-none-manylinux_\d+_\d+_\w+\.whl", wheel.name):
        sys.exit(f"{wheel.name} is no name for a wheel of one platform and any Python 3")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for wanted in ("kepu/libkepu.so", "kepu/py.typed", "kepu/_abi.py"):
            if wanted not in names:
                sys.exit(f"{wheel.name} lacks {wanted}")
        licences = {Path(name).name for name in names if "/licenses/" in name}
        if not {"LICENSE", "LICENSE.libxml2", "LICENSE.zlib"} <= licences:
            sys.exit(f"{wheel.name} has these licences only: {', '.join(sorted(licences))}")
        size = archive.getinfo("kepu/libkepu.so").file_size
    print(f"{wheel.name}: {wheel.stat().st_size / 1024:.0f} KiB, the library in it {size / 1024:.0f} KiB")


def first_use(python, folder, environment):
    """README's blocks, as they stand."""
    for language, wanted in (("README.md", "3.1.1 上好校园科学课 市教育局"), ("README.zh-CN.md", "3.1.1 上好校园科学课 市教育局")):
        text = (PACKAGE / language).read_text(encoding="utf-8")
        first, second = re.findall(r"^```python\n(.*?)^```", text, re.S | re.M)
        if len([line for line in first.splitlines() if line.strip()]) > 10:
            sys.exit(f"{language}: the first use takes more than ten lines")
        if wanted not in run([python, "-c", first], cwd=folder, env=environment):
            sys.exit(f"{language}: the first use does not print {wanted}")
        if "市科协" not in run([python, "-c", "import kepu\n" + second], cwd=folder, env=environment):
            sys.exit(f"{language}: the builder's plan has no unit")
    plan = folder / "qinghe.kepu.xml"
    if "3.1.1 上好校园科学课" not in run([python, "-m", "kepu", "show", plan], cwd=folder, env=environment):
        sys.exit("python -m kepu show does not show the plan")


def beside_another_libxml2(environment, site, folder):
    """The system's libxml2 in the same process, before and after ours: both go on."""
    code = f"""
import ctypes, ctypes.util, sys
sys.path.insert(0, {str(site)!r})
def other():
    lib = ctypes.CDLL(ctypes.util.find_library("xml2"), ctypes.RTLD_GLOBAL)
    lib.xmlReadMemory.restype = ctypes.c_void_p
    assert lib.xmlReadMemory(b"<a/>", 4, None, None, 0)
if {{first}}: other()
import kepu
plan = kepu.import_notice({str(ROOT / NOTICE)!r}).plan
assert kepu.load(plan.to_bytes()).to_bytes() == plan.to_bytes()
other()
assert kepu.load(plan.to_bytes()).to_bytes() == plan.to_bytes()
"""
    for first in (True, False):
        run([sys.executable, "-c", code.replace("{first}", str(first))], cwd=folder, env=environment)


def main():
    with tempfile.TemporaryDirectory(prefix="kepu-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "wheel")
        look_into(wheel)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("KEPU_", "PYTHON", "LD_"))}
        run([sys.executable, "-m", "venv", folder / "fresh"])
        python = folder / "fresh" / "bin" / "python"
        run([python, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel], env=environment)
        place = folder / "place"
        (place / NOTICE.parent).mkdir(parents=True)
        shutil.copy(ROOT / NOTICE, place / NOTICE)
        first_use(python, place, environment)
        site = next((folder / "fresh" / "lib").glob("python3*/site-packages"))
        beside_another_libxml2(environment, site, place)
        tested = run([venv.python(), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--deselect", "tests/test_memory.py"],
                     cwd=PACKAGE, env=dict(environment, PYTHONPATH=str(site), KEPU_SOURCE=str(ROOT), PYTHONDONTWRITEBYTECODE="1"))
        print(f"with the library of the wheel: {tested.strip().splitlines()[-1]}")
        run([python, "-m", "pip", "uninstall", "--quiet", "--yes", "--disable-pip-version-check", "kepu"], env=environment)
        if (site / "kepu").exists():
            sys.exit("files are left behind when the package is uninstalled")


main()

"""Puts the shared library into the wheel, where build_wheel.py names one; what else there is to say is in pyproject.toml."""

import os
import shutil
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

LIBRARY = os.environ.get("KEPU_WHEEL_LIBRARY")
PLATFORM = os.environ.get("KEPU_WHEEL_PLATFORM")


class WithLibrary(Distribution):
    """A package with a library inside is installed where those for one platform go."""

    def has_ext_modules(self):
        return bool(LIBRARY)


class BuildWithLibrary(build_py):
    def run(self):
        super().run()
        if LIBRARY:
            shutil.copy(LIBRARY, Path(self.build_lib) / "kepu" / "libkepu.so")


class WheelOfOnePlatform(bdist_wheel):
    """The library is called by ctypes, so any Python 3 will do, but only one platform."""

    def get_tag(self):
        return ("py3", "none", PLATFORM) if LIBRARY else super().get_tag()


setup(distclass=WithLibrary, cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": WheelOfOnePlatform})

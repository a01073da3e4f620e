#!/usr/bin/env python3
"""The tests of the Python package, on the library as built."""
import subprocess
import sys

import venv_of_tests as venv

sys.exit(subprocess.run([venv.python(), "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", *sys.argv[1:]],
                        cwd=venv.ROOT / "bindings" / "python", env=venv.environment()).returncode)

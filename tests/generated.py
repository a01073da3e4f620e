#!/usr/bin/env python3
"""Headers, tables and pages of codes are what docs/generate-codes.py makes of the registries."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.exit(subprocess.run([sys.executable, ROOT / "docs" / "generate-codes.py", "--check"]).returncode)

#!/usr/bin/env python3
"""Headers, tables and pages are what the generators in docs make of their registries."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
generators = sorted((ROOT / "docs").glob("generate-*.py"))
if not generators:
    sys.exit("no generator found: the check itself is broken")
failed = [path.name for path in generators if subprocess.run([sys.executable, path, "--check"]).returncode]
sys.exit(f"not in step with its registry: {', '.join(failed)}" if failed else 0)

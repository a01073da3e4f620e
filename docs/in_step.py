"""Files that a generator in this folder makes: written, or with --check compared with what stands there."""
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def write(texts):
    """Of {path: text}; the exit status: 1 where --check found a difference."""
    stale = 0
    for path, text in texts.items():
        target = ROOT / path
        if target.exists() and target.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv[1:]:
            stale = 1
            print(f"{path} is not what docs/{Path(sys.argv[0]).name} makes")
        else:
            target.write_text(text, encoding="utf-8")
    return stale

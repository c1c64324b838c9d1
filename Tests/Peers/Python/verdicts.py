"""One line for each resource of a folder: its name, `good` or `bad`, and why."""

import json
import pathlib
import sys


def judge(folder, check):
    """Prints what `check` says of every resource; a failure of the check itself is not caught."""
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        text = path.read_text(encoding="utf-8")
        reasons = check(json.loads(text), text)
        words = " ".join("; ".join(reasons).split())[:600]
        print(path.name, "bad" if reasons else "good", words, sep="\t")
    sys.stdout.flush()

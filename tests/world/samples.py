"""The sample files of the tests, each with its expected result.

They are in tests/data, or in the folder of the variable DIRECTIVE_DATA; files missing there are
taken from tests/data. Tests that read them are in files named `test_*_samples.py`, which
`bin/test data` runs alone.
"""

import json
import os
from pathlib import Path

OWN = Path(__file__).parents[1] / "data"
ANSWER = ".expected.json"


def find(pattern):
    """Return the sample files that ``pattern`` matches, as `cases/*.eml`; never none.

    Raises LookupError if nothing matches, so that a test never passes for want of samples.
    """
    for folder in _folders():
        found = sorted(folder.glob(pattern))
        if found:
            return found
    raise LookupError(f"no sample file {pattern} in {' or '.join(map(str, _folders()))}")


def get(name):
    """Return one sample file, as `appendices/agencies-lao-cai.csv`."""
    (path,) = find(name)
    return path


def expectations(kind):
    """Return [(sample file, its right answer)] for each answer in the sub-folder ``kind``.

    An answer names its file, or is named after it: `a.xlsx.expected.json` belongs to `a.xlsx`.
    """
    answers = [(path, json.loads(path.read_text("utf-8"))) for path in find(f"{kind}/*{ANSWER}")]
    return [(path.with_name(_sample_name(path, answer)), answer) for path, answer in answers]


def _sample_name(path, answer):
    named = answer.get("file") if isinstance(answer, dict) else None
    return named or path.name.removesuffix(ANSWER)


def _folders():
    """Return the sample folders, the requested one first."""
    named = os.environ.get("DIRECTIVE_DATA")
    if not named:
        return [OWN]
    if not Path(named).is_dir():
        raise LookupError(f"DIRECTIVE_DATA names {named}, which is no folder: correct or unset it")
    return [Path(named).resolve(), OWN]

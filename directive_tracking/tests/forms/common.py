from contextlib import contextmanager
from random import Random
from unittest.mock import patch

from ...tools.figures import COLUMNS
from ...tools.figures.columns import with_rates

COUNTED = [name for name in COLUMNS if not name.startswith("w") and name not in ("1", "T", "G")]
FIRST, LAST = "2026-01-15", "2026-02-14"


def random_cells(chance):
    """Return the figures of one row, at random, in which all identities hold."""
    cells = {name: chance.randint(0, 30) for name in COUNTED}
    cells["6"] = cells["7"] + cells["8"] + cells["9"]
    cells["10"] = cells["11"] + cells["12"] + cells["13"]
    cells["4"] = cells["7"] + cells["8"] + cells["11"] + cells["12"]
    cells["5"] = cells["9"] + cells["13"]
    cells["T"] = cells["T1"] + cells["T2"] + cells["T3"]
    cells["G"] = cells["G1"] + cells["G2"] + cells["G3"] + cells["G4"]
    cells["2"] = cells["6"] + cells["10"] + cells["G"] - cells["T"]
    cells["3"] = 0
    cells["fresh"] = chance.randint(0, cells["10"])
    return with_rates(cells)


class FormCase:
    """Forms asked for as each role does."""

    def ask(self, user=None, form="01_nv", **vals):
        form = self.env.ref(f"directive_tracking.directive_form_{form}")
        vals = {"form_id": form.id, "period": "month", "day": LAST, **vals}
        ask = self.env["directive.form.ask"].with_user(user or self.office_user).create(vals)
        return ask

    @contextmanager
    def figures(self, rows):
        """Answer with these figures: what the room `figures` counts is tested there."""

        figures = type(self.env["directive.figures"])
        with patch.object(figures, "_form", lambda self, *days, **asked: rows):
            yield

    def random_rows(self, agencies, seed=1):
        chance = Random(seed)
        return {agency.id: random_cells(chance) for agency in agencies}

from functools import cache

from . import table
from .province import MatrixCase


class JudgingCase(MatrixCase):
    """The province of the matrix, with what the tables say of each public method."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.judged = {}
        for row in table.rows(cls.env, "methods"):
            cls.judged[row["model"], row["method"]] = row["who"].split()
        cls.base_methods = {method for model, method in cls.judged if model == "*"}
        cls.special = {}
        for name, record in cls.records.items():
            cls.special.setdefault((record._name, *record.ids), []).append(name)

    def judgement(self, model, method):
        """Return the roles that may call ``method``, from the tables.

        The special property of a record in `records.py` takes precedence over its model.
        """
        special = self.special.get((model._name, *model.ids), ())
        for name in (*special, *_lineage(type(model)), "*"):
            if (name, method) in self.judged:
                return self.judged[name, method]
        return None


@cache
def _lineage(kind):
    """Return the names of a model's class and of those it inherits from, the nearest first."""
    return tuple(dict.fromkeys(getattr(one, "_name", None) for one in kind.mro()))

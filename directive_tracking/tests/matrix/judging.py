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

    def judgement(self, model, method):
        """Return the roles that may call ``method``, from the tables.

        The special property of a record in `records.py` takes precedence over its model.
        """
        special = [name for name, record in self.records.items() if record == model]
        names = special + [getattr(one, "_name", None) for one in type(model).mro()]
        for name in (*dict.fromkeys(names), "*"):
            if (name, method) in self.judged:
                return self.judged[name, method]
        return None

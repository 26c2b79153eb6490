from odoo.tests import tagged
from odoo.tools import mute_logger

from . import table
from .province import MatrixCase
from .records import SECRET
from .test_matrix_access import QUIET
from .test_matrix_fields import MAGIC, PLAUSIBLE

STRANGERS = ("foreign", "administrator")
SHORTEST = 12  # letters of a name that does not turn up in a sentence by chance


@tagged("post_install", "-at_install")
class TestMatrixErrors(MatrixCase):
    """A refusal names nothing that its reader may not see.

    What a model checks before it asks for access may name a record as the system sees it.
    """

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))

    def test_a_refused_change_names_nothing_hidden(self):
        for name, record in self.records.items():
            hidden = record.sudo().display_name or ""
            words = [SECRET, hidden] if len(hidden) >= SHORTEST else [SECRET]
            for mine in self.for_a_stranger(record):
                with self.subTest(record=name):
                    for refusal in self.refusals(mine):
                        for word in words:
                            self.assertNotIn(word, refusal)

    def for_a_stranger(self, record):
        """Return ``[record]`` as somebody gets it who may not read it, or nothing."""
        seen = (self.as_role(record, role) for role in STRANGERS)
        return [mine for mine in seen if not mine.has_access("read")][:1]

    def refusals(self, record):
        """Yield what is answered to whoever changes or deletes ``record``."""
        yield self.refusal(record.unlink)
        for field in record._fields.values():
            if field.store and field.name not in MAGIC and table.is_ours(record):
                yield self.refusal(record.write, {field.name: self.value(field)})

    def refusal(self, method, *args):
        with self.env.cr.savepoint() as savepoint:
            try:
                method(*args)
                self.env.flush_all()
                answer = ""
            except Exception as error:  # refused, with an error of whatever kind
                answer = str(error)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return answer

    def value(self, field):
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type == "many2one":
            return 1
        return [(4, 1)] if field.relational else PLAUSIBLE.get(field.type, "zqx-forged")

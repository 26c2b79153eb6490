from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.search import NUMBER_KEY_SQL, number_pattern, words_pattern

MOST_SIGNS = 200  # of the search text: longer texts are useless, and patterns cost by length


class DirectiveSearchMixin(models.AbstractModel):
    """One search box: words, the number of a document or an agency, as people write them.

    A model returns the field paths of its texts, numbers and agencies; other rooms add theirs.
    Agencies are found first, by every spelling known to the import; the remaining conditions on
    the table use indexes.
    """

    _name = "directive.search.mixin"
    _description = "Text, Number and Agency Search"

    search_text = fields.Char(
        string="Text, number or agency",
        compute="_compute_search_text",
        search="_search_search_text",
        exportable=False,
        help="Words, the number of a document, or an agency by any of its names.",
    )

    @api.model
    def _word_paths(self):
        """Return the paths of the fields whose words are searched."""
        return ()

    @api.model
    def _number_paths(self):
        """Return the paths of the fields with the number of a document."""
        return ()

    def _compute_search_text(self):
        """Always empty: the field is only for searching."""
        self.search_text = False

    def _search_search_text(self, operator, value):
        if operator == "ilike":
            return self._found_by(value)
        if operator == "in":
            return Domain.OR(self._found_by(text) for text in value if text)
        return NotImplemented

    @api.model
    def _found_by(self, text):
        """Return the domain of the records matching ``text``."""
        text = str(text or "").strip()[:MOST_SIGNS]
        if not text:
            return Domain.TRUE
        words = [
            Domain(path, "ilike", words_pattern(text)) for path in self._open(self._word_paths())
        ]
        numbers = [self._number_domain(path, text) for path in self._open(self._number_paths())]
        return Domain.OR([*words, *numbers, *self._other_ways(text)])

    @api.model
    def _other_ways(self, text):
        """Return domains for other meanings of ``text``; other rooms add theirs."""
        return []

    @api.model
    def _open(self, paths):
        """Return those of ``paths`` whose first field is accessible."""
        return [
            path
            for path in paths
            if self._has_field_access(self._fields[path.split(".")[0]], "read")
        ]

    @api.model
    def _number_domain(self, path, text):
        """Return the domain of the records with ``text`` in the number that ``path`` leads to."""
        pattern = number_pattern(text)
        if not pattern:
            return Domain.FALSE
        *way, field = path.split(".")
        domain = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s LIKE %s", _key_sql(model._field_to_sql(alias, field, query)), pattern
            )
        )
        for step in reversed(way):
            domain = Domain(step, "any", domain)
        return domain


def _key_sql(column):
    before, after = NUMBER_KEY_SQL.split("{column}")
    return SQL("%s%s%s", SQL(before), column, SQL(after))

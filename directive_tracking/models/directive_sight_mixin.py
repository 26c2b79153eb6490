from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# The documents whose to-dos and messages are seen only by those who see the document.
DOCUMENTS = ("directive.broadcast", "directive.directive", "directive.task")


class DirectiveSightMixin(models.AbstractModel):
    """What hangs on a task or directive is out of sight with it.

    Odoo shows a to-do to its user and a message to its author and recipients even after
    they lost access to the document. A global record rule on ``is_in_sight`` ends that.
    """

    _name = "directive.sight.mixin"
    _description = "In Sight with Its Document"
    _sight_model_field = "res_model"

    is_in_sight = fields.Boolean(compute="_compute_is_in_sight", search="_search_is_in_sight")

    @api.depends_context("uid")
    def _compute_is_in_sight(self):
        for model, lines in self.grouped(self._sight_model_field).items():
            if model not in DOCUMENTS:
                lines.is_in_sight = True
                continue
            # Rules are judged as the system; the question is what this user may read.
            documents = self.env[model].with_user(self.env.uid).browse(lines.mapped("res_id"))
            seen = set(documents.exists()._filtered_access("read").ids)
            for line in lines:
                line.is_in_sight = line.res_id in seen

    def _search_is_in_sight(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.custom(to_sql=self._in_sight_sql, predicate=lambda line: line.is_in_sight)

    @staticmethod
    def _in_sight_sql(lines, alias, query):
        """Return the condition in SQL.

        Asked line by line with EXISTS: an IN among alternatives would first gather every
        document its reader may see.
        """
        model = lines._field_to_sql(alias, lines._sight_model_field, query)
        key = lines._field_to_sql(alias, "res_id", query)
        ways = [SQL("%s IS NULL OR %s NOT IN %s", model, model, DOCUMENTS)]
        for name in DOCUMENTS:
            documents = lines.env[name].with_user(lines.env.uid)
            if documents.has_access("read"):
                readable = documents._search([], active_test=False)
                readable.add_where(SQL("%s = %s", SQL.identifier(documents._table, "id"), key))
                ways.append(SQL("%s = %s AND EXISTS (%s)", model, name, readable.select(SQL("1"))))
        return SQL("(%s)", SQL(" OR ").join(ways))

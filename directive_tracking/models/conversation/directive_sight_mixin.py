from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.guard.ours import carrying_models, is_foreign


class DirectiveSightMixin(models.AbstractModel):
    """What hangs on one of our records is out of sight with it.

    Odoo shows a to-do to its user and a message to its author and recipients even after
    they lost access to the document. A global record rule on ``is_in_sight`` ends that.
    What hangs on a model of another application stays as Odoo shows it; what hangs on one of
    ours that carries nothing, or on none that is known, is seen by nobody.
    """

    _name = "directive.sight.mixin"
    _description = "In Sight with Its Document"
    _sight_model_field = "res_model"

    is_in_sight = fields.Boolean(compute="_compute_is_in_sight", search="_search_is_in_sight")

    @api.depends_context("uid")
    def _compute_is_in_sight(self):
        ours = carrying_models(self.env.registry)
        for model, lines in self.grouped(self._sight_model_field).items():
            foreign = not model or is_foreign(self.env.registry, model)
            lines.is_in_sight = foreign
            if model in ours:
                seen = lines._with_document_in_sight(model)._heard_by_reader()
                seen.is_in_sight = True

    def _with_document_in_sight(self, model):
        """Return those of these lines whose record of ``model`` the user may read."""
        # Rules are judged as the system; the question is what this user may read.
        documents = self.env[model].with_user(self.env.uid).browse(self.mapped("res_id"))
        seen = set(documents.exists()._filtered_access("read").ids)
        return self.filtered(lambda line: line.res_id in seen)

    def _heard_by_reader(self):
        """Return those of these lines which a reader of their document may see: all, as a rule."""
        return self

    def _heard_by_reader_sql(self, alias, query):
        """Return :meth:`_heard_by_reader` as a condition; the two must agree."""
        return SQL("TRUE")

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
        registry = lines.env.registry
        model = lines._field_to_sql(alias, lines._sight_model_field, query)
        foreign = [name for name in registry.models if is_foreign(registry, name)]
        ways = [SQL("%s IS NULL OR %s = ANY(%s)", model, model, foreign)]
        for name in carrying_models(registry):
            documents = lines.env[name].with_user(lines.env.uid)
            if documents.has_access("read"):
                ways.append(lines._hanging_on_sql(documents, alias, query))
        return SQL("(%s)", SQL(" OR ").join(ways))

    def _hanging_on_sql(self, documents, alias, query):
        """Return the condition that a line hangs on one of ``documents`` its reader sees."""
        model = self._field_to_sql(alias, self._sight_model_field, query)
        key = self._field_to_sql(alias, "res_id", query)
        readable = documents._search([], active_test=False)
        readable.add_where(SQL("%s = %s", SQL.identifier(documents._table, "id"), key))
        return SQL(
            "%s = %s AND EXISTS (%s) AND %s",
            model,
            documents._name,
            readable.select(SQL("1")),
            self._heard_by_reader_sql(alias, query),
        )

from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.guard.asked import only_value
from ...tools.guard.ours import carries, carrying_models, is_foreign


class Asked(NamedTuple):
    """The one model that a search is about. JSON has no tuples, so that no caller can send it."""

    model: str


class DirectiveSightMixin(models.AbstractModel):
    """Data attached to one of our records is visible only with that record.

    Odoo shows a to-do to its user and a message to its author and recipients even after they lose
    access to the document. A global record rule on ``is_in_sight`` prevents that. Data attached
    to models of other applications is unaffected; data attached to one of our models without such
    support, or to an unknown model, is visible to nobody.
    """

    _name = "directive.sight.mixin"
    _description = "Visibility Inherited from the Document"
    _sight_model_field = "res_model"

    is_in_sight = fields.Boolean(compute="_compute_is_in_sight", search="_search_is_in_sight")

    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_unreadable_names()

    @api.depends_context("uid")
    def _compute_is_in_sight(self):
        ours = carrying_models(self.env.registry)
        for model, lines in self.grouped(self._sight_model_field).items():
            foreign = not model or is_foreign(self.env.registry, model)
            lines.is_in_sight = foreign
            if model in ours:
                seen = lines._with_document_in_sight(model)._shown_to_reader()
                seen.is_in_sight = True

    def _with_document_in_sight(self, model):
        """Return those of these lines whose record of ``model`` the user may read."""
        # Rules are evaluated as the system; the result is the access of this user.
        documents = self.env[model].with_user(self.env.uid).browse(self.mapped("res_id"))
        seen = set(documents.exists()._filtered_access("read").ids)
        return self.filtered(lambda line: line.res_id in seen)

    def _shown_to_reader(self):
        """Return those of these lines that a reader of their document may see: all by default."""
        return self

    def _shown_to_reader_sql(self, alias, query):
        """Return :meth:`_shown_to_reader` as a condition; the two must agree."""
        return SQL("TRUE")

    def _search_is_in_sight(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.custom(to_sql=self._in_sight_sql, predicate=lambda line: line.is_in_sight)

    @api.model
    def _search(self, domain, *args, **options):
        """Judge the documents of the model asked for alone, if it is one: two dozen cost time."""
        asked = only_value(domain, self._sight_model_field)
        lines = self.with_context(directive_sight_of=Asked(asked)) if asked else self
        return super(DirectiveSightMixin, lines)._search(domain, *args, **options)

    @staticmethod
    def _in_sight_sql(lines, alias, query):
        """Return the condition in SQL.

        Checked line by line with EXISTS: an IN among alternatives would first collect every
        visible document.
        """
        registry = lines.env.registry
        model = lines._field_to_sql(alias, lines._sight_model_field, query)
        names = lines._judged_models()
        foreign = ",".join(name for name in names if is_foreign(registry, name))
        # One literal: the server reads it faster than hundreds.
        elsewhere = SQL("%s IS NULL OR %s = ANY(%s::text[])", model, model, f"{{{foreign}}}")
        hanging = [
            lines._hanging_on_sql(documents, alias, query)
            for name in names
            if carries(registry, name)
            and (documents := lines.env[name].with_user(lines.env.uid)).has_access("read")
        ]
        ours = SQL(" OR ").join(hanging) if hanging else SQL("FALSE")
        shown = lines._shown_to_reader_sql(alias, query)
        return SQL("(%s OR (%s) AND %s)", elsewhere, ours, shown)

    @api.model
    def _judged_models(self):
        """Return the names of the models on which the lines of this search may hang."""
        asked = self.env.context.get("directive_sight_of")
        return asked if isinstance(asked, Asked) else sorted(self.env.registry.models)

    def _hanging_on_sql(self, documents, alias, query):
        """Return the condition that a line belongs to a visible record of ``documents``."""
        model = self._field_to_sql(alias, self._sight_model_field, query)
        key = self._field_to_sql(alias, "res_id", query)
        readable = documents._search([], active_test=False)
        readable.add_where(SQL("%s = %s", SQL.identifier(documents._table, "id"), key))
        return SQL("%s = %s AND EXISTS (%s)", model, documents._name, readable.select(SQL("1")))

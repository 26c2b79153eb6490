import logging

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ....tools.guard.ours import is_ours

_logger = logging.getLogger(__name__)

# What Odoo remembers of a person's form, to fill it in the next time.
REMEMBERED = ("base_import.mapping",)


class IrRule(models.Model):
    """A refusal says what it means, in the words of an office; a form is its author's alone.

    Odoo shows the rows of its own forms to every user who may use the form: the file of a
    colleague's import, and what they write in a to-do before it is scheduled. It also proposes the
    columns somebody else chose in an import, so that anybody could direct a colleague's.
    """

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or not self._is_form_of_odoo(model_name):
            return domain
        return domain & Domain("create_uid", "in", (self.env.uid, SUPERUSER_ID))

    def _is_form_of_odoo(self, model_name):
        is_form = self.env[model_name]._transient and not is_ours(self.pool, model_name)
        return is_form or model_name in REMEMBERED

    def _make_access_error(self, operation, records):
        """Refuse in one sentence. Odoo jokes here and, in its debug mode, names rules and records."""
        _logger.info(
            "Refused by record rules: %s of %s %s to user %s",
            operation,
            records._name,
            records.ids[:6],
            self.env.uid,
        )
        records.invalidate_recordset()  # finding out may have read what is hidden
        return AccessError(self._words_of_refusal(operation, records._name))

    def _words_of_refusal(self, operation, model):
        kind = self.env["ir.model"]._get(model).name
        if not is_ours(self.env.registry, model):
            return self.env._(
                "You are not allowed to see or change this record (%(kind)s).", kind=kind
            )
        if operation == "read":
            return self.env._(
                "You are not allowed to see this record (%(kind)s): it belongs to another agency, "
                "or has been given to one since.",
                kind=kind,
            )
        return self.env._(
            "You are not allowed to change this record (%(kind)s): others are responsible for it.",
            kind=kind,
        )

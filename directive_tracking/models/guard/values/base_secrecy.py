from odoo import SUPERUSER_ID, models
from odoo.exceptions import ValidationError
from odoo.tools import html2plaintext

from ....tools.guard.ours import is_our_addon, is_ours
from ....tools.guard.secrecy import find_mark

TEXTS = ("char", "text", "html")
MESSAGE = "mail.message"


class Base(models.AbstractModel):
    """Reject texts with a secrecy mark in any record of ours, from any user.

    What a step writes as the system was typed by its user too, who may hand over any note.
    """

    _inherit = "base"
    # A model that looks at its texts itself, and forgets them where they are secret.
    _looks_for_marks = False

    def _refuse_marks(self, vals):
        """Raise a sentence if a text among ``vals`` is marked as a state secret."""
        if self._repeats_texts() or self._looks_for_marks or not self._is_typed_for_us(vals):
            return
        for name, value in vals.items():
            field = self._fields.get(name)
            if isinstance(value, str) and field is not None and field.type in TEXTS:
                text = html2plaintext(value) if field.type == "html" else value
                if mark := find_mark(text):
                    self._refuse_mark(field._description_string(self.env), mark)

    def _repeats_texts(self):
        """Tell whether the system writes by itself, or puts together a message of checked texts."""
        return self.env.su and (self.env.uid == SUPERUSER_ID or self._name == MESSAGE)

    def _is_typed_for_us(self, vals):
        if self._name == MESSAGE:
            return is_ours(self.env.registry, vals.get("model"))
        return is_our_addon(self._original_module or "")

    def _refuse_mark(self, where, mark):
        """Raise: ``where`` holds a ``mark`` of secrecy."""
        raise ValidationError(
            self.env._(
                "“%(where)s” bears the secrecy mark “%(mark)s”. State secrets must not be "
                "entered here: use the network intended for them.",
                where=where,
                mark=mark[:80],
            )
        )

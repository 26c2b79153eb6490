from odoo import models


class Base(models.AbstractModel):
    """A row as the step it stands for, in the sentence that refuses to undo a reorganisation."""

    _inherit = "base"

    def _step_in_words(self):
        return self.display_name

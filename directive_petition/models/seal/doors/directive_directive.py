from odoo import models


class DirectiveDirective(models.Model):
    """An order with a task given for a matter is around the letter, as the task is."""

    _inherit = "directive.directive"

    def _petition_letters(self):
        # As everywhere behind a text: whoever may see the tasks.
        tasks = self.env["directive.task"].sudo()
        links, found = tasks._links_of_matters(), super()._petition_letters()
        matters = self.env["petition.matter"].sudo()
        for name in links if self.ids else ():
            found |= matters.search([(f"{name}.directive_id", "in", self.ids)]).letter_id
        return found

    def _rows_around(self, found):
        tasks = found.get("directive.task")
        return super()._rows_around(found) | (tasks.directive_id if tasks else self.browse())
